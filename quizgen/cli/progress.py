"""How far a long build is, on a terminal only."""

import time
from collections.abc import Callable, Iterator
from typing import TextIO, TypeVar

T = TypeVar("T")

PATIENCE = 1.0
"""So many seconds pass before a bar is shown."""
WIDTH = 30


def watched(
    outputs: Iterator[T], total: int, stream: TextIO, clock: Callable[[], float] = time.monotonic
) -> Iterator[T]:
    """Yield outputs; once that takes more than a second, show on a terminal how many are made.

    The bar is wiped away at the end, whatever ended it.
    """
    start, shown = clock(), ""
    try:
        for done, output in enumerate(outputs, start=1):
            yield output
            if stream.isatty() and clock() - start > PATIENCE:
                full = "#" * (WIDTH * min(done, total) // total)
                shown = f"  [{full:-<{WIDTH}}] {done} of {total} files"
                stream.write(f"\r{shown}")
                stream.flush()
    finally:
        if shown:
            stream.write(f"\r{' ' * len(shown)}\r")
            stream.flush()
