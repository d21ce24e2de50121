"""What other people said."""

from quizgen.items.candidate import Answers, Candidate
from quizgen.items.siblings import Siblings
from quizgen.model import Fact, Statement
from quizgen.rules.known import Known


def gists(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return what was said, and what others said."""
    return Answers(_said(fact), (_said(it, it) for it in siblings.of(fact, "statement")))


def _said(fact: Fact, sibling: Fact | None = None) -> Candidate:
    assert isinstance(fact.claim, Statement)
    return Candidate(f"fact:{fact.id}", {"gist": fact.claim.gist}, sibling)
