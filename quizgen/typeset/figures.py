"""Timelines, bars and maps on a page: caption, drawing, words for who cannot see it, and blanks."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from math import fsum
from typing import assert_never

from quizgen.content import Run
from quizgen.figure import Room, hatch, lay_out_across, lay_out_bars, lay_out_map, scaled
from quizgen.figure.shapes import AnswerBox, Dot, Drawing, Label, Line, Path, Rect
from quizgen.quiz.figures import Figure, Map, Scale, Timeline
from quizgen.quiz.form import NumberedItem
from quizgen.quiz.item import Matching
from quizgen.typeset.bank import set_bank_above
from quizgen.typeset.fields import letter_to_write
from quizgen.typeset.fonts import split_by_face
from quizgen.typeset.ink import Block, Box, Glyphs, Ink, Sketch
from quizgen.typeset.lines import place_lines, set_line, set_lines
from quizgen.typeset.measures import MM, Measures
from quizgen.typeset.shapes import ItemFrame, draw_mark_box, set_above
from quizgen.typeset.tagging import Element, pdf_string

CAPTION_GAP_MM = 2.2
HATCH_PITCH_MM = 1.9
BOX_HEIGHT_MM = 8.0
"""Of the boxes on a timeline, of which there are few."""
NUMBER_GAP_EM = 0.6
"""Between a figure's number and its caption, in ems."""
MAP_OF_A_PAGE, LEAST_OF_A_PAGE = 0.43, 0.28
"""How much of a page a map may fill, and how little where a long title stands above it."""
FIRST_QUESTION = 6.5
"""So many lines of type are left below a map that stands under the title: its first question."""
MOST_OF_A_PAGE = 0.7
"""How much of a page a figure may fill."""


def set_figure(
    frame: ItemFrame, numbered: NumberedItem, figure: Figure, outer: Element, above: float = 0.0
) -> Block:
    """Set a figure that the items below are answered from.

    `above` is how much of its page is taken already, where that is known: under a title.
    """
    block = set_caption(frame, numbered, figure, outer)
    drawing = lay_out_figure(figure, frame.m, above + block.height if above else 0.0)
    block.add(draw_shapes(drawing, frame.m, figure_element(figure, outer)), block.height)
    block.keeps_next = True
    block.above = frame.m.item_gap / 2
    return block


def set_on_timeline(
    frame: ItemFrame,
    numbered: NumberedItem,
    matching: Matching,
    timeline: Timeline,
    listing: Element,
    outer: Element,
) -> Block:
    """Set a timeline with a box for each premise, and below it the bank of events.

    The boxes with their dates are a list, which a screen reader reads behind the picture.
    """
    m = frame.m
    numbers = range(numbered.number, numbered.number + len(matching.premises))
    room = replace(room_of(m), width=frame.right - m.left)  # the box for its mark stands beside it
    drawing = lay_out_across(timeline, numbers, room)
    block = set_above(frame, numbered.prompt, outer)
    block.add(set_caption(frame, numbered, timeline, outer), block.height)
    draw_mark_box(frame, block, numbered.points, outer.add("P"))
    top = block.height
    block.add(draw_shapes(drawing, m, figure_element(timeline, outer)), top)
    for number, blank in zip(numbers, drawing.blanks, strict=True):
        count = len(matching.responses)
        block.inks += _blank(blank, top, frame, listing.add("LI"), number, count)
    block.add(set_bank_above(matching, m, m.right, outer), block.height + m.theme.item_gap)
    return block


def set_caption(frame: ItemFrame, numbered: NumberedItem, figure: Figure, outer: Element) -> Block:
    """Set a figure's number and caption."""
    m, style = frame.m, frame.m.styles.body
    element = outer.add("P")
    number = set_line(frame.labels.figure.format(n=numbered.figure), m.styles.number, element)
    glyphs = number.with_space().at(m.left, m.ascent(style))
    block = Block(inks=list(glyphs))
    x = m.left + number.width + NUMBER_GAP_EM * style.size
    lines = set_lines(figure.caption, style, frame.right - x, element)
    placed, y = place_lines(lines, x, m.ascent(style), style.leading)
    block.inks += placed
    block.height = y + m.descent(style) + CAPTION_GAP_MM * m.mm
    return block


def figure_element(figure: Figure, outer: Element) -> Element:
    """Return the element of a picture, with the words for those who cannot see it."""
    return outer.add("Figure", f"/Alt{pdf_string(figure.alt)}")


def lay_out_figure(figure: Figure, m: Measures, above: float = 0.0) -> Drawing:
    """Return a figure over the width of a page, smaller if it were longer than most of a page."""
    page = m.bottom - m.top
    match figure:
        case Scale():
            drawing = lay_out_bars(figure, room_of(m))
        case Map():
            drawing = lay_out_map(figure, room_of(m))
            left = page - above - FIRST_QUESTION * m.styles.body.leading
            most = max(min(MAP_OF_A_PAGE * page, left), LEAST_OF_A_PAGE * page)
            if drawing.height > most:  # narrower, its letters as large as they are
                width = drawing.width * most / drawing.height
                drawing = lay_out_map(figure, replace(room_of(m), width=width))
        case Timeline():
            numbers = count(1)
            asked = [next(numbers) for moment in figure.moments if not moment.words]
            drawing = lay_out_across(figure, asked, room_of(m))
        case _ as unreachable:
            assert_never(unreachable)
    most = MOST_OF_A_PAGE * page
    return scaled(drawing, most / drawing.height) if drawing.height > most else drawing


def room_of(m: Measures) -> Room:
    """Return the width of a page and the type and strokes of its figures."""
    theme, style = m.theme, m.styles.label

    def width_of(words: str, is_bold: bool) -> float:
        face = style.bold if is_bold else style.plain
        return fsum(run.width for run in split_by_face(face, words))

    return Room(
        width=m.right - m.left,
        size=style.size,
        leading=style.leading,
        unit=m.mm,
        box_width=theme.box_width,
        box_height=max(theme.box_height, BOX_HEIGHT_MM * m.mm),
        hair=theme.stroke_line,  # a hairline does not survive a copier
        line=theme.stroke_line,
        rule=max(theme.stroke_rule, theme.stroke_line),
        bar=theme.stroke_bar,
        axis=theme.stroke_axis,
        ruler=MM,
        width_of=width_of,
    )


def draw_shapes(drawing: Drawing, m: Measures, element: Element) -> Block:
    """Draw shapes as ink: lines as one sketch, which bounds the picture, then the words."""
    strokes: list[Line | Path | Rect | Dot] = []
    words: list[Label] = []
    for shape in drawing.shapes:
        match shape:
            case Label():
                words.append(shape)
            case Rect(fill="hatch"):
                strokes += hatch(shape, HATCH_PITCH_MM * m.mm, m.theme.stroke_line)
                strokes.append(shape)
            case _:
                strokes.append(shape)
    block = Block(height=drawing.height)
    block.inks.append(Sketch(m.left, 0.0, drawing.width, drawing.height, tuple(strokes), element))
    for written in words:
        block.inks += _glyphs(written, 0.0, m, element)
    return block


def _glyphs(words: Label, top: float, m: Measures, element: Element) -> Iterator[Glyphs]:
    style = m.styles.label_bold if words.is_bold else m.styles.label
    line = set_line(words.words, style._replace(size=words.size), element)
    before = {"start": 0.0, "middle": line.width / 2, "end": line.width}[words.anchor]
    return line.with_space().at(m.left + words.x - before, top + words.y)


def _blank(
    blank: AnswerBox, top: float, frame: ItemFrame, item: Element, number: int, responses: int
) -> Iterator[Ink]:
    """Yield a box with its number and date: for a screen reader, an entry of a list."""
    m, box = frame.m, blank.box
    yield from _glyphs(blank.number, top, m, item.add("Lbl"))
    body = item.add("LBody")
    for line in blank.words:
        yield from _glyphs(line, top, m, body)
    words = (Run(" ".join(line.words for line in blank.words)),)
    element = letter_to_write(frame, number, responses, words, body)
    yield Box(m.left + box.x, top + box.y, box.width, box.height, box.stroke, element=element)
