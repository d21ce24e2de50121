"""A short form several times on one page, to be cut apart: tickets without section headings."""

from dataclasses import replace

from quizgen.quiz.form import Form
from quizgen.typeset.beside import set_short_aids
from quizgen.typeset.credits import set_owed_credits
from quizgen.typeset.footer import Footer
from quizgen.typeset.ink import Block, Rule
from quizgen.typeset.lines import TextStyle, set_line
from quizgen.typeset.measures import MM, Measures, spaced
from quizgen.typeset.pages import FinishedPage, Page, Placed, fill_pages
from quizgen.typeset.setting import Setting
from quizgen.typeset.sheet import set_items
from quizgen.typeset.tagging import Element, Structure
from quizgen.typeset.title import add_name_line, set_small_title

SCISSORS = "✂"
BELOW_TITLE_MM = 3.0
"""Between the line for the name and the first item, beyond the item's own gap."""
EDGE_PT = 15 * MM
"""How near to the page's edge the line to cut along comes."""
CUT_STROKE_PT = 0.75
"""How heavy that line is, lest a light copy loses it."""
CUT_PT = 7 * MM
"""From the line to cut along to what stands above and below it."""
DENSE_MARGIN_PT = 15.5 * MM
DENSE_LEADING = 0.91


SETTINGS = (
    Setting(),
    Setting(0.85, 0.9),
    Setting(0.85, 0.9, has_titles=False),
    Setting(0.7, 0.9, has_titles=False),
    Setting(0.7, 0.9, has_titles=False, has_words=False),
    Setting(0.7, 0.85, is_dense=True, has_titles=False, has_words=False),
)
"""A ticket is set as the first of these with which it fits; its type is never smaller."""


def set_tickets(form: Form, m: Measures, root: Element) -> list[FinishedPage]:
    """Set a form as often on a page as it asks; none if it is too long for that.

    A ticket needs less of a margin where it is cut than at the edges of the page.
    """
    theme = m.theme
    copies = form.layout.copies if m.fields is None else 1  # nobody fills in the same file twice
    above = theme.margin_top - CUT_PT
    part = (m.height - above - theme.footer_baseline + CUT_PT) / form.layout.copies
    ticket = replace(
        m,
        height=part,
        theme=replace(
            theme,
            show_score=False,
            margin_top=CUT_PT,
            margin_bottom=CUT_PT,
            footer_baseline=CUT_PT,
        ),
    )
    points = form.labels.points.one if form.points == 1 else form.labels.points.many
    footer = Footer(form.footer, points.replace("{n}", str(form.points)), ticket)

    def fill(setting: Setting, root: Element) -> list[Page]:
        blocks = _set_ticket(form, _closer(ticket, setting), root, setting)
        return fill_pages(blocks, ticket.top, footer.bottom, setting.spacing)

    fitting = (one for one in SETTINGS if len(fill(one, Structure().root)) == 1)
    setting = next(fitting, None)
    if not setting:
        return []
    footer = Footer(form.footer, footer.label, _closer(ticket, setting))
    placed: Page = []
    for place in range(copies):
        top = above + place * part
        section = root.add("Sect")
        (page,) = fill(setting, section)
        if place:
            placed.append(Placed(_line_to_cut(m), top))
        placed += (Placed(block, top + y) for block, y in page)
        inks = footer.inks(1, 1, section.add("P"))
        placed.append(Placed(Block(inks=[*inks]), top))
    return [FinishedPage(placed, ())]


def _closer(m: Measures, setting: Setting) -> Measures:
    m = spaced(m, setting.within)
    if not setting.is_dense:
        return m
    body = m.styles.body
    styles = replace(m.styles, body=body._replace(leading=DENSE_LEADING * body.leading))
    return replace(
        m, styles=styles, theme=replace(m.theme, margin_x=min(m.theme.margin_x, DENSE_MARGIN_PT))
    )


def _set_ticket(form: Form, m: Measures, root: Element, setting: Setting) -> list[Block]:
    title = set_small_title(form, m, root)
    if m.theme.names:
        add_name_line(title, form, m, root)
    title.below = BELOW_TITLE_MM * m.mm
    shown = form if setting.has_words else replace(form, words=())
    blocks = [title, *set_short_aids(shown, m, root, has_titles=setting.has_titles)]
    told: set[int] = set()
    for section in form.sections:
        blocks += set_items(form, section, m, root, 0.0, told)
    return [*blocks, *set_owed_credits(form, m, root)]


def _line_to_cut(m: Measures) -> Block:
    """Draw scissors and a dashed line across the page."""
    face = m.styles.body.plain
    style = TextStyle(face, face, face, m.styles.body.size, 0.0)
    line = set_line(SCISSORS, style)
    x = m.left + line.width
    dash = (3.0, 3.0)
    return Block(
        inks=[
            *line.at(m.left, 0.36 * style.size),
            Rule(EDGE_PT, 0.0, m.left - 2.0, 0.0, CUT_STROKE_PT, dash=dash),
            Rule(x + 2.0, 0.0, m.width - EDGE_PT, 0.0, CUT_STROKE_PT, dash=dash),
        ]
    )
