"""Bank -> the YAML of a bank file, as an author would write it.

What has its default value is left out.
"""

import dataclasses
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from quizgen.bank.bank import Bank
from quizgen.bank.dates import Date, usual_as_of
from quizgen.bank.facts import USUAL_STATUS, Fact
from quizgen.ids import ID
from quizgen.yaml_text import modeline, scalar, scalar_in_brackets

WIDTH = 118

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
            lines += _entry(key, value)
    return "\n".join(lines) + "\n"


def _facts(bank: Bank) -> Iterator[str]:
    for number, fact in enumerate(bank.facts):
        if number:
            yield ""
        yield from _member(dict(_keys_of_fact(fact, bank)))


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


# --------------------------------------------------------------------------- lines


def _entry(key: str, value: Any) -> list[str]:
    """Return the lines of a key and its value."""
    name = scalar(key)
    if dataclasses.is_dataclass(value) and not isinstance(value, Date):
        value = dict(_keys(value))
    if isinstance(value, Mapping):
        inner = (line for each, held in value.items() for line in _entry(each, held))
        return [f"{name}:", *_indented(inner)] if value else [f"{name}: {{}}"]
    if isinstance(value, tuple):
        return _list(name, value)
    if isinstance(value, str) and _folds(value, len(name) + 2):
        return [f"{name}: >-", *_indented(textwrap.wrap(value, WIDTH - 2, **_WRAPPING))]
    return [f"{name}: {_value(value)}"]


def _list(name: str, members: Sequence[Any]) -> list[str]:
    if all(isinstance(member, str) and ID.fullmatch(member) for member in members):
        inline = f"{name}: [{', '.join(map(scalar_in_brackets, members))}]"
        if len(inline) <= WIDTH:
            return [inline]
    return [f"{name}:", *(line for member in members for line in _member(member))]


def _member(member: Any) -> Iterator[str]:
    """Yield the lines of a list's member."""
    if isinstance(member, str):
        yield f"- {scalar(member)}"
        return
    if isinstance(member, tuple):  # a group, such as those of `apart`
        yield f"- [{', '.join(map(scalar_in_brackets, member))}]"
        return
    keys = member if isinstance(member, Mapping) else dict(_keys(member))
    lines = [line for key, value in keys.items() for line in _entry(key, value)]
    yield f"- {lines[0]}"
    yield from _indented(lines[1:])


def _indented(lines: Any) -> Iterator[str]:
    yield from (f"  {line}" if line else line for line in lines)


# --------------------------------------------------------------------------- scalars

_WRAPPING: Mapping[str, Any] = {
    "break_long_words": False,
    "break_on_hyphens": False,
    "replace_whitespace": False,
    "expand_tabs": False,
}


def _folds(text: str, before: int) -> bool:
    """Tell whether a text is too long for its line and comes back whole from several."""
    words = text.split(" ")
    return len(text) + before > WIDTH and all(words) and not re.search(r"[\t\n]", text)


def _value(value: Any) -> str:
    match value:
        case Date():
            return value.text.removesuffix(f" {value.calendar}") if value.calendar else value.text
        case bool():
            return str(value).lower()
        case Decimal():
            return format(value, "f")
        case int():
            return str(value)
        case _:
            return scalar(value)
