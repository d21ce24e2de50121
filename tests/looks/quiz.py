"""What the quiz does in a browser: `pytest tests/looks/quiz.py`, or `make looks`.

A learner's steps run at the end of the page, whose policy would forbid them: it is taken out of the copy that is tried.
"""

import json
import random
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from nine_types import alone, choice_of, nine_types
from sample_form import text

from quizgen import find_texts
from quizgen.content import plain
from quizgen.export.web import write_quiz
from quizgen.quiz.answer import Amount, Answer, Words
from quizgen.quiz.form import Form
from quizgen.quiz.item import Numeric, ShortAnswer, TrueFalse
from quizgen.quiz.mark import mark
from quizgen.read import read_materials

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), "")
pytestmark = pytest.mark.skipif(not BROWSER, reason="the quiz is tried in Chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--virtual-time-budget=5000",
)  # fmt: skip
STEPS = """<pre id="learner"></pre><script>
function press(key, where) {{ (where || document.activeElement).dispatchEvent(new KeyboardEvent("keydown", {{key, bubbles: true, cancelable: true}})); }}
function tap(name) {{ [...act.querySelectorAll("button")].find(it => it.textContent === name).click(); }}
function offered() {{ return [...act.querySelectorAll("button")].map(it => it.textContent); }}
function head() {{ const it = say.querySelector("h2"); return it ? it.lastChild.textContent : ""; }}
function here() {{ return questions[order[at]]; }}
function fields() {{ return [...here().it.querySelectorAll("input, textarea")]; }}
function told_of_platform() {{ return window.API ? window.API.said : null; }}
setTimeout(() => {{ let said; try {{ said = (function () {{ {steps} }})(); }} catch (error) {{ said = {{failed: String(error)}}; }}
  document.getElementById("learner").textContent = JSON.stringify(said); }}, 300);
</script></body>"""
API = """<script>window.API = {said: {}, LMSInitialize: () => "true", LMSGetValue: () => "", LMSCommit: () => "true",
LMSFinish: () => "true", LMSSetValue: (name, value) => { window.API.said[name] = value; return "true"; }};</script>"""


def form_of(form: Form) -> Form:
    return replace(form, quiz=read_materials(find_texts("escalation")).subject.language.quiz)


def told(form: Form, steps: str, before: str = "") -> Any:
    """Return what steps give once the quiz is there."""
    page = write_quiz(form_of(form), "quiz.html").files[0].content.decode()
    page = re.sub(
        '<meta http-equiv="Content-Security-Policy"[^>]*>', before.replace("\\", r"\\"), page
    )
    page = page.replace("</body>", STEPS.format(steps=steps))
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "quiz.html"
        path.write_text(page, encoding="utf-8")
        run = subprocess.run(
            [BROWSER, *FLAGS, f"--user-data-dir={scratch}/profile", "--dump-dom", path.as_uri()],
            check=True, capture_output=True, text=True, encoding="utf-8", timeout=120,
        )  # fmt: skip
    said = re.search(r'<pre id="learner">(.*?)</pre>', run.stdout, re.DOTALL)
    assert said
    assert said[1], "the page failed before it could tell"
    return json.loads(unescape(said[1]))


WALK = """
  const seen = [];
  while (at >= 0) {
    const q = here(), {right} = q.key;
    if (["one", "several", "judge"].includes(q.kind)) right.forEach(letter => press(letter === "T" || letter === "F" ? letter : letter, q.it.querySelector("input")));
    else if (q.kind === "match") right.forEach(letter => press(letter, q.it.querySelector(".box")));
    else if (q.kind === "order") right.forEach((place, n) => { const row = q.it.querySelectorAll(".row")[n]; row.focus(); press(String(place), row); });
    else if (q.kind === "number") fields()[0].value = String((q.key.low + q.key.high) / 2);
    else if (q.kind === "think") fields()[0].value = "x";
    else fields().forEach((it, n) => { it.value = q.key.gaps[n].known[0]; });
    press("Enter", fields()[fields().length - 1] || q.it.querySelector(".box, .row"));
    if (!q.it.classList.contains("done")) act.querySelector(".main").click();
    seen.push([q.kind, outcome[q.place]]);
    press("Enter", say.querySelector("h2"));
  }
  return [seen, main.querySelector(".end .title").textContent, offered(), document.activeElement.className, told_of_platform()];
"""


def test_who_knows_all_walks_through_by_keys_alone() -> None:
    seen, title, offered, focused, _ = told(nine_types(), WALK)
    assert [how for _, how in seen] == ["first"] * 12 + ["open"]
    assert title == "12 of 12 at the first try"
    assert offered == ["From the start"]
    assert focused == "title"


def test_a_learning_platform_is_told_the_score() -> None:
    *_, said = told(nine_types(), WALK, API)
    assert said["cmi.core.score.raw"] == "100"
    assert said["cmi.core.lesson_status"] == "completed"
    assert said["cmi.interactions.0.result"] == "correct"
    assert {said[f"cmi.interactions.{n}.type"] for n in range(13)} >= {
        "choice",
        "true-false",
        "matching",
        "sequencing",
        "numeric",
        "fill-in",
    }


def test_a_wrong_option_says_why_and_can_be_tried_again() -> None:
    form = alone(choice_of("Vostok", "Voskhod", "Soyuz"))
    steps = """
      press("B", fields()[0]); tap("Check");
      const first = [head(), document.activeElement.tagName, fields().map(it => it.disabled), offered()];
      tap("Try again"); press("1"); tap("Check");
      return [first, head(), outcome[0], offered()];
    """
    first, then, outcome, offered = told(form, steps)
    assert first == ["Not this one", "H2", [False, True, False], ["Try again", "Show the answer"]]
    assert (then, outcome, offered) == ("Right after another try", "later", ["See how it went"])


def test_who_asks_for_the_answer_meets_the_question_again_at_the_end() -> None:
    form = alone(choice_of("Vostok", "Voskhod", keys=(1,)))
    steps = """
      tap("I don’t know"); const shown = [head(), say.textContent.includes("Voskhod"), outcome[0]];
      tap("See how it went"); const end = [main.querySelector(".end").textContent.includes("Voskhod"), offered()];
      tap("Practise this one"); return [shown, end, here().it.querySelectorAll(".yes, .no").length, fields().some(it => it.disabled)];
    """
    shown, end, marked, disabled = told(form, steps)
    assert shown == ["This is the answer", True, "shown"]
    assert end == [True, ["Practise this one", "From the start"]]
    assert (marked, disabled) == (0, False)


def test_nothing_chosen_is_no_try() -> None:
    steps = 'tap("Check"); const first = [head(), tries]; press("A", fields()[0]); tap("Check"); return [first, outcome[0]];'
    assert told(alone(choice_of("a", "b")), steps) == [["Choose an answer first.", 0], "first"]


def test_of_several_the_right_ones_stay_and_more_are_looked_for() -> None:
    form = alone(choice_of("a", "b", "c", "d", keys=(0, 1), several=True))
    steps = """
      press("a", fields()[0]); tap("Check"); const fewer = head(); tap("Try again");
      press("c", fields()[0]); tap("Check"); const bad = [head(), fields().map(it => it.checked)]; tap("Try again");
      press("b", fields()[0]); tap("Check"); return [fewer, bad, outcome[0]];
    """
    assert told(form, steps) == [
        "What you chose is right, but there is more",
        ["Not C", [True, False, False, False]],
        "later",
    ]


def test_a_false_statement_is_put_right_either_way() -> None:
    form = alone(TrueFalse(is_true=False, correction=text("It was Laika.")))
    for letter, outcome in (("F", "first"), ("T", "shown")):
        steps = f'press("{letter}", fields()[0]); tap("Check"); return [outcome[0], say.textContent.includes("It was Laika.")];'
        assert told(form, steps) == [outcome, True]


def test_what_is_matched_right_stays() -> None:
    form = replace(
        nine_types(),
        sections=tuple(
            part for part in nine_types().sections if part.items[0].item.type == "matching"
        ),
    )
    steps = """
      const {right} = here().key, letters = [...document.querySelectorAll(".response")].map(it => it.dataset.letter);
      right.forEach((letter, n) => press(n ? letters.find(it => it !== letter) : letter, here().it.querySelector(".box"))); tap("Check");
      const some = head(); tap("Try again");
      const boxes = [...here().it.querySelectorAll(".box")].map(it => it.textContent), now = document.activeElement.getAttribute("aria-label");
      right.slice(1).forEach(letter => press(letter, document.activeElement)); tap("Check");
      return [some, boxes.map(Boolean), now, outcome[0]];
    """
    some, boxes, now, outcome = told(form, steps)
    assert some == "1 of 3 are right"
    assert boxes == [True, False, False]
    assert now == "Box 2: empty"
    assert outcome == "later"


def test_other_words_are_left_to_the_pupil() -> None:
    form = alone(ShortAnswer(answer=text("Sergei Korolev")))
    steps = """
      fields()[0].value = "the chief designer"; tap("Check"); const asked = [head(), say.textContent.includes("Sergei Korolev")];
      tap("I had it right"); return [asked, outcome[0]];
    """
    assert told(form, steps) == [["Is this what you meant?", True], "first"]


def test_without_scripts_all_can_be_read_and_printed() -> None:
    page = write_quiz(form_of(nine_types()), "quiz.html").files[0].content.decode()
    page = re.sub("<script>.*?</script>", "", page, flags=re.DOTALL)
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "quiz.html"
        path.write_text(page, encoding="utf-8")
        out = Path(scratch) / "quiz.pdf"
        command = [
            BROWSER,
            *FLAGS,
            f"--user-data-dir={scratch}/profile",
            f"--print-to-pdf={out}",
            path.as_uri(),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        import pypdfium2

        pdf = pypdfium2.PdfDocument(out)
        words = " ".join("".join(sheet.get_textpage().get_text_range() for sheet in pdf).split())
    for item in nine_types().items:
        assert " ".join(plain(item.prompt).split()) in words


def given(rng: random.Random) -> str:
    """Return what somebody may type: numbers in all their forms, units, words, signs."""
    number = rng.choice(
        [
            "84",
            "84.0",
            "84,0",
            "1,234",
            "1.234,5",
            "1 234",
            "-10",
            "\N{MINUS SIGN}10",
            "5.97e24",
            "5.97 × 10^24",
            "6×10²⁴",
            "0.5",
            ".5",
            "12,34,567",
        ]
    )
    unit = rng.choice(["", " kg", "kg", " km", " lb", " kilograms", " m/s"])
    word = rng.choice(
        [
            "Nikita Khrushchev",
            "“Nikita\u00a0 Khrushchev”.",
            "ÉLYSÉE ",
            "Straße",
            "two 2 numbers 3",
            "'",
            "…",
            "",
        ]
    )
    return rng.choice([number + unit, number + unit, word, f"{word} {number}", f" {number}."])


def test_the_page_judges_as_quizgen_does() -> None:
    rng = random.Random(7)
    pairs: list[tuple[Form, Answer, str]] = []
    for _ in range(150):
        low, high = sorted(
            rng.sample(["79.8", "84", "88.2", "-10", "1234", "5.97E+24", "0.5"], 2), key=Decimal
        )
        number = Numeric(
            answer=text(f"{low} {rng.choice(['kg', 'km', ''])}".strip()), low=Decimal(low), high=Decimal(high),
            unit=rng.choice(["kg", "km", ""]), accepted=tuple(rng.sample(["185 lb", "0.084 t", "84 kilograms"], rng.randint(0, 2))),
        )  # fmt: skip
        said = given(rng)
        pairs.append((alone(number), Amount(said), said))
        words = ShortAnswer(
            answer=text(given(rng) or "x"),
            accepted=tuple(filter(None, (given(rng) for _ in range(2)))),
        )
        said = rng.choice([plain(words.answer), *words.accepted, given(rng)])
        pairs.append((alone(words), Words(said), said))
    expected, calls = [], []
    for form, answer, said in pairs:
        item = form.items[0]
        verdict = mark(item, answer, 1).why
        expected.append(verdict)
        from quizgen.export.web.answers import key_of

        key = key_of(form.sections[0].items[0], form, lambda _: "")
        name, known = (
            ("judgeNumber", key)
            if isinstance(item.interaction, Numeric)
            else ("judgeWords", key["gaps"][0])
        )  # type: ignore[index]
        calls.append(
            f"{json.dumps(said)}.trim() && folded({json.dumps(said)}) ? {name}({json.dumps(said)}, {json.dumps(known)}) : 'blank'"
        )
    found = told(alone(choice_of("a", "b")), f"return [{', '.join(calls)}];")
    differing = [
        (said, plain(form.items[0].interaction.answer), wanted, got)
        for (form, _, said), wanted, got in zip(pairs, expected, found, strict=True)
        if wanted != got
    ]  # type: ignore[union-attr]
    assert differing == []
    assert {*expected} >= {"right", "wrong", "person"}
