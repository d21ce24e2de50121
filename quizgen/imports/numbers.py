"""Numbers as other programs write them: digits and a point, or nothing that is taken for one."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

MOST_DIGITS = 60
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)


@lru_cache(maxsize=1024)  # nearly all of a file are 100 and 0
def exact_decimal(said: str) -> Decimal | None:
    """Return a number that is one beyond doubt, None for all else.

    >>> exact_decimal(" 4.20 "), exact_decimal("4,2"), exact_decimal("4 kg"), exact_decimal("1e99")
    (Decimal('4.20'), None, None, None)
    """
    said = said.strip()
    if not _NUMBER.fullmatch(said):
        return None
    try:
        number = Decimal(said)
    except InvalidOperation:
        return None
    return number if abs(number.adjusted()) < MOST_DIGITS else None
