"""Content: what stands in a prompt, an option or on a card, whatever it is printed with.

Content is a sequence of runs and blocks. Runs that follow one another are a paragraph, so that the
plain case, a sentence in one style, is a tuple of one run; pictures, tables and lists stand between
paragraphs. Text is never markup: what looks like a tag is printed as it is.
"""

import operator
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from typing import Any, Literal, TypeGuard, assert_never

from quizgen.values import dataclass

PictureSize = Literal["small", "medium", "large"]
Direction = Literal["", "ltr", "rtl"]
"""Which way a text runs; empty where its letters tell."""


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style."""

    text: str
    style: Literal["plain", "bold", "italic"] = "plain"
    lang: str = ""
    """BCP 47 tag where it is not the document's language."""
    direction: Direction = ""
    source: str = ""
    """The id of the source that it names. A sheet that lists its texts names them its own way."""


Text = tuple[Run, ...]
"""A paragraph: plain text with emphasis."""


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph of its own, where several follow one another."""

    runs: Text


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture. Its bytes lie in the project, under its name; the value knows what it shows."""

    name: str
    """The id under `pictures` of its bank."""
    digest: str
    """SHA-256 of its bytes, in hexadecimal digits: two pictures of one digest are the same."""
    kind: Literal["png", "jpeg", "svg"]
    width: int
    """In pixels, as is the height; of a drawing without a size, its proportions."""
    height: int
    alt: str
    """What somebody is told who cannot see it; it gives no answer away."""
    credit: str = ""
    """Who made it, and under which licence."""
    size: PictureSize = "medium"
    """How large it is in print, at most."""
    owes_credit: bool = True
    """Whether that stands where the picture does; else the key tells it, and the sheet does not."""
    is_coloured: bool = False
    """Whether it shows colours, which a copier in black and white does not."""
    fetch: Callable[[], bytes] | None = field(default=None, compare=False, repr=False)
    """Reads its bytes, which are held only while they are written: those of a whole bank need not
    have room in memory. None where they are not at hand, as in a form that was read from a file;
    then a frame with the words stands for it."""

    @property
    def file_name(self) -> str:
        """What its file is called among those of other banks: of one name, they are the same.

        >>> Picture(name="fr", digest="0f" * 32, kind="jpeg", width=4, height=3, alt="It").file_name
        'quizgen-0f0f0f0f0f0f0f0f0f0f0f0f.jpg'
        """
        return f"quizgen-{self.digest[:24]}.{'jpg' if self.kind == 'jpeg' else self.kind}"


@dataclass(frozen=True, kw_only=True)
class Table:
    """Words in rows and columns."""

    rows: tuple[tuple[Text, ...], ...]
    """All of the same number of cells."""
    has_header: bool = True
    """Whether the first row names the columns."""
    caption: Text = ()


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list, numbered or with bullets."""

    entries: tuple[Text, ...]
    is_numbered: bool = False


Block = Paragraph | Picture | Table | Listing
Content = tuple[Run | Block, ...]
"""Runs and blocks in reading order; a `Text` is the content of one paragraph."""


def paragraphs(texts: Iterable[Text]) -> Content:
    """Return texts as paragraphs, of which an empty one is none; a single one is plain text.

    >>> paragraphs([(Run("Who?"),), ()])
    (Run(text='Who?', style='plain', lang='', direction='', source=''),)
    """
    told = [text for text in texts if any(run.text.strip() for run in text)]
    return told[0] if len(told) == 1 else tuple(Paragraph(runs=text) for text in told)


def blocks_of(content: Content) -> Iterator[Block]:
    """Yield the blocks of a content, its loose runs gathered into paragraphs.

    >>> [type(block).__name__ for block in blocks_of((Run("a"), Run("b"), Listing(entries=())))]
    ['Paragraph', 'Listing']
    """
    runs: list[Run] = []
    for part in content:
        if isinstance(part, Run):
            runs.append(part)
            continue
        if runs:
            yield Paragraph(runs=tuple(runs))
            runs = []
        yield part
    if runs:
        yield Paragraph(runs=tuple(runs))


def texts_of(content: Content) -> Iterator[Text]:
    """Yield every text of a content in reading order, a picture's alternative text among them."""
    for block in blocks_of(content):
        match block:
            case Paragraph(runs=runs):
                yield runs
            case Picture(alt=alt):
                yield (Run(alt),)
            case Table(rows=rows, caption=caption):
                if caption:
                    yield caption
                yield from (cell for row in rows for cell in row)
            case Listing(entries=entries):
                yield from entries
            case _ as unreachable:
                assert_never(unreachable)


def plain(content: Content) -> str:
    """Return the words of a content without their styles, a space between its texts.

    >>> plain((Run("It "), Run("flew", "bold"), Listing(entries=((Run("at noon"),),))))
    'It flew at noon'
    """
    runs: Any = content
    try:  # nearly always there are runs alone, and this is called for every text that there is
        return "".join([run.text for run in runs])
    except AttributeError:  # a block
        return " ".join(map(plain, texts_of(content)))


def spoken(content: Content) -> str:
    """Return the words of a content as `plain` does, but for what its pictures show.

    >>> heart = Picture(name="heart", digest="", kind="png", width=4, height=3, alt="A heart")
    >>> spoken((Run("Which part is C?"), heart))
    'Which part is C?'
    """
    return plain(tuple([part for part in content if not isinstance(part, Picture)]))


def is_text(content: Content) -> TypeGuard[Text]:
    """Tell whether a content is words alone, without blocks."""
    return all(isinstance(part, Run) for part in content)


def without_words(content: Content) -> Content:
    """Return the pictures, tables and lists of a content, for where its words are said already."""
    return tuple(part for part in content if not isinstance(part, Run | Paragraph))


def text_of(content: Content) -> Text:
    """Return a content as one paragraph, for places that have room for no more.

    >>> plain(text_of((Table(rows=(((Run("1961"),), (Run("Gagarin"),)), ((Run("1969"),), ()))),)))
    '1961, Gagarin; 1969, –'
    """
    if is_text(content):
        return content
    spaced: list[Run] = []
    for block in blocks_of(content):
        spaced += [*([Run(" ")] if spaced else []), *_in_one_line(block)]
    return tuple(spaced)


def _in_one_line(block: Block) -> Text:
    """Return a block's words with commas between cells, and semicolons between rows or entries."""
    match block:
        case Table(rows=rows, caption=caption):
            told = _listed(
                "; ", [_listed(", ", [cell or (Run("–"),) for cell in row]) for row in rows]
            )
            return (*caption, Run(": "), *told) if caption else told
        case Listing(entries=entries):
            return _listed("; ", entries)
        case _:
            return tuple(run for text in texts_of((block,)) for run in text)


def _listed(joint: str, texts: Iterable[Text]) -> Text:
    """Return texts as one, with a joint between them."""
    runs: list[Run] = []
    for text in texts:
        runs += [*([Run(joint)] if runs else []), *text]
    return tuple(runs)


def with_runs_changed(content: Content, change: Callable[[Run], Run]) -> Content:
    """Return a content with every run changed; the same object where none changes."""
    changed = tuple(_part_changed(part, change) for part in content)
    return content if all(map(operator.is_, changed, content)) else changed


def text_with_runs_changed(text: Text, change: Callable[[Run], Run]) -> Text:
    """Return a text with every run changed; the same object where none changes."""
    changed = tuple([change(run) for run in text])
    return text if all(map(operator.is_, changed, text)) else changed


def _part_changed(part: Run | Block, change: Callable[[Run], Run]) -> Run | Block:
    def text(runs: Text) -> Text:
        return text_with_runs_changed(runs, change)

    match part:
        case Run():
            return change(part)
        case Paragraph(runs=runs):
            return replace(part, runs=text(runs))
        case Table(rows=rows, caption=caption):
            cells = tuple(tuple(map(text, row)) for row in rows)
            return replace(part, rows=cells, caption=text(caption))
        case Listing(entries=entries):
            return replace(part, entries=tuple(map(text, entries)))
        case Picture():
            return part
        case _ as unreachable:
            assert_never(unreachable)


def pictures_of(contents: Iterable[Content]) -> Iterator[Picture]:
    """Return the pictures of contents, in reading order."""
    return (part for content in contents for part in content if isinstance(part, Picture))
