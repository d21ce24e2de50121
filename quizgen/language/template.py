"""The language of wordings: Jinja2's grammar, of which a small part is understood.

Variables, two filters, `if` and comparing for equality. Jinja2 parses a template that is not in one
of the usual forms (`short_template`); each node of its syntax tree that is on the list becomes a
function of the variables, and every other one is refused.
So a template can neither loop nor call nor reach into a value, whoever wrote it, and none is turned
into Python code, which would cost a millisecond each.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from quizgen.language.short_template import (
    FILTERS,
    Join,
    Mark,
    Says,
    Value,
    both,
    compared,
    constant,
    either,
    filtered,
    first_true,
    in_words,
    joined,
    negated,
    read_short_template,
)

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

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
SYNTAX = "write {{ variable }}, or {% if variable %} words {% else %} words {% endif %}"


class RefusedError(Exception):
    """Raised while a template is read, with a message that goes on from its words, and a hint."""


def read_template(template: str, mark: Mark, join: Join = "".join) -> Says:
    """Return what a template says, as a function of its variables.

    `mark` is given each stretch of the template's own words, `join` what stands side by side: such
    words, values, and what a condition lets through. Raises RefusedError for what cannot be
    parsed or may not be used; the function raises KeyError for a variable that there is not.
    """
    is_long = len(template) > LONGEST_TEMPLATE
    short = None if is_long else read_short_template(template, mark, join)
    return short or _body(_parse(template), mark, join)


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


def _body(parts: "Iterable[nodes.Node]", mark: Mark, join: Join) -> Says:
    return joined([say for part in parts for say in _statements(part, mark, join)], join)


def _statements(node: "nodes.Node", mark: Mark, join: Join) -> Iterator[Says]:
    """Yield what a node says, part by part: words and values are many in one node."""
    from jinja2 import nodes

    match node:
        case nodes.Output():
            for part in node.nodes:
                yield from _statements(part, mark, join)
        case nodes.TemplateData():
            yield constant(mark(node.data))
        case nodes.If():
            branches = [
                (_expression(branch.test), _body(branch.body, mark, join))
                for branch in (node, *node.elif_)
            ]
            yield first_true(branches, _body(node.else_, mark, join))
        case _:
            yield in_words(_expression(node))


def _expression(node: "nodes.Node") -> Value:
    from jinja2 import nodes

    match node:
        case nodes.Name():
            return itemgetter(node.name)
        case nodes.Const() if isinstance(node.value, str) or node.value in SMALL_NUMBERS:
            return constant(node.value)
        case nodes.Filter():
            return _filtered(node)
        case nodes.CondExpr():
            test, yes = _expression(node.test), _expression(node.expr1)
            no = _expression(node.expr2) if node.expr2 else constant("")
            return lambda variables: (yes if test(variables) else no)(variables)
        case nodes.Not():
            return negated(_expression(node.node))
        case nodes.And():
            return both(_expression(node.left), _expression(node.right))
        case nodes.Or():
            return either(_expression(node.left), _expression(node.right))
        case nodes.Compare():
            return _comparison(node)
        case _:
            what = NODE_NAMES.get(type(node).__name__, f"a {type(node).__name__.lower()}")
            hint = f"a wording may use variables, if, == and !=, and the filters {_filter_names()}"
            raise RefusedError(f"uses {what}", hint)


def _filtered(node: "nodes.Filter") -> Value:
    if node.name not in FILTERS or node.args or node.kwargs or node.node is None:
        raise RefusedError(f"asks for a filter '{node.name}'", f"there are: {_filter_names()}")
    return filtered(_expression(node.node), node.name)


def _comparison(node: "nodes.Compare") -> Value:
    if len(node.ops) != 1 or node.ops[0].op not in ("eq", "ne"):
        raise RefusedError("compares by more than == and !=", "compare two values by one of them")
    left, right = _expression(node.expr), _expression(node.ops[0].expr)
    return compared(left, right, wanted=node.ops[0].op == "eq")


def _filter_names() -> str:
    return ", ".join(FILTERS)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment

    environment: Any = Environment(autoescape=False)
    return environment  # type: ignore[no-any-return]
