"""One walk through an item: every text in it with the part it plays.

Rules, writers and exporters ask what a pupil sees, what the item says by itself, or what is right.
All three are answered by the roles of one walk, so that a new type of item is added in one place.
"""

from collections.abc import Iterator
from typing import Literal, assert_never

from quizgen.content import Content, Run, Text
from quizgen.quiz.figures import Figure, Scale, Timeline
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
from quizgen.values import dataclass

Role = Literal[
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
]
"""What a text is in its item; `sentence` is a stretch of a cloze between its blanks."""

SEEN: frozenset[Role] = frozenset(
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


@dataclass(frozen=True)
class Part:
    """A text of an item."""

    role: Role
    content: Content
    of: str = ""
    """The id of the option, premise, response or event that it belongs to."""


def parts_of(item: Item) -> Iterator[Part]:
    """Yield every text of an item with its role, in reading order; rationale and citations last."""
    yield Part("prompt", item.prompt)
    match item.interaction:
        case Choice(options=options, reserve=reserve):
            for option in (*options, *reserve):
                role: Role = "key option" if option.is_key else "distractor"
                yield Part(role, option.content, option.id)
                yield Part("why wrong", option.why_wrong, option.id)
                yield Part("feedback", option.feedback, option.id)
        case TrueFalse() as judged:
            yield Part("correction", judged.correction)
            yield Part("right words", judged.right_words)
        case Matching() as matching:
            yield Part("heading", matching.heading)
            for premise in matching.premises:
                yield Part("premise", premise.text, premise.id)
                yield Part("detail", premise.detail, premise.id)
                yield Part("rationale", premise.rationale, premise.id)
            for response in matching.responses:
                yield Part("response", response.text, response.id)
        case Ordering(events=events):
            for event in events:
                yield Part("event", event.text, event.id)
                yield Part("date", (Run(event.date_text),), event.id)
        case ShortAnswer(answer=answer, accepted=accepted):
            yield Part("answer", answer)
            yield from (Part("accepted", (Run(words),)) for words in accepted)
        case Numeric() as number:
            yield Part("answer", number.answer)
            yield from (Part("accepted", (Run(words),)) for words in number.accepted)
            yield Part("accepted", (Run(number.within),) if number.within else ())
            yield Part("unit", (Run(number.unit),) if number.unit else ())
        case Cloze() as cloze:
            yield from (Part("sentence", part) for part in cloze.parts)
            yield from (Part("answer", answer) for answer in cloze.answers)
            also = (words for accepted in cloze.accepted for words in accepted)
            yield from (Part("accepted", (Run(words),)) for words in also)
        case Discussion():
            pass
        case _ as unreachable:
            assert_never(unreachable)
    yield Part("rationale", item.rationale)


def seen_texts(item: Item) -> Iterator[Content]:
    """Yield all that a pupil sees of an item."""
    reserve = item.interaction.reserve if isinstance(item.interaction, Choice) else ()
    unseen = {option.id for option in reserve}
    for part in parts_of(item):
        if part.role in SEEN and not (unseen and part.of in unseen):
            yield part.content


def asserted_texts(item: Item) -> Iterator[Content]:
    """Yield the texts by which an item says something: not its options, which only offer."""
    for part in parts_of(item):
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


def told_by(figure: Figure) -> Iterator[str]:
    """Yield what a pupil can learn from a figure: dates of events, and numbers."""
    match figure:
        case Timeline(moments=moments):
            for moment in moments:
                if moment.words:
                    yield f"{moment.words}: {moment.date_text}"
        case Scale(bars=bars):
            for bar in bars:
                yield f"{bar.words}: {bar.value_text}"
        case _ as unreachable:
            assert_never(unreachable)
