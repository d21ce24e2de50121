"""Questions as GIFT: what Moodle makes of them, by a reading of its own (gift_reader), and each trap of the format."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from command import Run
from exchange import bank_of, form_of, items_of, several_questions
from gift_reader import Question, import_gift
from hypothesis import assume, given, settings
from moodle_reader import matches
from nine_types import alone, choice_of, nine_types
from sample_form import text
from test_moodle import PICTURE, number, timeline

from quizgen.content import Run as Words
from quizgen.content import plain
from quizgen.errors import BankError
from quizgen.export.gift import write_gift
from quizgen.output import Export
from quizgen.quiz.alone import midpoint
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


def written(form: Form) -> Export:
    return write_gift(form, "moon-gift.txt")


def read(form: Form) -> list[Question]:
    return import_gift(written(form).files[0].content)


def only(form: Form) -> Question:
    (question,) = read(form)
    return question


def as_expected(question: Question, item: Item) -> None:
    """Hold what Moodle understands against the item."""
    prompt = plain(item.prompt)
    match item.interaction:
        case Choice(options=options) as choice:
            keys = sum(option.is_key for option in options)
            assert question.kind == ("single" if choice.type == "multiple-choice" else "several")
            assert [(words, told) for words, _, told in question.answers] == [
                (plain(option.content), plain(option.feedback or option.why_wrong))
                for option in options
            ]
            for (_, worth, _), option in zip(question.answers, options, strict=True):
                assert abs(abs(worth) - 100 / keys) < 0.001 or not (option.is_key or keys > 1)
                assert (worth > 0) == option.is_key
            assert question.asks == prompt
        case TrueFalse(is_true=is_true, correction=correction):
            told = f"→ {plain(correction)}" if correction else ""
            assert (question.kind, question.asks, question.truth) == (
                "truefalse",
                prompt,
                str(is_true).lower(),
            )
            assert question.told == (told, told)
        case Matching(premises=premises, responses=responses):
            texts = {each.id: plain(each.text) for each in responses}
            details = [f" ({plain(each.detail)})" if each.detail else "" for each in premises]
            pairs = [
                (plain(it.text) + detail, texts[it.response])
                for it, detail in zip(premises, details, strict=True)
            ]
            used = {each.response for each in premises}
            assert question.kind == "match"
            assert question.pairs == [
                *pairs,
                *(("", words) for ident, words in texts.items() if ident not in used),
            ]
        case Numeric(unit=unit) as amount:
            middle, spread = midpoint(amount)
            assert question.number == (float(middle), float(spread))
            assert question.asks == (f"{prompt} ({unit})" if unit else prompt)
        case (
            ShortAnswer(answer=answer, accepted=accepted)
            | Cloze(answers=(answer,), accepted=(accepted,))
        ):
            right = [plain(answer), *accepted]
            assert question.kind == "short"
            assert all(worth == 100 for _, worth, _ in question.answers)
            for typed in right:
                assert any(matches(words, typed) for words, *_ in question.answers)
                with_more = typed.replace("*", "anything")
                assert (
                    with_more in right
                    or not any(matches(words, with_more) for words, *_ in question.answers)
                    or "*" not in typed
                )
            if isinstance(item.interaction, Cloze):
                first, last = item.interaction.parts
                assert question.asks == f"{plain(first)}_____{plain(last)}".strip()
            else:
                assert question.asks == prompt
        case Discussion():
            assert (question.kind, question.asks) == ("essay", prompt)


def test_a_form_of_nine_types_is_written_as_moodle_took_it(
    golden: Callable[[str, str], None],
) -> None:
    # Moodle 4.5.6 imported the forerunner of tests/golden/nine-types.gift, with the same questions, on 2026-11-29, and
    # gift-pegjs 1.0.2 parsed this one on 2026-12-01. docs/gift.md says more.
    golden("nine-types.gift", written(nine_types()).files[0].content.decode())


def test_every_question_arrives_or_is_named() -> None:
    form, export = nine_types(), written(nine_types())
    questions = {each.name.split()[1]: each for each in read(form)}
    assert [
        (each.item_id, each.message.partition(") ")[2], each.hint) for each in export.left_out
    ] == [
        ("ordering/8", "is to be put in order, which only some readers of GIFT know", OTHER),
        ("cloze/12", "has 2 gaps, and GIFT has one in a question", OTHER),
    ]
    assert export.files[0].counts == {"questions": 11}
    for section in form.sections:
        for numbered in section.items:
            if numbered.item.id not in questions:
                continue
            question = questions[numbered.item.id]
            if numbered.item.type != "matching":
                as_expected(question, numbered.item)
            assert question.category == f"$course$/top/{form.title}/{section.title}"
            assert question.comment == f"// [id:{numbered.item.id}] [tag:space-race] [tag:level-1]"
    assert questions["matching/7"].asks == "Write the letter of the speaker."
    assert questions["multiple-choice/1"].general == (
        "The word comes from the Greek.\nSource: A. Siddiqi, Challenge to Apollo, NASA SP-2000-4408, 2000"
    )


@settings(max_examples=60)
@given(several_questions)
def test_any_words_arrive_as_they_are(questions: tuple) -> None:
    try:
        items = items_of(bank_of(questions))
    except BankError:
        assume(False)
    export = written(form_of(items))
    lost = {each.item_id for each in export.left_out}
    kept = [item for item in items if item.id not in lost]
    arrived = import_gift(export.files[0].content)
    assert len(arrived) == len(kept) == export.files[0].counts["questions"]
    for question, item in zip(arrived, kept, strict=True):
        as_expected(question, item)
        assert question.general == plain(item.rationale)


# --------------------------------------------------------------------------- traps


def test_numbers_are_digits_and_nothing_else() -> None:
    content = written(alone(number("79.8", "88.2", "kg", "185 lb"))).files[0].content.decode()
    assert "Which? (kg){#=84:4.2}" in content  # {#84 kg} would make every answer right


@pytest.mark.parametrize("words", ["a -> b", "->"])
def test_an_arrow_in_a_typed_answer_is_named(words: str) -> None:
    for answered in (
        ShortAnswer(answer=text("a"), accepted=(words,)),
        Cloze(parts=((), text(".")), answers=(text(words),), accepted=((),)),
    ):
        (problem,) = written(alone(answered)).left_out
        assert problem.message == (
            "question 1 ('it') has -> in an answer, by which GIFT knows a pair: Moodle reads nothing then"
        )
    assert only(alone(choice_of(words, "b"))).answers[0][0] == words


def test_an_arrow_on_the_left_of_a_pair_is_named() -> None:
    premises = (
        Premise(id="a", text=text("a -> b"), response="r"),
        Premise(id="b", text=text("c"), response="s"),
    )
    responses = (Response(id="r", text=text("x -> y")), Response(id="s", text=text("z")))
    (problem,) = written(alone(Matching(premises=premises, responses=responses))).left_out
    assert problem.message == "question 1 ('it') has -> on its left side, where GIFT parts a pair"
    fine = Matching(
        premises=premises[1:] * 1 + (Premise(id="d", text=text("d"), response="r"),),
        responses=responses,
    )
    assert only(alone(fine)).pairs == [("c", "z"), ("d", "x -> y")]


@pytest.mark.parametrize(
    "word", ["[html] a", "[plain] a", "[moodle]", "[markdown] x", "[1] note", "%50% off", "%5%"]
)
def test_no_word_is_taken_for_a_format_or_a_percentage(word: str) -> None:
    question = only(alone(choice_of(word, "b"), word, rationale=text(word)))
    assert (question.asks, question.answers[0][0], question.general) == (word, word, word)
    assert [worth for _, worth, _ in question.answers] == [100, 0]
    assert only(alone(ShortAnswer(answer=text(word)))).answers == [(word, 100, "")]


def test_a_question_of_several_paragraphs_has_no_blank_line() -> None:
    passage = Passage(id="p", title=text("Lake"), paragraphs=(text("One."), text("// Two.")))
    form = alone(choice_of("a", "b"), passage=passage)
    assert only(form).asks == "Lake\nOne.\n// Two.\n\nWhich?"


@pytest.mark.parametrize("word", ["T", "TRUE", "F", "FALSE"])
def test_an_answer_that_looks_like_a_truth_is_an_answer(word: str) -> None:
    question = only(alone(ShortAnswer(answer=text(word))))
    assert (question.kind, question.answers) == ("short", [(word, 100, "")])


def test_one_right_option_of_several_cannot_be_told() -> None:
    (problem,) = written(alone(choice_of("a", "b", several=True))).left_out
    assert (
        problem.message
        == "question 1 ('it') has one right option and asks for all that are right, which GIFT cannot tell"
    )
    many = [str(number) for number in range(12)]
    (problem,) = written(alone(choice_of(*many, keys=(*range(11),), several=True))).left_out
    assert (
        problem.message
        == "question 1 ('it') has 11 right options, and Moodle shares points among 10"
    )


def test_what_moodle_puts_in_the_place_of_signs_is_named() -> None:
    (problem,) = written(alone(choice_of("a &&058; b", "c"))).left_out
    assert problem.message == (
        "question 1 ('it') has the sign that Moodle's reader puts in the place of others, such as &&058;"
    )


def test_no_question_goes_without_its_picture() -> None:
    for form in (
        alone(choice_of("a", "b"), prompt=(Words("Whose?"), PICTURE)),
        alone(choice_of("a", "b"), figure=timeline()),
    ):
        (problem,) = written(form).left_out
        assert problem.message == "question 1 ('it') has a picture to look at, and GIFT has none"


def test_an_order_is_named() -> None:
    events = tuple(OrderedEvent(id=str(n), text=text(str(n)), rank=n) for n in (1, 2, 3))
    (problem,) = written(alone(Ordering(events=events))).left_out
    assert (
        problem.message
        == "question 1 ('it') is to be put in order, which only some readers of GIFT know"
    )


def test_a_gap_at_the_end_is_seen() -> None:
    question = only(
        alone(Cloze(parts=(text("It is "), ()), answers=(text("x"),), accepted=(("y",),)), "")
    )
    assert question.asks == "It is _____"
    assert [words for words, *_ in question.answers] == ["x", "y"]


# --------------------------------------------------------------------------- on the command line


def test_what_is_lost_of_a_bank_of_all_types_is_named_and_the_rest_counted(run: Run) -> None:
    run("new", "--questions", "heart")
    refused = run("export", "--topic", "heart", "--to", "gift")
    assert (refused.code, refused.out) == (1, "")
    said = run("export", "--topic", "heart", "--to", "gift", "--what-fits", "--json")
    told = json.loads(said.out)
    assert told["files"] == {"output/heart/heart-gift.txt": {"questions": 8}}
    assert [each["item"] for each in told["left_out"]] == [
        "way-of-the-blood",
        "back-from-the-lungs",
    ]
    assert len(import_gift(Path("output/heart/heart-gift.txt").read_bytes())) == 8
