"""The app: pages hung together, who is let in, and what is said where something fails."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Flask, current_app, render_template, request, send_from_directory
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from quizgen.errors import QuizgenError
from quizgen.store.project import PACKAGE, Project
from quizgen.web import bank, builder, editing, help, importing, own, settings, topics
from quizgen.web.desk import NAME, Desk, desk
from quizgen.web.gate import Gate

MOST_BYTES = 20 * 2**20
"""Of one upload: a spreadsheet or a picture that is larger is none that anybody means."""
MOST_TYPED = 2**20
"""Of all that is typed into one form."""
PAGES = (topics, builder, own, bank, editing, importing, settings, help)
ERRORS = {
    HTTPStatus.NOT_FOUND: "not_there",
    HTTPStatus.CONFLICT: "changed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
}
"""What is said of an error, by its number; of all others that the program failed."""


class App(Flask):
    """Flask, whose templates tell of a name that they misspell."""

    jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}  # noqa: RUF012


def create_app(
    project: Project, *, gate: Gate | None = None, stop: Callable[[], None] = lambda: None
) -> Flask:
    """Return the pages of a project; without a gate, with new secrets at port 80."""
    app = App(__name__)
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_TYPED,
        MAX_FORM_PARTS=2000,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
    )
    app.extensions[NAME] = Desk.of(project, gate or Gate.new(80), stop)
    for pages in PAGES:
        app.register_blueprint(pages.pages)
    app.add_url_rule("/fonts/<name>", view_func=_font)
    app.before_request(_admit)
    app.after_request(Gate.close)
    app.context_processor(_in_every_template)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(QuizgenError, _to_mend)
    app.register_error_handler(Exception, _failed)
    return app


def _admit() -> AnyResponse | None:
    if request.mimetype != "multipart/form-data":  # else what is no file is limited as it is read
        request.max_content_length = MOST_TYPED
    return desk().gate.admit(request)


def _font(name: str) -> AnyResponse:
    return send_from_directory(PACKAGE / "fonts", name, max_age=86_400)


def _in_every_template() -> dict[str, object]:
    here = desk()
    return {
        "say": here.say,
        "token": here.gate.token,
        "folder": here.project.root.resolve().name,
        "school": here.settings.school,
    }


def _refused(error: HTTPException) -> AnyResponse | tuple[str, int]:
    code = error.code or 500
    if code < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    if code == HTTPStatus.FORBIDDEN:  # whoever is not let in sees no page of ours
        return render_template("elsewhere.html"), code
    return render_template("failed.html", what=ERRORS.get(HTTPStatus(code), "not_understood")), code


def _to_mend(error: QuizgenError) -> tuple[str, int]:
    """Show what is wrong with the files, all of it, as the command line would."""
    page = render_template("to_mend.html", problems=error.problems)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY


def _failed(error: Exception) -> tuple[str, int]:
    """Say that the program failed; where, stands in the window that it was started from."""
    current_app.logger.error("a page failed", exc_info=error)
    return render_template("failed.html", what="program"), HTTPStatus.INTERNAL_SERVER_ERROR
