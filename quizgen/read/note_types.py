"""The folder of a note type -> NoteType, or every mistake in it at once.

Anki's own template language is checked as far as a slip would spoil cards: fields that do not
exist, sections that do not close, a front that shows nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field

from quizgen.deck.note_types import CardTemplate, NoteField, NoteType
from quizgen.errors import Problem, TemplateError, Where, quoted, suggest
from quizgen.read.checks import Finding
from quizgen.read.draft import Draft
from quizgen.read.nodes import decode, where_in
from quizgen.values import dataclass

Files = Mapping[str, tuple[str, str | bytes]]
"""File name -> its path and text."""

_STOCK = {
    "basic",
    "basic (and reversed card)",
    "basic (optional reversed card)",
    "basic (type in the answer)",
    "cloze",
    "image occlusion",
}
"""Names that Anki gives to note types of its own, in lower case."""

_SPECIAL = ("FrontSide", "Tags", "Deck", "Subdeck", "Card", "Type", "CardFlag")
_TAG = re.compile(r"\{\{(.*?)\}\}|\{\{", re.DOTALL)
_NOT_IN_NAMES = re.compile(r'[:{}"]')
_NOT_FIRST = ("#", "/", "^", "!")


@dataclass(frozen=True, kw_only=True)
class _Card:
    """A card as type.yaml names it."""

    name: str
    """Never changed once published; its files are called after it."""
    needs: str
    """The field without which a note has no such card."""


@dataclass(frozen=True, kw_only=True)
class _Type:
    """What type.yaml holds."""

    name: str
    """As Anki lists it; never changed once published."""
    subdeck: str
    """The subdeck its cards go to."""
    fields: tuple[NoteField, ...]
    """The fields, in an order that never changes."""
    cards: tuple[_Card, ...]
    """The cards, in an order that never changes."""
    cloze: bool = False
    """Whether Anki is to hide the gaps of its text; such a type has one card."""
    gone: str = ""
    """What stands in place of the question once a note that learners have is no longer made."""
    where: Where = field(compare=False)


def read_note_type(key: str, files: Files) -> NoteType:
    """Return the note type whose folder holds some files, with the style sheet of all types.

    Raises TemplateError with every problem.
    """
    problems: list[Problem] = []
    texts = {name: _read_text(name, files, problems) for name in files}
    missing = f"{key}/type.yaml"
    if "type.yaml" not in files:
        raise TemplateError([*problems, Problem(Where(missing), "the file is missing")])
    draft = Draft.of(files["type.yaml"][1], files["type.yaml"][0])
    described = draft.check(_Type)
    if described is not None:
        draft.report_all((*_check_names(described), *_check_files(described, texts)))
        problems += _check_cards(described, files, texts)
    problems += draft.problems
    if problems or described is None:
        raise TemplateError(problems)
    return _make(key, described, texts)


def file_prefix_of(card_name: str) -> str:
    """Return what the names of a card's files begin with.

    >>> file_prefix_of("Who said it")
    'who-said-it'
    """
    return card_name.lower().replace(" ", "-")


def _make(key: str, described: _Type, texts: Mapping[str, str]) -> NoteType:
    cards = (
        CardTemplate(
            name=card.name,
            front=texts[f"{file_prefix_of(card.name)}-front.html"],
            back=texts[f"{file_prefix_of(card.name)}-back.html"],
            needs=card.needs,
        )
        for card in described.cards
    )
    return NoteType(
        key=key,
        name=described.name,
        subdeck=described.subdeck,
        fields=described.fields,
        cards=tuple(cards),
        css=texts["style.css"],
        is_cloze=described.cloze,
        gone=described.gone,
        where=described.where,
    )


def _read_text(name: str, files: Files, problems: list[Problem]) -> str:
    path, text = files[name]
    if name == "type.yaml":
        return ""
    decoded, found = decode(text, path)
    problems += found
    return decoded or ""


# --------------------------------------------------------------------------- names and files


def _check_names(described: _Type) -> Iterator[Finding]:
    if described.name.casefold() in _STOCK:
        hint = "Anki would mix it up with its own: add 'quizgen'"
        yield ("name",), f"name {quoted(described.name)} is that of a stock note type", hint
    fields = [field.name for field in described.fields]
    cards = [card.name for card in described.cards]
    yield from _check_each("field", "fields", fields)
    yield from _check_each("card", "cards", cards)
    if not cards:
        yield ("cards",), "the note type has no cards", ""
    hidden = [field.name for field in described.fields if field.hidden]
    if described.cloze and (len(cards), len(hidden)) != (1, 1):
        hint = "Anki makes its cards itself, of the one text that has gaps"
        yield ("cloze",), "a cloze type has one card, and one field with `hidden`", hint
    if hidden and not described.cloze:
        yield ("fields",), f"field {quoted(hidden[0])} has gaps", "write `cloze: true`"
    for place, card in enumerate(described.cards):
        if card.needs not in fields:
            hint = suggest(card.needs, fields, "fields")
            yield ("cards", place, "needs"), f"needs {quoted(card.needs)} is no field", hint


def _check_each(noun: str, key: str, names: list[str]) -> Iterator[Finding]:
    """Names are those that Anki takes as they are, and each is there once, whatever its case."""
    seen = Counter[str]()
    for place, name in enumerate(names):
        way = (key, place, "name")
        seen[name.casefold()] += 1
        if seen[name.casefold()] == 2:
            yield way, f"the {noun} {quoted(name)} is named twice", "give one another name"
        if found := _NOT_IN_NAMES.search(name):
            yield way, f"the name {quoted(name)} has {found[0]} in it", "Anki cannot use it"
        if name.startswith(_NOT_FIRST) or name != name.strip():
            yield way, f"the name {quoted(name)} starts or ends with a sign or space", ""
        if noun == "field" and name in _SPECIAL:
            yield way, f"{quoted(name)} means something else to Anki", "choose another name"


def _check_files(described: _Type, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Each card has its two files, and each such file a card."""
    if "style.css" not in texts:
        yield (), "the file style.css is missing", ""
    wanted = set()
    for place, card in enumerate(described.cards):
        for side in ("front", "back"):
            name = f"{file_prefix_of(card.name)}-{side}.html"
            wanted.add(name)
            if name not in texts:
                message = f"the file {name} is missing"
                yield ("cards", place, "name"), message, f"write the {side} of this card"
    for name in texts:
        if name.endswith(("-front.html", "-back.html")) and name not in wanted:
            hint = "rename it, or delete it; a file is called after its card"
            yield ("cards",), f"the file {name} belongs to no card", hint


# --------------------------------------------------------------------------- cards


def _check_cards(described: _Type, files: Files, texts: Mapping[str, str]) -> Iterator[Problem]:
    fields = tuple(field.name for field in described.fields)
    for card in described.cards:
        for side in ("front", "back"):
            name = f"{file_prefix_of(card.name)}-{side}.html"
            if name in texts:
                for offset, message, hint in _check_side(texts[name], fields, side == "front"):
                    yield Problem(where_in(texts[name], offset, files[name][0]), message, hint)
                if described.cloze and "{{cloze:" not in texts[name]:
                    hint = f"write {{{{cloze:{card.needs}}}}}"
                    yield Problem(Where(files[name][0]), "a cloze card shows no gaps", hint)


def _check_side(
    html: str, fields: tuple[str, ...], is_front: bool
) -> Iterator[tuple[int, str, str]]:
    """Yield what is wrong with one side of a card, and at which character."""
    open_sections: list[tuple[int, str]] = []
    shown = False
    for match in _TAG.finditer(html):
        if match[1] is None:
            yield match.start(), "{{ is not closed", "write the missing }}"
            continue
        sign, name = _parse_tag(match[1])
        known = sign == "" and name in _SPECIAL
        shown = shown or (sign == "" and name in fields)
        if not known and name not in fields:
            yield match.start(), f"field {quoted(name)} is unknown", suggest(name, fields, "fields")
        if known and is_front and name == "FrontSide":
            yield match.start(), "a front cannot hold FrontSide", "it is the front itself"
        if sign in {"#", "^"}:
            open_sections.append((match.start(), name))
        elif sign == "/":
            yield from _close(open_sections, match.start(), name)
    for offset, name in open_sections:
        yield offset, f"the section {quoted(name)} is not closed", f"write {{{{/{name}}}}}"
    if is_front and not shown:
        yield 0, "the front shows no field", "a card without one is empty in Anki"


def _parse_tag(inside: str) -> tuple[str, str]:
    """Return the sign and the field of a tag, without its filters: {{#Note}}, {{text:Note}}."""
    text = inside.strip()
    sign = text[:1] if text[:1] in {"#", "^", "/"} else ""
    return sign, text.removeprefix(sign).split(":")[-1].strip()


def _close(
    open_sections: list[tuple[int, str]], offset: int, name: str
) -> Iterator[tuple[int, str, str]]:
    if open_sections and open_sections[-1][1] == name:
        open_sections.pop()
        return
    inner = open_sections[-1][1] if open_sections else ""
    hint = f"close {quoted(inner)} first" if inner else "nothing is open here"
    yield offset, f"{{{{/{name}}}}} closes no section", hint
