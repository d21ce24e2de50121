"""`quizgen check`: every mistake of a bank at once."""

import datetime
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.as_json import json_option, print_json
from quizgen.cli.complete import complete_topics
from quizgen.cli.console import complain, give, say
from quizgen.errors import QuizgenError, collect, counted, few_alike
from quizgen.store.project import HERE, find_copies

if TYPE_CHECKING:
    from quizgen.check import Report
    from quizgen.read import Texts


@click.command("check")
@click.argument("topics", nargs=-1, shell_complete=complete_topics)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with the texts of the sources: hold every fact against them.",
)
@click.option(
    "--coverage",
    is_flag=True,
    help="Also count facts by kind, source, tag, camp ..., and list what is not proved.",
)
@click.option("--every", is_flag=True, help="Show every warning, also where many are alike.")
@click.option(
    "--write-ids",
    is_flag=True,
    help="First give each fact that has no id the one that it goes by, in the bank's file.",
)
@json_option("As JSON, with all of it.")
def check_command(
    topics: tuple[str, ...],
    strict: bool,
    sources: Path | None,
    coverage: bool,
    every: bool,
    write_ids: bool,
    as_json: bool,
) -> None:
    """Check banks: their form, facts, items, cards and worksheets."""
    for topic in (topics or HERE.own_topics()) if write_ids else ():
        _write_ids(topic)
    found = HERE.find_texts_of(topics or HERE.find_topics())
    reports = [_check_one(find_texts, sources) for _, find_texts in found]
    if as_json:
        print_json([report.as_data for report in reports])
    else:
        for report in reports:
            _tell(report, coverage=coverage, every=every)
    sys.exit(any(report.fails(strict=strict) for report in reports))


def _write_ids(topic: str) -> None:
    """Put the ids that facts go by into their bank's file, where they have none of their own.

    A bank with a mistake stays as it is: the check that follows tells all of them.
    """
    from quizgen.cli.publish import refuse_shipped
    from quizgen.errors import BankError
    from quizgen.read import read_materials
    from quizgen.read.own_ids import with_own_ids
    from quizgen.store.editions import Change, rewrite_bank

    texts = HERE.find_texts(topic)
    try:
        bank = read_materials(texts).bank
    except BankError:
        return
    count = len(bank.unnamed)
    path = HERE.banks / f"{topic}.yaml"
    if count:
        refuse_shipped(topic, path)
        new = with_own_ids(texts.bank, bank).encode()
        rewrite_bank(Change(path, texts.bank.content, new))
    say(f"{path.as_posix()}: {counted(count, 'id')} written")


def _tell(report: "Report", *, coverage: bool, every: bool) -> None:
    shown = report.problems if every else [*few_alike(report.problems)]
    for problem in shown:
        complain(problem)
    for line in report.summary.split("\n"):
        say(line)
    if len(shown) < len(report.problems):
        say("  of warnings that are alike some were shown: --every shows all of them")
    if coverage:
        give(report.tables)


def _check_one(find_texts: "Callable[[], Texts]", sources: Path | None) -> "Report":
    """Return what is found in a topic; what cannot be found at all is a problem among others."""
    from quizgen.check import Report, check

    today = datetime.datetime.now(tz=datetime.UTC).date()
    try:
        texts = find_texts()
        copies = find_copies(texts.bank, sources) if sources else None
    except QuizgenError as error:
        return Report(error.problems[0].where.path, error.problems)
    errors: list[QuizgenError] = []
    sheet = collect(lambda: HERE.worksheet_file(texts.worksheet, texts.language), errors)
    report = collect(lambda: check(texts, today, [sheet] if sheet else [], copies), errors)
    report = report or Report(texts.bank.path, ())
    missing = (problem for error in errors for problem in error.problems)
    problems = sorted([*report.problems, *missing], key=lambda problem: problem.where)
    return replace(report, problems=tuple(problems))
