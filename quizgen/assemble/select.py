"""Choose the items of a worksheet and judge them, once for all its versions."""

from dataclasses import replace

from quizgen.assemble.alternatives import for_bank
from quizgen.assemble.choose import choose_items
from quizgen.assemble.common import TOLD_TO_ITS_MAKER, common_of, notes_of
from quizgen.assemble.versions import version
from quizgen.assemble.word_bank import lacking_word_banks, with_word_bank
from quizgen.errors import FormError
from quizgen.pool import ItemPool, Pools
from quizgen.quiz.selection import Selection
from quizgen.quiz.worksheet import Blueprint
from quizgen.rules import check_selection


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
    if chosen.missing and not (blueprint.may_shrink and chosen.parts):
        raise FormError(chosen.missing)
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
