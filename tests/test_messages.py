"""Every message of the program is in a case file or a test.

Messages are found in the code: a text of two words or more that reaches a Problem, as far as the
code says so in place: as an argument, through a name of the same function, or in a table of the
module. It is tested if a case file or a string of a test has its words.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PDF = ROOT / "quizgen" / "typeset"
MAKERS = {
    "Problem": (1, 2),
    "report": (1, 2),
    "report_key": (1, 2),
    "_report": (1, 2),
    "_RefusedError": (0, 1),
    "DateError": (0,),
    "UsageError": (0,),
    "UnprintableError": (0, 1),
    "BadParameter": (0,),
}
"""What makes a problem, and which of its arguments are message and hint."""
HINTS = {
    "Problem": 2,
    "Finding": 1,
    "report": 2,
    "report_key": 2,
    "_report": 2,
    "note": 1,
    "wrong": 3,
    "problem_at": 2,
    "_RefusedError": 1,
    "RefusedError": 1,
    "_Slip": 3,
}
"""What makes a problem, and which of its arguments is the hint."""
OTHER_PAIRS = {
    "_answered",
    "_asked",
    "_decode",
    "decode",
    "_with_unit",
    "_deed",
    "_meant_by",
    "read_cell",
    "set_key",
}
"""What hands out two texts that are no message with its hint."""
OTHER_TABLES = {"_LANGUAGES", "_ARTICLES"}
"""Tables of a module whose texts are no messages: names to be found in what is read."""
NO_MESSAGES = {"export/new_bank_yaml.py", "read/english_heads.py"}
"""What writes YAML, or holds what columns are called."""
MARKUP = re.compile(r"</?(?:[a-z]+:)?[A-Za-z_]+[ >]")
"""What is written into a file of another program says nothing to anybody."""
FALLBACKS = {"the row is not CSV: \0", "card title"}
"""What is said of errors that no input is known to make, here and in a library."""
WORDS = re.compile(r"\w+ \w+")


@dataclass(frozen=True)
class Message:
    """A message as the code has it, its holes as NUL."""

    place: str
    words: str

    @property
    def is_tested(self) -> bool:
        """Tell whether all that stands between its holes is in some test."""
        pieces = re.split(r"\0|\{\w+\}", self.words)
        return all(piece.casefold() in texts_of_tests() for piece in pieces)


def messages() -> list[Message]:
    """Return every message of the program."""
    found = {}
    for path in sorted((ROOT / "quizgen").rglob("*.py")):
        is_ink = path.is_relative_to(PDF) and path.name != "unprintable.py"
        if is_ink or path.name in ("report.py", "listing.py", "examples.py"):  # no mistakes
            continue
        if path.relative_to(ROOT / "quizgen").as_posix() in NO_MESSAGES:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        for node in (*_in_functions(tree), *_in_tables(tree)):
            for line, words in _literals(node):
                if WORDS.search(words) and not MARKUP.search(words):
                    place = f"{path.relative_to(ROOT).as_posix()}:{line}"
                    found[place, words] = Message(place, words)
    return list(found.values())


def _in_functions(tree: ast.Module) -> Iterator[ast.expr]:
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        named: dict[str, list[ast.expr]] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                named.setdefault(node.targets[0].id, []).append(node.value)
            elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                named.setdefault(node.target.id, []).append(node.value)
        for said in _said(function):
            yield said
            for name in ast.walk(said):
                if isinstance(name, ast.Name):
                    yield from named.get(name.id, ())


def _said(function: ast.FunctionDef) -> Iterator[ast.expr]:
    """Yield what stands where a message or a hint stands."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else None
            name = node.func.id if isinstance(node.func, ast.Name) else name
            for place in MAKERS.get(name or "", ()):
                if place < len(node.args):
                    yield node.args[place]
            if name in MAKERS:
                yield from (key.value for key in node.keywords if key.arg in ("message", "hint"))
        elif isinstance(node, ast.Yield | ast.Return) and isinstance(node.value, ast.Tuple):
            yield from node.value.elts
        elif isinstance(node, ast.Yield | ast.Return) and isinstance(
            node.value, ast.JoinedStr | ast.Constant
        ):
            yield node.value


def _in_tables(tree: ast.Module) -> Iterator[ast.expr]:
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or not isinstance(node.value, ast.Dict):
            continue
        name = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
        if ast.unparse(name) not in OTHER_TABLES:
            yield from node.value.values


def hints() -> Iterator[tuple[str, ast.expr]]:
    """Yield what stands where a hint stands, by place, as far as the code has it there."""
    for path in sorted((ROOT / "quizgen").rglob("*.py")):
        if path.relative_to(ROOT / "quizgen").as_posix() in NO_MESSAGES:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        if path.parent.name == "imports":  # what is refused has its hint from `refused`
            yield from _hints_of_problems(path, tree)
            continue
        told_in_pairs = {  # functions that hand out messages with their hints
            node.name: node.returns
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef)
            and node.name not in OTHER_PAIRS
            and node.returns
            and re.search(r"Flaw|tuple\[str, str\]", ast.unparse(node.returns))
        }
        for node in ast.walk(tree):
            place = f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else None
                name = node.func.id if isinstance(node.func, ast.Name) else name
                by_name = [key.value for key in node.keywords if key.arg in ("hint", None)]
                if node.args and (at := HINTS.get(name or "")) is not None:
                    given = [*node.args[at : at + 1], *by_name, *_spread(node)]
                    yield place, given[0] if given else ast.Constant("")
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "hint":
                yield place, node.value
            elif isinstance(node, ast.FunctionDef) and node.name in told_in_pairs:
                for said in ast.walk(node):
                    value = said.value if isinstance(said, ast.Yield | ast.Return) else None
                    if isinstance(value, ast.Tuple) and value.elts:
                        yield f"{place.rpartition(':')[0]}:{said.lineno}", value.elts[-1]


def _hints_of_problems(path: Path, tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem":
            place = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
            yield place, node.args[2] if len(node.args) > 2 else ast.Constant("")


def _spread(call: ast.Call) -> list[ast.expr]:
    """Return the arguments that are several: a message and its hint are often made together."""
    return [argument for argument in call.args if isinstance(argument, ast.Starred)]


def _ends(node: ast.expr) -> Iterator[ast.expr]:
    """Yield what an expression may come to."""
    if isinstance(node, ast.IfExp):
        yield from (*_ends(node.body), *_ends(node.orelse))
    else:
        yield node


def _literals(node: ast.expr) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.JoinedStr):
        parts = (one.value if isinstance(one, ast.Constant) else "\0" for one in node.values)
        yield node.lineno, "".join(map(str, parts))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    elif isinstance(node, ast.IfExp | ast.BoolOp | ast.Tuple | ast.List | ast.BinOp):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                yield from _literals(child)


@cache
def texts_of_tests() -> str:
    """Return all that case files and strings of tests say, a text a line."""
    said: list[str] = []
    for path in sorted((ROOT / "tests").rglob("*.md")):
        said.append(path.read_text("utf-8"))
    for path in sorted((ROOT / "tests").rglob("*.txt")):
        said.append(path.read_text("utf-8"))
    for path in sorted((ROOT / "tests").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        said += [
            words
            for node in ast.walk(tree)
            if isinstance(node, ast.expr)
            for _, words in _literals(node)
        ]
    return "\n".join(said).casefold()


def test_every_message_of_the_program_is_in_a_test() -> None:
    """If one is not: add a case to tests/cases, or assert it where the mistake is made."""
    missing = [one for one in messages() if not one.is_tested and one.words not in FALLBACKS]
    shown = [f"{one.place}: {one.words}".replace("\0", "{}") for one in missing]
    assert not shown, "\n".join(shown)


def test_the_messages_are_found() -> None:
    words = {one.words for one in messages()}
    assert "\0 is blank" in words  # returned beside its hint
    assert "there is no topic '\0'" in words  # an argument
    assert "the quotation has \0 in it" in words  # yielded as a finding
    assert "a colon stands where no key can be" in words  # in a table
    assert len(words) > 250


def test_no_hint_of_the_program_is_empty() -> None:
    """That each has one the types say: nothing makes a problem without."""
    found = [*hints()]
    empty = [
        place
        for place, node in found
        if any(isinstance(end, ast.Constant) and not end.value for end in _ends(node))
    ]
    assert empty == []
    assert len(found) > 300
