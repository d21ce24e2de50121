"""Dates in numbers, years with a minus and short ranges: the whole column tells what a cell means.

The judge is the calendar of the standard library, and what a person reads in the cells.
"""

import datetime
from pathlib import Path

import pytest
from command import Run
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.dates import parts_of
from quizgen.read.column_dates import DateForm, form_of, parse_cell
from quizgen.read.dates import DateError, parse_date

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2099, 12, 31))


@given(st.lists(DAYS, min_size=1), st.sampled_from("/.-"), st.booleans())
def test_days_in_numbers_are_what_the_column_says_or_are_left_open(
    days: list[datetime.date], sign: str, is_day_first: bool
) -> None:
    pattern = f"%d{sign}%m{sign}%Y" if is_day_first else f"%m{sign}%d{sign}%Y"
    cells = [day.strftime(pattern) for day in days]
    form = form_of(cells)
    is_told = any(day.day > 12 for day in days)
    assert form.order == (("day-first" if is_day_first else "month-first") if is_told else "")
    for day, cell in zip(days, cells, strict=True):
        if is_told or day.day == day.month:
            assert parse_cell(cell, form).first == day.toordinal()
        else:
            with pytest.raises(DateError, match="day or the month"):
                parse_cell(cell, form)


@pytest.mark.parametrize(
    ("cells", "years"),
    [
        (["-753", "14", "-31"], [(-752, -752), (14, 14), (-30, -30)]),
        (["−753", "1914"], [(-752, -752), (1914, 1914)]),
        (["-2560", "79"], [(-2559, -2559), (79, 79)]),
        (["-0752", "0079"], [(-752, -752), (79, 79)]),
        (["54-68", "98–117", "117"], [(54, 68), (98, 117), (117, 117)]),
        (["-27-14", "-49 - -44", "98-117"], [(-26, 14), (-48, -43), (98, 117)]),
        (["1914-18", "1939-45", "1939–45"], [(1914, 1918), (1939, 1945), (1939, 1945)]),
        (["1902–05", "1902-1905"], [(1902, 1905), (1902, 1905)]),
        (["late 12th century", "c. -500"], [(1101, 1200), (-549, -449)]),
        (["second half of the 5th century BC", "early 1960s"], [(-499, -400), (1960, 1969)]),
        (["the end of the 1450s"], [(1450, 1459)]),
    ],
)  # fmt: skip
def test_years_are_what_a_person_reads_in_them(
    cells: list[str], years: list[tuple[int, int]]
) -> None:
    form = form_of(cells)
    dates = [parse_cell(cell, form) for cell in cells]
    assert [(parts_of(date.first)[0], parts_of(date.last)[0]) for date in dates] == years


def test_what_may_be_a_month_or_years_is_not_guessed() -> None:
    form = form_of(["1914-18", "1902-05"])
    with pytest.raises(DateError, match="may be a month or years"):
        parse_cell("1902-05", form)
    assert parse_cell("1902-05", DateForm()).precision == "month"


@pytest.mark.parametrize("text", ["2024-13", "1945-39", "2024-99-01", "-1939-45"])
def test_what_is_neither_a_month_nor_years_does_not_exist(text: str) -> None:
    with pytest.raises(DateError):
        parse_date(text)


def test_a_bank_reads_years_whose_end_is_no_month() -> None:
    date = parse_date("1939-45")
    assert (date.precision, date.text, date.ends[1].written) == ("years", "1939-45", (1945,))


# ------------------------------------------------------------------------------------- imports


def table(*dates: str) -> str:
    return "event,date\n" + "".join(
        f"Coronation of King {'ABCDEFGHIJ'[n]},{date}\n" for n, date in enumerate(dates)
    )


def imported(run: Run, *dates: str, more: tuple[str, ...] = ()) -> str:
    Path("kings.csv").write_text(table(*dates), "utf-8")
    said = run("import", "kings.csv", "--topic", "kings", *more)
    assert said.code == 0, said.err
    return said.out + said.err


def shown(run: Run, fact_id: str, topic: str = "kings") -> str:
    return run("show", fact_id, "--topic", topic).out.replace("\N{NO-BREAK SPACE}", " ")


def test_a_column_in_which_the_day_stands_first_says_so_in_the_bank(run: Run) -> None:
    said = imported(run, "31/12/1378", "03/04/1400", "05/06/1410", "07/08/1420")
    assert "Column B 'date': its dates in numbers are read day first." in said
    assert "date_order: day-first" in Path("banks/kings.yaml").read_text("utf-8")
    assert "3 April 1400" in shown(run, "coronation-of-king-b-date")


def test_what_no_cell_tells_is_asked_for_and_never_guessed(run: Run) -> None:
    Path("kings.csv").write_text(table("3/4/1400", "5/6/1410", "7/8/1420", "9/9/1430"), "utf-8")
    said = run("import", "kings.csv", "--topic", "kings")
    assert said.code == 1
    assert "nothing tells which number of '3/4/1400' is the month" in said.err
    assert "hint: say which comes first: --dates day-first, or --dates month-first" in said.err
    assert not Path("banks/kings.yaml").exists()
    said = run("import", "kings.csv", "--topic", "kings", "--dates", "month-first")
    assert said.code == 0, said.err
    assert "4 March 1400" in shown(run, "coronation-of-king-a-date")


def test_a_minus_is_taken_as_people_mean_it_and_said(run: Run) -> None:
    said = imported(run, "-753", "-509", "-31", "14", "117")
    assert "'date': a minus is read as BCE, so that -49 is 49 BCE." in said
    assert "753 BCE" in shown(run, "coronation-of-king-a-date")


def test_years_that_are_counted_from_a_year_0_are_told(run: Run) -> None:
    said = imported(run, "-0752", "-0508", "-0030", "0014", "0117")
    assert "'date': its years count from a year 0, so that -0048 is 49 BCE." in said
    assert "753 BCE" in shown(run, "coronation-of-king-a-date")


def test_a_part_of_a_century_is_read_as_the_century_and_said(run: Run) -> None:
    said = imported(run, "late 12th century", "5th century", "6th century", "7th century")
    assert ": read as less exact: 'late 12th century' as 12th century." in said


def test_a_table_without_a_column_to_ask_about_says_why_of_each(run: Run) -> None:
    rows = "".join(f"King {letter}x,same,\n" for letter in "ABCDEFGHIJ")
    Path("kings.csv").write_text(f"king,same,photo\n{rows}", "utf-8")
    said = run("import", "kings.csv", "--topic", "kings")
    assert said.code == 1
    assert said.err == (
        "kings.csv: no column can be asked about. 'same': all its cells are alike; 'photo': it only"
        " marks the rows\n  hint: name a column to be asked about all the same: --column HEAD\n"
    )
    assert not Path("banks/kings.yaml").exists()


def test_a_cell_that_is_no_date_is_left_out_and_named_and_the_others_go_on(run: Run) -> None:
    said = imported(run, "1066", "1100", "when aged nine", "1154", "1189", "1914-18", "1902-05")
    assert (
        "kings.csv:4:2: warning: cell B4: 'when aged nine' is not a date, and was left out" in said
    )
    assert (
        "kings.csv:8:2: warning: cell B8: '1902-05' may be a month or years, and was left out"
        in said
    )
    assert "write 1902-1905 for the years, or the month in letters" in said
    assert "banks/kings.yaml: 5 facts" in said
    assert run("check", "kings").code == 0


def test_temperatures_below_zero_are_no_years(run: Run) -> None:
    Path("cold.csv").write_text(
        "town,record low (°C),founded\nOslo,-26,1048\nYakutsk,-64,1632\nKyiv,-32,482\nRome,-11,-753\nQuito,0,1534\n"
    )
    said = run("import", "cold.csv", "--topic", "cold")
    assert said.code == 0, said.err
    assert "-64 °C" not in shown(run, "yakutsk-record-low-c", "cold")
    assert "−64 °C" in shown(run, "yakutsk-record-low-c", "cold")
    assert "753 BCE" in shown(run, "rome-founded", "cold")
