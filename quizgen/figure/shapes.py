"""A picture as plain shapes, laid out for paper or a card."""

from typing import Literal

from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Line:
    """A straight stroke. All shapes: in points, x from the left edge, y downwards from the top."""

    x: float
    y: float
    to_x: float
    to_y: float
    stroke: float
    is_dotted: bool = False


@dataclass(frozen=True, kw_only=True)
class Path:
    """A stroke through points, each its x and y."""

    points: tuple[tuple[float, float], ...]
    stroke: float
    dash: Literal["", "dotted", "dashed"] = ""


@dataclass(frozen=True, kw_only=True)
class Rect:
    """A rectangle; x and y are its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    stroke: float
    fill: Literal["none", "hatch", "solid"] = "none"


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A circle; x and y are its centre."""

    x: float
    y: float
    radius: float
    stroke: float
    is_filled: bool = True


@dataclass(frozen=True, kw_only=True)
class Label:
    """A line of words; y is its baseline, x where it starts, has its middle or ends."""

    x: float
    y: float
    words: str
    size: float
    anchor: Literal["start", "middle", "end"] = "start"
    is_bold: bool = False


Shape = Line | Path | Rect | Dot | Label


@dataclass(frozen=True, kw_only=True)
class AnswerBox:
    """A place in a drawing where a pupil writes: a box, what it is for, and its number."""

    number: Label
    words: tuple[Label, ...]
    """One line below the other."""
    box: Rect


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A picture as plain shapes."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    blanks: tuple[AnswerBox, ...] = ()
