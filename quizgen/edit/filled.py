"""The keys of a bank's member <-> the controls of a form, each a name and a text.

The names are ways: `note`, `hedges.0.word`, `pairs.2.key`. A control that nobody touched gives back
what stood in the file, in the same words and the same shape, so that nothing is written anew.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from quizgen.edit.fields import Field
from quizgen.yaml_text import Bare, Part

Controls = Mapping[str, str]
"""Name of a control -> the text in it."""

TRUE, FALSE = "true", "false"
KEY, VALUE = "key", "value"
"""How the two sides of a pair are called."""
_PLACE = re.compile("[0-9]{1,4}")
_BETWEEN = re.compile(r"[,\s]+")
_BARE = ("number", "date", "truth")


def fill(fields: Iterable[Field], keys: Mapping[str, Any]) -> dict[str, str]:
    """Return what stands in the controls of a form for some keys of a file."""
    return {
        name: text
        for field in fields
        if field.name in keys or field.sort == "truth"
        for name, text in _controls(field, keys.get(field.name))
    }


def _controls(field: Field, value: Any) -> Iterator[tuple[str, str]]:
    match field.sort:
        case "truth":
            yield field.name, (field.usual or FALSE) if value is None else str(value)
        case "texts":
            yield field.name, "\n".join([value] if isinstance(value, str) else value)
        case "ids":
            yield field.name, ", ".join([value] if isinstance(value, str) else value)
        case "pairs":
            for place, (key, held) in enumerate(value.items()):
                yield f"{field.name}.{place}.{KEY}", key
                yield f"{field.name}.{place}.{VALUE}", str(held)
        case "record":
            yield from _below(field.name, fill(field.fields, value))
        case "records":
            alone = isinstance(value, str | Mapping)
            for place, each in enumerate([value] if alone else value):
                yield from _below(f"{field.name}.{place}", _fill_row(field, each))
        case _:
            yield field.name, str(value)


def _fill_row(field: Field, row: Any) -> dict[str, str]:
    return fill(field.fields, {field.text_alone: row} if isinstance(row, str) else row)


def _below(name: str, controls: Controls) -> Iterator[tuple[str, str]]:
    return ((f"{name}.{inner}", text) for inner, text in controls.items())


def rows_of(field: Field, controls: Controls) -> tuple[int, ...]:
    """Return the places of the rows that a form has of a field of several."""
    found = (
        rest.partition(".")[0]
        for name in controls
        if (rest := name.removeprefix(f"{field.name}.")) != name
    )
    return tuple(sorted({int(place) for place in found if _PLACE.fullmatch(place)}))


def below(name: str, controls: Controls) -> dict[str, str]:
    """Return the controls whose names begin with one, without it."""
    start = f"{name}."
    return {
        each.removeprefix(start): text for each, text in controls.items() if each.startswith(start)
    }


# --------------------------------------------------------------------------- back


def take(fields: Iterable[Field], controls: Controls, old: Mapping[str, Any]) -> dict[str, Part]:
    """Return the keys that a form stands for; `old` are those that it was filled with.

    What the form does not ask for stays. What is left empty has no key.
    """
    fields = [*fields]
    asked = {field.name for field in fields}
    keys: dict[str, Part] = {name: value for name, value in old.items() if name not in asked}
    before = fill(fields, old)
    found: dict[str, Part] = {}
    for field in fields:
        was, now = _of(field, before), _of(field, controls)
        if was == now and (field.name in old or not now):
            if field.name in old:
                found[field.name] = old[field.name]
        elif (value := _taken(field, controls, old.get(field.name))) is not None:
            found[field.name] = value
    # in the order of the file, what is new as the form has it
    order = [name for name in old if name in found or name in keys]
    every = {**keys, **found}
    return {name: every[name] for name in (*order, *(name for name in found if name not in order))}


def _of(field: Field, controls: Controls) -> dict[str, str]:
    """Return the controls of one field, in the texts of which no difference is hidden."""
    if field.sort == "truth":  # a box that is not ticked is not sent
        return {field.name: TRUE if controls.get(field.name) == TRUE else FALSE}
    start = f"{field.name}."
    return {
        name: _clean(text)
        for name, text in controls.items()
        if (name == field.name or name.startswith(start)) and _clean(text)
    }


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _taken(field: Field, controls: Controls, old: Any) -> Part | None:
    """Return what a key says by its controls; None if it says nothing."""
    text = _clean(controls.get(field.name, ""))
    match field.sort:
        case "texts" | "ids":
            parts = text.split("\n") if field.sort == "texts" else _BETWEEN.split(text)
            said = [part.strip() for part in parts if part.strip()]
            if field.may_stand_alone and len(said) == 1 and not isinstance(old, list):
                return said[0]
            return said or None
        case "pairs":
            rows = (below(f"{field.name}.{place}", controls) for place in rows_of(field, controls))
            pairs = {_clean(row.get(KEY, "")): _clean(row.get(VALUE, "")) for row in rows}
            return {key: value for key, value in pairs.items() if key or value} or None
        case "record":
            return take(field.fields, below(field.name, controls), old or {}) or None
        case "records":
            return _taken_rows(field, controls, old)
        case "truth":
            said_truth = TRUE if text == TRUE else FALSE
            return None if said_truth == (field.usual or FALSE) else Bare(said_truth)
        case _ if not text:
            return None
        case "choice":
            return Bare(text) if text.isdigit() else text
        case sort if sort in _BARE:
            return Bare(text)
        case _:
            return text


def _taken_rows(field: Field, controls: Controls, old: Any) -> Part | None:
    """Return the records of some rows; one that says what a row before said is that one still."""
    before = [old] if isinstance(old, str | Mapping) else [*(old or ())]
    known = [(_of_row(_fill_row(field, each)), each) for each in before]
    rows: list[Part] = []
    for place in rows_of(field, controls):
        row = below(f"{field.name}.{place}", controls)
        said = _of_row(row)
        if not any(text for name, text in said.items() if not _is_truth(field, name)):
            continue
        same = next((each for was, each in known if was == said), None)
        if same is not None:
            rows.append(same)
            continue
        was = before[place] if place < len(before) else {}
        keys = take(field.fields, row, was if isinstance(was, Mapping) else {})
        alone = field.text_alone
        rows.append(keys[alone] if alone and [*keys] == [alone] else keys)
    if len(rows) == 1 and field.may_stand_alone and not isinstance(old, list):
        return rows[0]
    return rows or None


def _is_truth(field: Field, name: str) -> bool:
    return any(each.name == name and each.sort == "truth" for each in field.fields)


def _of_row(row: Controls) -> dict[str, str]:
    return {name: _clean(text) for name, text in row.items() if _clean(text)}


def without_row(name: str, place: int, controls: Controls) -> dict[str, str]:
    """Return the controls of a form without one of its rows."""
    gone = f"{name}.{place}."
    return {each: text for each, text in controls.items() if not each.startswith(gone)}


def free_place(field: Field, controls: Controls) -> int:
    """Return the place of a row that a form does not have yet."""
    taken: Sequence[int] = rows_of(field, controls)
    return next(place for place in count(max(taken, default=-1) + 1))
