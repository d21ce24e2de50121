"""Places on the earth, and how far they are from one another."""

from dataclasses import field
from decimal import Decimal
from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import Literal

from quizgen.errors import Where
from quizgen.values import dataclass

EARTH_KM = 6371.0088
"""The earth's mean radius (IUGG). As a sphere it is nowhere more than 0.6 % off."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place that can be shown on a map: a town, a crossing, a country."""

    name: str
    """The name as it is printed."""
    kind: Literal["point", "area"] = "point"
    """`area` for a country, region or sea: its name stands on the map, and nothing is asked."""
    what: str = ""
    """What it is, in a few words: a city in Ukraine."""
    measured: Literal["both", "from", "to", "no"] = "both"
    """What it is in a distance: where it starts, where it ends, both, or neither. As soon as a
    place is one of the two alone, distances are asked about beside the lengths of the bank: is the
    way longer than the range?"""
    latitude: Decimal
    """In degrees, south of the equator with a minus."""
    longitude: Decimal
    """In degrees, west of Greenwich with a minus."""
    where: Where = field(compare=False)

    @property
    def at(self) -> tuple[float, float]:
        """Return its latitude and longitude."""
        return float(self.latitude), float(self.longitude)


def km_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two places over the ground, each a latitude and longitude in degrees.

    By the haversine formula, which is exact for near places too.

    >>> round(km_between((50.45, 30.52), (55.76, 37.62)))
    756
    """
    (lat, lon), (to_lat, to_lon) = one, other
    half_north, half_east = radians(to_lat - lat) / 2, radians(to_lon - lon) / 2
    part = sin(half_north) ** 2 + cos(radians(lat)) * cos(radians(to_lat)) * sin(half_east) ** 2
    return 2 * EARTH_KM * asin(min(sqrt(part), 1.0))


def place_at(start: tuple[float, float], bearing: float, km: float) -> tuple[float, float]:
    """Return the latitude and longitude that lie so far from a place, in a direction in radians.

    Directions are counted from north over east.
    """
    lat, lon, arc = radians(start[0]), start[1], km / EARTH_KM
    north = asin(sin(lat) * cos(arc) + cos(lat) * sin(arc) * cos(bearing))
    x = cos(lat) * cos(arc) - sin(lat) * sin(arc) * cos(bearing)
    east = degrees(atan2(sin(bearing) * sin(arc), x))
    return degrees(north), lon + east
