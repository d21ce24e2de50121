"""The bytes of a CSV file -> its cells, however the spreadsheet saved them.

With a byte order mark, as UTF-16 or in Windows-1252, with commas, semicolons or tabs. Rows and
columns count as the spreadsheet shows them, so a line break within a cell counts for nothing.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from quizgen.errors import BankError, Problem, Where, quoted, suggest
from quizgen.read.nodes import (
    MOST_BYTES,
    MOST_LETTERS,
    MOST_PROBLEMS,
    find_forbidden,
    name_character,
    too_large,
    too_long,
    too_many,
)
from quizgen.values import dataclass

_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_WESTERN = "Windows-1252"
_TEMPLATE = "quizgen import --template shows what a table looks like"


@dataclass(frozen=True)
class Cell:
    """A cell that holds something."""

    text: str
    row: int
    """As the spreadsheet counts: the head is row 1."""
    column: int


Row = Mapping[str, Cell]
"""The filled cells of a row, by the names of their columns."""


@dataclass(frozen=True)
class Table:
    """What a CSV file holds."""

    head: Mapping[str, int]
    """The columns, counted from 1."""
    rows: Mapping[int, Row]
    problems: list[Problem]
    remark: str
    """What to say about its encoding; empty if there is nothing to say."""


def read_cells(
    content: bytes, path: str, columns: Collection[str], former: Mapping[str, str]
) -> Table:
    """Return the cells of a file whose columns have some of the known names, `kind` among them.

    A column that still has its former name is a problem, and is read under the one it has now.

    Raises BankError for a file that is no such table; other problems are in the table.
    """
    text, remark = _decode(content, path)
    if named := _SEPARATOR.match(text):
        text = text[named.end() :]
    problems: list[Problem] = []
    records = list(_records(text, named[1] if named else _delimiter(text), path, problems))
    if problems:
        raise BankError(problems)
    if not any(map(any, records)):
        raise BankError([Problem(Where(path), "the file is empty", _TEMPLATE)])
    head = _read_head(records[0], columns, former, path, problems)
    names = {number: name for name, number in head.items()}
    rows: dict[int, Row] = {}
    for row, record in enumerate(records[1:], start=2):
        if any(cell.strip() for cell in record):
            rows[row] = _read_row(record, row, names, path, problems)
            refuse_more(problems, path)
    return Table(head, rows, problems, remark)


def refuse_more(problems: Sequence[Problem], path: str) -> None:
    """Raise BankError as soon as there are more problems than anyone reads."""
    if len(problems) > MOST_PROBLEMS:
        raise BankError([*problems[:MOST_PROBLEMS], too_many(path)])


def _decode(content: bytes, path: str) -> tuple[str, str]:
    """Return the text of a file, and what to say about its encoding."""
    hint = "save it as CSV UTF-8"
    if len(content) > MOST_BYTES:
        raise BankError([Problem(Where(path), *too_large(len(content)))])
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        message = "the file is a workbook, not CSV"
        hint = "in the spreadsheet, choose Save as or Download, and CSV"
        raise BankError([Problem(Where(path), message, hint)])
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16"), ""
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            message = f"the file is broken UTF-16, at byte {error.start + 1}"
            raise BankError([Problem(Where(path), message, hint)]) from error
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        message = f"the file is neither UTF-8 nor UTF-16 nor {_WESTERN}"
        raise BankError([Problem(Where(path), message, hint)]) from error
    remark = f"{path} is not UTF-8 and was read as {_WESTERN}: look whether accents came out right"
    return text, f"{remark}, or save it as CSV UTF-8."


def _delimiter(text: str) -> str:
    """Return what divides the cells of the first row: the most frequent of four signs."""
    first = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    return max(",;\t|", key=first.count)


def _records(text: str, delimiter: str, path: str, problems: list[Problem]) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = 0
    while True:
        row += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(problem_at(Where(path, row, 1), *_broken(str(error))))
            return


def _broken(said: str) -> tuple[str, str]:
    """Say what the CSV reader cannot read, in plain words."""
    if "field larger" in said:
        return "a cell holds more than 100,000 letters", "is a quotation mark not closed?"
    if "unexpected end" in said:
        return "a quotation mark is not closed", "it opens a cell of this row, or of one above"
    if "expected after" in said:
        return "a quotation mark stands within a cell", "double it, or save the table as CSV anew"
    return f"the row is not CSV: {said}", "save the table as CSV anew"


def _read_head(
    cells: Sequence[str],
    columns: Collection[str],
    former: Mapping[str, str],
    path: str,
    problems: list[Problem],
) -> dict[str, int]:
    """Return the columns by name, counted from 1."""
    head: dict[str, int] = {}
    for number, cell in enumerate(cells, start=1):
        name = re.sub(r"[\s-]+", "_", cell.strip().lower())
        where = Where(path, 1, number)
        if not name:
            continue
        if now := former.get(name):
            message = f"column {quoted(name)} is now {quoted(now)}"
            problems.append(problem_at(where, message, f"write {now}"))
            name = now
        if name not in columns:
            hint = suggest(name, columns, "columns")
            problems.append(problem_at(where, f"column {quoted(cell)} is unknown", hint))
        elif name in head:
            message = f"column {quoted(name)} is there twice"
            problems.append(problem_at(where, message, "delete one of the two"))
        head.setdefault(name, number)
    if "kind" not in head:
        message = "there is no column 'kind'"
        problems.append(problem_at(Where(path, 1, 1), message, _TEMPLATE))
        raise BankError(problems)
    return head


def _read_row(
    record: Sequence[str],
    row: int,
    names: Mapping[int, str],
    path: str,
    problems: list[Problem],
) -> Row:
    cells = {}
    for number, cell in enumerate(record, start=1):
        text = " ".join(cell.split("\n")).strip() if "\n" in cell else cell.strip()
        text = text.replace("\r", "")
        if not text:
            continue
        where = Where(path, row, number)
        if number not in names:
            message = f"{quoted(text)} stands below no column's name"
            problems.append(problem_at(where, message, "write the name in the first row"))
        elif found := find_forbidden(text):
            message = f"the character {name_character(found[0])} cannot stand in a text"
            problems.append(problem_at(where, message, "delete it"))
        elif len(text) > MOST_LETTERS:
            problems.append(problem_at(where, *too_long(text)))
        else:
            cells[names[number]] = Cell(text, row, number)
    return cells


# --------------------------------------------------------------------------- places


def problem_at(where: Where, message: str, hint: str) -> Problem:
    """Return a problem that names its cell as the spreadsheet does."""
    return Problem(where, f"cell {_letters(where.column)}{where.line}: {message}", hint)


def _letters(column: int) -> str:
    """Return a column as spreadsheets name it.

    >>> _letters(1), _letters(26), _letters(27), _letters(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
