"""Wordings: the ways to ask about a kind of fact, as template authors write them."""

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from quizgen.bank.facts import AskedKind, Level
from quizgen.bank.questions import MarkLevel
from quizgen.errors import Where
from quizgen.quiz.item import SET_TYPES, ItemType
from quizgen.values import dataclass

Method = Literal[
    "people",
    "dates",
    "events",
    "gists",
    "answers",
    "values",
    "largest",
    "differences",
    "spans",
    "swapped",
    "stances",
    "changes",
    "actors",
    "limits",
    "holders",
    "meanings",
    "terms",
    "causes",
    "replies",
    "natures",
    "hedges",
    "properties",
    "subjects",
    "pairs",
    "beyond",
    "within",
    "farther",
]
"""How distractors are found: each is one file in `make/distractors`; of places, `make/places`."""

METHODS_OF: Mapping[AskedKind, tuple[Method, ...]] = {
    "statement": ("people", "dates", "gists", "answers", "causes", "replies", "natures", "hedges"),
    "event": ("dates", "events", "spans", "causes"),
    "quantity": ("values", "largest", "differences", "swapped", "causes", "replies"),
    "position": ("stances", "changes", "actors", "limits", "holders", "causes"),
    "term": ("meanings", "terms", "causes"),
    "property": ("properties", "subjects", "pairs", "causes"),
    "place": ("beyond", "within", "farther"),
}
"""The methods that make sense for a kind of fact, or for places."""

BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
OF_PARAGRAPHS: tuple[ItemType, ...] = (
    *("multiple-choice", "multiple-response", "numeric", "short-answer", "discussion"),
)
"""What asks in as many sentences as it likes."""

OF_SCOPE: tuple[Method, ...] = ("limits", "holders")
"""The methods that go by one aspect of a position's scope."""


@dataclass(frozen=True, kw_only=True)
class GridColumn:
    """A column of a grid, or of a table to complete, that says of each row what it is about."""

    heading: str
    """What the column is called."""
    text: str
    """What stands in it: a Jinja2 string over the fact of the row."""
    asked: str = ""
    """Of a table to complete: a Jinja2 condition on the fact; where it is true the cell may be the
    empty one of its row. Default: it is never empty."""
    accept: tuple[str, ...] = ()
    """What is right as well in such a cell, beside what the fact accepts."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One way to ask about a kind of fact; its slots are Jinja2 strings over the fact."""

    id: str
    """Unique among all wordings; part of each item's id."""
    type: ItemType
    """The item type it makes."""
    level: Level = 1
    """1 recall, 2 connect or compare, 3 judge the evidence."""
    each: Literal["fact", "aspect", "length"] = "fact"
    """What it makes an item of: a fact, or each aspect of a position's scope, whose value is then
    the variable `limit`. Of places, `length`: a distance beside a length of the bank."""
    when: str = ""
    """A Jinja2 condition on the fact; where it is false the wording is skipped."""
    only_named: bool = False
    """Whether only sections take it that name it under `wordings`: it may rest on more facts than
    a question needs that stands among many."""
    stem: str = ""
    """The words that ask; for a true-false item the statement. In a question a blank line parts
    paragraphs: what is quoted, and what is asked about it."""
    key: str = ""
    """The right answer, as an option is printed."""
    rationale: str = ""
    """Why the key is right, in one line."""
    distractors: Method | None = None
    """How wrong options are found; for a false statement, how the wrong slot is; for a matching
    set `replies`, if each claim is matched with what is said against it."""
    why_wrong: str = ""
    """Of a wrong option, over the variables of the fact it is true of; its subject is the
    option: "is the range of ..."."""
    why_invented: str = ""
    """Of a wrong option that was computed, over the variables of this fact."""
    feedback: str = ""
    """The sentence for whoever chose a wrong option, over the variables of the fact it is true of.
    Default: the option and its `why_wrong`."""
    figure: Literal["timeline", "scale", "grid", "table", "map"] | None = None
    """For a number: a scale to read it off. For a matching set of events: a timeline to place
    them on. For one of limits: a grid of who and what to fill in. For a cloze: a table of several
    facts to complete. For places: the map, which each of their wordings has."""
    accept: tuple[str, ...] = ()
    """For a short answer: further answers to accept, beside the fact's own."""
    lines: int = 1
    """For a short answer or a discussion: writing lines."""
    marking: tuple[MarkLevel, ...] = ()
    """For a discussion: what answers do that earn few, some or most of the points, the weakest
    first, as Jinja2 strings. Default: that of the language."""
    tolerance: int = 0
    """For a number: how many percent it may be off."""
    premise: str = ""
    """For a matching set: what is matched; for an ordering set: the event as printed."""
    detail: str = ""
    """For a matching set: small print behind the premise."""
    heading: str = ""
    """For a matching set: what its answers are called."""
    columns: tuple[GridColumn, ...] = ()
    """For a grid: what stands in each row before its limits, such as who it is about. For a table
    to complete: all its columns, two or more."""
    where: Where = field(compare=False)

    @property
    def is_set(self) -> bool:
        """Tell whether it makes items of many facts, which are drawn for a form."""
        return self.type in SET_TYPES or self.figure == "table"

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Return the paragraphs of its stem; what is one sentence, or stands over a set, is one."""
        if "\n" not in self.stem or self.type not in OF_PARAGRAPHS:
            return (self.stem,)
        return tuple(BLANK_LINE.split(self.stem.strip()))
