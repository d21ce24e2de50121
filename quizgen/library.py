"""Quizgen from Python: what `quizgen` offers beside the parts that the commands are made of.

docs/library.md shows how programs use it.
"""

from quizgen.build import build
from quizgen.check import check
from quizgen.look import Theme
from quizgen.quiz.worksheet import Worksheet
from quizgen.read import read_theme, read_worksheet
from quizgen.store.project import bank_paths, find_named

build_files = build
check_texts = check


def find_topics() -> tuple[str, ...]:
    """Return the topics of ./banks and those that ship."""
    return tuple(bank_paths())


def find_worksheet(name: str = "standard") -> Worksheet:
    """Return a worksheet by name; raises TemplateError if there is none, or a mistake in it."""
    file = find_named("worksheets", name)
    return read_worksheet(file.text, file.path)


def find_theme(name: str = "plain") -> Theme:
    """Return a theme by name; raises TemplateError if there is none, or a mistake in it."""
    file = find_named("themes", name)
    return read_theme(file.text, file.path)
