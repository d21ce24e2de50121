"""Dates as history has them: of the old calendar, in other forms, and those that a bank cannot hold."""

import datetime
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from case_files import Case, problems_of, read_cases
from command import Run
from hypothesis import given, settings
from hypothesis import strategies as st
from test_new import run
from test_phrase import language

from quizgen.bank.dates import (
    FAR_OFF,
    LONG_AGO,
    first_day,
    iso_of,
    last_day,
    number_of,
    parts_of,
)
from quizgen.language.dates import say_date, say_on_date
from quizgen.read.date_hints import date_hint
from quizgen.read.dates import DateError, parse_date
from quizgen.read.written_dates import DATE_PATTERN

__all__ = ["run"]
CASES = read_cases("bank_errors.md")


def said(date: str) -> str:
    return say_date(parse_date(date), language()).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("1500-02-29", "29 February 1500"),
        ("1700-02-29", "29 February 1700"),
        ("1900-02-29", "29 February 1900"),
        ("0100-02-29", "29 February 100"),
        ("1500-02-27/1500-02-29", "27 to 29 February 1500"),
        ("1500-02-29/1500-03-02", "29 February 1500 to 2 March 1500"),
        ("1500-02-28", "28 February 1500"),
        ("1600-02-29", "29 February 1600"),
    ],
)
def test_a_leap_day_of_the_old_calendar_is_read_and_printed(text: str, printed: str) -> None:
    assert said(text) == printed


@pytest.mark.parametrize("text", ["1501-02-29", "2100-02-29", "1900-02-30", "1500-02-30", "1700-04-31"])  # fmt: skip
def test_a_day_that_no_calendar_had_does_not_exist(text: str) -> None:
    with pytest.raises(DateError, match="does not exist"):
        parse_date(text)


def test_a_leap_day_of_the_old_calendar_lies_between_its_neighbours() -> None:
    before, day, after = map(parse_date, ("1500-02-27", "1500-02-29", "1500-03-01"))
    assert before.is_before(day)
    assert day.is_before(after)
    month = parse_date("1500-02")
    assert month.first <= day.first <= month.last
    assert day != parse_date("1500-02-28")


DAYS = (
    ("1066-10-14", "Saturday"),  # Hastings
    ("1215-06-15", "Monday"),  # Magna Carta
    ("1415-10-25", "Friday"),  # Agincourt
    ("1453-05-29", "Tuesday"),  # Constantinople
    ("1504-02-29", "Thursday"),  # the eclipse that Columbus foretold
    ("1500-02-29", "Saturday"),  # five days after Charles V was born, on a Monday
    ("1571-10-07", "Sunday"),  # Lepanto
    ("1605-11-05", "Tuesday"),  # Gunpowder Plot, in the old calendar
    ("1649-01-30", "Tuesday"),  # Charles I, in the old calendar
    ("1689-02-13", "Wednesday"),  # William and Mary, in the old calendar
    ("1700-02-29", "Thursday"),  # in the old calendar
    ("1776-07-04", "Thursday"),
    ("1789-07-14", "Tuesday"),
    ("1900-02-29", "Tuesday"),  # in Russia
    ("1917-10-25", "Wednesday"),  # Petrograd, in the old calendar
    ("1917-11-07", "Wednesday"),  # the same day in the new one
    ("1969-07-20", "Sunday"),
)


@pytest.mark.parametrize(("date", "weekday"), DAYS)
def test_a_weekday_is_that_of_the_calendar_of_its_time(date: str, weekday: str) -> None:
    event = f"- kind: event\n  date: {date}\n  as_of: 2024-05-20\n  weekday: {weekday}\n"
    assert problems_of(Case("", "fact", event, ""), CASES) == "nothing is wrong\n"


@pytest.mark.parametrize(
    ("date", "weekday", "was"),
    [
        ("1066-10-14", "Sunday", "a Saturday"),
        ("1500-02-29", "Thursday", "a Saturday"),
        ("1605-11-05", "Monday", "a Saturday in today's calendar, or a Tuesday in the one before it"),
        ("1969-07-20", "Monday", "a Sunday"),
        ("1930-02-18", "Wednesday", "a Tuesday"),
    ],
)  # fmt: skip
def test_a_weekday_of_neither_calendar_is_told(date: str, weekday: str, was: str) -> None:
    event = f"- kind: event\n  date: {date}\n  as_of: 2024-05-20\n  weekday: {weekday}\n"
    assert problems_of(Case("", "fact", event, ""), CASES) == (
        f"4:12: weekday {weekday} does not fit {date}, which was {was}\n"
        "  hint: count again, and say how in worked_out\n"
    )


def test_only_a_day_has_a_weekday() -> None:
    dates = map(parse_date, ("1500", "1500-02", "1500-02-28/1500-02-29", "1500-spring"))
    assert [date.weekdays for date in dates] == [(), (), (), ()]


# --------------------------------------------------------------------------- every form

FORMS_READ = [
    # text, first day, last day, printed, in a sentence
    ("2024-05-30", "2024-05-30", "2024-05-30", "30 May 2024", "on 30 May 2024"),
    ("2024-02", "2024-02-01", "2024-02-29", "February 2024", "in February 2024"),
    ("2024-spring", "2024-03-01", "2024-05-31", "spring 2024", "in spring 2024"),
    ("2024", "2024-01-01", "2024-12-31", "2024", "in 2024"),
    ("2024-09-22/2024-09-30", "2024-09-22", "2024-09-30", "22 to 30 September 2024", "in the period 22 to 30 September 2024"),
    ("1939-09/1945-05", "1939-09-01", "1945-05-31", "September 1939 to May 1945", "in the period September 1939 to May 1945"),
    ("196 BCE", "-0195-01-01", "-0195-12-31", "196 BCE", "in 196 BCE"),
    ("49 BC", "-0048-01-01", "-0048-12-31", "49 BCE", "in 49 BCE"),
    ("44 B.C.", "-0043-01-01", "-0043-12-31", "44 BCE", "in 44 BCE"),
    ("1 bce", "0000-01-01", "0000-12-31", "1 BCE", "in 1 BCE"),
    ("44-03-15 BCE", "-0043-03-15", "-0043-03-15", "15 March 44 BCE", "on 15 March 44 BCE"),
    ("0044-03 BCE", "-0043-03-01", "-0043-03-31", "March 44 BCE", "in March 44 BCE"),
    ("AD 79", "0079-01-01", "0079-12-31", "79", "in 79"),
    ("79 CE", "0079-01-01", "0079-12-31", "79", "in 79"),
    ("79", "0079-01-01", "0079-12-31", "79", "in 79"),
    ("0079", "0079-01-01", "0079-12-31", "79", "in 79"),
    ("476", "0476-01-01", "0476-12-31", "476", "in 476"),
    ("AD 1066", "1066-01-01", "1066-12-31", "1066", "in 1066"),
    ("c. 1200", "1150-01-01", "1250-12-31", "c. 1200", "around 1200"),
    ("c1450", "1440-01-01", "1460-12-31", "c. 1450", "around 1450"),
    ("ca. 1457", "1452-01-01", "1462-12-31", "c. 1457", "around 1457"),
    ("circa 1000", "0950-01-01", "1050-12-31", "c. 1000", "around 1000"),
    ("~800", "0750-01-01", "0850-12-31", "c. 800", "around 800"),
    ("~3500 BCE", "-3549-01-01", "-3449-12-31", "c. 3500 BCE", "around 3500 BCE"),
    ("c. 40,000 BCE", "-40499-01-01", "-39499-12-31", "c. 40,000 BCE", "around 40,000 BCE"),
    ("c. 9th century", "0751-01-01", "0950-12-31", "c. 9th century", "around the 9th century"),
    ("9th century", "0801-01-01", "0900-12-31", "9th century", "in the 9th century"),
    ("the 1st century", "0001-01-01", "0100-12-31", "1st century", "in the 1st century"),
    ("20th century", "1901-01-01", "2000-12-31", "20th century", "in the 20th century"),
    ("5th century BCE", "-0499-01-01", "-0400-12-31", "5th century BCE", "in the 5th century BCE"),
    ("1st c. BC", "-0099-01-01", "0000-12-31", "1st century BCE", "in the 1st century BCE"),
    ("9th-11th century", "0801-01-01", "1100-12-31", "9th century to 11th century", "from the 9th century to the 11th century"),
    ("1960s", "1960-01-01", "1969-12-31", "the 1960s", "in the 1960s"),
    ("the 1960's", "1960-01-01", "1969-12-31", "the 1960s", "in the 1960s"),
    ("190s BCE", "-0198-01-01", "-0189-12-31", "the 190s BCE", "in the 190s BCE"),
    ("1914-1918", "1914-01-01", "1918-12-31", "1914–1918", "from 1914 to 1918"),
    ("1914–1918", "1914-01-01", "1918-12-31", "1914–1918", "from 1914 to 1918"),
    ("1914–18", "1914-01-01", "1918-12-31", "1914–1918", "from 1914 to 1918"),
    ("1914-18", "1914-01-01", "1918-12-31", "1914–1918", "from 1914 to 1918"),
    ("1914 to 1918", "1914-01-01", "1918-12-31", "1914–1918", "from 1914 to 1918"),
    ("975-1025", "0975-01-01", "1025-12-31", "975–1025", "from 975 to 1025"),
    ("1185/1868", "1185-01-01", "1868-12-31", "1185–1868", "from 1185 to 1868"),
    ("c. 1250/1500", "1240-01-01", "1550-12-31", "c. 1250–1500", "between about 1250 and 1500"),
    ("2584–2561 BCE", "-2583-01-01", "-2560-12-31", "2584–2561 BCE", "from 2584 to 2561 BCE"),
    ("27 BCE–14 CE", "-0026-01-01", "0014-12-31", "27 BCE–14 CE", "from 27 BCE to 14 CE"),
    ("27 BC – AD 14", "-0026-01-01", "0014-12-31", "27 BCE–14 CE", "from 27 BCE to 14 CE"),
    ("30–33 AD", "0030-01-01", "0033-12-31", "30–33 CE", "from 30 to 33 CE"),
    ("before 1066", None, "1065-12-31", "before 1066", "before 1066"),
    ("before 1066-10-14", None, "1066-10-13", "before 14 October 1066", "before 14 October 1066"),
    ("before 196 BCE", None, "-0196-12-31", "before 196 BCE", "before 196 BCE"),
    ("before the 9th century", None, "0800-12-31", "before the 9th century", "before the 9th century"),
    ("after 1945", "1946-01-01", None, "after 1945", "after 1945"),
    # ISO 8601-2 (EDTF), level 1
    ("-0195", "-0195-01-01", "-0195-12-31", "196 BCE", "in 196 BCE"),
    ("-0049", "-0049-01-01", "-0049-12-31", "50 BCE", "in 50 BCE"),
    ("0000", "0000-01-01", "0000-12-31", "1 BCE", "in 1 BCE"),
    ("-0043-03-15", "-0043-03-15", "-0043-03-15", "15 March 44 BCE", "on 15 March 44 BCE"),
    ("1984~", "1979-01-01", "1989-12-31", "c. 1984", "around 1984"),
    ("1984?", "1979-01-01", "1989-12-31", "c. 1984", "around 1984"),
    ("1984%", "1979-01-01", "1989-12-31", "c. 1984", "around 1984"),
    ("196X", "1960-01-01", "1969-12-31", "the 1960s", "in the 1960s"),
    ("190X", "1900-01-01", "1909-12-31", "1900–1909", "from 1900 to 1909"),
    ("19XX", "1900-01-01", "1999-12-31", "1900–1999", "from 1900 to 1999"),
    ("1964/2008", "1964-01-01", "2008-12-31", "1964–2008", "from 1964 to 2008"),
    ("1984~/2004~", "1979-01-01", "2009-12-31", "c. 1984–2004", "between about 1984 and 2004"),
    ("-0026/0014", "-0026-01-01", "0014-12-31", "27 BCE–14 CE", "from 27 BCE to 14 CE"),
    ("../1945", None, "1945-12-31", "by 1945", "by 1945"),
    ("/1945", None, "1945-12-31", "by 1945", "by 1945"),
    ("1945/..", "1945-01-01", None, "1945 or later", "in 1945 or later"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last", "printed", "in_a_sentence"), FORMS_READ)
def test_every_form_is_read_and_printed(
    text: str, first: str | None, last: str | None, printed: str, in_a_sentence: str
) -> None:
    date = parse_date(text)
    assert (date.first == LONG_AGO) if first is None else (iso_of(date.first) == first)
    assert (date.last == FAR_OFF) if last is None else (iso_of(date.last) == last)
    assert said(text) == printed
    assert say_on_date(date, language()).replace("\u00a0", " ") == in_a_sentence
    assert date.text == text


@pytest.mark.parametrize("text", [form[0] for form in FORMS_READ])
def test_what_is_printed_is_read_as_the_same_date_where_it_is_a_form_of_banks(text: str) -> None:
    date = parse_date(text)
    if date.precision in ("day", "month", "season", "range"):
        return  # a bank has these in figures
    printed = said(text)
    if printed in ("1900–1909", "before 14 October 1066"):
        return  # ten years without a name are told as years, and days in words
    assert parse_date(printed) == date


@pytest.mark.parametrize("text", [form[0] for form in FORMS_READ])
def test_an_editor_takes_every_form(text: str) -> None:
    assert re.search(DATE_PATTERN, text)


@pytest.mark.parametrize("schema", ["form-schema.json", "form-without-key-schema.json"])
def test_a_form_in_json_may_have_every_date(schema: str) -> None:
    document = json.loads((Path(__file__).parents[1] / "docs" / schema).read_text("utf-8"))
    assert document["$defs"]["date"]["pattern"] == DATE_PATTERN


def test_one_date_in_several_forms_is_one() -> None:
    forms = ("49 BC", "49 BCE", "-0048", "49 b.c.e.")
    assert len({parse_date(form) for form in forms}) == 1
    assert parse_date("79") == parse_date("AD 79") == parse_date("0079")
    assert parse_date("c. 1200") != parse_date("1200")
    assert parse_date("1960s") == parse_date("196X") != parse_date("1960-1969")


def test_the_year_before_the_first_is_1_bce() -> None:
    assert parse_date("1 BCE").last + 1 == parse_date("1").first
    assert parse_date("-0001") == parse_date("2 BCE")


ORDERED = (
    "c. 40000 BCE", "~3500 BCE", "2584–2561 BCE", "5th century BCE", "196 BCE", "49 BC",
    "44-03-15 BCE", "1 BCE", "1", "79", "9th century", "975-1025", "1066", "c. 1200", "1492-10-12",
    "1914-1918", "1939/1945", "1960s", "1999", "after 1999",
)  # fmt: skip


def test_dates_are_ordered_by_their_spans() -> None:
    dates = [parse_date(text) for text in ORDERED]
    for earlier, later in pairwise(dates):
        assert earlier.is_before(later), (earlier.text, later.text)
        assert not later.is_before(earlier)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("c. 1200", "1240"),
        ("9th century", "850"),
        ("1960s", "1963-11-22"),
        ("1914-1918", "1916"),
        ("before 1066", "1000"),
        ("after 1945", "1960s"),
        ("../1945", "1945"),
        ("1945/..", "1945-05-08"),
        ("2584–2561 BCE", "2570 BCE"),
    ],
)
def test_what_may_overlap_is_in_no_order(one: str, other: str) -> None:
    dates = parse_date(one), parse_date(other)
    assert not dates[0].is_before(dates[1])
    assert not dates[1].is_before(dates[0])
    assert not dates[0].is_apart(dates[1])


def test_a_day_of_the_old_calendar_lies_where_the_new_one_has_it() -> None:
    old, new = parse_date("1917-10-25 julian"), parse_date("1917-11-07")
    assert (old.first, old.weekdays) == (new.first, (2,))
    assert said("1917-10-25 julian") == "25 October 1917"
    assert iso_of(parse_date("1900-02-29 julian").first) == "1900-03-13"
    assert parse_date("1917-10-25 gregorian").weekdays == (3,)
    # nobody had another calendar then, so it changes nothing
    assert parse_date("1215-06-15 julian").first == parse_date("1215-06-15").first
    assert parse_date("1215-06-15 julian").weekdays == (0,)
    assert iso_of(parse_date("1917-10-25/1917-10-26 julian").last) == "1917-11-08"


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(1, 4000), st.booleans()), min_size=2, max_size=8))
def test_years_sort_as_they_mean(years: list[tuple[int, bool]]) -> None:
    """The oracle counts years on its own: those before the common era backwards from nought."""
    astronomical = [1 - number if is_bce else number for number, is_bce in years]
    texts = [f"{number} BCE" if is_bce else f"{number} CE" for number, is_bce in years]
    dates = [parse_date(text) for text in texts]
    assert [parse_date(text).first for text in texts] == [date.first for date in dates]
    by_meaning = sorted(range(len(years)), key=lambda place: astronomical[place])
    by_date = sorted(range(len(years)), key=lambda place: dates[place].first)
    assert [astronomical[place] for place in by_date] == [
        astronomical[place] for place in by_meaning
    ]
    for (one, date), (other, other_date) in pairwise(zip(astronomical, dates, strict=True)):
        assert date.is_before(other_date) == (one < other)
        leap_days = sum(
            1
            for year in range(min(one, other), max(one, other))
            if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        )
        apart = 365 * abs(one - other) + leap_days
        assert abs(other_date.first - date.first) == apart


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.integers(-200_000_000, 3_000_000))
def test_a_day_and_its_number_are_one(number: int) -> None:
    year, month, day = parts_of(number)
    assert number_of(year, month, day) == number
    assert first_day(year) <= number <= last_day(year)
    later = parts_of(number + 1)
    assert later == (year, month, day + 1) or later[2] == 1
    if 1 <= year <= 9999:
        assert datetime.date(year, month, day).toordinal() == number


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("0123456789-/–~?.,cbXxBCEADsthnrd ofter"), max_size=18))
def test_whatever_is_read_as_a_date_is_one(text: str) -> None:
    try:
        date = parse_date(text)
    except DateError:
        assert date_hint(text)
        return
    assert date.first <= date.last
    assert say_date(date, language())
    assert say_on_date(date, language())


# --------------------------------------------------------------------------- what is no date

GENERAL = (
    "write 2024-05-30, 2024-05, 2024-spring, 2024, 196 BCE, 1960s, 9th century, 1914-1918,"
    " c. 1200, before 1066 or 2024-09-22/2024-09-30"
)
LONG_SINCE = "so long ago is no date here: tell it as a quantity, in years"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("14B BCE", LONG_SINCE),
        ("4.5 billion years ago", LONG_SINCE),
        ("66 mya", LONG_SINCE),
        ("-49", "write 49 BCE; ISO 8601 counts from a year 0, and writes it -0048"),
        ("-1", "write 1 BCE; ISO 8601 counts from a year 0, and writes it 0000"),
        ("0", "there was no year 0: write 1 BCE, or 1 for the year after it"),
        ("1900s", "write 190X for ten years, 20th century or 1900-1999 for a hundred"),
        ("800s", "write 080X for ten years, 9th century or 800-899 for a hundred"),
        ("60s", "write 1960s"),
        ("62-65", "write 62-65 CE"),
        ("27 BCE-14", "write 27 BCE-14 CE or 27-14 BCE"),
        ("late 9th century", "write 9th century, or years from one to another: 850-900"),
        ("mid-1960s", "write 1960s, or years from one to another: 850-900"),
        ("4th millennium BCE", "write the years from one to another: 4000-3001 BCE"),
        ("until 1945", "write by 1945, or years from one to another: 850-900"),
        ("before c. 1200", "write before or after and a day, a month, a year, a decade or a century"),
        ("15 March 44 BC", "write 44-03-15 BCE"),
        ("March 44 BC", "write 0044-03 BCE"),
        ("12/10/1492", "write 1492-10-12 or 1492-12-10"),
        ("18 February 1930", "write 1930-02-18"),
        ("18th of February, 1930", "write 1930-02-18"),
        ("Tuesday, 18 February 1930", "write 1930-02-18"),
        ("Feb. 18, 1930", "write 1930-02-18"),
        ("May 1930", "write 1930-05"),
        ("early May 2024", "write 2024-05"),
        ("9/1815", "write 1815-09"),
        ("Sept 1930", "write 1930-09"),
        ("Spring 2024", "write 2024-spring"),
        ("2024-fall", "write 2024-autumn"),
        ("5 May 2024 to 9 May 2024", "write 2024-05-05/2024-05-09"),
        ("19300218", "write 1930-02-18"),
        ("2024-05-30T10:00", "write 2024-05-30"),
        ("45432", "write 2024-05-20"),
        ("18-Feb-30", "write the year first, with four digits: 1930-02-18"),
        ("20/5/24", "write the year first, with four digits: 1930-02-18"),
        ("30 May", "add the year, and write it first: 1930-02-18"),
        ("today", GENERAL),
    ],
)  # fmt: skip
def test_a_date_in_another_form_is_told_what_to_write(text: str, hint: str) -> None:
    with pytest.raises(DateError):
        parse_date(text)
    assert date_hint(text) == hint


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1918-1914", "ends before it begins"),
        ("500 BCE-600 BCE", "ends before it begins"),
        ("c. 2024-05", "is about a day or a month, and only years can be told so"),
        ("2024-05-30/2024", "is a range whose ends are not equally exact"),
        ("9th century/1200", "is a range whose ends are not equally exact"),
        ("1960s julian", "is of a calendar, and only days are"),
        ("44-02-30 BCE", "does not exist"),
        (
            "before 1914/1918",
            "has an end that is not one day, month, year, decade or century",
        ),
        ("since c. 1914", "has an end that is not one day, month, year, decade or century"),
        ("500 BCE-400", "has an era at its beginning alone"),
        ("1900s", "may be ten years or a hundred"),
        ("AD 79 BCE", "is not a date"),
        ("44-03 BCE", "is not a date"),
        ("101st century", "is not a date"),
        ("12345", "is not a date"),
    ],
)
def test_what_is_no_date_is_told_why(text: str, reason: str) -> None:
    with pytest.raises(DateError, match=f"^{re.escape(reason)}$"):
        parse_date(text)


def test_a_sheet_prints_the_leap_day_of_its_time(run: Run) -> None:
    dates = {"1500-02-26": "Wednesday", "1500-02-28": "Friday", "1500-02-29": "Saturday"}
    facts = "".join(
        f"- {{id: e{number}, kind: event, what: ship {number} left the harbour,"
        f" short: sailing of ship {number}, date: {date}, weekday: {weekday}, source: log,"
        f" at: ship {number}}}\n"
        for number, (date, weekday) in enumerate(dates.items(), 1)
    )
    Path("banks").mkdir()
    Path("banks/ships.yaml").write_text(
        "topic: ships\ntitle: Ships\nsummary: Three ships.\nas_of: 1500\nsensitivity: none\n"
        "sources: {log: {publisher: the harbour, title: Log, kind: document, date: 1500,"
        f" date_basis: printed, text: log.txt}}}}\nfacts:\n{facts}",
        "utf-8",
    )
    assert run("build", "--topic", "ships", "--only", "csv").code == 0
    cards = Path("output/ships/ships.csv").read_text("utf-8").replace("\u00a0", " ")
    assert "29 February 1500" in cards
    assert "1 March 1500" not in cards
    assert run("build", "--topic", "ships", "--only", "json").code == 0
