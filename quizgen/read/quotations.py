"""A plain table of quotations, what was said and by whom -> the people and facts of a bank."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quizgen.errors import BankError, Problem, Where, counted, quoted
from quizgen.ids import LONGEST_ID, slug_of
from quizgen.read.cells import Records, column_name, letters_of, problem_at, read_cell
from quizgen.read.facts_csv import tells_kinds
from quizgen.values import dataclass

_QUOTES = ("quote", "quotes", "quotation", "quotations", "saying", "sayings", "text", "words")
_SPEAKERS = ("speaker", "author", "said_by", "by", "who", "person", "character", "name")
_TAGS = ("tag", "tags", "topic", "topics", "category", "theme")
_NOBODY = ("", "unknown", "anonymous", "anon", "anon.", "n/a", "na", "?", "-", "author unknown")
_LISTED = 3
_WITHIN = re.compile('[“„"«]([^“”„"«»]*)[”“"»]')
_MARKS = (("“", "”"), ('"', '"'), ("„", "“"), ("«", "»"), ("‘", "’"))


@dataclass(frozen=True, kw_only=True)
class Quotation:
    """A row: what was said, and by whom."""

    row: int
    speaker: str
    """An id of the people."""
    quote: str
    id: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Quotations:
    """What a table of quotations holds."""

    column: int
    """The column of the words, from 1."""
    people: Mapping[str, str]
    """Id -> name."""
    quotations: tuple[Quotation, ...]
    remarks: tuple[str, ...]
    """What was understood, and what was left out."""

    @property
    def keys(self) -> Mapping[str, Any]:
        """What a bank's file has of them."""
        return {
            "people": {key: {"name": name} for key, name in self.people.items()},
            "facts": [_keys_of(each) for each in self.quotations],
        }


def _keys_of(quotation: Quotation) -> dict[str, Any]:
    keys = {"id": quotation.id, "speaker": quotation.speaker, "quote": quotation.quote}
    return keys | ({"tags": [*quotation.tags]} if quotation.tags else {})


def is_quotations(records: Records) -> bool:
    """Tell whether a table has a column of quotations and one of those who said them."""
    return not tells_kinds(records) and _columns(records) is not None


def _columns(records: Records) -> tuple[int, int, int | None] | None:
    """Return the places of quotations, speakers and tags, from 0; None where one is lacking.

    A text is a quotation only beside an author.
    """
    names = [column_name(cell) for cell in records.rows[0]]
    quote = next((names.index(name) for name in _QUOTES if name in names), None)
    speaker = next((names.index(name) for name in _SPEAKERS if name in names), None)
    if quote is None or speaker is None:
        return None
    if names[quote] in ("text", "words") and names[speaker] not in ("author", "speaker", "said_by"):
        return None
    return quote, speaker, next((names.index(name) for name in _TAGS if name in names), None)


def read_quotations(records: Records, path: str) -> Quotations:
    """Return the quotations of a table.

    Raises BankError with every problem, at cells as the spreadsheet names them.
    """
    columns = _columns(records)
    assert columns is not None
    quote_at, speaker_at, tags_at = columns
    problems: list[Problem] = []
    people: dict[str, str] = {}
    found: list[Quotation] = []
    nameless: list[int] = []
    twice: list[int] = []
    seen: dict[str, set[str]] = {}
    ids: set[str] = set()

    def cell(row: Sequence[str], number: int, at: int) -> str:
        text, flaw = read_cell(row[at]) if at < len(row) and row[at] else ("", None)
        if flaw:
            problems.append(problem_at(Where(path, number, at + 1), *flaw))
        return " ".join(text.split())

    for number, row in enumerate(records.rows[1:], start=2):
        quote, name = _bare(cell(row, number, quote_at)), cell(row, number, speaker_at)
        if not quote and not name:
            continue
        if not quote or name.casefold() in _NOBODY or not slug_of(name):
            nameless.append(number)
            continue
        speaker = slug_of(name)[:LONGEST_ID].strip("-")
        if quote in seen.setdefault(speaker, set()):
            twice.append(number)
            continue
        seen[speaker].add(quote)
        people.setdefault(speaker, name)
        tags = (
            cell(row, number, tags_at).replace(",", "|").split("|") if tags_at is not None else []
        )
        found.append(
            Quotation(
                row=number,
                speaker=speaker,
                quote=quote,
                id=_new_id(f"{speaker}-{slug_of(quote)}", ids),
                tags=tuple(dict.fromkeys(filter(None, map(slug_of, tags)))),
            )
        )
    if problems:
        raise BankError(problems)
    if not found:
        raise BankError([Problem(Where(path), "the table has no quotations", "write one a row")])
    remarks = _remarks(records, (quote_at, speaker_at, tags_at), found, people, nameless, twice)
    return Quotations(
        column=quote_at + 1, people=people, quotations=tuple(found), remarks=tuple(remarks)
    )


def _bare(quote: str) -> str:
    """Return a quotation without the marks around it, which the page puts there.

    What is quoted within it is in single ones then.

    >>> _bare('“I walk slowly.”'), _bare('"Yes" and "no"')
    ('I walk slowly.', '‘Yes’ and ‘no’')
    """
    for first, last in _MARKS:
        inner = quote[1:-1]
        if quote[:1] == first and quote[-1:] == last and not {first, last} & {*inner}:
            quote = inner.strip()
            break
    return _WITHIN.sub(r"‘\1’", quote)


def _new_id(words: str, ids: set[str]) -> str:
    """Return an id of the words that is not taken, ended at a whole word, and remember it."""
    slug = words
    if len(slug) > LONGEST_ID - 4:
        slug = slug[: LONGEST_ID - 4].rpartition("-")[0]
    number, found = 1, slug
    while found in ids:
        number += 1
        found = f"{slug}-{number}"
    ids.add(found)
    return found


def _remarks(
    records: Records,
    columns: tuple[int, int, int | None],
    found: Sequence[Quotation],
    people: Mapping[str, str],
    nameless: Sequence[int],
    twice: Sequence[int],
) -> Iterator[str]:
    head = records.rows[0]
    quote_at, speaker_at, _ = columns
    said, by = _named(head, quote_at), _named(head, speaker_at)
    yield f"Read as quotations: {said}; as who said them: {by}."
    yield f"{counted(len(found), 'quotation')} of {counted(len(people), 'speaker')}."
    if nameless:
        yield f"{_rows(nameless)} lack the words or a name, and were left out."
    if twice:
        yield f"{_rows(twice)} say what stands there already, and were left out."
    left = [at for at, cell in enumerate(head) if cell.strip() and at not in columns]
    if left:
        yield f"Not read: {', '.join(_named(head, at) for at in left)}."
    if records.remark:
        yield records.remark


def _named(head: Sequence[str], at: int) -> str:
    return f"column {letters_of(at + 1)} {quoted(head[at])}"


def _rows(rows: Sequence[int]) -> str:
    more = len(rows) - _LISTED
    shown = ", ".join(map(str, rows[:_LISTED])) + (f" and {more} more" if more > 0 else "")
    return f"{'Rows' if len(rows) > 1 else 'Row'} {shown}"
