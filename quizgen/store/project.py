"""Where the files of a project lie, and what is found there: its own before what ships.

A project is a folder. Nothing here asks for the current folder of the process but by a relative
path, so that several projects can be used side by side.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizgen.errors import BankError, Problem, SheetError, TemplateError, Where, guess
from quizgen.ids import ID, slug_of, tags_for
from quizgen.store.beside import PicturesBeside
from quizgen.store.names import hint_to_find, hint_to_rename, journal_of, meant_name
from quizgen.values import dataclass

if TYPE_CHECKING:
    from quizgen.bank.facts import AskedKind
    from quizgen.language.words import Language
    from quizgen.look import Theme
    from quizgen.prove import Copies
    from quizgen.quiz.sheet import Sheet
    from quizgen.quiz.worksheet import Worksheet
    from quizgen.read import File, SheetTexts, Texts
    from quizgen.read.page_words import PageWords, Said

MAX_BYTES = 8 * 2**20
"""No bank, template or copy of a source is larger; one that is, is not read."""
MOST_LISTED = 100
"""So many topics are named to whoever has mistyped one."""
TEMPLATE_FILES = {".yaml", ".html", ".css"}
"""How the names of templates end; editors and systems leave other files beside them."""
TRIES, PAUSE = 25, 0.02
"""How often a bank and its lock are read while an edition is being written, and how many seconds
pass in between: it takes some thousandths of a second."""
EXCERPTS = "sources"
"""The folder beside a bank of what it quotes from its sources."""
WORDS = "words.yaml"
PAGES = "pages.yaml"
"""What the pages in the browser say."""
TAGS = "as in de, pt-BR or sr-Latn-RS"
"""A hint for what is no language tag."""
STYLE = "themes/cards.css"
"""How the cards of all languages look: there are no words in it."""


@dataclass(frozen=True)
class Project:
    """A folder with banks, templates and what belongs to them; without a root, the current one.

    Each method that reads raises a BankError for a file that cannot be read.
    """

    root: Path = Path()

    @property
    def banks(self) -> Path:
        """The folder of banks and of the locks of their decks."""
        return self.root / "banks"

    @property
    def templates(self) -> Path:
        """The folder of themes, and of a folder for each language."""
        return self.root / "templates"

    @property
    def pictures(self) -> Path:
        """A folder for the pictures that banks name: they lie beside the banks, or below."""
        return self.banks / "pictures"

    @property
    def sheets(self) -> Path:
        """The folder of sheets that a teacher has saved."""
        return self.root / "sheets"

    @property
    def classes(self) -> Path:
        """The folder in which each class has a folder: names of pupils lie nowhere else."""
        return self.root / "classes"

    @property
    def outputs(self) -> Path:
        """The folder in which each topic has a folder of what was built."""
        return self.root / "output"

    # ------------------------------------------------------------------------------ banks

    def find_topics(self) -> tuple[str, ...]:
        """Return the topics of the project's banks and of those that ship."""
        return tuple(self.bank_paths())

    def own_topics(self) -> tuple[str, ...]:
        """Return the topics of the project's banks that do not ship."""
        found = self.bank_paths().items()
        shipped = {path.stem for path in _listed(SHIPPED.banks, "*.yaml")}
        return tuple(
            topic for topic, path in found if path.parent == self.banks and topic not in shipped
        )

    def bank_paths(self) -> Mapping[str, Path]:
        """Return every bank that can be found, by topic; the project's own hide shipped ones."""
        found: dict[str, Path] = {}
        for folder in (self.banks, SHIPPED.banks):
            for path in _listed(folder, "*.yaml"):
                if ID.fullmatch(path.stem):
                    found.setdefault(path.stem, path)
        return dict(sorted(found.items()))

    def find_bank(self, topic: str) -> "File":
        """Return a topic's bank; raises BankError that names the topics there are."""
        if path := self._bank_path(topic):
            return read_file(path)
        paths = self.bank_paths()
        names = [*paths]
        listed = ", ".join(names[:MOST_LISTED]) + (" and more" if len(names) > MOST_LISTED else "")
        hint = f"{guess(topic, paths)}topics: {listed}"
        if not self.banks.is_dir():
            root = self.root.as_posix() if self.root.parts else "the folder where you are"
            hint += f"; your own are looked for in the folder banks of {root}"
        problem = Problem(
            Where(self.banks.as_posix()),
            f"there is no topic '{topic}'",
            self._misnamed(topic) or hint,
        )
        raise BankError([problem])

    def _bank_path(self, topic: str) -> Path | None:
        """Return the file of a topic's bank; None if there is none. No other bank is looked for."""
        if not ID.fullmatch(topic):
            return None
        paths = (folder / f"{topic}.yaml" for folder in (self.banks, SHIPPED.banks))
        return next((path for path in paths if _may_be_there(path)), None)

    def _find_pair(self, topic: str) -> "tuple[File, File | None]":
        """Return a topic's bank and its lock, if there is one, as they belong together.

        While an edition is being written, they do not: its lock is written first, and its bank
        last. So they are read again until nothing has moved in the meantime. A run that was killed
        can leave them so; what that means, whoever compares them says.
        """
        for _ in range(TRIES):
            bank = self.find_bank(topic)
            path = Path(bank.path)
            lock = path.with_suffix(".lock")
            found = read_file(lock) if os.path.lexists(lock) else None
            is_being_written = journal_of(path).exists()  # looked for before the bank is read again
            if not is_being_written and self.find_bank(topic) == bank:
                break
            time.sleep(PAUSE)
        return bank, found

    def misnamed_banks(self) -> tuple[Problem, ...]:
        """Return a warning for each of the project's files that is no bank but for its name."""
        return tuple(
            Problem(
                Where(path.as_posix()),
                "is not read, because of how it is named",
                hint_to_rename(path, f"{slug_of(Path(name).stem)}.yaml"),
                severity="W",
            )
            for path in sorted(self.banks.glob("*"))
            if (name := meant_name(path.name) or _other_name(path))
            and not (self.banks / name).exists()
        )

    def _misnamed(self, topic: str) -> str:
        """Return a hint if a bank would be the topic's but for how its name is written."""
        stem = Path(topic).name.partition(".")[0]
        if stem != topic and stem in self.bank_paths():
            return f"write {stem}, without folder and ending"
        return hint_to_find(self.banks, Path(topic).name, "--topic")

    def find_texts(self, topic: str) -> "Texts":
        """Return all that a build of a topic reads, the templates in its bank's language.

        Raises BankError if there is no such topic, and TemplateError for templates that lie where
        no language has any. What a language lacks is left out: whoever needs it tells.
        """
        return self._texts(topic, {})

    def find_texts_of(self, topics: Iterable[str]) -> "Iterator[tuple[str, Callable[[], Texts]]]":
        """Yield topics, each with what returns its texts or raises as `find_texts` does.

        Thousands may share the templates of a language, which are read once.
        """
        known: dict[str, Mapping[str, Any]] = {}
        yield from ((topic, partial(self._texts, topic, known)) for topic in topics)

    def _texts(self, topic: str, known: dict[str, Mapping[str, Any]]) -> "Texts":
        from quizgen.read import Texts, language_of

        bank, lock = self._find_pair(topic)
        language = language_of(bank)
        if language not in known:
            known[language] = self._templates_in(language)
        beside = PicturesBeside(Path(bank.path).parent)
        return Texts(bank=bank, lock=lock, read_beside=beside, **known[language])

    def _templates_in(self, language: str) -> Mapping[str, Any]:
        """Return the fields of `Texts` that are the same for every bank in a language."""
        self._refuse_unread()
        description = self._in_language(language, "deck", "description.txt")
        note_types = self._note_types(language)
        stems = self._stems(language)
        return {
            "languages": {tag: read_file(path) for tag, path in self.language_paths().items()},
            "stems": stems,
            "note_types": note_types,
            "description": next(map(read_file, description.values()), None),
            "shipped_types": self._shipped_types(language, note_types),
            "shipped_stems": self._shipped_stems(language, stems),
        }

    @property
    def _is_as_shipped(self) -> bool:
        """Return whether the project has no templates beside those that ship."""
        return not self.templates.exists() or self.templates.samefile(SHIPPED.templates)

    def _shipped_types(
        self, language: str, note_types: Mapping[str, Mapping[str, "File"]]
    ) -> Mapping[str, Mapping[str, "File"]]:
        """Return the files that ship of the note types that are others in this project."""
        if self._is_as_shipped:
            return {}
        return {
            key: files
            for key, files in SHIPPED._note_types(language).items()
            if key in note_types and _texts_of(files) != _texts_of(note_types[key])
        }

    def _shipped_stems(
        self, language: str, stems: "Mapping[AskedKind, File]"
    ) -> "Mapping[AskedKind, File]":
        """Return the files that ship of the wordings that are others in this project."""
        if self._is_as_shipped:
            return {}
        return {
            kind: file
            for kind, file in SHIPPED._stems(language).items()
            if file.text != stems[kind].text
        }

    # ------------------------------------------------------------------------------ sheets

    def sheet_path(self, name: str) -> Path:
        """Return where a sheet of a name lies, or would lie."""
        return self.sheets / f"{name}.yaml"

    def sheet_paths(self) -> Mapping[str, Path]:
        """Return the files of the saved sheets, by name."""
        return _by_stem({path.name: path for path in _listed(self.sheets, "*.yaml")})

    def find_sheet(self, name: str) -> "Sheet":
        """Return a saved sheet; raises SheetError if there is none, or for a mistake in it."""
        from quizgen.read.sheet import read_sheet

        paths = self.sheet_paths()
        if name not in paths:
            where, message = Where(self.sheets.as_posix()), f"there is no sheet '{name}'"
            known = f"{guess(name, paths)}there are: {', '.join(paths)}" if paths else ""
            hint = hint_to_find(self.sheets, name, "--sheet") or known
            raise SheetError([Problem(where, message, hint or "--save NAME keeps what is built")])
        file = read_file(paths[name])
        return read_sheet(file.text, file.path)

    def find_own(self, sheet: "Sheet") -> "SheetTexts | None":
        """Return the text of a sheet that has questions of its own, else None."""
        from quizgen.read import SheetTexts

        if not sheet.own:
            return None
        return SheetTexts(
            file=read_file(self.sheet_path(sheet.name)), read_beside=PicturesBeside(self.sheets)
        )

    # ------------------------------------------------------------------------------ templates

    def find_languages(self) -> "Mapping[str, Language]":
        """Return the words of every language by its tag; raises TemplateError for a mistake."""
        from quizgen.read import read_languages

        self._refuse_unread()
        return read_languages({tag: read_file(path) for tag, path in self.language_paths().items()})

    def language_paths(self) -> Mapping[str, Path]:
        """Return the file of the words of every language, by its tag."""
        paths: dict[str, Path] = {}
        for templates in (self.templates, SHIPPED.templates):
            for folder in _listed(templates, "*"):
                for path in _listed(folder, WORDS) if tags_for(folder.name) else ():
                    paths.setdefault(folder.name, path)
        return dict(sorted(paths.items()))

    def find_page_words(self, language: str = "en") -> "PageWords":
        """Return what the pages in the browser say in a language, else in English.

        A text that a language lacks is there in English. Raises TemplateError for a mistake.
        """
        from quizgen.read.page_words import read_page_words

        words: dict[str, Said] = {}
        for tag in (*tags_for(language), "en")[::-1]:
            for base in (SHIPPED.templates, self.templates):
                for path in _listed(base / tag, PAGES):
                    file = read_file(path)
                    words |= read_page_words(file.text, file.path)
        return words

    def find_worksheet(self, name: str = "standard", language: str = "en-GB") -> "Worksheet":
        """Return a worksheet in a language.

        Raises TemplateError if there is none of that name, or a mistake in it.
        """
        from quizgen.read import read_worksheet

        file = self.worksheet_file(name, language)
        return read_worksheet(file.text, file.path)

    def worksheet_file(self, name: str, language: str) -> "File":
        """Return the file of a worksheet; raises TemplateError that names those there are."""
        self._refuse_unread()
        paths = self.worksheet_paths(language)
        if name in paths:
            return read_file(paths[name])
        tags = tags_for(language)
        if not tags:
            where, message = Where(self.templates.as_posix()), f"{language!r} is no language tag"
            raise TemplateError([Problem(where, message, TAGS)])
        where = Where((self.templates / tags[-1] / "worksheets").as_posix())
        message = f"there is no worksheet '{name}' in {language}"
        folders = (self.templates / tag / "worksheets" for tag in tags)
        misnamed = next(filter(None, (hint_to_find(it, name, "--worksheet") for it in folders)), "")
        hint = misnamed or f"{guess(name, paths)}there are: {', '.join(paths)}"
        if not paths and not misnamed:
            from quizgen.read.lacking import hint_to_copy

            hint = hint_to_copy("worksheet", name, language)
        raise TemplateError([Problem(where, message, hint)])

    def worksheet_paths(self, language: str) -> Mapping[str, Path]:
        """Return the files of the worksheets in a language, by name."""
        return _by_stem(self._in_language(language, "worksheets", "*.yaml"))

    def find_theme(self, name: str = "plain") -> "Theme":
        """Return a theme by name; raises TemplateError if there is none, or a mistake in it."""
        from quizgen.read import read_theme

        paths = self.theme_paths()
        if name not in paths:
            folder = self.templates / "themes"
            misnamed = hint_to_find(folder, name, "--theme")
            hint = misnamed or f"{guess(name, paths)}there are: {', '.join(paths)}"
            message = f"there is no theme '{name}'"
            raise TemplateError([Problem(Where(folder.as_posix()), message, hint)])
        file = read_file(paths[name])
        return read_theme(file.text, file.path)

    def theme_paths(self) -> Mapping[str, Path]:
        """Return the files of the themes, by name."""
        return _by_stem(self._found(["themes"], "*.yaml"))

    def _stems(self, language: str) -> "Mapping[AskedKind, File]":
        """Return the wordings' files; raises TemplateError for one called after no kind of fact."""
        from quizgen.bank.facts import ASKED_KINDS

        found = dict(_by_stem(self._in_language(language, "stems", "*.yaml")))
        stems = {kind: read_file(found.pop(kind)) for kind in ASKED_KINDS if kind in found}
        if found:
            hint = f"name it after a kind: {', '.join(ASKED_KINDS)}"
            raise TemplateError(
                Problem(Where(path.as_posix()), f"'{name}' is no kind of fact", hint)
                for name, path in found.items()
            )
        return stems

    def _note_types(self, language: str) -> Mapping[str, Mapping[str, "File"]]:
        """Return the files of the note types in a language, each with the style of all cards."""
        (style,) = map(read_file, self._found([""], STYLE).values())
        types: dict[str, dict[str, File]] = {}
        for name, path in self._in_language(language, "deck", "*/*.*").items():
            key, _, inside = name.partition("/")
            if path.suffix in TEMPLATE_FILES:
                types.setdefault(key, {"style.css": style})[inside] = read_file(path)
        return types

    def _in_language(self, language: str, folder: str, pattern: str) -> Mapping[str, Path]:
        """Return templates of a language by name: those of its region come before all others."""
        return self._found([f"{tag}/{folder}" for tag in tags_for(language)], pattern)

    def _found(self, folders: Iterable[str], pattern: str) -> Mapping[str, Path]:
        """Return the templates of some folders, the first of each name."""
        found: dict[str, Path] = {}
        for folder in folders:
            for base in (self.templates / folder, SHIPPED.templates / folder):
                for path in _listed(base, pattern):
                    found.setdefault(path.relative_to(base).as_posix(), path)
        return dict(sorted(found.items()))

    def _refuse_unread(self) -> None:
        """Raise TemplateError for templates that nobody would read, and nobody would miss."""
        if problems := [*self._in_old_places(), *self._misnamed_templates()]:
            raise TemplateError(problems)

    def _misnamed_templates(self) -> Iterator[Problem]:
        """Find templates that are read without being named, and are not, for their names' sake."""
        for pattern in ("*/stems/*", "*/deck/*/*", "*/words*", STYLE.replace(".css", ".*")):
            for path in sorted(self.templates.glob(pattern)):
                meant = meant_name(path.name)
                if meant and not path.with_name(meant).exists():
                    message = "is not read, because of how it is named"
                    hint = hint_to_rename(path, meant)
                    yield Problem(Where(path.as_posix()), message, hint)

    def _in_old_places(self) -> Iterator[Problem]:
        """Find templates from when all languages shared one set of them."""
        listed = partial(_listed, self.templates)
        moved = {path: f"{path.stem}/{WORDS}" for path in listed("languages/*.yaml")}
        moved |= {path: STYLE for path in listed("deck/style.css")}
        for name in ("stems", "worksheets", "deck"):
            folder = self.templates / name
            paths = (*listed(f"{name}/*"), *listed(f"{name}/*/*"))
            if any(path.suffix in (".yaml", ".html", ".txt") for path in paths):
                moved[folder] = f"en/{name} (in place of en: the language it is written in)"
        message = "templates lie in a folder of their language, and none is read from here"
        for old, new in moved.items():
            hint = f"move it to {self.templates.as_posix()}/{new}"
            yield Problem(Where(old.as_posix()), message, hint)


HERE = Project()
"""The project of the folder in which a program runs."""

PACKAGE = Path(__file__).parent.parent
SHIPPED = Project(PACKAGE / "shipped" if (PACKAGE / "shipped").is_dir() else PACKAGE.parent)
"""The banks and templates of the installed package, or of the repository it is installed from."""

GUIDES = SHIPPED.root / "docs"

find_languages = HERE.find_languages
find_texts = HERE.find_texts
find_theme = HERE.find_theme
find_topics = HERE.find_topics
find_worksheet = HERE.find_worksheet


def find_shipped(name: str) -> str:
    """Return the text of a template that ships, whatever a project has."""
    return _read_shipped(SHIPPED.templates / name)


def find_guides() -> tuple[str, ...]:
    """Return the names of the guides that ship."""
    return tuple(path.stem for path in _listed(GUIDES, "*.md"))


def read_guide(name: str) -> str:
    """Return the text of a guide, one of `find_guides`."""
    return _read_shipped(GUIDES / f"{name}.md")


def find_all_shipped(folder: str) -> Mapping[str, Mapping[str, str]]:
    """Return the shipped templates of a folder: name -> path in the folder -> text.

    A template is a file, or a folder of files.
    """
    base = SHIPPED.templates / folder
    found: dict[str, dict[str, str]] = {}
    for path in sorted(base.rglob("*")):
        if path.suffix in {*TEMPLATE_FILES, ".txt"}:
            inside = path.relative_to(base)
            name = inside.parts[0].removesuffix(path.suffix)
            found.setdefault(name, {})[inside.as_posix()] = _read_shipped(path)
    return dict(sorted(found.items()))


def _read_shipped(path: Path) -> str:
    return read_bytes(path).decode().replace("\r\n", "\n")


def _other_name(bank: Path) -> str:
    """Return another name for a bank that has one by which no topic can be called."""
    is_hidden = bank.name.startswith(".")
    if is_hidden or bank.suffix != ".yaml" or ID.fullmatch(bank.stem):
        return ""
    return f"{slug_of(bank.stem)}.yaml"


def _texts_of(files: Mapping[str, "File"]) -> Mapping[str, str | bytes]:
    return {name: file.text for name, file in files.items()}


def _may_be_there(path: Path) -> bool:
    """Tell whether something has a name, or nobody may look: then reading it says why."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _listed(folder: Path, pattern: str) -> list[Path]:
    """Return what a folder has under names that fit a pattern, sorted; nothing if there is none.

    Names that begin with a dot are left out: macOS and some editors leave such files everywhere.
    Raises BankError for a folder that may not be read, of which `Path.glob` would say nothing.
    """
    names, _, below = pattern.partition("/")
    try:
        found = sorted(path for path in folder.iterdir() if fnmatch(path.name, names))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise BankError([_unreadable(folder, error, "folder")]) from error
    seen = [path for path in found if not path.name.startswith(".")]
    return [path for one in seen for path in _listed(one, below)] if below else seen


def _unreadable(path: Path, error: OSError, what: str) -> Problem:
    hint = f"see that it is a {what} and that you may read it"
    return Problem(Where(path.as_posix()), f"cannot be read: {error.strerror}", hint)


def _by_stem(found: Mapping[str, Path]) -> Mapping[str, Path]:
    return {Path(name).stem: path for name, path in found.items()}


def find_copies(bank: "File", folder: Path) -> "Copies":
    """Return the copies of a bank's sources that a folder holds.

    What a bank may pass on, such as a few quoted lines of a public document, lies beside it, in a
    folder of its own: there a copy is looked for that the folder lacks.
    """
    from quizgen.prove import Copies, named_copies
    from quizgen.read.characters import too_large

    texts: dict[str, bytes] = {}
    unreadable: dict[str, str] = {}
    beside = Path(bank.path).parent / EXCERPTS
    for name in named_copies(bank):
        path = next((path for path in (folder / name, beside / name) if path.exists()), None)
        if path is None:
            continue
        try:
            with path.open("rb") as stream:
                content = stream.read(MAX_BYTES + 1)
                size = max(os.fstat(stream.fileno()).st_size, len(content))
        except (OSError, ValueError) as error:
            unreadable[name] = getattr(error, "strerror", None) or str(error)
            continue
        if size > MAX_BYTES:
            unreadable[name], _ = too_large(size)
        else:
            texts[name] = content
    return Copies(folder.as_posix(), texts, unreadable)


def read_file(path: Path) -> "File":
    """Return a file and its path; raises BankError if it cannot be read."""
    from quizgen.read import File

    return File(path.as_posix(), read_bytes(path))


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return what a file holds; raises BankError if it cannot be read, or is longer than `most`."""
    try:
        if path.exists() and not path.is_file():
            raise OSError(0, "it is not a file")
        with path.open("rb") as stream:
            content = stream.read(most + 1)
            size = max(os.fstat(stream.fileno()).st_size, len(content))
    except OSError as error:
        raise BankError([_unreadable(path, error, "file")]) from error
    if size > most:
        from quizgen.read.characters import too_large

        raise BankError([Problem(Where(path.as_posix()), *too_large(size, most=most))])
    return content
