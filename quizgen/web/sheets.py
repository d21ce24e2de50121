"""What is done with a sheet, as functions of the sheet: nothing here reads or writes a file."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from quizgen.assemble.alternatives import for_bank
from quizgen.assemble.settle import settle
from quizgen.build import Ready
from quizgen.errors import FormError, Problem
from quizgen.look import Logo, Look, Theme
from quizgen.quiz.form import Form, NumberedItem
from quizgen.quiz.sheet import Sheet, asked_in, name_of
from quizgen.quiz.worksheet import Blueprint, Worksheet, with_instructions

Way = Literal["up", "down"]
CHOOSES = ("worksheet", "items", "tags", "max_sensitivity", "seed", "options")
"""What decides which questions are chosen: where it changes, others are."""


def wish_of(sheet: Sheet, worksheet: Worksheet) -> Blueprint:
    """Return what a sheet asks for, as the command line would."""
    return Blueprint(
        worksheet=with_instructions(worksheet, sheet.section_instructions, sheet.where),
        forms=sheet.forms,
        seed=sheet.seed,
        items=sheet.items,
        may_shrink=not sheet.items,
        questions=sheet.questions,
        drop=sheet.drop,
        fill=sheet.fill,
        is_settled=bool(sheet.questions),
        options=sheet.options,
        sheet=sheet.where,
        tags=sheet.tags,
        max_sensitivity=sheet.max_sensitivity,
        title=sheet.title,
        subtitle=sheet.instructions,
        school=sheet.school,
    )


def look_of(sheet: Sheet, theme: Theme, logo: Logo | None) -> Look:
    """Return how a sheet is printed."""
    return Look(
        theme=theme,
        paper=sheet.paper,
        large_print=sheet.large_print,
        points=sheet.points,
        logo=logo,
        key=sheet.key,
    )


def chosen(sheet: Sheet, ready: Ready, worksheet: Worksheet) -> Sheet:
    """Return a sheet with the name of every question that it asks.

    Raises FormError as `settle` does.
    """
    return _settled(sheet, ready, replace(wish_of(sheet, worksheet), may_shrink=True))


def mended(sheet: Sheet, ready: Ready, worksheet: Worksheet) -> Sheet:
    """Return a sheet with others in the places of questions that cannot be asked any more.

    A fact may have been changed or taken out since. Raises FormError if nothing can be asked.
    """
    kept = tuple(name for name in sheet.questions if _can_be_asked(name, sheet, ready, worksheet))
    for questions in dict.fromkeys((kept, ())):
        try:
            return chosen(replace(sheet, questions=questions, fill=True), ready, worksheet)
        except FormError:
            if not questions:
                raise
    return sheet


def _can_be_asked(name: str, sheet: Sheet, ready: Ready, worksheet: Worksheet) -> bool:
    alone = replace(sheet, questions=(name,), drop=(), fill=False, items=None)
    try:
        chosen(alone, ready, worksheet)
    except FormError:
        return False
    return True


def _settled(sheet: Sheet, ready: Ready, wish: Blueprint, known: Form | None = None) -> Sheet:
    found = settle(ready.pool, for_bank(wish, *ready.pools), known)
    return replace(sheet, questions=found.questions, drop=found.drop)


def names_on(form: Form) -> Sequence[Sequence[str]]:
    """Return the names of the questions of each section, as they are printed."""
    return [[name_of(place.item) for place in section.items] for section in form.sections]


def place_of(form: Form, name: str) -> NumberedItem | None:
    """Return the question of a name; None if it is not on the form."""
    asked = asked_in(name)
    places = (place for section in form.sections for place in section.items)
    return next((place for place in places if asked_in(name_of(place.item)) == asked), None)


def locked_on(sheet: Sheet, form: Form) -> Sequence[str]:
    """Return which of its questions are locked."""
    locked = {*map(asked_in, sheet.locked)}
    names = (name for names in names_on(form) for name in names)
    return [name for name in names if asked_in(name) in locked]


def with_lock(sheet: Sheet, name: str) -> Sheet:
    """Return a sheet with a question locked, or unlocked if it was."""
    asked = asked_in(name)
    rest = tuple(each for each in sheet.locked if asked_in(each) != asked)
    return replace(sheet, locked=rest if len(rest) < len(sheet.locked) else (*rest, name))


def swapped(
    sheet: Sheet, ready: Ready, worksheet: Worksheet, form: Form, names: Sequence[str]
) -> Sheet:
    """Return a sheet with others in the places of some questions, which it never asks again.

    Raises FormError where there are no others.
    """
    places = [place for name in names if (place := place_of(form, name))]
    wish = replace(wish_of(sheet, worksheet), swap=tuple(place.number for place in places))
    return _settled(sheet, ready, wish, form)


def chosen_anew(sheet: Sheet, ready: Ready, worksheet: Worksheet, form: Form) -> Sheet:
    """Return a sheet with another choice of all questions that are not locked.

    They may come back: the next choice number gives the next ones. Those that are locked keep their
    places, as far as there are others for the rest; else all is chosen anew around them.
    """
    locked = locked_on(sheet, form)
    again = replace(sheet, seed=sheet.seed + 1)
    others = [name for names in names_on(form) for name in names if name not in locked]
    try:
        found = swapped(again, ready, worksheet, form, others)
    except FormError:
        found = chosen(replace(again, questions=tuple(locked), fill=True), ready, worksheet)
    return replace(found, drop=sheet.drop)


def moved(sheet: Sheet, form: Form, name: str, way: Way) -> Sheet:
    """Return a sheet with a question one place further up or down in its section."""
    sections = [[*names] for names in names_on(form)]
    asked = asked_in(name)
    for names in sections:
        for place, each in enumerate(names):
            if asked_in(each) == asked:
                other = place + (1 if way == "down" else -1)
                if 0 <= other < len(names):
                    names[place], names[other] = names[other], names[place]
                return replace(sheet, questions=tuple(n for part in sections for n in part))
    return sheet


def without(sheet: Sheet, form: Form, name: str) -> Sheet:
    """Return a sheet without a question, and with none in its place.

    Raises FormError for the last one.
    """
    asked = asked_in(name)
    names = [n for part in names_on(form) for n in part]
    rest = tuple(each for each in names if asked_in(each) != asked)
    if not rest:
        message = "the sheet would have no question left"
        hint = "swap it for another, or choose another kind of sheet"
        raise FormError([Problem(sheet.where, message, hint)])
    locked = tuple(each for each in sheet.locked if asked_in(each) != asked)
    return replace(sheet, questions=rest, locked=locked, fill=False, items=None)


def instead(
    sheet: Sheet, ready: Ready, worksheet: Worksheet, form: Form, name: str, other: str
) -> Sheet:
    """Return a sheet with one question in the place of another.

    Raises FormError if it cannot be asked beside the rest.
    """
    asked = asked_in(name)
    names = tuple(
        other if asked_in(each) == asked else each for part in names_on(form) for each in part
    )
    locked = tuple(each for each in sheet.locked if asked_in(each) != asked)
    drop = tuple(each for each in sheet.drop if asked_in(each) != asked_in(other))
    return chosen(replace(sheet, questions=names, locked=locked, drop=drop), ready, worksheet)


def with_options(
    sheet: Sheet, wanted: Sheet, ready: Ready, worksheet: Worksheet, form: Form
) -> Sheet:
    """Return a sheet with other options; where they decide what is asked, it is chosen anew.

    What is locked stays, if it can. Who asks for more questions keeps those that there are.
    Raises FormError if nothing can be chosen.
    """
    changed = [key for key in CHOOSES if getattr(sheet, key) != getattr(wanted, key)]
    if not changed:
        return wanted
    names = tuple(name for part in names_on(form) for name in part)
    kept = tuple(locked_on(sheet, form))
    if changed == ["items"] and (wanted.items or 0) > len(names):
        kept = names
    for questions in dict.fromkeys((kept, ())):
        try:
            return chosen(replace(wanted, questions=questions, fill=True), ready, worksheet)
        except FormError:
            if not questions:
                raise
    return wanted
