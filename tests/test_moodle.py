"""Questions as Moodle XML: what Moodle makes of them, by a reading of its own (moodle_reader), and each trap of the format."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import moodle_reader
import pytest
from command import Run
from moodle_reader import Question, import_xml, seen
from nine_types import alone, choice_of, nine_types
from picture_files import png
from sample_form import day, text

from quizgen.content import Picture, plain
from quizgen.content import Run as Words
from quizgen.export.moodle import write_moodle
from quizgen.figure.asked import svg_file
from quizgen.output import Export
from quizgen.quiz.figures import Moment, Period, Timeline
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
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

HOSTILE = """ = ~ { } : # \\ < & " ' % * -> [html] =SUM(A1) {#1} {1:SA:=x} ]]> &amp; <b> космонавт – −5 """.strip()


def written(form: Form) -> Export:
    return write_moodle(form, "moon-moodle.xml")


def read(form: Form) -> list[Question]:
    return import_xml(written(form).files[0].content)


def only(form: Form) -> Question:
    (question,) = read(form)
    return question


def number(low: str, high: str, unit: str = "", *accepted: str) -> Numeric:
    return Numeric(
        answer=text("so much"), low=Decimal(low), high=Decimal(high), unit=unit, accepted=accepted
    )


# --------------------------------------------------------------------------- all nine types


def test_a_form_of_nine_types_is_written_as_moodle_took_it(
    golden: Callable[[str, str], None],
) -> None:
    # Moodle 4.5.6 imported tests/golden/moodle.xml's forerunner of the same 13 questions on 2026-11-29, with "stop on
    # error"; its question engine marked the twelve that a machine can mark as right. docs/moodle.md says more.
    golden("moodle.xml", written(nine_types()).files[0].content.decode())


def test_every_question_arrives_in_its_category_with_its_points_tags_and_id() -> None:
    form = nine_types()
    questions = read(form)
    assert written(form).files[0].counts == {"questions": 13}
    assert written(form).left_out == ()
    expected = [
        (
            f"{numbered.number:02} {numbered.item.id}",
            numbered.item.id,
            section.title,
            numbered.points,
        )
        for section in form.sections
        for numbered in section.items
    ]
    assert [(each.name, each.ident) for each in questions] == [it[:2] for it in expected]
    title = "The race to the Moon, 1957–1969"
    assert [each.category for each in questions] == [
        f"$course$/top/{title}/{it[2]}" for it in expected
    ]
    assert [each.grade for each in questions] == [
        str(it[3]) if "cloze" not in it[0] else "" for it in expected
    ]
    assert {*map(tuple, (each.tags for each in questions))} == {("space-race", "level-1")}


def test_what_is_read_is_what_was_meant_letter_by_letter() -> None:
    form = nine_types()
    for question, item in zip(read(form), form.items, strict=True):
        prompt = plain(item.prompt)
        match item.interaction:
            case Choice(options=options):
                assert question.asks == prompt
                assert [(words, told) for words, _, told in question.answers()] == [
                    (plain(option.content), plain(option.why_wrong)) for option in options
                ]
                keys = [place for place, option in enumerate(options) if option.is_key]
                assert question.mark_choice(*keys) >= Decimal("0.9999")
                for place, option in enumerate(options):
                    assert option.is_key or question.mark_choice(place) == 0
                if len(keys) > 1:
                    assert question.mark_choice(*range(len(options))) <= Decimal("0.34")
            case TrueFalse(is_true=is_true, correction=correction):
                told = plain(correction)
                worth = {"true": is_true * 100, "false": (not is_true) * 100}
                assert question.asks == prompt
                assert question.answers() == [
                    (words, worth[words], told) for words in ("true", "false")
                ]
            case Matching(premises=premises, responses=responses):
                assert question.asks == "Write the letter of the speaker."
                texts = {each.id: plain(each.text) for each in responses}
                pairs = [
                    (f"{plain(it.text)} ({plain(it.detail)})", texts[it.response])
                    for it in premises
                ]
                assert question.pairs() == [*pairs, ("", "Alan Shepard")]
            case Ordering(events=events):
                in_order = [plain(each.text) for each in sorted(events, key=lambda each: each.rank)]
                assert [words for words, *_ in question.answers()] == in_order
            case Numeric(low=low, high=high, unit=unit):
                assert question.asks == f"{prompt} ({unit})"
                hair = Decimal("0.01")
                for value, is_right in (
                    (low, True),
                    (high, True),
                    (low - hair, False),
                    (high + hair, False),
                ):
                    assert question.mark_number(str(value)) == is_right
                    assert question.mark_number(f"{value} {unit}") == is_right
            case ShortAnswer(answer=answer, accepted=accepted):
                for typed in (plain(answer), *accepted):
                    assert question.mark_text(typed) == 1
                assert question.mark_text("NASA") == 0
                assert (
                    question.mark_text("N.A.S.A. xyz really = {yes} ~ #1") == 0
                )  # no star is a wildcard
            case Cloze(parts=parts, answers=answers, accepted=accepted):
                assert question.around_gaps() == [plain(part) for part in parts]
                right = [[plain(key), *also] for key, also in zip(answers, accepted, strict=True)]
                assert question.gaps() == [(1, each) for each in right]
            case Discussion():
                assert question.asks == prompt
    essay = read(form)[-1].element
    assert (
        essay.findtext("responsefieldlines") == "5"
    )  # of four lines, Moodle has the next larger number


def test_the_reason_and_the_source_stand_in_the_general_feedback() -> None:
    first, *_, last = read(nine_types())
    assert first.general == (
        "<p>The word comes from the Greek.</p>"
        "<p>Source: A. Siddiqi, Challenge to Apollo, NASA SP-2000-4408, 2000</p>"
    )
    assert last.general == ""


def test_hostile_words_arrive_in_every_place_as_they_are() -> None:
    hostile = text(HOSTILE)
    choice = choice_of(HOSTILE, "b")
    choice = replace(choice, options=tuple(replace(it, feedback=hostile) for it in choice.options))
    question = only(alone(choice, HOSTILE, rationale=hostile, id="hostile"))
    assert question.asks == HOSTILE
    assert question.answers()[0][::2] == (HOSTILE, HOSTILE)
    assert seen(question.general) == HOSTILE
    typed = only(alone(ShortAnswer(answer=hostile)))
    assert typed.mark_text(HOSTILE) == 1
    assert typed.mark_text(HOSTILE.replace("*", "anything")) == 0
    gapped = only(alone(Cloze(parts=(hostile, hostile), answers=(hostile,), accepted=((),)), ""))
    assert gapped.around_gaps() == [HOSTILE, HOSTILE]
    ((_, (answer,)),) = gapped.gaps()
    assert moodle_reader.matches(answer, HOSTILE)
    assert not moodle_reader.matches(answer, HOSTILE.replace("*", "anything"))
    pair = Matching(
        premises=(
            Premise(id="a", text=hostile, response="r"),
            Premise(id="b", text=text("b"), response="s"),
        ),
        responses=(Response(id="r", text=hostile), Response(id="s", text=text("s"))),
    )
    assert only(alone(pair)).pairs()[0] == (HOSTILE, HOSTILE)
    events = (
        OrderedEvent(id="a", text=hostile, rank=2),
        OrderedEvent(id="b", text=text("b"), rank=1),
    )
    assert [words for words, *_ in only(alone(Ordering(events=events))).answers()] == ["b", HOSTILE]


def test_signs_that_xml_cannot_hold_are_told_apart_from_nothing() -> None:
    question = only(alone(choice_of("a\x00b\x0b", "c"), "Who\x1f?"))
    assert question.asks == "Who\N{REPLACEMENT CHARACTER}?"


# --------------------------------------------------------------------------- traps


def test_numbers_are_digits_with_a_point_whatever_the_language() -> None:
    german = replace(alone(number("79.8", "88.2")), language="de")
    answer = only(german).element.find("answer")
    assert (answer.findtext("text"), answer.findtext("tolerance")) == (
        "84",
        "4.2",
    )  # 84,0 would be 840
    large = only(alone(number("5.97e24", "5.98e24")))
    assert large.element.findtext("answer/text") == "5975000000000000000000000"
    below = only(alone(number("-11", "-9", "m")))
    assert (below.element.findtext("answer/text"), below.element.findtext("answer/tolerance")) == (
        "-10",
        "1",
    )


def test_an_order_says_whether_it_shows_how_many_are_right() -> None:
    events = tuple(OrderedEvent(id=str(n), text=text(str(n)), rank=n) for n in (1, 2, 3))
    assert only(alone(Ordering(events=events))).element.findtext("shownumcorrect") == "1"


def test_braces_in_a_sentence_are_no_gap() -> None:
    cloze = Cloze(
        parts=(text("A literal {#1} and "), text(".")), answers=(text("x"),), accepted=((),)
    )
    html = only(alone(cloze, "")).html
    assert html == "A literal &#123;#1&#125; and {1:SHORTANSWER:=x}."


def test_the_share_of_each_right_option_is_one_that_moodle_knows() -> None:
    for keys in range(2, 11):
        options = [f"option {place}" for place in range(keys + 1)]
        question = only(alone(choice_of(*options, keys=(*range(keys),), several=True)))
        assert question.mark_choice(*range(keys)) >= Decimal("0.9999"), keys
        assert question.mark_choice(*range(keys + 1)) < 1, keys
        assert question.element.findtext("single") == "false"


def test_more_right_options_than_moodle_shares_points_among_are_named() -> None:
    options = [f"option {place}" for place in range(12)]
    export = written(alone(choice_of(*options, keys=(*range(11),), several=True)))
    (problem,) = export.left_out
    assert str(problem) == (
        "banks/moon.yaml:12:5: question 1 ('it') has 11 right options, and Moodle shares points among 10\n"
        "  hint: choose another format for it, or leave it out with --what-fits"
    )
    assert (problem.item_id, export.files[0].counts) == ("it", {"questions": 0})


def test_a_slash_in_a_name_begins_no_category_and_versions_have_their_own() -> None:
    form = replace(alone(choice_of("a", "b")), title="War/Peace", version="B")
    assert only(form).category == "$course$/top/War//Peace · Form B/Section"


def test_a_response_that_moodle_would_cut_is_named() -> None:
    pair = Matching(
        premises=(
            Premise(id="a", text=text("a"), response="r"),
            Premise(id="b", text=text("b"), response="r"),
        ),
        responses=(Response(id="r", text=text("x" * 256)),),
    )
    (problem,) = written(alone(pair)).left_out
    assert problem.message == (
        "question 1 ('it') has a response of 256 characters, of which Moodle would keep 255"
    )
    shorter = replace(pair, responses=(Response(id="r", text=text("x" * 255)),))
    assert written(alone(shorter)).left_out == ()


def test_a_long_id_is_made_shorter_and_stays_its_own() -> None:
    first = only(alone(choice_of("a", "b"), id="x" * 101)).ident
    second = only(alone(choice_of("a", "b"), id="x" * 102)).ident
    assert first != second
    assert {len(first), len(second)} == {100}


def test_each_gap_has_a_whole_number_of_points_and_none_too_many() -> None:
    parts, answers = (text("a "), text(" b "), text(" c")), (text("x"), text("y"))
    cloze = Cloze(parts=parts, answers=answers, accepted=((), ()))
    shared = only(alone(cloze, "", points=5))
    assert [points for points, _ in shared.gaps()] == [3, 2]
    export = written(alone(cloze, "", points=1))
    assert export.remarks == (
        "Question 1 is worth 2 points in Moodle instead of 1: one for each gap.",
    )


# --------------------------------------------------------------------------- units


@pytest.mark.parametrize(
    ("accepted", "typed", "is_right"),
    [
        ("185 lb", "185 lb", True),
        ("185 lb", "176 lb", True),  # 79.9 kg
        ("185 lb", "175 lb", False),  # 79.4 kg
        ("84 kilograms", "84 kilograms", True),
        ("84,000 g", "84000 g", True),
        ("84,000 g", "84000 lb", False),
    ],
)
def test_an_answer_in_another_unit_is_right_as_far_as_it_is_in_its_own(
    accepted: str, typed: str, is_right: bool
) -> None:
    assert only(alone(number("79.8", "88.2", "kg", accepted))).mark_number(typed) == is_right


@pytest.mark.parametrize("accepted", ["0.1 t", "12 stone 3 lb", "84.0.0", "84,00 kg", "x 3"])
def test_an_answer_that_tells_no_unit_is_named(accepted: str) -> None:
    (problem,) = written(alone(number("79.8", "88.2", "kg", accepted))).left_out
    assert problem.message.startswith(f"question 1 ('it') loses the answer '{accepted}', ")


def test_a_comma_that_may_be_a_point_is_not_guessed() -> None:
    german = replace(alone(number("79.8", "88.2", "kg", "84,000 g")), language="de")
    assert len(written(german).left_out) == 1


def test_a_number_in_words_is_nothing_that_anybody_types_into_moodle() -> None:
    assert written(alone(number("30", "30", "km", "thirty kilometres"))).left_out == ()


# --------------------------------------------------------------------------- pictures, passages, figures


PICTURE = Picture(
    name="flag",
    digest="0f" * 32,
    kind="png",
    width=4,
    height=3,
    alt='A "flag" <red>',
    credit="Ann, CC BY",
    fetch=png,
)


def test_pictures_go_with_the_text_that_they_stand_in() -> None:
    choice = choice_of("a", "b")
    first = replace(choice.options[0], content=(PICTURE,))
    question = only(
        alone(
            replace(choice, options=(first, choice.options[1])), prompt=(Words("Whose?"), PICTURE)
        )
    )
    assert question.files == {PICTURE.file_name: png()}
    img = f'<img src="@@PLUGINFILE@@/{PICTURE.file_name}" alt="A &quot;flag&quot; &lt;red&gt;">'
    shown = f'<p>{img}<br><small class="quizgen-credit">Ann, CC BY</small></p>'
    assert question.html == f"<p>Whose?</p>{shown}"
    answer = question.element.find("answer")
    assert answer.findtext("text") == shown
    assert answer.find("file").get("name") == PICTURE.file_name


def test_a_picture_that_is_not_at_hand_takes_its_question_with_it() -> None:
    form = alone(choice_of("a", "b"), prompt=(Words("Whose?"), replace(PICTURE, fetch=None)))
    (problem,) = written(form).left_out
    assert problem.message == "question 1 ('it') has a picture that is not at hand"


def test_a_passage_stands_above_each_question_on_it() -> None:
    passage = Passage(
        id="p",
        title=text("By the lake"),
        paragraphs=(text("One."), text("Two <b>.")),
        credit=text("Ann"),
    )
    question = only(alone(choice_of("a", "b"), passage=passage))
    assert question.html == (
        "<blockquote><p><b>By the lake</b></p><p>One.</p><p>Two &lt;b&gt;.</p><p><i>Ann</i></p></blockquote>"
        "<p>Which?</p>"
    )
    verse = replace(passage, is_verse=True, credit=(), title=())
    assert "<p>One.<br>Two &lt;b&gt;.</p>" in only(alone(choice_of("a", "b"), passage=verse)).html


def timeline() -> Timeline:
    moments = tuple(
        Moment(fact=f"f{n}", date=day(f"1961-0{n}-12"), date_text=f"12 {name} 1961", words=words)
        for n, name, words in ((4, "April", ""), (5, "May", "A given event"), (8, "August", ""))
    )
    first, last = moments[0].date.first, moments[-1].date.last
    return Timeline(
        caption="In 1961",
        alt="A timeline with two empty places",
        moments=moments,
        periods=(Period(first=first, last=last, number=1961, words="1961"),),
    )


def test_a_figure_goes_along_as_a_drawing_that_tells_no_answer() -> None:
    question = only(alone(choice_of("a", "b"), figure=timeline()))
    ((name, drawing),) = question.files.items()
    assert (
        f'<img src="@@PLUGINFILE@@/{name}" alt="A timeline with two empty places">' in question.html
    )
    root = ElementTree.fromstring(drawing)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    words = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"1", "2", "12 April 1961", "A given event"} <= {*words}
    assert drawing == svg_file(timeline())


def test_a_mark_scheme_goes_to_who_marks_and_points_with_it() -> None:
    bands = tuple(
        MarkBand(name=text(name), does=text(f"does {name}")) for name in ("little", "much")
    )
    task = Discussion(lines=30, bands=bands, passages=(text("page 3"),))
    question = only(alone(task, points=6))
    assert text_in(question, "graderinfo") == (
        '<ul class="quizgen-marking"><li><b>little</b> (1–3): <span>does little</span></li>'
        "<li><b>much</b> (4–6): <span>does much</span></li></ul><p>page 3</p>"
    )
    assert question.element.findtext("responsefieldlines") == "30"


def text_in(question: Question, tag: str) -> str:
    return moodle_reader.text_of(question.element.find(tag))


# --------------------------------------------------------------------------- on the command line


def test_all_questions_of_a_topic_are_written_and_what_stays_is_said(run: Run) -> None:
    said = run("export", "--topic", "moon", "--to", "moodle")
    questions = import_xml(Path("output/moon/moon-moodle.xml").read_bytes())
    first, advice, *rest = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert first == f"output/moon/moon-moodle.xml: {len(questions)} questions"
    assert advice == "Import the .xml file into the question bank of a Moodle course."
    assert rest == [
        "What is to be matched or put in order is drawn anew for each sheet: `quizgen build` takes the same formats,"
        " with --only."
    ]
    assert len(questions) > 100
    assert len({each.ident for each in questions}) == len(questions)


def test_a_bank_of_written_questions_of_all_types_arrives_whole(run: Run) -> None:
    run("new", "--questions", "heart")
    said = run("export", "--topic", "heart", "--to", "moodle", "--json")
    assert json.loads(said.out) == {
        "files": {"output/heart/heart-moodle.xml": {"questions": 10}},
        "left_out": [],
        "remarks": [],
    }
    kinds = {each.kind for each in import_xml(Path("output/heart/heart-moodle.xml").read_bytes())}
    assert kinds == moodle_reader.TYPES - {"category"}


def test_a_sheet_is_written_as_build_writes_it_in_each_version(run: Run) -> None:
    run("build", "--topic", "moon", "--save", "mine", "--only", "worksheet")
    said = run("export", "--sheet", "mine", "--to", "moodle", "--out", "there")
    built = run("build", "--sheet", "mine", "--only", "moodle", "--out", "here")
    assert (said.code, said.out.replace("there/", "here/")) == (0, built.out)
    assert Path("there/moon-moodle.xml").read_bytes() == Path("here/moon-moodle.xml").read_bytes()
    run("build", "--topic", "moon", "--forms", "2", "--only", "moodle")
    assert sorted(path.name for path in Path("output/moon").glob("*.xml")) == [
        "moon-moodle-A.xml",
        "moon-moodle-B.xml",
    ]


def test_either_a_topic_or_a_sheet_is_exported(run: Run) -> None:
    for words in (("--topic", "moon", "--sheet", "mine"), ()):
        said = run("export", "--to", "moodle", *words)
        assert said.code == 2
        assert "name a --topic, or a --sheet that was saved" in said.err


def test_what_is_too_sensitive_stays_and_is_counted(run: Run) -> None:
    mild = run("export", "--topic", "escalation", "--to", "moodle").out
    (stays,) = re.findall(
        r"(\d+) questions are left aside as too sensitive: see --max-sensitivity", mild
    )
    all_of_it = run(
        "export", "--topic", "escalation", "--to", "moodle", "--max-sensitivity", "high"
    ).out
    counts = [int(re.search(r"xml: (\d+) questions", said)[1]) for said in (mild, all_of_it)]
    assert counts[0] + int(stays) == counts[1]
    assert "too sensitive" not in all_of_it


def test_no_question_fits_a_tag_that_none_has(run: Run) -> None:
    said = run("export", "--topic", "moon", "--to", "moodle", "--tag", "nobody")
    assert said.code == 1
    assert not Path("output/moon/moon-moodle.xml").exists()


def test_a_topic_of_which_nothing_may_be_asked_is_told(run: Run) -> None:
    Path("banks/grim.yaml").write_text(
        "title: Grim\nquestions: [{id: a, ask: Who?, answer: me, sensitivity: high, themes: [war]}]\n",
        "utf-8",
    )
    said = run("export", "--topic", "grim", "--to", "moodle")
    assert (said.code, said.out) == (1, "")
    assert "there is no question of grim that may be asked\n" in said.err
