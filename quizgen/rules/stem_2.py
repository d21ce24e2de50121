"""STEM-2: a stem asks for what is, not for what is not (Haladyna; IWF).

What a speaker denied, in their own words or reported, is no negative question.
"""

from collections.abc import Iterator
from math import ceil

from quizgen.content import plain
from quizgen.quiz.form import Form
from quizgen.quiz.item import Item
from quizgen.rules.claims import found_beside_claims
from quizgen.rules.known import Known
from quizgen.rules.parts import is_keyed_once, items_of
from quizgen.rules.rule import Finding, FormRule, ItemRule
from quizgen.rules.texts import contains
from quizgen.rules.thresholds import ITEMS_PER_NEGATION


def check_item(item: Item, known: Known) -> Iterator[Finding]:
    """Find a negation that is easily overlooked, and two that cancel one another."""
    stem, negations = plain(item.stem), negations_in(item, known)
    if len(negations) > 1:
        words = "' and '".join(negations)
        yield Finding(f"“{stem}” denies twice, by '{words}'", "ask for what is", "E")
    for word in negations:
        if not any(run.style == "bold" and contains(run.text, word) for run in item.stem):
            hint = f"write **{word}**, or ask for what is"
            message = f"'{word}' in “{stem}” is easily overlooked"
            yield Finding(message, hint, "E" if is_keyed_once(item) else "W")


def check_form(form: Form, known: Known) -> Iterator[Finding]:
    """Find a form with too many negative stems."""
    items = items_of(form)
    negative = [item.id for item in items if negations_in(item, known)]
    may_be = ceil(len(items) / ITEMS_PER_NEGATION)
    if len(negative) > may_be:
        message = f"{len(negative)} of {len(items)} stems are negative, of which {may_be} may be"
        yield Finding(message, f"take another item for '{negative[-1]}'")


def negations_in(item: Item, known: Known) -> tuple[str, ...]:
    """Return the words by which a stem asks for what is not."""
    return found_beside_claims(plain(item.stem), known.language.negations, item, known)


STEM_2_ITEM = ItemRule("STEM-2", "W", "no negative stem without a bold word", check_item)
STEM_2_FORM = FormRule("STEM-2", "W", "negative stems are few", check_form)
