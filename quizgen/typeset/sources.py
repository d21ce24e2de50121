"""The numbered sources at the end of a key or a study sheet."""

from quizgen.quiz.form import Form
from quizgen.typeset.ink import Block
from quizgen.typeset.lines import place_lines, set_line, set_lines, tidy
from quizgen.typeset.measures import Measures
from quizgen.typeset.tagging import LIST_OF_NUMBERS, Element


def set_sources(form: Form, m: Measures, root: Element) -> list[Block]:
    """Set the numbered sources; a form without sources has none."""
    if not form.sources:
        return []
    style = m.styles.source
    block = set_small_heading(form.labels.sources, m, root)
    listing = root.add("L", LIST_OF_NUMBERS)
    for source in form.sources:
        top = block.height
        entry = listing.add("LI")
        number = set_line(str(source.number), m.styles.source_number, entry.add("Lbl"))
        y = top + m.ascent(style)
        block.inks += number.at(m.left, y)
        lines = set_lines(source.text, style, m.right - m.text_left, entry.add("LBody"))
        glyphs, y = place_lines(lines, m.text_left, y, style.leading)
        block.inks += glyphs
        block.height = top + max(len(lines), 1) * style.leading + 0.7
        block.cuts.append(block.height - 0.35)
    return [block]


def set_small_heading(words: str, m: Measures, root: Element) -> Block:
    """Set the heading of what stands below the answers, to go on from."""
    style = m.styles.heading_small
    y = style.cap_height
    line = set_line(words, style, root.head("H2", tidy(words)))
    block = Block(inks=list(line.at(m.left, y)), above=4.4 * m.mm, is_flush=True)
    block.height = y + 2.0 * m.mm
    return block
