"""The text of a bank's changes, which its author may have edited, or what is wrong with it."""

from quizgen.errors import LockError, Problem, QuizgenError, Where
from quizgen.read.characters import decode
from quizgen.read.lock import MARKS


def read_changes(content: bytes, path: str) -> str:
    """Return the text; raises QuizgenError if it is none, or two that could not be merged."""
    text, problems = decode(content, path)
    if text is None or problems:
        raise QuizgenError(problems)
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        if line.startswith(MARKS[:2]):
            message = "holds two versions that could not be merged"
            hint = "keep what both tell, then publish again"
            raise LockError([Problem(Where(path, number, 1), message, hint)])
    return "\n".join(lines)
