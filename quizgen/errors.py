"""What can go wrong, said so that a person can mend it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import Literal, TypeVar

from quizgen.values import dataclass

T = TypeVar("T")

UNSEEN = {
    sign: chr(sign).encode("unicode_escape").decode("ascii")
    for first, last in (
        (0x00, 0x1F), (0x7F, 0x9F),  # what terminals obey
        (0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),  # directions
        (0x200B, 0x200B), (0x2028, 0x2029), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xE0000, 0xE007F),
    )
    for sign in range(first, last + 1)
}  # fmt: skip
"""Characters that change what is seen and are not seen themselves -> how they are shown."""
_LONGEST_QUOTE = 60
_MOST_LISTED = 12
_MOST_ALIKE = 3
_WHAT_DIFFERS = re.compile(r"'[^']*'|“[^“”]*(?:“[^“”]*”[^“”]*)*”|[0-9]+")
_MOST_COMPARED = 200


@dataclass(frozen=True)
class Where:
    """A place in a file as its author sees it; lines and columns count from 1, 0 is all of it."""

    path: str
    line: int = 0
    column: int = 0

    def __lt__(self, other: "Where") -> bool:
        """Order places by file, line and column."""
        return (self.path, self.line, self.column) < (other.path, other.line, other.column)

    def __str__(self) -> str:
        """Return the place as editors and compilers write it: `path:line:column`."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True)
class Problem:
    """Something a person can mend, and where."""

    where: Where
    message: str
    """What is wrong, quoting what was found."""
    hint: str
    """What to do next: what to write, delete or run."""
    rule: str = ""
    """The code of the rule that found it, such as "KEY-2"; empty for mistakes in a file's form."""
    severity: Literal["E", "W"] = "E"
    """Error or warning."""
    item_id: str = ""
    """The item it concerns, where it concerns one."""
    way: tuple[str | int, ...] = field(default=(), compare=False)
    """The way through the file's keys and members to what it is about, for whoever shows the file
    in another form: ("facts", 3, "date")."""

    def __str__(self) -> str:
        """Return the lines a person sees on stderr."""
        rule = f" [{self.rule}]" if self.rule else ""
        warning = "warning: " if self.severity == "W" else ""
        found = visible(f"{self.where}: {warning}{self.message}{rule}")
        return f"{found}\n  hint: {visible(self.hint)}"

    @property
    def is_error(self) -> bool:
        """Tell whether it is more than a warning."""
        return self.severity == "E"

    @property
    def as_warning(self) -> "Problem":
        """The same, as something to think over."""
        return replace(self, severity="W")

    @property
    def as_data(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "path": self.where.path,
            "line": self.where.line,
            "column": self.where.column,
            "severity": self.severity,
            "rule": self.rule,
            "item": self.item_id,
            "message": self.message,
            "hint": self.hint,
        }


def few_alike(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield all errors, and of warnings that say the same of many things a few and their number.

    What is quoted and counted in a message is what differs among them.
    """
    problems = [*problems]
    sorts = Counter(map(_sort_of, problems))
    seen: Counter[object] = Counter()
    for problem in problems:
        sort = _sort_of(problem)
        seen[sort] += 1
        more = sorts[sort] - _MOST_ALIKE
        if problem.is_error or more <= 1 or seen[sort] < _MOST_ALIKE:
            yield problem
        elif seen[sort] == _MOST_ALIKE:
            yield replace(problem, message=f"{problem.message}; {more} more are like this")


def once_each(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield of problems that say the same of many things the first and their number."""
    problems = [*problems]
    sorts = Counter(map(_sort_of, problems))
    for problem in problems:
        if more := sorts.pop(_sort_of(problem), 0) - 1:
            if more > 0:
                yield replace(problem, message=f"{problem.message}; {more} more are like this")
        else:
            yield problem


def _sort_of(problem: Problem) -> object:
    return problem.rule, problem.severity, _WHAT_DIFFERS.sub("", problem.message)


class QuizgenError(Exception):
    """Raised by a stage with every problem it found, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted by file, line and column."""
        self.problems = tuple(sorted(problems, key=lambda problem: problem.where))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class BankError(QuizgenError):
    """The bank cannot be read, or a fact in it breaks a rule."""


class TemplateError(QuizgenError):
    """A wording, worksheet, theme, language or card template cannot be used."""


class FormError(QuizgenError):
    """The worksheet asks for what the bank cannot give."""


class SheetError(QuizgenError):
    """Raised when a saved sheet cannot be used."""


class FormFileError(QuizgenError):
    """A file of forms cannot be read."""


class LockError(QuizgenError):
    """The editions of a deck and its bank do not agree, or cannot be read."""


class ExportError(QuizgenError):
    """A format cannot hold all that is asked for."""


class TypesettingError(QuizgenError):
    """The page cannot be set: a character that no font has, or a script we cannot set."""

    def __init__(
        self, problems: Iterable[Problem], signs: Mapping[Problem, str] | None = None
    ) -> None:
        """Keep the problems, and which sign each that is about one cannot print."""
        super().__init__(problems)
        self.signs = signs or {}


class RefusedFileError(Exception):
    """A file that a bank names cannot be used; whoever read the name says where it stands."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep what is wrong and what to do, as a Problem has them."""
        super().__init__(message)
        self.message, self.hint = message, hint


def collect(read: Callable[[], T], errors: list[QuizgenError]) -> T | None:
    """Return what is read, or None after keeping the error, so that others can be found too."""
    try:
        return read()
    except QuizgenError as error:
        errors.append(error)
        return None


def raise_all(errors: list[QuizgenError]) -> None:
    """Raise what was collected, as one error of all problems; return if there is none."""
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise QuizgenError(dict.fromkeys(problem for error in errors for problem in error.problems))


def visible(text: str) -> str:
    r"""Return a text on one line, with each control character as its escape.

    >>> print(visible("red\x1b[31m\nnext"))
    red\x1b[31m\nnext
    """
    return text.translate(UNSEEN)


def quoted(text: str) -> str:
    """Return what was found between single quotation marks, on one line and not too long.

    >>> quoted("kilometers")
    "'kilometers'"
    """
    line = " ".join(text.split())
    if len(line) > _LONGEST_QUOTE:
        line = f"{line[: _LONGEST_QUOTE - 1]}…"
    return f"'{line}'"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, as the messages of the program count.

    >>> counted(1, "item"), counted(2, "item"), counted(0, "blank")
    ('1 item', '2 items', '0 blanks')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def suggest(found: str, known: Iterable[str], plural: str) -> str:
    """Return a hint that guesses what was meant and lists what is known.

    >>> suggest("kilometre", ["km", "metre"], "units")
    "did you mean 'metre'? known units: km, metre"
    """
    names = list(known)
    if not names:
        return f"there are no {plural}"
    listed = ", ".join(names[:_MOST_LISTED])
    if len(names) > _MOST_LISTED:
        listed += " and more"
    return f"{guess(found, names)}known {plural}: {listed}"


def guess(found: str, known: Iterable[str]) -> str:
    """Return a question that guesses what was meant, to stand before what is known; or nothing.

    >>> guess("kilometre", ["km", "metre"])
    "did you mean 'metre'? "
    """
    close = closest(found, known)
    return f"did you mean {quoted(close)}? " if close else ""


def closest(found: str, known: Iterable[str], least: float = 0.6) -> str:
    """Return the known name that looks most like what was found, or an empty text.

    `least` is how alike the two must be, from 0 to 1.
    """
    from difflib import get_close_matches  # only who has mistyped something waits for it

    names = list(known)
    if len(names) > _MOST_COMPARED:  # comparing is slow, and a slip seldom changes the start
        names = [name for name in names if name[:2] == found[:2]][:_MOST_COMPARED]
    by_case = {name.casefold(): name for name in names}
    close = get_close_matches(found.casefold(), by_case, n=1, cutoff=least)
    return by_case[close[0]] if close else ""
