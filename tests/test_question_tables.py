"""Tables of questions, as teachers and game programs lay them out, become written questions."""

import io
from pathlib import Path

import openpyxl
import pytest
from command import Run
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.questions import Question
from quizgen.errors import BankError
from quizgen.imports import format_of
from quizgen.imports.question_table import is_table_of_questions, read_question_table
from quizgen.imports.taken import Taken
from quizgen.xml_text import NOT_IN_XML

MOON = "Who first stood on the Moon?"
OPTIONS = "Buzz Aldrin,Neil Armstrong,Yuri Gagarin"
"""The second of them is right."""


def read(table: str) -> Taken:
    return read_question_table(table.encode(), "quiz.csv")


def only(table: str) -> Question:
    taken = read(table)
    assert not taken.problems
    (question,) = taken.questions
    return question


def right_of(question: Question) -> list[str]:
    return [answer.text for answer in question.answer]


def wrong_of(question: Question) -> list[str]:
    return [answer.text for answer in question.wrong]


def problems_of(table: str) -> list[str]:
    return [str(problem) for problem in read(table).problems]


# --------------------------------------------------------------------------- what is one


@pytest.mark.parametrize(
    ("table", "is_one"),
    [
        ("question,answer\nWho?,me\n", True),
        ("Question;A;B;Correct\nWho?;me;you;A\n", True),
        ("Who?,me\nWhere?,here\nAnd then?,nothing\n", True),
        ("Who?,me\nHund,dog\nKatze,cat\n", False),
        ("term,meaning\nWho?,me\nWhere?,here\n", False),
        ("question,date\nWho?,1957\n", False),
        ("kind,id,question\nterm,a,b\n", False),
        ("Hund,dog\n", False),
        ("", False),
    ],
)
def test_a_table_of_questions_is_known_by_its_heads_or_by_marks_of_questions(
    table: str, is_one: bool
) -> None:
    assert is_table_of_questions(table.encode()) is is_one
    form = format_of(table.encode())
    assert (form is not None and form.name == "table") is is_one


# --------------------------------------------------------------------------- keys


@pytest.mark.parametrize(
    ("heads", "key"),
    [
        ("Question,A,B,C,Correct", "B"),
        ("Question,A,B,C,Correct", "b)"),
        ("Question,Option A,Option B,Option C,Answer", "Option B"),
        ("questionText,optionA,optionB,optionC,correctAnswer", "2"),
        ("Question,Answer 1,Answer 2,Answer 3,Correct answer(s)", "2.0"),
        ("Question,Choice 1,Choice 2,Choice 3,Answer key", "Neil Armstrong"),
        (
            "1. Question:,Answer A:,Answer B:,Answer C:,2. Correct Answer (Optional)",
            "neil armstrong",
        ),
    ],
)
def test_the_key_is_a_letter_a_number_or_the_words(heads: str, key: str) -> None:
    question = only(f"{heads}\n{MOON},{OPTIONS},{key}\n")
    assert right_of(question) == ["Neil Armstrong"]
    assert wrong_of(question) == ["Buzz Aldrin", "Yuri Gagarin"]


@pytest.mark.parametrize("key", ['"1,3"', "1;3", "A | C", "AC", '"Titov; Gagarin"'])
def test_several_options_may_be_right(key: str) -> None:
    question = only(f"question,1,2,3,key\nWho flew in 1961?,Titov,Glenn,Gagarin,{key}\n")
    assert right_of(question) == ["Titov", "Gagarin"]
    assert wrong_of(question) == ["Glenn"]


@pytest.mark.parametrize(
    "heads",
    [
        "Frage,Antwort A,Antwort B,Antwort C,Richtige Antwort",
        "Frage,Antwort 1,Antwort 2,Antwort 3,Lösung",
        "Question,Réponse A,Réponse B,Réponse C,Bonne réponse",
        "Pregunta,Opción A,Opción B,Opción C,Respuesta correcta",
        "Pergunta,Alternativa A,Alternativa B,Alternativa C,Resposta correta",
        "Domanda,Risposta A,Risposta B,Risposta C,Risposta corretta",
    ],
)
def test_heads_may_be_in_the_language_of_their_teacher(heads: str) -> None:
    key = "2" if "1" in heads else "B"
    question = only(f"{heads}\n{MOON},{OPTIONS},{key}\n")
    assert right_of(question) == ["Neil Armstrong"]
    assert wrong_of(question) == ["Buzz Aldrin", "Yuri Gagarin"]


@pytest.mark.parametrize(
    "heads",
    [
        "Questão,Pergunta,Opção Correta,Opção Errada 1,Opção Errada 2",
        "Nr.,Frage,Richtige Antwort,Falsche Antwort 1,Falsche Antwort 2",
        "N°,Question,Bonne réponse,Mauvaise réponse 1,Mauvaise réponse 2",
        "Número,Pregunta,Respuesta correcta,Respuesta incorrecta 1,Respuesta incorrecta 2",
    ],
)
def test_right_and_wrong_answers_may_have_heads_in_other_languages(heads: str) -> None:
    taken = read(f"{heads}\n1,{MOON},Neil Armstrong,Buzz Aldrin,Yuri Gagarin\n")
    (question,) = taken.questions
    assert (taken.problems, question.ask) == ((), MOON)
    assert right_of(question) == ["Neil Armstrong"]
    assert wrong_of(question) == ["Buzz Aldrin", "Yuri Gagarin"]


def test_one_option_alone_is_no_choice_and_its_key_is_no_answer() -> None:
    """As in a sheet whose heads its author wrote over: answers stand in columns that nothing names."""
    table = "Question #,Question Text,Answer 1,Histogram,Outlier,Correct Answer(s)\n1,What shows a spread?,Boxplot,Gap,Mode,1\n"
    assert problems_of(table)[0].startswith(
        "quiz.csv:2:2: question 'What shows a spread?' has one option and the key '1': name the columns of the others"
    )
    same = only("Question,Answer 1,Correct Answer\nWhat shows a spread?,Boxplot,boxplot\n")
    assert right_of(same) == ["boxplot"]


def test_what_the_keys_of_a_table_mean_is_told_by_all_of_them() -> None:
    """Alone the first key may be the second option, 3, or the third, 2."""
    heads, doubtful = "question,1,2,3,key\n", "How many moons has Mars?,1,3,2,2\n"
    assert problems_of(heads + doubtful) == [
        "quiz.csv:2:1: question 'How many moons has Mars?' has the key '2', which may mean '3' or '2'"
        "\n  hint: write it into the bank by hand; `--what-fits` takes the rest"
    ]
    first, _ = read(heads + doubtful + f"{MOON},{OPTIONS},2\n").questions
    assert right_of(first) == ["3"]
    first, _ = read(heads + doubtful + f"{MOON},{OPTIONS},Neil Armstrong\n").questions
    assert right_of(first) == ["2"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (f"{MOON},{OPTIONS},", "does not say which option is right"),
        (f"{MOON},{OPTIONS},D", "has the key 'D', which is none of its options"),
        (f"{MOON},{OPTIONS},4", "has the key '4', which is none of its options"),
        (f"{MOON},{OPTIONS},Laika", "has the key 'Laika', which is none of its options"),
        (f'{MOON},{OPTIONS},"1,2,3"', "has no wrong option"),
        (f"{MOON},a,b,A,B", "has one option twice"),
        (",a,b,c,B", "has answers and asks nothing"),
        (f"{MOON},,,,", "has no answer"),
    ],
)
def test_a_key_is_never_guessed(row: str, why: str) -> None:
    sound = "How many?,one,two,three,B\n"
    taken = read(f"question,1,2,3,key\n{sound}{row}\n")
    assert [right_of(question) for question in taken.questions] == [["two"]]
    (problem,) = taken.problems
    assert problem.is_error
    assert problem.where.line == 3
    assert problem.message.endswith(why)


# --------------------------------------------------------------------------- types


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("question,answer\nHow many?,56\n", {"type": None, "ask": "How many?"}),
        ("question,answer\nHow many?,two; 2\n", {"accept": ("2",), "type": None}),
        ("question,answer,also\nHow many?,two,2\n", {"accept": ("2",)}),
        ("question,answer\nIt is round.,TRUE\n", {"type": "true-false", "wrong": ()}),
        ("question,A,B,key\nIt is round.,True,False,B\n", {"type": "true-false"}),
        ("question,answer\nIt has ____ moons.,two|2\n", {"type": "cloze"}),
        ("question,type,answer\nWhy?,Open-Ended,\n", {"type": "discussion", "answer": ()}),
        ("question,type,1,2\nWhere?,Fill-in-the-Blank,here,there\n", {"accept": ("there",)}),
        ("question,answer,points,why\nWho?,me,3,It was I.\n", {"points": 3, "why": "It was I."}),
        (
            "question,answer,subject\nWho?,me,Space flight;Moon\n",
            {"tags": ("space-flight", "moon")},
        ),
        ("id,question,answer\nw-1,Who?,me\n", {"id": "w-1", "has_own_id": True}),
    ],
)
def test_types_are_told_by_the_cells(table: str, keys: dict[str, object]) -> None:
    question = only(table)
    assert {key: getattr(question, key) for key in keys} == keys


def test_a_line_to_write_on_is_a_gap() -> None:
    said = only("question,answer\nMars [the planet] has ___ moons.,two|a::b\n").ask
    assert said == "Mars [[the planet]] has [two|a::::b] moons."


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("Who?,Poll,me", "is of the type 'Poll', which no bank has"),
        ("Who?,cloze,me", "is to be filled in and shows no gap: write ____ where it is"),
        ("Who?,True/False,me", "is true or false, and has the answer 'me'"),
    ],
)
def test_types_that_no_bank_has_are_named(row: str, why: str) -> None:
    (problem,) = read(f"question,type,answer\n{row}\n").problems
    assert problem.message == f"question 'Who?' {why}"


def test_a_picture_that_lies_elsewhere_is_named() -> None:
    table = "question,answer,image url\nWhat is it?,a dog,http://a.example/dog.png\n"
    (problem,) = read(table).problems
    assert problem.message == "question 'What is it?' has a picture that is not in the file"


# --------------------------------------------------------------------------- sheets of programs


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


ADVICE: list[list[object]] = [[], [None, "Quiz template"], [None, "Add questions below"], []]
GAMES: dict[str, bytes] = {
    "Kahoot": workbook(
        *ADVICE,
        [None, "Question - max 120 characters", "Answer 1 - max 75 characters",
         "Answer 2 - max 75 characters", "Time limit (sec) – 5, 10", "Correct answer(s)"],
        [1, MOON, "Neil Armstrong", "Buzz Aldrin", 20, "1"],
        [2, None, None, None, None, None],
    ),
    "Blooket": (
        '"Blooket\nImport Template",,,,,\nQuestion #,Question Text,Answer 1,Answer 2,'
        '"Time Limit (sec)\n(Max: 300 seconds)","Correct Answer(s)\n(Only include Answer #)"\n'
        f"1,{MOON},Neil Armstrong,Buzz Aldrin,20,1\n"
    ).encode(),
    "Gimkit": (
        "Gimkit Spreadsheet Import Template,,\nQuestion,Correct Answer,Incorrect Answer 1\n"
        f"{MOON},Neil Armstrong,Buzz Aldrin\n"
    ).encode(),
    "Wayground": workbook(
        ["Question Text", "Question Type", "Option 1", "Option 2", "Correct Answer",
         "Time in seconds", "Image Link", "Answer explanation"],
        ["Text of the question\n\n(required)", "Question Type", "Text for option 1",
         "Text for option 2", "The correct option choice", "Time", "Link", "Explanation"],
        [MOON, "Multiple Choice", "Neil Armstrong", "Buzz Aldrin", 1, 30, None, None],
    ),
    "Socrative": workbook(
        ["Instructions:"], [], [None, "My quiz"], [], [],
        ["2. Question Type:", "3. Question:", "Answer A:", "Answer B:", "5. Correct Answer:"],
        ["Multiple choice", MOON, "Neil Armstrong", "Buzz Aldrin", "A"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("program", GAMES)
def test_sheets_of_game_programs_are_read(program: str) -> None:
    taken = read_question_table(GAMES[program], program)
    assert not taken.problems
    (question,) = taken.questions
    assert (question.ask, right_of(question), wrong_of(question)) == (
        MOON,
        ["Neil Armstrong"],
        ["Buzz Aldrin"],
    )


# --------------------------------------------------------------------------- the whole


def test_a_table_of_questions_becomes_a_bank_that_builds(run: Run) -> None:
    rows = "".join(f"What is {n} x 7?,{n * 7},{n * 7 + 1},{n + 7},A\n" for n in range(2, 9))
    Path("sums.csv").write_text(f"Question,A,B,C,Correct,Seconds,Room\n{rows}", "utf-8")
    said = run("import", "sums.csv", "--topic", "sums")
    assert "banks/sums.yaml: 7 questions\n" in said.out
    assert "sums.csv was read as a table of questions: 7 multiple-choice.\n" in said.out
    assert "    * 14\n      15\n      9\n" in said.out
    assert run("check", "sums").code == 0
    assert run("build", "--topic", "sums", "--only", "worksheet").code == 0


def test_a_table_without_heads_is_told() -> None:
    with pytest.raises(BankError) as raised:
        read("Hund,dog\n")
    assert str(raised.value) == (
        "quiz.csv: no row says which column is the question and which the answer\n"
        "  hint: write it above them: question, answer"
    )


def test_a_file_of_which_nothing_can_be_taken_is_told(run: Run) -> None:
    Path("polls.csv").write_text("question,type,answer\nWho?,Poll,me\n", "utf-8")
    said = run("import", "polls.csv", "--topic", "polls", "--what-fits")
    assert (said.code, said.out) == (1, "")
    assert said.err.endswith("polls.csv: no question can be taken over\n  hint: see above\n")
    assert not Path("banks/polls.yaml").exists()


def test_a_template_that_is_empty_is_told(run: Run) -> None:
    Path("empty.csv").write_text("Question,A,B,Correct\n,,,\n", "utf-8")
    said = run("import", "empty.csv", "--topic", "empty")
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "empty.csv: the file holds no questions\n  hint: write some into it, and save it\n"
    )


def test_columns_of_which_nothing_is_made_are_told() -> None:
    remarks = read(f"question,A,B,key,time,room\n{MOON},a,b,A,20,5\n").remarks
    assert remarks == (
        "Not read: column F 'room'.",
        "How many seconds there are for a question is not kept: paper has no clock.",
    )


CELLS = st.one_of(
    st.sampled_from(["", "A", "b", "1", "2", "true", "____", "[", "a|b", "Poll", "x"]),
    st.text(max_size=6),
)


@given(st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=6))
def test_all_rows_are_questions_or_problems(rows: list[list[str]]) -> None:
    """Counted by a look at the rows that fill a cell which asks or answers."""
    book = workbook(["question", "A", "B", "type", "key"], *_as_texts(rows))
    try:
        taken = read_question_table(book, "quiz.xlsx")
    except BankError:
        return
    told = [problem for problem in taken.problems if problem.is_error]
    filled = [row for row in rows if any(_seen(row[place]) for place in (0, 1, 2, 4))]
    assert len(taken.questions) + len(told) == len(filled)


def _as_texts(rows: list[list[str]]) -> list[list[object]]:
    """Empty what a workbook cannot hold as a text, also where lxml writes it."""
    for row in rows:
        row[:] = ["" if NOT_IN_XML.search(cell) or cell[:1] == "=" else cell for cell in row]
    return [[*row] for row in rows]


def _seen(cell: str) -> bool:
    from quizgen.imports.file_text import clean

    return bool(clean(cell))
