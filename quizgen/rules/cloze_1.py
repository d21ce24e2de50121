"""CLOZE-1: a blank is a number, date, name or term, and every way to write it is accepted.

Wozniak's rule 5; IWF: fill-in-blank.
"""

from collections.abc import Iterator

from quizgen.bank.bank import Person
from quizgen.bank.facts import Fact, Quantity
from quizgen.content import plain
from quizgen.language.quantities import say_quantity
from quizgen.quiz.item import Cloze, Item
from quizgen.rules.known import Known
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.texts import contains, folded
from quizgen.rules.thresholds import BLANKS


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find a blank too many, in the wrong place, or that the sentence itself fills."""
    if not isinstance(item.interaction, Cloze):
        return
    cloze = item.interaction
    if len(cloze.answers) not in BLANKS:
        yield Finding(f"has {len(cloze.answers)} blanks, not {BLANKS}")
    if not plain(cloze.parts[0]).strip():
        yield Finding("begins with a blank", "say first what it is about", "W")
    for answer, accepted in zip(map(plain, cloze.answers), cloze.accepted, strict=False):
        yield from _blank(answer, item, known)
        if any(contains(plain(part), answer) for part in cloze.parts):
            yield Finding(f"'{answer}' stands in the sentence too", "reword it", "W")
        yield from _spellings_refused(answer, accepted, item, known)
        if not accepted:
            yield from _units_refused(answer, cloze, item, known)


def _blank(answer: str, item: Item, known: Known) -> Iterator[Finding]:
    if any(letter.isdigit() for letter in answer):
        return
    facts = [known.facts[fact_id] for fact_id in item.facts]
    if not any(folded(answer) == folded(slot) for fact in facts for slot in _slots(fact, known)):
        hint = "leave a number, date, name or term blank"
        yield Finding(f"the blank '{answer}' is no slot of the fact", hint)


def _slots(fact: Fact, known: Known) -> Iterator[str]:
    yield from (value for value in vars(fact.claim).values() if isinstance(value, str))
    yield from (known.bank.people[name].name for name in _people(fact, known))
    yield from fact.accept
    if isinstance(fact.claim, Quantity):
        yield say_quantity(fact.claim, known.units, known.language)


def _people(fact: Fact, known: Known) -> Iterator[str]:
    values = vars(fact.claim).values()
    return (value for value in values if isinstance(value, str) and value in known.bank.people)


def _spellings_refused(
    answer: str, accepted: tuple[str, ...], item: Item, known: Known
) -> Iterator[Finding]:
    """Find a spelling of a name that is not accepted."""
    allowed = {*map(folded, (answer, *accepted))}
    for fact in (known.facts[fact_id] for fact_id in item.facts):
        for person in (known.bank.people[name] for name in _people(fact, known)):
            yield from _spellings(person, answer, allowed)


def _units_refused(answer: str, cloze: Cloze, item: Item, known: Known) -> Iterator[Finding]:
    """Find another unit that is not accepted, where the sentence does not print the unit."""
    for fact in (known.facts[fact_id] for fact_id in item.facts):
        if not isinstance(fact.claim, Quantity) or fact.claim.value is None:
            continue
        unit = known.units[fact.claim.unit]
        if any(contains(plain(part), unit.name) for part in cloze.parts):
            continue
        for other in unit.converts:
            hint = "accept it, by `accept` of the fact or of the wording"
            yield Finding(f"'{answer}' in {known.units[other].name} is not accepted", hint, "W")


def _spellings(person: Person, answer: str, allowed: set[str]) -> Iterator[Finding]:
    if folded(person.name) == folded(answer):
        for spelling in person.spellings:
            if folded(spelling) not in allowed:
                yield Finding(f"the spelling '{spelling}' is not accepted", "accept it", "W")


CLOZE_1 = ItemRule("CLOZE-1", "E", "a blank is a slot, and every way to write it counts", check)
