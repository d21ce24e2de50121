"""Cards as terms and definitions, a tab between them: what Quizlet's import takes as it is."""

import re

from quizgen.deck.deck import Deck
from quizgen.deck.note_types import CHOICE
from quizgen.rules.cards import gaps_of, lines_of, sides_of

FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d[\d.,  ]*+[^\d=+\-*/()@]*$)")
"""What a spreadsheet would run; a number with its unit is none."""


def write_terms(deck: Deck) -> tuple[bytes, int]:
    """Return the file and how many cards are in it; retired ones and choices are left out.

    Quizlet makes choices of its own.
    """
    types = {each.key: each for each in deck.note_types}
    rows = []
    for note in deck.notes:
        if note.type_key != CHOICE and not note.is_retired:
            for side in sides_of(note, types[note.type_key]):
                asked = " ".join(lines_of(side.front)[1:])  # without the header
                term = asked if "?" in asked else f"{side.kind} {asked}"
                rows.append((term, "; ".join(side.answers or gaps_of(note))))
    lines = (f"{_cell(term)}\t{_cell(definition)}\n" for term, definition in rows)
    return "".join(lines).encode(), len(rows)


def _cell(words: str) -> str:
    """Return words in one cell: no tabs or line ends, and no formula."""
    cell = " ".join(words.split())
    return f"'{cell}" if FORMULA.match(cell) else cell
