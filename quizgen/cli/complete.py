"""What the shell offers when Tab is pressed.

It offers ids and nothing else: a shell puts the only word that fits on the command line as it is,
and runs what stands in it. What cannot be read offers nothing, since no message has a place there.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.errors import QuizgenError
from quizgen.ids import ID
from quizgen.store.project import HERE, read_bytes, read_file

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

TAGS = re.compile(
    r"(?:^|[{,]) *+(?:- *+)?tags: *+(?:\[([^]]{0,2000})\]|((?:\n *+- ++[^\s:]{1,100})+$))", re.M
)
"""The tags of a fact, in one list or a line each; without end of time, whatever stands there."""
BETWEEN = re.compile(r",|\n *- ")

Offer = Callable[[click.Context], Iterable[str]]
Completer = Callable[[click.Context, click.Parameter, str], list[str]]


def _offering_ids(find: Offer) -> Completer:
    """Make a completer of what finds names: it offers those that are ids, if it can find any."""

    @wraps(find)
    def complete(context: click.Context, option: click.Parameter, typed: str) -> list[str]:
        try:
            names = {*find(context)}
        except QuizgenError:
            return []
        return sorted(name for name in names if name.startswith(typed) and ID.fullmatch(name))

    return complete


@_offering_ids
def complete_topics(context: click.Context) -> Iterable[str]:
    """Return the topics."""
    return HERE.find_topics()


def _banks_named(context: click.Context) -> Sequence[Path]:
    """Return the banks of the topics that stand on the command line already."""
    named = context.params.get("topic") or ()
    paths = HERE.bank_paths()
    return [paths[topic] for topic in dict.fromkeys(named) if topic in paths]


@_offering_ids
def complete_worksheets(context: click.Context) -> Iterable[str]:
    """Return the worksheets, once the topic is known those of its language."""
    from quizgen.read import language_of

    banks = _banks_named(context)
    languages = [language_of(read_file(path)) for path in banks] or HERE.language_paths()
    return (name for language in languages for name in HERE.worksheet_paths(language))


@_offering_ids
def complete_sheets(context: click.Context) -> Iterable[str]:
    """Return the saved sheets."""
    return HERE.sheet_paths()


@_offering_ids
def complete_tags(context: click.Context) -> Iterable[str]:
    """Return the tags of the topic on the command line; a quick look, no full reading."""
    texts = [read_bytes(path).decode("utf-8", "replace") for path in _banks_named(context)]
    text = "\n".join(texts)
    lists = (listed for match in TAGS.finditer(text) for listed in match.groups(""))
    return (tag.strip(" \n'\"") for listed in lists for tag in BETWEEN.split(listed))


def complete_formats(
    context: click.Context, option: click.Parameter, typed: str
) -> "list[CompletionItem]":
    """Return the formats that begin with what was typed; some shells show what each is."""
    from click.shell_completion import CompletionItem

    from quizgen.formats import FORMATS

    return [
        CompletionItem(each.name, help=each.summary)
        for each in FORMATS
        if each.name.startswith(typed)
    ]
