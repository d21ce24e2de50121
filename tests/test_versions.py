"""Versions of a worksheet: each can be made alone, and from none can be copied by its letters."""

from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import cache
from itertools import combinations, pairwise, permutations
from math import factorial, lcm, prod
from operator import eq

import moon
import pytest
from test_hand_made import ITEMS, SHEET

from quizgen import find_texts, find_worksheet
from quizgen.assemble import assemble_forms, select, version, version_keys
from quizgen.content import plain
from quizgen.errors import FormError
from quizgen.order import letter_of
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Matching, Ordering, TrueFalse
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


def turns(form: Form) -> int:
    """Return how many versions at least come before an order that was there before.

    Each section turns round once in as many versions as it has items, those of one figure, and the
    parts of one question, counted as one, unless they are all; then what is behind its first item may stand in any order.
    """
    sizes: list[int] = []
    for section in form.sections:
        together = {
            one.figure or one.item.passage or (one.number if one.part else one.item.id)
            for one in section.items
        }
        sizes.append(len(together) if len(together) > 1 else len(section.items))
    return lcm(*sizes) * prod(factorial(size - 1) for size in sizes)


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
    step = min(len(forms), turns(forms[0]))
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
    orders = [order_of(form) for form in forms]
    assert len({*orders}) == turns(forms[0]) == 4 * 6
    assert orders[24:] == orders[:24]
    four, two = orders[0][0], orders[0][2]
    assert {order[0] for order in orders} == {*permutations(four)}
    assert [order[2] for order in orders[:4]] == [two, two[::-1], two, two[::-1]]


# --------------------------------------------------------- what a neighbour may copy by its letter

TOPICS = ("escalation", "history", "elements")
ROWS = (("timeline", "numbers"), ("standard", "test"), ("exit-ticket", "argument", "who-said-it"))


def answers(form: Form) -> dict[int, tuple[str, str, Fraction]]:
    """Return number -> what kind of question it is, its answer as a pupil writes it, its chance.

    Questions whose answer is in words have none that could be copied by a letter.
    """
    found: dict[int, tuple[str, str, Fraction]] = {}
    for section in form.sections:
        for one in section.items:
            match one.item.interaction:
                case Choice(type="multiple-choice", options=options):
                    key = next(place for place, each in enumerate(options) if each.is_key)
                    found[one.number] = "choice", "ABCD"[key], Fraction(1, len(options))
                case TrueFalse(is_true=is_true) if len(section.items) > 1:
                    found[one.number] = "truth", "T" if is_true else "F", Fraction(1, 2)
                case Matching(premises=premises, responses=responses):
                    letters = dict(zip((it.id for it in responses), "ABCDEFGH", strict=False))
                    for number, premise in enumerate(premises, one.number):
                        chance = Fraction(1, len(responses))
                        found[number] = "matching", letters[premise.response], chance
                case Ordering(events=events):
                    for place, event in enumerate(events):
                        chance = Fraction(1, len(events))
                        found[1000 * one.number + place] = "order", str(event.rank), chance
                case _:
                    pass
    return found


def banks(form: Form) -> dict[str, list[str]]:
    """Return item -> the responses of a matching item, as they are lettered."""
    return {
        one.item.id: [response.id for response in one.item.interaction.responses]
        for section in form.sections
        for one in section.items
        if isinstance(one.item.interaction, Matching)
    }


@cache
def rows(topic: str, worksheets: tuple[str, ...]) -> tuple[tuple[Form, ...], ...]:
    """Return rows of three forms each, of twelve seeds, of those worksheets that a bank fills."""
    shipped = ItemPool(read_materials(find_texts(topic)).subject)
    found: list[tuple[Form, ...]] = []
    for name in worksheets:
        for seed in range(1, 13):
            asked = Blueprint(worksheet=find_worksheet(name), forms=3, seed=seed)
            with suppress(FormError):
                found.append(tuple(assemble_forms(shipped, asked)))
    return tuple(found)


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("worksheets", ROWS)
def test_a_neighbours_letter_is_no_more_often_right_than_by_chance(
    topic: str, worksheets: tuple[str, ...]
) -> None:
    right: Counter[str] = Counter()
    by_chance: defaultdict[str, Fraction] = defaultdict(Fraction)
    for forms in rows(topic, worksheets):
        for form, beside in pairwise(forms):
            copied = answers(beside)
            for number, (kind, answer, chance) in answers(form).items():
                if number in copied and copied[number][0] == kind:
                    right[kind] += copied[number][1] == answer
                    by_chance[kind] += chance
    assert by_chance
    more = {kind for kind, chance in by_chance.items() if right[kind] > chance}
    assert more == set()
    assert right["order"] == 0


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("worksheets", ROWS)
def test_no_bank_has_the_same_letters_in_two_forms_of_a_row(
    topic: str, worksheets: tuple[str, ...]
) -> None:
    for forms in rows(topic, worksheets):
        for one, other in combinations(map(banks, forms), 2):
            for item, responses in one.items():
                assert not any(map(eq, responses, other[item]))


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("worksheets", ROWS)
def test_neighbours_have_another_question_at_every_number(
    topic: str, worksheets: tuple[str, ...]
) -> None:
    """Wherever there are two in a section, and so from the first question on."""
    for forms in rows(topic, worksheets):
        for one, other in pairwise(map(order_of, forms)):
            for section, beside in zip(one, other, strict=True):
                assert len(section) < 2 or not any(map(eq, section, beside))


def test_the_boxes_of_a_timeline_have_other_letters_for_each_pupil() -> None:
    """Its dates stand where they are, so that all depends on the letters of the events."""
    forms = [version(selection("timeline"), f"7b/{pupil}") for pupil in range(1, 31)]
    letters = Counter(
        (number, answer)
        for form in forms
        for number, (kind, answer, _) in answers(form).items()
        if kind == "matching"
    )
    assert letters
    assert max(letters.values()) < 15


def test_the_bank_of_the_first_form_goes_by_the_alphabet() -> None:
    for key in ("", "A"):
        form = version(selection("standard"), key)
        words = [
            [plain(response.text).casefold() for response in one.item.interaction.responses]
            for section in form.sections
            for one in section.items
            if isinstance(one.item.interaction, Matching)
        ]
        assert words
        assert words == [sorted(bank) for bank in words]


def test_three_events_stand_in_no_version_in_their_order() -> None:
    """Of the three orders of events that move up, one would be the right one or its reverse."""
    chosen = select(moon.pool_of(*ITEMS), moon.blueprint(SHEET))
    (part,) = (part for part in chosen.parts if part.items[0].type == "ordering")
    tea = part.items[0].interaction
    assert isinstance(tea, Ordering)
    three = replace(part.items[0], interaction=replace(tea, events=tea.events[:3]))
    short = replace(chosen, parts=(replace(part, items=(three,)),))
    found = [version(short, key).sections[0].items[0].item for key in version_keys(12)]
    ranks = [
        tuple(event.rank for event in item.interaction.events)
        for item in found
        if isinstance(item.interaction, Ordering)
    ]
    assert {*ranks} <= {(1, 3, 2), (2, 1, 3), (2, 3, 1), (3, 1, 2)}
    assert all(not any(map(eq, *ranks[place : place + 2])) for place in (0, 1, 3, 4, 6, 7))
