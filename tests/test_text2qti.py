"""text2qti's Markdown and exercises of R/exams -> written questions; what would be run is named and never run."""

from contextlib import suppress
from pathlib import Path

import pytest
from command import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.questions import Question
from quizgen.errors import BankError
from quizgen.imports import format_of
from quizgen.imports.markdown_words import words_of_markdown
from quizgen.imports.rexams import read_rexams
from quizgen.imports.taken import Taken
from quizgen.imports.text2qti import read_text2qti

QUIZ = """\
Quiz title: Trees
Quiz description: About *trees*
shuffle answers: true

% nobody sees this
COMMENT
1.  Nor this?
END_COMMENT
Title: Needles
Points: 2
1.  Which tree has
    **needles**?

    Look at its leaves.
... They stay in winter.
a)  The oak
... It loses them.
*b) The \\*spruce\\*
c)  The `beech`

2.  Which are trees?
[*] oak
[ ] moss
[*] ash

3.  How heavy is it?
=   84 +- 4.2

4.  Between which?
=   [1, 5]

5.  Who named it?
*   Linné
*   Carl von Linné

6.  Why do leaves fall?
____

7.  Ice melts.
*a) True
b)  False
"""


def read(text: str) -> Taken:
    return read_text2qti(text.encode(), "q.txt")


def said(taken: Taken) -> list[tuple[int, str, bool]]:
    return [(each.where.line, each.message, each.is_error) for each in taken.problems]


def only(text: str) -> Question:
    taken = read(text)
    assert said(taken) == []
    (question,) = taken.questions
    return question


# --------------------------------------------------------------------------- text2qti


def test_a_quiz_is_read_line_by_line() -> None:
    taken = read(QUIZ)
    assert said(taken) == []
    needles, trees, heavy, between, who, why, ice = taken.questions
    assert needles.ask == "Which tree has needles?\n\nLook at its leaves."
    assert needles.why == "They stay in winter."
    assert [(each.text, each.why) for each in needles.answer] == [("The *spruce*", "")]
    assert [(each.text, each.why) for each in needles.wrong] == [
        ("The oak", "It loses them."),
        ("The beech", ""),
    ]
    assert (needles.type, needles.points) == ("multiple-choice", 2)
    assert (trees.type, [each.text for each in trees.answer]) == (
        "multiple-response",
        ["oak", "ash"],
    )
    assert (heavy.type, heavy.answer[0].text, heavy.tolerance) == ("numeric", "84", "4.2")
    assert (between.answer[0].text, between.tolerance) == ("3", "2")
    assert (who.answer[0].text, who.accept) == ("Linné", ("Carl von Linné",))
    assert (why.type, why.points) == ("discussion", None)
    assert (ice.type, ice.answer[0].text) == ("true-false", "true")
    assert [each.where.line for each in taken.questions] == [11, 21, 26, 29, 32, 36, 39]


def test_a_share_of_a_number_is_a_tolerance() -> None:
    question = only("1.  How many?\n=   200 +- 5%\n")
    assert (question.answer[0].text, question.tolerance) == ("200", "10")


def test_groups_give_points_to_their_questions_and_are_said() -> None:
    taken = read(
        "GROUP\npick: 1\npoints per question: 3\n1. A?\n=  4\n2. B?\n=  5\nEND_GROUP\n3. C?\n=  6\n"
    )
    assert [each.points for each in taken.questions] == [3, 3, None]
    assert taken.remarks == ("1 group to draw from: all questions are taken.",)


def test_code_is_named_with_its_line_and_never_run(tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    taken = read(
        f"```{{.python .run}}\nopen({str(trap)!r}, 'w')\n```\n1.  What is shown?\n\n    ```\n    x = 1\n    ```\n=   1\n"
    )
    assert said(taken) == [(1, "a block of code would be run, and nothing is run here", True)]
    assert not trap.exists()
    (question,) = taken.questions
    assert (question.ask, question.where.line) == ("What is shown? x = 1", 4)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1.  Who?\na)  x\nb)  y\n", "question 'Who?' has no right answer"),
        ("1.  Who?\n*a) x\n*b) y\n", "question 'Who?' has 2 right answers, of which one is to be chosen"),
        ("1.  Who?\n", "question 'Who?' has no answer"),
        ("1.  Who?\n*a) x\n=   4\n", "question 'Who?' has answers of several kinds"),
        ("1.  How many?\n=   four\n", "question 'How many?' has the answer 'four', which is no number"),
        ("1.  How many?\n=   [5, 1]\n", "question 'How many?' has the answer '[5, 1]', which is no number"),
        ("1.  How many?\n=   1\n=   2\n", "question 'How many?' has several numbers that are right"),
        ("1.  Send it.\n^^^^\n", "question 'Send it.' has a file to be handed in, which no bank has"),
        ("1.  ![A cat](cat.png) Who?\n____\n", "question 'Who?' has a picture that is not in the file: 'cat.png'"),
        ("Points: many\n1.  Who?\n____\n", "question 'Who?' is worth 'many', which is no number"),
        ("Text title: Read\nText: Some words.\n", "text 'Some words.' asks nothing"),
        ("Who is it?\n", "'Who is it?' is no part of a question"),
        ("*a) x\n", "'x' stands before the first question"),
    ],
)  # fmt: skip
def test_what_no_bank_holds_is_named(text: str, problem: str) -> None:
    taken = read(text)
    assert taken.questions == ()
    assert [message for _, message, is_error in said(taken) if is_error] == [problem]


def test_what_a_question_can_do_without_is_a_warning() -> None:
    taken = read("Points: 1.5\n1.  What is $x^2$?\n+   Yes.\n*   four\n... So it is.\n")
    assert [message.removeprefix("question 'What is $x^2$?' ") for _, message, _ in said(taken)] == [
        "has a formula, which stays as it is typed, in TeX",
        "loses what is told of right or of wrong answers alone",
        "is worth 1.5 points, and a bank counts whole ones",
        "loses what is told of an answer that is typed",
    ]  # fmt: skip
    assert len(taken.questions) == 1


def test_markdown_is_words() -> None:
    text = "A *b* **c** _d_ snake_case_name 2 * 3 * 4 `x*y*z` \\*e\\* <b>f</b> a < b &amp; [g](http://x)"
    words = words_of_markdown(text).paragraphs
    assert words == ("A b c d snake_case_name 2 * 3 * 4 x*y*z *e* f a < b & g",)


def test_what_nobody_typed_is_not_looked_through_for_emphasis() -> None:
    words = f"*{'x' * 20_000}*"
    assert words_of_markdown(words).paragraphs == (words,)


# --------------------------------------------------------------------------- R/exams

EXERCISE = """\
Question
========
Which *city* is the capital?

Answerlist
----------
* Zurich
* Bern
* Basel

Solution
========
There is no capital by law.

Answerlist
----------
* False. It is the largest city.
* True.
* False

Meta-information
================
exname: Swiss capital
extype: schoice
exsolution: 010
exshuffle: TRUE
exsection: Geography/Cities
expoints: 2
"""
LATEX = r"""
\begin{question}
Which \emph{city} is \textbf{the} capital --- 100\,\% sure?  % a note
\begin{answerlist}
  \item Z{\"u}rich
  \item Bern
\end{answerlist}
\end{question}
\begin{solution}
It is ``Bern''.
\begin{answerlist}
  \item False. S{\~a}o no.
  \item True.
\end{answerlist}
\end{solution}
%% \exname{Swiss capital}
%% \extype{schoice}
%% \exsolution{01}
"""


def exercise(text: str) -> Taken:
    return read_rexams(text.encode(), "q.Rmd")


def numeric(solution: str = "4", more: str = "", asks: str = "How many?") -> str:
    return (
        f"Question\n========\n{asks}\n\nMeta-information\n================\n"
        f"extype: num\nexsolution: {solution}\n{more}\n"
    )


def test_an_exercise_is_read_with_its_reasons_and_sections() -> None:
    taken = exercise(EXERCISE)
    assert said(taken) == []
    (question,) = taken.questions
    assert (question.id, question.type, question.points) == (
        "swiss-capital",
        "multiple-choice",
        2,
    )
    assert question.ask == "Which city is the capital?"
    assert [(each.text, each.why) for each in (*question.answer, *question.wrong)] == [
        ("Bern", ""),
        ("Zurich", "It is the largest city."),
        ("Basel", ""),
    ]
    assert question.why == "There is no capital by law."
    assert question.tags == ("geography", "cities")
    assert question.where.line == 1


def test_headings_may_be_marked_instead_of_underlined() -> None:
    marked = EXERCISE.replace("Question\n========", "# Question").replace(
        "Answerlist\n----------", "## answerlist"
    )
    marked = marked.replace("Solution\n========", "## Solution").replace(
        "Meta-information\n================", "Meta-Information\n================"
    )
    assert exercise(marked).questions == exercise(EXERCISE).questions


def test_an_exercise_in_latex_is_words() -> None:
    taken = exercise(LATEX)
    (question,) = taken.questions
    assert question.ask == r"Which city is the capital — 100\,% sure?"
    assert [each.text for each in (*question.answer, *question.wrong)] == ["Bern", "Zürich"]
    assert question.wrong[0].why == "São no."
    assert question.why == 'It is "Bern".'
    assert question.where.line == 2


def test_a_number_has_its_tolerance_and_a_text_its_gaps() -> None:
    (question,) = exercise(numeric("4.5", "extol: 0.1")).questions
    assert (question.type, question.answer[0].text, question.tolerance) == ("numeric", "4.5", "0.1")
    gaps = (
        numeric("Rome|12", asks="##ANSWER1## has ##ANSWER2## hills.")
        .replace("extype: num", "extype: cloze")
        .replace("exsolution", "exclozetype: string|num\nexsolution")
    )
    (question,) = exercise(gaps).questions
    assert (question.type, question.ask) == ("cloze", "[Rome] has [12] hills.")
    (question,) = exercise(
        numeric("Bern").replace("extype: num", "extype: string")
    ).questions  # fmt: skip
    assert (question.type, question.answer[0].text) == ("short-answer", "Bern")
    (question,) = exercise(numeric("nil").replace("extype: num", "extype: string")).questions
    assert question.type == "discussion"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("```{r, echo=FALSE}\nsystem('x')\n```\n" + EXERCISE, 1, "the exercise has a block of R, and nothing is run here"),
        (numeric("`r 2 + 2`"), 8, "the exercise has R within its text, and nothing is run here"),
        ("<<echo=FALSE>>=\nx <- 1\n@\n" + LATEX, 1, "the exercise has a block of R, and nothing is run here"),
        (LATEX.replace("Bern", r"\Sexpr{x}", 1), 6, "the exercise has R within its text, and nothing is run here"),
        (EXERCISE.replace("010", "01"), 1, "question 'Swiss capital' has 3 answers, and a solution for 2"),
        (EXERCISE.replace("010", "011"), 1, "question 'Swiss capital' has 2 right answers, of which one is to be chosen"),
        (EXERCISE.replace("010", "000"), 1, "question 'Swiss capital' has no right answer"),
        (EXERCISE.replace("010", "Bern"), 1, "question 'Swiss capital' has the solution 'Bern', and not a 0 or 1 for each answer"),
        (EXERCISE.replace("schoice", "dragdrop"), 1, "question 'Swiss capital' is of the type 'dragdrop', which no bank has"),
        (EXERCISE.replace("Zurich", "![x](z.png)"), 1, "question 'Swiss capital' has a picture that is not in the file: 'z.png'"),
        (numeric("1|2").replace("extype: num", "extype: cloze\nexclozetype: num|num"), 1, "question 'How many?' does not say within its text where its answers go"),
        (numeric("1|01").replace("extype: num", "extype: cloze\nexclozetype: num|schoice"), 1, "question 'How many?' asks several things at once, where a bank asks one by one"),
        (numeric("four"), 1, "question 'How many?' has the solution 'four', which is no number"),
    ],
)  # fmt: skip
def test_what_is_drawn_or_not_sure_is_named_with_its_line(
    text: str, line: int, problem: str
) -> None:
    taken = exercise(text)
    assert taken.questions == ()
    assert said(taken)[0] == (line, problem, True)
    assert all(not is_error for _, _, is_error in said(taken)[1:])


def test_answers_that_are_drawn_are_all_taken_with_a_warning() -> None:
    (problem,) = exercise(EXERCISE.replace("exshuffle: TRUE", "exshuffle: 2")).problems
    assert problem.message == (
        "question 'Swiss capital' draws 2 of its answers each time: all of them are taken"
    )


# --------------------------------------------------------------------------- both


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (QUIZ, "text2qti"),
        ("1.  Who?\n*a) x\nb)  y\n", "text2qti"),
        ("1. Who?\n    a second line\n... told\n[ ] x\n[*] y\n", "text2qti"),
        (EXERCISE, "rexams"),
        (LATEX, "rexams"),
        ("1. How much? {\n= 4\n~ 5\n}\n", "gift"),
        ("1. Who?\nA) x\nB) y\nANSWER: B\n", "aiken"),
    ],
)
def test_a_file_is_known_by_its_lines(text: str, name: str) -> None:
    for content in (text.encode(), text.replace("\n", "\r\n").encode("utf-8-sig")):
        assert format_of(content).name == name
    assert format_of(text.encode("utf-16")) is not None


def test_other_texts_are_neither() -> None:
    for text in ("1. First\n2. Second\n\nSome words.\n", "term,meaning\n1. a,b\n", "# Notes\n* a\n* b\n"):  # fmt: skip
        assert format_of(text.encode()) is None


def test_lines_without_end_come_to_an_end() -> None:
    for text in ("1.  x\n" + "  \n" * 20_000, "1.  x\n" + "    a\n" * 50_000, "*" * 50_000 + "\n1. a\n*  b\n",
                 "1.  " + "[" * 60_000 + "\n*   a\n"):  # fmt: skip
        format_of(text.encode())
        read(text)


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from([*QUIZ.splitlines(), *EXERCISE.splitlines(), *LATEX.splitlines(), "```{.python .run}", "```", "", "    ", "*", "=  [", "=  1 +-", "[*] ", "%"]),
        max_size=12,
    ).map("\n".join)
)  # fmt: skip
def test_any_lines_are_read_or_told_of(text: str) -> None:
    for read_it in (read_text2qti, read_rexams):
        with suppress(BankError):  # which tells what it is
            taken = read_it(text.encode(), "file")
            assert all(each.where.path == "file" for each in taken.problems)


def test_both_become_banks_on_the_command_line(run: Run) -> None:
    Path("q.txt").write_text(QUIZ, "utf-8")
    Path("q.Rmd").write_text(EXERCISE, "utf-8")
    first = run("import", "q.txt", "--topic", "trees")
    second = run("import", "q.Rmd", "--topic", "capitals")
    assert (first.code, first.err, second.code, second.err) == (0, "", 0, "")
    assert "q.txt was read as text2qti: " in first.out
    assert "q.Rmd was read as an exercise of R/exams: 1 multiple-choice." in second.out
    assert run("check", "trees").code == 0
