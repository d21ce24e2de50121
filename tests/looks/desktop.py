"""What decks do in Anki's own desktop program: `pytest tests/looks/desktop.py`, or `make looks`.

Needs the program, in a venv of its own (`make .venv-anki`, or ANKI_PYTHON names its Python), and no screen. Pictures of what
was seen are left in output/looks: look at them.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Self

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(Path(__file__).parents[1]))

from editions import ADDED, DAY, FIRST, MENDED, RETIRED, moon, package, published, restyled

from quizgen import Blueprint, Look, find_texts, find_theme, find_worksheet
from quizgen.build import build
from quizgen.read import Texts

PYTHON = Path(os.environ.get("ANKI_PYTHON", ROOT / ".venv-anki" / "bin" / "python"))
pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="`make .venv-anki` installs Anki")
LOOKS = ROOT / "output" / "looks"
TOP = "The race to the Moon · fda4"
DATE = ("date: 1963-06-16", "date: 1963-06-17")
KINDS = ("event", "term", "quantity", "statement", "position", "cloze", "comparison", "choice")


class Anki:
    """The program, and a learner who sits before it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        command = [
            str(PYTHON),
            str(Path(__file__).with_name("anki_program.py")),
            str(folder / "base"),
        ]
        (folder / "base").mkdir(parents=True)
        with (folder / "said.txt").open("w") as said:
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True
            )
        self._read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.does("quits")
        finally:
            self._process.kill()
            self._process.communicate()

    def _read(self) -> Any:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, (self._folder / "said.txt").read_text()[-2000:]
        return json.loads(line)

    def does(self, what: str, *arguments: object) -> Any:
        """Let the program do one thing: a method of anki_program.Program."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps([what, arguments]) + "\n")
        self._process.stdin.flush()
        return self._read()

    def imports(self, content: bytes) -> str:
        path = self._folder / "deck.apkg"
        path.write_bytes(content)
        return str(self.does("imports", str(path)))

    def presses(self, *keys: str) -> None:
        self.does("presses", *keys)

    def sees(self) -> dict[str, Any]:
        seen = self.does("sees")
        assert isinstance(seen, dict)
        return seen

    def photographs(self, name: str) -> None:
        LOOKS.mkdir(parents=True, exist_ok=True)
        self.does("photographs", str(LOOKS / f"desktop-{name}.png"))

    def in_view(self) -> str:
        """Return which paragraphs of a deck's page are wholly seen when it opens, in Anki's default window."""
        script = """
            Array.from(document.querySelectorAll("p")).filter(function (each) {
              var box = each.getBoundingClientRect();
              return box.top >= 0 && box.bottom <= innerHeight;
            }).map(each => each.innerText).join("\\n")
        """
        return str(self.does("page", script))

    def studies_until(self, kind: str) -> dict[str, Any]:
        """Answer card after card by keys, easily, until one of a note type is asked."""
        self.does("comes_back")
        for _ in range(40):
            seen = self.sees()
            if seen["side"] == "answer":
                self.presses("4")
            elif seen["kind"] == kind:
                return seen
            else:
                self.presses("Enter")  # a space may be typed
        raise AssertionError(kind)


def three_editions() -> Iterator[Texts]:
    """Yield the small bank as it was published, added to and mended, and mended once more."""
    yield (one := published(moon(), FIRST))
    assert one.lock
    changes = MENDED, ADDED, RETIRED
    yield (two := published(moon(*changes, lock=str(one.lock.text)), FIRST + DAY))
    assert two.lock
    third = moon(DATE, bank=str(two.bank.text), lock=str(two.lock.text))
    yield published(third, FIRST + 2 * DAY)


@cache
def editions() -> tuple[bytes, ...]:
    return tuple(package(texts) for texts in three_editions())


@pytest.fixture(scope="module")
def anki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Anki]:
    """The program with the first edition, which is being studied."""
    with Anki(tmp_path_factory.mktemp("anki")) as program:
        said = program.imports(editions()[0])
        assert "new notes imported" in said
        assert program.does("decks") == [TOP]
        program.does("opens", TOP)
        program.presses("s")
        yield program


# ----------------------------------------------------------------- keys on cards with options


@pytest.mark.parametrize("letter", "abcd")
def test_a_letter_answers_a_card_with_options_and_opens_nothing(letter: str, anki: Anki) -> None:
    """A adds a note elsewhere, B opens the browser, D leaves for the list of decks."""
    asked = anki.studies_until("quizgen choice")
    order = "Array.from(document.querySelectorAll('.options li')).map(row => row.dataset.number)"
    wanted = anki.does("page", order)["abcd".index(letter)]
    anki.presses(letter)
    seen = anki.sees()
    assert (seen["state"], seen["side"], seen["windows"]) == ("review", "answer", ["AnkiQt"])
    assert seen["card"] == asked["card"]
    marked = ".options li.is-yours, .options li.is-right"
    chosen = f"Array.from(document.querySelectorAll('{marked}')).map(row => row.dataset.number)"
    assert wanted in anki.does("page", chosen)
    anki.photographs(f"choice-{letter}")
    anki.presses("3")
    assert anki.sees()["card"] != asked["card"]


def test_an_input_that_qt_takes_for_none_would_be_noticed(tmp_path: Path) -> None:
    """So these tests can fail: with `inputmode="none"` A adds a note though the page has the focus."""
    texts = restyled(
        moon(),
        'class="keys" hidden',
        'class="keys" inputmode="none" hidden',
        "choice/choose-front.html",
    )
    with Anki(tmp_path) as anki:
        anki.imports(package(texts))
        anki.does("opens", TOP)
        anki.presses("s")
        anki.studies_until("quizgen choice")
        anki.presses("a")
        assert "AddCards" in anki.sees()["windows"]


def test_space_turns_a_card_with_options_and_grades_it(anki: Anki) -> None:
    asked = anki.studies_until("quizgen choice")
    anki.presses(" ")
    assert anki.sees()["side"] == "answer"
    anki.presses(" ")
    assert anki.sees()["card"] != asked["card"]


def test_once_turned_letters_are_ankis_again(anki: Anki) -> None:
    anki.studies_until("quizgen choice")
    anki.presses("b", "a")
    assert "AddCards" in anki.sees()["windows"]
    anki.does("comes_back")


def test_e_opens_the_editor_while_a_card_with_options_asks(anki: Anki) -> None:
    anki.studies_until("quizgen choice")
    anki.presses("e")
    assert "EditCurrent" in anki.sees()["windows"]
    anki.does("comes_back")


def test_shortcuts_with_shift_and_control_are_ankis_while_it_asks(anki: Anki) -> None:
    asked = anki.studies_until("quizgen choice")["card"]
    state = f"select queue from cards where id = {asked}"
    anki.presses("@")
    assert anki.does("rows", state) == [[-1]]
    anki.studies_until("quizgen choice")
    anki.presses("Ctrl+z")
    anki.does("comes_back")
    anki.presses("Ctrl+z")
    anki.does("comes_back")


def test_a_plain_shortcut_works_when_it_is_pressed_again(anki: Anki) -> None:
    asked = anki.studies_until("quizgen choice")["card"]
    state = f"select queue from cards where id = {asked}"
    anki.presses("-")
    assert anki.does("rows", state) == [[0]]
    anki.presses("-")
    assert anki.does("rows", state) in ([[-2]], [[-3]])


# ----------------------------------------------------------------- editions


def test_editions_two_and_three_reach_a_learner_who_has_settled_in(tmp_path: Path) -> None:
    first, second, third = editions()
    states = (
        "select n.guid, c.ord, c.did, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.left, c.flags, c.data"
        " from cards c join notes n on n.id = c.nid order by n.guid, c.ord"
    )
    with Anki(tmp_path) as anki:
        anki.imports(first)
        anki.does("opens", TOP)
        anki.presses("s", *[" ", "3"] * 5, *[" ", "1"] * 2, "Ctrl+3")
        anki.does("makes_a_preset", TOP, 7)
        anki.does("writes", "lem", "My aunt built one.")
        anki.does("tags", "splashdown", "mine")
        anki.does("tags", "nasa", "leech")
        before = {(row[0], row[1]): row for row in anki.does("rows", states)}
        assert sum(row[8] > 0 for row in before.values()) >= 5
        assert sum(row[11] == 3 for row in before.values()) == 1
        for edition, content, news in (
            (2, second, ("Edition 2", "New in this edition", "Mended", "No longer used")),
            (3, third, ("Edition 3", "Mended")),
        ):
            assert "were used to update existing ones" in anki.imports(content)
            after = {(row[0], row[1]): row for row in anki.does("rows", states)}
            assert {key: after[key] for key in before} == before
            assert anki.does("decks") == [TOP]
            assert anki.does("preset_of", TOP) == ["My own", 7]
            assert anki.does("reads", "lem")["fields"][-1] == "My aunt built one."
            assert "mine" in anki.does("reads", "splashdown")["tags"]
            assert "leech" in anki.does("reads", "nasa")["tags"]
            anki.does("opens", TOP)
            anki.photographs(f"page-of-edition-{edition}")
            assert [words for words in news if words not in anki.in_view()] == []
        assert (
            "Sputnik 1 did not worry him."
            in anki.does("reads", "eisenhower-not-one-iota")["fields"]
        )
        assert "17\u00a0June\u00a01963" in anki.does("reads", "tereshkova")["fields"]
        again = anki.imports(third)
        assert "update" not in again, again
        assert "new" not in again, again


# ----------------------------------------------------------------- typed answers, parts of a picture

FLAG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 37 28"><rect width="37" height="28" fill="#c8102e"/>
<rect x="12" width="4" height="28" fill="white"/><rect y="12" width="37" height="4" fill="white"/></svg>"""
FLAGS = """\
title: Parts of a flag
typed: true
pictures:
  dk:
    file: dk.svg
    alt: A flag with a white cross.
    credit: own drawing
    licence: CC0
    asks: what is this part of a flag called
    parts:
      - {name: the canton, rectangle: [0, 0, 32, 42]}
      - {name: the hoist, rectangle: [0, 58, 32, 42]}
facts:
  - {id: ground, term: the field, meaning: its ground}
"""


@pytest.fixture(scope="module")
def flags(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("flags")
    (folder / "banks").mkdir()
    (folder / "banks" / "flags.yaml").write_text(FLAGS, "utf-8")
    (folder / "banks" / "dk.svg").write_text(FLAG, "utf-8")
    command = [sys.executable, "-m", "quizgen", "build", "--topic", "flags", "--only", "deck"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return (folder / "output" / "flags" / "flags.apkg").read_bytes()


def test_an_answer_is_typed_and_compared(flags: bytes, tmp_path: Path) -> None:
    with Anki(tmp_path) as anki:
        anki.imports(flags)
        anki.does("opens", anki.does("decks")[0])
        anki.presses("s")
        anki.studies_until("quizgen term")
        assert anki.does("page", "document.activeElement.id") == "typeans"
        anki.presses(*"its ground")
        assert anki.does("page", "document.getElementById('typeans').value") == "its ground"
        anki.photographs("typed-front")
        anki.presses("Enter")
        seen = anki.sees()
        assert (seen["side"], seen["windows"]) == ("answer", ["AnkiQt"])
        right = "Array.from(document.querySelectorAll('.typeGood')).map(each => each.innerText).join('')"
        assert anki.does("page", right) == "its ground"
        assert anki.does("page", "document.querySelectorAll('.typeBad').length") == 0
        anki.photographs("typed-back")


def test_the_parts_of_a_picture_are_covered_and_then_shown(flags: bytes, tmp_path: Path) -> None:
    with Anki(tmp_path) as anki:
        anki.imports(flags)
        anki.does("opens", anki.does("decks")[0])
        anki.presses("s")
        anki.studies_until("quizgen occlusion")
        inked = """
            (function () {
              var canvas = document.getElementById("image-occlusion-canvas");
              var dots = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
              return Array.from(dots).filter((dot, place) => place % 4 === 3 && dot > 0).length;
            })()
        """
        covered = anki.does("page", inked)
        anki.photographs("parts-front")
        assert covered > 0
        assert "the canton" not in anki.does("page", "document.body.innerText").casefold()
        anki.presses("Enter")
        assert anki.sees()["side"] == "answer"
        anki.photographs("parts-back")
        assert anki.does("page", inked) < covered
        assert "the canton" in anki.does("page", "document.body.innerText").casefold()


# ----------------------------------------------------------------- pictures


@pytest.mark.parametrize("light", ["day", "night"])
def test_cards_are_photographed(light: str, tmp_path: Path) -> None:
    blueprint = Blueprint(worksheet=find_worksheet(), max_sensitivity="high")
    ((_, export),) = build(
        find_texts("escalation"), blueprint, Look(theme=find_theme()), ["deck"], with_choice=True
    ).exports
    with Anki(tmp_path) as anki:
        anki.imports(export.files[0].content)
        (deck,) = anki.does("decks")
        anki.does("lights", light)
        anki.does("opens", deck)
        anki.photographs(f"page-{light}")
        for kind in KINDS:
            anki.does("shows", f"quizgen {kind}")
            anki.photographs(f"{kind}-front-{light}")
            anki.presses(" ")
            assert anki.sees()["side"] == "answer"
            colours = (
                "var page = getComputedStyle(document.body); [page.backgroundColor, page.color]"
            )
            wanted = {
                "day": ["rgb(251, 250, 247)", "rgb(28, 30, 34)"],
                "night": ["rgb(22, 24, 27)", "rgb(237, 235, 230)"],
            }
            assert anki.does("page", colours) == wanted[light]
            anki.photographs(f"{kind}-back-{light}")
