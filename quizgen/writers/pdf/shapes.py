"""What items are made of: number and stem, circles, boxes for marks."""

from dataclasses import dataclass
from typing import NamedTuple

from quizgen.model import Labels, Text
from quizgen.writers.pdf.ink import Block, Box, Circle
from quizgen.writers.pdf.measures import Measures
from quizgen.writers.pdf.setting import place_lines, set_line, set_lines
from quizgen.writers.pdf.tagging import Element


@dataclass(frozen=True)
class ItemFrame:
    """Where items are set, and the fixed words in them."""

    m: Measures
    labels: Labels

    @property
    def right(self) -> float:
        """The right edge of stems and options, left of the marks if these have boxes."""
        if self.m.theme.show_points == "item":
            return self.m.right - 15 * self.m.unit - self.m.theme.rail_gap
        return self.m.right


class Start(NamedTuple):
    """An item with its number and stem, to go on from."""

    block: Block
    body: Element
    baseline: float
    """The stem's last baseline."""


def start_item(m: Measures, number: int, stem: Text, listing: Element, right: float) -> Start:
    """Set a number and a stem, which may be cut between its lines."""
    style = m.styles.body
    first = m.ascent(style)
    item = listing.add("LI")
    block = Block()
    block.inks += set_line(str(number), m.styles.number, item.add("Lbl")).at(m.left, first)
    body = item.add("LBody")
    lines = set_lines(stem, style, right - m.text_left, body)
    glyphs, last = place_lines(lines, m.text_left, first, style.leading)
    block.inks += glyphs
    baseline = max(first, last)
    block.cuts += (first + row * style.leading + m.descent(style) for row in range(len(lines)))
    block.height = baseline + m.descent(style)
    return Start(block, body, baseline)


def draw_circle(
    m: Measures,
    letter: str,
    x: float,
    baseline: float,
    label: Element,
    circle: Element | None = None,
) -> Block:
    """Draw a letter in a circle centred on the capitals of its line; x is its left edge."""
    style = m.styles.mark
    radius = m.theme.circle / 2
    y = baseline - m.styles.body.cap_height / 2
    line = set_line(letter, style, label)
    block = Block(inks=list(line.at(x + radius - line.width / 2, y + style.cap_height / 2)))
    block.inks.append(Circle(x + radius, y, radius, m.theme.stroke_rule, circle))
    return block


def draw_mark_box(frame: ItemFrame, block: Block, points: int, element: Element) -> None:
    """Draw the box for an item's mark, where the theme shows points beside items."""
    m, style = frame.m, frame.m.styles.label
    if m.theme.show_points != "item":
        return
    width, height = 13 * m.unit, 7 * m.unit
    block.inks.append(Box(m.right - width, 0.0, width, height, m.theme.stroke_rule))
    line = set_line(f"/ {points}", style, element.add("Span"))
    y = (height + style.cap_height) / 2
    block.inks += line.at(m.right - 1.6 * m.unit - line.width, y)
    block.height = max(block.height, height)
