"""Writes the key of an item into its places on the sheet, over the ink that is there.

The sheet is set as for a pupil, so that both have the same pages. Places to write are the lines and
boxes that are read aloud, in the order in which they are drawn; circles and squares to fill in are
told by their shape.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TypeVar

from quizgen.content import Run, Text, plain
from quizgen.quiz.form import NumberedItem
from quizgen.quiz.item import Choice, Cloze, Discussion, Numeric, ShortAnswer, TrueFalse
from quizgen.typeset.filled import Filled, Writing, fill_in
from quizgen.typeset.ink import Block, Box, Circle, Glyphs, Ink, Room, Rule
from quizgen.typeset.lines import place_lines, set_line, set_lines
from quizgen.typeset.shapes import ItemFrame
from quizgen.typeset.tagging import Element

T = TypeVar("T", Rule, Box, Room)

DIVIDER = " / "
"""Between an answer and what else is right."""
BESIDE_END_PT = 2.0
"""Between words and the end of their blank, and between its line and what stands below."""
NEARLY_PT = 0.01
"""Points by which the sides of a square may differ."""


def write_key_into(block: Block, numbered: NumberedItem, frame: ItemFrame) -> Block:
    """Return the block of an item with its key where a pupil would write."""
    pen = _Pen(block, fill_in(numbered, frame.labels), frame)
    match numbered.item.interaction:
        case Choice():
            pen.fill_marks()
        case TrueFalse():
            pen.fill_marks()
            pen.write_on_lines()
        case ShortAnswer() | Discussion():
            pen.write_on_lines()
        case Cloze() as cloze if cloze.table_in(numbered.prompt):
            pen.write_in_cells()
        case Numeric() | Cloze():
            pen.write_in_blanks()
        case _:
            pen.write_in_boxes()
    return replace(block, inks=pen.inks, height=pen.height)


class _Pen:
    """Goes through the ink of an item and adds to it."""

    def __init__(self, block: Block, filled: Filled, frame: ItemFrame) -> None:
        self.inks = [*block.inks]
        self.height = block.height
        self.filled = filled
        self.m = frame.m
        self.right = frame.right
        self.labels = frame.labels

    def fill_marks(self) -> None:
        """Fill circles or squares in; the letter in each is left white."""
        places = [place for place, ink in enumerate(self.inks) if _is_mark(ink)]
        put: dict[int, Sequence[Ink]] = {}
        for number in self.filled.marks:
            letter, mark = self.inks[places[number] - 1 : places[number] + 1]
            assert isinstance(letter, Glyphs)
            assert isinstance(mark, Circle | Box)
            assert letter.element
            disc = mark._replace(element=None, is_filled=True)
            white = letter._replace(is_white=True)
            put[places[number] - 1] = ()
            if mark.element:  # T or F, whose circle is read as a word
                word = self.labels.true if number == 0 else self.labels.false
                ring = mark._replace(element=_instead(mark, self._says(word)))
                put[places[number]] = (disc, white, ring)
            else:
                spoken = letter.element.spoken(self._says(letter.text.strip()))
                put[places[number]] = (disc, white._replace(element=spoken))
        self._put(put)

    def write_in_boxes(self) -> None:
        """Write a letter or a number into the middle of each box."""
        style = self.m.styles.number
        put: dict[int, Sequence[Ink]] = {}
        for (place, box), writing in zip(self._places(Box), self.filled.writings, strict=True):
            spoken = self._label_of(box).spoken(self._says(plain(writing.words)))
            line = set_line(writing.words, style, spoken).with_space()
            x = box.x + (box.width - line.width) / 2
            y = box.y + (box.height + style.cap_height) / 2
            written: Sequence[Ink] = (box._replace(element=spoken), *line.at(x, y))
            above = place  # the date below a box of a timeline is drawn before it
            low = y + style.size / 2
            while above and isinstance(ink := self.inks[above - 1], Glyphs) and ink.y > low:
                above -= 1
            put[place] = written
            if above < place:
                put[place], put[above] = (), (*written, self.inks[above])
        self._put(put)

    def _label_of(self, box: Box) -> Element:
        """Return where a letter in a box is read: behind its number, before the words beside it.

        What is the content of a list's entry comes in one piece. An entry without a number gets
        the letter in its place.
        """
        assert box.element
        cell = box.element.parent
        entry = cell.parent if cell else None
        if not cell or not entry or cell.tag != "LBody":
            return cell or box.element
        elements = (ink.element for ink in self.inks if isinstance(ink, Glyphs))
        labels = (one for one in elements if one and one.tag == "Lbl" and one.parent is entry)
        return next(labels, None) or entry.add("Lbl")

    def write_on_lines(self) -> None:
        """Write words on lines, and below the last one what is longer."""
        places = [*self._places(Rule)]
        if not places or not self.filled.writings:
            return
        m, style, (writing,) = self.m, self.m.styles.body, self.filled.writings
        _, rule = places[0]
        width = rule.to_x - rule.x
        most = max(len(places), len(set_lines(writing.words, style, width)))
        also = self._also(
            writing,
            DIVIDER,
            lambda also: len(set_lines((*writing.words, *also), style, width)) <= most,
        )
        text = (*writing.words, *also)
        spoken = _instead(rule, self._says(plain(text)) if writing.is_answer else plain(text))
        lines = set_lines(text, style, width, spoken)
        put: dict[int, Sequence[Ink]] = {}
        for (place, rule), line in zip_longest(places, lines[: len(places)]):
            written = line.at(rule.x, rule.y - m.descent(style)) if line else ()
            put[place] = (rule._replace(element=spoken), *written)
        self._put(put)
        below = lines[len(places) :]
        glyphs, y = place_lines(below, rule.x, rule.y + style.leading, style.leading)
        self.inks += glyphs
        self.height = max(self.height, y + m.descent(style) if glyphs else 0.0)

    def write_in_blanks(self) -> None:
        """Write words into the middle of each blank, and below it what else is right.

        Words that are too long even in small type stand below it, too, so that no line is broken
        elsewhere than on the sheet.
        """
        m, small = self.m, self.m.styles.label
        places = [*self._places(Rule)]
        put: dict[int, Sequence[Ink]] = {}
        below: dict[int, list[Ink]] = {}
        for number, ((place, rule), writing) in enumerate(
            zip(places, self.filled.writings, strict=True), start=1
        ):
            room = rule.to_x - rule.x - BESIDE_END_PT
            end = next((other.x for _, other in places[number:] if other.y == rule.y), self.right)
            start = rule.x if len(places) > 1 else m.text_left
            spoken = _instead(rule, self._says(plain(writing.words)))
            put[place] = (rule._replace(element=spoken),)
            words = writing.words
            for style in (m.styles.body, small):
                line = set_line(writing.words, style, spoken).with_space()
                if line.width <= room:
                    x = (rule.x + rule.to_x - line.width) / 2
                    put[place] = (*put[place], *line.at(x, rule.y - m.descent(style)))
                    words = ()
                    break

            def fits(also: Text, words: Text = words, room: float = end - start) -> bool:
                return set_line((*words, *also), small).width <= room

            also = self._also(writing, DIVIDER if words else "", fits)
            under = self._below(rule, (*words, *also), end)
            below.setdefault(self._end_of_line(place), []).extend(under)
        self._part(put, below)
        for place, inks in below.items():
            put[place] = (*inks, *put.get(place, self.inks[place : place + 1]))
        self._put(put)

    def write_in_cells(self) -> None:
        """Write words into the empty cells of a table, in small type where they are too long."""
        m, small = self.m, self.m.styles.label
        put: dict[int, Sequence[Ink]] = {}
        for (place, room), writing in zip(self._places(Room), self.filled.writings, strict=True):

            def fits(also: Text, words: Text = writing.words, width: float = room.width) -> bool:
                return set_line((*words, *also), small).width <= width

            text = (*writing.words, *self._also(writing, DIVIDER, fits))
            spoken = _instead(room, self._says(plain(text)))
            style = m.styles.body if text == writing.words else small
            if set_line(text, style).width > room.width:
                style = small
            lines = set_lines(text, style, room.width, spoken)
            height = (len(lines) - 1) * style.leading + style.cap_height
            first = room.y + (room.height - height) / 2 + style.cap_height
            put[place] = (*place_lines(lines, room.x, first, style.leading)[0],)
        self._put(put)

    def _below(self, rule: Rule, text: Text, end: float) -> list[Glyphs]:
        """Set small words below a blank, as far to the right as there is room."""
        m, small = self.m, self.m.styles.label
        assert rule.element
        assert rule.element.parent
        element = rule.element.parent.add("Span")
        lines = set_lines(text, small, self.right - m.text_left, element)
        if not lines:
            return []
        first = rule.y + BESIDE_END_PT + m.ascent(small)
        x = max(min(rule.x, end - max(line.width for line in lines)), m.text_left)
        glyphs, y = place_lines(lines, x, first, small.leading)
        self.height = max(self.height, y + m.descent(small) - m.item_gap / 2)
        return glyphs

    def _end_of_line(self, place: int) -> int:
        """Return where the ink of the next line begins."""
        y = self.inks[place].y + BESIDE_END_PT
        lower = (n for n, ink in enumerate(self.inks) if n > place and ink.y > y)
        return next(lower, len(self.inks))

    def _part(self, put: dict[int, Sequence[Ink]], below: Container[int]) -> None:
        """Let the words behind each blank be elements of their own, in the order of reading."""
        owner = rest = None
        for place, ink in enumerate(self.inks):
            if place in below:
                rest = None
            if isinstance(ink, Rule) and ink.element and place in put:
                owner, rest = ink.element.parent, None
            elif owner and isinstance(ink, Glyphs) and ink.element is owner:
                rest = rest or owner.add("Span")
                put[place] = (ink._replace(element=rest),)

    def _also(self, writing: Writing, before: str, fits: Callable[[Text], bool]) -> Text:
        """Return as much of what else is right as fits; the list at the end has all of it."""
        for number in range(len(writing.also), 0, -1):
            words = f"{before}{self.labels.accept} {'; '.join(writing.also[:number])}"
            text = (Run(words, "italic"),)
            if fits(text):
                return text
        return ()

    def _places(self, kind: type[T]) -> Iterator[tuple[int, T]]:
        """Yield the lines or boxes to write in, each with its place among the ink."""
        for place, ink in enumerate(self.inks):
            if isinstance(ink, kind) and ink.element:
                yield place, ink

    def _put(self, instead: Mapping[int, Sequence[Ink]]) -> None:
        """Put ink in the place of what was there."""
        count = len(self.inks)
        kept = enumerate(self.inks)
        self.inks = [new for place, ink in kept for new in instead.get(place, (ink,))]
        self.inks += instead.get(count, ())

    def _says(self, answer: str) -> str:
        return self.labels.answered.replace("{answer}", answer)


def _instead(ink: Rule | Box | Circle | Room, words: str) -> Element:
    """Return an element for words that are read in the place of what ink is read as."""
    assert ink.element
    assert ink.element.parent
    return ink.element.parent.spoken(words)


def _is_mark(ink: Ink) -> bool:
    """Tell whether ink is a circle or a square to fill in; boxes for marks are wider than high."""
    if isinstance(ink, Box):
        return ink.element is None and abs(ink.width - ink.height) < NEARLY_PT
    return isinstance(ink, Circle)
