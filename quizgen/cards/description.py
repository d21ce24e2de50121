"""What a deck's page says: its edition, what is in it, what changed, how to update, its licence.

What changed is told in the bank's file of changes as on the page, in the page's own words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizgen.bank.bank import Bank
from quizgen.bank.facts import Fact
from quizgen.bank.questions import Question
from quizgen.content import Picture, Text, plain
from quizgen.deck.description import PageText
from quizgen.deck.html import as_html, tidy_text
from quizgen.deck.lock import Changes, Lock, one_of_each_fact
from quizgen.deck.note_types import OCCLUSION, RETIRED
from quizgen.deck.notes import Note
from quizgen.language.dates import say_date
from quizgen.language.wording import render
from quizgen.language.words import Language

VARIABLES = (
    "title", "summary", "edition", "as_of", "licence", "notes", "cards", "sensitive",
    "sensitive_tag", "unused", "retired_tag", "added", "changed", "retired", "pictures",
)  # fmt: skip
"""What the page of a deck may say."""

MOST_LISTED = 10
"""So many cards are told; a longer list nobody reads."""

_ITEM = "\N{LINE SEPARATOR}"
"""Begins each line of a list; a text of a bank cannot hold it."""
_NO_NEWS: dict[str, object] = {"added": "", "changed": "", "retired": ""}


def describe(
    page: Sequence[PageText],
    bank: Bank,
    language: Language,
    facts: Sequence[Fact | Question],
    notes: Sequence[Note],
    pictures: Sequence[Picture],
    lock: Lock | None,
) -> str:
    """Return the deck's description as HTML, without the paragraphs that say nothing."""
    news = lock.changes if lock and lock.edition > 1 else None
    variables = {
        **_known(bank, language, facts, notes, pictures),
        **_news(news, {note.guid for note in notes}, MOST_LISTED),
    }
    paragraphs = (_as_lines(render(each.template, variables, each.where)) for each in page)
    return "".join(f"<p>{each}</p>" for each in paragraphs if each)


def tell_changes(
    page: Sequence[PageText], bank: Bank, language: Language, lock: Lock
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what the page says of the lock's edition alone, all of it: words, and what they list.

    That is each paragraph that would say nothing had nothing changed.
    """
    known = _known(bank, language, (), (), ())
    news = _news(lock.changes, {note.guid for note in lock.notes}, len(lock.notes))
    for each in page:
        if not render(each.template, known | _NO_NEWS, each.where):
            words, *items = plain(render(each.template, known | news, each.where)).split(_ITEM)
            if words:
                yield words.strip(), tuple(items)


def _known(
    bank: Bank,
    language: Language,
    facts: Sequence[Fact | Question],
    notes: Sequence[Note],
    pictures: Sequence[Picture],
) -> dict[str, object]:
    """Return what there is to say of a deck whatever its edition changed."""
    return {
        "title": bank.title,
        "summary": bank.summary,
        "edition": bank.edition,
        "as_of": say_date(bank.as_of, language),
        "licence": bank.licence,
        "notes": len(facts) + sum(note.type_key == OCCLUSION for note in notes),
        "cards": sum(len(note.cards) for note in notes),
        "sensitive": any(fact.sensitivity == "high" for fact in facts),
        "sensitive_tag": bank.tag("sens", "high"),
        "unused": any(note.is_retired for note in notes),
        "retired_tag": bank.tag(RETIRED),
        "pictures": "; ".join(dict.fromkeys(filter(None, (each.credit for each in pictures)))),
    }


def _news(changes: Changes | None, here: set[str], most: int) -> dict[str, object]:
    """Return what an edition added, changed and retired, in the words of its cards."""
    if changes is None:
        return _NO_NEWS
    lists = {"added": changes.added, "changed": changes.changed, "retired": changes.retired}
    told = {
        word: [note.news for note in one_of_each_fact(each for each in notes if each.guid in here)]
        for word, notes in lists.items()
    }
    return {
        word: "".join(
            f"{_ITEM}{each}"
            for each in (*news[:most], *([f"(+ {len(news) - most})"] if len(news) > most else []))
        )
        for word, news in told.items()
    }


def _as_lines(text: Text) -> str:
    """Return a text as HTML, each item of a list on a line of its own."""
    lines: list[Text] = [()]
    for run in text:
        first, *rest = run.text.split(_ITEM)
        lines[-1] += (replace(run, text=first),)
        lines += [(replace(run, text=item),) for item in rest]
    return "<br>• ".join(as_html(tidy_text(line)) for line in lines)
