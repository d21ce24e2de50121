"""The one door to the terminal: all that quizgen says goes out here.

What it says holds names of files, cells of tables and words as typed, and each may hold what a
terminal obeys. So no control character passes: its escape is shown. And what takes the words may
be closed, full or gone. No command stops for that half way through its work: what did not arrive
is told once, at the end.
"""

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import TextIO, cast

import click

from quizgen.errors import UNSEEN, Problem, Where, visible

SHOWN = {sign: escape for sign, escape in UNSEEN.items() if chr(sign) not in "\n\t"}
"""What a stream gets in place of a character; lines and columns are our own."""


class Outlet:
    """A standard stream that shows what a terminal would obey, and whose writing never raises."""

    encoding = "utf-8"
    """What click is told: it would reach past a stream that knows ASCII alone, for its bytes."""
    errors = "backslashreplace"

    def __init__(self, stream: TextIO | None) -> None:
        """Take a stream of Python's: None where whoever started quizgen closed it."""
        self.is_closed = stream is None
        self.failure: OSError | None = None
        """Why what was written did not arrive; a reader who had enough is no reason."""
        self._stream = stream
        """None as soon as nothing more can arrive."""
        if isinstance(stream, TextIOWrapper):  # a console without a letter gets its code point
            stream.reconfigure(errors=self.errors)

    @property
    def buffer(self) -> "OutletOfBytes":
        """The same for bytes, which click has for shells."""
        return OutletOfBytes(self)

    def write(self, text: str) -> int:
        """Write text; nobody can have what is written where there is no stream."""
        if not isinstance(text, str):
            raise TypeError("an outlet takes text")  # so click asks, to find out
        if text and self.is_closed:
            self.failure = OSError(errno.EBADF, os.strerror(errno.EBADF))
        self._put(text.translate(SHOWN))
        return len(text)

    def redraw(self, line: str) -> None:
        """Write a line over the last one."""
        self._put(f"\r{visible(line)}")
        self.flush()

    def flush(self) -> None:
        """Send on what was written."""
        if self._stream:
            with self._giving_up():
                self._stream.flush()

    def isatty(self) -> bool:
        """Tell whether a terminal shows it."""
        return self._stream is not None and self._stream.isatty()

    def _put(self, text: str) -> None:
        if self._stream:
            with self._giving_up():
                self._stream.write(text)

    @contextmanager
    def _giving_up(self) -> Iterator[None]:
        """Write no more after an error, and let Python not try again when it ends."""
        try:
            yield
        except OSError as error:
            lost, self._stream = self._stream, None
            if not _has_left(error):
                self.failure = error
            with suppress(OSError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, cast(TextIO, lost).fileno())
                os.close(nowhere)


class OutletOfBytes:
    """What click writes bytes to: they are text, and go the same way."""

    def __init__(self, outlet: Outlet) -> None:
        """Take the way that they go."""
        self._outlet = outlet

    def write(self, content: bytes) -> int:
        """Write bytes."""
        self._outlet.write(content.decode())
        return len(content)

    def flush(self) -> None:
        """Send on what was written."""
        self._outlet.flush()


def _has_left(error: OSError) -> bool:
    """Tell whether the reader of a pipe has gone, which Windows does not know by that name."""
    return isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)


@contextmanager
def outlets() -> Iterator[tuple[Outlet, Outlet]]:
    """Put outlets in the place of the standard streams."""
    before = sys.stdout, sys.stderr
    out, err = Outlet(sys.stdout), Outlet(sys.stderr)
    sys.stdout, sys.stderr = cast(TextIO, out), cast(TextIO, err)
    try:
        yield out, err
    finally:
        sys.stdout, sys.stderr = before


def loss_of(out: Outlet) -> Problem | None:
    """Return what to say of words that standard output did not take."""
    out.flush()
    if out.failure is None:
        return None
    from quizgen.store.disk import MAKE_ROOM, is_full

    hint = MAKE_ROOM if is_full(out.failure) else "send it to a terminal, a file or a program"
    message = f"cannot be written: {out.failure.strerror or out.failure}"
    return Problem(Where("standard output"), message, hint)


def standard_error() -> Outlet:
    """Return the outlet of standard error."""
    return sys.stderr if isinstance(sys.stderr, Outlet) else Outlet(sys.stderr)


def give(text: str) -> None:
    """Print what was asked for: a list, a schema, JSON."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def say(what: str | Problem) -> None:
    """Print a line, or a problem, about what was done: who closed standard output wants none."""
    if not getattr(sys.stdout, "is_closed", False):
        give(visible(what) if isinstance(what, str) else str(what))


def complain(problem: Problem) -> None:
    """Print a problem on standard error."""
    sys.stderr.write(f"{problem}\n")
    sys.stderr.flush()


def is_watched() -> bool:
    """Tell whether somebody sits before the terminal, who can be asked."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())


def ask_for(question: str, choices: Sequence[str]) -> str:
    """Ask whoever sits before the terminal until one of the choices is typed."""
    listed = ", ".join(choices)

    def chosen(typed: str) -> str:
        if (choice := typed.strip().upper()) in choices:
            return choice
        raise click.UsageError(f"type one of {listed}")

    return str(click.prompt(f"{question} {listed}", value_proc=chosen))
