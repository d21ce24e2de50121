"""The wrong answers that the bank's author wrote: used before all others, or told why not."""

from collections.abc import Iterator
from decimal import Decimal

from quizgen.bank.facts import (
    CuratedDistractor,
    Fact,
    Position,
    Property,
    Quantity,
    Statement,
    Term,
)
from quizgen.judge.right import is_right
from quizgen.judge.subject import Subject
from quizgen.language.variables import main_aspect
from quizgen.quiz.meaning import Meaning, SomeNumber, SomeWords
from quizgen.rules.rule import Finding, rule


@rule("KEY-2", "E", "no second true option")
def right_answers(fact: Fact, subject: Subject) -> Iterator[Finding]:
    """Find a wrong answer that is right: the right one in other letters, or by another fact."""
    key = _key(fact, subject)
    for wrong in fact.distractors if key else ():
        if subject.bare(wrong.text) == subject.bare(key):
            message = f"has the wrong answer '{wrong.text}', which is the right one, '{key}'"
            yield Finding(message, "write one that is wrong, or delete it", where=wrong.where)
        elif is_right(_meaning(wrong, fact), wrong.text, fact, subject):
            message = f"has the wrong answer '{wrong.text}', which is right too by this bank"
            hint = "delete it: it is never offered as wrong"
            yield Finding(message, hint, where=wrong.where)


@rule("KEY-1", "W", "every wrong answer that is written can be used")
def unused_answers(fact: Fact, subject: Subject) -> Iterator[Finding]:
    """Find a wrong answer that no question takes: one that stands twice, or of such a fact."""
    if fact.distractors and not _key(fact, subject):
        what = (
            "a quantity without a value"
            if fact.kind == "quantity"
            else f"facts of kind {fact.kind}"
        )
        message = f"has wrong answers, and none is used: questions on {what} find their own"
        hint = "delete them, or ask it as a term"
        yield Finding(message, hint, where=fact.distractors[0].where)
        return
    seen: set[str] = set()
    for wrong in fact.distractors:
        if subject.bare(wrong.text) in seen:
            message = f"has the wrong answer '{wrong.text}' twice"
            yield Finding(message, "write another one, or delete it", where=wrong.where)
        seen.add(subject.bare(wrong.text))


def _key(fact: Fact, subject: Subject) -> str:
    """Return what a wrong answer of the fact stands beside; nothing where none is asked for."""
    match fact.claim:
        case Term(meaning=meaning):
            return meaning
        case Statement(answer=answer):
            return answer
        case Quantity(value=Decimal() as value):
            return f"{value:f}"
        case Property():
            return subject.properties.printed(fact)[0]
        case Position(scope=scope) as position:
            return scope.get(main_aspect(position, subject.bank), "")
        case _:
            return ""


def _meaning(wrong: CuratedDistractor, fact: Fact) -> Meaning:
    if isinstance(fact.claim, Quantity):
        return SomeNumber(Decimal(wrong.text), fact.claim.unit)
    return SomeWords(wrong.text)
