"""Moodle XML -> written questions: the way back, real exports' shapes, and files that nobody should write."""

from pathlib import Path

import pytest
from command import Run
from exchange import several_questions, there_and_back
from hypothesis import given, settings
from picture_files import png

from quizgen.errors import BankError
from quizgen.export.moodle import write_moodle
from quizgen.imports import format_of
from quizgen.imports.moodle import read_moodle
from quizgen.imports.taken import Taken

WRAPPED = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{}\n</quiz>\n'


def quiz(*questions: str) -> bytes:
    return WRAPPED.format("\n".join(questions)).encode()


def question(kind: str, inner: str, ask: str = "Which?") -> str:
    return (
        f'<question type="{kind}"><name><text>Q</text></name>'
        f'<questiontext format="html"><text>{ask}</text></questiontext>{inner}</question>'
    )


def answer(words: str, fraction: str = "100", inner: str = "") -> str:
    return f'<answer fraction="{fraction}" format="html"><text>{words}</text>{inner}</answer>'


def read(*questions: str) -> Taken:
    return read_moodle(quiz(*questions), "q.xml")


def said(taken: Taken) -> list[str]:
    return [str(problem).partition("\n")[0] for problem in taken.problems]


# --------------------------------------------------------------------------- there and back


@settings(max_examples=60)
@given(several_questions)
def test_what_is_written_and_read_again_asks_the_same(questions: tuple) -> None:
    before, after, export = there_and_back(questions, write_moodle, read_moodle)
    assert export.left_out == ()
    assert after == before


def test_points_of_ones_own_come_back(run: Run) -> None:
    run("new", "--questions", "heart")
    run("export", "--topic", "heart", "--to", "moodle", "--out", "there")
    told = run("import", "there/heart-moodle.xml", "--topic", "again")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith("banks/again.yaml: 10 questions\n")
    text = Path("banks/again.yaml").read_text("utf-8")
    assert "points: 6" in text
    assert run("check", "again").code == 0
    run("export", "--topic", "again", "--to", "moodle", "--out", "there")
    (once, twice) = (
        read_moodle(Path(f"there/{name}-moodle.xml").read_bytes(), "")
        for name in ("heart", "again")
    )
    assert once.questions == twice.questions


def test_pictures_come_back_as_files_beside_the_bank(run: Run) -> None:
    Path("banks/cat.png").write_bytes(png())
    Path("banks/pets.yaml").write_text(
        """topic: pets
title: Pets
pictures:
  cat: {file: cat.png, alt: A pet on a mat, credit: Ann, licence: CC BY 4.0}
questions:
- id: which-pet
  ask: Which pet is it?
  picture: cat
  answer: a cat
  wrong: [a dog, {picture: cat, text: this one}]
""",
        "utf-8",
    )
    assert run("export", "--topic", "pets", "--to", "moodle").out.startswith(
        "output/pets/pets-moodle.xml: 1 question\n"
    )
    told = run("import", "output/pets/pets-moodle.xml", "--topic", "back")
    assert (told.code, told.err) == (0, "")
    (picture,) = Path("banks/pictures").iterdir()
    assert picture.read_bytes() == png()
    text = Path("banks/back.yaml").read_text("utf-8")
    assert text.count(f"picture: {picture.stem}") == 2
    assert "alt: A pet on a mat" in text
    assert "credit: Ann, CC BY 4.0" in text
    assert "ask: Which pet is it?\n" in text
    assert (
        run("import", "output/pets/pets-moodle.xml", "--topic", "once-more").code == 0
    )  # the picture is there
    assert run("build", "--topic", "back").code == 0


# --------------------------------------------------------------------------- shapes of real files


def test_older_shapes_of_answers_are_read() -> None:
    old = question(
        "multichoice",
        "<single>true</single><answer><text>a</text><fraction>1</fraction></answer>"
        "<answer><text>b</text><fraction>0</fraction></answer>",
    )
    bare = question("shortanswer", '<answer fraction="100">yes</answer>')
    matched = question(
        "match",
        "<subquestion><text>a</text><answer><text>1</text></answer></subquestion>"
        "<subquestion><text>b</text><answer><text>2</text></answer></subquestion>",
    )
    cdata = question(
        "essay", "", "<![CDATA[<p>Why is 1 &lt; 2 <question type='x'>?</p><p>Give reasons.</p>]]>"
    )
    taken = read(old, bare, matched, cdata)
    assert said(taken) == []
    first, second, third, fourth = taken.questions
    assert ([it.text for it in first.answer], [it.text for it in first.wrong]) == (["a"], ["b"])
    assert second.answer[0].text == "yes"
    assert third.pairs == {"a": "1", "b": "2"}
    assert fourth.ask == "Why is 1 < 2 ?\n\nGive reasons."
    assert [each.where.line for each in taken.questions] == [3, 4, 5, 6]


def test_html_becomes_words() -> None:
    html = (
        "<![CDATA[<h3>Water</h3><p>H<sub>2</sub>O at 10<sup>4</sup>&nbsp;Pa, x<sup>ab</sup> <b>boils</b> <br/>when?</p>"
        "<ul><li>one</li><li>two</li></ul><ol><li>three</li></ol><script>alert(1)</script>"
        "<table><tr><td>a</td><td>b</td></tr></table>]]>"
    )
    (asked,) = read(question("essay", "", html)).questions
    assert asked.ask.split("\n\n") == [
        "Water",
        "H₂O at 10⁴\u00a0Pa, x^(ab) boils",
        "when?",
        "– one",
        "– two",
        "1. three",
        "a | b",
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Read <ruby>漢字<rt>かんじ</rt></ruby> aloud.</p>",
        "Read <ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby> aloud.",
        "Read <ruby>漢字<rt>かんじ</ruby> aloud.",
    ],
)
def test_how_words_are_read_stands_behind_them(html: str) -> None:
    (asked,) = read(question("essay", "", f"<![CDATA[{html}]]>")).questions
    assert asked.ask == "Read 漢字(かんじ) aloud."


def test_a_sentence_that_moodles_own_export_left_unescaped_is_read_as_it_was() -> None:
    ask = "I {1:SHORTANSWER:=the &#123;x&#125; &#126; y~=z} and {2:SA:=O&#39;Neil~%50%Oneil#near}."
    (cloze,) = read(question("cloze", "", ask)).questions
    assert cloze.ask == "I [the {x} ~ y|z] and [O'Neil]."
    assert cloze.points == 3


# --------------------------------------------------------------------------- what is not taken over


def test_a_brace_within_a_gap_is_not_guessed() -> None:
    taken = read(question("cloze", "", "It is {1:SA:=the {y~=z} end."))
    assert taken.questions == ()
    assert [each.message for each in taken.problems] == [
        "question 'Q' has a brace within a gap: '=the {y~=z'"
    ]


@pytest.mark.parametrize(
    ("kind", "inner", "why"),
    [
        ("calculated", "", "has numbers that Moodle draws anew each time"),
        ("description", "", "is a text that asks nothing"),
        ("ddimageortext", "", "has words to be dragged onto a picture"),
        ("ddmarker", "", "has marks to be dragged onto a picture"),
        ("ddwtos", "", "has words to be dragged into a text"),
        ("gapselect", "", "has gaps with lists to choose from"),
        ("random", "", "is drawn by Moodle from others"),
        ("missingtype", "", "has a type that its Moodle did not know"),
        ("stack", "", "is of the type 'stack', which no bank has"),
        ("multichoice", answer("a", "0") + answer("b", "0"), "has no right answer"),
        ("multichoice", answer("a") + answer("b"), "has 2 right answers, of which one is to be chosen"),
        ("multichoice", answer("a", "all"), "has an answer that is worth 'all'"),
        ("truefalse", answer("Wahr") + answer("Falsch", "0"), "has the answer 'wahr', and not true and false"),
        ("truefalse", answer("true", "0") + answer("false", "0"), "does not say whether it is true or false"),
        ("shortanswer", answer("*"), "has no answer that is sure to be right"),
        ("numerical", answer("*"), "has the answer '*', which is no number: "),
        ("numerical", answer("1,5"), "has the answer '1,5', which is no number: "),
        ("numerical", answer("84", "0"), "has no right answer"),
        ("matching", "", "has no pairs"),
        ("cloze", "", "has no gap"),
    ],
)  # fmt: skip
def test_what_no_bank_holds_is_named_with_its_line(kind: str, inner: str, why: str) -> None:
    taken = read("<!-- <question> of another time -->", question(kind, inner))
    assert taken.questions == ()
    (problem,) = [each for each in taken.problems if each.is_error]
    assert str(problem.where) == "q.xml:4:1"
    assert problem.message.startswith(f"question 'Q' {why}")


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<video src='x.mp4'></video>", "needs a film, which no bank holds"),
        ("<math><mi>x</mi></math>", "needs a formula in MathML, which no bank holds"),
        ("<iframe src='x'></iframe>", "needs a part of another page, which no bank holds"),
        ("<svg><path/></svg>", "needs a drawing within the text, which no bank holds"),
        (
            "<img src='http://x.org/a.png' alt='x'>",
            "has a picture that is not in the file: 'http://x.org/a.png'",
        ),
        (
            "<img src='@@PLUGINFILE@@/a.png' alt='x'>",
            "has the picture 'a.png', which is not in the file",
        ),
        (
            "<img src='data:image/png;base64,AAAA' alt='x'><img src='y'>",
            "has 2 pictures in one place: a bank has one",
        ),
    ],
)
def test_what_is_to_be_seen_or_heard_is_not_lost_in_silence(html: str, why: str) -> None:
    taken = read(question("essay", "", f"<![CDATA[<p>Look: {html}</p>]]>"))
    assert [problem.message for problem in taken.problems] == [f"question 'Q' {why}"]


def test_what_a_question_can_do_without_is_a_warning() -> None:
    taken = read(
        question(
            "shortanswer",
            answer("yes") + answer("ye*") + answer("y", "50") + "<usecase>1</usecase>",
        ),
        question(
            "multichoice", answer("a") + answer("b", "50") + answer("c", "0"), "What is $$x^2$$?"
        ),
        question("numerical", answer("5") + answer("6")),
        question("essay", "<defaultgrade>1.5</defaultgrade>"),
    )
    assert len(taken.questions) == 4
    assert said(taken) == [
        "q.xml:3:1: warning: question 'Q' loses the answer 'ye*', in which * stands for anything",
        "q.xml:3:1: warning: question 'Q' loses the answer 'y', which is partly right",
        "q.xml:3:1: warning: question 'Q' asks for the right capitals, which a bank does not",
        "q.xml:4:1: warning: question 'Q' loses the option 'b', which is partly right",
        "q.xml:4:1: warning: question 'Q' has a formula, which stays as it is typed, in TeX",
        "q.xml:5:1: warning: question 'Q' loses 1 further number that is right",
        "q.xml:6:1: warning: question 'Q' is worth 1.5 points, and a bank counts whole ones",
    ]


# --------------------------------------------------------------------------- broken, hostile, wrongly encoded


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (quiz("<question")[:60], "q.xml:4:1: the file is no sound XML: not well-formed (invalid token)"),
        (quiz(question("essay", ""))[:-9], "q.xml:3:124: the file ends before its questions do"),
        (quiz("<a>&nbsp;</a>"), "q.xml:3:4: XML knows no &nbsp;"),
        (quiz("<a>x & y</a>"), "q.xml:3:7: the file is no sound XML: not well-formed (invalid token)"),
        (b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>', "q.xml: the file has a DOCTYPE, and may say with it what its words stand for"),
        (b'<?xml version="1.0"?><!doctype quiz SYSTEM "file:///etc/passwd"><quiz/>', "q.xml: the file has a DOCTYPE, and may say with it what its words stand for"),
        (b'<!-- a note --><!DOCTYPE quiz [<!ENTITY a "b">]><quiz/>', "q.xml: the file has a DOCTYPE, and may say with it what its words stand for"),
        (b'<?xml version="1.0" encoding="klingon"?><quiz/>', "q.xml: the file says that it is in 'klingon', which nobody knows"),
        (b"<quiz>\x81\x8d\xff</quiz>", "q.xml: the file is neither UTF-8 nor UTF-16 nor Windows-1252"),
        (b"\xff\xfe<\x00q", "q.xml: the file is no text in UTF-16, at byte 5"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_with_its_place(content: bytes, message: str) -> None:
    with pytest.raises(BankError) as raised:
        read_moodle(content, "q.xml")
    assert str(raised.value).partition("\n")[0] == message


AS_XML = "in XML a bare & is written &amp; and a bare < is written &lt;; or export it once more"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<course/>", "q.xml: the file holds <course>, and no <quiz> of questions\n  hint: export it from Moodle as Moodle XML"),
        (b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz/>', "q.xml: the file has a DOCTYPE, and may say with it what its words stand for\n  hint: delete it, or export the questions anew"),
        (b"<quiz><question", "q.xml:1:7: the file ends before its questions do\n  hint: export it once more"),
        (b"<quiz>&nbsp;</quiz>", "q.xml:1:7: XML knows no &nbsp;\n  hint: write the sign itself, or its number: &#160;"),
        (b"<quiz>a & b</quiz>", f"q.xml:1:10: the file is no sound XML: not well-formed (invalid token)\n  hint: {AS_XML}"),
    ],
)  # fmt: skip
def test_what_to_do_with_a_file_that_cannot_be_read_is_told(content: bytes, told: str) -> None:
    with pytest.raises(BankError) as raised:
        read_moodle(content, "q.xml")
    assert str(raised.value) == told


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("iso-8859-1", "ISO-8859-1"),
        ("cp1252", "UTF-8"),
    ],
)
def test_other_encodings_are_read(encoding: str, declared: str) -> None:
    text = quiz(question("essay", "", "Où est l’été ?")).decode().replace("UTF-8", declared)
    text = text if encoding != "iso-8859-1" else text.replace("’", "'")
    content = text.encode(encoding)
    form = format_of(content)
    assert form is not None
    taken = form.read(content, "q.xml")
    assert taken.questions[0].ask.replace("'", "’") == "Où est l’été ?"
    assert ("Windows-1252" in "".join(taken.remarks)) == (encoding == "cp1252")


def test_a_hundred_thousand_open_tags_end_as_any_broken_file() -> None:
    with pytest.raises(BankError, match="the file ends before its questions do"):
        read_moodle(b"<quiz>" + b"<a>" * 100_000, "q.xml")


def test_words_may_name_a_doctype() -> None:
    (asked,) = read(
        "<!-- <!DOCTYPE x> -->", question("essay", "", "<![CDATA[What is &lt;!DOCTYPE html&gt;?]]>")
    ).questions
    assert asked.ask == "What is <!DOCTYPE html>?"


def test_signs_that_nobody_sees_go() -> None:
    (asked,) = read(question("essay", "", "A\u200b ze\u00adro&#x2028;line")).questions
    assert asked.ask == "A zero line"


# --------------------------------------------------------------------------- on the command line


def test_what_was_understood_is_shown_and_nothing_written_without_a_topic(run: Run) -> None:
    Path("q.xml").write_bytes(quiz(question("multichoice", answer("yes") + answer("no", "0"))))
    told = run("import", "q.xml")
    assert told.out == (
        "q.xml was read as Moodle XML: 1 multiple-choice.\n"
        "  Which?\n"
        "    * yes\n"
        "      no\n"
        "Next:\n"
        "  quizgen import q.xml --topic TOPIC\n"
    )
    assert not Path("banks/questions.yaml").exists()


def test_one_question_that_cannot_be_taken_stops_all_unless_the_rest_is_asked_for(run: Run) -> None:
    Path("q.xml").write_bytes(
        quiz(
            question("multichoice", answer("yes") + answer("no", "0")),
            question("description", ""),
            question("multichoice", answer("Yes") + answer("yes", "0")),
        )
    )
    told = run("import", "q.xml", "--topic", "mine")
    assert (told.code, told.out) == (1, "")
    assert told.err == (
        "q.xml: 1 question of 3 can be taken over\n"
        "  hint: --what-fits takes the others, and says what was left out\n"
        "q.xml:4:1: question 'Q' is a text that asks nothing\n"
        "  hint: write it into the bank by hand; `--what-fits` takes the rest\n"
        "q.xml:5:1: the wrong answer 'yes' is the right one, 'Yes'\n"
        "  hint: write one that is wrong, or delete it\n"
    )
    assert not Path("banks/mine.yaml").exists()
    fitting = run("import", "q.xml", "--topic", "mine", "--what-fits")
    assert fitting.code == 0
    assert fitting.out.startswith("banks/mine.yaml: 1 question\n")
    assert fitting.err.count("warning: ") == 2
    again = run("import", "q.xml", "--topic", "mine", "--what-fits")
    assert (again.code, again.out.splitlines()[-1]) == (
        0,
        "banks/mine.yaml says what q.xml says, in 1 question; nothing to change",
    )


def test_options_of_tables_have_no_place_with_questions(run: Run) -> None:
    Path("q.xml").write_bytes(quiz(question("essay", "")))
    told = run("import", "q.xml", "--topic", "mine", "--term", "A")
    assert told.code == 2
    assert "--term: for tables, and the file holds questions" in told.err
