"""What can be drawn, and blocks of it: values only, placed later.

`x` counts from the left edge of the page, `y` downwards from the top of the block. Ink with an
element is spoken; ink without one is an artifact, which a screen reader passes over.
"""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from quizgen.figure.shapes import Dot, Line, Rect
from quizgen.look import Logo
from quizgen.typeset.fonts import Face
from quizgen.typeset.tagging import Element


class Glyphs(NamedTuple):
    """Characters of one face on a baseline."""

    x: float
    y: float
    face: Face
    size: float
    text: str
    element: Element | None


class Rule(NamedTuple):
    """A straight line, level or upright."""

    x: float
    y: float
    to_x: float
    to_y: float
    stroke: float
    element: Element | None = None
    dash: tuple[float, float] | None = None
    """Lengths of a dash and of the gap behind it."""


class Dots(NamedTuple):
    """A dotted line, level or upright, each dot by itself: no rule, and so no edge of a table."""

    x: float
    y: float
    to_x: float
    to_y: float
    step: float
    size: float
    element: Element | None = None


class Box(NamedTuple):
    """A rectangle; y is its upper edge."""

    x: float
    y: float
    width: float
    height: float
    stroke: float
    element: Element | None = None


class Circle(NamedTuple):
    """A circle; x and y are its centre."""

    x: float
    y: float
    radius: float
    stroke: float
    element: Element | None = None


class Sketch(NamedTuple):
    """The lines of a picture; the shapes count from its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    shapes: tuple[Line | Rect | Dot, ...]
    element: Element
    """A figure, which learns from this where on its page it stands."""


class Raster(NamedTuple):
    """Pixels stretched over a box; y is its upper edge. Only logos come so, as yet."""

    x: float
    y: float
    width: float
    height: float
    logo: Logo
    element: Element
    """A figure, which learns from this where on its page it stands."""


Ink = Glyphs | Rule | Dots | Box | Circle | Sketch | Raster


def move(ink: Ink, y: float) -> Ink:
    """Return ink that stands lower by y."""
    if isinstance(ink, Rule | Dots):
        return ink._replace(y=ink.y + y, to_y=ink.to_y + y)
    return ink._replace(y=ink.y + y)


class Head(NamedTuple):
    """The head of a table within a block, and between where it is drawn again after a cut."""

    top: float
    bottom: float
    block: "Block"


@dataclass(kw_only=True, eq=False)
class Block:
    """Ink that stays together on a page: a heading, an item, a table."""

    height: float = 0.0
    inks: list[Ink] = field(default_factory=list)
    cuts: list[float] = field(default_factory=list)
    """Where it may be cut if it is longer than a page, downwards."""
    joints: list[float] = field(default_factory=list)
    """Where it may be parted if that saves a page, downwards: between the rows of a table."""
    above: float = 0.0
    """The gap above it, which may be closed a little."""
    below: float = 0.0
    """The gap below it, which may be closed a little."""
    is_flush: bool = False
    """Whether the gap above goes at the top of a page."""
    keeps_next: bool = False
    """Whether the next block must start on the same page."""
    is_item: bool = False
    repeat: "Block | None" = None
    """What is drawn again above it where it starts a page: a table's head."""
    heads: list[Head] = field(default_factory=list)
    """The heads of tables within it: what is cut there has one of them as its `repeat`."""

    def add(self, block: "Block", y: float) -> None:
        """Draw another block into this one, its top at y."""
        self.inks += (move(ink, y) for ink in block.inks)
        self.cuts += (cut + y for cut in block.cuts)
        self.heads += (Head(head.top + y, head.bottom + y, head.block) for head in block.heads)
        self.height = max(self.height, y + block.height)

    def with_firm_gaps(self, gap: float, least: float) -> "Block":
        """Return it with half a gap above and below that is never closed, and of a least height."""
        block = Block()
        block.add(self, gap / 2)
        block.height = max(block.height + gap / 2, least)
        return block

    def cut_at(self, y: float) -> tuple["Block", "Block"]:
        """Return what lies above y and what lies below."""
        upper = [ink for ink in self.inks if ink.y < y]
        lower = [move(ink, -y) for ink in self.inks if ink.y >= y]
        rest = [cut - y for cut in self.cuts if cut > y]
        joints = [joint - y for joint in self.joints if joint > y]
        heads = [Head(head.top - y, head.bottom - y, head.block) for head in self.heads]
        again = [head.block for head in heads if head.top < 0.0 < head.bottom]
        repeat = next(iter(again), None) if heads else self.repeat
        return (
            replace(self, height=y, inks=upper, cuts=[], joints=[]),
            replace(
                self,
                height=self.height - y,
                inks=lower,
                cuts=rest,
                joints=joints,
                heads=heads,
                repeat=repeat,
            ),
        )
