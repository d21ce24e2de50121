"""QTI 2.0 to 2.2 -> written questions: a package as TAO, OpenOlat and ONYX export it, or one item.

What is right is taken from the file's own declaration, and held against the steps by which it makes
points of answers; where the two differ, or neither says it, the question is named and not guessed.
"""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from html import escape
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from quizgen.archive import SIGNATURE, Archive
from quizgen.bank.questions import ItemType, MarkLevel, Question, WrittenAnswer
from quizgen.errors import BankError, Problem, Where, counted, quoted
from quizgen.imports.file_text import clean
from quizgen.imports.gapped import MARK, place_of, sentence_with
from quizgen.imports.html_words import Words, words_of
from quizgen.imports.marking import mark_scheme
from quizgen.imports.numbers import exact_decimal
from quizgen.imports.pictures import KeptPictures, without_words
from quizgen.imports.qti_processing import (
    Processing,
    Response,
    UnknownStepError,
    Value,
    tolerance_of,
)
from quizgen.imports.tags import own_id, read_tags
from quizgen.imports.taken import RefusedError, Taken, as_offered, dropped, refused
from quizgen.imports.xml_file import XmlFile, read_xml
from quizgen.quiz.alone import digits_of
from quizgen.values import dataclass

MANIFEST = "imsmanifest.xml"
LONGEST_UNIT = 40
"""What stands behind a number and is longer goes on with the sentence."""
DEEPEST = 100
"""So deep no words are nested; who nests deeper wants to hang the program."""

_ITEM = re.compile(r"imsqti_(?:\w*item)_xmlv2p\d")
_TEST = re.compile(r"imsqti_(?:test|assessment)_xmlv2p\d")
_IS_PACKAGE = re.compile(rb"imsqti_\w+_xmlv[23]p\d")
_IS_ITEM = re.compile(rb"<(?:\w+:)?assessmentItem[\s>]")
_PLACE = re.compile(f"{MARK}(\\d+){MARK}")
_ASKS = re.compile(r"[?:.!。？]$|^$")
"""How a question ends that is answered behind it; a sentence with a gap goes on to it."""
_GAPS = ("textEntryInteraction", "inlineChoiceInteraction")
_UNKNOWN = {
    "associateInteraction": "has things to be paired with one another",
    "customInteraction": "needs a program of its own",
    "portableCustomInteraction": "needs a program of its own",
    "drawingInteraction": "is to be drawn",
    "endAttemptInteraction": "has hints that are asked for",
    "gapMatchInteraction": "has words to be dragged into a text",
    "graphicAssociateInteraction": "has places on a picture to be joined",
    "graphicGapMatchInteraction": "has pictures to be dragged onto a picture",
    "graphicOrderInteraction": "has places on a picture to be put in order",
    "hotspotInteraction": "has places on a picture to be chosen",
    "hottextInteraction": "has words of a text to be chosen",
    "mediaInteraction": "has a film or sound to be played",
    "positionObjectInteraction": "has things to be put onto a picture",
    "selectPointInteraction": "has points on a picture to be chosen",
    "sliderInteraction": "has a slider to be moved",
    "uploadInteraction": "has a file to be handed in",
}
"""Ways to answer that no bank has, and what of them it cannot hold."""
_FEEDBACKS = ("modalFeedback", "feedbackBlock", "feedbackInline")
_NOT_READ = (*_FEEDBACKS, "templateBlock", "templateInline", "infoControl", "stylesheet")
_VOID = ("br", "hr", "img")
_TRUTHS = {"true", "false"}


def is_qti21(content: bytes) -> bool:
    """Tell whether a file is a package of QTI 2, or one of its items."""
    if not content.startswith(SIGNATURE):
        return _IS_ITEM.search(content[:4000].replace(b"\0", b"")) is not None
    try:
        archive = Archive(content, "")
        name = _manifest_of(archive)
        return bool(name and _IS_PACKAGE.search(archive.read(name)))
    except BankError:  # which is told by whoever reads it
        return False


def read_qti21(content: bytes, path: str) -> Taken:
    """Return the questions of a package or of one item; raises BankError for what is neither."""
    if content.startswith(SIGNATURE):
        return _Package(Archive(content, path), path).taken()
    file = read_xml(content, path)
    if file.root.tag != "assessmentItem":
        message = f"the file holds <{file.root.tag}>, and no <assessmentItem> to be asked"
        raise BankError([Problem(Where(path), message, "import the whole package, a .zip file")])
    package = _Package(None, path)
    package.read(file, "", ())
    return package.taken_so_far()


def _manifest_of(archive: Archive) -> str:
    """Return the name of the manifest nearest to the top; empty where there is none."""
    found = [name for name in archive.names if PurePosixPath(name).name == MANIFEST]
    return min(found, key=lambda name: name.count("/"), default="")


@dataclass(frozen=True, kw_only=True)
class _Resource:
    """A file that the manifest lists, and what it says of it."""

    ident: str
    name: str
    tags: tuple[str, ...]


class _Package:
    """A package, and what was taken of it so far."""

    def __init__(self, archive: Archive | None, path: str) -> None:
        self.archive, self.path = archive, path
        self.kept = KeptPictures()
        self.questions: list[Question] = []
        self.problems: list[Problem] = []
        self.remarks: dict[str, None] = {}
        self.ids: set[str] = set()

    def taken(self) -> Taken:
        """Return all questions of the package, in the order of its test."""
        assert self.archive
        name = _manifest_of(self.archive)
        if not name:
            message = f"the package holds no {MANIFEST}, which would say what is in it"
            raise BankError([Problem(Where(self.path), message, "export it once more")])
        manifest = read_xml(self.archive.read(name), f"{self.path}/{name}")
        base = posixpath.dirname(name)
        items: dict[str, _Resource] = {}
        tests: list[str] = []
        for element in manifest.root.iter("resource"):
            kind = element.get("type", "")
            file = _joined(base, _href(element))
            if _TEST.match(kind):
                tests.append(file)
            elif _ITEM.match(kind):
                ident = element.get("identifier", "")
                items[file] = _Resource(ident=ident, name=file, tags=(*_keywords(element),))
        if not items:
            message = "the package lists no item of QTI 2, and so no question"
            if any("_xmlv3p" in each.get("type", "") for each in manifest.root.iter("resource")):
                message = "the package is one of QTI 3, of which only 2.0 to 2.2 are read"
            hint = "export the questions as a package of QTI 2.1"
            raise BankError([Problem(manifest.where(manifest.root), message, hint)])
        for file in self._in_order(tests, items):
            self._take(items[file], manifest)
        return self.taken_so_far()

    def _in_order(self, tests: Sequence[str], items: Mapping[str, _Resource]) -> Iterator[str]:
        """Yield the files of the items: first those that tests ask, in their order."""
        asked: dict[str, None] = {}
        sections = 0
        for name in tests:
            try:
                test = self._read(name)
            except BankError as error:
                self.problems += (each.as_warning for each in error.problems)
                continue
            sections += sum(1 for _ in test.root.iter("assessmentSection"))
            if any(True for _ in test.root.iter("selection")):
                self.remarks["The test draws some of its questions: all of them are taken."] = None
            if any(True for _ in test.root.iter("weight")):
                self.remarks["The test weighs its questions: their own points are kept."] = None
            for reference in test.root.iter("assessmentItemRef"):
                file = _joined(posixpath.dirname(name), unquote(reference.get("href", "")))
                if file in items:
                    asked[file] = None
                else:
                    named = quoted(reference.get("identifier", ""))
                    why = f"question {named} is asked by the test, and is not in the package"
                    self.problems.append(refused(test.where(reference), why))
        if sections > 1:
            self.remarks[f"{sections} sections are not kept: a bank has tags."] = None
        return iter({**asked, **dict.fromkeys(items)})

    def _read(self, name: str) -> XmlFile:
        assert self.archive
        if name not in self.archive:
            message = f"{quoted(name)} is listed in the manifest, and is not in the package"
            raise BankError([Problem(Where(self.path), message, "export it once more")])
        return read_xml(self.archive.read(name), f"{self.path}/{name}")

    def _take(self, resource: _Resource, manifest: XmlFile) -> None:
        try:
            file = self._read(resource.name)
        except BankError as error:
            self.problems += error.problems
            return
        if file.root.tag != "assessmentItem":
            why = f"question {quoted(resource.ident)} is no <assessmentItem> but a"
            where = file.where(file.root)
            self.problems.append(refused(where, f"{why} <{file.root.tag}>"))
            return
        self.read(file, posixpath.dirname(resource.name), resource.tags)

    def read(self, file: XmlFile, folder: str, tags: Sequence[str]) -> None:
        """Take the question of a file, or what is wrong with it."""
        reader = _Reader(file, self, folder, tags)
        try:
            question = reader.question()
        except RefusedError as why:
            self.problems.append(refused(reader.where, f"question {reader.named} {why}"))
            return
        if question.id in self.ids:
            question = replace(question, id="", has_own_id=False)
        self.ids |= {question.id} - {""}
        self.questions.append(question)
        self.problems += reader.problems
        if file.remark:
            self.remarks[file.remark] = None

    def taken_so_far(self) -> Taken:
        """Return what was taken, with the pictures that are shown."""
        shown = {question.picture for question in self.questions}
        for question in self.questions:
            shown |= {answer.picture for answer in (*question.answer, *question.wrong)}
        pictures = {name: each for name, each in self.kept.pictures.items() if name in shown}
        return Taken(
            questions=tuple(self.questions),
            pictures=pictures,
            files={each.file: self.kept.files[each.file] for each in pictures.values()},
            problems=tuple(self.problems),
            remarks=tuple(self.remarks),
        )


def _href(resource: Element) -> str:
    file = resource.find("file")
    said = resource.get("href", "") or ("" if file is None else file.get("href", ""))
    return unquote(said)


def _joined(folder: str, name: str) -> str:
    return posixpath.normpath(posixpath.join(folder, name.replace("\\", "/")))


def _keywords(resource: Element) -> Iterator[str]:
    """Yield the keywords of the metadata of a resource."""
    for keyword in resource.iter("keyword"):
        for part in keyword.iter():
            if part.tag in ("string", "langstring") and part.text:
                yield part.text


@dataclass(frozen=True, kw_only=True)
class _Feedback:
    """Something that a file tells once a question is answered."""

    outcome: str
    ident: str
    is_hidden_by_it: bool
    html: str
    option: str = ""
    """The option within which it stands; empty for all other."""

    def is_shown(self, outcomes: Mapping[str, Value]) -> bool:
        """Tell whether it is shown with such outcomes."""
        return (self.ident in (outcomes.get(self.outcome) or ())) != self.is_hidden_by_it


class _Reader:
    """One item, and what is found in it."""

    def __init__(self, file: XmlFile, package: _Package, folder: str, tags: Sequence[str]) -> None:
        self.file, self.package, self.folder, self.tags = file, package, folder, tags
        self.root = file.root
        self.where = file.where(file.root)
        self.problems: list[Problem] = []
        responses = map(Response, self.root.iterfind("responseDeclaration"))
        self.responses = {each.ident: each for each in responses}
        self.processing = Processing(self.root, self.responses)
        self.gaps: list[Element] = []
        """The interactions within the text, in its order."""

    @property
    def named(self) -> str:
        """By what messages name it."""
        said = clean(self.root.get("title", "")) or clean(self.root.get("identifier", ""))
        return quoted(said) if said else "without a name"

    def drop(self, what: str) -> None:
        """Keep that the question is taken over without something."""
        self.problems.append(dropped(self.where, f"question {self.named} {what}"))

    # ------------------------------------------------------------------------------ texts

    def _inner(self, element: Element, depth: int = 0) -> str:
        """Return the content of an element as HTML."""
        if depth > DEEPEST:
            raise RefusedError("has its words nested too deep to be read")
        parts = [escape(element.text or "", quote=False)]
        for child in element:
            parts.append(self._outer(child, depth + 1))
            parts.append(escape(child.tail or "", quote=False))
        return "".join(parts)

    def _outer(self, element: Element, depth: int) -> str:
        tag = element.tag
        if tag in _NOT_READ or tag in ("simpleChoice", "simpleMatchSet"):
            return ""
        if tag in _GAPS:
            self.gaps.append(element)
            return place_of(len(self.gaps) - 1)
        if tag.endswith("Interaction"):
            prompt = element.find("prompt")
            return "" if prompt is None else f"<div>{self._inner(prompt, depth)}</div>"
        if tag == "rubricBlock":
            is_seen = "candidate" in element.get("view", "candidate").split()
            return f"<div>{self._inner(element, depth)}</div>" if is_seen else ""
        if tag == "object" and element.get("type", "").startswith("image/"):
            alt = clean("".join(element.itertext()))
            return f'<img src="{escape(element.get("data", ""))}" alt="{escape(alt)}">'
        given = "".join(
            f' {name}="{escape(value)}"'
            for name in ("class", "src", "alt")
            if (value := element.get(name)) and (name != "class" or value == _CREDIT)
        )
        if tag in _VOID:
            return f"<{tag}{given}>"
        return f"<{tag}{given}>{self._inner(element, depth)}</{tag}>"

    def words(self, html: str, *, in_picture: bool = True) -> Words:
        """Return what some HTML says; raises RefusedError where it shows what words cannot hold."""
        words = words_of(html)
        if words.needed:
            raise RefusedError(f"needs {', '.join(words.needed)}, which no bank holds")
        if words.images and not in_picture:
            raise RefusedError("has a picture where a bank has words alone")
        if words.has_formula:
            self.drop("has a formula, which stays as it is typed, in TeX")
        return words

    def told(self, html: str) -> str:
        """Return what is said afterwards, in one paragraph; a picture in it is dropped."""
        words = words_of(html)
        if words.images or words.needed:
            self.drop("loses a picture, or another thing to see or hear, in its feedback")
        return " ".join([*words.paragraphs, *(said for _, said in words.classes)])

    def show(self, words: Words) -> str:
        """Return the id of the one picture of a text; empty if there is none."""
        if not words.images:
            return ""
        if len(words.images) > 1:
            raise RefusedError(f"has {len(words.images)} pictures in one place: a bank has one")
        (image,) = words.images
        name = _joined(self.folder, unquote(image.src).partition("?")[0])
        archive = self.package.archive
        if re.match(r"[a-zA-Z][\w+.-]*:|//", image.src) or archive is None:
            raise RefusedError(f"has a picture that is not in the file: {quoted(image.src)}")
        content = archive.read(name) if name in archive else b""
        if content and not image.alt:
            self.drop(without_words(name))
        credit = " ".join(words.of_class("credit"))
        return self.package.kept.keep(name, content, image.alt, credit, self.where)

    # ------------------------------------------------------------------------------ the question

    def question(self) -> Question:
        """Return it as a bank has it; raises RefusedError."""
        body = self.root.find("itemBody")
        if body is None:
            raise RefusedError("has nothing that asks")
        if self.root.find("templateDeclaration") is not None:
            raise RefusedError("draws its numbers or words anew each time")
        if self.root.get("adaptive", "false").lower() == "true":
            raise RefusedError("goes on after a wrong answer, step by step")
        if any(each.tag in ("include", "stimulus") for each in self.root.iter()):
            raise RefusedError("takes in a part of another file")
        asked = [each for each in body.iter() if each.tag.endswith("Interaction")]
        asked += body.iterfind(".//printedVariable")
        if why := next((_UNKNOWN[each.tag] for each in asked if each.tag in _UNKNOWN), ""):
            raise RefusedError(f"{why}, which no bank has")
        if not asked:
            raise RefusedError("is a text that asks nothing")
        unknown = next((each.tag for each in asked if each.tag not in _KNOWN), "")
        if unknown:
            raise RefusedError(f"is answered by {quoted(unknown)}, which no bank has")
        if all(each.tag in _GAPS for each in asked):
            return self._typed()
        if len(asked) > 1:
            raise RefusedError(f"asks {len(asked)} things at once, where a bank asks one by one")
        return _KNOWN[asked[0].tag](self, asked[0])

    @cached_property
    def asked(self) -> Words:
        """What is read before answering, with marks in the places of gaps."""
        body = self.root.find("itemBody")
        assert body is not None
        return self.words(self._inner(body))

    def response_of(self, element: Element) -> Response:
        """Return what the file declares of the answer to an interaction."""
        ident = element.get("responseIdentifier", "")
        if ident not in self.responses:
            raise RefusedError(f"has an answer that it does not declare: {quoted(ident)}")
        return self.responses[ident]

    def base(
        self, kind: ItemType, right: Mapping[str, Value], *, parts: int = 1, **fields: object
    ) -> Question:
        """Return a question with all that has nothing to do with its type."""
        keys: dict[str, object] = {
            "type": kind,
            "ask": "\n\n".join(self.asked.paragraphs),
            "picture": self.show(self.asked),
            "points": self._points(parts, right),
            **self._of_tags(),
            **own_id(self._ident),
            **fields,
        }
        if "why" not in keys:
            keys["why"] = " ".join(self._general(right))
        why = keys.pop("also_why", "")
        keys["why"] = " ".join(filter(None, (str(keys["why"]), str(why))))
        return Question(where=self.where, **keys)  # type: ignore[arg-type]

    @property
    def _ident(self) -> str:
        """Its identifier, which has a point where the id of an item has a stroke."""
        ident = self.root.get("identifier", "")
        is_ours = self.root.get("toolName") == "quizgen"
        return ident.replace(".", "/") if is_ours else ident

    def _of_tags(self) -> Mapping[str, object]:
        found = read_tags(self.tags)
        for words in found.lost:
            self.drop(f"loses the tag {quoted(words)}: one has letters from a to z, and digits")
        return found.keys

    def _points(self, parts: int, right: Mapping[str, Value]) -> int | None:
        """Return what all of it is worth, where it says so, and where that is not the usual."""
        declared = {each.get("identifier", ""): each for each in self.root.iter()
                    if each.tag == "outcomeDeclaration"}  # fmt: skip
        said = ""
        if "MAXSCORE" in declared:
            said = declared["MAXSCORE"].findtext("defaultValue/value") or ""
        if not said and "SCORE" in declared:
            said = declared["SCORE"].get("normalMaximum", "")
        number = exact_decimal(said)
        if number is None and all(right.values()):
            number = self.score(right)
        if not number or number == parts or number < 0:
            return None
        if number != int(number):
            self.drop(f"is worth {digits_of(number)} points, and a bank counts whole ones")
            return None
        return int(number)

    def score(self, given: Mapping[str, Value]) -> Decimal | None:
        """Return what answers earn; None if the file does not say, or in a way not known here."""
        if not self.processing.is_there:
            return None
        try:
            return self.processing.score(given)
        except UnknownStepError:
            return None

    # ------------------------------------------------------------------------------ feedback

    @cached_property
    def feedbacks(self) -> Sequence[_Feedback]:
        """What is told once it is answered."""
        owners = {
            each: choice.get("identifier", "")
            for choice in self.root.iter("simpleChoice")
            for each in choice.iter()
        }
        return tuple(
            _Feedback(
                outcome=each.get("outcomeIdentifier", ""),
                ident=each.get("identifier", ""),
                is_hidden_by_it=each.get("showHide", "show") == "hide",
                html=self._inner(each),
                option=owners.get(each, ""),
            )
            for each in self.root.iter()
            if each.tag in _FEEDBACKS
        )

    def _shown(self, given: Mapping[str, Value]) -> Sequence[_Feedback] | None:
        """Return what is told of some answers; None if that cannot be said."""
        try:
            outcomes = self.processing.outcomes(given)
        except UnknownStepError:
            return None
        return [each for each in self.feedbacks if each.is_shown(outcomes)]

    def _general(self, right: Mapping[str, Value]) -> Iterator[str]:
        """Yield what is told whatever was answered; the rest is dropped, which is said."""
        if not self.feedbacks:
            return
        shown = self._shown(right)
        never = self._shown(dict.fromkeys(right))
        kept = [] if shown is None or never is None else [each for each in shown if each in never]
        for each in kept:
            yield self.told(each.html)
        if any(each not in kept and self.told(each.html) for each in self.feedbacks):
            self.drop("loses what is told of right or of wrong answers alone")

    # ------------------------------------------------------------------------------ types

    def choice(self, element: Element) -> Question:
        """Return one of some options, or several, or a statement to judge."""
        response = self.response_of(element)
        choices = [*element.iter("simpleChoice")]
        idents = [each.get("identifier", "") for each in choices]
        if len({*idents}) < len(idents):
            raise RefusedError("has two options of one name")
        is_single = response.cardinality == "single" or element.get("maxChoices") == "1"
        right = self._right_of(response, idents, is_single)
        told, general = self._told_by_option(response, idents, right)
        options = {
            ident: self._option(each, told.get(ident, ""))
            for ident, each in zip(idents, choices, strict=True)
        }
        if empty := next((ident for ident, each in options.items() if not each.said), ""):
            raise RefusedError(f"has an option without words: {quoted(empty)}")
        given = {response.ident: tuple(right)}
        names = [each.text.lower() for each in options.values()]
        if is_single and len(idents) == 2 and (
            {*names} == _TRUTHS or {each.lower() for each in idents} == _TRUTHS
        ):  # fmt: skip
            (key,) = right
            truth = key.lower() if key.lower() in _TRUTHS else options[key].text.lower()
            return self._truth(truth, general, (told.pop(key, ""), *told.values()), given)
        keys = [options[ident] for ident in idents if ident in right]
        wrong = [options[ident] for ident in idents if ident not in right]
        offered = [options[ident] for ident in idents]
        kind: ItemType = "multiple-choice" if is_single else "multiple-response"
        why = " ".join(self.told(each.html) for each in general)
        return self.base(kind, given, **as_offered(offered, keys, wrong), why=why)

    def _option(self, element: Element, why: str) -> WrittenAnswer:
        words = self.words(self._inner(element))
        return WrittenAnswer(text=words.line, picture=self.show(words), why=why)

    def _right_of(
        self, response: Response, idents: Sequence[str], is_single: bool
    ) -> Sequence[str]:
        """Return which options are right; raises RefusedError where that is not sure."""
        right: Sequence[str] = response.correct
        if not right and is_single:
            right = [each.key for each in response.best]
        elif not right:
            right = [each.key for each in response.entries if each.worth > 0]
        earned = {ident: self.score({response.ident: (ident,)}) for ident in idents}
        if not right and is_single:
            most = max((each for each in earned.values() if each), default=Decimal(0))
            right = [ident for ident, each in earned.items() if each == most > 0]
        right = tuple(dict.fromkeys(right))
        if not right:
            raise RefusedError("does not say which answer is right")
        if unknown := next((each for each in right if each not in idents), ""):
            raise RefusedError(f"says that {quoted(unknown)} is right, and has no such option")
        if is_single and len(right) > 1:
            raise RefusedError(f"has {len(right)} right answers, of which one is to be chosen")
        best = self.score({response.ident: right})
        if best is not None and is_single:
            rivals = [ident for ident in idents if ident not in right and (earned[ident] or 0) > 0]
            if best <= 0 and rivals:
                raise RefusedError("says that one answer is right, and gives points for another")
            for ident in rivals if best > 0 else ():
                if (earned[ident] or 0) >= best:
                    raise RefusedError("gives as many points for a second answer as for the right")
                self.drop(f"loses that the option {quoted(ident)} is partly right")
        return right

    def _told_by_option(
        self, response: Response, idents: Sequence[str], right: Sequence[str]
    ) -> tuple[dict[str, str], Sequence[_Feedback]]:
        """Return what is told who chose an option, and what is told of all alike.

        Of several that are right one alone is a wrong answer, so the whole right one is tried, too.
        """
        told: dict[str, list[str]] = {}
        general: list[_Feedback] = []
        by_option = {ident: self._shown({response.ident: (ident,)}) for ident in idents}
        if_right = self._shown({response.ident: tuple(right)})
        is_lost = False
        for each in self.feedbacks:
            if each.option:
                told.setdefault(each.option, []).append(self.told(each.html))
                continue
            chosen = [ident for ident in idents if each in (by_option[ident] or ())]
            if len(chosen) == len(idents) and each in (if_right or ()):
                general.append(each)
            elif len(chosen) == 1:
                told.setdefault(chosen[0], []).append(self.told(each.html))
            else:
                is_lost = is_lost or bool(self.told(each.html))
        if is_lost:
            self.drop("loses what is told of several answers alike")
        return {ident: " ".join(filter(None, said)) for ident, said in told.items()}, general

    def _truth(
        self,
        truth: str,
        general: Sequence[_Feedback],
        told: Sequence[str],
        given: Mapping[str, Value],
    ) -> Question:
        """Return a statement; `told` is what is told of the right answer, then of the other."""
        mended = [each for each in general if each.ident == "correction" and truth == "false"]
        said = [self.told(each.html) for each in general if each not in mended]
        of_right, *others = told
        said += [of_right]
        if any(each not in ("", of_right) for each in others):
            self.drop("loses what is told of the wrong answer alone")
        return self.base(
            "true-false",
            given,
            answer=(WrittenAnswer(text=truth),),
            correction=" ".join(self.told(each.html) for each in mended),
            why=" ".join(filter(None, said)),
        )

    def pairs(self, element: Element) -> Question:
        """Return pairs to match, and what goes with nothing."""
        response = self.response_of(element)
        sides = [
            {
                each.get("identifier", ""): self.words(self._inner(each), in_picture=False).line
                for each in side.iter("simpleAssociableChoice")
            }
            for side in element.iterfind("simpleMatchSet")
        ]
        if len(sides) != 2:
            raise RefusedError(f"has {counted(len(sides), 'side')} to be matched, and not two")
        said = response.correct or tuple(
            each.key for each in response.entries if each.worth > 0
        )  # fmt: skip
        couples = [tuple(each.split()) for each in said]
        if not couples:
            raise RefusedError("does not say what goes with what")
        first, second = sides
        if not all(len(it) == 2 and it[0] in first and it[1] in second for it in couples):
            raise RefusedError("says that something goes together that is not there")
        if len({it[0] for it in couples}) < len(couples):  # the second side asks, then
            first, second = second, first
            couples = [it[::-1] for it in couples]
        if len({it[0] for it in couples}) < len(couples):
            raise RefusedError("has things of which each goes with several")
        if len(couples) < len(first):
            raise RefusedError("has things to be matched that go with nothing")
        chosen = {premise: second[each] for premise, each in couples}
        pairs = {words: chosen[ident] for ident, words in first.items()}
        if len(pairs) < len(first):
            raise RefusedError("asks about the same words twice")
        spare = dict.fromkeys(words for words in second.values() if words not in pairs.values())
        wrong = tuple(WrittenAnswer(text=words) for words in spare)
        given = {response.ident: response.correct or None}
        return self.base("matching", given, parts=len(pairs), pairs=pairs, wrong=wrong)

    def order(self, element: Element) -> Question:
        """Return things to be put in order."""
        response = self.response_of(element)
        steps = {
            each.get("identifier", ""): self.words(self._inner(each), in_picture=False).line
            for each in element.iter("simpleChoice")
        }
        if not response.correct:
            raise RefusedError("does not say which order is right")
        if {*response.correct} != {*steps} or len(response.correct) != len(steps):
            raise RefusedError("has a right order in which not each thing stands once")
        in_order = tuple(steps[ident] for ident in response.correct)
        given = {response.ident: response.correct}
        return self.base("ordering", given, parts=len(in_order), order=in_order)

    def essay(self, element: Element) -> Question:
        """Return a task that is marked by hand."""
        response = self.response_of(element)
        marking: list[MarkLevel] = []
        told: list[str] = []
        for block in self.root.iter("rubricBlock"):
            if "candidate" in block.get("view", "candidate").split():
                continue
            html = self._inner(block)
            levels = mark_scheme(html)
            marking += levels
            told += [] if levels else [self.told(html)]
        told += response.correct  # a model answer
        also = " ".join(filter(None, told))
        given = {response.ident: None}
        return self.base("discussion", given, marking=tuple(marking), also_why=also)

    # ------------------------------------------------------------------------------ what is typed

    def _typed(self) -> Question:
        """Return a number, a few words, or a sentence with gaps."""
        if len(self._places) != len({*self._places}) or not self._places:
            raise RefusedError("has gaps whose places cannot be told")
        (first, *others) = self.gaps
        paragraph = next(each for each in self.asked.paragraphs if MARK in each)
        before, _, after = paragraph.partition(place_of(0))
        is_number = self.response_of(first).base_type in ("float", "integer")
        if others or first.tag != "textEntryInteraction":
            return self._sentence()
        is_last = self.asked.paragraphs[-1] == paragraph
        if is_number and len(after) <= LONGEST_UNIT:
            return self._number(self.response_of(first), before, clean(after))
        is_ours = self.root.find(f".//p[@class='{_GAPPED}']") is not None
        is_asked = not clean(after).strip(" .") and is_last and _ASKS.search(before.strip())
        if not is_ours and is_asked and not is_number:
            return self._short(self.response_of(first), before)
        return self._sentence()

    @property
    def _places(self) -> Sequence[str]:
        return [found[1] for each in self.asked.paragraphs for found in _PLACE.finditer(each)]

    def _without_gap(self, before: str) -> str:
        """Return what asks, without the line on which the answer is typed."""
        kept = [each for each in self.asked.paragraphs if MARK not in each]
        place = next(n for n, each in enumerate(self.asked.paragraphs) if MARK in each)
        if clean(before):
            kept.insert(place, clean(before))
        return "\n\n".join(kept)

    def _short(self, response: Response, before: str) -> Question:
        right = self._words_of(response)
        first, *others = right
        given = {response.ident: (first,)}
        return self.base(
            "short-answer",
            given,
            ask=self._without_gap(before),
            answer=(WrittenAnswer(text=first),),
            accept=tuple(others),
        )

    def _words_of(self, response: Response) -> Sequence[str]:
        """Return all typed answers that are right, the declared one first."""
        best = response.best
        said = [*response.correct, *(each.key for each in best)]
        if not response.correct and not best:
            said = []
        said += self._compared_with(response)
        right = dict.fromkeys(filter(None, map(clean, said)))
        scores = {words: self.score({response.ident: (words,)}) for words in right}
        if not response.correct or any(each is not None for each in scores.values()):
            most = max((each for each in scores.values() if each), default=None)
            if most and len(self.responses) == 1:
                right = {words: None for words in right if scores[words] == most}
        if not right:
            raise RefusedError("does not say which answer is right")
        if any(each.is_exact for each in best):
            self.drop("asks for the right capitals, which a bank does not")
        partly = [each for each in response.entries if each.worth > 0 and each not in best]
        for each in partly:
            if clean(each.key) not in right:
                self.drop(f"loses the answer {quoted(each.key)}, which is partly right")
        return tuple(right)

    def _compared_with(self, response: Response) -> Iterator[str]:
        """Yield the words with which the steps of the file compare an answer."""
        if len(self.responses) > 1:  # of several, which of them decide together is not told
            return
        for each in self.processing.elements:
            if each.tag not in ("match", "stringMatch", "equal"):
                continue
            if each.get("substring", "false").lower() == "true":
                self.drop("takes an answer for right if words stand somewhere in it")
            names = [it.get("identifier") for it in each.iter("variable")]
            if names == [response.ident]:
                yield from (it.text or "" for it in each.iter("baseValue"))

    def _number(self, response: Response, before: str, unit: str) -> Question:
        """Return a number to be written, with its unit."""
        low, number, high = self._range_of(response)
        below, above = number - low, high - number
        if below != above:
            self.drop(
                f"takes what is up to {digits_of(min(below, above))} away for right, and no more:"
                " a bank has the same on both sides"
            )
        spread = min(below, above)
        given = {response.ident: (digits_of(number),)}
        return self.base(
            "numeric",
            given,
            ask=self._without_gap(before),
            answer=(WrittenAnswer(text=digits_of(number)),),
            tolerance=digits_of(spread) if spread else "",
            unit=unit.strip(),
        )

    def _range_of(self, response: Response) -> tuple[Decimal, Decimal, Decimal]:
        """Return from where to where a number is right, and the number that is declared."""
        declared = [*response.correct, *(each.key for each in response.best)]
        numbers = [exact_decimal(each) for each in declared]
        number = numbers[0] if numbers else None
        ends: dict[str, Decimal] = {}
        for each in self.processing.elements:
            if each.tag not in ("gt", "gte", "lt", "lte", "equal") or len(each) != 2:
                continue
            tags = [part.tag for part in each]
            if [it.get("identifier") for it in each.iter("variable")] != [response.ident]:
                continue
            said = number if "correct" in tags else exact_decimal(each.findtext("baseValue") or "")
            if said is None:
                continue
            if each.tag == "equal":
                try:
                    low, high = tolerance_of(each, said)
                except UnknownStepError as error:
                    raise RefusedError(f"has a tolerance that is not known here: {error}") from None
                return low, said if number is None else number, high
            is_least = each.tag.startswith("g") == (tags[0] == "variable")
            ends["low" if is_least else "high"] = said
            if each.tag in ("gt", "lt"):
                self.drop("does not take the ends of its range, and a bank does")
        if len(ends) == 2 and ends["low"] <= ends["high"]:
            low, high = ends["low"], ends["high"]
            middle = (low + high) / 2
            return low, middle if number is None or not low <= number <= high else number, high
        if number is None:
            raise RefusedError("does not say which number is right")
        return number, number, number

    def _sentence(self) -> Question:
        """Return a sentence with gaps."""
        gaps: list[Sequence[str]] = []
        given: dict[str, Value] = {}
        for element in self.gaps:
            response = self.response_of(element)
            right = self._words_of(response)
            if element.tag == "inlineChoiceInteraction":
                self.drop("has a gap with answers to choose from; the bank has the right one alone")
                named = {
                    each.get("identifier", ""): words_of(self._inner(each)).line
                    for each in element.iter("inlineChoice")
                }
                if not all(named.get(each) for each in right):
                    raise RefusedError("has a gap whose right answer is not among its answers")
                right = tuple(named[each] for each in right)
            elif response.base_type in ("float", "integer"):
                self._exact_in_gap(response)
                numbers = (exact_decimal(each) for each in right)
                right = tuple(digits_of(each) for each in numbers if each is not None)
            gaps.append(right)
            if not right:
                raise RefusedError("does not say which number is right")
            given[response.ident] = response.correct[:1] or (right[0],)
        ask = sentence_with(gaps, "\n\n".join(self.asked.paragraphs))
        return self.base("cloze", given, parts=len(gaps), ask=ask)

    def _exact_in_gap(self, response: Response) -> None:
        low, _, high = self._range_of(response)
        if low != high:
            self.drop(
                f"takes one number alone as right in a gap, not all from {digits_of(low)} to"
                f" {digits_of(high)}"
            )


_CREDIT = "quizgen-credit"
_GAPPED = "quizgen-gapped"
_KNOWN: Mapping[str, Callable[[_Reader, Element], Question]] = {
    "choiceInteraction": _Reader.choice,
    "matchInteraction": _Reader.pairs,
    "orderInteraction": _Reader.order,
    "extendedTextInteraction": _Reader.essay,
    **dict.fromkeys(_GAPS, lambda reader, _: reader._typed()),
}
