"""What a deck's page says: its edition, what is in it, what changed, how to update, its licence."""

from collections.abc import Sequence

from quizgen.bank.bank import Bank
from quizgen.bank.facts import Fact
from quizgen.bank.questions import Question
from quizgen.content import Picture
from quizgen.deck.description import PageText
from quizgen.deck.html import as_html, tidy_text
from quizgen.deck.lock import Lock, SealedNote, one_of_each_fact
from quizgen.deck.note_types import RETIRED
from quizgen.deck.notes import Note
from quizgen.language.dates import say_date
from quizgen.language.wording import render
from quizgen.language.words import Language

VARIABLES = (
    "title", "summary", "edition", "as_of", "licence", "notes", "cards", "sensitive",
    "sensitive_tag", "retired_tag", "added", "changed", "retired", "pictures",
)  # fmt: skip
"""What the page of a deck may say."""

MOST_LISTED = 10
"""So many cards are told; a longer list nobody reads."""


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
    variables: dict[str, object] = {
        "title": bank.title,
        "summary": bank.summary,
        "edition": bank.edition,
        "as_of": say_date(bank.as_of, language),
        "licence": bank.licence,
        "notes": len(facts),
        "cards": sum(len(note.cards) for note in notes),
        "sensitive": any(fact.sensitivity == "high" for fact in facts),
        "sensitive_tag": bank.tag("sens", "high"),
        "retired_tag": bank.tag(RETIRED),
        "pictures": "; ".join(dict.fromkeys(filter(None, (each.credit for each in pictures)))),
        **_changes(lock, {note.guid for note in notes}),
    }
    paragraphs = (as_html(tidy_text(render(each.template, variables, each.where))) for each in page)
    return "".join(f"<p>{each}</p>" for each in paragraphs if each)


def _changes(lock: Lock | None, here: set[str]) -> dict[str, object]:
    """Return what the deck's edition added, changed and retired, in the words of its cards."""
    if lock is None or lock.edition == 1:
        return {"added": "", "changed": "", "retired": ""}
    changes = lock.changes
    return {
        "added": _listed(changes.added, here),
        "changed": _listed(changes.changed, here),
        "retired": _listed(changes.retired, here),
    }


def _listed(notes: Sequence[SealedNote], here: set[str]) -> str:
    news = [note.news for note in one_of_each_fact(note for note in notes if note.guid in here)]
    more = f" (+ {len(news) - MOST_LISTED})" if len(news) > MOST_LISTED else ""
    return " · ".join(news[:MOST_LISTED]) + more
