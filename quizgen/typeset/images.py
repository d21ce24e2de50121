"""The bytes of a picture -> an object of a PDF file, packed as the picture's own file is.

A JPEG goes in as it is. So do the packed pixels of a PNG, for both formats unpack them alike; only
pixels that are partly transparent or interlaced are unpacked, and packed anew beside their mask.
"""

import zlib
from collections.abc import Callable
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream

from quizgen.content import Picture
from quizgen.errors import Problem, RefusedFileError, TypesettingError, Where
from quizgen.values import dataclass

TURNED = {
    1: "", 2: "-1 0 0 1 1 0 cm ", 3: "-1 0 0 -1 1 1 cm ", 4: "1 0 0 -1 0 1 cm ",
    5: "0 -1 -1 0 1 1 cm ", 6: "0 -1 1 0 0 1 cm ", 7: "0 1 1 0 0 0 cm ", 8: "0 1 -1 0 1 0 cm ",
}  # fmt: skip
"""Orientation as Exif counts -> what turns the pixels within a square of one unit."""
PACKED_ALIKE = 15
"""Each row tells how it is packed, as those of PNG files do."""


@dataclass(frozen=True)
class PdfImage:
    """A picture as a PDF file holds it."""

    entries: dict[str, Any]
    """What its dictionary says: pixels, or operators that draw in a square of one unit."""
    pack: Callable[[], bytes]
    """Returns its bytes while the file is written: they are fetched only then, and not kept."""
    pack_mask: Callable[[], bytes] | None = None
    """Returns how opaque each pixel is, packed; None where all are."""
    turned: str = ""
    """What turns it within its square."""
    has_edges: bool = True
    """Whether it hides the paper all over, so that its edges can be seen."""

    def add_to(self, pdf: Any, name: str) -> Any:
        """Add it to a file; return a reference to it."""
        entries = dict(self.entries)
        if self.pack_mask:
            size = {key: entries[key] for key in ("Width", "Height")}
            grey = {**size, "ColorSpace": PDFName("DeviceGray"), "BitsPerComponent": 8}
            flate = {"Filter": PDFName("FlateDecode")}
            mask = _Stream({**grey, **flate}, self.pack_mask)
            entries["SMask"] = pdf.Reference(mask, f"{name}mask")
        return pdf.Reference(_Stream(entries, self.pack), name)


class _Stream(PDFStream):
    """A stream whose bytes are there only while they are written."""

    def __init__(self, entries: dict[str, Any], pack: Callable[[], bytes]) -> None:
        kind = {"Type": PDFName("XObject"), "Subtype": PDFName("Image")}
        super().__init__(PDFDictionary({**kind, **entries}), None, [])
        self.pack = pack

    def format(self, document: Any) -> bytes:
        self.content = self.pack()
        written: bytes = super().format(document)
        self.content = None
        return written


def image_of(picture: Picture) -> PdfImage:
    """Fetch a picture and return it for a PDF file.

    Raises BankError if it cannot be had, and TypesettingError if it cannot be drawn.
    """
    fetch = picture.fetch
    assert fetch is not None
    try:
        if picture.kind == "svg":
            from quizgen.typeset.drawing import drawing_of

            return drawing_of(fetch())
        return _jpeg(fetch) if picture.kind == "jpeg" else _png(fetch)
    except RefusedFileError as error:
        message = f"the picture '{picture.name}' cannot be printed: {error.message}"
        raise TypesettingError([Problem(Where(picture.name), message, error.hint)]) from error


def _jpeg(fetch: Callable[[], bytes]) -> PdfImage:
    from quizgen.read.jpeg import read_jpeg

    jpeg = read_jpeg(fetch())
    entries = {
        "Width": jpeg.width,
        "Height": jpeg.height,
        "ColorSpace": PDFName("DeviceGray" if jpeg.samples == 1 else "DeviceRGB"),
        "BitsPerComponent": 8,
        "Filter": PDFName("DCTDecode"),
    }
    return PdfImage(entries, fetch, turned=TURNED[jpeg.orientation])


def _png(fetch: Callable[[], bytes]) -> PdfImage:
    from quizgen.read.png import COLOUR, COLOUR_ALPHA, GREY_ALPHA, read_png

    data = fetch()
    png = read_png(data)
    if png.is_interlaced or png.transparency or png.colours in (GREY_ALPHA, COLOUR_ALPHA):
        return _unpacked(fetch)
    samples = 3 if png.colours == COLOUR else 1
    space: Any = PDFName("DeviceRGB" if samples == 3 else "DeviceGray")
    if png.palette:
        last = len(png.palette) // 3 - 1
        space = f"[/Indexed /DeviceRGB {last} <{png.palette.hex()}>]"
    packing = f"/Predictor {PACKED_ALIKE}/Colors {samples}"
    packing += f"/BitsPerComponent {png.depth}/Columns {png.width}"
    entries = {
        "Width": png.width,
        "Height": png.height,
        "ColorSpace": space,
        "BitsPerComponent": png.depth,
        "Filter": PDFName("FlateDecode"),
        "DecodeParms": f"<<{packing}>>",
    }
    return PdfImage(entries, lambda: read_png(fetch()).packed)


def _unpacked(fetch: Callable[[], bytes]) -> PdfImage:
    """Return the pixels of a PNG file in red, green and blue, and apart from them their mask."""
    from quizgen.read.pixels import unpack_png

    pixels = unpack_png(fetch())
    entries = {
        "Width": pixels.width,
        "Height": pixels.height,
        "ColorSpace": PDFName("DeviceRGB"),
        "BitsPerComponent": 8,
        "Filter": PDFName("FlateDecode"),
    }
    is_opaque = not pixels.alpha
    return PdfImage(
        entries,
        lambda: zlib.compress(unpack_png(fetch()).colours),
        None if is_opaque else lambda: zlib.compress(unpack_png(fetch()).alpha),
        has_edges=is_opaque,
    )
