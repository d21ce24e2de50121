"""Files of other programs -> written questions: one module a format, and a row of the table here.

A reader takes bytes and gives back `Taken`: questions with their places in the file, and a problem
for all that is not taken over. How a bank is made of them is the same for all.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from quizgen.imports.file_text import MOST_BYTES
from quizgen.imports.taken import Taken
from quizgen.read.other_files import GAME_SHEET
from quizgen.values import dataclass

__all__ = ["ANKI", "FORMATS", "MOST_BYTES", "QuestionFormat", "Taken", "format_of", "without"]

_LOOKED_THROUGH = 100_000
_LOOKED_AT = 4000
"""So many bytes tell of most formats what they are."""


@dataclass(frozen=True, kw_only=True)
class QuestionFormat:
    """A format of another program that questions are read from."""

    name: str
    """As in `quizgen export --to`."""
    title: str
    """As its users call it."""
    is_it: Callable[[bytes], bool]
    """Tells whether a file is of this format, as far as its first lines tell."""
    read: Callable[[bytes, str], Taken]
    """Given the bytes of the file and its name; raises BankError where nothing can be read."""


def _moodle(content: bytes, path: str) -> Taken:
    from quizgen.imports.moodle import read_moodle

    return read_moodle(content, path)


def _gift(content: bytes, path: str) -> Taken:
    from quizgen.imports.gift import read_gift

    return read_gift(content, path)


def _aiken(content: bytes, path: str) -> Taken:
    from quizgen.imports.aiken import read_aiken

    return read_aiken(content, path)


def _is_qti12(content: bytes) -> bool:
    if not content.startswith(b"PK") and b"questestinterop" not in content[:_LOOKED_AT]:
        return b"q\0u\0e\0s\0t" in content[:_LOOKED_AT]
    from quizgen.imports.qti12 import holds_qti12

    return holds_qti12(content)


def _qti12(content: bytes, path: str) -> Taken:
    from quizgen.imports.qti12 import read_qti12

    return read_qti12(content, path)


def _is_anki(content: bytes) -> bool:
    is_package = content.startswith(b"PK") and b"collection.anki2" in content
    return (
        is_package
        or re.match(
            ANKI_TEXT, content[:_LOOKED_AT].replace(b"\0", b"").lstrip(b"\xff\xfe"), re.IGNORECASE
        )
        is not None
    )


def _anki(content: bytes, path: str) -> Taken:
    from quizgen.imports.anki import read_anki

    return read_anki(content, path)


def _is_word(content: bytes) -> bool:
    return content.startswith(b"PK\x03\x04") and b"word/document.xml" in content


def _word(content: bytes, path: str) -> Taken:
    from quizgen.imports.word import read_word_list

    return read_word_list(content, path)


def _is_qti21(content: bytes) -> bool:
    if b"assessmentItem" not in content[:_LOOKED_AT].replace(b"\0", b"") and content[:2] != b"PK":
        return False
    from quizgen.imports.qti21 import is_qti21

    return is_qti21(content)


def _qti21(content: bytes, path: str) -> Taken:
    from quizgen.imports.qti21 import read_qti21

    return read_qti21(content, path)


def _is_rexams(content: bytes) -> bool:
    head = _head(content)
    if b"extype" not in head:
        return False
    from quizgen.imports.rexams import is_rexams

    return is_rexams(head)


def _rexams(content: bytes, path: str) -> Taken:
    from quizgen.imports.rexams import read_rexams

    return read_rexams(content, path)


def _is_text2qti(content: bytes) -> bool:
    head = _head(content)
    if head.startswith((b"PK", b"%PDF")) or _TABLE.match(head) or _SHEET.match(head):
        return False
    from quizgen.imports.text2qti import is_text2qti

    return is_text2qti(head)


def _text2qti(content: bytes, path: str) -> Taken:
    from quizgen.imports.text2qti import read_text2qti

    return read_text2qti(content, path)


def _head(content: bytes) -> bytes:
    """Return the beginning of a text, in lines that end in one sign, whatever its encoding."""
    head = content[:_LOOKED_THROUGH].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff")
    return head.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _holds(pattern: bytes, content: bytes) -> bool:
    """Tell whether a text has a line by which a format is known."""
    head = content[:_LOOKED_THROUGH].replace(b"\0", b"").replace(b"\r", b"\n")
    is_other = head.startswith((b"PK", b"%PDF")) or _TABLE.match(head) or _SHEET.match(head)
    return not is_other and re.search(pattern, head) is not None


def _is_table(content: bytes) -> bool:
    from quizgen.imports.question_table import is_table_of_questions

    return is_table_of_questions(content)


def _table(content: bytes, path: str) -> Taken:
    from quizgen.imports.question_table import read_question_table

    return read_question_table(content, path)


def _begins(pattern: bytes, content: bytes) -> bool:
    """Tell whether a file begins as a pattern says, in UTF-8, UTF-16 or any 8-bit encoding."""
    head = content[:_LOOKED_AT].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xfe\xff")
    return re.match(pattern, head, re.DOTALL | re.IGNORECASE) is not None


XML_PROLOGUE = rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*"

_TABLE = re.compile(rb"[^\n]*\bkind\b[^\n]*[,;\t]|[^\n]*[,;\t][^\n]*\bkind\b")
"""A first line that names the column by which a table of facts is known."""
_SHEET = re.compile(rb"(?:\xef\xbb\xbf)?" + GAME_SHEET.removeprefix(r"\ufeff?").encode())
GIFT = (
    rb"(?m)^[ \t]*(?:\xef\xbb\xbf)?(?:::[^:\n]+::|\$CATEGORY:)"
    rb"|[^\\{\n]\{[ \t\n]*(?:[=~#>]|(?:T|F|TRUE|FALSE)[ \t\n]*[}#])"
)
"""The name of a question, or what begins its answers."""

ANKI_TEXT = (
    rb"(?:\xef\xbb\xbf)?[ \t\r\n]*#[ \t]*"
    rb"(?:separator|html|notetype|deck|tags|columns|guid|if matches)(?:[ \t]column)?[ \t]*:"
)
"""What a text file of notes begins with."""

ANKI = "anki"
"""The name of the format of decks, which may be lists of words as well as questions."""

FORMATS = (
    QuestionFormat(
        name="moodle",
        title="Moodle XML",
        is_it=partial(_begins, XML_PROLOGUE + rb"<quiz\b"),
        read=_moodle,
    ),
    QuestionFormat(name="qti21", title="QTI 2", is_it=_is_qti21, read=_qti21),
    QuestionFormat(
        name="canvas",
        title="QTI 1.2, as of Canvas and Common Cartridges",
        is_it=_is_qti12,
        read=_qti12,
    ),
    QuestionFormat(name="rexams", title="an exercise of R/exams", is_it=_is_rexams, read=_rexams),
    QuestionFormat(
        name="aiken",
        title="Aiken",
        is_it=partial(_holds, rb"(?m)^[ \t]*[A-Za-z][.)][^\n]*\n+[ \t]*ANSWER:"),
        read=_aiken,
    ),
    QuestionFormat(
        name="gift",
        title="GIFT",
        is_it=partial(_holds, GIFT),
        read=_gift,
    ),
    QuestionFormat(name="text2qti", title="text2qti", is_it=_is_text2qti, read=_text2qti),
    QuestionFormat(name=ANKI, title="an Anki deck", is_it=_is_anki, read=_anki),
    QuestionFormat(
        name="docx",
        title="a list of questions in Word",
        is_it=_is_word,
        read=_word,
    ),
    # The last, since it looks at more than the first bytes.
    QuestionFormat(name="table", title="a table of questions", is_it=_is_table, read=_table),
)


def format_of(content: bytes) -> QuestionFormat | None:
    """Return the format of a file, None if it is of none that questions are read from."""
    return next((each for each in FORMATS if each.is_it(content)), None)


def without(taken: Taken, places: Iterable[int]) -> Taken:
    """Return what was taken, but for the questions at some places, and pictures that only they had.

    >>> without(Taken(questions=()), [0]).questions
    ()
    """
    gone = {*places}
    kept = tuple(each for place, each in enumerate(taken.questions) if place not in gone)
    used = {each.picture for each in kept}
    used |= {answer.picture for each in kept for answer in (*each.answer, *each.wrong)}
    pictures = {name: each for name, each in taken.pictures.items() if name in used}
    files = {each.file: taken.files[each.file] for each in pictures.values()}
    return replace(taken, questions=kept, pictures=pictures, files=files)
