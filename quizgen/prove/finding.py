"""What is found of one thing that a fact or source says."""

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
class Finding:
    """One thing is proved, or wrong, or only a person can tell."""

    verdict: Literal["proved", "unproved", "wrong", "warning"]
    thing: Thing
    steps: Steps = ()
    """The way to it from its fact or source."""
    message: str = ""
    hint: str = ""


def proved(thing: Thing) -> Finding:
    """Return that a thing is proved."""
    return Finding("proved", thing)


def wrong(thing: Thing, steps: Steps, message: str, hint: str = "") -> Finding:
    """Return that a thing is not as the text has it."""
    return Finding("wrong", thing, steps, message, hint)
