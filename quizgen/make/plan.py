"""What can be asked of a bank, told before any of it is written.

A form needs few of the items that a bank yields, so each is planned first: what it would be called,
what kind of item it would be. Choosing looks at plans, and only what is chosen is written.
"""

from collections.abc import Iterator

from quizgen.bank.bank import Prompt
from quizgen.bank.facts import AskedKind, Fact, Kind, Level, Sensitivity, Term
from quizgen.content import Run
from quizgen.judge.subject import Subject
from quizgen.make.places import AtPlaces, ask_places
from quizgen.quiz.item import SET_TYPES, Discussion, Item, ItemType, TrueFalse, Written
from quizgen.quiz.wording import Wording
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class MadeOf:
    """What an item is made of: the fact that it asks about, and the wording by which it asks."""

    fact: Fact
    wording: Wording


@dataclass(frozen=True, kw_only=True)
class ItemPlan:
    """An item before it is written."""

    id: str
    """`fact-id/wording-id`, or the id of what was written by hand."""
    wording: str
    """The id of its wording; of what was written by hand, its type."""
    type: ItemType
    kind: AskedKind | None
    """The kind of its fact, or `place`; None for what was written by hand."""
    level: Level
    sensitivity: Sensitivity
    tags: tuple[str, ...]
    is_true: bool | None = None
    """For true/false."""
    source: MadeOf | AtPlaces | Item
    """What it will be made of, or the item itself where it is written by hand."""


@dataclass(frozen=True, kw_only=True)
class SetPlan:
    """All that a matching or ordering wording can draw from, before its members are written."""

    wording: Wording
    kind: Kind
    class_: str
    """For terms: what sort of thing all of them are."""
    facts: tuple[Fact, ...]
    """In file order; which of them fit the wording is not yet known."""

    @property
    def name(self) -> str:
        """Return what it is drawn by: no two sets have one name."""
        return f"{self.wording.id}/{self.class_}"


def plan_items(subject: Subject) -> Iterator[ItemPlan]:
    """Yield a plan for each fact in use and each wording of its kind, then what is handwritten.

    Between the two come questions about places, if the bank has a map of them.
    """
    for fact in subject.bank.facts:
        if fact.retired:
            continue
        for wording in subject.wordings.get(fact.kind, ()):
            if wording.type not in SET_TYPES:
                yield ItemPlan(
                    id=f"{fact.id}/{wording.id}",
                    wording=wording.id,
                    type=wording.type,
                    kind=fact.kind,
                    level=wording.level,
                    sensitivity=fact.sensitivity,
                    tags=fact.tags,
                    is_true=not wording.distractors if wording.type == "true-false" else None,
                    source=MadeOf(fact=fact, wording=wording),
                )
    for wording in subject.wordings.get("place", ()) if subject.bank.places else ():
        for asked in ask_places(wording, subject):
            yield ItemPlan(
                id=asked.id,
                wording=wording.id,
                type=wording.type,
                kind="place",
                level=wording.level,
                sensitivity="none",
                tags=(),
                is_true=not wording.distractors if wording.type == "true-false" else None,
                source=asked,
            )
    for prompt in subject.bank.discussion:
        yield plan_of(discussion_item(prompt))


def plan_of(item: Item) -> ItemPlan:
    """Return the plan of an item that is there already."""
    return ItemPlan(
        id=item.id,
        wording=item.type,
        type=item.type,
        kind=None,
        level=item.level,
        sensitivity=item.sensitivity,
        tags=item.tags,
        is_true=item.interaction.is_true if isinstance(item.interaction, TrueFalse) else None,
        source=item,
    )


def discussion_id(prompt: Prompt) -> str:
    """Return the id of the item that asks a prompt."""
    return f"{prompt.id}/discussion"


def discussion_item(prompt: Prompt) -> Item:
    """Return a prompt as an item; it keys no fact, so others may ask about what it builds on."""
    return Item(
        id=discussion_id(prompt),
        prompt=(Run(prompt.text),),
        interaction=Discussion(),
        level=3,
        tags=prompt.tags,
        origin=Written(),
        where=prompt.where,
    )


def plan_sets(subject: Subject) -> Iterator[SetPlan]:
    """Yield the sets of each matching and ordering wording.

    Terms of different classes, a place and a weapon, are no match for one another (MATCH-1).
    """
    for kind, wordings in subject.wordings.items():
        if kind == "place":
            continue
        by_class: dict[str, list[Fact]] = {}
        for fact in subject.by_kind.get(kind, ()):
            class_ = fact.claim.class_ if isinstance(fact.claim, Term) else ""
            by_class.setdefault(class_, []).append(fact)
        for wording in wordings:
            if wording.type in SET_TYPES:
                for class_, facts in by_class.items():
                    yield SetPlan(wording=wording, kind=kind, class_=class_, facts=tuple(facts))
