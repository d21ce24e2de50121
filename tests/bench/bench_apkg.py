"""Time and memory of `write_deck`: `python tests/bench/bench_apkg.py [NOTES]`.

The floor is the least that any writer must do: `executemany` of the same rows, ready made, into the same tables, and one
deflate of the file. Memory is what writing adds to a process that holds the deck. Each is the best of several runs.
"""

import gc
import io
import sqlite3
import subprocess
import sys
import zipfile
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import perf_counter

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]  # as pytest does

from small_bank import NOTE_TYPES, small_deck
from target import line

from quizgen.content import Run
from quizgen.deck.content import FieldContent
from quizgen.deck.deck import Deck
from quizgen.deck.html import as_html
from quizgen.deck.notes import Note
from quizgen.export.apkg import TABLES, write_deck

RUNS = 3


def main() -> None:
    """Print what writing a large deck takes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    gc.disable()  # as quizgen does: it would go through all values so far, again and again
    deck = large_deck(count)
    html = timed(lambda: [note.html for note in deck.notes])  # a deck is sealed by it before
    rows = rows_of(write_deck(deck))
    text = sum(len(as_html(field)) for note in deck.notes for field in note.fields)
    floor = min(timed(lambda: write_floor(rows)) for _ in range(RUNS))
    ours = min(timed(lambda: write_deck(deck)) for _ in range(RUNS))
    package = write_deck(deck)
    peak = subprocess.run(
        [sys.executable, __file__, str(count), "peak"], check=True, capture_output=True, text=True
    ).stdout
    say(
        f"{count} notes, {sum(len(note.cards) for note in deck.notes)} cards, {text / 1e6:.0f} MB of text"
    )
    say(f"a package of {len(package) / 1e6:.1f} MB; rows and deflate alone take {floor:.2f} s")
    say(f"the HTML of its notes, made once: {html:.2f} s")
    say(line(f"write_deck: {ours:.2f} s", ours / floor, 1.3))
    say(line("memory above the deck's own values", float(peak), 250, " MB"))


def large_deck(count: int) -> Deck:
    """Return a deck of notes like those of the small bank, each with words of its own."""
    few = small_deck()
    notes = tuple(like(few.notes[number % len(few.notes)], number) for number in range(count))
    return Deck(
        topic="large", seed="0", name="Large", description="", language="en-GB", note_types=NOTE_TYPES,
        notes=notes, modified=few.modified,
    )  # fmt: skip


def like(note: Note, number: int) -> Note:
    """Return a note like another."""
    own = f" {zlib.crc32(str(number).encode()):x} {number}"

    def longer(content: FieldContent) -> FieldContent:
        last = content[-1] if content else None
        return (*content[:-1], replace(last, text=last.text + own)) if isinstance(last, Run) else ()

    return Note(
        guid=f"{number:016x}", type_key=note.type_key, facts=(f"fact-{number}",),
        cards=note.cards, tags=note.tags,
        fields=tuple(map(longer, note.fields)),
        due=number + 1, modified=note.modified,
    )  # fmt: skip


def rows_of(package: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of a package's tables."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        content = archive.read("collection.anki2")
    tables = ("col", "notes", "cards")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        return {name: list(database.execute(f"select * from {name}")) for name in tables}


def write_floor(rows: dict[str, list[tuple[object, ...]]]) -> bytes:
    """Write ready rows and deflate the file once."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript(TABLES)
        database.execute("BEGIN")
        for name, those in rows.items():
            places = ", ".join("?" * len(those[0]))
            database.executemany(f"insert into {name} values ({places})", those)
        database.execute("COMMIT")
        return zlib.compress(database.serialize())


def timed(work: object) -> float:
    """Return how many seconds the work took."""
    assert callable(work)
    start = perf_counter()
    work()
    return perf_counter() - start


def print_peak(count: int) -> None:
    """Print by how much writing raises the most memory that this process holds (Linux)."""
    deck = large_deck(count)
    before = memory("VmRSS")
    write_deck(deck)
    say(f"{memory('VmHWM') - before}")


def memory(kind: str) -> int:
    """Return megabytes from the process's own page."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{kind}:")[2].split()[0]) // 1024


def say(words: str) -> None:
    """Print a line."""
    sys.stdout.write(words + "\n")


if __name__ == "__main__":
    if sys.argv[2:] == ["peak"]:
        print_peak(int(sys.argv[1]))
    else:
        main()
