"""A deck of notes: all that an Anki package needs, and nothing of its tables."""

from functools import cached_property

from quizgen.content import Picture
from quizgen.deck.faces import Card, cards_of
from quizgen.deck.note_types import NoteType
from quizgen.deck.notes import Note
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Deck:
    """All that an Anki package needs, and nothing of its tables."""

    topic: str
    seed: str
    """What the GUIDs of its notes hang on beside ids."""
    name: str
    description: str
    """HTML, shown on the deck's page."""
    language: str
    note_types: tuple[NoteType, ...]
    notes: tuple[Note, ...]
    modified: int
    """Seconds since 1970: when its edition was published."""
    pictures: tuple[Picture, ...] = ()
    """The pictures on its cards, each once."""
    unasked: tuple[Card, ...] = ()
    """Cards that would have more than one right answer, of notes that are not made for that."""

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Every card with its faces, note by note: what rules and text exports read."""
        types = {each.key: each for each in self.note_types}
        return tuple(card for note in self.notes for card in cards_of(note, types[note.type_key]))
