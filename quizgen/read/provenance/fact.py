"""prove_fact: what a fact says, beside the paragraph of its `at`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from quizgen.model import (
    Bank,
    Date,
    Event,
    Fact,
    Person,
    Position,
    Quantity,
    Source,
    Statement,
    Term,
)
from quizgen.read.hints import quoted
from quizgen.read.nodes import Steps
from quizgen.read.provenance.dates import WEEKDAYS, Said, printed_dates, relative_dates, say_date_of
from quizgen.read.provenance.finding import Finding, Thing, proved, wrong
from quizgen.read.provenance.numbers import Number, is_in_unit, numbers_in
from quizgen.read.provenance.text import (
    Paragraph,
    Place,
    SourceText,
    plain,
    quoted_in,
    without_dots,
)


def prove_fact(fact: Fact, bank: Bank, texts: Mapping[str, SourceText]) -> Iterator[Finding]:
    """Yield what the texts of its sources, by source, prove of a fact."""
    return _FactProver(fact, bank, texts).findings()


@dataclass(frozen=True)
class _FactProver:
    """A fact beside the texts of its sources."""

    fact: Fact
    bank: Bank
    texts: Mapping[str, SourceText]

    @cached_property
    def text(self) -> SourceText:
        return self.texts[self.fact.source]

    @cached_property
    def source(self) -> Source:
        return self.bank.sources[self.fact.source]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        return self.text.find(self.fact.at)

    @cached_property
    def passages(self) -> tuple[Paragraph, ...]:
        """The paragraphs of `at`, and of `also_in` where it names the same source."""
        own = [self.places[0]] if len(self.places) == 1 else []
        for also in self.fact.also_in:
            found = self.text.find(also.at) if also.source == self.fact.source else ()
            own += found[:1]
        numbers = dict.fromkeys(place.paragraph for place in own)
        return tuple(self.text.paragraphs[number] for number in numbers)

    @cached_property
    def explained(self) -> str:
        return plain(self.fact.worked_out)

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
        return (
            ()
            if self.counted
            else tuple(
                said
                for part in self.passages
                for said in printed_dates(part.plain, self.source.date)
            )
        )

    @cached_property
    def counted(self) -> tuple[Said, ...]:
        """The dates that the quoted words count from the source's own."""
        return tuple(said for words in self.quoted_words for said in self._dates_in(words))

    @cached_property
    def named(self) -> tuple[Said, ...]:
        """The dates that `worked_out` names, in its own words or in words from all of the text."""
        own = printed_dates(self.unquoted, self.source.date)
        elsewhere = [
            it for words in quoted_in(self.fact.worked_out) for it in self._dates_in(words)
        ]
        date = self.source.date
        is_texts_own = re.search(r"\bdate (?:of|on|printed)\b", self.unquoted) and not own
        of_text = [Said("", ((date.first, date.last),), 0)] if is_texts_own else []
        return (*own, *elsewhere, *of_text)

    @cached_property
    def unquoted(self) -> str:
        """`worked_out` without what it quotes."""
        return re.sub(r'"[^"]*"', '""', self.explained)

    def _dates_in(self, words: str) -> Sequence[Said]:
        """Return the dates of quoted words; a weekday beside a printed date counts nothing."""
        date = self.source.date
        return printed_dates(words, date) or relative_dates(words, date)

    def findings(self) -> Iterator[Finding]:
        for number, also in enumerate(self.fact.also_in):
            if also.source in self.texts:
                text = self.texts[also.source]
                yield _locate(also.at, text.find(also.at), text, ("also_in", number, "at"))
        if self.fact.source not in self.texts:
            return
        yield _locate(self.fact.at, self.places, self.text, ("at",))
        yield from self._quotations()
        yield from self._people()
        yield from self._reach()
        if self.passages:
            yield from self._worked_out()
            yield from self._dates()
            yield from self._weekdays()
            yield from self._numbers()
            yield from self._terms()

    # ----- quotations

    def _quotations(self) -> Iterator[Finding]:
        claim = self.fact.claim
        if isinstance(claim, Statement):
            for number, span in enumerate(claim.quote):
                yield self._quotation(claim, span, ("quote", number))
        for key in (*_TEXTS, "note"):
            for words in quoted_in(getattr(claim, key, "") or getattr(self.fact, key, "")):
                if any(text.find(words) for text in self.texts.values()):
                    yield proved("quotations")
                else:
                    message = f"{quoted(words)} in {key} is in quotation marks, but in no source"
                    yield wrong("quotations", (key,), message, _near(self.text, words))

    def _quotation(self, claim: Statement, span: str, steps: Steps) -> Finding:
        """Look for a span in the paragraph of `at`, within its quotation marks."""
        pieces = [span]
        if not self.text.find(span):
            pieces = [piece for piece in re.split(r"\.{3,}", plain(span)) if piece.strip()]
        for piece in pieces:
            words = plain(piece)
            if not self.text.find(words):
                message = f"the text does not have the quotation {quoted(words)}"
                return wrong("quotations", steps, message, _near(self.text, words))
            places = [(part, start) for part in self.passages for start in part.finds(words)]
            if self.passages and not places:
                found = self.text.find(words)[0]
                part = self.text.paragraphs[found.paragraph]
                message = f"the quotation {quoted(words)} is not in the paragraph of 'at'"
                hint = f"it stands in the one that begins {_start(part)}: take 'at' from there"
                return wrong("quotations", steps, message, hint)
            is_said = any(part.is_quoted(start, start + len(words)) for part, start in places)
            is_exact = claim.wording in {"verbatim", "translated"}
            if is_exact and places and not is_said and not self._is_author(claim.speaker):
                message = f"{quoted(words)} is not within quotation marks in the text"
                hint = "they are the source's words, not the speaker's: wording: paraphrase"
                return wrong("quotations", steps, message, f"{hint}, without quote")
        return proved("quotations")

    def _is_author(self, person_id: str) -> bool:
        """Tell whether somebody wrote the text, so that all of it is in their own words."""
        source = self.source
        own = [plain(it).casefold() for it in (source.author, source.publisher, source.called)]
        names = [plain(name).casefold() for name in _names(self.bank.people[person_id])]
        return any(name in it or it in name for it in own if it for name in names)

    # ----- people

    def _people(self) -> Iterator[Finding]:
        claim = self.fact.claim
        match claim:
            case Statement():
                yield self._speaker(claim.speaker)
            case Event() if claim.actor:
                yield self._named("actor", claim.actor)
            case Position():
                yield self._named("actor", claim.actor)
            case Quantity() if claim.by:
                yield self._named("by", claim.by)
            case _:
                pass

    def _speaker(self, person_id: str) -> Finding:
        """Look for a speaker in the paragraph, by the first name too if the text has the whole."""
        found = self._named("speaker", person_id)
        person = self.bank.people[person_id]
        if found.verdict != "unproved" or not self.passages:
            return found
        if person.kind == "person" and _have_name(self.passages, person.name.split()[:1]):
            return proved("speakers")
        if any(plain(name).casefold() in self.explained.casefold() for name in _names(person)):
            return self._rests(f"speaker {quoted(person.name)}", "speakers", ("speaker",))
        message = f"speaker {quoted(person.name)} is not named in the paragraph of 'at'"
        hint = "mend the speaker, or say in worked_out, by name, how the text tells who it is"
        return wrong("speakers", ("speaker",), message, hint)

    def _named(self, key: str, person_id: str) -> Finding:
        """Look for a name in the paragraph, and in the rest of the text."""
        person = self.bank.people[person_id]
        names = [*_names(person)]
        if self._is_author(person_id) or _have_name(self.passages, names):
            return proved("speakers")
        if _have_name(self.text.paragraphs, names):
            message = f"{key} {quoted(person.name)} is named in the text, but not beside 'at'"
            return Finding("unproved", "speakers", (key,), message)
        message = f"{key} {quoted(person.name)} is not named in the text"
        hint = f"mend the {key}, or add the text's spelling to the person's spellings"
        return wrong("speakers", (key,), message, hint)

    # ----- dates

    def _reach(self) -> Iterator[Finding]:
        """Find what came after the text, and so cannot be told by it."""
        of_all = [self.fact.source, *(also.source for also in self.fact.also_in)]
        latest = max((self.bank.sources[name].date for name in of_all), key=lambda date: date.last)
        for key, date in _dates_of(self.fact):
            if key != "until" and latest.is_before(date):
                days = say_date_of(latest)
                message = f"{key} {date.text} is later than the source, which is of {days}"
                yield wrong("dates", (key,), message, "check the date, or name a later source")

    def _dates(self) -> Iterator[Finding]:
        for key, date in _dates_of(self.fact):
            if (key == "as_of" or self._is_own_view()) and self._is_as_of_source(date):
                yield proved("dates")
            elif self._is_own_view():
                message = (
                    f"{key} {date.text} is not the date of the text, in which its author speaks"
                )
                hint = f"the text is of {say_date_of(self.source.date)}"
                yield wrong("dates", (key,), message, hint)
            elif key == "until":
                yield self._until(date)
            elif not self.source.date.is_before(date):
                yield self._date(key, date)

    def _until(self, date: Date) -> Finding:
        """Look for an end; a later text may tell it, so it need not be counted from this one."""
        if any(said.proves(date) for said in (*self.printed, *self.counted)):
            return proved("dates")
        if self.explained:
            return self._rests(f"until {date.text}", "dates", ("until",))
        message = f"until {date.text} is not in the paragraph of 'at'"
        return wrong("dates", ("until",), message, "say in worked_out how it was found")

    def _is_own_view(self) -> bool:
        """Tell whether the text's author says it, who says it on the text's date."""
        claim = self.fact.claim
        return isinstance(claim, Statement) and self._is_author(claim.speaker)

    def _is_as_of_source(self, date: Date) -> bool:
        """Tell whether a date is the text's own, or a longer time around it."""
        own = self.source.date
        return date.first <= own.first and own.last <= date.last

    def _date(self, key: str, date: Date) -> Finding:
        days = say_date_of(date)
        matching = [said for said in self.printed if said.proves(date)]
        for said in matching:
            stated = said.weekday
            if stated and date.precision == "day" and WEEKDAYS[date.first.weekday()] != stated:
                right = WEEKDAYS[date.first.weekday()]
                message = f"the text says {stated}, {said.words}, but {days} was a {right}"
                hint = "keep only the month, and say why in worked_out"
                return wrong("dates", (key,), message, hint)
        if matching or any(said.proves(date) for said in self.counted):
            return proved("dates")
        if self.counted and not any(said.touches(date) for said in self.counted):
            said = self.counted[0]
            message = f"{quoted(said.words)} is {said.meaning}, and {key} is {days}"
            hint = f"counted from {say_date_of(self.source.date)}; mend {key} or worked_out"
            return wrong("dates", (key,), message, hint)
        exact = [it for it in self.counted if it.is_printed or self.source.date.precision == "day"]
        if exact:
            said = exact[0]
            message = f"{key} {date.text} says more than {quoted(said.words)}: {said.meaning}"
            return wrong("dates", (key,), message, "keep only the precision that holds")
        if self._is_printed_on_text(date):
            return proved("dates")
        if not self.explained:
            message = f"{key} {date.text} is not in the paragraph of 'at'"
            return wrong("dates", (key,), message, self._hint_of_date(date))
        if self.named and not any(said.touches(date) for said in self.named):
            message = f"{key} {date.text} fits no date of worked_out: "
            message += ", ".join(dict.fromkeys(said.meaning for said in self.named))
            return wrong("dates", (key,), message, f"mend {key} or worked_out")
        return self._rests(f"{key} {date.text}", "dates", (key,))

    def _is_printed_on_text(self, date: Date) -> bool:
        """Tell whether a date is the text's own, which it prints."""
        own = self.source.date
        is_own = self.source.date_basis == "printed" and date.text == own.text
        return is_own and bool(self.explained)

    def _hint_of_date(self, date: Date) -> str:
        own = self.source.date
        for part in self.passages:
            for said in relative_dates(part.plain, own):
                if said.proves(date):
                    words = f"worked_out: '\"{said.words}\", counted from {say_date_of(own)}'"
                    return f"if that is how it was found, add {words}"
                if said.candidates:
                    return f"{quoted(said.words)} in it is {said.meaning}"
        if self.printed:
            return f"it has {quoted(self.printed[0].words)}"
        return "say in worked_out how it was found"

    def _rests(self, what: str, thing: Thing, steps: Steps) -> Finding:
        message = f"{what} rests on worked_out alone: {self.fact.worked_out}"
        return Finding("unproved", thing, steps, message)

    def _worked_out(self) -> Iterator[Finding]:
        """Hold the words that an explanation quotes, and its own dates, against the source."""
        for words in quoted_in(self.fact.worked_out):
            if not self.text.find(words, ignore_case=True):
                message = f"worked_out quotes {quoted(words)}, which the text does not have"
                hint = _near(self.text, words) or "quote the words from which you counted"
                yield wrong("quotations", ("worked_out",), message, hint)
        for match in _COUNTED.finditer(self.unquoted):
            dates = printed_dates(self.unquoted[match.end() :], self.source.date)
            if dates and dates[0].start <= _NEAR and not self._is_own(dates[0]):
                own = say_date_of(self.source.date)
                message = f"worked_out counts from {dates[0].words}, but the source is of {own}"
                yield wrong("dates", ("worked_out",), message, "count from the source's date")
        for words in self.quoted_words:
            yield from self._weekday_in_brackets(words)

    def _is_own(self, said: Said) -> bool:
        own = self.source.date
        return said.touches(own)

    def _weekday_in_brackets(self, words: str) -> Iterator[Finding]:
        """Find a weekday in brackets that does not fit, as in "yesterday (Tuesday)"."""
        match = re.fullmatch(rf"(.+?) \(({'|'.join(WEEKDAYS)})\)", words)
        said = relative_dates(match[1], self.source.date) if match else ()
        days = [day for it in said for day, last in it.candidates if day == last]
        if match and days and all(WEEKDAYS[day.weekday()] != match[2] for day in days):
            message = f"{quoted(match[1])} is {said[0].meaning}, which was no {match[2]}"
            yield wrong("weekdays", ("worked_out",), message, "check the source's date")

    # ----- weekdays

    def _weekdays(self) -> Iterator[Finding]:
        """Look for the stated weekday, and hold each weekday beside a date against it."""
        weekday = self.fact.weekday
        if weekday:
            near = [part for part in self.passages if any(True for _ in part.finds(weekday))]
            counted = [said for said in self.counted if said.proves(_some_date(self.fact))]
            if near or (counted and self.text.find(weekday)):
                yield proved("weekdays")
            else:
                message = f"weekday {weekday} is not in the paragraph of 'at'"
                stated = [day for day in WEEKDAYS for part in self.passages if day in part.plain]
                hint = f"it has {', '.join(stated)}" if stated else "delete the line"
                yield wrong("weekdays", ("weekday",), message, hint)
        for key in ("worked_out", "note"):
            outside = re.sub(r'"[^"]*"', '""', plain(getattr(self.fact, key)))
            yield from self._weekdays_beside_dates(outside, key)

    def _weekdays_beside_dates(self, text: str, key: str) -> Iterator[Finding]:
        for said in printed_dates(text, self.source.date):
            (first, last), *_ = said.candidates
            stated = _stated_weekday(text, said)
            if not stated or first != last:
                continue
            if (right := WEEKDAYS[first.weekday()]) == stated:
                yield proved("weekdays")
            else:
                message = f"{key} says that {said.words} was a {stated}; it was a {right}"
                yield wrong("weekdays", (key,), message)

    # ----- numbers

    def _numbers(self) -> Iterator[Finding]:
        claim = self.fact.claim
        if isinstance(claim, Quantity):
            yield from self._quantity(claim)
        for key in _TEXTS:
            words: str = getattr(claim, key, "")
            if words:
                yield from self._numbers_of_text(key, plain(words))

    def _quantity(self, claim: Quantity) -> Iterator[Finding]:
        values = {"value": claim.value, "low": claim.low, "high": claim.high}
        if claim.printed:
            words = plain(claim.printed)
            if any(True for part in self.passages for _ in part.finds(words, ignore_case=True)):
                yield proved("numbers")
            else:
                message = f"printed {quoted(words)} is not in the paragraph of 'at'"
                yield wrong("numbers", ("printed",), message, _near(self.text, words))
            read = {number.value for number in numbers_in(words)}
            for key, value in values.items():
                if value is not None and value not in read:
                    message = f"printed {quoted(words)} does not say {value.normalize():f}"
                    hint = f"{key} and printed are two ways to write one number"
                    yield wrong("numbers", (key,), message, hint)
            return
        for key, value in values.items():
            if value is not None:
                yield self._number(key, value, claim.unit)
                yield from self._elsewhere(key, value, claim.unit)

    def _number(self, key: str, value: Decimal, unit: str) -> Finding:
        found = [(n, part.plain) for part in self.passages for n in numbers_in(part.plain)]
        alike = [(number, text) for number, text in found if _is_value(number, value, unit)]
        if any(is_in_unit(number, text, unit) for number, text in alike):
            return proved("numbers")
        shown = f"{value.normalize():f}"
        if any(
            value == number.value for words in self.quoted_words for number in numbers_in(words)
        ):
            return proved("numbers")
        if self.explained and any(number.value == value for number in numbers_in(self.explained)):
            return self._rests(f"{key} {shown}", "numbers", (key,))
        if alike:
            number, text = alike[0]
            message = f"{key} {shown} has another unit in the paragraph of 'at' than {unit}"
            after = text[max(number.start - 8, 0) : number.end + 20]
            return wrong("numbers", (key,), message, f"it has {quoted(after)}")
        message = f"{key} {shown} is not in the paragraph of 'at'"
        return wrong("numbers", (key,), message, _numbers_found([n for n, _ in found]))

    def _elsewhere(self, key: str, value: Decimal, unit: str) -> Iterator[Finding]:
        """Look for a number in other sources that are said to have it too."""
        for place, also in enumerate(self.fact.also_in):
            text = self.texts.get(also.source)
            found = text.find(also.at) if text else ()
            if text is None or len(found) != 1 or also.source == self.fact.source:
                continue
            numbers = numbers_in(text.paragraphs[found[0].paragraph].plain)
            if any(_is_value(number, value, unit) for number in numbers):
                yield proved("numbers")
            else:
                message = f"{key} {value.normalize():f} is not in the paragraph of this 'at'"
                steps = ("also_in", place, "at")
                yield wrong("numbers", steps, message, _numbers_found(numbers))

    def _numbers_of_text(self, key: str, text: str) -> Iterator[Finding]:
        """Look for the numbers and dates that stand in the words of a claim."""
        dates = printed_dates(text, self.source.date)
        for said in dates:
            yield self._date_in_words(key, said)
        rest = text
        for said in dates:
            rest = rest[: said.start] + " " * len(said.words) + rest[said.start + len(said.words) :]
        own = _own_values(self.fact)
        there = {n.value for part in self.passages for n in numbers_in(part.plain)}
        for number in numbers_in(rest):
            if number.value in own or number.words.casefold() in _NO_NUMBERS:
                continue
            if number.value in there:
                yield proved("numbers")
            elif any(number.value == n.value for n in numbers_in(self.explained)):
                yield self._rests(f"{quoted(number.words)} in {key}", "numbers", (key,))
            else:
                message = f"{quoted(number.words)} in {key} is not in the paragraph of 'at'"
                hint = "say in worked_out where it comes from, or leave it out"
                yield wrong("numbers", (key,), message, hint)

    def _date_in_words(self, key: str, said: Said) -> Finding:
        (first, last), *_ = said.candidates
        date = Date(said.words, "range", first, last)
        own = [date for _, date in _dates_of(self.fact)]
        if any(it.first >= first and it.last <= last for it in (*own, self.source.date)):
            return proved("dates")
        if any(it.proves(date) for it in (*self.printed, *self.counted)):
            return proved("dates")
        if self.explained:
            return self._rests(f"{quoted(said.words)} in {key}", "dates", (key,))
        message = f"{quoted(said.words)} in {key} is not in the paragraph of 'at'"
        return wrong("dates", (key,), message, self._hint_of_date(date))

    # ----- terms

    def _terms(self) -> Iterator[Finding]:
        claim = self.fact.claim
        if not isinstance(claim, Term):
            return
        yield self._term("term", [plain(claim.term), *map(plain, self.fact.accept)])
        if claim.relation == "stands-for":
            yield self._term("meaning", [plain(claim.meaning)])

    def _term(self, key: str, spelt: Sequence[str]) -> Finding:
        """Look for one of the spellings of a term, or for what it stands for."""
        if any(_has_term(part, term) for term in spelt for part in self.passages):
            return proved("terms")
        if self.explained:
            return self._rests(f"{key} {quoted(spelt[0])}", "terms", (key,))
        if key == "term" and any(
            _has_term(it, term) for term in spelt for it in self.text.paragraphs
        ):
            message = f"term {quoted(spelt[0])} is in the text, but not beside 'at'"
            return Finding("unproved", "terms", (key,), message)
        message = f"{key} {quoted(spelt[0])} is not in the text"
        return wrong("terms", (key,), message, _near(self.text, spelt[0]))


_TEXTS = ("what", "short", "gist", "subject", "says", "asks", "condition", "meaning")
_SHORT_NAME = 4
"""A longer name may stand in another word: "Congress" in "congressional"."""
_LONG_TERM = 8
"""A longer term may have another ending in the text: "sheltering" and "sheltered"."""
_NO_NUMBERS = {"one", "a hundred", "a thousand", "a million"}
_COUNTED = re.compile(
    r"\b(?:counted from|(?:in|of) an? (?:\w+ )?(?:report|newsletter|essay|text|article|analysis)"
    r"(?: printed)?(?: of| on)?)\b"
)
_NEAR = 15
"""The date from which something is counted follows at once, or after a weekday."""
_WAS_A = re.compile(rf" was (?:itself )?a ({'|'.join(WEEKDAYS)})\b")
_BESIDE = re.compile(rf"\b({'|'.join(WEEKDAYS)}),? (?:the )?$")


def _stated_weekday(text: str, said: Said) -> str:
    before = _BESIDE.search(text[: said.start])
    after = _WAS_A.match(text, said.start + len(said.words))
    match = before or after
    return match[1] if match else ""


def _locate(at: str, places: Sequence[Place], text: SourceText, steps: Steps) -> Finding:
    if len(places) == 1:
        return proved("locators")
    if places:
        times = "twice" if len(places) == 2 else f"{len(places)} times"
        message = f"'at' {quoted(at)} occurs {times} in the text"
        return wrong("locators", steps, message, "lengthen it until it occurs once")
    return wrong("locators", steps, f"'at' {quoted(at)} is not in the text", _near(text, at))


def _near(text: SourceText, words: str) -> str:
    near = text.nearest(words)
    return f"did you mean '{near}'?" if near else ""


def _start(paragraph: Paragraph) -> str:
    return quoted(" ".join(paragraph.printed.split()[:8]))


def _names(person: Person) -> Iterator[str]:
    """Yield the names by which a text may call somebody."""
    yield person.name
    yield from person.spellings
    if person.kind == "person":
        yield person.name.split()[-1]


def _have_name(parts: Iterable[Paragraph], names: Sequence[str]) -> bool:
    return any(_has_name(part, name) for part in parts for name in names)


def _has_name(part: Paragraph, name: str) -> bool:
    """Tell whether a paragraph has a name, without its article; "U.S." is "US"."""
    bare = without_dots(_bare(plain(name)))
    flags = re.NOFLAG if bare == bare.upper() else re.IGNORECASE
    ending = "" if len(bare) > _SHORT_NAME else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(bare)}{ending}", part.undotted, flags) is not None


def _bare(name: str) -> str:
    """Return a name without its article."""
    return re.sub(r"^(?:the|an?) ", "", name, flags=re.IGNORECASE)


def _has_term(part: Paragraph, term: str) -> bool:
    """Tell whether a paragraph has a term; a noun also as the verb it comes from."""
    term = _bare(term)
    stem = term[:-3] if len(term) > _LONG_TERM and term.endswith(("ing", "ion")) else term
    return stem.casefold() in part.plain.casefold()


def _dates_of(fact: Fact) -> Iterator[tuple[str, Date]]:
    """Yield the dates that a fact asserts; what it leaves out is not asserted."""
    claim = fact.claim
    date = None if isinstance(claim, Position | Term) else claim.date
    if date is not None:
        yield "date", date
    if fact.as_of != date:
        yield "as_of", fact.as_of
    if isinstance(claim, Position) and claim.until is not None:
        yield "until", claim.until


def _some_date(fact: Fact) -> Date:
    return next(date for _, date in _dates_of(fact))


def _is_value(number: Number, value: Decimal, unit: str) -> bool:
    scale = {"million-usd": 10**6, "billion-usd": 10**9}.get(unit, 1)
    return not number.is_rank and number.value in {value, value * scale}


def _own_values(fact: Fact) -> frozenset[Decimal]:
    claim = fact.claim
    values = (claim.value, claim.low, claim.high) if isinstance(claim, Quantity) else ()
    return frozenset(value for value in values if value is not None)


def _numbers_found(numbers: Sequence[Number]) -> str:
    words = list(dict.fromkeys(number.words for number in numbers))
    return f"it has {', '.join(words[:8])}" if words else "it has no numbers"
