"""Questions as the sheets that game programs take: Kahoot, Blooket, Gimkit, Wayground and others.

What a program takes, and how, is a row of a table (`quizgen.quiz.in_games`). A text that is longer
than a program has room for is named and never cut; so is what a spreadsheet would take for a
formula, where the sheet is plain text that anyone may open in one. docs/game-sheets.md says what
is lost.
"""

import csv
import io
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

from quizgen.content import plain
from quizgen.deck.cells import FORMULA
from quizgen.errors import Problem, quoted
from quizgen.order import letter_of
from quizgen.output import Export, Output
from quizgen.quiz.alone import as_lines, asking, letters_lost, lost, needs_picture, told_after
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.in_games import TYPED, GameProgram, GameSheet, Role
from quizgen.quiz.item import Choice, Cloze, ShortAnswer, TrueFalse
from quizgen.values import dataclass
from quizgen.xlsx import Cell, Sheet, write_workbook

GAP = "_____"
"""What stands where a word is to be filled in."""
OTHER_FORMAT = "take Moodle XML for it, or leave it out with --what-fits"
SHORTER = "write it shorter, or leave it out with --what-fits"
NO_FORMULA = "put a word before that sign, or leave it out with --what-fits"
USUAL_SECONDS = 20
"""The least time that is given for a question."""
SECONDS_TO_THINK = 10
READ_IN_A_SECOND = 12
"""Characters, by who reads slowly."""
_WIDTHS: dict[Role, int] = {"ask": 60, "option": 30, "type": 18, "time": 14, "key": 14, "why": 60}
_WIDTH = 8


@dataclass(frozen=True)
class _Asked:
    """An item as sheets have it: what is read, and the answers to choose from or to type."""

    words: str
    answers: tuple[tuple[str, bool], ...]
    """Each with whether it is right."""
    why: str


def write_game_sheets(program: GameProgram, form: Form, name: str) -> Export:
    """Return the questions of a form as the sheets of a program, in files named by that name.

    What goes into another sheet, or is more than one file may hold, has files of its own beside it.
    """
    left_out: list[Problem] = []
    kept: list[list[tuple[NumberedItem, _Asked]]] = [[] for _ in program.sheets]
    for section in form.sections:
        for numbered in section.items:
            sheet, asked, problems = _placed(program, numbered, section, form)
            left_out += problems
            if sheet and asked:
                kept[program.sheets.index(sheet)].append((numbered, asked))
    parts = [
        (sheet, number, items[start : start + most])
        for sheet, items in zip(program.sheets, kept, strict=True)
        for most in [sheet.most_questions or len(items) or 1]
        for number, start in enumerate(range(0, len(items), most), start=1)
    ]
    if not parts and left_out:
        parts = [(program.sheets[0], 1, [])]
    path = PurePosixPath(name)
    files: list[Output] = []
    for sheet, number, items in parts:
        called = f"{path.stem}{sheet.suffix}{f'-{number}' if number > 1 else ''}{path.suffix}"
        made = partial(_write, program, sheet, [*_rows(sheet, items, form)])
        files.append(Output(called, made, {"questions": len(items)}))
    return Export(tuple(files), tuple(left_out))


# ------------------------------------------------------------------------------ what is not held


def _placed(
    program: GameProgram, numbered: NumberedItem, section: FormSection, form: Form
) -> tuple[GameSheet | None, _Asked | None, list[Problem]]:
    """Return the sheet of an item with what goes there, and what is lost: all of it, or a part."""
    item, title = numbered.item, program.title
    sheet = next((each for each in program.sheets if item.type in each.takes), None)
    if sheet is None:
        why = f"is of the type {item.type}, which a sheet for {title} has no place for"
        return None, None, [lost(numbered, why, OTHER_FORMAT)]
    if needs_picture(item):
        why = f"has a picture to look at, and a sheet for {title} has none"
        return None, None, [lost(numbered, why, OTHER_FORMAT)]
    if item.passage:
        text = plain(item.passage.title) or item.passage.id
        why = f"rests on the text '{text}': {title} has none"
        return None, None, [lost(numbered, why, OTHER_FORMAT)]
    if isinstance(item.interaction, Cloze) and len(item.interaction.answers) > 1:
        why = f"has {len(item.interaction.answers)} gaps, and {title} has one in a question"
        return None, None, [lost(numbered, why, OTHER_FORMAT)]
    if unlettered := letters_lost(numbered, f"{title} may shuffle its options"):
        return None, None, [unlettered]
    asked = _asked(numbered, section, form)
    problems = [*_misfits(program, sheet, asked, numbered)]
    if problems:
        return None, None, problems[:1]
    if item.type in TYPED and len(asked.answers) > sheet.most_answers:
        more = ", ".join(f"'{words}'" for words, _ in asked.answers[sheet.most_answers :])
        why = f"loses {more}, which is right too: {title} has room for {sheet.most_answers}"
        problems.append(lost(numbered, why, "see that nobody is marked down for it"))
        kept = asked.answers[: sheet.most_answers]
        asked = _Asked(asked.words, kept, asked.why)
    return sheet, asked, problems


def _misfits(
    program: GameProgram, sheet: GameSheet, asked: _Asked, numbered: NumberedItem
) -> Iterator[Problem]:
    """Yield why a sheet has no room for what an item says."""
    title, answered = program.title, numbered.item.interaction
    if len(asked.words) > sheet.longest_question:
        room = f"{len(asked.words)} characters, and {title} has room for {sheet.longest_question}"
        yield lost(numbered, f"asks in {room}", SHORTER)
    for words, _ in asked.answers:
        if len(words) > sheet.longest_answer:
            said = f"has the answer {quoted(words)} of {len(words)} characters"
            why = f"{said}, and {title} has room for {sheet.longest_answer}"
            yield lost(numbered, why, SHORTER)
    if isinstance(answered, Choice):
        if len(asked.answers) > sheet.most_answers:
            why = f"has {len(asked.answers)} options, and {title} has {sheet.most_answers}"
            yield lost(numbered, why, OTHER_FORMAT)
        keys = sum(is_key for _, is_key in asked.answers)
        if answered.type == "multiple-response" and keys == 1:
            why = (
                "has one right option and asks for all that are right, which the sheet cannot tell"
            )
            yield lost(numbered, why, OTHER_FORMAT)
    if program.file != "workbook":
        for words in (asked.words, *(words for words, _ in asked.answers)):
            if found := FORMULA.search(words):
                said = words[found.start(2) :]
                why = f"has {quoted(said)}, which a spreadsheet takes for a formula"
                yield lost(numbered, why, NO_FORMULA)


# ------------------------------------------------------------------------------------- questions


def _asked(numbered: NumberedItem, section: FormSection, form: Form) -> _Asked:
    item = numbered.item
    lines = [*as_lines(asking(numbered, section))]
    answers: list[tuple[str, bool]] = []
    match item.interaction:
        case Choice(options=options):
            answers = [(" ".join(as_lines(each.content)), each.is_key) for each in options]
        case TrueFalse(is_true=is_true):
            words = [(form.labels.true, is_true), (form.labels.false, not is_true)]
            answers = [(word[:1].upper() + word[1:], is_key) for word, is_key in words]
        case ShortAnswer(answer=answer, accepted=accepted):
            answers = [(words, True) for words in dict.fromkeys((plain(answer), *accepted))]
        case Cloze(parts=(first, last), answers=(answer, *_), accepted=(accepted, *_)):
            answers = [(words, True) for words in dict.fromkeys((plain(answer), *accepted))]
            lines.append(f"{plain(first)}{GAP}{plain(last)}".strip())
        case _:
            pass
    return _Asked(" ".join(lines), tuple(answers), "\n".join(map(plain, told_after(item, form))))


def _rows(
    sheet: GameSheet, items: Sequence[tuple[NumberedItem, _Asked]], form: Form
) -> Iterator[list[Cell]]:
    """Yield the rows of a sheet, what stands above its questions among them."""
    width = len(sheet.columns)
    for row in sheet.above:
        filled = [cell.replace("{title}", form.title) for cell in row]
        yield [*filled, *[None] * (width - len(filled))]
    if sheet.has_head:
        yield [column.head for column in sheet.columns]
    if any(column.advice for column in sheet.columns):
        yield [column.advice for column in sheet.columns]
    for number, (numbered, asked) in enumerate(items, start=1):
        yield _row(sheet, numbered, asked, number)


def _row(sheet: GameSheet, numbered: NumberedItem, asked: _Asked, number: int) -> list[Cell]:
    item = numbered.item
    kind = sheet.takes[item.type]
    row: list[Cell] = [None] * len(sheet.columns)

    def fill(role: Role, *cells: Cell) -> None:
        for place, cell in zip(sheet.places(role), cells, strict=False):
            row[place] = cell

    fill("number", number)
    fill("ask", asked.words)
    fill("type", kind)
    fill("typing", kind)
    fill("why", asked.why)
    if sheet.times:
        characters = len(asked.words) + sum(len(words) for words, _ in asked.answers)
        is_talked_over = item.type == "discussion"
        fill("time", max(sheet.times) if is_talked_over else _seconds(sheet, characters))
    right = [words for words, is_key in asked.answers if is_key]
    wrong = [words for words, is_key in asked.answers if not is_key]
    if sheet.key_way == "columns":
        fill("right", *right)
        fill("wrong", *wrong)
        return row
    fill("option", *(words for words, _ in asked.answers))
    if item.type not in TYPED:
        keys = [place for place, (_, is_key) in enumerate(asked.answers) if is_key]
        if sheet.key_way == "letters":
            fill("key", *map(letter_of, keys))
        else:
            fill("key", ",".join(str(place + 1) for place in keys))
    return row


def _seconds(sheet: GameSheet, characters: int) -> int:
    """Return the shortest time of a sheet in which so much can be read and thought about."""
    needed = max(USUAL_SECONDS, SECONDS_TO_THINK + characters / READ_IN_A_SECOND)
    return sheet.times[min(bisect_left(sheet.times, needed), len(sheet.times) - 1)]


# ----------------------------------------------------------------------------------------- files


def _write(
    program: GameProgram, sheet: GameSheet, rows: Sequence[Sequence[Cell]], to: BinaryIO
) -> None:
    if program.file == "workbook":
        heads = frozenset([len(sheet.above) + 1] if sheet.has_head else [])
        widths = [_WIDTHS.get(column.role, _WIDTH) for column in sheet.columns]
        to.write(write_workbook(Sheet(name=sheet.tab, rows=rows, bold=heads, widths=widths)))
        return
    if program.file == "csv":
        table = io.StringIO()
        csv.writer(table, lineterminator="\n").writerows(rows)
        to.write(table.getvalue().encode())
        return
    lines = ("\t".join(str(cell) for cell in row if cell is not None) + "\n" for row in rows)
    to.write("".join(lines).encode())
