"""The other natures that a statement may have, each as a sibling has it."""

from collections.abc import Iterator

from quizgen.bank.facts import Fact, Statement
from quizgen.judge.subject import Subject
from quizgen.language.wording import holds
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomeNature


def natures(fact: Fact, subject: Subject) -> Answers | None:
    """Return what sort of statement it is, and what others are; None where nobody has said.

    A nature that no statement is asked for is no option: nothing would show what it is, and whoever
    has seen a few such questions would cross it out.
    """
    claim = fact.claim
    if not isinstance(claim, Statement) or not claim.nature:
        return None
    return Answers(
        Candidate(SomeNature(claim.nature), {"nature": claim.nature}), _others(fact, claim, subject)
    )


def _is_asked_for(fact: Fact, subject: Subject) -> bool:
    """Tell whether some wording asks what sort of statement it is."""
    return any(
        wording.distractors == "natures"
        and holds(wording.when, subject.variables(fact), wording.where)
        for wording in subject.wordings.get("statement", ())
    )


def _others(fact: Fact, claim: Statement, subject: Subject) -> Iterator[Candidate]:
    held: dict[str, Fact] = {}
    for other in subject.siblings.of(fact, "statement"):
        assert isinstance(other.claim, Statement)
        nature = other.claim.nature
        if nature and nature not in held and _is_asked_for(other, subject):
            held[nature] = other
    for sort, other in sorted(held.items()):
        if sort != claim.nature:
            yield Candidate(SomeNature(sort), {"nature": sort}, other)
