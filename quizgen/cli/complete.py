"""What the shell offers when Tab is pressed."""

import re
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from quizgen.errors import QuizgenError
from quizgen.store.project import HERE, read_file

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

TAGS = re.compile(r"^\s+tags: \[(.*)\]", re.MULTILINE)


def complete_topics(context: click.Context, option: click.Parameter, typed: str) -> list[str]:
    """Return the topics that begin with what was typed."""
    return [topic for topic in HERE.find_topics() if topic.startswith(typed)]


def complete_worksheets(context: click.Context, option: click.Parameter, typed: str) -> list[str]:
    """Return the worksheets that begin with what was typed, once the topic is known its own."""
    from quizgen.read import language_of

    languages = tuple(HERE.language_paths())
    if path := HERE.bank_paths().get(context.params.get("topic") or ""):
        with suppress(QuizgenError):
            languages = (language_of(read_file(path)),)
    names = {name for language in languages for name in HERE.worksheet_paths(language)}
    return sorted(name for name in names if name.startswith(typed))


def complete_tags(context: click.Context, option: click.Parameter, typed: str) -> list[str]:
    """Return the tags of the topic on the command line; a quick look, no full reading."""
    path = HERE.bank_paths().get(context.params.get("topic") or "")
    lists = TAGS.findall(path.read_text(encoding="utf-8")) if path else []
    tags = {tag.strip() for listed in lists for tag in listed.split(",")}
    return sorted(tag for tag in tags if tag.startswith(typed))


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
