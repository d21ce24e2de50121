"""The bytes of a table -> its cells, however the spreadsheet saved them.

As a workbook, or as CSV: with a byte order mark, as UTF-16 or in Windows-1252, with commas,
semicolons or tabs. Rows and columns count as the spreadsheet shows them, so a line break within a
cell counts for nothing.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from quizgen.errors import BankError, Problem, Where, closest, quoted
from quizgen.judge.leftovers import is_spreadsheet_error
from quizgen.read.characters import (
    BREAKS,
    MOST_BYTES,
    MOST_LETTERS,
    as_it_looks,
    find_forbidden,
    hint_to_remove,
    name_character,
    too_large,
    too_long,
    without_hidden,
)
from quizgen.read.nodes import MOST_PROBLEMS, too_many
from quizgen.read.other_files import READ_ALONE, holds_questions, name_bytes, name_text
from quizgen.read.term_lists import read_terms
from quizgen.read.workbooks import is_workbook, read_workbook
from quizgen.values import dataclass

BETWEEN = "|"
"""Divides the several things that a cell lists."""
PAIR = "="
"""Divides the halves of a pair."""

_SEPARATOR = re.compile(
    r"""\ufeff*[ \t]*"?[ \t]*sep[ \t]*=[ ]?(\\t|tab|[,;|\t:])?[ \t]*"?[ ,;|\t]*(?:\r\n?|\n|$)""",
    re.IGNORECASE,
)
"""The line by which Excel knows what divides cells, as it is or saved again as a row of cells."""
_DELIMITERS = ",;\t|"
_MOST_ABOVE = 20
"""Rows that a title and notes may take above the names of the columns."""
_WESTERN = "Windows-1252"
_TEMPLATE = "quizgen import --template shows what a table looks like"
_TEMPLATE_OF_FACTS = "quizgen import --template shows a table of facts"
_SLIP = 0.75
"""So like the name of a column, from 0 to 1, that it is taken for a slip of it."""
_LINE_BREAK = re.compile(rf"[ \t]*[\r\n{BREAKS}][ \t\r\n{BREAKS}]*")
_DIVIDED = re.compile(r"\s*[|=]\s*")


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
    records = read_records(content, path)
    problems: list[Problem] = []
    if below := _head_below(records.rows):
        message = "the names of the columns stand here, and not in the first row"
        raise BankError([problem_at(Where(path, below, 1), message, "delete the rows above")])
    head = _read_head(records.rows[0], columns, former, path, problems)
    names = {number: name for name, number in head.items()}
    rows: dict[int, Row] = {}
    for row, record in enumerate(records.rows[1:], start=2):
        if any(cell.strip() for cell in record):
            rows[row] = _read_row(record, row, names, path, problems)
            refuse_more(problems, path)
    return Table(head, rows, problems, records.remark)


@dataclass(frozen=True)
class Records:
    """The rows of a table as a spreadsheet shows them; there is at least one, and not all empty."""

    rows: Sequence[Sequence[str]]
    remark: str
    """What to say about how it was read, in lines; empty if there is nothing to say."""
    part: str = "column"
    """What a column is where its file has it: of a deck of cards, a field."""


def read_records(content: bytes, path: str) -> Records:
    """Return the rows of a file, a workbook or CSV.

    Raises BankError for a file that holds no table.
    """
    if is_workbook(content):
        rows, remark = read_workbook(content, path)
        return _unless_empty(Records(rows, remark), path)
    text, remark = _decode(content, path)
    asked = ""
    if named := _SEPARATOR.match(text):
        text, asked = text[named.end() :], (named[1] or "").lower()
    if known := name_text(text):
        raise BankError([Problem(Where(path), *known)])
    if not asked and (terms := read_terms(text)):
        return _unless_empty(Records(terms[0], " ".join(filter(None, (remark, terms[1])))), path)
    problems: list[Problem] = []
    records = list(_records(text, _delimiter(text, asked), path, problems))
    if problems:
        raise BankError(problems)
    return _unless_empty(Records(records, remark), path)


def _unless_empty(records: Records, path: str) -> Records:
    if not any(map(any, records.rows)):
        raise BankError([Problem(Where(path), "the file is empty", _TEMPLATE)])
    return records


def refuse_more(problems: Sequence[Problem], path: str) -> None:
    """Raise BankError as soon as there are more problems than anyone reads."""
    if len(problems) > MOST_PROBLEMS:
        raise BankError([*problems[:MOST_PROBLEMS], too_many(path)])


def _decode(content: bytes, path: str) -> tuple[str, str]:
    """Return the text of a file, and what to say about its encoding."""
    hint = "save it as CSV UTF-8"
    if len(content) > MOST_BYTES:
        raise BankError([Problem(Where(path), *too_large(len(content)))])
    if known := name_bytes(content):
        raise BankError([Problem(Where(path), *known)])
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


def _delimiter(text: str, asked: str) -> str:
    """Return what divides the cells of the first row: the most frequent of four signs.

    What a line before it asks for goes first, unless the row has none of it: who saves a table
    again may keep that line and change the sign.
    """
    first = re.sub(r'"[^"]*"', "", re.split("[\r\n]", text.lstrip("\ufeff\r\n "), maxsplit=1)[0])
    asked = {"\\t": "\t", "tab": "\t"}.get(asked, asked)
    if asked and asked in first:
        return asked
    return max(_DELIMITERS, key=first.count)


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
    unknown: dict[int, str] = {}
    names = [column_name(cell) for cell in cells]
    for number, (cell, name) in enumerate(zip(cells, names, strict=True), start=1):
        where = Where(path, 1, number)
        if not name:
            continue
        if (now := former.get(name)) and "kind" in names:
            message = f"column {quoted(name)} is now {quoted(now)}"
            problems.append(problem_at(where, message, f"write {now}"))
            name = now
        if name not in columns:
            unknown[number] = cell
        elif name in head:
            message = f"column {quoted(name)} is there twice"
            problems.append(problem_at(where, message, "delete one of the two"))
        head.setdefault(name, number)
    if "kind" not in head:
        raise BankError([*problems, *_no_table_of_facts(head, unknown, columns, path)])
    problems.extend(_unknown_columns(unknown, columns, path))
    return head


def _head_below(records: Sequence[Sequence[str]]) -> int:
    """Return the row that names the columns, if that is not the first; else 0."""
    for row, record in enumerate(records[:_MOST_ABOVE], start=1):
        if {"kind", "id"} <= {column_name(cell) for cell in record}:
            return row if row > 1 else 0
    return 0


def column_name(cell: str) -> str:
    """Return the name of a column, whatever spaces, capitals and hidden signs are around it."""
    return re.sub(r"[\s-]+", "_", as_it_looks(without_hidden(cell)).lower()).strip("_")


def _no_table_of_facts(
    head: Mapping[str, int], unknown: Mapping[int, str], columns: Collection[str], path: str
) -> Iterator[Problem]:
    """Tell in one problem, or two, what to make of a table whose rows do not say what they are."""
    if holds_questions([*head]):
        yield Problem(Where(path), "the table holds questions, not facts", READ_ALONE)
        return
    known = len(head) - len(unknown)
    if known > len(unknown):
        yield from _unknown_columns(unknown, columns, path)
    message = "there is no column 'kind'"
    if known <= len(unknown) and len(head) > 2:
        message += f", and {len(unknown)} of {len(head)} columns are unknown"
    hint = f"of a list of words name two columns: --term A --meaning B; {_TEMPLATE_OF_FACTS}"
    if len(head) > 2:
        hint += "; of a table with a thing in each row name the column that says what: --subject A"
    yield problem_at(Where(path, 1, 1), message, hint)


def _unknown_columns(
    unknown: Mapping[int, str], columns: Collection[str], path: str
) -> Iterator[Problem]:
    """Tell of all unknown columns at once, at the first of them."""
    meant = {at: closest(column_name(cell), columns, _SLIP) for at, cell in unknown.items()}
    listed = ", ".join(columns)
    for number, cell in unknown.items():
        if is_spreadsheet_error(cell.strip()):
            yield problem_at(Where(path, 1, number), *_failed(cell.strip()))
            return
    if len(unknown) == 1:
        ((number, cell),) = unknown.items()
        guessed = f"did you mean {quoted(meant[number])}? " if meant[number] else "delete it, or "
        message = f"column {quoted(cell)} is unknown"
        yield problem_at(Where(path, 1, number), message, f"{guessed}known columns: {listed}")
    elif unknown:
        named = (
            f"{quoted(cell)} in {letters_of(number)}1"
            + (f" (did you mean {quoted(meant[number])}?)" if meant[number] else "")
            for number, cell in unknown.items()
        )
        message = f"{len(unknown)} columns are unknown: {', '.join(named)}"
        hint = f"rename or delete them; known columns: {listed}"
        yield problem_at(Where(path, 1, min(unknown)), message, hint)


def _read_row(
    record: Sequence[str],
    row: int,
    names: Mapping[int, str],
    path: str,
    problems: list[Problem],
) -> Row:
    cells = {}
    for number, cell in enumerate(record, start=1):
        text, flaw = read_cell(cell)
        if not text:
            continue
        where = Where(path, row, number)
        if number not in names:
            message = f"{quoted(text)} stands below no column's name"
            problems.append(problem_at(where, message, "write the name in the first row"))
        elif flaw:
            problems.append(problem_at(where, *flaw))
        else:
            cells[names[number]] = Cell(text, row, number)
    return cells


def read_cell(cell: str) -> tuple[str, tuple[str, str] | None]:
    """Return the text of a cell, and message and hint for what cannot stand in one.

    >>> read_cell(" iron "), read_cell("#REF!")[1][0]
    (('iron', None), "'#REF!' is an error of the spreadsheet")
    """
    is_plain = cell.isascii() and cell.isprintable()  # as nearly all are: no need to look
    text = (cell if is_plain else _LINE_BREAK.sub(" ", cell)).strip()
    if not is_plain and (found := find_forbidden(text)):
        message = f"the character {name_character(found[0])} cannot stand in a text"
        return text, (message, hint_to_remove(found[0]))
    may_have_failed = "#" in text or ":" in text
    if may_have_failed and (failed := next(filter(is_spreadsheet_error, _DIVIDED.split(text)), "")):
        return text, _failed(failed)
    if len(text) > MOST_LETTERS:
        return text, too_long(text)
    return text, None


def _failed(text: str) -> tuple[str, str]:
    """Say what a spreadsheet shows in the place of a value."""
    if not text.strip("#"):
        message = f"{quoted(text)} stands for a value that is wider than its column"
        return message, "make the column wider, and save the table as CSV anew"
    message = f"{quoted(text)} is an error of the spreadsheet"
    return message, "mend the formula of the cell, or type what it should hold, and save anew"


# --------------------------------------------------------------------------- places


def problem_at(where: Where, message: str, hint: str) -> Problem:
    """Return a problem that names its cell as the spreadsheet does."""
    return Problem(where, f"cell {cell_name(where.line, where.column)}: {message}", hint)


def members_of(text: str) -> list[str]:
    """Return the several things that a cell lists; none of an empty one.

    >>> members_of("oxide | chloride |"), members_of("")
    (['oxide', 'chloride'], [])
    """
    return [member for part in text.split(BETWEEN) if (member := part.strip())]


def values_of(text: str) -> list[str]:
    """Return the several values of a cell; a list from elsewhere may be divided by semicolons.

    >>> values_of("Nepal;China"), values_of("salt; common | rock salt")
    (['Nepal', 'China'], ['salt; common', 'rock salt'])
    """
    divider = BETWEEN if BETWEEN in text else ";"
    return [value for part in text.split(divider) if (value := part.strip())]


def wrong_answer_in(member: str) -> tuple[str, str, str]:
    """Return a wrong answer, what divides it from what it is, and that; else empty texts.

    A wrong answer may be a formula: it ends at the last sign with spaces around it.

    >>> wrong_answer_in("E = mc = is no energy"), wrong_answer_in("nickel")
    (('E = mc', ' = ', 'is no energy'), ('', '', 'nickel'))
    """
    spaced = f" {PAIR} "
    answer, divider, what = member.rpartition(spaced if spaced in member else PAIR)
    return answer.strip(), divider, what.strip()


def cell_name(row: int, column: int) -> str:
    """Return a cell as spreadsheets name it."""
    return f"{letters_of(column)}{row}"


def letters_of(column: int) -> str:
    """Return a column as spreadsheets name it.

    >>> letters_of(1), letters_of(26), letters_of(27), letters_of(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
