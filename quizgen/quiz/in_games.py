"""The sheets of questions that game programs take: a program is a row, and its sheets are columns.

Writing and reading go by the same table. Heads, limits and ways to say a key are those of each
vendor's own template; docs/game-sheets.md says where they were seen.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from quizgen.bank.questions import ItemType
from quizgen.values import dataclass

Role = Literal[
    "", "number", "type", "typing", "ask", "option", "right", "wrong", "key", "time", "why"
]
"""What stands in a column. `right` and `wrong` are answers whose column says which they are,
`option` one of which `key` says it; `typing` is filled where the answer is typed."""
KeyWay = Literal["numbers", "letters", "columns"]
"""How a key is said: the numbers of the right options in one cell, a letter in a cell for each of
them, or by the column that an answer stands in."""

UNLIMITED = 32_767
"""In characters: what a cell of a spreadsheet holds, where a program names no limit."""
TYPED: tuple[ItemType, ...] = ("short-answer", "cloze")
"""What is answered by typing a few words."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet."""

    head: str
    role: Role = ""
    advice: str = ""
    """What stands below the head, where the template has a row for that."""


@dataclass(frozen=True, kw_only=True)
class GameSheet:
    """A sheet as a program takes it."""

    above: tuple[tuple[str, ...], ...] = ()
    """The rows above the heads; `{title}` is what the questions are about."""
    columns: tuple[Column, ...] = ()
    has_head: bool = True
    tab: str = "Sheet1"
    takes: Mapping[ItemType, str]
    """The types that it takes -> what the column `type`, or `typing`, says of them."""
    key_way: KeyWay = "numbers"
    longest_question: int = UNLIMITED
    longest_answer: int = UNLIMITED
    most_questions: int = 0
    """So many go into one file, and the others into more; 0 for any number."""
    times: tuple[int, ...] = ()
    """The seconds that may be given for a question; none where the sheet says no times."""
    suffix: str = ""
    """Of the file's name, where a program has several sheets."""
    known_by: str = ""
    """A word above the heads, without which they could be those of anybody's table."""

    def places(self, *roles: Role) -> Sequence[int]:
        """Return the places of the columns of some roles, from 0."""
        return [place for place, column in enumerate(self.columns) if column.role in roles]

    @property
    def most_answers(self) -> int:
        """How many answers there is room for."""
        return len(self.places("option", "right", "wrong"))


@dataclass(frozen=True, kw_only=True)
class GameProgram:
    """A program, and its sheets: an item goes into the first that takes it."""

    name: str
    """As in `quizgen export --to`."""
    title: str
    sheets: tuple[GameSheet, ...]
    file: Literal["workbook", "csv", "lines"] = "workbook"
    """What its file is; lines have cells with tabs between them."""


_CHOICES: Mapping[ItemType, str] = {
    "multiple-choice": "",
    "multiple-response": "",
    "true-false": "",
}
_ONE_KEY: Mapping[ItemType, str] = {"multiple-choice": "", "true-false": ""}
_TYPED: Mapping[ItemType, str] = {"short-answer": "", "cloze": ""}
SECONDS = (5, 10, 20, 30, 60, 90, 120, 240)

KAHOOT = GameProgram(
    name="kahoot",
    title="Kahoot",
    sheets=(
        GameSheet(
            above=((), ("", "Quiz template"), ("", "{title}"), (), (), (), ()),
            columns=(
                Column("", "number"),
                Column("Question - max 120 characters", "ask"),
                *(Column(f"Answer {n} - max 75 characters", "option") for n in range(1, 5)),
                Column("Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs", "time"),
                Column("Correct answer(s) - choose at least one", "key"),
            ),
            takes=_CHOICES,
            longest_question=120,
            longest_answer=75,
            most_questions=100,
            times=SECONDS,
        ),
    ),
)
BLOOKET = GameProgram(
    name="blooket",
    title="Blooket",
    file="csv",
    sheets=(
        GameSheet(
            above=(("Blooket\nImport Template",),),
            columns=(
                Column("Question #", "number"),
                Column("Question Text", "ask"),
                Column("Answer 1", "option"),
                Column("Answer 2", "option"),
                Column("Answer 3\n(Optional)", "option"),
                Column("Answer 4\n(Optional)", "option"),
                Column("Time Limit (sec)\n(Max: 300 seconds)", "time"),
                Column("Correct Answer(s)\n(Only include Answer #)", "key"),
                Column(""),
                Column("", "typing"),
            ),
            takes={**_CHOICES, "short-answer": "typing", "cloze": "typing"},
            times=SECONDS,
        ),
    ),
)
GIMKIT = GameProgram(
    name="gimkit",
    title="Gimkit",
    file="csv",
    sheets=(
        GameSheet(
            above=(("Gimkit Spreadsheet Import Template",),),
            columns=(
                Column("Question", "ask"),
                Column("Correct Answer", "right"),
                Column("Incorrect Answer 1", "wrong"),
                Column("Incorrect Answer 2 (Optional)", "wrong"),
                Column("Incorrect Answer 3 (Optional)", "wrong"),
            ),
            takes=_ONE_KEY,
            key_way="columns",
        ),
        GameSheet(
            above=(("Gimkit Spreadsheet Import Template 2",),),
            columns=(Column("Question", "ask"), Column("Correct Answer", "right")),
            takes=_TYPED,
            key_way="columns",
            suffix="-typed",
            known_by="Gimkit",
        ),
    ),
)
WAYGROUND = GameProgram(
    name="wayground",
    title="Wayground",
    sheets=(
        GameSheet(
            columns=(
                Column("Question Text", "ask", "Text of the question"),
                Column("Question Type", "type", "Multiple Choice if empty"),
                *(Column(f"Option {n}", "option", f"Text for option {n}") for n in range(1, 6)),
                Column("Correct Answer", "key", "Number of the right option, 1 to 5"),
                Column("Time in seconds", "time", "30 if empty"),
                Column("Image Link", "", "Optional"),
                Column("Answer explanation", "why", "Optional"),
            ),
            takes={
                "multiple-choice": "Multiple Choice",
                "multiple-response": "Checkbox",
                "true-false": "Multiple Choice",
                "short-answer": "Fill-in-the-Blank",
                "cloze": "Fill-in-the-Blank",
                "discussion": "Open-Ended",
            },
            times=SECONDS,
        ),
    ),
)
SOCRATIVE = GameProgram(
    name="socrative",
    title="Socrative",
    sheets=(
        GameSheet(
            above=(
                ("Instructions:",),
                (),
                ("1. Quiz Name:", "{title}"),
                (),
                (*[""] * 2, "4. Answers to choose from:", *[""] * 4, "5. Right answers:"),
            ),
            columns=(
                Column("2. Question Type:", "type"),
                Column("3. Question:", "ask"),
                *(Column(f"Answer {letter}:", "option") for letter in "ABCDE"),
                *(Column("", "key") for _ in range(5)),
                Column("6. Explanation (Optional):", "why"),
            ),
            tab="Quick Quiz",
            takes={
                "multiple-choice": "Multiple choice",
                "multiple-response": "Multiple choice",
                "true-false": "Multiple choice",
                "short-answer": "Open-ended",
                "cloze": "Open-ended",
                "discussion": "Open-ended",
            },
            key_way="letters",
            most_questions=194,
        ),
    ),
)
WORDWALL = GameProgram(
    name="wordwall",
    title="Wordwall",
    file="lines",
    sheets=(
        GameSheet(
            columns=(
                Column("", "ask"),
                Column("", "right"),
                *(Column("", "wrong") for _ in range(5)),
            ),
            has_head=False,
            takes=_ONE_KEY,
            key_way="columns",
        ),
    ),
)

PROGRAMS = (KAHOOT, BLOOKET, GIMKIT, WAYGROUND, SOCRATIVE, WORDWALL)


def sheet_of(heads: Sequence[str], above: str = "") -> GameSheet | None:
    """Return the sheet whose heads begin a row, whatever limits they name; None if of none.

    `above` are the words above that row.

    >>> sheet_of(["Question", "Correct answer "], "Gimkit Spreadsheet Import Template 2").suffix
    '-typed'
    >>> sheet_of(["Question", "Correct answer"])
    """
    for program in PROGRAMS:
        for sheet in program.sheets:
            filled = _filled(sheet.columns)
            has_more = any(head.strip() for head in heads[len(filled) :])
            if not sheet.has_head or len(heads) < len(filled) or sheet.known_by not in above:
                continue
            if sheet.known_by and has_more:  # another sheet of that program, cut short
                continue
            if all(map(_is_head, heads, sheet.columns)):
                return sheet
    return None


def _filled(columns: Sequence[Column]) -> Sequence[Column]:
    """Return columns up to the last that has a head."""
    last = max((place for place, column in enumerate(columns) if column.head), default=-1)
    return columns[: last + 1]


def _is_head(said: str, column: Column) -> bool:
    """Tell whether that is the head of a column; one of a key without a head may have got one."""
    name = _name_of(said)
    return name == _name_of(column.head) or (
        not column.head and column.role == "key" and "correct" in name
    )


def _name_of(head: str) -> str:
    """Return a head without its limits, which differ between copies of a template."""
    bare = re.sub(r"\d+ characters|\d+(?:, (?:or )?\d+)+", "", head.casefold())
    return " ".join(re.findall(r"[^\W_]+|#", bare))
