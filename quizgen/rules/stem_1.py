"""STEM-1: a stem asks something that can be answered with the options covered (Haladyna; IWF)."""

import re
from collections.abc import Iterator

from quizgen.content import plain
from quizgen.quiz.item import Choice, Item, Numeric, ShortAnswer
from quizgen.rules.known import Known
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.texts import WORD, folded, unquoted
from quizgen.rules.thresholds import STEM_WORDS

ENDS = ("?", ":")
BLANK = re.compile(r"_{3,}")


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find a stem that is a label, that ends as no question does, or that says too much."""
    if not isinstance(item.interaction, Choice | ShortAnswer | Numeric):
        return
    stem = plain(item.stem).strip()
    words = WORD.findall(folded(unquoted(stem)))
    count = len(words)
    if count < STEM_WORDS.least:
        yield Finding(f"“{stem}” is a label, not a question", "ask a whole question")
    if count > STEM_WORDS.most:
        message = f"“{stem}” has {count} words, more than {STEM_WORDS.most}"
        yield Finding(message, "leave out what is not needed to answer", "W")
    if not stem.endswith(ENDS) and len(BLANK.findall(stem)) != 1:
        hint = "end it with a question mark or a colon, or leave one blank"
        yield Finding(f"“{stem}” does not ask", hint)
    if not any(word in known.language.question_words for word in words):
        hint = "a pupil who covers the options must know what is asked"
        yield Finding(f"“{stem}” has no question word and no verb", hint, "W")


STEM_1 = ItemRule("STEM-1", "E", "a stem asks, and says no more than it needs", check)
