"""What a fact is about, in words: by these an item is recognised in the text of another."""

from typing import assert_never

from quizgen.bank.bank import Bank
from quizgen.bank.facts import Event, Fact, Position, Property, Quantity, Statement, Term


def subjects_of(fact: Fact, bank: Bank) -> tuple[str, ...]:
    """Return the person, thing or event that a fact speaks of, in its own words."""
    match fact.claim:
        case Statement() as statement:
            speaker = bank.people[statement.speaker].name
            return (speaker, statement.gist, " ".join(statement.quote), statement.about)
        case Event() as event:
            return (event.what, event.short)
        case Quantity() as quantity:
            return (quantity.subject, quantity.asks)
        case Position() as position:
            return (bank.people[position.actor].name,)
        case Term() as term:
            return (term.term, term.meaning)
        case Property() as claim:
            sort = bank.properties[claim.property].is_
            if sort == "picture":
                return (claim.subject,)  # the id of a picture is said nowhere, and may be any word
            people = bank.people if sort == "person" else {}
            values = (people[name].name if name in people else name for name in claim.value)
            return (claim.subject, *values)
        case _ as unreachable:
            assert_never(unreachable)
