"""Rows for Blackboard and CSV for Brightspace: what their importers find by the vendors' rules, and what is named."""

import csv
import html
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from pathlib import Path

import pytest
from command import Run
from exchange import bank_of, form_of, items_of, several_questions
from hypothesis import assume, given, settings
from nine_types import alone, choice_of, nine_types
from sample_form import text
from test_moodle import PICTURE, timeline

from quizgen.content import Run as Words
from quizgen.content import plain
from quizgen.errors import BankError
from quizgen.export.blackboard import write_blackboard
from quizgen.export.brightspace import write_brightspace
from quizgen.output import Export
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Item,
    Matching,
    Numeric,
    OrderedEvent,
    Ordering,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.passages import Passage

OTHER = "take Moodle XML for it, or leave it out with --what-fits"
LAKE = Passage(id="lake", title=text("By the lake"), paragraphs=(text("One."), text("Two.")))


def blackboard(form: Form) -> Export:
    return write_blackboard(form, "moon-blackboard.txt")


def brightspace(form: Form) -> Export:
    return write_brightspace(form, "moon-brightspace.csv")


def rows_of(content: bytes) -> list[list[str]]:
    return [line.split("\t") for line in content.decode().split("\n")[:-1]]


def questions_of(content: bytes) -> list[list[list[str]]]:
    """Return the rows of each question of a CSV file, by its keyword, empty cells at the end cut off."""
    found: list[list[list[str]]] = []
    for row in csv.reader(io.StringIO(content.decode(), newline="")):
        assert len(row) == 5
        while row and not row[-1]:
            row.pop()
        if row and row[0] == "NewQuestion":
            found.append([])
        if row:
            found[-1].append(row)
    return found


def words_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def one_line(content: object) -> str:
    return " ".join(plain(content).split("\n"))  # type: ignore[arg-type]


def why_lost(export: Export) -> str:
    (problem,) = export.left_out
    assert problem.hint == OTHER or "loses" in problem.message or "formula" in problem.message
    return problem.message


# --------------------------------------------------------------------------- Blackboard


def test_rows_are_written_so(golden: Callable[[str, str], None]) -> None:
    # The vendor's help of November 2026 lists these types; the forerunner of this file was laid out by it.
    golden("nine-types.blackboard", blackboard(nine_types()).files[0].content.decode())


def as_row(item: Item) -> list[str]:
    """Return the row of an item by the rules of Blackboard's help."""
    asked = one_line(item.prompt)
    match item.interaction:
        case Choice(type=kind, options=options):
            marks = {True: "correct", False: "incorrect"}
            cells = [[one_line(it.content), marks[it.is_key]] for it in options]
            return ["MC" if kind == "multiple-choice" else "MA", asked, *chain(*cells)]
        case TrueFalse(is_true=is_true):
            return ["TF", asked, str(is_true).lower()]
        case Matching(premises=premises, responses=responses):
            texts = {it.id: one_line(it.text) for it in responses}
            return ["MAT", asked, *chain(*([one_line(it.text), texts[it.response]] for it in premises))]  # fmt: skip
        case Ordering(events=events):
            by_rank = sorted(events, key=lambda it: it.rank)
            return ["ORD", asked, *(one_line(it.text) for it in by_rank)]
        case Numeric(low=low, high=high, unit=unit):
            asked = f"{asked} ({unit})" if unit else asked
            middle, spread = (low + high) / 2, (high - low) / 2
            return ["NUM", asked, *(f"{number.normalize() + 0:f}" for number in (middle, spread))]
        case ShortAnswer(answer=answer, accepted=accepted):
            return ["FIB", asked, *dict.fromkeys([one_line(answer), *accepted])]
        case Cloze(parts=parts, answers=answers, accepted=accepted):
            sentence, cells = plain(parts[0]), []
            for number, after in enumerate(parts[1:], start=1):
                sentence += f"[gap{number}]{plain(after)}"
                right = dict.fromkeys([plain(answers[number - 1]), *accepted[number - 1]])
                cells.append([f"gap{number}", *right])
            joined = [*cells[0], *chain(*(["", *each] for each in cells[1:]))]
            return ["FIB_PLUS", " ".join(filter(None, [asked, sentence.strip()])), *joined]
        case Discussion():
            return ["ESS", asked]


@settings(max_examples=60)
@given(several_questions)
def test_any_words_arrive_in_blackboard_in_one_row_each(questions: tuple) -> None:
    try:
        items = items_of(bank_of(questions))
    except BankError:
        assume(False)
    export = blackboard(form_of(items))
    lost = {it.item_id for it in export.left_out if "loses" not in it.message}
    kept = [item for item in items if item.id not in lost]
    assert rows_of(export.files[0].content) == [as_row(item) for item in kept]
    assert export.files[0].counts == {"questions": len(kept)}


def test_uploads_have_250_rows_at_most() -> None:
    (item,) = alone(choice_of("a", "b")).items
    export = blackboard(form_of([replace(item, id=f"it-{n}") for n in range(251)]))
    assert [(it.name, it.counts["questions"]) for it in export.files] == [
        ("moon-blackboard.txt", 250),
        ("moon-blackboard-2.txt", 1),
    ]
    assert [len(rows_of(it.content)) for it in export.files] == [250, 1]


def test_orders_are_told_of_since_some_courses_refuse_them() -> None:
    events = tuple(OrderedEvent(id=str(n), text=text(str(n)), rank=n) for n in (2, 1, 3))
    export = blackboard(alone(Ordering(events=events)))
    assert rows_of(export.files[0].content)[0] == ["ORD", "Which?", "1", "2", "3"]
    assert export.remarks == (
        "1 row is to be put in order: courses of Blackboard Ultra refuse such rows.",
    )
    assert blackboard(alone(choice_of("a", "b"))).remarks == ()


TWICE = Matching(
    premises=(
        Premise(id="a", text=text("a"), response="r"),
        Premise(id="b", text=text("b"), response="r"),
    ),
    responses=(Response(id="r", text=text("x")), Response(id="s", text=text("y"))),
)
SPARE = replace(TWICE, premises=TWICE.premises[:1])
BRACKETS = Cloze(parts=(text("a [1] "), ()), answers=(text("x"),), accepted=((),))
MANY = Cloze(parts=((),) * 12, answers=(text("x"),) * 11, accepted=((),) * 11)
TOLERANT = Numeric(answer=text("5"), low=Decimal(4), high=Decimal(6))


@pytest.mark.parametrize(
    ("write", "form", "why"),
    [
        (blackboard, alone(TWICE), "matches one answer twice, which Blackboard does not"),
        (blackboard, alone(SPARE), "loses 'y', which matches nothing: Blackboard has no spare answers"),
        (blackboard, alone(BRACKETS), "has brackets beside its gaps, which Blackboard writes in brackets"),
        (blackboard, alone(MANY), "has 11 gaps, and Blackboard has 10"),
        (blackboard, alone(choice_of(*map(str, range(101)))), "has 101 options, and Blackboard has 100"),
        (blackboard, alone(choice_of("a", "b"), passage=LAKE), "rests on the text 'By the lake': a row for Blackboard has none"),
        (blackboard, alone(choice_of("a", "b"), prompt=(Words("Whose?"), PICTURE)), "has a picture to look at, and a row for Blackboard has none"),
        (brightspace, alone(TWICE), "matches one answer twice, which Brightspace does not import"),
        (brightspace, alone(SPARE), "loses 'y', which matches nothing: Brightspace imports pairs alone"),
        (brightspace, alone(MANY), "has 11 gaps, and Brightspace imports one in a question"),
        (brightspace, alone(TOLERANT), "has a tolerance, and Brightspace imports none"),
        (brightspace, alone(choice_of("a", "b"), figure=timeline()), "has a picture to look at, which lies outside of such a file"),
        (brightspace, alone(ShortAnswer(answer=text("=1+1"))), "has '=1+1', which a spreadsheet takes for a formula"),
        (brightspace, alone(TrueFalse(is_true=False, correction=text("@x"))), "has '@x', which a spreadsheet takes for a formula"),
    ],
)  # fmt: skip
def test_what_cannot_be_held_is_named(
    write: Callable[[Form], Export], form: Form, why: str
) -> None:
    assert why_lost(write(form)) == f"question 1 ('it') {why}"
    assert write(form).files[0].counts == {"questions": int("loses" in why)}


# --------------------------------------------------------------------------- Brightspace


def test_csv_is_written_so(golden: Callable[[str, str], None]) -> None:
    # The keywords and their columns are those of the sample that D2L gives out, as several quote it.
    golden("nine-types.brightspace.csv", brightspace(nine_types()).files[0].content.decode())


def as_expected(rows: list[list[str]], item: Item) -> None:
    """Hold what Brightspace reads against the item."""
    (_, kind), *rest = rows
    asked = next(words_of(row[1]) for row in rest if row[0] == "QuestionText")
    prompt = plain(item.prompt)
    listed = [row for row in rest if row[0] in ("Option", "TRUE", "FALSE", "Choice", "Match", "Item", "Answer")]  # fmt: skip
    match item.interaction:
        case Choice(type=type_, options=options):
            full = "100" if type_ == "multiple-choice" else "1"
            assert kind == ("MC" if full == "100" else "MS")
            told = [(row[1] == full, words_of(row[2]), (*row[4:], "")[0]) for row in listed]
            assert told == [
                (it.is_key, plain(it.content), " ".join(plain(it.feedback or it.why_wrong).split()))
                for it in options
            ]
        case TrueFalse(is_true=is_true):
            assert [row[:2] for row in listed] == [
                ["TRUE", "100" if is_true else "0"],
                ["FALSE", "0" if is_true else "100"],
            ]
        case Matching(premises=premises, responses=responses):
            left = {row[1]: row[2] for row in listed if row[0] == "Choice"}
            right = {row[1]: row[2] for row in listed if row[0] == "Match"}
            texts = {it.id: plain(it.text) for it in responses}
            pairs = {" ".join(plain(it.text).split()): texts[it.response] for it in premises}
            assert {left[number]: right[number] for number in left} == pairs
            assert len(right) == len(left)
        case Ordering(events=events):
            by_rank = sorted(events, key=lambda it: it.rank)
            assert [words_of(row[1]) for row in listed] == [plain(it.text) for it in by_rank]
        case ShortAnswer(answer=answer, accepted=accepted):
            assert [row[2] for row in listed] == [*dict.fromkeys([plain(answer), *accepted])]
        case Numeric(low=low, unit=unit):
            assert Decimal(listed[0][2]) == low
            prompt += f" ({unit})" if unit else ""
        case Cloze(parts=(first, last), answers=(answer,)):
            prompt = f"{prompt}{plain(first)}_____{plain(last)}"
            assert listed[0][2] == plain(answer)
        case Discussion():
            assert kind == "WR"
    assert asked == prompt


@settings(max_examples=60)
@given(several_questions)
def test_any_words_arrive_in_brightspace_and_no_cell_is_a_formula(questions: tuple) -> None:
    try:
        items = items_of(bank_of(questions))
    except BankError:
        assume(False)
    export = brightspace(form_of(items))
    lost = {it.item_id for it in export.left_out if "loses" not in it.message}
    kept = [item for item in items if item.id not in lost]
    arrived = questions_of(export.files[0].content)
    assert len(arrived) == len(kept) == export.files[0].counts["questions"]
    for rows, item in zip(arrived, kept, strict=True):
        as_expected(rows, item)
        for row in rows:
            assert not any(cell.startswith(("=", "@", "\t")) for cell in row)


def test_a_formula_is_html_where_that_can_be() -> None:
    (rows,) = questions_of(brightspace(alone(choice_of("=SUM(A1)", "-5 °C"), "=1?")).files[0].content)  # fmt: skip
    assert rows[3] == ["QuestionText", "&#61;1?", "HTML"]
    assert rows[6] == ["Option", "100", "&#61;SUM(A1)", "HTML"]
    assert rows[7] == ["Option", "0", "-5 °C", "HTML"]


def test_a_passage_comes_above_its_question() -> None:
    form = alone(choice_of("a", "b"), passage=LAKE)
    (rows,) = questions_of(brightspace(form).files[0].content)
    assert rows[3][1] == "<p><b>By the lake</b></p><p>One.</p><p>Two.</p><p>Which?</p>"


@pytest.mark.parametrize(("program", "questions"), [("blackboard", 8), ("brightspace", 9)])
def test_a_bank_of_all_types_goes_out_and_the_rest_is_named(
    run: Run, program: str, questions: int
) -> None:
    run("new", "--questions", "heart")
    refused = run("export", "--topic", "heart", "--to", program)
    assert (refused.code, refused.out) == (1, "")
    said = json.loads(run("export", "--topic", "heart", "--to", program, "--what-fits", "--json").out)  # fmt: skip
    (path,) = said["files"]
    assert said["files"][path] == {"questions": questions}
    whole = [it for it in said["left_out"] if "loses" not in it["message"]]
    assert questions + len(whole) == 10
    assert Path(path).exists()
