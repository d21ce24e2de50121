"""Consoles of any encoding, and programs that read what quizgen says."""

import contextlib
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from command import BUILD, SMALL, Run, Said

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
        ("--topic", "moon", "--worksheet", "map"),
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
        ("mars.lock", "topics: elements, escalation, europe, history, moon"),
        (".mars.yaml.swp", "topics: elements, escalation, europe, history, moon"),
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


# --------------------------------------------------------------------------- what a terminal obeys


OBEYED = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
BAR = re.compile(r"\r(?:  \[[#-]+\] \d+ of \d+ files| *)")
"""What a build that takes long draws on a terminal, and wipes away."""
CLEAR = "\x1b[2J"
TITLE = "\x1b]0;gone\x07"
TURNED = "a\u202eb"
HEADS = "kind,id,title,summary,as_of"


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


def moon_with(old: str, new: str) -> None:
    text = Path("banks/moon.yaml").read_text("utf-8")
    assert old in text
    write("banks/moon.yaml", text.replace(old, new, 1))


posix = pytest.mark.skipif(sys.platform == "win32", reason="terminals and streams of POSIX")
SHEETS = "templates/en/worksheets"
HOSTILE: dict[str, tuple[Callable[[], object], list[str], str]] = {
    "a tag of YAML": (
        lambda: moon_with("title: The", "title: !<%1b%5d0;gone%07> The"),
        ["check", "moon"],
        r"the tag '\x1b]0;gone\x07' is not allowed",
    ),
    "a tag of YAML with C1": (
        lambda: moon_with("title: The", "title: !%c2%9b31m The"),
        ["check", "moon"],
        r"\x9b31m",
    ),
    "a tag of YAML that turns the line": (
        lambda: moon_with("title: The", "title: !%E2%80%AEx The"),
        ["topics"],
        r"\u202ex",
    ),
    "the head of a table": (
        lambda: write("t.csv", f'kind,"{CLEAR}X{TITLE}"\nbank,x\n'),
        ["import", "t.csv", "--topic", "rivers"],
        r"column '\x1b[2JX\x1b]0;gone\x07' is unknown",
    ),
    "a cell below no head": (
        lambda: write("t.csv", f'{HEADS}\nbank,,T,S,2024,"{CLEAR}"\n'),
        ["import", "t.csv", "--topic", "rivers"],
        r"'\x1b[2J' stands below no column's name",
    ),
    "a table's name": (
        lambda: write(f"{CLEAR}.csv", "sort\n"),
        ["import", f"{CLEAR}.csv", "--topic", "rivers"],
        r"\x1b[2J.csv:1:1: cell A1: there is no column 'kind'",
    ),
    "a file of wordings": (
        lambda: write(f"templates/en/stems/{CLEAR}.yaml", "[]"),
        ["build", "--topic", "moon"],
        r"templates/en/stems/\x1b[2J.yaml: '\x1b[2J' is no kind of fact",
    ),
    "a worksheet that can be named": (
        lambda: write(f"{SHEETS}/{TURNED}.yaml", SMALL),
        ["topics"],
        r"  a\u202eb ",
    ),
    "a worksheet's name that begins another line": (
        lambda: write(f"{SHEETS}/a\nmoon: 0 errors.yaml", SMALL),
        ["build", "--topic", "moon", "--worksheet", "b"],
        r"there are: a\nmoon: 0 errors, argument, exam, exit-ticket",
    ),
    "a worksheet's summary": (
        lambda: write(f"{SHEETS}/mine.yaml", SMALL.replace("For", r'"\e[2J"  # For')),
        ["build", "--topic", "moon", "--worksheet", "mine"],
        r"\e between double quotation marks is a sign that nobody sees",
    ),
    "a theme's name": (
        lambda: write(f"templates/themes/{TITLE}.yaml", ""),
        ["build", "--topic", "moon", "--theme", TITLE],
        r"templates/themes/\x1b]0;gone\x07.yaml",
    ),
    "a folder of no language": (
        lambda: write(f"templates/{CLEAR}/words.yaml", ""),
        ["build", "--topic", "moon", "--theme", CLEAR],
        r"there is no theme '\x1b[2J'",
    ),
    "a file of a card": (
        lambda: write(f"templates/en/deck/term/{CLEAR}-front.html", "x"),
        ["build", "--topic", "moon"],
        r"the file \x1b[2J-front.html belongs to no card",
    ),
    "a bank that is called otherwise": (
        lambda: write(f"banks/{CLEAR}mars.yml", ""),
        ["build", "--topic", f"{CLEAR}mars"],
        r"name banks/\x1b[2Jmars.yml 2jmars.yaml",
    ),
    "a topic as typed": (lambda: None, ["build", "--topic", CLEAR], r"no topic '\x1b[2J'"),
    "a tag as typed": (
        lambda: None,
        ["build", "--topic", "moon", "--tag", f"{TURNED}{TITLE}"],
        r"no fact has the tag 'a\u202eb\x1b]0;gone\x07'",
    ),
    "a fact as typed": (lambda: None, ["show", TITLE], r"no fact '\x1b]0;gone\x07'"),
    "a command as typed": (lambda: None, [TITLE], r"No such command '\x1b]0;gone\x07'"),
    "an option as typed": (lambda: None, [f"--{TITLE}"], r"\x1b]0;gone\x07"),
    "a folder as typed": (
        lambda: None,
        [*BUILD, "--only", "key", "--out", f"o{CLEAR}"],
        r"o\x1b[2J/answer-key.pdf: 5 questions",
    ),
    "a name as typed": (lambda: None, ["new", CLEAR], r"'\x1b[2J' cannot be the name of a topic"),
    "a table to be filled in": (
        lambda: None,
        ["import", "--template", f"{CLEAR}.csv"],
        r"\x1b[2J.csv: ",
    ),
}


@posix
@pytest.mark.parametrize("case", HOSTILE)
def test_a_terminal_is_shown_what_it_would_obey(run: Run, case: str) -> None:
    prepare, words, shown = HOSTILE[case]
    prepare()
    for said in (on_a_terminal(words), piped(words)):
        assert shown in said, said
        assert OBEYED.findall(said) == []


@posix
@pytest.mark.parametrize("case", HOSTILE)
def test_programs_get_it_as_json(run: Run, case: str) -> None:
    prepare, words, _ = HOSTILE[case]
    prepare()
    if words[0] not in ("build", "check", "topics"):
        return
    said = on_a_terminal([*words, "--json"])
    assert OBEYED.findall(said) == []
    json.loads(said)


def test_a_sign_that_json_leaves_as_it_is_is_escaped_for_it(run: Run) -> None:
    said = run("build", "--topic", "a\x7fb", "--json")
    assert "\x7f" not in said.out
    assert json.loads(said.out)["problems"][0]["message"] == "there is no topic 'a\x7fb'"


def test_words_of_other_scripts_and_the_signs_they_need_are_left_alone(run: Run) -> None:
    moon_with("title: The race", "title: Вперёд می\u200cخواهم 👩\u200d🚀 →")
    assert "moon: Вперёд می\u200cخواهم 👩\u200d🚀 → to the Moon\n" in run("topics").out


def on_a_terminal(words: list[str]) -> str:
    """Return all that quizgen says on a terminal, both streams together."""
    import pty

    ours, theirs = pty.openpty()
    process = start(words, stdout=theirs, stderr=theirs)
    os.close(theirs)
    said = b""
    with contextlib.suppress(OSError):  # the terminal ends with the process
        while more := os.read(ours, 4096):
            said += more
    os.close(ours)
    process.wait()
    return BAR.sub("", said.decode().replace("\r\n", "\n"))


def piped(words: list[str]) -> str:
    process = start(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return process.communicate()[0].decode()


def start(words: list[str], **streams: object) -> "subprocess.Popen[bytes]":
    wide = {**os.environ, "COLUMNS": "300"}
    command = [sys.executable, "-m", "quizgen", *words]
    return subprocess.Popen(command, env=wide, **streams)  # type: ignore[call-overload, no-any-return]


# --------------------------------------------------------------------------- streams that take nothing


PRINTING: dict[str, tuple[str, ...]] = {
    "welcome": (),
    "help": ("--help",),
    "help of a command": ("build", "--help"),
    "version": ("--version",),
    "topics": ("topics",),
    "topics as JSON": ("topics", "--json"),
    "schema": ("schema",),
    "show": ("show", "uk-refuses"),
    "a long list": ("show", "--topic", "moon", "--all"),
    "check as JSON": ("check", "moon", "--json"),
    "the head of a table": ("import", "--template"),
}
"""What is asked for is what is printed."""
DOING: dict[str, tuple[str, ...]] = {
    "build": (*BUILD, "--only", "key"),
    "build as JSON": (*BUILD, "--only", "key", "--json"),
    "check": ("check", "moon"),
    "publish": ("publish", "moon"),
    "new": ("new", "rivers"),
    "new worksheet": ("new", "--template", "worksheet", "mine"),
    "a table to be filled in": ("import", "--template", "table.csv"),
}
"""What is asked for is done, and told."""
DONE = ("output/moon/answer-key.pdf", "banks/moon.lock", "banks/rivers.yaml", "table.csv")
FULL = (
    "standard output: cannot be written: No space left on device\n  hint: make room on the disk\n"
)
CLOSED = (
    "standard output: cannot be written: Bad file descriptor\n"
    "  hint: send it to a terminal, a file or a program\n"
)


def in_shell(words: tuple[str, ...], redirection: str, **environment: str) -> Said:
    """Run quizgen with its streams redirected as a shell does it."""
    command = shlex.join([sys.executable, "-m", "quizgen", *words])
    done = subprocess.run(
        ["bash", "-c", f"{command} {redirection}"],
        capture_output=True,
        env={**os.environ, **environment},
        text=True,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


@posix
@pytest.mark.parametrize("words", [*PRINTING.values(), *DOING.values()], ids=[*PRINTING, *DOING])
def test_a_full_disk_behind_standard_output_is_told(run: Run, words: tuple[str, ...]) -> None:
    said = in_shell(words, ">/dev/full")
    assert (said.code, said.out) == (1, "")
    assert said.err.endswith(FULL)
    assert words[0:1] == ("check",) or said.err == FULL  # that has warnings to tell


@posix
def test_what_was_made_is_there_though_nobody_could_be_told(run: Run) -> None:
    for words in DOING.values():
        assert in_shell(words, ">/dev/full 2>/dev/full").code == 1
    assert [path for path in DONE if not Path(path).is_file()] == []


@posix
@pytest.mark.parametrize("words", PRINTING.values(), ids=PRINTING)
def test_what_is_asked_for_and_cannot_be_had_is_an_error(run: Run, words: tuple[str, ...]) -> None:
    assert in_shell(words, ">&-") == Said(1, "", CLOSED)


@posix
@pytest.mark.parametrize("nowhere", [">&- 2>&-", ">/dev/full 2>&1", ">/dev/full 2>&-"])
def test_the_exit_code_tells_it_where_no_stream_can(run: Run, nowhere: str) -> None:
    for name in ("topics", "schema", "help"):
        assert in_shell(PRINTING[name], nowhere) == Said(1, "", ""), name


@posix
def test_who_closes_the_streams_wants_to_be_told_nothing(run: Run) -> None:
    for name, words in DOING.items():
        if name != "build as JSON":
            assert in_shell(words, ">&- 2>&-") == Said(0, "", ""), name
    assert [path for path in DONE if not Path(path).is_file()] == []


@posix
@pytest.mark.parametrize("words", [*PRINTING.values(), *DOING.values()], ids=[*PRINTING, *DOING])
@pytest.mark.parametrize("errors", ["2>/dev/full", "<&- 2>&-"])
def test_nobody_misses_a_standard_error_without_errors(
    run: Run, words: tuple[str, ...], errors: str
) -> None:
    said = in_shell(words, errors)
    assert (said.code, said.err) == (0, "")
    assert said.out


@posix
@pytest.mark.parametrize("errors", ["2>&-", "2>/dev/full"])
def test_errors_that_nobody_can_be_told_are_still_errors(run: Run, errors: str) -> None:
    for words, code in (
        (("build", "--topic", "mars"), 1),
        (("check", "mars"), 1),
        (("show", "nothing"), 1),
        (("new", "Long Rivers"), 1),
        (("build",), 2),
        (("nonsense",), 2),
    ):
        assert in_shell(words, errors).code == code, words


@posix
@pytest.mark.parametrize("words", [*PRINTING.values(), *DOING.values()], ids=[*PRINTING, *DOING])
def test_a_reader_who_has_had_enough_changes_nothing(run: Run, words: tuple[str, ...]) -> None:
    said = in_shell(words, "2>/dev/null | true; exit ${PIPESTATUS[0]}")
    assert said == Said(0, "", "")


@posix
def test_the_exit_code_is_the_usual_one_where_the_reader_has_gone(run: Run) -> None:
    moon_with("unit: mile", "unit: mils")
    gone = "| true; exit ${PIPESTATUS[0]}"
    assert in_shell(("check", "moon", "--json"), gone) == Said(1, "", "")
    assert in_shell((*BUILD, "--json"), gone) == Said(1, "", "")
    said = in_shell(("topics",), gone)
    assert said.code == 1
    assert said.err.startswith("banks/moon.yaml:")


@posix
def test_the_completion_of_a_shell_too_says_what_it_cannot_print(run: Run) -> None:
    for how in ("bash_source", "zsh_source", "fish_source", "bash_complete", "zsh_complete"):
        asked = {"_QUIZGEN_COMPLETE": how, "COMP_WORDS": "quizgen ", "COMP_CWORD": "1"}
        assert in_shell((), ">/dev/full", **asked) == Said(1, "", FULL), how
        assert in_shell((), "2>&-", **asked).code == 0, how
        assert in_shell((), "| true; exit ${PIPESTATUS[0]}", **asked) == Said(0, "", "")


# --------------------------------------------------------------------------- broken templates as JSON


STUDY = """
label: Study sheet
summary: For the tests.
facts:
- {title: All, kinds: [], text: "TEXT"}
"""
CARDS = """
label: Cards
summary: For the tests.
cards:
- {title: All, kinds: [], front: "{{ title }}", back: "TEXT", why: "{{ title }}"}
"""
UNREADABLE: dict[str, tuple[str, str, str]] = {
    "a variable that no fact has": (
        "en/worksheets/standard.yaml",
        STUDY.replace("TEXT", "{{ dat }}"),
        "variable 'dat' is unknown",
    ),
    "a variable that some facts have": (
        "en/worksheets/standard.yaml",
        STUDY.replace("TEXT", "{{ speaker }}"),
        "variable 'speaker' is unknown",
    ),
    "the same on cards to be cut out": (
        "en/worksheets/standard.yaml",
        CARDS.replace("TEXT", "{{ meaning }}"),
        "variable 'meaning' is unknown",
    ),
    "a worksheet that is none": (
        "en/worksheets/standard.yaml",
        "label: [",
        "a value was expected here",
    ),
    "wordings that are none": ("en/stems/event.yaml", "{", "here"),
    "a wording that cannot be read": (
        "en/stems/event.yaml",
        "- {id: a, type: short-answer, stem: '{{', key: '{{ date }}'}",
        "cannot be read",
    ),
    "a language": ("en/words.yaml", "code: en", "is missing"),
    "a card": ("en/deck/term/type.yaml", "name: x", "is missing"),
    "the style of cards": ("themes/cards.css", "\udcff", "is not UTF-8"),
    "a place of old": ("stems/event.yaml", "[]", "templates lie in a folder of their language"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_broken_templates_are_told_to_programs_as_json(run: Run, case: str) -> None:
    path, text, said = UNREADABLE[case]
    broken = Path("templates", path)
    broken.parent.mkdir(parents=True, exist_ok=True)
    broken.write_text(text, "utf-8", errors="surrogateescape")
    Path("banks/mars.yaml").write_bytes(b"topic: mars")
    found = run("check", "moon", "mars", "--json")
    assert (found.code, found.err) == (1, "")
    moon, mars = json.loads(found.out)
    assert any(said in problem["message"] for problem in moon["problems"]), moon["problems"]
    assert all(problem["hint"] for problem in moon["problems"])
    assert mars["problems"]
    told = run("check", "moon", "mars")
    assert told.code == 1
    assert said in told.err
    assert "Traceback" not in told.err
    built = run("build", "--topic", "moon", "--json")
    assert (built.code, built.err) == (1, "")
    assert any(said in problem["message"] for problem in json.loads(built.out)["problems"])
