"""prove_fact: all that the texts of its sources prove of a fact."""

from collections.abc import Iterator, Mapping

from quizgen.model import Bank, Fact
from quizgen.read.provenance.case import Case
from quizgen.read.provenance.finding import Finding
from quizgen.read.provenance.of_dates import prove_dates, prove_reach, prove_weekdays
from quizgen.read.provenance.of_numbers import prove_numbers
from quizgen.read.provenance.of_people import prove_people
from quizgen.read.provenance.of_words import prove_locators, prove_quotations, prove_terms
from quizgen.read.provenance.text import SourceText


def prove_fact(fact: Fact, bank: Bank, texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    """Yield what the texts, by source, prove of a fact.

    A fact whose place cannot be found is not held against it: one mistake is told once.
    """
    case = Case(fact, bank, texts)
    yield from prove_locators(case)
    if fact.source not in texts:
        return
    yield from prove_quotations(case)
    yield from prove_people(case)
    yield from prove_reach(case)
    if case.passages:
        for prove in (prove_dates, prove_weekdays, prove_numbers, prove_terms):
            yield from prove(case)
