"""write_forms: forms as JSON, for programs that print, mark or present them elsewhere.

docs/form-json.md says what each key means, docs/form-schema.json what it may hold. Keys stand in
a fixed order and none is left out, but for those in `_runs`: one stands behind a text that has
emphasis or words in another language, which plain text does not show.
"""

import json
from collections.abc import Sequence
from decimal import Decimal
from itertools import count
from typing import Any, assert_never

from quizgen.content import Run, Text, plain, text_of
from quizgen.order import letter_of
from quizgen.quiz.figures import Bar, Figure, Moment, Scale, Timeline
from quizgen.quiz.form import (
    Card,
    Form,
    FormSection,
    NumberedItem,
    SourceEntry,
    ToldFact,
    ToldSection,
)
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    FromFacts,
    Interaction,
    Matching,
    Numeric,
    Option,
    OrderedEvent,
    Ordering,
    Premise,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.worksheet import Layout

VERSION = 1
"""Raised when a key changes its meaning or goes; not for a new key."""

Object = dict[str, Any]


def write_forms(forms: Sequence[Form]) -> bytes:
    """Return the forms as UTF-8 text, the same bytes for the same forms."""
    document = {"format": "quizgen-forms", "version": VERSION, "forms": [*map(_form, forms)]}
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


def _form(form: Form) -> Object:
    return {
        "topic": form.topic,
        "letter": form.version,
        "language": form.language,
        "title": form.title,
        "subtitle": form.subtitle,
        "school": form.school,
        "label": form.label,
        "seed": form.seed,
        "edition": form.edition,
        "as_of": form.as_of.text,
        "questions": form.questions,
        "points": form.points,
        "layout": _layout(form.layout),
        "sections": [_section(section, form.as_of.text) for section in form.sections],
        "figures": [_figure(number, figure) for number, figure in form.figures.items()],
        "told": [*map(_told_section, form.facts)],
        "cards": [*map(_card, form.cards)],
        "sources": [*map(_source, form.sources)],
        "teacher_note": form.teacher_note,
        "prompts": [*form.discussion],
    }


def _layout(layout: Layout) -> Object:
    return {
        "points": layout.points or "theme",
        "score": layout.score,
        "mark_table": layout.mark_table,
        "option_columns": layout.option_columns or 0,
        "copies": layout.copies,
    }


def _told_section(section: ToldSection) -> Object:
    return {"title": section.title, "sentences": [*map(_told_fact, section.facts)]}


def _told_fact(fact: ToldFact) -> Object:
    named = {"number": fact.number, "fact": fact.fact_id}
    return {**named, **_said(text=fact.sentence), "source": fact.source}


def _card(card: Card) -> Object:
    return {
        "number": card.number,
        "fact": card.fact_id,
        "title": card.title,
        "is_quotation": card.is_quotation,
        **_said(front=card.front, detail=card.detail, back=card.back, why=card.why),
        "foot": [*card.foot],
        "source": card.source,
    }


def _section(section: FormSection, as_of: str) -> Object:
    return {
        "title": section.title,
        "instruction": section.instruction,
        "points": section.points,
        "items": [_item(numbered, as_of) for numbered in section.items],
    }


def _source(entry: SourceEntry) -> Object:
    return {"id": entry.source, "number": entry.number, **_said(text=entry.text)}


def _figure(number: int, figure: Figure) -> Object:
    scale = figure if isinstance(figure, Scale) else None
    return {
        "number": number,
        "type": figure.type,
        "caption": figure.caption,
        "alt": figure.alt,
        "moments": [*map(_moment, figure.moments)] if isinstance(figure, Timeline) else [],
        "bars": [*map(_bar, scale.bars)] if scale else [],
        "ticks": [_decimal(tick.value) for tick in scale.ticks] if scale else [],
        "unit": scale.unit if scale else "",
    }


def _moment(moment: Moment) -> Object:
    return {"fact": moment.fact, "date": moment.date.text, "date_text": moment.date_text}


def _bar(bar: Bar) -> Object:
    ends = {"low": _decimal(bar.low), "high": _decimal(bar.high)}
    return {"fact": bar.fact, "text": bar.words, **ends, "is_open": bar.is_open}


def _item(numbered: NumberedItem, as_of: str) -> Object:
    item = numbered.item
    origin = item.origin if isinstance(item.origin, FromFacts) else None
    return {
        "id": item.id,
        "number": numbered.number,
        "type": item.type,
        "kind": origin.kind if origin else item.type,
        "wording": origin.wording if origin else item.type,
        "level": item.level,
        "points": numbered.points,
        "sensitivity": item.sensitivity,
        "tags": [*item.tags],
        "facts": [*item.facts],
        "figure": numbered.figure,
        **_said(stem=text_of(numbered.prompt)),
        **_answered(item.interaction),
        **_said(rationale=item.rationale),
        "sources": [citation.source for citation in item.citations],
        "as_of": origin.as_of.text if origin else as_of,
    }


def _answered(interaction: Interaction) -> Object:
    """Return the keys that items of one type have: what is offered, and what is right."""
    match interaction:
        case Choice(options=options):
            lettered = [*zip(map(letter_of, count()), options, strict=False)]
            return {
                "keys": [letter for letter, option in lettered if option.is_key],
                "options": [_option(letter, option) for letter, option in lettered],
            }
        case TrueFalse() as judged:
            texts = _said(right_words=judged.right_words, correction=judged.correction)
            return {"is_true": judged.is_true, **texts}
        case Matching() as matching:
            return _matching(matching)
        case Ordering(events=events):
            return {"events": [*map(_event, events)]}
        case ShortAnswer() as short:
            accepted = {"accepted": [*short.accepted], "lines": short.lines}
            return {**_said(answer=short.answer), **accepted}
        case Numeric() as number:
            limits = {"low": _decimal(number.low), "high": _decimal(number.high)}
            beside = {"unit": number.unit, "accepted": [*number.accepted]}
            return {**_said(answer=number.answer), **limits, **beside}
        case Cloze() as cloze:
            blanks = zip(cloze.answers, cloze.accepted, strict=True)
            return {
                "parts": [_said(text=part) for part in cloze.parts],
                "blanks": [{**_said(answer=it), "accepted": [*also]} for it, also in blanks],
            }
        case Discussion(lines=lines):
            return {"lines": lines}
        case _ as unreachable:
            assert_never(unreachable)


def _option(letter: str, option: Option) -> Object:
    texts = _said(text=text_of(option.content), why_wrong=option.why_wrong)
    return {"letter": letter, "is_key": option.is_key, **texts}


def _matching(matching: Matching) -> Object:
    letters = dict(zip((it.id for it in matching.responses), map(letter_of, count()), strict=False))
    return {
        **_said(heading=matching.heading),
        "premises": [_premise(it, letters[it.response]) for it in matching.premises],
        "responses": [
            {"letter": letters[it.id], **_said(text=it.text)} for it in matching.responses
        ],
    }


def _premise(premise: Premise, letter: str) -> Object:
    texts = _said(text=premise.text, detail=premise.detail, rationale=premise.rationale)
    return {"fact": premise.id, "key": letter, **texts, "source": premise.source}


def _event(event: OrderedEvent) -> Object:
    return {
        "fact": event.id,
        "rank": event.rank,
        **_said(text=event.text),
        "date": event.date.text if event.date else "",
        "date_text": event.date_text,
        "source": event.source,
    }


def _decimal(number: Decimal) -> str:
    """Return a number in digits, without zeros that say nothing.

    >>> _decimal(Decimal("285.00")), _decimal(Decimal("3E+2")), _decimal(Decimal("0.5"))
    ('285', '300', '0.5')
    """
    return f"{number.normalize():f}"


def _said(**texts: Text) -> Object:
    """Return texts in plain words, and the runs of those to which plain words do no justice."""
    said: Object = {}
    for name, text in texts.items():
        said[name] = plain(text)
        if any(run.style != "plain" or run.lang for run in text):
            said[f"{name}_runs"] = [*map(_run, text)]
    return said


def _run(run: Run) -> Object:
    return {"text": run.text, "style": run.style, "lang": run.lang}
