"""check: what `quizgen check` says of a bank, without building anything."""

import datetime
from collections import Counter
from dataclasses import dataclass

from quizgen.errors import Problem, QuizgenError
from quizgen.items import write_items
from quizgen.model import Bank, Date, Items
from quizgen.read import Texts, read_materials
from quizgen.rules import check_fact
from quizgen.rules.known import Known


@dataclass(frozen=True)
class Report:
    """What a check found."""

    path: str
    problems: tuple[Problem, ...]
    bank: Bank | None = None
    items: Items | None = None

    def fails(self, *, strict: bool) -> bool:
        """Tell whether there is an error, or with `strict` anything at all."""
        return any(strict or problem.severity == "E" for problem in self.problems)

    @property
    def summary(self) -> str:
        """What was looked at and how much was found, in one line."""
        found = Counter(problem.severity for problem in self.problems)
        counts = f"{found['E']} errors, {found['W']} warnings"
        if self.bank is None or self.items is None:
            return f"{self.path}: {counts}"
        kinds = Counter(fact.kind for fact in self.bank.facts)
        facts = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
        types = Counter(item.type for item in self.items.items)
        items = ", ".join(f"{number} {item_type}" for item_type, number in types.items())
        return (
            f"{self.path}: {counts}\n"
            f"  {len(self.bank.facts)} facts: {facts}\n"
            f"  {len(self.items.items)} items: {items}\n"
            f"  sources were not looked at"
        )

    @property
    def as_data(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "bank": self.path,
            "facts": len(self.bank.facts) if self.bank else 0,
            "items": len(self.items.items) if self.items else 0,
            "problems": [
                {
                    "path": problem.where.path,
                    "line": problem.where.line,
                    "column": problem.where.column,
                    "severity": problem.severity,
                    "rule": problem.rule,
                    "item": problem.item_id,
                    "message": problem.message,
                    "hint": problem.hint,
                }
                for problem in self.problems
            ],
        }


def check(texts: Texts, today: datetime.date) -> Report:
    """Return every problem of a bank: its form, its facts and the items it yields.

    `today` is what review dates are held against.
    """
    try:
        materials = read_materials(texts)
        items = write_items(materials.bank, materials.wordings)
    except QuizgenError as error:
        return Report(texts.bank.path, error.problems)
    bank = materials.bank
    date = Date(today.isoformat(), "day", today, today)
    known = Known(bank, materials.language, date)
    problems = [problem for fact in bank.facts for problem in check_fact(fact, known)]
    found = sorted((*problems, *items.findings), key=lambda problem: problem.where)
    return Report(texts.bank.path, tuple(found), bank, items)
