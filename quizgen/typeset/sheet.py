"""A form as the pupil's sheet: title, sections, items. It takes nothing of the key."""

from itertools import zip_longest
from math import fsum

from quizgen.quiz.figures import Map, Scale
from quizgen.quiz.form import Form, FormSection
from quizgen.typeset.beside import set_aids, set_texts
from quizgen.typeset.blanks import cloze_blank, number_rail
from quizgen.typeset.credits import set_owed_credits
from quizgen.typeset.figures import set_figure
from quizgen.typeset.ink import Block
from quizgen.typeset.items import set_item
from quizgen.typeset.lines import as_text
from quizgen.typeset.measures import Measures
from quizgen.typeset.parted import (
    OpenQuestion,
    add_end,
    add_total,
    open_question,
    set_continued,
    set_lead,
)
from quizgen.typeset.passages import set_passage, set_reminder
from quizgen.typeset.shapes import ItemFrame
from quizgen.typeset.tagging import LIST_OF_NUMBERS, Element
from quizgen.typeset.title import add_name_line, set_heading, set_title, set_title_of_key
from quizgen.typeset.word_bank import set_word_bank

FIRST_GAP_MM = 5.4
"""Above the first section."""
AIDS_GAP_MM = 3.0
"""The same below the list of texts, which is small print."""
MOST_ABOVE = 0.6
"""The part of a page that title and texts may take: where they need more, below a long title in
large print, the texts stand at the end, lest the first page has no question."""
MOST_ABOVE_FIGURE = 0.4
"""The same where the first question needs a figure beside it."""


def set_sheet(
    form: Form,
    measures: Measures,
    root: Element,
    *,
    is_key: bool = False,
    texts_at: int = 0,
    has_titles: bool = True,
) -> list[Block]:
    """Set a sheet as blocks in reading order; a section without items is left out.

    The texts that it lists stand below the title, or behind so many sections, and at the end where
    there are not as many. In a key the answers are written in, and the title says so.
    """
    m = measures
    sections = [section for section in form.sections if section.items]
    blocks = _set_title_of_key(form, m, root) if is_key else _set_title(form, sections, m, root)
    on_cover = len(blocks) if form.layout.cover else 0
    aids = set_aids(form, m, root, has_titles=has_titles)
    title = 0.0 if form.layout.cover else blocks[0].height
    above = title + fsum(block.above + block.height for block in aids)
    most = MOST_ABOVE_FIGURE if sections and sections[0].items[0].figure else MOST_ABOVE
    is_above = not texts_at and above < most * (m.bottom - m.top)
    aids_at = 0 if is_above else (texts_at or len(sections))
    blocks += aids if is_above else ()
    if form.layout.mark_table and sections and not form.layout.cover:
        from quizgen.typeset.mark_table import set_mark_table  # most sheets have none

        blocks.append(set_mark_table(form, sections, m, root))
    told: set[int] = set()
    for place, section in enumerate(sections):
        if aids and place == aids_at and not is_above:
            blocks += set_aids(form, m, root, has_titles=has_titles, is_headed=True)
        points = section.points_label if m.theme.show_points != "none" else ""
        heading = set_heading(section.title, section.instruction, points, m, root)
        if section is sections[0]:
            heading.above = (AIDS_GAP_MM if aids and is_above else FIRST_GAP_MM) * m.mm
        blocks.append(heading)
        on_page = blocks[on_cover:]
        stands = fsum(block.above + block.height for block in on_page)
        is_first = section is sections[0]
        blocks += set_items(
            form, section, m, root, stands if is_first else 0.0, told, is_key=is_key
        )
    if aids and aids_at >= len(sections) and not is_above:
        blocks += set_aids(form, m, root, has_titles=has_titles, is_headed=True)
    if form.layout.turn_over and sections:
        add_end(blocks[-1], form.labels, m, root)
    return [*blocks, *set_owed_credits(form, m, root)]


def _set_title_of_key(form: Form, m: Measures, root: Element) -> list[Block]:
    """Set the title of a key; in the place of a cover with the texts, so that pages stay alike."""
    blocks = [set_title_of_key(form, m, root)]
    if form.layout.cover:
        blocks += [] if m.is_large else set_texts(form, m, root)
        blocks[-1].ends_page = True
    return blocks


def _set_title(form: Form, sections: list[FormSection], m: Measures, root: Element) -> list[Block]:
    """Set the title with the line for the name, or a cover, which has both."""
    if form.layout.cover:
        from quizgen.typeset.cover import set_cover

        return set_cover(form, form.layout.cover, sections, m, root)
    title = set_title(form, as_text(form.label), form.subtitle, m, root, is_key=False)
    if m.theme.names:
        add_name_line(title, form, m, root)
    return [title]


def set_items(
    form: Form,
    section: FormSection,
    m: Measures,
    root: Element,
    above: float,
    told: set[int],
    *,
    is_key: bool = False,
) -> list[Block]:
    """Set the items of a section, each a block, in a list that passages and figures interrupt.

    `above` is what stands above them on their page, 0 where that is not known. A passage is printed
    once: `told` grows by the numbers of those that are, and further down a line names them.
    """
    numbers = [numbered for each in form.sections for numbered in each.items]
    frame = ItemFrame(m, form.labels, number_rail(numbers, m), cloze_blank(numbers, m))
    blocks: list[Block] = []
    if section.word_bank:
        blocks.append(set_word_bank(section.word_bank, form.labels, m, root))
    listing = root.add("L", LIST_OF_NUMBERS)
    parted = {question.number: question for question in section.parted}
    opened: OpenQuestion | None = None
    drawn = read = 0
    for numbered, after in zip_longest(section.items, section.items[1:]):
        assert numbered
        has_bank = numbered.item.type == "matching"
        passage = numbered.item.passage
        question = parted.get(numbered.number) if numbered.part else None
        is_first = question is not None and (opened is None or opened.question != question)
        if question and is_first:
            opened = open_question(question, m, listing)
            blocks.append(set_lead(opened, m))
        elif not question:
            opened = None
        outer = opened.body if opened else root
        if passage and numbered.passage != read:
            listing = listing if opened else root.add("L", LIST_OF_NUMBERS)
            if numbered.passage in told:
                blocks.append(set_reminder(passage, form.labels, m, outer))
            else:
                blocks.append(set_passage(passage, m, outer))
            told.add(numbered.passage)
        read = numbered.passage
        is_new = numbered.figure not in (0, drawn)
        if (is_new or has_bank) and not opened:
            listing = root.add("L", LIST_OF_NUMBERS)
        if is_new and isinstance(numbered.item.figure, Scale | Map):
            under = above if not blocks else 0.0
            blocks.append(set_figure(frame, numbered, numbered.item.figure, outer, under))
        drawn = numbered.figure
        block = set_item(frame, numbered, opened.parts if opened else listing, outer)
        if is_key:
            from quizgen.typeset.pen import write_key_into  # only a key in place waits for it

            block = write_key_into(block, numbered, frame)
        if section.word_bank and numbered is not section.items[0]:
            block.repeat = set_word_bank(section.word_bank, form.labels, m, None)
            block.repeat.height += m.item_gap
        if opened:
            block.repeat = None if is_first else set_continued(opened.question, form.labels, m)
            if after is None or after.number != numbered.number:
                add_total(block, opened, m)
        blocks.append(block)
        if has_bank:
            listing = root.add("L", LIST_OF_NUMBERS)
    return blocks
