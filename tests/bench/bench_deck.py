"""How the time for decks and their rules grows with the bank: ten times the facts in at most 12
times the time.

`python tests/bench/bench_deck.py [facts] [profile]` measures a tenth of so many facts, and all of
them; with `profile` it then says where the time of both goes.
"""

import cProfile
import gc
import pstats
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parents[1]))

from large_bank import read
from moon import language
from small_bank import ALL_NOTE_TYPES

from quizgen.deck import make_deck
from quizgen.model import Bank, Deck
from quizgen.rules import check_deck
from quizgen.rules.known import Known

T = TypeVar("T")
ROUNDS = 2
MOST = 12.0


def main() -> None:
    """Print the times of both sizes and how they grow."""
    facts = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    measured(100)  # compiles the templates
    made, checked = zip(*(measured(count) for count in (facts // 10, facts)), strict=True)
    for name, (few, many) in {"make_deck": made, "check_deck": checked}.items():
        sys.stdout.write(
            f"{name:<10}  {facts // 10} facts {few:6.2f} s, {facts} facts {many:6.2f} s:"
            f" {many / few:4.1f} x (at most {MOST:g} x)\n"
        )
    if sys.argv[2:] == ["profile"]:
        show_profile(read(facts))


def measured(facts: int) -> tuple[float, float]:
    """Return the best times of making and of checking the deck of so many facts."""
    bank = read(facts)
    deck, making = best_of(lambda: the_deck(bank))
    _, checking = best_of(lambda: [*check_deck(deck, Known(bank, language()))])
    return making, checking


def the_deck(bank: Bank) -> Deck:
    """Return the deck of a bank."""
    return make_deck(bank, ALL_NOTE_TYPES, language(), "high")


def best_of(work: Callable[[], T]) -> tuple[T, float]:
    """Return what the work gives and the least time that it took, in seconds."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        start = process_time()
        result = work()
        times.append(process_time() - start)
    return result, min(times)


def show_profile(bank: Bank) -> None:
    """Print where the time goes."""
    profile = cProfile.Profile()
    deck = profile.runcall(the_deck, bank)
    profile.runcall(lambda: [*check_deck(deck, Known(bank, language()))])
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
