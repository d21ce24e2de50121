"""A note: what Anki stores of a fact, as content. No markup: how it looks is for who writes it."""

from collections.abc import Sequence
from hashlib import sha256

from quizgen.deck.content import FieldContent
from quizgen.deck.html import as_html
from quizgen.deck.note_types import CHOICE, CLOZE, COMPARISON, RETIRED
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Note:
    """One fact, or two to be compared, in Anki's form."""

    guid: str
    type_key: str
    facts: tuple[str, ...]
    """The ids that its GUID hangs on."""
    fields: tuple[FieldContent, ...]
    """One for each field of its note type; its words in NFC and without control characters, by
    which Anki parts fields."""
    cards: tuple[int, ...]
    """Which of the note type's cards it has, as places in `NoteType.cards`."""
    gone: tuple[int, ...] = ()
    """Which of them it had in an earlier edition: they stay for their learners, and say so."""
    siblings: tuple[str, ...] = ()
    """The ids of the facts that are drawn beside its own."""
    tags: tuple[str, ...]
    due: int
    """Place in the order of new cards, shared by the note's cards."""
    modified: int
    """Seconds since 1970; Anki takes an update only if it is later."""

    @property
    def name(self) -> str:
        """What its author calls it: its facts, and what is asked of them beside their own note."""
        more = (self.type_key,) if self.type_key in (CLOZE, COMPARISON, CHOICE) else ()
        return " · ".join((*self.facts, *more))

    @property
    def html(self) -> tuple[str, ...]:
        """Its fields as Anki stores them: made once, for its seal and for the package.

        Kept without `cached_property`, which gives each of a hundred thousand notes a dict.
        """
        html: tuple[str, ...] | None = getattr(self, "_html", None)
        if html is None:
            html = tuple([as_html(content) if content else "" for content in self.fields])
            object.__setattr__(self, "_html", html)
        return html

    @property
    def is_retired(self) -> bool:
        """Tell whether it is in the deck only for those who have it."""
        return any(tag.split("::")[2:] == [RETIRED] for tag in self.tags)


def guid_of(topic: str, fact_ids: Sequence[str], type_key: str, seed: str) -> str:
    """Return a note's identity, which no change of words changes.

    Its bank's seed tells it from the notes of other authors, whose topics and facts may have the
    same ids.

    >>> guid_of("escalation", ["atacms-stands-for"], "term", "5e1f")
    '2359a799b2a4bea3'
    """
    ids = "\0".join(sorted(fact_ids))
    return sha256(f"{seed}\0{topic}\0{ids}\0{type_key}".encode()).hexdigest()[:16]
