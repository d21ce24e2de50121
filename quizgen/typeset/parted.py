"""Questions of several parts: the number with what it is about, and below the parts their total."""

from quizgen.language.words import Labels
from quizgen.quiz.form import PartedQuestion
from quizgen.typeset.ink import Block
from quizgen.typeset.lines import place_lines, set_line, set_lines, set_right
from quizgen.typeset.measures import Measures
from quizgen.typeset.tagging import LIST_OF_PARTS, Element
from quizgen.values import dataclass

END_GAP_MM = 7.0
"""Between the last question and the words that say so."""
TOTAL_GAP_MM = 2.6
"""Between the last part and what all are worth."""


@dataclass(frozen=True)
class OpenQuestion:
    """A question whose parts are being set."""

    question: PartedQuestion
    body: Element
    parts: Element
    """The list of its parts."""


def open_question(question: PartedQuestion, m: Measures, listing: Element) -> OpenQuestion:
    """Begin a question in the list of its section."""
    body = listing.add("LI").add("LBody")
    return OpenQuestion(question, body, body.add("L", LIST_OF_PARTS))


def set_lead(opened: OpenQuestion, m: Measures) -> Block:
    """Set the number of a question, and what its parts are about."""
    question, style = opened.question, m.styles.body
    entry = opened.body.parent
    assert entry is not None
    first = m.ascent(style)
    number = set_line(str(question.number), m.styles.number, entry.add("Lbl")).with_space()
    block = Block(inks=[*number.at(m.left, first)], keeps_next=True, above=m.item_gap)
    lines = set_lines(question.lead, style, m.right - m.text_left, opened.body.add("P"))
    glyphs, y = place_lines(lines, m.text_left, first, style.leading)
    block.inks += glyphs
    block.height = max(y, first) + m.descent(style)
    return block


def set_continued(question: PartedQuestion, labels: Labels, m: Measures) -> Block:
    """Set what stands at the top of a page above a part whose question began before it."""
    first = m.ascent(m.styles.body)
    block = Block(inks=[*set_line(str(question.number), m.styles.number).at(m.left, first)])
    goes_on = set_line(labels.continued, m.styles.instruction)
    block.inks += goes_on.at(m.text_left, first)
    block.height = first + m.descent(m.styles.body) + m.item_gap
    return block


def add_total(block: Block, opened: OpenQuestion, m: Measures) -> None:
    """Add below the last part of a question what all are worth."""
    style = m.styles.label
    y = block.height + TOTAL_GAP_MM * m.mm + m.ascent(style)
    total = set_right(opened.question.total, style, m.right, y, opened.body.add("P"))
    block.inks += total
    block.height = y + m.descent(style)


def add_end(block: Block, labels: Labels, m: Measures, root: Element) -> None:
    """Add below the last question that it is the last."""
    style = m.styles.label_bold
    line = set_line(labels.end_of_questions, style, root.add("P"))
    y = block.height + END_GAP_MM * m.mm + m.ascent(style)
    block.inks += line.at(m.left, y)
    block.end = y + m.descent(style) - block.height
    block.height += block.end
