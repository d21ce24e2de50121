"""A document in the making: what stands in it so far, its pictures, and its parts in the end."""

from dataclasses import replace
from functools import lru_cache

from quizgen.archive import packed
from quizgen.content import (
    Content,
    Listing,
    Paragraph,
    Picture,
    Table,
    blocks_of,
)
from quizgen.export.word.markup import (
    NAMESPACES,
    TAB,
    Cell,
    Row,
    bold,
    drawing,
    escaped,
    field,
    paragraph,
    runs,
    table,
    twips,
    words,
)
from quizgen.export.word.styles import Measures, measures_of, write_styles
from quizgen.figure.asked import lay_out_asked
from quizgen.figure.pixels import width_of, write_png
from quizgen.figure.room import Room, scaled
from quizgen.look import Logo, Look
from quizgen.quiz.figures import Figure
from quizgen.quiz.form import Form
from quizgen.quiz.passages import Passage
from quizgen.read.raster import has_edge, paint_svg, png_of, upright

POINTS_MM = 72 / 25.4
PIXEL_PT = 72 / 96
"""How large a pixel is printed at most: as large as browsers show it."""
HEIGHTS = {"small": 1 / 10, "medium": 1 / 5, "large": 1 / 3}
"""The part of a page's height that a picture of each size may take."""
PAINTED = 900
"""So many pixels across a drawing is painted for programs that show none."""
MOST_OF_A_PAGE = 0.55
"""How much of a page a figure may fill."""
NUMBERED = 5
"""Each line of a passage has its number that is so many below the one before."""
LOGO_PT = (170.0, 34.0)
"""How wide and high a logo is at most."""
SIDES = "".join(
    (
        '<w:pgBorders w:offsetFrom="text">',
        *(
            f'<w:{side} w:val="single" w:sz="4" w:space="12" w:color="000000"/>'
            for side in ("left", "right")
        ),
        "</w:pgBorders>",
    )
)
"""Lines at both sides of an exam paper, outside which nothing is to be written."""
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
_GUIDE = 4
"""Which ids of the document's relations are taken: styles, settings, header and footer."""


class Page:
    """What stands in a document so far."""

    def __init__(self, form: Form, look: Look, *, is_key: bool = False) -> None:
        """Begin an empty document on a form."""
        self.form = form
        self.look = look
        self.m: Measures = measures_of(look)
        self.is_key = is_key
        self.parts: list[str] = []
        self._media: dict[str, tuple[str, bytes]] = {}
        """What a picture is known by -> the name of its file in the document, and its bytes."""
        self._pictures = 0
        self._sections = 0
        """How many are ended."""

    def add(self, *parts: str) -> None:
        """Add paragraphs or tables below what is there."""
        self.parts += parts

    # ------------------------------------------------------------------------------------ content

    def content(self, content: Content, style: str, first: str = "", after: str = "") -> list[str]:
        """Return a content as paragraphs and tables.

        `first` stands before the words of its first paragraph, as the number of a question, and
        `after` behind those of the last one.
        """
        made: list[str] = []
        rest = style if not first else {"Question": "QuestionText"}.get(style, style)
        blocks = [*blocks_of(content)]
        if first and not (blocks and isinstance(blocks[0], Paragraph)):
            blocks.insert(0, Paragraph(runs=()))
        texts = [place for place, block in enumerate(blocks) if isinstance(block, Paragraph)]
        for place, block in enumerate(blocks):
            used = style if place == 0 else rest
            match block:
                case Paragraph(runs=told):
                    end = after if texts and place == texts[-1] else ""
                    lead = first if place == 0 else ""
                    is_rtl = bool(told) and all(run.direction == "rtl" for run in told)
                    made.append(
                        paragraph(used, lead, runs(told), end, keeps_next=True, is_rtl=is_rtl)
                    )
                case Picture():
                    made.append(paragraph(used, self.picture(block), keeps_next=True))
                    if block.credit and block.owes_credit:
                        made.append(
                            paragraph("SmallPrint", words(block.credit), indent_mm=self.m.gutter)
                        )
                case Table():
                    made.append(self.table(block))
                case Listing():
                    for number, entry in enumerate(block.entries, start=1):
                        sign = f"{number}." if block.is_numbered else "•"
                        made.append(
                            paragraph("Response", words(sign), TAB, runs(entry), keeps_next=True)
                        )
        return made

    def table(
        self, block: Table, blanks: list[str] | None = None, *, keeps_next: bool = False
    ) -> str:
        """Return a table; `blanks` are what stands in its empty cells, in reading order.

        `keeps_next` keeps all of it on the page of what is below it.
        """
        left = [*(blanks or ())]
        columns = max(map(len, block.rows), default=1)
        width = (self.m.width - self.m.gutter) / columns
        rows = []
        for place, row in enumerate(block.rows):
            is_header = block.has_header and place == 0
            cells = []
            for cell in row:
                said = runs(cell, is_bold=is_header)
                if not cell and left:
                    said = words(left.pop(0))
                content = paragraph("TableText", said, keeps_next=keeps_next)
                cells.append(Cell(content=content, is_grey=is_header))
            rows.append(Row(cells=cells, is_header=is_header))
        caption = "".join(run.text for run in block.caption)
        above = paragraph("QuestionText", runs(block.caption), keeps_next=True) if caption else ""
        made = table(rows, [width] * columns, caption=caption, indent_mm=self.m.gutter)
        return above + made + paragraph("Spacer", keeps_next=keeps_next)

    def passage(self, passage: Passage) -> None:
        """Add a passage in a section of its own, so that Word counts its lines."""
        self._end_section("")
        made = []
        if passage.title:
            made.append(paragraph("PassageTitle", runs(passage.title)))
        for text in passage.paragraphs:
            is_empty = not any(run.text.strip() for run in text)
            style = "SmallPrint" if is_empty else "Passage"
            tight = '<w:spacing w:before="0" w:after="0"/>' if passage.is_verse else ""
            made.append(paragraph(style, runs(text), spacing=tight))
        if passage.credit:
            made.append(paragraph("SmallPrint", runs(passage.credit), indent_mm=self.m.gutter))
        self.parts += made
        self._end_section(f'<w:lnNumType w:countBy="{NUMBERED}" w:restart="newSection"/>')

    def _end_section(self, lines: str) -> None:
        """Let a section end with the last paragraph; one that ends in a table gets an empty one."""
        mark = self._section(lines)
        last = self.parts[-1] if self.parts else ""
        if last.endswith("</w:p>") and "<w:tbl>" not in last and "</w:pPr>" in last:
            head, _, tail = last.rpartition("</w:pPr>")
            self.parts[-1] = f"{head}{mark}</w:pPr>{tail}"
        else:
            self.parts.append(f'<w:p><w:pPr><w:pStyle w:val="SmallPrint"/>{mark}</w:pPr></w:p>')
        self._sections += 1

    def _section(self, lines: str) -> str:
        """Return the properties of a section; the first one has the header and the footer."""
        m = self.m
        page = f'<w:pgSz w:w="{twips(m.page[0])}" w:h="{twips(m.page[1])}"/>'
        margin = (
            f'<w:pgMar w:top="{twips(m.margin_top)}" w:right="{twips(m.margin_x)}"'
            f' w:bottom="{twips(m.margin_bottom)}" w:left="{twips(m.margin_x)}"'
            f' w:header="{twips(8)}" w:footer="{twips(10)}" w:gutter="0"/>'
        )
        is_first = self._sections == 0
        named = (
            '<w:headerReference w:type="default" r:id="rId3"/>'
            '<w:footerReference w:type="default" r:id="rId4"/>'
            '<w:footerReference w:type="first" r:id="rId4"/>'
            if is_first
            else ""
        )
        flow = "" if is_first else '<w:type w:val="continuous"/>'
        first_page = "<w:titlePg/>" if is_first else ""
        sides = SIDES if self.form.layout.frame and not self.is_key else ""
        return f"<w:sectPr>{named}{flow}{page}{margin}{sides}{lines}{first_page}</w:sectPr>"

    # ----------------------------------------------------------------------------------- pictures

    def picture(self, picture: Picture, share: float | None = None) -> str:
        """Return a picture of a bank as a run; its words in brackets if its bytes are not at hand.

        Raises RefusedFileError if they cannot be read any more. `share` is the part of a page's
        height that it may take, where that is less than it would be.
        """
        if picture.fetch is None:
            return words(f"[{picture.alt}]")
        page = (self.m.page[1] - self.m.margin_top - self.m.margin_bottom) * POINTS_MM
        highest = page * min(HEIGHTS[picture.size] * self.m.grown, share or 1.0)
        widest = (self.m.width - self.m.gutter) * POINTS_MM * 0.9
        width, height = max(picture.width, 1), max(picture.height, 1)
        scale = min(widest / width, highest / height)
        if picture.kind != "svg":
            scale = min(scale, PIXEL_PT * self.m.grown)
        data, svg, has_edges = picture.fetch(), "", True
        if picture.kind == "svg":
            has_edges = has_edge(data)
            svg = self._file(picture.digest, "svg", data)
            ident = self._file(f"{picture.digest} painted", "png", _painted(data))
        elif picture.kind == "jpeg":
            ident = self._file(picture.digest, "jpeg", upright(data))
        else:
            ident = self._file(picture.digest, "png", data)
        size = width * scale, height * scale
        return self._drawn(ident, picture.alt, *size, svg, has_edges=has_edges)

    def figure(self, figure: Figure, numbers: tuple[int, ...] = (), told: str = "") -> str:
        """Return a figure as a run, true to scale: distances on a map are measured on it.

        `told` is what its words for those who cannot see it say as well.
        """
        room = _room(self.m)
        image, width, height = _drawn_figure(figure, numbers, room[0], room[1])
        ident = self._file(f"{figure.caption} {len(self._media)}", "png", image)
        return self._drawn(ident, f"{figure.alt} {told}", width, height)

    def logo(self, logo: Logo) -> str:
        """Return a school's logo as a run."""
        ident = self._file("logo", "png", png_of(logo.width, logo.height, logo.pixels))
        scale = min(LOGO_PT[0] / logo.width, LOGO_PT[1] / logo.height)
        alt = self.form.labels.logo
        return self._drawn(ident, alt, logo.width * scale, logo.height * scale)

    def _drawn(
        self,
        ident: str,
        alt: str,
        width: float,
        height: float,
        svg: str = "",
        *,
        has_edges: bool = False,
    ) -> str:
        self._pictures += 1
        return drawing(self._pictures, ident, alt, width, height, svg, has_edges=has_edges)

    def _file(self, key: str, kind: str, data: bytes) -> str:
        """Return the id of a file in the document; the same for the same picture."""
        name, _ = self._media.setdefault(key, (f"image{len(self._media) + 1}.{kind}", data))
        return f"rId{_GUIDE + int(name[5:].partition('.')[0])}"

    # -------------------------------------------------------------------------------------- parts

    def finish(self, title: str) -> bytes:
        """Return the document's file."""
        title = " ".join(title.split())
        language = self.form.language
        body = f"{''.join(self.parts)}{self._section('')}"
        document = f"{_PROLOGUE}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        entries: dict[str, bytes | str] = {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": _relations(
                (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ),
            "docProps/core.xml": _core(title, self.form.school, language),
            "word/document.xml": document,
            "word/styles.xml": write_styles(self.look, language),
            "word/settings.xml": _settings(language),
            "word/header1.xml": self._header(),
            "word/footer1.xml": self._footer(),
            "word/_rels/document.xml.rels": _relations(
                *(
                    (f"{_OFFICE}/relationships/{kind}", f"{name}.xml")
                    for kind, name in (
                        ("styles", "styles"),
                        ("settings", "settings"),
                        ("header", "header1"),
                        ("footer", "footer1"),
                    )
                ),
                *(
                    (f"{_OFFICE}/relationships/image", f"media/{name}")
                    for name, _ in self._media.values()
                ),
            ),
        }
        for name, data in self._media.values():
            entries[f"word/media/{name}"] = data
        return packed(entries)

    def _content_types(self) -> str:
        kinds = dict.fromkeys(name.partition(".")[2] for name, _ in self._media.values())
        defaults = "".join(
            f'<Default Extension="{kind}" ContentType="{_TYPES[kind]}"/>' for kind in sorted(kinds)
        )
        parts = {
            "/word/document.xml": f"{_WORD}.document.main+xml",
            "/word/styles.xml": f"{_WORD}.styles+xml",
            "/word/settings.xml": f"{_WORD}.settings+xml",
            "/word/header1.xml": f"{_WORD}.header+xml",
            "/word/footer1.xml": f"{_WORD}.footer+xml",
            "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        }
        named = "".join(
            f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
        )
        return (
            f'{_PROLOGUE}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{defaults}{named}</Types>'
        )

    def _header(self) -> str:
        """Return what stands on top of every page but the first."""
        form = self.form
        kind = form.labels.answer_key if self.is_key else form.label
        said = " · ".join(filter(None, (kind, form.version)))
        line = paragraph("Header", words(form.title), TAB, words(said))
        return f"{_PROLOGUE}<w:hdr {NAMESPACES}>{line}</w:hdr>"

    def _footer(self) -> str:
        form = self.form
        parts = (form.labels.answer_key, *form.footer) if self.is_key else form.footer
        before, _, after = form.labels.footer_page.partition("{page}")
        middle, _, end = after.partition("{pages}")
        numbers = (
            words(before),
            field("PAGE", "1"),
            words(middle),
            field("NUMPAGES", "1"),
            words(end),
        )
        line = paragraph("Footer", words(" · ".join(filter(None, parts))), TAB, *numbers)
        if form.layout.frame and not self.is_key:
            line = paragraph("Header", bold(form.labels.outside)) + line
        return f"{_PROLOGUE}<w:ftr {NAMESPACES}>{line}</w:ftr>"


@lru_cache(maxsize=64)
def _painted(data: bytes) -> bytes:
    return paint_svg(data, PAINTED)


def _room(m: Measures) -> tuple[float, float]:
    """Return the width of a page's text and how high a figure may be, in points."""
    height = (m.page[1] - m.margin_top - m.margin_bottom) * POINTS_MM
    return m.width * POINTS_MM - 6.0, MOST_OF_A_PAGE * height


@lru_cache(maxsize=32)
def _drawn_figure(
    figure: Figure, numbers: tuple[int, ...], width: float, highest: float
) -> tuple[bytes, float, float]:
    """Return a figure as PNG and its size in points: on the key of a sheet it is drawn anew."""
    room = Room(
        width=width,
        size=10.0,
        leading=12.5,
        unit=POINTS_MM,
        box_width=25.5,
        box_height=22.7,
        hair=0.75,
        rule=0.75,
        line=0.75,
        bar=0.8,
        axis=1.2,
        ruler=POINTS_MM,
        width_of=width_of,
    )
    drawn = lay_out_asked(figure, numbers, room)
    if drawn.height > highest:
        narrower = width * highest / drawn.height
        drawn = lay_out_asked(figure, numbers, replace(room, width=narrower))
        if drawn.height > highest:
            drawn = scaled(drawn, highest / drawn.height)
    return write_png(drawn)


def _relations(*targets: tuple[str, str]) -> str:
    said = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_PROLOGUE}<Relationships xmlns="{_PACKAGE}/relationships">{said}</Relationships>'


def _core(title: str, author: str, language: str) -> str:
    """Return what the file says of itself; not when it was made, so that it is the same again."""
    return (
        f'{_PROLOGUE}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(title)}</dc:title><dc:creator>{escaped(author)}</dc:creator>"
        f"<dc:language>{escaped(language)}</dc:language></cp:coreProperties>"
    )


def _settings(language: str) -> str:
    """Return settings by which Word opens the file as one of its own, and not of an old edition."""
    uri = "http://schemas.microsoft.com/office/word"
    return (
        f'{_PROLOGUE}<w:settings {NAMESPACES}><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{uri}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{escaped(language)}"/></w:settings>'
    )
