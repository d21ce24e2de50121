"""Cards as a text file that Anki and spreadsheets import: one row a card, two sides each.

For those who cannot use a package, or who want to look through a deck in a table. Rows have GUIDs
of their own, so a later file updates them. The header lines are those of Anki's manual ("Text
Files").
"""

import csv
import io
from collections.abc import Sequence
from hashlib import sha256
from html import escape

from quizgen.deck.deck import Deck
from quizgen.deck.faces import Card, Face
from quizgen.output import Export, Output

HEADER = (
    "#separator:Comma",
    "#html:true",
    "#notetype:Basic",
    "#columns:guid,deck,Front,Back,tags",
    "#guid column:1",
    "#deck column:2",
    "#tags column:5",
)
UNSAID = ("feedback", "figure")
"""What would tell the answer to a choice too early, or is no words."""
FORMULA = tuple("=+-@\t\r")
"""What may begin a formula. A cell of HTML shows the same with its first character escaped, so
negative numbers need no exception, as they do in the plain text for Quizlet."""


def write_cards(deck: Deck, name: str) -> Export:
    """Return the table of the deck's cards, as a file of that name.

    Retired notes are not in it, and nobody is told: a deck has them only to let those who hold an
    earlier edition know, and who makes a table wants what is to be learned.
    """
    rows = [_row(card) for card in deck.cards if not card.note.is_retired]
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rows)
    content = "\n".join((*HEADER, table.getvalue())).encode()
    return Export((Output(name, content, {"cards": len(rows)}),))


def _row(card: Card) -> tuple[str, ...]:
    note = card.note
    hashed = sha256(f"{note.guid}\0{card.name}".encode()).hexdigest()
    sides = (_html(card.front), _html(card.back))
    return f"qg{hashed[:14]}", safe(note.deck), *sides, " ".join(note.tags)


def _html(side: Sequence[Face]) -> str:
    """Return a side line by line; a first character that spreadsheets would run is escaped."""
    lines: list[str] = []
    for face in side:
        words = escape(face.words)
        if face.role == "kind" and lines:
            lines[-1] += f" {words}"  # it heads the card together with the topic
        elif words and face.role not in UNSAID:
            lines.append(words)
    html = "<br>".join(lines)
    return f"&#{ord(html[0])};{html[1:]}" if html.startswith(FORMULA) else html


def safe(cell: str) -> str:
    """Return a cell of plain words that no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe("Terms")
    ("'=1+1", 'Terms')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell
