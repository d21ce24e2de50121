"""Wordings: a small, safe part of Jinja2, and emphasis as runs of text.

Variables, two filters, `if` and comparing for equality only. Jinja2's own sandbox bounds neither
time nor memory, so what is not on the list below is refused on the syntax tree, before anything
runs. `**bold**` and `_italic_` are found in the template's own words before values go in: what
stands in a fact is never markup.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal

from quizgen.errors import Problem, TemplateError, Where
from quizgen.model import Run, Text

if TYPE_CHECKING:
    from jinja2 import Environment, Template, nodes

BOLD, ITALIC = "\x02", "\x03"  # no bank or template can hold these: the reader refuses them
BLANK = "\x04"
"""Stands in a rendered text where a pupil is to write."""
MARKS = re.compile(r"\*\*|(?<!\w)_|_(?!\w)")
STYLES: Mapping[str, Literal["bold", "italic"]] = {BOLD: "bold", ITALIC: "italic"}
FILTERS = "sentence, stop"


def render(template: str, variables: Mapping[str, object], where: Where) -> Text:
    """Return the template's text with the values filled in, as runs of one style each.

    Raises TemplateError at `where` for a template that cannot be used.
    """
    return _runs(_rendered(template, variables, where), where)


def holds(condition: str, variables: Mapping[str, object], where: Where) -> bool:
    """Tell whether a wording's condition is true of a fact; an empty one always is."""
    return not condition or _rendered(_as_test(condition), variables, where) == "1"


def parts_of(text: Text) -> tuple[Text, ...]:
    """Return what stands before, between and after the blanks of a text.

    >>> parts_of((Run(f"On {BLANK}, it began."),))
    ((Run(text='On ', style='plain', lang=''),), (Run(text=', it began.', style='plain', lang=''),))
    """
    parts: list[list[Run]] = [[]]
    for run in text:
        for place, words in enumerate(run.text.split(BLANK)):
            if place:
                parts.append([])
            if words:
                parts[-1].append(replace(run, text=words))
    return tuple(map(tuple, parts))


def plain(text: Text) -> str:
    """Return a text without its styles."""
    return "".join(run.text for run in text)


def check_template(template: str, where: Where) -> None:
    """Raise TemplateError if the template uses what wordings may not, or cannot be parsed."""
    _runs(_compiled_data(template, where), where)


def _as_test(condition: str) -> str:
    return "{% if " + condition + " %}1{% endif %}"


def _rendered(template: str, variables: Mapping[str, object], where: Where) -> str:
    from jinja2 import UndefinedError

    try:
        return _compiled(template, where).render(variables)
    except UndefinedError as error:
        known = ", ".join(sorted(variables))
        raise TemplateError([Problem(where, f"{error.message}", f"known: {known}")]) from error


@cache
def _compiled(template: str, where: Where) -> "Template":
    from jinja2 import Template, nodes

    environment = _environment()
    tree = _parsed(template, where)
    for data in tree.find_all(nodes.TemplateData):
        data.data = _marked(data.data)
    return Template.from_code(environment, environment.compile(tree), environment.globals)


def _compiled_data(template: str, where: Where) -> str:
    """Return the template's own words with marks in place, to check that they pair."""
    from jinja2 import nodes

    words = _parsed(template, where).find_all(nodes.TemplateData)
    return "".join(_marked(data.data) for data in words)


def _parsed(template: str, where: Where) -> "nodes.Template":
    from jinja2 import TemplateSyntaxError, nodes

    allowed = (
        nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Filter, nodes.If,
        nodes.CondExpr, nodes.Const, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
    )  # fmt: skip
    environment = _environment()
    try:
        tree = environment.parse(template)
    except TemplateSyntaxError as error:
        raise TemplateError([Problem(where, f"wording {template!r}: {error.message}")]) from error
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, allowed):
            what = type(node).__name__.lower()
            hint = f"a wording may use variables, if, == and !=, and the filters {FILTERS}"
            raise TemplateError([Problem(where, f"wording {template!r} uses a {what}", hint)])
        if isinstance(node, nodes.Filter) and node.name not in environment.filters:
            hint = f"there are: {FILTERS}"
            raise TemplateError([Problem(where, f"there is no filter '{node.name}'", hint)])
        if isinstance(node, nodes.Operand) and node.op not in ("eq", "ne"):
            message = f"wording {template!r} compares by more than == and !="
            raise TemplateError([Problem(where, message)])
    return tree


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, autoescape=False)
    environment.globals.clear()
    environment.filters.clear()
    environment.filters.update(sentence=_sentence, stop=_stop)
    return environment


def _sentence(value: object) -> str:
    """Return the text with its first letter in upper case."""
    text = str(value)
    return text[:1].upper() + text[1:]


def _stop(value: object) -> str:
    """Return the text with a full stop, unless it ends a sentence already."""
    text = str(value)
    ended = not text or text.endswith((".", "!", "?", ".”", "!”", "?”"))
    return text if ended else text + "."


def _marked(words: str) -> str:
    return MARKS.sub(lambda mark: BOLD if mark[0] == "**" else ITALIC, words)


def _runs(marked: str, where: Where) -> Text:
    runs: list[Run] = []
    open_mark = ""
    for part in re.split(f"([{BOLD}{ITALIC}])", marked):
        if part in STYLES:
            if open_mark not in ("", part):
                raise TemplateError([Problem(where, "bold and italic overlap")])
            open_mark = "" if open_mark else part
        elif part:
            runs.append(Run(part, STYLES.get(open_mark, "plain")))
    if open_mark:
        what = f"{STYLES[open_mark]} is opened and not closed"
        raise TemplateError([Problem(where, what, "write **bold** and _italic_")])
    return tuple(runs)
