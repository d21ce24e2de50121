"""Consoles of any encoding, and programs that read what quizgen says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import BUILD, Run, Said

CONSOLES = {
    "C": {"LC_ALL": "C"},
    "C without UTF-8": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "cp850": {"PYTHONIOENCODING": "cp850", "PYTHONUTF8": "0"},
}


def say(words: list[str], console: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    given = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-W", "error", "-m", "quizgen", *words],
        capture_output=True,
        env={**given, **console},
        check=False,
    )


@pytest.mark.parametrize("console", CONSOLES)
def test_a_console_without_a_letter_gets_its_code_point(run: Run, console: str) -> None:
    bank = Path("banks/moon.yaml")
    bank.write_text(bank.read_text("utf-8").replace("title: The race", "title: Вперёд →"), "utf-8")
    for words, code in (
        (["topics"], 0),
        (["topics", "--json"], 0),
        (["show", "--topic", "moon", "--all"], 0),
        (["build", "--topic", "mön→"], 1),
        (["build", "--topic", "moon", "--worksheet", "→"], 1),
        ([*BUILD, "--only", "key", "--out", "Ünï→"], 0),
    ):
        done = say(words, CONSOLES[console])
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        assert b"EncodingWarning" not in done.stderr
        assert done.returncode == code, done.stderr.decode()
        assert done.stdout or done.stderr


def test_what_programs_read_is_ascii_on_every_console(run: Run) -> None:
    bank = Path("banks/moon.yaml")
    bank.write_text(bank.read_text("utf-8").replace("title: The race", "title: Вперёд"), "utf-8")
    for words in (["topics", "--json"], ["check", "moon", "--json"], ["schema"]):
        said = {say(words, console).stdout for console in CONSOLES.values()}
        assert len(said) == 1
        json.loads(said.pop().decode("ascii"))


def test_a_reader_that_stops_early_is_no_error(run: Run) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "quizgen", "show", "--all"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait()


# --------------------------------------------------------------------------- programs


def broken(name: str = "moon") -> None:
    text = Path("banks/moon.yaml").read_text("utf-8")
    text = text.replace("topic: moon", f"topic: {name}").replace("unit: mile", "unit: mils")
    Path(f"banks/{name}.yaml").write_text(text, "utf-8")


def test_build_tells_programs_what_is_wrong(run: Run) -> None:
    broken()
    told = run(*BUILD)
    said = run(*BUILD, "--json")
    assert (said.code, said.err) == (1, "")
    (problem,) = json.loads(said.out)["problems"]
    assert problem == {
        "path": "banks/moon.yaml",
        "line": problem["line"],
        "column": problem["column"],
        "severity": "E",
        "rule": "",
        "item": "",
        "message": "unit 'mils' is unknown",
        "hint": problem["hint"],
    }
    assert problem["hint"].startswith("did you mean 'mile'? known units: km, m, mile")
    assert told == Said(
        1,
        "",
        f"banks/moon.yaml:{problem['line']}:{problem['column']}: unit 'mils' is unknown\n  hint: {problem['hint']}\n",
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--topic", "mon"),
        ("--topic", "moon", "--worksheet", "smal"),
        ("--topic", "moon", "--theme", "none"),
        ("--topic", "moon", "--worksheet", "small", "--items", "900"),
        ("--topic", "moon", "--worksheet", "small", "--out", "banks/moon.yaml/x"),
        ("--topic", "moon", "--worksheet", "small", "--title", "漢字"),
    ],
)
def test_whatever_is_wrong_programs_get_json_and_1(run: Run, words: tuple[str, ...]) -> None:
    said = run("build", *words, "--json")
    assert (said.code, said.err) == (1, "")
    assert json.loads(said.out)["problems"]


def test_wrong_usage_is_2_and_no_json(run: Run) -> None:
    for words in (
        ("build",),
        ("build", "--topic", "moon", "--forms", "0", "--json"),
        ("build", "--topic", "moon", "--forms", "1e9", "--json"),
        ("build", "--topic", "moon", "--seed", "NaN", "--json"),
        ("build", "--topic", "moon", "--items", "Infinity"),
        ("build", "--topic", "moon", "--items", "9" * 5000),
        ("build", "--topic", "moon", "--paper", "a5"),
        ("build", "--topic", "moon", "--nonsense"),
        ("check", "--nonsense"),
        ("show",),
        ("nonsense",),
    ):
        said = run(*words)
        assert (said.code, said.out) == (2, ""), words
        assert said.err.startswith("Usage: quizgen"), words
        assert "Traceback" not in said.err


def test_check_tells_programs_of_every_topic(run: Run) -> None:
    broken("mars")
    said = run("check", "mars", "venus", "moon", "--json")
    assert (said.code, said.err) == (1, "")
    mars, venus, moon = json.loads(said.out)
    assert [problem["message"] for problem in mars["problems"]] == ["unit 'mils' is unknown"]
    assert (mars["bank"], mars["facts"]) == ("banks/mars.yaml", 0)
    assert [problem["message"] for problem in venus["problems"]] == ["there is no topic 'venus'"]
    assert (moon["bank"], moon["facts"]) == ("banks/moon.yaml", 27)
    told = run("check", "venus", "moon")
    assert told.code == 1
    assert "there is no topic 'venus'" in told.err
    assert "banks/moon.yaml: 0 errors" in told.out


def test_a_broken_bank_hides_no_other(run: Run) -> None:
    broken("mars")
    said = run("topics")
    assert said.code == 1
    assert "moon: The race to the Moon\n" in said.out
    assert "unit 'mils' is unknown" in said.err
    rows = {row["topic"]: row for row in json.loads(run("topics", "--json").out)}
    assert rows["moon"]["facts"] == 27
    assert [problem["message"] for problem in rows["mars"]["problems"]] == [
        "unit 'mils' is unknown"
    ]
    said = run("show", "uk-refuses")
    assert said.code == 1
    assert "[whose-position, multiple-choice, level 2]" in said.out
    assert "unit 'mils' is unknown" in said.err


# --------------------------------------------------------------------------- what lies about


@pytest.mark.parametrize(
    ("name", "topic"),
    [
        ("Mars.yaml", "mars"),
        ("Mars.yaml", "Mars"),
        ("mars.yml", "mars"),
        ("my mars.yaml", "my mars"),
    ],
)
def test_a_bank_whose_name_is_no_topic_is_told_how_to_be_found(
    run: Run, name: str, topic: str
) -> None:
    Path("banks", name).write_bytes(Path("banks/moon.yaml").read_bytes())
    slug = topic.lower().replace(" ", "-")
    said = run("build", "--topic", topic)
    assert said == Said(
        1,
        "",
        f"banks: there is no topic '{topic}'\n"
        f"  hint: name banks/{name} {slug}.yaml, and say --topic {slug}\n",
    )


HIDDEN = "; its ending .{} may be hidden: have all endings shown"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("mars.yaml.txt", "name banks/mars.yaml.txt mars.yaml, and say --topic mars" + HIDDEN.format("txt")),
        ("mars.yml.txt", "name banks/mars.yml.txt mars.yaml, and say --topic mars" + HIDDEN.format("txt")),
        ("mars.yaml.download", "name banks/mars.yaml.download mars.yaml, and say --topic mars" + HIDDEN.format("download")),
        ("mars.yaml.yaml", "name banks/mars.yaml.yaml mars.yaml, and say --topic mars"),
        ("mars.YAML", "name banks/mars.YAML mars.yaml, and say --topic mars"),
        ("mars .yaml", "name 'banks/mars .yaml' mars.yaml, and say --topic mars"),
        ("mars.yaml ", "name 'banks/mars.yaml ' mars.yaml, and say --topic mars"),
        ("mars (1).yaml", "name banks/mars (1).yaml mars.yaml, and say --topic mars"),
        ("mars.yam", "name banks/mars.yam mars.yaml, and say --topic mars"),
        ("mars", "name banks/mars mars.yaml, and say --topic mars"),
        ("mars.json", "name banks/mars.json mars.yaml, and say --topic mars"),
        ("mars.yaml.rtf", "save banks/mars.yaml.rtf as plain text named mars.yaml, and say --topic mars"),
        ("mars.docx", "save banks/mars.docx as plain text named mars.yaml, and say --topic mars"),
        ("mars.yaml.zip", "unpack banks/mars.yaml.zip, and name what is in it mars.yaml, and say --topic mars"),
        ("mars.csv", "quizgen import banks/mars.csv --topic mars"),
        ("mars.xlsx", "save banks/mars.xlsx as CSV, then: quizgen import FILE.csv --topic mars"),
        ("._mars.yaml", "banks/._mars.yaml is what macOS keeps beside a file: copy the file itself there, too"),
        ("mars.lock", "topics: escalation, moon"),
        (".mars.yaml.swp", "topics: escalation, moon"),
    ],
)  # fmt: skip
def test_a_bank_whose_name_ends_otherwise_is_found_by_the_hint(
    run: Run, name: str, hint: str
) -> None:
    Path("banks", name).write_bytes(Path("banks/moon.yaml").read_bytes())
    said = run("publish", "mars")
    assert said == Said(1, "", f"banks: there is no topic 'mars'\n  hint: {hint}\n")


def test_the_bank_itself_is_told_before_what_macos_keeps_beside_it(run: Run) -> None:
    for name in ("._mars.yaml.txt", "mars.yaml.txt"):
        Path("banks", name).write_bytes(Path("banks/moon.yaml").read_bytes())
    assert "  hint: name banks/mars.yaml.txt mars.yaml, " in run("check", "mars").err


@pytest.mark.parametrize("topic", ["moon.yaml", "banks/moon.yaml", "moon.yaml.txt", "moon.lock"])
def test_a_topic_is_said_without_its_ending(run: Run, topic: str) -> None:
    said = run("build", "--topic", topic)
    assert said.err.endswith("\n  hint: write moon, without folder and ending\n")


def test_banks_that_are_passed_over_for_their_names_are_listed_with_the_topics(run: Run) -> None:
    text = Path("banks/moon.yaml").read_bytes()
    for name in ("mars.yaml.txt", "My Mars.yaml", "venus.yml", "moon.yaml.txt", "moon.yaml.bak"):
        Path("banks", name).write_bytes(text)
    said = run("topics")
    assert said.code == 0
    message = "warning: is not read, because of how it is named"
    assert said.err == (
        f"banks/My Mars.yaml: {message}\n  hint: name banks/My Mars.yaml my-mars.yaml\n"
        f"banks/mars.yaml.txt: {message}\n  hint: name banks/mars.yaml.txt mars.yaml"
        f"{HIDDEN.format('txt')}\n"
        f"banks/venus.yml: {message}\n  hint: name banks/venus.yml venus.yaml\n"
    )


@pytest.mark.parametrize("end", [".yaml.txt", ".yml", ".YAML"])
@pytest.mark.parametrize(
    ("folder", "option", "message"),
    [
        ("en/worksheets", "--worksheet", "there is no worksheet 'quick' in en-GB"),
        ("themes", "--theme", "there is no theme 'quick'"),
    ],
)
def test_a_template_whose_name_ends_otherwise_is_found_by_the_hint(
    run: Run, folder: str, option: str, message: str, end: str
) -> None:
    path = Path("templates", folder, f"quick{end}")
    path.parent.mkdir(exist_ok=True)
    path.write_text("label: Quick", "utf-8")
    said = run("build", "--topic", "moon", option, "quick")
    hidden = HIDDEN.format("txt") if end.endswith("txt") else ""
    hint = f"name {path.as_posix()} quick.yaml, and say {option} quick{hidden}"
    assert said == Said(1, "", f"templates/{folder}: {message}\n  hint: {hint}\n")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("en/stems/event.yaml.txt", "event.yaml"),
        ("en/stems/event.yml", "event.yaml"),
        ("en-GB/words.yaml.txt", "words.yaml"),
        ("en/deck/event/type.YAML", "type.yaml"),
        ("en/deck/event/when-front.html.txt", "when-front.html"),
        ("themes/cards.css.txt", "cards.css"),
    ],
)
def test_a_template_that_nobody_would_miss_is_not_passed_over(
    run: Run, name: str, meant: str
) -> None:
    path = Path("templates", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("", "utf-8")
    hidden = HIDDEN.format("txt") if name.endswith("txt") else ""
    assert run(*BUILD) == Said(
        1,
        "",
        f"templates/{name}: is not read, because of how it is named\n"
        f"  hint: name templates/{name} {meant}{hidden}\n",
    )
    path.rename(path.with_name(f"{meant}.bak"))
    assert run(*BUILD).code == 0


def test_what_systems_and_editors_leave_lying_about_is_passed_over(run: Run) -> None:
    for name in (
        "banks/._moon.yaml",
        "banks/.DS_Store",
        "templates/en/worksheets/._small.yaml",
        "templates/en/stems/._event.yaml",
        "templates/en/.#words.yaml",
        "templates/en/deck/event/.DS_Store",
        "templates/en/deck/event/Thumbs.db",
        "templates/en/deck/event/type.yaml~",
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(b"\x00\xff\xfe")
    said = run(*BUILD)
    assert (said.code, said.err) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with names")
@pytest.mark.parametrize("kind", ["folder", "pipe", "link to nothing"])
def test_a_bank_that_is_no_file_gets_a_message(run: Run, kind: str) -> None:
    path = Path("banks/mars.yaml")
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)  # which nobody writes to: reading it would never end
    else:
        path.symlink_to("nothing")
    reason = "No such file or directory" if "link" in kind else "it is not a file"
    assert run("build", "--topic", "mars") == Said(
        1,
        "",
        f"banks/mars.yaml: cannot be read: {reason}\n"
        "  hint: see that it is a file and that you may read it\n",
    )
