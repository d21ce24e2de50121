"""What stands above the items: the title block of a page and the heading of a section."""

from collections.abc import Iterable
from dataclasses import replace
from math import fsum, inf
from typing import NamedTuple

from quizgen.content import Run, Text
from quizgen.language.words import Labels
from quizgen.look import Logo
from quizgen.quiz.form import Form
from quizgen.typeset.fields import line_below_title
from quizgen.typeset.ink import Block, Box, Ink, Raster, Rule
from quizgen.typeset.lines import place_lines, set_line, set_lines, shortened, tidy
from quizgen.typeset.measures import MM, Measures
from quizgen.typeset.tagging import Element, pdf_string

SHORT_TITLE = 4
"""So many lines a title may take before it is set as small as a section's heading, then as text."""
SHORT_LARGE_TITLE = 2
"""The same in large print."""
FORM_BOX_MM = 13.0
"""The side of the box with the form's letter."""
LOGO_HEIGHT_MM = 12.0
LOGO_WIDTH_MM = 60.0
"""The most that a logo takes."""
FIELD_ABOVE_MM = 6.6
"""Above the line for name, class and date."""
FIELD_GAP_MM = 1.6
"""Between a label and the line to write on."""
FIELD_PITCH_MM = 10.0
"""From one line of fields to the next."""
LEAST_LINE_MM = 10.0
"""The shortest line to write on."""
LEAST_NAME_MM = 40.0
"""With less room a name has a line of its own."""
NEARLY_PT = 0.01
"""Points by which sums of lengths may miss the right edge."""


def key_label(labels: Labels) -> Text:
    """Return what stands at the top of a key, in the place of what sort of sheet it is."""
    return (Run(labels.answer_key, "bold"), Run(f", {labels.for_the_teacher}"))


def keep_this_page(form: Form) -> str:
    """Return how many points a form has, and that its key is not to be handed out."""
    points = form.labels.points.one if form.points == 1 else form.labels.points.many
    return form.labels.keep_this_page.replace("{points}", points.replace("{n}", str(form.points)))


def set_title_of_key(form: Form, m: Measures, root: Element) -> Block:
    """Set the title of a sheet whose answers are filled in, as high as that of the sheet.

    Where pupils write their names it says that it is not for them.
    """
    title = set_title(form, key_label(form.labels), form.subtitle, m, root, is_key=True)
    style = m.styles.label_bold
    words = set_line(keep_this_page(form), style, root.add("P"))
    y = title.height + FIELD_ABOVE_MM * m.mm + style.cap_height
    as_high = replace(title, inks=[])
    if m.theme.names:
        add_name_line(as_high, form, m, root)
    title.inks += words.at(m.left, y)
    title.height = max(as_high.height, y)
    return title


def set_title(
    form: Form, label: Text, subtitle: str, measures: Measures, root: Element, *, is_key: bool
) -> Block:
    """Set the label line, the heavy rule, the title with the form's box, and the subtitle."""
    m, styles = measures, measures.styles
    inks: list[Ink] = []
    label_line = _set_label_line(form, label, m, root)
    inks += label_line.inks
    y = label_line.height + 1.6 * m.mm
    inks.append(Rule(m.left, y, m.right, y, m.theme.stroke_heavy))
    cap_top = y + 3.4 * m.mm
    box = FORM_BOX_MM * m.mm
    in_box = (form.labels.form, form.version) if form.version else ("", form.labels.key)
    has_box = bool(form.version or (is_key and form.labels.key))
    width = m.right - m.left - (box + m.theme.rail_gap if has_box else 0.0)
    heading = root.head("H1", tidy(form.title))
    most = (1, SHORT_LARGE_TITLE if m.is_large else SHORT_TITLE, SHORT_TITLE, inf)
    for style, most_lines in zip(styles.titles, most, strict=True):
        lines = set_lines(form.title, style, width, heading)
        if len(lines) <= most_lines:
            break
    glyphs, y = place_lines(lines, m.left, cap_top + style.cap_height, style.leading)
    inks += glyphs
    lower = y + 0.9 * m.mm
    lines = set_lines(subtitle, styles.body, width, root.add("P"))
    if lines:
        first = lower + 2.9 * m.mm + m.ascent(styles.body)
        glyphs, y = place_lines(lines, m.left, first, styles.body.leading)
        inks += glyphs
        lower = y + 0.9 * m.mm
    if has_box:
        inks += _form_box(in_box, m, cap_top, root.add("P"), is_key=is_key)
        lower = max(lower, cap_top + box)
    return Block(height=lower, inks=inks, is_flush=True)


def _set_label_line(form: Form, label: Text, m: Measures, root: Element) -> Block:
    """Set the school at the left and the kind of sheet at the right, both down to one line."""
    style = m.styles.label
    block = Block()
    x, logo_height = m.left, 0.0
    if m.logo:
        picture = _logo(m.logo, form.labels.logo, m, root)
        block.inks.append(picture)
        x += picture.width + 3.2 * m.mm
        logo_height = picture.height
    gap = m.theme.rail_gap
    kind = set_lines(label, style, (m.right - x - gap) / 2, root.add("P"))
    room = m.right - x - (max(line.width for line in kind) + gap if kind else 0.0)
    school = set_lines(form.school, style, room, root.add("P"))
    rows = max(len(school), len(kind), 1)
    last = max(m.ascent(style) + (rows - 1) * style.leading, logo_height - m.descent(style))
    for lines in sorted((school, kind), key=len, reverse=True):  # ink never goes up the page
        y = last - (len(lines) - 1) * style.leading
        for place, line in enumerate(lines):
            left = x if lines is school else m.right - line.width
            block.inks += line.at(left, y + place * style.leading)
    block.height = last + m.descent(style)
    return block


def _logo(logo: Logo, spoken: str, m: Measures, root: Element) -> Raster:
    """Draw the school's logo at the left edge, no higher and no wider than it may be."""
    scale = min(LOGO_HEIGHT_MM * MM / logo.height, LOGO_WIDTH_MM * MM / logo.width)
    figure = root.add("Figure", f"/Alt{pdf_string(spoken)}")
    return Raster(m.left, 0.0, logo.width * scale, logo.height * scale, logo, figure)


def set_small_title(form: Form, measures: Measures, root: Element) -> Block:
    """Set the title of a ticket: rule, title, kind of sheet and form on one line if they fit."""
    m, styles = measures, measures.styles
    block = Block(inks=[Rule(m.left, 0.0, m.right, 0.0, m.theme.stroke_heavy)], is_flush=True)
    y = 3.4 * m.mm + styles.heading.cap_height
    letter = (Run(f"{form.labels.form} "), Run(form.version, "bold")) if form.version else ()
    tail = set_line(letter, styles.label, root.add("P"))
    room = m.right - m.left - (tail.width + m.theme.rail_gap if tail.glyphs else 0.0)
    lines = set_lines(form.title, styles.heading, room, root.head("H1", tidy(form.title)))
    glyphs, last = place_lines(lines, m.left, y, styles.heading.leading)
    block.inks += glyphs
    kind = " · ".join(words for words in (form.label, tidy(form.school)) if words)
    used = lines[-1].width + 3.2 * m.mm if lines else 0.0
    paragraph = root.add("P")
    label = set_line(kind, styles.label, paragraph)
    if used + label.width <= room:
        block.inks += label.at(m.left + used, last)
    else:
        below = set_lines(kind, styles.label, m.right - m.left, paragraph)
        first = last + 1.1 * styles.label.leading
        glyphs, last = place_lines(below, m.left, first, styles.label.leading)
        block.inks += glyphs
    block.inks += tail.at(m.right - tail.width, y)
    block.height = last
    return block


def _form_box(
    words: tuple[str, str], m: Measures, top: float, element: Element, *, is_key: bool
) -> Iterable[Ink]:
    """Draw the form's letter below a word, or a word alone; white on black in a key.

    So nobody hands out the wrong page.
    """
    side = FORM_BOX_MM * m.mm
    left = m.right - side
    yield Box(left, top, side, side, 1.0, is_filled=is_key)
    word, letter = words
    style = m.styles.form_letter
    middle = (side + style.cap_height) / 2
    for text, face, y in (
        (word, m.styles.form_word, top + 3.75 * m.mm),
        (letter, style, top + (10.6 * m.mm if word else middle)),
    ):
        line = set_line(text, face, element).with_space()
        for glyphs in line.at(left + (side - line.width) / 2, y):
            yield glyphs._replace(is_white=is_key)


def add_name_line(block: Block, form: Form, measures: Measures, root: Element) -> None:
    """Add the line for name, class, date and score to a title block.

    The name has a line of its own where the rest leaves it too little, and what does not fit beside
    the others goes on below them.
    """
    m, labels = measures, form.labels
    y = block.height + FIELD_ABOVE_MM * m.mm + m.styles.label.cap_height
    gap = 5 * m.mm
    out_of = labels.score_of.replace("{n}", str(form.points))
    if m.theme.show_score:
        fields = [_Field(labels.class_, "", 27, "class"), _Field(labels.date, "", 36, "date")]
        fields.append(_Field(labels.score, out_of, 31))
    else:
        fields = [_Field(labels.class_, "", 34, "class"), _Field(labels.date, "", 42, "date")]
    usual = m.mm * fsum(field.width_mm for field in fields)
    share = min((m.right - m.left - (len(fields) - 1) * gap) / usual, 1.0)
    widths = [_width_of(field, m, share) for field in fields]
    name = _Field(labels.name, "", LEAST_NAME_MM, "name")
    room = m.right - m.left - fsum(width + gap for width in widths)
    x = m.left
    if room >= max(LEAST_NAME_MM * m.mm, _width_of(name, m)):
        block.inks += _set_field(name, x, x + room, y, form, m, root)
        x += room + gap
    else:
        block.inks += _set_field(name, x, m.right, y, form, m, root)
        y += FIELD_PITCH_MM * m.mm
    for field, width in zip(fields, widths, strict=True):
        if x > m.left and x + width > m.right + NEARLY_PT:
            x = m.left
            y += FIELD_PITCH_MM * m.mm
        block.inks += _set_field(field, x, x + width, y, form, m, root)
        x += width + gap
    block.height = y


class _Field(NamedTuple):
    """A label with a line to write on, and what stands behind it."""

    label: str
    behind: str
    width_mm: float
    """The usual width of all of it."""
    name: str = ""
    """What its field is called in a file to be filled in; empty of what a pupil leaves alone."""


def _width_of(field: _Field, m: Measures, share: float = 1.0) -> float:
    """Return how wide a field is: as usual, or a share of it, or as its words need."""
    words = fsum(set_line(said, m.styles.label).width for said in (field.label, field.behind))
    least = words + (2 * FIELD_GAP_MM + LEAST_LINE_MM) * m.mm
    return min(max(field.width_mm * m.mm * share, least), m.right - m.left)


def _set_field(
    field: _Field, x: float, right: float, y: float, form: Form, m: Measures, root: Element
) -> Iterable[Ink]:
    """Set a label, a line to write on, and what stands behind it."""
    style = m.styles.label
    paragraph = root.add("P")
    tail = set_line(field.behind, style, paragraph)
    space = FIELD_GAP_MM * m.mm
    end = right - tail.width - (space if tail.glyphs else 0.0)
    room = end - x - space - LEAST_LINE_MM * m.mm
    line = set_line(shortened(field.label, style, room), style, paragraph).with_space()
    yield from line.at(x, y)
    low = y + 0.3 * m.mm
    if field.name:
        blank = line_below_title(m, field.name, field.label, form.labels.blank, paragraph)
    else:
        blank = paragraph.spoken(form.labels.blank)
    yield Rule(x + line.width + space, low, end, low, m.theme.stroke_line, blank)
    yield from tail.at(right - tail.width, y)


def set_heading(
    title: str, instruction: str, behind: str, measures: Measures, root: Element
) -> Block:
    """Set a section's rule and heading, with its instruction and what stands behind on one line."""
    m, styles = measures, measures.styles
    inks: list[Ink] = [Rule(m.left, 0, m.right, 0, m.theme.stroke_rule)]
    baseline = 2.9 * m.mm + styles.heading.cap_height
    tail = set_line(behind, styles.label, root.add("P"))
    room = m.right - m.left - (tail.width + m.theme.rail_gap if tail.glyphs else 0.0)
    lines = set_lines(title, styles.heading, room, root.head("H2", tidy(title)))
    glyphs, y = place_lines(lines, m.left, baseline, styles.heading.leading)
    inks += glyphs
    used = lines[-1].width + 3.2 * m.mm if lines else 0.0
    paragraph = root.add("P")
    beside = set_line(instruction, styles.instruction, paragraph)
    if used + beside.width <= room and not m.is_large:
        inks += beside.at(m.left + used, y)
        inks += tail.at(m.right - tail.width, y)
    else:
        inks += tail.at(m.right - tail.width, baseline)
        style = styles.instruction
        below = set_lines(instruction, style, m.right - m.left, paragraph)
        glyphs, y = place_lines(below, m.left, y + 1.1 * style.leading, style.leading)
        inks += glyphs
    return Block(
        height=y + 2.1 * m.mm,
        inks=inks,
        above=m.theme.section_gap,
        is_flush=True,
        keeps_next=True,
    )
