"""Who made the pictures of a form, in small print at its end."""

from quizgen.content import Text
from quizgen.quiz.credits import all_credits, owed_credits
from quizgen.quiz.form import Form
from quizgen.typeset.ink import Block
from quizgen.typeset.lines import place_lines, set_lines
from quizgen.typeset.measures import Measures
from quizgen.typeset.tagging import Element

ABOVE_MM = 4.0


def set_owed_credits(form: Form, m: Measures, root: Element) -> list[Block]:
    """Set the credits that licences ask for of those pictures that have none beside them."""
    return _set(owed_credits(form), m, root)


def set_all_credits(form: Form, m: Measures, root: Element) -> list[Block]:
    """Set the credits of all pictures of a form, for its key."""
    return _set(all_credits(form), m, root)


def _set(credits_: Text, m: Measures, root: Element) -> list[Block]:
    if not credits_:
        return []
    style = m.styles.label
    lines = set_lines(credits_, style, m.right - m.left, root.add("P"))
    glyphs, y = place_lines(lines, m.left, m.ascent(style), style.leading)
    cuts = [m.ascent(style) + row * style.leading + m.descent(style) for row in range(len(lines))]
    return [Block(height=y + m.descent(style), inks=[*glyphs], cuts=cuts, above=ABOVE_MM * m.mm)]
