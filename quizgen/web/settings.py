"""Settings, the place that is left for classes, and the end of the program."""

from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from quizgen.errors import QuizgenError
from quizgen.read.logo import read_logo
from quizgen.read.settings import write_settings
from quizgen.store.disk import explaining_errors, write_draft
from quizgen.web.desk import Desk, desk

pages = Blueprint("settings", __name__)

LOGO = "logo.png"


@pages.get("/settings")
def settings() -> str:
    """Show what holds for every sheet."""
    return _page(())


def _page(problems: tuple[tuple[str, str], ...]) -> str:
    here = desk()
    languages = sorted(tag for tag in here.project.find_languages() if tag.startswith("en"))
    return render_template(
        "settings.html",
        said=here.settings,
        languages=languages,
        has_logo=here.find_logo() is not None,
        problems=problems,
        kept="kept" in request.args,
        root=here.project.root.resolve().as_posix(),
    )


@pages.post("/settings")
def keep() -> AnyResponse | tuple[str, int]:
    """Keep what was typed, and the logo if it is one."""
    here, sent = desk(), request.form
    school = " ".join(sent.get("school", "").split())[:120]
    said = replace(
        here.settings, school=school, paper="letter" if sent.get("paper") == "letter" else "a4"
    )
    if sent.get("language") in here.project.find_languages():
        said = replace(said, language=sent["language"])
    file = request.files.get("logo")
    content = file.read() if file else b""
    if content:
        try:
            read_logo(content, LOGO)
        except QuizgenError as error:
            told = error.problems[0]
            return _page(
                (("logo", f"{told.message}: {told.hint}"),)
            ), HTTPStatus.UNPROCESSABLE_ENTITY
        _put(here, LOGO, content)
        said = replace(said, logo=LOGO)
    elif "no_logo" in sent:
        said = replace(said, logo="")
    _put(here, here.settings_path.name, write_settings(said).encode())
    return redirect(url_for(".settings", kept=1), HTTPStatus.SEE_OTHER)


def _put(here: Desk, name: str, content: bytes) -> None:
    path = here.project.root / name
    with explaining_errors(path):
        write_draft(path, content).replace(path)


@pages.get("/classes")
def classes() -> str:
    """Show where classes will be."""
    return render_template("classes.html")


@pages.post("/stop")
def stop() -> str:
    """End the program."""
    desk().stop()
    return render_template("stopped.html")
