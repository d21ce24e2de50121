"""How pages are filled, read off a finished PDF: what stays empty, where sections part, how dense.

Nothing here asks the code that shares pages out: lines, circles and numbers are read from what is
drawn, and what belongs to one question from the form.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import NamedTuple

import pikepdf
from judges import MM

from quizgen.quiz.form import Form

CLEAR = 4.3 * MM
"""From the frame's lower edge down to the rule of the footer."""
TEXT = re.compile(r"BT 1 0 0 1 ([\d.]+) ([\d.]+) Tm\n((?:.|\n)*?)\nET")
SHOWN = re.compile(r"(/F\S+) ([\d.]+) Tf \(((?:\\.|[^\\)])*)\) Tj", re.DOTALL)
AGAIN = re.compile(r"/Artifact<</Type/Pagination/Subtype/(\w+)>>BDC\n.*?\nEMC", re.DOTALL)
"""What repeats on pages: the line for the name, and the footer with what stands above its rule."""
LEVEL = re.compile(r"([\d.]+) w ([\d.]+) ([\d.]+) m ([\d.]+) \3 l S")
BOX = re.compile(r"[\d.]+ w ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re S")
ROUND = re.compile(r"[\d.]+ w ([\d.]+) ([\d.]+) m (?:[\d.]+ ){6}c")
SET = re.compile(r"<([0-9A-Fa-f]+)> <([0-9A-Fa-f]{4})>")


class Said(NamedTuple):
    """Words on a baseline; y counts upwards."""

    x: float
    y: float
    size: float
    face: str
    words: str


@dataclass(frozen=True)
class Drawn:
    """What stands on a page above its footer, and where."""

    height: float
    """From the frame's lower edge to its upper one."""
    floor: float
    low: float
    """How far down anything reaches."""
    said: tuple[Said, ...]
    lines: tuple[tuple[float, float, float], ...]
    """Level lines: where each begins and ends, and how high it stands."""
    rounds: tuple[tuple[float, float], ...]
    """A point of each circle's edge, the same one of all."""

    @property
    def empty(self) -> float:
        """Return which part of the page stays empty below all that stands there."""
        return (self.low - self.floor) / self.height

    @property
    def numbers(self) -> tuple[tuple[int, float], ...]:
        """Return the numbers of questions at the left edge, with their baselines, downwards."""
        left = min(one.x for one in self.said)
        return tuple(
            (int(one.words), one.y)
            for one in self.said
            if one.words.isdigit() and "Bold" in one.face and one.x < left + 0.1 and one.size > 10.5
        )


def drawn_pages(pdf: bytes, top: float = 16 * MM) -> list[Drawn]:
    """Return what stands on each page of a sheet or a key."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return [_drawn(page, top) for page in file.pages]


def _drawn(page: pikepdf.Page, top: float) -> Drawn:
    code = page.Contents.read_bytes().decode("latin-1")
    width, height = float(page.MediaBox[2]), float(page.MediaBox[3])
    levels = [(float(x), float(to_x), float(y)) for _, x, y, to_x in LEVEL.findall(code)]
    rule = min(y for x, to_x, y in levels if to_x - x > width - 37 * MM)
    code = AGAIN.sub("", code)
    said = [*_said(page, code)]
    lines = [(float(x), float(to_x), float(y)) for _, x, y, to_x in LEVEL.findall(code)]
    to_write_on = [
        (float(x), float(to_x), float(y))
        for stroke, x, y, to_x in LEVEL.findall(code)
        if 0.7 < float(stroke) < 1.1
    ]
    rounds = [(float(x), float(y)) for x, y in ROUND.findall(code)]
    lows = [one.y - 0.25 * one.size for one in said if one.y > rule]
    lows += [y for _, _, y in lines if y > rule]
    lows += [float(low) for _, low, _, _ in BOX.findall(code) if float(low) > rule]
    return Drawn(
        height=height - top - rule - CLEAR,
        floor=rule + CLEAR,
        low=min(lows),
        said=tuple(one for one in said if one.y > rule),
        lines=tuple(line for line in to_write_on if line[2] > rule),
        rounds=tuple(rounds),
    )


def _said(page: pikepdf.Page, code: str) -> Iterator[Said]:
    fonts = {
        name: (str(font.BaseFont), _signs(font.ToUnicode.read_bytes().decode("latin-1")))
        for name, font in page.Resources.Font.items()
    }
    for x, y, shown in TEXT.findall(code):
        parts = SHOWN.findall(shown)
        words = "".join(
            fonts[name][1].get(ord(sign), "?")
            for name, _, coded in parts
            for sign in _unescaped(coded)
        )
        name, size, _ = parts[0]
        yield Said(float(x), float(y), float(size), fonts[name][0], words)


def _signs(cmap: str) -> dict[int, str]:
    """Return what each byte of a font stands for."""
    signs: dict[int, str] = {}
    for listed in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        signs |= {int(byte, 16): chr(int(sign, 16)) for byte, sign in SET.findall(listed)}
    for listed in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, many in re.findall(r"<(\w+)> <(\w+)> \[(.*?)\]", listed, re.DOTALL):
            found = re.findall(r"<(\w+)>", many)
            for byte, sign in zip(range(int(first, 16), int(last, 16) + 1), found, strict=False):
                signs[byte] = chr(int(sign[:4], 16))
    return signs


def _unescaped(coded: str) -> str:
    return re.sub(r"\\(.)", lambda found: {"r": "\r"}.get(found[1], found[1]), coded)


# --------------------------------------------------------------------------- what is wrong


HOLE = 1 / 3
REMNANT = 0.15
"""A last page with no more on it than this part is a remnant."""


def holes(pages: list[Drawn]) -> Iterator[str]:
    """Yield pages that end more than a third empty; the last one may, unless it is a remnant."""
    for number, page in enumerate(pages, 1):
        is_last = page is pages[-1]
        if page.empty > HOLE and not is_last:
            yield f"page {number} of {len(pages)}: {page.empty:.0%} empty"
        elif is_last and number > 1 and 1 - page.empty < REMNANT:
            yield f"page {number}, the last: {1 - page.empty:.0%} filled"


def _first_numbers(form: Form) -> set[int]:
    """Return the first number of each item: a set to match has several."""
    return {one.number for part in form.sections for one in part.items}


def alone(form: Form, pages: list[Drawn]) -> Iterator[str]:
    """Yield where one of several items of a section stands on a page without the others."""
    firsts = _first_numbers(form)
    page_of = {
        number: place
        for place, page in enumerate(pages, 1)
        for number, _ in page.numbers
        if number in firsts
    }
    for part in form.sections:
        on = [page_of[one.number] for one in part.items if one.number in page_of]
        if len(on) < 2:
            continue
        if on[0] < on[1]:
            yield f"first of {part.title!r} at the end of page {on[0]}"
        if on[-1] > on[-2]:
            yield f"last of {part.title!r} on top of page {on[-1]}"


def option_pitches(pages: list[Drawn]) -> set[float]:
    """Return how far apart options of one line stand, on each page that has some."""
    found = set()
    for page in pages:
        columns: dict[float, list[float]] = {}
        for x, y in page.rounds:
            columns.setdefault(x, []).append(y)
        steps = _steps(columns.values(), 10 * MM)
        found |= {min(steps)} if steps else set()
    return _as_one(found)


def line_pitches(pages: list[Drawn]) -> set[float]:
    """Return how far apart lines to write on stand where nothing stands between them."""
    found = set()
    for page in pages:
        columns: dict[tuple[float, float], list[float]] = {}
        for x, to_x, y in page.lines:
            if to_x - x > 60 * MM:
                columns.setdefault((x, to_x), []).append(y)
        said = [one.y for one in page.said]
        found |= {
            step
            for (x, _), ys in columns.items()
            for high, low in pairwise(sorted(ys, reverse=True))
            if not any(low - 1 < y < high for y in said)
            for step in _steps([[high, low]], 14 * MM)
        }
    return _as_one(found)


def _steps(columns: Iterable[list[float]], most: float) -> list[float]:
    return [
        round(high - low, 1)
        for ys in columns
        for high, low in pairwise(sorted(ys, reverse=True))
        if high - low < most
    ]


def _as_one(steps: set[float]) -> set[float]:
    """Return steps without those that differ by rounding alone."""
    return {step for step in steps if not any(0 < step - other < 0.15 for other in steps)}
