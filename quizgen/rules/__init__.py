"""Every rule that facts, items, forms and notes are held to, listed by what it judges.

A rule is one function under `@rule`; messages name it by its code, such as KEY-2. Files are named
after what the rules in them are about.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from quizgen.bank.facts import Fact
from quizgen.errors import Problem, Where
from quizgen.judge.subject import Subject
from quizgen.quiz.form import Form
from quizgen.quiz.item import FromFacts, FromPlaces, Item
from quizgen.quiz.offer import Offer
from quizgen.quiz.worksheet import Blueprint
from quizgen.rules import (
    assertions,
    completeness,
    cues,
    distractors,
    facts,
    forms,
    judgement,
    options,
    other_types,
    pictures,
    stems,
    written,
)
from quizgen.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from quizgen.deck.deck import Deck

FACT_RULES: tuple[Rule[Fact], ...] = (
    facts.overdue_reviews,
    facts.years_from_nought,
    facts.leftover_marks,
)
ANSWER_RULES: tuple[Rule[Fact], ...] = (written.right_answers, written.unused_answers)
"""On the wrong answers that an author wrote. What they find keeps no sheet from being made, since
such an answer is left out of it."""
ITEM_RULES: tuple[Rule[Item], ...] = (
    completeness.missing_parts,
    assertions.stale_words,
    assertions.unattributed_claims,
    assertions.invented_quotations,
    assertions.loaded_words,
    options.miskeyed_choices,
    options.right_distractors,
    options.wrong_option_counts,
    stems.stems_that_do_not_ask,
    stems.long_questions,
    stems.lonely_answers,
    stems.negative_stems,
    options.banned_options,
    options.telling_words,
    options.long_keys,
    options.repeated_words,
    options.unlike_options,
    distractors.invented_distractors,
    distractors.wrong_numbers,
    distractors.wrong_dates,
    distractors.unlike_people,
    distractors.implausible_options,
    other_types.unclear_statements,
    other_types.faulty_matchings,
    other_types.faulty_orderings,
    other_types.unfair_blanks,
    pictures.telling_pictures,
    assertions.keyed_opinions,
    judgement.unfounded_judgements,
)
FORM_RULES: tuple[Rule[Form], ...] = (
    forms.unannounced_sensitivity,
    forms.many_negations,
    forms.telling_lengths,
    forms.worn_distractors,
    forms.unbalanced_truth,
    forms.repeated_facts,
    forms.told_keys,
    forms.one_sided_forms,
    forms.unlisted_texts,
    forms.overpaid_statements,
)
"""What no order changes: judged once for all versions of a worksheet."""
TOPIC_RULES: tuple[Rule[Form], ...] = (forms.many_negations, forms.one_sided_forms)
"""Of those on forms, what is judged topic by topic, since it looks at facts: another topic is
another debate."""
VERSION_RULES: tuple[Rule[Form], ...] = (
    forms.telling_orders,
    forms.rows_of_truth,
    forms.unbalanced_keys,
    forms.unsaid_forms,
)
"""What is judged for each version anew: the order of items and options, and the footer."""
BLUEPRINT_RULES: tuple[Rule[tuple[Form, Blueprint]], ...] = (forms.unmet_blueprints,)
BANK_RULES: tuple[Rule[Offer], ...] = (
    facts.unsaid_sensitivity,
    facts.leftover_marks_of_a_bank,
    forms.telling_lengths_of_a_bank,
    forms.telling_ranks_of_numbers,
    forms.telling_ranks_of_dates,
    forms.worn_distractors_of_a_bank,
    forms.sides_only_wrong,
    cues.telling_stems,
    pictures.unsaid_credits,
    pictures.telling_of_parts,
)


def all_rules() -> Iterator[Rule[Any]]:
    """Yield every rule, as reports count what they find."""
    from quizgen.rules.cards import CARD_RULES, DECK_RULES

    yield from FACT_RULES
    yield from ANSWER_RULES
    yield from ITEM_RULES
    yield from FORM_RULES
    yield from VERSION_RULES
    yield from BLUEPRINT_RULES
    yield from BANK_RULES
    yield from CARD_RULES
    yield from DECK_RULES


def check_fact(fact: Fact, subject: Subject) -> Iterator[Problem]:
    """Yield what the rules on facts find, but for what the fact allows itself with a reason."""
    for rule in FACT_RULES:
        if rule.code not in fact.allow:
            for finding in rule.check(fact, subject):
                yield _problem(rule, finding, fact.where, f"fact '{fact.id}' ")


def check_answers(fact: Fact, subject: Subject) -> Iterator[Problem]:
    """Yield what is wrong with the wrong answers of a fact, but for what it allows itself."""
    for rule in ANSWER_RULES:
        if rule.code not in fact.allow:
            for finding in rule.check(fact, subject):
                yield _problem(rule, finding, fact.where, f"fact '{fact.id}' ")


def check_item(item: Item, subject: Subject) -> Iterator[Problem]:
    """Yield what the rules on items find, but for what its author allows.

    What somebody wrote by hand is an error only where it cannot be answered or marked as it stands;
    the rest is a matter of style, of which he is warned. Where parts are missing, nothing else is
    judged: most rules could not even read such an item.
    """
    is_made = isinstance(item.origin, FromFacts | FromPlaces)
    for rule in ITEM_RULES:
        if rule.code in item.allow and rule is not completeness.missing_parts:
            continue
        findings = [*rule.check(item, subject)]
        for finding in findings:
            problem = _problem(rule, finding, item.where, f"item '{item.id}': ", item.id)
            yield problem if is_made or finding.is_broken else problem.as_warning
        if findings and rule is completeness.missing_parts:
            return


def check_form(
    form: Form, subject: Subject, blueprint: Blueprint | None = None
) -> Iterator[Problem]:
    """Yield all that the rules on forms find, and on what was asked for where that is given."""
    yield from check_selection(form, subject, blueprint)
    yield from check_version(form, subject)


def check_selection(
    form: Form, subject: Subject, blueprint: Blueprint | None = None
) -> Iterator[Problem]:
    """Yield what is found in the items of a form, whatever their order."""
    for rule in FORM_RULES:
        for finding in rule.check(form, subject):
            yield _problem(rule, finding, subject.bank.where, _named(form))
    for asked in BLUEPRINT_RULES if blueprint else ():
        assert blueprint is not None
        for finding in asked.check((form, blueprint), subject):
            yield _problem(asked, finding, blueprint.worksheet.where, _named(form))


def check_selection_of_several(
    form: Form, subject: Subject, blueprint: Blueprint
) -> Iterator[Problem]:
    """Yield what is found in the items of a form on several topics, but for what concerns one."""
    for rule in FORM_RULES:
        for finding in rule.check(form, subject) if rule not in TOPIC_RULES else ():
            yield _problem(rule, finding, blueprint.where, _named(form))
    for asked in BLUEPRINT_RULES:
        for finding in asked.check((form, blueprint), subject):
            yield _problem(asked, finding, blueprint.where, _named(form))


def check_topic(form: Form, subject: Subject) -> Iterator[Problem]:
    """Yield what is found in what a form on several topics has of one of them."""
    for rule in TOPIC_RULES:
        for finding in rule.check(form, subject):
            yield _problem(rule, finding, subject.bank.where, f"{subject.bank.topic}: ")


def check_version(form: Form, subject: Subject) -> Iterator[Problem]:
    """Yield what is found in the order of a form's items and options, and in its footer."""
    for rule in VERSION_RULES:
        for finding in rule.check(form, subject):
            yield _problem(rule, finding, subject.bank.where, _named(form))


def check_bank(offer: Offer, subject: Subject) -> Iterator[Problem]:
    """Yield what the rules on a bank and all its items find."""
    for rule in BANK_RULES:
        for finding in rule.check(offer, subject):
            yield _problem(rule, finding, subject.bank.where, "")


def check_deck(deck: "Deck", subject: Subject) -> Iterator[Problem]:
    """Yield what the rules on cards and decks find, but for what one of a note's facts allows."""
    from quizgen.rules.cards import CARD_RULES, DECK_RULES  # no build waits for them

    if subject.bank.questions:  # on which their author decides
        yield from _unasked_questions(deck, subject)
    deck = _of_facts_alone(deck, subject)
    for rule in CARD_RULES:
        for card in deck.cards:
            for finding in rule.check(card, subject):
                name = f"note '{card.note.name}': "
                yield from _of_facts(rule, finding, card.note.facts, subject, name)
    for deck_rule in DECK_RULES:
        for finding in deck_rule.check(deck, subject):
            yield from _of_facts(deck_rule, finding, (finding.fact_id,), subject, "")


def _unasked_questions(deck: "Deck", subject: Subject) -> Iterator[Problem]:
    """Yield the written questions that are no card, since another asks the same."""
    by_id = {question.id: question for question in subject.bank.questions}
    for question_id in dict.fromkeys(card.note.facts[0] for card in deck.unasked):
        if question := by_id.get(question_id):
            message = f"question '{question_id}' is no card: another asks the same, and is answered"
            hint = "say in one of the two what tells them apart, or write in_deck: false"
            yield Problem(question.where, f"{message} otherwise", hint, "CARD-4", "W")


def _of_facts_alone(deck: "Deck", subject: Subject) -> "Deck":
    """Return a deck without the notes of written questions and of pictures with parts."""
    notes = (*deck.notes, *(card.note for card in deck.unasked))
    if all(fact_id in subject.facts for note in notes for fact_id in note.facts):
        return deck
    return replace(
        deck,
        notes=tuple(note for note in deck.notes if subject.facts.keys() >= {*note.facts}),
        unasked=tuple(card for card in deck.unasked if card.note.facts[0] in subject.facts),
    )


def _of_facts(
    rule: Rule[Any], finding: Finding, fact_ids: Sequence[str], subject: Subject, name: str
) -> Iterator[Problem]:
    of_note = [subject.facts[fact_id] for fact_id in fact_ids]
    if not any(rule.code in fact.allow for fact in of_note):
        yield _problem(rule, finding, of_note[0].where, name)


def _named(form: Form) -> str:
    return f"form {form.version}: " if form.version else ""


def _problem(
    rule: Rule[Any],
    finding: Finding,
    where: Where,
    name: str,
    item_id: str = "",
) -> Problem:
    severity = finding.severity or rule.severity
    place = finding.where or where
    return Problem(place, name + finding.message, finding.hint, rule.code, severity, item_id)
