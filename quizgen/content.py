"""What stands in a sentence: text in runs, each with its style and language; never markup."""

from typing import Literal

from quizgen.values import dataclass


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style."""

    text: str
    style: Literal["plain", "bold", "italic"] = "plain"
    lang: str = ""
    """BCP 47 tag where it is not the document's language."""


Text = tuple[Run, ...]
"""Plain text with emphasis; never markup."""


def plain(text: Text) -> str:
    """Return a text without its styles."""
    return "".join(run.text for run in text)
