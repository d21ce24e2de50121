"""FORM-5: what is controversial is shown from several sides, and no opinion is keyed.

Beutelsbach Consensus 1 to 3; Oxfam. A settled fact needs no second side.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from quizgen.bank.facts import Fact
from quizgen.content import plain
from quizgen.quiz.form import Form
from quizgen.quiz.item import Discussion, Item
from quizgen.quiz.items import Items
from quizgen.rules.claims import found_beside_claims
from quizgen.rules.known import Known
from quizgen.rules.parts import items_of, options_of, rest_of
from quizgen.rules.rule import BankRule, Finding, FormRule, ItemRule
from quizgen.rules.thresholds import CAMPS, ENOUGH_CLAIMS, ONE_CAMP


def check_form(form: Form, known: Known) -> Iterator[Finding]:
    """Find a form that shows one side, or one side more than all others."""
    camps = camps_of(items_of(form), known)
    if len(camps) < ENOUGH_CLAIMS:
        return
    counts = Counter(camps)
    wanted = min(CAMPS, len(known.bank.camps))
    if len(counts) < wanted:
        message = f"{len(camps)} claims and positions come from {len(counts)} sides of the debate"
        yield Finding(message, f"choose items of {wanted} or more")
    camp, most = max(counts.items(), key=lambda entry: entry[1])
    if most > ONE_CAMP * len(camps):
        message = f"{most} of {len(camps)} claims and positions come from one side, '{camp}'"
        yield Finding(message, "choose items of other sides")


def check_bank(items: Items, known: Known) -> Iterator[Finding]:
    """Find a side of the debate that is never right, only ever a wrong option."""
    keyed = {*camps_of(items.items, known)}
    keyed |= {*_camps((it.fact for one in items.sets for it in one.members), known)}
    people = known.bank.people
    wrong = (
        people[rest_of(option)].camp
        for item in items.items
        for option in (*options_of(item, "person"), *options_of(item, "actor"))
        if not option.is_key
    )
    for camp in sorted({*wrong} - keyed - {""}):
        hint = "add a fact from this side"
        yield Finding(f"the side '{camp}' is only ever a wrong option", hint)


def check_item(item: Item, known: Known) -> Iterator[Finding]:
    """Find an item that has a key for a matter of opinion."""
    if isinstance(item.interaction, Discussion):
        return
    stem, phrases = plain(item.stem), known.language.opinion_phrases
    for phrase in found_beside_claims(stem, phrases, item, known):
        hint = "make it a discussion prompt, which has no key"
        yield Finding(f"'{phrase}' in “{stem}” asks for an opinion", hint)


def camps_of(items: Iterable[Item], known: Known) -> tuple[str, ...]:
    """Return whose side each claim or position is that items ask about."""
    return tuple(_camps((known.facts[id_] for item in items for id_ in item.facts), known))


def _camps(facts: Iterable[Fact], known: Known) -> Iterator[str]:
    for fact in facts:
        if fact.kind in ("statement", "position") and fact.status != "settled":
            yield from filter(None, [known.bank.camp_of(fact)])


FORM_5_FORM = FormRule("FORM-5", "W", "claims and positions come from several sides", check_form)
FORM_5_BANK = BankRule("FORM-5", "W", "no side is only ever wrong", check_bank)
FORM_5_ITEM = ItemRule("FORM-5", "W", "no opinion is keyed", check_item)
