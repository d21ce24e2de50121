"""How far apart numbers and dates must be to be told from one another, and how far is too far."""

from decimal import Decimal

APART = Decimal("0.15")
"""DIS-2: two numbers of an item differ by this share of the key. Ours, from R/exams' `delta`."""

WITHIN_FACTOR = 5
"""DIS-2: a number beyond so many times the key, or so many times smaller, tempts nobody. Ours."""

DAYS_APART = 3
"""DIS-3: two days nearer than this are a matter of luck, not of knowledge. Ours."""

WINDOW_MARGIN = 0.25
"""DIS-3: how far beyond the bank's own dates a wrong date may lie, as a share of their span.
Ours."""

LEAST_MARGIN_DAYS = 120
"""DIS-3: the same in days where the bank's dates lie close together, or are but one. Ours."""


def grain_of(number: Decimal) -> Decimal:
    """Return the place of the last digit that is not a rounding nought.

    >>> grain_of(Decimal(300)), grain_of(Decimal("4.5"))
    (Decimal('1E+2'), Decimal('0.1'))
    """
    return Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))
