"""What could stand in the place of a question, beside all others that its sheet has."""

from collections.abc import Sequence
from dataclasses import replace

from quizgen.assemble.select import select
from quizgen.assemble.settle import refilled
from quizgen.assemble.versions import version, version_keys
from quizgen.pool import ItemPool, Pools
from quizgen.quiz.item import Item
from quizgen.quiz.sheet import Asked, asked_in, name_of
from quizgen.quiz.worksheet import Blueprint


def questions_instead(
    pool: ItemPool | Pools, blueprint: Blueprint, name: str, most: int
) -> Sequence[Item]:
    """Return up to so many items that could take the place of a question of a settled blueprint.

    Each fits its section, asks no fact that another question asks, and neither gives away an answer
    nor is given away: so does what a sheet is filled with. Raises FormError as `select` does.
    """
    before = version(select(pool, blueprint), next(version_keys(blueprint.forms)))
    asked = asked_in(name)
    section = next(
        (
            section
            for section in before.sections
            for place in section.items
            if _is_asked(place.item, asked)
        ),
        None,
    )
    if section is None:
        return ()
    kept = tuple(each for each in blueprint.questions if asked_in(each) != asked)
    counts = {each.asked_as: len(each.items) for each in before.sections}
    counts[section.asked_as] += most - 1
    # The others keep their places; only this section has room for more.
    wider = refilled(replace(blueprint, questions=kept), counts)
    drop = tuple(dict.fromkeys((*blueprint.drop, name)))
    after = version(select(pool, replace(wider, drop=drop)), "")
    there = {item.id for item in before.items}
    return [
        place.item
        for each in after.sections
        if each.asked_as == section.asked_as
        for place in each.items
        if place.item.id not in there
    ]


def _is_asked(item: Item, asked: Asked) -> bool:
    return asked_in(name_of(item)) == asked
