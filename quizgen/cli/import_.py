"""`quizgen import`: a table of facts, saved as CSV, becomes a bank."""

import csv
import io
from pathlib import Path

import click

from quizgen.cli.console import complain, give, say
from quizgen.cli.new import SCHEMA, check_topic, schema_text
from quizgen.errors import BankError, counted
from quizgen.store.new_files import refuse_taken, write_new_files
from quizgen.store.project import HERE, find_shipped, read_bytes

FACT_KINDS = ("statement", "event", "quantity", "position", "term")
"""Those of `bank.facts.KINDS`, written out since help and completion do not wait for it."""
NEEDED_BY = {"issue": {"position"}, "person": {"statement", "position"}}
"""Rows of the template -> the kinds of fact that need them."""

MADE_ALREADY = (
    "mend the bank itself, which is the original now; or move it away, import the whole table anew,"
    " and copy back the edition and what else you changed in it. Keep every id: learners have it"
)


@click.command("import")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--topic", help="What the bank is to be called: banks/TOPIC.yaml.")
@click.option(
    "--template", is_flag=True, help="Print a table to be filled in, or write it to FILE."
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(FACT_KINDS),
    help="Only these kinds of fact in the template; may be repeated.",
)
def import_command(
    file: Path | None, topic: str | None, template: bool, kinds: tuple[str, ...]
) -> None:
    """Make a bank of FILE, a table that a spreadsheet saved as CSV."""
    if template:
        _give_template(file, kinds)
    elif file is None or topic is None:
        raise click.UsageError(
            "name the FILE and its --topic, or ask for a table to be filled in with --template"
        )
    else:
        _import(file, topic)


def _give_template(file: Path | None, kinds: tuple[str, ...]) -> None:
    text = _only(find_shipped("new/facts.csv"), kinds) if kinds else find_shipped("new/facts.csv")
    if file is None:
        give(text.removesuffix("\n"))
        return
    write_new_files({file: "\ufeff" + text})  # by the mark spreadsheets know that it is UTF-8
    name = file.as_posix()
    say(f"{name}: an example of each kind of row; put your own in their place")
    say("Next:")
    say(f"  quizgen import {name} --topic TOPIC")


def _only(text: str, kinds: tuple[str, ...]) -> str:
    """Return the template's rows of some kinds and those they need, with the columns they fill."""
    rows = list(csv.DictReader(io.StringIO(text)))
    needed = {row for row, by in NEEDED_BY.items() if not by.isdisjoint(kinds)}
    kept = [row for row in rows if row["kind"] in {"bank", "source", *needed, *kinds}]
    used = {row["source"] for row in kept}
    kept = [row for row in kept if row["kind"] != "source" or row["id"] in used]
    columns = [name for name in rows[0] if any(row[name] for row in kept)]
    made = io.StringIO()
    writer = csv.DictWriter(made, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(kept)
    return made.getvalue()


def _import(file: Path, topic: str) -> None:
    from quizgen.check import check_values
    from quizgen.export.bank_yaml import write_bank
    from quizgen.read import words_for
    from quizgen.read.facts_csv import read_table

    check_topic(topic)
    path = HERE.banks / f"{topic}.yaml"
    refuse_taken([path], MADE_ALREADY)  # before anybody mends cell after cell for nothing
    languages = HERE.find_languages()
    imported = read_table(read_bytes(file), file.as_posix(), topic, languages)
    language = words_for(imported.bank.language, languages)
    assert language is not None
    found = check_values(imported.bank, language)
    if any(problem.is_error for problem in found):
        raise BankError(found)
    for problem in found:
        complain(problem)
    write_new_files({path: write_bank(imported.bank)}, (SCHEMA, schema_text("bank")))
    say(f"{path.as_posix()}: {counted(len(imported.bank.facts), 'fact')}")
    if imported.remark:
        say(imported.remark)
    say("Next:")
    say(f"  quizgen check {topic}")
    say(f"  quizgen build --topic {topic}")
