"""Whether a term is an abbreviation that its meaning spells out: NATO, laser."""

import re

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_IN_SMALL = 4
"""So many letters that begin the words of a meaning are no chance, even in small letters."""
_LONGEST_SKIPPED = 3
"""Words so short and small may have no letter in an abbreviation: of, and, the."""


def spells_out(meaning: str, term: str) -> bool:
    """Tell whether the letters of a term are the first letters of the words of its meaning.

    Capitals within a word count as first letters too. What has more letters than its meaning has
    words is not found, as ATACMS and km are not: an author says of those that they stand for it.

    >>> spells_out("North Atlantic Treaty Organization", "NATO")
    True
    >>> spells_out("light amplification by stimulated emission of radiation", "laser")
    True
    >>> spells_out("HyperText Markup Language", "HTML"), spells_out("kilometre", "km")
    (True, False)
    """
    letters = [letter for letter in term.casefold() if letter.isalnum()]
    is_sign = term.isupper() or len(letters) >= _SHORTEST_IN_SMALL
    if len(letters) < 2 or not is_sign or len(term.split()) > 1:
        return False
    reached = {0}
    """How many letters may have been spelled by the words so far."""
    for word in _WORD.findall(meaning):
        firsts = [word[0].casefold(), *(sign.casefold() for sign in word[1:] if sign.isupper())]
        reached = {
            place + length
            for place in reached
            for length in (
                *((0,) if word.islower() and len(word) <= _LONGEST_SKIPPED else ()),
                *{1, len(firsts)},
            )
            if letters[place : place + length] == firsts[:length]
        }
    return len(letters) in reached
