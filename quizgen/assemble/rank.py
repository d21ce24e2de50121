"""Which wrong options are shown, and so where the right number or date stands among them.

They are drawn for each form, not for the item.

An item keeps more wrong numbers than are shown. Were the three fixed, the key of a given item would
always be the smallest, say, and whoever has seen two worksheets of a bank would know.
"""

from collections.abc import Sequence
from dataclasses import replace

from quizgen.judge.sizes import OPTIONS
from quizgen.order import drawn, shuffled
from quizgen.quiz.item import Choice, Item, Option

FEWEST_WRONG = OPTIONS.least - 1


def with_drawn_options(item: Item, seed: str, most: int | None = None) -> Item:
    """Return an item with the wrong options that are drawn for it, so many options at most.

    Of numbers and dates as many smaller and greater ones are shown as are drawn.
    """
    choice = item.interaction
    if not isinstance(choice, Choice) or choice.type != "multiple-choice" or choice.keeps_order:
        return item
    if choice.reserve:
        return _with_drawn_rank(item, choice, seed, most)
    if most is None or len(choice.options) <= most:
        return item
    wrong = [option for option in choice.options if not option.is_key]
    in_order = shuffled(wrong, f"{seed}/{item.id}", lambda option: option.id)
    kept = {option.id for option in in_order[: most - 1]}
    options = tuple(option for option in choice.options if option.is_key or option.id in kept)
    return replace(item, interaction=replace(choice, options=options))


def _with_drawn_rank(item: Item, choice: Choice, seed: str, most: int | None) -> Item:
    key = next(option for option in choice.options if option.is_key)
    wrong = [option for option in (*choice.options, *choice.reserve) if not option.is_key]
    right = key.rank or 0
    below = [option for option in wrong if (option.rank or 0) < right]
    above = [option for option in wrong if (option.rank or 0) > right]
    wanted = min(len(choice.options), most or len(choice.options)) - 1
    shown = _shown(wanted, len(below), len(above))
    rank = drawn(f"{seed}/rank/{item.id}", shown + 1)
    options = (key, *_around(below, above, rank, shown))
    return replace(item, interaction=replace(choice, options=options, reserve=()))


def _shown(wanted: int, below: int, above: int) -> int:
    """Return how many wrong options are shown: two instead of three if then any rank can be drawn.

    Of a small number there are few smaller ones: with two below it and three shown, it would never
    be the greatest.
    """
    free = min(wanted, below, above)
    return free if free >= FEWEST_WRONG else wanted


def _around(
    below: Sequence[Option], above: Sequence[Option], rank: int, shown: int
) -> Sequence[Option]:
    """Return so many options, `rank` of them below the key if there are enough on either side."""
    smaller = max(min(rank, len(below)), shown - len(above))
    return [*below[:smaller], *above[: shown - smaller]]
