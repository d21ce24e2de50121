"""Cards as terms and definitions, a tab between them: what Quizlet's import takes as it is."""

from quizgen.deck.cells import safe_words
from quizgen.deck.deck import Deck
from quizgen.deck.pairs import pairs_of
from quizgen.output import Export, Output


def write_terms(deck: Deck, name: str) -> Export:
    """Return the deck's cards as a list for Quizlet, as a file of that name."""
    pairs, left_out = pairs_of(deck)
    lines = (f"{_cell(term)}\t{_cell(definition)}\n" for term, definition in pairs)
    file = Output(name, "".join(lines).encode(), {"cards": len(pairs)})
    return Export((file,), left_out)


def _cell(words: str) -> str:
    """Return words in one cell: no tabs or line ends, and no formula."""
    return safe_words(" ".join(words.split()))
