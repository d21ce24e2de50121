"""make_deck: a bank's facts, and items with options, as notes with finished fields."""

from quizgen.deck.html import as_html
from quizgen.deck.make import deck_name, make_deck

__all__ = ["as_html", "deck_name", "make_deck"]
