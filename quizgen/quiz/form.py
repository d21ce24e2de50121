"""A form: an assembled worksheet, all that a writer prints and nothing of how."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from quizgen.bank.dates import Date
from quizgen.content import Content, Run, Text, pictures_of
from quizgen.errors import Problem
from quizgen.ids import seal_of
from quizgen.language.words import Labels, QuizWords
from quizgen.quiz.figures import Figure, Map
from quizgen.quiz.item import Choice, Item, Matching, Ordering
from quizgen.quiz.passages import Passage
from quizgen.quiz.walk import seen_texts
from quizgen.quiz.worksheet import Layout
from quizgen.values import dataclass

NOT_IN_FILE_NAMES = re.compile(r"[^\w.]+")
"""What cannot stand in the name of a file."""


@dataclass(frozen=True, kw_only=True)
class NumberedItem:
    """An item in its place on a form."""

    number: int
    """Its question number; the premises of a matching item count on from here."""
    part: str = ""
    """Which part of that question it is: "(a)"; empty where it is all of it."""
    item: Item
    prompt: Content
    """What asks, as it is printed: empty where the section's instruction says it."""
    points: int
    passage: int = 0
    """The number of its passage, from 1; the same for items that share one; 0 for none."""
    figure: int = 0
    """The number of its figure, from 1; the same for items that share one; 0 for none."""

    @property
    def label(self) -> str:
        """By what it is named wherever a question is: "4", or "4 (a)"."""
        return f"{self.number}\u00a0{self.part}" if self.part else str(self.number)

    @property
    def span(self) -> str:
        """All its numbers: "4", "4 (a)", or "4–8" of what has a number for each of its parts."""
        more = self.item.number_count - 1
        return f"{self.number}–{self.number + more}" if more else self.label

    @property
    def sign(self) -> str:
        """What stands before it on the sheet, below the number of its question if it is a part."""
        return self.part or str(self.number)


@dataclass(frozen=True, kw_only=True)
class PartedQuestion:
    """A question of several parts that rest on one text."""

    number: int
    lead: Text
    """Which parts are about which text."""
    points: int
    total: str
    """What all its parts are worth, in words."""


@dataclass(frozen=True, kw_only=True)
class FormSection:
    """A part of a form."""

    title: str
    """Its heading, as it is printed."""
    worksheet_title: str = field(default="", compare=False)
    """Its title in the worksheet, where that speaks of more types than it has; for who made it."""
    instruction: str
    items: tuple[NumberedItem, ...]
    parted: tuple[PartedQuestion, ...] = ()
    """Those of its questions that have parts."""
    word_bank: tuple[str, ...] = ()
    """Words to fill in, sorted; some of them fit nowhere."""
    points: int
    points_label: str

    @property
    def asked_as(self) -> str:
        """The title by which its worksheet asks for it."""
        return self.worksheet_title or self.title


@dataclass(frozen=True, kw_only=True)
class ToldFact:
    """A fact in a sentence, as a study sheet has it."""

    number: int
    fact_id: str
    lead: Text = ()
    """What the sentence begins with, which other facts may share."""
    text: Content
    """The rest of it, and the picture of what it tells."""
    source: str
    """Id of its source."""

    @property
    def sentence(self) -> Content:
        """The whole of it."""
        return (*self.lead, Run(" "), *self.text) if self.lead else self.text


@dataclass(frozen=True, kw_only=True)
class ToldSection:
    """A part of a study sheet."""

    title: str
    facts: tuple[ToldFact, ...]


@dataclass(frozen=True, kw_only=True)
class PaperCard:
    """Both sides of a card to be cut out of the sheet; a deck has cards of another kind."""

    number: int
    fact_id: str
    title: str
    """What sort of question it is."""
    is_quotation: bool
    front: Content
    """What asks; of pictures the first one is printed."""
    detail: Text = ()
    """Small print below the front."""
    back: Content
    """The answer, of which the same holds."""
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
    listed: Text = ()
    """As the sheet lists it for its pupils."""


@dataclass(frozen=True, kw_only=True)
class ExplainedWord:
    """A hard word of a form's questions, and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class Form:
    """An assembled version of a worksheet: all that a writer prints, and nothing of how."""

    topic: str
    version: str
    """Which version it is: A, B ... with two forms or more; empty for the only one."""
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
    map: Map | None = None
    """Where the facts are that a study sheet tells, if they name places."""
    cards: tuple[PaperCard, ...] = ()
    """Cards to cut out; such a form has no sections."""
    points: int
    sources: tuple[SourceEntry, ...]
    """The sources of its items or facts, each with its place among all of the bank: the same in all
    versions of all worksheets."""
    lists_texts: bool = False
    """Whether the sheet lists its sources, and its questions name them as they are listed."""
    words: tuple[ExplainedWord, ...] = ()
    """Hard words of its questions, as the sheet explains them."""
    teacher_note: str
    """For the key; may be empty."""
    discussion: tuple[str, ...] = ()
    """Prompts for the class, for the key."""
    footer: tuple[str, ...]
    """The parts of the footer's left side: topic, form, seed, edition, as-of date."""
    seed: int
    edition: int
    as_of: Date | None
    labels: Labels
    """The fixed words, in its language."""
    quiz: QuizWords = field(default_factory=QuizWords, compare=False)
    """What a quiz on a screen says around its questions; it is on no paper."""
    missing: tuple[Problem, ...] = ()
    """What its worksheet asks for and the bank lacks; for its maker, never printed."""
    one_sided: tuple[Problem, ...] = ()
    """What else its maker should know, as that nearly all its statements are true; for no page."""

    @property
    def items(self) -> tuple[Item, ...]:
        """Its items in printed order."""
        return tuple(numbered.item for section in self.sections for numbered in section.items)

    @property
    def id(self) -> str:
        """A hash by which it differs from every form that asks otherwise, or in another order."""
        ids = (part_id for item in self.items for part_id in _ids_in_order(item))
        return seal_of(self.topic, str(self.edition), *ids)

    @property
    def figures(self) -> Mapping[int, Figure]:
        """Its figures by their numbers."""
        numbered = [numbered for section in self.sections for numbered in section.items]
        return {place.figure: place.item.figure for place in numbered if place.item.figure}

    @property
    def passages(self) -> Mapping[int, Passage]:
        """Its passages by their numbers."""
        numbered = [numbered for section in self.sections for numbered in section.items]
        return {place.passage: place.item.passage for place in numbered if place.item.passage}

    @property
    def questions(self) -> int:
        """Return how many question numbers it has."""
        places = (place for section in self.sections for place in section.items)
        return sum({place.number: place.item.number_count for place in places}.values())

    @property
    def has_key(self) -> bool:
        """Tell whether there is anything to answer; a study sheet and cards have no key."""
        return any(section.items for section in self.sections)

    @property
    def in_colour(self) -> tuple[str, ...]:
        """Its questions, by their numbers, that show pictures with colours."""
        return tuple(
            numbered.span
            for section in self.sections
            for numbered in section.items
            if any(picture.is_coloured for picture in pictures_of(seen_texts(numbered.item)))
        )

    @property
    def suffix(self) -> str:
        """The end of its files' names: "-A", or nothing."""
        return f"-{NOT_IN_FILE_NAMES.sub('-', self.version)}" if self.version else ""


def _ids_in_order(item: Item) -> Iterator[str]:
    """Yield the id of an item, then those of its parts as they stand on the form."""
    yield item.id
    match item.interaction:
        case Choice(options=options):
            yield from (option.id for option in options)
        case Matching(premises=premises, responses=responses):
            yield from (premise.id for premise in premises)
            yield from (response.id for response in responses)
        case Ordering(events=events):
            yield from (event.id for event in events)
        case _:
            pass
