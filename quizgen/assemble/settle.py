"""What a blueprint asks is settled: every question by its name, some of them swapped for others."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quizgen.assemble.select import select
from quizgen.assemble.several import with_topics
from quizgen.assemble.versions import version, version_keys
from quizgen.errors import FormError, Problem, counted
from quizgen.pool import ItemPool, Pools
from quizgen.quiz.form import Form, NumberedItem
from quizgen.quiz.sheet import asked_in, name_of
from quizgen.quiz.worksheet import Blueprint


def settle(pool: ItemPool | Pools, blueprint: Blueprint, known: Form | None = None) -> Blueprint:
    """Return a blueprint that names every question that this one asks, in their printed order.

    Others stand in the places of questions that are to be swapped, or that are both named and
    dropped; the rest stays as it is. `known` is what it prints before that, where that was made.
    Raises FormError as `select` does, and if there is nothing to swap a question for.
    """
    if isinstance(pool, Pools):
        blueprint = with_topics(blueprint, pool)
    named = {asked_in(name) for name in blueprint.questions}
    not_there = tuple(name for name in blueprint.drop if asked_in(name) not in named)
    before = known or _printed(pool, replace(blueprint, swap=(), drop=not_there))
    swapped = [*_at_numbers(before, blueprint), *_dropped(before, blueprint)]
    drop = tuple(dict.fromkeys((*blueprint.drop, *(name_of(each.item) for each in swapped))))
    settled = _settled(blueprint, before, drop)
    if not swapped:
        return settled
    kept = [name for name in settled.questions if asked_in(name) not in map(asked_in, drop)]
    counts = {section.asked_as: len(section.items) for section in before.sections}
    after = _printed(pool, refilled(replace(settled, questions=tuple(kept)), counts))
    return replace(settled, questions=tuple(_in_place(before, after, swapped, blueprint)))


def _printed(pool: ItemPool | Pools, blueprint: Blueprint) -> Form:
    """Return the first version of what a blueprint asks."""
    return version(select(pool, blueprint), next(version_keys(blueprint.forms)))


def _settled(blueprint: Blueprint, form: Form, drop: tuple[str, ...]) -> Blueprint:
    """Return a blueprint that asks what a form does."""
    questions = tuple(map(name_of, form.items))
    return replace(blueprint, questions=questions, drop=drop, swap=(), is_settled=True)


def refilled(blueprint: Blueprint, counts: Mapping[str, int]) -> Blueprint:
    """Return a blueprint whose sections, by their titles, ask for so many items."""
    sections = tuple(
        replace(section, count=counts.get(section.title, 0))
        for section in blueprint.worksheet.sections
    )
    return replace(
        blueprint,
        worksheet=replace(blueprint.worksheet, sections=sections),
        items=None,
        may_shrink=True,
        fill=True,
        is_settled=False,
    )


def _at_numbers(form: Form, blueprint: Blueprint) -> Sequence[NumberedItem]:
    """Return the items that have the numbers to be swapped, of a question all its parts.

    Raises FormError for a number that no question has.
    """
    places = [place for section in form.sections for place in section.items]
    found: dict[str, NumberedItem] = {}
    problems: list[Problem] = []
    for number in blueprint.swap:
        at_number = [
            place
            for place in places
            if place.number <= number < place.number + place.item.number_count
        ]
        found |= {place.item.id: place for place in at_number}
        if not at_number:
            questions = counted(form.questions, "question")
            message = f"there is no question {number} to swap: the sheet has {questions}"
            hint = f"write a number from 1 to {form.questions}"
            problems.append(Problem(blueprint.where, message, hint))
    if problems:
        raise FormError(problems)
    return [*found.values()]


def _dropped(form: Form, blueprint: Blueprint) -> Sequence[NumberedItem]:
    """Return the items that stand on a form and are to be dropped."""
    drop = {*map(asked_in, blueprint.drop)}
    places = (place for section in form.sections for place in section.items)
    return [place for place in places if asked_in(name_of(place.item)) in drop]


def _in_place(
    before: Form, after: Form, swapped: Sequence[NumberedItem], blueprint: Blueprint
) -> Sequence[str]:
    """Return the questions of a form with new ones where some were swapped.

    A new one takes a place of its own section. Raises FormError where a section has no other.
    """
    out = {place.item.id for place in swapped}
    names: list[str] = []
    problems: list[Problem] = []
    old = {item.id for item in before.items}
    new_in = {
        section.asked_as: [each.item for each in section.items if each.item.id not in old]
        for section in after.sections
    }
    for section in before.sections:
        for place in section.items:
            if place.item.id not in out:
                names.append(name_of(place.item))
            elif new := new_in.get(section.asked_as):
                names.append(name_of(new.pop(0)))
            else:
                message = f"there is no other question to swap question {place.label} for"
                hint = f"the bank has none left for the section {section.title!r}: "
                hint += "add facts, or choose another seed"
                problems.append(Problem(blueprint.where, message, hint))
    if problems:
        raise FormError(problems)
    return names
