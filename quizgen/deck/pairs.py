"""Cards as pairs of a term and its definition, for programs that know nothing else."""

from quizgen.deck.deck import Deck
from quizgen.deck.lost import cards_lost, needs_picture
from quizgen.errors import Problem, Where

HEADER = ("topic", "kind")
NO_ANSWER = "let its note type say what the answer is, and fill the field that holds it"

Pair = tuple[str, str]
"""A term and its definition."""


def pairs_of(deck: Deck) -> tuple[tuple[Pair, ...], tuple[Problem, ...]]:
    """Return a deck's cards as pairs, and what cannot be had as one.

    Retired notes are not in it, and nobody is told, as in a table of the cards. Nor are choice
    notes: the fact that one asks about has a card of its own in the list, and such programs make
    choices of its definitions. What two facts tell alike stands in it once. A card without an
    answer would be a term that is defined as nothing; it is left out, and named.
    """
    rows: dict[Pair, Pair] = {}
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
            if turned not in rows:  # a pair of words is asked both ways anyway
                rows.setdefault((row[0].casefold(), row[1].casefold()), row)
        else:
            message = f"the card '{card.name}' of '{card.note.facts[0]}' shows no answer"
            left_out.append(Problem(Where(deck.topic), message, NO_ANSWER))
    return tuple(rows.values()), tuple(left_out)
