"""How the time for items, rules and forms grows with the bank: ten times the facts in at most 12
times the time.

`python tests/bench/bench_items.py [facts] [profile]` measures a tenth of so many facts, and all of
them; with `profile` it then says where the time of writing items goes.
"""

import cProfile
import gc
import pstats
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))

from moon import TEMPLATES, language, wordings

from quizgen.form import assemble_forms
from quizgen.items import write_items
from quizgen.model import Bank, Blueprint
from quizgen.read import read_bank, read_worksheet
from quizgen.rules import check_fact
from quizgen.rules.known import Known

T = TypeVar("T")

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
QUESTION = "  question-{n}: {{text: whether to build {thing}, as_of: 2024-12-31, stances: {{wants: wanted to build it, waits: had not decided, refuses: refused to build it, limits: wanted a small one only}}}}\n"
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
    question: question-{question}
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
    """Return a bank of so many facts of all kinds; people, sources and questions grow with it."""
    people, states, questions, sources = (max(12, count // part) for part in (25, 60, 60, 40))
    head = [HEAD, "camps: {north: the North, south: the South}\n", "sources:\n"]
    head += [SOURCE.format(n=n) for n in range(sources)]
    head += ["questions:\n"]
    head += [QUESTION.format(n=n, thing=thing_of(n)) for n in range(questions)]
    head += ["people:\n"]
    head += [
        PERSON.format(n=n, name=f"{name_of(n)} {name_of(n, 3)}", **of_state(n))
        for n in range(people)
    ]
    head += [STATE.format(n=n, **of_state(n)) for n in range(states)]
    return "".join([*head, "facts:\n", *_facts(count, people, states, questions, sources)])


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


def _facts(count: int, people: int, states: int, questions: int, sources: int) -> Iterator[str]:
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
            question=n * 13 % questions,
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


@dataclass(frozen=True)
class Times:
    """Seconds for a bank of some size."""

    facts: int
    reading: float
    fact_rules: float
    items: float
    form: float
    forms: float
    made: int


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return how long the work took, and its result."""
    gc.collect()
    start = perf_counter()
    result = work()
    return perf_counter() - start, result


def blueprint(**wishes: int) -> Blueprint:
    path = TEMPLATES / "worksheets" / "standard.yaml"
    return Blueprint(worksheet=read_worksheet(path.read_text("utf-8"), path.name), **wishes)


def read(count: int) -> Bank:
    languages = {code: language(code) for code in ("en-GB", "en-US")}
    return read_bank(bank_text(count), "large.yaml", languages)


def measure(count: int) -> Times:
    reading, bank = timed(lambda: read(count))
    known = Known(bank, language())
    fact_rules, _ = timed(
        lambda: [problem for fact in bank.facts for problem in check_fact(fact, known)]
    )
    writing, items = timed(lambda: write_items(bank, wordings()))
    form, _ = timed(lambda: [*assemble_forms(bank, items, blueprint(), language())])
    forms, _ = timed(lambda: [*assemble_forms(bank, items, blueprint(forms=30), language())])
    return Times(count, reading, fact_rules, writing, form, forms, len(items.items))


def main() -> None:
    """Print the times of both banks and their ratios."""
    count = next((int(word) for word in sys.argv[1:] if word.isdigit()), 10_000)
    measure(100)  # compiles the wordings
    small, large = measure(count // 10), measure(count)
    print(f"{'':20}{small.facts:>9} {large.facts:>9} facts, {small.made} and {large.made} items")
    for name in ("reading", "fact_rules", "items", "form", "forms"):
        few, many = getattr(small, name), getattr(large, name)
        words = {"form": "one form", "forms": "30 forms"}.get(name, name.replace("_", " "))
        print(f"{words:20}{few:8.2f}s {many:8.2f}s, ratio {many / few:.1f}")
    if "profile" in sys.argv:
        print_profile(count)


def print_profile(count: int) -> None:
    bank = read(count)
    profile = cProfile.Profile()
    profile.runcall(write_items, bank, wordings())
    pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
