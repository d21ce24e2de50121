"""All the texts of a topic -> its bank, its language, and the templates by which it is asked."""

import re
from collections.abc import Collection, Mapping
from dataclasses import field
from functools import cached_property, lru_cache, partial

from quizgen.bank.bank import Bank
from quizgen.bank.facts import AskedKind
from quizgen.deck.description import PageText
from quizgen.deck.lock import Lock
from quizgen.deck.note_types import NoteType
from quizgen.errors import BankError, Problem, QuizgenError, collect, raise_all
from quizgen.ids import tags_for
from quizgen.judge.subject import Subject
from quizgen.language.words import Language
from quizgen.quiz.wording import Wording
from quizgen.read.bank import read_bank
from quizgen.read.description import read_description
from quizgen.read.language import read_language, words_for
from quizgen.read.lock import read_lock
from quizgen.read.nodes import scalar_at_top
from quizgen.read.note_types import read_note_type
from quizgen.read.pictures import ReadBeside
from quizgen.read.wordings import read_wordings
from quizgen.values import dataclass

_HOLDS = re.compile(r"^(facts|questions|tables)[ \t]*:", re.MULTILINE)
_MAY_NAME_A_LANGUAGE = re.compile(r"""\blanguage["']?\s*:""")


@dataclass(frozen=True)
class File:
    """A file's text and the path that messages name."""

    path: str
    text: str | bytes

    @property
    def content(self) -> bytes:
        """Return the bytes that were read."""
        return self.text if isinstance(self.text, bytes) else self.text.encode()


@dataclass(frozen=True, kw_only=True)
class Texts:
    """All that a build reads."""

    bank: File
    languages: Mapping[str, File]
    """The words of every language, by its tag."""
    stems: Mapping[AskedKind, File]
    """Wordings in the bank's language, by kind of fact."""
    note_types: Mapping[str, Mapping[str, File]]
    """The files of each note type in that language, by its key and their names."""
    description: File | None
    """What a deck's page says, as a template in that language."""
    lock: File | None = None
    """The lock of the deck's editions, once there is one."""
    shipped_types: Mapping[str, Mapping[str, File]] = field(default_factory=dict)
    """Of the note types that are not as they ship, the files that ship."""
    shipped_stems: Mapping[AskedKind, File] = field(default_factory=dict)
    """Of the kinds of fact whose wordings are not as they ship, the files that ship."""
    read_beside: ReadBeside | None = None
    """Reads the files of the bank's pictures, as they are wanted."""

    @property
    def lock_path(self) -> str:
        """Return where the lock lies: beside the bank."""
        return f"{self.bank.path.removesuffix('.yaml')}.lock"

    @cached_property
    def language(self) -> str:
        """Return the tag of the bank's language."""
        return language_of(self.bank)

    @cached_property
    def worksheet(self) -> str:
        """Return the name of the worksheet that is made if none is named."""
        return worksheet_of(self.bank)


@dataclass(frozen=True, kw_only=True)
class Materials:
    """A bank with all that is needed to ask about it, as far as it is there in its language."""

    bank: Bank
    language: Language
    wordings: Mapping[AskedKind, tuple[Wording, ...]]
    note_types: tuple[NoteType, ...]
    description: tuple[PageText, ...] | None
    """What a deck's page says."""
    lock_file: File | None
    shipped_types: tuple[NoteType, ...]
    """Those that ship, of the note types that are others here."""
    left_out: frozenset[str]
    """Ids of wordings that ship, of which the author's own files have none: a worksheet that ships
    may name them, and whoever writes wordings of their own is not to mend it."""

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
    """Return the bank and its templates as values; of the languages only the bank's is read.

    Raises QuizgenError with every problem of every file; a bank is read once its language is.
    """
    there = [tag for tag in tags_for(texts.language) if tag in texts.languages]
    languages = read_languages(texts.languages, there[:1] or texts.languages)
    errors: list[QuizgenError] = []
    bank = collect(
        lambda: read_bank(texts.bank.text, texts.bank.path, languages, texts.read_beside), errors
    )
    language = words_for(texts.language, languages) or next(iter(languages.values()))
    wordings = collect(lambda: _read_wordings(tuple(texts.stems.items())), errors)
    note_types = [
        collect(partial(_read_note_type, key, tuple(files.items())), errors)
        for key, files in texts.note_types.items()
    ]
    page = texts.description
    description = collect(lambda: read_description(page.text, page.path), errors) if page else None
    shipped = collect(lambda: _read_wordings(tuple(texts.shipped_stems.items())), errors)
    raise_all(errors)
    assert bank is not None
    _refuse_unseen(bank, texts.read_beside)
    assert wordings is not None
    assert shipped is not None
    return Materials(
        bank=bank,
        language=language,
        wordings=wordings,
        note_types=tuple(each for each in note_types if each),
        description=description,
        lock_file=texts.lock,
        shipped_types=tuple(
            _read_note_type(key, tuple(files.items())) for key, files in texts.shipped_types.items()
        ),
        left_out=_ids_of(shipped) - _ids_of(wordings),
    )


def _refuse_unseen(bank: Bank, read_beside: ReadBeside | None) -> None:
    """Raise BankError for pictures that nobody can read: a deck would be without them."""
    if read_beside is None and bank.pictures:
        where = next(iter(bank.pictures.values())).where
        message = "nothing says how the files of the pictures are read"
        hint = "take the texts of find_texts, or give Texts a `read_beside`"
        raise BankError([Problem(where, message, hint)])


def _ids_of(wordings: Mapping[AskedKind, tuple[Wording, ...]]) -> frozenset[str]:
    return frozenset(wording.id for of_kind in wordings.values() for wording in of_kind)


def read_languages(
    files: Mapping[str, File], wanted: Collection[str] | None = None
) -> Mapping[str, Language]:
    """Return languages by their tags, all of them or those that are wanted.

    One may build on another, whether that is wanted or not. Raises TemplateError.
    """
    errors: list[QuizgenError] = []
    of_all = tuple(files.items())
    languages = {
        code: collect(partial(_read_language, code, of_all), errors)
        for code in files
        if wanted is None or code in wanted
    }
    raise_all(errors)
    return {code: language for code, language in languages.items() if language}


def language_of(bank: File) -> str:
    """Return the language that a bank names; most of its text is not looked at for that.

    By it the templates are found with which the bank is read. Whatever is wrong with the bank is
    told then.
    """
    text = bank.text if isinstance(bank.text, str) else bank.text.decode("utf-8-sig", "replace")
    found = scalar_at_top(text, "language") if _MAY_NAME_A_LANGUAGE.search(text) else None
    return found or "en-GB"


def worksheet_of(bank: File) -> str:
    """Return the name of the worksheet that a bank gets for which nobody names one.

    One that holds nothing but written questions gets a sheet of them. It is not read for that:
    keys at the start of a line tell what it holds.
    """
    text = bank.text if isinstance(bank.text, str) else bank.text.decode("utf-8-sig", "replace")
    held = {*_HOLDS.findall(text)}
    return "questions" if held == {"questions"} else "standard"


# Thousands of banks may share templates: each is read once, as long as it is the same file.


@lru_cache(maxsize=64)
def _read_language(code: str, files: tuple[tuple[str, File], ...]) -> Language:
    texts = {tag: (file.path, file.text) for tag, file in files}
    path, text = texts[code]
    return read_language(text, path, texts)


@lru_cache(maxsize=16)
def _read_wordings(
    stems: tuple[tuple[AskedKind, File], ...],
) -> Mapping[AskedKind, tuple[Wording, ...]]:
    return read_wordings({kind: (file.path, file.text) for kind, file in stems})


@lru_cache(maxsize=64)
def _read_note_type(key: str, files: tuple[tuple[str, File], ...]) -> NoteType:
    return read_note_type(key, {name: (file.path, file.text) for name, file in files})
