"""Other events, each on a day of its own."""

from quizgen.bank.facts import Event, Fact
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.siblings import Siblings
from quizgen.rules.known import Known


def events(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return what happened, and what happened at other times."""
    settled = (other for other in siblings.of(fact, "event") if other.status == "settled")
    return Answers(_happened(fact), (_happened(other, other) for other in settled))


def _happened(fact: Fact, sibling: Fact | None = None) -> Candidate:
    assert isinstance(fact.claim, Event)
    slots = {"what": fact.claim.what, "short": fact.claim.short}
    return Candidate(f"fact:{fact.id}", slots, sibling)
