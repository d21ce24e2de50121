"""Word out: a sheet and its key that look as they should, stay so when edited, and lose nothing."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from command import Run
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from nine_types import alone, choice_of, nine_types
from PIL import Image
from sample_form import text
from word_reader import R, W, out_of_order, outline, parts_of, words_of

from quizgen import Blueprint, ItemPool, find_texts, find_worksheet, read_materials
from quizgen.assemble import assemble_forms
from quizgen.content import Picture, plain
from quizgen.content import Run as TextRun
from quizgen.errors import ExportError, RefusedFileError
from quizgen.export.word import write_word
from quizgen.look import Logo, Look
from quizgen.output import Export
from quizgen.quiz.form import Form
from quizgen.quiz.item import Matching, ShortAnswer, TrueFalse
from quizgen.quiz.passages import Passage
from quizgen.quiz.walk import seen_texts
from quizgen.store.project import HERE

LOOK = Look(theme=HERE.find_theme())
WORKSHEETS = (
    "standard", "test", "exit-ticket", "numbers", "timeline", "map", "who-said-it", "argument", "exam", "study-sheet", "flashcards",
)  # fmt: skip
TWIPS = 1440


def written(form: Form, **look: object) -> Export:
    return write_word(form, replace(LOOK, **look), "worksheet.docx")  # type: ignore[arg-type]


def sheet_of(form: Form, **look: object) -> bytes:
    return written(form, **look).files[0].content


def key_of(form: Form, **look: object) -> bytes:
    return written(form, **look).files[1].content


@cache
def pool() -> ItemPool:
    return ItemPool(read_materials(find_texts("escalation")).subject)


@cache
def built(worksheet: str) -> Form:
    (form,) = assemble_forms(pool(), Blueprint(worksheet=find_worksheet(worksheet)))
    return form


def document(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(parts_of(content)["word/document.xml"])


# ------------------------------------------------------------------------------------------- what it says


def test_a_sheet_of_nine_types_reads_so(golden: Callable[[str, str], None]) -> None:
    golden("nine-types-worksheet.docx.txt", outline(sheet_of(nine_types())))


def test_its_key_reads_so(golden: Callable[[str, str], None]) -> None:
    golden("nine-types-answer-key.docx.txt", outline(key_of(nine_types(), key="full")))


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_every_worksheet_goes_to_word_with_all_its_questions(worksheet: str) -> None:
    form = built(worksheet)
    export = written(form)
    assert export.left_out == ()
    names = [file.name for file in export.files]
    assert names == ["worksheet.docx", *(["answer-key.docx"] if form.has_key else [])]
    said = " ".join(outline(export.files[0].content).replace(" ↵ ", " ").split())
    for section in form.sections:
        for numbered in section.items:
            item = replace(numbered.item, prompt=numbered.prompt)
            if isinstance(item.interaction, Matching) and item.interaction.grid_in(item.prompt):
                continue  # its table says what its premises say
            for content in seen_texts(item):
                for run in content:
                    if isinstance(run, TextRun) and not run.source:
                        assert " ".join(run.text.split()) in said
    for card in form.cards:
        assert " ".join(plain(card.front).split()) in said
        assert " ".join(plain(card.back).split()) in said
    for told in form.facts:
        for fact in told.facts:
            assert " ".join(plain(fact.text).split()) in said


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_word_finds_the_parts_it_asks_for_in_the_order_it_wants(worksheet: str) -> None:
    for file in written(built(worksheet)).files:
        parts = parts_of(file.content)
        for name, part in parts.items():
            if name.endswith(".xml"):
                assert [*out_of_order(part)] == []
        relations = ElementTree.fromstring(parts["word/_rels/document.xml.rels"])
        targets = {each.get("Id"): each.get("Target") for each in relations}
        used = {
            value
            for node in document(file.content).iter()
            for key, value in node.attrib.items()
            if key in (f"{R}embed", f"{R}id")
        }
        assert used <= {*targets}
        assert {f"word/{target}" for target in targets.values()} <= {*parts}
        types = ElementTree.fromstring(parts["[Content_Types].xml"])
        named = {each.get("PartName", "").lstrip("/") for each in types}
        kinds = {each.get("Extension") for each in types}
        assert all(name in named or name.rpartition(".")[2] in kinds for name in parts)


def test_styles_that_are_used_are_there_and_headings_are_real() -> None:
    for worksheet in WORKSHEETS:
        for file in written(built(worksheet)).files:
            styles = ElementTree.fromstring(parts_of(file.content)["word/styles.xml"])
            known = {each.get(f"{W}styleId") for each in styles.iter(f"{W}style")}
            root = document(file.content)
            used = {
                node.get(f"{W}val")
                for kind in ("pStyle", "tblStyle")
                for node in root.iter(f"{W}{kind}")
            }
            assert used <= known
    headings = [
        paragraph.text.partition("\t")[0]
        for paragraph in Document(BytesIO(sheet_of(nine_types()))).paragraphs
        if paragraph.style and paragraph.style.name == "Heading 1"
    ]
    assert headings == [section.title for section in nine_types().sections]


# ------------------------------------------------------------------------------------------- same again


def test_the_same_form_gives_the_same_bytes_and_no_time() -> None:
    form = built("map")
    first, second = (tuple(file.content for file in written(form).files) for _ in range(2))
    assert first == second
    core = parts_of(first[0])["docProps/core.xml"].decode()
    assert "created" not in core
    assert "modified" not in core
    assert "<dc:title>May Ukraine strike inside Russia?</dc:title>" in core
    assert "<dc:language>en-GB</dc:language>" in core


# ------------------------------------------------------------------------------------------- how it looks


@pytest.mark.parametrize(("paper", "size"), [("a4", (11906, 16838)), ("letter", (12240, 15840))])
def test_paper_is_as_asked_for(paper: str, size: tuple[int, int]) -> None:
    page = document(sheet_of(nine_types(), paper=paper)).find(f".//{W}pgSz")
    assert page is not None
    assert (int(page.get(f"{W}w", "")), int(page.get(f"{W}h", ""))) == size


def test_large_print_is_in_18_points_and_the_key_is_not() -> None:
    def size(content: bytes) -> str | None:
        styles = ElementTree.fromstring(parts_of(content)["word/styles.xml"])
        found = styles.find(f"{W}docDefaults//{W}sz")
        assert found is not None
        return found.get(f"{W}val")

    assert size(sheet_of(nine_types(), large_print=True)) == "36"
    assert size(key_of(nine_types(), large_print=True)) == "23"


def test_lines_to_write_on_are_tabs_that_stay_as_long_as_they_are() -> None:
    content = sheet_of(alone(ShortAnswer(answer=text("yes"), lines=3)))
    lines = [line for line in outline(content).splitlines() if line.startswith("Answer Line")]
    assert lines == ["Answer Line:  →"] * 3
    styles = parts_of(content)["word/styles.xml"].decode()
    style = styles.partition('w:styleId="AnswerLine"')[2].partition("</w:style>")[0]
    assert 'w:leader="underscore"' in style


def test_points_stand_beside_each_question_where_asked_for() -> None:
    plain_, marked = (
        outline(sheet_of(alone(choice_of("a", "b")), points=points)) for points in (False, True)
    )
    assert "Question: 1. → Which? → ____\u00a0/\u00a01" in marked
    assert "____" not in plain_.partition("Question:")[2]


def test_the_header_row_of_a_table_is_marked_so_that_it_is_read_out() -> None:
    for content in (sheet_of(built("who-said-it")), key_of(built("who-said-it"))):
        for table in document(content).iter(f"{W}tbl"):
            first = table.find(f"{W}tr")
            assert first is not None
            look = table.find(f"{W}tblPr/{W}tblLook")
            assert look is not None
            has_header = first.find(f"{W}trPr/{W}tblHeader") is not None
            assert has_header == (look.get(f"{W}firstRow") == "1")
            heads = ["".join(node.text or "" for node in cell.iter(f"{W}t")) for cell in first]
            assert not has_header or all(heads[1:])
        assert document(content).find(f".//{W}tblHeader") is not None


def test_pages_are_numbered_and_named() -> None:
    parts = parts_of(sheet_of(built("standard")))
    footer = parts["word/footer1.xml"].decode()
    assert " PAGE " in footer
    assert " NUMPAGES " in footer
    assert "May Ukraine strike inside Russia?" in parts["word/header1.xml"].decode()


def test_a_quotation_in_another_language_says_so() -> None:
    german = (TextRun("Ja, bitte", lang="de"), TextRun("שלום", lang="he", direction="rtl"))
    content = sheet_of(alone(TrueFalse(is_true=True), ask="", prompt=german))
    said = parts_of(content)["word/document.xml"].decode()
    assert '<w:lang w:val="de"/></w:rPr><w:t xml:space="preserve">Ja, bitte</w:t>' in said
    assert '<w:rtl/><w:lang w:bidi="he"/></w:rPr><w:t xml:space="preserve">שלום</w:t>' in said
    styles = parts_of(content)["word/styles.xml"].decode()
    assert '<w:lang w:val="en-GB"' in styles


def test_the_lines_of_each_passage_are_counted_anew() -> None:
    passage = Passage(id="p", title=text("A poem"), paragraphs=(text("One"), text("Two")))
    form = alone(ShortAnswer(answer=text("yes")), passage=passage)
    numbered = replace(form.sections[0].items[0], passage=1)
    form = replace(form, sections=(replace(form.sections[0], items=(numbered,)),))
    content = sheet_of(form)
    counted = [
        (node.get(f"{W}countBy"), node.get(f"{W}restart"))
        for node in document(content).iter(f"{W}lnNumType")
    ]
    assert counted == [("5", "newSection")]
    assert "Passage: One\nPassage: Two" in outline(content)
    styles = parts_of(content)["word/styles.xml"].decode()
    assert styles.count('<w:suppressLineNumbers w:val="0"/>') == 1
    assert "<w:suppressLineNumbers/>" in styles.partition("<w:pPrDefault>")[2]


# ------------------------------------------------------------------------------------------- pictures


def picture(kind: str, data: bytes, **more: object) -> Picture:
    fields = {"name": "it", "digest": "ab" * 32, "width": 40, "height": 20, "alt": "A flag"} | more
    return Picture(kind=kind, fetch=lambda: data, **fields)  # type: ignore[arg-type]


SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#fff"/>
<path fill="#c00" d="M0 0h20v20h-20z"/><path fill="#00c" fill-rule="evenodd" d="M22 2h16v16h-16zM26 6h8v8h-8z"/></svg>"""


def test_a_drawing_goes_along_as_svg_and_as_the_pixels_that_old_programs_show() -> None:
    content = sheet_of(alone(ShortAnswer(answer=text("yes")), prompt=(picture("svg", SVG),)))
    parts = parts_of(content)
    assert parts["word/media/image1.svg"] == SVG
    painted = Image.open(BytesIO(parts["word/media/image2.png"])).convert("RGB")
    assert painted.size == (900, 450)
    assert painted.getpixel((225, 225)) == (204, 0, 0)
    assert painted.getpixel((525, 75)) == (0, 0, 204)
    assert painted.getpixel((675, 225)) == (255, 255, 255)  # the hole
    said = parts["word/document.xml"].decode()
    assert 'descr="A flag"' in said
    assert "svgBlip" in said
    assert "<a:ln " in said  # white at its edges, on white paper


def test_a_photo_that_lies_on_its_side_stands_upright() -> None:
    stream = BytesIO()
    photo = Image.new("RGB", (40, 20), "red")
    photo.paste("blue", (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6
    photo.save(stream, "JPEG", exif=exif.tobytes(), quality=95)
    content = sheet_of(
        alone(
            ShortAnswer(answer=text("yes")),
            prompt=(picture("jpeg", stream.getvalue(), width=20, height=40),),
        )
    )
    shown = Image.open(BytesIO(parts_of(content)["word/media/image1.jpeg"]))
    assert shown.size == (20, 40)
    assert shown.getexif().get(0x0112, 1) == 1
    assert shown.getpixel((10, 5))[2] > 200  # type: ignore[index]


def test_a_picture_that_is_gone_ends_in_words() -> None:
    def gone() -> bytes:
        raise RefusedFileError("the file is gone", "put it back")

    lost = replace(picture("png", b""), fetch=gone)
    with pytest.raises(ExportError) as caught:
        written(alone(ShortAnswer(answer=text("yes")), prompt=(lost,)))
    (problem,) = caught.value.problems
    assert str(problem) == (
        "worksheet.docx: a picture cannot be read any more: the file is gone\n  hint: put it back"
    )


def test_a_map_is_as_large_as_it_is_drawn_so_that_it_can_be_measured() -> None:
    content = sheet_of(built("map"))
    parts = parts_of(content)
    image = Image.open(BytesIO(parts["word/media/image1.png"]))
    (extent,) = document(content).iter(
        "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
    )
    inches = int(extent.get("cx", "")) / 914_400
    assert image.size[0] / inches == pytest.approx(288, abs=0.5)
    assert image.size[1] / (int(extent.get("cy", "")) / 914_400) == pytest.approx(288, abs=0.5)
    assert sum(image.convert("L").histogram()[:128]) > 1000  # something is drawn


def test_a_logo_stands_before_the_name_of_the_school() -> None:
    content = sheet_of(nine_types(), logo=Logo(2, 1, b"\xff\0\0\0\0\xff"))
    parts = parts_of(content)
    assert Image.open(BytesIO(parts["word/media/image1.png"])).getpixel((1, 0)) == (0, 0, 255)
    assert outline(content).startswith("Sheet Line:   Northfield School")


# ------------------------------------------------------------------------------------------- hostile words


anything = st.text(
    st.one_of(st.sampled_from("=~{}:#\\<>&\"'*/|[]%\t\n\x00\x0b\x1fй€שא\u200f😀"), st.characters()),
    min_size=1,
    max_size=40,
)


@settings(max_examples=60)
@given(anything, anything, anything)
def test_any_words_come_out_as_they_went_in(ask: str, right: str, wrong: str) -> None:
    content = sheet_of(alone(choice_of(right, wrong), ask=ask))
    said = words_of(content)

    def kept(words: str) -> str:
        legal = (c for c in words if c in "\t\n\r" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF))
        return "".join(c for c in legal if c not in "\ufffe\uffff\n\r").replace("\t", " ")

    for words in (ask, right, wrong):
        assert kept(words) in said
    Document(BytesIO(content))


# ------------------------------------------------------------------------------------------- on the command line


def test_build_and_export_write_word_files(run: Run) -> None:
    said = run("build", "--topic", "escalation", "--only", "docx", "--out", "out")
    assert said.code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "answer-key.docx",
        "worksheet.docx",
    ]
    assert "Open the .docx files in Word." in said.out
    said = run("export", "--topic", "history", "--to", "docx", "--out", "whole")
    assert said.code == 0
    assert Path("whole/answer-key.docx").exists()
    run("build", "--topic", "escalation", "--only", "docx", "--forms", "2", "--out", "two")
    assert len([*Path("two").iterdir()]) == 4


@pytest.mark.parametrize(
    ("options", "remark"),
    [
        (["--key", "inline"], "In Word the key is a table: with the answers filled in there is a PDF"),
        (["--fillable"], "A Word file is edited as it is: --fillable is for PDF"),
        (["--worksheet", "exit-ticket"], "In Word a ticket stands once on its page"),
        (["--worksheet", "flashcards"], "In Word, cards stand in a table beside their answers"),
    ],
)  # fmt: skip
def test_what_word_has_otherwise_than_paper_is_said(
    options: list[str], remark: str, run: Run
) -> None:
    said = run("build", "--topic", "escalation", "--only", "docx", "--out", "out", *options)
    assert said.code == 0
    assert remark in said.out
