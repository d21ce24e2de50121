"""A possible answer: what it means, how it changes a wording, and what it is instead."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from decimal import Decimal

from quizgen.bank.facts import Fact
from quizgen.values import dataclass


@dataclass(frozen=True)
class Candidate:
    """An answer to an item, right or wrong."""

    value: str
    """What it means, in the form that KEY-2 judges: "person:macron"."""
    slots: Mapping[str, object] = field(default_factory=dict)
    """The variables of the wording that take another value with it."""
    sibling: Fact | None = None
    """The fact that it is true of; None for a curated or computed answer."""
    why_wrong: str = ""
    """For a curated answer: what its author says of it."""
    sort_key: tuple[str | int | Decimal, ...] = ()
    """For numbers and dates: where it stands among the others."""


@dataclass(frozen=True)
class Answers:
    """The right answer and what could stand beside it."""

    key: Candidate
    wrong: Iterable[Candidate]
    """The most plausible first; whether one of them is right too is not yet known."""
    also: Iterable[Candidate] = ()
    """Other answers that are right, for items that ask for all of them."""
    facts: tuple[Fact, ...] = ()
    """Further facts that the key rests on."""


def curated(fact: Fact, slot: str) -> Iterable[Candidate]:
    """Yield the wrong answers that the bank's author wrote."""
    for distractor in fact.distractors:
        value = f"text:{distractor.text}"
        yield Candidate(value, {slot: distractor.text}, None, distractor.why_wrong)
