"""Tables as spreadsheets save them: the same cells as in CSV, and nothing that harms."""

import datetime
import io
import sys
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.errors import BankError
from quizgen.read import workbooks
from quizgen.read.cells import read_records

ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.3"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Words"><table:table-row><table:table-cell office:value-type="string"><text:p>Hund</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>dog</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell/><table:table-cell office:value-type="float" office:value="2.5"><text:p>2,5</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def workbook(*sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def archive(**parts: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name, text in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(name, text, how)
    return content.getvalue()


def rows_of(content: bytes) -> list[list[str]]:
    return [[*row] for row in read_records(content, "words.xlsx").rows]


def test_cells_are_what_csv_would_hold() -> None:
    day = datetime.date(2024, 5, 20)
    rows: list[list[object]] = [
        ["Hund", " dog ", 3, 2.5],
        [None, True, day, datetime.datetime(2024, 5, 20, 12, 30)],  # noqa: DTZ001
        ["  ", 1e20, -0.5, "007"],
    ]
    assert rows_of(workbook(rows)) == [
        ["Hund", " dog ", "3", "2.5"],
        ["", "TRUE", "2024-05-20", "2024-05-20 12:30"],
        ["  ", "1e+20", "-0.5", "007"],
    ]


def test_rows_and_columns_count_as_the_spreadsheet_shows_them() -> None:
    assert rows_of(workbook([[], [None, "Hund"]])) == [["", ""], ["", "Hund"]]


def opendocument(content: str) -> bytes:
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
        "</manifest:manifest>"
    )
    parts = {"mimetype": mimetype, "content.xml": content, "META-INF/manifest.xml": manifest}
    return archive(**parts)


def test_an_opendocument_sheet_is_read() -> None:
    assert rows_of(opendocument(ODS)) == [["Hund", "dog"], ["", "2.5"]]


def test_the_first_sheet_with_anything_is_read_and_the_others_are_told() -> None:
    read = read_records(workbook([], [["a"]], [["b"]]), "words.xlsx")
    assert [[*row] for row in read.rows] == [["a"]]
    assert read.remark == (
        "words.xlsx: the sheet 'Sheet 2' was read, and not 'Sheet 3': "
        "move the one that is meant to the front."
    )
    assert read_records(workbook([["a"]]), "words.xlsx").remark == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (workbook([]), "the file is empty"),
        (b"PK\x03\x04xl/", "the workbook is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "the workbook cannot be read: "),
        (archive(**{"xl/workbook.xml": "<no/>"}), "the workbook cannot be read: "),
        (archive(**{"xl/worksheets/sheet1.bin": "cells"}), "the workbook is binary"),
        (
            archive(**{"xl/big.xml": "a" * (workbooks.MOST_UNPACKED + 1)}),
            "unpacked the workbook is",
        ),
        (workbook([[""] * 20])[:-40], "the workbook is damaged"),
    ],
    # Not by what the file holds: a packed file says when it was packed, and each worker packs its own.
    ids=["empty", "no archive", "no OLE file", "no sheets", "binary", "too large", "cut off"],
)
def test_what_is_no_sound_workbook_is_told(content: bytes, said: str) -> None:
    with pytest.raises(BankError, match=said) as told:
        read_records(content, "words.xlsx")
    assert str(told.value).startswith("words.xlsx: ")


def test_one_cell_far_away_is_told_and_not_unfolded() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active["A1"] = "Hund"
    book.active["XFD1048576"] = "far"
    content = io.BytesIO()
    book.save(content)
    with pytest.raises(BankError) as told:
        read_records(content.getvalue(), "words.xlsx")
    assert str(told.value).rstrip("\n") == (
        "words.xlsx: a sheet has 1048576 rows of 16384 columns\n"
        "  hint: delete the rows and columns beyond the table; one cell far away is enough for that"
    )


def test_without_the_extra_one_line_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(BankError, match=r"pip install \"quizgen\[sheets\]\""):
        read_records(workbook([["Hund", "dog"]]), "words.xlsx")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_is_rows_or_a_problem(at: int, damage: bytes) -> None:
    content = bytearray(workbook([["Hund", "dog"], ["Katze", "cat"]]))
    at %= len(content)
    content[at : at + len(damage)] = damage
    try:
        rows = rows_of(bytes(content))
    except BankError:
        return
    assert rows


def ods(cells: str) -> bytes:
    head, _, rest = ODS.partition("<table:table-row>")
    tail = rest[rest.index("</table:table>") :]
    return opendocument(head + cells + tail)


def test_rows_that_are_repeated_without_end_are_told() -> None:
    cell = '<table:table-cell office:value-type="string"{}><text:p>x</text:p></table:table-cell>'
    many = cell.format(' table:number-columns-repeated="100000"')
    row = "<table:table-row{}>{}</table:table-row>"
    for rows in (
        row.format(' table:number-rows-repeated="900000000"', cell.format("")),
        row.format("", many) + row.format("", cell.format("")) * 40,
    ):
        with pytest.raises(BankError, match="a sheet has"):
            read_records(ods(rows), "words.ods")
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    end = row.format(' table:number-rows-repeated="1048574"', empty)
    assert rows_of(ods(row.format("", cell.format("")) + end)) == [
        ["x"]
    ]  # as LibreOffice ends each
