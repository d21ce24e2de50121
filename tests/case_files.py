"""Case files: a heading, a block of input, and a block with all that is said about it.

`python tests/case_files.py` rewrites the second blocks; their diff is read like code.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from quizgen.errors import QuizgenError
from quizgen.language.words import Language
from quizgen.read import read_bank, read_language, read_theme, read_wordings, read_worksheet

CASES = Path(__file__).parent / "cases"
LANGUAGE = Path(__file__).parents[1] / "templates" / "en" / "words.yaml"

_BLOCK = re.compile(
    r"^## (?P<title>.+)\n+```yaml (?P<kind>.+)\n(?P<text>(?:.*\n)*?)```\n"
    r"(?:```text\n(?P<expected>(?:.*\n)*?)```\n)?",
    re.MULTILINE,
)
_TOP_KEY = re.compile(r'(?:# no )?"?([a-z_]+)')
_FACT_KEY = re.compile(r"(?:- |  )(?:# no )?([a-z_]+)\b")

Lines = list[tuple[int, str]]
"""Lines and their numbers; what is added has the number 0."""


@dataclass(frozen=True)
class Case:
    """A mistake, and what is said about it."""

    title: str
    kind: str
    text: str
    expected: str | None


def read_cases(name: str) -> list[Case]:
    """Return the cases of a file in `cases/`; the first of each kind is what the others change."""
    text = (CASES / name).read_text(encoding="utf-8")
    return [Case(**match.groupdict()) for match in _BLOCK.finditer(text)]


def problems_of(case: Case, cases: list[Case]) -> str:
    """Return all that is said about a case, its lines counted from the case's own first."""
    lines = _merge(case, _wholes(cases))
    text = "".join(line for _, line in lines)
    try:
        _READERS[case.kind.split()[0]](text, case.kind)
    except QuizgenError as error:
        return _renumbered(str(error), [number for number, _ in lines])
    return "nothing is wrong\n"


def whole_text(case: Case, cases: list[Case]) -> str:
    """Return a case with what it lacks."""
    return "".join(line for _, line in _merge(case, _wholes(cases)))


# --------------------------------------------------------------------------- what a case lacks


def _wholes(cases: list[Case]) -> Mapping[str, str]:
    return {other.kind: other.text for other in reversed(cases)}


def _merge(case: Case, whole: Mapping[str, str]) -> Lines:
    lines = list(enumerate(case.text.splitlines(keepends=True), start=1))
    if case.kind in {"bank", "theme"}:
        return lines + _lacking_keys(case.text, whole[case.kind])
    if case.kind == "fact":
        facts = _complete_facts(lines, whole["fact"])
        return [(0, "facts:\n"), *facts, *_lacking_keys("facts:\n", whole["bank"])]
    return lines


def _lacking_keys(text: str, whole: str) -> Lines:
    """Return the blocks of a mapping whose keys a text lacks."""
    present = {match[1] for line in text.splitlines() if (match := _TOP_KEY.match(line))}
    blocks = re.split(r"^(?=[a-z_]+:)", whole, flags=re.MULTILINE)
    lacking = [block for block in blocks if block and block.split(":")[0] not in present]
    return [(0, line) for line in "".join(lacking).splitlines(keepends=True)]


def _complete_facts(lines: Lines, whole: str) -> Lines:
    """Give each fact the keys that it lacks from the whole fact of its kind."""
    models = {_kind(fact): fact for fact in _facts(whole)}
    complete: Lines = []
    for fact in _facts("".join(line for _, line in lines)):
        count = fact.count("\n")
        complete += lines[:count]
        lines = lines[count:]
        model = models.get(_kind(fact))
        if model and not fact.startswith("- {"):
            present = {match[1] for line in fact.splitlines() if (match := _FACT_KEY.match(line))}
            for line in model.splitlines(keepends=True):
                if line[2:].split(":")[0] not in present:
                    complete.append((0, f"  {line[2:]}"))
    return complete


def _facts(text: str) -> list[str]:
    return [fact for fact in re.split(r"^(?=- )", text, flags=re.MULTILINE) if fact]


def _kind(fact: str) -> str:
    found = re.search(r"\bkind: (\w+)", fact)
    return found[1] if found else ""


def _renumbered(said: str, numbers: list[int]) -> str:
    """Return messages with the line numbers of the case, and without the file's name."""

    def number(line: str) -> str:
        return str(numbers[int(line) - 1] if int(line) <= len(numbers) else line)

    said = re.sub(
        r"^case(?:/words)?\.yaml:(\d+)", lambda match: number(match[1]), said, flags=re.MULTILINE
    )
    said = re.sub(r"\bline (\d+)", lambda match: f"line {number(match[1])}", said)
    return f"{said}\n"


# --------------------------------------------------------------------------- readers


def the_language() -> Language:
    """Return the language of the shipped templates."""
    return read_language(LANGUAGE.read_bytes(), "en/words.yaml")


def _read_bank(text: str, kind: str) -> object:
    return read_bank(text, "case.yaml", {"en-GB": the_language()})


def _read_wordings(text: str, kind: str) -> object:
    files = {kind.split()[1]: ("case.yaml", text)}
    return read_wordings(files)  # type: ignore[arg-type]


def _read_language(text: str, kind: str) -> object:
    bases = {"en-GB": ("en/words.yaml", LANGUAGE.read_bytes())}
    return read_language(text, "case/words.yaml", bases)


_READERS: Mapping[str, Callable[[str, str], object]] = {
    "file": _read_bank,
    "bank": _read_bank,
    "fact": _read_bank,
    "wordings": _read_wordings,
    "language": _read_language,
    "worksheet": lambda text, _: read_worksheet(text, "case.yaml"),
    "theme": lambda text, _: read_theme(text, "case.yaml"),
}


def _rewrite(name: str) -> None:
    cases = read_cases(name)

    def fill(match: re.Match[str]) -> str:
        case = next(case for case in cases if case.title == match["title"])
        given = match[0].split("```text\n")[0]
        return f"{given}```text\n{problems_of(case, cases)}```\n"

    path = CASES / name
    path.write_text(_BLOCK.sub(fill, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    for path in sorted(CASES.glob("*_errors.md")):
        _rewrite(path.name)
