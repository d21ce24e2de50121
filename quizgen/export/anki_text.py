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

from quizgen.deck.cells import safe_html, safe_words
from quizgen.deck.deck import Deck
from quizgen.deck.faces import Card, Face
from quizgen.deck.html import escape
from quizgen.deck.lost import cards_lost, needs_picture
from quizgen.output import Export, Output

HEADER = (
    "#separator:Comma",
    "#html:true",
    "#tags column:3",
    "#deck column:4",
    "#guid column:5",
)
UNSAID = ("feedback", "picture", "figure")
"""What would tell the answer to a choice too early, or is no words."""


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
    content = "\n".join((*HEADER, table.getvalue())).encode()
    return Export((Output(name, content, {"cards": len(rows)}),), (*cards_lost(cards, deck.topic),))


def _row(card: Card, deck_name: str) -> tuple[str, ...]:
    note = card.note
    hashed = sha256(f"{note.guid}\0{card.name}".encode()).hexdigest()
    sides = (_html(card.front), _html(card.back))
    return *sides, safe_words(" ".join(note.tags)), safe_words(deck_name), f"qg{hashed[:14]}"


def _html(side: Sequence[Face]) -> str:
    """Return a side line by line, as HTML that neither Anki nor a spreadsheet takes for more."""
    lines: list[str] = []
    for face in side:
        words = escape(face.words)
        if face.role == "kind" and lines:
            lines[-1] += f" {words}"  # it heads the card together with the topic
        elif words and face.role not in UNSAID:
            lines.append(words)
    html = "<br>".join(lines)
    if "\\" in html:  # `\(` begins a formula for MathJax, even as a character reference
        html = html.replace("\\", "&#92;")
        html = f'<span class="tex2jax_ignore">{html}</span>'
    return safe_html(html)
