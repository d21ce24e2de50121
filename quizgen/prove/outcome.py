"""What comes of holding one thing that a fact or source says against its text."""

from typing import Literal

from quizgen.read.nodes import Steps
from quizgen.values import dataclass

Thing = Literal["locators", "quotations", "numbers", "dates", "weekdays", "speakers", "terms"]
THINGS: tuple[Thing, ...] = (
    "locators",
    "quotations",
    "numbers",
    "dates",
    "weekdays",
    "speakers",
    "terms",
)


@dataclass(frozen=True)
class Outcome:
    """One thing is proved, or wrong, or only a person can tell."""

    verdict: Literal["proved", "unproved", "wrong", "warning"]
    thing: Thing
    steps: Steps = ()
    """The way to it from its fact or source."""
    message: str = ""
    hint: str = ""


def proved(thing: Thing) -> Outcome:
    """Return that a thing is proved."""
    return Outcome("proved", thing)


def wrong(thing: Thing, steps: Steps, message: str, hint: str) -> Outcome:
    """Return that a thing is not as the text has it."""
    return Outcome("wrong", thing, steps, message, hint)
