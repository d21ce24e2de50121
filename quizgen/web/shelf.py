"""Topics that were read, kept while their files stay as they are."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

from quizgen.build import Ready, read_topics, with_own
from quizgen.quiz.sheet import Sheet
from quizgen.store.project import SHIPPED, Project
from quizgen.values import dataclass
from quizgen.web.kept import Kept

MOST_READ = 4
"""So many topics stay read: one of ten thousand facts takes some hundred megabytes."""
MOST_OWN = 8

Signature = tuple[object, ...]
"""By which files are known to be as they were."""


@dataclass(frozen=True)
class Opened:
    """Topics as they are read, and by what it is known that they still are so."""

    ready: Ready
    signature: Signature
    busy: threading.RLock
    """Items are made when they are asked for: one thread at a time asks these pools."""


class Shelf:
    """The topics of a project that were read."""

    def __init__(self, project: Project) -> None:
        """Read none yet."""
        self._project = project
        self._topics: Kept[Opened] = Kept(MOST_READ)
        self._own: Kept[Opened] = Kept(MOST_OWN)
        self._reading = threading.Lock()

    def open(self, *topics: str) -> Opened:
        """Return topics; raises QuizgenError with all that is wrong with them."""
        signature = self.signature(topics)
        with self._reading:
            return self._topics.get(signature, lambda: self._read(topics, signature))

    def open_for(self, sheet: Sheet, content: bytes) -> Opened:
        """Return the topics of a sheet, with what it has of its own; `content` is its file's."""
        opened = self.open(*sheet.all_topics)
        if not sheet.own:
            return opened
        own = self._project.find_own(sheet)
        assert own is not None
        signature = (*opened.signature, own.file.path, own.file.content)

        def with_it() -> Opened:
            return Opened(with_own(opened.ready, own), signature, opened.busy)

        with opened.busy:
            return self._own.get(signature, with_it)

    def _read(self, topics: tuple[str, ...], signature: Signature) -> Opened:
        texts = [self._project.find_texts(topic) for topic in topics]
        return Opened(read_topics(texts), signature, threading.RLock())

    def signature(self, topics: tuple[str, ...]) -> Signature:
        """Return by what is known whether topics are as they were."""
        paths = self._project.bank_paths()
        banks = [paths.get(topic, self._project.banks / f"{topic}.yaml") for topic in topics]
        files = [
            *banks,
            *(bank.with_suffix(".lock") for bank in banks),
            *(path for folder in {bank.parent for bank in banks} for path in _beside(folder)),
            *_below(self._project.templates),
        ]
        return (topics, *(_sign(path) for path in files))


def _beside(folder: Path) -> Iterator[Path]:
    """Yield what banks may name: tables and pictures beside them, and in the next folders."""
    if folder == SHIPPED.banks:
        return  # nobody edits these
    for path in _below(folder):
        if path.suffix not in (".yaml", ".lock"):
            yield path


def _below(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))


def _sign(path: Path) -> Signature:
    try:
        found = path.stat()
    except OSError:
        return (str(path),)
    return str(path), found.st_mtime_ns, found.st_size, found.st_ino
