"""Kill build and publish at random instants, and look whether every file is whole.

Each file is to be the old one or the new one, and the next run is to mend what there is to mend.
Every second instant is one of a run's time, the others are just before it changes a folder, of
which there are few and short ones. It fails with a traceback: `make kills TIMES=150`.
"""

import argparse
import os
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import count
from random import Random
from tempfile import TemporaryFile

from runs import BANK, BUILD, LOCK, PUBLISH, Ended, end, files, hidden, project, run, start

from quizgen.read import read_lock

TARGET = "output/moon"
CHANGES = BANK.with_suffix(".changes.md")
FACT = re.compile(r"gist: .*?(?=, about: Sputnik 1)")
MOVES = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "ctypes.dlopen"}
"""What Python announces before a folder changes; a library is opened to swap two files."""


class Killer:
    """Kills runs of a command, of which it learns how long they take and how much they move."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.seconds = 0.5
        self.moves = 10

    def let_end(self, *words: str) -> Ended:
        begin = time.monotonic()
        with TemporaryFile() as marks:  # a byte for each move, which the run inherits
            ended = end(
                start(*words, before=lambda: watch(lambda _: os.write(marks.fileno(), b".")))
            )
            self.moves = os.fstat(marks.fileno()).st_size
        self.seconds = (self.seconds + time.monotonic() - begin) / 2
        assert ended.code == 0, ended.said
        return ended

    def kill(self, *words: str, at_a_move: bool) -> bool:
        """Kill a run; tell whether it was still running."""
        if at_a_move:
            last = self.random.randint(1, self.moves)
            process = start(*words, before=lambda: watch(lambda move: move == last and die()))
        else:
            process = start(*words)
            time.sleep(self.random.uniform(0, 1.1 * self.seconds))
            os.kill(process, signal.SIGKILL)
        return end(process).code == -signal.SIGKILL


def watch(see: Callable[[int], object]) -> None:
    """Have this process say, before each move, the how manieth it is."""
    moves = count(1)

    def hook(event: str, given: tuple[object, ...]) -> None:
        writes = event == "open" and isinstance(given[2], int) and given[2] & os.O_CREAT
        if event in MOVES or writes:
            see(next(moves))

    sys.addaudithook(hook)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


# --------------------------------------------------------------------------- build


def kill_builds(times: int, random: Random) -> Counter[str]:
    """Kill builds; return how often each state was found."""
    found: Counter[str] = Counter()
    killer = Killer(random)
    seeds = [(*BUILD, "--seed", seed) for seed in ("1", "2")]
    wanted = []
    for words in seeds:
        killer.let_end(*words)
        wanted.append(files(TARGET))
    for turn in range(times):
        old, new = wanted[1 - turn % 2], wanted[turn % 2]
        words = seeds[turn % 2]
        was_killed = killer.kill(*words, at_a_move=turn % 4 < 2)
        now = {name: content for name, content in files(TARGET).items() if name[0] != "."}
        assert now.keys() == new.keys(), sorted(now)
        assert all(now[name] in (old[name], new[name]) for name in now), "a file is half"
        state = "new" if now == new else "old" if now == old else "some old, some new"
        left = ", and something left" if hidden(TARGET) else ""
        found[f"{state}{left}" if was_killed else "had ended before"] += 1
        killer.let_end(*words)
        assert files(TARGET) == new, "the next build did not mend it"
        assert not hidden(TARGET), hidden(TARGET)
    return found


# --------------------------------------------------------------------------- publish


def edition_of(text: str) -> int:
    match = re.search(r"^edition: (\d+)$", text, re.MULTILINE)
    assert match
    return int(match[1])


def edit(number: int) -> None:
    """Change a fact, as its author does."""
    text, changed = FACT.subn(f"gist: Sputnik {number} did not worry him", BANK.read_text("utf-8"))
    assert changed == 1
    BANK.write_text(text, "utf-8")


def kill_publishing(times: int, random: Random) -> Counter[str]:
    """Kill publish; return how often each state was found."""
    found: Counter[str] = Counter()
    killer = Killer(random)
    run(*PUBLISH)
    edit(0)
    killer.let_end(*PUBLISH)
    for turn in range(1, times + 1):
        edit(2 * turn)
        old_bank, old_lock = BANK.read_text("utf-8"), LOCK.read_bytes()
        number = edition_of(old_bank)
        new_bank = old_bank.replace(f"\nedition: {number}\n", f"\nedition: {number + 1}\n")
        was_killed = killer.kill(*PUBLISH, at_a_move=turn % 4 < 2)
        bank, lock = BANK.read_text("utf-8"), LOCK.read_bytes()
        assert bank in (old_bank, new_bank), "the bank is half"
        sealed = read_lock(lock, "moon.lock").edition  # a lock that is half breaks its seal
        assert sealed == number + (lock != old_lock)
        state = "new" if bank == new_bank else "old" if lock == old_lock else "only the lock new"
        left = ", and something left" if hidden("banks") else ""
        found[f"{state}{left}" if was_killed else "had ended before"] += 1
        if turn % 2:  # the author goes on, whatever stands there
            edit(2 * turn + 1)
        killer.let_end(*PUBLISH)
        bank = BANK.read_text("utf-8")
        assert f"Sputnik {2 * turn + turn % 2} did not" in bank, "an edit is lost"
        wanted = number + 1 + (state == "new" and turn % 2)
        assert edition_of(bank) == wanted, (state, edition_of(bank), wanted)
        assert read_lock(LOCK.read_bytes(), "moon.lock").edition == wanted
        assert not hidden("banks"), hidden("banks")
    edit(0)
    killer.let_end(*PUBLISH)  # makes up for an edition of which nothing was told
    told = re.findall(r"^## (\d+) · ", CHANGES.read_text("utf-8"), re.MULTILINE)
    assert [*map(int, told)] == [*range(edition_of(BANK.read_text("utf-8")), 1, -1)], told
    return found


def tell(what: str, found: Counter[str]) -> None:
    print(f"{what}: {sum(found.values())} instants")
    for state, number in sorted(found.items()):
        print(f"  {state}: {number}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20, help="of each of both commands")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with project():
        tell("publish", kill_publishing(given.times, Random(given.seed)))
        tell("build", kill_builds(given.times, Random(given.seed)))
