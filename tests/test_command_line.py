"""What a person at the command line is told, case by case: tests/cases/command_line.md."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import CASES, Run

SHIPPED = Path(__file__).parent.parent.as_posix()
FILE = CASES / "command_line.md"
CASE = re.compile(
    r"^## (?P<title>.+)\n(?P<files>(?:```yaml .+\n(?:(?!```).*\n)*```\n)*)```sh\nquizgen (?P<command>.+)\n```\n"
    r"(?P<said>```text\n(?:(?!```).*\n)*```\n)?",
    re.MULTILINE,
)
GIVEN = re.compile(r"^```yaml (?P<path>.+)\n(?P<text>(?:(?!```).*\n)*)```\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """A command, the files it finds, and what it says."""

    title: str
    files: str
    command: str
    said: str | None


def cases() -> list[Case]:
    """Return the cases of the file."""
    return [Case(**match.groupdict()) for match in CASE.finditer(FILE.read_text("utf-8"))]


def test_every_heading_is_a_case() -> None:
    assert len(cases()) == len(re.findall("^## ", FILE.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("case", cases(), ids=[case.title for case in cases()])
def test_a_person_is_told(case: Case, run: Run, request: pytest.FixtureRequest) -> None:
    for given in GIVEN.finditer(case.files):
        path = Path(given["path"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(given["text"], "utf-8")
    answer = run(*shlex.split(case.command))
    lines = (*answer.out.splitlines(), *answer.err.splitlines(), f"exit code {answer.code}")
    said = "".join(f"{line.rstrip()}\n" for line in lines).replace(f"{SHIPPED}/", "SHIPPED/")
    if request.config.getoption("--update-golden"):
        _rewrite(case, said)
    else:
        assert case.said == f"```text\n{said}```\n"


def _rewrite(case: Case, said: str) -> None:
    def fill(match: re.Match[str]) -> str:
        if match["title"] != case.title:
            return match[0]
        return f"{match[0].removesuffix(match['said'] or '')}```text\n{said}```\n"

    FILE.write_text(CASE.sub(fill, FILE.read_text("utf-8")), "utf-8")
