"""The pictures of a bank: files that lie beside it, and what is to be said of each."""

from dataclasses import field
from decimal import Decimal
from math import cos, pi, sin

from quizgen.content import Picture, PictureSize
from quizgen.errors import Where
from quizgen.values import dataclass

FREE = frozenset({"cc0", "cc0 1.0", "public domain", "public domain mark 1.0", "pd"})
"""Licences, in lower case, that ask for no credit where the picture stands."""


WHOLE = 100
"""How many hundredths a picture is wide and high."""
SHAPES = ("rectangle", "ellipse", "polygon")
"""The keys of a part of which each says where it lies."""
ROUND = 72
"""So many points of an ellipse stand for it."""

Point = tuple[float, float]
"""How far across and down a picture, in hundredths of its width and height."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a picture that has a name: a card covers it and asks what it is.

    Its place in the list never changes once published, since learners' progress hangs on it.
    """

    name: str
    """What it is called: "the left atrium"."""
    rectangle: tuple[Decimal, ...] = ()
    """Where it lies, if a rectangle covers it: [left, top, width, height], in hundredths of the
    picture's width and height, from its upper left corner."""
    ellipse: tuple[Decimal, ...] = ()
    """The same for an ellipse, or a circle: the rectangle that it just fits into."""
    polygon: tuple[tuple[Decimal, ...], ...] = ()
    """The same for what has corners: [[across, down], …], one corner after another, in
    hundredths."""
    retired: str = ""
    """Why it is no longer asked; it stays in its place, since learners have it."""
    where: Where = field(compare=False)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, width and height of what covers it."""
        if self.polygon:
            across, down = zip(*self.outline, strict=True)
            return min(across), min(down), max(across) - min(across), max(down) - min(down)
        left, top, width, height = map(float, self.rectangle or self.ellipse)
        return left, top, width, height

    @property
    def outline(self) -> tuple[Point, ...]:
        """Return the corners of what covers it; of an ellipse, points that are near enough."""
        if self.polygon:
            return tuple((float(across), float(down)) for across, down in self.polygon)
        left, top, width, height = self.box
        if self.rectangle:
            right, bottom = left + width, top + height
            return (left, top), (right, top), (right, bottom), (left, bottom)
        turns = (2 * pi * step / ROUND for step in range(ROUND))
        return tuple(
            (left + width / 2 * (1 + cos(turn)), top + height / 2 * (1 + sin(turn)))
            for turn in turns
        )


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
    parts: tuple[Part, ...] = ()
    """Its parts that have names, each asked for by a card that covers it."""
    asks: str = ""
    """What such a card asks: a direct question, in lower case and without its question mark: "which
    part of the heart is this". Default: "what is this"."""
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
