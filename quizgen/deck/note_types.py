"""Note types: Anki's, with the texts that fill their fields."""

from dataclasses import field

from quizgen.errors import Where
from quizgen.values import dataclass

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
