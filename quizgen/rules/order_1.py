"""ORDER-1: four to seven events at distinct dates that their words do not give away."""

import re
from collections.abc import Iterator
from itertools import pairwise

from quizgen.content import plain
from quizgen.quiz.item import Item, Ordering
from quizgen.rules.known import Known
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.texts import contains
from quizgen.rules.thresholds import EVENTS

YEAR = re.compile(r"\b(19|20)\d\d\b")


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find events too few, too near in time, or whose words tell their place."""
    if not isinstance(item.interaction, Ordering):
        return
    events = sorted(item.interaction.events, key=lambda event: event.rank)
    if len(events) not in EVENTS:
        yield Finding(f"has {len(events)} events, not {EVENTS}")
    for earlier, later in pairwise(events):
        if not earlier.date.is_before(later.date):
            names = f"'{plain(earlier.text)}' and '{plain(later.text)}'"
            yield Finding(f"{names} may fall on the same day: {earlier.date_text}")
    for event in events:
        words = plain(event.text)
        dates = (*known.language.months, event.date_text)
        if YEAR.search(words) or any(contains(words, date) for date in dates):
            yield Finding(f"'{words}' holds a date", "leave the date out of `short`")
        for word in known.language.cause_words:
            if contains(words, word):
                yield Finding(f"'{word}' in '{words}' gives the order away", "reword it", "W")


ORDER_1 = ItemRule("ORDER-1", "E", "ordering sets have distinct dates and give none away", check)
