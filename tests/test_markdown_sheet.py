"""A sheet and its key in Markdown: all of it is there, and no word is markup."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from command import Run
from exchange import bank_of, form_of, items_of, several_questions
from hypothesis import assume, given, settings
from nine_types import alone, choice_of, nine_types
from sample_form import text
from test_moodle import PICTURE, timeline

from quizgen.content import Listing, Table, plain
from quizgen.content import Run as Words
from quizgen.errors import BankError
from quizgen.export.markdown_sheet import write_markdown
from quizgen.markdown_text import as_line, as_markdown, text_as_markdown
from quizgen.output import Export
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Cloze, Discussion, Item, Matching, Numeric, Ordering
from quizgen.quiz.passages import Passage


def written(form: Form) -> Export:
    return write_markdown(form, "moon-sheet.md")


def page(form: Form) -> str:
    return written(form).files[0].content.decode()


def bare(markdown: str) -> str:
    """Return what a reader sees: marks that nothing escapes are gone, and backslashes before signs."""
    without = re.sub(r"(?<!\\)((?:\\\\)*)\*{1,2}", r"\1", markdown)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", without)


def test_a_form_of_nine_types_is_a_page(golden: Callable[[str, str], None]) -> None:
    golden("sheet.md", page(nine_types()))


def texts_of(item: Item) -> list[str]:
    match item.interaction:
        case Choice(options=options):
            return [plain(it.content) for it in options]
        case Matching(premises=premises, responses=responses):
            return [plain(it.text) for it in (*premises, *responses)]
        case Ordering(events=events):
            return [plain(it.text) for it in events]
        case Cloze(parts=parts, answers=answers):
            return [plain(it).strip() for it in (*parts, *answers)]
        case Numeric(unit=unit):
            return [unit]
        case Discussion(bands=bands):
            return [plain(it.does) for it in bands]
        case _:
            return []


@settings(max_examples=60)
@given(several_questions)
def test_all_words_are_on_the_page_as_they_are(questions: tuple) -> None:
    try:
        items = items_of(bank_of(questions))
    except BankError:
        assume(False)
    export = written(form_of(items))
    assert export.left_out == ()
    (file,) = export.files
    shown = " ".join(bare(file.content.decode()).split())
    for item in items:
        for words in (plain(item.prompt), plain(item.rationale), *texts_of(item)):
            assert " ".join(words.split()) in shown


@pytest.mark.parametrize(
    "words", ["# x", "- x", "1. x", "> x", "+ x", "= x", "a *b* _c_", "[a](b)", "![a](b)", "<b>x</b>", "`x`", "&amp;", "~~x~~", "a|b", "\\"]
)  # fmt: skip
def test_no_word_is_markup(words: str) -> None:
    line = as_line(text_as_markdown((Words(words),)))
    assert bare(line) == words
    signs = r"(?<!\\)(?:\\\\)*([*_`\[\]<>#|~]|&amp;)"
    assert not re.search(signs, line)
    assert not re.match(r"[-+=>#]|\d+[.)]", line)


def test_styles_stand_where_their_marks_can_be_told() -> None:
    def marked(*runs: tuple[str, str]) -> str:
        return text_as_markdown(tuple(Words(words, style) for words, style in runs))  # type: ignore[arg-type]

    assert marked(("It ", "plain"), ("flew", "bold"), (".", "plain")) == "It **flew**."
    assert marked(("a", "bold"), (" b", "bold")) == "**a b**"
    assert marked(("re", "plain"), ("(a)", "italic"), ("b", "plain")) == "re(a)b"
    assert marked(("a", "bold"), ("b", "italic")) == "**a**b"
    assert marked((" a ", "italic"), ("b", "plain")) == "*a* b"


def test_tables_and_lists_are_tables_and_lists() -> None:
    table = Table(rows=((text("a|b"), text("c")), (text("d"), ())), caption=text("What"))
    listing = Listing(entries=(text("x"), text("- y")), is_numbered=True)
    assert as_markdown((Words("Look:"), table, listing), lambda _: "") == (
        "Look:\n\nWhat\n\n| a\\|b | c |\n| --- | --- |\n| d |  |\n\n1. x\n2. \\- y"
    )
    shown = page(alone(choice_of("a", "b"), prompt=(Table(rows=table.rows),)))
    assert "\n**1.**\n\n| a\\|b | c |\n| --- | --- |\n" in shown


def test_pictures_and_figures_lie_beside_the_page() -> None:
    form = alone(choice_of("a", "b"), prompt=(Words("Whose?"), PICTURE), figure=timeline())
    first, *beside = written(form).files
    shown = first.content.decode()
    assert first.counts == {"questions": 1}
    assert len(beside) == 2
    for file in beside:
        assert f"]({file.name})" in shown
        assert file.counts == {"pictures": 1}
        assert file.content


def test_a_passage_is_quoted_above_its_question() -> None:
    passage = Passage(id="p", title=text("Lake"), paragraphs=(text("One."), text("- Two.")))
    shown = page(alone(choice_of("a", "b"), passage=passage))
    assert "> **Lake**\n>\n> One.\n>\n> \\- Two.\n\n**1.** Which?" in shown
    verse = Passage(id="p", paragraphs=(text("One"), text("Two")), is_verse=True)
    assert "> One\\\n> Two\n" in page(alone(choice_of("a", "b"), passage=verse))


def test_a_bank_of_all_types_is_exported_whole(run: Run) -> None:
    run("new", "--questions", "heart")
    said = json.loads(run("export", "--topic", "heart", "--to", "markdown", "--json").out)
    (path,) = said["files"]
    assert said["files"][path] == {"questions": 10}
    assert Path(path).read_text("utf-8").startswith("# ")
