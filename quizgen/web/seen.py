"""A sheet as it is now, with what was made of it for the page that shows it."""

from collections.abc import Sequence
from hashlib import sha256

from quizgen.quiz.form import Form
from quizgen.quiz.sheet import Sheet
from quizgen.quiz.worksheet import Blueprint, Worksheet
from quizgen.values import dataclass
from quizgen.web.shelf import Opened


@dataclass(frozen=True)
class Seen:
    """A sheet as it is now."""

    sheet: Sheet
    content: bytes
    """Of its file."""
    key: object
    """By which it is told from what it was and will be: its file's, its topics' and settings'."""
    opened: Opened
    worksheet: Worksheet
    wish: Blueprint
    forms: Sequence[Form]
    """Its versions, the first of which is looked at."""

    @property
    def form(self) -> Form:
        """Its first version."""
        return self.forms[0]

    @property
    def revision(self) -> str:
        """What a form brings along, so that nothing is changed that has changed meanwhile."""
        return revision_of(self.content)


def revision_of(content: bytes) -> str:
    """Return a short name for the content of a file."""
    return sha256(content).hexdigest()[:20]
