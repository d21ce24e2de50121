"""The order of items and options in a version: drawn and balanced; numbers and dates ascend."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from operator import itemgetter

from quizgen.assemble.choose import Part
from quizgen.content import plain
from quizgen.order import seeds_from, shuffled
from quizgen.quiz.figures import Figure
from quizgen.quiz.item import Choice, Item, Matching, Option, Ordering
from quizgen.rules.cue_2 import is_alphabetical
from quizgen.rules.form_3 import is_balanced


def arrange(parts: Sequence[Part], seed: str) -> tuple[Part, ...]:
    """Return the parts with their items, options, premises and events in the order of a version."""
    ordered = [
        replace(part, items=by_figure(shuffled(part.items, seed, lambda item: item.id)))
        for part in parts
    ]
    choices = [
        item.interaction
        for part in ordered
        for item in part.items
        if isinstance(item.interaction, Choice) and _has_drawn_key(item.interaction)
    ]
    places = {
        size: iter(_key_places(sum(len(it.options) == size for it in choices), size, seed))
        for size in {len(choice.options) for choice in choices}
    }
    return tuple(
        replace(part, items=tuple(_arranged(item, places, seed) for item in part.items))
        for part in ordered
    )


def by_figure(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return items in their order, but those that share a figure behind the first of them."""
    firsts: dict[Figure, int] = {}
    for place, item in enumerate(items):
        if item.figure:
            firsts.setdefault(item.figure, place)
    places = [firsts[it.figure] if it.figure else at for at, it in enumerate(items)]
    return tuple(item for _, item in sorted(zip(places, items, strict=True), key=itemgetter(0)))


def _arranged(item: Item, places: dict[int, Iterator[int]], seed: str) -> Item:
    seed = f"{seed}/{item.id}"
    match item.interaction:
        case Choice(options=options) as choice if _has_drawn_key(choice):
            place = next(places[len(options)])
            return replace(item, interaction=replace(choice, options=_drawn(options, place, seed)))
        case Choice(options=options) as choice if _is_drawn(choice):
            return replace(item, interaction=replace(choice, options=_several(options, seed)))
        case Choice(options=options) as choice:
            ascending = tuple(sorted(options, key=lambda option: option.sort_key))
            return replace(item, interaction=replace(choice, options=ascending))
        case Matching() if item.figure:
            return item  # its dates stand in their order on the line
        case Matching(premises=premises) as matching:
            mixed = shuffled(premises, seed, lambda premise: premise.fact_id)
            return replace(item, interaction=replace(matching, premises=mixed))
        case Ordering() as ordering:
            return replace(item, interaction=_mixed(ordering, seed))
        case _:
            return item


def _is_drawn(choice: Choice) -> bool:
    """Tell whether the order of options is drawn; numbers and dates ascend instead."""
    return not all(option.sort_key for option in choice.options)


def _has_drawn_key(choice: Choice) -> bool:
    """Tell whether there is one key, whose place is balanced against those of other items."""
    return choice.type == "multiple-choice" and _is_drawn(choice)


def _mixed_options(options: Iterable[Option], seed: str) -> tuple[Option, ...]:
    return shuffled(options, seed, lambda option: f"{option.value}\0{plain(option.text)}")


def _drawn(options: Sequence[Option], place: int, seed: str) -> tuple[Option, ...]:
    """Return the options in drawn order, which is never the alphabet's, the key in its place."""
    key = next(option for option in options if option.is_key)
    wrong = [option for option in options if not option.is_key]
    for another in seeds_from(seed):
        ordered = [*_mixed_options(wrong, another)]
        ordered.insert(place, key)
        if not is_alphabetical(ordered):
            break
    return tuple(ordered)


def _several(options: Sequence[Option], seed: str) -> tuple[Option, ...]:
    """Return options of which several are right in drawn order, never the alphabet's."""
    drawn = (_mixed_options(options, another) for another in seeds_from(seed))
    return next((order for order in drawn if not is_alphabetical(order)), tuple(options))


def _mixed(ordering: Ordering, seed: str) -> Ordering:
    """Return the events in an order that is neither the right one nor its reverse."""
    ranks = [event.rank for event in ordering.events]
    for turn in count():
        events = shuffled(ordering.events, f"{seed}/{turn}", lambda event: event.fact_id)
        if len(events) < 3 or [event.rank for event in events] not in (ranks, ranks[::-1]):
            return replace(ordering, events=events)
    raise AssertionError("count() never ends")


def _key_places(items: int, options: int, seed: str) -> tuple[int, ...]:
    """Return where the keys stand: each place about as often, without a pattern."""
    for turn in count():
        even = [(number % options, number) for number in range(items + (-items % options))]
        mixed = shuffled(even, f"{seed}/keys/{options}/{turn}", str)[:items]
        places = tuple(place for place, _ in mixed)
        if is_balanced(places, options):
            return places
    raise AssertionError("count() never ends")
