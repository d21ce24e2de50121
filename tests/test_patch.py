"""A text that a person wrote says something else, and nothing more is changed in it."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.errors import BankError
from quizgen.read.nodes import read_tree
from quizgen.read.patch import patch_text

BANK = """\
# mine
title: >-  # folded
  Animals
  of the farm

facts:  # as many as I could
- id: dog   # the first
  term: 'Hund'
  note:
    plain over
    lines
  accept:
  # also right
  - hound
  - "pooch"  # rare

  # all of it

- {id: cat, term: Katze, tags: [a, b]}
# the end
as_of: "2024"
"""


def said(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


def patched(text: str, *changes: tuple[str, Any]) -> str:
    """Return a text with other values at some ways, as in `facts/0/note`."""
    wanted = said(text.removeprefix("\ufeff"))
    for way, value in changes:
        *steps, last = [int(step) if step.isdigit() else step for step in way.split("/")]
        holder = wanted
        for step in steps:
            holder = holder[step]
        if isinstance(holder, list) and last == len(holder):
            holder.append(value)
        else:
            holder[last] = value
    return patch_text(text, wanted, "bank.yaml")


def lines_changed(old: str, new: str) -> tuple[list[str], list[str]]:
    before, after = old.splitlines(), new.splitlines()
    return [x for x in before if x not in after], [x for x in after if x not in before]


def test_a_text_that_says_what_is_wanted_stays_as_it_is() -> None:
    assert patched(BANK) == BANK


@pytest.mark.parametrize(
    ("way", "value", "gone", "new"),
    [
        ("title", "Pets", ["title: >-  # folded", "  Animals", "  of the farm"], ["title: Pets  # folded"]),
        ("facts/0/term", "no", ["  term: 'Hund'"], ["  term: 'no'"]),
        ("facts/0/term", "dog's", ["  term: 'Hund'"], ["  term: 'dog''s'"]),
        ("facts/0/note", "He: barks", ["    plain over", "    lines"], ['    "He: barks"']),
        ("facts/0/accept/1", "puppy", ['  - "pooch"  # rare'], ['  - "puppy"  # rare']),
        ("facts/0/accept/2", "puppy", [], ["  - puppy"]),
        ("facts/0/tags", ["pets", "farm"], [], ["  tags: [pets, farm]"]),
        ("facts/1/tags/0", "c, d", ["- {id: cat, term: Katze, tags: [a, b]}"], ['- {id: cat, term: Katze, tags: ["c, d", b]}']),
        ("facts/1/tags/2", "c", ["- {id: cat, term: Katze, tags: [a, b]}"], ["- {id: cat, term: Katze, tags: [a, b, c]}"]),
        ("facts/1/note", "It: purrs", ["- {id: cat, term: Katze, tags: [a, b]}"], ['- {id: cat, term: Katze, tags: [a, b], note: "It: purrs"}']),
        ("facts/2", {"id": "cow", "term": "Kuh"}, [], ["- {id: cow, term: Kuh}"]),
        ("sources", {"h": {"title": "T"}}, [], ["sources:", "  h:", "    title: T"]),
        ("as_of", "2025", ['as_of: "2024"'], ['as_of: "2025"']),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_one_value_is_written_in_its_place(
    way: str, value: Any, gone: list[str], new: list[str], ends: str
) -> None:
    old = "\ufeff" + BANK.replace("\n", ends)
    made = patched(old, (way, value))
    assert lines_changed(old, made) == (gone, new)
    assert made.startswith("\ufeff# mine")
    assert made.count("\n") == made.count(ends)


def test_what_is_new_stands_behind_the_comments_that_belong_before_it() -> None:
    made = patched(
        BANK,
        ("facts/0/accept/2", "puppy"),
        ("facts/0/level", "1"),
        ("facts/2", {"id": "cow"}),
    )
    assert (
        '  - "pooch"  # rare\n'
        "  - puppy\n"
        '  level: "1"\n'
        "\n"
        "  # all of it\n"
        "\n"
        "- {id: cat, term: Katze, tags: [a, b]}\n"
        "\n"
        "- {id: cow}\n"
        "# the end\n"
    ) in made


def test_new_members_are_written_as_the_last_one_is() -> None:
    block = "facts:\n    -   term: a\n        note: b\n    # last\nend: x\n"
    assert patched(block, ("facts/1", {"term": "c", "accept": ["d e"]})) == (
        "facts:\n    -   term: a\n        note: b\n    # last\n\n"
        "    -   term: c\n        accept:\n        - d e\nend: x\n"
    )
    json = '{\n  "facts": [\n    {"term": "a"}\n  ]\n}\n'
    assert patched(json, ("facts/1", {"term": "b"}), ("facts/0/note", "c")) == (
        '{\n  "facts": [\n    {"term": "a", "note": "c"},\n    {"term": "b"}\n  ]\n}\n'
    )
    commas = "facts: [\n  {term: a},  # one\n]\n"
    assert patched(commas, ("facts/1", {"term": "b"})) == (
        "facts: [\n  {term: a},  # one\n  {term: b},\n]\n"
    )
    assert patched("facts: []", ("facts/0", {"term": "b"})) == "facts:\n- term: b"


def test_a_list_with_a_comment_in_it_is_not_written_over() -> None:
    text = "quote:\n- one\n# why\n- two\n"
    with pytest.raises(BankError) as told:
        patched(text, ("quote", "three"))
    assert str(told.value) == (
        "bank.yaml:2:1: a comment stands within what is to be replaced\n"
        "  hint: write by hand what is to change there, then try again"
    )
    assert patched(text.replace("# why\n", ""), ("quote", "three")) == "quote: three\n"


def test_what_would_change_more_than_was_wanted_is_not_handed_out() -> None:
    """A key behind a question mark begins further in than those that would follow it."""
    with pytest.raises(BankError) as told:
        patched("? term\n: a\n", ("note", "b"))
    assert str(told.value) == (
        "bank.yaml:1:1: the changes cannot be written into this file without changing more\n"
        "  hint: write each fact on lines of its own, and each key on its line, then try again"
    )


# --------------------------------------------------------------------------- what goes


@pytest.mark.parametrize(
    ("way", "gone"),
    [
        ("facts/0/id", ["- id: dog   # the first"]),
        ("facts/0/note", ["  note:", "    plain over", "    lines"]),
        ("facts/0/accept", ["  accept:", "  # also right", "  - hound", '  - "pooch"  # rare']),
        ("facts/0/accept/0", ["  - hound"]),
        ("facts/0/accept/1", ['  - "pooch"  # rare']),
        ("facts/1", ["- {id: cat, term: Katze, tags: [a, b]}"]),
        ("as_of", ['as_of: "2024"']),
        ("title", ["title: >-  # folded", "  Animals", "  of the farm"]),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_is_taken_out_goes_with_its_lines_and_nothing_else(
    way: str, gone: list[str], ends: str
) -> None:
    old = BANK.replace("\n", ends)
    *steps, last = [int(step) if step.isdigit() else step for step in way.split("/")]
    wanted = said(old)
    holder = wanted
    for step in steps:
        holder = holder[step]
    del holder[last]
    made = patch_text(old, wanted, "bank.yaml")
    taken, new = lines_changed(old, made)
    assert (taken, new) == (gone, ["-    # the first"] if way == "facts/0/id" else [])
    assert made.count("\n") == made.count(ends)


def test_what_is_taken_out_of_brackets_takes_its_comma_along() -> None:
    text = "a: [one, two, three]\nb: {c: d, e: f}\n"
    assert patch_text(text, {"a": ["two"], "b": {"e": "f"}}, "x") == "a: [two]\nb: {e: f}\n"
    assert patch_text(text, {"a": ["one"], "b": {"c": "d"}}, "x") == "a: [one]\nb: {c: d}\n"
    lines = "a: [\n  one,  # 1\n  two  # 2\n]\n"
    assert patch_text(lines, {"a": ["one"]}, "x") == "a: [\n  one,  # 1\n]\n"
    assert patch_text(lines, {"a": ["two"]}, "x") == "a: [\n  two  # 2\n]\n"


def test_blank_lines_do_not_pile_up_where_a_member_was() -> None:
    text = "facts:\n\n- a: b\n\n- c: d\n\n- e: f\n\nend: x\n"
    middle = patch_text(text, {"facts": [{"a": "b"}, {"e": "f"}], "end": "x"}, "x")
    assert middle == "facts:\n\n- a: b\n\n- e: f\n\nend: x\n"
    last = patch_text(text, {"facts": [{"a": "b"}], "end": "x"}, "x")
    assert last == "facts:\n\n- a: b\n\nend: x\n"


def test_what_is_put_in_between_stands_in_its_place() -> None:
    text = "order:\n- one  # 1\n# before three\n- three\n"
    made = patch_text(text, {"order": ["zero", "one", "two", "three"]}, "x")
    assert made == "order:\n- zero\n- one  # 1\n- two\n# before three\n- three\n"
    assert patch_text("a: [b, d]\n", {"a": ["b", "c", "d"]}, "x") == "a: [b, c, d]\n"


def test_a_list_becomes_empty_and_is_filled_again() -> None:
    made = patch_text("a:\n- b\n- c\nd: e\n", {"a": [], "d": "e"}, "x")
    assert made == "a: []\nd: e\n"
    assert patch_text(made, {"a": ["b"], "d": "e"}, "x") == "a: [b]\nd: e\n"


def test_a_text_of_several_lines_stays_one_below_its_sign() -> None:
    poem = (
        "text: |  # by whom\n    Tyger Tyger,\n      burning bright\n\n    In the forests\nend: x\n"
    )
    wanted = {"text": "Tyger Tyger,\n  burning bright\n\nIn the night", "end": "x"}
    made = patch_text(poem, wanted, "x")
    assert lines_changed(poem, made) == (["    In the forests"], ["    In the night"])
    new = patch_text("a: b\n", {"a": "b", "text": "one\n\ntwo"}, "x")
    assert new == "a: b\ntext: |-\n  one\n\n  two\n"


# --------------------------------------------------------------------------- laws

_LETTERS = st.sampled_from("abz09é я-:#,.[]{}'\"\\|>&*!%@`?_ ’日")
_TEXTS = st.text(_LETTERS, min_size=1, max_size=12).filter(lambda text: text == text.strip())
_KEYS = st.sampled_from(["id", "term", "note", "tags", "accept"])
_VALUES = st.recursive(
    _TEXTS,
    lambda part: st.lists(part, min_size=1, max_size=3) | st.dictionaries(_KEYS, part, min_size=1, max_size=3),
    max_leaves=8,
)  # fmt: skip
_TREES = st.dictionaries(_KEYS, _VALUES, min_size=1, max_size=4)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(_TREES, st.data(), st.sampled_from([None, True, False]))
def test_any_values_can_be_changed_added_and_taken_out(
    tree: Any, data: st.DataObject, flow: bool
) -> None:
    tree = {"kept": "x", **tree}
    text = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=True, sort_keys=False)
    old, problems = read_tree(text, "")
    if problems or old != tree:  # of what its writer writes our reader refuses some
        return
    wanted = {**_changed(tree, data), "kept": "x"}
    new, problems = read_tree(patch_text(text, wanted, "bank.yaml"), "")
    assert (new, problems) == (wanted, [])


def _changed(tree: Any, data: st.DataObject) -> Any:
    """Return a tree with other texts, and more and fewer keys and members here and there."""
    if isinstance(tree, str):
        return data.draw(st.just(tree) | _TEXTS | st.lists(_TEXTS, min_size=1, max_size=2))
    stays = st.integers(0, 4).map(bool)
    if isinstance(tree, dict):
        more = data.draw(st.dictionaries(_KEYS, _TEXTS | st.lists(_TEXTS, min_size=1), max_size=2))
        old = {key: _changed(value, data) for key, value in tree.items() if data.draw(stays)}
        return {**more, **old}
    members = [_changed(each, data) for each in tree if data.draw(stays)]
    at = data.draw(st.integers(0, len(members)))
    return members[:at] + data.draw(st.lists(_TEXTS, max_size=2)) + members[at:]
