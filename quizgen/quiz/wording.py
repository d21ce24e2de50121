"""Wordings: the ways to ask about a kind of fact, as template authors write them."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from quizgen.bank.facts import AskedKind, Level
from quizgen.errors import Where
from quizgen.quiz.item import ItemType
from quizgen.values import dataclass

Method = Literal[
    "people",
    "dates",
    "events",
    "gists",
    "values",
    "largest",
    "differences",
    "stances",
    "changes",
    "actors",
    "meanings",
    "terms",
    "beyond",
    "farther",
]
"""How distractors are found: each is one file in `make/distractors`; of places, `make/places`."""

METHODS_OF: Mapping[AskedKind, tuple[Method, ...]] = {
    "statement": ("people", "dates", "gists"),
    "event": ("dates", "events"),
    "quantity": ("values", "largest", "differences"),
    "position": ("stances", "changes", "actors"),
    "term": ("meanings", "terms"),
    "place": ("beyond", "farther"),
}
"""The methods that make sense for a kind of fact, or for places."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One way to ask about a kind of fact; its slots are Jinja2 strings over the fact."""

    id: str
    """Unique among all wordings; part of each item's id."""
    type: ItemType
    """The item type it makes."""
    level: Level = 1
    """1 recall, 2 connect or compare, 3 judge the evidence."""
    when: str = ""
    """A Jinja2 condition on the fact; where it is false the wording is skipped."""
    stem: str = ""
    """The words that ask; for a true-false item the statement."""
    key: str = ""
    """The right answer, as an option is printed."""
    rationale: str = ""
    """Why the key is right, in one line."""
    distractors: Method | None = None
    """How wrong options are found; for a false statement, how the wrong slot is."""
    why_wrong: str = ""
    """Of a wrong option, over the variables of the fact it is true of; its subject is the
    option: "is the range of ..."."""
    why_invented: str = ""
    """Of a wrong option that was computed, over the variables of this fact."""
    figure: Literal["timeline", "scale", "map"] | None = None
    """For a number: a scale to read it off. For a matching set of events: a timeline to place
    them on. For places: the map, which each of their wordings has."""
    accept: tuple[str, ...] = ()
    """For a short answer: further answers to accept, beside the fact's own."""
    lines: int = 1
    """For a short answer: writing lines."""
    tolerance: int = 0
    """For a number: how many percent it may be off."""
    premise: str = ""
    """For a matching set: what is matched; for an ordering set: the event as printed."""
    detail: str = ""
    """For a matching set: small print behind the premise."""
    heading: str = ""
    """For a matching set: what its answers are called."""
    where: Where = field(compare=False)
