"""What pictures show, in words and numbers: facts become figures, and axes get their names."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from quizgen.bank.bank import Unit
from quizgen.bank.dates import date_of_month, date_of_year, first_day, parts_of, year_of_day
from quizgen.bank.facts import Event, Fact, Quantity
from quizgen.language.dates import NO_BREAK, say_date, say_month
from quizgen.language.quantities import names_unit, say_conversion, say_number, say_quantity
from quizgen.language.sentences import begin
from quizgen.language.words import Language
from quizgen.quiz.figures import Bar, Moment, Period, Scale, Tick, Timeline

DAYS_IN_DAYS = 45
"""An axis of so many days has a tick for each."""
DAYS_IN_MONTHS = 1200
"""An axis of so many days has a tick for each month; a longer one for each year, or more."""
MOST_YEARS = 150
"""An axis has so many periods at most; of a longer time these are ten years, a hundred, and on."""
MOST_OF_AN_AXIS = 2 / 3
"""A gap in which nothing happens is cut out of an axis if it were longer than this part of it."""
ROUND_STEPS = tuple(map(Decimal, (1, 2, 5, 10, 20)))
"""Steps in grains of a scale. The last is enough: on either side of zero a scale may begin and end
with part of a step, so values of both signs may need one more than ten grains allow."""
MOST_SCALE_STEPS = 7
"""How many steps a scale has, at most."""
GRAINS = 10
"""A step of a scale can be read to this part."""


# --------------------------------------------------------------------------- timelines


def timeline_of(moments: Sequence[Moment], language: Language) -> Timeline:
    """Return a timeline of moments that need not be in order; at least one.

    Who cannot see it is told of those with words that they are given; what has none is asked for.
    """
    ordered = tuple(
        sorted(moments, key=lambda moment: (moment.date.first, moment.date.last, moment.fact))
    )
    first = ordered[0].date.first
    last = max(moment.date.last for moment in ordered)
    days = last - first + 1
    if days <= DAYS_IN_DAYS:
        periods, eras = [*_days(first, last)], [*_months(first, last, language)]
    elif days <= DAYS_IN_MONTHS:
        periods, eras = [*_months(first, last, language)], [*_years(first, last, language)]
    else:
        periods, eras = [*_many_years(first, last, language)], []
    kept = _without_gaps(periods, ordered)
    is_broken = len(kept) < len(periods)
    labels = language.labels
    ends = {"first": ordered[0].date_text, "last": ordered[-1].date_text}
    alt = labels.timeline_broken_alt if is_broken else labels.timeline_alt
    asked = [moment for moment in ordered if not moment.words]
    given = [moment for moment in ordered if moment.words and asked]
    alt = alt.format(n=len(asked or ordered), **ends)
    if given and labels.timeline_given_alt:
        names = "; ".join(f"{moment.words}, {moment.date_text}" for moment in given)
        alt = f"{alt} {labels.timeline_given_alt.format(names=names)}"
    return Timeline(
        caption=labels.timeline_broken_caption if is_broken else labels.timeline_caption,
        alt=alt,
        moments=ordered,
        periods=tuple(kept),
        eras=tuple(_clipped(eras, kept)),
    )


def _without_gaps(periods: Sequence[Period], moments: Sequence[Moment]) -> list[Period]:
    """Leave out the periods of a gap between two moments that would take most of the axis."""
    days = periods[-1].last - periods[0].first + 1
    kept = [*periods]
    latest = moments[0].date.last
    for moment in moments[1:]:
        if moment.date.first - latest > MOST_OF_AN_AXIS * days:
            idle = {
                period
                for period in kept
                if latest < period.first and period.last < moment.date.first
            }
            if len(idle) > 1:  # for one alone the axis is not broken
                kept = [period for period in kept if period not in idle]
        latest = max(latest, moment.date.last)
    return kept


def _clipped(eras: Sequence[Period], periods: Sequence[Period]) -> Iterator[Period]:
    """Yield longer periods as far as shorter ones are left of them, anew after each gap."""
    for era in eras:
        within = [
            period for period in periods if era.first <= period.last and period.first <= era.last
        ]
        start = 0
        for place in range(1, len(within) + 1):
            if place == len(within) or within[place - 1].last + 1 < within[place].first:
                yield replace(
                    era,
                    first=max(era.first, within[start].first),
                    last=min(era.last, within[place - 1].last),
                )
                start = place


def moment_of(fact: Fact, language: Language, *, is_main: bool) -> Moment:
    """Return an event as a moment, in short words and with the month's short name."""
    assert isinstance(fact.claim, Event)
    date = fact.claim.date
    short = replace(language, months=language.short_months)
    return Moment(
        fact=fact.id,
        date=date,
        date_text=say_date(date, short),
        words=begin(fact.claim.short, language.code),
        is_main=is_main,
    )


def _days(first: int, last: int) -> Iterator[Period]:
    for number in range(first, last + 1):
        *_, day = parts_of(number)
        yield Period(first=number, last=number, number=day, words=str(day))


def _months(first: int, last: int, language: Language) -> Iterator[Period]:
    """Yield the months of an axis; one that is counted in days begins and ends within them."""
    is_whole = last - first + 1 > DAYS_IN_DAYS
    (year, month, _), (last_year, last_month, _) = parts_of(first), parts_of(last)
    for number in range(year * 12 + month - 1, last_year * 12 + last_month):
        date = date_of_month(number // 12, number % 12 + 1)
        yield Period(
            first=date.first if is_whole else max(date.first, first),
            last=date.last if is_whole else min(date.last, last),
            number=number % 12,
            words=language.short_months[number % 12] if is_whole else say_month(date, language),
        )


def _years(first: int, last: int, language: Language) -> Iterator[Period]:
    """Yield the years of an axis; one that is counted in months begins and ends with these."""
    is_whole = last - first + 1 > DAYS_IN_MONTHS
    first_month, last_month = (date_of_month(*parts_of(day)[:2]) for day in (first, last))
    for year in range(year_of_day(first), year_of_day(last) + 1):
        date = date_of_year(year)
        yield Period(
            first=date.first if is_whole else max(date.first, first_month.first),
            last=date.last if is_whole else min(date.last, last_month.last),
            number=_number(year),
            words=say_date(date, language),
        )


def _many_years(first: int, last: int, language: Language) -> Iterator[Period]:
    """Yield the years of an axis, or as many times ten of them as it takes to be few periods.

    There was no year 0: the time from 100 BCE to the year 1 is followed by that to the year 100,
    which is a year shorter. A period of several years is named after the first of them.
    """
    length = 10 ** next(
        power
        for power in range(7)
        if year_of_day(last) - year_of_day(first) < MOST_YEARS * 10**power
    )
    if length == 1:
        yield from _years(first, last, language)
        return
    starts = [_round_down(year_of_day(first), length)]
    while starts[-1] <= year_of_day(last):
        starts.append(_next_round(starts[-1], length))
    for start, after in pairwise(starts):
        yield Period(
            first=first_day(start),
            last=first_day(after) - 1,
            number=_number(start) if start != 1 else 0,
            words=_said_on_axis(start, starts[0], language),
        )


def _said_on_axis(year: int, first: int, language: Language) -> str:
    """Return a year at its tick; the year 1 with its era, if years before it stand there too."""
    said = say_date(date_of_year(year), language)
    return language.ce.format(date=said).replace(" ", NO_BREAK) if first < year == 1 else said


def _number(year: int) -> int:
    """Return a year as printed, below 0 before the common era."""
    return year if year > 0 else year - 1


def _round_down(year: int, unit: int) -> int:
    """Return the last round year that is not later; beside 100 BCE and 100 it is the year 1."""
    if year > 0:
        return max(year // unit * unit, 1)
    return 1 - -(-(1 - year) // unit) * unit


def _next_round(year: int, unit: int) -> int:
    """Return the round year after a round one."""
    if year == 1:
        return unit
    return 1 if 1 - unit <= year <= 0 else year + unit


# --------------------------------------------------------------------------- scales


def scale_of(
    facts: Sequence[Fact],
    units: Mapping[str, Unit],
    language: Language,
    main: str = "",
) -> Scale:
    """Return the quantities of some facts on a scale in the unit of the first.

    With `main`, the id of the fact that the picture is about, bars tell their values; without,
    these are to be read off. Each fact must be one that `is_drawable` beside the first.
    """
    quantities = [fact.claim for fact in facts if isinstance(fact.claim, Quantity)]
    first = quantities[0]
    bars = tuple(
        _bar(fact.id, quantity, first.unit, units, language, main)
        for fact, quantity in zip(facts, quantities, strict=True)
    )
    unit = units[first.unit].name
    ticks = tuple(
        Tick(value=value, words=say_number(value, language))
        for value in _steps([end for bar in bars for end in (bar.low, bar.high)])
    )
    labels = language.labels
    names = "; ".join(bar.words for bar in bars)
    ends = {"first": ticks[0].words, "last": ticks[-1].words}
    is_bare = names_unit(first.attribute, units[first.unit])
    caption = language.scale_caption_bare if is_bare else labels.scale_caption
    alt = labels.scale_alt.format(attribute=first.attribute, unit=unit, names=names, **ends)
    return Scale(
        caption=caption.format(attribute=begin(first.attribute, language.code), unit=unit),
        alt=alt if unit else re.sub(r" +(?=[,.;:])", "", alt),
        bars=bars,
        tells_values=bool(main),
        ticks=ticks,
        unit=unit,
    )


def is_drawable(quantity: Quantity, unit: str, units: Mapping[str, Unit]) -> bool:
    """Tell whether a quantity has a number that can stand on a scale in this unit."""
    has_number = quantity.value is not None or quantity.high is not None
    return has_number and (quantity.unit == unit or unit in units[quantity.unit].converts)


def scale_grain(scale: Scale) -> Decimal:
    """Return how exactly a scale can be read: the tenth part of a step."""
    return (scale.ticks[1].value - scale.ticks[0].value) / GRAINS


def _bar(
    fact_id: str,
    quantity: Quantity,
    unit: str,
    units: Mapping[str, Unit],
    language: Language,
    main: str,
) -> Bar:
    factor = Decimal(1) if quantity.unit == unit else units[quantity.unit].converts[unit]
    low, high, is_open = _extent(quantity)
    return Bar(
        fact=fact_id,
        words=begin(quantity.subject, language.code),
        value_text=_value_text(quantity, unit, units, language),
        low=low * factor,
        high=high * factor,
        is_open=is_open,
        is_main=fact_id == main or not main,
    )


def _extent(quantity: Quantity) -> tuple[Decimal, Decimal, bool]:
    """Return what is sure of a quantity, what is possible, and whether it may be more."""
    if quantity.value is None:
        assert quantity.high is not None  # `is_drawable` has seen to it
        return quantity.low or Decimal(0), quantity.high, False
    match quantity.qualifier:
        case "at-least" | "over":
            return quantity.value, quantity.value, True
        case "up-to" | "at-most":
            return Decimal(0), quantity.value, False
        case _:
            return quantity.value, quantity.value, False


def _value_text(
    quantity: Quantity, unit: str, units: Mapping[str, Unit], language: Language
) -> str:
    """Return a quantity as its source has it, and what it is on the scale if that differs."""
    value = say_quantity(quantity, units, language)
    conversion = say_conversion(quantity, units, language) if quantity.unit != unit else ""
    return f"{value} ({conversion})" if conversion else value


def _steps(values: Sequence[Decimal]) -> list[Decimal]:
    """Return round values at even distances, zero among them, that hold all others.

    >>> [f"{value:f}" for value in _steps([Decimal(150), Decimal(300)])]
    ['0', '50', '100', '150', '200', '250', '300']
    >>> [f"{value:f}" for value in _steps([Decimal(-4), Decimal("7.5")])]
    ['-4', '-2', '0', '2', '4', '6', '8']
    >>> [f"{value:f}" for value in _steps([Decimal(464), Decimal(-225)])]
    ['-400', '-200', '0', '200', '400', '600']
    """
    low, high = min(Decimal(0), *values), max(Decimal(0), *values)
    if low == high:
        high = Decimal(1)
    grain = Decimal(1).scaleb(((high - low) / MOST_SCALE_STEPS).adjusted())
    for step in (step * grain for step in ROUND_STEPS):
        first = int((low / step).to_integral_value(ROUND_FLOOR))
        last = int((high / step).to_integral_value(ROUND_CEILING))
        if last - first <= MOST_SCALE_STEPS:
            return [_tidy(step * place) for place in range(first, last + 1)]
    raise AssertionError("the longest step is enough")


def _tidy(value: Decimal) -> Decimal:
    return Decimal(f"{value.normalize():f}")
