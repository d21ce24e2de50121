"""FORM-4: a form holds what was asked for, and asks for more than recall.

A worksheet may say how much more; where it does not, the default is a wish.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizgen.quiz.form import Form
from quizgen.quiz.worksheet import Blueprint, WorksheetSection
from quizgen.rules.parts import items_of
from quizgen.rules.rule import BlueprintRule, Finding
from quizgen.rules.thresholds import ABOVE_RECALL


def check(form: Form, blueprint: Blueprint) -> Iterator[Finding]:
    """Find a section with other items than asked for, and a form that asks for recall alone."""
    if not form.missing:
        yield from _sections(form, blueprint)
    yield from _recall(form, blueprint)


def _sections(form: Form, blueprint: Blueprint) -> Iterator[Finding]:
    wanted = [section for section in scaled_sections(blueprint) if section.count]
    if [it.title for it in form.sections] != [it.title for it in wanted]:
        yield Finding("the form has other sections than its worksheet")
        return
    for found, section in zip(form.sections, wanted, strict=True):
        if len(found.items) != section.count:
            message = f"section '{found.title}' has {len(found.items)} items, not {section.count}"
            yield Finding(message)
        for item in (numbered.item for numbered in found.items):
            if item.type not in section.types:
                yield Finding(f"'{item.id}' is of type {item.type}, not {section.types}")


def _recall(form: Form, blueprint: Blueprint) -> Iterator[Finding]:
    levels = [item.level for item in items_of(form)]
    above = sum(level > 1 for level in levels)
    if above < fewest_above_recall(len(levels), blueprint):
        message = f"{above} of {len(levels)} items ask for more than recall"
        hint = "add facts to be ordered, matched or compared, or set above_recall in the worksheet"
        asked_for = blueprint.worksheet.above_recall is not None
        yield Finding(message, hint, "E" if asked_for else "W")


def fewest_above_recall(items: int, blueprint: Blueprint) -> int:
    """Return how many of so many items must be above bare recall."""
    percent = blueprint.worksheet.above_recall
    share = ABOVE_RECALL if percent is None else percent / 100
    return -int(-items * share // 1)


def scaled_sections(blueprint: Blueprint) -> Sequence[WorksheetSection]:
    """Return the worksheet's sections, their counts scaled to the number of items asked for."""
    sections = blueprint.worksheet.sections
    total = sum(section.count for section in sections)
    if blueprint.items is None or not total:
        return sections
    exact = [section.count * blueprint.items / total for section in sections]
    counts = [int(share) for share in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: counts[place] - exact[place])
    for place in by_rest[: blueprint.items - sum(counts)]:
        counts[place] += 1
    return [replace(section, count=count) for section, count in zip(sections, counts, strict=True)]


FORM_4 = BlueprintRule("FORM-4", "E", "a form holds what was asked for, not recall alone", check)
