"""An item: one question with its key, whoever made it and however it is answered.

It stands on its own: what renders, marks or exports it needs no bank. Where it came from is its
`origin`, which only rules ask for.
"""

from dataclasses import field
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from quizgen.bank.dates import Date
from quizgen.bank.facts import Kind, Level, Sensitivity
from quizgen.bank.questions import ItemType as ItemType
from quizgen.content import Content, Table, Text
from quizgen.errors import Where
from quizgen.quiz.figures import Figure
from quizgen.quiz.meaning import Meaning, rank_of
from quizgen.quiz.passages import Passage
from quizgen.values import dataclass

SET_TYPES: tuple[ItemType, ...] = ("matching", "ordering")
"""Types of items that are drawn from many facts; tables to complete are, too."""


@dataclass(frozen=True, kw_only=True)
class Option:
    """The key or a distractor of a choice item."""

    id: str
    """Unique in its item; of what is made of facts, what it means."""
    content: Content
    is_key: bool = False
    why_wrong: Text = ()
    """What it is instead, said of the option: "is the range of ..."; empty for the key."""
    feedback: Text = ()
    """What a pupil is told who chose it, in whole sentences."""
    means: Meaning | None = None
    """What it means, whatever its words; None where only its author knows."""
    is_computed: bool = False
    """Whether it is a number or date that was worked out from the key, true of nothing."""

    @property
    def rank(self) -> Decimal | None:
        """Where it stands among numbers or dates; None for answers whose order is drawn."""
        return rank_of(self.means)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Choose one of some options, or every one that is right."""

    type: Literal["multiple-choice", "multiple-response"] = "multiple-choice"
    options: tuple[Option, ...]
    """The key first as written; in printed order in a form."""
    reserve: tuple[Option, ...] = ()
    """Further wrong numbers or dates: a form draws from all of them where its key ranks."""
    keeps_order: bool = False
    """Whether its options stand in their author's order in every form: one of them speaks of the
    others."""

    @property
    def has_own_order(self) -> bool:
        """Tell whether no program may shuffle its options."""
        return self.keeps_order or self.has_rank

    @property
    def has_rank(self) -> bool:
        """Tell whether its options are numbers or dates, which ascend; others are drawn."""
        return all(option.rank is not None for option in self.options)


@dataclass(frozen=True, kw_only=True)
class TrueFalse:
    """Judge a statement, and mend it if it is false."""

    type: Literal["true-false"] = "true-false"
    is_true: bool
    correction: Text = ()
    """The whole true sentence; empty for a true statement."""
    right_words: Text = ()
    """What should stand in the wrong slot; empty for a true statement."""
    accepted: tuple[str, ...] = ()
    """What else corrects it, in that slot or in another."""


@dataclass(frozen=True, kw_only=True)
class Response:
    """One of the answers of a matching item."""

    id: str
    """Unique in its item; of what is made of facts, what it means."""
    text: Text
    means: Meaning | None = None
    """As of an option."""


@dataclass(frozen=True, kw_only=True)
class Premise:
    """One of the things to be matched."""

    id: str
    """Unique in its item: the id of its fact, where it has one."""
    text: Content
    detail: Text = ()
    """Small print behind it."""
    response: str
    """The id of the one response that is right."""
    rationale: Text = ()
    source: str = ""
    """The id of the citation that says so."""


@dataclass(frozen=True, kw_only=True)
class Matching:
    """Match each premise to one response; some responses are spare."""

    type: Literal["matching"] = "matching"
    heading: Text = ()
    """What the responses are called."""
    premises: tuple[Premise, ...]
    responses: tuple[Response, ...]
    """In printed order."""

    def grid_in(self, prompt: Content) -> Table | None:
        """Return the table of a prompt whose empty cells are the premises, in reading order.

        Its rows and columns say what the premises say, so that they are not printed again.
        """
        return _table_to_fill(prompt, len(self.premises))


def _table_to_fill(prompt: Content, cells: int) -> Table | None:
    """Return the table of a prompt that has so many empty cells."""
    for part in prompt:
        if isinstance(part, Table):
            empty = sum(not cell for row in part.rows for cell in row)
            return part if empty == cells else None
    return None


@dataclass(frozen=True, kw_only=True)
class OrderedEvent:
    """One of the events of an ordering item."""

    id: str
    """Unique in its item: the id of its fact, where it has one."""
    text: Text
    rank: int
    """Its right place, from 1."""
    date: Date | None = None
    """When it was; None for steps that have no date."""
    date_text: str = ""
    """Its date as printed; of a thing that is put in order by its size, the size."""
    source: str = ""
    """The id of the citation that says so."""


@dataclass(frozen=True, kw_only=True)
class Ordering:
    """Number events from the earliest to the latest, or things from the least to the greatest."""

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
    unit: str = ""
    """The unit's name, printed beside the blank."""
    within: str = ""
    """What else is right, in words: "any number from 270 to 330"; empty where nothing else is."""
    accepted: tuple[str, ...] = ()
    """Answers in other units that are right."""


@dataclass(frozen=True, kw_only=True)
class Cloze:
    """Fill the blanks of a sentence, or the empty cells of a table."""

    type: Literal["cloze"] = "cloze"
    parts: tuple[Text, ...]
    """The sentence around its blanks: one part more than there are blanks."""
    answers: tuple[Text, ...]
    """What stands in each blank."""
    accepted: tuple[tuple[str, ...], ...]
    """For each blank: further answers that are right."""
    in_table: bool = False
    """Whether the blanks are the empty cells of a table in the prompt, in reading order. Its parts
    then say the same in words."""

    def table_in(self, prompt: Content) -> Table | None:
        """Return the table of a prompt whose empty cells are the blanks."""
        return _table_to_fill(prompt, len(self.answers)) if self.in_table else None


@dataclass(frozen=True, kw_only=True)
class MarkBand:
    """A level of a mark scheme: what an answer does that gets this share of the points."""

    name: Text
    does: Text


@dataclass(frozen=True, kw_only=True)
class Discussion:
    """Say what you think, and why; there is no key."""

    type: Literal["discussion"] = "discussion"
    lines: int = 4
    bands: tuple[MarkBand, ...] = ()
    """Its mark scheme, the weakest level first; none where it is only to be talked about."""
    passages: tuple[Text, ...] = ()
    """Where the passages stand that it rests on, for who marks it to look up."""


def points_of_bands(bands: int, points: int) -> tuple[tuple[int, int], ...]:
    """Return the least and the most points of each level of a mark scheme, the weakest first.

    Every level has as many as every other, the stronger ones one more where they do not come out
    even. Nothing at all is left to an answer that does none of it. Where there are fewer points
    than levels, the weakest get none, and neighbours may share one.

    >>> points_of_bands(3, 6), points_of_bands(3, 5), points_of_bands(3, 2)
    (((1, 2), (3, 4), (5, 6)), ((1, 1), (2, 3), (4, 5)), ((0, 0), (1, 1), (2, 2)))
    """
    ends = [points * place // bands for place in range(bands + 1)]
    return tuple((min(low + 1, high), high) for low, high in pairwise(ends))


Interaction = Choice | TrueFalse | Matching | Ordering | ShortAnswer | Numeric | Cloze | Discussion
"""How an item is answered; the term is QTI's."""


@dataclass(frozen=True, kw_only=True)
class FromFacts:
    """Made of facts of a bank, by a wording."""

    kind: Kind
    """Of its facts."""
    wording: str
    """The id of its wording."""
    facts: tuple[str, ...]
    """Ids of the facts it asks about or rests on, the one that is asked about first."""
    as_of: Date | None
    """The latest of its facts'."""


@dataclass(frozen=True, kw_only=True)
class FromPlaces:
    """Made of places of a bank, by a wording, and answered on a map."""

    wording: str
    """The id of its wording."""
    places: tuple[str, ...]
    """Ids of places: from which is measured, then what is right, then what is compared with it."""
    km: Decimal | None = None
    """How far around the first it asks; None where no circle is drawn."""


@dataclass(frozen=True, kw_only=True)
class Written:
    """Written by a bank's author, word for word."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """Taken over from another program's file."""

    file: str
    ident: str
    """What it is called there; may be empty."""


Origin = FromFacts | FromPlaces | Written | Imported


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A source that an item rests on."""

    source: str
    """Its id: unique in the item's bank."""
    text: Text
    """As a list of sources prints it."""
    listed: Text = ()
    """As a sheet lists it for its pupils: what it is, whose, of when, and its title."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question: prompt, key, distractors, rationale."""

    id: str
    """Unique in its bank: `fact-id/wording-id`; of a set `wording-id/` and a hash of its facts."""
    prompt: Content
    """What asks; of a cloze, what stands above its sentence."""
    interaction: Interaction
    rationale: Text = ()
    """Why the key is right."""
    level: Level = 1
    """1 recall, 2 connect or compare, 3 judge the evidence."""
    tags: tuple[str, ...] = ()
    sensitivity: Sensitivity = "none"
    citations: tuple[Citation, ...] = ()
    figure: Figure | None = None
    """What it is answered with: a timeline to place events on, bars to read off, a map."""
    passage: Passage | None = None
    """A text that it is asked about, printed above it."""
    points: int | None = None
    """What all of it is worth, as its author says; None where its worksheet says so."""
    about: tuple[str, ...] = ()
    """The people, things and events it asks about, in words: what another item must not name
    beside the key (FORM-2). Where nothing is given, its prompt is what it is about."""
    allow: tuple[str, ...] = ()
    """Rules that it may break, as its author decided."""
    origin: Origin
    where: Where = field(compare=False)
    """Where its author wrote it, or the wording that made it."""

    @property
    def type(self) -> ItemType:
        """Return the item type."""
        return self.interaction.type

    @property
    def facts(self) -> tuple[str, ...]:
        """Return the ids of the facts it asks about; none for what was written or imported."""
        return self.origin.facts if isinstance(self.origin, FromFacts) else ()

    @property
    def number_count(self) -> int:
        """Return how many question numbers it takes: one, or one a premise."""
        return len(self.interaction.premises) if isinstance(self.interaction, Matching) else 1


def is_set(item: Item) -> bool:
    """Tell whether an item is of a kind that is drawn from many facts: each has its part in it."""
    in_table = isinstance(item.interaction, Cloze) and item.interaction.in_table
    return item.type in SET_TYPES or in_table
