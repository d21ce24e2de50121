"""The words of a deck's page, before anything is known of the deck."""

from quizgen.errors import Where
from quizgen.values import dataclass


@dataclass(frozen=True)
class PageText:
    """A paragraph of the page of every deck, as a Jinja2 string."""

    template: str
    where: Where
    """Where it begins in its file."""
