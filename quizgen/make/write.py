"""write_items: every wording that fits a fact becomes an item, or a member of a set."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from quizgen.bank.bank import Bank, Prompt
from quizgen.bank.facts import Fact, Quantity
from quizgen.content import Run, Text
from quizgen.errors import Problem
from quizgen.figure.charts import grain_of
from quizgen.ids import set_id_of
from quizgen.language.quantities import say_value
from quizgen.language.subjects import subjects_of
from quizgen.make.answers import (
    choice,
    cloze,
    false_statement,
    numeric,
    several_choices,
    short_answer,
)
from quizgen.make.desk import Desk
from quizgen.make.sets import item_sets
from quizgen.quiz.item import SET_TYPES, Discussion, Interaction, Item, TrueFalse
from quizgen.quiz.items import Items, PlannedItem
from quizgen.quiz.wording import Wording, Wordings
from quizgen.rules import check_item
from quizgen.rules.known import Known


def write_items(bank: Bank, wordings: Wordings) -> Items:
    """Return the items that a bank yields, and its sets.

    Items come in the order of facts and wordings, prompts for discussion last. Each is written when
    it is first asked for. A wording that does not fit a fact, or for which there are fewer than two
    plausible distractors, yields none; an item that breaks a rule is kept out and reported.
    """
    desk = Desk(Known(bank, wordings.language))
    prompts = (_planned_prompt(prompt, desk) for prompt in bank.discussion)
    planned = (*_planned(bank, wordings, desk), *prompts)
    return Items(planned=planned, sets=tuple(item_sets(wordings, desk)))


def _planned(bank: Bank, wordings: Wordings, desk: Desk) -> Iterator[PlannedItem]:
    in_use = (fact for fact in bank.facts if not fact.retired)
    for fact in in_use:
        for wording in wordings.by_kind.get(fact.kind, ()):
            if wording.type not in SET_TYPES:
                yield _planned_item(fact, wording, desk)


def _planned_item(fact: Fact, wording: Wording, desk: Desk) -> PlannedItem:
    return PlannedItem(
        id=f"{fact.id}/{wording.id}",
        wording=wording.id,
        type=wording.type,
        kind=fact.kind,
        level=wording.level,
        sensitivity=fact.sensitivity,
        tags=fact.tags,
        is_true=not wording.distractors if wording.type == "true-false" else None,
        write=partial(_write_checked, fact, wording, desk),
    )


def _planned_prompt(prompt: Prompt, desk: Desk) -> PlannedItem:
    item = _discussion(prompt, desk.known.bank)
    return PlannedItem(
        id=item.id,
        wording=item.wording,
        type=item.type,
        kind=item.kind,
        level=item.level,
        sensitivity=item.sensitivity,
        tags=item.tags,
        write=partial(_checked, item, desk.known),
    )


def _checked(item: Item | None, known: Known) -> tuple[Item | None, tuple[Problem, ...]]:
    """Return an item with what the rules find, and without it if one is an error."""
    findings = tuple(check_item(item, known)) if item else ()
    is_sound = not any(problem.is_error for problem in findings)
    return item if is_sound else None, findings


def _write_checked(
    fact: Fact, wording: Wording, desk: Desk
) -> tuple[Item | None, tuple[Problem, ...]]:
    return _checked(_write(fact, wording, desk), desk.known)


def _write(fact: Fact, wording: Wording, desk: Desk) -> Item | None:
    """Return the item of a fact and a wording; None if they do not fit each other."""
    if not desk.fits(wording, fact):
        return None
    if wording.type in ("multiple-choice", "multiple-response"):
        choose = choice if wording.type == "multiple-choice" else several_choices
        chosen = choose(fact, wording, desk)
        return _item_of(chosen[1], wording, chosen[0], desk) if chosen else None
    if wording.type == "numeric" and wording.figure:
        return _reading(fact, wording, desk)
    stem, interaction = _asked(fact, wording, desk)
    return _item(fact, wording, stem, interaction, desk) if interaction else None


def _reading(fact: Fact, wording: Wording, desk: Desk) -> Item | None:
    """Return the item that asks for a number on a scale; None if it cannot be drawn or read."""
    scale = desk.scales.of(fact)
    answer = numeric(fact, wording, desk)
    if scale is None or answer is None:
        return None
    assert isinstance(fact.claim, Quantity)
    units = desk.known.units
    grain = say_value(grain_of(scale), units[fact.claim.unit], desk.known.language)
    stem = desk.say(wording.stem, fact, wording, {"grain": grain})
    low, high = answer.low - grain_of(scale), answer.high + grain_of(scale)
    item = _item(fact, wording, stem, replace(answer, low=low, high=high), desk)
    return replace(item, figure=scale)


def _asked(fact: Fact, wording: Wording, desk: Desk) -> tuple[Text, Interaction | None]:
    stem = desk.say(wording.stem, fact, wording)
    match wording.type:
        case "true-false" if wording.distractors:
            return false_statement(fact, wording, desk)
        case "true-false":
            return stem, TrueFalse(is_true=True)
        case "short-answer":
            return stem, short_answer(fact, wording, desk)
        case "numeric":
            return stem, numeric(fact, wording, desk)
        case "cloze":
            return (), cloze(fact, wording, stem, desk)
        case _:
            return stem, None  # sets are drawn for a form, from `item_sets`


def _item(fact: Fact, wording: Wording, stem: Text, interaction: Interaction, desk: Desk) -> Item:
    return Item(
        id=f"{fact.id}/{wording.id}",
        wording=wording.id,
        kind=fact.kind,
        facts=(fact.id,),
        stem=stem,
        interaction=interaction,
        rationale=desk.say(wording.rationale, fact, wording),
        sources=tuple(dict.fromkeys((fact.source, *(also.source for also in fact.also_in)))),
        as_of=fact.as_of,
        level=wording.level,
        sensitivity=fact.sensitivity,
        tags=fact.tags,
        about=subjects_of(fact, desk.known.bank),
        where=fact.where,
    )


def _item_of(
    facts: tuple[Fact, ...], wording: Wording, interaction: Interaction, desk: Desk
) -> Item:
    """Return an item that rests on one fact or several; it asks about the first."""
    count = {"count": desk.known.language.counts[len(facts)]}
    item = _item(
        facts[0], wording, desk.say(wording.stem, facts[0], wording, count), interaction, desk
    )
    if len(facts) == 1:
        return item
    has_all_keys = wording.type == "multiple-response"
    subjects = {subject for one in facts for subject in subjects_of(one, desk.known.bank)}
    return replace(
        item,
        id=set_id_of(wording.id, (one.id for one in facts)),
        rationale=_joined_rationales(facts, wording, desk) if has_all_keys else item.rationale,
        facts=tuple(one.id for one in facts),
        sources=tuple(dict.fromkeys(one.source for one in facts)),
        about=tuple(sorted(subjects)),
    )


def _joined_rationales(facts: tuple[Fact, ...], wording: Wording, desk: Desk) -> Text:
    """Return why each of several keys is right, one after the other, each reason once."""
    reasons = dict.fromkeys(desk.say(wording.rationale, fact, wording) for fact in facts)
    return tuple(run for reason in reasons for run in (*reason, Run(" ")))[:-1]


def _discussion(prompt: Prompt, bank: Bank) -> Item:
    """Return a prompt as an item; it keys no fact, so others may ask about what it builds on."""
    return Item(
        id=f"{prompt.id}/discussion",
        wording="discussion",
        kind="discussion",
        facts=(),
        stem=(Run(prompt.text),),
        interaction=Discussion(),
        sources=(),
        as_of=bank.as_of,
        level=3,
        tags=prompt.tags,
        where=prompt.where,
    )
