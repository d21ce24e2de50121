"""Aiken out and in: choices of one, and nothing that could be taken for something else."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from command import Run
from exchange import bank_of, form_of, items_of, several_questions
from hypothesis import assume, given, settings
from nine_types import alone, choice_of, nine_types
from sample_form import text

from quizgen.content import plain
from quizgen.errors import BankError
from quizgen.export.aiken import write_aiken
from quizgen.imports.aiken import read_aiken
from quizgen.imports.taken import Taken
from quizgen.output import Export
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, ShortAnswer, TrueFalse
from quizgen.quiz.passages import Passage


def written(form: Form) -> Export:
    return write_aiken(form, "moon-aiken.txt")


def moodles(content: bytes) -> list[tuple[str, list[str], str]]:
    """Return what Moodle's importer reads: each line by its beginning, as it stands."""
    found, stem, options = [], "", []
    for line in content.decode().splitlines():
        if len(line.encode()) < 2:
            continue
        if option := re.match(r"[A-Z][).][ \t]?(.*)", line):
            options.append(option[1])
        elif line.startswith("ANSWER:"):
            found.append((stem, options, options[ord(line[7:].strip()[0]) - ord("A")]))
            stem, options = "", []
        else:
            assert not stem, "a second line that asks"
            stem = line
    return found


def read(lines: str) -> Taken:
    return read_aiken(lines.encode(), "q.txt")


def test_a_form_of_nine_types_is_written_so(golden: Callable[[str, str], None]) -> None:
    golden("nine-types.aiken", written(nine_types()).files[0].content.decode())


def test_choices_and_statements_arrive_and_the_rest_is_named() -> None:
    form, export = nine_types(), written(nine_types())
    assert export.files[0].counts == {"questions": 4}
    assert len(export.left_out) + 4 == len(form.items)
    assert export.left_out[0].message == (
        "question 3 ('multiple-response/3') is of the type multiple-response, and Aiken has choices of one right answer alone"
    )
    first, second, false, true = moodles(export.files[0].content)
    assert first == (
        "Which description fits cosmonaut, in Russian космонавт?",
        ["A Soviet space traveller", "A landing in the sea", "A rocket’s first stage", "−5 = minus five {really} ~ #1: 50 %"],
        "A Soviet space traveller",
    )  # fmt: skip
    assert second[1:] == (
        ["a<b & c>d", "[html] is a word -> arrow", "=SUM(A1)"],
        "[html] is a word -> arrow",
    )
    assert false == ("The first woman in space flew in 1965.", ["True", "False"], "False")
    assert true[2] == "True"


@settings(max_examples=60)
@given(several_questions)
def test_any_words_arrive_in_moodle_and_come_back(questions: tuple) -> None:
    try:
        items = items_of(bank_of(questions))
    except BankError:
        assume(False)
    export = written(form_of(items))
    lost = {each.item_id for each in export.left_out}
    kept = [item for item in items if item.id not in lost]
    content = export.files[0].content
    expected = []
    for item in kept:
        answered = item.interaction
        if isinstance(answered, TrueFalse):
            options, key = ["True", "False"], str(answered.is_true)
        else:
            assert isinstance(answered, Choice)
            options = [plain(each.content) for each in answered.options]
            key = next(plain(each.content) for each in answered.options if each.is_key)
        expected.append((plain(item.prompt), options, key))
    assert moodles(content) == expected
    taken = read_aiken(content, "q.txt")
    assert [problem for problem in taken.problems if problem.is_error] == []
    for question, (ask, options, key) in zip(taken.questions, expected, strict=True):
        if {*map(str.lower, options)} == {"true", "false"}:
            assert (question.type, question.answer[0].text) == ("true-false", key.lower())
        else:
            assert (question.ask, question.answer[0].text) == (ask, key)
            found = sorted(each.text for each in (*question.answer, *question.wrong))
            assert found == sorted(options)


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        (
            "U.S. troops left when?",
            "begins with 'U.S. tr', which Aiken takes for an option or an answer",
        ),
        (
            "A. Siddiqi wrote what?",
            "begins with 'A. Sidd', which Aiken takes for an option or an answer",
        ),
        (
            "Answer: what is it?",
            "begins with 'Answer:', which Aiken takes for an option or an answer",
        ),
        ("?", "asks '?', and Moodle skips so short a line"),
    ],
)
def test_what_would_be_taken_for_something_else_is_named(ask: str, why: str) -> None:
    (problem,) = written(alone(choice_of("a", "b"), ask)).left_out
    assert problem.message == f"question 1 ('it') {why}"


def test_more_options_than_letters_and_a_passage_are_named() -> None:
    (problem,) = written(alone(choice_of(*map(str, range(27))))).left_out
    assert problem.message == "question 1 ('it') has 27 options, and Aiken has a letter for 26"
    passage = Passage(id="lake", title=text("By the lake"), paragraphs=(text("One."),))
    (problem,) = written(alone(choice_of("a", "b"), passage=passage)).left_out
    assert problem.message == "question 1 ('it') rests on the text 'By the lake': Aiken has none"
    (problem,) = written(alone(ShortAnswer(answer=text("a")))).left_out
    assert "short-answer" in problem.message


def test_options_may_look_like_answers_or_have_points() -> None:
    questions = read("Good?\nA) 1\nB) U.S. forces\nC) C.\nd. ANSWER: D\nANSWER: D\n")
    assert questions.problems == ()
    (question,) = questions.questions
    assert (question.answer[0].text, [each.text for each in question.wrong]) == (
        "ANSWER: D",
        ["1", "U.S. forces", "C."],
    )


def test_a_stem_like_an_option_small_letters_and_stems_of_two_lines_are_read() -> None:
    taken = read(
        "A. Siddiqi wrote what?\nA) 1\nB) 2\nANSWER: b\n\nTwo lines\nof stem?\n\na.x\nb.y\nAnswer: A.\n"
    )
    assert taken.problems == ()
    first, second = taken.questions
    assert (first.ask, first.answer[0].text, first.where.line) == ("A. Siddiqi wrote what?", "2", 1)
    assert (second.ask, second.answer[0].text, second.where.line) == (
        "Two lines\n\nof stem?",
        "x",
        6,
    )


def test_a_reason_behind_the_answer_is_that_of_its_question() -> None:
    taken = read(
        "Who?\nA) x\nB) y\nANSWER: B\nFeedback: Y it was.\n\nWhen?\nA) 1\nB) 2\nANSWER: A\n\n"
        "Explanation: in year 1\n\nFeedback?\nA) 1\nB) 2\nANSWER: A\n"
    )
    assert taken.problems == ()
    assert [(each.ask, each.why) for each in taken.questions] == [
        ("Who?", "Y it was."),
        ("When?", "in year 1"),
        ("Feedback?", ""),
    ]


def test_a_formula_stays_as_it_is_typed_with_a_warning() -> None:
    taken = read(
        "Which unit?\nA) Ohm ($\\Omega$)\nB) Volt\nANSWER: A\n\n$5 or \\ $6?\nA) 5\nB) 6\nANSWER: A\n"
    )
    assert [each.answer[0].text for each in taken.questions] == ["Ohm ($\\Omega$)", "5"]
    (problem,) = taken.problems
    assert str(problem).startswith(
        "q.txt:1:1: warning: question 'Which unit?' has a formula, which stays as it is typed, in TeX"
    )


def test_a_reason_of_a_question_that_is_not_taken_is_no_question() -> None:
    taken = read("Who?\nA) x\nB) y\nANSWER: C\nFeedback: X.\n\nWhen?\nA) 1\nB) 2\nANSWER: A\n")
    assert [each.ask for each in taken.questions] == ["When?"]
    assert len(taken.problems) == 1


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("Who?\nA) x\nB) y\nANSWER: C\n", "question 'Who?' has the answer C, and no such option"),
        (
            "Who?\nA) x\nB) y\nANSWER: A, B\n",
            "question 'Who?' has the answer 'A, B', which is not one letter",
        ),
        (
            "Who?\nA) x\nB) y\nANSWER:\n",
            "question 'Who?' has the answer '', which is not one letter",
        ),
        (
            "Who?\nA) x\nC) y\nANSWER: A\n",
            "question 'Who?' has no options A, B ... that follow one another up to its answer",
        ),
        ("Who?\nA) x\nB)\nANSWER: A\n", "question 'Who?' has nothing behind B"),
        ("A) x\nB) y\nANSWER: A\n", "question 'A) x' has options and asks nothing"),
        ("Who?\nA) x\nB) y\n", "question 'Who?' has no line ANSWER: behind its options"),
    ],
)
def test_what_is_not_sure_is_named_with_its_line(lines: str, why: str) -> None:
    taken = read(f"Good?\nA) 1\nB) 2\nANSWER: A\n\n{lines}")
    assert len(taken.questions) == 1
    (problem,) = taken.problems
    assert f"{problem.where}: {problem.message}" == f"q.txt:6:1: {why}"


def test_an_import_on_the_command_line(run: Run) -> None:
    Path("q.txt").write_bytes("Où?\r\nA) ici\r\nB) là\r\nANSWER: B\r\n".encode("cp1252"))
    said = run("import", "q.txt", "--topic", "mine")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "banks/mine.yaml: 1 question",
        "q.txt was read as Aiken: 1 multiple-choice.",
        "  Où?",
        "    * là",
        "      ici",
        "q.txt is not UTF-8 and was read as Windows-1252: look whether accents came out right.",
        "Next:",
        "  quizgen check mine",
        "  quizgen build --topic mine",
    ]
