"""Questions and cards as H5P packages: the structure that its players ask for, by a reading of its own, and what is named."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from command import Run
from exchange import bank_of, form_of, items_of, several_questions
from hypothesis import assume, given, settings
from nine_types import alone, choice_of, nine_types
from picture_files import png
from sample_form import amount, text
from test_moodle import number, timeline

from quizgen.content import Picture, plain
from quizgen.content import Run as Words
from quizgen.errors import BankError, ExportError
from quizgen.export.h5p import write_question_set
from quizgen.language.words import QuizWords
from quizgen.output import Export
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Item,
    Matching,
    OrderedEvent,
    Ordering,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.passages import Passage

OTHER = "choose another format for it, or leave it out with --what-fits"
PAINTED = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0h3v2H0z" fill="#a33"/></svg>'


def written(form: Form) -> Export:
    return write_question_set(form, "moon.h5p")


def opened(content: bytes) -> tuple[dict[str, Any], dict[str, Any], dict[str, bytes]]:
    """Return what a package says of itself, what it shows, and its other files."""
    package = zipfile.ZipFile(io.BytesIO(content))
    files = {name: package.read(name) for name in package.namelist()}
    return json.loads(files.pop("h5p.json")), json.loads(files.pop("content/content.json")), files


def questions(form: Form) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = opened(written(form).files[0].content)[1]["questions"]
    return found


def only(form: Form) -> dict[str, Any]:
    export = written(form)
    assert export.left_out == ()
    (question,) = questions(form)
    return question["params"]  # type: ignore[no-any-return]


def shown(html: str) -> str:
    """Return what a browser shows of some HTML, on one line."""
    lines = re.sub(r"</p>|</div>|<br/?>", "\n", html)
    return unescape(re.sub(r"<[^>]*>", "", lines)).strip("\n")


def parted(html: str, further: str = "/") -> list[str | list[str]]:
    """Return text as H5P parts it at its stars: what is shown, and what is right in each place.

    What stands behind a colon would be a tip; signs written as numbers are read at the very end.
    """
    parts = html.removeprefix("<p>").removesuffix("</p>\n").split("*")
    assert len(parts) % 2
    for part in parts[1::2]:
        assert ":" not in part
        assert "\\" not in part
    return [
        [unescape(right) for right in part.split(further)] if place % 2 else shown(part)
        for place, part in enumerate(parts)
    ]


# --------------------------------------------------------------------------- the whole


def test_a_form_of_nine_types_is_written_as_its_player_took_it(
    golden: Callable[[str, str], None],
) -> None:
    # h5p-standalone 3.8.2 played this file in Chromium on 2026-12-01 with the libraries that docs/h5p.md names: 16 of 16 points.
    about, content, files = opened(written(nine_types()).files[0].content)
    assert files == {}
    told = json.dumps([about, content], ensure_ascii=False, indent=1)
    golden("nine-types-h5p.txt", f"{told}\n")


def test_every_question_arrives_or_is_named() -> None:
    form, export = nine_types(), written(nine_types())
    assert [(each.item_id, each.message.partition(") ")[2], each.hint) for each in export.left_out] == [
        ("ordering/8", "is to be put in order, which no question of a question set is", OTHER),
        ("numeric/9", "takes any number in a range, and H5P compares letters", OTHER),
        ("numeric/10", "takes any number in a range, and H5P compares letters", OTHER),
    ]  # fmt: skip
    assert export.files[0].counts == {"questions": 10}
    assert len(questions(form)) == 10
    assert export.remarks == ()


def test_the_libraries_are_those_that_most_sites_have() -> None:
    about, content, _ = opened(written(nine_types()).files[0].content)
    needed = {f"{each['machineName']} {each['majorVersion']}.{each['minorVersion']}" for each in about["preloadedDependencies"]}  # fmt: skip
    assert needed == {
        "FontAwesome 4.5", "H5P.Blanks 1.14", "H5P.DragText 1.10", "H5P.Essay 1.5", "H5P.FontIcons 1.0", "H5P.JoubelUI 1.3",
        "H5P.MultiChoice 1.16", "H5P.Question 1.5", "H5P.QuestionSet 1.20", "H5P.TextUtilities 1.3", "H5P.Transition 1.0",
        "H5P.TrueFalse 1.8", "H5P.Video 1.6", "jQuery.ui 1.10",
    }  # fmt: skip
    assert {each["library"] for each in content["questions"]} <= needed
    assert (about["mainLibrary"], about["language"]) == ("H5P.QuestionSet", "en")


def test_ids_and_bytes_depend_on_the_questions_alone() -> None:
    content = written(nine_types()).files[0].content
    package = zipfile.ZipFile(io.BytesIO(content))
    assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    ids = [each["subContentId"] for each in questions(nine_types())]
    assert len({*ids}) == 10
    assert all(re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", each) for each in ids)  # fmt: skip


# --------------------------------------------------------------------------- any words


def as_expected(params: Mapping[str, Any], item: Item) -> None:
    """Hold what H5P understands against the item."""
    prompt = plain(item.prompt)
    match item.interaction:
        case Choice(options=options) as choice:
            assert shown(params["question"]) == prompt
            assert [(shown(a["text"]), a["correct"], shown(a["tipsAndFeedback"]["chosenFeedback"])) for a in params["answers"]] == [
                (plain(o.content), o.is_key, plain(o.feedback or o.why_wrong)) for o in options
            ]  # fmt: skip
            assert params["behaviour"]["type"] == {"multiple-choice": "single", "multiple-response": "multi"}[choice.type]  # fmt: skip
        case TrueFalse(is_true=is_true, correction=correction):
            assert (shown(params["question"]), params["correct"]) == (prompt, str(is_true).lower())
            told = " ".join(filter(None, (plain(correction), plain(item.rationale))))
            for key in ("feedbackOnCorrect", "feedbackOnWrong"):
                assert shown(params["behaviour"][key]) == told
        case ShortAnswer(answer=answer, accepted=accepted):
            (line,) = params["questions"]
            assert shown(params["text"]) == prompt
            assert parted(line) == ["", [*dict.fromkeys((plain(answer), *accepted))], ""]
        case Cloze(parts=parts, answers=answers, accepted=accepted):
            (line,) = params["questions"]
            assert shown(params["text"]) == (prompt or "Fill in what is missing.")
            found = parted(line)
            assert found[::2] == [plain(part) for part in parts]
            assert found[1::2] == [[*dict.fromkeys((plain(a), *more))] for a, more in zip(answers, accepted, strict=True)]  # fmt: skip
        case Matching(premises=premises, responses=responses):
            texts = {response.id: plain(response.text) for response in responses}
            assert shown(params["taskDescription"]) == prompt
            lines = params["textField"].split("\n")
            assert [parted(line, "\0") for line in lines] == [
                [f"{plain(p.text)} ", [texts[p.response]], ""] for p in premises
            ]
            spare = [each for ident, each in texts.items() if ident not in {p.response for p in premises}]  # fmt: skip
            assert [parted(line, "\0")[1] for line in filter(None, params["distractors"].split("\n"))] == [[each] for each in spare]  # fmt: skip
        case Discussion():
            assert shown(params["taskDescription"]) == prompt
        case _:
            (line,) = params["questions"]
            assert shown(params["text"]) == prompt


@settings(max_examples=60)
@given(several_questions)
def test_any_words_arrive_as_they_are(some: tuple) -> None:
    try:
        items = items_of(bank_of(some))
    except BankError:
        assume(False)
    form = form_of(items)
    export = written(form)
    lost = {each.item_id for each in export.left_out}
    kept = [item for item in items if item.id not in lost]
    arrived = questions(form) if kept else []
    assert len(arrived) == len(kept) == export.files[0].counts["questions"]
    for question, item in zip(arrived, kept, strict=True):
        as_expected(question["params"], item)
        if item.type not in ("true-false", "discussion"):
            (overall,) = question["params"]["overallFeedback"]
            assert shown(overall.get("feedback", "")) == plain(item.rationale)


# --------------------------------------------------------------------------- types and traps


def test_an_exact_number_may_be_typed_in_several_ways() -> None:
    params = only(alone(amount("−1,500 km", "km", "-1500", "", "−932 miles")))
    assert params["questions"][0].endswith("* km</p>\n")
    _, right, unit = parted(params["questions"][0])
    assert unit == " km"
    assert {"-1500", "−1,500", "-1,500", "−1,500 km", "-1500 km", "−932 miles", "-932 miles"} <= {*right}  # fmt: skip
    (problem,) = written(alone(number("79.8", "88.2", "kg"))).left_out
    assert problem.message == "question 1 ('it') takes any number in a range, and H5P compares letters"  # fmt: skip


def test_what_is_dragged_holds_the_signs_by_which_h5p_parts_it() -> None:
    signs = ["a*b", "x:y", r"d\+e", "<i>f</i>", "g & h"]
    premises = tuple(Premise(id=str(n), text=text(f"*{n}:"), response=str(n)) for n, _ in enumerate(signs))  # fmt: skip
    responses = tuple(Response(id=str(n), text=text(each)) for n, each in enumerate((*signs, "sp*re")))  # fmt: skip
    params = only(alone(Matching(premises=premises, responses=responses)))
    assert params["textField"].split("\n")[0] == "&#42;0: *a&#42;b*"
    assert [parted(line, "\0")[1] for line in params["textField"].split("\n")] == [[each] for each in signs]  # fmt: skip
    assert params["distractors"] == "*sp&#42;re*"


def test_premises_of_the_same_words_are_named() -> None:
    premises = tuple(Premise(id=str(n), text=text("it"), response=str(n)) for n in (0, 1))
    responses = tuple(Response(id=str(n), text=text(str(n))) for n in (0, 1))
    (problem,) = written(alone(Matching(premises=premises, responses=responses))).left_out
    assert problem.message == "question 1 ('it') asks about the same words twice"


def test_a_correction_that_is_too_long_is_named() -> None:
    fine = TrueFalse(is_true=False, correction=text("x" * 2048))
    assert len(only(alone(fine))["behaviour"]["feedbackOnWrong"]) == 2048
    (problem,) = written(alone(TrueFalse(is_true=False, correction=text("&" * 2048)))).left_out
    assert problem.message == "question 1 ('it') tells more than 2048 characters of its answer"


def test_an_order_is_named() -> None:
    events = tuple(OrderedEvent(id=str(n), text=text(str(n)), rank=n) for n in (1, 2, 3))
    (problem,) = written(alone(Ordering(events=events))).left_out
    assert problem.message == "question 1 ('it') is to be put in order, which no question of a question set is"  # fmt: skip


def test_a_passage_stands_above_its_question() -> None:
    passage = Passage(id="p", title=text("Lake <1>"), paragraphs=(text("One."), text("Two.")))
    asked = only(alone(choice_of("a", "b"), passage=passage))["question"]
    assert asked == "<p><strong>Lake &lt;1&gt;</strong></p>\n<p>One.</p>\n<p>Two.</p>\n<p>Which?</p>\n"  # fmt: skip


def test_many_questions_are_counted_and_few_have_dots() -> None:
    few = opened(written(nine_types()).files[0].content)[1]
    assert few["progressType"] == "dots"
    many = form_of(tuple(part.item for part in alone(*[choice_of("a", "b")] * 1).sections[0].items) * 21)  # fmt: skip
    assert opened(written(many).files[0].content)[1]["progressType"] == "textual"


def test_buttons_in_another_language_are_told_of() -> None:
    german = replace(alone(choice_of("a", "b")), language="de-CH")
    assert written(german).remarks == (
        "Buttons and results in moon.h5p are in English: quizgen has no other words for them.",
    )
    assert opened(written(german).files[0].content)[0]["language"] == "de"


def test_buttons_are_in_the_language_of_the_quiz_where_it_has_words() -> None:
    own = QuizWords(check="Prüfen", try_again="Noch einmal", wrong="Falsch", next="Weiter")
    form = nine_types()
    labels = replace(form.labels, true="Wahr", false="Falsch")
    german = replace(form, language="de", quiz=own, labels=labels)
    export = written(german)
    assert export.remarks == (
        "What a screen reader says around the questions, and of results, is in English in moon.h5p: quizgen has no other words for it.",
    )
    _, content, _ = opened(export.files[0].content)
    by_library = {
        each["library"].partition(" ")[0]: each["params"] for each in content["questions"]
    }
    choice, truth = by_library["H5P.MultiChoice"]["UI"], by_library["H5P.TrueFalse"]["l10n"]
    assert (choice["checkAnswerButton"], choice["tryAgainButton"]) == ("Prüfen", "Noch einmal")
    assert choice["showSolutionButton"] == "Show the answer"  # of which this language has no words
    assert (truth["trueText"], truth["falseText"]) == ("Wahr", "Falsch")
    assert (truth["checkAnswer"], truth["wrongAnswerMessage"]) == ("Prüfen", "Falsch")
    assert (content["texts"]["nextButton"], content["endGame"]["showSolutionButton"]) == (
        "Weiter",
        True,
    )
    # whatever a bank says is no button
    english = opened(written(form).files[0].content)[1]
    asked = [each["params"].get("question") for each in english["questions"]]
    assert [each["params"].get("question") for each in content["questions"]] == asked


# --------------------------------------------------------------------------- pictures


def picture(content: bytes, kind: str) -> Picture:
    return Picture(
        name="flag", digest="ab" * 32, kind=kind, width=3, height=2, alt="A <flag>.", credit="Jane Doe", fetch=lambda: content  # type: ignore[arg-type]
    )  # fmt: skip


def test_pictures_go_along_and_drawings_are_painted() -> None:
    for content, kind in ((png(3, 2), "png"), (PAINTED.encode(), "svg")):
        form = alone(choice_of("a", "b"), prompt=(Words("Whose?"), picture(content, kind)))
        about, shows, files = opened(written(form).files[0].content)
        (name,) = files
        assert name == f"content/images/quizgen-{'ab' * 12}.png"
        assert files[name].startswith(b"\x89PNG")
        assert files[name] == content or kind == "svg"
        media = shows["questions"][0]["params"]["media"]["type"]
        assert media["library"] == "H5P.Image 1.1"
        assert media["params"]["alt"] == "A <flag>."
        assert f"content/{media['params']['file']['path']}" == name
        size = media["params"]["file"]["width"], media["params"]["file"]["height"]
        assert size == ((3, 2) if kind == "png" else (900, 600))
        assert "<p><em>Jane Doe</em></p>" in shows["questions"][0]["params"]["question"]
        assert any(each["machineName"] == "H5P.Image" for each in about["preloadedDependencies"])


def test_a_figure_is_a_picture() -> None:
    _, shows, files = opened(written(alone(choice_of("a", "b"), figure=timeline())).files[0].content)  # fmt: skip
    (content,) = files.values()
    assert content.startswith(b"\x89PNG")
    file = shows["questions"][0]["params"]["media"]["type"]["params"]["file"]
    assert file["width"] > 600
    assert (file["width"], file["height"]) == (int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))  # fmt: skip


def test_a_drawing_that_is_broken_by_now_is_told_of() -> None:
    form = alone(choice_of("a", "b"), prompt=(Words("Whose?"), picture(b"<svg", "svg")))
    with pytest.raises(ExportError) as caught:
        _ = written(form).files[0].content
    (problem,) = caught.value.problems
    assert problem.message.startswith("the picture 'flag' cannot be read any more: ")


def test_what_h5p_cannot_show_is_named() -> None:
    flag = picture(png(3, 2), "png")
    why = {
        "has a picture that is not at hand": alone(choice_of("a", "b"), prompt=(Words("Whose?"), replace(flag, fetch=None))),
        "has several pictures, and H5P shows one": alone(choice_of("a", "b"), prompt=(Words("Whose?"), flag), figure=timeline()),
        "has a picture in an answer or in its feedback, and H5P shows one beside what is asked": alone(
            Choice(options=tuple(_with(option, flag) for option in choice_of("a", "b").options))
        ),
    }  # fmt: skip
    for reason, form in why.items():
        (problem,) = written(form).left_out
        assert problem.message == f"question 1 ('it') {reason}"


def _with(option: Any, flag: Picture) -> Any:
    return replace(option, content=(flag,)) if option.is_key else option


# --------------------------------------------------------------------------- cards


@cache
def cards_of(content: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    about, shows, _ = opened(content)
    return about, shows


def test_a_deck_becomes_dialog_cards(run: Run, golden: Callable[[str, str], None]) -> None:
    Path("banks/animals.yaml").write_text(
        "title: Animals & more\nlanguages: {term: de, meaning: en}\nfacts:\n"
        "  - {id: hund, term: der Hund, meaning: dog, accept: [hound]}\n  - {id: tag, term: '<b>', meaning: a * b}\n",
        "utf-8",
    )
    said = run("build", "--topic", "animals", "--only", "h5p-cards")
    assert said.code == 0, said.err
    assert "output/animals/animals-cards.h5p: 4 cards\n" in said.out
    about, shows = cards_of(Path("output/animals/animals-cards.h5p").read_bytes())
    assert about["mainLibrary"] == "H5P.Dialogcards"
    assert [each["machineName"] for each in about["preloadedDependencies"]] == [
        "FontAwesome", "H5P.Audio", "H5P.Dialogcards", "H5P.FontIcons", "H5P.JoubelUI", "H5P.Transition",
    ]  # fmt: skip
    fronts = [shown(each["text"]) for each in shows["dialogs"]]
    backs = [shown(each["answer"]).split("\n")[0] for each in shows["dialogs"]]
    assert {*zip(fronts, backs, strict=True)} == {
        ("der Hund", "dog, hound"), ("dog", "der Hund"), ("<b>", "a * b"), ("a * b", "<b>"),
    }  # fmt: skip
    assert shows["title"].startswith("<p>Animals &amp; more")
    # h5p-standalone 3.8.2 played such a file in Chromium on 2026-12-01: docs/h5p.md says more.
    golden("dialog-cards-h5p.txt", json.dumps(shows, ensure_ascii=False, indent=1) + "\n")


def test_cards_with_a_picture_in_front_show_it_and_others_are_named(run: Run) -> None:
    Path("banks/flags").mkdir()
    Path("banks/flags/fr.png").write_bytes(png(30, 20))
    Path("banks/flags.yaml").write_text(
        "title: Flags\npictures:\n  fr: {file: flags/fr.png, alt: Three stripes., licence: CC0}\nquestions:\n"
        "  - {id: whose, ask: Whose flag is this?, picture: fr, answer: France}\n",
        "utf-8",
    )
    assert run("build", "--topic", "flags", "--only", "h5p-cards").code == 0
    _, shows, files = opened(Path("output/flags/flags-cards.h5p").read_bytes())
    (card,) = shows["dialogs"]
    assert card["imageAltText"] == "Three stripes."
    assert files[f"content/{card['image']['path']}"] == png(30, 20)
    assert shown(card["text"]) == "Whose flag is this?"
    refused = run("build", "--topic", "europe", "--only", "h5p-cards")
    assert refused.code == 1
    assert "cards have a picture to look at" in refused.err


# --------------------------------------------------------------------------- on the command line


def test_what_is_lost_of_a_bank_of_all_types_is_named_and_the_rest_counted(run: Run) -> None:
    run("new", "--questions", "heart")
    refused = run("export", "--topic", "heart", "--to", "h5p")
    assert (refused.code, refused.out) == (1, "")
    said = run("export", "--topic", "heart", "--to", "h5p", "--what-fits", "--json")
    told = json.loads(said.out)
    assert told["files"] == {"output/heart/heart.h5p": {"questions": 9}}
    assert [each["item"] for each in told["left_out"]] == ["way-of-the-blood"]
