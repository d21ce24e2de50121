"""Anki packages: a deck as a zip of one SQLite file, in Anki's schema 11.

Schema 11 is the oldest that every Anki client still reads and the newest that needs no code of
theirs to write. Only new cards are written, never a schedule: a learner's progress is nobody's
to ship. Nothing here asks the clock, so the same deck gives the same bytes.

What Anki's importer holds us to is said where it is kept; the rest of the columns have the
values of Anki's own export.
"""

import io
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b, sha1
from html import unescape
from itertools import count
from typing import BinaryIO

from quizgen.archive import ArchiveWriter
from quizgen.deck.deck import Deck
from quizgen.deck.html import FIELD_SEPARATOR
from quizgen.deck.note_types import CardTemplate, NoteField, NoteType
from quizgen.deck.notes import Note
from quizgen.ids import base_of

DEFAULT_DECK = 1
"""Anki's own deck, which every collection has; none of our cards lie in it."""
FIRST_ID = 1_100_000_000_000
"""Anki reads an id as a time in milliseconds: ours lie in the 39 bits' worth after November
2004, that is before 2023."""
DEFAULT_PRESET = 1
"""Anki's own study options: a learner's choice, so ours are not brought along unless asked for."""
EFFORT = 5
"""Of zlib's nine: on decks as small a file as the default sixth, in two thirds of the time."""
LATEX_PRE = (
    "\\documentclass[12pt]{article}\n\\special{papersize=3in,5in}\n\\usepackage[utf8]{inputenc}\n"
    "\\usepackage{amssymb,amsmath}\n\\pagestyle{empty}\n\\setlength{\\parindent}{0in}\n"
    "\\begin{document}\n"
)
LATEX_POST = "\\end{document}"
TABLES = """
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL,
  scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL,
  ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,
  dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL,
  sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL,
  ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL,
  queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL,
  reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL,
  odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
  ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL,
  time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
"""
"""Anki's tables without their indexes: an import reads each table from end to end, and without
them a package of 100,000 notes is a quarter smaller and imports a fifth faster. The learner's
collection has its own."""
ADD_COLLECTION = "INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')"
ADD_NOTE = "INSERT INTO notes VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, 0, '')"
ADD_CARD = "INSERT INTO cards VALUES (?, ?, ?, ?, ?, 0, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '{}')"
SETTINGS = {
    "activeDecks": [1], "addToCur": True, "collapseTime": 1200, "creationOffset": 0,
    "curDeck": 1, "curModel": None, "dayLearnFirst": False, "dueCounts": True, "estTimes": True,
    "newSpread": 0, "nextPos": 1, "sched2021": True, "schedVer": 2, "sortBackwards": False,
    "sortType": "noteFld", "timeLim": 0,
}  # fmt: skip
PRESET = {
    "id": DEFAULT_PRESET, "mod": 0, "name": "Default", "usn": 0, "maxTaken": 60,
    "autoplay": True, "timer": 0, "replayq": True, "dyn": False,
    "new": {"bury": True, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0],
            "order": 1, "perDay": 20},
    "rev": {"bury": True, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200,
            "hardFactor": 1.2},
    "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
}  # fmt: skip
IMAGE_OCCLUSION = 6
"""The number of Anki's own note type that covers parts of a picture (Anki 23.10 and later)."""
MASK_FIELDS = 5
"""Its first fields: masks, picture, header, what the back adds, comments. Anki's editor of masks
finds them by their marks, or else by their places."""
HEADER, COMMENTS = 2, 4
UNSEEN = re.compile(
    r"<!--.*?-->|<style.*?>.*?</style>|<script.*?>.*?</script>|<.*?>", re.DOTALL | re.IGNORECASE
)

Row = tuple[int | str, ...]
"""A row of a table, its columns in the order of ADD_COLLECTION, ADD_NOTE or ADD_CARD."""


def write_deck(deck: Deck) -> bytes:
    """Return the deck as an Anki package (.apkg); raises BankError as `pack_deck` does."""
    package = io.BytesIO()
    pack_deck(deck, package)
    return package.getvalue()


def pack_deck(deck: Deck, package: BinaryIO) -> None:
    """Write the deck as an Anki package, its pictures one by one.

    They are stored as they are, since they are packed already. Raises BankError for one that cannot
    be had any more.
    """
    pictures = [picture for picture in deck.pictures if picture.fetch is not None]
    names = {str(place): picture.file_name for place, picture in enumerate(pictures)}
    with ArchiveWriter(package) as archive:
        archive.add("collection.anki2", _collection(deck), effort=EFFORT)
        archive.add("media", _json(names))
        for place, picture in enumerate(pictures):
            if picture.fetch is not None:
                archive.add(str(place), picture.fetch(), is_packed=True)


def _collection(deck: Deck) -> bytes:
    """Return the SQLite file.

    The memdb file system keeps it in one piece, so that it can be handed out without a second
    copy, which a plain `:memory:` database would need.
    """
    database = sqlite3.connect("file:collection?vfs=memdb", uri=True, isolation_level=None)
    try:
        database.executescript("PRAGMA journal_mode = OFF;" + TABLES)
        database.execute("BEGIN")
        _fill(database, deck)
        database.execute("COMMIT")
        return database.serialize()
    finally:
        database.close()


def _fill(database: sqlite3.Connection, deck: Deck) -> None:
    first_id = stable_id("notes", deck.seed, deck.topic)
    type_ids = {each.key: note_type_id(each, deck.language) for each in deck.note_types}
    database.execute(ADD_COLLECTION, _collection_row(deck))
    sorts = {each.key: sort_field(each) for each in deck.note_types}
    database.executemany(ADD_NOTE, _note_rows(first_id, deck.notes, type_ids, sorts))
    database.executemany(ADD_CARD, _card_rows(first_id, deck.notes, deck_id(deck)))


# --------------------------------------------------------------------------- ids


def stable_id(*parts: str) -> int:
    """Return an id that depends on the parts alone and that Anki takes for a time in the past.

    >>> stable_id("note type", "statement") == stable_id("note type", "statement")
    True
    """
    hashed = blake2b("\0".join(parts).encode(), digest_size=5).digest()
    return FIRST_ID + (int.from_bytes(hashed) >> 1)


def note_type_id(note_type: NoteType, language: str) -> int:
    """Return a note type's id, the same in all topics: a learner has one "quizgen event".

    But those of another language or name are others, or the deck that was imported last would lend
    its words and its look to all.
    """
    return stable_id("note type", note_type.key, base_of(language), note_type.name)


def deck_id(deck: Deck) -> int:
    """Return a deck's id; Anki itself goes by the name."""
    return stable_id("deck", deck.seed, deck.topic)


# --------------------------------------------------------------------------- the collection's row


def _collection_row(deck: Deck) -> Row:
    """Return what Anki keeps of a collection as a whole: settings, note types, decks."""
    moment = deck.modified * 1000
    note_types = {
        (number := note_type_id(each, deck.language)): _note_type(each, number)
        for each in deck.note_types
    }
    return (
        deck.modified, moment, moment, _json(SETTINGS), _json(note_types),
        _json(_decks(deck)),
        _json({DEFAULT_PRESET: PRESET}),
    )  # fmt: skip


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _note_type(note_type: NoteType, number: int) -> Mapping[str, object]:
    names = [field.name for field in note_type.fields]
    return {
        "id": number, "name": note_type.name,
        "type": int(note_type.is_cloze), "mod": note_type.modified,
        "usn": 0, "sortf": sort_field(note_type), "did": None,
        "tmpls": [_template(note_type, *placed) for placed in enumerate(note_type.cards)],
        "flds": [_field(note_type, *placed) for placed in enumerate(note_type.fields)],
        "css": note_type.css, "latexPre": LATEX_PRE, "latexPost": LATEX_POST, "latexsvg": False,
        "req": [
            [place, "any", [names.index(card.needs)]] for place, card in enumerate(note_type.cards)
        ],
        **({"originalStockKind": IMAGE_OCCLUSION} if note_type.is_occlusion else {}),
    }  # fmt: skip


def sort_field(note_type: NoteType) -> int:
    """Return the field that Anki's browser lists: the first, but that of an occlusion is masks."""
    return HEADER if note_type.is_occlusion else 0


GONE = (
    "\n{{{{^{needs}}}}}{{{{#{gone}}}}}"
    '<div class="quizgen tex2jax_ignore">{topic}\n'
    '<p class="retired">{{{{{gone}}}}}</p>\n</div>{{{{/{gone}}}}}{{{{/{needs}}}}}'
)
"""What a card shows that its learner has and that is asked no more; Anki would call it blank."""
GONE_TOPIC = '\n<header><span class="topic">{{Topic}}</span></header>'


def _template(note_type: NoteType, place: int, card: CardTemplate) -> Mapping[str, object]:
    """Return a card template whose front is empty without the field that the card needs."""
    key, gone = note_type.key, note_type.gone_field(place)
    front = f"{{{{#{card.needs}}}}}\n{card.front_html}\n{{{{/{card.needs}}}}}"
    names = {field.name for field in note_type.fields}
    if gone in names:
        topic = GONE_TOPIC if "Topic" in names else ""
        front += GONE.format(needs=card.needs, gone=gone, topic=topic)
    return {
        "name": card.name, "ord": place, "qfmt": front, "afmt": card.back_html, "bqfmt": "",
        "bafmt": "", "did": None, "bfont": "", "bsize": 0,
        "id": stable_id("template", key, card.name),
    }  # fmt: skip


def _field(note_type: NoteType, place: int, field: NoteField) -> Mapping[str, object]:
    """Return a field; those of an occlusion that Anki's editor of masks uses bear its marks."""
    key, is_ankis = note_type.key, note_type.is_occlusion and place < MASK_FIELDS
    return {
        "name": field.name, "ord": place, "sticky": False, "rtl": False, "font": "Arial",
        "size": 20, "description": "", "plainText": False, "collapsed": False,
        "excludeFromSearch": False, "id": stable_id("field", key, field.name),
        "tag": place if is_ankis else None, "preventDeletion": is_ankis and place < COMMENTS,
    }  # fmt: skip


def _decks(deck: Deck) -> Mapping[int, object]:
    """Return one deck beside Anki's own.

    Anki takes new cards from a deck in the order of their positions, but from one subdeck after the
    other; and each deck of a package that a learner has renamed comes back, if only empty.
    """
    number = deck_id(deck)
    return {
        DEFAULT_DECK: _deck(DEFAULT_DECK, "Default", "", 0),
        number: _deck(number, deck.name, deck.description, deck.modified),
    }


def _deck(number: int, name: str, description: str, modified: int) -> Mapping[str, object]:
    today = [0, 0]
    return {
        "id": number, "mod": modified, "name": name, "usn": 0, "lrnToday": today,
        "revToday": today, "newToday": today, "timeToday": today, "collapsed": False,
        "browserCollapsed": False, "desc": description, "dyn": 0, "conf": DEFAULT_PRESET,
        "extendNew": 0, "extendRev": 0,
    }  # fmt: skip


# --------------------------------------------------------------------------- notes and cards


def _note_rows(
    first_id: int, notes: Iterable[Note], type_ids: Mapping[str, int], sorts: Mapping[str, int]
) -> Iterator[Row]:
    """Yield the notes, numbered in the deck's own order.

    Ids need to be distinct in one package only: Anki knows a note by its GUID, and gives it another
    id if the learner's collection has used this one. In ascending order SQLite adds each row behind
    the last, and a learner who sorts by the time of creation, which is the id, finds the deck's
    order.
    """
    for note_id, note in enumerate(notes, start=first_id):
        html, mid = note.html, type_ids[note.type_key]
        first, fields = visible_text(html[0]), FIELD_SEPARATOR.join(html)
        sort = sorts[note.type_key]
        tags = f" {' '.join(note.tags)} " if note.tags else ""
        listed = visible_text(html[sort]) if sort else first
        yield note_id, note.guid, mid, note.modified, tags, fields, listed, checksum(first)


def _card_rows(first_id: int, notes: Iterable[Note], did: int) -> Iterator[Row]:
    """Yield the cards, numbered like the notes: no id of a card is held against one of a note."""
    card_ids = count(first_id)
    for note_id, note in enumerate(notes, start=first_id):
        modified, due = note.modified, note.due
        for place in sorted((*note.cards, *note.gone)) if note.gone else note.cards:
            yield next(card_ids), note_id, did, place, modified, due


def visible_text(html: str) -> str:
    """Return a field without its tags, as Anki sorts it and looks for duplicates.

    >>> visible_text("the <b>R-12</b> &amp; others")
    'the R-12 & others'
    """
    if "<" not in html and "&" not in html:
        return html
    return unescape(UNSEEN.sub("", html)).replace("\u00a0", " ")


def checksum(text: str) -> int:
    """Return Anki's checksum of a first field, by which it finds duplicates."""
    return int.from_bytes(sha1(text.encode(), usedforsecurity=False).digest()[:4])
