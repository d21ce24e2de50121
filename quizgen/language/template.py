"""The language of wordings: Jinja2's grammar, of which a small part is understood.

Variables, two filters, `if` and comparing for equality. Jinja2 parses a template; each node of its
syntax tree that is on the list becomes a function of the variables, and every other one is refused.
So a template can neither loop nor call nor reach into a value, whoever wrote it, and none is turned
into Python code, which would cost a millisecond each.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from quizgen.language.sentences import begin, end

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

Variables = Mapping[str, object]
Value = Callable[[Variables], object]
Filter = Callable[[str], str]
Join = Callable[[Iterable[str]], str]

TOO_DEEP = "cannot be read: too many brackets or digits"
LONGEST_TEMPLATE = 10_000
"""Characters of a template; Jinja2's parser takes long over more, and nobody writes it."""
DEEPEST_TREE = 40
"""Levels of a template's syntax tree."""
DEEPEST_BRACKETS = 100
"""Brackets one in another; of how many more the parser has enough hangs on who calls it."""
NODE_NAMES = {
    **dict.fromkeys(("Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow", "Neg", "Pos"), "a sum"),
    **dict.fromkeys(("List", "Tuple", "Dict"), "brackets for many values"),
    **dict.fromkeys(("Import", "FromImport", "Include", "Extends", "Block"), "another template"),
    "Assign": "a variable of its own (set)",
    "Call": "brackets that call",
    "Concat": "the sign ~",
    "Const": "a large number, or none",
    "For": "a loop",
    "Getattr": "a point after a variable",
    "Getitem": "square brackets after a variable",
    "Macro": "a macro",
    "Test": "the word 'is'",
}
"""What template authors call some nodes of the syntax tree that are refused."""
SMALL_NUMBERS = range(1000)
SIMPLE = re.compile(
    r"\{\{ ([a-z_]+[0-9]*)(?: \| (sentence|stop))?(?: \| (sentence|stop))? \}\}", re.ASCII
)
"""A variable with its filters, as nearly all are written."""
NOT_WORDS = re.compile(r"\{(?:[{%#]|\Z)|[%#}]\}|[\r\n]")
"""What Jinja2 takes for more than words, or changes: it unifies line ends and drops the last."""
KEYWORDS = frozenset(["true", "false", "none", "not", "and", "or", "in", "is", "if", "else"])
"""What it takes for more than the name of a variable."""
SYNTAX = "write {{ variable }}, or {% if variable %} words {% else %} words {% endif %}"


class RefusedError(Exception):
    """Raised while a template is read, with a message that goes on from its words, and a hint."""


def read_template(
    template: str, mark: Callable[[str], str], join: Join = "".join
) -> Callable[[Variables], str]:
    """Return what a template says, as a function of its variables.

    `mark` is given each stretch of the template's own words, `join` what stands side by side: such
    words, values, and what a condition lets through. Raises RefusedError for what cannot be
    parsed or may not be used; the function raises KeyError for a variable that there is not.
    """
    parts = SIMPLE.split(template)
    is_simple = len(template) <= LONGEST_TEMPLATE and not any(map(NOT_WORDS.search, parts[::4]))
    if is_simple and KEYWORDS.isdisjoint(parts[1::4]):
        return _simple(parts, mark, join)
    return _body(_parse(template), mark, join)


def _simple(
    parts: Sequence[str | None], mark: Callable[[str], str], join: Join
) -> Callable[[Variables], str]:
    """Return what a template says that is nothing but words, variables and filters.

    Half of all templates are, and each would cost Jinja2 half a millisecond.
    """
    says: list[Callable[[Variables], str]] = []
    for place in range(0, len(parts), 4):
        if words := parts[place]:
            marked = mark(words)
            says.append(lambda _, marked=marked: marked)  # type: ignore[misc]
        if place + 1 < len(parts):
            name = parts[place + 1] or ""
            changes = [FILTERS[filter_] for filter_ in parts[place + 2 : place + 4] if filter_]
            says.append(partial(_changed, name, changes))
    if len(says) == 1:
        return says[0]
    return lambda variables: join([say(variables) for say in says])


def _changed(name: str, changes: Sequence[Filter], variables: Variables) -> str:
    words = _words(variables[name])
    for change in changes:
        words = _change(words, change, variables)
    return words


def _change(words: str, change: Filter, variables: Variables) -> str:
    """Return words as a filter changes them; a capital hangs on the language, if that is told."""
    return begin(words, str(variables.get("language", ""))) if change is begin else change(words)


def _words(value: object) -> str:
    """Return a value as words; those that are to stay as they are written stay what they are."""
    return value if isinstance(value, str) else str(value)


def names_in(template: str) -> tuple[str, ...]:
    """Return the variables that a template which can be read asks for, in any of its branches."""
    from jinja2 import nodes

    found = (name.name for node in _parse(template) for name in node.find_all(nodes.Name))
    return tuple(dict.fromkeys(found))


def _brackets_in_one_another(template: str) -> int:
    steps = (1 if sign in "([{" else -1 for sign in template if sign in "()[]{}")
    return max(accumulate(steps), default=0)


@cache
def _parse(template: str) -> "list[nodes.Node]":
    """Return the syntax tree, which is shallow enough to be walked by recursion.

    The same few words stand in many files, and each is read once to be checked and once to be used.
    """
    from jinja2 import TemplateSyntaxError

    if len(template) > LONGEST_TEMPLATE:
        hint = f"at most {LONGEST_TEMPLATE} characters are read"
        raise RefusedError(f"is {len(template)} characters long", hint)
    if _brackets_in_one_another(template) > DEEPEST_BRACKETS:
        raise RefusedError(TOO_DEEP, SYNTAX)
    try:
        body = _environment().parse(template).body
    except TemplateSyntaxError as error:
        raise RefusedError(f"cannot be read: {error.message}", SYNTAX) from error
    except (RecursionError, ValueError) as error:  # brackets, or digits, by the thousand
        raise RefusedError(TOO_DEEP, SYNTAX) from error
    level: list[nodes.Node] = body
    for _ in range(DEEPEST_TREE):
        level = [child for node in level for child in node.iter_child_nodes()]
        if not level:
            return body
    raise RefusedError("has too many parts one in another", "divide it into several wordings")


def _body(
    parts: "Iterable[nodes.Node]", mark: Callable[[str], str], join: Join
) -> Callable[[Variables], str]:
    says = [say for part in parts for say in _statements(part, mark, join)]
    if len(says) == 1:
        return says[0]
    return lambda variables: join([say(variables) for say in says])


def _statements(
    node: "nodes.Node", mark: Callable[[str], str], join: Join
) -> Iterator[Callable[[Variables], str]]:
    """Yield what a node says, part by part: words and values are many in one node."""
    from jinja2 import nodes

    match node:
        case nodes.Output():
            for part in node.nodes:
                yield from _statements(part, mark, join)
        case nodes.TemplateData():
            words = mark(node.data)
            yield lambda _: words
        case nodes.If():
            branches = [
                (_expression(branch.test), _body(branch.body, mark, join))
                for branch in (node, *node.elif_)
            ]
            otherwise = _body(node.else_, mark, join)
            yield lambda variables: next(
                (body for test, body in branches if test(variables)), otherwise
            )(variables)
        case _:
            value = _expression(node)
            yield lambda variables: _words(value(variables))


def _expression(node: "nodes.Node") -> Value:
    from jinja2 import nodes

    match node:
        case nodes.Name():
            return itemgetter(node.name)
        case nodes.Const() if isinstance(node.value, str) or node.value in SMALL_NUMBERS:
            constant = node.value
            return lambda _: constant
        case nodes.Filter():
            return _filtered(node)
        case nodes.CondExpr():
            test, yes = _expression(node.test), _expression(node.expr1)
            no = _expression(node.expr2) if node.expr2 else lambda _: ""
            return lambda variables: (yes if test(variables) else no)(variables)
        case nodes.Not():
            negated = _expression(node.node)
            return lambda variables: not negated(variables)
        case nodes.And():
            left, right = _expression(node.left), _expression(node.right)
            return lambda variables: left(variables) and right(variables)
        case nodes.Or():
            left, right = _expression(node.left), _expression(node.right)
            return lambda variables: left(variables) or right(variables)
        case nodes.Compare():
            return _comparison(node)
        case _:
            what = NODE_NAMES.get(type(node).__name__, f"a {type(node).__name__.lower()}")
            hint = f"a wording may use variables, if, == and !=, and the filters {_filter_names()}"
            raise RefusedError(f"uses {what}", hint)


def _filtered(node: "nodes.Filter") -> Value:
    if node.name not in FILTERS or node.args or node.kwargs or node.node is None:
        raise RefusedError(f"asks for a filter '{node.name}'", f"there are: {_filter_names()}")
    change, value = FILTERS[node.name], _expression(node.node)
    return lambda variables: _change(_words(value(variables)), change, variables)


def _comparison(node: "nodes.Compare") -> Value:
    if len(node.ops) != 1 or node.ops[0].op not in ("eq", "ne"):
        raise RefusedError("compares by more than == and !=", "compare two values by one of them")
    left, right, wanted = (
        _expression(node.expr),
        _expression(node.ops[0].expr),
        node.ops[0].op == "eq",
    )
    return lambda variables: (left(variables) == right(variables)) is wanted


FILTERS: Mapping[str, Filter] = {"sentence": begin, "stop": end}


def _filter_names() -> str:
    return ", ".join(FILTERS)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment

    environment: Any = Environment(autoescape=False)
    return environment  # type: ignore[no-any-return]
