"""How many parts an item may have, by type, and how many items of a form ask for recall alone."""

from collections.abc import Mapping

from quizgen.quiz.item import ItemType
from quizgen.quiz.worksheet import Blueprint
from quizgen.values import dataclass


@dataclass(frozen=True)
class Span:
    """The least and the most that a count may be, both included."""

    least: int
    most: int

    def __contains__(self, count: int) -> bool:
        """Tell whether a count is within bounds."""
        return self.least <= count <= self.most

    def __str__(self) -> str:
        """Return the bounds as a message says them.

        >>> 2 in Span(3, 5), str(Span(3, 5))
        (False, '3 to 5')
        """
        return f"{self.least} to {self.most}"


OPTIONS = Span(3, 5)
"""OPT-1: Rodriguez 2005, three suffice; Tarrant 2009, a fourth distractor seldom functions."""

PREMISES = Span(4, 8)
"""MATCH-1: so many things to be matched stay in view (Haladyna)."""

SPARE_RESPONSES = Span(1, 3)
"""MATCH-1: spare answers, so that the last match does not fall out by itself (Haladyna)."""

EVENTS = Span(4, 7)
"""ORDER-1: fewer can be guessed, more do not stay in mind. Ours."""

FEWEST_MEMBERS: Mapping[ItemType, int] = {"matching": PREMISES.least, "ordering": EVENTS.least}
"""How many members an item of a set needs."""

BLANKS = Span(1, 2)
"""CLOZE-1: more blanks leave no sentence (Wozniak's rule 5)."""

ABOVE_RECALL = 0.3
"""FORM-4: the least share of items above bare recall. Ours."""


def fewest_above_recall(items: int, blueprint: Blueprint) -> int:
    """Return how many of so many items must be above bare recall.

    A worksheet may say so itself, in percent.
    """
    percent = blueprint.worksheet.above_recall
    share = ABOVE_RECALL if percent is None else percent / 100
    return -int(-items * share // 1)
