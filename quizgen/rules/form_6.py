"""FORM-6: a form says which it is, and its points add up."""

from collections.abc import Iterator

from quizgen.language.dates import say_date
from quizgen.quiz.form import Form
from quizgen.rules.known import Known
from quizgen.rules.rule import Finding, FormRule
from quizgen.rules.texts import contains


def check(form: Form, known: Known) -> Iterator[Finding]:
    """Find a footer without seed, edition, date or form, and points that do not add up."""
    footer = " · ".join(form.footer)
    needed = {
        "seed": str(form.seed),
        "edition": str(form.edition),
        "as-of date": say_date(form.as_of, known.language),
        "form": form.letter,
    }
    for what, words in needed.items():
        if words and not contains(footer, words):
            yield Finding(f"the footer '{footer}' does not say the {what}, {words}")
    for section in form.sections:
        total = sum(numbered.points for numbered in section.items)
        if total != section.points:
            yield Finding(f"'{section.title}' says {section.points} points, its items {total}")
    total = sum(section.points for section in form.sections)
    if total != form.points:
        yield Finding(f"the form says {form.points} points, its sections {total}")


FORM_6 = FormRule("FORM-6", "E", "a form says which it is, and its points add up", check)
