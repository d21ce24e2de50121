"""What a bank's language has no templates for: told, never filled in from another language.

Each stage asks for what it needs and no more: a deck needs no wordings, a worksheet no cards.
"""

from collections.abc import Collection

from quizgen.bank.bank import Bank
from quizgen.bank.facts import KINDS, AskedKind
from quizgen.deck.note_types import CHOICE
from quizgen.errors import Problem
from quizgen.ids import tags_for
from quizgen.read.materials import Materials


def lacking_wordings(materials: Materials, kinds: Collection[AskedKind] = KINDS) -> list[Problem]:
    """Return a problem for each of some kinds of fact that the bank has and cannot ask about."""
    missing = [kind for kind in kinds if kind not in materials.wordings]
    return _at_first_facts(materials.bank, missing, "wordings", "stems")


def lacking_cards(materials: Materials, *, with_choice: bool = False) -> list[Problem]:
    """Return a problem for each kind of fact that the bank has and can put on no card."""
    bank, keys = materials.bank, {each.key for each in materials.note_types}
    missing = [kind for kind in KINDS if kind not in keys]
    problems = _at_first_facts(bank, missing, "cards", "deck")
    if with_choice and CHOICE not in keys:
        message = f"there are no cards in {bank.language} to choose an answer on"
        problems.append(Problem(bank.where, message, hint_to_copy("deck", CHOICE, bank.language)))
    return problems


def lacking_description(materials: Materials) -> list[Problem]:
    """Return a problem if there is nothing that a deck's page could say."""
    bank = materials.bank
    if materials.description is not None:
        return []
    message = f"there is no description of a deck in {bank.language}"
    return [Problem(bank.where, message, hint_to_copy("deck", "description", bank.language))]


def hint_to_copy(template: str, name: str, language: str) -> str:
    """Return how to begin a template that a language lacks; all its regions share it.

    >>> hint_to_copy("stems", "term", "de-CH")
    '`quizgen new --template stems term --language de` copies one to be translated'
    """
    *_, shared = tags_for(language)
    command = f"quizgen new --template {template} {name} --language {shared}"
    return f"`{command}` copies one to be translated"


def _at_first_facts(
    bank: Bank, kinds: Collection[AskedKind], what: str, template: str
) -> list[Problem]:
    """Return a problem at the first fact of each of some kinds."""
    firsts = {fact.kind: fact for fact in reversed(bank.facts) if fact.kind in kinds}
    return [
        Problem(
            firsts[kind].where,
            f"there are no {what} in {bank.language} for facts of kind {kind}",
            hint_to_copy(template, kind, bank.language),
        )
        for kind in sorted(firsts, key=lambda kind: firsts[kind].where)
    ]
