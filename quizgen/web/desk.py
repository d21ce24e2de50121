"""What every page works with: the project, its words, and what is kept ready of its topics."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from flask import current_app, g

from quizgen.errors import QuizgenError
from quizgen.language.plurals import form_of
from quizgen.language.words import Plural
from quizgen.look import Logo
from quizgen.quiz.worksheet import Worksheet
from quizgen.read.logo import read_logo
from quizgen.read.page_words import PageWords
from quizgen.read.settings import Settings, read_settings
from quizgen.store.project import Project, read_bytes
from quizgen.values import dataclass
from quizgen.web.gate import Gate
from quizgen.web.kept import Kept
from quizgen.web.pictures import Page
from quizgen.web.seen import Seen
from quizgen.web.shelf import Shelf

NAME = "quizgen"
"""Under which an app holds its desk."""
SETTINGS = "settings.yaml"
KINDS = (
    "standard", "exit-ticket", "test", "who-said-it", "timeline", "numbers", "argument", "map",
    "study-sheet", "flashcards", "exam",
)  # fmt: skip
"""The worksheets in the order in which they are offered; others of the project follow."""


@dataclass(frozen=True)
class Desk:
    """What every page works with. What is kept can be made again, and goes when it is old."""

    project: Project
    gate: Gate
    words: Kept[PageWords]
    said: Kept[Settings]
    kinds: Kept[Mapping[str, Worksheet]]
    stop: Callable[[], None]
    """Ends the program, once the page that asks for it has been sent."""
    shelf: Shelf
    seen: Kept[Seen]
    files: Kept[bytes]
    """What is printed of sheets."""
    pages: Kept[Page]
    thumbnails: Kept[Page]
    topics: Kept[Any]
    """What the first page says of topics."""

    @classmethod
    def of(cls, project: Project, gate: Gate, stop: Callable[[], None]) -> "Desk":
        """Return the desk of a project, on which nothing lies yet."""
        kept = Kept[Seen](12), Kept[bytes](16), Kept[Page](48), Kept[Page](200)  # some megabytes
        return cls(project, gate, Kept(3), Kept(2), Kept(4), stop, Shelf(project), *kept, Kept(200))

    def say(self, name: str, /, **values: object) -> str:
        """Return what the pages say by a name, with what stands in braces filled in.

        A text with one: and many: goes by the value called n.
        """
        if "words" not in g:
            language = self.settings.language
            g.words = self.words.get(language, lambda: self.project.find_page_words(language))
        words: PageWords = g.words
        said = words[name]
        if isinstance(said, Plural):
            said = form_of(said, Decimal(str(values["n"])), {"one": "i = 1 and v = 0"})
        return said.format_map(values) if values else said

    def worksheets(self, language: str) -> Mapping[str, Worksheet]:
        """Return the kinds of worksheet in a language by name, as a teacher is offered them."""
        paths = self.project.worksheet_paths(language)
        order = [*(kind for kind in KINDS if kind in paths), *(k for k in paths if k not in KINDS)]
        stats = [paths[kind].stat() for kind in order]
        key = (language, *order, *((each.st_mtime_ns, each.st_size) for each in stats))

        def read() -> Mapping[str, Worksheet]:
            found = ((kind, self.project.find_worksheet(kind, language)) for kind in order)
            return {kind: worksheet for kind, worksheet in found if kind != "questions"}

        return self.kinds.get(key, read)

    @property
    def settings_path(self) -> Path:
        """Where the settings lie."""
        return self.project.root / SETTINGS

    @property
    def settings(self) -> Settings:
        """What holds for every sheet; the usual where it is not said, or cannot be read."""
        path = self.settings_path
        try:
            found = path.stat()
        except OSError:
            return Settings()
        return self.said.get((found.st_mtime_ns, found.st_size), lambda: _settings(path))

    def find_logo(self) -> Logo | None:
        """Return the school's logo; None if there is none, or it cannot be read."""
        name = self.settings.logo
        path = self.project.root / name
        if not name or path.parent != self.project.root:
            return None
        try:
            return read_logo(read_bytes(path), path.as_posix())
        except QuizgenError:
            return None


def _settings(path: Path) -> Settings:
    try:
        return read_settings(read_bytes(path), path.as_posix())
    except QuizgenError:
        return Settings()


def desk() -> Desk:
    """Return the desk of the app that answers."""
    return cast(Desk, current_app.extensions[NAME])
