"""Questions in Aiken format: a line that asks, options with letters, and the letter that is right.

It holds choices of one and statements, as two options, and no more than their words. What could be
taken for an option, or for an answer, is named: docs/aiken.md says what was proved.
"""

import re

from quizgen.content import plain
from quizgen.errors import Problem
from quizgen.order import letter_of
from quizgen.output import Export, Output
from quizgen.quiz.alone import as_lines, asking, letters_lost, lost, needs_picture
from quizgen.quiz.form import Form, FormSection, NumberedItem
from quizgen.quiz.item import Choice, TrueFalse

MOST_OPTIONS = 26
LEAST_BYTES = 2
"""Of a line: Moodle's importer skips a shorter one."""
OTHER_FORMAT = "take GIFT or Moodle XML for it, or leave it out with --what-fits"

_LIKE_AN_OPTION = re.compile(r"[A-Z][.)]")
_LIKE_AN_ANSWER = re.compile(r"ANSWER:", re.IGNORECASE)


def write_aiken(form: Form, name: str) -> Export:
    """Return the questions of a form as a file of that name, a blank line between two."""
    left_out: list[Problem] = []
    written: list[str] = []
    for section in form.sections:
        for numbered in section.items:
            lines = _lines(numbered, section, form)
            if isinstance(lines, Problem):
                left_out.append(lines)
            else:
                written.append("\n".join(lines) + "\n")
    if not written and not left_out:
        return Export(())
    content = "\n".join(written).encode()
    return Export((Output(name, content, {"questions": len(written)}),), tuple(left_out))


def _lines(numbered: NumberedItem, section: FormSection, form: Form) -> list[str] | Problem:
    """Return the lines of a question, or why Aiken cannot hold it."""
    item = numbered.item
    match item.interaction:
        case Choice(type="multiple-choice", options=choices):
            options = [(" ".join(as_lines(each.content)), each.is_key) for each in choices]
        case TrueFalse(is_true=is_true):
            words = [(form.labels.true, is_true), (form.labels.false, not is_true)]
            options = [(word[:1].upper() + word[1:], is_key) for word, is_key in words]
        case _:
            why = f"is of the type {item.type}, and Aiken has choices of one right answer alone"
            return lost(numbered, why, OTHER_FORMAT)
    asked = " ".join(as_lines(asking(numbered, section)))
    why = ""
    if needs_picture(item):
        why = "has a picture to look at, and Aiken has none"
    elif item.passage:
        why = f"rests on the text '{plain(item.passage.title) or item.passage.id}': Aiken has none"
    elif _LIKE_AN_OPTION.match(asked) or _LIKE_AN_ANSWER.match(asked):
        why = f"begins with '{asked[:7].strip()}', which Aiken takes for an option or an answer"
    elif len(asked.encode()) < LEAST_BYTES:
        why = f"asks '{asked}', and Moodle skips so short a line"
    elif len(options) > MOST_OPTIONS:
        why = f"has {len(options)} options, and Aiken has a letter for {MOST_OPTIONS}"
    if why:
        return lost(numbered, why, OTHER_FORMAT)
    if shuffled := letters_lost(numbered, "Moodle shuffles what Aiken offers"):
        return shuffled
    lettered = [(letter_of(place), *option) for place, option in enumerate(options)]
    key = next(letter for letter, _, is_key in lettered if is_key)
    listed = [f"{letter}) {words}" for letter, words, _ in lettered]
    return [asked, *listed, f"ANSWER: {key}"]
