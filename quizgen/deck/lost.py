"""Cards that a format of words alone cannot hold, since there is a picture in what they ask."""

from collections.abc import Iterable, Iterator

from quizgen.deck.faces import Card
from quizgen.errors import Problem, Where

TAKE_THE_DECK = "take the deck, which has pictures"


def needs_picture(card: Card) -> bool:
    """Tell whether nobody can answer a card, or be told its answer, without a picture."""
    asked = any(face.pictures for face in card.front)
    return asked or any(face.role == "answer" and face.pictures for face in card.back)


def cards_lost(cards: Iterable[Card], topic: str) -> Iterator[Problem]:
    """Yield what is lost of cards in words alone: whole cards, and pictures on the backs of others.

    The latter are told together.
    """
    without = 0
    for card in cards:
        if needs_picture(card):
            message = f"the card '{card.name}' of '{card.note.facts[0]}' has a picture to look at"
            yield Problem(Where(topic), message, TAKE_THE_DECK)
        elif any(face.pictures for face in card.back):
            without += 1
    if without:
        backs = "the back of a card" if without == 1 else f"the backs of {without} cards"
        yield Problem(Where(topic), f"the pictures on {backs}", TAKE_THE_DECK)
