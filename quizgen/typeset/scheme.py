"""The mark schemes of tasks without a key: a small table for each, and where to look things up."""

from collections.abc import Sequence
from itertools import chain

from quizgen.content import Run, Text
from quizgen.language.words import Labels
from quizgen.quiz.form import Form, NumberedItem
from quizgen.quiz.item import Discussion, points_of_bands
from quizgen.typeset.ink import Block, Rule
from quizgen.typeset.lines import TextStyle, as_text, place_lines, set_lines, set_nothing
from quizgen.typeset.measures import Measures
from quizgen.typeset.sources import set_small_heading
from quizgen.typeset.tagging import COLUMN_HEAD, ROW_HEAD, Element

COLUMNS_MM = (0, 22, 40)
"""Where its columns start, from the left margin."""
BELOW_HEAD_MM = 0.9
BELOW_RULE_MM = 1.5
"""As in the table of all answers above it."""
ROW_GAP_PT = 1.6
RANGE = "–"
"""Between the least and the most points of a level."""


def set_schemes(form: Form, m: Measures, root: Element) -> list[Block]:
    """Set the mark scheme of each task of a form that has one and that earns points."""
    return [
        block
        for section in form.sections
        for numbered in section.items
        if isinstance(numbered.item.interaction, Discussion) and numbered.points
        for block in _set_scheme(numbered, numbered.item.interaction, form.labels, m, root)
    ]


def _set_scheme(
    numbered: NumberedItem, task: Discussion, labels: Labels, m: Measures, root: Element
) -> list[Block]:
    """Set heading, table and passages; a heading is kept with what it heads."""
    blocks: list[Block] = []
    if task.bands:
        heading = labels.mark_scheme.replace("{n}", numbered.label)
        blocks.append(set_small_heading(heading, m, root))
        blocks[0].keeps_next = True
        blocks.append(_set_table(numbered, task, labels, m, root.add("Table")))
    if task.passages and labels.rests_on:
        blocks.append(_set_passages(task.passages, labels, m, root))
    return blocks


def _set_table(
    numbered: NumberedItem, task: Discussion, labels: Labels, m: Measures, table: Element
) -> Block:
    """Set what answers do, the weakest level first, and what they earn for it."""
    block, bold = Block(is_flush=True), m.styles.label_bold
    heads = (labels.mark_level, labels.points_head, labels.mark_does)
    row = table.add("TR")
    _set_row(block, [(as_text(head), bold, row.add("TH", COLUMN_HEAD)) for head in heads], m)
    block.height += BELOW_HEAD_MM * m.mm
    rule = Rule(m.left, block.height, m.right, block.height, m.theme.stroke_hair)
    block.inks.append(rule)
    block.height += BELOW_RULE_MM * m.mm
    style = m.styles.key
    points = points_of_bands(len(task.bands), numbered.points)
    for band, (low, high) in zip(task.bands, points, strict=True):
        earned = str(high) if low == high else f"{low}{RANGE}{high}"
        row = table.add("TR")
        _set_row(
            block,
            [
                (band.name, m.styles.key_bold, row.add("TH", ROW_HEAD)),
                (as_text(earned), style, row.add("TD")),
                (band.does, style, row.add("TD")),
            ],
            m,
        )
        block.cuts.append(block.height)
        block.height += ROW_GAP_PT
    return block


def _set_row(block: Block, cells: Sequence[tuple[Text, TextStyle, Element]], m: Measures) -> None:
    """Set a row below what a block has; each cell takes as many lines as its column needs."""
    lefts = [m.left + start * m.mm for start in COLUMNS_MM]
    y, most = block.height, 0.0
    for (text, style, cell), x, right in zip(cells, lefts, [*lefts[1:], m.right], strict=True):
        lines = set_lines(text, style, right - x - 2 * m.mm, cell) or [set_nothing(style, cell)]
        block.inks += place_lines(lines, x, y + m.ascent(style), style.leading)[0]
        most = max(most, len(lines) * style.leading)
    block.height += most


def _set_passages(passages: Sequence[Text], labels: Labels, m: Measures, root: Element) -> Block:
    """Set where the passages stand, in one paragraph."""
    style = m.styles.source
    divided = chain.from_iterable((Run("; "), *passage) for passage in passages)
    text = (Run(labels.rests_on, "bold"), Run(" "), *tuple(divided)[1:], Run("."))
    lines = set_lines(text, style, m.right - m.left, root.add("P"))
    glyphs, y = place_lines(lines, m.left, m.ascent(style), style.leading)
    block = Block(height=y + m.descent(style), inks=list(glyphs), above=1.6 * m.mm, is_flush=True)
    block.cuts = [line.y + m.descent(style) for line in glyphs[:-1]]
    return block
