"""Short hashes by which something is known again, whoever writes or reads it."""

from collections.abc import Iterable
from hashlib import sha256


def seal_of(*texts: str) -> str:
    """Return a hash by which a change of any text is noticed."""
    return sha256("\n".join(texts).encode()).hexdigest()[:16]


def set_id_of(wording_id: str, fact_ids: Iterable[str]) -> str:
    """Return the id of an item that a wording makes of several facts, in whatever order they come.

    >>> set_id_of("in-order", ["titov", "gagarin"])
    'in-order/e49f16248303'
    """
    return f"{wording_id}/{sha256(chr(0).join(sorted(fact_ids)).encode()).hexdigest()[:12]}"
