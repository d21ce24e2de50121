"""What all tests share: golden files, which a reviewer reads as a diff."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import run
from hypothesis import settings

__all__ = ["run"]

GOLDEN = Path(__file__).parent / "golden"

settings.register_profile("tests", deadline=None, derandomize=True)  # on a busy machine, too
settings.load_profile("tests")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: a packed file says when it was packed, and would be another
    case in each worker.
    """
    return argname if isinstance(val, bytes) else None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files instead of reading"
    )


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """Let Python collect again after a command that was run as if the process ended with it."""
    yield
    gc.unfreeze()
    gc.enable()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/<name>, or write it there with --update-golden."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, "utf-8", newline="\n")
        assert text == path.read_text("utf-8")

    return compare
