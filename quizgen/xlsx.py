"""A workbook of Excel (.xlsx), written without a library: what it holds is texts and whole numbers.

A text stays a text, whatever it begins with: nothing is a formula, a link or a date. Its cells have
the format of text, so that it stays one when somebody edits it. The same cells give the same bytes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape

from quizgen.archive import packed
from quizgen.order import letter_of
from quizgen.values import dataclass
from quizgen.xml_text import NOT_IN_XML

Cell = str | int | None
"""None and an empty text are an empty cell."""

MOST_CHARACTERS = 32_767
"""In a cell, as Excel has it."""

_TEXT, _BOLD = 1, 2
"""Places in the list of formats that a cell names."""
_WIDTH = 12
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LIKE_A_SIGN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What begins a sign by its number, which Excel reads within a text: `_x0041_` is an A."""
_NOT_IN_TABS = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TAB = 31

_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    + "".join(
        f'<xf numFmtId="49" fontId="{font}" fillId="0" borderId="0" xfId="0"'
        ' applyNumberFormat="1" applyFont="1" applyAlignment="1">'
        '<alignment vertical="top" wrapText="1"/></xf>'
        for font in (0, 1)
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
_PARTS = {
    "[Content_Types].xml": (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>"
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ),
    "xl/styles.xml": _STYLES,
}
"""What is the same in every workbook of one sheet."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The one sheet of a workbook."""

    name: str
    """As its tab says; what Excel does not take there is left out."""
    rows: Sequence[Sequence[Cell]]
    bold: frozenset[int] = frozenset()
    """Numbers of rows, from 1, that are heads."""
    widths: Sequence[int] = ()
    """How many digits wide the first columns are."""


def write_workbook(sheet: Sheet) -> bytes:
    """Return a workbook of one sheet."""
    strings: dict[str, int] = {}
    cells = _worksheet(sheet, strings)
    parts = {
        **_PARTS,
        "xl/sharedStrings.xml": _shared(strings),
        "xl/workbook.xml": (
            f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name="{_tab(sheet.name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/worksheets/sheet1.xml": cells,
    }
    return packed(parts)


def _tab(name: str) -> str:
    bare = " ".join(_NOT_IN_TABS.sub(" ", NOT_IN_XML.sub(" ", name)).split()).strip("'")
    return escape(bare[:_LONGEST_TAB], {'"': "&quot;"}) or "Sheet1"


def _worksheet(sheet: Sheet, strings: dict[str, int]) -> str:
    """Return the cells; each text is told by its place in `strings`, which grow."""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(sheet.widths, start=1)
    )
    rows = "".join(
        f'<row r="{number}">{"".join(cells)}</row>'
        for number, row in enumerate(sheet.rows, start=1)
        if (cells := [*_cells(row, number, _BOLD if number in sheet.bold else _TEXT, strings)])
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}">{f"<cols>{columns}</cols>" if columns else ""}'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def _cells(row: Sequence[Cell], number: int, style: int, strings: dict[str, int]) -> Iterator[str]:
    for place, cell in enumerate(row):
        at = f'r="{letter_of(place)}{number}"'
        if isinstance(cell, int):
            yield f"<c {at}><v>{cell}</v></c>"
        elif cell:
            index = strings.setdefault(cell, len(strings))
            yield f'<c {at} s="{style}" t="s"><v>{index}</v></c>'


def _shared(strings: Iterable[str]) -> str:
    listed = "".join(
        f'<si><t xml:space="preserve">{_words(words)}</t></si>'
        if words != words.strip() or "\n" in words or "  " in words
        else f"<si><t>{_words(words)}</t></si>"
        for words in strings
    )
    return f'{_HEAD}<sst xmlns="{_MAIN}">{listed}</sst>'


def _words(words: str) -> str:
    r"""Return words as a cell has them.

    >>> _words("a_x0041_ < b\r\n")
    'a_x005F_x0041_ &lt; b\n'
    """
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return escape(_LIKE_A_SIGN.sub("_x005F_", NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", lines)))
