"""CARD-5: a card says what it is about and where it comes from, and fetches nothing."""

import re
from collections.abc import Iterator

from quizgen.deck.deck import Note
from quizgen.deck.note_types import NoteType
from quizgen.judge.subject import Subject
from quizgen.rules.cards import sides_of, visible
from quizgen.rules.rule import Finding, NoteRule

ELEMENT = re.compile(r"</?([a-zA-Z!][^\s/>]*)([^>]*)>")
OURS = frozenset(["b", "i", "span", "br"])
SVG = frozenset(["svg", "g", "path", "line", "rect", "circle", "text", "tspan", "title", "desc"])
"""What a picture in a field is drawn with."""
FETCHED = re.compile(r"\b(?:src|href|data)\s*=|url\(|@import|\[sound:", re.IGNORECASE)
HANDLER = re.compile(r"\bon[a-z]+\s*=", re.IGNORECASE)


def check(note: Note, note_type: NoteType, known: Subject) -> Iterator[Finding]:
    """Find cards without topic, source or date, tags elsewhere, and markup that is not ours."""
    fields = dict(zip((field.name for field in note_type.fields), note.fields, strict=True))
    for side in sides_of(note, note_type):
        front, back = visible(side.front), visible(side.back)
        if visible(fields.get("Topic", "")) not in front or not fields.get("Topic"):
            yield Finding(f"the card '{side.card}' does not name the topic on its front")
        for name in ("Source", "As of"):
            value = visible(fields.get(name, ""))
            if not note.is_retired and (not value or value not in back):
                yield Finding(f"the card '{side.card}' has no '{name}' on its back")
    root = f"{known.bank.tag()}::"
    for tag in note.tags:
        if not tag.startswith(root) or any(char.isspace() for char in tag):
            yield Finding(f"the tag '{tag}' does not stand under '{root}'")
    for name, html in fields.items():
        yield from _of_field(name, html)


def _of_field(name: str, html: str) -> Iterator[Finding]:
    for element in ELEMENT.finditer(html):
        if element[1] not in OURS | SVG or HANDLER.search(element[2]):
            yield Finding(f"the field '{name}' holds the element '{element[0]}'", "escape it")
        elif FETCHED.search(element[2]):
            yield Finding(f"the field '{name}' fetches something: '{element[0]}'")


CARD_5 = NoteRule("CARD-5", "E", "a card has topic, source and date, and fetches nothing", check)
