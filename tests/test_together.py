"""Items side by side: what is looked up by words is what a look at each pair finds."""

import re
import sys
from collections import Counter
from collections.abc import Callable
from itertools import combinations, permutations
from types import FrameType

import pytest
import random_banks
from moon import blueprint, items, yield_of

from quizgen.assemble import assemble_forms
from quizgen.judge.clues import NEAR_STEM, gives_away, nearness
from quizgen.judge.phrases import Phrases, Texts
from quizgen.judge.subject import Subject
from quizgen.judge.texts import folded
from quizgen.judge.together import Together, pairs_that_tell
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Item
from quizgen.quiz.worksheet import Blueprint

WORDS = (
    "Sputnik 1", "sputnik 1.", "1", "the R-12 missile", "R-12", "“Not yet.”", "Not yet", "…", "",
    "30\u00a0km", "30 km", "130 km", "It is 30 km off.", "the R-12 missile and Sputnik 1",
    "Kharkiv’s", "Kharkiv's", "Kharkiv", "a_b", "a", "x² + 1", "ﬁnal", "final", "день", "День победы",
)  # fmt: skip


def stands_in(phrase: str, text: str) -> bool:
    """Tell in another way whether a phrase stands in a text as whole words."""
    words = re.escape(folded(phrase))
    return bool(words) and re.search(rf"(?<!\w){words}(?!\w)", folded(text)) is not None


def test_texts_are_found_by_every_phrase_that_stands_in_them() -> None:
    texts: Texts[str] = Texts()
    phrases: Phrases[str] = Phrases()
    for words in WORDS:
        texts.add(words, words)
        phrases.add(words, words)
    for words in WORDS:
        holding = [text for text, _ in texts.holding(words)]
        assert holding == [text for text in WORDS if stands_in(words, text)], words
        assert sorted(phrases.in_(words)) == sorted(it for it in WORDS if stands_in(it, words)), (
            words
        )


def pools() -> list[ItemPool]:
    """Return what small banks yield in which much is nearly the same as something else."""
    return [items(), *(yield_of(*random_banks.facts_of(seed)) for seed in range(6))]


@pytest.mark.parametrize("pool", pools())
def test_items_that_give_one_another_away_are_found_as_by_a_look_at_each_pair(
    pool: ItemPool,
) -> None:
    some, subject = pool.items[:60], pool.subject
    pairs = [pair for pair in permutations(some, 2) if gives_away(*pair, subject)]
    assert [*pairs_that_tell(some, subject)] == pairs
    assert pairs or pool is not items()


@pytest.mark.parametrize("pool", pools())
def test_an_item_may_join_others_just_where_it_goes_with_each_of_them(pool: ItemPool) -> None:
    some, subject = pool.items[::3][:40], pool.subject

    def clash(one: Item, other: Item) -> bool:
        return (
            shares_a_fact(one, other, subject)
            or nearness(one, other, subject) >= NEAR_STEM
            or gives_away(one, other, subject)
            or gives_away(other, one, subject)
        )

    clashes = {(one.id, other.id): clash(one, other) for one, other in combinations(some, 2)}
    assert {*clashes.values()} == {True, False}
    for place, item in enumerate(some):
        for earlier in some[:place]:
            together = Together(subject)
            together.add(earlier)
            assert together.is_free(item) is not clashes[earlier.id, item.id], (earlier.id, item.id)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("name/fill-in-the-term", "word/name-it", True),
        ("name/name-it", "word/fill-in-the-term", True),
        ("word/fill-in-the-term", "name/term-true", True),
        ("name/which-term", "word/name-it", True),
        ("name/fill-in-the-term", "cell/name-it", False),
        ("name/fill-in-the-term", "cell/fill-in-the-term", False),
        ("word/name-it", "cell/term-true", False),
    ],
)
def test_one_question_is_not_asked_again_for_another_word_of_the_same_meaning(
    one: str, other: str, *, apart: bool
) -> None:
    pool = yield_of(
        "id: name, kind: term, term: DNA, meaning: the molecule that carries genes",
        "id: word, kind: term, term: nuclein, meaning: the molecule that carries genes",
        "id: cell, kind: term, term: cell, meaning: the smallest living thing",
        *(f"id: {it}, kind: term, term: {it}, meaning: the {it} of a leaf" for it in "fgh"),
    )
    by_id = {item.id: item for item in pool.items}
    for first, second in ((one, other), (other, one)):
        together = Together(pool.subject)
        together.add(by_id[first])
        assert together.is_free(by_id[second]) is not apart


def shares_a_fact(one: Item, other: Item, subject: Subject) -> bool:
    """Tell whether two items tell of one thing: a fact, its place, what is as right, a deed."""

    def things(item: Item) -> set[object]:
        facts = [subject.facts[fact_id] for fact_id in item.facts]
        found: set[object] = {(fact.source, fact.at) for fact in facts}
        for fact in facts:
            claim = fact.claim
            day = fact.as_of if fact.kind == "position" else getattr(claim, "date", None)
            for key in ("speaker", "actor", "for_"):
                person = getattr(claim, key, "")
                if (
                    person
                    and day
                    and day.first == day.last
                    and fact.kind not in ("quantity", "term")
                ):
                    found.add((person, day.text))
        return found

    def links(item: Item) -> set[str]:
        facts = [subject.facts[fact_id] for fact_id in item.facts]
        return {*item.facts}.union(*({*fact.also_right, fact.superseded_by} for fact in facts))

    return bool(
        things(one) & things(other) or links(one) & {*other.facts} or links(other) & {*one.facts}
    )


# --------------------------------------------------------------------------- how much work it is


def work_of(job: Callable[[], object]) -> int:
    """Return how many functions a job calls: what it costs, whatever else the machine does."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    job()  # what is worked out once is not counted
    sys.setprofile(count)
    try:
        job()
    finally:
        sys.setprofile(None)
    return calls


def sheet(types: str, count: int) -> str:
    return f"label: x\nsummary: x\nsections: [{{title: All, types: [{types}], count: {count}}}]"


def form_of(pool: ItemPool, wish: Blueprint) -> Form:
    return next(assemble_forms(pool, wish))


def pool_of_terms(count: int) -> ItemPool:
    """Return what a bank of so many terms of one class yields."""
    names = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "za")
    spelled = ["".join(names[int(digit)] for digit in f"{n * 7 + 1:05}") for n in range(count)]
    facts = [
        f"id: t{n}, kind: term, term: {it}, meaning: a {it}x of {it}y"
        for n, it in enumerate(spelled)
    ]
    return yield_of(*facts)


@pytest.mark.parametrize(
    ("types", "count"),
    [("multiple-choice", 1000), ("true-false", 1000), ("matching", 1000), ("ordering", 4000),
     ("matching, ordering, cloze", 1000)],
)  # fmt: skip
def test_a_sheet_that_asks_for_more_than_there_is_takes_no_longer_the_more_it_asks(
    types: str, count: int
) -> None:
    few, many = (blueprint(sheet(types, it), may_shrink=True) for it in (40, count))
    forms = [form_of(items(), wish) for wish in (few, many)]
    assert forms[0].items == forms[1].items
    assert work_of(lambda: form_of(items(), many)) <= 1.1 * work_of(lambda: form_of(items(), few))


def test_asking_for_more_than_there_is_costs_little_more_than_asking_for_all_there_is() -> None:
    pool = pool_of_terms(60)
    wish = blueprint(sheet("multiple-choice", 60))
    all_there_is = form_of(pool, wish)
    assert len(all_there_is.items) == 60
    more = blueprint(sheet("multiple-choice", 600), may_shrink=True)
    assert form_of(pool, more).items == all_there_is.items
    assert work_of(lambda: form_of(pool, more)) <= 2 * work_of(lambda: form_of(pool, wish))


def work_of_a_form_of_all(count: int) -> int:
    pool, wish = pool_of_terms(count), blueprint(sheet("multiple-choice", count))
    return work_of(lambda: form_of(pool, wish))


def test_ten_times_the_facts_and_items_are_at_most_twelve_times_the_work() -> None:
    assert work_of_a_form_of_all(300) <= 12 * work_of_a_form_of_all(30)


# --------------------------------------------------------------------------- where many keys stand


@pytest.mark.parametrize("count", [90, 240])
def test_the_keys_of_hundreds_of_items_stand_everywhere_and_follow_no_pattern(count: int) -> None:
    pool, wish = pool_of_terms(240), blueprint(sheet("multiple-choice", count))
    letters = "".join(letter_of_key(item) for item in form_of(pool, wish).items)
    uses = Counter(letters)
    assert len(letters) == count
    assert not re.search(r"(.)\1{3}", letters)
    for period in (2, 3, 4):
        same = "".join("=" if a == b else "|" for a, b in zip(letters, letters[period:]))  # noqa: B905
        assert max(map(len, same.split("|"))) + period <= 8
    assert {*uses} == {*"ABCD"}
    assert max(uses.values()) - min(uses.values()) <= 2


def letter_of_key(item: Item) -> str:
    assert isinstance(item.interaction, Choice)
    return "ABCD"[[option.is_key for option in item.interaction.options].index(True)]
