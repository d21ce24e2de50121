"""A table to complete: facts in rows, and in each row one cell that a pupil fills in."""

from collections.abc import Sequence
from dataclasses import replace

from quizgen.content import Table, Text, plain
from quizgen.judge.subject import Subject
from quizgen.judge.texts import contains
from quizgen.language.wording import render
from quizgen.make.plan import SetPlan
from quizgen.make.sets import Member, asked_columns, set_variables
from quizgen.make.write import accepted_in_cell
from quizgen.order import shuffled
from quizgen.quiz.item import Cloze, Item
from quizgen.quiz.tables import cloze_in
from quizgen.values import dataclass


@dataclass(frozen=True)
class Row:
    """A fact in a table: all its cells, and which of them is empty."""

    member: Member
    cells: tuple[Text, ...]
    asked: int

    @property
    def answer(self) -> str:
        """What belongs in the empty cell."""
        return plain(self.cells[self.asked])

    @property
    def given(self) -> str:
        """What the other cells say."""
        cells = (cell for place, cell in enumerate(self.cells) if place != self.asked)
        return "; ".join(map(plain, cells))


def rows_of(
    members: Sequence[Member], count: int, plan: SetPlan, subject: Subject
) -> tuple[Row, ...]:
    """Return so many rows of the first members that can stand in one table; none, if too few can.

    No row tells an answer, its own or another's. No two rows say the same beside their answers, or
    have the same answer: in another version a neighbour would find it under his letter. Which cells
    are empty depends on these members alone, whoever was drawn first.
    """
    rows: tuple[Row, ...] = ()
    for member in members:
        drawn = sorted([*(row.member for row in rows), member], key=lambda each: each.fact.id)
        found = _completed((), [_ways(each, plan, subject) for each in drawn], subject)
        rows = found or rows
        if len(rows) == count:
            return rows
    return ()


def _ways(member: Member, plan: SetPlan, subject: Subject) -> tuple[Row, ...]:
    """Return the rows that a fact can be: one for each cell that may be empty."""
    wording = plan.wording
    cells = tuple(
        subject.say(column.text, member.fact, wording.where) for column in wording.columns
    )
    columns = shuffled(asked_columns(member.fact, wording, subject), member.fact.id, str)
    rows = (Row(member, cells, asked) for asked in columns)
    return tuple(row for row in rows if not contains(row.given, row.answer))


def _completed(
    rows: tuple[Row, ...], ways: Sequence[tuple[Row, ...]], subject: Subject
) -> tuple[Row, ...]:
    """Return rows with one way of each further fact, none if there is none that goes together.

    Empty cells are spread over the columns as far as they can be.
    """
    if not ways:
        return rows
    uses = [row.asked for row in rows]
    for row in sorted(ways[0], key=lambda way: uses.count(way.asked)):
        if all(_may_stand_together(row, other, subject) for other in rows):
            found = _completed((*rows, row), ways[1:], subject)
            if found:
                return found
    return ()


def _may_stand_together(row: Row, other: Row, subject: Subject) -> bool:
    return not (
        contains(row.given, other.answer)
        or contains(other.given, row.answer)
        or subject.bare(row.given) == subject.bare(other.given)
        or subject.bare(row.answer) == subject.bare(other.answer)
    )


def cloze_of(rows: Sequence[Row], plan: SetPlan, subject: Subject) -> tuple[Table, Cloze]:
    """Return the table of rows, in an order that tells nothing of their dates, and what fills it.

    The order depends on the rows alone: the same question looks the same on any sheet.
    """
    wording = plan.wording
    of_set = set_variables(plan, subject)
    head = tuple(render(column.heading, of_set, wording.where) for column in wording.columns)
    name = "/".join((wording.id, *sorted(row.member.fact.id for row in rows)))
    rows = shuffled(rows, name, lambda row: row.member.fact.id)
    table = Table(
        rows=(
            head,
            *(
                tuple(() if place == row.asked else cell for place, cell in enumerate(row.cells))
                for row in rows
            ),
        )
    )
    accepted = [
        accepted_in_cell(row.member.fact, wording.columns[row.asked], wording, subject)
        for row in rows
    ]
    return table, cloze_in(table, [row.cells[row.asked] for row in rows], accepted)


def with_table(item: Item, table: Table) -> Item:
    """Return an item with a table below what it asks."""
    return replace(item, prompt=(*item.prompt, table))
