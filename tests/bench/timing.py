"""How long work takes: the least of several runs, since what else a machine does only adds to it."""

import gc
from collections.abc import Callable
from time import process_time
from typing import TypeVar

T = TypeVar("T")


def best_of(work: Callable[[], T], rounds: int) -> tuple[float, T]:
    """Return the least processor time of some runs, in seconds, and what the work gives."""
    times = []
    for _ in range(rounds):
        gc.collect()
        start = process_time()
        result = work()
        times.append(process_time() - start)
    return min(times), result
