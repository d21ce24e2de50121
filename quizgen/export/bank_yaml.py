"""Bank -> the YAML of a bank file, as an author would write it.

What has its default value is left out.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from quizgen.bank.bank import Bank
from quizgen.bank.dates import Date, usual_as_of
from quizgen.bank.facts import USUAL_STATUS, Fact
from quizgen.yaml_text import Bare, Part, entry, member, modeline

_SECTIONS = (
    "units",
    "issues",
    "sources",
    "people",
    "places",
    "facts",
    "discussion",
    "teacher_notes",
    "glossary",
)
"""Keys with a blank line before them."""


def write_bank(bank: Bank) -> str:
    """Return the text of a bank file; read again, it is the same bank."""
    lines = [modeline("bank")]
    for key, value in _keys(bank):
        if key in _SECTIONS:
            lines.append("")
        if key == "facts":
            lines += ["facts:", *_facts(bank)]
        else:
            lines += entry(key, _plain(value))
    return "\n".join(lines) + "\n"


def _facts(bank: Bank) -> Iterator[str]:
    for number, fact in enumerate(bank.facts):
        if number:
            yield ""
        yield from member({key: _plain(held) for key, held in _keys_of_fact(fact, bank)})


def _keys_of_fact(fact: Fact, bank: Bank) -> Iterator[tuple[str, Any]]:
    """Yield a fact's keys with its claim's among them, but for those that the reader works out."""
    keys = dict(_keys(fact))
    claim = keys.pop("claim")
    source = bank.sources.get(fact.source)
    usual = usual_as_of(fact.date, source.date if source else None, bank.as_of)
    if fact.as_of == usual and fact.kind != "position":
        keys.pop("as_of", None)
    if fact.status == USUAL_STATUS[fact.kind]:
        del keys["status"]
    yield "id", keys.pop("id")
    of_claim = dict(_keys(claim))
    if bank.languages and of_claim.get("languages") == bank.languages:
        del of_claim["languages"], of_claim["relation"]
    yield from of_claim.items()
    yield from keys.items()


def _keys(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield a dataclass's keys, as the file has them, and values, but for defaults."""
    for field in dataclasses.fields(value):
        found = getattr(value, field.name)
        default = field.default
        if field.default_factory is not dataclasses.MISSING:
            default = field.default_factory()
        if field.name not in ("where", "has_own_id", "dates") and found != default:
            yield field.name.removesuffix("_"), found


def _plain(value: Any) -> Part:
    """Return a value as the texts that stand for it."""
    match value:
        case Date():
            return Bare(value.text.removesuffix(f" {value.calendar}"))
        case bool():
            return Bare(str(value).lower())
        case Decimal():
            return Bare(format(value, "f"))
        case int():
            return Bare(str(value))
        case str():
            return value
        case Mapping():
            return {key: _plain(held) for key, held in value.items()}
        case tuple():
            return [_plain(each) for each in value]
        case _:
            return {key: _plain(held) for key, held in _keys(value)}
