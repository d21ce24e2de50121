"""Facts: what is claimed, and all that is known about the claim.

The docstrings below the fields are what `quizgen schema` shows to authors. A field whose name
Python reserves ends in an underscore here and has none in the file: `class_` is the key `class`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from decimal import Decimal
from typing import Literal, Protocol, assert_never

from quizgen.bank.dates import Date
from quizgen.errors import Where
from quizgen.values import dataclass

Level = Literal[1, 2, 3]

Sensitivity = Literal["none", "low", "high"]

SENSITIVITIES: tuple[Sensitivity, ...] = ("none", "low", "high")

Status = Literal["settled", "attributed", "disputed"]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """Who said what, to whom, when and where."""

    kind: Literal["statement"]
    speaker: str
    """Who said it: an id under `people`."""
    verb: str = "said"
    """The reporting verb: said, wrote, argued, warned, asked, announced, estimated ..."""
    quote: tuple[str, ...] = ()
    """The speaker's own words as the source has them, without the reporting sentence's comma;
    one text or a list of spans."""
    gist: str = ""
    """What was said, completing "said that ..."; never in quotation marks. A quotation may do
    without: then it is asked who said it, and nothing else."""
    about: str = ""
    """What it was about, completing "What did X say about ...?" without giving the answer. Needed
    with `gist`."""
    asks: str = ""
    """A direct question for what was said, in lower case, without its question mark and so that
    nothing else the source tells answers it: "how long had the town waited". It names the speaker,
    unless that is the source's own author. Needed with `answer`."""
    answer: str = ""
    """The answer to `asks` in few words, as its wrong answers are written: "thirty years"."""
    wording: Literal["verbatim", "translated", "reworded", "paraphrase"] = "paraphrase"
    """Whose words they are: the speaker's own, a translation, the source's rewording, or ours. With
    a quotation verbatim, unless it says otherwise."""
    to: str = ""
    """Who was spoken to, completing "to ..."."""
    place: str = ""
    """Where, completing "in ..."."""
    gap: str = ""
    """Words of the gist that a card hides, seven at most; they stand in it once. Without them no
    card asks for a gist that is longer than that: nobody can recall a whole sentence."""
    gap_hint: str = ""
    """What kind of thing is hidden, as it stands in the gap: "what they lacked"."""
    date: Date | None = None
    """When it was said, where that is known."""
    nature: Literal["", "report", "opinion", "forecast", "demand"] = ""
    """What it is, whoever says it: a report of what is or was so, an opinion, a forecast of what
    will or may come, or a demand."""
    hedges: tuple["Hedge", ...] = ()
    """By which words the source leaves open how sure it is."""


@dataclass(frozen=True, kw_only=True)
class Hedge:
    """A word by which a source leaves open how sure it is, and where it stands."""

    said: str
    """Words of the source, as they stand there, long enough to be understood alone."""
    word: str
    """The word of them that leaves it open: seems, may, at least."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened when, and where."""

    kind: Literal["event"]
    actor: str = ""
    """Who acted: an id under `people`."""
    what: str
    """A main clause in the past tense with its subject; no date, no place, no full stop."""
    asks: str = ""
    """How a question for its date goes on after "When": "did Congress approve the aid". Without it
    the clause of `what` is stated, and the question follows."""
    short: str = ""
    """A noun phrase of at most eight words for timelines and lists; no date, no word of cause.
    Default: `what`, if that is as short."""
    place: str = ""
    """Where, completing "in ..."."""
    date: Date
    """When it happened."""
    heading: bool = False
    """True if `what` is a heading, as timelines have them, and no clause: "Battle of Hastings",
    "Magna Carta signed"."""


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
    unit: str = ""
    """A unit of the shipped table or of the bank's `units`; none for a bare number, as an atomic
    number is."""
    qualifier: Literal["exact", "about", "at-least", "over", "up-to", "at-most"] = "exact"
    """How the source hedges the number."""
    least: Decimal | None = None
    """The least that such a number can be at all, by its nature: 0 for an age. It holds for all of
    the same class, attribute and unit."""
    most: Decimal | None = None
    """The most that it can be: 7 for a number of the week."""
    printed: str = ""
    """The source's own words where they are not number and unit: "two-thirds"."""
    by: str = ""
    """By whose count, if not the source's own: an id under `people`."""
    date: Date | None = None
    """The date for which it holds, where the source gives one."""


@dataclass(frozen=True, kw_only=True)
class Position:
    """Where an actor stood on an issue, as of a date."""

    kind: Literal["position"]
    actor: str
    """Who the text names: an id under `people`."""
    for_: str = ""
    """The government that the actor speaks for: an id under `people`."""
    issue: str
    """An id under `issues`."""
    stance: str
    """An id under that issue's `stances`."""
    scope: Mapping[str, str] = field(default_factory=dict)
    """What it is limited to: an aspect that the issue declares -> the source's words for it, as in
    {weapons: American weapons}. What the source does not say is left out."""
    condition: str = ""
    """A reservation, completing "..., but ..."; a limit stands under `scope`."""
    by: str = ""
    """By whose account, if not the source's own: an id under `people`."""
    open_list: bool = False
    """True if the source says that others, unnamed, hold it too."""
    until: Date | None = None
    """The last day on which it is known to have held."""
    place: str = ""
    """Where it was stated, completing "in ..."."""


@dataclass(frozen=True, kw_only=True)
class Languages:
    """In which languages a word and its translation are, as BCP 47 tags: de, pt-BR, la."""

    term: str
    """The language of `term`."""
    meaning: str
    """The language of `meaning`."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """A term, name or abbreviation and its meaning, or a word and its translation."""

    kind: Literal["term"]
    term: str
    """The term as printed."""
    meaning: str
    """What it stands for or means: a noun phrase."""
    relation: Literal["stands-for", "means", "was", "translates"] = "means"
    """`stands-for` for an abbreviation; `was` for what was true at a time that the meaning names,
    as of who held an office; `translates` for a word in another language, which it is by default
    where `languages` are given; `means` for the rest. Default: `stands-for` where the letters of
    the term begin the words of its meaning, as in NATO."""
    languages: Languages | None = None
    """The languages of `term` and `meaning`. Default: those of the bank for a translation, else its
    own."""
    class_: str = ""
    """What sort of thing it is: place, weapon, person ... Terms of one class stand side by side."""


@dataclass(frozen=True, kw_only=True)
class Property:
    """What something has, as others of its class have: the capital of France is Paris."""

    kind: Literal["property"]
    subject: str
    """What it is of, as it stands within a sentence: "France", "the Netherlands", "hydrogen"."""
    property: str
    """Which it is: an id under `properties`."""
    value: tuple[str, ...]
    """What it is: a text, or what the property says: an id under `people`, a date, a year; a list
    where there are several."""
    open_list: bool = False
    """True if there are others that are not listed: then no other is ever called wrong."""
    dates: tuple[Date, ...] = ()
    """Filled in by the reader where the values are dates: one each."""


Claim = Statement | Event | Quantity | Position | Term | Property
"""What a fact says; each kind of fact is one class. A new kind is a new class here."""

UNDATED = (Position, Term, Property)
"""Those that have no date of their own."""

Kind = Literal["statement", "event", "quantity", "position", "term", "property"]

AskedKind = Literal["statement", "event", "quantity", "position", "term", "property", "place"]
"""What wordings ask about: facts of a kind, or places of the bank, which are no facts."""

KINDS: tuple[Kind, ...] = ("statement", "event", "quantity", "position", "term", "property")

ASKED_KINDS: tuple[AskedKind, ...] = (*KINDS, "place")

USUAL_STATUS: Mapping[Kind, Status] = {
    "statement": "attributed",
    "position": "attributed",
    "quantity": "attributed",
    "event": "settled",
    "term": "settled",
    "property": "settled",
}
"""The status of a fact that states none."""


def texts_of(claim: Claim) -> tuple[str, ...]:
    """Return what of a claim is said in words: its clauses, names and the source's own words."""
    match claim:
        case Statement():
            hedged = (hedge.said for hedge in claim.hedges)
            told = (claim.gist, claim.gap, claim.gap_hint, claim.about, claim.to, claim.place)
            return (claim.verb, *claim.quote, *told, claim.asks, claim.answer, *hedged)
        case Event():
            return (claim.what, claim.asks, claim.short, claim.place)
        case Quantity():
            measured = (claim.subject, claim.class_, claim.attribute)
            return (*measured, claim.asks, claim.says, claim.unit, claim.printed)
        case Position():
            return (*claim.scope.values(), claim.condition, claim.place)
        case Term():
            return (claim.term, claim.meaning, claim.class_)
        case Property():
            return (claim.subject, *claim.value)
        case _ as unreachable:
            assert_never(unreachable)


def people_of(claim: Claim) -> tuple[str, ...]:
    """Return whom a claim names, as ids under `people`."""
    match claim:
        case Statement():
            named: tuple[str, ...] = (claim.speaker,)
        case Event():
            named = (claim.actor,)
        case Quantity():
            named = (claim.by,)
        case Position():
            named = (claim.actor, claim.for_, claim.by)
        case Term() | Property():  # whose values are people is for their bank to say
            named = ()
        case _ as unreachable:
            assert_never(unreachable)
    return tuple(name for name in named if name)


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
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Cause:
    """Why something is so, or was done or said, as the source of its fact gives the reason."""

    cause: str
    """A main clause in your words, without a full stop: "Russia was advancing on Kharkiv"."""
    at: str = ""
    """A short passage, word for word, that occurs once in the fact's source and gives it. Needed
    where the bank says `sourced: required`."""
    fact: str = ""
    """The id of the fact that tells the cause, where the bank has one."""
    distractors: tuple[CuratedDistractor, ...] = ()
    """Wrong reasons written by hand; with two or more no others are used."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Counter:
    """A claim that a fact speaks against, and on what the two differ."""

    fact: str
    """The id of the claim, a fact of the same kind."""
    point: str
    """What they differ on, an indirect question: "whether limits keep the war from growing"."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One sourced thing: what it claims, and all that is known about the claim.

    In the file the claim's keys stand beside the fact's own.
    """

    id: str = ""
    """Unique in its bank; never changed or reused, since learners' progress hangs on it. Without
    one it is made of the fact's words; `quizgen check --write-ids` puts it into the file."""
    claim: Claim
    has_own_id: bool = True
    """Whether its id stands in the file, and does not change with its words."""
    source: str = ""
    """Where it comes from: an id under `sources`. A fact without one is printed as nobody's word;
    it is needed where the bank says `sourced: required`."""
    at: str = ""
    """A short passage, word for word, that occurs once in the source and marks the place; for a
    table its row, for a book its page. Needed where the bank says `sourced: required`."""
    also_in: tuple[Also, ...] = ()
    """Other sources that say the same."""
    as_of: Date | None = None
    """The date on which it is known to hold. Default: its date, else its source's, else the
    bank's."""
    worked_out: str = ""
    """How a date or number that the text does not print was found."""
    date_basis: Literal["in-text", "external"] = "in-text"
    """`external` when no text of the bank tells its date: then no worksheet asks for the date."""
    weekday: Literal[
        "", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    ] = ""
    """The weekday that the source states; it must fit the date."""
    calendar: Literal["", "julian", "gregorian"] = ""
    """The calendar that its day is of, for years in which both were in use, 1582 to 1923: a weekday
    is judged by it, and the day stands in its place among days of the other."""
    status: Status
    """settled, attributed or disputed. Default: attributed for statements, positions and
    quantities, else settled."""
    tags: tuple[str, ...] = ()
    """Subtopics."""
    places: tuple[str, ...] = ()
    """Where it is: ids under `places`, the most important first; a length is drawn around it."""
    picture: str = ""
    """What it looks like: an id under `pictures`."""
    picture_on: Literal["answer", "question"] = "answer"
    """Where its picture stands: `answer`, on the back of its cards, where it gives nothing away;
    `question`, with every question about it, on sheets and on the fronts of its cards."""
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
    """Of a statement or a limit: ids of facts, or of people for all that they said, that are never
    set against it as right and wrong, either way round: too near to be called wrong, if not known
    as right."""
    asks_why: str = ""
    """A direct question for the reason, in lower case and without its question mark: "why was the
    change of course urgent"; needed with `because_of`."""
    because_of: tuple[Cause, ...] = ()
    """The reasons that the source states; never our own."""
    counters: tuple[Counter, ...] = ()
    """The claims that this one speaks against, by its source's words or by what both say."""
    distractors: tuple[CuratedDistractor, ...] = ()
    """Wrong answers written by hand; used before all others."""
    skip: tuple[str, ...] = ()
    """Ids of wordings by which it is not asked about: the day of a routine meeting."""
    note: str = ""
    """One plain sentence of background for the key and the card's back."""
    in_deck: bool = True
    """False if it is not worth learning by heart: sheets ask about it, the deck does not."""
    core: bool = False
    """True if it belongs to the third of the deck that is learned first; its cards have a tag."""
    keep_case: bool = False
    """True if its words keep their first letter even at the start of a sentence: kg, df, e."""
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
        return None if isinstance(self.claim, UNDATED) else self.claim.date

    @property
    def dated(self) -> Date | None:
        """Return when it happened, was said or was so: its date, else until when it is known."""
        return self.date or self.as_of

    @property
    def held_on(self) -> Date:
        """Return when a position was held: its as_of, which every position has."""
        assert self.as_of is not None, "the reader refuses a position without its date"
        return self.as_of

    def is_within(self, most: Sensitivity) -> bool:
        """Tell whether it is no more sensitive than that."""
        return is_within(self.sensitivity, most)


def is_within(sensitivity: Sensitivity, most: Sensitivity) -> bool:
    """Tell whether something is no more sensitive than that."""
    return SENSITIVITIES.index(sensitivity) <= SENSITIVITIES.index(most)


class Tagged(Protocol):
    """What has subtopics: a fact, a question."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Return its subtopics."""


def tags_of(tagged: Iterable[Tagged]) -> tuple[str, ...]:
    """Return every tag of some facts or questions, once."""
    return tuple(dict.fromkeys(tag for each in tagged for tag in each.tags))


def sensitivity_of(facts: Iterable[Fact]) -> Sensitivity:
    """Return how sensitive it is to ask about several facts at once: as the harshest of them."""
    return max((fact.sensitivity for fact in facts), key=SENSITIVITIES.index)


def known_as_of(facts: Iterable[Fact]) -> Date | None:
    """Return the date as of which all of some facts hold: the latest of theirs, if any has one."""
    dates = (fact.as_of for fact in facts if fact.as_of)
    return max(dates, key=lambda date: date.last, default=None)
