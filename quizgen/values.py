"""Frozen dataclasses that are quick to make: what quizgen's nouns are declared with.

The standard library writes the six methods of a frozen dataclass as source text, and compiles each
when the module is imported. A program of a hundred nouns waits longer for that than for anything
else it does. Only `__init__` differs from class to class in more than names: it alone is compiled
here, and the others are closures over the names. They mean the same; a class has no subclasses.
"""

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, Literal

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
    """Compile the method that takes a value for each field."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": MISSING}
    positional, by_name, lines = ["self"], ["*"], []
    for field in fields:
        name = value = parameter = field.name
        if field.default is not MISSING:
            names[f"_default_{name}"] = field.default
            parameter = f"{name}=_default_{name}"
        elif field.default_factory is not MISSING:
            names[f"_make_{name}"] = field.default_factory
            parameter = f"{name}=_MISSING"
            value = f"_make_{name}() if {name} is _MISSING else {name}"
        (by_name if field.kw_only else positional).append(parameter)
        lines.append(f" _set(self, {name!r}, {value})\n")
    parameters = ", ".join(positional + (by_name if by_name[1:] else []))
    exec(f"def __init__({parameters}):\n{''.join(lines) or ' pass'}", names)
    init: Callable[..., None] = names["__init__"]
    init.__annotations__ = {field.name: field.type for field in fields} | {"return": None}
    return init


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
