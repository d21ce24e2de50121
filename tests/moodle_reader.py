"""What Moodle makes of a file: a second reading of the format, by what its importer and its question engine do.

It knows nothing of the writer. It reads XML by the standard library, takes HTML apart by Python's own parser, and marks
answers as Moodle's question types do: fractions are added up, a star is a wildcard, gaps are found by a pattern.
"""

import base64
import re
from dataclasses import dataclass, field
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree

FRACTIONS = [
    "100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30", "25", "20", "16.66667",
    "14.28571", "12.5", "11.11111", "10", "5", "0",
]  # fmt: skip
TYPES = {
    "multichoice", "truefalse", "shortanswer", "numerical", "matching", "cloze", "ordering", "essay", "category",
}  # fmt: skip
GAP = re.compile(r"\{(\d*):SHORTANSWER:((?:[^{}\\]|\\.)*)\}")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.tags: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)


def seen(html: str) -> str:
    """Return what a browser shows of HTML."""
    parser = _Words()
    parser.feed(html)
    parser.close()
    return "".join(parser.words)


def text_of(element: ElementTree.Element | None) -> str:
    found = None if element is None else element.find("text")
    return (found.text or "") if found is not None else ""


@dataclass
class Question:
    kind: str
    name: str
    category: str
    html: str
    general: str
    ident: str
    grade: str
    tags: list[str]
    element: ElementTree.Element
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def asks(self) -> str:
        return seen(self.html)

    def answers(self) -> list[tuple[str, Decimal, str]]:
        """Each answer as it is shown, what it is worth, and what is told who gave it."""
        found = []
        for each in self.element.findall("answer"):
            fraction = each.get("fraction", "")
            assert fraction.removeprefix("-") in FRACTIONS or self.kind == "ordering", fraction
            words = text_of(each)
            shown = seen(words) if each.get("format") == "html" else words
            found.append((shown, Decimal(fraction), seen(text_of(each.find("feedback")))))
        return found

    def mark_choice(self, *ticked: int) -> Decimal:
        total = sum((self.answers()[place][1] for place in ticked), Decimal(0)) / 100
        return max(Decimal(0), total)

    def mark_text(self, typed: str) -> Decimal:
        return (
            max(
                (worth for words, worth, _ in self.answers() if matches(words, typed)),
                default=Decimal(0),
            )
            / 100
        )

    def mark_number(self, typed: str) -> bool:
        """Whether a number is right, with or without a unit that the question knows."""
        found = re.fullmatch(r"([-+]?[0-9]+(?:\.[0-9]+)?) *(.*)", typed)
        if not found:
            return False
        units = {
            text: Decimal(unit.findtext("multiplier", "1"))
            for unit in self.element.findall("units/unit")
            if (text := unit.findtext("unit_name", ""))
        }
        value = float(found[1]) / float(units.get(found[2], 1))
        answer = self.element.find("answer")
        middle, spread = text_of(answer), answer.findtext("tolerance", "0")
        assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", middle), (
            "anything else becomes another number, or any"
        )
        assert re.fullmatch(r"[0-9]+(\.[0-9]+)?", spread)
        return abs(value - float(middle)) <= float(spread) + 1e-9 * abs(float(middle))

    def pairs(self) -> list[tuple[str, str]]:
        return [
            (seen(text_of(each)), text_of(each.find("answer")))
            for each in self.element.findall("subquestion")
        ]

    def gaps(self) -> list[tuple[int, list[str]]]:
        """The points and the right answers of each gap; they are parted first, and decoded then."""
        return [
            (
                int(points or 1),
                [unescape(each.removeprefix("=")) for each in re.split(r"(?<!\\)~", listed)],
            )
            for points, listed in GAP.findall(self.html)
        ]

    def around_gaps(self) -> list[str]:
        return [seen(part) for part in GAP.sub("\0", self.html).split("\0")]


def matches(answer: str, typed: str) -> bool:
    """Whether what is typed is an answer: a star stands for anything, unless there is a backslash before it."""
    parts = [re.escape(part.replace(r"\*", "*")) for part in re.split(r"(?<!\\)\*", answer)]
    return re.fullmatch(".*".join(parts), typed, re.IGNORECASE | re.DOTALL) is not None


def import_xml(content: bytes) -> list[Question]:
    """Return the questions of a file as Moodle takes it; raises AssertionError where it would stop or guess."""
    assert b"<!DOCTYPE" not in content
    root = ElementTree.fromstring(content)
    assert root.tag == "quiz"
    category, found, idents = "", [], set()
    for element in root:
        kind = element.get("type", "")
        assert kind in TYPES, kind
        if kind == "category":
            category = text_of(element.find("category"))
            continue
        asked = element.find("questiontext")
        name, ident = text_of(element.find("name")), element.findtext("idnumber", "")
        assert 0 < len(name) <= 255
        assert len(ident) <= 100
        assert (category, ident) not in idents, "the second of two is dropped in silence"
        idents.add((category, ident))
        if kind == "ordering":
            assert element.find("shownumcorrect") is not None, (
                "the import would end in an error of the database"
            )
        files = {
            each.get("name", ""): base64.b64decode(each.text or "", validate=True)
            for each in element.iter("file")
        }
        question = Question(
            kind=kind,
            name=name,
            category=category,
            html=text_of(asked),
            general=text_of(element.find("generalfeedback")),
            ident=ident,
            grade=element.findtext("defaultgrade", ""),
            tags=[text_of(each) for each in element.findall("tags/tag")],
            element=element,
            files=files,
        )
        assert question.html, f"{name} asks nothing"
        if kind in ("multichoice", "truefalse", "shortanswer", "numerical"):
            assert sum(worth for _, worth, _ in question.answers() if worth > 0) >= Decimal(
                "99.99"
            ), f"{name}: no key"
        found.append(question)
    return found
