"""What the head of a column says -> how an English bank asks for what stands below it.

"Moons" is asked as "how many moons does Mars have", "Took office" as "when did she take office",
"Flows into" as "what does the Nile flow into". Nobody writes a sentence over a column, so the forms
of heads are known and some hundreds of words. What is not known is asked for as it stands there,
which is stiff, and right for every word: its author mends it in one line of the bank.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from quizgen.read import english_heads as english
from quizgen.values import dataclass

_IN_BRACKETS = re.compile(
    r"(?P<name>[^()\[\]]*[^()\[\]\s])\s*[(\[](?P<unit>[^()\[\]{}]{1,20})[)\]]"
)
_BEHIND_COMMA = re.compile(r"(?P<name>[^,]+), (?P<unit>[^ ,]{1,12})")
_BEHIND_IN = re.compile(r"(?P<name>.+) in (?P<unit>[^ ]+(?: [^ ]+)?)")
_LAST_WORD = re.compile(r"(?P<name>.+) (?P<unit>[^ ]+)")
_PREPOSITIONS = ("above", "at", "by", "for", "from", "in", "of", "on", "per", "to", "under", "with")
_NO_PLURAL = re.compile(r"[^s]s$")
_SINGULAR = (
    "atlas", "axis", "basis", "bonus", "campus", "canvas", "census", "class", "crisis", "diagnosis",
    "focus", "gas", "genus", "lens", "mass", "process", "radius", "series", "species", "status",
    "tennis", "thesis", "us", "virus",
)  # fmt: skip
_IRREGULAR = {"children": "child", "people": "person", "wives": "wife", "leaves": "leaf",
              "teeth": "tooth", "feet": "foot", "men": "man", "women": "woman"}  # fmt: skip
_OF_DATES = re.compile(
    r"^(?:(?:year|date|when)(?: of| it was| was)? |first )|[ (]+(?:year|date)\)?$"
)

Sort = Literal["person", "event", "work", "thing"]


@dataclass(frozen=True)
class Things:
    """What the rows of a table are."""

    class_: str
    """What one of them is called: planet."""
    heads: frozenset[str] = frozenset()
    """What stands over the columns, in small letters: a date of birth makes people of them."""

    @property
    def sort(self) -> Sort:
        """Of what sort they are, which decides between "is" and "was"."""
        noun = self.class_.rpartition(" ")[2]
        if noun in english.PERSONS or not self.heads.isdisjoint(("born", "died", "date of birth")):
            return "person"
        if noun in english.EVENTS:
            return "event"
        return "work" if noun in english.WORKS else "thing"

    @property
    def is_at_a_place(self) -> bool:
        """Whether it can be asked in which country they are."""
        noun = self.class_.rpartition(" ")[2]
        return noun in english.IN_PLACES or not self.heads.isdisjoint(english.ON_MAPS)

    @property
    def article(self) -> str:
        """Whether their names have "the" in a sentence: all of them, or those that always have."""
        noun = singular_of(self.class_.rpartition(" ")[2])
        of_all = noun in english.WITH_ARTICLE or noun in english.GENERIC
        return "the" if of_all else "names"

    @property
    def is_common(self) -> bool:
        """Whether their names are common nouns."""
        return singular_of(self.class_.rpartition(" ")[2]) in english.COMMON


@dataclass(frozen=True)
class Phrasing:
    """How a column is asked: the keys of a column beside the one that says what it holds."""

    name: str
    """What it is called within a sentence."""
    keys: Mapping[str, str]
    event: str = ""
    """Of dates: what happened then, instead of a property."""
    is_property: bool = False
    """Whether what looks like a number is a name: nobody's number is greater than another's."""
    unit: tuple[str, str] | None = None
    """Of things that are counted: what one of them is called, and several."""
    is_understood: bool = True
    """Whether it is asked for in a sentence of its own, and not as it stands over its column."""


def singular_of(noun: str) -> str:
    """Return a noun in the singular.

    >>> [singular_of(noun) for noun in ("moons", "cities", "boxes", "mass", "children")]
    ['moon', 'city', 'box', 'mass', 'child']
    """
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if not noun.isalpha() or not _NO_PLURAL.search(noun) or noun in _SINGULAR:
        return noun
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-2] if re.search("(?:sh|ch|x|ss|z)es$", noun) else noun[:-1]


def plural_of(noun: str) -> str:
    """Return a noun in the plural; its last word, if it has several.

    >>> [plural_of(noun) for noun in ("currency", "vice president", "wife", "church", "day")]
    ['currencies', 'vice presidents', 'wives', 'churches', 'days']
    """
    before, space, last = noun.rpartition(" ")
    irregular = {one: many for many, one in _IRREGULAR.items()}
    if last in irregular:
        many = irregular[last]
    elif singular_of(last) != last:
        many = last
    elif re.search("[^aeiou]y$", last):
        many = f"{last[:-1]}ies"
    else:
        many = f"{last}es" if re.search("(?:s|sh|ch|x|z)$", last) else f"{last}s"
    return f"{before}{space}{many}"


def plural_in(head: str) -> tuple[str, str] | None:
    """Return what one and several of the things are called that a head counts, if it is a plural.

    >>> plural_in("moons"), plural_in("cities"), plural_in("mass"), plural_in("area")
    (('moon', 'moons'), ('city', 'cities'), None, None)
    """
    one = singular_of(head)
    return None if one == head else (one, head)


# ----------------------------------------------------------------------------------------- texts


def phrase_property(head: str, things: Things, *, many: bool = False) -> Phrasing:
    """Return how a column of texts is asked for; `many`, if a thing may have several of them."""
    class_, sort, words = things.class_, things.sort, head.split()
    first, last = words[0], words[-1]
    is_past = sort in ("person", "event")
    be, are = ("was", "were") if is_past else ("is", "are")
    if head in english.LANGUAGES and sort == "thing":
        keys = {
            "asks": "which language is spoken in {subject}",
            "says": "{value} is spoken in {subject}",
            "asks_back": f"in which {class_} is {{value}} spoken",
            "asks_back_all": "in which of these is {value} spoken",
        }
        return Phrasing("language", keys)
    first_ = "first " if first == "first" else ""
    by = " ".join(words[:-1]).removeprefix(first_) if last == "by" else ""
    doer = head if head in english.DOERS else english.DONE_BY.get(by, "")
    if doer and sort != "person":
        did, base = (f"{first_}{verb}" for verb in english.DOERS[doer])
        keys = {
            "is": "person",
            "asks": f"who {did} {{subject}}",
            "says": f"{{value}} {did} {{subject}}",
            "asks_back": f"which {class_} did {{value}} {base}",
            "asks_back_all": f"which of these did {{value}} {base}",
        }
        return Phrasing(doer, {"name": doer} | keys)
    if head in english.SORTS and class_ != "thing":
        keys = {
            "asks": f"what {head} of {class_} {be} {{subject}}",
            "says": f"{{subject}} – {head} of {class_}: {{value}}",
            "asks_back": f"which {class_} {be} of the {head} {{value}}",
            "asks_back_all": f"which of these {are} of the {head} {{value}}",
        }
        return Phrasing(head, keys)
    if head == "nationality" and sort == "person":
        keys = {
            "asks": "what nationality was {subject}",
            "says": "{subject} – nationality: {value}",
            "asks_back": f"which {class_} was {{value}}",
            "asks_back_all": "which of these were {value}",
        }
        return Phrasing(head, keys)
    maker = next((each for each in sorted(things.heads) if each in english.DOERS), "")
    if head == "nationality" and maker:
        keys = {
            "name": f"nationality of the {maker}",
            "asks": f"what nationality was the {maker} of {{subject}}",
            "says": f"{{subject}} – nationality of the {maker}: {{value}}",
            "asks_back": f"which {class_} is by a {maker} who was {{value}}",
            "asks_back_all": f"which of these are by a {maker} who was {{value}}",
        }
        return Phrasing(keys["name"], keys)
    if head in ("war", "conflict", "campaign") and sort == "event":
        keys = {
            "asks": f"which {head} was {{subject}} part of",
            "says": "{subject} was part of {value}",
            "asks_back": f"which {class_} was part of {{value}}",
            "asks_back_all": "which of these were part of {value}",
        }
        return Phrasing(head, keys)
    if head in ("location", "place", "site", "where") and sort == "event":
        keys = {
            "name": "place",
            "asks": "where did {subject} take place",
            "says": "{subject} – place: {value}",
            **_back("place", things),
        }
        return Phrasing("place", keys)
    noun_of_class = class_.rpartition(" ")[2]
    if head in english.CENTRES and noun_of_class in english.SATELLITES:
        keys = {
            "name": "planet",
            "asks": "which planet does {subject} orbit",
            "says": "{subject} orbits {value}",
            "asks_back": f"which {class_} orbits {{value}}",
            "asks_back_all": "which of these orbit {value}",
        }
        return Phrasing("planet", keys)
    if head in english.CITIES and noun_of_class in english.WATERS:
        keys = {
            "asks": f"what is the {head} on {{subject}}",
            "says": f"the {head} on {{subject}} is {{value}}",
            **_back(head, things),
        }
        return Phrasing(head, keys)
    if head == "parent" and noun_of_class in english.MOUNTAINS:
        return Phrasing("parent peak", {"name": "parent peak", **_back("parent peak", things)})
    if head in english.RANGES and noun_of_class in english.MOUNTAINS:
        keys = {
            "name": "range",
            "asks": f"which {head} does {{subject}} belong to",
            "says": "{subject} belongs to {value}",
            "asks_back": f"which {class_} belongs to {{value}}",
            "asks_back_all": "which of these belong to {value}",
        }
        return Phrasing("range", keys)
    if head in ("location", "place", "position", "where") and sort == "thing":
        keys = {"asks": "where is {subject}", "says": f"{{subject}} – {head}: {{value}}"}
        return Phrasing(head, keys | _back(head, things))
    if head in english.CALLED and noun_of_class in english.ANIMALS:
        keys = {
            "asks": f"what is the {head} of {{subject}} called",
            "says": f"{{subject}} – {head}: {{value}}",
            **_back(head, things),
        }
        return Phrasing(head, keys)
    place = singular_of(head)
    if place in english.PLACES and things.is_at_a_place and not is_past:
        is_several = many or place != head
        which = f"{place} or {plural_of(place)}" if is_several else place
        keys = {
            **({"name": plural_of(place) if many else place} if is_several else {}),
            "asks": f"in which {which} is {{subject}}",
            "says": "{subject} is in {value}",
            "asks_back": f"which {class_} is in {{value}}",
            "asks_back_all": "which of these are in {value}",
        }
        return Phrasing(keys.get("name", head), keys)
    if head == "country" and sort in ("person", "work", "thing"):
        from_ = "was {subject} from" if is_past else "does {subject} come from"
        keys = {
            "name": "country of origin",
            "asks": f"which country {from_}",
            "says": "{subject} – country of origin: {value}",
            "asks_back": f"which {class_} {be} from {{value}}",
            "asks_back_all": f"which of these {are} from {{value}}",
        }
        return Phrasing("country of origin", keys)
    belongs = last in english.BELONGS_TO and (last != "order" or len(words) == 1)  # word order
    belongs |= head in ("system", "body system", "organ system")
    belongs |= head in ("house", "royal house") and sort == "person"
    if belongs or (last in english.OF_ITS_TIME and sort in ("person", "work")):
        did = "did {subject} belong" if is_past else "does {subject} belong"
        keys = {
            "asks": f"which {head} {did} to",
            "says": f"{{subject}} – {head}: {{value}}",
            **_back(head, things),
        }
        return Phrasing(head, keys)
    if found := english.IS.get(head):
        asking, name = found
        asked = head if asking == "what" else first
        keys = {
            "name": name,
            "asks": f"{asking} {be} {{subject}} {asked}",
            "says": f"{{subject}} {be} {head} {{value}}",
            "asks_back": f"which {class_} {be} {head} {{value}}",
            "asks_back_all": f"which of these {are} {head} {{value}}",
        }
        if asking == "what" and head not in english.OF_STUFF:  # thermometer, theory of evolution
            keys["says"] = f"{{subject}} – {head}: {{value}}"
        return Phrasing(name, keys)
    if first in english.WAS_WHERE and last in ("at", "in", "on") and len(words) > 1:
        done = " ".join(words[:-1])
        name = english.PLACE_OF.get(done, "place")
        which = f"which {class_}" if class_[:5] != done[:5] else "which of these"  # inventions
        keys = {
            "name": name,
            "asks": f"where was {{subject}} {done}",
            "says": f"{{subject}} was {head} {{value}}",
            "asks_back": f"{which} was {head} {{value}}",
            "asks_back_all": f"which of these were {head} {{value}}",
        }
        return Phrasing(name, keys)
    if sort == "person" and head in english.PEOPLE_DID:
        asks, name = english.PEOPLE_DID[head]
        keys = {
            "name": name,
            "asks": asks,
            "says": f"{{subject}} {head} {{value}}",
            "asks_back": f"which {class_} {head} {{value}}",
            "asks_back_all": f"which of these {head} {{value}}",
        }
        return Phrasing(name, keys)
    if first in english.VERBS and not is_past:
        base = english.VERBS[first]
        rest = "".join(f" {word}" for word in words[1:])
        where = last in ("at", "in", "on") and len(words) == 2 and base in ("live", "rise", "grow")
        asks = f"where does {{subject}} {base}" if where else f"what does {{subject}} {base}{rest}"
        name = english.NOUN_OF_VERB.get(head, _entry(head))
        keys = {
            "name": name,
            "asks": asks,
            "says": f"{{subject}} {head} {{value}}",
            "asks_back": f"which {class_} {head} {{value}}",
            "asks_back_all": f"which of these {base}{rest} {{value}}",
        }
        return Phrasing(name, keys)
    return _of_noun(head, things, many=many) or _as_it_stands(head, class_)


def _of_noun(head: str, things: Things, *, many: bool = False) -> Phrasing | None:
    """Return how something is asked for by what it is called: the capital of France; else None."""
    core, rest = _parts(head)
    noun = core.rpartition(" ")[2]
    one = singular_of(noun)
    is_person = one in english.PEOPLE or head in english.CALLED_A_STATE
    if not (is_person or one in english.NOUNS) or (
        things.sort != "person" and rest[:2] == ["of", "birth"]
    ):
        return None
    if rest and rest[-1] in _PREPOSITIONS:
        return None
    if things.sort == "person" and head in english.NO_PERSON_HAS:
        return None
    if many:
        core = plural_of(core)
    is_several = many or one != noun
    name = _named(core, rest)
    keys: dict[str, str] = {} if name == head else {"name": name}
    if is_person and not is_several:
        keys["is"] = "person"
    who = "who" if is_person else "what"
    was, is_ = ("were", "are") if is_several else ("was", "is")
    if is_several:  # a cell may hold one of them or some, and no verb goes with both
        whose = f"{{subject}}’s {name}"
        whose = whose if things.sort == "person" else f"the {_of_subject(core, rest)}"
        be = was if things.sort in ("person", "event") else is_
        keys["asks"] = f"{who} {be} {whose}"
        keys["says"] = f"{{subject}} – {name}: {{value}}"
        return Phrasing(name, keys | _back_among(name, things, many=many))
    match things.sort:
        case "person":
            keys["asks"] = f"{who} {was} {{subject}}’s {name}"
            keys["says"] = f"{{subject}}’s {name} {was} {{value}}"
            if noun in english.COUNTED_VALUES:
                keys["says"] = f"{{subject}} – {name}: {{value}}"
        case "event":
            keys["asks"] = f"{who} {was} the {_of_subject(core, rest)}"
            keys["says"] = f"the {_of_subject(core, rest)} {was} {{value}}"
        case _ if noun in english.COUNTED_VALUES:
            keys["says"] = f"{{subject}} – {name}: {{value}}"
            return Phrasing(name, keys)
        case _ if rest[:1] not in ([], ["of"]):
            keys["asks"] = f"{who} {is_} the {_of_subject(core, rest)}"
            keys["says"] = f"the {_of_subject(core, rest)} {is_} {{value}}"
        case _:
            pass  # as the language has it
    keys |= _back(name, things)
    return Phrasing(name, keys)


def _back(name: str, things: Things) -> dict[str, str]:
    """Return how it is asked what has a value of something, where one has it and where several."""
    if things.sort == "person":
        return {"asks_back": f"whose {name} was {{value}}"}
    had, have = ("had", "had") if things.sort == "event" else ("has", "have")
    return {
        "asks_back": f"which {things.class_} {had} {{value}} as its {name}",
        "asks_back_all": f"which of these {have} {{value}} as their {name}",
    }


def _back_among(name: str, things: Things, *, many: bool) -> dict[str, str]:
    """Return how it is asked what has a value among several: they are apart only if `many`."""
    if not many:
        shown = f"{name[:1].upper()}{name[1:]}"
        return {
            "asks_back": f"which {things.class_} has the entry {{value}} under “{shown}”",
            "asks_back_all": f"which of these have the entry {{value}} under “{shown}”",
        }
    had, have = ("had", "had") if things.sort in ("person", "event") else ("has", "have")
    if things.sort == "person":
        return {"asks_back": f"whose {name} included {{value}}"}
    return {
        "asks_back": f"which {things.class_} {had} {{value}} among its {name}",
        "asks_back_all": f"which of these {have} {{value}} among their {name}",
    }


def _parts(head: str) -> tuple[str, list[str]]:
    """Return a noun with what stands before it, and what begins with a preposition behind it."""
    words = head.split()
    at = next((n for n, word in enumerate(words) if n and word in _PREPOSITIONS), len(words))
    rest = [english.FIXED.get(word, word) for word in words[at:]]
    return " ".join(words[:at]), rest


def _named(core: str, rest: Sequence[str]) -> str:
    return " ".join([core, *rest])


def _of_subject(core: str, rest: Sequence[str]) -> str:
    """Return a noun with its subject in its place: before "from the Sun", behind "of origin"."""
    if rest[:1] == ["of"]:
        return f"{_named(core, rest)} of {{subject}}"
    return " ".join([core, "of {subject}", *rest])


def _entry(head: str) -> str:
    return f"entry under “{head[:1].upper()}{head[1:]}”"


def _as_it_stands(head: str, class_: str) -> Phrasing:
    """Return a way to ask that is right for every word over a column."""
    shown = f"{head[:1].upper()}{head[1:]}"
    keys = {
        "name": _entry(head),
        "asks": f"which entry belongs to {{subject}} under “{shown}”",
        "says": f"{{subject}} – {head}: {{value}}",
        "asks_back": f"which {class_} has the entry {{value}} under “{shown}”",
        "asks_back_all": f"which of these have the entry {{value}} under “{shown}”",
    }
    return Phrasing(keys["name"], keys, is_understood=False)


# --------------------------------------------------------------------------------------- numbers


def phrase_number(head: str, things: Things, *, is_count: bool) -> Phrasing:
    """Return how a column of numbers is asked for."""
    class_, is_person = things.class_, things.sort == "person"
    is_past = things.sort in ("person", "event")
    head, year = _without_year(_without_short_words(english.WRITTEN_OUT.get(head, head)))
    name, unit, units = _with_unit(head)
    unit_keys = {"unit": unit} if unit else {}
    if name in english.LABELS and not unit:
        if name in ("no", "no.", "nr", "nr.", "number", "#") and class_ != "thing":
            be = "was" if is_past else "is"
            keys = {
                "name": "number",
                "asks": f"what number {class_} {be} {{subject}}",
                "says": f"{{subject}} {be} {class_} number {{value}}",
                "asks_back": f"which {class_} {be} number {{value}}",
            }
            return Phrasing("number", keys, is_property=True)
        found = phrase_property("atomic number" if name.startswith("atomic") else name, things)
        return Phrasing(found.name, found.keys, is_property=True, is_understood=found.is_understood)
    if name in english.WITHIN and not unit and not is_past:
        keys = {
            "asks": f"in which {name} is {{subject}}",
            "says": f"{{subject}} is in {name} {{value}}",
            "asks_back": f"which {class_} is in {name} {{value}}",
            "asks_back_all": f"which of these are in {name} {{value}}",
        }
        return Phrasing(name, keys, is_property=True)
    of_what = _COUNTS.sub("", name)
    if name.endswith(" count") and len(name.split()) == 2:
        of_what = plural_of(name.removesuffix(" count"))
    counted = _counted_in(of_what)
    if is_count and counted and not unit:
        one, many = counted
        last = one.rpartition(" ")[2]
        owns = last in (english.PEOPLE_HAVE if is_person else english.PARTS)
        is_said = of_what != name and things.sort == "thing" and last not in english.HAPPENED_TO
        is_of_river = many == "countries" and class_ == "river"
        if (owns or is_said) and not is_of_river:
            does, has = ("did", "had") if is_past or year else ("does", "has")
            asks = f"how many {many} {does} {{subject}} have{year}"
            says = f"{{subject}} {has} {{value}}{year}"
            called = f"number of {many}{year}"
            return Phrasing(called, {"asks": asks, "says": says}, unit=(one, many))
        if is_of_river:
            asks = "how many countries does {subject} flow through"
            says = "{subject} flows through {value}"
            return Phrasing("number of countries", {"asks": asks, "says": says}, unit=(one, many))
    if name in ("length of day", "day length", "day"):
        said = "the length of a day on {subject}"
        keys = {"asks": f"what is {said}", "says": f"{said} is {{value}}"}
        return Phrasing("length of a day", keys | unit_keys, unit=units)
    if name in ("length of year", "year length", "year") and unit:
        said = "the length of a year on {subject}"
        keys = {"asks": f"what is {said}", "says": f"{said} is {{value}}"}
        return Phrasing("length of a year", keys | unit_keys, unit=units)
    core, rest = _parts(name)
    if rest[:1] == ["per"]:  # the GDP per capita of France
        core, rest = _named(core, rest), []
    is_known = core.partition(" per ")[0].rpartition(" ")[2] in english.NOUNS
    is_noun = is_known or _looks_like_noun(core)
    happened = counted is not None and counted[0].rpartition(" ")[2] in english.HAPPENED_TO
    is_noun &= not (is_person and core in english.NO_PERSON_HAS)
    is_noun &= not rest or rest[-1] not in _PREPOSITIONS
    if is_noun and not (happened and of_what != name):
        said = f"{_of_subject(core, rest)}{year}"
        called = f"{_named(core, rest)}{year}"
        if year and not is_person:
            keys = {"asks": f"what was the {said}", "says": f"the {said} was {{value}}"}
        elif is_person:
            keys = {
                "asks": f"what was {{subject}}’s {called}",
                "says": f"{{subject}}’s {called} was {{value}}",
            }
        elif is_past:
            keys = {"asks": f"what was the {said}", "says": f"the {said} was {{value}}"}
        elif rest[:1] not in ([], ["of"]):
            keys = {"asks": f"what is the {said}", "says": f"the {said} is {{value}}"}
        else:
            keys = {}
        return Phrasing(called, keys | unit_keys, unit=units, is_understood=is_known)
    name = f"{name}{year}"
    shown = f"{name[:1].upper()}{name[1:]}"
    keys = {
        "asks": f"what number belongs to {{subject}} under “{shown}”",
        "says": f"{{subject}} – {name}: {{value}}",
    }
    keys["skip"] = "[put-in-order-of-size]"  # in order of what, one would have to say
    called = f"number under “{shown}”"
    return Phrasing(called, keys | unit_keys, unit=units, is_understood=False)


def _looks_like_noun(head: str) -> bool:
    """Tell whether what stands over numbers may be a noun that no list has, as most are.

    >>> [_looks_like_noun(head) for head in ("polar flattening", "size now", "scored", "hd2")]
    [True, False, False, False]
    """
    last = head.rpartition(" ")[2]
    is_word = head.replace(" ", "").isalpha() and len(head.split()) <= 3 and len(last) > 3
    is_plural = plural_in(last) is not None
    return is_word and not is_plural and not _NO_NOUN.search(last)


_NO_NOUN = re.compile(
    r"(?:ed|ly|ous|ful|est|ible|able)$|^(?:cold|deep|fast|female|first|heavy|high|hot|last|left"
    r"|long|lost|made|male|next|now|older|only|other|others|tall|then|today|total|weighs|wide|won)$"
)
_COUNTS = re.compile(r"^(?:# ?|(?:number|no\.?|nr\.?|num) (?:of )?)(?=[a-z])")
_YEAR_BEHIND = re.compile(r" \((?P<in_brackets>1\d{3}|20\d\d)\)| in (?P<plain>1\d{3}|20\d\d)$")


def _without_short_words(head: str) -> str:
    """Return a head of numbers with its short words written out: "min" is a unit at the end only.

    >>> _without_short_words("max height"), _without_short_words("duration (min)")
    ('maximum height', 'duration (min)')
    """
    first, *rest = head.split()
    written = english.SHORT_WORDS.get(first.rstrip("."), first)
    return " ".join([written if rest or first != "min" else first, *rest])


def _without_year(head: str) -> tuple[str, str]:
    """Return a head without the year of its numbers, and the year as a sentence has it.

    >>> _without_year("GDP (2018) [bn]"), _without_year("area")
    (('GDP [bn]', ' in 2018'), ('area', ''))
    """
    found = _YEAR_BEHIND.search(head)
    bare = f"{head[: found.start()]}{head[found.end() :]}" if found else head
    year = f" in {found['in_brackets'] or found['plain']}" if found else ""
    return bare, year


def has_unit(head: str) -> bool:
    """Tell whether a head says in which unit the numbers below it are.

    >>> has_unit("length (km)"), has_unit("length")
    (True, False)
    """
    return bool(_with_unit(head)[1])


def _counted_in(head: str) -> tuple[str, str] | None:
    """Return what one and several of the things are called that a head of some words counts."""
    before, _, last = head.rpartition(" ")
    found = plural_in(last)
    if found is None or not before:
        return found
    return f"{before} {found[0]}", f"{before} {found[1]}"


def _with_unit(head: str) -> tuple[str, str, tuple[str, str] | None]:
    """Return what is measured, its unit, and what one and several are called of a unit of its own.

    >>> _with_unit("length in km"), _with_unit("lifespan (years)")
    (('length', 'km', None), ('lifespan', 'year', None))
    """
    for form in (_IN_BRACKETS, _BEHIND_COMMA, _BEHIND_IN, _LAST_WORD):
        found = form.fullmatch(head)
        if found is None:
            continue
        written = found["unit"].strip()
        known = english.UNITS.get(written.lower().removeprefix("in "))
        if known is None and form is not _IN_BRACKETS:
            continue
        if known is None and not written:
            continue
        unit = written if known is None else known
        own = (unit, english.OWN_UNITS[unit]) if unit in english.OWN_UNITS else None
        return found["name"].removesuffix(","), unit, own
    return head, "", None


# ----------------------------------------------------------------------------------------- dates


def phrase_date(head: str, things: Things, *, is_year: bool = True) -> Phrasing:
    """Return how a column of dates is asked for: `is_year`, if they are all years."""
    if head == "election" and things.sort == "person":
        keys = {
            "is": "year" if is_year else "date",
            "name": "year of election",
            "asks": "when was {subject} elected",
            "says": "{subject} – year of election: {value}",
            "asks_back": f"which {things.class_} was elected in {{value}}",
            "asks_back_all": "which of these were elected in {value}",
        }
        return Phrasing("year of election", keys)
    bare = _OF_DATES.sub("", head).removesuffix(" in").removesuffix(" on").strip() or head
    bare = english.AS_HAPPENED.get(bare, bare)
    is_first = head.startswith("first ") and bare in english.WAS_DONE
    if is_first:
        bare = f"first {bare}"
    if head in ("year", "date", "when", "years", "dates") or bare in ("year", "date"):
        bare = _what_was_done(things)
    words = bare.split()
    first, rest = (words[0], words[1:]) if words else ("", [])
    if bare in ("was in office", "first appeared"):
        done, base = (
            ("first appeared", "first appear") if "first" in bare else ("was in office", "")
        )
        asks = f"did {{subject}} {base}" if base else "was {subject} in office"
        short = "First appearance of {subject}" if base else "{subject} in office"
        return Phrasing(head, {"asks": asks, "short": short}, event=f"{{subject}} {done}")
    if first in english.HAPPENED:
        base = english.HAPPENED[first]
        done = " ".join(["{subject}", first, *rest])
        asks = " ".join(["did {subject}", base, *rest])
        noun = english.NOUN_OF_HAPPENED.get(first) if not rest else None
        short = f"{noun} of {{subject}}" if noun else done
        return Phrasing(head, {"asks": asks, "short": short}, event=done)
    part = next((n for n in (2, 1) if " ".join(words[:n]) in english.WAS_DONE), 2 * is_first)
    if part:
        what, noun = " ".join(words[:part]), english.WAS_DONE.get(" ".join(words[:part]), "")
        if is_first and not noun:
            noun = f"First {english.WAS_DONE[words[1]].lower()}"
        end = "".join(f" {word}" for word in words[part:])
        done = f"{{subject}} was {what}{end}"
        short = f"{noun} of {{subject}}{end}" if noun else "{subject}"
        return Phrasing(head, {"asks": f"was {{subject}} {what}{end}", "short": short}, event=done)
    if len(words) == 2 and words[1] in english.HAPPENED:  # reign began
        whose = f"{{subject}}’s {first}"
        if things.sort != "person":
            whose = f"the {first} of {{subject}}"
        base = english.HAPPENED[words[1]]
        keys = {"asks": f"did {whose} {base}", "short": f"{{subject}}’s {first} {words[1]}"}
        if things.sort != "person":
            keys["short"] = f"{first.capitalize()} of {{subject}} {words[1]}"
        return Phrasing(head, keys, event=f"{whose} {words[1]}")
    holds = "year" if is_year else "date"
    keys = {
        "is": holds,
        "name": f"{holds} under “{head[:1].upper()}{head[1:]}”",
        "asks": f"which {holds} belongs to {{subject}} under “{head[:1].upper()}{head[1:]}”",
        "says": f"{{subject}} – {head}: {{value}}",
        "asks_back": f"which {things.class_} has {{value}} under “{head[:1].upper()}{head[1:]}”",
        "asks_back_all": f"which of these have {{value}} under “{head[:1].upper()}{head[1:]}”",
    }
    return Phrasing(keys["name"], keys, is_understood=False)


def _what_was_done(things: Things) -> str:
    """Return what a bare year says of the things, by their other columns or what they are."""
    if things.sort == "person":
        return "lived"
    noun = things.class_.rpartition(" ")[2]
    if noun in english.MADE_OF_CLASS:
        return english.MADE_OF_CLASS[noun]
    by_maker = (done for head, done in english.MADE_WHEN if head in things.heads)
    return next(by_maker, "took place" if things.sort == "event" else "")


def starts_with_capitals(cells: Collection[str]) -> bool:
    """Tell whether most cells begin with a capital and go on in small letters, as nouns in tables.

    >>> starts_with_capitals(["Gas giant", "Vitamin B12"]), starts_with_capitals(["opera", "aria"])
    (True, False)
    """
    nouns = [cell for cell in cells if _is_noun_with_capital(*cell.split())]
    return len(nouns) * 2 > len(cells)


def _is_noun_with_capital(first: str = "", *rest: str) -> bool:
    """Tell whether words may be a common noun with a capital; a sign behind it is none: B12."""
    return first.istitle() and all(word in (word.lower(), word.upper()) for word in rest)
