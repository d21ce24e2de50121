"""How many questions each topic of a sheet gives: as many points as any other, if it can."""

from collections.abc import Sequence

from quizgen.order import hash_under
from quizgen.quiz.worksheet import WorksheetSection

Counts = tuple[tuple[int, ...], ...]
"""Topic by topic, and of each section by section, how many items."""


def share_out(
    sections: Sequence[WorksheetSection], most: Counts, least: Counts, seed: str
) -> Counts:
    """Return how many items each topic gives to each section.

    No topic gives more than its `most` or less than its `least`. What few topics can give is given
    first, then what is worth most, so that the others can make up for it: each further item is of
    the topic that has the fewest points by then. A section that takes all takes it of every topic.
    """
    topics = range(len(most))
    counts = [[*of_topic] for of_topic in least]
    points = [
        sum(count * _worth(section) for count, section in zip(of_topic, sections, strict=True))
        for of_topic in least
    ]

    def scarce_first(place: int) -> tuple[int, int, int]:
        able = sum(most[topic][place] > least[topic][place] for topic in topics)
        return able, -_worth(sections[place]), place

    for place in sorted(range(len(sections)), key=scarce_first):
        section = sections[place]
        if section.takes_all:
            for topic in topics:
                counts[topic][place] = most[topic][place]
            continue
        for _ in range(section.count - sum(of_topic[place] for of_topic in least)):
            able = [topic for topic in topics if counts[topic][place] < most[topic][place]]
            if not able:
                break
            draw = f"{seed}/{section.title}"
            topic = min(
                able,
                key=lambda each: (points[each], counts[each][place], hash_under(draw, str(each))),
            )
            counts[topic][place] += 1
            points[topic] += _worth(section)
    return tuple(map(tuple, counts))


def _worth(section: WorksheetSection) -> int:
    """Return the points of an item: of a set so many for each member."""
    return section.points * (section.members if section.has_sets else 1)
