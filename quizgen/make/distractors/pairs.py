"""Things beside values of one another: one pair is right, the others have changed places."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quizgen.bank.facts import Fact, Property
from quizgen.judge.properties import VALUE
from quizgen.judge.subject import Subject
from quizgen.make.candidate import Answers, Candidate
from quizgen.quiz.meaning import SomePair


def pairs(fact: Fact, subject: Subject) -> Answers | None:
    """Return a thing with its own value, and other things each with that of the next.

    No thing and no value stands in two of them, so that nothing is crossed out for that.
    """
    claim = fact.claim
    if not isinstance(claim, Property) or claim.dates or len(claim.value) != 1:
        return None
    return Answers(_pair(fact, fact, subject), _mixed(fact, subject))


def _mixed(fact: Fact, subject: Subject) -> Iterator[Candidate]:
    """Yield pairs of things and values of others, as near to what is asked as there are."""
    taken = {*_names(fact, subject)}
    apart: list[Fact] = []
    found = subject.siblings.of(fact, "property")
    for other in subject.properties.likeliest(found, fact, VALUE):
        names = _names(other, subject)
        if len(names) == 2 and taken.isdisjoint(names):
            taken.update(names)
            apart.append(other)
    mixed: list[tuple[Fact, Fact]] = []
    if subject.properties.share_initial(fact):
        mixed = _begun_alike(apart, subject)
    things, holders = {thing.id for thing, _ in mixed}, {holder.id for _, holder in mixed}
    mixed += [
        (thing, holder)
        for thing, holder in pairwise(apart)
        if thing.id not in things and holder.id not in holders
    ]
    for thing, holder in mixed:
        yield _pair(thing, holder, subject, thing)


def _begun_alike(apart: Sequence[Fact], subject: Subject) -> list[tuple[Fact, Fact]]:
    """Return things beside others whose values begin as they do: none stands in two pairs."""
    things: defaultdict[str, list[Fact]] = defaultdict(list)
    holders: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in apart:
        thing, value = subject.properties.initials(fact)
        things[thing].append(fact)
        holders[value].append(fact)
    return [
        (thing, holder)
        for initial, alike in things.items()
        for thing, holder in zip(
            alike, [*holders[initial][1:], *holders[initial][:1]], strict=False
        )
        if thing.id != holder.id
    ]


def _names(fact: Fact, subject: Subject) -> tuple[str, ...]:
    """Return the names of a thing and its values, bare."""
    assert isinstance(fact.claim, Property)
    values = subject.properties.printed(fact)
    return tuple(map(subject.bare, (fact.claim.subject, *values)))


def _pair(thing: Fact, holder: Fact, subject: Subject, sibling: Fact | None = None) -> Candidate:
    claim, of_holder = thing.claim, holder.claim
    assert isinstance(claim, Property)
    assert isinstance(of_holder, Property)
    slots = {"subject": claim.subject, "value": subject.properties.printed(holder)[0]}
    return Candidate(SomePair(thing.id, of_holder.value[0]), slots, sibling)
