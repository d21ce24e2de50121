"""A sheet as rows of questions, as the builder lists them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizgen.content import Run, Text, plain, text_of
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.item import Choice, FromFacts, Item, Matching, Ordering
from quizgen.quiz.key_rows import rows_of
from quizgen.quiz.sheet import OWN, Sheet, asked_in, name_of
from quizgen.quiz.topics import split_topic
from quizgen.values import dataclass
from quizgen.web.sheets import locked_on


@dataclass(frozen=True, kw_only=True)
class Row:
    """A question on a sheet."""

    name: str
    """By which it is called in files."""
    number: int
    span: str
    stem: Text
    letters: str
    """Of the right options; empty where words answer."""
    answer: Text
    is_locked: bool
    is_first: bool
    is_last: bool
    topic: str
    """Which topic it is of; empty where there is one."""
    own: str
    """The id of a question of the sheet's own; else empty."""
    fact: str
    """The fact that it asks about; empty for what somebody wrote."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A section of a sheet."""

    title: str
    points: str
    rows: tuple[Row, ...]


def parts_of(sheet: Sheet, form: Form) -> Sequence[Part]:
    """Return the sections of a sheet with their questions."""
    locked = {*map(asked_in, locked_on(sheet, form))}
    return [
        Part(
            title=section.title,
            points=section.points_label,
            rows=tuple(
                _row(place, section, form, asked_in(name_of(place.item)) in locked)
                for place in section.items
            ),
        )
        for section in form.sections
    ]


def _row(place: NumberedItem, section: FormSection, form: Form, is_locked: bool) -> Row:
    item = place.item
    letters, answer = answer_to(place, form)
    topic, own_id = split_topic(item.id)
    return Row(
        name=name_of(item),
        number=place.number,
        span=place.span,
        stem=stem_of(place, section),
        letters=letters,
        answer=answer,
        is_locked=is_locked,
        is_first=place is section.items[0],
        is_last=place is section.items[-1],
        topic="" if topic == OWN else topic,
        own=own_id.partition("/")[0] if topic == OWN else "",
        fact=split_topic(item.facts[0])[1] if isinstance(item.origin, FromFacts) else "",
    )


def stem_of(place: NumberedItem, section: FormSection) -> Text:
    """Return what a question asks; where only its instruction does, what it is about."""
    asked = text_of(place.prompt or place.item.prompt)
    match place.item.interaction:
        case Matching(premises=premises) if not plain(asked):
            return _listed(text_of(premise.text) for premise in premises)
        case Ordering(events=events) if not plain(asked):
            return _listed(event.text for event in events)
        case _ if not plain(asked):
            return (Run(section.instruction),)
        case _:
            return asked


def answer_to(place: NumberedItem, form: Form) -> tuple[str, Text]:
    """Return the letters of the right options of a question, if it has one, and its answer."""
    interaction = place.item.interaction
    if isinstance(interaction, Ordering):  # in words: places of what stands elsewhere say little
        in_order = sorted(interaction.events, key=lambda event: event.rank)
        return "", _listed(event.text for event in in_order)
    rows = [*rows_of(place, form, {}, False)]
    if len(rows) == 1:
        letters = rows[0].letters if isinstance(interaction, Choice) else ""
        return letters, _capital(rows[0].answer)
    return "", _listed(row.answer for row in rows)


def told(item: Item) -> tuple[str, str]:
    """Return the question and the answer of an item that stands on no sheet, in plain words."""
    from quizgen.quiz.walk import key_texts

    words = [plain(text_of(content)) for content in key_texts(item)]
    interaction = item.interaction
    if isinstance(interaction, Ordering):
        in_order = sorted(interaction.events, key=lambda event: event.rank)
        words = [plain(event.text) for event in in_order]
    asked = plain(text_of(item.prompt))
    if isinstance(interaction, Matching):
        asked = asked or "; ".join(plain(text_of(each.text)) for each in interaction.premises)
    return asked, ", ".join(filter(None, words))


def _capital(text: Text) -> Text:
    """Return a text as a sentence begins."""
    if not text or not text[0].text[:1].islower():
        return text
    first, *rest = text
    return (replace(first, text=first.text[:1].upper() + first.text[1:]), *rest)


def _listed(texts: "Iterator[Text]") -> Text:
    runs: list[Run] = []
    for text in texts:
        if runs:
            runs.append(Run("; "))
        runs += text
    return tuple(runs)
