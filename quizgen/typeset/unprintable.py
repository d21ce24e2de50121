"""Every character of a form that cannot be printed, and where a person can mend it."""

import unicodedata
from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, assert_never

from quizgen.bank.bank import Bank
from quizgen.bank.texts import Holder, texts_by_holder
from quizgen.content import Run, Text, pictures_of, plain, text_of
from quizgen.errors import Problem, Where
from quizgen.language.words import Labels, Plural
from quizgen.look import Theme
from quizgen.quiz.figures import Figure, Map, Scale, Timeline
from quizgen.quiz.form import Form
from quizgen.quiz.item import Item
from quizgen.quiz.walk import texts_by_role
from quizgen.typeset import fonts
from quizgen.typeset.fonts import Face, UnprintableError
from quizgen.typeset.lines import TextStyle, tidy
from quizgen.typeset.measures import Measures

BY_FACT = ("premise", "detail", "event", "date")
"""What an item has of each of its facts."""
HINT = "write it in Latin, Greek or Cyrillic letters, or leave it out"
ACCENT_HINT = "write a letter that has the accent in it, or leave it out; cards can show it"
FIRST = 3
"""So many of those who hold a sign are named."""
SURE = frozenset(
    [*map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180))), *"–—‘’“”…−"]
)
"""Signs that each shipped font has: a text of these needs no font to be opened."""
FACES = (
    "SourceSans3-Regular",
    "SourceSans3-Bold",
    "SourceSans3-Italic",
    "SourceSerif4-Regular",
    "SourceSerif4-SemiBold",
)
SYMBOLS = "DejaVuSans"


class Unprintable(NamedTuple):
    """A sign that cannot be printed: a character, or a letter with an accent beside it."""

    sign: str
    why: str

    @property
    def sort(self) -> tuple[str, str]:
        """Tell what it is told together with: its script, or accents; else it stands alone."""
        if fonts.is_mark(self.sign[-1]) and len(self.sign) > 1:
            return self.why, "accents"
        is_letter = unicodedata.category(self.sign)[0] in "LMN"
        name = unicodedata.name(self.sign, "")
        return self.why, name.partition(" ")[0] if is_letter else self.sign

    @property
    def described(self) -> str:
        """Name it by what is seen, code point and name of each of its characters."""
        names = " and ".join(
            f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}"
            for character in self.sign
        )
        return f"{self.sign!r} ({names})"

    @property
    def hint(self) -> str:
        """Say what to write in its place."""
        return ACCENT_HINT if len(self.sign) > 1 else HINT


def find_unprintable(form: Form, measures: Measures, first: UnprintableError) -> dict[Problem, str]:
    """Return a problem for each sign of each text that cannot be set, with that sign.

    `first` is what stopped the setting; it is reported even if no text of an author has it.
    """
    styles = measures.styles
    problems: dict[Problem, str] = {}
    for section in form.sections:
        for numbered in section.items:
            for name, text in _texts(numbered.item):
                for found in _unprintable(text, styles.body):
                    problem = Problem(
                        numbered.item.where,
                        f"{name}: {_message(found)}",
                        hint=found.hint,
                        item_id=numbered.item.id,
                    )
                    problems[problem] = found.sign
    for fact_id, text in _sentences(form):
        for found in _unprintable(text, styles.body):
            message = f"fact {fact_id!r}: {_message(found)}"
            problems[Problem(Where(form.topic), message, hint=found.hint)] = found.sign
    for what, words in _words_of(form):
        style = styles.titles[0] if what == "title" else styles.body
        for found in _unprintable((Run(words),), style):
            message = f"{what}: {_message(found)}"
            problems[Problem(Where(form.topic), message, hint=found.hint)] = ""
    for source in form.sources:
        for found in _unprintable(source.text, styles.body):
            message = f"source {source.source!r}: {_message(found)}"
            problems[Problem(Where(form.topic), message, hint=found.hint)] = found.sign
    if problems:
        return problems
    unknown = Unprintable(first.character, first.why)
    return {Problem(Where(form.topic), _message(unknown), hint=unknown.hint): ""}


class Found(NamedTuple):
    """What of a bank cannot be printed."""

    problems: list[Problem]
    signs: frozenset[str]


def find_in_bank(bank: Bank, theme: Theme | None = None, only: Container[str] = ()) -> Found:
    """Return a problem for each sign of a bank that cannot be set, or script of many such signs.

    Each names those who hold it. Without a theme the fonts are those that all shipped ones have.
    With `only`, other signs are left alone.
    """
    held = (text for _, texts in texts_by_holder(bank) for text in texts)
    if SURE.issuperset(chain.from_iterable(held)):
        return Found([], frozenset())  # and no font was opened
    names = FACES if theme is None else (theme.font_text, theme.font_bold, theme.font_italic)
    symbols = SYMBOLS if theme is None else theme.font_symbols
    faces = tuple(fonts.load_face(name, symbols) for name in names)
    told: dict[tuple[str, str], list[Unprintable]] = {}
    holders: dict[tuple[str, str], dict[Holder, None]] = {}
    for holder, texts in texts_by_holder(bank):
        for sign in dict.fromkeys(sign for text in texts for sign in _signs(text)):
            for found in _tried(sign, faces):
                if not only or sign in only:
                    holders.setdefault(found.sort, {})[holder] = None
                    if found not in (signs := told.setdefault(found.sort, [])):
                        signs.append(found)
    problems = []
    for sort, signs in told.items():
        named = [holder.what for holder in holders[sort]]
        rest = f" and {len(named) - FIRST} more" if len(named) > FIRST else ""
        message = f"{', '.join(named[:FIRST])}{rest}: {_message(*signs)}"
        problems.append(Problem(next(iter(holders[sort])).where, message, hint=signs[0].hint))
    return Found(problems, frozenset(each.sign for signs in told.values() for each in signs))


def _message(*found: Unprintable) -> str:
    first, *others = found
    more = ""
    if others:
        rest = f" and {len(others) - FIRST} more" if len(others) > FIRST else ""
        more = f", {', '.join(repr(each.sign) for each in others[:FIRST])}{rest}"
    return f"cannot print {first.described}{more}: {first.why}"


def _signs(text: str) -> Iterator[str]:
    """Yield the signs of a text that may not be printable: an accent stands with its letter."""
    tidied = "" if SURE.issuperset(text) else tidy(text)
    for place, character in enumerate(tidied):
        if character not in SURE:
            start = place
            while fonts.is_mark(character) and start > 0 and fonts.is_mark(tidied[start]):
                start -= 1
            yield tidied[start : place + 1]


@lru_cache(maxsize=4096)
def _tried(sign: str, faces: tuple[Face, ...]) -> tuple[Unprintable, ...]:
    """Return why the last character of a sign cannot be set in one of some faces; once at most."""
    for face in faces:
        try:
            fonts.split_by_face(face, sign[-1])
        except UnprintableError as error:
            is_placeable = len(sign) > 1 and not fonts.is_mark(sign[0])
            return (Unprintable(sign if is_placeable else sign[-1], error.why),)
    return ()


def _unprintable(text: Text, style: TextStyle) -> Iterator[Unprintable]:
    """Yield what is wrong with each sign, found one by one."""
    for run in text:
        for sign in dict.fromkeys(_signs(run.text)):
            yield from _tried(sign, (style.face(run),))


def _texts_of_figure(figure: Figure | None) -> Iterator[tuple[str, Text]]:
    match figure:
        case Timeline():
            yield from (
                (f"fact {moment.fact!r}", (Run(f"{moment.words} {moment.date_text}"),))
                for moment in figure.moments
            )
        case Scale():
            yield from (
                (f"fact {bar.fact!r}", (Run(f"{bar.words} {bar.value_text}"),))
                for bar in figure.bars
            )
        case Map():
            yield from (
                (f"place {spot.place!r}", (Run(f"{spot.words} {spot.words.upper()}"),))
                for spot in figure.spots
            )
        case None:
            pass
        case _:
            assert_never(figure)


def _texts(item: Item) -> Iterator[tuple[str, Text]]:
    """Yield the printed texts of an item, each with what its author knows it by."""
    named = f"fact {item.facts[0]!r}" if item.facts else f"item {item.id!r}"
    for part in texts_by_role(item):
        of_fact = part.of if item.facts and part.role in BY_FACT else ""
        if part.role != "feedback" or item.type == "multiple-response":
            known_by = f"fact {of_fact!r}" if of_fact else named
            yield known_by, text_of(part.content)
            yield from (
                (known_by, (Run(picture.credit),)) for picture in pictures_of([part.content])
            )
    yield from _texts_of_figure(item.figure)


def _sentences(form: Form) -> Iterator[tuple[str, Text]]:
    """Yield what a study sheet or cards say, each with the id of its fact."""
    for section in form.facts:
        for fact in section.facts:
            yield fact.fact_id, text_of(fact.sentence)
            for picture in pictures_of([fact.text]):
                yield fact.fact_id, (Run(picture.credit),)
    for card in form.cards:
        for said in (card.front, card.detail, card.back, card.why, tuple(map(Run, card.foot))):
            yield card.fact_id, text_of(said)


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
        for question in section.parted:
            yield "lead", plain(question.lead)
        for word in section.word_bank:
            yield "word bank", word
    if cover := form.layout.cover:
        said = (cover.kind, cover.time, *cover.materials, *cover.instructions, *cover.information)
        yield "cover", " ".join(said)
    for section_told in form.facts:
        yield "section title", section_told.title
    for card in form.cards:
        yield "card title", card.title
    for entry in form.sources if form.lists_texts else ():
        yield "text", plain(entry.listed)
    for hard in form.words:
        yield "hard word", f"{hard.word} {hard.meaning}"
    for passage in form.passages.values():
        texts = (passage.title, *passage.paragraphs, passage.credit)
        yield f"passage {passage.id!r}", " ".join(map(plain, texts))
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
