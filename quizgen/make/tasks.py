"""Tasks without a key: what their mark schemes say, and which passages they rest on."""

from collections.abc import Iterable

from quizgen.bank.bank import Prompt
from quizgen.bank.facts import Fact
from quizgen.content import Run, Text
from quizgen.judge.subject import Subject
from quizgen.quiz.item import Discussion, Item, MarkBand, Written

LINES = 9
"""How many lines there are to write on."""


def discussion_id(prompt: Prompt) -> str:
    """Return the id of the item that asks a prompt."""
    return f"{prompt.id}/discussion"


def discussion_item(prompt: Prompt, subject: Subject) -> Item:
    """Return a prompt as an item; it keys no fact, so others may ask about what it builds on."""
    facts = [fact for fact_id in prompt.facts if (fact := subject.facts.get(fact_id))]
    bands = tuple(
        MarkBand(name=(Run(level.level),), does=(Run(level.does),)) for level in prompt.marking
    )
    return Item(
        id=discussion_id(prompt),
        prompt=(Run(prompt.text),),
        interaction=Discussion(
            lines=LINES,
            bands=bands or usual_bands(subject),
            passages=passages_of(facts, subject),
        ),
        level=3,
        tags=prompt.tags,
        citations=subject.citations(fact.source for fact in facts),
        origin=Written(),
        where=prompt.where,
    )


def usual_bands(subject: Subject) -> tuple[MarkBand, ...]:
    """Return the mark scheme of the language, for tasks that have none of their own."""
    return tuple(
        MarkBand(name=(Run(level.level),), does=(Run(level.does),))
        for level in subject.language.marking
    )


def passages_of(facts: Iterable[Fact], subject: Subject) -> tuple[Text, ...]:
    """Return where the passages stand that a task rests on, for who marks it to look up.

    Their words are in italics and not in quotation marks: they mark a place in a text, and are
    nobody's speech.
    """
    places = dict.fromkeys((fact.source, fact.at) for fact in facts if fact.source)
    known = ((subject.bank.sources[source], at) for source, at in places)
    named = ((source.publisher or source.title, at) for source, at in known)
    return tuple(
        (Run(f"{name}: "), Run(at, "italic")) if at else (Run(name),) for name, at in named
    )
