"""How far apart numbers and dates must be to be told from one another, and how far is too far."""

from collections.abc import Iterable
from decimal import Decimal

from quizgen.bank.bank import Unit

APART = Decimal("0.15")
"""DIS-2: two numbers of an item differ by this share of the key. Ours, from R/exams' `delta`."""

WITHIN_FACTOR = 5
"""DIS-2: a number beyond so many times the key, or so many times smaller, tempts nobody. Ours."""

DAYS_APART = 3
"""DIS-3: two days nearer than this are a matter of luck, not of knowledge. Ours."""

WINDOW_MARGIN = 0.25
"""DIS-3: how far beyond the bank's own dates a wrong date may lie, as a share of their span.
Ours."""

LEAST_MARGIN_DAYS = 120
"""DIS-3: the same in days where the bank's dates lie close together, or are but one. Ours."""


ABSOLUTE_ZERO = {"°C": Decimal("-273.15"), "℃": Decimal("-273.15"), "°F": Decimal("-459.67")}
"""The sign of a unit -> below this nothing is."""
ALL = Decimal(100)
"""The whole, in percent."""


def places_of(number: Decimal) -> int:
    """Return how many digits stand behind the point, as the number is printed.

    >>> places_of(Decimal("37.0")), places_of(Decimal("3E+2"))
    (1, 0)
    """
    return max(0, -int(number.as_tuple().exponent))


def grain_of(number: Decimal) -> Decimal:
    """Return the place of the last digit that is meant: not of one that rounding left.

    A nought behind the point is meant, for else nobody would print it.

    >>> grain_of(Decimal(300)), grain_of(Decimal("4.5")), grain_of(Decimal("37.0"))
    (Decimal('1E+2'), Decimal('0.1'), Decimal('0.1'))
    """
    meant = number if places_of(number) else number.normalize()
    return Decimal(1).scaleb(int(meant.as_tuple().exponent))


def bounds_of(unit: Unit, known: Iterable[Decimal]) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the most that a number in a unit can be, by what the bank knows of it.

    No share is more than the whole, unless the bank has one that is; nothing is colder than
    absolute zero. None where there is no such bound.
    """
    sign = unit.many.replace("{n}", "").strip()
    most = ALL if sign.endswith("%") and all(abs(number) <= ALL for number in known) else None
    return ABSOLUTE_ZERO.get(sign), most
