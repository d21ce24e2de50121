"""What all YAML that we write has in common: its first line, and how a text stands in it.

The reader takes every scalar as text, so quotation marks are needed only where YAML's own signs
would be misread, and for texts that look like numbers or truth values: editors guess.
"""

import re

_PLAIN = re.compile(r"[^\W_](?:[^:#\t\n]|:(?=\S)|(?<=\S)#)*")
"""What YAML takes for the text that it is: a letter or digit first, and no ": " or " #"."""
_PLAIN_IN_BRACKETS = re.compile(r"[^\W_](?:[^:#?\t\n,\[\]{}]|(?<=\S)#)*")
"""The same within braces and brackets, where a comma ends a text, and a colon or `?` may."""
_GUESSED = re.compile(
    r"[-+]?[0-9_.,:]+([eE][-+]?[0-9]+)?|0[xob]\w+|true|false|yes|no|on|off|y|n|null|\d+-\d+-\d+.*",
    re.IGNORECASE,
)
"""What some reader of YAML would take for a number, a truth value, a date or nothing."""


def modeline(kind: str) -> str:
    """Return a first line that tells editors where the schema of such a file is: beside it."""
    return f"# yaml-language-server: $schema={kind}-schema.json"


def scalar(text: str) -> str:
    r"""Return a text for a line of its own, or behind a key or a dash.

    >>> scalar("on 3 May: rain"), scalar("No"), scalar("rain, and wind"), scalar("C:\\x")
    ('"on 3 May: rain"', '"No"', 'rain, and wind', 'C:\\x')
    """
    return _quoted_unless(_PLAIN, text)


def scalar_in_brackets(text: str) -> str:
    """Return a text for a list or a mapping on one line.

    >>> scalar_in_brackets("rain, and wind"), scalar_in_brackets("rain")
    ('"rain, and wind"', 'rain')
    """
    return _quoted_unless(_PLAIN_IN_BRACKETS, text)


def _quoted_unless(plain: re.Pattern[str], text: str) -> str:
    is_plain = plain.fullmatch(text) and not _GUESSED.fullmatch(text)
    if is_plain and not text.endswith(":") and text == text.rstrip():  # of no kind of space
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    # not `\n`, which the reader refuses, since it may be meant for a backslash
    return f'"{escaped}"'.replace("\n", "\\u000A")
