"""Whether each id that a bank mentions is the id of something in it.

Works on the tree as written, so that an unknown speaker is told even of a fact that lacks its date.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    aspects: Mapping[str, Ids]
    """Issue -> the aspects of its scope."""


def known_in(
    draft: Draft, language: Language | None, given: Mapping[str, Iterable[str]] | None = None
) -> KnownIds:
    """Gather the ids of a bank as it is written, and those that its tables bring, by table."""
    units = draft.keys_at("units")
    tables: dict[str, Ids] = {
        name: draft.keys_at(name)
        for name in (
            "sources",
            "people",
            "issues",
            "camps",
            "places",
            "pictures",
            "properties",
            "passages",
        )
    }
    facts, people = fact_ids(draft), tables["people"]
    tables["facts"] = facts
    tables["facts or people"] = None if people is None else (*people, *facts)
    tables["units"] = None if language is None or units is None else (*units, *language.units)
    tables["verbs"] = None if language is None else tuple(language.verbs)
    stances = {name: draft.keys_at("issues", name, "stances") for name in tables["issues"] or ()}
    aspects = {name: draft.keys_at("issues", name, "scope") for name in tables["issues"] or ()}
    for name, more in (given or {}).items():
        ids = tables[name]
        tables[name] = None if ids is None else (*ids, *more)
    return KnownIds(
        {name: None if ids is None else dict.fromkeys(ids) for name, ids in tables.items()},
        stances,
        aspects,
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
    "picture": "pictures",
}

_OF_KIND: Mapping[str, Mapping[str, str]] = {
    "statement": {"speaker": "people", "verb": "verbs"},
    "event": {"actor": "people"},
    "quantity": {"by": "people", "unit": "units"},
    "position": {"actor": "people", "for": "people", "by": "people", "issue": "issues"},
    "term": {},
    "property": {"property": "properties"},
}
"""Kind of fact -> its keys that hold an id -> the table that has it."""

MENTIONS: Mapping[str, Mapping[str, str]] = {
    "Question": {"source": "sources", "passage": "passages", "picture": "pictures"},
    "WrittenAnswer": {"picture": "pictures"},
    "Passage": {"source": "sources"},
    "Table": {"source": "sources"},
    "Prompt": {"facts": "facts"},
    "TeacherNote": {"sources": "sources"},
    "Person": {"camp": "camps"},
    "Also": {"source": "sources"},
    "Cause": {"fact": "facts"},
    "Counter": {"fact": "facts"},
}
"""The same of other classes, by name."""


def tables_of(owner: str, kind: str = "") -> Mapping[str, str]:
    """Return the keys of a class that hold ids, and the table that has each; of facts, of a kind.

    >>> tables_of("Also"), tables_of("Fact", "property")["property"]
    ({'source': 'sources'}, 'properties')
    """
    if kind:
        return {**_OF_EVERY_FACT, **_OF_KIND[kind]}
    return MENTIONS.get(owner, {})


def check_references(draft: Draft, known: KnownIds, *, is_part: bool = False) -> None:
    """Keep a problem for each id that nothing has; of a part of a bank the rest may have values."""
    for place, fact in enumerate(_members(draft.at("facts"))):
        if isinstance(fact, Keyed):
            _check_fact(draft, known, fact, ("facts", place))
    for place, question in enumerate(_members(draft.at("questions"))):
        if isinstance(question, Keyed):
            _check(draft, known, question, ("questions", place), MENTIONS["Question"])
            for key in ("answer", "wrong"):
                given = question.get(key)
                answers = [given] if isinstance(given, Keyed) else _members(given)
                for number, answer in enumerate(answers):
                    if isinstance(answer, Keyed):
                        way = ("questions", place, key, number)
                        _check(draft, known, answer, way, MENTIONS["WrittenAnswer"])
    for name in draft.keys_at("passages") or ():
        passage = draft.at("passages", name)
        if isinstance(passage, Keyed):
            _check(draft, known, passage, ("passages", name), MENTIONS["Passage"])
    for place, table in enumerate(_members(draft.at("tables"))):
        if isinstance(table, Keyed):
            _check(draft, known, table, ("tables", place), MENTIONS["Table"])
    for place, prompt in enumerate(_members(draft.at("discussion"))):
        if isinstance(prompt, Keyed):
            _check(draft, known, prompt, ("discussion", place), MENTIONS["Prompt"])
    for place, note in enumerate(_members(draft.at("teacher_notes"))):
        if isinstance(note, Keyed):
            _check(draft, known, note, ("teacher_notes", place), MENTIONS["TeacherNote"])
    for name in draft.keys_at("people") or ():
        person = draft.at("people", name)
        if isinstance(person, Keyed):
            _check(draft, known, person, ("people", name), MENTIONS["Person"])
    _check_opposed_camps(draft, known)
    _check_conversions(draft, known)
    _check_succession(draft)
    _check_groups(draft, known, is_part=is_part)


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
    which = fact.get("property")
    tables = {"person": "people", "picture": "pictures"}
    is_ = draft.at("properties", which, "is") if isinstance(which, str) else None
    if isinstance(is_, str) and is_ in tables:
        _check(draft, known, fact, base, {"value": tables[is_]})
    if kind == "position":
        _check_stance(draft, known, fact, base)
        _check_scope(draft, known, fact, base)
    for place, also in enumerate(_members(fact.get("also_in"))):
        if isinstance(also, Keyed):
            _check(draft, known, also, (*base, "also_in", place), MENTIONS["Also"])
    for key in ("because_of", "counters"):
        for place, link in enumerate(_members(fact.get(key))):
            if not isinstance(link, Keyed):
                continue
            _check(draft, known, link, (*base, key, place), MENTIONS["Cause"])
            if "id" in fact and link.get("fact") == fact["id"]:
                draft.report(
                    (*base, key, place, "fact"), f"{key} names the fact itself", "delete it"
                )
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


def _check_scope(draft: Draft, known: KnownIds, fact: Keyed, base: Steps) -> None:
    """Look up the aspects that a position is limited in under its issue."""
    issue, scope = fact.get("issue"), fact.get("scope")
    if not isinstance(issue, str) or not isinstance(scope, Keyed) or issue not in known.aspects:
        return
    aspects = known.aspects[issue]
    for aspect in scope:
        if aspects is None or aspect in aspects:
            continue
        message = f"aspect {quoted(aspect)} is not declared under issue {quoted(issue)}"
        hint = (
            suggest(aspect, aspects, "aspects")
            if aspects
            else (f"write under {issue} a scope with {aspect}, what it asks and what it says")
        )
        draft.report_key((*base, "scope", aspect), message, hint)


def _check_groups(draft: Draft, known: KnownIds, *, is_part: bool) -> None:
    """Look up what is said to stand apart, and what has other wordings: stances, and limits."""
    limits: dict[tuple[str, str], dict[str, None]] = {}
    for fact in _members(draft.at("facts")):
        if not isinstance(fact, Keyed):
            continue
        scope = fact.get("scope")
        for aspect, value in scope.items() if isinstance(scope, Keyed) else ():
            if isinstance(value, str):
                limits.setdefault((str(fact.get("issue")), aspect), {})[value] = None
    for issue in known.tables["issues"] or ():
        stances = known.stances.get(issue)
        if stances is not None:
            _check_held(draft, ("issues", issue), "stance", stances)
        for aspect in () if is_part else known.aspects.get(issue) or ():
            values = tuple(limits.get((issue, aspect), ()))
            _check_held(draft, ("issues", issue, "scope", aspect), "value", values)


def _check_held(draft: Draft, base: Steps, what: str, held: Sequence[str]) -> None:
    """Report what of `apart`, `accepted` and `tells_actor` no fact or table has."""
    for place, group in enumerate(_members(draft.at(*base, "apart"))):
        for step, member in enumerate(_members(group)):
            if isinstance(member, str) and member not in held:
                draft.report((*base, "apart", place, step), *_not_held(what, member, held))
    for place, member in enumerate(_members(draft.at(*base, "tells_actor"))):
        if isinstance(member, str) and member not in held:
            draft.report((*base, "tells_actor", place), *_not_held(what, member, held))
    for key in draft.keys_at(*base, "accepted") or ():
        if key not in held:
            draft.report_key((*base, "accepted", key), *_not_held(what, key, held))


def _not_held(what: str, found: str, held: Sequence[str]) -> tuple[str, str]:
    """Return message and hint for a stance that an issue lacks, or a value that no fact has."""
    if what == "stance":
        return f"stance {quoted(found)} is unknown", suggest(found, held, "stances")
    message = f"no position is limited to {quoted(found)}"
    return message, suggest(found, held, "limits") if held else "write it as a fact's scope has it"


def _check_opposed_camps(draft: Draft, known: KnownIds) -> None:
    camps = known.tables["camps"]
    for name in draft.keys_at("opposed_camps") or ():
        for place, other in enumerate(_members(draft.at("opposed_camps", name))):
            for camp, way in ((name, (name,)), (other, (name, place))):
                if camps is not None and isinstance(camp, str) and camp not in camps:
                    _report(draft, ("opposed_camps", *way), "camp", camp, tuple(camps), "camps")
            if name == other:
                message = f"opposed_camps sets {quoted(name)} against itself"
                draft.report(("opposed_camps", name, place), message, "name another camp")


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
        meant = SPELT_OUT.get(found.lower().removesuffix("s"), found)
        hint = odd_hint(found) + suggest(meant if meant in ids else found, ids, plural)
        draft.report(way, f"{key} {quoted(found)} is unknown", hint)


SPELT_OUT = {
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
    "gram": "g",
    "milligram": "mg",
    "millimetre": "mm",
    "millimeter": "mm",
    "centimetre": "cm",
    "centimeter": "cm",
    "feet": "foot",
    "ft": "foot",
    "m²": "m2",
    "km²": "km2",
    "sq km": "km2",
    "ha": "hectare",
    "l": "litre",
    "liter": "litre",
    "millilitre": "ml",
    "km/h": "km-per-hour",
    "kmh": "km-per-hour",
    "mph": "mile-per-hour",
    "m/s": "m-per-second",
    "°c": "celsius",
    "c": "celsius",
    "°f": "fahrenheit",
    "f": "fahrenheit",
    "k": "kelvin",
    "°": "degree",
    "h": "hour",
    "min": "minute",
    "sec": "second",
}
"""What authors write for some units of the shipped table."""
