"""Settings, the place that is left for classes, and the end of the program."""

from flask import Blueprint, render_template

from quizgen.web.desk import desk

pages = Blueprint("settings", __name__)


@pages.get("/settings")
def settings() -> str:
    """Show what holds for every sheet."""
    return render_template("settings.html")


@pages.get("/classes")
def classes() -> str:
    """Show where classes will be."""
    return render_template("classes.html")


@pages.post("/stop")
def stop() -> str:
    """End the program."""
    desk().stop()
    return render_template("stopped.html")
