"""`quizgen import` of an Anki deck: a list of words, a table of things, or questions."""

import os
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.console import complain, say
from quizgen.cli.import_ import OPTIONS_OF, import_things, import_words
from quizgen.cli.import_questions import WHAT_FITS, import_questions
from quizgen.cli.new import check_topic
from quizgen.errors import BankError, Problem, Where, counted, few_alike, guess, quoted
from quizgen.store.project import HERE

if TYPE_CHECKING:
    from quizgen.imports.anki_notes import AnkiDeck
    from quizgen.imports.anki_words import DeckTable

AS_QUESTIONS = (
    "If these are questions, name the fields that ask and answer: --question {} --answer {}"
)
LANGUAGES = "If they are words of two languages, say of which, as in: --languages de en"


def import_deck(
    file: Path, content: bytes, topic: str, update: bool, what_fits: bool, options: dict[str, Any]
) -> None:
    """Make a bank of a deck, or only tell what it holds if no topic is named.

    Options say which fields are read, and as what; without them the deck itself tells whether it is
    a list of words.
    """
    from quizgen.imports.anki import questions_of, read_deck
    from quizgen.imports.anki_words import pair_of_words, table_of

    if topic:
        check_topic(topic)
    deck = read_deck(content, file.as_posix())
    _refuse_unknown(deck, options)
    as_cards = any(options[name.removeprefix("--")] for name in OPTIONS_OF["cards"])
    as_things = bool(options["subject"] or options["asked"])
    as_words = any(options[name.removeprefix("--")] for name in OPTIONS_OF["words"])
    if as_cards + as_things + as_words > 1:
        message = "choose one: --term and --meaning for words, --question and --answer for"
        raise click.UsageError(f"{message} questions, --subject for a table of things")
    if as_things:
        table = table_of(deck, tags=False)
        _import_rows(file, table, topic, update, what_fits, options)
        return
    pair = pair_of_words(deck)
    if as_words or (pair and not as_cards):
        own = pair or deck.types[0].pair
        term, meaning = options["term"] or own[0], options["meaning"] or own[1]
        remarks = [] if as_words else [AS_QUESTIONS.format(shlex.quote(term), shlex.quote(meaning))]
        if not options["languages"]:
            remarks.append(LANGUAGES)
        table = table_of(deck, term, meaning, remarks=remarks)
        named = {**options, "term": term, "meaning": meaning}
        _import_rows(file, table, topic, update, what_fits, named)
        return
    taken = questions_of(deck, options["question"], options["answer"])
    import_questions(file, taken, "an Anki deck", topic, options["title"], what_fits, update)


def _refuse_unknown(deck: "AnkiDeck", options: dict[str, Any]) -> None:
    """Raise BankError for names that no field has."""
    known = [*dict.fromkeys(name for kind in deck.types for name in kind.fields)]
    problems = []
    for option in ("term", "meaning", "question", "answer", "subject"):
        name = options[option]
        if name and name not in known:
            hint = f"{guess(name, known)}its fields: {', '.join(known)}"
            message = f"no note of the deck has a field {quoted(name)}"
            problems.append(Problem(Where(deck.path), message, hint))
    if problems:
        raise BankError(problems)


def _import_rows(
    file: Path,
    table: "DeckTable",
    topic: str,
    update: bool,
    what_fits: bool,
    options: dict[str, Any],
) -> None:
    """Make a bank of the notes as rows, or of what is new in them one that is there already."""
    from quizgen.read.word_list import read_word_list

    name = file.as_posix()
    errors = [problem for problem in table.problems if problem.is_error]
    rows = len(table.notes)
    if errors and (not what_fits or not rows):
        said = f"{counted(rows, 'note')} of {rows + len(errors)} can be taken over"
        raise BankError([*table.problems, Problem(Where(name), said, WHAT_FITS)])
    for problem in few_alike(problem.as_warning for problem in table.problems):
        complain(problem)
    with _told_of_notes(table):
        if topic and os.path.lexists(HERE.banks / f"{topic}.yaml"):
            from quizgen.cli.update import update_topic

            update_topic(file, table.as_csv, table.records, topic, options, update)
        elif options["subject"] or options["asked"]:
            if not topic:
                raise click.UsageError("name the --topic of the bank for a table of things")
            import_things(table.records, table.as_csv, file.with_suffix(".csv"), topic, options)
        elif topic:
            _import_words(name, table, topic, what_fits, options)
        else:
            languages = options["languages"] or ()
            found = read_word_list(
                table.records, name, options["term"], options["meaning"], languages
            )
            for remark in found.remarks:
                say(remark)
            say("Next:")
            say(f"  quizgen import {name} --topic TOPIC")


def _import_words(
    name: str, table: "DeckTable", topic: str, what_fits: bool, options: dict[str, Any]
) -> None:
    """Make a bank of a list of words; what no bank takes is left out and named, if that is asked.

    An error may be seen only once another is out of the way, so it is tried until there is none.
    """
    while True:
        try:
            import_words(table.records, name, topic, options, each_is_told=what_fits)
            return
        except BankError as error:
            bad = {table.row_of(problem): problem for problem in error.problems}
            if not what_fits or None in bad or len(bad) == len(table.notes):
                raise
            for problem in few_alike(table.place_of(each).as_warning for each in bad.values()):
                complain(problem)
            table = table.without({row for row in bad if row is not None})


@contextmanager
def _told_of_notes(table: "DeckTable") -> Iterator[None]:
    """Say of what is wrong with a cell which note it is of: nobody sees a deck as a table."""
    try:
        yield
    except BankError as error:
        raise BankError(map(table.place_of, error.problems)) from None
