"""Tables to complete: facts in rows, each with one empty cell, as a cloze with a blank a row.

The table stands in the prompt, its blanks are its empty cells from row to row. Each has a letter by
which a key names it. What the parts of the cloze say is the same in words, for a program that shows
no table, or none that can be written in.
"""

from collections.abc import Sequence
from dataclasses import replace

from quizgen.content import Content, Run, Table, Text
from quizgen.order import letter_of, rotated
from quizgen.quiz.item import Cloze, Item


def sign_of(place: int) -> str:
    """Return by what the blank of a row is named, the first of which is 0: "a"."""
    return letter_of(place).lower()


def cloze_in(table: Table, answers: Sequence[Text], accepted: Sequence[tuple[str, ...]]) -> Cloze:
    """Return what fills the empty cells of a table, one in each row but its head.

    >>> rows = ((Run("Country"),), (Run("Capital"),)), ((Run("France"),), ())
    >>> cloze = cloze_in(Table(rows=rows), [(Run("Paris"),)], [()])
    >>> [run.text for part in cloze.parts for run in part]
    ['a ', 'France', ' – ', 'Capital', ': ']
    """
    head, *rows = table.rows
    parts: list[Text] = []
    for place, row in enumerate(rows):
        said = [Run(f"; {sign_of(place)} " if place else f"{sign_of(place)} ")]
        given = [cell for cell in row if cell]
        for number, cell in enumerate(given):
            said += [Run(", "), *cell] if number else cell
        (asked,) = (name for name, cell in zip(head, row, strict=True) if not cell)
        parts.append((*said, Run(" – "), *asked, Run(": ")))
    return Cloze(
        parts=(*parts, ()), answers=tuple(answers), accepted=tuple(accepted), in_table=True
    )


def with_cells(prompt: Content, table: Table, cells: Sequence[Text]) -> Content:
    """Return a prompt in which the empty cells of its table hold some texts, in reading order."""
    left = iter(cells)
    rows = tuple(tuple(cell or next(left) for cell in row) for row in table.rows)
    return tuple(replace(table, rows=rows) if part is table else part for part in prompt)


def with_rows_moved(item: Item, steps: int) -> Item:
    """Return a table to complete whose rows have moved up, so that no row has its letter again."""
    cloze = item.interaction
    assert isinstance(cloze, Cloze)
    table = cloze.table_in(item.prompt)
    assert table
    moved = replace(table, rows=(table.rows[0], *rotated(table.rows[1:], steps)))
    prompt = tuple(moved if part is table else part for part in item.prompt)
    answers, accepted = rotated(cloze.answers, steps), rotated(cloze.accepted, steps)
    return replace(item, prompt=prompt, interaction=cloze_in(moved, answers, accepted))
