"""A blueprint that names what is not there is refused before anything is made."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from quizgen.bank.facts import tags_of
from quizgen.errors import FormError, Problem, TemplateError, Where, quoted, suggest
from quizgen.judge.subject import Subject
from quizgen.make.plan import WRITTEN
from quizgen.quiz.worksheet import Blueprint, Worksheet


def refuse_unknown(
    blueprint: Blueprint, left_out: Collection[str], first: Subject, *others: Subject
) -> None:
    """Raise FormError for tags that no fact has, TemplateError for wordings that are not there.

    Those that ship and are left out of an author's own files are no mistake of the worksheet. Of
    several topics one may have what another has not.
    """
    sheet, subjects = blueprint.worksheet, (first, *others)
    where = blueprint.where if others else first.bank.where
    unknown = [
        *_unknown_tags(blueprint.tags, where, subjects),
        *unknown_tags_of(sheet, *subjects),
    ]
    if unknown:
        raise FormError(unknown)
    if slips := [*unknown_wordings_of(sheet, first, left_out)]:
        raise TemplateError(slips)


def unknown_tags_of(sheet: Worksheet, *subjects: Subject) -> Iterator[Problem]:
    """Yield the tags of a worksheet's sections that no fact of its banks has."""
    tagged = [(section.tags, section.where) for section in sheet.sections]
    tagged += [(section.tags, section.where) for section in sheet.facts]
    tagged += [(section.tags, section.where) for section in sheet.cards]
    for tags, where in tagged:
        yield from _unknown_tags(tags, where, subjects)


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


def _unknown_tags(
    tags: Sequence[str], where: Where, subjects: Sequence[Subject]
) -> Iterator[Problem]:
    asked = [question for subject in subjects for question in subject.bank.questions]
    facts = (fact for subject in subjects for fact in subject.bank.facts)
    known = tags_of((*facts, *asked)) if tags else ()
    who = "no fact or question" if asked else "no fact"
    return _unknown(f"{who} has the tag", tags, known, "tags", where)


def _unknown(
    message: str, names: Sequence[str], known: Iterable[str], plural: str, where: Where
) -> Iterator[Problem]:
    known = [*known]
    for name in dict.fromkeys(names):
        if name not in known:
            yield Problem(where, f"{message} {quoted(name)}", suggest(name, known, plural))
