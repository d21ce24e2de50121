"""What was taken over from another program's file: written questions, and all that was not."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from quizgen.bank.other_options import key_at
from quizgen.bank.pictures import PictureFile
from quizgen.bank.questions import Question, WrittenAnswer
from quizgen.errors import Problem, Where
from quizgen.values import dataclass

WHAT_FITS = "`--what-fits` takes the rest"


@dataclass(frozen=True, kw_only=True)
class Taken:
    """The questions of a file, as a bank has them, and what of it no bank can hold.

    Questions and problems together are all that the file holds: none is lost in silence.
    """

    questions: tuple[Question, ...]
    """In the order of the file; each knows its place there."""
    pictures: Mapping[str, PictureFile] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The bytes of the pictures, by their `file`."""
    problems: tuple[Problem, ...] = ()
    """An error for each question that cannot be taken, or only without something that it needs; a
    warning for what it can do without."""
    shows_all: bool = False
    """Whether every question is to be shown as it was understood, before anything is written: the
    file was made for people, and for no program."""
    remarks: tuple[str, ...] = ()
    """What whoever imports it should know of the file as a whole."""


def refused(where: Where, what: str, hint: str = "") -> Problem:
    """Return that a question is not taken over, and why."""
    return Problem(where, what, hint or f"write it into the bank by hand; {WHAT_FITS}")


def dropped(where: Where, what: str, hint: str = "look whether it is right without") -> Problem:
    """Return that a question is taken over without something."""
    return Problem(where, what, hint, severity="W")


def as_offered(
    offered: Sequence[WrittenAnswer], right: Sequence[WrittenAnswer], wrong: Sequence[WrittenAnswer]
) -> dict[str, Any]:
    """Return the keys of a choice: what is right, what is wrong, and the order where it counts.

    `offered` is all that the file offers, as it stands there. Where the right and the wrong ones
    are not all of that, or where they stand apart, no order is known.
    """
    keys: dict[str, Any] = {"answer": tuple(right), "wrong": tuple(wrong)}
    if len(offered) == len(right) + len(wrong):
        texts = [option.text for option in offered]
        places = [place for place, option in enumerate(offered) if option in right]
        if found := key_at(texts, places):
            keys["key_at"] = found
    return keys


class RefusedError(Exception):
    """Raised within a reader for a question that cannot be taken over; its words say why.

    They follow on the name of the question: "has no right answer".
    """
