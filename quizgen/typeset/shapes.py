"""What items are made of: number and stem, circles and squares, blanks, boxes for marks."""

from typing import NamedTuple

from quizgen.content import Content, is_text
from quizgen.language.words import Labels
from quizgen.quiz.form import NumberedItem
from quizgen.typeset.column import Column
from quizgen.typeset.content import set_content
from quizgen.typeset.ink import Block, Box, Circle, Rule
from quizgen.typeset.lines import has_words, place_lines, set_line, set_lines
from quizgen.typeset.measures import Measures
from quizgen.typeset.tagging import Element
from quizgen.values import dataclass

SQUARE = 4.7 / 5.0
"""The side of a square as a part of a circle's diameter."""
PICTURE = 1 / 3
"""The part of a page's height that a picture may take."""
BELOW_BASELINE_MM = 0.6
"""How far a blank lies below the words beside it."""
STEM_GAP_MM = 2.3
"""Between a stem and boxes below it."""


@dataclass(frozen=True)
class ItemFrame:
    """Where items are set, and the fixed words in them."""

    m: Measures
    labels: Labels
    rail: float = 0.0
    """Room for numbers and their units at the right edge."""
    blank: float = 0.0
    """The width of blanks in sentences; 0 for the theme's."""

    @property
    def right(self) -> float:
        """The right edge of stems and options, left of the marks if these have boxes."""
        if self.m.theme.show_points == "item":
            return self.m.right - 15 * self.m.mm - self.m.theme.rail_gap
        return self.m.right


class StartedItem(NamedTuple):
    """An item with its number and stem, to go on from."""

    block: Block
    body: Element
    baseline: float
    """The stem's last baseline; of a picture or a table the lower edge."""


def start_item(
    m: Measures, numbered: NumberedItem, stem: Content, listing: Element, right: float
) -> StartedItem:
    """Set an item's sign and its stem, which may be cut between its lines."""
    return start_entry(m, numbered.sign, stem, listing, right, numbered.label)


def start_entry(
    m: Measures, sign: str, stem: Content, listing: Element, right: float, label: str = ""
) -> StartedItem:
    """Set what hangs at the left edge, and a text beside it; `label` names it as a question."""
    style = m.styles.body
    first = m.ascent(style)
    item = listing.add("LI")
    block = Block()
    block.inks += set_line(sign, m.styles.number, item.add("Lbl")).at(m.left, first)
    body = item.add("LBody")
    if not is_text(stem):
        column = column_of(m, m.text_left, right)._replace(label=label)
        flow = set_content(stem, column, body)
        block.add(flow.block, 0.0)
        return StartedItem(block, body, flow.baseline)
    lines = set_lines(stem, style, right - m.text_left, body)
    if lines:
        lines[-1] = lines[-1].with_space()
    glyphs, last = place_lines(lines, m.text_left, first, style.leading)
    block.inks += glyphs
    baseline = max(first, last)
    block.cuts += (first + row * style.leading + m.descent(style) for row in range(len(lines)))
    block.height = baseline + m.descent(style)
    return StartedItem(block, body, baseline)


def set_above(frame: ItemFrame, stem: Content, outer: Element) -> Block:
    """Set a stem that has no number, with a gap to what is answered below; nothing without one."""
    m, style = frame.m, frame.m.styles.body
    if is_text(stem):
        lines = set_lines(stem, style, frame.right - m.text_left, outer.add("P"))
        glyphs, y = place_lines(lines, m.text_left, m.ascent(style), style.leading)
        block = Block(inks=[*glyphs], height=y + m.descent(style))
    else:
        block = set_content(stem, column_of(m, m.text_left, frame.right), outer).block
    if block.inks:
        block.height += STEM_GAP_MM * m.mm
    else:
        block.height = 0.0
    return block


def has_stem(stem: Content) -> bool:
    """Tell whether there is anything to set of a stem."""
    return has_words(stem) if is_text(stem) else bool(stem)


def column_of(m: Measures, left: float, right: float, picture: float = PICTURE) -> Column:
    """Return the column between two edges, and how much of a page a picture may take in it."""
    return Column(m, left, right, picture * (m.bottom - m.top))


def draw_circle(
    m: Measures,
    letter: str,
    x: float,
    baseline: float,
    label: Element,
    circle: Element | None = None,
) -> Block:
    """Draw a letter in a circle centred on the capitals of its line; x is its left edge."""
    radius = m.theme.circle / 2
    y = baseline - m.styles.body.cap_height / 2
    block = _set_mark(m, letter, x + radius, y, label)
    block.inks.append(Circle(x + radius, y, radius, m.theme.stroke_line, circle))
    return block


def draw_square(
    m: Measures,
    letter: str,
    x: float,
    baseline: float,
    label: Element,
    square: Element | None = None,
) -> Block:
    """Draw a letter in a square, which may be filled in together with others."""
    side = SQUARE * m.theme.circle
    y = baseline - m.styles.body.cap_height / 2
    block = _set_mark(m, letter, x + side / 2, y, label)
    block.inks.append(Box(x, y - side / 2, side, side, m.theme.stroke_line, square))
    return block


def _set_mark(m: Measures, letter: str, x: float, y: float, label: Element) -> Block:
    """Set the letter of a mark around a point."""
    style = m.styles.mark
    line = set_line(letter, style, label)
    return Block(inks=list(line.at(x - line.width / 2, y + style.cap_height / 2)))


def draw_blank(m: Measures, x: float, baseline: float, width: float, blank: Element | None) -> Rule:
    """Draw a line to write on within a line of text."""
    y = baseline + BELOW_BASELINE_MM * m.mm
    return Rule(x, y, x + width, y, m.theme.stroke_line, blank)


def first_centre(m: Measures) -> float:
    """Return the centre of the capitals of an item's first line, below the item's top."""
    return m.ascent(m.styles.body) - m.styles.body.cap_height / 2


def draw_mark_box(
    frame: ItemFrame, block: Block, points: int, element: Element, centre: float | None = None
) -> None:
    """Draw the box for an item's mark, where the theme shows points beside items.

    Its centre is on one line with that of the circle, box or number beside it, even if it rises a
    little into the gap above; without one it begins at the item's top. What earns none has no
    box.
    """
    m, style = frame.m, frame.m.styles.label
    if m.theme.show_points != "item" or not points:
        return
    width, height = 13 * m.mm, 7 * m.mm
    top = 0.0 if centre is None else centre - height / 2
    block.inks.append(Box(m.right - width, top, width, height, m.theme.stroke_line))
    line = set_line(f"/ {points}", style, element.add("Span"))
    y = top + (height + style.cap_height) / 2
    block.inks += line.at(m.right - 1.6 * m.mm - line.width, y)
    block.height = max(block.height, top + height)
