"""Cards as a text file that Anki and spreadsheets import: one row a card, two sides each.

For those who cannot use a package, or who want to look through a deck in a table. Rows have GUIDs
of their own, so a later file updates them. The header lines are those of Anki's manual ("Text
Files"); they name no note type, since Anki's own are called otherwise in each language, and no
columns. So Anki proposes the note type that its learner used last, Basic or what it is called
there, and fills its first two fields from the first two columns.
"""

import csv
import io
from collections.abc import Sequence
from hashlib import sha256

from quizgen.content import Run
from quizgen.deck.cells import safe_html, safe_words
from quizgen.deck.content import FieldContent, Gap, words_in
from quizgen.deck.deck import Deck
from quizgen.deck.faces import Card, Face
from quizgen.deck.html import TAGS, escape
from quizgen.deck.lost import cards_lost, needs_picture
from quizgen.output import Export, Output

HEADER = (
    "#separator:Comma",
    "#html:true",
    "#tags column:3",
    "#deck column:4",
    "#guid column:5",
)
UNSAID = ("topic", "kind", "notice", "feedback", "picture", "figure")
"""What stands in a column of its own, would tell the answer to a choice too early, or is no words.
Whatever reads the table, question and answer come first, by which it lists and sorts the cards."""
MARK = b"\xef\xbb\xbf"
"""By this a spreadsheet knows that the letters are those of Unicode; Anki passes it over."""


def write_cards(deck: Deck, name: str) -> Export:
    """Return the table of the deck's cards, as a file of that name.

    Retired notes are not in it, and nobody is told: a deck has them only to let those who hold an
    earlier edition know, and who makes a table wants what is to be learned. Cards that nobody can
    answer without their picture are left out.
    """
    cards = [card for card in deck.cards if not card.note.is_retired]
    rows = [_row(card, deck.name) for card in cards if not needs_picture(card)]
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rows)
    content = MARK + "\n".join((*HEADER, table.getvalue())).encode()
    return Export((Output(name, content, {"cards": len(rows)}),), (*cards_lost(cards, deck.topic),))


def _line(content: FieldContent) -> str:
    """Return a content as a line; what a gap hides stands out where it is filled."""
    html = ""
    for part in content:
        if isinstance(part, Run):
            opened, closed = TAGS[part.style]
            html += f"{opened}{escape(part.text)}{closed}" if part.text.strip() else part.text
        elif isinstance(part, Gap) and part.is_filled:
            html += f"<b>{escape(part.words)}</b>"
        else:
            html += escape(words_in((part,)))
    return " ".join(html.split())


def _row(card: Card, deck_name: str) -> tuple[str, ...]:
    note = card.note
    hashed = sha256(f"{note.guid}\0{card.name}".encode()).hexdigest()
    asked = next((face.content for face in card.front if face.role == "question"), ())
    added = [face for face in card.back if face.role != "question" or face.content != asked]
    sides = (_html(card.front, card.sort), _html(added or card.back))
    return *sides, safe_words(" ".join(note.tags)), safe_words(deck_name), f"qg{hashed[:14]}"


def _html(side: Sequence[Face], sort: str = "") -> str:
    """Return a side line by line, as HTML that neither Anki nor a spreadsheet takes for more."""
    said = [_line(face.content) for face in side if face.role not in UNSAID and face.words]
    html = "<br>".join((*said, *([escape(sort)] if sort else [])))
    if "\\" in html:  # `\(` begins a formula for MathJax, even as a character reference
        html = html.replace("\\", "&#92;")
        html = f'<span class="tex2jax_ignore">{html}</span>'
    return safe_html(html)
