"""Regular expressions in a file: those only that end soon, whatever text they are held against.

Python tries every way in which an expression may match, so `(a+)+$` is not done with thirty letters
in a lifetime. An expression is therefore read by a small grammar first: no repeat is without end,
nothing refers back, and the steps that all its ways take together, from one letter of a text on,
are counted and are few. The time for a text is then at most so many steps for each of its letters.
"""

import re
import warnings
from functools import cache

from quizgen.errors import quoted
from quizgen.values import dataclass

LONGEST = 300
"""Characters of an expression."""
DEEPEST = 10
"""Brackets one in another."""
MOST_STEPS = 10_000

_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_ESCAPE = re.compile(r"\\(?:[wWdDsSbB]|[^A-Za-z0-9])")
_OPENING = re.compile(r"\((?:\?(?:[:=!]|<[=!]))?(?!\?)")
_REPEAT = re.compile(r"(?:\?|\{(\d+)(,(\d+))?\})[?+]?")
_ENDLESS = re.compile(r"[*+]|\{\d*,\}")
_SHORTER = "write several expressions in place of one"


@dataclass(frozen=True)
class _Cost:
    """What it takes to try a part of an expression in every way."""

    steps: int
    ways: int
    """How many ways lead through the part, and so to what follows it."""


class _RefusedError(Exception):
    """Raised while an expression is read, with a message and a hint."""


@cache
def check_expression(pattern: str) -> tuple[tuple[str, str], ...]:
    """Return a message and a hint for an expression that is none, or may not be used.

    Languages that build on one another have most expressions in common.
    """
    try:
        if len(pattern) > LONGEST:
            hint = f"at most {LONGEST} are read: {_SHORTER}"
            raise _RefusedError(f"has {len(pattern)} characters", hint)
        expression = _compile(pattern)
        _Reader(pattern).read()
        if expression.fullmatch(""):
            hint = "let it need a letter: write + in place of *, or leave out a ?"
            raise _RefusedError("is found in every text, since it fits no letters at all", hint)
    except _RefusedError as error:
        message, hint = error.args
        return ((f"{quoted(pattern)} {message}", hint),)
    return ()


def _compile(pattern: str) -> re.Pattern[str]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what may mean something else in a later Python
            return re.compile(pattern)
    except (re.error, OverflowError, Warning) as error:
        hint = "write a plain text, or escape its signs with a backslash"
        raise _RefusedError(f"is not a regular expression: {error}", hint) from error


class _Reader:
    """An expression while it is read, from its start to its end."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.place = 0
        self.depth = 0

    def read(self) -> _Cost:
        """Return what the whole expression costs."""
        cost = self._alternatives()
        if self.place < len(self.pattern):
            raise self._unknown()
        return cost

    def _alternatives(self) -> _Cost:
        cost = self._sequence()
        while self._take("|"):
            alternative = self._sequence()
            cost = _sound(cost.steps + alternative.steps, cost.ways + alternative.ways)
        return cost

    def _sequence(self) -> _Cost:
        cost = _Cost(1, 1)
        while self.place < len(self.pattern) and self.pattern[self.place] not in "|)":
            part = self._repeated(self._atom())
            cost = _sound(cost.steps + cost.ways * part.steps, cost.ways * part.ways)
        return cost

    def _atom(self) -> _Cost:
        if self._match(_OPENING):
            return self._group()
        known = self._match(_CLASS) or self._match(_ESCAPE)
        if not known and self.pattern[self.place] in r"\[({*+?":
            raise self._endless() if self._match(_ENDLESS) else self._unknown()
        self.place += 0 if known else 1
        return _Cost(1, 1)

    def _group(self) -> _Cost:
        self.depth += 1
        if self.depth > DEEPEST:
            raise _RefusedError(f"has more than {DEEPEST} brackets one in another", _SHORTER)
        cost = self._alternatives()
        if not self._take(")"):
            raise self._unknown()
        self.depth -= 1
        return cost

    def _repeated(self, cost: _Cost) -> _Cost:
        """Return what a part costs as often as the sign behind it says."""
        if self._match(_ENDLESS):
            raise self._endless()
        repeat = self._match(_REPEAT)
        if not repeat:
            return cost
        least = int(repeat[1] or 0)
        most = int(repeat[3] or least) if repeat[1] else 1
        steps, ways, through = 1, 1, 1 if least == 0 else 0
        for count in range(1, most + 1):
            steps += ways * (cost.steps + 1)
            ways *= cost.ways
            through += ways if count >= least else 0
            _sound(steps, through)
        return _Cost(steps, through)

    def _take(self, sign: str) -> bool:
        found = self.pattern.startswith(sign, self.place)
        self.place += found
        return found

    def _match(self, what: re.Pattern[str]) -> re.Match[str] | None:
        found = what.match(self.pattern, self.place)
        if found:
            self.place = found.end()
        return found

    def _endless(self) -> _RefusedError:
        hint = "say how often at most: {0,20} in place of *, {1,20} in place of +"
        return _RefusedError("repeats something without end", hint)

    def _unknown(self) -> _RefusedError:
        rest = self.pattern[self.place : self.place + 6]
        hint = (
            r"there are . [ ] ( ) (?: ) (?= ) (?! ) (?<= ) (?<! ) | ^ $ ? {2} {0,2} and"
            r" \w \d \s \b; write any other sign with a backslash before it"
        )
        return _RefusedError(f"uses {quoted(rest)}, which is not understood here", hint)


def _sound(steps: int, ways: int) -> _Cost:
    if max(steps, ways) > MOST_STEPS:
        hint = f"use fewer alternatives, ? and repeats, or {_SHORTER}"
        raise _RefusedError("can match in too many ways", hint)
    return _Cost(steps, ways)
