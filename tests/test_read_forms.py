"""Forms are read back from the JSON that was written of them; what is no such JSON is an error."""

import datetime
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, get_args

import moon
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_form import exam, language, sample
from test_form_json import example

from quizgen import find_texts, find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.bank.facts import KINDS, SENSITIVITIES
from quizgen.content import Content, Listing, Paragraph, Picture, Run, Table, Text
from quizgen.errors import FormFileError, Where
from quizgen.export.form_json import write_forms
from quizgen.pool import ItemPool
from quizgen.quiz.figures import Bar, Figure, Moment, Period, Scale, Tick, Timeline
from quizgen.quiz.form import (
    Form,
    FormSection,
    NumberedItem,
    PaperCard,
    SourceEntry,
    ToldFact,
    ToldSection,
)
from quizgen.quiz.item import (
    Choice,
    Citation,
    Cloze,
    Discussion,
    FromFacts,
    Imported,
    Interaction,
    Item,
    Matching,
    Numeric,
    Option,
    OrderedEvent,
    Ordering,
    Origin,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
    Written,
)
from quizgen.quiz.meaning import Meaning, SomeChange, SomeDate, SomeDifference, SomeNumber, SomeSpan
from quizgen.quiz.worksheet import Blueprint, Layout
from quizgen.read import read_materials
from quizgen.read.dates import parse_date
from quizgen.read.forms import read_forms

# ----------------------------------------------------------------------------------- forms of chance

words = st.text(max_size=6)
small = st.integers(0, 9)
names = st.lists(words, max_size=2).map(tuple)
runs = st.builds(
    Run,
    words,
    st.sampled_from(["plain", "bold", "italic"]),
    st.sampled_from(["", "ru"]),
    st.sampled_from(["", "ltr", "rtl"]),
)
texts: st.SearchStrategy[Text] = st.one_of(
    words.map(lambda said: (Run(said),) if said else ()), st.lists(runs, max_size=3).map(tuple)
)
blocks = st.one_of(
    runs,
    st.builds(Paragraph, runs=texts),
    st.builds(
        Picture,
        name=words,
        digest=words,
        kind=st.sampled_from(["png", "jpeg", "svg"]),
        width=small,
        height=small,
        alt=words,
        credit=words,
        size=st.sampled_from(["small", "medium", "large"]),
        owes_credit=st.booleans(),
    ),
    st.builds(
        Table,
        rows=st.lists(st.lists(texts, max_size=2).map(tuple), max_size=2).map(tuple),
        has_header=st.booleans(),
        caption=texts,
    ),
    st.builds(Listing, entries=st.lists(texts, max_size=2).map(tuple), is_numbered=st.booleans()),
)
contents: st.SearchStrategy[Content] = st.one_of(texts, st.lists(blocks, max_size=3).map(tuple))
days = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
dates = st.one_of(
    days.map(str),
    days.map(lambda day: f"{day:%Y-%m}"),
    days.map(lambda day: f"{day:%Y}"),
    st.tuples(days, st.sampled_from(["spring", "summer", "autumn", "winter"])).map(
        lambda both: f"{both[0]:%Y}-{both[1]}"
    ),
    days.map(lambda day: f"{day}/{day + datetime.timedelta(9)}"),
    st.sampled_from(
        [
            "196 BCE",
            "-0195-03-27",
            "c. 1200",
            "~800",
            "9th century",
            "5th century BCE",
            "1960s",
            "1914–1918",
            "79",
            "2584–2561 BCE",
            "c. 1250/1500",
            "before 1066",
            "../1945",
            "1945/..",
            "1917-10-25 julian",
            "c. 40,000 BCE",
        ]
    ),
).map(parse_date)
numbers = st.one_of(
    st.decimals(-(10**9), 10**9), st.sampled_from([Decimal("3E+2"), Decimal("1." + "2" * 40)])
)
meanings = st.one_of(
    st.none(),
    *(
        st.builds(sort, words)
        for sort in get_args(Meaning)
        if sort not in (SomeDate, SomeNumber, SomeDifference, SomeSpan, SomeChange)
    ),
    st.builds(SomeDate, dates),
    st.builds(SomeNumber, numbers, words),
    st.builds(SomeDifference, numbers, words),
    st.builds(SomeSpan, numbers, words),
    st.builds(SomeChange, words, words),
)


def several(parts: st.SearchStrategy[Any], least: int = 1) -> st.SearchStrategy[Any]:
    """Return a few parts, no two with one id."""
    unique = st.lists(parts, min_size=least, max_size=4, unique_by=lambda part: part.id)
    return unique.map(tuple)


options = st.builds(
    Option,
    id=words,
    content=contents,
    why_wrong=texts,
    feedback=texts,
    means=meanings,
    is_computed=st.booleans(),
)


@st.composite
def choices(draw: st.DrawFn) -> Choice:
    every = draw(several(options, 2))
    shown = draw(st.integers(1, len(every)))
    keys = draw(st.sets(st.integers(0, shown - 1), min_size=1))
    keyed = tuple(replace(one, is_key=place in keys) for place, one in enumerate(every))
    return Choice(
        type="multiple-choice" if len(keys) == 1 else "multiple-response",
        options=keyed[:shown],
        reserve=keyed[shown:],
    )


@st.composite
def matchings(draw: st.DrawFn) -> Matching:
    responses = draw(several(st.builds(Response, id=words, text=texts, means=meanings)))
    premises = st.builds(
        Premise,
        id=words,
        text=texts,
        detail=texts,
        response=st.sampled_from([response.id for response in responses]),
        rationale=texts,
        source=words,
    )
    return Matching(heading=draw(texts), premises=draw(several(premises)), responses=responses)


@st.composite
def orderings(draw: st.DrawFn) -> Ordering:
    event = st.builds(
        OrderedEvent,
        id=words,
        text=texts,
        rank=st.just(1),
        date=st.none() | dates,
        date_text=words,
        source=words,
    )
    events = draw(several(event))
    ranks = draw(st.permutations(range(1, len(events) + 1)))
    ranked = zip(events, ranks, strict=True)
    return Ordering(events=tuple(replace(event, rank=rank) for event, rank in ranked))


@st.composite
def clozes(draw: st.DrawFn) -> Cloze:
    blanks = draw(st.lists(st.tuples(texts, names), min_size=1, max_size=2))
    count = len(blanks) + 1
    return Cloze(
        parts=draw(st.lists(texts, min_size=count, max_size=count).map(tuple)),
        answers=tuple(answer for answer, _ in blanks),
        accepted=tuple(accepted for _, accepted in blanks),
    )


interactions: st.SearchStrategy[Interaction] = st.one_of(
    choices(),
    matchings(),
    orderings(),
    clozes(),
    st.builds(TrueFalse, is_true=st.booleans(), correction=texts, right_words=texts),
    st.builds(ShortAnswer, answer=texts, accepted=names, lines=st.integers(1, 9)),
    st.builds(
        lambda ends, **rest: Numeric(low=min(ends), high=max(ends), **rest),
        st.tuples(numbers, numbers),
        answer=texts,
        unit=words,
        within=words,
        accepted=names,
    ),
    st.builds(Discussion, lines=st.integers(1, 9)),
)
origins: st.SearchStrategy[Origin] = st.one_of(
    st.builds(
        FromFacts,
        kind=st.sampled_from(KINDS),
        wording=words,
        facts=st.lists(words, min_size=1, max_size=2).map(tuple),
        as_of=dates,
    ),
    st.builds(Written),
    st.builds(Imported, file=words, ident=words),
)
numbered = st.integers(-2_000_000, 3_000_000)
periods = st.builds(Period, first=numbered, last=numbered, number=small, words=words)
moments = st.builds(
    Moment, fact=words, date=dates, date_text=words, words=words, is_main=st.booleans()
)
bars = st.builds(
    Bar,
    fact=words,
    words=words,
    value_text=words,
    low=numbers,
    high=numbers,
    is_open=st.booleans(),
    is_main=st.booleans(),
)


def few(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(parts, max_size=2).map(tuple)


figures: st.SearchStrategy[Figure] = st.one_of(
    st.builds(
        Timeline,
        caption=words,
        alt=words,
        moments=few(moments),
        periods=few(periods),
        eras=few(periods),
    ),
    st.builds(
        Scale,
        caption=words,
        alt=words,
        bars=few(bars),
        ticks=few(st.builds(Tick, value=numbers, words=words)),
        unit=words,
        tells_values=st.booleans(),
    ),
)
items = st.builds(
    Item,
    id=words,
    prompt=contents,
    interaction=interactions,
    rationale=texts,
    level=st.sampled_from([1, 2, 3]),
    tags=names,
    sensitivity=st.sampled_from(SENSITIVITIES),
    citations=few(st.builds(Citation, source=words, text=texts)),
    about=names,
    allow=names,
    origin=origins,
    where=st.just(Where("forms.json")),
)


@st.composite
def forms(draw: st.DrawFn) -> Form:
    drawn = draw(st.lists(figures, max_size=2))

    def numbered(item: Item, figure: int) -> st.SearchStrategy[NumberedItem]:
        shown = replace(item, figure=drawn[figure - 1] if figure else None)
        return st.builds(
            NumberedItem,
            number=st.integers(1, 9),
            item=st.just(shown),
            prompt=contents,
            points=small,
            figure=st.just(figure),
        )

    each = st.tuples(items, st.integers(0, len(drawn))).flatmap(lambda both: numbered(*both))
    sections = st.builds(
        FormSection,
        title=words,
        instruction=words,
        items=few(each),
        points=small,
        points_label=words,
    )
    told = st.builds(
        ToldFact, number=st.integers(1, 9), fact_id=words, lead=texts, text=texts, source=words
    )
    card = st.builds(
        PaperCard,
        number=st.integers(1, 9),
        fact_id=words,
        title=words,
        is_quotation=st.booleans(),
        front=texts,
        detail=texts,
        back=texts,
        why=texts,
        foot=names,
        source=words,
    )
    layout = st.builds(
        Layout,
        points=st.sampled_from(["", "section", "item", "none"]),
        score=st.booleans(),
        mark_table=st.booleans(),
        option_columns=st.sampled_from([None, 1, 2]),
        copies=st.integers(1, 4),
    )
    labels = language("en-GB").labels
    entry = st.builds(SourceEntry, number=st.integers(1, 9), source=words, text=texts)
    return draw(
        st.builds(
            Form,
            topic=words,
            version=words,
            language=words,
            title=words,
            subtitle=words,
            school=words,
            label=words,
            layout=layout,
            sections=few(sections),
            facts=few(st.builds(ToldSection, title=words, facts=few(told))),
            cards=few(card),
            points=small,
            sources=few(entry),
            teacher_note=words,
            discussion=names,
            footer=names,
            seed=st.integers(),
            edition=small,
            as_of=dates,
            labels=st.sampled_from([labels, replace(labels, total="Summe")]),
        )
    )


# -------------------------------------------------------------------------------------------- there


SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@given(st.lists(forms(), min_size=1, max_size=2))
@settings(deadline=None, max_examples=150, suppress_health_check=SLOW)
def test_whatever_is_written_is_read_back_the_same(sheets: list[Form]) -> None:
    data = write_forms(sheets)
    assert read_forms(data) == tuple(sheets)
    assert write_forms(read_forms(data)) == data


@cache
def pool() -> ItemPool:
    return ItemPool(read_materials(find_texts("escalation")).subject)


WORKSHEETS = sorted(path.stem for path in moon.TEMPLATES.glob("en/worksheets/*.yaml"))


@pytest.mark.parametrize("seed", range(1, 4))
@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_every_shipped_worksheet_comes_back(worksheet: str, seed: int) -> None:
    sheet = find_worksheet(worksheet)
    blueprint = Blueprint(worksheet=sheet, forms=2, seed=seed, may_shrink=True)
    made = tuple(replace(one, missing=()) for one in assemble_forms(pool(), blueprint))
    data = write_forms(made)
    assert read_forms(data) == made
    assert write_forms(read_forms(data)) == data


@pytest.mark.parametrize("make", [example, sample, exam])
def test_forms_made_by_hand_come_back(make: Callable[[], Form]) -> None:
    assert read_forms(write_forms([make()])) == (make(),)


def test_an_item_that_was_read_says_where() -> None:
    (sheet,) = read_forms(write_forms([example()]), "class/7b.json")
    assert sheet.sections[0].items[0].item.where == Where("class/7b.json")


def test_keys_of_a_later_quizgen_are_passed_over() -> None:
    document = json.loads(write_forms([example()]))
    document["made_by"] = "quizgen 9"
    document["labels"][0]["hint"] = "Hint"
    for form in document["forms"]:
        form["colour"] = {"ink": [None]}
        for section in form["sections"]:
            for one in section["items"]:
                one["seconds"] = 30
                for option in one.get("options", []):
                    option["sound"] = ""
    assert read_forms(json.dumps(document).encode()) == (example(),)


def test_a_file_with_a_byte_order_mark_is_read() -> None:
    assert read_forms(b"\xef\xbb\xbf" + write_forms([example()])) == (example(),)


# ------------------------------------------------------------------------------------- and mistakes


def said(data: bytes) -> str:
    with pytest.raises(FormFileError) as caught:
        read_forms(data, "f.json")
    return str(caught.value)


ANEW = "\n  hint: build the forms again from their bank: quizgen build --only json"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", f"f.json:1:1: this is not JSON: Expecting value{ANEW}"),
        (b'{"format": }', f"f.json:1:12: this is not JSON: Expecting value{ANEW}"),
        (b"\xff\xfe", "f.json: this is not UTF-8\n  hint: save it as UTF-8"),
        (b"[" * 100_000, f"f.json: this is nested too deeply{ANEW}"),
        (
            b'{"a": 1, "a": 2}',
            f"f.json: this cannot be read: the key 'a' stands twice in one object{ANEW}",
        ),
        (b"[NaN]", f"f.json: this cannot be read: NaN is no number{ANEW}"),
        (
            b"[]",
            "f.json: $: this is no file of forms\n"
            '  hint: such a file begins with "format": "quizgen-forms"',
        ),
        (
            b'{"format": "quizgen-forms", "version": 2}',
            "f.json: $: a later quizgen wrote this: version 2, and this one knows 1\n"
            "  hint: read it with the quizgen that wrote it, or a later one",
        ),
        (
            b'{"format": "quizgen-forms", "version": 1, "forms": []}',
            "f.json: $: an earlier quizgen wrote this, which did not yet write all that a form"
            " holds\n  hint: build it again from its bank",
        ),
    ],
)
def test_what_is_no_file_of_forms_is_said_to_be_none(data: bytes, message: str) -> None:
    assert said(data) == message


def test_a_number_without_end_is_refused() -> None:
    assert said(b'{"format": ' + b"1" * 5000 + b"}").startswith("f.json: this cannot be read: ")


GONE = object()


def spoilt(path: str, value: object) -> bytes:
    """Return the example with another value at a path, such as `sections[0].items[0].level`."""
    document = json.loads(write_forms([example()]))
    place: Any = document
    *way, last = path.replace("[", ".[").split(".")
    for step in way:
        place = place[int(step[1:-1])] if step.startswith("[") else place[step]
    key = int(last[1:-1]) if last.startswith("[") else last
    if value is GONE:
        del place[key]
    else:
        place[key] = value
    return json.dumps(document).encode()


ITEM = "forms[0].sections[0].items[0]"
TWO_PREMISES = [
    {"fact": "x", "key": letter, "text": "", "detail": "", "rationale": "", "source": ""}
    for letter in "AB"
]
MISTAKES: list[tuple[str, object]] = [
    (f"{ITEM}.level", 4),
    (f"{ITEM}.level", True),
    (f"{ITEM}.sensitivity", "hihg"),
    (f"{ITEM}.points", -1),
    (f"{ITEM}.points", 1.5),
    (f"{ITEM}.points", True),
    (f"{ITEM}.tags", "war"),
    (f"{ITEM}.tags", [None]),
    (f"{ITEM}.rationale", ["x"]),
    (f"{ITEM}.origin", 7),
    (f"{ITEM}.facts", []),
    (f"{ITEM}.figure", 4),
    (f"{ITEM}.as_of", "2024-02-30"),
    (f"{ITEM}.options[0].is_key", "yes"),
    (f"{ITEM}.options[0].is_key", False),
    (f"{ITEM}.options[1].is_key", True),
    (f"{ITEM}.options[1].id", "text:cosmonaut"),
    (f"{ITEM}.options[1].letter", "C"),
    (f"{ITEM}.keys", ["B"]),
    (f"{ITEM}.stem", "Which?"),
    (f"{ITEM}.id", "cosmonaut/another"),
    (f"{ITEM}.options[1].means.type", "place"),
    ("forms[0].sections[3].items[0].premises[0].key", "Z"),
    ("forms[0].sections[4].items[0].events[0].rank", 1),
    ("forms[0].sections[4].items[0].events[1].fact", "moonwalk"),
    ("forms[0].sections[3].items[0].responses[1].id", "leonov"),
    ("forms[0].sections[3].items[0].premises", TWO_PREMISES),
    ("forms[0].sections[6].items[0].low", "1000"),
    ("forms[0].sections[6].items[0].low", "eighty"),
    ("forms[0].sections[6].items[0].low", "1e999999999"),
    ("forms[0].sections[9].items[0].blanks", []),
    ("forms[0].figures[0].ticks", ["0"]),
    ("forms[0].figures[1].periods[0].first", "1965"),
    ("forms[0].figures[2].type", "mapp"),
    ("forms[0].figures[2].width_km", 0),
    ("forms[0].figures[2].spots[0].latitude", "north"),
    ("forms[0].maps[0].rings[0].km", None),
    ("forms[0].maps[0].rings[0].around", "paris"),
    ("forms[0].figures[2].legs[0].end", "paris"),
    ("forms[0].figures[2].scale_bars[0].ticks", []),
    ("forms[0].sections[11].items[0].origin.km", "far"),
    ("forms[0].title", "half \ud83d"),
    ("forms[0].questions", 3),
    ("forms[0].labels", 1),
    ("labels[0].points", "points"),
    (f"{ITEM}.rationale", GONE),
    (f"{ITEM}.options[0].feedback", GONE),
    ("forms[0].questions", GONE),
    ("forms[0].told[0].sentences[0].text", "Luna 3 crashed."),
]


def test_a_mistake_is_said_with_its_place_and_what_to_do(
    golden: Callable[[str, str], None],
) -> None:
    told = [
        f"{path} = {'(gone)' if value is GONE else json.dumps(value)}\n{said(spoilt(path, value))}\n"
        for path, value in MISTAKES
    ]
    golden("form_mistakes.txt", "\n".join(told))


def test_every_mistake_is_said_at_once() -> None:
    document = json.loads(write_forms([example()]))
    for one in document["forms"][0]["sections"][0]["items"]:
        one["level"], one["points"] = "1", "one"
        del one["origin"]["type"]
    assert said(json.dumps(document).encode()).splitlines() == [
        f"f.json: $.{ITEM}.level: '1' is none of those that are known here",
        "  hint: did you mean '1'? write one of: 1, 2, 3",
        f"f.json: $.{ITEM}.origin: the key 'type' is missing",
        "  hint: add it, as docs/form-json.md says",
        f"f.json: $.{ITEM}.points: is a text, not a whole number",
        "  hint: write digits alone: 12",
    ]


def test_a_file_full_of_mistakes_names_some_of_them() -> None:
    document = json.loads(write_forms([example()]))
    document["forms"] = [1] * 500
    lines = said(json.dumps(document).encode()).splitlines()
    assert len(lines) == 2 * 51
    assert lines[-2:] == ["f.json: there are 450 more mistakes", "  hint: mend these first"]


jsons = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)


def places_in(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of each value in a document."""
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value if isinstance(value, list) else ())
    )
    return [path, *(place for key, part in inner for place in places_in(part, (*path, key)))]


DOCUMENT = json.loads(write_forms([example()]))
PLACES = places_in({key: value for key, value in DOCUMENT.items() if key != "labels"})[1:]


def is_within(made: Any, found: Any) -> bool:
    """Tell whether all that is in one document stands in another, beside other keys."""
    match made, found:
        case dict(), dict():
            return all(key in found and is_within(made[key], found[key]) for key in made)
        case list(), list():
            pairs = zip(made, found, strict=False)
            return len(made) == len(found) and all(is_within(*pair) for pair in pairs)
        case _:
            return bool(made == found)


@given(st.sampled_from(PLACES), jsons)
@settings(deadline=None, max_examples=300)
def test_a_file_that_was_changed_anywhere_is_a_form_or_an_error(
    path: tuple[Any, ...], value: object
) -> None:
    document = json.loads(json.dumps(DOCUMENT))
    *way, last = path
    place = document
    for step in way:
        place = place[step]
    place[last] = value
    with suppress(FormFileError):
        read = read_forms(json.dumps(document).encode())
        assert is_within(json.loads(write_forms(read)), document)


@given(st.binary(max_size=40) | jsons.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_forms_or_an_error(data: bytes) -> None:
    with pytest.raises(FormFileError):
        read_forms(data)
