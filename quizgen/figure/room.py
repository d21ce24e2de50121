"""The room for a picture: its width, its type, and how wide words are in it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from math import fsum
from typing import TypeVar

from quizgen.figure.shapes import AnswerBox, Drawing, Path, Shape
from quizgen.values import dataclass

WidthOf = Callable[[str, bool], float]
"""The width of words, plain or bold, as a part of the type size."""

S = TypeVar("S", bound=Shape)

LENGTHS = ("x", "y", "to_x", "to_y", "width", "height", "radius", "size")
"""What of a shape grows with the picture; strokes do not."""

WIDE_LETTERS = frozenset("MWmw@%—…ЖШЩЮФжшщюф")
NARROW_LETTERS = frozenset("ijltfrI.,:;'’|!()[] \u00a0")


@dataclass(frozen=True, kw_only=True)
class Room:
    """How much space a picture has, and how it is drawn. All lengths in points."""

    width: float
    size: float
    """Of its type."""
    leading: float
    unit: float
    """A millimetre at normal size; lengths of pictures are counted in it."""
    box_width: float
    box_height: float
    hair: float
    """Strokes, from the finest: guide lines, leaders and boxes, a scale, bars, a timeline."""
    rule: float
    line: float = 0.75
    bar: float
    axis: float
    ruler: float = 0.0
    """A true millimetre, where a pupil may lay a ruler on the picture."""
    width_of: WidthOf

    def measure(self, words: str, *, is_bold: bool = False) -> float:
        """Return the width of words."""
        return self.width_of(words, is_bold) * self.size

    def wrap(self, words: str, width: float, *, is_bold: bool = False) -> tuple[str, ...]:
        """Return words in lines no wider than `width`; a word that is wider is cut."""
        lines = [""]
        for word in words.split(" "):
            longer = f"{lines[-1]} {word}" if lines[-1] else word
            if self.measure(longer, is_bold=is_bold) <= width:
                lines[-1] = longer
                continue
            *heads, tail = self._cut(word, width, is_bold=is_bold)
            lines += [*heads, tail]
        return tuple(line for line in lines if line)

    def _cut(self, word: str, width: float, *, is_bold: bool) -> Iterator[str]:
        part = ""
        for letter in word:
            if part and self.measure(part + letter, is_bold=is_bold) > width:
                yield part
                part = ""
            part += letter
        yield part


def widest(words: str, is_bold: bool) -> float:
    """Return a width that no common sans exceeds, as a card's font is the reader's own.

    >>> round(widest("Gemini 11", False), 2)
    5.22
    """
    return fsum(map(_letter_width, words)) * (1.06 if is_bold else 1.0)


@cache
def _letter_width(letter: str) -> float:
    if letter in WIDE_LETTERS or letter in NARROW_LETTERS:
        return 0.98 if letter in WIDE_LETTERS else 0.36
    if letter.isdigit():
        return 0.6
    if letter.isupper():
        return 0.76
    return 0.6 if ord(letter) < 0x2E80 else 1.0


CARD = Room(
    width=360,
    size=14,
    leading=18,
    unit=3.4,
    box_width=30,
    box_height=27,
    hair=1,
    rule=1,
    line=1,
    bar=1.2,
    axis=1.8,
    width_of=widest,
)
"""A card on a phone, in pixels."""


def scaled(drawing: Drawing, factor: float) -> Drawing:
    """Return a drawing of another size, its strokes as they are."""
    return replace(
        drawing,
        width=drawing.width * factor,
        height=drawing.height * factor,
        shapes=tuple(_scaled(shape, factor) for shape in drawing.shapes),
        blanks=tuple(
            AnswerBox(
                number=_scaled(blank.number, factor),
                words=tuple(_scaled(line, factor) for line in blank.words),
                box=_scaled(blank.box, factor),
            )
            for blank in drawing.blanks
        ),
    )


def _scaled(shape: S, factor: float) -> S:
    if isinstance(shape, Path):
        return replace(shape, points=tuple((x * factor, y * factor) for x, y in shape.points))
    lengths = {name: value for name, value in vars(shape).items() if name in LENGTHS}
    return replace(shape, **{name: value * factor for name, value in lengths.items()})
