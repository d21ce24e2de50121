"""A spreadsheet goes into a topic: shown before anything is written, mended cell by cell.

What waits lies in memory, a few tables at a time; the file that it came from is as it was.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path, PurePath
from secrets import token_urlsafe

from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from quizgen.edit.editing import Reading
from quizgen.edit.importing import Preview, Target, preview, with_remarks
from quizgen.errors import BankError, Problem, QuizgenError, Where
from quizgen.ids import ID, slug_of
from quizgen.read.cells import read_records
from quizgen.store.beside import PicturesBeside
from quizgen.store.new_files import write_new_files
from quizgen.values import dataclass
from quizgen.web.desk import desk
from quizgen.web.kept import Kept
from quizgen.web.saving import write_topic
from quizgen.web.topic import open_topic, reading_of

pages = Blueprint("importing", __name__)

NEW = "new"
PASTED = "pasted"
MOST_ROWS = 5000
"""A longer table is for the command line."""
MOST_SHOWN = 60
"""Rows that are shown at once."""
_CELL = re.compile("cell[.]([0-9]{1,6})[.]([0-9]{1,4})")
_MEANT = re.compile("did you mean '([^']*)'")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AT = re.compile("cell [A-Z]+[0-9]+: ")
"""What a message begins with, and is seen where it stands."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A table that waits to go into a topic."""

    topic: str
    title: str
    """Of a topic that is to be made."""
    name: str
    """The file's name."""
    rows: Sequence[Sequence[str]]
    remark: str
    added: int = 0
    """How many facts of it went in already."""


_WAITING: Kept[Waiting] = Kept(20)


@pages.get("/topics/new", defaults={"topic": NEW})
@pages.get("/topics/<topic>/import")
def choose(topic: str) -> str:
    """Ask for a file, or for rows to be pasted."""
    return _choose(topic)


def _choose(topic: str, problems: Sequence[Problem] = ()) -> str:
    bank = None if topic == NEW else open_topic(desk(), topic).bank
    return render_template("import.html", topic=topic, bank=bank, problems=problems)


@pages.post("/topics/<topic>/import")
def take(topic: str) -> AnyResponse | tuple[str, int] | str:
    """Read what was chosen or pasted, and lead to what it would make."""
    file, pasted = request.files.get("file"), request.form.get("pasted", "")
    title = request.form.get("title", "").strip()
    if topic == NEW and not slug_of(title):
        hint = desk().say("import.title_hint")
        return _choose(topic, [_problem(desk().say("import.no_title"), hint)]), 422
    name = PurePath(file.filename or "").name[:80] if file and file.filename else PASTED
    content = file.read() if file and file.filename else pasted.encode()
    if not content.strip():
        hint = desk().say("import.nothing_hint")
        return _choose(topic, [_problem(desk().say("import.nothing"), hint)]), 422
    try:
        records = read_records(content, name)
    except BankError as error:
        return _choose(topic, error.problems), 422
    if len(records.rows) > MOST_ROWS:
        hint = desk().say("import.too_long_hint")
        return _choose(topic, [_problem(desk().say("import.too_long", n=MOST_ROWS), hint)]), 422
    number = token_urlsafe(9)
    rows = [list(row) for row in records.rows]
    waiting = Waiting(topic=topic, title=title, name=name, rows=rows, remark=records.remark)
    _WAITING.get(number, lambda: waiting)
    return redirect(f"/imports/{number}", HTTPStatus.SEE_OTHER)


def _problem(message: str, hint: str) -> Problem:
    return Problem(Where(""), message, hint)


@pages.get("/imports/<number>")
def show(number: str) -> str:
    """Show what a table would make of its topic."""
    waiting = _waiting(number)
    return _page(number, waiting, _preview(waiting)[0])


@pages.post("/imports/<number>")
def change(number: str) -> AnyResponse | tuple[str, int] | str:
    """Mend cells, and look again; or let the rows in that are right."""
    waiting = _with_cells(_waiting(number))
    do, _, fix = request.form.get("do", "check").partition(":")
    if do == "fix":
        waiting = _fixed(waiting, fix)
    found, target = _preview(waiting)
    if do == "add" and found.text:
        topic = _write(waiting, found, target)
        rest = {*found.waiting}
        rows = [
            row if place == 1 or place in rest else [""] * len(row)
            for place, row in enumerate(waiting.rows, start=1)
        ]
        waiting = replace(waiting, topic=topic, rows=rows, added=waiting.added + len(found.ready))
        _keep(number, waiting)
        if not rest:
            return redirect(f"/topics/{topic}", HTTPStatus.SEE_OTHER)
        return redirect(f"/imports/{number}", HTTPStatus.SEE_OTHER)
    _keep(number, waiting)
    return _page(number, waiting, found)


@pages.get("/imports/<number>/remarks.csv")
def remarks(number: str) -> Response:
    """Return the table with a column of what is to be mended."""
    waiting = _waiting(number)
    found, _ = _preview(waiting)
    content = with_remarks(waiting.rows, found, desk().say("import.to_mend_head"))
    answer = Response(content, mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="to-mend.csv"'
    return answer


def _waiting(number: str) -> Waiting:
    return _WAITING.peek(number) or abort(HTTPStatus.NOT_FOUND)


def _keep(number: str, waiting: Waiting) -> None:
    _WAITING.put(number, waiting)


def _with_cells(waiting: Waiting) -> Waiting:
    """Return a table with what was typed into its cells."""
    rows = [list(row) for row in waiting.rows]
    for name, text in request.form.items():
        if (found := _CELL.fullmatch(name)) and 1 < (row := int(found[1])) <= len(rows):
            _set(rows[row - 1], int(found[2]), text)
    return replace(waiting, rows=rows)


def _fixed(waiting: Waiting, fix: str) -> Waiting:
    """Return a table in which one cell has what was proposed for it."""
    place, _, text = fix.partition("=")
    found = _CELL.fullmatch(place)
    rows = [list(row) for row in waiting.rows]
    if found and 1 < (row := int(found[1])) <= len(rows):
        _set(rows[row - 1], int(found[2]), text)
    return replace(waiting, rows=rows)


def _set(row: list[str], column: int, text: str) -> None:
    width = 200
    if 1 <= column <= width:
        row += [""] * (column - len(row))
        row[column - 1] = text.replace("\r\n", "\n")


def _preview(waiting: Waiting) -> tuple[Preview, Target]:
    here = desk()
    if waiting.topic == NEW:
        topic = slug_of(waiting.title)
        path = here.project.banks / f"{topic}.yaml"
        target = Target(topic=topic, path=path.as_posix(), title=waiting.title)
        reading = Reading(here.project.find_languages(), PicturesBeside(path.parent))
    else:
        opened = open_topic(here, waiting.topic)
        text = opened.file.content.decode()
        bank = opened.bank
        target = Target(
            topic=bank.topic, path=opened.file.path, title=bank.title, text=text, bank=bank
        )
        reading = reading_of(here.project, opened.file)
    return preview(waiting.rows, waiting.name, waiting.remark, target, reading), target


def _write(waiting: Waiting, found: Preview, target: Target) -> str:
    """Write the bank, a new one or the one that is there; raises QuizgenError if it has changed."""
    if target.bank is not None:
        write_topic(desk().project, open_topic(desk(), waiting.topic), found.text)
        return waiting.topic
    path = Path(target.path)
    if not ID.fullmatch(target.topic):
        raise QuizgenError([_problem(desk().say("import.no_title"), "")])
    write_new_files({path: found.text})
    return target.topic


def _page(number: str, waiting: Waiting, found: Preview) -> str:
    told = [
        (f"r{row}c{column}", f"{_letter(column)}{row}: {_alone(problems[0])}")
        for (row, column), problems in sorted(found.cells.items())
    ]
    filled = [n for n, row in enumerate(waiting.rows[1:], start=2) if any(map(str.strip, row))]
    shown = filled if request.args.get("rows") == "all" else found.waiting
    return render_template(
        "import_check.html",
        number=number,
        waiting=waiting,
        found=found,
        told=told,
        bank=None if waiting.topic == NEW else open_topic(desk(), waiting.topic).bank,
        count=len(filled),
        shown=shown[:MOST_SHOWN],
        more=len(shown) - MOST_SHOWN,
        letter=_letter,
        meant=_meant,
        alone=_alone,
        show_all=request.args.get("rows") == "all",
        remark=" ".join(filter(None, (waiting.remark, *found.remarks))),
    )


def _letter(column: int) -> str:
    return chr(ord("A") + column - 1) if column <= 26 else f"#{column}"


def _alone(problem: Problem) -> str:
    """Return what a message says without its cell."""
    return _AT.sub("", problem.message, count=1)


def _meant(problem: Problem) -> Sequence[str]:
    """Return what a message proposes to write instead, as it stands in its hint."""
    if found := _MEANT.search(problem.hint):
        return [found[1]]
    return _DAY.findall(problem.hint)[:2] if problem.hint.startswith("write ") else []
