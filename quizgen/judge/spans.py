"""How much time passed between two dates, and how people miscount it.

Only dates that are equally exact have a time between them that is one number: days, months, years
or centuries. What is vague, or has one end, is not counted from.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

from quizgen.bank.dates import LAST_OLD_DAY, Date, number_of, parts_of
from quizgen.bank.facts import Event, Fact
from quizgen.values import dataclass

SpanUnit = Literal["day", "month", "year", "century"]

SPAN_UNITS: tuple[SpanUnit, ...] = get_args(SpanUnit)

WORTH_COUNTING: Mapping[SpanUnit, tuple[int, int]] = {
    "day": (3, 400),
    "month": (3, 60),
    "year": (3, 2000),
    "century": (2, 30),
}
"""From how much time on, and up to how much, it is asked for. Ours: less is seen at a glance, and
there is a wrong number below it for each way to miscount; more is told in larger units."""

EVENTS_BEFORE = 4
"""So many events before one are looked at to count from."""

DAYS_A_MONTH = 30
MONTHS = 12


@dataclass(frozen=True)
class Span:
    """A time in whole units."""

    count: int
    unit: SpanUnit


def is_counted(date: Date) -> bool:
    """Tell whether time can be counted from a date, or up to it.

    A day must be one day by any calendar that people had then: who does not say by which they
    counted before 1923 may mean a day that lies up to 13 days later.
    """
    if date.is_about or date.precision not in SPAN_UNITS:
        return False
    is_one_day = date.calendar == "gregorian" or date.first > LAST_OLD_DAY
    return date.precision != "day" or is_one_day


def span_between(earlier: Date, later: Date) -> Span | None:
    """Return how much time passed from one date to another; None of dates that are not alike.

    Years are counted as astronomers do, so that the year before 1 CE is 1 BCE; and so are
    centuries.
    """
    if earlier.precision != later.precision or not (is_counted(earlier) and is_counted(later)):
        return None
    match earlier.precision:
        case "day":
            return Span(later.first - earlier.first, "day")
        case "month":
            (year, month), (last_year, last_month) = earlier.written[:2], later.written[:2]
            return Span(MONTHS * (last_year - year) + last_month - month, "month")
        case "year":
            return Span(later.written[0] - earlier.written[0], "year")
        case "century":
            first, last = (each.written[0] for each in (earlier, later))
            return Span(last + (last < 0) - first - (first < 0), "century")
        case _:
            return None


def skips_zero(earlier: Date, later: Date) -> bool:
    """Tell whether two years or centuries lie on either side of a zero that there was not."""
    of_years = earlier.precision in ("year", "century")
    return of_years and earlier.written[0] <= 0 < later.written[0]


def miscounted(earlier: Date, later: Date) -> Iterator[tuple[int, str]]:
    """Yield wrong counts, the most plausible first, each with the name of the slip it comes of."""
    span = span_between(earlier, later)
    assert span
    seen = {span.count}
    for count, slip in _slips(earlier, later, span):
        if count > 0 and count not in seen:
            seen.add(count)
            yield count, slip


def _slips(earlier: Date, later: Date, span: Span) -> Iterator[tuple[int, str]]:
    right = span.count
    match span.unit:
        case "day":
            yield from _slips_in_days(earlier, later, right)
        case "month":
            yield right + 1, "both-ends"
            yield right - 1, "neither-end"
            yield right % MONTHS, "no-years"
            yield right + MONTHS, "year-too-many"
        case "year" | "century":
            if skips_zero(earlier, later):
                yield right + 1, "zero"
                before, after = earlier.written[0], later.written[0]
                bce = 1 - before if span.unit == "year" else -before
                yield abs(bce - after), "taken-away"
            if span.unit == "century":
                yield right - 1, "neither-end"
            yield right + 1, "both-ends"
            for step in (10, 100) if span.unit == "year" else ():
                yield right - step, "figure"
                yield right + step, "figure"


def _slips_in_days(earlier: Date, later: Date, right: int) -> Iterator[tuple[int, str]]:
    (year, month, day), (last_year, last_month, last_day) = earlier.written, later.written
    leap_days = sum(
        parts_of(number_of(each, 3, 1) - 1)[2] == 29
        and earlier.first < number_of(each, 3, 1) - 1 <= later.first
        for each in range(year, last_year + 1)
    )
    if leap_days:
        yield right - leap_days, "no-leap-day"
    elif any(
        earlier.first < number_of(each, 3, 1) <= later.first for each in range(year, last_year + 1)
    ):
        yield right + 1, "leap-day"
    months = MONTHS * (last_year - year) + last_month - month
    if months:
        yield months * DAYS_A_MONTH + last_day - day, "months-of-30"
        yield months * (DAYS_A_MONTH + 1) + last_day - day, "months-of-31"
    yield right + 1, "both-ends"
    yield right - 1, "neither-end"


def events_before(events: Iterable[Fact]) -> Mapping[str, Fact]:
    """Return for events, by their ids, the one before each that time is counted from.

    Both have one date that is sure, as exact as the other's, and by a text that pupils have. Of
    those that were not long before it is the one that shares most tags: who compares two wars has
    more to learn than who compares a war and a flight.
    """
    by_grain: dict[str, list[tuple[int, str, Fact]]] = defaultdict(list)
    for fact in events:
        if fact.dated and _has_one_date(fact):
            by_grain[fact.dated.precision].append((fact.dated.first, fact.id, fact))
    found: dict[str, Fact] = {}
    for of_grain in by_grain.values():
        in_order = [fact for *_, fact in sorted(of_grain, key=lambda each: each[:2])]
        for place, later in enumerate(in_order):
            near = in_order[max(0, place - EVENTS_BEFORE) : place][::-1]
            worth = [earlier for earlier in near if _is_worth_counting(earlier, later)]
            if worth:
                tags = {*later.tags}
                found[later.id] = max(worth, key=lambda each: len(tags & {*each.tags}))
    return found


def _has_one_date(fact: Fact) -> bool:
    others = (fact.accept, fact.also_right, fact.also_right_text)  # dates that are right as well
    is_sure = fact.status == "settled" and fact.date_basis != "external"
    claim = fact.claim
    return isinstance(claim, Event) and is_sure and not any(others) and is_counted(claim.date)


def _is_worth_counting(earlier: Fact, later: Fact) -> bool:
    if earlier.dated is None or later.dated is None or earlier.sensitivity != later.sensitivity:
        return False
    span = span_between(earlier.dated, later.dated)
    if span is None:
        return False
    least, most = WORTH_COUNTING[span.unit]
    return least <= span.count <= most
