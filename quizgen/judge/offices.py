"""Who may stand beside whom as an answer: people of one class of office on the day in question."""

from quizgen.bank.bank import Person
from quizgen.bank.dates import Date
from quizgen.language.people import office_at

LEADERS = "head"
"""Heads of state and of government are one class."""


def class_of(person: Person, date: Date | None) -> str | None:
    """Return the class of office in which two people are comparable; None when out of office."""
    office = office_at(person, date)
    class_ = office.class_ if office else person.class_
    return LEADERS if class_ in ("head-of-state", "head-of-government") else class_
