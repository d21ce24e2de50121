"""A fact, a question, a person changed in a form: what was not touched stays, byte by byte."""

import difflib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.facts import KINDS
from quizgen.edit.editing import (
    Edited,
    Reading,
    edit_member,
    fields_for,
    keys_said,
    kind_of,
    shown_at,
)
from quizgen.edit.fields import CLASSES, fields_of, fields_of_kind
from quizgen.edit.filled import fill
from quizgen.edit.members import BankText, Member
from quizgen.read.nodes import read_tree
from quizgen.read.questions import KEYS_OF_TYPE
from quizgen.read.schema import CLAIMS, keys_of
from quizgen.store.beside import PicturesBeside
from quizgen.store.project import HERE

BANKS = Path("banks")
TOPICS = ("elements", "escalation", "europe", "history")
SECTIONS = ("facts", *CLASSES)

PONDS = """\
# Ponds and what lives in them
title: Ponds
sources:
  guide: {title: "The Pond Guide", date: 2019}  # second edition
people:
  pond-watch:
    kind: institution   # founded by pupils
    name: Pond Watch
    class: society
    country: GB
facts:
# ---- animals
- id: newt
  term: 'newt'          # not a lizard
  meaning: a small animal with a tail that lives in ponds
  accept: [eft, "water newt"]
  level: 1
  note: >-
    It breathes through its skin as well.

- {id: toad, term: toad, meaning: "a frog's dry, warty relative"}

- id: watch-count
  kind: quantity
  subject: the pond of the school
  class: pond
  attribute: depth
  asks: how deep is the pond of the school
  says: the pond of the school is {value} deep
  value: 1.20
  unit: m
  source: guide
# ---- the end
questions:
  - id: frog
    ask: What do frogs breathe with?
    answer: lungs and skin
    wrong:
      - {text: gills, why: Tadpoles do.}   # the usual mistake
      - skin
"""


@cache
def reading(folder: str = "banks") -> Reading:
    return Reading(HERE.find_languages(), PicturesBeside(Path(folder)))


def ponds(text: str = PONDS) -> BankText:
    return BankText.of(text.encode(), "banks/ponds.yaml", "ponds")


def edited(member: Member, text: str = PONDS, **controls: str) -> tuple[BankText, Edited]:
    """Return what becomes of a bank when some controls of a form say something else."""
    before = ponds(text)
    keys = before.keys_of(member) or {}
    kind = kind_of(member.section, keys)
    said = {**fill(fields_for(member.section, kind), keys)}
    for name, value in controls.items():
        said[name.replace("__", ".")] = value
    return before, edit_member(
        before, member, keys_said(member.section, kind, said, keys), reading()
    )


def changes(old: str, new: str) -> list[str]:
    return [line for line in difflib.ndiff(old.splitlines(), new.splitlines()) if line[0] in "+-"]


@pytest.mark.parametrize(
    ("member", "controls", "told"),
    [
        (Member("facts", "newt"), {"term": "smooth newt"}, ["-   term: 'newt'          # not a lizard", "+   term: 'smooth newt'          # not a lizard"]),
        (Member("facts", "newt"), {"accept": "eft\nwater newt\ntriton"}, ['-   accept: [eft, "water newt"]', '+   accept: [eft, "water newt", "triton"]']),
        (Member("facts", "newt"), {"accept": "water newt"}, ['-   accept: [eft, "water newt"]', '+   accept: ["water newt"]']),
        (Member("facts", "newt"), {"note": ""}, ["-   note: >-", "-     It breathes through its skin as well."]),
        (Member("facts", "newt"), {"in_deck": ""}, ["+   in_deck: false"]),
        (Member("facts", "toad"), {"meaning": "a relative of frogs: dry"}, ['''- - {id: toad, term: toad, meaning: "a frog's dry, warty relative"}''', '+ - {id: toad, term: toad, meaning: "a relative of frogs: dry"}']),
        (Member("facts", "watch-count"), {"value": "1.25"}, ["-   value: 1.20", "+   value: 1.25"]),
        (Member("facts", "watch-count"), {"tags": "school water"}, ["+   tags: [school, water]"]),
        (Member("questions", "frog"), {"wrong__0__why": "Only tadpoles do."}, ["-       - {text: gills, why: Tadpoles do.}   # the usual mistake", "+       - {text: gills, why: Only tadpoles do.}   # the usual mistake"]),
        (Member("questions", "frog"), {"wrong__2__text": "fins"}, ["+       - fins"]),
        (Member("people", "pond-watch"), {"name": "Pond Watchers"}, ["-     name: Pond Watch", "+     name: Pond Watchers"]),
        (Member("sources", "guide"), {"publisher": "Reed"}, ['-   guide: {title: "The Pond Guide", date: 2019}  # second edition', '+   guide: {title: "The Pond Guide", date: 2019, publisher: Reed}  # second edition']),
        (Member("facts", "new"), {"term": "duckweed", "meaning": "a plant that floats"}, ["+ - {id: new, kind: term, term: duckweed, meaning: a plant that floats}"]),
    ],
)  # fmt: skip
def test_a_change_in_a_form_changes_its_own_lines(
    member: Member, controls: dict[str, str], told: list[str]
) -> None:
    before, after = edited(member, **controls)
    assert after.mistakes == ()
    found = [line for line in changes(before.text, after.text) if line.strip("+- ")]
    if member.id == "new":
        assert found == ["+ - id: new", "+   kind: term", "+   term: duckweed", "+   meaning: a plant that floats"]  # fmt: skip
    else:
        assert found == told


def test_a_member_is_taken_out_with_its_lines() -> None:
    before = ponds()
    after = edit_member(before, Member("facts", "toad"), None, reading())
    assert [line for line in changes(before.text, after.text) if line.strip("+- ")] == [
        """- - {id: toad, term: toad, meaning: "a frog's dry, warty relative"}"""
    ]
    after = edit_member(before, Member("sources", "guide"), None, reading())
    assert [each.message for each in after.mistakes] == ["line 30: source 'guide' is unknown"]
    assert after.text == before.text


@pytest.mark.parametrize(
    ("member", "controls", "told"),
    [
        (Member("facts", "newt"), {"meaning": ""}, ("meaning", "key 'meaning' is missing")),
        (Member("facts", "watch-count"), {"value": "deep"}, ("value", "value 'deep' is not a number")),
        (Member("facts", "watch-count"), {"date": "5/6/2024"}, ("date", "date '5/6/2024' is not a date")),
        (Member("facts", "watch-count"), {"source": "guid"}, ("source", "source 'guid' is unknown")),
        (Member("questions", "frog"), {"wrong__1__text": "lungs and skin"}, ("wrong.1.text", "the wrong answer 'lungs and skin' is the right one")),
        (Member("questions", "frog"), {"wrong__5__text": "gills"}, ("wrong.5.text", "wrong has 'gills' twice")),
        (Member("facts", "newt"), {"level": "4"}, ("level", "level '4' is unknown")),
    ],
)  # fmt: skip
def test_what_is_to_be_mended_is_told_at_its_control(
    member: Member, controls: dict[str, str], told: tuple[str, str]
) -> None:
    before, after = edited(member, **controls)
    assert after.text == before.text
    keys = before.keys_of(member) or {}
    fields = fields_for(member.section, kind_of(member.section, keys))
    said = {**fill(fields, keys), **{name.replace("__", "."): v for name, v in controls.items()}}
    assert (shown_at(after.mistakes[0], fields, said), after.mistakes[0].message) == told


def test_a_fact_that_names_a_source_is_told_where_it_is() -> None:
    """What is wrong elsewhere in the bank has no control here."""
    _, after = edited(Member("people", "pond-watch"), kind="person")
    assert [mistake.control.partition(".")[0] for mistake in after.mistakes] == ["class", "country"]


def test_every_key_that_is_read_has_one_field() -> None:
    for kind in KINDS:
        names = [field.name for field in fields_of_kind(kind)]
        assert sorted([*names, "id", "kind"]) == sorted(keys_of(CLAIMS[kind]))
    for section, cls in CLASSES.items():
        names = [field.name for field in fields_of(section)]
        assert sorted({*names, "id", "parts"} & {*keys_of(cls)}) == sorted(keys_of(cls))
        assert len(names) == len({*names})


def test_fields_are_as_the_reader_takes_them() -> None:
    fields = {field.name: field for field in fields_of_kind("statement")}
    assert (fields["speaker"].sort, fields["speaker"].table) == ("id", "people")
    assert fields["speaker"].help == "Who said it."
    assert fields["level"].choices == ("1", "2", "3")
    assert (fields["in_deck"].sort, fields["in_deck"].usual) == ("truth", "true")
    assert [each.name for each in fields["hedges"].fields] == ["said", "word"]
    assert fields["wording"].usual == "paraphrase"
    assert not fields["date"].is_required
    assert {each.name: each for each in fields_of("questions")}["wrong"].text_alone == "text"


@pytest.mark.parametrize("type_", sorted(KEYS_OF_TYPE))
def test_a_question_of_each_type_is_written_without_its_type_where_its_keys_tell(
    type_: str,
) -> None:
    said = {
        "multiple-choice": {"ask": "Who?", "answer.0.text": "A", "wrong.0.text": "B"},
        "multiple-response": {"ask": "Who?", "answer.0.text": "A", "answer.1.text": "B", "wrong.0.text": "C"},
        "true-false": {"ask": "It is so.", "answer.0.text": "false", "correction": "It is not so."},
        "matching": {"pairs.0.key": "a", "pairs.0.value": "b", "pairs.1.key": "c", "pairs.1.value": "d"},
        "ordering": {"ask": "In which order?", "order": "one\ntwo\nthree"},
        "numeric": {"ask": "How many?", "answer.0.text": "4", "tolerance": "1"},
        "short-answer": {"ask": "Who?", "answer.0.text": "A", "accept": "B\nC"},
        "cloze": {"ask": "It is [so]."},
        "discussion": {"ask": "Why?"},
    }[type_]  # fmt: skip
    keys = keys_said("questions", type_, said, {})
    assert keys.get("type") == ("discussion" if type_ == "discussion" else None)
    assert kind_of("questions", keys) == type_
    before = ponds()
    after = edit_member(before, Member("questions", "mine"), keys, reading())
    assert after.mistakes == ()
    assert after.bank
    assert after.bank.questions[-1].type == type_
    assert all(line[0] == "+" for line in changes(before.text, after.text))


# --------------------------------------------------------------------------- real banks


@cache
def bank_text(topic: str) -> BankText:
    path = BANKS / f"{topic}.yaml"
    return BankText.of(path.read_bytes(), path.as_posix(), topic)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_form_that_nobody_touched_says_what_the_file_says(topic: str) -> None:
    bank = bank_text(topic)
    count = 0
    for member in bank.places:
        if member.section in SECTIONS:
            keys = bank.keys_of(member)
            assert keys is not None
            kind = kind_of(member.section, keys)
            said = fill(fields_for(member.section, kind), keys)
            as_sent = {
                name: text.replace("\n", "\r\n") for name, text in said.items() if text != "false"
            }
            again = keys_said(member.section, kind, as_sent, keys)
            assert again == keys
            assert [*again] == [*keys]
            count += 1
    assert count > 5


_WORDS = st.text(st.sampled_from("abcdefgh ijklmnopäé'\"-,;:#[]{}&*!|>%@`?0123456789"), min_size=1, max_size=40)  # fmt: skip
_SAFE = ("note", "worked_out", "accept", "tags", "themes", "why", "publisher", "genre", "spellings")


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.data())
def test_any_edits_say_what_was_typed_and_change_only_their_lines(data: st.DataObject) -> None:
    """Of what is read a second way: by PyYAML alone, which knows nothing of places."""
    bank = bank_text(data.draw(st.sampled_from(TOPICS)))
    member = data.draw(st.sampled_from([m for m in bank.places if m.section in SECTIONS]))
    keys = dict(bank.keys_of(member) or {})
    fields = fields_for(member.section, kind_of(member.section, keys))
    texts = [field for field in fields if field.sort in ("text", "texts")]
    for field in data.draw(st.lists(st.sampled_from(texts), min_size=1, max_size=3)):
        words = [each for _ in range(2) if (each := " ".join(data.draw(_WORDS).split()))]
        if words:
            keys[field.name] = words if field.sort == "texts" else words[0]
        else:
            keys.pop(field.name, None)
    new = bank.with_member(member, keys)
    _, problems = read_tree(new, bank.path)
    assert not problems
    again = BankText.of(new.encode(), bank.path, bank.topic)
    assert again.keys_of(member) == keys
    for other in bank.places:
        if other != member:
            assert again.keys_of(other) == bank.keys_of(other)
    _assert_lines(bank, new, member)


def _assert_lines(bank: BankText, new: str, member: Member) -> None:
    """Assert that lines before and behind the member's own are as they were."""
    lines = [*_lines_of(bank, member)]
    old, after = bank.text.splitlines(), new.splitlines()
    first, last = lines[0], lines[-1]
    assert old[: first - 1] == after[: first - 1]
    rest = len(old) - last
    assert old[len(old) - rest :] == after[len(after) - rest :]


def _lines_of(bank: BankText, member: Member) -> Iterator[int]:
    """Yield the first line of a member, and the last before the next one begins."""
    held: Any = bank.tree[member.section]
    is_keyed = isinstance(held, dict)
    lines = [
        place // 2**24 for place in (held.key_places.values() if is_keyed else held.value_places)
    ]
    at = [*held].index(bank.places[member]) if is_keyed else bank.places[member]
    assert isinstance(at, int)
    yield lines[at]
    yield lines[at + 1] - 1 if at + 1 < len(lines) else len(bank.text.splitlines())
