"""A form as a sheet to study: its facts in plain sentences, and where they come from."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from quizgen.content import Content, Run, Text, pictures_of
from quizgen.quiz.figures import Map
from quizgen.quiz.form import Form, ToldFact
from quizgen.typeset.column import Column
from quizgen.typeset.credits import set_owed_credits
from quizgen.typeset.figures import draw_shapes, figure_element, lay_out_figure
from quizgen.typeset.ink import Block
from quizgen.typeset.lines import as_text, place_lines, set_line, set_lines
from quizgen.typeset.measures import Measures
from quizgen.typeset.picture import draw_picture
from quizgen.typeset.shapes import start_entry
from quizgen.typeset.sources import set_sources
from quizgen.typeset.tagging import LIST_OF_NUMBERS, Element
from quizgen.typeset.title import set_heading, set_title

RAIL_MM = 10
"""Room for the number of a source at the right edge."""
GAP_MM = 2.6
"""From one fact to the next."""
PICTURE_MM = 18
"""How wide a picture beside a fact is at most."""
PICTURE_HIGH_MM = 10
"""How high it is at most."""
PICTURE_GAP_MM = 4
"""Between a sentence and its picture."""
MOST_AGAIN = 0.25
"""The part of a page that may be taken by what is said once more."""
MANY = 3
"""From so many facts on, what their sentences begin with is said once above them."""


def set_study_sheet(form: Form, m: Measures, root: Element) -> list[Block]:
    """Set title, facts and sources as blocks in reading order."""
    blocks = [set_title(form, as_text(form.label), form.subtitle, m, root, is_key=False)]
    numbers = {source.source: str(source.number) for source in form.sources}
    for section in form.facts:
        blocks.append(set_heading(section.title, "", form.labels.source, m, root))
        for lead, facts in _groups(section.facts):
            again = _set_lead(lead, m, None) if lead else None
            if again and again.height > MOST_AGAIN * (m.bottom - m.top):
                again = None
            if lead:
                blocks.append(_set_lead(lead, m, root.add("P")))
            listing = root.add("L", LIST_OF_NUMBERS)
            for fact in facts:
                text = fact.text if lead else fact.sentence
                blocks.append(_set_fact(fact, text, numbers, m, listing))
                if fact is not facts[0]:
                    blocks[-1].repeat = again
    if form.map:
        blocks += _set_map(form.map, form.labels.map_told, m, root)
    return [*blocks, *set_sources(form, m, root), *set_owed_credits(form, m, root)]


def _set_map(map_: Map, heading: str, m: Measures, root: Element) -> list[Block]:
    """Set a map of where the facts are, under a heading."""
    above = set_heading(heading, map_.caption, "", m, root)
    drawing = lay_out_figure(map_, m)
    return [above, draw_shapes(drawing, m, figure_element(map_, root))]


def _groups(facts: Sequence[ToldFact]) -> Iterator[tuple[Text, list[ToldFact]]]:
    """Yield facts as they stand in a list, with what is said above it."""
    plain_ones: list[ToldFact] = []
    for lead, group in groupby(facts, key=lambda fact: fact.lead):
        found = [*group]
        if not lead or len(found) < MANY:
            plain_ones += found
            continue
        if plain_ones:
            yield (), plain_ones
        plain_ones = []
        yield lead, found
    if plain_ones:
        yield (), plain_ones


def _set_lead(lead: Text, m: Measures, element: Element | None) -> Block:
    """Set what is said above facts; again on the next page, where a reader passes over it."""
    style = m.styles.body
    lines = set_lines(lead, style, m.right - m.text_left, element)
    glyphs, y = place_lines(lines, m.text_left, m.ascent(style), style.leading)
    height = y + m.descent(style) + GAP_MM / 2 * m.mm
    return Block(height=height, inks=[*glyphs], above=GAP_MM * m.mm, keeps_next=True)


def _set_fact(
    fact: ToldFact, text: Content, numbers: Mapping[str, str], m: Measures, listing: Element
) -> Block:
    """Set a numbered sentence, its source at the right edge of its last line.

    A picture stands beside it, before the number of the source.
    """
    right = m.right - RAIL_MM * m.mm - m.theme.rail_gap
    pictures = [*pictures_of([text])]
    words = right - (PICTURE_MM + PICTURE_GAP_MM) * m.mm if pictures else right
    runs = tuple(part for part in text if isinstance(part, Run))
    block, body, y = start_entry(m, str(fact.number), runs, listing, words)
    source = set_line(numbers.get(fact.source, ""), m.styles.label, body.add("Span"))
    block.inks += source.at(m.right - source.width, y)
    top = m.ascent(m.styles.body) - m.styles.body.cap_height
    for picture in pictures:
        column = Column(m, right - PICTURE_MM * m.mm, right, PICTURE_HIGH_MM * m.mm)
        drawn = draw_picture(picture, column, body.figure(picture.alt))
        block.add(drawn, top)
        block.cuts = []
    block.above = block.below = GAP_MM / 2 * m.mm
    block.is_item = True
    return block
