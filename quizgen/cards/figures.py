"""Drawings on the backs of cards: when an event was among others, how much a quantity is.

Like all of a note, a drawing hangs on its own fact, and beside that on at most four others. These
are found by sorted hash, so that one more fact in the bank changes four drawings at most, and
hardly any if it is of a sort of its own. Once published, a fact keeps its four.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from quizgen.bank.bank import Bank
from quizgen.bank.facts import SENSITIVITIES, Event, Fact, Quantity, Sensitivity
from quizgen.figure.charts import is_drawable, moment_of, scale_of, timeline_of
from quizgen.figure.maps import map_of_facts
from quizgen.language.quantities import units_of
from quizgen.language.words import Language
from quizgen.order import Ring
from quizgen.quiz.figures import Figure

MOST_SIBLINGS = 4
FEWEST_EVENTS, FEWEST_QUANTITIES = 2, 1
"""With fewer beside it, a drawing of a fact would show nothing."""


def figure_of(
    fact: Fact, siblings: Sequence[Fact], bank: Bank, language: Language
) -> Figure | None:
    """Return what a drawing of a fact among its siblings shows; None if it would show nothing.

    A fact that names places is drawn on a map: its author has said what is worth seeing.
    """
    if fact.places and (map_ := map_of_facts((fact,), bank, units_of(bank, language), language)):
        return map_
    match fact.claim:
        case Event():
            if len(siblings) < FEWEST_EVENTS:
                return None
            shown = (fact, *siblings)
            moments = [
                moment_of(shown_fact, language, is_main=shown_fact is fact) for shown_fact in shown
            ]
            return timeline_of(moments, language)
        case Quantity() as quantity:
            units = units_of(bank, language)
            shown = tuple(
                sibling
                for sibling in (fact, *siblings)
                if isinstance(sibling.claim, Quantity)
                and is_drawable(sibling.claim, quantity.unit, units)
            )
            if fact not in shown or len(shown) <= FEWEST_QUANTITIES:
                return None
            return scale_of(shown, units, language, main=fact.id)
        case _:
            return None


class Siblings:
    """Which facts of a bank are drawn beside which, whatever else is left out of a deck."""

    def __init__(self, bank: Bank) -> None:
        """Lay the facts out in rings, one for each sort of fact and the mildness of its fellows."""
        groups: defaultdict[Hashable, list[Fact]] = defaultdict(list)
        for fact in bank.facts:
            if fact.is_current:
                for sort in _sorts_among(fact):
                    groups[sort].append(fact)
        self._members = {sort: {fact.id: fact for fact in facts} for sort, facts in groups.items()}
        self._rings = {
            sort: Ring(facts, "figure", lambda fact: fact.id) for sort, facts in groups.items()
        }

    def of(self, fact: Fact, published: Sequence[str] = ()) -> tuple[Fact, ...]:
        """Return at most four facts to draw beside this one, those of its last edition if they can.

        So old learners and new ones see the same, as long as none of the four is retired.
        """
        sort = _sort(fact, fact.sensitivity)
        ring = self._rings.get(sort) if sort else None
        found = ring.after(fact.id, MOST_SIBLINGS) if ring else ()
        if sort in self._members and len(published) == MOST_SIBLINGS:
            kept = [self._members[sort].get(fact_id) for fact_id in published]
            found = tuple(filter(None, kept)) if all(kept) else found
        return tuple(sibling for sibling in found if sibling.id not in fact.also_right)


def _sorts_among(fact: Fact) -> Iterator[Hashable]:
    """Yield the rings that a fact stands in: those of facts as mild as itself, or less so."""
    is_firm = fact.status == "settled" or fact.kind == "quantity"
    for sensitivity in SENSITIVITIES[SENSITIVITIES.index(fact.sensitivity) :]:
        if is_firm and (sort := _sort(fact, sensitivity)):
            yield sort


def _sort(fact: Fact, sensitivity: Sensitivity) -> Hashable | None:
    """Return what facts have in common that are drawn together; None if a fact is not drawn."""
    match fact.claim:
        case Event():
            return "event", sensitivity
        case Quantity() as quantity if quantity.value is not None or quantity.high is not None:
            return "quantity", sensitivity, fact.source, quantity.class_, quantity.attribute
        case _:
            return None
