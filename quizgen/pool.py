"""The items that a bank offers: each is written and judged when it is first asked for.

A form of twenty items needs some fifty of the thousands that a large bank yields. So the pool knows
the plans of all, and writes one when somebody wants to read it; what breaks a rule is kept out, and
what was found is kept. Who asks for what first changes nothing but the time it takes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from quizgen.bank.facts import Level
from quizgen.errors import Problem
from quizgen.judge.subject import Subject
from quizgen.make.lending import Lending
from quizgen.make.plan import ItemPlan, MadeOf, SetPlan, plan_items, plan_sets
from quizgen.make.sets import ItemSet, Member, write_set
from quizgen.make.write import write_item
from quizgen.make.written import write_question
from quizgen.quiz.item import Item, ItemType
from quizgen.quiz.offer import Offer
from quizgen.quiz.sheet import OWN
from quizgen.quiz.topics import with_topic
from quizgen.rules import check_item
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Lane:
    """What plans have in common that ask alike."""

    is_true: bool | None
    """For true/false."""
    kind: str
    """The kind of their facts; of what was written by hand, its type."""
    wording: str
    type: ItemType
    level: Level


def _lane_of(plan: ItemPlan) -> Lane:
    return Lane(
        is_true=plan.is_true,
        kind=plan.kind or plan.wording,
        wording=plan.wording,
        type=plan.type,
        level=plan.level,
    )


class ItemPool:
    """What can be asked of a subject."""

    def __init__(self, subject: Subject) -> None:
        """Plan every item; none is written yet."""
        self.subject = subject
        self.plans: tuple[ItemPlan, ...] = tuple(plan_items(subject))
        """In the order of facts and wordings, what is written by hand last."""
        self.set_plans: tuple[SetPlan, ...] = tuple(plan_sets(subject))
        self._lending = Lending(subject, self.plans)
        self._items: dict[str, tuple[Item | None, tuple[Problem, ...]]] = {}
        self._sets: dict[str, ItemSet] = {}

    @cached_property
    def lanes(self) -> Mapping[Lane, tuple[ItemPlan, ...]]:
        """The plans of like items: what takes one of a lane's plans takes them all, by its tags."""
        alike: dict[tuple[object, ...], list[ItemPlan]] = {}
        for plan in self.plans:
            sort = (plan.is_true, plan.kind, plan.wording, plan.type, plan.level)
            alike.setdefault(sort, []).append(plan)
        return {_lane_of(plans[0]): tuple(plans) for plans in alike.values()}

    @cached_property
    def plans_by_id(self) -> Mapping[str, ItemPlan]:
        """The plans by the ids of their items."""
        return {plan.id: plan for plan in self.plans}

    def is_only_named(self, lane: Lane) -> bool:
        """Tell whether only sections take a lane that name its wording."""
        source = self.lanes[lane][0].source
        return isinstance(source, MadeOf) and source.wording.only_named

    def may_hold(self, plan: ItemPlan) -> bool:
        """Tell whether a plan may become an item, as far as is known: it has not failed yet."""
        found = self._items.get(plan.id)
        return found is None or found[0] is not None

    def item(self, plan: ItemPlan) -> Item | None:
        """Return the item of a plan; None if it cannot be made, or breaks a rule.

        Raises TemplateError for a wording that cannot be used.
        """
        found = self._items.get(plan.id)
        if found is None:
            item = write_item(plan, self.subject, self._lending)
            findings = tuple(check_item(item, self.subject)) if item else ()
            is_sound = not any(problem.is_error for problem in findings)
            found = self._items[plan.id] = (item if is_sound else None, findings)
        return found[0]

    def tells_itself(self, plan: ItemPlan) -> bool:
        """Tell whether an item that has been written has a word of its key in its stem (CUE-1)."""
        return any(problem.rule == "CUE-1" for problem in self._items[plan.id][1])

    def set_of(self, plan: SetPlan) -> ItemSet:
        """Return a set with its members. Raises TemplateError for a wording that cannot be used."""
        if plan.name not in self._sets:
            self._sets[plan.name] = write_set(plan, self.subject)
        return self._sets[plan.name]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item that breaks no rule, in the order of the plans."""
        return tuple(item for plan in self.plans if (item := self.item(plan)))

    @cached_property
    def sets(self) -> tuple[ItemSet, ...]:
        """Every set."""
        return tuple(map(self.set_of, self.set_plans))

    @property
    def choices(self) -> Iterator[Item]:
        """The items with one right option, each written when it comes up."""
        # A note has no map: what is asked on one is no choice note.
        plans = (p for p in self.plans if p.type == "multiple-choice" and p.kind != "place")
        return (item for plan in plans if (item := self.item(plan)))

    @property
    def written(self) -> Iterator[Item]:
        """Every written question, whether it is still asked or not, for decks: learners have it."""
        return (write_question(each, self.subject) for each in self.subject.bank.questions)

    @property
    def findings(self) -> tuple[Problem, ...]:
        """What the item rules found in every item; one with an error is not among `items`."""
        _ = self.items
        return tuple(problem for plan in self.plans for problem in self._items[plan.id][1])

    @property
    def findings_so_far(self) -> tuple[Problem, ...]:
        """What the item rules found in the items that somebody has asked for."""
        written = (self._items[plan.id] for plan in self.plans if plan.id in self._items)
        return tuple(problem for _, findings in written for problem in findings)

    @cached_property
    def offer(self) -> Offer:
        """All of it as a value, for the rules on a whole bank."""
        members = (member for item_set in self.sets for member in item_set.members)
        in_sets = dict.fromkeys(member.fact.id for member in members)
        return Offer(items=self.items, in_sets=tuple(in_sets))

    @cached_property
    def items_of(self) -> Mapping[str, tuple[Item, ...]]:
        """Fact id -> the items that ask about it or rest on it."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            for fact_id in item.facts:
                found.setdefault(fact_id, []).append(item)
        return {fact_id: tuple(items) for fact_id, items in found.items()}

    @cached_property
    def memberships(self) -> Mapping[str, tuple[tuple[ItemSet, Member], ...]]:
        """Fact id -> the sets that it may stand in, and what it brings to each."""
        found: dict[str, list[tuple[ItemSet, Member]]] = {}
        for item_set in self.sets:
            for member in item_set.members:
                found.setdefault(member.fact.id, []).append((item_set, member))
        return {fact_id: tuple(pairs) for fact_id, pairs in found.items()}


@dataclass(frozen=True)
class Pools:
    """What can be asked on one sheet of several topics: the pool of each.

    Every item is made and judged within its own topic. So no wrong option comes from another one,
    of which nobody could say whether it is not right as well.
    """

    topics: tuple[ItemPool, ...]
    own: ItemPool | None = None
    """What the sheet itself asks, word for word."""

    @property
    def named(self) -> tuple[tuple[str, ItemPool], ...]:
        """Each pool with the name that stands in front of what is of it; none if it is alone."""
        is_alone = len(self.topics) == 1
        topics = (("" if is_alone else pool.subject.bank.topic, pool) for pool in self.topics)
        return (*topics, *([(OWN, self.own)] if self.own else []))

    @property
    def subject(self) -> Subject:
        """The first topic's: of it is asked what all have in common, their language."""
        return self.topics[0].subject

    @property
    def findings_so_far(self) -> tuple[Problem, ...]:
        """What the item rules found in the items that somebody has asked for, topic by topic."""
        return tuple(
            replace(problem, item_id=with_topic(name, problem.item_id))
            for name, pool in self.named
            for problem in pool.findings_so_far
        )
