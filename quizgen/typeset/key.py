"""A form as the teacher's key: answers, why they are right, and where they come from."""

from collections.abc import Iterator
from math import ceil, fsum
from typing import NamedTuple

from quizgen.content import Run, Text
from quizgen.language.words import Labels
from quizgen.quiz.form import Form, FormSection
from quizgen.quiz.item import Item, Ordering, ShortAnswer, TrueFalse
from quizgen.typeset.credits import set_all_credits
from quizgen.typeset.fonts import measure
from quizgen.typeset.ink import Block, Box, Glyphs, Head, Ink, Rule
from quizgen.typeset.key_map import set_key_maps
from quizgen.typeset.key_rows import KeyRow, rows_of
from quizgen.typeset.lines import (
    TextStyle,
    place_lines,
    set_line,
    set_lines,
    set_nothing,
    set_right,
    tidy,
)
from quizgen.typeset.measures import Measures
from quizgen.typeset.scheme import set_schemes
from quizgen.typeset.sources import set_small_heading, set_sources
from quizgen.typeset.tagging import ACROSS, COLUMN_HEAD, ROW_HEAD, Element
from quizgen.typeset.title import set_title

ANSWER_WIDTHS_MM = (37, 47, 57, 67)
"""How wide the column of answers may be: as makes the key shortest."""
ANSWER_ALONE_MM = 110
"""How wide it is where no row has a reason to give."""
SECTION_GAP_MM = 0.3
"""Above the rule of a section, from the row above it."""
BELOW_RULE_MM = 1.5
"""Below a rule: the same under a head that is drawn again as under the first."""
ROW_GAP_PT = 1.0
PROMPT_GAP_MM = 1.0
"""Between two prompts, beyond the distance of their lines."""
WHOLE = 0.75
"""The part of a page from which on a row may be cut."""
BROKEN = 1.06
"""How much longer a text becomes when its lines end at spaces."""


def set_key(form: Form, measures: Measures, root: Element, *, is_full: bool) -> list[Block]:
    """Set a key as blocks in reading order."""
    labels = form.labels
    label = (Run(labels.answer_key, "bold"), Run(f", {labels.for_the_teacher}"))
    plural = labels.points.one if form.points == 1 else labels.points.many
    points = plural.replace("{n}", str(form.points))
    subtitle = labels.keep_this_page.replace("{points}", points)
    numbers = {source.source: str(source.number) for source in form.sources}
    tables = [
        (section, [row for item in section.items for row in rows_of(item, form, numbers, is_full)])
        for section in form.sections
        if section.items
    ]
    rows = [row for _, section_rows in tables for row in section_rows]
    setter = _KeySetter(form, measures, root)
    blocks = [set_title(form, label, subtitle, measures, root, is_key=True)]
    blocks += setter.strip(rows)
    blocks += setter.tables(tables)
    blocks += set_key_maps(form, measures, root)
    blocks += set_schemes(form, measures, root)
    blocks += setter.note()
    blocks += setter.discussion()
    blocks += set_sources(form, measures, root)
    blocks += set_all_credits(form, measures, root)
    blocks += setter.facts(rows)
    return blocks


class _Columns(NamedTuple):
    """Where the columns of the key stand."""

    number: float
    letter: float
    answer: float
    answer_right: float
    why: float
    why_right: float
    source: float
    right: float


def _columns(answer_mm: float, m: Measures) -> _Columns:
    """Return the columns of a key whose answers have that width."""
    left, mm = m.left, m.mm
    return _Columns(
        number=left,
        letter=left + 9 * mm,
        answer=left + 17 * mm,
        answer_right=left + (17 + answer_mm) * mm,
        why=left + (20 + answer_mm) * mm,
        why_right=m.right - 16 * mm,
        source=m.right - 13 * mm,
        right=m.right,
    )


def _best_columns(rows: list[KeyRow], m: Measures) -> _Columns:
    """Return the columns with which rows are shortest: answers may be words or sentences."""
    widths = [
        (bool(row.letters), _width(row.answer, m.styles.key), _width(row.why, m.styles.key))
        for row in rows
    ]

    def length(columns: _Columns) -> float:
        """Estimate how many lines the rows take."""
        lettered = columns.answer_right - columns.answer
        unlettered = columns.answer_right - columns.letter
        room = columns.why_right - columns.why
        return sum(
            max(1, ceil(answer / (lettered if letters else unlettered)), ceil(why / room))
            for letters, answer, why in widths
        )

    says_why = any(row.why for row in rows)
    widths_mm = ANSWER_WIDTHS_MM if says_why else (ANSWER_ALONE_MM,)
    return min((_columns(answer_mm, m) for answer_mm in widths_mm), key=length)


def _width(text: Text, style: TextStyle) -> float:
    """Estimate how wide a text is on one line, and what breaking it will cost."""
    ems = (measure(style.face(run), run.text) or len(run.text) / 2 for run in text)
    return BROKEN * style.size * fsum(ems)


class _KeySetter:
    """Sets the parts of a key."""

    def __init__(self, form: Form, measures: Measures, root: Element) -> None:
        self.form = form
        self.m = measures
        self.styles = measures.styles
        self.root = root
        self.says_why = self.says_source = True
        """Whether a row has what stands in these columns: an empty one has no head."""

    def strip(self, rows: list[KeyRow]) -> list[Block]:
        """Set the numbers with their letters on one line, to lay beside the sheets."""
        m, style, bold = self.m, self.styles.label, self.styles.label_bold
        element = self.root.add("P")
        name = set_line(self.form.labels.strip, bold, element).with_space()
        y = m.ascent(style)
        block = Block(above=5.0 * m.mm)
        block.inks += name.at(m.left, y)
        start = m.left + name.width + 3.2 * m.mm
        x = start
        for row in rows:
            if not row.short:
                continue
            runs = (Run(f"{row.number}\u00a0"), Run(row.short, "bold"))
            line = set_line(runs, style, element)
            if x + line.width > m.right and x > start:
                x = start
                y += style.leading
            block.inks += line.with_space().at(x, y)
            x += line.width + 4 * m.mm
        block.height = y + m.descent(style)
        return [block] if x > start else []

    def tables(self, tables: list[tuple[FormSection, list[KeyRow]]]) -> list[Block]:
        """Set a table of all sections, under one head that is drawn again on each page.

        A row is a block, and so kept whole; the name of a section stays with its first row.
        """
        if not tables:
            return []
        all_rows = [row for _, rows in tables for row in rows]
        columns = _best_columns(all_rows, self.m)
        self.says_why = any(row.why for row in all_rows)
        self.says_source = any(row.sources for row in all_rows)
        table = self.root.add("Table")
        again, above_rows = self._head(columns, None), self._head(columns, None)
        above_rows.height += BELOW_RULE_MM * self.m.mm
        head = self._head(columns, table.add("TR"))
        head.above = 4.2 * self.m.mm
        head.keeps_next = True
        blocks = [head]
        for section, rows in tables:
            body = table.add("TBody")
            name = self._section_name(section, columns, body.add("TR"))
            name.repeat = again
            if len(blocks) > 1:
                rule = Rule(self.m.left, 0.0, self.m.right, 0.0, self.m.theme.stroke_hair)
                name.inks.insert(0, rule)
                name.above = SECTION_GAP_MM * self.m.mm
            blocks.append(name)
            blocks += (self._row(row, columns, body.add("TR"), above_rows) for row in rows)
        return blocks

    def _head(self, columns: _Columns, row: Element | None) -> Block:
        """Set the heads of the columns, down to their rule."""
        m, style, labels = self.m, self.styles.label_bold, self.form.labels
        cells = [row.add("TH", COLUMN_HEAD) if row else None for _ in range(4)]
        y = m.ascent(style)
        inks: list[Ink] = [*set_line(labels.number, style, cells[0]).at(columns.number, y)]
        inks += set_line(labels.answer, style, cells[1]).at(columns.letter, y)
        if self.says_why:
            inks += set_line(labels.why, style, cells[2]).at(columns.why, y)
        elif cells[2]:
            inks += set_nothing(style, cells[2]).at(columns.why, y)
        if self.says_source:
            inks += set_right(labels.source, style, columns.right, y, cells[3])
        elif cells[3]:
            inks += set_nothing(style, cells[3]).at(columns.source, y)
        y += m.descent(style) + 0.9 * m.mm
        inks.append(Rule(m.left, y, m.right, y, m.theme.stroke_hair))
        return Block(height=y, inks=inks, is_flush=True)

    def _section_name(self, section: FormSection, columns: _Columns, group: Element) -> Block:
        """Set a section's name and points, and how they are shared out."""
        m, style = self.m, self.styles.label_italic
        name, points = group.add("TD", ACROSS), group.add("TD")
        y = BELOW_RULE_MM * m.mm + m.ascent(style)
        says = ": ".join((section.title, *_how_to_mark(section, self.form.labels)))
        lines = set_lines(says, style, columns.why_right - m.left, name)
        glyphs, last = place_lines(lines, m.left, y, style.leading)
        inks: list[Ink] = [*glyphs, *set_right(section.points_label, style, m.right, y, points)]
        return Block(height=last + 2.0 * m.mm, inks=inks, is_flush=True, keeps_next=True)

    def _row(self, row: KeyRow, columns: _Columns, element: Element, again: Block) -> Block:
        """Set a row; one longer than a page may be cut, and says on the next page whose it is."""
        m, style = self.m, self.styles.key
        y = m.ascent(style)
        number = element.add("TH", ROW_HEAD)
        inks: list[Ink] = [
            *set_line(str(row.number), self.styles.key_bold, number).at(columns.number, y)
        ]
        cell = element.add("TD")
        x = columns.letter
        letters, text = set_line(row.letters, self.styles.key_bold, cell), row.answer
        if letters.width > columns.answer - x - m.mm:
            text = (Run(f"{row.letters} ", "bold"), *text)
        elif letters.glyphs:
            inks += letters.with_space().at(x, y)
            x = columns.answer
        answer = set_lines(text, style, columns.answer_right - x, cell)
        why_cell = element.add("TD")
        why = set_lines(row.why, style, columns.why_right - columns.why, why_cell)
        for left, lines, owner in ((x, answer, cell), (columns.why, why, why_cell)):
            inks += place_lines(lines or [set_nothing(style, owner)], left, y, style.leading)[0]
        source_cell = element.add("TD")
        source = self._row_sources(row.sources, columns, y, source_cell)
        inks += source
        count = max(len(answer), len(why), 1)
        height = max(count * style.leading, source[-1].y + m.descent(style)) + ROW_GAP_PT
        block = Block(height=height, inks=inks, repeat=again, is_flush=True)
        if height > WHOLE * (m.bottom - m.top):
            block.cuts = [place * style.leading for place in range(1, count)]
            block.heads = [Head(0.0, height, self._row_goes_on(row.number, columns, again))]
        return block

    def _row_sources(
        self, numbers: str, columns: _Columns, y: float, cell: Element
    ) -> list[Glyphs]:
        """Set the numbers of a row's sources, as many lines of them as they need."""
        style = self.styles.source
        lines = set_lines(numbers, style, columns.right - columns.source, cell)
        glyphs: list[Glyphs] = []
        for place, line in enumerate(lines or [set_nothing(style, cell)]):
            glyphs += line.at(columns.right - line.width, y + place * style.leading)
        return glyphs

    def _row_goes_on(self, number: int, columns: _Columns, head: Block) -> Block:
        """Set what stands above the rest of a row: the heads of the columns and its number."""
        m, style = self.m, self.styles.key
        block = Block(is_flush=True)
        block.add(head, 0.0)
        y = block.height + m.ascent(style)
        block.inks += set_line(str(number), self.styles.key_bold).at(columns.number, y)
        goes_on = set_line(self.form.labels.continued, self.styles.label_italic)
        block.inks += goes_on.at(columns.letter, y)
        block.height += style.leading
        return block

    def note(self) -> list[Block]:
        """Set the note to the teacher in a panel."""
        if not tidy(self.form.teacher_note):
            return []
        m, style = self.m, self.styles.key
        before = Run(self.form.labels.before_you_hand_it_out, "bold")
        text = (before, Run(f" {self.form.teacher_note}"))
        inset = 3.2 * m.mm
        width = m.right - m.left - 2 * inset
        lines = set_lines(text, style, width, self.root.add("P"))
        glyphs, y = place_lines(
            lines, m.left + inset, inset + m.ascent(style) - 0.6 * m.mm, style.leading
        )
        height = y + m.descent(style) + inset - 0.6 * m.mm
        frame = Box(m.left, 0.0, m.right - m.left, height, m.theme.stroke_rule)
        block = Block(height=height, inks=[frame, *glyphs], above=3.0 * m.mm, is_flush=True)
        block.cuts = [line.y + m.descent(style) for line in glyphs[:-1]]
        return [block]

    def discussion(self) -> list[Block]:
        """Set the prompts for the class."""
        if not self.form.discussion:
            return []
        m, style = self.m, self.styles.key
        block = set_small_heading(self.form.labels.discussion, m, self.root)
        listing = self.root.add("L")
        indent = 4 * m.mm
        for prompt in self.form.discussion:
            entry = listing.add("LI")
            y = block.height + m.ascent(style)
            block.inks += set_line("•", style, entry.add("Lbl")).at(m.left, y)
            lines = set_lines(prompt, style, m.right - m.left - indent, entry.add("LBody"))
            glyphs, y = place_lines(lines, m.left + indent, y, style.leading)
            block.inks += glyphs
            block.height = y + m.descent(style)
            block.cuts.append(block.height)
            block.height += style.leading - style.size + PROMPT_GAP_MM * m.mm
        block.height = block.cuts[-1]
        return [block]

    def facts(self, rows: list[KeyRow]) -> list[Block]:
        """Set the ids of the facts in small print, so that an error can be reported."""
        m, style = self.m, self.styles.small
        entries = [f"{row.number}\u00a0{', '.join(row.facts)}" for row in rows if row.facts]
        if not entries:
            return []
        text = (Run(f"{self.form.labels.facts_used}: ", "bold"), Run("; ".join(entries)))
        lines = set_lines(text, style, m.right - m.left, self.root.add("P"))
        glyphs, y = place_lines(lines, m.left, m.ascent(style), style.leading)
        cuts = [m.ascent(style) + m.descent(style) + n * style.leading for n in range(len(lines))]
        return [
            Block(
                height=y + m.descent(style),
                inks=list(glyphs),
                cuts=cuts,
                above=3.4 * m.mm,
                is_flush=True,
            )
        ]


def _how_to_mark(section: FormSection, labels: Labels) -> Iterator[str]:
    """Yield how the points of a section's items are shared out, if they can be."""
    several = any(numbered.item.type == "multiple-response" for numbered in section.items)
    if several and labels.marks_several:
        yield labels.marks_several
    if any(_is_to_correct(numbered.item) for numbered in section.items):
        yield labels.marks_statement
    several_points = [each.item.interaction for each in section.items if each.points > 1]
    if any(isinstance(interaction, Ordering) for interaction in several_points):
        yield labels.marks_order
    written = [each for each in several_points if isinstance(each, ShortAnswer)]
    if any(answer.lines > 1 for answer in written):
        yield labels.marks_sentence or labels.marks_answer
    elif written:
        yield labels.marks_answer


def _is_to_correct(item: Item) -> bool:
    """Tell whether an item is a statement that is false, for which F alone is half of the work."""
    return isinstance(item.interaction, TrueFalse) and not item.interaction.is_true
