"""What Canvas and others make of a zip in QTI 1.2: a second reading, by what their importers do.

It knows nothing of the writer. New Quizzes takes the first text of an item as what it asks, cuts tags out of plain texts
too, and finds the key where a condition sets a score; Classic takes answers by their numbers and plain texts as they are.
Moodle, of a cartridge, takes the key of several by `case="Yes"` alone.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree import ElementTree

from moodle_reader import seen

QTI = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
PACKING = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
QUIZ_TYPES = ("imsqti_xmlv1p2", "imsqti_xmlv1p2/imscc_xmlv1p1/assessment")


@dataclass
class Question:
    ident: str
    title: str
    fields: dict[str, str]
    element: ElementTree.Element
    problems: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return self.fields.get("question_type") or self.fields["cc_profile"]

    def all(self, path: str) -> list[ElementTree.Element]:
        return self.element.findall(re.sub(r"(?<![\w@*.])([a-z_]+)(?=[/\[]|$)", QTI + r"\1", path))

    @property
    def html(self) -> str:
        """What New Quizzes takes for its text: the first."""
        return self.all(".//presentation//mattext")[0].text or ""

    @property
    def asks(self) -> str:
        return seen(self.html)

    def options(self, respident: str = "response1") -> list[tuple[str, str]]:
        """Return ids and texts; of a text that says that it is plain what Classic shows."""
        (lid,) = (each for each in self.all(".//response_lid") if each.get("ident") == respident)
        found = []
        for label in lid.iter(f"{QTI}response_label"):
            text = label.find(f".//{QTI}mattext")
            assert text is not None
            words = (
                seen(text.text or "") if text.get("texttype") == "text/html" else text.text or ""
            )
            found.append((label.get("ident", ""), words))
        return found

    def scored(self) -> list[ElementTree.Element]:
        return [
            each for each in self.all(".//respcondition") if each.find(f"{QTI}setvar") is not None
        ]

    def right(self) -> list[str]:
        """Return the ids of right options: what New Quizzes finds outside of `not`."""
        (condition,) = self.scored()
        within = {id(each) for no in condition.iter(f"{QTI}not") for each in no.iter()}
        return [
            each.text or "" for each in condition.iter(f"{QTI}varequal") if id(each) not in within
        ]

    def right_in_moodle(self) -> list[str]:
        """Return them as Moodle finds them in a cartridge's choice of several."""
        (condition,) = self.scored()
        within = {id(each) for no in condition.iter(f"{QTI}not") for each in no.iter()}
        return [
            each.text or ""
            for each in condition.iter(f"{QTI}varequal")
            if each.get("case") == "Yes" and id(each) not in within
        ]

    def told(self, option: str) -> str:
        """Return what is told to who chose an option, by the id of its feedback."""
        for condition in self.all(".//respcondition"):
            shown = condition.find(f"{QTI}displayfeedback")
            test = condition.find(f"{QTI}conditionvar/{QTI}varequal")
            if shown is not None and test is not None and test.text == option:
                assert shown.get("linkrefid") == f"{option}_fb"
                return seen(self.feedback(f"{option}_fb"))
        return ""

    def feedback(self, ident: str) -> str:
        for each in self.all("itemfeedback"):
            if each.get("ident") == ident:
                text = each.find(f"{QTI}flow_mat/{QTI}material/{QTI}mattext")
                assert text is not None
                assert text.get("texttype") == "text/html"
                return text.text or ""
        return ""

    @property
    def general(self) -> str:
        return self.feedback("general_fb")

    def pairs(self) -> dict[str, str]:
        """Return premises and what goes with each, in words; the shares must add up to all."""
        worth = Decimal(0)
        found = {}
        for condition in self.scored():
            test, change = condition.find(f".//{QTI}varequal"), condition.find(f"{QTI}setvar")
            assert test is not None
            assert change is not None
            assert change.get("action") == "Add"
            worth += Decimal(change.text or "")
            (lid,) = (
                each
                for each in self.all(".//response_lid")
                if each.get("ident") == test.get("respident")
            )
            text = lid.find(f"{QTI}material/{QTI}mattext")
            assert text is not None
            words = (
                seen(text.text or "") if text.get("texttype") == "text/html" else text.text or ""
            )
            found[words] = dict(self.options(lid.get("ident", "")))[test.text or ""]
        assert worth == 100
        return found

    def marks_number(self, number: Decimal) -> bool:
        """Mark a number: a range, or one number with the same range around it."""
        (condition,) = self.scored()
        low = condition.find(f".//{QTI}vargte")
        high = condition.find(f".//{QTI}varlte")
        assert low is not None
        assert high is not None
        exact = condition.find(f".//{QTI}varequal")
        if exact is not None:
            assert exact.text == low.text == high.text
        return Decimal(low.text or "") <= number <= Decimal(high.text or "")

    def typed(self) -> list[str]:
        (condition,) = self.scored()
        return [each.text or "" for each in condition.iter(f"{QTI}varequal")]

    def gaps(self) -> tuple[list[str], list[list[str]]]:
        """Return what stands around the gaps, and what is right in each, as New Quizzes takes them."""
        names = [
            each.get("ident", "").removeprefix("response_") for each in self.all(".//response_lid")
        ]
        parts = re.split(r"(\[.+?\])", self.html)
        around, right = [""], []
        for part in parts:
            if part[1:-1] in names and part[0] == "[":
                around.append("")
                right.append([words for _, words in self.options(f"response_{part[1:-1]}")])
            else:
                around[-1] += part
        html = "\0".join(around)
        return seen(html).split("\0"), right


def read_zip(content: bytes) -> tuple[list[Question], dict[str, bytes]]:
    """Return the questions of a quiz that the manifest names, and the files that it names beside."""
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        assert made.testzip() is None
        names = made.namelist()
        manifest = ElementTree.fromstring(made.read("imsmanifest.xml"))
        resources = {
            each.get("identifier", ""): each for each in manifest.iter(f"{PACKING}resource")
        }
        assert len(resources) == len([*manifest.iter(f"{PACKING}resource")])
        files = {
            each.get("href", ""): of.get("type", "")
            for of in resources.values()
            for each in of.iter(f"{PACKING}file")
        }
        assert {*files} | {"imsmanifest.xml"} == {*names}
        for of in resources.values():
            assert all(
                each.get("identifierref") in resources for each in of.iter(f"{PACKING}dependency")
            )
        (quiz,) = (name for name, kind in files.items() if kind in QUIZ_TYPES)
        root = ElementTree.fromstring(made.read(quiz))
        others = {name: made.read(name) for name in names if name not in (quiz, "imsmanifest.xml")}
    questions = []
    for item in root.iter(f"{QTI}item"):
        fields = {
            each.findtext(f"{QTI}fieldlabel") or "": each.findtext(f"{QTI}fieldentry") or ""
            for each in item.iter(f"{QTI}qtimetadatafield")
        }
        questions.append(Question(item.get("ident", ""), item.get("title", ""), fields, item))
    assert len({each.ident for each in questions}) == len(questions)
    return questions, others
