"""A table of things that takes the place of another beside a bank: what is new, other or gone."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quizgen.errors import BankError, Problem, Where, counted, guess, quoted
from quizgen.ids import slug_of
from quizgen.read.cells import Records, column_name, problem_at, read_cell
from quizgen.values import dataclass

_LISTED = 8
_BY_COLUMN = "a fact is known by its column: name it as before, or change the bank's tables, too"


@dataclass(frozen=True, kw_only=True)
class TableUpdate:
    """What is otherwise in a table than in the one before."""

    added: tuple[str, ...]
    """The things that are new."""
    changes: tuple[str, ...]
    """What is said of each cell that the bank asks about and that has another text."""
    changed: int
    """In so many rows."""
    alike: int
    gone: tuple[str, ...]
    remarks: tuple[str, ...]


def find_table(
    tables: Sequence[Mapping[str, Any]], records: Records, name: str
) -> Mapping[str, Any]:
    """Return the table of a bank that a file of that name is to take the place of.

    Raises BankError where several could be meant.
    """
    if len(tables) == 1:
        return tables[0]
    same = [table for table in tables if table.get("file") == name]
    fitting = same or [table for table in tables if not [*_missing(table, records)]]
    if len(fitting) == 1:
        return fitting[0]
    files = ", ".join(quoted(str(table.get("file"))) for table in tables)
    message = f"the bank names {counted(len(tables), 'table')}: {files}"
    hint = "name your file as the one whose place it is to take"
    raise BankError([Problem(Where(name), message, hint)])


def share_of_columns(table: Mapping[str, Any], records: Records) -> float:
    """Return which part of the columns that a bank names a table has, from 0 to 1."""
    needed = _needed(table)
    return 1 - len([*_missing(table, records)]) / len(needed)


def refuse_lacking(table: Mapping[str, Any], records: Records, path: str) -> None:
    """Raise BankError for a table that lacks columns of the bank, which names them and its own."""
    missing = [*_missing(table, records)]
    if not missing:
        return
    known = {column_name(name) for name in _needed(table)}
    own = [cell for cell in records.rows[0] if cell.strip() and column_name(cell) not in known]
    what = "a column" if len(missing) == 1 else counted(len(missing), "column")
    message = f"{what} that the bank names are not there: {_listed(missing)}"
    if len(missing) == 1:
        message = message.replace(" are not ", " is not ")
    if own:
        message += f"; it has besides {_listed(own)}"
    hint = f"{guess(missing[0], own)}{_BY_COLUMN}"
    raise BankError([problem_at(Where(path, 1, 1), message, hint)])


def compare_tables(table: Mapping[str, Any], old: Records, new: Records) -> TableUpdate:
    """Return what is otherwise in a table than in the one before; both have the bank's columns."""
    before, after = _rows_of(table, old), _rows_of(table, new)
    changes: list[str] = []
    changed = alike = 0
    for key, (subject, cells) in after.items():
        if key not in before:
            continue
        was = before[key][1]
        other = [name for name, text in cells.items() if text != was.get(name, "")]
        changed, alike = changed + bool(other), alike + (not other)
        changes += [f"{subject}: {_said(name, was.get(name, ''), cells[name])}" for name in other]
    return TableUpdate(
        added=tuple(subject for key, (subject, _) in after.items() if key not in before),
        changes=tuple(changes),
        changed=changed,
        alike=alike,
        gone=tuple(subject for key, (subject, _) in before.items() if key not in after),
        remarks=tuple(_remarks(table, old, new)),
    )


def _said(name: str, was: str, now: str) -> str:
    if not was:
        return f"{name} is {quoted(now)} now"
    return f"{name} was {quoted(was)}, is {quoted(now) if now else 'empty'}"


def _remarks(table: Mapping[str, Any], old: Records, new: Records) -> Iterator[str]:
    known = {column_name(cell) for cell in (*old.rows[0], *_needed(table))}
    if further := [cell for cell in new.rows[0] if cell.strip() and column_name(cell) not in known]:
        yield f"New columns, which the bank does not name yet: {_listed(further)}."
    if new.remark:
        yield new.remark


def _needed(table: Mapping[str, Any]) -> list[str]:
    """Return the columns that a bank names: that of the subject, that of ids, and those asked.

    So are those with the other answers to some.
    """
    beside = (
        str(column[key])
        for column in table["columns"].values()
        for key in ("accept", "distractors")
        if isinstance(column, Mapping) and key in column
    )
    return [*dict.fromkeys([table["subject"], table["id"], *table["columns"], *beside])]


def _missing(table: Mapping[str, Any], records: Records) -> Iterator[str]:
    there = {column_name(cell) for cell in records.rows[0]}
    return (name for name in _needed(table) if column_name(name) not in there)


def _rows_of(table: Mapping[str, Any], records: Records) -> dict[str, tuple[str, dict[str, str]]]:
    """Return the rows by their ids: what each is about, and its cells that the bank names."""
    places: dict[str, int] = {}
    for place, cell in enumerate(records.rows[0]):
        places.setdefault(column_name(cell), place)
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for row in records.rows[1:]:
        cells = {
            name: read_cell(row[at])[0] if at < len(row) else ""
            for name in _needed(table)
            if (at := places.get(column_name(name))) is not None
        }
        if key := slug_of(cells.get(table["id"], "")):
            found.setdefault(key, (cells.get(table["subject"], "") or key, cells))
    return found


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(quoted(name.strip()) for name in names[:_LISTED])
    return f"{shown} and {len(names) - _LISTED} more" if len(names) > _LISTED else shown
