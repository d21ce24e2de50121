"""What a player makes of a QTI 2.1 package: a second reading of the standard, which marks answers as it says.

It knows nothing of the writer. It goes by the manifest and the test, follows the steps of each item, and knows no more of
them than the standard's own pages on match_correct, map_response and feedback need.
"""

import io
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
CP = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
LOM = "{http://ltsc.ieee.org/xsd/LOM}"
INLINE = {"b", "i", "span", "small", "br", "img", "textEntryInteraction"}


def seen(element: Element | None) -> str:
    """Return the words of an element; a gap is a low line, and blocks are parted by a slash."""
    if element is None:
        return ""
    words = element.text or ""
    for child in element:
        tag = child.tag.removeprefix(QTI)
        if tag == "textEntryInteraction":
            words += "_"
        elif tag in INLINE:
            words += seen(child)
        else:
            words += f"/{seen(child)}"
        words += child.tail or ""
    return words


def number(value: list[str] | None) -> Decimal | None:
    return Decimal(value[0]) if value else None


@dataclass
class Item:
    root: Element
    section: str
    tags: list[str]
    files: dict[str, bytes]
    variables: dict[str, list[str] | None] = field(default_factory=dict)

    def find(self, path: str) -> Element | None:
        return self.root.find(path.replace(":", QTI))

    def all(self, path: str) -> list[Element]:
        return self.root.findall(path.replace(":", QTI))

    @property
    def ident(self) -> str:
        return self.root.get("identifier", "")

    @property
    def kind(self) -> str:
        (kind,) = {
            each.tag.removeprefix(QTI)
            for each in self.root.iter()
            if each.tag.endswith("Interaction")
        }
        return kind

    @property
    def prompt(self) -> str:
        found = next(self.root.iter(f"{QTI}prompt"), None)
        return seen(found)

    @property
    def body(self) -> str:
        return seen(self.find(":itemBody"))

    @property
    def options(self) -> dict[str, str]:
        names = (f"{QTI}simpleChoice", f"{QTI}simpleAssociableChoice")
        return {
            each.get("identifier", ""): seen(each) for each in self.root.iter() if each.tag in names
        }

    def correct(self, ident: str = "RESPONSE") -> list[str]:
        path = f":responseDeclaration[@identifier='{ident}']/:correctResponse/:value"
        return [each.text or "" for each in self.all(path)]

    @property
    def points(self) -> Decimal | None:
        self.answer()
        return number(self.variables["MAXSCORE"])

    def answer(self, *given: str, **several: list[str]) -> tuple[Decimal | None, list[str]]:
        """Return the points of an answer, and all that is told of it."""
        self.variables = {
            each.get("identifier", ""): [it.text or "" for it in each.iter(f"{QTI}value")] or None
            for each in self.all(":outcomeDeclaration")
        }
        for each in self.all(":responseDeclaration"):
            self.variables[each.get("identifier", "")] = None
        self.variables |= several or {"RESPONSE": [*given] or None}
        for step in self.all(":responseProcessing/:responseCondition"):
            (branch,) = step
            test, *effects = branch
            if self.value(test) == ["true"]:
                for effect in effects:
                    self.variables[effect.get("identifier", "")] = self.value(effect[0])
        told = [
            seen(each)
            for each in self.all(":modalFeedback")
            if self.variables[each.get("outcomeIdentifier", "")] == [each.get("identifier")]
        ]
        return number(self.variables["SCORE"]), told

    def value(self, element: Element) -> list[str] | None:
        name, ident = element.tag.removeprefix(QTI), element.get("identifier", "")
        parts = [self.value(each) for each in element]
        if name == "variable":
            return self.variables[ident]
        if name == "correct":
            return self.correct(ident)
        if name == "baseValue":
            return [element.text or ""]
        if name == "isNull":
            return ["true" if parts[0] is None else "false"]
        if name == "not":
            return ["false" if parts[0] == ["true"] else "true"]
        if name == "mapResponse":
            return [str(self.mapped(ident))]
        if name == "sum":
            return [str(sum(Decimal(part[0]) for part in parts if part))]
        if name == "and":
            return ["true" if all(part == ["true"] for part in parts) else "false"]
        if None in parts:
            return None
        first, second = parts
        assert first is not None
        assert second is not None
        if name == "match":
            declared = self.find(
                f":responseDeclaration[@identifier='{element[0].get('identifier')}']"
            )
            in_order = declared is not None and declared.get("cardinality") == "ordered"
            is_same = first == second if in_order else sorted(first) == sorted(second)
        elif name == "member":
            is_same = first[0] in second
        elif name == "gte":
            is_same = Decimal(first[0]) >= Decimal(second[0])
        else:
            assert name == "lte", name
            is_same = Decimal(first[0]) <= Decimal(second[0])
        return ["true" if is_same else "false"]

    def mapped(self, ident: str) -> Decimal:
        mapping = self.find(f":responseDeclaration[@identifier='{ident}']/:mapping")
        assert mapping is not None
        total = Decimal(0)
        for value in self.variables[ident] or []:
            for entry in mapping:
                key = entry.get("mapKey", "")
                is_alike = entry.get("caseSensitive") == "false" and key.lower() == value.lower()
                if key == value or is_alike:
                    total += Decimal(entry.get("mappedValue", ""))
                    break
        return total


@dataclass
class Package:
    title: str
    rubrics: dict[str, str]
    items: list[Item]
    names: list[str]


def import_package(content: bytes) -> Package:
    """Return the items of a package in the order of its test; what is not listed is an error."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    names = archive.namelist()
    assert len({*names}) == len(names)
    manifest = ElementTree.fromstring(archive.read("imsmanifest.xml"))
    assert manifest.findtext(f"{CP}metadata/{CP}schema") == "QTIv2.1 Package"
    listed = {"imsmanifest.xml"}
    resources: dict[str, Element] = {}
    for resource in manifest.iter(f"{CP}resource"):
        files = [each.get("href", "") for each in resource.iter(f"{CP}file")]
        assert resource.get("href") in files
        listed |= {*files}
        resources[resource.get("href", "")] = resource
    assert listed == {*names}
    (tested,) = (each for each in resources.values() if each.get("type") == "imsqti_test_xmlv2p1")
    needed = [each.get("identifierref") for each in tested.iter(f"{CP}dependency")]
    test = ElementTree.fromstring(archive.read(tested.get("href", "")))
    items, rubrics = [], {}
    for section in test.iter(f"{QTI}assessmentSection"):
        title = section.get("title", "")
        rubrics[title] = seen(section.find(f"{QTI}rubricBlock"))
        for reference in section.iter(f"{QTI}assessmentItemRef"):
            name = reference.get("href", "")
            resource = resources[name]
            assert resource.get("type") == "imsqti_item_xmlv2p1"
            root = ElementTree.fromstring(archive.read(name))
            assert (
                root.get("identifier") == reference.get("identifier") == resource.get("identifier")
            )
            files = {
                each.get("href", "").removeprefix("items/"): archive.read(each.get("href", ""))
                for each in resource.iter(f"{CP}file")
                if each.get("href") != name
            }
            tags = [each.text or "" for each in resource.iter(f"{LOM}string")]
            items.append(Item(root, title, tags, files))
    assert needed == [each.ident for each in items]
    return Package(test.get("title", ""), rubrics, items, names)
