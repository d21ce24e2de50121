"""Every character of a form that cannot be printed, and where a person can mend it."""

import unicodedata
from collections.abc import Iterator
from typing import assert_never

from quizgen.content import Run, Text, pictures_of, text_of
from quizgen.errors import Problem, Where
from quizgen.language.words import Labels, Plural
from quizgen.quiz.figures import Figure, Scale, Timeline
from quizgen.quiz.form import Form
from quizgen.quiz.item import Item
from quizgen.quiz.walk import texts_by_role
from quizgen.typeset.fonts import UnprintableError
from quizgen.typeset.lines import TextStyle, set_line
from quizgen.typeset.measures import Measures

BY_FACT = ("premise", "detail", "event", "date")
"""What an item has of each of its facts."""
HINT = "write it in Latin, Greek or Cyrillic letters, or leave it out"


def find_unprintable(form: Form, measures: Measures, first: UnprintableError) -> list[Problem]:
    """Return a problem for each character of each text that cannot be set.

    `first` is what stopped the setting; it is reported even if no text of an author has it.
    """
    styles = measures.styles
    problems: dict[Problem, None] = {}
    for section in form.sections:
        for numbered in section.items:
            for name, text in _texts(numbered.item):
                for error in _errors(text, styles.body):
                    problem = Problem(
                        numbered.item.where,
                        f"{name}: {_describe(error)}",
                        hint=HINT,
                        item_id=numbered.item.id,
                    )
                    problems[problem] = None
    for fact_id, text in _sentences(form):
        for error in _errors(text, styles.body):
            message = f"fact {fact_id!r}: {_describe(error)}"
            problems[Problem(Where(form.topic), message, hint=HINT)] = None
    for what, words in _words_of(form):
        style = styles.titles[0] if what == "title" else styles.body
        for error in _errors((Run(words),), style):
            problems[Problem(Where(form.topic), f"{what}: {_describe(error)}", hint=HINT)] = None
    for source in form.sources:
        for error in _errors(source.text, styles.body):
            message = f"source {source.source!r}: {_describe(error)}"
            problems[Problem(Where(form.topic), message, hint=HINT)] = None
    return list(problems) or [Problem(Where(form.topic), _describe(first), hint=HINT)]


def _describe(error: UnprintableError) -> str:
    character = error.character
    name = unicodedata.name(character, "unnamed")
    return f"cannot print {character!r} (U+{ord(character):04X} {name}): {error.why}"


def _errors(text: Text, style: TextStyle) -> Iterator[UnprintableError]:
    """Yield what is wrong with each character, found one by one."""
    for run in text:
        for character in dict.fromkeys(unicodedata.normalize("NFC", run.text)):
            try:
                set_line((Run(character, run.style),), style)
            except UnprintableError as error:
                yield error


def _texts_of_figure(figure: Figure | None) -> Iterator[tuple[str, Text]]:
    match figure:
        case Timeline():
            yield from (
                (moment.fact, (Run(f"{moment.words} {moment.date_text}"),))
                for moment in figure.moments
            )
        case Scale():
            yield from ((bar.fact, (Run(f"{bar.words} {bar.value_text}"),)) for bar in figure.bars)
        case None:
            pass
        case _:
            assert_never(figure)


def _texts(item: Item) -> Iterator[tuple[str, Text]]:
    """Yield the printed texts of an item, each with what its author knows it by."""
    named = f"fact {item.facts[0]!r}" if item.facts else f"item {item.id!r}"
    for part in texts_by_role(item):
        of_fact = part.of if item.facts and part.role in BY_FACT else ""
        if part.role != "feedback":
            known_by = f"fact {of_fact!r}" if of_fact else named
            yield known_by, text_of(part.content)
            yield from (
                (known_by, (Run(picture.credit),)) for picture in pictures_of([part.content])
            )
    yield from ((f"fact {fact!r}", text) for fact, text in _texts_of_figure(item.figure))


def _sentences(form: Form) -> Iterator[tuple[str, Text]]:
    """Yield what a study sheet or cards say, each with the id of its fact."""
    for section in form.facts:
        for fact in section.facts:
            yield fact.fact_id, fact.sentence
    for card in form.cards:
        for text in (card.front, card.detail, card.back, card.why, tuple(map(Run, card.foot))):
            yield card.fact_id, text


def _words_of(form: Form) -> Iterator[tuple[str, str]]:
    """Yield the form's own texts, each with what it is."""
    yield "title", form.title
    yield "subtitle", form.subtitle
    yield "school", form.school
    yield "label", form.label
    yield "teacher note", form.teacher_note
    for section in form.sections:
        yield "section title", section.title
        yield "instruction", section.instruction
        yield "points", section.points_label
    for section_told in form.facts:
        yield "section title", section_told.title
    for card in form.cards:
        yield "card title", card.title
    for prompt in form.discussion:
        yield "prompt", prompt
    for part in form.footer:
        yield "footer", part
    yield "language file", " ".join(_label_words(form.labels))


def _label_words(labels: Labels) -> Iterator[str]:
    for words in vars(labels).values():
        if isinstance(words, Plural):
            yield words.one
            yield words.many
        else:
            yield words
