"""What stands on top of each page but the first, so that a sheet that falls apart is put together.

The footer says which page of which form it is; whose it is, only its pupil can say.
"""

from collections.abc import Sequence

from quizgen.language.words import Labels
from quizgen.typeset.ink import Ink, Rule
from quizgen.typeset.lines import set_line, shortened
from quizgen.typeset.measures import MM, Measures

EDGE_PT = 15 * MM
"""From the page's upper edge down to the label: whoever writes has the margin above it, too."""
BELOW_MM = 4.0
"""From the line to what the page begins with."""
GAP_MM = 1.6
"""Between the label and the line to write on."""
WIDTH_MM = 100.0
"""How far the line goes."""
LEAST_MM = 40.0
"""How long it is at least, behind a long label."""


class RunningHead:
    """A line for the name, once more; none of it is read aloud, as the first page has it."""

    def __init__(self, labels: Labels, measures: Measures, *, is_exam: bool, is_key: bool) -> None:
        self.m = measures
        candidate = labels.candidate_number or labels.candidate
        self.label = (candidate if is_exam else "") or labels.name
        self.is_key = is_key
        """Whether its room stays empty, in a key whose pages are to be as those of the sheet."""

    @property
    def height(self) -> float:
        """By how much lower than the first a page begins that has it."""
        return self._baseline - self.m.top + BELOW_MM * self.m.mm

    @property
    def _baseline(self) -> float:
        return EDGE_PT + self.m.ascent(self.m.styles.label)

    def inks(self) -> Sequence[Ink]:
        """Return what is drawn, with y from the page's upper edge."""
        if self.is_key:
            return ()
        m = self.m
        y = self._baseline
        style = m.styles.label
        label = set_line(shortened(self.label, style, (m.right - m.left) / 2), style)
        start = m.left + label.width + GAP_MM * m.mm
        right = min(max(m.left + WIDTH_MM * m.mm, start + LEAST_MM * m.mm), m.right)
        low = y + 0.3 * m.mm
        return [*label.at(m.left, y), Rule(start, low, right, low, m.theme.stroke_line)]
