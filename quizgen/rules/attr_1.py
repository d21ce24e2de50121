"""ATTR-1: claims are attributed, not asserted (Haladyna; Beutelsbach 2)."""

from collections.abc import Iterator

from quizgen.bank.facts import Fact, Position, Quantity, Statement
from quizgen.content import plain
from quizgen.language.dates import say_date
from quizgen.language.quantities import say_bare
from quizgen.quiz.item import Cloze, Item, Matching
from quizgen.rules.known import Known
from quizgen.rules.rule import Finding, ItemRule
from quizgen.rules.texts import contains, filled, key_texts, quotations_in


def check(item: Item, known: Known) -> Iterator[Finding]:
    """Find a contested claim that stands as our own: no speaker, no verb of saying, or no date."""
    for fact_id in item.facts:
        fact = known.facts[fact_id]
        if isinstance(fact.claim, Statement | Position) or fact.status != "settled":
            yield from _attribution(item, fact, known)
        if isinstance(fact.claim, Quantity) and not _hedged(
            item, _assertion(item, fact), fact.claim, known
        ):
            hint = "write {{ value }}, or {{ hedge }} in the stem"
            yield Finding(f"'{fact.claim.qualifier}' is lost from “{_assertion(item, fact)}”", hint)


def _attribution(item: Item, fact: Fact, known: Known) -> Iterator[Finding]:
    text = _assertion(item, fact)
    with_key = " ".join([text, *map(plain, key_texts(item))])
    if not any(contains(with_key, name) for name in _names(fact, known)):
        yield Finding(f"“{text}” does not say whose claim it is", "name the speaker or the source")
    dates = (fact.as_of, known.bank.sources[fact.source].date, fact.date)
    said = [say_date(date, known.language) for date in dates if date]
    if not any(contains(text, date) for date in said):
        yield Finding(f"“{text}” does not say when", f"put {said[0]} into the wording")
    if isinstance(fact.claim, Statement) and not _reports(item, text, fact.claim, known):
        yield Finding(f"“{text}” has no reporting verb", "write {{ verb }} or ask what was said")


def _hedged(item: Item, text: str, quantity: Quantity, known: Known) -> bool:
    """Tell whether a quantity keeps its qualifier, or the item does not say its number."""
    if quantity.qualifier == "exact" or quantity.printed:
        return True
    hedge = known.language.qualifiers[quantity.qualifier].replace("{value}", "").strip()
    words = (hedge, known.language.hedges[quantity.qualifier])
    with_key = " ".join([text, *map(plain, key_texts(item))])
    said = contains(with_key, say_bare(quantity, known.units, known.language))
    return not said or any(contains(with_key, word) for word in words)


def _assertion(item: Item, fact: Fact) -> str:
    match item.interaction:
        case Matching(premises=premises):
            own = (premise for premise in premises if premise.fact_id == fact.id)
            return " ".join(f"{plain(it.text)} {plain(it.detail)}" for it in own)
        case Cloze() as cloze:
            return plain(filled(cloze))
        case _:
            return plain(item.stem)


def _names(fact: Fact, known: Known) -> Iterator[str]:
    source = known.bank.sources[fact.source]
    match fact.claim:
        case Statement(speaker=person) | Position(actor=person):
            yield known.bank.people[person].name
        case Quantity(by=person) if person:
            yield known.bank.people[person].name
        case _:
            yield source.called or source.publisher


def _reports(item: Item, text: str, statement: Statement, known: Known) -> bool:
    verbs = (known.language.verbs[statement.verb], *known.language.asking)
    quoted = any(quotations_in(item.stem)) or isinstance(item.interaction, Matching)
    return quoted or any(contains(text, verb) for verb in verbs)


ATTR_1 = ItemRule("ATTR-1", "E", "claims are attributed, not asserted", check)
