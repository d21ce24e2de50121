"""QTI 1.2 -> written questions: zips of Canvas, Common Cartridges, and bare files of either.

Canvas' Classic and New Quizzes, the six types of a cartridge, and what the standard's own examples
hold are read by what they mean. What shows or does more than a bank can hold is named with the line
of its item; a key is never guessed.
"""

import binascii
import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from html import escape
from itertools import combinations
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote
from xml.etree import ElementTree

from quizgen.archive import SIGNATURE, Archive
from quizgen.bank.questions import ItemType, Question, WrittenAnswer
from quizgen.errors import BankError, Problem, Where, counted, quoted
from quizgen.ids import ID
from quizgen.imports.file_text import clean
from quizgen.imports.gapped import place_of, sentence_with
from quizgen.imports.html_words import Image, Words, plain_words, words_of
from quizgen.imports.marking import mark_scheme
from quizgen.imports.numbers import exact_decimal
from quizgen.imports.pictures import KeptPictures, without_words
from quizgen.imports.qti_scores import Marked, Scoring
from quizgen.imports.tags import own_id, read_tags
from quizgen.imports.taken import RefusedError, Taken, as_offered, dropped, refused
from quizgen.imports.xml_file import XmlFile, read_xml
from quizgen.quiz.alone import digits_of
from quizgen.values import dataclass

ROOT = b"<questestinterop"
GAP = "_____"
"""How a cartridge, which has no gaps, shows where the answer stands."""
_LOOKED_AT = 4000
"""So many bytes of a file in a zip tell whether it holds questions."""
_ENDINGS = (".xml", ".qti", ".dat")
_FULL = "non_cc_assessments/"
"""Where an export of a Canvas course has its quizzes as they are, beside what cartridges hold."""
_FILE_BASE = re.compile(r"^(?:\$|%24)IMS-CC-FILEBASE(?:\$|%24)/?", re.IGNORECASE)
_CANVAS_FILE = re.compile(r"^(?:\$|%24)(?:CANVAS|WIKI)[A-Z_]*(?:\$|%24)", re.IGNORECASE)
_DATA_URI = re.compile(r"data:image/(png|jpe?g|svg\+xml);base64,(.*)", re.DOTALL | re.IGNORECASE)
_EQUATION = re.compile(r"<img\b[^>]*\bequation_image\b[^>]*>", re.IGNORECASE)
_TEX = re.compile(r"""\b(?:data-equation-content|title|alt)\s*=\s*("[^"]*"|'[^']*')""")
_LOOKS_LIKE_HTML = re.compile(r"</?(?:p|br|div|span|b|i|em|strong|img|sub|sup|ul|ol|li|table)\b")
_RESPONSES = ("response_lid", "response_str", "response_num")
_OTHER_RESPONSES = {
    "response_xy": "asks for a place on a picture",
    "response_grp": "asks for groups",
    "response_extension": "is answered in a way that its program added to the standard",
}
_TRUTHS = ("true", "false")
_MOST_OPTIONS = 10
"""Of so many, which of them are right together is tried out."""
_MOST_STEPS = 4_000_000
"""So long may it take to try out the answers of one item: real ones take a hundredth of it."""
_NEEDED = {
    "mataudio": "a sound",
    "matvideo": "a film",
    "matapplet": "a program",
    "matapplication": "a program",
    "material_ref": "what stands elsewhere in its file",
    "matref": "what stands elsewhere in its file",
}
"""What a question may need, and words cannot hold."""
_UNKNOWN = {
    "Calculated": "has numbers that Blackboard draws anew each time",
    "File Upload": "asks for a file",
    "Fill in the Blank Plus": "has gaps as Blackboard alone has them",
    "Hot Spot": "asks for a place on a picture",
    "Jumbled Sentence": "has words to be dragged into a text",
    "Matching": "is a matching as Blackboard alone has it",
    "Opinion Scale": "asks for an opinion, of which none is right",
    "Ordering": "is put in order as Blackboard alone has it",
    "Quiz Bowl": "asks for a question",
    "calculated_question": "has numbers that Canvas draws anew each time",
    "file_upload_question": "asks for a file",
    "text_only_question": "is a text that asks nothing",
    "hot_spot_question": "asks for a place on a picture",
    "categorization_question": "asks for groups",
    "fill_in_multiple_blanks_word_bank": "has words to be dragged into a text",
}
"""Types that no bank has, and what of them it cannot hold."""
_WITH_BANKS = "export the whole course, which brings its banks along"
_WITH_BANKS = "export the whole course, which brings its banks along"
_NOWHERE = Where("")
_NOTHING = ElementTree.Element("nothing")


def holds_qti12(content: bytes) -> bool:
    """Tell whether a file is, or a zip holds, questions in QTI 1.2.

    A zip that cannot be looked into is one if it has the list of contents that all of them have, so
    that its reader says what is wrong.
    """
    if not content.startswith(SIGNATURE):
        head = content[:_LOOKED_AT].replace(b"\0", b"")
        return ROOT in head and head.lstrip(b"\xef\xbb\xbf\xfe\xff").lstrip().startswith(b"<")
    try:
        archive = Archive(content, "")
        return any(True for _ in _parts_of(archive))
    except BankError:
        return b"imsmanifest.xml" in content


def read_qti12(content: bytes, path: str) -> Taken:
    """Return the questions of a file or zip; raises BankError where it is no sound one."""
    if content.startswith(SIGNATURE):
        archive = Archive(content, path)
        parts = [*_parts_of(archive)]
    else:
        archive, parts = None, [(path, content)]
    if not parts:
        message = "the archive holds no questions in QTI 1.2"
        raise BankError([Problem(Where(path), message, "export the quiz as QTI, in its settings")])
    return _Quiz(archive, path, parts).taken()


def _parts_of(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Yield the files with questions in an archive."""
    for name in archive.names:
        if name.lower().endswith(_ENDINGS):
            content = archive.read(name)
            if ROOT in content[:_LOOKED_AT].replace(b"\0", b""):
                yield f"{archive.path}/{name}" if archive.path else name, content


class _Quiz:
    """All quizzes and banks of a file."""

    def __init__(
        self, archive: Archive | None, path: str, parts: Sequence[tuple[str, bytes]]
    ) -> None:
        self.archive, self.path = archive, path
        self.kept = KeptPictures()
        self.problems: list[Problem] = []
        self.remarks: dict[str, None] = {}
        errors: list[Problem] = []
        files: list[XmlFile] = []
        for name, content in parts:
            try:
                files.append(read_xml(content, name))
            except BankError as error:
                errors += error.problems
        if errors:
            raise BankError(errors)
        self.files = _without_doubles(files)
        items = [item for file in self.files for item in file.root.iter("item")]
        used = {
            clean(field.findtext("fieldentry") or "")
            for item in items
            for field in item.iter("qtimetadatafield")
            if field.findtext("fieldlabel") == "parent_stimulus_item_ident"
        }
        self.stimuli = {
            ident: item for item in items if (ident := item.get("ident", "")) and ident in used
        }
        """Texts that questions rest on, by their ids."""

    def taken(self) -> Taken:
        """Return all that can be taken over."""
        questions: list[Question] = []
        ids: set[str] = set()
        known: set[str] = set()
        quizzes, doubles = 0, 0
        for file in self.files:
            if file.remark:
                self.remarks[file.remark] = None
            quizzes += sum(1 for tag in _QUIZZES for _ in file.root.iter(tag))
            self._note_draws(file)
            for item in file.root.iter("item"):
                if item.get("ident") in self.stimuli:
                    continue  # it is read with what rests on it
                reader = _Reader(item, file.where(item), self, file.path)
                question = reader.question()
                said = repr(question and replace(question, where=_NOWHERE))
                if question and said in known:
                    doubles += 1
                    continue
                self.problems += reader.problems
                if question is None:
                    continue
                known.add(said)
                if question.id in ids:
                    question = replace(question, id="", has_own_id=False)
                if question.id:
                    ids.add(question.id)
                questions.append(question)
        if doubles:
            also = f"{counted(doubles, 'question')} that stood twice, in a quiz and in its bank, or"
            self.remarks[f"{also} in two quizzes, came once."] = None
        if quizzes > 1:
            self.remarks[f"{quizzes} quizzes and banks become one: a bank has tags."] = None
        return Taken(
            questions=tuple(questions),
            pictures=self.kept.pictures,
            files=self.kept.files,
            problems=tuple(self.problems),
            remarks=tuple(self.remarks),
        )

    def _note_draws(self, file: XmlFile) -> None:
        """Say of groups of which a quiz draws some: the bank gets all that are in the file."""
        banks = {_quiz_of(each) for each in self.files}
        for section in file.root.iter("section"):
            for drawn in section.findall("selection_ordering/selection"):
                bank = clean(drawn.findtext("sourcebank_ref") or "")
                if bank and bank not in banks:
                    number = clean(drawn.findtext("selection_number") or "some")
                    what = f"a quiz draws {number} questions from a bank that is not in the file"
                    self.problems.append(refused(file.where(drawn), what, _WITH_BANKS))
                else:
                    remark = "A quiz draws some questions of a group; the bank gets all of them."
                    self.remarks[remark] = None
        for drawn in file.root.iter("bankentry_item"):
            what = "a quiz takes a question from a bank that is not in the file"
            self.problems.append(refused(file.where(drawn), what, _WITH_BANKS))

    def find(self, src: str, beside: str) -> tuple[str, bytes]:
        """Return the name and bytes of a file of the zip that a text names.

        Programs name it from the zip's root, from the folder of the web's files, or from where the
        questions stand; what nothing else has the name of is found by its name alone.
        """
        named = unquote(_FILE_BASE.sub("", src)).partition("?")[0].lstrip("/")
        if self.archive is None:
            return named, b""
        folder = PurePosixPath(beside.removeprefix(f"{self.path}/")).parent
        places = [named, f"web_resources/{named}", f"{folder}/{named}", named.lstrip("./")]
        for place in map(normpath, places):
            if place in self.archive:
                return place, self.archive.read(place)
        last = PurePosixPath(named).name
        alike = [each for each in self.archive.names if PurePosixPath(each).name == last]
        if len(alike) == 1:
            return alike[0], self.archive.read(alike[0])
        return named, b""


_QUIZZES = ("assessment", "objectbank")


def _without_doubles(files: Sequence[XmlFile]) -> list[XmlFile]:
    """Return files without those of which a fuller one holds the same quiz."""
    full = {_quiz_of(file): file for file in files if _FULL in file.path}
    return [file for file in files if full.get(_quiz_of(file), file) is file]


def _quiz_of(file: XmlFile) -> str:
    quiz = next((each for each in file.root.iter() if each.tag in _QUIZZES), None)
    return file.path if quiz is None else quiz.get("ident") or file.path


@dataclass(frozen=True)
class _Response:
    """One thing that is asked for: a choice, a text or a number."""

    ident: str
    tag: str
    cardinality: str
    labels: Mapping[str, ElementTree.Element]
    """What is to choose from, by its id."""
    is_number: bool
    element: ElementTree.Element

    @property
    def is_of_several(self) -> bool:
        return self.cardinality in ("multiple", "ordered")


class _Reader:
    """One item, and what is found in it."""

    def __init__(self, item: ElementTree.Element, where: Where, quiz: _Quiz, path: str) -> None:
        self.item, self.where, self.quiz, self.path = item, where, quiz, path
        self.problems: list[Problem] = []
        self.used_feedback: set[str] = set()
        self.presentation = _presentation_of(item)
        self.fields = dict(self._metadata())
        kinds = (self.fields.get(each, "") for each in _KINDS)
        self.kind = next(filter(None, kinds), "")
        self.responses = [*self._responses()]
        several = {each.ident: each.is_of_several for each in self.responses}
        typed = {each.ident for each in self.responses if each.tag != "response_lid"}
        self.scoring = Scoring(item, several, typed)

    def question(self) -> Question | None:
        """Return it as a bank has it; None if it cannot be had, which then is a problem."""
        try:
            question = self._read()
        except RefusedError as why:
            self.problems = [refused(self.where, f"question {self._named} {why}")]
            return None
        unused = [ident for ident in self._feedbacks if ident not in self.used_feedback]
        if any(self._told_as(ident) for ident in unused):
            self.drop("loses what only some answers are told")
        return question

    def drop(self, what: str) -> None:
        """Keep that the question is taken over without something."""
        self.problems.append(dropped(self.where, f"question {self._named} {what}"))

    @cached_property
    def _named(self) -> str:
        """By what it is told from others: most programs give all the same title."""
        html = self._html(self._stem_materials)
        words = words_of(html).line or clean(self.item.get("title") or "")
        return quoted(words) if words else "without a name"

    def _metadata(self) -> Iterator[tuple[str, str]]:
        for field in self.item.iter("qtimetadatafield"):
            label = clean(field.findtext("fieldlabel") or "").lower()
            yield label, (field.findtext("fieldentry") or "").strip()
        for held in self.item.iterfind("itemmetadata/*"):  # as the standard once had it
            if not len(held):
                yield held.tag.lower(), clean(held.text or "")

    def _responses(self) -> Iterator[_Response]:
        for element in self.presentation.iter():
            if element.tag not in _RESPONSES:
                continue
            blank = element.find(".//render_fib")
            kind = "" if blank is None else blank.get("fibtype", "").lower()
            yield _Response(
                element.get("ident", ""),
                element.tag,
                element.get("rcardinality", "Single").lower(),
                {each.get("ident", ""): each for each in element.iter("response_label")},
                element.tag == "response_num" or kind in ("decimal", "integer", "scientific"),
                element,
            )

    # ------------------------------------------------------------------------------ texts

    @cached_property
    def _stem_materials(self) -> list[ElementTree.Element]:
        """What stands around the responses, in reading order, behind a text that it rests on."""
        stimulus = self.quiz.stimuli.get(self.fields.get("parent_stimulus_item_ident", ""))
        above = [] if stimulus is None else [*_materials(_presentation_of(stimulus))]
        return [*above, *_materials(self.presentation)]

    def _html(self, materials: Iterable[ElementTree.Element]) -> str:
        """Return what materials say, each on lines of its own."""
        return "<br>".join(filter(None, ("".join(self._pieces(each)) for each in materials)))

    def _pieces(self, material: ElementTree.Element) -> Iterator[str]:
        for part in material:
            if part.tag in ("mattext", "matemtext"):
                yield _html_of(part)
            elif part.tag == "mat_extension":  # Blackboard's
                for text in part.iter("mat_formattedtext"):
                    is_html = text.get("type", "").lower() == "html"
                    yield (text.text or "") if is_html else escape(text.text or "")
            elif part.tag == "matbreak":
                yield "<br>"
            elif part.tag == "matimage":
                yield self._matimage(part)

    def _matimage(self, part: ElementTree.Element) -> str:
        src = part.get("uri") or part.get("uriref") or ""
        if not src and (part.get("embedded") or "").lower() == "base64":
            kind = part.get("imagtype", "image/png")
            src = f"data:{kind};base64,{''.join((part.text or '').split())}"
        return f'<img src="{escape(src)}" alt="{escape(part.get("label") or "")}">'

    def _words_in(
        self, materials: Sequence[ElementTree.Element], *, in_picture: bool = True
    ) -> Words:
        """Return what materials say; raises RefusedError for what words cannot hold."""
        for material in materials:
            for part in material.iter():
                if part.tag in _NEEDED:
                    raise RefusedError(f"needs {_NEEDED[part.tag]}, which no bank holds")
        html = self._html(materials)
        return self._checked(words_of(html), in_picture=in_picture)

    def _checked(self, words: Words, *, in_picture: bool) -> Words:
        if words.needed:
            raise RefusedError(f"needs {', '.join(words.needed)}, which no bank holds")
        if words.images and not in_picture:
            raise RefusedError("has a picture where a bank has words alone")
        if words.has_formula:
            self.drop("has a formula, which stays as it is typed, in TeX")
        return words

    def _label(self, label: ElementTree.Element, *, in_picture: bool = False) -> Words:
        return self._words_in([*_materials(label)], in_picture=in_picture)

    def _option(self, label: ElementTree.Element, why: str) -> WrittenAnswer:
        words = self._label(label, in_picture=True)
        return WrittenAnswer(text=words.line, picture=self._show(words), why=why)

    def _show(self, words: Words) -> str:
        """Return the id of the one picture of a text; empty if there is none."""
        if not words.images:
            return ""
        if len(words.images) > 1:
            raise RefusedError(f"has {len(words.images)} pictures in one place: a bank has one")
        (image,) = words.images
        return self._picture(image, " ".join(words.of_class("credit")))

    def _picture(self, image: Image, credit: str) -> str:
        if data := _DATA_URI.match(image.src):
            kind = data[1].lower().replace("svg+xml", "svg").replace("jpeg", "jpg")
            name = f"picture.{kind}"
            try:
                content = b64decode("".join(data[2].split()), validate=True)
            except (binascii.Error, ValueError):
                content = b""
        elif re.match(r"[a-z][a-z0-9+.-]*:", image.src, re.IGNORECASE) or _CANVAS_FILE.match(
            image.src
        ):
            raise RefusedError(f"has a picture that is not in the file: {quoted(image.src)}")
        else:
            name, content = self.quiz.find(image.src, self.path)
        ident = self.quiz.kept.keep(name, content, image.alt, credit, self.where)
        if not image.alt:
            self.drop(without_words(name))
        return ident

    @cached_property
    def _asked(self) -> Words:
        """What is read before answering."""
        return self._words_in(self._stem_materials)

    def _feedback(self, idents: Iterable[str]) -> str:
        """Return what is told under some ids, each once, as one paragraph."""
        idents = [*idents]
        self.used_feedback.update(idents)
        return " ".join(dict.fromkeys(filter(None, map(self._told_as, idents))))

    def _told_as(self, ident: str) -> str:
        words = self._told_words(ident)
        return " ".join([*words.paragraphs, *(said for _, said in words.classes)])

    def _told_words(self, ident: str) -> Words:
        feedback = self._feedbacks.get(ident, _NOTHING)
        html = self._html(feedback.iter("material"))
        words = words_of(html)
        if words.images or words.needed:
            self.drop("loses a picture, or another thing to see or hear, in its feedback")
        return words

    @cached_property
    def _feedbacks(self) -> Mapping[str, ElementTree.Element]:
        return {
            each.get("ident", ""): each
            for each in self.item.iter("itemfeedback")
            if each.find("solution") is None and each.find("hint") is None
        }

    # ------------------------------------------------------------------------------ what all have

    def _read(self) -> Question:
        if why := _UNKNOWN.get(self.kind):
            raise RefusedError(why)
        for element in self.presentation.iter():
            if why := _OTHER_RESPONSES.get(element.tag):
                raise RefusedError(why)
            if element.tag in ("render_hotspot", "render_slider"):
                raise RefusedError("is answered on a picture or a slider, which no bank has")
        options = sum(len(each.labels) for each in self.responses)
        tests = sum(1 for each in self.item.iter("resprocessing") for _ in each.iter())
        if tests * (tests + options) > _MOST_STEPS:
            raise RefusedError("has more options and conditions than can be tried out")
        if any(True for _ in self.item.iter("hint")):
            self.drop("loses a hint")
        return self._by_kind()(self)

    def _by_kind(self) -> "Callable[[_Reader], Question]":
        """Return how it is read: by its type where that is told, or by what it asks for."""
        if self.fields.get("quizgen_type") == "ordering" and self.kind == "matching_question":
            return _Reader._places
        if known := _TYPES.get(self.kind):
            return known
        if not self.responses:
            raise RefusedError("asks for nothing that can be answered")
        tags = {each.tag for each in self.responses}
        if tags == {"response_lid"}:
            if len(self.responses) > 1:
                return _Reader._pairs
            cardinality = self.responses[0].cardinality
            return _Reader._order if cardinality == "ordered" else _Reader._choice
        if "response_lid" in tags:
            raise RefusedError("asks for a choice and for a text at once")
        if len(self.responses) > 1:
            return _Reader._typed_gaps
        if not self.scoring.has_key:
            return _Reader._essay
        return _Reader._number if self.responses[0].is_number else _Reader._short

    def _base(self, kind: ItemType, *, parts: int = 1, **fields: object) -> Question:
        """Return a question with all that has nothing to do with its type."""
        keys: dict[str, object] = {
            "type": kind,
            "ask": "\n\n".join(self._asked.paragraphs),
            "picture": self._show(self._asked),
            "points": self._points(parts),
            **self._of_tags(),
            **self._own_id(),
            **fields,
        }
        if not keys["ask"] and not keys["picture"]:
            raise RefusedError("has no words that ask")
        told = (keys.get("why", ""), keys.pop("also_why", ""), self._solution(kind))
        keys["why"] = " ".join(filter(None, map(str, told)))
        return Question(where=self.where, **keys)  # type: ignore[arg-type]

    def _solution(self, kind: ItemType) -> str:
        """Return what an answer is told to hold; the mark scheme of a discussion is read apart."""
        if kind == "discussion":
            return ""
        labels = {ident for response in self.responses for ident in response.labels}
        return " ".join(words for ident, words in self._solutions.items() if ident not in labels)

    @cached_property
    def _solutions(self) -> Mapping[str, str]:
        """What is told beside feedback, by its id; Blackboard tells so of each option."""
        return {
            each.get("ident", ""): words_of(self._html(each.iter("material"))).line
            for each in self.item.iter("itemfeedback")
            if each.find("solution") is not None
        }

    def _points(self, parts: int) -> int | None:
        said = next(filter(None, (self.fields.get(each, "") for each in _POINTS)), "")
        number = exact_decimal(said)
        if number is None or number == parts or not number:
            return None
        if number != int(number):
            self.drop(f"is worth {said} points, and a bank counts whole ones")
            return None
        return int(number)

    def _own_id(self) -> Mapping[str, object]:
        """Return the id that its title is, if it is one: quizgen writes it there."""
        title = self.item.get("title") or ""
        return own_id(title if ID.fullmatch(title) and not title.isdigit() else "")

    def _of_tags(self) -> Mapping[str, object]:
        said = self.fields.get("qmd_keywords") or self.fields.get("cc_question_category") or ""
        found = read_tags(said.split(","))
        for words in found.lost:
            self.drop(f"loses the tag {quoted(words)}: one has letters from a to z, and digits")
        return found.keys

    def _told_right(self, told: Iterable[str]) -> str:
        """Return what is told whoever answers right.

        Canvas shows two of its texts by their names alone, where no condition does.
        """
        shown = {each.get("linkrefid") for each in self.item.iter("displayfeedback")}
        named = [ident for ident in ("correct_fb", "general_fb") if ident not in shown]
        return self._feedback((*told, *named))

    def _one(self) -> _Response:
        if len(self.responses) != 1:
            raise RefusedError(f"asks for {len(self.responses)} answers, and its type for one")
        return self.responses[0]

    # ------------------------------------------------------------------------------ types

    def _choice(self) -> Question:
        """Return one of some options, or several."""
        response = self._one()
        if not response.labels:
            raise RefusedError("has nothing to choose from")
        if response.cardinality == "multiple" or self.kind in _OF_SEVERAL:
            return self._several(response)
        marked = {ident: self._mark(response, [ident]) for ident in response.labels}
        best = max(each.score for each in marked.values())
        keys = [ident for ident, each in marked.items() if each.score == best]
        if best <= 0 or not self.scoring.has_key:
            raise RefusedError("has no right answer")
        if len(keys) > 1:
            raise RefusedError(f"has {len(keys)} right answers, of which one is to be chosen")
        told = self._told_by_option(marked)
        truth = self._truth(response, keys[0])
        if truth is not None:
            return truth
        right: list[WrittenAnswer] = []
        wrong: list[WrittenAnswer] = []
        offered: list[WrittenAnswer] = []
        for ident, label in response.labels.items():
            option = self._option(label, told[ident])
            if not option.said:
                continue  # nothing is there to be chosen
            offered.append(option)
            if ident in keys:
                right.append(option)
            elif marked[ident].score > 0:
                self.drop(f"loses the option {quoted(option.said)}, which is partly right")
            else:
                wrong.append(option)
        if not right:
            raise RefusedError("has a right answer that says nothing")
        why = self._told_right(self._told_always(marked))
        return self._base("multiple-choice", **as_offered(offered, right, wrong), why=why)

    def _mark(self, response: _Response, chosen: Sequence[str]) -> Marked:
        return self.scoring.mark({response.ident: chosen})

    def _told_always(self, marked: Mapping[str, Marked]) -> list[str]:
        """Return the ids of the feedback that every option gets."""
        first, *others = marked.values()
        return [ident for ident in first.told if all(ident in each.told for each in others)]

    def _told_by_option(self, marked: Mapping[str, Marked]) -> dict[str, str]:
        """Return what is told of each option, without what is told of all."""
        always = {*self._told_always(marked)} if len(marked) > 1 else set()
        told = {}
        for ident, found in marked.items():
            shown = self._feedback(each for each in found.told if each not in always)
            told[ident] = " ".join(filter(None, (shown, self._solutions.get(ident, ""))))
        return told

    def _truth(self, response: _Response, key: str) -> Question | None:
        """Return a statement to judge; None if it is none."""
        if len(response.labels) != 2:
            return None
        said = {
            ident: self._label(label).line.lower().strip(".")
            for ident, label in response.labels.items()
            if not any(True for _ in label.iter("matimage"))
        }
        if sorted(said.values()) != sorted(_TRUTHS):
            is_told = self.kind in ("true_false_question", "cc.true_false.v0p1")
            if not (is_told and sorted(map(str.lower, response.labels)) == sorted(_TRUTHS)):
                return None
            said = {ident: ident.lower() for ident in response.labels}
        marked = [self._mark(response, [ident]) for ident in response.labels]
        idents = [*dict.fromkeys(ident for each in marked for ident in each.told)]
        self.used_feedback.update(idents)
        told = [self._told_words(ident) for ident in idents]
        corrections = dict.fromkeys(word for each in told for word in each.of_class("correction"))
        why = dict.fromkeys(each.line for each in told if each.paragraphs)
        return self._base(
            "true-false",
            answer=(WrittenAnswer(text=said[key]),),
            correction=" ".join(corrections),
            why=" ".join(why),
            also_why=self._told_right(()),
        )

    def _several(self, response: _Response) -> Question:
        keys = self._keys_together(response)
        marked = {ident: self._mark(response, [ident]) for ident in response.labels}
        whole = self._mark(response, keys)
        none = self._mark(response, [])
        always = [ident for ident in whole.told if ident in none.told]
        always += [
            ident for ident in whole.told if all(ident in each.told for each in marked.values())
        ]
        right: list[WrittenAnswer] = []
        wrong: list[WrittenAnswer] = []
        offered: list[WrittenAnswer] = []
        of_options: set[str] = set()
        for ident, label in response.labels.items():
            mine = [each for each in marked[ident].told if each not in always]
            others = {each for other in marked if other != ident for each in marked[other].told}
            mine = [each for each in mine if each not in others]
            of_options.update(mine)
            option = self._option(label, self._feedback(mine))
            if option.said:
                offered.append(option)
                (right if ident in keys else wrong).append(option)
        if not right:
            raise RefusedError("has no right answer")
        after = dict.fromkeys((*always, *(each for each in whole.told if each not in of_options)))
        return self._base(
            "multiple-response",
            **as_offered(offered, right, wrong),
            why=self._told_right(after),
        )

    def _keys_together(self, response: _Response) -> list[str]:
        """Return the options that together earn the most, and none without which it is as much."""
        idents = [*response.labels]
        named = [
            ident
            for ident in idents
            if any(test.text == ident for test in self.scoring.values_of(response.ident))
        ]
        nothing = self._mark(response, [])
        alone = [ident for ident in idents if self._mark(response, [ident]).is_more_than(nothing)]
        tried: list[list[str]] = [named, alone]
        if len(idents) <= _MOST_OPTIONS and not any(
            self._mark(response, each).is_more_than(nothing) for each in tried
        ):
            tried += [
                [*each] for size in range(1, len(idents) + 1) for each in combinations(idents, size)
            ]
        best, keys = nothing, []
        for each in tried:
            found = self._mark(response, each)
            if found.is_more_than(best):
                best, keys = found, each
        for ident in [*keys]:
            without = [each for each in keys if each != ident]
            if not best.is_more_than(self._mark(response, without)):
                keys = without
        if not keys or best.score <= 0:
            raise RefusedError("has no right answer")
        for ident in idents:
            if ident not in keys and self._mark(response, [*keys, ident]).is_more_than(best):
                raise RefusedError("has right answers that cannot be told from wrong ones")
        return keys

    def _order(self) -> Question:
        """Return things to be put in order."""
        response = self._one()
        order: list[str] = []
        for condition in self.scoring.conditions:
            if condition.find("setvar") is None or order:
                continue
            tests = [each for each in condition.iter("varequal")]
            places = [exact_decimal(each.get("index", "")) for each in tests]
            if tests and None not in places:
                pairs = sorted(
                    zip(places, tests, strict=True), key=lambda pair: str(pair[0]).zfill(9)
                )
                tests = [test for _, test in pairs]
            order = [each.text or "" for each in tests]
        if sorted(order) != sorted(response.labels):
            raise RefusedError("does not say in which order its parts are right")
        steps = [self._label(response.labels[ident]).line for ident in order]
        return self._base(
            "ordering", parts=len(steps), order=tuple(filter(None, steps)), why=self._told()
        )

    def _told(self) -> str:
        """Return what is told of the whole, where no single answer is."""
        return self._told_right(self.scoring.mark(self._best_answers()).told)

    def _best_answers(self) -> Mapping[str, Sequence[str]]:
        """Return for each response what its conditions ask for, the first of each."""
        best: dict[str, Sequence[str]] = {}
        for response in self.responses:
            texts = [each.text or "" for each in self.scoring.values_of(response.ident)]
            if response.is_of_several:
                best[response.ident] = texts
            elif texts:
                best[response.ident] = texts[:1]
        return best

    def _pairs(self) -> Question:
        """Return pairs to match, and what goes with nothing."""
        pairs, spare = self._matched()
        wrong = tuple(WrittenAnswer(text=each) for each in spare)
        return self._base("matching", parts=len(pairs), pairs=pairs, wrong=wrong, why=self._told())

    def _places(self) -> Question:
        """Return things to be put in order that quizgen has matched to their places."""
        pairs, _ = self._matched()
        places = {place: words for words, place in pairs.items()}
        order = [places.get(str(place), "") for place in range(1, len(pairs) + 1)]
        if not all(order):
            return self._pairs()
        return self._base("ordering", parts=len(order), order=tuple(order), why=self._told())

    def _matched(self) -> tuple[dict[str, str], list[str]]:
        pairs: dict[str, str] = {}
        offered: dict[str, None] = {}
        for response in self.responses:
            premise = self._words_in([*_materials(response.element)], in_picture=False).line
            labels = {ident: self._label(label).line for ident, label in response.labels.items()}
            offered |= dict.fromkeys(labels.values())
            key = self._key_of(response)
            if not premise:
                continue  # Canvas writes what is spare in this way too
            if premise in pairs:
                raise RefusedError(f"asks about {quoted(premise)} twice")
            if key is None or not labels.get(key):
                raise RefusedError(f"does not say what goes with {quoted(premise)}")
            pairs[premise] = labels[key]
        if not pairs:
            raise RefusedError("has no pairs")
        return pairs, [each for each in offered if each and each not in pairs.values()]

    def _key_of(self, response: _Response) -> str | None:
        """Return the one option of a response that earns more than none; None if none does.

        Where all have to be right together, the others are answered rightly meanwhile.
        """
        others = {**self._best_answers()}
        best, keys = self.scoring.mark({**others, response.ident: []}), []
        for ident in response.labels:
            found = self.scoring.mark({**others, response.ident: [ident]})
            if found.is_more_than(best):
                best, keys = found, [ident]
            elif keys and found.score == best.score:
                keys.append(ident)
        if len(keys) > 1:
            raise RefusedError("has several right answers where one is to be chosen")
        return keys[0] if keys else None

    def _short(self) -> Question:
        """Return a question that a few words answer."""
        right = self._right_texts(self._one())
        html = self._html(self._stem_materials)
        if self.kind == "cc.fib.v0p1" and html.count(GAP) == 1:
            return self._cloze(html.replace(GAP, place_of(0)), [right])
        first, *others = right
        return self._base(
            "short-answer",
            answer=(WrittenAnswer(text=first),),
            accept=tuple(others),
            why=self._told(),
        )

    def _right_texts(self, response: _Response) -> list[str]:
        """Return the texts that earn all the points, and say which earn some."""
        others = {**self._best_answers()}
        found: dict[str, Marked] = {}
        for test in self.scoring.values_of(response.ident):
            if test.tag != "varequal":
                raise RefusedError(f"is marked by <{test.tag}>, which is not understood here")
            if (test.get("case") or "no").lower() == "yes":
                self._want_capitals()
            said = test.text or ""
            found[said] = self.scoring.mark({**others, response.ident: [said]})
        best = max((each.score for each in found.values()), default=Decimal(0))
        right: dict[str, None] = {}
        for said, marked in found.items():
            if marked.score <= 0:
                continue
            if marked.score < best:
                self.drop(f"loses the answer {quoted(said)}, which is partly right")
            elif words := clean(said):
                right[words] = None
        if not right:
            raise RefusedError("has no answer that is sure to be right")
        return [*right]

    def _want_capitals(self) -> None:
        what = "asks for the right capitals, which a bank does not"
        if not any(what in each.message for each in self.problems):
            self.drop(what)

    def _number(self) -> Question:
        """Return a number to be written."""
        response = self._one()
        ranges: list[tuple[Decimal, Decimal]] = []
        scores: list[Decimal] = []
        for condition in self.scoring.conditions:
            if condition.find("setvar") is None:
                continue
            for low, high in self._ranges(condition.find("conditionvar"), response):
                score = self._mark(response, [digits_of((low + high) / 2)]).score
                if score > 0:
                    ranges.append((low, high))
                    scores.append(score)
        if not ranges:
            raise RefusedError("has no right answer")
        best = max(scores)
        right = [each for each, score in zip(ranges, scores, strict=True) if score == best]
        if len(right) < len(ranges):
            self.drop("loses numbers that are partly right")
        wide = max(right, key=lambda each: each[1] - each[0])
        inside = [each for each in right if wide[0] <= each[0] and each[1] <= wide[1]]
        if others := len(right) - len(inside):
            self.drop(f"loses {counted(others, 'further number')} that {_are(others)} right")
        low, high = wide
        exact = next((each[0] for each in inside if each[0] == each[1]), None)
        middle = (low + high) / 2
        if exact is not None and abs(exact - middle) > (high - low) / 1000:
            self.drop(f"has {digits_of(exact)} as its answer; the bank has the middle of the range")
        middle = exact if exact is not None and exact * 2 == low + high else middle
        spread = (high - low) / 2
        unit = " ".join(self._asked.of_class("unit"))
        return self._base(
            "numeric",
            answer=(WrittenAnswer(text=digits_of(middle)),),
            tolerance=digits_of(spread) if spread else "",
            unit=unit.removeprefix("(").removesuffix(")"),
            why=self._told_of_number(response, middle),
        )

    def _told_of_number(self, response: _Response, number: Decimal) -> str:
        return self._told_right(self._mark(response, [digits_of(number)]).told)

    def _ranges(
        self, tests: ElementTree.Element | None, response: _Response
    ) -> Iterator[tuple[Decimal, Decimal]]:
        """Yield the ranges of numbers that tests let through, each number a range of no width."""
        limits: dict[str, Decimal] = {}
        for test in () if tests is None else tests:
            if test.tag in ("and", "or"):
                yield from self._ranges(test, response)
                continue
            if test.tag in ("not", "other"):
                continue
            number = exact_decimal(test.text or "")
            if number is None:
                said = quoted(test.text or "")
                raise RefusedError(f"has the answer {said}, which is no number")
            if test.tag == "varequal":
                yield number, number
            elif test.tag in ("varlt", "varlte", "vargt", "vargte"):
                end = "low" if test.tag.startswith("varg") else "high"
                limits[end] = number
                if not test.tag.endswith("e"):
                    self.drop(f"takes {digits_of(number)} itself as right, the end of its range")
            else:
                raise RefusedError(f"is marked by <{test.tag}>, which is not understood here")
        if limits:
            if {*limits} != {"low", "high"} or limits["low"] > limits["high"]:
                raise RefusedError("has a range of right numbers without an end")
            yield limits["low"], limits["high"]

    def _essay(self) -> Question:
        """Return a task that is marked by hand."""
        notes = self.fields.get("grading_notes", "")
        for each in self.item.iter("solution"):
            notes += self._html(each.iter("material"))
        marking = mark_scheme(notes)
        told = "" if marking else words_of(notes).line
        return self._base("discussion", marking=marking, why=self._told(), also_why=told)

    # ------------------------------------------------------------------------------ gaps

    def _named_gaps(self) -> Question:
        """Return a sentence in which names in brackets stand for gaps, as Canvas has them."""
        html = self._html(self._stem_materials)
        places: dict[str, _Response] = {}
        for response in self.responses:
            name = response.ident.removeprefix("response_")
            told = [*_materials(response.element)]
            names = [name, words_of(self._html(told)).line]
            mark = next((f"[{each}]" for each in names if each and f"[{each}]" in html), "")
            if not mark:
                raise RefusedError(f"has the gap {quoted(name)}, which stands nowhere in it")
            if html.count(mark) > 1:
                raise RefusedError(f"has the gap {quoted(name)} twice")
            places[mark] = response
        ordered = sorted(places, key=html.index)
        gaps = [self._right_in(places[mark]) for mark in ordered]
        for place, mark in enumerate(ordered):
            html = html.replace(mark, place_of(place))
        return self._cloze(html, gaps)

    def _right_in(self, response: _Response) -> list[str]:
        """Return what is right in a gap: Canvas lists it, or marks one of a list to choose from."""
        texts = {ident: self._typed_label(each) for ident, each in response.labels.items()}
        key = self._key_of(response)
        if self.kind == "multiple_dropdowns_question":
            self.drop("has a gap with answers to choose from; the bank has the right one alone")
            texts = {ident: words for ident, words in texts.items() if ident == key}
        elif key is not None:  # the one that is named as the key first
            texts = {key: texts[key], **texts}
        right = [*dict.fromkeys(filter(None, map(clean, texts.values())))]
        if not right:
            raise RefusedError("has a gap without an answer that is sure")
        return right

    def _typed_label(self, label: ElementTree.Element) -> str:
        """Return what a pupil types: Canvas compares it letter by letter, markup or not."""
        text = label.find(".//mattext")
        if text is None or text.get("texttype") == "text/html":
            return self._label(label).line
        return text.text or ""

    def _typed_gaps(self) -> Question:
        """Return a sentence with gaps that stand in their places, as the standard has them."""
        gaps: list[list[str]] = []
        html = ""
        by_element = {each.element: each for each in self.responses}
        for element in _in_reading_order(self.presentation):
            if response := by_element.get(element):
                html += place_of(len(gaps))
                gaps.append(self._right_texts(response))
            elif element.tag == "material":
                html += self._html([element])
        return self._cloze(html, gaps)

    def _cloze(self, html: str, gaps: Sequence[Sequence[str]]) -> Question:
        if not gaps:
            raise RefusedError("has no gap")
        words = self._checked(words_of(html), in_picture=True)
        self._asked = words
        sentence = sentence_with(gaps, "\n\n".join(words.paragraphs))
        return self._base("cloze", parts=len(gaps), ask=sentence, why=self._told())


_KINDS = ("question_type", "cc_profile", "bbmd_questiontype")
"""Where Canvas, cartridges and Blackboard say of which type an item is."""
_POINTS = ("points_possible", "cc_weighting", "qmd_absolutescore_max")
"""Where they say what it is worth."""
_OF_SEVERAL = ("multiple_answers_question", "cc.multiple_response.v0p1")
_TYPES: Mapping[str, Callable[[_Reader], Question]] = {
    "multiple_choice_question": _Reader._choice,
    "true_false_question": _Reader._choice,
    "multiple_answers_question": _Reader._choice,
    "matching_question": _Reader._pairs,
    "ordering_question": _Reader._order,
    "numerical_question": _Reader._number,
    "short_answer_question": _Reader._short,
    "fill_in_multiple_blanks_question": _Reader._named_gaps,
    "multiple_dropdowns_question": _Reader._named_gaps,
    "essay_question": _Reader._essay,
    "cc.multiple_choice.v0p1": _Reader._choice,
    "cc.true_false.v0p1": _Reader._choice,
    "cc.multiple_response.v0p1": _Reader._choice,
    "cc.essay.v0p1": _Reader._essay,
    "Essay": _Reader._essay,
    "Short Response": _Reader._essay,
}


def _presentation_of(item: ElementTree.Element) -> ElementTree.Element:
    found = item.find("presentation")
    return _NOTHING if found is None else found


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _materials(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield the materials of an element, but for those of what is answered in it."""
    for part in element:
        if part.tag == "material":
            yield part
        elif part.tag not in (*_RESPONSES, "render_choice", "render_fib", "render_extension"):
            yield from _materials(part)


def _in_reading_order(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield materials and responses as they stand."""
    for part in element:
        if part.tag == "material" or part.tag in _RESPONSES:
            yield part
        else:
            yield from _in_reading_order(part)


def _html_of(text: ElementTree.Element) -> str:
    """Return a text as HTML; what says nothing of its type is HTML if it looks like it."""
    said = text.text or ""
    if len(text):
        return said + "".join(ElementTree.tostring(each, "unicode") for each in text)
    kind = text.get("texttype", "")
    if kind == "text/html" or (not kind and _LOOKS_LIKE_HTML.search(said)):
        return _EQUATION.sub(_as_tex, said) if "equation_image" in said else said
    paragraphs = plain_words(said).paragraphs
    return "<br>".join(escape(each, quote=False) for each in paragraphs)


def _as_tex(found: re.Match[str]) -> str:
    """Return what a picture of a formula shows, as TeX writes it."""
    told = [value[1:-1] for value in _TEX.findall(found[0])]
    tex = unquote(next((each for each in told if each), "")).removeprefix("LaTeX:").strip()
    return rf"\({tex}\)" if tex else found[0]
