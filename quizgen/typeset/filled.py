"""What stands in the places of an item where a pupil writes, if the key is written there."""

from collections.abc import Sequence
from typing import assert_never

from quizgen.content import Run, Text
from quizgen.language.words import Labels
from quizgen.order import letter_of
from quizgen.quiz.form import NumberedItem
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.key_rows import bold, mending, no_key, right_numbers, without_unit
from quizgen.values import dataclass


@dataclass(frozen=True)
class Writing:
    """What is written into one box or blank, or on the lines of an item."""

    words: Text
    also: Sequence[str] = ()
    """What else is right."""
    is_answer: bool = True
    """Whether it is what a pupil should write, and no note to the teacher."""


@dataclass(frozen=True)
class Filled:
    """What stands in the places of an item where a pupil writes, in printed order."""

    marks: frozenset[int] = frozenset()
    """Which circles or squares are filled in, counted from 0: T and F are two."""
    writings: Sequence[Writing] = ()


def fill_in(numbered: NumberedItem, labels: Labels) -> Filled:
    """Return the key of an item as it is written into its places."""
    match numbered.item.interaction:
        case Choice(options=options):
            return Filled(frozenset(n for n, option in enumerate(options) if option.is_key))
        case TrueFalse(is_true=True):
            return Filled(frozenset([0]))
        case TrueFalse() as judged:
            words, also = mending(judged, labels)
            if not judged.right_words:
                words = bold(judged.correction)
            return Filled(frozenset([1]), [Writing(words, also)] if words else ())
        case Matching(premises=premises, responses=responses):
            letters = {response.id: letter_of(n) for n, response in enumerate(responses)}
            return Filled(writings=[_short(letters[premise.response]) for premise in premises])
        case Ordering(events=events):
            return Filled(writings=[_short(str(event.rank)) for event in events])
        case ShortAnswer(answer=answer, accepted=accepted):
            return Filled(writings=[Writing(bold(answer), accepted)])
        case Numeric() as number:
            return Filled(writings=[Writing(without_unit(number), [*right_numbers(number)])])
        case Cloze(answers=answers, accepted=accepted):
            pairs = zip(answers, accepted, strict=True)
            return Filled(writings=[Writing(bold(answer), also) for answer, also in pairs])
        case Discussion():
            says = (Run(no_key(numbered, labels), "italic"),)
            return Filled(writings=[Writing(says, is_answer=False)])
        case _ as unreachable:
            assert_never(unreachable)


def _short(words: str) -> Writing:
    return Writing((Run(words, "bold"),))
