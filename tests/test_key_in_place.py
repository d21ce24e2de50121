"""A key in place: the sheet with its answers filled in, read back by eye and by ear."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from command import Run
from judges import letters_of, outside, overlapping, pages_of, problems_aloud, squeezed
from pypdfium2 import raw as pdfium
from sample_form import amount, cloze, exam, item, sample, section, text
from sample_form import form as hand_made
from sample_form import look as plain_look
from test_pdf import printed
from test_questions import form as written_form
from test_sheets import WITH_KEY, forms, look

from quizgen.content import plain
from quizgen.quiz.form import Form, NumberedItem
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Interaction,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.typeset import write_key, write_sheet

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MARKS_PT = (10, 30)
"""How wide a circle or square to fill in is: dots are smaller, the form's black box is larger."""


def in_place(form: Form, **wishes: object) -> bytes:
    return write_key(form, look(key="inline", **wishes))


def items_of(form: Form) -> Iterator[NumberedItem]:
    return (numbered for part in form.sections for numbered in part.items)


# ------------------------------------------------------------------------------------ the oracle


def read_in(numbered: NumberedItem) -> Iterator[str]:
    """Yield what must be read in the places of an item, in their order on the sheet."""
    interaction = numbered.item.interaction
    if isinstance(interaction, Choice):
        for letter, option in zip(LETTERS, interaction.options, strict=False):
            if option.is_key:
                yield letter
    elif isinstance(interaction, TrueFalse):
        yield "true" if interaction.is_true else "false"
        if not interaction.is_true:
            yield plain(interaction.right_words) or plain(interaction.correction)
    elif isinstance(interaction, Matching):
        order = [response.id for response in interaction.responses]
        yield from (LETTERS[order.index(premise.response)] for premise in interaction.premises)
    elif isinstance(interaction, Ordering):
        yield from (str(event.rank) for event in interaction.events)
    elif isinstance(interaction, Numeric):
        words, unit = (
            said.replace("\u00a0", " ") for said in (plain(interaction.answer), interaction.unit)
        )
        yield words.partition(" (")[0].removesuffix(unit).strip()
    elif isinstance(interaction, ShortAnswer):
        yield plain(interaction.answer)
    elif isinstance(interaction, Cloze):
        yield from map(plain, interaction.answers)


def circled(numbered: NumberedItem) -> Iterator[str]:
    """Yield the letters whose circles or squares must be black."""
    interaction = numbered.item.interaction
    if isinstance(interaction, Choice):
        yield from read_in(numbered)
    elif isinstance(interaction, TrueFalse):
        yield "T" if interaction.is_true else "F"


# --------------------------------------------------------------------------------------- reading


def spoken_answers(pdf: bytes) -> list[str]:
    """Return what a screen reader says for places that are filled in, in the order of reading."""
    said: list[str] = []

    def walk(element: pikepdf.Object) -> None:
        if isinstance(element, pikepdf.Array):
            for kid in element:
                walk(kid)
        elif isinstance(element, pikepdf.Dictionary):
            words = str(element.get("/ActualText", ""))
            if words.startswith("answer: "):
                said.append(words.removeprefix("answer: "))
            walk(element.get("/K"))

    with pikepdf.open(BytesIO(pdf)) as file:
        walk(file.Root.StructTreeRoot.K)
    return said


def letters_on_black(pdf: bytes) -> list[str]:
    """Return the letters that stand on a small black shape, page by page, downwards."""
    found: list[str] = []
    for page in pypdfium2.PdfDocument(pdf):
        marks = []
        for shape in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH]):
            fill = pdfium.FPDFPath_GetDrawMode
            mode, stroked = pdfium.c_int(), pdfium.c_int()
            fill(shape.raw, mode, stroked)
            left, low, right, high = shape.get_bounds()
            if mode.value and stroked.value and MARKS_PT[0] < right - left < MARKS_PT[1]:
                marks.append((left, low, right, high))
        page_letters = [
            (round(-box[1]), box[0], letter)
            for letter, box in letters_of(page)
            for left, low, right, high in marks
            if left < (box[0] + box[2]) / 2 < right and low < (box[1] + box[3]) / 2 < high
        ]
        assert len(page_letters) == len(marks)
        found += (letter for _, _, letter in sorted(page_letters))
    return found


def numbers_on(pdf: bytes) -> list[list[str]]:
    """Return the numbers at the left margin of each page, downwards."""
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        numbers: dict[int, str] = {}
        for letter, box in letters_of(page):
            if letter.isdigit() and 50 < box[0] < 60:
                line = round(page.get_height() - box[1])
                numbers[line] = numbers.get(line, "") + letter
        pages.append([number for _, number in sorted(numbers.items())])
    return pages


def check_answers(form: Form, pdf: bytes) -> int:
    """Hold what is read and seen in a key against the form; return how many answers it has."""
    expected = [words for numbered in items_of(form) for words in read_in(numbered)]
    said = spoken_answers(pdf)
    assert len(said) == len(expected)
    for words, right in zip(said, expected, strict=True):
        first, divider, _ = words.partition(" / also right: ")
        assert first.replace("\u00a0", " ") == right.replace("\u00a0", " ")
        assert divider or words == first
    seen = squeezed("".join(pages_of(pdf)))  # a line may end anywhere
    for words in {*expected} - {"true", "false"}:  # these two are read, and seen as a letter
        assert squeezed(words) in seen
    black = [letter for numbered in items_of(form) for letter in circled(numbered)]
    assert sorted(letters_on_black(pdf)) == sorted(black)
    return len(expected)


# ---------------------------------------------------------------------------------------- tests


@pytest.mark.parametrize("name", WITH_KEY)
def test_every_answer_stands_in_its_place(name: str) -> None:
    for seed in (1, 2):
        for form in forms(name, seed=seed, forms=2):
            asks = any(not isinstance(it.item.interaction, Discussion) for it in items_of(form))
            assert (check_answers(form, in_place(form)) > 0) == asks


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("worksheet", ["questions", "test"])
def test_so_do_those_of_questions_that_somebody_wrote(worksheet: str, large: bool) -> None:
    form = written_form(worksheet)
    assert check_answers(form, in_place(form, large_print=large)) > 5


def test_so_do_those_of_every_type_by_hand() -> None:
    for form in (sample(), exam()):
        assert check_answers(form, in_place(form)) > 10


ON_PAGES_OF_THEIR_OWN = [name for name in WITH_KEY if name != "exit-ticket"]
"""Two tickets on a page have no room for what follows them: their key is a sheet."""


@pytest.mark.parametrize("name", ON_PAGES_OF_THEIR_OWN)
def test_the_pages_are_those_of_the_sheet(name: str) -> None:
    """Each question stands on the page on which its pupils have it.

    The head of a key is a little taller: of a page that is full to the brim the last may go over.
    """
    alike = 0
    for seed in range(1, 6):
        (form,) = forms(name, seed=seed)
        sheet, key = (numbers_on(pdf) for pdf in (write_sheet(form, look()), in_place(form)))
        assert any(sheet)
        key[0].remove(str(form.points))  # where pupils write their names
        pages = zip(sheet, key, strict=False)
        alike += all(filled[: len(page)] == page for page, filled in pages)
    assert alike >= 4


@pytest.mark.parametrize("name", WITH_KEY)
def test_it_is_sound_for_eyes_and_ears(name: str, tmp_path: Path) -> None:
    for wishes in ({}, {"large_print": True, "points": True}):
        (form,) = forms(name, seed=3)
        pdf = in_place(form, **wishes)
        on_sheet = problems_aloud(write_sheet(form, look(**wishes)), tmp_path)
        assert [one for one in problems_aloud(pdf, tmp_path) if one not in on_sheet] == []
        assert overlapping(pdf) == []
        assert outside(pdf) == []


def test_what_else_is_right_is_in_the_list_at_the_end_all_of_it() -> None:
    for seed in range(1, 6):
        (form,) = forms("standard", seed=seed)
        pages = pages_of(in_place(form))
        listed = squeezed("".join(pages).partition("Also right:")[2])
        for numbered in items_of(form):
            interaction = numbered.item.interaction
            if isinstance(interaction, ShortAnswer):
                for words in interaction.accepted:
                    assert squeezed(words) in listed, (seed, words)


def test_it_ends_with_the_sheet_where_nothing_else_is_to_be_said(run: Run) -> None:
    """Two questions of a teacher's own: no sources, no tasks, nothing else that is right."""
    asked = "".join(
        f"- ask: What is the capital of {land}?\n  answer: {right}\n  wrong: [{wrong}]\n"
        for land, right, wrong in (
            ("Spain", "Madrid", "Lisbon, Porto"),
            ("Italy", "Rome", "Milan, Turin"),
        )
    )
    Path("banks/caps.yaml").write_text(f"title: Capitals\nquestions:\n{asked}", "utf-8")
    assert run("build", "--topic", "caps", "--key", "inline", "--only", "key").code == 0
    (page,) = pages_of(Path("output/caps/answer-key.pdf").read_bytes())
    assert "Answer key, for the teacher" in page


def test_it_says_that_it_is_the_key_and_what_else_the_key_says() -> None:
    form = replace(sample(), discussion=("What would you have done?",))
    first, *others = pages_of(in_place(form))
    assert "Answer key, for the teacher" in first
    assert "24 points. Keep this key: it holds the answers." in first
    assert "Name" not in first
    rest = " ".join(others).replace("\n", " ")
    for words in (
        "Before you hand it out.",
        "What would you have done?",
        "Sources",
        "name the fact",
    ):
        assert words in rest


@pytest.mark.parametrize("version", ["A", ""])
def test_a_black_box_tells_it_from_a_sheet(version: str) -> None:
    form = replace(sample(), version=version)
    (shape, *_) = [
        one.get_bounds()
        for one in pypdfium2.PdfDocument(in_place(form))[0].get_objects([pdfium.FPDF_PAGEOBJ_PATH])
        if 36 < one.get_bounds()[2] - one.get_bounds()[0] < 40
    ]
    page = pypdfium2.PdfDocument(in_place(form))[0]
    words = page.get_textpage().get_text_bounded(*shape).split()
    assert words == (["Form", "A"] if version else ["Key"])
    middle = [round((shape[0] + 3) * 2), round((page.get_height() - shape[1] - 3) * 2)]
    assert page.render(scale=2).to_pil().convert("L").getpixel(tuple(middle)) < 40


LONG = "the whole of the long and winding coast between the two old harbours"
LONG_ANSWERS: dict[str, Interaction] = {
    "a sentence on one line": ShortAnswer(answer=text(f"It was {LONG}, " * 4), lines=1),
    "a correction": TrueFalse(
        is_true=False,
        correction=text(f"It was {LONG}, and {LONG}."),
        right_words=text(f"{LONG}, and {LONG}"),
    ),
    "a blank in a sentence": cloze("It was ____ that they saw.", LONG),
    "a number in many words": amount(f"about 30 of {LONG}", "kilometres", "30"),
    "two blanks": cloze("From ____ to ____ it went.", LONG, "the end"),
}


@pytest.mark.parametrize("what", LONG_ANSWERS)
@pytest.mark.parametrize("large", [False, True])
def test_what_is_longer_than_its_place_covers_nothing_else(
    what: str, large: bool, tmp_path: Path
) -> None:
    asked = item("x", "What do you know?", LONG_ANSWERS[what])
    others = [item(f"y{n}", "And what was it?", cloze("It was ____.", "so")) for n in range(2)]
    form = hand_made(section("S", "", 1, others[0], asked, others[1]))
    pdf = write_key(form, plain_look(key="inline", large_print=large))
    check_answers(form, pdf)
    assert overlapping(pdf) == []
    assert outside(pdf) == []
    assert problems_aloud(pdf, tmp_path) == []


def test_a_task_without_a_key_points_to_its_marks() -> None:
    (form,) = forms("test", seed=2)
    pages = pages_of(in_place(form))
    task = next(it for it in items_of(form) if isinstance(it.item.interaction, Discussion))
    page = next(n for n, words in enumerate(pages) if "No key: see the marks by levels" in words)
    scheme = next(n for n, words in enumerate(pages) if f"Question {task.number}: marks" in words)
    assert page <= scheme


def test_it_reads_as_its_golden_page(golden: Callable[[str, str], None]) -> None:
    golden("key-in-place.txt", printed(write_key(sample(), plain_look(key="inline"))))
