"""Cards for Mochi and for RemNote, which read Markdown: nothing of a bank's text is such markup.

Both read an Anki package too, and lose its note types on the way. Here a card is a question and its
answer, as their own imports of text take them.
"""

import csv
import io
import re
from collections.abc import Sequence

from quizgen.content import Run
from quizgen.deck.cells import safe_words
from quizgen.deck.content import FieldContent, Gap, words_in
from quizgen.deck.deck import Deck
from quizgen.deck.faces import Card, Face
from quizgen.deck.lost import cards_lost, needs_picture
from quizgen.deck.pairs import pairs_of
from quizgen.markdown_text import as_line, escaped
from quizgen.output import Export, Output

MOCHI_HEADER = ("Front", "Back", "Tags")
"""The columns, by which Mochi fills the fields of a template that are called so."""
UNSAID = ("topic", "kind", "notice", "feedback", "picture", "figure")
"""What belongs to the deck, would tell an answer too early, or is no words."""
_STYLES = {"plain": "", "bold": "**", "italic": "_"}
_JOINER = "\u2060"
"""A sign of no width: it parts two that would be markup side by side."""
_DOUBLED = re.compile(r"([-<>:;{}()\[\]*_#^$`=~|])(?=[-<>:;{}()\[\]*_#^$`=~|])")


def write_mochi(deck: Deck, name: str) -> Export:
    """Return the deck's cards as a table for Mochi: front, back and tags, in Markdown.

    Retired notes are not in it, and nobody is told, as in other tables of the cards.
    """
    cards = [card for card in deck.cards if not card.note.is_retired]
    rows = [_mochi_row(card) for card in cards if not needs_picture(card)]
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows([MOCHI_HEADER, *rows])
    file = Output(name, table.getvalue().encode(), {"cards": len(rows)})
    return Export((file,), (*cards_lost(cards, deck.topic),))


def write_remnote(deck: Deck, name: str) -> Export:
    """Return the deck's cards as lines for RemNote, question and answer parted by `>>`.

    They are those that Quizlet gets: RemNote asks such a line forwards, from its left side.
    """
    pairs, left_out = pairs_of(deck)
    lines = [[safe_words(" ".join(words.split())) for words in pair] for pair in pairs]
    content = "".join(f"{_apart(term)} >> {_apart(said)}\n" for term, said in lines)
    return Export((Output(name, content.encode(), {"cards": len(pairs)}),), left_out)


def _mochi_row(card: Card) -> tuple[str, ...]:
    sides = _mochi_side(card.front, card.sort), _mochi_side(card.back)
    root = len("quizgen::")
    tags = ", ".join(tag[root:].replace("::", "-") for tag in card.note.tags)
    return (*map(safe_words, sides), safe_words(tags))


def _mochi_side(side: Sequence[Face], sort: str = "") -> str:
    said = [_markdown(face.content) for face in side if face.role not in UNSAID and face.words]
    return "\n\n".join((*said, *([as_line(escaped(sort))] if sort else [])))


def _markdown(content: FieldContent) -> str:
    """Return a content as a line of Markdown."""
    line = ""
    for part in content:
        if isinstance(part, Run):
            line += _styled(part.text, _STYLES[part.style])
        elif isinstance(part, Gap) and part.is_filled:
            line += _styled(part.words, "**")
        else:
            line += escaped(words_in((part,)))
    return as_line(" ".join(line.split()))


def _styled(words: str, mark: str) -> str:
    """Return words between marks, which have to touch them."""
    bare = words.strip()
    if not bare or not mark:
        return escaped(words)
    before, _, after = words.partition(bare)
    return f"{before}{mark}{escaped(bare)}{mark}{after}"


def _apart(words: str) -> str:
    r"""Return words in which no two signs stand side by side that RemNote takes for markup.

    >>> _apart("a >> b").replace("\u2060", "|"), _apart("C#, std::cout").replace("\u2060", "|")
    ('a >|> b', 'C#, std:|:cout')
    """
    parted = _DOUBLED.sub(rf"\1{_JOINER}", words.replace("`", "\u02cb"))
    return _JOINER + parted if as_line(parted) != parted or parted[:1] in "#>*" else parted
