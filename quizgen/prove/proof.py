"""prove: each fact is held against the text of its source.

What a fact says is proved, wrong, or neither: what rests on an explanation that no program can
follow (`worked_out`) is told, so that a person reads it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from quizgen.bank.bank import Bank, Source
from quizgen.errors import Problem, Where, counted, quoted
from quizgen.prove.fact import prove_fact
from quizgen.prove.outcome import THINGS, Outcome, Thing, proved, wrong
from quizgen.prove.source_text import SourceText
from quizgen.prove.text_dates import printed_dates, say_date_of
from quizgen.prove.written import prove_passage, prove_question
from quizgen.read.materials import File
from quizgen.read.nodes import Keyed, Steps, Tree, place_of, read_tree, where_at


@dataclass(frozen=True)
class Copies:
    """Copies of the sources' texts, by file name."""

    folder: str
    texts: Mapping[str, bytes]
    unreadable: Mapping[str, str] = field(default_factory=dict)
    """File name -> why it cannot be read; a file that is in neither is not there."""


@dataclass(frozen=True, order=True)
class Unproved:
    """Something that only a person can follow, and why."""

    where: Where
    fact: str
    thing: Thing
    message: str

    def __str__(self) -> str:
        """Return the line that a person sees."""
        return f"{self.where}: fact '{self.fact}': {self.message}"


@dataclass(frozen=True)
class Proof:
    """What the texts prove of a bank."""

    problems: tuple[Problem, ...]
    proved: Mapping[Thing, int]
    unproved: tuple[Unproved, ...]

    @property
    def as_data(self) -> dict[str, object]:
        """What is proved and what is not, for programs."""
        return {
            "proved": {thing: number for thing, number in self.proved.items()},
            "unproved": [
                {
                    "path": unproved.where.path,
                    "line": unproved.where.line,
                    "column": unproved.where.column,
                    "fact": unproved.fact,
                    "thing": unproved.thing,
                    "message": unproved.message,
                }
                for unproved in self.unproved
            ],
        }


def named_copies(bank: File) -> tuple[str, ...]:
    """Return the names of the files that hold the texts of a bank's sources."""
    tree, _ = read_tree(bank.text, bank.path)
    sources = tree.get("sources") if isinstance(tree, Keyed) else None
    trees = sources.values() if isinstance(sources, Keyed) else ()
    names = (source.get("text") for source in trees if isinstance(source, Keyed))
    return tuple(name for name in names if isinstance(name, str) and not re.search(r"[/\\]", name))


@dataclass
class _Ledger:
    """What has been found so far."""

    path: str
    tree: Tree
    problems: list[Problem] = field(default_factory=list)
    proved: Counter[Thing] = field(default_factory=Counter)
    unproved: list[Unproved] = field(default_factory=list)

    def keep(self, findings: Iterator[Outcome], base: Steps, fact: str = "") -> None:
        """Enter what was found of a fact or source."""
        for finding in findings:
            where = _where(self.path, self.tree, base, finding.steps)
            if finding.verdict == "proved":
                self.proved[finding.thing] += 1
            elif finding.verdict == "unproved":
                self.unproved.append(Unproved(where, fact, finding.thing, finding.message))
            else:
                severity: Literal["E", "W"] = "W" if finding.verdict == "warning" else "E"
                problem = Problem(where, finding.message, finding.hint, severity=severity)
                self.problems.append(problem)


def prove(file: File, bank: Bank, copies: Copies) -> Proof:
    """Hold every fact of a bank, read from a file, against the copies of its sources."""
    tree, _ = read_tree(file.text, file.path)
    ledger = _Ledger(file.path, tree)
    texts: dict[str, SourceText] = {}
    facts = Counter(fact.source for fact in bank.facts)
    for name, source in bank.sources.items():
        found = _open(source, copies, facts[name])
        if isinstance(found, Outcome):
            ledger.keep(iter([found]), ("sources", name))
        else:
            texts[name] = found
            ledger.keep(_prove_source(source, found), ("sources", name))
    for number, fact in enumerate(bank.facts):
        if fact.where.path != file.path:
            break  # what stands in tables beside the bank marks no place in a text
        ledger.keep(prove_fact(fact, bank, texts), ("facts", number), fact.id)
    for number, question in enumerate(bank.questions):
        ledger.keep(prove_question(question, texts), ("questions", number), question.id)
    for name, passage in bank.passages.items():
        ledger.keep(prove_passage(passage, texts), ("passages", name))
    return Proof(
        tuple(sorted(ledger.problems, key=lambda problem: problem.where)),
        {thing: ledger.proved[thing] for thing in THINGS},
        tuple(sorted(ledger.unproved)),
    )


def _where(path: str, tree: Tree, base: Steps, steps: Steps) -> Where:
    """Return where a value stands; a fact that leaves a key out is shown by its id."""
    part = tree
    for step in base:
        part = part[step]  # type: ignore[index]
    is_there = isinstance(part, Keyed) and (not steps or steps[0] in part)
    return where_at(path, place_of(tree, (*base, *(steps if is_there else ("id",)))))


# --------------------------------------------------------------------------- sources


def _open(source: Source, copies: Copies, facts: int) -> SourceText | Outcome:
    name = source.text
    held, are, rest = counted(facts, "fact"), "are", "rest"
    if facts == 1:
        are, rest = "is", "rests"
    if not name:
        message = f"the source has no text, so its {held} {are} not proved"
        hint = "keep a copy of its words in a file, and name the file: text"
        return Outcome("warning", "locators", (), message, hint)
    if name in copies.unreadable:
        message = f"{quoted(name)} in {copies.folder} cannot be read: {copies.unreadable[name]}"
        hint = "see that it is a file and that you may read it"
        return wrong("locators", ("text",), message, hint)
    if name not in copies.texts:
        hint = f"put a copy of the source there, or name the right file; {held} {rest} on it"
        return wrong("locators", ("text",), f"there is no {quoted(name)} in {copies.folder}", hint)
    try:
        return SourceText.of(copies.texts[name].decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = copies.texts[name].count(b"\n", 0, error.start) + 1
        message = f"{quoted(name)} in {copies.folder} is not UTF-8: byte {error.start + 1}"
        hint = "save it as UTF-8"
        return wrong("locators", ("text",), f"{message}, in line {line}", hint)


def _prove_source(source: Source, text: SourceText) -> Iterator[Outcome]:
    """Look for the date of a source that is said to print it."""
    if source.date is None:
        message = "the source has no date, so none that its facts tell is looked for in its text"
        yield Outcome("warning", "dates", (), message, "add date, if the text has one")
        return
    if source.date_basis != "printed":
        return
    dates = (
        said for part in text.paragraphs for said in printed_dates(part.comparable, source.date)
    )
    if any(said.proves(source.date) for said in dates):
        yield proved("dates")
    else:
        days = say_date_of(source.date)
        hint = "write date_basis: external or worked-out, or mend the date"
        yield wrong("dates", ("date",), f"the text does not print its date, {days}", hint)
