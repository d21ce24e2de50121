"""Cards that a format of words alone cannot hold, since there is a picture in what they ask."""

from collections.abc import Iterable, Iterator, Sequence

from quizgen.deck.faces import Card
from quizgen.errors import Problem, Where

TAKE_THE_DECK = "take the deck, which has pictures"


def needs_picture(card: Card) -> bool:
    """Tell whether nobody can answer a card, or be told its answer, without a picture."""
    asked = any(face.pictures for face in card.front)
    return asked or any(face.role == "answer" and face.pictures for face in card.back)


def cards_lost(cards: Iterable[Card], topic: str) -> Iterator[Problem]:
    """Yield what is lost of cards in words alone: whole cards, and pictures on the backs of others.

    Of many alike one problem tells, which names what they are about.
    """
    cards = [*cards]
    lost = [card for card in cards if needs_picture(card)]
    if lost:
        yield Problem(Where(topic), _named(lost), TAKE_THE_DECK)
    without = sum(
        any(face.pictures for face in card.back) for card in cards if not needs_picture(card)
    )
    if without:
        backs = "the back of a card" if without == 1 else f"the backs of {without} cards"
        yield Problem(Where(topic), f"the pictures on {backs}", TAKE_THE_DECK)


def _named(lost: Sequence[Card]) -> str:
    if len(lost) == 1:
        card = lost[0]
        return f"the card '{card.name}' of '{card.note.facts[0]}' has a picture to look at"
    facts = dict.fromkeys(card.note.facts[0] for card in lost)
    return f"{len(lost)} cards have a picture to look at: those of {', '.join(facts)}"
