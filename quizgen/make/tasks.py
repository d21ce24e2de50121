"""Tasks without a key: what their mark schemes say, and which passages they rest on."""

from collections.abc import Iterable

from quizgen.bank.bank import Prompt
from quizgen.bank.facts import Event, Fact, Quantity, Statement
from quizgen.content import Run, Text
from quizgen.judge.subject import Subject
from quizgen.language.people import call_source
from quizgen.language.sentences import begin
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
    """Return what a task rests on, for who marks it: the text, what it says there, and where.

    The words of the text are in italics and not in quotation marks: they mark a place in it, and
    are nobody's speech.
    """
    places: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        if fact.source:
            places.setdefault((fact.source, fact.at), fact)
    return tuple(_passage(fact, subject) for fact in places.values())


def _passage(fact: Fact, subject: Subject) -> Text:
    called = call_source(subject.bank.sources[fact.source], subject.language)
    named = Run(begin(called), source=fact.source)
    place = (Run(fact.at, "italic"),) if fact.at else ()
    said = _said_there(fact, subject)
    if not said:
        return (named, Run(": "), *place) if place else (named,)
    return (named, Run(f": {said} ("), *place, Run(")")) if place else (named, Run(f": {said}"))


def _said_there(fact: Fact, subject: Subject) -> str:
    """Return in a clause what a passage says; of a term nothing, since it shows how it is used."""
    told = subject.own_variables(fact)
    match fact.claim:
        case Statement() if told["gist"] and told["is_author"]:
            return str(told["gist"])
        case Statement() if told["gist"]:
            return f"{told['speaker']} {told['verb']} {told['gist']}"
        case Event(what=what):
            return what
        case Quantity():
            return str(told["says"])
        case _:
            return ""
