"""How close a document is set: one answer for all its pages, and for all versions of a form."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from math import ceil, fsum
from typing import NamedTuple

from quizgen.typeset.ink import Block
from quizgen.typeset.pages import PAGE_COST, Breaks, choose_breaks

SPACINGS = {1.0: (1.0, 0.95, 0.9, 0.85), 0.9: (0.9, 0.85, 0.8, 0.75, 0.7), 1.1: (1.1, 1.2)}
"""How far options and writing lines close or open, and the gaps between questions with them."""
CLOSER_COST, WIDER_COST = 10.0, 4.0
"""Of closing or opening gaps by as much as they are."""
WITHIN_COST = 0.5
"""Of closing or opening what stands within a question too."""
TEXTS_LAST_COST, TEXTS_WITHIN_COST = 5.0, 6.0
"""Of a list of texts at the end, or between sections: it is looked for below the title."""
WORDS_COST = 50.0
"""Of leaving out hard words: they are worth a line, but no page."""
FEWER_LINES = 0.75
"""The part of its lines that a long answer keeps at least."""
TITLES_COST = 30.0
"""Of naming texts without their titles: done to save a page, and for nothing else."""
LINES_COST = 60.0
"""Of keeping no more: done to save a page, and for nothing else."""
GOOD = 1.5
"""Pages of no greater cost, beyond that of each page, are left as they are."""
FEW = 0.4
"""A last page that is filled more is not worth trying to save."""


LAST = 99
"""The place of a list of texts that is the last thing on a sheet."""


class Setting(NamedTuple):
    """How a document is set, or a ticket; what is said of tickets no other document may become."""

    spacing: float = 1.0
    """By how much the gaps between blocks are multiplied."""
    within: float = 1.0
    """The same of options and writing lines."""
    has_words: bool = True
    """Whether hard words are explained."""
    texts_at: int = 0
    """Behind how many sections the list of texts stands: 0 below the title, `LAST` at the end."""
    lines: float = 1.0
    """The part of its lines that a discussion keeps."""
    has_titles: bool = True
    """Whether texts are listed by their titles, each on a line of its own."""
    is_dense: bool = False
    """Whether a ticket's lines of text stand closer, and go further to the sides."""

    @property
    def cost(self) -> float:
        """What is given up for it."""
        off = self.spacing - 1.0
        cost = max(-CLOSER_COST * off, WIDER_COST * off)
        cost += WITHIN_COST * (self.within != 1.0) + WORDS_COST * (not self.has_words)
        if self.texts_at:
            cost += TEXTS_LAST_COST if self.texts_at == LAST else TEXTS_WITHIN_COST
        cost += TITLES_COST * (not self.has_titles)
        return cost + LINES_COST * (self.lines != 1.0)


@lru_cache(maxsize=16)
def _settings(texts_at: tuple[int, ...], *, has_titles: bool) -> tuple[Setting, ...]:
    """Return all settings of a document whose texts may stand there, the least costly first."""
    return tuple(
        sorted(
            (
                Setting(spacing, within, has_words, at, lines, has_titles=titles)
                for lines in (1.0, FEWER_LINES)
                for has_words in (True, False)
                for titles in ((True, False) if has_titles else (True,))
                for at in texts_at
                for within, spacings in SPACINGS.items()
                for spacing in spacings
                if not at or (has_words and lines == 1.0 and (titles or within == 1.0))
            ),
            key=lambda setting: setting.cost,
        )
    )


def choose_setting(
    set_as: Callable[[Setting], list[Block]],
    room: float,
    *,
    lower: float = 0.0,
    has_words: bool = False,
    texts_at: tuple[int, ...] = (0,),
    has_titles: bool = False,
    has_discussions: bool = False,
    is_alone: bool = True,
) -> tuple[Setting, list[Block]]:
    """Return the setting whose pages cost least, and the document as it is set.

    `set_as` sets a document, but for the gaps between its blocks. `room` is that of the first page,
    by `lower` more than the others have. All versions of a form are set
    alike, though they have the same items in other orders: so where there are several, the worst of
    two orders counts that all of them share.
    """
    set_so_far: dict[Setting, list[Block]] = {}

    def blocks_of(setting: Setting) -> list[Block]:
        as_set = setting._replace(spacing=1.0)
        if as_set not in set_so_far:
            set_so_far[as_set] = set_as(as_set)
        return set_so_far[as_set]

    def breaks(setting: Setting) -> Breaks:
        blocks = blocks_of(setting)
        orders = [blocks] if is_alone else _orders(blocks)
        tried = (choose_breaks(order, room, setting.spacing, lower) for order in orders)
        return max(tried, key=lambda breaks: breaks.cost)

    best, usual = Setting(), breaks(Setting())
    least, pages = usual.cost, usual.pages
    is_good = least - PAGE_COST * pages <= GOOD
    if is_good and (pages == 1 or usual.last_filled >= FEW):
        return best, blocks_of(best)
    blocks, *_ = set_so_far.values()
    filled = min(SPACINGS) * fsum(block.height for block in blocks) / room
    for setting in _settings(texts_at, has_titles=has_titles):
        if setting.cost + PAGE_COST * ceil(filled * setting.lines) >= least:
            continue
        if not (setting.has_words or has_words) or not (has_discussions or setting.lines == 1.0):
            continue
        found = breaks(setting)
        cost = found.cost + setting.cost
        is_usual = setting.lines == 1.0 and setting.has_titles
        if cost < least and (is_usual or found.pages < pages):
            best, least = setting, cost
            pages = found.pages if is_usual else pages
    return best, blocks_of(best)


def _orders(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield blocks with the items of each section from the lowest to the highest, and back."""
    for sign in (1, -1):
        order: list[Block] = []
        for is_item, run in groupby(blocks, key=lambda block: block.is_item):
            found = [*run]
            order += sorted(found, key=lambda block: sign * block.height) if is_item else found
        yield order
