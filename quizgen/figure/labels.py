"""Where names stand on a map: beside their dots, and never over one another.

Each name tries the eight places around its dot, and where these are taken, places farther off to
which a leader points. Names are tried in several orders, since one may take the only place of
another; the order with the fewest leaders wins.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from math import cos, pi, sin
from typing import NamedTuple

from quizgen.order import shuffled

AROUND = ((1, 0), (1, -1), (1, 1), (-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1))
"""Beside, above and below, the best first."""
LEADERS = tuple(1.6 * turn for turn in range(1, 9))
"""How far leaders go, in lines of type."""
DIRECTIONS = 16
ORDERS = 12
"""In how many orders names are tried."""


class Area(NamedTuple):
    """A rectangle: its left, top, right and bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        """Tell whether two rectangles have more than an edge in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def grown(self, by: float) -> "Area":
        """Return the rectangle with so much around it."""
        return Area(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, other: "Area") -> bool:
        """Tell whether another lies within."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


class Named(NamedTuple):
    """What gets a name: its point, and how wide and high its words are."""

    x: float
    y: float
    width: float
    height: float


class Spotted(NamedTuple):
    """Where a name stands, and from where its leader comes, if it has one."""

    area: Area
    leader: tuple[float, float] | None = None


def place_names(
    named: Sequence[Named], gap: float, frame: Area, taken: Sequence[Area] = ()
) -> tuple[Spotted | None, ...]:
    """Return where each name stands: within the frame, over no dot, no name, nothing that is taken.

    `gap` is the distance from a dot's middle to its name. None for a name that has no room at all.
    """
    places = range(len(named))
    most_crowded_first = sorted(places, key=lambda place: -_crowd(named, place))
    others = (shuffled(places, f"names/{turn}", str) for turn in range(ORDERS))
    best: tuple[Spotted | None, ...] = ()
    fewest = len(named) * 3
    for order in chain([most_crowded_first], others):  # most maps need no other than the first
        found = _placed(named, order, gap, frame, taken)
        cost = sum(2 if spot is None else spot.leader is not None for spot in found)
        if cost < fewest or not best:
            best, fewest = found, cost
        if not cost:
            break
    return best


def _crowd(named: Sequence[Named], place: int) -> int:
    """Return how many others are so near that they may want the same room."""
    own = named[place]
    reach = own.width + own.height
    return sum(abs(each.x - own.x) < reach and abs(each.y - own.y) < reach for each in named)


def _placed(
    named: Sequence[Named], order: Sequence[int], gap: float, frame: Area, taken: Sequence[Area]
) -> tuple[Spotted | None, ...]:
    half = gap / 2
    dots = (Area(one.x - half, one.y - half, one.x + half, one.y + half) for one in named)
    blocked = [*dots, *taken]
    found: list[Spotted | None] = [None] * len(named)
    for place in order:
        for spot in chain(_beside(named[place], gap), _led(named[place], gap)):
            if frame.holds(spot.area) and not any(map(spot.area.meets, blocked)):
                found[place] = spot
                blocked.append(spot.area)
                break
    return tuple(found)


def _beside(one: Named, gap: float) -> Iterator[Spotted]:
    """Yield the places around a dot."""
    for right, down in AROUND:
        aside = gap if not down else gap * 0.7
        left = one.x + right * (one.width / 2 + aside) - one.width / 2
        top = one.y + down * (one.height / 2 + (gap * 0.8 if right else gap)) - one.height / 2
        yield Spotted(Area(left, top, left + one.width, top + one.height))


def _led(one: Named, gap: float) -> Iterator[Spotted]:
    """Yield places farther off, the nearest first; the leader ends at the middle of an edge."""
    for lines in LEADERS:
        reach = gap + lines * one.height
        for number in range(DIRECTIONS):
            turn = 2 * pi * number / DIRECTIONS
            x, y = one.x + reach * cos(turn), one.y + reach * sin(turn)
            left = x if cos(turn) >= 0 else x - one.width
            yield Spotted(
                Area(left, y - one.height / 2, left + one.width, y + one.height / 2), (x, y)
            )
