"""What a position was before: by it a wording asks what changed."""

from quizgen.bank.facts import Fact, Position
from quizgen.language.dates import say_date
from quizgen.rules.known import Known


def earlier_position(fact: Fact, known: Known) -> Fact | None:
    """Return the last position before this one of the same actor, if it was another stance."""
    own = fact.claim
    if not isinstance(own, Position):
        return None
    same = known.positions_of.get((own.actor, own.question), ())
    before = (other for other in same if other.as_of.is_before(fact.as_of))
    last = max(before, key=lambda other: other.as_of.last, default=None)
    changed = last and isinstance(last.claim, Position) and last.claim.stance != own.stance
    return last if changed else None


def earlier_variables(fact: Fact, known: Known) -> dict[str, object]:
    """Return what a position was before, as variables; empty texts if it was nothing else."""
    earlier = earlier_position(fact, known)
    if earlier is None or not isinstance(earlier.claim, Position):
        return {"earlier_stance": "", "earlier_as_of": ""}
    stances = known.bank.questions[earlier.claim.question].stances
    return {
        "earlier_stance": stances[earlier.claim.stance],
        "earlier_as_of": say_date(earlier.as_of, known.language),
    }
