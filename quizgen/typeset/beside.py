"""What a sheet gives its pupils to work with: the list of its texts, and hard words explained."""

from collections.abc import Container
from dataclasses import replace

from quizgen.content import Run, Text
from quizgen.quiz.form import Form
from quizgen.quiz.naming import names_of_texts, sources_named
from quizgen.typeset.ink import Block
from quizgen.typeset.lines import TextStyle, place_lines, set_line, set_lines, shortened, tidy
from quizgen.typeset.measures import Measures
from quizgen.typeset.tagging import Element
from quizgen.typeset.title import set_heading

LABEL_GAP_MM = 2.4
"""Between the number of a text and what it is."""
ENTRY_GAP_MM = 0.3
"""Between two texts, beyond the distance of their lines."""
LARGE_ENTRY_GAP_MM = 1.2
"""The same in large print, where a text takes two lines and more."""
LARGE_LINES = 2
SHORT_TITLE_MM = 12.0
"""With less room a title is no longer known by its first words."""
ABOVE_MM = 3.6
HEADED_MM = 1.0
"""Above the texts: below the line for the name, and below a heading of their own."""
WORDS_ABOVE_MM = 1.0
CLOSE = 0.9
"""How close its lines stand."""
BELOW_MM = 1.6
"""Below either on a ticket."""


def set_aids(
    form: Form, m: Measures, root: Element, *, has_titles: bool = True, is_headed: bool = False
) -> list[Block]:
    """Set the texts that a sheet lists, each on a line of its own, and its hard words below.

    A cover has the texts, but in large print. Where they do not stand below the title, they have a
    heading.
    """
    if (form.layout.cover and not m.is_large) or not form.lists_texts:
        return _words(form, m, root)
    heading = []
    if is_headed and tidy(form.labels.texts):
        heading = [set_heading(form.labels.texts, "", "", m, root)]
    set_them = set_texts if has_titles else _texts_in_a_row
    texts = set_them(form, m, root)
    for block in texts:
        block.is_whole = is_headed  # it is looked up as one list
    if texts:
        texts[0].above = (HEADED_MM if heading else ABOVE_MM) * m.mm
    return [*(heading if texts else ()), *texts, *_words(form, m, root)]


def set_short_aids(
    form: Form, m: Measures, root: Element, *, has_titles: bool = True
) -> list[Block]:
    """Set on a ticket, where room is short, the texts that its questions name, and hard words.

    Without their titles the texts stand in one paragraph.
    """
    named = {source for item in form.items for source in sources_named(item)}
    set_them = set_texts if has_titles else _texts_in_a_row
    blocks = [*set_them(form, m, root, named), *_words(form, m, root)]
    for block in blocks:
        block.above, block.below = 0.0, BELOW_MM * m.mm
    return blocks


def _texts_in_a_row(
    form: Form, m: Measures, root: Element, only: Container[str] | None = None
) -> list[Block]:
    """Set who published each text and when as one paragraph."""
    runs: list[Run] = []
    for name, listed in _rows(form, only):
        said = tuple(run for run in listed if run.style != "italic")
        last = replace(said[-1], text=said[-1].text.rstrip(": ")) if said else Run("")
        runs += [Run("; " if runs else ""), Run(name, "bold"), Run(" "), *said[:-1], last]
    if not runs:
        return []
    return [_paragraph((*runs, Run(".")), m, root)]


def _rows(form: Form, only: Container[str] | None) -> list[tuple[str, Text]]:
    """Return the names of texts, and what each of them is."""
    names = names_of_texts(form)
    return [
        (names[entry.source], entry.listed)
        for entry in form.sources
        if entry.source in names and (only is None or entry.source in only)
    ]


def set_texts(
    form: Form, m: Measures, root: Element, only: Container[str] | None = None
) -> list[Block]:
    """Set the texts that a sheet lists, or only some of them, in one block."""
    rows = _rows(form, only)
    if not rows:
        return []
    bold = m.styles.label_bold
    width = max(set_line(name, bold).width for name, _ in rows) + LABEL_GAP_MM * m.mm
    block = Block(above=ABOVE_MM * m.mm)
    listing = root.add("L")
    for name, listed in rows:
        entry = listing.add("LI")
        _add(block, name, listed, m.left + width, m, entry)
    return [block]


def _add(block: Block, name: str, text: Text, left: float, m: Measures, entry: Element) -> None:
    """Add a line: a name in bold at the left edge, and what is said of it from `left` on."""
    style = _style(m)
    y = block.height + m.ascent(style)
    gap = LARGE_ENTRY_GAP_MM if m.is_large else ENTRY_GAP_MM
    y += gap * m.mm if block.cuts else 0.0
    label = set_line(name, m.styles.label_bold, entry.add("Lbl"))
    block.inks += label.with_space().at(m.left, y)
    room = m.right - left
    shown = _on_two_lines(text, room, m) if m.is_large else _on_one_line(text, room, m)
    lines = set_lines(shown, style, room, entry.add("LBody"))
    glyphs, y = place_lines(lines, left, y, style.leading)
    block.inks += glyphs
    block.height = y + m.descent(style)
    block.cuts.append(block.height)


def _on_one_line(text: Text, room: float, m: Measures) -> Text:
    """Return what is said of a text with as much of its title as stays on the line.

    The first words of a title are enough to find it by. Where not even they have room, all stays.
    """
    style = m.styles.label
    *before, title = text
    left = room - set_line((*before, Run("–")), style).width
    words = shortened(title.text, style._replace(plain=style.face(title)), left)
    is_kept = title.style != "italic" or left < SHORT_TITLE_MM * m.mm
    return text if is_kept else (*before, replace(title, text=words))


def _on_two_lines(text: Text, room: float, m: Measures) -> Text:
    """Return the same for large print, where a line has no room for a title."""
    *before, title = text
    if title.style != "italic":
        return text
    words = title.text.split(" ")
    for count in range(len(words), 0, -1):
        end = "" if count == len(words) else " …"
        shown = (*before, replace(title, text=" ".join(words[:count]) + end))
        if len(set_lines(shown, m.styles.label, room)) <= LARGE_LINES:
            return shown
    return text


def _style(m: Measures) -> TextStyle:
    """Return the type of small print, its lines closer than where something is to be written."""
    style = m.styles.label
    return style if m.is_large else style._replace(leading=CLOSE * style.leading)


def _words(form: Form, m: Measures, root: Element) -> list[Block]:
    """Set hard words and what they mean as one paragraph."""
    if not form.words:
        return []
    block = _paragraph(_explained(form), m, root)
    block.above = WORDS_ABOVE_MM * m.mm
    return [block]


def _paragraph(text: Text, m: Measures, root: Element) -> Block:
    style = _style(m)
    lines = set_lines(text, style, m.right - m.left, root.add("P"))
    glyphs, y = place_lines(lines, m.left, m.ascent(style), style.leading)
    return Block(height=y + m.descent(style), inks=[*glyphs])


def _explained(form: Form) -> Text:
    runs: list[Run] = []
    heading = tidy(form.labels.hard_words)
    if heading:
        runs.append(Run(f"{heading}: ", "bold"))
    for place, hard in enumerate(form.words):
        runs += [Run("; ")] if place else []
        runs += [Run(hard.word, "italic"), Run(f" – {hard.meaning}")]
    return (*runs, Run("."))
