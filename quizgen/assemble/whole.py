"""All questions of a bank, for programs that draw from them themselves.

They are no sheet: nobody gets them all at once, so that one may tell what another asks.
"""

from collections.abc import Iterator
from dataclasses import replace

from quizgen.assemble.allowed import Allowed
from quizgen.assemble.common import common_of
from quizgen.bank.facts import SENSITIVITIES
from quizgen.errors import FormError, Problem, counted
from quizgen.pool import ItemPool
from quizgen.quiz.selection import FilledSection, Selection
from quizgen.quiz.worksheet import Blueprint

NO_QUESTIONS = "allow more: leave out --tag, or raise --max-sensitivity"


def select_all(pool: ItemPool, blueprint: Blueprint) -> Selection:
    """Return every item that a blueprint lets through, in the section that takes its type.

    Raises FormError if there is none.
    """
    allowed = Allowed.by(blueprint, pool)
    tagged = replace(allowed, most=SENSITIVITIES[-1])
    fitting = [item for item in pool.items if tagged.takes_item(item)]
    items = [item for item in fitting if allowed.takes_item(item)]
    filled = (
        FilledSection(
            section=section, items=tuple(item for item in items if item.type in section.types)
        )
        for section in blueprint.worksheet.sections
    )
    parts = tuple(part for part in filled if part.items)
    if not parts:
        topic = pool.subject.bank.topic
        message = f"there is no question of {topic} that may be asked"
        raise FormError([Problem(pool.subject.bank.where, message, NO_QUESTIONS)])
    told = tuple(_left_aside(pool, len(fitting) - len(items)))
    return Selection(
        common=replace(common_of(parts, blueprint, pool.subject, ()), one_sided=told),
        parts=parts,
        is_in_order=True,
        plurals=pool.subject.language.plurals,
    )


def _left_aside(pool: ItemPool, sensitive: int) -> Iterator[Problem]:
    """Yield what a bank can ask and is not among its items, for whoever asked for all of them."""
    where = pool.subject.bank.where
    if sensitive:
        are = "is" if sensitive == 1 else "are"
        message = f"{counted(sensitive, 'question')} {are} left aside as too sensitive"
        yield Problem(where, message, "see --max-sensitivity")
    if any(item_set.members for item_set in pool.sets):
        message = "What is to be matched or put in order is drawn anew for each sheet"
        yield Problem(where, message, "`quizgen build` takes the same formats, with --only")
