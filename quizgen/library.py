"""Quizgen from Python: find what the commands find, and call what they call.

`from quizgen import ...` reaches these; docs/library.md shows how.
"""

from quizgen.build import Build, Output, Part
from quizgen.build import build as build_files
from quizgen.check import Report
from quizgen.check import check as check_texts
from quizgen.cli.files import bank_paths, find_languages, find_named, find_texts
from quizgen.model import Theme, Worksheet
from quizgen.read import read_theme, read_worksheet

__all__ = [
    "Build",
    "Output",
    "Part",
    "Report",
    "build_files",
    "check_texts",
    "find_languages",
    "find_texts",
    "find_theme",
    "find_topics",
    "find_worksheet",
]


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
