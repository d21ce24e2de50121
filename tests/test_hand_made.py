"""Questions that somebody wrote by hand, no fact behind them: a hand-made item of each type goes
through rules, form, pages, key, JSON and back, and is marked.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import get_args

import moon
import pytest
from judges import pages_of, problems_aloud, squeezed, strings_in
from sample_form import look, text
from test_form_without_key import judge as hold_key_back
from test_mark import printed, read_off, wrong_by_key

from quizgen import find_texts
from quizgen.assemble import assemble_forms, select, version
from quizgen.content import Run, plain
from quizgen.errors import FormError, Where
from quizgen.export.form_json import write_forms
from quizgen.judge.clues import gives_away
from quizgen.judge.subject import Subject
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Interaction,
    Item,
    ItemType,
    Matching,
    Numeric,
    Option,
    OrderedEvent,
    Ordering,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
    Written,
)
from quizgen.quiz.mark import mark
from quizgen.quiz.meaning import SomeDate, SomeNumber
from quizgen.read import read_materials
from quizgen.read.dates import parse_date
from quizgen.read.forms import read_forms
from quizgen.rules import check_form, check_item
from quizgen.typeset import write_key, write_sheet

WHERE = Where("own.yaml", 3, 1)


def asked(name: str, prompt: str, interaction: Interaction) -> Item:
    return Item(
        id=name,
        prompt=text(prompt) if prompt else (),
        interaction=interaction,
        origin=Written(),
        where=WHERE,
    )


def option(words: str, *, is_key: bool = False, why: str = "") -> Option:
    return Option(id=words, content=text(words), is_key=is_key, feedback=text(why) if why else ())


SEINE = asked(
    "seine",
    "Which of these is a river in France?",
    Choice(options=(option("Seine", is_key=True), option("Po"))),
)
HEXAGON = asked(
    "hexagon",
    "How many sides has a hexagon?",
    Choice(
        options=tuple(
            replace(option(str(n), is_key=n == 6), means=SomeNumber(Decimal(n), ""))
            for n in (6, 5, 8)
        )
    ),
)
VICTORY = asked(
    "victory",
    "When did the war in Europe end?",
    Choice(
        options=tuple(
            replace(
                option(words, is_key=iso == "1945-05-08", why="That was another year."),
                means=SomeDate(parse_date(iso)),
            )
            for words, iso in (
                ("8 May 1945", "1945-05-08"),
                ("8 May 1944", "1944-05-08"),
                ("8 May 1946", "1946-05-08"),
            )
        )
    ),
)
PRIMES = asked(
    "primes",
    "Which of these are prime numbers?",
    Choice(
        type="multiple-response",
        options=(option("2", is_key=True), option("9"), option("11", is_key=True), option("15")),
    ),
)
RHINE = asked(
    "rhine",
    "The Rhine flows through Paris.",
    TrueFalse(
        is_true=False,
        right_words=text("The Seine"),
        correction=text("The Seine flows through Paris."),
    ),
)
LOIRE = asked("loire", "The Loire flows through Tours.", TrueFalse(is_true=True))
RIVERS = asked(
    "rivers",
    "Which river flows through which city?",
    Matching(
        heading=text("Rivers"),
        premises=tuple(
            Premise(id=city.lower(), text=text(city), response=river)
            for city, river in (("Rome", "tiber"), ("Cologne", "rhine"), ("Turin", "po"))
        ),
        responses=tuple(
            Response(id=river.lower(), text=text(river))
            for river in ("Danube", "Po", "Rhine", "Tiber")
        ),
    ),
)
TEA = asked(
    "tea",
    "Put the steps of making tea in order.",
    Ordering(
        events=tuple(
            OrderedEvent(id=f"step-{rank}", text=text(words), rank=rank)
            for rank, words in enumerate(
                ("Boil the water", "Warm the pot", "Pour it on the leaves", "Let it draw"), 1
            )
        )
    ),
)
METRE = asked(
    "metre",
    "How many centimetres are there in a metre?",
    Numeric(answer=text("100 cm"), low=Decimal(100), high=Decimal(100), unit="cm"),
)
HAMLET = asked(
    "hamlet",
    "Who wrote “To be, or not to be”?",
    ShortAnswer(answer=text("William Shakespeare"), accepted=("Shakespeare",)),
)
PARIS = asked(
    "paris",
    "",
    Cloze(parts=(text("Paris lies on the "), text(".")), answers=(text("Seine"),), accepted=((),)),
)
TOWNS = asked("towns", "Why did towns grow up beside rivers?", Discussion())
CAESAR = asked(
    "caesar",
    "Who said: “I came, I saw, I conquered”?",
    Choice(options=(option("Caesar", is_key=True), option("Brutus"), option("Cicero"))),
)
ITEMS = (
    SEINE,
    HEXAGON,
    VICTORY,
    PRIMES,
    RHINE,
    LOIRE,
    RIVERS,
    TEA,
    METRE,
    HAMLET,
    PARIS,
    TOWNS,
    CAESAR,
)

SHEET = """
label: Worksheet
summary: Written by hand.
sections:
  - {title: Choose, instruction: Fill in the circle., types: [multiple-choice], count: 4}
  - {title: All that are right, types: [multiple-response], count: 1, points: 2}
  - {title: True or false, instruction: Fill in T or F., types: [true-false], count: 2, points: 2}
  - {title: Match, instruction: Write the letter., types: [matching], count: 1}
  - {title: Order, types: [ordering], count: 1}
  - {title: Fill in, types: [cloze], count: 1}
  - {title: Numbers, types: [numeric], count: 1}
  - {title: Short answers, types: [short-answer], count: 1, points: 2}
  - {title: To think about, types: [discussion], count: 1, points: 4}
"""


@cache
def subjects() -> tuple[Subject, ...]:
    """Return two banks to stand beside: one of them has quotations, and facts of every kind."""
    return moon.known(), read_materials(find_texts("escalation")).subject


@cache
def forms() -> tuple[Form, ...]:
    selection = select(moon.pool_of(*ITEMS, is_judged=True), moon.blueprint(SHEET))
    return tuple(version(selection, key) for key in ("", "A", "B", "7b/12"))


# ------------------------------------------------------------------------------------------- rules


def test_there_is_one_of_each_type() -> None:
    assert {one.type for one in ITEMS} == {*get_args(ItemType)}


def test_what_can_be_answered_and_marked_is_no_error_and_style_is_a_warning() -> None:
    for subject in subjects():
        found = [
            f"{problem.rule} {problem.severity} {problem.message}"
            for one in ITEMS
            for problem in check_item(one, subject)
            if problem.rule != "DIS-1"  # nothing says why an option is wrong
        ]
        assert found == [
            "OPT-1 W item 'seine': has 2 options, not 3 to 5",
            *[
                f"DIS-3 W item 'victory': '8 May {year}' lies outside the topic's time"
                for year in (1944, 1946)
            ],
            "MATCH-1 W item 'rivers': has 3 premises, not 4 to 8",
            "QUOTE-1 W item 'hamlet': the bank has no quotation “To be, or not to be”",
            "QUOTE-1 W item 'caesar': the bank has no quotation “I came, I saw, I conquered”",
        ]


def changed(item: Item, **changes: object) -> Item:
    return replace(item, interaction=replace(item.interaction, **changes))  # type: ignore[type-var]


def parts(item: Item, of: str) -> tuple[object, ...]:
    found: tuple[object, ...] = getattr(item.interaction, of)
    return found


BROKEN: list[tuple[Item, str]] = [
    (replace(SEINE, prompt=()), "asks nothing"),
    (replace(LOIRE, prompt=text("  ")), "asks nothing"),
    (replace(TOWNS, prompt=()), "asks nothing"),
    (changed(SEINE, options=()), "has 0 options, and needs two"),
    (changed(SEINE, options=parts(SEINE, "options")[:1]), "has 1 option, and needs two"),
    (changed(SEINE, options=parts(SEINE, "options")[1:] * 2), "two options have the id 'Po'"),
    (
        changed(SEINE, options=(option("", is_key=True), option("Po"))),
        "has an option that says nothing",
    ),
    (changed(SEINE, options=(option("Seine"), option("Po"))), "has 0 right options"),
    (
        changed(CAESAR, options=(option("a", is_key=True), option("b", is_key=True))),
        "has 2 right options",
    ),
    (changed(PRIMES, options=(option("4"), option("6"))), "has 0 right options of 2"),
    (changed(RIVERS, premises=()), "has 0 premises, and needs two"),
    (changed(RIVERS, premises=parts(RIVERS, "premises") * 2), "two premises have the id 'rome'"),
    (
        changed(RIVERS, responses=(*parts(RIVERS, "responses"), Response(id="po", text=text("Z")))),
        "two responses have the id 'po'",
    ),
    (
        changed(RIVERS, responses=parts(RIVERS, "responses")[:3]),
        "“Rome” has no right response",
    ),
    (
        changed(RIVERS, responses=(*parts(RIVERS, "responses"), Response(id="z", text=()))),
        "has a premise or response that says nothing",
    ),
    (changed(TEA, events=parts(TEA, "events")[:1]), "has 1 event, and needs two"),
    (changed(TEA, events=parts(TEA, "events")[1:]), "two events share a place"),
    (changed(TEA, events=parts(TEA, "events") * 2), "two events have the id 'step-1'"),
    (
        changed(TEA, events=(*parts(TEA, "events"), OrderedEvent(id="5", text=(), rank=5))),
        "has an event that says nothing",
    ),
    (changed(PARIS, parts=(), answers=(), accepted=()), "has 0 answers for the blanks between 0"),
    (changed(PARIS, parts=(text("Paris"),)), "has 1 answer for the blanks between 1"),
    (changed(PARIS, accepted=()), "has 1 answer for the blanks between 2"),
    (changed(PARIS, answers=((),)), "has no answer"),
    (changed(HAMLET, answer=text(" ")), "has no answer"),
    (changed(METRE, answer=()), "has no answer"),
    (changed(METRE, low=Decimal(101)), "has no right number: 101 is more than 100"),
]


@pytest.mark.parametrize(("item", "message"), BROKEN)
def test_what_nobody_can_answer_or_mark_is_an_error(item: Item, message: str) -> None:
    for subject in subjects():
        errors = [problem for problem in check_item(item, subject) if problem.is_error]
        assert errors
        assert errors[0].message.removeprefix(f"item '{item.id}': ").startswith(message)
        assert not ItemPool.item(
            moon.pool_of(item, is_judged=True), moon.pool_of(item, is_judged=True).plans[0]
        )


def test_whoever_wrote_it_is_told_what_to_do() -> None:
    told = {
        next(problem.hint for problem in check_item(item, moon.known()) if problem.is_error)
        for item, _ in BROKEN
    }
    assert told == {
        "write what it asks",
        "add a wrong one",
        "add another",
        "give one of the two another id",
        "write it, or take it away",
        "mark exactly one as right",
        "mark at least one as right, and leave at least one wrong",
        "add the one that fits it",
        "give each its own",
        "write one answer for each blank",
        "write it",
        "swap the two",
    }


def test_its_author_cannot_allow_an_item_that_has_no_answer() -> None:
    item = replace(changed(METRE, answer=()), allow=("KEY-1",))
    assert any(problem.is_error for problem in check_item(item, moon.known()))


def test_its_author_can_allow_what_is_style() -> None:
    item = replace(SEINE, allow=("OPT-1", "DIS-1"))
    assert not [*check_item(item, moon.known())]


def test_a_sentence_with_a_blank_is_told_by_another_item_that_says_it() -> None:
    teller = asked("told", "The Seine is the river on which Paris lies.", TrueFalse(is_true=True))
    assert gives_away(teller, PARIS, moon.known())
    assert not gives_away(LOIRE, PARIS, moon.known())
    sheet = (
        "{label: All, summary: x, sections: [{title: All, types: [true-false, cloze], count: 2}]}"
    )
    with pytest.raises(FormError, match="the bank yields 1"):
        select(moon.pool_of(teller, PARIS, is_judged=True), moon.blueprint(sheet))


def test_true_and_false_statements_are_taken_in_turn() -> None:
    cities = {"Loire": "Tours", "Po": "Turin", "Tiber": "Rome", "Spree": "Berlin", "Don": "Rostov"}
    false = TrueFalse(is_true=False, right_words=text("no"), correction=text("no"))
    statements = [
        asked(f"true-{river}", f"The {river} flows through {city}.", TrueFalse(is_true=True))
        for river, city in cities.items()
    ]
    statements += [
        asked(f"false-{city}", f"{city} was founded beside the {river}, they say.", false)
        for river, city in (
            ("Volga", "Kyiv"),
            ("Ebro", "Lisbon"),
            ("Oder", "Munich"),
            ("Inn", "Ghent"),
        )
    ]
    sheet = "{label: All, summary: x, sections: [{title: All, types: [true-false], count: 4}]}"
    for seed in range(1, 9):
        blueprint = moon.blueprint(sheet, seed=seed)
        (form,) = assemble_forms(moon.pool_of(*statements, is_judged=True), blueprint)
        truths = [one.item.id.partition("-")[0] for one in form.sections[0].items]
        assert sorted(truths) == ["false", "false", "true", "true"]


# ------------------------------------------------------------------------------------ forms, pages


def items_of(form: Form) -> Iterator[Item]:
    yield from (numbered.item for section in form.sections for numbered in section.items)


def test_they_make_a_form_that_breaks_no_rule() -> None:
    for form in forms():
        assert {one.id for one in items_of(form)} == {one.id for one in ITEMS}
        found = [*check_form(form, moon.known(), moon.blueprint(SHEET))]
        assert [problem.rule for problem in found] == ["FORM-6", "FORM-4"]  # all of it is recall
        assert not any(problem.is_error for problem in found)
        assert form.points == 4 + 2 + 4 + 3 + 4 + 1 + 1 + 2 + 4


def test_two_options_may_stand_in_either_order() -> None:
    sheet = "{label: All, summary: x, sections: [{title: All, types: [multiple-choice], count: 1}]}"
    orders = set()
    for seed in range(1, 20):
        pool, blueprint = moon.pool_of(SEINE, is_judged=True), moon.blueprint(sheet, seed=seed)
        form = version(select(pool, blueprint), "")
        found = [problem.rule for problem in check_form(form, pool.subject)]
        assert found == []
        (one,) = items_of(form)
        assert isinstance(one.interaction, Choice)
        orders.add(tuple(each.id for each in one.interaction.options))
    assert len(orders) == 2


def test_the_sheet_prints_what_is_asked_and_nothing_of_the_key(tmp_path: Path) -> None:
    for form in forms():
        sheet = write_sheet(form, look())
        page = squeezed("".join(pages_of(sheet)))
        for one in items_of(form):
            assert squeezed(plain(one.prompt)) in page
            if isinstance(one.interaction, Choice):
                for each in one.interaction.options:
                    assert squeezed(plain(each.content)) in page
        everything = squeezed(strings_in(sheet))
        for words in ("The Seine", "Shakespeare", "100 cm", "That was another year."):
            assert squeezed(words) not in everything
        assert problems_aloud(sheet, tmp_path) == []


def test_the_key_prints_every_answer(tmp_path: Path) -> None:
    (form, *_) = forms()
    key = write_key(form, look())
    page = squeezed("".join(pages_of(key)))
    for words in (
        "Seine",
        "8 May 1945",
        "2; 11",
        "false: The Seine",
        "The Seine flows through Paris.",
        "Tiber",
        "100 cm",
        "also right: Shakespeare",
        "No key: a matter of judgement",
    ):
        assert squeezed(words) in page
    assert problems_aloud(key, tmp_path) == []


def test_steps_without_dates_stand_in_the_key_by_their_words_alone() -> None:
    for form in forms():
        (row,) = next(rows for numbered, rows in printed(form) if numbered.item.id == "tea")
        assert plain(row.why) == "Boil the water; Warm the pot; Pour it on the leaves; Let it draw"


# -------------------------------------------------------------------------------- JSON, and marking


def test_they_are_written_and_read_back() -> None:
    data = write_forms(forms())
    assert read_forms(data) == forms()
    assert write_forms(read_forms(data)) == data


def test_pages_of_a_form_that_was_read_back_are_the_same() -> None:
    for form, read in zip(forms(), read_forms(write_forms(forms())), strict=True):
        assert write_sheet(form, look()) == write_sheet(read, look())
        assert write_key(form, look()) == write_key(read, look())


def test_without_the_key_nothing_tells_what_is_right() -> None:
    for form in forms():
        hold_key_back(form)


def test_they_are_marked_as_their_key_says() -> None:
    for form in forms():
        for numbered, rows in printed(form):
            if numbered.item.type != "discussion":
                assert [*read_off(numbered, rows, form)]
            for answer in read_off(numbered, rows, form):
                marked = mark(numbered.item, answer, numbered.points)
                assert (marked.points, marked.why) == (numbered.points, "right")
                for other in wrong_by_key(numbered, answer):
                    assert mark(numbered.item, other, numbered.points).points < numbered.points


def test_words_in_bold_or_another_language_stay_so() -> None:
    prompt = (Run("Which is "), Run("not", "bold"), Run(" a "), Run("fleuve", lang="fr"), Run("?"))
    item = replace(SEINE, prompt=prompt)
    sheet = "{label: All, summary: x, sections: [{title: All, types: [multiple-choice], count: 1}]}"
    form = version(select(moon.pool_of(item, is_judged=True), moon.blueprint(sheet)), "")
    (read,) = read_forms(write_forms([form]))
    assert read.sections[0].items[0].prompt == prompt
    assert "fleuve" in "".join(pages_of(write_sheet(read, look())))
