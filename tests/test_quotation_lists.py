"""A table of quotations and who said them becomes people and statements by one command."""

from pathlib import Path

import pytest
from command import Run

from quizgen.errors import BankError
from quizgen.read.cells import read_records
from quizgen.read.quotations import is_quotations, read_quotations

SAID = """\
author,text,tags,year
Ada Ash,“I walk slowly.”,"pace, roads",1801
Bo Birch,Nobody asked me.,,
Ada Ash,I walk slowly.,,
Unknown,Who knows?,,
Cy Cedar,,,
Di Dogwood,"She said ""no"" and left.",,
Ed Elm,"A house stands, a tent does not.",,
"""


def records(text: str):  # type: ignore[no-untyped-def]
    return read_records(text.encode(), "said.csv")


@pytest.mark.parametrize(
    ("head", "are"),
    [
        ("quote,author", True),
        ("Author,Quotation", True),
        ("speaker,text", True),
        ("name,text", False),
        ("word,meaning", False),
        ("kind,quote,speaker", False),
        ("quote,date", False),
    ],
)
def test_a_table_of_quotations_is_known_by_its_heads(head: str, are: bool) -> None:
    row = ",".join(["statement", "a", "b"][-len(head.split(",")) :])
    assert is_quotations(records(f"{head}\n{row}\n")) is are


def test_what_is_no_quotation_of_somebody_is_left_out_and_told() -> None:
    found = read_quotations(records(SAID), "said.csv")
    assert [(each.speaker, each.quote, each.tags) for each in found.quotations] == [
        ("ada-ash", "I walk slowly.", ("pace", "roads")),
        ("bo-birch", "Nobody asked me.", ()),
        ("di-dogwood", "She said ‘no’ and left.", ()),
        ("ed-elm", "A house stands, a tent does not.", ()),
    ]
    assert found.people == {
        "ada-ash": "Ada Ash",
        "bo-birch": "Bo Birch",
        "di-dogwood": "Di Dogwood",
        "ed-elm": "Ed Elm",
    }
    assert found.remarks == (
        "Read as quotations: column B 'text'; as who said them: column A 'author'.",
        "4 quotations of 4 speakers.",
        "Rows 5, 6 lack the words or a name, and were left out.",
        "Row 4 say what stands there already, and were left out.",
        "Not read: column D 'year'.",
    )


def test_one_command_makes_a_bank_and_another_brings_what_is_new(run: Run) -> None:
    Path("said.csv").write_text(SAID, "utf-8")
    assert run("import", "said.csv", "--topic", "sayings").code == 0
    bank = Path("banks/sayings.yaml")
    bank.write_text(bank.read_text("utf-8").replace("people:", "people:  # ours"), "utf-8")
    shown = run("show", "--all", "--topic", "sayings").out
    assert "“I walk slowly.” Who said this?" in shown
    Path("said.csv").write_text(SAID + "Flo Fir,Rain is only rain.,,\n", "utf-8")
    before = bank.read_bytes()
    assert run("import", "said.csv", "--topic", "sayings").code == 1
    assert bank.read_bytes() == before  # nothing is written unasked
    said = run("import", "said.csv", "--topic", "sayings", "--update")
    assert said.code == 0
    assert "  2 new: person flo-fir, flo-fir-rain-is-only-rain\n" in said.out
    text = bank.read_text("utf-8")
    assert "people:  # ours" in text
    assert text.count("Rain is only rain.") == 1


def test_a_table_of_quotations_without_any_is_told() -> None:
    with pytest.raises(BankError) as told:
        read_quotations(records("quote,author\n"), "said.csv")
    assert str(told.value) == "said.csv: the table has no quotations\n  hint: write one a row"
