"""Where banks and templates are found: the current folder first, then what ships."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.errors import BankError, Problem, TemplateError, Where, guess
from quizgen.ids import ID, slug_of

if TYPE_CHECKING:
    from quizgen.bank.facts import Kind
    from quizgen.language.words import Language
    from quizgen.prove import Copies
    from quizgen.read import File, Texts

MAX_BYTES = 9_000_000
"""No bank or template is larger; a file beyond that is not read to its end."""
TEMPLATE_FILES = {".yaml", ".html", ".css"}
"""How the names of templates end; editors and systems leave other files beside them."""


def bank_paths() -> Mapping[str, Path]:
    """Return every bank that can be found, by topic; one's own hide the shipped ones."""
    found: dict[str, Path] = {}
    for folder in (Path("banks"), _shipped("banks")):
        for path in sorted(folder.glob("*.yaml")):
            if ID.fullmatch(path.stem):
                found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def own_topics() -> list[str]:
    """Return the topics of the current folder that do not ship."""
    shipped = {path.stem for path in _shipped("banks").glob("*.yaml")}
    return [
        topic
        for topic, path in bank_paths().items()
        if path.parent == Path("banks") and topic not in shipped
    ]


def find_texts(topic: str) -> "Texts":
    """Return all that a build of a topic reads."""
    from quizgen.read import Texts

    bank = find_bank(topic)
    lock = Path(bank.path).with_suffix(".lock")
    return Texts(
        bank=bank,
        lock=read_file(lock) if lock.is_file() else None,
        languages=_by_stem(find_templates("languages", "*.yaml")),
        stems=_stems(),
        note_types=_note_types(),
        description=find_template("deck/description.txt"),
    )


def find_languages() -> "Mapping[str, Language]":
    """Return the languages by their codes; raises TemplateError if there is a mistake in one."""
    from quizgen.read import read_languages

    return read_languages(_by_stem(find_templates("languages", "*.yaml")))


def find_bank(topic: str) -> "File":
    """Return a topic's bank; raises BankError that names the topics there are."""
    paths = bank_paths()
    if topic not in paths:
        there_are = f"topics: {', '.join(paths)}" if paths else "there is no bank in ./banks"
        hint = guess(topic, paths) + there_are
        if not Path("banks").is_dir():
            hint += "; your own are looked for in the folder banks of the folder where you are"
        message = f"there is no topic '{topic}'"
        raise BankError([Problem(Where("banks"), message, _misnamed(topic) or hint)])
    return read_file(paths[topic])


def _misnamed(topic: str) -> str:
    """Return a hint if a file in ./banks would be the topic's but for how its name is written."""
    stem = Path(topic).stem
    if stem != topic and stem in bank_paths():
        return f"write {stem}, without folder and ending"
    for path in sorted(Path("banks").glob("*")):
        slug = slug_of(path.stem)
        is_yaml = path.suffix.lower() in (".yaml", ".yml")
        if is_yaml and topic in (path.stem, path.name, slug) and path.name != f"{slug}.yaml":
            return f"name {path.as_posix()} {slug}.yaml, and say --topic {slug}"
    return ""


def find_copies(bank: "File", folder: Path) -> "Copies":
    """Return the copies of a bank's sources that a folder holds."""
    from quizgen.prove import Copies, named_copies

    texts: dict[str, bytes] = {}
    unreadable: dict[str, str] = {}
    for name in named_copies(bank):
        try:
            with (folder / name).open("rb") as stream:
                texts[name] = stream.read(MAX_BYTES)
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as error:
            unreadable[name] = getattr(error, "strerror", None) or str(error)
    return Copies(folder.as_posix(), texts, unreadable)


def find_named(folder: str, name: str) -> "File":
    """Return the template `folder/name.yaml`; raises TemplateError that names those there are."""
    names = sorted({Path(path).stem for path in find_templates(folder, "*.yaml")})
    if name not in names:
        hint = f"{guess(name, names)}there are: {', '.join(names)}"
        message = f"there is no {folder.removesuffix('s')} '{name}'"
        raise TemplateError([Problem(Where(f"templates/{folder}"), message, hint)])
    return find_template(f"{folder}/{name}.yaml")


def find_template(name: str) -> "File":
    """Return one template file."""
    own = Path("templates", name)
    return read_file(own if own.is_file() else _shipped("templates") / name)


def find_templates(folder: str, pattern: str) -> Mapping[str, "File"]:
    """Return the template files of a folder by name, one's own over the shipped ones."""
    found: dict[str, File] = {}
    for base in (_shipped("templates") / folder, Path("templates", folder)):
        for path in sorted(base.glob(pattern)):
            if path.name.startswith("."):  # what macOS and some editors leave
                continue
            found[path.relative_to(base).as_posix()] = read_file(path)
    return dict(sorted(found.items()))


def find_shipped(name: str) -> str:
    """Return the text of a template that ships, whatever the current folder has."""
    return (_shipped("templates") / name).read_text(encoding="utf-8")


def find_all_shipped(folder: str) -> Mapping[str, Mapping[str, str]]:
    """Return the shipped templates of a folder: name -> path in the folder -> text.

    A template is a file, or a folder of files.
    """
    base = _shipped("templates") / folder
    found: dict[str, dict[str, str]] = {}
    for path in sorted(base.rglob("*")):
        if path.suffix in TEMPLATE_FILES:
            inside = path.relative_to(base)
            name = inside.parts[0].removesuffix(path.suffix)
            found.setdefault(name, {})[inside.as_posix()] = path.read_text(encoding="utf-8")
    return dict(sorted(found.items()))


def _by_stem(found: Mapping[str, "File"]) -> Mapping[str, "File"]:
    return {Path(name).stem: file for name, file in found.items()}


def _stems() -> "Mapping[Kind, File]":
    """Return the wordings' files; raises TemplateError for one whose name is no kind of fact."""
    from quizgen.bank.facts import KINDS

    found = dict(_by_stem(find_templates("stems", "*.yaml")))
    stems = {kind: found.pop(kind) for kind in KINDS if kind in found}
    if found:
        hint = f"name it after a kind: {', '.join(KINDS)}"
        problems = [
            Problem(Where(file.path), f"'{name}' is no kind of fact", hint)
            for name, file in found.items()
        ]
        raise TemplateError(problems)
    return stems


def _note_types() -> Mapping[str, Mapping[str, "File"]]:
    style = find_template("deck/style.css")
    types: dict[str, dict[str, File]] = {}
    for name, file in find_templates("deck", "*/*.*").items():
        key, _, own_name = name.partition("/")
        if Path(name).suffix not in TEMPLATE_FILES:
            continue
        types.setdefault(key, {"style.css": style})[own_name] = file
    return types


def _shipped(folder: str) -> Path:
    """Return a folder of the installed package, or of the repository for an editable install."""
    package = Path(__file__).parent.parent
    installed = package / "shipped" / folder
    return installed if installed.is_dir() else package.parent / folder


def read_file(path: Path) -> "File":
    """Return a file and its path; raises BankError if it cannot be read."""
    from quizgen.read import File

    return File(path.as_posix(), read_bytes(path))


def read_bytes(path: Path) -> bytes:
    """Return what a file holds, up to MAX_BYTES; raises BankError if it cannot be read."""
    try:
        if path.exists() and not path.is_file():
            raise OSError(0, "it is not a file")
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES)
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        hint = "see that it is a file and that you may read it"
        raise BankError([Problem(Where(path.as_posix()), message, hint)]) from error
