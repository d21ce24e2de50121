"""The words that gaps are filled in with, in a frame above them."""

from collections.abc import Sequence

from quizgen.language.words import Labels
from quizgen.typeset.ink import Block, Box
from quizgen.typeset.lines import place_lines, set_lines
from quizgen.typeset.measures import Measures
from quizgen.typeset.tagging import Element

INSET_MM = 3.2
WORD_GAP_MM = 7.0
"""Between two words on a line."""


def set_word_bank(words: Sequence[str], labels: Labels, m: Measures, root: Element | None) -> Block:
    """Set words in a frame, as many on a line as fit; a list, for who has it read aloud.

    Where the gaps go on overleaf it is drawn there again: without `root`, so that it is not read
    twice, and without its heading.
    """
    inset, style = INSET_MM * m.mm, m.styles.body
    left, right = m.left + inset, m.right - inset
    said = labels.word_bank if root else ""
    heading = set_lines(said, m.styles.label_bold, right - left, root and root.add("P"))
    glyphs, y = place_lines(
        heading, left, inset + m.styles.label_bold.cap_height, m.styles.label_bold.leading
    )
    block = Block(inks=[*glyphs], above=m.item_gap, below=m.item_gap, keeps_next=True)
    y = y + style.leading if heading else inset + style.cap_height
    listing = root and root.add("L")
    x = left
    for word in words:
        body = listing and listing.add("LI").add("LBody")
        lines = set_lines(word, style, right - left, body)
        width = max((line.width for line in lines), default=0.0)
        if x > left and x + width > right:
            x = left
            y += style.leading
        glyphs, y = place_lines([line.with_space() for line in lines], x, y, style.leading)
        block.inks += glyphs
        x += width + WORD_GAP_MM * m.mm
    block.height = y + inset
    block.inks.append(Box(m.left, 0.0, m.right - m.left, block.height, m.theme.stroke_rule))
    return block
