"""An Anki deck -> a table with a row for each note, as a list of words or of things is read from.

Which decks are lists of words is told by what stands on their fronts: a word or two, and nothing
that asks.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from statistics import median

from quizgen.errors import Problem, Where, quoted
from quizgen.imports.anki import deck_above, name_of, tags_of
from quizgen.imports.anki_fields import said_by
from quizgen.imports.anki_notes import AnkiDeck, AnkiNote, AnkiType, own_words
from quizgen.imports.tags import read_tags
from quizgen.imports.taken import WHAT_FITS, dropped, refused
from quizgen.read.cells import Records
from quizgen.read.characters import MOST_LETTERS
from quizgen.read.word_list import names_words
from quizgen.values import dataclass

_MOST = 2
"""So many words the middle one of all fronts has at most; a question has more."""
_MOST_NAMED = 3
"""Where the names of the fields say that they are words."""
_MOST_TURNED = 6
"""Where cards ask the other way round as well: who answers a question with one?"""
_OTHERS = 5
"""One in so many notes may be of another sort, and is named then."""
_ASKS = re.compile(r"[?？:…]\s*$|___|\.\.\.")
_ASIDE = re.compile(r"/[^/]+/|\([^()]*\)|\[[^\[\]]*\]")
"""How a word is spoken, or what is said of it beside."""
_TAGS, _NOTE = "tags", "note"


@dataclass(frozen=True, kw_only=True)
class DeckTable:
    """The notes of a deck as rows."""

    records: Records
    notes: tuple[AnkiNote, ...]
    """Those of the rows below the first, in their order."""
    problems: tuple[Problem, ...]
    """An error for each note that is no row, a warning for what one loses."""

    @property
    def as_csv(self) -> bytes:
        """The table as a file."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(self.records.rows)
        return text.getvalue().encode()

    def row_of(self, problem: Problem) -> int | None:
        """Return the row that a problem with the table is about; None if it is about all of it."""
        row = problem.where.line - 2
        return row if 0 <= row < len(self.notes) else None

    def without(self, rows: Collection[int]) -> "DeckTable":
        """Return the table without some rows."""
        head, *kept = self.records.rows
        left = [place for place in range(len(self.notes)) if place not in rows]
        records = replace(self.records, rows=[head, *(kept[place] for place in left)])
        return replace(self, records=records, notes=tuple(self.notes[place] for place in left))

    def place_of(self, problem: Problem) -> Problem:
        """Return a problem with a cell as one with a note."""
        row = self.row_of(problem)
        if row is None:
            return Problem(Where(problem.where.path), problem.message, problem.hint)
        note = self.notes[row]
        said = re.sub(r"^cell [A-Z]+\d+: ", "", problem.message)
        return Problem(note.where, f"note {name_of(note)}: {said}", problem.hint)


def pair_of_words(deck: AnkiDeck) -> tuple[str, str] | None:
    """Return the fields that have words and their meanings; None if the deck is no list of words.

    >>> pair_of_words(AnkiDeck(path="a", notes=()))
    """
    for kind in deck.types[:1]:
        notes = [note for note in deck.notes if note.type == kind]
        pair = _pair_with_words(kind, notes)
        others = sum(not _has(note.type, pair) for note in deck.notes) if pair else 0
        if pair and others * _OTHERS < len(deck.notes) and _are_words(kind, notes, pair):
            return pair
    return None


def _has(kind: AnkiType, pair: tuple[str, str]) -> bool:
    is_card = not kind.is_cloze and not kind.is_occlusion
    return is_card and all(name in kind.fields for name in pair)


def _pair_with_words(kind: AnkiType, notes: Sequence[AnkiNote]) -> tuple[str, str] | None:
    """Return the fields with words by which the first card asks and answers that has such."""
    if kind.is_cloze or kind.is_occlusion:
        return None

    def has_words(name: str) -> bool:
        filled = sum(bool(said_by(note.said(name)).line) for note in notes)
        return filled * 2 > len(notes)

    sides = [(card.asked, card.told) for card in kind.cards] or [(kind.pair[:1], kind.pair[1:])]
    for asked, told in sides:
        first = next((name for name in asked if name in kind.fields and has_words(name)), "")
        second = next((name for name in told if name in kind.fields and has_words(name)), "")
        if first and second:
            return first, second
    return None


def _are_words(kind: AnkiType, notes: Sequence[AnkiNote], pair: tuple[str, str]) -> bool:
    """Tell whether the fronts of cards are words, and no questions."""
    term, _ = pair
    card = next((card for card in kind.cards if term in card.asked), None)
    if card and said_by(own_words(card.front)).line:
        return False
    fronts = [said_by(note.said(term)) for note in notes]
    lines = [said.line for said in fronts if said.line]
    asking = sum(bool(_ASKS.search(line)) for line in lines)
    seen = sum(bool(said.words.images or said.words.has_formula) for said in fronts)
    if (asking + seen) * _OTHERS * 2 > len(notes):
        return False
    middle = median(len(_ASIDE.sub(" ", line).split()) for line in lines)
    is_turned = any(term in card.told for card in kind.cards) or "reversed" in kind.name
    most = _MOST_TURNED if is_turned else _MOST_NAMED if all(map(names_words, pair)) else _MOST
    return middle <= most


def table_of(
    deck: AnkiDeck,
    term: str = "",
    meaning: str = "",
    *,
    tags: bool = True,
    remarks: Sequence[str] = (),
) -> DeckTable:
    """Return the notes as rows, with a column for each field that has words.

    Of a list of words `term` and `meaning` are the fields that must not be empty. Notes whose type
    lacks a field of these are named, and so are those that say what another has said.
    """
    needed = [name for name in (term, meaning) if name]
    above = deck_above(deck)
    problems: list[Problem] = []
    kept: list[tuple[AnkiNote, dict[str, str]]] = []
    seen: set[tuple[str, ...]] = set()
    silent: set[str] = set()
    for note in deck.notes:
        row: dict[str, str] = {}
        readings = []
        for name, html in zip(note.type.fields, note.fields, strict=True):
            said = said_by(html)
            if (said.has_sound or said.words.images) and not said.line:
                silent.add(name)
            elif said.words.images and name in needed:
                what = f"note {name_of(note)} loses the picture in {quoted(name)}"
                problems.append(dropped(note.where, what))
            if said.reading and name == term:
                readings.append(said.reading)
            row[name] = said.line
        if refusal := _refusal(note, row, needed):
            problems.append(refused(note.where, f"note {name_of(note)} {refusal}", WHAT_FITS))
            continue
        key = tuple(row[name].casefold() for name in needed) or tuple(row.values())
        if key in seen:
            twice = f"note {name_of(note)} stands there twice, and is taken once"
            problems.append(dropped(note.where, twice, "nothing is lost"))
            continue
        seen.add(key)
        if readings:
            row[_NOTE] = " ".join(filter(None, (row.get(_NOTE, ""), *readings)))
        if tags and (slugs := read_tags(tags_of(note, above)).tags):
            row[_TAGS] = " | ".join(dict.fromkeys((*_listed(row.get(_TAGS, "")), *slugs)))
        kept.append((note, row))
    names = [*_columns(kept, needed)]
    rows = [[row.get(name, "") for name in names] for _, row in kept]
    told = [*deck.remarks]
    if unread := sorted(silent - {*names}):
        listed = ", ".join(map(quoted, unread))
        told.append(f"Left out: the sounds and pictures in {listed}.")
    records = Records([names, *rows], "\n".join((*told, *remarks)), part="field")
    return DeckTable(
        records=records, notes=tuple(note for note, _ in kept), problems=tuple(problems)
    )


def _listed(cell: str) -> list[str]:
    return [part for part in re.split(r"\s*[|;]\s*", cell) if part]


def _refusal(note: AnkiNote, row: dict[str, str], needed: Sequence[str]) -> str:
    """Return why a note is no row; nothing if it is one."""
    if needed and not _has(note.type, (needed[0], needed[-1])):
        return f"is of the type {quoted(note.type.name)}, and no word with a meaning"
    if empty := [name for name in needed if not row[name]]:
        return f"has no words in {' and '.join(map(quoted, empty))}"
    if any(len(said) > MOST_LETTERS for said in row.values()):
        return f"has a field of more than {MOST_LETTERS} letters"
    return ""


def _columns(
    rows: Sequence[tuple[AnkiNote, dict[str, str]]], needed: Sequence[str]
) -> Iterator[str]:
    """Yield the names of the fields that have words, those that are needed first, tags last."""
    yield from needed
    names = dict.fromkeys(name for _, row in rows for name, said in row.items() if said)
    yield from (name for name in names if name not in (*needed, _TAGS))
    if _TAGS in names:
        yield _TAGS
