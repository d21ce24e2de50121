"""The bytes of a workbook of Excel, LibreOffice or Google Sheets -> the cells of its first sheet.

What reads them is an extra, `pip install "quizgen[sheets]"`, since a table can be saved as CSV too.
"""

import datetime
import io
import math
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree import ElementTree

from quizgen.errors import BankError, Problem, Where, quoted
from quizgen.read.characters import MOST_BYTES, too_large

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_PARTS = (b"xl/", b"opendocument.spreadsheet")
"""What the names or the first bytes in a zipped workbook hold."""
MOST_UNPACKED = 8 * MOST_BYTES
"""In bytes. XML packs well: a file a tenth of it may unpack to so much, and honest ones do."""
MOST_CELLS = 2_000_000
"""A sheet in which one far cell is filled is as large as the rectangle up to it."""
_WITHOUT = "the file is a workbook, and what reads workbooks is not installed"
_INSTALL = 'pip install "quizgen[sheets]"; or save the table as CSV'
_AS_XLSX = "in the spreadsheet, choose Save as, and Excel workbook (.xlsx) or CSV"
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,7})([0-9]{1,18})["']""")
"""A cell in the XML of Excel that says where it is."""
_AS_CSV = "open it in the spreadsheet, choose Save as or Download, and CSV"


def is_workbook(content: bytes) -> bool:
    """Tell whether a file is a workbook: of Excel, new or old, or an OpenDocument one."""
    if content.startswith(_OLE):
        return True
    return content.startswith(_ZIP) and any(part in content for part in _PARTS)


def read_workbook(content: bytes, path: str) -> tuple[Sequence[Sequence[str]], str]:
    """Return the rows of the first sheet that holds anything, and a remark on other ones.

    Cells are texts as the sheet shows them, but for dates, which are written as 2024-05-20, and
    numbers, which have all their digits. Raises BankError for what cannot be read.
    """
    _refuse_bombs(content, path)
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        raise BankError([Problem(Where(path), _WITHOUT, _INSTALL)]) from None
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            sheets = [(name, workbook.get_sheet_by_name(name)) for name in workbook.sheet_names]
            filled = [(name, sheet) for name, sheet in sheets if sheet.height and sheet.width]
            if not filled:
                return (), ""
            name, sheet = filled[0]
            cells = sheet.to_python(skip_empty_area=False)
    except (BankError, KeyboardInterrupt):
        raise
    except BaseException as error:  # the reader's own, and its panics, which are no Exception
        message = f"the workbook cannot be read: {str(error).strip() or type(error).__name__}"
        raise BankError([Problem(Where(path), message, _AS_CSV)]) from None
    remark = ""
    if len(filled) > 1:
        others = ", ".join(quoted(other) for other, _ in filled[1:])
        remark = f"{path}: the sheet {quoted(name)} was read, and not {others}: "
        remark += "move the one that is meant to the front."
    return [[_text_of(cell) for cell in row] for row in cells], remark


def _refuse_bombs(content: bytes, path: str) -> None:
    """Raise BankError for a workbook that is too large, or would be when unpacked.

    Its reader makes a rectangle of each sheet, and ends the whole process where there is no room
    for one. So how far the sheets reach is looked up first.
    """
    if len(content) > MOST_BYTES:
        raise BankError([Problem(Where(path), *too_large(len(content)))])
    if not content.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if (size := sum(part.file_size for part in parts.infolist())) > MOST_UNPACKED:
                problem = Problem(Where(path), *too_large(size, "unpacked the workbook is"))
                raise BankError([problem])
            for name in parts.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".bin"):
                    raise BankError([Problem(Where(path), "the workbook is binary", _AS_XLSX)])
                if name.startswith("xl/worksheets/") or name == "content.xml":
                    for reach in _reaches(parts.read(name)):
                        _refuse_far_cells(*reach, path)
    except BankError:
        raise
    except Exception:  # what zipfile, zlib and the parser say of damage has no common class
        raise BankError([Problem(Where(path), "the workbook is damaged", _AS_CSV)]) from None


def _reaches(part: bytes) -> Iterator[tuple[int, int]]:
    """Yield how many rows and columns the cells of a sheet reach over, at the least.

    In Excel's form each cell may say where it is; in OpenDocument's, rows and cells say how often
    they are repeated, and only those that hold something count.
    """
    if b"opendocument" not in part[:20_000]:
        rows = columns = 0
        for found in _CELL.finditer(part):
            rows = max(rows, int(found[2]))
            columns = max(columns, _column(found[1]))
        yield rows, columns
        return
    row = rows = columns = width = 0
    for event, element in ElementTree.iterparse(io.BytesIO(part), ("start", "end")):
        name = element.tag.rpartition("}")[2]
        if event == "start":
            if name == "table":
                row = rows = columns = 0
            elif name == "table-row":
                width = 0
        elif name in ("table-cell", "covered-table-cell"):
            width += _repeated(element, "columns")
            if len(element) or any(key.endswith("}value-type") for key in element.attrib):
                columns, rows = max(columns, width), max(rows, row + 1)
            element.clear()
        elif name == "table-row":
            is_filled, times = rows == row + 1, _repeated(element, "rows")
            row += times
            rows = row if is_filled else rows
            element.clear()
        elif name == "table":
            yield rows, columns


def _repeated(element: ElementTree.Element, what: str) -> int:
    times = (
        value for key, value in element.attrib.items() if key.endswith(f"}}number-{what}-repeated")
    )
    return int(next(times, "1"))


def _column(letters: bytes) -> int:
    """Return the column of such letters, from 1.

    >>> _column(b"A"), _column(b"AA"), _column(b"XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _refuse_far_cells(rows: int, columns: int, path: str) -> None:
    if rows * columns > MOST_CELLS:
        message = f"a sheet has {rows} rows of {columns} columns"
        hint = "delete the rows and columns beyond the table; one cell far away is enough for that"
        raise BankError([Problem(Where(path), message, hint)])


def _text_of(cell: Any) -> str:
    """Return what a cell holds.

    >>> _text_of(3.0), _text_of(0.1), _text_of(True), _text_of(datetime.date(2024, 5, 20))
    ('3', '0.1', 'TRUE', '2024-05-20')
    """
    match cell:
        case bool():
            return str(cell).upper()
        case float() if math.isfinite(cell) and cell == int(cell) and abs(cell) < 1e15:
            return str(int(cell))
        case datetime.datetime() if cell.time() == datetime.time():
            return cell.date().isoformat()
        case datetime.datetime():
            return cell.isoformat(" ", "minutes")
        case datetime.date() | datetime.time():
            return cell.isoformat()
        case _:
            return str(cell)
