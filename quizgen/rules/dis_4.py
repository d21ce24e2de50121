"""DIS-4: the people of an item are comparable: one class of office, held on that day."""

from collections.abc import Iterator

from quizgen.bank.bank import Person
from quizgen.bank.dates import Date
from quizgen.content import plain
from quizgen.language.people import office_at
from quizgen.quiz.item import Item, Option
from quizgen.rules.known import Known
from quizgen.rules.parts import options_of, rest_of, split
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.texts import contains
from quizgen.rules.thresholds import COUNTRIES

LEADERS = "head"
"""Heads of state and of government are one class."""


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find people of other rank than the key, or whose office or country tells them apart."""
    options = (*options_of(item, "person"), *options_of(item, "actor"))
    keys, distractors = split(options)
    if not keys or not distractors:
        return
    fact = known.facts[item.facts[0]]
    rank = class_of(_person(keys[0], known), fact.dated)
    for option in distractors:
        if class_of(_person(option, known), fact.dated) != rank:
            message = f"'{plain(option.text)}' did not hold the same class of office on that day"
            yield Finding(message, "take somebody comparable")
    if len({_shows_office(option, fact.dated, known) for option in options} - {None}) > 1:
        yield Finding("some options name an office, others none", "name it for all or for none")
    countries = {_country(_person(option, known), fact.dated) for option in options}
    if len(countries) < COUNTRIES and not _fixes(item, countries, known):
        yield Finding("all options come from one country", "take somebody from another one", "W")


def class_of(person: Person, date: Date) -> str | None:
    """Return the class of office in which two people are comparable; None when out of office."""
    office = office_at(person, date)
    class_ = office.class_ if office else person.class_
    return LEADERS if class_ in ("head-of-state", "head-of-government") else class_


def _person(option: Option, known: Known) -> Person:
    return known.bank.people[rest_of(option)]


def _shows_office(option: Option, date: Date, known: Known) -> bool | None:
    """Tell whether an option names the office of its person; None of one who has none."""
    office = office_at(_person(option, known), date)
    return contains(plain(option.text), office.office) if office else None


def _country(person: Person, date: Date) -> str:
    office = office_at(person, date)
    return office.country if office else person.country


def _fixes(item: Item, countries: set[str], known: Known) -> bool:
    """Tell whether the stem names an institution of the one country that all come from."""
    stem = plain(item.stem)
    return any(
        contains(stem, name)
        for person in known.bank.people.values()
        if person.kind == "institution" and person.country in countries
        for name in (person.name, *person.spellings)
    )


DIS_4 = ItemRule("DIS-4", "E", "the people of an item are comparable", check)
