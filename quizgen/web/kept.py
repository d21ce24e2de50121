"""A few values that cost much to make, the ones used last; what was used longest ago goes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

V = TypeVar("V")


class Kept(Generic[V]):
    """At most so many values by their keys; several threads may ask."""

    def __init__(self, most: int) -> None:
        """Keep none yet."""
        self._most = most
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], V]) -> V:
        """Return the value of a key, which is made if it is not there.

        Two threads may both make it; one of the two is kept.
        """
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value

    def peek(self, key: Hashable) -> V | None:
        """Return the value of a key, if it is there."""
        with self._lock:
            return self._values.get(key)

    def put(self, key: Hashable, value: V) -> None:
        """Let a key have another value."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
