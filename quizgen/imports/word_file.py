"""The bytes of a Word file -> its paragraphs as a reader sees them, with the numbers of its lists.

Word counts its lists itself, and a file holds no number of theirs: they are worked out here. Read
are the few elements that hold words, by the reader of XML that serves all formats; a library would
bring all of Word, and not these numbers.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from posixpath import normpath
from xml.etree.ElementTree import Element

from quizgen.archive import Archive
from quizgen.errors import BankError, Problem, Where
from quizgen.imports.xml_file import read_xml
from quizgen.values import dataclass

DOCUMENT = "word/document.xml"
_NOT_WORD = "the file is no document of Word, or a broken one"
_AS_DOCX = "open it in Word, choose Save as, and Word document (.docx)"
_SKIPPED = frozenset(
    ("del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "footnoteReference")
)
"""What is not printed, or is printed twice."""
_COLOURLESS = frozenset(("", "auto", "000000"))
_DEEPEST = 60
_DEEPEST_STYLE = 12
_MOST_DIGITS = 6
_WIDE = re.compile(r"[^\S\n]{5,}")
"""Spaces with which an author moves words to their place."""
_BY_MACHINE = re.compile(r"\s*Description automatically generated.*", re.DOTALL)
"""What Word adds to words of its own making."""
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(frozen=True)
class Marks:
    """How words stand out."""

    bold: bool = False
    underline: bool = False
    highlight: bool = False
    colour: bool = False


PLAIN = Marks()


@dataclass(frozen=True)
class Span:
    """Words that look alike."""

    text: str
    marks: Marks = PLAIN


@dataclass(frozen=True)
class ListNumber:
    """What Word prints before a paragraph of a list."""

    kind: str
    """decimal, letter, roman or bullet."""
    ordinal: int
    """From 1; of a bullet 0."""
    level: int
    """How deep in its list, from 0."""


@dataclass(frozen=True, kw_only=True)
class WordPicture:
    """A picture in a paragraph."""

    name: str
    """As in the file, with its ending."""
    content: bytes
    """Nothing, if it cannot be had: `bar` says why."""
    alt: str
    """What is said of it for who cannot see it."""
    bar: str = ""


@dataclass(frozen=True, kw_only=True)
class WordParagraph:
    """A paragraph, or a line of one that has several."""

    where: Where
    """Its line is the number of the paragraph, counted with those in tables and empty ones."""
    spans: tuple[Span, ...]
    number: ListNumber | None = None
    is_heading: bool = False
    pictures: tuple[WordPicture, ...] = ()
    has_formula: bool = False
    has_raised: bool = False
    """Whether it has raised or lowered words that no letters stand for."""

    @property
    def text(self) -> str:
        """Return its words."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, kw_only=True)
class WordTable:
    """A table: cells row by row, each with its paragraphs."""

    where: Where
    rows: tuple[tuple[tuple[WordParagraph, ...], ...], ...]


def read_word(content: bytes, path: str) -> Sequence[WordParagraph | WordTable]:
    """Return what a document holds, in reading order; raises BankError for what is none."""
    archive = Archive(content, path)
    if DOCUMENT not in archive:
        raise BankError([Problem(Where(path), _NOT_WORD, _AS_DOCX)])
    root = _part(archive, DOCUMENT, path)
    body = root.find("body") if root is not None else None
    if body is None:
        raise BankError([Problem(Where(path), _NOT_WORD, _AS_DOCX)])
    styles = _part(archive, "word/styles.xml", path)
    numbering = _part(archive, "word/numbering.xml", path)
    links = _part(archive, "word/_rels/document.xml.rels", path)
    reader = _Reader(path, styles, numbering, _Media(archive, links))
    return [*reader.blocks(body, 0)]


def _part(archive: Archive, name: str, path: str) -> Element | None:
    return read_xml(archive.read(name), path).root if name in archive else None


class _Media:
    """The pictures of a document, by the names that its paragraphs give them."""

    def __init__(self, archive: Archive, links: Element | None) -> None:
        self.archive = archive
        found = [*links] if links is not None else []
        self.names = {each.get("Id") or "": each.get("Target") or "" for each in found}

    def picture(self, element: Element, alt: str) -> WordPicture:
        """Return what an element shows: a bitmap of the file, whole, or why it cannot be had.

        What was cropped stays in the file as it was, and may show what its author cut off.
        """
        link = element.get("embed") or element.get("id") or ""
        target = self.names.get(link, "")
        name = normpath(f"word/{target}") if target[:1] != "/" else target[1:]
        if element.tag == "chart" or not link or name not in self.archive:
            return WordPicture(name="", content=b"", alt=alt, bar="shows a drawing of Word")
        content = self.archive.read(name)
        return WordPicture(name=PurePosixPath(name).name, content=content, alt=alt)


@dataclass(frozen=True)
class _Level:
    """How a level of a list is numbered."""

    kind: str
    start: int


class _Reader:
    """Reads paragraph by paragraph, and counts lists as it goes."""

    def __init__(
        self, path: str, styles: Element | None, numbering: Element | None, media: _Media
    ) -> None:
        self.path = path
        self.media = media
        self.paragraphs = 0
        self.styles = _styles_in(styles)
        self.abstract, self.levels = _lists_in(numbering)
        self.counts: dict[tuple[str, int], int] = {}
        """Of each list and level, the last number."""
        self.begun: set[str] = set()

    def blocks(self, parent: Element, depth: int) -> Iterator[WordParagraph | WordTable]:
        if depth > _DEEPEST:
            return
        for element in parent:
            match element.tag:
                case "p":
                    yield from self._paragraph(element)
                case "tbl":
                    yield self._table(element, depth)
                case "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag":
                    yield from self.blocks(element, depth + 1)
                case _:
                    pass

    def _table(self, element: Element, depth: int) -> WordTable:
        where = Where(self.path, self.paragraphs + 1, 1)
        rows = []
        for row in _children(element, "tr"):
            cells = []
            for cell in _children(row, "tc"):
                held = [*self.blocks(cell, depth + 1)]
                cells.append(tuple(part for part in held if isinstance(part, WordParagraph)))
            rows.append(tuple(cells))
        return WordTable(where=where, rows=tuple(rows))

    def _paragraph(self, element: Element) -> Iterator[WordParagraph]:
        self.paragraphs += 1
        where = Where(self.path, self.paragraphs, 1)
        properties = element.find("pPr")
        style = _value(properties, "pStyle")
        number = self._number(properties, style)
        base = self._marks_of_style(style)
        found = _Found()
        self._words(element, base, found, 0)
        is_heading = self._is_heading(style, properties)
        lines = found.lines()
        if not any(text.strip() for line in lines for text in (span.text for span in line)):
            lines = lines[:1]
        for place, line in enumerate(lines):
            yield WordParagraph(
                where=where,
                spans=line,
                number=None if place else number,
                is_heading=is_heading,
                pictures=() if place else tuple(found.pictures),
                has_formula=found.has_formula and not place,
                has_raised=found.has_raised and not place,
            )
        for box in found.boxes:
            yield from (part for part in self.blocks(box, 1) if isinstance(part, WordParagraph))

    def _words(self, parent: Element, base: Marks, found: "_Found", depth: int) -> None:
        if depth > _DEEPEST:
            return
        for element in parent:
            tag = element.tag
            if tag in _SKIPPED:
                continue
            if tag == "r":
                marks = _marks(element.find("rPr"), self._base_of_run(element, base))
                if not _is_on(element.find("rPr"), "vanish"):
                    self._run(element, marks, found, depth)
            elif tag in ("oMath", "oMathPara"):
                found.has_formula = True
            else:
                self._words(element, base, found, depth + 1)

    def _base_of_run(self, run: Element, base: Marks) -> Marks:
        style = _value(run.find("rPr"), "rStyle")
        return _joined(base, self._marks_of_style(style)) if style else base

    def _run(self, run: Element, marks: Marks, found: "_Found", depth: int) -> None:
        level = _value(run.find("rPr"), "vertAlign")
        for element in run:
            match element.tag:
                case "t" if level in _LEVELS and (element.text or "").strip():
                    raised = _raised(element.text or "", level)
                    found.add(element.text or "" if raised is None else raised, marks)
                    found.has_raised = found.has_raised or raised is None
                case "t":
                    found.add(element.text or "", marks)
                case "tab" | "ptab":
                    found.add("\t", marks)
                case "br" | "cr":
                    found.add("\n", marks)
                case "noBreakHyphen":
                    found.add("-", marks)
                case "sym":
                    found.add(_symbol(element), marks)
                case "drawing" | "pict" | "object" | "AlternateContent":
                    self._drawn(element, found)
                case "ruby":
                    self._ruby(element, marks, found, depth)
                case _:
                    pass

    def _ruby(self, element: Element, marks: Marks, found: "_Found", depth: int) -> None:
        """Add words, and in brackets how they are read, which Word prints above them."""
        for part, (before, behind) in (("rubyBase", ("", "")), ("rt", ("(", ")"))):
            for each in element.iter(part):
                found.add(before, marks)
                self._words(each, marks, found, depth + 1)
                found.add(behind, marks)

    def _drawn(self, element: Element, found: "_Found") -> None:
        """Keep what is said of a picture, and the words in a box."""
        fallbacks = {id(each) for old in element.iter("Fallback") for each in old.iter()}
        boxes = [box for box in element.iter("txbxContent") if id(box) not in fallbacks]
        found.boxes += boxes[:1]
        told = next((each.get("descr") or "" for each in element.iter("docPr")), "")
        alt = _BY_MACHINE.sub("", told).strip()
        shown = [
            self.media.picture(each, alt)
            for kind in ("blip", "imagedata", "chart")
            for each in element.iter(kind)
            if id(each) not in fallbacks
        ]
        if any(
            _counted(value) for each in element.iter("srcRect") for value in each.attrib.values()
        ):
            bar = "shows a picture that was cropped in Word"
            shown = [WordPicture(name="", content=b"", alt=alt, bar=bar)]
        if not shown and not boxes:
            shown = [WordPicture(name="", content=b"", alt=alt, bar="shows a drawing of Word")]
        found.pictures += shown

    # -------------------------------------------------------------------------------------- lists

    def _number(self, properties: Element | None, style: str) -> ListNumber | None:
        """Return the number of a paragraph, and count it."""
        ident, level = self._list_of(properties, style)
        levels = self.levels.get(ident)
        if not ident or ident == "0" or not levels or level not in levels:
            return None
        how = levels[level]
        if how.kind in ("none", "bullet"):
            return ListNumber("bullet", 0, level) if how.kind == "bullet" else None
        shared = self.abstract.get(ident, ident)
        if ident not in self.begun:
            self.begun.add(ident)
            for each, starts in _restarts(levels):
                if starts:
                    self.counts.pop((shared, each), None)
        last = self.counts.get((shared, level))
        ordinal = how.start if last is None else last + 1
        self.counts[shared, level] = ordinal
        for deeper in [key for key in self.counts if key[0] == shared and key[1] > level]:
            del self.counts[deeper]
        return ListNumber(how.kind, ordinal, level)

    def _list_of(self, properties: Element | None, style: str) -> tuple[str, int]:
        """Return the list that a paragraph is in, by itself or by its style, and its level."""
        own = properties.find("numPr") if properties is not None else None
        ident, level = _value(own, "numId"), _value(own, "ilvl")
        for each in self._bases(style):
            if ident:
                break
            ident, of_style = each.list
            level = level or of_style
        return ident, _counted(level)

    # -------------------------------------------------------------------------------------- styles

    def _bases(self, style: str) -> Iterator["_Style"]:
        """Yield a style, then those that it is based on."""
        for _ in range(_DEEPEST_STYLE):
            if style not in self.styles:
                return
            yield self.styles[style]
            style = self.styles[style].base

    def _marks_of_style(self, style: str) -> Marks:
        marks = PLAIN
        for each in reversed([*self._bases(style)]):
            marks = _marks(each.run, marks)
        return marks

    def _is_heading(self, style: str, properties: Element | None) -> bool:
        if _value(properties, "outlineLvl").isdecimal():
            return True
        names = (each.name for each in self._bases(style))
        return any(name.startswith(("heading", "title", "subtitle")) for name in names)


class _Found:
    """What a paragraph holds so far."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.pictures: list[WordPicture] = []
        self.boxes: list[Element] = []
        self.has_formula = False
        self.has_raised = False

    def add(self, text: str, marks: Marks) -> None:
        """Add words; those that look like the ones before go on with them."""
        if self.spans and self.spans[-1].marks == marks:
            text = self.spans.pop().text + text
        self.spans.append(Span(_WIDE.sub(_gap, text), marks))

    def lines(self) -> list[tuple[Span, ...]]:
        """Return the lines that its author parted."""
        lines: list[list[Span]] = [[]]
        for span in self.spans:
            first, *others = span.text.split("\n")
            lines[-1].append(Span(first, span.marks))
            lines += ([Span(other, span.marks)] for other in others)
        return [tuple(span for span in line if span.text) for line in lines]


@dataclass(frozen=True)
class _Style:
    name: str
    base: str
    run: Element | None
    list: tuple[str, str]
    """The list that paragraphs of it are in, and their level."""


def _styles_in(root: Element | None) -> Mapping[str, _Style]:
    if root is None:
        return {}
    found = {}
    for element in _children(root, "style"):
        properties = element.find("pPr")
        own = properties.find("numPr") if properties is not None else None
        found[element.get("styleId") or ""] = _Style(
            _value(element, "name").casefold(),
            _value(element, "basedOn"),
            element.find("rPr"),
            (_value(own, "numId"), _value(own, "ilvl")),
        )
    return found


def _lists_in(root: Element | None) -> tuple[Mapping[str, str], Mapping[str, Mapping[int, _Level]]]:
    """Return which definition each list has, and how its levels are numbered."""
    if root is None:
        return {}, {}
    defined = {
        each.get("abstractNumId") or "": {
            _counted(level.get("ilvl")): _level(level) for level in _children(each, "lvl")
        }
        for each in _children(root, "abstractNum")
    }
    abstract, levels = {}, {}
    for each in _children(root, "num"):
        ident, of = each.get("numId") or "", _value(each, "abstractNumId")
        own = dict(defined.get(of, {}))
        for override in _children(each, "lvlOverride"):
            number = _counted(override.get("ilvl"))
            changed = override.find("lvl")
            start = _value(override, "startOverride")
            if changed is not None:
                own[number] = _level(changed)
            if start and number in own:
                own[number] = _Overridden(own[number].kind, _counted(start, 1))
        abstract[ident], levels[ident] = of, own
    return abstract, levels


@dataclass(frozen=True)
class _Overridden(_Level):
    """A level that begins anew in its list."""


def _restarts(levels: Mapping[int, _Level]) -> Iterator[tuple[int, bool]]:
    yield from ((number, isinstance(level, _Overridden)) for number, level in levels.items())


_KINDS = {
    "decimal": "decimal", "decimalZero": "decimal", "lowerLetter": "letter",
    "upperLetter": "letter", "lowerRoman": "roman", "upperRoman": "roman", "bullet": "bullet",
    "none": "none",
}  # fmt: skip


def _level(element: Element) -> _Level:
    start = _value(element, "start")
    kind = _KINDS.get(_value(element, "numFmt") or "decimal", "decimal")
    return _Level(kind, _counted(start, 1))


def _children(element: Element, tag: str, depth: int = 0) -> Iterator[Element]:
    """Yield what stands in an element, through the wrappers of forms and of changes."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in ("sdt", "sdtContent", "customXml", "ins") and depth < _DEEPEST:
            yield from _children(child, tag, depth + 1)


def _counted(said: str | None, otherwise: int = 0) -> int:
    """Return a number that a file gives, if it is one that a list can have."""
    return int(said) if said and said.isdecimal() and len(said) < _MOST_DIGITS else otherwise


def _value(parent: Element | None, name: str) -> str:
    child = parent.find(name) if parent is not None else None
    return (child.get("val") or "") if child is not None else ""


def _is_on(properties: Element | None, name: str) -> bool:
    child = properties.find(name) if properties is not None else None
    return child is not None and (child.get("val") or "") not in _OFF


def _marks(properties: Element | None, base: Marks) -> Marks:
    """Return how words stand out, by their own properties and else by those they stand in."""
    if properties is None:
        return base

    def said(name: str, otherwise: bool) -> bool:
        return otherwise if properties.find(name) is None else _is_on(properties, name)

    highlight = said("highlight", base.highlight)
    shade = properties.find("shd")
    if shade is not None and (shade.get("fill") or "auto").lower() not in ("auto", "ffffff"):
        highlight = True
    colour = base.colour
    if (found := properties.find("color")) is not None:
        colour = (found.get("val") or "").lower() not in _COLOURLESS
    return Marks(said("b", base.bold), said("u", base.underline), highlight, colour)


def _joined(one: Marks, other: Marks) -> Marks:
    return Marks(
        one.bold or other.bold,
        one.underline or other.underline,
        one.highlight or other.highlight,
        one.colour or other.colour,
    )


def _gap(spaces: re.Match[str]) -> str:
    return "\t" if "\t" in spaces[0] else "    "


_PLAIN_LETTERS = "0123456789+-−=()aehijklmnoprstuvx"
_LEVELS = {
    "superscript": dict(zip(_PLAIN_LETTERS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵉʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛˣ", strict=True)),
    "subscript": dict(zip(_PLAIN_LETTERS, "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)),
}
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
"""Endings of numbers, which mean the same where they are not raised."""


def _raised(text: str, level: str) -> str | None:
    """Return raised or lowered words in letters that stand so by themselves; None if some do not.

    >>> _raised("2", "subscript"), _raised("th", "superscript"), _raised("q", "superscript")
    ('₂', 'th', None)
    """
    if text.strip() in _ORDINALS:
        return text
    letters = [_LEVELS[level].get(letter, " " if letter.isspace() else "") for letter in text]
    return "".join(letters) if all(letters) else None


_SYMBOLS = {"f0fc": "✓", "f0fe": "☑", "f0a8": "☐", "f06f": "☐", "f0fd": "☒", "f0e0": "→"}
"""Signs of Word's own symbol fonts that stand before answers."""


def _symbol(element: Element) -> str:
    return _SYMBOLS.get((element.get("char") or "").lower(), "")
