"""How evenly forms draw on a bank: every fact has its turn, and every side of a debate speaks."""

from collections import Counter
from functools import cache

import pytest
from moon import bank_of, blueprint, language, wordings

from quizgen import find_texts, find_worksheet
from quizgen.assemble import select
from quizgen.assemble.draw import draw_item
from quizgen.assemble.rotation import SHEETS, sheets_until_turn
from quizgen.check import check
from quizgen.judge.sides import camps_of, leans
from quizgen.judge.subject import Subject
from quizgen.pool import ItemPool
from quizgen.quiz.item import Item
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_materials

SEEDS = range(1, 41)
TRUE_OR_FALSE = "label: x\nsummary: x\nsections: [{title: Judge, types: [true-false], count: 4}]"


@cache
def shipped() -> ItemPool:
    return ItemPool(read_materials(find_texts("escalation")).subject)


@cache
def sheets(name: str) -> tuple[tuple[Item, ...], ...]:
    wishes = (Blueprint(worksheet=find_worksheet(name), seed=seed) for seed in SEEDS)
    chosen = (select(shipped(), wish) for wish in wishes)
    return tuple(tuple(item for part in each.parts for item in part.items) for each in chosen)


@pytest.mark.parametrize("name", ["sputnik", "vostok", "zond"])
def test_every_fact_has_its_turn_once_in_a_row(name: str) -> None:
    for row in range(40):
        seeds = range(row * SHEETS, (row + 1) * SHEETS)
        assert sorted(sheets_until_turn(name, seed) for seed in seeds) == [*range(SHEETS)]


def test_turns_change_from_row_to_row() -> None:
    names = [f"fact-{n}" for n in range(30)]
    turns = {tuple(sheets_until_turn(name, row * SHEETS) for name in names) for row in range(20)}
    assert len(turns) == 20


@pytest.mark.parametrize("name", ["standard", "test"])
def test_no_fact_stands_on_more_than_a_third_of_the_sheets(name: str) -> None:
    uses = Counter(fact for items in sheets(name) for item in items for fact in item.facts)
    often = {fact: count for fact, count in uses.items() if count * 3 > len(SEEDS)}
    assert often == {}


def test_who_comes_first_gives_way_where_the_others_cannot_stand_beside_it() -> None:
    """All draws of a set begin with what has its turn: none could be completed beside this one."""
    terms = [
        f"id: {name}, kind: term, term: {name}, class: part, meaning: {meaning}, relation: means"
        for name, meaning in (
            ("hull", "what keeps the air in"),
            ("nozzle", "what the fire leaves by"),
            ("tank", "where the fuel is kept"),
            ("hatch", "what the crew enters by"),
            ("wing", "what carries it down"),
            ("shield", "what the heat wears away"),
        )
    ]
    first, *others = terms
    first += ", also_right: [nozzle, tank, hatch]"
    pool = ItemPool(Subject(bank_of(first, *others), language(), wordings()))
    item_set = next(each for each in pool.sets if each.plan.wording.type == "matching")
    section = blueprint(
        "label: x\nsummary: x\n"
        "sections: [{title: Match, types: [matching], count: 1, members: 4, spare: 1}]"
    ).worksheet.sections[0]
    one = draw_item(item_set, section, "1", set(), pool.subject, lambda name: name != "hull")
    assert one is not None
    assert "hull" not in one.facts
    assert len(one.facts) == 4


def test_the_sheets_of_many_seeds_ask_about_most_of_the_bank() -> None:
    asked = {fact for items in sheets("standard") for item in items for fact in item.facts}
    mild = [it for it in shipped().subject.bank.facts if not it.retired and it.is_within("low")]
    assert len(asked) >= 0.8 * len(mild)


def test_a_kind_with_few_facts_comes_as_often_as_these_allow() -> None:
    events = [
        f"id: launch-{n}, kind: event, what: rocket {n} flew, short: flight {n}, "
        f"date: 19{50 + n}-03-01"
        for n in range(12)
    ]
    terms = [
        f"id: term-{n}, kind: term, term: part {n}, class: part, meaning: the {n}th part, relation: means"
        for n in range(60)
    ]
    pool = ItemPool(Subject(bank_of(*events, *terms), language(), wordings()))
    kinds: Counter[str] = Counter()
    for seed in range(60):
        parts = select(pool, blueprint(TRUE_OR_FALSE, seed=seed)).parts
        kinds.update(
            fact.partition("-")[0] for part in parts for it in part.items for fact in it.facts
        )
    assert kinds.total() == 240
    assert 0.15 < kinds["launch"] / 240 < 0.33  # half of the items were there no such care


@pytest.mark.parametrize("name", ["standard", "test", "who-said-it", "exit-ticket"])
def test_several_sides_of_the_debate_speak_on_every_sheet(name: str) -> None:
    subject = shipped().subject
    one_sided = [
        seed
        for seed, items in zip(SEEDS, sheets(name), strict=True)
        if leans(Counter(camps_of(items, subject)), subject)
    ]
    assert one_sided == []


@pytest.mark.parametrize(
    ("camps", "is_leaning"),
    [
        ({}, False),
        ({"allies": 3}, False),
        ({"allies": 4}, True),  # of the first six no more than three may be theirs
        ({"allies": 4, "russia": 2, "ukraine": 2}, False),
        ({"allies": 5, "russia": 2, "ukraine": 2}, True),
        ({"allies": 3, "russia": 3}, True),  # two sides
        ({"allies": 3, "russia": 2}, False),  # too few claims to say so
        ({"allies": 2, "russia": 2, "ukraine": 2}, False),
    ],
)
def test_a_form_leans_that_shows_too_few_sides_or_one_above_all(
    camps: dict[str, int], is_leaning: bool
) -> None:
    assert leans(camps, shipped().subject) is is_leaning


def said(n: int, speaker: str) -> str:
    return (
        f"id: said-{n}, kind: statement, speaker: {speaker}, verb: said, about: matter {n}, "
        f"gist: 'point {n} was {'very ' * n}near', wording: paraphrase, date: 196{n % 10}-0{1 + n % 9}-11"
    )


def test_where_all_speak_for_one_side_the_maker_is_told() -> None:
    one_side = [said(n, "kennedy") for n in range(8)]
    sheet = "label: x\nsummary: x\nsections: [{title: Say, types: [short-answer], count: 7}]"
    pool = ItemPool(Subject(bank_of(*one_side), language(), wordings()))
    form = select(pool, blueprint(sheet)).common
    assert [problem.rule for problem in form.one_sided] == ["FORM-5", "FORM-5"]
    two_sides = [*one_side[:4], *(said(n, "khrushchev") for n in range(4, 8))]
    pool = ItemPool(Subject(bank_of(*two_sides), language(), wordings()))
    assert select(pool, blueprint(sheet.replace("7", "6"))).common.one_sided == ()


def test_a_check_tells_for_which_worksheets_the_bank_is_small() -> None:
    from test_check import TODAY

    from quizgen.store.project import HERE

    files = [HERE.worksheet_file(name, "en-GB") for name in ("standard", "numbers")]
    report = check(find_texts("escalation"), TODAY, files)
    assert report.repeated["standard"] == ""
    message = report.repeated["numbers"]
    assert message.startswith(
        "the bank is small for it: 11 facts stand on more than a third of the sheets, '"
    )
    assert f"    {message}" in report.summary.splitlines()
    assert report.as_data["repeated"] == {"numbers": message}
