"""Numbers as people print them: 5.97 × 10²⁴, 12,104, 6 792.

A bank may have a number as its source prints it. What a mark means is known from the bank's
language: a comma parts thousands in English, and begins the fraction in German. What could still
be read in two ways is refused, with the very thing to write.
"""

import re
from collections.abc import Iterator
from functools import cache

from quizgen.errors import quoted
from quizgen.language.words import Language
from quizgen.read.draft import Draft
from quizgen.read.nodes import Keyed, Listed, Steps

MOST_TENS = 99
"""No power of ten is greater, nor smaller with a minus: beyond it nothing is measured."""
KEYS = ("value", "low", "high", "least", "most")
"""Where a quantity has its numbers; its wrong answers are numbers, too."""

_SPACES = " \u00a0\u2009\u202f"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
_POWER = re.compile(
    r"(?P<digits>.*?)(?:[eE](?P<e>[-−+]?\d{1,3})|(?P<times>\s?[x×*·⋅]\s?)?10"
    r"(?:\^\s?(?P<up>[-−+]?\d{1,3})|(?P<raised>[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})))"
)
_PROGRAMS = re.compile(r"[-−]?(?:0|[1-9]\d{0,29})(?:\.\d{1,30})?", re.ASCII)
_MAY_BE_A_THOUSAND = re.compile(r"[-−]?[1-9]\d{0,2}\.\d{3}", re.ASCII)


def read_numbers(draft: Draft, language: Language) -> None:
    """Put the numbers of quantities into digits, where they stand in the tree of a bank."""
    facts = draft.at("facts")
    for place, fact in enumerate(facts if isinstance(facts, Listed) else ()):
        if isinstance(fact, Keyed) and fact.get("kind") == "quantity":
            for holder, key, steps in _numbers_of(fact, ("facts", place)):
                found = holder[key]
                if not isinstance(found, str):
                    continue
                if flaw := two_numbers(found, language):
                    draft.report(steps, f"{key} {flaw[0]}", flaw[1])
                holder[key] = in_digits(found, language)


def two_numbers(text: str, language: Language) -> tuple[str, str] | None:
    """Return message and hint for what may be a thousand or a fraction; None of any other text."""
    if language.thousands != "." or not _MAY_BE_A_THOUSAND.fullmatch(text):
        return None
    whole, _, fraction = text.partition(".")
    message = f"{quoted(text)} is a thousand to some, a fraction to others"
    return message, f"write {whole}{fraction}, or {whole}{language.decimal}{fraction}"


def _numbers_of(fact: Keyed, base: Steps) -> Iterator[tuple[Keyed, str, Steps]]:
    yield from ((fact, key, (*base, key)) for key in KEYS if key in fact)
    wrong = fact.get("distractors")
    for place, each in enumerate(wrong if isinstance(wrong, Listed) else ()):
        if isinstance(each, Keyed) and "text" in each:
            yield each, "text", (*base, "distractors", place, "text")


def in_digits(text: str, language: Language) -> str:
    """Return a number in digits with a point, and its power of ten behind an e; else the text.

    What is no number, or has a form that the language does not know, comes back as it is.
    """
    power = _POWER.fullmatch(text)
    if power is None:
        return _plain(text, language) or text
    tens = int((power["e"] or power["up"] or power["raised"]).translate(_RAISED))
    digits = power["digits"].rstrip(_SPACES)
    if not power["e"] and not power["times"]:  # 10^6 alone, or behind its sign
        digits = f"{digits}1" if digits in ("", "-", "−") else ""
    number = _plain(digits, language)
    return f"{number}e{tens}" if number and abs(tens) <= MOST_TENS else text


def _plain(text: str, language: Language) -> str:
    """Return a number without marks of thousands; nothing if it is none of the language's."""
    if _PROGRAMS.fullmatch(text):
        return text.replace("−", "-")
    found = _form(language.thousands, language.decimal).fullmatch(text)
    if found is None:
        return ""
    whole = re.sub(r"\D", "", found["whole"])
    fraction = f".{found['fraction']}" if found["fraction"] else ""
    return f"{'-' if found['sign'] else ''}{whole}{fraction}"


@cache
def _form(thousands: str, decimal: str) -> re.Pattern[str]:
    """Return the form of a number whose thousands are parted by a language's mark, or by spaces."""
    marks = dict.fromkeys((thousands, *_SPACES))
    groups = "|".join(rf"[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+" for mark in marks if mark)
    fraction = rf"(?:{re.escape(decimal)}(?P<fraction>\d{{1,30}}))?"
    whole = rf"(?P<whole>{groups}|0|[1-9]\d{{0,29}})"
    return re.compile(rf"(?P<sign>[-−])?{whole}{fraction}", re.ASCII)
