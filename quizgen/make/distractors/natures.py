"""The other natures that a statement may have, each as a sibling has it."""

from collections.abc import Iterator

from quizgen.bank.facts import Fact, Statement
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomeNature


def natures(fact: Fact, subject: Subject) -> Answers | None:
    """Return what sort of statement it is, and what others are; None where nobody has said.

    A nature that no statement of the bank has is no option: nothing would show what it is.
    """
    claim = fact.claim
    if not isinstance(claim, Statement) or not claim.nature:
        return None
    return Answers(
        Candidate(SomeNature(claim.nature), {"nature": claim.nature}), _others(fact, claim, subject)
    )


def _others(fact: Fact, claim: Statement, subject: Subject) -> Iterator[Candidate]:
    held: dict[str, Fact] = {}
    for other in subject.siblings.of(fact, "statement"):
        assert isinstance(other.claim, Statement)
        if other.claim.nature:
            held.setdefault(other.claim.nature, other)
    for nature, other in sorted(held.items()):
        if nature != claim.nature:
            yield Candidate(SomeNature(nature), {"nature": nature}, other)
