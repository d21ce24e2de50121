"""A deck of notes: all that an Anki package needs, and nothing of its tables."""

from quizgen.deck.note_types import RETIRED, NoteType
from quizgen.values import dataclass


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
