"""Questions that are not to be asked and that nobody asks: whoever names one is told."""

from collections.abc import Iterator, Sequence

from quizgen.errors import guess, quoted
from quizgen.pool import ItemPool
from quizgen.quiz.sheet import Asked, asked_in
from quizgen.quiz.topics import own_name
from quizgen.quiz.worksheet import Blueprint

_MOST_NAMED = 4


def unknown_drops(blueprint: Blueprint, pools: Sequence[ItemPool]) -> Iterator[str]:
    """Yield what is to be told of each name under `drop` that no question of some topics has."""
    for name in blueprint.drop:
        by_pool = [(pool, asked_in(own_name(name, pool.subject.bank.topic))) for pool in pools]
        if any(_has(pool, asked) for pool, asked in by_pool):
            continue
        told = f"No question is called {quoted(name)}, so that nothing was dropped for it"
        of_fact = [
            plan_id
            for pool, asked in by_pool
            for plan_id, plan in pool.plans_by_id.items()
            if plan_id.partition("/")[0] == asked.name and pool.item(plan)
        ]
        if of_fact:
            named = ", ".join((*of_fact[:_MOST_NAMED], *(["…"] if of_fact[_MOST_NAMED:] else [])))
            yield f"{told}; it is a fact, and its questions are {named}."
        else:
            known = [plan_id for pool in pools for plan_id in pool.plans_by_id]
            hint = guess(by_pool[0][1].name, known).rstrip("; ")
            yield f"{told}{f': {hint}' if hint else '.'}"


def _has(pool: ItemPool, asked: Asked) -> bool:
    if asked.members:
        return any(plan.wording.id == asked.name for plan in pool.set_plans)
    return asked.name in pool.plans_by_id
