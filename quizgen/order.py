"""Order without chance: sort on a hash, so that adding one thing moves no other."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from math import factorial
from operator import itemgetter
from typing import Generic, TypeVar

T = TypeVar("T")

TURNS = 20
"""How often an order that will not do is drawn anew."""


def hash_under(seed: str, name: str) -> bytes:
    """Return a hash: by it a name has its place in the order that a seed draws.

    Another name more or less moves no other, and each order of names is as likely.
    """
    return sha256(f"{seed}\0{name}".encode()).digest()


def shuffled(things: Iterable[T], seed: str, name: Callable[[T], str]) -> tuple[T, ...]:
    """Return things in an order that depends on the seed and their names alone.

    >>> shuffled(["Gagarin", "Leonov", "Titov"], "A/who-said-it", str)
    ('Leonov', 'Gagarin', 'Titov')
    """
    return tuple(sorted(things, key=lambda thing: hash_under(seed, name(thing))))


def seeds_from(seed: str) -> Iterator[str]:
    """Yield a seed, then others of it, by which to draw anew what will not do; twenty in all.

    >>> [*seeds_from("1/A")][:3]
    ['1/A', '1/A/1', '1/A/2']
    """
    yield from (f"{seed}/{turn}" if turn else seed for turn in range(TURNS))


class Ring(Generic[T]):
    """Things in a circle, by sorted hash, each beside those that come next.

    One more thing changes what comes next for as many as it is asked for, however many there are.

    >>> ring = Ring(["Gagarin", "Leonov", "Titov", "Glenn"], "flew", str)
    >>> ring.after("Leonov", 2)
    ('Glenn', 'Titov')
    """

    def __init__(self, things: Iterable[T], seed: str, name: Callable[[T], str]) -> None:
        """Lay the things out."""
        self._seed = seed
        self._ranked = sorted(
            ((hash_under(seed, name(thing)), thing) for thing in things), key=itemgetter(0)
        )

    def from_(self, name: str, count: int) -> tuple[T, ...]:
        """Return the next things from the place of a name on: its own first, if that is there."""
        start = bisect_left(self._ranked, hash_under(self._seed, name), key=itemgetter(0))
        size = len(self._ranked)
        return tuple(self._ranked[(start + step) % size][1] for step in range(min(count, size)))

    def after(self, name: str, count: int) -> tuple[T, ...]:
        """Return the next things after the one of that name, which need not be in the ring."""
        rank = hash_under(self._seed, name)
        start = bisect_left(self._ranked, rank, key=itemgetter(0))
        size = len(self._ranked)
        found = (self._ranked[(start + step) % size] for step in range(min(count + 1, size)))
        return tuple(thing for other_rank, thing in found if other_rank != rank)[:count]


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


def place_of_letters(letters: str) -> int | None:
    """Return the place that `letter_of` gives such letters; None for anything else.

    >>> place_of_letters("A"), place_of_letters("AA"), place_of_letters("7b/12")
    (0, 26, None)
    """
    if not letters or not all("A" <= letter <= "Z" for letter in letters):
        return None
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def nth_order(things: Sequence[T], number: int) -> tuple[T, ...]:
    """Return the order of that number, from 0, among all orders of things; order 0 is theirs.

    >>> ["".join(nth_order("abc", number)) for number in range(6)]
    ['abc', 'acb', 'bac', 'bca', 'cab', 'cba']
    """
    left = list(things)
    ordered: list[T] = []
    while left:
        place, number = divmod(number, factorial(len(left) - 1))
        ordered.append(left.pop(place % len(left)))
    return tuple(ordered)


def rotated(things: Sequence[T], places: int) -> tuple[T, ...]:
    """Return things moved up by so many places, the first ones to the end.

    >>> "".join(rotated("abc", 1)), "".join(rotated("abc", 5)), rotated("", 1)
    ('bca', 'cab', ())
    """
    start = places % len(things) if things else 0
    return (*things[start:], *things[:start])


def drawn(seed: str, ways: int) -> int:
    """Return a number from 0 up to `ways`, each as likely over many seeds.

    >>> [drawn(f"item-{i}", 4) for i in range(6)]
    [2, 0, 2, 0, 2, 2]
    """
    return int.from_bytes(sha256(seed.encode()).digest()[:8], "big") % ways
