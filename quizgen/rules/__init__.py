"""Every rule that facts, items and forms are held to, one a file, in one tuple."""

from collections.abc import Iterator

from quizgen.errors import Problem, Where
from quizgen.model import Bank, Fact, Form, Item
from quizgen.rules.attr_1 import ATTR_1
from quizgen.rules.date_1 import DATE_1_FACT, DATE_1_ITEM
from quizgen.rules.form_1 import FORM_1
from quizgen.rules.form_2 import FORM_2
from quizgen.rules.form_3 import FORM_3
from quizgen.rules.form_6 import FORM_6
from quizgen.rules.key_1 import KEY_1
from quizgen.rules.key_2 import KEY_2
from quizgen.rules.known import Known
from quizgen.rules.match_1 import MATCH_1
from quizgen.rules.opt_1 import OPT_1
from quizgen.rules.opt_2 import OPT_2
from quizgen.rules.order_1 import ORDER_1
from quizgen.rules.quote_1 import QUOTE_1
from quizgen.rules.rule import FactRule, Finding, FormRule, ItemRule, Rule
from quizgen.rules.src_1 import SRC_1

RULES: tuple[Rule, ...] = (
    SRC_1,
    DATE_1_FACT,
    DATE_1_ITEM,
    ATTR_1,
    QUOTE_1,
    KEY_1,
    KEY_2,
    OPT_1,
    OPT_2,
    MATCH_1,
    ORDER_1,
    FORM_1,
    FORM_2,
    FORM_3,
    FORM_6,
)


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


def check_form(form: Form, known: Known) -> Iterator[Problem]:
    """Yield what the rules on forms find."""
    name = f"form {form.letter}: " if form.letter else ""
    for rule in RULES:
        if isinstance(rule, FormRule):
            for finding in rule.check(form, known):
                yield _problem(rule, finding, _place(known.bank), name)


def _problem(rule: Rule, finding: Finding, where: Where, name: str, item_id: str = "") -> Problem:
    severity = finding.severity or rule.severity
    return Problem(where, name + finding.message, finding.hint, rule.id, severity, item_id)


def _place(bank: Bank) -> Where:
    return bank.where
