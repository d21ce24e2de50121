"""assemble_forms: choose items once, then order them for each version."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from quizgen.assemble.arrange import arrange
from quizgen.assemble.choose import Part, choose_items
from quizgen.assemble.fit import fit_blueprint
from quizgen.assemble.tell import make_cards, sources_told, tell_facts
from quizgen.bank.bank import Bank
from quizgen.errors import FormError, Problem
from quizgen.language.dates import say_date
from quizgen.language.people import cite
from quizgen.language.words import Language
from quizgen.order import letter_of, seeds_from
from quizgen.quiz.figures import Figure
from quizgen.quiz.form import Form, FormSection, NumberedItem, SourceEntry
from quizgen.quiz.item import Cloze, Item, Matching, Ordering
from quizgen.quiz.items import Items
from quizgen.quiz.worksheet import Blueprint, WorksheetSection
from quizgen.rules import check_form
from quizgen.rules.known import Known

PROMPTS = 2
"""How many prompts for the class a key has at most."""


def assemble_forms(
    bank: Bank, items: Items, blueprint: Blueprint, language: Language
) -> Iterator[Form]:
    """Yield the versions of a form: the same items, in other orders where there are enough.

    A sheet to study and cards are the same in all versions, so there is one. Raises FormError
    when a section asks for more items than the bank yields, unless the blueprint may shrink, and
    when a form breaks a rule.
    """
    known = Known(bank, language)
    if not blueprint.worksheet.sections:
        yield _form((), "", blueprint, known)
        return
    missing: tuple[Problem, ...] = ()
    try:
        chosen = choose_items(items, blueprint, known)
    except FormError:
        smaller = fit_blueprint(items, blueprint, known) if blueprint.may_shrink else None
        if smaller is None:
            raise
        shorter, missing = smaller
        chosen = choose_items(items, shorter, known)
    seen: set[tuple[str, ...]] = set()
    for letter in _letters(blueprint.forms):
        parts = _arranged_anew(chosen, f"{blueprint.seed}/{letter}", seen)
        form = replace(_form(parts, letter, blueprint, known), missing=missing)
        errors = [problem for problem in check_form(form, known, blueprint) if problem.is_error]
        if errors:
            raise FormError(errors)
        yield form


def _arranged_anew(
    parts: Sequence[Part], seed: str, seen: set[tuple[str, ...]]
) -> tuple[Part, ...]:
    """Return the parts in an order that no version had before, as long as one is found."""
    for another in seeds_from(seed):
        arranged = arrange(parts, another)
        order = tuple(item.id for part in arranged for item in part.items)
        if order not in seen:
            break
    seen.add(order)
    return arranged


def _letters(forms: int) -> Iterator[str]:
    """Yield A, B ...; a single form has no letter."""
    yield from (letter_of(place) for place in range(forms)) if forms > 1 else [""]


def _form(parts: Sequence[Part], letter: str, blueprint: Blueprint, known: Known) -> Form:
    bank, language = known.bank, known.language
    sections = tuple(_sections(parts, language))
    used = [numbered.item for section in sections for numbered in section.items]
    sheet = blueprint.worksheet
    facts = tell_facts(blueprint, known) if sheet.facts else ()
    cards = make_cards(blueprint, known) if sheet.cards else ()
    cited = [source for item in used for source in item.sources]
    title = blueprint.title or sheet.title or bank.title
    return Form(
        topic=bank.topic,
        letter=letter,
        language=bank.language,
        title=title,
        subtitle=sheet.subtitle or bank.summary,
        school=blueprint.school,
        label=sheet.label,
        layout=sheet.layout,
        sections=sections,
        facts=facts,
        cards=cards,
        points=sum(section.points for section in sections),
        sources=tuple(_sources([*cited, *sources_told(facts, cards)], bank, language)),
        teacher_note=bank.teacher_note,
        discussion=tuple(_prompts(used, blueprint, bank)),
        footer=tuple(_footer(letter, blueprint.seed, title, bank, language)),
        seed=blueprint.seed,
        edition=bank.edition,
        as_of=bank.as_of,
        words=language,
    )


def _sections(parts: Sequence[Part], language: Language) -> Iterator[FormSection]:
    number = 1
    figures: dict[Figure, int] = {}
    for part in parts:
        numbered: list[NumberedItem] = []
        for item in part.items:
            figure = figures.setdefault(item.figure, len(figures) + 1) if item.figure else 0
            points = _points(item, part)
            numbered.append(NumberedItem(number=number, item=item, points=points, figure=figure))
            number += item.number_count
        points = sum(it.points for it in numbered)
        plural = language.labels.points
        yield FormSection(
            title=part.section.title,
            instruction=_instruction(part.section),
            items=tuple(numbered),
            points=points,
            points_label=(plural.one if points == 1 else plural.many).format(n=points),
        )


def _instruction(section: WorksheetSection) -> str:
    return section.instruction.format(members=section.members, spare=section.spare)


def _points(item: Item, part: Part) -> int:
    """Return the points of an item: the section's for each premise, event, blank or other item."""
    match item.interaction:
        case Matching(premises=premises):
            parts = len(premises)
        case Ordering(events=events):
            parts = len(events)
        case Cloze(answers=answers):
            parts = len(answers)
        case _:
            parts = 1
    return parts * part.section.points


def _prompts(items: Sequence[Item], blueprint: Blueprint, bank: Bank) -> Iterator[str]:
    """Yield prompts for the class that no item asks, those about facts of the form first."""
    asked = {item.id.removesuffix("/discussion") for item in items}
    used = {fact for item in items for fact in item.facts}
    wanted = {*blueprint.tags}
    prompts = [
        prompt
        for prompt in bank.discussion
        if prompt.id not in asked and (not wanted or not wanted.isdisjoint(prompt.tags))
    ]
    prompts.sort(key=lambda prompt: used.isdisjoint(prompt.facts))
    yield from (prompt.text for prompt in prompts[:PROMPTS] if items)


def _sources(cited: Sequence[str], bank: Bank, language: Language) -> Iterator[SourceEntry]:
    for number, source in zip(count(1), dict.fromkeys(cited), strict=False):
        text = cite(bank.sources[source], language)
        yield SourceEntry(number=number, source=source, text=text)


def _footer(letter: str, seed: int, title: str, bank: Bank, language: Language) -> Iterator[str]:
    labels = language.labels
    yield title
    if letter:
        yield labels.footer_form.format(form=letter)
    yield labels.footer_seed.format(seed=seed)
    yield labels.footer_edition.format(edition=bank.edition)
    yield labels.footer_as_of.format(date=say_date(bank.as_of, language))
