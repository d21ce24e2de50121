"""`quizgen import`: facts, things, words or the questions of another program become a bank."""

import csv
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.console import ask_for, complain, give, is_watched, say
from quizgen.cli.new import SCHEMA, check_topic, schema_text
from quizgen.errors import BankError, Problem, Where, counted, few_alike, once_each, quoted
from quizgen.store.new_files import write_new_files
from quizgen.store.project import HERE, find_shipped, read_bytes

if TYPE_CHECKING:
    from quizgen.bank.bank import Bank
    from quizgen.read.cells import Records
    from quizgen.read.column_dates import DateOrder
    from quizgen.read.plain_table import PlainTable
    from quizgen.read.word_list import UnclearColumnsError, WordList

FACT_KINDS = ("statement", "event", "quantity", "position", "term")
"""Those of `bank.facts.KINDS` that a table of facts takes, written out since help and completion do
not wait for it. Properties are not among them: a table of things, with a column for each, becomes a
bank as it stands."""
MADE_IN = "en-GB"
"""The language of a bank that is begun from a table; its author may write another."""
OPTIONS_OF = {
    "words": ("--term", "--meaning", "--languages"),
    "things": ("--subject", "--column", "--dates"),
    "cards": ("--question", "--answer"),
}
"""A list of words, a table of things or a deck of cards -> the options that are for it alone."""
PACKAGES = (".apkg", ".colpkg")
WITHOUT_MEDIA = "in Anki, choose File, Export, and untick *Include media*"
MOST_IN_PACKAGE = 200 * 2**20
"""Bytes of a package of cards: most of them are pictures and sounds, which are not looked at."""
NAME_BOTH = "name the FILE and its --topic, or ask for a table to be filled in with --template"
LISTED = 8
"""So many columns at most are named with the reason why they cannot be asked about."""
FEW = 2
"""One row of so many may hold something that cannot be read, and is left out."""
NEEDED_BY = {"issue": {"position"}, "person": {"statement", "position"}, "unit": {"quantity"}}
"""Rows of the template -> the kinds of fact that need them."""


@click.command("import")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--topic", help="What the bank is to be called: banks/TOPIC.yaml.")
@click.option(
    "--update",
    is_flag=True,
    help="Where the bank is there already: write into it what the file says otherwise.",
)
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
@click.option("--title", default="", help="Of a list of words or things: the topic as a heading.")
@click.option(
    "--term", default="", help="Of a list of words: which column has them, as in A or German."
)
@click.option("--meaning", default="", help="Of a list of words: which column says what they mean.")
@click.option(
    "--subject", default="", help="Of a table of things: which column names them, as in Country."
)
@click.option(
    "--column",
    "asked",
    multiple=True,
    help="Of a table of things: ask about this column, and not about others; may be repeated.",
)
@click.option(
    "--dates",
    type=click.Choice(["day-first", "month-first"]),
    help="Of a table of things: how its dates in numbers are meant, where no cell tells.",
)
@click.option("--question", default="", help="Of a deck of cards: the field that asks.")
@click.option("--answer", default="", help="Of a deck of cards: the field that answers.")
@click.option(
    "--what-fits",
    is_flag=True,
    help="Of a file of questions or cards: leave out what a bank cannot hold, and say what it was.",
)
@click.option(
    "--languages",
    nargs=2,
    metavar="TERM MEANING",
    help="Of a list of words: their languages, as in: --languages de en",
)
def import_command(
    file: Path | None,
    topic: str | None,
    update: bool,
    template: bool,
    kinds: tuple[str, ...],
    what_fits: bool,
    **options: Any,
) -> None:
    """Make a bank of FILE: facts, things, words, cards or questions."""
    if template:
        _give_template(file, kinds)
    elif file is None:
        raise click.UsageError(NAME_BOTH)
    elif not _import_questions(file, topic, update, what_fits, options):
        if topic is None:
            raise click.UsageError(NAME_BOTH)
        _import(file, topic, update, options)


def _import_questions(
    file: Path, topic: str | None, update: bool, what_fits: bool, options: dict[str, Any]
) -> bool:
    """Make a bank of a file of questions, or only tell what it holds; False if it is none."""
    from quizgen.imports import ANKI, MOST_BYTES, format_of

    if not file.exists():
        return False
    is_package = file.suffix.lower() in PACKAGES
    if is_package and file.is_file() and file.stat().st_size > MOST_IN_PACKAGE:
        message = f"the package is larger than {MOST_IN_PACKAGE >> 20} MB"
        raise BankError([Problem(Where(file.as_posix()), message, WITHOUT_MEDIA)])
    content = read_bytes(file, MOST_IN_PACKAGE if is_package else MOST_BYTES)
    form = format_of(content)
    if form is None:
        return False
    if form.name == ANKI:
        from quizgen.cli.import_deck import import_deck

        import_deck(file, content, topic or "", update, what_fits, options)
        return True
    from quizgen.cli.import_questions import import_questions

    of_tables = [name for name in options if options[name] and name != "title"]
    if of_tables:
        option = f"--{'column' if of_tables[0] == 'asked' else of_tables[0]}"
        kept = "decks of cards" if option in OPTIONS_OF["cards"] else "tables"
        raise click.UsageError(f"{option}: for {kept}, and the file holds questions")
    if topic is not None:
        check_topic(topic)
    taken = form.read(content, file.as_posix())
    import_questions(file, taken, form.title, topic or "", options["title"], what_fits, update)
    return True


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


def _import(file: Path, topic: str, update: bool, options: dict[str, Any]) -> None:
    from quizgen.read.cells import read_records
    from quizgen.read.facts_csv import tells_kinds
    from quizgen.read.quotations import is_quotations
    from quizgen.read.word_list import is_word_list

    check_topic(topic)
    content, name = read_bytes(file), file.as_posix()
    named = [
        f"--{'column' if option == 'asked' else option}" for option in options if options[option]
    ]
    if of_cards := [option for option in named if option in OPTIONS_OF["cards"]]:
        raise click.UsageError(f"{of_cards[0]}: for decks of cards, and the file is a table")
    records = read_records(content, name)
    if named and tells_kinds(records):
        message = (
            f"{', '.join(named)}: for a list of words or things, and the table has a column 'kind'"
        )
        raise click.UsageError(message)
    if os.path.lexists(HERE.banks / f"{topic}.yaml"):
        from quizgen.cli.update import update_topic

        update_topic(file, content, records, topic, options, update)
        return
    of_words, of_things = (
        [option for option in named if option in OPTIONS_OF[of]] for of in ("words", "things")
    )
    if of_words and of_things:
        message = f"{of_words[0]} is for a list of words, and {of_things[0]} for a table of things"
        raise click.UsageError(message)
    if not of_words and not of_things and is_quotations(records):
        _import_quotations(records, name, topic, options)
    elif of_words or (not of_things and is_word_list(records)):
        import_words(records, name, topic, options)
    elif not import_things(records, content, file, topic, options):
        _import_facts(content, name, topic)


def import_words(
    records: "Records",
    name: str,
    topic: str,
    options: dict[str, Any],
    *,
    each_is_told: bool = False,
) -> None:
    """Make a bank of a list of words, whose columns options may name.

    Raises BankError for what is wrong with its rows: once for all that are so alike, or, if each is
    to be told, for every one of them.
    """
    from quizgen.export.new_bank_yaml import write_word_list
    from quizgen.read.word_list import UnclearColumnsError, read_word_list

    def read(options: Mapping[str, Any]) -> "WordList":
        languages = options["languages"] or ()
        return read_word_list(records, name, options["term"], options["meaning"], languages)

    try:
        found = read(options)
    except UnclearColumnsError as unclear:
        if not is_watched():
            raise
        found = read({**options, **_ask_for_columns(unclear)})
    title = options["title"] or topic.replace("-", " ").capitalize()
    path = HERE.banks / f"{topic}.yaml"
    text = write_word_list(found, topic, title)
    cells = [(word.row, found.meaning.number) for word in found.words]
    bank = _read_new(text, path, name, cells, each_is_told=each_is_told)
    _write(path, text, bank, found.remarks, name)


def _ask_for_columns(unclear: "UnclearColumnsError") -> Mapping[str, str]:
    """Ask which columns have the words and their meanings; return them as the options name them."""
    for letters, cells in unclear.columns.items():
        say(f"  {letters}  {', '.join(filter(None, cells))}")
    asked: dict[str, str] = {}
    for key in unclear.missing:
        free = [letters for letters in unclear.columns if letters not in asked.values()]
        asked[key] = ask_for(f"Which column has the {key}s?", free)
    return asked


def _import_quotations(records: "Records", name: str, topic: str, options: dict[str, Any]) -> None:
    from quizgen.export.new_bank_yaml import write_quotations
    from quizgen.read.quotations import read_quotations

    found = read_quotations(records, name)
    title = options["title"] or topic.replace("-", " ").capitalize()
    path = HERE.banks / f"{topic}.yaml"
    text = write_quotations(found, topic, title)
    bank = _read_new(text, path, name, [(each.row, found.column) for each in found.quotations])
    _write(path, text, bank, found.remarks, name)


def import_things(
    records: "Records", content: bytes, file: Path, topic: str, options: Mapping[str, Any]
) -> bool:
    """Make a bank that names a table of things, which is copied beside it; False if it is none."""
    from quizgen.export.new_bank_yaml import phrase_table, with_one_date_each, without_twins
    from quizgen.read.facts_csv import COLUMNS
    from quizgen.read.plain_table import guess_table, remarks_on, without_namesakes

    languages = HERE.find_languages()
    facts = [name for names in COLUMNS.values() for name in names]

    def guess(order: "DateOrder") -> "PlainTable | None":
        name, subject = file.as_posix(), options["subject"]
        return guess_table(
            records, facts, languages[MADE_IN], name, subject, options["asked"], order
        )

    table = guess(options["dates"] or "")
    if table is None:
        return False
    if table.unclear and is_watched():
        table = guess(_ask_for_order(table)) or table
    _refuse_unasked(table, file)
    if not options["asked"]:
        table = without_twins(table, topic)
    table = with_one_date_each(table, topic)
    table, unlike = without_namesakes(table, records.rows, file.as_posix())
    title = options["title"] or topic.replace("-", " ").capitalize()
    suffix = file.suffix.lower() or ".csv"
    beside = HERE.banks / f"{topic}{suffix}"
    is_there = beside.exists() and read_bytes(beside) == content
    new = {} if is_there else {beside: content}
    path = HERE.banks / f"{topic}.yaml"
    table, text, bank, left_out = _read_things(
        table, records, content, file, beside, path, title, languages
    )
    for problem in few_alike([*unlike, *left_out]):
        complain(problem)
    phrased = phrase_table(table, topic)
    unsure = [guess.number for guess, each in phrased.items() if not each.is_understood]
    remarks = [*remarks_on(table, _questions(bank, languages), unsure), *records.remark.split("\n")]
    _write(path, text, bank, remarks, file.as_posix(), new)
    return True


def _ask_for_order(table: "PlainTable") -> "DateOrder":
    """Ask which number of a date is its month."""
    column = table.unclear[0]
    question = f"Column {quoted(column.head)} has {column.unclear}: what comes first?"
    return "day-first" if ask_for(question, ["DAY", "MONTH"]) == "DAY" else "month-first"


def _refuse_unasked(table: "PlainTable", file: Path) -> None:
    """Raise BankError for a table of which no column can be asked about."""
    if table.asked:
        return
    why = "; ".join(f"{quoted(guess.head)}: {guess.why}" for guess in table.columns[:LISTED])
    hint = "name a column to be asked about all the same: --column HEAD"
    if table.unclear:
        hint = "say which comes first: --dates day-first, or --dates month-first"
    raise BankError([Problem(Where(file.as_posix()), f"no column can be asked about. {why}", hint)])


def _read_things(
    table: "PlainTable",
    records: "Records",
    content: bytes,
    file: Path,
    beside: Path,
    path: Path,
    title: str,
    languages: Mapping[str, Any],
) -> "tuple[PlainTable, str, Bank, Sequence[Problem]]":
    """Return a table with its bank, and a warning for each cell that holds nothing usable.

    Such cells are named in the bank as empty, and all others are read. What is wrong with more than
    single cells, or with the names of rows, is raised, told of the author's own file: the copy is
    not there yet.
    """
    from quizgen.export.new_bank_yaml import write_table_bank
    from quizgen.read.bank import read_bank
    from quizgen.read.plain_table import without_cells
    from quizgen.read.tables import alone

    left_out: list[Problem] = []
    while True:
        text = write_table_bank(table, path.stem, title, beside.name, languages[MADE_IN].units)
        try:
            bank = read_bank(text, path.as_posix(), languages, lambda _: content)
        except BankError as error:
            told = [_in_file(alone(problem), beside, file) for problem in error.problems]
            cells = {each: found for each in told if (found := _cell_at(each.where, file, records))}
            asked = {guess.number for guess in table.asked}
            thinner = without_cells(table, [*cells.values()])
            is_of_cells = len(cells) == len(told) and asked.issuperset(
                number for number, _ in cells.values()
            )
            too_many = (len(left_out) + len(told)) * FEW > len(records.rows)
            if not is_of_cells or thinner == table or too_many:
                raise BankError(_in_file(each, beside, file) for each in error.problems) from None
            table = thinner
            left_out += [
                replace(each, severity="W", message=f"{each.message}, and was left out")
                for each in told
            ]
        else:
            return table, text, bank, left_out


def _in_file(problem: Problem, beside: Path, file: Path) -> Problem:
    """Return a problem of the copy beside a bank as one of the file that it was made of."""
    if problem.where.path != beside.as_posix():
        return problem
    return replace(problem, where=replace(problem.where, path=file.as_posix()))


def _cell_at(where: Where, file: Path, records: "Records") -> tuple[int, str] | None:
    """Return the column and the text of a cell of the table; None for another place."""
    from quizgen.read.characters import find_forbidden

    if where.path != file.as_posix() or where.line < 2 or where.line > len(records.rows):
        return None
    row = records.rows[where.line - 1]
    text = " ".join(row[where.column - 1].split()) if where.column <= len(row) else ""
    return (where.column, text) if text and not find_forbidden(text) else None


def _questions(bank: "Bank", languages: Mapping[str, Any]) -> Mapping[int, str]:
    """Return one question of each column of a bank's table, by the number of the column."""
    from quizgen.bank.facts import Event, Property, Quantity
    from quizgen.language.properties import ask_alone
    from quizgen.language.sentences import begin
    from quizgen.read import words_for

    language = words_for(bank.language, languages)
    questions: dict[int, str] = {}
    assert language is not None
    for fact in bank.facts:
        match fact.claim:
            case Property() as claim:
                asked = ask_alone(claim, bank.properties[claim.property], language)
            case Quantity(asks=asked):
                pass
            case Event() as event:
                asked = f"when {event.asks}" if event.asks else f"{event.what}: when was that"
            case _:
                asked = ""
        if asked:
            questions.setdefault(fact.where.column, f"{begin(asked)}?")
    return questions


def _read_new(
    text: str,
    path: Path,
    name: str,
    cells: Sequence[tuple[int, int]],
    *,
    each_is_told: bool = False,
) -> "Bank":
    """Return the bank of a text that is nowhere yet, and whose facts are of these rows and columns.

    What is wrong in it is told at the cells of the table, once for all of which it is to be said,
    or for each of them.
    """
    from quizgen.read.bank import read_bank
    from quizgen.read.cells import problem_at

    first = text[: text.index("\nfacts:\n")].count("\n") + 3
    try:
        return read_bank(text, path.as_posix(), HERE.find_languages())
    except BankError as error:
        raise BankError(
            problem_at(
                Where(name, *cells[problem.where.line - first]), problem.message, problem.hint
            )
            if 0 <= problem.where.line - first < len(cells)
            else Problem(Where(name), problem.message, problem.hint)
            for problem in (error.problems if each_is_told else once_each(error.problems))
        ) from None


def _import_facts(content: bytes, name: str, topic: str) -> None:
    from quizgen.export.bank_yaml import write_bank
    from quizgen.read.facts_csv import read_table

    imported = read_table(content, name, topic, HERE.find_languages())
    path = HERE.banks / f"{topic}.yaml"
    _write(path, write_bank(imported.bank), imported.bank, [imported.remark], name)


def _write(
    path: Path,
    text: str,
    bank: "Bank",
    remarks: Sequence[str],
    name: str,
    beside: Mapping[Path, bytes] | None = None,
) -> None:
    """Write a bank that breaks no rule, and say what was made of the file of that name.

    `beside` are files that lie beside it.
    """
    from quizgen.check import check_values
    from quizgen.read import words_for
    from quizgen.read.characters import MOST_BYTES, too_large

    language = words_for(bank.language, HERE.find_languages())
    assert language is not None
    found = check_values(bank, language)
    if any(problem.is_error for problem in found):
        raise BankError(found)
    for problem in few_alike(found):
        complain(problem)
    if (size := len(text.encode())) > MOST_BYTES:
        message, hint = too_large(size, "the bank would be")
        raise BankError([Problem(Where(name), message, hint)])
    write_new_files({path: text, **(beside or {})}, (SCHEMA, schema_text("bank")))
    say(f"{path.as_posix()}: {counted(len(bank.facts), 'fact')}")
    for remark in filter(None, remarks):
        say(remark)
    say("Next:")
    say(f"  quizgen check {bank.topic}")
    say(f"  quizgen build --topic {bank.topic}")
