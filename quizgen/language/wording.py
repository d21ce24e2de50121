"""Wordings said of a fact: values filled in, emphasis as runs of text, blanks to write in.

`**bold**` and `_italic_` are found in the wording's own words before values go in: what stands in a
fact is never markup.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import Literal

from quizgen.content import Run, Text
from quizgen.errors import Problem, TemplateError, Where
from quizgen.language.sentences import join
from quizgen.language.template import RefusedError, names_in, read_template

BOLD, ITALIC = "\x02", "\x03"  # no bank or template can hold these: the reader refuses them
SPOKEN = "\x05{words}\x06={language}\x07"
"""Words of another language than the text around them, until they become a run: no id has a =."""
BLANK = "\x04"
"""Stands in a rendered text where a pupil is to write."""
NAMED = "\x05{name}\x06{source}\x07"
"""The name of a source, and its id, until both become a run."""
NAMES = re.compile("\x05([^\x06]*)\x06([^\x07]*)\x07")
LONGEST_TEXT = 20_000
"""Letters that a template makes of a fact: twice the longest text that a fact may hold."""
MOST_QUOTED = 200
"""So many characters of a template that is refused are quoted."""
EMPHASIS = re.compile(r"\*\*|(?<!\w)_|_(?!\w)")
STYLES: Mapping[str, Literal["bold", "italic"]] = {BOLD: "bold", ITALIC: "italic"}


def name_source(source: str, name: str) -> str:
    """Return the name of a source as a variable holds it: rendered, it is a run of its own."""
    return NAMED.format(name=name, source=source)


def in_language(words: str, language: str) -> str:
    """Return words of another language as a variable holds them: they are a run of their own."""
    return SPOKEN.format(words=words, language=language)


def render(template: str, variables: Mapping[str, object], where: Where) -> Text:
    """Return the template's text with the values filled in, as runs of one style each.

    Raises TemplateError at `where` for a template that cannot be used.
    """
    marked = _rendered(template, variables, where)
    if len(marked) > LONGEST_TEXT:
        message = f"says {len(marked)} letters of a fact; at most {LONGEST_TEXT} are read"
        hint = "name each variable once, or shorten the texts of the fact"
        raise _refusal(template, RefusedError(message, hint), where)
    return _runs(marked, where)


def holds(condition: str, variables: Mapping[str, object], where: Where) -> bool:
    """Tell whether a wording's condition is true of a fact; an empty one always is."""
    return not condition or _rendered(_as_template(condition), variables, where) == "1"


def _as_template(condition: str) -> str:
    """Return a template that says 1 where a condition is true, and nothing where it is not."""
    return "{% if " + condition + " %}1{% endif %}"


def split_at_blanks(text: Text) -> tuple[Text, ...]:
    """Return what stands before, between and after the blanks of a text.

    >>> [run.text for part in split_at_blanks((Run(f"On {BLANK}, it began."),)) for run in part]
    ['On ', ', it began.']
    """
    parts: list[list[Run]] = [[]]
    for run in text:
        for place, words in enumerate(run.text.split(BLANK)):
            if place:
                parts.append([])
            if words:
                parts[-1].append(replace(run, text=words))
    return tuple(map(tuple, parts))


def check_template(template: str, where: Where, known: Collection[str] | None = None) -> None:
    """Raise TemplateError if the template uses what wordings may not, or cannot be parsed.

    Given the variables that there are, other ones are problems too, in whatever branch they stand.
    """
    words: list[str] = []

    def keep(stretch: str) -> str:
        words.append(_marked(stretch))
        return stretch

    try:
        read_template(template, keep)
    except RefusedError as error:
        raise _refusal(template, error, where) from error
    _runs("".join(words), where)
    if known is not None:
        unknown = [name for name in names_in(template) if name not in known]
        if unknown:
            raise TemplateError(_unknown(name, known, where) for name in unknown)


def check_condition(condition: str, where: Where, known: Collection[str] | None = None) -> None:
    """Raise TemplateError if a condition cannot be used, as `check_template` does."""
    if condition:
        check_template(_as_template(condition), where, known)


def _rendered(template: str, variables: Mapping[str, object], where: Where) -> str:
    try:
        return _read_once(template)(variables)
    except RefusedError as error:
        raise _refusal(template, error, where) from error
    except KeyError as error:
        raise TemplateError([_unknown(str(error.args[0]), variables, where)]) from error


def _unknown(name: str, known: Collection[str], where: Where) -> Problem:
    now = _FORMER.get(name)
    if now in known:
        return Problem(where, f"variable '{name}' is now '{now}'", f"write {now}")
    near = get_close_matches(name, known, 1)
    guess = f"did you mean '{near[0]}'? " if near else ""
    hint = f"{guess}known: {', '.join(sorted(known))}"
    return Problem(where, f"variable '{name}' is unknown", hint)


_FORMER = {"question": "issue", "question_1": "issue_1", "question_2": "issue_2"}
"""What variables were called before -> what they are called now."""


def _refusal(template: str, error: RefusedError, where: Where) -> TemplateError:
    message, hint = error.args
    shown = template if len(template) <= MOST_QUOTED else f"{template[:MOST_QUOTED]}…"
    return TemplateError([Problem(where, f"wording {shown!r} {message}", hint)])


@cache
def _read_once(template: str) -> Callable[[Mapping[str, object]], str]:
    """Return what a template says. Each is read when it is first used, and once."""
    return read_template(template, _marked, join)


def _marked(words: str) -> str:
    """Return words with control characters for their emphasis, which no value can hold."""
    return EMPHASIS.sub(lambda mark: BOLD if mark[0] == "**" else ITALIC, words)


def _runs(marked: str, where: Where) -> Text:
    if BOLD not in marked and ITALIC not in marked:
        return tuple(_with_names(marked, "plain"))
    runs: list[Run] = []
    open_mark = ""
    for part in re.split(f"([{BOLD}{ITALIC}])", marked):
        if part in STYLES:
            if open_mark not in ("", part):
                raise TemplateError(
                    [
                        Problem(
                            where,
                            "bold and italic overlap",
                            "close the one before you open the other",
                        )
                    ]
                )
            open_mark = "" if open_mark else part
        elif part:
            runs += _with_names(part, STYLES.get(open_mark, "plain"))
    if open_mark:
        what = f"{STYLES[open_mark]} is opened and not closed"
        raise TemplateError([Problem(where, what, "write **bold** and _italic_")])
    return tuple(runs)


def _with_names(text: str, style: Literal["plain", "bold", "italic"]) -> Iterator[Run]:
    """Yield a text as runs of one style, those that name a source or are foreign words apart."""
    if NAMED[0] not in text:
        if text:
            yield Run(text, style)
        return
    words, *rest = NAMES.split(text)
    if words:
        yield Run(words, style)
    for name, source, after in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        if source.startswith("="):
            yield Run(name, style, lang=source[1:])
        else:
            yield Run(name, style, source=source)
        if after:
            yield Run(after, style)
