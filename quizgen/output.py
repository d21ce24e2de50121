"""What writers hand out: finished files, and what a format could not hold."""

from collections.abc import Mapping

from quizgen.errors import Problem
from quizgen.values import dataclass


@dataclass(frozen=True)
class Output:
    """A finished file."""

    name: str
    content: bytes
    counts: Mapping[str, int]
    """What is in it, by a plural: questions and points, notes and cards, or forms."""


@dataclass(frozen=True)
class Export:
    """What a writer made of a form, of all forms, of items or of a deck."""

    files: tuple[Output, ...]
    """None if there is nothing to write, as the key of a sheet without questions."""
    left_out: tuple[Problem, ...] = ()
    """What was asked for and the format cannot hold, each with its reason. The reason reads on
    after "left out of kahoot: "; a problem with an item names it in `item_id`."""
    remarks: tuple[str, ...] = ()
    """What the one who made it should know; the build adds what no writer can know."""
