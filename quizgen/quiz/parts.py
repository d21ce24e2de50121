"""Questions of several parts, "4 (a)" to "4 (c)": which items are one, and what each part earns.

Nothing but the items themselves says so: in a section with parts, those that rest on one text are
one question. So a sheet that was saved by the names of its questions has the same parts again.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from quizgen.quiz.item import FromFacts, FromPlaces, Item
from quizgen.quiz.worksheet import WorksheetSection
from quizgen.values import dataclass

FEWEST_PARTS = 2
"""With one part a question has none."""
MOST_PARTS = 8
"""A question with more fills pages, and its parts are no longer found. Ours."""


@dataclass(frozen=True)
class SharedText:
    """A text that several items rest on: a passage, or a source of the bank."""

    kind: Literal["passage", "source"]
    id: str


def text_of(item: Item) -> SharedText | None:
    """Return the one text that an item rests on; None where there are several, or none."""
    if item.passage:
        return SharedText("passage", item.passage.id)
    sources = {citation.source for citation in item.citations}
    return SharedText("source", sources.pop()) if len(sources) == 1 else None


def questions_of(section: WorksheetSection, items: Sequence[Item]) -> tuple[tuple[Item, ...], ...]:
    """Return the items of a section as questions: those on one text together, in its parts' order.

    Without parts each item is a question.
    """
    if not section.parts:
        return tuple((item,) for item in items)
    by_text: dict[SharedText | str, list[Item]] = {}
    for item in items:
        by_text.setdefault(text_of(item) or item.id, []).append(item)
    return tuple(
        tuple(item for _, item in sorted(_places(section, of_text), key=lambda pair: pair[0]))
        for of_text in by_text.values()
    )


def places_of(section: WorksheetSection, question: Sequence[Item]) -> tuple[int, ...]:
    """Return which part of its section each item of a question is, from 0.

    One too many is none of them: its place is behind the last.
    """
    return tuple(place for place, _ in _places(section, question))


def worth_of(section: WorksheetSection, question: Sequence[Item]) -> tuple[int, ...]:
    """Return the points for each item of a question, or for each premise, event or blank of it."""
    points = [*(part.points for part in section.parts), section.points]
    return tuple(points[place] for place in places_of(section, question))


def _places(section: WorksheetSection, question: Sequence[Item]) -> Iterator[tuple[int, Item]]:
    """Yield each item with the place of the part that it is; one too many is behind the last.

    The first parts that take all items count. An item that fits two parts leaves one to another
    that fits it alone, in whatever order they were named.
    """
    parts = [section.of_part(part) for part in section.parts]
    fitting = [
        [n for n, part in enumerate(parts) if any(part.takes(*sort) for sort in _sorts(item))]
        for item in question
    ]
    kept: list[int] = []
    for number in range(len(question)):
        if _assigned([fitting[each] for each in (*kept, number)], frozenset()) is not None:
            kept.append(number)
    found = _assigned([fitting[each] for each in kept], frozenset()) or ()
    places = dict(zip(kept, found, strict=True))
    yield from ((places.get(n, len(parts)), item) for n, item in enumerate(question))


def _assigned(fitting: Sequence[Sequence[int]], taken: frozenset[int]) -> tuple[int, ...] | None:
    """Return a place of its own for each of some items, from those that fit it; None if none is."""
    if not fitting:
        return ()
    first, *others = fitting
    for place in first:
        if place not in taken:
            rest = _assigned(others, taken | {place})
            if rest is not None:
                return (place, *rest)
    return None


def _sorts(item: Item) -> Iterator[tuple[str, str, str, int]]:
    """Yield the type, wording, kind and level by which a section may take an item.

    What somebody wrote goes by its type, or as written.
    """
    match item.origin:
        case FromFacts(kind=kind, wording=wording):
            yield item.type, wording, kind, item.level
        case FromPlaces(wording=wording):
            yield item.type, wording, "place", item.level
        case _:
            yield from ((item.type, name, name, item.level) for name in ("written", item.type))
