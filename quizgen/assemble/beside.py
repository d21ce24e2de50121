"""What stands on a form beside its questions: its texts, its hard words, how much time there is.

All of it follows from the items alone, so it is the same in all versions of a worksheet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from quizgen.bank.bank import HardWord, TeacherNote
from quizgen.bank.facts import Fact, Term
from quizgen.bank.questions import Question
from quizgen.content import plain
from quizgen.judge.clues import tells
from quizgen.judge.subject import Subject
from quizgen.judge.texts import contains, folded
from quizgen.quiz.form import ExplainedWord, SourceEntry
from quizgen.quiz.item import Citation, Discussion, Item, Ordering, ShortAnswer
from quizgen.quiz.naming import sources_named
from quizgen.quiz.walk import key_texts, seen_texts
from quizgen.quiz.worksheet import SECONDS, SECONDS_A_LINE, Layout, with_numbers

MOST_WORDS = 4
"""So many hard words a sheet explains."""
ROUND_UP_TO = 5
"""Minutes: nobody plans a lesson in odd ones."""


def numbered_sources(cited: Iterable[Citation], order: Iterable[str]) -> tuple[SourceEntry, ...]:
    """Return the cited sources in the order given, each with the number that it has there.

    So "Text 3" is one text on all sheets of a bank, whichever others a sheet lists beside it, and a
    class that was given the texts once can go on naming them. What the order lacks follows.
    """
    found = {citation.source: citation for citation in cited}
    numbered = enumerate(dict.fromkeys((*order, *found)), start=1)
    return tuple(
        SourceEntry(
            number=number, source=source, text=found[source].text, listed=found[source].listed
        )
        for number, source in numbered
        if source in found
    )


def lists_texts(items: Iterable[Item], subject: Subject) -> bool:
    """Tell whether pupils need to know which texts there are.

    So they do where a question names one, and where they are to find out a date that a text does
    not print: "on Tuesday", in a newsletter of a known day.
    """
    return bool(subject.language.labels.text) and any(
        any(sources_named(item)) or any(map(_has_date_to_find, _facts_of(item, subject)))
        for item in items
    )


def _facts_of(item: Item, subject: Subject) -> Sequence[Fact]:
    return [subject.facts[fact_id] for fact_id in item.facts]


def _has_date_to_find(fact: Fact) -> bool:
    return fact.kind == "event" and bool(fact.worked_out)


def hard_words(items: Sequence[Item], subject: Subject) -> tuple[ExplainedWord, ...]:
    """Return the hard words that the questions use, but for those that one of them asks for.

    There are few, the first of the bank's: a sheet is no dictionary.
    """
    seen = [plain(content) for item in items for content in seen_texts(item)]
    words = (
        ExplainedWord(word=hard.word, meaning=hard.meaning)
        for hard in subject.bank.glossary
        if any(contains(text, form) for text in seen for form in (hard.word, *hard.forms))
        and not any(_asks_for(item, hard, subject) for item in items)
        and not any(tells(f"{hard.word}: {hard.meaning}", item, subject) for item in items)
    )
    return tuple(islice(words, MOST_WORDS))


def _asks_for(item: Item, hard: HardWord, subject: Subject) -> bool:
    """Tell whether an item asks what a word, or a term with it, means, or for the word itself."""
    forms = (hard.word, *hard.forms)
    claims = [fact.claim for fact in _facts_of(item, subject)]
    terms = [claim.term for claim in claims if isinstance(claim, Term)]
    keys = {folded(plain(key)) for key in key_texts(item)}
    is_of_term = any(contains(term, form) for term in terms for form in forms)
    return is_of_term or not keys.isdisjoint(map(folded, forms))


def concerns(note: TeacherNote, fact: Fact | Question) -> bool:
    """Tell whether a note is about the questions on a fact: it fits all that the note names.

    A written question is of no kind of fact.
    """
    return (
        (not note.kinds or (isinstance(fact, Fact) and fact.kind in note.kinds))
        and (not note.tags or not {*note.tags}.isdisjoint(fact.tags))
        and (not note.themes or not {*note.themes}.isdisjoint(fact.themes))
        and (not note.sources or fact.source in note.sources)
    )


def with_minutes(text: str, items: Iterable[Item]) -> str:
    """Return a text in which `{minutes}` stands for the time that items take, rounded up."""
    seconds = sum(map(_seconds, items))
    minutes = -(-seconds // (60 * ROUND_UP_TO)) * ROUND_UP_TO
    return with_numbers(text, {"{minutes}": str(minutes)})


def with_minutes_on_cover(layout: Layout, items: Sequence[Item]) -> Layout:
    """Return a layout whose cover says how much time items take, wherever it has `{minutes}`."""
    cover = layout.cover
    if cover is None:
        return layout

    def each(lines: Iterable[str]) -> tuple[str, ...]:
        return tuple(with_minutes(line, items) for line in lines)

    filled = replace(
        cover,
        time=with_minutes(cover.time, items),
        materials=each(cover.materials),
        instructions=each(cover.instructions),
        information=each(cover.information),
    )
    return replace(layout, cover=filled)


def _seconds(item: Item) -> int:
    """Return how long an item takes: each of its parts, and each line that is to be written."""
    match item.interaction:
        case Ordering(events=events):
            return SECONDS["ordering"] * len(events)
        case ShortAnswer(lines=lines) | Discussion(lines=lines):
            return SECONDS[item.type] + SECONDS_A_LINE * lines
        case _:
            return SECONDS[item.type] * item.number_count
