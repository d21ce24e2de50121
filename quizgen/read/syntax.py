"""The YAML parser's errors in plain words: what slipped, where it did, and what to do next.

The parser says which token it did not expect; an author wants to know what she mistyped, which is
often a little before. Each guess looks at the lines around and says nothing unless it is sure.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

from quizgen.errors import Problem, Where, quoted
from quizgen.read.characters import SPACES, name_character

_CLOSE = "write the missing one at the end of the text; if it is there, look further above"
_QUOTE = "put a text that holds ': ' or starts with a sign between quotation marks"
_DIRECTIVE = "delete it, or put the text between quotation marks"
_INDENT = "check the indentation of this line and of the one above"

_SYNTAX = {
    "mapping values are not allowed": ("a colon stands where no key can be", _QUOTE),
    "could not find expected ':'": ("a key lacks its colon", "write 'key: value'"),
    "did not find expected key": ("a key or the end of a text was expected here", _INDENT),
    "did not find expected node content": (
        "a value was expected here",
        "write it, or delete the comma before it",
    ),
    "did not find expected '-' indicator": ("a list member was expected here", _INDENT),
    "block sequence entries are not allowed": (
        "a list cannot start here",
        "begin it on a line of its own; a text that starts with '- ' needs quotation marks",
    ),
    "did not find expected ',' or ']'": ("the list is not closed", "write the missing , or ]"),
    "did not find expected ',' or '}'": ("the mapping is not closed", "write the missing , or }"),
    "found unexpected end of stream": ("the quotation mark is not closed", _CLOSE),
    "found unexpected document indicator": ("the quotation mark is not closed", _CLOSE),
    "found unknown escape character": (
        "a backslash between double quotation marks starts an escape",
        "write two backslashes, or use single quotation marks",
    ),
    "hexdecimal number": (
        "a backslash between double quotation marks starts an escape",
        "write two backslashes, or use single quotation marks",
    ),
    "did not find expected alphabetic or numeric": ("* and & cannot start a text", _QUOTE),
    "YAML document": ("a line that starts with % is an order to YAML", _DIRECTIVE),
    "directive": ("a line that starts with % is an order to YAML", _DIRECTIVE),
    "did not find expected <document start>": ("nothing can follow here", _INDENT),
}

_LINE_END = re.compile(r"\r\n|\r|\n")
_STUCK_DASH = re.compile(r"( *)-([^\s:-][^\s:]*:)(?:\s|$)")
_STUCK_COLON = re.compile(r"( *(?:- +)?)([a-z_]+):(?=[^\s:/])")
_ODD_COLON = re.compile(rf"( *(?:- +)?([\w-]+)) ?(:[{SPACES}]|[：﹕ː∶])")
_ODD_DASH = re.compile(rf"( *)([‐-―−•·●▪◦‣]|-[{SPACES}])[ {SPACES}]*([\w-]+)")
_ODD_QUOTE = re.compile("(?:^ *- +|: +|[\\[{,] *)([“”„«‹‚‘‛’])")
_ODD_CLOSE = re.compile(r"([“”’‘»«])\s*$")
_ODD_COMMA = re.compile("[，、；]")
_ODD_SPACE = re.compile(f"[{SPACES}]")
_SLOT = re.compile(r"[:,{] *([^\"'\s,{][^\"'{},]*)?\{[a-z]+\}")
_ALONE = re.compile(r" *(?:- +)?[A-Za-z_][\w-]*")
"""A key and nothing else."""


class _Slip(NamedTuple):
    """What an author mistyped; line and column count from 0, as the parser's do."""

    line: int
    column: int
    message: str
    hint: str


def syntax_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    """Return the parser's error in plain words, at the place of the slip."""
    said = str(error.problem)
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Problem(Where(path), *_words_for(said, ""))
    lines = [*_LINE_END.split(text), ""]
    for guess in _GUESSES:
        if slip := guess(said, lines, mark.line, mark.column):
            return Problem(Where(path, slip.line + 1, slip.column + 1), slip.message, slip.hint)
    message, hint = _words_for(said, lines[mark.line][mark.column : mark.column + 1])
    if "not closed" in message and error.context_mark is not None:
        mark = error.context_mark
        opened = lines[mark.line][mark.column :]
        if opened[:1] in ('"', "'") and (closed := _ODD_CLOSE.search(opened)):
            message = f"{closed[1]} is {name_character(closed[1])} to YAML, no quotation mark"
            hint = f"close the text with the mark that opens it, {opened[0]}"
            return Problem(
                Where(path, mark.line + 1, mark.column + closed.start(1) + 1), message, hint
            )
    return Problem(Where(path, mark.line + 1, mark.column + 1), message, hint)


def _words_for(said: str, character: str) -> tuple[str, str]:
    """Return the words for an error, or the parser's own; the character is the one at fault."""
    for fragment, words in _SYNTAX.items():
        if fragment in said:
            return words
    if "cannot start any token" in said:
        return f"a text cannot start with {character}", _QUOTE
    return f"the file is not YAML: {said}", _INDENT


# --------------------------------------------------------------------------- guesses


def _tab(said: str, lines: list[str], line: int, column: int) -> _Slip | None:
    """Find a tab in the indentation of the line."""
    indent = re.match(r"(?:\s|-(?=\s))*", lines[line])
    place = indent[0].find("\t") if indent else -1
    if place < 0 or ("cannot start any token" in said and place != column):
        return None
    return _Slip(line, place, "a tab stands where only spaces can", "indent with spaces")


def _stuck_dash(said: str, lines: list[str], line: int, column: int) -> _Slip | None:
    """Find `-id: x` where `- id: x` was meant, in the line or the one above."""
    for place in (line, line - 1):
        if place >= 0 and (match := _STUCK_DASH.match(lines[place])):
            message = "a space is missing after the hyphen"
            return _Slip(place, len(match[1]), message, f"write '- {match[2]} ...'")
    return None


def _stuck_colon(said: str, lines: list[str], line: int, column: int) -> _Slip | None:
    """Find `short:text` where `short: text` was meant, in the line above."""
    if "expected ':'" not in said:
        return None
    for place in (line, line - 1):
        if place >= 0 and (match := _STUCK_COLON.match(lines[place])):
            message = "a space is missing after the colon"
            return _Slip(place, match.end() - 1, message, f"write '{match[2]}: ...'")
    return None


def _too_far_in(said: str, lines: list[str], line: int, column: int) -> _Slip | None:
    """Find a key that stands further in than the key with a value in the line above."""
    before = lines[line][:column]
    if "mapping values" not in said or line == 0 or not _ALONE.fullmatch(before):
        return None
    above = re.match(r" *(?:- +)?", lines[line - 1])
    indent = len(before) - len(before.lstrip())
    starts = len(above[0]) if above else 0
    if indent <= starts or ": " not in lines[line - 1]:
        return None
    message = f"{quoted(before.strip())} stands further in than the key above it"
    hint = "start both in the same column; a text that goes on here needs '>-' after its key"
    return _Slip(line, indent, message, hint)


def _goes_on(said: str, lines: list[str], line: int, column: int) -> _Slip | None:
    """Find a text that goes on behind what was taken for all of it: `"one" and more`."""
    end = lines[line][:column].rstrip()[-1:]
    if "expected key" not in said or end not in {'"', "'", "}", "]"}:
        return None
    hint = "put all of it between single quotation marks, and double each ' inside"
    return _Slip(line, column, f"the text goes on after its {end}", hint)


def _odd_sign(said: str, lines: list[str], line: int, column: int) -> _Slip | None:
    """Find a sign that looks like YAML's own and is none, in the line or the one above."""
    for place in (line, line - 1):
        text = lines[place] if place >= 0 else ""
        if match := _ODD_COLON.match(text):
            sign = match[3]
            hint = f"type '{match[2]}: ...'"
            if sign[0] == ":":
                message = (
                    f"{name_character(sign[1])} stands after the colon, where only a space can"
                )
                return _Slip(place, match.start(3) + 1, message, hint)
            message = f"{sign} is {name_character(sign)} to YAML, no colon"
            return _Slip(place, match.start(3), message, hint)
        if match := _ODD_DASH.match(text):
            sign = match[2][-1]
            message = (
                f"{name_character(sign)} stands where a hyphen and a space begin a list's member"
            )
            return _Slip(place, match.end(2) - 1, message, f"type '- {match[3]} ...'")
        if match := _ODD_QUOTE.search(text):
            message = f"{match[1]} is {name_character(match[1])} to YAML, no quotation mark"
            return _Slip(place, match.start(1), message, "type \" or ' on both sides of the text")
    return None


def _slot(said: str, lines: list[str], line: int, column: int) -> _Slip | None:
    """Find a text with braces of its own between braces: `{says: it is {value} long}`."""
    if "expected ',' or '}'" not in said or not (match := _SLOT.search(lines[line])):
        return None
    place = lines[line].index("{", match.start() + 1)
    hint = "put the text with the braces in it between quotation marks"
    return _Slip(line, place, "a text between braces has braces of its own", hint)


def _odd_comma(said: str, lines: list[str], line: int, column: int) -> _Slip | None:
    """Find a comma of another script, which divides nothing."""
    if "expected ','" not in said or not (match := _ODD_COMMA.search(lines[line])):
        return None
    message = f"{match[0]} is {name_character(match[0])} to YAML, no comma"
    return _Slip(line, match.start(), message, "type a comma and a space: , ")


def _odd_space(said: str, lines: list[str], line: int, column: int) -> _Slip | None:
    """Find what looks like a space, where nothing else says what is wrong."""
    if "mapping values" in said:
        return None
    for place in (line, line - 1):
        if place >= 0 and (match := _ODD_SPACE.search(lines[place])):
            message = f"{name_character(match[0])} stands here, where YAML wants a space"
            return _Slip(place, match.start(), message, "delete it, and type a space")
    return None


# each is called alike, whether it looks at all it is given or not
_GUESSES: tuple[Callable[[str, list[str], int, int], _Slip | None], ...] = (
    _tab, _odd_sign, _slot, _stuck_dash, _stuck_colon, _too_far_in, _goes_on,
    _odd_comma, _odd_space,
)  # fmt: skip
