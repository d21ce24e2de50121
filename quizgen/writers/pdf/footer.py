"""What stands at the foot of each page."""

from quizgen.model import Form
from quizgen.writers.pdf.ink import Glyphs, Rule
from quizgen.writers.pdf.measures import Measures
from quizgen.writers.pdf.setting import Line, TextStyle, set_line, set_lines, tidy
from quizgen.writers.pdf.tagging import Element


class Footer:
    """The footer of a form; its last baseline is the theme's, and it grows upwards."""

    def __init__(self, form: Form, measures: Measures) -> None:
        self.m = measures
        self.label = form.labels.footer_page
        style = measures.styles.footer
        reserve = set_line(self._label(888, 888), measures.styles.footer_bold).width
        room = measures.right - measures.left - reserve - measures.theme.rail_gap
        self.lines = _wrap([tidy(part) for part in form.footer], style, room)
        self.height = (len(self.lines) - 1) * style.leading if self.lines else 0.0

    def _label(self, page: int, pages: int) -> str:
        return self.label.replace("{page}", str(page)).replace("{pages}", str(pages))

    @property
    def bottom(self) -> float:
        """The frame's lower edge, higher if the footer is tall."""
        theme = self.m.theme
        needed = theme.footer_baseline + self.height + 5.2 * self.m.unit
        return self.m.height - max(theme.margin_bottom, needed)

    def inks(self, page: int, pages: int, element: Element | None = None) -> list[Glyphs | Rule]:
        """Return the footer of a page, counted from 1, with y from the page's upper edge."""
        m, style = self.m, self.m.styles.footer
        last = m.height - m.theme.footer_baseline
        y = last - self.height
        rule = y - 4.25 * m.unit
        inks: list[Glyphs | Rule] = [Rule(m.left, rule, m.right, rule, m.theme.stroke_hair)]
        for line in self.lines:
            inks += (glyphs._replace(element=element) for glyphs in line.at(m.left, y))
            y += style.leading
        label = set_line(self._label(page, pages), m.styles.footer_bold, element)
        inks += label.at(m.right - label.width, last)
        return inks


def _wrap(parts: list[str], style: TextStyle, room: float) -> list[Line]:
    """Join parts with spaced middle dots into lines."""
    lines: list[Line] = []
    row: list[str] = []
    for part in parts:
        if row and _joined([*row, part], style).width > room:
            lines += _set_row(row, style, room)
            row = []
        row.append(part)
    return lines + _set_row(row, style, room)


def _set_row(row: list[str], style: TextStyle, room: float) -> list[Line]:
    """Set parts that fit on a line, or one part that is too wide for it."""
    return [_joined(row, style)] if len(row) > 1 else set_lines("".join(row), style, room)


def _joined(parts: list[str], style: TextStyle) -> Line:
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
    return Line(tuple(glyphs), x)
