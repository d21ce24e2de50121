"""What README and docs show runs as shown, and what they name is there.

Each line `$ quizgen …` runs, in the order of its page, in a folder that holds `logo.png`, an empty folder `texts` and the files
that the page shows with their names; what it prints is what the page says it prints, if the page says so.
"""

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from PIL import Image

from quizgen.cli import cli, main

ROOT = Path(__file__).parent.parent
PAGES = {
    str(page.relative_to(ROOT)): page.read_text("utf-8")
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
}
FENCE = re.compile(r"^```[^`\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = re.compile(r"^```[a-z]+ (\S+/\S+|\S+\.csv)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROSE = {name: FENCE.sub("", page) for name, page in PAGES.items()}


def examples(page: str) -> list[tuple[str, str]]:
    """Return command and what is shown below it; an empty output means that any will do."""
    found = []
    for block in FENCE.findall(page):
        for example in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
            if example.startswith("$ quizgen"):
                command, _, output = example.partition("\n")
                found.append((command.removeprefix("$ "), output))
    return found


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if examples(page)])
def test_every_command_of_a_page_runs_as_shown_in_the_order_of_the_page(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Image.new("L", (40, 40), 128).save("logo.png")
    Path("texts").mkdir()
    for path, text in FILES.findall(PAGES[name]):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(text, "utf-8")
    for command, output in examples(PAGES[name]):
        monkeypatch.setattr(sys, "argv", shlex.split(command))
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        assert code == 0, f"{command}\n{said.err}"
        assert not output or said.out == output, command


@pytest.mark.parametrize("name", PAGES)
def test_no_command_is_shown_that_is_not_run(name: str) -> None:
    lines = [line for block in FENCE.findall(PAGES[name]) for line in block.splitlines()]
    assert [line for line in lines if re.match(r"quizgen\s", line)] == []


def options(command: click.Command) -> dict[str, click.Parameter]:
    return {option: it for it in command.params for option in it.opts if option.startswith("--")}


def named(page: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each command or option that prose names: as it stands, its command and its options with their values."""
    for code in re.findall(r"`([^`\n]+)`", page):
        words = code.partition(" > ")[0].split()
        if words[0] == "quizgen" and words[1:]:
            yield code, words[1], words[2:]
        elif words[0].startswith("--"):
            yield code, "", words


@pytest.mark.parametrize("name", PAGES)
def test_commands_and_options_that_a_page_names_are_there(name: str) -> None:
    for code, command, words in named(PROSE[name]):
        if command.startswith("--"):
            assert command in ("--help", "--version"), code
            continue
        assert command in ("", *cli.commands), code
        known = {
            option: parameter
            for each in ([cli.commands[command]] if command else cli.commands.values())
            for option, parameter in options(each).items()
        }
        for word, value in zip(words, [*words[1:], ""][: len(words)], strict=True):
            if word.startswith("--") and word != "--help":
                assert word in known, code
                kind = known[word].type
                if isinstance(kind, click.Choice) and value.islower() and "|" not in value:
                    assert value in kind.choices, code


@pytest.mark.parametrize("command", cli.commands)
def test_every_command_and_each_of_its_options_is_explained_on_some_page(command: str) -> None:
    shown = [words for page in PAGES.values() for words, _ in examples(page)]
    told = [code for page in PROSE.values() for code, _, _ in named(page)]
    text = "\n".join([*shown, *told])
    assert f"quizgen {command}" in text
    assert [option for option in options(cli.commands[command]) if option not in text] == []


PROGRAM = re.compile(
    r"^```python\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL
)


@pytest.mark.parametrize(
    ("program", "output"),
    [found for page in PAGES.values() for found in PROGRAM.findall(page)],
)
def test_every_program_of_the_documentation_runs_and_prints_what_is_shown(
    program: str,
    output: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(program, "docs", "exec"), {})
    assert not output or capsys.readouterr().out == output


def test_the_readme_has_its_two_commands() -> None:
    commands = re.findall(r"^python3 -m venv .*$", PAGES["README.md"], re.MULTILINE)
    main_job, tests = commands
    assert main_job.endswith("quizgen build --topic escalation")
    assert tests.endswith("python -m pytest -n auto")


def anchors(page: str) -> set[str]:
    """Return the names by which links reach a page's headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", PROSE[name]):
        if not target.startswith("http"):
            path, _, anchor = target.partition("#")
            found = (ROOT / name).parent / path if path else ROOT / name
            assert found.exists(), target
            assert not anchor or anchor in anchors(found.read_text("utf-8")), target


def test_the_front_page_of_the_guides_leads_to_each_of_them() -> None:
    for name in PAGES:
        if name not in ("README.md", "docs/README.md"):
            assert f"({Path(name).name})" in PAGES["docs/README.md"], name


def test_every_picture_is_shown() -> None:
    for picture in (ROOT / "docs" / "pictures").iterdir():
        assert any(f"pictures/{picture.name})" in page for page in PAGES.values()), picture.name
