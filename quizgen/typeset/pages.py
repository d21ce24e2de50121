"""Blocks become pages: shared out, cut where they are too long, set closer where that saves one."""

from collections.abc import Sequence
from typing import NamedTuple

from quizgen.typeset.ink import Block, Ink

TIGHTER = (0.97, 0.94, 0.91, 0.88, 0.85)
"""How far gaps may close to save a page; type and room to write never shrink."""
NEARLY_EMPTY = 1 / 3
"""The part of a last page that is too little for a page."""
NEARLY_PT = 0.01
"""Points by which sums of lengths may miss the page's end."""
LEAST_BEFORE = 3
"""So many items a page has if it gives one to the last page."""
WASTE = 0.25
"""The part of a page that may stay empty lest a table within an item is cut."""
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

    Gaps close by up to 15 % where that saves a page. Closer gaps may even take one more: another
    block then ends the page, before one that cannot be cut.
    """
    pages = _fill(blocks, top, bottom, 1.0)
    if len(pages) == 1 or len(_fill(blocks, top, bottom, TIGHTER[-1])) >= len(pages):
        return pages
    tighter = (_fill(blocks, top, bottom, closing) for closing in TIGHTER)
    return next(closer for closer in tighter if len(closer) < len(pages))


def with_company(
    blocks: Sequence[Block], pages: list[Page], top: float, bottom: float
) -> list[Page]:
    """Move one item over to an item that stands alone on a last page that cannot be saved."""
    alone = sum(placed.block.is_item for placed in pages[-1]) == 1
    if len(pages) == 1 or not alone or _used(pages[-1], top) > NEARLY_EMPTY * (bottom - top):
        return pages
    before = [placed.block for placed in pages[-2] if placed.block.is_item]
    if len(before) < LEAST_BEFORE:
        return pages
    together = _fill(blocks, top, bottom, 1.0, before[-1])
    return together if len(together) == len(pages) else pages


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
) -> list[Page]:
    filler = _Filler(top, bottom, closing)
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

    def __init__(self, top: float, bottom: float, closing: float) -> None:
        self.top = top
        self.bottom = bottom
        self.closing = closing
        self.pages: list[Page] = [[]]
        self.y = top
        self.below = 0.0

    def turn_page(self) -> None:
        if self.pages[-1]:
            self.pages.append([])
        self.y = self.top
        self.below = 0.0

    def add(self, chain: Sequence[Block]) -> None:
        """Place blocks that belong on one page; cut those that are longer than one."""
        if self.pages[-1] and not self._fits(chain) and not self._is_to_cut(chain):
            self.turn_page()
        for block in chain:
            self._place_or_cut(block)

    def _fits(self, chain: Sequence[Block]) -> bool:
        return self._end(chain) <= self.bottom + NEARLY_PT

    def _is_to_cut(self, chain: Sequence[Block]) -> bool:
        """Tell whether the last of some blocks, which do not fit here, is to be cut here.

        If all fits on a page of its own, that is so where this page would stay half empty and the
        larger part fits here, or where it would stay without an item and a third of it fits.
        """
        last = chain[-1]
        start = self._end(chain) - last.height
        cuts = (cut for cut in last.cuts if start + cut <= self.bottom + NEARLY_PT)
        part = max(cuts, default=0.0)
        is_title_page = not any(placed.block.is_item for placed in self.pages[-1])
        is_late = self.y > (self.top + self.bottom) / 2 and not (is_title_page and last.is_item)
        if is_late or not part:
            return False
        if not _Filler(self.top, self.bottom, self.closing)._fits(chain):
            return True
        if is_title_page and last.is_item:
            return part > last.height / 3
        return part > last.height / 2 and not last.is_whole

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
            if cut is None and (is_first or self.pages[-1][-1].block.keeps_next):
                cut = max((seam for seam in block.seams() if seam <= room), default=None)
                if cut is None and is_first:
                    break
            if cut is not None:
                upper, block = block.cut_at(cut)
                self._place(upper)
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
