"""The line for the name on every page: a sheet that falls apart on the copier is put together."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from judges import MM, letters_of, pages_of
from page_fill import drawn_pages
from sample_form import choice, item, language, section
from sample_form import form as hand_made
from sample_form import look as plain_look
from test_page_fill import WORKSHEETS, forms, look

from quizgen.quiz.form import Form
from quizgen.typeset import write_key, write_sheet

LABEL, NUMBER = language().labels.name, language().labels.candidate_number


def long_form() -> Form:
    return hand_made(
        section(
            "S", "", 1, *(item(f"x{n}", "Who?", choice("A", "B", "C", "D", "E")) for n in range(30))
        )
    )


def labels_on(pdf: bytes, label: str = LABEL) -> list[bool]:
    """Tell of each page whether one of its lines begins with a label, alone on it."""
    return [any(line.strip() == label for line in page.splitlines()) for page in pages_of(pdf)]


@pytest.mark.parametrize("wish", ["plain", "letter", "large"])
@pytest.mark.parametrize("name", WORKSHEETS)
def test_each_page_has_a_line_for_the_name(name: str, wish: str) -> None:
    for seed in (1, 2):
        pdf = write_sheet(forms(name, seed)[0], look(wish))
        assert all(labels_on(pdf)[1:])
        assert len(labels_on(pdf)) > 1 or wish != "large"


def test_a_candidate_writes_the_number() -> None:
    pdf = write_sheet(forms("exam", 1)[0], look("plain"))
    assert labels_on(pdf, NUMBER)[1:] == [True] * (len(pages_of(pdf)) - 1)
    assert not any(labels_on(pdf)[1:])


def test_it_stands_no_nearer_to_the_edge_than_copiers_reach_and_far_from_what_follows() -> None:
    for pdf in (write_sheet(long_form(), plain_look(large_print=large)) for large in (False, True)):
        page = pypdfium2.PdfDocument(pdf)[1]
        tops = sorted({round(page.get_height() - box[3], 1) for _, box in letters_of(page)})
        assert tops[0] >= 15 * MM - 0.5
        (_, after, *_) = drawn_pages(pdf)
        label = page.get_height() - tops[0]
        assert max(one.y + 0.75 * one.size for one in after.said) < label - 5 * MM


def test_nobody_hears_it_twice() -> None:
    """It is what repeats on pages, as the footer is: the first page has it as a field."""
    pages = drawn_pages(write_sheet(long_form(), plain_look()))
    said = [[one.words.strip() for one in page.said] for page in pages]
    assert len(pages) > 1
    assert LABEL in said[0]
    assert all(LABEL not in words for words in said[1:])


def test_a_key_has_none_and_a_key_in_place_the_pages_of_its_sheet() -> None:
    form = long_form()
    assert not any(labels_on(write_key(form, plain_look())))
    key = write_key(form, plain_look(key="inline"))
    assert not any(labels_on(key))
    asked = [[number for number, _ in page.numbers] for page in drawn_pages(key)]
    sheet = drawn_pages(write_sheet(form, plain_look()))
    assert len(sheet) > 1
    assert asked[: len(sheet)] == [[number for number, _ in page.numbers] for page in sheet]


def test_a_file_to_fill_in_has_one_field_for_the_name_on_pages_like_those_on_paper() -> None:
    pdf = write_sheet(long_form(), plain_look(fillable=True))
    assert all(labels_on(pdf)[1:])
    with pikepdf.open(BytesIO(pdf)) as file:
        named = [str(field.T) for field in file.Root.AcroForm.Fields if "/T" in field]
    assert [name for name in named if name.startswith("name")] == ["name"]


def test_a_theme_without_names_has_none() -> None:
    bare = plain_look()
    bare = replace(bare, theme=replace(bare.theme, names=False))
    assert not any(labels_on(write_sheet(long_form(), bare)))
