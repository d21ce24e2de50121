"""Who knows a bank's statistics and none of its facts earns hardly more than chance (CUE-3)."""

from functools import cache

import pytest
from moon import bank_of, language, wordings
from small_bank import ALL_NOTE_TYPES
from statistician import Question, Statistician, Sum, by_type, questions_of, questions_of_deck
from test_banks import items, materials

from quizgen import find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.bank.bank import Bank
from quizgen.cards import make_deck
from quizgen.deck.deck import Deck
from quizgen.judge.subject import Subject
from quizgen.pool import ItemPool
from quizgen.quiz.worksheet import Blueprint

TOPICS = ("escalation", "leaky")
WORKSHEETS = ("standard", "test", "exit-ticket", "who-said-it", "timeline", "numbers")
MOST = 8
"""Points over chance that statistics may earn."""
ENOUGH = 12
"""From so many questions on, a mark tells of our ways and not of luck."""
SEEDS = 20


SPEAKERS = ("eisenhower", "khrushchev", "macmillan", "johnson", "glenn", "armstrong")
THINGS = ("rocket", "capsule", "engine", "antenna", "telescope", "camera", "lander", "rover")
FIRMS = ("Altair", "Borealis", "Cygnus", "Draco", "Eridanus", "Fornax")


@cache
def leaky() -> Bank:
    """Return a bank whose statistics tell much: one day is Kennedy's alone, most wanted to go."""
    facts = [
        f"id: kennedy-{n}, kind: statement, speaker: kennedy, date: 1962-09-12, source: speeches,"
        f" gist: the {thing} would be ready in {n + 2} years, about: the {thing}"
        for n, thing in enumerate(THINGS)
    ]
    facts += [
        f"id: others-{n}, kind: statement, speaker: {SPEAKERS[(n + n // 6) % 6]},"
        f" date: {1957 + n % 9}-{1 + n * 7 % 12:02},"
        f" gist: {FIRMS[n % 6]} {n} needed {n + 40} men, about: the price of {FIRMS[n % 6]} {n}"
        for n in range(24)
    ]
    facts += [
        f"id: launch-{n}, kind: event, what: {FIRMS[n % 6]} {n} left the ground,"
        f" short: launch of {FIRMS[n % 6]} {n}, date: {1958 + n % 8}-{1 + n * 5 % 12:02}-{3 + n:02}"
        for n in range(20)
    ]
    facts += [
        f"id: weight-{n}, kind: quantity, subject: {FIRMS[n % 6]} {n},"
        f" asks: what did {FIRMS[n % 6]} {n} weigh,"
        f' says: "{FIRMS[n % 6]} {n} weighed {{value}}", value: "{40 + 17 * n}"'
        for n in range(20)
    ]
    facts += [
        f"id: stance-{actor}-{year}, kind: position, actor: {actor},"
        f" stance: {'refuses' if (actor, year) == ('uk', 1961) else 'wants'}, as_of: {year}"
        for year in (1961, 1963, 1965)
        for actor in ("us", "ussr", "uk", "france")
    ]
    return bank_of(*facts)


@cache
def pool(topic: str) -> ItemPool:
    if topic == "leaky":
        return ItemPool(Subject(leaky(), language(), wordings()))
    return items(topic)


@cache
def deck(topic: str) -> Deck:
    if topic == "leaky":
        return make_deck(pool(topic).subject, ALL_NOTE_TYPES)
    stage = materials(topic)
    return make_deck(stage.subject, stage.note_types)


def names_of(bank: Bank) -> frozenset[str]:
    return frozenset(person.name.casefold() for person in bank.people.values())


@cache
def of_items(topic: str) -> Statistician:
    names = names_of(pool(topic).subject.bank)
    return Statistician(
        question for item in pool(topic).items for question in questions_of(item, names)
    )


def marks_of_worksheets(topic: str, seeds: int = SEEDS) -> list[tuple[str, Sum]]:
    """Return the marks in forms of each worksheet, as a whole and by type of item."""
    known, names = of_items(topic), names_of(pool(topic).subject.bank)
    rows: list[tuple[str, Sum]] = []
    for name in WORKSHEETS:
        sheet = find_worksheet(name)
        forms = [
            form
            for seed in range(1, seeds + 1)
            for form in assemble_forms(
                pool(topic), Blueprint(worksheet=sheet, seed=seed, may_shrink=True)
            )
        ]
        asked = by_type(forms, names)
        rows.append((name, known.sit([each for of_type in asked.values() for each in of_type])))
        rows += [
            (f"{name} / {kind}", known.sit(asked[kind])) for kind in sorted(asked) if asked[kind]
        ]
    return rows


def marks_of_cards(topic: str) -> list[tuple[str, Sum]]:
    """Return the marks in the fronts of a deck's cards, as a whole and by kind of card."""
    asked = questions_of_deck(deck(topic))
    known = Statistician(question for of_kind in asked.values() for question in of_kind)
    whole = known.sit([question for of_kind in asked.values() for question in of_kind])
    return [
        ("the deck", whole),
        *((f"card / {kind}", known.sit(asked[kind])) for kind in sorted(asked)),
    ]


@pytest.mark.parametrize("topic", TOPICS)
def test_statistics_earn_hardly_more_than_chance_on_any_worksheet(topic: str) -> None:
    marks = [(name, each) for name, each in marks_of_worksheets(topic) if "/" not in name]
    assert len(marks) == len(WORKSHEETS)
    assert {name: each.gain for name, each in marks if each.gain > MOST} == {}


@pytest.mark.parametrize("topic", TOPICS)
def test_statistics_earn_hardly_more_than_chance_on_any_kind_of_card(topic: str) -> None:
    marks = marks_of_cards(topic)
    assert sum(each.questions >= ENOUGH for _, each in marks) >= 5
    found = {name: each.gain for name, each in marks if each.questions >= ENOUGH}
    assert {name: gain for name, gain in found.items() if gain > MOST} == {}


@pytest.mark.parametrize("topic", TOPICS)
def test_who_learns_by_heart_what_goes_with_what_earns_hardly_more(topic: str) -> None:
    asked = questions_of_deck(deck(topic))
    known = Statistician(question for of_kind in asked.values() for question in of_kind)
    marks = {kind: known.sit_by_heart(of_kind) for kind, of_kind in asked.items()}
    large = {kind: mark.gain for kind, mark in marks.items() if mark.questions >= ENOUGH}
    assert len(large) >= 4
    assert {kind: gain for kind, gain in large.items() if gain > MOST} == {}


def test_the_statistician_finds_what_gives_answers_away() -> None:
    """One who could not cheat would prove nothing: a day that is one speaker's, in 13 cards of 13."""
    told = [
        Question(frozenset([f"h{n}"]), "who", frozenset([("date", "30 May 2024")]), "herbst")
        for n in range(13)
    ]
    others = [
        Question(
            frozenset([f"o{n}"]), "who", frozenset([("date", "May 2024")]), f"speaker {n % 12}"
        )
        for n in range(24)
    ]
    cards = [*told, *others]
    assert Statistician(cards).sit(told).hits == len(told)
    assert Statistician(cards).sit(cards).gain > MOST
    assert Statistician(cards).sit_by_heart(cards).gain > MOST
