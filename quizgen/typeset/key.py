"""A form as the teacher's key: answers, why they are right, and where they come from."""

from collections.abc import Iterable, Sequence
from math import ceil, fsum
from typing import NamedTuple

from quizgen.content import Run, Text, plain
from quizgen.quiz.form import Form, FormSection
from quizgen.quiz.key_rows import KeyRow, how_to_mark, rows_of
from quizgen.typeset.credits import set_all_credits
from quizgen.typeset.fonts import measure
from quizgen.typeset.ink import Block, Box, Glyphs, Head, Ink, Rule
from quizgen.typeset.key_map import set_key_maps
from quizgen.typeset.lines import (
    TextLine,
    TextStyle,
    as_text,
    place_lines,
    set_line,
    set_lines,
    set_nothing,
    set_right,
    shortened,
    tidy,
)
from quizgen.typeset.measures import MM, Measures
from quizgen.typeset.scheme import set_schemes
from quizgen.typeset.sources import set_small_heading, set_sources
from quizgen.typeset.tagging import ACROSS, COLUMN_HEAD, ROW_HEAD, Element
from quizgen.typeset.title import keep_this_page, key_label, set_title

ANSWER_WIDTHS_MM = (34, 40, 47, 54, 62)
"""How wide the column of answers may be: as makes the key shortest."""
ANSWER_ALONE_MM = 110
"""How wide it is where no row has a reason to give."""
MOST_LINES = 3
"""An answer of more lines goes over the width of its reasons, too, if that is no longer."""
FEWEST_LETTERS = 12
"""An option of which less would be left has one line more."""
CUT_SHORT = 0.5
"""How much is lost where an option's words are cut short, in lines."""
LINE_GAP_PT = 2.0
"""Between two lines of reasons, from the size of their type to their distance."""
BELOW_RULE_MM = 1.2
"""Below a rule: the same under a head that is drawn again as under the first."""
BELOW_NAME_MM = 0.8
"""Below the name of a section."""
ROW_GAP_PT = 3.0
"""Between two rows, beyond the distance of their lines."""
MOST_SOURCE_MM = 9.0
"""How wide the column of sources is at most; more numbers go on below."""
SOURCE_GAP_MM = 3.0
"""Between reasons and the numbers of their sources."""
NOTE_INSET_MM = 1.8
EDGE_PT = 15 * MM
"""How near to the page's edge the line comes along which the marking strip is cut off."""
CUT_GAP_MM = 2.2
"""Above that line."""
LETTERS_MM = 7.0
"""How wide the column of letters is at least, with the gap behind it."""
MOST_LETTERS_MM = 13.0
"""How wide letters are at most that have a column of their own: "A, C, D"."""
LETTER_GAP_MM = 2.4
"""Right of the letters, so that "A, B" and "Oder" are no list of three."""
ROUNDING = 0.01
NUMBER_GAP_MM = 2.0
"""Right of a number that is wider than its column, as "14 (b)"."""
PROMPT_GAP_MM = 1.0
"""Between two prompts, beyond the distance of their lines."""
WHOLE = 0.75
"""The part of a page from which on a row may be cut."""
NEARLY_PT = 0.01
"""Points by which sums of lengths may miss a width."""
BROKEN = 1.06
"""How much longer a text becomes when its lines end at spaces."""


def set_key(form: Form, measures: Measures, root: Element, *, is_full: bool) -> list[Block]:
    """Set a key as blocks in reading order."""
    tables = _tables_of(form, is_full=is_full)
    rows = [row for _, section_rows in tables for row in section_rows]
    setter = _KeySetter(form, measures, root)
    label, subtitle = key_label(form.labels), keep_this_page(form)
    return [
        set_title(form, label, subtitle, measures, root, is_key=True),
        *setter.strip(rows),
        *setter.note(),
        *setter.tables(tables),
        *set_key_maps(form, measures, root),
        *set_schemes(form, measures, root),
        *setter.rest(rows),
    ]


def set_after_answers(form: Form, measures: Measures, root: Element) -> list[Block]:
    """Set what follows a sheet whose answers are filled in: all of the key but their table."""
    rows = [row for _, section_rows in _tables_of(form) for row in section_rows]
    setter = _KeySetter(form, measures, root)
    return [
        *set_key_maps(form, measures, root),
        *set_schemes(form, measures, root),
        *setter.also_right(rows),
        *setter.note(),
        *setter.rest(rows),
    ]


_Tables = list[tuple[FormSection, list[KeyRow]]]
"""The sections of a form with their rows."""


def _tables_of(form: Form, *, is_full: bool = False) -> _Tables:
    numbers = {source.source: str(source.number) for source in form.sources}
    return [
        (section, [row for item in section.items for row in rows_of(item, form, numbers, is_full)])
        for section in form.sections
        if section.items
    ]


class _Columns(NamedTuple):
    """Where the columns of the key stand."""

    number: float
    letter: float
    answer: float
    answer_right: float
    why: float
    why_right: float
    right: float


def _columns(
    answer_mm: float, source: float, m: Measures, number: float, letters: float
) -> _Columns:
    """Return the columns of a key whose numbers, letters, answers and sources have these widths."""
    left, mm = m.left + max(number + NUMBER_GAP_MM * m.mm - 9 * m.mm, 0.0), m.mm
    answer = left + 9 * mm + max(LETTERS_MM * mm, letters + LETTER_GAP_MM * mm)
    return _Columns(
        number=m.left,
        letter=left + 9 * mm,
        answer=answer,
        answer_right=answer + answer_mm * mm,
        why=answer + (3 + answer_mm) * mm,
        why_right=m.right - source - SOURCE_GAP_MM * mm,
        right=m.right,
    )


def _best_columns(rows: list[KeyRow], m: Measures) -> _Columns:
    """Return the columns with which rows are shortest: answers may be words or sentences."""
    key, why_style = m.styles.key, m.styles.why
    widths = [(row, _width(row.answer, key), _width(row.why, why_style)) for row in rows]
    source = max((set_line(row.sources, m.styles.source).width for row in rows), default=0.0)
    source = min(source, MOST_SOURCE_MM * m.mm)

    def length(columns: _Columns) -> float:
        """Estimate how many lines the rows take."""
        room = columns.why_right - columns.why
        lines = 0.0
        for row, answer, why in widths:
            left = columns.answer if row.letters else columns.letter
            answer_right = columns.answer_right if why else columns.why_right
            beside = max(1, ceil(answer / (answer_right - left)))
            reasons = ceil(why / room)
            if row.is_option:
                lines += max(reasons, 1) + (CUT_SHORT if beside > max(reasons, 1) else 0.0)
            elif beside > MOST_LINES:
                whole = columns.why_right - left
                lines += min(max(beside, reasons), ceil(answer / whole) + ceil(why / whole))
            else:
                lines += max(beside, reasons)
        return lines

    says_why = any(row.why for row in rows)
    widths_mm = ANSWER_WIDTHS_MM if says_why else (ANSWER_ALONE_MM,)
    number = max(set_line(row.number, m.styles.key_bold).width for row in rows)
    sizes = (set_line(row.letters, m.styles.key_bold).width for row in rows)
    letters = max((size for size in sizes if size <= MOST_LETTERS_MM * m.mm), default=0.0)
    able = (_columns(answer_mm, source, m, number, letters) for answer_mm in widths_mm)
    return min(able, key=length)


def _width(text: Text, style: TextStyle) -> float:
    """Estimate how wide a text is on one line, and what breaking it will cost."""
    ems = (measure(style.face(run), run.text) or len(run.text) / 2 for run in text)
    return BROKEN * style.size * fsum(ems)


class _Part(NamedTuple):
    """Lines of a row of the key."""

    left: float
    first: int
    """Beside which line of the row they begin, from 0."""
    lines: list[TextLine]
    cell: Element


def _count(parts: Iterable[_Part]) -> int:
    """Return how many lines a row of such parts takes."""
    return max(part.first + len(part.lines) for part in parts)


class _KeySetter:
    """Sets the parts of a key."""

    def __init__(self, form: Form, measures: Measures, root: Element) -> None:
        self.form = form
        self.m = measures
        self.styles = measures.styles
        self.root = root
        self.leading = max(self.styles.key.size + 1.0, self.styles.why.size + LINE_GAP_PT)
        """Of the lines of a row, in all of its columns."""
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
        if x == start and y == m.ascent(style):
            return []
        block.height += CUT_GAP_MM * m.mm
        ends = EDGE_PT, block.height, m.width - EDGE_PT, block.height
        block.inks.append(Rule(*ends, m.theme.stroke_hair, dash=(3.0, 3.0)))
        return [block]

    def tables(self, tables: _Tables) -> list[Block]:
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
            inks += set_nothing(style, cells[3]).at(columns.right, y)
        y += m.descent(style) + 0.9 * m.mm
        inks.append(Rule(m.left, y, m.right, y, m.theme.stroke_hair))
        return Block(height=y, inks=inks, is_flush=True)

    def _section_name(self, section: FormSection, columns: _Columns, group: Element) -> Block:
        """Set a section's name and points, and how they are shared out."""
        m, style = self.m, self.styles.label_italic
        name, points = group.add("TD", ACROSS), group.add("TD")
        y = BELOW_RULE_MM * m.mm + m.ascent(style)
        says = ": ".join((section.title, *how_to_mark(section, self.form.labels)))
        behind = set_right(section.points_label, style, m.right, y, points)
        right = min((glyphs.x - SOURCE_GAP_MM * m.mm for glyphs in behind), default=m.right)
        glyphs, last = place_lines(
            set_lines(says, style, right - m.left, name), m.left, y, style.leading
        )
        height = last + m.descent(style) + BELOW_NAME_MM * m.mm
        return Block(height=height, inks=[*glyphs, *behind], is_flush=True, keeps_next=True)

    def _row(self, row: KeyRow, columns: _Columns, element: Element, again: Block) -> Block:
        """Set a row; one longer than a page may be cut, and says on the next page whose it is."""
        m, style, leading = self.m, self.styles.key, self.leading
        y = m.ascent(style)
        number = element.add("TH", ROW_HEAD)
        inks: list[Ink] = [
            *set_line(row.number, self.styles.key_bold, number).at(columns.number, y)
        ]
        cell, why_cell, source_cell = (element.add("TD") for _ in range(3))
        x = columns.letter
        letters, text = set_line(row.letters, self.styles.key_bold, cell), row.answer
        if letters.width > columns.answer - x - LETTER_GAP_MM * m.mm + ROUNDING:
            text = (Run(f"{row.letters}\u2002", "bold"), *text)
        elif letters.glyphs:
            inks += letters.with_space().at(x, y)
            x = columns.answer
        parts = self._parts(row, text, x, columns, cell, why_cell)
        filled = {part.cell for part in parts if part.lines}
        for left, first, lines, owner in parts:
            lines = lines if owner in filled else [set_nothing(style, owner)]
            inks += place_lines(lines, left, y + first * leading, leading)[0]
        count = max(_count(parts), 1)
        free = columns.why_right
        if _count(parts) == 1:
            free = max(part.left + line.width for part in parts for line in part.lines)
        source = self._row_sources(row.sources, columns, free, y, source_cell)
        inks += source
        height = max(count * leading, source[-1].y + m.descent(style)) + ROW_GAP_PT
        block = Block(height=height, inks=inks, repeat=again, is_flush=True, is_item=True)
        if height > WHOLE * (m.bottom - m.top):
            block.cuts = [place * leading for place in range(1, count)]
            block.heads = [Head(0.0, height, self._row_goes_on(row.number, columns, again))]
        return block

    def _parts(
        self, row: KeyRow, text: Text, x: float, columns: _Columns, cell: Element, why_cell: Element
    ) -> Sequence[_Part]:
        """Set what stands behind a row's letters: its answer, what else is right, and why.

        Reasons stand beside the answer. What else is right takes the place of reasons where there
        are none, stands below the answer where they leave it room, and else goes over the width of
        both, below them. An answer that makes a tower of its column goes over that width, too.
        """
        style, small, italic = self.styles.key, self.styles.why, self.styles.why_italic
        whole = columns.why_right - x
        room = columns.why_right - columns.why
        why = set_lines(row.why, small, room, why_cell)
        width = columns.answer_right - x if why or row.also else whole
        if row.is_option:
            text = _cut_short(text, style, width, max(len(why), 1))
        said = as_text(f"{self.form.labels.accept} {'; '.join(row.also)}") if row.also else ()
        also = set_lines(said, italic, width, cell)
        answer = _Part(x, 0, set_lines(text, style, width, cell), cell)
        reasons = _Part(columns.why, 0, why, why_cell)
        count = len(answer.lines)
        if not why:
            also = set_lines(said, italic, room, cell)
            parts = [answer, _Part(columns.why, 0, also, cell), reasons]
        elif count + len(also) <= len(why):
            parts = [answer, _Part(x, count, also, cell), reasons]
        else:  # read behind the reasons, since it stands below them
            also = set_lines(said, italic, whole, why_cell)
            parts = [answer, reasons, _Part(x, max(count, len(why)), also, why_cell)]
        if count > MOST_LINES:
            answer = _Part(x, 0, set_lines(text, style, whole, cell), cell)
            below = _Part(x, _count([answer]), set_lines(said, italic, whole, cell), cell)
            why = set_lines(row.why, small, whole, why_cell)
            across = [answer, below, _Part(x, _count([answer, below]), why, why_cell)]
            if _count(across) <= _count(parts):
                return across
        return parts

    def _row_sources(
        self, numbers: str, columns: _Columns, free: float, y: float, cell: Element
    ) -> list[Glyphs]:
        """Set the numbers of a row's sources, right of `free` and on as many lines as needed."""
        style = self.styles.source
        width = columns.right - free - SOURCE_GAP_MM * self.m.mm
        lines = set_lines(numbers, style, width + NEARLY_PT, cell)
        glyphs: list[Glyphs] = []
        for place, line in enumerate(lines or [set_nothing(style, cell)]):
            glyphs += line.at(columns.right - line.width, y + place * self.leading)
        return glyphs

    def _row_goes_on(self, number: str, columns: _Columns, head: Block) -> Block:
        """Set what stands above the rest of a row: the heads of the columns and its number."""
        m, style = self.m, self.styles.key
        block = Block(is_flush=True)
        block.add(head, 0.0)
        y = block.height + m.ascent(style)
        block.inks += set_line(number, self.styles.key_bold).at(columns.number, y)
        goes_on = set_line(self.form.labels.continued, self.styles.label_italic)
        block.inks += goes_on.at(columns.letter, y)
        block.height += style.leading
        return block

    def note(self) -> list[Block]:
        """Set the note to the teacher in a panel, in small print that stands close."""
        if not tidy(self.form.teacher_note):
            return []
        m, style = self.m, self.styles.why
        before = Run(self.form.labels.before_you_hand_it_out, "bold")
        text = (before, Run(f" {self.form.teacher_note}"))
        inset, leading = NOTE_INSET_MM * m.mm, style.size + LINE_GAP_PT
        width = m.right - m.left - 2 * inset
        lines = set_lines(text, style, width, self.root.add("P"))
        first = inset + style.cap_height
        glyphs, y = place_lines(lines, m.left + inset, first, leading)
        height = y + inset
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

    def also_right(self, rows: list[KeyRow]) -> list[Block]:
        """Set what else is right, which need not have room where the answer stands."""
        m, style = self.m, self.styles.source
        entries = [(row.number, "; ".join(row.also)) for row in rows if row.also]
        if not entries:
            return []
        text = [Run(self.form.labels.also_right or self.form.labels.accept, "bold")]
        for number, words in entries:
            text += [Run(f" {number}\u00a0", "bold"), Run(words)]
        lines = set_lines(tuple(text), style, m.right - m.left, self.root.add("P"))
        glyphs, y = place_lines(lines, m.left, m.ascent(style), style.leading)
        block = Block(height=y + m.descent(style), inks=[*glyphs], above=3.4 * m.mm, is_flush=True)
        block.cuts = [line.y + m.descent(style) for line in glyphs[:-1]]
        return [block]

    def rest(self, rows: list[KeyRow]) -> list[Block]:
        """Set what stands at the end of a key: what to talk about, and where it all is from."""
        return [
            *self.discussion(),
            *set_sources(self.form, self.m, self.root),
            *set_all_credits(self.form, self.m, self.root),
            *self.facts(rows),
        ]

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


def _cut_short(text: Text, style: TextStyle, width: float, most: int) -> Text:
    """Return what fits of an option's words on so many lines: its letter says which it is."""
    if len(set_lines(text, style, width)) <= most:
        return text
    words = shortened(plain(text), style, width, most)
    return (
        _cut_short(text, style, width, most + 1) if len(words) < FEWEST_LETTERS else (Run(words),)
    )
