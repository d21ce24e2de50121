"""Facts, and what a bank says of itself. What a file must hold at all the reader sees to."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from quizgen.bank.facts import Event, Fact, Position, Quantity, Statement, Term, is_within
from quizgen.bank.questions import texts_of_question
from quizgen.judge.leftovers import markup_in
from quizgen.judge.subject import Subject
from quizgen.judge.texts import is_copied
from quizgen.quiz.offer import Offer
from quizgen.rules.rule import Finding, rule

_FROM_NOUGHT = re.compile(r"-\d|0000")
REVIEW_GRACE = 180
"""DATE-1: how many days a review may be overdue before it is an error. Ours: half a school year."""


@rule("DATE-1", "E", "every fact is looked at again when it is due")
def overdue_reviews(fact: Fact, subject: Subject) -> Iterator[Finding]:
    """Find a fact that is due for another look (Wozniak's rule 19)."""
    due, today = fact.review_by, subject.today
    if due and today and due.is_before(today):
        overdue = today.first - due.last > REVIEW_GRACE
        hint = "look at it again, then move review_by"
        yield Finding(f"was to be reviewed by {due.text}", hint, "E" if overdue else "W")


@rule("DATE-1", "W", "no date is a year off")
def years_from_nought(fact: Fact, subject: Subject) -> Iterator[Finding]:
    """Find a year written as ISO 8601 counts, from a year 0, where most people mean another."""
    for date in filter(None, (fact.date, *(fact.date.ends if fact.date else ()))):
        if _FROM_NOUGHT.match(date.text) and not date.ends:
            meant, other = 1 - date.year, -date.year
            message = f"has the date {date.text}, {meant} BCE: ISO 8601 counts from a year 0"
            also = f", or {other} BCE if that is meant" if other else ""
            yield Finding(message, f"write {meant} BCE{also}")


@rule("TEXT-1", "W", "texts are words alone, and fit the sentences that they are set into")
def leftover_marks(fact: Fact, subject: Subject) -> Iterator[Finding]:
    """Find marks of HTML and Markdown in a fact, and texts that begin or end as sentences do."""
    for key, text in (*_texts(fact.claim), *_texts(fact)):
        yield from _marks(key, text)
    for key, text in _set_into_sentences(fact):
        if re.search(_SENTENCES, text):
            hint = "it is set into a sentence: write one clause, and the rest in a note"
            yield Finding(f"{key} has more than one sentence", hint)
        first = text.split(maxsplit=1)[0] if text else ""
        if first[:1].isupper() and first != "I" and _is_small(first, subject):
            hint = f"it is set into a sentence: write {first[0].lower()}{first[1:]}"
            yield Finding(f"{key} begins with a capital: '{first}'", hint)
    claim = fact.claim
    if isinstance(claim, Statement) and is_copied(claim.gist, claim.quote):
        hint = "say it in your own words, so that it completes “said that”, or leave it out"
        yield Finding("gist repeats the quotation", hint)


_NO_PROSE = {"id", "kind", "at", "source", "worked_out", "class_", "unit", "where", "url", "text_"}
"""Fields that hold no prose, or that of a source."""
_SENTENCES = r"[^\W\d_]{4,}[.?!] +[“\"(]?[^\W\d_a-z]"  # compiled by `check` alone


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text of a value that is printed, with the key under which it stands."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, tuple):
        for member in value:
            yield from _texts(member, key)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            if field.name not in _NO_PROSE and field.name != "claim":
                yield from _texts(getattr(value, field.name), field.name.removesuffix("_"))


def _marks(key: str, text: str) -> Iterator[Finding]:
    if text.count("“") != text.count("”") and not {"„", "»"} & {*text}:
        hint = "write “ before the words and ” after them; straight marks are printed straight"
        yield Finding(f"{key} has “ and ” that are no pairs", hint)
    for mark in dict.fromkeys(markup_in(text)):
        hint = "it is printed as it stands: delete it; no text has bold, italics or links"
        if mark.startswith("&"):
            hint = "it is printed as it stands: write the sign itself"
        yield Finding(f"{key} has {mark} in it", hint)
        return


def _set_into_sentences(fact: Fact) -> Iterator[tuple[str, str]]:
    """Yield the texts of a fact that stand within a sentence, with their keys."""
    match fact.claim:
        case Statement(gist=gist, about=about):
            yield from (("gist", gist), ("about", about))
        case Event(what=what):
            yield "what", what
        case Quantity(subject=subject, asks=asks, says=says):
            yield from (("subject", subject), ("asks", asks), ("says", says))
        case Position(condition=condition):
            yield "condition", condition
        case Term(meaning=meaning, relation=relation):
            if relation in ("means", "was"):  # others may be a name or a phrase, How are you?
                yield "meaning", meaning


def _is_small(word: str, subject: Subject) -> bool:
    """Tell whether a word has a small letter but for the start of a sentence: The, How, It."""
    language = subject.language
    return word.lower() in language.stop_words or word.lower() in language.question_words


@rule("TEXT-1", "W", "texts are words alone, and fit the sentences that they are set into")
def leftover_marks_of_a_bank(_: Offer, subject: Subject) -> Iterator[Finding]:
    """Find marks of HTML and Markdown in what a bank says around its facts."""
    bank = subject.bank
    for key in ("title", "summary", "teacher_note", "camps", "discussion"):
        held = getattr(bank, key)
        for text in held.values() if isinstance(held, dict) else (held,):
            yield from (found for name, each in _texts(text, key) for found in _marks(name, each))
    for question in bank.questions:
        for text in texts_of_question(question):
            yield from _marks(f"the question '{question.id}'", text)
    for key, passage in bank.passages.items():
        yield from _marks(f"the passage '{key}'", passage.text)
    for table in (bank.sources, bank.people, bank.issues):
        for name, value in table.items():
            for key, text in _texts(value):
                yield from _marks(f"{key} of '{name}'", text)


@rule("SENS-1", "E", "a bank says what is sensitive in it")
def unsaid_sensitivity(_: Offer, subject: Subject) -> Iterator[Finding]:
    """Find a bank that has sensitive facts and does not say so, or not of what kind."""
    bank = subject.bank
    for fact in bank.facts:
        if not fact.is_within(bank.sensitivity):
            message = f"sensitivity: {bank.sensitivity}, but the fact '{fact.id}' is"
            yield Finding(f"{message} {fact.sensitivity}", f"write sensitivity: {fact.sensitivity}")
            break
    for question in bank.questions:
        if not is_within(question.sensitivity, bank.sensitivity):
            message = f"sensitivity: {bank.sensitivity}, but the question '{question.id}' is"
            hint = f"write sensitivity: {question.sensitivity}"
            yield Finding(f"{message} {question.sensitivity}", hint)
            break
    themed = bank.themes or any(fact.themes for fact in bank.facts)
    themed = themed or any(question.themes for question in bank.questions)
    if bank.sensitivity != "none" and not themed:
        hint = "add them, such as themes: [war, casualties]"
        yield Finding(f"sensitivity: {bank.sensitivity}, but there are no themes", hint)
