"""Pages in the browser, for whoever never opens a terminal: the sheets and banks of one project.

Everything is written to the project's own files, as the command line writes them; nothing is kept
but there. Only the browser that `quizgen serve` opened is answered, and only on this computer.
"""

from quizgen.web.app import create_app

__all__ = ["create_app"]
