"""A text that the questions below it are asked about, with every fifth line numbered.

The numbers stand in the margin and belong to no element: who has the text read aloud hears it
through, without a figure in the midst of a sentence.
"""

from quizgen.content import Text, plain
from quizgen.language.words import Labels
from quizgen.quiz.passages import Passage
from quizgen.typeset.ink import Block, Glyphs
from quizgen.typeset.lines import TextStyle, place_lines, set_lines, set_right
from quizgen.typeset.measures import Measures
from quizgen.typeset.tagging import Element

NUMBERED = 5
"""Each line has its number that is so many lines below the one before."""
NUMBER_GAP_MM = 2.2
"""Between a line and its number."""
PARAGRAPH_GAP = 0.45
"""Between two paragraphs, or stanzas, as a part of a line."""
TITLE_GAP_MM = 1.6
CREDIT_GAP_MM = 1.3
TURNED_MM = 8.0
"""How far a line of verse that is too long goes in where it goes on."""
KEPT = 1 / 3
"""A passage that takes no more of a page stands on the page of its first question."""
FEWEST = 2
"""So many lines of a paragraph stay together at the end of a page, and at the top of the next."""
FIRST_WORDS = 5
"""By so many words a passage without a title is known."""


def set_passage(passage: Passage, m: Measures, root: Element) -> Block:
    """Set a passage: its title, its lines, and where it is from."""
    setter = _PassageSetter(passage, m, root.add("Sect"))
    block = setter.set()
    block.above = block.below = m.item_gap
    block.keeps_next = block.height <= KEPT * (m.bottom - m.top)
    return block


def set_reminder(passage: Passage, labels: Labels, m: Measures, root: Element) -> Block:
    """Set a line that sends a pupil back to a passage which stands further above."""
    title = plain(passage.title) or _first_words(passage)
    style = m.styles.instruction
    words = labels.passage_above.replace("{title}", title)
    lines = set_lines(words, style, m.right - m.text_left, root.add("P"))
    glyphs, y = place_lines(lines, m.text_left, m.ascent(style), style.leading)
    return Block(height=y + m.descent(style), inks=[*glyphs], above=m.item_gap / 2, keeps_next=True)


def _first_words(passage: Passage) -> str:
    words = plain(passage.paragraphs[0]).split()
    return " ".join(words[:FIRST_WORDS]) + (" …" if len(words) > FIRST_WORDS else "")


class _PassageSetter:
    """Sets a passage line by line, and counts the lines."""

    def __init__(self, passage: Passage, m: Measures, section: Element) -> None:
        self.passage = passage
        self.m = m
        self.section = section
        self.block = Block()
        self.numbers: list[Glyphs] = []
        self.lines = 0

    def set(self) -> Block:
        m, passage = self.m, self.passage
        if passage.title:
            self._set_around(passage.title, m.styles.number)
            self.block.height += TITLE_GAP_MM * m.mm
        for place, paragraph in enumerate(passage.paragraphs):
            is_gap = not plain(paragraph).strip()
            if is_gap or (place and not passage.is_verse):
                self.block.cuts.append(self.block.height)
                self.block.height += PARAGRAPH_GAP * m.styles.body.leading
            if not is_gap:
                self._set_paragraph(paragraph)
        if passage.credit:
            self.block.height += CREDIT_GAP_MM * m.mm
            self._set_around(passage.credit, m.styles.label)
        self.block.inks += self.numbers  # last, so that each paragraph is read in one piece
        return self.block

    def _set_around(self, text: Text, style: TextStyle) -> None:
        """Set what stands above or below the text, without numbers."""
        m = self.m
        lines = set_lines(text, style, m.right - m.text_left, self.section.add("P"))
        first = self.block.height + m.ascent(style)
        glyphs, y = place_lines(lines, m.text_left, first, style.leading)
        self.block.inks += glyphs
        self.block.height = y + m.descent(style)

    def _set_paragraph(self, text: Text) -> None:
        """Set a paragraph, every line of which counts, or a line of verse, which counts as one."""
        m, style, is_verse = self.m, self.m.styles.body, self.passage.is_verse
        turned = TURNED_MM * m.mm if is_verse else 0.0
        lines = set_lines(text, style, m.right - m.text_left - turned, self.section.add("P"))
        for place, line in enumerate(lines):
            y = self.block.height + m.ascent(style)
            self.block.inks += line.at(m.text_left + (turned if place else 0.0), y)
            if not place or not is_verse:
                self.lines += 1
                if self.lines % NUMBERED == 0:
                    self._number(y)
            self.block.height += style.leading
            rest = len(lines) - 1 - place
            if rest and place + 1 >= FEWEST and rest >= FEWEST:
                self.block.cuts.append(self.block.height)
        if is_verse and self.lines >= FEWEST:
            self.block.cuts.append(self.block.height)

    def _number(self, y: float) -> None:
        m = self.m
        right = m.text_left - NUMBER_GAP_MM * m.mm
        self.numbers += set_right(str(self.lines), m.styles.label, right, y, None)
