"""A sentence with gaps, as its author types it: "Water boils at [100] °C."."""

import re

from quizgen.values import dataclass

_SIGN = re.compile(r"\[\[|\]\]|[\[\]]")
_HINT = re.compile(r"(?<!:)::(?!:)")
"""What stands before a hint; doubled it stands for itself, as in `std::::cout`."""
_DOUBLED = {"[[": "[", "]]": "]"}
_SHOWN = 20
"""So many letters tell where in a sentence a bracket stands."""


class GapError(ValueError):
    """Brackets that enclose no gap; its words say what is wrong with them."""


@dataclass(frozen=True)
class Gapped:
    """A sentence around its gaps."""

    parts: tuple[str, ...]
    """What stands before, between and behind the gaps: one more than there are gaps."""
    answers: tuple[tuple[str, ...], ...]
    """For each gap what is right in it: the answer first, then what else is accepted."""
    hints: tuple[str, ...]
    """For each gap what kind of thing it is; empty where that is not said."""


def read_gaps(sentence: str) -> Gapped:
    """Return a sentence and its gaps; doubled brackets stand for themselves.

    Raises GapError where brackets do not pair, or a gap holds nothing.

    >>> gapped = read_gaps("[Rome|Roma] lies on the [Tiber::a river] [[Tevere]].")
    >>> gapped.answers, gapped.parts, gapped.hints
    ((('Rome', 'Roma'), ('Tiber',)), ('', ' lies on the ', ' [Tevere].'), ('', 'a river'))
    """
    pieces, is_gap, end = [""], False, 0
    for found in _SIGN.finditer(sentence):
        sign = found[0]
        pieces[-1] += sentence[end : found.start()]
        end = found.end()
        if sign in _DOUBLED:
            pieces[-1] += _DOUBLED[sign]
        elif (sign == "[") == is_gap:
            before = sentence[: found.start()].strip()[-_SHOWN:]
            what = "a gap within a gap" if is_gap else "a gap that ends before it begins"
            raise GapError(f"has {what}, behind '{before}'" if before else f"has {what}")
        else:
            is_gap = not is_gap
            pieces.append("")
    pieces[-1] += sentence[end:]
    if is_gap:
        raise GapError(f"has a gap that is not closed: '{pieces[-1].strip()[:_SHOWN]}'")
    said = [_HINT.split(gap, maxsplit=1) for gap in pieces[1::2]]
    answers = tuple(
        tuple(right.strip().replace("::::", "::") for right in gap.split("|")) for gap, *_ in said
    )
    if not all(answer for gap in answers for answer in gap):
        raise GapError("has a gap without an answer")
    hints = tuple(" ".join(hint).strip() for _, *hint in said)
    return Gapped(tuple(pieces[::2]), answers, hints)
