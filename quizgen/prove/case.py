"""A fact beside the texts of its sources: what they say at its place."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from quizgen.bank.bank import Bank, Person, Source
from quizgen.bank.dates import Date
from quizgen.bank.facts import Fact, Statement
from quizgen.prove.outcome import Outcome, Thing
from quizgen.prove.source_text import Paragraph, Place, SourceText, comparable, quoted_in
from quizgen.prove.text_dates import Said, printed_dates, relative_dates
from quizgen.read.dates import parse_date
from quizgen.read.nodes import Steps
from quizgen.values import dataclass

TEXTS = ("what", "short", "gist", "subject", "says", "asks", "condition", "meaning", "scope")
"""The keys of a claim that hold words of the author's own."""


def words_at(holder: object, key: str) -> str:
    """Return the words under a key of a claim or fact; of a scope all of its limits."""
    words = getattr(holder, key, "")
    return "; ".join(words.values()) if isinstance(words, Mapping) else str(words)


UNKNOWN = parse_date("2000")
"""Stands in for the date of a source that has none."""


@dataclass(frozen=True)
class Case:
    """A fact beside the texts of its sources."""

    fact: Fact
    bank: Bank
    texts: Mapping[str, SourceText]
    """By source; a source whose text cannot be had has none."""

    @cached_property
    def text(self) -> SourceText:
        """The text of its source."""
        return self.texts[self.fact.source]

    @cached_property
    def source(self) -> Source:
        """Its source."""
        return self.bank.sources[self.fact.source]

    @cached_property
    def source_date(self) -> Date:
        """Its source's date; of one that has none no date is proved, and any will do."""
        return self.source.date or UNKNOWN

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Where its `at` stands: once, if it is right."""
        return self.text.find(self.fact.at) if self.fact.at else ()

    @cached_property
    def passages(self) -> tuple[Paragraph, ...]:
        """The paragraphs of `at`, and of `also_in` where it names the same source."""
        places = [self.places[0]] if len(self.places) == 1 else []
        for also in self.fact.also_in:
            found = self.text.find(also.at) if also.source == self.fact.source else ()
            places += found[:1]
        numbers = dict.fromkeys(place.paragraph for place in places)
        return tuple(self.text.paragraphs[number] for number in numbers)

    @cached_property
    def explained(self) -> str:
        """Its `worked_out`, as texts are compared."""
        return comparable(self.fact.worked_out)

    @cached_property
    def unquoted(self) -> str:
        """`worked_out` without what it quotes."""
        return re.sub(r'"[^"]*"', '""', self.explained)

    @cached_property
    def quoted_words(self) -> tuple[str, ...]:
        """What `worked_out` quotes of the paragraph."""
        return tuple(
            words
            for words in quoted_in(self.fact.worked_out)
            if any(True for part in self.passages for _ in part.finds(words, ignore_case=True))
        )

    @cached_property
    def printed(self) -> tuple[Said, ...]:
        """The dates that the paragraph prints; of no use where others are counted from."""
        if self.counted:
            return ()
        date = self.source_date
        return tuple(
            said for part in self.passages for said in printed_dates(part.comparable, date)
        )

    @cached_property
    def counted(self) -> tuple[Said, ...]:
        """The dates that the quoted words count from the source's own."""
        return tuple(said for words in self.quoted_words for said in self._dates_in(words))

    @cached_property
    def named(self) -> tuple[Said, ...]:
        """The dates that `worked_out` names, in its own words or in words from all of the text."""
        own_dates = printed_dates(self.unquoted, self.source_date)
        elsewhere = [
            said for words in quoted_in(self.fact.worked_out) for said in self._dates_in(words)
        ]
        date = self.source_date
        is_texts_own = re.search(r"\bdate (?:of|on|printed)\b", self.unquoted) and not own_dates
        of_text = [Said("", ((date.first, date.last),), 0)] if is_texts_own else []
        return (*own_dates, *elsewhere, *of_text)

    def _dates_in(self, words: str) -> Sequence[Said]:
        """Return the dates of quoted words; a weekday beside a printed date counts nothing."""
        date = self.source_date
        return printed_dates(words, date) or relative_dates(words, date)

    def is_author(self, person_id: str) -> bool:
        """Tell whether somebody wrote the text, so that all of it is in their own words."""
        source = self.source
        credited = [
            comparable(credit).casefold()
            for credit in (source.author, source.publisher, source.called)
        ]
        names = [comparable(name).casefold() for name in names_of(self.bank.people[person_id])]
        return any(
            name in credit or credit in name for credit in credited if credit for name in names
        )

    def is_own_view(self) -> bool:
        """Tell whether the text's author says it, who says it on the text's date."""
        claim = self.fact.claim
        return isinstance(claim, Statement) and self.is_author(claim.speaker)

    def rests(self, what: str, thing: Thing, steps: Steps) -> Outcome:
        """Return that only a person can tell whether the explanation is right."""
        message = f"{what} rests on worked_out alone: {self.fact.worked_out}"
        return Outcome("unproved", thing, steps, message)


def names_of(person: Person) -> tuple[str, ...]:
    """Return the names by which a text may call somebody."""
    last = [person.name.split()[-1]] if person.kind == "person" else []
    return (person.name, *person.spellings, *last)


def near(text: SourceText, words: str) -> str:
    """Return a hint that shows the passage most like some words."""
    found = text.nearest(words)
    return f"did you mean '{found}'?" if found else "copy the words as the source has them"
