"""The notes of an Anki deck, as a package or a text file brings them, and what their cards ask.

A note has fields of HTML, and its note type says by templates what stands on the cards that are
made of them. Which field asks and which answers is told by the templates: names say it in any
language, and many people's not at all.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cached_property

from quizgen.errors import Where
from quizgen.values import dataclass

NOT_FIELDS = frozenset({"FrontSide", "Tags", "Type", "Deck", "Subdeck", "Card", "CardFlag"})
"""What a template may show that is no field; all but the front side are of no use elsewhere."""
_TAG = re.compile(r"\{\{\s*([#^/!]?)\s*((?:[^{}:]+:)*)([^{}]*?)\s*\}\}")
"""A field in a template: a mark of a condition, filters, its name."""
_UNSEEN = re.compile(r"<!--.*?-->|<style\b.*?</style>|<script\b.*?</script>", re.DOTALL | re.I)
OCCLUSION_FIELDS = ("image occlusion", "question mask", "answer mask")
"""In the names of note types and fields of what covers parts of a picture."""


@dataclass(frozen=True)
class Sides:
    """The two templates of a card."""

    name: str
    front: str
    back: str

    @cached_property
    def asked(self) -> tuple[str, ...]:
        """The fields that the front shows, in their order."""
        return tuple(dict.fromkeys(_shown(self.front)))

    @cached_property
    def told(self) -> tuple[str, ...]:
        """The fields that only the back shows: the answer first, or one that is typed."""
        typed = [name for filters, name in _fields(self.front) if "type" in filters]
        shown = [*typed, *_shown(self.back)]
        return tuple(name for name in dict.fromkeys(shown) if name not in self.asked)


@dataclass(frozen=True)
class AnkiType:
    """A note type: the names of its fields, and the templates of its cards."""

    name: str
    fields: tuple[str, ...]
    cards: tuple[Sides, ...] = ()
    """None where a text file tells nothing of them."""
    is_cloze: bool = False
    is_occlusion: bool = False
    """Whether its cards cover parts of a picture."""

    @cached_property
    def pair(self) -> tuple[str, str]:
        """The fields that its first card asks and answers with; by their order where none says."""
        for sides in self.cards:
            asked = [name for name in sides.asked if name in self.fields]
            told = [name for name in sides.told if name in self.fields]
            if asked and told:
                return asked[0], told[0]
        return (*self.fields, "", "")[0], (*self.fields, "", "")[1]


@dataclass(frozen=True, kw_only=True)
class AnkiNote:
    """A note, and where it stands."""

    type: AnkiType
    fields: tuple[str, ...]
    """HTML, one for each field of its type."""
    tags: tuple[str, ...] = ()
    deck: str = ""
    """The path of its deck, with `::` between decks and those within them."""
    cards: tuple[int, ...] = (0,)
    """Which of the cards of its type it has."""
    where: Where = field(compare=False)

    def said(self, name: str) -> str:
        """Return the HTML of a field of that name; nothing if there is none."""
        fields = self.type.fields
        return self.fields[fields.index(name)] if name in fields else ""


@dataclass(frozen=True, kw_only=True)
class AnkiDeck:
    """The notes of a file."""

    path: str
    notes: tuple[AnkiNote, ...]
    media: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    """Its pictures and sounds by their names; None of them is read before it is asked for."""
    remarks: tuple[str, ...] = ()

    @cached_property
    def types(self) -> tuple[AnkiType, ...]:
        """Its note types, that of the most notes first."""
        counts: dict[AnkiType, int] = {}
        for note in self.notes:
            counts[note.type] = counts.get(note.type, 0) + 1
        return tuple(sorted(counts, key=lambda each: -counts[each]))


def _fields(template: str) -> Iterator[tuple[str, str]]:
    """Yield the filters and the name of each field that a template shows."""
    for mark, filters, name in _TAG.findall(_UNSEEN.sub("", template)):
        if not mark and name not in NOT_FIELDS and not filters.startswith("tts"):
            yield filters, name


def _shown(template: str) -> Iterator[str]:
    """Yield the names of the fields that can be read on a side; what is typed stands on none."""
    for filters, name in _fields(template):
        if "type" not in filters.split(":") and "hint" not in filters.split(":"):
            yield name


def fill(template: str, note: AnkiNote) -> str:
    """Return the HTML of a side, without what is typed, spoken or repeated of the other side.

    A condition whose field is empty goes with all that it encloses, as in Anki.
    """
    html = _UNSEEN.sub("", template)
    filled = _conditions(html, note)

    def shown(found: re.Match[str]) -> str:
        mark, filters, name = found.groups()
        said = "" if mark or name in NOT_FIELDS else note.said(name)
        return "" if {"type", "hint"} & {*filters.split(":")} or "tts" in filters else said

    return _TAG.sub(shown, filled)


def _conditions(html: str, note: AnkiNote) -> str:
    """Return a template without its conditions: what they enclose stays, or goes."""
    pieces: list[str] = []
    hidden: list[tuple[str, bool]] = []
    end = 0
    for found in _TAG.finditer(html):
        mark, _, name = found.groups()
        if mark not in ("#", "^", "/"):
            continue
        if not any(is_hidden for _, is_hidden in hidden):
            pieces.append(html[end : found.start()])
        end = found.end()
        if mark == "/":
            if hidden and hidden[-1][0] == name:
                hidden.pop()
        else:
            is_filled = bool(
                re.sub(r"<[^>]*>|&nbsp;|\s", "", note.said(name)) or "<img" in note.said(name)
            )
            hidden.append((name, is_filled == (mark == "^")))
    if not any(is_hidden for _, is_hidden in hidden):
        pieces.append(html[end:])
    return "".join(pieces)


def own_words(template: str) -> str:
    """Return what a template says besides its fields, as HTML."""
    return _TAG.sub(" ", _UNSEEN.sub("", template))
