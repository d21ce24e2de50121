"""make_deck: a bank's facts, and items with options, as notes of content."""

from quizgen.cards.deck import deck_name, make_deck
from quizgen.cards.html import as_html

__all__ = ["as_html", "deck_name", "make_deck"]
