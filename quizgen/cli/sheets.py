"""Saved sheets: what `build` writes of them, and when."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.errors import Problem, SheetError, Where
from quizgen.ids import ID, LONGEST_ID, id_hint
from quizgen.store.new_files import write_new_files
from quizgen.store.project import HERE, read_bytes

if TYPE_CHECKING:
    from quizgen.look import Look
    from quizgen.quiz.sheet import Sheet
    from quizgen.quiz.worksheet import Blueprint

OPTIONS_LEAST, OPTIONS_MOST = 3, 5
"""As rule OPT-1 has them; written out since help and completion do not wait for the rules."""
CHANGES = ("swap", "keep", "drop")
"""The options that change which questions a sheet has."""


def sheet_to_write(sheet: "Sheet | None", options: Mapping[str, Any]) -> str | None:
    """Return the name of the sheet that a build writes, None for none.

    A sheet whose questions are changed is written again. Raises SheetError for what cannot be the
    name of a sheet, or is that of another.
    """
    name: str | None = options["save"]
    if name is None:
        is_changed = any(options[change] for change in CHANGES)
        return sheet.name if sheet and is_changed else None
    where = Where(HERE.sheets.as_posix())
    if not ID.fullmatch(name) or len(name) > LONGEST_ID:
        raise SheetError([Problem(where, f"{name!r} cannot be the name of a sheet", id_hint(name))])
    path = HERE.sheet_path(name)
    if path.exists() and not (sheet and sheet.name == name):
        hint = f"choose another name; `--sheet {name}` builds it, and with --swap changes it"
        raise SheetError([Problem(Where(path.as_posix()), "there is a sheet of this name", hint)])
    return name


def keep_sheet(
    name: str,
    blueprint: "Blueprint",
    look: "Look",
    topics: Sequence[str],
    sheet: "Sheet | None",
) -> str:
    """Write down what a build asks, with the name of every question; return the file's path.

    Of a sheet that is there already only the questions change: comments stay. Raises QuizgenError
    if it cannot be written, or was changed meanwhile.
    """
    path = HERE.sheet_path(name)
    if sheet and sheet.name == name:
        _change(path, blueprint)
    else:
        _write(path, name, blueprint, look, topics, sheet)
    return path.as_posix()


def _write(
    path: Path,
    name: str,
    blueprint: "Blueprint",
    look: "Look",
    topics: Sequence[str],
    before: "Sheet | None",
) -> None:
    """Write a new sheet; what the one before it has of its own goes with it, word for word."""
    from quizgen.cli.new import schema_text
    from quizgen.export.sheet_yaml import write_sheet
    from quizgen.quiz.sheet import OWN, Sheet
    from quizgen.read.sheet import blocks_in

    sheet = Sheet(
        name=name,
        topics=tuple(topics),
        worksheet=blueprint.worksheet.name,
        seed=blueprint.seed,
        items=blueprint.items,
        title=blueprint.title,
        school=blueprint.school,
        tags=blueprint.tags,
        max_sensitivity=blueprint.max_sensitivity,
        options=blueprint.options,
        questions=blueprint.questions,
        drop=blueprint.drop,
        locked=before.locked if before else (),
        forms=blueprint.forms,
        paper=look.paper,
        large_print=look.large_print,
        points=look.points,
        key=look.key,
        instructions=before.instructions if before else "",
        section_instructions=before.section_instructions if before else {},
        where=Where(path.as_posix()),
    )
    own = ""
    if before and before.own:
        old = HERE.sheet_path(before.name)
        own = blocks_in(read_bytes(old).decode("utf-8-sig"), old.as_posix(), [OWN])
    schema = path.with_name("sheet-schema.json"), schema_text("sheet")
    write_new_files({path: write_sheet(sheet) + own}, schema)


def _change(path: Path, blueprint: "Blueprint") -> None:
    from quizgen.export.sheet_yaml import block_of
    from quizgen.read.sheet import QUESTIONS
    from quizgen.store.sheets import change_sheet

    blocks = {key: [*block_of(key, getattr(blueprint, key))] for key in QUESTIONS}
    change_sheet(path, read_bytes(path), blocks)
