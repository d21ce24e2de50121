"""Places to answer, as form fields: what each is called, what is said of it, and how it fills.

On paper such a place is ink that a screen reader speaks: "blank to write on". In a file that is to
be filled in, its element is a `Form` that brings a field along, and the ink is a mere drawing. So a
block sets a sheet for both in the same way, and asks here for the element of each place.
"""

from typing import TYPE_CHECKING, NamedTuple

from quizgen.content import Content, plain
from quizgen.order import letter_of
from quizgen.quiz.form import NumberedItem
from quizgen.quiz.item import Choice
from quizgen.typeset.lines import TextLine, TextStyle, set_line, tidy
from quizgen.typeset.measures import Measures
from quizgen.typeset.tagging import Element

if TYPE_CHECKING:
    from quizgen.typeset.shapes import ItemFrame


class Typed(NamedTuple):
    """A field to type in."""

    name: str
    """Unique in its file; made of numbers, so that it tells no answer."""
    label: str
    """What a screen reader says of it."""
    style: TextStyle
    """Of what is typed."""
    most: int = 0
    """How many characters it takes, and then in its middle; 0 for any number of them."""
    is_multiline: bool = False


class Marked(NamedTuple):
    """A circle or a square: it turns black where it is chosen, and its letter white."""

    name: str
    """As of a field to type in; the circles of a question share it, and one of them is chosen."""
    label: str
    value: str
    """What is chosen by it: its letter."""
    letter: TextLine
    cap_height: float
    group: str = ""
    """What is said of the circles of a question together; empty for a square."""


Field = Typed | Marked


def line_below_title(m: Measures, name: str, words: str, spoken: str, owner: Element) -> Element:
    """Return the element of a line for the pupil's name or the like."""
    if m.fields is None:
        return owner.spoken(spoken)
    return owner.to_fill(Typed(name, tidy(words), m.styles.body))


def option_to_mark(
    frame: "ItemFrame", numbered: NumberedItem, choice: Choice, place: int, body: Element
) -> Element | None:
    """Return the element of an option's circle or square; None on paper, where its letter tells."""
    if frame.m.fields is None:
        return None
    letter = letter_of(place)
    words = _said(choice.options[place].content)
    label = frame.m.fields.field_option.format(n=_number(numbered), letter=letter, words=words)
    if choice.type == "multiple-choice":
        return _circle(frame.m, numbered, letter, label, body)
    return body.to_fill(_marked(frame.m, f"{_name(numbered)}-{letter}", letter, label))


def judgement_to_mark(
    frame: "ItemFrame", numbered: NumberedItem, letter: str, word: str, body: Element
) -> Element:
    """Return the element of the circle that calls a statement true, or false."""
    if frame.m.fields is None:
        return body.spoken(word)
    label = frame.m.fields.field_part.format(n=_number(numbered), words=word)
    return _circle(frame.m, numbered, letter, label, body)


def correction_to_write(frame: "ItemFrame", numbered: NumberedItem, owner: Element) -> Element:
    """Return the element of the line for what would be true."""
    m, labels = frame.m, frame.labels
    if m.fields is None:
        return owner.spoken(labels.blank)
    label = m.fields.field_part.format(n=_number(numbered), words=tidy(labels.correction))
    return owner.to_fill(Typed(f"{_name(numbered)}-correction", label, m.styles.body))


def working_to_write(frame: "ItemFrame", numbered: NumberedItem, owner: Element) -> Element:
    """Return the element of the room for working a number out, which on paper is no more."""
    m = frame.m
    assert m.fields
    label = m.fields.field_part.format(n=_number(numbered), words=tidy(frame.labels.working))
    return owner.to_fill(
        Typed(f"{_name(numbered)}-working", label, m.styles.body, is_multiline=True)
    )


def answer_to_write(
    frame: "ItemFrame",
    numbered: NumberedItem,
    owner: Element,
    place: int = 1,
    count: int = 1,
    *,
    unit: str = "",
    is_multiline: bool = False,
) -> Element:
    """Return the element of a blank, the first of which is 1, or of a frame for several lines."""
    m, labels = frame.m, frame.labels
    if m.fields is None:
        return owner.spoken(labels.blank)
    name = _name(numbered)
    if count > 1:
        name = f"{name}-{place}"
        label = m.fields.field_blank.format(n=_number(numbered), place=place, count=count)
    elif unit := tidy(unit):
        label = m.fields.field_unit.format(n=_number(numbered), unit=unit)
    else:
        label = m.fields.field_part.format(n=_number(numbered), words=tidy(labels.answer))
    return owner.to_fill(Typed(name, label, m.styles.body, is_multiline=is_multiline))


def letter_to_write(
    frame: "ItemFrame", number: int, responses: int, words: Content, owner: Element
) -> Element:
    """Return the element of a box for the letter, of so many responses, that fits some words."""
    m = frame.m
    if m.fields is None:
        return owner.spoken(frame.labels.box)
    label = m.fields.field_letter.format(n=number, words=_said(words))
    return owner.to_fill(Typed(f"q{number}", label, m.styles.body, len(letter_of(responses - 1))))


def rank_to_write(
    frame: "ItemFrame",
    numbered: NumberedItem,
    place: int,
    events: int,
    words: Content,
    owner: Element,
) -> Element:
    """Return the element of a box for the number of an event, of so many."""
    m = frame.m
    if m.fields is None:
        return owner.spoken(frame.labels.box)
    label = m.fields.field_order.format(n=_number(numbered), words=_said(words))
    name = f"{_name(numbered)}-{place}"
    return owner.to_fill(Typed(name, label, m.styles.body, len(str(events))))


def row_to_write(
    frame: "ItemFrame", numbered: NumberedItem, sign: str, words: Content, owner: Element
) -> Element:
    """Return the element of the empty cell in a row of a table to complete, named by its letter."""
    m = frame.m
    if m.fields is None:
        return owner.spoken(frame.labels.blank)
    label = m.fields.field_part.format(n=f"{_number(numbered)} {sign}", words=_said(words))
    return owner.to_fill(Typed(f"{_name(numbered)}-{sign}", label, m.styles.body))


def cell_to_write(
    m: Measures,
    asked: str,
    cell: tuple[int, int],
    words: Content,
    owner: Element,
    *,
    is_multiline: bool,
) -> Element:
    """Return the element of an empty cell, its row and column from 1, in a file to be filled in."""
    assert m.fields
    row, column = cell
    label = m.fields.field_part.format(n=asked, words=_said(words))
    name = f"{_name_of(asked)}-r{row}c{column}"
    return owner.to_fill(Typed(name, label, m.styles.body, is_multiline=is_multiline))


def _circle(m: Measures, numbered: NumberedItem, letter: str, label: str, body: Element) -> Element:
    assert m.fields
    group = m.fields.field_question.format(n=_number(numbered))
    return body.to_fill(_marked(m, _name(numbered), letter, label)._replace(group=group))


def _marked(m: Measures, name: str, letter: str, label: str) -> Marked:
    style = m.styles.mark
    return Marked(name, label, letter, set_line(letter, style), style.cap_height)


def _number(numbered: NumberedItem) -> str:
    """Return what names a question among the others of its sheet."""
    return numbered.label


def _name(numbered: NumberedItem) -> str:
    return _name_of(numbered.label)


def _name_of(label: str) -> str:
    """Return the name of a question's field: "q4", or "q4a" of a part."""
    return f"q{''.join(filter(str.isalnum, label))}"


def _said(content: Content) -> str:
    """Return the words of a content, those for who cannot see its pictures among them."""
    return tidy(plain(content))
