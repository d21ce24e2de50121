"""Home: the topics, what can be printed of each, and the sheets that were begun."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from pathlib import Path

from flask import Blueprint, Response, abort, render_template

from quizgen.assemble import assemble_forms
from quizgen.assemble.alternatives import for_bank
from quizgen.errors import Problem, QuizgenError
from quizgen.language.dates import say_date
from quizgen.look import Look
from quizgen.quiz.worksheet import Blueprint as Wish
from quizgen.quiz.worksheet import Worksheet
from quizgen.read.nodes import scalar_at_top
from quizgen.read.sheet import read_sheet
from quizgen.store.project import read_bytes
from quizgen.typeset import print_sheet
from quizgen.values import dataclass
from quizgen.web.desk import Desk, desk
from quizgen.web.pictures import Page, draw_page

pages = Blueprint("topics", __name__)

LOOKED_INTO = 12
"""So many topics are read for the first page."""
SMALL = 240
"""Of a page in a list, in pixels."""
FEW_SHEETS = 6


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic, as the first page lists it."""

    topic: str
    title: str
    is_own: bool = False
    is_read: bool = False
    """Whether it was looked into: of many topics the later ones are listed by their titles."""
    summary: str = ""
    facts: int = 0
    ages: str = ""
    as_of: str = ""
    themes: tuple[str, ...] = ()
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
    topics = [_topic(here, name, name in own) for name in names[:LOOKED_INTO]]
    topics += [_title_alone(here, name, name in own) for name in names[LOOKED_INTO:]]
    begun = [*_begun(here)]
    return render_template("home.html", topics=topics, begun=begun, few=FEW_SHEETS)


@pages.get("/sheets")
def sheets() -> str:
    """Show all sheets."""
    return render_template("sheets.html", begun=_begun(desk()))


def _topic(here: Desk, name: str, is_own: bool) -> Topic:
    """Return a topic with all that is said of it; what was read once is not read for that again."""
    signature = here.shelf.signature((name,))
    found: Topic = here.topics.get((signature, is_own), lambda: _read(here, name, is_own))
    return found


def _read(here: Desk, name: str, is_own: bool) -> Topic:
    try:
        (materials,) = here.shelf.open(name).ready.topics
        bank, language = materials.bank, materials.language
        kinds = here.worksheets(bank.language)
    except QuizgenError as error:
        return Topic(topic=name, title=name, kinds={}, is_own=is_own, problems=error.problems)
    return Topic(
        topic=name,
        title=bank.title,
        is_own=is_own,
        is_read=True,
        summary=bank.summary,
        facts=len(bank.facts),
        ages=bank.audience.ages,
        as_of=say_date(bank.as_of, language) if bank.as_of else "",
        themes=bank.themes,
        kinds=kinds,
    )


def _title_alone(here: Desk, name: str, is_own: bool) -> Topic:
    try:
        text = here.project.find_bank(name).content.decode(errors="replace")
        title = scalar_at_top(text, "title") or name
    except QuizgenError as error:
        return Topic(topic=name, title=name, kinds={}, is_own=is_own, problems=error.problems)
    return Topic(topic=name, title=title, kinds=here.worksheets("en-GB"), is_own=is_own)


def _begun(here: Desk) -> Sequence[Begun]:
    """Return the sheets, those that were changed last first; one with a mistake by its name."""
    paths = sorted(here.project.sheet_paths().items(), key=_age)
    return [_line(here, name, path) for name, path in paths]


def _age(named: tuple[str, Path]) -> float:
    return -named[1].stat().st_mtime


def _line(here: Desk, name: str, path: Path) -> Begun:
    try:
        sheet = read_sheet(read_bytes(path), path.as_posix())
        topics = [_topic(here, topic, False) for topic in sheet.all_topics]
        kind = topics[0].kinds[sheet.worksheet]
    except (QuizgenError, KeyError):  # another project's, or one with a mistake
        return Begun(name=name, title=name, label="", questions=0, locked=0)
    locked = {*sheet.locked} & {*sheet.questions}
    return Begun(
        name=name,
        title=sheet.title or ", ".join(topic.title for topic in topics),
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
