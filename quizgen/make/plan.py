"""What can be asked of a bank, told before any of it is written.

A form needs few of the items that a bank yields, so each is planned first: what it would be called,
what kind of item it would be. Choosing looks at plans, and only what is chosen is written.
"""

from collections.abc import Iterator

from quizgen.bank.facts import (
    AskedKind,
    Event,
    Fact,
    Kind,
    Level,
    Position,
    Property,
    Quantity,
    Sensitivity,
    Term,
)
from quizgen.bank.questions import Question
from quizgen.judge.subject import Subject
from quizgen.make.places import AtPlaces, ask_places
from quizgen.make.tasks import discussion_item
from quizgen.make.written import is_true_of, level_of
from quizgen.quiz.item import Item, ItemType, TrueFalse
from quizgen.quiz.wording import Wording
from quizgen.quiz.worksheet import WorksheetSection
from quizgen.values import dataclass

WRITTEN = "written"
"""Stands for the wording of questions that an author wrote word for word: so a section names them
that holds only some wordings."""

PERSONS = "person"
"""The class of all terms that are names of human beings, where they are matched."""


@dataclass(frozen=True, kw_only=True)
class MadeOf:
    """What an item is made of: the fact that it asks about, and the wording by which it asks."""

    fact: Fact
    wording: Wording
    aspect: str = ""
    """Of a position whose wording asks about one aspect of its scope: which."""


@dataclass(frozen=True, kw_only=True)
class ItemPlan:
    """An item before it is written."""

    id: str
    """`fact-id/wording-id`, with the aspect behind it where it asks about one; or the id of what
    was written by hand."""
    wording: str
    """The id of its wording; `written` of a question of the bank, of a prompt for discussion its
    type."""
    type: ItemType
    kind: AskedKind | None
    """The kind of its fact, or `place`; None for what was written by hand."""
    level: Level
    sensitivity: Sensitivity
    tags: tuple[str, ...]
    is_true: bool | None = None
    """For true/false."""
    source: MadeOf | AtPlaces | Question | Item
    """What it will be made of, or the item itself where there is nothing left to make."""


@dataclass(frozen=True, kw_only=True)
class SetPlan:
    """All that a wording of sets can draw from, before its members are written."""

    wording: Wording
    kind: Kind
    class_: str
    """What sort of thing all of them are: the class of terms, the issue of positions."""
    facts: tuple[Fact, ...]
    """In file order; which of them fit the wording is not yet known."""
    aspect: str = ""
    """Of limits: which aspect all of them are of; empty where each brings its own."""

    @property
    def name(self) -> str:
        """Return what it is drawn by: no two sets have one name."""
        return "/".join(filter(None, (f"{self.wording.id}/{self.class_}", self.aspect)))

    def fits(self, section: WorksheetSection) -> bool:
        """Tell whether a section takes what is drawn from it."""
        wording = self.wording
        in_table = wording.figure == "table"
        return section.takes(wording.type, wording.id, self.kind, wording.level, in_table=in_table)


def plan_items(subject: Subject) -> Iterator[ItemPlan]:
    """Yield a plan for each fact in use and each wording of its kind, then what is handwritten.

    Between the two come questions about places, if the bank has a map of them.
    """
    for fact in subject.bank.facts:
        if fact.retired or (fact.superseded_by and fact.kind == "property"):
            continue  # what the capital was nobody asks who asks what it is
        for wording in subject.wordings.get(fact.kind, ()):
            if not wording.is_set and wording.id not in fact.skip:
                for aspect in aspects_of(fact, wording):
                    yield ItemPlan(
                        id=item_id_of(fact, wording, aspect),
                        wording=wording.id,
                        type=wording.type,
                        kind=fact.kind,
                        level=wording.level,
                        sensitivity=fact.sensitivity,
                        tags=fact.tags,
                        is_true=not wording.distractors if wording.type == "true-false" else None,
                        source=MadeOf(fact=fact, wording=wording, aspect=aspect),
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
    for question in subject.bank.questions:
        if not question.retired:
            yield _plan_of_question(question)
    for prompt in subject.bank.discussion:
        yield plan_of(discussion_item(prompt, subject))


def aspects_of(fact: Fact, wording: Wording) -> tuple[str, ...]:
    """Return what of a fact a wording makes an item of each: aspects of its scope, or the whole."""
    if wording.each == "fact":
        return ("",)
    return tuple(fact.claim.scope) if isinstance(fact.claim, Position) else ()


def item_id_of(fact: Fact, wording: Wording, aspect: str = "") -> str:
    """Return the id of the item that a wording makes of a fact."""
    return "/".join(filter(None, (fact.id, wording.id, aspect)))


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


def _plan_of_question(question: Question) -> ItemPlan:
    """Return the plan of a question that its author wrote word for word."""
    assert question.type, "the reader gives every question its type"
    return ItemPlan(
        id=question.id,
        wording=WRITTEN,
        type=question.type,
        kind=None,
        level=level_of(question),
        sensitivity=question.sensitivity,
        tags=question.tags,
        is_true=is_true_of(question),
        source=question,
    )


def plan_sets(subject: Subject) -> Iterator[SetPlan]:
    """Yield the sets of each wording that matches facts, orders them or has them in a table.

    Terms of different classes, a place and a weapon, are no match for one another (MATCH-1); nor
    are different properties, positions on different issues, or limits in different aspects: a place
    where weapons are asked for would be crossed out. Human beings are one class, whatever they are:
    who was who.
    """
    for kind, wordings in subject.wordings.items():
        if kind == "place":
            continue
        for wording in wordings:
            if wording.is_set:
                by_class: dict[str, list[Fact]] = {}
                for fact in subject.by_kind.get(kind, ()):
                    class_ = _class_in_set(fact, wording.type, subject)
                    by_class.setdefault(class_, []).append(fact)
                for class_, of_class in by_class.items():
                    facts = [fact for fact in of_class if wording.id not in fact.skip]
                    for aspect in _aspects_of_set(wording, facts):
                        yield SetPlan(
                            wording=wording,
                            kind=kind,
                            class_=class_,
                            facts=tuple(facts),
                            aspect=aspect,
                        )


def _class_in_set(fact: Fact, type_: ItemType, subject: Subject) -> str:
    match fact.claim:
        case Quantity() as quantity if type_ == "ordering":
            is_settled = fact.status == "settled"
            whose = "" if is_settled else fact.source  # else the stem says who says so
            return "/".join((quantity.class_, quantity.attribute, quantity.unit, whose))
        case Term(term=term) if term in subject.bank.persons_by_name:
            return PERSONS
        case Term(class_=class_):
            return class_
        case Position(issue=issue):
            return issue
        case Property(property=which):
            return which
        case Event(date=date) if type_ == "cloze":  # days in one table, months in another
            return date.precision
        case _:
            return ""


def _aspects_of_set(wording: Wording, facts: list[Fact]) -> tuple[str, ...]:
    if wording.each == "fact":
        return ("",)
    return tuple(dict.fromkeys(aspect for fact in facts for aspect in aspects_of(fact, wording)))
