"""CARD-3: cards that are easily taken for one another say what tells them apart (Wozniak's 11).

Two fronts in nearly the same words, answered otherwise, each have a word in bold that the other
has not, or a card that shows both side by side.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from quizgen.deck.deck import Deck
from quizgen.deck.note_types import CHOICE, CLOZE, COMPARISON
from quizgen.judge.subject import Subject
from quizgen.judge.texts import likeness
from quizgen.rules.cards import Side, bold_words_of, sides_of, visible, words_of
from quizgen.rules.rule import DeckRule, Finding
from quizgen.rules.thresholds import SAME_FRONT
from quizgen.values import dataclass

NEIGHBOURS = 60
"""With so many of the fronts that share a word with it one front is compared, the rarest words
first: enough in a bank of many alike, few enough to stay linear."""
COMPARED = (COMPARISON, CHOICE, CLOZE)
"""Note types whose fronts say themselves what to tell apart, or hold more than a question."""


@dataclass(frozen=True)
class Front:
    """A front as it is compared."""

    fact_id: str
    card: str
    words: frozenset[str]
    """Of the question."""
    shown: frozenset[str]
    """Of the question and of what stands below it."""
    bold: frozenset[str]
    """Those of them that stand out."""
    answers: tuple[str, ...]


def check(deck: Deck, known: Subject) -> Iterator[Finding]:
    """Find pairs of fronts that nothing tells apart."""
    compared = {note.facts for note in deck.notes if note.type_key == COMPARISON}
    groups: defaultdict[tuple[str, str], list[Front]] = defaultdict(list)
    types = {each.key: each for each in deck.note_types}
    for note in deck.notes:
        if note.type_key not in COMPARED and not known.facts[note.facts[0]].retired:
            for side in sides_of(note, types[note.type_key]):
                groups[note.type_key, side.card].append(_front(note.facts[0], side))
    for fronts in groups.values():
        confused: defaultdict[Front, list[str]] = defaultdict(list)
        for one, other in _alike(fronts):
            pair = tuple(sorted((one.fact_id, other.fact_id)))
            if not _stand_apart(one, other) and pair not in compared:
                confused[one].append(other.fact_id)
        for front, others in confused.items():
            more = f" and {len(others) - 1} more" if len(others) > 1 else ""
            message = f"the fronts of '{front.fact_id}' and '{others[0]}'{more} are easily confused"
            hint = "name in each what the other has not: its date, its office, its kind"
            yield Finding(f"{message} (card '{front.card}')", hint, fact_id=front.fact_id)


def _front(fact_id: str, side: Side) -> Front:
    whole = f"{side.question} {side.context}"
    return Front(
        fact_id=fact_id,
        card=side.card,
        words=words_of(visible(side.question)),
        shown=words_of(visible(whole)),
        bold=bold_words_of(whole),
        answers=side.answers,
    )


def _stand_apart(one: Front, other: Front) -> bool:
    """Tell whether each has in bold what the other has not, or both have the same answer."""
    return one.answers == other.answers or bool(one.bold - other.shown and other.bold - one.shown)


def _alike(fronts: Sequence[Front]) -> Iterator[tuple[Front, Front]]:
    """Yield pairs of fronts with most words in common.

    Two sets as alike as that share one of the rarest words of each, so only fronts that do are
    compared (Chaudhuri et al. 2006, prefix filtering).
    """
    frequent = Counter(word for front in fronts for word in front.words)
    by_word: defaultdict[str, list[Front]] = defaultdict(list)
    for front in fronts:
        near: dict[str, Front] = {}
        for word in _rarest(front.words, frequent):
            for other in by_word[word][len(near) - NEIGHBOURS :] if len(near) < NEIGHBOURS else ():
                near[other.fact_id] = other
            by_word[word].append(front)
        for other in near.values():
            if likeness(front.words, other.words) >= SAME_FRONT:
                yield other, front


def _rarest(words: frozenset[str], frequent: Mapping[str, int]) -> Sequence[str]:
    ordered = sorted(words, key=lambda word: (frequent[word], word))
    return ordered[: len(words) - ceil(SAME_FRONT * len(words)) + 1]


CARD_3 = DeckRule("CARD-3", "W", "what is easily confused is told apart", check)
