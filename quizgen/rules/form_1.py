"""FORM-1: one fact, one item (Haladyna: independence)."""

from collections.abc import Iterator

from quizgen.content import plain
from quizgen.quiz.form import Form
from quizgen.quiz.item import Item
from quizgen.rules.known import Known
from quizgen.rules.parts import items_of
from quizgen.rules.rule import Finding, FormRule
from quizgen.rules.texts import content_words, folded, key_texts, likeness
from quizgen.rules.thresholds import NEAR_STEM, SAME_STEM


def check(form: Form, known: Known) -> Iterator[Finding]:
    """Find a fact that is asked about twice, and items that are nearly the same."""
    seen: list[Item] = []
    for item in items_of(form):
        for other in seen:
            for fact_id in sorted({*item.facts} & {*other.facts}):
                yield Finding(f"'{item.id}' and '{other.id}' both ask about '{fact_id}'")
            degree = nearness(item, other, known)
            if degree >= NEAR_STEM:
                names = f"'{item.id}' and '{other.id}'"
                message = f"{names} are nearly the same question"
                yield Finding(message, "", "E" if degree >= SAME_STEM else "W")
        seen.append(item)


def nearness(one: Item, other: Item, known: Known) -> float:
    """Return how alike two items' stems are, 0 to 1, if their keys are the same; else 0."""
    keys = [folded(" ".join(map(plain, key_texts(item)))) for item in (one, other)]
    if keys[0] != keys[1] or not (one.stem and other.stem):
        return 0.0
    return likeness(
        content_words(plain(one.stem), known.stop_words),
        content_words(plain(other.stem), known.stop_words),
    )


FORM_1 = FormRule("FORM-1", "E", "one fact, one item", check)
