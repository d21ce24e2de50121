r"""The HTML of a field of an Anki note -> its words, and what words cannot hold.

Anki's own marks in it are read: sounds, LaTeX, gaps, and readings above Han characters.
"""

import re
from functools import lru_cache

from quizgen.imports.gapped import place_of, sentence_with
from quizgen.imports.html_words import Words, words_of
from quizgen.imports.taken import RefusedError
from quizgen.values import dataclass

_SOUND = re.compile(
    r"\[sound:[^\[\]]*\]|\[anki:play:[^\[\]]*\]"
    r"|\[anki:tts[^\[\]]*\](?:(?!\[anki:tts).)*?\[/anki:tts\]"
    r"|<audio\b(?:(?!<audio\b).)*?</audio>|<audio\b[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_LATEX = tuple(
    (re.compile(rf"{begins}((?:(?!{begins}).)*?){ends}", re.DOTALL), written)
    for begins, ends, written in (
        (r"\[latex\]", r"\[/latex\]", r"\\(\1\\)"),
        (r"\[\$\]", r"\[/\$\]", r"\\(\1\\)"),
        (r"\[\$\$\]", r"\[/\$\$\]", r"\\[\1\\]"),
        (r"<anki-mathjax block=\"true\">", "</anki-mathjax>", r"\\[\1\\]"),
        (r"<anki-mathjax[^<>]*>", "</anki-mathjax>", r"\\(\1\\)"),
    )
)
"""Formulas as Anki marks them, and as they are typed elsewhere. One that begins anew before it ends
is none, so that no field keeps us busy by beginnings alone."""
_HAN = re.compile("[\u3400-\u9fff]")
_READING = re.compile(
    r" ?([^ <>\[\]&;]{0,30}[\u3400-\u9fff々〆ヶ][^ <>\[\]&;]{0,30})\[([^\]\[:<>]{1,20})\]"
)
"""A word with Han characters and how it is read, as the Japanese add-on writes it."""
_RUBY = re.compile(
    r"<ruby[^<>]*>((?:(?!<r[ut]).)*)<rt[^<>]*>((?:(?!<r[ut]|</rt).)*)</rt>(?:(?!<ruby).)*?</ruby>",
    re.DOTALL | re.IGNORECASE,
)
_GAP = re.compile(r"\{\{c(\d+)::|\}\}")
ASKED = "[...]"
"""What Anki shows in the place of a gap that it asks for."""


@dataclass(frozen=True)
class Said:
    """What a field says."""

    words: Words
    has_sound: bool = False
    reading: str = ""
    """How its Han characters are read."""

    @property
    def line(self) -> str:
        """Return it as one line; paragraphs are parted as a list of things is.

        >>> Said(words_of("dog<br>hound")).line, Said(words_of("It barks.<br>It bites.")).line
        ('dog; hound', 'It barks. It bites.')
        """
        said = ""
        for part in self.words.paragraphs:
            glue = " " if said.endswith((".", "!", "?", ":", ";", ",", "…", "。")) else "; "
            said += f"{glue}{part}" if said else part
        return said


@lru_cache(maxsize=4096)  # a deck is judged, named and read by the same fields
def said_by(html: str) -> Said:
    r"""Return what a field says.

    >>> said_by("der <b>Hund</b>[sound:hund.mp3]").line, said_by("[$]x^2[/$]").line
    ('der Hund', '\\(x^2\\)')
    >>> said = said_by("日本語[にほんご]を 話[はな]す")
    >>> said.line, said.reading
    ('日本語を話す', 'にほんごをはなす')
    """
    has_sound = False
    if "[" in html or "<a" in html:
        spoken = _SOUND.sub("", html)
        has_sound, html = spoken != html, spoken
        for pattern, written in _LATEX:
            html = pattern.sub(written, html)
    bare, read = html, html
    for mark, pattern in (("<ruby", _RUBY), ("[", _READING)):
        if mark in html and _HAN.search(html):
            bare, read = pattern.sub(r"\1", bare), pattern.sub(r"\2", read)
    reading = "" if read == html else Said(words_of(read)).line
    return Said(words_of(bare), has_sound, reading)


def with_gaps(html: str) -> tuple[str, tuple[str, ...]]:
    """Return a text with its gaps as places, and the HTML that stands in each.

    Raises RefusedError for a gap within a gap, and for one that does not end.
    """
    pieces: list[str] = []
    gaps: list[str] = []
    begun = end = 0
    is_open = False
    for found in _GAP.finditer(html):
        if found[1] and is_open:
            raise RefusedError("has a gap within a gap")
        if found[1]:
            pieces.append(html[end : found.start()])
            is_open, begun = True, found.end()
        elif is_open:
            gaps.append(html[begun : found.start()])
            pieces.append(place_of(len(gaps) - 1))
            is_open, end = False, found.end()
    if is_open:
        raise RefusedError("has a gap that does not end")
    pieces.append(html[end:])
    return "".join(pieces), tuple(gaps)


def without_gaps(html: str) -> str:
    """Return a text as it reads when its gaps are filled.

    >>> without_gaps("{{c1::Rome::a city}} lies on the {{c2::Tiber}}.")
    'Rome lies on the Tiber.'
    """
    if "{{c" not in html:
        return html
    pieces: list[str] = []
    end, is_open = 0, 0
    for found in _GAP.finditer(html):
        if found[1] is None and not is_open:
            continue
        before = html[end : found.start()]
        pieces.append(before if found[1] else before.partition("::")[0])
        is_open += 1 if found[1] else -1
        end = found.end()
    return "".join((*pieces, html[end:]))


def filled_in(asked: str, told: str) -> str:
    """Return the sentence of a card with a gap, as Anki shows and exports it, filled from its back.

    Empty where it is no such card.

    >>> filled_in("[...] lies on the Tiber.", "Rome lies on the Tiber.")
    '[Rome] lies on the Tiber.'
    """
    parts = asked.split(ASKED)
    if len(parts) < 2:
        return ""
    found = re.match("(.+?)".join(map(re.escape, parts)), told, re.DOTALL)
    if found is None or any("\n" in gap for gap in found.groups()):
        return ""
    marked = parts[0] + "".join(place_of(n) + part for n, part in enumerate(parts[1:]))
    try:
        return sentence_with([[gap.strip()] for gap in found.groups()], marked)
    except RefusedError:
        return ""
