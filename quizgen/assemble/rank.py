"""Where the right number or date stands among the others: drawn for each form, not for the item.

An item keeps more wrong numbers than are shown. Were the three fixed, the key of a given item would
always be the smallest, say, and whoever has seen two worksheets of a bank would know.
"""

from collections.abc import Sequence
from dataclasses import replace

from quizgen.judge.sizes import OPTIONS
from quizgen.order import drawn
from quizgen.quiz.item import Choice, Item, Option

FEWEST_WRONG = OPTIONS.least - 1


def with_drawn_rank(item: Item, seed: str) -> Item:
    """Return an item with as many smaller and greater wrong options as are drawn for it."""
    choice = item.interaction
    if not isinstance(choice, Choice) or not choice.reserve:
        return item
    key = next(option for option in choice.options if option.is_key)
    wrong = [option for option in (*choice.options, *choice.reserve) if not option.is_key]
    right = key.rank or 0
    below = [option for option in wrong if (option.rank or 0) < right]
    above = [option for option in wrong if (option.rank or 0) > right]
    shown = _shown(len(choice.options) - 1, len(below), len(above))
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
