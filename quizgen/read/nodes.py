"""YAML text -> a plain tree of mappings, lists and texts that knows where each part stands.

YAML's own guessing is left out: every scalar stays the text that was written, so that the schema
alone decides what `NO`, `12:30` or `1.10` mean. Built from the parser's events, not from its
nodes: an event can be refused before anything is built on it.
"""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias, Union

import yaml

from quizgen.errors import Problem, Where, quoted
from quizgen.read.characters import (
    MOST_LETTERS,
    REPLACED,
    SPACES,
    as_it_looks,
    decode,
    find_forbidden,
    name_character,
    odd_in,
    odd_signs,
    show_hidden,
    too_long,
    where_in,
)

DEEPEST = 32
TOO_DEEP = (
    f"more than {DEEPEST} brackets or levels deep",
    "put the text between quotation marks, or close the brackets that are open",
)
"""What is said of more: nothing that anybody means lies so deep."""
MOST_PROBLEMS = 1000
"""Nobody mends more at once; looking for all of a million would take minutes."""

_TOO_DEEP_TO_PARSE = "exceeded maximum nesting depth"
"""What some versions of the parser say, which looks ahead, of a thousand brackets."""
_COLUMNS = 2**24
"""A place is one number, line times this plus column: numbers cost the garbage collector
nothing."""

_CUT = re.compile(r" #[^\s#]")
_CUT_OFF = re.compile(r" +#[^\s#]")
"""Where YAML ends a text that may have been meant to go on: `Flight #3`."""

_ESCAPE = re.compile(r"\\(?:([abefnrtv0NLP_])|.)", re.DOTALL)
"""A backslash between double quotation marks and what follows, a group where that is a letter which
nobody needs: who writes it means the backslash itself, as in `\theta` and `C:\temp`."""
_ESCAPED = {"t": "a tab", "n": "a line break", "r": "a line break", "_": "a no-break space"}
_ODD_KEY = re.compile(f"[{SPACES}“”„«»‹›：，‐-―−•·●▪◦‣]")
_QUOTED = ("'", '"')
_OPEN_QUOTE = re.compile("[“„«‹][^“”„«»‹›]*")
_ODD_SPACE = re.compile(f"[{SPACES}]")


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
    decoded, hidden = show_hidden(decoded, path)
    return _read_text(decoded, path, [*problems, *hidden])


def _read_text(text: str, path: str, before: list[Problem]) -> tuple[Tree, list[Problem]]:
    problems = [*before]
    reader = _Reader(path, text, problems)
    try:
        return reader.read_document(), problems
    except _EndedError:
        return UNREADABLE, problems
    except TooManyError:
        return UNREADABLE, [*problems, too_many(path)]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        if mark and _TOO_DEEP_TO_PARSE in str(error.problem):  # and so for us, long before
            return _read_text(text[: mark.index], path, before)
        from quizgen.read.syntax import syntax_problem  # only who has made a slip waits for it

        problem = syntax_problem(error, text, path)
        line = problem.where.line
        near = {line - 1, line} - {0}  # what was found there comes of the same slip
        if any(found.where.line in near for found in before):
            return UNREADABLE, problems
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
        elif step != 0:  # else one that may be alone stands without its list
            break
    return place


def key_place_of(tree: Tree, steps: Steps) -> int:
    """Return the place of the key that ends the steps."""
    *way, key = steps
    for step in way:
        if step != 0 or isinstance(tree, Listed):  # else it stands alone, without its list
            tree = tree[step]  # type: ignore[index]
    return tree.key_places[str(key)] if isinstance(tree, Keyed) else place_of(tree, (key,))


# --------------------------------------------------------------------------- events


class _EndedError(Exception):
    """Ends the reading, once it has been told why: what follows would only be misread."""


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
        self.text = text
        self.has_replaced = bool(problems)
        self.has_escapes = "\\" in text
        odd = odd_signs(text)
        self.has_spaces = bool(_ODD_SPACE.search(odd))
        self.has_quotes = bool(_OPEN_QUOTE.search(odd))
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
            self.report(_place(event), *TOO_DEEP)
            raise _EndedError
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

    def read_list(self, start: Any, depth: int) -> Listed | Unreadable:
        node = Listed(_place(start))
        for event in self.events:
            if type(event) is yaml.SequenceEndEvent:
                break
            node.value_places.append(_place(event))
            node.append(self.read_node(event, depth + 1))
        if self.has_quotes and start.flow_style and self.is_divided(node):
            return UNREADABLE
        return node

    def is_divided(self, node: Listed) -> bool:
        """Tell of a list between brackets that divides a text: `[“here, and there”, elsewhere]`."""
        for place, member in zip(node.value_places, node, strict=True):
            if isinstance(member, str) and _OPEN_QUOTE.fullmatch(member):
                message = f"the comma after {quoted(member)} divides the list"
                mark = name_character(member[0])
                hint = f"{member[0]} is {mark} to YAML, no quotation mark: type \" or '"
                self.report(place, message, hint)
                return True
        return False

    def read_key(self, event: Any, depth: int) -> str | None:
        """Return a key, or None after telling why it is none."""
        if type(event) is yaml.ScalarEvent and event.value:
            value = self.read_scalar(event, is_key=True)
            if not isinstance(value, str):
                return None
            # between quotation marks a key is what it says, as what is to be matched may be
            if not value.isascii() and event.style not in _QUOTED and _ODD_KEY.search(value):
                return self.refuse_odd_key(value, event)
            return value
        if type(event) is yaml.ScalarEvent:
            self.report(_place(event), "a key is empty", "write the key before the colon")
        else:
            hint = "a text that starts with [ or { or * needs quotation marks"
            self.report(_place(event), "a key must be a text", hint)
            if type(event) is not yaml.AliasEvent:
                self.read_node(event, depth + 1)
        return None

    def refuse_odd_key(self, key: str, event: Any) -> str:
        """Tell which sign in a key is not what it looks like; return the key that was meant."""
        meant, odd = as_it_looks(key), odd_in(key)
        dash, _, member = meant.partition(" ")
        if dash == "-" and member:
            message = f"{odd} stands where a hyphen and a space begin a list's member"
            line = event.start_mark.line  # counted from 0: what is said of the one above
            self.problems[:] = [found for found in self.problems if found.where.line != line]
            self.report(_place(event), message, f"type '- {member}: ...'")
            raise _EndedError
        name, colon, value = meant.partition(":")
        written = f"{name.rstrip()}: {value.strip() or '...'}" if colon else f"{meant}: ..."
        self.report(_place(event), f"key {quoted(key)} has {odd} in it", f"type '{written}'")
        if colon:
            raise _EndedError
        return meant

    def read_scalar(self, event: Any, is_key: bool = False) -> str | Unreadable:
        if event.anchor is not None or event.tag is not None:
            self.refuse_anchor_and_tag(event)
        value: str = event.value
        if len(value) > MOST_LETTERS:
            self.report(_place(event), *too_long(value))
            return UNREADABLE
        style = event.style
        if self.has_replaced and REPLACED in value:
            return UNREADABLE
        if style is None or style == "":
            if value in _NOTHING and not is_key:
                self.report(_place(event), _NOTHING[value], DELETE_OR_FILL)
                return UNREADABLE
            if self.has_spaces and not is_key:
                return self.refuse_odd_ends(value, event)
            if self.cut_lines:
                self.refuse_cut(event)
        elif style == '"' and self.has_escapes:
            return self.refuse_escapes(value, event)
        elif style in "|>":
            return value.rstrip("\n")
        return value

    def refuse_odd_ends(self, value: str, event: Any) -> str | Unreadable:
        """Refuse a text with a sign before or behind it that only looks like a space."""
        if self.cut_lines:
            self.refuse_cut(event)
        for place, end in ((0, "begins"), (-1, "ends")):
            if _ODD_SPACE.match(value[place]):
                message = f"the text {end} with {name_character(value[place])}"
                self.report(_place(event), message, "delete it, and type a space where one goes")
                return value.strip() or UNREADABLE
        return value

    def refuse_escapes(self, value: str, event: Any) -> str | Unreadable:
        """Refuse escapes that eat a letter, and characters that only an escape can bring in."""
        start = event.start_mark.index
        for match in _ESCAPE.finditer(self.text, start, event.end_mark.index):
            if letter := match[1]:
                word = re.match(r'\\[^\s"\\]+', self.text[match.start() :])
                means = _ESCAPED.get(letter, "a sign that nobody sees")
                found = f"\\{letter} between double quotation marks is {means}"
                where = where_in(self.text, match.start(), self.path)
                hint = "write two backslashes, or use single quotation marks"
                if letter in "nr":
                    hint += "; for a line break write a space"
                word_is_longer = word is not None and len(word[0]) > 2
                said = f"{found}: {quoted(word[0])}" if word and word_is_longer else found
                self.report(place_at(where.line, where.column), said, hint)
                return UNREADABLE
        forbidden = find_forbidden(value)
        if forbidden is None:
            return value
        found = f"the character {name_character(forbidden[0])} cannot stand in a text"
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


DELETE_OR_FILL = "delete the line, or give it a value"
"""About a key without a value, until it is known whether its mapping can do without it."""
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
