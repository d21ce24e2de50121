"""KEY-2: no second true option, judged by every fact, superseded ones too (Haladyna).

An option's value says what it means, whatever its words: `person:macron`, `date:2024-05-28`,
`fact:us-announcement`, `number:300 km`, `size:atacms-range`,
`difference:150 km`, `stance:allows`, `actor:france`,
`text:...`.
"""

from collections.abc import Iterator
from decimal import Decimal

from quizgen.bank.facts import Event, Fact, Position, Quantity, Statement, Term
from quizgen.content import plain
from quizgen.language.dates import say_date
from quizgen.quiz.item import Choice, Item, Matching
from quizgen.rules.known import Known
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.texts import folded
from quizgen.rules.thresholds import SAME_NUMBER


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find a distractor, or another response of a matching item, that is right as well."""
    hint = "put the other fact under `also_right`, or under `not_beside` if it is only near"
    match item.interaction:
        case Choice(options=options) as choice:
            asked = item.facts if choice.type == "multiple-response" else item.facts[:1]
            facts = [known.facts[fact_id] for fact_id in asked]
            for option in (*options, *choice.reserve):
                words = plain(option.text)
                is_true = any(is_right(option.value, words, fact, known) for fact in facts)
                if is_true and not option.is_key:
                    yield Finding(f"the distractor '{words}' is right too", hint)
        case Matching(premises=premises, responses=responses):
            for premise in premises:
                fact = known.facts[premise.fact_id]
                for response in responses:
                    if response.id != premise.response and is_right(
                        response.id, plain(response.text), fact, known
                    ):
                        words = f"'{plain(response.text)}' fits “{plain(premise.text)}” too"
                        yield Finding(words, hint)
        case _:
            pass


def is_right(value: str, words: str, fact: Fact, known: Known) -> bool:
    """Tell whether an answer of this value is true of the fact, by any fact of the bank."""
    meaning, _, rest = value.partition(":")
    name = known.bank.people[rest].name if meaning in ("person", "actor") else words
    if not {folded(words), folded(name)}.isdisjoint(
        map(folded, (*fact.also_right_text, *fact.accept))
    ):
        return True
    others = [known.facts[other] for other in fact.also_right]
    match meaning:
        case "person":
            return _said_it(rest, fact, others, known)
        case "date":
            return _was_on(words, fact, others, known)
        case "fact":
            return (
                rest in fact.also_right
                or rest in known.kept_apart.get(fact.id, ())
                or _same_answer(known.facts[rest], fact, known)
            )
        case "size":
            return _is_as_large(known.facts[rest], fact)
        case "number":
            return _measures(rest, fact, others, known)
        case "difference":
            return _exceeds_by(rest, fact, known)
        case "stance":
            return _held(rest, fact, known)
        case "actor":
            return _actor_held(rest, fact, others, known)
        case _:
            return _means(words, fact, others, known)


def _said_it(person: str, fact: Fact, others: list[Fact], known: Known) -> bool:
    own = fact.claim
    if not isinstance(own, Statement):
        return False
    for other in (*others, *known.statements_of.get(person, ())):
        claim = other.claim
        if isinstance(claim, Statement) and claim.speaker == person and other.id != fact.id:
            linked = other.id in fact.also_right or fact.id in other.also_right
            quoted = own.quote and folded(" ".join(claim.quote)) == folded(" ".join(own.quote))
            if linked or quoted or folded(claim.gist) == folded(own.gist):
                return True
    return person == own.speaker


def _was_on(words: str, fact: Fact, others: list[Fact], known: Known) -> bool:
    dates = [one.date for one in (fact, *others) if one.date]
    return any(folded(say_date(date, known.language)) == folded(words) for date in dates)


def _same_answer(other: Fact, fact: Fact, known: Known) -> bool:
    """Tell whether two facts answer the same question: same speaker, or the same day for events.

    An author's text holds both the author's words and what it reports of others: as answers they
    are too near to one another.
    """
    if fact.id in other.also_right or other.id == fact.id:
        return True
    match fact.claim, other.claim:
        case Statement() as own, Statement() as its:
            classes = {known.bank.people[claim.speaker].class_ for claim in (own, its)}
            is_one_voice = "author" in classes and fact.source == other.source
            return own.speaker == its.speaker or is_one_voice
        case Event() as own, Event() as its:
            return not (own.date.is_before(its.date) or its.date.is_before(own.date))
        case _:
            return False


def _is_as_large(other: Fact, fact: Fact) -> bool:
    """Tell whether a thing is no smaller than the one that an item holds to be the largest."""
    match other.claim, fact.claim:
        case Quantity(value=Decimal() as its), Quantity(value=Decimal() as own):
            return its >= own
        case _:
            return False


def _exceeds_by(number: str, fact: Fact, known: Known) -> bool:
    """Tell whether a thing exceeds the next smaller one by a number, or nearly so."""
    match fact.claim, known.next_smaller[fact.id].claim:
        case Quantity(value=Decimal() as own), Quantity(value=Decimal() as its):
            return abs(Decimal(number.partition(" ")[0]) - (own - its)) <= (own - its) * SAME_NUMBER
        case _:
            return False


def _measures(number: str, fact: Fact, others: list[Fact], known: Known) -> bool:
    own = fact.claim
    if not isinstance(own, Quantity):
        return False
    same = known.quantities_of.get((own.subject, own.attribute), ())
    amount, _, unit = number.partition(" ")
    value = Decimal(amount)
    return any(
        _covers(claim, value, unit, known)
        for claim in (one.claim for one in (fact, *others, *same))
        if isinstance(claim, Quantity)
    )


def _covers(claim: Quantity, value: Decimal, unit: str, known: Known) -> bool:
    units = known.units
    if unit != claim.unit:
        factor = units[unit].converts.get(claim.unit) if unit in units else None
        if factor is None:
            return False
        value *= factor
    if claim.value is not None:
        return abs(value - claim.value) <= abs(claim.value) * SAME_NUMBER
    return claim.low is not None and claim.high is not None and claim.low <= value <= claim.high


def _held(stance: str, fact: Fact, known: Known) -> bool:
    own = fact.claim
    if not isinstance(own, Position):
        return False
    same = known.positions_of.get((own.actor, own.question), ())
    return any(
        isinstance(it.claim, Position) and it.claim.stance == stance and _overlap(it, fact)
        for it in same
    )


def _actor_held(actor: str, fact: Fact, others: list[Fact], known: Known) -> bool:
    own = fact.claim
    if not isinstance(own, Position):
        return False
    linked = any(isinstance(it.claim, Position) and it.claim.actor == actor for it in others)
    same = known.positions_of.get((actor, own.question), ())
    stances = [it.claim.stance for it in same if isinstance(it.claim, Position)]
    return linked or own.stance in stances or not stances


def _overlap(one: Fact, other: Fact) -> bool:
    """Tell whether two positions may hold on the same day."""
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one: Fact, other: Fact) -> bool:
    until = one.claim.until if isinstance(one.claim, Position) else None
    return bool(until and until.is_before(other.as_of)) or (
        one.superseded_by == other.id and one.as_of.is_before(other.as_of)
    )


def _means(words: str, fact: Fact, others: list[Fact], known: Known) -> bool:
    own = fact.claim
    if not isinstance(own, Term):
        return False
    same = known.terms_of.get(own.term.casefold(), ())
    claims = [it.claim for it in (fact, *others, *same)]
    meanings = {folded(claim.meaning) for claim in claims if isinstance(claim, Term)}
    terms = {folded(claim.term) for claim in claims if isinstance(claim, Term)}
    return folded(words).rstrip(".") in meanings | terms


KEY_2 = ItemRule("KEY-2", "E", "no second true option", check)
