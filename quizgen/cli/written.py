"""What was written: the files of a build, and what is said of them."""

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.cli.console import say
from quizgen.errors import Problem, counted
from quizgen.store.folder import staging

if TYPE_CHECKING:
    from quizgen.formats import Format
    from quizgen.output import Export


@dataclass
class Written:
    """The files that lie in their folder, and what else is to be told of them."""

    files: dict[str, Mapping[str, int]] = field(default_factory=dict)
    next_steps: dict[str, None] = field(default_factory=dict)
    left_out: dict[Problem, None] = field(default_factory=dict)
    remarks: dict[str, None] = field(default_factory=dict)

    @property
    def as_data(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "files": {path: {**counts} for path, counts in self.files.items()},
            "left_out": [problem.as_data for problem in self.left_out],
            "remarks": [*self.remarks],
        }

    def say_files(self) -> None:
        """Say which files there are, and how much is in each."""
        for path, counts in self.files.items():
            listed = (counted(number, what.removesuffix("s")) for what, number in counts.items())
            say(f"{path}: {', '.join(listed)}")

    def say_rest(self) -> None:
        """Say what was left out, what to do next and what to know."""
        for problem in self.left_out:
            say(problem)
        if advice := ", ".join(filter(None, self.next_steps)):
            say(f"{advice[0].upper()}{advice[1:]}.")
        for remark in self.remarks:
            say(remark)


def write_exports(exports: "Iterable[tuple[Format, Export]]", folder: Path) -> Written:
    """Write files one by one as they are made; all are in their folder, or none."""
    written = Written()
    gc.freeze()  # what has been read stays to the end, and need not be looked through
    with staging(folder) as new:
        for format, export in exports:
            for file in export.files:
                with (new / file.name).open("wb") as stream:
                    file.write_to(stream)
                written.files[(folder / file.name).as_posix()] = file.counts
                written.next_steps[format.next] = None
            written.left_out |= dict.fromkeys(export.left_out)
            written.remarks |= dict.fromkeys(export.remarks)
            gc.collect(0)  # what one form leaves behind, if there are thousands
    return written
