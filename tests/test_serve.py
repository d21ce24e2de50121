"""`quizgen serve`: who is answered, what is refused, and how it begins and ends."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from shutil import copy
from typing import Any
from urllib.parse import urlsplit

import pytest
from command import Run
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from quizgen import web
from quizgen.errors import TemplateError
from quizgen.read.page_words import read_page_words
from quizgen.store.project import Project
from quizgen.web import create_app
from quizgen.web.gate import Gate

CASES = Path(__file__).parent / "cases"
GATE = Gate(8765, "the-key", "the-session", "the-token")
HOST = "127.0.0.1:8765"
COOKIE = f"{GATE.cookie}={GATE.session}"
OURS = {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-origin"}


class Browser(FlaskClient):
    """A browser that knows our address."""

    def open(self, *args: Any, **more: Any) -> TestResponse:
        if args and isinstance(args[0], str):
            more.setdefault("base_url", f"http://{HOST}")
        answer = super().open(*args, **more)
        answer.get_data()
        answer.close()
        return answer


def visitor(root: Path, stop: Callable[[], None] = lambda: None) -> FlaskClient:
    """Return a browser that was opened by the program, in a folder with the bank of the moon."""
    (root / "banks").mkdir(exist_ok=True)
    copy(CASES / "moon.yaml", root / "banks/moon.yaml")
    app = create_app(Project(root), gate=GATE, stop=stop)
    app.test_client_class = Browser
    client = app.test_client(use_cookies=False)
    client.environ_base["HTTP_COOKIE"] = COOKIE
    return client


@pytest.fixture
def browser(tmp_path: Path) -> FlaskClient:
    return visitor(tmp_path)


def test_the_first_address_is_traded_for_a_cookie(tmp_path: Path) -> None:
    client = visitor(tmp_path)
    client.environ_base["HTTP_COOKIE"] = "quizgen-8765=another"
    assert client.get("/").status_code == 403
    assert client.get("/?key=another").status_code == 403
    led = client.get("/?key=the-key")
    assert (led.status_code, led.location) == (303, "/")
    cookie = led.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert GATE.key not in cookie


@pytest.mark.parametrize(
    "host",
    [
        "quiz.example:8765",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1.example:8765",
        "",
        "0.0.0.0:8765",
    ],
)
def test_a_name_that_leads_to_our_address_is_refused(browser: FlaskClient, host: str) -> None:
    assert browser.get("/", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765"])
def test_this_computer_may_be_called_three_ways(browser: FlaskClient, host: str) -> None:
    assert browser.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "token"),
    [
        (OURS, ""),
        (OURS, "another"),
        ({}, "the-token"),
        ({"Origin": "https://evil.example"}, "the-token"),
        ({"Origin": "null"}, "the-token"),
        ({"Sec-Fetch-Site": "cross-site"}, "the-token"),
        ({"Sec-Fetch-Site": "same-site"}, "the-token"),
        ({"Sec-Fetch-Site": "none"}, "the-token"),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:9999"}, "the-token"),
    ],
)
def test_what_changes_something_comes_from_our_own_forms(
    tmp_path: Path, headers: dict[str, str], token: str
) -> None:
    stopped: list[bool] = []
    client = visitor(tmp_path, lambda: stopped.append(True))
    assert client.post("/stop", data={"token": token}, headers=headers).status_code == 403
    assert not stopped


@pytest.mark.parametrize(
    "headers",
    [
        OURS,
        {"Origin": f"http://{HOST}"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
)
def test_the_button_ends_the_program(tmp_path: Path, headers: dict[str, str]) -> None:
    stopped: list[bool] = []
    client = visitor(tmp_path, lambda: stopped.append(True))
    assert client.post("/stop", data={"token": "the-token"}, headers=headers).status_code == 200
    assert stopped == [True]
    assert client.get("/stop").status_code == 405


@pytest.mark.parametrize(
    "path", ["/", "/settings", "/help", "/classes", "/no-such-page", "/static/quizgen.js"]
)
def test_what_is_sent_says_what_a_browser_may_do_with_it(browser: FlaskClient, path: str) -> None:
    answer = browser.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize("path", ["/", "/settings", "/help", "/classes", "/no-such-page"])
def test_no_page_has_a_script_or_a_style_within_it(browser: FlaskClient, path: str) -> None:
    page = browser.get(path).text
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert page.count("<script") == page.count("<script src=")


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/fonts/../app.py", "/fonts/%2e%2e%2fweb%2fapp.py", "/fonts/..%5cweb%5capp.py"]
)  # fmt: skip
def test_no_way_leads_out_of_the_folders(browser: FlaskClient, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_what_is_too_large_is_refused(browser: FlaskClient) -> None:
    typed = {"token": "the-token", "title": "x" * 2_000_000}
    assert browser.post("/stop", data=typed, headers=OURS).status_code == 413
    upload = "multipart/form-data; boundary=x"
    part = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n%s\r\n--x--\r\n' % (
        b"x" * 2_000_000
    )
    assert browser.post("/stop", data=part, headers=OURS, content_type=upload).status_code == 413
    large = b"x" * 21 * 2**20
    assert browser.post("/stop", data=large, headers=OURS, content_type=upload).status_code == 413


# --------------------------------------------------------------------------- the program itself


def _heeds_ctrl_c() -> None:
    """Undo what a shell does to a command in the background, which then knows no Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def program(root: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `quizgen serve` in a folder; yield it and the address that it says."""
    command = [sys.executable, "-m", "quizgen", "serve", "--no-browser", *words]
    running = subprocess.Popen(
        command,
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heeds_ctrl_c,
    )
    try:
        assert running.stdout
        first = running.stdout.readline()
        yield running, first.removeprefix("quizgen is at ").strip()
    finally:
        running.kill()
        running.communicate()


def taken_port() -> tuple[socket.socket, int]:
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    held.listen()
    return held, held.getsockname()[1]


def ask(
    address: str, cookie: str = "", body: bytes | None = None, **headers: str
) -> tuple[int, str, str]:
    """Return the status, the cookie and the text of an answer."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=30)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    sent = {"Cookie": cookie, **headers} if cookie else headers
    connection.request("POST" if body is not None else "GET", target, body, sent)
    answer = connection.getresponse()
    text = answer.read().decode(errors="replace")
    connection.close()
    return answer.status, (answer.getheader("Set-Cookie") or "").partition(";")[0], text


def test_the_program_says_its_address_and_ends_by_its_button(tmp_path: Path) -> None:
    with program(tmp_path) as (running, address):
        status, cookie, _ = ask(address)
        assert status == 303
        base = address.partition("/?")[0]
        assert ask(f"{base}/")[0] == 403
        status, _, page = ask(f"{base}/settings", cookie)
        assert status == 200
        token = re.search(r'name="token" value="([^"]+)"', page)
        assert token
        form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": base}
        status, _, page = ask(f"{base}/stop", cookie, f"token={token[1]}".encode(), **form)
        assert (status, "quizgen has stopped" in page) == (200, True)
        out, err = running.communicate(timeout=30)
        assert (running.returncode, err) == (0, "")
        assert out.endswith("quizgen has stopped.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="there Ctrl-C is told otherwise")
def test_ctrl_c_ends_it_as_well_and_two_may_run_on_one_folder(tmp_path: Path) -> None:
    with program(tmp_path) as (one, first), program(tmp_path) as (other, second):
        assert first.partition("/?")[0] != second.partition("/?")[0]
        assert ask(first)[0] == ask(second)[0] == 303
        for running in (one, other):
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=30)
            assert (running.returncode, err) == (0, "")
            assert out.endswith("quizgen has stopped.\n")


def test_a_port_that_is_taken_is_told(run: Run) -> None:
    held, port = taken_port()
    with held:
        said = run("serve", "--no-browser", "--port", str(port))
    assert said.code == 1
    assert said.err == (
        f"port {port}: cannot be used: another program listens there\n"
        "  hint: choose another with --port, or leave --port out, and a free one is found\n"
    )


def test_no_other_command_loads_what_listens(tmp_path: Path) -> None:
    code = (
        "import sys; from quizgen.cli import main; sys.argv = ['quizgen', 'topics']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print([name for name in ('flask', 'waitress', 'werkzeug', 'pypdfium2', 'markdown_it') if name in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert out.stdout.splitlines()[-1] == "[]"


# --------------------------------------------------------------------------- what the pages say


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("home: Welcome\n", "'home' has no texts", "write name: text below it"),
        (
            "home:\n  title: [a, b]\n",
            "home.title is no text",
            "write a text, or one: and many: where it changes with a number",
        ),
        ("home: {}\n", "there are no texts of pages", "take them from the file that ships"),
    ],
)
def test_a_mistake_in_what_the_pages_say_has_its_place(text: str, message: str, hint: str) -> None:
    with pytest.raises(TemplateError) as raised:
        read_page_words(text, "templates/en/pages.yaml")
    (problem,) = raised.value.problems
    assert (problem.message, problem.hint) == (message, hint)
    assert problem.where.path == "templates/en/pages.yaml"


def test_every_text_that_a_page_asks_for_is_there() -> None:
    words = Project().find_page_words()
    pages = Path(web.__file__).parent
    asked = {
        name
        for path in (*pages.glob("*.py"), *pages.glob("templates/*.html"))
        for name in re.findall(
            r"""say\(\s*["']([a-z_]+\.[a-z_0-9-]+)["']\s*[,)]""", path.read_text("utf-8")
        )
    }
    assert len(asked) > 100
    assert sorted(asked - {*words}) == []
