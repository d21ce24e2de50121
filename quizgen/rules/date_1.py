"""DATE-1: every fact is date-stamped, and no item speaks of "now" (Wozniak's rule 19)."""

import re
from collections.abc import Iterator

from quizgen.bank.facts import Fact
from quizgen.content import plain
from quizgen.quiz.item import Item
from quizgen.rules.known import Known
from quizgen.rules.rule import FactRule, Finding, ItemRule
from quizgen.rules.texts import asserted_texts, contains
from quizgen.rules.thresholds import REVIEW_GRACE

YEAR = re.compile(r"\b[12]\d{3}\b")


def check_fact(fact: Fact, known: Known) -> Iterator[Finding]:
    """Find a date after the bank's own, and a fact that is due for another look."""
    if known.bank.as_of.is_before(fact.dated):
        message = f"'{fact.dated.text}' lies after the bank's as_of, '{known.bank.as_of.text}'"
        yield Finding(message, "mend the date, or raise the bank's as_of")
    due, today = fact.review_by, known.today
    if due and today and due.is_before(today):
        overdue = today.first - due.last > REVIEW_GRACE
        hint = "look at it again, then move review_by"
        yield Finding(f"was to be reviewed by {due.text}", hint, "E" if overdue else "W")


def check_item(item: Item, known: Known) -> Iterator[Finding]:
    """Find a word that goes stale in a text without a year beside it."""
    for text in map(plain, asserted_texts(item)):
        for word in known.language.clock_words:
            if contains(text, word) and not YEAR.search(text):
                yield Finding(f"'{word}' in “{text}” goes stale", "give the date", "W")


DATE_1_FACT = FactRule("DATE-1", "E", "every fact is date-stamped", check_fact)
DATE_1_ITEM = ItemRule("DATE-1", "W", "no item speaks of now without a date", check_item)
