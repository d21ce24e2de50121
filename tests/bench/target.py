"""How a benchmark says whether a number was reached: one line a target, all of one shape."""

WIDTH = 44


def line(work: str, measured: float, target: float, unit: str = "x") -> str:
    """Return a row of the table: the work, what was measured, what was to be reached.

    >>> line("reading 10,000 facts", 0.53, 1.0)
    'reading 10,000 facts                           0.53x  target   1.00x  reached'
    """
    verdict = "reached" if measured <= target else "missed"
    return f"{work:{WIDTH}}{measured:>7.2f}{unit}  target {target:>6.2f}{unit}  {verdict}"
