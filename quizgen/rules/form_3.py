"""FORM-3: the key is everywhere and follows no pattern (Haladyna: vary the location)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from quizgen.quiz.form import Form
from quizgen.rules.known import Known
from quizgen.rules.parts import is_keyed_once, items_of, options_of
from quizgen.rules.rule import Finding, FormRule
from quizgen.rules.thresholds import ENOUGH_KEYS, KEY_PATTERN, KEY_RUN


def check(form: Form, known: Known) -> Iterator[Finding]:
    """Find a letter that is right too often, too seldom or too often in a row."""
    by_options: dict[int, list[int]] = {}
    for options in (options_of(item) for item in items_of(form) if is_keyed_once(item)):
        key = next(place for place, option in enumerate(options) if option.is_key)
        if not options[key].sort_key:
            by_options.setdefault(len(options), []).append(key)
    for size, keys in by_options.items():
        if not is_balanced(keys, size):
            letters = "".join(chr(65 + key) for key in keys)
            yield Finding(f"the keys {letters} are unbalanced or follow a pattern")


def is_balanced(keys: Sequence[int], options: int) -> bool:
    """Tell whether the places of the keys, in order, are spread evenly and without a pattern.

    >>> is_balanced([0, 2, 1, 3, 3, 0, 1, 2], 4), is_balanced([1, 1, 1, 1], 4)
    (True, False)
    """
    if any(len(list(run)) > KEY_RUN for _, run in groupby(keys)):
        return False
    for period in (2, 3, 4):
        repeated = 0
        for earlier, later in zip(keys, keys[period:], strict=False):
            repeated = repeated + 1 if earlier == later else 0
            if repeated + period > KEY_PATTERN:
                return False
    if len(keys) < ENOUGH_KEYS:
        return True
    counts = Counter(keys)
    fewest, most = len(keys) // options - 1, -(-len(keys) // options) + 1
    return all(fewest <= counts[place] <= most for place in range(options))


FORM_3 = FormRule("FORM-3", "E", "the key is everywhere and follows no pattern", check)
