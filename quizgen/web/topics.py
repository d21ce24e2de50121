"""Home: the topics, what can be printed of each, and the sheets that were begun."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, abort, render_template

from quizgen.assemble import assemble_forms
from quizgen.assemble.alternatives import for_bank
from quizgen.bank.bank import Bank
from quizgen.errors import Problem, QuizgenError
from quizgen.language.dates import say_date
from quizgen.look import Look
from quizgen.quiz.worksheet import Blueprint as Wish
from quizgen.quiz.worksheet import Worksheet
from quizgen.read.sheet import read_sheet
from quizgen.store.project import read_bytes
from quizgen.typeset import print_sheet
from quizgen.values import dataclass
from quizgen.web.desk import Desk, desk
from quizgen.web.pictures import Page, draw_page

pages = Blueprint("topics", __name__)

SMALL = 240
"""Of a page in a list, in pixels."""
FEW_SHEETS = 6


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic, as the first page lists it."""

    topic: str
    title: str
    bank: Bank | None = None
    as_of: str = ""
    is_own: bool = False
    kinds: Mapping[str, Worksheet]
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A sheet that was begun."""

    name: str
    title: str
    label: str
    questions: int
    locked: int


@pages.get("/")
def home() -> str:
    """Show the topics."""
    here = desk()
    own = here.project.own_topics()
    names = [*own, *(each for each in here.project.find_topics() if each not in own)]
    topics = [_topic(here, name, name in own) for name in names]
    begun = [*_begun(here)]
    return render_template("home.html", topics=topics, begun=begun, few=FEW_SHEETS)


@pages.get("/sheets")
def sheets() -> str:
    """Show all sheets."""
    return render_template("sheets.html", begun=_begun(desk()))


def _topic(here: Desk, name: str, is_own: bool) -> Topic:
    try:
        opened = here.shelf.open(name)
    except QuizgenError as error:
        return Topic(topic=name, title=name, kinds={}, is_own=is_own, problems=error.problems)
    (materials,) = opened.ready.topics
    bank, language = materials.bank, materials.language
    return Topic(
        topic=name,
        title=bank.title,
        bank=bank,
        as_of=say_date(bank.as_of, language) if bank.as_of else "",
        is_own=is_own,
        kinds=here.worksheets(bank.language),
    )


def _begun(here: Desk) -> Sequence[Begun]:
    """Return the sheets, those that were changed last first; one with a mistake by its name."""
    paths = sorted(here.project.sheet_paths().items(), key=_age)
    return [_line(here, name, path) for name, path in paths]


def _age(named: tuple[str, Path]) -> float:
    return -named[1].stat().st_mtime


def _line(here: Desk, name: str, path: Path) -> Begun:
    try:
        sheet = read_sheet(read_bytes(path), path.as_posix())
        titles = [here.shelf.open(topic).ready.topics[0].bank for topic in sheet.all_topics]
        kind = here.project.find_worksheet(sheet.worksheet, titles[0].language)
    except QuizgenError:
        return Begun(name=name, title=name, label="", questions=0, locked=0)
    locked = {*sheet.locked} & {*sheet.questions}
    return Begun(
        name=name,
        title=sheet.title or ", ".join(bank.title for bank in titles),
        label=kind.label,
        questions=len(sheet.questions),
        locked=len(locked),
    )


@pages.get("/topics/<topic>/<worksheet>.png")
def thumbnail(topic: str, worksheet: str) -> Response:
    """Send the first page of what a topic makes, in small."""
    here = desk()
    if topic not in here.project.find_topics():
        abort(404)
    opened = here.shelf.open(topic)
    key = (opened.signature, worksheet)

    def draw() -> Page:
        language = opened.ready.topics[0].bank.language
        kind = here.project.find_worksheet(worksheet, language)
        wish = for_bank(Wish(worksheet=kind, may_shrink=True), *opened.ready.pools)
        with opened.busy:
            form = next(assemble_forms(opened.ready.pool, wish))
        pdf = print_sheet(form, Look(theme=here.project.find_theme())).pdf
        return draw_page(pdf, 1, SMALL)

    try:
        drawn = here.thumbnails.get(key, draw)
    except QuizgenError:  # the topic has too little for it
        return Response(status=HTTPStatus.NO_CONTENT)
    answer = Response(drawn.png, mimetype="image/png")
    answer.headers["Cache-Control"] = "private, max-age=300"
    return answer
