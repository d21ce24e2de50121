"""Word in: lists of questions as teachers type them, and no key that is guessed."""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from command import Run
from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from exchange import words
from hypothesis import given, settings
from hypothesis import strategies as st
from nine_types import nine_types
from PIL import Image

from quizgen.bank.questions import Question
from quizgen.errors import BankError
from quizgen.export.word import write_word
from quizgen.imports import format_of
from quizgen.imports.taken import Taken
from quizgen.imports.word import read_word_list
from quizgen.look import Look
from quizgen.store.project import HERE

SIGNS = frozenset("*✓✔√✅☑☒☐○◯□[(")
"""What an option that begins or ends with is ticked by."""
options_of = st.lists(
    words.filter(lambda option: not SIGNS & {*option}),
    min_size=2,
    max_size=5,
    unique_by=str.casefold,
)


def document(*lines: str | Sequence[Sequence[str]]) -> bytes:
    """Return a document of paragraphs and tables; in a line, words between `<bold>` and `</>` stand out so."""
    made = Document()
    for line in lines:
        if not isinstance(line, str):
            table = made.add_table(len(line), len(line[0]))
            for row, cells in zip(table.rows, line, strict=True):
                for cell, said in zip(row.cells, cells, strict=True):
                    cell.text = said
            continue
        style, _, rest = (
            line.partition("|") if line.startswith(("#", "1|", "•|")) else ("", "", line)
        )
        names = {"#": "Heading 1", "1": "List Number", "•": "List Bullet"}
        paragraph = made.add_paragraph(style=names.get(style))
        for part in rest.replace("</>", "<>").split("<"):
            mark, found, said = part.partition(">")
            run = paragraph.add_run(said if found else part)
            if not found:
                continue
            run.bold = mark == "bold" or None
            run.underline = mark == "underline" or None
            if mark in ("super", "sub"):
                setattr(run.font, f"{mark}script", True)
            if mark == "highlight":
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            if mark == "colour":
                run.font.color.rgb = RGBColor(200, 0, 0)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def read(*lines: str | Sequence[Sequence[str]]) -> Taken:
    return read_word_list(document(*lines), "quiz.docx")


def only(taken: Taken) -> Question:
    assert [problem.message for problem in taken.problems] == []
    (question,) = taken.questions
    return question


def said(question: Question) -> tuple[str | None, str, list[str], list[str]]:
    right, wrong = ([each.text for each in some] for some in (question.answer, question.wrong))
    return question.type, question.ask, right, wrong


def refused(taken: Taken) -> list[str]:
    return [f"{each.where.line}: {each.message}" for each in taken.problems if each.is_error]


CAPITAL = ("1. What is the capital of France?", "a) Rome", "b) Paris", "c) Bonn")
PARIS = ("multiple-choice", "What is the capital of France?", ["Paris"], ["Rome", "Bonn"])


# --------------------------------------------------------------------------------- how a key is told


@pytest.mark.parametrize(
    "lines",
    [
        (*CAPITAL, "Answer: B"),
        (*CAPITAL, "ANSWER: b)"),
        (*CAPITAL, "→ Answer: B"),
        (*CAPITAL, "Correct answer is: Paris"),
        (*CAPITAL, "Ans. (b) Paris"),
        (*CAPITAL, "Lösung: b"),
        (*CAPITAL, "Answer B"),
        (*CAPITAL, "Answers", "1. B"),
        (*CAPITAL, "Answer key:", "1-b"),
        (*CAPITAL, "Key", [("1", "B")]),
        (*CAPITAL, "Key", [("1", "2", "3"), ("B", "", "")]),
        (CAPITAL[0], "a) Rome", "*b) Paris", "c) Bonn"),
        (CAPITAL[0], "a) Rome", "b) *Paris", "c) Bonn"),
        (CAPITAL[0], "A. Rome", "B. Paris*", "C. Bonn"),
        (CAPITAL[0], "(A) Rome", "(B) Paris ✓", "(C) Bonn"),
        (CAPITAL[0], "a) Rome", "b) Paris (correct)", "c) Bonn"),
        (CAPITAL[0], "[ ] Rome", "[x] Paris", "[ ] Bonn"),
        (CAPITAL[0], "☐ Rome", "☒ Paris", "☐ Bonn"),
        (CAPITAL[0], "a) Rome", "<bold>b) Paris</>", "c) Bonn"),
        (CAPITAL[0], "a) Rome", "b) <underline>Paris</>", "c) Bonn"),
        (CAPITAL[0], "a) Rome", "b) <highlight>Paris</>", "c) Bonn"),
        (CAPITAL[0], "a) Rome", "b) <colour>Paris</>", "c) Bonn"),
        ("What is the capital of France?", *CAPITAL[1:], "Answer: B"),
        ("Q1: What is the capital of France?", "1. Rome", "2. Paris", "3. Bonn", "Correct Answer : 2"),
        ("Question 1", "What is the capital of France?", *CAPITAL[1:], "Answer: B"),
        (CAPITAL[0], "a) Rome\tb) Paris\tc) Bonn", "Answer: B"),
        ("1|What is the capital of France?", *CAPITAL[1:], "Answer: B"),
        ("1|What is the capital of France?", "•|Rome", "•|<bold>Paris</>", "•|Bonn"),
    ],
)  # fmt: skip
def test_a_key_is_read_however_it_is_told(lines: tuple[str, ...]) -> None:
    assert said(only(read(*lines))) == PARIS


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (CAPITAL, "has no key: nothing is marked, and no line says the answer"),
        ((*CAPITAL, "Answer: D"), "has the answer 'D', which is none of its options"),
        ((*CAPITAL, "Answer: Berlin"), "has the answer 'Berlin', which is none of its options"),
        ((*CAPITAL, "Answer: A. Paris"), "has the answer 'A. Paris', whose letter and words differ"),
        ((*CAPITAL, "Answer: A", "Answer: B"), "has two answers, which are not the same"),
        ((CAPITAL[0], "a) Rome", "*b) Paris", "c) Bonn", "Answer: C"), "has two keys: a star says B, its answer says C"),
        ((CAPITAL[0], "a) <bold>Rome</>", "b) Paris", "c) Bonn", "Answer: B"), "has two keys: bold says A, its answer says B"),
        ((CAPITAL[0], "a) <highlight>Rome</>", "*b) Paris"), "has two keys: a star says B, a highlight says A"),
        ((*CAPITAL, "Answer: A", "Key", "1. B"), "has two keys: its answer says A, the list says B"),
        ((CAPITAL[0], "*a) Rome", "*b) Paris"), "has all options marked as right"),
        ((CAPITAL[0], "a) Rome", "Answer: A"), "has one option"),
        ((CAPITAL[0], "*a)", "b) Rome"), "has nothing behind A"),
        (("1.", "a) Rome", "*b) Paris"), "has answers and asks nothing"),
        (("1. Who was first?",), "has neither options nor an answer"),
        (("1. Who was first?", "Answer: Ann", "Answer: Bob"), "has two answers, which are not the same"),
        (("1. Who was first?", "Answer: B"), "has the answer 'B' and no options"),
        (("1. Rome", "2. Paris", "Answer: 2"), "may be an option: the number before it has no answer; put letters before options"),
        (("1. Ann and ____ met ____ .", "Answer: Bob"), "has 2 gaps, and its answer 1 parts"),
        (("Part B: True or false", "1. It is so."), "is true or false, and does not say which"),
        (("1. It is so. True / False", "Answer: true", "Key", "1. False"), "has two answers, which are not the same"),
        (("Q1. Which?", "1. x", "2. y", "1. only 1", "2. only 2", "Answer: 2"), "has options whose letters or numbers do not follow one another"),
        ((*CAPITAL, "e) Oslo", "Answer: B"), "has options whose letters or numbers do not follow one another"),
        ((*CAPITAL[:2], "an old one", *CAPITAL[2:], "Answer: B"), "has words below an option that may be a part of it: put them on its line"),
        ((*CAPITAL, "on the Rhine", "Answer: B"), "has words below an option that may be a part of it: put them on its line"),
        (("1. CO<super>q</> is what?", "Answer: gas"), "has raised or lowered words, which would stand on the line"),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_named_and_not_guessed(lines: tuple[str, ...], why: str) -> None:
    taken = read(*lines)
    assert taken.questions == () or len(lines) == 3
    assert any(said_.endswith(why) for said_ in refused(taken)), refused(taken)


def test_words_that_stand_out_in_one_question_of_many_are_no_key() -> None:
    others = [
        line for n in range(2, 6) for line in (f"{n}. Which?", "a) one", "b) two", "Answer: A")
    ]
    taken = read("1. Which is not so?", "a) <bold>NOT</>", "b) so", *others)
    assert len(taken.questions) == 4
    assert refused(taken) == [
        "1: question 'Which is not so?' has no key, but bold as most questions have none: say what is right"
    ]


def test_a_number_that_two_questions_have_is_not_told_by_a_list_of_one() -> None:
    taken = read(*CAPITAL, "Part 2", *CAPITAL, "Key", "1. B")
    assert len(refused(taken)) == 2
    assert refused(taken)[0].endswith(
        "has the number 1, which 2 questions have and 1 answers of the list"
    )
    both = read(*CAPITAL, "Part 2", *CAPITAL, "Key", "1. B", "1. A")
    assert [question.answer[0].text for question in both.questions] == ["Paris", "Rome"]


# --------------------------------------------------------------------------------- what is asked


def test_a_list_of_many_sorts_is_read_question_by_question() -> None:
    taken = read(
        "#|Revision",
        "1. Which are even? Choose all that apply. (2 points)",
        "a) 1",
        "b) 2",
        "c) 4",
        "Answer: b and c",
        "Explanation: They can be halved.",
        "2. The Moon is a star. True / False",
        "Answer: False",
        "3. The Sun is a star. <underline>True</> / False",
        "4. How many planets are there?",
        "Answer: 8",
        "5. Berlin lies on the ______ .",
        "Answer: Spree",
        "6. ____ and ____ are twins.",
        "Answer: Romulus, Remus",
        "Essay questions",
        "7. Was it worth it?",
    )
    assert [each.message for each in taken.problems] == [
        "'Revision' is no part of a question",
        "'Essay questions' is no part of a question",
    ]
    assert [said(question) for question in taken.questions] == [
        ("multiple-response", "Which are even? Choose all that apply.", ["2", "4"], ["1"]),
        ("true-false", "The Moon is a star.", ["false"], []),
        ("true-false", "The Sun is a star.", ["true"], []),
        (None, "How many planets are there?", ["8"], []),
        ("cloze", "Berlin lies on the [Spree] .", [], []),
        ("cloze", "[Romulus] and [Remus] are twins.", [], []),
        ("discussion", "Was it worth it?", [], []),
    ]
    assert taken.questions[0].why == "They can be halved."
    assert taken.questions[0].points == 2
    assert taken.questions[2].where.line == 10
    assert taken.remarks == ("What is right was told: 5 by its answer, 1 by an underline.",)


@pytest.mark.parametrize(
    "key", [("Answer: 1-B, 2-A",), ("Key", "1. B", "2. A")], ids=["line", "list"]
)
def test_a_table_is_matched_by_its_key(key: tuple[str, ...]) -> None:
    rows = [("1. France", "A. Rome"), ("2. Italy", "B. Paris"), ("", "C. Bonn")]
    question = only(read("Match the capitals.", rows, *key))
    assert question.type == "matching"
    assert dict(question.pairs) == {"France": "Paris", "Italy": "Rome"}
    assert [each.text for each in question.wrong] == ["Bonn"]


def test_letters_beside_what_is_matched_are_a_key() -> None:
    rows = [("1. France", "B", "A. Rome"), ("2. Italy", "A", "B. Paris")]
    assert dict(only(read("Match.", rows)).pairs) == {"France": "Paris", "Italy": "Rome"}
    taken = read("Match.", rows, "Answer: 1-A")
    assert refused(taken) == ["1: question 'Match.' has two keys for 1"]
    taken = read("Match.", [("1. France", "", "A. Rome"), ("2. Italy", "A", "B. Paris")])
    assert refused(taken) == ["1: question 'Match.' has no key for 1: write the letter beside it"]
    twice = [("1. Italy", "B", "A. Rome"), ("2. Italy", "A", "B. Paris")]
    assert refused(read("Match.", twice)) == [
        "1: question 'Match.' has the same words twice at its left"
    ]


def test_raised_and_lowered_signs_stay_what_they_are() -> None:
    question = only(
        read("1. What is CO<sub>2</> on the 1<super>st</> of 10<super>-3</>?", "Answer: gas")
    )
    assert question.ask == "What is CO₂ on the 1st of 10⁻³?"


def test_an_option_goes_on_below_a_break() -> None:
    question = only(
        read(CAPITAL[0], "a) Rome", "b) <bold>Paris</><bold>\non the Seine</>", "c) Bonn")
    )
    assert [each.text for each in question.answer] == ["Paris on the Seine"]


def test_a_stem_may_look_like_an_option() -> None:
    question = only(read("U.S. troops left when?", "a) 1973", "b) 1975", "Answer: A"))
    assert said(question) == ("multiple-choice", "U.S. troops left when?", ["1973"], ["1975"])


def test_what_belongs_to_no_question_is_named_by_its_paragraph() -> None:
    taken = read(
        "Name: ____________", "Class 7b", *CAPITAL, "Answer: B", "Good luck!", [("x", "y")]
    )
    assert [f"{each.where.line}: {each.message}" for each in taken.problems] == [
        "1: 'Name: ____________' is no part of a question",
        "2: 'Class 7b' is no part of a question",
        "8: 'Good luck!' is no part of a question",
        "9: a table is no part of a question",
    ]
    assert not any(problem.is_error for problem in taken.problems)


# --------------------------------------------------------------------------------- Word's own lists


NUMBERING = """
<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum>"""


def numbered(*lines: tuple[int, int, str]) -> bytes:
    """Return a document whose paragraphs have a list and a level; list 0 is none."""
    made = Document()
    part = made.part.numbering_part.element
    part.insert(0, parse_xml(NUMBERING.format(ns=nsdecls("w"))))
    for ident, start in (
        (70, ""),
        (71, '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride>'),
    ):
        part.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{ident}"><w:abstractNumId w:val="90"/>{start}</w:num>'
            )
        )
    for ident, level, text in lines:
        paragraph = made.add_paragraph(text)
        if ident:
            paragraph._p.get_or_add_pPr().append(
                parse_xml(
                    f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{ident}"/></w:numPr>'
                )
            )
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_numbers_that_word_counts_are_counted_as_word_does() -> None:
    content = numbered(
        (70, 0, "First?"), (70, 1, "one"), (70, 1, "two"),
        (70, 0, "Second?"), (70, 1, "one"), (70, 1, "two"),
        (0, 0, "Answers"), (0, 0, "1. b"), (0, 0, "2. a"),
    )  # fmt: skip
    taken = read_word_list(content, "q.docx")
    assert taken.problems == ()
    assert [said(each) for each in taken.questions] == [
        ("multiple-choice", "First?", ["two"], ["one"]),
        ("multiple-choice", "Second?", ["one"], ["two"]),
    ]


def test_a_letter_means_the_option_that_word_prints_it_before() -> None:
    content = numbered((0, 0, "1. First?"), (70, 1, "one"), (70, 1, "two"), (0, 0, "Answer: a"),
                       (0, 0, "2. Second?"), (70, 1, "one"), (70, 1, "two"), (0, 0, "Answer: d"),
                       (0, 0, "3. Third?"), (70, 1, "one"), (70, 1, "two"), (0, 0, "Answer: a"))  # fmt: skip
    taken = read_word_list(content, "q.docx")
    assert [each.answer[0].text for each in taken.questions] == ["one", "two"]
    assert refused(taken) == [
        "9: question 'Third?' has the answer 'a', which is none of its options"
    ]


def test_a_list_that_begins_anew_is_counted_from_its_start() -> None:
    content = numbered((0, 0, "1. First?"), (70, 1, "one"), (70, 1, "two"), (0, 0, "Answer: a"),
                       (0, 0, "2. Second?"), (71, 1, "one"), (71, 1, "two"), (0, 0, "Answer: b"))  # fmt: skip
    taken = read_word_list(content, "q.docx")
    assert [each.answer[0].text for each in taken.questions] == ["one", "two"]


# --------------------------------------------------------------------------------- what Word hides


def with_body(body: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>"
        )
    return stream.getvalue()


def paragraphs(*runs: str) -> bytes:
    return with_body("".join(f"<w:p>{each}</w:p>" for each in runs))


def run_of(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_deleted_and_hidden_words_are_not_read_and_added_ones_are() -> None:
    content = paragraphs(
        run_of("1. Who ")
        + f"<w:del><w:r><w:delText>was</w:delText><w:br/></w:r></w:del><w:moveFrom>{run_of('not')}</w:moveFrom><w:ins>{run_of('is')}</w:ins>"
        + run_of(" first?") + run_of("secret", "<w:vanish/>"),
        run_of("Answer: ") + '<w:fldSimple w:instr="X">' + run_of("Ann") + "</w:fldSimple>",
    )  # fmt: skip
    assert said(only(read_word_list(content, "q.docx"))) == (None, "Who is first?", ["Ann"], [])


def test_a_formula_is_named() -> None:
    math = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x</m:t></m:r></m:oMath>'
    taken = read_word_list(paragraphs(run_of("1. Solve ") + math, run_of("Answer: 2")), "q.docx")
    assert refused(taken) == ["1: question 'Solve' holds a formula"]


def with_pictures(*lines: str, alt: str = "A flag") -> bytes:
    """Return a document in which each `{}` of a line is a picture of another colour."""
    made, shade = Document(), 0
    for line in lines:
        paragraph = made.add_paragraph()
        for place, part in enumerate(line.split("{}")):
            if place:
                stream, shade = BytesIO(), shade + 20
                Image.new("RGB", (8, 8), (shade, 0, 0)).save(stream, "PNG")
                paragraph.add_run().add_picture(stream)
            paragraph.add_run(part)
    for told in made.element.iter("{*}docPr"):
        told.set("descr", alt)
    saved = BytesIO()
    made.save(saved)
    return saved.getvalue()


FLAG = ("1. Whose flag is this? {}", "*a) Ours", "b) Theirs")


@pytest.mark.parametrize(
    "lines",
    [
        FLAG,
        ("1. Whose flag is this?", "{}", "*a) Ours", "b) Theirs"),
        ("1. {} Whose flag is this?", "*a) Ours", "b) Theirs"),
        ("Whose flag is this?", "{}", "*a) Ours", "b) Theirs"),
    ],
)
def test_a_picture_in_a_question_is_its_picture(lines: tuple[str, ...]) -> None:
    taken = read_word_list(with_pictures(*lines), "q.docx")
    question = only(taken)
    assert said(question) == ("multiple-choice", "Whose flag is this?", ["Ours"], ["Theirs"])
    (picture,) = taken.pictures.values()
    assert ([*taken.pictures], picture.alt) == ([question.picture], "A flag")
    assert taken.files[picture.file].startswith(b"\x89PNG")


def test_options_may_be_pictures() -> None:
    taken = read_word_list(with_pictures("1. Which is ours?", "*a) {}", "b) {} theirs"), "q.docx")
    question = only(taken)
    (right,), (wrong,) = question.answer, question.wrong
    assert (right.text, wrong.text) == ("", "theirs")
    assert {right.picture, wrong.picture} == {*taken.pictures}
    assert len(taken.pictures) == 2


def test_a_picture_without_words_is_taken_with_a_warning() -> None:
    taken = read_word_list(with_pictures(*FLAG, alt=""), "q.docx")
    (problem,) = taken.problems
    assert not problem.is_error
    assert str(problem) == (
        "q.docx:1:1: warning: question 'Whose flag is this?' has the picture 'image1.png' without words for who cannot see it\n"
        "  hint: write alt for it in the bank"
    )
    by_machine = with_pictures(*FLAG, alt="A red flag\n\nDescription automatically generated")
    (picture,) = read_word_list(by_machine, "q.docx").pictures.values()
    assert picture.alt == "A red flag"


def test_what_no_bank_can_show_is_named() -> None:
    drawn = "<w:r><w:drawing><w:wsp/></w:drawing></w:r>"
    asked = [run_of("1. What is it? ") + drawn, run_of("Answer: 2")]
    assert refused(read_word_list(paragraphs(*asked), "q.docx")) == [
        "1: question 'What is it?' shows a drawing of Word"
    ]
    two = with_pictures("1. Which are they? {} {}", "Answer: ours")
    assert refused(read_word_list(two, "q.docx")) == [
        "1: question 'Which are they?' shows 2 pictures in one place, and a bank has one"
    ]
    beside = with_pictures("1. Which is it?", "*a) {} one    b) two")
    assert refused(read_word_list(beside, "q.docx")) == [
        "1: question 'Which is it?' shows a picture beside several options: put each on a line of its own"
    ]


def test_what_was_cropped_in_word_is_not_shown_whole() -> None:
    packed = with_pictures(*FLAG)
    with ZipFile(BytesIO(packed)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    whole = parts["word/document.xml"]
    parts["word/document.xml"] = whole.replace(b"<a:stretch>", b'<a:srcRect l="5000"/><a:stretch>')
    assert whole != parts["word/document.xml"]
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        for name, held in parts.items():
            package.writestr(name, held)
    assert refused(read_word_list(stream.getvalue(), "q.docx")) == [
        "1: question 'Whose flag is this?' shows a picture that was cropped in Word"
    ]


def test_a_picture_that_belongs_to_no_question_is_named() -> None:
    taken = read_word_list(with_pictures("1. Which is it?", "Answer: none", "{}"), "q.docx")
    assert [each.message for each in taken.problems] == ["a picture is no part of a question"]
    assert (len(taken.questions), taken.pictures) == (1, {})


def test_pictures_of_word_are_written_beside_the_bank(run: Run) -> None:
    Path("q.docx").write_bytes(with_pictures(*FLAG))
    assert run("import", "q.docx", "--topic", "flags").code == 0
    (picture,) = Path("banks/pictures").iterdir()
    assert f"picture: {picture.stem}\n" in Path("banks/flags.yaml").read_text("utf-8")
    assert run("build", "--topic", "flags", "--worksheet", "questions").code == 0
    Path("q.docx").write_bytes(with_pictures(*FLAG, "2. And this? {}", "*a) Ours", "b) Theirs"))
    said = run("import", "q.docx", "--topic", "flags", "--update")
    assert "  1 new: 'And this?'\n" in said.out
    assert len([*Path("banks/pictures").iterdir()]) == 2
    assert run("check", "flags").code == 0


def test_how_words_are_read_stands_behind_them() -> None:
    ruby = (
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>かんじ</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>漢字</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    taken = read_word_list(
        paragraphs(run_of("1. What is ") + ruby + run_of("?"), run_of("Answer: kanji")), "q"
    )
    assert only(taken).ask == "What is 漢字(かんじ)?"


def test_marks_of_a_style_count_as_those_of_words() -> None:
    made = Document()
    made.styles.add_style("Right", 2).font.bold = True
    for line in ("1. Which?", "a) one"):
        made.add_paragraph(line)
    paragraph = made.add_paragraph("b) ")
    paragraph.add_run("two", style="Right")
    saved = BytesIO()
    made.save(saved)
    question = only(read_word_list(saved.getvalue(), "q.docx"))
    assert [each.text for each in question.answer] == ["two"]


# --------------------------------------------------------------------------------- never a guess


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(words, options_of, st.integers(0, 4)),
        min_size=1,
        max_size=4,
    )
)  # fmt: skip
def test_a_key_comes_back_as_it_was_or_is_named(
    questions: list[tuple[str, list[str], int]],
) -> None:
    lines = []
    for number, (ask, options, key) in enumerate(questions, start=1):
        lines.append(f"{number}. {ask}")
        lines += (f"{'ABCDE'[n]}. {option}" for n, option in enumerate(options))
        lines.append(f"Answer: {'ABCDE'[key % len(options)]}")
    made = Document()
    for line in lines:
        made.add_paragraph(line)
    stream = BytesIO()
    made.save(stream)
    taken = read_word_list(stream.getvalue(), "q.docx")
    keyed, line = {}, 1
    for _, options, key in questions:
        keyed[line] = options[key % len(options)]
        line += len(options) + 2
    for question in taken.questions:
        if question.type == "multiple-choice":
            (right,) = question.answer
            assert "".join(right.text.split()) == "".join(keyed[question.where.line].split())
    assert len(taken.questions) + len(taken.problems) >= len(questions)


def test_of_a_sheet_without_its_key_every_question_is_named() -> None:
    export = write_word(nine_types(), Look(theme=HERE.find_theme(), key="full"), "w.docx")
    sheet, key = (read_word_list(file.content, "w.docx") for file in export.files)
    assert sheet.questions == key.questions == ()
    assert len(refused(sheet)) == len(nine_types().items) == 13


# --------------------------------------------------------------------------------- bad files


def test_a_file_of_word_is_known_by_what_is_in_it() -> None:
    form = format_of(document("1. Who?"))
    assert form is not None
    assert form.name == "docx"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 word/document.xml", "the archive is damaged"),
        (with_body("").replace(b"word/document.xml", b"word/documents.xm"), "the file is no document of Word, or a broken one"),
        (with_body("")[:90], "the archive is damaged"),
    ],
)  # fmt: skip
def test_what_is_no_document_is_told(content: bytes, message: str) -> None:
    with pytest.raises(BankError) as caught:
        read_word_list(content, "q.docx")
    assert caught.value.problems[0].message == message


def test_a_document_with_a_doctype_is_refused() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml", '<!DOCTYPE x [<!ENTITY a "b">]><document><body/></document>'
        )
    with pytest.raises(BankError) as caught:
        read_word_list(stream.getvalue(), "q.docx")
    assert "DOCTYPE" in caught.value.problems[0].message


def test_elements_within_elements_without_end_are_no_trouble() -> None:
    deep = "<w:sdt>" * 900 + "<w:p/>" + "</w:sdt>" * 900
    assert read_word_list(with_body(deep), "q.docx").questions == ()
    table = "<w:tbl><w:tr><w:tc>" * 200 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 200
    assert read_word_list(with_body(table), "q.docx").questions == ()


SPOILS = st.sampled_from(
    [b"", b"<", b"&", b"\xff", b'"', b"9" * 5000, b"-1", b"x", b"<w:p>", b"</w:p>", b"<w:tbl/>", b"<w:sdt>" * 50, b"&#0;", b"*", b"Answer: B",
     b" " * 9000, b"<w:tr>", b"\xe2\x80\xa8", b'<w:ilvl w:val="7"/>', b"\xef\xbf\xbe"]
)  # fmt: skip
PARTS = ("word/document.xml", "word/numbering.xml", "word/styles.xml")


@cache
def sound() -> dict[str, bytes]:
    """Return the parts of a document with lists; of its styles those that lists have."""
    lines = ((70, 0, "First?"), (70, 1, "one"), (71, 1, "two"), (0, 0, "Answers"), (0, 0, "1. b"))
    with ZipFile(BytesIO(numbered(*lines))) as archive:
        parts = {name: archive.read(name) for name in PARTS}
    style = b'<w:style w:styleId="L"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="70"/></w:numPr></w:pPr></w:style>'
    parts[PARTS[2]] = f"<w:styles {nsdecls('w')}>".encode() + style + b"</w:styles>"
    return parts


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@settings(max_examples=250)
@given(
    st.sampled_from(PARTS),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), SPOILS), min_size=1, max_size=4),
)
def test_a_spoilt_document_is_read_or_told_of(
    spoilt: str, changes: list[tuple[float, int, bytes]]
) -> None:
    part = sound()[spoilt]
    for where, length, put in changes:
        place = int(where * len(part))
        part = part[:place] + put + part[place + length :]
    with suppress(BankError):  # which says what it is
        read_word_list(zipped({**sound(), spoilt: part}), "q.docx")


def test_a_list_whose_levels_are_no_numbers_is_read() -> None:
    for said_ in ("x", "9" * 5000):
        level = f'<w:lvl w:ilvl="{said_}"><w:start w:val="{said_}"/></w:lvl></w:abstractNum>'
        part = sound()[PARTS[1]].replace(b"</w:abstractNum>", level.encode(), 1)
        read_word_list(zipped({**sound(), PARTS[1]: part}), "q.docx")
    many = paragraphs(run_of("1. Who?"), run_of("Key"))
    body = f"<w:tbl><w:tr><w:tc><w:p>{run_of('9' * 5000)}</w:p></w:tc><w:tc><w:p>{run_of('B')}</w:p></w:tc></w:tr></w:tbl>"
    with ZipFile(BytesIO(many)) as archive:
        part = archive.read(PARTS[0]).replace(b"</w:body>", body.encode() + b"</w:body>")
    assert len(refused(read_word_list(zipped({PARTS[0]: part}), "q.docx"))) == 1


def test_wrappers_in_a_row_and_spaces_without_end_are_no_trouble() -> None:
    row = "<w:sdt>" * 3000 + "<w:tc><w:p/></w:tc>" + "</w:sdt>" * 3000
    assert read_word_list(with_body(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"), "q.docx").questions == ()
    spaces = run_of(" " * 400_000) + "".join(run_of(" ", look) for look in ("<w:b/>", "") * 4_000)
    content = paragraphs(
        run_of("1. Which?"), run_of("a) x") + spaces + run_of("y"), run_of("b) z"), run_of("Answer: B")
    )  # fmt: skip
    assert [each.text for each in only(read_word_list(content, "q.docx")).answer] == ["z"]


# --------------------------------------------------------------------------------- on the command line


def test_all_that_was_understood_is_shown_before_it_is_written(run: Run) -> None:
    lines = [
        line
        for n in range(1, 6)
        for line in (f"{n}. What is {n}?", "a) this", "b) that", "Answer: B")
    ]
    Path("quiz.docx").write_bytes(document(*lines))
    made = run("import", "quiz.docx", "--topic", "things")
    assert made.code == 0
    assert made.out.startswith(
        "quiz.docx was read as a list of questions in Word: 5 multiple-choice.\n"
        "  What is 1?\n    * that\n      this\n"
    )
    assert "  What is 5?\n" in made.out
    assert "What is right was told: 5 by its answer.\nbanks/things.yaml: 5 questions\n" in made.out
    assert run("check", "things").code == 0


def test_what_is_not_sure_is_told_by_its_paragraph(run: Run) -> None:
    Path("quiz.docx").write_bytes(document(*CAPITAL, "2. Which?", "*a) one", "b) two"))
    made = run("import", "quiz.docx", "--topic", "things")
    assert made.code == 1
    assert made.err == (
        "quiz.docx: 1 question of 2 can be taken over\n"
        "  hint: --what-fits takes the others, and says what was left out\n"
        "quiz.docx:1:1: question 'What is the capital of France?' has no key: nothing is marked, and no line says the answer\n"
        "  hint: write it into the bank by hand; `--what-fits` takes the rest\n"
    )
    assert not Path("banks/things.yaml").exists()
    assert run("import", "quiz.docx", "--topic", "things", "--what-fits").code == 0
