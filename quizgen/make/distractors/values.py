"""Other numbers: those the bank's author wrote, those of siblings, then those of the same grain."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from quizgen.bank.facts import Fact, Quantity
from quizgen.judge.subject import Subject
from quizgen.judge.texts import contains
from quizgen.language.quantities import (
    in_form_of,
    places_of,
    say_bare,
    say_in_sentence,
    say_of,
    say_quantity,
)
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.numbers import apart, computed, is_inside
from quizgen.quiz.meaning import SomeNumber

ENOUGH = 3
"""So many wrong numbers need no other beside them."""


def values(fact: Fact, subject: Subject) -> Answers | None:
    """Return the right number, and others it might have been; None where there is no number.

    Of the siblings' numbers few are far enough from one another; only these are put into words.
    """
    claim = fact.claim
    if not isinstance(claim, Quantity) or claim.value is None:
        return None
    written = [
        Candidate(SomeNumber(Decimal(wrong.text), claim.unit), why_wrong=wrong.why_wrong)
        for wrong in fact.distractors
    ]
    alike: list[Candidate] = []
    unlike: list[Candidate] = []
    places = places_of(claim.value)
    for number, other in _siblings(fact, claim, subject):
        answer = Candidate(SomeNumber(number, claim.unit), sibling=other)
        (alike if places_of(number) == places else unlike).append(answer)
    bounds = subject.bounds(claim)
    numbers = () if _is_year(claim, claim.value, subject) else computed(claim.value, bounds)
    made_up = (
        Candidate(SomeNumber(in_form_of(claim.value, number), claim.unit)) for number in numbers
    )
    # A number with other decimals than the key's would show which one is the key.
    found = [*written, *apart(claim.value, chain(alike, made_up), written)]
    if len(found) < ENOUGH:
        found += apart(claim.value, unlike, found)
    if not written and not is_inside(claim.value, found, bounds):
        found = []
    key = Candidate(SomeNumber(claim.value, claim.unit))
    return Answers(
        _in_words(key, claim, subject), (_in_words(each, claim, subject) for each in found)
    )


def _is_year(claim: Quantity, value: Decimal, subject: Subject) -> bool:
    """Tell whether a number is a year: none that is clearly apart from it could be one, too."""
    if subject.units[claim.unit].many.strip() != "{n}" or value != int(value) or value < 1000:
        return False
    year = subject.language.units.get("year")
    word = year.one.replace("{n}", "").strip() if year else ""
    return bool(word) and any(contains(text, word) for text in (claim.attribute, claim.asks))


def _siblings(fact: Fact, claim: Quantity, subject: Subject) -> Iterator[tuple[Decimal, Fact]]:
    """Yield the numbers of what is measured in the same way, each with its fact."""
    sort = (claim.class_, claim.attribute, claim.unit)
    for other in subject.siblings.measured_alike(fact):
        quantity = other.claim
        assert isinstance(quantity, Quantity)
        is_alike = (quantity.class_, quantity.attribute, quantity.unit) == sort
        if is_alike and quantity.value is not None and quantity.subject != claim.subject:
            yield quantity.value, other


def _in_words(answer: Candidate, claim: Quantity, subject: Subject) -> Candidate:
    """Return an answer with what a wording says of it in place of what is measured."""
    assert isinstance(answer.means, SomeNumber)
    units, language = subject.units, subject.language
    other = replace(claim, value=answer.means.value, printed="")
    words = say_in_sentence(other, units, language)
    slots = {
        "value": say_quantity(other, units, language),
        "bare_value": say_bare(other, units, language),
        "value_in_sentence": words,
        "says": say_of(other, words, language),
    }
    return replace(answer, slots=slots)
