"""The table for the marks of a test: its sections, their points, and room for what was earned."""

from collections.abc import Sequence
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from quizgen.quiz.form import Form, FormSection
from quizgen.typeset.ink import Block, Box, Glyphs, Rule
from quizgen.typeset.lines import TextStyle, place_lines, set_line, set_lines
from quizgen.typeset.measures import Measures
from quizgen.typeset.tagging import COLUMN_HEAD, ROW_HEAD, Element

HEAD_MM = 24
"""The width of the column that says what the rows are."""
ROW_MM = 6.4
MARK_ROW_MM = 8.4
INSET_MM = 1.6
LEAST_INSET_MM = 0.5
ABOVE_MM = 5.4
"""Between the line for the name and the table."""


class _Row(NamedTuple):
    cells: Sequence[str]
    tag: str
    scope: str
    height: float


def set_mark_table(
    form: Form, sections: Sequence[FormSection], m: Measures, root: Element
) -> Block:
    """Set the table, one column a section and a total; what is not marked has none."""
    labels = form.labels
    sections = [section for section in sections if section.points]
    points = [str(section.points) for section in sections]
    rows = (
        _Row(
            [labels.section, *(section.title for section in sections), labels.total],
            "TH",
            COLUMN_HEAD,
            ROW_MM,
        ),
        _Row([labels.points_head, *points, str(form.points)], "TD", "", ROW_MM),
        _Row([labels.mark, *[""] * (len(sections) + 1)], "TD", "", MARK_ROW_MM),
    )
    block = Block(above=ABOVE_MM * m.mm, keeps_next=True)
    table = root.add("Table")
    lefts = _lefts(rows[0].cells, m)
    for row in rows:
        _set_row(block, row, lefts, labels.blank, m, table.add("TR"))
    stroke = m.theme.stroke_line
    block.inks.append(Box(m.left, 0.0, m.right - m.left, block.height, stroke))
    block.inks += (Rule(x, 0.0, x, block.height, stroke) for x in lefts[1:-1])
    return block


def _lefts(titles: Sequence[str], m: Measures) -> list[float]:
    """Return where each column starts, and where the last one ends.

    All but the first are equally wide, or as wide as their titles need where one would not fit.
    Where all of these need more than there is, titles take several lines and no word is broken.
    """
    whole, style = m.right - m.left, m.styles.label_bold
    inset = 2 * INSET_MM * m.mm
    head = min(HEAD_MM * m.mm, whole / (len(titles) + 1))
    widths = [head, *[(whole - head) / (len(titles) - 1)] * (len(titles) - 1)]
    needed = [set_line(words, style).width + inset for words in titles]
    if fsum(needed) > whole:
        words = [max(set_line(word, style).width for word in title.split()) for title in titles]
        inset = min(inset, max((whole - fsum(words)) / len(words), 2 * LEAST_INSET_MM * m.mm))
        needed = [width + inset for width in words]
    if any(need > width for need, width in zip(needed, widths, strict=True)):
        widths = [need * whole / fsum(needed) for need in needed]
    return [m.left, *(m.left + width for width in accumulate(widths))]


def _set_row(
    block: Block, row: _Row, lefts: Sequence[float], blank: str, m: Measures, element: Element
) -> None:
    """Set a row; words too wide for their column take more lines."""
    top, last = block.height, len(row.cells) - 1
    inset, style = INSET_MM * m.mm, m.styles.label
    entries = []
    for place, words in enumerate(row.cells):
        is_head = place == 0
        tag, scope = ("TH", ROW_HEAD) if is_head and not row.scope else (row.tag, row.scope)
        cell = element.add(tag, scope)
        face = m.styles.label_bold if place == last else style
        room = lefts[place + 1] - lefts[place] - 2 * LEAST_INSET_MM * m.mm
        entries.append((words, cell, set_lines(words, face, room, cell)))
    most = max(max(len(lines) for *_, lines in entries), 1)
    height = max(row.height * m.mm, most * style.leading + 2 * inset - m.mm)
    for place, (words, cell, lines) in enumerate(entries):
        x, right = lefts[place], lefts[place + 1]
        text = (len(lines) - 1) * style.leading + style.cap_height if lines else 0.0
        y = top + (height - text) / 2 + style.cap_height
        if not words:
            block.inks.append(_room_to_write(x + inset, y, style, cell.spoken(blank)))
        for line in lines:
            middle = (x + right - line.width) / 2
            start = middle if place else min(x + inset, middle)
            block.inks += place_lines([line], start, y, 0.0)[0]
            y += style.leading
    block.height = top + height
    if row.height != MARK_ROW_MM:
        block.inks.append(Rule(m.left, block.height, m.right, block.height, m.theme.stroke_line))


def _room_to_write(x: float, y: float, style: TextStyle, element: Element) -> Glyphs:
    """Return ink that shows nothing and is spoken: without any a cell is not in the table."""
    return Glyphs(x, y, style.plain, style.size, " ", element)
