"""Publishing on a real disk: beside an author who edits, killed half-way, over links, on poor drives."""

import contextlib
import errno
import os
import signal
import stat
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from command import BUILD, CASES, Run, Said
from editions import FIRST, MENDED, moon, published
from processes import as_nobody, hidden, start

from quizgen.store import disk, editions, project
from quizgen.store.names import journal_of

posix = pytest.mark.skipif(sys.platform == "win32", reason="links, rights and locks of POSIX")
BANK, LOCK = Path("banks/moon.yaml"), Path("banks/moon.lock")
CHANGED = (
    "banks/moon.yaml: was changed while its edition was being made; nothing was published\n"
    "  hint: run quizgen publish moon again\n"
)
EDIT = ("One iota", "Not one iota")


def mend(number: int = 0) -> str:
    """Change a fact, as its author does, and return the bank's text."""
    text = BANK.read_text("utf-8")
    old = MENDED[0] if MENDED[0] in text else f"Sputnik {number - 1} did not worry him"
    assert old in text
    text = text.replace(old, f"Sputnik {number} did not worry him")
    BANK.write_text(text, "utf-8")
    return text


def place(text: str) -> None:
    """Save a text as editors do that put a new file in the old one's place."""
    Path("draft").write_text(text, "utf-8")
    Path("draft").replace(BANK)


def overwrite(text: str) -> None:
    """Save a text as editors do that write into the file."""
    BANK.write_text(text, "utf-8")


SAVES: tuple[Callable[[str], None], ...] = (place, overwrite)


@pytest.fixture
def two(run: Run) -> Run:
    """A folder in which an edition is published, and another one about to be."""
    LOCK.write_bytes(first_lock())
    mend()
    return run


@cache
def first_lock() -> bytes:
    """Return the lock of the bank's first edition."""
    lock = published(moon(), FIRST).lock
    assert lock is not None
    return lock.content


def unable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system be one that cannot swap two files."""
    monkeypatch.setattr(disk, "swap", lambda one, other: False)


# --------------------------------------------------------------------------- what is written


def test_a_first_edition_does_not_touch_the_bank(run: Run) -> None:
    before = BANK.stat()
    assert run("publish", "moon").code == 0
    after = BANK.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_nothing_to_publish_touches_nothing(two: Run) -> None:
    assert two("publish", "moon").code == 0
    before = [path.stat() for path in (BANK, LOCK)]
    assert two("publish", "moon").out.startswith("Nothing has changed")
    after = [path.stat() for path in (BANK, LOCK)]
    assert [(it.st_ino, it.st_mtime_ns) for it in after] == [
        (it.st_ino, it.st_mtime_ns) for it in before
    ]
    assert hidden("banks") == []


def test_a_title_with_a_line_like_an_edition_stays_through_three_editions(run: Run) -> None:
    text = BANK.read_text("utf-8")
    title = 'title: "The race\nedition: 7 to the Moon"'
    BANK.write_text(text.replace("title: The race to the Moon", title), "utf-8")
    for number in (1, 2, 3):
        assert run("publish", "moon").out.startswith(f"banks/moon.yaml: edition {number}\n")
        assert f"{title}\n" in BANK.read_text("utf-8")
        assert run("topics").out.count("The race edition: 7 to the Moon") == 1
        mend(number - 1)


# --------------------------------------------------------------------------- an author who edits


def saving(monkeypatch: pytest.MonkeyPatch, save: Callable[[], None]) -> None:
    """Save something once an edition is made and before it is written."""
    write = editions.write_edition

    def save_and_write(*changes: editions.Change) -> None:
        save()
        write(*changes)

    monkeypatch.setattr("quizgen.cli.publish.write_edition", save_and_write)


@pytest.mark.parametrize("save", SAVES)
@pytest.mark.parametrize("can_swap", [True, False])
def test_an_edit_saved_while_an_edition_is_made_stays(
    two: Run, save: Callable[[str], None], can_swap: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_swap:
        unable(monkeypatch)
    old, edited = LOCK.read_bytes(), BANK.read_text("utf-8") + "# an edit\n"
    with monkeypatch.context() as meanwhile:
        saving(meanwhile, lambda: save(edited))
        assert two("publish", "moon") == Said(1, "", CHANGED)
    assert (BANK.read_text("utf-8"), LOCK.read_bytes()) == (edited, old)
    assert hidden("banks") == []
    assert two("publish", "moon").out.startswith("banks/moon.yaml: edition 2\n")
    assert BANK.read_text("utf-8") == edited.replace("edition: 1\n", "edition: 2\n")


@pytest.mark.parametrize("save", SAVES)
def test_an_edit_saved_while_a_first_edition_is_made_is_told(
    run: Run, save: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = BANK.read_text("utf-8") + "# an edit\n"
    saving(monkeypatch, lambda: save(edited))
    assert run("publish", "moon") == Said(1, "", CHANGED)
    assert BANK.read_text("utf-8") == edited
    assert sorted(path.name for path in Path("banks").iterdir()) == ["moon.yaml"]


def swapping(monkeypatch: pytest.MonkeyPatch, *work: Callable[[], object]) -> None:
    """Do something before each swap of two files, as far as there is something left to do."""
    swap, left = disk.swap, list(work)

    def work_and_swap(one: Path, other: Path) -> bool:
        if left:
            left.pop(0)()
        return swap(one, other)

    monkeypatch.setattr(disk, "swap", work_and_swap)


def nothing() -> None:
    """Do nothing."""


linux = pytest.mark.skipif(sys.platform != "linux", reason="files can be swapped on Linux")


@linux
@pytest.mark.parametrize("save", SAVES)
def test_an_edit_saved_at_the_very_move_stays(
    two: Run, save: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, edited = LOCK.read_bytes(), BANK.read_text("utf-8") + "# an edit\n"
    swapping(monkeypatch, nothing, lambda: save(edited))
    assert two("publish", "moon") == Said(1, "", CHANGED)
    assert (BANK.read_text("utf-8"), LOCK.read_bytes()) == (edited, old)
    assert hidden("banks") == []


@linux
@pytest.mark.parametrize("save", SAVES)
@pytest.mark.parametrize("times", [2, 3, 4])
def test_of_edits_that_go_on_during_the_moves_the_last_stays_and_the_one_before_is_kept(
    two: Run, save: Callable[[str], None], times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, text = LOCK.read_bytes(), BANK.read_text("utf-8")
    saves = [lambda number=number: save(f"{text}# edit {number}\n") for number in range(times)]
    swapping(monkeypatch, nothing, *saves)
    said = two("publish", "moon")
    (kept,) = Path("banks").glob("moon.yaml.saved-*")
    assert said == Said(
        1,
        "",
        f"{kept.as_posix()}: holds what was saved a moment before banks/moon.yaml was saved once"
        " more\n  hint: take over from it what banks/moon.yaml lacks, then delete it\n",
    )
    assert (BANK.read_text("utf-8"), LOCK.read_bytes()) == (f"{text}# edit {times - 1}\n", old)
    assert kept.read_text("utf-8") == f"{text}# edit {times - 2}\n"
    assert hidden("banks") == []


@linux
@pytest.mark.parametrize("save", SAVES)
def test_whoever_edits_what_stands_there_for_a_moment_loses_no_edit(
    two: Run, save: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = BANK.read_text("utf-8")
    swapping(
        monkeypatch,
        nothing,
        lambda: save(f"{text}# one\n"),
        lambda: save(f"{BANK.read_text('utf-8')}# two\n"),
    )
    assert two("publish", "moon").code == 1
    saved = BANK.read_text("utf-8")
    assert saved.endswith("# two\n")
    assert "# one\n" not in saved
    (kept,) = Path("banks").glob("moon.yaml.saved-*")
    assert kept.read_text("utf-8") == f"{text}# one\n"


@linux
def test_a_bank_that_is_half_saved_at_the_very_move_is_left_to_its_author(
    two: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = LOCK.read_bytes()
    swapping(monkeypatch, nothing, lambda: BANK.write_text("topic: moon\ntitle: [", "utf-8"))
    assert two("publish", "moon") == Said(1, "", CHANGED)
    assert (BANK.read_text("utf-8"), LOCK.read_bytes()) == ("topic: moon\ntitle: [", old)
    assert hidden("banks") == []


@pytest.mark.parametrize("path", [BANK, LOCK])
def test_a_file_that_is_gone_meanwhile_stays_gone(
    two: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = LOCK.read_bytes()
    saving(monkeypatch, path.unlink)
    shown = path.as_posix()
    assert two("publish", "moon").err.startswith(f"{shown}: ")
    assert not path.exists()
    assert path == LOCK or LOCK.read_bytes() == old


@linux
def test_a_lock_that_is_fetched_at_the_very_move_stays(
    two: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = BANK.read_bytes()
    swapping(monkeypatch, lambda: LOCK.write_bytes(b"another"))
    assert two("publish", "moon") == Said(1, "", CHANGED.replace("moon.yaml", "moon.lock"))
    assert (BANK.read_bytes(), LOCK.read_bytes()) == (text, b"another")


@pytest.mark.parametrize("has_names", [True, False])
def test_a_first_lock_never_takes_the_place_of_another(
    run: Run, has_names: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not has_names:
        monkeypatch.setattr(os, "link", refused)
    write = disk.write_draft

    def write_and_fetch(path: Path, *given: object, **more: object) -> Path:
        LOCK.write_bytes(b"another")
        return write(path, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(editions, "write_draft", write_and_fetch)
    assert run("publish", "moon") == Said(1, "", CHANGED.replace("moon.yaml", "moon.lock"))
    assert LOCK.read_bytes() == b"another"
    assert hidden("banks") == []


def test_who_saves_an_open_window_after_publishing_is_told_what_to_write(two: Run) -> None:
    text = BANK.read_text("utf-8") + "# an edit\n"
    assert two("publish", "moon").code == 0
    BANK.write_text(text, "utf-8")
    said = two("publish", "moon")
    assert said == Said(
        1,
        "",
        "banks/moon.lock: the bank is older than the lock: the bank is at edition 1, its lock at 2\n"
        "  hint: if `quizgen publish` was cut short, run it again; if you saved the bank from a"
        " window that was open meanwhile, write edition: 2; if not, get the newer bank from version"
        " control; only `quizgen publish` raises editions\n",
    )
    BANK.write_text(text.replace("edition: 1\n", "edition: 2\n"), "utf-8")
    assert two("publish", "moon").out.startswith("Nothing has changed")


# --------------------------------------------------------------------------- killed


KILL = """
import os, signal
from pathlib import Path
from quizgen.store import disk
swaps, swap, replace = [], disk.swap, Path.replace
def die():
    os.kill(os.getpid(), signal.SIGKILL)
def counted(one, other):
    swaps.append(other)
    if len(swaps) == AT:
        die()
    return CAN and swap(one, other)
disk.swap = counted
"""
"""Ends publishing just before the first or the second of its two moves."""
KILL_BEHIND = KILL.replace("    die()\n    return", "    swap(one, other) and die()\n    return")
"""Ends it just after one of them."""


def kill(before: str, at: int = 2, *, can_swap: bool = True) -> None:
    before = before.replace("AT", str(at)).replace("CAN", str(can_swap))
    process = start("publish", "moon", before=before)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


@posix
@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("can_swap", [True, False])
def test_an_edition_whose_publishing_is_killed_is_published_the_next_time(
    two: Run, at: int, can_swap: bool
) -> None:
    old, text = LOCK.read_bytes(), BANK.read_text("utf-8")
    kill(KILL, at, can_swap=can_swap)
    assert BANK.read_text("utf-8") == text
    assert (LOCK.read_bytes() == old) == (at == 1)
    if at == 2:
        assert "if `quizgen publish` was cut short, run it again" in two(*BUILD).err
    mend(1)
    assert two("publish", "moon").out.startswith("banks/moon.yaml: edition 2\n")
    assert "Sputnik 1 did not" in BANK.read_text("utf-8")
    assert hidden("banks") == []
    assert two(*BUILD).code == 0


@linux
@pytest.mark.parametrize("goes_on", [True, False])
def test_an_edition_killed_behind_its_last_move_is_there(two: Run, goes_on: bool) -> None:
    kill(KILL_BEHIND)
    assert "edition: 2\n" in BANK.read_text("utf-8")
    assert two(*BUILD).code == 0
    if goes_on:
        mend(1)
    said = two("publish", "moon").out
    assert said.startswith("banks/moon.yaml: edition 3\n" if goes_on else "Nothing has changed")
    assert hidden("banks") == []


OTHERS: dict[str, tuple[str, ...]] = {
    "another topic": ("publish", "luna"),
    "a build there": ("build", "--topic", "luna", "--worksheet", "small", "--out", "banks"),
    "a new bank": ("new", "mars"),
}


@posix
@pytest.mark.parametrize("other", OTHERS)
def test_what_a_killed_run_kept_is_thrown_away_by_nobody_else(two: Run, other: str) -> None:
    luna = (CASES / "moon.yaml").read_text("utf-8").replace("topic: moon", "topic: luna")
    Path("banks/luna.yaml").write_text(luna, "utf-8")
    kill(KILL)
    assert two(*OTHERS[other]).code == 0
    assert two("publish", "moon").out.startswith("banks/moon.yaml: edition 2\n")
    assert hidden("banks") == []
    assert two(*BUILD).code == 0


@posix
def test_what_a_killed_run_kept_is_not_put_over_newer_editions(two: Run) -> None:
    kill(KILL)
    colleague = Path("colleague")
    (colleague / "banks").mkdir(parents=True)
    (colleague / BANK).write_bytes((CASES / "moon.yaml").read_bytes())
    with contextlib.chdir(colleague):
        for number in (1, 2, 3):
            assert two("publish", "moon").out.startswith(f"banks/moon.yaml: edition {number}\n")
            mend(number + 10 if number > 1 else 12) if number == 1 else mend(number + 11)
        fetched = (BANK.read_bytes(), LOCK.read_bytes())
    for path, content in zip((BANK, LOCK), fetched, strict=True):
        path.write_bytes(content)
    assert two("publish", "moon").out.startswith("banks/moon.yaml: edition 4\n")
    assert hidden("banks") == []


@linux
@pytest.mark.parametrize("goes_on", [True, False])
def test_an_edit_that_a_killed_run_had_in_hand_is_not_lost(two: Run, goes_on: bool) -> None:
    """Killed after it moved what was saved at that instant, and before it could put that back."""
    edited = BANK.read_text("utf-8") + "# an edit\n"
    save = f"Path('banks/moon.yaml').write_text({edited!r}, 'utf-8')"
    kill(KILL_BEHIND.replace("swap(one, other) and die()", f"{save}; swap(one, other); die()"))
    assert "# an edit" not in BANK.read_text("utf-8")
    (draft,) = Path("banks").glob(".moon.yaml.*.new")
    if not goes_on:
        assert two("publish", "moon").out.startswith("banks/moon.yaml: edition 2\n")
        assert BANK.read_text("utf-8").endswith("# an edit\n")
        assert hidden("banks") == []
        return
    mend(1)
    assert two("publish", "moon") == Said(
        1,
        "",
        f"{draft.as_posix()}: holds what was saved while quizgen publish was killed\n"
        "  hint: take over from it what banks/moon.yaml lacks, then delete it\n",
    )
    draft.unlink()
    assert two("publish", "moon").code == 0


@posix
@pytest.mark.parametrize("name", ["moon.lock", "moon.yaml", ".quizgen-edition-moon"])
def test_a_draft_that_is_half_written_is_no_edit(two: Run, name: str) -> None:
    die_half_way = f"""
import os, signal
from quizgen.store import editions
write = editions.write_draft
def half(path, content, like=None):
    write(path, content if path.name != {name!r} else content[:99], like)
    path.name == {name!r} and os.kill(os.getpid(), signal.SIGKILL)
editions.write_draft = half
"""
    kill(die_half_way)
    assert hidden("banks")
    assert two("publish", "moon").out.startswith("banks/moon.yaml: edition 2\n")
    assert hidden("banks") == []


@posix
@pytest.mark.parametrize("behind", [True, False])
def test_a_killed_run_is_undone_once_the_bank_can_be_read(two: Run, behind: bool) -> None:
    kill(KILL_BEHIND if behind else KILL)
    text = mend(1)
    BANK.write_text(f"title: [\n{text}", "utf-8")
    assert two("publish", "moon").code == 1
    BANK.write_text(text, "utf-8")
    number = 3 if behind else 2
    assert two("publish", "moon").out.startswith(f"banks/moon.yaml: edition {number}\n")
    assert hidden("banks") == []


@posix
def test_drafts_of_a_killed_run_go_with_the_next_one_even_if_nothing_is_new(run: Run) -> None:
    before = "import os, signal\nfrom quizgen.store import editions\n"
    kill(f"{before}editions.name_new = lambda *_: os.kill(os.getpid(), signal.SIGKILL)")
    assert len(hidden("banks")) == 2  # the draft of a lock, and the lock against others
    assert run("publish", "moon").out.startswith("banks/moon.yaml: edition 1\n")
    assert hidden("banks") == []


@posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_run_that_is_told_to_end_clears_up(two: Run, name: str) -> None:
    old = (BANK.read_bytes(), LOCK.read_bytes())
    told = f"""
import os, signal
from quizgen.store import editions
write = editions.write_draft
def tell(path, content, like=None):
    path.name == "moon.yaml" and os.kill(os.getpid(), signal.{name})
    return write(path, content, like)
editions.write_draft = tell
"""
    process = start("publish", "moon", before=told)
    out, err = process.communicate()
    assert (process.returncode, out, err.strip()) == (1, "", "Aborted!")
    assert (BANK.read_bytes(), LOCK.read_bytes()) == old
    assert hidden("banks") == []


@posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
@pytest.mark.parametrize("at", [1, 2])
def test_a_run_that_is_told_to_end_between_its_moves_does_both(
    two: Run, name: str, at: int
) -> None:
    before = KILL.replace("AT", str(at)).replace("CAN", "True").replace("SIGKILL", name)
    process = start("publish", "moon", before=before)
    out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert out.startswith("banks/moon.yaml: edition 2\n")
    assert "\nedition: 2\n" in BANK.read_text("utf-8")
    assert hidden("banks") == []
    assert two(*BUILD).code == 0


# --------------------------------------------------------------------------- a disk that fails


def failing(monkeypatch: pytest.MonkeyPatch, first: int, last: int) -> None:
    """Let some of the moves fail, counted from 1."""
    moves = [0]
    swap, replace = disk.swap, Path.replace

    def fails(path: Path) -> None:
        moves[0] += 1
        if first <= moves[0] <= last:
            raise OSError(errno.EIO, "Input/output error", str(path))

    def failing_swap(one: Path, other: Path) -> bool:
        fails(other)
        return swap(one, other)

    def failing_replace(one: Path, other: Path) -> Path:
        fails(other)
        return replace(one, other)

    monkeypatch.setattr(disk, "swap", failing_swap)
    monkeypatch.setattr(Path, "replace", failing_replace)


@pytest.mark.parametrize("at", [1, 2])
def test_a_move_that_fails_leaves_the_edition_that_was_there(
    two: Run, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = (BANK.read_bytes(), LOCK.read_bytes())
    failing(monkeypatch, at, at)
    path = (LOCK, BANK)[at - 1].as_posix()
    assert two("publish", "moon") == Said(
        1,
        "",
        f"{path}: cannot be written: Input/output error\n"
        "  hint: the disk, or the way to it, fails: try again\n",
    )
    assert (BANK.read_bytes(), LOCK.read_bytes()) == old
    assert hidden("banks") == []


@linux
def test_what_came_out_and_cannot_be_looked_at_goes_back(
    two: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = (BANK.read_bytes(), LOCK.read_bytes())
    swap, read, swaps = disk.swap, Path.read_bytes, []

    def fail_once(self: Path) -> bytes:
        if len(swaps) == 2 and self.name.endswith(".new"):
            raise OSError(errno.EIO, "Input/output error", str(self))
        return read(self)

    def counted(one: Path, other: Path) -> bool:
        swaps.append(other)
        return swap(one, other)

    with monkeypatch.context() as failing_disk:
        failing_disk.setattr(disk, "swap", counted)
        failing_disk.setattr(Path, "read_bytes", fail_once)
        said = two("publish", "moon")
    assert said.err.startswith("banks/moon.yaml: cannot be written: Input/output error\n")
    assert (BANK.read_bytes(), LOCK.read_bytes()) == old
    assert two("publish", "moon").out.startswith("banks/moon.yaml: edition 2\n")


@posix
@pytest.mark.parametrize("lacks", ["ctypes", "_ctypes"])
def test_a_python_that_was_built_without_a_part_can_publish(two: Run, lacks: str) -> None:
    process = start("publish", "moon", before=f"sys.modules[{lacks!r}] = None")
    out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert out.startswith("banks/moon.yaml: edition 2\n")
    assert hidden("banks") == []


def test_moves_that_go_on_failing_leave_what_mends_the_rest(
    two: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = BANK.read_text("utf-8")
    with monkeypatch.context() as disk_fails:
        failing(disk_fails, 2, 99)
        assert two("publish", "moon") == Said(
            1,
            "",
            "banks/moon.lock: is of the new edition; banks/moon.yaml is as it was: the disk failed:"
            " Input/output error\n  hint: once it works, run quizgen publish moon again: it begins"
            " by undoing this\n",
        )
    assert BANK.read_text("utf-8") == text
    assert two("publish", "moon").out.startswith("banks/moon.yaml: edition 2\n")
    assert hidden("banks") == []
    assert two(*BUILD).code == 0


# --------------------------------------------------------------------------- links and rights


@posix
def test_links_stay_and_what_they_lead_to_is_written(two: Run) -> None:
    home = Path("home/of/banks")
    home.mkdir(parents=True)
    for path in (BANK, LOCK):
        path.rename(home / path.name)
        path.symlink_to(Path("..") / home / path.name)
    (home / BANK.name).chmod(0o600)
    (home / LOCK.name).chmod(0o640)
    assert two("publish", "moon").code == 0
    assert BANK.is_symlink()
    assert LOCK.is_symlink()
    assert "edition: 2\n" in (home / BANK.name).read_text("utf-8")
    assert "\nedition 2 " in (home / LOCK.name).read_text("utf-8")
    modes = [stat.S_IMODE((home / path.name).stat().st_mode) for path in (BANK, LOCK)]
    assert modes == [0o600, 0o640]
    assert hidden("banks") == hidden(home.as_posix()) == []
    assert two(*BUILD).code == 0


@posix
@pytest.mark.parametrize("can_swap", [True, False])
@pytest.mark.parametrize("mode", [0o600, 0o660, 0o755])
def test_the_rights_of_a_bank_stay(
    two: Run, mode: int, can_swap: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_swap:
        unable(monkeypatch)
    BANK.chmod(mode)
    old = os.umask(0o077)
    try:
        assert two("publish", "moon").code == 0
    finally:
        os.umask(old)
    assert stat.S_IMODE(BANK.stat().st_mode) == mode


@posix
def test_a_bank_that_is_write_protected_is_not_written(two: Run, tmp_path: Path) -> None:
    old = (BANK.read_bytes(), LOCK.read_bytes())
    tmp_path.chmod(0o755)
    Path("banks").chmod(0o777)
    LOCK.chmod(0o666)
    BANK.chmod(0o444)
    with as_nobody():
        said = two("publish", "moon")
    assert said == Said(
        1,
        "",
        "banks/moon.yaml: is write-protected\n  hint: allow writing to it, then try again\n",
    )
    assert (BANK.read_bytes(), LOCK.read_bytes()) == old
    assert hidden("banks") == []


# --------------------------------------------------------------------------- what is none of ours


def make(path: Path, kind: str) -> None:
    """Make something that is no ordinary file."""
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "link to nothing":
            path.symlink_to("nothing")
        case "link":
            path.symlink_to("precious")


WHAT = {
    "folder": "a folder",
    "pipe": "no ordinary file",
    "link to nothing": "a link",
    "link": "a link",
}


@posix
@pytest.mark.parametrize("name", [".quizgen-lock-moon", ".quizgen-edition-moon"])
@pytest.mark.parametrize("kind", WHAT)
def test_what_is_none_of_ours_is_named_and_left_alone(two: Run, name: str, kind: str) -> None:
    Path("banks/precious").write_text("mine", "utf-8")
    path = Path("banks", name)
    make(path, kind)
    old = path.lstat()
    assert two("publish", "moon") == Said(
        1,
        "",
        f"banks/{name}: is {WHAT[kind]}, and quizgen needs a file of this name for itself\n"
        "  hint: move it away; it was not touched\n",
    )
    assert path.lstat() == old
    assert Path("banks/precious").read_text("utf-8") == "mine"
    assert not Path("banks/nothing").exists()


@posix
@pytest.mark.parametrize("kind", ["folder", "pipe", "link to nothing"])
@pytest.mark.parametrize("words", [("publish", "moon"), BUILD, ("check", "moon")])
def test_a_lock_that_is_no_file_does_not_count_as_none(
    run: Run, kind: str, words: tuple[str, ...]
) -> None:
    make(LOCK, kind)
    said = run(*words)
    reason = "No such file or directory" if "link" in kind else "it is not a file"
    assert said.code == 1
    assert (
        f"banks/moon.lock: cannot be read: {reason}\n"
        "  hint: see that it is a file and that you may read it\n"
    ) in said.err
    assert not Path("banks/nothing").exists()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"old_bank": 1}', b"\xff", b"{"])
def test_a_journal_that_is_none_is_told(two: Run, content: bytes) -> None:
    journal_of(BANK).write_bytes(content)
    old = (BANK.read_bytes(), LOCK.read_bytes())
    assert two("publish", "moon") == Said(
        1,
        "",
        "banks/.quizgen-edition-moon: is not as quizgen publish wrote it\n  hint: delete it; if the"
        " bank and its lock do not fit then, get both from version control\n",
    )
    assert (BANK.read_bytes(), LOCK.read_bytes()) == old


@posix
def test_links_in_the_place_of_drafts_are_not_followed(
    two: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever could guess a draft's name still cannot lead it elsewhere."""
    monkeypatch.setattr(disk, "make_token", lambda: "0123abcd")
    Path("precious").write_text("mine", "utf-8")
    for name in ("moon.lock", "moon.yaml"):
        Path(f"banks/.{name}.0123abcd.new").symlink_to("../precious")
    said = two("publish", "moon")
    assert said.code == 1
    assert Path("precious").read_text("utf-8") == "mine"


# --------------------------------------------------------------------------- what people read of it

CHANGES = Path("banks/moon.changes.md")
STANDS = "what this edition changed is written here with the next one of moon\n"


def overwrite_changes(text: str) -> None:
    CHANGES.write_text(text, "utf-8")


def test_changes_that_their_author_saves_meanwhile_stay(
    two: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    CHANGES.write_text("# Mine\n", "utf-8")
    with monkeypatch.context() as meanwhile:
        saving(meanwhile, lambda: overwrite_changes("# Mine, and more\n"))
        said = two("publish", "moon")
    assert said == Said(
        1,
        "",
        "banks/moon.changes.md: the edition is published, but this was changed meanwhile, and is"
        f" left as it is\n  hint: {STANDS}",
    )
    assert CHANGES.read_text("utf-8") == "# Mine, and more\n"
    assert "edition: 2\n" in BANK.read_text("utf-8")
    assert hidden("banks") == []
    mend(1)
    assert two("publish", "moon").code == 0
    text = CHANGES.read_text("utf-8")
    assert text.startswith("# Mine, and more\n\n## 3 · ")
    assert "\n## 2 · " in text


def test_an_edition_stands_of_which_nothing_can_be_told(
    two: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = editions.write_draft

    def fail(path: Path, content: bytes, **like: Path | None) -> Path:
        if path == CHANGES:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return write(path, content, **like)

    monkeypatch.setattr(editions, "write_draft", fail)
    assert two("publish", "moon") == Said(
        1,
        "",
        "banks/moon.changes.md: the edition is published, but this could not be written: No space"
        f" left on device\n  hint: {STANDS}",
    )
    assert "edition: 2\n" in BANK.read_text("utf-8")
    assert not CHANGES.exists()
    assert hidden("banks") == []


@posix
def test_changes_that_are_write_protected_are_told_before_anything_is_written(
    two: Run, tmp_path: Path
) -> None:
    CHANGES.write_text("# Mine\n", "utf-8")
    CHANGES.chmod(0o444)
    tmp_path.chmod(0o755)
    Path("banks").chmod(0o777)
    for path in (BANK, LOCK):
        path.chmod(0o666)
    old = (BANK.read_bytes(), LOCK.read_bytes())
    with as_nobody():
        said = two("publish", "moon")
    assert said == Said(
        1,
        "",
        "banks/moon.changes.md: is write-protected\n  hint: allow writing to it, then try again\n",
    )
    assert (BANK.read_bytes(), LOCK.read_bytes()) == old


# --------------------------------------------------------------------------- two at once


@posix
def test_a_topic_that_is_being_published_is_told(two: Run) -> None:
    import fcntl

    with Path("banks/.quizgen-lock-moon").open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        assert two("publish", "moon") == Said(
            1,
            "",
            "banks/moon.yaml: this topic is being published already\n  hint: wait for it to end\n",
        )
        luna = (CASES / "moon.yaml").read_text("utf-8").replace("topic: moon", "topic: luna")
        Path("banks/luna.yaml").write_text(luna, "utf-8")
        assert two("publish", "luna").code == 0
    assert two("publish", "moon").code == 0


@posix
def test_of_several_who_publish_at_once_one_wins_and_the_others_are_told(two: Run) -> None:
    processes = [start("publish", "moon") for _ in range(4)]
    said = [process.communicate() for process in processes]
    codes = [process.returncode for process in processes]
    assert sum(out.startswith("banks/moon.yaml: edition 2\n") for out, _ in said) == 1
    for (out, err), code in zip(said, codes, strict=True):
        if code:
            assert "this topic is being published already" in err
        else:
            assert out.startswith(("banks/moon.yaml: edition 2\n", "Nothing has changed"))
    assert "edition: 2\n" in BANK.read_text("utf-8")
    assert hidden("banks") == []


def test_a_build_that_reads_while_an_edition_is_written_reads_a_pair(
    two: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has the bank already when both files change, and then finds the new lock."""
    old = (BANK.read_bytes(), LOCK.read_bytes())
    assert two("publish", "moon").code == 0
    new = (BANK.read_bytes(), LOCK.read_bytes())
    BANK.write_bytes(old[0])
    LOCK.write_bytes(old[1])
    read, seen = project.read_file, []

    def read_and_publish(path: Path) -> object:
        if path.name == LOCK.name and not seen:
            seen.append(path)
            BANK.write_bytes(new[0])
            LOCK.write_bytes(new[1])
        return read(path)

    monkeypatch.setattr(project, "read_file", read_and_publish)
    said = two(*BUILD)
    assert (said.code, said.err, seen) == (0, "", [LOCK])


def test_a_build_waits_for_the_second_file_of_an_edition(
    two: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = BANK.read_bytes()
    assert two("publish", "moon").code == 0
    new = BANK.read_bytes()
    BANK.write_bytes(old)
    journal_of(BANK).write_text("{}", "utf-8")
    slept = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            BANK.write_bytes(new)
            journal_of(BANK).unlink()

    monkeypatch.setattr("time.sleep", sleep)
    said = two(*BUILD)
    assert (said.code, said.err, len(slept)) == (0, "", 3)


# --------------------------------------------------------------------------- drives that can little


def refused(*_: object, **__: object) -> None:
    raise PermissionError(errno.EPERM, "Operation not permitted")


@posix
@pytest.mark.parametrize("code", [errno.ENOTSUP, errno.ENOSYS, errno.ENOLCK, errno.EINVAL])
def test_a_drive_without_locks_names_and_rights_is_good_enough(
    run: Run, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def flock(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "flock", flock)
    unable(monkeypatch)
    for name in ("link", "chmod", "fchmod", "chown", "utime", "fsync"):
        monkeypatch.setattr(os, name, refused)
    for number in (0, 1, 2):
        assert run("publish", "moon").out.startswith(f"banks/moon.yaml: edition {number + 1}\n")
        mend(number)
        assert run(*BUILD, "--seed", str(number)).code == 0
    assert run("new", "mars").code == 0
    assert hidden("banks") == hidden("output/moon") == []


@posix
@pytest.mark.parametrize("code", [errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES])
def test_a_lock_that_another_holds_is_no_missing_lock(
    run: Run, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def flock(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "flock", flock)
    assert "this topic is being published already" in run("publish", "moon").err
    assert "another build is writing here" in run(*BUILD).err
