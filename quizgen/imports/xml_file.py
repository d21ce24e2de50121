"""The bytes of an XML file -> its elements, with the places at which they stand.

A file with a DOCTYPE is refused, since it could define what its words stand for: a few lines that
unfold into gigabytes, or the words of another file.
"""

import re
from bisect import bisect_right
from functools import cached_property
from xml.etree import ElementTree

from quizgen.errors import BankError, Problem, Where
from quizgen.imports.file_text import decode

_DOCTYPE = re.compile(
    r"<!(?:--.*?-->|\[CDATA\[.*?\]\]>|(DOCTYPE|ENTITY))", re.DOTALL | re.IGNORECASE
)
"""Comments and words may name one; it is a declaration anywhere else."""
_UNREAD = r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
"""In which a tag is none."""


class XmlFile:
    """The elements of a file, and where each begins."""

    def __init__(self, root: ElementTree.Element, text: str, path: str, remark: str = "") -> None:
        """Keep them with the text that they were read from, on whose lines they stand."""
        self.root, self.text, self.path = root, text, path
        self.remark = remark
        """What to say of its encoding; empty where there is nothing."""
        self._starts: dict[str, dict[ElementTree.Element, int]] = {}

    def where(self, element: ElementTree.Element) -> Where:
        """Return the place of an element: its reader does not know it, so the tags are counted."""
        start = self._starts_of(element.tag)[element]
        line = bisect_right(self._lines, start)
        return Where(self.path, line, start - self._lines[line - 1] + 1)

    def _starts_of(self, tag: str) -> dict[ElementTree.Element, int]:
        """Return where each element of a name begins: their tags stand in the same order."""
        if tag not in self._starts:
            named = rf"{_UNREAD}|<((?:[^\s<>/!?:]+:)?{re.escape(tag)})(?=[\s/>])"
            found = re.finditer(named, self.text, re.DOTALL)
            starts = [each.start() for each in found if each[1]]
            self._starts[tag] = dict(zip(self.root.iter(tag), starts, strict=True))
        return self._starts[tag]

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]


def read_xml(content: bytes, path: str) -> XmlFile:
    """Return the elements of a file, their names without namespaces.

    Raises BankError where it is no sound XML, or has a DOCTYPE.
    """
    text, remark = decode(content, path)
    if any(found[1] for found in _DOCTYPE.finditer(text)):
        message = "the file has a DOCTYPE, and may say with it what its words stand for"
        raise BankError([Problem(Where(path), message, "delete it, or export the questions anew")])
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise BankError([_broken(error, text, path)]) from None
    if "xmlns" in text:
        _forget_namespaces(root)
    return XmlFile(root, text, path, remark)


def _forget_namespaces(root: ElementTree.Element) -> None:
    for element in root.iter():
        name = element.tag
        if name[0] == "{":
            element.tag = name[name.rindex("}") + 1 :]
        held = element.attrib
        if held and "{" in "".join(held):
            for name in [each for each in held if each[0] == "{"]:
                held[name.rpartition("}")[2]] = held.pop(name)


def _broken(error: ElementTree.ParseError, text: str, path: str) -> Problem:
    """Return where XML breaks off, in the words of its reader, which name what it found."""
    line, column = error.position
    said = str(error).partition(":")[0]
    where = Where(path, line, column + 1)
    if said in ("no element found", "unclosed token", "unclosed CDATA section"):
        return Problem(where, "the file ends before its questions do", "export it once more")
    if said == "undefined entity":
        found = re.match(r"&\w{1,20};", text.split("\n")[line - 1][column:])
        named = f" {found[0]}" if found else ""
        return Problem(
            where, f"XML knows no{named}", "write the sign itself, or its number: &#160;"
        )
    hint = "in XML a bare & is written &amp; and a bare < is written &lt;; or export it once more"
    return Problem(where, f"the file is no sound XML: {said}", hint)
