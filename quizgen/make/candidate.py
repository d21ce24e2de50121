"""A possible answer: what it means, how it changes a wording, and what it is instead."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from quizgen.bank.facts import CuratedDistractor, Fact
from quizgen.quiz.meaning import Meaning, SomeWords
from quizgen.values import dataclass


@dataclass(frozen=True)
class Candidate:
    """An answer to an item, right or wrong."""

    means: Meaning
    slots: Mapping[str, object] = field(default_factory=dict)
    """The variables of the wording that take another value with it."""
    sibling: Fact | None = None
    """The fact that it is true of; None for a curated or computed answer."""
    of_sibling: Mapping[str, object] = field(default_factory=dict)
    """The variables of the sibling that say why it is true of that, where it tells several."""
    why_wrong: str = ""
    """For a curated answer: what its author says of it."""

    @property
    def is_written(self) -> bool:
        """Tell whether the bank's author wrote it as a wrong answer."""
        return bool(self.why_wrong)


@dataclass(frozen=True)
class Answers:
    """The right answer and what could stand beside it."""

    key: Candidate
    wrong: Iterable[Candidate]
    """The most plausible first; whether one of them is right too is not yet known."""
    also: Iterable[Candidate] = ()
    """Other answers that are right, for items that ask for all of them."""
    facts: tuple[Fact, ...] = ()
    """Further facts that the key rests on."""


def curated(written: Iterable[CuratedDistractor], slot: str) -> Iterator[Candidate]:
    """Yield the wrong answers that the bank's author wrote."""
    for wrong in written:
        yield Candidate(SomeWords(wrong.text), {slot: wrong.text}, why_wrong=wrong.why_wrong)
