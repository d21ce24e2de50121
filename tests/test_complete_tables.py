"""Tables to complete: what stands in them, that none tells its answers, and how they are printed."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pypdfium2
import pytest
from test_copies import pool

from quizgen import find_theme
from quizgen.assemble import assemble_forms
from quizgen.content import Table, plain
from quizgen.errors import TemplateError
from quizgen.judge.texts import contains
from quizgen.look import Look
from quizgen.quiz.answer import Filled
from quizgen.quiz.form import Form, NumberedItem
from quizgen.quiz.item import Cloze
from quizgen.quiz.mark import mark
from quizgen.quiz.sheet import name_of
from quizgen.quiz.worksheet import Blueprint, Worksheet
from quizgen.read import read_wordings, read_worksheet
from quizgen.typeset import write_key, write_sheet

SHEET = """\
label: Tables
summary: A table to complete.
above_recall: 0
sections:
  - title: Complete the table
    instruction: Write one answer in each empty cell.
    types: [cloze]
    table: true
    count: 1
    members: 5
"""


@cache
def worksheet(text: str = SHEET) -> Worksheet:
    return read_worksheet(text, "worksheets/tables.yaml")


@cache
def forms(topic: str, seed: int, count: int = 1) -> tuple[Form, ...]:
    wish = Blueprint(worksheet=worksheet(), seed=seed, forms=count)
    return tuple(assemble_forms(pool(topic), wish))


def table_of(form: Form) -> tuple[NumberedItem, Cloze, Table]:
    ((numbered,),) = [section.items for section in form.sections]
    cloze = numbered.item.interaction
    assert isinstance(cloze, Cloze)
    table = cloze.table_in(numbered.item.prompt)
    assert table
    return numbered, cloze, table


TOPICS = ("history", "escalation", "europe", "elements")


@pytest.mark.parametrize("topic", TOPICS)
def test_each_row_has_one_empty_cell_and_something_to_go_by(topic: str) -> None:
    for seed in range(1, 11):
        numbered, cloze, table = table_of(forms(topic, seed)[0])
        assert all(table.rows[0])
        assert len(table.rows) == 6
        assert all(sum(not cell for cell in row) == 1 for row in table.rows[1:])
        assert len(cloze.answers) == numbered.points == 5


@pytest.mark.parametrize("topic", TOPICS)
def test_no_answer_stands_anywhere_in_its_table(topic: str) -> None:
    for seed in range(1, 11):
        _, cloze, table = table_of(forms(topic, seed)[0])
        given = "\n".join(plain(cell) for row in table.rows for cell in row)
        assert not [answer for answer in map(plain, cloze.answers) if contains(given, answer)]


def test_a_filled_table_says_what_the_bank_says() -> None:
    """By a slow look through the bank's own facts, for each row by itself."""
    for seed in range(1, 11):
        _, cloze, table = table_of(forms("europe", seed)[0])
        capitals = {
            (fact.claim.subject, *fact.claim.value)
            for fact in pool("europe").subject.bank.facts
            if getattr(fact.claim, "property", "") == "capital"
        }
        for row, answer in zip(table.rows[1:], cloze.answers, strict=True):
            country, capital = (plain(cell or answer) for cell in row)
            country = country.replace("The ", "the ")
            assert (country, capital) in capitals


def test_centuries_fit_their_years() -> None:
    for seed in range(1, 11):
        _, cloze, table = table_of(forms("history", seed)[0])
        for row, answer in zip(table.rows[1:], cloze.answers, strict=True):
            _, year, century = (plain(cell or answer).replace("\u00a0", " ") for cell in row)
            number = (int(year.split()[0]) + 99) // 100
            ordinal = "".join(filter(str.isdigit, century.split()[0]))
            assert (str(number), "BCE" in year) == (ordinal, "BCE" in century)


def test_versions_have_their_rows_under_other_letters() -> None:
    for seed in range(1, 6):
        clozes = [table_of(form)[1] for form in forms("history", seed, 3)]
        for one, other in pairwise(clozes):
            assert sorted(map(plain, one.answers)) == sorted(map(plain, other.answers))
            assert not any(map(str.__eq__, map(plain, one.answers), map(plain, other.answers)))


def test_the_rows_of_every_version_have_their_own_answers() -> None:
    for form in forms("history", 3, 3):
        numbered, cloze, table = table_of(form)
        for row, part, answer in zip(table.rows[1:], cloze.parts, cloze.answers, strict=False):
            assert all(contains(plain(part), plain(cell)) for cell in row if cell)
            assert plain(answer) not in plain(part)
        right = mark(numbered.item, Filled(tuple(map(plain, cloze.answers))), numbered.points)
        assert (right.points, right.why) == (5, "right")


def test_it_is_named_by_its_rows_and_made_again() -> None:
    (form,) = forms("history", 4)
    name = name_of(form.items[0])
    wish = Blueprint(worksheet=worksheet(), seed=99, questions=(name,), fill=False)
    (again,) = assemble_forms(pool("history"), wish)
    assert table_of(again)[1:] == table_of(form)[1:]


def texts_of(pdf: bytes) -> list[str]:
    """Return the words of each page, spaces of one kind."""
    pages = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded().replace("\u00a0", " ") for page in pages]


def test_the_sheet_has_letters_and_no_answers_and_the_key_in_place_has_both() -> None:
    (form,) = forms("europe", 2)
    _, cloze, _ = table_of(form)
    look = Look(theme=find_theme("plain"))
    sheet = "\n".join(texts_of(write_sheet(form, look)))
    answered = "\n".join(texts_of(write_key(form, replace(look, key="inline"))))
    for sign, answer in zip("abcde", map(plain, cloze.answers), strict=True):
        assert answer not in sheet
        assert f"\n{sign}" in sheet.replace("\r", "") or f" {sign} " in sheet
        assert answer in answered
    key = "\n".join(texts_of(write_key(form, look)))
    assert all(
        f"{sign} {plain(answer)}" in key
        for sign, answer in zip("abcde", cloze.answers, strict=True)
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("types: [cloze]", "types: [numeric]", "a table is completed by a cloze"),
    ],
)
def test_a_section_of_tables_holds_nothing_else(old: str, new: str, message: str) -> None:
    with pytest.raises(TemplateError, match=message):
        read_worksheet(SHEET.replace(old, new), "worksheets/tables.yaml")


WORDING = """\
- id: a-table
  type: cloze
  figure: table
  stem: Complete the table.
  columns:
    - {heading: Event, text: "{{ short }}"}
    - {heading: Date, text: "{{ date }}", asked: precision}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (", asked: precision", "", "no column of the table has an empty cell"),
        ('    - {heading: Event, text: "{{ short }}"}\n', "", "a table has 2 columns or more"),
        ("type: cloze", "type: short-answer", "a table fits wordings of type cloze"),
        ("  stem: Complete the table.\n", "", "a table needs stem"),
        ("figure: table", "figure: grid", "asked is for the columns of a table to complete"),
    ],
)
def test_a_wording_that_makes_no_table_is_said(old: str, new: str, message: str) -> None:
    assert old in WORDING
    with pytest.raises(TemplateError) as caught:
        read_wordings({"event": ("event.yaml", WORDING.replace(old, new))})
    assert any(message in problem.message for problem in caught.value.problems)
