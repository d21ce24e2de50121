"""check: every mistake of a bank at once, those of what is built of it among them.

Items, forms and a deck are made only to be looked at; nothing of them is kept.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from quizgen.assemble import assemble_forms, select
from quizgen.assemble.alternatives import for_bank
from quizgen.bank.bank import Bank
from quizgen.bank.dates import date_of_day
from quizgen.bank.facts import Fact
from quizgen.bank.questions import Question
from quizgen.cards import make_deck
from quizgen.cards.editions import side_by_side, taken_out
from quizgen.check.coverage import cover
from quizgen.check.report import SEEDS, Report
from quizgen.check.templates import check_templates
from quizgen.errors import FormError, Problem, QuizgenError, collect, suggest
from quizgen.judge.subject import Subject
from quizgen.language.words import Language
from quizgen.pool import ItemPool
from quizgen.prove import Copies, prove
from quizgen.quiz.offer import Offer
from quizgen.quiz.worksheet import Blueprint, Worksheet
from quizgen.read import File, Texts, read_materials, read_worksheet
from quizgen.rules import (
    all_rules,
    check_answers,
    check_bank,
    check_deck,
    check_fact,
    check_form,
    check_item,
)
from quizgen.rules.rule import Severity

__all__ = ["SEEDS", "Report", "check", "check_values"]

MANY_SEEDS = range(1, 41)
"""FORM-7: with these it is counted how often a fact comes again."""


def check(
    texts: Texts,
    today: datetime.date,
    worksheets: Sequence[File] = (),
    copies: Copies | None = None,
) -> Report:
    """Return every problem of a bank: its form, its facts, its items, and forms made of them.

    `today` is what review dates are held against. Of each worksheet forms are made with several
    seeds; what a rule finds in several of them is one problem. With copies of the sources each
    fact is held against them.
    """
    errors: list[QuizgenError] = []
    read = collect(lambda: read_materials(texts), errors)
    found_sheets = [
        collect(partial(read_worksheet, file.text, file.path), errors) for file in worksheets
    ]
    if read is None or errors:
        return Report(
            texts.bank.path, _sorted(problem for error in errors for problem in error.problems)
        )
    materials, sheets = read, tuple(sheet for sheet in found_sheets if sheet)
    bank = materials.bank
    date = date_of_day(today.toordinal())
    subject = replace(materials.subject, today=date)
    proof = prove(texts.bank, bank, copies) if copies else None
    of_facts = [
        *(proof.problems if proof else ()),
        *(problem for fact in bank.facts for problem in check_fact(fact, subject)),
        *_remarks_on_tables(bank),
        *_unknown_exceptions(bank),
        *_unknown_wordings(subject),
        *(problem for fact in bank.facts for problem in check_answers(fact, subject)),
    ]
    try:
        check_templates(materials, sheets, subject)
        pool = ItemPool(subject)
        offer, findings = pool.offer, pool.findings  # a wording that cannot be used is told here
        deck = make_deck(
            subject,
            materials.note_types,
            "high",
            lock=materials.lock,
            items=offer.items,
            written=pool.written,
        )
        beside = side_by_side(materials.note_types, materials.shipped_types)
    except QuizgenError as error:
        return Report(texts.bank.path, _sorted([*of_facts, *error.problems]))
    looked_at = {sheet.name: collect(partial(_look_at, sheet, pool), errors) for sheet in sheets}
    problems = [
        *of_facts,
        *_unprintable(bank),
        *findings,
        *check_bank(offer, subject),
        *check_deck(deck, subject),
        *(problem.as_warning for problem in taken_out(bank, materials.lock)),
        *beside,
        *(problem for found in looked_at.values() if found for problem in found.problems),
        *(problem for error in errors for problem in error.problems),
    ]
    return Report(
        path=texts.bank.path,
        problems=_sorted(problems),
        coverage=cover(bank, offer, pool.sets, today),
        bank=bank,
        offer=offer,
        worksheets={name: found.missing for name, found in looked_at.items() if found},
        repeated={name: found.repeated for name, found in looked_at.items() if found},
        proof=proof,
    )


def _unprintable(bank: Bank) -> list[Problem]:
    """Return what no sheet can print; cards are shown in the fonts of a learner's device."""
    from quizgen.typeset.unprintable import find_in_bank  # it brings what PDFs are written with

    return find_in_bank(bank).problems


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems by file, line and column, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.where))


def check_values(bank: Bank, language: Language) -> list[Problem]:
    """Return what is seen without writing an item: what is wrong with facts and with the bank."""
    subject = Subject(bank, language)
    of_facts = (problem for fact in bank.facts for problem in check_fact(fact, subject))
    return [*of_facts, *_unknown_exceptions(bank), *check_bank(Offer(), subject)]


def _remarks_on_tables(bank: Bank) -> Iterator[Problem]:
    """Yield what was guessed of the files of tables: how they are encoded, which sheet is meant."""
    for table in bank.tables:
        if table.remark:
            message, _, hint = table.remark.rpartition(": ")
            yield Problem(table.where, message, hint, severity="W")


def _unknown_wordings(subject: Subject) -> Iterator[Problem]:
    """Yield a warning for each wording that a fact skips and that there is not."""
    known = {wording.id for of_kind in subject.wordings.values() for wording in of_kind}
    for fact in subject.bank.facts:
        for wording in fact.skip:
            if wording not in known:
                message = f"fact '{fact.id}' skips {wording}, and there is no such wording"
                hint = suggest(wording, sorted(known), "wordings")
                yield Problem(fact.where, message, hint, severity="W")


def _unknown_exceptions(bank: Bank) -> Iterator[Problem]:
    """Yield a warning for each rule that a fact may break and that there is not."""
    codes = dict.fromkeys(rule.code for rule in all_rules())
    allowing: list[tuple[str, Fact | Question]] = [
        *((f"fact '{fact.id}'", fact) for fact in bank.facts),
        *((f"question '{question.id}'", question) for question in bank.questions),
    ]
    for name, each in allowing:
        for code in each.allow:
            if code not in codes:
                message = f"{name} allows {code}, and there is no such rule"
                hint = suggest(code, sorted(codes), "rules")
                yield Problem(each.where, message, hint, severity="W")


class _LookedAt(NamedTuple):
    """What is found in forms of a worksheet, and what the bank is too small for."""

    problems: tuple[Problem, ...]
    missing: tuple[str, ...]
    repeated: str


def _look_at(sheet: Worksheet, pool: ItemPool) -> _LookedAt:
    """Look at forms of a worksheet; raises TemplateError if its texts fit no fact of the bank."""
    missing = _missing(sheet, pool)
    repeated = "" if missing else _repeated(sheet, pool)
    return _LookedAt(tuple(_of_forms(sheet, pool)), missing, repeated)


def _of_forms(sheet: Worksheet, pool: ItemPool) -> Iterator[Problem]:
    """Yield what is found in forms of a worksheet, each with the seeds of the forms it is in."""
    first: dict[tuple[str, Severity], Problem] = {}
    seeds: dict[tuple[str, Severity], list[int]] = {}
    for seed in SEEDS:
        blueprint = Blueprint(worksheet=sheet, seed=seed, may_shrink=True)
        for problem in _of_form(blueprint, pool):
            kind = (problem.rule, problem.severity)
            first.setdefault(kind, problem)
            if seed not in seeds.setdefault(kind, []):
                seeds[kind].append(seed)
    for kind, problem in first.items():
        which = f"with {'seed' if len(seeds[kind]) == 1 else 'seeds'} "
        which += (
            ", ".join(map(str, seeds[kind]))
            if len(seeds[kind]) < len(SEEDS)
            else f"{SEEDS[0]} to {SEEDS[-1]}"
        )
        yield replace(problem, message=f"worksheet {sheet.name} {which}: {problem.message}")


def _missing(sheet: Worksheet, pool: ItemPool) -> tuple[str, ...]:
    """Return what the bank is too small for, where forms of a worksheet are shorter for that."""
    blueprint = Blueprint(worksheet=sheet, seed=SEEDS[0], may_shrink=True)
    try:
        selection = select(pool, blueprint)
    except QuizgenError:  # told with the forms
        return ()
    return tuple(problem.message for problem in selection.common.missing)


def _repeated(sheet: Worksheet, pool: ItemPool) -> str:
    """Return which facts stand on more than a third of a worksheet's sheets; empty if none does.

    Whoever takes another seed wants another sheet (FORM-7).
    """
    uses: Counter[str] = Counter()
    for seed in MANY_SEEDS:
        try:
            selection = select(pool, Blueprint(worksheet=sheet, seed=seed))
        except QuizgenError:  # told with the forms
            return ""
        items = (item for part in selection.parts for item in part.items)
        uses.update({fact_id for item in items for fact_id in item.facts})
    often = {fact: count for fact, count in uses.items() if count * 3 > len(MANY_SEEDS)}
    if not often:
        return ""
    most = max(often, key=lambda fact: (often[fact], fact))
    stand = "fact stands" if len(often) == 1 else "facts stand"
    message = f"the bank is small for it: {len(often)} {stand} on more than a third of the sheets"
    return f"{message}, '{most}' on {often[most] / len(MANY_SEEDS):.0%}"


def _of_form(blueprint: Blueprint, pool: ItemPool) -> Iterator[Problem]:
    """Yield what is found in a form, and in the items that are drawn for it from sets."""
    blueprint = for_bank(blueprint, pool)
    try:
        forms = tuple(assemble_forms(pool, blueprint))
    except FormError as error:
        for problem in error.problems:
            is_small = not problem.rule  # which a bank may be, and yet be sound
            yield replace(problem, rule="FORM-4", severity="W") if is_small else problem
        return
    except QuizgenError as error:  # a sentence of the worksheet that cannot be said of some fact
        yield from error.problems
        return
    for form in forms:
        yield from check_form(form, pool.subject, blueprint)
        for item in form.items:
            if item.type in ("matching", "ordering"):
                yield from check_item(item, pool.subject)
