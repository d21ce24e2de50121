"""Sheets: what a teacher has settled of a worksheet, to be made again the same.

A question is named by a text: an item of one fact by its id, what is drawn from a set by its
wording and members, as in `put-in-order (titov, gagarin, tereshkova, leonov)`, since its id is a
hash of which nobody could tell what it asks. On a sheet of several topics its topic stands in
front: `moon:put-in-order (titov, gagarin, tereshkova, leonov)`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal

from quizgen.bank.bank import Source
from quizgen.bank.facts import Sensitivity
from quizgen.bank.pictures import PictureFile
from quizgen.bank.questions import Passage, Question
from quizgen.errors import Where
from quizgen.quiz.item import Cloze, FromFacts, Item, Matching, Ordering, is_set
from quizgen.quiz.meaning import SomeLimit
from quizgen.quiz.topics import split_topic
from quizgen.values import dataclass

_WITH_MEMBERS = re.compile(r"([^\s()]+) *\(([^()]*)\)")


OWN = "own"
"""Stands in front of the name of a question that a sheet has of its own, where a topic would."""


@dataclass(frozen=True, kw_only=True)
class OwnQuestions:
    """What stands on one sheet and in no bank, written as in a bank."""

    questions: tuple[Question, ...]
    """Questions, word for word. Each is asked; where it stands, the sheet's `questions` say."""
    passages: Mapping[str, Passage] = field(default_factory=dict)
    """Short texts that these questions are asked about."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """The texts that passages and questions are taken from."""
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    """Pictures that lie beside the sheet."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet of one's own: a worksheet of one or more topics, and which questions stand on it."""

    name: str
    """The file's name without .yaml."""
    topic: str = ""
    """Which bank it asks about."""
    topics: tuple[str, ...] = ()
    """Several banks in place of one `topic`: each gives its share of the questions."""
    worksheet: str = "standard"
    """Which worksheet it is."""
    seed: int = 1
    """By it the questions are chosen that are not listed, and all are put in their order."""
    items: int | None = None
    """How many items in all, a set counted as one. Default: as the worksheet says."""
    title: str = ""
    """Instead of the worksheet's and the bank's."""
    school: str = ""
    """The school's name, on top."""
    tags: tuple[str, ...] = ()
    """Only facts with one of these; empty for all."""
    max_sensitivity: Sensitivity = "low"
    """Facts that are more sensitive are left out, unless `questions` names them."""
    options: int | None = None
    """How many options a question has at most: 3, 4 or 5."""
    questions: tuple[str, ...] = ()
    """The questions that stand on it, in their order; those that are missing are chosen."""
    fill: bool = True
    """Whether others are chosen where `questions` has fewer than the worksheet asks for."""
    drop: tuple[str, ...] = ()
    """Questions that never stand on it."""
    locked: tuple[str, ...] = ()
    """Questions that stay where the page in the browser swaps all others."""
    forms: int = 1
    """How many versions: the same questions in other orders."""
    paper: Literal["a4", "letter"] = "a4"
    """On which size it is printed."""
    large_print: bool = False
    """Whether it is printed in 18 pt; its key is not."""
    points: bool = False
    """Whether each question has a box for its mark."""
    key: Literal["short", "full", "inline"] = "short"
    """How much its key says: `full` of every wrong option what it is, `inline` in the sheet."""
    instructions: str = ""
    """What stands below the title, instead of the worksheet's or the bank's words; `{minutes}` is
    the time that the questions take."""
    section_instructions: Mapping[str, str] = field(default_factory=dict)
    """Title of a section -> what the pupil is to do there, instead of the worksheet's words."""
    own: OwnQuestions | None = None
    """Questions of its own, with what they are asked about."""
    where: Where = field(compare=False)

    @property
    def all_topics(self) -> tuple[str, ...]:
        """The banks that it asks about, one or more."""
        return (self.topic,) if self.topic else self.topics


@dataclass(frozen=True)
class Asked:
    """Which question is meant: an item of one fact, or one that is drawn from a set."""

    name: str
    """The item's id; of what is drawn from a set, the id of its wording."""
    members: frozenset[str] = frozenset()
    """What a set's question matches or puts in order: ids of facts, with an aspect behind a slash
    where a limit of a position is meant."""


def asked_in(text: str) -> Asked:
    """Return which question a text names; the order of members is of no account.

    >>> asked_in("in-order (titov, gagarin)") == asked_in("in-order (gagarin,titov)")
    True
    """
    found = _WITH_MEMBERS.fullmatch(text.strip())
    if not found:
        return Asked(text.strip())
    return Asked(found[1], frozenset(filter(None, map(str.strip, found[2].split(",")))))


def name_of(item: Item) -> str:
    """Return the text that names an item; `asked_in` knows the item by it."""
    origin = item.origin
    if not isinstance(origin, FromFacts):
        return item.id
    topic, own_id = split_topic(item.id)
    if is_set(item):
        wording = f"{topic}:{origin.wording}" if topic else origin.wording
        return f"{wording} ({', '.join(_members_of(item))})"
    # A question that sets one fact against others has a hash for its id; it is the first one's.
    is_hash = own_id.startswith(f"{origin.wording}/")
    return f"{origin.facts[0]}/{origin.wording}" if is_hash else item.id


def _members_of(item: Item) -> Iterator[str]:
    match item.interaction:
        case Matching(premises=premises, responses=responses):
            means = {response.id: response.means for response in responses}
            for premise in premises:
                _, fact_id = split_topic(premise.id)
                match means.get(premise.response):
                    case SomeLimit(aspect=aspect):
                        yield f"{fact_id}/{aspect}"
                    case _:
                        yield fact_id
        case Ordering(events=events):
            in_order = sorted(events, key=lambda event: event.rank)
            yield from (split_topic(event.id)[1] for event in in_order)
        case Cloze():
            yield from (split_topic(fact_id)[1] for fact_id in sorted(item.facts))
        case _:
            pass
