"""Texts of bank and template authors -> values of the model, or every mistake in them at once."""

from quizgen.read.bank import read_bank
from quizgen.read.edition import raise_edition
from quizgen.read.facts_csv import Imported, read_table
from quizgen.read.json_schema import bank_schema
from quizgen.read.lock import read_lock
from quizgen.read.materials import File, Materials, Texts, read_materials
from quizgen.read.note_types import read_note_type
from quizgen.read.provenance import Copies, Proof, Thing, Unproved, named_copies, prove
from quizgen.read.templates import read_language, read_theme, read_wordings, read_worksheet

__all__ = [
    "Copies",
    "File",
    "Imported",
    "Materials",
    "Proof",
    "Texts",
    "Thing",
    "Unproved",
    "bank_schema",
    "named_copies",
    "prove",
    "raise_edition",
    "read_bank",
    "read_language",
    "read_lock",
    "read_materials",
    "read_note_type",
    "read_table",
    "read_theme",
    "read_wordings",
    "read_worksheet",
]
