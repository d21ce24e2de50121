"""write_items: every wording that fits a fact becomes an item, or a member of a set."""

from collections.abc import Iterator

from quizgen.errors import Problem
from quizgen.items.answers import choice, false_statement, short_answer
from quizgen.items.desk import Desk
from quizgen.items.sets import item_sets
from quizgen.model import Bank, Fact, Interaction, Item, Items, Text, TrueFalse, Wording, Wordings
from quizgen.phrase import subjects_of
from quizgen.rules import check_item
from quizgen.rules.known import Known


def write_items(bank: Bank, wordings: Wordings) -> Items:
    """Return the items that a bank yields, its sets, and what the item rules found.

    Items come in the order of facts and wordings. A wording that does not fit a fact, or for
    which there are fewer than two plausible distractors, is skipped; an item that breaks a rule
    is kept out and reported.
    """
    known = Known(bank, wordings.language)
    desk = Desk(known)
    items: list[Item] = []
    findings: list[Problem] = []
    for fact in bank.facts:
        for item in _items_of(fact, wordings, desk):
            found = tuple(check_item(item, known))
            findings += found
            if all(problem.severity == "W" for problem in found):
                items.append(item)
    return Items(
        items=tuple(items), sets=tuple(item_sets(wordings, desk)), findings=tuple(findings)
    )


def _items_of(fact: Fact, wordings: Wordings, desk: Desk) -> Iterator[Item]:
    if fact.retired:
        return
    for wording in wordings.by_kind.get(fact.kind, ()):
        if desk.fits(wording, fact):
            stem, interaction = _asked(fact, wording, desk)
            if interaction:
                yield _item(fact, wording, stem, interaction, desk)


def _asked(fact: Fact, wording: Wording, desk: Desk) -> tuple[Text, Interaction | None]:
    stem = desk.say(wording.stem, fact, wording)
    match wording.type:
        case "multiple-choice":
            return stem, choice(fact, wording, desk)
        case "true-false" if wording.distractors:
            return false_statement(fact, wording, desk)
        case "true-false":
            return stem, TrueFalse(is_true=True)
        case "short-answer":
            return stem, short_answer(fact, wording, desk)
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
