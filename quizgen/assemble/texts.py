"""Which texts the parts of a question can rest on, and what may be asked about each."""

from collections import Counter
from collections.abc import Sequence

from quizgen.assemble.allowed import Allowed
from quizgen.bank.facts import Position, Statement
from quizgen.bank.questions import Question
from quizgen.content import plain
from quizgen.judge.subject import Subject
from quizgen.judge.texts import folded
from quizgen.make.plan import ItemPlan, MadeOf
from quizgen.quiz.item import Item
from quizgen.quiz.parts import FEWEST_PARTS, SharedText, text_of
from quizgen.quiz.walk import key_texts
from quizgen.quiz.worksheet import WorksheetSection

FEWEST_PEOPLE = 3
"""Where fewer speak in a text, who it was is no question about it. Ours."""
MOST_OF_ONE = 0.5
"""The same where one of them says a greater share of it. Ours."""


def text_of_plan(plan: ItemPlan) -> SharedText | None:
    """Return the text that an item will rest on, as far as is known before it is written."""
    match plan.source:
        case MadeOf(fact=fact):
            return SharedText("source", fact.source) if fact.source else None
        case Question(passage=passage) if passage:
            return SharedText("passage", passage)
        case Question(source=source) if source:
            return SharedText("source", source)
        case Item() as item:
            return text_of(item)
        case _:
            return None


def texts_for(section: WorksheetSection, allowed: Allowed) -> Sequence[SharedText]:
    """Return the texts about which a section with parts may have a question, in the bank's order.

    The source of all that a bank has is no text among others: "according to the almanac" tells
    nobody where to look.
    """
    tags = frozenset(section.tags)
    plans = [
        plan
        for plan in allowed.pool.plans
        if allowed.takes(plan, tags)
        and not (isinstance(plan.source, MadeOf) and plan.source.wording.only_named)
    ]
    counts: Counter[SharedText] = Counter()
    for plan in plans:
        text = text_of_plan(plan)
        if text and section.takes(plan.type, plan.wording, plan.kind or plan.wording, plan.level):
            counts[text] += 1
    is_one_of_many = len({text for text in map(text_of_plan, plans) if text}) > 1
    return [
        text
        for text, count in counts.items()
        if count >= FEWEST_PARTS and (text.kind == "passage" or is_one_of_many)
    ]


def is_about(item: Item, text: SharedText, subject: Subject) -> bool:
    """Tell whether an item may stand below the words "about Text 3": these do not tell its key."""
    return text_of(item) == text and not _is_told(item, text, subject)


def _is_told(item: Item, text: SharedText, subject: Subject) -> bool:
    """Tell whether an item asks for somebody whom its text alone gives away.

    That is so where hardly anybody else speaks in it.
    """
    people = subject.bank.people
    keys = {folded(plain(key)) for key in key_texts(item)}
    asked = {
        folded(people[person].name)
        for fact_id in item.facts
        for person in _people_of(subject, fact_id)
    }
    if text.kind == "passage" or keys.isdisjoint(asked):
        return False
    spoken = Counter(
        person
        for fact in subject.bank.facts
        if fact.source == text.id
        for person in _people_of(subject, fact.id)
    )
    return len(spoken) < FEWEST_PEOPLE or max(spoken.values()) > MOST_OF_ONE * spoken.total()


def _people_of(subject: Subject, fact_id: str) -> Sequence[str]:
    match subject.facts[fact_id].claim:
        case Statement(speaker=person) | Position(actor=person):
            return [person]
        case _:
            return []
