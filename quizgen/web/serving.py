"""The pages at an address of this computer, until somebody ends the program."""

import contextlib
import errno
import gc
import logging
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable

from waitress.server import create_server

from quizgen.errors import Problem, QuizgenError, Where
from quizgen.store.project import Project
from quizgen.web.app import MOST_BYTES, create_app
from quizgen.web.gate import Gate

USUAL_PORT = 8765
"""If it is taken and no other is asked for, the system gives one."""
THREADS = 4
HOLD = 0.5
"""So many seconds the program goes on after it was told to end: the page that says so is sent."""


def serve(
    project: Project, port: int | None, tell: Callable[[str], None], *, opens_browser: bool
) -> None:
    """Answer the browser until the page's button is pressed, or Ctrl-C.

    `tell` is given the address, once somebody listens there. Raises QuizgenError for a port that is
    taken.
    """
    gc.enable()  # a command ends soon and needs no collector; this one goes on for hours
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # who waits a moment is no news
    sockets = _listen(port)
    gate = Gate.new(sockets[0].getsockname()[1])
    ended = threading.Event()
    app = create_app(project, gate=gate, stop=ended.set)
    server = create_server(
        app, sockets=sockets, threads=THREADS, ident="", max_request_body_size=2 * MOST_BYTES
    )
    threading.Thread(target=server.run, daemon=True).start()
    tell(gate.address)
    if opens_browser:
        threading.Thread(target=webbrowser.open, args=(gate.address,), daemon=True).start()
    while not ended.wait(3600):
        pass
    threading.Event().wait(HOLD)


def _listen(port: int | None) -> list[socket.socket]:
    """Return sockets of this computer's own addresses at one port.

    Not every computer has the second address, and nobody misses it there.
    """
    first = _first(port)
    sockets = [first]
    with contextlib.suppress(OSError):
        sockets.append(bind_to(socket.AF_INET6, "::1", first.getsockname()[1]))
    return sockets


def _first(port: int | None) -> socket.socket:
    try:
        return bind_to(socket.AF_INET, "127.0.0.1", USUAL_PORT if port is None else port)
    except OSError as error:
        if port is None:
            return bind_to(socket.AF_INET, "127.0.0.1", 0)
        is_taken = error.errno == errno.EADDRINUSE
        why = "another program listens there" if is_taken else error.strerror
        hint = "choose another with --port, or leave --port out, and a free one is found"
        where = Where(f"port {port}")
        raise QuizgenError([Problem(where, f"cannot be used: {why}", hint)]) from error


def bind_to(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    """Return a socket at an address of this computer; raises OSError if that cannot be had."""
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let two programs share a port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError:
        made.close()
        raise
    return made
