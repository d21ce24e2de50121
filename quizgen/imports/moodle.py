"""Moodle XML -> written questions, as a real Moodle exports it and as other programs write it.

The rules of its importer, backwards. Where Moodle guesses, nothing is guessed here: a question
whose key is not sure is named with its line, and is not taken over.
"""

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Context, Decimal
from functools import cached_property
from html import unescape
from itertools import chain
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree import ElementTree

from quizgen.bank.questions import ItemType, Question, WrittenAnswer
from quizgen.errors import BankError, Problem, Where, counted, quoted
from quizgen.imports.file_text import clean
from quizgen.imports.gapped import place_of, sentence_with
from quizgen.imports.html_words import Image, Words, plain_words, words_of
from quizgen.imports.marking import mark_scheme
from quizgen.imports.numbers import exact_decimal
from quizgen.imports.pictures import KeptPictures, without_words
from quizgen.imports.tags import own_id, read_tags
from quizgen.imports.taken import RefusedError, Taken, as_offered, dropped, refused
from quizgen.imports.xml_file import read_xml
from quizgen.quiz.alone import digits_of

IS_MOODLE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<quiz\b", re.DOTALL
)
_STARTS = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<question\b", re.DOTALL)
_WILDCARD = re.compile(r"(?<!\\)\*")
_PLUGINFILE = "@@PLUGINFILE@@/"
_DATA_URI = re.compile(r"data:image/(png|jpe?g|svg\+xml);base64,(.*)", re.DOTALL | re.IGNORECASE)
_GAP = re.compile(r"(?<!\\)\{(\d*):(\w+):((?:[^\\}]|\\.)*)\}", re.DOTALL)
_ALTERNATIVES = re.compile(r"(?<!\\)~")
_ALTERNATIVE = re.compile(r"(=|%(-?[0-9.]+)%)?((?:&#\w+;|[^\\#]|\\.)*)(?:#(.*))?", re.DOTALL)
_ESCAPED = re.compile(r"\\([}#~/\"\\])")
_AS_EXPORTED = re.compile(
    r"<questiontext[^>]*>\s*<text>((?:[^<&]|&#\d+;)*&#\d+;(?:[^<&]|&#\d+;)*)</text>"
)
"""A text that Moodle's own export did not escape: what XML makes of it has lost the marks by which
answers in gaps are told from what parts them."""
_GAPS_OF_WORDS = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
_GAPS_OF_NUMBERS = {"NUMERICAL", "NM"}
_CHOSEN_GAPS = re.compile("(MULTICHOICE|MC)(_?[VH]?S?)")
_UNKNOWN = {
    "calculated": "has numbers that Moodle draws anew each time",
    "calculatedmulti": "has numbers that Moodle draws anew each time",
    "calculatedsimple": "has numbers that Moodle draws anew each time",
    "ddimageortext": "has words to be dragged onto a picture",
    "ddmarker": "has marks to be dragged onto a picture",
    "ddwtos": "has words to be dragged into a text",
    "gapselect": "has gaps with lists to choose from",
    "random": "is drawn by Moodle from others",
    "randomsamatch": "is drawn by Moodle from others",
    "description": "is a text that asks nothing",
    "missingtype": "has a type that its Moodle did not know",
}
"""Types that no bank has, and what of them it cannot hold."""
_WHOLE = Decimal(100)
_SURE = Decimal("0.001")
"""So much, in percent, may a fraction be off."""


def read_moodle(content: bytes, path: str) -> Taken:
    """Return the questions of a file; raises BankError where it is no sound XML.

    A file with a DOCTYPE is refused, since it could define what its words stand for.
    """
    file = read_xml(content, path)
    root = file.root
    if root.tag != "quiz":
        message = f"the file holds <{root.tag}>, and no <quiz> of questions"
        raise BankError([Problem(Where(path), message, "export it from Moodle as Moodle XML")])
    return _File(root, file.text, path, file.remark).taken()


class _File:
    """A file of questions as its elements, with the places that elements do not know."""

    def __init__(self, root: ElementTree.Element, text: str, path: str, remark: str) -> None:
        self.questions = [each for each in root if each.tag == "question"]
        self.text, self.path = text, path
        self.problems: list[Problem] = []
        self.kept = KeptPictures()
        self.remark = remark

        found = _STARTS.finditer(text)
        self.starts = [match.start() for match in found if match[0] == "<question"]
        """Where each question begins: the reader of XML does not tell."""

    def places(self) -> Iterator[Where]:
        """Yield the place of each question."""
        line, before = 1, 0
        for start in self.starts:
            line += self.text.count("\n", before, start)
            before = start
            yield Where(self.path, line, start - self.text.rfind("\n", 0, start))

    def source_of(self, place: int) -> str:
        """Return the text of a question as it stands in the file."""
        start, *end = self.starts[place : place + 2]
        return self.text[start : end[0] if end else len(self.text)]

    def taken(self) -> Taken:
        """Return all that can be taken over."""
        taken: list[Question] = []
        ids: set[str] = set()
        categories = 0
        for place, (element, where) in enumerate(zip(self.questions, self.places(), strict=True)):
            if element.get("type") == "category":
                categories += 1
                continue
            reader = _Reader(element, where, self, place)
            question = reader.question()
            if question:
                if question.id in ids:
                    question = replace(question, id="", has_own_id=False)
                if question.id:
                    ids.add(question.id)
                taken.append(question)
            self.problems += reader.problems
        remarks = [self.remark]
        if categories > 1:
            remarks.append(f"{categories} categories are not kept: a bank has tags.")
        return Taken(
            questions=tuple(taken),
            pictures=self.kept.pictures,
            files=self.kept.files,
            problems=tuple(self.problems),
            remarks=tuple(filter(None, remarks)),
        )


class _Reader:
    """One question, and what is found in it."""

    def __init__(self, element: ElementTree.Element, where: Where, file: _File, place: int) -> None:
        self.element, self.where, self.file, self.place = element, where, file, place
        self.parts = {part.tag: part for part in reversed(element)}
        """The first part of each sort."""
        self.problems: list[Problem] = []
        self.picture = ""

    def question(self) -> Question | None:
        """Return it as a bank has it; None if it cannot be had, which then is a problem."""
        kind = self.element.get("type", "")
        read = _TYPES.get(kind)
        try:
            if read is None:
                why = _UNKNOWN.get(kind, f"is of the type {quoted(kind)}, which no bank has")
                raise RefusedError(why)
            question = read(self)
        except RefusedError as why:
            self.problems = [refused(self.where, f"question {self._named} {why}")]
            return None
        return question

    def said(self, tag: str) -> str:
        """Return the text of a part that has no more than a text."""
        part = self.parts.get(tag)
        return "" if part is None else part.text or ""

    @property
    def _named(self) -> str:
        named = clean(_text(self.parts.get("name"))) or clean(_text(self.parts.get("questiontext")))
        return quoted(named) if named else "without a name"

    def drop(self, what: str) -> None:
        """Keep that the question is taken over without something."""
        self.problems.append(dropped(self.where, f"question {self._named} {what}"))

    # ------------------------------------------------------------------------------ texts

    def words(self, element: ElementTree.Element | None, *, in_picture: bool = True) -> Words:
        """Return what an element says; pictures are looked at where they may stand.

        Raises RefusedError where it shows what words cannot hold.
        """
        text = _text(element)
        if element is not None and element.get("format") in ("plain_text", "markdown"):
            return plain_words(text)
        words = words_of(text)
        if words.needed:
            raise RefusedError(f"needs {', '.join(words.needed)}, which no bank holds")
        if words.images and not in_picture:
            raise RefusedError("has a picture where a bank has words alone")
        if words.has_formula:
            self.drop("has a formula, which stays as it is typed, in TeX")
        return words

    def told(self, element: ElementTree.Element | None) -> str:
        """Return what is said afterwards, in one paragraph; a picture in it is dropped."""
        text = _text(element)
        if "<" not in text and "&" not in text:
            return clean(text) if text else ""
        words = words_of(text)
        if words.images or words.needed:
            self.drop("loses a picture, or another thing to see or hear, in its feedback")
        return " ".join([*words.paragraphs, *(said for _, said in words.classes)])

    def show(self, words: Words, element: ElementTree.Element | None) -> str:
        """Return the id of the one picture of a text; empty if there is none."""
        if not words.images:
            return ""
        if len(words.images) > 1:
            raise RefusedError(f"has {len(words.images)} pictures in one place: a bank has one")
        (image,) = words.images
        return self._picture(image, element, " ".join(words.of_class("credit")))

    def _picture(self, image: Image, element: ElementTree.Element | None, credit: str) -> str:
        if data := _DATA_URI.match(image.src):
            kind = data[1].lower().replace("svg+xml", "svg").replace("jpeg", "jpg")
            name, encoded = f"picture.{kind}", data[2]
        elif image.src.startswith(_PLUGINFILE):
            name = PurePosixPath(
                unquote(image.src.removeprefix(_PLUGINFILE)).partition("?")[0]
            ).name
            attached = element if element is not None else self.element
            files = chain(attached.iter("file"), self.element.iter("file"))
            encoded = next((each.text or "" for each in files if each.get("name") == name), "")
        else:
            raise RefusedError(f"has a picture that is not in the file: {quoted(image.src)}")
        return self.keep_picture(name, encoded, image.alt, credit)

    def keep_picture(self, name: str, encoded: str, alt: str, credit: str = "") -> str:
        """Keep a picture beside the bank, under the hash of what it is; return its id."""
        try:
            content = b64decode("".join(encoded.split()), validate=True)
        except (binascii.Error, ValueError):
            content = b""
        if content and not alt:
            self.drop(without_words(name))
        return self.file.kept.keep(name, content, alt, credit, self.where)

    # ------------------------------------------------------------------------------ what all have

    @cached_property
    def asked(self) -> Words:
        """What is read before answering."""
        return self.words(self.parts.get("questiontext"))

    def base(self, kind: ItemType, *, parts: int = 1, **fields: object) -> Question:
        """Return a question with all that has nothing to do with its type."""
        picture = self.show(self.asked, self.parts.get("questiontext"))
        if old := self.said("image_base64"):
            name = self.said("image") or "picture.png"
            picture = self.keep_picture(name, old, "")
        grade = self.said("defaultgrade")
        keys: dict[str, object] = {
            "type": kind,
            "ask": "\n\n".join(self.asked.paragraphs),
            "picture": picture,
            "why": self.told(self.parts.get("generalfeedback")),
            "points": None if kind == "cloze" else self._points(grade, parts),
            **self._of_tags(),
            **own_id(self.said("idnumber")),
            **fields,
        }
        why = keys.pop("also_why", "")
        keys["why"] = " ".join(filter(None, (str(keys["why"]), str(why))))
        return Question(where=self.where, **keys)  # type: ignore[arg-type]

    def _points(self, grade: str | None, parts: int) -> int | None:
        number = exact_decimal(grade or "")
        if number is None or number == parts:
            return None
        if number != int(number):
            self.drop(f"is worth {grade} points, and a bank counts whole ones")
            return None
        return int(number)

    def _of_tags(self) -> Mapping[str, object]:
        found = read_tags(_text(each) for each in self.parts.get("tags", ()))
        for words in found.lost:
            self.drop(f"loses the tag {quoted(words)}: one has letters from a to z, and digits")
        return found.keys

    def answers(self) -> Iterator[tuple[ElementTree.Element, Decimal]]:
        """Yield the answers with what each is worth, in percent."""
        for answer in self.element:
            if answer.tag != "answer":
                continue
            said = answer.get("fraction", "")
            worth = exact_decimal(said or "0")
            if not said and (old := answer.findtext("fraction")):  # as it was before Moodle 1.5
                said, worth = old, exact_decimal(old)
                worth = None if worth is None else worth * 100
            if worth is None:
                raise RefusedError(f"has an answer that is worth {quoted(said)}")
            yield answer, worth

    # ------------------------------------------------------------------------------ types

    def choice(self) -> Question:
        """Return one of some options, or several."""
        said = (self.said("single") or "true").strip().lower()
        is_single = said not in ("false", "0")
        right: list[WrittenAnswer] = []
        wrong: list[WrittenAnswer] = []
        offered: list[WrittenAnswer] = []
        for answer, worth in self.answers():
            words = self.words(answer)
            option = WrittenAnswer(
                text=words.line,
                picture=self.show(words, answer),
                why=self.told(answer.find("feedback")),
            )
            if not option.said:
                continue  # Moodle shows no empty option either
            offered.append(option)
            if worth >= _WHOLE - _SURE or (not is_single and worth > 0):
                right.append(option)
            elif is_single and worth > 0:
                self.drop(f"loses the option {quoted(option.said)}, which is partly right")
            else:
                wrong.append(option)
        if not right:
            raise RefusedError("has no right answer")
        if is_single and len(right) > 1:
            raise RefusedError(f"has {len(right)} right answers, of which one is to be chosen")
        kind: ItemType = "multiple-choice" if is_single else "multiple-response"
        return self.base(kind, **as_offered(offered, right, wrong))

    def truth(self) -> Question:
        """Return a statement to judge."""
        truth: str | None = None
        told: dict[str, None] = {}
        corrections: dict[str, None] = {}
        for answer, worth in self.answers():
            word = clean(_text(answer)).lower()
            if word not in ("true", "false"):
                raise RefusedError(f"has the answer {quoted(word)}, and not true and false")
            if worth >= _WHOLE - _SURE:
                if truth not in (None, word):
                    raise RefusedError("says that both true and false are right")
                truth = word
            feedback = words_of(_text(answer.find("feedback")))
            corrections |= dict.fromkeys(feedback.of_class("correction"))
            told |= dict.fromkeys([feedback.line] if feedback.paragraphs else [])
        if truth is None:
            raise RefusedError("does not say whether it is true or false")
        return self.base(
            "true-false",
            answer=(WrittenAnswer(text=truth),),
            correction=" ".join(corrections),
            also_why=" ".join(told),
        )

    def short(self) -> Question:
        """Return a question that a few words answer."""
        right: list[str] = []
        for answer, worth in self.answers():
            words = _text(answer).strip()
            if worth < _WHOLE - _SURE:
                if worth > 0:
                    self.drop(f"loses the answer {quoted(words)}, which is partly right")
                elif self.told(answer.find("feedback")):
                    self.drop(f"loses what is told who answers {quoted(words)}, which is wrong")
            elif _WILDCARD.search(words):
                self.drop(f"loses the answer {quoted(words)}, in which * stands for anything")
            elif typed := clean(words.replace(r"\*", "*")):
                right.append(typed)
        if not right:
            raise RefusedError("has no answer that is sure to be right")
        if (self.said("usecase") or "0").strip() == "1":
            self.drop("asks for the right capitals, which a bank does not")
        first, *others = dict.fromkeys(right)
        answers = (WrittenAnswer(text=first),)
        return self.base("short-answer", answer=answers, accept=tuple(others))

    def number(self) -> Question:
        """Return a number to be written."""
        right: list[tuple[Decimal, Decimal]] = []
        for answer, worth in self.answers():
            said = _text(answer).strip()
            if worth < _WHOLE - _SURE:
                if worth > 0:
                    self.drop(f"loses the answer {quoted(said)}, which is partly right")
                continue
            number = exact_decimal(said)
            if said == "*" or number is None:
                raise RefusedError(f"has the answer {quoted(said)}, which is no number: {_WHY_NOT}")
            spread = exact_decimal((answer.findtext("tolerance") or "0").strip() or "0")
            if spread is None:
                raise RefusedError(
                    f"has the tolerance {quoted(answer.findtext('tolerance') or '')}"
                )
            right.append((number, abs(spread)))
        if not right:
            raise RefusedError("has no right answer")
        (number, spread), *others = right
        if others:
            self.drop(f"loses {counted(len(others), 'further number')} that {_are(others)} right")
        unit, accepted = self._units(number)
        return self.base(
            "numeric",
            answer=(WrittenAnswer(text=digits_of(number)),),
            tolerance=digits_of(spread) if spread else "",
            unit=unit,
            accept=accepted,
        )

    def _units(self, number: Decimal) -> tuple[str, tuple[str, ...]]:
        """Return the unit that the number is in, and the number in the others."""
        own = ""
        others: list[tuple[str, Decimal]] = []
        for unit in self.element.iterfind("units/unit"):
            name = clean(unit.findtext("unit_name") or "")
            factor = exact_decimal(unit.findtext("multiplier") or "1")
            if not name or factor is None:
                continue
            if factor == 1 and not own:
                own = name
            elif factor:
                others.append((name, factor))
        accepted = []
        for name, factor in others:
            inside = Context(prec=10).multiply(number, factor)
            accepted.append(f"{digits_of(inside)} {name}")
        printed = " ".join(self.asked.of_class("unit"))  # one too long for Moodle's list
        return own or printed.removeprefix("(").removesuffix(")"), tuple(accepted)

    def pairs(self) -> Question:
        """Return pairs to match, and what goes with nothing."""
        pairs: dict[str, str] = {}
        spare: dict[str, None] = {}
        for each in self.element.iterfind("subquestion"):
            premise = self.words(each, in_picture=False).line
            response = clean(_text(each.find("answer")))
            if premise in pairs:
                raise RefusedError(f"asks about {quoted(premise)} twice")
            if premise and response:
                pairs[premise] = response
            elif response:
                spare[response] = None
        if not pairs:
            raise RefusedError("has no pairs")
        wrong = tuple(WrittenAnswer(text=each) for each in spare if each not in pairs.values())
        return self.base("matching", parts=len(pairs), pairs=pairs, wrong=wrong)

    def order(self) -> Question:
        """Return things to be put in order."""
        steps = [
            self.words(each, in_picture=False).line for each in self.element.iterfind("answer")
        ]
        return self.base("ordering", parts=len(steps), order=tuple(filter(None, steps)))

    def essay(self) -> Question:
        """Return a task that is marked by hand."""
        scheme = _text(self.parts.get("graderinfo"))
        marking = mark_scheme(scheme)
        told = "" if marking else self.told(self.parts.get("graderinfo"))
        return self.base("discussion", marking=marking, also_why=told)

    def gaps(self) -> Question:
        """Return a sentence with gaps."""
        html = _text(self.parts.get("questiontext"))
        if found := _AS_EXPORTED.search(self.file.source_of(self.place)):
            html = found[1]
        gaps: list[tuple[int, list[str]]] = []

        def in_place(found: re.Match[str]) -> str:
            gaps.append(self._gap(found))
            return place_of(len(gaps) - 1)

        marked = ElementTree.Element("questiontext", {"format": "html"})
        marked.text = _GAP.sub(in_place, html)
        if not gaps:
            raise RefusedError("has no gap")
        self.asked = self.words(marked)
        sentence = sentence_with([right for _, right in gaps], "\n\n".join(self.asked.paragraphs))
        points = sum(weight for weight, _ in gaps)
        question = self.base("cloze", ask=sentence)
        return replace(question, points=None if points == len(gaps) else points)

    def _gap(self, found: re.Match[str]) -> tuple[int, list[str]]:
        """Return what a gap is worth and what is right in it."""
        weight, kind, listed = found.groups()
        kind = kind.upper()
        is_number = kind in _GAPS_OF_NUMBERS
        is_chosen = bool(_CHOSEN_GAPS.fullmatch(kind))
        if not (kind in _GAPS_OF_WORDS or is_number or is_chosen):
            raise RefusedError(f"has a gap of the type {quoted(kind)}, which no bank has")
        right: dict[str, None] = {}
        for each in _ALTERNATIVES.split(listed):
            parsed = _ALTERNATIVE.fullmatch(each.strip())
            if parsed is None:
                raise RefusedError(f"has a gap that cannot be read: {quoted(listed)}")
            sign, share, words, _ = parsed.groups()
            if "{" in words:
                raise RefusedError(f"has a brace within a gap: {quoted(listed)}")
            is_right = sign == "=" or (share and exact_decimal(share) == _WHOLE)
            answer = clean(unescape(_ESCAPED.sub(r"\1", words)))
            if is_number:
                answer, _, spread = answer.partition(":")
                if is_right and exact_decimal(spread.strip() or "0"):
                    self.drop(
                        f"takes {answer} alone as right in a gap, not what is within {spread}"
                    )
            if not is_right:
                if share and (exact_decimal(share) or 0) > 0:
                    self.drop(f"loses the answer {quoted(answer)} of a gap, which is partly right")
                continue
            if not is_chosen and _WILDCARD.search(answer):
                self.drop(f"loses the answer {quoted(answer)} of a gap, in which * is anything")
            elif answer := clean(answer.replace(r"\*", "*")):
                right[answer] = None
        if is_chosen:
            self.drop("has a gap with answers to choose from; the bank has the right one alone")
        if not right:
            raise RefusedError(f"has a gap without an answer that is sure: {quoted(listed)}")
        return int(weight or 1), [*right]


_WHY_NOT = "Moodle reads digits and a point, and takes what else it finds for another number"
_TYPES: Mapping[str, Callable[[_Reader], Question]] = {
    "multichoice": _Reader.choice,
    "truefalse": _Reader.truth,
    "shortanswer": _Reader.short,
    "numerical": _Reader.number,
    "matching": _Reader.pairs,
    "match": _Reader.pairs,
    "ordering": _Reader.order,
    "essay": _Reader.essay,
    "cloze": _Reader.gaps,
    "multianswer": _Reader.gaps,
}


def _are(others: Sequence[object]) -> str:
    return "is" if len(others) == 1 else "are"


def _text(element: ElementTree.Element | None) -> str:
    """Return the text of an element: that of its `text`, or its own, as older files have it."""
    if element is None:
        return ""
    for inner in element:
        if inner.tag == "text":
            return inner.text or ""
    return element.text or ""
