"""Save edits of a bank while it is published over and over, and look whether one is lost.

An author's edits come at random instants, every second one as editors save that put a new file in
the old one's place, the others as those that write into the file. Every second run of `publish`
waits a moment before each of its moves, as on a slow drive, so that edits fall between them. It
fails with a traceback: `make edits TIMES=200`.
"""

import argparse
import re
import time
from collections import Counter
from pathlib import Path
from random import Random

from runs import BANK, LOCK, PUBLISH, end, hidden, project, run, start

from quizgen.read import read_lock
from quizgen.store import disk

DRAFT = Path("draft.yaml")
OLDER = re.compile(
    r"the bank is older than the lock: the bank is at edition \d+, its lock at (\d+)"
)
FACT = re.compile(r"gist: .*?(?=, about: Sputnik 1)")
KEPT = re.compile(r"^\S+\.saved-[0-9a-f]+(?=: holds what was saved)", re.MULTILINE)
SLOW = 0.03
"""Seconds of waiting before a move."""


def save(number: int, text: str) -> None:
    """Save a text as editors do."""
    if number % 2:
        DRAFT.write_text(text, "utf-8")
        DRAFT.replace(BANK)
    else:
        BANK.write_text(text, "utf-8")


def edit(number: int) -> None:
    """Add a line that tells of the edit, and change a fact, so that there is something new."""
    text = FACT.sub(f"gist: Sputnik {number} did not worry him", BANK.read_text("utf-8"))
    save(number, f"{text}# edit {number}\n")


def slow_down() -> None:
    swap = disk.swap

    def wait_and_swap(one: Path, other: Path) -> bool:
        time.sleep(SLOW)
        return swap(one, other)

    disk.swap = wait_and_swap


def publish_beside(edits: list[int], random: Random, is_slow: bool) -> str:
    """Publish, and save an edit or two at random instants meanwhile; return what the run says."""
    process = start(*PUBLISH, before=slow_down if is_slow else lambda: None)
    for _ in range(random.choice([1, 1, 2])):
        time.sleep(random.uniform(0, 0.4))
        if edits:
            edit(edits.pop())
    return end(process).said


def write_edition(number: int) -> None:
    """Do what the hint says to whoever saved a bank of the edition before."""
    text = BANK.read_text("utf-8")
    BANK.write_text(
        re.sub(r"^edition: \d+$", f"edition: {number}", text, flags=re.MULTILINE), "utf-8"
    )


def try_edits(times: int, random: Random) -> Counter[str]:
    """Save so many edits; return what each run of publish said."""
    found: Counter[str] = Counter()
    named: set[Path] = set()
    run(*PUBLISH)
    edits = [*range(times, 0, -1)]
    while edits:
        said = publish_beside(edits, random, is_slow=bool(sum(found.values()) % 2))
        assert "Traceback" not in said, said
        named |= {Path(name) for name in KEPT.findall(said)}
        found[re.sub(r"\d+", "N", KEPT.sub("a file", said.partition("\n")[0]))] += 1
        if match := OLDER.search(said):
            write_edition(int(match[1]))
    ended = run(*PUBLISH)
    if match := OLDER.search(ended.said):
        write_edition(int(match[1]))
        ended = run(*PUBLISH)
    assert ended.code == 0, ended.said
    text = BANK.read_text("utf-8")
    kept = "".join(path.read_text("utf-8") for path in named)
    lost = [number for number in range(1, times + 1) if f"# edit {number}\n" not in text + kept]
    assert not lost, f"these edits are gone: {lost}"
    assert f"edition: {read_lock(LOCK.read_bytes(), 'moon.lock').edition}\n" in text
    assert not hidden("banks"), hidden("banks")
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with project():
        found = try_edits(given.times, Random(given.seed))
    print(f"edits: {given.times}, none lost; what {sum(found.values())} runs of publish said:")
    for said, number in found.most_common():
        print(f"  {number:4} {said}")
