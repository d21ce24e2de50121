"""Sections that a bank cannot fill at all, and what it can ask in their place."""

from dataclasses import replace

from quizgen.assemble.allowed import Allowed
from quizgen.assemble.texts import texts_for
from quizgen.pool import ItemPool
from quizgen.quiz.worksheet import Blueprint, WorksheetSection


def for_bank(blueprint: Blueprint, *pools: ItemPool) -> Blueprint:
    """Return a blueprint in which a section that no bank has anything for is its `instead`.

    A list of words has no speakers, and so no statement to match with one: the same worksheet then
    asks for something else, and says so in its heading.
    """
    sections = blueprint.worksheet.sections
    if not any(section.instead for section in sections):
        return blueprint
    topics = [Allowed.by(blueprint, pool) for pool in pools]
    chosen = tuple(
        section
        if not section.instead or any(has_any(section, allowed) for allowed in topics)
        else section.alternative
        for section in sections
    )
    places = (place for place, section in enumerate(chosen) if section is not sections[place])
    return replace(
        blueprint,
        worksheet=replace(blueprint.worksheet, sections=chosen),
        alternatives=blueprint.alternatives | {*places},
    )


def has_any(section: WorksheetSection, allowed: Allowed) -> bool:
    """Tell whether there is one item that a section may hold."""
    if section.parts:
        return bool(texts_for(section, allowed))
    tags = frozenset(section.tags)
    for plan in allowed.pool.set_plans if section.has_sets else ():
        if plan.fits(section):
            members = allowed.within(allowed.pool.set_of(plan), tags).members
            if len(members) >= section.members:
                return True
    return any(
        allowed.pool.item(plan) is not None
        for lane, plans in allowed.pool.lanes.items()
        if section.takes(lane.type, lane.wording, lane.kind, lane.level)
        for plan in plans
        if allowed.takes(plan, tags)
    )
