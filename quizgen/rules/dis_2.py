"""DIS-2: wrong numbers are of the key's kind, and its rank among them tells nothing (R/exams)."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from quizgen.content import plain
from quizgen.quiz.item import Item, Option
from quizgen.quiz.items import Items
from quizgen.rules.known import Known
from quizgen.rules.parts import options_of, ranks_of, rest_of, split
from quizgen.rules.rule import BankRule, Finding, ItemRule
from quizgen.rules.thresholds import (
    APART,
    ENOUGH_RANKS,
    EXTRA_FIGURES,
    RANK_SHARES,
    WITHIN_FACTOR,
)


def check_item(item: Item, known: Known) -> Iterator[Finding]:
    """Find numbers too near to one another, too far off, or more exact than the key."""
    for meaning in ("number", "difference"):
        keys, distractors = split(options_of(item, meaning))
        if keys:
            yield from _ill_chosen(keys, distractors)


def check_ranks(items: Items, known: Known) -> Iterator[Finding]:
    """Find a bank whose numbers are right too often or too seldom at one rank."""
    yield from uneven_ranks(items.items, "number")


def uneven_ranks(items: tuple[Item, ...], meaning: str) -> Iterator[Finding]:
    """Find a rank among ascending options that the key has too often or too seldom."""
    for size, ranks in ranks_of(items, meaning).items():
        least, most = (share / size for share in RANK_SHARES)
        for rank in range(size if len(ranks) >= ENOUGH_RANKS else 0):
            share = ranks.count(rank) / len(ranks)
            if not least <= share <= most:
                message = f"the key is number {rank + 1} of {size} ascending {meaning}s"
                message += f" in {share:.0%} of {len(ranks)} items"
                yield Finding(message, f"{least:.0%} to {most:.0%} would tell nothing")


def _ill_chosen(keys: tuple[Option, ...], distractors: tuple[Option, ...]) -> Iterator[Finding]:
    key = _number(keys[0])
    least = max(abs(key) * APART, grain_of(key))
    for one, other in combinations((*keys, *distractors), 2):
        if abs(_number(one) - _number(other)) < least:
            names = f"'{plain(one.text)}' and '{plain(other.text)}'"
            yield Finding(f"{names} are nearer to one another than {least.normalize():f}")
    for option in distractors:
        yield from _far_off(option, key)
        if option.is_computed:
            yield from _too_exact(option, key)


def _far_off(option: Option, key: Decimal) -> Iterator[Finding]:
    number, text = _number(option), plain(option.text)
    if (number > 0) != (key > 0):
        yield Finding(f"'{text}' has another sign than the key")
    elif not abs(key) / WITHIN_FACTOR <= abs(number) <= abs(key) * WITHIN_FACTOR:
        yield Finding(f"'{text}' lies beyond {WITHIN_FACTOR} times the key")


def _too_exact(option: Option, key: Decimal) -> Iterator[Finding]:
    number = _number(option)
    finer = grain_of(number) < grain_of(key)
    if finer or _figures(number) > _figures(key) + EXTRA_FIGURES:
        yield Finding(f"'{plain(option.text)}' is more exact than the key")


def _number(option: Option) -> Decimal:
    return Decimal(rest_of(option).partition(" ")[0])


def grain_of(number: Decimal) -> Decimal:
    """Return the place of the last digit that is not a rounding nought: 100 for 300."""
    return Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))


def _figures(number: Decimal) -> int:
    return len(number.normalize().as_tuple().digits)


DIS_2_ITEM = ItemRule("DIS-2", "E", "wrong numbers are of the key's kind", check_item)
DIS_2_BANK = BankRule("DIS-2", "W", "the rank of right numbers tells nothing", check_ranks)
