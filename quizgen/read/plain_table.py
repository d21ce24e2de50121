"""A table of things from elsewhere, one thing a row -> the bank that names it and its columns.

What a column holds is guessed by its name and its cells, and said, so that an author mends a guess
in one line of the bank; the table stays as it is.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from quizgen.bank.dates import Date
from quizgen.errors import counted, quoted
from quizgen.ids import slug_of
from quizgen.language.words import Language
from quizgen.read.cells import Records, column_name, letters_of
from quizgen.read.date_hints import date_in_words
from quizgen.read.dates import DateError, parse_date
from quizgen.read.digits import in_digits
from quizgen.read.facts_csv import tells_kinds
from quizgen.read.headings import starts_with_capitals
from quizgen.read.other_files import holds_questions
from quizgen.read.schema import DECIMAL_PATTERN
from quizgen.values import dataclass

LONGEST_CELL = 40
"""Letters: what is longer by half of the cells is told, and not asked for."""
FEWEST_FILLED = 4
"""Cells: with fewer there are no wrong answers."""
MOST_COLUMNS = 12
"""A bank is begun with so many at most, the first of them; the others are listed for its author."""

_SUBJECTS = ("name", "title", "country", "element", "city", "term", "planet", "river", "president")
_IDS = ("id", "code", "symbol", "iso", "cca2", "cca3", "iso2", "iso3", "alpha_2", "alpha_3", "no")
_YEAR = re.compile(r"[12]\d{3}")
_YEARS = re.compile(
    "year|date|since|until|from|born|died|birth|death|began|begin|start|end|took|open|built"
    "|found|discover|invent|publish|releas|launch|sign|adopt|join|elect|reign|rule|independen|war"
    "|left|came|compos|written|wrote|perform|premier|paint|creat|complet|establish|crown|coronat"
    "|accession|abdicat|marri|first|when|construct|won|lost|fought|dob|dod|lived|life"
)
"""What heads say of years. A height may have four digits, too."""
_UNIT = re.compile(r"[(\[].*")
_NUMBER = re.compile(DECIMAL_PATTERN)
_YES_AND_NO = frozenset(("yes", "no", "true", "false", "x", "✓", "–", "-", "y", "n"))
_PLAIN = re.compile(r"[A-Za-z][\w -]*\w|[A-Za-z]")


@dataclass(frozen=True)
class Guess:
    """What a column seems to hold."""

    number: int
    """From 1."""
    head: str
    holds: str
    """`property`, `year`, `date`, `quantity`, `count`, or nothing for what is passed over."""
    why: str = ""
    """Why it is passed over."""
    is_capitalised: bool = False
    """Whether most of its cells begin with a capital and go on in small letters: Gas giant."""


@dataclass(frozen=True, kw_only=True)
class PlainTable:
    """What a table of things seems to hold."""

    subject: Guess
    id: Guess
    columns: tuple[Guess, ...]
    """All but the subject, in their order; the id may be among them."""
    rows: int

    @property
    def asked(self) -> tuple[Guess, ...]:
        """The columns that something is made of."""
        return tuple(column for column in self.columns if column.holds)


def guess_table(records: Records, facts: Sequence[str], language: Language) -> PlainTable | None:
    """Return what a table of things seems to hold; None for one that is no such table.

    `facts` are the columns of a table of facts: one that has more of them than others is one.
    """
    head, rows = records.rows[0], [row for row in records.rows[1:] if any(row)]
    names = [column_name(cell) for cell in head]
    known = sum(name in facts for name in names if name)
    filled = [name for name in names if name]
    if (
        tells_kinds(records)
        or len(filled) < 3
        or len({*filled}) < len(filled)
        or len(rows) < FEWEST_FILLED
        or known > len(filled) / 2
        or holds_questions(names)
        or any(_NUMBER.fullmatch(cell.strip()) for cell in head)
    ):
        return None
    guesses = [
        _guess(number, cell, [_cell(row, number) for row in rows], language)
        for number, cell in enumerate(head, 1)
        if cell.strip()
    ]
    subject = _subject(guesses, rows)
    if subject is None:
        return None
    columns = [guess for guess in guesses if guess != subject]
    asked = [guess for guess in columns if guess.holds]
    late = {guess.number for guess in asked[MOST_COLUMNS:]}
    return PlainTable(
        subject=subject,
        id=_id(guesses, rows) or subject,
        columns=tuple(
            replace(guess, holds="", why="there are many already")
            if guess.number in late
            else guess
            for guess in columns
        ),
        rows=len(rows),
    )


def _cell(row: Sequence[str], number: int) -> str:
    return row[number - 1].strip() if number <= len(row) else ""


def _guess(number: int, cell: str, cells: Sequence[str], language: Language) -> Guess:
    """Return what a column seems to hold, by its head and its cells."""
    head, filled = cell.strip(), [each for each in cells if each]
    distinct = len({*filled})
    if len(filled) < FEWEST_FILLED or len(filled) * 4 < len(cells):
        return Guess(number, head, "", f"only {counted(len(filled), 'cell')} of it")
    if distinct == 1:
        return Guess(number, head, "", "all its cells are alike")
    if {each.casefold() for each in filled} <= _YES_AND_NO:
        return Guess(number, head, "", "its cells only say yes or no")
    is_of_dates = bool(_YEARS.search(_UNIT.sub("", head.lower())))
    is_of_dates &= not all(len(each) < 4 and each.isdecimal() for each in filled)  # 14 years
    if is_of_dates and all(map(_YEAR.fullmatch, filled)):
        return Guess(number, head, "year")
    dates = [_date(each) for each in filled]
    if all(dates) and (is_of_dates or not all(map(_NUMBER.fullmatch, filled))):
        is_year = all(date and date.precision == "year" for date in dates)
        if not is_year or is_of_dates:
            return Guess(number, head, "year" if is_year else "date")
    if all(_NUMBER.fullmatch(in_digits(each, language)) for each in filled):
        is_count = all(each.isdecimal() for each in filled)
        return Guess(number, head, "count" if is_count else "quantity")
    if any("://" in each for each in filled):
        return Guess(number, head, "", "it holds addresses")
    if median(map(len, filled)) > LONGEST_CELL:
        return Guess(number, head, "", "its cells are long")
    is_capitalised = starts_with_capitals(filled)
    return Guess(number, head, "property", is_capitalised=is_capitalised)


def _date(cell: str) -> Date | None:
    """Return the date of a cell; None where it is none."""
    try:
        return parse_date(cell)
    except DateError:
        return date_in_words(cell)


def _subject(guesses: Sequence[Guess], rows: Sequence[Sequence[str]]) -> Guess | None:
    """Return the column that names the things: a text of its own in each row."""
    able = [
        guess for guess in guesses if guess.holds == "property" and _tells_rows_apart(guess, rows)
    ]
    by_name = {column_name(guess.head): guess for guess in able}
    named = next((by_name[name] for name in _SUBJECTS if name in by_name), None)
    longer = (g for g in able if median(len(_cell(row, g.number)) for row in rows) > 3)
    return named or next(longer, None)


def _id(guesses: Sequence[Guess], rows: Sequence[Sequence[str]]) -> Guess | None:
    """Return the column of codes by which rows are known, if there is one."""
    able = {column_name(g.head): g for g in guesses if _tells_rows_apart(g, rows)}
    return next((able[name] for name in _IDS if name in able), None)


def _tells_rows_apart(guess: Guess, rows: Sequence[Sequence[str]]) -> bool:
    slugs = [slug_of(_cell(row, guess.number)) for row in rows]
    return all(slugs) and len({*slugs}) == len(slugs)


# --------------------------------------------------------------------------- what is said of it


def remarks_on(
    table: PlainTable, questions: Mapping[int, str], unsure: Collection[int] = ()
) -> Iterator[str]:
    """Yield what was understood, and what was passed over.

    `questions` are one of each column, by its number; `unsure` those columns whose head says
    nothing that is known, so that they are asked for as it stands.
    """
    yield f"Read as {counted(table.rows, 'thing')}, named in {_named(table.subject)}."
    yield f"Known by {_named(table.id)}: do not change its cells once learners have the deck."
    yield "Its columns are asked for like this:"
    for guess in table.asked:
        if question := questions.get(guess.number):
            mark = " *" if guess.number in unsure else ""
            yield f"  {letters_of(guess.number)} {quoted(guess.head)}{mark}: {question}"
    if unsure:
        yield "* The head is not understood, and stands in the question as it is."
    if left := [guess for guess in table.columns if not guess.holds]:
        yield f"Passed over: {', '.join(f'{_named(g)} ({g.why})' for g in left)}."
    yield "Change what was guessed wrong in the bank, and say there how each column is asked."


def _named(guess: Guess) -> str:
    return f"column {letters_of(guess.number)} {quoted(guess.head)}"
