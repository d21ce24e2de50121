"""What writers hand out: finished files, and what a format could not hold."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import BinaryIO

from quizgen.errors import Problem
from quizgen.values import dataclass

Made = bytes | Callable[[BinaryIO], None]
"""The bytes of a file, or what writes them piece by piece: a deck with many pictures has no room in
memory. Raises QuizgenError if a picture cannot be had any more."""


def content_of(made: Made) -> bytes:
    """Return all bytes of a file."""
    if isinstance(made, bytes):
        return made
    stream = BytesIO()
    made(stream)
    return stream.getvalue()


@dataclass(frozen=True)
class Output:
    """A finished file."""

    name: str
    made: Made
    counts: Mapping[str, int]
    """What is in it, by a plural: questions and points, notes and cards, or forms."""

    @property
    def content(self) -> bytes:
        """Return all of its bytes."""
        return content_of(self.made)

    def write_to(self, stream: BinaryIO) -> None:
        """Write it without having all of it in memory, where it was not made so."""
        if isinstance(self.made, bytes):
            stream.write(self.made)
        else:
            self.made(stream)


@dataclass(frozen=True)
class Export:
    """What a writer made of a form, of all forms, of items or of a deck."""

    files: tuple[Output, ...]
    """None if there is nothing to write, as the key of a sheet without questions."""
    left_out: tuple[Problem, ...] = ()
    """What was asked for and the format cannot hold, each with its reason. The reason reads on
    after "left out of kahoot: "; a problem with an item names it in `item_id`."""
    remarks: tuple[str, ...] = ()
    """What the one who made it should know; the build adds what no writer can know."""
