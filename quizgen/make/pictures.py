"""A picture in the place of the words that stand for it."""

from quizgen.bank.bank import Bank
from quizgen.bank.pictures import as_phrase
from quizgen.content import Content, Text, plain


def shown(words: Text, bank: Bank) -> Content:
    """Return the picture that words alone stand for, as the value of a property; else the words."""
    pictures = bank.pictures_by_alt
    picture = pictures.get(as_phrase(plain(words))) if pictures else None
    return words if picture is None else (picture,)
