"""Whether an item is one at all: what is missing here leaves nothing to judge.

What is made of facts is whole; what somebody writes or another program exports need not be.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from quizgen.content import Content, pictures_of, plain
from quizgen.errors import counted
from quizgen.judge.subject import Subject
from quizgen.quiz.item import SET_TYPES, Choice, Cloze, FromFacts, Item, Matching, Numeric, Ordering
from quizgen.quiz.walk import key_texts
from quizgen.rules.rule import Finding, rule


@rule("KEY-1", "E", "an item has all that it needs to be answered and marked")
def missing_parts(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find an item without words to ask, without an answer, or whose parts do not fit."""
    if not isinstance(item.origin, FromFacts):
        for message, hint in _missing(item):
            yield Finding(message, hint, is_broken=True)


_SAY = "write it, or take it away"


def _missing(item: Item) -> Iterator[tuple[str, str]]:
    if _is_empty(item.prompt) and item.type not in (*SET_TYPES, "cloze"):
        yield "asks nothing", "write what it asks"  # of a set its section may say what to do
    match item.interaction:
        case Choice(options=options, reserve=reserve):
            if len(options) < 2:
                yield f"has {counted(len(options), 'option')}, and needs two", "add a wrong one"
            if any(_is_empty(option.content) for option in options):
                yield "has an option that says nothing", _SAY
            yield from _twins("options", (option.id for option in (*options, *reserve)))
        case Matching(premises=premises, responses=responses):
            if len(premises) < 2:
                yield f"has {counted(len(premises), 'premise')}, and needs two", "add another"
            texts = [premise.text for premise in premises]
            texts += [response.text for response in responses]
            if any(map(_is_empty, texts)):
                yield "has a premise or response that says nothing", _SAY
            yield from _twins("premises", (premise.id for premise in premises))
            yield from _twins("responses", (response.id for response in responses))
        case Ordering(events=events):
            if len(events) < 2:
                yield f"has {counted(len(events), 'event')}, and needs two", "add another"
            if any(_is_empty(event.text) for event in events):
                yield "has an event that says nothing", _SAY
            yield from _twins("events", (event.id for event in events))
        case Cloze() as cloze:
            blanks = len(cloze.answers)
            if not blanks or len(cloze.parts) != blanks + 1 or len(cloze.accepted) != blanks:
                parts = counted(len(cloze.parts), "part")
                message = f"has {counted(blanks, 'answer')} for the blanks between {parts}"
                yield message, "write one answer for each blank"
        case Numeric(low=low, high=high) if low > high:
            yield f"has no right number: {low:f} is more than {high:f}", "swap the two"
        case _:
            pass
    if item.type in ("short-answer", "numeric", "cloze") and any(map(_is_empty, key_texts(item))):
        yield "has no answer", "write it"


def _is_empty(content: Content) -> bool:
    return not plain(content).strip() and not any(pictures_of([content]))


def _twins(what: str, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield ids that stand twice: an answer would not say which of the two it means."""
    for name, uses in Counter(ids).items():
        if uses > 1:
            yield f"two {what} have the id '{name}'", "give one of the two another id"
