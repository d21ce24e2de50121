"""Every `$ quizgen` line in README and docs runs, and what it prints is what the page says it prints."""

import re
import shlex
import sys
from pathlib import Path

import pytest

from quizgen.cli import main

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(page: Path) -> list[tuple[str, str]]:
    """Return command and what is shown below it; an empty output means that any will do."""
    found = []
    for block in BLOCK.findall(page.read_text("utf-8")):
        for example in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
            if example.startswith("$ quizgen"):
                command, _, output = example.partition("\n")
                found.append((command.removeprefix("$ "), output))
    return found


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)], ids=lambda it: it.name)
def test_every_command_of_a_page_runs_as_shown_in_the_order_of_the_page(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for command, output in examples(page):
        monkeypatch.setattr(sys, "argv", shlex.split(command))
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        assert code == 0, f"{command}\n{said.err}"
        assert not output or said.out == output, command


PROGRAM = re.compile(
    r"^```python\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL
)


@pytest.mark.parametrize(
    ("program", "output"),
    [found for page in PAGES for found in PROGRAM.findall(page.read_text("utf-8"))],
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
    commands = re.findall(r"^python3 -m venv .*$", PAGES[0].read_text("utf-8"), re.MULTILINE)
    main_job, tests = commands
    assert main_job.endswith("quizgen build --topic escalation")
    assert tests.endswith("python -m pytest")


def test_every_link_in_the_documentation_leads_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"
