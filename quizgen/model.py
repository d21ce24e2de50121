"""Every noun of quizgen, as frozen values.

Four groups, in the order of the program's line: what a bank author writes (`Bank` and its
facts), what a template author writes (`Language`, `Wording`, `Worksheet`, `Theme`, `NoteType`),
what a pupil answers (`Item`, `Form`) and what a learner imports (`Note`, `Deck`, and the `Lock` of
its editions). Who has read this file and `build.py` knows the program.

The docstrings below the fields of the first two groups are what `quizgen schema` shows to
authors. A field whose name Python reserves ends in an underscore here and has none in the file:
`class_` is the key `class`.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import field
from decimal import Decimal
from functools import cached_property
from typing import Literal, assert_never

from quizgen.errors import Problem, Where
from quizgen.values import dataclass

Level = Literal[1, 2, 3]
Sensitivity = Literal["none", "low", "high"]
SENSITIVITIES: tuple[Sensitivity, ...] = ("none", "low", "high")
Status = Literal["settled", "attributed", "disputed"]
OFFICE_CLASSES = (
    "head-of-state",
    "head-of-government",
    "minister",
    "spokesperson",
    "alliance-official",
    "diplomat",
    "legislator",
    "analyst",
    "author",
    "institution",
)
"""Classes of office that banks have used; another topic has others, such as astronaut."""

# --------------------------------------------------------------------------- the bank


@dataclass(frozen=True)
class Date:
    """A day, month, year, season or range of days, exactly as precise as its source."""

    text: str
    """As the bank has it: 2024-05-30, 2024-05, 2024, 2024-spring or 2024-09-22/2024-09-30."""
    precision: Literal["day", "month", "year", "season", "range"]
    first: datetime.date
    """The first day it may mean."""
    last: datetime.date
    """The last day it may mean."""

    @property
    def is_day(self) -> bool:
        """Tell whether it can mean one day only."""
        return self.first == self.last

    def is_before(self, other: "Date") -> bool:
        """Tell whether every day of this date lies before every day of the other."""
        return self.last < other.first


@dataclass(frozen=True, kw_only=True)
class Source:
    """A text that facts are taken from."""

    publisher: str
    """Who published it, or what it is if nobody says: "unsigned web report"."""
    title: str
    """The text's own title."""
    author: str = ""
    """Who wrote it, if the text or its publisher says so."""
    kind: Literal[
        "report", "analysis", "essay", "speech", "document", "reference", "book", "website"
    ]
    """What sort of text it is."""
    date: Date
    """When it was published."""
    date_basis: Literal["printed", "worked-out", "external"]
    """Whether its date is printed in it, was worked out from it, or is known from elsewhere."""
    text: str = ""
    """The name of the file that holds a copy of the text, for `check --sources`."""
    url: str = ""
    """Where it is published; never guessed."""
    accessed: Date | None = None
    """When the url was last opened."""
    wording: Literal["faithful", "reworded"] = "faithful"
    """`reworded` when its quotation marks do not hold the speakers' own words."""
    called: str = ""
    """What to call it in a sentence, after "according to": "a web report". Default: the
    publisher."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Office:
    """An office a person holds, and when."""

    office: str
    """The office in words, without an article: "President of France"."""
    class_: str
    """The rank that makes two people comparable, such as minister, analyst or astronaut; wrong
    options come from the same class."""
    country: str
    """Two-letter country code, or the alliance's name: FR, NATO."""
    from_: Date | None = None
    """The day it began; absent when it holds for every date of the bank."""
    until: Date | None = None
    """The day it ended."""


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person, a government or another institution that speaks, acts or takes a position."""

    name: str
    """The name as it is printed."""
    spellings: tuple[str, ...] = ()
    """Other spellings that are accepted as an answer."""
    kind: Literal["person", "institution"] = "person"
    """Whether it is a human being or an institution."""
    camp: str = ""
    """Whose side of the debate it belongs to: an id under `camps`."""
    offices: tuple[Office, ...] = ()
    """The offices held; two or more need `from` and `until`."""
    class_: str | None = None
    """For an institution: the class that makes it comparable; `author` for who speaks in a source
    itself, of whom no item asks and who is no wrong option."""
    country: str = ""
    """For an institution: its country."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question on which actors take positions."""

    text: str
    """An indirect question: "whether Ukraine may strike inside Russia"."""
    as_of: Date
    """The date up to which the bank follows it."""
    stances: Mapping[str, str]
    """Stance id -> words that complete "As of that day, X ..."; at most one is true of an actor."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit of measure and how its values are written; `{n}` stands for the number."""

    one: str
    """With the number one: "{n} mile"."""
    many: str
    """With any other number: "{n} miles"."""
    name: str
    """The unit alone, as beside a blank: "miles"."""
    converts: Mapping[str, Decimal] = field(default_factory=dict)
    """Other unit -> factor, for computed conversions that are shown as such."""


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Who said what, to whom, when and where."""

    kind: Literal["statement"]
    speaker: str
    """Who said it: an id under `people`."""
    verb: str
    """The reporting verb: said, wrote, argued, warned, asked, announced, estimated ..."""
    quote: tuple[str, ...] = ()
    """The speaker's own words as the source has them, without the reporting sentence's comma;
    one text or a list of spans."""
    gist: str
    """What was said, completing "said that ..."; never in quotation marks."""
    about: str
    """What it was about, completing "What did X say about ...?" without giving the answer."""
    wording: Literal["verbatim", "translated", "reworded", "paraphrase"]
    """Whose words they are: the speaker's own, a translation, the source's rewording, or ours."""
    to: str = ""
    """Who was spoken to, completing "to ..."."""
    place: str = ""
    """Where, completing "in ..."."""
    date: Date
    """When it was said."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened when, and where."""

    kind: Literal["event"]
    actor: str = ""
    """Who acted: an id under `people`."""
    what: str
    """A main clause in the past tense with its subject; no date, no place, no full stop."""
    short: str
    """A noun phrase of at most eight words for timelines and lists; no date, no word of cause."""
    place: str = ""
    """Where, completing "in ..."."""
    date: Date
    """When it happened."""


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """How much, how many or how far: `value`, or `low` and `high`, or only `printed`."""

    kind: Literal["quantity"]
    subject: str
    """What is measured, a noun phrase with its article."""
    class_: str
    """What sort of thing it is; wrong options come from the same class and attribute."""
    attribute: str
    """What is measured of it: range, number, value."""
    asks: str
    """A direct question for the value, in lower case and without its question mark: "how far is
    Kharkiv from the border"."""
    says: str
    """A main clause that states it, with {value} in the value's place: "Kharkiv is {value} from
    the border"."""
    value: Decimal | None = None
    """The number as the source prints it."""
    low: Decimal | None = None
    """The lower end of a range."""
    high: Decimal | None = None
    """The upper end of a range."""
    unit: str
    """A unit of the shipped table or of the bank's `units`."""
    qualifier: Literal["exact", "about", "at-least", "over", "up-to", "at-most"] = "exact"
    """How the source hedges the number."""
    printed: str = ""
    """The source's own words where they are not number and unit: "two-thirds"."""
    by: str = ""
    """By whose count, if not the source's own: an id under `people`."""
    date: Date | None = None
    """The date for which it holds, where the source gives one."""


@dataclass(frozen=True, kw_only=True)
class Position:
    """Where an actor stood on a question, as of a date."""

    kind: Literal["position"]
    actor: str
    """Who the text names: an id under `people`."""
    for_: str = ""
    """The government that the actor speaks for: an id under `people`."""
    question: str
    """An id under `questions`."""
    stance: str
    """An id under that question's `stances`."""
    condition: str = ""
    """A limit or reservation, completing "..., but ..."."""
    open_list: bool = False
    """True if the source says that others, unnamed, hold it too."""
    until: Date | None = None
    """The last day on which it is known to have held."""
    place: str = ""
    """Where it was stated, completing "in ..."."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term, name or abbreviation and its meaning."""

    kind: Literal["term"]
    term: str
    """The term as printed."""
    meaning: str
    """What it stands for or means: a noun phrase."""
    relation: Literal["stands-for", "means", "was"]
    """`stands-for` for an abbreviation; `was` for what was true at a time that the meaning names,
    as of who held an office; `means` for the rest."""
    class_: str = ""
    """What sort of thing it is: place, weapon, person ... Terms of one class stand side by side."""


Claim = Statement | Event | Quantity | Position | Term
"""What a fact says; each kind of fact is one class. A new kind is a new class here."""

Kind = Literal["statement", "event", "quantity", "position", "term"]
KINDS: tuple[Kind, ...] = ("statement", "event", "quantity", "position", "term")
USUAL_STATUS: Mapping[Kind, Status] = {
    "statement": "attributed",
    "position": "attributed",
    "quantity": "attributed",
    "event": "settled",
    "term": "settled",
}
"""The status of a fact that states none."""


@dataclass(frozen=True, kw_only=True)
class Also:
    """A second place that says the same."""

    source: str
    """An id under `sources`."""
    at: str
    """A short verbatim locator in that source."""


@dataclass(frozen=True, kw_only=True)
class CuratedDistractor:
    """A wrong answer written by the bank's author."""

    text: str
    """The wrong answer, in the same form as the right one; to a quantity a number in digits."""
    why_wrong: str
    """What it is instead, said of the wrong answer: "is a maker of aircraft"."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One sourced thing: what it claims, and all that is known about the claim.

    In the file the claim's keys stand beside the fact's own.
    """

    id: str
    """Unique in its bank; never changed or reused, since learners' progress hangs on it."""
    claim: Claim
    source: str
    """Where it comes from: an id under `sources`."""
    at: str
    """A short passage, word for word, that occurs once in the source and marks the place."""
    also_in: tuple[Also, ...] = ()
    """Other sources that say the same."""
    as_of: Date
    """The date on which it is known to hold. Default: its date, else its source's."""
    worked_out: str = ""
    """How a date or number that the text does not print was found."""
    weekday: Literal[
        "", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    ] = ""
    """The weekday that the source states; it must fit the date."""
    status: Status
    """settled, attributed or disputed. Default: attributed for statements, positions and
    quantities, else settled."""
    tags: tuple[str, ...] = ()
    """Subtopics."""
    level: Level = 1
    """1 recall, 2 connect or compare, 3 judge the evidence."""
    sensitivity: Sensitivity = "none"
    """high for death and suffering: left out unless asked for."""
    themes: tuple[str, ...] = ()
    """What is sensitive in it: war, casualties, nuclear-threat ..."""
    accept: tuple[str, ...] = ()
    """Other answers to accept."""
    also_right: tuple[str, ...] = ()
    """Ids of facts that would be right here too, and so are never wrong options."""
    also_right_text: tuple[str, ...] = ()
    """Texts that must never be wrong options here."""
    not_beside: tuple[str, ...] = ()
    """Of a statement: ids of facts, or of people for all that they said, that are never set against
    it as right and wrong, either way round: too near to be called wrong, if not known as right."""
    distractors: tuple[CuratedDistractor, ...] = ()
    """Wrong answers written by hand; used before all others."""
    note: str = ""
    """One plain sentence of background for the key and the card's back."""
    review_by: Date | None = None
    """When to look at it again."""
    superseded_by: str = ""
    """The id of the fact that took its place."""
    retired: str = ""
    """Why it is no longer used; it stays in the file, since learners have it."""
    allow: Mapping[str, str] = field(default_factory=dict)
    """Rule -> the reason why this fact may break it."""
    where: Where = field(compare=False)

    @property
    def kind(self) -> Kind:
        """Return the kind of its claim."""
        return self.claim.kind

    @property
    def is_current(self) -> bool:
        """Tell whether it is in use, and no other fact has taken its place."""
        return not self.retired and not self.superseded_by

    @property
    def date(self) -> Date | None:
        """Return the date of what it claims, where it has one."""
        return None if isinstance(self.claim, Position | Term) else self.claim.date

    @property
    def dated(self) -> Date:
        """Return when it happened, was said or was so: its date, else until when it is known."""
        return self.date or self.as_of

    def is_within(self, most: Sensitivity) -> bool:
        """Tell whether it is no more sensitive than that."""
        return SENSITIVITIES.index(self.sensitivity) <= SENSITIVITIES.index(most)


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """A prompt without a key: a matter of judgement."""

    id: str
    """Unique among the bank's facts and prompts."""
    text: str
    """The prompt, a question or a task."""
    facts: tuple[str, ...] = ()
    """Ids of the facts it builds on."""
    tags: tuple[str, ...] = ()
    """Subtopics."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Whom a bank is written for."""

    ages: str = ""
    """From-to, in years: 15-18."""


@dataclass(frozen=True, kw_only=True)
class Bank:
    """The facts of one topic, in teaching order, with all they refer to."""

    topic: str
    """The file's name without .yaml; never changed once published."""
    title: str
    """The topic as a heading."""
    summary: str
    """The topic in one sentence."""
    language: str = "en-GB"
    """BCP 47 tag: spelling and date order."""
    edition: int = 1
    """Raised by `quizgen publish`."""
    as_of: Date
    """The date up to which the bank holds; no date in it is later."""
    audience: Audience = field(default_factory=Audience)
    """Whom it is for."""
    sensitivity: Sensitivity
    """A label for the whole bank; facts have their own."""
    themes: tuple[str, ...] = ()
    """What is sensitive in it."""
    teacher_note: str = ""
    """What a teacher should know before handing it out."""
    licence: str = "CC BY 4.0"
    """The licence of the bank's content."""
    camps: Mapping[str, str] = field(default_factory=dict)
    """Side of the debate -> its neutral name."""
    loaded_words: tuple[str, ...] = ()
    """Words that must not stand outside quotation marks."""
    units: Mapping[str, Unit] = field(default_factory=dict)
    """Units that the shipped table lacks."""
    questions: Mapping[str, Question] = field(default_factory=dict)
    """The questions on which positions are taken."""
    sources: Mapping[str, Source]
    """The texts that the facts come from."""
    people: Mapping[str, Person] = field(default_factory=dict)
    """People and institutions."""
    facts: tuple[Fact, ...]
    """The facts, in teaching order."""
    discussion: tuple[Prompt, ...] = ()
    """Prompts without a key."""
    where: Where = field(compare=False)

    def camp_of(self, fact: Fact) -> str:
        """Return the side of the debate of who said it, did it, counted it or stood there.

        Who speaks for a government stands where that stands. Empty for no side.
        """
        match fact.claim:
            case Statement(speaker=person) | Event(actor=person) | Quantity(by=person):
                pass
            case Position(actor=actor, for_=government):
                person = government or actor
            case Term():
                return ""
            case _ as unreachable:
                assert_never(unreachable)
        return self.people[person].camp if person else ""

    @cached_property
    def names_of_persons(self) -> frozenset[str]:
        """The names of those under `people` that are persons, not institutions."""
        return frozenset(it.name for it in self.people.values() if it.kind == "person")

    def tag(self, *levels: str) -> str:
        """Return a tag of its deck: all stand below one root, so that they mix with no others."""
        return "::".join(("quizgen", self.topic, *levels))


# --------------------------------------------------------------------------- the templates


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style."""

    text: str
    style: Literal["plain", "bold", "italic"] = "plain"
    lang: str = ""
    """BCP 47 tag where it is not the document's language."""


Text = tuple[Run, ...]
"""Plain text with emphasis; never markup."""

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

Method = Literal[
    "people",
    "dates",
    "events",
    "gists",
    "values",
    "largest",
    "differences",
    "stances",
    "changes",
    "actors",
    "meanings",
    "terms",
]
"""How distractors are found: each is one file in `items/distractors`."""

METHODS_OF: Mapping[Kind, tuple[Method, ...]] = {
    "statement": ("people", "dates", "gists"),
    "event": ("dates", "events"),
    "quantity": ("values", "largest", "differences"),
    "position": ("stances", "changes", "actors"),
    "term": ("meanings", "terms"),
}
"""The methods that make sense for a kind of fact."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One way to ask about a kind of fact; its slots are Jinja2 strings over the fact."""

    id: str
    """Unique among all wordings; part of each item's id."""
    type: ItemType
    """The item type it makes."""
    level: Level = 1
    """1 recall, 2 connect or compare, 3 judge the evidence."""
    when: str = ""
    """A Jinja2 condition on the fact; where it is false the wording is skipped."""
    stem: str = ""
    """The words that ask; for a true-false item the statement."""
    key: str = ""
    """The right answer, as an option is printed."""
    rationale: str = ""
    """Why the key is right, in one line."""
    distractors: Method | None = None
    """How wrong options are found; for a false statement, how the wrong slot is."""
    why_wrong: str = ""
    """Of a wrong option, over the variables of the fact it is true of; its subject is the
    option: "is the range of ..."."""
    why_invented: str = ""
    """Of a wrong option that was computed, over the variables of this fact."""
    figure: Literal["timeline", "scale"] | None = None
    """For a number: a scale to read it off. For a matching set of events: a timeline to place
    them on."""
    accept: tuple[str, ...] = ()
    """For a short answer: further answers to accept, beside the fact's own."""
    lines: int = 1
    """For a short answer: writing lines."""
    tolerance: int = 0
    """For a number: how many percent it may be off."""
    premise: str = ""
    """For a matching set: what is matched; for an ordering set: the event as printed."""
    detail: str = ""
    """For a matching set: small print behind the premise."""
    heading: str = ""
    """For a matching set: what its answers are called."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class WorksheetSection:
    """A part of a worksheet: which items, how many, and what it tells the pupil."""

    title: str
    """Its heading."""
    instruction: str = ""
    """What the pupil is to do."""
    types: tuple[ItemType, ...]
    """Item types it may hold."""
    kinds: tuple[Kind, ...] = ()
    """Kinds of fact it may hold; empty for all."""
    tags: tuple[str, ...] = ()
    """Subtopics it may hold; empty for all."""
    wordings: tuple[str, ...] = ()
    """Ids of wordings it may hold; empty for all."""
    levels: tuple[Level, ...] = ()
    """Levels it may hold; empty for all."""
    count: int
    """How many items; a set counts as one."""
    members: int = 5
    """How many premises or events a set has."""
    spare: int = 2
    """How many responses of a matching set fit no premise."""
    points: int = 1
    """Points for each item, premise or event."""

    @property
    def has_sets(self) -> bool:
        """Tell whether it may hold sets, each of which needs many facts."""
        return any(item_type in SET_TYPES for item_type in self.types)


@dataclass(frozen=True, kw_only=True)
class FactSection:
    """A part of a study sheet: which facts it tells, and the sentence that tells them."""

    title: str
    """Its heading."""
    kinds: tuple[Kind, ...] = ()
    """Kinds of fact it tells; empty for all."""
    tags: tuple[str, ...] = ()
    """Subtopics it tells of; empty for all."""
    when: str = ""
    """A Jinja2 condition on the fact; where it is false the fact is left to a later section."""
    count: int | None = None
    """How many facts at most. Default: all."""
    by_date: bool = False
    """Whether they stand by date; else as in the bank."""
    lead: str = ""
    """What the sentence begins with, a Jinja2 string. Facts that share it stand together, and above
    three and more of them it is said once."""
    text: str
    """The sentence or the rest of it, a Jinja2 string over the fact."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class CardSection:
    """Cards of one kind: which facts, and Jinja2 strings for what stands on either side."""

    title: str
    """What the card asks, in a word or two: on top of both sides."""
    kinds: tuple[Kind, ...] = ()
    """Kinds of fact; empty for all."""
    tags: tuple[str, ...] = ()
    """Subtopics; empty for all."""
    when: str = ""
    """A Jinja2 condition on the fact; where it is false the fact is left to a later section."""
    count: int | None = None
    """How many cards at most. Default: all."""
    quotation: bool = False
    """Whether the front holds somebody's own words: they are set as such."""
    front: str
    """What is asked."""
    detail: str = ""
    """Small print below it."""
    back: str
    """The answer."""
    why: str = ""
    """Below the answer: why, or more about it."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How a worksheet is laid out, whatever the theme."""

    points: Literal["", "section", "item", "none"] = ""
    """Where points stand; with `item` each item has a box for its mark. Default: the theme's."""
    score: bool = True
    """Whether there may be a line for the score."""
    mark_table: bool = False
    """Whether a table for the marks of each section stands above the first."""
    option_columns: int | None = None
    """In how many columns short options may stand. Default: as in the theme."""
    copies: int = 1
    """How often the form is printed on a page, to be cut, if all of it fits so often."""


@dataclass(frozen=True, kw_only=True)
class Worksheet:
    """A named worksheet: what it says, and sections of items, facts or cards."""

    name: str
    """The file's name without .yaml."""
    title: str = ""
    """Its heading; default: the bank's title."""
    subtitle: str = ""
    """Below the heading; default: the bank's summary."""
    label: str
    """What sort of sheet it is: "Worksheet", "Test"."""
    summary: str
    """What it is for, in one sentence, as `quizgen topics` lists it."""
    sections: tuple[WorksheetSection, ...] = ()
    """Its parts, in order."""
    facts: tuple[FactSection, ...] = ()
    """Instead of sections, for a sheet to study: facts in plain sentences, and no items."""
    cards: tuple[CardSection, ...] = ()
    """Instead of sections, for cards to cut out: the answer stands on the back."""
    layout: Layout = field(default_factory=Layout)
    """How it is laid out."""
    above_recall: int | None = None
    """The least percentage of its items above bare recall. Default: 30."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Plural:
    """A phrase that changes with a number; `{n}` stands for it."""

    one: str
    """With one."""
    many: str
    """With any other number."""


@dataclass(frozen=True, kw_only=True)
class Labels:
    """The fixed words of sheets, keys and cards. Words in braces are filled in."""

    name: str
    class_: str
    date: str
    score: str
    score_of: str
    """With {n}."""
    points: Plural
    form: str
    answer_key: str
    for_the_teacher: str
    keep_this_page: str
    """With {points}."""
    number: str
    answer: str
    why: str
    source: str
    sources: str
    facts_used: str
    accept: str
    """Before further accepted answers."""
    true: str
    false: str
    true_letter: str
    false_letter: str
    section: str
    """Heads the sections of a table for marks."""
    points_head: str
    """Heads their points."""
    mark: str
    """Heads the marks."""
    total: str
    cut: str
    """In the footer of cards: how to cut them out."""
    fronts: str
    """In the footer of cards: with {page} and {pages}."""
    backs: str
    """In the footer of cards: with {page} and {pages}."""
    part_of: str
    """Behind the number of a card that needs several: with {part} and {parts}."""
    discussion: str
    """Heads the prompts for the class, in the key."""
    logo: str
    """What a screen reader says of the logo."""
    correction: str
    working: str
    """Names the room for working something out."""
    no_key: str
    """What the key says of a discussion."""
    wrong_options: str
    """What a wrong option is, in the key: with {letter} and {why}."""
    wrong_options_alike: str
    """The same of several: with {letter}, {others} and {why}."""
    downwards: str
    """After the numbers of an ordering item: they are read from top to bottom."""
    marks_order: str
    """How a key says to share the points of an ordering item."""
    marks_statement: str
    """The same of a statement to judge and to correct, if it has several points."""
    marks_answer: str
    """The same of an answer in the pupil's own words, if it has several points."""
    strip: str
    """Names the marking strip."""
    before_you_hand_it_out: str
    footer_form: str
    """With {form}."""
    footer_seed: str
    """With {seed}."""
    footer_edition: str
    """With {edition}."""
    footer_as_of: str
    """With {date}."""
    footer_page: str
    """With {page} and {pages}."""
    translated: str
    """Behind a translated quotation."""
    figure: str
    """Names a figure, with {n}."""
    timeline_caption: str
    timeline_alt: str
    timeline_hatched: str
    """Behind the caption of a timeline on a sheet where dates are months or years."""
    timeline_broken_caption: str
    timeline_broken_alt: str
    """What a screen reader says of a timeline to fill in: with {n}, {first} and {last}."""
    scale_caption: str
    """With {attribute} and {unit}."""
    scale_alt: str
    """What a screen reader says of bars: with {attribute}, {unit}, {names}, {first}, {last}."""
    blank: str
    """What a screen reader says for a blank to write in."""
    box: str
    """What a screen reader says for a box to write a letter or number in."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """How a language writes dates, numbers and lists, and the fixed words of our pages."""

    code: str
    """BCP 47 tag: the file's name."""
    months: tuple[str, ...]
    """Twelve names."""
    short_months: tuple[str, ...]
    """Twelve short names, for the axis of a timeline."""
    weekdays: tuple[str, ...]
    """Seven names, from Monday."""
    seasons: Mapping[str, str]
    """spring, summer, autumn, winter -> name."""
    day: str
    """A day, with {day}, {month} and {year}."""
    month: str
    """A month, with {month} and {year}."""
    year: str
    """A year, with {year}."""
    season: str
    """A season, with {season} and {year}."""
    day_range: str
    """Days of one month, with {first}, {last}, {month} and {year}."""
    date_range: str
    """Any other range, with {first} and {last}."""
    on_day: str
    """A day in a sentence, with {date}: "on {date}"."""
    in_period: str
    """A month, year or season in a sentence, with {date}."""
    between: str
    """A range in a sentence, with {date}."""
    counts: tuple[str, ...]
    """The numbers from zero to ten in words."""
    thousands: str
    """Separates groups of three digits."""
    decimal: str
    """Separates the fraction."""
    qualifiers: Mapping[str, str]
    """Qualifier of a quantity -> its phrase, with {value}."""
    hedges: Mapping[str, str]
    """Qualifier of a quantity, but for exact -> its words alone: "at least"."""
    value_range: str
    """A range of values, with {low} and {high}."""
    anything_within: str
    """What else is right for a number that may be a little off, with {low} and {high}."""
    converted: str
    """What follows a value in other units, with {conversion}."""
    verbs: Mapping[str, str]
    """Reporting verb -> the verb with its conjunction: said -> "said that"."""
    asking: tuple[str, ...]
    """Words by which a question asks for somebody's words: "say"."""
    clock_words: tuple[str, ...]
    """Words that go stale without a date beside them: "currently"."""
    cause_words: tuple[str, ...]
    """Words that give the order of two events away: "after"."""
    question_words: tuple[str, ...]
    """Words by one of which a stem asks, even without its options: "who", "name", "was"."""
    negations: tuple[str, ...]
    """Regular expressions of words that turn a question round: "not"."""
    absolute_words: tuple[str, ...]
    """Words that seldom stand in a right answer: "always"."""
    vague_words: tuple[str, ...]
    """Words that often stand in a right answer: "sometimes"."""
    articles: Mapping[str, str]
    """Article -> a regular expression of how what may follow it begins: "an" -> "[aeiou]"."""
    clause_joints: tuple[str, ...]
    """Regular expressions of what joins two clauses: "because"."""
    opinion_phrases: tuple[str, ...]
    """Regular expressions by which a question asks for an opinion: "was it right"."""
    banned_options: tuple[str, ...]
    """Regular expressions of options that no item may have: all of the above."""
    stop_words: tuple[str, ...]
    """Words that carry no meaning of their own, left out when texts are compared."""
    yes_and_no: tuple[str, ...] = ()
    """Answers that tell nothing but whether: "yes"."""
    units: Mapping[str, Unit]
    """The shipped units."""
    labels: Labels
    """The fixed words."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Wordings:
    """The wordings of every kind of fact, and the language they are in."""

    language: Language
    by_kind: Mapping[Kind, tuple[Wording, ...]]


# --------------------------------------------------------------------------- pictures


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Something on a timeline; without words it is for the pupil to say what it was."""

    fact: str
    """The id of its fact."""
    date: Date
    date_text: str
    words: str = ""
    is_main: bool = True
    """Whether it is what the picture is about; the others stand by for comparison."""


@dataclass(frozen=True, kw_only=True)
class Period:
    """A stretch of a timeline's axis between two ticks: a day, month or year."""

    first: datetime.date
    last: datetime.date
    number: int
    """Its number in the calendar, by which labels are thinned out evenly."""
    words: str


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Events on an axis, drawn to scale."""

    type: Literal["timeline"] = "timeline"
    caption: str
    alt: str
    """What a screen reader says instead of the picture; it gives no answer."""
    moments: tuple[Moment, ...]
    """From the earliest to the latest."""
    periods: tuple[Period, ...]
    """The axis from its first day to its last; where days are left out, it is broken."""
    eras: tuple[Period, ...] = ()
    """Longer periods, named in a second row: the years of months."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A quantity on a scale: sure up to `low`, possible up to `high`."""

    fact: str
    """The id of its fact."""
    words: str
    """What is measured."""
    value_text: str
    """The quantity in words."""
    low: Decimal
    high: Decimal
    is_open: bool = False
    """Whether it may be any amount more: at least so much."""
    is_main: bool = True
    """Whether it is what the picture is about; the others stand by for comparison."""


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A numbered place on a scale."""

    value: Decimal
    words: str


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Quantities of one sort as bars, drawn to scale from zero."""

    type: Literal["scale"] = "scale"
    caption: str
    alt: str
    """What a screen reader says instead of the picture; it gives no answer."""
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    """At even distances, from the lowest; one of them is zero."""
    unit: str
    """The unit's name."""
    tells_values: bool = True
    """Whether the quantities stand beside their bars; else they are to be read off."""


Figure = Timeline | Scale
"""What a picture shows; `picture` lays it out."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A straight stroke. All shapes: in points, x from the left edge, y downwards from the top."""

    x: float
    y: float
    to_x: float
    to_y: float
    stroke: float
    is_dotted: bool = False


@dataclass(frozen=True, kw_only=True)
class Rect:
    """A rectangle; x and y are its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    stroke: float
    fill: Literal["none", "hatch", "solid"] = "none"


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A circle; x and y are its centre."""

    x: float
    y: float
    radius: float
    stroke: float
    is_filled: bool = True


@dataclass(frozen=True, kw_only=True)
class Words:
    """A line of text; y is its baseline, x where it starts, has its middle or ends."""

    x: float
    y: float
    words: str
    size: float
    anchor: Literal["start", "middle", "end"] = "start"
    is_bold: bool = False


Shape = Line | Rect | Dot | Words


@dataclass(frozen=True, kw_only=True)
class Blank:
    """A place in a drawing where a pupil writes: a box, what it is for, and its number."""

    number: Words
    words: tuple[Words, ...]
    """One line below the other."""
    box: Rect


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture as plain shapes."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    blanks: tuple[Blank, ...] = ()


# --------------------------------------------------------------------------- items and forms


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


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """What forms shall hold."""

    worksheet: Worksheet
    forms: int = 1
    """How many versions."""
    seed: int = 1
    items: int | None = None
    """How many items in all, a set counted as one; scales the sections' counts."""
    may_shrink: bool = False
    """Whether a bank that is too small for the worksheet gets as much of it as it can fill."""
    tags: tuple[str, ...] = ()
    """Only facts with one of these; empty for all."""
    max_sensitivity: Sensitivity = "low"
    title: str = ""
    """Instead of the worksheet's and the bank's."""
    school: str = ""


@dataclass(frozen=True, kw_only=True)
class NumberedItem:
    """An item in its place on a form."""

    number: int
    """Its question number; the premises of a matching item count on from here."""
    item: Item
    points: int
    figure: int = 0
    """The number of its figure, from 1; the same for items that share one; 0 for none."""


@dataclass(frozen=True, kw_only=True)
class FormSection:
    """A part of a form."""

    title: str
    instruction: str
    items: tuple[NumberedItem, ...]
    points: int
    points_label: str


@dataclass(frozen=True, kw_only=True)
class ToldFact:
    """A fact in a sentence, as a study sheet has it."""

    number: int
    fact_id: str
    lead: Text = ()
    """What the sentence begins with, which other facts may share."""
    text: Text
    """The rest of it."""
    source: str
    """Id of its source."""

    @property
    def sentence(self) -> Text:
        """The whole of it."""
        return (*self.lead, Run(" "), *self.text) if self.lead else self.text


@dataclass(frozen=True, kw_only=True)
class ToldSection:
    """A part of a study sheet."""

    title: str
    facts: tuple[ToldFact, ...]


@dataclass(frozen=True, kw_only=True)
class Card:
    """Both sides of a card to cut out."""

    number: int
    fact_id: str
    title: str
    """What sort of question it is."""
    is_quotation: bool
    front: Text
    detail: Text = ()
    """Small print below the front."""
    back: Text
    why: Text = ()
    foot: tuple[str, ...]
    """Where the answer comes from, and its date."""
    source: str
    """Id of its source."""


@dataclass(frozen=True, kw_only=True)
class SourceEntry:
    """A numbered source of a form, as the key lists it."""

    number: int
    source: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class Form:
    """An assembled version of a worksheet: all that a writer prints, and nothing of how."""

    topic: str
    letter: str
    """A, B ... with two forms or more; else empty."""
    language: str
    title: str
    subtitle: str
    school: str
    label: str
    """What sort of sheet it is."""
    layout: Layout = field(default_factory=Layout)
    sections: tuple[FormSection, ...]
    facts: tuple[ToldSection, ...] = ()
    """What a study sheet tells; it has no sections."""
    cards: tuple[Card, ...] = ()
    """Cards to cut out; such a form has no sections."""
    points: int
    sources: tuple[SourceEntry, ...]
    """The sources of its items or facts, numbered from 1 in order of first use."""
    teacher_note: str
    """For the key; may be empty."""
    discussion: tuple[str, ...] = ()
    """Prompts for the class, for the key."""
    footer: tuple[str, ...]
    """The parts of the footer's left side: topic, form, seed, edition, as-of date."""
    seed: int
    edition: int
    as_of: Date
    words: Language
    """Its language: how numbers are written, and the fixed words."""
    missing: tuple[Problem, ...] = ()
    """What its worksheet asks for and the bank lacks; for its maker, never printed."""

    @property
    def labels(self) -> Labels:
        """Return the fixed words."""
        return self.words.labels

    @property
    def figures(self) -> Mapping[int, Figure]:
        """Return its figures by their numbers."""
        items = [numbered for section in self.sections for numbered in section.items]
        return {it.figure: it.item.figure for it in items if it.item.figure}

    @property
    def questions(self) -> int:
        """Return how many question numbers it has."""
        return sum(it.item.number_count for section in self.sections for it in section.items)

    @property
    def has_key(self) -> bool:
        """Tell whether there is anything to answer; a study sheet and cards have no key."""
        return any(section.items for section in self.sections)

    @property
    def suffix(self) -> str:
        """Return what its files' names end in: "-A" or nothing."""
        return f"-{self.letter}" if self.letter else ""


# --------------------------------------------------------------------------- the page


@dataclass(frozen=True, kw_only=True)
class Theme:
    """How a page looks. Lengths in the file carry their unit (mm or pt); here all are points."""

    name: str
    font_text: str
    """For all that a pupil reads: a file of quizgen/fonts without .ttf, as are the others."""
    font_bold: str
    """For numbers, letters and stress."""
    font_italic: str
    """For instructions."""
    font_display: str
    """For title and headings."""
    font_quote: str
    """For quotations on cards."""
    font_symbols: str
    """For characters that the others lack."""
    margin_x: float
    """Left and right."""
    margin_top: float
    """Above the frame."""
    margin_bottom: float
    """Below the frame; the footer stands in it."""
    footer_baseline: float
    """The footer's last baseline, above the page's edge."""
    size_title: float
    """Of the title."""
    size_heading: float
    """Of a section's heading."""
    size_body: float
    """Of stems and options; what the theme does not name grows with it."""
    leading_body: float
    """From baseline to baseline of them."""
    size_label: float
    """Of names, points and figures."""
    size_footer: float
    """Of the footer."""
    size_key: float
    """Of the key."""
    gutter: float
    """Where question numbers hang."""
    rail_gap: float
    """Between columns."""
    item_gap: float
    """Between two items."""
    section_gap: float
    """Above a section."""
    option_pitch: float
    """From option to option."""
    circle: float
    """A circle's diameter."""
    box_width: float
    """Of a box for a letter or number."""
    box_height: float
    """Of the same."""
    line_pitch: float
    """From writing line to writing line."""
    blank_cloze: float
    """The width of a blank in a sentence."""
    blank_number: float
    """The width of a blank for a number."""
    stroke_hair: float
    """Writing lines, the lines of tables."""
    stroke_rule: float
    """Frames, circles, the rule of a section."""
    stroke_bar: float
    """The outline of a bar."""
    stroke_axis: float
    """A timeline's axis."""
    stroke_heavy: float
    """The rule below the school's name."""
    options_max_columns: int
    """In how many columns short options may stand: 1, 2 or 4."""
    show_points: Literal["section", "item", "none"]
    """Where points stand; with `item` each item has a box for its mark."""
    show_score: bool
    """Whether there is a line for the score."""
    names: bool
    """Whether there are lines for name, class and date."""
    where: Where = field(compare=False)


@dataclass(frozen=True)
class Logo:
    """A school's logo, as red, green and blue bytes row by row from the top."""

    width: int
    """In pixels."""
    height: int
    pixels: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a form is printed."""

    theme: Theme
    paper: Literal["a4", "letter"] = "a4"
    large_print: bool = False
    """Whether the sheet is set in 18 pt, with all that belongs to it; the key never is."""
    points: bool = False
    """Whether each item has a box for its mark, whatever worksheet and theme say."""
    logo: Logo | None = None
    """Stands before the school's name."""
    key: Literal["short", "full"] = "short"
    """`full`: the key says of every wrong option what it is."""


# --------------------------------------------------------------------------- the deck

CLOZE, COMPARISON, CHOICE = "cloze", "comparison", "choice"
"""The keys of the note types that ask more of facts that have a note of their kind already."""
RETIRED = "retired"
"""What the tag of a note says that is in the deck only for those who have it."""


@dataclass(frozen=True, kw_only=True)
class NoteField:
    """A field of a note type, with the Jinja2 string that fills it if it is in use."""

    name: str
    """Never changed, and its place in the list neither, once published."""
    text: str = ""
    """A Jinja2 string on the fact; empty for a spare field."""
    hidden: str = ""
    """Of a cloze note: what stands in the text's blanks, as a Jinja2 string."""


@dataclass(frozen=True, kw_only=True)
class CardTemplate:
    """One card of a note type, in Anki's own template language."""

    name: str
    """Never changed once published."""
    front: str
    back: str
    needs: str
    """The field without which a note has no such card; the front is wrapped in its condition."""


@dataclass(frozen=True, kw_only=True)
class NoteType:
    """The layout of a kind of note: Anki's note type, with the texts that fill its fields."""

    key: str
    """Part of every GUID: the folder's name, never changed once published."""
    name: str
    """As Anki lists it; never changed once published, and none of Anki's stock names."""
    subdeck: str
    """The subdeck its cards go to: "Who said it?"."""
    fields: tuple[NoteField, ...]
    cards: tuple[CardTemplate, ...]
    css: str
    is_cloze: bool = False
    """Whether Anki hides the gaps of its text itself."""
    gone: str = ""
    """What stands in place of the question once a note that learners have is no longer made."""
    modified: int = 0
    """Seconds since 1970, set with the deck's; Anki takes an update only if it is later."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Note:
    """One fact, or two to be compared, in Anki's form."""

    guid: str
    type_key: str
    facts: tuple[str, ...]
    """The ids that its GUID hangs on."""
    fields: tuple[str, ...]
    """Finished HTML, one for each field of its note type."""
    cards: tuple[int, ...]
    """Which of the note type's cards it has, as places in `NoteType.cards`."""
    tags: tuple[str, ...]
    deck: str
    """Full deck name: `Title::Subdeck`."""
    due: int
    """Place in the order of new cards, shared by the note's cards."""
    modified: int
    """Seconds since 1970; Anki takes an update only if it is later."""

    @property
    def is_retired(self) -> bool:
        """Tell whether it is in the deck only for those who have it."""
        return any(tag.split("::")[2:] == [RETIRED] for tag in self.tags)


@dataclass(frozen=True, kw_only=True)
class Deck:
    """All that an Anki package needs, and nothing of its tables."""

    topic: str
    name: str
    description: str
    """HTML, shown on the deck's page."""
    language: str
    note_types: tuple[NoteType, ...]
    notes: tuple[Note, ...]
    modified: int
    """Seconds since 1970: when its edition was published."""


@dataclass(frozen=True, kw_only=True)
class SealedType:
    """A note type as it was published."""

    key: str
    modified: int
    seal: str
    """A hash of its templates and style."""
    shape: str
    """A hash of what must never change: the names and order of its fields and cards, its own
    name and its deck's."""


@dataclass(frozen=True, kw_only=True)
class SealedNote:
    """A note as it was published."""

    guid: str
    modified: int
    seal: str
    """A hash of its fields and tags."""
    added: int
    """The edition that brought it."""
    changed: int
    """The last edition that changed it, or brought it."""
    retired: int
    """The edition that retired it; 0 for none."""
    type_key: str
    facts: tuple[str, ...]
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What an edition brought."""

    added: tuple[SealedNote, ...]
    changed: tuple[SealedNote, ...]
    retired: tuple[SealedNote, ...]
    types: tuple[str, ...]
    """The keys of note types that look otherwise, or are new."""


@dataclass(frozen=True, kw_only=True)
class Lock:
    """All editions of a deck, as far as the next one must know them."""

    topic: str
    deck: str
    """The deck's name, which stays when the bank's title is mended: Anki knows decks by name."""
    edition: int
    published: int
    """When its edition was published, in seconds since 1970."""
    types: tuple[SealedType, ...]
    notes: tuple[SealedNote, ...]
    where: Where = field(compare=False)

    @property
    def changes(self) -> Changes:
        """Return what its edition brought."""
        now = [note for note in self.notes if note.changed == self.edition]
        kept = [note for note in now if note.retired != self.edition]
        return Changes(
            added=tuple(note for note in kept if note.added == self.edition),
            changed=tuple(note for note in kept if note.added != self.edition),
            retired=tuple(note for note in now if note.retired == self.edition),
            types=tuple(each.key for each in self.types if each.modified == self.published),
        )
