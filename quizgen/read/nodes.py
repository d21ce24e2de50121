"""YAML text -> a plain tree of mappings, lists and texts that knows where each part stands.

YAML's own guessing is left out: every scalar stays the text that was written, so that the schema
alone decides what `NO`, `12:30` or `1.10` mean. Built from the parser's events, not from its
nodes: an event can be refused before anything is built on it.
"""

import re
from collections.abc import Iterator
from math import ceil
from typing import Any, TypeAlias, Union

import yaml

from quizgen.errors import Problem, Where, quoted

MOST_BYTES = 8 * 2**20
MOST_LETTERS = 10_000
"""Of one text: it would fill four pages, and to set, compare and cut many more takes minutes."""
DEEPEST = 32
MOST_PROBLEMS = 1000
"""Nobody mends more at once; looking for all of a million would take minutes."""

_COLUMNS = 2**24
"""A place is one number, line times this plus column: numbers cost the garbage collector
nothing."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffd-\uffff]"
)
_REPLACED = "\ufffd"
"""Stands for a forbidden character while the rest of the file is read."""

_NAMES = {0x00: "NUL", 0x2028: "line separator", 0x2029: "paragraph separator", 0xFEFF: "BOM"}


_CUT = re.compile(r" #[^\s#]")
_CUT_OFF = re.compile(r" +#[^\s#]")
"""Where YAML ends a text that may have been meant to go on: `Flight #3`."""


class Unreadable:
    """Stands for a value whose problem has been told, so that nothing is said of it twice."""


UNREADABLE = Unreadable()


class Keyed(dict[str, "Tree"]):
    """A mapping as written, and the places of its keys and values."""

    __slots__ = ("key_places", "place", "value_places")

    def __init__(self, place: int) -> None:
        self.place = place
        self.key_places: dict[str, int] = {}
        self.value_places: dict[str, int] = {}


class Listed(list["Tree"]):
    """A list as written, and the places of its members."""

    __slots__ = ("place", "value_places")

    def __init__(self, place: int) -> None:
        self.place = place
        self.value_places: list[int] = []


Tree: TypeAlias = Union[str, Keyed, Listed, Unreadable]  # noqa: UP007
Steps: TypeAlias = "tuple[str | int, ...]"
"""The way from the root to a value: ("facts", 3, "quote", 0)."""


def read_tree(text: str | bytes, path: str) -> tuple[Tree, list[Problem]]:
    """Return the tree of a YAML document and every problem of its form.

    Where a problem leaves no tree at all, the tree is UNREADABLE.
    """
    decoded, problems = decode(text, path)
    if decoded is None:
        return UNREADABLE, problems
    reader = _Reader(path, decoded, problems)
    try:
        return reader.read_document(), problems
    except _TooDeepError:
        return UNREADABLE, problems
    except TooManyError:
        return UNREADABLE, [*problems, too_many(path)]
    except yaml.MarkedYAMLError as error:
        from quizgen.read.syntax import syntax_problem  # only who has made a slip waits for it

        problem = syntax_problem(error, decoded, path)
        line = problem.where.line
        near = {line - 1, line} - {0}  # what was found there comes of the same slip
        return UNREADABLE, [
            *(earlier for earlier in problems if earlier.where.line not in near),
            problem,
        ]


def scalar_at_top(text: str, key: str) -> str | None:
    """Return the text that a key of the outermost mapping has, read no further than up to it.

    None if it has none, or if a slip stands before it.
    """
    depth, name = 0, None
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth != 1 or isinstance(event, yaml.MappingStartEvent):
                continue
            if name is None:
                name = getattr(event, "value", "")
            elif name == key:
                return getattr(event, "value", None)
            else:
                name = None
    except yaml.YAMLError:
        pass
    return None


def place_at(line: int, column: int) -> int:
    """Return a place in the form in which the tree keeps it."""
    return line * _COLUMNS + column


def where_at(path: str, place: int) -> Where:
    """Return a place, as the tree keeps it, in the form in which people read it."""
    return Where(path, *divmod(place, _COLUMNS))


def place_of(tree: Tree, steps: Steps) -> int:
    """Return the place of the value that the steps lead to, or of the last one that exists."""
    place = 1 * _COLUMNS + 1 if isinstance(tree, str | Unreadable) else tree.place
    for step in steps:
        if isinstance(tree, Keyed) and step in tree:
            place, tree = tree.value_places[str(step)], tree[str(step)]
        elif isinstance(tree, Listed) and isinstance(step, int) and step < len(tree):
            place, tree = tree.value_places[step], tree[step]
        else:
            break
    return place


def key_place_of(tree: Tree, steps: Steps) -> int:
    """Return the place of the key that ends the steps."""
    *way, key = steps
    for step in way:
        tree = tree[step]  # type: ignore[index]
    return tree.key_places[str(key)] if isinstance(tree, Keyed) else place_of(tree, (key,))


# --------------------------------------------------------------------------- bytes and characters


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
    problems = list(_character_problems(text, path))
    return (_FORBIDDEN.sub(_REPLACED, text) if problems else text), problems


def _byte_problem(error: UnicodeDecodeError, path: str) -> Problem:
    before = error.object[: error.start].decode("utf-8").removeprefix("\ufeff")
    found = f"byte 0x{error.object[error.start]:02X} is not UTF-8"
    return Problem(where_in(before + "?", len(before), path), found, "save the file as UTF-8")


def _character_problems(text: str, path: str) -> Iterator[Problem]:
    """Yield a problem for each kind of forbidden character, at its first place."""
    firsts: dict[str, int] = {}
    for match in _FORBIDDEN.finditer(text):
        firsts.setdefault(match[0], match.start())
    for character, offset in firsts.items():
        count = text.count(character)
        often = "" if count == 1 else f" ({count} times, first here)"
        yield Problem(
            where_in(text, offset, path),
            f"the character {name_character(character)} cannot stand in a file{often}",
            "delete it",
        )


def too_large(size: int, what: str = "the file is") -> tuple[str, str]:
    """Return a message and a hint for a file of more than MOST_BYTES.

    >>> too_large(2**23 + 1)[0]
    'the file is 8.1 MB long; at most 8 MB are read'
    """
    megabytes = ceil(size / 2**20 * 10) / 10  # never as many as are read
    message = f"{what} {megabytes:.1f} MB long; at most {MOST_BYTES // 2**20} MB are read"
    return message, "divide it into several files"


def too_long(text: str) -> tuple[str, str]:
    """Return a message and a hint for a text with more than MOST_LETTERS."""
    message = f"a text has {len(text)} letters; at most {MOST_LETTERS} are read"
    return message, "shorten it; is a quotation mark not closed?"


def find_forbidden(text: str) -> re.Match[str] | None:
    """Return the first character of a text that no fact may hold."""
    return _FORBIDDEN.search(text) or re.search("\r", text)


def name_character(character: str) -> str:
    """Return a character's code point, and what it is where its name helps."""
    code = ord(character)
    name = _NAMES.get(code, "")
    if 0xD800 <= code <= 0xDFFF:
        name = "half of a surrogate pair"
    elif 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        name = "changes the direction of writing"
    return f"U+{code:04X} ({name})" if name else f"U+{code:04X}"


def where_in(text: str, offset: int, path: str) -> Where:
    """Return the place of an offset; only the ends of lines that YAML and editors share count."""
    before = text[:offset]
    lines = before.count("\n") + before.count("\r") - before.count("\r\n")
    return Where(path, lines + 1, offset - max(before.rfind("\n"), before.rfind("\r")))


# --------------------------------------------------------------------------- events


class _TooDeepError(Exception):
    """Ends the reading: what lies deeper is never asked for."""


class TooManyError(Exception):
    """Ends the reading of a file that has more problems than anyone reads."""


def too_many(path: str) -> Problem:
    """Return the problem that ends the list."""
    found = f"the file has more than {MOST_PROBLEMS} problems; what follows was not looked at"
    return Problem(Where(path), found, "mend these first")


class _Reader:
    """Builds the tree of one document from the parser's events, by recursive descent."""

    def __init__(self, path: str, text: str, problems: list[Problem]) -> None:
        self.path = path
        self.events: Iterator[Any] = iter(yaml.CSafeLoader(text).get_event, None)
        self.problems = problems
        self.has_replaced = bool(problems)
        self.cut_lines = text.splitlines() if _CUT.search(text) else []
        """Looked at only where some text may have been cut off."""

    def report(self, place: int, message: str, hint: str) -> None:
        if len(self.problems) == MOST_PROBLEMS:
            raise TooManyError
        self.problems.append(Problem(where_at(self.path, place), message, hint))

    def read_document(self) -> Tree:
        next(self.events)  # the stream's start
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            self.problems.append(Problem(Where(self.path), "the file is empty", _EMPTY))
            return UNREADABLE
        tree = self.read_node(next(self.events), 1)
        next(self.events)  # the document's end
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            hint = "delete the line '---', or put what follows into a file of its own"
            self.report(_place(event), "a second document starts here", hint)
        return tree

    def read_node(self, event: Any, depth: int) -> Tree:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self.read_scalar(event)
        if kind is yaml.AliasEvent:
            hint = "write the value out; a text that starts with * needs quotation marks"
            self.report(_place(event), f"the alias *{event.anchor} is not allowed", hint)
            return UNREADABLE
        if depth > DEEPEST:
            self.report(_place(event), f"more than {DEEPEST} brackets or levels deep", "")
            raise _TooDeepError
        self.refuse_anchor_and_tag(event)
        if kind is yaml.MappingStartEvent:
            return self.read_mapping(event, depth)
        return self.read_list(event, depth)

    def read_mapping(self, start: Any, depth: int) -> Keyed:
        node = Keyed(_place(start))
        is_another = False
        events = self.events
        for event in events:
            if type(event) is yaml.MappingEndEvent:
                break
            key = self.read_key(event, depth)
            place = _place(event)
            event = next(events)
            value = self.read_node(event, depth + 1)
            if key is None:
                continue
            if key in node:
                if not is_another:
                    self.report_repeated(key, place, node.key_places[key])
                is_another = is_another or key == "id"  # what follows is another's too
                continue
            node[key] = value
            node.key_places[key] = place
            node.value_places[key] = _place(event)
        return node

    def read_list(self, start: Any, depth: int) -> Listed:
        node = Listed(_place(start))
        for event in self.events:
            if type(event) is yaml.SequenceEndEvent:
                break
            node.value_places.append(_place(event))
            node.append(self.read_node(event, depth + 1))
        return node

    def read_key(self, event: Any, depth: int) -> str | None:
        """Return a key, or None after telling why it is none."""
        if type(event) is yaml.ScalarEvent and event.value:
            value = self.read_scalar(event, is_key=True)
            return value if isinstance(value, str) else None
        if type(event) is yaml.ScalarEvent:
            self.report(_place(event), "a key is empty", "write the key before the colon")
        else:
            hint = "a text that starts with [ or { or * needs quotation marks"
            self.report(_place(event), "a key must be a text", hint)
            if type(event) is not yaml.AliasEvent:
                self.read_node(event, depth + 1)
        return None

    def read_scalar(self, event: Any, is_key: bool = False) -> str | Unreadable:
        if event.anchor is not None or event.tag is not None:
            self.refuse_anchor_and_tag(event)
        value: str = event.value
        if len(value) > MOST_LETTERS:
            self.report(_place(event), *too_long(value))
            return UNREADABLE
        style = event.style
        if self.has_replaced and _REPLACED in value:
            return UNREADABLE
        if style is None or style == "":
            if value in _NOTHING and not is_key:
                self.report(_place(event), _NOTHING[value], "delete the line, or give it a value")
                return UNREADABLE
            if self.cut_lines:
                self.refuse_cut(event)
        elif style == '"':
            return self.refuse_escapes(value, event)
        elif style in "|>":
            return value.rstrip("\n")
        return value

    def refuse_escapes(self, value: str, event: Any) -> str | Unreadable:
        """Refuse characters that only an escape, a backslash and a letter, can bring in."""
        match = find_forbidden(value)
        if match is None:
            return value
        found = f"the character {name_character(match[0])} cannot stand in a text"
        self.report(_place(event), found, "delete its escape")
        return UNREADABLE

    def refuse_cut(self, event: Any) -> None:
        """Refuse a text that ends where a sign and no comment follows: `Flight #3`."""
        mark = event.end_mark
        if _CUT_OFF.match(self.cut_lines[mark.line], mark.column):
            hint = "put all of it between quotation marks; a comment starts with '# '"
            self.report(_place(event), "the text is cut off at its #", hint)

    def refuse_anchor_and_tag(self, event: Any) -> None:
        if event.anchor is not None:
            hint = "delete it; a text that starts with & needs quotation marks"
            self.report(_place(event), f"the anchor &{event.anchor} is not allowed", hint)
        if event.tag is not None:
            hint = "delete it; a text that starts with ! needs quotation marks"
            self.report(_place(event), f"the tag {quoted(event.tag)} is not allowed", hint)

    def report_repeated(self, key: str, place: int, first: int) -> None:
        line = first // _COLUMNS
        message = f"key {quoted(key)} is repeated; it stands first in line {line}"
        another = "a new member of a list begins with '- id:'; else keep one of the two"
        self.report(place, message, another if key == "id" else "keep one of the two")


_EMPTY = "`quizgen new` makes an example to start from"
_NOTHING = {
    "": "the value is missing",
    "~": "'~' is no value",
    "null": "'null' is no value",
    "Null": "'Null' is no value",
    "NULL": "'NULL' is no value",
}


def _place(event: Any) -> int:
    mark = event.start_mark
    place: int = (mark.line + 1) * _COLUMNS + mark.column + 1
    return place
