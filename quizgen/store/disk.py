"""What a disk can do, what is done where it cannot, and what is said where it fails.

Drives differ. A network drive may know no second names for a file and no locks, and may refuse
rights and times; what it lacks is done in another way, or left out where it is a mere comfort.
"""

import contextlib
import errno
import os
import re
import shutil
import signal
import stat
import sys
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from quizgen.errors import Problem, QuizgenError, Where

MAKE_ROOM = "make room on the disk"
CANNOT = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOLCK, errno.EPERM}
"""What a system says of a call that it, or the drive, does not know."""
OURS = r"\.quizgen-.+|\..+\.[0-9a-f]{8}\.new"
"""How hidden files and folders are named that quizgen makes."""
_LONGEST_NAME = 200
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would write its own line ends
_NONBLOCK = getattr(os, "O_NONBLOCK", 0)


def make_token() -> str:
    """Return a part of a name that nobody can guess, and so nobody has put in our way."""
    return os.urandom(4).hex()


# --------------------------------------------------------------------------- drafts


def write_draft(path: Path, content: bytes, like: Path | None = None) -> Path:
    """Write a hidden file beside another one, whose name it is to get; return where it lies.

    It is made by us and nobody else, never through a link. With `like`, it has the rights of that
    file, as far as the drive lets it.
    """
    draft = path.with_name(f".{_draft_name(path)}.{make_token()}.new")
    mode = stat.S_IMODE(like.stat().st_mode) if like else 0o666
    made = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW | _BINARY, mode)
    try:
        with os.fdopen(made, "wb") as stream:
            if like:
                _give_rights(draft, like)
            stream.write(content)
            stream.flush()
            _sync(made)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _sync(opened: int) -> None:
    """See that what was written outlives a loss of power; not every drive can be asked for it."""
    try:
        os.fsync(opened)
    except OSError as error:
        if error.errno not in CANNOT:
            raise


def find_drafts(path: Path) -> list[Path]:
    """Return the drafts of a file that runs have left which were killed."""
    name = re.compile(rf"\.{re.escape(_draft_name(path))}\.[0-9a-f]{{8}}\.new")
    return [
        draft
        for draft in sorted(path.parent.iterdir())
        if name.fullmatch(draft.name) and draft.is_file() and not draft.is_symlink()
    ]


def _draft_name(path: Path) -> str:
    name = os.fsencode(path.name)
    return path.name if len(name) < _LONGEST_NAME else sha256(name).hexdigest()


def _give_rights(path: Path, like: Path) -> None:
    if sys.platform != "win32":
        there = like.stat()
        with contextlib.suppress(OSError):
            os.chown(path, there.st_uid, there.st_gid)
    for copy in (shutil.copymode, shutil.copystat):  # the second does more, or nothing
        with contextlib.suppress(OSError):
            copy(like, path)


# --------------------------------------------------------------------------- names


def name_new(draft: Path, path: Path) -> None:
    """Give a draft its name; raises FileExistsError if there is a file of that name by now."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # no second names: take the name, then fill it
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NOFOLLOW))
        try:
            draft.replace(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    else:
        with contextlib.suppress(OSError):  # it has its name, whatever becomes of the other
            draft.unlink()


def put(draft: Path, path: Path, old: bytes) -> bool:
    """Put a draft in the place of a file; return False, and change nothing, if that is not `old`.

    A program may save the file at any instant. Where the system can swap two files, what came out
    of the file's place is looked at, so whatever was saved there is found, and put back. Elsewhere
    some millionths of a second remain between the look and the move. Raises QuizgenError, which
    says where it lies, if something was saved and cannot be put back.
    """
    new = draft.read_bytes()
    if path.read_bytes() != old:
        return False
    if not swap(draft, path):
        draft.replace(path)
        return True
    try:
        found = draft.read_bytes()
    except OSError:
        swap(draft, path)  # what nobody can look at stays where it was
        raise
    if found == old:
        return True
    put_back(draft, path, new)
    return False


def put_back(draft: Path, path: Path, put: bytes) -> None:
    """Put back what stood in a file's place when `put` got there: it lies in the draft now.

    What is saved there in the meantime comes out, and goes in again, for it is newer. Whoever saved
    it may have had before him what we had put, and not what he saves over now: that is kept beside
    the file. The draft is gone then.

    Raises QuizgenError, which names what was kept.
    """
    ours = put
    while True:
        inside, put = put, draft.read_bytes()
        if not swap(draft, path):
            draft.replace(path)
            return
        if draft.read_bytes() == inside:
            break
    if inside == ours:
        draft.unlink()
        return
    kept = draft.replace(path.with_name(f"{path.name}.saved-{make_token()}"))
    name = path.as_posix()
    message = f"holds what was saved a moment before {name} was saved once more"
    hint = f"take over from it what {name} lacks, then delete it"
    raise QuizgenError([Problem(Where(kept.as_posix()), message, hint)])


def swap(one: Path, other: Path) -> bool:
    """Give each of two files the other's name, in one step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    try:
        import ctypes

        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (ImportError, AttributeError, OSError):  # Python, or its C library, is built without it
        return False
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of linux/fs.h
    if rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0:
        return True
    code = ctypes.get_errno()
    if code in CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Let nobody interrupt the moves of a block: they take a moment, and belong together.

    Whoever says to end in that moment comes too late; the work is done.
    """
    handlers = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if number := getattr(signal, name, None):
                handlers[number] = signal.signal(number, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler or signal.SIG_DFL)


# --------------------------------------------------------------------------- files of ours


def open_ours(path: Path, flags: int) -> int:
    """Open a hidden file of ours; raises QuizgenError if something else has its name.

    It is opened neither through a link, nor so that anybody waits for the other end of a pipe.
    """
    try:
        opened = os.open(path, flags | _NOFOLLOW | _NONBLOCK | _BINARY, 0o666)
    except OSError as error:
        with contextlib.suppress(FileNotFoundError):
            if not stat.S_ISREG(path.lstat().st_mode):
                raise QuizgenError([_not_ours(path)]) from error
        raise
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise QuizgenError([_not_ours(path)])
    return opened


def _not_ours(path: Path) -> Problem:
    what = "a link" if path.is_symlink() else "a folder" if path.is_dir() else "no ordinary file"
    message = f"is {what}, and quizgen needs a file of this name for itself"
    return Problem(Where(path.as_posix()), message, "move it away; it was not touched")


# --------------------------------------------------------------------------- failures


@contextlib.contextmanager
def explaining_errors(target: Path, hint_end: str = "") -> Iterator[None]:
    """Turn an OSError of the block into a problem that a person can mend."""
    try:
        yield
    except OSError as error:
        name = error.filename2 or error.filename  # a move is told by where to
        path = Path(os.fsdecode(name)) if name else target
        if any(re.fullmatch(OURS, part) for part in path.parts):
            path = target
        is_ours = path == target or target in path.parents or path in target.parents
        done = "written" if is_ours else "read"  # a font, for one
        message = f"cannot be {done}: {error.strerror or error}"
        hint = f"{_advice(error, path, target)}{hint_end if is_ours else ''}"
        raise QuizgenError([Problem(Where(path.as_posix()), message, hint)]) from error


def is_full(error: OSError) -> bool:
    """Tell whether there was no room for a file."""
    return errno.errorcode.get(error.errno or 0) in {"ENOSPC", "EDQUOT", "EFBIG"}


def _advice(error: OSError, path: Path, target: Path) -> str:
    if is_full(error):
        return MAKE_ROOM
    if error.errno == errno.EIO:
        return "the disk, or the way to it, fails: try again"
    if path == target or path in target.parents:
        return "see that it is a folder and that you may write there"
    return "close the file if it is open elsewhere"
