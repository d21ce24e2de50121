"""The editions of a deck, as far as the next one must know them."""

from dataclasses import field

from quizgen.errors import Where
from quizgen.values import dataclass

LATEST = 253_402_214_400
"""The last day that has a name, 9999-12-31, in seconds since 1970: no edition can be later."""


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
