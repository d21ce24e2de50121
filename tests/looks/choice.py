"""What cards with options do in a browser: `pytest tests/looks/choice.py`, or `make looks`.

A page plays the part of Anki: on a desktop it lays each side of a card into itself and has `pycmd`, by which a card asks
to be turned; on a phone each side is a page of its own and there is none.
"""

import json
import re
import shutil
import subprocess
import sys
from functools import cache
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from editions import moon, package
from learner import Learner

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), "")
pytestmark = pytest.mark.skipif(not BROWSER, reason="cards with options are tried in Chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--virtual-time-budget=5000",
)  # fmt: skip
PAGE = """<!doctype html><meta charset="utf-8"><body class="card"><div id="qa"></div><pre id="said"></pre>
<script>
var front = {front}, back = {back}, later = 0, RealDate = Date;
Date = function (time) {{ return time === undefined ? new RealDate(RealDate.now() + later) : new RealDate(time); }};
function show(side) {{
  var qa = document.getElementById("qa");
  qa.innerHTML = side;
  qa.querySelectorAll("script").forEach(function (old) {{
    var script = document.createElement("script");
    script.textContent = old.textContent;
    old.replaceWith(script);
  }});
}}
function all(selector) {{ return Array.from(document.querySelectorAll(selector)); }}
function order() {{ return all(".options li").map(function (row) {{ return row.dataset.number; }}).join(""); }}
function press(key) {{
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {{key: key, bubbles: true, cancelable: true}}));
}}
function tap(place) {{ all(".options button")[place].click(); }}
function marked(name) {{ return all(".options li." + name).map(function (row) {{ return row.dataset.number; }}).join(""); }}
function is_back() {{ return Boolean(document.getElementById("answer")); }}
function desktop() {{ window.pycmd = function (asked) {{ if (asked === "ans") {{ show(back); }} }}; }}
function tell() {{
  document.getElementById("said").textContent = JSON.stringify((function () {{ {steps} }})());
}}
{before}
show({first});
setTimeout(tell, 500);
</script>"""
TWO_DAYS = "later = 2 * 24 * 60 * 60 * 1000;"


@cache
def sides() -> tuple[str, str]:
    """Return question and answer of a card with options, as Anki renders them."""
    with TemporaryDirectory() as scratch, Learner(Path(scratch)) as learner:
        learner.imports(package(moon()))
        card = next(it for it in learner.cards() if it.note_type()["name"] == "quizgen choice")
        output = card.render_output()
        return output.question_and_style(), output.answer_and_style()


def told(steps: str, *, before: str = "", first: str = "front") -> Any:
    """Return what steps give that a learner takes once a side is shown."""
    front, back = (json.dumps(side).replace("</", "<\\/") for side in sides())
    page = PAGE.format(front=front, back=back, steps=steps, before=before, first=first)
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "card.html"
        path.write_text(page, encoding="utf-8")
        run = subprocess.run(
            [BROWSER, *FLAGS, f"--user-data-dir={scratch}/profile", "--dump-dom", path.as_uri()],
            check=True, capture_output=True, text=True, encoding="utf-8", timeout=120,
        )  # fmt: skip
    said = re.search(r'<pre id="said">(.*?)</pre>', run.stdout, re.DOTALL)
    assert said
    assert said[1], "the page failed before it could tell"
    return json.loads(unescape(said[1]))


def test_the_options_have_the_same_order_on_question_and_answer() -> None:
    steps = "var asked = order(); show(back); return [asked, order()];"
    asked, answered = told(steps)
    assert asked == answered == told("return order();", first="back")
    assert sorted(asked) == [*"1234"[: len(asked)]]


def test_each_day_has_an_order_of_its_own_and_none_is_preferred() -> None:
    steps = """
      var orders = [];
      for (var day = 0; day < 60; day++) { later = day * 24 * 60 * 60 * 1000; show(front); orders.push(order()); }
      return orders;
    """
    orders = told(steps)
    assert {order[0] for order in orders} == {*orders[0]}
    assert len({*orders}) > 10
    assert told("return order();", before=TWO_DAYS) == orders[2]


@pytest.mark.parametrize("place", range(4))
def test_on_a_desktop_a_tap_answers_and_turns_the_card(place: int) -> None:
    steps = f"""
      var wanted = order()[{place}]; tap({place});
      return [wanted, is_back(), marked("is-yours"), marked("is-right"), all(".options")[0].dataset.right];
    """
    wanted, turned, yours, right, key = told(steps, before="desktop();")
    assert turned
    assert right == key
    assert yours == ("" if wanted == key else wanted)


@pytest.mark.parametrize("key", ["a", "B", "c", "D"])
def test_on_a_desktop_a_letter_answers_and_turns_the_card(key: str) -> None:
    steps = f"""
      var wanted = order()["abcd".indexOf("{key.lower()}")]; press("{key}");
      return [wanted, is_back(), marked("is-yours") || marked("is-right")];
    """
    wanted, turned, chosen = told(steps, before="desktop();")
    assert turned
    assert chosen == wanted or chosen == told("return all('.options')[0].dataset.right;")


def test_on_a_desktop_letters_go_to_the_card_until_it_is_answered() -> None:
    """Anki's own A, B, D, E and S are shortcuts wherever no input has the focus."""
    steps = """
      var before = document.activeElement.className; press("a");
      return [before, document.activeElement.className];
    """
    assert told(steps, before="desktop();") == ["keys", "card"]


def test_on_a_desktop_enter_and_space_turn_the_card_as_ever() -> None:
    for key in ("Enter", " "):
        steps = f'press("{key}"); return [is_back(), marked("is-yours")];'
        assert told(steps, before="desktop();") == [True, ""]


def test_shortcuts_with_control_are_not_ours() -> None:
    steps = """
      var kept = true;
      [["a", {ctrlKey: true}], ["a", {metaKey: true}], ["z", {ctrlKey: true}], ["3", {ctrlKey: true}]].forEach(function (each) {
        var event = new KeyboardEvent("keydown", Object.assign({key: each[0], bubbles: true, cancelable: true}, each[1]));
        kept = document.activeElement.dispatchEvent(event) && kept;
      });
      return [kept, is_back()];
    """
    assert told(steps, before="desktop();") == [True, False]


@pytest.mark.parametrize("key", ["Shift", "Control", "Alt", "AltGraph", "Meta"])
def test_while_a_key_is_held_that_changes_others_all_keys_are_ankis(key: str) -> None:
    """`@` suspends a card, Ctrl+Z undoes: Qt gives them to Anki only while no input has the focus."""
    steps = f"""
      var before = document.activeElement.className; press("{key}");
      var held = document.activeElement.className;
      document.activeElement.dispatchEvent(new KeyboardEvent("keyup", {{key: "{key}", bubbles: true}}));
      return [before, held, document.activeElement.className, is_back()];
    """
    assert told(steps, before="desktop();") == ["keys", "card", "keys", False]


@pytest.mark.parametrize("key", [*"-=iotmuvrsy567"])
def test_a_plain_shortcut_of_ankis_is_ankis_when_pressed_again(key: str) -> None:
    steps = f'press("{key}"); return [document.activeElement.className, is_back(), all(".keys")[0].value];'
    assert told(steps, before="desktop();") == ["card", False, ""]


@pytest.mark.parametrize("key", [*"xqz139"])
def test_what_is_nobodys_is_not_typed_either(key: str) -> None:
    steps = f'press("{key}"); return [document.activeElement.className, is_back(), all(".keys")[0].value];'
    assert told(steps, before="desktop();") == ["keys", False, ""]


def test_e_without_a_fifth_option_opens_the_editor_as_ever() -> None:
    steps = 'press("e"); return [window.said, is_back()];'
    before = "window.pycmd = function (asked) { window.said = asked; };"
    assert told(steps, before=before) == ["edit", False]


def test_the_input_is_one_that_keeps_letters_from_anki() -> None:
    """With `inputmode="none"` Qt takes A, B, D and E for shortcuts though the input has the focus."""
    steps = 'return [all(".keys")[0].type, all(".keys")[0].inputMode, all(".keys")[0].readOnly];'
    assert told(steps, before="desktop();") == ["text", "", False]


NIGHT = "body.nightMode { background-color: rgb(44, 44, 44); color: rgb(252, 252, 252); }"
"""What Anki's own style of the night says; it stands before that of the card."""


@pytest.mark.parametrize(
    ("classes", "colours"),
    [
        ("card", ["rgb(251, 250, 247)", "rgb(28, 30, 34)"]),
        ("card nightMode night_mode", ["rgb(22, 24, 27)", "rgb(237, 235, 230)"]),
        ("card night_mode", ["rgb(22, 24, 27)", "rgb(237, 235, 230)"]),  # AnkiDroid
        ("card nightMode", ["rgb(22, 24, 27)", "rgb(237, 235, 230)"]),  # AnkiMobile
    ],
)
def test_the_colours_of_day_and_night_are_the_cards_own(classes: str, colours: list[str]) -> None:
    before = f'document.head.innerHTML += "<style>{NIGHT}</style>"; document.body.className = "{classes}";'
    steps = "var body = getComputedStyle(document.body); return [body.backgroundColor, body.color];"
    assert told(steps, before=before) == colours


@pytest.mark.parametrize("how", ["tap(1)", 'press("b")'])
def test_on_a_phone_the_card_says_at_once_what_is_right(how: str) -> None:
    steps = f"""
      {how};
      var why = all(".options .why-wrong").some(function (it) {{ return it.offsetHeight > 0; }});
      return [is_back(), marked("is-right") === all(".options")[0].dataset.right, order()[1], marked("is-yours"), why,
        document.querySelector(".keys").offsetHeight];
    """
    turned, is_told, second, yours, why, input_height = told(steps)
    assert (turned, is_told, why, input_height) == (False, True, True, 0)
    assert yours in ("", second)


def test_only_the_first_answer_counts() -> None:
    assert told('tap(0); var first = marked("is-yours"); tap(1); tap(2); press("d");'
                ' return first === marked("is-yours");')  # fmt: skip


def test_a_card_that_comes_again_has_forgotten_the_answer() -> None:
    steps = """
      tap(0); tap(1); show(front); var again = marked("is-yours") + marked("is-right"); show(back);
      return [again, marked("is-yours")];
    """
    assert told(steps, before="desktop();") == ["", ""]


def test_nothing_is_stored() -> None:
    steps = 'tap(0); show(front); press("b"); return [localStorage.length, sessionStorage.length, document.cookie, name];'
    assert told(steps, before="desktop();") == [0, 0, "", ""]


def test_a_day_begins_at_four_in_the_morning_as_in_anki() -> None:
    steps = """
      function at(day, hour) { later = new RealDate(2031, 4, day, hour, 30) - RealDate.now(); show(front); return order(); }
      var days = [3, 4, 5, 6, 7, 8, 9, 10];
      return days.map(function (day) { return [at(day, 23) === at(day + 1, 3), at(day, 3) === at(day, 4)]; });
    """
    kept, changed = zip(*told(steps), strict=True)
    assert all(kept)
    assert not all(changed)
