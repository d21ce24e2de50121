"""The text of a worksheet -> Worksheet, or every mistake in it."""

from collections.abc import Iterator, Sequence

from quizgen.errors import quoted
from quizgen.quiz.item import SET_TYPES, ItemType
from quizgen.quiz.parts import FEWEST_PARTS, MOST_PARTS
from quizgen.quiz.worksheet import (
    IN_BRACES,
    CardSection,
    Cover,
    FactSection,
    Worksheet,
    WorksheetSection,
)
from quizgen.read.checks import ONLY_IN_CLOZE, Flaw, has_blank, within
from quizgen.read.draft import Draft

WITH_WORDS: frozenset[ItemType] = frozenset(["cloze", "short-answer"])
"""Types of items that are answered by words of a word bank."""


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
    if layout.cover:
        yield from within(("layout", "cover"), _check_cover(layout.cover))
        if not worksheet.sections:
            message = "a cover stands before questions, and this worksheet has none"
            yield ("layout", "cover"), message, "leave it out"
        if layout.copies > 1:
            hint = "leave out the cover, or copies"
            yield ("layout", "copies"), "a paper with a cover is not printed to be cut", hint


def _check_cover(cover: Cover) -> Iterator[Flaw]:
    yield from _other_braces("time", cover.time, ("{minutes}",))
    for key in ("materials", "instructions", "information"):
        for line in getattr(cover, key):
            yield from _other_braces(key, line, ("{minutes}",))


def _check_section(section: WorksheetSection) -> Iterator[Flaw]:
    for key, least in (("count", 1), ("members", 2), ("spare", 0), ("points", 0)):
        if getattr(section, key) < least:
            yield (key,), f"{key} must be at least {least}", f"write {key}: {least} or more"
    yield from _other_braces("instruction", section.instruction, ("{members}", "{spare}"))
    for item_type in section.titles:
        if item_type not in section.item_types:
            hint = "name one of its types, or leave it out"
            message = f"the section holds no {item_type} items"
            yield ("titles", item_type), message, hint
    if not section.types and not section.parts:
        yield ("types",), "the section has no types", "name the item types it may hold"
    if section.parts:
        yield from _check_parts(section)
    if section.table and section.types != ("cloze",):
        yield ("types",), "a table is completed by a cloze", "write types: [cloze]"
    if section.word_bank and not {*section.item_types} <= WITH_WORDS:
        hint = f"such sections hold {' and '.join(sorted(WITH_WORDS))} items"
        yield ("word_bank",), "the section has items that no word bank can answer", hint
    if section.instead:
        yield from within(("instead",), _check_section(section.alternative))


def _check_parts(section: WorksheetSection) -> Iterator[Flaw]:
    if section.types:
        hint = "leave it out: each of the parts has its own types"
        yield ("types",), "a section with parts has no types of its own", hint
    if not FEWEST_PARTS <= len(section.parts) <= MOST_PARTS:
        hint = f"write from {FEWEST_PARTS} to {MOST_PARTS} of them, or leave parts out"
        message = f"a question has from {FEWEST_PARTS} to {MOST_PARTS} parts"
        yield ("parts",), message, hint
    for place, part in enumerate(section.parts):
        way = ("parts", place)
        if not part.types:
            yield (*way, "types"), "the part has no types", "name the item types it may be"
        if sets := [item_type for item_type in part.types if item_type in SET_TYPES]:
            message = f"a part cannot be of type {sets[0]}, which rests on many facts"
            yield (*way, "types"), message, "give it a section of its own"
        if part.points < 0:
            yield (*way, "points"), "points must be at least 0", "write points: 0 or more"


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
