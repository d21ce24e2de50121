"""Questions as a QTI 2.1 package: what a player makes of them, by a reading of its own (qti21_player)."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from command import Run
from nine_types import alone, choice_of, nine_types
from picture_files import png
from qti21_player import QTI, Item, import_package
from sample_form import text
from test_moodle import HOSTILE, PICTURE, number, timeline

from quizgen.content import Content, Listing, Paragraph, Table, plain
from quizgen.content import Run as Words
from quizgen.export.qti21 import ident_of, write_qti21
from quizgen.figure.asked import svg_file
from quizgen.output import Export
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


def written(form: Form) -> Export:
    return write_qti21(form, "moon-qti21.zip")


def read(form: Form) -> list[Item]:
    return import_package(written(form).files[0].content).items


def only(form: Form) -> Item:
    (item,) = read(form)
    return item


def test_a_form_of_nine_types_is_written_as_the_standard_asks(
    golden: Callable[[str, str], None],
) -> None:
    # All files of this package were valid by the schema of QTI 2.1 on 2026-12-01, and a player gave the points; docs/qti.md
    # says more.
    archive = zipfile.ZipFile(io.BytesIO(written(nine_types()).files[0].content))
    parts = [f"--- {name}\n{archive.read(name).decode()}" for name in archive.namelist()]
    golden("nine-types-qti21.txt", "".join(parts))


def test_files_are_sorted_and_undated() -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(nine_types()).files[0].content))
    assert archive.namelist() == sorted(archive.namelist())
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_every_question_arrives_in_its_section_with_points_tags_and_language() -> None:
    form = nine_types()
    package = import_package(written(form).files[0].content)
    assert written(form).files[0].counts == {"questions": 13}
    assert written(form).left_out == ()
    assert package.title == "The race to the Moon, 1957–1969"
    expected = [
        (ident_of(numbered.item.id), section.title, numbered.points)
        for section in form.sections
        for numbered in section.items
    ]
    assert [(each.ident, each.section, each.points) for each in package.items] == expected
    assert {(*each.tags,) for each in package.items} == {("space-race", "level-1")}
    assert {
        each.root.get("{http://www.w3.org/XML/1998/namespace}lang") for each in package.items
    } == {"en-GB"}
    assert package.rubrics["True or false"] == "/Correct what is false."
    titles = [each.root.get("title") for each in package.items]
    assert titles[:2] == [f"{form.title} 01", f"{form.title} 02"]  # no id, which may tell an answer


def test_what_is_marked_is_what_was_meant_letter_by_letter() -> None:
    form = nine_types()
    numbered = [each for section in form.sections for each in section.items]
    for item, each in zip(read(form), numbered, strict=True):
        prompt, points = plain(each.item.prompt), each.points
        match each.item.interaction:
            case Choice(options=options):
                assert (item.kind, item.prompt) == ("choiceInteraction", prompt)
                assert [*item.options.values()] == [plain(option.content) for option in options]
                idents = [*item.options]
                keys = [
                    ident for ident, option in zip(idents, options, strict=True) if option.is_key
                ]
                assert item.correct() == keys
                assert item.answer(*keys)[0] == points
                assert item.answer(*idents)[0] == 0
                for ident, option in zip(idents, options, strict=True):
                    score, told = item.answer(ident)
                    assert score == (points if [ident] == keys else 0)
                    why = f"/{plain(option.why_wrong)}"
                    assert (why in told) == bool(option.why_wrong)
            case TrueFalse(is_true=is_true, correction=correction):
                assert item.prompt == prompt
                for said in (True, False):
                    score, told = item.answer(str(said).lower())
                    assert score == (points if said == is_true else 0)
                    assert (f"/{plain(correction)}" in told) == bool(correction)
            case Matching(premises=premises, responses=responses):
                assert (item.kind, item.prompt) == (
                    "matchInteraction",
                    "Write the letter of the speaker.",
                )
                details = [f"{plain(it.text)} ({plain(it.detail)})" for it in premises]
                assert [*item.options.values()] == [*details, *(plain(it.text) for it in responses)]
                by_words = {words: ident for ident, words in item.options.items()}
                texts = {it.id: by_words[plain(it.text)] for it in responses}
                pairs = [
                    f"{by_words[words]} {texts[it.response]}"
                    for words, it in zip(details, premises, strict=True)
                ]
                assert item.answer(*pairs)[0] == points
                assert item.answer(pairs[0])[0] == Decimal(points) / len(pairs)
                assert item.answer()[0] == 0
            case Ordering(events=events):
                in_order = [plain(it.text) for it in sorted(events, key=lambda it: it.rank)]
                by_words = {words: ident for ident, words in item.options.items()}
                right = [by_words[words] for words in in_order]
                assert item.answer(*right)[0] == points
                assert item.answer(*reversed(right))[0] == 0
            case Numeric(low=low, high=high, unit=unit):
                assert item.body == f"/{prompt}/_ {unit}"
                hair = Decimal("0.01")
                for value, is_right in (
                    (low, True),
                    (high, True),
                    (low - hair, False),
                    (high + hair, False),
                ):
                    assert item.answer(str(value))[0] == (points if is_right else 0)
            case ShortAnswer(answer=answer, accepted=accepted):
                assert item.body == f"/{prompt}/_"
                for typed in (plain(answer), *accepted):
                    assert item.answer(typed.upper())[0] == points
                assert item.answer("NASA")[0] == 0
            case Cloze(parts=parts, answers=answers, accepted=accepted):
                assert item.body == f"/{'_'.join(map(plain, parts))}"
                given = {f"RESPONSE{n}": [plain(it)] for n, it in enumerate(answers, start=1)}
                assert item.answer(**given)[0] == points
                given["RESPONSE2"] = [accepted[1][0]]
                assert item.answer(**given)[0] == points
                given["RESPONSE2"] = ["nobody"]
                assert item.answer(**given)[0] == points - 1
            case Discussion(lines=lines):
                assert (item.kind, item.prompt) == ("extendedTextInteraction", prompt)
                assert f'expectedLines="{lines}"' in content_of(form, item.ident)


def content_of(form: Form, ident: str) -> str:
    archive = zipfile.ZipFile(io.BytesIO(written(form).files[0].content))
    return archive.read(f"items/{ident}.xml").decode()


def test_the_reason_and_the_source_are_told_of_every_answer() -> None:
    first, *_, last = read(nine_types())
    told = (
        "/The word comes from the Greek."
        "/Source: A. Siddiqi, Challenge to Apollo, NASA SP-2000-4408, 2000"
    )
    for ident in first.options:
        assert told in first.answer(ident)[1]
    assert told in first.answer()[1]
    assert last.answer("words")[1] == []


def test_hostile_words_arrive_in_every_place_as_they_are() -> None:
    hostile = text(HOSTILE)
    choice = choice_of(HOSTILE, "b")
    choice = replace(choice, options=tuple(replace(it, feedback=hostile) for it in choice.options))
    item = only(alone(choice, HOSTILE, rationale=hostile, id="hostile"))
    assert (item.prompt, item.options["A"]) == (HOSTILE, HOSTILE)
    assert item.answer("A") == (1, [f"/{HOSTILE}"] * 2)
    typed = only(alone(ShortAnswer(answer=hostile)))
    assert typed.answer(HOSTILE)[0] == 1
    gapped = only(alone(Cloze(parts=(hostile, hostile), answers=(hostile,), accepted=((),)), ""))
    assert gapped.body == f"/{HOSTILE}_{HOSTILE}"
    assert gapped.answer(RESPONSE1=[HOSTILE])[0] == 1
    pair = Matching(
        premises=(
            Premise(id="a", text=hostile, response="r"),
            Premise(id="b", text=text("b"), response="s"),
        ),
        responses=(Response(id="r", text=hostile), Response(id="s", text=text("s"))),
    )
    assert [*only(alone(pair)).options.values()] == [HOSTILE, "b", HOSTILE, "s"]


def test_signs_that_xml_cannot_hold_are_told_apart_from_nothing() -> None:
    item = only(alone(choice_of("a\x00b\x0b", "c"), "Who\x1f?"))
    assert item.prompt == "Who\N{REPLACEMENT CHARACTER}?"


# --------------------------------------------------------------------------- ids, points, room


def test_every_question_says_its_answer_beside_how_it_is_marked() -> None:
    """Some readers, Canvas' among them, look at nothing else: not at the steps, and not at what else is right."""
    asked = [each for each in nine_types().items if each.type != "discussion"]
    with zipfile.ZipFile(io.BytesIO(written(nine_types()).files[0].content)) as package:
        roots = [
            ElementTree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith(".xml")
        ]
    items = [each for each in roots if each.tag == f"{QTI}assessmentItem"]
    assert len(items) == len(nine_types().items)
    declared = [
        each
        for item in items
        for each in item.iter(f"{QTI}responseDeclaration")
        if item.find(f".//{QTI}extendedTextInteraction") is None
    ]
    assert len(declared) >= len(asked)
    assert all(each.find(f"{QTI}correctResponse/{QTI}value") is not None for each in declared)


@pytest.mark.parametrize(
    ("given", "ident"),
    [("a-b", "a-b"), ("fact/wording", "fact.wording"), ("1961-first", "_1961-first")],
)
def test_an_id_is_one_that_xml_takes(given: str, ident: str) -> None:
    assert ident_of(given) == ident


def test_an_id_of_other_letters_is_made_one() -> None:
    first, second = (ident_of(words) for words in ("Юрий", "../../etc"))
    assert first != second
    assert first[0] == second[0] == "q"
    assert (first + second).isalnum()


def test_parts_share_the_points_to_the_last_hundredth() -> None:
    parts, answers = (text("a "), text(" b "), text(" c "), ()), (text("x"), text("y"), text("z"))
    cloze = Cloze(parts=parts, answers=answers, accepted=((), (), ()))
    item = only(alone(cloze, "", points=1))
    right = {"RESPONSE1": ["x"], "RESPONSE2": ["y"], "RESPONSE3": ["z"]}
    assert item.answer(**right)[0] == 1
    assert item.answer(RESPONSE1=["x"])[0] == Decimal("0.34")
    assert item.answer(RESPONSE2=["y"])[0] == Decimal("0.33")


def test_no_gap_tells_how_long_its_answer_is() -> None:
    cloze = Cloze(parts=((), (), ()), answers=(text("a"), text("b" * 25)), accepted=((), ()))
    rooms = [
        each.get("expectedLength")
        for each in only(alone(cloze, "")).root.iter()
        if each.tag.endswith("textEntryInteraction")
    ]
    assert rooms == ["40", "40"]
    assert 'expectedLength="20"' in content_of(alone(ShortAnswer(answer=text("a"))), "it")


def test_numbers_and_dates_stay_in_their_order_and_other_options_do_not() -> None:
    assert 'shuffle="true"' in content_of(alone(choice_of("a", "b")), "it")
    assert 'shuffle="false"' in content_of(alone(TrueFalse(is_true=True)), "it")


# --------------------------------------------------------------------------- answers in other units


def test_answers_in_other_units_are_said_where_a_unit_stands_and_named_where_none_does() -> None:
    said = written(alone(number("79.8", "88.2", "kg", "185 lb", "eighty-four")))
    assert said.left_out == ()
    assert said.remarks == ("Question 1 takes a number in the unit behind it, and in no other.",)
    (problem,) = written(alone(number("79.8", "88.2", "", "185 lb"))).left_out
    assert problem.message == (
        "question 1 ('it') loses the answers '185 lb': QTI marks a number, and here no unit says which"
    )
    assert written(alone(number("3", "3", "", "three"))).left_out == ()


# --------------------------------------------------------------------------- pictures, passages, tables


def test_pictures_lie_beside_their_item_and_are_listed() -> None:
    choice = choice_of("a", "b")
    first = replace(choice.options[0], content=(PICTURE,))
    shown = replace(choice, options=(first, choice.options[1]))
    item = only(alone(shown, prompt=(Words("Whose?"), PICTURE)))
    assert item.files == {PICTURE.file_name: png()}
    images = [each for each in item.root.iter() if each.tag.endswith("}img")]
    assert [(each.get("src"), each.get("alt")) for each in images] == [
        (PICTURE.file_name, 'A "flag" <red>')
    ] * 2
    assert item.body.startswith("/Whose?/Ann, CC BY")


def test_a_picture_that_is_not_at_hand_takes_its_question_with_it() -> None:
    form = alone(choice_of("a", "b"), prompt=(Words("Whose?"), replace(PICTURE, fetch=None)))
    (problem,) = written(form).left_out
    assert problem.message == "question 1 ('it') has a picture that is not at hand"
    assert written(form).files[0].counts == {"questions": 0}


def test_passages_and_figures_stand_above_the_question() -> None:
    passage = Passage(
        id="p", title=text("By the lake"), paragraphs=(text("One."), text("Two <b>.")), credit=text("Ann")
    )  # fmt: skip
    item = only(alone(choice_of("a", "b"), passage=passage, figure=timeline()))
    assert item.body.startswith("//By the lake/One./Two <b>./Ann///Which?")
    ((name, drawing),) = item.files.items()
    assert name.endswith(".svg")
    assert drawing == svg_file(timeline())
    verse = replace(passage, is_verse=True, title=(), credit=())
    assert "<p>One.<br/>Two &lt;b&gt;.</p>" in content_of(
        alone(choice_of("a", "b"), passage=verse), "it"
    )


def test_tables_lists_and_styles_are_those_of_the_standard() -> None:
    asked: Content = (
        Paragraph(runs=(Words("It "), Words("is", "bold"), Words(" луна", lang="ru"))),
        Table(rows=((text("a"), text("b")), (text("1"), text("2"))), caption=text("C")),
        Listing(entries=(text("x"),), is_numbered=True),
        Paragraph(runs=(Words("שלום", direction="rtl"),)),
    )
    content = content_of(alone(choice_of("a", "b"), prompt=asked), "it")
    assert '<p>It <b>is</b><span xml:lang="ru"> луна</span></p>' in content
    assert "<table><caption>C</caption><tbody><tr><th>a</th><th>b</th></tr><tr><td>1" in content
    assert "<ol><li>x</li></ol>" in content
    assert "<p>\u2067שלום\u2069</p>" in content  # QTI 2.1 has no `dir`


def test_a_mark_scheme_is_for_who_marks_alone() -> None:
    bands = tuple(
        MarkBand(name=text(name), does=text(f"does {name}")) for name in ("little", "much")
    )
    task = Discussion(lines=30, bands=bands, passages=(text("page 3"),))
    content = content_of(alone(task, points=6), "it")
    assert (
        '<rubricBlock view="scorer"><ul class="quizgen-marking"><li><b>little</b> (1–3): <span>does'
        " little</span></li><li><b>much</b> (4–6): <span>does much</span></li></ul><p>page 3</p>"
        "</rubricBlock>"
    ) in content


def test_an_order_and_a_match_hold_pictures_and_events() -> None:
    events = tuple(OrderedEvent(id=str(n), text=text(f"e{n}"), rank=n) for n in (2, 1, 3))
    item = only(alone(Ordering(events=events), points=3))
    assert item.answer("B", "A", "C")[0] == 3
    assert item.answer("A", "B", "C")[0] == 0


# --------------------------------------------------------------------------- on the command line


def test_a_bank_of_written_questions_of_all_types_arrives_whole(run: Run) -> None:
    run("new", "--questions", "heart")
    said = run("export", "--topic", "heart", "--to", "qti21", "--json")
    assert json.loads(said.out) == {
        "files": {"output/heart/heart-qti21.zip": {"questions": 10}},
        "left_out": [],
        "remarks": [],
    }
    items = import_package(Path("output/heart/heart-qti21.zip").read_bytes()).items
    assert {each.kind for each in items} == {
        "choiceInteraction",
        "matchInteraction",
        "orderInteraction",
        "textEntryInteraction",
        "extendedTextInteraction",
    }
    for each in items:
        if each.kind != "extendedTextInteraction":
            idents = [it.get("identifier", "") for it in each.all(":responseDeclaration")]
            right = {ident: each.correct(ident) for ident in idents}
            assert each.answer(**right)[0] == each.points, each.ident
