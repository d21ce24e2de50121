"""What a form has beside its items: titles, sources, notes, all that no order changes."""

from collections.abc import Iterator, Sequence

from quizgen.assemble.beside import (
    concerns,
    hard_words,
    lists_texts,
    numbered_sources,
    with_minutes,
    with_minutes_on_cover,
)
from quizgen.assemble.tell import make_cards, sources_told, tell_facts
from quizgen.bank.bank import Bank
from quizgen.bank.facts import Fact
from quizgen.bank.questions import Question
from quizgen.errors import Problem
from quizgen.figure.maps import map_of_facts
from quizgen.judge.subject import Subject
from quizgen.language.dates import say_date
from quizgen.make.tasks import discussion_id
from quizgen.quiz.form import Form, ToldSection
from quizgen.quiz.item import Item
from quizgen.quiz.parts import questions_of
from quizgen.quiz.selection import FilledSection, NoteOnFacts
from quizgen.quiz.worksheet import Blueprint

PROMPTS = 2
"""How many prompts for the class a key has at most."""
TOLD_TO_ITS_MAKER = ("TF-1", "FORM-5")
"""The rules of which whoever makes a form is told, though none of them stops it."""


def with_camps(note: str, bank: Bank) -> str:
    """Return a note in which `{camps}` stands for how many claims of each camp the bank has."""
    counts = bank.claims_by_camp().items()
    return note.replace("{camps}", ", ".join(f"{bank.camps[camp]} {n}" for camp, n in counts))


def common_of(
    parts: Sequence[FilledSection],
    blueprint: Blueprint,
    subject: Subject,
    missing: tuple[Problem, ...],
) -> Form:
    """Return the form without its items, their sources, and the name of its version."""
    bank, language, sheet = subject.bank, subject.language, blueprint.worksheet
    facts = tell_facts(blueprint, subject) if sheet.facts else ()
    cards = make_cards(blueprint, subject) if sheet.cards else ()
    items = [item for part in parts for item in part.items]
    cited = [citation for item in items for citation in item.citations]
    cited += map(subject.citation, sources_told(facts, cards))
    title = blueprint.title or sheet.title or bank.title
    labels = language.labels
    return Form(
        topic=bank.topic,
        version="",
        language=bank.language,
        title=title,
        subtitle=with_minutes(blueprint.subtitle or sheet.subtitle, items) or bank.summary,
        school=blueprint.school,
        label=sheet.label,
        layout=with_minutes_on_cover(sheet.layout, items),
        sections=(),
        facts=facts,
        map=map_of_facts(_told(facts, subject), bank, subject.units, language) if facts else None,
        cards=cards,
        points=0,
        sources=numbered_sources(cited, bank.sources),
        lists_texts=sheet.layout.texts
        and (lists_texts(items, subject) or _names_texts(parts, subject)),
        words=hard_words(items, subject) if sheet.layout.words else (),
        teacher_note=with_camps(bank.teacher_note, bank),
        discussion=tuple(_prompts(items, blueprint, subject)),
        footer=(
            title,
            labels.footer_seed.format(seed=blueprint.seed),
            labels.footer_edition.format(edition=bank.edition),
            *(
                [labels.footer_as_of.format(date=say_date(bank.as_of, language))]
                if bank.as_of
                else []
            ),
        ),
        seed=blueprint.seed,
        edition=bank.edition,
        as_of=bank.as_of,
        labels=labels,
        quiz=language.quiz,
        missing=missing,
    )


def _names_texts(parts: Sequence[FilledSection], subject: Subject) -> bool:
    """Tell whether questions of several parts say which text these are about."""
    return bool(subject.language.labels.text) and any(
        len(question) > 1 and not question[0].passage
        for part in parts
        for question in questions_of(part.section, part.items)
    )


def notes_of(parts: Sequence[FilledSection], subject: Subject) -> Iterator[NoteOnFacts]:
    """Yield the bank's notes on questions that are asked, with the facts that each is about."""
    asked = {fact_id for part in parts for item in part.items for fact_id in item.facts}
    facts = [subject.facts[fact_id] for fact_id in sorted(asked)]
    ids = {item.id for part in parts for item in part.items}
    told: list[Fact | Question] = [
        *facts,
        *(question for question in subject.bank.questions if question.id in ids),
    ]
    for note in subject.bank.teacher_notes:
        concerned = frozenset(each.id for each in told if concerns(note, each))
        if concerned:
            yield NoteOnFacts(text=note.text, facts=concerned)


def _told(sections: Sequence[ToldSection], subject: Subject) -> list[Fact]:
    return [subject.facts[told.fact_id] for section in sections for told in section.facts]


def _prompts(items: Sequence[Item], blueprint: Blueprint, subject: Subject) -> Iterator[str]:
    """Yield prompts for the class that no item asks, those about facts of the form first."""
    asked = {item.id for item in items}
    used = {fact for item in items for fact in item.facts}
    wanted = {*blueprint.tags}
    prompts = [
        prompt
        for prompt in subject.bank.discussion
        if discussion_id(prompt) not in asked and (not wanted or not wanted.isdisjoint(prompt.tags))
    ]
    prompts.sort(key=lambda prompt: used.isdisjoint(prompt.facts))
    yield from (prompt.text for prompt in prompts[:PROMPTS] if items)
