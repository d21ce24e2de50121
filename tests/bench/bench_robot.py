"""What a robot that knows nothing earns by each trick over many forms of a bank.

`python tests/bench/bench_robot.py [forms] [topic]` prints for each trick its score, what chance
would earn, the points over chance, and the wordings and items that give most away.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from robot import Mark, Try, marks
from test_banks import items, materials, standard

from quizgen.assemble import assemble_forms
from quizgen.quiz.form import Form
from quizgen.rules import check_form, check_item

SHOWN = 3
"""How many wordings and items are named for a trick."""
NOTABLE = 5
"""Points over chance from which on they are named."""


def forms(topic: str, count: int) -> Iterator[Form]:
    """Yield a form of each seed."""
    for seed in range(1, count + 1):
        yield from assemble_forms(items(topic), standard(seed=seed))


def main() -> None:
    count = next((int(word) for word in sys.argv[1:] if word.isdigit()), 1000)
    topic = next((word for word in sys.argv[1:] if not word.isdigit()), "escalation")
    items(topic)
    start = perf_counter()
    made = [*forms(topic, count)]
    drawn = perf_counter()
    found = marks(made)
    sat = perf_counter()
    known = materials(topic).subject
    problems = [problem for form in made for problem in check_form(form, known)] + [
        problem
        for form in made
        for section in form.sections
        for numbered in section.items
        for problem in check_item(numbered.item, known)
    ]
    checked = perf_counter()
    print(
        f"{count} forms of {topic}: drawn in {drawn - start:.1f} s, sat in {sat - drawn:.1f} s, "
        f"checked in {checked - sat:.1f} s, {sum(it.severity == 'E' for it in problems)} errors"
    )
    for name, mark in sorted(
        found.items(), key=lambda entry: -entry[1].gain if entry[1].tries else 0
    ):
        if mark.tries:
            print_mark(name, mark)


def print_mark(name: str, mark: Mark) -> None:
    hints = 100 * sum(it.has_hint for it in mark.tries) / len(mark.tries)
    print(
        f"{name:46}{mark.score:5.1f} % of {len(mark.tries):5} ({mark.items:3} items), chance "
        f"{mark.chance:4.1f}, {mark.gain:+5.1f} points, a hint in {hints:3.0f} %"
    )
    if mark.gain >= NOTABLE:
        for what in ("wording", "item"):
            groups: dict[str, list[Try]] = {}
            for one in mark.tries:
                groups.setdefault(getattr(one, what), []).append(one)
            worth = {of: Mark(tuple(tries)) for of, tries in groups.items()}
            share = {of: one.gain * len(one.tries) / len(mark.tries) for of, one in worth.items()}
            for of in sorted(share, key=lambda of: -share[of])[:SHOWN]:
                tries = len(worth[of].tries)
                print(
                    f"    {share[of]:+5.1f} by {what} {of}: {worth[of].gain:+.1f} in {tries} tries"
                )


if __name__ == "__main__":
    main()
