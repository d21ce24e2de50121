"""The text in which people read what each edition of a bank changed."""

import re
from itertools import product

import pytest

from quizgen.export.changes import Section, write_changes


def section(edition: int, *items: str) -> Section:
    return Section(edition, f"2027-01-{edition:02}", ((f"Mended in {edition}:", items),))


def editions_of(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"^## (\d+) · ", text, re.MULTILINE)]


@pytest.mark.parametrize("there", [*product([False, True], repeat=4)], ids=str)
def test_the_newest_edition_stands_first_and_none_is_told_twice(there: tuple[bool, ...]) -> None:
    """Whatever editions the text already tells of: of the newest and the one before it none is missing."""
    told = [number for number, is_there in zip((5, 4, 3, 2), there, strict=True) if is_there]
    before = "# Mine\n\n" + "\n".join(f"## {number} · a day\n\nmine {number}\n" for number in told)
    after = write_changes(before, "Title", [section(4, "new"), section(3, "new")])
    assert editions_of(after) == sorted({4, 3, *told} - {5}, reverse=True)
    assert after.startswith("# Mine\n\n## 4 · 2027-01-04\n\nMended in 4:\n\n- new\n\n## 3 · ")
    assert ("mine 3" in after) == (3 in told)
    assert write_changes(after, "Title", [section(4, "new"), section(3, "new")]) == after


def test_what_an_edition_says_is_shown_as_it_is() -> None:
    """What Markdown takes for a heading, a list or emphasis has a backslash before it."""
    items = ("# 1", "2 * 3", "1. *a* _b_ `c` [d](e) <f>", "12) x", "+1", "a\\b", "- a → b", "3 - 2")
    text = write_changes("", "A *title*", [section(2, *items)])
    head, *lines = [line for line in text.splitlines() if line.startswith(("# ", "- "))]
    assert head == r"# A \*title\*"
    assert lines == [
        r"- \# 1",
        r"- 2 \* 3",
        r"- 1\. \*a\* \_b\_ \`c\` \[d](e) \<f>",
        r"- 12\) x",
        r"- \+1",
        r"- a\\b",
        r"- \- a → b",
        "- 3 - 2",
    ]
