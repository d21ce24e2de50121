"""make_deck: a bank's facts, and items with options, as notes of content."""

from quizgen.cards.deck import deck_name, make_deck

__all__ = ["deck_name", "make_deck"]
