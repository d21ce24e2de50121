"""What Word's files are made of: runs, paragraphs and tables, as XML.

Elements stand in the order that the schema wants, which Word insists on.
"""

import re
from collections.abc import Sequence
from typing import Literal
from xml.sax.saxutils import escape

from quizgen.content import Text
from quizgen.values import dataclass
from quizgen.xml_text import NOT_IN_XML

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
TWIPS_MM = 1440 / 25.4
"""Word counts lengths in twentieths of a point."""
EMU_PT = 12_700
"""And pictures in these, of which a millimetre has a whole number."""
LINE_BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"
EDGE = (
    f'<a:ln w="{round(0.35 * EMU_PT)}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'
)
"""The line around a picture that is white at its edges on white paper, as some flags are."""
SPACER = '<w:p><w:pPr><w:pStyle w:val="Spacer"/></w:pPr></w:p>'
"""Below a table: without a paragraph between them two tables become one."""
PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

_STYLES = {"plain": "", "bold": "<w:b/><w:bCs/>", "italic": "<w:i/><w:iCs/>"}
_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_BREAKS = re.compile(r"\r\n|[\r\n]")


def twips(mm: float) -> int:
    """Return a length as Word counts it.

    >>> twips(25.4)
    1440
    """
    return round(mm * TWIPS_MM)


def escaped(text: str) -> str:
    """Return words as XML has them; what it cannot hold are signs that nobody sees."""
    return escape(NOT_IN_XML.sub("", text), {'"': "&quot;"})


def words(text: str, properties: str = "") -> str:
    """Return words as a run, with what is said of its looks; a new line stays one."""
    if not text:
        return ""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = (
        f'<w:t xml:space="preserve">{escaped(line)}</w:t>' if line else ""
        for line in _BREAKS.split(text.replace("\t", " "))
    )
    return f"<w:r>{said}{'<w:br/>'.join(lines)}</w:r>"


def runs(text: Text, *, is_bold: bool = False) -> str:
    """Return a text run by run, each in its style, language and direction."""
    parts = []
    for run in text:
        style = "bold" if is_bold and run.style == "plain" else run.style
        is_rtl = run.direction == "rtl"
        lang = ""
        if run.lang:
            of = "bidi" if is_rtl else "val"
            lang = f'<w:lang w:{of}="{escaped(run.lang)}"/>'
        parts.append(words(run.text, _STYLES[style] + ("<w:rtl/>" if is_rtl else "") + lang))
    return "".join(parts)


def bold(text: str) -> str:
    """Return words in bold."""
    return words(text, _STYLES["bold"])


def field(code: str, shown: str) -> str:
    """Return a field that Word works out, as the number of a page."""
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    named = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{begin}{named}{middle}{words(shown)}{end}"


def tabs(*stops: tuple[str, float] | tuple[str, float, str]) -> str:
    """Return tab stops: how each aligns, where it is in mm, and with what the gap is filled."""
    said = (
        f'<w:tab w:val="{align}"'
        + (f' w:leader="{leader[0]}"' if leader else "")
        + f' w:pos="{twips(place)}"/>'
        for align, place, *leader in stops
    )
    return f"<w:tabs>{''.join(said)}</w:tabs>"


def paragraph(
    style: str,
    *parts: str,
    keeps_next: bool = False,
    stops: str = "",
    spacing: str = "",
    indent_mm: float | None = None,
    indent: str = "",
    is_rtl: bool = False,
) -> str:
    """Return a paragraph in a style; `keeps_next` keeps it on the page of the one below."""
    said = f'<w:pStyle w:val="{style}"/>'
    said += "<w:keepNext/>" if keeps_next else ""
    said += stops
    said += "<w:bidi/>" if is_rtl else ""
    said += spacing
    said += indent
    if indent_mm is not None:
        said += f'<w:ind w:left="{twips(indent_mm)}" w:firstLine="0"/>'
    return f"<w:p><w:pPr>{said}</w:pPr>{''.join(parts)}</w:p>"


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell of a table: its paragraphs, over how many columns it goes, and whether it is grey."""

    content: str = ""
    columns: int = 1
    is_grey: bool = False
    joins: Literal["", "restart", "continue"] = ""
    """Whether it goes on in the row below, or from the row above."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table; a header is repeated on each page, and read before every cell."""

    cells: Sequence[Cell]
    is_header: bool = False
    keeps_next: bool = False


def table(
    rows: Sequence[Row],
    widths_mm: Sequence[float],
    *,
    style: str = "QuizTable",
    caption: str = "",
    indent_mm: float = 0.0,
) -> str:
    """Return a table of columns so wide; no row of it is parted by the end of a page."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths_mm)
    told = f'<w:tblCaption w:val="{escaped(caption)}"/>' if caption else ""
    indent = f'<w:tblInd w:w="{twips(indent_mm)}" w:type="dxa"/>' if indent_mm else ""
    first = int(bool(rows) and rows[0].is_header)
    head = (
        f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{twips(sum(widths_mm))}"'
        f' w:type="dxa"/>{indent}<w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{"0620" if first else "0600"}"'
        f' w:firstRow="{first}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
        f' w:noVBand="1"/>{told}</w:tblPr>'
    )
    body = "".join(_row(row, widths_mm) for row in rows)
    return f"<w:tbl>{head}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _row(row: Row, widths_mm: Sequence[float]) -> str:
    cells, place = [], 0
    for cell in row.cells:
        width = twips(sum(widths_mm[place : place + cell.columns]))
        place += cell.columns
        said = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        said += f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        said += f'<w:vMerge w:val="{cell.joins}"/>' if cell.joins else ""
        said += '<w:shd w:val="clear" w:color="auto" w:fill="EDEDED"/>' if cell.is_grey else ""
        content = cell.content or paragraph("TableText")
        if content.endswith("</w:tbl>"):  # a cell ends in a paragraph, or Word mends the file
            content += paragraph("TableText")
        cells.append(f"<w:tc><w:tcPr>{said}</w:tcPr>{content}</w:tc>")
    header = "<w:tblHeader/>" if row.is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


def drawing(
    number: int,
    ident: str,
    alt: str,
    width_pt: float,
    height_pt: float,
    svg: str = "",
    *,
    has_edges: bool = False,
) -> str:
    """Return a picture that stands in its line as a letter does, by the ids of its parts.

    Where there is an SVG as well, Word from 2016 on shows it, and older ones the pixels.
    """
    width, height = round(width_pt * EMU_PT), round(height_pt * EMU_PT)
    told = escaped(" ".join(alt.split()))
    edge = EDGE if has_edges else ""
    size = f'cx="{width}" cy="{height}"'
    sharp = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
        f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{svg}"/></a:ext></a:extLst>'
        if svg
        else ""
    )
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name="Picture {number}" descr="{told}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{told}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{ident}">{sharp}</a:blip>'
        f'<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{edge}</pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
