"""Which facts have one right answer, and none that statistics tell (CARD-6, CUE-3).

All of it hangs on other facts. So makers let it decide whether something is asked, and whether its
source is named; nothing else of what a learner's note says.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from hashlib import sha256

from quizgen.bank.bank import Bank
from quizgen.bank.dates import month_of, year_of
from quizgen.bank.facts import Fact, Position, Quantity, Statement
from quizgen.judge.cues import ENOUGH_QUESTIONS, Asked, Trait, cues_in
from quizgen.judge.sameness import Sameness

MOST_OF_ONE = {"statement": 3, "position": 2}
"""So often at least one answer may be asked for, in a bank however small. Ours. Stances are
few and asked for in nearly the same words, so that what three have is the likeliest guess."""
SHARE_OF_ONE = 12
"""In a large bank one answer is right to at most one question in so many of its kind. Ours: by
always giving the most frequent answer nobody then comes 8 points over chance."""


def rivals_of(bank: Bank, sameness: Sameness) -> Mapping[str, tuple[Fact, ...]]:
    """Return, for each fact, those of its kind that are right where it is asked for.

    It names them under `also_right`. Of statements either may name the other, or both are told in
    the same words.
    """
    by_id = {fact.id: fact for fact in bank.facts}
    found: dict[str, dict[str, Fact]] = {fact.id: {} for fact in bank.facts}

    def link(one: Fact, other: Fact) -> None:
        if one.kind == other.kind and not one.retired and not other.retired:
            found[one.id][other.id] = other
            if isinstance(one.claim, Statement):
                found[other.id][one.id] = one

    alike: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in bank.facts:
        for other_id in fact.also_right:
            link(fact, by_id[other_id])
        if isinstance(fact.claim, Statement):
            told = fact.claim.gist or " ".join(fact.claim.quote)
            alike[sameness.bare(told)].append(fact)
    for facts in alike.values():
        for fact in facts[1:]:
            link(facts[0], fact)
    return {fact_id: tuple(others.values()) for fact_id, others in found.items()}


def is_told_apart(fact: Fact, rivals: Sequence[Fact]) -> bool:
    """Tell whether a front that names the source has one right answer, whoever else said the same.

    A speaker's own words are nobody else's. Of a right answer that no fact stands for, nobody knows
    whether the same source has it.
    """
    if isinstance(fact.claim, Statement):
        if fact.claim.quote and fact.claim.wording != "reworded":
            return True
        if fact.also_right_text:
            return False
    return all(other.source != fact.source or asks_apart(fact, other) for other in rivals)


def asks_apart(fact: Fact, other: Fact) -> bool:
    """Tell whether two facts name other things when they are asked for: two quantities may."""
    match fact.claim, other.claim:
        case Quantity(subject=subject), Quantity(subject=other_subject):
            return subject != other_subject
        case _:
            return False


def is_asked_by_gap(fact: Fact) -> bool:
    """Tell whether a gap asks about a statement, which to ask who said it would fill at once."""
    claim = fact.claim
    return isinstance(claim, Statement) and bool(claim.gap) and not claim.quote


def in_measure(facts: Iterable[Fact]) -> frozenset[str]:
    """Return the ids of statements and positions whose speaker or stance statistics do not tell.

    Of each answer that is right too often only some facts are taken: quotations first, the rest by
    hash. Facts of other kinds are all taken.
    """
    taken: set[str] = set()
    groups: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if _answer(fact) is None or fact.retired:
            taken.add(fact.id)
        else:
            groups[fact.kind].append(fact)
    for kind, members in groups.items():
        most = max(MOST_OF_ONE[kind], len(members) // SHARE_OF_ONE)
        by_answer: defaultdict[Hashable, list[Fact]] = defaultdict(list)
        for fact in sorted(members, key=_rank):
            by_answer[_answer(fact)].append(fact)
        some = [fact for alike in by_answer.values() for fact in alike[:most]]
        asked = [_asked(fact) for fact in some]
        told = {one.name for cue in cues_in(asked) for one in cue.right} | _told_by_another(asked)
        taken.update(fact.id for fact in some if fact.id not in told)
    return frozenset(taken)


def _told_by_another(questions: Sequence[Asked]) -> set[str]:
    """Return which of few questions tell one another's answer: all with a trait have the same.

    Two are no statistics, but whoever has learned the one has the other for nothing. The first of
    them stays. In a small bank there are few others that could have the trait, and all stay.
    """
    if len(questions) < ENOUGH_QUESTIONS:
        return set()
    by_trait: defaultdict[Trait, list[Asked]] = defaultdict(list)
    for asked in questions:
        for trait in asked.traits:
            by_trait[trait].append(asked)
    return {
        asked.name
        for alike in by_trait.values()
        if len({asked.answer for asked in alike}) == 1
        for asked in alike[1:]
    }


def told_by_year(facts: Iterable[Fact]) -> frozenset[str]:
    """Return the ids of statements of years that are nearly one speaker's alone."""
    questions = [
        Asked(
            name=fact.id,
            sort=fact.kind,
            answer=str(_answer(fact)),
            traits=frozenset([("year", year_of(fact.dated).text)]),
        )
        for fact in facts
        if fact.dated
    ]
    return frozenset(asked.name for cue in cues_in(questions) for asked in cue.right)


def _answer(fact: Fact) -> Hashable:
    match fact.claim:
        case Statement(speaker=speaker):
            return speaker
        case Position(issue=issue, stance=stance):
            return issue, stance
        case _:
            return None


def _rank(fact: Fact) -> tuple[bool, bytes]:
    is_quoted = isinstance(fact.claim, Statement) and bool(fact.claim.quote)
    return not is_quoted, sha256(f"measure\0{fact.id}".encode()).digest()


def _asked(fact: Fact) -> Asked:
    """Return the question of who made a statement, or where an actor stood, by its traits."""
    traits = [("date", fact.dated.text)] if fact.dated else []
    if isinstance(fact.claim, Statement):
        month = [("date", month_of(fact.dated).text)] if fact.dated else []
        traits = [*month, ("verb", fact.claim.verb)]
    return Asked(name=fact.id, sort=fact.kind, answer=str(_answer(fact)), traits=frozenset(traits))
