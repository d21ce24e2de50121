"""Numbers and their nouns: each language has plural rules of its own, and all that counts obeys."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from shutil import copy

import pytest
from command import Run
from moon import bank, language

from quizgen.bank.bank import Unit
from quizgen.bank.facts import Quantity
from quizgen.errors import counted
from quizgen.language.plurals import category_of, check_rule, form_of
from quizgen.language.quantities import say_blank, say_in_sentence, say_number, say_value
from quizgen.language.words import Language

ENGLISH = {"one": "i = 1 and v = 0"}
UKRAINIAN = {
    "one": "v = 0 and i % 10 = 1 and i % 100 != 11",
    "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
    "many": "v = 0 and i % 10 = 0 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 11..14",
}
LATVIAN = {
    "zero": "n % 10 = 0 or n % 100 = 11..19 or v = 2 and f % 100 = 11..19",
    "one": "n % 10 = 1 and n % 100 != 11 or v = 2 and f % 10 = 1 and f % 100 != 11 or v != 2 and f % 10 = 1",
}
FRENCH = {"one": "i = 0,1"}
DAY = Unit(one="{n} день", few="{n} дні", many="{n} днів", other="{n} дня", name="днів")


@pytest.mark.parametrize(
    ("rules", "category", "numbers"),
    [  # as CLDR's own tables of samples have them
        (ENGLISH, "one", "1 -1"),
        (ENGLISH, "other", "0 2 10 1.0 1.5 0.1 -2"),
        (UKRAINIAN, "one", "1 21 101 -1"),
        (UKRAINIAN, "few", "2 3 4 22 104"),
        (UKRAINIAN, "many", "0 5 11 12 14 19 100 111"),
        (UKRAINIAN, "other", "0.0 1.5 10.0"),
        (LATVIAN, "zero", "0 10 11 19 20 0.0"),
        (LATVIAN, "one", "1 21 0.1 1.0 10.1"),
        (LATVIAN, "other", "2 9 22 0.2 0.9"),
        (FRENCH, "one", "0 1 0.5 1.5"),
        (FRENCH, "other", "2 17"),
        ({}, "other", "1 5"),
    ],
)
def test_a_number_has_the_category_that_its_language_gives_it(
    rules: dict[str, str], category: str, numbers: str
) -> None:
    assert {category_of(Decimal(number), rules) for number in numbers.split()} == {category}


def ukrainian() -> Language:
    return replace(language(), plurals=UKRAINIAN, decimal=",", thousands="\u00a0")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("1", "1 день"),
        ("3", "3 дні"),
        ("5", "5 днів"),
        ("21", "21 день"),
        ("1.5", "1,5 дня"),
        ("-4", "−4 дні"),
    ],
)
def test_a_unit_takes_the_form_of_its_number(number: str, said: str) -> None:
    assert say_value(Decimal(number), DAY, ukrainian()).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("1", "1 day"),
        ("-1", "−1 day"),
        ("0", "0 days"),
        ("1.0", "1.0 days"),
        ("1.5", "1.5 days"),
        ("1000", "1,000 days"),
    ],
)
def test_english_has_one_form_for_one_alone(number: str, said: str) -> None:
    day = language().units["day"]
    assert say_value(Decimal(number), day, language()).replace("\u00a0", " ") == said


def test_a_form_that_a_unit_lacks_is_that_of_many() -> None:
    assert form_of(Unit(one="{n} km", many="{n} км"), Decimal("1.5"), UKRAINIAN) == "{n} км"


def test_a_number_below_zero_has_a_true_minus_before_all_of_it() -> None:
    units, english = language().units, language()
    assert say_number(Decimal("-210.0"), english) == "−210.0"
    assert say_number(Decimal("-1234.5"), english) == "−1,234.5"
    assert say_value(Decimal("-140"), units["km"], english) == "−140\u00a0km"
    assert say_value(Decimal("-5"), units["million-usd"], english) == "−$5\u00a0million"
    assert "-" not in say_value(Decimal("-5"), units["percent"], english)


def quantity(value: str, unit: str, says: str = "it took {value}") -> Quantity:
    facts = (fact.claim for fact in bank().facts)
    one = next(claim for claim in facts if isinstance(claim, Quantity))
    return replace(one, value=Decimal(value), unit=unit, says=says, qualifier="exact", printed="")


def test_small_numbers_are_words_only_as_they_are_printed() -> None:
    english = language()
    assert say_in_sentence(quantity("1", "day"), english.units, english) == "one day"
    assert say_in_sentence(quantity("1.0", "day"), english.units, english) == "1.0\u00a0days"
    assert say_in_sentence(quantity("0", "day"), english.units, english) == "zero days"


def test_a_blank_is_not_filled_by_the_form_of_its_noun() -> None:
    english, day = language(), language().units["day"]
    assert say_blank(quantity("1", "day"), day, english, "____") == ""
    assert say_blank(quantity("3", "day"), day, english, "____") == "____\u00a0days"
    assert say_blank(quantity("1", "km"), english.units["km"], english, "____") == "____\u00a0km"
    assert say_blank(quantity("3", "day"), DAY, ukrainian(), "____") == "____\u00a0дні"


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("n is 1", "'n is 1' is no relation of a number"),
        ("x = 1", "'x = 1' is no relation of a number"),
        ("i = 1 and", "'i = 1 and' is no relation of a number"),
        ("i % 0 = 1", "nothing can be divided by 0"),
        ("i = 1 and v = 0", ""),
        ("n % 10 = 2..4, 9 or n = 0", ""),
    ],
)
def test_a_rule_that_is_none_is_told(rule: str, message: str) -> None:
    assert check_rule(rule) == message


def test_a_language_says_by_which_rules_it_counts(run: Run) -> None:
    shipped = Path(__file__).parents[1] / "templates/en/words.yaml"
    Path("templates/en").mkdir(parents=True, exist_ok=True)
    copy(shipped, "templates/en/words.yaml")
    own = Path("templates/en/words.yaml")
    text = own.read_text("utf-8")
    assert "plurals: {one: i = 1 and v = 0}" in text
    for rules, message in (
        ("{some: i = 1}", "category 'some' is unknown"),
        ("{one: i is 1}", "'i is 1' is no relation of a number"),
    ):
        own.write_text(text.replace("{one: i = 1 and v = 0}", rules), "utf-8")
        said = run("check", "moon")
        assert said.code == 1
        assert message in said.err
        assert "hint: " in said.err
    own.write_text(text.replace("{one: i = 1 and v = 0}", "{one: n = 1..100}"), "utf-8")
    said = run("build", "--topic", "moon", "--worksheet", "small", "--only", "json", "--out", "out")
    assert said.code == 0
    told = next(Path("out").glob("*.json")).read_text("utf-8")
    assert '"4 point"' in told  # as the rule has it, for the section and for the whole form
    assert '"many": "{n} point"' in told


def test_messages_count_as_one_counts() -> None:
    assert (counted(1, "matching item"), counted(0, "fact")) == ("1 matching item", "0 facts")


# --------------------------------------------------------------------------- sentences that count

HEAD = """\
topic: odd
title: Odd numbers
summary: For the tests.
as_of: 2024-12-31
sensitivity: none
units:
  moon: {one: "{n} moon", many: "{n} moons", name: moons}
  celsius: {one: "{n} °C", many: "{n} °C", name: "°C"}
  bare: {one: "{n}", many: "{n}"}
sources:
  s: {publisher: The Almanac, title: Numbers, kind: report, date: 2024-05-21, date_basis: external, text: w.txt}
facts:
"""
FACT = (
    '- {{id: f{n}, kind: quantity, subject: "{name}", class: thing, attribute: {attribute}, '
    'asks: "what of {name}", says: "{says}", value: "{value}", unit: {unit}, source: s, at: a{n}}}\n'
)


def measured(attribute: str, unit: str, says: str, **values: str) -> str:
    """Return a bank of things measured alike."""
    return HEAD + "".join(
        FACT.format(
            n=n, name=name, attribute=attribute, unit=unit, value=value, says=says.format(name)
        )
        for n, (name, value) in enumerate(values.items())
    )


def shown(run: Run, text: str) -> str:
    Path("banks/odd.yaml").write_text(text, "utf-8")
    said = run("show", "--topic", "odd", "--all")
    assert said.code == 0, said.err
    return said.out.replace("\u00a0", " ")


MOONS = {"Earth": "1", "Mars": "2", "Pluto": "5", "Neptune": "16"}


def test_the_verb_of_a_sentence_agrees_with_its_number(run: Run) -> None:
    said = shown(run, measured("moons", "moon", "there are {{value}} around {}", **MOONS))
    assert "There is one moon around Earth." in said
    assert "there are two moons around Mars" in said
    assert "are one moon" not in said
    said = shown(run, measured("moons", "moon", "{{value}} was found near {}", **MOONS))
    assert "two moons were found near Mars" in said
    assert "One moon was found near Earth." in said


@pytest.mark.parametrize(
    "says", ["there are {{value}} around {}", "{{value}} circle {}", "{} has {{value}}"]
)
def test_no_false_number_is_betrayed_by_the_grammar_of_its_sentence(run: Run, says: str) -> None:
    """Of two, five and sixteen moons none is ever made one, nor one moon several."""
    said = shown(run, measured("moons", "moon", says, **MOONS))
    false = re.findall(r"\[quantity-false, .*\n  (.*)\n", said)
    assert len(false) == 3
    assert not any("one moon" in statement for statement in false)
    assert not any("Earth" in statement for statement in false)


def test_a_thing_has_an_area_and_a_range_and_moons(run: Run) -> None:
    sizes = {"A": "10", "B": "20", "C": "40", "D": "80"}
    assert "has an area of 10 km" in shown(run, measured("area", "km", "{} has {{value}}", **sizes))
    assert "has a range of 10 km" in shown(
        run, measured("range", "km", "{} has {{value}}", **sizes)
    )
    said = shown(run, measured("number of moons", "moon", "{} has {{value}}", **sizes))
    assert "(has 10 moons)" in said
    assert "why: D has 80 moons." in said
    assert "of moons of 10 moons" not in said


def test_a_bare_number_has_no_unit_and_is_read_off_to_a_whole_number(run: Run) -> None:
    numbers = {"lithium": "3", "neon": "10", "zinc": "30", "iron": "26"}
    for unit in ("bare", "piece"):
        said = shown(run, measured("atomic number", unit, "{} has number {{value}}", **numbers))
        assert "to the nearest whole number:" in said
        run("build", "--topic", "odd", "--worksheet", "numbers", "--only", "json", "--out", unit)
        told = next(Path(unit).glob("*.json")).read_text("utf-8")
        assert '"Atomic number, drawn to scale"' in told
        assert (
            "Horizontal bars, drawn to scale from 0 to 30, to compare the atomic number of" in told
        )
        assert "in number" not in told


def test_a_figure_of_moons_in_moons_says_so_once(run: Run) -> None:
    moons = {"Earth": "4", "Mars": "7", "Pluto": "12", "Neptune": "15"}
    Path("banks/odd.yaml").write_text(
        measured("number of moons", "moon", "{} has {{value}}", **moons)
    )
    assert (
        run(
            "build", "--topic", "odd", "--worksheet", "numbers", "--only", "json", "--out", "out"
        ).code
        == 0
    )
    told = next(Path("out").glob("*.json")).read_text("utf-8")
    assert '"Number of moons, drawn to scale"' in told
    assert "to the nearest whole number: " in told


def test_negative_numbers_have_a_true_minus_on_sheets_cards_and_scales(run: Run) -> None:
    cold = {"A": "-10", "B": "-20.5", "C": "-30", "D": "-45"}
    text = measured("heat", "celsius", "{} has {{value}}", **cold)
    said = shown(run, text)
    assert "A has −10 °C." in said
    assert "* −20.5 °C" in said
    assert (
        run("build", "--topic", "odd", "--only", "csv", "--only", "quizlet", "--out", "out").code
        == 0
    )
    for name in ("odd.csv", "odd-quizlet.txt"):
        cards = Path("out", name).read_text("utf-8").replace("\u00a0", " ")
        assert "−45 °C" in cards
        assert "-45" not in cards
