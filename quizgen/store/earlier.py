"""What sheets were before their last changes, kept beside them, so that a change can be undone."""

import re
from pathlib import Path

from quizgen.store.disk import explaining_errors

FOLDER = ".earlier"
"""Below the folder of sheets; hidden, so that nobody takes it for sheets."""
MOST = 40
"""So many changes can be undone."""
_NUMBER = re.compile(r"[0-9]{6}\.yaml")


def keep_earlier(sheet: Path, content: bytes) -> None:
    """Keep what a sheet is before it is changed; what is kept longest goes."""
    folder = _folder_of(sheet)
    with explaining_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        kept = _kept(sheet)
        number = int(kept[-1].stem) + 1 if kept else 1
        path = folder / f"{number:06}.yaml"
        draft = path.with_suffix(".new")  # nobody waits until it has reached the disk
        draft.write_bytes(content)
        draft.replace(path)
        for old in kept[: max(0, len(kept) + 1 - MOST)]:
            old.unlink(missing_ok=True)


def last_earlier(sheet: Path, now: bytes) -> Path | None:
    """Return the file of what a sheet was before it became what it is; None if there is none.

    A change that was killed has kept what it did not change: that is passed over.
    """
    for path in reversed(_kept(sheet)):
        if path.read_bytes() != now:
            return path
    return None


def forget_from(sheet: Path, first: Path) -> None:
    """Forget a state of a sheet and all later ones, since the sheet is what it was before them."""
    for path in _kept(sheet):
        if path >= first:
            path.unlink(missing_ok=True)


def _kept(sheet: Path) -> list[Path]:
    folder = _folder_of(sheet)
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if _NUMBER.fullmatch(path.name))


def _folder_of(sheet: Path) -> Path:
    return sheet.parent / FOLDER / sheet.stem
