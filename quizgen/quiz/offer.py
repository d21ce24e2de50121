"""What a bank offers once all of it is written: what rules on a whole bank judge."""

from quizgen.quiz.item import Item
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Every item of a bank that breaks no rule, and the facts that sets are drawn from."""

    items: tuple[Item, ...] = ()
    """In the order of facts and wordings, what is written by hand last."""
    in_sets: tuple[str, ...] = ()
    """Ids of the facts that matching and ordering items may hold."""
