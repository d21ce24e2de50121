"""A document for Word as somebody else's reader has it: python-docx, and the order that the standard wants."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

ORDER = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku "
        "wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w "
        "kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
        "tblCellMar tblLook tblCaption tblDescription"
    ),
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tbl": "tblPr tblGrid tr",
    "sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote "
        "titlePg textDirection bidi rtlGutter docGrid"
    ),
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "defaultTabStop characterSpacingControl compat themeFontLang",
}  # fmt: skip
"""What may stand in an element, and in which order: ECMA-376, part 1, annex A."""


def parts_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def out_of_order(part: bytes) -> Iterator[str]:
    """Yield each element whose children stand otherwise than the standard has them, and Word refuses."""
    for element in ElementTree.fromstring(part).iter():
        kind = element.tag.removeprefix(W)
        if kind not in ORDER or not element.tag.startswith(W):
            continue
        known = ORDER[kind].split()
        children = [child.tag.removeprefix(W) for child in element]
        places = [known.index(child) if child in known else -1 for child in children]
        if -1 in places or places != sorted(places):
            yield f"{kind}: {children}"


def blocks(content: bytes) -> Iterator[Paragraph | Table]:
    document = Document(BytesIO(content))
    yield from document.iter_inner_content()


def _line(paragraph: Paragraph) -> str:
    pictures = "".join(
        f"[{each.get('descr')}]" for each in paragraph._p.iter() if each.tag.endswith("}docPr")
    )
    style: Any = paragraph.style
    said = paragraph.text.replace("\t", " → ").replace("\n", " ↵ ")
    return f"{style.name}: {said}{pictures}".rstrip()


def outline(content: bytes) -> str:
    """Return all that a document says, a line a paragraph with its style; rows of tables between strokes."""
    lines = []
    for block in blocks(content):
        if isinstance(block, Paragraph):
            lines.append(_line(block))
            continue
        for row in block.rows:
            seen: list[str] = []
            cells = [" / ".join(map(_line, cell.paragraphs)) for cell in row.cells]
            for cell in cells:
                if not seen or seen[-1] != cell:
                    seen.append(cell)
            lines.append(f"| {' | '.join(seen)} |")
    return "\n".join(lines) + "\n"


def words_of(content: bytes) -> str:
    """Return all words of a document, runs joined."""
    root = ElementTree.fromstring(parts_of(content)["word/document.xml"])
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter(f"{W}t"))
        for paragraph in root.iter(f"{W}p")
    )
