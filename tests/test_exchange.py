"""What holds of every program that questions go to and come from: nothing is lost in silence, and no file is too bad to be told of."""

import re
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from command import CASES, Run
from hypothesis import given, settings
from hypothesis import strategies as st
from nine_types import nine_types

from quizgen import Blueprint, ItemPool, find_texts, find_theme, find_worksheet, read_materials
from quizgen.assemble import assemble_forms
from quizgen.build import build
from quizgen.cli.export import PROGRAMS
from quizgen.errors import BankError
from quizgen.export.qti21 import write_qti21
from quizgen.formats import FORMATS as TABLE
from quizgen.formats import Format, WholeDeck
from quizgen.imports import FORMATS as READ
from quizgen.imports import format_of
from quizgen.look import Look
from quizgen.output import Export
from quizgen.quiz.form import Form
from quizgen.read import File, Texts

GOLDEN = Path(__file__).parent / "golden"
WRITTEN = {
    "moodle": (GOLDEN / "moodle.xml").read_bytes(),
    "gift": (GOLDEN / "nine-types.gift").read_bytes(),
    "aiken": (GOLDEN / "nine-types.aiken").read_bytes(),
    "canvas": (GOLDEN / "canvas.xml").read_bytes(),
    "qti21": write_qti21(nine_types(), "moon-qti21.zip").files[0].content,
}
AS_TABLES = {"kahoot", "blooket", "gimkit", "wayground", "socrative"}
"""Programs whose sheets are read as what they are, tables of questions."""
OUT_ALONE = {
    "blackboard",
    "brightspace",
    "google-forms",
    "h5p",
    "markdown",
    "scorm",
    "web",
    "wordwall",
}
"""Programs that nothing comes back from: `import` reads none of their files."""
READ_AS = {"canvas-new": "canvas", "cartridge": "canvas"}
"""Formats that are read by the name of another."""


BANKS = {"escalation": 400, "europe": 400, "heart": 10}
"""Banks, and how many questions each has at least: one of facts, one with pictures, and one of nine written types."""


def texts_of(topic: str) -> Texts:
    if topic != "heart":
        return find_texts(topic)
    bank = File("banks/heart.yaml", (CASES / "heart.yaml").read_text("utf-8"))
    return replace(find_texts("escalation"), bank=bank, lock=None)


@cache
def whole(topic: str) -> tuple[Form, int]:
    """Return all questions of a bank as a form, and how many its pool has."""
    pool = ItemPool(read_materials(texts_of(topic)).subject)
    worksheet = find_worksheet("questions")
    sections = tuple(replace(section, wordings=()) for section in worksheet.sections)
    blueprint = Blueprint(
        worksheet=replace(worksheet, sections=sections), is_whole=True, max_sensitivity="high"
    )
    (form,) = assemble_forms(pool, blueprint)
    return form, len(pool.items)


def written(form: Form, program: Format) -> Export:
    export: Export = program.takes.write(form, "file")  # type: ignore[union-attr, call-arg, arg-type]
    return export


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda it: it.name)
@pytest.mark.parametrize("topic", BANKS)
def test_every_question_of_a_bank_is_written_or_named(topic: str, program: Format) -> None:
    form, items = whole(topic)
    assert len(form.items) == items >= BANKS[topic]
    export = written(form, program)
    parts = [problem for problem in export.left_out if " loses " in problem.message]
    named = {problem.item_id for problem in export.left_out if problem not in parts}
    assert named | {problem.item_id for problem in parts} <= {item.id for item in form.items}
    assert sum(file.counts.get("questions", 0) for file in export.files) + len(named) == items
    if program.name in OUT_ALONE:
        return
    for file in export.files:
        reader = format_of(file.content)
        assert reader is not None
        assert reader.name == (
            "table" if program.name in AS_TABLES else READ_AS.get(program.name, program.name)
        )
        taken = reader.read(file.content, "file")
        assert [problem for problem in taken.problems if problem.is_error] == []
        assert len(taken.questions) == file.counts["questions"]


LISTS = [each for each in TABLE if isinstance(each.takes, WholeDeck) and each.name != "deck"]
CHOSEN = {("heart", "quizlet"): 1, ("heart", "remnote"): 1}
"""Cards to choose an answer on, which programs that make choices of their own get none of."""


@pytest.mark.parametrize("topic", BANKS)
def test_every_card_of_a_bank_is_in_each_list_or_named(topic: str) -> None:
    worksheet = find_worksheet("questions" if topic == "heart" else "standard")
    blueprint = Blueprint(worksheet=worksheet, max_sensitivity="high", may_shrink=True)
    names = ["deck", *(each.name for each in LISTS)]
    look = Look(theme=find_theme())
    made = build(texts_of(topic), blueprint, look, names, formats=TABLE, what_fits=True)
    cards: dict[str, int] = {}
    for format, export in made.exports:
        named = sum(cards_named_in(problem.message) for problem in export.left_out)
        written = sum(file.counts["cards"] for file in export.files)
        cards[format.name] = written + named + CHOSEN.get((topic, format.name), 0)
    assert [*cards] == names
    assert {*cards.values()} == {cards["deck"]}
    assert cards["deck"] >= 5


def cards_named_in(message: str) -> int:
    if "the pictures on" in message:  # a card's back is lost, and the card is there
        return 0
    several = re.search(r"(\d+) cards have a picture", message)
    return int(several[1]) if several else 1


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda it: it.name)
def test_the_same_questions_give_the_same_bytes(program: Format) -> None:
    first, second = (written(nine_types(), program) for _ in range(2))
    # a language without words for a quiz on a screen has none, and that is named
    assert first.files or first.left_out
    assert [it.content for it in first.files] == [it.content for it in second.files]


def test_what_is_read_here_is_what_has_been_written() -> None:
    names = {each.name for each in READ}
    assert {*WRITTEN} == names & {each.name for each in PROGRAMS}


spoilt = st.sampled_from(
    [b"", b"<", b"&", b"\0", b"\xff", b"{", b"}", b"\\", b"~", b"=", b"->", b"ANSWER: Z", b"]]>", b"\n\n", b"<!DOCTYPE quiz>",
     b"<text>", b"</text>", b"&#0;", b"&#xd800;", b"&lt;script&gt;", b"{1:SA:", b"%999%", b"####", b"\xe2\x80\xa8", b"1e999"]
)  # fmt: skip


@settings(max_examples=300)
@given(
    st.sampled_from([*WRITTEN]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), spoilt), max_size=4),
    st.floats(0, 1),
)
def test_a_spoilt_file_is_read_or_told_of_and_never_raises(
    name: str, changes: list[tuple[float, int, bytes]], kept: float
) -> None:
    content = WRITTEN[name]
    for where, length, put in changes:
        place = int(where * len(content))
        content = content[:place] + put + content[place + length :]
    if kept < 0.3:
        content = content[: int(len(content) * kept)]
    (reader,) = (each for each in READ if each.name == name)
    taken = None
    with suppress(BankError):  # which tells what it is
        taken = reader.read(content, "file")
    if taken is None:
        return
    for question in taken.questions:
        assert question.where.line > 0
        assert question.type in ("discussion", "ordering", "cloze", "matching") or question.answer
    for problem in taken.problems:
        assert problem.where.path.split("/")[0] == "file"


@settings(max_examples=200)
@given(st.sampled_from(READ), st.text(max_size=200))
def test_any_text_at_all_is_read_or_told_of(reader: object, text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    with suppress(BankError):
        reader.read(content, "file")  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", [*WRITTEN])
def test_a_file_cut_off_anywhere_ends_the_command_in_words(name: str, run: Run) -> None:
    content = WRITTEN[name]
    for part in range(1, 12):
        Path("cut.txt").write_bytes(content[: len(content) * part // 12])
        said = run("import", "cut.txt", "--topic", f"cut-{part}", "--what-fits")
        assert said.code in (0, 1, 2)
        assert "Traceback" not in said.err
        assert said.code == 0 or said.err


def test_a_whole_bank_goes_to_moodle_and_comes_back_on_the_command_line(run: Run) -> None:
    run("export", "--topic", "escalation", "--to", "moodle", "--out", "there")
    said = run("import", "there/escalation-moodle.xml", "--topic", "again", "--what-fits")
    assert said.code == 0
    left = {line for line in said.err.splitlines() if not line.startswith("  hint:")}
    assert all(
        "has words in it (line 1)" in line for line in left
    )  # maps, whose names a bank's drawing has not
    text = Path("banks/again.yaml").read_text("utf-8")
    assert "\nsensitivity: low\n" in text
    assert run("check", "again").code == 0
