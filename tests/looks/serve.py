"""The pages of `quizgen serve` in a browser, by hand and by keyboard: `pytest tests/looks/serve.py`, or `make looks`.

Needs Chromium, and `pip install -e '.[looks]'`; without them nothing is tried.
"""

import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from waitress.server import create_server

from quizgen.read.sheet import read_sheet
from quizgen.store.project import Project
from quizgen.web import create_app
from quizgen.web.gate import Gate
from quizgen.web.serving import bind_to

playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), "")
pytestmark = pytest.mark.skipif(not BROWSER, reason="the pages are tried in Chromium")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
SIZES = [(1280, 900), (390, 844), (320, 640)]
SHEET = "/sheets/history-standard"
PAGES = [
    "/", SHEET, f"{SHEET}?panel=download", f"{SHEET}?panel=options", f"{SHEET}?panel=title", f"{SHEET}?show=key",
    "/sheets", "/settings", "/classes", "/help", "/help/serve", "/help/teachers", "/nothing",
]  # fmt: skip


class Served:
    """The pages of a folder at a port of their own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.socket = bind_to(socket.AF_INET, "127.0.0.1", 0)
        port = self.socket.getsockname()[1]
        self.gate = Gate.new(port)
        self.url = f"http://127.0.0.1:{port}"
        app = create_app(Project(root), gate=self.gate)
        self.server = create_server(app, sockets=[self.socket], threads=6)
        threading.Thread(target=self.server.run, daemon=True).start()

    def sheet(self, name: str = "history-standard") -> Any:
        path = self.root / f"sheets/{name}.yaml"
        return read_sheet(path.read_bytes(), path.as_posix())


class Hand:
    """Whoever sits before the screen, and how often she clicked."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.clicks = 0
        self.is_left = False

    def click(self, what: str) -> None:
        self.clicks += 1
        self.page.locator(what).first.click()

    def settled(self, condition: str) -> None:
        for _ in range(600):
            if self.page.evaluate(condition):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never: {condition}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def served(tmp_path: Path) -> Served:
    return Served(tmp_path)


@pytest.fixture
def hand(chromium: Any, served: Served) -> Iterator[Hand]:
    """Open the address that the program opens."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.on("console", lambda said: failures.append(said.text) if said.type == "error" else None)
    page.add_init_script("window.print = () => { window.top.document.title = 'printed'; }")
    page.goto(served.gate.address)
    assert page.url == f"{served.url}/"
    hand = Hand(page)
    yield hand
    assert hand.is_left or [each for each in failures if "status of 4" not in each] == []
    context.close()


def test_from_the_first_page_to_the_printer_in_three_clicks(hand: Hand) -> None:
    started = time.monotonic()
    hand.click("#make-history-standard")
    hand.page.wait_for_selector("#page")
    hand.click("text=Print worksheet")
    hand.settled("document.title === 'printed'")
    assert hand.clicks == 2  # the third is the one in the system's own window
    assert time.monotonic() - started < 20


def begin(hand: Hand) -> None:
    hand.click("#make-history-standard")
    hand.page.wait_for_selector("#page")
    hand.clicks = 0


def drawn_anew(hand: Hand) -> str:
    """Return what is to be true once another page is shown."""
    src = hand.page.get_attribute("#page", "src")
    return f"(() => {{ const it = document.getElementById('page'); return it && it.getAttribute('src') !== {src!r} && it.complete && it.naturalWidth > 0; }})()"


def test_one_click_swaps_locks_moves_and_swaps_the_rest(hand: Hand, served: Served) -> None:
    begin(hand)
    before = served.sheet().questions
    for button, changed in (
        ("#swap-1", True),
        ("#lock-2", False),
        ("#down-1", True),
        ("#anew", True),
    ):
        clicks, condition = hand.clicks, drawn_anew(hand)
        hand.click(button)
        hand.settled(condition)
        assert hand.clicks == clicks + 1
        assert changed == (served.sheet().questions != before)
        before = served.sheet().questions
    hand.click("#undo")
    hand.settled("document.querySelectorAll('.q').length > 0")


def test_a_chosen_question_takes_three_clicks(hand: Hand, served: Served) -> None:
    begin(hand)
    before = served.sheet().questions
    hand.click("#more-2")
    hand.click("details.menu[open] >> text=Choose another")
    hand.page.wait_for_selector(".instead li")
    condition = drawn_anew(hand)
    hand.click(".instead li button")
    hand.settled(condition)
    assert hand.clicks == 3
    after = served.sheet().questions
    assert (after[0], *after[2:]) == (before[0], *before[2:])
    assert after[1] != before[1]


def test_an_export_takes_two_clicks(hand: Hand) -> None:
    begin(hand)
    hand.click("#open-download")
    hand.page.wait_for_selector("#download")
    with hand.page.expect_download() as waiting:
        hand.click("#download >> text='Moodle'")
    assert hand.clicks == 2
    assert waiting.value.suggested_filename == "history-standard-history-moodle.xml"


def test_an_option_is_used_as_soon_as_it_is_chosen(hand: Hand, served: Served) -> None:
    begin(hand)
    condition = drawn_anew(hand)
    hand.page.focus("#o-paper")
    hand.page.select_option("#o-paper", "letter")
    hand.settled(condition)
    assert served.sheet().paper == "letter"
    assert hand.page.evaluate("document.activeElement.id") == "o-paper"


def test_by_the_keyboard_alone_a_sheet_is_made_changed_and_downloaded(
    hand: Hand, served: Served
) -> None:
    keys = hand.page.keyboard

    def walk_to(element: str) -> None:
        for _ in range(120):
            if hand.page.evaluate("document.activeElement.id") == element:
                return
            keys.press("Tab")
        raise AssertionError(f"Tab does not lead to {element}")

    walk_to("make-history-standard")
    keys.press("Enter")
    hand.page.wait_for_selector("#page")
    before = served.sheet().questions
    for element in ("swap-1", "lock-3", "down-1"):
        walk_to(element)
        condition = drawn_anew(hand)
        keys.press("Enter")
        hand.settled(condition)
        focused = hand.page.evaluate("document.activeElement.id")
        assert focused == {"down-1": "down-2"}.get(element, element)
    assert served.sheet().questions != before
    condition = drawn_anew(hand)
    keys.press("Control+z")
    hand.settled(condition)
    hand.page.evaluate("document.activeElement.blur()")
    walk_to("open-download")
    keys.press("Enter")
    hand.page.wait_for_selector("#download")
    hand.page.locator("#download >> text='Word'").focus()
    with hand.page.expect_download() as waiting:
        keys.press("Enter")
    assert waiting.value.suggested_filename.endswith(".zip")


def test_all_of_it_works_without_scripts(chromium: Any, served: Served) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.gate.address)
    page.locator("#make-history-standard").click()
    before = served.sheet().questions
    page.locator("#swap-2").click()
    assert page.url.endswith("#q2")
    assert served.sheet().questions[1] != before[1]
    page.locator("#undo").click()
    assert served.sheet().questions == before
    page.locator("#o-paper").select_option("letter")
    page.locator("text='Change'").click()
    assert served.sheet().paper == "letter"
    page.locator("#more-1").click()
    page.locator("details.menu[open] >> text=Take it out").click()
    assert served.sheet().questions == before[1:]
    context.close()


def test_who_was_left_by_the_program_is_told(hand: Hand, served: Served) -> None:
    begin(hand)
    hand.is_left = True
    hand.page.route("**/*", lambda route: route.abort())
    hand.click("#swap-1")
    hand.page.wait_for_selector("#gone:not([hidden])", timeout=10_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_page_shuts_anybody_out(
    chromium: Any, tmp_path: Path, width: int, height: int, scheme: str
) -> None:
    served = Served(tmp_path)
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(served.gate.address)
    page.locator("#make-history-standard").click()
    page.wait_for_selector("#page")
    name = re.search(r'name="question" value="([^"]+)"', page.content())
    assert name
    found = []
    for path in (*PAGES, f"{SHEET}/instead?question={name[1]}"):
        page.goto(served.url + path)
        page.wait_for_load_state("networkidle")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{path} is wider than the screen")
        for violation in axe.Axe().run(page, options=RULES).response["violations"]:
            nodes = [node["html"][:120] for node in violation["nodes"][:2]]
            found.append(f"{path}: {violation['id']} {nodes}")
    context.close()
    assert found == []
