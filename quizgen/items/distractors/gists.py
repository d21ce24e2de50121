"""What other people said."""

from quizgen.items.candidate import Answers, Candidate
from quizgen.items.siblings import Siblings
from quizgen.model import Fact, Statement
from quizgen.rules.known import Known
from quizgen.rules.texts import contains


def gists(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return what was said, and what others said, but for what they said of this speaker."""
    assert isinstance(fact.claim, Statement)
    surname = known.bank.people[fact.claim.speaker].name.split()[-1]
    others = (_said(other, other) for other in siblings.of(fact, "statement"))
    return Answers(
        _said(fact), (it for it in others if not contains(str(it.slots["gist"]), surname))
    )


def _said(fact: Fact, sibling: Fact | None = None) -> Candidate:
    assert isinstance(fact.claim, Statement)
    return Candidate(f"fact:{fact.id}", {"gist": fact.claim.gist}, sibling)
