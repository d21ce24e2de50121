"""A worksheet for a bank that is too small for it: as large as the bank allows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from quizgen.assemble.choose import choose_items
from quizgen.errors import FormError, Problem
from quizgen.judge.sizes import EVENTS, PREMISES
from quizgen.pool import ItemPool
from quizgen.quiz.item import ItemType
from quizgen.quiz.worksheet import Blueprint, WorksheetSection

FEWEST_MEMBERS: Mapping[ItemType, int] = {"matching": PREMISES.least, "ordering": EVENTS.least}
"""How many members an item of a set needs."""


def fit_blueprint(
    pool: ItemPool, blueprint: Blueprint
) -> tuple[Blueprint, tuple[Problem, ...]] | None:
    """Return a blueprint that the bank can fill and what it lacks for the whole.

    Sections keep their order; each gets as many items as there are, and one without any goes.
    Returns None for a bank that can fill no section at all.
    """
    fitting = _fitting(pool, blueprint)
    sections = [section for _, section in sorted(fitting.items())]
    if not sections:
        return None
    return _with_sections(blueprint, sections), tuple(_missing(blueprint, fitting))


def _fitting(pool: ItemPool, blueprint: Blueprint) -> Mapping[int, WorksheetSection]:
    """Return place -> section as far as they can be filled; sets, which need much, come first."""
    sections = blueprint.worksheet.sections
    fitting: dict[int, WorksheetSection] = {}
    for place in sorted(range(len(sections)), key=lambda place: not sections[place].has_sets):
        for smaller in _smaller(sections[place]):
            trial = [section for _, section in sorted({**fitting, place: smaller}.items())]
            if _can_be_filled(pool, _with_sections(blueprint, trial)):
                fitting[place] = smaller
                break
    return fitting


_ADD = "ask for fewer in the worksheet, or add facts"


def _missing(blueprint: Blueprint, fitting: Mapping[int, WorksheetSection]) -> Iterator[Problem]:
    """Yield what each section asks for and does not get."""
    for place, section in enumerate(blueprint.worksheet.sections):
        asks = f"section '{section.title}' asks for"
        found = fitting.get(place)
        types = " or ".join(section.types)
        if found is None or found.count < section.count:
            count = found.count if found else 0
            message = f"{asks} {section.count} {types} items, the bank yields {count}"
            if section.has_sets:
                message += f": one needs {section.members} facts that go together"
            yield Problem(blueprint.worksheet.where, message, _ADD)
        elif found.members < section.members:
            message = f"{asks} {section.members} members, the bank yields {found.members}"
            yield Problem(blueprint.worksheet.where, message, _ADD)


def _smaller(section: WorksheetSection) -> Iterator[WorksheetSection]:
    """Yield a section and its smaller ones, the largest first."""
    fewest = max(
        (FEWEST_MEMBERS[type_] for type_ in section.types if type_ in FEWEST_MEMBERS),
        default=section.members,
    )
    for count in range(section.count, 0, -1):
        for members in range(section.members, min(fewest, section.members) - 1, -1):
            yield replace(section, count=count, members=members)


def _can_be_filled(pool: ItemPool, blueprint: Blueprint) -> bool:
    try:
        choose_items(pool, blueprint)
    except FormError:
        return False
    return True


def _with_sections(blueprint: Blueprint, sections: Sequence[WorksheetSection]) -> Blueprint:
    return replace(blueprint, worksheet=replace(blueprint.worksheet, sections=tuple(sections)))
