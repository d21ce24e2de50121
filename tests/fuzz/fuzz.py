"""Feed quizgen what no one should write: `make fuzz MINUTES=30`.

A finding is anything but a value or a QuizgenError: another exception, more than some seconds,
more than some memory, files that are half written or gone. Hypothesis looks for the smallest input
that shows it. Exit code 1 if there is a finding.
"""

import argparse
import contextlib
import csv
import io
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT)]

from lines import broken_locks, broken_tables
from trees import NASTY, broken_bytes, mutants, scalars, text_of

from quizgen.bank.facts import KINDS
from quizgen.cli import main
from quizgen.errors import QuizgenError, Where
from quizgen.judge.texts import found_in
from quizgen.language.wording import check_template, holds, render
from quizgen.read import (
    read_bank,
    read_language,
    read_lock,
    read_note_type,
    read_theme,
    read_wordings,
    read_worksheet,
)
from quizgen.read.expressions import check_expressions

TEMPLATES = ROOT / "templates"
SECONDS = 30
MEMORY = 4 * 2**30


def text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


MOON = text("tests/cases/moon.yaml")
ENGLISH = text("templates/en/words.yaml")
LANGUAGES = {"en-GB": read_language(ENGLISH, "en/words.yaml")}
STEMS = {path.stem: path.read_text("utf-8") for path in (TEMPLATES / "en" / "stems").glob("*.yaml")}
SHEETS = [path.read_text("utf-8") for path in (TEMPLATES / "en" / "worksheets").glob("*.yaml")]
THEMES = [path.read_text("utf-8") for path in (TEMPLATES / "themes").glob("*.yaml")]
NOTE_TYPES = {
    folder.name: {path.name: (path.name, path.read_text("utf-8")) for path in folder.iterdir()}
    for folder in (TEMPLATES / "en" / "deck").iterdir()
    if folder.is_dir()
}


def both(sound: str) -> st.SearchStrategy[str | bytes]:
    """Draw a text that is wrong as a tree, or wrong as bytes."""
    return st.one_of(mutants(sound), mutants(sound), broken_bytes(sound))


def may_refuse(use: Callable[[], object]) -> None:
    with contextlib.suppress(QuizgenError):
        use()


# --------------------------------------------------------------------------- reading

anything = st.recursive(scalars, lambda more: st.lists(more, max_size=4), max_leaves=20).map(
    text_of
)


def read_anything(given: str | bytes) -> None:
    for read in (read_worksheet, read_theme, read_language):
        may_refuse(lambda read=read: read(given, "a.yaml"))
    may_refuse(lambda: read_bank(given, "a.yaml", LANGUAGES))
    may_refuse(lambda: read_wordings({"event": ("a.yaml", given)}))


def read_a_bank(given: str | bytes) -> None:
    may_refuse(lambda: read_bank(given, "moon.yaml", LANGUAGES))


def read_a_language(given: str | bytes) -> None:
    may_refuse(lambda: read_language(given, "en/words.yaml"))


def read_some_wordings(given: tuple[Any, str | bytes]) -> None:
    kind, content = given
    may_refuse(lambda: read_wordings({kind: ("a.yaml", content)}))


def read_a_worksheet(given: str | bytes) -> None:
    may_refuse(lambda: read_worksheet(given, "a.yaml"))


def read_a_theme(given: str | bytes) -> None:
    may_refuse(lambda: read_theme(given, "a.yaml"))


def read_a_note_type(given: tuple[str, str, str | bytes]) -> None:
    key, name, content = given
    files = {**NOTE_TYPES[key], name: (name, content), "style.css": ("style.css", "")}
    may_refuse(lambda: read_note_type(key, files))


# --------------------------------------------------------------------------- wordings

PIECES = (
    *("{{", "}}", "{%", "%}", "{#", "#}", "{{-", "-%}", "x", "y", "if ", "elif x", "else", "endif"),
    *("for a in x", "set a = 1", "raw", "endraw", "macro m()", "include 'a'", "import 'os' as o"),
    *(
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ".",
        "|",
        "~",
        "*",
        "**",
        "_",
        "'",
        '"',
        "==",
        "!=",
        "<",
        "not ",
    ),
    *(
        " and ",
        " or ",
        " is ",
        " in ",
        "x.__class__",
        "x[0]",
        "sentence",
        "stop",
        "lipsum",
        "1e999",
    ),
    *(
        "range(10**9)",
        "'a' * 10**9",
        "9" * 5000,
        "-",
        "+",
        "/",
        "//",
        "%",
        " if ",
        " else ",
        "\n",
        "\\",
    ),
)
wordings = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=8).map(
        lambda inside: "{{ " + " ".join(inside) + " }}"
    ),
    st.lists(st.sampled_from(PIECES), max_size=8).map(
        lambda inside: "{% if " + " ".join(inside) + " %}a{% endif %}"
    ),
    st.text(max_size=30),
)


def say_a_wording(given: str) -> None:
    where, values = Where("a.yaml", 1, 1), {"x": "a **b** {{ y }}", "y": ""}
    may_refuse(lambda: check_template(given, where))
    may_refuse(lambda: render(given, values, where))
    may_refuse(lambda: holds(given, values, where))


EXPRESSIONS = st.lists(
    st.lists(
        st.sampled_from(
            ["a", "b", "\\w", ".", "[ab]", "|", "(", "(?:", ")", "?", "{2}", "{0,9}", *"+*$"]
        )
    ).map("".join),
    max_size=4,
)


def find_by_expressions(given: list[str]) -> None:
    sound = tuple(one for one in given if one and not [*check_expressions([one])])
    for words in ("ab" * 100, "a" * 300 + "!", "a b " * 100):
        found_in(words, sound)


# --------------------------------------------------------------------------- building

OPTIONS = ("--worksheet", "--forms", "--seed", "--items", "--title", "--school", "--theme", "--tag")
SMALL = """
label: Worksheet
summary: For the fuzzer.
sections:
  - {title: Multiple choice, types: [multiple-choice], count: 4}
  - {title: True or false, types: [true-false], count: 2}
  - {title: Put in order, types: [ordering], count: 1, members: 4}
  - {title: Match, types: [matching], count: 1, members: 4}
  - {title: Write, types: [short-answer, cloze, numeric], count: 2}
"""
LONG_WORK = [("--forms", "1_000"), ("--forms", "9999")]
"""What is right, and is more work than a round has time for."""
ARGUMENTS = st.lists(
    st.tuples(
        st.sampled_from((*OPTIONS, "--paper", "--key", "--max-sensitivity", "--only")),
        st.one_of(
            st.sampled_from(NASTY), st.sampled_from(["1", "2", "short", "letter", "json", "key"])
        ),
    ).filter(lambda pair: pair not in LONG_WORK),
    max_size=3,
)


@st.composite
def wishes(draw: Any) -> tuple[dict[str, str | bytes], list[str]]:
    """Draw some files that are wrong, and some words on the command line."""
    files: dict[str, str | bytes] = {}
    for path, sound in FILES.items():
        likely = path.startswith("banks")
        if draw(st.booleans()) and (likely or draw(st.integers(0, 3)) == 0):
            files[path] = draw(
                mutants(sound, 3) if draw(st.integers(0, 5)) else broken_bytes(sound)
            )
    words = [word for pair in draw(ARGUMENTS) for word in pair] if draw(st.booleans()) else []
    return files, words


FILES = {
    "banks/moon.yaml": MOON,
    "templates/en/worksheets/small.yaml": SMALL,
    "templates/themes/plain.yaml": text("templates/themes/plain.yaml"),
    "templates/en/words.yaml": ENGLISH,
    **{f"templates/en/stems/{kind}.yaml": stems for kind, stems in STEMS.items()},
}
BEFORE: dict[str, bytes] = {}


def build_something(given: tuple[dict[str, str | bytes], list[str]]) -> None:
    files, words = given
    _clear("banks", "templates", "output")
    _put({"banks/moon.yaml": MOON, "templates/en/worksheets/small.yaml": SMALL, **files})
    _put({f"output/moon/{name}": content for name, content in BEFORE.items()})
    code, said = run("build", "--topic", "moon", "--worksheet", "small", *words)
    now = {path.name: path.read_bytes() for path in Path("output/moon").iterdir()}
    assert not any(name.startswith(".quizgen") for name in now), now.keys()
    assert code in (0, 1, 2), code
    assert (code == 0) == (not said[1]), said
    for name, content in now.items():
        whole = content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")
        if name.endswith(".apkg"):
            whole = zipfile.ZipFile(io.BytesIO(content)).testzip() is None
        elif name.endswith(".json"):
            whole = bool(json.loads(content))
        assert whole, name
    assert code == 0 or now == BEFORE, "earlier files are gone"
    run("show", "--topic", "moon", "--all")
    code, said = run("check", "moon", "--json")
    assert code in (0, 1), code
    json.loads(said[0])


# --------------------------------------------------------------------------- importing

TABLE = list(csv.reader(io.StringIO(text("templates/new/facts.csv"))))


def import_something(given: bytes) -> None:
    _clear("banks", "templates", "output")
    Path("facts.csv").write_bytes(given)
    code, said = run("import", "facts.csv", "--topic", "pluto")
    assert code in (0, 1), code
    assert said[1] or not code, said
    names = sorted(path.name for path in Path("banks").glob("*"))
    if code:
        assert not names, names
        return
    assert names == ["bank-schema.json", "pluto.yaml"], names
    bank = Path("banks/pluto.yaml").read_bytes()
    read_bank(bank, "pluto.yaml", LANGUAGES)
    code, said = run("check", "pluto", "--json")
    problems = [problem for report in json.loads(said[0]) for problem in report["problems"]]
    ruled = [
        it for it in problems if "cannot print" not in it["message"]
    ]  # the rest is of its signs
    assert all(problem["rule"] for problem in ruled), ruled
    code, said = run("import", "facts.csv", "--topic", "pluto")  # the bank has it all, or is told
    assert code in (0, 1), said
    assert Path("banks/pluto.yaml").read_bytes() == bank, "a bank was written over"


# --------------------------------------------------------------------------- locks

SEALED: dict[str, str] = {}
"""The small bank once it is published, and its lock."""
MENDED = ("the satellite did not worry him", "Sputnik 1 did not worry him")


def use_a_lock(given: tuple[bytes, bool]) -> None:
    lock, is_mended = given
    bank = SEALED["banks/moon.yaml"]
    assert MENDED[0] in bank
    _clear("banks", "templates", "output")
    _put({**SEALED, "banks/moon.yaml": bank.replace(*MENDED) if is_mended else bank})
    Path("banks/moon.lock").write_bytes(lock)
    _put({f"output/moon/{name}": content for name, content in BEFORE.items()})
    before = _banks()
    code, said = run("build", "--topic", "moon", "--only", "deck")
    now = {path.name: path.read_bytes() for path in Path("output/moon").iterdir()}
    assert code in (0, 1), code
    assert (code == 0) == (not said[1]), said
    assert code == 0 or now == BEFORE, "earlier files are gone"
    assert now.keys() == BEFORE.keys(), now.keys()
    assert zipfile.ZipFile(io.BytesIO(now["moon.apkg"])).testzip() is None
    code, said = run("check", "moon", "--json")
    assert code in (0, 1), code
    json.loads(said[0])
    assert before == _banks(), "a lock was changed by what only reads it"
    code, said = run("publish", "moon")
    assert code in (0, 1), code
    assert (code == 0) == (not said[1]), said
    more = _banks().keys() - before.keys()
    assert before.keys() <= _banks().keys(), before.keys()
    assert more <= {"moon.changes.md"}, more  # what a second edition changed, for people
    if code or "Nothing has changed" in said[0]:
        assert before == _banks(), "half an edition"
        return
    lock = _banks()["moon.lock"]
    edition = read_lock(lock, "moon.lock").edition
    assert read_bank(_banks()["moon.yaml"], "moon.yaml", LANGUAGES).edition == edition
    assert run("build", "--topic", "moon", "--only", "deck")[0] == 0


def _banks() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path("banks").iterdir())}


def run(*words: str) -> tuple[int, tuple[str, str]]:
    """Run quizgen in this process; returns its exit code and what it said."""
    out, err = io.StringIO(), io.StringIO()
    sys.argv = ["quizgen", *words]
    code = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
    return code, (out.getvalue(), err.getvalue())


def _clear(*folders: str) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _put(files: dict[str, Any]) -> None:
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        path.write_bytes(data)


# --------------------------------------------------------------------------- the loop


@dataclass(frozen=True)
class Target:
    """What is fuzzed, with what, and by how many examples a round."""

    use: Callable[[Any], None]
    inputs: st.SearchStrategy[Any]
    examples: int


TARGETS = {
    "read anything": Target(
        read_anything, st.one_of(st.binary(max_size=400), st.text(max_size=400), anything), 200
    ),
    "read a bank": Target(read_a_bank, both(MOON), 100),
    "read a language": Target(read_a_language, both(ENGLISH), 60),
    "read wordings": Target(
        read_some_wordings,
        st.sampled_from(sorted(STEMS)).flatmap(
            lambda kind: st.tuples(st.just(kind), both(STEMS[kind]))
        ),
        60,
    ),
    "read a worksheet": Target(read_a_worksheet, st.sampled_from(SHEETS).flatmap(both), 100),
    "read a theme": Target(read_a_theme, st.sampled_from(THEMES).flatmap(both), 100),
    "read a note type": Target(
        read_a_note_type,
        st.sampled_from(sorted(NOTE_TYPES)).flatmap(
            lambda key: st.tuples(st.just(key), st.sampled_from(sorted(NOTE_TYPES[key]))).flatmap(
                lambda one: st.tuples(
                    *map(st.just, one),
                    both(NOTE_TYPES[one[0]][one[1]][1])
                    if one[1] == "type.yaml"
                    else broken_bytes(NOTE_TYPES[one[0]][one[1]][1]),
                )
            )
        ),
        60,
    ),
    "say a wording": Target(say_a_wording, wordings, 200),
    "find by expressions": Target(find_by_expressions, EXPRESSIONS, 200),
    "build": Target(build_something, wishes(), 40),
    "import": Target(import_something, broken_tables(TABLE, KINDS), 100),
    "use a lock": Target(
        use_a_lock,
        st.deferred(lambda: st.tuples(broken_locks(SEALED["banks/moon.lock"]), st.booleans())),
        40,
    ),
}


class TooSlowError(Exception):
    """An input that keeps quizgen busy for too long."""


@contextlib.contextmanager
def bounded() -> Iterator[None]:
    """Raise TooSlowError in what takes too long, and MemoryError in what takes too much."""

    def stop(number: int, frame: object) -> None:
        raise TooSlowError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of the processor, however busy it is
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def look(target: Target, number: int, examples: int) -> None:
    """Use a target for a round; raises what was found, with the smallest input that shows it."""

    def use(given: Any) -> None:
        with bounded():
            target.use(given)

    wish = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    seed(number)(wish(given(target.inputs)(use)))()


def fuzz(minutes: float, number: int, only: list[str], examples: int | None) -> int:
    """Run a round, and more until the time is over; returns how many findings there were."""
    end, findings, counts = time.monotonic() + minutes * 60, 0, dict.fromkeys(only, 0)
    first = number
    while number == first or time.monotonic() < end:
        for name in only:
            many = examples or TARGETS[name].examples
            try:
                look(TARGETS[name], number, many)
            except (Exception, SystemExit) as error:
                findings += 1
                print(f"=== {name}, seed {number}")
                traceback.print_exception(error)
                print(*getattr(error, "__notes__", ()), sep="\n", flush=True)
            counts[name] += many
            if number > first and time.monotonic() > end:
                break
        number += 1
    print(f"examples: {counts}; seeds up to {number - 1}; findings: {findings}")
    return findings


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--examples", type=int, help="of each target a round")
    parser.add_argument("--only", action="append", choices=TARGETS)
    return parser.parse_args()


if __name__ == "__main__":
    wanted = parse_arguments()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        _put({"banks/moon.yaml": MOON, "templates/en/worksheets/small.yaml": SMALL})
        run("build", "--topic", "moon", "--worksheet", "small", "--seed", "99")
        BEFORE.update({path.name: path.read_bytes() for path in Path("output/moon").iterdir()})
        assert len(BEFORE) == 3, BEFORE.keys()
        assert run("publish", "moon")[0] == 0
        SEALED.update(
            {path.as_posix(): path.read_text("utf-8") for path in Path("banks").iterdir()}
        )
        only = wanted.only or [*TARGETS]
        sys.exit(1 if fuzz(wanted.minutes, wanted.seed, only, wanted.examples) else 0)
