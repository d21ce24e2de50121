"""A figure as it is asked about: a timeline has boxes for what is to be said, and tells no answer.

On paper the type is the theme's; here it is that of a screen, for programs that show pictures.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import assert_never

from quizgen.figure.across import lay_out_across
from quizgen.figure.atlas import lay_out_map
from quizgen.figure.bars import lay_out_bars
from quizgen.figure.room import CARD, Room
from quizgen.figure.shapes import Drawing
from quizgen.figure.svg import write_svg
from quizgen.quiz.figures import Figure, Map, Scale, Timeline

SCREEN = replace(CARD, width=640)
"""A page of a learning platform, in pixels."""

MARGIN = 10
"""Around a figure, where the words at its edges have room."""


def lay_out_asked(figure: Figure, numbers: Sequence[int], room: Room) -> Drawing:
    """Return a figure to be answered from; `numbers` stand at the boxes of a timeline."""
    match figure:
        case Scale():
            return lay_out_bars(figure, room)
        case Map():
            return lay_out_map(figure, room)
        case Timeline():
            return lay_out_across(figure, numbers, room)
        case _ as unreachable:
            assert_never(unreachable)


@lru_cache(maxsize=64)  # of a map several questions are asked
def svg_file(figure: Figure) -> bytes:
    """Return a figure to be answered from as a file of its own, boxes numbered from 1.

    It is drawn in black on white, since a file does not know the page that shows it.
    """
    asked = 0
    if isinstance(figure, Timeline):
        asked = sum(not moment.words for moment in figure.moments)
    drawing = lay_out_asked(figure, range(1, asked + 1), SCREEN)
    _, _, shapes = write_svg(drawing, figure.caption, figure.alt).partition(" role=")
    width, height = (f"{side + 2 * MARGIN:g}" for side in (drawing.width, drawing.height))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="-{MARGIN} -{MARGIN} {width} {height}"'
        ' color="#000" style="background:#fff" font-family="sans-serif" role='
    )
    return (head + shapes).encode()
