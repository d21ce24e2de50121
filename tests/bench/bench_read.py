"""Compare reading a large bank, validation included, with composing its YAML nodes alone.

`python tests/bench/bench_read.py [facts]` prints a ratio; 1.0 or less is the aim.
"""

import sys
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parents[1]))

from case_files import the_language
from target import line
from timing import best_of

from quizgen.read import read_bank

ROUNDS = 3
HEAD = """\
topic: large
title: A large bank
summary: Made to be measured.
as_of: 2024-09-30
sensitivity: none
issues:
  bridge: {text: whether to build it, as_of: 2024-09-30, stances: {wants: wanted it, refuses: refused it}}
sources:
  herald: {publisher: The Herald, title: Bridges, kind: report, date: 2024-05-20, date_basis: printed, text: a.txt}
people:
  miller: {name: Ann Miller, offices: [{office: Mayor, class: minister, country: NN}]}
facts:
"""
FACTS = (
    """\
  - id: said-{n}
    kind: statement
    speaker: miller
    verb: said
    quote: ["We will build bridge {n}", "and we will pay for it"]
    gist: the town would build bridge {n}
    about: bridge {n}
    wording: verbatim
    date: 2024-05-{day:02}
""",
    """\
  - id: begun-{n}
    kind: event
    actor: miller
    what: the town began to build bridge {n}
    short: start of bridge {n}
    date: 2024-{month:02}
    accept: [begun, started]
""",
    """\
  - id: length-{n}
    kind: quantity
    subject: bridge {n}
    class: bridge
    attribute: length
    asks: how long is bridge {n}
    says: "bridge {n} is {{value}} long"
    value: {n}
    unit: m
""",
    """\
  - id: stance-{n}
    kind: position
    actor: miller
    issue: bridge
    stance: wants
    condition: only where the river is narrow
    as_of: 2024-05-{day:02}
""",
    """\
  - id: term-{n}
    kind: term
    term: ABC-{n}
    meaning: Association of Bridge Companies {n}
    relation: stands-for
""",
)
REST = """\
    source: herald
    at: a passage that stands once, number {n}
    tags: [bridges, tag-{day}]
    level: {level}
    note: One plain sentence of background.
"""


def bank_text(count: int) -> str:
    """Return a bank of so many facts, of all kinds."""
    facts = (
        (FACTS[n % len(FACTS)] + REST).format(n=n, day=1 + n % 28, month=1 + n % 9, level=1 + n % 3)
        for n in range(count)
    )
    return HEAD + "".join(facts)


def main() -> None:
    """Print both times and their ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    text = bank_text(count)
    languages = {"en-GB": the_language()}
    composed, _ = best_of(lambda: yaml.compose(text, Loader=yaml.CSafeLoader), ROUNDS)
    read, _ = best_of(lambda: read_bank(text, "large.yaml", languages), ROUNDS)
    print(f"{count} facts, {len(text) / 2**20:.1f} MB: yaml.compose {composed:.2f} s")
    print(line(f"reading them: {read:.2f} s", read / composed, 1.0))


if __name__ == "__main__":
    main()
