"""One block for each item of a sheet. The shape says how to answer, and numbers hang."""

from collections.abc import Sequence
from typing import assert_never

from quizgen.model import (
    Choice,
    Form,
    Matching,
    NumberedItem,
    Ordering,
    Premise,
    Response,
    ShortAnswer,
    Text,
    TrueFalse,
)
from quizgen.writers.pdf.ink import Block, Box, Circle, Ink, Rule
from quizgen.writers.pdf.measures import Measures
from quizgen.writers.pdf.setting import Line, set_line, set_lines
from quizgen.writers.pdf.tagging import LIST_OF_LETTERS, Element

PANEL = 47
"""The width of a bank of answers beside its premises, in millimetres."""
LEAST_BESIDE_PANEL = 70
"""Narrower premises are not set beside a panel; the bank goes above them."""


def letter_of(place: int) -> str:
    """Return the letter of an option: A to Z, then AA.

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters


class ItemSetter:
    """Sets items one after another, each as a block that starts at its own top."""

    def __init__(self, form: Form, measures: Measures) -> None:
        self.labels = form.labels
        self.m = measures
        self.right = measures.right
        """The right edge of stems and options."""
        if measures.theme.show_points == "item":
            self.right -= 15 * measures.unit + measures.theme.rail_gap

    def set_item(self, numbered: NumberedItem, listing: Element, outer: Element) -> Block:
        """Set an item into the list of its section; a bank of answers goes into `outer`."""
        interaction = numbered.item.interaction
        match interaction:
            case Choice():
                block = self._set_choice(numbered, interaction, listing)
            case TrueFalse():
                block = self._set_true_false(numbered, listing)
            case Matching():
                block = self._set_matching(numbered, interaction, listing, outer)
            case Ordering():
                block = self._set_ordering(numbered, interaction, listing)
            case ShortAnswer():
                block = self._set_short_answer(numbered, interaction, listing)
            case _:
                assert_never(interaction)
        block.above = block.below = self.m.item_gap
        block.is_item = True
        return block

    # ------------------------------------------------------------------ stems

    def _start(
        self, number: int, stem: Text, listing: Element, right: float
    ) -> tuple[Block, Element, float]:
        """Set number and stem; return the block, the item's body and the last baseline."""
        m, style = self.m, self.m.styles.body
        block = Block()
        baseline = m.ascent(style)
        item = listing.add("LI")
        line = set_line(str(number), m.styles.number, item.add("Lbl"))
        block.inks += line.at(m.left, baseline)
        body = item.add("LBody")
        lines = set_lines(stem, style, right - m.text_left, body)
        y = baseline - style.leading
        for line in lines:
            y += style.leading
            block.inks += line.at(m.text_left, y)
            block.cuts.append(y + m.descent(style))
        block.height = max(y, baseline) + m.descent(style)
        return block, body, max(y, baseline)

    def _mark_box(self, block: Block, points: int, element: Element) -> None:
        """Draw the box for an item's mark, where the theme shows points beside items."""
        m, style = self.m, self.m.styles.label
        if m.theme.show_points != "item":
            return
        width, height = 13 * m.unit, 7 * m.unit
        top = 0.1 * m.unit
        block.inks.append(Box(m.right - width, top, width, height, m.theme.stroke_rule))
        line = set_line(f"/ {points}", style, element.add("Span"))
        y = top + (height + style.cap_height) / 2
        block.inks += line.at(m.right - 1.6 * m.unit - line.width, y)
        block.height = max(block.height, top + height)

    def _circle(
        self,
        block: Block,
        letter: str,
        x: float,
        baseline: float,
        label: Element,
        circle: Element | None = None,
    ) -> None:
        """Draw a letter in a circle centred on the capitals of its line; x is the left edge."""
        m, style = self.m, self.m.styles.mark
        radius = m.theme.circle / 2
        y = baseline - m.styles.body.cap_height / 2
        line = set_line(letter, style, label)
        block.inks += line.at(x + radius - line.width / 2, y + style.cap_height / 2)
        block.inks.append(Circle(x + radius, y, radius, m.theme.stroke_rule, circle))

    # ------------------------------------------------------------------ choices

    def _set_choice(self, numbered: NumberedItem, choice: Choice, listing: Element) -> Block:
        m, style = self.m, self.m.styles.body
        block, body, y = self._start(numbered.number, numbered.item.stem, listing, self.right)
        self._mark_box(block, numbered.points, body)
        options = body.add("L", LIST_OF_LETTERS)
        entries = [options.add("LI") for _ in choice.options]
        bodies = [entry.add("LBody") for entry in entries]
        indent = m.theme.circle + 2.4 * m.unit
        texts = [option.text for option in choice.options]
        pitch, set_options = self._columns(texts, bodies, indent)
        columns = round((self.right - m.text_left) / pitch)
        above = (m.theme.circle + style.cap_height) / 2
        after_wrapped = 0.2 * style.size + 2.4 * m.unit + above
        step = m.theme.option_pitch
        for place, (entry, lines) in enumerate(zip(entries, set_options, strict=True)):
            x = m.text_left + place % columns * pitch
            if place % columns == 0:
                y += step
                if place:
                    block.cuts.append(y - m.ascent(style))
            self._circle(block, letter_of(place), x, y, entry.add("Lbl"))
            first = y
            for row, line in enumerate(lines):
                y = first + row * style.leading
                block.inks += line.at(x + indent, y)
                if row:
                    block.cuts.append(y - m.ascent(style))
            step = after_wrapped if len(lines) > 1 else m.theme.option_pitch
        low = y + max(m.descent(style), (m.theme.circle - style.cap_height) / 2)
        if choice.options:
            block.height = max(block.height, low)
        return block

    def _columns(
        self, texts: Sequence[Text], bodies: Sequence[Element], indent: float
    ) -> tuple[float, list[list[Line]]]:
        """Set options in as many columns as all of them fit on one line, else in one.

        Returns the distance from column to column, and the lines.
        """
        m, style = self.m, self.m.styles.body
        width = self.right - m.text_left
        gap = 4 * m.unit
        for columns in (4, 2):
            if columns > m.theme.options_max_columns:
                continue
            column = (width - gap * (columns - 1)) / columns
            lines = []
            for text, body in zip(texts, bodies, strict=True):
                lines.append(set_lines(text, style, column - indent, body))
                if len(lines[-1]) > 1:
                    break
            else:
                return column + gap, lines
        return width, [
            set_lines(text, style, width - indent, body)
            for text, body in zip(texts, bodies, strict=True)
        ]

    # ------------------------------------------------------------------ true or false

    def _set_true_false(self, numbered: NumberedItem, listing: Element) -> Block:
        m, labels = self.m, self.labels
        rail = 17 * m.unit
        right = self.right - rail - m.theme.rail_gap
        block, body, y = self._start(numbered.number, numbered.item.stem, listing, right)
        first = m.ascent(m.styles.body)
        letters = body.add("L", LIST_OF_LETTERS)
        step = m.theme.circle + 3 * m.unit
        x = self.right - m.theme.circle - step
        for letter, word in (
            (labels.true_letter, labels.true),
            (labels.false_letter, labels.false),
        ):
            entry = letters.add("LI")
            circle = entry.add("LBody").spoken(word)
            self._circle(block, letter, x, first, entry.add("Lbl"), circle)
            x += step
        self._mark_box(block, numbered.points, body)
        low = y + m.theme.line_pitch
        block.cuts = [cut for cut in block.cuts if cut < y]
        style = m.styles.label
        correction = body.add("P")
        line = set_line(labels.correction, style, correction)
        block.inks += line.at(m.text_left, low - 0.2 * m.unit)
        start = m.text_left + line.width + 2.2 * m.unit
        blank = correction.spoken(labels.blank)
        block.inks.append(Rule(start, low, right, low, m.theme.stroke_hair, blank))
        block.height = max(block.height, low)
        return block

    # ------------------------------------------------------------------ boxes

    def _set_boxed(
        self,
        block: Block,
        top: float,
        text: Text,
        detail: Text,
        right: float,
        body: Element,
    ) -> float:
        """Draw a box to write in and the words beside it; return the row's lower edge.

        The box and the first line share a centre. Detail is small print that is kept whole: behind
        the words if it fits there, else on a line of its own.
        """
        m, style, small = self.m, self.m.styles.body, self.m.styles.label
        width, height = m.theme.box_width, m.theme.box_height
        box = body.spoken(self.labels.box)
        block.inks.append(Box(m.text_left, top, width, height, m.theme.stroke_rule, element=box))
        x = m.text_left + width + 2.6 * m.unit
        y = top + (height + style.cap_height) / 2
        lines = set_lines(text, style, right - x, body)
        if lines and detail:
            lines[-1] = lines[-1].with_space()
        for row, line in enumerate(lines):
            y += style.leading if row else 0.0
            block.inks += line.at(x, y)
        space = style.plain.space * style.size
        used = lines[-1].width + space if lines else 0.0
        tail = set_line(detail, small, body)
        if tail.width <= right - x - used:
            block.inks += tail.at(x + used, y)
        else:
            for line in set_lines(detail, small, right - x, body):
                y += (style.leading + small.leading) / 2
                block.inks += line.at(x, y)
        low = max(top + height, y + m.descent(style))
        block.height = max(block.height, low)
        return low

    def _set_matching(
        self, numbered: NumberedItem, matching: Matching, listing: Element, outer: Element
    ) -> Block:
        m = self.m
        right = m.right - PANEL * m.unit - m.theme.rail_gap
        has_room = right - m.text_left - m.theme.box_width > LEAST_BESIDE_PANEL * m.unit
        panel = self._panel(matching, outer) if has_room else None
        if panel and self._is_stem_free(numbered):
            block = Block()
            self._premises(block, 0.0, numbered, matching.premises, listing, right)
            room = m.bottom - m.top - 20 * m.unit
            if max(panel.height, block.height) <= room:
                block.cuts = []
                block.inks += panel.inks
                block.height = max(block.height, panel.height)
                return block
        block = Block()
        if not self._is_stem_free(numbered):
            stem = set_lines(
                numbered.item.stem, m.styles.body, m.right - m.text_left, outer.add("P")
            )
            y = m.ascent(m.styles.body) - m.styles.body.leading
            for line in stem:
                y += m.styles.body.leading
                block.inks += line.at(m.text_left, y)
            block.height = y + m.descent(m.styles.body) + 2.3 * m.unit
        self._bank(block, matching, outer)
        self._premises(
            block, block.height + 4.6 * m.unit, numbered, matching.premises, listing, m.right
        )
        return block

    def _is_stem_free(self, numbered: NumberedItem) -> bool:
        return not any(run.text.strip() for run in numbered.item.stem)

    def _premises(
        self,
        block: Block,
        top: float,
        numbered: NumberedItem,
        premises: Sequence[Premise],
        listing: Element,
        right: float,
    ) -> None:
        """Set premises below each other, each with its number and box."""
        m, style = self.m, self.m.styles.number
        for place, premise in enumerate(premises):
            item = listing.add("LI")
            y = top + (m.theme.box_height + style.cap_height) / 2
            line = set_line(str(numbered.number + place), style, item.add("Lbl"))
            block.inks += line.at(m.left, y)
            body = item.add("LBody")
            low = self._set_boxed(block, top, premise.text, premise.detail, right, body)
            block.cuts.append(low + 0.1 * m.unit)
            top = low + 1.1 * m.unit

    def _panel(self, matching: Matching, outer: Element) -> Block | None:
        """Set the bank of answers as a panel for the right side; None if a response is too wide."""
        m, style = self.m, self.m.styles.body
        inset, indent = 3.2 * m.unit, 6.0 * m.unit
        width = PANEL * m.unit
        left = m.right - width
        room = width - 2 * inset - indent
        block = Block()
        y = inset + m.styles.label_bold.cap_height
        heading = set_lines(
            matching.heading, m.styles.label_bold, width - 2 * inset, outer.add("P")
        )
        for row, line in enumerate(heading):
            y += m.styles.label_bold.leading if row else 0.0
            block.inks += line.at(left + inset, y)
        y += 0.95 * style.leading - (style.leading if heading else 0.0)
        bank = outer.add("L", LIST_OF_LETTERS)
        for place, response in enumerate(matching.responses):
            entry = bank.add("LI")
            label, body = entry.add("Lbl"), entry.add("LBody")
            lines = set_lines(response.text, style, room, body)
            if len(lines) > 1:
                return None
            y += style.leading
            block.inks += set_line(letter_of(place), m.styles.number, label).at(left + inset, y)
            block.inks += lines[0].at(left + inset + indent, y) if lines else ()
        block.height = y + inset + 0.5 * m.unit
        block.inks.insert(0, Box(left, 0.0, width, block.height, m.theme.stroke_rule))
        return block

    def _bank(self, block: Block, matching: Matching, outer: Element) -> None:
        """Set the bank of answers over the full width, in two columns downwards if all fit."""
        m, style = self.m, self.m.styles.body
        inset, indent = 3.2 * m.unit, 7.0 * m.unit
        top = block.height
        y = top + inset + m.styles.label_bold.cap_height
        width = m.right - m.left - 2 * inset
        heading = set_lines(matching.heading, m.styles.label_bold, width, outer.add("P"))
        for line in heading:
            block.inks += line.at(m.left + inset, y)
            y += m.styles.label_bold.leading
        y += 0.95 * style.leading - (m.styles.label_bold.leading if heading else 0.0)
        bank = outer.add("L", LIST_OF_LETTERS)
        half = (width - 4 * m.unit) / 2
        fits = all(
            len(set_lines(response.text, style, half - indent)) <= 1
            for response in matching.responses
        )
        count = len(matching.responses)
        rows = -(-count // 2) if fits else count
        low = y
        for column in range(2 if fits else 1):
            x = m.left + inset + column * (half + 4 * m.unit)
            row_y = y
            for place in range(column * rows, min(column * rows + rows, count)):
                room = (half if fits else width) - indent
                row_y = self._response(
                    block, place, matching.responses[place], x, row_y, room, indent, bank
                )
            low = max(low, row_y)
        low += inset + 0.5 * m.unit - style.leading
        block.inks += _frame(m, top, low)
        block.height = low

    def _response(
        self,
        block: Block,
        place: int,
        response: Response,
        x: float,
        y: float,
        room: float,
        indent: float,
        bank: Element,
    ) -> float:
        """Set a lettered response; return the next baseline."""
        m, style = self.m, self.m.styles.body
        entry = bank.add("LI")
        block.inks += set_line(letter_of(place), m.styles.number, entry.add("Lbl")).at(x, y)
        lines = set_lines(response.text, style, room, entry.add("LBody"))
        for row, line in enumerate(lines):
            block.inks += line.at(x + indent, y + row * style.leading)
            block.cuts.append(y + row * style.leading + m.descent(style))
        return y + max(len(lines), 1) * style.leading

    def _set_ordering(self, numbered: NumberedItem, ordering: Ordering, listing: Element) -> Block:
        m, style = self.m, self.m.styles.number
        if self._is_stem_free(numbered):
            block = Block()
            item = listing.add("LI")
            y = (m.theme.box_height + style.cap_height) / 2
            line = set_line(str(numbered.number), style, item.add("Lbl"))
            block.inks += line.at(m.left, y)
            body = item.add("LBody")
            top = 0.0
        else:
            block, body, y = self._start(numbered.number, numbered.item.stem, listing, self.right)
            top = y + m.descent(m.styles.body) + 2.3 * m.unit
        events = body.add("L")
        for event in ordering.events:
            entry = events.add("LI").add("LBody")
            low = self._set_boxed(block, top, event.text, (), self.right, entry)
            block.cuts.append(low + 0.1 * m.unit)
            top = low + 1.3 * m.unit
        self._mark_box(block, numbered.points, body)
        return block

    # ------------------------------------------------------------------ lines

    def _set_short_answer(
        self, numbered: NumberedItem, answer: ShortAnswer, listing: Element
    ) -> Block:
        m = self.m
        block, body, y = self._start(numbered.number, numbered.item.stem, listing, self.right)
        self._mark_box(block, numbered.points, body)
        blank = body.spoken(self.labels.blank)
        for _ in range(answer.lines):
            y += m.theme.line_pitch
            block.inks.append(Rule(m.text_left, y, self.right, y, m.theme.stroke_hair, blank))
            block.cuts.append(y - m.theme.line_pitch / 2)
        block.height = max(block.height, y)
        return block


def _frame(m: Measures, top: float, low: float) -> list[Ink]:
    """Draw a panel over the full width; one longer than a page gets two rules instead."""
    stroke = m.theme.stroke_rule
    if low - top < m.bottom - m.top:
        return [Box(m.left, top, m.right - m.left, low - top, stroke)]
    return [Rule(m.left, top, m.right, top, stroke), Rule(m.left, low, m.right, low, stroke)]
