"""Sheet -> the YAML of a saved sheet, as a teacher would write it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from quizgen.quiz.sheet import Sheet
from quizgen.yaml_text import modeline, scalar, scalar_in_brackets


def write_sheet(sheet: Sheet) -> str:
    """Return the text of a sheet's file; read again, it is the same sheet.

    What it has of its own stands in the file that it was read from, word for word.
    """
    lines = [modeline("sheet"), *chain.from_iterable(lines_by_key(sheet).values())]
    return "\n".join(lines) + "\n"


def lines_by_key(sheet: Sheet) -> Mapping[str, Sequence[str]]:
    """Return the lines of each key of a sheet's file, in their order: none of what it leaves out.

    What it has of its own has none.
    """
    topics = "topic" if len(sheet.all_topics) == 1 else "topics"
    lines: dict[str, Sequence[str]] = {
        topics: [_topics(sheet.all_topics)],
        "worksheet": [f"worksheet: {scalar(sheet.worksheet)}"],
        "seed": [f"seed: {sheet.seed}"],
        "items": _line("items", sheet.items, None),
    }
    for key in ("title", "school", "instructions"):
        lines[key] = _line(key, getattr(sheet, key), "")
    told = sheet.section_instructions.items()
    lines["section_instructions"] = [
        *(["section_instructions:"] if told else []),
        *(f"  {scalar(title)}: {scalar(words)}" for title, words in told),
    ]
    tags = ", ".join(map(scalar_in_brackets, sheet.tags))
    lines["tags"] = [f"tags: [{tags}]"] if tags else []
    lines["max_sensitivity"] = _line("max_sensitivity", sheet.max_sensitivity, "low")
    lines["options"] = _line("options", sheet.options, None)
    lines["forms"] = _line("forms", sheet.forms, 1)
    lines["paper"] = _line("paper", sheet.paper, "a4")
    lines["large_print"] = _line("large_print", sheet.large_print, False)
    lines["points"] = _line("points", sheet.points, False)
    lines["key"] = _line("key", sheet.key, "short")
    lines["fill"] = _line("fill", sheet.fill, True)
    for key in ("questions", "drop", "locked"):
        lines[key] = [*block_of(key, getattr(sheet, key))]
    return lines


def _line(key: str, value: object, usual: object) -> Sequence[str]:
    if value == usual:
        return ()
    if isinstance(value, bool):
        return [f"{key}: {'true' if value else 'false'}"]
    return [f"{key}: {scalar(value) if isinstance(value, str) else value}"]


def _topics(topics: Sequence[str]) -> str:
    if len(topics) == 1:
        return f"topic: {scalar(topics[0])}"
    return f"topics: [{', '.join(map(scalar_in_brackets, topics))}]"


def block_of(key: str, names: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a list of questions; none of an empty one."""
    if names:
        yield f"{key}:"
        yield from (f"  - {scalar(name)}" for name in names)
