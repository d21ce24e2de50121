"""The characters of a file: those that nobody sees, those that look like others, and their names.

Texts copied from web pages and word processors bring characters that look like nothing or like a
space, a hyphen or a quotation mark, and are none. YAML and tables would point elsewhere, so they
are looked for before anything is read.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from math import ceil

from quizgen.errors import Problem, Where

MOST_BYTES = 8 * 2**20
MOST_LETTERS = 10_000
"""Of one text: it would fill four pages, and to set, compare and cut many more takes minutes."""

_PRINTED = b"\t\n\r" + bytes(range(0x20, 0x7F))
"""What may stand in any text, as bytes."""
REPLACED = "\ufffd"
"""Stands for a character that cannot be known, while the rest of the file is read."""

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""What looks like a space, as a class of a regular expression."""
BREAKS = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
"""What some programs write for the end of a line, and YAML or editors do not take for one."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffd-\uffff]"
)
_JOINED = "\u0590-\u1cff\u2190-\u2bff\u2e80-\uabff\ufb1d-\ufeff\U00010000-\U0010ffff"
"""Letters of scripts that need joiners, marks of direction and the like, and emoji."""
_MAY_HIDE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f\u3164\uffa0]"
)
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
"""Forbidden characters without which a text reads as it looks."""
_SPACE = re.compile(f"[{SPACES}]")

_NAMES = {0x00: "NUL", 0x0B: "vertical tab", 0x0C: "form feed", 0x85: "next line", 0xFEFF: "BOM"}
_BREAK = re.compile(f"[{BREAKS}]")

_LETTERS_ALIKE = re.compile("[\u0370-\u052f]")
"""Greek and Cyrillic letters, many of which look just like Latin ones."""
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−－•·●▪◦‣", "-"),
        **dict.fromkeys("“”„‟«»‘’‚‛‹›＂＇\"'`´", ""),
        "：": ":",
        "，": ",",
        "／": "/",
        "．": ".",
    }
)


@cache  # few files hold such characters: no other waits for it
def _hidden() -> re.Pattern[str]:
    """Return what finds a character that nobody sees and no script needs where it stands."""
    return re.compile(rf"(?<![{_JOINED}]){_MAY_HIDE.pattern}(?![{_JOINED}])")


def odd_signs(text: str) -> str:
    """Return the signs of a text, one behind the other, that are not printed or not in ASCII.

    Most texts have few. What nobody should write is one of them, and to look for it here takes a
    fifth of the time of looking through the whole of a bank.

    >>> odd_signs("“Not yet,” he said.\u200b")
    '“”\u200b'
    """
    odd = text.encode("utf-8", "surrogatepass").translate(None, _PRINTED)
    return odd.decode("utf-8", "surrogatepass")


def decode(text: str | bytes, path: str) -> tuple[str | None, list[Problem]]:
    """Return the text with every forbidden character replaced, and a problem for each kind."""
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > MOST_BYTES:
        return None, [Problem(Where(path), *too_large(size))]
    if isinstance(text, bytes):
        if text.startswith((b"\xff\xfe", b"\xfe\xff")):
            return None, [Problem(Where(path), "the file is UTF-16", "save it as UTF-8")]
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            return None, [_byte_problem(error, path)]
    text = text.removeprefix("\ufeff")
    if not _FORBIDDEN.search(odd_signs(text)):
        return text, []
    return _FORBIDDEN.sub(_in_its_place, text), [*_problems_of(_FORBIDDEN, text, path)]


def show_hidden(text: str, path: str) -> tuple[str, list[Problem]]:
    """Return a text without what nobody sees, indented by spaces, and a problem for each kind.

    What looks like a space and indents a line becomes one, so that the rest reads as it looks.
    """
    problems: list[Problem] = []
    odd = odd_signs(text)
    if _MAY_HIDE.search(odd):
        problems += _problems_of(_hidden(), text, path)
        text = _hidden().sub("", text)
    if not _SPACE.search(odd):
        return text, problems
    indented_by = re.compile(rf"(?m)^[ \t]*([{SPACES}][{SPACES} \t]*)")
    firsts: dict[str, int] = {}
    for match in indented_by.finditer(text):
        firsts.setdefault(match[1][0], match.start(1))
    for character, offset in firsts.items():
        message = f"{name_character(character)} indents this line, where only spaces can"
        hint = "delete what stands before the first letter, and type spaces"
        problems.append(Problem(where_in(text, offset, path), message, hint))
    return indented_by.sub(lambda match: _SPACE.sub(" ", match[0]), text), problems


def _byte_problem(error: UnicodeDecodeError, path: str) -> Problem:
    before = error.object[: error.start].decode("utf-8").removeprefix("\ufeff")
    found = f"byte 0x{error.object[error.start]:02X} is not UTF-8"
    return Problem(where_in(before + "?", len(before), path), found, "save the file as UTF-8")


def _problems_of(kinds: re.Pattern[str], text: str, path: str) -> Iterator[Problem]:
    """Yield a problem for each kind of character, at its first place."""
    places: dict[str, list[int]] = {}
    for match in kinds.finditer(text):
        places.setdefault(match[0], []).append(match.start())
    for character, (first, *others) in places.items():
        often = f" ({len(others) + 1} times, first here)" if others else ""
        yield Problem(
            where_in(text, first, path),
            f"the character {name_character(character)} cannot stand in a file{often}",
            hint_to_remove(character),
        )


def _in_its_place(match: re.Match[str]) -> str:
    """Return what a file is read with in the place of a forbidden character."""
    if _BREAK.fullmatch(match[0]):
        return " "
    return "" if _UNSEEN.fullmatch(match[0]) else REPLACED


def hint_to_remove(character: str) -> str:
    """Return what to do about a character that cannot stand in a text."""
    if _BREAK.fullmatch(character):
        return "type a space in its place"
    if character == REPLACED:
        return "another program put it in the place of a letter: type that letter"
    if _hidden().fullmatch(character) or _UNSEEN.fullmatch(character):
        return "nobody sees it: delete it with the letters around it, and type those again"
    return "delete it"


def too_large(size: int, what: str = "the file is", most: int = MOST_BYTES) -> tuple[str, str]:
    """Return a message and a hint for a file that is longer than is read.

    >>> too_large(2**23 + 1)[0]
    'the file is 8.1 MB long; at most 8 MB are read'
    """
    megabytes = ceil(size / 2**20 * 10) / 10  # never as many as are read
    message = f"{what} {megabytes:.1f} MB long; at most {most // 2**20} MB are read"
    return message, "divide it into several files"


def too_long(text: str) -> tuple[str, str]:
    """Return a message and a hint for a text with more than MOST_LETTERS."""
    message = f"a text has {len(text)} letters; at most {MOST_LETTERS} are read"
    return message, "shorten it; is a quotation mark not closed?"


def find_forbidden(text: str) -> re.Match[str] | None:
    """Return the first character of a text that no fact may hold."""
    return (
        _FORBIDDEN.search(text)
        or re.search("\r", text)
        or (_hidden().search(text) if _MAY_HIDE.search(text) else None)
    )


def without_hidden(text: str) -> str:
    """Return a text without what nobody sees."""
    return _UNSEEN.sub("", _hidden().sub("", text))


def name_character(character: str) -> str:
    r"""Return a character's code point and what it is, where it has a name.

    >>> name_character("\u00a0"), name_character("\x07")
    ('U+00A0 (no-break space)', 'U+0007')
    """
    code = ord(character)
    name = _NAMES.get(code) or unicodedata.name(character, "").lower()
    if 0xD800 <= code <= 0xDFFF:
        name = "half of a surrogate pair"
    elif 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        name = "changes the direction of writing"
    return f"U+{code:04X} ({name})" if name else f"U+{code:04X}"


def as_it_looks(text: str) -> str:
    """Return what somebody typed who did not mean the signs that a word processor made of it.

    >>> as_it_looks("“2024–05–20”\u00a0")
    '2024-05-20'
    """
    return " ".join(unicodedata.normalize("NFKC", text.translate(_SIGNS)).split())


def odd_in(text: str) -> str:
    """Return the name of the first character that is not what it looks like; empty if none is.

    For what is written in plain letters only, such as ids, dates and keys.

    >>> odd_in("2024–05"), odd_in("\u0430bc"), odd_in("Zürich")
    ('U+2013 (en dash)', 'U+0430 (cyrillic small letter a)', '')
    """
    has_latin = re.search("[A-Za-z]", text)
    for character in text:
        is_alike = has_latin and _LETTERS_ALIKE.match(character)
        is_sign = ord(character) > 127 and as_it_looks(f"x{character}x").isascii()
        if is_alike or is_sign:
            return name_character(character)
    return ""


def odd_hint(text: str) -> str:
    """Return the start of a hint that names the first odd character of a text; empty without one.

    >>> odd_hint("“term”"), odd_hint("term")
    ('it has U+201C (left double quotation mark) in it; ', '')
    """
    return f"it has {odd} in it; " if (odd := odd_in(text)) else ""


def where_in(text: str, offset: int, path: str) -> Where:
    """Return the place of an offset; only the ends of lines that YAML and editors share count."""
    before = text[:offset]
    lines = before.count("\n") + before.count("\r") - before.count("\r\n")
    return Where(path, lines + 1, offset - max(before.rfind("\n"), before.rfind("\r")))
