"""A table of things from elsewhere becomes a bank by one command, and every guess is said."""

from pathlib import Path

import pytest
from command import Run
from moon import language

from quizgen.errors import BankError
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
        "Name,Nick\n" + "".join(f"a{n},b{n}\n" for n in range(9)),
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
        "Passed over: column E 'Link' (it holds addresses); column F 'About' (its cells are long); column G 'Twin' (only 1 cell of it).",
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
    said = [*remarks_on(table, {}, [])]
    assert "Name the columns that you want: --column capital --column area." in said


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


# ------------------------------------------------------------- tables as they are found elsewhere

CAPITALS = """\
country,capital
Iceland,Reykjavík
Bolivia,Sucre
Bolivia,La Paz
Peru,Lima
Namibia,Windhoek
"""
RULERS = """\
number,ruler name,born,took office,party,elected,left handed,size
1,Ada Ash,1732,"April 30, 1789",Left,1788 | 1792,Yes,1.7 m
2,Bo Birch,1735,"March 4, 1797",Right,1796,No,1.8 m
3,Cy Cedar,1743,"March 4, 1801",NA,1800 | 1804,No,about 1.9 m
4,Di Dogwood,NA,"March 4, 1809",Right,1808,Yes,1.6 m
5,Ed Elm,1758,"March 4, 1817",Left,1816,No,1.7 m
6,Ada Ash,1732,"March 4, 1825",Left,1824,Yes,1.7 m
"""
DISCOVERIES = """\
year,event,where
14B BCE,the Big Bang,everywhere
2584–2561 BCE,the Great Pyramid of Giza is built,Egypt
79,eruption of Mount Vesuvius,Italy
c. 800,gunpowder invented,China
1492,Columbus reaches America,America
1498,Vasco da Gama reaches India,Asia
1519,Magellan sets sail,Spain
1543,Copernicus publishes his book,Prussia
1914-1918,First World War,Europe
"""


def held(table: str, subject: str = "", asked: tuple[str, ...] = ()) -> dict[str, str]:
    found = guess_table(
        read_records(table.encode(), "a.csv"), FACTS, language(), "a.csv", subject, asked
    )
    assert found is not None
    return {guess.head: guess.holds or guess.why for guess in found.columns}


def test_two_columns_are_things_where_one_says_of_what_kind_they_are() -> None:
    table = guessed(CAPITALS)
    assert table is not None
    assert (table.subject.head, held(CAPITALS)) == ("country", {"capital": "property"})
    assert table.twice == ("Bolivia",)
    assert guessed(CAPITALS.replace("country,capital", "name,capital")) is None
    assert guessed(CAPITALS.replace("country,capital", "Deutsch,English")) is None


def test_a_list_of_two_columns_is_one_of_words_unless_it_names_things(run: Run) -> None:
    for head, made in (
        ("animal,sound", "tables:"),
        ("word,sound", "facts:"),
        ("Deutsch,animal", "facts:"),
    ):
        rows = "".join(f"beast{n},noise{n}\n" for n in range(6))
        Path("list.csv").write_text(f"{head}\n{rows}", "utf-8")
        topic = head.replace(",", "-").lower()
        assert run("import", "list.csv", "--topic", topic).code == 0
        assert made in Path(f"banks/{topic}.yaml").read_text("utf-8")


def test_dates_names_in_several_rows_and_cells_of_which_nothing_is_known() -> None:
    table = guessed(RULERS)
    assert table is not None
    assert (table.subject.head, table.twice) == ("ruler name", ("Ada Ash",))
    assert held(RULERS) == {
        "number": "count",
        "born": "year",
        "took office": "date",
        "party": "property",
        "elected": "year",
        "left handed": "its cells only say yes or no",
        "size": "it has more than numbers: '1.7 m'",
    }
    by_head = {guess.head: guess for guess in table.columns}
    assert [head for head, guess in by_head.items() if guess.many] == [
        "took office",
        "elected",
    ]
    assert {head: guess.empty for head, guess in by_head.items() if guess.empty} == {
        "born": ("NA",),
        "party": ("NA",),
    }
    said = [*remarks_on(table, {})]
    assert "Read as nothing: 'NA'." in said
    assert "In several rows, which are brought together: Ada Ash." in said


def test_a_code_that_looks_like_nothing_is_a_code() -> None:
    codes = CAPITALS.replace("country,capital", "country,code").replace("Windhoek", "NA")
    codes = codes.replace("Reykjavík", "IS").replace("Sucre", "BO").replace("La Paz", "BO")
    table = guessed(codes.replace("Lima", "PE"))
    assert table is not None
    assert table.columns[0].empty == ()


def test_of_a_list_of_events_the_date_is_asked_for() -> None:
    assert held(DISCOVERIES) == {
        "year": "event",
        "where": "of an event its date is asked for",
    }
    table = guessed(DISCOVERIES)
    assert table is not None
    assert table.subject.head == "event"


def test_the_columns_that_are_asked_for_and_no_others() -> None:
    wide = RIVERS.replace("length_km", "length")
    assert held(wide, asked=("length", "About"))["About"] == "property"  # whoever asks, gets it
    assert held(wide, asked=("length", "B")) == {
        "Mouth": "property",
        "length": "count",
        "Known since": "not asked for",
        "Link": "it holds addresses",
        "About": "its cells are long",
        "Twin": "only 1 cell of it",
    }
    assert "River" in held(wide, subject="Mouth")


def test_columns_that_only_mark_rows_or_say_where_on_a_map_are_passed_over() -> None:
    rows = "".join(
        f"Q{n},place-{n},Place {n},{n}.12345,-{n}.5432,{n * 7},1{n}00,a{n % 3}; b\n"
        for n in range(1, 8)
    )
    table = guessed(f"qid,slug,label,lat,long,height (m),built,materials\n{rows}")
    assert table is not None
    assert table.subject.head == "label"
    assert {guess.head: guess.holds or guess.why for guess in table.columns} == {
        "qid": "it only marks the rows",
        "slug": "it only marks the rows",
        "lat": "it holds coordinates",
        "long": "it holds coordinates",
        "height (m)": "count",
        "built": "year",
        "materials": "property",
    }
    assert [guess.head for guess in table.columns if guess.many] == ["materials"]


def test_a_few_cells_that_are_no_numbers_do_not_cost_the_others_their_column() -> None:
    rows = "".join(f"Moon {n},{n}.5,18{n}0\n" for n in range(1, 10))
    table = guessed(f"moon,radius (km),discovered\n{rows}Luna,6.2±0.18,Prehistoric\n")
    assert table is not None
    assert [(guess.holds, guess.empty) for guess in table.columns] == [
        ("quantity", ("6.2±0.18",)),
        ("year", ("Prehistoric",)),
    ]
    assert "Read as nothing: '6.2±0.18', 'Prehistoric'." in [*remarks_on(table, {})]


def test_numbers_of_endless_digits_are_passed_over() -> None:
    rows = "".join(f"Breed {n},{n}.89670081{n}00005,{n}5\n" for n in range(1, 10))
    table = guessed(f"breed,weight (kg),height (cm)\n{rows}")
    assert table is not None
    assert [guess.holds or guess.why for guess in table.columns] == [
        "its numbers have too many digits: round them",
        "count",
    ]


def test_a_title_has_no_article_and_the_country_where_it_is_has(run: Run) -> None:
    rows = "".join(f"Battle of Day {n},{land},51.{n}1\n" for n, land in enumerate(["Netherlands", "France", "Spain", "United Kingdom", "Italy", "Russia"]))  # fmt: skip
    Path("p.csv").write_text(f"painting,country,latitude\n{rows}", "utf-8")
    assert run("import", "p.csv", "--topic", "paintings").code == 0
    assert "    article: values " in Path("banks/paintings.yaml").read_text("utf-8")
    shown = run("show", "battle-of-day-0-country", "--topic", "paintings").out
    assert "In which country is Battle of Day 0?" in shown
    assert "* The Netherlands" in shown


def test_a_table_of_books_is_no_table_of_facts() -> None:
    rows = "".join(f"Book {n},Ann Ash,France,French,{n}00\n" for n in range(1, 8))
    table = guessed(f"title,author,country,language,date\n{rows}")
    assert table is not None
    assert table.subject.head == "title"


def test_a_column_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(BankError) as refused:
        held(RIVERS, subject="Rivr", asked=("Mouth", "depth"))
    assert [(problem.message, problem.hint) for problem in refused.value.problems] == [
        (
            "there is no column 'Rivr'",
            "did you mean 'River'? its columns: River, Mouth, length_km, Known since, Link, About, Twin",
        ),
        (
            "there is no column 'depth'",
            "its columns: River, Mouth, length_km, Known since, Link, About, Twin",
        ),
    ]


def test_numbers_without_a_unit_are_named() -> None:
    rows = "".join(f"planet{n},{n}.5,{n}.25\n" for n in range(6))
    table = guessed(f"planet,mass,distance (km)\n{rows}")
    assert table is not None
    said = [*remarks_on(table, {})]
    assert "Numbers without a unit: column B 'mass'. Add it in the bank, as in unit: km." in said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--column", "capital", "--term", "country"), "--term is for a list of words, and --column for a table of things"),
        (("--subject", "land"), "there is no column 'land'"),
    ],
)  # fmt: skip
def test_options_that_do_not_go_with_the_table_are_refused(
    run: Run, options: tuple[str, ...], said: str
) -> None:
    Path("capitals.csv").write_text(CAPITALS, "utf-8")
    found = run("import", "capitals.csv", "--topic", "capitals", *options)
    assert found.code
    assert said in found.err
    assert not Path("banks/capitals.yaml").exists()


def test_a_thing_with_two_values_is_left_out_and_told_and_the_sheet_is_full(run: Run) -> None:
    many = "".join(f"Land {n},Town {n}\n" for n in range(24))
    Path("capitals.csv").write_text(CAPITALS + many, "utf-8")
    said = run("import", "capitals.csv", "--topic", "capitals")
    assert said.code == 0
    assert (
        "capitals.csv:4:1: warning: cell A4: 'Bolivia' stands in row 3 too, with something else in"
        " column 'B'; they were left out\n"
        "  hint: if they are two, tell them apart: “Bolivia (1)”; if they are one, let them agree\n"
        in said.err
    )
    assert "leave_out: [Bolivia]" in Path("banks/capitals.yaml").read_text("utf-8")
    assert "Bolivia" not in run("show", "--all", "--topic", "capitals").out
    built = run("build", "--topic", "capitals", "--only", "worksheet")
    assert (built.code, "17 questions" in built.out, "too few" in built.out) == (0, True, False)


def test_a_timeline_in_headings_is_asked_in_good_english(run: Run) -> None:
    Path("history.csv").write_text(DISCOVERIES, "utf-8")
    said = run("import", "history.csv", "--topic", "discoveries")
    assert "cell A2: '14B BCE' is not a date, and was left out" in said.err
    Path("banks/discoveries.yaml").unlink()
    Path("banks/discoveries.csv").unlink()
    Path("history.csv").write_text(DISCOVERIES.replace("14B BCE", "13000 BCE"), "utf-8")
    assert run("import", "history.csv", "--topic", "discoveries").code == 0
    asked = run("show", "--all", "--topic", "discoveries").out.replace("\N{NO-BREAK SPACE}", " ")
    for sentence in (
        "Columbus reaches America. In which year was that?",
        "Gunpowder invented: that was around 800.",
        "The Great Pyramid of Giza is built: that was from 2584 to 2561 BCE.",
        "First World War: that was ____ (from when to when).",
        "(is the date of another event: ",
    ):
        assert sentence in asked
    assert "In 1492, Columbus" not in asked


def test_that_a_letter_is_not_needed_is_no_negative_question(run: Run) -> None:
    rows = "".join(
        f"Thing {'abcdefghijkl'[n]},Town {'mnopqrstuvwx'[n]},{n * 7 + 1}\n" for n in range(12)
    )
    Path("things.csv").write_text(f"Country,Capital,Area\n{rows}", "utf-8")
    assert run("import", "things.csv", "--topic", "things").code == 0
    said = run("check", "things")
    assert (said.code, "STEM-2" in said.out + said.err) == (0, False)


def test_a_head_that_says_so_makes_capitals_asked_both_ways_in_writing(run: Run) -> None:
    rows = "".join(f"Land {n},Town {n},Region {n % 5}\n" for n in range(30))
    text = f"country,capital,region\n{rows}Jamaica,Kingston,Region 1\nNorfolk Island,Kingston,Region 2\n"
    Path("capitals.csv").write_text(text, "utf-8")
    assert run("import", "capitals.csv", "--topic", "capitals").code == 0
    bank = Path("banks/capitals.yaml").read_text("utf-8")
    assert bank.count("one_to_one: true") == 1  # of the capital, not of the region
    assert "shared: [Kingston]" in bank
    asked = run("show", "--all", "--topic", "capitals").out
    assert asked.count("[write-what-it-is, ") == 64
    assert asked.count("[write-what-has-it, ") == 30  # and not of Kingston


def test_what_half_of_the_table_shares_is_owned_by_nobody() -> None:
    rows = "".join(f"Land {n},Town {n // 2}\n" for n in range(30))
    table = guessed(f"country,capital\n{rows}")
    assert table is not None
    assert not table.columns[0].is_one_to_one


def test_a_head_that_nobody_knows_breaks_no_rule(run: Run) -> None:
    rows = "".join(f"Land {n},glorp {'abcdefghijklmnopqrst'[n]},{n % 7 + 1}\n" for n in range(20))
    Path("lands.csv").write_text(f"country,glorp,period\n{rows}", "utf-8")
    said = run("import", "lands.csv", "--topic", "lands")
    assert (said.code, "under “Glorp”" in said.out) == (0, True)
    assert "date" not in said.out  # the seventh period is no year
    checked = run("check", "lands")
    assert (checked.code, "QUOTE-1" in checked.out + checked.err) == (0, False)


def test_a_topic_in_the_singular_is_no_name_for_its_things(run: Run) -> None:
    rows = "".join(f"Aa{n},S{n},{n}\n" for n in range(8))
    Path("a.csv").write_text(f"name,symbol,number\n{rows}", "utf-8")
    for topic, class_ in (("periodic-table", "thing"), ("my-elements", "my element")):
        assert run("import", "a.csv", "--topic", topic).code == 0
        assert f"    class: {class_}\n" in Path(f"banks/{topic}.yaml").read_text("utf-8")


def test_two_columns_that_would_ask_the_same_are_one_and_a_sign_keeps_its_capitals(
    run: Run,
) -> None:
    rows = "".join(f"Peak {n},A{n}Z,{n}000,{n}281\n" for n in range(1, 8))
    Path("peaks.csv").write_text(f"peak,IATA code,height [m],height [ft]\n{rows}", "utf-8")
    said = run("import", "peaks.csv", "--topic", "peaks").out
    assert "  B 'IATA code': What is the IATA code of Peak 1?\n" in said
    assert "column D 'height [ft]' (asked for as 'height [m]' is)" in said


def test_a_bad_cell_is_told_in_the_file_that_is_imported(run: Run) -> None:
    rows = "".join(f"Treaty {n},19{n}0\n" for n in range(1, 8))
    Path("t.csv").write_text(f"treaty,year\n{rows}Treaty 9,soon\n", "utf-8")
    said = run("import", "t.csv", "--topic", "treaties")
    told = "t.csv:9:2: warning: cell B9: 'soon' is not a date, and was left out\n"
    assert (said.code, told in said.err, "7 facts" in said.out) == (0, True, True)
    assert "empty: [soon]" in Path("banks/treaties.yaml").read_text("utf-8")


def test_a_long_name_is_cut_on_a_timeline_and_nowhere_else(run: Run) -> None:
    long = "Regional Exchange of the Eight United Western Coastal Ports"
    rows = "".join(f"Exchange {n},19{n}0\n" for n in range(1, 8))
    Path("e.csv").write_text(f"exchange,founded\n{rows}{long},1987\n", "utf-8")
    assert run("import", "e.csv", "--topic", "exchanges").code == 0
    shown = run("show", "--all", "--topic", "exchanges").out
    assert f"In which year was {long} founded?" in shown
    assert "Founding of Regional Exchange of the Eight …" in shown


def test_values_between_semicolons_are_several(run: Run) -> None:
    rows = "".join(f"Peak {n},Land {n};Land {n + 1}\n" for n in range(1, 9))
    Path("peaks.csv").write_text(f"mountain,countries\n{rows}", "utf-8")
    said = run("import", "peaks.csv", "--topic", "peaks").out
    assert "  B 'countries': In which country or countries is Peak 1?\n" in said
    shown = run("show", "peak-3-countries", "--topic", "peaks").out
    assert "* Land 3" in shown
    assert "* Land 4" in shown
    assert "Land 3;" not in shown


def test_what_happened_to_a_thing_twice_is_not_asked_for_one_date(run: Run) -> None:
    games = "".join(f"Town {n},19{n}0\n" for n in range(1, 9))
    Path("games.csv").write_text(f"city,held\n{games}Town 1,1999\n", "utf-8")
    said = run("import", "games.csv", "--topic", "games")
    assert said.code == 0, said.err
    assert "'Town 1' stands in row 2 too, with something else in column 'B'" in said.err
    assert "Town 1 " not in run("show", "--all", "--topic", "games").out


def test_names_that_nobody_could_tell_apart_are_left_out_together(run: Run) -> None:
    rows = "".join(f"Park {n},Land {n}\n" for n in range(8))
    Path("p.csv").write_text(f"park,country\n{rows}Lake / Park,Here\nLake Park,There\n", "utf-8")
    said = run("import", "p.csv", "--topic", "parks", "--subject", "park")
    assert said.code == 0, said.err
    assert "leave_out: [Lake / Park, Lake Park]" in Path("banks/parks.yaml").read_text("utf-8")


def test_a_row_that_is_left_out_and_is_not_there_is_told(run: Run) -> None:
    many = "".join(f"Land {n},Town {n}\n" for n in range(24))
    Path("capitals.csv").write_text(CAPITALS + many, "utf-8")
    run("import", "capitals.csv", "--topic", "capitals")
    bank = Path("banks/capitals.yaml")
    bank.write_text(bank.read_text("utf-8").replace("[Bolivia]", "[Bolivia, Utopia]"), "utf-8")
    assert "no row has the id 'Utopia'" in run("check", "capitals").err
