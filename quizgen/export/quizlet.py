"""Cards as terms and definitions, a tab between them: what Quizlet's import takes as it is."""

import re

from quizgen.deck.deck import Deck

HEADER = ("topic", "kind")
FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d[\d.,  ]*+[^\d=+\-*/()@]*$)")
"""What a spreadsheet would run; a number with its unit is none."""


def write_terms(deck: Deck) -> tuple[bytes, int]:
    """Return the file and how many cards are in it; retired ones and choices are left out.

    Quizlet makes choices of its own.
    """
    rows = []
    for card in deck.cards:
        if not card.is_choice and not card.note.is_retired:
            asked = " ".join(face.words for face in card.front if face.role not in HEADER)
            kind = " ".join(face.words for face in card.front if face.role == "kind")
            rows.append((asked if "?" in asked else f"{kind} {asked}", "; ".join(card.answers)))
    lines = (f"{_cell(term)}\t{_cell(definition)}\n" for term, definition in rows)
    return "".join(lines).encode(), len(rows)


def _cell(words: str) -> str:
    """Return words in one cell: no tabs or line ends, and no formula."""
    cell = " ".join(words.split())
    return f"'{cell}" if FORMULA.match(cell) else cell
