"""Every rule that facts, items, forms and notes are held to, in one tuple."""

from collections.abc import Iterator, Sequence

from quizgen.bank.facts import Fact
from quizgen.deck.deck import Deck
from quizgen.errors import Problem, Where
from quizgen.quiz.form import Form
from quizgen.quiz.item import Item
from quizgen.quiz.items import Items
from quizgen.quiz.worksheet import Blueprint
from quizgen.rules.attr_1 import ATTR_1
from quizgen.rules.cards import CARD_RULES
from quizgen.rules.cloze_1 import CLOZE_1
from quizgen.rules.cue_1 import CUE_1
from quizgen.rules.cue_2 import CUE_2_FORM, CUE_2_ITEM
from quizgen.rules.date_1 import DATE_1_FACT, DATE_1_ITEM
from quizgen.rules.dis_1 import DIS_1
from quizgen.rules.dis_2 import DIS_2_BANK, DIS_2_ITEM
from quizgen.rules.dis_3 import DIS_3_BANK, DIS_3_ITEM
from quizgen.rules.dis_4 import DIS_4
from quizgen.rules.dis_5 import DIS_5
from quizgen.rules.form_1 import FORM_1
from quizgen.rules.form_2 import FORM_2
from quizgen.rules.form_3 import FORM_3
from quizgen.rules.form_4 import FORM_4
from quizgen.rules.form_5 import FORM_5_BANK, FORM_5_FORM, FORM_5_ITEM
from quizgen.rules.form_6 import FORM_6
from quizgen.rules.key_1 import KEY_1
from quizgen.rules.key_2 import KEY_2
from quizgen.rules.known import Known
from quizgen.rules.len_1 import LEN_1_BANK, LEN_1_FORM, LEN_1_ITEM
from quizgen.rules.match_1 import MATCH_1
from quizgen.rules.opt_1 import OPT_1
from quizgen.rules.opt_2 import OPT_2
from quizgen.rules.opt_3 import OPT_3
from quizgen.rules.order_1 import ORDER_1
from quizgen.rules.quote_1 import QUOTE_1
from quizgen.rules.rule import (
    BankRule,
    BlueprintRule,
    CardRule,
    DeckRule,
    FactRule,
    Finding,
    FormRule,
    ItemRule,
    Rule,
)
from quizgen.rules.sens_1 import SENS_1_BANK, SENS_1_FORM, SENS_1_ITEM
from quizgen.rules.src_1 import SRC_1
from quizgen.rules.stem_1 import STEM_1
from quizgen.rules.stem_2 import STEM_2_FORM, STEM_2_ITEM
from quizgen.rules.tf_1 import TF_1_FORM, TF_1_ITEM

RULES: tuple[Rule, ...] = (
    SRC_1,
    DATE_1_FACT,
    DATE_1_ITEM,
    ATTR_1,
    QUOTE_1,
    SENS_1_ITEM,
    SENS_1_FORM,
    SENS_1_BANK,
    KEY_1,
    KEY_2,
    OPT_1,
    STEM_1,
    STEM_2_ITEM,
    STEM_2_FORM,
    OPT_2,
    OPT_3,
    LEN_1_ITEM,
    LEN_1_FORM,
    LEN_1_BANK,
    CUE_1,
    CUE_2_ITEM,
    CUE_2_FORM,
    DIS_1,
    DIS_2_ITEM,
    DIS_2_BANK,
    DIS_3_ITEM,
    DIS_3_BANK,
    DIS_4,
    DIS_5,
    TF_1_ITEM,
    TF_1_FORM,
    MATCH_1,
    ORDER_1,
    CLOZE_1,
    FORM_1,
    FORM_2,
    FORM_3,
    FORM_4,
    FORM_5_FORM,
    FORM_5_BANK,
    FORM_5_ITEM,
    FORM_6,
    *CARD_RULES,
)
"""In the order of the specification: facts, options, stems, distractors, other types, forms,
cards."""


def check_fact(fact: Fact, known: Known) -> Iterator[Problem]:
    """Yield what the rules on facts find, but for what the fact allows itself with a reason."""
    for rule in RULES:
        if isinstance(rule, FactRule) and rule.id not in fact.allow:
            for finding in rule.check(fact, known):
                yield _problem(rule, finding, fact.where, f"fact '{fact.id}' ")


def check_item(item: Item, known: Known) -> Iterator[Problem]:
    """Yield what the rules on items find, but for what one of its facts allows."""
    allowed = {rule for fact_id in item.facts for rule in known.facts[fact_id].allow}
    for rule in RULES:
        if isinstance(rule, ItemRule) and rule.id not in allowed:
            for finding in rule.check(item, known):
                yield _problem(rule, finding, item.where, f"item '{item.id}': ", item.id)


def check_form(form: Form, known: Known, blueprint: Blueprint | None = None) -> Iterator[Problem]:
    """Yield what the rules on forms find, and on what was asked for where that is given."""
    name = f"form {form.letter}: " if form.letter else ""
    for rule in RULES:
        if isinstance(rule, FormRule):
            for finding in rule.check(form, known):
                yield _problem(rule, finding, known.bank.where, name)
        elif isinstance(rule, BlueprintRule) and blueprint is not None:
            for finding in rule.check(form, blueprint):
                yield _problem(rule, finding, blueprint.worksheet.where, name)


def check_bank(items: Items, known: Known) -> Iterator[Problem]:
    """Yield what the rules on a bank and all its items find."""
    for rule in RULES:
        if isinstance(rule, BankRule):
            for finding in rule.check(items, known):
                yield _problem(rule, finding, known.bank.where, "")


def check_deck(deck: Deck, known: Known) -> Iterator[Problem]:
    """Yield what the rules on cards and decks find, but for what one of a note's facts allows."""
    for rule in RULES:
        if isinstance(rule, CardRule):
            for card in deck.cards:
                for finding in rule.check(card, known):
                    name = f"note '{card.note.name}': "
                    yield from _of_facts(rule, finding, card.note.facts, known, name)
        elif isinstance(rule, DeckRule):
            for finding in rule.check(deck, known):
                yield from _of_facts(rule, finding, (finding.fact_id,), known, "")


def _of_facts(
    rule: Rule, finding: Finding, fact_ids: Sequence[str], known: Known, name: str
) -> Iterator[Problem]:
    facts = [known.facts[fact_id] for fact_id in fact_ids]
    if not any(rule.id in fact.allow for fact in facts):
        yield _problem(rule, finding, facts[0].where, name)


def _problem(rule: Rule, finding: Finding, where: Where, name: str, item_id: str = "") -> Problem:
    severity = finding.severity or rule.severity
    return Problem(where, name + finding.message, finding.hint, rule.id, severity, item_id)
