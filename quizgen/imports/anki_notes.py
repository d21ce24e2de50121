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
_TAG = re.compile(r"\{\{([^{}]*)\}\}")
"""A field in a template, with what stands before its name."""
_UNSEEN = re.compile(
    r"<!--(?:(?!<!--).)*?-->|<(style|script)\b(?:(?!<(?:style|script)\b).)*?</\1>", re.DOTALL | re.I
)
"""What nobody sees of a template. Here as elsewhere a text that begins anew before it ends is none,
so that no deck keeps us busy by beginnings alone."""
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


def _read(tag: str) -> tuple[str, tuple[str, ...], str]:
    """Return what stands in a tag: the mark of a condition, filters, the name of a field.

    >>> _read("#Back"), _read("type:cloze: Text ")
    (('#', (), 'Back'), ('', ('type', 'cloze'), 'Text'))
    """
    said = tag.strip()
    mark = said[:1] if said[:1] in ("#", "^", "/", "!") else ""
    *filters, name = said.removeprefix(mark).split(":")
    return mark, tuple(each.strip() for each in filters), name.strip()


def _is_shown(filters: tuple[str, ...]) -> bool:
    """Tell whether a field can be read where it stands: what is typed, hinted or spoken cannot."""
    return not any(each in ("type", "hint") or each.startswith("tts") for each in filters)


def _fields(template: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the filters and the name of each field that a template has."""
    for tag in _TAG.findall(_UNSEEN.sub("", template)):
        mark, filters, name = _read(tag)
        if not mark and name not in NOT_FIELDS:
            yield filters, name


def _shown(template: str) -> Iterator[str]:
    """Yield the names of the fields that can be read on a side."""
    for filters, name in _fields(template):
        if _is_shown(filters):
            yield name


def fill(template: str, note: AnkiNote) -> str:
    """Return the HTML of a side, without what is typed, spoken or repeated of the other side.

    A condition whose field is empty goes with all that it encloses, as in Anki.
    """

    def shown(found: re.Match[str]) -> str:
        mark, filters, name = _read(found[1])
        is_read = not mark and name not in NOT_FIELDS and _is_shown(filters)
        return note.said(name) if is_read else ""

    return _TAG.sub(shown, _without_conditions(_UNSEEN.sub("", template), note))


def _without_conditions(html: str, note: AnkiNote) -> str:
    """Return a template without its conditions: what they enclose stays, or goes."""
    pieces: list[str] = []
    open_: list[tuple[str, bool]] = []
    end = 0
    for found in _TAG.finditer(html):
        mark, _, name = _read(found[1])
        if mark not in ("#", "^", "/"):
            continue
        if not any(is_hidden for _, is_hidden in open_):
            pieces.append(html[end : found.start()])
        end = found.end()
        if mark != "/":
            open_.append((name, _is_filled(note.said(name)) == (mark == "^")))
        elif open_ and open_[-1][0] == name:
            open_.pop()
    if not any(is_hidden for _, is_hidden in open_):
        pieces.append(html[end:])
    return "".join(pieces)


def _is_filled(html: str) -> bool:
    """Tell whether a field holds anything, as Anki sees it: breaks and spaces are nothing."""
    return "<img" in html or bool(re.sub(r"<[^<>]*>|&nbsp;|\s", "", html))


def own_words(template: str) -> str:
    """Return what a template says besides its fields, as HTML."""
    return _TAG.sub(" ", _UNSEEN.sub("", template))
