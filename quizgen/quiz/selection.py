"""A selection: the items of a worksheet, chosen and judged once for all its versions."""

from collections.abc import Mapping
from dataclasses import field

from quizgen.quiz.form import Form
from quizgen.quiz.item import Item
from quizgen.quiz.worksheet import WorksheetSection
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class FilledSection:
    """A section of a worksheet with its items."""

    section: WorksheetSection
    items: tuple[Item, ...]
    word_bank: tuple[str, ...] = ()
    """The words for its gaps and short answers, sorted; some of them fit nowhere."""


@dataclass(frozen=True, kw_only=True)
class NoteOnFacts:
    """What a teacher should know of the questions on some facts."""

    text: str
    facts: frozenset[str]
    """Their ids."""


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What all versions of a worksheet have in common: any of them can be made of it alone."""

    common: Form
    """The form without what differs: a version has its sections, sources and footer beside."""
    parts: tuple[FilledSection, ...]
    is_in_order: bool = False
    """Whether the items of its first version stand as they do here; else their order is drawn."""
    notes: tuple[NoteOnFacts, ...] = ()
    """For the teacher: a version says each with the numbers that its questions have there."""
    plurals: Mapping[str, str] = field(default_factory=dict)
    """The plural rules of its language, by which points are counted."""
