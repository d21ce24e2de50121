"""What a pupil writes in or reads off is still there after a copier that prints light.

A page is drawn as grey pixels, blurred as paper and lens do it, roughened, and made black and white
where only what is more than half black stays. Then what the page is known to draw is looked for.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from math import dist

import pikepdf
import pypdfium2
import pytest
from drawn import Drawn, drawn_on
from PIL import Image, ImageChops, ImageFilter

from quizgen import find_texts, find_theme, find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.look import Look, Theme
from quizgen.pool import ItemPool
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_materials
from quizgen.typeset import write_sheet

BLUR_PT = 0.36
"""How far ink spreads, as the standard deviation of a blur."""
NOISE = 12
"""By how many of 256 greys a pixel is off at most."""
LIGHTEST_BLACK = 115
"""The lightest grey that is copied as black: a light copy drops what is little more than half."""
FOUND = 0.95
"""The part of a line that must be black, pixel by pixel."""
NEARLY_PT = 0.05
"""Points by which printed lengths may miss."""
SHORT_PT = 2.0
"""A line of a hatching that is shorter lies in the corner of its frame."""
FOOTER_PT = 22 * 72 / 25.4
"""What stands lower on a page is its footer, which nobody writes in."""


def inner(one: Drawn) -> tuple[tuple[float, float], ...]:
    """Return the points of a path, a line's without the ends, which a blur rounds off."""
    if one.kind != "line":
        return one.points
    (x, y), (to_x, to_y) = one.points
    part = min(BLUR_PT / dist(*one.points), 0.5)
    right, up = part * (to_x - x), part * (to_y - y)
    return (x + right, y + up), (to_x - right, to_y - up)


class Copy:
    """A page of black and white pixels."""

    def __init__(self, page: pypdfium2.PdfPage, dots_per_inch: int) -> None:
        self.scale = dots_per_inch / 72
        grey = page.render(scale=self.scale, grayscale=True).to_pil().convert("L")
        blurred = grey.filter(ImageFilter.GaussianBlur(BLUR_PT * self.scale))
        seed = hashlib.shake_256(b"the glass is dusty").digest(grey.width * grey.height)
        dust = Image.frombytes("L", grey.size, seed).point(lambda each: each * 2 * NOISE // 255)
        rough = ImageChops.subtract(ImageChops.add(blurred, dust), Image.new("L", grey.size, NOISE))
        self.black = rough.point(lambda each: 255 * (each <= LIGHTEST_BLACK))
        self.pixels = self.black.load()
        self.height = grey.height

    def is_black(self, x: float, y: float) -> bool:
        """Tell whether a point of the page, or a pixel beside it, is black."""
        column, row = int(x * self.scale), int(self.height - y * self.scale)
        return any(
            self.pixels[near, low]
            for near in (column - 1, column, column + 1)
            for low in (row - 1, row, row + 1)
        )

    def share(self, points: tuple[tuple[float, float], ...]) -> float:
        """Return the part of a line through points that is black, pixel by pixel."""
        found = [
            self.is_black(x + part * (to_x - x), y + part * (to_y - y))
            for (x, y), (to_x, to_y) in pairwise(points)
            for steps in [max(round(dist((x, y), (to_x, to_y)) * self.scale), 1)]
            for part in (step / steps for step in range(1, steps + 1))
        ]
        return sum(found) / len(found)


@cache
def pool(topic: str) -> ItemPool:
    return ItemPool(read_materials(find_texts(topic)).subject)


def sheet(topic: str, name: str, theme: Theme, **wishes: bool) -> bytes:
    wish = Blueprint(worksheet=find_worksheet(name), may_shrink=True)
    (form,) = assemble_forms(pool(topic), wish)
    return write_sheet(form, Look(theme=theme, **wishes))


def is_slanted(one: Drawn) -> bool:
    """Tell whether it is a line of a hatching, or a leader of a timeline."""
    (x, y), (to_x, to_y) = one.points[0], one.points[1]
    return one.kind == "line" and x != to_x and y != to_y


def is_diagonal(one: Drawn) -> bool:
    """Tell whether it rises as far as it goes, as hatching does."""
    (x, y), (to_x, to_y) = one.points[0], one.points[1]
    return abs(abs(to_x - x) - abs(to_y - y)) < NEARLY_PT


def copied(pdf: bytes, dots_per_inch: int) -> Iterator[tuple[Copy, list[Drawn]]]:
    """Yield each page's copy, and what the page draws above its footer."""
    with pikepdf.open(BytesIO(pdf)) as file:
        for printed, page in zip(file.pages, pypdfium2.PdfDocument(pdf), strict=True):
            drawn = [one for one in drawn_on(printed) if one.points[0][1] > FOOTER_PT]
            yield Copy(page, dots_per_inch), drawn


def lost(pdf: bytes, dots_per_inch: int) -> list[str]:
    """Return what is not found again on a light copy."""
    return [
        f"{one.kind} of {one.stroke} pt from {one.points[0]}: {found:.2f}"
        for copy, drawn in copied(pdf, dots_per_inch)
        for one in drawn
        if not is_slanted(one) and (found := copy.share(inner(one))) < FOUND
    ]


SHEETS: dict[str, tuple[str, str, dict[str, bool]]] = {
    "circles, boxes for letters, lines": ("escalation", "standard", {}),
    "a table of marks and a box for each": ("escalation", "test", {}),
    "a table to fill in": ("escalation", "who-said-it", {}),
    "a timeline": ("escalation", "timeline", {}),
    "blanks for numbers, and boxes for marks": ("escalation", "numbers", {"points": True}),
    "bars": ("elements", "numbers", {}),
    "large print": ("elements", "standard", {"large_print": True}),
}


@pytest.mark.parametrize("dots_per_inch", [300, 200])
@pytest.mark.parametrize("case", SHEETS)
def test_what_a_pupil_writes_in_survives_a_light_copy(case: str, dots_per_inch: int) -> None:
    topic, name, wishes = SHEETS[case]
    pdf = sheet(topic, name, find_theme(), **wishes)
    assert lost(pdf, dots_per_inch) == []


@pytest.mark.parametrize("dots_per_inch", [300, 200])
def test_lines_of_half_a_point_do_not_survive(dots_per_inch: int) -> None:
    theme = replace(find_theme(), stroke_line=0.5)
    found = lost(sheet("escalation", "test", theme), dots_per_inch)
    assert {words.partition(" ")[0] for words in found} == {"line", "box", "circle"}
    assert len(found) > 20


@pytest.mark.parametrize("dots_per_inch", [300, 200])
def test_hatching_is_told_from_white_and_from_black(dots_per_inch: int) -> None:
    for copy, drawn in copied(sheet("escalation", "timeline", find_theme()), dots_per_inch):
        hatching = sorted(
            (one for one in drawn if is_slanted(one) and is_diagonal(one)),
            key=lambda one: one.points,
        )
        assert len(hatching) > 10
        shares = [copy.share(inner(one)) for one in hatching if dist(*one.points) > SHORT_PT]
        assert min(shares) >= FOUND
        middles = [
            tuple(0.75 * low + 0.25 * high for low, high in zip(*one.points, strict=True))
            for one in hatching
        ]
        between = [
            ((x + to_x) / 2, (y + to_y) / 2)
            for (x, y), (to_x, to_y) in pairwise(middles)
            if abs(to_y - y) < 0.1 and to_x - x < 10
        ]
        assert len(between) > 10
        assert not any(copy.is_black(x, y) for x, y in between)
