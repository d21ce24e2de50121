"""Help: the guides that ship, as pages."""

from flask import Blueprint, render_template

pages = Blueprint("help", __name__)


@pages.get("/help")
def contents() -> str:
    """Show which guides there are."""
    return render_template("help.html")
