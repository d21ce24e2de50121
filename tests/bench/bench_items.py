"""How the time for items, rules and forms grows with the bank: ten times the facts in at most 12
times the time.

`python tests/bench/bench_items.py [facts] [profile]` measures a tenth of so many facts, and all of
them; with `profile` it then says where the time of writing items goes.
"""

import cProfile
import gc
import pstats
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from large_bank import read
from moon import TEMPLATES, language, wordings
from target import line
from timing import best_of

from quizgen.assemble import assemble_forms
from quizgen.judge.subject import Subject
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_worksheet

ROUNDS = 2


@dataclass(frozen=True)
class Times:
    """Seconds for a bank of some size."""

    facts: int
    reading: float
    items: float
    form: float
    forms: float
    greedy: float
    """For a form that asks for more than there is."""
    all: float
    """For one that asks for just what there is."""
    made: int


def blueprint(**wishes: int) -> Blueprint:
    path = TEMPLATES / "en" / "worksheets" / "standard.yaml"
    return Blueprint(worksheet=read_worksheet(path.read_text("utf-8"), path.name), **wishes)


def write_all(subject: Subject) -> ItemPool:
    pool = ItemPool(subject)
    assert pool.items  # an item is written when it is first asked for
    return pool


def measure(count: int) -> Times:
    reading, bank = best_of(lambda: read(count), ROUNDS)
    writing, pool = best_of(lambda: write_all(Subject(bank, language(), wordings())), ROUNDS)
    form, _ = best_of(lambda: [*assemble_forms(pool, blueprint())], ROUNDS)
    forms, _ = best_of(lambda: [*assemble_forms(pool, blueprint(forms=30))], ROUNDS)
    greedy, filled = best_of(lambda: form_of_choices(pool, 10 * count), ROUNDS)
    every, _ = best_of(lambda: form_of_choices(pool, len(filled.items)), ROUNDS)
    return Times(count, reading, writing, form, forms, greedy, every, len(pool.items))


def form_of_choices(pool: ItemPool, count: int) -> Form:
    """Return a form of so many choices among terms, or as many as there are."""
    sheet = (
        "label: x\nsummary: x\nsections: "
        f"[{{title: All, types: [multiple-choice], kinds: [term], count: {count}}}]"
    )
    wish = Blueprint(worksheet=read_worksheet(sheet, "all.yaml"), may_shrink=True)
    (form,) = assemble_forms(pool, wish)
    return form


def main() -> None:
    """Print the times of both banks and their ratios."""
    gc.disable()  # as quizgen does: it would go through all values so far, again and again
    count = next((int(word) for word in sys.argv[1:] if word.isdigit()), 10_000)
    measure(100)  # compiles the wordings
    small, large = measure(count // 10), measure(count)
    print(f"{'':20}{small.facts:>9} {large.facts:>9} facts, {small.made} and {large.made} items")
    for name in ("reading", "items", "form", "forms", "greedy"):
        few, many = getattr(small, name), getattr(large, name)
        names = {"form": "one form", "forms": "30 forms", "greedy": "asks for more"}
        words = names.get(name, name)
        print(line(f"{words}: {few:.2f} s, 10x the facts {many:.2f} s", many / few, 12))
    words = f"asks for more than there is: {large.greedy:.2f} s, all there is {large.all:.2f} s"
    print(line(words, large.greedy / large.all, 2))
    if "profile" in sys.argv:
        print_profile(count)


def print_profile(count: int) -> None:
    subject = Subject(read(count), language(), wordings())
    profile = cProfile.Profile()
    profile.runcall(write_all, subject)
    pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
