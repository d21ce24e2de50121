"""Compare reading a bank with a large table beside it with reading the table's cells alone.

`python tests/bench/bench_tables.py [rows]` prints two ratios. Of 10,000 rows with three columns
each cell becomes a fact, which is a value of its own: that is what the second one is about.
"""

import csv
import io
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import yaml
from case_files import the_language
from target import line
from timing import best_of

from quizgen.read import read_bank

ROUNDS = 3
BANK = """\
title: Countries
tables:
  - file: countries.csv
    subject: name
    id: code
    class: country
    columns:
      capital: {property: capital, one_to_one: true}
      area: {quantity: area, unit: km²}
"""


def main() -> None:
    """Print the times and their ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rows = "".join(f"c{n},Country {n},Town {n},{n + 1}\n" for n in range(count))
    content = f"code,name,capital,area\n{rows}".encode()
    languages = {"en-GB": the_language()}

    def cells() -> list[list[str]]:
        return list(csv.reader(io.StringIO(content.decode(), newline="")))

    facts = "".join(
        f"  - {{id: c{n}-capital, subject: Country {n}, property: capital, value: Town {n}}}\n"
        f"  - {{id: c{n}-area, subject: Country {n}, attribute: area, value: {n + 1}, unit: km}}\n"
        for n in range(count)
    )
    parsed, _ = best_of(cells, ROUNDS)
    composed, _ = best_of(lambda: yaml.compose(f"facts:\n{facts}", yaml.CSafeLoader), ROUNDS)
    read, bank = best_of(
        lambda: read_bank(BANK, "banks/countries.yaml", languages, lambda _: content), ROUNDS
    )
    print(f"{count} rows: csv.reader {parsed:.3f} s; their {len(bank.facts)} facts: {read:.2f} s")
    print(line("a table, beside its cells alone", read / parsed, 3.0))
    print(line("a table, beside its facts as YAML", read / composed, 1.0))


if __name__ == "__main__":
    main()
