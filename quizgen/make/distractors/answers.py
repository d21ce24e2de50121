"""Other answers to a statement's own question: those that its author wrote."""

from quizgen.bank.facts import Fact, Statement
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers, Candidate, curated
from quizgen.quiz.meaning import SomeFact


def answers(fact: Fact, subject: Subject) -> Answers | None:
    """Return the answer to a direct question, and the wrong ones that were written for it.

    None is taken from elsewhere: what others said answers other questions, and shows it. None where
    the statement has no question of its own.
    """
    claim = fact.claim
    if not isinstance(claim, Statement) or not claim.asks:
        return None
    key = Candidate(SomeFact(fact.id), {"answer": claim.answer}, fact)
    return Answers(key, curated(fact.distractors, "answer"))
