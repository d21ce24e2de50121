"""How the time for decks and their rules grows with the bank: ten times the facts in at most 12
times the time.

`python tests/bench/bench_deck.py [facts] [profile]` measures a tenth of so many facts, and all of
them; with `profile` it then says where the time of both goes. A larger bank has more to do for each
fact, which the table shows: more facts lie so near to others that they are drawn with them, though a
drawing is laid out only when it is written, and each front has more like it to be held against, up to
the twenty of CARD-3.
"""

import cProfile
import gc
import pstats
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from large_bank import read
from moon import language
from small_bank import ALL_NOTE_TYPES
from target import line
from timing import best_of

from quizgen.bank.bank import Bank
from quizgen.cards import make_deck
from quizgen.deck.deck import Deck
from quizgen.judge.subject import Subject
from quizgen.quiz.figures import Figure
from quizgen.rules import check_deck

ROUNDS = 2
MOST = 12.0


def main() -> None:
    """Print the times of both sizes and how they grow."""
    facts = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    gc.disable()  # as quizgen does: it would go through all values so far, again and again
    measured(100)  # compiles the templates
    made, checked, drawn = zip(*(measured(count) for count in (facts // 10, facts)), strict=True)
    for name, (few, many) in {"make_deck": made, "check_deck": checked}.items():
        print(line(f"{name}: {few:.2f} s, 10x the facts {many:.2f} s", many / few, MOST))
    print(f"pictures: {drawn[0]}, of 10x the facts {drawn[1]}: {drawn[1] / drawn[0]:.1f}x")
    if sys.argv[2:] == ["profile"]:
        show_profile(read(facts))


def measured(facts: int) -> tuple[float, float, int]:
    """Return the best times of making and of checking a deck, and how many pictures it has."""
    bank = read(facts)
    making, deck = best_of(lambda: the_deck(bank), ROUNDS)
    checking, _ = best_of(lambda: [*check_deck(deck, Subject(bank, language()))], ROUNDS)
    parts = (part for note in deck.notes for field in note.fields for part in field)
    pictures = sum(isinstance(part, Figure) for part in parts)
    return making, checking, pictures


def the_deck(bank: Bank) -> Deck:
    """Return the deck of a bank."""
    return make_deck(Subject(bank, language()), ALL_NOTE_TYPES, "high")


def show_profile(bank: Bank) -> None:
    """Print where the time goes."""
    profile = cProfile.Profile()
    deck = profile.runcall(the_deck, bank)
    profile.runcall(lambda: [*check_deck(deck, Subject(bank, language()))])
    pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
