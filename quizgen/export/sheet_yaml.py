"""Sheet -> the YAML of a saved sheet, as a teacher would write it."""

import json
import re
from collections.abc import Iterator, Sequence

from quizgen.quiz.sheet import Sheet

MODELINE = "# yaml-language-server: $schema=sheet-schema.json"
"""Tells editors where the schema is: beside the sheet."""
_PLAIN = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*(?: \([a-z0-9/, -]+\))?")
"""Names of questions, and ids: what YAML takes for the text that it is."""
_A_NUMBER = re.compile(r"[0-9./-]+|[0-9.]+e[0-9]+|[yn]|no|yes|on|off|true|false|null")


def write_sheet(sheet: Sheet) -> str:
    """Return the text of a sheet's file; read again, it is the same sheet."""
    lines = [MODELINE, f"topic: {_scalar(sheet.topic)}", f"worksheet: {_scalar(sheet.worksheet)}"]
    lines.append(f"seed: {sheet.seed}")
    if sheet.items is not None:
        lines.append(f"items: {sheet.items}")
    lines += [
        f"{key}: {_scalar(said)}" for key in ("title", "school") if (said := getattr(sheet, key))
    ]
    if sheet.tags:
        lines.append(f"tags: [{', '.join(map(_scalar, sheet.tags))}]")
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
        yield from (f"  - {_scalar(name)}" for name in names)


def _scalar(text: str) -> str:
    """Return a text so that YAML, and every editor, takes it for just that."""
    if _PLAIN.fullmatch(text) and not _A_NUMBER.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)
