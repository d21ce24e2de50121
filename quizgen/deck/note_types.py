"""Note types: Anki's, with the texts that fill their fields."""

from dataclasses import field
from typing import Literal

from quizgen.bank.facts import Level
from quizgen.content import Run
from quizgen.errors import Where
from quizgen.values import dataclass

CLOZE, COMPARISON, CHOICE = "cloze", "comparison", "choice"
"""The keys of the note types that ask more of facts that have a note of their kind already."""

OCCLUSION = "occlusion"
"""The key of the note type that covers the parts of a picture."""

QUESTION = "question"
"""The key of the note type of questions that somebody wrote word for word."""

RETIRED = "retired"
"""What the tag of a note says that is in the deck only for those who have it."""


CORE = "core"
"""What the tag of a note says that is to be learned first."""

EDITION = "edition"
"""What the tag of a note says that an edition after the first has brought or corrected."""


@dataclass(frozen=True, kw_only=True)
class NoteField:
    """A field of a note type, with the Jinja2 string that fills it if it is in use."""

    name: str
    """Never changed, and its place in the list neither, once published."""
    text: str = ""
    """A Jinja2 string on the fact; empty for a spare field."""
    hidden: str = ""
    """Of a cloze note: what stands in the text's blanks, as a Jinja2 string."""
    hint: str = ""
    """What kind of thing that is, as a Jinja2 string: "a place"."""


Role = Literal[
    "topic",
    "kind",
    "notice",
    "question",
    "option",
    "context",
    "answer",
    "why",
    "feedback",
    "picture",
    "figure",
    "caution",
    "source",
    "as_of",
]
"""What a face is to the learner; `read/note_types.py` says of each what it holds."""


@dataclass(frozen=True)
class Slot:
    """Where the content of a field stands in a face."""

    field: str
    is_bold: bool = False


@dataclass(frozen=True, kw_only=True)
class FaceTemplate:
    """One thing that a card says: fixed words and fields, and when it is said."""

    role: Role
    parts: tuple[Run | Slot, ...]
    needs: tuple[str, ...]
    """The fields that have to be filled, those in its words among them."""
    unless: tuple[str, ...] = ()
    """The fields of which none is filled, since they would say it instead."""
    link: str = ""
    """The field that holds the address to which its words lead, if any does."""


@dataclass(frozen=True, kw_only=True)
class CardTemplate:
    """One card of a note type: what it says, and the look of that in Anki's template language."""

    name: str
    """Never changed once published."""
    needs: str
    """The field without which a note has no such card; the front is wrapped in its condition."""
    front: tuple[FaceTemplate, ...]
    """What the front says, in reading order."""
    back: tuple[FaceTemplate, ...]
    """What the back adds to it."""
    typed: str = ""
    """The field with the answer that its learner is to type, where that is filled."""
    front_html: str
    back_html: str


@dataclass(frozen=True, kw_only=True)
class NoteType:
    """The layout of a kind of note: Anki's note type, with the texts that fill its fields."""

    key: str
    """Part of every GUID and a tag of every note: the folder's name, never changed once
    published."""
    name: str
    """As Anki lists it; never changed once published, and none of Anki's stock names."""
    fields: tuple[NoteField, ...]
    """First the question as it is asked, then its answer: Anki's browser and editor begin with the
    first field, and other programs take the first two.

    The first field need not stand once, though Anki's editor marks a note whose first field another
    has. Two questions may be worded alike and told apart by their options, picture or context; a
    package is imported by GUIDs, and such a mark costs its learner nothing.
    """
    cards: tuple[CardTemplate, ...]
    css: str
    is_cloze: bool = False
    """Whether Anki hides the gaps of its text itself. Such a type has one card template, and a note
    as many cards as its gaps have numbers."""
    is_occlusion: bool = False
    """Whether Anki is to take it for an image occlusion, whose masks its own editor moves."""
    level: Level = 1
    """How hard its cards are where they ask about a fact of level 1; with other facts one more."""
    gone: str = ""
    """What stands in place of the question once a note or a card that learners have is no longer
    asked."""
    modified: int = 0
    """Seconds since 1970, set with the deck's; Anki takes an update only if it is later."""
    where: Where = field(compare=False)

    def card_at(self, place: int) -> CardTemplate:
        """Return the template of a note's card; of a cloze type, that of all its gaps."""
        return self.cards[0 if self.is_cloze else place]

    def has_card(self, place: int) -> bool:
        """Tell whether a note of it may have such a card."""
        return self.is_cloze or place < len(self.cards)

    def gone_field(self, place: int) -> str:
        """Return the field that says of a card why a note asks it no more."""
        return f"Gone {place + 1}"
