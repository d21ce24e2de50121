"""docs/bank-format.md and the JSON Schema say the same, and the page's examples are good banks."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from case_files import the_language

from quizgen.prove import Copies, prove
from quizgen.read import File, read_bank
from quizgen.read.json_schema import schema_of

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "bank-format.md").read_text("utf-8")
CASES = (ROOT / "tests" / "cases" / "bank_errors.md").read_text("utf-8")
PROOFS = (ROOT / "tests" / "test_provenance.py").read_text("utf-8")
SIGNS = "\n".join(
    (ROOT / "tests" / name).read_text("utf-8")
    for name in ("test_characters.py", "test_leftovers.py", "test_unprintable.py")
)

SECTIONS = {
    "What every fact may have": "Fact",
    "A second place": "Also",
    "Wrong answers of your own": "CuratedDistractor",
    "Terms": "Term",
    "Languages": "Languages",
    "Events": "Event",
    "Quantities": "Quantity",
    "Statements": "Statement",
    "Positions": "Position",
    "Properties": "Property",
    "Declared properties": "DeclaredProperty",
    "Tables": "Table",
    "Columns": "TableColumn",
    "Sources": "Source",
    "People": "Person",
    "Offices": "Office",
    "Places": "Place",
    "Pictures": "PictureFile",
    "Parts of a picture": "Part",
    "Issues": "Issue",
    "Aspects": "Aspect",
    "Units": "Unit",
    "The bank's own keys": "Bank",
    "Audience": "Audience",
    "Teacher notes": "TeacherNote",
    "Hard words": "HardWord",
    "Questions of your own": "Question",
    "Answers with reasons": "WrittenAnswer",
    "Passages": "Passage",
    "Discussion": "Prompt",
    "Reasons": "Cause",
    "Claims and replies": "Counter",
    "Hedges": "Hedge",
    "Marks by levels": "MarkLevel",
}
KINDS = ("Term", "Event", "Quantity", "Statement", "Position", "Property")

_HEADING = re.compile(r"^##+ (.+)\n((?:(?!^##).*\n)*)", re.MULTILINE)
_ROW = re.compile(r"^\| `([a-z_]+)` \| (yes|no)\b.*? \| (.+?) \| (.*?) ?\|$", re.MULTILINE)
_BLOCK = re.compile(r"^```yaml (bank|fact)\n((?:.*\n)*?)```$", re.MULTILINE)

Row = tuple[bool, str, str]
"""Whether a key is needed, what the page says of it, and its example."""


@cache
def tables() -> Mapping[str, Mapping[str, Row]]:
    """Return what the page says of each key, by the object it belongs to."""
    return {
        SECTIONS[heading]: {
            name: (needed == "yes", says, example)
            for name, needed, says, example in _ROW.findall(body)
        }
        for heading, body in _HEADING.findall(PAGE)
        if heading in SECTIONS
    }


@cache
def objects() -> Mapping[str, dict[str, Any]]:
    """Return the objects of the schema by name."""
    schema = schema_of("bank")
    defined = {name: it for name, it in schema["$defs"].items() if it.get("type") == "object"}
    return {"Bank": schema, **defined}


def test_the_page_has_a_table_for_each_object_of_the_schema() -> None:
    assert tables().keys() == {*objects(), "Fact"}


@pytest.mark.parametrize("name", sorted(objects()))
def test_each_table_has_every_key_of_the_schema_and_no_other(name: str) -> None:
    rows = {**(tables()["Fact"] if name in KINDS else {}), **tables()[name]}
    assert rows.keys() == objects()[name]["properties"].keys()
    needed = {key for key, row in rows.items() if row[0]}
    differs = {"as_of"} if name == "Position" else set()
    assert needed | differs == {*objects()[name]["required"]}


def choices(schema: Any) -> Iterator[str]:
    """Yield the texts that the schema lets be chosen from."""
    if isinstance(schema, dict):
        for value in (*schema.get("enum", []), *([schema["const"]] if "const" in schema else [])):
            yield str(value).lower() if isinstance(value, bool) else str(value)
        for part in schema.values():
            yield from choices(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from choices(part)


def test_the_page_names_every_value_that_can_be_chosen() -> None:
    known = set(re.findall(r"`([^`\n]+)`", PAGE)) | {
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
    }
    assert {value for value in choices(schema_of("bank")) if value} <= known


def test_the_page_names_every_unit_and_every_verb() -> None:
    known = set(re.findall(r"`([^`\n]+)`", PAGE))
    assert the_language().units.keys() <= known
    (says,) = (row[1] for key, row in tables()["Statement"].items() if key == "verb")
    assert set(re.findall(r"[a-z]+", says.partition(":")[2])) == the_language().verbs.keys()


def growing_bank() -> Iterator[tuple[str, str]]:
    """Yield the page's bank as it grows: each block of keys is put in or put instead."""
    keys: dict[str, str] = {}
    for kind, text in _BLOCK.findall(PAGE):
        if kind == "fact":
            keys["facts"] += f"\n{text}"
        else:
            blocks = re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE)
            keys |= {block.partition(":")[0]: block for block in blocks if block.strip()}
        yield text.splitlines()[0], "\n".join(keys.values())


@pytest.mark.parametrize(("first_line", "bank"), list(growing_bank()))
def test_every_example_is_read_and_nothing_is_wrong_with_it(first_line: str, bank: str) -> None:
    assert read_bank(bank, "bridge.yaml", {"en-GB": the_language()}).facts


def test_no_example_is_left_out() -> None:
    whole = re.findall(r"^```yaml\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)
    for bank in whole:  # what stands for itself
        assert read_bank(bank, "animals.yaml", {"en-GB": the_language()}).facts
    blocks = len(re.findall(r"^```yaml", PAGE, re.MULTILINE)) - len(whole)
    assert blocks == len(_BLOCK.findall(PAGE)) > 8


def test_the_pages_text_proves_the_pages_bank() -> None:
    *_, (_, text) = growing_bank()
    file = File("bridge.yaml", text)
    (herald,) = re.findall(r"^```text\n((?:.*\n)*?)```$", PAGE, re.MULTILINE)
    bank = read_bank(text, file.path, {"en-GB": the_language()})
    proof = prove(file, bank, Copies("texts", {"herald.txt": herald.encode()}))
    assert [str(problem) for problem in proof.problems] == []
    assert [str(one) for one in proof.unproved] == []
    assert {fact.kind for fact in bank.facts} == {
        "term",
        "event",
        "quantity",
        "statement",
        "position",
        "property",
    }
    assert all(number for thing, number in proof.proved.items())


TRIED = """\
people:
  tried:
    name: the ferrymen
    kind: institution
    class: institution
    country: NT
"""


def with_example(bank: str, name: str, key: str, example: str) -> str:
    """Return the page's bank with a key of one of its parts as in the page's example."""
    if name == "Bank":
        return f"{key}: {example}\n" + re.sub(
            rf"^{key}:.*\n(?: .*\n)*", "", bank, flags=re.MULTILINE
        )
    first = {
        "Source": "  herald:.*",
        "Issue": "  lorries:",
        "Person": "  tried:",
        "Fact": "    kind: term",
    }
    bank = bank.replace("people:\n", TRIED, 1)
    found = re.search(
        rf"^({first.get(name, f'    kind: {name.lower()}')}\n)((?:    .*\n)*)", bank, re.MULTILINE
    )
    assert found
    rest = re.sub(rf"^    {key}:.*\n(?:      .*\n)*", "", found[2], flags=re.MULTILINE)
    return f"{bank[: found.end(1)]}{rest}    {key}: {example}\n{bank[found.end(2) :]}"


GOES_WITH = {
    "url": "accessed: 2024-05-22",
    "accessed": "url: https://example.org/bridge",
    "low": "high: 250",
    "high": "low: 200",
    "asks_why": "because_of: [{cause: it had no money, at: cost more than}]",
    "because_of": "asks_why: why was the fund set up",
    "Statement asks": "answer: thirty years",
    "Statement answer": "asks: how long had the town waited",
}
"""A key whose example is good only beside another."""
ALONE = {
    ("Fact", "id"): "it is taken by the page's own fact",
    ("Fact", "weekday"): "a term has no day",
    ("Fact", "calendar"): "a term has no day",
    ("Fact", "kind"): "it is what the kind is found by",
    ("Source", "wording"): "a faithful source is quoted",
    ("Person", "offices"): "shown in its own table",
}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        (name, key)
        for name in ("Bank", "Source", "Issue", "Person", "Fact", *KINDS)
        for key, row in tables()[name].items()
        if row[2] and (name, key) not in ALONE
    ],
)
def test_the_example_of_every_key_is_good(name: str, key: str) -> None:
    *_, (_, bank) = growing_bank()
    example = tables()[name][key][2].strip("`")
    text = with_example(bank, name, key, example)
    beside = GOES_WITH.get(f"{name} {key}") or GOES_WITH.get(key)
    if beside:
        text = text.replace(f"    {key}: {example}\n", f"    {key}: {example}\n    {beside}\n")
    if key in ("low", "high"):
        text = text.replace("    value: 240\n", "")
    assert re.search(rf"^ *{key}: {re.escape(example)}$", text, re.MULTILINE)
    languages = {"en-GB": the_language(), "en-US": the_language()}
    assert read_bank(text, "bridge.yaml", languages).facts


MESSAGES = re.findall(
    r"^\| `([^|]+)` \| [A-Z].*\|$", PAGE.partition("## What the messages mean")[2], re.MULTILINE
)


def test_the_page_explains_messages() -> None:
    assert len(MESSAGES) > 12


@pytest.mark.parametrize("message", MESSAGES)
def test_the_messages_that_are_explained_are_those_that_are_given(message: str) -> None:
    pattern = ".+".join(map(re.escape, message.split("…")))
    assert re.search(pattern, f"{CASES}\n{PROOFS}\n{SIGNS}")
