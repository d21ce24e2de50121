"""A large bank, made by rule: facts of every kind on bridges that never were."""

from collections.abc import Iterator
from functools import cache

from moon import language, wordings

from quizgen.bank.bank import Bank
from quizgen.judge.subject import Subject
from quizgen.pool import ItemPool
from quizgen.read import read_bank

HEAD = """\
topic: large
title: A large bank
summary: Made to be measured.
as_of: 2024-12-31
sensitivity: none
"""
SOURCE = "  source-{n}: {{publisher: The Herald, title: Bridges {n}, kind: report, date: 2024-12-31, date_basis: printed, text: {n}.txt}}\n"
PERSON = "  person-{n}: {{name: {name}, camp: {camp}, spellings: [{name}e], offices: [{{office: {office} of {place}, class: {class_}, country: {country}}}]}}\n"
STATE = "  state-{n}: {{name: {place}, kind: institution, class: institution, country: {country}, camp: {camp}}}\n"
ISSUE = "  issue-{n}: {{text: whether to build {thing}, as_of: 2024-12-31, stances: {{wants: wanted to build it, waits: had not decided, refuses: refused to build it, limits: wanted a small one only}}}}\n"
STATEMENT = """\
  - id: said-{n}
    kind: statement
    speaker: person-{person}
    verb: said
    quote: we will have {thing} by the {season} of next year
    gist: his country would have {thing} by the {season}
    about: the plans for {thing}
    wording: {wording}
    date: {date}
"""
EVENT = """\
  - id: done-{n}
    kind: event
    actor: state-{state}
    what: "{place} opened {thing} for {use}"
    short: opening of {thing}
    date: {date}
"""
QUANTITY = """\
  - id: length-{n}
    kind: quantity
    subject: {thing}
    class: {kind}
    attribute: {attribute}
    asks: what is the {attribute} of {thing}
    says: "the {attribute} of {thing} is {{value}}"
    value: "{value}"
    unit: {unit}
    qualifier: {qualifier}
"""
POSITION = """\
  - id: stance-{n}
    kind: position
    actor: state-{state}
    issue: issue-{issue}
    stance: {stance}
    as_of: {date}
"""
TERM = """\
  - id: term-{n}
    kind: term
    term: {abbreviation}
    meaning: {meaning}
    relation: {relation}
"""
REST = """\
    source: source-{source}
    at: a passage that stands once, number {n}
    tags: [{kind}, {use}]
    level: {level}
    note: One plain sentence of background on {thing}.
"""
KINDS = ("bridge", "tunnel", "harbour", "canal", "tower", "dam", "railway", "market")
USES = ("trade", "travel", "water", "power", "war", "feasts")
CLASSES = ("head-of-state", "minister", "spokesperson", "legislator", "diplomat", "analyst")
OFFICES = ("President", "Minister", "Speaker", "Senator", "Ambassador", "Adviser")
STANCES = ("wants", "waits", "refuses", "limits")
SEASONS = ("spring", "summer", "autumn", "winter")
MEASURES = (("length", "km"), ("height", "m"), ("weight", "t"))
SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "za")


def name_of(n: int, salt: int = 0) -> str:
    """Return a name that no other number has."""
    letters = "".join(SYLLABLES[int(digit)] for digit in f"{(n * 7 + salt) % 100_000:05}")
    return letters.capitalize()


def bank_text(count: int) -> str:
    """Return a bank of so many facts of all kinds; people, sources and issues grow with it."""
    people, states, issues, sources = (max(12, count // part) for part in (25, 8, 60, 40))
    head = [HEAD, "camps: {north: the North, south: the South}\n", "sources:\n"]
    head += [SOURCE.format(n=n) for n in range(sources)]
    head += ["issues:\n"]
    head += [ISSUE.format(n=n, thing=thing_of(n)) for n in range(issues)]
    head += ["people:\n"]
    head += [
        PERSON.format(n=n, name=f"{name_of(n)} {name_of(n, 3)}", **of_state(n))
        for n in range(people)
    ]
    head += [STATE.format(n=n, **of_state(n)) for n in range(states)]
    return "".join([*head, "facts:\n", *_facts(count, people, states, issues, sources)])


def of_state(n: int) -> dict[str, str]:
    return {
        "place": name_of(n, 5),
        "country": SYLLABLES[n % 10].upper(),
        "camp": ("north", "south")[n % 2],
        "class_": CLASSES[n % len(CLASSES)],
        "office": OFFICES[n % len(OFFICES)],
    }


def thing_of(n: int) -> str:
    return f"the {name_of(n, 11)} {KINDS[n % len(KINDS)]}"


def _facts(count: int, people: int, states: int, issues: int, sources: int) -> Iterator[str]:
    shapes = (STATEMENT, EVENT, QUANTITY, POSITION, TERM, STATEMENT, QUANTITY)
    for n in range(count):
        attribute, unit = MEASURES[n % len(MEASURES)]
        means = n % 3 == 0
        yield (shapes[n % len(shapes)] + REST).format(
            n=n,
            thing=thing_of(n),
            kind=KINDS[n % len(KINDS)],
            use=USES[n % len(USES)],
            place=name_of(n % states, 5),
            person=n * 7 % people,
            state=n * 11 % states,
            issue=n * 13 % issues,
            source=n % sources,
            stance=STANCES[n * 5 % 4],
            season=SEASONS[n % 4],
            wording=("verbatim", "reworded", "translated")[n % 3],
            date=f"{1980 + n % 44}-{1 + n % 12:02}-{1 + n % 28:02}",
            attribute=attribute,
            unit=unit,
            value=10 * (1 + n % 90),
            qualifier=("exact", "about", "at-least")[n % 3],
            abbreviation=name_of(n, 13).lower() if means else name_of(n, 13).upper(),
            meaning=f"a {KINDS[n % 8]} for {USES[n % 6]} near {name_of(n, 17)}"
            if means
            else f"{name_of(n, 13)} {name_of(n, 17)} Company",
            relation="means" if means else "stands-for",
            level=1 + n % 3,
        )


def read(count: int) -> Bank:
    languages = {code: language(code) for code in ("en-GB", "en-US")}
    return read_bank(bank_text(count), "large.yaml", languages)


@cache
def bank() -> Bank:
    return read(1000)


@cache
def items() -> ItemPool:
    return ItemPool(Subject(bank(), language(), wordings()))
