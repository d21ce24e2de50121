"""Sheet -> the YAML of a saved sheet, as a teacher would write it."""

from collections.abc import Iterator, Sequence

from quizgen.quiz.sheet import Sheet
from quizgen.yaml_text import modeline, scalar, scalar_in_brackets


def write_sheet(sheet: Sheet) -> str:
    """Return the text of a sheet's file; read again, it is the same sheet."""
    lines = [
        modeline("sheet"),
        f"topic: {scalar(sheet.topic)}",
        f"worksheet: {scalar(sheet.worksheet)}",
    ]
    lines.append(f"seed: {sheet.seed}")
    if sheet.items is not None:
        lines.append(f"items: {sheet.items}")
    lines += [
        f"{key}: {scalar(said)}" for key in ("title", "school") if (said := getattr(sheet, key))
    ]
    if sheet.tags:
        lines.append(f"tags: [{', '.join(map(scalar_in_brackets, sheet.tags))}]")
    if sheet.max_sensitivity != "low":
        lines.append(f"max_sensitivity: {sheet.max_sensitivity}")
    if sheet.options is not None:
        lines.append(f"options: {sheet.options}")
    if not sheet.fill:
        lines.append("fill: false")
    for key in ("questions", "drop"):
        lines += block_of(key, getattr(sheet, key))
    return "\n".join(lines) + "\n"


def block_of(key: str, names: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a list of questions; none of an empty one."""
    if names:
        yield f"{key}:"
        yield from (f"  - {scalar(name)}" for name in names)
