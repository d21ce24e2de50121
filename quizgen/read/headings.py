"""What the head of a column says -> how an English bank asks for what stands below it.

"moons" is asked as "how many moons does Mars have", "took office" as "when did she take office".
Nobody writes a sentence over a column, so a few forms are known and the rest is left to the
wordings, as "the capital of France"; its author mends a guess in one line of the bank.
"""

import re
from collections.abc import Mapping

from quizgen.values import dataclass

_UNIT = re.compile(r"(?P<name>[^()\[\]]*[^()\[\]\s])\s*[(\[](?P<unit>[^()\[\]{}]{1,12})[)\]]")
_BASE_OF = {
    "became": "become", "began": "begin", "came": "come", "closed": "close", "died": "die",
    "ended": "end", "fell": "fall", "joined": "join", "landed": "land", "left": "leave",
    "lost": "lose", "married": "marry", "reigned": "reign", "rose": "rise", "ruled": "rule",
    "started": "start", "took": "take", "won": "win",
}  # fmt: skip
"""What somebody or something did -> the same behind "did"."""
_NOUN_OF = {
    "abolished": "Abolition", "adopted": "Adoption", "born": "Birth", "built": "Building",
    "completed": "Completion", "created": "Creation", "discovered": "Discovery",
    "elected": "Election", "established": "Establishment", "founded": "Founding",
    "introduced": "Introduction", "invented": "Invention", "launched": "Launch",
    "opened": "Opening", "painted": "Painting", "published": "Publication",
    "released": "Release", "signed": "Signing", "written": "Writing",
}  # fmt: skip
"""What was done to something -> what that is called."""
_DOER_OF = {
    "built": "builder", "created": "creator", "discovered": "discoverer", "founded": "founder",
    "invented": "inventor", "painted": "painter", "published": "publisher", "written": "author",
}  # fmt: skip
"""What was done to something -> whoever did it."""
_WHERE = ("at", "from", "in")
_SORTS = ("category", "kind", "sort", "type")
_NUMBERS = ("no", "no.", "number")
_NO_PLURAL = re.compile(r"[^s]s$")
_SINGULAR = {"gas", "lens", "axis", "basis", "status", "radius", "bonus", "census", "atlas"}


@dataclass(frozen=True)
class Phrasing:
    """How a column is asked: the keys of a column beside the one that says what it holds."""

    name: str
    """What it is called within a sentence."""
    keys: Mapping[str, str]
    event: str = ""
    """Of years: what happened then, instead of a property."""
    is_property: bool = False
    """Whether what looks like a number is a name: nobody's number is greater than another's."""
    unit: tuple[str, str] | None = None
    """Of things that are counted: what one of them is called, and several."""


def plural_in(head: str) -> tuple[str, str] | None:
    """Return what one and several of the things are called that a head counts, if it is a plural.

    >>> plural_in("moons"), plural_in("cities"), plural_in("mass"), plural_in("area")
    (('moon', 'moons'), ('city', 'cities'), None, None)
    """
    if not head.isalpha() or not _NO_PLURAL.search(head) or head in _SINGULAR:
        return None
    if head.endswith("ies"):
        return f"{head[:-3]}y", head
    if re.search("(?:sh|ch|x|ss|z)es$", head):
        return head[:-2], head
    return head[:-1], head


def phrase_number(head: str, class_: str, *, is_count: bool) -> Phrasing:
    """Return how a column of numbers is asked for; `class_` is what one of the things is called."""
    if found := _UNIT.fullmatch(head):
        return Phrasing(found["name"], {"unit": found["unit"]})
    if head in _NUMBERS:
        keys = {
            "asks": f"what number {class_} is {{subject}}",
            "says": f"{{subject}} is {class_} number {{value}}",
            "asks_back": f"which {class_} is number {{value}}",
        }
        return Phrasing("number", keys, is_property=True)
    if is_count and (unit := plural_in(head)):
        asks, says = f"how many {head} does {{subject}} have", "{subject} has {value}"
        return Phrasing(f"number of {head}", {"asks": asks, "says": says}, unit=unit)
    return Phrasing(head, {})


def phrase_year(head: str) -> Phrasing:
    """Return how a column of years is asked for."""
    first, *rest = head.removesuffix(" in").split()
    if base := _BASE_OF.get(first):
        done = " ".join(["{subject}", first, *rest])
        asks = " ".join(["did {subject}", base, *rest])
        return Phrasing(head, {"asks": asks, "short": done}, event=done)
    if noun := _NOUN_OF.get(first):
        end = " ".join(["", *rest])
        done = f"{{subject}} was {first}{end}"
        keys = {"asks": f"was {{subject}} {first}{end}", "short": f"{noun} of {{subject}}{end}"}
        return Phrasing(head, keys, event=done)
    return Phrasing(head, {"is": "year"})


def phrase_property(head: str, class_: str) -> Phrasing:
    """Return how a column of texts is asked for; `class_` is what one of the things is called."""
    words = head.split()
    if head in _SORTS:
        keys = {
            "asks": f"what {head} of {class_} is {{subject}}",
            "says": f"the {head} of {class_} that {{subject}} belongs to is {{value}}",
            "asks_back": f"which {class_} is of the {head} {{value}}",
        }
        return Phrasing(head, keys)
    if len(words) == 2 and words[0] in _NOUN_OF and words[1] in ("by", *_WHERE):
        done, last = words
        by = last == "by"
        noun = _NOUN_OF[done].lower()
        keys = {
            "name": _DOER_OF.get(done, f"author of the {noun}") if by else f"place of {noun}",
            "asks": f"by whom was {{subject}} {done}" if by else f"where was {{subject}} {done}",
            "says": f"{{subject}} was {head} {{value}}",
            "asks_back": f"which {class_} was {head} {{value}}",
        }
        return Phrasing(head, ({"is": "person"} if by else {}) | keys)
    return Phrasing(head, {})
