"""What a pupil gave for an item: on paper, in a browser, on a scanned page.

Nothing is judged here. What was left out is there as nothing: no id, no text.
"""

from collections.abc import Mapping

from quizgen.values import dataclass


@dataclass(frozen=True)
class Chosen:
    """Options of a choice."""

    options: tuple[str, ...]
    """Their ids."""


@dataclass(frozen=True)
class Judged:
    """What was said of a statement."""

    is_true: bool | None
    """None where neither was ticked."""
    correction: str | None = None
    """How it should read, or the words that should stand in the wrong place; empty where the line
    was left empty, None where nobody asked for a correction."""


@dataclass(frozen=True)
class Matched:
    """Responses that were put to premises."""

    responses: Mapping[str, str]
    """Premise id -> response id."""


@dataclass(frozen=True)
class Ranked:
    """Numbers that were put to events."""

    ranks: Mapping[str, int]
    """Event id -> its place, from 1."""


@dataclass(frozen=True)
class Filled:
    """What was written into the blanks of a sentence."""

    texts: tuple[str, ...]
    """One for each blank, in order."""


@dataclass(frozen=True)
class Amount:
    """A number, as it was written: with a unit or without."""

    text: str


@dataclass(frozen=True)
class Words:
    """What was written in answer to a question or a prompt."""

    text: str


Answer = Chosen | Judged | Matched | Ranked | Filled | Amount | Words
