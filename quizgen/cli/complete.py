"""What the shell offers when Tab is pressed."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.store.project import bank_paths, find_templates

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

TAGS = re.compile(r"^\s+tags: \[(.*)\]", re.MULTILINE)


def complete_topics(context: click.Context, option: click.Parameter, typed: str) -> list[str]:
    """Return the topics that begin with what was typed."""
    return [topic for topic in bank_paths() if topic.startswith(typed)]


def complete_worksheets(context: click.Context, option: click.Parameter, typed: str) -> list[str]:
    """Return the worksheets that begin with what was typed."""
    names = (Path(name).stem for name in find_templates("worksheets", "*.yaml"))
    return [name for name in names if name.startswith(typed)]


def complete_tags(context: click.Context, option: click.Parameter, typed: str) -> list[str]:
    """Return the tags of the topic on the command line; a quick look, no full reading."""
    path = bank_paths().get(context.params.get("topic") or "")
    lists = TAGS.findall(path.read_text(encoding="utf-8")) if path else []
    tags = {tag.strip() for one in lists for tag in one.split(",")}
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
