"""Cards as a text file that Anki and spreadsheets import: one row a card, two sides each.

For those who cannot use a package, or who want to look through a deck in a table. Rows have GUIDs
of their own, so a later file updates them. The header lines are those of Anki's manual ("Text
Files").
"""

import csv
import io
from collections.abc import Iterator
from hashlib import sha256
from html import escape

from quizgen.deck.deck import Deck, Note
from quizgen.output import Export, Output
from quizgen.rules.cards import lines_of, sides_of

HEADER = (
    "#separator:Comma",
    "#html:true",
    "#notetype:Basic",
    "#columns:guid,deck,Front,Back,tags",
    "#guid column:1",
    "#deck column:2",
    "#tags column:5",
)
FORMULA = tuple("=+-@\t\r")


def write_cards(deck: Deck, name: str) -> Export:
    """Return the table of the deck's cards, as a file of that name.

    Retired notes are not in it, and nobody is told: a deck has them only to let those who hold an
    earlier edition know, and who makes a table wants what is to be learned.
    """
    rows = [row for note in deck.notes if not note.is_retired for row in _rows(note, deck)]
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rows)
    content = "\n".join((*HEADER, table.getvalue())).encode()
    return Export((Output(name, content, {"cards": len(rows)}),))


def _rows(note: Note, deck: Deck) -> Iterator[tuple[str, ...]]:
    note_type = next(each for each in deck.note_types if each.key == note.type_key)
    for side in sides_of(note, note_type):
        hashed = sha256(f"{note.guid}\0{side.card}".encode()).hexdigest()
        sides = (_html(side.front), _html(side.back))
        yield f"qg{hashed[:14]}", safe(note.deck), *sides, " ".join(note.tags)


def _html(side: str) -> str:
    """Return the lines of a side; a first character that spreadsheets would run is escaped."""
    html = "<br>".join(escape(line) for line in lines_of(side))
    return f"&#{ord(html[0])};{html[1:]}" if html.startswith(FORMULA) else html


def safe(cell: str) -> str:
    """Return a cell of plain words that no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe("Terms")
    ("'=1+1", 'Terms')
    """
    return f"'{cell}" if cell.startswith(FORMULA) else cell
