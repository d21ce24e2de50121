"""What templates say, looked at before any of it is said, so that every mistake is told at once.

A build reads a wording when it first uses it, and ends with the first that cannot be used.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from quizgen.assemble.refuse import unknown_tags_of, unknown_wordings_of
from quizgen.bank.facts import KINDS, Kind
from quizgen.cards.description import VARIABLES
from quizgen.errors import QuizgenError, TemplateError, Where, collect, raise_all
from quizgen.judge.subject import Subject
from quizgen.language.variables import PLACE_VARIABLES, fact_variables
from quizgen.language.wording import check_condition, check_template
from quizgen.make.sets import OF_SET
from quizgen.quiz.worksheet import Worksheet
from quizgen.read import (
    Materials,
    lacking_cards,
    lacking_description,
    lacking_wordings,
)

ADDED = ("count", "grain")
"""What some stems have beside the variables of their fact."""
ADDED_TO_REASONS = ("is_more", "slip")
"""What is known of a wrong answer that was computed."""

Variables = Collection[str] | None
"""The names that there are; None where they cannot be told, since a bank has no such fact."""
TemplateCheck = tuple[Callable[[str, Where, Variables], None], str, Where, Variables]
"""A template, how it is checked, where it stands, and what it may ask for."""


def check_templates(materials: Materials, sheets: Sequence[Worksheet], subject: Subject) -> None:
    """Raise QuizgenError with every template that cannot be used, or is not there."""
    lacking = (
        *lacking_wordings(materials),
        *lacking_cards(materials),
        *lacking_description(materials),
    )
    unknown = (
        problem
        for sheet in sheets
        for problem in (
            *unknown_tags_of(sheet, subject),
            *unknown_wordings_of(sheet, subject, materials.left_out),
        )
    )
    found = (*lacking, *unknown)
    errors: list[QuizgenError] = [TemplateError(found)] if found else []
    for check, template, where, variables in (
        *_of_wordings(subject),
        *_of_sheets(sheets, subject),
        *_of_note_types(materials),
        *_of_description(materials),
    ):
        collect(partial(check, template, where, variables), errors)
    raise_all(errors)


def _of_wordings(subject: Subject) -> Iterator[TemplateCheck]:
    of_any = _variables_of([kind for kind in KINDS if kind != "property"], subject)
    for kind, wordings in subject.wordings.items():
        fact = next((fact for fact in subject.bank.facts if fact.kind == kind), None)
        variables = (*subject.variables(fact), *ADDED) if fact else None
        if kind == "place":
            variables = (*PLACE_VARIABLES,)
        for wording in wordings:
            yield check_condition, wording.when, wording.where, variables
            for template in (
                *(*wording.paragraphs, wording.key, wording.rationale),
                *(*wording.accept, wording.premise, wording.detail),
            ):
                yield check_template, template, wording.where, variables
            reasons = (*variables, *ADDED_TO_REASONS) if variables else None
            yield check_template, wording.why_invented, wording.where, reasons
            of_sibling = {*of_any, *variables} if of_any and variables else None
            yield check_template, wording.why_wrong, wording.where, of_sibling
            yield check_template, wording.feedback, wording.where, of_sibling
            of_set = OF_SET.get(kind, ()) if kind != "place" else ()
            yield check_template, wording.heading, wording.where, of_set
            for column in wording.columns:
                yield check_template, column.heading, wording.where, of_set
                yield check_condition, column.asked, wording.where, variables
                for template in (column.text, *column.accept):
                    yield check_template, template, wording.where, variables


def _of_sheets(sheets: Sequence[Worksheet], subject: Subject) -> Iterator[TemplateCheck]:
    for sheet in sheets:
        for section in sheet.facts:
            variables = _variables_of(section.kinds or KINDS, subject)
            yield check_condition, section.when, section.where, variables
            for template in (section.lead, section.text):
                yield check_template, template, section.where, variables
        for card in sheet.cards:
            variables = _variables_of(card.kinds or KINDS, subject)
            yield check_condition, card.when, card.where, variables
            for template in (card.front, card.detail, card.back, card.why):
                yield check_template, template, card.where, variables


def _of_note_types(materials: Materials) -> Iterator[TemplateCheck]:
    """Yield what fills the fields of notes; some have more to ask for than a fact's variables."""
    for each in materials.note_types:
        for field in each.fields:
            for template in (field.text, field.hidden, field.hint):
                yield check_template, template, each.where, None


def _of_description(materials: Materials) -> Iterator[TemplateCheck]:
    for paragraph in materials.description or ():
        yield check_template, paragraph.template, paragraph.where, VARIABLES


def _variables_of(kinds: Sequence[Kind], subject: Subject) -> Variables:
    """Return what facts of some kinds have; None if the bank lacks one of the kinds."""
    firsts = {fact.kind: fact for fact in reversed(subject.bank.facts)}
    if not {*kinds} <= {*firsts}:
        return None
    language = subject.language
    return {name for kind in kinds for name in fact_variables(firsts[kind], subject.bank, language)}
