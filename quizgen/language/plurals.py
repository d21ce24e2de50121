"""Which form of a noun a number takes: the plural rules of Unicode's CLDR, as a language has them.

    one: i = 1 and v = 0
    few: v = 0 and i % 10 = 2..4 and i % 100 != 12..14

A rule speaks of the number without its sign: n is the number, i its whole part, v and w how many
digits its fraction has with and without noughts at the end, f and t that fraction as a number.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Literal, get_args

from quizgen.bank.bank import Unit
from quizgen.language.words import Plural

Category = Literal["zero", "one", "two", "few", "many", "other"]

CATEGORIES: tuple[Category, ...] = get_args(Category)

RULED = CATEGORIES[:-1]
"""What a language has rules for; every other number is `other`."""

_NUMBERS = r"\d{1,9}(?:\.\.\d{1,9})?"
_RELATION = re.compile(
    rf"([nivwft])(?: ?% ?(\d{{1,9}}))? ?(!?=) ?({_NUMBERS}(?: ?, ?{_NUMBERS})*)", re.ASCII
)
SYNTAX = "write it as CLDR does: i = 1 and v = 0, or n % 10 = 2..4 and n % 100 != 12..14"


def form_of(forms: Plural | Unit, number: Decimal, rules: Mapping[str, str]) -> str:
    """Return the form that a number takes; where there is none of its own, that of many."""
    return str(getattr(forms, category_of(number, rules))) or forms.many


def category_of(number: Decimal, rules: Mapping[str, str]) -> Category:
    """Return the category of a number; 1.0 has another than 1 where a rule asks for v = 0.

    >>> rules = {"one": "i = 1 and v = 0"}
    >>> [category_of(Decimal(number), rules) for number in ("1", "-1", "1.0", "0", "1.5")]
    ['one', 'one', 'other', 'other', 'other']
    """
    for category in RULED:
        if category in rules and _holds(rules[category], number):
            return category
    return "other"


def check_rule(rule: str) -> str:
    """Return what is wrong with a rule; nothing for one that can be used."""
    for part in re.split(r" or | and ", rule.strip()):
        if not _RELATION.fullmatch(part.strip()):
            return f"{part.strip()!r} is no relation of a number"
        if re.search(r"% ?0+(?!\d)", part):
            return "nothing can be divided by 0"
    return ""


@cache
def _parsed(rule: str) -> tuple[tuple[tuple[str, int, bool, tuple[range, ...]], ...], ...]:
    """Return a rule as alternatives of relations: operand, divisor, equal or not, which numbers."""
    return tuple(
        tuple(_relation(relation) for relation in alternative.split(" and "))
        for alternative in rule.strip().split(" or ")
    )


def _relation(text: str) -> tuple[str, int, bool, tuple[range, ...]]:
    found = _RELATION.fullmatch(text.strip())
    assert found, text  # `check_rule` has seen to it
    operand, divisor, sign, numbers = found.groups()
    return operand, int(divisor or 0), sign == "=", tuple(_ranges(numbers))


def _ranges(numbers: str) -> Iterator[range]:
    for part in numbers.split(","):
        first, _, last = part.strip().partition("..")
        yield range(int(first), int(last or first) + 1)


def _holds(rule: str, number: Decimal) -> bool:
    operands = _operands(number)
    return any(
        all(
            any(_value(operands[operand], divisor) in numbers for numbers in ranges) is is_equal
            for operand, divisor, is_equal, ranges in relations
        )
        for relations in _parsed(rule)
    )


def _value(operand: Decimal, divisor: int) -> Decimal:
    return operand % divisor if divisor else operand


def _operands(number: Decimal) -> Mapping[str, Decimal]:
    whole, _, fraction = f"{abs(number):f}".partition(".")
    short = fraction.rstrip("0")
    return {
        "n": abs(number),
        "i": Decimal(whole),
        "v": Decimal(len(fraction)),
        "w": Decimal(len(short)),
        "f": Decimal(fraction or 0),
        "t": Decimal(short or 0),
    }
