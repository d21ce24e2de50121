"""Tables beside a bank: rows are things, cells are facts, and what is wrong is told by cell."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moon import language

from quizgen.bank.bank import Bank
from quizgen.bank.facts import Event, Fact, Property, Quantity, Term
from quizgen.content import plain
from quizgen.errors import BankError, Problem, RefusedFileError
from quizgen.ids import LONGEST_ID
from quizgen.judge.subject import Subject
from quizgen.pool import ItemPool
from quizgen.quiz.item import Choice, Item
from quizgen.read import read_bank, read_wordings
from quizgen.read.cells import read_records
from quizgen.read.table_update import refuse_lacking

HEAD = """\
title: Elements
as_of: 2024-12-31
sources:
  iupac: {title: Table of the elements, date: 2022}
people:
  ramsay: {name: William Ramsay, spellings: [Sir William Ramsay], offices: [{office: chemist, class: chemist, country: GB}]}
"""
BANK = """\
tables:
  - file: elements.csv
    subject: name
    id: symbol
    class: element
    source: iupac
    columns:
      symbol: {property: symbol, one_to_one: true}
      number: {quantity: atomic number}
      melting point: {quantity: melting point, unit: °C, asks: "at what temperature does {subject} melt", says: "{subject} melts at {value}"}
      discoverer: {property: discoverer, is: person, many: true, says: "{value} discovered {subject}"}
      discovered: {event: "{subject} was discovered", asks: "was {subject} discovered", short: "Discovery of {subject}"}
      meaning: {term: means}
      group: {tag: true}
      family: {tag: true}
      also: {also_called: true}
"""
TABLE = """\
name,symbol,number,Melting Point,discoverer,discovered,meaning,group,family,also,colour
argon,Ar,18,-189.3,Lord Rayleigh | Sir William Ramsay,1894,,18,Noble gas,,none
sodium,Na,11,97.8,Humphry Davy,1807-10,,1,,natrium,silver
iron,Fe,26,,,,a metal,,metal,,grey
"""


def read(table: str | bytes = TABLE, bank: str = BANK, name: str = "elements.csv") -> Bank:
    """Return the bank with a table beside it."""
    content = table.encode() if isinstance(table, str) else table

    def beside(file: str) -> bytes:
        if file != name:
            raise RefusedFileError(f"there is no file '{file}'", "look again")
        return content

    return read_bank(HEAD + bank, "banks/elements.yaml", {"en-GB": language()}, beside)


def mistakes(table: str | bytes = TABLE, bank: str = BANK) -> str:
    with pytest.raises(BankError) as refused:
        read(table, bank)
    return str(refused.value)


def changed(old: str, new: str, text: str = TABLE) -> str:
    assert old in text
    return text.replace(old, new, 1)


# ------------------------------------------------------------------ cells are facts


def test_rows_that_are_learned_first_are_named_by_their_ids() -> None:
    bank = read(bank=changed("source: iupac", "source: iupac\n    core: [Fe, AR]", BANK))
    assert {fact.claim.subject for fact in bank.facts if fact.core and fact.kind == "property"} == {
        "argon",
        "iron",
    }  # type: ignore[union-attr]
    assert not any(fact.core for fact in bank.facts if fact.id.startswith("na-"))


def test_a_row_that_is_learned_first_and_is_not_there_is_told() -> None:
    told = mistakes(bank=changed("source: iupac", "source: iupac\n    core: [Fe, Fx]", BANK))
    assert told == (
        "banks/elements.yaml:13:16: no row has the id 'Fx'\n"
        "  hint: write what stands in the column symbol"
    )


def test_each_cell_of_a_declared_column_is_a_fact_whose_place_it_is() -> None:
    facts = {fact.id: fact for fact in read().facts}
    assert list(facts) == [
        "ar-symbol", "ar-number", "ar-melting-point", "ar-discoverer", "ar-discovered",
        "na-symbol", "na-number", "na-melting-point", "na-discoverer", "na-discovered",
        "fe-symbol", "fe-number", "fe-meaning",
    ]  # fmt: skip
    assert str(facts["na-melting-point"].where) == "banks/elements.csv:3:4"
    assert {fact.source for fact in facts.values()} == {"iupac"}
    assert facts["ar-symbol"].tags == ("group-18", "noble-gas")
    assert facts["fe-symbol"].tags == ("metal",)
    assert str(facts["ar-symbol"].as_of and facts["ar-symbol"].as_of.text) == "2022"
    assert facts["na-discovered"].as_of == facts["na-discovered"].date


def test_a_column_says_what_its_cells_are() -> None:
    bank = read()
    facts = {fact.id: fact.claim for fact in bank.facts}
    melting = facts["ar-melting-point"]
    assert isinstance(melting, Quantity)
    assert (melting.asks, melting.says) == (
        "at what temperature does argon melt",
        "argon melts at {value}",
    )
    assert (str(melting.value), bank.units[melting.unit].many, melting.class_) == (
        "-189.3",
        "{n} °C",
        "element",
    )
    number = facts["ar-number"]
    assert isinstance(number, Quantity)
    assert (number.asks, number.unit) == ("what is the atomic number of argon", "")
    found = facts["na-discovered"]
    assert isinstance(found, Event)
    assert (found.what, found.asks, found.short, found.date.text) == (
        "sodium was discovered",
        "was sodium discovered",
        "Discovery of sodium",
        "1807-10",
    )
    assert facts["fe-meaning"] == Term(kind="term", term="iron", meaning="a metal", relation="means", class_="element")  # fmt: skip
    by = facts["ar-discoverer"]
    assert isinstance(by, Property)
    assert by.value == ("Lord Rayleigh", "ramsay")  # who stands under people is known by each name
    assert bank.also_called == {"sodium": ("natrium",)}
    assert bank.properties["symbol"].of == "element"


def test_such_facts_are_asked_as_all_others_are() -> None:
    rows = "".join(f"thing {n},T{n},{n},{n}.5,Doe {n},,,,,,\n" for n in range(6))
    pool = pool_of(read(TABLE + rows))
    asked = {item.id: item for item in pool.items}
    assert prompt(asked["na-symbol/which-has-it"]) == "Which element has the symbol Na?"
    assert "t3-number/write-the-number" in asked
    assert prompt(asked["fe-symbol/property-true"]) == "The symbol of iron is Fe."


def pool_of(bank: Bank) -> ItemPool:
    templates = Path(__file__).parents[1] / "templates" / "en" / "stems"
    files = {
        kind: (kind, (templates / f"{kind}.yaml").read_text("utf-8"))
        for kind in ("property", "quantity")
    }
    return ItemPool(Subject(bank, language(), read_wordings(files)))  # type: ignore[arg-type]


def prompt(item: Item) -> str:
    return plain(item.prompt)


def test_a_property_may_be_declared_by_the_bank_and_given_by_a_fact_too() -> None:
    bank = changed("{property: symbol, one_to_one: true}", "{property: symbol}", BANK)
    bank += "properties: {symbol: {of: element, one_to_one: true}}\nfacts:\n  - {subject: neon, property: symbol, value: Ne}\n"
    found = read(bank=bank)
    assert found.facts[0].id == "neon-symbol"
    assert found.properties["symbol"].one_to_one
    given = changed("  - {subject", "  - {also_right: [ar-symbol], subject", bank)
    assert read(bank=given).facts[0].also_right == ("ar-symbol",)


@pytest.mark.parametrize(
    "table",
    [
        TABLE.replace(",", ";"),
        TABLE.replace(",", "\t"),
        b"\xef\xbb\xbf" + TABLE.encode(),
        TABLE.encode("utf-16"),
        TABLE.replace("\n", "\r\n"),
    ],
    ids=["semicolons", "tabs", "mark", "utf-16", "windows"],
)
def test_however_a_spreadsheet_saved_it_it_is_the_same(table: str | bytes) -> None:
    assert read(table) == read()


def test_western_letters_come_out_right() -> None:
    assert read(TABLE.replace("Humphry Davy", "Ørsted").encode("cp1252")).facts[8].claim == read(
        TABLE.replace("Humphry Davy", "Ørsted")
    ).facts[8].claim  # fmt: skip


def test_what_was_guessed_of_a_file_is_kept_to_be_told() -> None:
    (table,) = read(TABLE.replace("Humphry Davy", "Ørsted").encode("cp1252")).tables
    assert table.remark == (
        "banks/elements.csv is not UTF-8 and was read as Windows-1252: look whether accents came out"
        " right, or save it as CSV UTF-8"
    )
    assert read().tables[0].remark == ""


def test_a_workbook_is_read_as_its_table_is() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pytest.importorskip("python_calamine")
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(TABLE)):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    assert read(content.getvalue()).facts == read().facts


@pytest.mark.parametrize(
    "written", ["6 October 1807", "October 6, 1807", "Oct 6, 1807", "1807-10-06"]
)
def test_a_day_whose_month_is_a_word_can_be_read_in_one_way_alone(written: str) -> None:
    table = TABLE.replace("1807-10", f'"{written}"')
    dates = {fact.claim.date.written for fact in read(table).facts if isinstance(fact.claim, Event)}
    assert (1807, 10, 6) in dates


def test_what_stands_in_cells_of_which_nothing_is_known_is_no_value() -> None:
    table = TABLE.replace("97.8", "n/a").replace("sodium,Na", "sodium,NA")
    bank = changed("unit: °C", "unit: °C, empty: [n/a, NA]", BANK)
    facts = {fact.id for fact in read(table, bank).facts}
    assert "na-melting-point" not in facts
    assert {"ar-melting-point", "na-symbol"} <= facts  # NA is empty in one column alone


def test_rows_about_one_thing_are_brought_together() -> None:
    more = TABLE + "argon,Ar,18,-189.3,Morris Travers | Lord Rayleigh,1894,,18,gas,argonum,none\n"
    bank, once = read(more), read()
    assert [fact.id for fact in bank.facts] == [fact.id for fact in once.facts]
    others = [fact for fact in bank.facts if fact.id != "ar-discoverer"]
    assert others == [fact for fact in once.facts if fact.id != "ar-discoverer"]
    (found,) = (fact.claim for fact in bank.facts if fact.id == "ar-discoverer")
    assert isinstance(found, Property)
    assert found.value == ("Lord Rayleigh", "ramsay", "Morris Travers")
    assert bank.also_called["argon"] == ("argonum",)


TIMELINE = """\
when,what
1066,Battle of Hastings
1215-06-15,Magna Carta signed
c. 1250,the people of Rapa Nui carve most of the moai of their island
79,"eruption of Mount Vesuvius, which destroys Pompeii and other towns"
"""
OF_EVENTS = """\
title: A timeline
tables:
  - {file: timeline.csv, subject: what, id: what, class: event, columns: {when: {event: "{subject}", heading: true}}}
"""


def events() -> dict[str, Event]:
    bank = read_bank(
        OF_EVENTS, "banks/timeline.yaml", {"en-GB": language()}, lambda _: TIMELINE.encode()
    )
    return {fact.id: fact.claim for fact in bank.facts if isinstance(fact.claim, Event)}


def test_headings_are_events_and_what_is_too_long_for_a_timeline_is_cut_there_alone() -> None:
    found = events()
    assert [(event.what, event.short) for event in found.values()] == [
        ("Battle of Hastings", "Battle of Hastings"),
        ("Magna Carta signed", "Magna Carta signed"),
        (
            "the people of Rapa Nui carve most of the moai of their island",
            "the people of Rapa Nui carve most …",
        ),
        (
            "eruption of Mount Vesuvius, which destroys Pompeii and other towns",
            "eruption of Mount Vesuvius",
        ),
    ]
    assert all(event.heading for event in found.values())
    assert max(map(len, found)) <= LONGEST_ID  # an id of a sentence ends at a word, with a hash
    assert sorted(found)[0] == "battle-of-hastings-when"


def test_what_is_added_to_a_table_changes_no_other_fact() -> None:
    before = {fact.id: fact for fact in read().facts}
    more = changed("sodium,Na", "neon,Ne,10,,,,,,,,\nsodium,Na", TABLE).replace("colour", "density")
    after = {fact.id: fact for fact in read(more).facts}
    assert before.items() <= after.items()


# ------------------------------------------------------------------ what is wrong is told by cell


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("argon,Ar,18", "argon,Ar,eighteen", "banks/elements.csv:2:3: cell C2: 'eighteen' is not a number\n  hint: leave the cell empty where nothing is known, or name what stands there under empty"),
        ("-189.3", "1.5e3 K", "cell D2: '1.5e3 K' is not a number"),
        ("1807-10", "12/10/1807", "banks/elements.csv:3:6: cell F3: '12/10/1807' does not say whether the day or the month comes first\n  hint: write 1807-10-12 or 1807-12-10; or say of the column date_order: day-first, or month-first"),
        ("1807-10", "-753", "banks/elements.csv:3:6: cell F3: '-753' is not a date\n  hint: write 753 BCE; ISO 8601 counts from a year 0, and writes it -0752; or say minus: bce of the column, where -49 is 49 BCE"),
        ("1807-10", "14B BCE", "cell F3: '14B BCE' is not a date\n  hint: so long ago is no date here: tell it as a quantity, in years"),
        ("sodium,Na,11", "argon,Ar,19", "cell C3: '19' stands here, and another in row 2, of the same element\n  hint: keep one of the two, or tell the two rows apart by what they are about"),
        ("sodium,Na,11,97.8,Humphry Davy", "argon,Ar,18,-189.3,", "cell F3: '1807-10' stands here, and another in row 2, of the same element"),
        ("1894", "2031", "cell F2: date 2031 is later than the bank’s as_of, 2024-12-31"),
        ("sodium,Na", "sodium,AR", "banks/elements.csv:3:2: cell B3: id 'AR' stands in row 2 already\n  hint: give each row an id of its own"),
        ("sodium,Na", "sodium,", "banks/elements.csv:3:2: cell B3: the row has no id\n  hint: fill it: by it the facts of the row are known, whatever else changes"),
        ("sodium,Na", "sodium,钠", "cell B3: id '钠' has no letter from a to z and no digit"),
        ("sodium,Na", ",Na", "banks/elements.csv:3:1: cell A3: the row does not say what it is about\n  hint: fill the cell"),
        ("97.8", "#REF!", "banks/elements.csv:3:4: cell D3: '#REF!' is an error of the spreadsheet\n  hint: mend the formula of the cell, or type what it should hold, and save anew"),
        ("iron,Fe", "argon,Arg", "banks/elements.csv:4:3: cell C4"),
        ("Melting Point", "Melt", "banks/elements.yaml:16:7: banks/elements.csv has no column 'melting point'\n  hint: its columns: name, symbol, number, melt, discoverer, discovered, meaning, group …"),
        ("name,symbol", "element,symbol", "banks/elements.yaml:9:14: banks/elements.csv has no column 'name'"),
    ],
)  # fmt: skip
def test_a_bad_cell_is_named_by_file_and_place(old: str, new: str, said: str) -> None:
    if said.endswith("C4"):  # nothing forbids two rows on one thing, but for their values
        assert (
            "the symbol of 'argon' is 'Arg' here and 'Ar' in cell B2 of banks/elements.csv"
            in mistakes(changed(old, new))
        )
        return
    assert said in mistakes(changed(old, new))


def test_what_is_wrong_alike_in_a_column_is_told_once() -> None:
    table = TABLE.replace("97.8", "n/a").replace("-189.3", "unknown")
    assert mistakes(table) == (
        "banks/elements.csv:2:4: cell D2: 'unknown' is not a number, and so with 1 more cell of this column\n"
        "  hint: leave the cell empty where nothing is known, or name what stands there under empty"
    )


def test_values_that_one_to_one_forbids_are_told_in_the_table() -> None:
    assert mistakes(TABLE + "ferrum,Fer,26,,,,,,,,\n".replace("Fer", "FE")).startswith(
        "banks/elements.csv:5:2: cell B5: id 'FE' stands in row 4 already"
    )
    two = changed("id: symbol", "id: number", BANK)
    said = mistakes(TABLE + "ferrum,Fe,27,,,,,,,,\n", two)
    assert (
        "banks/elements.csv:5:2: cell B5: 'Fe' is the symbol of 'iron', too, in cell B4 of banks/elements.csv"
        in said
    )


def test_an_id_that_the_bank_has_too_is_told() -> None:
    bank = f"{BANK}facts:\n  - {{id: ar-symbol, term: Ar, meaning: argon}}\n"
    assert mistakes(bank=bank) == (
        "banks/elements.csv:2:2: cell B2: the fact would be 'ar-symbol', which stands in line 24\n"
        "  hint: give the fact or the row another id"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("file: elements.csv", "file: element.csv", "banks/elements.yaml:8:11: there is no file 'element.csv'\n  hint: look again"),
        ("number: {quantity: atomic number}", "number: {asks: \"what is {subject}\"}", "the column does not say what it holds\n  hint: write one of property, quantity, event, term, tag, also_called"),
        ("{quantity: atomic number}", "{quantity: atomic number, tag: true}", "the column says quantity and tag"),
        ("{quantity: atomic number}", "{quantity: atomic number, many: true}", "a column of a quantity has no many\n  hint: delete it: it belongs to a property"),
        ("{tag: true}", "{tag: true, unit: m}", "a column of tags has no unit"),
        ("{tag: true}", "{tag: true, accept: also}", "a column of tags has no accept\n  hint: delete it: it belongs to a property or a quantity or an event or a term"),
        ("{event: \"{subject} was", "{distractors: also, event: \"{subject} was", "a column of an event has no distractors"),
        ("{quantity: atomic number}", "{quantity: atomic number, status: sure}", "status 'sure' is unknown"),
        ("{event: \"{subject} was", "{event: \"it was", "event needs {subject} once, and no other braces"),
        ("{property: symbol, one", "{property: Symbol, one", "property 'Symbol' is not an id\n  hint: write it as an id, and the words under name: symbol"),
        ("source: iupac", "source: iupca", "source 'iupca' is unknown"),
        ("    class: element\n", "", "key 'class' is missing"),
        ("says: \"{value} discovered {subject}\"", "says: \"{value} discovered it\"", "says needs {subject} and {value} once"),
    ],
)  # fmt: skip
def test_what_a_bank_says_of_its_table_is_checked(old: str, new: str, said: str) -> None:
    assert said in mistakes(bank=changed(old, new, BANK))


MORE = """\
name,symbol,number,Melting Point,discoverer,discovered,meaning,group,family,also,colour,loose,wrong,wrong numbers
argon,Ar,18,-189.3,,1894,,18,Noble gas,,none,A | ar,Ag = is silver | Al = is aluminium,17 = is chlorine's | 1.9e1 = is potassium's
sodium,Na,11,97.8,,1807-10,,1,,natrium,silver,,,
iron,Fe,26,,,,a metal,,metal,,grey,,,
"""
SYMBOL = "symbol: {property: symbol, one_to_one: true}"
BESIDE = SYMBOL.replace("true}", "true, accept: loose, distractors: wrong, skip: [which-pair]}")
NUMBER = "number: {quantity: atomic number}"
NUMBERS = NUMBER.replace("number}", "number, distractors: wrong numbers, status: disputed}")


def test_a_column_has_other_answers_and_wrong_ones_in_columns_of_their_own() -> None:
    bank = read(MORE, changed(NUMBER, NUMBERS, changed(SYMBOL, BESIDE, BANK)))
    facts = {fact.id: fact for fact in bank.facts}
    argon = facts["ar-symbol"]
    assert argon.accept == ("A", "ar")
    assert [(each.text, each.why_wrong) for each in argon.distractors] == [
        ("Ag", "is silver"),
        ("Al", "is aluminium"),
    ]
    assert {fact.skip for fact in bank.facts if fact.id.endswith("-symbol")} == {("which-pair",)}
    assert [each.why_wrong for each in facts["ar-number"].distractors] == [
        "is chlorine's",
        "is potassium's",
    ]
    assert {fact.status for fact in bank.facts if fact.id.endswith("-number")} == {"disputed"}
    assert facts["na-symbol"].accept == facts["na-symbol"].distractors == ()
    assert facts["ar-melting-point"].status == "settled"
    options = {
        plain(option.content): plain(option.why_wrong)
        for item in pool_of(bank).items
        if item.id == "ar-symbol/what-is-its" and isinstance(item.interaction, Choice)
        for option in item.interaction.options
    }
    assert options.items() >= {"Ag": "is silver", "Al": "is aluminium"}.items()
    assert not any(item.id == "ar-symbol/which-pair" for item in pool_of(bank).items)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Ag = is silver", "Ag", "cell M2: 'Ag' does not say what it is instead\n  hint: write: wrong answer = what it is"),
        ("17 = is", "many = is", "cell N2: the wrong answer 'many' to a quantity is not a number\n  hint: write digits, without the unit"),
        (",loose,", ",lose,", "elements.csv has no column 'loose'\n  hint: did you mean 'lose'?"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_other_answers_is_told_by_cell(old: str, new: str, said: str) -> None:
    bank = changed(NUMBER, NUMBERS, changed(SYMBOL, BESIDE, BANK))
    assert said in mistakes(changed(old, new, MORE), bank)


def test_an_update_without_the_column_of_other_answers_is_refused() -> None:
    columns = {"symbol": {"property": "symbol", "accept": "loose"}}
    table = {"subject": "name", "id": "symbol", "columns": columns}
    records = read_records(b"name,symbol\nargon,Ar\n", "more.csv")
    with pytest.raises(BankError, match="a column that the bank names is not there: 'loose'"):
        refuse_lacking(table, records, "more.csv")


def test_what_is_not_settled_needs_a_source() -> None:
    bank = changed("    source: iupac\n", "", changed(NUMBER, NUMBERS, BANK))
    said = "what is disputed needs a source that says so\n  hint: name the table’s source, or leave status out"
    assert said in mistakes(MORE, bank)


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        ("most: 20", "cell C4: '26' is more than such a number can be"),
        ("least: 11.5", "cell C3: '11' is less than such a number can be"),
    ],
)
def test_a_column_of_numbers_has_bounds(bound: str, said: str) -> None:
    bank = changed(NUMBER, NUMBER.replace("number}", f"number, {bound}}}"), BANK)
    assert f"{said}\n  hint: correct the cell, or the column’s least and most" in mistakes(
        bank=bank
    )


def test_a_table_has_a_source_where_the_bank_asks_for_sources() -> None:
    bank = f"sourced: required\n{BANK}"
    said = mistakes(bank=changed("    source: iupac\n", "", bank))
    assert (
        "the table names no source, and the bank says sourced: required\n"
        "  hint: add source: an id under sources"
    ) in said


def test_a_table_has_columns() -> None:
    head, _, tail = BANK.partition("    columns:")
    rest = "".join(
        line for line in tail.splitlines(keepends=True)[1:] if not line.startswith("      ")
    )
    said = mistakes(bank=f"{head}    columns: {{}}\n{rest}")
    assert "the table has no columns\n  hint: say what its columns hold" in said


def test_a_property_is_declared_in_one_place() -> None:
    bank = BANK + "properties: {symbol: {of: element}}\n"
    assert (
        "'symbol' is declared under properties\n  hint: say one_to_one there, and not here"
        in mistakes(bank=bank)
    )


def test_a_bank_has_facts_or_tables() -> None:
    with pytest.raises(BankError, match="the bank has no facts and no questions"):
        read_bank("title: Nothing\n", "banks/nothing.yaml", {"en-GB": language()})


# ------------------------------------------------------------------ whatever stands in a table


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", " ", "18", "-1.5", "1e9", "1894", "9th century", "#REF!", "a|b", "Ar", "ar", "|", '"', "\u202e", "x" * 90]),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=10, max_size=10), max_size=5))
@settings(deadline=None, derandomize=True, max_examples=150)
def test_whatever_stands_in_a_table_is_facts_or_is_told(rows: list[list[str]]) -> None:
    content = io.StringIO()
    csv.writer(content).writerows([TABLE.splitlines()[0].split(",")[:10], *rows])
    facts, problems = facts_or_problems(content.getvalue().encode("utf-8", "replace"))
    assert all(problem.where.path.startswith("banks/elements.") for problem in problems)
    assert len({fact.id for fact in facts}) == len(facts)
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", fact.id) for fact in facts)


def facts_or_problems(content: bytes) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    try:
        return read(content).facts, ()
    except BankError as error:
        return (), error.problems


@given(st.binary(max_size=200))
@settings(deadline=None, derandomize=True, max_examples=150)
def test_whatever_a_file_holds_is_a_table_or_is_told(content: bytes) -> None:
    with pytest.raises(BankError):
        read(content)


def test_a_column_in_any_script_has_a_part_in_ids() -> None:
    bank = changed("number: {quantity", "原子序数: {quantity", BANK)
    (one, *_) = [
        fact.id
        for fact in read(changed("number", "原子序数"), bank).facts
        if "number" in str(fact.claim)
    ]
    assert re.fullmatch("ar-[0-9a-f]{8}", one)


def test_a_picture_of_a_table_is_one_of_the_bank() -> None:
    bank = changed("symbol: {property: symbol, one_to_one: true}", "symbol: {property: looks, is: picture}", BANK)  # fmt: skip
    assert (
        "banks/elements.csv:2:2: cell B2: picture 'Ar' is unknown, and so with 2 more cells of this column\n"
        "  hint: write an id of pictures, not a file: pictures says which file it is"
    ) in mistakes(bank=bank)


def test_wrong_numbers_are_of_the_same_column_however_many_columns_there_are() -> None:
    names = ("mass", "age", "width", "depth", "price", "rank", "speed", "load")
    columns = "".join(f"      {name}: {{quantity: {name}}}\n" for name in names)
    bank = f"tables:\n  - file: elements.csv\n    subject: name\n    id: name\n    class: thing\n    columns:\n{columns}"
    rows = "".join(f"thing {n},{','.join(str(n * 7 + 100) for _ in names)}\n" for n in range(60))
    stems = Path(__file__).parents[1] / "templates" / "en" / "stems" / "quantity.yaml"
    wordings = read_wordings({"quantity": ("quantity.yaml", stems.read_text("utf-8"))})
    subject = Subject(read(f"name,{','.join(names)}\n{rows}", bank), language(), wordings)
    pool = ItemPool(subject)
    plans = [plan for plan in pool.plans if plan.wording == "how-much"]
    items = [item for plan in plans[::9] if (item := pool.item(plan))]
    assert len(items) > 40
    for item in items:
        assert isinstance(item.interaction, Choice)
        assert not any(option.is_computed for option in item.interaction.options), item.id


def test_what_a_table_dates_in_a_year_is_known_as_of_its_source() -> None:
    """As of 1766 would say that nobody has looked since."""
    events = [fact for fact in read().facts if isinstance(fact.claim, Event)]
    assert events
    known = {fact.as_of.text for fact in events if fact.as_of}
    assert known == {"2022", "1807-10"}  # of a month it is told as of then
