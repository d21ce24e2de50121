"""Pictures as plain shapes: timelines, bars and maps, laid out once for paper and for cards.

A figure says what is shown, a room how much space there is and how wide words are in it; out comes
a drawing. The PDF writer draws it in ink, `write_svg` writes it for a card. Nothing here knows a
language: every word stands in the figure.
"""

from typing import assert_never

from quizgen.figure.across import lay_out_across
from quizgen.figure.atlas import lay_out_map
from quizgen.figure.bars import lay_out_bars
from quizgen.figure.down import lay_out_down
from quizgen.figure.hatch import hatch
from quizgen.figure.room import CARD, Room, scaled
from quizgen.figure.shapes import Drawing
from quizgen.figure.svg import write_svg
from quizgen.quiz.figures import Figure, Map, Scale, Timeline

__all__ = [
    "CARD",
    "Room",
    "hatch",
    "lay_out",
    "lay_out_across",
    "lay_out_bars",
    "lay_out_down",
    "lay_out_map",
    "scaled",
    "write_svg",
]


def lay_out(figure: Figure, room: Room) -> Drawing:
    """Return a figure that tells all it knows, as on a card: a timeline runs down the page."""
    match figure:
        case Timeline():
            return lay_out_down(figure, room)
        case Scale():
            return lay_out_bars(figure, room)
        case Map():
            return lay_out_map(figure, room)
        case _:
            assert_never(figure)
