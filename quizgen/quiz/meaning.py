"""What an answer means, whatever its words: by this the judge tells whether it is right.

Two options may say the same in other words, and the same words may mean two people. So an answer
that is made of facts carries its meaning with it: a person, a date, an amount. An answer that
somebody wrote by hand has none; only its author knows.
"""

from decimal import Decimal
from typing import assert_never

from quizgen.bank.dates import Date
from quizgen.values import dataclass


@dataclass(frozen=True)
class SomeSpeaker:
    """Whoever of the bank's people said it."""

    person_id: str


@dataclass(frozen=True)
class SomeActor:
    """Whoever of the bank's people stood there."""

    person_id: str
    aspect: str = ""
    """Where the question is whose limit it is: which aspect of the position the limit is of."""


@dataclass(frozen=True)
class SomeFact:
    """What a fact says: a deed, or what somebody said."""

    fact_id: str


@dataclass(frozen=True)
class SomeDate:
    """When it was."""

    date: Date


@dataclass(frozen=True)
class SomeNumber:
    """How much it is."""

    value: Decimal
    unit: str
    """A key of the bank's units: km."""


@dataclass(frozen=True)
class SomeDifference:
    """By how much it exceeds the next smaller."""

    value: Decimal
    unit: str


@dataclass(frozen=True)
class SomeSpan:
    """How much time passed since the event that it is counted from."""

    value: Decimal
    unit: str
    """One of `quizgen.judge.spans`: year."""


@dataclass(frozen=True)
class SomeThing:
    """Which thing it is that exceeds the others: what a quantity measures."""

    fact_id: str


@dataclass(frozen=True)
class SomeStance:
    """Where somebody stood on an issue."""

    stance: str


@dataclass(frozen=True)
class SomeChange:
    """From which stance to which somebody went."""

    earlier: str
    later: str


@dataclass(frozen=True)
class SomeLimit:
    """What a position is limited to, in one aspect of its scope."""

    fact_id: str
    aspect: str


@dataclass(frozen=True)
class SomeCause:
    """A reason that a fact's source gives for it."""

    fact_id: str
    """The fact that it is the reason of."""
    cause: str
    """Its clause, as the bank has it."""


@dataclass(frozen=True)
class SomeReply:
    """What is said against a claim."""

    fact_id: str
    """The fact that says it."""


@dataclass(frozen=True)
class SomeNature:
    """What sort of statement it is: a report, an opinion, a forecast, a demand."""

    nature: str


@dataclass(frozen=True)
class SomeHedge:
    """The word by which it is left open."""

    word: str


@dataclass(frozen=True)
class SomeValue:
    """What a thing has for a property: Paris, for a capital."""

    property_id: str
    value: str
    """As the bank has it: a text, or the id of a person."""


@dataclass(frozen=True)
class SomeOwner:
    """Which thing has a value of a property: France."""

    property_id: str
    subject: str
    """As the bank has it."""


@dataclass(frozen=True)
class SomePair:
    """A thing beside a value of a property, its own or not."""

    fact_id: str
    """The fact of the thing."""
    value: str
    """As the bank has it."""


@dataclass(frozen=True)
class SomeWords:
    """A term, a meaning, or what an author wrote: nothing but its words."""

    words: str


Meaning = (
    SomeSpeaker
    | SomeActor
    | SomeFact
    | SomeDate
    | SomeNumber
    | SomeDifference
    | SomeSpan
    | SomeThing
    | SomeStance
    | SomeChange
    | SomeLimit
    | SomeCause
    | SomeReply
    | SomeNature
    | SomeHedge
    | SomeValue
    | SomeOwner
    | SomePair
    | SomeWords
)


def id_of(meaning: Meaning) -> str:
    """Return the id of an option that means this: the same wherever and however it is printed.

    The order in which options are drawn hangs on it, so it never changes.

    >>> id_of(SomeNumber(Decimal(300), "km")), id_of(SomeSpeaker("macron"))
    ('number:300 km', 'person:macron')
    """
    match meaning:
        case SomeSpeaker(person_id):
            return f"person:{person_id}"
        case SomeActor(person_id):
            return f"actor:{person_id}"
        case SomeFact(fact_id):
            return f"fact:{fact_id}"
        case SomeDate(date):
            return f"date:{date.text}"
        case SomeNumber(value, unit):
            return f"number:{value} {unit}"
        case SomeDifference(value, unit):
            return f"difference:{value} {unit}"
        case SomeSpan(value, unit):
            return f"span:{value} {unit}"
        case SomeThing(fact_id):
            return f"size:{fact_id}"
        case SomeStance(stance):
            return f"stance:{stance}"
        case SomeChange(earlier, later):
            return f"text:{earlier} {later}"
        case SomeLimit(fact_id, aspect):
            return f"limit:{aspect} {fact_id}"
        case SomeCause(fact_id, cause):
            return f"cause:{fact_id} {cause}"
        case SomeReply(fact_id):
            return f"reply:{fact_id}"
        case SomeNature(nature):
            return f"nature:{nature}"
        case SomeHedge(word):
            return f"hedge:{word}"
        case SomeValue(property_id, value):
            return f"value:{property_id} {value}"
        case SomeOwner(property_id, subject):
            return f"owner:{property_id} {subject}"
        case SomePair(fact_id, value):
            return f"pair:{fact_id} {value}"
        case SomeWords(words):
            return f"text:{words}"
        case _ as unreachable:
            assert_never(unreachable)


def rank_of(meaning: Meaning | None) -> Decimal | None:
    """Return where an answer stands among its like from the smallest or earliest on.

    None for what has no order of its own, such as people. Of a date it is the number of its first
    day in the calendar.
    """
    match meaning:
        case SomeDate(date):
            return Decimal(date.first)
        case SomeNumber(value) | SomeDifference(value) | SomeSpan(value):
            return value
        case _:
            return None
