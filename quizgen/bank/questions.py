"""Questions that a bank's author wrote word for word, and the passages that they rest on."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from quizgen.bank.facts import Level, Sensitivity
from quizgen.errors import Where
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


@dataclass(frozen=True, kw_only=True)
class MarkLevel:
    """A level of a mark scheme: how an answer in the pupil's own words earns its points."""

    level: str
    """What the level is called: "weak", "fair", "strong"."""
    does: str
    """What such an answer does: "gives one side only, and no reason"."""


@dataclass(frozen=True, kw_only=True)
class WrittenAnswer:
    """A right or wrong answer to a written question; a text alone is one, too."""

    text: str = ""
    """The answer, as it is printed."""
    picture: str = ""
    """A picture in its place, or beside it, to choose from: an id under `pictures`."""
    why: str = ""
    """Why it is right, or what is wrong with it, in a whole sentence: for the key, and for whoever
    chose it."""

    @property
    def said(self) -> str:
        """Return by what it is told from other answers: its words, or which picture it is."""
        return self.text or self.picture


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question written word for word: what it asks, what is right, what is wrong.

    Which type it is can be told by its keys, so that `type` is seldom written.
    """

    id: str = ""
    """Unique among the bank's facts, questions and prompts; never changed or reused, since
    learners' progress hangs on it. Without one it is made of what is asked; `quizgen check
    --write-ids` puts it into the file."""
    has_own_id: bool = True
    """Whether its id stands in the file, and does not change with its words."""
    type: ItemType | None = None
    """What kind of question it is. Default: what its keys tell. With `wrong` it is a choice, with
    several answers one of all that are right; with `pairs` it is matching, with `order` ordering,
    with `marking` a discussion; `answer: true` or `false` asks whether a statement is true; a
    number is asked for in digits, gaps in brackets are to be filled, and else a few words answer
    it."""
    ask: str = ""
    """What it asks: a question, a task, the statement to judge, or the sentence with its gaps. A
    gap is the answer in brackets, behind upright strokes what is right as well: "Blood returns
    to the [left atrium|atrium] of the heart."; behind two colons what kind of thing it is, which
    a card says: "[Rome::a city]"; what is doubled, brackets or
    colons, stands for itself."""
    answer: tuple[WrittenAnswer, ...] = ()
    """The right answer, or a list of all that are right; `true` or `false` for a statement."""
    wrong: tuple[WrittenAnswer, ...] = ()
    """The wrong answers to choose from, none but these; to `pairs`, answers that fit nothing."""
    key_at: tuple[int, ...] = ()
    """Where the right answers stand among all that are offered, from 1, if these are to keep their
    order: [4] where the last of four is right, “Both A and B”. Default: each sheet draws it."""
    accept: tuple[str, ...] = ()
    """Other answers that are right as well, where the pupil writes the answer."""
    pairs: Mapping[str, str] = field(default_factory=dict)
    """What is to be matched -> what it goes with: {France: Paris, Italy: Rome}."""
    order: tuple[str, ...] = ()
    """The things to be put in order, in the right order."""
    correction: str = ""
    """How a false statement should read."""
    tolerance: str = ""
    """How far from the answer a number may be and is still right: 0.5, or a share of it: 5%."""
    unit: str = ""
    """What the number counts, as it is printed beside the line for the answer: "beats a minute"."""
    marking: tuple[MarkLevel, ...] = ()
    """Of a discussion: what answers do that earn few, some or most of the points, the weakest
    first. Default: that of the language."""
    why: str = ""
    """Why the answer is right, in whole sentences, for the key and the card's back."""
    lines: int | None = None
    """How many lines there are to write on. Default: one, for a discussion nine."""
    points: int | None = None
    """What the whole question is worth. Default: as the worksheet says."""
    level: Level | None = None
    """1 recall, 2 connect or compare, 3 judge the evidence. Default: 1, of a discussion 3."""
    tags: tuple[str, ...] = ()
    """Subtopics."""
    sensitivity: Sensitivity = "none"
    """high for death and suffering: left out unless asked for."""
    themes: tuple[str, ...] = ()
    """What is sensitive in it: war, casualties, nuclear-threat ..."""
    picture: str = ""
    """A picture that it is asked about, printed with it: an id under `pictures`."""
    passage: str = ""
    """The text that it is asked about, printed above it: an id under `passages`."""
    source: str = ""
    """Where the answer comes from: an id under `sources`."""
    at: str = ""
    """A short passage, word for word, that occurs once in the source and marks the place."""
    in_deck: bool = True
    """False if it is not worth learning by heart: sheets ask it, the deck does not."""
    core: bool = False
    """True if it belongs to the third of the deck that is learned first; its card has a tag."""
    retired: str = ""
    """Why it is no longer used; it stays in the file, since learners have it."""
    allow: Mapping[str, str] = field(default_factory=dict)
    """Rule -> the reason why this question may break it: its warning goes."""
    where: Where = field(compare=False)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A short text that questions are asked about, printed above them with its lines numbered."""

    title: str = ""
    """Its heading."""
    text: str
    """The text itself, word for word; a blank line parts paragraphs."""
    verse: bool = False
    """True if each line is to stay as it is written, as in a poem or a play."""
    source: str = ""
    """Where it is quoted from: an id under `sources`; the author's own text has none."""
    at: str = ""
    """Which part of the source it is, printed behind it: "chapter 2", "lines 1 to 12"."""
    where: Where = field(compare=False)


def texts_of_question(question: Question) -> tuple[str, ...]:
    """Return all that a question says in words that may be printed."""
    answers = (*question.answer, *question.wrong)
    return (
        question.ask,
        *(words for answer in answers for words in (answer.text, answer.why)),
        *question.accept,
        *(words for pair in question.pairs.items() for words in pair),
        *question.order,
        question.correction,
        question.unit,
        *(words for level in question.marking for words in (level.level, level.does)),
        question.why,
    )
