"""How long work takes: the least of several runs, since what else a machine does only adds to it."""

import gc
from collections.abc import Callable
from time import process_time
from typing import Any, TypeVar

T = TypeVar("T")


def best_of(work: Callable[[], T], rounds: int) -> tuple[float, T]:
    """Return the least processor time of some runs, in seconds, and what the work gives."""
    times = []
    for _ in range(rounds):
        took, result = _timed(work)
        times.append(took)
    return min(times), result


def best_of_both(
    work: Callable[[], T], floor: Callable[[], Any], rounds: int
) -> tuple[float, float, T]:
    """Return the least times of some work and of its floor, and what the work gives.

    They take turns: a machine that others use is now faster, now slower.
    """
    times, floors = [], []
    for _ in range(rounds):
        floors.append(_timed(floor)[0])
        took, result = _timed(work)
        times.append(took)
    return min(times), min(floors), result


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    gc.collect()
    start = process_time()
    result = work()
    return process_time() - start, result
