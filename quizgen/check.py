"""check: what `quizgen check` says of a bank; what it builds for that is thrown away."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quizgen.errors import FormError, Problem, QuizgenError
from quizgen.form import assemble_forms
from quizgen.items import write_items
from quizgen.model import Bank, Blueprint, Date, Items, ItemType, Kind, Worksheet
from quizgen.read import File, Materials, Texts, read_materials, read_worksheet
from quizgen.rules import RULES, check_bank, check_fact, check_form, check_item
from quizgen.rules.known import Known
from quizgen.rules.parts import items_of
from quizgen.rules.rule import Severity

SEEDS = range(1, 21)
"""With these, forms of each worksheet are built and looked at."""


@dataclass(frozen=True)
class Report:
    """What a check found."""

    path: str
    problems: tuple[Problem, ...]
    bank: Bank | None = None
    items: Items | None = None
    worksheets: tuple[str, ...] = ()
    """The names of the worksheets of which forms were looked at."""

    def fails(self, *, strict: bool) -> bool:
        """Tell whether there is an error, or with `strict` anything at all."""
        return any(strict or problem.severity == "E" for problem in self.problems)

    @property
    def summary(self) -> str:
        """What was looked at and how much was found: a few lines, then a table of rules."""
        found = Counter(problem.severity for problem in self.problems)
        counts = f"{self.path}: {found['E']} errors, {found['W']} warnings"
        return "\n".join([counts, *self._looked_at(), *self._table()])

    @property
    def as_data(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "bank": self.path,
            "facts": len(self.bank.facts) if self.bank else 0,
            "items": len(self.items.items) if self.items else 0,
            "worksheets": [*self.worksheets],
            "rules": [
                {
                    "rule": rule,
                    "severity": severity,
                    "found": found,
                    "summary": _summary(rule),
                }
                for rule, severity, found in self._by_rule()
            ],
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

    def _looked_at(self) -> Iterator[str]:
        if self.bank is None or self.items is None:
            return
        kinds = Counter(fact.kind for fact in self.bank.facts)
        yield f"  {len(self.bank.facts)} facts: {_listed(kinds)}"
        types = Counter(item.type for item in self.items.items)
        yield f"  {len(self.items.items)} items: {_listed(types)}"
        for name in self.worksheets:
            yield f"  forms of the worksheet {name} with seeds {SEEDS[0]} to {SEEDS[-1]}"
        yield "  sources were not looked at"

    def _table(self) -> Iterator[str]:
        """Yield a line for each rule that found something: rule, severity, how often, what for."""
        for rule, severity, found in self._by_rule():
            yield f"  {rule:8} {severity} {found:>4}  {_summary(rule)}"

    def _by_rule(self) -> list[tuple[str, str, int]]:
        """Return how often each rule found something, errors first, then what is most frequent."""
        found = Counter((it.rule, it.severity) for it in self.problems if it.rule)
        rows = [(rule, severity, count) for (rule, severity), count in found.items()]
        return sorted(rows, key=lambda row: (row[1], -row[2], row[0]))


def check(texts: Texts, today: datetime.date, worksheets: Sequence[File] = ()) -> Report:
    """Return every problem of a bank: its form, its facts, its items, and forms made of them.

    `today` is what review dates are held against. Of each worksheet forms are made with several
    seeds; what a rule finds in several of them is one problem.
    """
    try:
        materials = read_materials(texts)
        sheets = tuple(read_worksheet(file.text, file.path) for file in worksheets)
        items = write_items(materials.bank, materials.wordings)
    except QuizgenError as error:
        return Report(texts.bank.path, error.problems)
    bank = materials.bank
    date = Date(today.isoformat(), "day", today, today)
    known = Known(bank, materials.language, date)
    problems = [
        *(problem for fact in bank.facts for problem in check_fact(fact, known)),
        *items.findings,
        *check_bank(items, known),
        *(problem for sheet in sheets for problem in _of_forms(sheet, materials, items, known)),
    ]
    found = tuple(sorted(problems, key=lambda problem: problem.where))
    return Report(texts.bank.path, found, bank, items, tuple(sheet.name for sheet in sheets))


def _of_forms(
    sheet: Worksheet, materials: Materials, items: Items, known: Known
) -> Iterator[Problem]:
    """Yield what is found in forms of a worksheet, each with the seeds of the forms it is in."""
    first: dict[tuple[str, Severity], Problem] = {}
    seeds: dict[tuple[str, Severity], list[int]] = {}
    for seed in SEEDS:
        for problem in _of_form(Blueprint(worksheet=sheet, seed=seed), materials, items, known):
            kind = (problem.rule, problem.severity)
            first.setdefault(kind, problem)
            if seed not in seeds.setdefault(kind, []):
                seeds[kind].append(seed)
    for kind, problem in first.items():
        which = f"with {'seed' if len(seeds[kind]) == 1 else 'seeds'} "
        which += (
            ", ".join(map(str, seeds[kind]))
            if len(seeds[kind]) < len(SEEDS)
            else f"{SEEDS[0]} to {SEEDS[-1]}"
        )
        yield replace(problem, message=f"worksheet {sheet.name} {which}: {problem.message}")


def _of_form(
    blueprint: Blueprint, materials: Materials, items: Items, known: Known
) -> Iterator[Problem]:
    """Yield what is found in a form, and in the items that are drawn for it from sets."""
    try:
        forms = tuple(assemble_forms(materials.bank, items, blueprint, materials.language))
    except FormError as error:
        for problem in error.problems:
            is_small = not problem.rule  # which a bank may be, and yet be sound
            yield replace(problem, rule="FORM-4", severity="W") if is_small else problem
        return
    for form in forms:
        yield from check_form(form, known, blueprint)
        for item in items_of(form):
            if item.type in ("matching", "ordering"):
                yield from check_item(item, known)


def _listed(counts: Mapping[Kind, int] | Mapping[ItemType, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items())


def _summary(rule_id: str) -> str:
    """Return what a rule is for; of several with one id, the first."""
    return next(rule.summary for rule in RULES if rule.id == rule_id)
