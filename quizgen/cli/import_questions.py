"""`quizgen import` of a file of questions: they become the written questions of a bank.

Of a bank that is there already, they mend and enlarge those that came from the file before.
"""

import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.console import ask_for, complain, is_watched, say
from quizgen.cli.new import SCHEMA, schema_text
from quizgen.errors import BankError, Problem, Where, counted, few_alike, quoted
from quizgen.store.new_files import write_new_files
from quizgen.store.project import HERE, read_bytes

if TYPE_CHECKING:
    from quizgen.bank.bank import Bank
    from quizgen.bank.questions import Question
    from quizgen.imports.taken import Taken

SHOWN = 3
"""So many questions are shown as they were understood."""
ANSWERS = ("YES", "NO")
WHAT_FITS = "--what-fits takes the others, and says what was left out"


def import_questions(
    file: Path,
    taken: "Taken",
    read_as: str,
    topic: str,
    title: str,
    what_fits: bool,
    update: bool,
) -> None:
    """Say what questions a file holds, and write them into the bank of a topic, if one is named.

    One that is there already is changed only if `update` asks for it. Raises BankError for what
    cannot be taken over, unless `what_fits` asks for the rest.
    """
    name = file.as_posix()
    path = HERE.banks / f"{topic or 'questions'}.yaml"
    is_there = bool(topic) and os.path.lexists(path)
    if is_there:
        from quizgen.cli.update import read_there, update_questions

        read_there(topic, title)
    title = title or (topic or "questions").replace("-", " ").capitalize()
    taken, bank, text = _sound(taken, path, title)
    errors = [problem for problem in taken.problems if problem.is_error]
    if errors and not what_fits:
        left = len(taken.questions)
        said = f"{counted(left, 'question')} of {left + len(errors)} can be taken over"
        raise BankError([*taken.problems, Problem(Where(name), said, WHAT_FITS)])
    others = [problem for problem in taken.problems if not problem.is_error]
    for problem in (*(each.as_warning for each in errors), *few_alike(others)):
        complain(problem)
    if bank is None:
        said, hint = "no question can be taken over", "see above"
        if not taken.problems:  # as in a template that nobody has filled in
            said, hint = "the file holds no questions", "write some into it, and save it"
        raise BankError([Problem(Where(name), said, hint)])
    shown = len(bank.questions) if taken.shows_all else SHOWN
    understood = (*_understood(bank.questions, name, read_as, shown), *taken.remarks)
    if taken.shows_all:
        for line in understood:
            say(line)
        if topic and is_watched() and ask_for("Is that right?", ANSWERS) != ANSWERS[0]:
            say("Nothing was written.")
            return
    if is_there:
        for line in () if taken.shows_all else understood:
            say(line)
        update_questions(taken, bank, path, name, update)
        return
    if topic:
        beside = {path.parent / part: held for part, held in taken.files.items()}
        new = {part: held for part, held in beside.items() if not _lies_there(part, held)}
        write_new_files({path: text, **new}, (SCHEMA, schema_text("bank")))
        say(f"{path.as_posix()}: {counted(len(bank.questions), 'question')}")
    for line in () if taken.shows_all else understood:
        say(line)
    say("Next:")
    if topic:
        say(f"  quizgen check {topic}")
        say(f"  quizgen build --topic {topic}")
    else:
        say(f"  quizgen import {name} --topic TOPIC")


def _lies_there(path: Path, content: bytes) -> bool:
    """Tell whether a picture lies beside the banks already, from another file that has it too."""
    return path.is_file() and read_bytes(path, len(content) + 1) == content


def _sound(taken: "Taken", path: Path, title: str) -> "tuple[Taken, Bank | None, str]":
    """Return what is left once a bank of it breaks no rule, with that bank and its text.

    What the bank's reader or its rules find is told where the question stands in its own file.
    """
    from quizgen.check import check_values
    from quizgen.export.questions_yaml import write_questions
    from quizgen.imports import without
    from quizgen.read import read_bank, words_for

    languages = HERE.find_languages()
    bank: Bank | None
    while taken.questions:
        made, starts = write_questions(taken.questions, taken.pictures, path.stem, title)
        try:
            bank = read_bank(made, path.as_posix(), languages, taken.files.__getitem__)
            language = words_for(bank.language, languages)
            assert language is not None
            found: Sequence[Problem] = tuple(check_values(bank, language))
            bad = [problem for problem in found if problem.is_error]
        except BankError as error:
            bank, bad = None, [*error.problems]
        if bank and not bad:
            return taken, bank, made
        by_question = _by_question(bad, starts, taken, made)
        if not by_question:  # it is the bank as a whole that is wrong
            raise BankError(bad)
        told = [
            replace(problem, where=taken.questions[place].where, severity="E")
            for place, problem in by_question.items()
        ]
        taken = without(replace(taken, problems=(*taken.problems, *told)), by_question)
    return taken, None, ""


def _by_question(
    problems: Sequence[Problem], starts: Sequence[int], taken: "Taken", text: str
) -> Mapping[int, Problem]:
    """Return the first problem of each question, by its place in a bank that was made of them.

    One with a picture is of every question that shows it; what is of none is left.
    """
    found: dict[int, Problem] = {}
    lines = text.split("\n")
    for problem in sorted(problems, key=lambda each: each.where):
        place = bisect_right(starts, problem.where.line) - 1
        if place >= 0:
            found.setdefault(place, problem)
            continue
        above = lines[: problem.where.line]
        name = next((each.strip()[:-1] for each in reversed(above) if _is_picture(each)), None)
        if name is None:
            continue
        for place, question in enumerate(taken.questions):
            answers = (*question.answer, *question.wrong)
            if name in (question.picture, *(answer.picture for answer in answers)):
                found.setdefault(place, problem)
    return found


def _is_picture(line: str) -> bool:
    return line.startswith("  ") and line[2:3] != " " and line.endswith(":")


def _understood(
    questions: "Sequence[Question]", name: str, title: str, shown: int
) -> Iterator[str]:
    """Yield what was understood: how many of each type, and the first of them in full."""
    types = Counter(question.type or "" for question in questions)
    listed = ", ".join(f"{number} {kind}" for kind, number in types.items())
    yield f"{name} was read as {title}: {listed}."
    for question in questions[:shown]:
        yield f"  {_short(question.ask) or question.type}"
        for answer in question.answer:
            yield f"    * {_short(answer.said)}"
        for answer in question.wrong:
            yield f"      {_short(answer.said)}"
        for premise, response in question.pairs.items():
            yield f"    * {_short(premise)} = {_short(response)}"
        for step in question.order:
            yield f"    * {_short(step)}"
    if len(questions) > shown:
        yield f"  and {len(questions) - shown} more"


def _short(words: str) -> str:
    return quoted(words)[1:-1]
