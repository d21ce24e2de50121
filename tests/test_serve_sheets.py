"""The sheet builder: what is changed in the browser is the sheet that the command line builds."""

import re
import subprocess
import sys
import time
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from command import runner
from test_serve import OURS, Browser, visitor
from werkzeug.test import TestResponse

from quizgen.errors import SheetError
from quizgen.quiz.sheet import Sheet
from quizgen.read.sheet import read_sheet

SMALL = """
label: Worksheet
summary: For the tests.
sections:
  - {title: Multiple choice, types: [multiple-choice], count: 2}
  - {title: Short answer, types: [short-answer], count: 2}
"""


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    folder = tmp_path / "templates/en/worksheets"
    folder.mkdir(parents=True)
    (folder / "small.yaml").write_text(SMALL, "utf-8")
    return visitor(tmp_path)


def post(browser: Browser, path: str, **typed: object) -> TestResponse:
    return browser.post(path, data={"token": "the-token", **typed}, headers=OURS)


def begin(browser: Browser) -> str:
    """Begin a small sheet; return its address."""
    answer = post(browser, "/sheets", topic="moon", worksheet="small")
    assert answer.status_code == 303
    return str(answer.location)


def revision_in(page: str) -> str:
    found = re.search(r'name="revision" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def names_in(page: str) -> list[str]:
    """Return the questions that a page lists, in their order."""
    return [*dict.fromkeys(map(unescape, re.findall(r'name="question" value="([^"]+)"', page)))]


def do(browser: Browser, at: str, what: str, number: int = 1, **typed: object) -> TestResponse:
    """Press a button of a question on the page as it is now."""
    page = browser.get(at).text
    question = names_in(page)[number - 1]
    return post(browser, f"{at}/{what}", revision=revision_in(page), question=question, **typed)


def saved(root: Path, name: str = "moon-small") -> Sheet:
    path = root / f"sheets/{name}.yaml"
    return read_sheet(path.read_bytes(), path.as_posix())


def test_a_sheet_is_begun_and_saved_at_once(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    assert at == "/sheets/moon-small"
    page = browser.get(at).text
    assert [*saved(tmp_path).questions] == names_in(page)
    assert len(names_in(page)) == 4


def test_who_begins_it_again_gets_it_again_until_it_is_changed(browser: Browser) -> None:
    at = begin(browser)
    assert begin(browser) == at
    do(browser, at, "lock")
    assert begin(browser) == "/sheets/moon-small-2"


def test_one_question_is_swapped_and_the_rest_stays(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    before = saved(tmp_path).questions
    answer = do(browser, at, "swap", 2)
    assert answer.status_code == 303
    assert answer.location.endswith("#q2")
    after = saved(tmp_path)
    assert after.questions[1] not in before
    assert (after.questions[0], *after.questions[2:]) == (before[0], *before[2:])
    assert after.drop == (before[1],)


def test_what_is_locked_stays_in_its_place_when_the_rest_is_swapped(
    browser: Browser, tmp_path: Path
) -> None:
    at = begin(browser)
    before = saved(tmp_path).questions
    do(browser, at, "lock", 2)
    page = browser.get(at).text
    assert "Swap 3 unlocked" in page
    post(browser, f"{at}/anew", revision=revision_in(page))
    after = saved(tmp_path)
    assert after.questions[1] == before[1]
    assert after.questions != before
    assert after.seed == 2
    do(browser, at, "lock", 2)
    assert saved(tmp_path).locked == ()


def test_a_question_moves_within_its_section(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    one, two, three, four = saved(tmp_path).questions
    assert do(browser, at, "move", 1, way="down").location.endswith("#q2")
    assert saved(tmp_path).questions == (two, one, three, four)
    do(browser, at, "move", 2, way="down")  # the next section takes others
    assert saved(tmp_path).questions == (two, one, three, four)
    assert do(browser, at, "move", 1, way="sideways").status_code == 400


def test_a_question_is_taken_out_and_none_comes_for_it(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    before = saved(tmp_path).questions
    do(browser, at, "drop", 3)
    assert saved(tmp_path).questions == (*before[:2], before[3])
    assert len(names_in(browser.get(at).text)) == 3


def test_the_last_question_cannot_be_taken_out(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    for _ in range(3):
        do(browser, at, "drop", 1)
    answer = do(browser, at, "drop", 1)
    assert answer.status_code == 422
    said = "the sheet would have no question left. swap it for another, or choose another kind of sheet."
    assert said in answer.text
    assert len(saved(tmp_path).questions) == 1


def test_another_question_is_chosen(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    before = saved(tmp_path).questions
    page = browser.get(f"{at}/instead", query_string={"question": before[0]}).text
    others = [*map(unescape, re.findall(r'name="other" value="([^"]+)"', page))]
    assert others
    assert not {*others} & {*before}
    do(browser, at, "take", 1, other=others[-1])
    assert saved(tmp_path).questions == (others[-1], *before[1:])


def test_what_is_no_question_is_not_taken(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    before = (tmp_path / "sheets/moon-small.yaml").read_bytes()
    answer = do(browser, at, "take", 1, other="nobody/never")
    assert answer.status_code == 422
    assert (tmp_path / "sheets/moon-small.yaml").read_bytes() == before


def test_each_change_can_be_undone_in_turn(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    path = tmp_path / "sheets/moon-small.yaml"
    states = [path.read_bytes()]
    for what, more in (("swap", {}), ("lock", {}), ("move", {"way": "down"}), ("drop", {})):
        do(browser, at, what, 1, **more)
        states.append(path.read_bytes())
    assert len({*states}) == 5
    for state in reversed(states[:-1]):
        post(browser, f"{at}/undo", revision=revision_in(browser.get(at).text))
        assert path.read_bytes() == state
    assert re.search(r'id="undo" disabled', browser.get(at).text)


def test_comments_of_a_sheet_stay(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    path = tmp_path / "sheets/moon-small.yaml"
    path.write_text(f"# for 9B\n{path.read_text('utf-8')}# the end\n", "utf-8")
    do(browser, at, "swap", 1)
    text = path.read_text("utf-8")
    assert text.startswith("# for 9B\n")
    assert "# the end" in text


def test_a_sheet_that_was_changed_elsewhere_is_not_written_over(
    browser: Browser, tmp_path: Path
) -> None:
    at = begin(browser)
    page = browser.get(at).text
    path = tmp_path / "sheets/moon-small.yaml"
    path.write_text(f"{path.read_text('utf-8')}title: Theirs\n", "utf-8")
    theirs = path.read_bytes()
    for what in ("swap", "lock", "drop", "undo", "anew", "options"):
        typed = {"question": names_in(page)[0], "title": "Mine"}
        answer = post(browser, f"{at}/{what}", revision=revision_in(page), **typed)
        assert answer.status_code == 409
        assert path.read_bytes() == theirs


def test_options_are_those_of_the_command_line(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    page = browser.get(at).text
    typed = {
        "title": "Moon <b>& stars</b>",
        "paper": "letter-large",
        "forms": "2",
        "school": "Ours",
    }
    assert post(browser, f"{at}/options", revision=revision_in(page), **typed).status_code == 303
    sheet = saved(tmp_path)
    assert (sheet.title, sheet.paper, sheet.large_print) == (typed["title"], "letter", True)
    assert (sheet.forms, sheet.school) == (2, "Ours")
    page = browser.get(at).text
    assert "Moon &lt;b&gt;&amp; stars&lt;/b&gt;" in page
    assert "<b>& stars" not in page


def test_more_questions_come_beside_those_that_there_are(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    before = saved(tmp_path).questions
    page = browser.get(at).text
    post(browser, f"{at}/options", revision=revision_in(page), items="6", items_before="4")
    after = saved(tmp_path)
    assert {*before} < {*after.questions}
    assert after.items == 6


def test_the_page_and_the_command_line_print_the_same(
    browser: Browser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    at = begin(browser)
    for what, more in (("swap", {}), ("move", {"way": "down"}), ("drop", {})):
        do(browser, at, what, 2 if what == "swap" else 1, **more)
    page = browser.get(at).text
    post(
        browser, f"{at}/options", revision=revision_in(page), paper="letter", points="on", more="1"
    )
    monkeypatch.chdir(tmp_path)
    said = runner(monkeypatch, capsys)("build", "--sheet", "moon-small")
    assert said.code == 0, said.err
    for name in ("worksheet.pdf", "answer-key.pdf"):
        built = (tmp_path / "output/moon-small" / name).read_bytes()
        assert browser.get(f"{at}/{name}").data == built


def test_what_is_seen_is_a_page_of_the_file(browser: Browser) -> None:
    at = begin(browser)
    answer = browser.get(f"{at}/page-1.png")
    assert answer.mimetype == "image/png"
    assert answer.data.startswith(b"\x89PNG")
    assert browser.get(f"{at}/page-9.png").status_code == 404
    assert browser.get(f"{at}/page-1.png?show=key").data != answer.data
    document = pypdfium2.PdfDocument(browser.get(f"{at}/worksheet.pdf").data)
    assert len(document) == 1
    document.close()


def test_all_versions_are_printed_at_once(browser: Browser) -> None:
    at = begin(browser)
    post(browser, f"{at}/options", revision=revision_in(browser.get(at).text), forms="3")
    document = pypdfium2.PdfDocument(browser.get(f"{at}/worksheet.pdf").data)
    assert len(document) == 3
    document.close()


def test_every_format_is_sent_with_what_it_can_take(browser: Browser) -> None:
    at = begin(browser)
    page = browser.get(f"{at}?panel=download").text
    files = {*re.findall(rf'href="{at}/([\w.-]+)"', page)}
    assert {"worksheet.pdf", "docx", "web", "scorm", "moodle", "kahoot", "deck", "qti21"} <= files
    for name in sorted(files):
        answer = browser.get(f"{at}/{name}")
        assert answer.status_code == 200, name
        assert answer.data, name
    assert ZipFile(BytesIO(browser.get(f"{at}/docx").data)).namelist()
    assert "of 4" in page


def test_a_file_of_another_program_comes_under_the_name_of_the_sheet(browser: Browser) -> None:
    said = browser.get(f"{begin(browser)}/moodle").headers["Content-Disposition"]
    assert said == "attachment; filename=moon-small-moon-moodle.xml"


@pytest.mark.parametrize(
    "name",
    ["nothing", "..", "%2e%2e%2fbanks%2fmoon", "..%5cbanks", ".earlier", "Moon", "moon-small/../x"],
)
def test_only_sheets_are_looked_at(browser: Browser, name: str) -> None:
    begin(browser)
    assert browser.get(f"/sheets/{name}").status_code == 404
    assert browser.get(f"/sheets/{name}/worksheet.pdf").status_code == 404


@pytest.mark.parametrize("topic", ["nothing", "../moon", "moon/../moon", ""])
def test_no_sheet_is_begun_of_what_is_no_topic(
    browser: Browser, tmp_path: Path, topic: str
) -> None:
    answer = post(browser, "/sheets", topic=topic, worksheet="small")
    assert answer.status_code == 422
    assert not (tmp_path / "sheets").exists()
    assert post(browser, "/sheets", topic="moon", worksheet="../x").status_code == 422


def test_a_sheet_with_a_mistake_is_told_with_its_place(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    path = tmp_path / "sheets/moon-small.yaml"
    path.write_text("topic: moon\nseeed: 3\n", "utf-8")
    answer = browser.get(at)
    assert answer.status_code == 422
    assert "seeed" in answer.text
    assert "moon-small.yaml:2" in answer.text
    assert browser.get("/").status_code == 200


def test_what_a_bank_says_is_never_markup(browser: Browser, tmp_path: Path) -> None:
    bank = tmp_path / "banks/moon.yaml"
    text = bank.read_text("utf-8")
    title = re.search(r"^title: (.*)$", text, re.MULTILINE)
    assert title
    evil = "<script>alert(1)</script> {{ 7 * 7 }} &amp;"
    bank.write_text(text.replace(title[0], f'title: "{evil}"'), "utf-8")
    for path in ("/", begin(browser)):
        page = browser.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }} &amp;amp;" in page


@pytest.mark.parametrize("forms", [0, 10_001])
def test_a_sheet_has_one_version_or_more(forms: int) -> None:
    with pytest.raises(SheetError) as raised:
        read_sheet(f"topic: moon\nforms: {forms}\n", "sheets/mine.yaml")
    (problem,) = raised.value.problems
    assert problem.message == "forms must be 1 to 10000"
    assert problem.hint == "leave it out for one version"


def test_a_question_that_there_is_no_more_is_put_others_for(
    browser: Browser, tmp_path: Path
) -> None:
    at = begin(browser)
    path = tmp_path / "sheets/moon-small.yaml"
    one, two, three, four = saved(tmp_path).questions
    path.write_text(path.read_text("utf-8").replace(two, "gone-fact/who-said-it"), "utf-8")
    answer = browser.get(at)
    assert answer.status_code == 422
    assert "gone-fact" in answer.text
    assert post(browser, f"{at}/mend").status_code == 303
    assert browser.get(at).status_code == 200
    mended = saved(tmp_path).questions
    assert {one, three, four} < {*mended}
    assert len(mended) == 4


def test_a_bank_that_changes_is_read_again(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    bank = tmp_path / "banks/moon.yaml"
    text = bank.read_text("utf-8")
    time.sleep(0.02)  # some drives have coarse times
    bank.write_text(
        re.sub(r"^title: .*$", "title: Another name", text, flags=re.MULTILINE), "utf-8"
    )
    assert "<h1>Another name</h1>" in browser.get(at).text


def write(browser: Browser, at: str, question: str = "new", **typed: object) -> TestResponse:
    """Type a question into the form of the sheet, and put it on the worksheet."""
    page = browser.get(f"{at}/questions/{question}").text
    return post(
        browser, f"{at}/questions/{question}", revision=revision_in(page), do="save", **typed
    )


OWN_ONE = {
    "kind": "one", "ask": "Who sewed the <b>suits</b>?", "right": "0",
    "option-0": "Playtex", "option-1": "Boeing", "why-1": "built the rover", "option-2": "Grumman",
}  # fmt: skip


def test_a_question_of_ones_own_stands_on_the_sheet(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    before = (tmp_path / "sheets/moon-small.yaml").read_text("utf-8")
    answer = write(browser, at, **OWN_ONE)
    assert answer.status_code == 303, answer.text
    sheet = saved(tmp_path)
    assert "own:question-1" in sheet.questions
    assert sheet.own
    (question,) = sheet.own.questions
    assert [each.text for each in question.wrong] == ["Boeing", "Grumman"]
    page = browser.get(answer.location.partition("#")[0]).text
    assert "Who sewed the &lt;b&gt;suits&lt;/b&gt;?" in page
    assert f'href="{at}/questions/question-1"' in page
    lines = (tmp_path / "sheets/moon-small.yaml").read_text("utf-8").splitlines()
    assert [each for each in before.splitlines() if each not in lines and "/" not in each] == []


def test_ones_own_question_is_changed_and_undone(browser: Browser, tmp_path: Path) -> None:
    at = begin(browser)
    write(browser, at, **OWN_ONE)
    page = browser.get(f"{at}/questions/question-1").text
    assert 'value="built the rover"' in page
    assert write(browser, at, "question-1", **{**OWN_ONE, "option-0": "ILC"}).status_code == 303
    own = saved(tmp_path).own
    assert own
    assert own.questions[0].answer[0].text == "ILC"
    for _ in range(2):
        post(browser, f"{at}/undo", revision=revision_in(browser.get(at).text))
    assert saved(tmp_path).own is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "one"}, "Write what is asked"),
        ({"kind": "one", "ask": "Who?", "option-0": "A"}, "Write two answers at least"),
        ({"kind": "one", "ask": "Who?", "option-0": "A", "option-1": "B"}, "Mark which answer"),
        ({"kind": "words", "ask": "Who?"}, "Write the right answer"),
        ({"kind": "true-false", "ask": "Is it?"}, "Say whether it is true"),
        ({"kind": "number", "ask": "How many?", "answer": "many"}, "Something is to be mended"),
    ],
)
def test_what_a_question_lacks_is_said_and_what_was_typed_stays(
    browser: Browser, tmp_path: Path, typed: dict[str, str], said: str
) -> None:
    at = begin(browser)
    before = (tmp_path / "sheets/moon-small.yaml").read_bytes()
    answer = write(browser, at, **typed)
    assert answer.status_code == 422
    assert said in answer.text
    assert typed.get("ask", "") in answer.text
    assert (tmp_path / "sheets/moon-small.yaml").read_bytes() == before


SAVES = """
import sys
from pathlib import Path
from quizgen.store.earlier import keep_earlier
from quizgen.store.sheets import put_sheet
path = Path(sys.argv[1])
print("ready", flush=True)
while True:
    old = path.read_bytes()
    keep_earlier(path, old)
    put_sheet(path, old, b"B" * 200_000 if old[:1] == b"A" else b"A" * 200_000)
"""


def test_a_killed_save_leaves_the_old_sheet_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "sheet.yaml"
    path.write_bytes(b"A" * 200_000)
    for wait in (0.0, 0.011, 0.023, 0.037, 0.052):
        program = [sys.executable, "-c", SAVES, path.as_posix()]
        with subprocess.Popen(program, stdout=subprocess.PIPE) as saving:
            assert saving.stdout
            saving.stdout.readline()
            time.sleep(wait)
            saving.kill()
        content = path.read_bytes()
        assert content in (b"A" * 200_000, b"B" * 200_000)


def test_the_question_at_hand_is_framed_on_its_page(browser: Browser) -> None:
    at = begin(browser)
    tops = []
    for number in (1, 2, 3, 4):
        page = browser.get(f"{at}?at={number}").text
        found = re.search(
            r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', page
        )
        assert found, number
        left, top, width, height = map(float, found.groups())
        assert 0 < left < left + width < 100
        assert 0 < top < top + height < 100
        tops += [top, top + height]
    assert tops == sorted(tops)
    assert "<rect" not in browser.get(f"{at}?at=99").text
    assert "<rect" not in browser.get(f"{at}?at=1&show=key").text
