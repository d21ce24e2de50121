"""The first page of an exam paper: its title, who writes it, in how much time, and how."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quizgen.content import Run
from quizgen.quiz.form import Form, FormSection
from quizgen.quiz.worksheet import Cover
from quizgen.typeset.beside import set_texts
from quizgen.typeset.fields import line_below_title
from quizgen.typeset.ink import Block, Box, Rule
from quizgen.typeset.lines import as_text, place_lines, set_line, set_lines, set_nothing, tidy
from quizgen.typeset.measures import Measures
from quizgen.typeset.tagging import COLUMN_HEAD, LIST_OF_BULLETS, ROW_HEAD, Element
from quizgen.typeset.title import set_title

TERMS_GAP_MM = 5.5
"""Above the time and the total."""
BETWEEN_TERMS_MM = 12.0
FIELDS_GAP_MM = 9.0
"""From what stands above down to the first line to write on."""
FIELD_PITCH_MM = 13.0
"""From one line of fields to the next."""
FIELD_GAP_MM = 1.6
"""Between a label and what is written beside it."""
BESIDE_MM = 8.0
"""Between two fields on a line."""
DIGITS = 4
"""Boxes for a candidate's number."""
DIGIT_MM = 8.0
"""How wide and high each of them is."""
LEAST_LINE_MM = 40.0
"""With less room beside the boxes, the centre has a line of its own."""
TABLE_MM = 62.0
"""The width of the table of marks beside what is said."""
POINTS_MM = 17.0
MARK_MM = 17.0
ROW_MM = 8.4
INSET_MM = 1.6
COLUMN_GAP_MM = 10.0
COLUMNS_GAP_MM = 8.0
"""Above the two columns."""
HEADING_GAP_MM = 5.0
"""Above a heading that is not the first."""
HEADING_BELOW_MM = 2.1
BULLET_MM = 4.0
ENTRY_GAP_MM = 0.8


def set_cover(
    form: Form, cover: Cover, sections: Sequence[FormSection], m: Measures, root: Element
) -> list[Block]:
    """Set a cover as blocks that fill a page of their own; in large print they may need two.

    There the texts stand elsewhere, lest they half fill a third.
    """
    kind = as_text(cover.kind or form.label)
    top = set_title(form, kind, form.subtitle, m, root, is_key=False)
    _add_terms(top, form, cover, m, root)
    _add_fields(top, form, m, root)
    has_table = form.layout.mark_table and bool(sections)
    is_beside = has_table and not m.is_large
    table = (COLUMN_GAP_MM + TABLE_MM) * m.mm if is_beside else 0.0
    said = [*_set_said(form, cover, m.right - table, m, root)]
    if is_beside:
        said = [_beside(said, _set_table(form, sections, m.right - TABLE_MM * m.mm, m, root))]
    for first in said[:1]:
        first.above = COLUMNS_GAP_MM * m.mm
    blocks = [top, *said]
    if has_table and not is_beside:
        blocks.append(_set_table(form, sections, m.left, m, root))
        blocks[-1].above = COLUMNS_GAP_MM * m.mm
    blocks += [] if m.is_large else _set_texts(form, m, root)
    blocks = [block for block in blocks if block.inks]
    blocks[-1].ends_page = True
    return blocks


def _beside(said: Sequence[Block], table: Block) -> Block:
    """Return what is said, one below the other, with the table of marks at its right."""
    both = Block()
    for block in said:
        both.add(block, both.height + (block.above if both.inks else 0.0))
    both.add(table, 0.0)
    both.cuts = []
    return both


def _add_terms(block: Block, form: Form, cover: Cover, m: Measures, root: Element) -> None:
    """Add how much time there is, and how much can be earned."""
    labels = form.labels
    plural = labels.points.one if form.points == 1 else labels.points.many
    points = plural.replace("{n}", str(form.points))
    terms = [(labels.time, cover.time), (labels.total, points)]
    y = block.height + TERMS_GAP_MM * m.mm + m.ascent(m.styles.body)
    x, is_any = m.left, False
    for name, says in terms:
        if not tidy(says):
            continue
        runs = (Run(f"{name} ", "bold"), Run(says))
        line = set_line(runs, m.styles.body, root.add("P"))
        if is_any and x + line.width > m.right:
            x = m.left
            y += m.styles.body.leading
        block.inks += line.at(x, y)
        x += line.width + BETWEEN_TERMS_MM * m.mm
        is_any = True
    block.height = y + m.descent(m.styles.body)


def _add_fields(block: Block, form: Form, m: Measures, root: Element) -> None:
    """Add what a candidate fills in: name, number, centre."""
    labels = form.labels
    y = block.height + FIELDS_GAP_MM * m.mm + m.styles.label.cap_height
    if labels.candidate:
        _add_line(block, ("name", labels.candidate), m.left, y, form, m, root)
        y += FIELD_PITCH_MM * m.mm
    x = m.left
    if labels.candidate_number:
        x = _add_digits(block, labels.candidate_number, y, form, m, root)
    if labels.centre:
        name = set_line(labels.centre, m.styles.label).width
        if x > m.left and x + name + LEAST_LINE_MM * m.mm > m.right:
            x = m.left
            y += FIELD_PITCH_MM * m.mm
        _add_line(block, ("centre", labels.centre), x, y, form, m, root)
    block.height = max(block.height, y + DIGIT_MM / 2 * m.mm)


def _add_line(
    block: Block,
    field: tuple[str, str],
    x: float,
    y: float,
    form: Form,
    m: Measures,
    root: Element,
) -> None:
    """Add what is written on, behind its label; `field` is its name in a file, and that label."""
    (name, label), paragraph = field, root.add("P")
    line = set_line(label, m.styles.label, paragraph).with_space()
    block.inks += line.at(x, y)
    blank = line_below_title(m, name, label, form.labels.blank, paragraph)
    low = y + 0.3 * m.mm
    start = x + line.width + FIELD_GAP_MM * m.mm
    block.inks.append(Rule(start, low, m.right, low, m.theme.stroke_line, blank))


def _add_digits(
    block: Block, label: str, y: float, form: Form, m: Measures, root: Element
) -> float:
    """Add boxes for the signs of a number; return where the next field may start."""
    paragraph = root.add("P")
    line = set_line(label, m.styles.label, paragraph).with_space()
    block.inks += line.at(m.left, y)
    side = DIGIT_MM * m.mm
    x = m.left + line.width + FIELD_GAP_MM * m.mm
    top = y - m.styles.label.cap_height / 2 - side / 2
    blank = paragraph.spoken(form.labels.blank)
    for place in range(DIGITS):
        if m.fields:
            blank = line_below_title(m, f"number-{place + 1}", label, form.labels.blank, paragraph)
        box = Box(x + place * side, top, side, side, m.theme.stroke_rule, blank)
        block.inks.append(box)
    return x + DIGITS * side + BESIDE_MM * m.mm


def _set_said(
    form: Form, cover: Cover, right: float, m: Measures, root: Element
) -> Iterator[Block]:
    """Set materials, instructions and information, each a list under its heading."""
    labels = form.labels
    for heading, lines in (
        (labels.materials, cover.materials),
        (labels.instructions, cover.instructions),
        (labels.information, cover.information),
    ):
        if lines:
            block = Block(above=HEADING_GAP_MM * m.mm, is_flush=True)
            _add_list(block, heading, lines, right, m, root)
            yield block


def _add_list(
    block: Block, heading: str, lines: Sequence[str], right: float, m: Measures, root: Element
) -> None:
    if tidy(heading):
        style = m.styles.heading
        title = set_lines(heading, style, right - m.left, root.head("H2", tidy(heading)))
        first = block.height + style.cap_height
        glyphs, y = place_lines(title, m.left, first, style.leading)
        block.inks += glyphs
        block.height = y + HEADING_BELOW_MM * m.mm
    listing, style = root.add("L", LIST_OF_BULLETS), m.styles.body
    left = m.left + BULLET_MM * m.mm
    for said in lines:
        entry = listing.add("LI")
        y = block.height + m.ascent(style)
        block.inks += set_line("•", style, entry.add("Lbl")).with_space().at(m.left, y)
        rows = set_lines(said, style, right - left, entry.add("LBody"))
        glyphs, y = place_lines(rows, left, y, style.leading)
        block.inks += glyphs
        block.height = y + m.descent(style)
        block.cuts.append(block.height)
        block.height += style.leading - style.size + ENTRY_GAP_MM * m.mm
    block.height = block.cuts[-1]


def _set_texts(form: Form, m: Measures, root: Element) -> list[Block]:
    """Set the texts that the questions name, which candidates may have before them."""
    texts = set_texts(form, m, root)
    if not texts:
        return []
    style, title = m.styles.heading, form.labels.texts
    lines = set_lines(title, style, m.right - m.left, root.head("H2", tidy(title)))
    glyphs, y = place_lines(lines, m.left, style.cap_height, style.leading)
    heading = Block(inks=[*glyphs], height=y, above=HEADING_GAP_MM * m.mm, keeps_next=True)
    texts[0].above = HEADING_BELOW_MM * m.mm
    return [heading, *texts]


class _Columns(NamedTuple):
    """Where the columns of the table of marks stand."""

    left: float
    points: float
    mark: float
    right: float


def _set_table(
    form: Form, sections: Sequence[FormSection], left: float, m: Measures, root: Element
) -> Block:
    """Set the table of marks, one row a section and a total; what is not marked is left out."""
    labels, bold = form.labels, m.styles.label_bold
    block = Block()
    heading = set_lines(labels.for_examiner, bold, m.right - left, root.add("P"))
    if heading:
        glyphs, y = place_lines(heading, left, bold.cap_height, bold.leading)
        block.inks += glyphs
        block.height = y + HEADING_BELOW_MM * m.mm
    columns = _Columns(
        left, m.right - (POINTS_MM + MARK_MM) * m.mm, m.right - MARK_MM * m.mm, m.right
    )
    table, top = root.add("Table"), block.height
    heads = (labels.section, labels.points_head, labels.mark)
    _add_row(block, heads, columns, form, m, table.add("TR"), is_head=True)
    for section in sections:
        if section.points:
            cells = (section.title, str(section.points), "")
            _add_row(block, cells, columns, form, m, table.add("TR"))
    total = (labels.total, str(form.points), "")
    _add_row(block, total, columns, form, m, table.add("TR"), is_total=True)
    height, stroke = block.height - top, m.theme.stroke_rule
    block.inks.append(Box(left, top, m.right - left, height, stroke))
    block.inks += (Rule(x, top, x, block.height, stroke) for x in (columns.points, columns.mark))
    return block


def _add_row(
    block: Block,
    cells: tuple[str, str, str],
    columns: _Columns,
    form: Form,
    m: Measures,
    row: Element,
    *,
    is_head: bool = False,
    is_total: bool = False,
) -> None:
    """Add a row: its name at the left, the numbers centred, the last cell to write in."""
    style = m.styles.label_bold if is_head or is_total else m.styles.label
    inset, top = INSET_MM * m.mm, block.height
    if not is_head:
        rule = Rule(columns.left, top, columns.right, top, m.theme.stroke_rule)
        block.inks.append(rule)
    edges = [*columns]
    entries = []
    for place, words in enumerate(cells):
        tag = ("TH", COLUMN_HEAD) if is_head else ("TD", "") if place else ("TH", ROW_HEAD)
        cell = row.add(*tag)
        room = edges[place + 1] - edges[place] - 2 * inset
        entries.append((set_lines(words, style, room, cell), cell))
    most = max(len(lines) for lines, _ in entries)
    height = max(ROW_MM * m.mm, (most - 1) * style.leading + style.cap_height + 2 * inset)
    for place, (lines, cell) in enumerate(entries):
        used = (len(lines) - 1) * style.leading + style.cap_height
        y = top + (height - used) / 2 + style.cap_height
        if not lines:
            spoken = cell.spoken(form.labels.blank)
            block.inks += set_nothing(style, spoken).at(edges[place] + inset, y)
        for line in lines:
            middle = (edges[place] + edges[place + 1] - line.width) / 2
            block.inks += line.at(middle if place else columns.left + inset, y)
            y += style.leading
    block.height = top + height
