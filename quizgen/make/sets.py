"""What matching and ordering items are drawn from: every fact that fits their wording."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from quizgen.bank.facts import Event, Fact, Kind, Statement, Term
from quizgen.content import Text, plain
from quizgen.language.dates import say_date
from quizgen.language.subjects import subjects_of
from quizgen.language.wording import render
from quizgen.make.desk import Desk
from quizgen.quiz.item import SET_TYPES, Response
from quizgen.quiz.items import ItemSet, Member
from quizgen.quiz.wording import Wording, Wordings
from quizgen.rules.texts import folded


def item_sets(wordings: Wordings, desk: Desk) -> Iterator[ItemSet]:
    """Yield the sets of each matching and ordering wording, with their members in file order.

    Terms of different classes, a place and a weapon, are no match for one another (MATCH-1).
    """
    for kind, of_kind in wordings.by_kind.items():
        for wording in of_kind:
            if wording.type in SET_TYPES:
                for class_, facts in _by_class(desk.known.by_kind.get(kind, ())).items():
                    yield _item_set(kind, class_, facts, wording, desk)


def _by_class(facts: Iterable[Fact]) -> Mapping[str, Sequence[Fact]]:
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        class_ = fact.claim.class_ if isinstance(fact.claim, Term) else ""
        groups.setdefault(class_, []).append(fact)
    return groups


def _item_set(
    kind: Kind, class_: str, facts: Sequence[Fact], wording: Wording, desk: Desk
) -> ItemSet:
    return ItemSet(
        wording=wording.id,
        type="matching" if wording.type == "matching" else "ordering",
        kind=kind,
        class_=class_,
        level=wording.level,
        heading=render(wording.heading, {}, wording.where),
        figure=wording.figure,
        write=partial(_write, facts, wording, desk),
        where=wording.where,
    )


def _write(
    facts: Sequence[Fact], wording: Wording, desk: Desk
) -> tuple[tuple[Member, ...], tuple[Response, ...]]:
    fitting = [fact for fact in facts if desk.fits(wording, fact)]
    spare = fitting if wording.figure else facts
    responses = {one.id: one for one in _responses(spare, wording, desk)}
    return tuple(_member(fact, wording, desk) for fact in fitting), tuple(responses.values())


def _responses(facts: Sequence[Fact], wording: Wording, desk: Desk) -> Iterator[Response]:
    for fact in facts:
        key = desk.say(wording.key, fact, wording)
        if key:
            yield Response(id=_response_id(fact, key), text=key)


def _member(fact: Fact, wording: Wording, desk: Desk) -> Member:
    key = desk.say(wording.key, fact, wording)
    return Member(
        fact=fact,
        text=desk.say(wording.premise, fact, wording),
        detail=desk.say(wording.detail, fact, wording),
        response=Response(id=_response_id(fact, key), text=key) if key else None,
        rationale=desk.say(wording.rationale, fact, wording),
        date=fact.dated,
        date_text=say_date(fact.dated, desk.known.language),
        about=subjects_of(fact, desk.known.bank),
    )


def _response_id(fact: Fact, key: Text) -> str:
    """Return what a response means, so that KEY-2 can judge it."""
    if isinstance(fact.claim, Statement):
        return f"person:{fact.claim.speaker}"
    if isinstance(fact.claim, Event):
        return f"fact:{fact.id}"
    return f"text:{folded(plain(key))}"
