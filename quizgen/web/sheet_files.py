"""Sheets as files: one is looked at, made, changed, and put back as it was."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from flask import abort

from quizgen.assemble import assemble_forms
from quizgen.assemble.alternatives import for_bank
from quizgen.errors import SheetError
from quizgen.export.sheet_yaml import lines_by_key, write_sheet
from quizgen.ids import ID, LONGEST_ID
from quizgen.quiz.sheet import Sheet
from quizgen.read.sheet import read_sheet
from quizgen.store.earlier import forget_from, keep_earlier, last_earlier
from quizgen.store.new_files import write_new_files
from quizgen.store.project import read_bytes
from quizgen.store.sheets import change_sheet, put_sheet
from quizgen.web.desk import Desk
from quizgen.web.seen import Seen, revision_of
from quizgen.web.sheets import chosen, mended, wish_of

Change = Callable[[Seen], Sheet]


def look_at(desk: Desk, name: str) -> Seen:
    """Return a sheet as it is now; ends in 404 if there is none of that name."""
    path = path_of(desk, name)
    content = read_bytes(path)
    sheet = read_sheet(content, path.as_posix())
    opened = desk.shelf.open_for(sheet, content)
    key = (name, revision_of(content), opened.signature)

    def make() -> Seen:
        language = opened.ready.topics[0].bank.language
        worksheet = desk.project.find_worksheet(sheet.worksheet, language)
        wish = replace(wish_of(sheet, worksheet), may_shrink=True)
        with opened.busy:
            wish = for_bank(wish, *opened.ready.pools)
            forms = tuple(assemble_forms(opened.ready.pool, wish))
        return Seen(sheet, content, key, opened, worksheet, wish, forms)

    return desk.seen.get(key, make)


def path_of(desk: Desk, name: str) -> Path:
    """Return the file of a sheet; ends in 404 if there is none of that name."""
    if not ID.fullmatch(name) or name not in desk.project.sheet_paths():
        abort(404)
    return desk.project.sheet_path(name)


def begin(desk: Desk, topics: tuple[str, ...], worksheet_name: str) -> str:
    """Make a sheet of topics; return its name.

    One that was begun so and never changed is taken again: who only looks leaves one file behind.
    """
    settings = desk.settings
    opened = desk.shelf.open(*topics)
    language = opened.ready.topics[0].bank.language
    worksheet = desk.project.find_worksheet(worksheet_name, language)
    base = f"{'-'.join(topics)}-{worksheet_name}"[: LONGEST_ID - 4].strip("-")
    sheet = Sheet(
        name=base,
        topic=topics[0] if len(topics) == 1 else "",
        topics=topics if len(topics) > 1 else (),
        worksheet=worksheet_name,
        school=settings.school,
        paper=settings.paper,
        where=worksheet.where,
    )
    with opened.busy:
        sheet = chosen(sheet, opened.ready, worksheet)
    content = write_sheet(sheet).encode()
    number = 1
    while True:
        name = base if number == 1 else f"{base}-{number}"
        path = desk.project.sheet_path(name)
        if not path.exists():
            write_new_files({path: content})
            return name
        if path.read_bytes() == content:
            return name
        number += 1


def change(desk: Desk, name: str, revision: str, do: Change) -> Seen:
    """Change a sheet, and return it as it was before.

    Ends in 409 if it is not what was looked at any more. Raises FormError for what cannot be done;
    then nothing is changed.
    """
    seen = look_at(desk, name)
    if seen.revision != revision:
        abort(409)
    with seen.opened.busy:
        new = do(seen)
    _save(desk, seen.sheet, seen.content, new)
    return seen


def mend(desk: Desk, name: str) -> None:
    """Put others in the places of questions that a sheet cannot ask any more.

    Raises FormError if it can ask nothing at all.
    """
    path = path_of(desk, name)
    content = read_bytes(path)
    sheet = read_sheet(content, path.as_posix())
    opened = desk.shelf.open_for(sheet, content)
    language = opened.ready.topics[0].bank.language
    worksheet = desk.project.find_worksheet(sheet.worksheet, language)
    with opened.busy:
        new = mended(sheet, opened.ready, worksheet)
    _save(desk, sheet, content, new)


def _save(desk: Desk, sheet: Sheet, content: bytes, new: Sheet) -> None:
    """Write what a sheet says otherwise into its file; ends in 409 if that has changed."""
    before, after = lines_by_key(sheet), lines_by_key(new)
    keys = dict.fromkeys((*before, *after))
    blocks = {key: after.get(key, ()) for key in keys if before.get(key, ()) != after.get(key, ())}
    if blocks:
        path = desk.project.sheet_path(sheet.name)
        keep_earlier(path, content)
        try:
            change_sheet(path, content, blocks)
        except SheetError:
            abort(409)


def can_undo(desk: Desk, seen: Seen) -> bool:
    """Tell whether a sheet was something else before."""
    return last_earlier(desk.project.sheet_path(seen.sheet.name), seen.content) is not None


def undo(desk: Desk, name: str, revision: str) -> None:
    """Make a sheet what it was before its last change; ends in 409 if it is not what was seen."""
    path = path_of(desk, name)
    content = read_bytes(path)
    if revision_of(content) != revision:
        abort(409)
    earlier = last_earlier(path, content)
    if earlier is None:
        return
    try:
        put_sheet(path, content, earlier.read_bytes())
    except SheetError:
        abort(409)
    forget_from(path, earlier)
