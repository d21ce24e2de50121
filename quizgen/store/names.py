"""Names that files have, and those they were meant to have.

Windows and macOS hide the end of a name, so who saves `rivers.yaml` from an editor may have
`rivers.yaml.txt` and never see it; browsers, disks and other programs add their own.
"""

import re
from pathlib import Path

from quizgen.ids import slug_of

_ENDS = {"yaml": "yaml", "yml": "yaml", "html": "html", "htm": "html", "css": "css"}
"""How the files end that are read, and how the same is written elsewhere."""
_MEANT = re.compile(rf"\s*(.+?)\s*\.({'|'.join(_ENDS)})((?:\.\w+)*)\s*", re.IGNORECASE)
_COPY = re.compile(r"\s*\(\d+\)$")
"""What browsers put behind the name of what was downloaded twice."""
_SPARE = {"bak", "old", "orig", "save", "swp", "tmp"}
"""Ends of copies that somebody keeps, and does not want to be read."""
_RICH = {"rtf", "rtfd", "doc", "docx", "odt", "pages", "pdf"}
_PACKED = {"zip", "gz", "7z", "xz", "bz2", "rar"}
_TABLES = {"csv", "tsv", "xls", "xlsx", "ods", "numbers"}
_OTHERS = (".lock", ".changes.md", "-schema.json")
"""How the names end of what lies beside banks and templates and is none."""


def journal_of(bank: Path) -> Path:
    """Return where the journal lies while the files of an edition are being put in their places."""
    return bank.with_name(f".quizgen-edition-{bank.stem}")


def changes_of(bank: Path) -> Path:
    """Return where people read what each edition of a bank changed."""
    return bank.with_suffix(".changes.md")


def meant_name(name: str) -> str:
    """Return the name that a file was meant to have; empty if it has that, or another one.

    >>> meant_name("rivers.yaml.txt"), meant_name("event .YML"), meant_name("rivers.yaml")
    ('rivers.yaml', 'event.yaml', '')
    >>> meant_name("rivers.yaml.bak"), meant_name("rivers.lock"), meant_name("._rivers.yaml")
    ('', '', '')
    """
    match = _MEANT.fullmatch(name)
    if not match or name.startswith(".") or not _SPARE.isdisjoint(match[3].lower().split(".")):
        return ""
    meant = f"{match[1]}.{_ENDS[match[2].lower()]}"
    return "" if meant == name else meant


def hint_to_rename(path: Path, name: str, then: str = "") -> str:
    """Return what to do so that a file gets a name by which it is read; `then` stands behind it.

    >>> hint_to_rename(Path("banks/rivers.yml"), "rivers.yaml", ", and say --topic rivers")
    'name banks/rivers.yml rivers.yaml, and say --topic rivers'
    >>> hint_to_rename(Path("banks/rivers.yaml.txt"), "rivers.yaml")
    'name banks/rivers.yaml.txt rivers.yaml; its ending .txt may be hidden: have all endings shown'
    >>> hint_to_rename(Path("banks/rivers.yaml.rtf"), "rivers.yaml")
    'save banks/rivers.yaml.rtf as plain text named rivers.yaml'
    """
    shown, end = path.as_posix(), path.suffix.strip(". ").lower()
    if path.name != path.name.strip() or " ." in path.name:  # else nobody would see it
        shown = f"'{shown}'"
    if path.name.startswith("._"):
        return f"{shown} is what macOS keeps beside a file: copy the file itself there, too"
    if end in _RICH:
        return f"save {shown} as plain text named {name}{then}"
    if end in _PACKED:
        return f"unpack {shown}, and name what is in it {name}{then}"
    hint = f"name {shown} {name}{then}"
    if end and end not in _ENDS and meant_name(path.name):
        hint += f"; its ending .{end} may be hidden: have all endings shown"
    return hint


def hint_to_find(folder: Path, stem: str, option: str) -> str:
    """Return what to do with a file that would be `stem`.yaml but for its name; or nothing.

    `option` is that of the command line in which the right name is then to be said.
    """
    found: dict[bool, str] = {}
    for path in sorted(folder.glob("*")):
        is_beside = path.name.startswith("._")
        name = path.name.removeprefix("._")
        first = _COPY.sub("", (meant_name(name) or name).partition(".")[0].strip())
        slug, end = slug_of(first), path.suffix.strip(". ").lower()
        is_right = path.name == f"{slug}.yaml" or name.endswith(_OTHERS)
        if stem not in (slug, first, path.name, path.stem) or is_right or not slug:
            continue
        if end in _TABLES:
            table = path.as_posix() if end == "csv" else "FILE.csv"
            saved = "" if end == "csv" else f"save {path.as_posix()} as CSV, then: "
            hint = f"{saved}quizgen import {table} --topic {slug}"
        else:
            hint = hint_to_rename(path, f"{slug}.yaml", f", and say {option} {slug}")
        found.setdefault(is_beside, hint)
    return found.get(False) or found.get(True, "")
