"""The bank of answers of a matching item: lettered responses in a panel."""

from quizgen.order import letter_of
from quizgen.quiz.item import Matching, Response
from quizgen.typeset.ink import Block, Box
from quizgen.typeset.lines import place_lines, set_line, set_lines
from quizgen.typeset.measures import Measures
from quizgen.typeset.tagging import LIST_OF_LETTERS, Element

PANEL_MM = 47
"""The width of a bank beside its premises."""
INSET_MM = 3.2
INDENT_MM = 6.0
"""From a letter to its response."""
WIDE_INDENT_MM = 8.0
"""The same, where letters are doubled."""
WRAPPED_GAP_MM = 1.1
"""Below a response of several lines, beyond the distance of its lines."""
COLUMN_GAP_MM = 4


def set_bank_beside(matching: Matching, m: Measures, right: float, outer: Element) -> Block | None:
    """Set a bank as a panel at the right edge; None if a response does not fit one line."""
    width = PANEL_MM * m.mm
    if not _fit(matching, width - 2 * INSET_MM * m.mm, m):
        return None
    return _set_bank(matching, right - width, width, 1, m, outer)


def set_bank_above(matching: Matching, m: Measures, right: float, outer: Element) -> Block:
    """Set a bank over the full width, in two columns downwards unless it is longer then.

    One that may go on over a page has columns only of single lines, between which it can be cut.
    """
    width = right - m.left
    one, two = (_lines(matching, _column_width(width, n, m), n, m) for n in (1, 2))
    is_of_single_lines = two == -(-len(matching.responses) // 2)
    is_short = two * m.styles.body.leading < (m.bottom - m.top) / 2
    columns = 2 if is_of_single_lines or (is_short and two < one) else 1
    return _set_bank(matching, m.left, width, columns, m, outer)


def _lines(matching: Matching, column: float, columns: int, m: Measures) -> int:
    """Return how many lines the longest of so many columns has."""
    room = column - _indent(matching, m)
    counts = [
        max(len(set_lines(response.text, m.styles.body, room)), 1)
        for response in matching.responses
    ]
    rows = -(-len(counts) // columns)
    return max(sum(counts[start : start + rows]) for start in range(0, len(counts), rows))


def _column_width(width: float, columns: int, m: Measures) -> float:
    gaps = (columns - 1) * COLUMN_GAP_MM * m.mm
    return (width - 2 * INSET_MM * m.mm - gaps) / columns


def _indent(matching: Matching, m: Measures) -> float:
    return (INDENT_MM if len(matching.responses) <= 26 else WIDE_INDENT_MM) * m.mm


def _fit(matching: Matching, column: float, m: Measures) -> bool:
    """Tell whether each response fits on one line."""
    room = column - _indent(matching, m)
    return all(
        len(set_lines(response.text, m.styles.body, room)) <= 1 for response in matching.responses
    )


def _set_bank(
    matching: Matching, left: float, width: float, columns: int, m: Measures, outer: Element
) -> Block:
    """Set heading and responses, the first column down, then the second."""
    block = Block()
    inset, label, style = INSET_MM * m.mm, m.styles.label_bold, m.styles.body
    heading = set_lines(matching.heading, label, width - 2 * inset, outer.add("P"))
    glyphs, y = place_lines(heading, left + inset, inset + label.cap_height, label.leading)
    block.inks += glyphs
    top = y + 0.95 * style.leading if heading else inset + style.cap_height
    column = _column_width(width, columns, m)
    bank = outer.add("L", LIST_OF_LETTERS)
    rows = -(-len(matching.responses) // columns)
    low = y
    for place, response in enumerate(matching.responses):
        x = left + inset + place // rows * (column + COLUMN_GAP_MM * m.mm)
        if place % rows == 0:
            y = top
        indent = _indent(matching, m)
        y += _set_response(block, response, letter_of(place), x, y, column, indent, m, bank)
        low = max(low, y - style.leading)
    block.height = low + inset + 0.5 * m.mm
    if block.height < m.bottom - m.top:
        block.cuts = []
    block.inks.append(Box(left, 0.0, width, block.height, m.theme.stroke_rule))
    return block


def _set_response(
    block: Block,
    response: Response,
    letter: str,
    x: float,
    y: float,
    width: float,
    indent: float,
    m: Measures,
    bank: Element,
) -> float:
    """Set a letter and its response; return how far below the next one stands."""
    style = m.styles.body
    entry = bank.add("LI")
    block.inks += set_line(letter, m.styles.number, entry.add("Lbl")).at(x, y)
    lines = set_lines(response.text, style, width - indent, entry.add("LBody"))
    glyphs, last = place_lines(lines, x + indent, y, style.leading)
    block.inks += glyphs
    block.cuts += (y + row * style.leading + m.descent(style) for row in range(len(lines)))
    gap = WRAPPED_GAP_MM * m.mm if len(lines) > 1 else 0.0
    return max(last - y, 0.0) + style.leading + gap
