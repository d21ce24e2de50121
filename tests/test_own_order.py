"""Options that speak of other options stand where their author put them, whatever sheet they are on."""

import json
import re
from pathlib import Path

import pytest
from command import Run
from docx import Document

BANK = """\
title: Matter
questions:
- id: state
  ask: What is water at room temperature?
  answer: Liquid
  wrong: [Solid, Gas, None of the above]
  key_at: [2]
- id: metals
  ask: Which of these are metals?
  answer: Both A and B
  wrong: [Iron, Copper, Only C]
  key_at: [3]
- id: all
  ask: Which of these melts?
  answer: All of the above
  wrong: [Ice, Wax, Lead]
"""
OFFERED = {
    "state": ["Solid", "Liquid", "Gas", "None of the above"],
    "metals": ["Iron", "Copper", "Both A and B", "Only C"],
}
WORD = (
    "1. Which of these are metals?",
    "A. Iron",
    "B. Copper",
    "C. Both A and B",
    "D. Only A",
    "Answer: C",
    "2. Which of these melts?",
    "A. Ice",
    "B. Wax",
    "C. Lead",
    "D. All of the above",
    "Answer: D",
)
AS_WORD = [
    ["Iron", "Copper", "Both A and B", "Only A"],
    ["Ice", "Wax", "Lead", "All of the above"],
]
GIFT = (
    "::1:: Which of these are metals? {~Iron ~Copper =Both A and B ~Only A}\n\n"
    "::2:: Which of these melts? {~Ice ~Wax ~Lead =All of the above}\n"
)
MOODLE = "".join(
    f'<question type="multichoice"><name><text>{ask}</text></name>'
    f"<questiontext><text>{ask}</text></questiontext><single>true</single>"
    + "".join(
        f'<answer fraction="{100 if option == key else 0}"><text>{option}</text></answer>'
        for option in options
    )
    + "</question>"
    for ask, options, key in (
        ("Which of these are metals?", AS_WORD[0], "Both A and B"),
        ("Which of these melts?", AS_WORD[1], "All of the above"),
    )
)
AIKEN = (
    "Which of these are metals?\nA. Iron\nB. Copper\nC. Both A and B\nD. Only A\nANSWER: C\n\n"
    "Which of these melts?\nA. Ice\nB. Wax\nC. Lead\nD. All of the above\nANSWER: D\n"
)


def bank(text: str = BANK) -> None:
    Path("banks/matter.yaml").write_text(text, "utf-8")


def offered(path: str = "output/matter/matter.json") -> dict[str, list[list[str]]]:
    """Return what each question offers, version by version."""
    forms = json.loads(Path(path).read_text("utf-8"))["forms"]
    found: dict[str, list[list[str]]] = {}
    for form in forms:
        for section in form["sections"]:
            for item in section["items"]:
                options = [option["text"] for option in item["options"]]
                found.setdefault(item["id"], []).append(options)
    return found


def test_the_authors_order_is_that_of_every_version(run: Run) -> None:
    bank()
    wishes = ("--worksheet", "questions", "--forms", "4", "--only", "json")
    assert run("build", "--topic", "matter", *wishes).code == 0
    found = offered()
    for ident, options in OFFERED.items():
        assert found[ident] == [options] * 4
    assert {options[-1] for options in found["all"]} == {"All of the above"}


def test_a_build_says_which_questions_keep_their_order(run: Run) -> None:
    bank()
    said = run("build", "--topic", "matter", "--worksheet", "questions", "--only", "worksheet").out
    assert "Questions 1, 2, 3 keep the order of their options, as it was written." in said


def test_fewer_options_are_not_taken_from_such_a_question(run: Run) -> None:
    bank()
    wishes = ("--worksheet", "questions", "--options", "3", "--only", "json")
    assert run("build", "--topic", "matter", *wishes).code == 0
    assert offered()["metals"] == [OFFERED["metals"]]


def test_letters_that_point_nowhere_are_an_error_at_their_place(run: Run) -> None:
    bank(BANK.replace("  key_at: [3]\n", ""))
    said = run("check", "matter")
    assert said.code == 1
    assert (
        "banks/matter.yaml:10:11: 'Both A and B' names letters, and each sheet has other ones\n"
        "  hint: add key_at: [4] if the right answer is no. 4 of all that are offered, and the wrong"
        " ones fill the other places as they stand\n"
    ) in said.err


@pytest.mark.parametrize("place", ["[5]", "[0]", "[1, 2]"])
def test_a_place_that_is_none_is_an_error(run: Run, place: str) -> None:
    bank(BANK.replace("[3]", place))
    assert (
        f"banks/matter.yaml:12:11: key_at is {place}, and 4 answers are offered\n"
        "  hint: write one place for each right answer, from 1, as they stand among all\n"
    ) in run("check", "matter").err


def test_moodle_and_qti_do_not_shuffle_them(run: Run) -> None:
    bank()
    wishes = ("--worksheet", "questions", "--only", "moodle")
    assert run("build", "--topic", "matter", *wishes).code == 0
    (path,) = Path("output/matter").glob("*.xml")
    assert re.findall(r"<shuffleanswers>(\w+)", path.read_text("utf-8")) == ["false"] * 3


@pytest.mark.parametrize("program", ["gift", "aiken", "kahoot", "blooket"])
def test_where_options_are_shuffled_none_goes_that_names_letters(run: Run, program: str) -> None:
    bank()
    wishes = ("--worksheet", "questions", "--only", program)
    said = run("build", "--topic", "matter", *wishes)
    assert said.code == 1
    assert "('metals') offers 'Both A and B'" in said.err
    assert run("build", "--topic", "matter", *wishes, "--what-fits").code == 0


def word() -> bytes:
    document = Document()
    for line in WORD:
        document.add_paragraph(line)
    document.save("list.docx")
    return Path("list.docx").read_bytes()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.docx", None),
        ("list.gift", GIFT.encode()),
        ("list.txt", AIKEN.encode()),
        ("list.xml", f"<quiz>{MOODLE}</quiz>".encode()),
    ],
    ids=["word", "gift", "aiken", "moodle"],
)
def test_a_file_of_another_program_keeps_its_order(
    run: Run, name: str, content: bytes | None
) -> None:
    Path(name).write_bytes(content or word())
    said = run("import", name, "--topic", "matter")
    assert said.code == 0, said.err
    wishes = ("--worksheet", "questions", "--forms", "2", "--only", "json")
    assert run("build", "--topic", "matter", *wishes).code == 0
    found = offered()
    assert sorted(found.values()) == sorted([[options] * 2 for options in AS_WORD])
