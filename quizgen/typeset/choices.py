"""Items that are answered in circles or squares: multiple choice or response, true or false."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizgen.content import Content, Picture, Table, Text, is_text, pictures_of
from quizgen.order import letter_of
from quizgen.quiz.form import NumberedItem
from quizgen.quiz.item import Choice
from quizgen.typeset.column import Column
from quizgen.typeset.content import set_content
from quizgen.typeset.fields import correction_to_write, judgement_to_mark, option_to_mark
from quizgen.typeset.ink import Block, Rule
from quizgen.typeset.lead_in import common_lead
from quizgen.typeset.lines import TextLine, place_lines, set_line, set_lines
from quizgen.typeset.measures import Measures
from quizgen.typeset.picture import draw_picture, size_of
from quizgen.typeset.shapes import (
    ItemFrame,
    column_of,
    draw_circle,
    draw_mark_box,
    draw_square,
    first_centre,
    start_item,
)
from quizgen.typeset.tagging import LIST_OF_LETTERS, Element

COLUMN_GAP_MM = 4
RAIL_MM = 17
"""Room for the circles T and F at the right edge."""
LEAST_CORRECTION_MM = 55
"""A shorter line for a correction goes on below the circles."""
OPTION_PICTURE = 1 / 7
"""The part of a page's height that a picture in an option may take: most have four of them."""
PICTURE_GAP_MM = 3.0
"""Between two rows of pictures to choose from."""
LEAST_PICTURE_MM = 15.0
"""A picture whose shorter side is less stands in fewer columns, and so larger."""
NEARLY_PT = 0.01
"""Points by which sums of lengths may miss a line."""
AFTER_WRAPPED_MM = 0.65
"""Below an option of several lines, beyond the distance of options."""


def set_choice(frame: ItemFrame, numbered: NumberedItem, choice: Choice, listing: Element) -> Block:
    """Set a stem and its options; the order runs along the rows.

    A circle asks for one of them, a square for several.
    """
    m, style = frame.m, frame.m.styles.body
    block, body, y = start_item(m, numbered, numbered.prompt, listing, frame.right)
    draw_mark_box(frame, block, numbered.points, body, first_centre(m))
    texts = tuple(option.content for option in choice.options if is_text(option.content))
    if len(texts) == len(choice.options):
        lead, texts = common_lead(texts)
        y = _set_lead(frame, block, y, lead, body)
    options = body.add("L", LIST_OF_LETTERS)
    entries = [
        _entry(frame, numbered, choice, place, options) for place in range(len(choice.options))
    ]
    pictures = [option.content for option in choice.options if _is_picture(option.content)]
    if len(texts) == len(choice.options):
        y = _set_lines(frame, block, y, choice, texts, entries)
    elif len(pictures) == len(choice.options):
        y = _set_pictures(frame, block, y, choice, entries)
    else:
        y = _set_blocks(frame, block, y, choice, entries)
    if choice.options and len(pictures) < len(choice.options):
        low = y + max(m.descent(style), _half_circle(m) - style.cap_height)
        block.height = max(block.height, low)
    return block


class _Entry(NamedTuple):
    """The elements of an option."""

    label: Element
    body: Element
    mark: Element | None
    """Of its circle or square, where that is more than a drawing."""


def _entry(
    frame: ItemFrame, numbered: NumberedItem, choice: Choice, place: int, options: Element
) -> _Entry:
    entry = options.add("LI")
    label, body = entry.add("Lbl"), entry.add("LBody")
    return _Entry(label, body, option_to_mark(frame, numbered, choice, place, body))


def _set_lead(frame: ItemFrame, block: Block, y: float, lead: Text, body: Element) -> float:
    """Set what all options begin with below a baseline; return the last one."""
    if not lead:
        return y
    m, style = frame.m, frame.m.styles.body
    lines = set_lines(lead, style, frame.right - m.text_left, body.add("P"))
    glyphs, y = place_lines(lines, m.text_left, y + m.theme.option_pitch, style.leading)
    block.inks += glyphs
    return y


def _set_lines(
    frame: ItemFrame,
    block: Block,
    y: float,
    choice: Choice,
    texts: Sequence[Text],
    entries: Sequence[_Entry],
) -> float:
    """Set options of words below a baseline, in columns if they are short; return the last one."""
    m, style = frame.m, frame.m.styles.body
    indent = _indent(m)
    bodies = [entry.body for entry in entries]
    columns, pitch, set_texts = _in_columns(m, texts, bodies, frame.right - m.text_left, indent)
    draw = draw_circle if choice.type == "multiple-choice" else draw_square
    after_wrapped = _after_wrapped(m)
    step = m.theme.option_pitch
    for place, (entry, lines) in enumerate(zip(entries, set_texts, strict=True)):
        x = m.text_left + place % columns * pitch
        if place % columns == 0:
            y += step
            if place:
                block.cuts.append(y - m.ascent(style))
        block.inks += draw(m, letter_of(place), x, y, entry.label, entry.mark).inks
        glyphs, _ = place_lines(lines, x + indent, y, style.leading)
        block.inks += glyphs
        y += (len(lines) - 1) * style.leading
        step = after_wrapped if len(lines) > 1 else m.theme.option_pitch
    return y


def _is_picture(content: Content) -> bool:
    """Tell whether a content is one picture and nothing else."""
    return len(content) == 1 and isinstance(content[0], Picture)


def _set_pictures(
    frame: ItemFrame, block: Block, y: float, choice: Choice, entries: Sequence[_Entry]
) -> float:
    """Set options of one picture each in columns, below a baseline; return the lowest edge.

    Letters stand left of their pictures, at their upper edge, and the order runs along the rows.
    """
    m, style = frame.m, frame.m.styles.body
    pictures = list(pictures_of(option.content for option in choice.options))
    columns = _picture_columns(m, pictures, frame.right)
    draw = draw_circle if choice.type == "multiple-choice" else draw_square
    top = y + m.theme.option_pitch - style.cap_height / 2 - m.theme.circle / 2
    low = top
    for place, (picture, entry) in enumerate(zip(pictures, entries, strict=True)):
        if place and place % len(columns) == 0:
            top = low + PICTURE_GAP_MM * m.mm
            block.cuts.append(top - PICTURE_GAP_MM * m.mm / 2)
        column = columns[place % len(columns)]
        letter, x = letter_of(place), column.left - _indent(m)
        baseline = top + _half_circle(m)
        block.inks += draw(m, letter, x, baseline, entry.label, entry.mark).inks
        drawn = draw_picture(picture, column, entry.body.figure(picture.alt))
        block.add(drawn, top)
        low = max(low, top + max(drawn.height, m.theme.circle))
    block.height = max(block.height, low)
    return low


def _picture_columns(m: Measures, pictures: Sequence[Picture], right: float) -> list[Column]:
    """Return in how many columns pictures stand: in as many as none gets too small in."""
    most = max(m.theme.options_max_columns, 2)  # one column is for words that are hard to read
    count = len(pictures)
    columns: list[Column] = []
    for number in _column_numbers(count, most):
        gap = COLUMN_GAP_MM * m.mm
        pitch = (right - m.text_left + gap) / number
        lefts = (m.text_left + place * pitch for place in range(number))
        columns = [
            column_of(m, left + _indent(m), left + pitch - gap, OPTION_PICTURE) for left in lefts
        ]
        whole = column_of(m, m.text_left + _indent(m), right, OPTION_PICTURE)
        if all(_is_large(picture, columns[0], whole) for picture in pictures):
            break
    return columns


def _is_large(picture: Picture, column: Column, whole: Column) -> bool:
    """Tell whether a picture can be made out in a column, or is no larger anywhere."""
    size = size_of(picture, column)
    return min(size) >= LEAST_PICTURE_MM * column.m.mm or size == size_of(picture, whole)


def _set_blocks(
    frame: ItemFrame, block: Block, y: float, choice: Choice, entries: Sequence[_Entry]
) -> float:
    """Set options of which one has a picture, a table or a list, below a baseline.

    They stand below each other, each from its letter's line downwards; returns the last letter's.
    """
    m, style = frame.m, frame.m.styles.body
    column = column_of(m, m.text_left + _indent(m), frame.right, OPTION_PICTURE)
    draw = draw_circle if choice.type == "multiple-choice" else draw_square
    last = y
    step = m.theme.option_pitch
    for place, (option, entry) in enumerate(zip(choice.options, entries, strict=True)):
        y = last + step
        top = y - m.ascent(style)
        if any(isinstance(part, Picture | Table) for part in option.content[:1]):
            top += style.cap_height - _half_circle(m)
        if place:
            block.cuts.append(top)
        block.inks += draw(m, letter_of(place), m.text_left, y, entry.label, entry.mark).inks
        flow = set_content(option.content, column, entry.body, with_credits=False)
        block.add(flow.block, top)
        last = max(y, top + flow.baseline)
        step = _after_wrapped(m) if last > y + NEARLY_PT else m.theme.option_pitch
    return y


def _indent(m: Measures) -> float:
    """From the left edge of a circle to the words behind it."""
    return m.theme.circle + 2.4 * m.mm


def _half_circle(m: Measures) -> float:
    """From a circle's upper edge to the baseline beside it."""
    return (m.theme.circle + m.styles.body.cap_height) / 2


def _after_wrapped(m: Measures) -> float:
    """From the last baseline of an option of several lines to the next option's."""
    return m.theme.option_pitch + AFTER_WRAPPED_MM * m.mm


def _column_numbers(count: int, most: int) -> Iterator[int]:
    """Yield in how many columns so many options may stand, the most first.

    Four, two or one: the edges of two are among those of four, so that circles stand below each
    other all over a sheet. Three options take three of the four.
    """
    if most >= 4 or (most > 1 and count in (3, 4)):
        yield 4
    if most > 1:
        yield 2
    yield 1


def _in_columns(
    m: Measures, texts: Sequence[Text], bodies: Sequence[Element], width: float, indent: float
) -> tuple[int, float, list[list[TextLine]]]:
    """Set options in as many columns as all of them fit on one line, else in one.

    Of three, one below two would look as if another were missing.
    Returns the number of columns, the distance between them, and the lines.
    """
    for columns in _column_numbers(len(texts), m.theme.options_max_columns):
        if columns == 2 and len(texts) == 3:
            continue
        gap = COLUMN_GAP_MM * m.mm
        pitch = (width + gap) / columns
        lines = []
        for text, body in zip(texts, bodies, strict=True):
            lines.append(set_lines(text, m.styles.body, pitch - gap - indent, body))
            if columns > 1 and len(lines[-1]) > 1:
                break
        else:
            break
    return columns, pitch, lines


def set_true_false(frame: ItemFrame, numbered: NumberedItem, listing: Element) -> Block:
    """Set a statement, the circles T and F, and a line for the correction of a false one."""
    m, labels = frame.m, frame.labels
    right = frame.right - RAIL_MM * m.mm - m.theme.rail_gap
    block, body, y = start_item(m, numbered, numbered.prompt, listing, right)
    letters = body.add("L", LIST_OF_LETTERS)
    step = m.theme.circle + 3 * m.mm
    x = frame.right - m.theme.circle - step
    for letter, word in (
        (labels.true_letter, labels.true),
        (labels.false_letter, labels.false),
    ):
        entry = letters.add("LI")
        circle = judgement_to_mark(frame, numbered, letter, word, entry.add("LBody"))
        baseline = m.ascent(m.styles.body)
        block.inks += draw_circle(m, letter, x, baseline, entry.add("Lbl"), circle).inks
        x += step
    draw_mark_box(frame, block, numbered.points, body, first_centre(m))
    block.cuts = [cut for cut in block.cuts if cut < y]
    low = y + m.theme.line_pitch
    correction = body.add("P")
    label = set_line(labels.correction, m.styles.label, correction)
    block.inks += label.at(m.text_left, low - 0.2 * m.mm)
    start = m.text_left + label.width + 2.2 * m.mm
    blank = correction_to_write(frame, numbered, correction)
    end = right if right - start >= LEAST_CORRECTION_MM * m.mm else frame.right
    block.inks.append(Rule(start, low, end, low, m.theme.stroke_line, blank))
    block.height = max(block.height, low)
    return block
