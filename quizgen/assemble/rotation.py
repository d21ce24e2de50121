"""Which facts come first on a sheet: each in turn, so that none stands on every sheet.

A section that takes what few facts fit it would print the same ones time and again, whatever the
seed. So a sheet takes first what has its turn, then what has it next, and so on.
"""

from quizgen.order import hash_under

SHEETS = 6
"""Of so many seeds in a row a fact has its turn with one. Ours: a sheet of twenty items finds
enough among a sixth of two hundred facts, and what is scarce stays below a third of the sheets."""


def sheets_until_turn(name: str, seed: int) -> int:
    """Return how many seeds after this one what has this name comes first: 0 with this seed itself.

    >>> [sheets_until_turn("sputnik", seed) for seed in range(6)]
    [4, 3, 2, 1, 0, 5]
    """
    row, place = divmod(seed, SHEETS)
    return (hash_under(f"turn/{row}", name)[0] - place) % SHEETS
