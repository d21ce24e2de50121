"""Reading: texts become values, or every mistake in them is told with its place."""

import contextlib
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from case_files import Case, problems_of, read_cases, the_language, whole_text
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.bank import Bank
from quizgen.bank.dates import Date, iso_of
from quizgen.bank.facts import Event, Fact, Position, Quantity, Statement
from quizgen.deck.note_types import NoteType
from quizgen.errors import BankError, Problem, TemplateError, Where
from quizgen.read import (
    read_bank,
    read_language,
    read_note_type,
    read_theme,
    read_wordings,
    read_worksheet,
)
from quizgen.read.characters import MOST_BYTES
from quizgen.read.dates import DateError, parse_date
from quizgen.read.field_docs import docs_of
from quizgen.read.json_schema import SCHEMAS, schema_of
from quizgen.read.schema import CLAIMS, keys_of
from quizgen.read.schema_rules import KEY_RULES
from quizgen.read.written_dates import DATE_PATTERN

TEMPLATES = Path(__file__).parents[1] / "templates"
MOON = (Path(__file__).parent / "cases" / "moon.yaml").read_text(encoding="utf-8")
BANK_CASES = read_cases("bank_errors.md")
TEMPLATE_CASES = read_cases("template_errors.md")
LANGUAGES = {"en-GB": the_language()}

UNSEEN = "nobody sees it: delete it with the letters around it, and type those again"

LIGHTHOUSES = """\
# A bank with what a bank author may write.
topic: lighthouses
title: Lighthouses
summary: Light, height and one opinion.
as_of: 2020
sensitivity: none
units: {fathom: {one: "{n} fathom", many: "{n} fathoms", name: fathoms, converts: {m: "1.8288"}}}
issues:
  keep: {text: whether to keep the lights, as_of: 2019, stances: {keeps: kept them, ends: ended them}}
sources:
  pilot: {publisher: unsigned, title: "1984", kind: reference, date: 2019-spring, date_basis: printed, text: a.txt}
people:
  trust: {name: the trust, kind: institution, class: institution, country: NO}
  grace:
    name: Grace Horne
    offices:
    - {office: Keeper, class: analyst, country: GB, until: 1999-12-31}
    - {office: Director, class: minister, country: GB, from: 2000-01-01}
facts:
- id: horne-on-light
  kind: statement
  speaker: grace
  verb: said
  quote: [A light is a promise, we keep it]
  gist: lights should be kept
  about: old lights
  wording: verbatim
  date: 2018-05-01/2018-05-07
  source: pilot
  at: a promise
  note: >
    One line
    and its end.
- id: lamp-lit
  kind: event
  what: the lamp was lit at 12:30
  short: the first light
  date: 1811-02
  source: pilot
  at: 1.10
  as_of: 2019-06-01
  status: disputed
  level: 3
- {id: depth, kind: quantity, subject: the rock, class: rock, attribute: depth, asks: how deep is it, says: "it is {value} deep", low: 1.50, high: 2, unit: fathom, source: pilot, at: 010}
- {id: trust-keeps, kind: position, actor: trust, issue: keep, stance: keeps, open_list: true, as_of: 2019, source: pilot, at: No}
- {id: aton, kind: term, term: AtoN, meaning: aid to navigation, relation: stands-for, source: pilot, at: AtoN, tags: [terms], allow: {LEN-1: as printed}}
"""


def bank_of(text: str | bytes, path: str = "banks/lighthouses.yaml") -> Bank:
    return read_bank(text, path, LANGUAGES)


def mistakes_in(text: str | bytes, path: str = "lighthouses.yaml") -> str:
    with pytest.raises(BankError) as caught:
        bank_of(text, path)
    return str(caught.value)


# --------------------------------------------------------------------------- case files


@pytest.mark.parametrize("case", BANK_CASES, ids=[case.title for case in BANK_CASES])
def test_a_bank_author_is_told(case: Case) -> None:
    assert problems_of(case, BANK_CASES) == case.expected


@pytest.mark.parametrize("case", BANK_CASES, ids=[case.title for case in BANK_CASES])
def test_whatever_a_bank_author_is_told_says_what_to_do(case: Case) -> None:
    told = case.expected.splitlines()
    for line, after in zip(told, [*told[1:], ""], strict=True):
        is_message = line != "nothing is wrong" and not line.startswith("  hint: ")
        assert not is_message or re.match("  hint: .{4}", after), line


@pytest.mark.parametrize("case", TEMPLATE_CASES, ids=[case.title for case in TEMPLATE_CASES])
def test_a_template_author_is_told(case: Case) -> None:
    assert problems_of(case, TEMPLATE_CASES) == case.expected


# --------------------------------------------------------------------------- banks


def test_a_bank_holds_what_its_author_wrote() -> None:
    bank = bank_of(LIGHTHOUSES)
    assert [fact.id for fact in bank.facts] == [
        "horne-on-light",
        "lamp-lit",
        "depth",
        "trust-keeps",
        "aton",
    ]
    statement, event, quantity, position, term = bank.facts
    assert isinstance(statement.claim, Statement)
    assert statement.claim.quote == ("A light is a promise", "we keep it")
    assert isinstance(event.claim, Event)
    assert event.claim.date.text == "1811-02"
    assert isinstance(quantity.claim, Quantity)
    assert quantity.claim.class_ == "rock"
    assert (quantity.claim.low, quantity.claim.high) == (Decimal("1.50"), Decimal(2))
    assert isinstance(position.claim, Position)
    assert position.claim.open_list is True
    assert term.allow == {"LEN-1": "as printed"}
    assert bank.people["grace"].offices[1].from_ == parse_date("2000-01-01")
    assert bank.units["fathom"].converts == {"m": Decimal("1.8288")}


def test_one_text_may_stand_for_a_list_of_one_span() -> None:
    bank = bank_of(LIGHTHOUSES.replace("[A light is a promise, we keep it]", "A light, a promise"))
    claim = bank.facts[0].claim
    assert isinstance(claim, Statement)
    assert claim.quote == ("A light, a promise",)


def test_what_looks_like_a_number_a_time_or_a_truth_value_stays_text() -> None:
    bank = bank_of(LIGHTHOUSES)
    assert bank.sources["pilot"].title == "1984"
    assert bank.people["trust"].country == "NO"
    assert [fact.at for fact in bank.facts] == ["a promise", "1.10", "010", "No", "AtoN"]


def test_a_block_of_text_ends_without_a_line_end() -> None:
    assert bank_of(LIGHTHOUSES).facts[0].note == "One line and its end."


def test_status_follows_from_the_kind_where_the_author_gives_none() -> None:
    statuses = [fact.status for fact in bank_of(LIGHTHOUSES).facts]
    assert statuses == ["attributed", "disputed", "attributed", "attributed", "settled"]


def test_as_of_is_the_facts_date_or_else_its_sources() -> None:
    dates = [fact.as_of.text for fact in bank_of(LIGHTHOUSES).facts]
    assert dates == ["2018-05-01/2018-05-07", "2019-06-01", "2019-spring", "2019", "2019-spring"]


def test_each_value_knows_its_place() -> None:
    bank = bank_of(LIGHTHOUSES)
    lines = LIGHTHOUSES.splitlines()
    assert bank.where == Where("banks/lighthouses.yaml", 2, 1)
    for fact in bank.facts:
        line = lines[fact.where.line - 1]
        assert line[fact.where.column - 1 :].startswith((f"id: {fact.id}", f"{{id: {fact.id}"))
    assert lines[bank.people["grace"].where.line - 1] == "    name: Grace Horne"
    assert bank.sources["pilot"].where.column == 10


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_lines_count_alike_whatever_ends_them(ending: str) -> None:
    broken = LIGHTHOUSES.replace("level: 3", "level: 9").replace("\n", ending)
    line = LIGHTHOUSES.splitlines().index("  level: 3") + 1
    assert mistakes_in(broken).startswith(f"lighthouses.yaml:{line}:10: level '9' is unknown")


def test_a_bank_may_start_with_a_byte_order_mark() -> None:
    assert bank_of(b"\xef\xbb\xbf" + LIGHTHOUSES.encode()) == bank_of(LIGHTHOUSES)
    told = mistakes_in("\ufefftopik: lighthouses\n")
    assert "lighthouses.yaml:1:1: unknown key 'topik'" in told


def test_a_mistake_in_one_fact_hides_none_in_another() -> None:
    broken = (
        LIGHTHOUSES.replace("kind: event", "kind: evnt")
        .replace("high: 2,", "high: 1,")
        .replace("publisher: unsigned, ", "editor: unsigned, ")
        .replace("stance: keeps", "stance: kept")
    )
    assert re.findall(r"^lighthouses.yaml:\d+:\d+: (.*)", mistakes_in(broken), re.MULTILINE) == [
        "unknown key 'editor'",
        "kind 'evnt' is unknown",
        "high 1 is not above low 1.50",
        "stance 'kept' is unknown",
    ]


def test_problems_come_in_file_order() -> None:
    lines = LIGHTHOUSES.splitlines(keepends=True)
    with pytest.raises(BankError) as caught:
        bank_of("".join(lines[:2] + lines[5:]).replace("date", "dat"))
    places = [problem.where for problem in caught.value.problems]
    assert len(places) > 5
    assert places == sorted(places)


# --------------------------------------------------------------------------- hostile files


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "{a: ", "- - ", "!!x [", "&a ["])
def test_a_bottomless_file_is_refused(opening: str) -> None:
    assert "more than 32 brackets or levels deep" in mistakes_in(opening * 200_000)


def test_a_file_that_is_too_long_is_refused_before_it_is_parsed() -> None:
    told = mistakes_in("[" * (MOST_BYTES + 1))
    assert told == (
        "lighthouses.yaml: the file is 8.1 MB long; at most 8 MB are read\n"
        "  hint: divide it into several files"
    )


def test_an_alias_is_never_followed() -> None:
    laughs = "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a, *b{i}]\n" for i in range(50))
    assert mistakes_in(laughs).count("is not allowed") == 51 + 150


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"topic: a\ntitle: caf\xe9\n", "2:11: byte 0xE9 is not UTF-8"),
        (b"\xef\xbb\xbft: \xff", "1:4: byte 0xFF is not UTF-8"),
        (b"topic: \xed\xa0\x80", "1:8: byte 0xED is not UTF-8"),
        ("topic: a".encode("utf-16"), " the file is UTF-16"),
        (b"\xfe\xff\x00a", " the file is UTF-16"),
    ],
)
def test_bytes_that_are_not_utf_8_are_refused_with_their_place(data: bytes, told: str) -> None:
    assert mistakes_in(data).startswith(f"lighthouses.yaml:{told}\n  hint: save")


@pytest.mark.parametrize(
    ("character", "name", "hint"),
    [
        ("\x00", "U+0000 (NUL)", "delete it"),
        ("\x07", "U+0007", "delete it"),
        ("\x0b", "U+000B (vertical tab)", "type a space in its place"),
        ("\x0c", "U+000C (form feed)", "type a space in its place"),
        ("\x85", "U+0085 (next line)", "type a space in its place"),
        ("\u2028", "U+2028 (line separator)", "type a space in its place"),
        ("\u2029", "U+2029 (paragraph separator)", "type a space in its place"),
        ("\u202e", "U+202E (changes the direction of writing)", UNSEEN),
        ("\u2066", "U+2066 (changes the direction of writing)", UNSEEN),
        ("\ufeff", "U+FEFF (BOM)", UNSEEN),
        ("\u200b", "U+200B (zero width space)", UNSEEN),
        ("\u200d", "U+200D (zero width joiner)", UNSEEN),
        ("\u200e", "U+200E (left-to-right mark)", UNSEEN),
        ("\u2060", "U+2060 (word joiner)", UNSEEN),
        ("\u00ad", "U+00AD (soft hyphen)", UNSEEN),
        ("\ufffe", "U+FFFE", "delete it"),
        (
            "\ufffd",
            "U+FFFD (replacement character)",
            "another program put it in the place of a letter: type that letter",
        ),
        ("\ud800", "U+D800 (half of a surrogate pair)", "delete it"),
    ],
)
def test_a_character_that_nobody_sees_is_refused_by_name(
    character: str, name: str, hint: str
) -> None:
    text = LIGHTHOUSES.replace("old lights", f"old{character} lights").replace("deep", "deeep")
    line = LIGHTHOUSES[: LIGHTHOUSES.index("old lights")].count("\n") + 1
    assert mistakes_in(text) == (
        f"lighthouses.yaml:{line}:13: the character {name} cannot stand in a file\n  hint: {hint}"
    )


@pytest.mark.parametrize("text", ["می‌خواهم", "क्‍ष", "👩‍🔬", "Ἀθῆναι 5\u00a0km", "שלום\u200f, x"])
def test_what_scripts_and_emoji_need_between_their_signs_stands_in_a_text(text: str) -> None:
    assert bank_of(LIGHTHOUSES.replace("old lights", text)).facts[0].claim.about == text  # type: ignore[union-attr]


def test_a_character_is_told_once_however_often_it_stands() -> None:
    text = LIGHTHOUSES.replace("light", "light\x01")
    assert mistakes_in(text).count("U+0001 cannot stand in a file (") == 1


# --------------------------------------------------------------------------- laws

LIMITS = settings(deadline=None, derandomize=True, max_examples=300)


def is_bank_or_told(text: str | bytes) -> None:
    """Let any exception but a BankError that tells something pass on."""
    told: tuple[Problem, ...] | None = None
    try:
        bank_of(text)
    except BankError as error:
        told = error.problems
    assert told is None or len(told) > 0
    for problem in told or ():
        assert problem.message
        assert (problem.where.line >= 1) == (problem.where.column >= 1)


@LIMITS
@given(st.text(st.characters(codec=None)) | st.binary())
def test_any_text_is_a_bank_or_is_refused(text: str | bytes) -> None:
    is_bank_or_told(text)


@LIMITS
@given(st.text(st.sampled_from(list("ab:- \n[]{},'\"|>?&*!%@`#~\\\t")), max_size=60))
def test_any_scribble_in_yaml_is_a_bank_or_is_refused(text: str) -> None:
    is_bank_or_told(text)


@LIMITS
@given(
    st.integers(0, len(MOON)),
    st.integers(0, 40),
    st.text(max_size=5) | st.sampled_from(["~", "[]", "{}", "[", ": ", "\n", "\n  ", "&a", "x"]),
)
def test_a_bank_with_any_passage_replaced_is_a_bank_or_is_refused(
    start: int, length: int, replacement: str
) -> None:
    is_bank_or_told(MOON[:start] + replacement + MOON[start + length :])


def trees(tree: Any) -> Any:
    """Yield each part of a tree with its parent and its key."""
    members = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, member in list(members):
        yield tree, key
        if isinstance(member, dict | list):
            yield from trees(member)


@LIMITS
@given(st.data())
def test_a_bank_with_any_value_of_another_shape_is_a_bank_or_is_refused(data: Any) -> None:
    tree = yaml.load(LIGHTHOUSES, Loader=yaml.CBaseLoader)
    parent, key = data.draw(st.sampled_from(list(trees(tree))))
    parent[key] = data.draw(
        st.sampled_from(["", "x", "0", "2024-13", "true", [], ["x"], {}, {"x": "y"}, [[]], None])
    )
    is_bank_or_told(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False))


@LIMITS
@given(st.text(st.sampled_from("0123456789-/springwintersum"), max_size=22))
def test_a_date_is_read_or_refused_and_has_the_form_the_schema_knows(text: str) -> None:
    try:
        date = parse_date(text)
    except DateError:
        return
    assert date.first <= date.last
    assert re.fullmatch(DATE_PATTERN, text)


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2024-05-30", "day", "2024-05-30", "2024-05-30"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2024", "year", "2024-01-01", "2024-12-31"),
        ("2024-spring", "season", "2024-03-01", "2024-05-31"),
        ("2024-winter", "season", "2024-01-01", "2025-02-28"),
        ("2024-09-22/2024-10-02", "range", "2024-09-22", "2024-10-02"),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(
    text: str, precision: str, first: str, last: str
) -> None:
    date = parse_date(text)
    found = (date.text, date.precision, iso_of(date.first), iso_of(date.last))
    assert found == (text, precision, first, last)


# --------------------------------------------------------------------------- the JSON Schema


def as_an_editor_reads(text: str) -> Any:
    """Return YAML as the core schema of YAML 1.2 has it: numbers and truth values are none of text."""
    return typed(yaml.load(text, Loader=yaml.CBaseLoader))


def typed(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: typed(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [typed(value) for value in tree]
    if tree in {"true", "false"}:
        return tree == "true"
    if re.fullmatch(r"[-+]?[0-9]+", tree):
        return int(tree)
    return float(tree) if re.fullmatch(r"[-+]?[0-9]*\.[0-9]+", tree) else tree


@pytest.fixture(scope="module")
def validator() -> Any:
    jsonschema.Draft202012Validator.check_schema(schema_of("bank"))
    return jsonschema.Draft202012Validator(schema_of("bank"))


@pytest.mark.parametrize(
    "text", [LIGHTHOUSES, LIGHTHOUSES.replace("list: true", "list: false"), MOON]
)
def test_an_editor_accepts_what_the_reader_accepts(validator: Any, text: str) -> None:
    assert [error.message for error in validator.iter_errors(as_an_editor_reads(text))] == []
    plain = yaml.load(text, Loader=yaml.CBaseLoader)
    assert [error.message for error in validator.iter_errors(plain)] == []


@pytest.mark.parametrize(
    "number",
    ["5.97e24", "1.9 × 10^27", "5.68 × 10²⁶", "12,104", "6 792", "−200", "10^6", "-1.6e-19"],
)
def test_an_editor_accepts_numbers_as_they_are_printed(validator: Any, number: str) -> None:
    text = LIGHTHOUSES.replace("low: 1.50, high: 2", f'value: "{number}"')
    assert isinstance(bank_of(text).facts[2].claim, Quantity)
    assert [error.message for error in validator.iter_errors(as_an_editor_reads(text))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("topic: lighthouses", "topic: Light houses"),
        ("title: Lighthouses", "titel: Lighthouses"),
        ("sensitivity: none", "sensitivity: medium"),
        ("kind: event", "kind: evnt"),
        ("kind: event", "kind: term"),
        ("level: 3", "level: 4"),
        ("date: 1811-02", "date: February 1811"),
        ("short: the first light", "where: Bell Rock"),
        ("high: 2", "high: two"),
        ("id: aton", "id: AtoN"),
        ("open_list: true", "open_list: sometimes"),
        ("open_list: true", "open_list: 1"),
        ("tags: [terms]", "tags: terms"),
        ("LEN-1: as", "len: as"),
        ("country: NO", "country: [NO]"),
    ],
)
def test_an_editor_refuses_what_the_reader_refuses(validator: Any, old: str, new: str) -> None:
    assert LIGHTHOUSES.count(old) >= 1
    broken = LIGHTHOUSES.replace(old, new, 1)
    assert not validator.is_valid(as_an_editor_reads(broken))
    mistakes_in(broken)


def test_an_editor_accepts_the_shipped_bank(validator: Any) -> None:
    text = (TEMPLATES.parent / "banks" / "escalation.yaml").read_text("utf-8")
    assert [error.message for error in validator.iter_errors(as_an_editor_reads(text))] == []


BEYOND_A_SCHEMA = (
    r"^'N\w+' is no value$",  # quoted, they are texts
    r"is unknown$",  # an id that nothing has, or a language
    r"is repeated; it stands first",
    r"is taken; it stands first",
    r"the character .* cannot stand",
    r"between double quotation marks is ",  # what YAML makes of it is a text
    r"is not the file's name",
    r"is cut off at its #$",  # a comment, as YAML has it
    r"is (later|before) ",
    r"is not after as_of",
    r"are held at the same time",
    r"ends before it begins$",
    r"names the fact itself",
    r"sets '.*' against itself$",
    r"superseded in a circle",
    r"but the source's quotations are reworded",
    r"is not declared under issue",
    r"^no position is limited to",
    r"does not stand once in the gist$",
    r"^causes in a circle: ",
    r"^the cause .* its effect of ",
    r"speaks against a ",
    r"each counter the other$",
    r"^the hedge .* is not in ",
    r"^the wrong answer .* is the right one",
    r"is the right one of a pair$",
    r"says the same as '",
    r"^wrong has '.*' twice$",
    r"question has \d answers$",
    r"neither true nor false$",
    r"^the statement is true, and has a correction$",
    r"^the sentence has ",
)
"""What compares two places of a bank, or a place with what is no part of it."""


@pytest.mark.parametrize("case", BANK_CASES, ids=[case.title for case in BANK_CASES])
def test_an_editor_refuses_what_a_bank_author_is_told_where_a_schema_can(
    validator: Any, case: Case
) -> None:
    try:
        tree = yaml.load(whole_text(case, BANK_CASES), Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        return  # an editor says so itself
    assert case.expected
    is_sound = case.expected == "nothing is wrong\n"
    messages = re.findall(r"^\d+:\d+: (.*)|^\S+: (.*)", case.expected, re.MULTILINE)
    told = [one or other for one, other in messages]
    beyond = [any(re.search(form, message) for form in BEYOND_A_SCHEMA) for message in told]
    if is_sound:
        assert validator.is_valid(tree)
    elif not all(beyond):
        assert not validator.is_valid(tree)


def test_the_rules_of_a_schema_take_no_place_of_its_types() -> None:
    definitions: dict[str, Any] = {}
    for kind, cls in SCHEMAS.items():
        definitions |= {cls.__name__: schema_of(kind), **schema_of(kind)["$defs"]}
    plain = {"text", "date", "integer", "number", "truth", "id", "length"}
    for owner, rules in KEY_RULES.items():
        for name, rule in rules.items():
            owners = CLAIMS.values() if owner is Fact else [owner]
            for cls in owners:
                found = definitions[cls.__name__]["properties"][name]
                assert rule.items() <= found.items()
                kept = found.get("$ref", "").removeprefix("#/$defs/") in plain
                assert kept or {"anyOf", "items", "additionalProperties"} & {*found}, name


def test_each_key_of_a_bank_has_examples_that_may_stand_there(validator: Any) -> None:
    definitions = {"Bank": schema_of("bank"), **schema_of("bank")["$defs"]}
    count = 0
    for part in definitions.values():
        for name, found in part.get("properties", {}).items():
            if "enum" in found or "const" in found:
                continue
            assert found["examples"], name
            for example in found["examples"]:
                judge = validator.evolve(schema={**found, "$defs": definitions})
                assert [error.message for error in judge.iter_errors(example)] == [], name
                count += 1
    assert count > 130


def test_each_key_of_a_bank_is_explained_to_editors() -> None:
    schema = schema_of("bank")
    objects = [schema, *(part for part in schema["$defs"].values() if "properties" in part)]
    assert len(objects) > 10
    for part in objects:
        assert part["description"]
        silent = [key for key, value in part["properties"].items() if "description" not in value]
        assert silent in ([], ["kind"])


def test_a_fact_is_flat_and_its_kind_is_fixed() -> None:
    definitions = schema_of("bank")["$defs"]
    for kind, claim in CLAIMS.items():
        assert definitions[claim.__name__]["properties"]["kind"]["const"] == kind
        assert {"id", "source", "at", "kind"}.isdisjoint(definitions[claim.__name__]["required"])
        assert "where" not in definitions[claim.__name__]["properties"]
    assert keys_of(Position)["as_of"].required
    assert docs_of(Position)["for_"].startswith("The government")


TEMPLATE_KINDS = {"worksheet": "en/worksheets", "stems": "en/stems", "theme": "themes"}
"""Kinds of template that have a schema, and their folders."""


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        pytest.param(kind, path, id=path.stem)
        for kind, folder in TEMPLATE_KINDS.items()
        for path in sorted((TEMPLATES / folder).glob("*.yaml"))
    ],
)
def test_an_editor_accepts_the_shipped_templates(kind: str, path: Path) -> None:
    validator = jsonschema.Draft202012Validator(schema_of(kind))
    tree = as_an_editor_reads(path.read_text("utf-8"))
    assert [error.message for error in validator.iter_errors(tree)] == []


BEYOND_A_TEMPLATES_SCHEMA = (
    r"is taken; it stands first",
    r"do not fit the kind",
    r"fits wordings of type",
    "a wording about places needs a map",
    "cannot ask about places",
    r"is no kind of fact",
    r"^a fact of kind \w+ (has no aspects|is no distance)",
    r"must be at least (\d+(pt|mm)|size_body)",  # a length has a unit
    r"must be from \S+(mm|pt) to",
    r"must be at least 5mm less than margin_bottom",
    r"is not the name of a font",  # what a text must look like within
    r"(instruction|time|information) has '",
    r"(has a blank to write in|of a cloze has no blank)",
    r"^the section holds no \S+ items",
)


CASES_WITH_A_SCHEMA = [case for case in TEMPLATE_CASES if not case.kind.startswith("language")]


@pytest.mark.parametrize(
    "case", CASES_WITH_A_SCHEMA, ids=[case.title for case in CASES_WITH_A_SCHEMA]
)
def test_an_editor_refuses_what_a_template_author_is_told_where_a_schema_can(case: Case) -> None:
    kind = case.kind.split()[0].replace("wordings", "stems")
    tree = as_an_editor_reads(whole_text(case, TEMPLATE_CASES))
    told = re.findall(r"^(?:[a-z]+\.yaml:)?\d+:\d+: (.*)", case.expected, re.MULTILINE)
    beyond = [any(re.search(it, one) for it in BEYOND_A_TEMPLATES_SCHEMA) for one in told]
    validator = jsonschema.Draft202012Validator(schema_of(kind))
    assert validator.is_valid(tree) == all(beyond)


@pytest.mark.parametrize("kind", TEMPLATE_KINDS)
def test_each_key_of_a_template_is_explained_to_editors_with_examples(kind: str) -> None:
    schema = schema_of(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    for part in (schema, *schema["$defs"].values()):
        for name, found in part.get("properties", {}).items():
            assert found["description"], name
            named = schema["$defs"].get(found.get("$ref", "").removeprefix("#/$defs/"), {})
            examples = found.get("examples", named.get("examples", ()))
            assert examples or "enum" in {**found, **named}, name
            for example in examples:
                judge = jsonschema.Draft202012Validator({**found, "$defs": schema["$defs"]})
                assert [error.message for error in judge.iter_errors(example)] == [], name


# --------------------------------------------------------------------------- templates


def files_of(folder: Path) -> dict[str, tuple[str, bytes]]:
    return {path.name: (path.name, path.read_bytes()) for path in folder.iterdir()}


def test_the_shipped_languages_are_read() -> None:
    paths = TEMPLATES.glob("*/words.yaml")
    files = {path.parent.name: (str(path), path.read_bytes()) for path in paths}
    _, british, american = (
        read_language(files[code][1], files[code][0], files) for code in sorted(files)
    )
    assert (british.seasons["autumn"], american.seasons["autumn"]) == ("autumn", "fall")
    assert american.seasons["winter"] == british.seasons["winter"]
    assert american.labels == british.labels
    assert american.code == "en-US"


def test_a_whole_language_lacks_nothing() -> None:
    text = (TEMPLATES / "en" / "words.yaml").read_text(encoding="utf-8")
    broken = text.replace(", winter: winter", "").replace("  over: over {value}\n", "")
    with pytest.raises(TemplateError) as caught:
        read_language(broken, "en/words.yaml")
    assert [problem.message for problem in caught.value.problems] == [
        "seasons lacks 'winter'",
        "qualifiers lacks 'over'",
    ]
    assert [problem.hint for problem in caught.value.problems] == [
        "write winter: and its words",
        "write over: and its words",
    ]


def test_a_mistake_in_a_base_is_told_in_the_base() -> None:
    with pytest.raises(TemplateError) as caught:
        read_language("code: b\nextends: a\n", "b/words.yaml", {"a": ("a/words.yaml", "code: [a")})
    assert str(caught.value).startswith("a/words.yaml:1:7: the list is not closed")


def test_a_language_may_separate_thousands_by_a_space() -> None:
    files = {"en": ("en/words.yaml", (TEMPLATES / "en" / "words.yaml").read_bytes())}
    text = 'code: xx\nextends: en\nthousands: "\u202f"\n'
    assert read_language(text, "xx/words.yaml", files).thousands == "\u202f"


def test_the_shipped_wordings_are_read() -> None:
    files = {
        path.stem: (path.name, path.read_bytes())
        for path in sorted((TEMPLATES / "en" / "stems").iterdir())
    }
    wordings = read_wordings(files)  # type: ignore[arg-type]
    assert set(wordings) == {*CLAIMS, "place"}
    assert all(wordings.values())


def test_an_id_of_a_wording_is_taken_over_all_files() -> None:
    one = "- {id: a, type: short-answer, stem: 'When?', key: then}\n"
    files = {"event": ("event.yaml", one), "term": ("term.yaml", f"\n{one}")}
    with pytest.raises(TemplateError) as caught:
        read_wordings(files)  # type: ignore[arg-type]
    assert str(caught.value) == (
        "term.yaml:2:8: id 'a' is taken; it stands first in event.yaml:1:8\n"
        "  hint: give one of the two another id"
    )


@pytest.mark.parametrize(
    "path", sorted((TEMPLATES / "en" / "worksheets").iterdir()), ids=lambda p: p.stem
)
def test_a_shipped_worksheet_is_named_like_its_file(path: Path) -> None:
    worksheet = read_worksheet(path.read_bytes(), str(path))
    assert worksheet.name == path.stem
    assert worksheet.sections or worksheet.facts or worksheet.cards


@pytest.mark.parametrize(
    "path", sorted((TEMPLATES / "themes").glob("*.yaml")), ids=lambda p: p.stem
)
def test_a_shipped_theme_is_named_like_its_file(path: Path) -> None:
    assert read_theme(path.read_bytes(), str(path)).name == path.stem


def test_the_lengths_of_a_theme_are_points() -> None:
    theme = read_theme(TEMPLATE_CASES[0].text, "themes/plain.yaml")
    assert theme.name == "plain"
    assert theme.size_heading == 14
    assert theme.circle == pytest.approx(5 / 25.4 * 72)


@pytest.mark.parametrize(
    "folder",
    sorted(path for path in (TEMPLATES / "en" / "deck").iterdir() if path.is_dir()),
    ids=lambda p: p.name,
)
def test_the_shipped_note_types_are_read(folder: Path) -> None:
    style = TEMPLATES / "themes" / "cards.css"
    note_type = read_note_type(
        folder.name, files_of(folder) | {"style.css": (style.name, style.read_bytes())}
    )
    assert note_type.key == folder.name
    assert note_type.css == style.read_text(encoding="utf-8")
    assert all(card.front_html and card.back_html for card in note_type.cards)


# --------------------------------------------------------------------------- note types

TYPE = """\
name: quizgen lamp
level: 1
fields:
- {name: Lamp, text: "{{ term }}"}
- {name: Both ways}
- {name: Spare 1}
cards:
- {name: Which lamp, needs: Lamp, front: [question: "{Lamp}", context: "{Both ways}"], back: [answer: "{Lamp}"]}
"""
FRONT = "<p>{{Lamp}}</p>{{#Both ways}}<b>{{text:Both ways}}</b>{{/Both ways}} {{Subdeck}}\n"
BACK = "{{FrontSide}}<hr>{{^Both ways}}{{hint:Lamp}}{{/Both ways}}\n"


def note_type_of(
    type_text: str = TYPE, front: str = FRONT, back: str = BACK, **files: str
) -> NoteType:
    texts = {"type.yaml": type_text, "which-lamp-front.html": front, "which-lamp-back.html": back}
    texts |= {"style.css": ".card {}"} | {name.replace("_", "."): files[name] for name in files}
    return read_note_type("lamp", {name: (name, text) for name, text in texts.items() if text})


def told_of(type_text: str = TYPE, front: str = FRONT, back: str = BACK, **files: str) -> str:
    with pytest.raises(TemplateError) as caught:
        note_type_of(type_text, front, back, **files)
    return str(caught.value)


def test_a_note_type_is_made_of_its_folder() -> None:
    note_type = note_type_of()
    assert (note_type.key, note_type.name) == ("lamp", "quizgen lamp")
    assert [field.name for field in note_type.fields] == ["Lamp", "Both ways", "Spare 1"]
    assert note_type.fields[1].text == ""
    (card,) = note_type.cards
    assert (card.name, card.front_html, card.back_html, card.needs) == (
        "Which lamp",
        FRONT,
        BACK,
        "Lamp",
    )
    assert note_type.css == ".card {}"


@pytest.mark.parametrize("name", ["Basic", "cloze", "Basic (and reversed card)", "Image Occlusion"])
def test_the_name_of_a_stock_note_type_is_refused(name: str) -> None:
    assert told_of(TYPE.replace("quizgen lamp", name)) == (
        f"type.yaml:1:7: name '{name}' is that of a stock note type\n"
        "  hint: Anki would mix it up with its own: add 'quizgen'"
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Spare 1", "LAMP", "6:10: the field 'LAMP' is named twice\n  hint: give one another name"),
        (
            "Spare 1",
            "'a: b'",
            "6:10: the name 'a: b' has : in it\n  hint: delete it: Anki cannot use it",
        ),
        (
            "Spare 1",
            "'a}'",
            "6:10: the name 'a}' has } in it\n  hint: delete it: Anki cannot use it",
        ),
        (
            "Spare 1",
            "'#a'",
            "6:10: the name '#a' starts or ends with a sign or space\n  hint: begin and end it with a letter or digit",
        ),
        (
            "Spare 1",
            "Tags",
            "6:10: 'Tags' means something else to Anki\n  hint: choose another name",
        ),
        (
            "needs: Lamp",
            "needs: Lamb",
            "8:29: needs 'Lamb' is no field\n"
            "  hint: did you mean 'Lamp'? known fields: Lamp, Both ways, Spare 1",
        ),
        (TYPE[TYPE.index("- {name: Which") : -1], "  []", "8:3: the note type has no cards"),
    ],
)
def test_names_that_anki_cannot_use_are_refused(old: str, new: str, told: str) -> None:
    assert told_of(TYPE.replace(old, new)).startswith(f"type.yaml:{told}")


@pytest.mark.parametrize(
    ("front", "told"),
    [
        (
            "<b>\n {{Lamb}}{{Lamp}}",
            "2:2: field 'Lamb' is unknown\n"
            "  hint: did you mean 'Lamp'? known fields: Lamp, Both ways, Spare 1",
        ),
        ("{{Lamp}} {{Lamp", "1:10: {{ is not closed\n  hint: write the missing }}"),
        (
            "{{FrontSide}}{{Lamp}}",
            "1:1: a front cannot hold FrontSide\n  hint: it is the front itself",
        ),
        (
            "{{#Lamp}}{{Lamp}}",
            "1:1: the section 'Lamp' is not closed\n  hint: write {{/Lamp}}",
        ),
        ("{{Lamp}}{{/Lamp}}", "1:9: {{/Lamp}} closes no section\n  hint: nothing is open here"),
        (
            "{{#Lamp}}{{^Both ways}}{{Lamp}}{{/Lamp}}{{/Both ways}}",
            "1:1: the section 'Lamp' is not closed\n  hint: write {{/Lamp}}",
        ),
        (
            "{{#Tags}}{{Lamp}}{{/Tags}}",
            "1:1: field 'Tags' is unknown\n  hint: known fields: Lamp, Both ways, Spare 1",
        ),
        (
            "Which lamp? {{Deck}}",
            "1:1: the front shows no field\n  hint: a card without one is empty in Anki",
        ),
        ("{{Lamp}}\x00", "1:9: the character U+0000 (NUL) cannot stand in a file"),
    ],
)
def test_a_card_that_anki_would_spoil_is_refused(front: str, told: str) -> None:
    assert told_of(front=front).startswith(f"which-lamp-front.html:{told}")


def test_files_that_miss_their_card_are_told() -> None:
    told = told_of(front="", **{"wich-lamp-front_html": FRONT}, style_css="")
    assert told == (
        "type.yaml:1:1: the file style.css is missing\n"
        "  hint: `quizgen new --template deck style` copies it\n"
        "type.yaml:8:1: the file wich-lamp-front.html belongs to no card\n"
        "  hint: rename it, or delete it; a file is called after its card\n"
        "type.yaml:8:10: the file which-lamp-front.html is missing\n"
        "  hint: write the front of this card"
    )


def test_a_folder_without_its_description_is_told() -> None:
    assert told_of("") == (
        "lamp/type.yaml: the file is missing\n"
        "  hint: `quizgen new --template deck lamp` copies one to be changed"
    )


@LIMITS
@given(st.text(st.sampled_from(list("{}#^/! Lamp:\n"))))
def test_any_front_makes_a_note_type_or_is_refused(front: str) -> None:
    with contextlib.suppress(TemplateError):
        note_type_of(front=front)


# --------------------------------------------------------------------------- cost


def test_reading_does_not_import_all_of_pydantic() -> None:
    code = "import sys, quizgen.read; print('pydantic' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_a_date_is_the_same_value_wherever_it_stands() -> None:
    assert isinstance(parse_date("2024"), Date)
    assert parse_date("2024") == parse_date("2024")


# --------------------------------------------------------------------------- typed, linked, hidden


def test_a_link_stands_on_the_back_and_leads_somewhere() -> None:
    of_front = TYPE.replace('[question: "{Lamp}", ', '[{question: "{Lamp}", link: Lamp}, ')
    assert (
        "the front has a link\n  hint: move it to `back`: whoever is asked is not to be led away"
    ) in told_of(of_front)
    of_back = TYPE.replace('back: [answer: "{Lamp}"]', 'back: [{answer: "{Lamp}", link: Lamp}]')
    assert told_of(of_back).endswith(
        "which-lamp-back.html leads nowhere by the field 'Lamp'\n"
        '  hint: write <a href="{{Lamp}}"> around it'
    )


def test_what_is_typed_is_said_by_the_card_and_by_its_page() -> None:
    says = TYPE.replace("needs: Lamp,", "needs: Lamp, typed: Lamp,")
    assert told_of(says).endswith(
        "which-lamp-front.html asks for nothing to be typed\n"
        "  hint: write {{#Lamp}}{{type:Lamp}}{{/Lamp}} in it"
    )
    assert told_of(front=FRONT + "{{#Lamp}}{{type:Lamp}}{{/Lamp}}").endswith(
        "which-lamp-front.html asks for something to be typed\n"
        "  hint: write typed: and the field that holds it"
    )


def test_an_image_occlusion_has_the_fields_and_the_card_that_anki_knows() -> None:
    said = told_of(TYPE.replace("level: 1", "level: 1\nocclusion: true").replace("cards:\n", (
        "cards:\n- {name: Another, needs: Lamp, front: [question: \"{Lamp}\"],"
        " back: [answer: \"{Lamp}\"]}\n"
    )))  # fmt: skip
    assert "the first fields are not those of an image occlusion\n  hint: begin with " in said
    assert ": Anki's editor of masks uses them" in said
    assert "an image occlusion has one card\n  hint: Anki makes one of it for each part" in said
