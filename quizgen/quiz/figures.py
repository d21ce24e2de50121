"""What a picture shows: events on a timeline, quantities as bars, places on a map."""

from decimal import Decimal
from typing import Literal

from quizgen.bank.dates import Date
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Something on a timeline; without words it is for the pupil to say what it was."""

    fact: str
    """The id of its fact."""
    date: Date
    date_text: str
    words: str = ""
    is_main: bool = True
    """Whether it is what the picture is about; the others stand by for comparison."""


@dataclass(frozen=True, kw_only=True)
class Period:
    """A stretch of a timeline's axis between two ticks: a day, a month, a year or more."""

    first: int
    """The number of its first day, as dates have it."""
    last: int
    number: int
    """Its number in the calendar, by which labels are thinned out evenly."""
    words: str


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Events on an axis, drawn to scale."""

    type: Literal["timeline"] = "timeline"
    caption: str
    alt: str
    """What a screen reader says instead of the picture; it gives no answer."""
    moments: tuple[Moment, ...]
    """From the earliest to the latest."""
    periods: tuple[Period, ...]
    """The axis from its first day to its last; where days are left out, it is broken."""
    eras: tuple[Period, ...] = ()
    """Longer periods, named in a second row: the years of months."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A quantity on a scale: sure up to `low`, possible up to `high`."""

    fact: str
    """The id of its fact."""
    words: str
    """What is measured."""
    value_text: str
    """The quantity in words."""
    low: Decimal
    high: Decimal
    is_open: bool = False
    """Whether it may be any amount more: at least so much."""
    is_main: bool = True
    """Whether it is what the picture is about; the others stand by for comparison."""


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A numbered place on a scale."""

    value: Decimal
    words: str


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Quantities of one sort as bars, drawn to scale from zero."""

    type: Literal["scale"] = "scale"
    caption: str
    alt: str
    """What a screen reader says instead of the picture; it gives no answer."""
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    """At even distances, from the lowest; one of them is zero."""
    unit: str
    """The unit's name."""
    tells_values: bool = True
    """Whether the quantities stand beside their bars; else they are to be read off."""


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place on a map."""

    place: str
    """The id of its place."""
    words: str
    latitude: Decimal
    longitude: Decimal
    is_area: bool = False
    """Whether it is a country or sea, whose name stands there without a dot."""
    is_main: bool = True
    """Whether it is what the picture is about; the others are there to find one's way."""

    @property
    def at(self) -> tuple[float, float]:
        """Return its latitude and longitude, in degrees."""
        return float(self.latitude), float(self.longitude)


@dataclass(frozen=True, kw_only=True)
class Ring:
    """All that lies so far from a place."""

    around: str
    """The id of its place."""
    km: Decimal
    words: str


@dataclass(frozen=True, kw_only=True)
class Leg:
    """A straight line from one place to another."""

    start: str
    end: str
    """Ids of places."""
    words: str


@dataclass(frozen=True, kw_only=True)
class ScaleBar:
    """How long a distance is on a map."""

    km: Decimal
    """What one of its unit is in kilometres."""
    ticks: tuple[Tick, ...]
    """At even distances from zero, in its unit."""
    unit: str
    """The unit's name."""


@dataclass(frozen=True, kw_only=True)
class Map:
    """Places on a map, drawn to scale, with north at the top.

    Lines that are drawn to answer something, rings and legs, are there where it is told.
    """

    type: Literal["map"] = "map"
    caption: str
    alt: str
    """What a screen reader says instead of the picture; it gives no answer."""
    latitude: Decimal
    longitude: Decimal
    """The middle, in degrees."""
    width_km: int
    height_km: int
    spots: tuple[Spot, ...]
    rings: tuple[Ring, ...] = ()
    legs: tuple[Leg, ...] = ()
    scale_bars: tuple[ScaleBar, ...]

    @property
    def middle(self) -> tuple[float, float]:
        """Return the latitude and longitude of its middle."""
        return float(self.latitude), float(self.longitude)


Figure = Timeline | Scale | Map
"""What a picture shows; the room `figure` lays it out."""
