"""What a rule is: a name, a weight, and a check that yields what it finds."""

from collections.abc import Callable, Iterator
from typing import Literal

from quizgen.bank.facts import Fact
from quizgen.deck.deck import Deck
from quizgen.deck.faces import Card
from quizgen.quiz.form import Form
from quizgen.quiz.item import Item
from quizgen.quiz.items import Items
from quizgen.quiz.worksheet import Blueprint
from quizgen.rules.known import Known
from quizgen.values import dataclass

Severity = Literal["E", "W"]


@dataclass(frozen=True)
class Finding:
    """One thing that a rule finds; the engine adds which rule, where and on which item."""

    message: str
    hint: str = ""
    severity: Severity | None = None
    """Where it is not the rule's own."""
    fact_id: str = ""
    """The fact at whose place it is shown, where a rule looks at many."""


@dataclass(frozen=True)
class FactRule:
    """A rule on a fact and its source."""

    id: str
    severity: Severity
    summary: str
    check: Callable[[Fact, Known], Iterator[Finding]]


@dataclass(frozen=True)
class ItemRule:
    """A rule on one item."""

    id: str
    severity: Severity
    summary: str
    check: Callable[[Item, Known], Iterator[Finding]]


@dataclass(frozen=True)
class FormRule:
    """A rule on a whole form."""

    id: str
    severity: Severity
    summary: str
    check: Callable[[Form, Known], Iterator[Finding]]


@dataclass(frozen=True)
class BlueprintRule:
    """A rule on a form and what it was to hold."""

    id: str
    severity: Severity
    summary: str
    check: Callable[[Form, Blueprint], Iterator[Finding]]


@dataclass(frozen=True)
class BankRule:
    """A rule on a bank and all that it yields."""

    id: str
    severity: Severity
    summary: str
    check: Callable[[Items, Known], Iterator[Finding]]


@dataclass(frozen=True)
class CardRule:
    """A rule on one card of a note."""

    id: str
    severity: Severity
    summary: str
    check: Callable[[Card, Known], Iterator[Finding]]


@dataclass(frozen=True)
class DeckRule:
    """A rule on all notes of a deck."""

    id: str
    severity: Severity
    summary: str
    check: Callable[[Deck, Known], Iterator[Finding]]


Rule = FactRule | ItemRule | FormRule | BlueprintRule | BankRule | CardRule | DeckRule
