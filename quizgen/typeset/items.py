"""One block for each item of a sheet. The shape says how to answer, and numbers hang."""

from math import ceil
from typing import assert_never

from quizgen.quiz.figures import Timeline
from quizgen.quiz.form import NumberedItem
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.typeset.blanks import set_cloze, set_number, set_on_lines
from quizgen.typeset.boxes import set_matching, set_ordering
from quizgen.typeset.choices import set_choice, set_true_false
from quizgen.typeset.figures import set_on_timeline
from quizgen.typeset.ink import Block
from quizgen.typeset.shapes import ItemFrame
from quizgen.typeset.tagging import Element

LINES_A_POINT = 2
LINES_UNMARKED, FEWEST_UNMARKED = 4, 2
"""For a task that earns nothing: room for notes, and for a few words where a page is saved."""
MOST_GIVEN_UP = 3
"""So many lines of a discussion, however long its author wants it."""

APART = 1.7
"""How much more room there is behind an item whose last line is to be written on."""


def set_item(frame: ItemFrame, numbered: NumberedItem, listing: Element, outer: Element) -> Block:
    """Set an item into the list of its section; a bank of answers goes into `outer`."""
    block = _set_item(frame, numbered, listing, outer)
    block.is_item = True
    block.is_whole = True
    return block


def _set_item(frame: ItemFrame, numbered: NumberedItem, listing: Element, outer: Element) -> Block:
    interaction = numbered.item.interaction
    match interaction:
        case Choice():
            block = set_choice(frame, numbered, interaction, listing)
        case TrueFalse():
            block = set_true_false(frame, numbered, listing)
        case Matching() if isinstance(numbered.item.figure, Timeline):
            timeline = numbered.item.figure
            block = set_on_timeline(frame, numbered, interaction, timeline, listing, outer)
        case Matching():
            block = set_matching(frame, numbered, interaction, listing, outer)
        case Ordering():
            block = set_ordering(frame, numbered, interaction, listing)
        case ShortAnswer() | Discussion():
            block = set_on_lines(frame, numbered, _lines(frame, numbered, interaction), listing)
        case Numeric():
            return set_number(frame, numbered, interaction, listing)
        case Cloze():
            block = set_cloze(frame, numbered, interaction, listing)
        case _:
            assert_never(interaction)
    block.above = block.below = frame.m.item_gap
    if isinstance(interaction, Cloze | TrueFalse):  # their own lines stand as far apart as items
        block.below *= APART
    return block


def _lines(frame: ItemFrame, numbered: NumberedItem, asked: ShortAnswer | Discussion) -> int:
    """Return how many lines there are to write on: where each item is marked, two a point.

    A task with a mark scheme has as many as its author gave it: its points are for reasons. One
    that is not marked has room for notes. Some are given up where they alone would take a page.
    """
    part = frame.m.task_lines
    if not numbered.points:
        return min(asked.lines, LINES_UNMARKED if part == 1.0 else FEWEST_UNMARKED)
    is_marked = frame.m.theme.show_points == "item"
    lines = max(asked.lines, LINES_A_POINT * numbered.points if is_marked else 0)
    if isinstance(asked, ShortAnswer):
        return lines
    lines = asked.lines if asked.bands else lines
    return max(ceil(part * lines), lines - MOST_GIVEN_UP)
