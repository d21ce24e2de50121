"""A file while it is read: its tree, and the problems found in it so far, in plain words."""

import dataclasses
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any, Self, TypeVar, Union, get_args, get_origin

from pydantic_core import ErrorDetails, SchemaValidator, ValidationError

from quizgen.errors import Problem, QuizgenError, TemplateError, quoted, suggest
from quizgen.ids import id_hint
from quizgen.read.characters import as_it_looks, name_character, odd_hint
from quizgen.read.checks import Flaw
from quizgen.read.dates import FORMS
from quizgen.read.field_docs import docs_of
from quizgen.read.nodes import (
    DELETE_OR_FILL,
    MOST_PROBLEMS,
    Keyed,
    Listed,
    Steps,
    Tree,
    Unreadable,
    key_place_of,
    place_of,
    read_tree,
    too_many,
    where_at,
)
from quizgen.read.schema import CLAIMS, Keys, keys_of, record_validator_of, validator_of
from quizgen.values import dataclass

T = TypeVar("T")


@dataclass(frozen=True)
class Draft:
    """A file while it is read.

    Frozen but for its list of problems, which every check adds to, so that one run tells them all.
    """

    path: str
    tree: Tree
    problems: list[Problem]
    """Grows while the file is read; a file with problems becomes no value.

    With more than MOST_PROBLEMS it ends in a QuizgenError at once.
    """

    @classmethod
    def of(cls, text: str | bytes, path: str) -> Self:
        """Parse a text."""
        return cls(path, *read_tree(text, path))

    def at(self, *steps: str | int) -> Tree | None:
        """Return the part of the tree that the steps lead to, or None."""
        tree: Tree = self.tree
        for step in steps:
            try:
                tree = tree[step]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                return None
        return tree

    def keys_at(self, *steps: str | int) -> tuple[str, ...] | None:
        """Return the keys of a mapping; None if there is none, () if it is absent."""
        tree = self.at(*steps)
        if tree is None:
            return ()
        return tuple(tree) if isinstance(tree, Keyed) else None

    def report(self, steps: Steps, message: str, hint: str) -> None:
        """Keep a problem of the value that the steps lead to."""
        self._report(place_of(self.tree, steps), message, hint, steps)

    def report_key(self, steps: Steps, message: str, hint: str) -> None:
        """Keep a problem of the key that ends the steps."""
        self._report(key_place_of(self.tree, steps), message, hint, steps)

    def _report(self, place: int, message: str, hint: str, way: Steps) -> None:
        if len(self.problems) >= MOST_PROBLEMS:
            raise QuizgenError([*self.problems, too_many(self.path)])
        self.problems.append(Problem(where_at(self.path, place), message, hint, way=way))

    def report_all(self, findings: Iterable[Flaw], *base: str | int) -> None:
        """Keep what a check finds in the part of the tree that the base leads to."""
        for way, message, hint in findings:
            self.report((*base, *way), message, hint)

    def check(self, cls: type[T], *steps: str | int) -> T | None:
        """Return the value that a part of the tree stands for, or None after telling why not."""
        plain_type: type = cls  # to mypy `type[T]` is not hashable, as a cached function wants it
        value: T | None = self.check_by(validator_of(plain_type), cls, *steps)
        return value

    def check_by(self, validator: SchemaValidator, cls: type, *steps: str | int) -> Any:
        """Check a part of the tree by a validator of some of the keys of a class."""
        tree = self.at(*steps)
        if isinstance(tree, Unreadable):
            return None
        try:
            return validator.validate_python(tree, context=self.path)
        except ValidationError as error:
            for details in error.errors(include_url=False):
                self._explain(details, cls, steps)
            return None

    def check_named(self, cls: type[T]) -> T | None:
        """Return the value that the whole file stands for, with the file's name, or None."""
        plain_type: type = cls
        make: Callable[..., T] = cls
        values = self.check_by(record_validator_of(plain_type), cls)
        if values is None or not isinstance(self.tree, Keyed):
            return None
        name, where = PurePath(self.path).stem, where_at(self.path, self.tree.place)
        return make(**values, name=name, where=where)

    def sound(self, value: T | None, check: Callable[[T], Iterable[Flaw]]) -> T:
        """Return a template's value if nothing is wrong with it, else raise TemplateError."""
        if value is not None:
            self.report_all(check(value))
        if value is None or self.problems:
            raise TemplateError(self.problems)
        return value

    def _require(self, steps: Steps, holder: Any, last: str | int) -> None:
        """Say what a key without a value holds, if its mapping cannot do without it."""
        keys = keys_of(holder) if dataclasses.is_dataclass(holder) else {}  # type: ignore[arg-type]
        if last not in keys or not keys[str(last)].required:
            return
        meaning = _meaning(keys, str(last))
        where = where_at(self.path, place_of(self.tree, steps))
        for number, told in enumerate(self.problems):
            if told.where == where and told.hint == DELETE_OR_FILL:
                self.problems[number] = replace(told, hint=f"it is needed: {meaning}")

    def _explain(self, error: ErrorDetails, cls: type, base: Steps) -> None:
        """Keep what the validator found, in plain words."""
        *within, last = loc if (loc := error["loc"]) else ("",)
        steps = (*base, *error["loc"])
        match error["type"]:
            case _ if isinstance(error["input"], Unreadable) and error["type"] != "extra_forbidden":
                self._require(steps, _type_at(cls, within), last)
            case "missing":
                meaning = _meaning(_keys_at(cls, within), str(last))
                place = place_of(self.tree, steps[:-1])
                self._report(place, f"key {quoted(str(last))} is missing", meaning, steps)
            case "extra_forbidden":
                message, hint = _unknown_key(str(last), _keys_at(cls, within), cls)
                self.report_key(steps, message, hint)
            case _ if last == "[key]":
                self.report_key(steps[:-1], *_bad_key(str(error["input"]), str(within[-2:-1])))
            case _:
                self.report(steps, *_bad_value(error, steps))


def _keys_at(cls: type, steps: list[str | int]) -> Keys:
    """Return the keys that are known where the steps lead, from a class on."""
    return keys_of(_type_at(cls, steps))


def _type_at(cls: type, steps: list[str | int]) -> Any:
    """Return the type of the value to which the steps lead, from a class on."""
    hint: Any = cls
    for step in steps:
        if dataclasses.is_dataclass(hint):
            hint = keys_of(hint)[str(step)].type  # type: ignore[arg-type]
        else:
            hint = get_args(hint)[0 if get_origin(hint) is tuple else 1]
        if get_origin(hint) in {types.UnionType, Union}:  # it may be left out
            hint = get_args(hint)[0]
    return hint


def _meaning(keys: Keys, name: str) -> str:
    """Return what a key holds, by the docstring of its field."""
    doc = docs_of(keys[name].owner).get(keys[name].field, "")
    return f"{name}: {' '.join(doc.split())}" if doc else f"add a line that begins with {name}:"


_SLIPS = {
    "where": "place", "who": "actor", "when": "date", "quotation": "quote",
    "person": "people", "persons": "people", "prompt": "ask", "stem": "ask", "question": "ask",
    "statement": "ask", "key": "answer", "answers": "answer", "correct": "answer",
    "right": "answer", "distractors": "wrong", "options": "wrong", "choices": "wrong",
    "why_wrong": "why", "rationale": "why", "feedback": "why", "explanation": "why",
    "mark_scheme": "marking",
}  # fmt: skip


def _unknown_key(name: str, keys: Keys, cls: type) -> tuple[str, str]:
    message = f"unknown key {quoted(name)}"
    others = [kind for kind, claim in CLAIMS.items() if name in keys_of(claim)]
    if cls in CLAIMS.values() and keys is keys_of(cls) and others:
        return message, f"it belongs to facts of kind {', '.join(others)}"
    if _SLIPS.get(name) in keys:
        return message, f"did you mean {quoted(_SLIPS[name])}?"
    return message, odd_hint(name) + suggest(name, keys, "keys")


def _bad_key(found: str, table: str) -> tuple[str, str]:
    if "allow" in table:
        return f"{quoted(found)} is not the id of a rule", "write it as in LEN-1: reason"
    if not found.strip():
        return "a key is blank", "write the key before the colon"
    return f"{quoted(found)} is not an id", odd_hint(found) + id_hint(found)


_WANTED: Mapping[str, str] = {
    "text": "a text",
    "string_type": "a text",
    "int": "a whole number",
    "decimal": "a number",
    "length": "a length",
    "bool": "true or false",
    "date": "a date",
    "choice": "a text",
    "id": "an id",
    "tuple_type": "a list",
    "dict_type": "a mapping",
}

_HINTS: Mapping[str, str] = {
    "text": "write a text, or delete the line",
    "int": "digits only: 12",
    "length": "a number with its unit: 18mm or 11.5pt",
    "bool": "write true or false",
    "date": "write year, month and day as the calendar has them",
}


def _bad_value(error: ErrorDetails, steps: Steps) -> tuple[str, str]:
    """Return message and hint for a value that is not what its key wants."""
    kind, found = error["type"], error["input"]
    names = [step for step in steps if isinstance(step, str)]
    name = names[-1] if names else "the file"
    if not isinstance(found, str) or kind in {"tuple_type", "dict_type"}:
        subject = f"a member of {name}" if steps and isinstance(steps[-1], int) else name
        return _wrong_shape(subject, kind, found)
    if kind == "text":
        return f"{name} is blank", _HINTS[kind]
    subject, odd = f"{name} {quoted(found)}", odd_hint(found)
    if kind == "choice":
        choices = error["ctx"]["choices"]
        return f"{subject} is unknown", odd + suggest(as_it_looks(found), choices, "values")
    if kind == "id":
        return f"{subject} is not an id", odd + id_hint(found)
    if kind == "date":
        reason = error["ctx"]["reason"]
        hint = _date_hint(found, reason)
        return f"{subject} {reason}", odd + hint if hint.startswith("write ") else hint
    if kind == "decimal":
        from quizgen.read.numbers import number_hint  # only who has made a slip waits for it

        return f"{subject} is not a number", number_hint(found)
    hint = odd + _HINTS[kind]
    return f"{subject} is not {_WANTED[kind]}", hint


def _date_hint(found: str, reason: str) -> str:
    from quizgen.read.date_hints import date_hint  # only who has made a slip waits for it

    if "before" in reason:
        return "write the earlier one first"
    hint = date_hint(found)
    return _HINTS["date"] if "exist" in reason and hint.endswith(FORMS) else hint


def _wrong_shape(subject: str, kind: str, found: Tree) -> tuple[str, str]:
    message = f"{subject} must be {_WANTED[kind]}, not {_shape(found)}"
    if kind == "tuple_type" and isinstance(found, str):
        if as_it_looks(found).startswith("- "):
            odd = name_character(found[0])
            return message, f"{odd} begins no member: start each with a hyphen and a space, '- '"
        return message, f"write [{found}]" if len(found) < 40 else "start each member with '- '"
    if kind == "tuple_type":
        return message, "start each member with '- '"
    if kind == "dict_type":
        return message, "write it as lines of 'key: value'"
    return message, f"write one {_WANTED[kind].partition(' ')[2]} and no more"


def _shape(found: Tree) -> str:
    if isinstance(found, Listed | list):
        return "a list"
    return "a mapping" if isinstance(found, Keyed) else quoted(str(found))
