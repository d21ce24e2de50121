"""JPEG files: what is in one, and the same without what tells more than its pixels.

The picture itself is never unpacked: pages and cards have it as its camera packed it. What a
camera writes beside it, where and when and with what, is left out; which way it is to be turned
and the profile of its colours are kept.
"""

import re
import struct

from quizgen.errors import RefusedFileError
from quizgen.values import dataclass

_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended and progressive: what every browser and every reader of PDF shows."""
_OTHER_FRAMES = frozenset({0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_TABLES = frozenset({0xDB, 0xC4, 0xDD})
"""Quantisation, Huffman codes, and how far apart restarts are."""
_SCAN, _END, _EXIF, _PROFILE = 0xDA, 0xD9, 0xE1, 0xE2
_JFIF, _ADOBE = 0xE0, 0xEE
_NEXT = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
"""A marker that ends a scan: not a filled byte, no restart."""
_ORIENTATION = 0x0112
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers that nothing follows."""
_AGAIN = "save it again as JPEG"


@dataclass(frozen=True)
class Jpeg:
    """A JPEG file without what tells more than its pixels."""

    width: int
    """Of the pixels as they are packed: before it is turned."""
    height: int
    samples: int
    """Numbers that make a pixel: 1 for grey, 3 for colour."""
    orientation: int
    """How it is to be turned and mirrored, 1 to 8, as Exif counts; 1 for not at all."""
    data: bytes

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height as it is shown."""
        is_on_its_side = self.orientation > 4
        return (self.height, self.width) if is_on_its_side else (self.width, self.height)


def read_jpeg(data: bytes) -> Jpeg:
    """Return what a file holds; raises RefusedFileError for one that cannot be shown everywhere."""
    kept = [data[:2]]
    frame, orientation, place, marker = b"", 1, 2, 0
    has_scan = False
    while marker != _END:
        place = _at_marker(data, place)
        marker = data[place + 1]
        if marker == _END or marker in _ALONE:
            kept.append(data[place : place + 2])
            place += 2
            continue
        end, body = _segment(data, place)
        if marker in _OTHER_FRAMES:
            hint = "save it as an ordinary or progressive JPEG"
            raise RefusedFileError("it is a JPEG of a sort that browsers do not show", hint)
        if marker in _FRAMES:
            frame = frame or body
        if marker == _EXIF and body.startswith(b"Exif\0"):
            orientation = _orientation_in(body[6:])
        if marker == _SCAN:
            found = _NEXT.search(data, end)
            if not found:
                raise _cut_off()
            end, has_scan = found.start(), True
        if _is_kept(marker, body):
            kept.append(data[place:end])
        place = end
    if len(frame) < 6 or not has_scan:
        raise _broken()
    bits, height, width, samples = struct.unpack(">BHHB", frame[:6])
    if samples == 4:
        hint = "save it in RGB, as screens have it"
        raise RefusedFileError("its colours are CMYK, as printing presses have them", hint)
    if bits != 8 or samples not in (1, 3) or not width or not height:
        raise _broken()
    if orientation != 1:
        kept.insert(1, _exif(orientation))
    return Jpeg(width, height, samples, orientation, b"".join(kept))


def _is_kept(marker: int, body: bytes) -> bool:
    """Tell whether the pixels or their colours hang on a segment."""
    if marker in (_JFIF, _ADOBE):
        return body.startswith((b"JFIF\0", b"Adobe"))
    if marker == _PROFILE:
        return body.startswith(b"ICC_PROFILE\0")
    return marker in _FRAMES or marker in _TABLES or marker == _SCAN


def _at_marker(data: bytes, place: int) -> int:
    """Return where the next marker begins; bytes of 255 may fill the room before it."""
    while data[place : place + 2] == b"\xff\xff":
        place += 1
    if place + 2 > len(data):
        raise _cut_off()
    if data[place] != 0xFF or not data[place + 1]:
        raise _broken()
    return place


def _segment(data: bytes, place: int) -> tuple[int, bytes]:
    """Return where the segment of a marker ends, and what it holds."""
    length = int.from_bytes(data[place + 2 : place + 4])
    end = place + 2 + length
    if length < 2:
        raise _broken()
    if end > len(data):
        raise _cut_off()
    return end, data[place + 4 : end]


def _orientation_in(tiff: bytes) -> int:
    """Return which way a picture is to be turned; 1 where nothing sensible says so."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if not order:
            return 1
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * number)
            if (tag, kind) == (_ORIENTATION, 3):
                return value if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def _exif(orientation: int) -> bytes:
    """Return a segment that says nothing but which way a picture is to be turned."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    body = b"Exif\0\0MM\0\x2a" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _cut_off() -> RefusedFileError:
    return RefusedFileError("it is cut off: it ends before its end", _AGAIN)


def _broken() -> RefusedFileError:
    return RefusedFileError("it is no JPEG picture, or a broken one", _AGAIN)
