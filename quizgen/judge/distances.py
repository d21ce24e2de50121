"""How far apart numbers and dates must be to be told from one another, and how far is too far."""

from collections.abc import Iterable
from decimal import Decimal

from quizgen.bank.bank import Unit
from quizgen.bank.dates import Date, year_of_day
from quizgen.language.quantities import is_power, meant

APART = Decimal("0.15")
"""DIS-2: two numbers of an item differ by this share of the key. Ours, from R/exams' `delta`."""

APART_IN_ORDER = Decimal("0.05")
"""ORDER-1: two sizes nearer to one another than this share of the smaller are as good as equal, and
a matter of luck. Ours."""

ROUNDED_BY = Decimal("0.02")
"""A difference that would change by a greater share is left unrounded. Ours."""

WITHIN_FACTOR = 5
"""DIS-2: a number beyond so many times the key, or so many times smaller, tempts nobody. Ours."""

DAYS_APART = 3
"""DIS-3: two days nearer than this are a matter of luck, not of knowledge. Ours."""
DAYS_NEAR = 366
"""A date no farther off is one that somebody might take for the right one. Ours."""

WINDOW_MARGIN = 0.25
"""DIS-3: how far beyond the bank's own dates a wrong date may lie, as a share of their span.
Ours."""

LEAST_MARGIN_DAYS = 120
"""DIS-3: the same in days where the bank's dates lie close together, or are but one. Ours."""

YEARS_APART = ((1800, 2), (1500, 5), (500, 10), (-399, 50), (-2999, 100), (-9999, 500))
"""DIS-3: how many years lie between a year of that time, or later, and a wrong one that is made
up: years in our own age, decades in the Middle Ages, a century in antiquity. Ours."""
OLDEST_APART = 1000
"""The same before all of them."""

ROUND_APART = {100: 50, 10: 10}
"""DIS-3: the same at least for a year that ends in 00 or 0. Ours."""

FARTHEST_STEPS = 4
"""DIS-3: so many of these steps lies the farthest date that is made up. Ours."""

WITHIN_YEARS = ((1800, 25), (1500, 60), (500, 120), (-399, 400), (-2999, 600))
"""DIS-3: a year of that time, or later, is mistaken for one that is true of something else if no
more than so many years lie between them, or as many as to the farthest made up. Ours."""

MOST_TIMES_AS_LONG = 4
"""DIS-3: beside a war of four years one of seven hundred tempts nobody. Ours."""

ABSOLUTE_ZERO = {"°C": Decimal("-273.15"), "℃": Decimal("-273.15"), "°F": Decimal("-459.67")}
"""The sign of a unit -> below this nothing is."""
ALL = Decimal(100)
"""The whole, in percent."""


def grain_of(number: Decimal) -> Decimal:
    """Return the place of the last digit that is meant: not of one that rounding left.

    A nought behind the point is meant, for else nobody would print it.

    >>> [str(grain_of(Decimal(number))) for number in ("300", "4.5", "37.0", "5.97e24")]
    ['1E+2', '0.1', '0.1', '1E+22']
    """
    return Decimal(1).scaleb(int(meant(number).as_tuple().exponent))


def difference_of(size: Decimal, less: Decimal) -> Decimal:
    """Return by how much one size exceeds another; with powers of ten as exactly as both are known.

    >>> str(difference_of(Decimal("4.87e24"), Decimal("6.42e23")))
    '4.23E+24'
    """
    exact = size - less
    if not is_power(size):
        return exact
    rounded = exact.quantize(max(grain_of(size), grain_of(less)))
    return rounded if abs(rounded - exact) <= exact * ROUNDED_BY else exact


def bounds_of(unit: Unit, known: Iterable[Decimal]) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the most that a number in a unit can be, by what the bank knows of it.

    No share is more than the whole, unless the bank has one that is; nothing is colder than
    absolute zero. None where there is no such bound.
    """
    sign = unit.many.replace("{n}", "").strip()
    most = ALL if sign.endswith("%") and all(abs(number) <= ALL for number in known) else None
    return ABSOLUTE_ZERO.get(sign), most


def years_apart(date: Date) -> int | None:
    """Return in which steps of years dates lie that are as plausible as this one; None for days.

    A round year has round ones beside it, and what takes several years has none within them: the
    key can be told neither by its last digits nor by an overlap.

    >>> from quizgen.bank.dates import about, date_of_century, date_of_year
    >>> [years_apart(date_of_year(year)) for year in (1963, 1492, 1066, 1200, -43, -195, -499)]
    [2, 10, 10, 50, 50, 50, 100]
    >>> years_apart(about(date_of_year(1200))), years_apart(date_of_century(9))
    (200, 100)
    """
    if date.precision not in ("year", "decade", "century", "years"):
        return None
    named = date.ends[0] if date.ends else date
    year = named.written[0] if named.precision == "year" else named.year
    usual = _usual_step(year)
    number = year if year > 0 else 1 - year
    roundness = next((unit for unit in (100, 10, 5) if number % unit == 0), 1)
    if date.precision == "year" and not date.is_about:
        return max(usual, ROUND_APART.get(roundness, 1))
    unit = {"decade": 10, "century": 100}.get(date.precision, max(roundness, 5))
    length = year_of_day(date.last) - year_of_day(date.first) + 1
    return -(-max(usual, length) // unit) * unit  # the next multiple, so that none overlaps


def _usual_step(year: int) -> int:
    return next((step for since, step in YEARS_APART if year >= since), OLDEST_APART)


def is_within_reach(date: Date, right: Date) -> bool:
    """Tell whether a date lies near enough to the right one for somebody to mistake it.

    Of days it is the bank's own time that counts, and not how far they lie apart. Of years those of
    another era are none: where all others are of one, the key would be told by it.
    """
    years = years_apart(right)
    if years is None:
        return True
    within = next((most for since, most in WITHIN_YEARS if right.year >= since), 0)
    is_of_one_era = (date.year > 0) == (right.year > 0)
    lengths = sorted(each.last - each.first + 1 for each in (date, right))
    is_as_long = date.precision != "years" or lengths[1] <= lengths[0] * MOST_TIMES_AS_LONG
    apart = abs(date.year - right.year)
    return is_of_one_era and is_as_long and apart <= max(within, years * FARTHEST_STEPS)


def is_near(date: Date, right: Date) -> bool:
    """Tell whether a date is so near that it is taken before a made up one (DIS-1, DIS-3)."""
    if right.precision in ("day", "month"):
        return abs(date.first - right.first) <= DAYS_NEAR
    return is_within_reach(date, right)


def are_told_apart(date: Date, other: Date) -> bool:
    """Tell whether two dates lie so far apart that who knows about when it was can choose.

    They never overlap. Of two years half the usual step is enough.
    """
    if not date.is_apart(other):
        return False
    if date.precision == other.precision == "day":
        return abs(date.first - other.first) >= DAYS_APART
    is_of_years = years_apart(date) is not None
    return not is_of_years or abs(date.year - other.year) * 2 >= _usual_step(date.year)
