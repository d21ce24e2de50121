"""KEY-1: exactly one keyed option, and no two options alike (Haladyna; IWF).

Where every right option is asked for there may be several, but never all.
"""

from collections.abc import Iterator

from quizgen.content import plain
from quizgen.quiz.item import Choice, Item
from quizgen.rules.known import Known
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.texts import folded


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find a choice item with no key or too many, and options that say the same."""
    if not isinstance(item.interaction, Choice):
        return
    options = item.interaction.options
    keys = sum(option.is_key for option in options)
    if item.interaction.type == "multiple-response":
        if not 1 <= keys < len(options):
            hint = "such an item has at least one, and one wrong option"
            yield Finding(f"has {keys} right options of {len(options)}", hint)
    elif keys != 1:
        yield Finding(f"has {keys} right options", "an item has exactly one")
    seen: set[str] = set()
    for option in options:
        words = folded(plain(option.text)).rstrip(".")
        if words in seen:
            yield Finding(f"two options say '{plain(option.text)}'", "make one of them differ")
        seen.add(words)


KEY_1 = ItemRule("KEY-1", "E", "exactly one keyed option, or some of several; no two alike", check)
