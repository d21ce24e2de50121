"""The sides of a note's cards, as Anki shows them, for rules to read."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html import unescape

from quizgen.deck.deck import Note
from quizgen.deck.note_types import NoteType
from quizgen.values import dataclass

TAG = re.compile(r"\{\{([#^/]?)(?:(cloze):)?([^{}]*)\}\}")
GAP = re.compile(r"\{\{c\d+::(.*?)\}\}")
ELEMENT = re.compile(r"<[^>]*>")
BOLD = re.compile(r"<b\b[^>]*>(.*?)</b>", re.DOTALL)
QUESTION = re.compile(r'<(p|blockquote)\b(?: class="question")?>(.*?)</\1>', re.DOTALL)
CONTEXT = re.compile(r'<p class="when">(.*?)</p>', re.DOTALL)
KIND = re.compile(r'<span class="kind">(.*?)</span>')
ANSWER = re.compile(r'<(p|td|dd) class="answer">(.*?)</\1>', re.DOTALL)
LINE_END = re.compile(r"<br>|</(?:p|div|li|dt|dd|header|blockquote)>|(?=<span class=.when)")
UNSHOWN = re.compile(
    r"<script>.*?</script>|<svg\b.*?</svg>|<input[^>]*>"
    r"|<p class=.when how.>.*?</p>|<span class=.letter.></span>"
    r"|<(span|small) class=.(?:mark|why-wrong)[^>]*>.*?</\1>",
    re.DOTALL,
)
"""What a side has for a script, draws, or shows only once it is answered."""
WORD = re.compile(r"[^\W_]+(?:[-’'.,][^\W_]+)*")

FILLED = "{filled}"
"""Stands among the fields where gaps are filled; no field can have that name."""

Fields = Mapping[str, str]
Part = Callable[[Fields], str]


@dataclass(frozen=True)
class Side:
    """The two sides of a card as HTML, the back without its front."""

    card: str
    """The name of its template."""
    front: str
    back: str

    @property
    def question(self) -> str:
        """What the front asks, as HTML: no header, no options."""
        return " ".join(found[2] for found in QUESTION.finditer(self.front))

    @property
    def kind(self) -> str:
        """What sort of card its header says it is: "When?"."""
        return visible(" ".join(KIND.findall(self.front)))

    @property
    def context(self) -> str:
        """What stands below the question, as HTML: by whom and when."""
        return " ".join(CONTEXT.findall(self.front))

    @property
    def answers(self) -> tuple[str, ...]:
        """The words to be recalled."""
        return tuple(visible(found[2]) for found in ANSWER.finditer(self.back))


def sides_of(note: Note, note_type: NoteType) -> Iterator[Side]:
    """Yield a note's cards."""
    names = (field.name for field in note_type.fields)
    fields = dict(zip(names, note.fields, strict=True))
    for place in note.cards:
        card = note_type.cards[place]
        back = _parsed(card.back)({**fields, "FrontSide": "", FILLED: "yes"})
        yield Side(card.name, _parsed(card.front)(fields), back)


def gaps_of(note: Note) -> tuple[str, ...]:
    """Return what a cloze note hides."""
    return tuple(visible(gap) for field in note.fields for gap in GAP.findall(field))


def lines_of(html: str) -> tuple[str, ...]:
    """Return the words that a side shows, line by line.

    >>> lines_of('<p>One<br>two</p><svg>2</svg><script>x()</script><span class="mark">✓</span>')
    ('One', 'two')
    """
    return tuple(filter(None, map(visible, LINE_END.split(UNSHOWN.sub("", html)))))


def visible(html: str) -> str:
    """Return the words of a piece of HTML.

    >>> visible("<p>about <b>50&#38;60</b></p>")
    'about 50&60'
    """
    return " ".join(unescape(ELEMENT.sub("", html)).split())


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, as fronts are compared.

    >>> sorted(words_of("As of 28 May, who?"))
    ['28', 'as', 'may', 'of', 'who']
    """
    return frozenset(WORD.findall(text.casefold()))


def bold_words_of(html: str) -> frozenset[str]:
    """Return the words that stand out."""
    return frozenset(word for bold in BOLD.findall(html) for word in words_of(visible(bold)))


@lru_cache(maxsize=256)
def _parsed(template: str) -> Part:
    """Return what a template shows, as a function of the fields; the reader has checked it."""
    stack: list[tuple[str, str, list[Part]]] = [("", "", [])]
    place = 0
    for tag in TAG.finditer(template):
        stack[-1][2].append(_words(template[place : tag.start()]))
        place = tag.end()
        sign, filtered, name = tag[1], tag[2], tag[3].strip().rpartition(":")[2]
        if sign in ("#", "^"):
            stack.append((sign, name, []))
        elif sign == "/":
            stack[-2][2].append(_section(*stack.pop()))
        else:
            stack[-1][2].append(_gapped(name) if filtered else _shown(name))
    stack[-1][2].append(_words(template[place:]))
    return _joined(stack[0][2])


def _words(words: str) -> Part:
    return lambda _: words


def _shown(name: str) -> Part:
    return lambda fields: fields.get(name, "")


def _gapped(name: str) -> Part:
    """Return the text with its gaps, which Anki fills on the back."""
    return lambda fields: GAP.sub(r"<b>\1</b>" if FILLED in fields else "[…]", fields[name])


def _section(sign: str, name: str, parts: list[Part]) -> Part:
    shown = _joined(parts)
    return lambda fields: shown(fields) if bool(fields.get(name)) is (sign == "#") else ""


def _joined(parts: list[Part]) -> Part:
    return lambda fields: "".join([part(fields) for part in parts])
