"""What is said for a claim, or against others: none of it speaks against this one."""

from collections.abc import Iterator

from quizgen.bank.facts import Fact, Statement
from quizgen.judge.siblings import may_stand_by
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers, Candidate
from quizgen.order import shuffled
from quizgen.quiz.meaning import SomeReply


def replies(fact: Fact, subject: Subject) -> Answers | None:
    """Return what is said against a claim, and what is said for it or against something else.

    Who stands on the claim's own side comes first: one has to see which way a sentence points, and
    not only what it is about. None for a claim that nobody answers.
    """
    answers = subject.arguments.replies_of.get(fact.id, ())
    if not answers or not isinstance(fact.claim, Statement):
        return None
    key = _said(answers[0].fact)
    return Answers(key, _others(fact, fact.claim, subject), facts=(answers[0].fact,))


def _others(fact: Fact, claim: Statement, subject: Subject) -> Iterator[Candidate]:
    arguments = subject.arguments
    on_its_side = [
        other for other in arguments.of_chains if arguments.are_on_one_side(other.id, fact.id)
    ]
    its_own = [
        other
        for other in subject.statements_of[claim.speaker]
        if other.is_current and other.source == fact.source
    ]
    found: dict[str, Fact] = {}
    for group in (on_its_side, its_own, arguments.of_chains):
        for other in shuffled(group, fact.id, lambda each: each.id):
            found.setdefault(other.id, other)
    for other in found.values():
        is_said = isinstance(other.claim, Statement) and bool(other.claim.gist)
        if other.id != fact.id and may_stand_by(other, fact) and is_said:
            yield _said(other, other)


def _said(fact: Fact, sibling: Fact | None = None) -> Candidate:
    assert isinstance(fact.claim, Statement)
    return Candidate(SomeReply(fact.id), {"reply_gist": fact.claim.gist}, sibling)
