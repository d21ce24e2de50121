"""What a picture shows: events on a timeline, quantities as bars."""

import datetime
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
    """A stretch of a timeline's axis between two ticks: a day, month or year."""

    first: datetime.date
    last: datetime.date
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


Figure = Timeline | Scale
"""What a picture shows; the room `figure` lays it out."""
