"""The sheet builder: what stands on a sheet, its pages as they print, and changes.

A page is shown by GET; POST changes the sheet's file and leads to the place that was changed.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Any, cast

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from quizgen.assemble.instead import questions_instead
from quizgen.errors import FormError, QuizgenError
from quizgen.quiz.sheet import Sheet, name_of
from quizgen.web.desk import desk
from quizgen.web.downloads import DOWNLOADS, download, offers
from quizgen.web.pages_of import SHOWN, pages_in, picture_of, print_of, region_of
from quizgen.web.rows import parts_of, told
from quizgen.web.seen import Seen
from quizgen.web.sheet_files import begin, can_undo, change, look_at, mend, undo
from quizgen.web.sheets import (
    Way,
    chosen_anew,
    instead,
    moved,
    place_of,
    swapped,
    with_lock,
    with_options,
    without,
)

pages = Blueprint("builder", __name__)

MOST_INSTEAD = 60
"""So many questions are looked for that could stand in another's place."""
FEW_INSTEAD = 8
"""So many of them are shown at first."""
MOST_FORMS = 26
MOST_ITEMS = 200
SENSITIVITIES = ("none", "low", "high")


@pages.post("/sheets")
def new() -> AnyResponse:
    """Begin a sheet of a topic."""
    topics = tuple(dict.fromkeys(request.form.getlist("topic")))
    name = begin(desk(), topics, request.form.get("worksheet", "standard"))
    return redirect(url_for(".show", name=name), HTTPStatus.SEE_OTHER)


@pages.get("/sheets/<name>")
def show(name: str) -> str | tuple[str, int]:
    """Show a sheet; of one that asks what there is no more, say so, and offer others."""
    try:
        return _page(look_at(desk(), name))
    except FormError as error:
        page = render_template("to_mend.html", problems=error.problems, sheet=name)
        return page, HTTPStatus.UNPROCESSABLE_ENTITY


@pages.post("/sheets/<name>/mend")
def put_others(name: str) -> AnyResponse:
    """Put others in the places of questions that there are no more."""
    mend(desk(), name)
    return _to(name)


def _page(seen: Seen, problems: Sequence[str] = (), **more: Any) -> str:
    here, sheet, form = desk(), seen.sheet, seen.form
    shown = request.args.get("show", "worksheet")
    shown = shown if shown in SHOWN and (form.has_key or shown == "worksheet") else "worksheet"
    at = more.pop("at", request.args.get("at", 0, int))
    with seen.opened.busy:
        count = pages_in(here, seen, shown)
        of_worksheet = count if shown == "worksheet" else pages_in(here, seen, "worksheet")
        region = region_of(here, seen, at) if at and shown == "worksheet" else None
    wanted = request.args.get("page", region.page if region else 1, int)
    number = min(max(wanted, 1), count)
    parts = parts_of(sheet, form)
    rows = [row for part in parts for row in part.rows]
    banks = [each.bank for each in seen.opened.ready.topics]
    panel = request.args.get("panel", "")
    values: dict[str, Any] = {
        "seen": seen,
        "sheet": sheet,
        "form": form,
        "banks": banks,
        "parts": parts,
        "at": at,
        "shown": shown,
        "page_number": number,
        "region": region if region and region.page == number else None,
        "page_count": count,
        "sheet_pages": of_worksheet,
        "open_count": sum(not row.is_locked for row in rows),
        "can_undo": can_undo(here, seen),
        "problems": problems,
        "panel": panel,
        "hides_answers": request.args.get("answers") == "hidden",
        "worksheets": {name: it.label for name, it in here.worksheets(form.language).items()},
        "tags": _tags(seen),
        "versions": sorted({1, 2, 3, 4, 6, 8, sheet.forms}),
        "instead": None,
        "notes": [note for bank in banks if (note := bank.teacher_note)],
        "offers": offers(seen, here) if panel == "download" else (),
        "items": sum(len(part.rows) for part in parts),
        "facts": sum(len(bank.facts) for bank in banks),
    }
    return render_template("builder.html", **(values | more))


def _tags(seen: Seen) -> Sequence[tuple[str, int]]:
    """Return the subtopics of the sheet's topics, and how many facts each has."""
    facts = (fact for each in seen.opened.ready.topics for fact in each.bank.facts)
    return Counter(tag for fact in facts for tag in fact.tags).most_common()


# --------------------------------------------------------------------------------- changes


def _changed(name: str, do: Callable[[Seen], Sheet], at: int = 0) -> AnyResponse | tuple[str, int]:
    """Change a sheet and lead to the question that was changed; or say why it cannot be."""
    here = desk()
    try:
        change(here, name, request.form.get("revision", ""), do)
    except FormError as error:
        said = [f"{problem.message}. {problem.hint}." for problem in error.problems]
        return _page(look_at(here, name), said), HTTPStatus.UNPROCESSABLE_ENTITY
    return _to(name, at)


def _to(name: str, at: int = 0) -> AnyResponse:
    """Lead back to a sheet, as it was looked at."""
    kept: dict[str, Any] = {key: request.args[key] for key in ("show",) if key in request.args}
    if at:
        kept |= {"at": at, "_anchor": f"q{at}"}
    return redirect(url_for(".show", name=name, **kept), HTTPStatus.SEE_OTHER)


def _asked() -> str:
    return request.form.get("question", "")


def _number(name: str) -> int:
    place = place_of(look_at(desk(), name).form, _asked())
    return place.number if place else 0


@pages.post("/sheets/<name>/swap")
def swap(name: str) -> AnyResponse | tuple[str, int]:
    """Put another question in the place of one."""

    def do(seen: Seen) -> Sheet:
        ready = seen.opened.ready
        return swapped(seen.sheet, ready, seen.worksheet, seen.form, [_asked()])

    return _changed(name, do, _number(name))


@pages.post("/sheets/<name>/anew")
def swap_unlocked(name: str) -> AnyResponse | tuple[str, int]:
    """Put others in the places of all questions that are not locked."""
    return _changed(
        name,
        lambda seen: chosen_anew(seen.sheet, seen.opened.ready, seen.worksheet, seen.form),
    )


@pages.post("/sheets/<name>/lock")
def lock(name: str) -> AnyResponse | tuple[str, int]:
    """Lock a question, or unlock it."""
    return _changed(name, lambda seen: with_lock(seen.sheet, _asked()), _number(name))


@pages.post("/sheets/<name>/move")
def move(name: str) -> AnyResponse | tuple[str, int]:
    """Move a question up or down."""
    way = request.form.get("way")
    if way not in ("up", "down"):
        abort(400)
    answer = _changed(name, lambda seen: moved(seen.sheet, seen.form, _asked(), cast(Way, way)))
    return answer if isinstance(answer, tuple) else _to(name, _number(name))


@pages.post("/sheets/<name>/drop")
def drop(name: str) -> AnyResponse | tuple[str, int]:
    """Take a question out."""
    return _changed(name, lambda seen: without(seen.sheet, seen.form, _asked()))


@pages.get("/sheets/<name>/instead")
def choose(name: str) -> str:
    """Show what could stand in the place of a question."""
    seen = look_at(desk(), name)
    asked = request.args.get("question", "")
    place = place_of(seen.form, asked)
    if place is None:
        abort(404)
    wanted = request.args.get("find", "").strip()
    level = request.args.get("level", 0, int)
    with seen.opened.busy:
        found = questions_instead(seen.opened.ready.pool, seen.wish, asked, MOST_INSTEAD)
    listed = [(name_of(item), *told(item), item.level) for item in found]
    fitting = [
        each
        for each in listed
        if wanted.casefold() in f"{each[1]} {each[2]}".casefold() and level in (0, each[3])
    ]
    shown = fitting if request.args.get("all") else fitting[:FEW_INSTEAD]
    choice = {
        "question": asked,
        "number": place.number,
        "all": len(listed),
        "fitting": len(fitting),
        "shown": shown,
        "find": wanted,
        "level": level,
    }
    return _page(seen, instead=choice, at=place.number)


@pages.post("/sheets/<name>/take")
def take(name: str) -> AnyResponse | tuple[str, int]:
    """Put a chosen question in the place of another."""
    other = request.form.get("other", "")

    def do(seen: Seen) -> Sheet:
        ready = seen.opened.ready
        return instead(seen.sheet, ready, seen.worksheet, seen.form, _asked(), other)

    return _changed(name, do, _number(name))


@pages.post("/sheets/<name>/undo")
def take_back(name: str) -> AnyResponse:
    """Make the sheet what it was before."""
    undo(desk(), name, request.form.get("revision", ""))
    return _to(name)


@pages.post("/sheets/<name>/options")
def options(name: str) -> AnyResponse | tuple[str, int]:
    """Change what the sheet holds and how it is printed."""
    language = look_at(desk(), name).form.language
    find = partial(desk().project.find_worksheet, language=language)

    def do(seen: Seen) -> Sheet:
        wanted = _wanted(seen.sheet)
        worksheet = find(wanted.worksheet)
        return with_options(seen.sheet, wanted, seen.opened.ready, worksheet, seen.form)

    try:
        return _changed(name, do)
    except QuizgenError as error:
        said = [f"{problem.message}. {problem.hint}." for problem in error.problems]
        return _page(look_at(desk(), name), said), HTTPStatus.UNPROCESSABLE_ENTITY


def _wanted(sheet: Sheet) -> Sheet:
    """Return a sheet with the options that were sent; what was not sent stays."""
    sent = request.form
    wanted: dict[str, Any] = {}
    for key in ("title", "school", "instructions"):
        if key in sent:
            wanted[key] = " ".join(sent[key].split())
    if "worksheet" in sent:
        wanted["worksheet"] = sent["worksheet"]
    items = sent.get("items", "")
    if items.isdigit() and items != sent.get("items_before") and 1 <= int(items) <= MOST_ITEMS:
        wanted["items"] = int(items)
    if sent.get("worksheet", sheet.worksheet) != sheet.worksheet:
        wanted["items"] = None  # the other kind has its own number
    if sent.get("forms", "").isdigit():
        wanted["forms"] = min(max(int(sent["forms"]), 1), MOST_FORMS)
    if "paper" in sent:
        paper, _, large = sent["paper"].partition("-")
        if paper in ("a4", "letter"):
            wanted |= {"paper": paper, "large_print": large == "large"}
    if "about" in sent and sent["about"] != "several":
        wanted["tags"] = (sent["about"],) if sent["about"] else ()
    if "more" in sent:
        wanted["tags"] = tuple(sent.getlist("tag"))
        wanted["points"] = "points" in sent
        wanted["key"] = "full" if sent.get("key") == "full" else "short"
        if sent.get("sensitivity") in SENSITIVITIES:
            wanted["max_sensitivity"] = sent["sensitivity"]
        if sent.get("seed", "").isdigit():
            wanted["seed"] = int(sent["seed"][:9])
        most = sent.get("options", "")
        wanted["options"] = int(most) if most in ("3", "4", "5") else None
    return replace(sheet, **wanted)


# --------------------------------------------------------------------------------- files


@pages.get("/sheets/<name>/page-<int:number>.png")
def picture(name: str, number: int) -> Response:
    """Send a page as a picture."""
    seen = look_at(desk(), name)
    shown = request.args.get("show", "worksheet")
    if shown not in SHOWN:
        abort(404)
    with seen.opened.busy:
        drawn = picture_of(desk(), seen, shown, number)
    if drawn is None:
        abort(404)
    answer = Response(drawn.png, mimetype="image/png")
    if request.args.get("of") == seen.revision:  # another revision has another address
        answer.headers["Cache-Control"] = "private, max-age=600"
    return answer


@pages.get("/sheets/<name>/<file>")
def send(name: str, file: str) -> Response:
    """Send a sheet in one of the formats."""
    seen = look_at(desk(), name)
    if file in ("worksheet.pdf", "answer-key.pdf", "large-print.pdf"):
        shown = {"answer-key.pdf": "key", "large-print.pdf": "large"}.get(file, "worksheet")
        with seen.opened.busy:
            content = print_of(desk(), seen, shown)
        answer = Response(content, mimetype="application/pdf")
        answer.headers["Content-Disposition"] = f'inline; filename="{name}-{file}"'
        return answer
    if file not in DOWNLOADS:
        abort(404)
    with seen.opened.busy:
        return download(seen, desk(), file)
