"""A bank: the facts of one topic, and the people, sources, units and issues they refer to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from functools import cached_property
from typing import Literal, assert_never

from quizgen.bank.dates import Date
from quizgen.bank.facts import (
    Event,
    Fact,
    Kind,
    Languages,
    Position,
    Property,
    Quantity,
    Sensitivity,
    Statement,
    Term,
)
from quizgen.bank.pictures import PictureFile, as_phrase
from quizgen.bank.places import Place
from quizgen.bank.questions import MarkLevel, Passage, Question
from quizgen.bank.tables import Table
from quizgen.content import Picture
from quizgen.errors import Where, counted
from quizgen.values import dataclass

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


@dataclass(frozen=True, kw_only=True)
class Source:
    """A text that facts are taken from."""

    publisher: str = ""
    """Who published it, or what it is if nobody says: "unsigned web report"."""
    title: str
    """The text's own title."""
    author: str = ""
    """Who wrote it, if the text or its publisher says so."""
    kind: Literal[
        "", "report", "analysis", "essay", "speech", "document", "reference", "book", "website"
    ] = ""
    """What sort of text it is."""
    date: Date | None = None
    """When it was published."""
    date_basis: Literal["printed", "worked-out", "external"] = "external"
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
    """What to call it in a sentence, after "according to", where no list of texts is at hand: "the
    newsletter Daily Orbit". Its date follows in brackets. Default: the publisher, or else the
    title."""
    genre: str = ""
    """What it is, in a word or two, as a sheet lists it: newsletter. Default: its kind."""
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
    keep_case: bool = False
    """True if the name begins small even at the start of a sentence: bell hooks."""
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


def share_a_group(one: str, other: str, groups: Sequence[Sequence[str]]) -> bool:
    """Tell whether some group has both.

    >>> share_a_group("permits", "refuses", [["permits", "refuses"], ["asks", "refuses"]])
    True
    """
    return any(one in group and other in group for group in groups)


@dataclass(frozen=True, kw_only=True)
class Aspect:
    """One side of what a position covers: with which weapons, for which goods, until when."""

    asks: str
    """A question for it, without its question mark: "against which targets"."""
    says: str
    """How it goes on after the stance, with {value} in the value's place: "against {value}"."""
    heading: str = ""
    """What a column of it is called. Default: its id in words."""
    apart: tuple[tuple[str, ...], ...] = ()
    """Groups of values, as facts have them, of which no two can be said of one position. Only these
    are ever wrong options for one another: an airfield is a military site, and never beside one."""
    accepted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Value -> other wordings of it that a pupil may write."""
    tells_actor: tuple[str, ...] = ()
    """Values that give away whose they are, as "American weapons" does: nobody asks whose."""

    def are_apart(self, value: str, other: str) -> bool:
        """Tell whether two values are known not to overlap."""
        return value != other and share_a_group(value, other, self.apart)


@dataclass(frozen=True, kw_only=True)
class Issue:
    """A question at issue, on which actors take positions."""

    text: str
    """What they stand on, as it goes on after "on": "strikes inside Russia", "whether lorries may
    use the bridge"."""
    as_of: Date
    """The date up to which the bank follows it."""
    stances: Mapping[str, str]
    """Stance id -> words that complete "As of that day, X ...", as plain as the source has them:
    "gave the green light", not "was broadly in favour"."""
    apart: tuple[tuple[str, ...], ...] | None = None
    """Groups of stances of which nobody holds two at once: permitting and refusing, say, but not
    permitting and asking for it. Only stances that stand apart are ever wrong options for one
    another. Default: every stance excludes every other."""
    accepted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Stance id -> other wordings of it that a pupil may write."""
    scope: Mapping[str, Aspect] = field(default_factory=dict)
    """What positions on it may be limited to, by ids of yours: weapons, targets, goods, area."""
    where: Where = field(compare=False)

    def are_apart(self, stance: str, other: str) -> bool:
        """Tell whether nobody can hold two stances at once."""
        return stance != other and (self.apart is None or share_a_group(stance, other, self.apart))


@dataclass(frozen=True, kw_only=True)
class DeclaredProperty:
    """A property that facts give the values of, and how it is asked and said."""

    of: str
    """What sort of thing has it, in a word or two: country, element. Wrong answers come from other
    things that have it."""
    is_: Literal["text", "person", "date", "year", "picture"] = "text"
    """What its values are: texts, ids under `people`, dates, years, or ids under `pictures`."""
    name: str = ""
    """What it is called within a sentence. Default: its id in words."""
    asks: str = ""
    """A direct question for the value, in lower case and without its question mark, with {subject}
    in the subject's place. Default: "what is the capital of {subject}"."""
    asks_alone: str = ""
    """The same where nothing stands beside it to be chosen from: to be answered in writing, and on
    cards. Default: `asks`; of a picture "what does the flag of {subject} look like"."""
    says: str = ""
    """A main clause that states it, with {subject} and {value} in their places. Default: "the
    capital of {subject} is {value}"."""
    asks_back: str = ""
    """A direct question for what has the value, with {value} in its place. Default: "which country
    has the capital {value}". Of a picture, which is shown: "which country has this flag"."""
    asks_back_all: str = ""
    """The same where several things have the value: "which countries have the currency {value}".
    Default: `asks_back`, or else "which of these have the currency {value}"."""
    many: bool = False
    """True if one thing may have several values, each of them right."""
    mutual: bool = False
    """True if whatever is a value has its subject for a value too, as neighbours do."""
    one_to_one: bool = False
    """True if no two things in the world share a value: then what has it is asked for without
    options as well, and on the back of a card."""
    shared: tuple[str, ...] = ()
    """With one_to_one: the few values that several things have all the same, as a town's name that
    two capitals have. What has them is not asked for without options."""
    where: Where = field(compare=False)

    def is_one_to_one(self, value: str) -> bool:
        """Tell whether one thing alone has a value, whichever it is."""
        return self.one_to_one and value.casefold() not in {each.casefold() for each in self.shared}


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A unit of measure and how its values are written; `{n}` stands for the number."""

    one: str
    """With the number one: "{n} mile"."""
    many: str
    """With any other number: "{n} miles"."""
    name: str = ""
    """The unit alone, as beside a blank: "miles"; empty for a bare number."""
    zero: str = ""
    """With nought, in a language that has a form for it; so have the next three."""
    two: str = ""
    """With two."""
    few: str = ""
    """With a few."""
    other: str = ""
    """With what is none of these, such as 1.5, where `many` is a form of its own."""
    converts: Mapping[str, Decimal] = field(default_factory=dict)
    """Other unit -> factor, for computed conversions that are shown as such."""


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
    marking: tuple[MarkLevel, ...] = ()
    """What answers do that earn few, some or most of the points, the weakest first. Default: that
    of the language."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class TeacherNote:
    """What a teacher should know of the questions that it concerns: those that fit all it names."""

    text: str
    """What to know, in whole sentences; a key puts the numbers of the questions before it."""
    kinds: tuple[Kind, ...] = ()
    """Kinds of fact; empty for all."""
    tags: tuple[str, ...] = ()
    """Subtopics; empty for all."""
    themes: tuple[str, ...] = ()
    """What is sensitive in their facts; empty for all."""
    sources: tuple[str, ...] = ()
    """Ids of sources that they rest on; empty for all."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class HardWord:
    """A word that pupils may not know. A sheet explains it where it stands in a question."""

    word: str
    """The word or expression, as a dictionary has it: glide bomb."""
    forms: tuple[str, ...] = ()
    """Its other forms: glide bombs."""
    meaning: str
    """What it means, in words that are easier; no full stop."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Audience:
    """Whom a bank is written for."""

    ages: str = ""
    """From-to, in years: 15-18."""


@dataclass(frozen=True, kw_only=True)
class Bank:
    """The facts of one topic, in teaching order, with all they refer to."""

    topic: str = ""
    """The file's name without .yaml, which is the default; never changed once published."""
    title: str
    """The topic as a heading."""
    summary: str = ""
    """The topic in one sentence."""
    language: str = "en-GB"
    """BCP 47 tag: spelling and date order."""
    edition: int = 1
    """Raised by `quizgen publish`."""
    as_of: Date | None = None
    """The date up to which the bank holds; no date in it is later. Without one nothing is said of
    it."""
    audience: Audience = field(default_factory=Audience)
    """Whom it is for."""
    sensitivity: Sensitivity = "none"
    """A label for the whole bank; facts have their own."""
    sourced: Literal["optional", "required"] = "optional"
    """`required` where each fact needs its `source` and `at`, and each source a `url` or `text`."""
    themes: tuple[str, ...] = ()
    """What is sensitive in it."""
    teacher_note: str = ""
    """What a teacher should know before handing it out, whatever is asked."""
    licence: str = ""
    """The licence of the bank's content, if its author gives one."""
    typed: bool = False
    """True if cards want their answer typed, where it is one to three words or a number."""
    camps: Mapping[str, str] = field(default_factory=dict)
    """Side of the debate -> its neutral name."""
    opposed_camps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Side of the debate -> the sides that would not say what it says, nor it what they say: their
    claims are no wrong answers for one another."""
    loaded_words: tuple[str, ...] = ()
    """Words that must not stand outside quotation marks."""
    units: Mapping[str, Unit] = field(default_factory=dict)
    """Units that the shipped table lacks."""
    issues: Mapping[str, Issue] = field(default_factory=dict)
    """The questions at issue, on which positions are taken."""
    properties: Mapping[str, DeclaredProperty] = field(default_factory=dict)
    """What things of a class have: a capital, a symbol, a discoverer."""
    also_called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """A name, as subjects and values of properties have it -> what else a pupil may write."""
    languages: Languages | None = None
    """In which languages the words of a word list and their translations are: {term: de, meaning:
    en}; its pairs of term and meaning then translate one another."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """The texts that the facts come from."""
    people: Mapping[str, Person] = field(default_factory=dict)
    """People and institutions."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Places that can be shown on a map."""
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    """Pictures that lie beside the bank."""
    facts: tuple[Fact, ...] = ()
    """The facts, in teaching order."""
    tables: tuple[Table, ...] = ()
    """Tables beside the bank, whose cells are facts too."""
    passages: Mapping[str, Passage] = field(default_factory=dict)
    """Short texts that questions are asked about."""
    questions: tuple[Question, ...] = ()
    """Questions of your own, word for word."""
    discussion: tuple[Prompt, ...] = ()
    """Prompts without a key."""
    teacher_notes: tuple[TeacherNote, ...] = ()
    """What a teacher should know of some questions: a key says it with their numbers, and only
    where they are asked."""
    glossary: tuple[HardWord, ...] = ()
    """Hard words that sheets explain."""
    where: Where = field(compare=False)

    def picture(self, picture_id: str) -> Picture:
        """Return a picture as prompts, options and cards hold it; its id is under `pictures`."""
        entry = self.pictures[picture_id]
        assert entry.seen is not None, "the reader has seen every picture of a bank"
        return entry.seen

    def picture_of_value(self, fact: Fact) -> Picture | None:
        """Return the picture that a fact gives a property for its value, if it is one."""
        claim = fact.claim
        if not isinstance(claim, Property) or self.properties[claim.property].is_ != "picture":
            return None
        return self.picture(claim.value[0])

    @cached_property
    def pictures_by_alt(self) -> Mapping[str, Picture]:
        """The pictures that are values of properties, by the words that stand for them."""
        pictures = map(self.picture_of_value, self.facts)
        return {as_phrase(picture.alt): picture for picture in pictures if picture}

    @cached_property
    def owners_of_pictures(self) -> Mapping[str, tuple[str, ...]]:
        """Picture id -> what has it for the value of a property, as the country of a flag."""
        found: dict[str, tuple[str, ...]] = {}
        for fact in self.facts:
            if isinstance(fact.claim, Property) and (picture := self.picture_of_value(fact)):
                owners = found.get(picture.name, ())
                found[picture.name] = (*owners, fact.claim.subject)
        return found

    @property
    def pictures_named(self) -> frozenset[str]:
        """The ids of the pictures that facts and questions name."""
        named = [fact.picture for fact in self.facts]
        for question in self.questions:
            answers = (*question.answer, *question.wrong)
            named += [question.picture, *(answer.picture for answer in answers)]
        return frozenset((*filter(None, named), *self.owners_of_pictures))

    def pictures_told(self, fact: Fact) -> tuple[Picture, ...]:
        """Return the pictures that stand with the answer about a fact: the value of a property."""
        own = (self.picture(fact.picture),) if fact.picture else ()
        value = self.picture_of_value(fact)
        told = own if fact.picture_on == "answer" else ()
        return (*([value] if value else []), *told)

    def pictures_asked(self, facts: Iterable[Fact]) -> tuple[Picture, ...]:
        """Return the pictures that stand with a question about some facts, each once."""
        ids = [fact.picture for fact in facts if fact.picture and fact.picture_on == "question"]
        return tuple(map(self.picture, dict.fromkeys(ids)))

    @property
    def unnamed(self) -> tuple[Fact | Question, ...]:
        """The facts and written questions without an id of their own."""
        held: tuple[Fact | Question, ...] = (*self.facts, *self.questions)
        return tuple(each for each in held if not each.has_own_id)

    @property
    def unnamed_in_words(self) -> str:
        """How many these are: "3 facts", "1 question", "5 facts and questions"."""
        unnamed = self.unnamed
        facts = sum(isinstance(each, Fact) for each in unnamed)
        if 0 < facts < len(unnamed):
            return f"{len(unnamed)} facts and questions"
        return counted(len(unnamed), "fact" if facts else "question")

    def camp_of(self, fact: Fact) -> str:
        """Return the side of the debate of who said it, did it, counted it or stood there.

        Who speaks for a government stands where that stands. Empty for no side.
        """
        match fact.claim:
            case Statement(speaker=person) | Event(actor=person) | Quantity(by=person):
                pass
            case Position(actor=actor, for_=government):
                person = government or actor
            case Term() | Property():
                return ""
            case _ as unreachable:
                assert_never(unreachable)
        return self.people[person].camp if person else ""

    def claims_by_camp(self) -> Mapping[str, int]:
        """Count the statements and positions of each camp, in the order of `camps`.

        What is retired or settled does not count, as nobody asks for the other side of it.
        """
        counts = Counter(
            self.camp_of(fact)
            for fact in self.facts
            if fact.kind in ("statement", "position")
            and not fact.retired
            and fact.status != "settled"
        )
        return {camp: counts[camp] for camp in self.camps}

    @cached_property
    def opposed(self) -> Mapping[str, frozenset[str]]:
        """Side of the debate -> the sides that it is opposed to, both ways round."""
        found: dict[str, set[str]] = {}
        for camp, others in self.opposed_camps.items():
            for other in others:
                found.setdefault(camp, set()).add(other)
                found.setdefault(other, set()).add(camp)
        return {camp: frozenset(others) for camp, others in found.items()}

    def is_by_author(self, fact: Fact) -> bool:
        """Tell whether a fact is what a source itself says, whose name nobody is asked for."""
        speaker = fact.claim.speaker if isinstance(fact.claim, Statement) else ""
        return bool(speaker) and self.people[speaker].class_ == "author"

    @cached_property
    def persons_by_name(self) -> Mapping[str, Person]:
        """Those under `people` that are persons, not institutions, by their names."""
        return {person.name: person for person in self.people.values() if person.kind == "person"}

    def class_apart(self, fact: Fact) -> str:
        """Return a term's class where the same term stands in another class too, else nothing.

        By it each is asked for alone: a president by number or by party.
        """
        if not isinstance(fact.claim, Term) or fact.retired:
            return ""
        has_others = len(self._classes_of_terms.get(fact.claim.term.casefold(), ())) > 1
        return fact.claim.class_ if has_others else ""

    @cached_property
    def _classes_of_terms(self) -> Mapping[str, frozenset[str]]:
        """Term, in lower case -> the classes of the facts in use about it."""
        found: dict[str, set[str]] = {}
        for fact in self.facts:
            if isinstance(fact.claim, Term) and not fact.retired:
                found.setdefault(fact.claim.term.casefold(), set()).add(fact.claim.class_)
        return {term: frozenset(classes) for term, classes in found.items()}

    def tag(self, *levels: str) -> str:
        """Return a tag of its deck: all stand below one root, so that they mix with no others."""
        return "::".join(("quizgen", self.topic, *levels))
