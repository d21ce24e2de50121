"""OPT-2: no all of the above and its kin (Haladyna; NBME item-writing guide)."""

import re
from collections.abc import Iterator

from quizgen.content import plain
from quizgen.quiz.item import Choice, Item
from quizgen.rules.known import Known
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.texts import folded


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find an option that speaks of other options, or of not knowing."""
    if not isinstance(item.interaction, Choice):
        return
    for option in item.interaction.options:
        words = folded(plain(option.text)).rstrip(".")
        if any(re.fullmatch(banned, words) for banned in known.language.banned_options):
            yield Finding(f"the option '{plain(option.text)}' is of a banned form", "reword it")


OPT_2 = ItemRule("OPT-2", "E", "no all or none of the above", check)
