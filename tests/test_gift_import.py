"""GIFT -> written questions: the way back, what real files hold, and what nobody should guess."""

from dataclasses import replace
from pathlib import Path

import pytest
from command import Run
from exchange import several_questions, there_and_back
from hypothesis import given, settings

from quizgen.bank.questions import Question
from quizgen.export.gift import write_gift
from quizgen.imports import format_of
from quizgen.imports.gift import read_gift
from quizgen.imports.taken import Taken
from quizgen.quiz.item import Discussion, Item, Numeric


def read(text: str) -> Taken:
    return read_gift(text.encode(), "q.gift")


def only(text: str) -> Question:
    taken = read(text)
    assert [str(problem) for problem in taken.problems] == []
    (question,) = taken.questions
    return question


def said(text: str) -> list[str]:
    return [str(problem).partition("\n")[0] for problem in read(text).problems]


# --------------------------------------------------------------------------- there and back


def without_what_gift_lacks(item: Item) -> Item:
    """Return an item without the levels of a mark scheme, and with its unit where GIFT has it: behind what it asks."""
    match item.interaction:
        case Discussion() as task:
            return replace(item, interaction=replace(task, bands=()))
        case Numeric(unit=unit) as number:
            (run,) = item.prompt
            words = f"{run.text} ({unit})" if unit else run.text
            return replace(
                item,
                prompt=(replace(run, text=words),),
                interaction=replace(number, unit="", answer=(), within=""),
            )
        case _:
            return item


@settings(max_examples=60)
@given(several_questions)
def test_what_is_written_and_read_again_asks_the_same(questions: tuple) -> None:
    before, after, _ = there_and_back(questions, write_gift, read_gift)
    assert [*map(without_what_gift_lacks, after)] == [*map(without_what_gift_lacks, before)]


# --------------------------------------------------------------------------- each type


def test_every_type_is_told_by_its_answers() -> None:
    types = {
        "Who?{=Ann#yes ~Eve#no ~%50%Tom}": "multiple-choice",
        "Which two?{~%50%a ~%50%b ~%-100%c}": "multiple-response",
        "It is.{T}": "true-false",
        "It is.{FALSE#no#yes}": "true-false",
        "Match.{=a -> 1 =b -> 2 = -> 3}": "matching",
        "When?{#1822:5}": "numeric",
        "When?{#1817..1827}": "numeric",
        "Who?{=Ann =%100%Anna}": "short-answer",
        "Two plus {=two =2} is four.": "cloze",
        "Two plus two is _____{=four}": "cloze",
        "Why?{}": "discussion",
        "Order.{>2 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nfirst {x}\nsecond = 2\n}": "ordering",
    }
    for text, kind in types.items():
        assert [question.type for question in read(text).questions] == [kind], text


def test_answers_feedback_and_reasons_are_taken_over() -> None:
    choice = only(
        "// [id:who-was-it] [tag:Chapter 1] [tag:level-2]\n::Q1::Who?{\n=Ann#She did.\n~Eve#Not she.\n####It was in 1822.}"
    )
    assert (choice.id, choice.tags, choice.level, choice.why) == (
        "who-was-it",
        ("chapter-1",),
        2,
        "It was in 1822.",
    )
    assert [(answer.text, answer.why) for answer in (*choice.answer, *choice.wrong)] == [
        ("Ann", "She did."),
        ("Eve", "Not she."),
    ]
    number = only("When?{#1817..1828####Then.}")
    assert (number.answer[0].text, number.tolerance, number.why) == ("1822.5", "5.5", "Then.")
    false = only("It is.{F#→ It was.#→ It was.}")
    assert (false.correction, false.why) == ("It was.", "")
    told = only("It is.{F#See page 3.#See page 3.}")
    assert (told.correction, told.why) == ("", "See page 3.")
    pairs = only("Match.{=a -> 1 =b -> 2 = -> 3}")
    assert (pairs.pairs, pairs.wrong[0].text) == ({"a": "1", "b": "2"}, "3")
    gap = only("Two plus {=two =2} is [four].")
    assert gap.ask == "Two plus [two|2] is [[four]]."
    within = only("I {~like =enjoy} reading.")
    assert (within.ask, within.answer[0].text) == ("I _____ reading.", "enjoy")


def test_escapes_formats_and_paragraphs() -> None:
    asked = only(
        r"[html]<p>What is 2 \= 2 \~ \{x\} \: \# \\ \* &amp; H<sub>2</sub>O?</p>\n<p>Think.</p>{}"
    )
    assert asked.ask == "What is 2 = 2 ~ {x} : # \\ \\* & H₂O?\n\nThink."
    assert only("[plain]a <b> &amp;\nc{}").ask == "a <b> &amp;\n\nc"
    assert only("[Note] this{}").ask == "[Note] this"
    assert only(r"\a \->{}").ask == "\\a \\->"


def test_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    taken = read_gift(
        "\ufeff::a::One{=x ~y}\r\n\r\n// note\r\n::b::Two{\r\n=x\r\n~y\r\n}\r\n".encode(), "q.gift"
    )
    assert ([each.ask for each in taken.questions], taken.problems) == (["One", "Two"], ())
    assert [each.where.line for each in taken.questions] == [1, 4]


# --------------------------------------------------------------------------- what is not guessed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("::a::Mass?{#84 kg}", "question 'a' has the answer '84 kg', which is no number: Moodle would take every answer for right"),
        ("::a::Mass?{#84,5:1}", "question 'a' has the answer '84,5:1', which is no number: Moodle would take every answer for right"),
        ("::a::Mass?{#*}", "question 'a' has the answer '*', which is no number: Moodle would take every answer for right"),
        ("::a::Mass?{#}", "question 'a' has no right answer"),
        ("::a::Line one\n\nline two?{=x ~y}", "question 'a' is a text that asks nothing: it has no answer in braces"),
        ("::a::Who?{~x ~y}", "question 'a' has no right answer"),
        ("::a::Who?{=x =y ~z}", "question 'a' has 2 right answers, of which one is to be chosen"),
        ("::a::Who?{=*}", "question 'a' has no answer that is sure to be right"),
        ("::a::Match{=a -> =b -> 2}", "question 'a' has a pair without its right side: 'a ->'"),
        ("::a::Match{=a -> 1 =a -> 2}", "question 'a' asks about 'a' twice"),
        ("::a::Who{=x", "question 'a' has a brace without the other one"),
        ("::a::A {=x} and {=y}.", "question 'a' has several answers in braces, or braces without a backslash"),
        ("::a::It {T} is.", "question 'a' has words behind its answer, where GIFT asks for one of them"),
        ("::a::Look <img src='x.png'>{=x ~y}", "question 'a' has a picture, which does not lie in a file of GIFT"),
        ("::a::A {=x|y} b", "question 'a' has 'x|y' in a gap, where | parts answers in a bank"),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_named_with_its_line(text: str, message: str) -> None:
    assert said(f"// first\n\n{text}")[0] == f"q.gift:3:1: {message}"


def test_what_a_question_can_do_without_is_a_warning() -> None:
    assert said(
        "::a::Who?{=Ann =An* =%50%A}\n\n::b::When?{#=1 =2}\n\n::c::Which?{=a ~%50%b ~c}"
    ) == [
        "q.gift:1:1: warning: question 'a' loses the answer 'An*', in which * stands for anything",
        "q.gift:1:1: warning: question 'a' loses the answer 'A', which is partly right",
        "q.gift:3:1: warning: question 'b' loses 1 further number with its own range",
        "q.gift:5:1: warning: question 'c' loses the option 'b', which is partly right",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2 + 2? {=4 ~5 ~6}\n", "gift"),
        ("$CATEGORY: x\n\nWho?{}\n", "gift"),
        ("// c\n\n::Q::Long.\n{T}\n", "gift"),
        ("Who?\nA) x\nB) y\nANSWER: A\n", "aiken"),
        ("term,meaning\nset {a},b\n", None),
        ("Hund,dog\nKatze,cat\n", None),
        ("kind,id,gist\nevent,x,It is {T}\n", None),
        ("id;kind\nx;is it? {=a ~b}\n", None),
        ('{"a": [1]}', None),
    ],
)
def test_a_file_is_known_by_its_lines(text: str, name: str | None) -> None:
    form = format_of(text.encode())
    assert (form.name if form else None) == name


def test_an_import_on_the_command_line(run: Run) -> None:
    Path("q.gift").write_text("::a::Who?{=Ann ~Eve}\n\nSee the next page.\n", "utf-8")
    refused = run("import", "q.gift", "--topic", "mine")
    assert refused.code == 1
    assert refused.err == (
        "q.gift: 1 question of 2 can be taken over\n"
        "  hint: --what-fits takes the others, and says what was left out\n"
        "q.gift:3:1: question 'See the next page.' is a text that asks nothing: it has no answer in braces\n"
        "  hint: write it into the bank by hand; `--what-fits` takes the rest\n"
    )
    assert run("import", "q.gift", "--topic", "mine", "--what-fits").out.startswith(
        "banks/mine.yaml: 1 question\n"
    )
    assert run("check", "mine").code == 0
