"""What matching and ordering items are drawn from: every fact that fits their wording."""

from quizgen.bank.dates import Date
from quizgen.bank.facts import Event, Fact, Statement
from quizgen.content import Text, plain
from quizgen.judge.subject import Subject
from quizgen.judge.texts import folded
from quizgen.language.dates import say_date
from quizgen.language.subjects import subjects_of
from quizgen.language.wording import holds
from quizgen.make.plan import SetPlan
from quizgen.quiz.item import Response
from quizgen.quiz.meaning import Meaning, SomeFact, SomeSpeaker, SomeWords, id_of
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Member:
    """What one fact brings to a matching or ordering set."""

    fact: Fact
    text: Text
    """The premise, or the event as printed."""
    detail: Text = ()
    """Small print behind a premise."""
    response: Response | None = None
    """For matching: the right response."""
    rationale: Text = ()
    date: Date
    date_text: str
    about: tuple[str, ...]
    """As in Item."""


@dataclass(frozen=True, kw_only=True)
class ItemSet:
    """All that a matching or ordering wording can draw from."""

    plan: SetPlan
    members: tuple[Member, ...]
    """What the facts that fit bring to it, in file order."""
    responses: tuple[Response, ...]
    """For matching: what every fact of the kind would be answered with, for the spare ones."""


def write_set(plan: SetPlan, subject: Subject) -> ItemSet:
    """Return a set with its members. Raises TemplateError for a wording that cannot be used."""
    wording = plan.wording
    fitting = [
        fact for fact in plan.facts if holds(wording.when, subject.variables(fact), wording.where)
    ]
    responses: dict[str, Response] = {}
    for fact in fitting if wording.figure else plan.facts:
        if response := _response(fact, plan, subject):
            responses.setdefault(response.id, response)
    members = (
        Member(
            fact=fact,
            text=subject.say(wording.premise, fact, wording.where),
            detail=subject.say(wording.detail, fact, wording.where),
            response=_response(fact, plan, subject),
            rationale=subject.say(wording.rationale, fact, wording.where),
            date=fact.dated,
            date_text=say_date(fact.dated, subject.language),
            about=subjects_of(fact, subject.bank),
        )
        for fact in fitting
    )
    return ItemSet(plan=plan, members=tuple(members), responses=tuple(responses.values()))


def _response(fact: Fact, plan: SetPlan, subject: Subject) -> Response | None:
    """Return what a fact's premise is matched with."""
    key = subject.say(plan.wording.key, fact, plan.wording.where)
    if not key:
        return None
    match fact.claim:
        case Statement(speaker=speaker):
            means: Meaning = SomeSpeaker(speaker)
        case Event():
            means = SomeFact(fact.id)
        case _:
            means = SomeWords(folded(plain(key)))
    return Response(id=id_of(means), text=key, means=means)
