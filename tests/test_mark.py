"""How answers are marked, and that keys as they are printed agree with it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import get_args

import moon
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_form import amount, choice, cloze, day, item, several, text

from quizgen import find_texts, find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.content import plain
from quizgen.order import place_of_letters
from quizgen.pool import ItemPool
from quizgen.quiz.answer import Amount, Answer, Chosen, Filled, Judged, Matched, Ranked, Words
from quizgen.quiz.form import Form, NumberedItem
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Interaction,
    ItemType,
    Matching,
    Numeric,
    OrderedEvent,
    Ordering,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.key_rows import KeyRow, rows_of
from quizgen.quiz.mark import Mark, mark
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_materials

WORKSHEETS = sorted(path.stem for path in moon.TEMPLATES.glob("en/worksheets/*.yaml"))

FALSE = TrueFalse(
    is_true=False,
    right_words=text("1963"),
    correction=text("The first woman in space flew in 1963."),
)
FLIGHTS = Matching(
    premises=tuple(
        Premise(id=craft, text=text(craft), response=name)
        for craft, name in (("vostok-1", "gagarin"), ("vostok-6", "tereshkova"), ("a-11", "aldrin"))
    ),
    responses=tuple(
        Response(id=name, text=text(name)) for name in ("aldrin", "gagarin", "tereshkova", "titov")
    ),
)
ORDER = Ordering(
    events=tuple(
        OrderedEvent(id=name, text=text(name), rank=rank, date=day(date), date_text=date)
        for name, rank, date in (
            ("moonwalk", 3, "1969-07-20"),
            ("sputnik", 1, "1957-10-04"),
            ("gagarin", 2, "1961-04-12"),
        )
    )
)
BLANKS = cloze(
    "In ____ ____ flew.", "1961", "Yuri Gagarin", accepted=((), ("Gagarin", "Юрий Гагарин"))
)


def given_to(interaction: Interaction, answer: Answer, points: int = 1) -> tuple[str, str]:
    """Return the points of an answer, and why."""
    marked = mark(item("fact", "What?", interaction), answer, points)
    assert marked.of == points
    assert 0 <= marked.points <= marked.most <= points
    return str(marked.points), marked.why


# ------------------------------------------------------------------------------------------- parts


def test_one_option_is_right() -> None:
    asked = choice("Gagarin", "Titov", "Glenn")
    assert given_to(asked, Chosen(("Gagarin",)), 2) == ("2", "right")
    assert given_to(asked, Chosen(("Titov",)), 2) == ("0", "wrong")
    assert given_to(asked, Chosen(()), 2) == ("0", "blank")
    assert given_to(asked, Chosen(("Gagarin", "Titov"))) == ("0", "wrong")


def test_of_several_right_options_each_counts_and_a_wrong_one_takes_one_away() -> None:
    asked = several("Gagarin", "Titov", "Glenn", "Shepard", keys=(0, 1))
    assert given_to(asked, Chosen(("Gagarin", "Titov")), 2) == ("2", "right")
    assert given_to(asked, Chosen(("Gagarin",)), 2) == ("1", "partly")
    assert given_to(asked, Chosen(("Gagarin", "Titov", "Glenn")), 2) == ("1", "partly")
    assert given_to(asked, Chosen(("Gagarin", "Glenn")), 2) == ("0", "wrong")
    assert given_to(asked, Chosen(("Glenn", "Shepard")), 2) == ("0", "wrong")
    assert given_to(asked, Chosen(("Gagarin", "Titov", "Glenn", "Shepard")), 2) == ("0", "wrong")
    assert given_to(asked, Chosen(()), 2) == ("0", "blank")
    assert given_to(asked, Chosen(("Gagarin",))) == ("0.5", "partly")


def test_of_a_false_statement_half_is_for_saying_so_and_half_for_the_correction() -> None:
    assert given_to(FALSE, Judged(False, "1963"), 2) == ("2", "right")
    assert given_to(FALSE, Judged(False, "in 1964"), 2) == ("1", "person")
    assert given_to(FALSE, Judged(False, "1964"), 2) == ("1", "partly")
    assert given_to(FALSE, Judged(False, ""), 2) == ("1", "partly")
    assert given_to(FALSE, Judged(False), 2) == ("2", "right")
    assert given_to(FALSE, Judged(True, ""), 2) == ("0", "wrong")
    assert given_to(FALSE, Judged(True, "1963"), 2) == ("0", "wrong")
    assert given_to(FALSE, Judged(None, "1963"), 2) == ("1", "partly")
    assert given_to(FALSE, Judged(None, ""), 2) == ("0", "blank")
    whole = "the first woman in space  flew in 1963"
    assert given_to(FALSE, Judged(False, whole), 2) == ("2", "right")
    assert given_to(TrueFalse(is_true=False), Judged(False, "1963"), 2) == ("2", "right")


def test_of_a_true_statement_there_is_nothing_to_correct() -> None:
    assert given_to(TrueFalse(is_true=True), Judged(True, ""), 2) == ("2", "right")
    assert given_to(TrueFalse(is_true=True), Judged(True, "Yes."), 2) == ("2", "right")
    assert given_to(TrueFalse(is_true=True), Judged(False, "1963"), 2) == ("0", "wrong")
    assert given_to(TrueFalse(is_true=True), Judged(None), 2) == ("0", "blank")


def test_each_premise_counts() -> None:
    right = {"vostok-1": "gagarin", "vostok-6": "tereshkova", "a-11": "aldrin"}
    assert given_to(FLIGHTS, Matched(right), 3) == ("3", "right")
    assert given_to(FLIGHTS, Matched({**right, "a-11": "titov"}), 3) == ("2", "partly")
    assert given_to(FLIGHTS, Matched({"vostok-1": "gagarin"}), 3) == ("1", "partly")
    assert given_to(FLIGHTS, Matched({"vostok-1": "titov"}), 3) == ("0", "wrong")
    assert given_to(FLIGHTS, Matched({}), 3) == ("0", "blank")


def test_each_event_in_its_place_counts() -> None:
    right = {"sputnik": 1, "gagarin": 2, "moonwalk": 3}
    assert given_to(ORDER, Ranked(right), 3) == ("3", "right")
    assert given_to(ORDER, Ranked({**right, "gagarin": 3, "moonwalk": 2}), 3) == ("1", "partly")
    assert given_to(ORDER, Ranked({**right, "gagarin": 3, "moonwalk": 2})) == ("0.33", "partly")
    assert given_to(ORDER, Ranked({"sputnik": 9}), 3) == ("0", "wrong")
    assert given_to(ORDER, Ranked({}), 3) == ("0", "blank")


def test_each_blank_counts() -> None:
    assert given_to(BLANKS, Filled(("1961", "yuri gagarin")), 2) == ("2", "right")
    assert given_to(BLANKS, Filled(("1962", "Gagarin")), 2) == ("1", "partly")
    assert given_to(BLANKS, Filled(("1961", "")), 2) == ("1", "partly")
    assert given_to(BLANKS, Filled(("1961", "Юрий Гагарин")), 2) == ("2", "right")
    assert given_to(BLANKS, Filled(("1961", "Gagarine")), 2) == ("1", "person")
    assert given_to(BLANKS, Filled(("", " ")), 2) == ("0", "blank")


def test_what_a_person_must_mark_may_still_become_right() -> None:
    marked = mark(item("fact", "", BLANKS), Filled(("1961", "the first cosmonaut")), 4)
    assert marked == Mark(of=4, parts=2, right=1, open=1, why="person")
    assert (marked.points, marked.most) == (Decimal(2), Decimal(4))


def test_an_opinion_is_for_a_person() -> None:
    assert given_to(Discussion(), Words("I think it was."), 3) == ("0", "person")
    assert given_to(Discussion(), Words("  "), 3) == ("0", "blank")


STRANGE: list[Answer] = [
    Chosen(("Armstrong",)),
    Matched({"vostok-1": "armstrong"}),
    Matched({"vostok-2": "gagarin"}),
    Ranked({"laika": 1}),
    Filled(("1961",)),
]


@pytest.mark.parametrize("answer", STRANGE, ids=str)
@pytest.mark.parametrize("asked", [choice("Gagarin", "Titov"), FALSE, FLIGHTS, ORDER, BLANKS])
def test_an_answer_to_another_item_is_no_zero_but_left_to_a_person(
    asked: Interaction, answer: Answer
) -> None:
    marked = mark(item("fact", "", asked), answer, 2)
    assert (marked.why, marked.points, marked.most) == ("unfit", 0, 2)


# ------------------------------------------------------------------------------------------- words


KHRUSHCHEV = ShortAnswer(answer=text("Nikita Khrushchev"), accepted=("Khrushchev", "Хрущёв"))


@pytest.mark.parametrize(
    "words",
    [
        "Nikita Khrushchev",
        "nikita khrushchev.",
        "  NIKITA\u00a0\n Khrushchev ",
        "“Nikita Khrushchev”",
        "«Khrushchev».",
        "хрущёв",
    ],
)
def test_words_are_right_whatever_their_case_spaces_and_quotation_marks(words: str) -> None:
    assert given_to(KHRUSHCHEV, Words(words)) == ("1", "right")


@pytest.mark.parametrize("words", ["Хрущев", "Kruschev", "Not Khrushchev", "the Soviet leader"])
def test_other_words_are_never_called_wrong_by_a_machine(words: str) -> None:
    assert given_to(KHRUSHCHEV, Words(words)) == ("0", "person")


def test_no_words_are_no_answer() -> None:
    assert given_to(KHRUSHCHEV, Words(" \n")) == ("0", "blank")


def test_apostrophes_and_dashes_are_the_same_however_they_are_typed() -> None:
    asked = ShortAnswer(answer=text("Canada’s F‑16 jets"))
    assert given_to(asked, Words("canada's F-16 jets")) == ("1", "right")


# ----------------------------------------------------------------------------------------- numbers


def number(answer: str, unit: str, low: str, high: str = "", *accepted: str) -> Numeric:
    return amount(answer, unit, low, high, *accepted)


DISTANCE = number("about 300 km", "km", "285", "315", "300 kilometres", "about 186 miles")
LARGE = number("1,234,567", "people", "1234567")
SMALL = number("−0.5 °C", "°C", "-0.5")
COST = number("$60 billion", "billion US dollars", "60")
RATIO = number("10 to 1", "to 1", "9", "11", "ten to one", "10:1")


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        (
            DISTANCE,
            "300;285;315;300 km;300km;about 300;300.0;300,00;+300;about 186 miles;300 kilometres;"
            "290 kilometres;ABOUT 300\u00a0KM.;3e2;3 × 10² km",
        ),
        (LARGE, "1234567;1,234,567;1.234.567;1 234 567;1\u202f234\u202f567;1'234’567;12,34,567"),
        (LARGE, "1,234,567.0;1.234.567,00 people;１２３４５６７;١٬٢٣٤٬٥٦٧٫٠"),
        (SMALL, "-0.5;−0.5;–0,5;-.5;-0.50 °C"),
        (COST, "60;$60 billion;60 billion;$60;60 billion US dollars;60,0"),
        (RATIO, "10;10 to 1;9 to 1;11;10:1;ten to one"),
    ],
)
def test_a_number_is_right_as_pupils_write_it(asked: Numeric, right: str) -> None:
    for written in right.split(";"):
        assert given_to(asked, Amount(written)) == ("1", "right"), written


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        (DISTANCE, "284;316;284.9;315,01;-300;30;3000;320 km;400 kilometres;0"),
        (LARGE, "1234568;1,234,568;1234.567"),
        (SMALL, "0.5;-5;-0.05 °C"),
        (COST, "6;600;$61 billion"),
        (RATIO, "8;8 to 1;1"),
    ],
)
def test_a_number_beside_the_mark_is_wrong(asked: Numeric, wrong: str) -> None:
    for written in wrong.split(";"):
        assert given_to(asked, Amount(written)) == ("0", "wrong"), written


@pytest.mark.parametrize(
    ("asked", "unsure"),
    [
        (
            DISTANCE,
            "three hundred;300 m;300000 m;300 miles;270–330;190 versts;not 300;½ of 600",
        ),
        (COST, "60000000000 dollars;60 million;60bn;600 billion"),
        (RATIO, "20 to 2;1:10"),
    ],
)
def test_words_and_unknown_units_beside_a_number_are_for_a_person(
    asked: Numeric, unsure: str
) -> None:
    for written in unsure.split(";"):
        assert given_to(asked, Amount(written)) == ("0", "person"), written


def test_another_unit_that_is_accepted_is_known() -> None:
    metric = number("186 miles", "miles", "186", "", "300 km")
    assert given_to(metric, Amount("300 km")) == ("1", "right")
    assert given_to(metric, Amount("300.0 km")) == ("1", "right")
    assert given_to(metric, Amount("186 km")) == ("0", "wrong")
    assert given_to(metric, Amount("300")) == ("0", "wrong")


def test_a_number_in_a_blank_is_compared_as_a_number() -> None:
    asked = cloze("It cost ____ dollars.", "1,000", accepted=(("one thousand",),))
    assert given_to(asked, Filled(("1000",))) == ("1", "right")
    assert given_to(asked, Filled(("1 000.00",))) == ("1", "right")
    assert given_to(asked, Filled(("2000",))) == ("0", "person")  # "one thousand" is no number
    assert given_to(cloze("In ____.", "1969"), Filled(("1968",))) == ("0", "wrong")


@given(st.text(max_size=30))
def test_whatever_is_written_gets_a_mark(words: str) -> None:
    for asked in (DISTANCE, LARGE, SMALL, COST, RATIO):
        given_to(asked, Amount(words))
    given_to(KHRUSHCHEV, Words(words))
    given_to(FALSE, Judged(False, words))
    given_to(BLANKS, Filled((words, words)))


@given(st.decimals("-1e9", "1e9", places=2), st.sampled_from([",.", ".,", " .", " ,", "',", "'."]))
def test_a_number_is_right_in_every_way_to_write_it(value: Decimal, marks: str) -> None:
    written = f"{value:,.2f}".translate({ord(","): marks[0], ord("."): marks[1]})
    assert given_to(number("x", "km", str(value)), Amount(written))[1] == "right"


# --------------------------------------------------------------------------------- keys as printed


@cache
def pool() -> ItemPool:
    return ItemPool(read_materials(find_texts("escalation")).subject)


def forms(worksheet: str, seeds: int) -> Iterator[Form]:
    """Yield shipped worksheets of some seeds."""
    for seed in range(1, seeds + 1):
        blueprint = Blueprint(worksheet=find_worksheet(worksheet), seed=seed, may_shrink=True)
        yield from assemble_forms(pool(), blueprint)


def printed(form: Form) -> Iterator[tuple[NumberedItem, list[KeyRow]]]:
    """Yield each item with its rows of the key, as a teacher reads them."""
    numbers = {entry.source: str(entry.number) for entry in form.sources}
    for section in form.sections:
        for numbered in section.items:
            yield numbered, [*rows_of(numbered, form, numbers, True)]


def read_off(numbered: NumberedItem, rows: list[KeyRow], form: Form) -> Iterator[Answer]:
    """Yield the answers that a key says are right, by nothing but its letters and words."""
    interaction, labels = numbered.item.interaction, form.labels
    first = plain(rows[0].answer)
    ways = [first, *rows[0].also]
    match interaction:
        case Choice(options=options):
            places = [place_of_letters(letter) for letter in rows[0].letters.split(", ")]
            yield Chosen(tuple(options[place].id for place in places if place is not None))
        case TrueFalse():
            is_true = rows[0].letters == labels.true_letter
            yield Judged(is_true, "" if is_true else first.removeprefix(f"{labels.false}: "))
            if not is_true:
                yield Judged(is_true, plain(interaction.correction))
        case Matching(premises=premises, responses=responses):
            lettered = zip(premises, rows, strict=True)
            places = {premise.id: place_of_letters(row.letters) or 0 for premise, row in lettered}
            yield Matched({name: responses[place].id for name, place in places.items()})
        case Ordering(events=events):
            ranks = map(int, rows[0].short.split("-"))
            yield Ranked({event.id: rank for event, rank in zip(events, ranks, strict=True)})
        case Numeric():
            yield from (Amount(way) for way in ways if way != interaction.within)
            if interaction.within:
                assert interaction.within in ways
                before, after = labels_around(interaction)
                yield from (Amount(before), Amount(after))
        case ShortAnswer():
            yield from map(Words, ways)
        case Cloze(in_table=True):
            cells = [cell[2:] for cell in re.split("; (?=[a-z] )", first)]
            right = [cell.partition(f" ({labels.accept} ") for cell in cells]
            yield Filled(tuple(words for words, *_ in right))
            yield Filled(tuple(also[:-1].split("; ")[-1] or words for words, _, also in right))
        case Cloze():
            yield from (Filled((way,)) for way in ways)
        case Discussion():
            pass


def labels_around(interaction: Numeric) -> tuple[str, str]:
    """Return the two ends of "anything from 295 to 305", as they are printed."""
    words = interaction.within.split()
    return words[2], words[4]


def wrong_by_key(numbered: NumberedItem, right: Answer) -> Iterator[Answer]:
    """Yield answers that a key says are not right: every other letter, another order."""
    interaction = numbered.item.interaction
    match interaction, right:
        case Choice(options=options, type="multiple-choice"), Chosen(options=keys):
            yield from (Chosen((option.id,)) for option in options if option.id not in keys)
        case Choice(options=options), Chosen(options=keys):
            yield from (Chosen((*keys, it.id)) for it in options if it.id not in keys)
            yield from (Chosen((key,)) for key in keys if len(keys) > 1)
        case TrueFalse(), Judged(is_true=is_true):
            yield Judged(not is_true, "")
            if not is_true:
                yield Judged(False, "")
        case Matching(premises=premises), Matched(responses=responses):
            first, second, *_ = premises
            swapped = {first.id: responses[second.id], second.id: responses[first.id]}
            yield Matched({**responses, **swapped})
        case Ordering(), Ranked(ranks=ranks):
            yield Ranked({name: len(ranks) + 1 - rank for name, rank in ranks.items()})
        case Numeric(low=low, high=high), _:
            yield from (Amount(f"{low - 1:f}"), Amount(f"{high + 1:f}"))
        case ShortAnswer(), _:
            yield from (Words(""), Words("something else"))
        case Cloze(answers=answers), _:
            blanks = len(answers)
            yield from (Filled(("",) * blanks), Filled(("something else",) * blanks))
        case _:
            pass


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_what_a_key_prints_gets_full_marks_and_what_it_calls_wrong_gets_less(
    worksheet: str,
) -> None:
    for form in forms(worksheet, 5):
        for numbered, rows in printed(form):
            points = numbered.points
            for answer in read_off(numbered, rows, form):
                marked = mark(numbered.item, answer, points)
                assert (marked.points, marked.why) == (points, "right"), (numbered.item.id, answer)
                for other in wrong_by_key(numbered, answer):
                    marked = mark(numbered.item, other, points)
                    assert marked.points < points, (numbered.item.id, other)


def test_shipped_worksheets_have_keys_of_every_type_that_has_one() -> None:
    types = {
        numbered.item.type
        for worksheet in WORKSHEETS
        for form in forms(worksheet, 5)
        for section in form.sections
        for numbered in section.items
        if any(True for _ in read_off(numbered, rows_of_one(numbered, form), form))
    }
    assert {*get_args(ItemType)} - types == {"discussion"}


def rows_of_one(numbered: NumberedItem, form: Form) -> list[KeyRow]:
    return [*rows_of(numbered, form, {}, True)]


def test_every_item_of_the_bank_is_marked_right_by_its_own_key() -> None:
    """Forms show a few of them; here is each, with several right options too."""
    (form, *_) = forms("standard", 1)
    for one in pool().items:
        numbered = NumberedItem(number=1, item=one, prompt=one.prompt, points=4)
        for answer in read_off(numbered, rows_of_one(numbered, form), form):
            assert mark(one, answer, 4).why == "right", (one.id, answer)
            for other in wrong_by_key(numbered, answer):
                assert mark(one, other, 4).points < 4, (one.id, other)


PLANET = number("5.97\u00a0×\u00a010²⁴\u00a0kg", "kg", "5.87e24", "6.07e24")


@pytest.mark.parametrize(
    ("written", "verdict"),
    [
        ("5.97 × 10²⁴ kg", "right"),
        ("5.97 x 10^24 kg", "right"),
        ("5.97*10^24", "right"),
        ("6.0e24 kg", "right"),
        ("5,970,000,000,000,000,000,000,000 kg", "right"),
        ("5.97 × 10²³ kg", "wrong"),
        ("5.97 × 10⁻²⁴ kg", "wrong"),
        ("5.97 kg", "wrong"),
        ("5.97 × 1024 kg", "person"),
    ],
)
def test_a_power_of_ten_is_marked_as_the_number_it_is(written: str, verdict: str) -> None:
    assert given_to(PLANET, Amount(written))[1] == verdict
