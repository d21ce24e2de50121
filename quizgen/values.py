"""Frozen dataclasses that are quick to make: what quizgen's many nouns are declared with.

The standard library writes a class's methods as source text and compiles each when the module is
imported. Of a frozen dataclass's six methods only those that set fields differ in more than the
fields' names, and a program with a hundred classes waits longer for the rest than for most of its
work. Here equality, hash and repr are closures over the fields' names instead, and mean the same.
"""

import dataclasses
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
        """
        made = dataclasses.dataclass(frozen=frozen, kw_only=kw_only, eq=False, repr=False)
        return lambda cls: _complete(made(cls))


def _complete(cls: type) -> type:
    """Give a dataclass the methods that it was made without."""
    fields = dataclasses.fields(cls)
    compared = attrgetter(*(field.name for field in fields if field.compare))
    shown = tuple(field.name for field in fields if field.repr)

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(compared(self))

    @recursive_repr()
    def __repr__(self: Any) -> str:  # noqa: N807
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({values})"

    for method in (__eq__, __hash__, __repr__):
        method.__qualname__ = f"{cls.__qualname__}.{method.__name__}"
        setattr(cls, method.__name__, method)
    return cls
