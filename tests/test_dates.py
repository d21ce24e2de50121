"""Dates as history has them: of the old calendar, in other forms, and those that a bank cannot hold."""

from pathlib import Path

import pytest
from case_files import Case, problems_of, read_cases
from command import Run
from test_new import run
from test_phrase import language

from quizgen.bank.dates import Date
from quizgen.language.dates import say_date, say_on_date
from quizgen.read.date_hints import date_hint
from quizgen.read.dates import DateError, parse_date

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


IN_A_TEXT = "say it in the words of a fact, such as the meaning of a term"
UNSURE = f"a date that is not known for sure cannot be written yet: {IN_A_TEXT}"
BEFORE_1 = f"years before the year 1 cannot be dates yet: {IN_A_TEXT}"
DAYS_OF = "years from one to another are written in days:"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("14B BCE", BEFORE_1),
        ("~3500 BCE", BEFORE_1),
        ("2584–2561 BCE", BEFORE_1),
        ("196 BCE", BEFORE_1),
        ("-0049", BEFORE_1),
        ("-0049-03-15", BEFORE_1),
        ("49 BC", BEFORE_1),
        ("44 B.C.", BEFORE_1),
        ("3rd century BC", BEFORE_1),
        ("79", "a year has four digits: write 0079, which is printed 79"),
        ("476", "a year has four digits: write 0476, which is printed 476"),
        ("987", "a year has four digits: write 0987, which is printed 987"),
        ("AD 79", "a year has four digits: write 0079, which is printed 79"),
        ("476 CE", "a year has four digits: write 0476, which is printed 476"),
        ("AD 1066", "write 1066"),
        ("0", "there was no year 0: the first is written 0001, and printed 1"),
        ("~800", UNSURE),
        ("c. 1200", UNSURE),
        ("c1200", UNSURE),
        ("circa 1450", UNSURE),
        ("1815?", UNSURE),
        ("before 1800", UNSURE),
        ("9th century", f"{DAYS_OF} 0801-01-01/0900-12-31"),
        ("the 20th century", f"{DAYS_OF} 1901-01-01/2000-12-31"),
        ("1960s", f"{DAYS_OF} 1960-01-01/1969-12-31"),
        ("the 1960s", f"{DAYS_OF} 1960-01-01/1969-12-31"),
        ("975-1025", f"{DAYS_OF} 0975-01-01/1025-12-31"),
        ("1914-1918", f"{DAYS_OF} 1914-01-01/1918-12-31"),
        ("1914–18", f"{DAYS_OF} 1914-01-01/1918-12-31"),
        ("1914 - 1918", "write 1914-01-01/1918-12-31"),
        ("1185/1868", "write 1185-01-01/1868-12-31"),
        ("2024-05/2024-06", "write 2024-05-01/2024-06-30"),
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
        ("1930–02–18", "write 1930-02-18"),
        ("18-Feb-30", "write the year first, with four digits: 1930-02-18"),
        ("20/5/24", "write the year first, with four digits: 1930-02-18"),
        ("30 May", "add the year, and write it first: 1930-02-18"),
        ("1914-1918", "years from one to another are written in days: 1914-01-01/1918-12-31"),
        ("today", "write 2024-05-30, 2024-05, 2024, 2024-spring or 2024-09-22/2024-09-30"),
    ],
)  # fmt: skip
def test_a_date_in_another_form_is_told_what_to_write(text: str, hint: str) -> None:
    with pytest.raises(DateError):
        parse_date(text)
    assert date_hint(text) == hint


@pytest.mark.parametrize("text", ["0079", "0987", "0801-01-01/0900-12-31", "1914-01-01/1918-12-31"])
def test_what_a_hint_proposes_is_a_date(text: str) -> None:
    assert isinstance(parse_date(text), Date)


def test_what_a_hint_says_of_print_is_true() -> None:
    assert [said("0079"), said("0987"), said("0001")] == ["79", "987", "1"]
    assert say_on_date(parse_date("1914-01-01/1918-12-31"), language()).replace("\u00a0", " ") == (
        "in the period 1 January 1914 to 31 December 1918"
    )


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
