"""SENS-1: a bank says what is sensitive in it, and none of its words take sides by themselves.

Oxfam, Teaching Controversial Issues; Council of Europe, Living with Controversy.
"""

import re
from collections.abc import Iterator

from quizgen.content import plain
from quizgen.quiz.form import Form
from quizgen.quiz.item import Item
from quizgen.quiz.items import Items
from quizgen.rules.known import Known
from quizgen.rules.parts import items_of
from quizgen.rules.rule import BankRule, Finding, FormRule, ItemRule
from quizgen.rules.texts import asserted_texts, found_in, unquoted, visible_texts


def check_bank(items: Items, known: Known) -> Iterator[Finding]:
    """Find a bank that has sensitive facts and does not say so, or not of what kind."""
    bank = known.bank
    for fact in bank.facts:
        if not fact.is_within(bank.sensitivity):
            message = f"sensitivity: {bank.sensitivity}, but the fact '{fact.id}' is"
            yield Finding(f"{message} {fact.sensitivity}", f"write sensitivity: {fact.sensitivity}")
            break
    themed = bank.themes or any(fact.themes for fact in bank.facts)
    if bank.sensitivity != "none" and not themed:
        hint = "add them, such as themes: [war, casualties]"
        yield Finding(f"sensitivity: {bank.sensitivity}, but there are no themes", hint)


def check_item(item: Item, known: Known) -> Iterator[Finding]:
    """Find a word that judges, outside quotation marks."""
    loaded = tuple(map(re.escape, known.bank.loaded_words))
    if not loaded:
        return
    for text in dict.fromkeys(map(plain, (*visible_texts(item), *asserted_texts(item)))):
        for word in found_in(unquoted(text), loaded):
            hint = "choose a word that both sides could use, or quote the speaker"
            yield Finding(f"'{word}' in “{text}” is a loaded word", hint)


def check_form(form: Form, known: Known) -> Iterator[Finding]:
    """Find a form that asks about death and suffering without a word to the teacher."""
    high = [item.id for item in items_of(form) if item.sensitivity == "high"]
    if high and not form.teacher_note:
        hint = "add a teacher_note to the bank"
        yield Finding(f"'{high[0]}' is of high sensitivity, and there is no teacher note", hint)


SENS_1_BANK = BankRule("SENS-1", "E", "a bank says what is sensitive in it", check_bank)
SENS_1_ITEM = ItemRule("SENS-1", "W", "no loaded words outside quotation marks", check_item)
SENS_1_FORM = FormRule("SENS-1", "W", "sensitive items come with a teacher note", check_form)
