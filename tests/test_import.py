"""Tables become banks: what spreadsheets save, what is wrong in which cell, and what is written."""

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from case_files import the_language
from command import Run, Said
from hypothesis import given, settings
from hypothesis import strategies as st
from test_new import files, run

from quizgen.bank.bank import Bank
from quizgen.bank.facts import CuratedDistractor
from quizgen.errors import BankError
from quizgen.export.bank_yaml import write_bank
from quizgen.read import read_bank
from quizgen.read.facts_csv import COLUMNS, read_table
from quizgen.read.nodes import find_forbidden
from quizgen.read.schema import CLAIMS, keys_of

__all__ = ["run"]
ROOT = Path(__file__).parents[1]
TEMPLATE = (ROOT / "templates" / "new" / "facts.csv").read_text("utf-8")
LANGUAGES = {"en-GB": the_language()}

BRIDGES = """\
kind,id,title,summary,as_of,sensitivity,publisher,source_kind,date,date_basis,text,term,meaning,relation,source,at
bank,,Bridges,How to cross a river.,2024-05-31,none,,,,,,,,,,
source,herald,A bridge too far?,,,,The Herald,report,2024-05-20,printed,herald.txt,,,,,
term,abc,,,,,,,,,,ABC,Association of Bridge Companies,stands-for,herald,ABC stands for
"""


def bank_of(table: str | bytes, topic: str = "bridges") -> Bank:
    content = table if isinstance(table, bytes) else table.encode()
    return read_table(content, "facts.csv", topic, LANGUAGES).bank


def mistakes_in(table: str | bytes) -> str:
    with pytest.raises(BankError) as caught:
        bank_of(table)
    return str(caught.value)


# --------------------------------------------------------------------------- tables that are read


def test_the_template_is_the_bank_that_new_makes() -> None:
    new = (ROOT / "templates" / "new" / "my-topic.yaml").read_text("utf-8")
    assert bank_of(TEMPLATE, "my-topic") == read_bank(new, "my-topic.yaml", LANGUAGES)


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: ("\n" + text + "\n\n").lstrip("\n").encode(),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode("utf-16"),
        lambda text: f"sep=;\r\n{text.replace(',', ';')}".encode(),
        lambda text: text.replace("kind,id", " Kind ,ID").replace("as_of", "As of").encode(),
        lambda text: text.replace("kind,", '"kind",', 1).encode(),
        lambda text: text.replace("\n", ",,\n").encode(),
        lambda text: text.replace("\nsource,", "\n,,,\nsource,").encode(),
    ],
    ids=["BOM", "UTF-16", "UTF-16 big", "CRLF", "CR", "blank lines", "semicolons", "tabs", "sep", "names", "quoted", "wide", "gap"],
)  # fmt: skip
def test_a_table_is_read_however_a_spreadsheet_saved_it(saved: Any) -> None:
    assert bank_of(saved(BRIDGES)) == bank_of(BRIDGES)


def test_a_table_in_windows_1252_is_read_and_a_remark_made() -> None:
    table = BRIDGES.replace("The Herald", "Café “Zürich”")
    imported = read_table(table.encode("cp1252"), "facts.csv", "bridges", LANGUAGES)
    assert imported.bank == bank_of(table)
    assert imported.bank.sources["herald"].publisher == "Café “Zürich”"
    assert imported.remark == (
        "facts.csv is not UTF-8 and was read as Windows-1252: look whether accents came out right,"
        " or save it as CSV UTF-8."
    )
    assert read_table(table.encode(), "facts.csv", "bridges", LANGUAGES).remark == ""


def test_a_line_break_in_a_cell_is_a_space_and_rows_count_as_the_spreadsheet_shows_them() -> None:
    broken = BRIDGES.replace("How to cross a river.", '"How to\ncross a river."')
    assert bank_of(broken) == bank_of(BRIDGES)
    assert mistakes_in(broken.replace("stands-for", "is")).startswith("facts.csv:4:14: cell N4: ")


def test_a_person_holds_the_offices_of_several_rows_and_who_holds_none_is_an_institution() -> None:
    people = (
        "kind,id,name,spellings,office,class,country,from,until\n"
        "person,miller,Ann Miller,A. Miller | Miller,Mayor,minister,GB,2001,2003\n"
        "person,miller,,,Governor,minister,GB,2005,\n"
        "person,council,the council,,,institution,GB,,\n"
    )
    table = merged(BRIDGES, people)
    bank = bank_of(table)
    assert [office.office for office in bank.people["miller"].offices] == ["Mayor", "Governor"]
    assert bank.people["miller"].spellings == ("A. Miller", "Miller")
    assert (bank.people["council"].kind, bank.people["council"].country) == ("institution", "GB")


def merged(*tables: str) -> str:
    """Return one table with the rows and columns of several."""
    rows = [row for table in tables for row in csv.DictReader(io.StringIO(table))]
    made = io.StringIO()
    writer = csv.DictWriter(made, dict.fromkeys(name for row in rows for name in row))
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue()


def test_cells_hold_lists_pairs_and_truth() -> None:
    table = merged(
        BRIDGES,
        "kind,camps,themes,ages\nbank,north = the North | south = the South,floods | ice,10-12\n",
        "kind,id,text,as_of,stances\nissue,toll,whether to pay,2024,wants = wanted it | refuses = refused it\n",
        "kind,id,name,class,country,camp\nperson,council,the council,institution,GB,north\n",
        "kind,id,actor,issue,stance,open_list,as_of,source,at,also_in,accept,tags,allow\n"
        "position,council-toll,council,toll,wants,TRUE,2024-05,herald,toll,herald = page 2,yes | of course,money | toll,LEN-1 = as printed\n",
    )
    first, *rest = table.splitlines(keepends=True)
    rows = list(csv.DictReader(io.StringIO(table)))
    rows[0].update({name: rows[3][name] for name in ("camps", "themes", "ages")})
    del rows[3], rest
    made = io.StringIO()
    writer = csv.DictWriter(made, first.strip().split(","))
    writer.writeheader()
    writer.writerows(rows)
    bank = bank_of(made.getvalue())
    fact = bank.facts[-1]
    assert bank.camps == {"north": "the North", "south": "the South"}
    assert (bank.themes, bank.audience.ages) == (("floods", "ice"), "10-12")
    assert bank.issues["toll"].stances == {"wants": "wanted it", "refuses": "refused it"}
    assert fact.claim.open_list is True  # type: ignore[union-attr]
    assert [(one.source, one.at) for one in fact.also_in] == [("herald", "page 2")]
    assert (fact.accept, fact.tags) == (("yes", "of course"), ("money", "toll"))
    assert fact.allow == {"LEN-1": "as printed"}


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x")', "=1+1", "+1", "-1", "@SUM(A1)", "<img src=x>", "{{ id }}"])  # fmt: skip
def test_a_formula_is_a_text_like_any_other(text: str) -> None:
    cell = '"' + text.replace('"', '""') + '"'
    assert (
        bank_of(BRIDGES.replace("Association of Bridge Companies", cell)).facts[0].claim.meaning
        == text
    )  # type: ignore[union-attr]


# --------------------------------------------------------------------------- what is wrong in which cell


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2024-05-20", "20/05/2024", "facts.csv:3:9: cell I3: date '20/05/2024' is not a date\n  hint: write 2024-05-20; or give the whole column the date format YYYY-MM-DD"),
        ("2024-05-20", "5.6.2024", "facts.csv:3:9: cell I3: date '5.6.2024' is not a date\n  hint: write 2024-06-05 or 2024-05-06; or give the whole column the date format YYYY-MM-DD"),
        ("2024-05-20", "20 May", "facts.csv:3:9: cell I3: date '20 May' is not a date\n  hint: write 2024-05-30, 2024-05, 2024, 2024-spring or 2024-09-22/2024-09-30"),
        ("report", "raport", "facts.csv:3:8: cell H3: source_kind 'raport' is unknown\n  hint: did you mean 'report'? known values: report, analysis, essay, speech, document, reference"),
        ("herald,ABC stands", "heral,ABC stands", "facts.csv:4:15: cell O4: source 'heral' is unknown\n  hint: did you mean 'herald'? known sources: herald"),
        ("ABC,Assoc", ",Assoc", "facts.csv:4:12: cell L4: 'term' is empty\n  hint: The term as printed."),
        ("term,abc", "term,", "facts.csv:4:2: cell B4: 'id' is empty\n  hint: Unique in its bank; never changed or reused, since learners' progress hangs on it."),
        ("term,abc", "term,A B C", "facts.csv:4:2: cell B4: id 'A B C' is not an id\n  hint: lower-case letters, digits and single hyphens, at most 80: a-b-c"),
        ("term,abc", "terms,abc", "facts.csv:4:1: cell A4: kind 'terms' is unknown\n  hint: did you mean 'term'? known kinds: bank, source, person, issue, statement, event, quantity, position, term, discussion"),
        ("term,abc,,", "term,abc,A title,", "facts.csv:4:3: cell C4: a row of kind term has no 'title'\n  hint: it belongs to bank, source; empty the cell"),
        ("relation,source", "relatoin,source", "facts.csv:1:14: cell N1: column 'relatoin' is unknown\n  hint: did you mean 'relation'?"),
        ("kind,id", "sort,id", "facts.csv:1:1: cell A1: column 'sort' is unknown"),
        ("kind,id", "id,id", "facts.csv:1:2: cell B1: column 'id' is there twice"),
        ("ABC stands for\n", "ABC stands for,more\n", "facts.csv:4:17: cell Q4: 'more' stands below no column's name\n  hint: write the name in the first row"),
        ("The Herald", "The\x00Herald", "facts.csv:3:7: cell G3: the character U+0000 (NUL) cannot stand in a text\n  hint: delete it"),
        ("The Herald", "The\u202eHerald", "facts.csv:3:7: cell G3: the character U+202E (changes the direction of writing) cannot stand in a text"),
        ("bank,,", "discussion,,", "facts.csv: there is no row of kind 'bank'\n  hint: it holds title, summary, as_of and sensitivity"),
        ("source,herald", "bank,", "cell A3: a second row of kind 'bank'\n  hint: keep one of the two"),
        ("How to cross a river.", "", "facts.csv:2:4: cell D2: 'summary' is empty\n  hint: The topic in one sentence."),
        ("The Herald", '"The Herald', "facts.csv:3:1: cell A3: a quotation mark is not closed\n  hint: it opens a cell of this row, or of one above"),
        ("The Herald", '"The "Herald"', "facts.csv:3:1: cell A3: a quotation mark stands within a cell\n  hint: double it, or save the table as CSV anew"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named(old: str, new: str, said: str) -> None:
    assert old in BRIDGES
    assert said in mistakes_in(BRIDGES.replace(old, new, 1))


def test_issues_under_their_old_name_are_told_the_new_one_and_nothing_else() -> None:
    issues = (
        "kind,id,text,as_of,stances\nquestion,toll,whether to pay,2024,wants = wanted it | refuses = refused it\n"
        "question,ferry,whether to keep it,2024,wants = wanted it | refuses = refused it\n"
    )
    council = "kind,id,name,class,country\nperson,council,the council,institution,GB\n"
    positions = (
        "kind,id,actor,question,stance,as_of,source,at\n"
        "position,a,council,toll,wants,2024-03,herald,toll\n"
        "position,b,council,toll,refuses,2024-04,herald,no toll\n"
        "position,c,council,tolls,refuses,2024-05,herald,tolls\n"
    )
    table = merged(BRIDGES, issues, council, positions)
    column = table.splitlines()[0].split(",").index("question") + 1
    letter = chr(ord("A") + column - 1)
    assert mistakes_in(table).splitlines() == [
        f"facts.csv:1:{column}: cell {letter}1: column 'question' is now 'issue'",
        "  hint: write issue",
        "facts.csv:5:1: cell A5: kind 'question' is now 'issue'",
        "  hint: write issue",
        "facts.csv:6:1: cell A6: kind 'question' is now 'issue'",
        "  hint: write issue",
        f"facts.csv:10:{column}: cell {letter}10: issue 'tolls' is unknown",
        "  hint: did you mean 'toll'? known issues: toll, ferry",
    ]
    both = "kind,id,actor,question,issue\n"
    assert "column 'issue' is there twice" in mistakes_in(merged(BRIDGES, f"{both}term,b,,x,y\n"))


def test_all_bad_cells_are_told_at_once() -> None:
    table = (
        BRIDGES.replace("printed", "print").replace("stands-for", "means it").replace("none", "")
    )
    places = re.findall(r"^facts\.csv:\d+:\d+: cell (\w+)", mistakes_in(table), re.MULTILINE)
    assert places == ["F2", "J3", "N4"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "facts.csv: the file is empty\n  hint: quizgen import --template shows what a table looks like"),
        (b"\n\n", "facts.csv: the file is empty\n  hint: quizgen import --template shows what a table looks like"),
        (b"PK\x03\x04\x14\x00", "facts.csv: the file is a workbook, not CSV\n  hint: in the spreadsheet, choose Save as or Download, and CSV"),
        (b"\xff\xfek", "facts.csv: the file is broken UTF-16, at byte 3\n  hint: save it as CSV UTF-8"),
        (b"kind\n\x81\xff", "facts.csv: the file is neither UTF-8 nor UTF-16 nor Windows-1252\n  hint: save it as CSV UTF-8"),
        (b"x" * (8 * 2**20 + 1), "facts.csv: the file is longer than 8 MB\n  hint: divide it into several files"),
        (b"kind\n" + b"x" * 10_001, "cell A2: a text has 10001 letters; at most 10000 are read\n  hint: shorten it; is a quotation mark not closed?"),
        (b"kind\n" + b"x" * 140_000, "cell A2: a cell holds more than 100,000 letters\n  hint: is a quotation mark not closed?"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused(content: bytes, said: str) -> None:
    assert said in mistakes_in(content)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_bank_or_a_list_of_problems(content: bytes) -> None:
    assert mistakes_in(content)


CELLS = st.sampled_from(
    ["", "=", "|", "a = b | c", "2024", "1/2/2024", "herald", "TRUE", "“x”", '"']
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(1, 26), st.integers(0, 50), CELLS), max_size=6))
def test_any_cells_are_a_bank_or_problems_with_their_place(
    changes: list[tuple[int, int, str]],
) -> None:
    rows = list(csv.reader(io.StringIO(TEMPLATE)))
    for row, column, text in changes:
        rows[row % len(rows)][column % len(rows[0])] = text
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    try:
        bank = bank_of(made.getvalue())
    except BankError as error:
        places = {problem.where.path for problem in error.problems}
    else:
        places = {"facts.csv"}
        assert read_bank(write_bank(bank), "bridges.yaml", LANGUAGES) == bank
    assert places == {"facts.csv"}


# --------------------------------------------------------------------------- what is written


@pytest.mark.parametrize(
    "path", ["banks/escalation.yaml", "tests/cases/moon.yaml", "templates/new/my-topic.yaml"]
)
def test_a_bank_that_is_written_and_read_again_is_the_same(path: str) -> None:
    bank = read_bank((ROOT / path).read_text("utf-8"), path, LANGUAGES)
    assert read_bank(write_bank(bank), path, LANGUAGES) == bank


SIGNS = st.sampled_from(list(":#-?[]{}&*!|>'\"%@`,. \n\t=~\\/0123456789eE“”é\u00a0\U0001f600"))
TEXTS = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | SIGNS, min_size=1, max_size=300)
    .filter(lambda text: bool(re.search(r"\S", text)) and not find_forbidden(text))
)  # fmt: skip
WORDS = st.sampled_from(["no", "True", "null", "~", "1.10", "12:30", "010", "2024-05-30", "- a", "a: b", "a #b", "=1", "---", "? x", "'", '"', "a:", "word " * 60, "--- a"])  # fmt: skip


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(TEXTS | WORDS, min_size=7, max_size=7))
def test_any_text_comes_back_from_a_written_bank(texts: list[str]) -> None:
    bank = bank_of(BRIDGES)
    (fact,) = bank.facts
    title, summary, note, teacher, why, accepted, at = texts
    fact = replace(
        fact,
        at=at,
        note=note,
        accept=(accepted,),
        distractors=(CuratedDistractor(text=accepted, why_wrong=f"is {why} here"),),
        allow={"LEN-1": why},
    )
    bank = replace(bank, title=title, summary=summary, teacher_note=teacher, facts=(fact,))
    assert read_bank(write_bank(bank), "bridges.yaml", LANGUAGES) == bank


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.decimals(-(10**12), 10**12, places=5))
def test_any_number_comes_back_as_it_is_printed(number: Decimal) -> None:
    moon = (ROOT / "tests/cases/moon.yaml").read_text("utf-8")
    bank = read_bank(moon, "moon.yaml", LANGUAGES)
    changed = tuple(
        replace(fact, claim=replace(fact.claim, value=number)) if fact.kind == "quantity" else fact  # type: ignore[type-var]
        for fact in bank.facts
    )
    again = read_bank(write_bank(replace(bank, facts=changed)), "moon.yaml", LANGUAGES)
    values = [str(fact.claim.value) for fact in again.facts if fact.kind == "quantity"]  # type: ignore[union-attr]
    assert values == [format(number, "f")] * 4


def test_a_written_bank_is_one_that_people_like_to_read() -> None:
    assert write_bank(bank_of(BRIDGES)) == (
        "# yaml-language-server: $schema=bank-schema.json\n"
        "topic: bridges\n"
        "title: Bridges\n"
        "summary: How to cross a river.\n"
        "as_of: 2024-05-31\n"
        "sensitivity: none\n"
        "\n"
        "sources:\n"
        "  herald:\n"
        "    publisher: The Herald\n"
        "    title: A bridge too far?\n"
        "    kind: report\n"
        "    date: 2024-05-20\n"
        "    date_basis: printed\n"
        "    text: herald.txt\n"
        "\n"
        "facts:\n"
        "- id: abc\n"
        "  kind: term\n"
        "  term: ABC\n"
        "  meaning: Association of Bridge Companies\n"
        "  relation: stands-for\n"
        "  source: herald\n"
        "  at: ABC stands for\n"
    )


# --------------------------------------------------------------------------- the command


def test_import_makes_a_bank_that_checks_clean_and_builds(run: Run) -> None:
    assert run("import", "facts.csv", "--template").out == (
        "facts.csv: an example of each kind of row; put your own in their place\n"
        "Next:\n"
        "  quizgen import facts.csv --topic TOPIC\n"
    )
    assert Path("facts.csv").read_bytes().startswith(b"\xef\xbb\xbfkind,id,")
    assert run("import", "facts.csv", "--topic", "rivers") == Said(
        0,
        "banks/rivers.yaml: 14 facts\nNext:\n  quizgen check rivers\n  quizgen build --topic rivers\n",
        "",
    )
    assert run("check", "--strict", "rivers").code == 0
    assert run("build", "--topic", "rivers").code == 0


def test_a_template_is_printed_for_some_kinds_of_fact(run: Run) -> None:
    said = run("import", "--template", "--kind", "term")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert [row["kind"] for row in rows] == ["bank", "source", "term", "term"]
    assert "speaker" not in rows[0]
    for kind in ("statement", "event", "quantity", "position"):
        table = run("import", "--template", "--kind", kind).out
        assert {fact.kind for fact in bank_of(table).facts} == {kind}
    assert files() == []


def test_a_row_may_begin_with_a_capital_as_spreadsheets_like_it() -> None:
    assert bank_of(BRIDGES.replace("\nterm,", "\nTerm,")) == bank_of(BRIDGES)


def test_that_a_bank_is_there_is_told_before_its_cells_are_mended(run: Run) -> None:
    Path("banks").mkdir()
    Path("banks/rivers.yaml").write_text("mine", "utf-8")
    Path("facts.csv").write_text(BRIDGES.replace("stands-for", "is"), "utf-8")
    said = run("import", "facts.csv", "--topic", "rivers")
    assert said.err.startswith("banks/rivers.yaml: the file is there already")


def test_import_writes_over_nothing(run: Run) -> None:
    Path("banks").mkdir()
    Path("banks/rivers.yaml").write_text("mine", "utf-8")
    Path("facts.csv").write_text(BRIDGES, "utf-8")
    assert run("import", "facts.csv", "--topic", "rivers").err == (
        "banks/rivers.yaml: the file is there already; nothing was written\n"
        "  hint: choose another name, or move the file away first\n"
    )
    assert run("import", "facts.csv", "--template").code == 1
    assert Path("banks/rivers.yaml").read_text("utf-8") == "mine"
    assert Path("facts.csv").read_text("utf-8") == BRIDGES
    assert files() == ["banks/rivers.yaml", "facts.csv"]


def test_a_bad_table_writes_nothing(run: Run) -> None:
    Path("facts.csv").write_text(BRIDGES.replace("stands-for", "is"), "utf-8")
    said = run("import", "facts.csv", "--topic", "rivers")
    assert said.code == 1
    assert said.err.startswith("facts.csv:4:14: cell N4: relation 'is' is unknown\n")
    assert files() == ["facts.csv"]
    missing = run("import", "none.csv", "--topic", "rivers")
    assert missing.err == (
        "none.csv: cannot be read: No such file or directory\n"
        "  hint: see that it is a file and that you may read it\n"
    )


def test_a_bank_that_breaks_a_rule_is_told_by_its_row(run: Run) -> None:
    Path("facts.csv").write_text(BRIDGES.replace(",none,", ",high,"), "utf-8")
    said = run("import", "facts.csv", "--topic", "rivers")
    assert (said.code, said.err) == (
        1,
        "facts.csv:2:1: sensitivity: high, but there are no themes [SENS-1]\n"
        "  hint: add them, such as themes: [war, casualties]\n",
    )
    assert files() == ["facts.csv"]


def test_import_needs_a_file_and_a_topic(run: Run) -> None:
    assert run("import").code == 2
    assert run("import", "facts.csv").code == 2


# --------------------------------------------------------------------------- the page


def test_the_page_names_every_column_of_every_row_and_what_must_be_filled() -> None:
    page = (ROOT / "docs" / "importing.md").read_text("utf-8")
    tables = {
        heading.split(":")[0]: re.findall(
            r"^\| (\*\*)?(\w+)(?:\*\*)? \| (.*) \|$", body, re.MULTILINE
        )
        for heading, body in re.findall(r"^### (.*)\n((?:(?!###).*\n)*)", page, re.MULTILINE)
    }
    shared = tables.pop("Columns of every fact")
    assert {*tables} == {*COLUMNS}
    for kind, columns in COLUMNS.items():
        table = [row for row in tables[kind] if row[1] != "column"]
        if kind in CLAIMS:
            table += [row for row in shared if row[1] != "column"]
            required = {name for name, key in keys_of(CLAIMS[kind]).items() if key.required} - {
                "kind"
            }
            bold = {name for mark, name, _ in table if mark}
            assert bold | {"as_of"} == required | {"as_of"}
        assert sorted(name for _, name, _ in table) == sorted(columns), kind
        assert all(meaning for _, _, meaning in table)


@pytest.mark.parametrize("kind", ["bank", "source", "issue", "statement", "event", "quantity", "position", "term"])  # fmt: skip
def test_a_column_in_bold_cannot_be_empty(kind: str) -> None:
    page = (ROOT / "docs" / "importing.md").read_text("utf-8")
    body = re.search(rf"^### {kind}: .*\n((?:(?!###).*\n)*)", page, re.MULTILINE)
    assert body
    rows = list(csv.DictReader(io.StringIO(TEMPLATE)))
    first = next(row for row in rows if row["kind"] == kind)
    for column in re.findall(r"^\| \*\*(\w+)\*\* ", body[1], re.MULTILINE):
        made = io.StringIO()
        writer = csv.DictWriter(made, rows[0])
        writer.writeheader()
        writer.writerows({**row, column: ""} if row is first else row for row in rows)
        assert f"'{column}' is empty" in mistakes_in(made.getvalue()), column


def test_a_cell_says_that_first_letters_stay_small() -> None:
    bank = bank_of(
        "kind,id,title,summary,as_of,sensitivity,publisher,source_kind,date,date_basis,text,"
        "name,office,class,country,keep_case,term,meaning,relation,source,at\n"
        "bank,,Odd,Odd words.,2024,none,,,,,,,,,,,,,,,\n"
        "source,s,Words,,,,Herald,report,2024-05-21,external,w.txt,,,,,,,,,,\n"
        "person,hooks,,,,,,,,,,bell hooks,writer,writer,US,TRUE,,,,,\n"
        "term,e,,,,,,,,,,,,,,TRUE,e,ln 1,means,s,a\n"
        "term,kg,,,,,,,,,,,,,,False,kg,a unit,means,s,b\n"
    )
    assert bank.people["hooks"].keep_case is True
    assert [fact.keep_case for fact in bank.facts] == [True, False]
