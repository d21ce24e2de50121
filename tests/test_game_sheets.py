"""Sheets for game programs: laid out as their templates are, within their limits, and read back as they were written."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from command import Run
from exchange import any_question, bank_of, comparable, form_of, items_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from nine_types import alone, choice_of, nine_types
from python_calamine import CalamineWorkbook
from sample_form import text
from test_moodle import PICTURE, timeline

from quizgen.bank.questions import Question, WrittenAnswer
from quizgen.content import Run as Words
from quizgen.content import plain
from quizgen.errors import BankError
from quizgen.export.game_sheets import write_game_sheets
from quizgen.imports import format_of
from quizgen.imports.question_table import read_question_table
from quizgen.output import Export
from quizgen.quiz.form import Form
from quizgen.quiz.in_games import (
    BLOOKET,
    GIMKIT,
    KAHOOT,
    PROGRAMS,
    SOCRATIVE,
    WAYGROUND,
    WORDWALL,
    GameProgram,
    sheet_of,
)
from quizgen.quiz.item import Choice, Cloze, Item, Matching, ShortAnswer, TrueFalse
from quizgen.quiz.passages import Passage

OTHER = "take Moodle XML for it, or leave it out with --what-fits"
ENDS = {"workbook": "xlsx", "csv": "csv", "lines": "txt"}
READ_BACK = (KAHOOT, BLOOKET, GIMKIT, WAYGROUND, SOCRATIVE)
named = pytest.mark.parametrize("program", PROGRAMS, ids=lambda it: it.name)


def written(program: GameProgram, form: Form) -> Export:
    return write_game_sheets(program, form, f"moon-{program.name}.{ENDS[program.file]}")


def rows_of(content: bytes) -> list[list[str]]:
    """Return the cells of a sheet, read by others."""
    if content.startswith(b"PK"):
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    words = content.decode()
    if "\t" in words:
        return [line.split("\t") for line in words.splitlines()]
    return [*csv.reader(io.StringIO(words))]


def only(program: GameProgram, form: Form) -> list[str]:
    """Return the last row of the one file."""
    export = written(program, form)
    assert export.left_out == ()
    (file,) = export.files
    return rows_of(file.content)[-1]


def why_lost(program: GameProgram, form: Form) -> str:
    (problem,) = written(program, form).left_out
    return problem.message


# --------------------------------------------------------------------------- the layout


def test_sheets_are_laid_out_as_the_programs_have_them(golden: Callable[[str, str], None]) -> None:
    # Heads and places were held against the templates of November 2026; docs/game-sheets.md says which.
    shown = []
    for program in PROGRAMS:
        for file in written(program, nine_types()).files:
            shown += [f"# {file.name}", *(json.dumps(row, ensure_ascii=False) for row in rows_of(file.content)), ""]  # fmt: skip
    golden("game-sheets.txt", "\n".join(shown))


def test_a_kahoot_begins_below_the_heads_in_row_8_of_its_template() -> None:
    (file,) = written(KAHOOT, nine_types()).files
    sheet = openpyxl.load_workbook(io.BytesIO(file.content))["Sheet1"]
    assert sheet["B2"].value == "Quiz template"
    assert sheet["A8"].value is None
    assert [cell.value for cell in sheet[8]][1:] == [
        "Question - max 120 characters",
        "Answer 1 - max 75 characters",
        "Answer 2 - max 75 characters",
        "Answer 3 - max 75 characters",
        "Answer 4 - max 75 characters",
        "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
        "Correct answer(s) - choose at least one",
    ]
    assert [(cell.value, cell.data_type) for cell in sheet[10]] == [
        (2, "n"),
        ("What is 2 = 2 ~ {x} : # \\ <b>&amp; “q” 'a' \"b\" – Зеленський 100 %?", "s"),
        ("a<b & c>d", "s"),
        ("[html] is a word -> arrow", "s"),
        ("=SUM(A1)", "s"),
        (None, "n"),
        (20, "n"),
        ("2", "s"),
    ]
    assert sheet["H11"].value == "1,3"


def test_socrative_says_the_keys_by_letters_in_cells_of_their_own() -> None:
    (file,) = written(SOCRATIVE, nine_types()).files
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    assert book.sheetnames == ["Quick Quiz"]
    sheet = book["Quick Quiz"]
    assert (sheet["A1"].value, sheet["B3"].value) == (
        "Instructions:",
        "The race to the Moon, 1957–1969",
    )
    assert [cell.value for cell in sheet[6]][1:13] == [
        "3. Question:",
        *(f"Answer {letter}:" for letter in "ABCDE"),
        *[None] * 5,  # what they are stands above them
        "6. Explanation (Optional):",
    ]
    assert [cell.value for cell in sheet[10]][7:12] == ["A", "B", "C", None, None]
    assert sheet["M7"].value == (
        "The word comes from the Greek.\nSource: A. Siddiqi, Challenge to Apollo, NASA SP-2000-4408, 2000"
    )


def test_typed_answers_go_where_the_program_has_them() -> None:
    form = alone(ShortAnswer(answer=text("NASA"), accepted=("N.A.S.A.",)), "Who?")
    assert only(BLOOKET, form) == ["1", "Who?", "NASA", "N.A.S.A.", "", "", "20", "", "", "typing"]
    assert only(WAYGROUND, form)[1:8] == ["Fill-in-the-Blank", "NASA", "N.A.S.A.", "", "", "", ""]
    gap = Cloze(parts=(text("It is "), text(".")), answers=(text("x"),), accepted=(("y",),))
    assert only(WAYGROUND, alone(gap, ""))[:4] == ["It is _____.", "Fill-in-the-Blank", "x", "y"]
    export = written(GIMKIT, alone(ShortAnswer(answer=text("NASA")), "Who?"))
    assert [file.name for file in export.files] == ["moon-gimkit-typed.csv"]
    assert rows_of(export.files[0].content) == [
        ["Gimkit Spreadsheet Import Template 2", ""],
        ["Question", "Correct Answer"],
        ["Who?", "NASA"],
    ]


def test_what_else_is_right_and_has_no_room_is_named() -> None:
    form = alone(ShortAnswer(answer=text("a"), accepted=("b", "c")))
    assert why_lost(GIMKIT, form) == "question 1 ('it') loses 'b', 'c', which is right too: Gimkit has room for 1"  # fmt: skip
    many = ShortAnswer(answer=text("a"), accepted=("b", "c", "d", "e"))
    assert why_lost(BLOOKET, alone(many)) == "question 1 ('it') loses 'e', which is right too: Blooket has room for 4"  # fmt: skip
    assert written(BLOOKET, alone(many)).files[0].counts == {"questions": 1}


@pytest.mark.parametrize(("characters", "seconds"), [(10, "20"), (120, "20"), (200, "30"), (300, "60")])  # fmt: skip
def test_longer_questions_have_more_time_of_those_that_kahoot_knows(
    characters: int, seconds: str
) -> None:
    quarter = (characters - 10) // 4
    options = [f"{n}" * max(quarter, 1) for n in (1, 2, 3, 4)]
    assert only(KAHOOT, alone(choice_of(*options), "W" * 10))[6] == seconds


def test_more_questions_than_a_kahoot_has_are_two_files() -> None:
    (item,) = alone(choice_of("a", "b")).items
    form = form_of([replace(item, id=f"it-{n}") for n in range(101)])
    first, second = written(KAHOOT, form).files
    assert (first.name, first.counts) == ("moon-kahoot.xlsx", {"questions": 100})
    assert (second.name, second.counts) == ("moon-kahoot-2.xlsx", {"questions": 1})
    assert len(rows_of(first.content)) == 108
    assert rows_of(second.content)[8][0] == "1"


# --------------------------------------------------------------------------- what is named


@pytest.mark.parametrize(
    ("program", "form", "why"),
    [
        (KAHOOT, alone(choice_of("a", "b"), "W" * 121), "asks in 121 characters, and Kahoot has room for 120"),
        (KAHOOT, alone(choice_of("a", "so " + "b" * 73)), f"has the answer 'so {'b' * 56}…' of 76 characters, and Kahoot has room for 75"),
        (KAHOOT, alone(choice_of(*"abcde")), "has 5 options, and Kahoot has 4"),
        (SOCRATIVE, alone(choice_of(*"abcdef")), "has 6 options, and Socrative has 5"),
        (KAHOOT, alone(choice_of("a", "b", several=True)), "has one right option and asks for all that are right, which the sheet cannot tell"),
        (GIMKIT, alone(choice_of("a", "b", "c", keys=(0, 1), several=True)), "is of the type multiple-response, which a sheet for Gimkit has no place for"),
        (KAHOOT, alone(ShortAnswer(answer=text("a"))), "is of the type short-answer, which a sheet for Kahoot has no place for"),
        (BLOOKET, alone(choice_of("a", "=1+1")), "has '=1+1', which a spreadsheet takes for a formula"),
        (GIMKIT, alone(choice_of("a", "b"), "@SUM(1)"), "has '@SUM(1)', which a spreadsheet takes for a formula"),
        (WORDWALL, alone(choice_of("a", "x;=1")), "has '=1', which a spreadsheet takes for a formula"),
        (WAYGROUND, alone(Cloze(parts=((), (), ()), answers=(text("x"), text("y")), accepted=((), ()))), "has 2 gaps, and Wayground has one in a question"),
        (KAHOOT, alone(choice_of("a", "b"), prompt=(Words("Whose?"), PICTURE)), "has a picture to look at, and a sheet for Kahoot has none"),
        (BLOOKET, alone(choice_of("a", "b"), figure=timeline()), "has a picture to look at, and a sheet for Blooket has none"),
        (WAYGROUND, alone(choice_of("a", "b"), passage=Passage(id="p", title=text("Lake"), paragraphs=(text("One."),))), "rests on the text 'Lake': Wayground has none"),
    ],
)  # fmt: skip
def test_what_a_program_cannot_hold_is_named_and_nothing_is_cut(
    program: GameProgram, form: Form, why: str
) -> None:
    assert why_lost(program, form) == f"question 1 ('it') {why}"
    assert [file.counts for file in written(program, form).files] == [{"questions": 0}]


def test_limits_count_letters_and_not_bytes() -> None:
    assert only(KAHOOT, alone(choice_of("я" * 75, "b"), "é" * 120))[1] == "é" * 120


@pytest.mark.parametrize("words", ["=SUM(A1)", "+1+1", "-2+3", "@x", "'=1", "_x0041_", " a ", "007", "1e5", "TRUE", "2024-05-20", "a\nb"])  # fmt: skip
def test_a_text_of_a_workbook_stays_a_text(words: str) -> None:
    (file,) = written(KAHOOT, alone(choice_of(words, "b"))).files
    sheet = openpyxl.load_workbook(io.BytesIO(file.content)).active
    assert sheet is not None
    cell = sheet["C9"]
    assert (cell.value, cell.data_type, cell.number_format) == (words, "s", "@")
    (calamine,) = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).sheet_names
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file.content)).get_sheet_by_name(calamine)
    assert rows.to_python(skip_empty_area=False)[8][2] == words


# --------------------------------------------------------------------------- there and back


@pytest.mark.parametrize("program", READ_BACK, ids=lambda it: it.name)
@settings(max_examples=40)
@given(st.data())
def test_what_is_written_and_read_again_is_the_same(
    program: GameProgram, data: st.DataObject
) -> None:
    questions = data.draw(
        st.lists(any_question, min_size=1, max_size=4, unique_by=lambda it: it.ask)
    )
    try:
        items = items_of(bank_of(questions))
    except BankError:
        assume(False)
    export = written(program, form_of(items))
    lost = {each.item_id for each in export.left_out}
    kept = [item for item in items if item.id not in lost]
    assert sum(file.counts["questions"] for file in export.files) >= len(kept)
    taken: list[Question] = []
    for file in export.files:
        if file.counts["questions"]:
            read = read_question_table(file.content, file.name)
            assert [problem for problem in read.problems if problem.is_error] == []
            taken += read.questions
    found = {essence(item) for item in items_of(bank_of(taken))} if taken else set()
    for item in kept:
        if not is_told_otherwise(item):
            assert essence(item) in found


def essence(item: Item) -> object:
    """Return what of an item a sheet has: what it asks, what is right and what is wrong."""
    answered = comparable(item).interaction
    match answered:
        case Choice(options=options):
            said = frozenset((plain(each.content), each.is_key) for each in options)
            return plain(item.prompt), answered.type, said
        case TrueFalse(is_true=is_true):
            return plain(item.prompt), is_true
        case ShortAnswer(answer=answer, accepted=accepted):
            return plain(item.prompt), plain(answer), frozenset(accepted)
        case Cloze(parts=parts, answers=answers, accepted=accepted):
            return tuple(map(plain, parts)), tuple(map(plain, answers)), accepted
        case _:
            return plain(item.prompt), item.type


def is_told_otherwise(item: Item) -> bool:
    """Tell whether a table reads the words of an item as something else on purpose.

    True and false as the words of a choice are a statement to judge, and a line to write on is a gap.
    """
    asked = plain(item.prompt)
    lines = "__" in asked or "...." in asked or "……" in asked
    match item.interaction:
        case Choice(options=options):
            truths = {"true", "t", "false", "f"}
            return {plain(each.content).casefold() for each in options} <= truths
        case ShortAnswer():
            return lines
        case Cloze(parts=parts):
            around = "".join(map(plain, parts))
            return "__" in around or "...." in around or "……" in around or around.startswith("_")
        case _:
            return False


def test_keys_of_a_sheet_are_numbers_even_where_answers_are_numbers() -> None:
    (file,) = written(KAHOOT, alone(choice_of("3", "1", "2"), "How many?")).files
    (question,) = read_question_table(file.content, "kahoot.xlsx").questions
    assert [each.text for each in question.answer] == ["3"]


def test_an_answer_of_a_sheet_is_one_whatever_signs_it_holds() -> None:
    form = alone(ShortAnswer(answer=text("a; b|c"), accepted=("1957",)), "Which?")
    for program, more in ((BLOOKET, ("1957",)), (WAYGROUND, ("1957",)), (SOCRATIVE, ("1957",))):
        (file,) = written(program, form).files
        (question,) = read_question_table(file.content, "sheet").questions
        assert question.answer == (WrittenAnswer(text="a; b|c"),)
        assert (question.type, question.accept) == ("short-answer", more)
    for words in ("1957", "a; b|c"):
        (file,) = written(GIMKIT, alone(ShortAnswer(answer=text(words)), "When?")).files
        (question,) = read_question_table(file.content, "sheet").questions
        assert (question.type, question.answer[0].text) == ("short-answer", words)


# --------------------------------------------------------------------------- on the command line


def test_a_bank_of_all_types_goes_to_a_game_and_the_rest_is_named(run: Run) -> None:
    run("new", "--questions", "heart")
    refused = run("export", "--topic", "heart", "--to", "kahoot")
    assert (refused.code, refused.out) == (1, "")
    said = json.loads(run("export", "--topic", "heart", "--to", "kahoot", "--what-fits", "--json").out)  # fmt: skip
    (path,) = said["files"]
    assert path == "output/heart/heart-kahoot.xlsx"
    assert said["files"][path]["questions"] + len(said["left_out"]) == 10
    assert rows_of(Path(path).read_bytes())[8][0] == "1"
    again = run("import", path, "--topic", "again")
    assert again.code == 0
    assert run("check", "again").code == 0


@named
def test_questions_that_a_program_takes_are_within_its_limits(program: GameProgram) -> None:
    """Held against the numbers of the templates, and not against the table that the writer uses."""
    form = form_of(
        [replace(item, id=f"{item.id}-{n}") for n, item in enumerate(nine_types().items)]
    )
    longest = {"kahoot": (120, 75, 4), "blooket": (9999, 9999, 4), "gimkit": (9999, 9999, 4), "wayground": (9999, 9999, 5),
               "socrative": (9999, 9999, 5), "wordwall": (9999, 9999, 6)}[program.name]  # fmt: skip
    first = {"kahoot": 8, "blooket": 2, "gimkit": 2, "wayground": 2, "socrative": 6, "wordwall": 0}
    ask = {"kahoot": 1, "blooket": 1, "gimkit": 0, "wayground": 0, "socrative": 1, "wordwall": 0}
    for file in written(program, form).files:
        for row in rows_of(file.content)[first[program.name] :]:
            place = ask[program.name]
            answers = row[place + 1 : place + 1 + longest[2]]
            assert 0 < len(row[place]) <= longest[0]
            assert all(len(answer) <= longest[1] for answer in answers)


def test_matching_has_no_sheet() -> None:
    (item,) = [each for each in nine_types().items if isinstance(each.interaction, Matching)]
    for program in PROGRAMS:
        (problem,) = written(program, form_of([item])).left_out
        assert problem.hint == OTHER


def test_a_sheet_is_a_sheet_whatever_signs_its_questions_hold() -> None:
    form = alone(choice_of("{=4 ~5}", "ANSWER: B"), "2+2? {=4 ~5}")
    for program in (BLOOKET, GIMKIT):
        (file,) = written(program, form).files
        reader = format_of(file.content)
        assert reader is not None
        assert reader.name == "table"
        (question,) = reader.read(file.content, "sheet.csv").questions
        assert question.ask == "2+2? {=4 ~5}"


@pytest.mark.parametrize("head", [None, "Correct Answer"])
def test_socratives_own_template_is_read_with_its_lists_beside_the_heads(head: str | None) -> None:
    """Its keys have no heads, and letters to choose from stand at the edge, one of them in the row of the heads."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A3"], sheet["B3"] = "Instructions:", "1. Quiz Name:", "Moons"
    sheet["Y2"], sheet["Y3"] = "Open-ended", "Multiple choice"
    sheet["C5"], sheet["H5"] = "4. If you selected multiple choice:", "5. Optional: correct answer"
    heads = ["2. Question Type:", "3. Question:", *(f"Answer {it}:" for it in "ABCDE"), *[head] * 5, "6. Explanation (Optional):"]  # fmt: skip
    rows = [heads, ["Multiple choice", "Which are moons?", "Io", "Mars", "Titan", None, None, "A", "C"], ["Open-ended", "Why?"]]  # fmt: skip
    for number, row in enumerate(rows, start=6):
        for place, cell in enumerate(row, start=1):
            sheet.cell(number, place, cell)
    for number, letter in enumerate("ABCDE", start=2):
        sheet[f"Z{number}"] = letter
    content = io.BytesIO()
    book.save(content)
    assert sheet_of([it or "" for it in heads]) is SOCRATIVE.sheets[0]
    taken = read_question_table(content.getvalue(), "socrative.xlsx")
    assert taken.problems == ()
    assert taken.remarks == ()
    first, second = taken.questions
    assert [it.text for it in first.answer] == ["Io", "Titan"]
    assert [it.text for it in first.wrong] == ["Mars"]
    assert second.type == "discussion"


def test_a_column_that_was_added_to_a_sheet_is_told() -> None:
    (file,) = written(GIMKIT, alone(choice_of("a", "b"))).files
    lines = file.content.decode().splitlines()
    lines[1] += ",Room"
    taken = read_question_table("\n".join(lines).encode(), "gimkit.csv")
    assert taken.remarks == ("Not read: column F 'Room'.",)
    assert len(taken.questions) == 1
