"""Things in a row, each as near to its place as the others let it be."""

from collections.abc import Sequence
from itertools import accumulate


def spread(wanted: Sequence[float], sizes: Sequence[float], end: float) -> tuple[float, ...]:
    """Return where things start that would start at `wanted`, in this order and without overlap.

    They stay between 0 and `end`, and are moved as little as can be (least squares). If there is
    no room for all, they go beyond the end, never into each other.

    >>> spread([10, 12, 50], [8, 8, 8], 60)
    (7.0, 15.0, 50.0)
    >>> spread([58], [8], 60)
    (52.0,)
    """
    before = [0.0, *accumulate(sizes)]
    free = [start - used for start, used in zip(wanted, before, strict=False)]
    most = max(end - before[-1], 0.0)
    return tuple(
        min(max(start, 0), most) + used
        for start, used in zip(_ascending(free), before, strict=False)
    )


def _ascending(values: Sequence[float]) -> list[float]:
    """Return the nearest values that never fall (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        pool = (float(value), 1)
        while pools and pools[-1][0] > pool[0]:
            mean, count = pools.pop()
            total = count + pool[1]
            pool = ((mean * count + pool[0] * pool[1]) / total, total)
        pools.append(pool)
    return [mean for mean, count in pools for _ in range(count)]
