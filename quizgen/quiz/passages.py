"""Short texts that questions are asked about, printed once above those that follow."""

from quizgen.content import Text
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A text that questions are asked about. A sheet numbers its lines, wherever they break."""

    id: str
    """Unique in its bank."""
    title: Text = ()
    paragraphs: tuple[Text, ...]
    is_verse: bool = False
    """Whether each of `paragraphs` is one line of a poem or a play; an empty one parts stanzas."""
    credit: Text = ()
    """Where it is quoted from, and which part of that it is; empty for its bank's own text."""
