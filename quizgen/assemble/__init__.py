"""Items and a blueprint into forms: what is asked, in which order, for how many points."""

from collections.abc import Iterator

from quizgen.assemble.select import select
from quizgen.assemble.versions import version, version_keys
from quizgen.assemble.whole import select_all
from quizgen.errors import FormError
from quizgen.pool import ItemPool, Pools
from quizgen.quiz.form import Form
from quizgen.quiz.worksheet import Blueprint
from quizgen.rules import check_version

__all__ = ["assemble_forms", "select", "version", "version_keys"]


def assemble_forms(pool: ItemPool | Pools, blueprint: Blueprint) -> Iterator[Form]:
    """Yield the versions of a form that a blueprint asks for.

    Raises FormError as `select` does, and if the order of a version breaks a rule.
    """
    if blueprint.is_whole and isinstance(pool, ItemPool):
        yield version(select_all(pool, blueprint), "")
        return
    selection = select(pool, blueprint)
    for key in version_keys(blueprint.forms if selection.parts else 1):
        form = version(selection, key)
        problems = check_version(form, pool.subject)
        if errors := [problem for problem in problems if problem.is_error]:
            raise FormError(errors)
        yield form
