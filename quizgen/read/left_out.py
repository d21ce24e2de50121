"""What a bank may leave out, put in before it is read: its topic, the kinds of facts, their ids.

A bank is a title and some facts. What else a fact needs to be told apart follows from its keys and
its words, so that a list of words is as short in the file as on paper.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from quizgen.ids import LONGEST_ID, seal_of, slug_of
from quizgen.read.abbreviations import spells_out
from quizgen.read.checks import MOST_WORDS_OF_SHORT
from quizgen.read.draft import Draft
from quizgen.read.nodes import Keyed, Listed

KIND_BY_KEY: Sequence[tuple[str, str]] = (
    ("property", "property"),
    ("term", "term"),
    ("meaning", "term"),
    ("what", "event"),
    ("short", "event"),
    ("speaker", "statement"),
    ("gist", "statement"),
    ("quote", "statement"),
    ("stance", "position"),
    ("attribute", "quantity"),
    ("says", "quantity"),
    ("unit", "quantity"),
)
"""A key that only facts of one kind have -> that kind; the first that stands there decides."""

NAMED_BY: Mapping[str, Sequence[Sequence[str]]] = {
    "term": (("term",), ("term", "meaning"), ("meaning",)),
    "event": (("short",), ("what",), ("what", "date")),
    "quantity": (("subject", "attribute"), ("subject", "attribute", "value")),
    "statement": (("speaker", "about"), ("speaker", "gist"), ("speaker", "quote")),
    "position": (("actor", "issue"), ("actor", "issue", "stance")),
    "property": (("subject", "property"), ("subject", "property", "value")),
    "question": (("ask",), ("ask", "answer")),
}
"""Kind of fact, or a written question -> the keys whose words make an id, the shortest first; the
next where that is taken."""

_HASHED = 8
"""Letters of a hash, where no words can be spelled with a to z."""


Member = tuple[str, int]
"""A list of a bank, `facts` or `questions`, and a place in it."""


def fill_in(draft: Draft, name: str) -> frozenset[Member]:
    """Put in what a bank leaves out; return the places of the facts and questions with made ids.

    A kind that the keys do not tell is left to the reader to ask for.
    """
    if isinstance(draft.tree, Keyed) and "topic" not in draft.tree:
        _put(draft.tree, "topic", name)
    facts = [*_members(draft, "facts")]
    for _, fact in facts:
        if "kind" not in fact:
            kind = next((kind for key, kind in KIND_BY_KEY if key in fact), "")
            if kind:
                _put(fact, "kind", kind)
        is_pair = fact.get("kind") == "term" and "relation" not in fact
        if is_pair and ("languages" in fact or isinstance(draft.at("languages"), Keyed)):
            _put(fact, "relation", "translates")
        elif is_pair and _is_spelled_out(fact):
            _put(fact, "relation", "stands-for")
        if fact.get("kind") == "statement" and "quote" in fact and "wording" not in fact:
            _put(fact, "wording", "verbatim")
        what = fact.get("what")
        if (
            fact.get("kind") == "event"
            and "short" not in fact
            and isinstance(what, str)
            and len(what.split()) <= MOST_WORDS_OF_SHORT
        ):
            _put(fact, "short", what)
    questions = _members(draft, "questions")
    without = [(("facts", place), fact) for place, fact in facts if "id" not in fact]
    without += [(("questions", place), each) for place, each in questions if "id" not in each]
    names = _Names(_ids(draft))
    for (list_name, _), holder in without:
        sort = "question" if list_name == "questions" else holder.get("kind")
        _put(holder, "id", names.take(_slugs(holder, sort)))
    return frozenset(place for place, _ in without)


def made_id(keys: Mapping[str, object], sort: str, taken: Iterable[str]) -> str:
    """Return an id for a new fact of a kind, or a new `question`, by its words.

    >>> made_id({"term": "Bank", "meaning": "river bank"}, "term", ["bank"])
    'bank-river-bank'
    """
    return _Names(taken).take(_slugs(keys, sort))


def _is_spelled_out(fact: Keyed) -> bool:
    term, meaning = fact.get("term"), fact.get("meaning")
    return isinstance(term, str) and isinstance(meaning, str) and spells_out(meaning, term)


def _put(holder: Keyed, key: str, text: str) -> None:
    holder[key] = text
    holder.key_places[key] = holder.value_places[key] = holder.place


def _members(draft: Draft, name: str) -> Iterator[tuple[int, Keyed]]:
    """Yield the members of a list that are mappings, each with its place."""
    trees = draft.at(name)
    for place, tree in enumerate(trees if isinstance(trees, Listed) else ()):
        if isinstance(tree, Keyed):
            yield place, tree


def _ids(draft: Draft) -> Iterator[str]:
    """Yield the ids that stand in the file: of facts, and of what is written by hand."""
    for name in ("facts", "questions", "discussion"):
        trees = draft.at(name)
        for tree in trees if isinstance(trees, Listed) else ():
            if isinstance(tree, Keyed) and isinstance(found := tree.get("id"), str):
                yield found


def _slugs(fact: Mapping[str, object], kind: object) -> tuple[str, ...]:
    """Return what a fact or a question may be called by its words, the shortest first.

    There is at least one.

    >>> fact = Keyed(0)
    >>> fact |= {"kind": "term", "term": "Bank", "meaning": "river bank"}
    >>> _slugs(fact, "term")
    ('bank', 'bank-river-bank', 'river-bank')
    """
    ways = NAMED_BY.get(kind, ()) if isinstance(kind, str) else ()
    whole = [way for way in ways if all(key in fact for key in way)]
    words = [" ".join(str(fact[key]) for key in way if key in fact) for way in whole or ways]
    slugs = tuple(slug for each in words if (slug := _cut(slug_of(each))))
    told = "\0".join(
        f"{key}\0{value}"
        for key, value in fact.items()
        if kind == "question" or isinstance(value, str)
    )
    return slugs or (f"{kind or 'fact'}-{seal_of(told)[:_HASHED]}",)


class _Names:
    """Ids that are taken, and which number comes next where all that words make is taken.

    To count from 2 each time would take for ever with a file of the same line, over and over.
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {*taken}
        self._next: dict[str, int] = {}

    def take(self, slugs: Sequence[str]) -> str:
        """Return the first that is free, or the shortest with a number; it is taken then."""
        found = next((slug for slug in slugs if slug not in self._taken), "")
        number = self._next.get(slugs[0], 2)
        while not found:
            numbered = f"{_cut(slugs[0], LONGEST_ID - 1 - len(str(number)))}-{number}"
            found = "" if numbered in self._taken else numbered
            number += 1
            self._next[slugs[0]] = number
        self._taken.add(found)
        return found


def _cut(slug: str, most: int = LONGEST_ID) -> str:
    """Return a slug that is no longer than an id may be, ended at a whole word if it has one."""
    if len(slug) <= most:
        return slug
    return slug[: most + 1].rpartition("-")[0] or slug[:most]
