"""Numbers as people print them: what is read, and what whoever wrote another form is told."""

from decimal import Decimal

import pytest
from case_files import Case, problems_of, read_cases
from test_read import LIGHTHOUSES, bank_of

from quizgen.bank.facts import Quantity
from quizgen.read.numbers import number_hint
from quizgen.read.schema import plain_number

CASES = read_cases("bank_errors.md")
NONE = (
    "where there is no number leave the fact out,"
    " or write the source's words under printed in place of it"
)
DIGITS = "digits, with a point before the fraction: 1500 or 0.5"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("5.97e24", "write 5970000000000000000000000, or 5.97 and a unit of your own with × 10^24 in it"),
        ("1.898 x 10^27", "write 1898000000000000000000000000, or 1.898 and a unit of your own with × 10^27 in it"),
        ("5.68 × 10²⁶", "write 568000000000000000000000000, or 5.68 and a unit of your own with × 10^26 in it"),
        ("1.9 × 10^27 kg", "write 1900000000000000000000000000, or 1.9 and a unit of your own with × 10^27 in it; what it counts is its unit"),
        ("6.022E+23", "write 602200000000000000000000, or 6.022 and a unit of your own with × 10^23 in it"),
        ("1e-3", "write 0.001, or 1 and a unit of your own with × 10^-3 in it"),
        ("10^6", "write 1000000, or 1 and a unit of your own with × 10^6 in it"),
        ("1e400", "write 1 and a unit of your own with × 10^400 in it"),
        ("12,104", "write 12104, or 12.104 if the comma begins a fraction"),
        ("−1,234", "write -1234, or -1.234 if the comma begins a fraction"),
        ("12.756,0", "write 12756.0"),
        ("12,104,000", "write 12104000"),
        ("1.234.567", "write 1234567"),
        ("12,34,567", "write 1234567"),
        ("6 792", "write 6792"),
        ("6\u202f792", "write 6792"),
        ("1'234", "write 1234"),
        ("1’234.5", "write 1234.5"),
        ("1_000", "write 1000"),
        ("2,5", "write 2.5: a point before the fraction"),
        ("-2,5", "write -2.5: a point before the fraction"),
        ("–200", "write -200"),
        ("Unknown*", NONE),
        ("n/a", NONE),
        ("?", NONE),
        ("1/4", "write 0.25"),
        ("2 1/2", "write 2.5"),
        ("½", "write 0.5"),
        ("2½", "write 2.5"),
        ("1/3", "write the source's words under printed, and no value"),
        ("50%", "write 50, with unit: percent"),
        ("$5", "write 5, with unit: usd"),
        ("1.5 million", "write 1500000"),
        ("3 million people", "write 3000000; what it counts is its unit"),
        ("12,104 km", "write 12104: what it counts is its unit"),
        ("20 °C", "write 20: what it counts is its unit"),
        ("about 40", "write 40, with qualifier: about"),
        ("~40", "write 40, with qualifier: about"),
        ("c. 40", "write 40, with qualifier: about"),
        ("40+", "write 40, with qualifier: at-least"),
        ("> 40", "write 40, with qualifier: over"),
        ("up to 5", "write 5, with qualifier: up-to"),
        ("10–20", "write low: 10 and high: 20, and no value"),
        ("5 ± 1", "write 5, with qualifier: about"),
        ("<5", "write 5; its qualifier is at-most if the source may mean that too"),
        ("under 1,500", "write 1500; its qualifier is at-most if the source may mean that too"),
        ("+5", "write 5"),
        (".5", "write 0.5"),
        ("5.", "write 5"),
        ("007", "write 7"),
        ("12104*", "write 12104"),
        ("12104[1]", "write 12104"),
        ("٣٤", "write 34"),
        ("0x1F", DIGITS),
        ("12:30", DIGITS),
    ],
)  # fmt: skip
def test_a_number_in_another_form_is_told_what_to_write(text: str, hint: str) -> None:
    quantity = f"- kind: quantity\n  value: '{text.replace(chr(39), 2 * chr(39))}'\n"
    where, told = problems_of(Case("", "fact", quantity, ""), CASES).splitlines()
    assert where.startswith("2:10: value '")
    assert where.endswith("' is not a number")
    assert told == f"  hint: {hint}"
    assert number_hint(text) == hint


@pytest.mark.parametrize(
    ("text", "value"),
    [("−200", "-200"), ("−0.5", "-0.5"), ("-200", "-200"), ("0", "0"), ("−0", "-0"), ("21.50", "21.50")],
)  # fmt: skip
def test_a_true_minus_is_a_minus(text: str, value: str) -> None:
    bank = bank_of(LIGHTHOUSES.replace("low: 1.50, high: 2", f"value: {text}"))
    claim = bank.facts[2].claim
    assert isinstance(claim, Quantity)
    assert str(claim.value) == str(Decimal(value))


def test_a_wrong_answer_to_a_quantity_may_have_a_true_minus_too() -> None:
    wrong = "value: 5, distractors: [{text: −7, why_wrong: is the next rock's}]"
    (fact,) = [
        fact
        for fact in bank_of(LIGHTHOUSES.replace("low: 1.50, high: 2", wrong)).facts
        if fact.id == "depth"
    ]
    assert [wrong.text for wrong in fact.distractors] == ["-7"]


def test_only_one_minus_is_a_sign() -> None:
    assert plain_number("−5−3") == "-5−3"
