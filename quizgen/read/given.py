"""What stands beside a bank and not in it."""

from collections.abc import Mapping

from quizgen.bank.bank import DeclaredProperty, Unit
from quizgen.bank.facts import Fact
from quizgen.bank.tables import Table
from quizgen.values import dataclass


@dataclass(frozen=True, kw_only=True)
class Given:
    """What the tables of a bank bring to it."""

    facts: tuple[Fact, ...]
    properties: Mapping[str, DeclaredProperty]
    units: Mapping[str, Unit]
    also_called: Mapping[str, tuple[str, ...]]
    tables: tuple[Table, ...] = ()
    """Those of the bank, with what is to be said of how they were read."""
