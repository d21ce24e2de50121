"""The map of a sheet on its key, with a line or circle for what is right, each with its number."""

from dataclasses import replace

from quizgen.figure import lay_out_map
from quizgen.quiz.answered_maps import answered_maps
from quizgen.quiz.form import Form
from quizgen.typeset.figures import draw_shapes, figure_element, room_of
from quizgen.typeset.ink import Block
from quizgen.typeset.measures import Measures
from quizgen.typeset.sources import set_small_heading
from quizgen.typeset.tagging import Element

WIDTH = 0.72
"""The width of the map as a part of the page's: a key has the room for no more."""


def set_key_maps(form: Form, m: Measures, root: Element) -> list[Block]:
    """Set each map of a form with its answers; nothing where it has none."""
    blocks = []
    for map_ in answered_maps(form):
        block = set_small_heading(map_.caption, m, root)
        drawing = lay_out_map(map_, replace(room_of(m), width=WIDTH * (m.right - m.left)))
        block.add(draw_shapes(drawing, m, figure_element(map_, root)), block.height)
        blocks.append(block)
    return blocks
