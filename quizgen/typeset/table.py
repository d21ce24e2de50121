"""Tables among words: columns as wide as their cells need, under a head that goes on each page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from math import fsum
from typing import TYPE_CHECKING, Literal, NamedTuple

from quizgen.content import Run, Table, Text, plain
from quizgen.quiz.form import NumberedItem
from quizgen.quiz.tables import sign_of
from quizgen.typeset.column import Column, Flow
from quizgen.typeset.fields import cell_to_write, letter_to_write, row_to_write
from quizgen.typeset.ink import Block, Box, Head, Ink, Room, Rule
from quizgen.typeset.lines import (
    TextStyle,
    has_words,
    place_lines,
    set_line,
    set_lines,
    set_nothing,
    tidy,
    widest_word,
)
from quizgen.typeset.measures import Measures
from quizgen.typeset.tagging import COLUMN_HEAD, ROW_HEAD, Element

if TYPE_CHECKING:
    from quizgen.typeset.shapes import ItemFrame

INSETS_MM = (2.4, 1.2)
"""Between words and the rule beside them; the lesser where a table has no room otherwise."""
PAD_MM = 1.9
"""Between words and the rules above and below them."""
NEARLY_WHOLE = 0.15
"""A table that leaves no more of its width empty goes over all of it."""
ROOM_TO_WRITE_MM = 9.4
"""The height of rows where a column is empty, to be filled in."""
LONGEST_WORD_MM = 45
"""A word that is longer is broken rather than that its table is parted."""
SEVERAL_LINES = 3.0
"""A cell to complete that is so many times as high as its type takes several lines of it."""
BOX_GAP_MM = 1.8
"""Between the number of a cell to fill and its box."""
CAPTION_GAP_MM = 1.2
PART_GAP_MM = 3.0
"""Between the parts of a table that is too wide."""
TALL = 0.5
"""The part of a page's height from which on a row may be cut, and a head is not drawn again."""
POWERS = (0.0, 0.5, 0.75, 1.0)
"""By how much more wordy columns may be wider: not at all, or as much as their cells are."""
HALVINGS = 30
"""How often a range of widths is halved, until it is narrower than ink."""
SLACK_PT = 0.01
"""Points by which sums of widths may miss a line's width."""


class ToFill(NamedTuple):
    """How the empty cells of a grid are set: each with a number and a box to write in."""

    frame: "ItemFrame"
    first: int
    """The number of the first, in reading order."""
    responses: int
    """How many answers there are, each of which has a letter."""


class ToWrite(NamedTuple):
    """How the empty cells of a table to complete are set: each with a letter, and else empty."""

    frame: "ItemFrame"
    numbered: NumberedItem
    blank: float
    """The width of blanks on this sheet: no column with an empty cell is narrower."""


Filling = ToFill | ToWrite


def set_table(table: Table, column: Column, outer: Element, to_fill: Filling | None = None) -> Flow:
    """Set a table; what has too many columns for the page is set as several below each other.

    Each of them starts with the first column, which says what its rows are.
    """
    m = column.m
    signs = _signs_of(table, to_fill) if to_fill else {}
    to_complete = {
        place for place, texts in enumerate(zip(*table.rows, strict=True)) if _is_to_fill(texts)
    }
    block = Block()
    height = m.styles.body.cap_height + 2 * PAD_MM * m.mm
    if signs or to_complete:
        height = max(height, ROOM_TO_WRITE_MM * m.mm)
    box = _width_to_fill(signs.values(), to_fill, m) if to_fill and signs else 0.0
    with_box = {place for _, place in signs}
    needs = [
        _need(texts, table.has_header, m, box if place in with_box else 0.0)
        for place, texts in enumerate(zip(*table.rows, strict=True))
    ]
    most = min(LONGEST_WORD_MM * m.mm, column.width)
    inset, groups = _parted([min(need.least, most) for need in needs], column.width, m)
    element = outer.add("Table")
    if has_words(table.caption):
        lines = set_lines(table.caption, m.styles.body, column.width, element.add("Caption"))
        first = m.ascent(m.styles.body)
        glyphs, y = place_lines(lines, column.left, first, m.styles.body.leading)
        block.inks += glyphs
        leading, below = m.styles.body.leading, first + m.descent(m.styles.body)
        block.cuts += (below + row * leading for row in range(len(lines) - 1))
        block.height = y + m.descent(m.styles.body) + CAPTION_GAP_MM * m.mm
    else:
        block.height = m.ascent(m.styles.body) - m.styles.body.cap_height
    for group in groups:
        if group is not groups[0]:
            block.height += PART_GAP_MM * m.mm
            element = outer.add("Table")
        room = column.width - 2 * inset * (len(group) - 1)
        widths = _shared([needs[place] for place in group], room, most)
        rest = max(room - fsum(widths), 0.0)
        if isinstance(to_fill, ToWrite):
            widths = _widened(widths, [place in with_box for place in group], rest)
        else:
            widths[-1] += rest if rest < NEARLY_WHOLE * column.width else min(inset, rest)
        steps = (width + 2 * inset for width in widths[:-1])
        grid = _Grid(m, inset, height, [*accumulate(steps, initial=column.left)], widths)
        asked = column.label if m.fields and not signs else ""
        rows = [
            [
                _Cell(
                    row[place],
                    signs.get((line, place), ""),
                    asked if place in to_complete else "",
                    (line + 1, place + 1),
                    (row[0], table.rows[0][place]) if table.has_header else (row[0],),
                )
                for place in group
            ]
            for line, row in enumerate(table.rows)
        ]
        block.add(_set_rows(rows, table.has_header, grid, element, to_fill), block.height)
    return Flow(block, block.height)


def _widened(widths: Sequence[float], are_written_in: Sequence[bool], rest: float) -> list[float]:
    """Share what is left of a width out to the columns to write in, or to the last without one."""
    count = sum(are_written_in)
    if not count:
        return [*widths[:-1], widths[-1] + rest]
    return [
        width + rest / count * is_written_in
        for width, is_written_in in zip(widths, are_written_in, strict=True)
    ]


class _Cell(NamedTuple):
    text: Text
    sign: str
    """Its number or letter, where it is to be filled in."""
    asked: str
    """The label of the question whose answer is typed into it; empty for none."""
    place: tuple[int, int]
    """Its row and column, from 1."""
    heads: tuple[Text, ...]
    """What its row and its column are called."""


def _signs_of(table: Table, to_fill: Filling) -> Mapping[tuple[int, int], str]:
    """Return row and column of each empty cell -> its number, or its letter."""
    empty = (
        (line, place)
        for line, row in enumerate(table.rows)
        for place, text in enumerate(row)
        if not text
    )
    if isinstance(to_fill, ToWrite):
        return {cell: sign_of(place) for place, cell in enumerate(empty)}
    return {cell: str(number) for number, cell in enumerate(empty, start=to_fill.first)}


def _width_to_fill(signs: Iterable[str], to_fill: Filling, m: Measures) -> float:
    widest = max(set_line(sign, m.styles.number).width for sign in signs)
    room = m.theme.box_width + m.theme.stroke_line
    if isinstance(to_fill, ToWrite):
        room = to_fill.blank
    return widest + BOX_GAP_MM * m.mm + room


def _is_to_fill(texts: Sequence[Text]) -> bool:
    """Tell whether a column has room for a pupil's words: all cells but the first are empty."""
    return len(texts) > 1 and not any(map(has_words, texts[1:]))


def head_below(m: Measures) -> float:
    """Return how far the words of a table's head stand below those of a line in its place."""
    return (
        m.theme.stroke_axis
        + PAD_MM * m.mm
        + m.styles.label_bold.cap_height
        - m.styles.body.cap_height
    )


class _Need(NamedTuple):
    """How wide a column would be."""

    least: float
    """With a word on each line."""
    most: float
    """With each cell on one line."""
    cells: Sequence[tuple[Text, TextStyle]]

    def lines_at(self, width: float) -> list[int]:
        """Return how many lines each cell takes."""
        return [len(set_lines(*cell, width)) for cell in self.cells]


def _need(texts: Sequence[Text], has_header: bool, m: Measures, box: float) -> _Need:
    """Return what the cells of a column need, with a number and a box in some of them if so."""
    head = m.styles.label_bold if has_header else m.styles.body
    cells = [*zip(texts, [head, *[m.styles.body] * (len(texts) - 1)], strict=True)]
    blank = box or (m.theme.blank_number if _is_to_fill(texts) else 0.0)
    return _Need(
        max(blank, *(widest_word(*cell) for cell in cells)) + SLACK_PT,
        max(blank, *(set_line(*cell).width for cell in cells)) + SLACK_PT,
        cells,
    )


def _parted(
    least: Sequence[float], width: float, m: Measures
) -> tuple[float, Sequence[Sequence[int]]]:
    """Return how far words stand from the rules, and the columns of each part of a table.

    It is parted where the widest words of its columns do not fit beside each other.
    """
    everything = range(len(least))
    for inset in INSETS_MM:
        gap = 2 * inset * m.mm
        if fsum(least) + gap * (len(least) - 1) <= width:
            return inset * m.mm, [everything]
    parts = _columns_within(width, least, width / 3, gap)
    limits = (width * tenths / 10 for tenths in range(5, 11))
    narrower = (_columns_within(limit, least, width / 3, gap) for limit in limits)
    return gap / 2, next(alike for alike in narrower if len(alike) == len(parts))


def _columns_within(
    limit: float, least: Sequence[float], most_repeated: float, gap: float
) -> list[list[int]]:
    """Return the columns of each part of a table that may be no wider than a limit."""
    repeated = [0] if least[0] <= most_repeated else []
    parts = [[0]]
    for place in range(1, len(least)):
        part = [*parts[-1], place]
        if fsum(least[column] for column in part) + gap * (len(part) - 1) <= limit:
            parts[-1] = part
        else:
            parts.append([*repeated, place])
    return parts


def _shared(needs: Sequence[_Need], room: float, longest: float) -> list[float]:
    """Share a width out to columns, so that a table is short and few of its cells are broken.

    None is narrower than its widest word needs, none wider than its widest cell.
    """
    most = [need.most for need in needs]
    if fsum(most) <= room:
        return most
    least = [min(need.least, longest) for need in needs]
    fitting = min(room / fsum(least), 1.0)
    least = [low * fitting for low in least]

    def cost_of(widths: Sequence[float]) -> int:
        columns = [need.lines_at(width) for need, width in zip(needs, widths, strict=True)]
        rows = [*zip(*columns, strict=True)]
        return sum(max(row) + sum(count > 1 for count in row) for row in rows)

    return min((_levelled(least, most, room, power) for power in POWERS), key=cost_of)


def _levelled(
    least: Sequence[float], most: Sequence[float], room: float, power: float
) -> list[float]:
    """Return widths between bounds that fill a room and grow with a power of the upper bound."""

    def widths_at(level: float) -> list[float]:
        return [
            min(max(level * high**power, low), high) for low, high in zip(least, most, strict=True)
        ]

    lower, upper = 0.0, room
    for _ in range(HALVINGS):
        level = (lower + upper) / 2
        lower, upper = (lower, level) if fsum(widths_at(level)) > room else (level, upper)
    return widths_at(lower)


class _Grid(NamedTuple):
    """Where the columns of a table stand."""

    m: Measures
    inset: float
    row_height: float
    """Of a row of one line below the head."""
    lefts: Sequence[float]
    widths: Sequence[float]

    @property
    def edges(self) -> tuple[float, float]:
        """The left and the right end of the rules between rows."""
        return self.lefts[0], self.lefts[-1] + self.widths[-1]


_RowKind = Literal["head", "below a head", "without a head"]
TAGS: Mapping[_RowKind, tuple[tuple[str, str], tuple[str, str]]] = {
    "head": (("TH", COLUMN_HEAD), ("TH", COLUMN_HEAD)),
    "below a head": (("TD", ""), ("TD", "")),
    "without a head": (("TH", ROW_HEAD), ("TD", "")),
}
"""How the first cell of a row is tagged, and how the others: a table must have heads."""


def _set_rows(
    rows: Sequence[Sequence[_Cell]],
    has_header: bool,
    grid: _Grid,
    element: Element,
    to_fill: Filling | None,
) -> Block:
    """Set rows below each other; cuts go between them, but not behind the head."""
    m = grid.m
    thick = m.theme.stroke_axis
    left, right = grid.edges
    rule = Block(height=thick, inks=[Rule(left, thick / 2, right, thick / 2, thick)])
    block, again = Block(), rule
    block.add(rule, 0.0)
    if has_header:
        block.add(_set_row(rows[0], grid, element.add("TR"), "head", thick), thick)
        if block.height < TALL * (m.bottom - m.top):
            again = Block()
            again.add(rule, 0.0)
            again.add(_set_row(rows[0], grid, None, "head", thick), thick)
    top = block.height
    body = rows[1:] if has_header else rows
    kind: _RowKind = "below a head" if has_header else "without a head"
    for place, cells in enumerate(body, start=1):
        stroke = thick if place == len(body) else m.theme.stroke_line
        row = _set_row(cells, grid, element.add("TR"), kind, stroke, to_fill)
        block.add(row, block.height)
        block.cuts.append(block.height)
    block.heads.append(Head(top, block.height, again))
    return block


def _set_row(
    cells: Sequence[_Cell],
    grid: _Grid,
    element: Element | None,
    kind: _RowKind,
    stroke: float,
    to_fill: Filling | None = None,
) -> Block:
    """Set a row with the rules between its cells and below it; without an element again."""
    m = grid.m
    style = m.styles.label_bold if kind == "head" else m.styles.body
    pad = PAD_MM * m.mm if kind == "head" else (grid.row_height - style.cap_height) / 2
    first = pad + style.cap_height
    owners = [
        element.add(*TAGS[kind][min(place, 1)]) if element else None for place in range(len(cells))
    ]
    lines_of = [
        set_lines(cell.text, style, width, owner)
        for cell, width, owner in zip(cells, grid.widths, owners, strict=True)
    ]
    count = max(1, *map(len, lines_of))
    block = Block(height=first + (count - 1) * style.leading + pad)
    for place, (cell, lines, owner) in enumerate(zip(cells, lines_of, owners, strict=True)):
        left, width = grid.lefts[place], grid.widths[place]
        block.inks += place_lines(lines, left, first, style.leading)[0]
        if owner and cell.sign and isinstance(to_fill, ToFill):
            block.inks += _to_fill(cell, to_fill, left, first, owner)
        elif owner and cell.sign and isinstance(to_fill, ToWrite):
            room = (left, width, block.height)
            block.inks += _to_write(cell, to_fill, room, first, owner)
        elif owner and cell.asked and kind != "head" and not lines:
            block.inks.append(_room_to_type(cell, left, width, block.height, m, owner))
        elif owner and not lines:
            block.inks += set_nothing(style, owner).at(left, first)
    if block.height > TALL * (m.bottom - m.top):
        block.cuts += (first + n * style.leading + m.descent(style) for n in range(count - 1))
    for left in grid.lefts[1:]:
        x = left - grid.inset
        seams = pairwise([0.0, *block.cuts, block.height])
        block.inks += (Rule(x, start, x, end, m.theme.stroke_line) for start, end in seams)
    y = block.height - stroke / 2
    left, right = grid.edges
    block.inks.append(Rule(left, y, right, y, stroke))
    return block


def _to_write(
    cell: _Cell,
    to_fill: ToWrite,
    room: tuple[float, float, float],
    baseline: float,
    owner: Element,
) -> Iterator[Ink]:
    """Yield the letter of a cell, and the room behind it: on paper a blank that no ink shows."""
    m = to_fill.frame.m
    left, width, height = room
    line = set_line(cell.sign, m.styles.number, owner).with_space()
    yield from line.at(left, baseline)
    x = left + line.width + BOX_GAP_MM * m.mm
    top = m.theme.stroke_axis
    blank = row_to_write(to_fill.frame, to_fill.numbered, cell.sign, _joined(cell.heads), owner)
    yield Room(x, top, left + width - x, height - 2 * top, blank)


def _to_fill(
    cell: _Cell, to_fill: ToFill, left: float, baseline: float, owner: Element
) -> Iterator[Ink]:
    """Yield the number of a cell, and a box to write in whose centre it shares."""
    m = to_fill.frame.m
    style, theme = m.styles.number, m.theme
    line = set_line(cell.sign, style, owner)
    yield from line.with_space().at(left, baseline)
    top = baseline - (style.cap_height + theme.box_height) / 2
    x = left + line.width + BOX_GAP_MM * m.mm
    number = int(cell.sign)
    box = letter_to_write(to_fill.frame, number, to_fill.responses, _joined(cell.heads), owner)
    yield Box(x, top, theme.box_width, theme.box_height, theme.stroke_line, element=box)


def _room_to_type(
    cell: _Cell, left: float, width: float, height: float, m: Measures, owner: Element
) -> Room:
    """Return the room of an empty cell in a file to be filled in."""
    top = m.theme.stroke_axis
    size = m.styles.body.size
    field = cell_to_write(
        m,
        cell.asked,
        cell.place,
        _joined(cell.heads),
        owner,
        is_multiline=height > SEVERAL_LINES * size,
    )
    return Room(left, top, width, height - 2 * top, field)


def _joined(heads: Iterable[Text]) -> Text:
    """Return what a row and a column are called as one text."""
    words = filter(None, (tidy(plain(head)) for head in heads))
    return (Run(", ".join(words)),)
