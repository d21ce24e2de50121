"""A table of facts -> Bank, or every bad cell of it at once.

A row is a source, a person, an issue, a fact ... as its column `kind` says; the other columns are
the keys of a bank. The table becomes the tree that a bank's YAML becomes, with row and column in
the place of line and column, so the same checks find the same mistakes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from quizgen.bank.bank import Bank, Issue, Prompt, Source
from quizgen.errors import BankError, Problem, Where, quoted, suggest
from quizgen.language.words import Language
from quizgen.read.bank import read_draft
from quizgen.read.cells import Cell, Row, Table, problem_at, read_cells, refuse_more
from quizgen.read.dates import likely_dates
from quizgen.read.draft import Draft
from quizgen.read.nodes import Keyed, Listed, Tree, place_at
from quizgen.read.schema import CLAIMS, keys_of
from quizgen.values import dataclass

BETWEEN = "|"
"""Divides the members of a list in a cell."""
PAIR = "="
"""Divides a key from its value in a cell."""

_OF_BANK = (
    "title", "summary", "as_of", "language", "ages", "sensitivity", "themes", "teacher_note",
    "licence", "camps", "loaded_words",
)  # fmt: skip
_OF_PERSON = ("name", "spellings", "camp", "office", "class", "country", "from", "until")
_RENAMED = {"source_kind": "kind"}
"""Columns whose name in a bank is that of the column that says what a row is."""
_FORMER = {"question": "issue"}
"""What a column and a kind of row were called before -> what they are called now."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "bank": _OF_BANK,
    "source": ("id", "source_kind", *(key for key in keys_of(Source) if key != "kind")),
    "person": ("id", *_OF_PERSON),
    "issue": ("id", *keys_of(Issue)),
    **{
        kind: tuple(key for key in keys_of(claim) if key != "kind")
        for kind, claim in CLAIMS.items()
    },
    "discussion": tuple(keys_of(Prompt)),
}
"""What a row may be -> the columns that it may fill."""

_TABLES = {"source": "sources", "person": "people", "issue": "issues"}
_LISTS = {
    "themes", "loaded_words", "spellings", "tags", "accept", "also_right", "also_right_text",
    "not_beside",
    "facts", "quote",
}  # fmt: skip
_PAIRS = {"camps", "stances", "allow"}
_RECORDS = {"distractors": ("text", "why_wrong"), "also_in": ("source", "at")}
"""Columns whose cells hold a list of pairs, and what the two are in a bank."""

_TOLD = re.compile(r"^key '([a-z_]+)' is missing$")


@dataclass(frozen=True)
class Imported:
    """The bank that a table stands for."""

    bank: Bank
    remark: str
    """What its author should look at; may be empty."""


def read_table(
    content: bytes, path: str, topic: str, languages: Mapping[str, Language]
) -> Imported:
    """Return the bank that a CSV file stands for.

    Raises BankError with every problem; where one has a line and a column, they are the row and the
    column that the spreadsheet shows.
    """
    known = dict.fromkeys(["kind", *(name for names in COLUMNS.values() for name in names)])
    table = read_cells(content, path, known, _FORMER)
    draft = Draft(path, _tree(table, topic, path), table.problems)
    try:
        return Imported(read_draft(draft, topic, languages), table.remark)
    except BankError as error:
        raise BankError(_in_cell(problem, table) for problem in error.problems) from None


# --------------------------------------------------------------------------- cells to a tree


def _tree(table: Table, topic: str, path: str) -> Keyed:
    """Return what a bank's YAML would become."""
    start = next((row for row, cells in table.rows.items() if _kind(cells) == "bank"), 0)
    root = Keyed(place_at(start or 1, 1))
    _put(root, "topic", topic, root.place)
    for name in ("sources", "people", "issues"):
        _put(root, name, Keyed(root.place), root.place)
    for name in ("facts", "discussion"):
        _put(root, name, Listed(root.place), root.place)
    if not start:
        hint = "it holds title, summary, as_of and sensitivity"
        table.problems.append(Problem(Where(path), "there is no row of kind 'bank'", hint))
    for row, cells in table.rows.items():
        refuse_more(table.problems, path)
        kind = _kind(cells)
        if now := _FORMER.get(kind):
            message = f"kind {quoted(kind)} is now {quoted(now)}"
            where = Where(path, row, table.head["kind"])
            table.problems.append(Problem(where, message, f"write {now}"))
            kind = now
        if kind in COLUMNS:
            table.problems.extend(_strangers(cells, kind, path))
            _put_row(root, kind, cells, row, table.problems, path)
        else:
            message = f"kind {quoted(kind)} is unknown" if kind else "'kind' is empty"
            where = Where(path, row, table.head["kind"])
            table.problems.append(Problem(where, message, suggest(kind, COLUMNS, "kinds")))
    return root


def _kind(cells: Row) -> str:
    """Return what a row is; spreadsheets like to begin a cell with a capital."""
    return cells["kind"].text.lower() if "kind" in cells else ""


def _strangers(cells: Row, kind: str, path: str) -> Iterator[Problem]:
    """Yield a problem for each filled cell in a column that is not for such rows."""
    for name, cell in cells.items():
        if name != "kind" and name not in COLUMNS[kind]:
            kinds = [holder for holder, names in COLUMNS.items() if name in names]
            if kinds:
                message = f"a row of kind {kind} has no {quoted(name)}"
                hint = f"it belongs to {', '.join(kinds)}; empty the cell"
                yield Problem(_where(cell, path), message, hint)


def _where(cell: Cell, path: str) -> Where:
    return Where(path, cell.row, cell.column)


def _place(cell: Cell) -> int:
    return place_at(cell.row, cell.column)


def _put_row(
    root: Keyed, kind: str, cells: Row, row: int, problems: list[Problem], path: str
) -> None:
    place = place_at(row, 1)
    filled = {name: cells[name] for name in COLUMNS[kind] if name in cells}
    if kind == "bank":
        if "title" in root or "summary" in root:
            message = "a second row of kind 'bank'"
            problems.append(Problem(_where(cells["kind"], path), message, "keep one of the two"))
        for name, cell in filled.items():
            _put_cell(root, name, cell)
    elif kind in _TABLES:
        ids = root[_TABLES[kind]]
        assert isinstance(ids, Keyed)
        _put_member(ids, kind, filled, row, problems, path)
    else:
        member = Keyed(place)
        if kind in CLAIMS:
            _put(member, "kind", kind, _place(cells["kind"]))
        for name, cell in filled.items():
            _put_cell(member, name, cell)
        _append(root["discussion" if kind == "discussion" else "facts"], member, place)


def _put_member(
    table: Keyed, kind: str, cells: Row, row: int, problems: list[Problem], path: str
) -> None:
    """Put a source, person or issue under its id; a person's further row is a further office."""
    place = place_at(row, 1)
    if "id" not in cells:
        problems.append(Problem(Where(path, row, 1), "key 'id' is missing"))
        return
    found = cells["id"]
    if kind == "person" and found.text in table:
        person = table[found.text]
    elif found.text in table:
        message = f"id {quoted(found.text)} is taken by another {kind}"
        hint = "give one of the two another id"
        problems.append(Problem(_where(found, path), message, hint))
        return
    else:
        person = Keyed(place)
        _put(table, found.text, person, _place(found))
    assert isinstance(person, Keyed)
    office = Keyed(place)
    for name, cell in cells.items():
        if kind == "person" and "office" in cells and name in _OF_OFFICE:
            _put_cell(office, name, cell)
        elif name != "id" and name not in person:
            _put_cell(person, name, cell)
    if kind == "person":
        _put_office(person, office, place)


_OF_OFFICE = ("office", "class", "country", "from", "until")


def _put_office(person: Keyed, office: Keyed, place: int) -> None:
    """Add an office; who holds none is an institution."""
    if office:
        offices = person.get("offices")
        if not isinstance(offices, Listed):
            offices = Listed(place)
            _put(person, "offices", offices, place)
        _append(offices, office, place)
    elif "offices" not in person and "kind" not in person:
        _put(person, "kind", "institution", place)


def _put_cell(holder: Keyed, name: str, cell: Cell) -> None:
    """Put a cell's value under its key."""
    name, place = _RENAMED.get(name, name), _place(cell)
    if name == "ages":
        audience = Keyed(place)
        _put(audience, "ages", cell.text, place)
        _put(holder, "audience", audience, place)
    elif name in _RECORDS:
        records = Listed(place)
        for member in _members(cell.text):
            record = Keyed(place)
            for key, value in zip(_RECORDS[name], _divided(member), strict=False):
                _put(record, key, value, place)
            _append(records, record, place)
        _put(holder, name, records, place)
    elif name in _PAIRS:
        pairs = Keyed(place)
        for member in _members(cell.text):
            key, value = (*_divided(member), "")[:2]
            _put(pairs, key, value, place)
        _put(holder, name, pairs, place)
    elif name in _LISTS:
        texts = Listed(place)
        for member in _members(cell.text):
            _append(texts, member, place)
        _put(holder, name, texts, place)
    else:  # a spreadsheet writes truth in capitals
        _put(holder, name, cell.text.lower() if name == "open_list" else cell.text, place)


def _members(text: str) -> list[str]:
    return [member.strip() for member in text.split(BETWEEN) if member.strip()]


def _divided(member: str) -> list[str]:
    return [part.strip() for part in member.split(PAIR, 1)]


def _put(holder: Keyed, key: str, value: Tree, place: int) -> None:
    holder[key] = value
    holder.key_places[key] = holder.value_places[key] = place


def _append(listed: Tree, member: Tree, place: int) -> None:
    assert isinstance(listed, Listed)
    listed.append(member)
    listed.value_places.append(place)


# --------------------------------------------------------------------------- problems, in cells


def _in_cell(problem: Problem, table: Table) -> Problem:
    """Return a problem as somebody before a spreadsheet reads it."""
    where, message, hint = problem.where, problem.message, problem.hint
    if where.line == 0 or message.startswith("cell "):
        return problem
    if missing := _TOLD.match(message):
        column = {"kind": "source_kind"}.get(missing[1], missing[1])
        where = replace(where, column=table.head.get(column, where.column))
        message = (
            f"{quoted(column)} is empty" if column in table.head else f"no column {quoted(column)}"
        )
    message = re.sub(r"\bin line (\d+)", r"in row \1", message)
    name = {number: name for name, number in table.head.items()}.get(where.column, "")
    if name in _RENAMED:
        message = message.replace(f"{_RENAMED[name]} ", f"{name} ", 1)
    cell = table.rows.get(where.line, {}).get(name)
    if "is not a date" in message and cell and likely_dates(cell.text):
        hint += "; or give the whole column the date format YYYY-MM-DD"
    return problem_at(where, message, hint.removeprefix(f"{name}: ") if name else hint)
