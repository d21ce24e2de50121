"""What makes a PDF readable aloud: structure elements, written as PDF/UA-1 wants them.

Elements hang themselves under their parent when they first receive ink. So the order in which a
screen reader speaks is the order of painting, and an element without ink is not written at all.
"""

from collections.abc import Sequence
from html import escape  # that of xml.sax.saxutils brings urllib.request and ssl with it
from typing import TYPE_CHECKING, Any, Self

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFStream

if TYPE_CHECKING:
    from quizgen.typeset.fields import Field

LIST_OF_NUMBERS = "/A<</O/List/ListNumbering/Decimal>>"
LIST_OF_LETTERS = "/A<</O/List/ListNumbering/UpperAlpha>>"
LIST_OF_PARTS = "/A<</O/List/ListNumbering/LowerAlpha>>"
LIST_OF_BULLETS = "/A<</O/List/ListNumbering/Disc>>"
COLUMN_HEAD = "/A<</O/Table/Scope/Column>>"
ROW_HEAD = "/A<</O/Table/Scope/Row>>"
MANY_PAGES = 5
"""From so many pages on a document has bookmarks."""
ACROSS = "/A<</O/Table/ColSpan 3>>"


class Element:
    """A structure element; its kids are elements and places in the pages' content."""

    __slots__ = (
        "attached",
        "bounds",
        "extra",
        "field",
        "kids",
        "number",
        "page",
        "parent",
        "tag",
        "title",
        "widget",
    )

    def __init__(self, tag: str, parent: "Element | None" = None, extra: str = "") -> None:
        self.tag = tag
        self.parent = parent
        self.extra = extra
        """Further entries of its dictionary, in PDF's own syntax."""
        self.kids: list[Element | tuple[int, int]] = []
        """Elements, and (page, number of marked content on that page), both from 0."""
        self.page = 0
        """The page of its first content."""
        self.attached = False
        self.bounds: tuple[float, float, float, float] | None = None
        """Of a figure: its box on the page, from the lower left corner."""
        self.number = 0
        """Its object number, once known."""
        self.title = ""
        """Of a heading: its words, for the bookmarks of a long document."""
        self.field: Field | None = None
        """Of a place to answer in a file: what fills it. It has no kids but the field's widget."""
        self.widget = 0
        """The object number of that, once known."""

    def add(self, tag: str, extra: str = "") -> "Element":
        """Return a new element that will hang under this one."""
        return Element(tag, self, extra)

    def figure(self, alt: str) -> "Element":
        """Return a new element for a picture, read as these words."""
        return Element("Figure", self, f"/Alt{pdf_string(alt)}")

    def head(self, tag: str, title: str) -> "Element":
        """Return a new heading that will hang under this element."""
        heading = Element(tag, self)
        heading.title = title
        return heading

    def span_of(self, language: str) -> "Element":
        """Return a new element for words in another language."""
        return Element("Span", self, f"/Lang{pdf_string(language)}")

    def spoken(self, words: str) -> "Element":
        """Return a new element for a drawing that is read as these words."""
        return Element("Span", self, f"/ActualText{pdf_string(words)}")

    def to_fill(self, field: "Field") -> "Element":
        """Return a new element for a place to answer, read as what its field says."""
        form = Element("Form", self)
        form.field = field
        return form


class Structure:
    """The elements of a document in reading order, and which of them owns what on each page."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.root.attached = True
        self.elements = [self.root]
        self.owners: list[list[Element]] = []
        """For each page the owners of its marked content, in order."""
        self.parents: list[list[Element] | Element] = []
        """The same of each page and each field, by the numbers that these have in the file."""
        self.page_number = 0
        """Which of them this page has."""

    def start_page(self) -> Self:
        """Note that content now comes on the next page."""
        self.owners.append([])
        self.page_number = len(self.parents)
        self.parents.append(self.owners[-1])
        return self

    def place(self, element: Element) -> int:
        """Give a field its place in reading order; return its number."""
        self._attach(element, len(self.owners) - 1)
        self.parents.append(element)
        return len(self.parents) - 1

    def mark(self, element: Element) -> int:
        """Give the element the next stretch of content; return its number on the page."""
        page = len(self.owners) - 1
        self._attach(element, page)
        number = len(self.owners[page])
        element.kids.append((page, number))
        self.owners[page].append(element)
        return number

    def _attach(self, element: Element, page: int) -> None:
        if element.attached:
            return
        assert element.parent is not None
        self._attach(element.parent, page)
        element.attached = True
        element.page = page
        element.parent.kids.append(element)
        self.elements.append(element)


def write_structure(document: Any, structure: Structure, title: str, language: str) -> None:
    """Add the structure tree, its parent tree and the metadata to a document with all its pages."""
    pages = [number_of(document, f"Page{n}") for n in range(1, len(structure.owners) + 1)]
    root = document.objectcounter + 1
    for number, element in enumerate(structure.elements, start=root + 1):
        element.number = number
    parents = root + 1 + len(structure.elements)
    add_object(
        document,
        "structure",
        f"<</Type/StructTreeRoot/K {root + 1} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(structure.parents)}>>",
    )
    for element in structure.elements:
        add_object(document, f"element {element.number}", _element(element, root, pages))
    owners = "".join(
        f" {number} {owned.number} 0 R "
        if isinstance(owned, Element)
        else f"{number}[{' '.join(f'{element.number} 0 R' for element in owned)}]"
        for number, owned in enumerate(structure.parents)
    )
    add_object(document, "parents", f"<</Nums[{owners}]>>")
    catalog = document.Catalog
    catalog.StructTreeRoot = f"{root} 0 R"
    catalog.MarkInfo = "<</Marked true>>"
    catalog.ViewerPreferences = "<</DisplayDocTitle true>>"
    catalog.Metadata = PDFStream(
        PDFDictionary({"Type": "/Metadata", "Subtype": "/XML"}), _metadata(title, language)
    )


def write_bookmarks(document: Any, structure: Structure) -> None:
    """Add a bookmark for each heading to a long document with all its pages."""
    headings = [element for element in structure.elements if element.title]
    if len(structure.owners) < MANY_PAGES or not headings:
        return
    pages = [number_of(document, f"Page{n}") for n in range(1, len(structure.owners) + 1)]
    root = document.objectcounter + 1
    first, last = root + 1, root + len(headings)
    add_object(
        document,
        "bookmarks",
        f"<</Type/Outlines/First {first} 0 R/Last {last} 0 R/Count {len(headings)}>>",
    )
    for number, heading in enumerate(headings, first):
        beside = f"/Prev {number - 1} 0 R" if number > first else ""
        beside += f"/Next {number + 1} 0 R" if number < last else ""
        add_object(
            document,
            f"bookmark {number}",
            f"<</Title{pdf_string(heading.title)}/Parent {root} 0 R{beside}"
            f"/Dest[{pages[heading.page]} 0 R/Fit]>>",
        )
    document.Catalog.Outlines = f"{root} 0 R"
    document.Outlines = _Bookmarks()


class _Bookmarks:
    """Tells ReportLab that there are bookmarks, and that they are written already."""

    ready = 1

    def prepare(self, document: Any, canvas: Any) -> None:
        """Leave them as they are."""


def _element(element: Element, root: int, pages: Sequence[int]) -> str:
    parent = element.parent.number if element.parent else root
    kids = " ".join(_kid(kid, element.page, pages) for kid in element.kids)
    page = pages[element.page]
    if element.widget:
        kids = f"<</Type/OBJR/Pg {page} 0 R/Obj {element.widget} 0 R>>"
    extra = element.extra
    if element.bounds:
        corners = " ".join(f"{corner:.2f}" for corner in element.bounds)
        extra += f"/A<</O/Layout/Placement/Block/BBox[{corners}]>>"
    return f"<</S/{element.tag}/P {parent} 0 R/Pg {page} 0 R/K[{kids}]{extra}>>"


def _kid(kid: "Element | tuple[int, int]", page: int, pages: Sequence[int]) -> str:
    if isinstance(kid, Element):
        return f"{kid.number} 0 R"
    if kid[0] == page:
        return str(kid[1])
    return f"<</Type/MCR/Pg {pages[kid[0]]} 0 R/MCID {kid[1]}>>"


def add_object(document: Any, name: str, written: str) -> None:
    """Add an object in PDF's own syntax to a document, under a name of its own."""
    document.Reference(written.encode("ascii"), name)


def number_of(document: Any, name: str) -> int:
    """Return the object number of what has a name in a document."""
    number: int = document.idToObjectNumberAndVersion[name][0]
    return number


def pdf_string(text: str) -> str:
    r"""Return text as a PDF text string, ASCII only.

    >>> pdf_string("box (A)")
    '(box \\(A\\))'
    >>> pdf_string("é")
    '<feff00e9>'
    """
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<feff{text.encode('utf-16-be').hex()}>"


def _metadata(title: str, language: str) -> bytes:
    name = escape(title, quote=False)
    xml = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{name}</rdf:li></rdf:Alt>'
        f"</dc:title><dc:language><rdf:Bag><rdf:li>{escape(language)}</rdf:li></rdf:Bag>"
        "</dc:language><pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="w"?>'
    )
    return xml.encode("utf-8")
