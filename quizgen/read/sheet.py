"""The text of a saved sheet -> Sheet, and a sheet's questions put into its text."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from quizgen.bank.bank import Bank
from quizgen.errors import Problem, SheetError, Where, quoted
from quizgen.judge.sizes import OPTIONS
from quizgen.language.words import Language
from quizgen.quiz.sheet import OWN, OwnQuestions, Sheet
from quizgen.read.bank import read_draft
from quizgen.read.checks import Flaw, check_repeats
from quizgen.read.composed import compose
from quizgen.read.draft import Draft
from quizgen.read.nodes import Keyed, read_tree
from quizgen.read.pictures import ReadBeside

QUESTIONS = ("questions", "drop")
"""The keys that a change of a sheet's questions changes."""
MOST_ITEMS = 1000
MOST_FORMS = 10_000

_LINE_END = re.compile(r"\r\n|\r|\n")


def read_sheet(text: str | bytes, path: str) -> Sheet:
    """Return the sheet that a text describes, named like its file.

    Raises SheetError with every problem.
    """
    draft = Draft.of(text, path)
    sheet = draft.check_named(Sheet)
    if sheet is not None:
        draft.report_all(_check_sheet(sheet))
    if sheet is None or draft.problems:
        raise SheetError(draft.problems)
    return sheet


def _check_sheet(sheet: Sheet) -> Iterator[Flaw]:
    if not sheet.all_topics:
        hint = "which bank it asks about, or several: topics: [one, another]"
        yield (), "key 'topic' is missing", hint
    if sheet.topic and sheet.topics:
        hint = "write all of them under topics, and leave topic out"
        yield ("topic",), "both topic and topics are given", hint
    yield from check_repeats("topics", sheet.topics)
    if sheet.options is not None and sheet.options not in OPTIONS:
        hint = "leave options out for as many as there are"
        yield ("options",), f"options must be {OPTIONS}", hint
    if sheet.items is not None and not 1 <= sheet.items <= MOST_ITEMS:
        yield ("items",), f"items must be 1 to {MOST_ITEMS}", "leave it out for the worksheet's own"
    if not 1 <= sheet.forms <= MOST_FORMS:
        yield ("forms",), f"forms must be 1 to {MOST_FORMS}", "leave it out for one version"
    yield from check_repeats("locked", sheet.locked)
    if sheet.seed < 0:
        yield ("seed",), "seed must be 0 or more", "write seed: 1"
    if not sheet.fill and not sheet.questions:
        yield ("fill",), "nothing is to be filled in, and no questions are named", "write questions"
    if OWN in sheet.topics or sheet.topic == OWN:
        hint = "give the bank's file another name"
        yield (), f"a topic called {OWN} cannot be told from the sheet's own questions", hint
    if sheet.own:
        yield from _check_own(sheet.own)
    for key in QUESTIONS:
        names: Sequence[str] = getattr(sheet, key)
        for place, name in enumerate(names):
            if name in names[:place]:
                hint = "delete one of the two"
                yield (key, place), f"{quoted(name)} stands in {key} twice", hint


def _check_own(own: OwnQuestions) -> Iterator[Flaw]:
    if not own.questions:
        yield ("own",), "own has no questions", "write own: questions: as in a bank, or delete it"
    asked = {question.passage for question in own.questions}
    for name in own.passages:
        if name not in asked:
            hint = f"write passage: {name} in a question on it, or delete it"
            yield (
                ("own", "passages", name),
                f"no question is about the passage {quoted(name)}",
                hint,
            )


def read_own(
    text: str | bytes,
    path: str,
    language: Language,
    tag: str,
    read_beside: ReadBeside | None = None,
) -> Bank:
    """Return what a sheet has of its own as a bank, which knows nothing else.

    Raises BankError with every problem, each at its place in the sheet.
    """
    own = Draft.of(text, path).at(OWN)
    assert isinstance(own, Keyed), "who reads it knows that the sheet has some"
    for key, value in (("title", OWN), ("language", tag)):
        own[key] = value
        own.key_places[key] = own.value_places[key] = own.place
    return read_draft(Draft(path, own, []), OWN, {tag: language}, read_beside)


def blocks_in(text: str, path: str, keys: Collection[str]) -> str:
    """Return the lines of some keys as they stand in a sheet, with their comments.

    Raises SheetError for a text that holds its keys on one line, in braces.
    """
    lines = text.splitlines()
    spans = [span for span in _spans_of(text) if span[0] in keys]
    tree, _ = read_tree(text, path)
    if isinstance(tree, Keyed) and len(spans) < len([key for key in keys if key in tree]):
        raise SheetError([_torn(path)])
    return "".join(f"{line}\n" for _, first, last in spans for line in lines[first:last])


def _torn(path: str) -> Problem:
    hint = "write each key on a line of its own, or save it under another name with --save"
    return Problem(Where(path), "the sheet's questions cannot be put into it", hint)


def with_questions(text: str, path: str, blocks: Mapping[str, Sequence[str]]) -> str:
    """Return the text of a sheet with other lists in it, each a key and its lines.

    Comments stay, but for those within the lists. Raises SheetError for a text that holds its keys
    on one line, in braces.
    """
    tree, _ = read_tree(text, path)
    spans = {*_spans_of(text)}
    if not isinstance(tree, Keyed) or not spans:
        raise SheetError([_torn(path)])
    lines = text.splitlines(keepends=True)
    line_end = match[0] if (match := _LINE_END.search(text)) else "\n"
    for key, first, last in sorted(spans, key=lambda span: -span[1]):
        if key in blocks:
            lines[first:last] = [f"{line}{line_end}" for line in blocks[key]]
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += line_end
    there = {key for key, _, _ in spans}
    for key, block in blocks.items():
        if key not in there:
            lines += [f"{line}{line_end}" for line in block]
    return "".join(lines)


def _spans_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each key of the outermost mapping with its first line and the line behind its last.

    Of a mapping in braces there is none.
    """
    root = compose(text)
    if not root.flow_style:
        for key, value in root.value:
            yield key.value, key.start_mark.line, _behind(value, text)


def _behind(value: Any, text: str) -> int:
    """Return the line behind the last one that a value stands in.

    Where the parser says that a list ends, only its next key begins: blank lines and comments
    between the two belong to neither.
    """
    mark = value.end_mark
    if mark.column:
        return int(mark.line) + 1
    lines = text.splitlines()[: mark.line]
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return len(lines)
