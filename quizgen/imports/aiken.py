"""Aiken -> written questions: a line that asks, options with letters, and a line with the answer.

`A)` and `a.` begin an option alike. The answer must be one of them, which Moodle does not look at:
a small letter is imported there as a question without a right answer.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from quizgen.bank.questions import Question, WrittenAnswer
from quizgen.errors import Problem, Where, quoted
from quizgen.imports.file_text import clean, decode
from quizgen.imports.html_words import plain_words
from quizgen.imports.taken import RefusedError, Taken, as_offered, dropped, refused

_OPTION = re.compile(r"[ \t]*([A-Za-z])[.)][ \t]*(.*)")
_ANSWER = re.compile(r"[ \t]*ANSWER:[ \t]*(.*)", re.IGNORECASE)
_TEX = "has a formula, which stays as it is typed, in TeX"
_WHY = re.compile(
    r"[ \t]*(?:feedback|explanation|rationale|reason|erklärung|begründung)[ \t]*:[ \t]*(.+)",
    re.IGNORECASE,
)
"""A reason, which some programs write behind the answer; Aiken itself knows none."""
_TRUTHS = {"true", "false"}
"""The options of a statement, which is judged."""
_LETTER = re.compile(r"([A-Za-z])[.)]?[ \t]*")


def read_aiken(content: bytes, path: str) -> Taken:
    """Return the questions of a file; raises BankError for what is no text."""
    text, remark = decode(content, path)
    questions: list[Question] = []
    problems: list[Problem] = []
    lines: list[tuple[int, str]] = []
    is_taken = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        if not lines and number > 1 and (reason := _WHY.fullmatch(line)):
            if is_taken:
                questions[-1] = _with_reason(questions[-1], clean(reason[1]))
            continue
        lines.append((number, line))
        if _ANSWER.fullmatch(line):
            where = Where(path, lines[0][0], 1)
            try:
                questions.append(_question(where, [each for _, each in lines]))
                is_taken = True
                if plain_words("\n".join(each for _, each in lines)).has_formula:
                    named = quoted(questions[-1].ask)
                    problems.append(dropped(where, f"question {named} {_TEX}"))
            except RefusedError as why:
                is_taken = False
                named = quoted(lines[0][1])
                problems.append(refused(where, f"question {named} {why}"))
            lines = []
    if lines:
        where = Where(path, lines[0][0], 1)
        message = f"question {quoted(lines[0][1])} has no line ANSWER: behind its options"
        problems.append(refused(where, message))
    remarks = (remark,) if remark else ()
    return Taken(questions=tuple(questions), problems=tuple(problems), remarks=remarks)


def _with_reason(question: Question, reason: str) -> Question:
    return replace(question, why=" ".join(filter(None, (question.why, reason))))


def _question(where: Where, lines: Sequence[str]) -> Question:
    """Return a question; its options are the last lines whose letters follow one another from A.

    So a line that asks may look like an option, as "A. Smith wrote what?" does.
    """
    *lines, last = lines
    first = _first_option(lines)
    asked = [clean(line) for line in lines[:first]]
    if not asked:
        raise RefusedError("has options and asks nothing")
    options = {chr(ord("A") + place): _words(line) for place, line in enumerate(lines[first:])}
    answer = _ANSWER.fullmatch(last)
    letter = _LETTER.fullmatch(answer[1]) if answer else None
    if letter is None:
        said = answer[1] if answer else ""
        raise RefusedError(f"has the answer {quoted(said)}, which is not one letter")
    if letter[1].upper() not in options:
        raise RefusedError(f"has the answer {letter[1]}, and no such option")
    if empty := next((name for name, words in options.items() if not words), ""):
        raise RefusedError(f"has nothing behind {empty}")
    offered = [WrittenAnswer(text=words) for words in options.values()]
    key = options.pop(letter[1].upper())
    if {key.lower(), *(words.lower() for words in options.values())} == _TRUTHS:
        answers = (WrittenAnswer(text=key.lower()),)
        ask = "\n\n".join(asked)
        return Question(type="true-false", has_own_id=False, ask=ask, answer=answers, where=where)
    return Question(
        type="multiple-choice",
        has_own_id=False,
        ask="\n\n".join(asked),
        **as_offered(
            offered,
            [WrittenAnswer(text=key)],
            [WrittenAnswer(text=words) for words in options.values()],
        ),
        where=where,
    )


def _first_option(lines: Sequence[str]) -> int:
    """Return where the options begin: the last A that is followed by B, C ... to the end."""
    for start in range(len(lines) - 1, -1, -1):
        letters = [found[1].upper() for line in lines[start:] if (found := _OPTION.fullmatch(line))]
        expected = [chr(ord("A") + place) for place in range(len(lines) - start)]
        if letters == expected and (start or len(letters) > 1):
            return start
    raise RefusedError("has no options A, B ... that follow one another up to its answer")


def _words(line: str) -> str:
    found = _OPTION.fullmatch(line)
    return clean(found[2]) if found else ""
