"""What `import quizgen` offers, and what it costs."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import quizgen

TYPED = """
from quizgen import Bank, Blueprint, Look, build_files, find_languages, find_texts, find_theme
from quizgen import find_worksheet, read_bank

def pages(bank: Bank) -> int:
    return len(bank.facts)

bank = read_bank("", "rivers.yaml", find_languages())
reveal_type(bank)
made = build_files(find_texts(bank.topic), Blueprint(worksheet=find_worksheet()), Look(theme=find_theme()))
reveal_type([file.content for _, export in made.exports for file in export.files])
"""


@pytest.mark.parametrize("name", quizgen.__all__)
def test_every_name_offered_is_there_from_where_it_is_at_home(name: str) -> None:
    if name != "__version__":
        (home,) = (module for module, names in quizgen._HOMES.items() if name in names)
        assert getattr(quizgen, name) is getattr(import_module(home), name)
    assert name in dir(quizgen)


def test_type_checkers_are_told_the_same_names_from_the_same_homes() -> None:
    tree = ast.parse(Path(quizgen.__file__).read_text("utf-8"))
    told: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("quizgen."):
            assert all(it.asname == it.name for it in node.names)  # which exports it
            told.setdefault(str(node.module), []).extend(it.name for it in node.names)
    assert told == {home: [*names] for home, names in quizgen._HOMES.items()}


def test_a_name_that_is_not_offered_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'quizgen' has no attribute 'nonsense'"):
        quizgen.nonsense  # noqa: B018
    with pytest.raises(ImportError):
        exec("from quizgen import nonsense")


def test_importing_quizgen_loads_none_of_its_libraries() -> None:
    heavy = "{'click', 'jinja2', 'yaml', 'pydantic_core', 'reportlab', 'sqlite3', 'dataclasses'}"
    code = f"import quizgen, sys; print(sorted({heavy} & {{*sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


HEAVY = {"click", "jinja2", "yaml", "pydantic_core", "reportlab", "sqlite3", "PIL"}


def loaded_by(*names: str) -> set[str]:
    """Return which of HEAVY a process has loaded that has taken names from quizgen."""
    taken = "".join(f"quizgen.{name}\n" for name in names)
    code = f"import quizgen, sys\n{taken}print(*({HEAVY} & {{*sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {*done.stdout.split()}


def test_no_name_that_quizgen_offers_loads_the_library_of_the_command_line() -> None:
    assert loaded_by(*quizgen.__all__) == {"yaml", "pydantic_core"}


def test_the_wordings_that_ship_are_read_without_the_library_of_templates(tmp_path: Path) -> None:
    """It takes as long to import as a page to set."""
    asked = ["build", "--topic", "escalation", "--out", str(tmp_path)]
    code = (
        "import sys, atexit; from quizgen.cli import main; from pathlib import Path;"
        f"atexit.register(lambda: Path({str(tmp_path / 'told')!r}).write_text("
        "str('jinja2' in sys.modules)));"
        f"sys.argv[1:] = {asked}; main()"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (tmp_path / "told").read_text() == "False"


def test_what_finds_files_loads_no_library_before_it_is_called() -> None:
    finders = [name for name in quizgen.__all__ if name.startswith("find_")]
    assert len(finders) == 5
    assert loaded_by("Project", *finders) == set()


def test_programs_that_use_quizgen_can_be_checked_for_types(tmp_path: Path) -> None:
    mypy = pytest.importorskip("mypy.api")
    assert (Path(quizgen.__file__).parent / "py.typed").exists()
    program = tmp_path / "program.py"
    program.write_text(TYPED, "utf-8")
    said, _, _ = mypy.run(["--strict", "--cache-dir", str(tmp_path / "cache"), str(program)])
    assert 'Revealed type is "quizgen.bank.bank.Bank"' in said
    assert 'Revealed type is "list[bytes]"' in said.replace("builtins.", "")
    assert "error" not in said, said
