"""Frozen dataclasses that are quick to make: what quizgen's nouns are declared with.

The standard library writes the six methods of a frozen dataclass as source text, and compiles each
when the module is imported. A program of a hundred nouns waits longer for that than for anything
else it does. Here the methods are closures over the names of the fields; only `__init__` is
compiled, once for all classes with as many fields, and given their names. They mean the same; a
class has no subclasses.
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from functools import cache
from operator import attrgetter
from reprlib import recursive_repr
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Literal

MOST_WITHIN = 30
"""So many attributes CPython keeps within an object, without a dictionary of its own."""

if TYPE_CHECKING:  # for type checkers it is the standard library's, with all that they know of it
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: Literal[True], kw_only: bool = False):
        """Make a class a frozen dataclass, as `dataclasses.dataclass` does.

        >>> @dataclass(frozen=True)
        ... class Place:
        ...     line: int
        ...     column: int = 1
        >>> Place(14), Place(14) == Place(14), len({Place(14), Place(14), Place(15)})
        (Place(line=14, column=1), True, 2)
        >>> Place(14).line = 15
        Traceback (most recent call last):
        dataclasses.FrozenInstanceError: cannot assign to field 'line'
        """
        collect = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)
        return lambda cls: _complete(collect(cls))


def _complete(cls: type) -> type:
    """Give a dataclass the methods that it was made without."""
    fields = dataclasses.fields(cls)
    for method in (_init(fields), *_comparing(fields), _repr(fields), _setattr, _delattr):
        setattr(cls, method.__name__, method)
    return cls


def _init(fields: Sequence["Field[Any]"]) -> Callable[..., None]:
    """Return the method that takes a value for each field."""
    ordered = sorted(fields, key=lambda field: bool(field.kw_only))
    names = {f"_{place}": field.name for place, field in enumerate(ordered)}
    makers = {
        f"_make_{place}": field.default_factory
        for place, field in enumerate(ordered)
        if field.default_factory is not MISSING
    }
    code = _compiled_init(tuple(map(_is_made, ordered)))
    by_name = sum(bool(field.kw_only) for field in ordered)
    code = code.replace(
        co_argcount=1 + len(ordered) - by_name,
        co_kwonlyargcount=by_name,
        co_varnames=("self", *names.values(), *code.co_varnames[len(names) + 1 :]),
        co_consts=tuple(names.get(constant, constant) for constant in code.co_consts),
    )
    init = FunctionType(code, {"_set": object.__setattr__, "_MISSING": MISSING, **makers})
    positional = [field for field in ordered if not field.kw_only]
    optional = [_is_made(field) or field.default is not MISSING for field in positional]
    assert optional == sorted(optional), "a field with a default comes before one without"
    init.__defaults__ = tuple(
        field.default
        for field, has_default in zip(positional, optional, strict=True)
        if has_default
    )
    init.__kwdefaults__ = {
        field.name: field.default
        for field in ordered
        if field.kw_only and (_is_made(field) or field.default is not MISSING)
    }
    init.__annotations__ = {field.name: field.type for field in fields} | {"return": None}
    return init


def _is_made(field: "Field[Any]") -> bool:
    return field.default_factory is not MISSING


@cache
def _compiled_init(fields: tuple[bool, ...]) -> CodeType:
    """Return the code of the method for fields without names: whether each is made.

    Many classes differ in nothing else, or in which of them are given by name, which its owner
    puts in; and to compile it takes longer than all the rest. What an object has no room for
    within itself lies in a dictionary anyway, and is put there in less than half the time; the
    others would be read more slowly afterwards.
    """
    lines = []
    is_large = len(fields) > MOST_WITHIN
    if is_large:
        lines.append(" all_fields = self.__dict__\n")
    for place, is_made in enumerate(fields):
        value = f"_make_{place}() if _{place} is _MISSING else _{place}" if is_made else f"_{place}"
        put = (
            f"all_fields['_{place}'] = {value}" if is_large else f"_set(self, '_{place}', {value})"
        )
        lines.append(f" {put}\n")
    parameters = ", ".join(["self", *(f"_{place}" for place in range(len(fields)))])
    scope: dict[str, Any] = {}
    exec(f"def __init__({parameters}):\n{''.join(lines) or ' pass'}", scope)
    code: CodeType = scope["__init__"].__code__
    return code


def _comparing(fields: Sequence["Field[Any]"]) -> tuple[Callable[..., Any], Callable[..., Any]]:
    names = [field.name for field in fields if field.compare]
    compared: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return bool(compared(self) == compared(other))

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(compared(self))

    return __eq__, __hash__


def _repr(fields: Sequence["Field[Any]"]) -> Callable[..., str]:
    shown = tuple(field.name for field in fields if field.repr)

    @recursive_repr()
    def __repr__(self: Any) -> str:  # noqa: N807
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({values})"

    return __repr__


def _setattr(_: object, name: str, __: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(_: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


_setattr.__name__, _delattr.__name__ = "__setattr__", "__delattr__"
