"""What a teacher puts on one sheet alone: words below its title, questions, a text to read."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from command import Run

from quizgen.read.json_schema import schema_of

MOON = """\
topic: moon
worksheet: small
"""
OWN = """\
own:   # mine alone
  sources:
    guide: {title: A Guide, author: K. Baedeker, date: 1890, kind: book}
  passages:
    trip:
      title: A trip
      text: |
        We left before sunrise.

        The lake had never frozen.
      source: guide
      at: page 12
  questions:
    - id: when
      passage: trip
      ask: When did they leave?
      answer: before sunrise
    - ask: Which river flows through Vienna?
      answer: the Danube
      wrong: [the Elbe, {text: the Rhine, why: The Rhine flows past Basel.}]
    - id: steps
      ask: Put the seasons in order.
      order: [spring, summer, autumn, winter]
"""
MINE = Path("sheets/mine.yaml")
BUILT = Path("output/mine/moon.json")
JSON = ("build", "--sheet", "mine", "--only", "json")
VIENNA = "own:which-river-flows-through-vienna"
CURE = """\
title: Medicine
questions:
  - {id: mould, ask: Who found penicillin?, answer: Alexander Fleming}
  - {id: lemon, ask: Which fruit cured scurvy?, answer: Lemons}
"""


@pytest.fixture
def sheet(run: Run) -> Run:
    MINE.parent.mkdir()
    Path("templates/en/worksheets/small.yaml").write_text(
        "label: Worksheet\nsummary: For the tests.\nabove_recall: 0\nsections:\n"
        "  - {title: Multiple choice, types: [multiple-choice], count: 4}\n"
        "  - {title: Put in order, types: [ordering], count: 1, members: 4}\n"
        "  - {title: Short answer, types: [short-answer], count: 2, instruction: In a few words.}\n",
        "utf-8",
    )
    MINE.write_text(MOON + OWN, "utf-8")
    return run


def built(path: Path = BUILT) -> Any:
    return json.loads(path.read_text("utf-8"))["forms"][0]


def ids_by_section(form: Any) -> dict[str, list[str]]:
    return {each["title"]: [item["id"] for item in each["items"]] for each in form["sections"]}


def own_ids(form: Any) -> list[str]:
    ids = (item_id for ids in ids_by_section(form).values() for item_id in ids)
    return [item_id for item_id in ids if item_id.startswith("own:")]


# --------------------------------------------------------------------------- on the sheet


def test_own_questions_take_the_place_of_others(sheet: Run) -> None:
    """A sheet has no more of them; those of the one topic are called what they are without them."""
    assert sheet(*JSON).code == 0
    form = built()
    ids = ids_by_section(form)
    assert {title: len(each) for title, each in ids.items()} == {
        "Multiple choice": 4,
        "Put in order": 1,
        "Short answer": 2,
    }
    assert sorted(own_ids(form)) == ["own:steps", "own:when", VIENNA]
    assert all(
        ":" not in item_id for each in ids.values() for item_id in each if "own:" not in item_id
    )
    assert (form["topic"], form["title"]) == ("moon", "The race to the Moon")
    assert form["teacher_note"].startswith("Some facts speak of the Cold War.")
    assert form["footer"][2:] == ["edition 1", "as of 31\u00a0December\u00a01970"]


def test_a_text_of_ones_own_stands_above_its_questions(sheet: Run) -> None:
    sheet(*JSON)
    (passage,) = built()["passages"]
    assert (passage["id"], passage["title"]) == ("own:trip", "A trip")
    assert [each["text"] for each in passage["paragraphs"]] == [
        "We left before sunrise.",
        "The lake had never frozen.",
    ]
    assert passage["credit"] == "K. Baedeker, A Guide, 1890, page 12"
    asked = [item for each in built()["sections"] for item in each["items"] if item["passage"]]
    assert [item["id"] for item in asked] == ["own:when"]


def test_own_questions_stand_where_the_sheet_lists_them(sheet: Run) -> None:
    sheet(*JSON)
    first, second, *_ = ids_by_section(built())["Multiple choice"]
    listed = next(each for each in (first, second) if each != VIENNA)
    MINE.write_text(f"{MOON}fill: false\nquestions: [{VIENNA}, {listed}, when]\n{OWN}", "utf-8")
    assert sheet(*JSON).code == 0
    assert ids_by_section(built()) == {
        "Multiple choice": [VIENNA, listed],
        "Put in order": ["own:steps"],  # not listed, and asked all the same
        "Short answer": ["own:when"],
    }


def test_decks_have_nothing_of_a_sheet(sheet: Run) -> None:
    assert sheet("build", "--sheet", "mine", "--only", "deck").code == 0
    assert sheet("build", "--topic", "moon", "--only", "deck").code == 0
    packed = [Path("output", name, "moon.apkg").read_bytes() for name in ("mine", "moon")]
    assert packed[0] == packed[1]


def test_own_questions_stand_beside_several_topics(sheet: Run) -> None:
    MINE.write_text(OWN + "topics: [moon, history]\n", "utf-8")
    assert sheet(*JSON).code == 0
    form = built(Path("output/mine/moon+history.json"))
    ids = [item_id for each in ids_by_section(form).values() for item_id in each]
    assert {item_id.split(":")[0] for item_id in ids} == {"moon", "history", "own"}
    assert form["title"] == "The race to the Moon · A timeline of world history"


def test_all_types_of_a_bank_are_those_of_a_sheet(run: Run) -> None:
    run("new", "--questions", "heart")
    bank = yaml.load(Path("banks/heart.yaml").read_text("utf-8"), Loader=yaml.CBaseLoader)
    own = {key: bank[key] for key in ("questions", "passages", "sources") if key in bank}
    Path("sheets").mkdir()
    sheet = {"topic": "moon", "worksheet": "questions", "own": own}
    MINE.write_text(yaml.dump(sheet, default_style="'"), "utf-8")
    assert run(*JSON, "--only", "worksheet", "--only", "key").code == 0
    types = {item["type"] for each in built()["sections"] for item in each["items"]}
    assert len(types) == 9
    assert sorted(own_ids(built())) == sorted(f"own:{each['id']}" for each in bank["questions"])


def test_nothing_of_the_bank_is_told_by_a_question_of_ones_own(run: Run) -> None:
    Path("banks/cure.yaml").write_text(CURE, "utf-8")
    Path("sheets").mkdir()
    asks = "In which decade was penicillin found by Alexander Fleming?"
    MINE.write_text(
        f"topic: cure\nown: {{questions: [{{id: found, ask: '{asks}', answer: the 1920s}}]}}\n",
        "utf-8",
    )
    assert run(*JSON, "--worksheet", "questions").code == 0
    ids = ids_by_section(built(Path("output/mine/cure.json")))["Short answer"]
    assert sorted(ids) == ["lemon", "own:found"]


# --------------------------------------------------------------------------- its words


def test_a_sheet_has_its_own_instructions(sheet: Run) -> None:
    """A short answer with a line takes two minutes, and nobody plans in less than five."""
    MINE.write_text(
        f"{MOON}fill: false\nquestions: [when]\ninstructions: Use ink. You have {{minutes}} minutes.\n"
        "section_instructions: {Short answer: 'In {one} word.'}\n"
        + OWN[: OWN.index("    - ask: Which river")],
        "utf-8",
    )
    assert sheet(*JSON).code == 0
    assert built()["subtitle"] == "Use ink. You have 5 minutes."
    assert [each["instruction"] for each in built()["sections"]] == ["In {one} word."]


def test_an_instruction_that_tells_an_answer_is_refused(sheet: Run) -> None:
    MINE.write_text(f"{MOON}instructions: They leave before sunrise.\n{OWN}", "utf-8")
    told = sheet(*JSON)
    assert told.code == 1
    assert "gives away the answer of 'own:when'" in told.err


def test_nothing_is_asked_that_the_instructions_answer(run: Run) -> None:
    Path("banks/cure.yaml").write_text(CURE, "utf-8")
    Path("sheets").mkdir()
    words = "Alexander Fleming found penicillin. What else do you know?"
    MINE.write_text(f"topic: cure\ninstructions: {words}\n", "utf-8")
    assert run(*JSON).code == 0
    form = built(Path("output/mine/cure.json"))
    assert (form["subtitle"], ids_by_section(form)) == (words, {"Short answer": ["lemon"]})


def test_the_instruction_of_what_stands_in_for_a_section_can_be_changed(run: Run) -> None:
    Path("sheets").mkdir()
    MINE.write_text("topic: europe\nsection_instructions: {Complete: Fill the gaps.}\n", "utf-8")
    assert run(*JSON).code == 0
    form = built(Path("output/mine/europe.json"))
    assert {each["title"]: each["instruction"] for each in form["sections"]}["Complete"] == (
        "Fill the gaps."
    )


# --------------------------------------------------------------------------- kept and changed


def test_what_is_ones_own_is_kept_word_for_word(sheet: Run) -> None:
    words = "instructions: Use ink.\nsection_instructions: {Short answer: One word.}\n"
    MINE.write_text(f"{MOON}{words}{OWN}", "utf-8")
    assert sheet(*JSON, "--save", "other").code == 0
    text = Path("sheets/other.yaml").read_text("utf-8")
    assert text.endswith(OWN)
    assert "\ninstructions: Use ink.\nsection_instructions:\n  Short answer: One word.\n" in text
    assert f"\n  - {VIENNA}\n" in text
    before = built()
    assert sheet("build", "--sheet", "other", "--only", "json").code == 0
    after = built(Path("output/other/moon.json"))
    assert ids_by_section(after) == ids_by_section(before)
    assert after["subtitle"] == "Use ink."


def test_a_question_of_ones_own_can_be_swapped_and_dropped(sheet: Run) -> None:
    sheet(*JSON)
    numbers = {item["id"]: item["number"] for each in built()["sections"] for item in each["items"]}
    assert sheet(*JSON, "--swap", str(numbers[VIENNA])).code == 0
    assert sorted(own_ids(built())) == ["own:steps", "own:when"]
    assert f"drop:\n  - {VIENNA}\n" in MINE.read_text("utf-8")
    assert MINE.read_text("utf-8").startswith(MOON + OWN)
    assert sheet(*JSON, "--drop", "when").code == 0
    assert own_ids(built()) == ["own:steps"]


# --------------------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            MOON + "own: {questions: [{ask: Why?, answr: So}]}\n",
            "sheets/mine.yaml:3:31: unknown key 'answr'\n  hint: did you mean 'answer'? known keys: ",
        ),
        (
            MOON + "own:\n  questions:\n  - {ask: Why?, answer: So, passage: trip}\n",
            "sheets/mine.yaml:5:38: passage 'trip' is unknown\n",
        ),
        (
            MOON + "own:\n  questions:\n  - {id: a, ask: Why?}\n",
            "sheets/mine.yaml:5:5: the question has no answer\n",
        ),
        (
            MOON + "own:\n  questions:\n  - {id: a, ask: Why?, answer: So, picture: cat}\n",
            "sheets/mine.yaml:5:45: picture 'cat' is unknown\n",
        ),
        (
            MOON + "own:\n  questions: [{id: a, ask: Why?, answer: So}]\n  pictures:\n"
            "    cat: {file: cat.png, alt: A cat.}\n",
            "sheets/mine.yaml:6:17: there is no file 'cat.png'\n  hint: it is looked for in sheets\n",
        ),
        (
            MOON + "own:\n  passages: {trip: {text: On.}}\n  questions: [{ask: Why?, answer: So}]\n",
            "sheets/mine.yaml:4:20: no question is about the passage 'trip'\n"
            "  hint: write passage: trip in a question on it, or delete it\n",
        ),
        (
            MOON + "own: {questions: []}\n",
            "sheets/mine.yaml:3:6: own has no questions\n"
            "  hint: write own: questions: as in a bank, or delete it\n",
        ),
        (
            MOON + "own: {passages: {trip: {text: On.}}}\n",
            "sheets/mine.yaml:3:6: key 'questions' is missing\n",
        ),
        (
            "topics: [moon, own]\n",
            "sheets/mine.yaml:1:1: a topic called own cannot be told from the sheet's own questions\n"
            "  hint: give the bank's file another name\n",
        ),
        (
            MOON + "section_instructions: {Short anwser: One word.}\n",
            "sheets/mine.yaml:1:1: worksheet 'small' has no section 'Short anwser'\n"
            "  hint: did you mean 'Short answer'? known sections: "
            "Multiple choice, Put in order, Short answer\n",
        ),
        (
            MOON.replace("small", "study-sheet") + OWN,
            "sheets/mine.yaml:1:1: worksheet 'study-sheet' asks no questions, and the sheet has some"
            " of its own\n  hint: choose another worksheet, or take own out of the sheet\n",
        ),
        (
            MOON + "own: {questions: [{id: a, type: discussion, ask: Why?}]}\n",
            "sheets/mine.yaml:1:1: no section of worksheet 'small' takes the question 'own:a'\n"
            "  hint: choose a worksheet with a section for discussion items\n",
        ),
        (
            MOON + "questions: [own:fish]\n" + OWN,
            "sheets/mine.yaml:1:1: there is no question 'own:fish'\n",
        ),
    ],
)  # fmt: skip
def test_a_mistake_in_what_is_ones_own_is_told_at_its_place(
    sheet: Run, text: str, said: str
) -> None:
    MINE.write_text(text, "utf-8")
    told = sheet(*JSON)
    assert told.code == 1
    assert told.err.startswith(said)
    assert not Path("output").exists()


def test_a_sheet_in_braces_is_not_copied_in_part(sheet: Run) -> None:
    MINE.write_text(
        '{"topic": "moon", "own": {"questions": [{"ask": "Why?", "answer": "So"}]}}', "utf-8"
    )
    assert "the sheet's questions cannot be put into it" in sheet(*JSON, "--save", "other").err
    assert not Path("sheets/other.yaml").exists()


def test_the_schema_knows_what_a_sheet_may_have() -> None:
    judge = jsonschema.Draft202012Validator(schema_of("sheet"))

    def is_good(text: str) -> bool:
        return judge.is_valid(yaml.load(text, Loader=yaml.CBaseLoader))

    words = "instructions: Use ink.\nsection_instructions: {Short answer: One word.}\n"
    assert is_good(MOON + words + OWN)
    assert is_good("topics: [moon, history]\n")
    assert not is_good("topic: moon\ntopics: [history]\n")
    assert not is_good("worksheet: small\n")
    assert not is_good(MOON + "own: {}\n")
    assert not is_good(MOON + "own: {questions: [], facts: []}\n")
