"""Disks that are full, builds that are killed, names that are taken: earlier files stay whole."""

import errno
import io
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from command import BUILD, Run, Said
from processes import as_nobody, hidden, start

from quizgen.errors import QuizgenError
from quizgen.store.folder import LOCK, STAGING, staging
from quizgen.store.project import SHIPPED

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals, rights and limits of POSIX")
NAMES = ["answer-key.pdf", "moon.apkg", "worksheet.pdf"]


def files(folder: str = "output/moon") -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in sorted(Path(folder).iterdir()) if path.is_file()
    }


def is_whole(name: str, content: bytes) -> bool:
    if name.endswith(".apkg"):
        return zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    return content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")


# --------------------------------------------------------------------------- killed


WHILE_WRITING = """
import io, os, pathlib, signal
class Watched(io.FileIO):
    def write(self, content):
        {first}
        return super().write(content)
opens = pathlib.Path.open
def watched(self, mode="r", *more, **named):
    return Watched(self, mode) if mode == "wb" else opens(self, mode, *more, **named)
pathlib.Path.open = watched
"""
KILL_AT_A_MOVE = """
import os, pathlib, signal
moves, replace = [], pathlib.Path.replace
def counted(self, target):
    if len(moves) == {moves}:
        os.kill(os.getpid(), signal.SIGKILL)
    moves.append(target)
    return replace(self, target)
pathlib.Path.replace = counted
"""


@posix
@pytest.mark.parametrize("moves", [0, 1, 2])
def test_a_build_killed_between_two_moves_leaves_each_file_old_or_new(run: Run, moves: int) -> None:
    assert run(*BUILD, "--seed", "2", "--out", "new").code == 0
    assert run(*BUILD).code == 0
    old, new = files(), files("new")
    process = start(*BUILD, "--seed", "2", before=KILL_AT_A_MOVE.format(moves=moves))
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    found = files()
    assert found.pop(LOCK) == b""
    assert sorted(found) == NAMES
    changed = [name for name in NAMES if old[name] != new[name]]
    assert changed == ["answer-key.pdf", "worksheet.pdf"]
    is_new = [found[name] == new[name] for name in NAMES]
    assert is_new == [moves > 0, True, moves > 2]
    assert all(found[name] in (old[name], new[name]) for name in NAMES)
    assert run(*BUILD, "--seed", "2").code == 0
    assert files() == new
    assert not [*Path("output/moon").glob(".*")]


@posix
def test_a_build_killed_while_it_writes_leaves_what_was_there(run: Run) -> None:
    assert run(*BUILD).code == 0
    old = files()
    half = "super().write(content[: len(content) // 2]); os.kill(os.getpid(), signal.SIGKILL)"
    process = start(*BUILD, "--seed", "2", before=WHILE_WRITING.format(first=half))
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert [path.name[: len(STAGING)] for path in Path("output/moon").glob(".*-new-*")] == [STAGING]
    assert {name: content for name, content in files().items() if name != LOCK} == old
    assert run(*BUILD, "--seed", "2").code == 0
    assert sorted(path.name for path in Path("output/moon").iterdir()) == NAMES


SIGNAL_AT_A_MOVE = KILL_AT_A_MOVE.replace("SIGKILL", "{name}").replace("{moves}", "1")
SIGNAL_WHILE_WRITING = WHILE_WRITING.format(
    first="self.name.name == 'moon.apkg' and os.kill(os.getpid(), signal.{name})"
)


@posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_build_that_is_told_to_end_leaves_what_was_there(run: Run, name: str) -> None:
    assert run(*BUILD).code == 0
    old = files()
    process = start(*BUILD, "--seed", "2", before=SIGNAL_WHILE_WRITING.format(name=name))
    out, err = process.communicate()
    assert (process.returncode, out, err.strip()) == (1, "", "Aborted!")
    assert files() == old
    assert hidden("output/moon") == []


@posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_build_that_is_told_to_end_between_two_moves_does_the_rest(run: Run, name: str) -> None:
    assert run(*BUILD, "--seed", "2", "--out", "new").code == 0
    assert run(*BUILD).code == 0
    process = start(*BUILD, "--seed", "2", before=SIGNAL_AT_A_MOVE.format(name=name))
    process.communicate()
    assert process.returncode == 0
    assert files() == files("new")
    assert hidden("output/moon") == []


@posix
def test_a_build_that_was_told_not_to_hear_of_it_goes_on(run: Run) -> None:
    """As `nohup` has it."""
    ignored = "import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
    process = start(*BUILD, before=ignored + SIGNAL_WHILE_WRITING.format(name="SIGHUP"))
    process.communicate()
    assert process.returncode == 0
    assert sorted(files()) == NAMES


@posix
def test_ctrl_c_leaves_what_was_there_and_nothing_else(run: Run) -> None:
    assert run(*BUILD).code == 0
    old = files()
    interrupted = WHILE_WRITING.format(first="raise KeyboardInterrupt")
    process = start(*BUILD, before=interrupted)
    out, err = process.communicate()
    assert (process.returncode, out, err.strip()) == (1, "", "Aborted!")
    assert files() == old
    assert sorted(path.name for path in Path("output/moon").iterdir()) == NAMES


# --------------------------------------------------------------------------- at once


@posix
def test_builds_at_once_into_one_folder_do_not_mix(run: Run) -> None:
    seeds = ("1", "2", "3", "4")
    for seed in seeds:
        assert run(*BUILD, "--seed", seed, "--out", f"alone-{seed}").code == 0
    processes = [start(*BUILD, "--seed", seed, "--out", "shared") for seed in seeds]
    ended = [(process.communicate(), process.returncode) for process in processes]
    assert 0 in [code for _, code in ended]
    for (_, err), code in ended:
        assert (
            code == 0
            or "shared: another build is writing here\n  hint: wait for it to end, or " in err
        )
    assert files("shared") in [files(f"alone-{seed}") for seed in seeds]


@posix
def test_a_lock_that_was_removed_meanwhile_is_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first build ends and removes the lock's file while the second has it open already."""
    import fcntl

    flock = fcntl.flock

    def after_the_first_ended(stream: io.TextIOBase, how: int) -> None:
        (tmp_path / LOCK).unlink()
        (tmp_path / LOCK).touch()  # the third build has come
        flock(stream, how)

    monkeypatch.setattr(fcntl, "flock", after_the_first_ended)
    with pytest.raises(QuizgenError, match="another build is writing here"), staging(tmp_path):
        pytest.fail("two builds write at once")
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]


def test_the_lock_of_a_killed_build_blocks_nobody(run: Run) -> None:
    Path("output/moon").mkdir(parents=True)
    Path("output/moon", LOCK).touch()
    assert run(*BUILD).code == 0
    assert sorted(files()) == NAMES


# --------------------------------------------------------------------------- no room, no right


@posix
def test_a_full_disk_leaves_what_was_there(run: Run) -> None:
    assert run(*BUILD).code == 0
    old = files()
    limit = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000))"
    process = start(*BUILD, "--seed", "2", before=limit)
    out, err = process.communicate()
    assert (process.returncode, out) == (1, "")
    assert err == (
        "output/moon: cannot be written: File too large\n"
        "  hint: make room on the disk, or choose another folder with --out\n"
    )
    assert files() == old
    assert sorted(path.name for path in Path("output/moon").iterdir()) == NAMES


@posix
@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("new", "mars"), "banks/mars.yaml"),
        (("import", "table.csv", "--template"), "table.csv"),
        (("new", "--template", "worksheet", "quick"), "templates/en/worksheets/quick.yaml"),
    ],
)
def test_a_full_disk_leaves_nothing_of_a_new_file(
    run: Run, words: tuple[str, ...], name: str
) -> None:
    before = sorted(path for path in Path().rglob("*") if path.is_file())
    limit = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))"
    process = start(*words, before=limit)
    out, err = process.communicate()
    assert (process.returncode, out) == (1, "")
    assert err == f"{name}: cannot be written: File too large\n  hint: make room on the disk\n"
    assert sorted(path for path in Path().rglob("*") if path.is_file()) == before


@posix
def test_a_full_disk_leaves_the_edition_that_was_published(run: Run) -> None:
    assert run("publish", "moon").code == 0
    bank = Path("banks/moon.yaml")
    bank.write_text(bank.read_text("utf-8").replace("the satellite did not", "it did not"), "utf-8")
    old = files("banks")
    limit = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))"
    process = start("publish", "moon", before=limit)
    out, err = process.communicate()
    assert (process.returncode, out) == (1, "")
    assert (
        err == "banks/moon.lock: cannot be written: File too large\n  hint: make room on the disk\n"
    )
    assert files("banks") == old


@posix
def test_a_folder_that_is_read_only_gets_a_message(run: Run, tmp_path: Path) -> None:
    assert run(*BUILD).code == 0
    old = files()
    tmp_path.chmod(0o755)
    Path("output/moon").chmod(0o555)
    try:
        with as_nobody():
            said = run(*BUILD, "--seed", "2")
    finally:
        Path("output/moon").chmod(0o755)
    assert said == Said(
        1,
        "",
        "output/moon: cannot be written: Permission denied\n"
        "  hint: see that it is a folder and that you may write there, or choose another folder with --out\n",
    )
    assert files() == old


@posix
def test_banks_that_are_read_only_cannot_be_published(run: Run, tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Path("banks").chmod(0o555)
    old = files("banks")
    try:
        with as_nobody():
            said = run("publish", "moon")
    finally:
        Path("banks").chmod(0o755)
    hint = "see that it is a folder and that you may write there"
    assert said == Said(1, "", f"banks: cannot be written: Permission denied\n  hint: {hint}\n")
    assert files("banks") == old


def test_a_folder_in_the_place_of_a_file_is_told_before_anything_is_moved(run: Run) -> None:
    assert run(*BUILD).code == 0
    Path("output/moon/worksheet.pdf").unlink()
    Path("output/moon/worksheet.pdf").mkdir()
    old = files()
    assert run(*BUILD, "--seed", "2") == Said(
        1,
        "",
        "output/moon/worksheet.pdf: is a folder, and a file of this name is to be written\n"
        "  hint: rename it, or choose another folder with --out\n",
    )
    assert files() == old


def test_a_file_that_is_open_elsewhere_leaves_all_files_as_they_were(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace a file that is open; those replaced before it come back."""
    assert run(*BUILD).code == 0
    old = files()
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self.parent.name.startswith(STAGING) and target.name == "worksheet.pdf":
            raise PermissionError(errno.EACCES, "Permission denied", str(self), None, str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    assert run(*BUILD, "--seed", "2", "--forms", "1") == Said(
        1,
        "",
        "output/moon/worksheet.pdf: cannot be written: Permission denied\n"
        "  hint: close the file if it is open elsewhere, or choose another folder with --out\n",
    )
    assert files() == old
    assert not [*Path("output/moon").glob(".*")]
    Path("output/moon/answer-key.pdf").unlink()
    assert run(*BUILD, "--seed", "2").code == 1
    assert sorted(files()) == ["moon.apkg", "worksheet.pdf"]


@pytest.mark.parametrize("was_there", [True, False])
def test_files_that_can_neither_be_moved_nor_moved_back_are_told_and_kept(
    run: Run, was_there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every move fails after the first one, those that would undo it too."""
    assert run(*BUILD).code == 0
    if not was_there:
        Path("output/moon/answer-key.pdf").unlink()
    old = files()
    replace, unlink, moves = Path.replace, Path.unlink, []

    def fail(self: Path, target: Path | None = None) -> None:
        raise OSError(errno.EIO, "Input/output error", str(target or self))

    def fail_later(self: Path, target: Path) -> Path:
        moves.append(target)
        return replace(self, target) if len(moves) == 1 else fail(self, target)  # type: ignore[return-value]

    with monkeypatch.context() as disk:
        disk.setattr(Path, "replace", fail_later)
        disk.setattr(
            Path, "unlink", lambda self, missing_ok=False: None if missing_ok else fail(self)
        )
        said = run(*BUILD, "--seed", "2")
    assert unlink is Path.unlink
    kept = [
        path.as_posix() for path in Path("output/moon").glob(".quizgen-new-*/old/answer-key.pdf")
    ]
    hint = (
        f"build again, or take back the old one: {kept[0]}"
        if was_there
        else "delete it, or build again"
    )
    assert said == Said(
        1,
        "",
        "output/moon/answer-key.pdf: is of the new build, and files beside it are not: they could not"
        f" be moved: Input/output error\n  hint: {hint}\n",
    )
    if was_there:
        assert Path(kept[0]).read_bytes() == old.pop("answer-key.pdf")
    found = files()
    assert found.pop("answer-key.pdf")
    assert {name: content for name, content in found.items() if name != LOCK} == old
    assert run(*BUILD, "--title", "漢字").code == 1
    assert [Path(path).exists() for path in kept] == [True] * was_there
    assert run(*BUILD, "--seed", "2").code == 0
    assert sorted(files()) == NAMES
    assert hidden("output/moon") == []


@posix
def test_a_lock_that_cannot_be_let_go_does_not_undo_a_build(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizgen.store import locks

    def close(opened: int) -> None:
        os.close(opened)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(locks, "os", SimpleNamespace(**{**vars(os), "close": close}))
    assert run(*BUILD).code == 0
    assert sorted(files()) == NAMES


def test_a_build_that_fails_leaves_no_folder(run: Run) -> None:
    assert run(*BUILD, "--title", "漢字", "--out", "some/where/new").code == 1
    assert not Path("some").exists()
    Path("mine").mkdir()
    assert run(*BUILD, "--title", "漢字", "--out", "mine").code == 1
    assert Path("mine").is_dir()


# --------------------------------------------------------------------------- names and links


@posix
def test_links_in_the_target_are_replaced_and_never_followed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "a.txt").write_text("a", "utf-8")
    target = Path("output/moon")
    target.mkdir(parents=True)
    (target / "worksheet.pdf").symlink_to(tmp_path / "mine.txt")
    (target / "answer-key.pdf").symlink_to(tmp_path / "nothing")
    left = target / f"{STAGING}0123abcd"
    left.symlink_to(tmp_path / "kept")
    assert run(*BUILD).code == 0
    assert sorted(path.name for path in target.iterdir()) == [left.name, *NAMES]
    assert [path for path in target.iterdir() if path.is_symlink()] == [left]
    assert all(is_whole(name, content) for name, content in files().items())
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"
    assert (tmp_path / "kept" / "a.txt").read_text("utf-8") == "a"
    assert not (tmp_path / "nothing").exists()


@posix
@pytest.mark.parametrize(
    ("kind", "what"),
    [("pipe", "no ordinary file"), ("link", "a link"), ("folder", "a folder"), ("loop", "a link")],
)
def test_a_lock_that_is_none_of_ours_is_named_and_left_alone(
    run: Run, kind: str, what: str, tmp_path: Path
) -> None:
    target = Path("output/moon")
    target.mkdir(parents=True)
    lock = target / LOCK
    if kind == "pipe":
        os.mkfifo(lock)
    elif kind == "folder":
        lock.mkdir()
    else:
        lock.symlink_to(tmp_path / "nothing" if kind == "link" else lock.name)
    assert run(*BUILD) == Said(
        1,
        "",
        f"output/moon/{LOCK}: is {what}, and quizgen needs a file of this name for itself\n"
        "  hint: move it away; it was not touched\n",
    )
    assert [path.name for path in target.iterdir()] == [LOCK]
    assert not (tmp_path / "nothing").exists()


def test_folders_that_are_none_of_ours_are_left_alone(run: Run) -> None:
    names = [".quizgen-new", ".quizgen-new-mine", ".quizgen-old", ".quizgen-new-0123abcdef"]
    for name in names:
        Path("output/moon", name).mkdir(parents=True)
        Path("output/moon", name, "mine").write_text("mine", "utf-8")
    assert run(*BUILD).code == 0
    assert hidden("output/moon") == sorted(names)
    assert all(Path("output/moon", name, "mine").is_file() for name in names)


@posix
def test_an_output_that_is_a_pipe_is_replaced_and_never_waited_for(run: Run) -> None:
    Path("output/moon").mkdir(parents=True)
    os.mkfifo("output/moon/worksheet.pdf")
    assert run(*BUILD).code == 0
    assert all(is_whole(name, content) for name, content in files().items())


# --------------------------------------------------------------------------- new files


def precious(*names: str) -> Path:
    """Lay a trap: links in the places where drafts might be written."""
    path = Path("precious")
    path.write_text("mine", "utf-8")
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).symlink_to(path.absolute())
    return path


NEW: dict[tuple[str, ...], tuple[str, ...]] = {
    ("new", "mars"): ("banks/mars.yaml", "banks/bank-schema.json"),
    ("import", "facts.csv", "--topic", "mars"): ("banks/mars.yaml", "banks/bank-schema.json"),
    ("import", "table.csv", "--template"): ("table.csv",),
    ("new", "--template", "deck", "term"): (
        "templates/en/deck/term/type.yaml",
        "templates/en/deck/term/which-term-back.html",
    ),
    ("new", "--template", "theme", "wide"): (
        "templates/themes/wide.yaml",
        "templates/theme-schema.json",
    ),
}


@pytest.fixture
def with_table(run: Run) -> Run:
    """A folder with a table to be imported."""
    assert run("import", "facts.csv", "--template").code == 0
    return run


@posix
@pytest.mark.parametrize("words", NEW, ids=" ".join)
@pytest.mark.parametrize("is_guessed", [True, False])
def test_a_link_in_the_place_of_a_draft_is_not_followed(
    with_table: Run, words: tuple[str, ...], is_guessed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [Path(name) for name in NEW[words]]
    drafts = [path.with_name(f".{path.name}.new") for path in paths]
    if is_guessed:
        monkeypatch.setattr("quizgen.store.disk.make_token", lambda: "0123abcd")
        drafts = [path.with_name(f".{path.name}.0123abcd.new") for path in paths]
    trap = precious(*(draft.as_posix() for draft in drafts))
    said = with_table(*words)
    assert said.code == is_guessed
    assert trap.read_text("utf-8") == "mine"
    assert all(draft.is_symlink() for draft in drafts)
    assert not is_guessed or f"{paths[0].as_posix()}: cannot be written: File exists" in said.err


@pytest.mark.parametrize("words", NEW, ids=" ".join)
def test_of_several_new_files_all_are_written_or_none(
    with_table: Run, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever step fails: the drafts, their names, the schema's move."""
    from quizgen.store import new_files

    there = everything()
    steps: list[str] = []

    def failing(step: int, name: str, of: object) -> None:
        work = getattr(of, name)

        def work_or_fail(*given: object, **more: object) -> object:
            steps.append(name)
            if len(steps) == step:
                raise OSError(errno.ENOSPC, "No space left on device")
            return work(*given, **more)

        patched.setattr(of, name, work_or_fail)

    for step in range(1, 100):
        steps.clear()
        with monkeypatch.context() as patched:
            for name, of in (
                ("write_draft", new_files),
                ("name_new", new_files),
                ("replace", Path),
            ):
                failing(step, name, of)
            said = with_table(*words)
        if len(steps) < step:
            break
        assert said.code == 1
        assert said.err.endswith(
            ": cannot be written: No space left on device\n  hint: make room on the disk\n"
        )
        assert everything() == there
    assert step > len(NEW[words])
    assert said.code == 0
    assert all(Path(name).is_file() for name in NEW[words])


def everything() -> list[str]:
    return sorted(path.as_posix() for path in Path().rglob("*"))


@pytest.mark.parametrize(
    "words", [words for words in NEW if words[-1] != "--template"], ids=" ".join
)
@pytest.mark.parametrize("can_link", [True, False])
def test_of_two_at_once_the_second_writes_nothing_and_is_told(
    with_table: Run, words: tuple[str, ...], can_link: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one's file comes when this one has looked already whether there is one."""
    from quizgen.store import new_files

    if not can_link:

        def refuse(*_: object) -> None:
            raise PermissionError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", refuse)
    path = Path(NEW[words][0])
    write = new_files.write_draft

    def write_beside(*given: object) -> Path:
        path.write_text("the other's", "utf-8")
        return write(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(new_files, "write_draft", write_beside)
    assert with_table(*words) == Said(
        1,
        "",
        f"{path.as_posix()}: the file is there already; nothing was written\n"
        "  hint: choose another name, or move the file away first\n",
    )
    assert path.read_text("utf-8") == "the other's"
    assert [each for each in everything() if each.startswith(path.parent.as_posix())] == [
        *sorted(
            {path.parent.as_posix(), path.as_posix()}
            | (BANKS if path.parent.name == "banks" else set())
        )
    ]


BANKS = {"banks/moon.yaml"}


def test_a_draft_that_cannot_be_removed_does_not_undo_what_was_written(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def fail(self: Path, missing_ok: bool = False) -> None:
        if self.name.startswith(".mars.yaml."):
            raise OSError(errno.EIO, "Input/output error", str(self))
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", fail)
    assert run("new", "mars").code == 0
    assert run("check", "mars").code == 0


@posix
def test_of_several_imports_at_once_one_wins_and_the_others_are_told(with_table: Run) -> None:
    processes = [start("import", "facts.csv", "--topic", "mars") for _ in range(4)]
    ended = [(process.communicate(), process.returncode) for process in processes]
    assert sorted(code for _, code in ended) == [0, 1, 1, 1]
    taken = "banks/mars.yaml: the file is there already; nothing was written\n"
    assert sum(taken in err for (_, err), _ in ended) == 3
    assert hidden("banks") == []
    assert with_table("check", "mars").code == 0


def test_a_folder_in_the_place_of_the_schema_leaves_no_bank_behind(run: Run) -> None:
    Path("banks/bank-schema.json").mkdir()
    assert run("new", "mars") == Said(
        1,
        "",
        "banks/bank-schema.json: cannot be written: Is a directory\n"
        "  hint: rename the folder of this name\n",
    )
    assert sorted(path.name for path in Path("banks").iterdir()) == [
        "bank-schema.json",
        "moon.yaml",
    ]
    Path("banks/bank-schema.json").rmdir()
    assert run("new", "mars").code == 0


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("new", "mars"), "new/my-topic.yaml"),
        (("new", "--template", "deck", "term"), "new/deck.txt"),
        (("new", "--template", "theme", "wide"), "themes/plain.yaml"),
        (("import", "--template"), "new/facts.csv"),
        (BUILD, "en/words.yaml"),
        (("check", "moon"), "en/stems/event.yaml"),
    ],
    ids=" ".join,
)
def test_a_shipped_template_that_cannot_be_read_is_told(
    run: Run, words: tuple[str, ...], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = SHIPPED.templates / name
    open_file = Path.open

    def fail(self: Path, *given: object, **more: object) -> object:
        if self == path:
            raise OSError(errno.EIO, "Input/output error", str(self))
        return open_file(self, *given, **more)  # type: ignore[call-overload]

    assert path.is_file()
    monkeypatch.setattr(Path, "open", fail)
    said = run(*words)
    assert said.code == 1
    assert said.err.endswith(
        f"{path.as_posix()}: cannot be read: Input/output error\n"
        "  hint: see that it is a file and that you may read it\n"
    )


def test_a_font_that_cannot_be_read_is_told(run: Run) -> None:
    fail = """
import errno, pathlib
read = pathlib.Path.read_bytes
def fail(self):
    if self.suffix == ".ttf":
        raise OSError(errno.EIO, "Input/output error", str(self))
    return read(self)
pathlib.Path.read_bytes = fail
"""
    process = start(*BUILD, before=fail)
    out, err = process.communicate()
    assert (process.returncode, out) == (1, "")
    assert "cannot be used: Input/output error\n  hint: " in err
    assert "Traceback" not in err
    assert not Path("output").exists()


@posix
def test_a_name_as_long_as_a_name_can_be_is_written(run: Run) -> None:
    name = f"{'x' * 251}.csv"
    assert run("import", name, "--template").code == 0
    assert Path(name).is_file()


@posix
def test_a_build_whose_drafts_another_build_took_for_left_over_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a drive without locks the second build cannot know that the first is not dead."""
    import fcntl
    import shutil

    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    assert run(*BUILD).code == 0
    old = files()
    opens = Path.open

    def open_and_clear(self: Path, mode: str = "r", **named: Any) -> Any:
        stream = opens(self, mode, **named)
        if mode == "wb" and self.name == "moon.apkg":
            shutil.rmtree(self.parent)
        return stream

    monkeypatch.setattr(Path, "open", open_and_clear)
    assert run(*BUILD, "--seed", "2") == Said(
        1,
        "",
        "output/moon: another build is writing here\n"
        "  hint: wait for it to end, or choose another folder with --out\n",
    )
    assert files() == old


@posix
@pytest.mark.parametrize(
    ("out", "said"),
    [
        ("banks/moon.yaml/below", "banks/moon.yaml/below: cannot be written: Not a directory"),
        ("x" * 300, "cannot be written: File name too long"),
        ("/proc/quizgen", "/proc/quizgen: cannot be written: "),
    ],
)
def test_a_folder_that_cannot_be_is_told(run: Run, out: str, said: str) -> None:
    found = run(*BUILD, "--out", out)
    assert found.code == 1
    assert said in found.err
    assert "Traceback" not in found.err


@posix
@pytest.mark.parametrize(
    ("logo", "said"),
    [
        ("/etc/passwd", "/etc/passwd: the logo is no PNG picture, or a broken one"),
        ("banks/moon.yaml", "banks/moon.yaml: the logo is no PNG picture, or a broken one"),
        ("/dev/zero", "/dev/zero: cannot be read: it is not a file"),
        ("http://x/y.png", "http:/x/y.png: cannot be read: No such file or directory"),
        ("x" * 300, "cannot be read: File name too long"),
        ("banks", "File 'banks' is a directory."),
    ],
)
def test_a_logo_that_is_no_picture_of_ones_own_is_refused(run: Run, logo: str, said: str) -> None:
    found = run(*BUILD, "--logo", logo)
    assert found.code in (1, 2)
    assert said in found.err
    assert "Traceback" not in found.err
    assert not Path("output").exists()


@posix
@pytest.mark.parametrize("out", ["../out", "a/../b", "with space", "Ünïcode", "CON", "dots..."])
def test_the_folder_may_have_any_name(run: Run, out: str) -> None:
    Path("a").mkdir()
    assert run(*BUILD, "--only", "key", "--out", out).code == 0
    assert list(files(out)) == ["answer-key.pdf"]


@posix
def test_a_killed_build_can_be_killed_at_any_time(run: Run) -> None:
    assert run(*BUILD, "--seed", "2", "--out", "new").code == 0
    assert run(*BUILD).code == 0
    old, new = files(), files("new")
    for step in range(4):
        process = start(*BUILD, "--seed", "2")
        time.sleep(0.15 * step)
        process.kill()
        process.communicate()
        for name in NAMES:
            assert files()[name] in (old[name], new[name])
    assert run(*BUILD).code == 0
    assert files() == old


# --------------------------------------------------------------------------- folders nobody may read


def obey_the_rights() -> None:
    """Let go of what lets root read everything, before another program starts."""
    import ctypes

    if os.geteuid() == 0:
        drop_from_bounding_set, override, search = 24, 1, 2
        for right in (override, search):
            assert ctypes.CDLL(None).prctl(drop_from_bounding_set, right, 0, 0, 0) == 0


def without_rights(*words: str, **environment: str) -> Said:
    done = subprocess.run(
        [sys.executable, "-m", "quizgen", *words],
        capture_output=True,
        env={**os.environ, **environment},
        preexec_fn=obey_the_rights,
        text=True,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


ALL_COMMANDS = (
    BUILD,
    ("build", "--topic", "moon", "--only", "deck"),
    ("check", "moon"),
    ("topics",),
    ("show", "uk-refuses"),
    ("publish", "moon"),
    ("new", "rivers"),
    ("import", "--template", "banks/table.csv"),
)
linux = pytest.mark.skipif(sys.platform != "linux", reason="rights that even root obeys")


DENIED = re.compile(r"cannot be (read|written): Permission denied\n  hint: (see that|go to) ")


@linux
@pytest.mark.parametrize(
    ("folder", "mode", "without_it"),
    [
        ("banks", 0o000, []),
        ("banks", 0o111, ["build", "build", "check"]),  # a bank is opened by its name
        ("banks", 0o444, []),
        (".", 0o000, []),
        ("templates", 0o000, ["new", "import"]),
        ("templates/en/worksheets", 0o000, ["build", "show", "publish", "new", "import"]),
    ],
)
def test_a_folder_that_may_not_be_read_is_told(
    run: Run, folder: str, mode: int, without_it: list[str]
) -> None:
    """All but the commands that do without what lies there; a deck needs no worksheet."""
    done = []
    Path(folder).chmod(mode)
    try:
        for words in ALL_COMMANDS:
            said = without_rights(*words)
            assert "Traceback" not in said.err, words
            assert said.code in (0, 1), words
            assert said.code == 0 or DENIED.search(said.err), words
            done += words[:1] if said.code == 0 else ()
    finally:
        Path(folder).chmod(0o755)
    assert done == without_it
    assert run(*BUILD).code == 0


@linux
@pytest.mark.parametrize(
    ("folder", "mode"), [("output", 0o000), ("output/moon", 0o000), ("output/moon", 0o555)]
)
def test_a_folder_that_may_not_be_written_is_told(run: Run, folder: str, mode: int) -> None:
    assert run(*BUILD).code == 0
    before = files()
    Path(folder).chmod(mode)
    said = without_rights(*BUILD, "--seed", "2")
    Path(folder).chmod(0o755)
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "output/moon: cannot be written: Permission denied\n"
        "  hint: see that it is a folder and that you may write there,"
        " or choose another folder with --out\n"
    )
    assert files() == before
