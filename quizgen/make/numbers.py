"""Wrong numbers: made up in the grain of the key, kept apart from it and from one another."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from quizgen.judge.distances import APART, WITHIN_FACTOR, grain_of
from quizgen.make.candidate import Candidate
from quizgen.quiz.meaning import rank_of

FACTORS = tuple(map(Decimal, ("0.7", "1.4", "0.5", "2", "0.35", "2.8", "0.25", "4")))
"""What a computed number is of the key, the nearest first: within a fifth and five times, at least
15 % apart (DIS-2)."""


Bounds = tuple[Decimal | None, Decimal | None]


def computed(key: Decimal, bounds: Bounds = (None, None)) -> Iterator[Decimal]:
    """Yield numbers as round as the key that might be taken for it, of its sign, within bounds.

    >>> [str(number) for number in computed(Decimal(99), (None, Decimal(100)))]
    ['69', '51', '35', '25']
    >>> [str(number) for number in computed(Decimal(80), (None, Decimal(100)))][-1]
    '100'
    """
    found = [_of_same_grain(abs(key), factor).copy_sign(key) for factor in FACTORS]
    for end in _ends_beyond(key, bounds):
        middle, grain = (end + key + _gap(key).copy_sign(end - key)) / 2, grain_of(key)
        found.append((middle / grain).quantize(Decimal(1)) * grain + Decimal(0))
    least, most = bounds
    for number in found:
        is_possible = (least is None or number >= least) and (most is None or number <= most)
        if number and number != key and is_possible:
            yield number


def _gap(key: Decimal) -> Decimal:
    """Return how far a wrong number must be from the key, and from others (DIS-2)."""
    return max(abs(key) * APART, grain_of(key))


def _ends_beyond(key: Decimal, bounds: Bounds) -> list[Decimal]:
    """Return the bounds that leave room for another number between them and the key."""
    return [end for end in bounds if end is not None and abs(end - key) >= _gap(key)]


def apart(
    key: Decimal, wrong: Iterable[Candidate], beside: Iterable[Candidate] = ()
) -> Iterator[Candidate]:
    """Yield the wrong numbers that are far enough from the key and from one another (DIS-2)."""
    kept = [key, *map(_number, beside)]
    least = _gap(key)
    for candidate in wrong:
        number = _number(candidate)
        is_plausible = abs(key) / WITHIN_FACTOR <= abs(number) <= abs(key) * WITHIN_FACTOR
        has_its_sign = (number < 0) == (key < 0)
        if is_plausible and has_its_sign and all(abs(number - other) >= least for other in kept):
            kept.append(number)
            yield candidate


def is_inside(key: Decimal, wrong: Sequence[Candidate], bounds: Bounds = (None, None)) -> bool:
    """Tell whether there are numbers on both sides of the key; else its rank would give it away.

    Of 99 % there is none on the one side, and whoever knows that learns nothing by it.
    """
    has_room = len(_ends_beyond(key, bounds)) == sum(end is not None for end in bounds)
    return len({_number(candidate) < key for candidate in wrong}) > 1 or not has_room


def _number(candidate: Candidate) -> Decimal:
    number = rank_of(candidate.means)
    assert number is not None
    return number


def _of_same_grain(key: Decimal, factor: Decimal) -> Decimal:
    """Return the product, as round as the key is and no rounder.

    >>> def near(key): return [str(_of_same_grain(Decimal(key), f)) for f in FACTORS[:4]]
    >>> near("300"), near("245")
    (['200', '400', '200', '600'], ['175', '345', '125', '495'])
    >>> near("150"), near("10")
    (['110', '210', '80', '310'], ['10', '10', '0', '20'])
    >>> near("37.0"), near("1.10")
    (['26.0', '52.0', '18.5', '74.0'], ['0.75', '1.55', '0.55', '2.20'])
    """
    grain = grain_of(key)
    ends_in_five = key >= 100 * grain and key % (5 * grain) == 0
    step = 5 * grain if ends_in_five else grain
    number = (key * factor / step).quantize(Decimal(1)) * step
    is_rounder = number % (10 * grain) == 0 != key % (10 * grain) and key > 9 * grain
    return number + step + Decimal(0) if is_rounder else number + Decimal(0)
