"""Versions of a worksheet: each can be made alone, and as far as can be no two are in one order."""

from functools import cache
from itertools import permutations, product
from math import factorial, prod

import moon
import pytest
from test_hand_made import ITEMS, SHEET

from quizgen import find_texts, find_worksheet
from quizgen.assemble import assemble_forms, select, version, version_keys
from quizgen.order import letter_of
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form
from quizgen.quiz.selection import Selection
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_materials

WORKSHEETS = sorted(path.stem for path in moon.TEMPLATES.glob("en/worksheets/*.yaml"))
MANY = 400


def pool() -> ItemPool:
    """Return the shipped bank's pool, in which nobody has asked for anything yet."""
    return ItemPool(read_materials(find_texts("escalation")).subject)


def wish(worksheet: str, forms: int = 1) -> Blueprint:
    return Blueprint(worksheet=find_worksheet(worksheet), forms=forms, seed=5)


@cache
def selection(worksheet: str) -> Selection:
    return select(pool(), wish(worksheet))


@cache
def many(worksheet: str) -> tuple[Form, ...]:
    return tuple(assemble_forms(pool(), wish(worksheet, MANY)))


def order_of(form: Form) -> tuple[tuple[str, ...], ...]:
    """Return the ids of a form's items as they stand in its sections."""
    return tuple(tuple(one.item.id for one in section.items) for section in form.sections)


def all_orders(form: Form) -> int:
    """Return in how many orders the items of a form can stand: those of one figure together."""
    return prod(
        factorial(len({one.figure or one.item.id for one in section.items}))
        for section in form.sections
    )


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_a_version_made_alone_is_the_one_made_among_others(worksheet: str) -> None:
    forms = many(worksheet)
    asks = bool(forms[0].sections)
    assert len(forms) == (MANY if asks else 1)
    keys = [*version_keys(len(forms))]
    assert [form.version for form in forms] == keys
    for key, form in reversed([*zip(keys, forms, strict=True)]):
        assert version(selection(worksheet), key) == form


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_versions_with_letters_differ_in_the_order_of_their_items(worksheet: str) -> None:
    forms = many(worksheet)
    orders = [order_of(form) for form in forms]
    there_are = all_orders(forms[0])
    assert len({*orders}) == min(len(forms), there_are)
    step = min(len(forms), there_are)
    for start in range(0, len(forms) - step + 1, 7):  # any neighbours, not the first ones alone
        assert len({*orders[start : start + step]}) == step


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_versions_hold_the_same_items_and_options(worksheet: str) -> None:
    first, *others = many(worksheet)
    for form in others:
        assert [{*ids} for ids in order_of(form)] == [{*ids} for ids in order_of(first)]
        assert form.points == first.points
        assert {entry.source for entry in form.sources} == {it.source for it in first.sources}


def test_a_version_far_down_the_row_is_made_as_quickly_as_the_first() -> None:
    far = letter_of(10**6)
    form = version(selection("standard"), far)
    assert form.version == far
    assert order_of(form) != order_of(version(selection("standard"), letter_of(10**6 + 1)))


def test_a_version_for_a_pupil_has_any_name_and_depends_on_nothing_else() -> None:
    names = [f"7b/{pupil}" for pupil in range(1, 31)]
    one_way = [version(selection("standard"), name) for name in names]
    other = select(pool(), wish("standard", 9))
    other_way = [version(other, name) for name in reversed(names)]
    assert one_way == other_way[::-1]
    assert len({order_of(form) for form in one_way}) > 25
    assert all(f"Form {name}" in form.footer for name, form in zip(names, one_way, strict=True))


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_the_only_form_has_no_name(worksheet: str) -> None:
    (form,) = assemble_forms(pool(), wish(worksheet))
    assert form.version == ""
    assert version(selection(worksheet), "") == form


def test_items_that_share_a_figure_stay_together() -> None:
    for form in many("numbers"):
        figures = [one.figure for section in form.sections for one in section.items if one.figure]
        assert figures == sorted(figures)


def test_versions_of_items_written_by_hand_differ_too() -> None:
    chosen = select(moon.pool_of(*ITEMS), moon.blueprint(SHEET))
    forms = [version(chosen, key) for key in version_keys(48)]
    assert all_orders(forms[0]) == 24 * 2
    expected = {
        tuple(choice) for choice in product(*(permutations(ids) for ids in order_of(forms[0])))
    }
    assert {order_of(form) for form in forms} == expected


def test_neighbours_differ_from_the_first_question_on() -> None:
    """Not in the last two alone, as orders that follow one another would."""
    firsts = [order_of(form)[0][0] for form in many("standard")[:8]]
    assert len({*firsts}) > 2
