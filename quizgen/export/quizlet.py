"""Cards as terms and definitions, a tab between them: what Quizlet's import takes as it is."""

from quizgen.deck.cells import safe_words
from quizgen.deck.deck import Deck
from quizgen.deck.lost import cards_lost, needs_picture
from quizgen.errors import Problem, Where
from quizgen.output import Export, Output

HEADER = ("topic", "kind")
NO_ANSWER = "let its note type say what the answer is, and fill the field that holds it"


def write_terms(deck: Deck, name: str) -> Export:
    """Return the deck's cards as a list for Quizlet, as a file of that name.

    Retired notes are not in it, and nobody is told, as in a table of the cards. Nor are choice
    notes: the fact that one asks about has a card of its own in the list, and Quizlet makes choices
    of its definitions. What two facts tell alike stands in it once. A card without an answer would
    be a term that is defined as nothing; it is left out, and named.
    """
    rows: dict[tuple[str, str], tuple[str, str]] = {}
    cards = [card for card in deck.cards if not card.note.is_retired and not card.is_choice]
    left_out = [*cards_lost(cards, deck.topic)]
    for card in deck.cards:
        if card.is_choice or card.note.is_retired or needs_picture(card):
            continue
        asked = " ".join(face.words for face in card.front if face.role not in HEADER)
        definition = "; ".join(card.answers)
        if definition:
            row = (" ".join(filter(None, (card.sort, asked))), definition)
            turned = (row[1].casefold(), row[0].casefold())
            if turned not in rows:  # Quizlet asks a pair of words both ways itself
                rows.setdefault((row[0].casefold(), row[1].casefold()), row)
        else:
            message = f"the card '{card.name}' of '{card.note.facts[0]}' shows no answer"
            left_out.append(Problem(Where(deck.topic), message, NO_ANSWER))
    lines = (f"{_cell(term)}\t{_cell(definition)}\n" for term, definition in rows.values())
    file = Output(name, "".join(lines).encode(), {"cards": len(rows)})
    return Export((file,), tuple(left_out))


def _cell(words: str) -> str:
    """Return words in one cell: no tabs or line ends, and no formula."""
    return safe_words(" ".join(words.split()))
