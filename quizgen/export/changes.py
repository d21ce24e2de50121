"""A bank's changes as text for people: a section an edition, the newest first.

A lock tells of each note its last correction alone, so what came before stands here and nowhere
else. Its author may mend the words of old editions: a section that is there stays as it is.
"""

import re
from collections.abc import Sequence

from quizgen.values import dataclass

_HEADING = re.compile(r"^(?=## \d+ · )", re.MULTILINE)
_NUMBER = re.compile(r"## (\d+)")
_MARKUP = re.compile(r"[\\`*_<\[]|^[#+>-]")
_NUMBERED = re.compile(r"^(\d+)([.)])")


@dataclass(frozen=True)
class Section:
    """What one edition changed."""

    edition: int
    day: str
    """When it was published, as ISO 8601 has it."""
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    """What the deck's page says of it: words, and what they list."""


def write_changes(before: str, title: str, sections: Sequence[Section]) -> str:
    """Return a text of changes with sections that are new, the newest first.

    Sections of later editions go: their editions were undone. Of the others only those are written
    that the text lacks, as after a run that was killed.
    """
    newest = max(section.edition for section in sections)
    head, *parts = _HEADING.split(before or f"# {_escaped(title)}\n")
    numbers = [int(match[1]) for part in parts if (match := _NUMBER.match(part))]
    told = {number: part for number, part in zip(numbers, parts, strict=True) if number < newest}
    told |= {each.edition: _section(each) for each in sections if each.edition not in told}
    every = [told[number] for number in sorted(told, reverse=True)]
    return "\n\n".join(part.strip("\n") for part in (head, *every) if part) + "\n"


def _section(section: Section) -> str:
    blocks = [f"## {section.edition} · {section.day}"]
    for words, items in section.lists:
        blocks.append(_escaped(words))
        if items:
            blocks.append("\n".join(f"- {_escaped(item)}" for item in items))
    return "\n\n".join(blocks)


def _escaped(words: str) -> str:
    """Return words as Markdown that shows just them."""
    return _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", words))
