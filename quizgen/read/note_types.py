"""The folder of a note type -> NoteType, or every mistake in it at once.

Anki's own template language is checked as far as a slip would spoil cards: fields that do not
exist, sections that do not close, a front that shows nothing. And a card's HTML is held against
the faces that it declares: what one of them says, the other says too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field
from html import unescape
from typing import Self, get_args

from quizgen.bank.facts import Level
from quizgen.content import Run
from quizgen.deck.note_types import CardTemplate, FaceTemplate, NoteField, NoteType, Role, Slot
from quizgen.errors import Problem, TemplateError, Where, quoted, suggest
from quizgen.read.characters import decode, where_in
from quizgen.read.checks import Flaw
from quizgen.read.draft import Draft
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

_OF_MASKS = ("Occlusion", "Image", "Header", "Back Extra", "Comments")
"""The fields of Anki's own note type that covers parts of a picture, in its English."""

_SPECIAL = ("FrontSide", "Tags", "Deck", "Subdeck", "Card", "Type", "CardFlag")
_TAG = re.compile(r"\{\{(.*?)\}\}|\{\{", re.DOTALL)
_NOT_IN_NAMES = re.compile(r'[:{}"]')
_COPY = "`quizgen new --template deck {key}` copies one to be changed"
_STYLE = "`quizgen new --template deck style` copies it"
_NOT_FIRST = ("#", "/", "^", "!")
_UNSEEN = re.compile(r"<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>|<[^<>]*>", re.DOTALL)
"""What of a side's HTML is not text: a field in it, as in `lang="{{Language}}"`, is not read."""
_FACE = re.compile(r"(\{[^{}]*\})|(\*\*)")
_LETTER = re.compile(r"\w")
_ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True, kw_only=True)
class _Face:
    """One thing that a card says: the key says what it is, its text says it."""

    topic: str = ""
    """What the deck is about."""
    kind: str = ""
    """What sort of card it is, in a word or two: "When?"."""
    notice: str = ""
    """What a learner is told of the card itself: that it is retired."""
    question: str = ""
    """What the front asks, or the sentence that has a gap."""
    option: str = ""
    """An answer to choose."""
    context: str = ""
    """What belongs to the question or answer beside it: by whom, and when."""
    answer: str = ""
    """What is to be recalled; of a sentence with a gap, what that hides."""
    why: str = ""
    """What the back adds to the answer: an explanation, the whole quotation."""
    feedback: str = ""
    """Why an option is wrong, shown once one is chosen; no text export has it."""
    picture: str = ""
    """A picture of the bank; no text export has it."""
    figure: str = ""
    """A drawing; no text export has it."""
    caution: str = ""
    """What a learner should bear in mind: that it is disputed."""
    source: str = ""
    """Where the answer comes from."""
    as_of: str = ""
    """Up to when it holds."""
    if_: tuple[str, ...] = ()
    """A further field, or a list of them, without which it is not said."""
    unless: tuple[str, ...] = ()
    """A field, or a list of them, that says it instead where it is filled."""
    link: str = ""
    """Of a line on the back: the field with the address that its words lead to, where there is
    one."""


@dataclass(frozen=True, kw_only=True)
class _Card:
    """A card as type.yaml describes it."""

    name: str
    """Never changed once published; its files are called after it."""
    needs: str
    """The field without which a note has no such card."""
    front: tuple[_Face, ...]
    """What the front says, in reading order."""
    back: tuple[_Face, ...]
    """What the back says; of a front that stays above it, nothing again."""
    typed: str = ""
    """The field with the answer to be typed; where it is empty nothing is typed. Its front asks for
    it by {{type:…}}, and Anki shows on the back what differs."""


@dataclass(frozen=True, kw_only=True)
class _Type:
    """What type.yaml holds."""

    name: str
    """As Anki lists it; never changed once published."""
    fields: tuple[NoteField, ...]
    """The fields, in an order that never changes."""
    cards: tuple[_Card, ...]
    """The cards, in an order that never changes."""
    cloze: bool = False
    """Whether Anki is to hide the gaps of its text; such a type has one card."""
    occlusion: bool = False
    """Whether Anki is to cover the parts of a picture; its first five fields are those of Anki's
    own note type for that, in their order."""
    level: Level = 1
    """How hard its cards are, from 1 for recall, where their fact is of level 1."""
    gone: str = ""
    """What is said once a note or a card that learners have is no longer asked."""
    where: Where = field(compare=False)


def read_note_type(key: str, files: Files) -> NoteType:
    """Return the note type whose folder holds some files, with the style sheet of all types.

    Raises TemplateError with every problem.
    """
    problems: list[Problem] = []
    texts = {name: _read_text(name, files, problems) for name in files}
    missing = f"{key}/type.yaml"
    if "type.yaml" not in files:
        absent = Problem(Where(missing), "the file is missing", _COPY.format(key=key))
        raise TemplateError([*problems, absent])
    draft = Draft.of(files["type.yaml"][1], files["type.yaml"][0])
    described = draft.check(_Type)
    if described is not None:
        draft.report_all((*_check_names(described), *_check_files(described, texts)))
        draft.report_all(_check_faces(described))
        if not problems:  # else a file is not there in letters
            problems += _check_cards(described, files, texts)
        if not (problems or draft.problems):
            problems += _check_look(described, files, texts, draft)
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
            needs=card.needs,
            front=tuple(map(_face_template, card.front)),
            back=tuple(map(_face_template, card.back)),
            typed=card.typed,
            front_html=texts[_file_of(card, "front")],
            back_html=texts[_file_of(card, "back")],
        )
        for card in described.cards
    )
    return NoteType(
        key=key,
        name=described.name,
        fields=described.fields,
        cards=tuple(cards),
        css=texts["style.css"],
        is_cloze=described.cloze or described.occlusion,
        is_occlusion=described.occlusion,
        level=described.level,
        gone=described.gone,
        where=described.where,
    )


def _file_of(card: _Card, side: str) -> str:
    return f"{file_prefix_of(card.name)}-{side}.html"


def _read_text(name: str, files: Files, problems: list[Problem]) -> str:
    path, text = files[name]
    if name == "type.yaml":
        return ""
    decoded, found = decode(text, path)
    problems += found
    return decoded or ""


# --------------------------------------------------------------------------- names and files


def _check_names(described: _Type) -> Iterator[Flaw]:
    if described.name.casefold() in _STOCK:
        hint = "Anki would mix it up with its own: add 'quizgen'"
        yield ("name",), f"name {quoted(described.name)} is that of a stock note type", hint
    fields = [field.name for field in described.fields]
    cards = [card.name for card in described.cards]
    yield from _check_each("field", "fields", fields)
    yield from _check_each("card", "cards", cards)
    if not cards:
        yield ("cards",), "the note type has no cards", "describe at least one"
    hidden = [field.name for field in described.fields if field.hidden]
    if described.occlusion and tuple(fields[: len(_OF_MASKS)]) != _OF_MASKS:
        hint = f"begin with {', '.join(_OF_MASKS)}: Anki's editor of masks uses them"
        yield ("fields",), "the first fields are not those of an image occlusion", hint
    if described.occlusion and len(cards) != 1:
        yield ("cards",), "an image occlusion has one card", "Anki makes one of it for each part"
    if described.cloze and (len(cards), len(hidden)) != (1, 1):
        hint = "Anki makes its cards itself, of the one text that has gaps"
        yield ("cloze",), "a cloze type has one card, and one field with `hidden`", hint
    if hidden and not described.cloze:
        yield ("fields",), f"field {quoted(hidden[0])} has gaps", "write `cloze: true`"
    for place, card in enumerate(described.cards):
        for key, name in ("needs", card.needs), ("typed", card.typed):
            if name not in fields and (name or key == "needs"):
                hint = suggest(name, fields, "fields")
                yield ("cards", place, key), f"{key} {quoted(name)} is no field", hint


def _check_each(noun: str, key: str, names: list[str]) -> Iterator[Flaw]:
    """Names are those that Anki takes as they are, and each is there once, whatever its case."""
    seen = Counter[str]()
    for place, name in enumerate(names):
        way = (key, place, "name")
        seen[name.casefold()] += 1
        if seen[name.casefold()] == 2:
            yield way, f"the {noun} {quoted(name)} is named twice", "give one another name"
        if found := _NOT_IN_NAMES.search(name):
            yield (
                way,
                f"the name {quoted(name)} has {found[0]} in it",
                "delete it: Anki cannot use it",
            )
        if name.startswith(_NOT_FIRST) or name != name.strip():
            yield (
                way,
                f"the name {quoted(name)} starts or ends with a sign or space",
                "begin and end it with a letter or digit",
            )
        if noun == "field" and name in _SPECIAL:
            yield way, f"{quoted(name)} means something else to Anki", "choose another name"


def _check_files(described: _Type, texts: Mapping[str, str]) -> Iterator[Flaw]:
    """Each card has its two files, and each such file a card."""
    if "style.css" not in texts:
        yield (), "the file style.css is missing", _STYLE
    wanted = set()
    for place, card in enumerate(described.cards):
        for side in ("front", "back"):
            name = _file_of(card, side)
            wanted.add(name)
            if name not in texts:
                message = f"the file {name} is missing"
                yield ("cards", place, "name"), message, f"write the {side} of this card"
    for name in texts:
        if name.endswith(("-front.html", "-back.html")) and name not in wanted:
            hint = "rename it, or delete it; a file is called after its card"
            yield ("cards",), f"the file {name} belongs to no card", hint


# --------------------------------------------------------------------------- faces


def _face_template(face: _Face) -> FaceTemplate:
    role, text = _said(face)[0]
    parts = _parts_of(text)
    shown = (part.field for part in parts if isinstance(part, Slot))
    needs = tuple(dict.fromkeys((*shown, *face.if_)))
    return FaceTemplate(role=role, parts=parts, needs=needs, unless=face.unless, link=face.link)


def _said(face: _Face) -> list[tuple[Role, str]]:
    """Return what a face says, and as what; if all is well, it says one thing."""
    return [(role, text) for role in _ROLES if (text := getattr(face, role))]


def _parts_of(text: str) -> tuple[Run | Slot, ...]:
    """Return the words and fields of a face's text.

    >>> [type(part).__name__ for part in _parts_of("According to {Source}, **{As of}**")]
    ['Run', 'Slot', 'Run', 'Slot']
    """
    parts: list[Run | Slot] = []
    is_bold = False
    for words in filter(None, _FACE.split(text)):
        if words == "**":
            is_bold = not is_bold
        elif _FACE.fullmatch(words):
            parts.append(Slot(words[1:-1].strip(), is_bold))
        else:
            parts.append(Run(words, "bold" if is_bold else "plain"))
    return tuple(parts)


def _check_faces(described: _Type) -> Iterator[Flaw]:
    """Find faces that cannot be used, and cards that ask nothing or have no answer."""
    fields = [field.name for field in described.fields]
    for place, card in enumerate(described.cards):
        for side, faces, most in ("front", card.front, "question"), ("back", card.back, "answer"):
            way = ("cards", place, side)
            for number, face in enumerate(faces):
                for message, hint in _check_face(face, side, fields):
                    yield (*way, number), message, hint
            if not any(getattr(face, most) for face in faces):
                message = f"the card {quoted(card.name)} has no {most} on its {side}"
                yield way, message, f'say which field it is: - {most}: "{{{card.needs}}}"'


def _check_face(face: _Face, side: str, fields: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one face, and what to do."""
    if len(said := _said(face)) != 1:
        named = " and ".join(role for role, _ in said)
        message = f"a face is {named} at once" if said else "a face says nothing"
        yield message, 'write one thing a line, and first what it is: - context: "{Date}"'
        return
    (role, text), template = said[0], _face_template(face)
    if role in ("answer", "feedback") and side == "front":
        yield f"the front has the {role}", "move it to `back`"
    if face.link and side == "front":
        yield "the front has a link", "move it to `back`: whoever is asked is not to be led away"
    for name in (*template.needs, *template.unless, *([face.link] if face.link else ())):
        if name not in fields:
            yield f"{quoted(name)} is no field", suggest(name, fields, "fields")
        elif name in template.needs and name in template.unless:
            yield f"{quoted(text)} is never said", f"it needs {quoted(name)}, and needs it empty"
    words = [part.text for part in template.parts if isinstance(part, Run)]
    if any(brace in part for part in words for brace in "{}"):
        yield f"a brace in {quoted(text)} has no fellow", "a field stands in braces: {Date}"
    if text.count("**") % 2:
        yield f"bold is opened and not closed in {quoted(text)}", "write **bold**"


# --------------------------------------------------------------------------- cards


def _check_cards(described: _Type, files: Files, texts: Mapping[str, str]) -> Iterator[Problem]:
    fields = tuple(field.name for field in described.fields)
    for card in described.cards:
        for side in ("front", "back"):
            name = _file_of(card, side)
            if name in texts:
                for offset, message, hint in _check_side(texts[name], fields, side == "front"):
                    yield Problem(where_in(texts[name], offset, files[name][0]), message, hint)
                is_cloze = described.cloze or described.occlusion
                if is_cloze and "{{cloze:" not in texts[name]:
                    hint = f"write {{{{cloze:{card.needs}}}}}"
                    yield Problem(Where(files[name][0]), "a cloze card shows no gaps", hint)


def _check_look(
    described: _Type, files: Files, texts: Mapping[str, str], draft: Draft
) -> Iterator[Problem]:
    """Find what a card's faces say and its HTML does not show, and the other way round.

    Either would go unnoticed: the cards look as they should, while text exports and rules go by
    something else; or these are right, and no learner sees it.
    """
    for place, card in enumerate(described.cards):
        front = _Look.of(texts[_file_of(card, "front")])
        back = _Look.of(texts[_file_of(card, "back")])
        turned = front.above(back) if "FrontSide" in back.shown else back
        for side, look, faces in ("front", front, card.front), ("back", turned, card.back):
            file = _file_of(card, side)
            for number, face in enumerate(faces):
                for missing, hint in look.missing(_face_template(face)):
                    message = f"{file} does not show {missing}"
                    draft.report(("cards", place, side, number), message, hint)
                if face.link and f"{{{{{face.link}}}}}" not in texts[file]:
                    message = f"{file} leads nowhere by the field {quoted(face.link)}"
                    hint = f'write <a href="{{{{{face.link}}}}}"> around it'
                    draft.report(("cards", place, side, number), message, hint)
        is_typed, file = "{{type:" in texts[_file_of(card, "front")], _file_of(card, "front")
        if card.typed and not is_typed:
            tag = f"{{{{#{card.typed}}}}}{{{{type:{card.typed}}}}}{{{{/{card.typed}}}}}"
            message = f"{file} asks for nothing to be typed"
            draft.report(("cards", place, "typed"), message, f"write {tag} in it")
        elif is_typed and not card.typed:
            hint = "write typed: and the field that holds it"
            draft.report(("cards", place), f"{file} asks for something to be typed", hint)
        feedback = tuple(face for face in card.back if face.feedback)
        for side, look, faces in (
            ("front", front, (*card.front, *feedback)),
            ("back", back, (*card.front, *card.back)),
        ):
            declared = {*_SPECIAL}.union(*(_face_template(face).needs for face in faces))
            file = _file_of(card, side)
            for name, offset in look.shown.items():
                if name not in declared:
                    hint = f"say in type.yaml, in the {side} of {quoted(card.name)}, what it is"
                    where = where_in(texts[file], offset, files[file][0])
                    yield Problem(where, f"{quoted(name)} is shown and stands in no face", hint)


@dataclass(frozen=True)
class _Look:
    """What the HTML of a side shows."""

    shown: Mapping[str, int]
    """The fields that are shown, and at which character first."""
    conditions: frozenset[str]
    """The fields that something hangs on."""
    words: str
    """The fixed words, without any space."""

    @classmethod
    def of(cls, html: str) -> Self:
        visible = _UNSEEN.sub(lambda unseen: " " * len(unseen[0]), html)
        tags = [
            (*_parse_tag(tag[1] or ""), tag.start())
            for tag in _TAG.finditer(visible)
            if not (tag[1] or "").strip().startswith("type:")  # it is asked for, and not shown
        ]
        return cls(
            {name: offset for sign, name, offset in reversed(tags) if not sign},
            frozenset(name for sign, name, _ in tags if sign),
            _squeezed(unescape(_TAG.sub("\0", visible))),
        )

    def above(self, back: "_Look") -> "_Look":
        """Return what is shown with a back below this front."""
        return _Look(
            {**self.shown, **back.shown}, self.conditions | back.conditions, self.words + back.words
        )

    def missing(self, face: FaceTemplate) -> Iterator[tuple[str, str]]:
        """Yield what a face says and this side does not, and what to do."""
        for part in face.parts:
            if isinstance(part, Run):
                if (words := _squeezed(part.text)) not in self.words and _LETTER.search(words):
                    yield quoted(part.text.strip()), "write the same words in both"
            elif part.field not in self.shown:
                yield f"the field {quoted(part.field)}", f"write {{{{{part.field}}}}} in it"
        conditions = {*face.needs, *face.unless}.difference(self.shown, self.conditions)
        for name in sorted(
            conditions.difference(part.field for part in face.parts if isinstance(part, Slot))
        ):
            sign = "^" if name in face.unless else "#"
            yield (
                f"anything by the field {quoted(name)}",
                f"write {{{{{sign}{name}}}}} … {{{{/{name}}}}} in it",
            )


def _squeezed(words: str) -> str:
    return "".join(words.split())


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
