"""What pictures show, in words and numbers: facts become figures, and axes get their names."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from quizgen.bank.bank import Unit
from quizgen.bank.facts import Event, Fact, Quantity
from quizgen.language.dates import say_date
from quizgen.language.quantities import names_unit, say_conversion, say_number, say_quantity
from quizgen.language.sentences import begin
from quizgen.language.words import Language
from quizgen.quiz.figures import Bar, Moment, Period, Scale, Tick, Timeline

DAYS_IN_DAYS = 45
"""An axis of so many days has a tick for each."""
DAYS_IN_MONTHS = 1200
"""An axis of so many days has a tick for each month; a longer one for each year."""
MOST_OF_AN_AXIS = 2 / 3
"""A gap in which nothing happens is cut out of an axis if it were longer than this part of it."""
A_DAY = datetime.timedelta(days=1)
ROUND_STEPS = tuple(map(Decimal, (1, 2, 5, 10, 20)))
"""Steps in grains of a scale. The last is enough: on either side of zero a scale may begin and end
with part of a step, so values of both signs may need one more than ten grains allow."""
MOST_SCALE_STEPS = 7
"""How many steps a scale has, at most."""
GRAINS = 10
"""A step of a scale can be read to this part."""


# --------------------------------------------------------------------------- timelines


def timeline_of(moments: Sequence[Moment], language: Language) -> Timeline:
    """Return a timeline of moments that need not be in order; at least one."""
    ordered = tuple(
        sorted(moments, key=lambda moment: (moment.date.first, moment.date.last, moment.fact))
    )
    first = ordered[0].date.first
    last = max(moment.date.last for moment in ordered)
    days = (last - first).days + 1
    if days <= DAYS_IN_DAYS:
        periods, eras = [*_days(first, last)], [*_months(first, last, language)]
    elif days <= DAYS_IN_MONTHS:
        periods, eras = [*_months(first, last, language)], [*_years(first, last, language)]
    else:
        periods, eras = [*_years(first, last, language)], []
    kept = _without_gaps(periods, ordered)
    is_broken = len(kept) < len(periods)
    labels = language.labels
    ends = {"first": ordered[0].date_text, "last": ordered[-1].date_text}
    return Timeline(
        caption=labels.timeline_broken_caption if is_broken else labels.timeline_caption,
        alt=(labels.timeline_broken_alt if is_broken else labels.timeline_alt).format(
            n=len(ordered), **ends
        ),
        moments=ordered,
        periods=tuple(kept),
        eras=tuple(_clipped(eras, kept)),
    )


def _without_gaps(periods: Sequence[Period], moments: Sequence[Moment]) -> list[Period]:
    """Leave out the periods of a gap between two moments that would take most of the axis.

    One stays on either side of it.
    """
    days = (periods[-1].last - periods[0].first).days + 1
    kept = [*periods]
    latest = moments[0].date.last
    for moment in moments[1:]:
        if (moment.date.first - latest).days > MOST_OF_AN_AXIS * days:
            between = [
                period
                for period in kept
                if latest < period.first and period.last < moment.date.first
            ]
            idle = {*between[1:-1]}
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
            if place == len(within) or within[place - 1].last + A_DAY < within[place].first:
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


def _days(first: datetime.date, last: datetime.date) -> Iterator[Period]:
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = datetime.date.fromordinal(ordinal)
        yield Period(first=day, last=day, number=day.day, words=str(day.day))


def _months(first: datetime.date, last: datetime.date, language: Language) -> Iterator[Period]:
    """Yield the months of an axis; one that is counted in days begins and ends within them."""
    is_whole = (last - first).days + 1 > DAYS_IN_DAYS
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        start = datetime.date(number // 12, number % 12 + 1, 1)
        end = _month_end(start)
        month = language.short_months[start.month - 1]
        long = language.month.format(month=language.months[start.month - 1], year=start.year)
        yield Period(
            first=start if is_whole else max(start, first),
            last=end if is_whole else min(end, last),
            number=start.month - 1,
            words=month if is_whole else long,
        )


def _month_end(day: datetime.date) -> datetime.date:
    """Return the last day of a month; the calendar's own last month has none after it."""
    return (
        day.replace(day=31) if day.month == 12 else day.replace(month=day.month + 1, day=1) - A_DAY
    )


def _years(first: datetime.date, last: datetime.date, language: Language) -> Iterator[Period]:
    """Yield the years of an axis; one that is counted in months begins and ends with these."""
    is_whole = (last - first).days + 1 > DAYS_IN_MONTHS
    for year in range(first.year, last.year + 1):
        start, end = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        yield Period(
            first=start if is_whole else max(start, first.replace(day=1)),
            last=end if is_whole else min(end, _month_end(last)),
            number=year,
            words=language.year.format(year=year),
        )


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
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
