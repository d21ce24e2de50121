"""The order of items and options in a version: drawn and balanced; numbers and dates ascend.

A version depends on its seed and nothing else, so that any of a million can be made alone.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import count
from math import factorial, lcm
from operator import eq

from quizgen.content import plain
from quizgen.judge.clues import KEY_PATTERN, has_pattern, is_alphabetical, is_balanced
from quizgen.order import nth_order, rotated, seeds_from, shuffled
from quizgen.quiz.figures import Figure
from quizgen.quiz.item import Choice, Cloze, Item, Matching, Option, OrderedEvent, Ordering
from quizgen.quiz.parts import questions_of
from quizgen.quiz.passages import Passage
from quizgen.quiz.selection import FilledSection
from quizgen.quiz.tables import with_rows_moved

MOST_DRAWS = 200
"""How often the places of all keys are drawn at once: eighty keys need some ten draws."""
MOST_DRAWN = 16_000
"""So many places are drawn in all these draws: of hundreds of keys, hardly any draw would do."""


def in_own_order(parts: Sequence[FilledSection]) -> tuple[FilledSection, ...]:
    """Return the parts with their items as they stand, but those with one figure together."""
    return tuple(_in_order(part, _units(part)) for part in parts)


def in_drawn_order(parts: Sequence[FilledSection], seed: str) -> tuple[FilledSection, ...]:
    """Return the parts with their items in the order of a seed, those with one figure together.

    The parts of a question keep theirs.
    """
    return tuple(_in_order(part, _drawn_units(part, seed)) for part in parts)


def _drawn_units(part: FilledSection, seed: str) -> Sequence[Sequence[Item]]:
    if part.section.parts:
        return shuffled(_units(part), seed, lambda unit: unit[0].id)
    return _units(replace(part, items=shuffled(part.items, seed, lambda item: item.id)))


def arrange(parts: Sequence[FilledSection], seed: str, turn: int) -> tuple[FilledSection, ...]:
    """Return the parts in the order of a version that comes so many turns after the first in a row.

    In the first one the items stand as they do in `parts`. From each to the next they move up by
    one place, the first to the end, so that neighbours differ in every section that has two items,
    at every number of it. When all sections are as they were, the items behind the first of a
    section take another order.
    """
    units = [_units(part) for part in parts]
    rounds = turn // lcm(*(len(of_part) for of_part in units if of_part))
    ordered: list[FilledSection] = []
    for part, of_part in zip(parts, units, strict=True):
        first, others = of_part[:1], of_part[1:]
        rounds, number = divmod(rounds, factorial(len(others)))
        row = rotated((*first, *nth_order(others, number)), turn)
        items = tuple(item for unit in row for item in unit)
        ordered.append(replace(part, items=items))
    return _with_options(ordered, seed, turn)


def _in_order(part: FilledSection, units: Iterable[Iterable[Item]]) -> FilledSection:
    return replace(part, items=tuple(item for unit in units for item in unit))


def _units(part: FilledSection) -> tuple[tuple[Item, ...], ...]:
    """Return what stays together: the parts of a question, items that share a passage or a figure.

    Each other item stands alone. Where all share one, nothing can come between them, and each
    stands alone.
    """
    if part.section.parts:
        return questions_of(part.section, part.items)
    units: dict[Passage | Figure | str, list[Item]] = {}
    for item in part.items:
        units.setdefault(item.passage or item.figure or item.id, []).append(item)
    together = units.values() if len(units) > 1 else ([item] for item in part.items)
    return tuple(map(tuple, together))


def _with_options(
    parts: Sequence[FilledSection], seed: str, turn: int
) -> tuple[FilledSection, ...]:
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
    places = {size: _keys_in_turn(number, size, seed, turn) for size, number in sizes.items()}
    return tuple(
        replace(part, items=tuple(_arranged(item, places, seed, turn) for item in part.items))
        for part in parts
    )


def _arranged(item: Item, places: dict[int, Iterator[int]], seed: str, turn: int) -> Item:
    own = f"{seed}/{item.id}"
    anew = f"{_seed_of(seed, turn)}/{item.id}"
    match item.interaction:
        case Choice(keeps_order=True):
            return item
        case Choice(options=options) as choice if _has_drawn_key(choice):
            place = next(places[len(options)])
            return replace(
                item, interaction=replace(choice, options=_with_key_at(options, place, anew))
            )
        case Choice(options=options) as choice if choice.has_rank:
            ascending = sorted(options, key=lambda option: option.rank or 0)
            return replace(item, interaction=replace(choice, options=tuple(ascending)))
        case Choice(options=options) as choice:
            return replace(
                item, interaction=replace(choice, options=_not_alphabetical(options, anew))
            )
        case Matching() as matching:
            # On a line or in a table its premises have their places.
            is_fixed = bool(item.figure or matching.grid_in(item.prompt))
            return replace(item, interaction=_matched(matching, own, turn, is_fixed=is_fixed))
        case Ordering() as ordering:
            return replace(item, interaction=_out_of_order(ordering, own, turn))
        case Cloze(in_table=True):
            return with_rows_moved(item, turn)
        case _:
            return item


def _seed_of(seed: str, number: int) -> str:
    """Return the seed of what is drawn anew; the first time it is the seed itself."""
    return f"{seed}/{number}" if number else seed


def _moved(place: int, steps: int, circle: Sequence[int]) -> int:
    """Return where so many steps along a circle of all places lead from a place.

    In fewer steps than there are places it is nowhere twice, and no place is taken twice.
    """
    return circle[(circle.index(place) + steps) % len(circle)]


def _has_drawn_key(choice: Choice) -> bool:
    """Tell whether there is one key, whose place is balanced against those of other items."""
    return choice.type == "multiple-choice" and not choice.has_own_order


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


def _matched(matching: Matching, seed: str, turn: int, *, is_fixed: bool) -> Matching:
    """Return a matching item whose responses have other letters than in the versions beside it.

    In the first version they stand as in the item, by the alphabet. From each version to the next
    they move along a circle, and the premises move up, unless they are fixed. Of the circles that
    are drawn one will do in which no number has the letter that it has in the next two versions.
    """
    rounds, steps = divmod(turn, len(matching.responses))
    bank, premises = matching.responses, matching.premises
    if rounds:
        bank = shuffled(bank, _seed_of(seed, rounds), lambda response: response.id)
    if not is_fixed:
        premises = shuffled(premises, seed, lambda premise: premise.id)
    places = {response.id: place for place, response in enumerate(bank)}

    def answers(circle: Sequence[int], step: int) -> list[int]:
        in_turn = premises if is_fixed else rotated(premises, step)
        return [_moved(places[premise.response], step, circle) for premise in in_turn]

    circle: tuple[int, ...] = ()
    for another in seeds_from(f"{seed}/circle/{rounds}"):
        circle = shuffled(range(len(bank)), another, str)
        first, second, third = (answers(circle, step) for step in range(3))
        if not any(map(eq, first, second)) and not any(map(eq, first, third)):
            break
    return replace(
        matching,
        premises=premises if is_fixed else rotated(premises, turn),
        responses=tuple(sorted(bank, key=lambda one: _moved(places[one.id], steps, circle))),
    )


def _out_of_order(ordering: Ordering, seed: str, turn: int) -> Ordering:
    """Return the events in an order that is neither the right one nor its reverse.

    From one version to the next they move up, so that no box has the number that it has there.
    """
    rounds, steps = divmod(turn, len(ordering.events))
    for draw in count():
        name = f"{_seed_of(seed, rounds)}/{draw}"
        events = shuffled(ordering.events, name, lambda event: event.id)
        if _is_mixed(events):
            orders = [*filter(_is_mixed, (rotated(events, by) for by in range(len(events))))]
            return replace(ordering, events=orders[steps % len(orders)])
    raise AssertionError("count() never ends")


def _is_mixed(events: Sequence[OrderedEvent]) -> bool:
    """Tell whether events stand neither in their order nor in its reverse, where they are three."""
    ranks = [event.rank for event in events]
    return len(ranks) < 3 or ranks not in (sorted(ranks), sorted(ranks, reverse=True))


def _keys_in_turn(items: int, options: int, seed: str, turn: int) -> Iterator[int]:
    """Yield where the keys stand: in no two of as many versions as there are options alike."""
    rounds, steps = divmod(turn, options)
    circle = shuffled(range(options), f"{seed}/circle/{options}/{rounds}", str)
    for place in _key_places(items, options, _seed_of(seed, rounds)):
        yield _moved(place, steps, circle)


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
