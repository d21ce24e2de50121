"""What authors and programs write -> frozen values, or every mistake in it at once.

What not every build needs is imported by its own name, so that a build does not wait for it:
`facts_csv`, `forms`, `json_schema`, `logo` and `edition`.
"""

from quizgen.read.bank import read_bank
from quizgen.read.lacking import lacking_cards, lacking_description, lacking_wordings
from quizgen.read.language import read_language, words_for
from quizgen.read.lock import read_lock
from quizgen.read.materials import (
    File,
    Materials,
    SheetTexts,
    Texts,
    language_of,
    read_languages,
    read_materials,
)
from quizgen.read.note_types import read_note_type
from quizgen.read.theme import read_theme
from quizgen.read.wordings import read_wordings
from quizgen.read.worksheet import read_worksheet

__all__ = [
    "File",
    "Materials",
    "SheetTexts",
    "Texts",
    "lacking_cards",
    "lacking_description",
    "lacking_wordings",
    "language_of",
    "read_bank",
    "read_language",
    "read_languages",
    "read_lock",
    "read_materials",
    "read_note_type",
    "read_theme",
    "read_wordings",
    "read_worksheet",
    "words_for",
]
