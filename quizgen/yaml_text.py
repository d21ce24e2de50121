"""What all YAML that we write has in common: its first line, and how a text stands in it.

The reader takes every scalar as text, so quotation marks are needed only where YAML's own signs
would be misread, and for texts that look like numbers or truth values: editors guess.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, Union

WIDTH = 118
"""Letters of a line; a longer text is folded."""

_PLAIN = re.compile(r"[^\W_](?:[^:#\t\n]|:(?=\S)|(?<=\S)#)*")
"""What YAML takes for the text that it is: a letter or digit first, and no ": " or " #"."""
_PLAIN_IN_BRACKETS = re.compile(r"[^\W_](?:[^:#?\t\n,\[\]{}]|(?<=\S)#)*")
"""The same within braces and brackets, where a comma ends a text, and a colon or `?` may."""
_GUESSED = re.compile(
    r"[-+]?[0-9_.,:]+([eE][-+]?[0-9]+)?|0[xob]\w+|true|false|yes|no|on|off|y|n|null|\d+-\d+-\d+.*",
    re.IGNORECASE,
)
"""What some reader of YAML would take for a number, a truth value, a date or nothing."""


_BARE = re.compile(r"-?\w(?:[\w.+/~? -]*[\w?~])?")
_BARE_IN_BRACKETS = re.compile(r"-?\w(?:[\w.+/~ -]*\w)?")
_WORD = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


class Bare(str):
    """A number, a date or a truth value, which nobody writes between quotation marks."""

    __slots__ = ()


Part: TypeAlias = Union[str, Mapping[str, "Part"], Sequence["Part"]]  # noqa: UP007
"""A text, or what holds texts: what a YAML document is made of."""


def modeline(kind: str) -> str:
    """Return a first line that tells editors where the schema of such a file is: beside it."""
    return f"# yaml-language-server: $schema={kind}-schema.json"


def scalar(text: str) -> str:
    r"""Return a text for a line of its own, or behind a key or a dash.

    >>> scalar("on 3 May: rain"), scalar("No"), scalar("rain, and wind"), scalar("C:\\x")
    ('"on 3 May: rain"', '"No"', 'rain, and wind', 'C:\\x')
    """
    if isinstance(text, Bare) and _BARE.fullmatch(text):
        return text
    return _quoted_unless(_PLAIN, text)


def scalar_in_brackets(text: str) -> str:
    """Return a text for a list or a mapping on one line.

    >>> scalar_in_brackets("rain, and wind"), scalar_in_brackets("rain")
    ('"rain, and wind"', 'rain')
    """
    if isinstance(text, Bare) and _BARE_IN_BRACKETS.fullmatch(text):
        return text
    return _quoted_unless(_PLAIN_IN_BRACKETS, text)


def _quoted_unless(plain: re.Pattern[str], text: str) -> str:
    is_plain = plain.fullmatch(text) and not _GUESSED.fullmatch(text)
    if is_plain and not text.endswith(":") and text == text.rstrip():  # of no kind of space
        return text
    return quoted_scalar(text)


def quoted_scalar(text: str) -> str:
    r"""Return a text between quotation marks, as JSON has it too.

    >>> print(quoted_scalar('a "b"'))
    "a \"b\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    # not `\n`, which the reader refuses, since it may be meant for a backslash
    return f'"{escaped}"'.replace("\n", "\\u000A")


# --------------------------------------------------------------------------- what holds texts


def entry(key: str, value: Part) -> list[str]:
    """Return the lines of a key and its value.

    >>> entry("accept", ["a cat", "puss"]), entry("tags", ["unit-3", "pets"])
    (['accept:', '- a cat', '- puss'], ['tags: [unit-3, pets]'])
    """
    name = _key(key)
    if isinstance(value, str):
        if lines := literal_lines(value):
            return [f"{name}: |-", *indented(lines)]
        if len(value) + len(name) + 2 > WIDTH and (lines := wrapped(value)):
            return [f"{name}: >-", *indented(lines)]
        return [f"{name}: {scalar(value)}"]
    if isinstance(value, Mapping):
        inner = (line for each, held in value.items() for line in entry(each, held))
        return [f"{name}:", *indented(inner)] if value else [f"{name}: {{}}"]
    if all(isinstance(each, str) and _WORD.fullmatch(each) for each in value):
        inline = f"{name}: {in_brackets(value)}"
        if len(inline) <= WIDTH:
            return [inline]
    return [f"{name}:", *(line for each in value for line in member(each))]


def _key(key: str) -> str:
    """Return a key; one with signs that may be a slip for others stands between quotation marks."""
    if key.isascii() or all(sign.isalnum() or sign.isascii() for sign in key):
        return scalar(key)
    return quoted_scalar(key)


def member(value: Part) -> list[str]:
    """Return the lines of a list's member.

    >>> member({"id": "cat", "term": "Katze"})
    ['- id: cat', '  term: Katze']
    """
    if isinstance(value, str):
        return [f"- {scalar(value)}"]
    if not isinstance(value, Mapping) or not value:  # a group, such as those of `apart`
        return [f"- {in_brackets(value)}"]
    first, *others = (line for key, held in value.items() for line in entry(key, held))
    return [f"- {first}", *indented(others)]


def in_brackets(value: Part, *, as_json: bool = False) -> str:
    """Return a value on one line, as it may stand within brackets or braces.

    >>> in_brackets({"term": "Katze", "accept": ["cat", "no"]})
    '{term: Katze, accept: [cat, "no"]}'
    """
    if isinstance(value, str):
        is_quoted = as_json and not isinstance(value, Bare)
        return quoted_scalar(value) if is_quoted else scalar_in_brackets(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(pair(*each, as_json=as_json) for each in value.items())}}}"
    return f"[{', '.join(in_brackets(each, as_json=as_json) for each in value)}]"


def pair(key: str, value: Part, *, as_json: bool = False) -> str:
    """Return a key and its value as they may stand within braces."""
    name = quoted_scalar(key) if as_json else scalar_in_brackets(key)
    return f"{name}: {in_brackets(value, as_json=as_json)}"


def indented(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines two further in."""
    yield from (f"  {line}" if line else line for line in lines)


_ODD = re.compile(r"[^\n -~\u00a0-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd]")
"""What is better escaped than printed, or breaks a line where nobody sees it."""


def literal_lines(text: str) -> list[str]:
    r"""Return the lines of a text that stand behind an upright stroke as they are; or none.

    Only what has several is written so, as poems and passages are.

    >>> literal_lines("Tyger Tyger,\n\n  burning bright"), literal_lines("a"), literal_lines(" a\n")
    (['Tyger Tyger,', '', '  burning bright'], [], [])
    """
    lines = text.split("\n")
    is_plain = all(line == "" or line.strip() for line in lines) and not _ODD.search(text)
    if len(lines) == 1 or not is_plain or not lines[-1] or lines[0][:1] in ("", " "):
        return []
    return lines


def wrapped(text: str, width: int = WIDTH - 2) -> list[str]:
    """Return the lines of a text that comes back whole when they are folded; or none."""
    if not all(text.split(" ")) or re.search(r"[\t\n]", text):
        return []
    return textwrap.wrap(
        text,
        width=width,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
        expand_tabs=False,
    )
