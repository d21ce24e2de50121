"""Whether a restructuring left every byte of what is built as it was.

    python tests/same_bytes.py record before.txt
    ...                                             # restructure
    python tests/same_bytes.py record after.txt
    python tests/same_bytes.py compare before.txt after.txt

A record has a line for each file that `quizgen build` makes of the shipped bank and of the small
bank of the tests: every worksheet, with its key and its JSON, in three forms and alone, by many
seeds, on A4 and in large print; and every deck, table and Quizlet list. `--keep FOLDER` leaves the
files themselves there, for a look at what differs. The program is called as a user calls it, so the
script runs on any state of the code: `--tree FOLDER` records another checkout.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from shutil import copytree

ROOT = Path(__file__).resolve().parents[1]
PAPERS = ("worksheet", "key", "json")
DECKS = ("deck", "csv", "quizlet")


def builds(tree: Path, seeds: int) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each build and the options that ask for it."""
    folders = (tree / "templates" / name for name in ("en/worksheets", "worksheets"))
    worksheets = sorted(path.stem for folder in folders for path in folder.glob("*.yaml"))
    for topic in ("escalation", "moon"):
        for seed in range(1, (seeds if topic == "escalation" else 2) + 1):
            for worksheet in worksheets:
                asked = ["--topic", topic, "--worksheet", worksheet, "--seed", str(seed)]
                asked += _only(PAPERS)
                name = f"{topic}/{worksheet}/{seed}"
                yield f"{name}/three", [*asked, "--forms", "3"]
                yield f"{name}/large", [*asked, "--forms", "3", "--large-print"]
                if seed <= 3:
                    yield f"{name}/alone", [*asked, "--key", "full", "--paper", "letter"]
        for sensitivity in ("none", "low", "high"):
            asked = ["--topic", topic, "--max-sensitivity", sensitivity, *_only(DECKS)]
            yield f"{topic}/deck/{sensitivity}", asked
            yield f"{topic}/deck/{sensitivity}-choice", [*asked, "--with-choice"]


def _only(parts: Sequence[str]) -> list[str]:
    return [word for part in parts for word in ("--only", part)]


def record(tree: Path, seeds: int, keep: Path) -> list[str]:
    """Build everything into `keep`; return a line for each file: its hash, then its name."""
    project = keep / "project"
    (project / "banks").mkdir(parents=True)
    moon = (tree / "tests/cases/moon.yaml").read_bytes()
    (project / "banks/moon.yaml").write_bytes(moon)

    def build(named: tuple[str, list[str]]) -> list[str]:
        name, options = named
        out = keep / "files" / name
        done = subprocess.run(
            [sys.executable, "-m", "quizgen", "build", *options, "--out", str(out)],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(tree)},
            capture_output=True,
            text=True,
            check=False,
        )
        said = done.stdout.replace(str(out), name) + done.stderr
        lines = [f"{sha256(said.encode()).hexdigest()}  {name}: what it says"]
        for path in sorted(out.glob("*")):
            lines.append(f"{sha256(path.read_bytes()).hexdigest()}  {name}/{path.name}")
        return lines

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [line for lines in pool.map(build, builds(tree, seeds)) for line in lines]
    return sorted(found, key=lambda line: line.partition("  ")[2])


def compare(before: Path, after: Path) -> list[str]:
    """Return what differs between two records, a line each."""
    old, new = (_by_name(path) for path in (before, after))
    names = sorted({*old, *new})
    words = {True: "differs", False: "is new"}
    return [
        f"{words[name in old]}: {name}" if name in new else f"is gone: {name}"
        for name in names
        if old.get(name) != new.get(name)
    ]


def _by_name(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def main() -> None:
    """Record or compare, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    recording = verbs.add_parser("record")
    recording.add_argument("record", type=Path)
    recording.add_argument("--tree", type=Path, default=ROOT)
    recording.add_argument("--seeds", type=int, default=20)
    recording.add_argument("--keep", type=Path)
    comparing = verbs.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    asked = parser.parse_args()
    if asked.verb == "compare":
        found = compare(asked.before, asked.after)
        print("\n".join([*found, f"{len(found)} differ"]))
        sys.exit(bool(found))
    with tempfile.TemporaryDirectory() as scratch:
        built = record(asked.tree.resolve(), asked.seeds, Path(scratch, "build"))
        if asked.keep:
            copytree(Path(scratch, "build", "files"), asked.keep)
    asked.record.write_text("".join(f"{line}\n" for line in built), encoding="utf-8")
    print(f"{len(built)} lines in {asked.record}")


if __name__ == "__main__":
    main()
