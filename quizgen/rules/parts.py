"""What several rules look at in an item: its options, and its words beside those of its facts."""

from collections.abc import Iterable, Iterator, Sequence

from quizgen.bank.facts import Position, texts_of
from quizgen.content import plain
from quizgen.judge.subject import Subject
from quizgen.judge.texts import folded, found_in, unquoted
from quizgen.quiz.item import Choice, Item, Option
from quizgen.quiz.meaning import Meaning


def options_of(item: Item, *meanings: type[Meaning]) -> tuple[Option, ...]:
    """Return the options of a choice item, in its order; only those of some meanings, if given."""
    if not isinstance(item.interaction, Choice):
        return ()
    options = item.interaction.options
    return tuple(option for option in options if not meanings or isinstance(option.means, meanings))


def is_single_choice(item: Item) -> bool:
    """Tell whether an item asks for one of several options."""
    return isinstance(item.interaction, Choice) and item.interaction.type == "multiple-choice"


def keys_and_distractors(options: Iterable[Option]) -> tuple[Sequence[Option], Sequence[Option]]:
    """Return the keys and the distractors."""
    right: list[Option] = []
    wrong: list[Option] = []
    for option in options:
        (right if option.is_key else wrong).append(option)
    return right, wrong


def found_beside_claims(
    text: str, words: tuple[str, ...], item: Item, subject: Subject
) -> tuple[str, ...]:
    """Return which of some words a text has beside quotations and its facts' own claims.

    What is denied, joined or judged in there is a speaker's doing, not the question's.
    """
    if not found_in(text, words):  # most often so, and much faster
        return ()
    rest = folded(unquoted(text))
    for clause in sorted(_clauses(item, subject), key=len, reverse=True):
        rest = rest.replace(clause, "…")
    return found_in(rest, words)


def _clauses(item: Item, subject: Subject) -> Iterator[str]:
    """Yield the clauses and names that an item's facts are written in, folded."""
    for fact_id in item.facts:
        fact = subject.facts[fact_id]
        claim = fact.claim
        for words in (*texts_of(claim), fact.asks_why):
            yield from (folded(part) for part in words.split("{value}") if " " in part)
        if isinstance(claim, Position):
            issue = subject.bank.issues[claim.issue]
            yield from map(folded, (issue.text, issue.stances[claim.stance]))


def negations_in(item: Item, subject: Subject) -> tuple[str, ...]:
    """Return the words by which a stem asks for what is not."""
    return found_beside_claims(plain(item.prompt), subject.language.negations, item, subject)
