"""Zip archives: written the same each time, and read without trust.

An archive of another program may be made to harm: names that point out of the folder that it is
unpacked into, or a few bytes that unpack to more than there is room for. Nothing is ever unpacked
to disk here; what is looked at is refused as a whole if any of it is of that sort.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import BinaryIO

from quizgen.errors import BankError, Problem, Where, counted, quoted

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold."""
SIGNATURE = b"PK\x03\x04"
"""What every archive begins with that holds anything."""
MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 2**20
"""In bytes, of all entries together; no entry is unpacked before that is known."""
MOST_PACKED = 100
"""So many times as long as it is packed an entry may be, if it is long: words are a tenth."""
_ALWAYS_FREE = 2**20
"""In bytes: so short an entry is no bomb, however well it packs."""
_ENCRYPTED = 0x1
_AGAIN = "make or download it once more"


class ArchiveWriter:
    """An archive that tells neither when nor on which system it was made.

    Entries stand in the order in which they are added. Same entries, same bytes, as long as zlib is
    the same.
    """

    def __init__(self, stream: BinaryIO) -> None:
        """Begin an archive; use it with `with`, which ends it."""
        self._archive = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)

    def __enter__(self) -> "ArchiveWriter":
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Write the list of entries at its end."""
        self._archive.close()

    def add(
        self, name: str, content: bytes | str, *, effort: int | None = None, is_packed: bool = False
    ) -> None:
        """Add an entry; one that is packed already, as pictures are, is stored as it is.

        `effort` is zlib's, from 1 to 9.
        """
        entry = zipfile.ZipInfo(name, FIRST_MOMENT)
        entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
        entry.create_system = 3  # Unix, on every system
        entry.external_attr = 0o644 << 16
        self._archive.writestr(entry, content, compresslevel=effort)


def packed(entries: Mapping[str, bytes | str]) -> bytes:
    """Return an archive of some entries, sorted by their names.

    >>> packed({"b": b"2", "a": b"1"}) == packed({"a": b"1", "b": b"2"})
    True
    """
    stream = io.BytesIO()
    with ArchiveWriter(stream) as archive:
        for name in sorted(entries):
            archive.add(name, entries[name])
    return stream.getvalue()


class Archive:
    """What another program has packed, looked at as a whole before any of it is unpacked."""

    def __init__(
        self,
        content: bytes,
        path: str,
        *,
        most_entries: int = MOST_ENTRIES,
        most_unpacked: int = MOST_UNPACKED,
        most_packed: int = MOST_PACKED,
    ) -> None:
        """Read the list of entries; raises BankError for what is damaged, or made to do harm."""
        self.path = path
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            entries = self._archive.infolist()
        except Exception:  # what zipfile says of damage has no common class
            raise self._refused("the archive is damaged", _AGAIN) from None
        if len(entries) > most_entries:
            message = f"the archive holds {len(entries)} files; at most {most_entries} are read"
            raise self._refused(message, "divide it into several")
        size = sum(entry.file_size for entry in entries)
        if size > most_unpacked:
            megabytes = f"{-(-size // 2**20)} MB; at most {most_unpacked // 2**20} MB are read"
            raise self._refused(f"unpacked the archive has {megabytes}", "divide it into several")
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            self._check(entry, most_packed)
            if not entry.is_dir():
                self._entries[entry.filename] = entry

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of its files, folders before them parted by strokes, in its order."""
        return tuple(self._entries)

    def __contains__(self, name: object) -> bool:
        """Tell whether it has a file of that name."""
        return name in self._entries

    def size_of(self, name: str) -> int:
        """Return how many bytes a file of it has; KeyError if there is none."""
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """Return a file of it; KeyError if there is none, BankError if it is damaged."""
        entry = self._entries[name]
        message = f"{quoted(name)} in the archive is damaged"
        try:
            content = self._archive.read(entry)
            if len(content) == entry.file_size:
                return content
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
            pass
        except NotImplementedError:
            message = f"{quoted(name)} is packed in a way that is not known here"
        raise self._refused(message, _AGAIN)

    def _check(self, entry: zipfile.ZipInfo, most_packed: int) -> None:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
            message = f"the archive holds {quoted(name)}, a name that leads out of its folder"
            raise self._refused(message, "an honest archive has no such name: do not use it")
        if entry.flag_bits & _ENCRYPTED:
            raise self._refused("the archive is locked with a password", "unlock it first")
        times = entry.file_size / max(entry.compress_size, 1)
        if entry.file_size > _ALWAYS_FREE and times > most_packed:
            message = f"{quoted(name)} would unpack to {counted(int(times), 'time')} its size"
            raise self._refused(message, "an honest archive does not: do not use it")
        if entry.filename in self._entries:
            message = (
                f"the archive holds {quoted(name)} twice, and programs differ in which they take"
            )
            raise self._refused(message, _AGAIN)

    def _refused(self, message: str, hint: str) -> BankError:
        return BankError([Problem(Where(self.path), message, hint)])
