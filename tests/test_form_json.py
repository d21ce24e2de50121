"""Forms as JSON: the program's output, its schema and its documentation say the same.

The tables and examples in docs/form-json.md are those of the schema and of the form below: `pytest
--update-golden` writes them anew.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_args

import jsonschema
import moon
import pytest
from sample_form import choice, day, form, item, of_facts, section, text

from quizgen.assemble import assemble_forms
from quizgen.bank.facts import Kind
from quizgen.content import Content, Listing, Paragraph, Picture, Run, Table, Text, plain
from quizgen.export.form_json import write_forms
from quizgen.quiz.figures import (
    Bar,
    Leg,
    Map,
    Moment,
    Period,
    Ring,
    Scale,
    ScaleBar,
    Spot,
    Tick,
    Timeline,
)
from quizgen.quiz.form import (
    ExplainedWord,
    Form,
    PaperCard,
    PartedQuestion,
    ToldFact,
    ToldSection,
)
from quizgen.quiz.item import (
    SET_TYPES,
    Choice,
    Cloze,
    Discussion,
    FromPlaces,
    Interaction,
    Item,
    ItemType,
    MarkBand,
    Matching,
    Numeric,
    Option,
    OrderedEvent,
    Ordering,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
    Written,
)
from quizgen.quiz.meaning import SomeFact, SomeWords
from quizgen.quiz.passages import Passage
from quizgen.quiz.worksheet import Cover, Layout

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "form-json.md"
MORE = ("_runs", "_blocks")
"""What the key of a text ends in that is more than plain words."""
MADE = re.compile(r"^### `(\w+)`\n.*?(^\| key .*?)(?=^###? |\Z)", re.MULTILINE | re.DOTALL)
"""A section of the page, and the part of it that is made: table and example."""


# --------------------------------------------------------------------------- the form of the page


def asked(name: str, kind: Kind, stem: Text, interaction: Interaction, why: str = "") -> Item:
    """Return an item named as in a bank: fact and wording."""
    fact_id, _, wording = name.partition("/")
    made = cited(item(fact_id, "", interaction, why))
    origin = replace(of_facts(fact_id), kind=kind, wording=wording)
    return replace(made, id=name, prompt=stem, origin=origin)


def asked_of_several(name: str, stem: Text, interaction: Interaction, *facts: str) -> Item:
    """Return an item named as in a bank: wording and a hash of the facts."""
    made = cited(item(name, "", interaction))
    origin = replace(of_facts(*facts), wording=name.partition("/")[0])
    return replace(made, id=name, prompt=stem, origin=origin, level=2)


def cited(made: Item) -> Item:
    """Return an item whose source is told as the form's list of sources tells it."""
    texts = {entry.source: text(plain(entry.text)) for entry in form().sources}
    citations = (replace(citation, text=texts[citation.source]) for citation in made.citations)
    return replace(made, citations=tuple(citations))


@cache
def small() -> Form:
    """Return a form of one item, which the page shows whole."""
    stem: Text = (
        Run("Which description fits "),
        Run("cosmonaut", "italic"),
        Run(", in Russian "),
        Run("космонавт", lang="ru"),
        Run("?"),
    )
    options = choice("A Soviet space traveller", "A landing in the sea", whys=("is splashdown",))
    right, wrong = options.options
    told = text("“A landing in the sea” is splashdown.")
    options = replace(
        options,
        options=(
            replace(right, id="text:cosmonaut", means=SomeWords("cosmonaut")),
            replace(wrong, id="fact:splashdown", means=SomeFact("splashdown"), feedback=told),
        ),
    )
    one = asked("cosmonaut/what-is-meant", "term", stem, options, "The word comes from the Greek.")
    part = section("Multiple choice", "Fill in the circle of the one right answer.", 1, one)
    sheet = form(part, version="", school="", teacher_note="")
    return replace(sheet, sources=sheet.sources[:1])


LISTED = (Run("Book, NASA, 2000: "), Run("Challenge to Apollo", "italic"))

SCALE = Scale(
    caption="Mass in kg, drawn to scale",
    alt="Bars from 0 to 600 kg.",
    bars=(
        Bar(
            fact="mass-of-sputnik-2",
            words="Sputnik 2",
            value_text="508 kg",
            low=Decimal(508),
            high=Decimal(508),
        ),
    ),
    ticks=(Tick(value=Decimal(0), words="0"), Tick(value=Decimal(600), words="600")),
    unit="kg",
    tells_values=False,
)
TIMELINE = Timeline(
    caption="Firsts in space",
    alt="A timeline of 1965.",
    moments=(Moment(fact="leonov", date=day("1965-03-18"), date_text="18 March 1965"),),
    periods=(
        Period(
            first=day("1965-01-01").first,
            last=day("1965-12-31").first,
            number=1965,
            words="1965",
        ),
    ),
)


MAP = Map(
    caption="A map to scale",
    alt="A map of Baikonur and Moscow.",
    latitude=Decimal("51.5"),
    longitude=Decimal("50.5"),
    width_km=2400,
    height_km=1400,
    spots=(
        Spot(place="baikonur", words="Baikonur", latitude=Decimal("45.6"), longitude=Decimal("63.3")),
        Spot(place="moscow", words="Moscow", latitude=Decimal("55.75"), longitude=Decimal("37.62"), is_main=False),
    ),
    rings=(Ring(around="moscow", km=Decimal(500), words="500 km"),),
    legs=(Leg(start="baikonur", end="moscow", words="1"),),
    scale_bars=(ScaleBar(km=Decimal(1), ticks=(Tick(value=Decimal(0), words="0"), Tick(value=Decimal(500), words="500")), unit="km"),),
)  # fmt: skip


PRICED: Content = (
    Run("Was it worth its price?"),
    Picture(
        name="launch",
        digest="9f2c" * 16,
        kind="jpeg",
        width=640,
        height=480,
        alt="A rocket above a cloud of smoke.",
        credit="NASA, public domain",
    ),
    Table(rows=((text("Flight"), text("Price")), (text("Apollo 11"), text("$355 million")))),
    Paragraph(runs=text("Think of:")),
    Listing(entries=(text("what it cost"), text("what it brought"))),
)


@cache
def example() -> Form:
    """Return a form with an item of each type, as small as each can be."""
    several = Choice(
        type="multiple-response",
        reserve=choice("John Glenn", key=1, whys=("flew in 1962",)).options,
        options=(
            *choice("Yuri Gagarin").options,
            *choice("Alan Shepard", key=1, whys=("flew into space, but not into orbit",)).options,
            *choice("Gherman Titov").options,
        ),
    )
    said = Matching(
        heading=text("Speakers"),
        premises=(
            Premise(
                id="glenn-feels-fine",
                text=text("“Zero G and I feel fine.”"),
                detail=text("20 February 1962"),
                response="glenn",
                rationale=text("He was the first American in orbit."),
                source="s2",
            ),
        ),
        responses=(
            Response(id="leonov", text=text("Alexei Leonov")),
            Response(id="glenn", text=text("John Glenn")),
        ),
    )
    events = tuple(
        OrderedEvent(
            id=fact_id,
            text=text(words),
            rank=rank,
            date=day(iso),
            date_text=date_text,
            source="s1",
        )
        for fact_id, words, rank, iso, date_text in (
            ("moonwalk", "First people on the Moon", 2, "1969-07-20", "20 July 1969"),
            ("sputnik", "First satellite in orbit", 1, "1957-10-04", "4 October 1957"),
        )
    )
    items = (
        asked_of_several(
            "which-flew/51f2c07be4d8", text("Which two flew around the Earth in 1961?"), several,
            "gagarin", "titov",
        ),
        asked(
            "tereshkova/event-false",
            "event",
            text("The first woman in space flew in 1965."),
            TrueFalse(
                is_true=False,
                right_words=text("1963"),
                correction=text("The first woman in space flew in 1963."),
            ),
        ),
        asked_of_several(
            "who-said-it/2a90cc1d37f6", text("Who said it?"), said, "glenn-feels-fine"
        ),
        asked_of_several(
            "put-in-order/9d04b1e26a73",
            text("Number the events from the earliest to the latest."),
            Ordering(events=events),
            "moonwalk",
            "sputnik",
        ),
        asked(
            "nasa/spell-out",
            "term",
            text("What does NASA stand for?"),
            ShortAnswer(answer=text("National Aeronautics and Space Administration")),
        ),
        asked(
            "mass-of-sputnik-1/give-the-number",
            "quantity",
            text("What was the mass of Sputnik 1?"),
            Numeric(
                answer=text("about 84 kg"),
                low=Decimal("79.80"),
                high=Decimal("88.20"),
                unit="kg",
                accepted=("185 lb",),
            ),
        ),
        replace(
            asked(
                "mass-of-sputnik-2/read-the-scale",
                "quantity",
                text("Read off the figure: what was the mass of Sputnik 2?"),
                Numeric(
                    answer=text("508 kg"), low=Decimal(498), high=Decimal(518), unit="kg"
                ),
            ),
            figure=SCALE,
        ),
        replace(
            asked_of_several(
                "place-on-timeline/5c40f1d6a7b2",
                text("Which event belongs to which date?"),
                Matching(
                    heading=text("Events"),
                    premises=(
                        Premise(
                            id="leonov",
                            text=text("18 March 1965"),
                            response="fact:leonov",
                            source="s1",
                        ),
                    ),
                    responses=(
                        Response(id="fact:leonov", text=text("First spacewalk")),
                        Response(id="fact:tereshkova", text=text("First woman in space")),
                    ),
                ),
                "leonov",
            ),
            figure=TIMELINE,
        ),
        asked(
            "khrushchev-catch-up/fill-in-the-speaker",
            "statement",
            (),
            Cloze(
                parts=(text("On 12 April 1961, "), text(" said that others should catch up.")),
                answers=(text("Nikita Khrushchev"),),
                accepted=(("Nikita Khrushchov",),),
            ),
        ),
        replace(
            asked("worth-it/discussion", "event", PRICED, JUDGED),
            origin=Written(),
            citations=(),
            level=3,
            passage=REPORT,
            points=1,
        ),
        replace(
            asked("baikonur/how-far-is-it", "event", text("How far is it to Moscow?"),
                Numeric(answer=text("2,090 km"), low=Decimal(1880), high=Decimal(2300), unit="km")),
            origin=FromPlaces(wording="how-far-is-it", places=("baikonur", "moscow"), km=Decimal(500)),
            citations=(),
            figure=MAP,
        ),
    )  # fmt: skip
    sections = [section("Part", "Answer.", number, one) for number, one in enumerate(items, 2)]
    for place, part in enumerate(sections):
        if part.items[0].item.passage:
            sections[place] = replace(part, items=(replace(part.items[0], passage=1),))
        if part.items[0].item.type in SET_TYPES:  # the section says what to do
            sections[place] = replace(part, items=(replace(part.items[0], prompt=()),))
    parted = PartedQuestion(
        number=2,
        lead=(Run("Questions 2 (a) to (c) are about "), Run("Text 1", source="s1"), Run(".")),
        points=4,
        total="Total for question 2: 4 points",
    )
    sections[0] = replace(sections[0], parted=(parted,), word_bank=("Luna 2", "Luna 3"))
    (order,) = sections[3].items
    sections[3] = replace(sections[3], items=(replace(order, points=len(events)),), points=2)
    told = ToldFact(number=1, fact_id="luna-3", text=text("Luna 3 flew."), source="s1")
    card = PaperCard(
        number=1,
        fact_id="luna-3",
        title="When?",
        is_quotation=False,
        front=text("Luna 3 photographed the far side."),
        back=text("October 1959"),
        foot=("NASA, 1960", "as of 1960"),
        source="s1",
    )
    sources = [replace(each, listed=LISTED) for each in form().sources]
    return form(
        *small().sections,
        *sections,
        version="",
        school="",
        teacher_note="",
        sources=tuple(sources),
        lists_texts=True,
        words=(ExplainedWord(word="orbit", meaning="a path around a planet"),),
        facts=(ToldSection(title="What happened", facts=(told,)),),
        map=MAP,
        cards=(card,),
        discussion=("Was it worth its price?",),
        layout=Layout(
            cover=Cover(
                kind="Exam",
                time="30 minutes",
                materials=("A pen",),
                instructions=("Answer all questions.",),
                information=("The points stand beside each question.",),
            )
        ),
    )


REPORT = Passage(
    id="price",
    title=text("The price"),
    paragraphs=(text("A flight costs as much as ten hospitals."), text("So says a report.")),
    credit=text("NASA, 1960, page 3"),
)
"""A text that is asked about."""
JUDGED = Discussion(
    bands=(
        MarkBand(name=text("weak"), does=text("names a price and no gain")),
        MarkBand(name=text("strong"), does=text("weighs one against the other")),
    ),
    passages=(text("NASA: the price of a flight"),),
)
"""A task with a mark scheme."""


@cache
def written() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(write_forms([example()]))
    return document


@cache
def schema() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DOCS / "form-schema.json").read_text("utf-8"))
    return loaded


def problems(document: object) -> list[str]:
    judge = jsonschema.Draft202012Validator(schema())
    return [f"{error.json_path}: {error.message}" for error in judge.iter_errors(document)]


def items_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for form in document["forms"] for part in form["sections"] for one in part["items"]]


# --------------------------------------------------------------------------- page, schema, output


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_what_is_written_is_as_the_schema_says() -> None:
    assert problems(written()) == []


def test_the_example_has_every_type_of_item_and_every_key_of_the_schema() -> None:
    assert {one["type"] for one in items_of(written())} == {*get_args(ItemType)}
    named = {name for part in parts_of_schema().values() for name in part["properties"]}
    found = {name for name in keys_in({**written(), "labels": []}) if not name.endswith(MORE)}
    assert found == named


def parts_of_schema() -> dict[str, dict[str, Any]]:
    """Return the objects of the schema, by name."""
    parts = {"document": schema(), **schema()["$defs"]}
    return {name: part for name, part in parts.items() if "properties" in part}


def keys_in(value: object) -> Iterator[str]:
    """Yield the keys of objects, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from keys_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_in(inner)


def test_no_key_is_left_out_in_the_schema() -> None:
    for name, part in parts_of_schema().items():
        assert part["required"] == [*part["properties"]], name


def test_the_page_has_the_tables_of_the_schema_and_examples_of_the_program(
    request: pytest.FixtureRequest,
) -> None:
    page = PAGE.read_text("utf-8")
    expected = MADE.sub(lambda found: found[0].replace(found[2], made(found[1])), page)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(expected, "utf-8", newline="\n")
        page = expected
    assert expected == page
    assert [found[1] for found in MADE.finditer(page)] == [*parts_of_schema()]


def made(name: str) -> str:
    """Return the table of a part of the schema, and an example if it is a type of item."""
    rows = [
        f"| `{key}` | {value_of(property_)} | {property_['description']} |"
        for key, property_ in parts_of_schema()[name]["properties"].items()
        if property_.get("description")
    ]
    table = "\n".join(["| key | value | what it says |", "|---|---|---|", *rows, ""])
    blocks = [f"\n```json\n{shown}\n```\n" for shown in examples(name)]
    return "".join([table, *blocks, "\n" if name != [*parts_of_schema()][-1] else ""])


def value_of(property_: dict[str, Any]) -> str:
    """Say in a few words what a key holds."""
    match property_:
        case {"enum": values}:
            return ", ".join(f"`{value}`" if value != "" else '`""`' for value in values)
        case {"const": value}:
            return f"`{value}`"
        case {"type": "array", "items": {"$ref": reference}}:
            return f"list of {linked(reference)}"
        case {"type": "array", "items": {"type": "array"}}:
            return "list of rows, each a list of [part](#part)"
        case {"type": "array"}:
            return "list of texts"
        case {"anyOf": [{"$ref": reference}, {"const": ""}]}:
            return f'{linked(reference)} or `""`'
        case {"$ref": reference}:
            return linked(reference)
        case {"type": "string"}:
            return "text"
        case {"type": "boolean"}:
            return "`true`, `false`"
        case _:
            return str(property_["type"])


def linked(reference: str) -> str:
    name = reference.rpartition("/")[2]
    return f"[{name}](#{name})" if name in parts_of_schema() else name


def examples(name: str) -> Iterator[str]:
    """Yield a whole document, or an item of each type that has a part's keys."""
    if name == "document":
        document = json.loads(write_forms([small()]))
        document["labels"] = [dict([*document["labels"][0].items()][:3])]
        yield json.dumps(document, indent=1, ensure_ascii=False)
    types = str(parts_of_schema()[name]["properties"].get("type"))
    for one in items_of(written()):
        if f"'{one['type']}'" in types and one["type"] != "multiple-choice":
            yield json.dumps(one, indent=1, ensure_ascii=False)


# --------------------------------------------------------------------------- what is written


def test_the_same_forms_give_the_same_bytes() -> None:
    assert write_forms([example()]) == write_forms([replace(example())])
    assert write_forms([example()]).endswith(b"}\n")


def test_texts_are_plain_and_their_runs_stand_behind_them_where_they_say_more() -> None:
    first, *others = items_of(written())
    assert first["stem"] == "Which description fits cosmonaut, in Russian космонавт?"
    assert "".join(run["text"] for run in first["stem_runs"]) == first["stem"]
    assert first["stem_runs"][1] == {
        "text": "cosmonaut",
        "style": "italic",
        "lang": "",
        "direction": "",
        "source": "",
    }
    assert first["stem_runs"][3] == {
        "text": "космонавт",
        "style": "plain",
        "lang": "ru",
        "direction": "",
        "source": "",
    }
    texts = [{**one, "citations": []} for one in others]
    assert not any(name.endswith("_runs") for name in keys_in(texts))


def test_letters_are_those_of_the_page() -> None:
    options = tuple(
        Option(id=str(number), content=text(f"option {number}"), is_key=number == 27)
        for number in range(28)
    )
    sheet = form(section("Long", "", 1, item("long", "Which?", Choice(options=options))))
    (one,) = items_of(json.loads(write_forms([sheet])))
    assert one["keys"] == ["AB"]
    assert [option["letter"] for option in one["options"]][24:] == ["Y", "Z", "AA", "AB"]


def test_numbers_lose_no_digit() -> None:
    number = Numeric(
        answer=text("x"), low=Decimal("0.12345678901234567890"), high=Decimal("3E+2"), unit="m"
    )
    long = replace(number, high=Decimal("123456789012345678901234567890.5"))
    (one,) = items_of(json.loads(write_forms([form(section("N", "", 1, item("n", "?", number)))])))
    assert (one["low"], one["high"]) == ("0.1234567890123456789", "300")
    (one,) = items_of(json.loads(write_forms([form(section("N", "", 1, item("n", "?", long)))])))
    assert one["high"] == "123456789012345678901234567890.5"


@pytest.mark.parametrize("seed", range(1, 6))
def test_forms_of_a_bank_are_whole(seed: int) -> None:
    forms = moon.forms(forms=3, seed=seed)
    document = json.loads(write_forms(forms))
    assert problems(document) == []
    assert [one["letter"] for one in document["forms"]] == ["A", "B", "C"]
    for sheet, form_ in zip(forms, document["forms"], strict=True):
        numbered = [one for part in sheet.sections for one in part.items]
        shown = [one for part in form_["sections"] for one in part["items"]]
        assert [one["id"] for one in shown] == [one.item.id for one in numbered]
        assert [one["stem"] for one in shown] == [plain(one.prompt) for one in numbered]
        assert [one["prompt"] for one in shown] == [plain(one.item.prompt) for one in numbered]
        assert sum(one["points"] for one in shown) == form_["points"]
        listed = {source["id"] for source in form_["sources"]}
        assert {source for one in shown for source in one["sources"]} == listed


SHEET = "{label: All, summary: x, sections: [{title: All, types: [%s], count: 1}]}"


@pytest.mark.parametrize(
    "item_type", [one for one in get_args(ItemType) if one not in ("matching", "ordering")]
)
def test_every_type_of_item_that_a_bank_yields_is_as_the_schema_says(item_type: str) -> None:
    sheets = assemble_forms(moon.items(), moon.blueprint(SHEET % item_type))
    document = json.loads(write_forms([*sheets]))
    assert problems(document) == []
    assert [one["type"] for one in items_of(document)] == [item_type]
