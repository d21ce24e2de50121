"""Cards that cannot be answered, since another asks the same and wants another answer."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from quizgen.deck.faces import Card
from quizgen.values import dataclass


@dataclass(frozen=True)
class Riddle:
    """Two cards of one kind that ask the same and are answered otherwise."""

    card: Card
    other: Card


def riddles_in(cards: Iterable[Card], bare: Callable[[str], str]) -> Iterator[Riddle]:
    """Yield each card whose question another answers otherwise, with the first that does.

    Whoever is asked cannot know which of the answers is meant. What has options says it itself.
    """
    asked: defaultdict[tuple[str, ...], list[Card]] = defaultdict(list)
    for card in cards:
        if not card.is_choice and not card.note.is_retired:
            said = [bare(face.words) for face in card.front]
            shown = [sight for face in card.front for sight in face.sights]
            asked[card.note.type_key, card.name, *said, *shown].append(card)
    for alike in asked.values():
        if len(alike) > 1:
            answers = [[*map(bare, card.answers)] for card in alike]
            for card, answer in zip(alike, answers, strict=True):
                others = (other for other, its in zip(alike, answers, strict=True) if its != answer)
                if (other := next(others, None)) is not None:
                    yield Riddle(card, other)
