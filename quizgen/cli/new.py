"""`quizgen new`: a bank or a template of one's own, to be changed."""

import json
import re
from pathlib import Path

import click

from quizgen.cli.schema import FORMATS
from quizgen.errors import BankError, Problem, TemplateError, Where, guess
from quizgen.ids import ID, LANGUAGE_TAG, LONGEST_ID, id_hint
from quizgen.store.place import place, place_new
from quizgen.store.project import bank_paths, find_all_shipped, find_shipped

EXAMPLE = "my-topic"
"""The topic of the bank that `new` copies."""
SCHEMA = Path("banks", "bank-schema.json")
RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for itself, whatever their ending."""
FOLDERS = {
    "worksheet": "worksheets",
    "stems": "stems",
    "theme": "themes",
    "deck": "deck",
    "language": "languages",
}
MODELS = {"worksheet": "standard", "theme": "plain", "language": "en-GB"}
"""What is copied for a name that no shipped template has."""
ONE_OF = {"stems": "kind of fact that has wordings", "deck": "kind of card"}
USED = {
    "worksheet": "Change it, then: quizgen build --topic TOPIC --worksheet {name}",
    "theme": "Change it, then: quizgen build --topic TOPIC --theme {name}",
    "stems": "It takes the place of the shipped wordings in every build from this folder.",
    "deck": "It takes the place of the shipped cards in every build from this folder.",
    "language": "Change it, then choose it in a bank: language: {name}",
}


@click.command("new")
@click.argument("name")
@click.option(
    "--template",
    type=click.Choice([*FOLDERS]),
    help="Copy a template to ./templates: a worksheet, the wordings (stems) of a kind of fact, a"
    " theme, the cards (deck) of a kind of fact, or a language.",
)
def new_command(name: str, template: str | None) -> None:
    """Make a bank called NAME, or a template, to be changed."""
    if template is None:
        _new_bank(name)
    else:
        _new_template(template, name)


def _new_bank(topic: str) -> None:
    check_topic(topic)
    bank = Path("banks", f"{topic}.yaml")
    example = find_shipped(f"new/{EXAMPLE}.yaml")
    place_new({bank: _renamed(example, topic)})
    place_schema("bank", SCHEMA)
    path = bank.as_posix()
    click.echo(f"{path}: an example about Pluto that builds; put your facts in the place of its")
    click.echo(f"{SCHEMA.as_posix()}: by which editors complete and check it")
    click.echo("Next:")
    click.echo(f"  quizgen build --topic {topic}")
    click.echo(f"  quizgen check {topic}")


def _renamed(example: str, topic: str) -> str:
    """Return the example under its new name, with the comments in their column."""
    line = re.compile(rf"^topic: {EXAMPLE} +", re.MULTILINE)
    named = line.sub(lambda it: f"topic: {topic} ".ljust(len(it[0])), example)
    return named.replace(EXAMPLE, topic)


def check_topic(topic: str) -> None:
    """Raise BankError unless a bank of one's own may be called that."""
    where = Where("banks")
    if not ID.fullmatch(topic) or len(topic) > LONGEST_ID:
        message = f"{topic!r} cannot be the name of a topic"
        raise BankError([Problem(where, message, id_hint(topic))])
    if RESERVED.fullmatch(topic):
        message = f"Windows keeps the name '{topic}' for itself"
        raise BankError([Problem(where, message, f"choose another: {topic}-facts")])
    path = bank_paths().get(topic)
    if path is not None and path.parent != Path("banks"):
        message = f"the topic '{topic}' ships with quizgen; a bank of that name would hide it"
        raise BankError([Problem(where, message, f"choose another: my-{topic}")])


def place_schema(kind: str, path: Path) -> None:
    """Write a schema to where the first line of its files tells editors to look for it."""
    from quizgen.read.json_schema import schema_of

    place(path, json.dumps(schema_of(kind), indent=1, ensure_ascii=False) + "\n")


def _new_template(kind: str, name: str) -> None:
    shipped = find_all_shipped(FOLDERS[kind])
    _check_name(kind, name)
    model = name if name in shipped else MODELS.get(kind)
    if model is None:
        raise TemplateError([_unknown(kind, name, [*shipped])])
    folder = Path("templates", FOLDERS[kind])
    header = find_shipped(f"new/{kind}.txt").format(name=name, model=model)
    files = {
        folder / path.replace(model, name, 1): _commented(header, path)
        + text.replace(f"code: {model}\n", f"code: {name}\n")  # which a language holds
        for path, text in shipped[model].items()
    }
    place_new(files)
    for path in files:
        click.echo(path.as_posix())
    if kind in FORMATS:
        schema = Path("templates", f"{kind}-schema.json")
        place_schema(kind, schema)
        click.echo(f"{schema.as_posix()}: by which editors complete and check it")
    click.echo(USED[kind].format(name=name))


def _check_name(kind: str, name: str) -> None:
    """Raise TemplateError unless a template may be called that."""
    if kind == "language":
        is_good = bool(LANGUAGE_TAG.fullmatch(name))
        message, hint = f"{name!r} is no language tag", "as in de, pt-BR or sr-Latn-RS"
    else:
        is_good = bool(ID.fullmatch(name)) and not RESERVED.fullmatch(name)
        message, hint = f"{name!r} cannot be the name of a template", id_hint(name)
    if not is_good or len(name) > LONGEST_ID:
        raise TemplateError([Problem(Where("templates"), message, hint)])


def _commented(header: str, path: str) -> str:
    """Return the words that head a copied file, as a comment of its language."""
    if path.endswith(".css"):
        return f"/*\n{header}*/\n"
    lines = header.splitlines() if path.endswith(".yaml") else []
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _unknown(kind: str, name: str, names: list[str]) -> Problem:
    hint = f"{guess(name, names)}there are: {', '.join(names)}"
    return Problem(Where(f"templates/{FOLDERS[kind]}"), f"'{name}' is no {ONE_OF[kind]}", hint)
