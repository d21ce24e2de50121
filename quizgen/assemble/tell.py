"""What a form says without asking: the sentences of a study sheet, cards to cut out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, count
from typing import TypeVar

from quizgen.bank.dates import LONG_AGO
from quizgen.bank.facts import Fact
from quizgen.content import Content, Picture, Run, Text, pictures_of, plain, spoken
from quizgen.errors import FormError, Problem, counted, quoted
from quizgen.judge.subject import Subject
from quizgen.language.dates import say_date
from quizgen.language.wording import holds
from quizgen.order import hash_under
from quizgen.quiz.form import PaperCard, ToldFact, ToldSection
from quizgen.quiz.worksheet import Blueprint, CardSection, FactSection

Section = TypeVar("Section", FactSection, CardSection)


def tell_facts(blueprint: Blueprint, subject: Subject) -> tuple[ToldSection, ...]:
    """Return the sections of a study sheet, their facts numbered on; one without facts is left out.

    Raises FormError if no fact fits any.
    """
    numbers = count(1)
    return tuple(
        ToldSection(
            title=section.title,
            facts=tuple(
                ToldFact(
                    number=next(numbers),
                    fact_id=fact.id,
                    lead=lead,
                    text=(
                        *subject.say(section.text, fact, section.where),
                        *_shown_of(fact, subject),
                    ),
                    source=fact.source,
                )
                for lead, fact in _led(section, facts, subject)
            ),
        )
        for section, facts in _chosen(blueprint.worksheet.facts, blueprint, subject)
        if facts
    )


def _shown_of(fact: Fact, subject: Subject) -> Iterator[Picture]:
    """Yield the picture that is the value of a property, or else the fact's own."""
    bank = subject.bank
    picture = bank.picture_of_value(fact) or (bank.picture(fact.picture) if fact.picture else None)
    if picture:
        yield picture


def _led(
    section: FactSection, facts: Sequence[Fact], subject: Subject
) -> Iterator[tuple[Text, Fact]]:
    """Yield facts in order, each with what its sentence begins with; those that share it adjoin."""
    groups: dict[Text | str, list[tuple[Text, Fact]]] = {}
    if section.by_date:
        facts = sorted(facts, key=_days)
    for fact in facts:
        lead = subject.say(section.lead, fact, section.where)
        groups.setdefault(lead or fact.id, []).append((lead, fact))
    return chain.from_iterable(groups.values())


def _days(fact: Fact) -> tuple[int, int]:
    """Return by which days a fact is put in order; what nobody can date comes first."""
    date = fact.dated
    return (date.first, date.last) if date else (LONG_AGO, LONG_AGO)


def make_cards(blueprint: Blueprint, subject: Subject) -> tuple[PaperCard, ...]:
    """Return cards in the order of the bank.

    Raises FormError if no fact fits any.
    """
    chosen = [
        (fact, section)
        for section, facts in _chosen(blueprint.worksheet.cards, blueprint, subject)
        for fact in facts
    ]
    places = {fact.id: place for place, fact in enumerate(subject.bank.facts)}
    chosen.sort(key=lambda entry: places[entry[0].id])
    cards = [
        _card(number, fact, section, subject) for number, (fact, section) in enumerate(chosen, 1)
    ]
    return tuple(_with_all_answers(cards, subject))


def _with_all_answers(cards: Sequence[PaperCard], subject: Subject) -> Iterator[PaperCard]:
    """Yield cards, one for all that ask the same: its back has every answer."""
    asked: dict[tuple[str, ...], list[PaperCard]] = {}
    for card in cards:
        said = (card.title, spoken(card.front), plain(card.detail))
        shown = (picture.digest for picture in pictures_of([card.front]))
        asked.setdefault((*map(subject.bare, said), *shown), []).append(card)
    for number, alike in enumerate(asked.values(), 1):
        answers: dict[str, Content] = {}
        for card in alike:
            answers.setdefault(subject.bare(plain(card.back)), card.back)
        first, *others = answers.values()
        back = [*first]
        for answer in others:
            back += [Run("; "), *answer]
        yield replace(alike[0], number=number, back=tuple(back))


def _card(number: int, fact: Fact, section: CardSection, subject: Subject) -> PaperCard:
    bank = subject.bank
    return PaperCard(
        number=number,
        fact_id=fact.id,
        title=section.title,
        is_quotation=section.quotation,
        front=(*subject.say(section.front, fact, section.where), *bank.pictures_asked((fact,))),
        detail=subject.say(section.detail, fact, section.where),
        back=(*subject.say(section.back, fact, section.where), *bank.pictures_told(fact)),
        why=subject.say(section.why, fact, section.where),
        foot=tuple(_foot(fact, subject)),
        source=fact.source,
    )


def _foot(fact: Fact, subject: Subject) -> Iterator[str]:
    """Yield what stands at the foot of a card: who published it and when, and as of when it holds.

    What is not known is not said.
    """
    language = subject.language
    if fact.source:
        source = subject.bank.sources[fact.source]
        by = source.publisher or source.title
        yield ", ".join(filter(None, (by, say_date(source.date, language))))
    if fact.as_of:
        yield language.labels.footer_as_of.format(date=say_date(fact.as_of, language))


def left_aside(blueprint: Blueprint, subject: Subject) -> tuple[str, ...]:
    """Return what to tell of the facts that are not on a study sheet or on cards."""
    sheet = blueprint.worksheet
    if sheet.cards:
        return tuple(_left_aside(sheet.cards, "cards", blueprint, subject))
    return tuple(_left_aside(sheet.facts, "facts", blueprint, subject)) if sheet.facts else ()


def _left_aside(
    sections: Sequence[Section], what: str, blueprint: Blueprint, subject: Subject
) -> Iterator[str]:
    fitting, others = _fitting(sections, blueprint, subject)
    there = sum(len(facts) for _, facts in fitting)
    printed = sum(_wanted(fitting, blueprint))
    if blueprint.items is None and printed < there:
        yield f"{printed} of {there} {what} were chosen: --items {there} prints them all."
    if blueprint.items is not None and there < blueprint.items:
        yield f"There are {there} {what} in place of {blueprint.items}: no more facts fit."
    if others:
        facts, fit = ("1 fact", "fits") if others == 1 else (f"{others} facts", "fit")
        yield f"{facts} of the bank {fit} no section of the worksheet."
    current = (fact for fact in subject.bank.facts if not fact.retired)
    harsh = len([fact for fact in current if not fact.is_within(blueprint.max_sensitivity)])
    if harsh:
        facts, are = ("1 fact", "is") if harsh == 1 else (f"{harsh} facts", "are")
        yield f"{facts} {are} left out as too sensitive: see --max-sensitivity."


def _chosen(
    sections: Sequence[Section], blueprint: Blueprint, subject: Subject
) -> list[tuple[Section, list[Fact]]]:
    """Return for each section its facts, in the bank's order; a fact goes to the first it fits."""
    fitting, _ = _fitting(sections, blueprint, subject)
    if not any(facts for _, facts in fitting):
        raise FormError([nothing_fits(blueprint, subject)])
    return [
        (section, _drawn(facts, number, blueprint.seed))
        for (section, facts), number in zip(fitting, _wanted(fitting, blueprint), strict=True)
    ]


def nothing_fits(blueprint: Blueprint, subject: Subject) -> Problem:
    """Return that a bank has nothing for a worksheet, and what it has."""
    bank = subject.bank
    kinds = Counter(fact.kind for fact in bank.facts if not fact.retired)
    held = [counted(number, kind) for kind, number in kinds.items()]
    if bank.questions:
        held.append(counted(len(bank.questions), "written question"))
    message = (
        f"nothing of this bank fits the worksheet {quoted(blueprint.worksheet.name)}: it has"
        f" {', '.join(held) or 'no facts'}"
    )
    hint = "choose another --worksheet"
    if blueprint.tags:
        hint = f"only facts tagged {', '.join(blueprint.tags)} were looked at"
    return Problem(bank.where, message, hint)


def _fitting(
    sections: Sequence[Section], blueprint: Blueprint, subject: Subject
) -> tuple[list[tuple[Section, list[Fact]]], int]:
    """Return for each section the facts that fit it, and how many of the bank's fit none."""
    left = {fact.id: fact for fact in subject.bank.facts if _is_allowed(fact, blueprint)}
    fitting: list[tuple[Section, list[Fact]]] = []
    for section in sections:
        facts = [fact for fact in left.values() if _fits(section, fact, subject)]
        for fact in facts:
            del left[fact.id]
        fitting.append((section, facts))
    return fitting, len(left)


def _wanted(fitting: Sequence[tuple[Section, list[Fact]]], blueprint: Blueprint) -> list[int]:
    """Return how many facts of each section a sheet has; where there is but one section, all.

    The counts share a sheet out among the kinds of fact that a bank has.
    """
    filled = sum(bool(facts) for _, facts in fitting)
    return _counts(
        [(section.count if filled > 1 else None, len(facts)) for section, facts in fitting],
        blueprint.items,
    )


def _is_allowed(fact: Fact, blueprint: Blueprint) -> bool:
    return (
        not fact.retired
        and fact.is_within(blueprint.max_sensitivity)
        and (not blueprint.tags or not {*blueprint.tags}.isdisjoint(fact.tags))
    )


def _fits(section: Section, fact: Fact, subject: Subject) -> bool:
    if section.kinds and fact.kind not in section.kinds:
        return False
    if section.tags and {*section.tags}.isdisjoint(fact.tags):
        return False
    if not section.when:
        return True
    return holds(section.when, subject.variables(fact), section.where)


def _counts(sections: Sequence[tuple[int | None, int]], total: int | None) -> list[int]:
    """Return how many facts each section gets, given its own count and how many there are.

    With a total that many in all, if there are so many, shared out in proportion.

    >>> _counts([(None, 9), (4, 9), (4, 2)], None), _counts([(None, 9), (4, 9), (4, 2)], 10)
    ([9, 4, 2], [5, 3, 2])
    """
    usual = [there if count is None else min(count, there) for count, there in sections]
    if total is None or not any(usual):
        return usual
    most = [there for _, there in sections]
    wanted = min(total, sum(most))
    counts = [0] * len(sections)
    for _ in range(wanted):
        free = [place for place, number in enumerate(counts) if number < most[place]]
        place = min(free, key=lambda place: (counts[place] / max(usual[place], 1), place))
        counts[place] += 1
    return counts


def _drawn(facts: Sequence[Fact], number: int, seed: int) -> list[Fact]:
    """Return so many of the facts, drawn by hash, in the order in which they came."""
    drawn = sorted(facts, key=lambda fact: hash_under(str(seed), fact.id))[:number]
    ids = {fact.id for fact in drawn}
    return [fact for fact in facts if fact.id in ids]


def sources_told(facts: Sequence[ToldSection], cards: Sequence[PaperCard]) -> Iterator[str]:
    """Yield the ids of the sources that a form cites."""
    named = (fact.source for section in facts for fact in section.facts)
    yield from filter(None, (*named, *(card.source for card in cards)))
