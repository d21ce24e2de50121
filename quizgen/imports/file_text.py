"""The bytes of a file of questions -> its text, in whatever way its program saved it."""

import re

from quizgen.errors import BankError, Problem, Where
from quizgen.read.characters import BREAKS, find_forbidden, without_hidden

MOST_BYTES = 20 * 2**20
"""Of a file of questions, which may bring its pictures along."""

_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_WESTERN = "Windows-1252"
_BREAK = re.compile(f"[{BREAKS}\x00-\x08\x0e-\x1f]")
_SPACES = re.compile(r"[ \t\r\n]+")
_UNTIDY = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff9-\uffff]|  "
)
"""What most texts are without, so that one look is enough."""
_FORBIDDEN_ALONE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_HINT = "save it as UTF-8"


def decode(content: bytes, path: str) -> tuple[str, str]:
    """Return the text of a file with lines that end in one sign, and what to say of its encoding.

    An encoding that XML declares is believed; else it is UTF-8, or UTF-16 by its first bytes, and
    what is neither was most likely saved on Windows. Raises BankError for what is no text.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _lines(_decoded(content, encoding, path)), ""
    declared = _DECLARED.match(content[:200])
    named = declared[1].decode().lower() if declared else "utf-8"
    if named not in ("utf-8", "utf8", "us-ascii", "ascii"):
        return _lines(_decoded(content, named, path)), ""
    try:
        return _lines(content.decode("utf-8")), ""
    except UnicodeDecodeError:
        text = _decoded(content, "cp1252", path)
    remark = f"{path} is not UTF-8 and was read as {_WESTERN}: look whether accents came out right."
    return _lines(text), remark


def _decoded(content: bytes, encoding: str, path: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        message = f"the file is no text in {encoding.upper()}, at byte {error.start + 1}"
        if encoding == "cp1252":
            message = f"the file is neither UTF-8 nor UTF-16 nor {_WESTERN}"
        raise BankError([Problem(Where(path), message, _HINT)]) from error
    except (LookupError, UnicodeError) as error:
        message = f"the file says that it is in {encoding!r}, which nobody knows"
        raise BankError([Problem(Where(path), message, _HINT)]) from error


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def clean(text: str) -> str:
    r"""Return words without what nobody sees and what no bank may hold, on one line.

    >>> clean("a\u200b  b\n\x0bc")
    'a b c'
    """
    is_plain = text.isascii() and text.isprintable() and "  " not in text  # the quicker look
    if is_plain or not _UNTIDY.search(text):
        return text.strip(" ")
    words = _SPACES.sub(" ", _BREAK.sub(" ", text)).strip(" ")
    if find_forbidden(words):
        words = _FORBIDDEN_ALONE.sub(" ", without_hidden(words))
    return words
