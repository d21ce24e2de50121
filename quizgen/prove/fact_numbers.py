"""The numbers of a fact: of a quantity, and in the words of any fact."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from quizgen.bank.facts import Quantity
from quizgen.errors import quoted
from quizgen.prove.case import TEXTS, Case, near, words_at
from quizgen.prove.outcome import Outcome, proved, wrong
from quizgen.prove.source_text import comparable
from quizgen.prove.text_dates import printed_dates
from quizgen.prove.text_numbers import Number, is_in_unit, numbers_in

_NO_NUMBERS = {"one", "a hundred", "a thousand", "a million"}


def prove_numbers(case: Case) -> Iterator[Outcome]:
    """Look for each number of a fact, in digits or in words."""
    claim = case.fact.claim
    if isinstance(claim, Quantity):
        yield from _quantity(case, claim)
    for key in TEXTS:
        words = words_at(claim, key)
        if words:
            yield from _numbers_of_text(case, key, comparable(words))


def _quantity(case: Case, claim: Quantity) -> Iterator[Outcome]:
    values = {"value": claim.value, "low": claim.low, "high": claim.high}
    if claim.printed:
        words = comparable(claim.printed)
        if any(True for part in case.passages for _ in part.finds(words, ignore_case=True)):
            yield proved("numbers")
        else:
            message = f"printed {quoted(words)} is not in the paragraph of 'at'"
            yield wrong("numbers", ("printed",), message, near(case.text, words))
        read = {number.value for number in numbers_in(words)}
        for key, value in values.items():
            if value is not None and value not in read:
                message = f"printed {quoted(words)} does not say {value.normalize():f}"
                hint = f"{key} and printed are two ways to write one number"
                yield wrong("numbers", (key,), message, hint)
        return
    for key, value in values.items():
        if value is not None:
            yield _number(case, key, value, claim.unit)
            yield from _elsewhere(case, key, value, claim.unit)


def _number(case: Case, key: str, value: Decimal, unit: str) -> Outcome:
    found = [(n, part.comparable) for part in case.passages for n in numbers_in(part.comparable)]
    alike = [(number, text) for number, text in found if _is_value(number, value, unit)]
    if any(is_in_unit(number, text, unit) for number, text in alike):
        return proved("numbers")
    shown = f"{value.normalize():f}"
    if any(value == number.value for words in case.quoted_words for number in numbers_in(words)):
        return proved("numbers")
    if case.explained and any(number.value == value for number in numbers_in(case.explained)):
        return case.rests(f"{key} {shown}", "numbers", (key,))
    if alike:
        number, text = alike[0]
        message = f"{key} {shown} has another unit in the paragraph of 'at' than {unit}"
        after = text[max(number.start - 8, 0) : number.end + 20]
        return wrong("numbers", (key,), message, f"it has {quoted(after)}")
    message = f"{key} {shown} is not in the paragraph of 'at'"
    return wrong("numbers", (key,), message, _numbers_found([n for n, _ in found]))


def _elsewhere(case: Case, key: str, value: Decimal, unit: str) -> Iterator[Outcome]:
    """Look for a number in other sources that are said to have it too."""
    for place, also in enumerate(case.fact.also_in):
        text = case.texts.get(also.source)
        found = text.find(also.at) if text else ()
        if text is None or len(found) != 1 or also.source == case.fact.source:
            continue
        numbers = numbers_in(text.paragraphs[found[0].paragraph].comparable)
        if any(_is_value(number, value, unit) for number in numbers):
            yield proved("numbers")
        else:
            message = f"{key} {value.normalize():f} is not in the paragraph of this 'at'"
            steps = ("also_in", place, "at")
            yield wrong("numbers", steps, message, _numbers_found(numbers))


def _numbers_of_text(case: Case, key: str, text: str) -> Iterator[Outcome]:
    """Look for the numbers and dates that stand in the words of a claim."""
    rest = text
    for said in printed_dates(text, case.source_date):  # they are proved as dates
        rest = rest[: said.start] + " " * len(said.words) + rest[said.start + len(said.words) :]
    claim = case.fact.claim
    proved_before = (claim.value, claim.low, claim.high) if isinstance(claim, Quantity) else ()
    there = {n.value for part in case.passages for n in numbers_in(part.comparable)}
    for number in numbers_in(rest):
        if number.value in proved_before or number.words.casefold() in _NO_NUMBERS:
            continue
        if number.value in there:
            yield proved("numbers")
        elif any(number.value == n.value for n in numbers_in(case.explained)):
            yield case.rests(f"{quoted(number.words)} in {key}", "numbers", (key,))
        else:
            message = f"{quoted(number.words)} in {key} is not in the paragraph of 'at'"
            hint = "say in worked_out where it comes from, or leave it out"
            yield wrong("numbers", (key,), message, hint)


def _is_value(number: Number, value: Decimal, unit: str) -> bool:
    scale = {"million-usd": 10**6, "billion-usd": 10**9}.get(unit, 1)
    return not number.is_rank and number.value in {value, value * scale}


def _numbers_found(numbers: Sequence[Number]) -> str:
    words = list(dict.fromkeys(number.words for number in numbers))
    return f"it has {', '.join(words[:8])}" if words else "it has no numbers"
