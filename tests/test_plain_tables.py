"""A table of things from elsewhere becomes a bank by one command, and every guess is said."""

from pathlib import Path

import pytest
from command import Run
from moon import language

from quizgen.read.cells import read_records
from quizgen.read.facts_csv import COLUMNS
from quizgen.read.plain_table import PlainTable, guess_table, remarks_on

FACTS = [name for names in COLUMNS.values() for name in names]
RIVERS = """\
River,Mouth,length_km,Known since,Link,About,Twin
Wend,North Sea,120,1190,http://a.example,A river that winds through many meadows and towns,
Aller,Weser,215,1200,http://b.example,A river that winds through many meadows and towns too,
Oker,Aller,128,1301,http://c.example,A river that winds through more meadows than any other,
Fuhse,Aller,98,1402,http://d.example,A river that winds through the meadows of the lowland,x
Leine,Aller,281,1503,http://e.example,A river that winds through meadows and one old city,
"""


def guessed(table: str) -> PlainTable | None:
    return guess_table(read_records(table.encode(), "rivers.csv"), FACTS, language())


def test_columns_are_told_by_their_heads_and_cells() -> None:
    table = guessed(RIVERS.replace("Known since", "Found"))
    assert table is not None
    assert (table.subject.head, table.id.head, table.rows) == ("River", "River", 5)
    assert {guess.head: guess.holds or guess.why for guess in table.columns} == {
        "Mouth": "property",
        "length_km": "count",
        "Found": "year",
        "Link": "it holds addresses",
        "About": "its cells are long",
        "Twin": "only 1 cell of it",
    }


def test_codes_are_what_rows_are_known_by() -> None:
    rows = "".join(
        f"{code},{name},{n}\n"
        for n, (code, name) in enumerate(
            [("fr", "France"), ("de", "Germany"), ("pl", "Poland"), ("se", "Sweden")], 10
        )
    )
    table = guessed(f"ISO,Country,Rank\n{rows}")
    assert table is not None
    assert (table.id.head, table.subject.head) == ("ISO", "Country")


@pytest.mark.parametrize(
    "table",
    [
        "kind,term,meaning\n" + "term,a,b\n" * 5,
        "term,meaning,note,speaker\n" + "".join(f"a{n},b,c,d\n" for n in range(5)),
        "1,2,3\n4,5,6\n7,8,9\n1,1,1\n2,2,2\n",
        "Name,Area\n" + "".join(f"a{n},{n}\n" for n in range(9)),
        "Name,Area,Rank\nWend,1,2\nOker,2,3\n",
        "question,a,b,c,answer\n" + "".join(f"what {n},1,2,3,a\n" for n in range(5)),
        "Area,Rank,Depth\n" + "".join(f"{n},{n},{n}\n" for n in range(5)),
    ],
)
def test_what_is_no_table_of_things_is_left_to_others(table: str) -> None:
    assert guessed(table) is None


def test_what_was_understood_is_said() -> None:
    table = guessed(RIVERS)
    assert table is not None
    questions = {2: "Where does the Wend end?", 3: "How long is the Wend?"}
    assert [*remarks_on(table, questions, [2])] == [
        "Read as 5 things, named in column A 'River'.",
        "Known by column A 'River': do not change its cells once learners have the deck.",
        "Its columns are asked for like this:",
        "  B 'Mouth' *: Where does the Wend end?",
        "  C 'length_km': How long is the Wend?",
        "* The head is not understood, and stands in the question as it is.",
        "Passed over: column E 'Link' (it holds addresses), column F 'About' (its cells are long), column G 'Twin' (only 1 cell of it).",
        "Change what was guessed wrong in the bank, and say there how each column is asked.",
    ]


def test_a_column_of_kinds_that_are_none_of_ours_is_a_column_like_others() -> None:
    rows = ("Mercury,rocky,0", "Mars,rocky,2", "Jupiter,gas giant,95", "Uranus,ice giant,28")
    table = guessed("Planet,Kind,Moons\n" + "\n".join(rows) + "\n")
    assert table is not None
    assert [(guess.head, guess.holds) for guess in table.asked] == [
        ("Kind", "property"),
        ("Moons", "count"),
    ]
    for kinds in ("term,term,event,term", "terms,term,planet,moon", "evnt,rocky,icy,big", ",,,"):
        lines = [row.split(",") for row in rows]
        text = "".join(
            f"{name},{kind},{moons}\n"
            for (name, _, moons), kind in zip(lines, kinds.split(","), strict=True)
        )
        assert guessed(f"Planet,Kind,Moons\n{text}") is None


@pytest.mark.parametrize("head", ["Took office", "Founded", "Year", "Reign began", "Since"])
def test_four_digits_under_such_a_head_are_years_and_under_another_a_number(head: str) -> None:
    rows = "".join(f"thing{n},v{n % 3},{1700 + 31 * n}\n" for n in range(6))
    for name, holds in ((head, "year"), ("Height in metres", "count")):
        table = guessed(f"Name,Sort,{name}\n{rows}")
        assert table is not None
        assert table.columns[-1].holds == holds


def test_many_columns_are_listed_and_not_asked() -> None:
    heads = ",".join(f"c{n}" for n in range(20))
    rows = "".join(f"thing {r}," + ",".join(f"v{r}{n}" for n in range(20)) + "\n" for r in range(5))
    table = guessed(f"Name,{heads}\n{rows}")
    assert table is not None
    assert len(table.asked) == 12
    assert {guess.why for guess in table.columns[12:]} == {"there are many already"}


def test_one_command_makes_a_bank_that_builds(run: Run) -> None:
    rows = "".join(f"thing{n},kind{n % 5},{n * 7 + 1}\n" for n in range(20))
    Path("things.csv").write_text(f"Name,Sort of it,SizeNow\n{rows}", "utf-8")
    said = run("import", "things.csv", "--topic", "things")
    assert said.code == 0
    assert Path("banks/things.csv").read_bytes() == Path("things.csv").read_bytes()
    text = Path("banks/things.yaml").read_text("utf-8")
    assert "      Sort of it:\n        property: sort-of-it\n" in text
    assert "      SizeNow:\n        quantity: number under “Size now”\n" in text
    assert "    class: thing\n" in text
    assert run("build", "--topic", "things", "--only", "worksheet").code == 0


def test_another_table_of_that_name_is_not_written_over(run: Run) -> None:
    Path("rivers.csv").write_text(RIVERS, "utf-8")
    Path("banks/rivers.csv").write_text("mine", "utf-8")
    said = run("import", "rivers.csv", "--topic", "rivers")
    assert (said.code, Path("banks/rivers.csv").read_text("utf-8")) == (1, "mine")
    assert not Path("banks/rivers.yaml").exists()
    Path("banks/rivers.csv").write_text(RIVERS, "utf-8")
    assert run("import", "banks/rivers.csv", "--topic", "rivers").code == 0


def test_a_title_does_not_make_words_of_a_table_of_things(run: Run) -> None:
    Path("rivers.csv").write_text(RIVERS, "utf-8")
    said = run("import", "rivers.csv", "--topic", "rivers", "--title", "Five rivers")
    assert (said.code, said.err) == (0, "")
    assert "Read as 5 things, named in column A 'River'.\n" in said.out
    assert "\ntitle: Five rivers\n" in Path("banks/rivers.yaml").read_text("utf-8")
