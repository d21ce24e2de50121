"""The editions of a deck, as far as the next one must know them."""

from collections.abc import Iterable
from dataclasses import field

from quizgen.deck.note_types import CHOICE
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
    name and its language."""


@dataclass(frozen=True)
class Said:
    """What a card asks and answers, in words on one line each."""

    place: int
    """Among the cards of its note type."""
    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class SealedNote:
    """A note as it was published."""

    guid: str
    modified: int
    seal: str
    """A hash of what it says: if that is another, the note was corrected."""
    beside: str
    """A hash of what it has beside that, and learners are to have too: wrong options, which cards
    there are."""
    cards: tuple[int, ...]
    """The cards that it asked, as places in its note type."""
    gone: tuple[int, ...]
    """The cards that were published once and that it asks no more."""
    siblings: tuple[str, ...]
    """The facts that are drawn beside its own."""
    added: int
    """The edition that brought it."""
    changed: int
    """The last edition that corrected it, or brought it."""
    retired: int
    """The edition that retired it; 0 for none."""
    type_key: str
    facts: tuple[str, ...]
    says: tuple[Said, ...] = ()
    """Its cards, as they were last corrected."""
    said: tuple[Said, ...] = ()
    """Its cards as they were before that; none, if it was never corrected."""
    where: Where = field(compare=False)

    @property
    def news(self) -> str:
        """Return what its last correction changed, or what it asks if that is as it was."""
        asked = self.said if self.retired and self.said else self.says
        return self.correction or (asked[0].question if asked else " / ".join(self.facts))

    @property
    def correction(self) -> str:
        """Return what a card asked and answered before the last correction, and what it does now.

        Without any word of ours, so that it can be said in each language; empty where only what
        stands below the answer has changed.
        """
        before = {each.place: each for each in self.said}
        for now in self.says if not self.retired else ():
            old = before.get(now.place, now)
            if (old.question, old.answer) == (now.question, now.answer):
                continue
            if old.question == now.question:
                return f"{now.question} {old.answer} → {now.answer}"
            if old.answer == now.answer:
                return f"{old.question} → {now.question} {now.answer}"
            return f"{old.question} {old.answer} → {now.question} {now.answer}"
        return ""


def one_of_each_fact(notes: Iterable[SealedNote]) -> tuple[SealedNote, ...]:
    """Return the notes that tell the news, those that ask or answer something else now first.

    A choice asks once more what another note of its fact asks, and a comparison what two of them
    ask.
    """

    def comes_late(note: SealedNote) -> tuple[bool, bool, bool]:
        return len(note.facts) > 1, note.type_key == CHOICE, not note.correction

    first: list[SealedNote] = []
    told: set[str] = set()
    for note in sorted(notes, key=comes_late):
        if told.isdisjoint(note.facts):
            first.append(note)
            told.update(note.facts)
    return tuple(first)


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What an edition brought."""

    added: tuple[SealedNote, ...]
    changed: tuple[SealedNote, ...]
    beside: tuple[SealedNote, ...]
    """Notes that say what they said, with other wrong options, pictures or cards."""
    retired: tuple[SealedNote, ...]
    types: tuple[str, ...]
    """The keys of note types that look otherwise, or are new."""


@dataclass(frozen=True, kw_only=True)
class Lock:
    """All editions of a deck, as far as the next one must know them."""

    topic: str
    seed: str
    """What its GUIDs hang on beside ids, so that no other author's do by chance."""
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
            beside=tuple(
                note
                for note in self.notes
                if note.modified == self.published and note.changed != self.edition
            ),
            retired=tuple(note for note in now if note.retired == self.edition),
            types=tuple(each.key for each in self.types if each.modified == self.published),
        )
