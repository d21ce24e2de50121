"""Help: the guides that ship, as pages."""

import re
from functools import cache

from flask import Blueprint, Response, abort, render_template, send_from_directory
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from quizgen.store.project import GUIDES, find_guides, read_guide

pages = Blueprint("help", __name__)

_LINK = re.compile(r"([a-z-]+)\.md(#.*)?")
FIRST = ("serve", "teachers", "web-quiz", "word", "own-questions", "importing", "word-lists")
"""The guides that a teacher looks for, before all others."""


@pages.get("/help")
def contents() -> str:
    """Show which guides there are."""
    names = [*find_guides()]
    order = [*(name for name in FIRST if name in names), *(n for n in names if n not in FIRST)]
    titles = {name: _title(name) for name in order if name not in ("README", "design")}
    return render_template("help.html", titles=titles)


@pages.get("/help/<name>")
def guide(name: str) -> str:
    """Show a guide."""
    if name not in find_guides():
        abort(404)
    return render_template("guide.html", title=_title(name), text=_as_html(name))


def _title(name: str) -> str:
    first, _, _ = read_guide(name).partition("\n")
    return first.removeprefix("# ").replace("`", "").strip()


@pages.get("/help/pictures/<name>")
def picture(name: str) -> Response:
    """Send a picture of a guide."""
    return send_from_directory(GUIDES / "pictures", name)


@cache
def _as_html(name: str) -> Markup:
    """Return a guide that ships as HTML; HTML in it stays text."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(read_guide(name))
    for token in tokens:
        for inner in (token, *(token.children or ())):
            _lead(inner)
    for head, text, end in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if head.type == "th_open" and not text.content:  # an empty head says nothing
            head.tag = end.tag = "td"
    return Markup(reader.renderer.render(tokens, reader.options, {}))


def _lead(token: Token) -> None:
    """Lead a link to another guide there, and a picture to where it is sent from.

    What is not shipped as a page is no link.
    """
    if token.type == "image":
        _, _, name = str(token.attrs["src"]).rpartition("/")
        token.attrs["src"] = f"/help/pictures/{name}"
    if token.type == "link_open":
        to = str(token.attrs.get("href", ""))
        if found := _LINK.fullmatch(to):
            token.attrs["href"] = f"/help/{found[1]}{found[2] or ''}"
        elif not to.startswith(("#", "https://")):
            token.attrs = {}
