"""Whether each id that a bank mentions is the id of something in it.

Works on the tree as written, so that an unknown speaker is told even of a fact that lacks its date.
"""

from collections.abc import Iterator, Mapping, Sequence

from quizgen.errors import quoted, suggest
from quizgen.language.words import Language
from quizgen.read.characters import odd_hint
from quizgen.read.draft import Draft
from quizgen.read.nodes import Keyed, Listed, Steps, Tree
from quizgen.values import dataclass

Ids = Sequence[str] | None
"""The ids of a table; None if the table itself cannot be read."""


@dataclass(frozen=True)
class KnownIds:
    """The ids that facts, people and prompts can mention."""

    tables: Mapping[str, Mapping[str, None] | None]
    """Table -> its ids, None if it cannot be read; by its name a hint calls its members."""
    stances: Mapping[str, Ids]
    """Issue -> its stances."""


def known_in(draft: Draft, language: Language | None) -> KnownIds:
    """Gather the ids of a bank as it is written."""
    units = draft.keys_at("units")
    tables: dict[str, Ids] = {
        name: draft.keys_at(name) for name in ("sources", "people", "issues", "camps", "places")
    }
    facts, people = fact_ids(draft), tables["people"]
    tables["facts"] = facts
    tables["facts or people"] = None if people is None else (*people, *facts)
    tables["units"] = None if language is None or units is None else (*units, *language.units)
    tables["verbs"] = None if language is None else tuple(language.verbs)
    stances = {name: draft.keys_at("issues", name, "stances") for name in tables["issues"] or ()}
    return KnownIds(
        {name: None if ids is None else dict.fromkeys(ids) for name, ids in tables.items()}, stances
    )


def fact_ids(draft: Draft) -> list[str]:
    """Return the ids of the facts, as far as they have any."""
    facts = draft.at("facts")
    ids = (fact.get("id") for fact in _members(facts) if isinstance(fact, Keyed))
    return [fact_id for fact_id in ids if isinstance(fact_id, str)]


def _members(tree: Tree | None) -> Sequence[Tree]:
    return tree if isinstance(tree, Listed) else ()


_OF_EVERY_FACT = {
    "source": "sources",
    "also_right": "facts",
    "not_beside": "facts or people",
    "superseded_by": "facts",
    "places": "places",
}

_OF_KIND: Mapping[str, Mapping[str, str]] = {
    "statement": {"speaker": "people", "verb": "verbs"},
    "event": {"actor": "people"},
    "quantity": {"by": "people", "unit": "units"},
    "position": {"actor": "people", "for": "people", "issue": "issues"},
    "term": {},
}
"""Kind of fact -> its keys that hold an id -> the table that has it."""


def check_references(draft: Draft, known: KnownIds) -> None:
    """Keep a problem for each id that nothing has."""
    for place, fact in enumerate(_members(draft.at("facts"))):
        if isinstance(fact, Keyed):
            _check_fact(draft, known, fact, ("facts", place))
    for place, prompt in enumerate(_members(draft.at("discussion"))):
        if isinstance(prompt, Keyed):
            _check(draft, known, prompt, ("discussion", place), {"facts": "facts"})
    for name in draft.keys_at("people") or ():
        person = draft.at("people", name)
        if isinstance(person, Keyed):
            _check(draft, known, person, ("people", name), {"camp": "camps"})
    _check_conversions(draft, known)
    _check_succession(draft)


def _check_succession(draft: Draft) -> None:
    """Refuse facts that have superseded one another in a circle."""
    places: dict[str, int] = {}
    after: dict[str, str] = {}
    for place, fact in enumerate(_members(draft.at("facts"))):
        if isinstance(fact, Keyed) and "superseded_by" in fact:
            places[str(fact.get("id"))] = place
            after[str(fact.get("id"))] = str(fact["superseded_by"])
    done: set[str] = set()
    for start in after:
        way: dict[str, None] = {}
        step = start
        while step in after and step not in done and step not in way:
            way[step] = None
            step = after[step]
        circle = list(way)[list(way).index(step) :] if step in way else []
        if len(circle) > 1:
            message = f"superseded in a circle: {', '.join(circle)}"
            hint = "let the newest be superseded by none"
            draft.report(("facts", places[step], "superseded_by"), message, hint)
        done.update(way)


def _check_fact(draft: Draft, known: KnownIds, fact: Keyed, base: Steps) -> None:
    kind = fact.get("kind")
    _check(draft, known, fact, base, _OF_EVERY_FACT)
    if isinstance(kind, str):
        _check(draft, known, fact, base, _OF_KIND.get(kind, {}))
    if kind == "position":
        _check_stance(draft, known, fact, base)
    for place, also in enumerate(_members(fact.get("also_in"))):
        if isinstance(also, Keyed):
            _check(draft, known, also, (*base, "also_in", place), {"source": "sources"})
    for key, found, way in _mentions(
        fact, {"also_right": "", "not_beside": "", "superseded_by": ""}
    ):
        if found == fact.get("id"):
            draft.report((*base, *way), f"{key} names the fact itself", "delete it")


def _check(
    draft: Draft, known: KnownIds, holder: Keyed, base: Steps, tables: Mapping[str, str]
) -> None:
    for key, found, way in _mentions(holder, tables):
        ids = known.tables[tables[key]]
        if ids is not None and found not in ids:
            _report(draft, (*base, *way), key, found, tuple(ids), tables[key])


def _mentions(holder: Keyed, keys: Mapping[str, str]) -> Iterator[tuple[str, str, Steps]]:
    """Yield each id that stands under some keys, alone or in a list, and the way to it."""
    for key in keys:
        value = holder.get(key)
        if isinstance(value, str):
            yield key, value, (key,)
        else:
            for place, member in enumerate(_members(value)):
                if isinstance(member, str):
                    yield key, member, (key, place)


def _check_stance(draft: Draft, known: KnownIds, fact: Keyed, base: Steps) -> None:
    issue, stance = fact.get("issue"), fact.get("stance")
    if not isinstance(issue, str) or not isinstance(stance, str):
        return
    stances = known.stances.get(issue)
    if stances and stance not in stances:
        plural = f"stances of {quoted(issue)}"
        _report(draft, (*base, "stance"), "stance", stance, stances, plural)


def _check_conversions(draft: Draft, known: KnownIds) -> None:
    units = known.tables["units"]
    for name in draft.keys_at("units") or ():
        for target in draft.keys_at("units", name, "converts") or ():
            if units is not None and target not in units:
                way = ("units", name, "converts", target)
                _report(draft, way, "unit", target, tuple(units), "units")


def _report(
    draft: Draft, way: Steps, key: str, found: str, ids: Sequence[str], plural: str
) -> None:
    if found.strip():
        meant = _SPELT_OUT.get(found.lower().removesuffix("s"), found)
        hint = odd_hint(found) + suggest(meant if meant in ids else found, ids, plural)
        draft.report(way, f"{key} {quoted(found)} is unknown", hint)


_SPELT_OUT = {
    "kilometre": "km",
    "kilometer": "km",
    "metre": "m",
    "meter": "m",
    "kilogram": "kg",
    "tonne": "t",
    "ton": "t",
    "kiloton": "kt",
    "kilotonne": "kt",
    "mi": "mile",
    "%": "percent",
    "people": "person",
    "dollar": "usd",
    "$": "usd",
}
"""What authors write for some units of the shipped table."""
