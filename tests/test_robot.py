"""What a pupil earns who knows nothing but tricks: hardly more than chance; and laws of all forms.

`python tests/bench/bench_robot.py` does the same over 1,000 forms and names the items to blame.
"""

from collections import Counter
from functools import cache

import large_bank
import pytest
from moon import blueprint
from robot import CHOICE_TRICKS, TRICKS, Mark, all_dates, all_numbers, marks, marks_of_items
from test_banks import items, materials, standard

from quizgen.assemble import assemble_forms
from quizgen.assemble.rank import with_drawn_options
from quizgen.content import plain
from quizgen.judge.subject import Subject
from quizgen.judge.texts import folded, quotations_in
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Item
from quizgen.quiz.walk import seen_texts
from quizgen.rules import check_form, check_item

TOPIC = "escalation"
SEEDS = range(1, 301)
MOST = 8
"""Points over chance that a trick may earn."""
FAIR_SHARE = 300
"""From so many keys on, a letter's share tells of our ways: of 42 keys, luck alone moves it by 7
points."""
ENOUGH = 20
"""From so many items on, the marks of a trick tell of our ways and not of luck (DIS-2)."""

RANKED = """
label: x
summary: x
sections:
  - {title: Numbers, types: [multiple-choice], wordings: [how-much], count: 3}
  - {title: Dates, types: [multiple-choice], wordings: [date-of-event], count: 3}
"""
"""A standard sheet has few numbers and dates to choose: 90 over 300 of them, of which luck alone
moves a trick by 9 points. So tricks of rank are tried on sheets of nothing else as well."""
BY_RANK = [trick.name for trick in CHOICE_TRICKS if trick.fits in (all_numbers, all_dates)]


@cache
def forms() -> tuple[Form, ...]:
    return tuple(
        form for seed in SEEDS for form in assemble_forms(items(TOPIC), standard(seed=seed))
    )


@cache
def mark(trick: str) -> Mark:
    return all_marks()[trick]


@cache
def all_marks() -> dict[str, Mark]:
    return {**marks(forms()), **marks_by_rank()}


@cache
def marks_by_rank() -> dict[str, Mark]:
    ranked = (
        form
        for seed in SEEDS
        for form in assemble_forms(items(TOPIC), blueprint(RANKED, seed=seed))
    )
    found = marks((*forms(), *ranked))
    return {name: found[name] for name in BY_RANK}


@cache
def marks_of_many() -> dict[str, Mark]:
    """Return what tricks earn on a large bank, its numbers drawn as a form draws them."""
    drawn = [with_drawn_options(one, "1") for one in large_bank.items().items]
    return dict(marks_of_items(drawn))


@cache
def known() -> Subject:
    return materials(TOPIC).subject


# --------------------------------------------------------------------------- tricks


@pytest.mark.parametrize("trick", [trick.name for trick in TRICKS])
def test_no_trick_earns_much_more_than_chance(trick: str) -> None:
    assert mark(trick).gain <= MOST
    assert len(mark(trick).tries) >= FAIR_SHARE


@pytest.mark.parametrize("trick", BY_RANK)
def test_no_rank_of_a_number_or_date_earns_much_more_than_chance(trick: str) -> None:
    tried = marks_of_many()[trick]
    assert tried.items >= 5 * ENOUGH
    assert tried.gain <= MOST


def test_the_robot_finds_what_gives_answers_away() -> None:
    """A robot that could not cheat would prove nothing."""
    given_away = Counter(
        name
        for name in ("longest option", "most words of the stem", "most like the others")
        if marks_of_items([leaky(name)])[name].gain > MOST
    )
    assert len(given_away) == 3


def leaky(trick: str) -> Item:
    """Return an item whose key the trick finds."""
    from sample_form import choice, item

    keys = {
        "longest option": ("in the deep and quiet harbour of the town", "at sea", "on land"),
        "most words of the stem": ("under bridges", "at sea", "on land"),
        "most like the others": ("northern deep harbour", "northern wide valley", "low harbour"),
    }
    return item("leak", "Where are bridges built?", choice(*keys[trick]))


# --------------------------------------------------------------------------- laws


def test_no_form_of_many_breaks_a_rule() -> None:
    found = [
        (form.seed, problem)
        for form in forms()
        for problem in check_form(form, known())
        if problem.is_error
    ]
    assert found == []


def test_no_item_of_many_forms_breaks_a_rule() -> None:
    found = [
        (form.seed, problem)
        for form in forms()
        for item in form.items
        for problem in check_item(item, known())
        if problem.is_error
    ]
    assert found == []


def test_no_form_asks_about_a_fact_twice() -> None:
    for form in forms():
        facts = Counter(fact for item in form.items for fact in item.facts)
        assert max(facts.values()) == 1, form.seed


def test_no_single_choice_has_two_right_options() -> None:
    for form in forms():
        for item in form.items:
            if isinstance(item.interaction, Choice) and item.type == "multiple-choice":
                options = item.interaction.options
                assert [option.is_key for option in options].count(True) == 1, item.id
                assert len({folded(plain(option.content)) for option in options}) == len(options)


def test_no_letter_is_right_for_more_than_its_share() -> None:
    letters = Counter(
        (len(choice.options), [option.is_key for option in choice.options].index(True))
        for form in forms()
        for item in form.items
        if isinstance(choice := item.interaction, Choice) and item.type == "multiple-choice"
    )
    for size in {size for size, _ in letters}:
        counts = [letters[size, place] for place in range(size)]
        for count in counts if sum(counts) >= FAIR_SHARE else ():
            assert abs(100 * count / sum(counts) - 100 / size) <= MOST


def test_no_quotation_is_invented() -> None:
    said = {folded(quotation) for quotation in known().quotations}
    said |= {folded(source.title) for source in known().bank.sources.values()}  # nobody's speech
    for form in forms():
        for item in form.items:
            for text in seen_texts(item):
                assert {folded(it) for it in quotations_in(text)} <= said, item.id
