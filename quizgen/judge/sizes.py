"""How many parts an item may have, by type, and how many items of a form ask for recall alone."""

from collections.abc import Mapping

from quizgen.quiz.item import ItemType
from quizgen.quiz.worksheet import Blueprint, WorksheetSection
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

ROWS = Span(3, 8)
"""CLOZE-1: a table to complete has so many rows, with a blank in each. Ours: so many stay in
view."""


def fewest_members(section: WorksheetSection) -> int:
    """Return how few members the sets of a section may have; 0 where it has none."""
    of_types = [FEWEST_MEMBERS[type_] for type_ in section.item_types if type_ in FEWEST_MEMBERS]
    return max((*of_types, ROWS.least if section.table else 0), default=0)


BLANKS = Span(1, 2)
"""CLOZE-1: more blanks leave no sentence (Wozniak's rule 5)."""

MOST_USES = 8
"""DIS-7: so many choices of a bank may have the same wrong option. Ours: one that served 24 taught
pupils to cross it out."""

USES_SHARE = 0.03
"""DIS-7: nor may more than this share of a bank's choices have it. Ours."""

FEWEST_USES = 4
"""DIS-7: nobody notices fewer uses, whatever their share. Ours."""

ENOUGH_CHOICES = 100
"""DIS-7: in a bank with fewer choices the few texts that there are must come again. Ours."""

ABOVE_RECALL = 0.3
"""FORM-4: the least share of items above bare recall. Ours."""


def most_uses(choices: int) -> int:
    """Return how many of so many choices may have the same wrong option.

    >>> most_uses(40), most_uses(100), most_uses(200), most_uses(1000)
    (8, 4, 6, 8)
    """
    if choices < ENOUGH_CHOICES:
        return MOST_USES
    return min(MOST_USES, max(FEWEST_USES, int(choices * USES_SHARE)))


def fewest_above_recall(items: int, blueprint: Blueprint) -> int:
    """Return how many of so many items must be above bare recall.

    A worksheet may say so itself, in percent.
    """
    percent = blueprint.worksheet.above_recall
    share = ABOVE_RECALL if percent is None else percent / 100
    return -int(-items * share // 1)
