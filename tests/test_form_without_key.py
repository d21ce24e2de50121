"""Forms without their key: what a pupil gets holds nothing of what is right."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import jsonschema
import moon
import pytest
from sample_form import day, form, text
from test_form_json import DOCS, example, keys_in, schema

from quizgen import find_texts, find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.bank.dates import iso_of
from quizgen.content import Picture, Run, Table, Text, blocks_of, plain
from quizgen.errors import FormFileError
from quizgen.export.form_json import write_forms
from quizgen.pool import ItemPool
from quizgen.quiz.figures import Map, Scale
from quizgen.quiz.form import Form, NumberedItem
from quizgen.quiz.item import (
    Choice,
    Citation,
    Cloze,
    Discussion,
    Imported,
    Interaction,
    Item,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.meaning import SomeWords
from quizgen.quiz.naming import names_of_texts, with_texts_named
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_materials
from quizgen.read.forms import read_forms

WORKSHEETS = sorted(path.stem for path in moon.TEMPLATES.glob("en/worksheets/*.yaml"))
SECRET = "Xyzzy"
"""A word that no form has."""
HUSH: Text = (Run(f"{SECRET} "), Run("plugh", "bold"))
NUMBER = Decimal("31415926535")


def without_key(*forms: Form) -> bytes:
    return write_forms(forms, with_key=False)


@cache
def pool() -> ItemPool:
    return ItemPool(read_materials(find_texts("escalation")).subject)


@cache
def shipped(worksheet: str, seed: int) -> Form:
    sheet = find_worksheet(worksheet)
    return next(assemble_forms(pool(), Blueprint(worksheet=sheet, seed=seed, may_shrink=True)))


# ------------------------------------------------------------- whatever is right, it reads the same


def otherwise(interaction: Interaction) -> Interaction:
    """Return an interaction that a pupil sees just so, of which all that is right is another."""
    match interaction:
        case Choice(options=options) as choice:
            changed = tuple(
                replace(
                    option,
                    is_key=not option.is_key,
                    why_wrong=HUSH,
                    feedback=HUSH,
                    means=SomeWords(SECRET),
                    is_computed=not option.is_computed,
                )
                for option in options
            )
            return replace(choice, options=changed, reserve=changed[:1])
        case TrueFalse(is_true=is_true):
            return TrueFalse(
                is_true=not is_true, correction=HUSH, right_words=HUSH, accepted=(SECRET,)
            )
        case Matching(premises=premises, responses=responses) as matching:
            ids = [response.id for response in responses]
            return replace(
                matching,
                premises=tuple(
                    replace(
                        premise,
                        response=ids[ids.index(premise.response) - 1],
                        rationale=HUSH,
                        source=SECRET,
                    )
                    for premise in premises
                ),
                responses=tuple(replace(it, means=SomeWords(SECRET)) for it in responses),
            )
        case Ordering(events=events):
            return Ordering(
                events=tuple(
                    replace(
                        event,
                        rank=len(events) + 1 - event.rank,
                        date=day("1234-05-06"),
                        date_text=SECRET,
                        source=SECRET,
                    )
                    for event in events
                )
            )
        case ShortAnswer() as short:
            return replace(short, answer=HUSH, accepted=(SECRET,))
        case Numeric() as number:
            changes = {"answer": HUSH, "within": SECRET, "accepted": (SECRET,)}
            return replace(number, low=NUMBER, high=NUMBER, **changes)
        case Cloze() as cloze:
            count = len(cloze.answers)
            return replace(cloze, answers=(HUSH,) * count, accepted=((SECRET,),) * count)
        case Discussion():
            return interaction


def changed(sheet: Form) -> Form:
    """Return a form that a pupil sees just so, of which all else is another."""
    sections = tuple(
        replace(part, items=tuple(map(changed_item, part.items))) for part in sheet.sections
    )
    return replace(
        sheet,
        sections=sections,
        cards=tuple(
            replace(card, back=HUSH, why=HUSH, foot=(SECRET,), source=SECRET, fact_id=SECRET)
            for card in sheet.cards
        ),
        sources=tuple(
            replace(entry, text=HUSH, source=entry.source if sheet.lists_texts else SECRET)
            for entry in sheet.sources
        ),
        teacher_note=SECRET,
        discussion=(SECRET,),
    )


def changed_item(numbered: NumberedItem) -> NumberedItem:
    item = numbered.item
    printed = tuple(
        replace(part, name=SECRET) if isinstance(part, Picture) else part
        for part in numbered.prompt
    )
    return replace(
        numbered,
        prompt=printed,
        item=replace(
            item,
            prompt=HUSH,  # what is printed stands beside the item
            interaction=otherwise(item.interaction),
            rationale=HUSH,
            tags=(SECRET,),
            sensitivity="high",
            citations=(Citation(source=SECRET, text=HUSH),),
            about=(SECRET,),
            allow=(SECRET,),
            origin=Imported(file=SECRET, ident=SECRET),
        ),
    )


def judge(sheet: Form) -> None:
    """Hold a form against one with another key: not a byte may differ, and no secret is in it."""
    other = changed(sheet)
    assert write_forms([other]) != write_forms([sheet])
    assert without_key(other) == without_key(sheet)
    found = without_key(other).decode()
    assert SECRET not in found
    assert "plugh" not in found
    assert str(NUMBER) not in found


def test_an_item_of_each_type_reads_the_same_whatever_is_right() -> None:
    judge(example())


@pytest.mark.parametrize("seed", range(1, 4))
@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_a_shipped_worksheet_reads_the_same_whatever_is_right(worksheet: str, seed: int) -> None:
    judge(shipped(worksheet, seed))


# ------------------------------------------------------------------- nothing of the key stands there


def secrets(item: Item) -> Iterator[str]:
    """Yield what only the key says of an item."""
    yield plain(item.rationale)
    yield from (plain(citation.text) for citation in item.citations)
    yield from item.facts
    yield from item.about
    yield item.id
    match item.interaction:
        case Choice(options=options, reserve=reserve):
            for option in (*options, *reserve):
                yield from (plain(option.why_wrong), plain(option.feedback), option.id)
            yield from (plain(option.content) for option in reserve)
        case TrueFalse() as judged:
            yield from (plain(judged.correction), plain(judged.right_words))
        case Matching(premises=premises, responses=responses):
            for premise in premises:
                yield from (premise.id, plain(premise.rationale), premise.source)
            yield from (response.id for response in responses)
        case Ordering(events=events):
            for event in events:
                yield from (event.id, event.date_text, event.source)
                yield event.date.text if event.date else ""
        case ShortAnswer(answer=answer, accepted=accepted):
            yield from (plain(answer), *accepted)
        case Numeric() as number:
            yield from (plain(number.answer), number.within, *number.accepted)
            yield from (f'"{number.low.normalize():f}"', f'"{number.high.normalize():f}"')
        case Cloze(answers=answers, accepted=accepted_of_each):
            yield from map(plain, answers)
            yield from (words for accepted in accepted_of_each for words in accepted)
        case Discussion():
            pass


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_no_word_of_the_key_stands_there_but_what_the_sheet_prints(worksheet: str) -> None:
    """An answer may stand in another item, where the sheet prints it: it stands there alone."""
    for seed in range(1, 4):
        sheet = shipped(worksheet, seed)
        found = without_key(sheet).decode()
        found = found.replace(json.loads(found)["forms"][0]["id"], "")  # it has any figures
        printed = on_paper(with_texts_named(sheet))
        items = [numbered.item for section in sheet.sections for numbered in section.items]
        hidden = {words for item in items for words in secrets(item) if words}
        hidden |= {plain(entry.text) for entry in sheet.sources} | {*sheet.discussion}
        hidden |= {sheet.teacher_note} - {""}
        if sheet.has_key:
            assert len(hidden) > 20
        for words in hidden:
            quoted = json.dumps(words, ensure_ascii=False)[1:-1]
            assert count_of(quoted, found) <= count_of(words, printed), words


def count_of(words: str, text: str) -> int:
    """Return how often words stand in a text as words: ten is not told by “often”."""
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def on_paper(sheet: Form) -> str:
    """Return what a pupil sees of a form, by a walk of its own."""
    words = [
        sheet.topic,
        sheet.title,
        sheet.subtitle,
        sheet.school,
        *sheet.footer,
        sheet.as_of.text,
    ]
    words += [value for value in vars(sheet.labels).values() if isinstance(value, str)]
    words += [plain(entry.listed) for entry in sheet.sources if sheet.lists_texts] * 2
    words += names_of_texts(sheet).values()
    if cover := sheet.layout.cover:
        words += [cover.kind, cover.time]
        words += [*cover.materials, *cover.instructions, *cover.information]
    words += [f"{hard.word} {hard.meaning}" for hard in sheet.words]
    for section in sheet.sections:
        words += [section.title, section.instruction, section.points_label, str(section.points)]
        words += [str(numbered.number) for numbered in section.items]
        words += section.word_bank
        words += [plain(question.lead) for question in section.parted] * 2
        words += [question.total for question in section.parted]
        for numbered in section.items:
            has_table = any(isinstance(it, Table) for it in blocks_of(numbered.prompt))
            words += [plain(numbered.prompt)] * (3 if has_table else 2)  # in runs, and in cells
            match numbered.item.interaction:
                case Choice(options=options):
                    words += [plain(option.content) for option in options] * 2
                case Matching() as matching:
                    words += [plain(matching.heading)]
                    for premise in matching.premises:
                        words += [plain(premise.text), plain(premise.detail)] * 2
                    words += [plain(response.text) for response in matching.responses] * 2
                case Ordering(events=events):
                    words += [plain(event.text) for event in events] * 2
                case Numeric(unit=unit):
                    words.append(unit)
                case Cloze(parts=parts):
                    words += [*map(plain, parts)] * 2
                case _:
                    pass
    for figure in (*sheet.figures.values(), *filter(None, [sheet.map])):
        words += [figure.caption, figure.alt]
        if isinstance(figure, Map):
            words += [f"{it.words} {it.latitude} {it.longitude}" for it in figure.spots]
            words += [f"{it.km} {it.words}" for it in figure.rings]
            words += [f"{it.unit} {it.km}" for it in figure.scale_bars]
            words += [
                f'"{tick.value:f}" {tick.words}' for it in figure.scale_bars for tick in it.ticks
            ]
            words += [f"{figure.latitude} {figure.longitude} {figure.width_km} {figure.height_km}"]
        elif isinstance(figure, Scale):
            words += [bar.words for bar in figure.bars] + [figure.unit]
            words += [f'"{tick.value:f}" {tick.words}' for tick in figure.ticks]
        else:
            words += [f"{it.date.text} {it.date_text} {it.words}" for it in figure.moments]
            words += [
                f"{iso_of(period.first)} {iso_of(period.last)} {period.words}"
                for period in (*figure.periods, *figure.eras)
            ]
    for told in (fact for part in sheet.facts for fact in part.facts):
        words += [plain(told.sentence)] * 3
    words += [f"{plain(card.front)} {plain(card.detail)} {card.title}" for card in sheet.cards] * 2
    return "\n".join(words)


def test_a_bar_to_be_read_off_says_where_it_ends_and_not_how_much_that_is() -> None:
    (figure, *_) = json.loads(without_key(example()))["forms"][0]["figures"]
    (bar,) = figure["bars"]
    assert (bar["low_at"], bar["high_at"], bar["value_text"]) == (847, 847, "")
    assert not {"low", "high"} & bar.keys()


# ----------------------------------------------------------------------------- what it is good for


def test_it_has_what_a_page_needs_to_ask() -> None:
    document = json.loads(without_key(example()))
    (sheet,) = document["forms"]
    items = [one for part in sheet["sections"] for one in part["items"]]
    assert [one["number"] for one in items] == [*range(1, 13)]
    by_type = {one["type"]: one for one in items}
    assert by_type["multiple-choice"]["options"] == [
        {"letter": "A", "text": "A Soviet space traveller"},
        {"letter": "B", "text": "A landing in the sea"},
    ]
    assert by_type["true-false"]["stem"] == "The first woman in space flew in 1965."
    assert by_type["cloze"]["parts"][1] == {"text": " said that others should catch up."}
    assert by_type["numeric"]["unit"] == "km"
    assert [event["text"] for event in by_type["ordering"]["events"]] == [
        "First people on the Moon",
        "First satellite in orbit",
    ]
    assert sheet["id"] == example().id


def test_it_cannot_be_read_as_a_form_with_its_key() -> None:
    with pytest.raises(FormFileError) as caught:
        read_forms(without_key(example()), "pupil.json")
    assert str(caught.value) == (
        "pupil.json: $: these forms were written without their key, so they cannot be read back\n"
        "  hint: take the file that was written with the key"
    )


def test_forms_without_a_key_are_as_their_schema_says(request: pytest.FixtureRequest) -> None:
    """The schema is that of forms, but for the keys that tell; it is a file so that one sees it."""
    path = DOCS / "form-without-key-schema.json"
    expected = f"{json.dumps(schema_without_key(), ensure_ascii=False, indent=1)}\n"
    if request.config.getoption("--update-golden"):
        path.write_text(expected, "utf-8", newline="\n")
    assert path.read_text("utf-8") == expected
    judge = jsonschema.Draft202012Validator(json.loads(expected))
    sheets = [example(), *(shipped(worksheet, 1) for worksheet in WORKSHEETS)]
    for sheet in sheets:
        errors = judge.iter_errors(json.loads(without_key(sheet)))
        assert [f"{error.json_path}: {error.message}" for error in errors] == []
    named = {
        name
        for part in (schema_without_key(), *schema_without_key()["$defs"].values())
        for name in part.get("properties", {})
    }
    found = {*keys_in({**json.loads(without_key(example())), "labels": []})}
    assert {name for name in found if not name.endswith(("_runs", "_blocks"))} == named


HIDDEN = {
    "form": "sources lists_texts teacher_note prompts",
    "sentence": "fact source",
    "card": "fact back why foot source",
    "moment": "fact",
    "bar": "fact low high",
    "spot": "place",
    "ring": "around",
    "leg": "start end",
    "item": (
        "id kind wording sensitivity tags facts origin about allow prompt rationale sources"
        " citations as_of has_own_points"
    ),
    "passage": "id",
    "choice": "keys reserve keeps_order",
    "true_false": "is_true right_words correction accepted",
    "short_answer": "answer accepted",
    "numeric": "answer low high within accepted",
    "cloze": "blanks",
    "discussion": "bands passages",
    "option": "id is_key why_wrong feedback means is_computed",
    "premise": "fact key rationale source",
    "response": "id means",
    "event": "fact rank date date_text source",
    "picture": "name",
    "run": "source",
}
"""What of each part of a form's schema only the key says."""
UNUSED = ("source", "origin", "citation", "spare_option", "meaning", "blank", "band")


def schema_without_key() -> dict[str, Any]:
    """Return the schema of forms without the keys that tell what is right."""
    made: dict[str, Any] = json.loads(json.dumps(schema()))
    made["title"] = "quizgen forms without their key"
    made["description"] = "Forms as pupils get them: nothing in them tells an answer."
    made["properties"]["format"]["const"] = "quizgen-forms-without-key"
    for name in UNUSED:
        del made["$defs"][name]
    for name, keys in HIDDEN.items():
        part = made["$defs"][name]
        for key in keys.split():
            del part["properties"][key]
        if name == "bar":
            for end, words in (("low_at", "Up to here it is sure"), ("high_at", "and possible")):
                part["properties"][end] = {
                    "type": "integer",
                    "description": f"{words}, in thousandths of the way from the first tick to the"
                    " last.",
                }
        part["required"] = [*part["properties"]]
        patterns = part.pop("patternProperties", {})
        kept = {of: rule for of, rule in map(_kept(part), patterns.items()) if of}
        if kept:
            part["patternProperties"] = kept
    return made


def _kept(part: dict[str, Any]) -> Any:
    """Return what leaves in a pattern of texts those that a part still has."""

    def kept(entry: tuple[str, object]) -> tuple[str, object]:
        names, ending = entry[0].removeprefix("^(").split(")")
        left = [name for name in names.split("|") if name in part["properties"]]
        return (f"^({'|'.join(left)}){ending}" if left else ""), entry[1]

    return kept


def test_a_sheet_that_asks_nothing_has_no_key_to_hide() -> None:
    told = json.loads(without_key(shipped("study-sheet", 1)))["forms"][0]["told"]
    facts = shipped("study-sheet", 1).facts
    assert [[one["text"] for one in part["sentences"]] for part in told] == [
        [plain(fact.sentence) for fact in part.facts] for part in facts
    ]
    assert "fact" not in told[0]["sentences"][0]


def test_a_form_of_nothing_is_one_too() -> None:
    assert json.loads(without_key(form(title=text("x")[0].text)))["forms"][0]["sections"] == []
