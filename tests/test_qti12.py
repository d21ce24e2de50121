"""Questions as QTI 1.2 for Canvas and as a Common Cartridge: what their readers make of it, by a reading of its own (qti_reader)."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from command import Run
from exchange import several_questions, there_and_back
from hypothesis import given, settings
from nine_types import alone, choice_of, nine_types
from qti_reader import QTI, Question, read_zip
from sample_form import text
from test_moodle import HOSTILE, PICTURE, number, timeline

from quizgen.bank.questions import Question as Written
from quizgen.content import plain
from quizgen.export.qti12 import write_canvas, write_cartridge
from quizgen.imports.qti12 import read_qti12
from quizgen.output import Export
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Item,
    MarkBand,
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

CANVAS = ("canvas", "canvas-new")
ALL = (*CANVAS, "cartridge")
OTHER = "choose another format for it, or leave it out with --what-fits"


def written(form: Form, program: str = "canvas") -> Export:
    if program == "cartridge":
        return write_cartridge(form, "moon.imscc")
    return write_canvas(form, "moon.zip", is_new=program == "canvas-new")


def read(form: Form, program: str = "canvas") -> list[Question]:
    return read_zip(written(form, program).files[0].content)[0]


def only(form: Form, program: str = "canvas") -> Question:
    (question,) = read(form, program)
    return question


def parts_of(form: Form, program: str) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(written(form, program).files[0].content)) as made:
        return {name: made.read(name).decode() for name in made.namelist()}


def matching(*pairs: tuple[str, str], spare: tuple[str, ...] = ()) -> Matching:
    responses = dict.fromkeys([*(right for _, right in pairs), *spare])
    return Matching(
        premises=tuple(
            Premise(id=f"p{place}", text=text(words), response=right)
            for place, (words, right) in enumerate(pairs)
        ),
        responses=tuple(Response(id=words, text=text(words)) for words in responses),
    )


def ordering(*steps: str) -> Ordering:
    """Return steps in their right order, printed in the reverse of it."""
    events = [
        OrderedEvent(id=f"e{rank}", text=text(words), rank=rank)
        for rank, words in enumerate(steps, start=1)
    ]
    return Ordering(events=tuple(reversed(events)))


# --------------------------------------------------------------------------- all nine types


@pytest.mark.parametrize(
    ("program", "golden_name"),
    [("canvas", "canvas.xml"), ("canvas-new", "canvas-new.xml"), ("cartridge", "cartridge.xml")],
)
def test_a_form_of_nine_types_is_written_as_real_readers_took_it(
    program: str, golden_name: str, golden: Callable[[str, str], None]
) -> None:
    # New Quizzes' importer (instructure/qti 2.27.0) read all of these, QTIMigrationTool, the first stage of Classic's,
    # those for Canvas, and the XSDs of QTI 1.2 and of Common Cartridge 1.1 found nothing wrong, on 2026-12-01.
    parts = parts_of(nine_types(), program)
    (quiz,) = (name for name in parts if "questestinterop" in parts[name])
    golden(golden_name, parts[quiz])


@pytest.mark.parametrize("program", ["canvas", "cartridge"])
def test_a_zip_holds_a_quiz_and_a_list_of_what_it_holds(
    program: str, golden: Callable[[str, str], None]
) -> None:
    parts = parts_of(nine_types(), program)
    others = [f"{name}\n{words}" for name, words in parts.items() if "questestinterop" not in words]
    golden(f"{program}-package.txt", "\n".join(others))


def expected_kind(item: Item, program: str) -> str:
    if program == "cartridge":
        return {
            "multiple-choice": "cc.multiple_choice.v0p1",
            "multiple-response": "cc.multiple_response.v0p1",
            "true-false": "cc.true_false.v0p1",
            "short-answer": "cc.fib.v0p1",
            "discussion": "cc.essay.v0p1",
        }[item.type]
    ordered = "ordering_question" if program == "canvas-new" else "matching_question"
    return {
        "multiple-choice": "multiple_choice_question",
        "multiple-response": "multiple_answers_question",
        "true-false": "true_false_question",
        "matching": "matching_question",
        "ordering": ordered,
        "numeric": "numerical_question",
        "short-answer": "short_answer_question",
        "cloze": "fill_in_multiple_blanks_question",
        "discussion": "essay_question",
    }[item.type]


def as_expected(question: Question, item: Item, program: str) -> None:
    """Hold what is understood against the item."""
    prompt = plain(item.prompt)
    match item.interaction:
        case Choice(options=options):
            ids = dict(question.options())
            assert [*ids.values()] == [plain(option.content) for option in options]
            assert [ids[key] for key in question.right()] == [
                plain(option.content) for option in options if option.is_key
            ]
            assert [question.told(ident) for ident in ids] == [
                plain(option.feedback or option.why_wrong) for option in options
            ]
            if program == "cartridge" and item.type == "multiple-response":
                assert question.right_in_moodle() == question.right()
        case TrueFalse(is_true=is_true, correction=correction):
            ids = {words: ident for ident, words in question.options()}
            assert question.right() == [ids[str(is_true)]]
            assert {question.told(ident) for ident in ids.values()} == {plain(correction)}
        case Matching(premises=premises, responses=responses):
            texts = {each.id: plain(each.text) for each in responses}
            assert question.pairs() == {
                f"{plain(it.text)} ({plain(it.detail)})": texts[it.response] for it in premises
            }
            first = question.all(".//response_lid")[0].get("ident", "")
            assert [words for _, words in question.options(first)] == [*texts.values()]
            prompt = prompt or "Write the letter of the speaker."
        case Ordering(events=events):
            in_order = [plain(each.text) for each in sorted(events, key=lambda each: each.rank)]
            if program == "canvas-new":
                ids = dict(question.options())
                assert [ids[key] for key in question.right()] == in_order
                assert [*ids.values()] == [plain(each.text) for each in events]
            else:
                assert question.pairs() == {
                    words: str(place) for place, words in enumerate(in_order, start=1)
                }
            prompt = prompt or "Number the events from the earliest."
        case Numeric(low=low, high=high, unit=unit):
            prompt = f"{prompt} ({unit})"
            hair = Decimal("0.0001")
            for value, is_right in (
                (low, True),
                (high, True),
                (low - hair, False),
                (high + hair, False),
            ):
                assert question.marks_number(value) == is_right
            assert question.all(".//render_fib")[0].get("fibtype") == "Decimal"
        case ShortAnswer(answer=answer, accepted=accepted):
            assert question.typed() == [plain(answer), *accepted]
        case Cloze(parts=parts, answers=answers, accepted=accepted):
            right = [[plain(key), *also] for key, also in zip(answers, accepted, strict=True)]
            assert question.gaps() == ([plain(part) for part in parts], right)
            return
        case Discussion():
            assert question.scored() == []
    assert question.asks == prompt


@pytest.mark.parametrize("program", ALL)
def test_every_question_arrives_letter_by_letter_or_is_named(program: str) -> None:
    form, export = nine_types(), written(nine_types(), program)
    named = {problem.item_id for problem in export.left_out}
    kept = [
        each for section in form.sections for each in section.items if each.item.id not in named
    ]
    questions = read(form, program)
    assert export.files[0].counts == {"questions": len(questions)}
    assert (len(named), len(kept)) == ((5, 8) if program == "cartridge" else (0, 13))
    for question, numbered in zip(questions, kept, strict=True):
        item = numbered.item
        as_expected(question, item, program)
        assert question.kind == expected_kind(item, program)
        assert question.title == item.id
        points = question.fields["cc_weighting" if program == "cartridge" else "points_possible"]
        assert points == str(numbered.points)
        tags = question.fields["cc_question_category" if program == "cartridge" else "qmd_keywords"]
        assert tags == "space-race, level-1"


def test_what_a_cartridge_does_not_know_is_named() -> None:
    assert [
        (each.item_id, each.message.partition(") ")[2], each.hint)
        for each in written(nine_types(), "cartridge").left_out
    ] == [
        ("matching/7", "is a matching, which a Common Cartridge does not know", OTHER),
        ("ordering/8", "is to be put in order, which a Common Cartridge does not know", OTHER),
        (
            "numeric/9",
            "asks for a number, which a Common Cartridge could only compare letter by letter",
            OTHER,
        ),
        (
            "numeric/10",
            "asks for a number, which a Common Cartridge could only compare letter by letter",
            OTHER,
        ),
        ("cloze/12", "has 2 gaps, and a Common Cartridge has one in a question", OTHER),
    ]


@pytest.mark.parametrize("program", ALL)
def test_the_reason_and_the_source_are_told_after_any_answer(program: str) -> None:
    first, *_, last = read(nine_types(), program)
    assert first.general == (
        "<p>The word comes from the Greek.</p>"
        "<p>Source: A. Siddiqi, Challenge to Apollo, NASA SP-2000-4408, 2000</p>"
    )
    assert last.general == ""
    condition = first.all(".//respcondition")[0]
    assert condition.get("continue") == "Yes"
    assert condition.find(f"{QTI}conditionvar/{QTI}other") is not None


@pytest.mark.parametrize("program", ALL)
def test_what_scores_stands_behind_what_only_tells(program: str) -> None:
    for question in read(nine_types(), program):
        conditions = question.all(".//respcondition")
        scores = [each.find(f"{QTI}setvar") is not None for each in conditions]
        assert scores == sorted(scores)
        if program != "cartridge" and question.kind != "essay_question":
            told = conditions[: scores.count(False)]
            assert all(each.get("continue") == "Yes" for each in told)


def test_moodle_tells_all_pupils_nothing_that_is_told_of_one_option() -> None:
    # It takes for general feedback what any condition of a cartridge tells that goes on.
    choice = choice_of("a", "b", "c", keys=(0,))
    told = [replace(each, feedback=text(f"on {plain(each.content)}")) for each in choice.options]
    form = alone(replace(choice, options=tuple(told)), rationale=text("Why."))
    false = alone(TrueFalse(is_true=False, correction=text("It is so.")), rationale=text("Why."))
    for made in (form, false):
        question = only(made, "cartridge")
        general = [
            shown.get("linkrefid")
            for condition in question.all(".//respcondition")
            if condition.get("continue") == "Yes"
            for shown in condition.iter(f"{QTI}displayfeedback")
        ]
        assert general == ["general_fb"]
    question = only(form, "cartridge")
    assert [question.told(ident) for ident, _ in question.options()] == ["on a", "on b", "on c"]
    several = choice_of("a", "b", "c", keys=(0, 1), several=True)
    told = [replace(each, feedback=text(f"on {plain(each.content)}")) for each in several.options]
    question = only(alone(replace(several, options=tuple(told))), "cartridge")
    ends = {
        plain_text(condition): condition.get("continue")
        for condition in question.all(".//respcondition")
        if condition.find(f"{QTI}setvar") is None
    }
    ids = {words: ident for ident, words in question.options()}
    assert ends == {ids["a"]: "Yes", ids["b"]: "Yes", ids["c"]: "No"}


def plain_text(condition: object) -> str:
    return condition.findtext(f"{QTI}conditionvar/{QTI}varequal")  # type: ignore[attr-defined]


def test_a_cartridge_sets_scores_and_adds_none() -> None:
    for question in read(nine_types(), "cartridge"):
        assert {each.get("action") for each in question.all(".//setvar")} <= {"Set"}
        assert not {each.tag for each in question.element.iter()} & {f"{QTI}vargte", f"{QTI}or"}
    essay = read(nine_types(), "cartridge")[-1]
    assert essay.all("resprocessing") == []  # an empty one would not be valid


# --------------------------------------------------------------------------- words


@pytest.mark.parametrize("program", CANVAS)
def test_hostile_words_arrive_in_every_place_as_they_are(program: str) -> None:
    hostile = text(HOSTILE)
    choice = choice_of(HOSTILE, "b")
    choice = replace(choice, options=tuple(replace(it, feedback=hostile) for it in choice.options))
    question = only(alone(choice, HOSTILE, rationale=hostile, id="hostile"), program)
    (ident, words), _ = question.options()
    assert (question.asks, words, question.told(ident)) == (HOSTILE, HOSTILE, HOSTILE)
    assert question.general.count("&lt;b&gt;") == 1
    assert only(alone(ShortAnswer(answer=hostile)), program).typed() == [HOSTILE]
    gapped = only(
        alone(Cloze(parts=(hostile, hostile), answers=(hostile,), accepted=((),)), ""), program
    )
    assert gapped.gaps() == ([HOSTILE, HOSTILE], [[HOSTILE]])


def test_an_option_is_html_since_new_quizzes_cuts_tags_out_of_plain_text() -> None:
    for program in ALL:
        question = only(alone(choice_of("a<b & c>d", "e")), program)
        found = question.all(".//response_label//mattext")[0]
        assert (found.get("texttype"), found.text) == ("text/html", "a&lt;b &amp; c&gt;d")


@pytest.mark.parametrize("words", ["a<b", "&lt;", "AT&amp;T", "&copy 2020", "&#65;"])
def test_a_pair_whose_signs_the_two_readers_take_otherwise_is_named(words: str) -> None:
    for answered in (
        matching((words, "r"), ("b", "s")),
        matching(("a", words), ("b", "s")),
        ordering("a", words),
    ):
        form = alone(answered)
        (problem,) = written(form).left_out
        assert f"has '{words}' in a " in problem.message
        assert (
            problem.hint
            == "take canvas-new for it if your school has New Quizzes, or use --what-fits"
        )
        assert written(form, "canvas-new").left_out == ()
    pair = only(alone(matching((words, "r"), ("b", words))), "canvas-new")
    assert pair.pairs() == {words: "r", "b": words}


@pytest.mark.parametrize("words", ["AT&T", "a > b", "R&D; more", "“&”"])
def test_signs_that_nobody_takes_for_markup_stay_plain(words: str) -> None:
    for program in CANVAS:
        question = only(alone(matching((words, "r"), ("b", words))), program)
        assert question.pairs() == {words: "r", "b": words}
        assert {each.get("texttype") for each in question.all(".//response_lid//mattext")} == {
            "text/plain"
        }


def test_brackets_in_a_sentence_are_no_gap() -> None:
    cloze = Cloze(
        parts=(text("A [blank1], an array[0] and "), text(".")),
        answers=(text("x[1]"),),
        accepted=((),),
    )
    question = only(alone(cloze, ""))
    assert question.gaps() == (["A [blank1], an array[0] and ", "."], [["x[1]"]])
    assert "&#91;blank1&#93;" in question.html


def test_signs_that_xml_cannot_hold_are_told_apart_from_nothing() -> None:
    for program in ALL:
        question = only(alone(choice_of("a\x00b\x0b", "c"), "Who\x1f?"), program)
        assert question.asks == "Who\N{REPLACEMENT CHARACTER}?"


# --------------------------------------------------------------------------- ids


def test_an_option_is_known_by_digits_wherever_it_stands() -> None:
    first = only(alone(choice_of("a", "b", "c")))
    turned = choice_of("a", "b", "c")
    turned = replace(turned, options=tuple(reversed(turned.options)))
    second = only(alone(turned))
    ids = dict(first.options())
    assert all(ident.isascii() and ident.isdigit() for ident in ids)
    assert dict(second.options()) == ids
    assert first.fields["original_answer_ids"] == ",".join(ids)


def test_many_options_have_many_numbers() -> None:
    question = only(alone(choice_of(*map(str, range(400)))))
    assert len(dict(question.options())) == 400


def test_versions_are_quizzes_of_their_own_and_the_same_one_is_known_again() -> None:
    form = alone(choice_of("a", "b"))
    versions = [replace(form, version=version) for version in ("A", "B")]
    idents = [only(each).ident for each in (*versions, versions[0])]
    assert idents[0] == idents[2]
    assert idents[0] != idents[1]
    titles = [
        words for name, words in parts_of(versions[1], "canvas").items() if "meta.xml" in name
    ]
    assert "· Form B</title>" in titles[0]


# --------------------------------------------------------------------------- numbers


def test_a_number_that_is_exact_is_that_number() -> None:
    question = only(alone(number("1969", "1969")))
    (condition,) = question.scored()
    assert [each.text for each in condition.iter(f"{QTI}varequal")] == ["1969"]
    assert question.marks_number(Decimal("1969"))
    assert not question.marks_number(Decimal("1969.1"))


def test_numbers_are_digits_with_a_point_whatever_the_language() -> None:
    german = replace(alone(number("79.8", "88.2")), language="de")
    (condition,) = only(german).scored()
    assert [
        each.text for each in condition.iter() if each.tag in (f"{QTI}vargte", f"{QTI}varlte")
    ] == [
        "79.8",
        "88.2",
    ]
    large = only(alone(number("5.97e24", "5.98e24")))
    assert large.marks_number(Decimal("5.975e24"))


def test_an_answer_in_another_unit_needs_a_question_that_says_its_own() -> None:
    assert written(alone(number("79.8", "88.2", "kg", "185 lb"))).left_out == ()
    assert written(alone(number("79.8", "88.2", "", "eighty"))).left_out == ()
    (problem,) = written(alone(number("79.8", "88.2", "", "185 lb"))).left_out
    assert problem.message == "question 1 ('it') takes '185 lb' as well, and Canvas knows no units"
    assert problem.hint == "give the question a unit to answer in"


# --------------------------------------------------------------------------- shares


@pytest.mark.parametrize("parts", [2, 3, 6, 7, 11])
def test_the_shares_of_pairs_and_gaps_add_up_to_all(parts: int) -> None:
    pairs = only(alone(matching(*((f"p{place}", f"r{place}") for place in range(parts)))))
    assert len(pairs.pairs()) == parts
    places = only(alone(ordering(*(f"step {place}" for place in range(parts)))))
    assert len(places.pairs()) == parts
    sentence = tuple(text(f" {place} ") for place in range(parts + 1))
    answers = tuple(text(f"a{place}") for place in range(parts))
    gaps = only(alone(Cloze(parts=sentence, answers=answers, accepted=((),) * parts), ""))
    worth = sum(Decimal(each.text or "") for each in gaps.all(".//setvar"))
    assert worth == 100


def test_two_premises_may_have_one_answer_and_some_answers_none() -> None:
    question = only(alone(matching(("a", "r"), ("b", "r"), ("c", "s"), spare=("t",))))
    assert question.pairs() == {"a": "r", "b": "r", "c": "s"}
    first = question.all(".//response_lid")[0].get("ident", "")
    assert [words for _, words in question.options(first)] == ["r", "s", "t"]


# --------------------------------------------------------------------------- what the maker is told


def test_who_makes_it_is_told_what_classic_and_cartridges_do_otherwise() -> None:
    remarks = written(nine_types()).remarks
    assert remarks == (
        "What is to be put in order is matched to its place, since Classic Quizzes knows nothing else"
        " (1 question); canvas-new keeps it.",
    )
    assert written(nine_types(), "canvas-new").remarks == ()
    assert written(nine_types(), "cartridge").remarks == (
        "Programs count one point for each question of a cartridge, whatever it is worth.",
    )
    assert written(alone(choice_of("a", "b")), "cartridge").remarks == ()


def test_a_mark_scheme_goes_to_who_marks_and_to_nobody_else() -> None:
    bands = (
        MarkBand(name=text("fair <"), does=text("one & only")),
        MarkBand(name=text("strong"), does=text("two")),
    )
    form = alone(Discussion(bands=bands), points=4)
    scheme = (
        '<ul class="quizgen-marking"><li><b>fair &lt;</b> (1–2): <span>one &amp; only</span></li>'
        "<li><b>strong</b> (3–4): <span>two</span></li></ul>"
    )
    for program in CANVAS:
        question = only(form, program)
        assert question.fields["grading_notes"] == scheme
        assert question.general == ""
    assert written(form).remarks == (
        "New Quizzes shows 1 mark scheme to who marks; Classic Quizzes does not: print the key.",
    )
    (solution,) = only(form, "cartridge").all(".//solution//mattext")
    assert solution.text == scheme


def test_nothing_to_ask_is_no_file() -> None:
    form = replace(nine_types(), sections=())
    for program in ALL:
        assert written(form, program).files == ()


# --------------------------------------------------------------------------- pictures


@pytest.mark.parametrize("program", ALL)
def test_pictures_lie_in_the_zip_once_each(program: str) -> None:
    choice = choice_of("a", "b")
    first, second = choice.options
    choice = replace(choice, options=(replace(first, content=(PICTURE,)), second))
    form = alone(choice, prompt=(*text("Whose flag?"), PICTURE))
    (question,), others = read_zip(written(form, program).files[0].content)
    name = f"images/{PICTURE.file_name}"
    assert others[name] == PICTURE.fetch()  # type: ignore[misc]
    assert (
        f'<img src="$IMS-CC-FILEBASE$/{name}" alt="A &quot;flag&quot; &lt;red&gt;">'
        in question.html
    )
    assert "Ann, CC BY" in question.html
    option = question.all(".//response_label//mattext")[0].text or ""
    assert f"$IMS-CC-FILEBASE$/{name}" in option
    assert len([each for each in others if each.startswith("images/")]) == 1


def test_a_timeline_is_drawn_into_the_zip() -> None:
    form = alone(choice_of("a", "b"), figure=timeline())
    (question,), others = read_zip(written(form).files[0].content)
    (drawn,) = (name for name in others if name.endswith(".svg"))
    assert others[drawn].startswith(b"<svg")
    assert f'src="$IMS-CC-FILEBASE$/{drawn}"' in question.html


@pytest.mark.parametrize("program", ALL)
def test_a_picture_that_is_not_at_hand_is_named_and_the_rest_is_written(program: str) -> None:
    form = alone(choice_of("a", "b"), prompt=(replace(PICTURE, fetch=None),))
    (problem,) = written(form, program).left_out
    assert problem.message == "question 1 ('it') has a picture that is not at hand"
    assert written(form, program).files[0].counts == {"questions": 0}


def test_pictures_to_be_matched_are_named() -> None:
    pair = matching(("a", "r"), ("b", "s"))
    shown = replace(pair.premises[0], text=(PICTURE,))
    form = alone(replace(pair, premises=(shown, pair.premises[1])))
    (problem,) = written(form).left_out
    assert (
        problem.message
        == "question 1 ('it') has pictures to be matched, and Canvas matches words alone"
    )


def test_a_passage_stands_above_what_is_asked() -> None:
    passage = Passage(
        id="p",
        title=text("On <flight>"),
        paragraphs=(text("First."), text("Second.")),
        credit=text("A. B."),
    )
    for program in ALL:
        html = only(alone(choice_of("a", "b"), passage=passage), program).html
        assert html == (
            "<blockquote><p><b>On &lt;flight&gt;</b></p><p>First.</p><p>Second.</p><p><i>A. B.</i></p></blockquote>"
            "<p>Which?</p>"
        )


# --------------------------------------------------------------------------- there and back


@settings(max_examples=60)
@given(several_questions)
def test_what_goes_to_new_quizzes_comes_back_as_it_was(questions: tuple[Written, ...]) -> None:
    before, after, _ = there_and_back(
        questions, lambda f, n: write_canvas(f, n, is_new=True), read_qti12
    )
    assert after == before


@settings(max_examples=60)
@given(several_questions)
def test_what_goes_to_canvas_comes_back_as_it_was(questions: tuple[Written, ...]) -> None:
    before, after, _ = there_and_back(questions, write_canvas, read_qti12)
    assert after == before


@settings(max_examples=60)
@given(several_questions)
def test_what_goes_into_a_cartridge_comes_back_as_it_was(questions: tuple[Written, ...]) -> None:
    before, after, _ = there_and_back(questions, write_cartridge, read_qti12)
    assert after == before


# --------------------------------------------------------------------------- on the command line


def test_the_command_line_writes_what_each_program_takes(run: Run) -> None:
    said = run(
        "export",
        "--topic",
        "moon",
        "--to",
        "canvas",
        "--to",
        "canvas-new",
        "--to",
        "cartridge",
        "--what-fits",
        "--out",
        "out",
    )
    assert said.code == 0, said.err
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "moon-canvas-new.zip",
        "moon-canvas.zip",
        "moon.imscc",
    ]
    assert re.search(r"out/moon\.imscc", said.out)
    taken = run("import", "out/moon-canvas.zip", "--topic", "again", "--what-fits")
    assert taken.code == 0, taken.err
    assert run("check", "again").code == 0


def test_a_cartridge_that_cannot_hold_all_is_not_written_unless_asked_for(run: Run) -> None:
    said = run("export", "--topic", "moon", "--to", "cartridge", "--out", "out")
    assert said.code == 1
    assert "which a Common Cartridge" in said.err
    assert not Path("out").exists()


def test_two_versions_are_two_files(run: Run) -> None:
    said = run(
        "build",
        "--topic",
        "moon",
        "--worksheet",
        "small",
        "--forms",
        "2",
        "--only",
        "canvas",
        "--what-fits",
    )
    assert said.code == 0, said.err
    names = sorted(path.name for path in Path("output/moon").iterdir())
    assert names == ["moon-canvas-A.zip", "moon-canvas-B.zip"]
