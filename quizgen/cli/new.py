"""`quizgen new`: a bank or a template of one's own, to be changed."""

import json
import re
from collections.abc import Mapping

import click

from quizgen.cli.console import say
from quizgen.cli.schema import SCHEMA_KINDS
from quizgen.errors import BankError, Problem, TemplateError, Where, guess
from quizgen.ids import ID, LANGUAGE_TAG, LONGEST_ID, id_hint, tags_for
from quizgen.store.new_files import write_new_files
from quizgen.store.project import HERE, SHIPPED, STYLE, TAGS, WORDS, find_all_shipped, find_shipped

EXAMPLE = "my-topic"
"""The topic of the banks that `new` copies."""
EXAMPLES = {
    False: ("my-topic", "an example about Pluto that builds; put your facts in the place of its"),
    True: ("my-questions", "one question of each type; put your questions in the place of these"),
}
"""Whether it is of written questions -> the file that is copied, and what is said of it."""
SCHEMA = HERE.banks / "bank-schema.json"
RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for itself, whatever their ending."""
FOLDERS = {
    "worksheet": "worksheets",
    "stems": "stems",
    "deck": "deck",
}
"""Templates of a language -> where in its folder they lie."""
TEMPLATE_KINDS = (*FOLDERS, "theme", "language")
ENGLISH = "en"
"""The language that ships: others are begun as copies of it."""
MODELS = {"worksheet": "standard", "theme": "plain", "language": ENGLISH}
"""What is copied for a name that no shipped template has."""
ONE_OF = {"stems": "kind of fact that has wordings", "deck": "kind of card"}
WHAT_NEXT = {
    "worksheet": "Change it, then: quizgen build --topic TOPIC --worksheet {name}",
    "theme": "Change it, then: quizgen build --topic TOPIC --theme {name}",
    "stems": "It takes the place of the shipped wordings in every build from this folder.",
    "deck": "It takes the place of the shipped cards in every build from this folder.",
    "language": "Change it, then choose it in a bank: language: {name}",
}
WHAT_NEXT_TRANSLATED = {
    "worksheet": "Translate it, then: quizgen build --topic TOPIC --worksheet {name}",
    "stems": "Translate it: banks in {language} are asked by it.",
    "deck": "Translate it: decks of banks in {language} are made by it.",
}
"""The same for a language that does not ship."""


@click.command("new")
@click.argument("name")
@click.option(
    "--template",
    type=click.Choice(TEMPLATE_KINDS),
    help="Copy a template to ./templates: a worksheet, the wordings (stems) of a kind of fact, the"
    " cards (deck) of a kind of fact, a theme, or the words of a language.",
)
@click.option(
    "--language",
    help="In what language the worksheet, the wordings or the cards are, as in de or pt-BR."
    f"  [default: {ENGLISH}]",
)
@click.option(
    "--questions", is_flag=True, help="Make a bank of questions that you write word for word."
)
def new_command(name: str, template: str | None, language: str | None, questions: bool) -> None:
    """Make a bank called NAME, or a template, to be changed."""
    if language and template not in FOLDERS:
        raise click.UsageError(f"--language is for the templates {', '.join(FOLDERS)}")
    if questions and template:
        raise click.UsageError("--questions is for a bank, not for a template")
    if template is None:
        _new_bank(name, of_questions=questions)
    else:
        _new_template(template, name, language or ENGLISH)


def _new_bank(topic: str, *, of_questions: bool) -> None:
    check_topic(topic)
    bank = HERE.banks / f"{topic}.yaml"
    model, what_it_is = EXAMPLES[of_questions]
    example = find_shipped(f"new/{model}.yaml")
    write_new_files({bank: _renamed(example, topic)}, (SCHEMA, schema_text("bank")))
    path = bank.as_posix()
    say(f"{path}: {what_it_is}")
    say(f"{SCHEMA.as_posix()}: by which editors complete and check it")
    say("Next:")
    say(f"  quizgen build --topic {topic}")
    say(f"  quizgen check {topic}")


def _renamed(example: str, topic: str) -> str:
    """Return the example under its new name, with the comments in their column."""
    line = re.compile(rf"^topic: {EXAMPLE} +", re.MULTILINE)
    named = line.sub(lambda match: f"topic: {topic} ".ljust(len(match[0])), example)
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
    path = HERE.bank_paths().get(topic)
    if path is not None and path.parent != HERE.banks:
        message = f"the topic '{topic}' ships with quizgen; a bank of that name would hide it"
        raise BankError([Problem(where, message, f"choose another: my-{topic}")])


def schema_text(kind: str) -> str:
    """Return the schema to which the first line of a bank or template leads editors."""
    from quizgen.read.json_schema import schema_of

    return json.dumps(schema_of(kind), indent=1, ensure_ascii=False) + "\n"


def _new_template(kind: str, name: str, language: str) -> None:
    _check_name(kind, name)
    if not LANGUAGE_TAG.fullmatch(language):
        raise TemplateError([_no_tag(language)])
    models = _models(kind, language)
    model = name if name in models else MODELS.get(kind)
    if model is None:
        raise TemplateError([_unknown(kind, name, language, [*models])])
    header = find_shipped(f"new/{kind}.txt").format(name=name, model=model, language=language)
    files = {
        HERE.templates / path.replace(model, name, 1): _commented(header, path)
        + _named_for(text.replace(f"code: {model}\n", f"code: {name}\n"), kind, language)
        for path, text in models[model].items()
    }
    schema = HERE.templates / f"{kind}-schema.json"
    has_schema = kind in SCHEMA_KINDS
    write_new_files(files, (schema, schema_text(kind)) if has_schema else None)
    for path in files:
        say(path.as_posix())
    if has_schema:
        say(f"{schema.as_posix()}: by which editors complete and check it")
    as_it_is = _ships(language) or STYLE in models[model]
    advice = WHAT_NEXT if as_it_is else WHAT_NEXT | WHAT_NEXT_TRANSLATED
    say(advice[kind].format(name=name, language=language))


def _named_for(text: str, kind: str, language: str) -> str:
    """Return a template with what must not be called alike in two languages: note types.

    Anki goes by their names, and so would show one deck in the words of the other.
    """
    if kind != "deck" or _ships(language):
        return text
    return re.sub(r"^(name: quizgen .*)$", rf"\1 ({language})", text, flags=re.MULTILINE)


def _models(kind: str, language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the templates that can be copied, by name: path of the copy -> text."""
    if kind == "language":
        paths = {tag: f"{tag}/{WORDS}" for tag in SHIPPED.language_paths()}
        return {tag: {path: find_shipped(path)} for tag, path in paths.items()}
    if kind == "theme":
        paths = {name: f"themes/{name}.yaml" for name in SHIPPED.theme_paths()}
        return {name: {path: find_shipped(path)} for name, path in paths.items()}
    folder = FOLDERS[kind]
    found: dict[str, Mapping[str, str]] = {}
    for tag in reversed(tags_for(language if _ships(language) else ENGLISH)):
        for name, files in find_all_shipped(f"{tag}/{folder}").items():
            copies = {f"{language}/{folder}/{path}": text for path, text in files.items()}
            found[name] = {**found.get(name, {}), **copies}
    if kind == "deck":
        found["style"] = {STYLE: find_shipped(STYLE)}
    return dict(sorted(found.items()))


def _ships(language: str) -> bool:
    """Tell whether there are shipped templates that readers of a language can read."""
    return not SHIPPED.language_paths().keys().isdisjoint(tags_for(language))


def _check_name(kind: str, name: str) -> None:
    """Raise TemplateError unless a template may be called that."""
    if kind == "language":
        if not LANGUAGE_TAG.fullmatch(name):
            raise TemplateError([_no_tag(name)])
    elif not ID.fullmatch(name) or RESERVED.fullmatch(name) or len(name) > LONGEST_ID:
        message = f"{name!r} cannot be the name of a template"
        raise TemplateError([Problem(Where("templates"), message, id_hint(name))])


def _no_tag(language: str) -> Problem:
    message = f"{language!r} is no language tag"
    return Problem(Where("templates"), message, TAGS)


def _commented(header: str, path: str) -> str:
    """Return the words that head a copied file, as a comment of its language."""
    if path.endswith(".css"):
        return f"/*\n{header}*/\n"
    lines = header.splitlines() if path.endswith(".yaml") else []
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _unknown(kind: str, name: str, language: str, names: list[str]) -> Problem:
    where = HERE.templates / language / FOLDERS[kind]
    hint = f"{guess(name, names)}there are: {', '.join(names)}"
    return Problem(Where(where.as_posix()), f"'{name}' is no {ONE_OF[kind]}", hint)
