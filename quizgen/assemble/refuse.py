"""A blueprint that names what is not there is refused before anything is made."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from quizgen.bank.facts import tags_of
from quizgen.errors import FormError, Problem, TemplateError, Where, quoted, suggest
from quizgen.judge.subject import Subject
from quizgen.make.plan import WRITTEN
from quizgen.quiz.worksheet import Blueprint, Worksheet


def refuse_unknown(blueprint: Blueprint, subject: Subject, left_out: Collection[str]) -> None:
    """Raise FormError for tags that no fact has, TemplateError for wordings that are not there.

    Those that ship and are left out of an author's own files are no mistake of the worksheet.
    """
    bank, sheet = subject.bank, blueprint.worksheet
    unknown = [
        *_unknown_tags(blueprint.tags, bank.where, subject),
        *unknown_tags_of(sheet, subject),
    ]
    if unknown:
        raise FormError(unknown)
    if slips := [*unknown_wordings_of(sheet, subject, left_out)]:
        raise TemplateError(slips)


def unknown_tags_of(sheet: Worksheet, subject: Subject) -> Iterator[Problem]:
    """Yield the tags of a worksheet's sections that no fact of a bank has."""
    tagged = [(section.tags, section.where) for section in sheet.sections]
    tagged += [(section.tags, section.where) for section in sheet.facts]
    tagged += [(section.tags, section.where) for section in sheet.cards]
    for tags, where in tagged:
        yield from _unknown_tags(tags, where, subject)


def unknown_wordings_of(
    sheet: Worksheet, subject: Subject, left_out: Collection[str]
) -> Iterator[Problem]:
    """Yield the wordings of a worksheet's sections that are not there, nor left out on purpose."""
    known = dict.fromkeys(
        wording.id for of_kind in subject.wordings.values() for wording in of_kind
    )
    known[WRITTEN] = None
    for section in sheet.sections:
        message = "no wording has the id"
        asked = (*section.wordings, *(section.instead.wordings if section.instead else ()))
        names = [name for name in asked if name not in left_out]
        yield from _unknown(message, names, known, "ids", section.where)


def _unknown_tags(tags: Sequence[str], where: Where, subject: Subject) -> Iterator[Problem]:
    asked = subject.bank.questions
    known = tags_of((*subject.bank.facts, *asked)) if tags else ()
    who = "no fact or question" if asked else "no fact"
    return _unknown(f"{who} has the tag", tags, known, "tags", where)


def _unknown(
    message: str, names: Sequence[str], known: Iterable[str], plural: str, where: Where
) -> Iterator[Problem]:
    known = [*known]
    for name in dict.fromkeys(names):
        if name not in known:
            yield Problem(where, f"{message} {quoted(name)}", suggest(name, known, plural))
