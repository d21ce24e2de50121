"""read_forms: the way back from a file of forms to the forms, whoever wrote or changed the file.

What stands in it twice, an option's letter or the sum of points, must agree: at the end the forms
are made plain data again and laid beside what was read.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, TypeVar, get_args

from quizgen.bank.dates import Date
from quizgen.bank.facts import KINDS, SENSITIVITIES
from quizgen.content import Content, Listing, Paragraph, Picture, Run, Table, Text
from quizgen.errors import FormFileError, Problem, Where, guess, quoted
from quizgen.language.words import Labels, Plural
from quizgen.order import place_of_letters
from quizgen.quiz.document import FORMAT, PUPILS_FORMAT, VERSION, document_of
from quizgen.quiz.figures import (
    Bar,
    Figure,
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
    FormSection,
    NumberedItem,
    PaperCard,
    PartedQuestion,
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
    FromPlaces,
    Imported,
    Interaction,
    Item,
    ItemType,
    MarkBand,
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
from quizgen.quiz.meaning import (
    Meaning,
    SomeActor,
    SomeCause,
    SomeChange,
    SomeDate,
    SomeDifference,
    SomeFact,
    SomeHedge,
    SomeLimit,
    SomeNature,
    SomeNumber,
    SomeOwner,
    SomePair,
    SomeReply,
    SomeSpeaker,
    SomeStance,
    SomeThing,
    SomeValue,
    SomeWords,
)
from quizgen.quiz.passages import Passage
from quizgen.quiz.worksheet import Cover, Layout
from quizgen.read.dates import FORMS as DATES
from quizgen.read.dates import DateError, parse_date
from quizgen.read.pictures import Fetch, ReadBeside

T = TypeVar("T")

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
MOST_DIGITS = 1000
"""A number with more is no answer to anything, and takes long to reckon with."""

MOST_NAMED = 50
"""So many mistakes are named; a file of another shape has one in every line."""
ANEW = "build the forms again from their bank: quizgen build --only json"
NOTHING = object()
"""The value of a key that is missing, which was said once."""


def read_forms(
    data: bytes, path: str = "forms.json", read_beside: ReadBeside | None = None
) -> tuple[Form, ...]:
    """Return the forms that a file written by `write_forms` holds, with their key.

    `read_beside` returns the bytes of a picture by the name of its file; without it a frame stands
    for each. Raises FormFileError with every mistake and its JSON path; keys it does not know are
    passed over, since a later quizgen may add some.
    """
    root = _Node(_parsed(data, path), "$", [], Where(path), read_beside)
    _refuse_others(root)
    labels = root.key("labels").each(_labels)
    forms = root.key("forms").each(lambda node: _form(node, labels))
    root.raise_problems()
    _compare(document_of(forms), root)
    root.raise_problems()
    return forms


def _parsed(data: bytes, path: str) -> object:
    """Return what JSON says; no key twice, no NaN, nothing nested without end."""
    try:
        parsed: object = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as error:
        where = Where(path, error.lineno, error.colno)
        raise FormFileError([Problem(where, f"this is not JSON: {error.msg}", ANEW)]) from None
    except UnicodeDecodeError:
        raise FormFileError(
            [Problem(Where(path), "this is not UTF-8", "save it as UTF-8")]
        ) from None
    except RecursionError:
        raise FormFileError([Problem(Where(path), "this is nested too deeply", ANEW)]) from None
    except ValueError as error:
        raise FormFileError([Problem(Where(path), f"this cannot be read: {error}", ANEW)]) from None
    return parsed


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {quoted(key)} stands twice in one object")
        found[key] = value
    return found


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no number")


class _Node:
    """A value in the file: where it stands, and the list that mistakes in it are put on.

    What is not as it should be is noted, and something harmless returned in its place, so that one
    run finds every mistake. Nothing is made of a file in which there was one.
    """

    def __init__(
        self,
        value: object,
        at: str,
        problems: list[Problem],
        where: Where,
        read_beside: ReadBeside | None = None,
    ) -> None:
        self.value = value
        self.at = at
        self.where = where
        self.problems = problems
        self.read_beside = read_beside

    def note(self, message: str, hint: str) -> None:
        """Note a mistake; of a missing key it was noted before."""
        if self.value is not NOTHING:
            self.problems.append(Problem(self.where, f"{self.at}: {message}", hint))

    def raise_problems(self) -> None:
        """Raise what was noted, if anything was."""
        if not self.problems:
            return
        problems = [*dict.fromkeys(self.problems)]
        more = len(problems) - MOST_NAMED
        rest = (
            [Problem(self.where, f"there are {more} more mistakes", "mend these first")]
            if more > 0
            else []
        )
        raise FormFileError([*problems[:MOST_NAMED], *rest])

    def key(self, name: str) -> "_Node":
        """Return what stands under a key."""
        at = f"{self.at}.{name}"
        if not isinstance(self.value, dict):
            self.note(f"is {_sort_of(self.value)}, not an object", "write { } around its keys")
            return _Node(NOTHING, at, self.problems, self.where)
        if name not in self.value:
            self.note(f"the key '{name}' is missing", "add it, as docs/form-json.md says")
            return _Node(NOTHING, at, self.problems, self.where)
        return _Node(self.value[name], at, self.problems, self.where, self.read_beside)

    def has(self, name: str) -> bool:
        """Tell whether there is such a key."""
        return isinstance(self.value, dict) and name in self.value

    def nodes(self) -> "list[_Node]":
        """Return the entries of a list."""
        if not isinstance(self.value, list):
            self.note(f"is {_sort_of(self.value)}, not a list", "write [ ] around it")
            return []
        return [
            _Node(value, f"{self.at}[{place}]", self.problems, self.where, self.read_beside)
            for place, value in enumerate(self.value)
        ]

    def each(self, read: "Callable[[_Node], T]") -> tuple[T, ...]:
        """Return the entries of a list, each read."""
        return tuple(map(read, self.nodes()))

    def text(self) -> str:
        """Return a text; half a character, as JSON can write it, is none."""
        if not isinstance(self.value, str):
            self.note(f"is {_sort_of(self.value)}, not a text", "write it between quotation marks")
            return ""
        if any("\ud800" <= letter <= "\udfff" for letter in self.value):
            self.note(
                "holds half a character",
                "write both escapes of its pair: \\ud800 to \\udfff stands alone",
            )
            return ""
        return self.value

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts."""
        return self.each(_Node.text)

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            self.note(f"is {_sort_of(self.value)}, not true or false", "write true or false")
        return self.value is True

    def integer(self, least: int | None = None) -> int:
        """Return a whole number that is no smaller than the least."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.note(f"is {_sort_of(self.value)}, not a whole number", "write digits alone: 12")
            return least or 0
        if least is not None and self.value < least:
            self.note(f"is {self.value}, and must be {least} or more", f"write {least} or more")
        return self.value

    def number(self) -> Decimal:
        """Return a decimal number, which is written as a text."""
        text = self.text()
        if NUMBER.fullmatch(text) and len(text) <= MOST_DIGITS:
            return Decimal(text)
        if isinstance(self.value, str):
            self.note(f"{quoted(text)} is not a decimal number", "write it in digits: -12.5")
        return Decimal(0)

    def one_of(self, *names: Any) -> Any:
        """Return one of some texts or numbers, the first of them where it is another."""
        if any(self.value == name and type(self.value) is type(name) for name in names):
            return self.value
        known = ", ".join(str(name) or '""' for name in names)
        close = guess(self.value, map(str, names)) if isinstance(self.value, str) else ""
        hint = f"{close}write one of: {known}"
        self.note(f"{_shown(self.value)} is none of those that are known here", hint)
        return names[0]

    def date(self) -> Date:
        """Return a date as precise as its source."""
        text = self.text()
        try:
            return parse_date(text)
        except DateError as error:
            if isinstance(self.value, str):
                self.note(f"date {quoted(text)} {error}", f"write it like {DATES}")
        return parse_date("2000")

    def date_or_none(self) -> Date | None:
        """Return a date, or nothing where the text is empty."""
        return None if self.value == "" else self.date()

    def day(self) -> int:
        """Return the number of a day."""
        date = self.date()
        if date.precision != "day":
            self.note(f"{quoted(date.text)} is not a day", "write year, month and day: 2024-05-30")
        return date.first


def _sort_of(value: object) -> str:
    """Say what sort of JSON value it is."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "an object"


def _shown(value: object) -> str:
    """Return a value as a message shows it: a text or number itself, of others their sort."""
    match value:
        case str():
            return quoted(value)
        case int() | float():
            return json.dumps(value)
        case [*entries]:
            return f"a list of {len(entries)}"
        case _:
            return _sort_of(value)


def _refuse_others(root: _Node) -> None:
    """Raise what is wrong with the file as a whole: with what is in it nothing else is said."""
    found = root.value.get("format") if isinstance(root.value, dict) else None
    if found == PUPILS_FORMAT:
        message = "these forms were written without their key, so they cannot be read back"
        root.note(message, "take the file that was written with the key")
    elif found != FORMAT:
        root.note("this is no file of forms", f'such a file begins with "format": "{FORMAT}"')
    else:
        version = root.key("version").integer(1)
        if version > VERSION:
            message = f"a later quizgen wrote this: version {version}, and this one knows {VERSION}"
            root.note(message, "read it with the quizgen that wrote it, or a later one")
        elif not root.has("labels"):
            message = "an earlier quizgen wrote this, which did not yet write all that a form holds"
            root.note(message, "build it again from its bank")
    root.raise_problems()


def _compare(made: object, found: _Node) -> None:
    """Note what a file says otherwise than the forms that were read from it."""
    match made, found.value:
        case dict(), dict():
            for key, value in made.items():
                _compare(value, found.key(key))
        case list(), list() if len(made) == len(found.value):
            for value, node in zip(made, found.nodes(), strict=True):
                _compare(value, node)
        case _:
            if found.value is not NOTHING and made != found.value:
                says, follows = _shown(found.value), _shown(made)
                message = f"says {says}, but from the rest of the file follows {follows}"
                found.note(message, "change the rest too, or neither")


# ------------------------------------------------------------------------------------------- forms


def _form(node: _Node, labels: Sequence[Labels]) -> Form:
    figures = {number: figure for number, figure in node.key("figures").each(_figure)}
    passages = dict(node.key("passages").each(_passage))
    labels_place = node.key("labels")
    place = labels_place.integer(0)
    if place >= len(labels):
        labels_place.note(f"is {place}, and there are {len(labels)} in `labels`", "count from 0")
        labels, place = [_labels(_Node(NOTHING, "", [], node.where))], 0
    return Form(
        topic=node.key("topic").text(),
        version=node.key("letter").text(),
        language=node.key("language").text(),
        title=node.key("title").text(),
        subtitle=node.key("subtitle").text(),
        school=node.key("school").text(),
        label=node.key("label").text(),
        layout=_layout(node.key("layout")),
        sections=node.key("sections").each(lambda section: _section(section, figures, passages)),
        facts=node.key("told").each(_told_section),
        map=next(iter(node.key("maps").each(_map)), None),
        cards=node.key("cards").each(_card),
        points=node.key("points").integer(0),
        sources=node.key("sources").each(_source),
        lists_texts=node.key("lists_texts").flag(),
        words=node.key("hard_words").each(_word),
        teacher_note=node.key("teacher_note").text(),
        discussion=node.key("prompts").texts(),
        footer=node.key("footer").texts(),
        seed=node.key("seed").integer(),
        edition=node.key("edition").integer(),
        as_of=node.key("as_of").date_or_none(),
        labels=labels[place],
    )


def _labels(node: _Node) -> Labels:
    """Return the fixed words; those that change with a number have two forms."""
    words: dict[str, Any] = {}
    for field in fields(Labels):
        said = node.key(field.name.rstrip("_"))
        if field.type in (Plural, "Plural"):
            words[field.name] = Plural(one=said.key("one").text(), many=said.key("many").text())
        else:
            words[field.name] = said.text()
    return Labels(**words)


def _layout(node: _Node) -> Layout:
    points = node.key("points").one_of("theme", "section", "item", "none")
    return Layout(
        points="" if points == "theme" else points,
        score=node.key("score").flag(),
        mark_table=node.key("mark_table").flag(),
        option_columns=node.key("option_columns").integer(0) or None,
        copies=node.key("copies").integer(1),
        texts=node.key("texts").flag(),
        words=node.key("words").flag(),
        cover=next(iter(node.key("cover").each(_cover)), None),
        turn_over=node.key("turn_over").flag(),
        frame=node.key("frame").flag(),
    )


def _cover(node: _Node) -> Cover:
    return Cover(
        kind=node.key("kind").text(),
        time=node.key("time").text(),
        materials=node.key("materials").texts(),
        instructions=node.key("instructions").texts(),
        information=node.key("information").texts(),
    )


def _told_section(node: _Node) -> ToldSection:
    return ToldSection(title=node.key("title").text(), facts=node.key("sentences").each(_told_fact))


def _told_fact(node: _Node) -> ToldFact:
    return ToldFact(
        number=node.key("number").integer(1),
        fact_id=node.key("fact").text(),
        lead=_text(node, "lead"),
        text=_content(node, "rest"),
        source=node.key("source").text(),
    )


def _card(node: _Node) -> PaperCard:
    return PaperCard(
        number=node.key("number").integer(1),
        fact_id=node.key("fact").text(),
        title=node.key("title").text(),
        is_quotation=node.key("is_quotation").flag(),
        front=_content(node, "front"),
        detail=_text(node, "detail"),
        back=_content(node, "back"),
        why=_text(node, "why"),
        foot=node.key("foot").texts(),
        source=node.key("source").text(),
    )


def _section(
    node: _Node, figures: Mapping[int, Figure], passages: Mapping[int, Passage]
) -> FormSection:
    return FormSection(
        title=node.key("title").text(),
        instruction=node.key("instruction").text(),
        items=node.key("items").each(lambda item: _numbered(item, figures, passages)),
        parted=node.key("parted").each(_parted),
        word_bank=node.key("word_bank").texts(),
        points=node.key("points").integer(0),
        points_label=node.key("points_label").text(),
    )


def _parted(node: _Node) -> PartedQuestion:
    return PartedQuestion(
        number=node.key("number").integer(1),
        lead=_text(node, "lead"),
        points=node.key("points").integer(0),
        total=node.key("total").text(),
    )


def _passage(node: _Node) -> tuple[int, Passage]:
    number = node.key("number").integer(1)
    return number, Passage(
        id=node.key("id").text(),
        title=_text(node, "title"),
        paragraphs=node.key("paragraphs").each(_cell),
        is_verse=node.key("is_verse").flag(),
        credit=_text(node, "credit"),
    )


def _source(node: _Node) -> SourceEntry:
    return SourceEntry(
        number=node.key("number").integer(1),
        source=node.key("id").text(),
        text=_text(node, "text"),
        listed=_text(node, "listed"),
    )


def _word(node: _Node) -> ExplainedWord:
    return ExplainedWord(word=node.key("word").text(), meaning=node.key("meaning").text())


# ----------------------------------------------------------------------------------------- figures


def _figure(node: _Node) -> tuple[int, Figure]:
    number = node.key("number").integer(1)
    caption, alt = node.key("caption").text(), node.key("alt").text()
    kind = node.key("type").one_of("timeline", "scale", "map")
    if kind == "map":
        return number, _map(node)
    if kind == "timeline":
        return number, Timeline(
            caption=caption,
            alt=alt,
            moments=node.key("moments").each(_moment),
            periods=node.key("periods").each(_period),
            eras=node.key("eras").each(_period),
        )
    return number, Scale(
        caption=caption,
        alt=alt,
        bars=node.key("bars").each(_bar),
        ticks=_ticks(node),
        unit=node.key("unit").text(),
        tells_values=node.key("tells_values").flag(),
    )


def _ticks(node: _Node) -> tuple[Tick, ...]:
    ticks, words = node.key("ticks"), node.key("tick_words")
    if len(ticks.nodes()) != len(words.nodes()):
        words.note("has another length than `ticks`", "write the words of each tick")
    return tuple(
        Tick(value=value, words=said)
        for value, said in zip(ticks.each(_Node.number), words.texts(), strict=False)
    )


def _map(node: _Node) -> Map:
    spots = node.key("spots").each(_spot)
    drawn = [(ring, "around") for ring in node.key("rings").nodes()]
    drawn += [(leg, end) for leg in node.key("legs").nodes() for end in ("start", "end")]
    for line, end in drawn:
        place = line.key(end)
        if place.text() not in {spot.place for spot in spots}:
            place.note("is the id of none of the map's places", "write that of one of `spots`")
    return Map(
        caption=node.key("caption").text(),
        alt=node.key("alt").text(),
        latitude=node.key("latitude").number(),
        longitude=node.key("longitude").number(),
        width_km=node.key("width_km").integer(1),
        height_km=node.key("height_km").integer(1),
        spots=spots,
        rings=node.key("rings").each(_ring),
        legs=node.key("legs").each(_leg),
        scale_bars=node.key("scale_bars").each(_scale_bar),
    )


def _spot(node: _Node) -> Spot:
    return Spot(
        place=node.key("place").text(),
        words=node.key("words").text(),
        latitude=node.key("latitude").number(),
        longitude=node.key("longitude").number(),
        is_area=node.key("is_area").flag(),
        is_main=node.key("is_main").flag(),
    )


def _ring(node: _Node) -> Ring:
    return Ring(
        around=node.key("around").text(),
        km=node.key("km").number(),
        words=node.key("words").text(),
    )


def _leg(node: _Node) -> Leg:
    return Leg(
        start=node.key("start").text(), end=node.key("end").text(), words=node.key("words").text()
    )


def _scale_bar(node: _Node) -> ScaleBar:
    if not node.key("ticks").nodes():
        node.key("ticks").note(
            "has no ticks, and a scale needs two", "write where it begins and ends"
        )
    return ScaleBar(km=node.key("km").number(), ticks=_ticks(node), unit=node.key("unit").text())


def _moment(node: _Node) -> Moment:
    return Moment(
        fact=node.key("fact").text(),
        date=node.key("date").date(),
        date_text=node.key("date_text").text(),
        words=node.key("words").text(),
        is_main=node.key("is_main").flag(),
    )


def _period(node: _Node) -> Period:
    return Period(
        first=node.key("first").day(),
        last=node.key("last").day(),
        number=node.key("number").integer(),
        words=node.key("words").text(),
    )


def _bar(node: _Node) -> Bar:
    return Bar(
        fact=node.key("fact").text(),
        words=node.key("text").text(),
        value_text=node.key("value_text").text(),
        low=node.key("low").number(),
        high=node.key("high").number(),
        is_open=node.key("is_open").flag(),
        is_main=node.key("is_main").flag(),
    )


# ------------------------------------------------------------------------------------------- items


def _numbered(
    node: _Node, figures: Mapping[int, Figure], passages: Mapping[int, Passage]
) -> NumberedItem:
    passage = node.key("passage")
    of_passage = passage.integer(0)
    if of_passage and of_passage not in passages:
        hint = "write the number of one of `passages`"
        passage.note(f"there is no passage {of_passage}", hint)
    points = node.key("points")
    figure = node.key("figure")
    number = figure.integer(0)
    if number and number not in figures:
        figure.note(f"there is no figure {number}", "write the number of one of `figures`")
    item = Item(
        id=node.key("id").text(),
        prompt=_content(node, "prompt"),
        interaction=_interaction(node),
        rationale=_text(node, "rationale"),
        level=node.key("level").one_of(1, 2, 3),
        tags=node.key("tags").texts(),
        sensitivity=node.key("sensitivity").one_of(*SENSITIVITIES),
        citations=node.key("citations").each(_citation),
        figure=figures.get(number),
        passage=passages.get(of_passage),
        about=node.key("about").texts(),
        allow=node.key("allow").texts(),
        origin=_origin(node),
        points=points.integer(0) if node.key("has_own_points").flag() else None,
        where=node.where,
    )
    return NumberedItem(
        number=node.key("number").integer(1),
        part=node.key("part").text(),
        item=item,
        prompt=_content(node, "stem"),
        points=points.integer(0),
        passage=of_passage,
        figure=number,
    )


def _origin(node: _Node) -> Origin:
    origin = node.key("origin")
    match origin.key("type").one_of("facts", "places", "written", "imported"):
        case "facts":
            facts = node.key("facts").texts()
            if not facts:
                hint = "write the ids of its facts"
                node.key("facts").note("names no fact, and the item is made of facts", hint)
            return FromFacts(
                kind=node.key("kind").one_of(*KINDS),
                wording=node.key("wording").text(),
                facts=facts,
                as_of=node.key("as_of").date_or_none(),
            )
        case "places":
            km = origin.key("km").number()
            return FromPlaces(
                wording=node.key("wording").text(),
                places=origin.key("places").texts(),
                km=km or None,
            )
        case "imported":
            return Imported(file=origin.key("file").text(), ident=origin.key("ident").text())
        case _:
            return Written()


def _citation(node: _Node) -> Citation:
    texts = {name: _text(node, name) for name in ("text", "listed")}
    return Citation(source=node.key("source").text(), **texts)


def _interaction(node: _Node) -> Interaction:
    item_type: ItemType = node.key("type").one_of(*get_args(ItemType))
    match item_type:
        case "multiple-choice" | "multiple-response":
            options = node.key("options").each(_option)
            reserve = node.key("reserve").each(_option)
            keys = sum(option.is_key for option in options)
            if keys < 1 or (keys > 1 and item_type == "multiple-choice"):
                hint = "mark exactly one of them" if keys else "mark one of them"
                node.key("options").note(f"{keys} options are right", hint)
            _refuse_twins(node.key("options"), (*options, *reserve))
            return Choice(type=item_type, options=options, reserve=reserve)
        case "true-false":
            return TrueFalse(
                is_true=node.key("is_true").flag(),
                correction=_text(node, "correction"),
                right_words=_text(node, "right_words"),
                accepted=node.key("accepted").texts() if node.has("accepted") else (),
            )
        case "matching":
            return _matching(node)
        case "ordering":
            events = node.key("events").each(_event)
            _refuse_twins(node.key("events"), events)
            if sorted(event.rank for event in events) != [*range(1, len(events) + 1)]:
                message = f"the ranks are not 1 to {len(events)}, each once"
                node.key("events").note(message, "number the events from the earliest on")
            return Ordering(events=events)
        case "short-answer":
            return ShortAnswer(
                answer=_text(node, "answer"),
                accepted=node.key("accepted").texts(),
                lines=node.key("lines").integer(1),
            )
        case "numeric":
            low, high = node.key("low"), node.key("high")
            if low.number() > high.number():
                low.note("is more than `high`", "swap the two")
            return Numeric(
                answer=_text(node, "answer"),
                low=low.number(),
                high=high.number(),
                unit=node.key("unit").text(),
                within=node.key("within").text(),
                accepted=node.key("accepted").texts(),
            )
        case "cloze":
            parts, blanks = node.key("parts"), node.key("blanks").nodes()
            if len(parts.nodes()) != len(blanks) + 1:
                hint = 'write what stands before, between and behind them; "" where nothing does'
                parts.note("there must be one part more than there are blanks", hint)
            return Cloze(
                parts=parts.each(lambda part: _text(part, "text")),
                answers=tuple(_text(blank, "answer") for blank in blanks),
                accepted=tuple(blank.key("accepted").texts() for blank in blanks),
            )
        case "discussion":
            bands = node.key("bands").each(
                lambda band: MarkBand(name=_text(band, "name"), does=_text(band, "does"))
            )
            passages = node.key("passages").each(_cell)
            return Discussion(lines=node.key("lines").integer(1), bands=bands, passages=passages)


def _option(node: _Node) -> Option:
    return Option(
        id=node.key("id").text(),
        content=_content(node, "text"),
        is_key=node.key("is_key").flag(),
        why_wrong=_text(node, "why_wrong"),
        feedback=_text(node, "feedback"),
        means=_meaning(node.key("means")),
        is_computed=node.key("is_computed").flag(),
    )


def _matching(node: _Node) -> Matching:
    responses = node.key("responses").each(
        lambda response: Response(
            id=response.key("id").text(),
            text=_text(response, "text"),
            means=_meaning(response.key("means")),
        )
    )

    def read_premise(entry: _Node) -> Premise:
        letter = entry.key("key").text()
        place = place_of_letters(letter)
        if place is None or place >= len(responses):
            message = f"no response has the letter {quoted(letter)}"
            entry.key("key").note(message, "A is the first of `responses`")
            place = None
        return Premise(
            id=entry.key("fact").text(),
            text=_content(entry, "text"),
            detail=_text(entry, "detail"),
            response="" if place is None else responses[place].id,
            rationale=_text(entry, "rationale"),
            source=entry.key("source").text(),
        )

    premises = node.key("premises").each(read_premise)
    _refuse_twins(node.key("responses"), responses)
    _refuse_twins(node.key("premises"), premises)
    return Matching(heading=_text(node, "heading"), premises=premises, responses=responses)


def _event(node: _Node) -> OrderedEvent:
    date = node.key("date")
    return OrderedEvent(
        id=node.key("fact").text(),
        text=_text(node, "text"),
        rank=node.key("rank").integer(1),
        date=None if date.value == "" else date.date(),
        date_text=node.key("date_text").text(),
        source=node.key("source").text(),
    )


def _refuse_twins(node: _Node, parts: Iterable[Option | Response | Premise | OrderedEvent]) -> None:
    """Note an id that stands twice: an answer would not say which of them it means."""
    seen: set[str] = set()
    for part in parts:
        if part.id in seen:
            hint = "give one of the two another id"
            node.note(f"two of them have the id {quoted(part.id)}", hint)
        seen.add(part.id)


def _meaning(node: _Node) -> Meaning | None:
    value, beside = node.key("value"), node.key("beside")
    sorts = ("", *SORTS, *SORTS_OF_TWO, "date", "number", "difference")
    match node.key("type").one_of(*sorts):
        case "date":
            return SomeDate(value.date())
        case "number":
            return SomeNumber(value.number(), beside.text())
        case "difference":
            return SomeDifference(value.number(), beside.text())
        case "":
            return None
        case sort if sort in SORTS_OF_TWO:
            return SORTS_OF_TWO[sort](value.text(), beside.text())
        case sort:
            return SORTS[sort](value.text())


SORTS: Mapping[str, Callable[[str], Meaning]] = {
    "speaker": SomeSpeaker,
    "fact": SomeFact,
    "thing": SomeThing,
    "stance": SomeStance,
    "reply": SomeReply,
    "nature": SomeNature,
    "hedge": SomeHedge,
    "words": SomeWords,
}
"""What is told by one text."""

SORTS_OF_TWO: Mapping[str, Callable[[str, str], Meaning]] = {
    "actor": SomeActor,
    "cause": SomeCause,
    "change": SomeChange,
    "limit": SomeLimit,
    "value": SomeValue,
    "owner": SomeOwner,
    "pair": SomePair,
}
"""What is told by two."""

# ------------------------------------------------------------------------------------------- texts


def _text(node: _Node, name: str) -> Text:
    """Return a text: its runs, where they stand behind it, else its plain words."""
    if node.has(f"{name}_runs"):
        return node.key(f"{name}_runs").each(_run)
    words = node.key(name).text()
    return (Run(words),) if words else ()


def _content(node: _Node, name: str) -> Content:
    """Return a text that may have pictures, tables and lists in it."""
    if not node.has(f"{name}_blocks"):
        return _text(node, name)
    return tuple(part for block in node.key(f"{name}_blocks").nodes() for part in _parts(block))


def _run(node: _Node) -> Run:
    return Run(
        text=node.key("text").text(),
        style=node.key("style").one_of("plain", "bold", "italic"),
        lang=node.key("lang").text(),
        direction=node.key("direction").one_of("", "ltr", "rtl"),
        source=node.key("source").text(),
    )


def _parts(node: _Node) -> Iterator[Any]:
    """Yield a block, or the runs that stand between two."""
    match node.key("type").one_of("runs", "paragraph", "picture", "table", "list"):
        case "runs":
            yield from node.key("runs").each(_run)
        case "paragraph":
            yield Paragraph(runs=node.key("runs").each(_run))
        case "picture":
            yield _with_bytes(
                node,
                Picture(
                    name=node.key("name").text(),
                    digest=node.key("digest").text(),
                    kind=node.key("kind").one_of("png", "jpeg", "svg"),
                    width=node.key("width").integer(0),
                    height=node.key("height").integer(0),
                    alt=node.key("alt").text(),
                    credit=node.key("credit").text(),
                    size=node.key("size").one_of("small", "medium", "large"),
                    owes_credit=node.key("owes_credit").flag(),
                    is_coloured=node.key("is_coloured").flag(),
                ),
            )
        case "table":
            yield Table(
                rows=node.key("rows").each(lambda row: row.each(_cell)),
                has_header=node.key("has_header").flag(),
                caption=_text(node, "caption"),
            )
        case _:
            yield Listing(
                entries=node.key("entries").each(_cell),
                is_numbered=node.key("is_numbered").flag(),
            )


def _cell(node: _Node) -> Text:
    return _text(node, "text")


def _with_bytes(node: _Node, picture: Picture) -> Picture:
    """Return a picture whose bytes can be fetched, if there is a way to files beside the forms."""
    if node.read_beside is None:
        return picture
    fetch = Fetch(node.read_beside, picture.file_name, picture.digest, node.where)
    return replace(picture, fetch=fetch)
