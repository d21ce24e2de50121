"""What the parts of a source, person, issue or fact must be to one another.

Each check yields flaws: the way to the value that is wrong, what is wrong, and a hint.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import assert_never

from quizgen.bank.bank import (
    OFFICE_CLASSES,
    Aspect,
    DeclaredProperty,
    HardWord,
    Issue,
    Office,
    Person,
    Source,
    Unit,
)
from quizgen.bank.dates import FAR_OFF, LONG_AGO, Date
from quizgen.bank.facts import (
    Claim,
    Event,
    Fact,
    Languages,
    Position,
    Property,
    Quantity,
    Statement,
    Term,
    texts_of,
)
from quizgen.bank.places import Place
from quizgen.errors import closest, quoted
from quizgen.ids import LANGUAGE_TAG
from quizgen.judge.leftovers import is_spreadsheet_error
from quizgen.language.sentences import is_abbreviation
from quizgen.read.dates import WEEKDAYS
from quizgen.read.nodes import Steps
from quizgen.read.schema import DECIMAL_PATTERN

Flaw = tuple[Steps, str, str]
"""The way to a value, what is wrong with it, and a hint, which may be empty."""

MOST_WORDS_OF_SHORT = 8
MOST_WORDS_OF_GAP = 7
LONGEST_PLACE = 32
SLIP = 0.8
"""So like a usual class, from 0 to 1, that it is taken for a slip of it. Ours: `ministr`."""

_IN_QUOTE = re.compile(r"[\[\](){}<>\"“”„‟«»]")
_MARKS = '"“”„‟«»'
_NUMBER = re.compile(DECIMAL_PATTERN, re.ASCII)
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")
_BLANK = re.compile(r"\{\{-?\s*(says_)?blank(_back)?\b")
ONLY_IN_CLOZE = "a blank stands in the sentence of a cloze only: leave {{ blank }} out"


def has_blank(template: str) -> bool:
    """Tell whether a template leaves a blank to write in, in whatever branch.

    >>> has_blank("On {{ blank }}, it began."), has_blank("{{ blanket }}, blank")
    (True, False)
    """
    return _BLANK.search(template) is not None


# --------------------------------------------------------------------------- around the facts


def check_found(source: Source) -> Iterator[Flaw]:
    """Check that a source can be found, by its address or in the folder of copies (SRC-1)."""
    if not source.url and not source.text:
        yield (), "the source has neither url nor text", "name the file that holds a copy: text"


def check_sourced(fact: Fact) -> Iterator[Flaw]:
    """Check that a fact, and each reason for it, says where it stands."""
    for key, found, meaning in (
        ("source", fact.source, "an id under sources"),
        ("at", fact.at, "a few words of the source that mark the place"),
    ):
        if not found:
            hint = f"{key}: {meaning}; needed since the bank says sourced: required"
            yield (), f"key {quoted(key)} is missing", hint
    for place, link in enumerate(fact.because_of):
        if not link.at:
            hint = "at: the words of the source that give the reason"
            yield ("because_of", place), "key 'at' is missing", hint


def check_source(source: Source) -> Iterator[Flaw]:
    """Check that the address of a source and the name of its copy can be used."""
    if source.url and not re.match(r"https?://[^\s/]", source.url):
        hint = "write it in full: https://example.org/page"
        yield ("url",), f"url {quoted(source.url)} is not a web address", hint
    if source.url and source.accessed is None:
        yield ("url",), "a url needs the date on which it was opened", "add accessed"
    if source.accessed is not None and not source.url:
        yield (
            ("accessed",),
            "accessed is the date of a url, and there is no url",
            "add url, or delete it",
        )
    if re.search(r"[/\\]", source.text):
        hint = "write the file's name only; the folder is given to check --sources"
        yield ("text",), f"text {quoted(source.text)} is not a file name", hint


def check_person(person: Person) -> Iterator[Flaw]:
    """Check that offices and the class of an institution are what can be compared."""
    yield from _check_class(("class",), person.class_ or "")
    for place, office in enumerate(person.offices):
        yield from _check_class(("offices", place, "class"), office.class_)
    if person.kind == "institution":
        if person.offices:
            yield ("offices",), "an institution holds no offices", "did you mean kind: person?"
        return
    for key, value in (("class", person.class_), ("country", person.country)):
        if value:
            hint = "move it there: offices: [{office: ..., class: ..., country: ...}]"
            yield (key,), f"{key} of a person stands with each office", hint
    yield from _check_offices(person.offices)


def _check_class(way: Steps, found: str) -> Iterator[Flaw]:
    """Check that a class is no slip of a usual one: it would set nobody beside its people."""
    if found and found not in OFFICE_CLASSES and (meant := closest(found, OFFICE_CLASSES, SLIP)):
        hint = f"did you mean {quoted(meant)}? for a class of your own choose another word"
        yield way, f"class {quoted(found)} is unknown", hint


def _check_offices(offices: tuple[Office, ...]) -> Iterator[Flaw]:
    for place, office in enumerate(offices):
        if office.from_ and office.until and office.until.last < office.from_.first:
            hint = "from is its first day, until its last"
            yield ("offices", place, "until"), "the office ends before it begins", hint
    order = sorted(range(len(offices)), key=lambda place: (_begin(offices[place]), place))
    for earlier, later in pairwise(order):
        if _begin(offices[later]) <= _end(offices[earlier]):
            names = f"{quoted(offices[earlier].office)} and {quoted(offices[later].office)}"
            hint = "give from and until, so that one ends before the next begins"
            yield ("offices", later), f"the offices {names} are held at the same time", hint


def _begin(office: Office) -> int:
    return office.from_.first if office.from_ else LONG_AGO


def _end(office: Office) -> int:
    return office.until.last if office.until else FAR_OFF


def check_issue(issue: Issue) -> Iterator[Flaw]:
    """Check that the question at issue is indirect and has more than one answer."""
    yield from _no_stop("text", issue.text)
    for stance, words in issue.stances.items():
        yield from within(("stances",), _no_stop(stance, words))
    if len(issue.stances) < 2:
        hint = "add another answer to the question, whether or not a fact has it"
        yield ("stances",), "an issue needs at least two stances", hint
    yield from _check_apart(issue.apart or ())
    for name, aspect in issue.scope.items():
        yield from within(("scope", name), _check_aspect(aspect))


def _check_aspect(aspect: Aspect) -> Iterator[Flaw]:
    yield from _no_stop("asks", aspect.asks)
    yield from _no_stop("says", aspect.says)
    yield from check_slots("says", aspect.says, ("value",))
    yield from _check_apart(aspect.apart)


def _check_apart(groups: tuple[tuple[str, ...], ...]) -> Iterator[Flaw]:
    """Check that each group says of at least two things that they exclude one another."""
    for place, group in enumerate(groups):
        if len({*group}) < 2:
            message = "a group of apart has fewer than two members"
            yield ("apart", place), message, "write what excludes one another: [one, other]"
        yield from _check_repeats_in(("apart", place), group)


def _check_repeats_in(base: Steps, members: tuple[str, ...]) -> Iterator[Flaw]:
    for way, message, hint in check_repeats("apart", members):
        yield (*base, way[-1]), message, hint


def check_property(declared: DeclaredProperty) -> Iterator[Flaw]:
    """Check that what is asked and said of a property has its slots, and fits into sentences."""
    of_value = () if declared.is_ == "picture" else ("value",)
    for key, slots in (
        ("asks", ("subject",)),
        ("asks_alone", ("subject",)),
        ("says", ("subject", "value")),
        ("asks_back", of_value),
        ("asks_back_all", of_value),
    ):
        if words := getattr(declared, key):
            yield from check_slots(key, words, slots)
            yield from _no_stop(key, words)
    yield from _no_start("name", declared.name, "the")
    if declared.many and declared.is_ == "picture":
        yield ("many",), "what has several pictures cannot be asked for", "delete the line"
    if declared.shared and not declared.one_to_one:
        yield (
            ("shared",),
            "several things share any value of it",
            "delete it, or add one_to_one: true",
        )
    if declared.mutual and declared.is_ != "text":
        message = f"what is a {declared.is_} is no {quoted(declared.of)}, so it cannot be mutual"
        yield ("mutual",), message, "delete the line"


def check_hard_word(hard: HardWord) -> Iterator[Flaw]:
    """Check that what a word means can stand in a list."""
    yield from _no_stop("meaning", hard.meaning)


def within(base: Steps, findings: Iterator[Flaw]) -> Iterator[Flaw]:
    """Yield findings with the way to what was checked before their own."""
    for way, message, hint in findings:
        yield (*base, *way), message, hint


def check_unit(unit: Unit) -> Iterator[Flaw]:
    """Check that the texts of a unit say where its number goes."""
    yield from check_slots("one", unit.one, ("n",), may_lack=True)
    yield from check_slots("many", unit.many, ("n",))
    for key in ("zero", "two", "few", "other"):
        if form := getattr(unit, key):
            yield from check_slots(key, form, ("n",), may_lack=key in ("zero", "two"))
    yield from check_slots("name", unit.name, ())


def check_place(place: Place) -> Iterator[Flaw]:
    """Check that a place is on the earth, and that its name has room on a map."""
    if len(place.name) > LONGEST_PLACE:
        message = f"name has {len(place.name)} letters; at most {LONGEST_PLACE} fit on a map"
        yield ("name",), message, "shorten it; what more there is to say stands under what"
    for key, most, directions in (
        ("latitude", 90, "-90 (south) to 90 (north)"),
        ("longitude", 180, "-180 (west) to 180 (east)"),
    ):
        degrees = getattr(place, key)
        if abs(degrees) > most:
            message = f"{key} {degrees:f} is not on the earth"
            yield (key,), message, f"write degrees from {directions}"


def check_places(places: Mapping[str, Place]) -> Iterator[Flaw]:
    """Check that no two places have one name, and no two points are one."""
    names: dict[str, str] = {}
    points: dict[tuple[Decimal, Decimal], str] = {}
    for key, place in places.items():
        name = place.name.casefold()
        if (first := names.setdefault(name, key)) != key:
            message = f"{quoted(place.name)} is the name of place {quoted(first)} too"
            yield (key, "name"), message, "keep one of the two, or tell them apart by their names"
        elif place.kind == "point":
            at = place.latitude.normalize(), place.longitude.normalize()
            if (first := points.setdefault(at, key)) != key:
                message = f"place {quoted(key)} lies where {quoted(first)} lies"
                yield (key, "latitude"), message, "look both up again, or keep one of the two"


def check_slots(
    key: str, text: str, slots: tuple[str, ...], may_lack: bool = False
) -> Iterator[Flaw]:
    """Check that a text has each of its slots once, and no other braces."""
    found = sorted(_BRACES.findall(text))
    if found == sorted(f"{{{slot}}}" for slot in slots) or (may_lack and not found):
        return
    wanted = " and ".join(f"{{{slot}}}" for slot in slots)
    message = f"{key} needs {wanted} once, and no other braces" if slots else f"{key} has braces"
    goes = "it goes" if len(slots) == 1 else "they go"
    hint = f"write {wanted} where {goes}; " if slots else "leave them out; "
    yield (key,), message, f"{hint}found {quoted(text)}"


# --------------------------------------------------------------------------- facts


def check_fact(fact: Fact, source: Source | None) -> Iterator[Flaw]:
    """Check that a fact agrees with itself and with its source."""
    claim = fact.claim
    match claim:
        case Statement():
            yield from _check_statement(claim, source)
        case Event():
            yield from _check_event(claim)
        case Quantity():
            yield from _check_quantity(claim)
        case Position():
            yield from _check_position(fact, claim)
        case Term():
            yield from _check_term(claim)
        case Property():
            yield from _no_stop("subject", claim.subject)
            yield from check_repeats("value", claim.value)
        case _:
            assert_never(claim)
    if failed := next(filter(is_spreadsheet_error, texts_of(claim)), ""):
        key = next(name for name, text in vars(claim).items() if text == failed or failed in text)
        hint = "write what it should say; if it is meant, add allow: {TEXT-1: why}"
        if "TEXT-1" not in fact.allow:
            yield (key,), f"{key} {quoted(failed)} is an error of a spreadsheet", hint
    if not fact.source and fact.status != "settled" and _is_the_sources(claim):
        hint = "name it: source; or leave status out, and it is printed as settled"
        yield (), f"what is {fact.status} needs a source that says so", hint
    date = fact.as_of if isinstance(claim, Position) else fact.date
    if fact.calendar and (fact.date is None or not fact.date.calendar):
        hint = "delete the line, or write the day"
        yield ("calendar",), "calendar needs a date that is a day, or several", hint
    if fact.weekday:
        yield from _check_weekday(fact.weekday, date)
    if date is not None and fact.as_of and fact.as_of.is_before(date):
        message = f"as_of {fact.as_of.text} is before the fact's date {date.text}"
        yield ("as_of",), message, "delete the line: without it as_of is the date"
    for place, distractor in enumerate(fact.distractors):
        base = ("distractors", place)
        yield from within(base, _no_stop("why_wrong", distractor.why_wrong))
        if isinstance(claim, Quantity) and not _NUMBER.fullmatch(distractor.text):
            message = f"the wrong answer {quoted(distractor.text)} to a quantity is not a number"
            from quizgen.read.numbers import number_hint  # only who has made a slip waits for it

            hint = number_hint(distractor.text)
            yield (*base, "text"), message, hint
    yield from _check_reasons(fact)
    if isinstance(claim, Term) and claim.meaning in fact.accept:
        message = f"accept has {quoted(claim.meaning)}, which is the meaning itself"
        yield ("accept", fact.accept.index(claim.meaning)), message, "delete it there"
    for key in ("tags", "accept", "also_right", "also_right_text", "not_beside", "skip", "themes"):
        members: tuple[str, ...] = getattr(fact, key)
        if len(members) > 1:
            yield from check_repeats(key, members)


def _is_the_sources(claim: Claim) -> bool:
    """Tell whether a source is who says it, if not settled: nobody else is named."""
    return isinstance(claim, Term | Event) or (isinstance(claim, Quantity) and not claim.by)


def _check_reasons(fact: Fact) -> Iterator[Flaw]:
    """Check that a reason has a question, and that its texts can stand in a sentence."""
    if fact.because_of and not fact.asks_why:
        hint = "ask for the reason: asks_why: why was the bridge closed"
        yield ("because_of",), "because_of needs asks_why", hint
    if fact.asks_why and not fact.because_of:
        hint = "add because_of with the reason, or delete the line"
        yield ("asks_why",), "asks_why has no reason to ask for", hint
    yield from _no_stop("asks_why", fact.asks_why)
    for place, link in enumerate(fact.because_of):
        yield from within(("because_of", place), _no_stop("cause", link.cause))
        for number, wrong in enumerate(link.distractors):
            way = ("because_of", place, "distractors", number)
            yield from within(way, _no_stop("why_wrong", wrong.why_wrong))
        if link.cause.startswith("because "):
            hint = "it stands alone as an answer: delete the word"
            yield ("because_of", place, "cause"), "cause starts with 'because'", hint
    for place, counter in enumerate(fact.counters):
        yield from within(("counters", place), _no_stop("point", counter.point))
    for key, names in (
        ("because_of", tuple(link.cause for link in fact.because_of)),
        ("counters", tuple(counter.fact for counter in fact.counters)),
    ):
        yield from check_repeats(key, names)


def _check_hedges(claim: Statement) -> Iterator[Flaw]:
    """Check that each hedge stands in the words that it is taken from."""
    for place, hedge in enumerate(claim.hedges):
        way = ("hedges", place)
        yield from _check_span((*way, "said"), hedge.said)
        if not re.search(rf"(?<!\w){re.escape(hedge.word)}(?!\w)", hedge.said):
            message = f"the hedge {quoted(hedge.word)} is not in {quoted(hedge.said)}"
            yield (*way, "word"), message, "copy the word as it stands there"


def _check_statement(claim: Statement, source: Source | None) -> Iterator[Flaw]:
    """Check that quotation marks hold the speaker's words as the source has them."""
    exact = claim.wording in {"verbatim", "translated"}
    if exact and not claim.quote:
        hint = "add quote, or write wording: paraphrase"
        yield ("wording",), f"a {claim.wording} statement needs its quote", hint
    if claim.wording == "paraphrase" and claim.quote:
        hint = "delete quote, or say whose words they are: verbatim, translated or reworded"
        yield ("quote",), "a paraphrase has no quote", hint
    if exact and source is not None and source.wording == "reworded":
        message = f"wording is {claim.wording}, but the source's quotations are reworded"
        yield ("wording",), message, "write wording: reworded or paraphrase"
    for place, span in enumerate(claim.quote):
        yield from _check_span(("quote", place), span)
    yield from _check_hedges(claim)
    yield from _check_telling(claim)
    yield from _no_stop("gist", claim.gist)
    yield from _no_stop("about", claim.about)
    yield from _check_question(claim)
    yield from _no_start("gist", claim.gist, "that")
    yield from _no_start("about", claim.about, "about")
    yield from _no_start("to", claim.to, "to")
    yield from _no_start("place", claim.place, "in")
    yield from _check_gap(claim)


def _check_telling(claim: Statement) -> Iterator[Flaw]:
    """Check that it is told what was said, and about what where a question needs that."""
    if not claim.gist and (not claim.quote or claim.wording == "reworded"):
        hint = "add gist: what completes “said that”, or the speaker's own words as quote"
        yield (), "the statement does not say what was said", hint
    if claim.gist and not claim.about:
        hint = "add about: what completes “What did they say about”, without giving the answer"
        yield ("gist",), "gist needs about", hint
    for key in ("asks", "nature"):
        if getattr(claim, key) and not claim.gist:
            yield (key,), f"{key} needs gist", "add gist: what completes “said that”"


def _check_question(claim: Statement) -> Iterator[Flaw]:
    """Check that a question of its own has an answer, and that both can stand in a sentence."""
    if claim.asks and not claim.answer:
        hint = "add answer: thirty years; it may say less than the gist"
        yield ("asks",), "asks needs answer", hint
    if claim.answer and not claim.asks:
        hint = "ask for it: asks: how long had the town waited"
        yield ("answer",), "answer needs asks", hint
    yield from _no_stop("asks", claim.asks)
    yield from _no_stop("answer", claim.answer)


def _check_gap(claim: Statement) -> Iterator[Flaw]:
    """Check that a gap hides words of the gist, few enough to be recalled."""
    if not claim.gap:
        return
    if claim.gist.count(claim.gap) != 1:
        message = f"gap {quoted(claim.gap)} does not stand once in the gist"
        yield ("gap",), message, "copy from the gist what the card is to hide"
    if len(claim.gap.split()) > MOST_WORDS_OF_GAP:
        message = f"gap {quoted(claim.gap)} has more than {MOST_WORDS_OF_GAP} words"
        yield ("gap",), message, "hide less: nobody can recall a whole sentence"


def _check_span(way: Steps, span: str) -> Iterator[Flaw]:
    found = _IN_QUOTE.search(span)
    if found:
        yield way, f"the quotation has {found[0]} in it", _hint_of_span(span, found[0])
    if span.rstrip().endswith(","):
        yield way, "the quotation ends with the comma of the sentence around it", "delete the comma"


def _hint_of_span(span: str, sign: str) -> str:
    """Return how to write a quotation without a sign, so that none of its words is lost."""
    if span[0] in _MARKS and span.rstrip()[-1] in _MARKS and not _IN_QUOTE.search(span[1:-1]):
        return "leave out the marks around the words: they are set in print"
    if sign in _MARKS:
        return "write single ones around what is quoted within it: ‘so’"
    if sign in "()":
        return (
            "write dashes around the words if they are the speaker's own: – so –;"
            " else end one span before them and start another after them"
        )
    if sign in "<>":
        return "write in words what it means"
    return "keep the speaker's words only: end one span before it and start another after it"


def _check_event(claim: Event) -> Iterator[Flaw]:
    yield from _no_stop("what", claim.what)
    yield from _no_stop("short", claim.short)
    yield from _no_start("place", claim.place, "in")
    if not claim.short:
        hint = f"what is longer than {MOST_WORDS_OF_SHORT} words: say it as a noun phrase"
        yield (), "key 'short' is missing", hint
    words = len(claim.short.split())
    if words > MOST_WORDS_OF_SHORT:
        hint = "it labels a mark on a timeline: leave out what the date and the place say"
        yield ("short",), f"short has {words} words; at most {MOST_WORDS_OF_SHORT} fit", hint


def _check_quantity(claim: Quantity) -> Iterator[Flaw]:
    """Check for one value, or one range, or only the source's words."""
    low, high = claim.low, claim.high
    if claim.value is not None and (low is not None or high is not None):
        message = "a quantity has value, or low and high, not both"
        yield ("value",), message, "keep what the source prints"
    elif (low is None) != (high is None):
        message = f"{'high' if low is None else 'low'} stands alone"
        hint = "give low and high; for an open end use value with qualifier: at-least or up-to"
        yield ("high" if low is None else "low",), message, hint
    elif low is not None and high is not None and not low < high:
        hint = "write the smaller number under low; for one number write value"
        yield ("high",), f"high {high} is not above low {low}", hint
    elif claim.value is None and low is None and not claim.printed:
        hint = "add value, or low and high, or printed"
        yield (), "the quantity has no number and no words for it", hint
    least, most = claim.least, claim.most
    if least is not None and most is not None and not least < most:
        yield ("most",), f"most {most} is not above least {least}", "write the smaller under least"
    for key in ("value", "low", "high"):
        number = getattr(claim, key)
        if number is not None and least is not None and number < least:
            yield (key,), f"{key} {number} is less than least, {least}", "correct one of the two"
        if number is not None and most is not None and number > most:
            yield (key,), f"{key} {number} is more than most, {most}", "correct one of the two"
    yield from check_slots("says", claim.says, ("value",))
    yield from _no_start("attribute", claim.attribute, "the")
    for key in ("says", "asks", "subject"):
        yield from _no_stop(key, getattr(claim, key))


def _check_term(claim: Term) -> Iterator[Flaw]:
    """Check that a meaning can stand in a sentence, and that a translation has two languages."""
    is_translation = claim.relation == "translates"
    if not is_translation:
        yield from _no_stop("meaning", claim.meaning)
    if claim.languages is not None:
        yield from within(("languages",), check_languages(claim.languages, is_translation))
    elif is_translation:
        hint = "write for the whole bank, or here: languages: {term: de, meaning: en}"
        yield ("relation",), "a translation needs the languages of both sides", hint


def check_languages(languages: Languages, is_translation: bool) -> Iterator[Flaw]:
    """Check that two languages are tags, and those of a translation not one language."""
    for key, tag in (("term", languages.term), ("meaning", languages.meaning)):
        if not LANGUAGE_TAG.fullmatch(tag):
            hint = "write its code, as in web addresses: en, de, fr, pt-BR, la"
            yield (key,), f"{quoted(tag)} is not the tag of a language", hint
    if is_translation and languages.term == languages.meaning:
        hint = "write what the other is in, or relation: means"
        yield ("meaning",), f"both sides are in one language, {quoted(languages.term)}", hint


def _check_position(fact: Fact, claim: Position) -> Iterator[Flaw]:
    if claim.until is not None and not fact.held_on.is_before(claim.until):
        message = f"until {claim.until.text} is not after as_of {fact.held_on.text}"
        yield ("until",), message, "as_of is the day on which it was stated, until the last known"
    for aspect, value in claim.scope.items():
        yield from within(("scope",), _no_stop(aspect, value))
    yield from _no_stop("condition", claim.condition)
    yield from _no_start("condition", claim.condition, "but")
    yield from _no_start("place", claim.place, "in")


def _check_weekday(weekday: str, date: Date | None) -> Iterator[Flaw]:
    """Check the weekday that the source states against the date."""
    if date is None or date.precision != "day":
        hint = "delete the line, or write the day"
        yield ("weekday",), "weekday needs a date that is one day", hint
    elif weekday not in (names := [WEEKDAYS[number] for number in date.weekdays]):
        was = " in today's calendar, or a ".join(names)
        was += " in the one before it" if len(names) > 1 else ""
        message = f"weekday {weekday} does not fit {date.text}, which was a {was}"
        yield ("weekday",), message, "count again, and say how in worked_out"


def check_repeats(key: str, members: tuple[str, ...]) -> Iterator[Flaw]:
    """Find what stands twice in a list."""
    seen: set[str] = set()
    for place, member in enumerate(members):
        if member in seen:
            yield (key, place), f"{quoted(member)} stands twice in {key}", "delete one of the two"
        seen.add(member)


# --------------------------------------------------------------------------- texts and dates


def _no_stop(key: str, text: str) -> Iterator[Flaw]:
    """Check that what is set into a sentence ends without a sign of its own."""
    end = text.rstrip()
    if is_spreadsheet_error(end):  # of which more is told
        return
    if end.endswith(("?", "!")) or (end.endswith(".") and not is_abbreviation(end)):
        hint = "it is set into a sentence: delete the sign"
        yield (key,), f"{key} ends with {quoted(end[-1])}", hint


def _no_start(key: str, text: str, word: str) -> Iterator[Flaw]:
    """Check that a slot does not bring the word that stands before it."""
    if text.startswith(f"{word} "):
        yield (key,), f"{key} starts with {quoted(word)}", "that word is put before it: delete it"


def later_dates(dates: Iterable[tuple[Steps, Date | None]], as_of: Date) -> Iterator[Flaw]:
    """Yield the dates that lie after the bank's own."""
    for way, date in dates:
        if date is not None and as_of.is_before(date):
            message = f"{way[-1]} {date.text} is later than the bank's as_of, {as_of.text}"
            yield way, message, "check the date, or raise the bank's as_of"


def dates_of_fact(fact: Fact, source: Source | None) -> Iterator[tuple[Steps, Date | None]]:
    """Yield the dates of a fact that cannot lie after the bank's, but for those of its source."""
    yield ("date",), fact.date
    if fact.as_of != fact.date and (source is None or fact.as_of != source.date):
        yield ("as_of",), fact.as_of
    if isinstance(fact.claim, Position):
        yield ("until",), fact.claim.until
