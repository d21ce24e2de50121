"""Words by which other programs sort questions -> what a bank says of a question beside its words.

quizgen writes how hard and how sensitive a question is as tags, and finds it again here.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from quizgen.bank.facts import SENSITIVITIES, Level, Sensitivity
from quizgen.ids import LONGEST_ID, slug_of
from quizgen.imports.file_text import clean
from quizgen.values import dataclass

_LEVEL = re.compile("level-([123])")
_SENSITIVITY = re.compile("sensitivity-(low|high)")


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """What tags say of a question."""

    level: Level | None = None
    sensitivity: Sensitivity = "none"
    tags: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    """Those without a letter from a to z and without a digit, which no tag of a bank is."""

    @property
    def keys(self) -> dict[str, object]:
        """Return it as keys of a question."""
        return {"level": self.level, "sensitivity": self.sensitivity, "tags": self.tags}


def read_tags(words: Iterable[str]) -> Sorted:
    """Return what some tags say.

    >>> read_tags(["Space race", "level-2", "sensitivity-high", "космос"]).tags
    ('space-race',)
    """
    level: Level | None = None
    sensitivity: Sensitivity = "none"
    tags: dict[str, None] = {}
    lost: list[str] = []
    for each in words:
        sort, slug = _read(each)
        if sort == "level":
            level = int(slug)  # type: ignore[assignment]
        elif sort == "sensitivity":
            sensitivity = SENSITIVITIES[1 + (slug == "high")]
        elif slug:
            tags[slug] = None
        elif each.strip():
            lost.append(each)
    return Sorted(level=level, sensitivity=sensitivity, tags=tuple(tags), lost=tuple(lost))


@lru_cache(maxsize=256)  # a file has few
def _read(words: str) -> tuple[str, str]:
    tag = clean(words)
    if found := _LEVEL.fullmatch(tag):
        return "level", found[1]
    if found := _SENSITIVITY.fullmatch(tag):
        return "sensitivity", found[1]
    return "", slug_of(tag)[:LONGEST_ID].strip("-")


def own_id(ident: str) -> dict[str, object]:
    """Return the id of a question as keys of it; none where the words make none.

    An id with a stroke is that of an item that was made of a fact: its bank makes it anew.
    """
    slug = "" if "/" in ident else slug_of(clean(ident))[:LONGEST_ID].strip("-")
    return {"id": slug, "has_own_id": bool(slug)}
