"""Which thing has what: the properties of a bank, looked up both ways."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from quizgen.bank.bank import Bank
from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact, Property
from quizgen.judge.sameness import Sameness
from quizgen.judge.texts import contains, content_words, folded
from quizgen.language.properties import asked_value, spellings_of, values_in_words
from quizgen.language.words import Language
from quizgen.order import Ring

LETTERS_OF_SIGN = 3
"""What has so few is a sign, as those of elements are, and each of its letters tells something."""
LETTERS = 4
"""CUE-1: a shorter word that a thing and its value share does not catch the eye. Ours."""

K = TypeVar("K")

LOOKED_AT = 16
"""How many that share a value are looked at for one item."""

THING, VALUE = range(2)
"""The halves of a pair."""

Key = tuple[str, str]
"""A property, and a name as names are compared."""


class Properties:
    """The facts of a bank that give a property a value, superseded ones too.

    A value goes by each of its names: a person's spellings, what else a pupil may write. So nothing
    that somebody calls the right answer is ever called wrong.
    """

    def __init__(self, bank: Bank, language: Language, sameness: Sameness) -> None:
        """Note where to look; nothing is looked up yet."""
        self._bank = bank
        self._language = language
        self._sameness = sameness
        self._bare = sameness.bare

    def printed(self, fact: Fact) -> tuple[str, ...]:
        """Return the values of a fact as they are printed."""
        found = self._printed.get(fact.id)
        if found is None:
            claim = _claim_of(fact)
            found = self._printed[fact.id] = values_in_words(claim, self._bank, self._language)
        return found

    @cached_property
    def _printed(self) -> dict[str, tuple[str, ...]]:
        return {}

    def values_of(self, fact: Fact, linked: Iterable[Fact] = ()) -> frozenset[str]:
        """Return every name of all that is right where a fact is asked for its value, bare.

        What other facts give the same thing counts, and in what is mutual also what has it.
        """
        claim = _claim_of(fact)
        found = self._values_of.get(fact.id)
        if found is None:
            names = set(
                self._names_of_values(self._of_thing[claim.property, self._thing(claim.subject)])
            )
            if self._bank.properties[claim.property].mutual:
                names.update(self._mutual_with(claim))
            found = self._values_of[fact.id] = frozenset(names)
        more = [other for other in linked if isinstance(other.claim, Property)]
        return found.union(self._names_of_values(more)) if more else found

    @cached_property
    def _values_of(self) -> dict[str, frozenset[str]]:
        return {}

    def _mutual_with(self, claim: Property) -> Iterator[str]:
        """Yield the names of the things that have a thing for a value."""
        for name in self._names_of_thing(claim):
            for fact in self._having.get((claim.property, name), ()):
                yield self._bare(_claim_of(fact).subject)

    def has(self, subject: str, fact: Fact) -> bool:
        """Tell whether a thing, by its name, has one of the values of a fact."""
        claim = _claim_of(fact)
        names = {*self._names_of_values([fact])}
        held = self._of_thing.get((claim.property, self._thing(subject)), ())
        if not names.isdisjoint(self._names_of_values(held)):
            return True
        if not self._bank.properties[claim.property].mutual:
            return False
        theirs = (self._of_thing.get((claim.property, self._thing(name)), ()) for name in names)
        thing = self._thing(subject)
        return any(
            self._thing(value) == thing
            for facts in theirs
            for value in self._names_of_values(facts)
        )

    def with_all_of(self, property_id: str, thing: str) -> Fact | None:
        """Return the fact in use that lists all that a thing has, if the bank has one."""
        held = self._of_thing.get((property_id, self._thing(thing)), ())
        return next(
            (fact for fact in held if fact.is_current and not _claim_of(fact).open_list), None
        )

    def is_on(self, date: Date, fact: Fact, linked: Iterable[Fact] = ()) -> bool:
        """Tell whether a date may be right where a fact is asked for one."""
        claim = _claim_of(fact)
        facts = (*self._of_thing[claim.property, self._thing(claim.subject)], *linked)
        own = [
            each
            for other in facts
            if isinstance(other.claim, Property)
            for each in other.claim.dates
        ]
        return any(not (date.is_before(each) or each.is_before(date)) for each in own)

    def is_shared(self, fact: Fact) -> bool:
        """Tell whether another thing has the value that a fact tells, by a fact in use."""
        own = self._thing(_claim_of(fact).subject)
        return any(
            other.is_current and self._thing(_claim_of(other).subject) != own
            for other in self._having[self._told(fact)]
        )

    def _told(self, fact: Fact) -> Key:
        """Return the property of a fact and the value that it tells, by which others have it."""
        return _claim_of(fact).property, self._bare(self.printed(fact)[asked_value(fact)])

    def beside(self, fact: Fact) -> tuple[Fact, ...]:
        """Return what else the bank says of the same thing, and what else has its values.

        What shares its values with many is not asked for by them without options.
        """
        claim = _claim_of(fact)
        of_thing = self._of_thing[claim.property, self._thing(claim.subject)]
        if not self._bank.properties[claim.property].one_to_one:
            return of_thing
        names = dict.fromkeys(self._names_of_values([fact]))
        having = (other for name in names for other in self._having[claim.property, name])
        return (*of_thing, *having)

    def owners_after(self, fact: Fact) -> tuple[Fact, ...]:
        """Return some other facts in use that have the value that a fact tells, as hashes have it.

        However many have it, so many are looked at.
        """
        key = self._told(fact)
        ring = self._rings.get(key)
        if ring is None:
            facts = [other for other in self._having[key] if other.is_current]
            ring = self._rings[key] = Ring(facts, "/".join(key), lambda other: other.id)
        return ring.after(fact.id, LOOKED_AT)

    @cached_property
    def _rings(self) -> dict[Key, Ring[Fact]]:
        return {}

    def tells_itself(self, fact: Fact) -> bool:
        """Tell whether a thing and its value share a word, so that one gives the other away."""
        subject, value = _claim_of(fact).subject, self.printed(fact)[asked_value(fact)]
        if contains(subject, value) or contains(value, subject):
            return True
        shared = content_words(subject, self._stop_words) & content_words(value, self._stop_words)
        return any(len(word) >= LETTERS for word in shared)

    def is_less_exact(self, value: str, fact: Fact) -> bool:
        """Tell whether a value says part of what a thing has, or more: Rome; of Rome, Italy."""
        claim = _claim_of(fact)
        held = self._of_thing[claim.property, self._thing(claim.subject)]
        return any(self._is_near(value, own) for other in held for own in self.printed(other))

    def _is_near(self, value: str, own: str) -> bool:
        return self._sameness.is_part(value, own) or self._sameness.is_spelled_nearly_as(value, own)

    def may_have(self, subject: str, fact: Fact) -> bool:
        """Tell whether a thing, by its name, has one of the values of a fact, or part of one."""
        if self.has(subject, fact):
            return True
        held = self._of_thing.get((_claim_of(fact).property, self._thing(subject)), ())
        return any(
            self._is_near(value, own)
            for other in held
            for value in self.printed(other)
            for own in self.printed(fact)
        )

    def is_in_subject(self, fact: Fact) -> bool:
        """Tell whether a thing's name holds its value, so that who asks for it tells it."""
        return contains(_claim_of(fact).subject, self.printed(fact)[asked_value(fact)])

    def initials(self, fact: Fact) -> tuple[str, str]:
        """Return the first letters of a thing and of the value that a fact tells."""
        claim = _claim_of(fact)
        told = self.printed(fact)[asked_value(fact)]
        return self._initial(claim.subject), self._initial(told)

    def _initial(self, name: str) -> str:
        """Return the first letter of a name, an article aside."""
        first, *rest = folded(name).split() or [""]
        return (rest[0] if rest and first in self._language.first_words else first)[:1]

    def likeliest(self, found: Sequence[Fact], fact: Fact, half: int) -> Sequence[Fact]:
        """Return siblings with those first that are not seen through by their words.

        Mexico City is the capital of one country only, as everybody sees. And where a thing and its
        value begin alike, others are taken that begin so too: beside No and Xe, Mt tells
        meitnerium, beside Mo and Md it does not. What has more tags in common stays in front.
        """
        tags, is_told = {*fact.tags}, self.share_initial(fact)
        initial = self.initials(fact)[half]
        return sorted(
            found,
            key=lambda other: (
                self._is_seen_through(other),
                -len(tags.intersection(other.tags)),
                is_told and self.initials(other)[half] != initial,
            ),
        )

    def _is_seen_through(self, fact: Fact) -> bool:
        found = self._seen_through.get(fact.id)
        if found is None:
            found = self._seen_through[fact.id] = self.tells_itself(fact)
        return found

    @cached_property
    def _seen_through(self) -> dict[str, bool]:
        return {}

    @cached_property
    def _stop_words(self) -> frozenset[str]:
        return frozenset(self._language.stop_words)

    def share_initial(self, fact: Fact) -> bool:
        """Tell whether a thing and its value begin alike, as Fe and ferrum do, Tunis and Tunisia.

        Among others that do not, the right one would be told by that.
        """
        thing, value = self.initials(fact)
        return thing == value

    def is_told_by_initial(self, fact: Fact, found: Sequence[Fact], half: int) -> bool:
        """Tell whether a sign tells whose it is by its first letter, since no sibling begins so.

        Beside Mg and Ra, everybody finds the U of uranium; beside Hg and H, few the He of helium.
        """
        sign = self.printed(fact)[asked_value(fact)]
        if len(sign) > LETTERS_OF_SIGN or not self.share_initial(fact):
            return False
        initial = self.initials(fact)[half]
        return not any(self.initials(other)[half] == initial for other in found)

    def are_few(self, property_id: str) -> bool:
        """Tell whether a property sorts things into few groups, such as continents.

        Each of its values is an answer to many questions, so that none of them wears out as wrong.
        """
        return property_id in self._few

    @cached_property
    def _few(self) -> frozenset[str]:
        def values(facts: Sequence[Fact]) -> set[str]:
            return {value for fact in facts for value in self.printed(fact)}

        by_property = self.facts_of.items()
        return frozenset(
            name for name, facts in by_property if 2 * len(values(facts)) <= len(facts)
        )

    @cached_property
    def facts_of(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts of each property, in file order."""
        return _grouped((_claim_of(fact).property, fact) for fact in self._facts)

    @property
    def _facts(self) -> Iterator[Fact]:
        return (fact for fact in self._bank.facts if isinstance(fact.claim, Property))

    @cached_property
    def _of_thing(self) -> Mapping[Key, tuple[Fact, ...]]:
        return _grouped(
            ((_claim_of(fact).property, self._thing(_claim_of(fact).subject)), fact)
            for fact in self._facts
        )

    @cached_property
    def _having(self) -> Mapping[Key, tuple[Fact, ...]]:
        return _grouped(
            ((_claim_of(fact).property, name), fact)
            for fact in self._facts
            for name in dict.fromkeys(self._names_of_values([fact]))
        )

    def _thing(self, name: str) -> str:
        """Return what a thing is told by, whichever of its names is given."""
        bare = self._bare(name)
        return self._names.get(bare, bare)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Another name -> the one that facts have, both bare."""
        called = self._bank.also_called
        return {self._bare(other): self._bare(name) for name in called for other in called[name]}

    def _names_of_thing(self, claim: Property) -> tuple[str, ...]:
        other = self._bank.also_called.get(claim.subject, ())
        return tuple(map(self._bare, (claim.subject, *other)))

    def _names_of_values(self, facts: Iterable[Fact]) -> Iterator[str]:
        """Yield each name of the values of facts, bare."""
        for fact in facts:
            claim = _claim_of(fact)
            declared = self._bank.properties[claim.property]
            accepted = () if declared.is_ == "picture" else fact.accept
            yield from map(self._bare, (*self.printed(fact), *accepted))
            for value in claim.value:
                yield from map(self._bare, spellings_of(value, declared, self._bank))


def _claim_of(fact: Fact) -> Property:
    assert isinstance(fact.claim, Property)
    return fact.claim


def _grouped(pairs: Iterable[tuple[K, Fact]]) -> Mapping[K, tuple[Fact, ...]]:
    groups: defaultdict[K, list[Fact]] = defaultdict(list)
    for key, fact in pairs:
        groups[key].append(fact)
    return {key: tuple(facts) for key, facts in groups.items()}
