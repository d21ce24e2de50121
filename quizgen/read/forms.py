"""read_forms: the way back from a file of forms to the forms, whoever wrote or changed the file.

What stands in it twice, an option's letter or the sum of points, must agree: at the end the forms
are made plain data again and laid beside what was read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, get_args

from quizgen.bank.facts import KINDS, SENSITIVITIES
from quizgen.content import Content, Listing, Paragraph, Picture, Run, Table, Text
from quizgen.errors import Where, quoted
from quizgen.language.words import Labels, Plural
from quizgen.order import place_of_letters
from quizgen.quiz.document import FORMAT, PUPILS_FORMAT, VERSION, document_of
from quizgen.quiz.figures import Figure
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
    SomeSpan,
    SomeSpeaker,
    SomeStance,
    SomeThing,
    SomeValue,
    SomeWords,
)
from quizgen.quiz.passages import Passage
from quizgen.quiz.worksheet import Cover, Layout
from quizgen.read.form_figures import read_figure, read_map
from quizgen.read.form_nodes import NOTHING, Node, parse_json, shown
from quizgen.read.pictures import Fetch, ReadBeside


def read_forms(
    data: bytes, path: str = "forms.json", read_beside: ReadBeside | None = None
) -> tuple[Form, ...]:
    """Return the forms that a file written by `write_forms` holds, with their key.

    `read_beside` returns the bytes of a picture by the name of its file; without it a frame stands
    for each. Raises FormFileError with every mistake and its JSON path; keys it does not know are
    passed over, since a later quizgen may add some.
    """
    root = Node(parse_json(data, path), "$", [], Where(path), read_beside)
    _refuse_others(root)
    labels = root.key("labels").each(_labels)
    forms = root.key("forms").each(lambda node: _form(node, labels))
    root.raise_problems()
    _compare(document_of(forms), root)
    root.raise_problems()
    return forms


def _refuse_others(root: Node) -> None:
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


def _compare(made: object, found: Node) -> None:
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
                says, follows = shown(found.value), shown(made)
                message = f"says {says}, but from the rest of the file follows {follows}"
                found.note(message, "change the rest too, or neither")


# ------------------------------------------------------------------------------------------- forms


def _form(node: Node, labels: Sequence[Labels]) -> Form:
    figures = {number: figure for number, figure in node.key("figures").each(read_figure)}
    passages = dict(node.key("passages").each(_passage))
    labels_place = node.key("labels")
    place = labels_place.integer(0)
    if place >= len(labels):
        labels_place.note(f"is {place}, and there are {len(labels)} in `labels`", "count from 0")
        labels, place = [_labels(Node(NOTHING, "", [], node.where))], 0
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
        map=next(iter(node.key("maps").each(read_map)), None),
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


def _labels(node: Node) -> Labels:
    """Return the fixed words; those that change with a number have two forms."""
    words: dict[str, Any] = {}
    for field in fields(Labels):
        said = node.key(field.name.rstrip("_"))
        if field.type in (Plural, "Plural"):
            words[field.name] = Plural(one=said.key("one").text(), many=said.key("many").text())
        else:
            words[field.name] = said.text()
    return Labels(**words)


def _layout(node: Node) -> Layout:
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


def _cover(node: Node) -> Cover:
    return Cover(
        kind=node.key("kind").text(),
        time=node.key("time").text(),
        materials=node.key("materials").texts(),
        instructions=node.key("instructions").texts(),
        information=node.key("information").texts(),
    )


def _told_section(node: Node) -> ToldSection:
    return ToldSection(title=node.key("title").text(), facts=node.key("sentences").each(_told_fact))


def _told_fact(node: Node) -> ToldFact:
    return ToldFact(
        number=node.key("number").integer(1),
        fact_id=node.key("fact").text(),
        lead=_text(node, "lead"),
        text=_content(node, "rest"),
        source=node.key("source").text(),
    )


def _card(node: Node) -> PaperCard:
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
    node: Node, figures: Mapping[int, Figure], passages: Mapping[int, Passage]
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


def _parted(node: Node) -> PartedQuestion:
    return PartedQuestion(
        number=node.key("number").integer(1),
        lead=_text(node, "lead"),
        points=node.key("points").integer(0),
        total=node.key("total").text(),
    )


def _passage(node: Node) -> tuple[int, Passage]:
    number = node.key("number").integer(1)
    return number, Passage(
        id=node.key("id").text(),
        title=_text(node, "title"),
        paragraphs=node.key("paragraphs").each(_cell),
        is_verse=node.key("is_verse").flag(),
        credit=_text(node, "credit"),
    )


def _source(node: Node) -> SourceEntry:
    return SourceEntry(
        number=node.key("number").integer(1),
        source=node.key("id").text(),
        text=_text(node, "text"),
        listed=_text(node, "listed"),
    )


def _word(node: Node) -> ExplainedWord:
    return ExplainedWord(word=node.key("word").text(), meaning=node.key("meaning").text())


# ------------------------------------------------------------------------------------------- items


def _numbered(
    node: Node, figures: Mapping[int, Figure], passages: Mapping[int, Passage]
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


def _origin(node: Node) -> Origin:
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


def _citation(node: Node) -> Citation:
    texts = {name: _text(node, name) for name in ("text", "listed")}
    return Citation(source=node.key("source").text(), **texts)


def _interaction(node: Node) -> Interaction:
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
            keeps_order = node.key("keeps_order").flag() if node.has("keeps_order") else False
            return Choice(type=item_type, options=options, reserve=reserve, keeps_order=keeps_order)
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
                in_table=node.key("in_table").flag(),
            )
        case "discussion":
            bands = node.key("bands").each(
                lambda band: MarkBand(name=_text(band, "name"), does=_text(band, "does"))
            )
            passages = node.key("passages").each(_cell)
            return Discussion(lines=node.key("lines").integer(1), bands=bands, passages=passages)


def _option(node: Node) -> Option:
    return Option(
        id=node.key("id").text(),
        content=_content(node, "text"),
        is_key=node.key("is_key").flag(),
        why_wrong=_text(node, "why_wrong"),
        feedback=_text(node, "feedback"),
        means=_meaning(node.key("means")),
        is_computed=node.key("is_computed").flag(),
    )


def _matching(node: Node) -> Matching:
    responses = node.key("responses").each(
        lambda response: Response(
            id=response.key("id").text(),
            text=_text(response, "text"),
            means=_meaning(response.key("means")),
        )
    )

    def read_premise(entry: Node) -> Premise:
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


def _event(node: Node) -> OrderedEvent:
    date = node.key("date")
    return OrderedEvent(
        id=node.key("fact").text(),
        text=_text(node, "text"),
        rank=node.key("rank").integer(1),
        date=None if date.value == "" else date.date(),
        date_text=node.key("date_text").text(),
        source=node.key("source").text(),
    )


def _refuse_twins(node: Node, parts: Iterable[Option | Response | Premise | OrderedEvent]) -> None:
    """Note an id that stands twice: an answer would not say which of them it means."""
    seen: set[str] = set()
    for part in parts:
        if part.id in seen:
            hint = "give one of the two another id"
            node.note(f"two of them have the id {quoted(part.id)}", hint)
        seen.add(part.id)


def _meaning(node: Node) -> Meaning | None:
    value, beside = node.key("value"), node.key("beside")
    sorts = ("", *SORTS, *SORTS_OF_TWO, "date", "number", "difference", "span")
    match node.key("type").one_of(*sorts):
        case "date":
            return SomeDate(value.date())
        case "number":
            return SomeNumber(value.number(), beside.text())
        case "difference":
            return SomeDifference(value.number(), beside.text())
        case "span":
            return SomeSpan(value.number(), beside.text())
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


def _text(node: Node, name: str) -> Text:
    """Return a text: its runs, where they stand behind it, else its plain words."""
    if node.has(f"{name}_runs"):
        return node.key(f"{name}_runs").each(_run)
    words = node.key(name).text()
    return (Run(words),) if words else ()


def _content(node: Node, name: str) -> Content:
    """Return a text that may have pictures, tables and lists in it."""
    if not node.has(f"{name}_blocks"):
        return _text(node, name)
    return tuple(part for block in node.key(f"{name}_blocks").nodes() for part in _parts(block))


def _run(node: Node) -> Run:
    return Run(
        text=node.key("text").text(),
        style=node.key("style").one_of("plain", "bold", "italic"),
        lang=node.key("lang").text(),
        direction=node.key("direction").one_of("", "ltr", "rtl"),
        source=node.key("source").text(),
    )


def _parts(node: Node) -> Iterator[Any]:
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


def _cell(node: Node) -> Text:
    return _text(node, "text")


def _with_bytes(node: Node, picture: Picture) -> Picture:
    """Return a picture whose bytes can be fetched, if there is a way to files beside the forms."""
    if node.read_beside is None:
        return picture
    fetch = Fetch(node.read_beside, picture.file_name, picture.digest, node.where)
    return replace(picture, fetch=fetch)
