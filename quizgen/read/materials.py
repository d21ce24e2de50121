"""All the texts of a topic -> its bank, its language, and the templates by which it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from quizgen.model import Bank, Kind, Language, Lock, NoteType, Wordings
from quizgen.read.bank import read_bank
from quizgen.read.language import read_language
from quizgen.read.lock import read_lock
from quizgen.read.note_types import read_note_type
from quizgen.read.wordings import read_wordings


@dataclass(frozen=True)
class File:
    """A file's text and the path that messages name."""

    path: str
    text: str | bytes


@dataclass(frozen=True, kw_only=True)
class Texts:
    """All that a build reads."""

    bank: File
    languages: Mapping[str, File]
    """By language tag."""
    stems: Mapping[Kind, File]
    """Wordings, by kind of fact."""
    note_types: Mapping[str, Mapping[str, File]]
    """The files of each note type, by its key and their names."""
    description: File
    """What a deck's page says, as a template."""
    lock: File | None = None
    """The lock of the deck's editions, once there is one."""

    @property
    def lock_path(self) -> str:
        """Return where the lock lies: beside the bank."""
        return f"{self.bank.path.removesuffix('.yaml')}.lock"


@dataclass(frozen=True, kw_only=True)
class Materials:
    """A bank with all that is needed to ask about it."""

    bank: Bank
    language: Language
    wordings: Wordings
    note_types: tuple[NoteType, ...]
    description: str
    lock_file: File | None

    @cached_property
    def lock(self) -> Lock | None:
        """Return the lock, read when a deck is made: no worksheet waits for it.

        Raises LockError.
        """
        return read_lock(self.lock_file.text, self.lock_file.path) if self.lock_file else None


def read_materials(texts: Texts) -> Materials:
    """Return the bank and its templates as values. Raises BankError and TemplateError."""
    languages = read_languages(texts.languages)
    bank = read_bank(texts.bank.text, texts.bank.path, languages)
    language = languages[bank.language]
    stems = {kind: (file.path, file.text) for kind, file in texts.stems.items()}
    note_types = (
        read_note_type(key, {name: (file.path, file.text) for name, file in files.items()})
        for key, files in texts.note_types.items()
    )
    return Materials(
        bank=bank,
        language=language,
        wordings=read_wordings(stems, language),
        note_types=tuple(note_types),
        description=_decoded(texts.description),
        lock_file=texts.lock,
    )


def read_languages(files: Mapping[str, File]) -> Mapping[str, Language]:
    """Return languages by their tags; one may build on another. Raises TemplateError."""
    texts = {code: (file.path, file.text) for code, file in files.items()}
    return {code: read_language(text, path, texts) for code, (path, text) in texts.items()}


def _decoded(file: File) -> str:
    return file.text if isinstance(file.text, str) else file.text.decode("utf-8-sig")
