"""A text that we write into YAML comes back as itself, from our reader and from others."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from quizgen.export.new_bank_yaml import write_table_bank
from quizgen.read.nodes import read_tree
from quizgen.read.plain_table import Guess, PlainTable
from quizgen.yaml_text import scalar, scalar_in_brackets

_LETTERS = st.sampled_from("abz09é я-:#,.[]{}'\"\\|>&*!%@`?_ \t’ß日")
_TEXTS = st.text(_LETTERS, min_size=1, max_size=12).filter(lambda text: text == text.strip())


@given(_TEXTS)
@example("rain, and wind")
@example("10:30")
@example("no")
@example("1_000")
@example("C:\\temp")
@example("a: b")
@example("a #b")
@example("ends with a colon:")
def test_a_text_comes_back_as_itself(text: str) -> None:
    written = f"key: {scalar(text)}\nlisted:\n  - {scalar(text)}\n"
    written += f"flow: [{scalar_in_brackets(text)}, {{key: {scalar_in_brackets(text)}}}]\n"
    assert yaml.safe_load(written) == {"key": text, "listed": [text], "flow": [text, {"key": text}]}
    if "\t" not in text:  # which our reader refuses
        tree, problems = read_tree(written, "")
        assert not problems
        assert tree == {"key": text, "listed": [text], "flow": [text, {"key": text}]}


def test_a_line_break_comes_back_by_an_escape_that_the_reader_takes() -> None:
    tree, problems = read_tree(f"key: {scalar('two' + chr(10) + 'lines')}\n", "")
    assert not problems
    assert tree == {"key": "two\nlines"}


@pytest.mark.parametrize("text", ["rain, and wind", "Long rivers (1)", "ten per cent"])
def test_what_needs_no_quotation_marks_has_none(text: str) -> None:
    assert scalar(text) == text


def test_a_head_of_two_lines_stays_one_comment() -> None:
    name = Guess(1, "Name", "property")
    passed_over = Guess(2, "Melting\npoint", "", "its cells are long")
    table = PlainTable(subject=name, id=name, columns=(passed_over,), rows=4)
    assert "\n      # Melting point: passed over" in write_table_bank(table, "t", "T", "t.csv", ())


def test_a_bank_declares_only_the_units_that_its_language_lacks() -> None:
    name, moons = Guess(1, "Name", "property"), Guess(2, "Moons", "count")
    table = PlainTable(subject=name, id=name, columns=(moons,), rows=4)
    told, untold = (write_table_bank(table, "t", "T", "t.csv", units) for units in ((), {"moon"}))
    assert "\nunits:\n  moon: {one: " in told
    assert "units:" not in untold
