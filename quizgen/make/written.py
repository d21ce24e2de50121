"""A written question as an item: word for word what its author wrote, and nothing beside it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from quizgen.bank.facts import Level
from quizgen.bank.gaps import read_gaps
from quizgen.bank.other_options import speaks_of_others
from quizgen.bank.questions import ItemType, Question, WrittenAnswer
from quizgen.bank.questions import Passage as BankPassage
from quizgen.content import Content, Run, Text, paragraphs, plain
from quizgen.ids import seal_of
from quizgen.judge.subject import Subject
from quizgen.judge.texts import folded
from quizgen.language.quantities import say_number
from quizgen.make.tasks import LINES, usual_bands
from quizgen.order import shuffled
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Interaction,
    Item,
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
from quizgen.quiz.meaning import SomeNumber
from quizgen.quiz.passages import Passage
from quizgen.quiz.wording import BLANK_LINE

LEVELS: Mapping[ItemType, Level] = {"matching": 2, "ordering": 2, "discussion": 3}
"""How hard a question is whose author does not say; all others ask for recall."""
SIDE_BY_SIDE = ("%", "‰", "°", "′", "″")
"""Units that stand right behind their number."""
MINUS = "−"

_SPACES = re.compile(r"[ \t\r\n]+")
_LETTER = re.compile("[A-Z]")
_NUMBER = re.compile(
    r"(?P<number>[-−]?\d{1,30}(?:\.\d{1,30})?)(?P<unit>(?:\s.*|%|°\w?)?)", re.ASCII
)


def write_question(question: Question, subject: Subject) -> Item:
    """Return a question of the bank as an item."""
    assert question.type, "the reader gives every question its type"
    bank = subject.bank
    return Item(
        id=question.id,
        prompt=_prompt(question, subject),
        interaction=_interaction(question, question.type, subject),
        rationale=_text(question.why),
        level=level_of(question),
        tags=question.tags,
        sensitivity=question.sensitivity,
        citations=(subject.citation(question.source),) if question.source else (),
        passage=(
            write_passage(question.passage, bank.passages[question.passage], subject)
            if question.passage
            else None
        ),
        points=question.points,
        allow=tuple(question.allow),
        origin=Written(),
        where=question.where,
    )


def level_of(question: Question) -> Level:
    """Return how hard a question is."""
    usual: Level = LEVELS.get(question.type, 1) if question.type else 1
    return question.level or usual


def is_true_of(question: Question) -> bool | None:
    """Tell whether the statement that is to be judged is true; None where there is none."""
    is_statement = question.type == "true-false"
    return question.answer[0].text.casefold() == "true" if is_statement else None


def write_passage(name: str, passage: BankPassage, subject: Subject) -> Passage:
    """Return a passage of the bank as it is printed: paragraphs, or lines of verse."""
    if passage.verse:
        parts = passage.text.strip("\n").split("\n")
    else:
        parts = BLANK_LINE.split(passage.text.strip())
    credit: Text = ()
    if passage.source:
        credit = subject.citation(passage.source).text
        credit += (Run(f", {passage.at}"),) if passage.at else ()
    return Passage(
        id=name,
        title=_text(passage.title),
        paragraphs=tuple(map(_text, parts)),
        is_verse=passage.verse,
        credit=credit,
    )


def _words(text: str) -> str:
    """Return a text without the line breaks that it has in its file."""
    return _SPACES.sub(" ", text).strip()


def _text(text: str) -> Text:
    words = _words(text)
    return (Run(words),) if words else ()


def _prompt(question: Question, subject: Subject) -> Content:
    """Return what asks; of a set without words of its own, what is to be done with it."""
    pictures = (subject.bank.picture(question.picture),) if question.picture else ()
    return (*_asking(question, subject), *pictures)


def _asking(question: Question, subject: Subject) -> Content:
    match question.type:
        case "cloze":
            return ()  # its sentence asks
        case "matching" if not question.ask:
            return _text(subject.language.match_prompt)
        case "ordering" if not question.ask:
            return _text(subject.language.order_prompt)
        case _:
            return paragraphs(map(_text, BLANK_LINE.split(question.ask.strip())))


def _interaction(question: Question, kind: ItemType, subject: Subject) -> Interaction:
    first = question.answer[0] if question.answer else WrittenAnswer(text="")
    match kind:
        case "multiple-choice" | "multiple-response":
            options = _options(question, subject)
            if not _keeps_order(question):
                return Choice(type=kind, options=options)
            return Choice(type=kind, options=_in_order(question, options), keeps_order=True)
        case "true-false":
            return _judged(question, is_true=bool(is_true_of(question)))
        case "matching":
            return _matching(question)
        case "ordering":
            return Ordering(
                events=tuple(
                    OrderedEvent(id=_part_id(question, step), text=_text(step), rank=rank)
                    for rank, step in enumerate(question.order, start=1)
                )
            )
        case "numeric":
            return _numeric(question, first.text, subject)
        case "short-answer":
            return ShortAnswer(
                answer=_text(first.text), accepted=_accepted(question), lines=question.lines or 1
            )
        case "cloze":
            gapped = read_gaps(_words(question.ask))
            return Cloze(
                parts=tuple((Run(part),) if part else () for part in gapped.parts),
                answers=tuple(_text(answer) for answer, *_ in gapped.answers),
                accepted=tuple(tuple(also) for _, *also in gapped.answers),
            )
        case "discussion":
            bands = tuple(
                MarkBand(name=_text(level.level), does=_text(level.does))
                for level in question.marking
            )
            return Discussion(lines=question.lines or LINES, bands=bands or usual_bands(subject))


def _accepted(question: Question) -> tuple[str, ...]:
    return tuple(map(_words, question.accept))


def _part_id(question: Question, words: str) -> str:
    """Return the id of an option, premise or event, which tells neither key nor place."""
    return seal_of(question.id, words)[:8]


def _options(question: Question, subject: Subject) -> tuple[Option, ...]:
    """Return all options, the right ones first. If all are numbers, these ascend in a form."""
    written = [(answer, True) for answer in question.answer]
    written += [(answer, False) for answer in question.wrong]
    numbers = _numbers(answer.text for answer, _ in written)
    return tuple(
        Option(
            id=_part_id(question, answer.said),
            content=_shown(answer, subject),
            is_key=is_key,
            feedback=_text(answer.why),
            means=number,
        )
        for (answer, is_key), number in zip(written, numbers, strict=True)
    )


def _keeps_order(question: Question) -> bool:
    """Tell whether the options of a question have an order that no sheet may change."""
    offered = (*question.answer, *question.wrong)
    return bool(question.key_at) or any(speaks_of_others(answer.text) for answer in offered)


def _in_order(question: Question, options: Sequence[Option]) -> tuple[Option, ...]:
    """Return options in the order of their author, as far as it is told.

    Where it is not, what speaks of all the others comes last, and these stand in an order that
    tells nothing.
    """
    if not question.key_at:
        last = [option for option in options if speaks_of_others(plain(option.content))]
        return (*shuffled((it for it in options if it not in last), question.id, _id_of), *last)
    wrong = iter([option for option in options if not option.is_key])
    right = iter([option for option in options if option.is_key])
    keys = {*question.key_at}
    return tuple(next(right if place in keys else wrong) for place in range(1, len(options) + 1))


def _id_of(option: Option) -> str:
    return option.id


def _shown(answer: WrittenAnswer, subject: Subject) -> Content:
    pictures = (subject.bank.picture(answer.picture),) if answer.picture else ()
    return (*_text(answer.text), *pictures)


def _numbers(texts: Iterable[str]) -> list[SomeNumber] | list[None]:
    """Return texts as numbers with their unit, if all of them are some, and in one unit.

    Letters, as parts of a picture have them, are numbered too: A stands before B.
    """
    listed = [*texts]
    if all(_LETTER.fullmatch(text) for text in listed):
        return [SomeNumber(Decimal(ord(text) - ord("A") + 1), "letter") for text in listed]
    found = [match for text in listed if (match := _NUMBER.fullmatch(_words(text)))]
    if len(found) < len(listed) or len({match["unit"] for match in found}) > 1:
        return [None for _ in listed]
    return [
        SomeNumber(Decimal(match["number"].replace(MINUS, "-")), match["unit"].strip())
        for match in found
    ]


def _judged(question: Question, *, is_true: bool) -> TrueFalse:
    """Return a statement to judge; of a false one, what its correction changes is told apart."""
    if is_true or not question.correction:
        return TrueFalse(is_true=is_true)
    correction = _words(question.correction)
    right = changed_words(_words(question.ask), correction)
    return TrueFalse(
        is_true=False,
        correction=_text(correction),
        right_words=_text(right),
        accepted=question.accept,
    )


def changed_words(false: str, true: str) -> str:
    """Return the words of a true sentence from the first to the last that a false one lacks.

    Where it only leaves words out, that is all of it.

    >>> changed_words("Rome lies on the Po.", "Rome lies on the Tiber.")
    'Tiber'
    """
    old, new = false.split(), true.split()
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return " ".join(new[start : len(new) - end]).rstrip(".,;:!") or true


def _matching(question: Question) -> Matching:
    """Return pairs to match; an answer that is right for several stands once, in its place."""
    words = [*question.pairs.values(), *(answer.text for answer in question.wrong)]
    responses = {folded(text): _words(text) for text in reversed(words)}
    return Matching(
        premises=tuple(
            Premise(
                id=_part_id(question, premise),
                text=_text(premise),
                response=_part_id(question, responses[folded(response)]),
            )
            for premise, response in question.pairs.items()
        ),
        responses=tuple(
            Response(id=_part_id(question, text), text=_text(text))
            for _, text in sorted(responses.items())
        ),
    )


def _numeric(question: Question, answer: str, subject: Subject) -> Numeric:
    """Return a number to be written, with all that is right around it."""
    language, unit = subject.language, _words(question.unit)
    value = Decimal(answer.replace(MINUS, "-"))
    tolerance = question.tolerance.replace(" ", "")
    spread = Decimal(tolerance.removesuffix("%") or 0)
    if tolerance.endswith("%"):
        spread = abs(value) * spread / 100
    low, high = value - spread, value + spread
    ends = [say_number(end.normalize(), language) for end in (low, high)]
    said = say_number(value, language)
    if unit:
        joint = " " if " " in unit else "" if unit.startswith(SIDE_BY_SIDE) else "\u00a0"
        said += joint + unit
    return Numeric(
        answer=(Run(said),),
        low=low,
        high=high,
        unit=unit,
        within=language.anything_within.format(low=ends[0], high=ends[1]) if spread else "",
        accepted=_accepted(question),
    )
