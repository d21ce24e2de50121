"""prove_fact: all that the texts of its sources prove of a fact."""

from collections.abc import Iterator, Mapping

from quizgen.bank.bank import Bank
from quizgen.bank.facts import Fact
from quizgen.prove.case import Case
from quizgen.prove.fact_dates import prove_dates, prove_reach, prove_weekdays
from quizgen.prove.fact_numbers import prove_numbers
from quizgen.prove.fact_people import prove_people
from quizgen.prove.fact_words import prove_locators, prove_quotations, prove_terms
from quizgen.prove.outcome import Outcome
from quizgen.prove.source_text import SourceText


def prove_fact(fact: Fact, bank: Bank, texts: Mapping[str, SourceText]) -> Iterator[Outcome]:
    """Yield what the texts, by source, prove of a fact.

    A fact whose place cannot be found is not held against it: one mistake is told once.
    """
    case = Case(fact, bank, texts)
    yield from prove_locators(case)
    if fact.source not in texts:
        return
    yield from prove_quotations(case)
    yield from prove_people(case)
    is_dated = case.source.date is not None  # else there is nothing to count a date from
    if is_dated:
        yield from prove_reach(case)
    if case.passages:
        for prove in (prove_dates, prove_weekdays) if is_dated else ():
            yield from prove(case)
        for prove in (prove_numbers, prove_terms):
            yield from prove(case)
