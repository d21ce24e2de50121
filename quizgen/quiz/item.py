"""An item: one question with its key, however it is answered."""

from dataclasses import field
from decimal import Decimal
from typing import Literal

from quizgen.bank.dates import Date
from quizgen.bank.facts import Kind, Level, Sensitivity
from quizgen.content import Text
from quizgen.errors import Where
from quizgen.quiz.figures import Figure
from quizgen.values import dataclass

ItemType = Literal[
    "multiple-choice",
    "multiple-response",
    "true-false",
    "matching",
    "ordering",
    "numeric",
    "short-answer",
    "cloze",
    "discussion",
]

SET_TYPES: tuple[ItemType, ...] = ("matching", "ordering")
"""Types of items that are drawn from many facts."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """The key or a distractor of a choice item."""

    text: Text
    is_key: bool = False
    why_wrong: Text = ()
    """What it is instead, said of the option: "is the range of ..."; empty for the key."""
    value: str
    """What it means, whatever its words: a person's or fact's id, a date, a number with unit."""
    sort_key: tuple[str | int | Decimal, ...] = ()
    """Orders numbers and dates upwards; empty where the order is drawn."""
    is_computed: bool = False
    """Whether it is a number or date that was worked out from the key, true of nothing."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Choose one of some options, or every one that is right."""

    type: Literal["multiple-choice", "multiple-response"] = "multiple-choice"
    options: tuple[Option, ...]
    """The key first as written; in printed order in a form."""
    reserve: tuple[Option, ...] = ()
    """Further wrong numbers or dates: a form draws from all of them where its key ranks."""


@dataclass(frozen=True, kw_only=True)
class TrueFalse:
    """Judge a statement, and mend it if it is false."""

    type: Literal["true-false"] = "true-false"
    is_true: bool
    correction: Text = ()
    """The whole true sentence; empty for a true statement."""
    right_words: Text = ()
    """What should stand in the wrong slot; empty for a true statement."""


@dataclass(frozen=True, kw_only=True)
class Response:
    """One of the answers of a matching item."""

    id: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class Premise:
    """One of the things to be matched."""

    fact_id: str
    text: Text
    detail: Text = ()
    """Small print behind it."""
    response: str
    """The id of the one response that is right."""
    rationale: Text = ()
    source: str
    """Id of its source."""


@dataclass(frozen=True, kw_only=True)
class Matching:
    """Match each premise to one response; some responses are spare."""

    type: Literal["matching"] = "matching"
    heading: Text
    """What the responses are called."""
    premises: tuple[Premise, ...]
    responses: tuple[Response, ...]
    """In printed order."""


@dataclass(frozen=True, kw_only=True)
class OrderedEvent:
    """One of the events of an ordering item."""

    fact_id: str
    text: Text
    rank: int
    """Its right place, from 1."""
    date: Date
    date_text: str
    source: str
    """Id of its source."""


@dataclass(frozen=True, kw_only=True)
class Ordering:
    """Number events from the earliest to the latest."""

    type: Literal["ordering"] = "ordering"
    events: tuple[OrderedEvent, ...]
    """By rank as drawn from a set; in printed order in a form."""


@dataclass(frozen=True, kw_only=True)
class ShortAnswer:
    """Answer in a few words."""

    type: Literal["short-answer"] = "short-answer"
    answer: Text
    accepted: tuple[str, ...] = ()
    """Further answers that are right."""
    lines: int = 1
    """How many lines to write on."""


@dataclass(frozen=True, kw_only=True)
class Numeric:
    """Write a number."""

    type: Literal["numeric"] = "numeric"
    answer: Text
    """The number with its unit, as the key prints it."""
    low: Decimal
    high: Decimal
    """Any number from low to high, ends included, is right."""
    unit: str
    """The unit's name, printed beside the blank."""
    accepted: tuple[str, ...] = ()
    """Answers in other units that are right."""


@dataclass(frozen=True, kw_only=True)
class Cloze:
    """Fill the blanks of a sentence."""

    type: Literal["cloze"] = "cloze"
    parts: tuple[Text, ...]
    """The sentence around its blanks: one part more than there are blanks."""
    answers: tuple[Text, ...]
    """What stands in each blank."""
    accepted: tuple[tuple[str, ...], ...]
    """For each blank: further answers that are right."""


@dataclass(frozen=True, kw_only=True)
class Discussion:
    """Say what you think, and why; there is no key."""

    type: Literal["discussion"] = "discussion"
    lines: int = 4


Interaction = Choice | TrueFalse | Matching | Ordering | ShortAnswer | Numeric | Cloze | Discussion
"""How an item is answered; the term is QTI's."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question: stem, key, distractors, rationale."""

    id: str
    """`fact-id/wording-id`; of a set `wording-id/` and a hash of the sorted fact ids."""
    wording: str
    """The id of its wording."""
    kind: Kind | Literal["discussion"]
    """The kind of its facts; a discussion prompt is none."""
    facts: tuple[str, ...]
    """Ids of the facts it asks about or rests on, the one that is asked about first."""
    stem: Text
    """Empty for a set, whose section gives the instruction."""
    interaction: Interaction
    rationale: Text = ()
    sources: tuple[str, ...]
    """Ids of its facts' sources."""
    as_of: Date
    """The latest of its facts'."""
    level: Level = 1
    sensitivity: Sensitivity = "none"
    tags: tuple[str, ...] = ()
    figure: Figure | None = None
    """What it is answered with: a timeline to place events on, bars to read off a scale."""
    about: tuple[str, ...] = ()
    """The people, things and events it asks about, in words: what another item must not name
    beside the key (FORM-2)."""
    where: Where = field(compare=False)

    @property
    def type(self) -> ItemType:
        """Return the item type."""
        return self.interaction.type

    @property
    def number_count(self) -> int:
        """Return how many question numbers it takes: one, or one a premise."""
        return len(self.interaction.premises) if isinstance(self.interaction, Matching) else 1
