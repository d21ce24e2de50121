"""The rows of a table and the facts of the bank that was made of it: which is which.

An id says so. Where a table has none, a row is known by its words, and a word whose spelling was
mended by what it means: else a new fact would stand beside the old one, with a card of its own.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import field
from difflib import SequenceMatcher
from typing import Any, TypeVar

from quizgen.bank.facts import Fact, Term
from quizgen.errors import quoted
from quizgen.values import dataclass

_LIKE = 0.6
"""So like another, from 0 to 1, that a spelling is taken for a mended one."""
_OF_ROW = re.compile(r"row-\d+(-\d+)?")
"""An id that says where a row stood, of words that no id can be spelled with."""
_MOST_SHOWN = 3
_MOST_COMPARED = 200
"""With so many facts is a mended one compared whose words do not say where to look."""


@dataclass(frozen=True)
class Match:
    """Which fact of a bank a row is, by their places in their lists."""

    facts: Mapping[int, int]
    """Place of a row -> place of its fact; what is new has none."""
    remarks: tuple[str, ...] = field(default=())
    """What was guessed, and what may be the same and was not taken for it."""


def match_rows(rows: Sequence[Fact], facts: Sequence[Fact], said: Sequence[Any]) -> Match:
    """Return which of the facts each row is; `said` has the keys that each row fills."""
    found: dict[int, int] = {}
    by_words = [place for place, row in enumerate(rows) if not row.has_own_id]
    spelled = [place for place in by_words if not _OF_ROW.fullmatch(rows[place].id)]
    named = [place for place, row in enumerate(rows) if row.has_own_id]
    ways: list[tuple[list[int], Callable[[Fact], Hashable]]] = [
        (named, lambda fact: fact.id),
        (by_words, _pair_of),
        (spelled, lambda fact: (fact.id, _words_of(fact))),
        (spelled, lambda fact: (fact.id, getattr(fact.claim, "meaning", None))),
        (by_words, _words_of),
        (spelled, lambda fact: (fact.id, fact.kind)),
    ]
    for places, way in ways:
        match_by(way, rows, facts, places, found)
    remarks = [*_match_mended(rows, facts, said, by_words, found)]
    return Match(found, (*remarks, *_alike_in_meaning(rows, facts, found)))


Member = TypeVar("Member")
"""A fact, or a question."""


def match_by(
    way: Callable[[Member], Hashable],
    rows: Sequence[Member],
    facts: Sequence[Member],
    places: Sequence[int],
    found: dict[int, int],
) -> None:
    """Match the rows and facts that are left and are called the same, in their order."""
    taken = {*found.values()}
    left: dict[Hashable, list[int]] = defaultdict(list)
    for place, fact in enumerate(facts):
        if place not in taken and (name := way(fact)) is not None:
            left[name].append(place)
    for place in places:
        name = way(rows[place])
        if place not in found and name is not None and left.get(name):
            found[place] = left[name].pop(0)


def _words_of(fact: Fact) -> str | None:
    return fact.claim.term if isinstance(fact.claim, Term) else None


def _pair_of(fact: Fact) -> tuple[str, str] | None:
    return (fact.claim.term, fact.claim.meaning) if isinstance(fact.claim, Term) else None


# --------------------------------------------------------------------------- mended spellings


def _match_mended(
    rows: Sequence[Fact],
    facts: Sequence[Fact],
    said: Sequence[Any],
    places: Sequence[int],
    found: dict[int, int],
) -> Iterator[str]:
    """Match what is spelled nearly alike, if all else says that it is the same; tell of each.

    Nothing is guessed where two could be meant.
    """
    taken = {*found.values()}
    new = [place for place in places if place not in found]
    left = [place for place in range(len(facts)) if place not in taken]
    by_meaning: dict[str, list[int]] = defaultdict(list)
    others: list[int] = []
    for place in left:
        claim = facts[place].claim
        if isinstance(claim, Term):
            for meaning in dict.fromkeys((claim.meaning, *facts[place].accept)):
                by_meaning[meaning].append(place)
        else:
            others.append(place)
    pairs: list[tuple[int, int, str]] = []
    for row in new:
        claim = rows[row].claim
        near = by_meaning[claim.meaning] if isinstance(claim, Term) else others[:_MOST_COMPARED]
        for fact in near:
            if why := _why_same(rows[row], facts[fact], said[row]):
                pairs.append((row, fact, why))
        between = found.get(row - 1, -2) + 1 if row else 0
        if between not in (-1, *near, *taken) and _stand_alike(row, between, rows, facts, found):
            pairs.append((row, between, "stands between the same rows"))
    of_rows, of_facts = Counter(row for row, _, _ in pairs), Counter(fact for _, fact, _ in pairs)
    for row, fact, why in pairs:
        is_plain = of_rows[row] == of_facts[fact] == 1
        if is_plain:
            found[row] = fact
            yield (
                f"row {rows[row].where.line}: {_named(rows[row])} was taken for fact"
                f" {facts[fact].id}, {_named(facts[fact])} until now: it is spelled nearly so, and"
                f" {why}."
            )


def _why_same(row: Fact, fact: Fact, said: Mapping[str, Any]) -> str:
    """Return why a row is a fact that is spelled nearly so; empty if nothing says it is."""
    if isinstance(row.claim, Term) and isinstance(fact.claim, Term):
        if not are_like(row.claim.term, fact.claim.term):
            return ""
        means = row.claim.meaning in (fact.claim.meaning, *fact.accept)
        return "means the same" if means else ""
    if row.kind != fact.kind:
        return ""
    both = [(value_of(row, key), value_of(fact, key)) for key in said if key not in ("id", "kind")]
    other = [(new, old) for new, old in both if new != old]
    is_same = len(other) < len(both) and all(
        isinstance(new, str) and isinstance(old, str) and are_like(new, old) for new, old in other
    )
    return "says the same" if is_same else ""


def _stand_alike(
    row: int, fact: int, rows: Sequence[Fact], facts: Sequence[Fact], found: Mapping[int, int]
) -> bool:
    """Tell whether a word that is nearly alike on both sides stands between the same two words."""
    if fact >= len(facts):
        return False
    before, after = found.get(row - 1), found.get(row + 1)
    new, old = rows[row].claim, facts[fact].claim
    return (
        isinstance(new, Term)
        and isinstance(old, Term)
        and (before == fact - 1 if row else fact == 0)
        and (after == fact + 1 if row + 1 < len(rows) else fact + 1 == len(facts))
        and (before is not None or after is not None)
        and are_like(new.term, old.term)
        and are_like(new.meaning, old.meaning)
    )


def are_like(one: str, other: str) -> bool:
    """Tell whether two spellings may be of the same words, with an article or without.

    >>> are_like("Kazte", "Katze"), are_like("Ei", "das Ei"), are_like("Gaul", "Ross")
    (True, True, False)
    """
    first, second = one.casefold().split(), other.casefold().split()
    shorter, longer = sorted((first, second), key=len)
    if {*shorter} <= {*longer}:
        return True
    return SequenceMatcher(None, " ".join(first), " ".join(second)).ratio() >= _LIKE


def _named(fact: Fact) -> str:
    """Return a fact as a person knows it: by its word, or else by its id."""
    return quoted(fact.claim.term) if isinstance(fact.claim, Term) else fact.id


def _alike_in_meaning(
    rows: Sequence[Fact], facts: Sequence[Fact], found: Mapping[int, int]
) -> Iterator[str]:
    """Tell of new words that mean what a word means that the table has no more."""
    taken = {*found.values()}
    lost = {
        fact.claim.meaning: fact
        for place, fact in enumerate(facts)
        if place not in taken and isinstance(fact.claim, Term) and not fact.retired
    }
    pairs = [
        (row, lost[row.claim.meaning])
        for place, row in enumerate(rows)
        if place not in found and isinstance(row.claim, Term) and row.claim.meaning in lost
    ]
    for row, fact in pairs[:_MOST_SHOWN]:
        yield (
            f"row {row.where.line}: {_named(row)} is new, and means what {_named(fact)}"
            f" ({fact.id}) means, which the table lacks: if it is the same, mend it in the bank"
            " first."
        )
    if more := len(pairs) - _MOST_SHOWN:
        yield f"So it is with {more} more." if more > 0 else ""


def value_of(holder: Any, key: str) -> Any:
    """Return what a fact, or another value of a bank, holds under a key of its file."""
    for each in (holder.claim, holder) if isinstance(holder, Fact) else (holder,):
        for name in (key, f"{key}_"):
            if hasattr(each, name):
                return getattr(each, name)
    return None
