"""Facts, and what a bank says of itself. What a file must hold at all the reader sees to."""

from collections.abc import Iterator
from datetime import timedelta

from quizgen.bank.facts import Fact
from quizgen.judge.subject import Subject
from quizgen.quiz.offer import Offer
from quizgen.rules.rule import Finding, rule

REVIEW_GRACE = timedelta(days=180)
"""DATE-1: how long a review may be overdue before it is an error. Ours: half a school year."""


@rule("DATE-1", "E", "every fact is looked at again when it is due")
def overdue_reviews(fact: Fact, subject: Subject) -> Iterator[Finding]:
    """Find a fact that is due for another look (Wozniak's rule 19)."""
    due, today = fact.review_by, subject.today
    if due and today and due.is_before(today):
        overdue = today.first - due.last > REVIEW_GRACE
        hint = "look at it again, then move review_by"
        yield Finding(f"was to be reviewed by {due.text}", hint, "E" if overdue else "W")


@rule("SENS-1", "E", "a bank says what is sensitive in it")
def unsaid_sensitivity(_: Offer, subject: Subject) -> Iterator[Finding]:
    """Find a bank that has sensitive facts and does not say so, or not of what kind."""
    bank = subject.bank
    for fact in bank.facts:
        if not fact.is_within(bank.sensitivity):
            message = f"sensitivity: {bank.sensitivity}, but the fact '{fact.id}' is"
            yield Finding(f"{message} {fact.sensitivity}", f"write sensitivity: {fact.sensitivity}")
            break
    themed = bank.themes or any(fact.themes for fact in bank.facts)
    if bank.sensitivity != "none" and not themed:
        hint = "add them, such as themes: [war, casualties]"
        yield Finding(f"sensitivity: {bank.sensitivity}, but there are no themes", hint)
