"""A grid: positions in rows, and a last column to fill with the limit that each text gives."""

from collections.abc import Sequence
from dataclasses import replace

from quizgen.bank.facts import Position
from quizgen.content import Run, Table, Text
from quizgen.judge.subject import Subject
from quizgen.language.sentences import begin
from quizgen.language.variables import limit_variables
from quizgen.language.wording import render
from quizgen.make.sets import Member
from quizgen.quiz.item import Item, Matching
from quizgen.quiz.wording import Wording

UNSAID: Text = (Run("–"),)
"""Stands where a column has nothing to say of a row. An empty cell is one to fill."""


def in_grid(item: Item, members: Sequence[Member], wording: Wording, subject: Subject) -> Item:
    """Return a matching item whose premises are the empty cells of a table in its prompt.

    Rows go by date. All limits are of one aspect and fill one column: were there a column each for
    weapons and for areas, its heading would tell which letters may stand in it.
    """
    matching = item.interaction
    assert isinstance(matching, Matching)
    rows = sorted(members, key=lambda member: (member.fact.held_on.first, member.fact.id))
    places = {member.fact.id: place for place, member in enumerate(rows)}
    premises = sorted(matching.premises, key=lambda premise: places[premise.id])
    head = [render(column.heading, {}, wording.where) for column in wording.columns]
    table = Table(
        rows=(
            (*head, _heading(rows[0], subject)),
            *(_row(member, wording, subject) for member in rows),
        )
    )
    return replace(
        item,
        prompt=(*item.prompt, table),
        interaction=replace(matching, premises=tuple(premises)),
    )


def _heading(member: Member, subject: Subject) -> Text:
    assert isinstance(member.fact.claim, Position)
    words = limit_variables(member.fact.claim, member.aspect, subject.bank)["limit_heading"]
    return (Run(begin(str(words), subject.bank.language)),)


def _row(member: Member, wording: Wording, subject: Subject) -> tuple[Text, ...]:
    """Return what is given of a position, and an empty cell for its limit."""
    given = (
        subject.say(column.text, member.fact, wording.where, aspect=member.aspect)
        for column in wording.columns
    )
    return (*(text or UNSAID for text in given), ())
