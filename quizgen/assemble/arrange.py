"""The order of items and options in a version: drawn and balanced; numbers and dates ascend.

A version depends on its seed and nothing else, so that any of a million can be made alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import count
from math import factorial, gcd

from quizgen.content import plain
from quizgen.judge.clues import KEY_PATTERN, has_pattern, is_alphabetical, is_balanced
from quizgen.order import hash_under, nth_order, seeds_from, shuffled
from quizgen.quiz.figures import Figure
from quizgen.quiz.item import Choice, Item, Matching, Option, Ordering
from quizgen.quiz.passages import Passage
from quizgen.quiz.selection import FilledSection

MOST_DRAWS = 200
"""How often the places of all keys are drawn at once: eighty keys need some ten draws."""
MOST_DRAWN = 16_000
"""So many places are drawn in all these draws: of hundreds of keys, hardly any draw would do."""


def in_own_order(parts: Sequence[FilledSection]) -> tuple[FilledSection, ...]:
    """Return the parts with their items as they stand, but those with one figure together."""
    return tuple(replace(part, items=by_figure(part.items)) for part in parts)


def in_drawn_order(parts: Sequence[FilledSection], seed: str) -> tuple[FilledSection, ...]:
    """Return the parts with their items in the order of a seed, those with one figure together."""
    return tuple(
        replace(part, items=by_figure(shuffled(part.items, seed, lambda item: item.id)))
        for part in parts
    )


def arrange_nth(
    parts: Sequence[FilledSection], first_seed: str, place: int, seed: str
) -> tuple[FilledSection, ...]:
    """Return the parts in the order of a place in a row of versions, counted from 0.

    At place 0 the items stand as they do in `parts`. From there on each place has another order,
    until all that there are have been used: neighbours never get the same sheet. The orders of
    options, premises and events are those of `seed`, as in `arrange_options`.
    """
    units = [_units(part.items) for part in parts]
    orders = 1
    for of_part in units:
        orders *= factorial(len(of_part))
    stride = _stride(orders, first_seed)
    number = place * stride % orders
    ordered: list[FilledSection] = []
    for part, of_part in zip(parts, units, strict=True):
        number, of_order = divmod(number, factorial(len(of_part)))
        items = tuple(item for unit in nth_order(of_part, of_order) for item in unit)
        ordered.append(replace(part, items=items))
    return arrange_options(ordered, seed)


def _stride(orders: int, seed: str) -> int:
    """Return from which order to which neighbours go: a step that in the end reaches them all."""
    hashes = (
        hash_under(f"{seed}/stride", str(turn)) for turn in range(orders.bit_length() // 256 + 1)
    )
    step = int.from_bytes(b"".join(hashes), "big") % orders
    while gcd(step, orders) != 1:
        step += 1
    return step


def by_figure(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return items in their order, but those that share a figure behind the first of them."""
    return tuple(item for unit in _units(items) for item in unit)


def _units(items: Sequence[Item]) -> tuple[tuple[Item, ...], ...]:
    """Return what stays together: items that share a passage or a figure, each other item alone."""
    units: dict[Passage | Figure | str, list[Item]] = {}
    for item in items:
        units.setdefault(item.passage or item.figure or item.id, []).append(item)
    return tuple(map(tuple, units.values()))


def arrange_options(parts: Sequence[FilledSection], seed: str) -> tuple[FilledSection, ...]:
    """Return the parts with the options, premises and events of their items in drawn order.

    The keys of single choices are spread evenly over the places, those of all parts together.
    """
    choices = [
        item.interaction
        for part in parts
        for item in part.items
        if isinstance(item.interaction, Choice) and _has_drawn_key(item.interaction)
    ]
    sizes = Counter(len(choice.options) for choice in choices)
    places = {size: iter(_key_places(number, size, seed)) for size, number in sizes.items()}
    return tuple(
        replace(part, items=tuple(_arranged(item, places, seed) for item in part.items))
        for part in parts
    )


def _arranged(item: Item, places: dict[int, Iterator[int]], seed: str) -> Item:
    seed = f"{seed}/{item.id}"
    match item.interaction:
        case Choice(options=options) as choice if _has_drawn_key(choice):
            place = next(places[len(options)])
            return replace(
                item, interaction=replace(choice, options=_with_key_at(options, place, seed))
            )
        case Choice(options=options) as choice if choice.has_rank:
            ascending = sorted(options, key=lambda option: option.rank or 0)
            return replace(item, interaction=replace(choice, options=tuple(ascending)))
        case Choice(options=options) as choice:
            return replace(
                item, interaction=replace(choice, options=_not_alphabetical(options, seed))
            )
        case Matching() as matching if item.figure or matching.grid_in(item.prompt):
            return item  # its dates stand in their order on the line
        case Matching(premises=premises) as matching:
            mixed = shuffled(premises, seed, lambda premise: premise.id)
            return replace(item, interaction=replace(matching, premises=mixed))
        case Ordering() as ordering:
            return replace(item, interaction=_out_of_order(ordering, seed))
        case _:
            return item


def _has_drawn_key(choice: Choice) -> bool:
    """Tell whether there is one key, whose place is balanced against those of other items."""
    return choice.type == "multiple-choice" and not choice.has_rank


def _in_drawn_order(options: Iterable[Option], seed: str) -> tuple[Option, ...]:
    return shuffled(options, seed, lambda option: f"{option.id}\0{plain(option.content)}")


def _with_key_at(options: Sequence[Option], place: int, seed: str) -> tuple[Option, ...]:
    """Return the options in drawn order, which is never the alphabet's, the key in its place."""
    key = next(option for option in options if option.is_key)
    wrong = [option for option in options if not option.is_key]
    for another in seeds_from(seed):
        ordered = [*_in_drawn_order(wrong, another)]
        ordered.insert(place, key)
        if not is_alphabetical(ordered):
            break
    return tuple(ordered)


def _not_alphabetical(options: Sequence[Option], seed: str) -> tuple[Option, ...]:
    """Return options of which several are right in drawn order, never the alphabet's."""
    orders = (_in_drawn_order(options, another) for another in seeds_from(seed))
    return next((order for order in orders if not is_alphabetical(order)), tuple(options))


def _out_of_order(ordering: Ordering, seed: str) -> Ordering:
    """Return the events in an order that is neither the right one nor its reverse."""
    ranks = [event.rank for event in ordering.events]
    for turn in count():
        events = shuffled(ordering.events, f"{seed}/{turn}", lambda event: event.id)
        if len(events) < 3 or [event.rank for event in events] not in (ranks, ranks[::-1]):
            return replace(ordering, events=events)
    raise AssertionError("count() never ends")


@lru_cache(maxsize=64)  # a version is made to be judged, and once more to be printed
def _key_places(items: int, options: int, seed: str) -> tuple[int, ...]:
    """Return where the keys stand: each place about as often, without a pattern.

    Of a few keys nearly every order will do, so all are drawn at once. Of hundreds none would.
    """
    for turn in range(min(MOST_DRAWS, MOST_DRAWN // items)):
        even = [(number % options, number) for number in range(items + (-items % options))]
        mixed = shuffled(even, f"{seed}/keys/{options}/{turn}", str)[:items]
        places = tuple(place for place, _ in mixed)
        if is_balanced(places, options):
            return places
    return _places_one_by_one(items, options, f"{seed}/keys/{options}")


def _places_one_by_one(items: int, options: int, seed: str) -> tuple[int, ...]:
    """Return places of keys, each drawn from those that go with the ones before it.

    Where none does, the one before is drawn anew. No place is used more than two times more than
    another, which is as even as `is_balanced` asks for at any length.
    """
    places: list[int] = []
    uses = [0] * options
    left: list[Iterator[int]] = []
    """For each key the places that have not been tried yet."""
    while len(places) < items:
        if len(left) == len(places):
            ways = shuffled(range(options), f"{seed}/{len(places)}", str)
            fewest = min(uses)
            left.append(iter([place for place in ways if uses[place] < fewest + 2]))
        for place in left[-1]:
            if not has_pattern([*places[-KEY_PATTERN:], place]):
                places.append(place)
                uses[place] += 1
                break
        else:
            left.pop()
            if not places:
                return tuple(number % options for number in range(items))  # there is no such order
            uses[places.pop()] -= 1
    return tuple(places)
