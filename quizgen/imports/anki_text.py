"""A text file of notes, as Anki exports and imports it -> its notes.

Lines that begin with `#` say how it is to be read: what parts fields, which column is tags, deck or
note type, what the others are called. All else is a table with quotation marks as in CSV, in which
fields may go over several lines.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from html import escape

from quizgen.errors import BankError, Problem, Where, counted
from quizgen.imports.anki_notes import AnkiDeck, AnkiNote, AnkiType
from quizgen.imports.file_text import decode
from quizgen.values import dataclass

_HEADER = re.compile(
    r"#\s*(separator|html|notetype|deck|tags|columns|guid|if matches)( column)?\s*:(.*)", re.I
)
_SEPARATORS = {
    "comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":",
}  # fmt: skip
_USUAL = ("Front", "Back")
"""What fields are called where nothing names them, as in Anki's own note types."""
_GAP = re.compile(r"\{\{c\d+::")


@dataclass(frozen=True)
class _Row:
    """A note as it stands in the file."""

    line: int
    fields: list[str]
    special: Mapping[str, str]
    """Its cells in the columns that are no fields."""


def read_text(content: bytes, path: str) -> AnkiDeck:
    """Return the notes of a text file; raises BankError for one that is no such text."""
    text, remark = decode(content, path)
    lines = text.split("\n")
    head, start = _head(lines)
    separator = _separator(head.get("separator", ""), lines[start:])
    columns = {
        key.removesuffix(" column"): int(said) - 1
        for key, said in head.items()
        if key.endswith(" column") and said.isascii() and said.isdecimal() and said != "0"
    }
    names = [*csv.reader([head.get("columns", "")], delimiter=separator)][:1]
    is_html = head.get("html", "").lower() == "true"
    skipped = sum(line.startswith("#") for line in lines[start:])
    gathered: dict[tuple[str, bool], list[_Row]] = {}
    try:
        for line, row in _rows(lines, start, separator):
            special = {key: row[place] for key, place in columns.items() if place < len(row)}
            texts = [each for place, each in enumerate(row) if place not in columns.values()]
            fields = texts if is_html else [*map(_as_html, texts)]
            kind = special.get("notetype") or head.get("notetype", "")
            has_gaps = any(_GAP.search(each) for each in fields)
            gathered.setdefault((kind, has_gaps), []).append(_Row(line, fields, special))
    except csv.Error as error:
        message = f"the notes cannot be parted into fields: {error}"
        hint = "export them from Anki once more"
        raise BankError([Problem(Where(path), message, hint)]) from None
    notes: list[AnkiNote] = []
    for (kind, has_gaps), found in gathered.items():
        most = max(_filled(each.fields) for each in found)
        width = most + len(columns)
        places = [place for place in range(width) if place not in columns.values()][:most]
        covers = any("image-occlusion:" in field for each in found for field in each.fields)
        type_ = AnkiType(kind, _named(places, names[0] if names else []), (), has_gaps, covers)
        for each in found:
            tags = f"{head.get('tags', '')} {each.special.get('tags', '')}".split()
            notes.append(
                AnkiNote(
                    type=type_,
                    fields=(*each.fields, *[""] * most)[:most],
                    tags=tuple(dict.fromkeys(tags)),
                    deck=each.special.get("deck") or head.get("deck", ""),
                    where=Where(path, each.line, 1),
                )
            )
    notes.sort(key=lambda note: note.where)
    remarks = [remark]
    if skipped:
        remarks.append(
            f"{counted(skipped, 'line')} of {path} that begin with # were left out, as Anki does."
        )
    return AnkiDeck(path=path, notes=tuple(notes), remarks=tuple(filter(None, remarks)))


def _head(lines: list[str]) -> tuple[Mapping[str, str], int]:
    """Return what the first lines say, by their keys, and where the notes begin."""
    said: dict[str, str] = {}
    for place, line in enumerate(lines):
        found = _HEADER.match(line.lstrip("\ufeff"))
        if found is None:
            if line.strip():
                return said, place
            continue
        key = found[1].lower() + (found[2] or "").lower()
        value = found[3] if key in ("separator", "columns") else found[3].strip()
        said[key] = value
    return said, len(lines)


def _separator(said: str, lines: list[str]) -> str:
    """Return what parts fields: as it is named, or the sign that stands in the first line."""
    name = said.strip().lower()
    if name in _SEPARATORS:
        return _SEPARATORS[name]
    if name == r"\t" or (not name and "\t" in said):
        return "\t"
    if len(name) == 1:
        return name
    first = next((line for line in lines if line.strip()), "")
    return next((sign for sign in "\t|;:," if sign in first), "\t")


def _rows(lines: list[str], start: int, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the notes with the lines on which they begin; a line with `#` in front is none."""
    kept = [
        (place, line)
        for place, line in enumerate(lines[start:], start + 1)
        if not line.startswith("#")
    ]
    reader = csv.reader((f"{line}\n" for _, line in kept), delimiter=separator)
    read = 0
    for row in reader:
        line = kept[read][0]
        read = reader.line_num
        if any(cell.strip() for cell in row):
            yield line, row


def _filled(fields: list[str]) -> int:
    """Return how many fields a note has up to the last that holds something, but two at least."""
    last = max((place for place, each in enumerate(fields, 1) if each.strip()), default=0)
    return max(last, min(2, len(fields)))


def _named(places: list[int], names: list[str]) -> tuple[str, ...]:
    if names:
        return tuple(
            names[place].strip()
            if place < len(names) and names[place].strip()
            else f"Field {place + 1}"
            for place in places
        )
    return tuple(
        _USUAL[number] if number < len(_USUAL) else f"Field {number + 1}"
        for number in range(len(places))
    )


def _as_html(words: str) -> str:
    """Return plain words as HTML, in which a new line begins a paragraph."""
    return escape(words, quote=False).replace("\n", "<br>")
