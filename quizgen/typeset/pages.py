"""Blocks become pages: shared out, cut where they are too long, set closer where that saves one."""

from collections.abc import Sequence
from typing import NamedTuple

from quizgen.typeset.ink import Block, Ink

TIGHTER = (0.97, 0.94, 0.91, 0.88, 0.85)
"""How far gaps may close to save a page; type and room to write never shrink."""
NEARLY_PT = 0.01
"""Points by which sums of lengths may miss the page's end."""
FULL_ENOUGH = 0.4
"""The part of a page that stays filled when it gives blocks to the last one."""
WASTE = 0.25
"""The part of a page that may stay empty lest a table within an item is cut."""
NEARLY_EMPTY = 1 / 3
"""The part of a last page that is too little for a page."""
SAVABLE = 0.55
"""The part of a last page that may be saved where all stands closer."""


class Placed(NamedTuple):
    """A block and how far below the page's upper edge it starts."""

    block: Block
    y: float


Page = list[Placed]


class FinishedPage(NamedTuple):
    """A page with all that is on it."""

    placed: Page
    footer: Sequence[Ink]
    """With y from the page's upper edge."""


def fill_pages(blocks: Sequence[Block], top: float, bottom: float) -> list[Page]:
    """Share blocks out to pages between top and bottom.

    Where that saves a page, gaps close by up to 15 %, and if need be tables part between rows.
    """
    pages = _fill(blocks, top, bottom, 1.0)
    if len(pages) == 1:
        return pages
    for parts in (False, True):
        if len(_fill(blocks, top, bottom, TIGHTER[-1], parts=parts)) < len(pages):
            closings = (1.0, *TIGHTER)
            tighter = (_fill(blocks, top, bottom, closing, parts=parts) for closing in closings)
            return next(closer for closer in tighter if len(closer) < len(pages))
    return pages


def with_company(
    blocks: Sequence[Block], pages: list[Page], top: float, bottom: float
) -> list[Page]:
    """Move blocks over to a last page that is nearly empty, and cannot be saved."""
    if len(pages) == 1:
        return pages
    enough = top + FULL_ENOUGH * (bottom - top)
    for block, y in reversed(pages[-2][1:]):
        if y < enough or not is_nearly_empty(pages, top, bottom):
            break
        together = _fill(blocks, top, bottom, 1.0, block)
        if len(together) == len(pages):
            pages = together
    return pages


def is_nearly_empty(pages: Sequence[Page], top: float, bottom: float) -> bool:
    """Tell whether a last page holds too little for a page."""
    return len(pages) > 1 and _used(pages[-1], top) < NEARLY_EMPTY * (bottom - top)


def may_be_saved(pages: Sequence[Page], top: float, bottom: float) -> bool:
    """Tell whether a last page holds so little that it is worth while to set all closer."""
    return len(pages) > 1 and _used(pages[-1], top) < SAVABLE * (bottom - top)


def _used(page: Page, top: float) -> float:
    return page[-1].y + page[-1].block.height - top


def _fill(
    blocks: Sequence[Block],
    top: float,
    bottom: float,
    closing: float,
    starts_page: Block | None = None,
    *,
    parts: bool = False,
) -> list[Page]:
    filler = _Filler(top, bottom, closing, parts=parts)
    chain: list[Block] = []
    for block in blocks:
        chain.append(block)
        if block.keeps_next and block is not blocks[-1]:
            continue
        if starts_page in chain:
            filler.turn_page()
        filler.add(chain)
        chain = []
    return filler.pages


class _Filler:
    """Puts chains of blocks on pages, in order."""

    def __init__(self, top: float, bottom: float, closing: float, *, parts: bool = False) -> None:
        self.top = top
        self.bottom = bottom
        self.closing = closing
        self.parts = parts
        """Whether tables part between rows rather than leave the end of a page empty."""
        self.pages: list[Page] = [[]]
        self.y = top
        self.below = 0.0

    def turn_page(self) -> None:
        if self.pages[-1]:
            self.pages.append([])
        self.y = self.top
        self.below = 0.0

    def add(self, chain: Sequence[Block]) -> None:
        """Place blocks that belong on one page; cut the last if they are longer than one."""
        if self.pages[-1] and not self._fits(chain):
            if self._part(chain):
                return
            fresh = _Filler(self.top, self.bottom, self.closing)
            starts_late = self.y > (self.top + self.bottom) / 2
            if starts_late or (fresh._fits(chain) and not self._mostly_fits(chain)):
                self.turn_page()
        for block in chain[:-1]:
            self._place(block)
        self._place_or_cut(chain[-1])

    def _part(self, chain: Sequence[Block]) -> bool:
        """Place as many rows of a table as fit, and the rest on the next page."""
        if not self.parts or len(chain) > 1:
            return False
        block = chain[0]
        room = self.bottom - self.y - self._gap(block, self.below, is_first=False)
        joint = max((joint for joint in block.joints if joint <= room + NEARLY_PT), default=None)
        if joint is None:
            return False
        upper, lower = block.cut_at(joint)
        self._place(upper)
        self.turn_page()
        self.add([lower])
        return True

    def _fits(self, chain: Sequence[Block]) -> bool:
        return self._end(chain) <= self.bottom + NEARLY_PT

    def _mostly_fits(self, chain: Sequence[Block]) -> bool:
        """Tell whether the last of some blocks may be cut so that its larger part fits here."""
        last = chain[-1]
        start = self._end(chain) - last.height
        cuts = [cut for cut in last.cuts if start + cut <= self.bottom + NEARLY_PT]
        return max(cuts, default=0.0) > last.height / 2

    def _end(self, chain: Sequence[Block]) -> float:
        """Return where blocks would end if they went on this page."""
        y, below, is_first = self.y, self.below, not self.pages[-1]
        for block in chain:
            y += self._gap(block, below, is_first=is_first) + self._head_height(block, is_first)
            y += block.height
            below, is_first = block.below, False
        return y

    def _gap(self, block: Block, below: float, *, is_first: bool) -> float:
        if is_first:
            return 0.0 if block.is_flush else block.above
        return (below + block.above) * self.closing

    def _head_height(self, block: Block, is_first: bool) -> float:
        return block.repeat.height if block.repeat and is_first else 0.0

    def _place(self, block: Block) -> None:
        page = self.pages[-1]
        is_first = not page
        self.y += self._gap(block, self.below, is_first=is_first)
        if is_first and block.repeat:
            page.append(Placed(block.repeat, self.y))
            self.y += block.repeat.height
        page.append(Placed(block, self.y))
        self.y += block.height
        self.below = block.below

    def _place_or_cut(self, block: Block) -> None:
        while not self._fits([block]):
            is_first = not self.pages[-1]
            used = self._gap(block, self.below, is_first=is_first)
            room = self.bottom - self.y - used - self._head_height(block, is_first)
            cut = self._best_cut(block, room)
            if cut is not None:
                upper, block = block.cut_at(cut)
                self._place(upper)
            elif is_first:
                break
            self.turn_page()
        self._place(block)

    def _best_cut(self, block: Block, room: float) -> float | None:
        """Return where to cut: between tables rather than within one, if the page stays full."""
        cuts = [cut for cut in block.cuts if cut <= room + NEARLY_PT]
        between = [
            cut for cut in cuts if not any(head.top < cut < head.bottom for head in block.heads)
        ]
        is_full = room - max(between, default=0.0) < WASTE * (self.bottom - self.top)
        return max(between if is_full else cuts, default=None)
