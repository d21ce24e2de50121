"""Blocks become pages: where these end is chosen for all of them, as a paragraph's lines are.

Whatever an eye minds has its cost: a hole at the end of a page, a question parted from the others
of its section, a last page with next to nothing on it. The cheapest way through all places where a
page may end is taken.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from quizgen.typeset.ink import Block, Ink

NEARLY_PT = 0.01
"""Points by which sums of lengths may miss the page's end."""
PAGE_COST = 150.0
"""Of a page; other costs are set beside it."""
FREE_HOLE, LARGE_HOLE = 0.08, 1 / 3
"""So much of a page may stay empty at no cost, and no more than this where it can be helped."""
HOLE_COST, LARGE_HOLE_COST = 100.0, 110.0
"""The first grows with the square of a hole, so that two small ones are better than a large one."""
FEW, FEW_COST = 1 / 3, 100.0
"""A last page that is filled less looks left over; the cost grows as that of a hole."""
ALONE_COST = 20.0
"""Where a section's first item ends a page, or its last one begins the next, without the others."""
PARTED_COST = 0.5
"""Where a page ends within a section."""
CUT_COST = 2.0
"""Where a block is cut that may be."""
TABLE_CUT_COST = 6.0
"""The same within a table, which then has its head twice."""
HEAD_AGAIN_COST = 8.0
"""Where a page begins with what heads it said once more, as a table of rows that all fit on one."""
ITEM_CUT_COST = 45.0
"""Where an item is cut that would fit on a page, lest a page with a title has no item."""
SEAM_COST = 80.0
"""Where a block is cut between its lines that has no place for it."""
LITTLE_COST = 80.0
"""And where little of it stands above or below."""
NO_ITEM_COST = 60.0
"""Of a page without an item, before the last one."""
BROKEN_COST = 2000.0
"""Where a heading is parted from what it heads."""
OVER_COST = 100_000.0
"""Where a block goes beyond its page's end, as only one does that nowhere can be cut."""
LEAST_CUT = 1 / 3
"""The part of an item that stands above such a cut, at least."""


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
    head: Sequence[Ink] = ()
    """The same of what stands above all else."""


class Break(NamedTuple):
    """A place where a page may end and the next one begin: above a block, or within it."""

    block: int
    cut: float = 0.0
    cost: float = 0.0
    since: int = 0
    """No page that begins above this block may end here."""


class Breaks(NamedTuple):
    """Where the pages of a document begin, and where the last one ends."""

    places: tuple[Break, ...]
    cost: float
    last_filled: float
    """Which part of the last page is filled."""

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.places) - 1


def fill_pages(
    blocks: Sequence[Block], top: float, bottom: float, spacing: float = 1.0, lower: float = 0.0
) -> list[Page]:
    """Share blocks out to pages between top and bottom, the gaps between them times `spacing`.

    All pages but the first begin lower by so much.
    """
    places = choose_breaks(blocks, bottom - top, spacing, lower).places
    return [*_pages(blocks, places, top, spacing, lower)]


def choose_breaks(
    blocks: Sequence[Block], first_room: float, spacing: float = 1.0, lower: float = 0.0
) -> Breaks:
    """Return where pages of a height begin at the least cost; all but the first have less room."""
    scroll = _Scroll(blocks, spacing)
    first_room = max(first_room, NEARLY_PT)
    other_room = max(first_room - lower, NEARLY_PT)
    breaks = [*_breaks(scroll, first_room, other_room)]
    last = len(breaks) - 1
    costs = [0.0, *[float("inf")] * last]
    before = [0] * len(breaks)
    # All that hangs on one end of a page alone is asked once, not for each pair of ends.
    tops = [scroll.top(place) for place in breaks[:-1]]
    ends = [0.0, *(scroll.end(place) for place in breaks[1:])]
    items = [scroll.items_above(place) for place in breaks]
    for start, from_ in enumerate(breaks[:-1]):
        block, top, so_far = from_.block, tops[start], costs[start]
        items_before = scroll.items[block]
        has_items_left = items_before < items[last]
        room = other_room if start else first_room
        for end in range(start + 1, last + 1):
            to = breaks[end]
            if block < to.since:
                continue
            height = ends[end] - top
            page = PAGE_COST
            if end < last:
                empty = 1.0 - height / room
                if empty > FREE_HOLE:
                    large = LARGE_HOLE_COST if empty > LARGE_HOLE else 0.0
                    page += HOLE_COST * (empty - FREE_HOLE) ** 2 + large
                if has_items_left and items[end] == items_before:
                    page += NO_ITEM_COST
            elif start:
                page += FEW_COST * max(0.0, FEW - height / room) ** 2
            is_over = height > room + NEARLY_PT
            if is_over:
                page += OVER_COST
            cost = so_far + to.cost + page
            if cost < costs[end]:
                costs[end], before[end] = cost, start
            if is_over:
                break
    places = [last]
    while places[-1]:
        places.append(before[places[-1]])
    last_filled = scroll.height(breaks[places[1]], breaks[last]) / other_room if last else 0.0
    return Breaks(tuple(breaks[place] for place in reversed(places)), costs[last], last_filled)


def _breaks(scroll: "_Scroll", first_room: float, room: float) -> Iterator[Break]:
    """Yield where a page may end, downwards, from the top of the first block to the last one's end.

    An item is cut where it is longer than a page, or stands below so much that it does not fit and
    the page would have no item.
    """
    blocks = scroll.blocks
    edges = _edge_costs(blocks)
    since, above, first, forced = 0, 0.0, 0, 0
    for place, block in enumerate(blocks):
        is_kept = place > 0 and blocks[place - 1].keeps_next
        cost = BROKEN_COST if is_kept else edges.get(place, 0.0)
        yield Break(place, 0.0, cost + HEAD_AGAIN_COST * bool(block.repeat), forced)
        if place > 0 and blocks[place - 1].ends_page:
            forced = place
        first = first if is_kept else place
        chain = scroll.height(Break(first), Break(place + 1))
        if not block.is_whole or chain > room:
            heads = chain - block.height
            yield from (cut._replace(since=forced) for cut in _cuts(place, block, room, heads))
        elif (
            not scroll.items[place]  # below the title, or the list of texts
            and above > LARGE_HOLE * first_room
            and scroll.height(Break(since), Break(place + 1)) > first_room
        ):
            for cut in block.cuts:
                if LEAST_CUT * block.height < cut < block.height:
                    yield Break(place, cut, ITEM_CUT_COST, max(since, forced))
        above += block.height
        if block.is_item:
            since, above = place + 1, 0.0
    yield Break(len(blocks), since=forced)


def _cuts(place: int, block: Block, room: float, heads: float) -> Iterator[Break]:
    """Yield where a block may be cut; between its lines where a part is longer than a page.

    Its first part stands below so much that heads it.
    """
    cuts = {
        cut: CUT_COST + TABLE_CUT_COST * any(head.top < cut < head.bottom for head in block.heads)
        for cut in block.cuts
        if 0.0 < cut < block.height
    }
    ends = (0.0, *sorted(cuts), block.height)
    parts = [low - high for high, low in pairwise(ends)]
    if heads + parts[0] > room or any(part > room for part in parts):
        least = LEAST_CUT * block.height
        for seam in block.seams():
            is_little = min(seam, block.height - seam) < least
            cuts.setdefault(seam, SEAM_COST + LITTLE_COST * is_little)
    yield from (Break(place, cut, cuts[cut]) for cut in sorted(cuts))


def _edge_costs(blocks: Sequence[Block]) -> dict[int, float]:
    """Return what it costs to part items that stand one below the other, by the lower one."""
    costs: dict[int, float] = {}
    for is_item, run in groupby(range(len(blocks)), key=lambda place: blocks[place].is_item):
        first, *others = run
        if is_item and others:
            costs |= dict.fromkeys(others, PARTED_COST)
            costs[others[-1]] += ALONE_COST
            costs[first + 1] += ALONE_COST
    return costs


class _Scroll:
    """Blocks one below the other, as if on a page without an end."""

    def __init__(self, blocks: Sequence[Block], spacing: float) -> None:
        self.blocks = blocks
        self.tops: list[float] = []
        self.items = [0]
        """How many items stand above each block."""
        y = below = 0.0
        for block in blocks:
            y += (below + block.above) * spacing
            self.tops.append(y)
            self.items.append(self.items[-1] + block.is_item)
            y += block.height
            below = block.below

    def top(self, start: Break) -> float:
        """Return where a page begins that starts there, with what is drawn again on its top."""
        first = self.blocks[start.block]
        repeat = first.repeat_at(start.cut)
        y = self.tops[start.block] + start.cut - _gap_on_top(first)
        return y - (repeat.height if repeat else 0.0)

    def end(self, end: Break) -> float:
        """Return where what stands above a break ends."""
        if end.cut:
            return self.tops[end.block] + end.cut
        return self.tops[end.block - 1] + self.blocks[end.block - 1].height

    def height(self, start: Break, end: Break) -> float:
        """Return how high all is that stands between two breaks, at the top of a page."""
        return self.end(end) - self.top(start)

    def items_above(self, end: Break) -> int:
        """Return how many items begin above a break."""
        return self.items[min(end.block + bool(end.cut), len(self.blocks))]


def _gap_on_top(block: Block) -> float:
    return 0.0 if block.is_flush else block.above


def _pages(
    blocks: Sequence[Block], places: Sequence[Break], top: float, spacing: float, lower: float
) -> Iterator[Page]:
    """Yield pages that begin at given places."""
    rest = Block()
    for start, end in pairwise(places):
        page: Page = []
        y = top + (lower if start is not places[0] else 0.0)
        for place in range(start.block, end.block + bool(end.cut)):
            block, is_first = blocks[place], place == start.block
            done = start.cut if is_first else 0.0
            block = rest if done else block
            if place == end.block:
                block, rest = block.cut_at(end.cut - done)
            if is_first:
                y += _gap_on_top(block)
                if block.repeat:
                    page.append(Placed(block.repeat, y))
                    y += block.repeat.height
            else:
                y += (page[-1].block.below + block.above) * spacing
            page.append(Placed(block, y))
            y += block.height
        yield page
