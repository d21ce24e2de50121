"""`quizgen topics`: which banks there are."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizgen.cli.as_json import json_option, print_json
from quizgen.cli.console import complain, give
from quizgen.errors import Problem, QuizgenError, Where, counted, visible
from quizgen.language.sentences import end
from quizgen.store.project import HERE, read_file

if TYPE_CHECKING:
    from quizgen.bank.bank import Bank
    from quizgen.read import Texts


MOST_PROBLEMS = 100
"""So many are told of all banks; those of each are told by `check`."""


@click.command("topics")
@json_option("As JSON.")
def topics_command(as_json: bool) -> None:
    """List the topics with their titles, and the worksheets there are."""
    topics = HERE.find_topics()
    found = [_read(find_texts) for _, find_texts in HERE.find_texts_of(topics)]
    problems = dict.fromkeys(problem for _, of_one in found for problem in of_one)
    banks = [bank for bank, _ in found if bank]
    if as_json:
        rows = zip(topics, found, strict=True)
        print_json([_row(topic, bank, of_one) for topic, (bank, of_one) in rows])
    else:
        for bank in banks:
            give(f"{bank.topic}: {bank.title}")
            held = [(len(bank.facts), "fact"), (len(bank.questions), "question")]
            told = [counted(number, what) for number, what in held if number]
            facts = " and ".join(told or [counted(0, "fact")])
            as_of = f", as of {bank.as_of.text}" if bank.as_of else ""
            give(f"  {end(bank.summary)} {facts}{as_of}.".replace("   ", "  "))
        if not found:
            give("There is no bank in ./banks.")
        _list_worksheets(dict.fromkeys(bank.language for bank in banks) or ["en-GB"])
        for problem in (*HERE.misnamed_banks(), *[*problems][:MOST_PROBLEMS]):
            complain(problem)
        if (more := len(problems) - MOST_PROBLEMS) > 0:
            message = f"and {more} more mistakes in banks and templates"
            hint = "`quizgen check TOPIC` tells those of a bank"
            complain(Problem(Where(HERE.banks.as_posix()), message, hint))
    sys.exit(1 if problems else 0)


def _list_worksheets(languages: Iterable[str]) -> None:
    """Say what worksheets there are; which language has which, if they do not have the same."""
    from quizgen.read.lacking import hint_to_copy

    sharing: dict[tuple[Path, ...], list[str]] = {}
    for language in languages:
        paths = tuple(HERE.worksheet_paths(language).values())
        sharing.setdefault(paths, []).append(language)
    for paths, tags in sharing.items():
        which = f" in {', '.join(tags)}" if len(sharing) > 1 else ""
        give(f"\nWorksheets{which}, for `quizgen build --worksheet`:")
        for name, summary in _summaries(paths):
            give(f"  {visible(name):14} {summary}")
        if not paths:
            give(f"  none: {hint_to_copy('worksheet', 'standard', tags[0])}")


def _summaries(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield what each worksheet is, in a sentence; one that cannot be read is left out."""
    from quizgen.read import read_worksheet

    for path in paths:
        with suppress(QuizgenError):
            file = read_file(path)
            sheet = read_worksheet(file.text, file.path)
            yield sheet.name, sheet.summary


def _read(find_texts: "Callable[[], Texts]") -> "tuple[Bank | None, Sequence[Problem]]":
    """Return a bank and what is wrong with it, which hides no other bank."""
    from quizgen.read import lacking_wordings, read_materials

    try:
        materials = read_materials(find_texts())
    except QuizgenError as error:
        return None, error.problems
    return materials.bank, lacking_wordings(materials)


def _row(topic: str, bank: "Bank | None", problems: "Sequence[Problem]") -> dict[str, object]:
    row: dict[str, object] = {"topic": topic}
    if bank:
        row |= {
            "title": bank.title,
            "summary": bank.summary,
            "edition": bank.edition,
            "as_of": bank.as_of.text if bank.as_of else "",
            "facts": len(bank.facts),
        }
    if problems:
        row["problems"] = [problem.as_data for problem in problems]
    return row
