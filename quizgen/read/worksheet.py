"""The text of a worksheet -> Worksheet, or every mistake in it."""

from collections.abc import Iterator

from quizgen.quiz.worksheet import Worksheet, WorksheetSection
from quizgen.read.checks import Flaw, within
from quizgen.read.draft import Draft


def read_worksheet(text: str | bytes, path: str) -> Worksheet:
    """Return the worksheet that a text describes, named like its file.

    Raises TemplateError with every problem.
    """
    draft = Draft.of(text, path)
    return draft.sound(draft.check_named(Worksheet), _check_worksheet)


def _check_worksheet(worksheet: Worksheet) -> Iterator[Flaw]:
    parts = {key: getattr(worksheet, key) for key in ("sections", "facts", "cards")}
    held = [key for key, sections in parts.items() if sections]
    if not held:
        yield ("sections",), "the worksheet has no sections", "add sections, facts or cards"
    for key in held[1:]:
        yield (key,), f"a worksheet has {held[0]} or {key}, not both", "make two worksheets of it"
    for place, section in enumerate(worksheet.sections):
        yield from within(("sections", place), _check_section(section))
    for key in ("facts", "cards"):
        for place, section in enumerate(parts[key]):
            if section.count is not None and section.count < 1:
                way = (key, place, "count")
                yield way, "count must be at least 1", "write how many, or delete the line for all"
    layout = worksheet.layout
    for key, least, most in (("option_columns", 1, 4), ("copies", 1, 4)):
        number = getattr(layout, key)
        if number is not None and not least <= number <= most:
            hint = f"write a number from {least} to {most}"
            yield ("layout", key), f"{key} must be from {least} to {most}", hint


def _check_section(section: WorksheetSection) -> Iterator[Flaw]:
    for key, least in (("count", 1), ("members", 2), ("spare", 0), ("points", 0)):
        if getattr(section, key) < least:
            yield (key,), f"{key} must be at least {least}", f"write {least} or more"
    if not section.types:
        yield ("types",), "the section has no types", "name the item types it may hold"
