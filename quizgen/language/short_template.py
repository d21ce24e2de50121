"""Templates in the forms that nearly all have, read without Jinja2.

Words, variables with filters, and conditions of variables and texts with `not`, `and`, `or`, `==`
and `!=`. Jinja2 takes longer to be imported, and to parse the sixty templates of a build, than
all the wordings take to be filled in. Whatever is written otherwise is left to it (`template`): it
alone says what the grammar is and what is wrong, and a test holds what is read here against it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import TypeVar

from quizgen.language.sentences import begin, end

K = TypeVar("K")
Variables = Mapping[str, object]
Value = Callable[[Variables], object]
Says = Callable[[Variables], str]
Filter = Callable[[str], str]
Mark = Callable[[str], str]
Join = Callable[[Iterable[str]], str]

FILTERS: Mapping[str, Filter] = {"sentence": begin, "stop": end}
TAG = re.compile(r"\{(\{[^{}%]*\}|%[^{}%]*%)\}")
NOT_WORDS = re.compile(r"\{(?:[{%#]|\Z)|[%#}]\}|[\r\n]")
"""What Jinja2 takes for more than words, or changes: it unifies line ends and drops the last."""
TOKEN = re.compile(r"""[a-z_]+[0-9]*\b|'[^'"\\]*'|"[^'"\\]*"|(?:0|[1-9][0-9]{0,2})\b|[=!]=|\S""")
NAME = re.compile("[a-z_]+[0-9]*")
NUMBER = re.compile("[0-9]{1,3}")
KEYWORDS = frozenset(["true", "false", "none", "not", "and", "or", "in", "is", "if", "else"])
"""What Jinja2 takes for more than the name of a variable."""
LONGEST_TAG = 28
"""Names and signs; so few that Jinja2 would find no template too deep."""
MOST_NESTED = 4
"""Conditions one in another, for the same reason."""


class _OtherwiseWrittenError(Exception):
    """Raised where a template has another form."""


def read_short_template(template: str, mark: Mark, join: Join) -> Says | None:
    """Return what a template says, as `read_template` does; None for one of another form."""
    pieces = TAG.split(template)
    if any(map(NOT_WORDS.search, pieces[::2])):
        return None
    try:
        says, closing = _body(_stretches(pieces), mark, join, 0)
    except _OtherwiseWrittenError:
        return None
    return None if closing else says


def _stretches(pieces: Sequence[str]) -> Iterator[tuple[str, bool, str]]:
    """Yield each stretch of words with the tag behind it: whether that is a value, and its words.

    A hyphen at the edge of a tag takes away the spaces there.
    """
    before = ""
    for words, tag in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        words = words.lstrip() if before[-2:-1] == "-" else words
        words = words.rstrip() if tag[1:2] == "-" else words
        yield words, tag.startswith("{"), tag[1:-1].removeprefix("-").removesuffix("-").strip()
        before = tag


def _body(
    stretches: Iterator[tuple[str, bool, str]], mark: Mark, join: Join, depth: int
) -> tuple[Says, str]:
    """Return what is said up to a tag that ends a branch, and that tag; at the end it is empty."""
    says: list[Says] = []
    for words, is_value, inner in stretches:
        if words:
            says.append(constant(mark(words)))
        if is_value:
            says.append(in_words(_read_value(inner)))
        elif inner.startswith("if "):
            says.append(_condition(inner, stretches, mark, join, depth + 1))
        else:
            return joined(says, join), inner
    raise _OtherwiseWrittenError  # a condition is not closed


def _condition(
    tag: str, stretches: Iterator[tuple[str, bool, str]], mark: Mark, join: Join, depth: int
) -> Says:
    if depth > MOST_NESTED:
        raise _OtherwiseWrittenError
    branches: list[tuple[Value, Says]] = []
    otherwise: Says = joined([], join)
    while tag.startswith(("if ", "elif ")):
        test = _read_value(tag.partition(" ")[2])
        body, tag = _body(stretches, mark, join, depth)
        branches.append((test, body))
    if tag == "else":
        otherwise, tag = _body(stretches, mark, join, depth)
    if tag != "endif":
        raise _OtherwiseWrittenError
    return first_true(branches, otherwise)


# ------------------------------------------------------------------------------ what a tag holds


def _read_value(written: str) -> Value:
    """Return the value that a whole tag asks for."""
    tokens = TOKEN.findall(written)[::-1]
    if len(tokens) > LONGEST_TAG:
        raise _OtherwiseWrittenError
    value = _any_of(tokens)
    if tokens:
        raise _OtherwiseWrittenError
    return value


def _any_of(tokens: list[str]) -> Value:
    """Return the value that tokens begin with, the next one last; what is read is taken away."""
    value = _all_of(tokens)
    while _is_next(tokens, "or"):
        value = either(value, _all_of(tokens))
    return value


def _all_of(tokens: list[str]) -> Value:
    value = _not_of(tokens)
    while _is_next(tokens, "and"):
        value = both(value, _not_of(tokens))
    return value


def _not_of(tokens: list[str]) -> Value:
    if _is_next(tokens, "not"):
        return negated(_not_of(tokens))
    value = _with_filters(tokens)
    for sign in ("==", "!="):
        if _is_next(tokens, sign):
            return compared(value, _with_filters(tokens), wanted=sign == "==")
    return value


def _with_filters(tokens: list[str]) -> Value:
    value = _single(tokens)
    while _is_next(tokens, "|"):
        name = tokens.pop() if tokens else ""
        if name not in FILTERS:
            raise _OtherwiseWrittenError
        value = filtered(value, name)
    return value


def _single(tokens: list[str]) -> Value:
    token = tokens.pop() if tokens else ""
    if token == "(":
        value = _any_of(tokens)
        if not _is_next(tokens, ")"):
            raise _OtherwiseWrittenError
        return value
    if token[:1] in ("'", '"') and len(token) > 1:
        return constant(token[1:-1])
    if NUMBER.fullmatch(token):
        return constant(int(token))
    if token in KEYWORDS or not NAME.fullmatch(token):
        raise _OtherwiseWrittenError
    return itemgetter(token)


def _is_next(tokens: list[str], wanted: str) -> bool:
    """Tell whether a token comes next, and take it away if so."""
    if not tokens or tokens[-1] != wanted:
        return False
    tokens.pop()
    return True


# ------------------------------------------------------------------------------- what it means


def constant(value: K) -> Callable[[Variables], K]:
    """Return what says the same whatever the variables are."""
    return lambda _: value


def either(left: Value, right: Value) -> Value:
    """Return the first of two values, unless it is false or empty."""
    return lambda variables: left(variables) or right(variables)


def both(left: Value, right: Value) -> Value:
    """Return the second of two values, unless the first is false or empty."""
    return lambda variables: left(variables) and right(variables)


def negated(value: Value) -> Value:
    """Return whether a value is false or empty."""
    return lambda variables: not value(variables)


def compared(left: Value, right: Value, *, wanted: bool) -> Value:
    """Return whether two values being equal is as wanted."""
    return lambda variables: (left(variables) == right(variables)) is wanted


def filtered(value: Value, name: str) -> Value:
    """Return words as a filter changes them; a capital hangs on the language, if that is told."""
    change = FILTERS[name]
    words = in_words(value)
    if change is begin:
        return lambda variables: begin(words(variables), str(variables.get("language", "")))
    return lambda variables: change(words(variables))


def in_words(value: Value) -> Says:
    """Return a value in words; those that are to stay as they are written stay what they are."""

    def say(variables: Variables) -> str:
        said = value(variables)
        return said if isinstance(said, str) else str(said)

    return say


def first_true(branches: Sequence[tuple[Value, Says]], otherwise: Says) -> Says:
    """Return what the first branch says whose condition is true."""
    return lambda variables: next((body for test, body in branches if test(variables)), otherwise)(
        variables
    )


def joined(says: Sequence[Says], join: Join) -> Says:
    """Return as one what stands side by side."""
    if len(says) == 1:
        return says[0]
    return lambda variables: join([say(variables) for say in says])
