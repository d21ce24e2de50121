"""A table and a bank -> what its rows would make of it, before anything is written.

Rows that are right can go in at once; the others are told cell by cell, and wait.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from quizgen.bank.bank import Bank
from quizgen.check import check_values
from quizgen.edit.editing import Reading
from quizgen.errors import BankError, Problem
from quizgen.export.bank_yaml import write_bank
from quizgen.export.new_bank_yaml import write_quotations, write_word_list
from quizgen.read import words_for
from quizgen.read.bank import read_bank
from quizgen.read.cells import Records
from quizgen.read.facts_csv import read_table, tells_kinds
from quizgen.read.nodes import Keyed, read_tree
from quizgen.read.quotations import is_quotations, read_quotations
from quizgen.read.update import (
    Change,
    Said,
    said_by_quotations,
    said_by_words,
    update_bank,
)
from quizgen.read.word_list import is_word_list, read_word_list
from quizgen.values import dataclass

MOST_ROUNDS = 40
"""So often rows with mistakes are set aside and the others are read again."""
FORMULA = ("=", "+", "-", "@", "\t")
"""What a spreadsheet takes for the beginning of a formula."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """The bank that a table goes into; without a text, a new one."""

    topic: str
    path: str
    title: str
    text: str = ""
    bank: Bank | None = None


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a table would make of a bank."""

    text: str
    """The bank's text with the rows that are right; empty if there are none, or no bank."""
    cells: Mapping[tuple[int, int], Sequence[Problem]]
    """Row and column, as the spreadsheet counts them -> what is to be mended there."""
    whole: Sequence[Problem]
    """What is wrong with the table itself."""
    ready: Sequence[int]
    """The rows that are right."""
    added: Sequence[str] = ()
    changes: Sequence[Change] = ()
    alike: int = 0
    remarks: Sequence[str] = ()

    @property
    def waiting(self) -> Sequence[int]:
        """The rows that are to be mended."""
        return sorted({row for row, _ in self.cells})


def preview(
    rows: Sequence[Sequence[str]], name: str, remark: str, target: Target, reading: Reading
) -> Preview:
    """Return what a table makes of a bank: the first row names its columns."""
    cells: dict[tuple[int, int], list[Problem]] = {}
    filled = {n for n, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)}
    for _ in range(MOST_ROUNDS):
        bad = {row for row, _ in cells}
        kept = [
            row if number not in bad else [""] * len(row)
            for number, row in enumerate(rows, start=1)
        ]
        if not filled - bad:
            return Preview(text="", cells=cells, whole=(), ready=())
        try:
            found = _read(Records(kept, remark), name, target, reading)
        except BankError as error:
            at = {
                p for p in error.problems if p.where.path == name and p.where.line in filled - bad
            }
            if not at:
                return Preview(text="", cells=cells, whole=error.problems, ready=())
            for problem in sorted(at, key=lambda each: each.where):
                place = (problem.where.line, max(problem.where.column, 1))
                cells.setdefault(place, []).append(problem)
        else:
            return replace(found, cells=cells, ready=sorted(filled - bad))
    return Preview(text="", cells=cells, whole=(), ready=())


def _read(records: Records, name: str, target: Target, reading: Reading) -> Preview:
    """Return what rows make of a bank; raises BankError with all that is wrong with them."""
    said, text, remarks = _said(records, name, target, reading)
    if target.bank is None:
        _refuse_errors(said.bank, name, reading, None)
        added = [fact.id for fact in said.bank.facts]
        return Preview(text=text, cells={}, whole=(), ready=(), added=added, remarks=remarks)
    assert reading.read_beside is not None
    update = update_bank(target.text, target.bank, said, reading.languages, reading.read_beside)
    _refuse_errors(update.bank, name, reading, target.bank)
    return Preview(
        text=update.text,
        cells={},
        whole=(),
        ready=(),
        added=update.added,
        changes=update.changes,
        alike=update.alike,
        remarks=(*remarks, *update.remarks),
    )


def _refuse_errors(bank: Bank, name: str, reading: Reading, before: Bank | None) -> None:
    language = words_for(bank.language, reading.languages)
    if language is None:
        return
    known = {(p.rule, p.message) for p in check_values(before, language)} if before else set()
    errors = [
        problem
        for problem in check_values(bank, language)
        if problem.is_error
        and (problem.where.path == name or (problem.rule, problem.message) not in known)
    ]
    if errors:
        raise BankError(errors)


def _said(
    records: Records, name: str, target: Target, reading: Reading
) -> tuple[Said, str, Sequence[str]]:
    """Return what a table says, the text of a bank of it alone, and what was guessed."""
    bank, languages = target.bank, reading.languages
    has_kinds = tells_kinds(records)
    if not has_kinds and is_quotations(records):
        quotations = read_quotations(records, name)
        text = write_quotations(quotations, target.topic, target.title)
        alone = read_bank(text, target.path, languages)
        return said_by_quotations(quotations, alone, name), text, quotations.remarks
    if not has_kinds and is_word_list(records):
        named = (bank.languages.term, bank.languages.meaning) if bank and bank.languages else ()
        words = read_word_list(records, name, "", "", named)
        text = write_word_list(words, target.topic, target.title)
        alone = read_bank(text, target.path, languages)
        return said_by_words(words, alone, name), text, words.remarks
    tree = read_tree(target.text, target.path)[0] if bank else None
    lender = tree if isinstance(tree, Keyed) else None
    topic = PurePath(target.path).stem
    imported = read_table(as_csv(records.rows), name, topic, languages, lender)
    said = Said(keys=imported.keys, bank=imported.bank, path=name)
    text = "" if bank else write_bank(replace(imported.bank, title=target.title))
    return said, text, [each for each in (imported.remark, records.remark) if each]


def as_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Return rows as a table in text."""
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows(rows)
    return made.getvalue().encode()


def with_remarks(rows: Sequence[Sequence[str]], found: Preview, head: str) -> bytes:
    """Return a table in text with a column that says what is to be mended in each row.

    No cell is a formula where it is opened, whatever it says.
    """
    width = max(map(len, rows))
    told = []
    for number, row in enumerate(rows, start=1):
        said = [p.message for (at, _), ps in found.cells.items() if at == number for p in ps]
        remark = head if number == 1 else "; ".join(said)
        told.append([*(_as_text(cell) for cell in row), *[""] * (width - len(row)), remark])
    return "\ufeff".encode() + as_csv(told)


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
