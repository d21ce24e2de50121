"""What items that stand on one form tell of one another, in a time that grows with their number.

Held one against the other, a thousand items are half a million pairs. Yet an item can give away
only an answer of which it has every word. So texts and answers lie by their words, and only those
are compared that can have anything in common: what is found is the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from quizgen.bank.bank import Bank
from quizgen.bank.facts import Event, Fact, Position, Statement
from quizgen.content import spoken
from quizgen.judge.clues import (
    NEAR_STEM,
    KeyLengths,
    answers_of,
    asking_words,
    asks_how_much,
    gives_away,
    rights_of,
    telling_texts,
    tells,
)
from quizgen.judge.phrases import Phrases, Texts
from quizgen.judge.sides import camps_of, leans
from quizgen.judge.subject import Subject
from quizgen.judge.texts import folded, likeness
from quizgen.quiz.item import Item
from quizgen.quiz.walk import told_on
from quizgen.values import dataclass


@dataclass(frozen=True)
class _Profile:
    """What is looked at in an item, whatever it stands beside."""

    facts: tuple[str, ...]
    linked: frozenset[str]
    moments: frozenset[tuple[str, str]]
    rights: tuple[str, ...]
    """What answers it: its keys together, then what else is right."""
    words: frozenset[str]
    """The words of what it asks that carry meaning."""
    is_order: bool
    """It asks what comes before what, and tells no date and no number."""
    asks_how_much: bool
    """It asks for the date or number of its one fact, in writing, and so tells no order."""
    asks_for_all: str
    """Its prompt, where all that is right of some options is asked for; else empty."""
    texts: tuple[str, ...]
    """From which a pupil may learn something."""
    answers: tuple[str, ...]

    @classmethod
    def of(cls, item: Item, fact_ids: Sequence[str], subject: Subject) -> Self:
        """Return the profile of an item, of whose facts these are the subject's."""
        facts = [subject.facts[fact_id] for fact_id in fact_ids]
        return cls(
            facts=tuple(fact_ids),
            linked=frozenset(linked(facts)),
            moments=frozenset(
                moment for fact in facts for moment in moments_of(fact, subject.bank)
            ),
            rights=rights_of(item, subject),
            words=asking_words(item, subject),
            is_order=item.type == "ordering",
            asks_how_much=asks_how_much(item, facts, subject.language),
            asks_for_all=folded(spoken(item.prompt)) if item.type == "multiple-response" else "",
            texts=tuple(telling_texts(item)),
            answers=tuple(answers_of(item)),
        )


Profiles = dict[str, _Profile]
"""Item id -> what has been found out about it, to be kept while forms are tried."""


class _Asked:
    """Facts that are asked about, with all that tells of them."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.facts: set[str] = set()
        self._linked: set[str] = set()
        self.moments: set[tuple[str, str]] = set()

    def add(self, profile: _Profile) -> None:
        """Add the facts of an item."""
        self.facts.update(profile.facts)
        self._linked |= profile.linked
        self.moments |= profile.moments

    def has_any(self, profile: _Profile) -> bool:
        """Tell whether an item asks about one of these facts, or of what tells of it."""
        return not (
            self._linked.isdisjoint(profile.facts)
            and self.facts.isdisjoint(profile.linked)
            and self.moments.isdisjoint(profile.moments)
        )


class Together:
    """Items of one form as they are put together: whether one more may join them."""

    def __init__(
        self, subject: Subject, around: Iterable[str] = (), profiles: Profiles | None = None
    ) -> None:
        """Begin a form, of which stands what is `around` its items."""
        self.subject = subject
        self._ids: set[str] = set()
        self._asked = _Asked()
        self._in_order = _Asked()
        """What is put in order, and that alone."""
        self._asked_for_all: set[str] = set()
        self._by_right: defaultdict[str, list[_Profile]] = defaultdict(list)
        self._texts: Texts[Item | None] = Texts()
        self._answers: Phrases[Item] = Phrases()
        self._lengths = KeyLengths()
        self._camps: Counter[str] = Counter()
        self._profiles: Profiles = {} if profiles is None else profiles
        for text in dict.fromkeys(around):
            self._texts.add(text, None)

    @property
    def facts(self) -> set[str]:
        """The facts that are asked about."""
        return self._asked.facts | self._in_order.facts

    def add(self, item: Item) -> None:
        """Add an item, whether it may join or not."""
        self._add(item, self._profile(item))
        self._camps.update(camps_of([item], self.subject))

    def add_of_another(self, item: Item) -> None:
        """Add an item of another topic: it shares no fact with any of this one, and no debate."""
        self._add(item, _Profile.of(item, (), self.subject))

    def _add(self, item: Item, profile: _Profile) -> None:
        self._ids.add(item.id)
        (self._in_order if profile.is_order else self._asked).add(profile)
        self._asked_for_all.add(profile.asks_for_all)
        for right in {*profile.rights}:
            self._by_right[right].append(profile)
        for text in profile.texts:
            self._texts.add(text, item)
        for answer in profile.answers:
            self._answers.add(answer, item)
        self._lengths.add(item)

    def is_free(
        self, item: Item, *, whatever_its_length: bool = False, beside_order: bool = False
    ) -> bool:
        """Tell whether an item may join: no fact twice, no cue, no likeness.

        How long answers are that somebody wrote by hand may be left to him. A fact that is put in
        order is asked about once more only `beside_order`.
        """
        profile = self._profile(item)
        return not (
            item.id in self._ids
            or self._shares_a_fact(
                profile, beside_order=beside_order and self.asks_what_is_in_order(item)
            )
            or bool(profile.asks_for_all and profile.asks_for_all in self._asked_for_all)
            or self._is_near(profile)
            or self._is_told(item, profile)
            or self._tells(item, profile)
            or (not whatever_its_length and self._lengths.told_with(item))
        )

    def keeps_balance(self, item: Item) -> bool:
        """Tell whether the claims and positions come from several sides if an item joins.

        What takes nothing from the balance may always join.
        """
        added = Counter(camps_of([item], self.subject))
        return not added or not leans(self._camps + added, self.subject)

    def _profile(self, item: Item) -> _Profile:
        told = told_on(item.figure)  # what is given depends on what else the sheet asks
        name = "/".join((item.id, *told))
        found = self._profiles.get(name)
        if found is None:
            facts = (*item.facts, *told)
            found = self._profiles[name] = _Profile.of(item, facts, self.subject)
        return found

    def is_at_taken_place(self, item: Item) -> bool:
        """Tell whether none of an item's facts is asked about, but one is told in the same place.

        A source that has the same `at` for all facts would let a form have one item.
        """
        places = [
            place_of(self.subject.facts[fact_id], self.subject.bank) for fact_id in item.facts
        ]
        held = (self._asked, self._in_order)
        return all(each.facts.isdisjoint(item.facts) for each in held) and not all(
            each.moments.isdisjoint(places) for each in held
        )

    def asks_what_is_in_order(self, item: Item) -> bool:
        """Tell whether an item asks for the date or number of what is put in order.

        Neither tells the other, so the fact may have both where there are too few for one each.
        """
        profile = self._profile(item)
        return profile.asks_how_much and self._in_order.facts.issuperset(profile.facts)

    def _shares_a_fact(self, profile: _Profile, *, beside_order: bool) -> bool:
        return self._asked.has_any(profile) or (
            not beside_order and self._in_order.has_any(profile)
        )

    def _is_near(self, profile: _Profile) -> bool:
        """Tell whether the prompt is like that of one that the same answers (see `nearness`)."""
        key = profile.rights[0]
        return any(
            (right == key or other.rights[0] == right)
            and likeness(profile.words, other.words) >= NEAR_STEM
            for right in profile.rights
            for other in self._by_right.get(right, ())
        )

    def _is_told(self, item: Item, profile: _Profile) -> bool:
        """Tell whether something that stands there gives the item's answer away."""
        return any(
            tells(text, item, self.subject)
            if giver is None
            else gives_away(giver, item, self.subject)
            for answer in profile.answers
            for text, giver in self._texts.holding(answer)
        )

    def _tells(self, item: Item, profile: _Profile) -> bool:
        """Tell whether an item gives away the answer of one that stands there."""
        askers = (asker for text in profile.texts for asker in self._answers.in_(text))
        return any(gives_away(item, asker, self.subject) for asker in askers)


def pairs_that_tell(items: Sequence[Item], subject: Subject) -> Iterator[tuple[Item, Item]]:
    """Yield each item with another one whose answer it gives away, in their order."""
    answers: Phrases[int] = Phrases()
    for place, item in enumerate(items):
        for answer in answers_of(item):
            answers.add(answer, place)
    for place, giver in enumerate(items):
        found = {other for text in telling_texts(giver) for other in answers.in_(text)} - {place}
        for other in sorted(found):
            if gives_away(giver, items[other], subject):
                yield giver, items[other]


def linked(facts: Iterable[Fact]) -> set[str]:
    """Return the ids of facts, and of what they say is right too or has taken their place."""
    return {
        link for fact in facts for link in (fact.id, *fact.also_right, fact.superseded_by) if link
    }


def place_of(fact: Fact, bank: Bank) -> tuple[str, str]:
    """Return where a fact stands: a passage of a text that the bank has a copy of, else itself.

    What stands in one passage tells of all that stands there. The row of a table, the page of a
    book or "unit 3" is no passage: it only says where to look.
    """
    source = bank.sources.get(fact.source)
    return (fact.source, fact.at) if source and source.text and fact.at else ("", fact.id)


def moments_of(fact: Fact, bank: Bank) -> Iterator[tuple[str, str]]:
    """Yield what a fact tells of: a passage of a source, and what somebody did on a day.

    Two facts that share one of these tell of one another.
    """
    yield place_of(fact, bank)
    match fact.claim:
        case Statement(speaker=person, date=date) | Event(actor=person, date=date):
            people, day = [person], date
        case Position(actor=person, for_=government):
            people, day = [person, government], fact.held_on
        case _:
            return
    if day and day.precision == "day":
        yield from ((person, day.text) for person in people if person)
