"""Zip archives: the same bytes each time, and none that does harm."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.archive import Archive, packed
from quizgen.errors import BankError


def archive(*entries: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", how) as made:
        for name, words in entries:
            made.writestr(zipfile.ZipInfo(name), words, how)
    return content.getvalue()


def said(content: bytes, **limits: int) -> str:
    with pytest.raises(BankError) as raised:
        Archive(content, "quiz.zip", **limits)
    (problem,) = raised.value.problems
    return f"{problem}"


def test_what_is_packed_is_sorted_undated_and_the_same_on_every_system() -> None:
    content = packed({"b/c.xml": b"<c/>" * 50, "a.xml": b"<a/>"})
    with zipfile.ZipFile(io.BytesIO(content)) as made:
        assert made.testzip() is None
        entries = made.infolist()
        assert [(each.filename, each.date_time, each.create_system) for each in entries] == [
            ("a.xml", (1980, 1, 1, 0, 0, 0), 3),
            ("b/c.xml", (1980, 1, 1, 0, 0, 0), 3),
        ]
        assert entries[1].compress_size < entries[1].file_size
    assert content == packed({"a.xml": b"<a/>", "b/c.xml": b"<c/>" * 50})


def test_what_was_packed_is_read() -> None:
    made = Archive(packed({"b": b"2", "a/ä.xml": b"1"}), "quiz.zip")
    assert made.names == ("a/ä.xml", "b")
    assert made.read("a/ä.xml") == b"1"
    assert made.size_of("b") == 1
    assert "b" in made
    assert "c" not in made


def test_folders_are_no_files() -> None:
    assert Archive(archive(("a/", b""), ("a/b", b"1")), "quiz.zip").names == ("a/b",)


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../a", "a/../../b", "..\\a", "C:/a", "\\\\host\\a"]
)
def test_a_name_that_leads_out_of_its_folder_is_refused(name: str) -> None:
    assert "a name that leads out of its folder" in said(archive(("a", b""), (name, b"")))


def test_a_name_with_two_points_in_it_is_one_as_any_other() -> None:
    assert Archive(archive(("a..b/c...xml", b"1")), "quiz.zip").read("a..b/c...xml") == b"1"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = archive(("a.xml", b" " * 3 * 2**20))
    assert said(bomb).startswith("quiz.zip: 'a.xml' would unpack to ")
    assert Archive(bomb, "quiz.zip", most_packed=10_000).names == ("a.xml",)
    assert Archive(archive(("a.xml", b" " * 1000)), "quiz.zip").names == (
        "a.xml",
    )  # too short for one


def test_an_archive_of_too_much_is_refused() -> None:
    many = archive(*((f"{number}", b"1234") for number in range(4)))
    assert "the archive holds 4 files; at most 3 are read" in said(many, most_entries=3)
    assert "unpacked the archive has 1 MB; at most 0 MB" in said(many, most_unpacked=15)
    assert len(Archive(many, "quiz.zip", most_entries=4, most_unpacked=16).names) == 4


def test_an_entry_that_says_that_it_is_shorter_than_it_is_unpacks_to_no_more_than_it_says() -> None:
    content = archive(("a.xml", b" " * 10_000))
    lying = content.replace((10_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != content
    with pytest.raises(BankError, match=r"'a\.xml' in the archive is damaged"):
        Archive(lying, "quiz.zip").read("a.xml")


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = archive(("a.xml", b"1"), ("a.xml", b"2"))
    assert "the archive holds 'a.xml' twice" in said(twice)


def test_a_locked_archive_is_said_to_be_one() -> None:
    content = bytearray(archive(("a.xml", b"1"), how=zipfile.ZIP_STORED))
    central = content.index(b"PK\x01\x02")
    content[6] |= 1
    content[central + 8] |= 1
    assert "locked with a password" in said(bytes(content))


def test_a_way_of_packing_that_nobody_knows_is_said() -> None:
    content = bytearray(archive(("a.xml", b"1"), how=zipfile.ZIP_STORED))
    central = content.index(b"PK\x01\x02")
    content[8], content[central + 10] = 99, 99
    with pytest.raises(BankError, match="packed in a way that is not known"):
        Archive(bytes(content), "quiz.zip").read("a.xml")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<quiz/>", archive(("a", b"1"))[:-5]])
def test_a_damaged_archive_is_said_to_be_one(content: bytes) -> None:
    assert said(content).startswith("quiz.zip: the archive is damaged\n")


@given(st.integers(0, 400), st.binary(min_size=1, max_size=6))
def test_a_spoilt_archive_is_read_or_told_of(at: int, damage: bytes) -> None:
    content = archive(("a.xml", b"<a>some words</a>" * 9), ("b/c.xml", b"<c/>"))
    spoilt = content[:at] + damage + content[at + len(damage) :]
    with suppress(BankError):  # which tells what it is
        made = Archive(spoilt, "quiz.zip")
        for name in made.names:
            assert len(made.read(name)) == made.size_of(name)
