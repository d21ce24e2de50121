"""A bank with its language and wordings, and every way into it that makers and rules ask for.

It is made once, after reading, and each lookup is worked out once, when it is first used.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from quizgen.bank.bank import Bank, Unit
from quizgen.bank.dates import FAR_OFF, LONG_AGO, Date
from quizgen.bank.facts import (
    AskedKind,
    Claim,
    Event,
    Fact,
    Kind,
    Position,
    Property,
    Quantity,
    Statement,
    Term,
)
from quizgen.bank.texts import texts_by_holder
from quizgen.content import Run, Text
from quizgen.errors import Where
from quizgen.figure.maps import map_of_bank
from quizgen.figure.readings import scales_to_read
from quizgen.judge.arguments import Arguments
from quizgen.judge.distances import (
    APART,
    FARTHEST_STEPS,
    LEAST_MARGIN_DAYS,
    WINDOW_MARGIN,
    bounds_of,
    difference_of,
    years_apart,
)
from quizgen.judge.fit import in_measure, told_by_year
from quizgen.judge.phrases import Phrases
from quizgen.judge.properties import Properties
from quizgen.judge.sameness import Sameness
from quizgen.judge.siblings import Siblings
from quizgen.judge.spans import Span, events_before, skips_zero, span_between
from quizgen.judge.texts import as_quoted, folded, quotations_in
from quizgen.language.dates import say_date, say_on_date
from quizgen.language.people import cite, list_source
from quizgen.language.quantities import (
    say_compared,
    say_in_sentence,
    say_of,
    say_span,
    say_value,
    units_of,
)
from quizgen.language.variables import fact_variables, limit_variables, source_variables
from quizgen.language.wording import render
from quizgen.language.words import Language
from quizgen.quiz.figures import Map, Scale
from quizgen.quiz.item import Citation
from quizgen.quiz.wording import Wording
from quizgen.values import dataclass

K = TypeVar("K")

OPENING_WORDS = 3
"""DIS-7: within so many words from the start stands what a statement is about. Ours."""


SPAN_SLOTS = (
    *("before_what", "before_is_heading", "before_place", "before_date", "before_on_date"),
    *("span", "span_unit", "has_no_zero"),
)
"""What a wording may say of the time since another event: since which, and how much."""

REPLY_SLOTS = ("according_to", "source_date", "as_of")
"""What a wording may say of the fact that speaks against one: `reply_according_to` ..."""
REPLY_SLOTS_OF: Mapping[Kind, tuple[str, ...]] = {
    "statement": (
        "speaker",
        "speaker_apposed",
        "is_author",
        "source_called",
        "verb",
        "verb_on_date",
        "gist",
        "date",
        "on_date",
    ),
    "quantity": ("says", "value"),
}
"""The same by kind, beside these."""


DAYS_OF_AN_AGE = 3652
"""Dates are found by the ages that they touch: ten years or so each."""


@dataclass(frozen=True)
class Subject:
    """What is asked about: a bank, and the words in which it is asked."""

    bank: Bank
    language: Language
    wordings: Mapping[AskedKind, tuple[Wording, ...]] = field(default_factory=dict)
    """The ways to ask about each kind of fact, and about places."""
    today: Date | None = None
    """Set by `check` alone: what is built never depends on the clock."""

    @cached_property
    def stop_words(self) -> frozenset[str]:
        """Words that carry no meaning of their own."""
        return frozenset(self.language.stop_words)

    def bare(self, text: str) -> str:
        """Return a text as answers are compared: without what is trifling in how it is written."""
        return self.sameness.bare(text)

    @cached_property
    def sameness(self) -> Sameness:
        """What says the same in its language."""
        return Sameness(self.language)

    @cached_property
    def bare_names(self) -> frozenset[str]:
        """The names of all people of the bank, as answers are compared."""
        return frozenset(self.bare(person.name) for person in self.bank.people.values())

    @cached_property
    def loaded_words(self) -> Phrases[str]:
        """The words that judge, as they are compared."""
        words: Phrases[str] = Phrases()
        for word in dict.fromkeys(map(folded, self.bank.loaded_words)):
            words.add(word, word)
        return words

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """Every unit by its key: the language's, and the bank's, which win."""
        return units_of(self.bank, self.language)

    def citation(self, source_id: str) -> Citation:
        """Return a source as items cite it."""
        found = self._citations.get(source_id)
        if found is None:
            source = self.bank.sources[source_id]
            found = self._citations[source_id] = Citation(
                source=source_id,
                text=cite(source, self.language),
                listed=list_source(source, self.language),
            )
        return found

    def citations(self, source_ids: Iterable[str]) -> tuple[Citation, ...]:
        """Return sources as items cite them, each once; a fact without a source cites none."""
        return tuple(map(self.citation, dict.fromkeys(filter(None, source_ids))))

    @cached_property
    def _citations(self) -> dict[str, Citation]:
        return {}

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact by its id."""
        return {fact.id: fact for fact in self.bank.facts}

    @cached_property
    def by_kind(self) -> Mapping[Kind, tuple[Fact, ...]]:
        """Facts in use, by kind: what siblings are taken from."""
        return _grouped((fact.kind, fact) for fact in self.bank.facts if fact.is_current)

    @cached_property
    def statements_of(self) -> Mapping[str, tuple[Fact, ...]]:
        """Statements by their speaker."""
        return _grouped(
            (fact.claim.speaker, fact)
            for fact in self.bank.facts
            if isinstance(fact.claim, Statement)
        )

    @cached_property
    def first_person(self) -> frozenset[str]:
        """The words by which several speak of themselves."""
        return frozenset(map(folded, self.language.first_person))

    @cached_property
    def said_of_themselves(self) -> frozenset[str]:
        """Statements that speak of the country or body for which their speaker speaks, by id.

        "Canada attached no conditions" is Canada's to say. The name stands in front, as what the
        sentence is about: of a country that is spoken of further on, anybody might speak.
        """
        return frozenset(
            fact.id
            for speaker, facts in self.statements_of.items()
            if (names := self._own_names(speaker))
            for fact in facts
            if isinstance(fact.claim, Statement)
            and not names.isdisjoint(_runs(_as_written(fact.claim.gist)[:OPENING_WORDS]))
        )

    def _own_names(self, person_id: str) -> frozenset[tuple[str, ...]]:
        """Return the names of what somebody speaks for: his country's, and those of his office."""
        person, titles = self.bank.people[person_id], self._names_of_countries
        countries = {person.country, *(office.country for office in person.offices)} - {""}
        names = [name for country in countries for name in titles.get(country, ())]
        if person.kind == "institution":
            names += [person.name, *person.spellings]
        office_words = (word for office in person.offices for word in office.office.split())
        names += [word for word in office_words if word[:1].isupper()]
        split = map(_as_written, names)
        articles = self.language.first_words
        return frozenset(
            tuple(words[1:] if len(words) > 1 and words[0] in articles else words)
            for words in split
        )

    @cached_property
    def _names_of_countries(self) -> Mapping[str, tuple[str, ...]]:
        """Country -> the names of those that stand for all of it."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for person in self.bank.people.values():
            if person.class_ == "institution" and person.country:
                found[person.country] += (person.name, *person.spellings)
        return {country: tuple(names) for country, names in found.items()}

    @cached_property
    def kept_apart(self) -> Mapping[str, frozenset[str]]:
        """For a fact, those never set against it as right and wrong: `not_beside`, both ways."""
        pairs = {
            (fact.id, other)
            for fact in self.bank.facts
            for named in fact.not_beside
            for other in (
                [named]
                if named in self.facts  # else it names a speaker, and means all of their statements
                else [statement.id for statement in self.statements_of.get(named, ())]
            )
        }
        groups: defaultdict[str, set[str]] = defaultdict(set)
        for fact_id, other_id in pairs:
            groups[fact_id].add(other_id)
            groups[other_id].add(fact_id)
        return {fact_id: frozenset(others) for fact_id, others in groups.items()}

    @cached_property
    def arguments(self) -> Arguments:
        """Who speaks against whom."""
        return Arguments(self.bank.facts)

    @cached_property
    def explained(self) -> tuple[Fact, ...]:
        """The facts in use for which their source gives a reason."""
        return tuple(fact for fact in self.bank.facts if fact.because_of and fact.is_current)

    def may_hedge(self, word: str) -> bool:
        """Tell whether a word may leave something open, by the bank or by the language."""
        return folded(word) in self._hedging

    @cached_property
    def _hedging(self) -> frozenset[str]:
        said = (
            word
            for fact in self.bank.facts
            if isinstance(fact.claim, Statement)
            for hedge in fact.claim.hedges
            for word in hedge.word.split()
        )
        return frozenset(map(folded, (*said, *self.language.vague_words)))

    @cached_property
    def siblings(self) -> Siblings:
        """Where wrong answers are taken from."""
        return Siblings(self.by_kind)

    @cached_property
    def scales(self) -> Mapping[str, Scale]:
        """Fact id -> the scale that its number can be read off."""
        return scales_to_read(self.by_kind.get("quantity", ()), self.units, self.language)

    @cached_property
    def map(self) -> Map | None:
        """The map of all places, to measure on; None where the bank has no two near enough."""
        return map_of_bank(self.bank, self.units, self.language)

    def variables(self, fact: Fact, aspect: str = "") -> Mapping[str, object]:
        """Return what a wording may say of a fact; beside its own, what it is compared with.

        Of a position that is asked about one aspect, the limit in that aspect too.
        """
        found = self._variables.get(fact.id)
        if found is None:
            found = {
                **self.own_variables(fact),
                **self._what_it_was(fact),
                **self._what_is_smaller(fact),
                **self._what_came_before(fact),
                **self._what_answers_it(fact),
                "in_measure": fact.id in self._in_measure,
                "year_tells": fact.id in self._told_by_year,
                **self._what_else_has_it(fact),
            }
            self._variables[fact.id] = found
        if aspect and isinstance(fact.claim, Position):
            return {**found, **limit_variables(fact.claim, aspect, self.bank)}
        return found

    @cached_property
    def _variables(self) -> dict[str, Mapping[str, object]]:
        return {}

    def own_variables(self, fact: Fact) -> Mapping[str, object]:
        """Return what a card may say of a fact, whatever others there are."""
        found = self._own_variables.get(fact.id)
        if found is None:
            of_source = self._source_variables.get(fact.source)
            if of_source is None:
                of_source = source_variables(fact.source, self.bank, self.language)
                self._source_variables[fact.source] = of_source
            found = fact_variables(fact, self.bank, self.language, of_source)
            self._own_variables[fact.id] = found
        return found

    @cached_property
    def _source_variables(self) -> dict[str, Mapping[str, object]]:
        return {}

    @cached_property
    def _own_variables(self) -> dict[str, Mapping[str, object]]:
        return {}

    @cached_property
    def _in_measure(self) -> frozenset[str]:
        """The facts whose speaker is asked for without options, none of them too often (CUE-3)."""
        return in_measure(
            fact
            for fact in self.by_kind.get("statement", ())
            if not (fact.also_right or fact.also_right_text or self.bank.is_by_author(fact))
        )

    @cached_property
    def _told_by_year(self) -> frozenset[str]:
        """The statements whose year is one speaker's alone, as far as anybody is asked for."""
        statements = self.by_kind.get("statement", ())
        return told_by_year(fact for fact in statements if not self.bank.is_by_author(fact))

    def _what_it_was(self, fact: Fact) -> dict[str, object]:
        """Return what a position was before, as variables; empty if it was nothing else."""
        earlier = self.earlier_position(fact)
        if earlier is None or not isinstance(earlier.claim, Position):
            return {"earlier_stance": "", "earlier_as_of": ""}
        stances = self.bank.issues[earlier.claim.issue].stances
        return {
            "earlier_stance": stances[earlier.claim.stance],
            "earlier_as_of": say_date(earlier.as_of, self.language),
        }

    def _what_is_smaller(self, fact: Fact) -> dict[str, object]:
        """Return the next smaller thing, its size and the difference; empty without one."""
        smaller = self.next_smaller.get(fact.id)
        match fact.claim, smaller and smaller.claim:
            case Quantity(value=Decimal() as value) as claim, Quantity(
                value=Decimal() as less
            ) as other:
                unit = self.units[claim.unit]
                return {
                    "smaller_subject": other.subject,
                    "smaller_measured": say_compared(other)["measured"],
                    "that_of_smaller": say_compared(other)["that_of"],
                    "smaller_value": say_value(less, unit, self.language),
                    "smaller_says": say_of(
                        other, say_in_sentence(other, self.units, self.language), self.language
                    ),
                    "difference": say_value(difference_of(value, less), unit, self.language),
                }
            case _:
                return dict.fromkeys(
                    (
                        "smaller_subject",
                        "smaller_measured",
                        "that_of_smaller",
                        "smaller_value",
                        "smaller_says",
                        "difference",
                    ),
                    "",
                )

    def _what_came_before(self, fact: Fact) -> dict[str, object]:
        """Return the event that time is counted from, and how much; empty without one."""
        if not isinstance(fact.claim, Event):
            return {}
        earlier, span = self.events_before.get(fact.id), self.span_before(fact)
        if not earlier or not span or not isinstance(earlier.claim, Event) or not fact.dated:
            return dict.fromkeys(SPAN_SLOTS, "")
        return {
            "before_what": earlier.claim.what,
            "before_is_heading": earlier.claim.heading,
            "before_place": earlier.claim.place,
            "before_date": say_date(earlier.claim.date, self.language),
            "before_on_date": say_on_date(earlier.claim.date, self.language),
            "span": say_span(span.count, span.unit, self.language),
            "span_unit": self.language.time_units[span.unit].many,
            "has_no_zero": skips_zero(earlier.claim.date, fact.dated),
        }

    def span_before(self, fact: Fact) -> Span | None:
        """Return how much time passed since the event that it is counted from."""
        earlier = self.events_before.get(fact.id)
        if earlier is None or earlier.dated is None or fact.dated is None:
            return None
        return span_between(earlier.dated, fact.dated)

    @cached_property
    def events_before(self) -> Mapping[str, Fact]:
        """For an event, the one before it that time is counted from; see `spans.events_before`."""
        if not self.language.time_units:
            return {}
        events = self.by_kind.get("event", ())
        return events_before(
            fact
            for fact in events
            if all(other.dated == fact.dated for other in self.told_alike(fact))
        )

    def _what_else_has_it(self, fact: Fact) -> dict[str, object]:
        """Return whether other things have the value of a property too, as variables."""
        if not isinstance(fact.claim, Property):
            return {}
        return {
            "is_shared_value": self.properties.is_shared(fact),
            "tells_itself": self.properties.tells_itself(fact),
            "subject_says_it": self.properties.is_in_subject(fact),
        }

    def _what_answers_it(self, fact: Fact) -> dict[str, object]:
        """Return what is said against a claim, as variables; empty where nothing is."""
        replies = self.arguments.replies_of.get(fact.id, ())
        names = (*REPLY_SLOTS, *REPLY_SLOTS_OF.get(fact.kind, ()))
        if not replies:
            return {"point": "", **{f"reply_{name}": "" for name in names}}
        reply = self.own_variables(replies[0].fact)
        return {"point": replies[0].point, **{f"reply_{name}": reply[name] for name in names}}

    def say(
        self,
        template: str,
        fact: Fact,
        where: Where,
        slots: Mapping[str, object] | None = None,
        aspect: str = "",
    ) -> Text:
        """Return a template said of a fact, of a position perhaps of one aspect of its scope.

        `slots` take the place of the fact's own values.

        Raises TemplateError at `where` for a template that cannot be used.
        """
        variables = self.variables(fact, aspect)
        return render(template, {**variables, **slots} if slots else variables, where)

    @cached_property
    def dated(self) -> Mapping[Date, tuple[Fact, ...]]:
        """Events and statements by their date."""
        return _grouped(
            (fact.claim.date, fact)
            for fact in self.bank.facts
            if isinstance(fact.claim, Event | Statement) and fact.claim.date
        )

    def dated_at(self, date: Date) -> Iterator[Fact]:
        """Yield events and statements of a day or month, or what may have been at a longer date."""
        if date.precision in ("day", "month"):
            yield from self.dated.get(date, ())
            return
        ages = range(date.first // DAYS_OF_AN_AGE, date.last // DAYS_OF_AN_AGE + 1)
        near = {found: None for age in ages for found in self._dates_by_age.get(age, ())}
        for found in near:
            if not found.is_apart(date):
                yield from self.dated[found]

    @cached_property
    def _dates_by_age(self) -> Mapping[int, tuple[Date, ...]]:
        """The dates of events and statements by the ages that they touch, but for open ones."""
        ages: dict[int, list[Date]] = {}
        for date in self.dated:
            if not date.is_open:
                for age in range(date.first // DAYS_OF_AN_AGE, date.last // DAYS_OF_AN_AGE + 1):
                    ages.setdefault(age, []).append(date)
        return {age: tuple(dates) for age, dates in ages.items()}

    def window(self, right: Date) -> tuple[int, int]:
        """Return the first and the last day that a date wrong beside this one may be (DIS-3)."""
        first, last = self._dated_within
        margin = max(int((last - first) * WINDOW_MARGIN), LEAST_MARGIN_DAYS)
        if years := years_apart(right):
            margin = max(margin, years * FARTHEST_STEPS * 366)
        end = self.bank.as_of.last if self.bank.as_of else FAR_OFF
        return first - margin, min(last + margin, end)

    @cached_property
    def _dated_within(self) -> tuple[int, int]:
        """The first and the last day of what the bank dates."""
        claims = (fact.claim for fact in self.bank.facts)
        values = (date for claim in claims if isinstance(claim, Property) for date in claim.dates)
        dates = [date for date in (*self.dated, *values) if not date.is_open]
        if not dates:
            return LONG_AGO, FAR_OFF
        return min(date.first for date in dates), max(date.last for date in dates)

    def right_texts(self, fact: Fact, *, is_beyond: bool) -> frozenset[str]:
        """Return the texts that a fact's author holds to be right, bare.

        Of what goes beyond what it tells, accepted answers to that say nothing.
        """
        found = self._right_texts.get((fact.id, is_beyond))
        if found is None:
            accepted = () if is_beyond else fact.accept
            found = frozenset(map(self.bare, (*fact.also_right_text, *accepted)))
            self._right_texts[fact.id, is_beyond] = found
        return found

    @cached_property
    def _right_texts(self) -> dict[tuple[str, bool], frozenset[str]]:
        return {}

    def rivals(self, fact: Fact) -> Iterator[Fact]:
        """Yield facts in use that might be asked about in the same words and answered otherwise."""
        match fact.claim:
            case Statement() as claim:
                occasion = claim.speaker, claim.date
                alike: Iterable[Fact] = (*self.told_alike(fact), *self._occasions[occasion])
            case Event(date=date):
                alike = (
                    *self.told_alike(fact),
                    *(it for it in self.dated[date] if it.kind == fact.kind),
                )
            case Quantity() as claim:
                alike = self.quantities_of[self.measured(claim)]
            case Position() as claim:
                alike = self.positions_of[claim.actor, claim.issue]
            case Term() as claim:
                alike = (
                    *self.terms_of[self.bare(claim.term)],
                    *self.terms_by_meaning[self.bare(claim.meaning)],
                )
            case Property():
                alike = self.properties.beside(fact)
        facts = {other.id: other for other in alike if other.id != fact.id and not other.retired}
        yield from facts.values()

    @cached_property
    def _occasions(self) -> Mapping[tuple[str, Date | None], tuple[Fact, ...]]:
        """Statements by who made them and when."""
        return _grouped(
            ((fact.claim.speaker, fact.claim.date), fact)
            for fact in self.bank.facts
            if isinstance(fact.claim, Statement)
        )

    def told_alike(self, fact: Fact) -> tuple[Fact, ...]:
        """Return a statement or event with those that the bank tells in the same words."""
        found = self._told_alike.get(fact.id)
        if found is None:
            tellings = map(self.bare, _tellings(fact.claim))
            facts = {told.id: told for words in tellings for told in self._by_telling[words]}
            found = (fact, *(told for told in facts.values() if told.id != fact.id))
            self._told_alike[fact.id] = found
        return found

    @cached_property
    def _told_alike(self) -> dict[str, tuple[Fact, ...]]:
        return {}

    @cached_property
    def _by_telling(self) -> Mapping[str, tuple[Fact, ...]]:
        """Statements and events by each form that their words have."""
        return _grouped(
            (self.bare(words), fact) for fact in self.bank.facts for words in _tellings(fact.claim)
        )

    @cached_property
    def quotations(self) -> frozenset[str]:
        """Every quotation of the bank, joined as it is printed, in the form that rules compare."""
        claims = [fact.claim for fact in self.bank.facts if isinstance(fact.claim, Statement)]
        quoted = [" … ".join(claim.quote) for claim in claims if claim.quote]
        hedged = [hedge.said for claim in claims for hedge in claim.hedges]
        return frozenset(map(as_quoted, (*quoted, *hedged)))

    @cached_property
    def quoted(self) -> frozenset[str]:
        """What may stand in quotation marks: quotations, and what the bank's own texts put in them.

        A title or a nickname is nobody's speech, and what stands in one text of a bank may be part
        of a wrong answer to a question about another.
        """
        texts = (text for _, texts in texts_by_holder(self.bank) for text in texts)
        own = (quotation for text in texts for quotation in quotations_in((Run(text),)))
        return self.quotations | frozenset(map(as_quoted, own))

    @cached_property
    def positions_of(self) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
        """Positions by actor and issue; a government's are those of who speaks for it, too."""
        return _grouped(
            ((person, fact.claim.issue), fact)
            for fact in self.bank.facts
            if isinstance(fact.claim, Position)
            for person in dict.fromkeys((fact.claim.actor, fact.claim.for_))
            if person
        )

    def positions_beside(self, claim: Position) -> tuple[Fact, ...]:
        """Return what the bank has of an actor on an issue, and of whom it speaks for."""
        facts = {
            fact.id: fact
            for person in (claim.actor, claim.for_)
            for fact in self.positions_of.get((person, claim.issue), ())
        }
        return tuple(facts.values())

    def earlier_position(self, fact: Fact) -> Fact | None:
        """Return the last position before this one of the same actor, if the two stand apart.

        Else nothing has changed: who asked for something and then backed it did both. A retired
        position was never theirs.
        """
        claim = fact.claim
        if not isinstance(claim, Position):
            return None
        same = self.positions_of.get((claim.actor, claim.issue), ())
        before = (
            other for other in same if other.held_on.is_before(fact.held_on) and not other.retired
        )
        last = max(before, key=lambda other: other.held_on.last, default=None)
        issue = self.bank.issues[claim.issue]
        has_changed = (
            last
            and isinstance(last.claim, Position)
            and issue.are_apart(last.claim.stance, claim.stance)
        )
        return last if has_changed else None

    @cached_property
    def quantities_of(self) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
        """Quantities by subject and attribute, bare."""
        return _grouped(
            (self.measured(fact.claim), fact)
            for fact in self.bank.facts
            if isinstance(fact.claim, Quantity)
        )

    def measured(self, claim: Quantity) -> tuple[str, str]:
        """Return what a quantity measures, and of what, bare."""
        return self.bare(claim.subject), self.bare(claim.attribute)

    def in_unit(self, value: Decimal, unit: str, wanted: str) -> Decimal | None:
        """Return a value in another unit; None where nothing says how the two convert."""
        if unit == wanted:
            return value
        if unit in self.units and (factor := self.units[unit].converts.get(wanted)):
            return value * factor
        if wanted in self.units and (factor := self.units[wanted].converts.get(unit)):
            return value / factor
        return None

    def bounds(self, claim: Quantity) -> tuple[Decimal | None, Decimal | None]:
        """Return the least and the most that such a number can be.

        By its unit, and by what the bank says of any that measures the same.
        """
        sort = (claim.class_, claim.attribute, claim.unit)
        found = self._bounds.get(sort)
        if found is None:
            alike = [fact.claim for fact in self.quantities_like.get(sort, ())]
            declared = [each for each in (claim, *alike) if isinstance(each, Quantity)]
            least, most = self._bounds_of_unit(claim.unit)
            leasts = [least, *(each.least for each in declared)]
            mosts = [most, *(each.most for each in declared)]
            found = self._bounds[sort] = (
                max((end for end in leasts if end is not None), default=None),
                min((end for end in mosts if end is not None), default=None),
            )
        return found

    def _bounds_of_unit(self, unit: str) -> tuple[Decimal | None, Decimal | None]:
        found = self._by_unit.get(unit)
        if found is None:
            known = (
                end
                for fact in self.bank.facts
                if isinstance(fact.claim, Quantity) and fact.claim.unit == unit
                for end in (fact.claim.value, fact.claim.low, fact.claim.high)
                if end is not None
            )
            found = self._by_unit[unit] = bounds_of(self.units[unit], known)
        return found

    @cached_property
    def _bounds(self) -> dict[tuple[str, str, str], tuple[Decimal | None, Decimal | None]]:
        return {}

    @cached_property
    def _by_unit(self) -> dict[str, tuple[Decimal | None, Decimal | None]]:
        return {}

    @cached_property
    def quantities_like(self) -> Mapping[tuple[str, str, str], tuple[Fact, ...]]:
        """Quantities by their class, attribute and unit."""
        return _grouped(
            ((fact.claim.class_, fact.claim.attribute, fact.claim.unit), fact)
            for fact in self.bank.facts
            if isinstance(fact.claim, Quantity)
        )

    @cached_property
    def next_smaller(self) -> Mapping[str, Fact]:
        """For a quantity, the next smaller thing that its source measures alike, clearly smaller.

        Only plain values are compared: "at least" and "over" say nothing of a difference. Nor is
        anything compared that its source measures twice, for nobody would know which is meant.
        """
        measured = [
            ((fact.source, claim.class_, claim.attribute, claim.unit), claim.value, fact.id)
            for fact in self.by_kind.get("quantity", ())
            if isinstance(claim := fact.claim, Quantity)
            and claim.value is not None
            and claim.qualifier == "exact"
            and not claim.by
            and not self.is_measured_otherwise(fact, claim)
        ]
        return {
            larger_id: self.facts[smaller_id]
            for (sort, less, smaller_id), (larger_sort, value, larger_id) in pairwise(
                sorted(measured)
            )
            if sort == larger_sort and value - less >= value * APART
        }

    def is_measured_otherwise(self, fact: Fact, claim: Quantity) -> bool:
        """Tell whether the same source gives the same thing another size, too."""
        return any(
            isinstance(other.claim, Quantity)
            and other.source == fact.source
            and not other.retired
            and other.claim.value != claim.value
            for other in self.quantities_of[self.measured(claim)]
        )

    @cached_property
    def terms_of(self) -> Mapping[str, tuple[Fact, ...]]:
        """Terms by the term, bare."""
        return _grouped(
            (self.bare(fact.claim.term), fact)
            for fact in self.bank.facts
            if isinstance(fact.claim, Term)
        )

    @cached_property
    def properties(self) -> Properties:
        """Which thing has what, by the properties of the bank."""
        return Properties(self.bank, self.language, self.sameness)

    @cached_property
    def terms_by_meaning(self) -> Mapping[str, tuple[Fact, ...]]:
        """Terms by what they mean, bare; what is accepted of a translation is a meaning too."""
        return _grouped(
            (meaning, fact)
            for fact in self.bank.facts
            for meaning in dict.fromkeys(map(self.bare, meanings_of(fact)))
        )


def meanings_of(fact: Fact) -> tuple[str, ...]:
    """Return what a term means; what is accepted of a translation is another meaning of it."""
    if not isinstance(fact.claim, Term):
        return ()
    is_translation = fact.claim.relation == "translates"
    return (fact.claim.meaning, *(fact.accept if is_translation else ()))


def _as_written(text: str) -> list[str]:
    """Return the words of a text in its own letters: foreign arms are no Foreign Minister's."""
    return re.findall(r"\w+", text)


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield each run of words that stand side by side.

    >>> [" ".join(run) for run in _runs(("the", "us"))]
    ['the', 'the us', 'us']
    """
    for start in range(len(words)):
        yield from (tuple(words[start:end]) for end in range(start + 1, len(words) + 1))


def _tellings(claim: Claim) -> tuple[str, ...]:
    """Return in which words a statement or event is told."""
    match claim:
        case Statement():
            texts = (claim.gist, " ".join(claim.quote))
        case Event():
            texts = (claim.what, claim.short)
        case _:
            return ()
    return tuple(filter(None, texts))


def _grouped(pairs: Iterable[tuple[K, Fact]]) -> Mapping[K, tuple[Fact, ...]]:
    groups: defaultdict[K, list[Fact]] = defaultdict(list)
    for key, fact in pairs:
        groups[key].append(fact)
    return {key: tuple(facts) for key, facts in groups.items()}
