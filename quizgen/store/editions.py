"""Writing an edition: a bank and its lock, which belong together, beside an author who edits.

The lock is written first, the bank last, each only if it still is what was read. What a run must
know to undo the work of one that was killed in between lies in a hidden file beside the bank, the
edition's journal, which names the bytes by their hashes. Nobody can have used an edition of which
only the lock was there: no deck is made of a bank and a lock that do not fit each other.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from quizgen.errors import LockError, Problem, QuizgenError, Where
from quizgen.read.edition import edition_in
from quizgen.store.disk import (
    explaining_errors,
    find_drafts,
    name_new,
    open_ours,
    put,
    put_back,
    undisturbed,
    write_draft,
)
from quizgen.store.locks import hold
from quizgen.store.names import changes_of, journal_of
from quizgen.values import dataclass


@dataclass(frozen=True)
class Change:
    """A file, as it was read and as it is to be."""

    path: Path
    old: bytes | None
    """None: there was no such file."""
    new: bytes


@dataclass(frozen=True)
class _Journal:
    """What stands where an edition is written, by hashes, and what the lock was before."""

    old_bank: str
    new_bank: str
    new_lock: str
    old_lock: str
    edition: int


@contextlib.contextmanager
def publishing(bank: Path) -> Iterator[None]:
    """Keep out whoever else wants to publish a bank; first undo what a killed run did by half.

    Raises QuizgenError if somebody else is at it, or if something cannot be written.
    """
    message, hint = "this topic is being published already", "wait for it to end"
    refusal = Problem(Where(bank.as_posix()), message, hint)
    lock = bank.with_name(f".quizgen-lock-{bank.stem}")
    with explaining_errors(bank.parent), hold(lock, refusal):
        _mend(bank)
        yield


def write_edition(bank: Change, lock: Change, *told: Change) -> None:
    """Write both files of an edition, or neither; a bank that stays the same is not written.

    Raises QuizgenError, and lets stand what is there, if one of them is no more what was read.
    Then comes what tells of the edition. It is no part of what a killed run undoes, since the next
    edition makes up for it; if it cannot be written now, the error says that the edition stands.
    """
    changes = [lock, bank] if bank.new != bank.old else [lock]
    for change in (*changes, *told):
        _refuse_protected(change)
    journal = _journal(bank, lock) if bank in changes else None
    try:
        drafts = [_write_draft(change) for change in changes]  # whole before the journal is there
        if journal:
            path = journal_of(bank.path)
            name_new(write_draft(path, json.dumps(asdict(journal)).encode()), path)
        elif bank.path.read_bytes() != bank.old:
            raise LockError([_changed(bank.path)])
        with undisturbed():
            for change, draft in zip(changes, drafts, strict=True):
                _put(draft, change)
    except BaseException as error:
        try:
            _mend(bank.path, journal)
        except OSError:
            raise LockError([_half(bank, lock, error)]) from error
        raise
    _clear_up(bank.path)
    for change in told:
        _tell(change, bank.path.stem)


def _tell(change: Change, topic: str) -> None:
    """Write what tells of an edition that has just been published."""
    where = Where(change.path.as_posix())
    hint = f"what this edition changed is written here with the next one of {topic}"
    try:
        draft = _write_draft(change)
        try:
            with undisturbed():
                is_put = _is_put(draft, change)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        message = f"the edition is published, but this could not be written: {error.strerror}"
        raise LockError([Problem(where, message, hint)]) from error
    if not is_put:
        message = "the edition is published, but this was changed meanwhile, and is left as it is"
        raise LockError([Problem(where, message, hint)])


def rewrite_bank(change: Change) -> None:
    """Write a bank anew; raises QuizgenError, and lets stand what is there, if that has changed."""
    rewrite_beside(change.path, change)


def rewrite_beside(bank: Path, change: Change) -> None:
    """Write a file anew that belongs to a bank, while nobody publishes it.

    Raises QuizgenError, and lets stand what is there, if that has changed.
    """
    with publishing(bank):
        _refuse_protected(change)
        draft = _write_draft(change)
        try:
            with undisturbed():
                is_put = _is_put(draft, change)
        finally:
            draft.unlink(missing_ok=True)
        _clear_up(bank)
    if not is_put:
        message = "was changed while it was being written; nothing was written"
        raise QuizgenError([Problem(Where(change.path.as_posix()), message, "try again")])


def _is_put(draft: Path, change: Change) -> bool:
    """Tell whether a draft got a file's place, in which there still is what was read."""
    path = _end_of(change.path)
    if change.old is not None:
        return put(draft, path, change.old)
    try:
        name_new(draft, path)
    except FileExistsError:
        return False
    return True


def _refuse_protected(change: Change) -> None:
    effective = os.access in os.supports_effective_ids
    if change.old is not None and not os.access(change.path, os.W_OK, effective_ids=effective):
        hint = "allow writing to it, then try again"
        raise LockError([Problem(Where(change.path.as_posix()), "is write-protected", hint)])


def _write_draft(change: Change) -> Path:
    path = _end_of(change.path)
    with _naming(change.path):
        return write_draft(path, change.new, like=None if change.old is None else path)


def _journal(bank: Change, lock: Change) -> _Journal:
    return _Journal(
        old_bank=_hash(bank.old or b""),
        new_bank=_hash(bank.new),
        new_lock=_hash(lock.new),
        old_lock=(lock.old or b"").decode(),
        edition=edition_in(bank.new) or 0,
    )


def _put(draft: Path, change: Change) -> None:
    """Put a new version in a file's place; a link stays, and what it leads to is written."""
    path = _end_of(change.path)
    try:
        with _naming(change.path):
            if change.old is None:
                name_new(draft, path)
                return
            if put(draft, path, change.old):
                return
    except (FileExistsError, FileNotFoundError):
        pass
    raise LockError([_changed(change.path)])


@contextlib.contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Let errors of a draft be those of the file that it is to become."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _changed(path: Path) -> Problem:
    message = "was changed while its edition was being made; nothing was published"
    return Problem(Where(path.as_posix()), message, f"run quizgen publish {path.stem} again")


def _half(bank: Change, lock: Change, error: BaseException) -> Problem:
    """Say what stands where, if the second file could not be written nor the first be undone."""
    why = getattr(error, "strerror", None) or "interrupted"
    message = f"{_state(lock)}; {bank.path.as_posix()} {_state(bank)}: the disk failed: {why}"
    hint = f"once it works, run quizgen publish {bank.path.stem} again: it begins by undoing this"
    return Problem(Where(lock.path.as_posix()), message, hint)


def _state(change: Change) -> str:
    try:
        found = change.path.read_bytes()
    except OSError:
        return "cannot be read"
    return {change.new: "is of the new edition", change.old: "is as it was"}.get(
        found, "is another"
    )


# --------------------------------------------------------------------------- undoing


def _mend(bank: Path, ours: _Journal | None = None) -> None:
    """Undo an edition of which not both files stand in their places, and clear up after it.

    Whoever has put other files there since, a newer edition for one, is right. So a bank that is of
    the new edition has been edited since; one that cannot be read has to wait for its author,
    unless this run is the one that has been writing (`ours`), and knows that it is not there.
    """
    journal, lock = ours or _read_journal(bank), bank.with_suffix(".lock")
    if journal:
        _give_back_edits(journal, bank)
        edition = edition_in(bank.read_bytes()) if bank.exists() else None
        if edition is None and not ours:
            return
        if _hash_of(lock) == journal.new_lock and edition != journal.edition:
            path = _end_of(lock)
            write_draft(path, journal.old_lock.encode(), like=path).replace(path)
    _clear_up(bank)


def _clear_up(bank: Path) -> None:
    """Remove drafts and the journal; what cannot be removed can wait for the next time."""
    with contextlib.suppress(OSError):
        for path in (bank, bank.with_suffix(".lock"), changes_of(bank), journal_of(bank)):
            for draft in find_drafts(_end_of(path)):
                draft.unlink()
        journal_of(bank).unlink(missing_ok=True)


def _give_back_edits(journal: _Journal, bank: Path) -> None:
    """Put back what an author had saved and a killed run had just taken out of the bank's place."""
    path = _end_of(bank)
    for draft in find_drafts(path):
        if _hash_of(draft) in (journal.old_bank, journal.new_bank):
            continue
        if _hash_of(path) == journal.new_bank:
            put_back(draft, path, path.read_bytes())
        else:
            message = "holds what was saved while quizgen publish was killed"
            hint = f"take over from it what {bank.as_posix()} lacks, then delete it"
            raise QuizgenError([Problem(Where(draft.as_posix()), message, hint)])


def _read_journal(bank: Path) -> _Journal | None:
    path = journal_of(bank)
    try:
        with os.fdopen(open_ours(path, os.O_RDONLY), "rb") as stream:
            return _Journal(**json.load(stream))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        message = "is not as quizgen publish wrote it"
        hint = "delete it; if the bank and its lock do not fit then, get both from version control"
        raise LockError([Problem(Where(path.as_posix()), message, hint)]) from error


def _end_of(path: Path) -> Path:
    """Return the file to which a link leads, or the file itself."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _hash_of(path: Path) -> str:
    try:
        return _hash(path.read_bytes())
    except FileNotFoundError:
        return ""


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
