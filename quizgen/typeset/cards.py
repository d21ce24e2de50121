"""Cards to cut out: a page of fronts, then a page of their backs, mirrored.

Printed on both sides and turned over the long edge, each back lies behind its front. What is too
long for a card is set smaller, down to body type, as is what stands beside it on its page. What is
too long even so goes on on the next card.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest
from math import fsum
from typing import NamedTuple

from quizgen.content import Content, Picture, Text, pictures_of, text_of
from quizgen.quiz.form import Form, PaperCard
from quizgen.typeset.column import Column
from quizgen.typeset.footer import Footer
from quizgen.typeset.ink import Block, Dots, Ink, Rule
from quizgen.typeset.lines import (
    TextLine,
    TextStyle,
    as_text,
    place_lines,
    set_lines,
    set_right,
    shortened,
    tidy,
)
from quizgen.typeset.measures import MM, PAPER, Measures
from quizgen.typeset.pages import FinishedPage, Page, Placed
from quizgen.typeset.picture import draw_picture
from quizgen.typeset.tagging import Element

WIDTH_MM = 174
TOP_MM = {"a4": 21, "letter": 18}
BOTTOM_MM = {"a4": 36, "letter": 21.4}
"""What the cards leave free of a page, above and below."""
INSET_MM = 7
HEAD_MM = 8.7
"""The baseline of a card's head."""
BELOW_HEAD_MM = 1.7
FIRST_MM = 21
"""The first baseline of what a card says."""
RAISED_MM = 4.0
"""How much higher it is in body type."""
KEPT = (1.0, 0.75, 0.5, 0.25, 0.0)
"""How much of its size beyond body type a side keeps: the most with which all of its page fit."""
MOST_LINES = 2
"""What its head, and a name in its foot, may take; longer ones are shortened, not the card."""
LONG_DATE = 30
"""Characters that a date behind a publisher's name never has."""
FOOT_MM = 5.5
"""The last baseline of its foot, above its lower edge."""
NUMBER_MM = 26
"""Room for its number behind its title."""
BETWEEN_MM = 1.4
"""Between what is asked and the small print below it, beyond their leading."""
LEAST_PICTURE_MM = 18
"""What a picture has of a card at least, below its words."""
ABOVE_PICTURE_MM = 1.6
ABOVE_FOOT_MM = 2.6
"""Between what a card says and its foot, beyond the foot's leading."""
LEAST_ROOM_MM = 12
"""With less than this between head and foot, the foot stands with the text instead."""
TICK_MM = 3
"""How long the marks outside are that show where to cut."""
DOTS_PT = (3.0, 0.5)
"""The line to cut along: from dot to dot, and a dot's side."""


class _Side(NamedTuple):
    """What one side of a card says; of a long one, what stands on one of several cards."""

    card: PaperCard
    number: str
    """Behind its title."""
    texts: tuple[tuple[Text, TextStyle], ...]
    kept: float
    """How much of their size beyond body type they keep; in body type they stand a little higher.
    """
    first: int
    """Its first line among those of the texts."""
    end: int | None
    """The line after its last; None where nothing is left for another card."""
    foot: tuple[str, ...]
    is_topic: bool
    """Whether its foot says what all of them do, which nobody wants to hear each time."""
    picture: Picture | None = None
    """Below its last line."""

    @property
    def is_whole(self) -> bool:
        """Tell whether all that its card says stands on it."""
        return self.first == 0 and self.end is None


class _SetLine(NamedTuple):
    """A line, and how far its baseline is below the one before."""

    line: TextLine
    step: float


class _Grid:
    """Where the cards stand on a page."""

    def __init__(self, m: Measures, footer: Footer) -> None:
        paper = "letter" if m.height == PAPER["letter"][1] else "a4"
        self.columns, self.rows = (1, 3) if m.is_large else (2, 4)
        self.left = (m.width - WIDTH_MM * MM) / 2
        self.top = TOP_MM[paper] * MM
        self.width = WIDTH_MM * MM / self.columns
        foot = m.theme.footer_baseline + footer.height + m.ascent(m.styles.footer)
        free = max(BOTTOM_MM[paper] * MM, foot + (TICK_MM + 1) * MM)
        self.height = (m.height - self.top - free) / self.rows

    @property
    def cells(self) -> int:
        return self.columns * self.rows

    def corner(self, place: int, *, is_back: bool) -> tuple[float, float]:
        """Return the left upper corner of a cell as seen from the front or the back."""
        row, column = divmod(place, self.columns)
        if is_back:
            column = self.columns - 1 - column
        return self.left + column * self.width, self.top + row * self.height


def set_cards(form: Form, m: Measures, root: Element) -> list[FinishedPage]:
    """Set all cards: fronts and backs, sheet by sheet."""
    parts = (*form.footer, form.labels.cut)
    footers = [
        Footer(parts, label, m, has_rule=False) for label in (form.labels.fronts, form.labels.backs)
    ]
    grid = _Grid(m, footers[0])
    pairs = list(chain.from_iterable(_sides(card, form, grid, m) for card in form.cards))
    sheets = [pairs[start : start + grid.cells] for start in range(0, len(pairs), grid.cells)]
    leaves = []
    for number, sheet in enumerate(sheets, 1):
        for side, footer in enumerate(footers):
            sides = _in_one_size([pair[side] for pair in sheet])
            page = _page(sides, grid, m, root, is_back=side == 1)
            is_last = side == 1 and number == len(sheets)
            spoken = root.add("P") if is_last else None
            leaves.append(FinishedPage(page, footer.inks(number, len(sheets), spoken)))
    return leaves


def _in_one_size(sides: Sequence[_Side | None]) -> list[_Side | None]:
    """Return the sides of a page in the largest type in which each of them fits its card.

    What goes on on another card is in body type, and no reason to set its neighbours smaller.
    """
    kept = min((side.kept for side in sides if side and side.is_whole), default=0.0)
    return [side._replace(kept=kept) if side and side.is_whole else side for side in sides]


def _page(
    sides: Sequence[_Side | None], grid: _Grid, m: Measures, root: Element, *, is_back: bool
) -> Page:
    """Place the sides of a page's cards, in the order in which they are seen."""
    page: Page = [Placed(_lines_to_cut(grid, m), 0.0)]
    seen = [
        (y, x, side)
        for place, side in enumerate(sides)
        for x, y in [grid.corner(place, is_back=is_back)]
        if side
    ]
    for y, x, side in sorted(seen, key=lambda entry: entry[:2]):
        page.append(Placed(_set_side(side, x, grid, m, root.add("Sect")), y))
    return page


def _lines_to_cut(grid: _Grid, m: Measures) -> Block:
    """Draw dotted lines between the cards, and ticks outside at their ends."""
    left, top, tick = grid.left, grid.top, TICK_MM * MM
    right, low = left + grid.columns * grid.width, top + grid.rows * grid.height
    hair = m.theme.stroke_hair
    inks: list[Ink] = []
    for row in range(grid.rows + 1):
        y = top + row * grid.height
        inks.append(Dots(left, y, right, y, *DOTS_PT))
        inks += (Rule(x, y, x + tick, y, hair) for x in (left - tick, right))
    for column in range(grid.columns + 1):
        x = left + column * grid.width
        inks.append(Dots(x, top, x, low, *DOTS_PT))
        inks += (Rule(x, y, x, y + tick, hair) for y in (top - tick, low))
    return Block(inks=inks)


def _sides(
    card: PaperCard, form: Form, grid: _Grid, m: Measures
) -> Iterator[tuple[_Side | None, _Side | None]]:
    """Yield the fronts of a card, each with its back; mostly there is one of each."""
    styles = m.styles
    front = styles.card_quote if card.is_quotation else styles.card_front
    asked = ((_words(card.front), front), (card.detail, styles.label))
    answered = ((_words(card.back), styles.card_answer), (card.why, styles.card_why))
    fronts = _with_picture(_fronts(card, asked, form.title, grid, m), card.front)
    source = tuple(_short_source(words, grid, m) for words in card.foot[:1])
    foot = (*source, *card.foot[1:])
    backs = _with_picture(_parts(card, answered, (*foot, *_credits(card.back)), grid, m), card.back)
    parts = max(len(fronts), len(backs))
    label = form.labels.part_of
    for part, pair in enumerate(zip_longest(fronts, backs), 1):
        number = str(card.number)
        if parts > 1:
            words = label.replace("{part}", str(part)).replace("{parts}", str(parts))
            number = f"{number}, {words}"
        first, second = (side and side._replace(number=number) for side in pair)
        yield first, second


def _words(content: Content) -> Text:
    """Return what a side says without its pictures."""
    return text_of(tuple(part for part in content if not isinstance(part, Picture)))


def _credits(content: Content) -> tuple[str, ...]:
    """Return the credit that the picture of a side owes."""
    first = next(pictures_of([content]), None)
    return (first.credit,) if first and first.owes_credit else ()


def _with_picture(sides: list[_Side], content: Content) -> list[_Side]:
    """Return the sides of a card with its picture on the last of them."""
    return [*sides[:-1], sides[-1]._replace(picture=next(pictures_of([content]), None))]


def _fronts(
    card: PaperCard, asked: tuple[tuple[Text, TextStyle], ...], title: str, grid: _Grid, m: Measures
) -> list[_Side]:
    """Share what is asked out to as many fronts as it needs, above as much of the topic as fits."""
    topics = ((_short(title, grid, m, most),) for most in range(MOST_LINES, 0, -1))
    tried: list[list[_Side]] = []
    for topic in topics:
        owed = _credits(card.front)
        sides = _parts(card, asked, (*topic, *owed), grid, m)
        tried.append([side._replace(is_topic=side.foot == topic) for side in sides])
        if len(sides) == 1:
            break
    return min(tried, key=len)


def _short(words: str, grid: _Grid, m: Measures, most: int = MOST_LINES) -> str:
    return shortened(words, m.styles.footer, grid.width - 2 * INSET_MM * m.mm, most)


def _short_source(published: str, grid: _Grid, m: Measures) -> str:
    """Return who published it and when; a long name is shortened, its date stays."""
    publisher, comma, date = published.rpartition(", ")
    if _short(published, grid, m) == tidy(published) or len(date) > LONG_DATE:
        return _short(published, grid, m)
    return f"{_short(publisher, grid, m)}{comma}{date}"


def _parts(
    card: PaperCard,
    texts: tuple[tuple[Text, TextStyle], ...],
    foot: tuple[str, ...],
    grid: _Grid,
    m: Measures,
) -> list[_Side]:
    """Share the lines of a side out to as many cards as they need."""
    has_picture = any(pictures_of((card.front, card.back)))
    picture = LEAST_PICTURE_MM * m.mm if has_picture else 0.0
    room = _room(card, foot, grid, m)
    if room < LEAST_ROOM_MM * m.mm:
        texts = (*texts, *((as_text(words), m.styles.label) for words in foot))
        foot = ()
        room = _room(card, foot, grid, m)
    room = max(room - picture, 0.0)
    for kept in KEPT:
        lines = _set_texts(texts, kept, grid, m)
        if fsum(line.step for line in lines) <= room:
            break
    room += RAISED_MM * m.mm if kept == 0.0 else 0.0
    sides = []
    first, used = 0, 0.0
    for place, line in enumerate(lines):
        if used + line.step > room and place > first:
            sides.append(_Side(card, "", texts, kept, first, place, foot, False))
            first, used = place, 0.0
        used += line.step if place > first else 0.0
    return [*sides, _Side(card, "", texts, kept, first, None, foot, False)]


def _smaller(style: TextStyle, kept: float, m: Measures) -> TextStyle:
    """Return a style with a part of what it has beyond body type; small print shrinks at last."""
    body = m.styles.body if style.size > m.styles.body.size else m.styles.label
    if kept and body is not m.styles.body:
        return style
    size = body.size + kept * (style.size - body.size)
    return style._replace(size=size, leading=body.leading + kept * (style.leading - body.leading))


def _head(
    card: PaperCard, grid: _Grid, m: Measures, label: Element | None = None
) -> list[TextLine]:
    """Set a card's title, shortened rather than that it takes half the card."""
    style = m.styles.card_title
    room = grid.width - (2 * INSET_MM + NUMBER_MM) * m.mm
    return set_lines(shortened(card.title, style, room, MOST_LINES), style, room, label)


def _room(card: PaperCard, foot: tuple[str, ...], grid: _Grid, m: Measures) -> float:
    """Return how far the last line of a side may stand below the first."""
    rows = len(_set_foot(foot, grid, m))
    above = ABOVE_FOOT_MM if rows else 1.0
    low = grid.height - (FOOT_MM + above) * m.mm - rows * m.styles.footer.leading
    return low - _first(card, grid, m)


def _first(card: PaperCard, grid: _Grid, m: Measures) -> float:
    """Return the first baseline of what a card says."""
    more = max(len(_head(card, grid, m)) - 1, 0)
    return FIRST_MM * m.mm + more * m.styles.card_title.leading


def _set_foot(
    foot: tuple[str, ...], grid: _Grid, m: Measures, element: Element | None = None
) -> list[TextLine]:
    width = grid.width - 2 * INSET_MM * m.mm
    return [line for words in foot for line in set_lines(words, m.styles.footer, width, element)]


def _set_texts(
    texts: tuple[tuple[Text, TextStyle], ...],
    kept: float,
    grid: _Grid,
    m: Measures,
    body: Element | None = None,
) -> list[_SetLine]:
    """Set the texts of a side below each other, each as a paragraph."""
    width = grid.width - 2 * INSET_MM * m.mm
    lines: list[_SetLine] = []
    before: TextStyle | None = None
    for text, full in texts:
        style = _smaller(full, kept, m)
        paragraph = body.add("P") if body else None
        for place, line in enumerate(set_lines(text, style, width, paragraph)):
            step = style.leading
            if place == 0:
                step = (before.leading + style.leading) / 2 + BETWEEN_MM * m.mm if before else 0.0
            lines.append(_SetLine(line, step))
            before = style
    return lines


def _set_side(side: _Side, left: float, grid: _Grid, m: Measures, entry: Element) -> Block:
    """Set a side of a card whose upper edge is the block's."""
    mm, styles = m.mm, m.styles
    x, right = left + INSET_MM * mm, left + grid.width - INSET_MM * mm
    label = entry.head("H1", f"{tidy(side.card.title)} {side.number}")
    title = [line.with_space() for line in _head(side.card, grid, m, label)]
    glyphs, y = place_lines(title, x, HEAD_MM * mm, styles.card_title.leading)
    block = Block(height=grid.height, inks=[*glyphs])
    block.inks += set_right(side.number, styles.card_number, right, HEAD_MM * mm, label)
    y = max(y, HEAD_MM * mm) + BELOW_HEAD_MM * mm
    block.inks.append(Rule(x, y, right, y, m.theme.stroke_hair))
    y = _first(side.card, grid, m) - (RAISED_MM * mm if side.kept == 0.0 else 0.0)
    lines = _set_texts(side.texts, side.kept, grid, m, entry)[side.first : side.end]
    for place, (line, step) in enumerate(lines):
        y += step if place else 0.0
        block.inks += line.at(x, y)
    if side.picture:
        top = y + styles.label.size * 0.25 + ABOVE_PICTURE_MM * mm
        rows = len(_set_foot(side.foot, grid, m))
        low = grid.height - FOOT_MM * mm - rows * styles.footer.leading - mm
        column = Column(m, x, right, max(low - top, LEAST_PICTURE_MM / 2 * mm))
        block.add(draw_picture(side.picture, column, entry.figure(side.picture.alt)), top)
    spoken = None if side.is_topic else entry.add("P")
    foot = _set_foot(side.foot, grid, m, spoken)
    y = grid.height - FOOT_MM * mm - (len(foot) - 1) * styles.footer.leading
    glyphs, _ = place_lines([line.with_space() for line in foot], x, y, styles.footer.leading)
    block.inks += glyphs
    return block
