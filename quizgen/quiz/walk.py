"""One walk through an item: every text in it with the part it plays.

Rules, writers and exporters ask what a pupil sees, what the item says by itself, or what is right.
All three are answered by the roles of one walk, so that a new type of item is added in one place.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple, assert_never

from quizgen.content import Content, Run, Text
from quizgen.quiz.figures import Figure, Map, Scale, Timeline
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Item,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)

TextRole = Literal[
    "prompt",
    "rationale",
    "key option",
    "distractor",
    "why wrong",
    "feedback",
    "correction",
    "right words",
    "heading",
    "premise",
    "detail",
    "response",
    "event",
    "date",
    "answer",
    "accepted",
    "unit",
    "sentence",
    "level",
    "does",
    "passage",
]
"""What a text is in its item; `sentence` is a stretch of a cloze between its blanks, `level` and
`does` are of a mark scheme, `passage` says where in a source to look."""

SEEN: frozenset[TextRole] = frozenset(
    [
        "prompt",
        "key option",
        "distractor",
        "premise",
        "detail",
        "response",
        "event",
        "sentence",
    ]
)
"""What a pupil sees of an item."""


class RoleText(NamedTuple):
    """A text of an item; rules and writers look at thousands."""

    role: TextRole
    content: Content
    of: str = ""
    """The id of the option, premise, response or event that it belongs to."""


def texts_by_role(item: Item) -> Iterator[RoleText]:
    """Yield every text of an item with its role, in reading order; rationale and citations last."""
    yield RoleText("prompt", item.prompt)
    match item.interaction:
        case Choice(options=options, reserve=reserve):
            for option in (*options, *reserve):
                role: TextRole = "key option" if option.is_key else "distractor"
                yield RoleText(role, option.content, option.id)
                yield RoleText("why wrong", option.why_wrong, option.id)
                yield RoleText("feedback", option.feedback, option.id)
        case TrueFalse() as judged:
            yield RoleText("correction", judged.correction)
            yield RoleText("right words", judged.right_words)
            yield from (RoleText("accepted", (Run(words),)) for words in judged.accepted)
        case Matching() as matching:
            yield RoleText("heading", matching.heading)
            for premise in matching.premises:
                yield RoleText("premise", premise.text, premise.id)
                yield RoleText("detail", premise.detail, premise.id)
                yield RoleText("rationale", premise.rationale, premise.id)
            for response in matching.responses:
                yield RoleText("response", response.text, response.id)
        case Ordering(events=events):
            for event in events:
                yield RoleText("event", event.text, event.id)
                yield RoleText("date", (Run(event.date_text),), event.id)
        case ShortAnswer(answer=answer, accepted=accepted):
            yield RoleText("answer", answer)
            yield from (RoleText("accepted", (Run(words),)) for words in accepted)
        case Numeric() as number:
            yield RoleText("answer", number.answer)
            yield from (RoleText("accepted", (Run(words),)) for words in number.accepted)
            yield RoleText("accepted", (Run(number.within),) if number.within else ())
            yield RoleText("unit", (Run(number.unit),) if number.unit else ())
        case Cloze() as cloze:
            yield from (RoleText("sentence", part) for part in cloze.parts)
            yield from (RoleText("answer", answer) for answer in cloze.answers)
            also = (words for accepted in cloze.accepted for words in accepted)
            yield from (RoleText("accepted", (Run(words),)) for words in also)
        case Discussion(bands=bands, passages=passages):
            for band in bands:
                yield RoleText("level", band.name)
                yield RoleText("does", band.does)
            yield from (RoleText("passage", passage) for passage in passages)
        case _ as unreachable:
            assert_never(unreachable)
    yield RoleText("rationale", item.rationale)


def seen_texts(item: Item) -> Iterator[Content]:
    """Yield all that a pupil sees of an item."""
    reserve = item.interaction.reserve if isinstance(item.interaction, Choice) else ()
    unseen = {option.id for option in reserve}
    for part in texts_by_role(item):
        if part.role in SEEN and not (unseen and part.of in unseen):
            yield part.content


def asserted_texts(item: Item) -> Iterator[Content]:
    """Yield the texts by which an item says something: not its options, which only offer."""
    for part in texts_by_role(item):
        if part.role in ("prompt", "rationale", "correction", "premise"):
            yield part.content
    if isinstance(item.interaction, Cloze):
        yield filled(item.interaction)


def key_texts(item: Item) -> Iterator[Content]:
    """Yield the right answers of an item; none where it is answered by an order or an opinion."""
    match item.interaction:
        case Choice(options=options):
            yield from (option.content for option in options if option.is_key)
        case TrueFalse(right_words=words):
            yield words
        case Matching() as matching:
            texts = {response.id: response.text for response in matching.responses}
            yield from (texts.get(premise.response, ()) for premise in matching.premises)
        case ShortAnswer(answer=answer) | Numeric(answer=answer):
            yield answer
        case Cloze(answers=answers):
            yield from answers
        case Ordering() | Discussion():
            pass
        case _ as unreachable:
            assert_never(unreachable)


def filled(cloze: Cloze) -> Text:
    """Return the sentence of a cloze with the answers in its blanks."""
    first, *rest = cloze.parts
    pairs = zip(cloze.answers, rest, strict=True)
    return (*first, *(run for answer, part in pairs for run in (*answer, *part)))


def told_on(figure: Figure | None) -> tuple[str, ...]:
    """Return the facts that a timeline gives: what else asked for them would be answered there."""
    if not isinstance(figure, Timeline):
        return ()
    return tuple(moment.fact for moment in figure.moments if moment.words)


def told_by(figure: Figure) -> Iterator[str]:
    """Yield what a pupil can learn from a figure: dates of events, numbers, distances drawn in."""
    match figure:
        case Timeline(moments=moments):
            for moment in moments:
                if moment.words:
                    yield f"{moment.words}: {moment.date_text}"
        case Scale(bars=bars):
            for bar in bars:
                yield f"{bar.words}: {bar.value_text}"
        case Map(spots=spots, rings=rings, legs=legs):
            names = {spot.place: spot.words for spot in spots}
            for ring in rings:
                yield f"{names[ring.around]}: {ring.words}"
            for leg in legs:
                yield f"{names[leg.start]}, {names[leg.end]}: {leg.words}"
        case _ as unreachable:
            assert_never(unreachable)
