"""Frozen dataclasses with shared methods mean what those of the standard library mean."""

import copy
import dataclasses
import inspect
import pickle
import re
from collections.abc import Callable
from dataclasses import field
from functools import cached_property
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quizgen
from quizgen import values

WAYS = {"shared": values.dataclass, "standard": dataclasses.dataclass}
"""How a class is made: ours, and the one that ours must not be told from."""


def declare(dataclass: Callable[..., Any]) -> tuple[type, type]:
    @dataclass(frozen=True)
    class Run:
        """A stretch of text."""

        text: str
        style: str = "plain"

    @dataclass(frozen=True, kw_only=True)
    class Fact:
        """A fact."""

        id: str
        runs: tuple[Run, ...] = ()
        allow: dict[str, str] = field(default_factory=dict)
        pixels: bytes = field(default=b"", repr=False)
        where: object = field(default=None, compare=False)

        @cached_property
        def words(self) -> str:
            return "".join(run.text for run in self.runs)

    return Run, Fact


@values.dataclass(frozen=True)
class Place:
    line: int
    column: int = 1


@values.dataclass(frozen=True)
class OtherPlace:
    line: int
    column: int = 1


def samples(dataclass: Callable[..., Any]) -> list[Any]:
    run, fact = declare(dataclass)
    runs = [run("a"), run("a", "plain"), run("a", "bold"), run("b")]
    facts = [
        fact(id="x", runs=words, pixels=pixels, where=where)
        for words, pixels, where in product([(), (runs[0],), (runs[1],)], [b"", b"1"], [1, 2])
    ]
    return [*runs, *facts, fact(id="y"), fact(id="y", allow={"A-1": "b"}), "a", None]


def test_what_is_equal_and_what_is_shown_are_as_in_the_standard_library():
    ours, standard = (samples(way) for way in WAYS.values())
    assert [*map(repr, ours)] == [*map(repr, standard)]
    pairs = [*product(range(len(ours)), repeat=2)]
    equal = [(a, b) for a, b in pairs if ours[a] == ours[b]]
    assert equal == [(a, b) for a, b in pairs if standard[a] == standard[b]]
    assert len(ours) < len(equal) < len(pairs)
    assert [(a, b) for a, b in pairs if ours[a] != ours[b]] == [
        pair for pair in pairs if pair not in {*equal}
    ]


@given(st.tuples(st.integers(0, 2), st.integers(0, 2)), st.tuples(st.integers(), st.integers()))
def test_equal_values_have_one_hash(one, other):
    assert len({Place(*one), Place(*one)}) == 1
    assert (Place(*one) == Place(*other)) == (one == other)
    assert len({Place(*one), Place(*other)}) == len({one, other})


def test_values_of_two_classes_are_never_equal():
    assert Place(1) != OtherPlace(1)
    assert len({Place(1), OtherPlace(1)}) == 2


@pytest.mark.parametrize("way", WAYS)
def test_a_value_neither_changes_nor_loses_a_field(way):
    run, _ = declare(WAYS[way])
    value = run("a")
    for change in (
        lambda: setattr(value, "text", "b"),
        lambda: setattr(value, "other", "b"),
        lambda: delattr(value, "text"),
    ):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    assert value == run("a")


@pytest.mark.parametrize("way", WAYS)
def test_a_cached_property_is_no_part_of_a_value(way):
    run, fact = declare(WAYS[way])
    value = fact(id="x", runs=(run("a"), run("b")))
    same = copy.copy(value)
    shown = repr(value)
    assert value.words == "ab"
    assert (value, repr(value)) == (same, shown)


def test_the_tools_of_dataclasses_know_them():
    run, fact = declare(values.dataclass)
    standard = declare(dataclasses.dataclass)[1]
    assert dataclasses.is_dataclass(fact)
    assert [one.name for one in dataclasses.fields(fact)] == [
        one.name for one in dataclasses.fields(standard)
    ]
    assert inspect.signature(run).parameters.keys() == {"text", "style"}
    assert run.__match_args__ == ("text", "style")
    assert dataclasses.replace(run("a"), style="bold") == run("a", "bold")
    assert dataclasses.asdict(fact(id="x", runs=(run("a"),)))["runs"] == (
        {"text": "a", "style": "plain"},
    )


def test_a_value_survives_pickling():
    assert pickle.loads(pickle.dumps(Place(3, 4))) == Place(3, 4)


def test_a_value_that_holds_itself_can_be_shown():
    _, fact = declare(values.dataclass)
    value = fact(id="x")
    value.allow["self"] = value
    assert "allow={'self': ...}" in repr(value)


@pytest.mark.parametrize("way", WAYS)
def test_what_cannot_be_made_is_refused(way):
    run, fact = declare(WAYS[way])
    for make in (run, lambda: run("a", text="b"), lambda: run(words="a"), lambda: fact("x")):
        with pytest.raises(TypeError):
            make()


def test_each_value_has_a_mapping_of_its_own():
    _, fact = declare(values.dataclass)
    assert fact(id="x").allow == {}
    assert fact(id="x").allow is not fact(id="x").allow
    given = {"KEY-2": "so"}
    assert fact(id="x", allow=given).allow is given


def test_the_signature_is_that_of_the_standard_library():
    ours, standard = (
        [str(inspect.signature(cls)) for cls in declare(way)] for way in WAYS.values()
    )
    made = "<dataclasses._MISSING_TYPE object at 0x[0-9a-f]+>"
    assert [re.sub(made, "<factory>", text) for text in ours] == standard


def classes() -> list[type]:
    """Return every class of the rooms that hold the model."""
    rooms = ("bank", "content", "deck", "language/words", "look", "quiz")
    package = Path(quizgen.__file__).parent
    files = [
        path
        for room in rooms
        for path in (*package.glob(f"{room}/*.py"), package / f"{room}.py")
        if path.is_file()
    ]
    modules = [
        import_module(".".join(path.relative_to(package.parent).with_suffix("").parts))
        for path in files
    ]
    found = [
        noun
        for module in modules
        for noun in vars(module).values()
        if isinstance(noun, type) and noun.__module__ == module.__name__
    ]
    assert len(found) > 70
    return found


NO_NOUNS = {"Tagged": (Protocol,), "GapError": (ValueError,), "RoleText": (tuple,)}
"""Classes that are no dataclasses, and what each is instead: what a type asks for, an error, and a
tuple with names, of which thousands are made."""


def test_what_is_no_noun_is_a_protocol_an_error_or_a_tuple():
    found = {each.__name__: each.__bases__ for each in classes()}
    assert {name: found[name] for name in NO_NOUNS} == NO_NOUNS


@pytest.mark.parametrize("noun", [each for each in classes() if each.__name__ not in NO_NOUNS])
def test_every_noun_of_the_model_is_a_frozen_value_without_subclasses(noun):
    assert dataclasses.is_dataclass(noun)
    assert noun.__bases__ == (object,)
    assert not noun.__subclasses__()
    value = object.__new__(noun)
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.anything = 1
