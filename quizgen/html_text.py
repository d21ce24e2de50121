"""Content as HTML for programs that show it: words are escaped once, and only styles are markup.

A deck has HTML of its own (`quizgen.deck.html`), which its editions are sealed by. This one is what
any browser and any learning platform takes: paragraphs, emphasis, languages, pictures, tables and
lists, and nothing that a platform's filter would take out.
"""

from collections.abc import Callable, Iterable
from html import escape
from typing import assert_never

from quizgen.content import Block, Content, Listing, Paragraph, Picture, Run, Table, Text, blocks_of

ShowPicture = Callable[[Picture], str]
"""Returns the HTML by which a program shows a picture: each keeps its files in a way of its own."""

_TAGS = {"bold": "b", "italic": "i"}


def words_as_html(words: str) -> str:
    """Return words as HTML that shows them as they stand.

    >>> words_as_html('a < b & "c"')
    'a &lt; b &amp; "c"'
    """
    return escape(words, quote=False) if "&" in words or "<" in words or ">" in words else words


def in_attribute(words: str) -> str:
    """Return words as the value of an attribute, between double quotation marks.

    >>> in_attribute('a < b & "c"')
    'a &lt; b &amp; &quot;c&quot;'
    """
    return words_as_html(words).replace('"', "&quot;")


def text_as_html(text: Text) -> str:
    """Return a paragraph without the tags around it.

    >>> text_as_html((Run("It "), Run("flew", "bold"), Run(" by "), Run("луна", lang="ru")))
    'It <b>flew</b> by <span lang="ru">луна</span>'
    """
    return "".join(
        [
            words_as_html(run.text)
            if run.style == "plain" and not run.lang and not run.direction
            else _styled(run)
            for run in text
        ]
    )


def _styled(run: Run) -> str:
    name = _TAGS.get(run.style, "span")
    lang = f' lang="{in_attribute(run.lang)}"' if run.lang else ""
    direction = f' dir="{run.direction}"' if run.direction else ""
    return f"<{name}{lang}{direction}>{words_as_html(run.text)}</{name}>"


def as_html(content: Content, show: ShowPicture) -> str:
    """Return a content as HTML; one paragraph of words stands there without tags around it."""
    if not content:
        return ""
    if len(content) == 1 and isinstance(content[0], Run):
        return text_as_html(content)  # type: ignore[arg-type]
    blocks = [*blocks_of(content)]
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return text_as_html(blocks[0].runs)
    return "".join(_block(block, show) for block in blocks)


def in_paragraphs(parts: Iterable[str]) -> str:
    """Return pieces of HTML as paragraphs; one that is empty is none, and a block is one already.

    >>> in_paragraphs(["Who?", "", "<table></table>"])
    '<p>Who?</p><table></table>'
    """
    told = [part for part in parts if part]
    return "".join(part if part.startswith(_BLOCKS) else f"<p>{part}</p>" for part in told)


_BLOCKS = ("<p>", "<table>", "<ol>", "<ul>", "<blockquote", "<dl")


def _block(block: Block, show: ShowPicture) -> str:
    match block:
        case Paragraph(runs=runs):
            return f"<p>{text_as_html(runs)}</p>"
        case Picture() as picture:
            return f"<p>{show(picture)}</p>"
        case Table() as table:
            return _table(table)
        case Listing(entries=entries, is_numbered=is_numbered):
            name = "ol" if is_numbered else "ul"
            listed = "".join(f"<li>{text_as_html(entry)}</li>" for entry in entries)
            return f"<{name}>{listed}</{name}>"
        case _ as unreachable:
            assert_never(unreachable)


def _table(table: Table) -> str:
    caption = f"<caption>{text_as_html(table.caption)}</caption>" if table.caption else ""
    rows = []
    for place, row in enumerate(table.rows):
        cell = "th" if table.has_header and not place else "td"
        cells = "".join(f"<{cell}>{text_as_html(text)}</{cell}>" for text in row)
        rows.append(f"<tr>{cells}</tr>")
    return f"<table>{caption}{''.join(rows)}</table>"
