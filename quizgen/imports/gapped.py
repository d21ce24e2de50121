"""A sentence with gaps, as a bank's author types it: made of what another program has of it."""

from collections.abc import Mapping, Sequence

from quizgen.bank.gaps import GapError, read_gaps
from quizgen.errors import quoted
from quizgen.imports.taken import RefusedError

MARK = "\ue000"
"""Stands around the number of a gap while a text is read: a sign that no text has."""


def place_of(number: int) -> str:
    """Return what stands in a text in the place of a gap, the first of which is 0."""
    return f"{MARK}{number}{MARK}"


def sentence_with(
    gaps: Sequence[Sequence[str]], marked: str, hints: Mapping[int, str] | None = None
) -> str:
    """Return a sentence with gaps in their places, each with all that is right in it.

    `hints` are what kind of thing some of them are. Raises RefusedError where a bank would read it
    otherwise.

    >>> sentence_with([["Rome", "Roma"]], f"{place_of(0)} [old] lies in Italy.")
    '[Rome|Roma] [[old]] lies in Italy.'
    >>> sentence_with([["std::cout"]], f"{place_of(0)} prints.", {0: "a name"})
    '[std::::cout::a name] prints.'
    """
    sentence = _doubled(marked)
    for number, right in enumerate(gaps):
        if bad := next((each for each in right if "|" in each), ""):
            raise RefusedError(f"has {quoted(bad)} in a gap, where | parts answers in a bank")
        inside = "|".join(_doubled(each).replace("::", "::::") for each in right)
        if hint := (hints or {}).get(number):
            inside += f"::{_doubled(hint)}"
        sentence = sentence.replace(place_of(number), f"[{inside}]")
    try:
        read = read_gaps(sentence).answers
    except GapError as error:
        raise RefusedError(f"{error}") from None
    if [*map(list, read)] != [*map(list, gaps)]:
        raise RefusedError("has signs in or beside a gap by which a bank would part it otherwise")
    return sentence


def _doubled(words: str) -> str:
    return words.replace("[", "[[").replace("]", "]]")
