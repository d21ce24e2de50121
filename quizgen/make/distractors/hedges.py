"""The other words of a sentence that leaves something open."""

from collections.abc import Iterator

from quizgen.bank.facts import Fact, Statement
from quizgen.judge.subject import Subject
from quizgen.judge.texts import WORD
from quizgen.make.candidate import Answers, Candidate
from quizgen.order import shuffled
from quizgen.quiz.meaning import SomeHedge

LETTERS = 4
"""Shorter words catch nobody."""


def hedges(fact: Fact, subject: Subject) -> Answers | None:
    """Return the word that leaves it open, and other words of the same sentence.

    A word that leaves something open elsewhere in the bank is none of them, nor is one that the
    language counts as vague. None where the source leaves nothing open.
    """
    if not isinstance(fact.claim, Statement) or not fact.claim.hedges:
        return None
    first = fact.claim.hedges[0]
    key = Candidate(SomeHedge(first.word), {"hedge_word": first.word})
    return Answers(key, _others(fact, first.said, subject))


def _others(fact: Fact, said: str, subject: Subject) -> Iterator[Candidate]:
    words = dict.fromkeys(WORD.findall(said))
    for word in shuffled(words, fact.id, str):
        is_plain = word.islower() and word.isalpha() and len(word) >= LETTERS
        is_empty = word in subject.stop_words or subject.may_hedge(word)
        if is_plain and not is_empty:
            yield Candidate(SomeHedge(word), {"hedge_word": word}, fact)
