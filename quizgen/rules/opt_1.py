"""OPT-1: three to five options (Rodriguez 2005; Tarrant, Ware and Mohammed 2009)."""

from collections.abc import Iterator

from quizgen.quiz.item import Choice, Item
from quizgen.rules.known import Known
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.thresholds import OPTIONS


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find a choice item with too few options or too many."""
    if isinstance(item.interaction, Choice):
        count = len(item.interaction.options)
        if count not in OPTIONS:
            hint = "ask it as a short answer, or add curated distractors"
            yield Finding(f"has {count} options, not {OPTIONS}", hint)


OPT_1 = ItemRule("OPT-1", "E", "three to five options", check)
