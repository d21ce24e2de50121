"""JSON text -> values that know where they stand, and what each must be.

What is not as it should be is noted with its path, so that one run finds every mistake.
"""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from quizgen.bank.dates import Date
from quizgen.errors import FormFileError, Problem, Where, guess, quoted
from quizgen.read.dates import FORMS as DATES
from quizgen.read.dates import DateError, parse_date
from quizgen.read.pictures import ReadBeside

T = TypeVar("T")

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
MOST_DIGITS = 1000
"""A number with more is no answer to anything, and takes long to reckon with."""

MOST_NAMED = 50
"""So many mistakes are named; a file of another shape has one in every line."""
ANEW = "build the forms again from their bank: quizgen build --only json"
NOTHING = object()
"""The value of a key that is missing, which was said once."""


def parse_json(data: bytes, path: str) -> object:
    """Return what JSON says; no key twice, no NaN, nothing nested without end."""
    try:
        parsed: object = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_refuse_constant
        )
    except json.JSONDecodeError as error:
        where = Where(path, error.lineno, error.colno)
        raise FormFileError([Problem(where, f"this is not JSON: {error.msg}", ANEW)]) from None
    except UnicodeDecodeError:
        raise FormFileError(
            [Problem(Where(path), "this is not UTF-8", "save it as UTF-8")]
        ) from None
    except RecursionError:
        raise FormFileError([Problem(Where(path), "this is nested too deeply", ANEW)]) from None
    except ValueError as error:
        raise FormFileError([Problem(Where(path), f"this cannot be read: {error}", ANEW)]) from None
    return parsed


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {quoted(key)} stands twice in one object")
        found[key] = value
    return found


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no number")


class Node:
    """A value in the file: where it stands, and the list that mistakes in it are put on.

    What is not as it should be is noted, and something harmless returned in its place, so that one
    run finds every mistake. Nothing is made of a file in which there was one.
    """

    def __init__(
        self,
        value: object,
        at: str,
        problems: list[Problem],
        where: Where,
        read_beside: ReadBeside | None = None,
    ) -> None:
        self.value = value
        self.at = at
        self.where = where
        self.problems = problems
        self.read_beside = read_beside

    def note(self, message: str, hint: str) -> None:
        """Note a mistake; of a missing key it was noted before."""
        if self.value is not NOTHING:
            self.problems.append(Problem(self.where, f"{self.at}: {message}", hint))

    def raise_problems(self) -> None:
        """Raise what was noted, if anything was."""
        if not self.problems:
            return
        problems = [*dict.fromkeys(self.problems)]
        more = len(problems) - MOST_NAMED
        rest = (
            [Problem(self.where, f"there are {more} more mistakes", "mend these first")]
            if more > 0
            else []
        )
        raise FormFileError([*problems[:MOST_NAMED], *rest])

    def key(self, name: str) -> "Node":
        """Return what stands under a key."""
        at = f"{self.at}.{name}"
        if not isinstance(self.value, dict):
            self.note(f"is {_sort_of(self.value)}, not an object", "write { } around its keys")
            return Node(NOTHING, at, self.problems, self.where)
        if name not in self.value:
            self.note(f"the key '{name}' is missing", "add it, as docs/form-json.md says")
            return Node(NOTHING, at, self.problems, self.where)
        return Node(self.value[name], at, self.problems, self.where, self.read_beside)

    def has(self, name: str) -> bool:
        """Tell whether there is such a key."""
        return isinstance(self.value, dict) and name in self.value

    def nodes(self) -> "list[Node]":
        """Return the entries of a list."""
        if not isinstance(self.value, list):
            self.note(f"is {_sort_of(self.value)}, not a list", "write [ ] around it")
            return []
        return [
            Node(value, f"{self.at}[{place}]", self.problems, self.where, self.read_beside)
            for place, value in enumerate(self.value)
        ]

    def each(self, read: "Callable[[Node], T]") -> tuple[T, ...]:
        """Return the entries of a list, each read."""
        return tuple(map(read, self.nodes()))

    def text(self) -> str:
        """Return a text; half a character, as JSON can write it, is none."""
        if not isinstance(self.value, str):
            self.note(f"is {_sort_of(self.value)}, not a text", "write it between quotation marks")
            return ""
        if any("\ud800" <= letter <= "\udfff" for letter in self.value):
            self.note(
                "holds half a character",
                "write both escapes of its pair: \\ud800 to \\udfff stands alone",
            )
            return ""
        return self.value

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts."""
        return self.each(Node.text)

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            self.note(f"is {_sort_of(self.value)}, not true or false", "write true or false")
        return self.value is True

    def integer(self, least: int | None = None) -> int:
        """Return a whole number that is no smaller than the least."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.note(f"is {_sort_of(self.value)}, not a whole number", "write digits alone: 12")
            return least or 0
        if least is not None and self.value < least:
            self.note(f"is {self.value}, and must be {least} or more", f"write {least} or more")
        return self.value

    def number(self) -> Decimal:
        """Return a decimal number, which is written as a text."""
        text = self.text()
        if NUMBER.fullmatch(text) and len(text) <= MOST_DIGITS:
            return Decimal(text)
        if isinstance(self.value, str):
            self.note(f"{quoted(text)} is not a decimal number", "write it in digits: -12.5")
        return Decimal(0)

    def one_of(self, *names: Any) -> Any:
        """Return one of some texts or numbers, the first of them where it is another."""
        if any(self.value == name and type(self.value) is type(name) for name in names):
            return self.value
        known = ", ".join(str(name) or '""' for name in names)
        close = guess(self.value, map(str, names)) if isinstance(self.value, str) else ""
        hint = f"{close}write one of: {known}"
        self.note(f"{shown(self.value)} is none of those that are known here", hint)
        return names[0]

    def date(self) -> Date:
        """Return a date as precise as its source."""
        text = self.text()
        try:
            return parse_date(text)
        except DateError as error:
            if isinstance(self.value, str):
                self.note(f"date {quoted(text)} {error}", f"write it like {DATES}")
        return parse_date("2000")

    def date_or_none(self) -> Date | None:
        """Return a date, or nothing where the text is empty."""
        return None if self.value == "" else self.date()

    def day(self) -> int:
        """Return the number of a day."""
        date = self.date()
        if date.precision != "day":
            self.note(f"{quoted(date.text)} is not a day", "write year, month and day: 2024-05-30")
        return date.first


def _sort_of(value: object) -> str:
    """Say what sort of JSON value it is."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "an object"


def shown(value: object) -> str:
    """Return a value as a message shows it: a text or number itself, of others their sort."""
    match value:
        case str():
            return quoted(value)
        case int() | float():
            return json.dumps(value)
        case [*entries]:
            return f"a list of {len(entries)}"
        case _:
            return _sort_of(value)
