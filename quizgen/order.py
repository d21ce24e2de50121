"""Order without chance: sort on a hash, so that adding one thing moves no other."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


def rank_of(seed: str, name: str) -> bytes:
    """Return what `name` is sorted by under `seed`."""
    return sha256(f"{seed}\0{name}".encode()).digest()


def shuffled(things: Iterable[T], seed: str, name: Callable[[T], str]) -> tuple[T, ...]:
    """Return things in an order that depends on the seed and their names alone.

    >>> shuffled(["Gagarin", "Leonov", "Titov"], "A/who-said-it", str)
    ('Leonov', 'Gagarin', 'Titov')
    """
    return tuple(sorted(things, key=lambda thing: rank_of(seed, name(thing))))


def letter_of(place: int) -> str:
    """Return the letter of a place counted from 0: A to Z, then AA.

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % 26) + letters
        place = place // 26 - 1
    return letters


def drawn(seed: str, ways: int) -> int:
    """Return a number from 0 up to `ways`, each as likely over many seeds.

    >>> [drawn(f"item-{i}", 4) for i in range(6)]
    [2, 0, 2, 0, 2, 2]
    """
    return int.from_bytes(sha256(seed.encode()).digest()[:8], "big") % ways
