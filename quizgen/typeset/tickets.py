"""A short form several times on one page, to be cut apart: tickets without section headings."""

from dataclasses import replace

from quizgen.quiz.form import Form
from quizgen.typeset.beside import set_short_aids
from quizgen.typeset.credits import set_owed_credits
from quizgen.typeset.footer import Footer
from quizgen.typeset.ink import Block, Rule
from quizgen.typeset.lines import TextStyle, set_line
from quizgen.typeset.measures import MM, Measures
from quizgen.typeset.pages import FinishedPage, Page, Placed, fill_pages
from quizgen.typeset.sheet import set_items
from quizgen.typeset.tagging import Element
from quizgen.typeset.title import add_name_line, set_small_title

SCISSORS = "✂"
BELOW_TITLE_MM = 3.0
"""Between the line for the name and the first item, beyond the item's own gap."""
EDGE_PT = 15 * MM
"""How near to the page's edge the line to cut along comes."""


def set_tickets(form: Form, m: Measures, root: Element) -> list[FinishedPage]:
    """Set a form as often on a page as it asks; none if it is too long for that."""
    part = m.height / form.layout.copies
    copies = form.layout.copies if m.fields is None else 1  # nobody fills in the same file twice
    ticket = replace(m, height=part, theme=replace(m.theme, show_score=False))
    points = form.labels.points.one if form.points == 1 else form.labels.points.many
    footer = Footer(form.footer, points.replace("{n}", str(form.points)), ticket)
    placed: Page = []
    for place in range(copies):
        top = place * part
        section = root.add("Sect")
        pages = fill_pages(_set_ticket(form, ticket, section), ticket.top, footer.bottom)
        if len(pages) > 1:
            return []
        if place:
            placed.append(Placed(_line_to_cut(m), top))
        placed += (Placed(block, top + y) for block, y in pages[0])
        inks = footer.inks(1, 1, section.add("P"))
        placed.append(Placed(Block(inks=[*inks]), top))
    return [FinishedPage(placed, ())]


def _set_ticket(form: Form, m: Measures, root: Element) -> list[Block]:
    title = set_small_title(form, m, root)
    if m.theme.names:
        add_name_line(title, form, m, root)
    title.below = BELOW_TITLE_MM * m.mm
    blocks = [title, *set_short_aids(form, m, root)]
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
            Rule(EDGE_PT, 0.0, m.left - 2.0, 0.0, 0.5, dash=dash),
            Rule(x + 2.0, 0.0, m.width - EDGE_PT, 0.0, 0.5, dash=dash),
        ]
    )
