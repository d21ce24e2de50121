"""Quizzes with answer keys and Anki decks from curated fact banks.

The whole program on one line:

    bank text -> Bank of facts -> items -> Form -> worksheet.pdf, answer-key.pdf
                                        -> Deck -> escalation.apkg

Each arrow is one pure function in one module; `cli/` alone reads and writes files.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.errors import (
        BankError,
        FormError,
        Problem,
        QuizgenError,
        TemplateError,
        TypesettingError,
        Where,
    )
    from quizgen.items import write_items
    from quizgen.library import (
        Build,
        Output,
        Part,
        Report,
        build_files,
        check_texts,
        find_languages,
        find_texts,
        find_theme,
        find_topics,
        find_worksheet,
    )
    from quizgen.model import Bank, Blueprint, Fact, Form, Item, Items, Look, Theme, Worksheet
    from quizgen.read import File, Materials, Texts, read_bank, read_materials
    from quizgen.writers.bank_yaml import write_bank

__version__ = "0.1.0"

_HOMES = {
    "quizgen.errors": (
        "BankError",
        "FormError",
        "Problem",
        "QuizgenError",
        "TemplateError",
        "TypesettingError",
        "Where",
    ),
    "quizgen.items": ("write_items",),
    "quizgen.library": (
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
    ),
    "quizgen.model": (
        "Bank",
        "Blueprint",
        "Fact",
        "Form",
        "Item",
        "Items",
        "Look",
        "Theme",
        "Worksheet",
    ),
    "quizgen.read": ("File", "Materials", "Texts", "read_bank", "read_materials"),
    "quizgen.writers.bank_yaml": ("write_bank",),
}
"""Module -> the names of it that quizgen offers; each is imported when it is first asked for."""

__all__ = [
    "Bank",
    "BankError",
    "Blueprint",
    "Build",
    "Fact",
    "File",
    "Form",
    "FormError",
    "Item",
    "Items",
    "Look",
    "Materials",
    "Output",
    "Part",
    "Problem",
    "QuizgenError",
    "Report",
    "TemplateError",
    "Texts",
    "Theme",
    "TypesettingError",
    "Where",
    "Worksheet",
    "__version__",
    "build_files",
    "check_texts",
    "find_languages",
    "find_texts",
    "find_theme",
    "find_topics",
    "find_worksheet",
    "read_bank",
    "read_materials",
    "write_bank",
    "write_items",
]


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
