"""`quizgen import` where the bank is there already: what a mended table or file changes in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from quizgen.cli.console import complain, say
from quizgen.cli.publish import refuse_shipped
from quizgen.errors import BankError, Problem, RefusedFileError, Where, counted, few_alike
from quizgen.store.beside import PicturesBeside
from quizgen.store.editions import Change, rewrite_bank, rewrite_beside
from quizgen.store.new_files import write_new_files
from quizgen.store.project import HERE, read_bytes

if TYPE_CHECKING:
    from quizgen.bank.bank import Bank
    from quizgen.imports.taken import Taken
    from quizgen.read.cells import Records
    from quizgen.read.nodes import Keyed
    from quizgen.read.table_update import TableUpdate
    from quizgen.read.update import Said, Update

_SHOWN = 3
"""So many of a sort are shown before anything is written; then each change is told."""
_NAMED = 5
IS_THERE = "the file is there already; nothing was written"
ADD_UPDATE = "add --update to write this into it; ids, comments and all else that you wrote stay"
IN_ITS_PLACE = "add --update to put your table in its place"


def update_topic(
    file: Path,
    content: bytes,
    records: "Records",
    topic: str,
    options: Mapping[str, Any],
    is_asked: bool,
) -> None:
    """Say what a table would change in the bank that is there, or, if that is asked, change it."""
    from quizgen.read.facts_csv import tells_kinds
    from quizgen.read.quotations import is_quotations
    from quizgen.read.word_list import is_word_list

    path = HERE.banks / f"{topic}.yaml"
    tree = read_there(topic, options["title"])
    if options["subject"] or options["asked"]:
        named = "--subject" if options["subject"] else "--column"
        raise click.UsageError(f"{named}: the bank is there and names its columns; change it there")
    of_words = any(options[name] for name in ("term", "meaning", "languages"))
    has_kinds = tells_kinds(records)
    if not of_words and not has_kinds and _is_of_things(tree, records):
        _update_table(file, content, records, path, tree, is_asked)
        return
    if not of_words and is_quotations(records):
        bank, said, remarks = _quotations_said(records, file.as_posix(), path)
    elif of_words or (not has_kinds and is_word_list(records)):
        bank, said, remarks = _words_said(records, file.as_posix(), path, options)
    else:
        bank, said, remarks = _facts_said(content, file.as_posix(), path, tree)
    _update_bank(path, bank, said, remarks, is_asked)


def read_there(topic: str, title: str) -> "Keyed":
    """Return what the bank says that is there; `title` is the one that was asked for, if any.

    Raises QuizgenError if it cannot be updated, and UsageError if it is to have another title.
    """
    from quizgen.read.nodes import Keyed, read_tree

    refuse_shipped(topic, HERE.banks / f"{topic}.yaml")
    found = HERE.find_bank(topic)
    tree, problems = read_tree(found.content, found.path)
    if problems:
        raise BankError(problems)
    if not isinstance(tree, Keyed):
        message = "there is a file of this name, and it is no bank"
        raise BankError(
            [Problem(Where(found.path), message, "move it away, or choose another topic")]
        )
    if title and title != tree.get("title"):
        raise click.UsageError("--title: the bank is there and has a title; change it there")
    return tree


def update_questions(taken: "Taken", alone: "Bank", path: Path, name: str, is_asked: bool) -> None:
    """Say what a file of questions would change in the bank that is there, or change it.

    `alone` is the bank that its questions would be by themselves.
    """
    from quizgen.bank.facts import SENSITIVITIES
    from quizgen.export.questions_yaml import keys_of_picture, keys_of_question
    from quizgen.read.update import Said

    content, bank = _read(path)
    keys: dict[str, Any] = {
        "questions": [keys_of_question(each) for each in taken.questions],
        "pictures": {key: keys_of_picture(each) for key, each in taken.pictures.items()},
    }
    if SENSITIVITIES.index(alone.sensitivity) > SENSITIVITIES.index(bank.sensitivity):
        keys["sensitivity"] = alone.sensitivity
        keys.update({} if bank.themes else {"themes": [*alone.themes]})
    questions = tuple(
        replace(each, where=there.where)
        for each, there in zip(alone.questions, taken.questions, strict=True)
    )
    said = Said(keys=keys, bank=replace(alone, questions=questions), path=name)
    files = {path.parent / file: held for file, held in taken.files.items()}
    _update_bank(path, (content, bank), said, (), is_asked, files)


# --------------------------------------------------------------------------- facts and words


def _read(path: Path) -> "tuple[bytes, Bank]":
    from quizgen.read.bank import read_bank

    content = read_bytes(path)
    beside = PicturesBeside(path.parent)
    return content, read_bank(content, path.as_posix(), HERE.find_languages(), beside)


def _words_said(
    records: "Records", name: str, path: Path, options: Mapping[str, Any]
) -> "tuple[tuple[bytes, Bank], Said, Sequence[str]]":
    """Return the bank, and what a list of words says, in the languages that the bank names."""
    from quizgen.export.new_bank_yaml import write_word_list
    from quizgen.read.bank import read_bank
    from quizgen.read.update import said_by_words
    from quizgen.read.word_list import read_word_list

    content, bank = _read(path)
    named = (bank.languages.term, bank.languages.meaning) if bank.languages else ()
    languages = options["languages"] or named
    words = read_word_list(records, name, options["term"], options["meaning"], languages)
    text = write_word_list(words, bank.topic, bank.title)
    alone = read_bank(text, path.as_posix(), HERE.find_languages())
    said = said_by_words(words, alone, name)
    if options["languages"]:
        tags = dict(zip(("term", "meaning"), languages, strict=True))
        said = replace(said, keys={**said.keys, "languages": tags})
    return (content, bank), said, words.remarks


def _quotations_said(
    records: "Records", name: str, path: Path
) -> "tuple[tuple[bytes, Bank], Said, Sequence[str]]":
    """Return the bank, and what a table of quotations says."""
    from quizgen.export.new_bank_yaml import write_quotations
    from quizgen.read.bank import read_bank
    from quizgen.read.quotations import read_quotations
    from quizgen.read.update import said_by_quotations

    content, bank = _read(path)
    found = read_quotations(records, name)
    text = write_quotations(found, bank.topic, bank.title)
    alone = read_bank(text, path.as_posix(), HERE.find_languages())
    return (content, bank), said_by_quotations(found, alone, name), found.remarks


def _facts_said(
    content: bytes, name: str, path: Path, tree: "Keyed"
) -> "tuple[tuple[bytes, Bank], Said, Sequence[str]]":
    """Return the bank, and what a table of facts says, which may refer to what the bank has."""
    from quizgen.read.facts_csv import read_table
    from quizgen.read.update import Said

    found = _read(path)
    imported = read_table(content, name, path.stem, HERE.find_languages(), tree)
    said = Said(keys=imported.keys, bank=imported.bank, path=name)
    return found, said, [imported.remark]


def _update_bank(
    path: Path,
    found: "tuple[bytes, Bank]",
    said: "Said",
    remarks: Sequence[str],
    is_asked: bool,
    files: Mapping[Path, bytes] = MappingProxyType({}),
) -> None:
    """Say what would change, or write it; `files` are pictures that come with it."""
    from quizgen.read.characters import MOST_BYTES, too_large
    from quizgen.read.update import update_bank

    old, bank = found
    beside = PicturesBeside(path.parent)
    new_files = {each: held for each, held in files.items() if not each.exists()}

    def read_beside(name: str) -> bytes:
        return new_files.get(path.parent / name) or beside(name)

    update = update_bank(old.decode(), bank, said, HERE.find_languages(), read_beside)
    if (size := len(update.text.encode())) > MOST_BYTES:
        raise BankError([Problem(Where(said.path), *too_large(size, "the bank would be"))])
    warnings = _check(bank, update.bank, said.path)
    is_other = bool(update.added or update.changes)
    if is_other and is_asked:
        used = {path.parent / each.file for each in update.bank.pictures.values()}
        write_new_files({each: held for each, held in new_files.items() if each in used})
        rewrite_bank(Change(path, old, update.text.encode()))
    for remark in filter(None, remarks):
        say(remark)
    if is_other:
        _begin(path, said.path, is_asked)
    else:
        number = counted(update.alike, "question" if "questions" in said.keys else "row")
        say(f"{path.as_posix()} says what {said.path} says, in {number}; nothing to change")
    for line in _lines(update, said, is_asked):
        say(line)
    for problem in few_alike(warnings):
        complain(problem)
    if is_other:
        _end(path, is_asked, Problem(Where(path.as_posix()), IS_THERE, ADD_UPDATE))


def _check(bank: "Bank", new: "Bank", name: str) -> list[Problem]:
    """Return the warnings on rows that are new or changed; raise BankError for errors there.

    What is wrong in the bank already is for `quizgen check` to tell.
    """
    from quizgen.check import check_values
    from quizgen.read import words_for

    language = words_for(new.language, HERE.find_languages())
    assert language is not None
    before = {(problem.rule, problem.message) for problem in check_values(bank, language)}
    found = [
        problem
        for problem in check_values(new, language)
        if problem.where.path == name or (problem.rule, problem.message) not in before
    ]
    if any(problem.is_error for problem in found):
        raise BankError(found)
    return [problem for problem in found if problem.where.path == name]


def _lines(update: "Update", said: "Said", is_asked: bool) -> Iterator[str]:
    """Yield what is new, changed, alike and absent, and what was guessed."""
    changed = len({change.holder for change in update.changes})
    if update.added or update.changes:
        yield from _counts(update.added, [*map(str, update.changes)], changed, is_asked)
        yield f"  {update.alike} alike"
    if update.absent:
        what = "question" if "questions" in said.keys else "fact"
        of_bank = counted(len(update.absent), what)
        are, stay = ("is", "stays") if len(update.absent) == 1 else ("are", "stay")
        named = _some(update.absent)
        yield f"  {of_bank} of the bank {are} not in {said.path}, and {stay}: {named}"
        if is_asked:
            yield f"  To take a {what} out of use, write under it: retired: and why."
    yield from filter(None, update.remarks)


def _counts(
    added: Sequence[str], changes: Sequence[str], changed: int, is_asked: bool
) -> Iterator[str]:
    if added:
        yield f"  {len(added)} new: {_some(added)}"
    if changes:
        shown = changes if is_asked else changes[:_SHOWN]
        yield f"  {changed} changed:"
        yield from (f"    {change}" for change in shown)
        if more := len(changes) - len(shown):
            yield f"    and {counted(more, 'more change')}"


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and {len(names) - _NAMED} more" if len(names) > _NAMED else shown


def _begin(path: Path, name: str, is_asked: bool) -> None:
    there = path.as_posix()
    would = f"{there} is there already. With --update it would get from {name}:"
    say(f"{there} got from {name}:" if is_asked else would)


def _end(bank: Path, is_asked: bool, refusal: Problem) -> None:
    """Say what to do next; raises BankError where nothing was written since nobody asked."""
    if not is_asked:
        raise BankError([refusal])
    say("Next:")
    say(f"  quizgen check {bank.stem}")


# --------------------------------------------------------------------------- tables of things


def _is_of_things(tree: "Keyed", records: "Records") -> bool:
    """Tell whether a bank names a table that this one seems to follow."""
    from quizgen.read.table_update import share_of_columns

    tables = _tables_of(tree)
    if not tree.get("facts"):
        return bool(tables)
    return any(share_of_columns(table, records) > 1 / 2 for table in tables)


def _tables_of(tree: "Keyed") -> list[Mapping[str, Any]]:
    """Return the tables that a bank names soundly; what else is wrong there, reading it tells."""
    tables = tree.get("tables")
    return [
        table
        for table in (tables if isinstance(tables, list) else ())
        if isinstance(table, dict)
        and all(isinstance(table.get(key), str) for key in ("file", "subject", "id"))
        and isinstance(table.get("columns"), dict)
    ]


def _update_table(
    file: Path, content: bytes, records: "Records", path: Path, tree: "Keyed", is_asked: bool
) -> None:
    """Put a table of things in the place of the one beside its bank, if it has its columns."""
    from quizgen.read.table_update import compare_tables, find_table, refuse_lacking

    name = file.as_posix()
    table = find_table(_tables_of(tree), records, file.name)
    refuse_lacking(table, records, name)
    beside = path.parent / table["file"]
    if file.suffix.lower() != beside.suffix.lower():
        message = f"the bank names {table['file']!r}, a file of another kind"
        hint = f"save your table as {beside.suffix}, or write its name into the bank's tables"
        raise BankError([Problem(Where(name), message, hint)])
    old = _content_of(path.parent, table["file"])
    bank = _read_with(path, table["file"], content, name)
    if old == content:
        say(f"{beside.as_posix()} is {name} already; nothing to change")
        return
    update = compare_tables(table, _records_of(old, beside), records)
    warnings = _check(bank, bank, beside.as_posix())
    if is_asked:
        rewrite_beside(path, Change(beside, old, content))
    _begin(beside, name, is_asked)
    for line in _lines_of_table(update, is_asked):
        say(line)
    for problem in few_alike(warnings):
        complain(problem)
    _end(path, is_asked, Problem(Where(beside.as_posix()), IS_THERE, IN_ITS_PLACE))


def _lines_of_table(update: "TableUpdate", is_asked: bool) -> Iterator[str]:
    yield from _counts(update.added, update.changes, update.changed, is_asked)
    yield f"  {update.alike} alike"
    if update.gone:
        yield f"  {len(update.gone)} gone, with all that is asked about: {_some(update.gone)}"
    if not (update.added or update.changes or update.gone):
        yield "  What changed is nothing that the bank asks about."
    yield from update.remarks


def _content_of(folder: Path, name: str) -> bytes | None:
    """Return what a file beside a bank holds; None if there is none. Raises BankError if unread."""
    if not (folder / name).exists():
        return None
    try:
        return PicturesBeside(folder)(name)
    except RefusedFileError as error:
        problem = Problem(Where((folder / name).as_posix()), error.message, error.hint)
        raise BankError([problem]) from error


def _records_of(content: bytes | None, path: Path) -> "Records":
    """Return the rows of the former table; none of one that is gone or broken by now."""
    from quizgen.read.cells import Records, read_records

    try:
        return read_records(content, path.as_posix()) if content else Records([[]], "")
    except BankError:
        return Records([[]], "")


def _read_with(path: Path, name: str, content: bytes, told_as: str) -> "Bank":
    """Return the bank with another file for one beside it; mistakes are told as that file's."""
    from quizgen.read.bank import read_bank

    others = PicturesBeside(path.parent)
    languages = HERE.find_languages()
    there = (path.parent / name).as_posix()
    try:
        return read_bank(
            read_bytes(path),
            path.as_posix(),
            languages,
            lambda each: content if each == name else others(each),
        )
    except BankError as error:
        raise BankError(
            replace(problem, where=replace(problem.where, path=told_as))
            if problem.where.path == there
            else problem
            for problem in error.problems
        ) from None
