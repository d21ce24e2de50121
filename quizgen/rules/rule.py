"""What a rule is: a name, a weight, and a check that yields what it finds."""

from collections.abc import Callable, Iterator
from typing import Generic, Literal, TypeVar

from quizgen.judge.subject import Subject
from quizgen.values import dataclass

Severity = Literal["E", "W"]
Judged = TypeVar("Judged")


@dataclass(frozen=True)
class Finding:
    """Something that a rule finds; the engine adds which rule, where and on which item."""

    message: str
    hint: str = ""
    severity: Severity | None = None
    """Where it is not the rule's own."""
    fact_id: str = ""
    """The fact at whose place it is shown, where a rule looks at many."""
    is_broken: bool = False
    """Whether no one can answer or mark the item as it stands. Anything else is a matter of style,
    which whoever writes a question by hand decides: of such items it is a warning."""


@dataclass(frozen=True)
class Rule(Generic[Judged]):
    """A rule on facts, items, forms, cards, decks, or all that a bank offers."""

    id: str
    severity: Severity
    summary: str
    check: Callable[[Judged, Subject], Iterator[Finding]]


def rule(
    code: str, severity: Severity, summary: str
) -> Callable[[Callable[[Judged, Subject], Iterator[Finding]]], Rule[Judged]]:
    """Make a check a rule; messages name it by its code."""
    return lambda check: Rule(code, severity, summary, check)
