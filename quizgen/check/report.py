"""What a check found, as a person reads it and as a program does."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import field

from quizgen.bank.bank import Bank
from quizgen.bank.facts import Kind
from quizgen.check.coverage import Coverage
from quizgen.errors import Problem, counted
from quizgen.prove import Proof, Thing
from quizgen.quiz.item import ItemType
from quizgen.quiz.offer import Offer
from quizgen.rules import all_rules
from quizgen.values import dataclass

SEEDS = range(1, 21)
"""With these, forms of each worksheet are built and looked at."""


@dataclass(frozen=True)
class Report:
    """What a check found."""

    path: str
    problems: tuple[Problem, ...]
    coverage: Coverage | None = None
    bank: Bank | None = None
    offer: Offer | None = None
    worksheets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The names of the worksheets of which forms were looked at, and what the bank is too small
    for, so that its forms are shorter."""
    repeated: Mapping[str, str] = field(default_factory=dict)
    """Of these worksheets, which facts stand on many sheets; empty where none does."""
    proof: Proof | None = None
    """What copies of the sources prove; None where there were none."""

    def fails(self, *, strict: bool) -> bool:
        """Tell whether there is an error, or with `strict` anything at all."""
        return any(strict or problem.is_error for problem in self.problems)

    @property
    def summary(self) -> str:
        """What was looked at and how much was found: a few lines, then a table of rules."""
        found = Counter(problem.severity for problem in self.problems)
        counts = f"{self.path}: {counted(found['E'], 'error')}, {counted(found['W'], 'warning')}"
        return "\n".join([counts, *self._looked_at(), *self._proved(), *self._table()])

    @property
    def tables(self) -> str:
        """What only a person can prove, and what the bank holds, in columns."""
        unproved = self.proof.unproved if self.proof else ()
        lines = (
            ["", "  left to a person", *(f"    {thing}" for thing in unproved)] if unproved else []
        )
        return "\n".join([*lines, *(self.coverage.tables if self.coverage else ())])

    @property
    def as_data(self) -> dict[str, object]:
        """The same for programs."""
        facts = self.bank.facts if self.bank else ()
        return {
            "bank": self.path,
            "facts": len(facts),
            "without_source": sum(not fact.source for fact in facts),
            "without_id": len(self.bank.unnamed) if self.bank else 0,
            "items": len(self.offer.items) if self.offer else 0,
            "worksheets": [*self.worksheets],
            "missing": [message for missing in self.worksheets.values() for message in missing],
            "repeated": {name: words for name, words in self.repeated.items() if words},
            "rules": [
                {
                    "rule": rule,
                    "severity": severity,
                    "found": found,
                    "summary": _summary(rule),
                }
                for rule, severity, found in self._by_rule()
            ],
            "coverage": self.coverage.as_data if self.coverage else None,
            "provenance": self.proof.as_data if self.proof else None,
            "problems": [problem.as_data for problem in self.problems],
        }

    def _looked_at(self) -> Iterator[str]:
        if self.bank is None or self.offer is None:
            return
        if self.bank.facts or not self.bank.questions:
            kinds = Counter(fact.kind for fact in self.bank.facts)
            yield f"  {counted(len(self.bank.facts), 'fact')}: {_listed(kinds)}"
            yield from self._left_out(self.bank)
        if self.bank.questions:
            asked = Counter(question.type for question in self.bank.questions if question.type)
            written = counted(len(self.bank.questions), "question")
            yield f"  {written} of its own: {_listed(asked)}"
        types = Counter(item.type for item in self.offer.items)
        yield f"  {counted(len(self.offer.items), 'item')}: {_listed(types)}"
        for name, missing in self.worksheets.items():
            shorter = ", shorter than the whole worksheet:" if missing else ""
            yield f"  forms of the worksheet {name} with seeds {SEEDS[0]} to {SEEDS[-1]}{shorter}"
            yield from (f"    {message}" for message in missing)
            if message := self.repeated.get(name):
                yield f"    {message}"
        if self.coverage:
            yield from self.coverage.findings

    @staticmethod
    def _left_out(bank: Bank) -> Iterator[str]:
        """Yield how many facts lack what a reader, or a learner, may miss."""
        if unsourced := sum(not fact.source for fact in bank.facts):
            yield f"  {counted(unsourced, 'fact')} without a source"
        if bank.unnamed:
            told = f"  {bank.unnamed_in_words} without an id"
            yield f"{told}: give them ids with --write-ids before learners get the deck"

    def _proved(self) -> Iterator[str]:
        """Yield what the sources prove, and what is left to a person."""
        if self.bank is None:
            return
        if self.proof is None and not self.bank.sources:
            return
        if self.proof is None:
            yield "  sources were not looked at: give the folder of their texts with --sources"
            return
        yield f"  proved by the sources: {_counted(self.proof.proved)}"
        if self.proof.unproved:
            left = Counter(unproved.thing for unproved in self.proof.unproved)
            yield f"  left to a person: {_counted(left)}; --coverage lists them"

    def _table(self) -> Iterator[str]:
        """Yield a line for each rule that found something: rule, severity, how often, what for."""
        for rule, severity, found in self._by_rule():
            yield f"  {rule:8} {severity} {found:>4}  {_summary(rule)}"

    def _by_rule(self) -> list[tuple[str, str, int]]:
        """Return how often each rule found something, errors first, then what is most frequent."""
        found = Counter(
            (problem.rule, problem.severity) for problem in self.problems if problem.rule
        )
        rows = [(rule, severity, count) for (rule, severity), count in found.items()]
        return sorted(rows, key=lambda row: (row[1], -row[2], row[0]))


def _counted(things: Mapping[Thing, int]) -> str:
    return ", ".join(
        counted(number, name.removesuffix("s")) for name, number in things.items() if number
    )


def _listed(counts: Mapping[Kind, int] | Mapping[ItemType, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items() if number)


def _summary(rule_id: str) -> str:
    """Return what a rule is for; of several with one id, the first."""
    return next(rule.summary for rule in all_rules() if rule.code == rule_id)
