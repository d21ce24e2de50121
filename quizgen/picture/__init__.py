"""Pictures as plain shapes: timelines and bars, laid out once for paper and for cards.

A figure says what is shown, a room how much space there is and how wide words are in it; out comes
a drawing. The PDF writer draws it in ink, `write_svg` writes it for a card. Nothing here knows a
language: every word stands in the figure.
"""

from typing import assert_never

from quizgen.model import Drawing, Figure, Scale, Timeline
from quizgen.picture.across import lay_out_across
from quizgen.picture.bars import lay_out_bars
from quizgen.picture.down import lay_out_down
from quizgen.picture.hatch import hatch
from quizgen.picture.room import CARD, Room, scaled
from quizgen.picture.svg import write_svg

__all__ = [
    "CARD",
    "Room",
    "hatch",
    "lay_out",
    "lay_out_across",
    "lay_out_bars",
    "lay_out_down",
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
        case _:
            assert_never(figure)
