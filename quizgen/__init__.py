"""Quizzes with answer keys and Anki decks from curated fact banks.

The whole program on one line:

    bank text -> Bank of facts -> items -> Form -> worksheet.pdf, answer-key.pdf
                                        -> Deck -> escalation.apkg

Each arrow is a pure function over frozen values; `store/` and `cli/` alone read and write files.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the names of _HOMES once more: type checkers do not run __getattr__
    from quizgen.bank.bank import Bank as Bank
    from quizgen.bank.facts import Fact as Fact
    from quizgen.build import Build as Build
    from quizgen.check import Report as Report
    from quizgen.content import plain as plain
    from quizgen.errors import BankError as BankError
    from quizgen.errors import ExportError as ExportError
    from quizgen.errors import FormError as FormError
    from quizgen.errors import FormFileError as FormFileError
    from quizgen.errors import Problem as Problem
    from quizgen.errors import QuizgenError as QuizgenError
    from quizgen.errors import TemplateError as TemplateError
    from quizgen.errors import TypesettingError as TypesettingError
    from quizgen.errors import Where as Where
    from quizgen.export.bank_yaml import write_bank as write_bank
    from quizgen.export.form_json import write_forms as write_forms
    from quizgen.formats import FORMATS as FORMATS
    from quizgen.formats import Format as Format
    from quizgen.library import build_files as build_files
    from quizgen.library import check_texts as check_texts
    from quizgen.look import Look as Look
    from quizgen.look import Theme as Theme
    from quizgen.output import Export as Export
    from quizgen.output import Output as Output
    from quizgen.pool import ItemPool as ItemPool
    from quizgen.quiz.answer import Amount as Amount
    from quizgen.quiz.answer import Answer as Answer
    from quizgen.quiz.answer import Chosen as Chosen
    from quizgen.quiz.answer import Filled as Filled
    from quizgen.quiz.answer import Judged as Judged
    from quizgen.quiz.answer import Matched as Matched
    from quizgen.quiz.answer import Ranked as Ranked
    from quizgen.quiz.answer import Words as Words
    from quizgen.quiz.form import Form as Form
    from quizgen.quiz.item import Item as Item
    from quizgen.quiz.mark import Mark as Mark
    from quizgen.quiz.mark import mark as mark
    from quizgen.quiz.walk import seen_texts as seen_texts
    from quizgen.quiz.worksheet import Blueprint as Blueprint
    from quizgen.quiz.worksheet import Worksheet as Worksheet
    from quizgen.read import File as File
    from quizgen.read import Materials as Materials
    from quizgen.read import Texts as Texts
    from quizgen.read import read_bank as read_bank
    from quizgen.read import read_materials as read_materials
    from quizgen.read.forms import read_forms as read_forms
    from quizgen.store.project import Project as Project
    from quizgen.store.project import find_languages as find_languages
    from quizgen.store.project import find_texts as find_texts
    from quizgen.store.project import find_theme as find_theme
    from quizgen.store.project import find_topics as find_topics
    from quizgen.store.project import find_worksheet as find_worksheet

__version__ = "0.1.0"

_HOMES = {
    "quizgen.bank.bank": ("Bank",),
    "quizgen.bank.facts": ("Fact",),
    "quizgen.build": ("Build",),
    "quizgen.check": ("Report",),
    "quizgen.content": ("plain",),
    "quizgen.errors": (
        "BankError",
        "ExportError",
        "FormError",
        "FormFileError",
        "Problem",
        "QuizgenError",
        "TemplateError",
        "TypesettingError",
        "Where",
    ),
    "quizgen.export.bank_yaml": ("write_bank",),
    "quizgen.export.form_json": ("write_forms",),
    "quizgen.formats": (
        "FORMATS",
        "Format",
    ),
    "quizgen.library": (
        "build_files",
        "check_texts",
    ),
    "quizgen.look": (
        "Look",
        "Theme",
    ),
    "quizgen.output": (
        "Export",
        "Output",
    ),
    "quizgen.pool": ("ItemPool",),
    "quizgen.quiz.answer": (
        "Amount",
        "Answer",
        "Chosen",
        "Filled",
        "Judged",
        "Matched",
        "Ranked",
        "Words",
    ),
    "quizgen.quiz.form": ("Form",),
    "quizgen.quiz.item": ("Item",),
    "quizgen.quiz.mark": (
        "Mark",
        "mark",
    ),
    "quizgen.quiz.walk": ("seen_texts",),
    "quizgen.quiz.worksheet": (
        "Blueprint",
        "Worksheet",
    ),
    "quizgen.read": (
        "File",
        "Materials",
        "Texts",
        "read_bank",
        "read_materials",
    ),
    "quizgen.read.forms": ("read_forms",),
    "quizgen.store.project": (
        "Project",
        "find_languages",
        "find_texts",
        "find_theme",
        "find_topics",
        "find_worksheet",
    ),
}
"""Module -> the names of it that quizgen offers; each is imported when it is first asked for."""

__all__ = ["__version__", *sorted(name for names in _HOMES.values() for name in names)]


def __getattr__(name: str) -> object:
    """Return a name that quizgen offers, from where it is at home."""
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'quizgen' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return what quizgen offers."""
    return [*__all__]
