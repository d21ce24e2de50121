"""Make a deck of a bank's facts: one note a fact, with finished fields.

What a learner has earned hangs on a note's GUID, and what she wrote into a note of ours is
overwritten when a later edition changes that note. Hence two laws. A GUID comes from ids alone,
never from words. And a note's fields depend on its own fact alone, never on the edition, the
bank's as-of date or the length of the bank, with one exception: `one_to_one`.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import assert_never

from quizgen.errors import Problem, TemplateError, Where
from quizgen.model import (
    SENSITIVITIES,
    Bank,
    Date,
    Deck,
    Event,
    Fact,
    Language,
    Note,
    NoteType,
    Person,
    Position,
    Quantity,
    Sensitivity,
    Statement,
    Term,
    Text,
)
from quizgen.phrase import fact_variables, render, say_date

SECONDS_A_DAY = 24 * 60 * 60
CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], "\N{REPLACEMENT CHARACTER}")
SPACES = dict.fromkeys(map(ord, "\t\n\r"), " ")
MARKUP = {ord(mark): f"&#{ord(mark)};" for mark in '&<>"[{'}
"""What HTML, and Anki in `[sound:…]`, `[latex]` and `{{…}}`, would take for more than text."""
ELEMENTS = {"bold": "b", "italic": "i"}


def make_deck(
    bank: Bank,
    note_types: Sequence[NoteType],
    language: Language,
    max_sensitivity: Sensitivity = "low",
    description: str = "",
) -> Deck:
    """Return the bank's facts as notes, facts of a higher sensitivity left out.

    `description` is the Jinja2 string of the deck's page, its paragraphs parted by empty lines.
    Raises TemplateError for a note type that is missing or cannot be used.
    """
    types = _types_by_key(bank, note_types)
    facts = [fact for fact in bank.facts if _is_within(fact, max_sensitivity)]
    lone = facts_with_their_answer_alone(bank)
    notes = tuple(
        _note(fact, types[fact.kind], due, bank, language, is_lone=fact.id in lone)
        for due, fact in enumerate(sorted(facts, key=lambda fact: fact.level), start=1)
    )
    used = {note.type_key for note in notes}
    return Deck(
        topic=bank.topic,
        name=deck_name(bank),
        description=_description(description, bank, language, facts, notes),
        language=bank.language,
        note_types=tuple(each for each in note_types if each.key in used),
        notes=notes,
        modified=modified(bank),
    )


def guid_of(topic: str, fact_id: str, type_key: str) -> str:
    """Return a note's identity, which no change of words changes.

    >>> guid_of("escalation", "atacms-stands-for", "term")
    'e35219e8508825d3'
    """
    return sha256(f"{topic}\0{fact_id}\0{type_key}".encode()).hexdigest()[:16]


def modified(bank: Bank) -> int:
    """Return the time by which Anki tells a later edition: its as-of day, a second an edition."""
    midnight = datetime.combine(bank.as_of.last, time(), UTC)
    return int(midnight.timestamp()) + min(bank.edition, SECONDS_A_DAY - 1)


def deck_name(bank: Bank) -> str:
    """Return the bank's title as a deck can be called: Anki parts decks at `::`."""
    title = "".join(char for char in _tidy(bank.title) if char != "\N{REPLACEMENT CHARACTER}")
    while "::" in title:
        title = title.replace("::", ":")
    return title.strip(" :") or bank.topic


def _types_by_key(bank: Bank, note_types: Sequence[NoteType]) -> Mapping[str, NoteType]:
    types = {each.key: each for each in note_types}
    problems = [
        Problem(fact.where, f"no note type for facts of kind {fact.kind!r}")
        for fact in {fact.kind: fact for fact in reversed(bank.facts)}.values()
        if fact.kind not in types
    ]
    if problems:
        raise TemplateError(problems)
    return types


def _is_within(fact: Fact, max_sensitivity: Sensitivity) -> bool:
    return SENSITIVITIES.index(fact.sensitivity) <= SENSITIVITIES.index(max_sensitivity)


# --------------------------------------------------------------------------- notes


def _note(
    fact: Fact, note_type: NoteType, due: int, bank: Bank, language: Language, *, is_lone: bool
) -> Note:
    variables = fact_variables(fact, bank, language) | {
        "language": bank.language,
        "one_to_one": is_lone,
    }
    fields = {
        field.name: as_html(render(field.text, variables, note_type.where)) if field.text else ""
        for field in note_type.fields
    }
    cards = tuple(place for place, card in enumerate(note_type.cards) if fields[card.needs])
    if not cards:
        message = f"fact {fact.id!r} fills no field that a card of {note_type.key!r} needs"
        raise TemplateError([Problem(note_type.where, message)])
    return Note(
        guid=guid_of(bank.topic, fact.id, note_type.key),
        type_key=note_type.key,
        fields=tuple(fields.values()),
        cards=cards,
        tags=tuple(sorted(_tags(fact, bank))),
        deck=f"{deck_name(bank)}::{note_type.subdeck}",
        due=due,
        modified=modified(bank),
    )


def _tags(fact: Fact, bank: Bank) -> Iterator[str]:
    root = f"quizgen::{bank.topic}"
    person = _whose(fact, bank)
    yield f"{root}::level::{fact.level}"
    yield from (f"{root}::tag::{_as_tag(tag)}" for tag in fact.tags)
    if person and person.camp:
        yield f"{root}::camp::{person.camp}"
    if fact.sensitivity != "none":
        yield f"{root}::sens::{fact.sensitivity}"
    if fact.retired:
        yield f"{root}::retired"


def _whose(fact: Fact, bank: Bank) -> Person | None:
    """Return who said it, did it, counted it or stood there."""
    match fact.claim:
        case Statement(speaker=person) | Event(actor=person) | Quantity(by=person):
            return bank.people.get(person)
        case Position() as position:
            return bank.people.get(position.for_ or position.actor)
        case Term():
            return None
        case _ as unreachable:
            assert_never(unreachable)


def _as_tag(words: str) -> str:
    """Return words as one tag: Anki ends a tag at a space and a level at `::`."""
    return "-".join(_tidy(words).replace("::", " ").split())


# --------------------------------------------------------------------------- both ways


def facts_with_their_answer_alone(bank: Bank) -> frozenset[str]:
    """Return the ids of facts that alone answer what their reverse card asks (CARD-4).

    The one thing in a note that other facts decide. When a later fact shares a day, a meaning or
    an occasion, a card that was fair becomes a riddle with two answers. It is safer for learners
    that the card goes from both notes, with the notes' text left as it was, than that one right
    answer is marked wrong. Anki leaves the emptied card to the learner's "Empty cards"; only the
    notes that share the answer are touched. Facts that are left out of the deck count, so that
    its text does not hang on how it was built. Retired ones do not: nobody is asked for them any
    more, and a retired fact and its successor do not stand in each other's way.
    """
    sharing: dict[Hashable, set[str]] = defaultdict(set)
    for fact in bank.facts:
        if not fact.retired:
            for question in _asked_back(fact):
                sharing[question].add(fact.id)
    return frozenset(
        fact.id
        for fact in bank.facts
        if len(asked := list(_asked_back(fact))) == 1
        and sharing[asked[0]] <= {fact.id, fact.superseded_by}
    )


def _asked_back(fact: Fact) -> Iterator[Hashable]:
    """Yield what a reverse card of the fact would ask; of an event every day that it took."""
    match fact.claim:
        case Statement() as statement:
            yield fact.kind, statement.speaker, statement.date.text, statement.about.casefold()
        case Event() as event:
            yield from ((fact.kind, day) for day in _days(event.date))
        case Quantity() as quantity:
            yield fact.kind, quantity.says.casefold(), quantity.value, quantity.printed
        case Position() as position:
            yield fact.kind, position.question, position.stance
        case Term() as term:
            yield fact.kind, term.meaning.casefold()
        case _ as unreachable:
            assert_never(unreachable)


def _days(date: Date) -> Iterator[object]:
    """Yield the days of a day or range; months, seasons and years are too wide to be asked for."""
    if date.precision in ("day", "range"):
        length = (date.last - date.first).days + 1
        yield from (date.first + timedelta(days) for days in range(length))


# --------------------------------------------------------------------------- HTML


def as_html(text: Text) -> str:
    """Return a text as a field of a note. Text is never markup: only the styles of its runs are.

    >>> from quizgen.model import Run
    >>> as_html((Run("a < b, "), Run("[sound:x.mp3]", "bold")))
    'a &#60; b, <b>&#91;sound:x.mp3]</b>'
    """
    return "".join(
        _element(ELEMENTS.get(run.style, "span" if run.lang else ""), run.lang, escape(run.text))
        for run in text
    ).strip()


def escape(words: str) -> str:
    """Return words as HTML that shows them as they stand, and that Anki leaves as it is."""
    return _tidy(words).translate(MARKUP)


def _tidy(words: str) -> str:
    """Return words in NFC, as Anki keeps them, without the characters that part its fields."""
    return unicodedata.normalize("NFC", words).translate(CONTROLS | SPACES)


def _element(name: str, lang: str, content: str) -> str:
    attribute = f' lang="{escape(lang)}"' if lang else ""
    return f"<{name}{attribute}>{content}</{name}>" if name else content


def _description(
    template: str, bank: Bank, language: Language, facts: Sequence[Fact], notes: Sequence[Note]
) -> str:
    variables: dict[str, object] = {
        "title": bank.title,
        "summary": bank.summary,
        "edition": bank.edition,
        "as_of": say_date(bank.as_of, language),
        "licence": bank.licence,
        "notes": len(notes),
        "cards": sum(len(note.cards) for note in notes),
        "sensitive": any(fact.sensitivity == "high" for fact in facts),
        "sensitive_tag": f"quizgen::{bank.topic}::sens::high",
        "retired_tag": f"quizgen::{bank.topic}::retired",
    }
    where = Where("description.txt")
    paragraphs = (
        as_html(render(each, variables, where)) for each in template.split("\n\n") if each.strip()
    )
    return "\n".join(f"<p>{each}</p>" for each in paragraphs if each)
