"""text2qti's Markdown -> written questions: numbered questions with their answers on lines below.

Each line begins with what it is: `a)` and `*b)` options, `[ ]` and `[*]` options of which several
are right, `*` and `=` answers that are typed, `...` what is told. Code that text2qti would run is
named with its line; nothing is run.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from decimal import Decimal

from quizgen.bank.questions import Question, WrittenAnswer
from quizgen.errors import Problem, Where, counted, quoted
from quizgen.imports.file_text import decode
from quizgen.imports.html_words import Words
from quizgen.imports.markdown_words import has_math, words_of_markdown
from quizgen.imports.numbers import exact_decimal
from quizgen.imports.taken import RefusedError, Taken, as_offered, dropped, refused
from quizgen.quiz.alone import digits_of
from quizgen.values import dataclass

_LINES = (
    ("question", re.compile(r"(?:\d+|#)\.[ \t]+(.*)")),
    ("right option", re.compile(r"\*[a-zA-Z]\)[ \t]+(.*)")),
    ("option", re.compile(r"[a-zA-Z]\)[ \t]+(.*)")),
    ("right of several", re.compile(r"\[\*\][ \t]+(.*)")),
    ("of several", re.compile(r"\[ ?\][ \t]+(.*)")),
    ("typed", re.compile(r"\*[ \t]+(.*)")),
    ("number", re.compile(r"=[ \t]+(.*)")),
    ("told", re.compile(r"\.\.\.[ \t]+(.*)")),
    ("told if right", re.compile(r"\+[ \t]+(.*)")),
    ("told if wrong", re.compile(r"-[ \t]+(.*)")),
    ("solution", re.compile(r"![ \t]+(.*)")),
    ("essay", re.compile(r"_{3,}[ \t]*()")),
    ("file", re.compile(r"\^{3,}[ \t]*()")),
    ("title", re.compile(r"(?i:title):[ \t]*(.*)")),
    ("points", re.compile(r"(?i:points):[ \t]*(.*)")),
    ("text", re.compile(r"(?i:text):[ \t]*(.*)")),
    ("group", re.compile(r"GROUP[ \t]*()")),
    ("end of group", re.compile(r"END_GROUP[ \t]*()")),
    ("points of each", re.compile(r"(?i:points per question):[ \t]*(.*)")),
    (
        "setting",
        re.compile(
            r"(?i:quiz title|quiz description|text title|pick|solutions pick|shuffle answers"
            r"|show correct answers|one question at a time|can't go back|feedback is solution"
            r"|solutions sample groups|solutions randomize groups):[ \t]*(.*)"
        ),
    ),
)
"""What a line is, by how it begins."""
_ANSWERS = (
    *("right option", "option", "right of several", "of several"),
    *("typed", "number", "essay", "file"),
)
_CONTINUES = re.compile(r"(?:\t| {2,})(.*)")
_CODE = re.compile(r"(`{3,}|~{3,})[ \t]*(.*)")
_RUN = re.compile(r"\{[^}]*\.run\b[^}]*\}")
_SPREAD = re.compile(r"(.+?)[ \t]*(?:\+-|±)[ \t]*(.+?)(%?)")
_RANGE = re.compile(r"\[(.+),(.+)\]")
_TRUTHS = {"true", "false"}


def is_text2qti(head: bytes) -> bool:
    """Tell whether a text is of this format, as far as its first lines tell."""
    return (re.search(rb"(?m)^Quiz title:", head) or _MARKED.search(head)) is not None


_MARKED = re.compile(
    rb"(?m)^(?:\d+|#)\.[ \t]+\S[^\n]*\n"
    rb"(?:(?:[ \t]+\S[^\n]*|\.\.\.[^\n]*|[+-][ \t][^\n]*|[ \t]*"
    rb"|(?:[a-zA-Z]\)|\[ ?\])[ \t][^\n]*)\n)*"
    rb"(?:\*[a-zA-Z]\)[ \t]|\[\*\][ \t]|\*[ \t]+\S|=[ \t]+[\d.+\-\[]|_{3,}[ \t]*(?:\n|\Z))"
)
"""A question, what may stand below it, and an answer that is marked as right, or a line to write
on."""


@dataclass(frozen=True)
class _Line:
    """A line with those that go on with it."""

    number: int
    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """A question as its lines tell it."""

    number: int
    asked: str
    points: str = ""
    answers: list[tuple[_Line, list[str]]] = field(default_factory=list)
    """Each with what is told of it."""
    told: list[str] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    """What else it has, by kind."""


def read_text2qti(content: bytes, path: str) -> Taken:
    """Return the questions of a file; raises BankError for what is no text."""
    text, remark = decode(content, path)
    questions: list[Question] = []
    problems: list[Problem] = []
    remarks = [remark]
    groups = 0
    parts: list[_Parts] = []
    points, each, problem = "", "", ""
    for line in _lines(text):
        where = Where(path, line.number, 1)
        last = parts[-1] if parts else None
        match line.kind:
            case "question":
                parts.append(_Parts(number=line.number, asked=line.text, points=points or each))
                points = ""
            case "points":
                points = line.text
            case "points of each":
                each = line.text
            case "group":
                groups += 1
            case "end of group":
                each = ""
            case "title" | "setting":
                pass
            case "text":
                if words_of_markdown(line.text).paragraphs:
                    what = f"text {quoted(line.text.strip())} asks nothing"
                    problems.append(refused(where, what))
            case "code":
                problem = "a block of code would be run, and nothing is run here"
                problems.append(refused(where, problem))
            case "":
                what = f"{quoted(line.text.strip())} is no part of a question"
                problems.append(refused(where, what, "see text2qti's own rules for lines"))
            case kind if last is None:
                what = f"{quoted(line.text.strip())} stands before the first question"
                problems.append(refused(where, what, f"it was read as {quoted(kind)}"))
            case kind if kind in _ANSWERS:
                last.answers.append((line, []))
            case "told":
                (last.answers[-1][1] if last.answers else last.told).append(line.text)
            case "solution":
                last.told.append(line.text)
            case kind:
                last.others.add(kind)
    for each_of in parts:
        where = Where(path, each_of.number, 1)
        reader = _Reader(where, each_of)
        try:
            questions.append(reader.question())
        except RefusedError as why:
            problems.append(refused(where, f"question {reader.named} {why}"))
            continue
        problems += reader.problems
    if groups:
        remarks.append(f"{counted(groups, 'group')} to draw from: all questions are taken.")
    return Taken(
        questions=tuple(questions),
        problems=tuple(sorted(problems, key=lambda it: it.where.line)),
        remarks=tuple(filter(None, remarks)),
    )


def _lines(text: str) -> Iterator[_Line]:
    """Yield lines with those that go on with them, without comments."""
    number, kind, held = 0, "", list[str]()
    is_in_comment, fence, is_run, blanks = False, "", False, 0
    for place, line in enumerate(text.split("\n"), start=1):
        bare = line.strip()
        if is_in_comment or line.rstrip() == "COMMENT":
            is_in_comment = line.rstrip() != "END_COMMENT"
        elif fence:
            if bare.startswith(fence):
                fence = ""
            elif held and not is_run:
                held.append(f"\n{bare}")
        elif line.startswith("%"):
            pass
        elif not bare:
            blanks += 1
        elif found := _CODE.match(bare):
            fence, is_run = found[1], _RUN.search(found[2]) is not None
            if is_run:
                if held:
                    yield _Line(number, kind, "".join(held))
                held = []
                yield _Line(place, "code", bare)
        elif (going_on := _CONTINUES.match(line)) and held:
            held += ["\n\n" if blanks else "\n", going_on[1]]
            blanks = 0
        else:
            if held:
                yield _Line(number, kind, "".join(held))
            found_kinds = ((name, pattern.fullmatch(line.rstrip())) for name, pattern in _LINES)
            kind, words = next(((name, it[1]) for name, it in found_kinds if it), ("", line))
            number, held, blanks = place, [words], 0
    if held:
        yield _Line(number, kind, "".join(held))


class _Reader:
    """One question, and what is found in it."""

    def __init__(self, where: Where, parts: _Parts) -> None:
        self.where, self.parts = where, parts
        self.problems: list[Problem] = []

    @property
    def named(self) -> str:
        """By what messages name it."""
        return quoted(words_of_markdown(self.parts.asked).line)

    def drop(self, what: str) -> None:
        """Keep that the question is taken over without something."""
        self.problems.append(dropped(self.where, f"question {self.named} {what}"))

    def words(self, text: str) -> Words:
        """Return what some Markdown says; raises RefusedError where it shows a picture."""
        words = words_of_markdown(text)
        if words.images:
            raise RefusedError(
                f"has a picture that is not in the file: {quoted(words.images[0].src)}"
            )
        if has_math(text):
            self.drop("has a formula, which stays as it is typed, in TeX")
        return words

    def question(self) -> Question:
        """Return it as a bank has it; raises RefusedError."""
        asked = self.words(self.parts.asked)
        if not asked.paragraphs:
            raise RefusedError("asks nothing")
        if self.parts.others & {"told if right", "told if wrong"}:
            self.drop("loses what is told of right or of wrong answers alone")
        why = " ".join(self.words(text).line for text in self.parts.told)
        fields: dict[str, object] = {
            "ask": "\n\n".join(asked.paragraphs),
            "why": why,
            "points": self._points(),
            **self._answered(),
        }
        return Question(where=self.where, has_own_id=False, **fields)  # type: ignore[arg-type]

    def _points(self) -> int | None:
        number = exact_decimal(self.parts.points or "1")
        if number is None:
            raise RefusedError(f"is worth {quoted(self.parts.points)}, which is no number")
        if number != int(number):
            self.drop(f"is worth {digits_of(number)} points, and a bank counts whole ones")
            return None
        return int(number) if number > 1 else None

    def _answered(self) -> dict[str, object]:
        kinds = {line.kind.removeprefix("right ") for line, _ in self.parts.answers}
        if not kinds:
            raise RefusedError("has no answer")
        if len(kinds) > 1:
            raise RefusedError("has answers of several kinds")
        match kinds.pop():
            case "option":
                return self._choice(is_single=True)
            case "of several":
                return self._choice(is_single=False)
            case "typed":
                right = [self.words(line.text).line for line, _ in self.parts.answers]
                self._told_of_typed()
                first, *others = dict.fromkeys(right)
                answer = (WrittenAnswer(text=first),)
                return {"type": "short-answer", "answer": answer, "accept": tuple(others)}
            case "number":
                return self._number()
            case "essay":
                return {"type": "discussion"}
            case _:
                raise RefusedError("has a file to be handed in, which no bank has")

    def _told_of_typed(self) -> None:
        if any(told for _, told in self.parts.answers):
            self.drop("loses what is told of an answer that is typed")

    def _choice(self, *, is_single: bool) -> dict[str, object]:
        options = [
            (
                line.kind.startswith("right"),
                WrittenAnswer(
                    text=self.words(line.text).line,
                    why=" ".join(self.words(text).line for text in told),
                ),
            )
            for line, told in self.parts.answers
        ]
        right = [option for is_right, option in options if is_right]
        wrong = [option for is_right, option in options if not is_right]
        if not right:
            raise RefusedError("has no right answer")
        if is_single and len(right) > 1:
            raise RefusedError(f"has {len(right)} right answers, of which one is to be chosen")
        if is_single and {option.text.lower() for _, option in options} == _TRUTHS:
            (key,) = right
            if any(option.why for option in wrong):
                self.drop("loses what is told of the wrong answer alone")
            answers = (WrittenAnswer(text=key.text.lower(), why=key.why),)
            return {"type": "true-false", "answer": answers}
        kind = "multiple-choice" if is_single else "multiple-response"
        offered = [option for _, option in options]
        return {"type": kind, **as_offered(offered, right, wrong)}

    def _number(self) -> dict[str, object]:
        (line, _), *others = self.parts.answers
        if others:
            raise RefusedError("has several numbers that are right")
        self._told_of_typed()
        number, spread = _number_of(line.text.strip())
        return {
            "type": "numeric",
            "answer": (WrittenAnswer(text=digits_of(number)),),
            "tolerance": digits_of(spread) if spread else "",
        }


def _number_of(said: str) -> Sequence[Decimal]:
    """Return a number and how far from it an answer may be; raises RefusedError."""
    wrong = RefusedError(f"has the answer {quoted(said)}, which is no number")
    if found := _RANGE.fullmatch(said):
        low, high = (exact_decimal(each) for each in found.groups())
        if low is None or high is None or low > high:
            raise wrong
        return (low + high) / 2, (high - low) / 2
    spread: Decimal | None = Decimal(0)
    share = ""
    if found := _SPREAD.fullmatch(said):
        said, written, share = found.groups()
        spread = exact_decimal(written)
    number = exact_decimal(said)
    if number is None or spread is None:
        raise wrong
    return number, abs(number) * spread / 100 if share else abs(spread)
