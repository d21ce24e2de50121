"""Cards for programs that read Markdown: text stays text there too."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from test_more_cards import out

WORDS = ("meaning: the path of a body around another", "meaning: '{}'")


def mochi(*changes: tuple[str, str]) -> list[list[str]]:
    return [*csv.reader(io.StringIO(out("mochi", *changes)))]


def unescaped(markdown: str) -> str:
    """Return what CommonMark shows of a text that has no markup but backslashes and bold."""
    bare = re.sub(r"(?<!\\)(\*\*|_)", "", markdown)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", bare)


def test_mochi_gets_a_row_a_card_under_names_of_columns() -> None:
    header, *rows = mochi()
    assert header == ["Front", "Back", "Tags"]
    assert {len(row) for row in rows} == {3}
    (row,) = (row for row in rows if row[0] == "Yuri Gagarin flew around the Earth.\n\nWhen?")
    assert row[1].startswith("12 April 1961\n\n")
    assert "moon-kind-event" in row[2].split(", ")


@pytest.mark.parametrize("program", ["mochi", "remnote", "csv"])
def test_the_cards_of_a_bank_are_written_so(
    program: str, golden: Callable[[str, str], None]
) -> None:
    golden(f"cards-{program}.txt", out(program))


def test_emphasis_of_a_card_is_emphasis_in_mochi() -> None:
    assert any("**on 12 April 1961**" in front.replace("\u00a0", " ") for front, _, _ in mochi())


MARKUP = (
    "*x* _y_", "# heading", "[a](http://b)", "![a](b)", "`code`", "<b>x</b>", "$x$", "{{c}}", "[[ref]]", "#tag",
    "- a", "1. a", "+ a", "> a", "a | b", "~~x~~", "=1+1", "@SUM(A1)",
)  # fmt: skip


@pytest.mark.parametrize("words", MARKUP)
def test_no_text_is_markup_in_mochi_and_all_of_it_is_shown(words: str) -> None:
    rows = mochi((WORDS[0], WORDS[1].format(words)))
    backs = {back.partition("\n\n")[0] for _, back, _ in rows}
    (back,) = (back for back in backs if unescaped(back).casefold() == words.casefold())
    signs = re.sub(r"\\.", "", back)
    assert not re.search(r"[`*_{}\[\]<>#|~$@]|^[-+=]|^\d+[.)]", signs)


def test_remnote_gets_a_line_a_card_parted_once() -> None:
    lines = out("remnote").splitlines()
    assert len(lines) == len(out("quizlet").splitlines())
    assert all(line.count(" >> ") == 1 for line in lines)
    assert "When? Yuri Gagarin flew around the Earth. >> 12 April 1961" in lines


@pytest.mark.parametrize(
    "words",
    ["a >> b", "a :: b", "a;;b", "{{c}}", "[[r]]", "((p))", "**b**", "$$x$$", "a <> b", "##t"],
)
def test_no_text_is_markup_in_remnote(words: str) -> None:
    text = out("remnote", (WORDS[0], WORDS[1].format(words)))
    said = [line.partition(" >> ")[2] for line in text.splitlines()]
    (line,) = (each for each in said if each.replace("\u2060", "").casefold() == words.casefold())
    assert not re.search(r">>|::|;;|\{\{|\[\[|\(\(|\*\*|\$\$|<>|##", line)
