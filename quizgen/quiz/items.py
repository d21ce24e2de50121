"""What a bank yields: items, and the sets that items are drawn from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal

from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact, Kind, Level, Sensitivity
from quizgen.content import Text
from quizgen.errors import Problem, Where
from quizgen.quiz.item import Item, ItemType, Response
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Member:
    """What one fact brings to a matching or ordering set."""

    fact: Fact
    text: Text
    """The premise, or the event as printed."""
    detail: Text = ()
    """Small print behind a premise."""
    response: Response | None = None
    """For matching: the right response."""
    rationale: Text = ()
    date: Date
    date_text: str
    about: tuple[str, ...]
    """As in Item."""


@dataclass(frozen=True, kw_only=True)
class ItemSet:
    """All that a matching or ordering wording can draw from; a form draws an Item of it."""

    wording: str
    type: Literal["matching", "ordering"]
    kind: Kind
    class_: str = ""
    """For terms: what sort of thing all of them are."""
    level: Level
    heading: Text = ()
    """For matching: what the responses are called."""
    figure: Literal["timeline", "scale"] | None = None
    """What it is answered on."""
    write: Callable[[], tuple[tuple[Member, ...], tuple[Response, ...]]] = field(compare=False)
    """Return its members and responses; called when they are first asked for."""
    where: Where = field(compare=False)

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """Return what the facts that fit bring to it, in file order."""
        return self._written[0]

    @cached_property
    def responses(self) -> tuple[Response, ...]:
        """For matching: what every fact of the kind would be answered with, for the spare ones."""
        return self._written[1]

    @cached_property
    def _written(self) -> tuple[tuple[Member, ...], tuple[Response, ...]]:
        return self.write()


@dataclass(frozen=True, kw_only=True)
class PlannedItem:
    """An item that is written when it is first asked for: a form needs few of a bank's items."""

    id: str
    """`fact-id/wording-id`."""
    wording: str
    type: ItemType
    kind: Kind | Literal["discussion"]
    level: Level
    sensitivity: Sensitivity
    tags: tuple[str, ...]
    is_true: bool | None = None
    """For true/false."""
    write: Callable[[], tuple[Item | None, tuple[Problem, ...]]]
    """Return the item and what the item rules find; None if the wording does not fit the fact, if
    there are too few plausible distractors, or if a rule is broken."""

    @cached_property
    def item(self) -> Item | None:
        """Return the item, if there is one that breaks no rule."""
        return self._written[0]

    @cached_property
    def findings(self) -> tuple[Problem, ...]:
        """Return what the item rules find."""
        return self._written[1]

    @cached_property
    def _written(self) -> tuple[Item | None, tuple[Problem, ...]]:
        return self.write()

    @property
    def is_written(self) -> bool:
        """Tell whether anything has asked for it yet."""
        return "_written" in vars(self)


@dataclass(frozen=True, kw_only=True)
class Items:
    """All that a bank yields: items of one fact each, sets, and what the item rules kept out."""

    planned: tuple[PlannedItem, ...]
    sets: tuple[ItemSet, ...]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return every item, in the order of facts and wordings, discussion prompts last."""
        return tuple(planned.item for planned in self.planned if planned.item)

    @property
    def choices(self) -> Iterator[Item]:
        """Yield the items with one right option, each written when it comes up."""
        planned = (each for each in self.planned if each.type == "multiple-choice")
        return (each.item for each in planned if each.item)

    @cached_property
    def findings(self) -> tuple[Problem, ...]:
        """Return what the item rules found; an item with an error is not among `items`."""
        return tuple(problem for planned in self.planned for problem in planned.findings)

    def write_all(self) -> tuple[Problem, ...]:
        """Write every item and every set; return what the item rules find.

        Raises TemplateError for a wording that cannot be used.
        """
        for one in self.sets:
            _ = one.members
        return self.findings

    @cached_property
    def of_facts(self) -> Mapping[str, tuple[Item, ...]]:
        """Return the items that ask about a fact or rest on it, by its id."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            for fact_id in item.facts:
                found.setdefault(fact_id, []).append(item)
        return {fact_id: tuple(own) for fact_id, own in found.items()}

    @cached_property
    def memberships(self) -> Mapping[str, tuple[tuple[ItemSet, Member], ...]]:
        """Return the sets that a fact may stand in, and what it brings to each, by its id."""
        found: dict[str, list[tuple[ItemSet, Member]]] = {}
        for one in self.sets:
            for member in one.members:
                found.setdefault(member.fact.id, []).append((one, member))
        return {fact_id: tuple(own) for fact_id, own in found.items()}

    @property
    def findings_so_far(self) -> tuple[Problem, ...]:
        """Return what the item rules found in the items that were asked for."""
        written = (planned for planned in self.planned if planned.is_written)
        return tuple(problem for planned in written for problem in planned.findings)
