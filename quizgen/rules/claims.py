"""What a fact says in words of its own, told from what a wording adds."""

from collections.abc import Iterator

from quizgen.bank.facts import Position
from quizgen.quiz.item import Item
from quizgen.rules.known import Known
from quizgen.rules.texts import folded, found_in, unquoted


def found_beside_claims(
    text: str, words: tuple[str, ...], item: Item, known: Known
) -> tuple[str, ...]:
    """Return which of some words a text has beside quotations and its facts' own claims.

    What is denied, joined or judged in there is a speaker's doing, not the question's.
    """
    if not found_in(text, words):  # most often so, and much faster
        return ()
    rest = folded(unquoted(text))
    for clause in sorted(_clauses(item, known), key=len, reverse=True):
        rest = rest.replace(clause, "…")
    return found_in(rest, words)


def _clauses(item: Item, known: Known) -> Iterator[str]:
    """Yield the clauses and names that an item's facts are written in, folded."""
    for fact_id in item.facts:
        claim = known.facts[fact_id].claim
        for value in vars(claim).values():
            for words in value if isinstance(value, tuple) else (value,):
                if isinstance(words, str):
                    yield from (folded(part) for part in words.split("{value}") if " " in part)
        if isinstance(claim, Position):
            question = known.bank.questions[claim.question]
            yield from map(folded, (question.text, question.stances[claim.stance]))
