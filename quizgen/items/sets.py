"""What matching and ordering items are drawn from: every fact that fits their wording."""

from collections.abc import Iterator, Sequence

from quizgen.items.desk import Desk
from quizgen.model import (
    SET_TYPES,
    Event,
    Fact,
    ItemSet,
    Kind,
    Member,
    Response,
    Statement,
    Text,
    Wording,
    Wordings,
)
from quizgen.phrase import plain, render, say_date, subjects_of
from quizgen.rules.texts import folded


def item_sets(wordings: Wordings, desk: Desk) -> Iterator[ItemSet]:
    """Yield a set for each matching and ordering wording, with its members in file order."""
    for kind, of_kind in wordings.by_kind.items():
        for wording in of_kind:
            if wording.type in SET_TYPES:
                yield _item_set(kind, wording, desk)


def _item_set(kind: Kind, wording: Wording, desk: Desk) -> ItemSet:
    facts = desk.known.by_kind.get(kind, ())
    fitting = [fact for fact in facts if desk.fits(wording, fact)]
    members = tuple(_member(fact, wording, desk) for fact in fitting)
    spare = fitting if wording.figure else facts
    return ItemSet(
        wording=wording.id,
        type="matching" if wording.type == "matching" else "ordering",
        kind=kind,
        level=wording.level,
        heading=render(wording.heading, {}, wording.where),
        members=members,
        figure=wording.figure,
        responses=tuple({one.id: one for one in _responses(spare, wording, desk)}.values()),
        where=wording.where,
    )


def _responses(facts: Sequence[Fact], wording: Wording, desk: Desk) -> Iterator[Response]:
    for fact in facts:
        key = desk.say(wording.key, fact, wording)
        if key:
            yield Response(id=_response_id(fact, key), text=key)


def _member(fact: Fact, wording: Wording, desk: Desk) -> Member:
    key = desk.say(wording.key, fact, wording)
    date = fact.claim.date if isinstance(fact.claim, Event | Statement) else fact.as_of
    return Member(
        fact=fact,
        text=desk.say(wording.premise, fact, wording),
        detail=desk.say(wording.detail, fact, wording),
        response=Response(id=_response_id(fact, key), text=key) if key else None,
        rationale=desk.say(wording.rationale, fact, wording),
        date=date,
        date_text=say_date(date, desk.known.language),
        about=subjects_of(fact, desk.known.bank),
    )


def _response_id(fact: Fact, key: Text) -> str:
    """Return what a response means, so that KEY-2 can judge it."""
    if isinstance(fact.claim, Statement):
        return f"person:{fact.claim.speaker}"
    if isinstance(fact.claim, Event):
        return f"fact:{fact.id}"
    return f"text:{folded(plain(key))}"
