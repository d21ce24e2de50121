"""The text of a worksheet -> Worksheet, or every mistake in it."""

from collections.abc import Iterator, Sequence

from quizgen.errors import quoted
from quizgen.quiz.worksheet import IN_BRACES, CardSection, FactSection, Worksheet, WorksheetSection
from quizgen.read.checks import ONLY_IN_CLOZE, Flaw, has_blank, within
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
        yield ("sections",), "the worksheet has no sections", "write sections, facts or cards"
    for key in held[1:]:
        yield (key,), f"a worksheet has {held[0]} or {key}, not both", "make two worksheets of it"
    for place, section in enumerate(worksheet.sections):
        yield from within(("sections", place), _check_section(section))
    for key in ("facts", "cards"):
        for place, section in enumerate(parts[key]):
            if section.count is not None and section.count < 1:
                hint = "write count: 1 or more, or leave it out for all there are"
                yield (key, place, "count"), "count must be at least 1", hint
    for place, told in enumerate(worksheet.facts):
        yield from within(("facts", place), _no_blanks(told, ("lead", "text")))
    for place, card in enumerate(worksheet.cards):
        yield from within(("cards", place), _no_blanks(card, ("front", "detail", "back", "why")))
    yield from _other_braces("subtitle", worksheet.subtitle, ("{minutes}",))
    layout = worksheet.layout
    for key, least, most in (("option_columns", 1, 4), ("copies", 1, 4)):
        number = getattr(layout, key)
        if number is not None and not least <= number <= most:
            hint = f"write a number from {least} to {most}, or leave {key} out"
            yield ("layout", key), f"{key} must be from {least} to {most}", hint


def _check_section(section: WorksheetSection) -> Iterator[Flaw]:
    for key, least in (("count", 1), ("members", 2), ("spare", 0), ("points", 0)):
        if getattr(section, key) < least:
            yield (key,), f"{key} must be at least {least}", f"write {key}: {least} or more"
    yield from _other_braces("instruction", section.instruction, ("{members}", "{spare}"))
    if not section.types:
        yield ("types",), "the section has no types", "name the item types it may hold"
    if section.instead:
        yield from within(("instead",), _check_section(section.alternative))


def _other_braces(key: str, text: str, known: Sequence[str]) -> Iterator[Flaw]:
    for braces in IN_BRACES.findall(text):
        if braces not in (*known, "{{", "}}"):
            are = "are" if len(known) > 1 else "is"
            hint = (
                f"there {are} {' and '.join(known)}; a brace that is to be printed is written twice"
            )
            yield (key,), f"{key} has {quoted(braces)}", hint


def _no_blanks(section: FactSection | CardSection, keys: Sequence[str]) -> Iterator[Flaw]:
    for key in keys:
        if has_blank(getattr(section, key)):
            yield (key,), f"{key} has a blank to write in", ONLY_IN_CLOZE
