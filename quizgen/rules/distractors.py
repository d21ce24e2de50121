"""Distractors: wrong, plausible, and of the key's kind."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, islice

from quizgen.bank.bank import Person
from quizgen.bank.dates import Date
from quizgen.bank.facts import Event, Fact, Quantity, Statement
from quizgen.content import plain, spoken
from quizgen.errors import counted
from quizgen.judge.distances import (
    APART,
    DAYS_APART,
    WITHIN_FACTOR,
    grain_of,
    is_near,
)
from quizgen.judge.offices import class_of
from quizgen.judge.plausible import may_be_its_speaker, may_have_said
from quizgen.judge.right import is_right
from quizgen.judge.subject import Subject
from quizgen.judge.texts import WORD, contains, content_words, folded, likeness
from quizgen.language.people import office_at
from quizgen.language.quantities import is_power, meant, places_of
from quizgen.quiz.item import Item, Option, Written
from quizgen.quiz.meaning import (
    SomeActor,
    SomeDate,
    SomeDifference,
    SomeFact,
    SomeNumber,
    SomeSpan,
    SomeSpeaker,
)
from quizgen.rules.parts import keys_and_distractors, options_of
from quizgen.rules.rule import Finding, rule

REAL_SHARE = 0.5
"""DIS-1: the share of distractors that are true of a sibling rather than computed. Ours."""

EXTRA_FIGURES = 1
"""DIS-2: significant figures that a computed number may have beyond the key's: a number of the
same grain but up to five times as large may need one more. Ours."""

SAME_DEED = 0.6
"""DIS-3: two deeds of one actor so alike in words, from 0 to 1, are of the same kind. Ours, as
for stems in FORM-1."""

COUNTRIES = 2
"""DIS-4: from so many countries come the people of an item. Ours."""


@rule("DIS-1", "W", "half of the distractors are true of something else")
def invented_distractors(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find an item that invents where it could take what is real, or that does not say why.

    Wrong options are real answers to other questions before they are invented (Haladyna). Where
    the bank has nothing comparable, numbers and dates may be computed; such options say so. Whoever
    writes a question by hand gives reasons where they help.
    """
    if isinstance(item.origin, Written):
        return
    _, wrong = keys_and_distractors(options_of(item))
    computed = [
        option
        for option in wrong
        if option.is_computed and not isinstance(option.means, SomeDifference | SomeSpan)
    ]  # nobody has a difference, so that another could be taken
    real = len(wrong) - len(computed)
    if computed and real < min(REAL_SHARE * len(wrong), _comparable(item, computed, subject)):
        are = "is" if len(computed) == 1 else "are"
        message = f"{len(computed)} of {counted(len(wrong), 'distractor')} {are} invented"
        hint = "add comparable facts, or write wrong answers of your own: distractors"
        yield Finding(message, hint)
    for option in wrong:
        if not plain(option.why_wrong) and not plain(option.feedback):
            message = f"nothing says why '{plain(option.content)}' is wrong"
            yield Finding(message, "say it in why_wrong")


def _comparable(item: Item, computed: Sequence[Option], subject: Subject) -> int:
    """Return how many real answers the bank has that could stand in place of invented ones."""
    fact = subject.facts[item.facts[0]]
    if isinstance(fact.claim, Quantity):
        values: set[Decimal | None] = set()
        for quantity in _quantities_like(fact, fact.claim, subject):
            values.add(quantity.value)
            if len(values) >= len(computed):  # there are enough; a large bank has many more
                break
        return len(values)
    means, right = computed[0].means, fact.dated
    if not isinstance(means, SomeDate) or right is None:
        return 0
    dates = (date for facts in subject.dated.values() if (date := facts[0].dated))
    wrong = (
        date
        for date in dates
        if date.grain == means.date.grain
        and is_near(date, right)
        and not is_right(SomeDate(date), "", fact, subject)
    )
    return sum(1 for _ in islice(wrong, len(computed)))


def _quantities_like(fact: Fact, claim: Quantity, subject: Subject) -> Iterator[Quantity]:
    """Yield quantities of the same sort whose values are plausible and not too near."""
    for other in subject.quantities_like.get((claim.class_, claim.attribute, claim.unit), ()):
        quantity = other.claim
        if not isinstance(quantity, Quantity) or claim.value is None or quantity.value is None:
            continue
        size, least = abs(quantity.value), abs(claim.value) / WITHIN_FACTOR
        is_apart = abs(quantity.value - claim.value) >= abs(claim.value) * APART
        is_near = least <= size <= abs(claim.value) * WITHIN_FACTOR
        is_other = quantity.subject != claim.subject and other.id not in fact.also_right
        is_alike = places_of(quantity.value) == places_of(claim.value)
        if is_apart and is_near and is_other and is_alike:
            yield quantity


@rule("DIS-2", "E", "wrong numbers are of the key's kind")
def wrong_numbers(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find numbers too near to one another, too far off, or more exact than the key (R/exams).

    Whoever writes numbers by hand knows which: years are near to one another, and nobody errs in
    the sign of a temperature by chance.
    """
    if isinstance(item.origin, Written):
        return
    for meaning in (SomeNumber, SomeDifference):
        right, wrong = keys_and_distractors(options_of(item, meaning))
        if not right:
            continue
        key = _number(right[0])
        least = max(abs(key) * APART, grain_of(key))
        for option, other in combinations((*right, *wrong), 2):
            if abs(_number(option) - _number(other)) < least:
                names = f"'{plain(option.content)}' and '{plain(other.content)}'"
                message = f"{names} are nearer to one another than {least.normalize():f}"
                yield Finding(message, "take numbers that lie further apart")
        for option in wrong:
            number, text = _number(option), plain(option.content)
            if (number > 0) != (key > 0):
                yield Finding(f"'{text}' has another sign than the key", "give it the key's")
            elif not abs(key) / WITHIN_FACTOR <= abs(number) <= abs(key) * WITHIN_FACTOR:
                message = f"'{text}' lies beyond {WITHIN_FACTOR} times the key"
                yield Finding(message, "take a number nearer to it")
            least_of_all, most = _bounds(item, subject)
            is_below = least_of_all is not None and number < least_of_all
            if option.is_computed and (is_below or (most is not None and number > most)):
                message = f"'{text}' cannot be: there is no such number in this unit"
                yield Finding(message, "take a number that there can be")
            # With a power of ten what counts is how many digits stand before it.
            is_finer = not is_power(key) and grain_of(number) < grain_of(key)
            if option.is_computed and (
                is_finer or _figures(number) > _figures(key) + EXTRA_FIGURES
            ):
                yield Finding(
                    f"'{text}' is more exact than the key", "round it as the key is rounded"
                )


def _bounds(item: Item, subject: Subject) -> tuple[Decimal | None, Decimal | None]:
    """Return between which numbers an answer can be at all, as far as the item's fact tells."""
    claims = [subject.facts[fact_id].claim for fact_id in item.facts[:1]]
    if not claims or not isinstance(claims[0], Quantity):
        return None, None
    least, most = subject.bounds(claims[0])
    is_difference = any(options_of(item, SomeDifference))
    return (None if is_difference else least), most


def _number(option: Option) -> Decimal:
    assert isinstance(option.means, SomeNumber | SomeDifference)
    return option.means.value


def _figures(number: Decimal) -> int:
    return len(meant(number).as_tuple().digits)


@rule("DIS-3", "E", "wrong dates are of the key's kind")
def wrong_dates(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find dates too near, too far, of another precision, or right of another such deed."""
    options = options_of(item, SomeDate)
    right, wrong = keys_and_distractors(options)
    if not right:
        return
    if len({_date(option).grain for option in options}) > 1:
        hint = "write days among days, months among months, years among years"
        yield Finding("the dates are not all as exact as the key", hint)
    for option, other in combinations(options, 2):
        date, other_date = _date(option), _date(other)
        are_days = date.precision == other_date.precision == "day"
        days = abs(date.first - other_date.first)
        if not date.is_apart(other_date) or (are_days and days < DAYS_APART):
            names = f"'{plain(option.content)}' and '{plain(other.content)}'"
            yield Finding(f"{names} are too near", "take dates that lie further apart")
    first, last = subject.window(_date(right[0]))
    for option in wrong:
        day, text = _date(option).first, plain(option.content)
        if subject.bank.as_of and day > subject.bank.as_of.last:
            yield Finding(f"'{text}' lies after the bank's as_of", "take an earlier date")
        elif not first <= day <= last:
            hint = "take a date between the first and the last of the bank"
            yield Finding(f"'{text}' lies outside the topic's time", hint)
        for fact_id in item.facts[:1]:
            for deed in _like_deeds(subject.facts[fact_id], _date(option), subject):
                yield Finding(
                    f"on '{text}' the same happened too, by '{deed}'",
                    f"add {deed} to also_right of this fact, or take another date",
                )
    for what, trait in DATE_TRAITS.items():
        traits = {trait(_date(option)) for option in wrong}
        if len(traits) == 1 < len(wrong) and trait(_date(right[0])) not in traits:
            message = f"the key '{plain(right[0].content)}' is told from all others by {what}"
            yield Finding(message, "take another date that shares it", "W")


def _like_deeds(fact: Fact, date: Date, subject: Subject) -> Iterator[str]:
    """Yield facts in which on a date the same actor did, or said, much the same."""
    words = subject.stop_words
    actor, deed = _deed(fact)
    for other in subject.dated_at(date):
        other_actor, other_deed = _deed(other)
        degree = likeness(content_words(other_deed, words), content_words(deed, words))
        is_comparable = other.kind == fact.kind and other_actor == actor and other.id != fact.id
        if is_comparable and degree >= SAME_DEED and not _are_told_apart(other_deed, deed):
            yield other.id


def _are_told_apart(deed: str, other: str) -> bool:
    """Tell whether each names what the other does not: another flight, winner, opponent.

    >>> _are_told_apart("Apollo 11 landed", "Apollo 15 landed")
    True
    """
    names, others = _names(deed), _names(other)
    return bool(names - others and others - names)


def _names(text: str) -> set[str]:
    """Return the numbers of a text, and its words with a capital."""
    return {word for word in WORD.findall(text) if word[0].isupper() or word.isdigit()}


def _deed(fact: Fact) -> tuple[str, str]:
    match fact.claim:
        case Event(actor=actor, what=what):
            return actor, what
        case Statement(speaker=speaker, about=about):
            return speaker, about
        case _:
            return "", ""


def _date(option: Option) -> Date:
    assert isinstance(option.means, SomeDate)
    return option.means.date


def _is_at_weekend(date: Date) -> bool:
    return any(weekday >= 5 for weekday in date.weekdays)


def _month(date: Date) -> object:
    """Return the month of a date, and all the same for dates that are not so exact."""
    return date.written[:2] if date.precision in ("day", "month") else ()


def _year(date: Date) -> object:
    """Return the year of a day or month, and all the same for years themselves."""
    return date.year if date.precision in ("day", "month", "season", "range") else ()


def _era(date: Date) -> bool:
    return date.year > 0


DATE_TRAITS: Mapping[str, Callable[[Date], object]] = {
    "its era": _era,
    "its year": _year,
    "its month": _month,
    "being at a weekend or not": _is_at_weekend,
}
"""What may tell a date from others -> how it is told."""


@rule("DIS-4", "E", "the people of an item are comparable")
def unlike_people(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find people of other rank than the key, or whose office or country tells them apart."""
    options = options_of(item, SomeSpeaker, SomeActor)
    right, wrong = keys_and_distractors(options)
    if not right or not wrong or not item.facts:
        return
    date = subject.facts[item.facts[0]].dated
    class_ = class_of(_person(right[0], subject), date)
    for option in wrong:
        if class_of(_person(option, subject), date) != class_:
            text = plain(option.content)
            message = f"'{text}' did not hold the same class of office on that day"
            yield Finding(
                message, f"take another {class_}" if class_ else "take another institution"
            )
    if len({_shows_office(option, date, subject) for option in options} - {None}) > 1:
        yield Finding("some options name an office, others none", "name it for all or for none")
    countries = {_country(_person(option, subject), date) for option in options}
    is_known = countries != {""}
    if is_known and len(countries) < COUNTRIES and not _fixes(item, countries, subject):
        yield Finding("all options come from one country", "take somebody from another one", "W")


def _person(option: Option, subject: Subject) -> Person:
    assert isinstance(option.means, SomeSpeaker | SomeActor)
    return subject.bank.people[option.means.person_id]


def _shows_office(option: Option, date: Date | None, subject: Subject) -> bool | None:
    """Tell whether an option names the office of its person; None of one who has none."""
    office = office_at(_person(option, subject), date)
    return contains(plain(option.content), office.office) if office else None


def _country(person: Person, date: Date | None) -> str:
    office = office_at(person, date)
    return office.country if office else person.country


def _fixes(item: Item, countries: set[str], subject: Subject) -> bool:
    """Tell whether the prompt names an institution of the one country that all come from."""
    stem = spoken(item.prompt)
    return any(
        contains(stem, name)
        for person in subject.bank.people.values()
        if person.kind == "institution" and person.country in countries
        for name in (person.name, *person.spellings)
    )


@rule("DIS-7", "E", "each wrong option might be chosen by somebody, and says why it is wrong")
def implausible_options(item: Item, subject: Subject) -> Iterator[Finding]:
    """Find an option that a word of the stem rules out, or that nobody would believe of a speaker.

    Haladyna: plausible distractors; Tarrant: nobody chooses half of those that teachers write.
    """
    _, wrong = keys_and_distractors(options_of(item))
    stem = spoken(item.prompt)
    for option in wrong:
        text = plain(option.content)
        if any(contains(stem, name) for name in _names_of(option, subject)):
            yield Finding(f"the stem itself names '{text}'", "take another wrong answer")
        elif not _may_be_believed(option, item, subject):
            hint = "take what the same side says, or ask in another way: see opposed_camps"
            yield Finding(f"nobody would choose '{text}'", hint)
    for option in wrong:
        for reason in filter(None, {plain(option.why_wrong), plain(option.feedback)}):
            if _says_nothing(reason, subject):
                message = f"'{plain(option.content)}' is said to be wrong because it '{reason}'"
                yield Finding(message, "say what it is true of, or what is wrong in it", "W")


def _names_of(option: Option, subject: Subject) -> tuple[str, ...]:
    """Return the names of a person or term that a stem may rule out by naming it."""
    match option.means:
        case SomeSpeaker(person_id) | SomeActor(person_id):
            person = subject.bank.people[person_id]
            return (person.name, *person.spellings)
        case _:
            return ()


def _may_be_believed(option: Option, item: Item, subject: Subject) -> bool:
    """Tell whether who is asked about might have said it, as far as words and camps tell."""
    asked = subject.facts[item.facts[0]] if item.facts else None
    match option.means:
        case SomeSpeaker(person_id) if asked and asked.kind == "statement":
            return may_be_its_speaker(person_id, asked, subject)
        case SomeFact(fact_id) if asked and isinstance(asked.claim, Statement):
            said = subject.facts[fact_id]
            is_said = isinstance(said.claim, Statement)
            return not is_said or may_have_said(asked.claim.speaker, said, subject)
        case _:
            return True


def _says_nothing(reason: str, subject: Subject) -> bool:
    words = folded(reason).rstrip(".")
    return any(re.fullmatch(empty, words) for empty in subject.language.empty_reasons)
