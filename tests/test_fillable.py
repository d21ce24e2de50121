"""Sheets to fill in on a screen: a field for each place to answer, and nothing else."""

import ctypes
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from command import Run, run  # noqa: F401
from judges import MM, key_only, pages_of, problems_aloud, squeezed, strings_in
from pikepdf.form import DefaultAppearanceStreamGenerator
from pikepdf.form import Form as FilledForm
from PIL import Image, ImageChops
from reportlab.pdfbase.ttfonts import TTFontFile
from sample_form import (
    amount,
    choice,
    cloze,
    exam,
    form,
    item,
    look,
    sample,
    section,
    several,
    text,
)
from test_blocks import asked, gallery, table
from test_layout import forms

from quizgen.content import Run as Words
from quizgen.content import plain
from quizgen.look import Look
from quizgen.quiz.figures import Timeline
from quizgen.quiz.form import Form, NumberedItem
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.worksheet import Layout
from quizgen.typeset import print_sheet, write_key, write_sheet
from quizgen.typeset.fonts import load_face

LOOKS = {
    "a4": look(fillable=True),
    "letter, points beside items": look(fillable=True, paper="letter", points=True),
    "large print": look(fillable=True, large_print=True),
}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RADIO, MULTILINE = 1 << 15, 1 << 12


# --------------------------------------------------------------------------- what a file has


class Place(NamedTuple):
    """A widget as an independent program finds it."""

    page: int
    name: str
    kind: str
    label: str
    left: float
    low: float
    right: float
    high: float


def places_in(pdf: bytes) -> list[Place]:
    """Return the widgets of each page, in the order in which the page lists them."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return [
            Place(number, *_told(widget), *map(float, widget.Rect))
            for number, page in enumerate(file.pages)
            for widget in page.get("/Annots", [])
        ]


def _told(widget: pikepdf.Object) -> tuple[str, str, str]:
    field = widget.get("/Parent", widget)
    flags = int(field.get("/Ff", 0))
    states = [state for state in widget.AP.N if state != "/Off"] if field.FT == "/Btn" else []
    kind = {
        "/Tx": "lines" if flags & MULTILINE else f"text {widget.get('/MaxLen', '')}".strip(),
        "/Btn": f"{'circle' if flags & RADIO else 'square'} {''.join(states).strip('/')}",
    }[field.FT]
    return str(field.T), kind, str(widget.TU)


# --------------------------------------------------------------------------- what it should have


def places_of(sheet: Form, wish: Look) -> list[tuple[str, str]]:
    """Return name and kind of each place where a pupil writes, in reading order, from the form."""
    found = [("name", "text"), ("class", "text"), ("date", "text")]
    for part in sheet.sections:
        for numbered in part.items:
            found += _places_of(numbered, wish)
    return found


def _places_of(numbered: NumberedItem, wish: Look) -> Iterator[tuple[str, str]]:
    name = f"q{numbered.number}"
    asks = numbered.item.interaction
    match asks:
        case Choice(type="multiple-choice", options=options):
            yield from ((name, f"circle {letter}") for letter in LETTERS[: len(options)])
        case Choice(options=options):
            yield from (
                (f"{name}-{letter}", f"square {letter}") for letter in LETTERS[: len(options)]
            )
        case TrueFalse():
            yield from [(name, "circle T"), (name, "circle F"), (f"{name}-correction", "text")]
        case Matching(premises=premises):
            yield from ((f"q{numbered.number + place}", "text 1") for place in range(len(premises)))
        case Ordering(events=events):
            yield from ((f"{name}-{place}", "text 1") for place in range(1, len(events) + 1))
        case ShortAnswer(lines=lines) | Discussion(lines=lines):
            has_scheme = isinstance(asks, Discussion) and asks.bands
            least = 2 * numbered.points if wish.points and not has_scheme else 0
            yield name, "lines" if max(lines, least) > 1 else "text"
        case Numeric():
            yield name, "text"
            if wish.points and numbered.item.figure is None and numbered.item.level > 1:
                yield f"{name}-working", "lines"
        case Cloze(answers=[_]):
            yield name, "text"
        case Cloze(answers=answers, in_table=True):
            yield from ((f"{name}-{letter.lower()}", "text") for letter in LETTERS[: len(answers)])
        case Cloze(answers=answers):
            yield from ((f"{name}-{place}", "text") for place in range(1, len(answers) + 1))


def sums() -> Form:
    """Return a sheet with a number that is recalled, and one that has to be worked out."""
    recalled = item("n", "How far is it?", amount("4", "km", "4"))
    worked_out = item("m", "How far is it there and back?", amount("8", "km", "8"))
    return form(section("Numbers", "", 1, recalled, replace(worked_out, level=2)))


SHEETS = {"sample": sample, "exam": exam, "blocks": gallery, "sums": sums}
BUILT = ("standard", "test", "numbers", "timeline", "who-said-it", "argument")


@cache
def built(name: str) -> Form:
    return SHEETS[name]() if name in SHEETS else forms(name)[0]


@cache
def written(name: str, wish: str) -> bytes:
    return write_sheet(built(name), LOOKS[wish])


everywhere = pytest.mark.parametrize("wish", LOOKS)
on_all_sheets = pytest.mark.parametrize("name", [*SHEETS, *BUILT])


@everywhere
@on_all_sheets
def test_every_place_to_answer_has_one_field_in_reading_order(name: str, wish: str) -> None:
    sheet, wished = built(name), LOOKS[wish]
    wanted = places_of(
        sheet, replace(wished, points=wished.points or sheet.layout.points == "item")
    )
    assert [(place.name, place.kind) for place in places_in(written(name, wish))] == wanted


@everywhere
@on_all_sheets
def test_fields_stand_in_the_frame_of_their_page_and_on_nothing_else(name: str, wish: str) -> None:
    places = places_in(written(name, wish))
    width, height = (612.0, 792.0) if LOOKS[wish].paper == "letter" else (210 * MM, 297 * MM)
    for one in places:
        assert 15 * MM <= one.left < one.right <= width - 15 * MM
        # a field on a line reaches 2 pt below it; the footer's rule is 12 pt below the frame
        assert 25 * MM - 2 <= one.low < one.high <= height - 15 * MM
        apart = [
            other.page != one.page
            or other.left >= one.right
            or other.right <= one.left
            or other.low >= one.high
            or other.high <= one.low
            for other in places
            if other is not one
        ]
        assert all(apart)


@everywhere
@on_all_sheets
def test_what_is_said_of_a_field_is_said_of_no_other(name: str, wish: str) -> None:
    labels = [place.label for place in places_in(written(name, wish))]
    assert len({*labels}) == len(labels)
    assert [label for label in labels if not label or "{" in label] == []


def test_a_field_says_its_question_and_what_is_to_be_done() -> None:
    labels = {place.name: place.label for place in places_in(written("exam", "a4"))}
    assert labels["q2-B"] == "Question 2, option B: Luna 9"
    assert labels["q4-2"] == "Question 4, blank 2 of 2"
    assert labels["q5"] == "Question 5, Answer"
    assert labels["q7"] == "Question 7, answer in km"
    said = [(place.name, place.label) for place in places_in(written("sample", "a4"))]
    assert said[:3] == [("name", "Name"), ("class", "Class"), ("date", "Date")]
    statement = next(numbered for numbered, asks in _asked(sample()) if isinstance(asks, TrueFalse))
    name = f"q{statement.number}"
    assert [label for field, label in said if field.startswith(name)] == [
        f"Question {statement.number}, true",
        f"Question {statement.number}, false",
        f"Question {statement.number}, Correction",
    ]
    for numbered, asks in _asked(sample()):
        labels_of = [label for field, label in said if field.startswith(f"q{numbered.number}")]
        if isinstance(asks, Ordering):
            assert labels_of == [
                f"Question {numbered.number}, number for: {plain(event.text)}"
                for event in asks.events
            ]
        if isinstance(asks, Matching):
            premise = plain(asks.premises[0].text)
            assert f"Question {numbered.number}, letter for: {premise}" in labels_of


def _asked(sheet: Form) -> Iterator[tuple[NumberedItem, object]]:
    for part in sheet.sections:
        yield from ((numbered, numbered.item.interaction) for numbered in part.items)


def test_the_boxes_of_a_timeline_say_their_dates() -> None:
    sheet = built("timeline")
    labels = {place.name: place.label for place in places_in(written("timeline", "a4"))}
    for numbered, _ in _asked(sheet):
        if isinstance(figure := numbered.item.figure, Timeline):
            dates = [moment.date_text for moment in figure.moments]
            said = [
                labels[f"q{numbered.number + place}"] for place in range(numbered.item.number_count)
            ]
            assert len(said) > 2
            for label in said:
                assert squeezed(label.split(": ")[1]) in map(squeezed, dates)


# --------------------------------------------------------------------------- read aloud


@everywhere
@pytest.mark.parametrize("name", ["sample", "exam", "blocks", "timeline"])
def test_two_checkers_find_nothing_to_complain_about(name: str, wish: str, tmp_path: Path) -> None:
    assert problems_aloud(written(name, wish), tmp_path) == []


@everywhere
@pytest.mark.parametrize("name", ["sample", "exam", "blocks", "timeline"])
def test_each_field_is_read_in_its_place_on_the_page(name: str, wish: str) -> None:
    with pikepdf.open(BytesIO(written(name, wish))) as file:
        root = file.Root.StructTreeRoot
        forms_read = [one for one in _elements(root.K) if one.S == "/Form"]
        widgets = [one for page in file.pages for one in page.get("/Annots", [])]
        owners = {int(number): owner for number, owner in pairwise_of(root.ParentTree.Nums)}
        assert len({int(widget.StructParent) for widget in widgets}) == len(widgets)
        assert max(owners) < int(root.ParentTreeNextKey)
        assert all(page.Tabs == "/S" for page in file.pages)
        for element, widget in zip(forms_read, widgets, strict=True):
            (kid,) = element.K
            assert kid.Type == "/OBJR"
            assert kid.Obj.objgen == widget.objgen
            assert owners[int(widget.StructParent)].objgen == element.objgen
        for number, page in enumerate(file.pages):
            owned = owners[int(page.StructParents)]
            assert isinstance(owned, pikepdf.Array), number


def pairwise_of(nums: pikepdf.Array) -> Iterator[tuple[pikepdf.Object, pikepdf.Object]]:
    yield from zip(list(nums)[::2], list(nums)[1::2], strict=True)


def _elements(one: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Yield an element and those below it, as a screen reader comes to them."""
    if isinstance(one, pikepdf.Array):
        for kid in one:
            yield from _elements(kid)
    elif isinstance(one, pikepdf.Dictionary) and "/S" in one:
        yield one
        yield from _elements(one.get("/K", pikepdf.Array()))


def test_a_circle_is_read_between_its_letter_and_its_option() -> None:
    with pikepdf.open(BytesIO(written("exam", "a4"))) as file:
        element = next(
            one
            for one in _elements(file.Root.StructTreeRoot.K)
            if one.S == "/Form" and one.P.S == "/LBody"
        )
        entry = element.P.P
        assert [str(kid.S) for kid in entry.K] == ["/Lbl", "/LBody"]
        first, second = element.P.K
        assert first.objgen == element.objgen
        assert isinstance(second, int)


def test_a_line_that_is_a_field_is_not_called_a_blank_as_well() -> None:
    spoken = strings_in(written("exam", "a4"))
    assert "box for your answer" not in spoken
    with pikepdf.open(BytesIO(written("exam", "a4"))) as file:
        said = [
            str(one.ActualText)
            for one in _elements(file.Root.StructTreeRoot.K)
            if "/ActualText" in one
        ]
    assert said == ["blank to write on"]  # the score, which the teacher writes


# --------------------------------------------------------------------------- how it looks


class Screen:
    """A file in a viewer that is filled in by keyboard and mouse."""

    def __init__(self, pdf: bytes) -> None:
        self.document = pypdfium2.PdfDocument(pdf)
        self.document.init_forms()
        self.form = self.document.formenv
        self.pages = [self.document[number] for number in range(len(self.document))]

    def type(self, place: Place, words: str) -> None:
        page = self.pages[place.page]
        self.click(place)
        pdfium.FORM_SelectAllText(self.form, page)
        letters = ctypes.create_string_buffer(f"{words}\0".encode("utf-16-le"))
        pointer = ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort))
        pdfium.FORM_ReplaceSelection(self.form, page, pointer)
        pdfium.FORM_ForceToKillFocus(self.form)

    def click(self, place: Place) -> None:
        page = self.pages[place.page]
        x, y = (place.left + place.right) / 2, (place.low + place.high) / 2
        pdfium.FORM_OnMouseMove(self.form, page, 0, x, y)
        pdfium.FORM_OnLButtonDown(self.form, page, 0, x, y)
        pdfium.FORM_OnLButtonUp(self.form, page, 0, x, y)

    def chosen(self, places: list[Place]) -> list[str]:
        """Return the kinds of those buttons that are chosen."""
        found = []
        for page in self.pages:
            for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
                widget = pdfium.FPDFPage_GetAnnot(page, number)
                found.append(bool(pdfium.FPDFAnnot_IsChecked(self.form, widget)))
                pdfium.FPDFPage_CloseAnnot(widget)
        return [place.kind for place, is_chosen in zip(places, found, strict=True) if is_chosen]

    def look(self) -> list[Image.Image]:
        """Return the pages with their fields, at two pixels a point."""
        pdfium.FORM_ForceToKillFocus(self.form)
        return [
            page.render(scale=2, may_draw_forms=True).to_pil().convert("L") for page in self.pages
        ]


@pytest.mark.parametrize("wish", [{}, {"large_print": True}, {"paper": "letter"}])
@pytest.mark.parametrize("name", ["blocks", "numbers", "timeline", "exam"])
def test_nobody_sees_a_field_before_it_is_filled_in(name: str, wish: dict[str, str]) -> None:
    sheet = _with_short_answers(built(name))
    paper = write_sheet(sheet, look(**wish))
    pages = Screen(paper).look()
    for page, filled in zip(
        pages, Screen(write_sheet(sheet, look(fillable=True, **wish))).look(), strict=True
    ):
        assert ImageChops.difference(page, filled).getbbox() is None


def _with_short_answers(sheet: Form) -> Form:
    """Return a form whose answers take one line: several are a frame in a file to be filled in."""

    def shortened(numbered: NumberedItem) -> NumberedItem:
        asks = numbered.item.interaction
        if not isinstance(asks, ShortAnswer | Discussion):
            return numbered
        one_line = replace(asks, lines=1)
        return replace(numbered, item=replace(numbered.item, interaction=one_line))

    sections = tuple(
        replace(part, items=tuple(map(shortened, part.items))) for part in sheet.sections
    )
    return replace(sheet, sections=sections)


@everywhere
@pytest.mark.parametrize("name", ["sample", "exam", "blocks", "timeline"])
@pytest.mark.parametrize("words", ["Ägypten, jgq", "So much that it has no room in there. " * 60])
def test_what_is_typed_stands_within_its_field(name: str, wish: str, words: str) -> None:
    pdf = written(name, wish)
    places = [place for place in places_in(pdf) if place.kind.startswith(("text", "lines"))]
    screen = Screen(pdf)
    before = screen.look()
    for place in places:
        screen.type(place, words)
    after = screen.look()
    for number, (empty, full) in enumerate(zip(before, after, strict=True)):
        changed = ImageChops.difference(empty, full)
        for place in places:
            if place.page == number:
                box = (
                    int(2 * place.left),
                    int(empty.height - 2 * place.high),
                    int(2 * place.right) + 1,
                    int(empty.height - 2 * place.low) + 1,
                )
                assert changed.crop(box).getbbox(), place
                changed.paste(0, box)
        assert changed.getbbox() is None


def test_a_box_takes_as_many_letters_as_an_answer_has() -> None:
    pdf = written("sample", "a4")
    place = next(place for place in places_in(pdf) if place.kind == "text 1")
    screens = Screen(pdf), Screen(pdf)
    for screen, words in zip(screens, ("B", "BCD"), strict=True):
        screen.type(place, words)
    one, other = (screen.look()[place.page] for screen in screens)
    assert ImageChops.difference(one, other).getbbox() is None


def test_one_circle_of_a_question_is_chosen_and_any_number_of_squares() -> None:
    pdf = written("exam", "a4")
    places = places_in(pdf)
    screen = Screen(pdf)
    circles = [place for place in places if place.name == "q1"]
    for place in circles:
        screen.click(place)
        assert screen.chosen(places) == [place.kind]
    squares = [place for place in places if place.name.startswith("q2-")]
    for place in squares:
        screen.click(place)
    assert screen.chosen(places) == [circles[-1].kind, *(place.kind for place in squares)]


def test_what_is_chosen_is_black_with_a_white_letter_and_all_else_as_before() -> None:
    pdf = written("exam", "a4")
    places = places_in(pdf)
    screen = Screen(pdf)
    before = screen.look()[0]
    chosen = [
        next(place for place in places if place.kind == kind) for kind in ("circle B", "square C")
    ]
    for place in chosen:
        screen.click(place)
    after = screen.look()[0]
    changed = ImageChops.difference(before, after)
    for place in chosen:
        box = (
            round(2 * place.left),
            round(before.height - 2 * place.high),
            round(2 * place.right),
            round(before.height - 2 * place.low),
        )
        mark = after.crop(box)
        dark = sum(mark.histogram()[:100])
        assert dark > 0.6 * mark.width * mark.height
        width, height = mark.size
        middle = mark.crop((width // 3, height // 4, width - width // 3, height - height // 4))
        assert sum(middle.histogram()[180:]) > 0.1 * middle.width * middle.height
        ring = (box[0] - 6, box[1] - 6, box[2] + 6, box[3] + 6)  # where a viewer may show a focus
        changed.paste(0, ring)
    assert changed.getbbox() is None


def test_the_font_of_fields_has_every_letter_of_western_europe() -> None:
    codes = bytes(code for code in range(33, 256) if code not in (0x7F, 0xA0, 0xAD))
    words = codes.decode("cp1252", "ignore")
    usual = load_face("SourceSans3-Regular", "DejaVuSans").font.face
    widths = [usual.charWidths[ord(letter)] for letter in words]
    assert len({*widths}) > 40
    with pikepdf.open(BytesIO(written("sample", "a4"))) as file:
        (font,) = file.Root.AcroForm.DR.Font.values()
        assert font.Encoding == "/WinAnsiEncoding"
        places = [code - int(font.FirstChar) for code in words.encode("cp1252")]
        assert [int(font.Widths[place]) for place in places] == widths
        program = TTFontFile(BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
        assert [program.charWidths[ord(letter)] for letter in words] == widths


def test_accents_that_are_typed_are_shown() -> None:
    pdf = written("sample", "a4")
    place = next(place for place in places_in(pdf) if place.kind == "lines")
    screen = Screen(pdf)
    screen.type(place, "Çà coûte 5 €, größer als Ålesund")
    pdfium.FPDFPage_Flatten(screen.pages[place.page], pdfium.FLAT_NORMALDISPLAY)
    read = screen.document[place.page].get_textpage().get_text_bounded()
    assert "Çà coûte 5 €, größer als Ålesund" in read


def test_another_program_fills_it_in_and_the_answers_can_be_seen() -> None:
    pdf = written("sample", "a4")
    with pikepdf.open(BytesIO(pdf)) as file:
        filled = FilledForm(file, DefaultAppearanceStreamGenerator)
        filled["name"].value = "Ada Lovelace"
        filled["q1"].selected = filled["q1"].options[1]
        stream = BytesIO()
        file.save(stream)
    seen, empty = (Screen(one).look()[0] for one in (stream.getvalue(), pdf))
    changed = ImageChops.difference(seen, empty)
    name, circle = (
        next(place for place in places_in(pdf) if (place.name, place.kind) == wanted)
        for wanted in (("name", "text"), ("q1", "circle B"))
    )
    for place in (name, circle):
        box = [
            2 * place.left,
            empty.height - 2 * place.high,
            2 * place.right,
            empty.height - 2 * place.low,
        ]
        assert changed.crop(tuple(map(int, box))).getbbox()


# --------------------------------------------------------------------------- the file


@pytest.mark.parametrize("name", ["sample", "exam"])
def test_no_field_holds_anything_of_the_key(name: str) -> None:
    sheet = built(name)
    said = squeezed(strings_in(written(name, "a4")))
    key = squeezed(strings_in(write_key(sheet, look())))
    parts = [numbered.item for part in sheet.sections for numbered in part.items]
    secrets = {squeezed(words) for part in parts for words in key_only(part)} - {""}
    assert [secret for secret in secrets if secret not in key] == []
    assert [secret for secret in secrets if secret in said] == []


def test_a_file_to_fill_in_runs_no_program_and_leaves_nothing_to_the_viewer() -> None:
    with pikepdf.open(BytesIO(written("sample", "a4"))) as file:
        assert "/NeedAppearances" not in file.Root.AcroForm
        for one in file.objects:
            if isinstance(one, pikepdf.Dictionary):
                assert not {"/JS", "/JavaScript", "/AA", "/OpenAction"} & {*one.keys()}
        for page in file.pages:
            for widget in page.Annots:
                assert widget.F == 4
                assert "/N" in widget.AP
                assert widget.P.objgen == page.objgen


def test_the_same_form_gives_the_same_bytes_and_another_form_another_identifier() -> None:
    assert write_sheet(sample(), LOOKS["a4"]) == written("sample", "a4")
    other = replace(sample(), labels=replace(sample().labels, field_part="{words} ({n})"))
    one, two = (
        pikepdf.open(BytesIO(pdf)).trailer.ID[0]
        for pdf in (written("sample", "a4"), write_sheet(other, LOOKS["a4"]))
    )
    assert bytes(one) != bytes(two)


@everywhere
@on_all_sheets
def test_a_sheet_to_fill_in_has_the_pages_that_it_has_on_paper(name: str, wish: str) -> None:
    paper = write_sheet(built(name), replace(LOOKS[wish], fillable=False))
    assert pages_of(written(name, wish)) == pages_of(paper)


def test_a_key_has_no_fields_and_nor_has_a_sheet_for_paper() -> None:
    assert write_key(sample(), look(fillable=True)) == write_key(sample(), look())
    assert places_in(write_sheet(sample(), look())) == []
    with pikepdf.open(BytesIO(write_sheet(sample(), look()))) as file:
        assert "/AcroForm" not in file.Root


def test_each_version_has_the_same_fields_in_its_own_order() -> None:
    sheets = [write_sheet(one, LOOKS["a4"]) for one in forms("test", forms=3)]
    labels = [[place.label for place in places_in(pdf)] for pdf in sheets]
    assert labels[0] != labels[1] != labels[2] != labels[0]
    said = [sorted(label.split(": ")[-1] for label in one if "option" in label) for one in labels]
    assert said[0] == said[1] == said[2]


# --------------------------------------------------------------------------- odd sheets


def test_of_two_tickets_on_a_page_one_is_filled_in() -> None:
    sheet = form(
        section("Choose", "", 1, item("a", "Which?", choice("one", "two"))),
        layout=Layout(copies=2),
    )
    assert pages_of(write_sheet(sheet, look()))[0].count("Which?") == 2
    pdf = write_sheet(sheet, LOOKS["a4"])
    assert pages_of(pdf)[0].count("Which?") == 1
    assert [place.name for place in places_in(pdf)] == ["name", "class", "date", "q1", "q1"]


@pytest.mark.parametrize("name", ["flashcards", "study-sheet"])
def test_a_sheet_that_asks_nothing_says_so_and_is_the_same_as_on_paper(name: str) -> None:
    sheet = forms(name)[0]
    printed = print_sheet(sheet, look(fillable=True))
    assert printed.lacks[-1] == "answers to type"
    assert printed.pdf == write_sheet(sheet, look())


def test_the_empty_column_of_a_table_is_filled_in_cell_by_cell() -> None:
    landings = table(
        "Probe | Launched | Landed", "Luna 9 | 31 January 1966 | ", "Luna 13 | 21 December 1966 | "
    )
    partly = table("Probe | Landed", "Luna 9 | 3 February 1966", "Luna 13 | ", "Zond | here")
    asks = asked("t", ShortAnswer(answer=text("x")), Words("Complete:"), landings, landings, partly)
    pdf = write_sheet(form(section("Tables", "", 1, asks)), LOOKS["a4"])
    places = [place for place in places_in(pdf) if place.name.startswith("q")]
    assert [(place.name, place.label) for place in places] == [
        ("q1-r2c3", "Question 1, Luna 9, Landed"),
        ("q1-r3c3", "Question 1, Luna 13, Landed"),
        ("q1-r2c3-copy2", "Question 1, Luna 9, Landed"),
        ("q1-r3c3-copy2", "Question 1, Luna 13, Landed"),
        ("q1", "Question 1, Answer"),
    ]


@pytest.mark.parametrize("wish", [{}, {"large_print": True}])
def test_a_very_long_answer_is_typed_into_several_frames(wish: dict[str, str]) -> None:
    asks = asked("long", Discussion(lines=40), Words("Tell all."))
    pdf = write_sheet(form(section("Write", "", 1, asks)), look(fillable=True, **wish))
    places = places_in(pdf)[3:]
    assert [place.name for place in places] == ["q1-1", "q1-2", "q1-3", "q1-4"]
    pages = pypdfium2.PdfDocument(pdf)
    for one, other in pairwise(places):
        assert (one.page, -one.low) < (other.page, -other.high) or one.page < other.page
    assert min(place.low for place in places) > 25 * MM
    assert max(place.high for place in places) < pages[0].get_size()[1] - 15 * MM


def test_a_name_keeps_the_same_place_in_every_file() -> None:
    asks = section(
        "Fill",
        "",
        1,
        item("n", "How far?", amount("4", "km", "4")),
        item("c", "", cloze("It ____.", "flew")),
        item("s", "Which?", several("a", "b", keys=(0, 1))),
    )
    names = [place.name for place in places_in(write_sheet(form(asks), LOOKS["a4"]))]
    assert names == ["name", "class", "date", "q1", "q2", "q3-A", "q3-B"]


def test_the_command_makes_a_sheet_to_fill_in(run: Run) -> None:  # noqa: F811
    run("build", "--topic", "moon", "--worksheet", "small", "--only", "worksheet", "--fillable")
    pdf = Path("output/moon/worksheet.pdf").read_bytes()
    assert len(places_in(pdf)) > 4 * 3
    said = run(
        "build", "--topic", "moon", "--worksheet", "flashcards", "--only", "worksheet", "--fillable"
    )
    assert "worksheet.pdf has no place for answers to type." in said.out
    assert said.code == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_sheet_of_two_pages_to_fill_in_is_no_larger_than_one_on_paper_may_be(seed: int) -> None:
    pdf = write_sheet(forms("standard", seed=seed)[0], look(fillable=True))
    with pikepdf.open(BytesIO(pdf)) as file:
        assert len(file.pages) == 2
    assert len(pdf) <= 80 * 1024
