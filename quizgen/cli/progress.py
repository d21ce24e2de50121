"""How far a long build is, on a terminal only."""

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from quizgen.cli.console import Outlet

T = TypeVar("T")

PATIENCE = 1.0
"""So many seconds pass before a bar is shown."""
WIDTH = 30


def watched(
    outputs: Iterator[T], total: int, outlet: Outlet, clock: Callable[[], float] = time.monotonic
) -> Iterator[T]:
    """Yield outputs; once that takes more than a second, show on a terminal how many are made.

    The bar is wiped away at the end, whatever ended it.
    """
    start, shown = clock(), ""
    try:
        for done, output in enumerate(outputs, start=1):
            yield output
            if outlet.isatty() and clock() - start > PATIENCE:
                full = "#" * (WIDTH * min(done, total) // total)
                shown = f"  [{full:-<{WIDTH}}] {done} of {total} files"
                outlet.redraw(shown)
    finally:
        if shown:
            outlet.redraw(" " * len(shown))
            outlet.redraw("")
