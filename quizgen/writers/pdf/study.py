"""A form as a sheet to study: its facts in plain sentences, and where they come from."""

from collections.abc import Mapping

from quizgen.model import Form, ToldFact
from quizgen.writers.pdf.ink import Block
from quizgen.writers.pdf.measures import Measures
from quizgen.writers.pdf.setting import plain, set_line
from quizgen.writers.pdf.shapes import start_item
from quizgen.writers.pdf.sources import set_sources
from quizgen.writers.pdf.tagging import LIST_OF_NUMBERS, Element
from quizgen.writers.pdf.title import set_heading, set_title

RAIL = 10
"""Room for the number of a source at the right edge."""
GAP = 2.6
"""From one fact to the next. All in millimetres."""


def set_study_sheet(form: Form, m: Measures, root: Element) -> list[Block]:
    """Set title, facts and sources as blocks in reading order."""
    blocks = [set_title(form, plain(form.label), form.subtitle, m, root, is_key=False)]
    numbers = {source.source: str(source.number) for source in form.sources}
    for section in form.facts:
        blocks.append(set_heading(section.title, "", form.labels.source, m, root))
        listing = root.add("L", LIST_OF_NUMBERS)
        blocks += (_set_fact(fact, numbers, m, listing) for fact in section.facts)
    return blocks + set_sources(form, m, root)


def _set_fact(fact: ToldFact, numbers: Mapping[str, str], m: Measures, listing: Element) -> Block:
    """Set a numbered sentence, its source at the right edge of its last line."""
    right = m.right - RAIL * m.unit - m.theme.rail_gap
    block, body, y = start_item(m, fact.number, fact.text, listing, right)
    source = set_line(numbers.get(fact.source, ""), m.styles.label, body.add("Span"))
    block.inks += source.at(m.right - source.width, y)
    block.above = block.below = GAP / 2 * m.unit
    block.is_item = True
    return block
