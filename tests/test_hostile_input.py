"""Banks and templates that are meant to hurt: refused soon and in words, or printed as plain text."""

import csv
import html
import io
import json
import re
import sqlite3
import zipfile
from pathlib import Path
from shutil import copy

import pikepdf
import pypdfium2
import pytest
from case_files import LANGUAGE, the_language
from command import BUILD, CASES, Run
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizgen.errors import QuizgenError, TemplateError, Where
from quizgen.judge.texts import found_in
from quizgen.language.wording import render
from quizgen.read import read_bank, read_theme, read_worksheet
from quizgen.read.expressions import check_expressions
from quizgen.read.nodes import MOST_PROBLEMS

REPO = Path(__file__).parents[1]
MOON = (Path(__file__).parent / "cases" / "moon.yaml").read_text("utf-8")
LANGUAGES = {"en-GB": the_language()}
HEAD = MOON.partition("facts:")[0]
FACT = (
    "- {id: f%d, kind: term, term: A, meaning: b, relation: stands-for, source: speeches, at: x}\n"
)


def told(text: str | bytes) -> list[str]:
    """Return what is said of a bank that is refused."""
    with pytest.raises(QuizgenError) as raised:
        read_bank(text, "moon.yaml", LANGUAGES)
    return [str(problem) for problem in raised.value.problems]


# --------------------------------------------------------------------------- the form of a file


def test_a_file_says_which_characters_nobody_sees_and_how_often() -> None:
    text = MOON.replace("title: The", "title: \u202eThe\u202e").replace(
        "summary: D", "summary: \x07D"
    )
    said = told(text)
    assert said == [
        "moon.yaml:3:8: the character U+202E (changes the direction of writing) cannot stand in a"
        " file (2 times, first here)\n  hint: nobody sees it: delete it with the letters around it,"
        " and type those again",
        "moon.yaml:4:10: the character U+0007 cannot stand in a file\n  hint: delete it",
    ]


def test_another_encoding_is_named() -> None:
    assert told(MOON.encode("utf-16")) == [
        "moon.yaml: the file is UTF-16\n  hint: save it as UTF-8"
    ]
    assert told(b"topic: caf\xe9") == [
        "moon.yaml:1:11: byte 0xE9 is not UTF-8\n  hint: save the file as UTF-8"
    ]


def test_a_bom_and_windows_line_ends_change_nothing() -> None:
    plain = read_bank(MOON, "moon.yaml", LANGUAGES)
    windows = b"\xef\xbb\xbf" + MOON.replace("\n", "\r\n").encode()
    assert read_bank(windows, "moon.yaml", LANGUAGES) == plain


@pytest.mark.parametrize(
    ("text", "count", "last"),
    [
        ("[" * 200_000, 1, "moon.yaml:1:33: more than 32 brackets or levels deep"),
        ("- " * 100_000, 1, "moon.yaml:1:65: more than 32 brackets or levels deep"),
        ("{a: " * 100_000, 1, "moon.yaml:1:129: more than 32 brackets or levels deep"),
        ("a: b\n" * 500_000, MOST_PROBLEMS + 1, "line 1\n  hint: keep one of the two"),
        ("- &a b\n" + "- *a\n" * 500_000, MOST_PROBLEMS + 1, "needs quotation marks"),
        (HEAD + "facts:\n" + "- {}\n" * 50_000, MOST_PROBLEMS + 1, "quantity, position, term"),
        (HEAD + "facts:\n" + "- a\n" * 50_000, MOST_PROBLEMS + 1, "write it as lines of 'key: value'"),
        ("topic: " + "x" * 10_000_000, 1, "divide it into several files"),
        (MOON.replace("title: The", "title: " + "The " * 2_000_000), 1, "moon.yaml:3:8: a text has 8000017 letters; at most 10000 are read\n  hint: shorten it; is a quotation mark not closed?"),
        (MOON.replace("title: The", "title: " + "x" * 10_000), 1, "moon.yaml:3:8: a text has 10017 letters; at most 10000 are read\n  hint: shorten it; is a quotation mark not closed?"),
        ("\n" * 8_000_000 + "\x01\x02\x03", 3, "cannot stand in a file\n  hint: delete it"),
    ],
)  # fmt: skip
def test_what_is_meant_to_take_for_ever_is_refused_soon(text: str, count: int, last: str) -> None:
    said = told(text)
    assert len(said) == count
    assert last in said[-1]


def test_a_file_with_a_million_problems_tells_a_thousand() -> None:
    said = told("a: b\n" * 1_000_000)
    assert said[0] == (
        "moon.yaml: the file has more than 1000 problems; what follows was not looked at\n"
        "  hint: mend these first"
    )


def test_many_tags_are_compared_in_no_time() -> None:
    tags = ", ".join(f"t{number}" for number in range(100_000))
    fact = (FACT % 1).replace("at: x", f"at: x, tags: [{tags}]")
    bank = read_bank(f"{HEAD}facts:\n{fact}", "moon.yaml", LANGUAGES)
    assert len(bank.facts[0].tags) == 100_000


# --------------------------------------------------------------------------- numbers and dates

NUMBERS = [
    "1e999999999",
    "10**5000",
    "NaN",
    "Infinity",
    "-Infinity",
    "0x10",
    "1_000",
    "٣",
    "9" * 5000,
]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("key", ["value", "date", "edition", "level"])
def test_a_number_that_is_none_is_refused_where_it_stands(key: str, number: str) -> None:
    pattern = rf"^(.*\b{key}: )[^,\n}}]+"
    text, found = re.subn(pattern, rf"\g<1>{number}", MOON, count=1, flags=re.MULTILINE)
    if not found:
        text = MOON.replace("at: NASA stands", f"at: NASA stands, {key}: {number}")
    said = told(text)
    assert any(f"{key} '" in one for one in said), said


@pytest.mark.parametrize("number", [*NUMBERS, "-1", "0.5"])
@pytest.mark.parametrize("key", ["count", "points", "members", "spare"])
def test_a_worksheet_counts_in_small_numbers(key: str, number: str) -> None:
    sheet = (
        "label: L\nsummary: S.\nsections:\n"
        f"- {{title: T, types: [matching], count: 1, {key}: {number}}}\n"
    ).replace("count: 1, count", "count")
    with pytest.raises(TemplateError) as raised:
        read_worksheet(sheet, "a.yaml")
    assert f"{key} " in str(raised.value)


@pytest.mark.parametrize("number", [*NUMBERS, "-1mm", "1e3mm", "99999mm"])
def test_a_theme_measures_in_small_numbers(number: str) -> None:
    theme = (Path(__file__).parents[1] / "templates/themes/plain.yaml").read_text("utf-8")
    theme = re.sub(r"^margin_x: .*$", f"margin_x: {number}", theme, flags=re.MULTILINE)
    with pytest.raises(TemplateError, match="margin_x"):
        read_theme(theme, "plain.yaml")


# --------------------------------------------------------------------------- names

TRICKS = [
    "../x", "../../banks/moon", "/etc/passwd", "C:\\x", "a\\b", "CON", "moon.", "moon.yaml", "moon/",
    ".", "..", "~", "", "x" * 5000, "a\nb", "a\x1fb", "\udcff", "мoon",
]  # fmt: skip


@pytest.mark.parametrize("name", TRICKS)
def test_a_name_is_never_a_path(run: Run, name: str) -> None:
    before = sorted(Path().rglob("*"))
    for words in (
        ("build", "--topic", name),
        ("build", "--topic", "moon", "--worksheet", name),
        ("build", "--topic", "moon", "--theme", name),
        ("check", name),
        ("show", "--topic", name, "--all"),
        ("new", name),
        ("publish", name),
    ):
        said = run(*words)
        assert "Traceback" not in said.err
        assert (said.code in (1, 2) and said.err.strip()) or not name, words
    assert name == "" or sorted(Path().rglob("*")) == before


@pytest.mark.parametrize("name", TRICKS[:10])
def test_a_bank_cannot_name_a_topic_or_a_copy_that_leads_elsewhere(name: str) -> None:
    assert any("topic " in one for one in told(MOON.replace("topic: moon", f"topic: '{name}'")))
    if "/" in name or "\\" in name:
        copy = f"  speeches:\n    text: '{name}'\n"
        assert any("is not a file name" in one for one in told(MOON.replace("  speeches:\n", copy)))


# --------------------------------------------------------------------------- expressions

SOUND = st.text("ab(|)?{}2,:=![]^.\\w", min_size=1, max_size=24).filter(
    lambda pattern: not [*check_expressions([pattern])]
)


@settings(derandomize=True, deadline=None)
@given(patterns=st.lists(SOUND, min_size=1, max_size=3))
@example(patterns=["(?:a|b|.){7}c", "(?:a|ab|b){6}c", "a{0,95}a{0,95}c"])
@example(patterns=["a|b", "(a)(b)", "(?=a{0,40}b)a{0,40}c"])
def test_an_expression_that_is_accepted_is_soon_done_with_any_text(patterns: list[str]) -> None:
    for text in ("ab" * 1000, "a" * 2000 + "!", "b a " * 500):
        found = found_in(text, tuple(patterns))
        assert all(isinstance(words, str) and words in text for words in found)


# --------------------------------------------------------------------------- wordings


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ 'a' * 10**9 }}", "uses a sum"),
        ("{{ 9 ** 9 ** 9 }}", "uses a sum"),
        ("{{ " + "9" * 5000 + " }}", "cannot be read: too many brackets or digits"),
        ("{{ 0x" + "F" * 5000 + " }}", "uses a large number, or none"),
        ("{{ 1e999 }}", "uses a large number, or none"),
        (
            "{{ " + "(" * 900 + "x" + ")" * 900 + " }}",
            "cannot be read: too many brackets or digits",
        ),
        ("{{ " + "not " * 200 + "x }}", "has too many parts one in another"),
        ("{{ x" + "|stop" * 300 + " }}", "has too many parts one in another"),
        ("{% if x %}" * 60 + "{% endif %}" * 60, "has too many parts one in another"),
        ("a" * 10_001, "is 10001 characters long"),
        ("{% for a in x recursive %}{{ loop(a) }}{% endfor %}", "uses a loop"),
        ("{% macro m() %}{% endmacro %}", "uses a macro"),
        ("{{ x.__class__.__mro__[1].__subclasses__() }}", "uses brackets that call"),
        ("{{ x['__class__'] }}", "uses square brackets after a variable"),
        ("{{ x|attr('__class__') }}", "asks for a filter 'attr'"),
        ("{{ x|format(x) }}", "asks for a filter 'format'"),
        ("{{ x|map('upper')|list }}", "asks for a filter 'list'"),
        ("{{ self }}", ""),
        ("{{ lipsum() }}", "uses brackets that call"),
        ("{{ range(10**9) }}", "uses brackets that call"),
        ("{% import 'os' as os %}", "uses another template"),
        ("{% extends '/etc/passwd' %}", "uses another template"),
        ("{% include '/etc/passwd' %}", "uses another template"),
        ("{% block a %}{% endblock %}", "uses another template"),
        ("{% filter upper %}a{% endfilter %}", "uses a filterblock"),
        ("{% with a = 1 %}{% endwith %}", "uses a with"),
        ("{{ {'a': 1} }}", "uses brackets for many values"),
        ("{{ x[::2] }}", "uses square brackets after a variable"),
    ],
)
def test_a_wording_that_tries_more_than_to_say_is_refused(template: str, said: str) -> None:
    where = Where("stems/event.yaml", 7, 9)
    with pytest.raises(TemplateError) as raised:
        render(template, {"x": "y"}, where)
    (problem,) = raised.value.problems
    assert problem.where == where
    assert said in problem.message
    assert problem.hint
    assert len(str(problem)) < 500


def test_a_wording_that_is_too_much_says_what_to_do() -> None:
    for template, hint in (
        ("a" * 10_001, "at most 10000 characters are read"),
        ("{{ x" + "|stop" * 300 + " }}", "divide it into several wordings"),
        ("{{ x", "write {{ variable }}, or {% if variable %} words {% else %} words {% endif %}"),
        (
            "{{ x + x }}",
            "a wording may use variables, if, == and !=, and the filters sentence, stop",
        ),
    ):
        with pytest.raises(TemplateError) as raised:
            render(template, {"x": "y"}, Where("stems/event.yaml", 7, 9))
        assert raised.value.problems[0].hint == hint


def test_a_wording_that_only_looks_dangerous_is_said() -> None:
    where = Where("stems/event.yaml", 7, 9)
    for words in ("(" * 900, "\\x1f", "<script>", "%(x)s {x} ${x}", "{% raw %}{{ x }}{% endraw %}"):
        said = "".join(run.text for run in render(words, {}, where))
        assert said == words.replace("{% raw %}", "").replace("{% endraw %}", "")


# --------------------------------------------------------------------------- plain text

TEXTS = [
    "<script>alert(1)</script>",
    "<img src=file:///etc/passwd>",
    "</p></para><b>bold</b><br/>",
    "&lt;&amp;&#65;&nbsp;",
    "{{Answer}} {{c1::gap}}",
    "{{#Note}}{{/Note}}",
    "{% for a in b %}",
    "[sound:x.mp3] [latex]x[/latex]",
    "\\( x \\) $x$",
    "**not bold** _not italic_",
    '=HYPERLINK("http://x","y")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "a; b, c \"d\" 'e'",
    "javascript:alert(1)",
    "-1 metre" + "s" * 40 + " = cmd",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_stands_in_a_fact_is_printed_as_it_stands(run: Run, text: str) -> None:
    """On the sheet, in the key, on every card and in JSON; nothing of it is run or lost."""
    bank = Path("banks/moon.yaml")
    written = bank.read_text("utf-8")
    assert "meaning: " in written
    quoted = json.dumps(text)
    written = re.sub(r"title: The race to the Moon", lambda _: f"title: {quoted}", written)
    written = re.sub(r"\bmeaning: [^,}\n]+", lambda _: f"meaning: {quoted}", written)
    bank.write_text(written, "utf-8")
    said = run(
        "build", "--topic", "moon", "--worksheet", "study", "--only", "json", "--only", "deck"
    )
    if said.code:  # the worksheet is not there: any will do
        parts = ("worksheet", "key", "json", "deck", "csv", "quizlet")
    said = run(*BUILD, *(word for part in parts for word in ("--only", part)))
    assert (said.code, said.err) == (0, ""), said.err
    sheet = Path("output/moon/worksheet.pdf").read_bytes()
    assert _squeezed(text) in _squeezed(_printed(sheet))
    with pikepdf.open(io.BytesIO(sheet)) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith(text)
        assert not [page for page in pdf.pages if "/Annots" in page]
        assert "/Names" not in pdf.Root
        assert "/OpenAction" not in pdf.Root
    fields = _fields(Path("output/moon/moon.apkg").read_bytes())
    holding = [field for note in fields for field in note if _plain(field) == text]
    assert holding
    for field in holding:
        assert "<script" not in field
        assert "<img" not in field
        assert "{{" not in field
    table = Path("output/moon/moon.csv").read_text("utf-8")
    rows = [row for row in csv.reader(table.splitlines()) if len(row) == 5]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)
    sides = [side for row in rows for side in row[:2]]
    bare = (html.unescape(re.sub("</?[bi]>", "", side)) for side in sides)
    assert any(text.casefold() in side.casefold() for side in bare)
    assert not any("<script" in side or "<img" in side for side in sides)
    words = Path("output/moon/moon-quizlet.txt").read_text("utf-8")
    assert text.casefold() in words.casefold()
    document = json.loads(Path("output/moon/moon.json").read_text("utf-8"))
    assert text in json.dumps(document, ensure_ascii=False).replace("\\\\", "\\").replace(
        '\\"', '"'
    )


def test_ankis_separator_of_fields_can_be_in_no_bank() -> None:
    assert told(MOON.replace("title: The", "title: \x1fThe")) == [
        "moon.yaml:3:8: the character U+001F cannot stand in a file\n  hint: delete it"
    ]
    assert told(MOON.replace("title: The race to the Moon", 'title: "The\\x1frace"')) == [
        "moon.yaml:3:8: the character U+001F cannot stand in a text\n  hint: delete its escape"
    ]


def _printed(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _squeezed(text: str) -> str:
    """Return a text without what a page may change: spaces, ends of lines, the shape of quotes."""
    return re.sub(r"[\s\ufffe\u00ad]", "", text)


def _plain(field: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", field))


def _fields(deck: bytes) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(deck)) as package:
        content = package.read("collection.anki2")
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    rows = [row[0].split("\x1f") for row in connection.execute("select flds from notes")]
    connection.close()
    return rows


@pytest.mark.parametrize(
    "words", ["a\nb", "a\x1fb", "\u202ea", "\x07", "漢字", "\udcff", "x" * 3000]
)
def test_words_of_the_command_line_are_printed_or_refused(run: Run, words: str) -> None:
    for option in ("--title", "--school"):
        said = run(*BUILD, "--only", "worksheet", option, words, "--out", "o")
        assert "Traceback" not in said.err
        if said.code:
            assert said.code in (1, 2)
            assert "hint" in said.err or "Usage" in said.err
        else:
            assert _squeezed(words) in _squeezed(_printed(Path("o/worksheet.pdf").read_bytes()))


def test_a_teachers_note_and_a_label_that_cannot_be_printed_are_named(run: Run) -> None:
    bank = Path("banks/moon.yaml")
    noted = re.sub(
        r"^teacher_note: ", "teacher_note: 月 ", bank.read_text("utf-8"), flags=re.MULTILINE
    )
    bank.write_text(noted, "utf-8")
    said = run(*BUILD, "--only", "key")
    assert said.code == 1
    assert (
        "moon: teacher note: cannot print '月' (U+6708 CJK UNIFIED IDEOGRAPH-6708): this"
        in said.err
    )
    copy(CASES / "moon.yaml", bank)
    language = LANGUAGE.read_text("utf-8")
    assert "\n  name: Name" in language
    changed = language.replace("\n  name: Name", "\n  name: 月")
    Path("templates/en/words.yaml").write_text(changed, "utf-8")
    said = run(*BUILD, "--only", "worksheet")
    assert said.code == 1
    assert "moon: language file: cannot print '月'" in said.err


def test_wordings_that_ask_without_a_condition_are_judged_and_end_in_no_traceback(run: Run) -> None:
    """A wording's `when` keeps out what it cannot ask; whoever leaves it out gets rules' words."""
    copy(REPO / "banks/escalation.yaml", "banks")
    for shipped in sorted((REPO / "templates/en/stems").glob("*.yaml")):
        text, count = re.subn(r"(?m)^  when: .*\n", "", shipped.read_text("utf-8"))
        assert count or shipped.name == "place.yaml"  # whose questions need no condition
        assert "  when:" not in text
        own = Path("templates/en/stems") / shipped.name
        own.parent.mkdir(exist_ok=True)
        own.write_text(text, "utf-8")
    for topic in ("moon", "escalation"):
        for words in (
            ("check", topic),
            ("show", "--topic", topic, "--all"),
            ("build", "--topic", topic, "--worksheet", "small"),
        ):
            said = run(*words)
            assert said.code in (0, 1), words
            assert "Traceback" not in said.out + said.err
            assert said.code == 0 or "hint: " in said.err, words
