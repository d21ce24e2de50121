r"""R/exams -> written questions: an exercise in Markdown (.Rmd) or LaTeX (.Rnw) without R in it.

An exercise with R draws its numbers anew each time. Nothing is run here, so a block of R and an
inline `r` or `\Sexpr` are named with their lines, and the exercise is not taken over.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal

from quizgen.bank.questions import Question, WrittenAnswer
from quizgen.errors import Problem, Where, counted, quoted
from quizgen.ids import LONGEST_ID, slug_of
from quizgen.imports.file_text import clean, decode
from quizgen.imports.gapped import place_of, sentence_with
from quizgen.imports.html_words import Words
from quizgen.imports.markdown_words import has_math, words_of_markdown
from quizgen.imports.numbers import exact_decimal
from quizgen.imports.tags import read_tags
from quizgen.imports.taken import RefusedError, Taken, as_offered, dropped, refused
from quizgen.quiz.alone import digits_of
from quizgen.values import dataclass

_HEAD = re.compile(
    r"(?m)^(?:#{1,2}[ \t]+(?P<marked>question|solution|meta-information)[ \t#]*$"
    r"|(?P<lined>question|solution|meta-information)[ \t]*\n[=-]+[ \t]*$)",
    re.IGNORECASE,
)
_LIST_HEAD = re.compile(
    r"(?m)^(?:#{1,3}[ \t]+Answerlist[ \t#]*$|Answerlist[ \t]*\n[-=]+[ \t]*$)", re.IGNORECASE
)
_ENTRY = re.compile(r"(?m)^[ \t]{0,3}[*+-][ \t]+")
_KEY = re.compile(r"(?m)^[ \t]*(ex\w+(?:\[[^\]]*\])?)[ \t]*:[ \t]*(.*)$")
_ENVIRONMENT = r"\\begin\{%s\}(.*?)\\end\{%s\}"
_LATEX_KEY = re.compile(r"(?m)^[ \t%]*\\(ex\w+)(?:\[[^\]]*\])?\{([^{}]*)\}")
_RUN = (
    (re.compile(r"(?m)^[ \t]*`{3,}[ \t]*\{[ \t]*r\b"), "a block of R"),
    (re.compile(r"`r[ \t][^`\n]*`"), "R within its text"),
    (re.compile(r"(?m)^<<.*?>>="), "a block of R"),
    (re.compile(r"\\Sexpr\{"), "R within its text"),
)
_PLACE = re.compile(r"##ANSWER(\d+)##")
_VERDICT = re.compile(r"(?:true|false|right|wrong|correct|incorrect)[.:!]?\s*", re.IGNORECASE)
"""What the reason for an option begins with, which the key says anyway."""
_COMMANDS = (
    (re.compile(r"(?<!\\)%.*"), ""),
    (re.compile(r"\\(?:emph|textbf|textit|texttt|code|underline|mbox|pkg)\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\\\(?:\[[^\]]*\])?|\\(?:newline|par|linebreak)\b"), "\n\n"),
    (re.compile(r"``|''"), '"'),
    (re.compile(r"---"), "—"),
    (re.compile(r"--"), "–"),
    (re.compile(r"(?<!\\)~"), "\N{NO-BREAK SPACE}"),
    (re.compile(r"\\([%&$#_{}])"), r"\1"),
)
"""LaTeX that says how words look, or what sign is meant."""
_ACCENT = re.compile(
    r"""\{\\([`'"^~])\s*\{?([A-Za-z])\}?\}|\\([`'"^~])\s*(?:\{([A-Za-z])\}|([A-Za-z]))"""
)
_ACCENTS = {
    "`": "\N{COMBINING GRAVE ACCENT}",
    "'": "\N{COMBINING ACUTE ACCENT}",
    '"': "\N{COMBINING DIAERESIS}",
    "^": "\N{COMBINING CIRCUMFLEX ACCENT}",
    "~": "\N{COMBINING TILDE}",
}
_FORMULA = re.compile(r"(?<!\\)\$[^$]+\$|\\[(\[](?!\\)")
_COMMAND = re.compile(r"\\[a-zA-Z]+")


def is_rexams(head: bytes) -> bool:
    """Tell whether a text is an exercise, as far as its first lines tell."""
    is_markdown = re.search(
        rb"(?mi)^(?:#{1,2}[ \t]+question|question[ \t]*\n[=-]+)[ \t#]*$", head
    ) and re.search(rb"(?mi)^[ \t]*extype[ \t]*:", head)
    return bool(is_markdown or re.search(rb"\\extype\{", head))


@dataclass(frozen=True, kw_only=True)
class _Exercise:
    """An exercise, taken apart."""

    asked: str
    options: Sequence[str]
    solution: str
    reasons: Sequence[str]
    keys: Mapping[str, str]
    is_latex: bool


def read_rexams(content: bytes, path: str) -> Taken:
    """Return the question of an exercise; raises BankError for what is no text."""
    text, remark = decode(content, path)
    runs = [
        refused(
            _place(text, found.start(), path),
            f"the exercise has {what}, and nothing is run here",
            "let R/exams write it once with its numbers, as Moodle XML or for Canvas",
        )
        for pattern, what in _RUN
        for found in pattern.finditer(text)
    ]
    remarks = (remark,) if remark else ()
    if runs:
        in_order = sorted(runs, key=lambda each: each.where)
        others = tuple(each.as_warning for each in in_order[1:])
        return Taken(questions=(), problems=(in_order[0], *others), remarks=remarks)
    reader = _Reader(_taken_apart(text), Where(path, _first_line(text), 1))
    try:
        question = reader.question()
    except RefusedError as why:
        problem = refused(reader.where, f"question {reader.named} {why}")
        return Taken(questions=(), problems=(problem,), remarks=remarks)
    return Taken(questions=(question,), problems=tuple(reader.problems), remarks=remarks)


def _place(text: str, start: int, path: str) -> Where:
    return Where(path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def _first_line(text: str) -> int:
    found = _HEAD.search(text) or re.search(r"\\begin\{question\}", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _taken_apart(text: str) -> _Exercise:
    if re.search(r"\\extype\{", text):
        asked, options = _with_list(_within("question", text), r"\item")
        solution, reasons = _with_list(_within("solution", text), r"\item")
        keys = dict(_LATEX_KEY.findall(text))
        is_latex = True
    else:
        parts = dict.fromkeys(("question", "solution", "meta-information"), "")
        heads = [*_HEAD.finditer(text)]
        ends = [*(it.start() for it in heads[1:]), len(text)]
        for found, end in zip(heads, ends, strict=False):  # without any there is an end
            name = found["marked"] or found["lined"]
            parts[name.lower()] = text[found.end() : end]
        asked, options = _with_list(parts["question"], "")
        solution, reasons = _with_list(parts["solution"], "")
        keys = dict(_KEY.findall(parts["meta-information"]))
        is_latex = False
    return _Exercise(
        asked=asked,
        options=options,
        solution=solution,
        reasons=reasons,
        keys={name.lower(): value.strip() for name, value in keys.items()},
        is_latex=is_latex,
    )


def _within(name: str, text: str) -> str:
    found = re.search(_ENVIRONMENT % (name, name), text, re.DOTALL)
    return found[1] if found else ""


def _with_list(text: str, item: str) -> tuple[str, Sequence[str]]:
    """Return a text and the entries of the list of answers in it."""
    if item:
        listed = _within("answerlist", text)
        before = text.partition(r"\begin{answerlist}")[0]
        return before, [each for each in listed.split(item)[1:] if each.strip()]
    before, *rest = _LIST_HEAD.split(text, maxsplit=1)
    entries = _ENTRY.split(rest[0])[1:] if rest else []
    return before, entries


def _accented(found: re.Match[str]) -> str:
    """Return a letter with its accent, which LaTeX writes before it."""
    accent, letter = found[1] or found[3], found[2] or found[4] or found[5]
    return unicodedata.normalize("NFC", letter + _ACCENTS[accent])


class _Reader:
    """One exercise, and what is found in it."""

    def __init__(self, exercise: _Exercise, where: Where) -> None:
        self.exercise, self.where = exercise, where
        self.keys = exercise.keys
        self.problems: list[Problem] = []

    @property
    def named(self) -> str:
        """By what messages name it."""
        return quoted(clean(self.keys.get("exname", "")) or clean(self.exercise.asked))

    def drop(self, what: str) -> None:
        """Keep that the question is taken over without something."""
        self.problems.append(dropped(self.where, f"question {self.named} {what}"))

    def words(self, text: str) -> Words:
        """Return what a text says; raises RefusedError where it shows a picture."""
        if self.exercise.is_latex:
            return self._of_latex(text)
        words = words_of_markdown(text)
        if words.images:
            raise RefusedError(
                f"has a picture that is not in the file: {quoted(words.images[0].src)}"
            )
        if has_math(text):
            self.drop("has a formula, which stays as it is typed, in TeX")
        return words

    def _of_latex(self, text: str) -> Words:
        if r"\includegraphics" in text:
            raise RefusedError("has a picture that is not in the file")
        if r"\begin{" in text:
            raise RefusedError("has a list, table or formula of LaTeX, which no bank holds")
        has_formula = _FORMULA.search(text) is not None
        text = _ACCENT.sub(_accented, text).replace(r"\ss{}", "ß").replace(r"{\ss}", "ß")
        for pattern, words in _COMMANDS:
            text = pattern.sub(words, text)
        if has_formula or _COMMAND.search(text):
            self.drop("has a formula or a command of LaTeX, which stays as it is typed")
        parts = (clean(part) for part in re.split(r"\n[ \t]*\n", text))
        return Words(tuple(part for part in parts if part))

    def question(self) -> Question:
        """Return it as a bank has it; raises RefusedError."""
        asked = self.words(self.exercise.asked)
        if not asked.paragraphs:
            raise RefusedError("asks nothing")
        tags = read_tags(
            part
            for name, value in self.keys.items()
            if name == "exsection" or name.startswith("extags")
            for part in re.split(r"[/,|]", value)
        )
        ident = slug_of(self.keys.get("exname", ""))[:LONGEST_ID].strip("-")
        fields: dict[str, object] = {
            "id": ident,
            "has_own_id": bool(ident),
            "ask": "\n\n".join(asked.paragraphs),
            "why": self.words(self.exercise.solution).line,
            "points": self._points(),
            **tags.keys,
            **self._answered(asked),
        }
        return Question(where=self.where, **fields)  # type: ignore[arg-type]

    def _points(self) -> int | None:
        said = self.keys.get("expoints", "1")
        number = exact_decimal(said)
        if number is None or number != int(number):
            self.drop(f"is worth {quoted(said)} points, and a bank counts whole ones")
            return None
        return int(number) if number > 1 else None

    def _answered(self, asked: Words) -> dict[str, object]:
        kind = self.keys.get("extype", "").lower()
        right = self.keys.get("exsolution", "")
        match kind:
            case "schoice" | "mchoice":
                return self._choice(right, is_single=kind == "schoice")
            case "num":
                number, spread = self._number(right, self.keys.get("extol", "0"))
                return {
                    "type": "numeric",
                    "answer": (WrittenAnswer(text=digits_of(number)),),
                    "tolerance": digits_of(spread) if spread else "",
                }
            case "string":
                style = self.keys.get("exstringtype", self.keys.get("exclozetype", "string"))
                if "file" in style:
                    raise RefusedError("has a file to be handed in, which no bank has")
                if "essay" in style or right.lower() in ("", "nil", "na"):
                    return {"type": "discussion"}
                answer = (WrittenAnswer(text=self.words(right).line),)
                return {"type": "short-answer", "answer": answer}
            case "cloze":
                return self._gaps(asked, right)
            case _:
                raise RefusedError(f"is of the type {quoted(kind)}, which no bank has")

    def _choice(self, right: str, *, is_single: bool) -> dict[str, object]:
        bits = right.replace("|", "").replace(" ", "")
        texts = self.exercise.options
        if not texts:
            raise RefusedError("has no list of answers")
        if not re.fullmatch("[01]+", bits):
            raise RefusedError(
                f"has the solution {quoted(right)}, and not a 0 or 1 for each answer"
            )
        if len(bits) != len(texts):
            raise RefusedError(
                f"has {counted(len(texts), 'answer')}, and a solution for {len(bits)}"
            )
        if "1" not in bits:
            raise RefusedError("has no right answer")
        if is_single and bits.count("1") > 1:
            raise RefusedError(f"has {bits.count('1')} right answers, of which one is to be chosen")
        shuffled = exact_decimal(self.keys.get("exshuffle", ""))
        if shuffled is not None and shuffled < len(texts):
            self.drop(
                f"draws {digits_of(shuffled)} of its answers each time: all of them are taken"
            )
        reasons = [*self.exercise.reasons, *[""] * len(texts)]
        options = [
            WrittenAnswer(text=self.words(text).line, why=self._reason(reason))
            for text, reason in zip(texts, reasons, strict=False)
        ]
        keys = [it for it, bit in zip(options, bits, strict=True) if bit == "1"]
        wrong = [it for it, bit in zip(options, bits, strict=True) if bit == "0"]
        kind = "multiple-choice" if is_single else "multiple-response"
        return {"type": kind, **as_offered(options, keys, wrong)}

    def _reason(self, text: str) -> str:
        return _VERDICT.sub("", self.words(text).line, count=1)

    def _number(self, said: str, tolerance: str) -> tuple[Decimal, Decimal]:
        number, spread = exact_decimal(said), exact_decimal(tolerance or "0")
        if number is None:
            raise RefusedError(f"has the solution {quoted(said)}, which is no number")
        if spread is None:
            raise RefusedError(f"has the tolerance {quoted(tolerance)}, which is no number")
        return number, abs(spread)

    def _gaps(self, asked: Words, right: str) -> dict[str, object]:
        """Return a sentence with gaps, where its text says where each of its answers goes."""
        kinds = [each.strip() for each in self.keys.get("exclozetype", "").split("|")]
        answers = [self.words(each).line for each in right.split("|")]
        if len(kinds) != len(answers) or not {*kinds} <= {"num", "string"}:
            raise RefusedError("asks several things at once, where a bank asks one by one")
        text = "\n\n".join(asked.paragraphs)
        places = [int(found[1]) for found in _PLACE.finditer(text)]
        if places != [*range(1, len(answers) + 1)]:
            raise RefusedError("does not say within its text where its answers go")
        if any(exact_decimal(each) for each in self.keys.get("extol", "0").split("|")):
            self.drop("takes one number alone as right in a gap, not what is near it")
        marked = _PLACE.sub(lambda found: place_of(int(found[1]) - 1), text)
        return {"type": "cloze", "ask": sentence_with([[each] for each in answers], marked)}
