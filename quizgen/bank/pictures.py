"""The pictures of a bank: files that lie beside it, and what is to be said of each."""

from dataclasses import field

from quizgen.content import Picture, PictureSize
from quizgen.errors import Where
from quizgen.values import dataclass

FREE = frozenset({"cc0", "cc0 1.0", "public domain", "public domain mark 1.0", "pd"})
"""Licences, in lower case, that ask for no credit where the picture stands."""


@dataclass(frozen=True, kw_only=True)
class PictureFile:
    """A picture that lies beside the bank, and what is to be said of it."""

    file: str
    """Its file, as seen from the bank's folder and not outside it: "flags/fr.svg"; a PNG, JPEG or
    SVG picture."""
    alt: str
    """What somebody is told who cannot see it: "A section through a heart, five parts marked A to
    E." It says nothing that a question asks for."""
    credit: str = ""
    """Who made it: "Jane Doe", "own drawing"."""
    licence: str = ""
    """On which terms it may be used: CC BY-SA 4.0, public domain."""
    size: PictureSize = "medium"
    """How large it is in print: large for a drawing with many parts, small for a sign."""
    source: str = ""
    """Where it was found: the address of a web page, or a book."""
    seen: Picture | None = None
    """The picture as prompts, options and cards hold it; put in by the reader, once it has seen the
    file."""
    where: Where = field(compare=False)

    @property
    def full_credit(self) -> str:
        """Return who made it and on which terms it may be used, as pages print it."""
        return ", ".join(filter(None, (self.credit, self.licence)))

    @property
    def owes_credit(self) -> bool:
        """Tell whether its licence asks that the credit stands where the picture does."""
        return bool(self.full_credit) and self.licence.casefold() not in FREE


def as_phrase(alt: str) -> str:
    """Return what a picture shows as it stands within a sentence.

    >>> as_phrase("Three upright stripes: blue, white and red."), as_phrase("EU stars")
    ('three upright stripes: blue, white and red', 'EU stars')
    """
    words = alt.removesuffix(".")
    is_raised = words[:1].isupper() and not words[1:2].isupper()
    return words[:1].lower() + words[1:] if is_raised else words
