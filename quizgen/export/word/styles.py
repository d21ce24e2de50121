"""The styles of a sheet: what a teacher changes once, and all of the document follows."""

from quizgen.export.word.markup import NAMESPACES, escaped, tabs, twips
from quizgen.look import Look
from quizgen.values import dataclass

FONT = "Calibri"
"""Every Word has it, and LibreOffice has one of the same widths."""
LARGE_PT = 18.0
"""Body type in large print."""
OPTION_MM = 7.0
"""From the circle of an option to its letter, and from there to its words."""
TEXT_MM = 16.0
"""From the name of a text in the list of them to what it is."""
OPTION_LINES = 240
"""How far lines of options stand apart, whose circles are larger than letters: with less, or with a
fixed height, LibreOffice parts a question from its options."""
GAP_LINES = 324
"""How far the lines of a sentence with gaps do: 240 are one line."""
LINE_HEIGHT = 1.28
"""Of a line, as a part of its type's size. What a line to write on has more stands above it, and
not within: LibreOffice forgets a fixed height where there is nothing but a tab."""
BLACK, GREY = "000000", "808080"


@dataclass(frozen=True)
class Measures:
    """Lengths of a document, in mm, and sizes of type, in points."""

    page: tuple[float, float]
    margin_x: float
    margin_top: float
    margin_bottom: float
    gutter: float
    """Where the words of a question begin, right of its number."""
    body: float
    grown: float
    """How much larger all is than the theme has it."""
    line_pitch: float
    """From writing line to writing line."""

    @property
    def width(self) -> float:
        """Return the width of the text."""
        return self.page[0] - 2 * self.margin_x


POINT_MM = 25.4 / 72
PAGES = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}


def measures_of(look: Look) -> Measures:
    """Return the lengths of a document as a theme has them; in large print they grow with it."""
    theme = look.theme
    grown = LARGE_PT / theme.size_body if look.large_print else 1.0
    return Measures(
        PAGES[look.paper],
        theme.margin_x * POINT_MM,
        theme.margin_top * POINT_MM,
        theme.margin_bottom * POINT_MM,
        theme.gutter * POINT_MM * (1.25 if look.large_print else 1.0),
        theme.size_body * grown,
        grown,
        theme.line_pitch * POINT_MM * (1.2 if look.large_print else 1.0),
    )


def write_styles(look: Look, language: str) -> str:
    """Return the part with all styles."""
    m = measures_of(look)
    theme = look.theme
    small = max(theme.size_label * m.grown, theme.size_label)
    gap = theme.item_gap
    left, right = m.gutter, m.width

    def size(points: float) -> str:
        half = round(points * 2)
        return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'

    def space(above: float, below: float, more: str = "") -> str:
        return f'<w:spacing w:before="{round(above * 20)}" w:after="{round(below * 20)}"{more}/>'

    def hanging(at: float, by: float) -> str:
        return f'<w:ind w:left="{twips(at)}" w:hanging="{twips(by)}"/>'

    def line(side: str, width: int, apart: int) -> str:
        return f'<w:{side} w:val="single" w:sz="{width}" w:space="{apart}" w:color="{BLACK}"/>'

    strong, slanted = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
    stays, whole = "<w:keepNext/>", "<w:keepLines/>"
    first_level, second_level = '<w:outlineLvl w:val="0"/>', '<w:outlineLvl w:val="1"/>'
    to_lines = m.line_pitch / POINT_MM - LINE_HEIGHT * m.body
    closer = f' w:line="{OPTION_LINES}" w:lineRule="auto"'
    open_lines = f' w:line="{GAP_LINES}" w:lineRule="auto"'
    below_school = f"<w:pBdr>{line('bottom', 12, 3)}</w:pBdr>"
    edges = "".join(line(side, 6, 5) for side in ("top", "left", "bottom", "right"))
    frame = f"<w:pBdr>{edges}</w:pBdr>"
    above_footer = f"<w:pBdr>{line('top', 4, 4)}</w:pBdr>"
    in_footer = size(theme.size_footer)
    second = left + OPTION_MM * m.grown
    third = second + OPTION_MM * m.grown
    at_right = tabs(("right", right))
    numbered = tabs(("left", left), ("right", right))
    to_write = tabs(("left", left), ("right", right, "underscore"))
    lettered = tabs(("left", second), ("left", third))
    indent = f'<w:ind w:left="{twips(left)}"/>'
    hangs = hanging(left, left)
    behind_sign = hanging(third, third - left)
    inset = f'<w:ind w:left="{twips(2)}" w:right="{twips(2)}"/>'
    above = gap * 0.75
    larger = min(m.grown, 1.25)
    """Headings grow less than what is read."""
    in_small = size(small)
    heading = stays + whole + at_right
    styles = [
        _style(
            "Title",
            "Title",
            stays + whole + space(6, 2),
            strong + size(theme.size_title * larger),
        ),
        _style("Subtitle", "Subtitle", space(0, 4)),
        _style(
            "Heading1",
            "heading 1",
            heading + space(theme.section_gap * 1.3, 2) + first_level,
            strong + size(theme.size_heading * larger),
        ),
        _style("Heading2", "heading 2", heading + space(gap, 2) + second_level, strong),
        _style("SheetLine", "Sheet Line", below_school + at_right + space(0, 4), in_small),
        _style("NameLine", "Name Line", space(8, 4), in_small),
        _style("Instruction", "Instruction", stays + space(0, 4), slanted),
        _style("Question", "Question", whole + numbered + space(above, 2) + hangs),
        _style("QuestionText", "Question Text", whole + at_right + space(0, 2) + indent),
        _style("Option", "Option", whole + lettered + space(0, 0, closer) + behind_sign),
        _style("PictureOption", "Picture Option", whole + lettered + space(0, 3)),
        _style(
            "Response",
            "Response",
            whole + tabs(("left", second)) + space(0, 1.5) + hanging(second, second - left),
        ),
        _style(
            "OrderedEvent",
            "Ordered Event",
            whole + tabs(("left", left), ("left", third)) + space(2, 2) + hanging(third, third),
        ),
        _style("AnswerLine", "Answer Line", to_write + space(to_lines, 0) + indent),
        _style("GapText", "Gap Text", whole + numbered + space(above, 2, open_lines) + hangs),
        _style(
            "PassageTitle",
            "Passage Title",
            stays + whole + space(gap, 2) + indent + second_level,
            strong,
        ),
        _style("Passage", "Passage", '<w:suppressLineNumbers w:val="0"/>' + space(0, 4) + indent),
        _style("SmallPrint", "Small Print", space(2, 2), in_small),
        _style(
            "TextEntry",
            "Text Entry",
            tabs(("left", TEXT_MM)) + space(0, 1) + hanging(TEXT_MM, TEXT_MM),
            in_small,
        ),
        _style("WordBank", "Word Bank", whole + frame + space(gap, gap) + inset),
        _style("FigureCaption", "Figure Caption", stays + whole + space(gap, 2)),
        _style("Figure", "Figure", stays + space(0, 4)),
        _style("ListEntry", "List Entry", numbered + space(0, 1.5) + hangs, in_small),
        _style("Fact", "Fact", whole + numbered + space(0, gap * 0.5) + hangs),
        _style("TableText", "Table Text", space(1, 1)),
        _style("TableSmall", "Table Small", space(1, 1), in_small),
        _style("TableMark", "Table Mark", space(1, 1), size(theme.size_label)),
        _style("Spacer", "Spacer", space(0, 0), size(3)),
        _style("Header", "header", at_right, in_footer),
        _style("Footer", "footer", above_footer + at_right, in_footer),
    ]  # fmt: skip
    lang = escaped(language)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:styles {NAMESPACES}>'
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}"'
        f' w:eastAsia="{FONT}" w:cs="{FONT}"/>{size(m.body)}<w:lang w:val="{lang}"'
        f' w:eastAsia="{lang}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:suppressLineNumbers/><w:spacing w:after="0" w:line="252" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "</w:style>"
        f"{''.join(styles)}{_table_style('QuizTable', 'Quiz Table', has_sides=True)}"
        f"{_table_style('KeyTable', 'Key Table', has_sides=False)}"
        '<w:style w:type="table" w:styleId="PlainTable"><w:name w:val="Plain Table"/>'
        '<w:basedOn w:val="TableNormal"/></w:style></w:styles>'
    )


def _style(ident: str, name: str, paragraph: str, run: str = "") -> str:
    said = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>{said}</w:style>'
    )


def _table_style(ident: str, name: str, *, has_sides: bool) -> str:
    """Return the style of a table: boxes to write in, or rows parted by fine lines."""
    boxes, lines = (
        ("top", "left", "bottom", "right", "insideH", "insideV"),
        ("top", "bottom", "insideH"),
    )
    sides, width, colour = (boxes, 6, BLACK) if has_sides else (lines, 4, GREY)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{colour}"/>'
        for side in sides
    )
    return (
        f'<w:style w:type="table" w:styleId="{ident}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders><w:tblCellMar>"
        f'<w:left w:w="{twips(1.5)}" w:type="dxa"/><w:right w:w="{twips(1.5)}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>'
    )
