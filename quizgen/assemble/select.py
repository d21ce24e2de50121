"""Choose the items of a worksheet and judge them, once for all its versions."""

from dataclasses import replace

from quizgen.assemble.alternatives import for_bank
from quizgen.assemble.choose import Chosen, choose_items
from quizgen.assemble.common import TOLD_TO_ITS_MAKER, common_of, notes_of
from quizgen.assemble.tell import nothing_fits
from quizgen.assemble.versions import version
from quizgen.assemble.word_bank import lacking_word_banks, with_word_bank
from quizgen.errors import FormError, Problem
from quizgen.pool import ItemPool, Pools
from quizgen.quiz.selection import Selection
from quizgen.quiz.worksheet import Blueprint
from quizgen.rules import check_selection

TOO_LONG = -1
"""Where what a whole sheet is short of stands among what its sections are."""


def select(pool: ItemPool | Pools, blueprint: Blueprint) -> Selection:
    """Return the items of a worksheet, or the facts and cards of a sheet that asks nothing.

    Raises FormError when a section asks for more items than the bank yields, unless the blueprint
    may shrink, and when what is chosen breaks a rule.
    """
    if isinstance(pool, Pools):
        from quizgen.assemble.several import select_of_several  # one topic does not wait for it

        return select_of_several(pool, blueprint)
    if not blueprint.worksheet.sections:
        return Selection(common=common_of((), blueprint, pool.subject, ()), parts=())
    blueprint = for_bank(blueprint, pool)
    chosen = choose_items(pool, blueprint)
    if chosen.missing and blueprint.items and blueprint.may_shrink:
        chosen = _as_long_as_can_be(pool, blueprint, chosen)
    if chosen.missing and not (blueprint.may_shrink and chosen.parts):
        is_hopeless = blueprint.may_shrink and len(blueprint.worksheet.sections) > 1
        raise FormError([nothing_fits(blueprint, pool.subject)] if is_hopeless else chosen.missing)
    parts = tuple(with_word_bank(part, pool.subject, pool) for part in chosen.parts)
    common = common_of(parts, blueprint, pool.subject, chosen.missing)
    selection = Selection(
        common=common,
        parts=parts,
        is_in_order=blueprint.is_settled,
        notes=tuple(notes_of(parts, pool.subject)),
        plurals=pool.subject.language.plurals,
    )
    problems = [*check_selection(version(selection, ""), pool.subject, blueprint)]
    if errors := [problem for problem in problems if problem.is_error]:
        raise FormError(errors)
    told = (problem for problem in problems if problem.rule in TOLD_TO_ITS_MAKER)
    one_sided = (*told, *lacking_word_banks(parts, blueprint))
    return replace(selection, common=replace(common, one_sided=one_sided))


def _as_long_as_can_be(pool: ItemPool, blueprint: Blueprint, chosen: Chosen) -> Chosen:
    """Return the longest choice that the bank yields, where not so many items are to be had.

    First the longest sheet is looked for whose sections are all full, then each of these is asked
    for one more as long as that helps. How many there are of how many is told first.
    """
    assert blueprint.items
    best, least, most = chosen, 0, blueprint.items
    while most - least > 1:
        middle = (least + most) // 2
        found = choose_items(pool, replace(blueprint, items=middle))
        least, most = (least, middle) if found.missing else (middle, most)
        best = max(best, found, key=_length_of)
    sections = blueprint.worksheet.sections
    full = {place for place, section in enumerate(sections) if section.has_sets} | {*best.short}
    while _length_of(best) < blueprint.items:
        counts = dict(zip(best.places, (len(part.items) for part in best.parts), strict=True))
        asking = tuple(
            replace(section, count=counts.get(place, 0) + (place in counts and place not in full))
            for place, section in enumerate(sections)
        )
        worksheet = replace(blueprint.worksheet, sections=asking)
        found = choose_items(pool, replace(blueprint, worksheet=worksheet, items=None))
        if not _length_of(best) < _length_of(found) <= blueprint.items:
            break
        best = replace(found, short={})
        full |= {*found.short}
    count = _length_of(best)
    items = "item" if count == 1 else "items"
    told = f"{count} {items} in place of {blueprint.items}: no more can stand beside these"
    if count >= blueprint.items:
        told = f"{count} {items}, shared out otherwise: some sections have too few"
    hint = "ask for fewer with --items, or add facts"
    return replace(best, short={TOO_LONG: Problem(blueprint.worksheet.where, told, hint)})


def _length_of(chosen: Chosen) -> int:
    return sum(len(part.items) for part in chosen.parts)
