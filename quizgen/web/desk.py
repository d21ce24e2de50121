"""What every page works with: the project, its words, and what is kept ready of its topics."""

from collections.abc import Callable
from decimal import Decimal
from typing import cast

from flask import current_app

from quizgen.language.plurals import form_of
from quizgen.language.words import Plural
from quizgen.read.page_words import PageWords
from quizgen.store.project import Project
from quizgen.values import dataclass
from quizgen.web.gate import Gate

NAME = "quizgen"
"""Under which an app holds its desk."""


@dataclass(frozen=True)
class Desk:
    """What every page works with."""

    project: Project
    gate: Gate
    words: PageWords
    stop: Callable[[], None]
    """Ends the program, once the page that asks for it has been sent."""

    def say(self, name: str, **values: object) -> str:
        """Return what the pages say by a name, with what stands in braces filled in.

        A text with one: and many: goes by the value called n.
        """
        said = self.words[name]
        if isinstance(said, Plural):
            said = form_of(said, Decimal(str(values["n"])), {"one": "i = 1 and v = 0"})
        return said.format_map(values) if values else said


def desk() -> Desk:
    """Return the desk of the app that answers."""
    return cast(Desk, current_app.extensions[NAME])
