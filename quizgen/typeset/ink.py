"""What can be drawn, and blocks of it: values only, placed later.

`x` counts from the left edge of the page, `y` downwards from the top of the block. Ink with an
element is spoken; ink without one is an artifact, which a screen reader passes over.
"""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from quizgen.content import Picture
from quizgen.figure.shapes import Dot, Line, Path, Rect
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
    is_white: bool = False
    """Whether they are left white in what is black around them."""


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
    is_filled: bool = False


class Circle(NamedTuple):
    """A circle; x and y are its centre."""

    x: float
    y: float
    radius: float
    stroke: float
    element: Element | None = None
    is_filled: bool = False


class Room(NamedTuple):
    """Room to write in that no ink bounds, as a cell of a table; y is its upper edge."""

    x: float
    y: float
    width: float
    height: float
    element: Element


class Sketch(NamedTuple):
    """The lines of a picture; the shapes count from its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    shapes: tuple[Line | Path | Rect | Dot, ...]
    element: Element
    """A figure, which learns from this where on its page it stands."""


class Raster(NamedTuple):
    """The pixels of a logo stretched over a box; y is its upper edge."""

    x: float
    y: float
    width: float
    height: float
    logo: Logo
    element: Element
    """A figure, which learns from this where on its page it stands."""


class Image(NamedTuple):
    """A picture of a bank; y is its upper edge. Its bytes are fetched when it is drawn."""

    x: float
    y: float
    width: float
    height: float
    picture: Picture
    element: Element
    """A figure, which learns from this where on its page it stands."""


Ink = Glyphs | Rule | Dots | Box | Circle | Room | Sketch | Raster | Image


def move(ink: Ink, y: float) -> Ink:
    """Return ink that stands lower by y."""
    if isinstance(ink, Rule | Dots):
        return ink._replace(y=ink.y + y, to_y=ink.to_y + y)
    return ink._replace(y=ink.y + y)


PANEL_PT = 100.0
"""A box that is higher is the frame of a panel, which may be cut; others are written in."""


def _span(ink: Ink) -> tuple[float, float] | None:
    """Return where ink begins and ends, downwards; None of what can be cut anywhere."""
    match ink:
        case Glyphs(y=y, size=size):
            return y - 0.75 * size, y + 0.25 * size
        case Rule(y=y, to_y=to_y) | Dots(y=y, to_y=to_y):
            return (y, y) if y == to_y else None
        case Circle(y=y, radius=radius):
            return y - radius, y + radius
        case Box(height=height, element=element) if height > PANEL_PT:
            return (ink.y, ink.y + height) if element and element.field else None
        case _:
            return ink.y, ink.y + ink.height


def _parted(ink: Ink, y: float) -> tuple[Ink, ...]:
    """Return upright rules and frames in two where they cross a cut, all else as it is."""
    if isinstance(ink, Rule | Dots) and ink.y < y < ink.to_y:
        return ink._replace(to_y=y), ink._replace(y=y)
    if isinstance(ink, Box) and ink.y < y < ink.y + ink.height:
        return tuple(part for rule in _frame(ink) for part in _parted(rule, y))
    return (ink,)


def _frame(box: Box) -> tuple[Rule, ...]:
    """Return the four sides of a box."""
    left, top, stroke, element = box.x, box.y, box.stroke, box.element
    right, low, corner = left + box.width, top + box.height, stroke / 2
    return (
        Rule(left - corner, top, right + corner, top, stroke, element),
        Rule(left, top, left, low, stroke, element),
        Rule(right, top, right, low, stroke, element),
        Rule(left - corner, low, right + corner, low, stroke, element),
    )


class Head(NamedTuple):
    """What is drawn again on the next page, and between where a cut asks for it."""

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
    above: float = 0.0
    """The gap above it, which may be closed a little."""
    below: float = 0.0
    """The gap below it, which may be closed a little."""
    is_flush: bool = False
    """Whether the gap above goes at the top of a page."""
    keeps_next: bool = False
    """Whether the next block must start on the same page."""
    ends_page: bool = False
    """Whether the next block starts a page."""
    is_item: bool = False
    is_whole: bool = False
    """Whether it is cut only where it is longer than a page, or a page would have no item."""
    repeat: "Block | None" = None
    """What is drawn again above it where it starts a page: a table's head."""
    heads: list[Head] = field(default_factory=list)
    """What is drawn again after a cut within it, as the heads of tables; the last one counts."""
    more_lines: float = 0.0
    """How far below the last of its lines to write on another one may stand; 0 for no more."""

    end: float = 0.0
    """How high the words are, with the gap above them, by which a paper ends below it."""

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
        inks = [part for ink in self.inks for part in _parted(ink, y)]
        upper = [ink for ink in inks if ink.y < y]
        lower = [move(ink, -y) for ink in inks if ink.y >= y]
        rest = [cut - y for cut in self.cuts if cut > y]
        heads = [Head(head.top - y, head.bottom - y, head.block) for head in self.heads]
        return (
            replace(self, height=y, inks=upper, cuts=[], more_lines=0.0),
            replace(
                self,
                height=self.height - y,
                inks=lower,
                cuts=rest,
                heads=heads,
                repeat=self.repeat_at(y),
            ),
        )

    def stretch(self, room: float) -> None:
        """Add lines to write on below the last one, as many again at most.

        What stands below them, but for the words that end a paper, leaves them as they are. Where a
        line is a field, to be typed on, it stays the only field of its answer.
        """
        lines = [ink for ink in self.inks if isinstance(ink, Rule) and ink.y == ink.to_y]
        last = lines[-1] if lines else None
        if not self.more_lines or last is None or last.y < self.height - self.end:
            return
        if last.element and last.element.field:
            last = last._replace(element=None)
        place = self.inks.index(lines[-1]) + 1
        above, below = self.inks[:place], self.inks[place:]
        most = sum(line.x == last.x and line.to_x == last.to_x for line in lines)
        count = min(most, int(room / self.more_lines))
        for _ in range(count):
            y = last.y + self.more_lines
            last = last._replace(y=y, to_y=y)
            above.append(last)
        more = count * self.more_lines
        self.inks = [*above, *(move(ink, more) if ink.y > lines[-1].y else ink for ink in below)]
        self.height += more

    def repeat_at(self, y: float) -> "Block | None":
        """Return what is drawn again above it on a page that begins with what lies below y."""
        if not y or not self.heads:
            return self.repeat
        again = [head.block for head in self.heads if head.top < y < head.bottom]
        return again[-1] if again else None

    def seams(self) -> list[float]:
        """Return where it can be cut through no ink, downwards: all that is left without cuts."""
        spans = sorted(filter(None, map(_span, self.inks)))
        seams: list[float] = []
        low = 0.0
        for top, bottom in spans:
            if top >= low > 0.0:
                seams.append((low + top) / 2)
            low = max(low, bottom)
        return seams
