"""What in a question always goes with one answer: the statistics of a bank (CUE-3).

A guesser who knows no fact may still know that "30 May 2024" means one speaker whenever somebody is
asked for. So a question is looked at as he sees it: by its traits (a date, a source, a place, a
verb, its opening words) and the sort of answer that it wants.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from quizgen.bank.bank import Bank
from quizgen.bank.dates import month_of
from quizgen.bank.facts import Event, Fact, Position, Statement
from quizgen.judge.phrases import Phrases
from quizgen.judge.texts import folded
from quizgen.language.dates import say_date, say_on_date
from quizgen.language.reporting import verb_alone
from quizgen.language.words import Language
from quizgen.values import dataclass

ENOUGH = 4
"""CUE-3: a trait that stands in fewer questions tells nothing. Ours."""
TELLING_SHARE = Fraction(60, 100)
"""CUE-3: with a greater share of one answer a trait is a cue. Ours."""
MOST_GAIN = Fraction(8, 100)
"""CUE-3: how far over chance somebody may come who knows the cues and no fact. Ours."""
ENOUGH_QUESTIONS = 12
"""CUE-3: from so many questions with answers of one sort on, a gain says something. Ours."""
OPENING_WORDS = 3

Trait = tuple[str, str]
"""What sort of trait it is, and how it is printed: ("date", "30 May 2024")."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question as somebody sees it who knows no fact."""

    name: str
    """By which it is reported."""
    sort: str
    """What sort of answer it wants: answers of one sort could stand for one another."""
    answer: str
    """As answers are compared."""
    traits: frozenset[Trait]


@dataclass(frozen=True, kw_only=True)
class Cue:
    """A trait that goes with one answer."""

    sort: str
    trait: Trait
    answer: str
    right: tuple[Asked, ...]
    """The questions that have the trait and this answer."""
    seen: int
    """How many questions of this sort have the trait."""


def cues_in(questions: Iterable[Asked]) -> tuple[Cue, ...]:
    """Return what gives answers away among some questions, in the order of these."""
    by_trait: defaultdict[tuple[str, Trait], list[Asked]] = defaultdict(list)
    for asked in questions:
        for trait in sorted(asked.traits):
            by_trait[asked.sort, trait].append(asked)
    found = []
    for (sort, trait), all_asked in by_trait.items():
        if len(all_asked) < ENOUGH:
            continue
        answer, times = Counter(asked.answer for asked in all_asked).most_common(1)[0]
        if times > TELLING_SHARE * len(all_asked):
            right = tuple(asked for asked in all_asked if asked.answer == answer)
            found.append(
                Cue(sort=sort, trait=trait, answer=answer, right=right, seen=len(all_asked))
            )
    return tuple(found)


def gain_by(cues: Iterable[Cue], questions: Sequence[Asked]) -> Mapping[str, Fraction]:
    """Return for each sort of answer what share more than by chance is right who knows the cues.

    Who sees a cue answers by it, right or wrong; for the rest there is chance, which is counted as
    if no answer were more frequent than another.
    """
    told: defaultdict[str, set[str]] = defaultdict(set)
    for cue in cues:
        told[cue.sort].update(asked.name for asked in cue.right)
    total = Counter(asked.sort for asked in questions)
    answers: defaultdict[str, set[str]] = defaultdict(set)
    for asked in questions:
        answers[asked.sort].add(asked.answer)
    return {
        sort: Fraction(len(names), total[sort]) * (1 - Fraction(1, len(answers[sort])))
        for sort, names in told.items()
    }


class Traits:
    """Finds in the words of a question what a bank's questions may have in common."""

    def __init__(self, bank: Bank, language: Language) -> None:
        """Gather the dates, sources, places and verbs that a bank may print."""
        self._known: Phrases[Trait] = Phrases()
        phrases = dict.fromkeys(
            (
                *(("verb", verb_alone(pattern)) for pattern in language.verbs.values()),
                *(("source", words) for words in _names_of_sources(bank)),
                *(trait for fact in bank.facts for trait in _of_fact(fact, language)),
            )
        )
        for sort, words in phrases:
            self._known.add(words, (sort, words))

    def of(self, text: str) -> frozenset[Trait]:
        """Return the traits of a question; of a date the whole, not the month within it."""
        found = set(self._known.in_(text))
        within = {
            (sort, words)
            for sort, words in found
            for other_sort, other in found
            if sort == other_sort and words != other and words in other
        }
        opening = " ".join(folded(text).split()[:OPENING_WORDS])
        return frozenset(found - within) | {("opening", opening)}


def _names_of_sources(bank: Bank) -> Iterable[str]:
    for source in bank.sources.values():
        yield from filter(None, (source.called, source.publisher, source.title))


def _of_fact(fact: Fact, language: Language) -> Iterable[Trait]:
    for date in filter(None, (fact.date, fact.as_of)):
        yield "date", say_date(date, language)
        yield "date", say_date(month_of(date), language)
        if date.is_about or date.precision == "years":  # around 1200, from 1914 to 1918
            yield "date", say_on_date(date, language)
    if isinstance(fact.claim, Statement | Event | Position) and fact.claim.place:
        yield "place", fact.claim.place
