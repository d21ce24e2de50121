"""Home: the topics, what can be printed of each, and the sheets that were begun."""

from flask import Blueprint, render_template

from quizgen.web.desk import desk

pages = Blueprint("topics", __name__)


@pages.get("/")
def home() -> str:
    """Show the topics."""
    return render_template("home.html", topics=desk().project.find_topics())
