"""What matching and ordering items are drawn from: every fact that fits their wording."""

from collections.abc import Mapping

from quizgen.bank.facts import Event, Fact, Kind, Position, Property, Quantity, Statement
from quizgen.content import Text, plain
from quizgen.judge.subject import Subject
from quizgen.judge.texts import folded
from quizgen.language.dates import say_date
from quizgen.language.quantities import say_quantity
from quizgen.language.wording import holds
from quizgen.make.pictures import shown
from quizgen.make.plan import SetPlan, aspects_of
from quizgen.quiz.item import OrderedEvent, Premise, Response
from quizgen.quiz.meaning import (
    Meaning,
    SomeFact,
    SomeLimit,
    SomeReply,
    SomeSpeaker,
    SomeStance,
    SomeValue,
    SomeWords,
    id_of,
)
from quizgen.quiz.wording import Wording
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Member:
    """A fact that fits a set; it is put into words when it is drawn, as few of them are."""

    fact: Fact
    response: Response | None = None
    """For matching: the right response."""
    aspect: str = ""
    """Of a limit: which aspect of its position it is of."""


@dataclass(frozen=True, kw_only=True)
class ItemSet:
    """All that a wording of sets can draw from."""

    plan: SetPlan
    members: tuple[Member, ...]
    """What the facts that fit bring to it, in file order."""
    responses: tuple[Response, ...]
    """For matching: what every fact of the kind would be answered with, for the spare ones."""


def write_set(plan: SetPlan, subject: Subject) -> ItemSet:
    """Return a set with its members. Raises TemplateError for a wording that cannot be used."""
    wording = plan.wording
    asked = [(fact, aspect) for fact in plan.facts for aspect in _aspects_asked(fact, plan)]
    fitting = [
        (fact, aspect)
        for fact, aspect in asked
        if holds(wording.when, subject.variables(fact, aspect), wording.where)
    ]
    if wording.figure == "table":
        fitting = [pair for pair in fitting if can_be_row(pair[0], wording, subject)]
    if wording.type == "ordering" or wording.figure == "table":
        fitting = [pair for pair in fitting if _has_one_place(pair[0], subject)]
    responses: dict[str, Response] = {}
    for fact, aspect in fitting if wording.figure else asked:
        if response := _response(fact, aspect, plan, subject):
            responses.setdefault(response.id, response)
    members = (
        Member(fact=fact, response=_response(fact, aspect, plan, subject), aspect=aspect)
        for fact, aspect in fitting
    )
    return ItemSet(plan=plan, members=tuple(members), responses=tuple(responses.values()))


OF_SET: Mapping[Kind, tuple[str, ...]] = {
    "event": ("precision",),
    "property": ("of", "property"),
    "quantity": ("attribute", "status", "according_to"),
}
"""What the stem and the heading of a set may say, by kind: what all its facts share."""


def can_be_row(fact: Fact, wording: Wording, subject: Subject) -> bool:
    """Tell whether a fact has a word for every cell of a table, and one that may be empty."""
    return bool(asked_columns(fact, wording, subject)) and all(
        subject.say(column.text, fact, wording.where) for column in wording.columns
    )


def asked_columns(fact: Fact, wording: Wording, subject: Subject) -> tuple[int, ...]:
    """Return which columns of a table may be empty in the row of a fact."""
    variables = subject.variables(fact)
    return tuple(
        place
        for place, column in enumerate(wording.columns)
        if column.asked and holds(column.asked, variables, wording.where)
    )


def set_variables(plan: SetPlan, subject: Subject) -> Mapping[str, object]:
    """Return what may be said of a set as a whole: nothing, but of what property it is."""
    names = OF_SET.get(plan.kind, ())
    variables = subject.own_variables(plan.facts[0]) if names else {}
    return {name: variables[name] for name in names}


def _aspects_asked(fact: Fact, plan: SetPlan) -> tuple[str, ...]:
    """Return what of a fact stands in a set: its limit in one aspect or in each, or the whole."""
    aspects = aspects_of(fact, plan.wording)
    return tuple(aspect for aspect in aspects if plan.aspect in ("", aspect))


def _has_one_place(fact: Fact, subject: Subject) -> bool:
    """Tell whether it is known where a fact stands among its like: by one day, or by one size.

    Only plain sizes are compared: "at least" says nothing of which of two is greater.
    """
    claim = fact.claim
    if not isinstance(claim, Quantity):
        return not _is_told_of_two_days(fact, subject)
    is_plain = claim.value is not None and claim.qualifier == "exact" and not claim.by
    return is_plain and not subject.is_measured_otherwise(fact, claim)


def _is_told_of_two_days(fact: Fact, subject: Subject) -> bool:
    """Tell whether the bank tells the same of another day, so that nobody knows which is meant.

    Among events of the time between, each of the two would have another place.
    """
    return any(
        isinstance(other.claim, Event) and not other.retired and other.date != fact.date
        for other in subject.told_alike(fact)
    )


def _response(fact: Fact, aspect: str, plan: SetPlan, subject: Subject) -> Response | None:
    """Return what a fact's premise is matched with."""
    key = subject.say(plan.wording.key, fact, plan.wording.where, aspect=aspect)
    if not key:
        return None
    replies = subject.arguments.replies_of.get(fact.id, ())
    match fact.claim:
        case Statement() if plan.wording.distractors == "replies" and replies:
            means: Meaning = SomeReply(replies[0].fact.id)
        case Statement(speaker=speaker):
            means = SomeSpeaker(speaker)
        case Event():
            means = SomeFact(fact.id)
        case Position(stance=stance):
            means = SomeLimit(fact.id, aspect) if aspect else SomeStance(stance)
        case Property(property=which, value=(value, *_)):
            means = SomeValue(which, value)
        case _:
            means = SomeWords(folded(plain(key)))
    return Response(id=id_of(means), text=key, means=means)


def write_premise(member: Member, plan: SetPlan, subject: Subject) -> Premise:
    """Return what is to be matched of a member."""
    wording, fact = plan.wording, member.fact

    def say(template: str) -> Text:
        return subject.say(template, fact, wording.where, aspect=member.aspect)

    return Premise(
        id=fact.id,
        text=shown(say(wording.premise), subject.bank),
        detail=say(wording.detail),
        response=member.response.id if member.response else "",
        rationale=say(wording.rationale),
        source=fact.source,
    )


def write_event(member: Member, rank: int, plan: SetPlan, subject: Subject) -> OrderedEvent:
    """Return a member to be put in order, at its right place from 1, with its date or its size."""
    fact, date = member.fact, member.fact.dated
    if isinstance(fact.claim, Quantity):
        date, words = None, say_quantity(fact.claim, subject.units, subject.language)
    else:
        words = say_date(date, subject.language)
    return OrderedEvent(
        id=fact.id,
        text=subject.say(plan.wording.premise, fact, plan.wording.where),
        rank=rank,
        date=date,
        date_text=words,
        source=fact.source,
    )
