"""The column that a content is set in, and what has been set there."""

from typing import NamedTuple

from quizgen.typeset.ink import Block
from quizgen.typeset.measures import Measures


class Column(NamedTuple):
    """A part of a page's width."""

    m: Measures
    left: float
    right: float
    picture_height: float
    """How high a picture may be."""
    label: str = ""
    """Of the question that is asked in it, whose tables may be there to complete."""

    @property
    def width(self) -> float:
        """From its left edge to its right one."""
        return self.right - self.left

    def inset(self, indent: float) -> "Column":
        """Return it without a strip at its left."""
        return self._replace(left=self.left + indent)


class Flow(NamedTuple):
    """What has been set, and where what follows takes its distance from."""

    block: Block
    baseline: float
    """The last baseline; of a picture or a table the lower edge."""
