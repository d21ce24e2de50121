"""What stands at the foot of each page."""

from collections.abc import Sequence

from quizgen.typeset.ink import Glyphs, Rule
from quizgen.typeset.lines import (
    TextLine,
    TextStyle,
    set_line,
    set_lines,
    set_right,
    shortened,
    tidy,
)
from quizgen.typeset.measures import MM, Measures
from quizgen.typeset.tagging import Element

RULE_MM = 4.25
"""From the first baseline up to the rule."""
MOST_LINES = 2
"""A footer of more lines names its topic, and whatever else is too long, on one line only."""
CLEAR_MM = 4.3
"""From the rule up to the frame, not less in large print either."""
TURN_MM = 2.5
"""How much more room there is above the rule where pages say that they go on."""
TURN_LOW_MM = 1.6
"""How far above the rule that stands."""
FRAME_MM = 2.2
"""How far outside the text the lines stand between which a pupil writes."""
EDGE_PT = 15 * MM
"""How near to the page's edge they come: copiers lose what stands further out."""


class Footer:
    """The footer of a form; its last baseline is the theme's, and it grows upwards."""

    def __init__(
        self,
        parts: Sequence[str],
        label: str,
        measures: Measures,
        *,
        has_rule: bool = True,
        turn_over: str = "",
        outside: str | None = None,
    ) -> None:
        self.m = measures
        self.label = label
        """Stands at the right; {page} and {pages} are filled in."""
        self.has_rule = has_rule
        self.turn_over = turn_over
        """Stands above the rule at the right, on all pages but the last."""
        self.has_frame = outside is not None
        """Whether lines at both sides say where not to write; `outside` says it in words."""
        style = measures.styles.footer
        reserve = set_line(_numbered(label, 888, 888), measures.styles.footer_bold).width
        room = measures.right - measures.left - reserve - measures.theme.rail_gap
        words = [tidy(part) for part in parts]
        self.lines = _wrap(words, style, room)
        if len(self.lines) > MOST_LINES:
            self.lines = _wrap([shortened(part, style, room) for part in words], style, room)
        self.lines = [*set_lines(outside or "", style, room), *self.lines]
        self.height = (len(self.lines) - 1) * style.leading if self.lines else 0.0

    @property
    def bottom(self) -> float:
        """The frame's lower edge, higher if the footer is tall."""
        theme = self.m.theme
        needed = theme.footer_baseline + self.height + RULE_MM * self.m.mm + CLEAR_MM * MM
        if self.turn_over:
            needed += TURN_MM * self.m.mm
        return self.m.height - max(theme.margin_bottom, needed)

    def inks(self, page: int, pages: int, element: Element | None = None) -> list[Glyphs | Rule]:
        """Return the footer of a page, counted from 1, with y from the page's upper edge."""
        m, style = self.m, self.m.styles.footer
        last = m.height - m.theme.footer_baseline
        y = last - self.height
        inks: list[Glyphs | Rule] = []
        rule = y - RULE_MM * m.mm
        if self.has_rule:
            inks.append(Rule(m.left, rule, m.right, rule, m.theme.stroke_hair))
        if self.has_frame:
            left = max(m.left - FRAME_MM * MM, EDGE_PT)
            for x in (left, m.width - left):
                inks.append(Rule(x, m.top, x, rule, m.theme.stroke_hair))
        if self.turn_over and page < pages:
            words = m.styles.label_bold if m.is_large else m.styles.footer_bold
            low = rule - TURN_LOW_MM * m.mm
            inks += set_right(self.turn_over, words, m.right, low, None)
        for line in self.lines:
            inks += (glyphs._replace(element=element) for glyphs in line.at(m.left, y))
            y += style.leading
        label = set_line(_numbered(self.label, page, pages), m.styles.footer_bold, element)
        inks += label.at(m.right - label.width, last)
        return inks


def _numbered(label: str, page: int, pages: int) -> str:
    return label.replace("{page}", str(page)).replace("{pages}", str(pages))


def _wrap(parts: list[str], style: TextStyle, room: float) -> list[TextLine]:
    """Join parts with spaced middle dots into lines."""
    lines: list[TextLine] = []
    row: list[str] = []
    for part in parts:
        if row and _joined([*row, part], style).width > room:
            lines += _set_row(row, style, room)
            row = []
        row.append(part)
    return lines + _set_row(row, style, room)


def _set_row(row: list[str], style: TextStyle, room: float) -> list[TextLine]:
    """Set parts that fit on a line, or one part that is too wide for it."""
    return [_joined(row, style)] if len(row) > 1 else set_lines("".join(row), style, room)


def _joined(parts: list[str], style: TextStyle) -> TextLine:
    space = style.plain.space * style.size
    glyphs: list[Glyphs] = []
    x = 0.0
    for place, part in enumerate(parts):
        if place:
            dot = set_line("·", style)
            glyphs += dot.at(x + 2 * space, 0.0)
            x += dot.width + 4 * space
        line = set_line(part, style)
        glyphs += line.at(x, 0.0)
        x += line.width
    return TextLine(tuple(glyphs), x)
