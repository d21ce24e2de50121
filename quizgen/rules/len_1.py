"""LEN-1: the key's length tells nothing (Haladyna; IWF; what pupils try first)."""

from collections.abc import Iterable, Iterator
from math import fsum

from quizgen.content import plain
from quizgen.quiz.form import Form
from quizgen.quiz.item import Item
from quizgen.quiz.items import Items
from quizgen.rules.known import Known
from quizgen.rules.parts import is_keyed_once, items_of, options_of, split
from quizgen.rules.rule import BankRule, Finding, FormRule, ItemRule
from quizgen.rules.thresholds import ENOUGH_LENGTHS, LENGTH_EXCESS, LONGER_BY, LONGER_THAN_MEAN


def check_item(item: Item, known: Known) -> Iterator[Finding]:
    """Find a key that is much longer than every distractor."""
    if not _is_worded(item):
        return
    key, others = _lengths(item)
    mean = sum(others) / len(others)
    if key > LONGER_THAN_MEAN * mean and key - max(others) > LONGER_BY:
        message = f"the key has {key} letters, the distractors {mean:.0f} on average"
        yield Finding(message, "shorten the key, or take a longer distractor")


def check_form(form: Form, known: Known) -> Iterator[Finding]:
    """Find a form in which the longest or the shortest option is right too often."""
    yield from _told(items_of(form))


def check_bank(items: Items, known: Known) -> Iterator[Finding]:
    """Find a bank in whose items the longest or the shortest option is right too often."""
    yield from _told(items.items)


def _told(items: Iterable[Item]) -> Iterator[Finding]:
    worded = [item for item in items if _is_worded(item)]
    for what in told_lengths(worded) if len(worded) >= ENOUGH_LENGTHS else ():
        message = f"the key alone is the {what} of the options in too many of {len(worded)} items"
        yield Finding(message, "choose other items, or mend the length of keys and distractors")


def told_lengths(items: Iterable[Item]) -> tuple[str, ...]:
    """Return whether keys are the longest or shortest option more often than chance explains.

    Few items are judged as if there were some more that tell nothing.
    """
    worded = [item for item in items if _is_worded(item)]
    if not worded:
        return ()
    chance = fsum(1 / len(options_of(item)) for item in worded) / len(worded)
    most = (chance + LENGTH_EXCESS) * max(len(worded), ENOUGH_LENGTHS)
    lengths = [_lengths(item) for item in worded]
    counts = {
        "longest": sum(key > max(others) for key, others in lengths),
        "shortest": sum(key < min(others) for key, others in lengths),
    }
    return tuple(what for what, count in counts.items() if count > most)


def _is_worded(item: Item) -> bool:
    """Tell whether an item has one key among distractors in words."""
    keys, others = split(options_of(item))
    return is_keyed_once(item) and len(keys) == 1 and bool(others) and not keys[0].sort_key


def _lengths(item: Item) -> tuple[int, list[int]]:
    keys, others = split(options_of(item))
    return len(plain(keys[0].text)), [len(plain(option.text)) for option in others]


LEN_1_ITEM = ItemRule("LEN-1", "W", "the key is not much longer than the rest", check_item)
LEN_1_FORM = FormRule("LEN-1", "E", "the longest option is not right too often", check_form)
LEN_1_BANK = BankRule("LEN-1", "W", "the longest option is not right too often", check_bank)
