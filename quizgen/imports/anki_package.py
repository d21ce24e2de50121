"""An Anki package (.apkg, .colpkg) -> its notes, of whichever of three generations it is.

The oldest keeps a SQLite database of schema 11, the second the same under another name, and the
newest one of schema 18, packed by Zstandard, beside which a decoy for old programs lies. Nothing is
unpacked onto the disk; what could be a bomb is refused by its true size, not by what it says of it.
What a hostile database could do, as a view in the place of a table, is not let through.
"""

import json
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import partial
from importlib import import_module
from typing import Any, NoReturn

from quizgen.archive import SIGNATURE, Archive
from quizgen.errors import BankError, Problem, Where
from quizgen.imports.anki_notes import OCCLUSION_FIELDS, AnkiDeck, AnkiNote, AnkiType, Sides

MOST_BYTES = 200 * 2**20
"""Of a package, most of which are sounds and pictures."""
MOST_UNPACKED = 600 * 2**20
"""Of all of its parts, few of which are unpacked."""
MOST_COLLECTION = 256 * 2**20
"""Of its database alone."""
MOST_MEDIA = 20 * 2**20
"""Of one of its pictures, and of the list of their names."""
MOST_NOTES = 100_000
MOST_PARTS = 100_000
MOST_STEPS = 2_000
"""So many thousand steps of the database's machine read any honest deck; a query that runs longer
is one that its maker hid in it."""
WITHOUT_MEDIA = "in Anki, choose File, Export, and untick *Include media*"
_GENERATIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The databases that a package may hold, the one that counts first."""
_AGAIN = "export it from Anki once more"
_NO_ZSTD = "the package is one of Anki 2.1.50 or later, and what unpacks it is not installed"
_INSTALL = (
    'pip install "quizgen[anki]"; or export it from Anki with *Support older Anki versions* ticked'
)
_TABLES = {"col", "notes", "cards", "notetypes", "fields", "templates", "decks"}
_READS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
_CLOZE = 1
_OCCLUSION = 6
"""Anki's own number of the note type that covers parts of a picture."""


def is_package(content: bytes) -> bool:
    """Tell whether a file is a package of Anki."""
    return content.startswith(SIGNATURE) and b"collection.anki2" in content


def read_package(content: bytes, path: str) -> AnkiDeck:
    """Return the notes of a package; raises BankError for one that is damaged, hostile or huge."""
    if len(content) > MOST_BYTES:
        _refuse(path, f"the package is larger than {MOST_BYTES >> 20} MB", WITHOUT_MEDIA)
    package = Archive(content, path, most_entries=MOST_PARTS, most_unpacked=MOST_UNPACKED)
    generation = next((each for each in _GENERATIONS if each in package), None)
    if generation is None:
        _refuse(path, "the package holds no collection of Anki", _AGAIN)
    is_packed = generation == _GENERATIONS[0]
    try:
        collection = _unpack(package, generation, MOST_COLLECTION, is_packed)
        listed = _unpack(package, "media", MOST_MEDIA, is_packed) if "media" in package else b""
        media = _media_names(listed, is_packed) if listed else {}
        notes = tuple(_notes(collection, path))
    except BankError:
        raise
    except Exception:  # what zlib, sqlite3 and json say of damage has no common class
        _refuse(path, "the package is damaged", _AGAIN)
    pictures = {
        name: partial(_unpack, package, part, MOST_MEDIA, is_packed)
        for part, name in media.items()
        if part in package
    }
    return AnkiDeck(path=path, notes=notes, media=pictures)


def _refuse(path: str, message: str, hint: str) -> NoReturn:
    raise BankError([Problem(Where(path), message, hint)])


# ------------------------------------------------------------------------------------- unpacking


def _unpack(package: Archive, name: str, most: int, is_packed: bool) -> bytes:
    """Return a part of a package, unpacked no further than it may be large."""
    too_large = f"'{name}' of the package unpacks to more than {most >> 20} MB"
    if package.size_of(name) > most:
        _refuse(package.path, too_large, _AGAIN)
    content = package.read(name)
    if is_packed:
        content = _unpack_zstd(content, most, package.path)
        if len(content) > most:
            _refuse(package.path, too_large, _AGAIN)
    return content


def _unpack_zstd(content: bytes, most: int, path: str) -> bytes:
    try:
        zstd = import_module(
            "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
        )
    except ImportError:
        _refuse(path, _NO_ZSTD, _INSTALL)
    unpacker = zstd.ZstdDecompressor()
    unpacked: bytes = unpacker.decompress(content, most + 1)
    if not unpacker.eof and len(unpacked) <= most:
        _refuse(path, "the package ends before its notes do", _AGAIN)
    return unpacked


def _media_names(content: bytes, is_packed: bool) -> Mapping[str, str]:
    """Return which part of the package is which file."""
    if not is_packed:
        listed = json.loads(content)
        return {str(part): str(name) for part, name in listed.items()}
    entries = [value for field, value in _protobuf(content) if field == 1]
    names: dict[str, str] = {}
    for place, entry in enumerate(entries):
        given = dict(_protobuf(entry))
        part = given.get(255, place)  # a number of its own, where it comes from an older package
        names[str(part)] = given[1].decode()
    return names


def _protobuf(content: bytes) -> Iterator[tuple[int, Any]]:
    """Yield the fields of a message of Protocol Buffers: its number, and a number or bytes."""
    place = 0

    def number() -> int:
        nonlocal place
        value = shift = 0
        while True:
            sign = content[place]
            place += 1
            value |= (sign & 0x7F) << shift
            shift += 7
            if sign < 0x80 or shift > 63:
                return value

    while place < len(content):
        field, kind = divmod(number(), 8)
        if kind == 0:
            yield field, number()
        else:
            length = number() if kind == 2 else {1: 8, 5: 4}[kind]
            if place + length > len(content):
                raise ValueError("a field that goes beyond its message")
            yield field, content[place : place + length]
            place += length


# ----------------------------------------------------------------------------------- the database


@contextmanager
def _opened(collection: bytes) -> Iterator[sqlite3.Connection]:
    """Yield a database in memory of which only tables can be read, and not for long."""
    if collection[18:20] == b"\2\2":  # it was written ahead of itself, which memory has no file for
        collection = collection[:18] + b"\1\1" + collection[20:]
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(collection)
        database.text_factory = lambda text: text.decode("utf-8", "replace")
        database.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        database.execute("PRAGMA trusted_schema = OFF")
        database.execute("PRAGMA query_only = ON")
        steps = iter(range(MOST_STEPS * 1000))
        database.set_progress_handler(lambda: next(steps, None) is None, 1000)
        real = {
            name
            for (name,) in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
            )
        }
        database.set_authorizer(partial(_is_allowed, frozenset(real & _TABLES)))
        yield database


def _is_allowed(tables: frozenset[str], action: int, table: str | None, *_: str | None) -> int:
    is_read = action in _READS and (table is None or table in tables or table == "sqlite_master")
    return sqlite3.SQLITE_OK if is_read else sqlite3.SQLITE_DENY


def _notes(collection: bytes, path: str) -> Iterator[AnkiNote]:
    with _opened(collection) as database:
        has_tables = bool(
            [*database.execute("SELECT name FROM sqlite_master WHERE name = 'notetypes'")]
        )
        types = _types_in_tables(database) if has_tables else _types_in_json(database)
        decks = _decks_in_tables(database) if has_tables else _decks_in_json(database)
        cards: dict[int, list[int]] = {}
        lies_in: dict[int, str] = {}
        for note, place, deck, home in database.execute(
            "SELECT nid, ord, did, odid FROM cards ORDER BY nid, ord"
        ):
            cards.setdefault(note, []).append(place)
            lies_in.setdefault(note, decks.get(home or deck, ""))
        rows = database.execute(
            "SELECT id, mid, tags, flds FROM notes ORDER BY id LIMIT ?", (MOST_NOTES + 1,)
        )
        for number, (ident, kind, tags, fields) in enumerate(rows, start=1):
            if number > MOST_NOTES:
                _refuse(path, f"the package has more than {MOST_NOTES} notes", "export less of it")
            found = types[kind]
            said = (*str(fields).split("\x1f"), *("" for _ in found.fields))
            yield AnkiNote(
                type=found,
                fields=said[: len(found.fields)],
                tags=tuple(str(tags).split()),
                deck=lies_in.get(ident, ""),
                cards=tuple(cards.get(ident, ())),
                where=Where(path, number, 1),
            )


def _types_in_json(database: sqlite3.Connection) -> Mapping[int, AnkiType]:
    ((text,),) = database.execute("SELECT models FROM col LIMIT 1")
    return {
        int(ident): _type(
            each["name"],
            [str(one["name"]) for one in _in_order(each["flds"])],
            [
                Sides(str(one["name"]), str(one["qfmt"]), str(one["afmt"]))
                for one in _in_order(each["tmpls"])
            ],
            each.get("type") == _CLOZE,
            each.get("originalStockKind") == _OCCLUSION,
        )
        for ident, each in json.loads(text).items()
    }


def _in_order(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(parts, key=lambda each: int(each.get("ord") or 0))


def _types_in_tables(database: sqlite3.Connection) -> Mapping[int, AnkiType]:
    fields: dict[int, list[str]] = {}
    cards: dict[int, list[Sides]] = {}
    for kind, name in database.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
        fields.setdefault(kind, []).append(str(name))
    for kind, name, config in database.execute(
        "SELECT ntid, name, config FROM templates ORDER BY ntid, ord"
    ):
        told = dict(_protobuf(config))
        front, back = (told.get(place, b"").decode("utf-8", "replace") for place in (1, 2))
        cards.setdefault(kind, []).append(Sides(str(name), front, back))
    types = {}
    for ident, name, config in database.execute("SELECT id, name, config FROM notetypes"):
        told = dict(_protobuf(config))
        types[ident] = _type(
            name,
            fields.get(ident, []),
            cards.get(ident, []),
            told.get(1) == _CLOZE,
            told.get(9) == _OCCLUSION,
        )
    return types


def _type(
    name: str, fields: list[str], cards: list[Sides], is_cloze: bool, is_occlusion: bool
) -> AnkiType:
    """Return a note type; of an older add-on names tell that it covers parts of a picture."""
    named = " ".join((name, *fields)).lower()
    is_occlusion |= any(each in named for each in OCCLUSION_FIELDS)
    return AnkiType(str(name), tuple(fields), tuple(cards), is_cloze, is_occlusion)


def _decks_in_json(database: sqlite3.Connection) -> Mapping[int, str]:
    ((text,),) = database.execute("SELECT decks FROM col LIMIT 1")
    return {int(ident): str(each["name"]) for ident, each in json.loads(text).items()}


def _decks_in_tables(database: sqlite3.Connection) -> Mapping[int, str]:
    return {
        ident: str(name).replace("\x1f", "::")
        for ident, name in database.execute("SELECT id, name FROM decks")
    }
