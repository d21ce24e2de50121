"""What a blueprint lets through: tags, sensitivity, and what a teacher has dropped."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Self

from quizgen.bank.facts import SENSITIVITIES, Sensitivity
from quizgen.make.plan import ItemPlan
from quizgen.make.sets import ItemSet
from quizgen.pool import ItemPool
from quizgen.quiz.item import Item
from quizgen.quiz.meaning import SomeFact
from quizgen.quiz.sheet import Asked, asked_in
from quizgen.quiz.topics import own_name
from quizgen.quiz.worksheet import Blueprint
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """What a blueprint lets through, of a pool."""

    pool: ItemPool
    most: Sensitivity
    tags: frozenset[str]
    dropped: frozenset[Asked]
    """Questions that are not asked."""
    dropped_ids: frozenset[str]
    """The items that some of them are: two facts can lead to one item."""
    seed: str
    """By it wrong options are drawn."""
    most_options: int | None
    """How many options a choice of one has at most."""

    @classmethod
    def by(cls, blueprint: Blueprint, pool: ItemPool) -> Self:
        """Return what a blueprint lets through."""
        topic = pool.subject.bank.topic
        dropped = frozenset(asked_in(own_name(name, topic)) for name in blueprint.drop)
        plans = (pool.plans_by_id.get(asked.name) for asked in dropped)
        items = (pool.item(plan) for plan in plans if plan)
        return cls(
            pool=pool,
            most=blueprint.max_sensitivity,
            tags=frozenset(blueprint.tags),
            dropped=dropped,
            dropped_ids=frozenset(item.id for item in items if item),
            seed=str(blueprint.seed),
            most_options=blueprint.options,
        )

    def fits(self, tags: Sequence[str], sensitivity: Sensitivity) -> bool:
        """Tell whether what has these tags and this sensitivity may be asked."""
        is_mild = SENSITIVITIES.index(sensitivity) <= SENSITIVITIES.index(self.most)
        return is_mild and (not self.tags or not self.tags.isdisjoint(tags))

    def takes(self, plan: ItemPlan, tags: frozenset[str]) -> bool:
        """Tell whether a plan's item may be asked where one of some more tags is wanted, if any."""
        return (
            self.fits(plan.tags, plan.sensitivity)
            and (not tags or not tags.isdisjoint(plan.tags))
            and Asked(plan.id) not in self.dropped
        )

    def takes_item(self, item: Item) -> bool:
        """Tell whether an item of one fact may be asked: all that it rests on is known now."""
        return self.fits(item.tags, item.sensitivity) and item.id not in self.dropped_ids

    def within(self, item_set: ItemSet, tags: frozenset[str]) -> ItemSet:
        """Return a set with the members that may be asked where one of some tags is wanted, if any.

        Nothing more sensitive is named as a response either.
        """
        members = (
            member
            for member in item_set.members
            if self.fits(member.fact.tags, member.fact.sensitivity)
            and (not tags or not tags.isdisjoint(member.fact.tags))
        )
        return replace(self.mild(item_set), members=tuple(members))

    def mild(self, item_set: ItemSet) -> ItemSet:
        """Return a set with the responses that are not too sensitive."""
        facts = self.pool.subject.facts
        responses = (
            response
            for response in item_set.responses
            if not isinstance(response.means, SomeFact)
            or facts[response.means.fact_id].is_within(self.most)
        )
        return replace(item_set, responses=tuple(responses))
