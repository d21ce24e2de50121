"""The time between two events: what is counted, what is not, and by what slips it is miscounted."""

import datetime
from functools import cache

import pytest
from test_copies import pool

from quizgen.content import plain
from quizgen.judge.spans import Span, is_counted, miscounted, span_between
from quizgen.judge.subject import Subject
from quizgen.quiz.item import Choice, Item, Numeric
from quizgen.read.dates import parse_date

COUNTED = ("count-the-time", "how-long-between")


@cache
def items(topic: str) -> tuple[Item, ...]:
    return tuple(
        item
        for plan in pool(topic).plans
        if plan.wording in COUNTED and (item := pool(topic).item(plan))
    )


@pytest.mark.parametrize(
    ("earlier", "later", "count", "unit"),
    [
        ("2024-02-28", "2024-03-01", 2, "day"),
        ("2023-02-28", "2023-03-01", 1, "day"),
        ("2024-05-28", "2024-05-30", 2, "day"),
        ("2022-02", "2024-05", 27, "month"),
        ("1066", "1215", 149, "year"),
        ("1046 BCE", "221 BCE", 825, "year"),
        ("44 BCE", "14", 57, "year"),
        ("1 BCE", "1", 1, "year"),
        ("9th century", "12th century", 3, "century"),
        ("2nd century BCE", "3rd century", 4, "century"),
        ("6th century BCE", "2nd century BCE", 4, "century"),
    ],
)
def test_time_is_counted_from_one_date_to_the_other(
    earlier: str, later: str, count: int, unit: str
) -> None:
    span = span_between(parse_date(earlier), parse_date(later))
    assert span == Span(count, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize("vague", ["c. 1066", "1060s", "1066-1070", "by 1066", "1066-spring"])
def test_nothing_is_counted_from_what_is_vague(vague: str) -> None:
    assert not is_counted(parse_date(vague))
    assert span_between(parse_date(vague), parse_date("1215")) is None


def test_nothing_is_counted_between_dates_that_are_not_alike() -> None:
    assert span_between(parse_date("1066"), parse_date("2024-05")) is None


def test_days_are_not_counted_while_there_were_two_calendars() -> None:
    assert not is_counted(parse_date("1917-10-25"))
    assert is_counted(parse_date("1957-10-04"))


@pytest.mark.parametrize(
    ("earlier", "later", "wrong"),
    [
        ("2024-02-20", "2024-03-10", {18: "no-leap-day", 20: "months-of-30", 21: "months-of-31"}),
        ("2023-02-20", "2023-03-10", {19: "leap-day", 20: "months-of-30", 17: "neither-end"}),
        ("44 BCE", "14", {58: "zero", 30: "taken-away"}),
        ("2022-02", "2024-05", {28: "both-ends", 26: "neither-end", 3: "no-years"}),
        ("1066", "1215", {150: "both-ends", 139: "figure", 159: "figure"}),
    ],
)
def test_wrong_counts_come_of_slips(earlier: str, later: str, wrong: dict[int, str]) -> None:
    found = dict(miscounted(parse_date(earlier), parse_date(later)))
    assert found.items() >= wrong.items()
    assert not any(count <= 0 for count in found)
    span = span_between(parse_date(earlier), parse_date(later))
    assert span
    assert span.count not in found


@pytest.mark.parametrize("topic", ["escalation", "history"])
def test_every_count_is_right_by_a_calendar_of_its_own(topic: str) -> None:
    """Days are counted by the standard library, months and years on the fingers."""
    subject = pool(topic).subject
    assert len(items(topic)) > 10
    for item in items(topic):
        later, earlier = (subject.facts[fact_id].dated for fact_id in item.facts)
        assert earlier
        assert later
        match later.precision:
            case "day":
                ends = (datetime.date.fromisoformat(each.text) for each in (earlier, later))
                first, last = ends
                count = (last - first).days
            case "month":
                count, (year, month) = 0, earlier.written
                while (year, month) != later.written:
                    count, month = count + 1, month + 1
                    year, month = (year + 1, 1) if month > 12 else (year, month)
            case "year":
                count = len(range(earlier.written[0], later.written[0]))
            case _:
                numbers = [n for n in range(earlier.written[0], later.written[0]) if n]
                count = len(numbers)
        assert keys_of(item) == [f"{count:,}"], plain(item.prompt)


def keys_of(item: Item) -> list[str]:
    """Return the numbers that are right."""
    match item.interaction:
        case Numeric(answer=answer, low=low, high=high):
            assert low == high
            return [plain(answer).partition("\u00a0")[0]]
        case Choice(options=options):
            right = (option for option in options if option.is_key)
            return [plain(option.content).partition("\u00a0")[0] for option in right]
        case _:
            return []


@pytest.mark.parametrize("topic", ["escalation", "history"])
def test_both_events_have_one_date_that_is_sure(topic: str) -> None:
    subject: Subject = pool(topic).subject
    for item in items(topic):
        for fact in (subject.facts[fact_id] for fact_id in item.facts):
            assert fact.status == "settled"
            assert fact.date_basis != "external"
            assert not any((fact.accept, fact.also_right, fact.also_right_text))


@pytest.mark.parametrize("topic", ["escalation", "history"])
def test_wrong_counts_lie_on_both_sides_and_say_what_was_miscounted(topic: str) -> None:
    for item in items(topic):
        if isinstance(item.interaction, Choice):
            choice = item.interaction
            every = (*choice.options, *choice.reserve)
            (key,) = [option.rank for option in every if option.is_key]
            assert key
            wrong = [option.rank for option in every if not option.is_key]
            assert min(rank or 0 for rank in wrong) < key < max(rank or 0 for rank in wrong)
            assert all(plain(option.why_wrong) for option in every if not option.is_key)


def test_days_tell_both_dates_and_years_the_first_alone() -> None:
    """The art of the one is to count, of the other to know when it was."""
    for topic in ("escalation", "history"):
        subject = pool(topic).subject
        for item in items(topic):
            later, _ = (subject.variables(subject.facts[fact_id]) for fact_id in item.facts)
            assert str(later["before_date"]) in plain(item.prompt)
            is_told = str(later["date"]) in plain(item.prompt)
            assert is_told == (later["precision"] == "day"), plain(item.prompt)
