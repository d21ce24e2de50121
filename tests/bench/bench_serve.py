"""Measure the pages in the browser: `python tests/bench/bench_serve.py`.

A change is what a click on Swap costs: the sheet changed and saved, the page anew, its picture. All of
it is done in this process, and its processor time is counted, since a loaded machine would be measured
by the wall. Requests are asked for over the loopback address by four threads, as many as a few windows.
"""

import logging
import re
import socket
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from http.client import HTTPConnection
from pathlib import Path

from waitress.server import create_server

sys.path.insert(0, str(Path(__file__).parents[1]))

from test_serve import OURS, visitor

from quizgen.store.project import Project
from quizgen.web import create_app
from quizgen.web.gate import Gate
from quizgen.web.serving import bind_to

CHANGES, TARGET_MS = 60, 150
REQUESTS, WINDOWS, TARGET_A_SECOND = 400, 4, 50


def change_times(root: Path) -> list[float]:
    """Return the milliseconds of processor time of each of many swaps."""
    browser = visitor(root)
    typed = {"token": "the-token", "topic": "escalation", "worksheet": "standard"}
    at = browser.post("/sheets", data=typed, headers=OURS).location
    times = []
    for number in range(CHANGES):
        page = browser.get(at).text
        names = [*dict.fromkeys(re.findall(r'name="question" value="([^"]+)"', page))]
        revision = re.search(r'name="revision" value="([^"]+)"', page)[1]
        question = unescape(names[number % len(names)])
        typed = {"token": "the-token", "revision": revision, "question": question}
        start = time.process_time()
        answer = browser.post(f"{at}/swap", data=typed, headers=OURS)
        if answer.status_code != 303:
            continue  # there is no other question for this place
        page = browser.get(answer.location.partition("#")[0]).text
        picture = re.search(r'src="(/sheets/[^"]*page-[^"]*)"', page)[1]
        assert browser.get(unescape(picture)).status_code == 200
        times.append(1000 * (time.process_time() - start))
    return times


def requests_a_second(root: Path) -> tuple[float, int]:
    """Return how many pages of a sheet are answered in a second, and how many were none."""
    listening = bind_to(socket.AF_INET, "127.0.0.1", 0)
    port = listening.getsockname()[1]
    gate = Gate.new(port)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = create_server(create_app(Project(root), gate=gate), sockets=[listening], threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    cookie = {"Cookie": f"{gate.cookie}={gate.session}"}

    def ask(count: int) -> int:
        connection = HTTPConnection("127.0.0.1", port)
        failed = 0
        for _ in range(count):
            connection.request("GET", "/sheets/escalation-standard", headers=cookie)
            answer = connection.getresponse()
            answer.read()
            failed += answer.status != 200
        return failed

    ask(1)
    start = time.perf_counter()
    with ThreadPoolExecutor(WINDOWS) as windows:
        failed = sum(windows.map(ask, [REQUESTS // WINDOWS] * WINDOWS))
    return REQUESTS / (time.perf_counter() - start), failed


def main() -> None:
    """Print what was measured beside what is to be reached."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        times = sorted(change_times(root))
        p95 = times[int(0.95 * len(times))]
        verdict = "reached" if p95 <= TARGET_MS else "missed"
        print(f"a change to the new preview, p95 of {len(times)}", end="")
        print(
            f"{p95:>12.0f} ms target {TARGET_MS} ms  {verdict} (half: {statistics.median(times):.0f} ms)"
        )
        rate, failed = requests_a_second(root)
        verdict = "reached" if rate >= TARGET_A_SECOND and not failed else "missed"
        print(f"pages a second, {WINDOWS} windows, {failed} failed", end="")
        print(f"{rate:>12.0f}    target {TARGET_A_SECOND}     {verdict}")


if __name__ == "__main__":
    main()
