"""What a quantity is compared with: the next smaller thing that its source measures alike."""

from decimal import Decimal

from quizgen.bank.facts import Fact, Quantity
from quizgen.language.quantities import say_value
from quizgen.rules.known import Known


def comparison_variables(fact: Fact, known: Known) -> dict[str, object]:
    """Return the smaller thing and the difference as variables; empty texts without a smaller."""
    smaller = known.next_smaller.get(fact.id)
    match fact.claim, smaller and smaller.claim:
        case Quantity(value=Decimal() as own) as claim, Quantity(value=Decimal() as its) as other:
            units = known.units
            difference = say_value(own - its, units[claim.unit], known.language)
            return {"smaller_subject": other.subject, "difference": difference}
        case _:
            return {"smaller_subject": "", "difference": ""}
