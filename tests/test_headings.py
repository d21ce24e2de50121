"""How the columns of a table are asked for, by what stands over them."""

from pathlib import Path

import pytest
from command import Run

from quizgen.read.headings import phrase_number, phrase_property, phrase_year, plural_in

PLANETS = """planet,diameter (km),moons,kind,discovered in
Mercury,4879,0,rocky,
Earth,12756,1,rocky,
Mars,6792,2,rocky,
Jupiter,142984,95,gas giant,
Saturn,120536,146,gas giant,
Uranus,51118,28,ice giant,1781
Neptune,49528,16,ice giant,1846
Pluto,2377,5,dwarf planet,1930
Ceres,940,0,dwarf planet,1801
"""


@pytest.mark.parametrize(
    ("head", "one"),
    [
        ("moons", "moon"),
        ("cities", "city"),
        ("boxes", "box"),
        ("churches", "church"),
        ("houses", "house"),
        ("mass", None),
        ("gas", None),
        ("status", None),
        ("area", None),
        ("days in office", None),
    ],
)
def test_a_head_in_the_plural_counts_things(head: str, one: str | None) -> None:
    assert plural_in(head) == (None if one is None else (one, head))


@pytest.mark.parametrize(
    ("head", "event", "asks", "short"),
    [
        ("took office", "{subject} took office", "did {subject} take office", "{subject} took office"),
        ("died", "{subject} died", "did {subject} die", "{subject} died"),
        ("founded in", "{subject} was founded", "was {subject} founded", "Founding of {subject}"),
        ("born", "{subject} was born", "was {subject} born", "Birth of {subject}"),
    ],
)  # fmt: skip
def test_a_head_that_tells_what_happened_makes_events(
    head: str, event: str, asks: str, short: str
) -> None:
    phrasing = phrase_year(head)
    assert (phrasing.event, dict(phrasing.keys)) == (event, {"asks": asks, "short": short})


def test_a_head_of_years_that_tells_nothing_stays_a_property() -> None:
    phrasing = phrase_year("independence")
    assert (phrasing.event, dict(phrasing.keys)) == ("", {"is": "year"})


def test_texts_are_asked_for_as_their_head_says() -> None:
    assert phrase_property("born in", "president").keys["asks"] == "where was {subject} born"
    assert phrase_property("born in", "president").keys["name"] == "place of birth"
    by = phrase_property("written by", "novel").keys
    assert (by["is"], by["name"]) == ("person", "author")
    assert by["asks_back"] == "which novel was written by {value}"
    assert phrase_property("type", "cloud").keys["asks"] == "what type of cloud is {subject}"
    assert not phrase_property("capital", "country").keys


def test_numbers_are_asked_for_as_their_head_says() -> None:
    length = phrase_number("length (km)", "river", is_count=True)
    assert (length.name, dict(length.keys), length.unit) == ("length", {"unit": "km"}, None)
    goals = phrase_number("goals", "player", is_count=True)
    assert (goals.name, goals.unit) == ("number of goals", ("goal", "goals"))
    assert phrase_number("goals", "player", is_count=False).unit is None  # 3.5 goals are no goals
    number = phrase_number("no", "president", is_count=True)
    assert number.keys["says"] == "{subject} is president number {value}"
    assert number.is_property  # nobody is asked whose is greater


def test_a_table_as_it_is_becomes_questions_in_good_english(run: Run) -> None:
    Path("planets.csv").write_text(PLANETS, "utf-8")
    assert run("import", "planets.csv", "--topic", "planets").code == 0
    assert run("check", "planets").code == 0
    asked = run("show", "--all", "--topic", "planets").out.replace("\N{NO-BREAK SPACE}", " ")
    for sentence in (
        "How many moons does Mars have?",
        "Mars has two moons.",
        "What is the diameter of Mars?",
        "What kind of planet is Mars?",
        "In which year was Pluto discovered?",
    ):
        assert sentence in asked
