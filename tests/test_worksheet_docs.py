"""docs/worksheets.md lists every key of worksheets and themes, with the model's own words.

The tables are made from the model: `pytest --update-golden` writes them.
"""

import re
from pathlib import Path

import pytest

from quizgen import model
from quizgen.read.docs import docs_of
from quizgen.read.schema import keys_of

PAGE = Path(__file__).parents[1] / "docs" / "worksheets.md"
MADE = re.compile(r"<!-- made: (\w+) -->\n(?:\n(?:\|[^\n]*\n)+)?")


def table(name: str) -> str:
    """Return the table of a class's keys."""
    rows = [
        f"| `{key}` | {'yes' if found.required else ''} | {docs_of(found.owner)[found.field]} |"
        for key, found in keys_of(getattr(model, name)).items()
    ]
    rows = [" ".join(row.split()) for row in rows]
    return "\n".join(
        [
            f"<!-- made: {name} -->",
            "",
            "| key | needed | what it says |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def test_the_page_has_every_key_in_the_words_of_the_model(request: pytest.FixtureRequest) -> None:
    page = PAGE.read_text("utf-8")
    expected = MADE.sub(lambda found: table(found[1]), page)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(expected, "utf-8", newline="\n")
        page = expected
    assert expected == page
    assert MADE.findall(page) == [
        "Worksheet", "WorksheetSection", "FactSection", "CardSection", "Layout", "Theme",
    ]  # fmt: skip
