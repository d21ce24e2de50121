r"""Content as Markdown (CommonMark, with the tables of GitHub): nothing of a text is markup.

Signs that would mean something stand behind a backslash; bold and italic are marked where the marks
can be told, and left out where a sign beside them would hide them.
"""

import re
from collections.abc import Callable, Sequence
from typing import assert_never

from quizgen.content import Block, Content, Listing, Paragraph, Picture, Table, Text, blocks_of

ShowPicture = Callable[[Picture], str]
"""Returns the Markdown that shows a picture."""

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$^@])|(&)(?=#?\w+;)")
_AT_START = re.compile(r"^(\d*)([-+=]|(?<=\d)[.)])")
"""What makes a line a list or a heading."""
_MARKS = {"bold": "**", "italic": "*"}


def escaped(words: str) -> str:
    r"""Return words within a line, none of which is markup.

    >>> escaped("a_b * [c] &amp; AT&T")
    'a\\_b \\* \\[c\\] \\&amp; AT&T'
    """
    return _SIGNS.sub(r"\\\g<0>", words)


def as_line(markdown: str) -> str:
    r"""Return a line that is a paragraph, whatever it begins with: "- 5", "1. May".

    >>> as_line("-5"), as_line("4. July"), as_line("1957")
    ('\\-5', '4\\. July', '1957')
    """
    return _AT_START.sub(r"\1\\\2", markdown)


def text_as_markdown(text: Text) -> str:
    r"""Return a paragraph in one line, without what its beginning may need.

    >>> from quizgen.content import Run
    >>> text_as_markdown((Run("It "), Run("flew", "bold"), Run("*")))
    'It **flew**\\*'
    >>> text_as_markdown((Run("re"), Run("(a)", "bold"), Run("b")))
    're(a)b'
    """
    styled: list[tuple[str, str]] = []  # words and their mark, of two alike that meet one
    for run in text:
        mark = _MARKS.get(run.style, "")
        if styled and styled[-1][1] == mark:
            styled[-1] = (styled[-1][0] + run.text, mark)
        elif run.text:
            styled.append((run.text, mark))
    line, is_marked = "", False
    for place, (words, mark) in enumerate(styled):
        before = styled[place - 1][0][-1] if place else " "
        after = styled[place + 1][0][0] if place + 1 < len(styled) else " "
        if not (bare := words.strip()):
            line += words
            continue
        left, _, right = words.partition(bare)
        is_open = left or (not is_marked and (bare[0].isalnum() or not before.isalnum()))
        is_shut = right or bare[-1].isalnum() or not after.isalnum()
        shown = mark if is_open and is_shut else ""
        line += f"{left}{shown}{escaped(bare)}{shown}{right}"
        is_marked = bool(shown) and not right
    return " ".join(line.split())


def as_markdown(content: Content, show: ShowPicture) -> str:
    """Return a content as blocks with an empty line between two."""
    return "\n\n".join(part for block in blocks_of(content) if (part := _block(block, show)))


def _block(block: Block, show: ShowPicture) -> str:
    match block:
        case Paragraph(runs=runs):
            return as_line(text_as_markdown(runs))
        case Picture() as picture:
            return show(picture)
        case Table(rows=rows, has_header=has_header, caption=caption):
            head: Sequence[Text] = rows[0] if has_header and rows else ((),) * len(rows[0])
            body = rows[1:] if has_header else rows
            lines = [_cells(head), f"|{' --- |' * len(head)}", *map(_cells, body)]
            above = [as_line(text_as_markdown(caption)), ""] if caption else []
            return "\n".join([*above, *lines])
        case Listing(entries=entries, is_numbered=is_numbered):
            signs = (f"{n}." if is_numbered else "-" for n in range(1, len(entries) + 1))
            told = (as_line(text_as_markdown(entry)) for entry in entries)
            return "\n".join(f"{sign} {line}" for sign, line in zip(signs, told, strict=True))
        case _ as unreachable:
            assert_never(unreachable)


def _cells(row: Sequence[Text]) -> str:
    return f"| {' | '.join(map(text_as_markdown, row))} |"
