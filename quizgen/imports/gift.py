r"""GIFT -> written questions.

The tests stand in the order of Moodle's importer, and are stricter: what it would guess, or take
for a star that makes every answer right, is named with its line. A question ends at a blank line;
`\n` is a new line within it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from quizgen.bank.questions import ItemType, Question, WrittenAnswer
from quizgen.errors import Problem, Where, counted, quoted
from quizgen.imports.file_text import clean, decode
from quizgen.imports.gapped import place_of, sentence_with
from quizgen.imports.html_words import words_of
from quizgen.imports.numbers import exact_decimal
from quizgen.imports.tags import own_id, read_tags
from quizgen.imports.taken import RefusedError, Taken, as_offered, dropped, refused
from quizgen.quiz.alone import digits_of

_BLANK = re.compile(r"[ \t\ufeff]*")
_COMMENT = re.compile(r"[ \t]*//")
_IN_COMMENT = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.)*)\]")
_CATEGORY = re.compile(r"\s*\$CATEGORY:")
_ESCAPES = {
    ":": "\ue001",
    "#": "\ue002",
    "=": "\ue003",
    "{": "\ue004",
    "}": "\ue005",
    "~": "\ue006",
}
"""What stands in the place of an escaped sign while the others are looked for."""
_NEW_LINE, _BACKSLASH = "\ue007", "\ue008"
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_BACK = str.maketrans({**{held: sign for sign, held in _ESCAPES.items()}, _BACKSLASH: "\\"})
_FORMAT = re.compile(r"\s*\[(html|plain|moodle|markdown)\]")
_WEIGHT = re.compile(r"%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")
_WILDCARD = re.compile(r"(?<!\\)\*")
_TRUTHS = {"T": "true", "TRUE": "true", "F": "false", "FALSE": "false"}
_ORDER = re.compile(r">\s*\d*\s*(?:ALL|RANDOM|CONTIGUOUS)?\b[^\n]*\n", re.IGNORECASE)
_WHOLE, _SURE = Decimal(100), Decimal("0.001")
CORRECTED = "→ "
"""Before the correction of a false statement, where quizgen wrote it."""
GAP = "_____"
"""What Moodle puts in the place of a missing word."""
_WITHIN = ("multiple-choice", "multiple-response", "numeric")
"""What may ask for a missing word, with the rest of its sentence behind the answer."""


def read_gift(content: bytes, path: str) -> Taken:
    """Return the questions of a file; raises BankError for what is no text."""
    text, remark = decode(content, path)
    questions: list[Question] = []
    problems: list[Problem] = []
    ids: set[str] = set()
    categories = 0
    for where, block in _blocks(text, path):
        reader = _Reader(where, block)
        if _CATEGORY.match(reader.text):
            categories += 1
            continue
        if not reader.text.strip():
            continue
        try:
            question = reader.question()
        except RefusedError as why:
            problems.append(refused(where, f"question {reader.named} {why}"))
            continue
        if question.id in ids:
            question = replace(question, id="", has_own_id=False)
        ids |= {question.id} - {""}
        questions.append(question)
        problems += reader.problems
    remarks = [remark]
    if categories > 1:
        remarks.append(f"{categories} categories are not kept: a bank has tags.")
    return Taken(
        questions=tuple(questions),
        problems=tuple(problems),
        remarks=tuple(filter(None, remarks)),
    )


def _blocks(text: str, path: str) -> Iterator[tuple[Where, Sequence[str]]]:
    """Yield what stands between blank lines, with the place of its first line of words."""
    block: list[str] = []
    start = 0
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if not _BLANK.fullmatch(line):
            if not start and not _COMMENT.match(line):
                start = number
            block.append(line)
        elif block:
            if start:
                yield Where(path, start, 1), block
            block, start = [], 0


class _Reader:
    """One question, and what is found in it."""

    def __init__(self, where: Where, lines: Sequence[str]) -> None:
        self.where = where
        self.problems: list[Problem] = []
        self.comment = " ".join(line for line in lines if _COMMENT.match(line))
        kept = "\n".join(line for line in lines if not _COMMENT.match(line))
        self.raw = kept
        self.text = _ESCAPED.sub(_held, kept).strip()
        self.name = ""
        if self.text.startswith("::") and "::" in self.text[2:]:
            name, _, self.text = self.text[2:].partition("::")
            self.name = clean(_back(name))
        self.format = "moodle"

    @property
    def named(self) -> str:
        """By what messages name it."""
        said = self.name or clean(_back(self.text.partition("{")[0]))
        return quoted(said) if said else "without a name"

    def drop(self, what: str) -> None:
        """Keep that the question is taken over without something."""
        self.problems.append(dropped(self.where, f"question {self.named} {what}"))

    # ------------------------------------------------------------------------------ texts

    def words(self, held: str, *, in_paragraphs: bool = False) -> str:
        """Return words as they are read: without markup, where their format has some."""
        found = _FORMAT.match(held)
        name = found[1] if found else self.format
        said = held[found.end() :] if found else held
        parts = re.split(r"\n", said.replace(_NEW_LINE, "\n"))
        if name == "html":
            parts = [said.replace(_NEW_LINE, "\n")]
        paragraphs: list[str] = []
        for part in parts:
            if name in ("plain", "markdown"):
                paragraphs += filter(None, [clean(_back(part))])
                continue
            words = words_of(_back(part))
            if words.needed:
                raise RefusedError(f"needs {', '.join(words.needed)}, which no bank holds")
            if words.images:
                raise RefusedError("has a picture, which does not lie in a file of GIFT")
            paragraphs += words.paragraphs
            if words.has_formula:
                self.drop("has a formula, which stays as it is typed, in TeX")
        return ("\n\n" if in_paragraphs else " ").join(paragraphs)

    def told(self, words: str) -> tuple[str, str]:
        """Return an answer and what is told who gave it."""
        answer, _, told = words.partition("#")
        return answer, self.words(told)

    # ------------------------------------------------------------------------------ the question

    def question(self) -> Question:
        """Return it as a bank has it; raises RefusedError."""
        start, end = self.text.find("{"), self.text.find("}")
        if start < 0 and end < 0:
            raise RefusedError("is a text that asks nothing: it has no answer in braces")
        if start < 0 or end < start:
            raise RefusedError("has a brace without the other one")
        if self.text[start + 1 :].lstrip().startswith(">"):  # whose lines are not escaped
            end = self.text.rfind("}")
        elif "{" in self.text[start + 1 :] or "}" in self.text[end + 1 :]:
            raise RefusedError("has several answers in braces, or braces without a backslash")
        before, inside, after = self.text[:start], self.text[start + 1 : end], self.text[end + 1 :]
        if found := _FORMAT.match(before):
            self.format = found[1]
        inside, mark, general = inside.rpartition("####") if "####" in inside else (inside, "", "")
        inside = inside.strip()
        fields = self._answered(inside, before, after)
        if "ask" not in fields:
            if after.strip() and fields["type"] not in _WITHIN:
                raise RefusedError("has words behind its answer, where GIFT asks for one of them")
            gap = GAP if after.strip() else ""
            fields["ask"] = self.words(f"{before}{gap}{after}", in_paragraphs=True)
        told = (self.words(general) if mark else "", str(fields.pop("why", "")))
        why = " ".join(filter(None, told))
        keys = {"why": why, **self._of_comment(), **fields}
        return Question(where=self.where, **keys)  # type: ignore[arg-type]

    def _answered(self, inside: str, before: str, after: str) -> dict[str, object]:
        if not inside:
            return {"type": "discussion"}
        if inside.startswith(">"):
            return self._order()
        if inside.startswith("#"):
            return self._number(inside[1:])
        if "~" in inside:
            return self._choice(inside)
        if "=" in inside and "->" in inside:
            return self._pairs(inside)
        truth, *told = inside.split("#", 2)
        if truth.strip() in _TRUTHS:
            return self._truth(_TRUTHS[truth.strip()], [self.words(each) for each in told])
        return self._short(inside, before, after)

    def _choice(self, inside: str) -> dict[str, object]:
        is_single = "=" in inside
        right: list[WrittenAnswer] = []
        wrong: list[WrittenAnswer] = []
        offered: list[WrittenAnswer] = []
        for each in _parts(inside.replace("=", "~="), "~"):
            is_key = each.startswith("=")
            words, worth = _weighed(each[1:] if is_key else each, _WHOLE if is_key else Decimal(0))
            said, told = self.told(words)
            option = WrittenAnswer(text=self.words(said), why=told)
            if not option.text:
                continue
            offered.append(option)
            if worth >= _WHOLE - _SURE or (not is_single and worth > 0):
                right.append(option)
            elif worth > 0:
                self.drop(f"loses the option {quoted(option.text)}, which is partly right")
            else:
                wrong.append(option)
        if not right:
            raise RefusedError("has no right answer")
        if is_single and len(right) > 1:
            raise RefusedError(f"has {len(right)} right answers, of which one is to be chosen")
        kind: ItemType = "multiple-choice" if is_single else "multiple-response"
        return {"type": kind, **as_offered(offered, right, wrong)}

    def _truth(self, truth: str, told: Sequence[str]) -> dict[str, object]:
        said = [*dict.fromkeys(filter(None, told))]
        fields: dict[str, object] = {"type": "true-false", "answer": (WrittenAnswer(text=truth),)}
        if truth == "false" and len(said) == 1 and len(told) > 1 and said[0].startswith(CORRECTED):
            return {**fields, "correction": said[0].removeprefix(CORRECTED)}
        return {**fields, "why": " ".join(said)}

    def _pairs(self, inside: str) -> dict[str, object]:
        pairs: dict[str, str] = {}
        spare: dict[str, None] = {}
        for each in _parts(inside, "="):
            left, arrow, right = each.partition("->")
            premise, response = self.words(left), clean(_back(right))
            if not arrow or not response:
                raise RefusedError(f"has a pair without its right side: {quoted(_back(each))}")
            if premise in pairs:
                raise RefusedError(f"asks about {quoted(premise)} twice")
            if premise:
                pairs[premise] = response
            else:
                spare[response] = None
        wrong = tuple(WrittenAnswer(text=each) for each in spare if each not in pairs.values())
        return {"type": "matching", "pairs": pairs, "wrong": wrong}

    def _number(self, inside: str) -> dict[str, object]:
        right: list[tuple[Decimal, Decimal]] = []
        for each in _parts(inside.partition("~")[0], "="):
            words, worth = _weighed(each, _WHOLE)
            said, _ = self.told(words)
            if worth < _WHOLE - _SURE:
                self.drop(f"loses the answer {quoted(_back(said).strip())}, which is partly right")
                continue
            low, dots, high = said.partition("..")
            middle, _, spread = said.partition(":")
            numbers = (exact_decimal(low), exact_decimal(high))
            if not dots:
                numbers = (exact_decimal(middle), exact_decimal(spread or "0"))
            first, second = numbers
            if first is None or second is None:
                raise RefusedError(
                    f"has the answer {quoted(_back(said).strip())}, which is no number: Moodle"
                    " would take every answer for right"
                )
            right.append(((first + second) / 2, (second - first) / 2) if dots else (first, second))
        if not right:
            raise RefusedError("has no right answer")
        (number, spread_of), *others = right
        if others:
            self.drop(
                f"loses {counted(len(others), 'further number')} with {_its(others)} own range"
            )
        return {
            "type": "numeric",
            "answer": (WrittenAnswer(text=digits_of(number)),),
            "tolerance": digits_of(abs(spread_of)) if spread_of else "",
        }

    def _short(self, inside: str, before: str, after: str) -> dict[str, object]:
        right: dict[str, None] = {}
        for each in _parts(inside, "="):
            words, worth = _weighed(each, _WHOLE)
            said, _ = self.told(words)
            shown = said[found.end() :] if (found := _FORMAT.match(said)) else said
            typed = _back(shown).strip()
            if worth < _WHOLE - _SURE:
                if worth > 0:
                    self.drop(f"loses the answer {quoted(typed)}, which is partly right")
            elif _WILDCARD.search(typed):
                self.drop(f"loses the answer {quoted(typed)}, in which * stands for anything")
            elif answer := clean(typed.replace(r"\*", "*")):
                right[answer] = None
        if not right:
            raise RefusedError("has no answer that is sure to be right")
        if after.strip() or before.rstrip().endswith(GAP):
            return {"type": "cloze", "ask": self._sentence([*right], before, after)}
        first, *others = right
        accept = tuple(others)
        return {"type": "short-answer", "answer": (WrittenAnswer(text=first),), "accept": accept}

    def _sentence(self, right: Sequence[str], before: str, after: str) -> str:
        """Return a sentence with a gap in the place of the answer."""
        if not after.strip():
            before = before.rstrip().removesuffix(GAP)
        marked = self.words(before + place_of(0) + after, in_paragraphs=True)
        return sentence_with([right], marked)

    def _order(self) -> dict[str, object]:
        """Return things to be put in order, which Moodle's own export does not escape."""
        inside = self.raw[self.raw.find("{>") + 1 : self.raw.rfind("}")]
        found = _ORDER.match(inside)
        lines = inside[found.end() :].split("\n") if found else []
        steps = [clean(line.partition("####")[0]) for line in lines if line.strip()]
        return {"type": "ordering", "order": tuple(filter(None, steps))}

    def _of_comment(self) -> dict[str, object]:
        """Return id and tags, which stand in a comment above the question."""
        found = _IN_COMMENT.findall(self.comment)
        said = [(sort, clean(held.replace("\\]", "]"))) for sort, held in found]
        ident = next((held for sort, held in reversed(said) if sort == "id"), "")
        return {**own_id(ident), **read_tags(held for sort, held in said if sort == "tag").keys}


def _held(found: re.Match[str]) -> str:
    """Return what stands for an escaped sign; a backslash before another sign is one."""
    sign = found[1]
    if sign == "n":
        return _NEW_LINE
    return _BACKSLASH if sign == "\\" else _ESCAPES.get(sign, f"{_BACKSLASH}{sign}")


def _back(words: str) -> str:
    return words.replace(_NEW_LINE, "\n").translate(_BACK)


def _parts(inside: str, mark: str) -> Iterator[str]:
    parts = (part.strip() for part in inside.split(mark))
    return (part for part in parts if part)


def _weighed(words: str, usual: Decimal) -> tuple[str, Decimal]:
    """Return an answer without its percentage, and what it is worth."""
    found = _WEIGHT.match(words.lstrip())
    if not found:
        return words, usual
    return words.lstrip()[found.end() :], exact_decimal(found[1]) or Decimal(0)


def _its(others: Sequence[object]) -> str:
    return "its" if len(others) == 1 else "their"
