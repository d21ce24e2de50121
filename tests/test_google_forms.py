"""A script for Google Forms: what a form is made of by it, and that no words of a bank are ever code."""

import json
import re
from collections.abc import Callable

import pytest
from exchange import bank_of, form_of, items_of, several_questions
from hypothesis import assume, given, settings
from nine_types import alone, choice_of, nine_types
from sample_form import text
from test_moodle import PICTURE, timeline

from quizgen.content import Run as Words
from quizgen.content import plain
from quizgen.errors import BankError
from quizgen.export.google_forms import write_google_forms
from quizgen.output import Export
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Item,
    Matching,
    Numeric,
    Ordering,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.passages import Passage


def written(form: Form) -> Export:
    return write_google_forms(form, "moon-google-forms.txt")


def script_of(form: Form) -> str:
    return written(form).files[0].content.decode()


def quiz_of(script: str) -> dict:
    """Return the value at the end of a script, which is JSON as it stands."""
    _, value = script.split("\nconst QUIZ = ", 1)
    assert value.endswith("};\n")
    found: dict = json.loads(value[:-2])
    return found


def entries(form: Form) -> list[dict]:
    return [each for each in quiz_of(script_of(form))["items"]]


def test_a_form_of_nine_types_is_a_script(golden: Callable[[str, str], None]) -> None:
    # tsc 5 with @types/google-apps-script took this script on 2026-12-01, and refused it with a wrong method's name.
    golden("google-forms.txt", script_of(nine_types()))


def test_a_choice_has_a_key_points_and_all_reasons_for_a_wrong_answer() -> None:
    first = entries(nine_types())[1]
    assert [option["right"] for option in first["options"]] == [True, False, False, False]
    assert (first["kind"], first["points"]) == ("one", 1)
    assert first["right"] == (
        "The word comes from the Greek.\nSource: A. Siddiqi, Challenge to Apollo, NASA SP-2000-4408, 2000"
    )
    assert first["wrong"].split("\n")[:2] == [
        "A landing in the sea: is splashdown",
        "A rocket’s first stage: is a booster",
    ]


def parts_of(found: list[dict], item: Item) -> None:
    """Hold what a form asks against the item, taking its entries off the list."""
    prompt = plain(item.prompt)
    match item.interaction:
        case Choice(type=kind, options=options):
            (each, *found[:]) = found
            assert each["kind"] == ("one" if kind == "multiple-choice" else "several")
            assert each["title"] == prompt
            assert [(it["text"], it["right"]) for it in each["options"]] == [
                (plain(option.content), option.is_key) for option in options
            ]
        case TrueFalse(is_true=is_true):
            (each, *found[:]) = found
            assert (each["kind"], each["title"]) == ("one", prompt)
            assert [it["right"] for it in each["options"]] == [is_true, not is_true]
        case Matching(premises=premises, responses=responses):
            (heading, *found[:]) = found
            assert (heading["kind"], heading["title"]) == ("heading", prompt)
            texts = {it.id: plain(it.text) for it in responses}
            for premise in premises:
                (each, *found[:]) = found
                assert (each["kind"], each["title"]) == ("list", plain(premise.text))
                assert [it["text"] for it in each["options"]] == [*texts.values()]
                assert [it["text"] for it in each["options"] if it["right"]] == [
                    texts[premise.response]
                ]
        case Ordering(events=events):
            (heading, *found[:]) = found
            for event in events:
                (each, *found[:]) = found
                assert each["title"] == plain(event.text)
                assert [it["text"] for it in each["options"] if it["right"]] == [str(event.rank)]
        case ShortAnswer(answer=answer):
            (each, *found[:]) = found
            assert (each["kind"], each["title"]) == ("words", prompt)
            assert each["right"].startswith(plain(answer))
        case Numeric(answer=answer, unit=unit):
            (each, *found[:]) = found
            assert each["title"] == (f"{prompt} ({unit})" if unit else prompt)
            assert each["right"].startswith(plain(answer))
        case Cloze(answers=answers, parts=parts):
            count = 1 if len(answers) == 1 else len(answers) + 1
            taken, found[:] = found[:count], found[count:]
            shown = taken[0]["title"]
            assert shown.count("_____") >= len(answers)
            assert all(plain(part) in shown for part in parts)
            for answer, each in zip(answers, taken[-len(answers) :], strict=True):
                assert each["right"].startswith(plain(answer))
        case Discussion():
            (each, *found[:]) = found
            assert (each["kind"], each["title"]) == ("paragraph", prompt)


@settings(max_examples=60)
@given(several_questions)
def test_any_words_arrive_and_stay_strings(questions: tuple) -> None:
    try:
        items = items_of(bank_of(questions))
    except BankError:
        assume(False)
    export = written(form_of(items))
    lost = {each.item_id for each in export.left_out}
    kept = [item for item in items if item.id not in lost]
    script = export.files[0].content.decode()
    assert "<" not in script.split("const QUIZ")[1]
    found = quiz_of(script)["items"]
    points = sum(each.get("points", 0) for each in found)
    assert points == sum(it.points for it in form_of(kept).sections[0].items)
    for item in kept:
        parts_of(found, item)
    assert found == []


@pytest.mark.parametrize("words", ['"; evil(); "', "</script>", "`${x}`", "\\", "*/ x /*", "\u2028", "// x"])  # fmt: skip
def test_no_words_end_a_string_a_line_or_the_script(words: str) -> None:
    script = script_of(alone(choice_of(words, "b"), words))
    code, value = script.split("\nconst QUIZ = ", 1)
    assert code == script_of(alone(choice_of("a", "b"))).split("\nconst QUIZ = ", 1)[0]
    assert not re.search("[<\u2028\u2029]", value)
    (entry,) = quiz_of(script)["items"]
    assert (entry["title"], entry["options"][0]["text"]) == (words, words)


def test_a_passage_stands_once_above_its_questions() -> None:
    lake = Passage(id="lake", title=text("By the lake"), paragraphs=(text("One."), text("Two.")))
    (item,) = alone(choice_of("a", "b"), passage=lake).items
    (other,) = alone(choice_of("a", "b")).items
    kinds = [(each["kind"], each.get("help")) for each in entries(form_of([item, item, other]))]
    assert kinds == [("heading", "One.\nTwo."), ("one", None), ("one", None), ("one", None)]


TWICE = Matching(
    premises=(Premise(id="a", text=text("a"), response="r"),),
    responses=(Response(id="r", text=text("x")), Response(id="s", text=text("x"))),
)


@pytest.mark.parametrize(
    ("form", "why"),
    [
        (alone(choice_of("a", "a")), "has one option twice, which Forms refuses"),
        (alone(TWICE), "has one answer twice, which Forms refuses"),
        (alone(choice_of("a", "b"), prompt=(Words("Whose?"), PICTURE)), "has a picture to look at, which a script does not bring along"),
        (alone(choice_of("a", "b"), figure=timeline()), "has a picture to look at, which a script does not bring along"),
    ],
)  # fmt: skip
def test_what_a_form_cannot_hold_is_named(form: Form, why: str) -> None:
    (problem,) = written(form).left_out
    assert problem.message == f"question 1 ('it') {why}"
    assert problem.hint == "take Moodle XML for it, or leave it out with --what-fits"


def test_what_is_marked_by_hand_is_said() -> None:
    assert written(alone(ShortAnswer(answer=text("a")))).remarks == (
        "1 question has a typed answer, for which no script can set a key: the answer stands in the feedback, for you.",
    )
    assert written(nine_types()).remarks[0].startswith("4 questions have typed answers, for which")
    assert written(alone(choice_of("a", "b"))).remarks == ()
