"""What a rule is: a code, a severity, and a check that yields what it finds."""

from collections.abc import Callable, Iterator
from typing import Generic, Literal, TypeVar

from quizgen.errors import Where
from quizgen.judge.subject import Subject
from quizgen.values import dataclass

Severity = Literal["E", "W"]
Target = TypeVar("Target")


@dataclass(frozen=True)
class Finding:
    """Something that a rule finds; the engine adds which rule, where and on which item."""

    message: str
    hint: str
    """What whoever wrote it can do, or whoever has it made."""
    severity: Severity | None = None
    """Where it is not the rule's own."""
    fact_id: str = ""
    """The fact at whose place it is shown, where a rule looks at many."""
    where: Where | None = None
    """Its own place, where that is but a part of a fact."""
    is_broken: bool = False
    """Whether no one can answer or mark the item as it stands. Anything else is a matter of style,
    which whoever writes a question by hand decides: of such items it is a warning."""


@dataclass(frozen=True)
class Rule(Generic[Target]):
    """A rule on facts, items, forms, cards, decks, or all that a bank offers."""

    code: str
    """By this, such as KEY-2, messages name it and authors allow exceptions to it."""
    severity: Severity
    summary: str
    check: Callable[[Target, Subject], Iterator[Finding]]


def rule(
    code: str, severity: Severity, summary: str
) -> Callable[[Callable[[Target, Subject], Iterator[Finding]]], Rule[Target]]:
    """Make a function a rule, by its code, its severity, and what it asks for in one line."""
    return lambda check: Rule(code, severity, summary, check)
