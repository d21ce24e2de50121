"""A grid: positions in rows, what they are limited to in columns, one cell of each row to fill."""

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
"""Stands where a source says nothing. An empty cell is one to fill."""


def in_grid(item: Item, members: Sequence[Member], wording: Wording, subject: Subject) -> Item:
    """Return a matching item whose premises are the empty cells of a table in its prompt.

    Rows go by date. In each the limit that is asked for is left out, and the others are given.
    """
    matching = item.interaction
    assert isinstance(matching, Matching)
    rows = sorted(members, key=lambda member: (member.fact.held_on.first, member.fact.id))
    aspects = _columns_of(rows, subject)
    places = {member.fact.id: place for place, member in enumerate(rows)}
    premises = sorted(matching.premises, key=lambda premise: places[premise.id])
    head = [render(column.heading, {}, wording.where) for column in wording.columns]
    table = Table(
        rows=(
            (*head, *(_heading(rows[0], aspect, subject) for aspect in aspects)),
            *(_row(member, aspects, wording, subject) for member in rows),
        )
    )
    return replace(
        item,
        prompt=(*item.prompt, table),
        interaction=replace(matching, premises=tuple(premises)),
    )


def _columns_of(members: Sequence[Member], subject: Subject) -> tuple[str, ...]:
    """Return the aspects that have a column: all that some row is limited in, in the bank's order.

    All are on one issue.
    """
    claims = [member.fact.claim for member in members]
    scopes = [claim.scope for claim in claims if isinstance(claim, Position)]
    issues = {claim.issue for claim in claims if isinstance(claim, Position)}
    known = (aspect for issue in sorted(issues) for aspect in subject.bank.issues[issue].scope)
    return tuple(aspect for aspect in known if any(aspect in scope for scope in scopes))


def _heading(member: Member, aspect: str, subject: Subject) -> Text:
    assert isinstance(member.fact.claim, Position)
    words = limit_variables(member.fact.claim, aspect, subject.bank)["limit_heading"]
    return (Run(begin(str(words), subject.bank.language)),)


def _row(
    member: Member, aspects: Sequence[str], wording: Wording, subject: Subject
) -> tuple[Text, ...]:
    claim = member.fact.claim
    assert isinstance(claim, Position)
    given = (subject.say(column.text, member.fact, wording.where) for column in wording.columns)
    limits = (
        ()
        if aspect == member.aspect
        else (Run(begin(claim.scope[aspect], subject.bank.language)),)
        if aspect in claim.scope
        else UNSAID
        for aspect in aspects
    )
    return (*(text or UNSAID for text in given), *limits)
