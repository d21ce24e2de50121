"""Cards as terms and definitions, a tab between them: what Quizlet's import takes as it is."""

import re

from quizgen.deck.deck import Deck
from quizgen.deck.note_types import CHOICE
from quizgen.errors import Problem
from quizgen.output import Export, Output
from quizgen.rules.cards import gaps_of, lines_of, sides_of

FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d[\d.,  ]*+[^\d=+\-*/()@]*$)")
"""What a spreadsheet would run; a number with its unit is none."""

NO_ANSWER = 'mark the answer on the back of the card: <p class="answer">{{Answer}}</p>'


def write_terms(deck: Deck, name: str) -> Export:
    """Return the deck's cards as a list for Quizlet, as a file of that name.

    Retired notes are not in it, and nobody is told, as in a table of the cards. Nor are choice
    notes: the fact that one asks about has a card of its own in the list, and Quizlet makes choices
    of its definitions. A card without an answer would be a term that is defined as nothing; it is
    left out, and named.
    """
    types = {each.key: each for each in deck.note_types}
    rows, left_out = [], []
    for note in deck.notes:
        if note.type_key != CHOICE and not note.is_retired:
            for side in sides_of(note, types[note.type_key]):
                asked = " ".join(lines_of(side.front)[1:])  # without the header
                term = asked if "?" in asked else f"{side.kind} {asked}"
                definition = "; ".join(side.answers or gaps_of(note))
                if definition:
                    rows.append((term, definition))
                else:
                    where = types[note.type_key].where
                    message = f"the card '{side.card}' of '{note.facts[0]}' shows no answer"
                    left_out.append(Problem(where, message, NO_ANSWER))
    lines = (f"{_cell(term)}\t{_cell(definition)}\n" for term, definition in rows)
    file = Output(name, "".join(lines).encode(), {"cards": len(rows)})
    return Export((file,), tuple(left_out))


def _cell(words: str) -> str:
    """Return words in one cell: no tabs or line ends, and no formula."""
    cell = " ".join(words.split())
    return f"'{cell}" if FORMULA.match(cell) else cell
