"""What other people said."""

from collections.abc import Iterator

from quizgen.bank.facts import Fact, Statement
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.siblings import Siblings
from quizgen.order import shuffled
from quizgen.rules.known import Known
from quizgen.rules.texts import contains


def gists(fact: Fact, known: Known, siblings: Siblings) -> Answers:
    """Return what was said, and what others said, but for what they said of this speaker."""
    own = fact.claim
    assert isinstance(own, Statement)
    surname = known.bank.people[own.speaker].name.split()[-1]
    others = (_said(other, other) for other in siblings.of(fact, "statement"))
    wrong = (it for it in others if not contains(str(it.slots["gist"]), surname))
    return Answers(_said(fact, fact), wrong, _more(fact, own, known))


def _more(fact: Fact, own: Statement, known: Known) -> Iterator[Candidate]:
    """Yield what else the speaker said on that day by the same source, which the stem names."""
    for other in shuffled(known.statements_of[own.speaker], fact.id, lambda one: one.id):
        its = other.claim
        assert isinstance(its, Statement)
        is_beside = its.date == own.date and other.source == fact.source
        if other.id != fact.id and is_beside and not other.retired:
            yield _said(other, other)


def _said(fact: Fact, sibling: Fact | None = None) -> Candidate:
    assert isinstance(fact.claim, Statement)
    return Candidate(f"fact:{fact.id}", {"gist": fact.claim.gist}, sibling)
