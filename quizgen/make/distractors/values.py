"""Other numbers: those the bank's author wrote, those of siblings, then those of the same grain."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from quizgen.bank.facts import Fact, Quantity
from quizgen.judge.subject import Subject
from quizgen.language.quantities import say_bare, say_in_sentence, say_of, say_quantity
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.numbers import apart, computed, is_inside
from quizgen.quiz.meaning import SomeNumber

ENOUGH = 3
"""So many numbers by the bank's author need none beside them."""


def values(fact: Fact, subject: Subject) -> Answers | None:
    """Return the right number, and others it might have been; None where there is no number."""
    claim = fact.claim
    if not isinstance(claim, Quantity) or claim.value is None:
        return None
    written = [
        replace(_measured(claim, Decimal(wrong.text), subject), why_wrong=wrong.why_wrong)
        for wrong in fact.distractors
    ]
    found = written
    if len(written) < ENOUGH:
        made_up = (_measured(claim, number, subject) for number in computed(claim.value))
        others = chain(_siblings(fact, claim, subject), made_up)
        found = [*written, *apart(claim.value, others, written)]
    key = _measured(claim, claim.value, subject)
    return Answers(key, found if is_inside(claim.value, found) else [])


def _siblings(fact: Fact, claim: Quantity, subject: Subject) -> Iterator[Candidate]:
    sort = (claim.class_, claim.attribute, claim.unit)
    for other in subject.siblings.of(fact, "quantity"):
        quantity = other.claim
        assert isinstance(quantity, Quantity)
        is_alike = (quantity.class_, quantity.attribute, quantity.unit) == sort
        if is_alike and quantity.value is not None and quantity.subject != claim.subject:
            yield _measured(claim, quantity.value, subject, other)


def _measured(
    claim: Quantity, number: Decimal, subject: Subject, sibling: Fact | None = None
) -> Candidate:
    units, language = subject.units, subject.language
    other = replace(claim, value=number, printed="")
    words = say_in_sentence(other, units, language)
    slots = {
        "value": say_quantity(other, units, language),
        "bare_value": say_bare(other, units, language),
        "value_in_sentence": words,
        "says": say_of(other, words, language),
    }
    return Candidate(SomeNumber(number, claim.unit), slots, sibling)
