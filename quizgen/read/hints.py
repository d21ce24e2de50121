"""How messages quote what was found and guess what was meant."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST_QUOTE = 60
_MOST_LISTED = 12
_MOST_COMPARED = 200


def quoted(text: str) -> str:
    """Return what was found between single quotation marks, on one line and not too long.

    >>> quoted("kilometers")
    "'kilometers'"
    """
    line = " ".join(text.split())
    if len(line) > _LONGEST_QUOTE:
        line = f"{line[: _LONGEST_QUOTE - 1]}…"
    return f"'{line}'"


def suggest(found: str, known: Iterable[str], plural: str) -> str:
    """Return a hint that guesses what was meant and lists what is known.

    >>> suggest("kilometre", ["km", "metre"], "units")
    "did you mean 'metre'? known units: km, metre"
    """
    names = list(known)
    if not names:
        return f"there are no {plural}"
    listed = ", ".join(names[:_MOST_LISTED])
    if len(names) > _MOST_LISTED:
        listed += " and more"
    close = closest(found, names)
    guess = f"did you mean {quoted(close)}? " if close else ""
    return f"{guess}known {plural}: {listed}"


def closest(found: str, known: Iterable[str]) -> str:
    """Return the known name that looks most like what was found, or nothing."""
    names = list(known)
    if len(names) > _MOST_COMPARED:  # comparing is slow, and a slip seldom changes the start
        names = [name for name in names if name[:2] == found[:2]][:_MOST_COMPARED]
    by_case = {name.casefold(): name for name in names}
    close = get_close_matches(found.casefold(), by_case, n=1)
    return by_case[close[0]] if close else ""
