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
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_new import files, run

from quizgen.bank.bank import Bank
from quizgen.bank.facts import CuratedDistractor, Quantity
from quizgen.errors import BankError
from quizgen.export.bank_yaml import write_bank
from quizgen.language.quantities import say_quantity, units_of
from quizgen.read import read_bank
from quizgen.read.characters import find_forbidden
from quizgen.read.facts_csv import COLUMNS, read_table
from quizgen.read.schema import CLAIMS, keys_of

__all__ = ["run"]
ROOT = Path(__file__).parents[1]
TEMPLATE = (ROOT / "templates" / "new" / "facts.csv").read_text("utf-8")
LANGUAGES = {"en-GB": the_language()}

TAB = "\t"

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


PLANETS = """\
kind,id,title,one,many,name,subject,class,attribute,asks,says,value,unit
bank,,Planets,,,,,,,,,,
unit,moon,,{n} moon,{n} moons,moons,,,,,,,
quantity,earth-mass,,,,,Earth,planet,mass,what is the mass of Earth,Earth has a mass of {value},5.97e24,kg
quantity,mars-mass,,,,,Mars,planet,mass,what is the mass of Mars,Mars has a mass of {value},6.42 × 10²³,kg
quantity,venus-size,,,,,Venus,planet,diameter,how large is Venus,Venus is {value} across,"12,104",km
quantity,mars-moons,,,,,Mars,planet,moons,how many moons has Mars,Mars has {value},2,moon
quantity,pluto-cold,,,,,Pluto,planet,temperature,how cold is Pluto,Pluto has {value},−225,°C
quantity,earth-full,,,,,Earth,planet,density of people,how crowded is Earth,Earth has {value},15,people/km²
quantity,mars-place,,,,,Mars,planet,place,which planet is Mars,Mars is number {value},4,
"""


def test_numbers_and_units_are_read_as_people_print_them() -> None:
    bank = bank_of(PLANETS, "planets")
    said = [
        say_quantity(fact.claim, units_of(bank, the_language()), the_language())
        for fact in bank.facts
        if isinstance(fact.claim, Quantity)
    ]
    assert [words.replace("\u00a0", " ") for words in said] == [
        "5.97 × 10²⁴ kg", "6.42 × 10²³ kg", "12,104 km", "2 moons", "−225 °C", "15 people/km²", "4",
    ]  # fmt: skip
    assert read_bank(write_bank(bank), "planets.yaml", LANGUAGES) == bank


def test_a_unit_that_may_be_misspelt_is_not_taken_for_a_sign() -> None:
    told = mistakes_in(PLANETS.replace("5.97e24,kg", "5.97e24,kgs").replace("°C", "%"))
    assert told.startswith("facts.csv:4:13: cell M4: unit 'kgs' is unknown\n")
    assert "cell M8: unit '%' is unknown\n  hint: did you mean 'percent'?" in told


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
        lambda text: f'"sep=;"\r\n{text.replace(",", ";")}'.encode(),
        lambda text: f"sep=;;;;\n{text.replace(',', ';')}".encode(),
        lambda text: f'"sep=;";;;\n{text.replace(",", ";")}'.encode(),
        lambda text: f" Sep = ;\n{text.replace(',', ';')}".encode("utf-8-sig"),
        lambda text: f"sep=,,,,\n{text}".encode(),
        lambda text: f"sep=,\n{text.replace(',', ';')}".encode(),
        lambda text: f"sep=\t\n{text.replace(',', TAB)}".encode(),
        lambda text: f"sep=\\t\n{text.replace(',', TAB)}".encode("utf-16"),
        lambda text: f"sep=;\n\n{text.replace(',', ';')}".replace("\n\n", "\n").encode(),
        lambda text: text.replace("kind,id", "\u00a0kind\u00a0, id\u200b").encode(),
        lambda text: text.replace("kind,id", '"\ufeffkind",\u00adid').encode("utf-8-sig"),
        lambda text: text.replace("kind,id,title", "“kind”,ID ,Title\u3000").encode(),
        lambda text: text.replace("source_kind", "Source‑Kind").encode(),
        lambda text: text.replace("\n", ",,\n").encode(),
        lambda text: text.replace("\nsource,", "\n,,,\nsource,").encode(),
    ],
    ids=["BOM", "UTF-16", "UTF-16 big", "CRLF", "CR", "blank lines", "semicolons", "tabs", "sep", "sep quoted", "sep padded", "sep quoted and padded", "sep spaced", "sep of commas",
         "another sep", "sep of tabs", "sep of backslash t", "sep CR", "names in no-break spaces",
         "BOM inside", "names in marks", "another hyphen", "names", "quoted", "wide", "gap"],
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


@pytest.mark.parametrize(
    "ends", ["\n", "\r", "\r\n", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", " \r ", "\n\n", "\t\n"]
)
def test_whatever_ends_a_line_in_a_cell_is_a_space(ends: str) -> None:
    broken = BRIDGES.replace("How to cross a river.", f'"How to{ends}cross a river."')
    assert bank_of(broken) == bank_of(BRIDGES)
    at_the_end = BRIDGES.replace("How to cross a river.", f'"How to cross a river.{ends}"')
    assert bank_of(at_the_end) == bank_of(BRIDGES)


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


def people_told(*rows: str) -> str:
    """Return what is said of rows of people, with the numbers that the whole table gives them."""
    head = "kind,id,name,spellings,camp,office,class,country,from,until"
    camps = "kind,camps\nbank,north = the North | south = the South\n"
    table = merged(BRIDGES, "\n".join((head, *rows)) + "\n")
    rows_of = list(csv.DictReader(io.StringIO(merged(table, camps))))
    rows_of[0]["camps"] = rows_of.pop()["camps"]
    made = io.StringIO()
    writer = csv.DictWriter(made, rows_of[0])
    writer.writeheader()
    writer.writerows(rows_of)
    try:
        bank_of(made.getvalue())
    except BankError as error:
        return "\n".join(re.sub(r"^facts.csv:\d+:\d+: ", "", str(each)) for each in error.problems)
    return "nothing is wrong"


ANOTHER = "give one of the two another id, or write the same in both rows"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            ("person,council,the town council,,,,institution,NT,,", "person,council,the county council,,,,institution,CT,,"),
            f"cell Q6: id 'council' has another name in row 5: 'the town council', not 'the county council'\n  hint: {ANOTHER}",
        ),
        (
            ("person,miller,Ann Miller,,,Mayor,minister,GB,2001,2003", "person,miller,Eve Miller,,,Governor,minister,GB,2005,"),
            f"cell Q6: id 'miller' has another name in row 5: 'Ann Miller', not 'Eve Miller'\n  hint: {ANOTHER}",
        ),
        (
            ("person,miller,Ann Miller,,north,Mayor,minister,GB,2001,2003", "person,miller,Ann Miller,,south,Governor,minister,GB,2005,"),
            f"cell S6: id 'miller' has another camp in row 5: 'north', not 'south'\n  hint: {ANOTHER}",
        ),
        (
            ("person,miller,Ann Miller,A. Miller,,Mayor,minister,GB,2001,2003", "person,miller,Ann Miller,A. Miller | Annie,,Governor,minister,GB,2005,"),
            f"cell R6: id 'miller' has other spellings in row 5: 'A. Miller', not 'A. Miller | Annie'\n  hint: {ANOTHER}",
        ),
        (
            ("person,miller,Ann Miller,,,Mayor,minister,GB,,", "person,miller,Ann Miller,,,,institution,GB,,"),
            "cell B6: id 'miller' is taken in row 5, and this row adds no office\n  hint: give one of the two another id, or add the office",
        ),
        (
            ("person,council,the council,,,,institution,NT,,", "person,council,the council,,,Mayor,minister,NT,,"),
            "cell T6: id 'council' is taken in row 5 by an institution\n  hint: give one of the two another id",
        ),
        (
            ("person,council,the council,,,,institution,NT,,", "person,council,the council,,,,institution,NT,,"),
            "cell B6: id 'council' is taken in row 5, and this row adds no office\n  hint: give one of the two another id, or add the office",
        ),
        (
            ("person,council,the council,,,,institution,NT,2001,",),
            "cell W5: 'from' is that of an office, and the row has none\n  hint: fill office, or empty the cell",
        ),
        (
            ("person,miller,Ann Miller,,north,Mayor,minister,GB,2001,2003", "person,miller,Ann  Miller,,,Governor,minister,GB,2005,"),
            "nothing is wrong",
        ),
    ],
)  # fmt: skip
def test_two_people_with_one_id_are_told_by_cell(rows: tuple[str, ...], said: str) -> None:
    assert people_told(*rows) == said


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
        ("2024-05-20", "20 May", "facts.csv:3:9: cell I3: date '20 May' is not a date\n  hint: add the year, and write it first: 1930-02-18"),
        ("report", "raport", "facts.csv:3:8: cell H3: source_kind 'raport' is unknown\n  hint: did you mean 'report'? known values: report, analysis, essay, speech, document, reference"),
        ("herald,ABC stands", "heral,ABC stands", "facts.csv:4:15: cell O4: source 'heral' is unknown\n  hint: did you mean 'herald'? known sources: herald"),
        ("ABC,Assoc", ",Assoc", "facts.csv:4:12: cell L4: 'term' is empty\n  hint: The term as printed."),
        ("source,herald", "source,", "facts.csv:3:2: cell B3: 'id' is empty\n  hint: give the row an id"),
        ("term,abc", "term,A B C", "facts.csv:4:2: cell B4: id 'A B C' is not an id\n  hint: lower-case letters, digits and single hyphens, at most 80: a-b-c"),
        ("term,abc", "terms,abc", "facts.csv:4:1: cell A4: kind 'terms' is unknown\n  hint: did you mean 'term'? known kinds: bank, source, person, issue, unit, statement, event, quantity, position, term, discussion"),
        ("term,abc", "property,abc", "facts.csv:4:1: cell A4: a table of facts has no rows of kind 'property'\n  hint: give them a table of their own, with a thing in each row: see docs/tables.md"),
        ("term,abc,,", "term,abc,A title,", "facts.csv:4:3: cell C4: a row of kind term has no 'title'\n  hint: it belongs to bank, source; empty the cell"),
        ("relation,source", "relatoin,source", "facts.csv:1:14: cell N1: column 'relatoin' is unknown\n  hint: did you mean 'relation'?"),
        ("kind,id", "sort,id", "facts.csv:1:1: cell A1: column 'sort' is unknown"),
        ("kind,id", "id,id", "facts.csv:1:2: cell B1: column 'id' is there twice"),
        ("ABC stands for\n", "ABC stands for,more\n", "facts.csv:4:17: cell Q4: 'more' stands below no column's name\n  hint: write the name in the first row"),
        ("The Herald", "The\x00Herald", "facts.csv:3:7: cell G3: the character U+0000 (NUL) cannot stand in a text\n  hint: delete it"),
        ("The Herald", "The\u202eHerald", "facts.csv:3:7: cell G3: the character U+202E (changes the direction of writing) cannot stand in a text"),
        ("source,herald", "bank,", "cell A3: a second row of kind 'bank'\n  hint: keep one of the two"),
        ("bank,,Bridges", "bank,,", "facts.csv:2:3: cell C2: 'title' is empty\n  hint: The topic as a heading."),
        ("The Herald", '"The Herald', "facts.csv:3:1: cell A3: a quotation mark is not closed\n  hint: it opens a cell of this row, or of one above"),
        ("The Herald", '"The "Herald"', "facts.csv:3:1: cell A3: a quotation mark stands within a cell\n  hint: double it, or save the table as CSV anew"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named(old: str, new: str, said: str) -> None:
    assert old in BRIDGES
    assert said in mistakes_in(BRIDGES.replace(old, new, 1))


FAILED = "mend the formula of the cell, or type what it should hold, and save anew"


@pytest.mark.parametrize(
    "error",
    ["#NAME?", "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
     "#GETTING_DATA", "#FIELD!", "#BLOCKED!", "#ERROR!", "Err:502", "Err:508", "Fehler:502",
     "#BEZUG!", "#WERT!", "#NV", "#ÜBERLAUF!", "#NOM?", "#¡REF!", "#¿NOMBRE?", "#RIF!", "#VERW!",
     "#DEEL/0!", "#ADR!", "#ССЫЛКА!", "#ИМЯ?", "#Н/Д", "#N/D"],
)  # fmt: skip
def test_an_error_of_the_spreadsheet_is_no_text(error: str) -> None:
    meaning = BRIDGES.replace("Association of Bridge Companies", error)
    assert mistakes_in(meaning) == (
        f"facts.csv:4:13: cell M4: '{error}' is an error of the spreadsheet\n  hint: {FAILED}"
    )
    assert f"cell G3: '{error}' is an error" in mistakes_in(BRIDGES.replace("The Herald", error))
    assert f"cell B4: '{error}' is an error" in mistakes_in(BRIDGES.replace("abc", error))
    of_list = merged(BRIDGES, f"kind,id,tags\nterm,x,one | {error}\n")
    assert f"'{error}' is an error of the spreadsheet" in mistakes_in(of_list)
    of_pairs = merged(BRIDGES, f"kind,id,distractors\nterm,x,wrong = {error}\n")
    assert f"'{error}' is an error of the spreadsheet" in mistakes_in(of_pairs)
    of_head = BRIDGES.replace("relation", error)
    assert f"cell N1: '{error}' is an error of the spreadsheet" in mistakes_in(of_head)


def test_a_column_too_narrow_to_be_saved_is_told() -> None:
    assert mistakes_in(BRIDGES.replace("2024-05-20", "########")) == (
        "facts.csv:3:9: cell I3: '########' stands for a value that is wider than its column\n"
        "  hint: make the column wider, and save the table as CSV anew"
    )


@pytest.mark.parametrize("text", ["#metoo", "#1 in the charts", "C#", "Error 502", "N/A", "#", "the #REF! sign"])  # fmt: skip
def test_what_only_begins_like_an_error_is_a_text(text: str) -> None:
    bank = bank_of(BRIDGES.replace("Association of Bridge Companies", text))
    assert bank.facts[0].claim.meaning == text  # type: ignore[union-attr]


def told_of(columns: str, row: str) -> str:
    return mistakes_in(merged(BRIDGES, f"kind,id,term,meaning,relation,source,at,{columns}\nterm,x,X,a weir,means,herald,there,{row}\n")).partition(": cell ")[2]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("tags", '"history, maps"', "Q5: tags 'history, maps' is not an id\n  hint: divide by |: history | maps"),
        ("tags", "history; maps", "Q5: tags 'history; maps' is not an id\n  hint: divide by |: history | maps"),
        ("tags", "history/maps", "Q5: tags 'history/maps' is not an id\n  hint: lower-case letters, digits and single hyphens, at most 80: history-maps"),
        ("also_right", '"abc, x"', "Q5: also_right 'abc, x' is unknown\n  hint: divide by |: abc | x"),
        ("distractors", "a boat | a mill", "Q5: 'a boat' in distractors has no =\n  hint: write: wrong answer = what it is"),
        ("distractors", "a boat = | a mill = is one", "Q5: 'a boat =' in distractors has nothing on one side of its =\n  hint: write: wrong answer = what it is"),
        ("also_in", "herald", "Q5: 'herald' in also_in has no =\n  hint: write: source = passage"),
        ("counters", "x", "Q5: 'x' in counters has no =\n  hint: write: fact = what they differ on"),
        ("because_of", "it was old", "Q5: 'it was old' in because_of has no =\n  hint: write: cause = passage"),
        ("allow", "LEN-1", "Q5: 'LEN-1' in allow has no =\n  hint: write: RULE-1 = reason"),
        ("allow", "LEN-1 = a | LEN-1 = b", "Q5: 'LEN-1' stands twice in allow\n  hint: keep one of the two"),
        ("distractors", "|", "Q5: distractors has no members\n  hint: write: wrong answer = what it is"),
    ],
)  # fmt: skip
def test_a_list_or_pairs_written_otherwise_are_told_how(column: str, cell: str, said: str) -> None:
    assert told_of(column, cell) == said


def test_what_is_said_of_claims_reasons_hedges_and_marks_comes_from_cells() -> None:
    """A hedge is written before the words that hold it, a reason before those that give it."""
    rows = (
        "kind,id,term,meaning,relation,source,at,asks_why,because_of,counters\n"
        "term,x,X,a weir,means,herald,there,why is it called so,it was wide = so wide,"
        "abc = what it is called\n"
    )
    made = bank_of(merged(BRIDGES, rows)).facts[-1]
    assert [(it.cause, it.at) for it in made.because_of] == [("it was wide", "so wide")]
    assert [(it.fact, it.point) for it in made.counters] == [("abc", "what it is called")]
    prompt = "kind,id,text,marking\ndiscussion,d,Why so?,weak = says no more | strong = says why\n"
    (asked,) = bank_of(merged(BRIDGES, prompt)).discussion
    assert [(it.level, it.does) for it in asked.marking] == [
        ("weak", "says no more"), ("strong", "says why")
    ]  # fmt: skip
    slip = prompt.replace("weak = says no more", "weak")
    assert mistakes_in(merged(BRIDGES, slip)).endswith("write: level = what such an answer does")


def test_pairs_divided_by_commas_are_told_to_be_divided() -> None:
    camps = BRIDGES.replace("kind,id", "camps,kind,id").replace("bank,,", '"north = the North, south = the South",bank,,').replace("\nsource", "\n,source").replace("\nterm", "\n,term")  # fmt: skip
    assert mistakes_in(camps) == (
        "facts.csv:2:1: cell A2: the pairs in camps are not divided\n"
        "  hint: divide them by |: id = name | id = name"
    )


@pytest.mark.parametrize(
    ("cell", "text", "why"),
    [
        ("E = mc2 = is a formula", "E = mc2", "is a formula"),
        ("a=b = is an equation", "a=b", "is an equation"),
        ("x=is short", "x", "is short"),
        ("a boat = is no wall", "a boat", "is no wall"),
    ],
)
def test_a_wrong_answer_ends_at_the_last_sign_between_spaces(
    cell: str, text: str, why: str
) -> None:
    bank = bank_of(merged(BRIDGES, f"kind,id,term,meaning,relation,source,at,distractors\nterm,x,X,a weir,means,herald,there,{cell}\n"))  # fmt: skip
    (wrong,) = bank.facts[-1].distractors
    assert (wrong.text, wrong.why_wrong) == (text, why)


def test_a_list_of_texts_that_may_be_several_is_remarked_on() -> None:
    table = merged(BRIDGES, 'kind,id,term,meaning,relation,source,at,accept\nterm,x,X,a weir,means,herald,there,"wall, dam"\n')  # fmt: skip
    imported = read_table(table.encode(), "facts.csv", "bridges", LANGUAGES)
    assert imported.bank.facts[-1].accept == ("wall, dam",)
    assert imported.remark == (
        "cell Q5: accept 'wall, dam' was read as one; if it is several, divide by |: wall | dam"
    )


GIFT = "// Two questions\n\n::Q1:: Who built it? {\n=Ann\n~Eve\n}\n\n::Q2:: It is long. {T}\n"
AIKEN = "Who built it?\nA. Ann\nB. Eve\nANSWER: A\n"
A_TABLE = "for facts it reads a table with one fact a row: quizgen import --template shows one"
ALONE = "quizgen import FILE --topic TOPIC reads it, where it is whole"
AS_WORD = (
    "save its questions as a Word document (.docx): quizgen import FILE --topic TOPIC reads those"
)
COPY = "copy what is asked into a spreadsheet or a Word document (.docx)"
UNPACK = "unpack it, and import the file that is in it"


@pytest.mark.parametrize(
    ("content", "said", "hint"),
    [
        (GIFT, "the file holds questions in GIFT, not a table of facts", ALONE),
        ("2 + 2? {=4 ~5 ~6}\n", "the file holds questions in GIFT, not a table of facts", ALONE),
        (AIKEN, "the file holds questions in Aiken's format, not a table of facts", ALONE),
        (f"{AIKEN}\n{AIKEN}".replace("\n", "\r\n"), "the file holds questions in Aiken's format, not a table of facts", ALONE),
        ('<?xml version="1.0"?>\n<quiz><question type="essay"/></quiz>', "the file holds questions in Moodle XML, not a table of facts", ALONE),
        ("<questestinterop/>", "the file holds questions in QTI, not a table of facts", ALONE),
        ('<?xml version="1.0"?><!-- x --><assessmentItem/>', "the file holds questions in QTI, not a table of facts", ALONE),
        ("1. Who built it?\na) Ann\n*b) Eve\n", "the file holds questions in plain text, not a table of facts", AS_WORD),
        ("<!DOCTYPE html><html></html>", "the file holds a web page, not a table of facts", COPY),
        ('[{"question": "Who?"}]', "the file holds JSON, not a table of facts", COPY),
        ("#separator:tab\n#html:true\na\tb\n", "the file holds text that Anki exported, not a table of facts", ALONE),
        ("question,A,B,C,D,answer\nWho built it?,Ann,Eve,Tom,Sue,A\n", "the table holds questions, not facts", ALONE),
        ("Question Text;Option 1;Option 2;Correct Answer\nWho?;Ann;Eve;1\n", "the table holds questions, not facts", ALONE),
        (b"%PDF-1.7\n%\xe2\xe3", "the file is a PDF document, not CSV", COPY),
        (b"PK\x03\x04 word/document.xml", "the file is a Word document, not CSV", ALONE),
        (b"PK\x03\x04 imsmanifest.xml", "the file is a package of questions or a course, not CSV", ALONE),
        (b"PK\x03\x04 ppt/presentation.xml", "the file is a presentation, not CSV", COPY),
        (b"PK\x03\x04 collection.anki2", "the file is an Anki package, not CSV", ALONE),
        (b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.text", "the file is a text document, not CSV", AS_WORD),
        (b"{\\rtf1 x}", "the file is a text document, not CSV", AS_WORD),
        (b"\x1f\x8b\x08\x00", "the file is a compressed file, not CSV", UNPACK),
        (b"SQLite format 3\x00", "the file is a database, not CSV", COPY),
        (b"\x89PNG\r\n", "the file is a picture, not CSV", COPY),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_named_with_what_to_do_with_it(
    content: str | bytes, said: str, hint: str
) -> None:
    assert mistakes_in(content) == f"facts.csv: {said}\n  hint: {hint}; {A_TABLE}"


def test_a_bank_is_no_table() -> None:
    assert mistakes_in("topic: x\ntitle: X\nfacts: []\n") == (
        "facts.csv: the file is a bank already, not a table\n"
        "  hint: move it to banks/, named as its topic says, with .yaml behind it"
    )


def test_a_table_of_another_kind_is_told_once_not_for_each_column() -> None:
    columns = ",".join(f"column {number}" for number in range(35))
    assert mistakes_in(f"{columns}\n{'1,' * 34}1\n") == (
        "facts.csv:1:1: cell A1: there is no column 'kind', and 35 of 35 columns are unknown\n"
        "  hint: of a list of words name two columns: --term A --meaning B;"
        " quizgen import --template shows a table of facts;"
        " of a table with a thing in each row name the column that says what: --subject A"
    )


def test_a_title_above_the_columns_is_told_to_be_deleted() -> None:
    assert mistakes_in(f"My bridges,,,\n,,,\n{BRIDGES}") == (
        "facts.csv:3:1: cell A3: the names of the columns stand here, and not in the first row\n"
        "  hint: delete the rows above"
    )


def test_a_list_of_words_is_told_what_it_needs() -> None:
    words = "of a list of words name two columns: --term A --meaning B"
    facts = "quizgen import --template shows a table of facts"
    assert mistakes_in("term,meaning\nHund,dog\n") == (
        f"facts.csv:1:1: cell A1: there is no column 'kind'\n  hint: {words}; {facts}"
    )


def test_a_table_without_a_row_for_the_bank_is_titled_by_its_topic() -> None:
    rows = "".join(f"term,word {number},meaning {number}\n" for number in range(400))
    bank = bank_of(f"kind,term,meaning\n{rows}")
    assert (bank.title, len(bank.facts)) == ("Bridges", 400)


def test_unknown_columns_are_told_together_and_only_near_ones_guessed_at() -> None:
    table = merged(BRIDGES, "kind,density,discovered_by,relatoin\nterm,1,2,3\n")
    first, hint, *_ = mistakes_in(table).splitlines()
    assert first == (
        "facts.csv:1:17: cell Q1: 3 columns are unknown: 'density' in Q1, 'discovered_by' in R1,"
        " 'relatoin' in S1 (did you mean 'relation'?)"
    )
    assert hint.startswith("  hint: rename or delete them; known columns: kind, title, summary,")


def test_an_empty_column_is_told_once() -> None:
    rows = "".join(f"term,t{number},X{number},,means,herald,t\n" for number in range(40))
    said = mistakes_in(merged(BRIDGES, f"kind,id,term,meaning,relation,source,at\n{rows}"))
    assert said == (
        "facts.csv:5:13: cell M5: 'meaning' is empty, as in 39 more rows of kind term\n"
        "  hint: What it stands for or means: a noun phrase."
    )


def test_an_empty_id_is_told_with_what_it_is_for() -> None:
    assert mistakes_in(
        merged(BRIDGES, "kind,id,name,office,class,country\nperson,,Anne Lee,mayor,politician,GB\n")
    ).endswith("  hint: give the row an id, by which facts refer to it")


@pytest.mark.parametrize(
    ("sign", "name"),
    [
        ("\u200b", "U+200B (zero width space)"),
        ("\u00ad", "U+00AD (soft hyphen)"),
        ("\ufeff", "U+FEFF (BOM)"),
        ("\u2066", "U+2066 (changes the direction of writing)"),
    ],
)
def test_a_sign_that_nobody_sees_is_named_with_its_cell(sign: str, name: str) -> None:
    said = mistakes_in(BRIDGES.replace("term,abc", f"term,a{sign}bc"))
    assert said == (
        f"facts.csv:4:2: cell B4: the character {name} cannot stand in a text\n"
        "  hint: nobody sees it: delete it with the letters around it, and type those again"
    )


def test_a_space_that_is_none_is_named_in_an_id_and_dropped_around_it() -> None:
    assert bank_of(BRIDGES.replace("term,abc", "term,\u00a0abc\u3000")) == bank_of(BRIDGES)
    assert mistakes_in(BRIDGES.replace("term,abc", "term,a\u00a0bc")) == (
        "facts.csv:4:2: cell B4: id 'a bc' is not an id\n  hint: it has U+00A0 (no-break space) in"
        " it; lower-case letters, digits and single hyphens, at most 80: a-bc"
    )


def test_a_second_row_for_the_bank_loses_nothing_without_a_word() -> None:
    head, bank, *rest = BRIDGES.splitlines(keepends=True)
    parts = bank.replace("Bridges", ""), bank.replace("How to cross a river.", "").replace("2024-05-31", "2025")  # fmt: skip
    said = mistakes_in("".join((head, *parts, *rest)))
    assert "cell A3: a second row of kind 'bank'\n  hint: keep one of the two" in said


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
    assert places == ["J3", "N4"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "facts.csv: the file is empty\n  hint: quizgen import --template shows what a table looks like"),
        (b"\n\n", "facts.csv: the file is empty\n  hint: quizgen import --template shows what a table looks like"),
        (b"PK\x03\x04\x14\x00", "facts.csv: the file is a zip archive, not CSV"),
        (b"PK\x03\x04\x14\x00xl/", "facts.csv: the workbook is damaged\n  hint: open it in the spreadsheet, choose Save as or Download, and CSV"),
        (b"\xff\xfek", "facts.csv: the file is broken UTF-16, at byte 3\n  hint: save it as CSV UTF-8"),
        (b"kind\n\x81\xff", "facts.csv: the file is neither UTF-8 nor UTF-16 nor Windows-1252\n  hint: save it as CSV UTF-8"),
        (b"x" * (8 * 2**20 + 1), "facts.csv: the file is 8.1 MB long; at most 8 MB are read\n  hint: divide it into several files"),
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
@example(["no space ends it\u00a0"] * 7)
def test_any_text_comes_back_from_a_written_bank(texts: list[str]) -> None:
    bank = bank_of(BRIDGES)
    (fact,) = bank.facts
    title, summary, note, teacher, why, accepted, at = texts
    fact = replace(
        fact,
        at=at,
        note=note,
        accept=(accepted,),
        distractors=(
            CuratedDistractor(text=accepted, why_wrong=f"is {why} here", where=fact.where),
        ),
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


def test_import_writes_over_nothing(run: Run) -> None:
    Path("banks").mkdir()
    Path("banks/rivers.yaml").write_text("mine", "utf-8")
    Path("facts.csv").write_text(BRIDGES, "utf-8")
    for more in ((), ("--update",)):
        said = run("import", "facts.csv", "--topic", "rivers", *more)
        assert (said.code, said.err) == (
            1,
            "banks/rivers.yaml: there is a file of this name, and it is no bank\n"
            "  hint: move it away, or choose another topic\n",
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
