"""A form with items of all nine types, whose words hold every sign that means something to some program.

The same form, by the same words, was written to each program by hand and read there: what real readers accepted is
what the golden files of the writers were held against.
"""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from sample_form import WHERE, day, form, of_facts, text

from quizgen.content import Run
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.item import (
    Choice,
    Citation,
    Cloze,
    Discussion,
    Interaction,
    Item,
    Matching,
    Numeric,
    Option,
    OrderedEvent,
    Ordering,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
)

CASES = json.loads((Path(__file__).parent / "cases" / "nine_types.json").read_text("utf-8"))
SOURCE = text("A. Siddiqi, Challenge to Apollo, NASA SP-2000-4408, 2000")


def some(words: str) -> tuple[Run, ...]:
    return text(words) if words else ()


def interaction(case: dict[str, Any]) -> Interaction:
    match case["type"]:
        case "multiple-choice" | "multiple-response" as kind:
            return Choice(
                type=kind,
                options=tuple(
                    Option(
                        id=each["letter"],
                        content=text(each["text"]),
                        is_key=each["is_key"],
                        why_wrong=some(each["why_wrong"]),
                    )
                    for each in case["options"]
                ),
            )
        case "true-false":
            right, correction = some(case["right_words"]), some(case["correction"])
            return TrueFalse(is_true=case["is_true"], correction=correction, right_words=right)
        case "matching":
            return Matching(
                heading=text(case["heading"]),
                premises=tuple(
                    Premise(
                        id=each["fact"],
                        text=text(each["text"]),
                        detail=some(each["detail"]),
                        response=each["key"],
                        rationale=some(each["rationale"]),
                    )
                    for each in case["premises"]
                ),
                responses=tuple(
                    Response(id=each["letter"], text=text(each["text"]))
                    for each in case["responses"]
                ),
            )
        case "ordering":
            return Ordering(
                events=tuple(
                    OrderedEvent(
                        id=each["fact"],
                        text=text(each["text"]),
                        rank=each["rank"],
                        date=day(each["date"]),
                        date_text=each["date_text"],
                    )
                    for each in case["events"]
                )
            )
        case "numeric":
            return Numeric(
                answer=text(case["answer"]),
                low=Decimal(case["low"]),
                high=Decimal(case["high"]),
                unit=case["unit"],
                accepted=tuple(case["accepted"]),
            )
        case "short-answer":
            return ShortAnswer(answer=text(case["answer"]), accepted=tuple(case["accepted"]))
        case "cloze":
            return Cloze(
                parts=tuple(text(part["text"]) for part in case["parts"]),
                answers=tuple(text(blank["answer"]) for blank in case["blanks"]),
                accepted=tuple(tuple(blank["accepted"]) for blank in case["blanks"]),
            )
        case "discussion":
            return Discussion(lines=case["lines"])
    raise AssertionError(case["type"])


def item_of(case: dict[str, Any]) -> Item:
    return Item(
        id=case["id"],
        prompt=some(case["stem"]),
        interaction=interaction(case),
        rationale=some(case["rationale"]),
        tags=("space-race",),
        citations=(Citation(source="s1", text=SOURCE),) if case["cited"] else (),
        origin=of_facts(case["id"]),
        where=WHERE,
    )


@cache
def nine_types() -> Form:
    sections, number = [], 1
    for section in CASES["sections"]:
        numbered = []
        for case in section["items"]:
            item = item_of(case)
            points = case["points"]
            numbered.append(
                NumberedItem(number=number, item=item, prompt=item.prompt, points=points)
            )
            number += item.number_count
        total = sum(each.points for each in numbered)
        sections.append(
            FormSection(
                title=section["title"],
                instruction=section["instruction"],
                items=tuple(numbered),
                points=total,
                points_label=f"{total} points",
            )
        )
    return form(*sections, version="")


def alone(answered: Interaction, ask: str = "Which?", **changes: Any) -> Form:
    """Return a form of one question."""
    points = changes.pop("points", 1)
    fields = {"id": "it", "prompt": some(ask), "origin": of_facts("it"), "where": WHERE} | changes
    item = Item(interaction=answered, **fields)
    numbered = NumberedItem(number=1, item=item, prompt=item.prompt, points=points)
    section = FormSection(
        title="Section", instruction="Do it.", items=(numbered,), points=points, points_label=""
    )
    return form(section, version="")


def choice_of(*options: str, keys: tuple[int, ...] = (0,), several: bool = False) -> Choice:
    kind = "multiple-response" if several else "multiple-choice"
    return Choice(
        type=kind,
        options=tuple(
            Option(id=str(place), content=some(words), is_key=place in keys)
            for place, words in enumerate(options)
        ),
    )
