"""A list of terms and definitions as Quizlet exports it -> its rows.

A line is a card, with one tab in it and no quoting at all: quotation marks and commas are words.
A definition of several lines goes on in lines without a tab. A spreadsheet saves text with tabs
too, and puts cells between quotation marks; by these the two are told apart. Whoever exports a set
may choose another sign for the tab; one that stands once in every line is taken for it.
"""

import csv
import io
import re
from collections.abc import Sequence

from quizgen.deck.cells import bare_words

_LEAST_CARDS = 2
_PARTING = ("---", " – ", " — ", " - ", " = ", "::")
"""What people choose for the tab; commas and semicolons are those of any table."""
_LEAST_PARTED = 3
"""In so many lines or more such a sign must stand."""


def read_terms(text: str) -> tuple[list[list[str]], str] | None:
    """Return the rows of a list, and what to say of them; None for a text that is no such list.

    A row stands where its line does; lines that go on with a definition leave empty rows.
    """
    lines = _lines(text)
    if sign := _parting(lines):
        cells = (each.split(sign) if each.strip() else () for each in lines)
        return [[bare_words(cell.strip()) for cell in row] for row in cells], ""
    if not lines or any(line.count("\t") > 1 for line in lines) or "\t" not in lines[0]:
        return None
    cards = [line for line in lines if "\t" in line]
    if len(cards) < _LEAST_CARDS or _is_quoted(lines, cards):
        return None
    rows: list[list[str]] = []
    begun = 0
    going_on: list[int] = []
    for number, line in enumerate(lines, start=1):
        if "\t" in line:
            rows.append([bare_words(cell.strip()) for cell in line.split("\t")])
            begun = number
            continue
        rows.append([])
        if line.strip():
            rows[begun - 1][1] += f" {line.strip()}"
            going_on.append(number)
    return rows, _told(going_on)


def _parting(lines: Sequence[str]) -> str:
    """Return the sign that parts terms from definitions in place of a tab; empty if none does."""
    filled = [line for line in lines if line.strip()]
    if len(filled) < _LEAST_PARTED or any("\t" in line for line in filled):
        return ""
    for comma in ",;|":
        counts = {line.count(comma) for line in filled}
        if len(counts) == 1 and counts != {0}:  # a table, whose cells it parts
            return ""
    return next((sign for sign in _PARTING if all(each.count(sign) == 1 for each in filled)), "")


def _lines(text: str) -> list[str]:
    """Return the lines of a text; a list of one line may have its cards between semicolons."""
    lines = re.split("\r\n|\r|\n", text.lstrip("\ufeff").rstrip("\r\n"))
    if len(lines) == 1:
        cards = lines[0].rstrip(";").split(";")
        if all(card.count("\t") == 1 for card in cards):
            return cards
    return lines


def _is_quoted(lines: Sequence[str], cards: Sequence[str]) -> bool:
    """Tell whether quotation marks around cells are a spreadsheet's.

    It has put them around all cells, but for heads; or around those that hold a mark themselves;
    or around all that hold a comma, and then no other cell has one.
    """
    if not any(line.startswith('"') or '\t"' in line for line in lines):
        return False
    try:
        read = [*csv.reader(io.StringIO("\n".join(lines), newline=""), "excel-tab", strict=True)]
    except csv.Error:
        return False
    if any("\t" in cell or "\n" in cell for row in read for cell in row):
        return True
    cells = [cell for card in cards for cell in card.split("\t") if cell]
    quoted = [cell[1:-1] for cell in cells if cell.startswith('"')]
    others = [cell for cell in cells if not cell.startswith('"')]
    below = [cell for card in cards[1:] for cell in card.split("\t") if cell]
    if all(cell.startswith('"') for cell in below) or any('""' in cell for cell in quoted):
        return True
    return all("," in cell for cell in quoted) and not any("," in cell for cell in others)


def _told(going_on: Sequence[int]) -> str:
    if not going_on:
        return ""
    if len(going_on) == 1:
        return f"Line {going_on[0]} has no tab, and was read as a part of the definition above it."
    shown = ", ".join(map(str, going_on[:3])) + (" ..." if len(going_on) > 3 else ".")
    return f"{len(going_on)} lines without a tab were read as parts of definitions: {shown}"
