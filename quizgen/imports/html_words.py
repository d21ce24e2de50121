"""HTML as other programs keep texts in -> the words that a bank holds, and what they lose.

Paragraphs stay, and so do small raised and lowered signs that Unicode has, and in brackets how the
words before them are read. Emphasis goes without a word. Pictures are handed on; what else can be
seen or heard is named, since a question may need it. Nothing is run and nothing is fetched.
"""

import re
from html import unescape

from quizgen.imports.file_text import clean
from quizgen.values import dataclass

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_UNSEEN = frozenset({"script", "style", "head", "title", "template", "noscript", "rp"})
"""Of which nothing is shown; of `rp` not, since the brackets that it may hold are ours."""
_NEEDED = {
    "audio": "a sound",
    "video": "a film",
    "iframe": "a part of another page",
    "object": "an object",
    "embed": "an object",
    "applet": "a program",
    "canvas": "a drawing",
    "svg": "a drawing within the text",
    "math": "a formula in MathML",
}
"""What a question may need, and words cannot hold."""
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ")
_RAISABLE = re.compile(r"[0-9+\-−=()ni]+")
_LOWERABLE = re.compile(r"[0-9+\-−=()aeox]+")
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
})  # fmt: skip
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[|<[!?][^>]*>"
    r"""|<(/?)([a-zA-Z][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""",
    re.DOTALL,
)
"""A comment, or a tag: its stroke, its name, its attributes. What begins otherwise is text."""
_PLAIN_TAG = re.compile(r"</?(?:p|b|i|em|strong|u)>")
"""Of these alone nearly all texts are made, which are taken apart at once."""
_PARAGRAPH = re.compile("</?p>")
_INLINE = re.compile("</?[a-z]+>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z_:][\w:.-]*)\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>]+)""")
_BULLET = "– "
"""Before an entry of a list; by itself it is an entry that says nothing."""
_LATEX = re.compile(
    r"\$\$.+?\$\$|\\\(.+?\\\)|\\\[.+?\\\]|\$[^$\n]{0,200}\\[a-zA-Z]+[^$\n]{0,200}\$", re.DOTALL
)
"""Of what stands between single dollars only that which has a command: prices are no formulas."""


@dataclass(frozen=True)
class Image:
    """A picture in a text."""

    src: str
    alt: str


@dataclass(frozen=True)
class Words:
    """What a text says."""

    paragraphs: tuple[str, ...]
    images: tuple[Image, ...] = ()
    needed: tuple[str, ...] = ()
    """What it shows beside, which words cannot hold."""
    classes: tuple[tuple[str, str], ...] = ()
    """The words of parts that have a class of ours, which are not among the paragraphs."""

    def of_class(self, name: str) -> tuple[str, ...]:
        """Return the words of its parts with a class of ours."""
        return tuple(words for of, words in self.classes if of == f"quizgen-{name}")

    @property
    def line(self) -> str:
        """Return it as one paragraph."""
        return " ".join(self.paragraphs)

    @property
    def has_formula(self) -> bool:
        """Tell whether a formula is written out in it, as TeX has it."""
        told = (each for each in self.paragraphs if "$$" in each or "\\" in each)
        return any(_LATEX.search(each) for each in told)


def words_of(html: str) -> Words:
    r"""Return the words of some HTML.

    >>> words_of("<p>H<sub>2</sub>O &amp; <b>ice</b></p><p>melt at 0&nbsp;°C.</p>").paragraphs
    ('H₂O & ice', 'melt at 0\xa0°C.')
    """
    if "<" not in html and "&" not in html:
        words = clean(html)
        return Words((words,) if words else ())
    if html.count("<") == len(_PLAIN_TAG.findall(html)):
        parts = [clean(unescape(_INLINE.sub("", part))) for part in _PARAGRAPH.split(html)]
        return Words(tuple([part for part in parts if part]))
    reader = _Reader()
    end = 0
    for found in _TAG.finditer(html):
        if found.start() > end:
            reader.add(unescape(html[end : found.start()]))
        end = found.end()
        closing, name, attributes = found.groups()
        if name and closing:
            reader.end_tag(name.lower())
        elif name:
            reader.start_tag(name.lower(), attributes)
    reader.add(unescape(html[end:]))
    return reader.found()


def plain_words(text: str) -> Words:
    """Return the words of a text that is no HTML; blank lines part its paragraphs."""
    parts = (clean(part) for part in re.split(r"\n[ \t]*\n", text))
    return Words(tuple(part for part in parts if part))


class _Reader:
    """Gathers words paragraph by paragraph."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._paragraphs: list[str] = []
        self._images: list[Image] = []
        self._needed: dict[str, None] = {}
        self._skipped: list[str] = []
        """Open tags of which nothing is shown, the outermost first."""
        self._lists: list[int | None] = []
        """The number of the last entry of each open list; None for one with bullets."""
        self._shift: list[tuple[str, int]] = []
        self._cells = 0
        self._is_reading = False
        """Whether an `rt` is open, whose end tag may be left out."""
        self._ours: list[tuple[str, str, int, int]] = []
        """Open parts with a class of ours: tag, class, tags open within, where its words begin."""
        self._of_class: list[tuple[str, str]] = []

    def start_tag(self, tag: str, attributes: str) -> None:
        """Take the beginning of an element."""
        if self._skipped:
            if tag == self._skipped[-1] and tag not in _VOID:
                self._skipped.append(tag)
            return
        if tag in _NEEDED:
            self._needed[_NEEDED[tag]] = None
        if tag in _UNSEEN or (tag in _NEEDED and tag not in _VOID):
            self._skipped.append(tag)
            return
        given = _given(attributes) if "quizgen-" in attributes or tag == "img" else {}
        if self._ours and tag == self._ours[-1][0] and tag not in _VOID:
            outer = self._ours[-1]
            self._ours[-1] = (outer[0], outer[1], outer[2] + 1, outer[3])
        elif given.get("class", "").startswith("quizgen-") and tag not in _VOID:
            if tag in _BLOCKS:
                self._end_paragraph()
            self._ours.append((tag, given["class"], 0, len(self._pieces)))
            return
        if tag == "br":
            self._end_paragraph()
        elif tag == "rt":  # how the words before are read, which stands above them
            self._end_reading()
            self._pieces.append("(")
            self._is_reading = True
        elif tag == "img":
            self._images.append(Image(given.get("src", ""), clean(given.get("alt", ""))))
        elif tag in ("sup", "sub"):
            self._shift.append((tag, len(self._pieces)))
        elif tag in ("td", "th"):
            if self._cells:
                self._pieces.append(" | ")
            self._cells += 1
        elif tag in _BLOCKS:
            self._end_paragraph()
            self._begin_block(tag)

    def _begin_block(self, tag: str) -> None:
        if tag == "tr":
            self._cells = 0
        elif tag in ("ol", "ul"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            number = self._lists[-1] if self._lists else None
            if number is None:
                self._pieces.append(_BULLET)
            else:
                self._lists[-1] = number + 1
                self._pieces.append(f"{number + 1}. ")

    def end_tag(self, tag: str) -> None:
        """Take the end of an element."""
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.pop()
            return
        if self._ours and tag == self._ours[-1][0]:
            name, its_class, depth, start = self._ours[-1]
            if depth:
                self._ours[-1] = (name, its_class, depth - 1, start)
            else:
                self._ours.pop()
                words = clean("".join(self._pieces[start:]))
                del self._pieces[start:]
                self._of_class.append((its_class, words))
                return
        if tag in ("rt", "ruby"):
            self._end_reading()
        elif tag in ("sup", "sub") and self._shift:
            kind, start = self._shift.pop()
            shifted = "".join(self._pieces[start:])
            del self._pieces[start:]
            self._pieces.append(_shifted(shifted, kind))
        elif tag in _BLOCKS:
            self._end_paragraph()
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()

    def _end_reading(self) -> None:
        if self._is_reading:
            self._pieces.append(")")
            self._is_reading = False

    def add(self, words: str) -> None:
        """Take words."""
        if not self._skipped:
            self._pieces.append(words)

    def _end_paragraph(self) -> None:
        self._end_reading()
        if self._ours or self._shift:  # it is one text, whatever stands in it
            self._pieces.append(" ")
            return
        words = clean("".join(self._pieces))
        is_empty_entry = words == "–" and _BULLET in self._pieces
        self._pieces.clear()
        if words and not is_empty_entry:
            self._paragraphs.append(words)

    def found(self) -> Words:
        """Return what was read; what nobody closed ends here."""
        self._ours.clear()
        self._shift.clear()
        self._end_paragraph()
        return Words(
            tuple(self._paragraphs), tuple(self._images), tuple(self._needed), tuple(self._of_class)
        )


def _given(attributes: str) -> dict[str, str]:
    """Return attributes by their names."""
    return {
        name.lower(): unescape(value.strip("\"'")) for name, value in _ATTRIBUTE.findall(attributes)
    }


def _shifted(words: str, kind: str) -> str:
    """Return raised or lowered words by the signs that Unicode has, or else marked as such."""
    bare = words.strip()
    if not bare:
        return words
    is_raised = kind == "sup"
    pattern, signs = (_RAISABLE, _RAISED) if is_raised else (_LOWERABLE, _LOWERED)
    if pattern.fullmatch(bare):
        return bare.translate(signs)
    mark = "^" if is_raised else "_"
    return f"{mark}{bare}" if len(bare) == 1 else f"{mark}({bare})"
