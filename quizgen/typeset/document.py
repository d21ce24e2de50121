"""Ink on pages becomes a PDF file: page contents, fonts, structure.

Each page is one flat run of marked content, never nested: the ink of one element after another,
and artifacts between them.
"""

import datetime
import hashlib
import os
from collections.abc import Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, BinaryIO

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFCrossReferenceTable,
    PDFDictionary,
    PDFDocument,
    PDFFile,
    PDFIndirectObject,
    PDFName,
    PDFPage,
    PDFResourceDictionary,
    PDFStream,
    PDFStreamFilterZCompress,
    PDFString,
    PDFTrailer,
)

from quizgen.bank.dates import Date, calendar_date
from quizgen.content import Picture
from quizgen.look import Logo
from quizgen.output import Made, content_of
from quizgen.typeset.ink import Box, Circle, Dots, Glyphs, Image, Ink, Raster, Room, Rule, Sketch
from quizgen.typeset.sketch import circle_path, draw_sketch
from quizgen.typeset.tagging import Element, Structure, write_bookmarks, write_structure

if TYPE_CHECKING:
    from quizgen.typeset.images import PdfImage
    from quizgen.typeset.widgets import Widget

UNKNOWN_DAY = datetime.date(2000, 1, 1)
"""When a file says it was made whose bank has no date; never the clock's."""

ESCAPES = str.maketrans({"(": "\\(", ")": "\\)", "\\": "\\\\", "\r": "\\r"})
"""What a string of a page's content may not hold as it is; all other bytes may stand."""
ARTIFACT = "/Artifact BMC"
EDGE_PT = 0.35
"""The line around a picture that is white at its edges on white paper, as some flags are."""
MARKS = ("þÿ", "ÿþ", "ï»¿")
"""What begins a text of a PDF file that is not in one byte a letter."""
EPOCH = "SOURCE_DATE_EPOCH"


def _empty_pdf(language: str) -> Any:
    """Return a PDF that holds nothing yet.

    ReportLab reads the time from SOURCE_DATE_EPOCH and ends in an error where that is none; the
    dates of a sheet are those of its form.
    """
    epoch = os.environ.pop(EPOCH, None)
    try:
        return PDFDocument(compression=1, invariant=1, pdfVersion=(1, 7), lang=language)
    finally:
        if epoch is not None:
            os.environ[EPOCH] = epoch


class Document:
    """A PDF file in the making, page after page."""

    def __init__(self, structure: Structure, width: float, height: float, language: str) -> None:
        self._pdf = _empty_pdf(language)
        self._structure = structure
        self._width = width
        self._height = height
        self._language = language
        self._code: list[str] = []
        self._owner: Element | None = None
        self._is_open = False
        self._artifact = ARTIFACT
        self._logo: Any = None
        self._images: dict[str, tuple[Any, PdfImage]] = {}
        """Digest of each picture -> its object, which is in the file once."""
        self._rasters: dict[str, Any] = {}
        """What this page needs beside fonts."""
        self._pages: list[Any] = []
        self._widgets: list[Widget] = []
        self._digest = hashlib.sha256(language.encode())

    def start_page(self) -> None:
        """Begin a page."""
        self._structure.start_page()
        self._code = []
        self._rasters = {}
        self._owner = None
        self._is_open = False
        self._artifact = ARTIFACT

    def draw(self, ink: Ink, top: float) -> None:
        """Draw ink whose block starts `top` points below the page's upper edge."""
        y = self._height - top - ink.y
        if ink.element and ink.element.field:
            self._place(ink, ink.element, y)
        else:
            self._mark(ink.element)
        match ink:
            case Glyphs():
                self._show(ink, y)
            case Rule(x, _, to_x, to_y, stroke, _, dash):
                end = self._height - top - to_y
                line = f"{stroke:g} w {x:.2f} {y:.2f} m {to_x:.2f} {end:.2f} l S"
                if dash:
                    line = f"[{dash[0]:g} {dash[1]:g}] 0 d {line} [] 0 d"
                self._code.append(line)
            case Dots():
                self._code.append(_dots(ink, y, self._height - top - ink.to_y))
            case Box(x, _, width, height, stroke, _, is_filled):
                box = f"{x:.2f} {y - height:.2f} {width:.2f} {height:.2f} re"
                self._code.append(f"{stroke:g} w {box} {'B' if is_filled else 'S'}")
            case Circle(x, _, radius, stroke, _, is_filled):
                paint = "b" if is_filled else "s"
                self._code.append(f"{stroke:g} w {circle_path(x, y, radius)} {paint}")
            case Room():
                pass
            case Raster(x, _, width, height, logo, figure):
                figure.bounds = (x, y - height, x + width, y)
                name = self._raster(logo)
                self._code.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y - height:.2f} cm")
                self._code.append(f"/{name} Do Q")
            case Image(x, _, width, height, picture, figure):
                figure.bounds = (x, y - height, x + width, y)
                box = f"{x:.2f} {y - height:.2f} {width:.2f} {height:.2f} re"
                name, image = self._image(picture)
                self._code.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y - height:.2f} cm")
                self._code.append(f"{image.turned}/{name} Do Q")
                if image.has_edges:
                    self._code.append(f"{EDGE_PT:g} w {box} S")
            case Sketch(x, _, width, height, _, figure):
                figure.bounds = (x, y - height, x + width, y)
                self._code += draw_sketch(ink, y)

    def draw_head(self, inks: Sequence[Ink]) -> None:
        """Draw what repeats on top of pages; a reader passes over it."""
        if not inks:
            return
        self._artifact = "/Artifact<</Type/Pagination/Subtype/Header>>BDC"
        for ink in inks:
            self.draw(ink, 0.0)
        self._close()
        self._artifact = ARTIFACT

    def draw_footer(self, inks: Sequence[Ink]) -> None:
        """Draw what repeats on each page; where it has no element, a reader passes over it."""
        self._close()
        self._artifact = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC"
        for ink in inks:
            self.draw(ink, 0.0)

    def end_page(self) -> None:
        """Finish a page."""
        self._close()
        content = "\n".join(self._code).encode("latin-1")
        self._digest.update(content)
        page: Any = PDFPage()
        page.Override_default_compilation = 1
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.MediaBox = PDFArray([0, 0, self._width, self._height])
        page.Parent = self._pdf.Reference(self._pdf.Pages)
        page.Resources = PDFResourceDictionary()
        page.Resources.basicFonts()
        page.Resources.XObject = self._rasters
        page.StructParents = self._structure.page_number
        page.Tabs = "/S"
        page.Contents = PDFStream(content=content, filters=[PDFStreamFilterZCompress()])
        self._pdf.addPage(page)
        self._pages.append(page)

    def finish(self, title: str, author: str, as_of: Date | None) -> Made:
        """Return the file's bytes; if there are pictures in it, what writes them one by one."""
        pdf = self._pdf
        if self._widgets:
            from quizgen.typeset.widgets import write_widgets  # most sheets are for paper

            write_widgets(pdf, self._pages, self._widgets, self._shown)
        write_structure(pdf, self._structure, title, self._language)
        write_bookmarks(pdf, self._structure)
        pdf.setTitle(_in_full(title))
        pdf.setAuthor(_in_full(author))
        pdf.setSubject("")
        pdf.setCreator("quizgen")
        known = calendar_date(as_of.last) if as_of else UNKNOWN_DAY
        day = f"D:{known.isoformat().replace('-', '')}000000Z"
        pdf.setDateFormatter(lambda *_: day)
        digest = self._digest.hexdigest()[:32]
        pdf._ID = f"[<{digest}><{digest}>]".encode()
        for font in pdf.delayedFonts:
            font.addObjects(pdf)
        for each in (pdf.Catalog, pdf.info):
            pdf.Reference(each)
        pdf.Outlines.prepare(pdf, None)
        if pdf.Outlines.ready < 0:
            pdf.Catalog.Outlines = None
        return self._write if self._images else content_of(self._write)

    def _write(self, stream: BinaryIO) -> None:
        """Write the file, object after object; ReportLab would have all of it in memory, twice."""
        pdf = self._pdf
        file: Any = PDFFile(pdf._pdfVersion)
        stream.write(file.format(pdf))
        file.write = stream.write
        names = []
        for number in count(1):  # to write one may add others
            if (name := pdf.numberToId.get(number)) is None:
                break
            names.append(name)
            pdf.idToOffset[name] = file.add(
                PDFIndirectObject(name, pdf.idToObject[name]).format(pdf)
            )
        table = PDFCrossReferenceTable()
        table.addsection(0, names)
        start = file.add(table.format(pdf))
        root, info = pdf.Reference(pdf.Catalog), pdf.Reference(pdf.info)
        end = PDFTrailer(start, Size=len(names) + 1, Root=root, Info=info, ID=pdf.ID())
        file.add(end.format(pdf))

    @property
    def has_logo(self) -> bool:
        """Tell whether a logo has been drawn."""
        return self._logo is not None

    @property
    def has_fields(self) -> bool:
        """Tell whether there is anything to fill in."""
        return bool(self._widgets)

    def _place(self, ink: Ink, element: Element, y: float) -> None:
        """Let ink be a drawing around a field, which is given its place on the page."""
        from quizgen.typeset.widgets import widget_of

        self._mark(None)
        number = self._structure.place(element)
        widget = widget_of(ink, element, y, len(self._pages), number)
        self._widgets.append(widget)
        self._digest.update(repr(widget.field[:2]).encode())

    def _raster(self, logo: Logo) -> str:
        """Return the name of a picture on this page; its pixels are in the file once."""
        entries = {
            "Type": PDFName("XObject"),
            "Subtype": PDFName("Image"),
            "Width": logo.width,
            "Height": logo.height,
            "ColorSpace": PDFName("DeviceRGB"),
            "BitsPerComponent": 8,
        }
        stream = PDFStream(PDFDictionary(entries), logo.pixels, [PDFStreamFilterZCompress()])
        if not self._logo:
            self._logo = self._pdf.Reference(stream, "logo")
        self._rasters["Logo"] = self._logo
        return "Logo"

    def _image(self, picture: Picture) -> "tuple[str, PdfImage]":
        """Return the name of a bank's picture on this page, and the picture."""
        name = f"P{picture.digest[:16]}"
        if picture.digest not in self._images:
            from quizgen.typeset.images import image_of  # most sheets have no pictures

            image = image_of(picture)
            self._digest.update(picture.digest.encode())
            self._images[picture.digest] = image.add_to(self._pdf, name), image
        self._rasters[name], image = self._images[picture.digest]
        return name, image

    def _mark(self, element: Element | None) -> None:
        """Give what follows to an element, or to nobody."""
        if self._is_open and element is self._owner:
            return
        self._close()
        if element is None:
            self._code.append(self._artifact)
        else:
            number = self._structure.mark(element)
            self._code.append(f"/{element.tag}<</MCID {number}>>BDC")
        self._owner = element
        self._is_open = True

    def _close(self) -> None:
        if self._is_open:
            self._code.append("EMC")
        self._is_open = False
        self._owner = None

    def _show(self, glyphs: Glyphs, y: float) -> None:
        self._code += self._shown(glyphs, y)

    def _shown(self, glyphs: Glyphs, y: float) -> Iterator[str]:
        if glyphs.is_white:
            yield "q 7 Tr"  # letters as a window through which white is painted
        yield f"BT 1 0 0 1 {glyphs.x:.2f} {y:.2f} Tm"
        font = glyphs.face.font
        for subset, coded in font.splitString(glyphs.text, self._pdf):
            name = font.getSubsetInternalName(subset, self._pdf)
            escaped = coded.decode("latin-1").translate(ESCAPES)
            yield f"{name} {glyphs.size:g} Tf ({escaped}) Tj"
        yield "ET"
        if glyphs.is_white:
            size = glyphs.size
            box = f"{glyphs.x:.2f} {y - size:.2f} {len(glyphs.text) * size:.2f} {2 * size:.2f}"
            yield f"1 g {box} re f Q"


def _in_full(text: str) -> Any:
    """Return a text for the file's properties, in UTF-16 where one byte a letter would mislead.

    Bytes that begin like a mark of UTF-16 or UTF-8 are read as such: þÿ, ÿþ, ï»¿.
    """
    return PDFString(text, enc="utf-16") if text.startswith(MARKS) else text


def _dots(dots: Dots, y: float, to_y: float) -> str:
    """Draw tiny squares, as far apart as asked for or a little less."""
    count = max(round(max(abs(dots.to_x - dots.x), abs(to_y - y)) / dots.step), 1)
    right, up = (dots.to_x - dots.x) / count, (to_y - y) / count
    x, y, size = dots.x - dots.size / 2, y - dots.size / 2, dots.size
    return " ".join(
        f"{x + place * right:.1f} {y + place * up:.1f} {size:g} {size:g} re f"
        for place in range(count + 1)
    )
