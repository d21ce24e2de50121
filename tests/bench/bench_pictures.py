"""Memory of a build with many pictures: `python tests/bench/bench_pictures.py [PICTURES]`.

Flashcards and a deck of so many pictures of one megabyte each are built in a process of its own, once as PNG and once as JPEG;
all pictures are in both files. What it takes is what the system says the process held at most.
"""

import os
import resource
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from time import perf_counter

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]  # as pytest does

from PIL import Image
from target import line

MOST_MB = 200
BANK = """topic: many
title: Many pictures
summary: Words with pictures.
as_of: 2024-01-01
sensitivity: none
sources: {book: {publisher: P, title: T, kind: book, date: 2020, date_basis: printed, text: t.txt}}
pictures:
"""


def main() -> None:
    """Print what building a bank with large pictures takes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for kind in ("png", "jpg"):
        with tempfile.TemporaryDirectory() as folder:
            size = write_bank(Path(folder), count, kind)
            start = perf_counter()
            peak = peak_of_build(Path(folder))
            seconds = perf_counter() - start
            print(f"{count} pictures ({kind}) of {size / 1e6:.0f} MB in all: {seconds:.1f} s")
            print(line("memory of the whole process", peak, MOST_MB, " MB"))


def write_bank(folder: Path, count: int, kind: str) -> int:
    """Write a bank of so many terms, each with a picture; return how large all pictures are."""
    (folder / "banks").mkdir()
    pictures, facts, total = [], ["facts:"], 0
    for number in range(count):
        data = picture_of(kind)
        total += len(data)
        (folder / "banks" / f"{number}.{kind}").write_bytes(data)
        pictures.append(
            f"  p{number}: {{file: {number}.{kind}, alt: Picture {number} of many., credit: own, licence: CC0}}"
        )
        on = "question" if number % 2 else "answer"
        facts.append(
            f"  - {{id: f{number}, kind: term, term: word{number}, meaning: the meaning of {number}, relation: means,"
            f" source: book, at: words {number}, picture: p{number}, picture_on: {on}}}"
        )
    text = BANK + "\n".join([*pictures, *facts]) + "\n"
    (folder / "banks" / "many.yaml").write_text(text, "utf-8")
    return total


def picture_of(kind: str) -> bytes:
    """Return about a megabyte of noise, which nothing packs smaller."""
    size = (650, 540) if kind == "png" else (1180, 920)
    stream = BytesIO()
    noise = Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3))
    noise.save(stream, "PNG" if kind == "png" else "JPEG", quality=90, compress_level=1)
    return stream.getvalue()


def peak_of_build(folder: Path) -> float:
    """Build flashcards and deck in another process; return how many megabytes it held at most."""
    command = [sys.executable, "-m", "quizgen", "build", "--topic", "many"]
    command += ["--worksheet", "flashcards"]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


if __name__ == "__main__":
    main()
