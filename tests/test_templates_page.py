"""docs/templates.md and the code name the same keys, variables, filters and methods."""

import dataclasses
import re
from pathlib import Path

import pytest
from small_bank import english

from quizgen.deck.note_types import NoteField
from quizgen.judge.subject import REPLY_SLOTS, REPLY_SLOTS_OF, SPAN_SLOTS
from quizgen.language.template import FILTERS
from quizgen.language.variables import fact_variables, variables_of_kind
from quizgen.language.words import Labels, Language, QuizWords
from quizgen.look import Theme
from quizgen.quiz.wording import METHODS_OF, Wording
from quizgen.quiz.worksheet import (
    CardSection,
    Cover,
    FactSection,
    Instead,
    Layout,
    QuestionPart,
    Worksheet,
    WorksheetSection,
)
from quizgen.read import read_bank
from quizgen.read.note_types import _Card, _Face, _Type

CASES = Path(__file__).parent / "cases"
PAGE = (Path(__file__).parents[1] / "docs" / "templates.md").read_text("utf-8")
TABLES = re.findall(r"^\| (\w+) \| .*\n\|---.*\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
KEYS = [
    [(name, bool(bold)) for bold, name in re.findall(r"^\| (\*\*)?(\w+)", rows, re.MULTILINE)]
    for head, rows in TABLES
    if head == "key"
]
"""The keys of each table, and whether they are in bold."""


def keys_of(cls: type) -> list[tuple[str, bool]]:
    missing = dataclasses.MISSING
    return [
        (it.name.removesuffix("_"), it.default is missing and it.default_factory is missing)
        for it in dataclasses.fields(cls)
        if it.name != "where" and not (it.name == "name" and cls in (Worksheet, Theme))
    ]


DESCRIBED = [Worksheet, WorksheetSection, QuestionPart, Instead, FactSection, CardSection, Layout, Cover, Wording, Theme, _Type, NoteField, _Card, _Face, Language, Labels, QuizWords]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "cls"), [*enumerate(DESCRIBED)], ids=[it.__name__ for it in DESCRIBED]
)
def test_the_page_names_every_key_and_marks_those_that_are_required(place: int, cls: type) -> None:
    assert KEYS[place] == keys_of(cls)


def test_the_page_has_no_other_table_of_keys() -> None:
    assert len(KEYS) == len(DESCRIBED)


@pytest.mark.parametrize("kind", ["statement", "event", "quantity", "position", "term"])
def test_the_page_names_every_variable_of_a_fact(kind: str) -> None:
    bank = read_bank((CASES / "moon.yaml").read_text("utf-8"), "moon.yaml", {"en-GB": english()})
    fact = next(fact for fact in bank.facts if fact.kind == kind)
    variables = {*fact_variables(fact, bank, english())}
    lists = dict(
        re.findall(r"^\*\*(.+)\*\*\n\n(\| variable .*\n\|.*\n(?:\|.*\n)+)", PAGE, re.MULTILINE)
    )
    shared = {*re.findall(r"^\| `(\w+)`", lists["Every kind of fact"], re.MULTILINE)}
    own = {*re.findall(r"^\| `(\w+)`", lists[kind.capitalize()], re.MULTILINE)}
    smaller = {
        "smaller_subject",
        "smaller_measured",
        "that_of_smaller",
        "smaller_value",
        "smaller_says",
    }
    of_items = {"quantity": {*smaller, "difference"}, "position": {"earlier_stance", "earlier_as_of"}, "event": {*SPAN_SLOTS}}  # fmt: skip
    replies = {f"reply_{name}" for name in (*REPLY_SLOTS, *REPLY_SLOTS_OF.get(kind, ()))}
    assert shared | own == variables | of_items.get(kind, set()) | {"point"} | replies


COUNTRIES = """\
topic: countries
title: Countries
summary: Capitals.
as_of: 2024-12-31
sensitivity: none
sources: {s: {publisher: P, title: T, kind: reference, date: 2024, date_basis: printed, text: t.txt}}
properties: {capital: {of: country}}
facts:
  - {id: france, kind: property, subject: France, property: capital, value: Paris, source: s, at: France}
"""


def test_the_page_names_every_variable_of_a_property() -> None:
    bank = read_bank(COUNTRIES, "countries.yaml", {"en-GB": english()})
    lists = dict(
        re.findall(r"^\*\*(.+)\*\*\n\n(\| variable .*\n\|.*\n(?:\|.*\n)+)", PAGE, re.MULTILINE)
    )
    own = {*re.findall(r"^\| `(\w+)`", lists["Property"], re.MULTILINE)}
    assert own == {*variables_of_kind(bank.facts[0], bank, english())}


def test_the_page_names_every_filter_and_method() -> None:
    assert {*re.findall(r"\{\{ \w+ \| (\w+) \}\}", PAGE)} == {*FILTERS}
    rows = re.findall(r"^\| (\w+) \| `(\w+)` \|", PAGE, re.MULTILINE)
    assert rows == [(kind, method) for kind, methods in METHODS_OF.items() for method in methods]
