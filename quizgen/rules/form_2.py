"""FORM-2: no item answers another (Haladyna: independence)."""

from collections.abc import Iterator
from itertools import permutations

from quizgen.content import plain
from quizgen.quiz.form import Form
from quizgen.quiz.item import Item
from quizgen.rules.known import Known
from quizgen.rules.parts import items_of
from quizgen.rules.rule import Finding, FormRule
from quizgen.rules.texts import contains, content_words, key_texts, told_by, visible_texts
from quizgen.rules.thresholds import SUBJECT_NAMED


def check(form: Form, known: Known) -> Iterator[Finding]:
    """Find an item whose key stands in another one, or in a heading, beside what it asks about."""
    items = items_of(form)
    for giver, asker in permutations(items, 2):
        if answers(giver, asker, known):
            yield Finding(f"'{giver.id}' gives away the answer of '{asker.id}'")
    headings = (form.title, form.subtitle, *(section.title for section in form.sections))
    for text in (*headings, *(section.instruction for section in form.sections)):
        for item in items:
            if tells(text, item, known):
                yield Finding(f"“{text}” gives away the answer of '{item.id}'")


def answers(giver: Item, asker: Item, known: Known) -> bool:
    """Tell whether a text or figure of `giver` holds a key of `asker` together with its subject.

    Items that share a figure are both to be answered from it.
    """
    texts = [*map(plain, visible_texts(giver))]
    if giver.figure and giver.figure != asker.figure:
        texts += told_by(giver.figure)
    return any(tells(text, asker, known) for text in texts)


def tells(text: str, asker: Item, known: Known) -> bool:
    """Tell whether a text holds a key of an item together with its subject."""
    keys = [words.rstrip(".") for words in map(plain, key_texts(asker)) if words]
    return any(contains(text, key) and _speaks_of(text, asker, key, known) for key in keys)


def _speaks_of(text: str, item: Item, key: str, known: Known) -> bool:
    """Tell whether a text names what an item asks about, the key aside, or most of its words."""
    words = content_words(text, known.stop_words)
    for subject in item.about:
        if not subject or contains(key, subject) or contains(subject, key):
            continue
        named = content_words(subject, known.stop_words)
        if contains(text, subject) or (named and len(named & words) / len(named) >= SUBJECT_NAMED):
            return True
    return False


FORM_2 = FormRule("FORM-2", "E", "no item answers another", check)
