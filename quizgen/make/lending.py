"""Which wrong answers each item may take: none comes so often that pupils learn to cross it out.

What is true of one fact is lent to items on others. Each item asks for what suits it best; a text
that more items ask for than it may serve keeps those to which it is nearest, and the others turn to
their next wish, as doctors and hospitals do in the scheme of Gale and Shapley. The outcome hangs on
the wishes alone, not on who asked first, and one more fact changes few of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import heappush, heappushpop

from quizgen.judge.right import is_right
from quizgen.judge.sizes import OPTIONS, most_uses
from quizgen.judge.subject import Subject
from quizgen.language.wording import holds
from quizgen.make.candidate import Answers, Candidate
from quizgen.make.distractors import answers_of
from quizgen.make.plan import ItemPlan, MadeOf
from quizgen.order import hash_under
from quizgen.quiz.meaning import (
    Meaning,
    SomeActor,
    SomeDate,
    SomeFact,
    SomeOwner,
    SomeReply,
    SomeSpeaker,
    SomeValue,
    id_of,
)
from quizgen.quiz.wording import Method

LENT: frozenset[Method] = frozenset(
    {
        "people",
        "gists",
        "actors",
        "events",
        "meanings",
        "terms",
        "causes",
        "replies",
        "properties",
        "subjects",
    }
)
"""Ways to find wrong answers whose texts wear out. Numbers and dates are drawn anew each time, and
stances are the few that an issue has."""
WANTED = 5
"""So many are lent to an item, of which it shows three: some may prove too near to its key."""
WISHES = 16
"""So many candidates are looked at for an item."""


class Lending:
    """Who lends to whom in a bank, worked out for all of it when the first item asks."""

    def __init__(self, subject: Subject, plans: Sequence[ItemPlan]) -> None:
        """Note what there is to ask; nothing is worked out yet."""
        self._subject = subject
        self._plans = plans

    def may_take(self, plan_id: str, method: Method | None, candidate: Candidate) -> bool:
        """Tell whether an item may show a candidate; what its author wrote it always may."""
        if method not in LENT or candidate.is_written or self._is_plentiful(candidate.means):
            return True
        return lender_of(candidate.means) in self._lent.get(plan_id, ())

    def _is_plentiful(self, meaning: Meaning) -> bool:
        """Tell whether an answer is one of few that a property has: these are in every question."""
        properties = self._subject.properties
        match meaning:
            case SomeValue(property_id):
                return properties.are_few(property_id)
            case _:
                return isinstance(meaning, SomeDate)

    @cached_property
    def _lent(self) -> Mapping[str, frozenset[str]]:
        wishes = dict(self._wishes())
        able = sum(len(lenders) >= OPTIONS.least - 1 for lenders in wishes.values())
        return lend(wishes, WANTED, most_uses(able))

    def _wishes(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each choice that borrows, and from whom it would, the best first."""
        found: dict[tuple[str, Method | None], tuple[str, ...]] = {}
        for plan in self._plans:
            if not isinstance(plan.source, MadeOf) or plan.source.wording.distractors not in LENT:
                continue
            fact, wording = plan.source.fact, plan.source.wording
            if plan.type not in ("multiple-choice", "multiple-response"):
                continue
            if not holds(wording.when, self._subject.variables(fact), wording.where):
                continue
            answers = answers_of(fact, wording, self._subject)
            if answers and (plan.type == "multiple-choice" or _asks_for_several(plan, answers)):
                key = (fact.id, wording.distractors)
                if key not in found:  # several wordings may borrow alike
                    found[key] = tuple(self._lenders(plan.source, answers))
                yield plan.id, found[key]

    def _lenders(self, source: MadeOf, answers: Answers) -> Iterable[str]:
        lenders: dict[str, None] = {}
        for candidate in answers.wrong:
            if len(lenders) == WISHES:
                break
            lender = lender_of(candidate.means)
            if (
                not candidate.is_written
                and lender not in lenders
                and not is_right(candidate.means, "", source.fact, self._subject)
            ):
                lenders[lender] = None
        return lenders


def _asks_for_several(plan: ItemPlan, answers: Answers) -> bool:
    """Tell whether a plan asks for its whole group: of facts side by side the first does."""
    assert isinstance(plan.source, MadeOf)
    other = next(iter(answers.also), None)
    if other is None or other.sibling is None:  # none, or one fact tells all that is right
        return other is not None
    return plan.source.fact.id < other.sibling.id


def lender_of(meaning: Meaning) -> str:
    """Return what an answer is counted by.

    A person is one, whether he spoke or stood somewhere; what was said is, as an answer or a reply;
    and so is a country that has a capital and is a neighbour.
    """
    match meaning:
        case SomeReply(fact_id):
            return id_of(SomeFact(fact_id))
        case SomeSpeaker(person_id) | SomeActor(person_id):
            return f"person:{person_id}"
        case SomeValue(value=name) | SomeOwner(subject=name):
            return f"name:{name}"
        case _:
            return id_of(meaning)


def lend(
    wishes: Mapping[str, Sequence[str]], wanted: int, most: int
) -> Mapping[str, frozenset[str]]:
    """Return for each borrower the lenders it gets, of those that it names, the dearest first.

    None gets more than it wants, and none lends to more than `most`: of those who ask, to the ones
    that hold it dearest, and among equal ones to those that a hash draws.

    >>> got = lend({"a": "xy", "b": "xy", "c": "xz"}, wanted=1, most=1)
    >>> sorted(got["a"] | got["b"] | got["c"])
    ['x', 'y', 'z']
    """
    kept: dict[str, list[tuple[int, bytes, str]]] = {}
    """Lender -> its borrowers, the one that it would first let go in front."""
    got = {borrower: 0 for borrower in wishes}
    asked = {borrower: 0 for borrower in wishes}
    waiting = [*wishes]
    while waiting:
        borrower = waiting.pop()
        wished = wishes[borrower]
        while got[borrower] < wanted and asked[borrower] < len(wished):
            place = asked[borrower]
            asked[borrower] += 1
            lender = wished[place]
            claim = (-place, hash_under(lender, borrower), borrower)
            held = kept.setdefault(lender, [])
            if len(held) < most:
                heappush(held, claim)
                got[borrower] += 1
                continue
            let_go = heappushpop(held, claim)[2]
            if let_go != borrower:
                got[borrower] += 1
                got[let_go] -= 1
                waiting.append(let_go)
    lent: dict[str, set[str]] = {borrower: set() for borrower in wishes}
    for lender, held in kept.items():
        for _, _, borrower in held:
            lent[borrower].add(lender)
    return {borrower: frozenset(lenders) for borrower, lenders in lent.items()}
