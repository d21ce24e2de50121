"""The pages that edit banks: each flow by its forms, and each attack on them."""

import difflib
import html
import io
import random
import re
import subprocess
import sys
import time
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient
from PIL import Image
from test_serve import COOKIE, GATE, OURS, Browser, visitor
from werkzeug.test import TestResponse

from quizgen.check import check_values
from quizgen.read import words_for
from quizgen.read.bank import read_bank
from quizgen.store.beside import PicturesBeside
from quizgen.store.project import HERE, Project
from quizgen.web import create_app

PONDS = """\
# Ponds
title: Ponds
sources:
  guide: {title: The Pond Guide, publisher: Reed}
people:
  ann: {name: Ann Miller}  # ours
facts:
- id: newt   # the first
  term: newt
  meaning: a small animal with a tail
  source: guide
- id: toad
  term: toad
  meaning: a dry relative of frogs
- id: pond-depth
  kind: quantity
  subject: the pond
  class: pond
  attribute: depth
  asks: how deep is the pond
  says: the pond is {value} deep
  value: 1.2
  unit: m
# the end
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    (tmp_path / "banks").mkdir()
    path = tmp_path / "banks/ponds.yaml"
    path.write_text(PONDS)
    return path


@pytest.fixture
def browser(tmp_path: Path, bank: Path) -> FlaskClient:
    return visitor(tmp_path)


def controls_of(page: str) -> dict[str, list[str]]:
    """Return what a browser would send of the longest form of a page, with no button pressed."""
    form = max(re.findall(r"<form.*?</form>", page, re.DOTALL), key=len)
    sent: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        found = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        kind, name = found.get("type", "text"), found.get("name", "")
        if not name or kind in ("file", "submit"):
            continue
        if kind in ("checkbox", "radio") and " checked" not in tag:
            continue
        sent.setdefault(name, []).append(html.unescape(found.get("value", "on")))
    for name, text in re.findall(
        r'<textarea[^>]* name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL
    ):
        sent.setdefault(name, []).append(html.unescape(text).replace("\n", "\r\n"))
    for name, options in re.findall(
        r'<select[^>]* name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL
    ):
        chosen = re.findall(r'<option value="([^"]*)" selected>', options)
        first = re.findall(r'<option value="([^"]*)"', options)
        sent.setdefault(name, []).append(html.unescape((chosen or first)[0]))
    return sent


def sent(browser: FlaskClient, path: str, do: str = "save", **changes: str) -> TestResponse:
    """Open a form, change some of its controls, and press a button."""
    controls = controls_of(browser.get(path).get_data(as_text=True))
    controls |= {name.replace("__", "."): [text] for name, text in changes.items()}
    where = path.partition("?")[0]
    return browser.post(where, data={**controls, "do": do}, headers=OURS)


def changes(bank: Path, before: str = PONDS) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), bank.read_text().splitlines())
    return [line for line in lines if line[0] in "+-"]


def text_of(answer: TestResponse) -> str:
    return html.unescape(
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))
    )


# --------------------------------------------------------------------------- the flows


def test_a_topic_shows_its_facts_and_finds_some(browser: FlaskClient) -> None:
    page = text_of(browser.get("/topics/ponds"))
    assert "Newt: a small animal with a tail" in page
    assert "3 facts" in page
    assert "Facts (3)" in page
    found = text_of(browser.get("/topics/ponds?find=FROG"))
    assert "1 fact with “FROG”" in found
    assert "Newt:" not in found
    none = text_of(browser.get("/topics/ponds?find=toed"))
    assert "No fact with “toed”" in none
    assert "Near it: toad" in none.replace("Toad", "toad")
    assert "Toad" in text_of(browser.get("/topics/ponds?kind=term"))
    assert "Toad" not in text_of(browser.get("/topics/ponds?source=guide"))


def test_a_fact_is_opened_changed_and_saved(browser: FlaskClient, bank: Path) -> None:
    answer = sent(browser, "/topics/ponds/facts/newt", meaning="a small amphibian with a tail")
    assert (answer.status_code, answer.location) == (303, "/topics/ponds/facts/newt?saved")
    assert changes(bank) == [
        "-   meaning: a small animal with a tail",
        "+   meaning: a small amphibian with a tail",
    ]
    assert "Saved on this computer" in text_of(browser.get(answer.location))


def test_a_form_that_is_sent_as_it_came_changes_nothing(browser: FlaskClient, bank: Path) -> None:
    for way in ("facts/newt", "facts/pond-depth", "sources/guide", "people/ann"):
        assert sent(browser, f"/topics/ponds/{way}").status_code == 303
        assert bank.read_text() == PONDS


def test_from_a_sheet_one_goes_back_to_it(browser: FlaskClient) -> None:
    answer = sent(browser, "/topics/ponds/facts/newt?sheet=friday", term="smooth newt")
    assert (answer.status_code, answer.location) == (303, "/sheets/friday")


def test_gaps_are_told_at_the_field_and_in_the_summary(browser: FlaskClient, bank: Path) -> None:
    answer = sent(browser, "/topics/ponds/facts/newt", meaning="", level="")
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert bank.read_text() == PONDS
    assert "There is a problem" in page
    assert '<a href="#f-meaning">' in page
    assert re.search(r'<input[^>]*id="f-meaning"[^>]*aria-invalid="true"', page)
    assert "Not saved yet" in page


def test_a_fact_is_added_and_gets_a_name_of_its_own(browser: FlaskClient, bank: Path) -> None:
    answer = sent(
        browser, "/topics/ponds/facts/new?kind=term", term="Newt", meaning="somebody newly come"
    )
    assert answer.location == "/topics/ponds/facts/newt-somebody-newly-come?saved"
    added = [
        "- id: newt-somebody-newly-come",
        "  kind: term",
        "  term: Newt",
        "  meaning: somebody newly come",
    ]
    assert [line for line in changes(bank) if line.strip("+- ")] == [f"+ {line}" for line in added]


def test_a_question_is_written_with_rows_added_and_taken_away(
    browser: FlaskClient, bank: Path
) -> None:
    path = "/topics/ponds/questions/new"
    more = sent(browser, path, do="add:option").get_data(as_text=True)
    assert more.count('name="right"') == 5
    less = sent(browser, path, do="take:option.3").get_data(as_text=True)
    assert less.count('name="right"') == 3
    said = {
        "ask": "Which of these has a tail?", "option__0__text": "A frog", "option__0__why": "It loses it.",
        "option__1__text": "A newt", "option__2__text": "A toad", "right": "1", "why": "Newts keep it.",
    }  # fmt: skip
    look = sent(browser, path, do="look", **said)
    assert look.status_code == 200
    assert "As it is typed now" in text_of(look)
    assert bank.read_text() == PONDS
    answer = sent(browser, path, **said)
    assert answer.status_code == 303
    read = read_bank(bank.read_text(), "banks/ponds.yaml", HERE.find_languages())
    (question,) = read.questions
    assert question.type == "multiple-choice"
    assert [each.text for each in question.answer] == ["A newt"]
    assert [(each.text, each.why) for each in question.wrong] == [
        ("A frog", "It loses it."),
        ("A toad", ""),
    ]
    assert PONDS in bank.read_text()
    page = browser.get(answer.location.partition("?")[0]).get_data(as_text=True)
    assert "A newt" in page
    assert sent(browser, answer.location.partition("?")[0]).status_code == 303
    assert (
        read_bank(bank.read_text(), "banks/ponds.yaml", HERE.find_languages()).questions
        == read.questions
    )


@pytest.mark.parametrize(
    "kind",
    ["multiple-response", "true-false", "matching", "ordering", "numeric", "short-answer", "cloze", "discussion"],
)  # fmt: skip
def test_each_type_of_question_has_its_form(browser: FlaskClient, bank: Path, kind: str) -> None:
    said = {
        "multiple-response": {"ask": "Which?", "option__0__text": "a", "option__1__text": "b", "right": "1"},
        "true-false": {"ask": "Newts fly.", "answer__0__text": "false", "correction": "Newts swim."},
        "matching": {"pairs__0__key": "a", "pairs__0__value": "b", "pairs__1__key": "c", "pairs__1__value": "d"},
        "ordering": {"ask": "In which order?", "order": "egg\r\nlarva\r\nnewt"},
        "numeric": {"ask": "How many legs?", "answer__0__text": "4", "tolerance": "0"},
        "short-answer": {"ask": "Who?", "answer__0__text": "a newt"},
        "cloze": {"ask": "It has a [tail]."},
        "discussion": {"ask": "Why ponds?"},
    }[kind]  # fmt: skip
    answer = sent(browser, f"/topics/ponds/questions/new?kind={kind}", **said)
    assert answer.status_code == 303, text_of(answer)
    (question,) = read_bank(bank.read_text(), "banks/ponds.yaml", HERE.find_languages()).questions
    assert question.type == kind


def test_a_question_with_the_right_answer_among_the_wrong_is_told_at_that_answer(
    browser: FlaskClient,
) -> None:
    answer = sent(
        browser, "/topics/ponds/questions/new", ask="Who?", option__0__text="Newts",
        option__2__text="newts", right="0",
    )  # fmt: skip
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert '<a href="#f-option-2-text">' in page
    assert "the wrong answer &#39;newts&#39; is the right one" in page


def test_a_source_that_a_fact_names_is_not_taken_out(browser: FlaskClient, bank: Path) -> None:
    answer = sent(browser, "/topics/ponds/sources/guide", do="out")
    assert answer.status_code == 422
    assert "source 'guide' is unknown" in text_of(answer)
    assert bank.read_text() == PONDS
    assert sent(browser, "/topics/ponds/people/ann", do="out").location == "/topics/ponds/people"
    assert changes(bank) == ["- people:", "-   ann: {name: Ann Miller}  # ours"]


def test_a_fact_is_retired_and_stays(browser: FlaskClient, bank: Path) -> None:
    assert sent(browser, "/topics/ponds/facts/toad", do="retire").status_code == 303
    assert changes(bank) == ["+   retired: no longer used"]


# --------------------------------------------------------------------------- changed elsewhere


def test_what_was_changed_elsewhere_is_not_written_over(browser: FlaskClient, bank: Path) -> None:
    page = controls_of(browser.get("/topics/ponds/facts/newt").get_data(as_text=True))
    theirs = PONDS.replace("a small animal with a tail", "an animal of the water")
    bank.write_text(theirs)
    mine = {**page, "meaning": ["a lizard of ponds"], "do": ["save"]}
    answer = browser.post("/topics/ponds/facts/newt", data=mine, headers=OURS)
    assert answer.status_code == 409
    assert bank.read_text() == theirs
    shown = text_of(answer)
    assert "Yours a lizard of ponds Theirs an animal of the water" in shown
    again = controls_of(answer.get_data(as_text=True))
    taken = browser.post("/topics/ponds/facts/newt", data={**again, "do": ["save"]}, headers=OURS)
    assert taken.status_code == 303
    assert bank.read_text() == PONDS.replace("a small animal with a tail", "a lizard of ponds")


def test_another_fact_may_have_been_changed_meanwhile(browser: FlaskClient, bank: Path) -> None:
    page = controls_of(browser.get("/topics/ponds/facts/newt").get_data(as_text=True))
    bank.write_text(PONDS.replace("a dry relative of frogs", "a frog with warts") + "# more\n")
    mine = {**page, "meaning": ["a lizard of ponds"], "do": ["save"]}
    assert browser.post("/topics/ponds/facts/newt", data=mine, headers=OURS).status_code == 303
    text = bank.read_text()
    assert "a frog with warts" in text
    assert "a lizard of ponds" in text
    assert text.endswith("# more\n")


def test_a_fact_that_was_taken_out_elsewhere_is_told(browser: FlaskClient, bank: Path) -> None:
    page = controls_of(browser.get("/topics/ponds/facts/toad").get_data(as_text=True))
    without = PONDS.replace("- id: toad\n  term: toad\n  meaning: a dry relative of frogs\n", "")
    bank.write_text(without)
    answer = browser.post("/topics/ponds/facts/toad", data={**page, "meaning": ["x"]}, headers=OURS)
    assert answer.status_code == 409
    assert bank.read_text() == without


def test_a_bank_that_came_with_quizgen_is_copied_when_it_is_changed(tmp_path: Path) -> None:
    browser = visitor(tmp_path)
    shipped = HERE.find_bank("escalation").content
    answer = sent(browser, "/topics/escalation/facts/kharkiv-is", note="It lies near the border.")
    assert answer.status_code == 303, text_of(answer)
    copied = (tmp_path / "banks/escalation.yaml").read_text()
    assert changes_of(shipped.decode(), copied)[-1] == "+     note: It lies near the border."
    assert (tmp_path / "banks/escalation.lock").exists()
    assert HERE.find_bank("escalation").content == shipped


def changes_of(old: str, new: str) -> list[str]:
    return [line for line in difflib.ndiff(old.splitlines(), new.splitlines()) if line[0] in "+-"]


# --------------------------------------------------------------------------- pictures


def photo(kind: str = "JPEG") -> bytes:
    """Return a picture that says where it was taken."""
    picture = Image.new("RGB", (60, 40), "white")
    exif = picture.getexif()
    exif[0x010F] = "Camera of Ann"
    made = io.BytesIO()
    picture.save(made, kind, exif=exif)
    assert b"Camera of Ann" in made.getvalue()
    return made.getvalue()


def with_picture(
    browser: FlaskClient, content: bytes, alt: str, name: str = "a.jpg"
) -> TestResponse:
    path = "/topics/ponds/questions/new?kind=short-answer"
    controls = controls_of(browser.get(path).get_data(as_text=True))
    said = {
        "ask": "What is it?",
        "answer.0.text": "A newt",
        "upload_alt": alt,
        "upload_credit": "Ann",
    }
    data = {**controls, **said, "do": "save", "upload": (io.BytesIO(content), name)}
    return browser.post("/topics/ponds/questions/new", data=data, headers=OURS)


def test_a_picture_is_drawn_anew_and_described(browser: FlaskClient, bank: Path) -> None:
    assert with_picture(browser, photo(), "An animal with a tail").status_code == 303
    path = bank.parent / "pictures/ponds/an-animal-with-a-tail.jpg"
    assert b"Camera of Ann" not in path.read_bytes()
    read = read_bank(
        bank.read_text(), bank.as_posix(), HERE.find_languages(), PicturesBeside(bank.parent)
    )
    (question,) = read.questions
    assert read.pictures[question.picture].alt == "An animal with a tail"
    assert read.pictures[question.picture].credit == "Ann"
    shown = browser.get("/topics/ponds/picture/an-animal-with-a-tail")
    assert shown.mimetype == "image/jpeg"
    assert shown.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("content", "alt", "told"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "A drawing", "the file is no PNG or JPEG picture, or a broken one"),
        (b"\xff\xd8\xff\xe0half", "A photo", "the file is no PNG or JPEG picture, or a broken one"),
        (b"", "A photo", "the file is no PNG or JPEG picture, or a broken one"),
        (None, "", "Say what the picture shows"),
        (None, "a newt in a pond", "“A newt” is the right answer: leave it out"),
    ],
)  # fmt: skip
def test_a_picture_is_refused_with_the_reason(
    browser: FlaskClient, bank: Path, content: bytes | None, alt: str, told: str
) -> None:
    answer = with_picture(browser, photo() if content is None else content, alt, "../../evil.svg")
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert bank.read_text() == PONDS
    assert not (bank.parent / "pictures").exists()


def test_a_picture_of_too_many_pixels_is_never_unpacked(browser: FlaskClient) -> None:
    made = io.BytesIO()
    Image.new("1", (9000, 9000)).save(made, "PNG")
    answer = with_picture(browser, made.getvalue(), "A drawing")
    assert "the picture has 9000 x 9000 pixels" in text_of(answer)


# --------------------------------------------------------------------------- a run that is killed


_SAVE = """
import sys
from pathlib import Path
from quizgen.store.project import Project
from quizgen.web import topic, saving
from quizgen.web.desk import Desk
from quizgen.web.gate import Gate
root = Path(sys.argv[1])
here = Desk.of(Project(root), Gate.new(1), lambda: None)
print("ready", flush=True)
number = 0
while True:
    opened = topic.open_topic(here, "ponds")
    number += 1
    text = opened.file.content.decode().split("# counted")[0]
    saving.write_topic(here.project, opened, text + f"# counted {number}\\n" * 2000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills as Unix does")
def test_whoever_is_killed_while_saving_leaves_the_old_bank_or_the_new(
    tmp_path: Path, bank: Path
) -> None:
    for delay in (0.0, 0.05, 0.2):
        run = subprocess.Popen(
            [sys.executable, "-c", _SAVE, str(tmp_path)], stdout=subprocess.PIPE, cwd=tmp_path
        )
        assert run.stdout
        assert run.stdout.readline() == b"ready\n"
        time.sleep(delay)
        run.kill()
        run.communicate()
        text = bank.read_text()
        assert text.startswith(PONDS)
        counted = text.removeprefix(PONDS).splitlines()
        assert len({*counted}) <= 1
        assert len(counted) in (0, 2000)
    browser = visitor(tmp_path)
    assert sent(browser, "/topics/ponds/facts/newt", note="Alive.").status_code == 303
    assert not [each for each in bank.parent.iterdir() if each.name.endswith(".new")]


# --------------------------------------------------------------------------- attacks


EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}{% raw %}"


def test_no_text_of_a_bank_is_markup_or_a_template(browser: FlaskClient, bank: Path) -> None:
    answer = sent(browser, "/topics/ponds/sources/guide", title='"><svg onload=alert(1)>{{7*7}}')
    assert answer.status_code in (303, 422)
    bank.write_text(PONDS.replace("title: Ponds", "title: '<script>alert(1)</script>{{7*7}}'"))
    for way in (
        "",
        "/facts/newt",
        "/questions/new",
        "?find=<script>alert(1)</script>",
        "/sources/guide",
    ):
        page = browser.get(f"/topics/ponds{way}").get_data(as_text=True)
        assert "<script>alert" not in page
        assert "<svg onload" not in page
        assert "49" not in page
    tried = sent(browser, "/topics/ponds/facts/newt", meaning=EVIL, note=EVIL)
    assert "<script>alert" not in tried.get_data(as_text=True)
    assert "<img src=x" not in tried.get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    [
        "/topics/..%2F..%2Fetc/facts/passwd", "/topics/../banks", "/topics/ponds/facts/..%2F..%2Fx",
        "/topics/ponds/banks/newt", "/topics/ponds/picture/..%2Fponds.yaml", "/topics/.ponds",
        "/topics/ponds.yaml", "/topics/ponds/facts/new?kind=../x", "/topics/PONDS",
    ],
)  # fmt: skip
def test_no_way_leads_out_of_the_bank(browser: FlaskClient, path: str, bank: Path) -> None:
    answer = browser.get(path)
    assert answer.status_code in (404, 422)
    assert "root:" not in answer.get_data(as_text=True)
    if answer.status_code == 404:
        assert browser.post(
            path, data={"token": GATE.token, "do": "save"}, headers=OURS
        ).status_code in (404, 405, 409, 422)
    assert bank.read_text() == PONDS


def test_an_id_that_is_sent_is_a_key_and_never_a_way(
    browser: FlaskClient, bank: Path, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    answer = sent(browser, "/topics/ponds/facts/new?kind=term", term="../../evil", meaning="x y")
    assert answer.location == "/topics/ponds/facts/evil?saved"
    assert sorted(tmp_path.rglob("*")) == before


def test_without_its_token_nothing_is_changed(browser: FlaskClient, bank: Path) -> None:
    controls = controls_of(browser.get("/topics/ponds/facts/newt").get_data(as_text=True))
    del controls["token"]
    assert browser.post("/topics/ponds/facts/newt", data=controls, headers=OURS).status_code == 403
    controls["token"] = ["another"]
    assert browser.post("/topics/ponds/facts/newt", data=controls, headers=OURS).status_code == 403
    controls["token"] = [GATE.token]
    elsewhere = {"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert (
        browser.post("/topics/ponds/facts/newt", data=controls, headers=elsewhere).status_code
        == 403
    )
    assert bank.read_text() == PONDS


@pytest.mark.parametrize(
    "names",
    [
        {"hedges.99999999999.word": "x"}, {"wrong.-1.text": "x"}, {"pairs.0": "x"}, {"do": "take:x.y"},
        {"do": "add:nothing"}, {"do": "take:"}, {"do": "add:because_of.0.distractors"}, {"accept.0.0.0": "x"},
        {"revision": "x" * 5000}, {"option.x.text": "y"}, {"right": "x"}, {"note": "\x00"}, {"note": "a\u202eb"},
        {"tags": "a b c d"}, {"scope.1.key": "weapons"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["facts/newt", "questions/new", "facts/new"])
def test_controls_that_no_form_has_do_no_harm(
    browser: FlaskClient, way: str, names: dict[str, str]
) -> None:
    controls = controls_of(browser.get(f"/topics/ponds/{way}").get_data(as_text=True))
    answer = browser.post(
        f"/topics/ponds/{way}", data={**controls, "do": "save", **names}, headers=OURS
    )
    assert answer.status_code in (200, 303, 409, 422)


def test_too_much_is_refused(browser: FlaskClient, bank: Path) -> None:
    controls = controls_of(browser.get("/topics/ponds/facts/newt").get_data(as_text=True))
    large = {**controls, "note": "x" * 2_000_000}
    assert browser.post("/topics/ponds/facts/newt", data=large, headers=OURS).status_code == 413
    assert bank.read_text() == PONDS


# --------------------------------------------------------------------------- many edits


@pytest.mark.parametrize("topic", ["elements", "escalation", "europe", "history"])
def test_many_edits_through_the_pages_leave_a_bank_that_is_right(
    topic: str, tmp_path: Path
) -> None:
    """Each changes lines of that fact alone; where these are PyYAML tells, which edits nothing."""
    copytree("banks", tmp_path / "banks", ignore=ignore_patterns("*.lock"))
    browser = _visitor(tmp_path)
    path = tmp_path / "banks" / f"{topic}.yaml"
    drawn = random.Random(19)
    places = [place for place, keys in enumerate(_parsed(path)["facts"]) if "id" in keys]
    saved = 0
    for number in range(25):
        old, before = path.read_text(), _parsed(path)
        place = drawn.choice(places)
        fact = before["facts"][place]
        note = f"Looked at for the {number + 1}th time: “{fact['id']}”, #{number} & more."
        said = {"note": drawn.choice([note, ""]), "tags": drawn.choice(["one, two", "three", ""])}
        answer = sent(browser, f"/topics/{topic}/facts/{fact['id']}", **said)
        if answer.status_code == 422:
            assert path.read_text() == old
            continue
        assert answer.status_code == 303
        saved += 1
        wanted = {key: value for key, value in fact.items() if key not in said}
        wanted |= {"note": said["note"]} if said["note"] else {}
        wanted |= {"tags": said["tags"].split(", ")} if said["tags"] else {}
        assert _parsed(path) == {
            **before,
            "facts": [*before["facts"][:place], wanted, *before["facts"][place + 1 :]],
        }
        first, last = _lines_of(old, place)
        lines, now = old.splitlines(), path.read_text().splitlines()
        assert now[:first] == lines[:first]
        assert now[len(now) - len(lines) + last :] == lines[last:]
    assert saved > 20
    read = read_bank(
        path.read_text(), path.as_posix(), HERE.find_languages(), PicturesBeside(path.parent)
    )
    words = words_for(read.language, HERE.find_languages())
    assert words
    assert not [problem for problem in check_values(read, words) if problem.is_error]


def _parsed(path: Path) -> Any:
    return yaml.load(path.read_text(), Loader=yaml.BaseLoader)


def _lines_of(text: str, place: int) -> tuple[int, int]:
    """Return the lines, from 0, on which a fact begins, and behind which it ends."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    (facts,) = (value for key, value in root.value if key.value == "facts")
    node = facts.value[place]
    end = node.end_mark.line + 1 if node.flow_style else node.end_mark.line
    return node.start_mark.line, end


def _visitor(root: Path) -> FlaskClient:
    app = create_app(Project(root), gate=GATE)
    app.test_client_class = Browser
    client = app.test_client(use_cookies=False)
    client.environ_base["HTTP_COOKIE"] = COOKIE
    return client
