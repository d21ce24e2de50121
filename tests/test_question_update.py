"""A file of questions is imported again: what it says otherwise is told, and written if that is asked."""

from dataclasses import replace
from pathlib import Path

import moon
import pytest
from command import Run, Said, run
from exchange import bank_of, several_questions
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quizgen.bank.questions import Question, WrittenAnswer
from quizgen.errors import BankError, Where
from quizgen.export.questions_yaml import keys_of_question, write_questions
from quizgen.read import read_bank
from quizgen.read.update import Said as SaidByFile
from quizgen.read.update import Update, update_bank
from quizgen.store.beside import PicturesBeside

__all__ = ["run"]
LANGUAGES = {"en-GB": moon.language()}
BANK = Path("banks/heart.yaml")
GIFT = """// [id:chambers]
::chambers::How many chambers has a human heart?{=Four ~Three#A frog has three. ~Two}

// [id:leftmost]
::leftmost::The left half pumps blood to the lungs.{FALSE}

// [id:discoverer]
::discoverer::Who found out that blood moves in a circle?{=William Harvey =Harvey}
"""


@pytest.fixture
def heart(run: Run) -> Run:
    """Run quizgen in a folder with a bank that was made of a file of questions."""
    assert again(run, GIFT).code == 0
    return run


def again(run: Run, content: str, *options: str) -> Said:
    Path("heart.gift").write_text(content, "utf-8")
    return run("import", "heart.gift", "--topic", "heart", *options)


def told(said: Said) -> list[str]:
    """Return what is said behind how the file was read, line by line."""
    lines = said.out.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("banks/"))
    return lines[start:]


def edited(*changes: tuple[str, str]) -> str:
    """Change the bank as its author would; return its text."""
    text = BANK.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    BANK.write_text(text, "utf-8")
    return text


MENDED = GIFT.replace("Three#", "Three chambers#").replace("a human heart", "the human heart")


def test_what_would_change_is_told_and_nothing_is_written(heart: Run) -> None:
    before = BANK.read_bytes()
    said = again(heart, f"{MENDED}\n::valves::How many valves has it?{{=Four ~Two}}\n")
    assert said.code == 1
    assert told(said) == [
        "banks/heart.yaml is there already. With --update it would get from heart.gift:",
        "  1 new: 'How many valves has it?'",
        "  1 changed:",
        "    chambers: ask was 'How many chambers has a human heart?', is 'How many chambers has the human heart?'",
        "    chambers: wrong had text 'Three', why 'A frog has three.', has text 'Three chambers', why 'A frog has three.' now",
        "  2 alike",
    ]
    assert said.err == (
        "banks/heart.yaml: the file is there already; nothing was written\n"
        "  hint: add --update to write this into it; ids, comments and all else that you wrote stay\n"
    )
    assert BANK.read_bytes() == before


def test_with_update_it_is_written_and_what_the_author_wrote_stays(heart: Run) -> None:
    before = edited(
        ("questions:", "questions:  # from Moodle"),
        (
            "  answer: Four\n",
            "  answer: {text: Four, why: Two atria and two ventricles.}  # sure\n",
        ),
        ("  - Two\n", "  - Two\n  - Seven\n"),
        ("  accept:\n", "  # as he signed\n  tags: [people]\n  core: true\n  accept:\n"),
        ("  - Harvey\n", "  - Harvey\n  - Dr Harvey\n"),
    )
    said = again(heart, MENDED.replace("=Harvey", "=Harvey =W. Harvey"), "--update")
    assert (said.code, said.err) == (0, "")
    assert told(said) == [
        "banks/heart.yaml got from heart.gift:",
        "  2 changed:",
        "    chambers: ask was 'How many chambers has a human heart?', is 'How many chambers has the human heart?'",
        "    chambers: wrong had text 'Three', why 'A frog has three.', has text 'Three chambers', why 'A frog has three.' now",
        "    discoverer: accept has 'W. Harvey' now",
        "  1 alike",
        "Next:",
        "  quizgen check heart",
    ]
    after = before.replace("has a human", "has the human").replace(
        "text: Three\n", "text: Three chambers\n"
    )
    assert BANK.read_text("utf-8") == after.replace(
        "  - Dr Harvey\n", "  - Dr Harvey\n  - W. Harvey\n"
    )
    assert heart("check", "heart").code == 0


def test_a_reason_that_only_the_bank_has_stays_with_its_answer_though_that_is_mended(
    heart: Run,
) -> None:
    edited(("  - Two\n", "  - text: Two\n    why: A fish has two.\n"))
    again(heart, GIFT.replace("~Two", "~Two chambers"), "--update")
    assert "  - text: Two chambers\n    why: A fish has two.\n" in BANK.read_text("utf-8")


def test_an_answer_that_turned_out_to_be_right_is_no_longer_among_the_wrong_ones(
    heart: Run,
) -> None:
    several = GIFT.replace("{=Four ~Three#A frog has three. ~Two}", "{~%50%Four ~%50%Three ~Two}")
    said = again(heart, several, "--update")
    assert said.code == 0
    (question, *_) = read_bank(BANK.read_bytes(), "heart.yaml", LANGUAGES).questions
    assert question.type == "multiple-response"
    assert [each.text for each in question.answer] == ["Four", "Three"]
    assert [each.text for each in question.wrong] == ["Two"]


PAIRS = "// [id:capitals]\n::c::Match.{=France -> Paris =Itly -> Rome =Spain -> Madrid}\n"


def test_pairs_that_the_author_added_stay_and_a_mended_one_is_the_same(run: Run) -> None:
    again(run, PAIRS)
    edited(("    Spain: Madrid\n", "    Spain: Madrid\n    Greece: Athens\n"))
    said = again(run, PAIRS.replace("Itly", "Italy").replace("France", "Gaul"), "--update")
    assert said.code == 0
    (question,) = read_bank(BANK.read_bytes(), "heart.yaml", LANGUAGES).questions
    assert question.pairs == {
        "Gaul": "Paris",
        "Italy": "Rome",
        "Spain": "Madrid",
        "Greece": "Athens",
    }


def test_questions_that_the_file_lacks_stay_and_are_named(heart: Run) -> None:
    edited(("- id: leftmost\n", "- id: leftmost\n  retired: It was too easy.\n"))
    before = BANK.read_bytes()
    only_first = GIFT.partition("// [id:leftmost]")[0]
    said = again(heart, only_first, "--update")
    assert told(said) == [
        "banks/heart.yaml says what heart.gift says, in 1 question; nothing to change",
        "  1 question of the bank is not in heart.gift, and stays: discoverer",
        "  To take a question out of use, write under it: retired: and why.",
    ]
    assert BANK.read_bytes() == before


def test_a_question_stays_of_its_type(heart: Run) -> None:
    before = BANK.read_bytes()
    said = again(heart, GIFT.replace("circle?{=William Harvey =Harvey}", "circle?{}"), "--update")
    assert (said.code, said.err) == (
        1,
        "heart.gift:8:1: question discoverer is short-answer in the bank, not discussion\n"
        "  hint: mend it in the bank by hand, or give it another id in the file\n",
    )
    assert BANK.read_bytes() == before


def test_a_bank_with_facts_gets_questions_and_its_ids_are_nobody_elses(run: Run) -> None:
    before = Path("banks/moon.yaml").read_text("utf-8")
    taken = "booster"
    assert f"id: {taken}," in before
    Path("q.gift").write_text(f"// [id:{taken}]\n::x::Who?{{=Ann ~Eve}}\n", "utf-8")
    said = run("import", "q.gift", "--topic", "moon", "--update")
    assert (said.code, said.err) == (0, "")
    after = Path("banks/moon.yaml").read_text("utf-8")
    assert after == before + "questions:\n- ask: Who?\n  answer: Ann\n  wrong:\n  - Eve\n"


def test_what_is_more_sensitive_makes_the_bank_so(heart: Run) -> None:
    again(
        heart,
        GIFT + "\n// [id:last] [tag:sensitivity-high]\n::last::Who died?{=Ann ~Eve}\n",
        "--update",
    )
    bank = read_bank(BANK.read_bytes(), "heart.yaml", LANGUAGES)
    assert (bank.sensitivity, bank.themes, bank.questions[-1].sensitivity) == (
        "high",
        ("as-imported",),
        "high",
    )


def test_a_mistake_of_the_file_is_told_by_its_line_and_the_rest_is_taken_if_asked(
    heart: Run,
) -> None:
    before = BANK.read_bytes()
    broken = GIFT.replace("{FALSE}", "{~x ~y}").replace("a human", "the human")
    refused = again(heart, broken, "--update")
    assert (refused.code, BANK.read_bytes()) == (1, before)
    assert "heart.gift:5:1: question 'leftmost' has no right answer" in refused.err
    said = again(heart, broken, "--update", "--what-fits")
    assert said.code == 0
    assert "  1 question of the bank is not in heart.gift, and stays: leftmost" in told(said)
    assert "the human heart" in BANK.read_text("utf-8")


def test_a_title_is_that_of_the_bank(heart: Run) -> None:
    assert again(heart, GIFT, "--title", "Heart", "--update").code == 0
    said = again(heart, GIFT, "--title", "Hearts", "--update")
    assert (said.code, said.err.splitlines()[-1]) == (
        2,
        "Error: --title: the bank is there and has a title; change it there",
    )


# --------------------------------------------------------------------------- files without ids


AIKEN = "Who built it?\nA) Ann\nB) Eve\nANSWER: A\n\nWhich is true?\nA) One\nB) Two\nANSWER: A\n\nWhich is true?\nA) Three\nB) Four\nANSWER: B\n"


def test_a_mended_question_keeps_the_id_that_was_made_of_its_words(run: Run) -> None:
    Path("q.txt").write_text(AIKEN, "utf-8")
    run("import", "q.txt", "--topic", "mine")
    path = Path("banks/mine.yaml")
    ids = [each.id for each in read_bank(path.read_bytes(), "mine.yaml", LANGUAGES).questions]
    Path("q.txt").write_text(
        "New?\nA) x\nB) y\nANSWER: B\n\n" + AIKEN.replace("Who built it", "Who has built it"),
        "utf-8",
    )
    said = run("import", "q.txt", "--topic", "mine", "--update")
    assert told(said)[1:6] == [
        "  1 new: 'New?'",
        "  1 changed:",
        "    who-built-it: ask was 'Who built it?', is 'Who has built it?'",
        "  2 alike",
        "q.txt:6:1: 'Who has built it?' was taken for the question who-built-it, 'Who built it?' until now: it has the same answers.",
    ]
    bank = read_bank(path.read_bytes(), "mine.yaml", LANGUAGES)
    assert [each.id for each in bank.questions] == [*ids, "new"]
    assert bank.questions[0].has_own_id


def test_what_is_not_plainly_the_same_question_is_new(run: Run) -> None:
    Path("q.txt").write_text(AIKEN, "utf-8")
    run("import", "q.txt", "--topic", "mine")
    # asked in the same words as two others, and of neither's answers
    Path("q.txt").write_text(AIKEN + "\nWhich is true?\nA) Five\nB) Six\nANSWER: B\n", "utf-8")
    said = run("import", "q.txt", "--topic", "mine", "--update")
    assert told(said)[1:] == [
        "  1 new: 'Which is true?'",
        "  3 alike",
        "Next:",
        "  quizgen check mine",
    ]


def test_ids_that_only_count_make_no_question_of_another(run: Run) -> None:
    def counted(*words: str) -> str:
        return "\n".join(f"// [id:q{n}]\n::q{n}::{each}\n" for n, each in enumerate(words, start=1))

    first, second = "Who built it?{=Ann ~Eve}", "Who paid for it?{=Tom ~Sue}"
    Path("q.gift").write_text(counted(first, second), "utf-8")
    run("import", "q.gift", "--topic", "mine")
    Path("q.gift").write_text(counted("Where is it?{=Rome ~Oslo}", first, second), "utf-8")
    said = run("import", "q.gift", "--topic", "mine", "--update")
    assert told(said)[1:4] == ["  1 new: 'Where is it?'", "  2 alike", "Next:"]
    bank = read_bank(Path("banks/mine.yaml").read_bytes(), "mine.yaml", LANGUAGES)
    assert [(each.id, each.ask) for each in bank.questions] == [
        ("q1", "Who built it?"),
        ("q2", "Who paid for it?"),
        ("where-is-it", "Where is it?"),
    ]


# --------------------------------------------------------------------------- every format


FORMATS = {
    "moodle": "heart-moodle.xml",
    "gift": "heart-gift.txt",
    "aiken": "heart-aiken.txt",
    "canvas": "heart-canvas.zip",
    "cartridge": "heart.imscc",
    "qti21": "heart-qti21.zip",
    "kahoot": "heart-kahoot.xlsx",
    "blooket": "heart-blooket.csv",
}


@pytest.mark.parametrize("program", FORMATS)
def test_the_same_file_again_changes_nothing(program: str, run: Run) -> None:
    run("new", "--questions", "heart")
    run("export", "--topic", "heart", "--to", program, "--out", "there", "--what-fits")
    file = f"there/{FORMATS[program]}"
    assert run("import", file, "--topic", "mine", "--what-fits").code == 0
    before = Path("banks/mine.yaml").read_bytes()
    for options in ((), ("--update",)):
        said = run("import", file, "--topic", "mine", "--what-fits", *options)
        assert said.code == 0
        assert "nothing to change" in said.out
        assert Path("banks/mine.yaml").read_bytes() == before


def test_a_list_in_word_mends_its_bank(run: Run) -> None:
    from test_word_import import document  # a document of its own making

    Path("q.docx").write_bytes(document("1. Who built it?", "*a) Ann", "b) Eve"))
    assert run("import", "q.docx", "--topic", "mine").code == 0
    Path("q.docx").write_bytes(document("1. Who built it?", "*a) Ann", "b) Eve", "c) Tom"))
    said = run("import", "q.docx", "--topic", "mine", "--update")
    assert "    who-built-it: wrong has 'Tom' now" in told(said)


# --------------------------------------------------------------------------- laws


def updated(before: tuple[Question, ...], after: tuple[Question, ...]) -> tuple[str, Update]:
    text, _ = write_questions(before, {}, "heart", "The heart")
    bank = read_bank(text, "heart.yaml", LANGUAGES)
    alone = bank_of(after)
    questions = tuple(
        replace(each, where=Where("q", n)) for n, each in enumerate(alone.questions, 1)
    )
    keys = {"questions": [keys_of_question(each) for each in after]}
    said = SaidByFile(keys=keys, bank=replace(alone, questions=questions), path="q")
    return text, update_bank(text, bank, said, LANGUAGES, PicturesBeside(Path()))


@settings(max_examples=100)
@given(several_questions)
def test_a_file_that_says_the_same_leaves_every_byte(questions: tuple[Question, ...]) -> None:
    try:
        text, update = updated(questions, questions)
    except BankError:
        assume(False)
    assert (update.text, update.alike, update.changes, update.added) == (
        text,
        len(questions),
        (),
        (),
    )


@settings(max_examples=100)
@given(several_questions, several_questions, st.data())
def test_what_the_file_says_is_in_the_bank_and_nothing_of_the_bank_is_gone(
    before: tuple[Question, ...], others: tuple[Question, ...], data: st.DataObject
) -> None:
    """Questions of the file take the ids of some of the bank's, as if each had been written anew."""
    after = []
    for n, each in enumerate(others):
        same = [it.id for it in before if it.type == each.type]
        ident = data.draw(st.sampled_from([*same, f"new-{n}"]))
        after.append(replace(each, id=ident, sensitivity="none"))
    assume(len({each.id for each in after}) == len(after))
    plain = tuple(replace(each, sensitivity="none") for each in before)
    try:
        bank_of(plain), bank_of(after)
    except BankError:
        assume(False)
    try:
        _, update = updated(plain, tuple(after))
    except BankError:  # two that are each fine may not be so together, which is told
        return
    assert len(update.added) + update.alike + len({it.holder for it in update.changes}) == len(
        after
    )
    assert len(update.bank.questions) == len(before) + len(update.added)
    there = {each.id: each for each in update.bank.questions}
    assert {each.id for each in plain} <= {*there}
    for each in bank_of(after).questions:
        found = [
            it
            for it in there.values()
            if (it.type, it.ask, it.order) == (each.type, each.ask, each.order)
        ]
        assert any(
            texts(each.wrong) <= texts(it.wrong)
            and texts(each.answer) <= texts(it.answer)
            and each.pairs.items() <= it.pairs.items()
            and {*each.tags} <= {*it.tags}
            for it in found
        )


def texts(answers: tuple[WrittenAnswer, ...]) -> set[str]:
    return {each.said for each in answers}
