"""All the texts of a topic -> its bank, its language, and the templates by which it is asked."""

from collections.abc import Mapping
from functools import cached_property, partial

from quizgen.bank.bank import Bank
from quizgen.bank.facts import Kind
from quizgen.deck.lock import Lock
from quizgen.deck.note_types import NoteType
from quizgen.errors import QuizgenError, collect, raise_all
from quizgen.judge.subject import Subject
from quizgen.language.words import Language
from quizgen.quiz.wording import Wording
from quizgen.read.bank import read_bank
from quizgen.read.language import read_language
from quizgen.read.lock import read_lock
from quizgen.read.note_types import read_note_type
from quizgen.read.wordings import read_wordings
from quizgen.values import dataclass


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
    wordings: Mapping[Kind, tuple[Wording, ...]]
    note_types: tuple[NoteType, ...]
    description: str
    lock_file: File | None

    @cached_property
    def subject(self) -> Subject:
        """Return what items, forms and decks are made of, wrapped once."""
        return Subject(self.bank, self.language, self.wordings)

    @cached_property
    def lock(self) -> Lock | None:
        """Return the lock, read when a deck is made: no worksheet waits for it.

        Raises LockError.
        """
        return read_lock(self.lock_file.text, self.lock_file.path) if self.lock_file else None


def read_materials(texts: Texts) -> Materials:
    """Return the bank and its templates as values.

    Raises QuizgenError with every problem of every file; a bank is read once all languages are.
    """
    languages = read_languages(texts.languages)
    errors: list[QuizgenError] = []
    bank = collect(lambda: read_bank(texts.bank.text, texts.bank.path, languages), errors)
    language = languages[bank.language] if bank else next(iter(languages.values()))
    stems = {kind: (file.path, file.text) for kind, file in texts.stems.items()}
    wordings = collect(lambda: read_wordings(stems), errors)
    note_types = [
        collect(partial(_read_note_type, key, files), errors)
        for key, files in texts.note_types.items()
    ]
    raise_all(errors)
    assert bank is not None
    assert wordings is not None
    return Materials(
        bank=bank,
        language=language,
        wordings=wordings,
        note_types=tuple(each for each in note_types if each),
        description=_decoded(texts.description),
        lock_file=texts.lock,
    )


def read_languages(files: Mapping[str, File]) -> Mapping[str, Language]:
    """Return languages by their tags; one may build on another. Raises TemplateError."""
    texts = {code: (file.path, file.text) for code, file in files.items()}
    errors: list[QuizgenError] = []
    languages = {
        code: collect(partial(read_language, text, path, texts), errors)
        for code, (path, text) in texts.items()
    }
    raise_all(errors)
    return {code: language for code, language in languages.items() if language}


def _read_note_type(key: str, files: Mapping[str, File]) -> NoteType:
    return read_note_type(key, {name: (file.path, file.text) for name, file in files.items()})


def _decoded(file: File) -> str:
    return file.text if isinstance(file.text, str) else file.text.decode("utf-8-sig")
