"""A blueprint that names what is not there is refused before anything is made."""

from quizgen.bank.facts import tags_of
from quizgen.errors import FormError, Problem, TemplateError, quoted, suggest
from quizgen.judge.subject import Subject
from quizgen.quiz.worksheet import Blueprint


def refuse_unknown(blueprint: Blueprint, subject: Subject) -> None:
    """Raise FormError for tags that no fact has, TemplateError for wordings that are not there."""
    bank = subject.bank
    tags = tags_of(bank.facts)
    strange = [tag for tag in dict.fromkeys(blueprint.tags) if tag not in tags]
    if strange:
        raise FormError(
            Problem(bank.where, f"no fact has the tag {quoted(tag)}", suggest(tag, tags, "tags"))
            for tag in strange
        )
    sheet = blueprint.worksheet
    known = dict.fromkeys(
        wording.id for of_kind in subject.wordings.values() for wording in of_kind
    )
    slips = [name for section in sheet.sections for name in section.wordings if name not in known]
    if slips:
        raise TemplateError(
            Problem(
                sheet.where, f"no wording has the id {quoted(name)}", suggest(name, known, "ids")
            )
            for name in dict.fromkeys(slips)
        )
