"""What stands in a field of a note: words, gaps, pictures and drawings; no markup."""

from quizgen.bank.pictures import Part
from quizgen.content import Picture, Run
from quizgen.quiz.figures import Figure
from quizgen.values import dataclass


@dataclass(frozen=True)
class Gap:
    """Words of a sentence that its front hides and a learner is to recall."""

    words: str
    hint: str = ""
    """What kind of thing they are, which the front says in their place."""
    is_filled: bool = False
    """Whether they are shown, as on a back."""
    number: int = 1
    """Which card of its note asks for it, from 1."""


@dataclass(frozen=True)
class Masks:
    """What covers the parts of a picture, of which each card of a note asks for one."""

    parts: tuple[tuple[int, Part], ...]
    """Each part with the number of its card, from 1."""
    asked: int = 0
    """The number of the part that a card asks for; 0 for the note itself."""


FieldContent = tuple[Run | Gap | Picture | Figure | Masks, ...]
"""What stands in a field: words in runs, gaps, pictures of the bank and what covers them, drawings.
An empty field is an empty tuple."""


def words_in(content: FieldContent) -> str:
    """Return the words of a content on one line: a picture has those for who cannot see it.

    A drawing has none.

    >>> words_in((Run("It came from the\u00a0"), Gap("sea"), Run(".")))
    'It came from the […].'
    >>> words_in((Run("It came from the "), Gap("sea", "a place"), Run(".")))
    'It came from the [a place].'
    """
    said = []
    for part in content:
        if isinstance(part, Run):
            said.append(part.text)
        elif isinstance(part, Gap):
            said.append(part.words if part.is_filled else f"[{part.hint or '…'}]")
        elif isinstance(part, Picture):
            said.append(part.alt)
    return " ".join("".join(said).split())
