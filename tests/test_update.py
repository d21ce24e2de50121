"""A table is imported again: what it says otherwise is told, and written if that is asked."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from case_files import the_language
from command import Run, Said
from hypothesis import given, settings
from hypothesis import strategies as st
from test_new import run

from quizgen.errors import QuizgenError
from quizgen.export.new_bank_yaml import write_word_list
from quizgen.read import read_bank
from quizgen.read.cells import read_records
from quizgen.read.update import Update, said_by_words, update_bank
from quizgen.read.word_list import read_word_list
from quizgen.store.beside import PicturesBeside
from quizgen.store.editions import Change, rewrite_beside

__all__ = ["run"]
LANGUAGES = {"en-GB": the_language()}
ANIMALS = "German,English\nder Hund,dog\ndie Kazte,cat; pussycat\ndas Pferd,horse\nder Gaul,horse\n"
HEAD = (
    "Read as words: column A 'German' (de); as what they mean: column B 'English' (en).\n"
    "The first of 4: der Hund = dog.\n"
)


@pytest.fixture
def animals(run: Run) -> Run:
    """Run quizgen in a folder with a bank that was made of a list of words."""
    Path("animals.csv").write_text(ANIMALS, "utf-8")
    run("import", "animals.csv", "--topic", "animals")
    return run


BANK = Path("banks/animals.yaml")


def again(run: Run, table: str, *options: str) -> Said:
    Path("animals.csv").write_text(table, "utf-8")
    return run("import", "animals.csv", "--topic", "animals", *options)


def told(said: Said) -> list[str]:
    """Return what is said behind how the table was read, line by line."""
    lines = said.out.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("banks/"))
    return lines[start + 1 :]


def edited(*changes: tuple[str, str]) -> str:
    """Change the bank as its author would; return its text."""
    text = BANK.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    BANK.write_text(text, "utf-8")
    return text


# --------------------------------------------------------------------------- a list of words


def test_what_would_change_is_told_and_nothing_is_written(animals: Run) -> None:
    before = BANK.read_bytes()
    said = again(animals, ANIMALS.replace("dog", "hound") + "das Reh,deer\n")
    assert said == Said(
        1,
        HEAD.replace("4: der Hund = dog", "5: der Hund = hound")
        + "1 cell was read as several answers, of which each is right: B3.\n"
        "banks/animals.yaml is there already. With --update it would get from animals.csv:\n"
        "  1 new: das Reh (das-reh)\n"
        "  1 changed:\n"
        "    der Hund (der-hund): meaning was 'dog', is 'hound'\n"
        "  3 alike\n",
        "banks/animals.yaml: the file is there already; nothing was written\n"
        "  hint: add --update to write this into it; ids, comments and all else that you wrote"
        " stay\n",
    )
    assert BANK.read_bytes() == before


def test_with_update_it_is_written_and_what_the_author_wrote_stays(animals: Run) -> None:
    before = edited(
        ("facts:", "facts:  # mine"),
        ("meaning: dog}", "meaning: dog, note: It barks.}  # first"),
        ("accept: [pussycat]", "accept: [pussycat, kitty], tags: [pets]"),
    )
    said = again(animals, ANIMALS.replace("dog", "hound") + "das Reh,deer\n", "--update")
    assert (said.code, said.err) == (0, "")
    assert told(said) == [
        "  1 new: das Reh (das-reh)",
        "  1 changed:",
        "    der Hund (der-hund): meaning was 'dog', is 'hound'",
        "  3 alike",
        "Next:",
        "  quizgen check animals",
    ]
    assert BANK.read_text("utf-8") == before.replace("meaning: dog,", "meaning: hound,") + (
        "  - {id: das-reh, term: das Reh, meaning: deer}\n"
    )
    assert sorted(path.name for path in Path("banks").iterdir()) == [
        "animals.yaml", "bank-schema.json",
    ]  # fmt: skip


def test_a_list_that_says_the_same_changes_nothing_and_succeeds(animals: Run) -> None:
    before = BANK.read_bytes()
    for options in ((), ("--update",), ("--title", "Animals"), ("--languages", "de", "en")):
        said = again(animals, ANIMALS, *options)
        assert (said.code, said.err) == (0, "")
        last = "banks/animals.yaml says what animals.csv says, in 4 rows; nothing to change\n"
        assert said.out.endswith(last)
    assert BANK.read_bytes() == before


def test_few_changes_are_shown_and_all_are_told_once_written(animals: Run) -> None:
    rows = [f"word {letter},sense {letter}" for letter in "abcdefghij"]
    again(animals, "German,English\n" + "\n".join(rows) + "\n", "--update")
    table = "German,English\n" + "\n".join(row.replace("sense", "other") for row in rows) + "\n"
    assert told(again(animals, table)) == [
        "  10 changed:",
        "    word a (word-a): meaning was 'sense a', is 'other a'",
        "    word b (word-b): meaning was 'sense b', is 'other b'",
        "    word c (word-c): meaning was 'sense c', is 'other c'",
        "    and 7 more changes",
        "  0 alike",
        "  4 facts of the bank are not in animals.csv, and stay: der-hund, die-kazte, das-pferd,"
        " der-gaul",
    ]
    assert sum("meaning was" in line for line in told(again(animals, table, "--update"))) == 10


def test_a_fact_that_the_table_lacks_stays_and_is_named_unless_it_is_out_of_use(
    animals: Run,
) -> None:
    before = edited(
        ("term: das Pferd", "retired: too like another, term: das Pferd"),
        ("term: der Gaul", "superseded_by: das-pferd, term: der Gaul"),
    )
    said = again(animals, "German,English\nder Hund,dog\n", "--update")
    assert told(said) == [
        "  1 fact of the bank is not in animals.csv, and stays: die-kazte",
        "  To take a fact out of use, write under it: retired: and why.",
    ]
    assert BANK.read_text("utf-8") == before


def test_a_mended_spelling_keeps_its_id(animals: Run) -> None:
    said = again(animals, ANIMALS.replace("Kazte", "Katze"), "--update")
    assert told(said) == [
        "  1 changed:",
        "    die Kazte (die-kazte): term was 'die Kazte', is 'die Katze'",
        "  3 alike",
        "row 3: 'die Katze' was taken for fact die-kazte, 'die Kazte' until now: it is spelled"
        " nearly so, and means the same.",
        "Next:",
        "  quizgen check animals",
    ]
    assert "{id: die-kazte, term: die Katze, meaning: cat," in BANK.read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        # another word for the same: a new one, but perhaps it was meant for the old one
        ("der Gaul", "das Ross", ["row 5: 'das Ross' is new, and means what 'der Gaul' (der-gaul) means, which the table lacks: if it is the same, mend it in the bank first."]),
        # a mended word and a mended meaning, between the same rows
        ("die Kazte,cat", "die Katze,cats", ["row 3: 'die Katze' was taken for fact die-kazte, 'die Kazte' until now: it is spelled nearly so, and stands between the same rows."]),
        # like in its spelling alone
        ("der Hund,dog", "der Bund,covenant", []),
        # two could be meant: both are horses
        ("das Pferd,horse\nder Gaul,horse", "das Pfred,horse\ndas Pferdle,horse", None),
    ],
)  # fmt: skip
def test_what_is_not_plainly_the_same_word_is_new(
    animals: Run, old: str, new: str, lines: list[str] | None
) -> None:
    said = told(again(animals, ANIMALS.replace(old, new)))
    found = [line for line in said if line.startswith("row ")]
    if lines is None:
        assert not any("was taken for" in line for line in found)
        assert said[0] == "  2 new: das Pfred (das-pfred), das Pferdle (das-pferdle)"
    else:
        assert found == lines


def test_words_are_found_again_wherever_they_stand_and_whatever_their_id(run: Run) -> None:
    """Ids of words that cannot be spelled with a to z say where a row stood: they are not asked."""
    Path("animals.csv").write_text("Russian,English\nсобака,dog\nпёс,dog\nкот,cat\n", "utf-8")
    run("import", "animals.csv", "--topic", "animals")
    edited(("id: row-4", "id: tomcat"))
    said = again(run, "Russian,English\nмышь,mouse\nсобака,dog\nпёс,hound\nкот,cat\n", "--update")
    assert told(said)[:4] == [
        "  1 new: мышь (row-2-2)",
        "  1 changed:",
        "    пёс (row-3): meaning was 'dog', is 'hound'",
        "  2 alike",
    ]
    assert BANK.read_text("utf-8").splitlines()[-4:] == [
        "  - {id: row-2, term: собака, meaning: dog}",
        "  - {id: row-3, term: пёс, meaning: hound}",
        "  - {id: tomcat, term: кот, meaning: cat}",
        "  - {id: row-2-2, term: мышь, meaning: mouse}",
    ]


def test_a_word_that_was_renamed_in_the_bank_is_known_by_its_id(animals: Run) -> None:
    edited(("term: der Hund", "term: Hund"))
    said = again(animals, ANIMALS)
    assert "    Hund (der-hund): term was 'Hund', is 'der Hund'" in told(said)
    edited(("meaning: dog", "meaning: hound"))
    assert told(again(animals, ANIMALS))[1:3] == [
        "    Hund (der-hund): term was 'Hund', is 'der Hund'",
        "    Hund (der-hund): meaning was 'hound', is 'dog'",
    ]


def test_an_id_that_says_where_a_row_stood_makes_no_fact_of_another(run: Run) -> None:
    Path("animals.csv").write_text("Russian,English\nсобака,dog\nкот,cat\n", "utf-8")
    run("import", "animals.csv", "--topic", "animals")
    assert told(again(run, "Russian,English\nмышь,mouse\nкот,cat\n"))[:3] == [
        "  1 new: мышь (row-2-2)",
        "  1 alike",
        "  1 fact of the bank is not in animals.csv, and stays: row-2",
    ]


def test_one_word_with_two_meanings_is_two_facts_in_whatever_order(run: Run) -> None:
    Path("animals.csv").write_text("term,meaning\nbow,the front\nbow,a weapon\n", "utf-8")
    run("import", "animals.csv", "--topic", "animals")
    said = again(run, "term,meaning\nbow,a weapon\nbow,the front\n")
    assert said.out.endswith("in 2 rows; nothing to change\n")


def test_a_column_of_ids_goes_before_words(run: Run) -> None:
    Path("animals.csv").write_text("id,term,meaning\na,Hund,dog\nb,Katze,cat\n", "utf-8")
    run("import", "animals.csv", "--topic", "animals")
    again(run, "id,term,meaning\nb,Hund,dog\na,Katze,cat\nc,Katze,puss\n", "--update")
    assert BANK.read_text("utf-8").splitlines()[-3:] == [
        "  - {id: a, term: Katze, meaning: cat}",
        "  - {id: b, term: Hund, meaning: dog}",
        "  - {id: c, term: Katze, meaning: puss}",
    ]


def test_languages_of_the_bank_divide_cells_though_the_heads_say_none(run: Run) -> None:
    table = "term,meaning\nHund,dog\nKatze,cat; puss\n"
    Path("animals.csv").write_text(table, "utf-8")
    run("import", "animals.csv", "--topic", "animals", "--languages", "de", "en")
    assert again(run, table).code == 0
    said = again(run, table, "--update", "--languages", "de-AT", "en")
    assert "    the bank: languages has term 'de-AT' now" in told(said)
    assert "\nlanguages: {term: de-AT, meaning: en}\n" in BANK.read_text("utf-8")


def test_bad_cells_are_told_as_at_first_and_nothing_is_written(animals: Run) -> None:
    before = BANK.read_bytes()
    said = again(animals, ANIMALS + "x,\ny,\n", "--update")
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "animals.csv:6:2: cell B6: the meaning is empty in 2 rows: rows 6, 7\n"
        "  hint: fill the cell, or delete the row\n"
    )
    assert BANK.read_bytes() == before


def test_a_mistake_that_the_bank_would_have_is_the_tables(animals: Run) -> None:
    before = edited(
        ("title:", "questions:\n  - {id: ibex, ask: What is it?, answer: a goat}\ntitle:")
    )
    said = again(animals, "id,term,meaning\nibex,der Steinbock,ibex\n", "--update")
    assert (said.code, said.err) == (
        1,
        "animals.csv:2:2: id 'ibex' is taken in the bank, by something of another kind\n"
        "  hint: give the row another id\n",
    )
    assert BANK.read_text("utf-8") == before


def test_a_broken_bank_is_told_before_anything_is_compared(animals: Run) -> None:
    edited(("title:", "titel:"))
    said = again(animals, ANIMALS, "--update")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("banks/animals.yaml:2:1: key 'title' is missing\n")


def test_a_title_is_that_of_the_bank(animals: Run) -> None:
    said = again(animals, ANIMALS, "--title", "Pets")
    assert said.code == 2
    assert "--title: the bank is there and has a title; change it there" in said.err


def test_update_makes_a_bank_where_none_is(run: Run) -> None:
    assert again(run, ANIMALS, "--update").code == 0
    assert BANK.exists()


@pytest.mark.parametrize("old", [b"what was read", None])
def test_what_was_saved_meanwhile_stays(animals: Run, old: bytes | None) -> None:
    there = BANK.read_bytes()
    with pytest.raises(QuizgenError) as caught:
        rewrite_beside(BANK, Change(BANK, old, b"title: new\n"))
    assert str(caught.value) == (
        "banks/animals.yaml: was changed while it was being written; nothing was written\n"
        "  hint: try again"
    )
    assert BANK.read_bytes() == there
    assert [path.name for path in Path("banks").iterdir() if path.suffix == ".new"] == []


# --------------------------------------------------------------------------- a table of facts

FACTS = """\
kind,id,title,as_of,publisher,date,term,meaning,relation,accept,tags,distractors,subject,class,attribute,asks,says,value,unit,name,office,country,source,at
bank,,Rivers,2024,,,,,,,,,,,,,,,,,,,,
source,atlas,An atlas,,Press,2020,,,,,,,,,,,,,,,,,,
person,lee,,,,,,,,,,,,,,,,,,Ann Lee,,,,
term,weir,,,,,weir,a low wall,,dam | sill,water,a boat = it floats,,,,,,,,,,,atlas,a wall
quantity,wend,,,,,,,,,,,the Wend,river,length,how long is the Wend,the Wend is {value} long,"1,200",km,,,,atlas,so long
"""


@pytest.fixture
def rivers(run: Run) -> Run:
    """Run quizgen in a folder with a bank that was made of a table of facts."""
    Path("facts.csv").write_text(FACTS, "utf-8")
    assert run("import", "facts.csv", "--topic", "rivers").code == 0
    return run


def cells(*changes: tuple[str, str, str], more: str = "") -> None:
    """Change cells of the table: by the id of a row and the name of a column."""
    rows = list(csv.DictReader(io.StringIO(Path("facts.csv").read_text("utf-8") + more)))
    for row_id, column, text in changes:
        (row,) = [row for row in rows if row["id"] == row_id]
        row[column] = text
    made = io.StringIO()
    writer = csv.DictWriter(made, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    Path("facts.csv").write_text(made.getvalue(), "utf-8")


RIVERS = Path("banks/rivers.yaml")


def test_a_table_of_facts_changes_keys_in_their_places(rivers: Run) -> None:
    text = RIVERS.read_text("utf-8").replace("  term: weir", "  term: weir  # a word\n  level: 2")
    RIVERS.write_text(f"# kept\n{text}", "utf-8")
    cells(
        ("weir", "meaning", "a low wall: in a river"),
        ("weir", "accept", "dam | lasher"),
        ("weir", "tags", ""),
        ("weir", "distractors", "a boat = it swims | a mill = it grinds"),
        ("wend", "value", "1 201"),
        ("atlas", "date", "2021"),
        ("lee", "country", "FR"),
        more="term,lock,,,,,lock,a basin,,,,,,,,,,,,,,,atlas,a basin\n",
    )
    said = rivers("import", "facts.csv", "--topic", "rivers", "--update")
    assert (said.code, said.err) == (0, "")
    assert told(said) == [
        "  1 new: lock (lock)",
        "  4 changed:",
        "    source atlas: date was '2020', is '2021'",
        "    person lee: country is 'FR' now",
        "    weir (weir): meaning was 'a low wall', is 'a low wall: in a river'",
        "    weir (weir): accept has 'lasher' now",
        "    weir (weir): distractors had text 'a boat', why_wrong 'it floats', has text 'a boat',"
        " why_wrong 'it swims', text 'a mill', why_wrong 'it grinds' now",
        "    wend: value was '1200', is '1 201'",
        "  0 alike",
        "Next:",
        "  quizgen check rivers",
    ]
    assert RIVERS.read_text("utf-8") == (
        f"# kept\n{text}".replace("2020", "2021")
        .replace("    kind: institution\n", "    kind: institution\n    country: FR\n")
        .replace("a low wall\n", '"a low wall: in a river"\n')
        .replace("sill]", "sill, lasher]")
        .replace("it floats\n", "it swims\n  - text: a mill\n    why_wrong: it grinds\n")
        .replace("value: 1200", "value: 1 201")
        + "\n- id: lock\n  kind: term\n  term: lock\n  meaning: a basin\n  source: atlas\n"
        "  at: a basin\n"
    )


def test_pairs_that_the_author_added_stay_beside_those_of_the_cell(run: Run) -> None:
    table = "kind,title,camps,term,meaning\nbank,Rivers,north = the North | south = the South,,\nterm,,,weir,a low wall\n"
    Path("facts.csv").write_text(table, "utf-8")
    run("import", "facts.csv", "--topic", "rivers")
    text = RIVERS.read_text("utf-8").replace("  south: the South", "  south: the South\n  # mine\n  east: the East")  # fmt: skip
    RIVERS.write_text(text, "utf-8")
    Path("facts.csv").write_text(table.replace("the South", "the far South"), "utf-8")
    said = run("import", "facts.csv", "--topic", "rivers", "--update")
    assert "    the bank: camps has south 'the far South' now" in told(said)
    assert RIVERS.read_text("utf-8") == text.replace("the South", "the far South")


def test_a_table_of_facts_that_says_the_same_changes_nothing(rivers: Run) -> None:
    RIVERS.write_text(RIVERS.read_text("utf-8").replace("\n", "\r\n"), "utf-8", newline="")
    before = RIVERS.read_bytes()
    said = rivers("import", "facts.csv", "--topic", "rivers", "--update")
    assert said.out == (
        "banks/rivers.yaml says what facts.csv says, in 4 rows; nothing to change\n"
    )
    assert RIVERS.read_bytes() == before


def test_what_a_person_became_in_the_bank_is_not_undone_by_cells_that_are_empty(
    rivers: Run,
) -> None:
    """In the table she has no office, and so was taken for an institution."""
    text = RIVERS.read_text("utf-8").replace(
        "    kind: institution\n",
        "    offices:\n    - {office: mayor, class: politician, country: GB}\n",
    )
    RIVERS.write_text(text, "utf-8")
    said = rivers("import", "facts.csv", "--topic", "rivers", "--update")
    assert said.out.endswith("in 4 rows; nothing to change\n")


def test_new_rows_alone_may_refer_to_what_the_bank_has(rivers: Run) -> None:
    Path("facts.csv").write_text(
        "kind,id,term,meaning,source,at,also_right\nterm,lock,lock,a basin,atlas,a basin,weir\n",
        "utf-8",
    )
    said = rivers("import", "facts.csv", "--topic", "rivers", "--update")
    assert (said.code, said.err) == (0, "")
    assert told(said)[:3] == [
        "  1 new: lock (lock)",
        "  0 alike",
        "  2 facts of the bank are not in facts.csv, and stay: weir, wend",
    ]
    wrong = Path("facts.csv").read_text("utf-8").replace(",weir", ",wier")
    Path("facts.csv").write_text(wrong, "utf-8")
    assert "also_right 'wier' is unknown" in rivers("import", "facts.csv", "--topic", "rivers").err


def test_what_does_not_go_with_the_rest_of_the_bank_is_told_of_the_table(rivers: Run) -> None:
    text = RIVERS.read_text("utf-8")
    built = "\n- {id: built, kind: event, what: the weir was built, date: 1850}\n"
    RIVERS.write_text(text + built, "utf-8")
    table = "kind,id,term,meaning,counters\nterm,lock,lock,a basin,built = when\n"
    Path("facts.csv").write_text(table, "utf-8")
    said = rivers("import", "facts.csv", "--topic", "rivers", "--update")
    assert (said.code, said.err) == (
        1,
        "facts.csv: banks/rivers.yaml would have a mistake: a term speaks against a event,"
        " 'built'\n  hint: name a fact of the same kind\n",
    )
    assert RIVERS.read_text("utf-8") == text + built


def test_a_fact_stays_of_its_kind(rivers: Run) -> None:
    before = RIVERS.read_bytes()
    table = "kind,id,what,date\nevent,weir,the weir was built,1850\n"
    Path("facts.csv").write_text(table, "utf-8")
    said = rivers("import", "facts.csv", "--topic", "rivers", "--update")
    assert (said.code, said.err) == (
        1,
        "facts.csv:2:1: fact weir is of kind term in the bank, not event\n"
        "  hint: give the row an id of its own, or its former kind: an id stays what it is\n",
    )
    assert RIVERS.read_bytes() == before


def test_an_error_by_a_rule_is_told_by_its_row(rivers: Run) -> None:
    before = RIVERS.read_bytes()
    Path("facts.csv").write_text("kind,title,sensitivity\nbank,Rivers,high\n", "utf-8")
    said = rivers("import", "facts.csv", "--topic", "rivers", "--update")
    assert (said.code, RIVERS.read_bytes()) == (1, before)
    assert "sensitivity: high, but there are no themes [SENS-1]" in said.err


def test_a_mended_event_without_an_id_stays_the_same_fact(run: Run) -> None:
    table = "kind,what,date\nevent,the bridge was openned,1890\nevent,the mill burnt,1891\n"
    Path("facts.csv").write_text(table, "utf-8")
    run("import", "facts.csv", "--topic", "rivers")
    Path("facts.csv").write_text(table.replace("openned", "opened"), "utf-8")
    said = run("import", "facts.csv", "--topic", "rivers", "--update")
    assert told(said)[:2] == [
        "  1 changed:",
        "    the-bridge-was-openned: what was 'the bridge was openned', is 'the bridge was opened'",
    ]
    assert "- id: the-bridge-was-openned\n" in RIVERS.read_text("utf-8")


# --------------------------------------------------------------------------- a table of things

THINGS = "River,Mouth,length_km\nWend,North Sea,120\nAller,Weser,215\nOker,Aller,128\nFuhse,Aller,98\nLeine,Aller,281\n"  # fmt: skip
BESIDE = Path("banks/rivers.csv")


@pytest.fixture
def things(run: Run) -> Run:
    """Run quizgen in a folder with a bank that names a table of things."""
    Path("mine.csv").write_text(THINGS, "utf-8")
    assert run("import", "mine.csv", "--topic", "rivers").code == 0
    return run


def test_a_table_of_things_takes_the_place_of_the_one_before_if_asked(things: Run) -> None:
    mended = THINGS.replace("215", "211").replace("Wend,North Sea,120\n", "") + "Ilse,Oker,43\n"
    Path("mine.csv").write_text(mended, "utf-8")
    lines = [
        "  1 new: Ilse",
        "  1 changed:",
        "    Aller: length_km was '215', is '211'",
        "  3 alike",
        "  1 gone, with all that is asked about: Wend",
    ]
    said = things("import", "mine.csv", "--topic", "rivers")
    assert (said.code, told(said), BESIDE.read_text("utf-8")) == (1, lines, THINGS)
    assert said.err == (
        "banks/rivers.csv: the file is there already; nothing was written\n"
        "  hint: add --update to put your table in its place\n"
    )
    bank = RIVERS.read_bytes()
    said = things("import", "mine.csv", "--topic", "rivers", "--update")
    assert (said.code, told(said)) == (0, [*lines, "Next:", "  quizgen check rivers"])
    assert (BESIDE.read_text("utf-8"), RIVERS.read_bytes()) == (mended, bank)
    assert things("import", "mine.csv", "--topic", "rivers").out == (
        "banks/rivers.csv is mine.csv already; nothing to change\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("length_km", "length (km)", "mine.csv:1:1: cell A1: a column that the bank names is not there: 'length_km'; it has besides 'length (km)'\n  hint: did you mean 'length (km)'? a fact is known by its column: name it as before, or change the bank's tables, too\n"),
        ("Mouth,length_km", "x,y", "mine.csv:1:1: cell A1: 2 columns that the bank names are not there: 'Mouth', 'length_km'; it has besides 'x', 'y'\n  hint: a fact is known by its column: name it as before, or change the bank's tables, too\n"),
        ("215", "long", "mine.csv:3:3: cell C3: 'long' is not a number\n  hint: leave the cell empty where nothing is known, or name what stands there under empty\n"),
        ("Aller,Weser", "Wend,Weser", "mine.csv:3:2: cell B3: 'Weser' stands here, and another in row 2, of the same river\n  hint: keep one of the two, or tell the two rows apart by what they are about; if a river may have several, write many: true of the column\nmine.csv:3:3: cell C3: '215' stands here, and another in row 2, of the same river\n  hint: keep one of the two, or tell the two rows apart by what they are about\n"),
    ],
)  # fmt: skip
def test_a_table_of_things_that_does_not_fit_is_refused(
    things: Run, old: str, new: str, said: str
) -> None:
    Path("mine.csv").write_text(THINGS.replace(old, new), "utf-8")
    found = things("import", "mine.csv", "--topic", "rivers", "--update")
    assert (found.code, found.out, found.err) == (1, "", said)
    assert BESIDE.read_text("utf-8") == THINGS


@pytest.mark.parametrize("option", ["--subject", "--column"])
def test_columns_are_named_in_a_bank_that_is_there(things: Run, option: str) -> None:
    Path("mine.csv").write_text(THINGS, "utf-8")
    said = things("import", "mine.csv", "--topic", "rivers", "--update", option, "Mouth")
    assert said.code == 2
    assert f"{option}: the bank is there and names its columns; change it there" in said.err


def test_of_several_tables_the_one_of_its_name_or_with_its_columns_is_meant(things: Run) -> None:
    lakes = "Lake,Area\nEder,11\nBigge,8\n"
    Path("banks/lakes.csv").write_text(lakes, "utf-8")
    more = "  - {file: lakes.csv, subject: Lake, id: Lake, class: lake, columns: {Area: {quantity: area}}}\n"
    RIVERS.write_text(RIVERS.read_text("utf-8") + more, "utf-8")
    Path("new.csv").write_text(lakes.replace("11", "12"), "utf-8")
    said = things("import", "new.csv", "--topic", "rivers", "--update")
    assert "    Eder: Area was '11', is '12'" in told(said)
    assert BESIDE.read_text("utf-8") == THINGS
    copy = more.replace("lakes.csv", "ponds.csv").replace("lake,", "pond,")
    RIVERS.write_text(RIVERS.read_text("utf-8") + copy, "utf-8")
    Path("banks/ponds.csv").write_text("Lake,Area\nDuck,1\nFrog,2\n", "utf-8")
    Path("ponds.csv").write_text("Lake,Area\nDuck,3\nFrog,2\n", "utf-8")
    said = things("import", "ponds.csv", "--topic", "rivers")
    assert told(said)[:2] == ["  1 changed:", "    Duck: Area was '1', is '3'"]
    Path("new.csv").write_text("Hill,Height\nBrocken,1141\n", "utf-8")
    assert things("import", "new.csv", "--topic", "rivers").err == (
        "new.csv: the bank names 3 tables: 'rivers.csv', 'lakes.csv', 'ponds.csv'\n"
        "  hint: name your file as the one whose place it is to take\n"
    )


def test_a_table_beside_a_bank_that_is_lost_or_broken_is_put_there_again(things: Run) -> None:
    BESIDE.unlink()
    assert things("import", "mine.csv", "--topic", "rivers", "--update").code == 0
    assert BESIDE.read_text("utf-8") == THINGS
    BESIDE.write_text("River,Mouth,length_km\n#REF!,x,y\n", "utf-8")
    assert things("import", "mine.csv", "--topic", "rivers", "--update").code == 0
    assert BESIDE.read_text("utf-8") == THINGS


def test_columns_that_are_new_are_told(things: Run) -> None:
    Path("mine.csv").write_text(THINGS.replace("\n", ",x\n").replace("km,x", "km,Depth"), "utf-8")
    said = things("import", "mine.csv", "--topic", "rivers", "--update")
    assert "New columns, which the bank does not name yet: 'Depth'." in told(said)


def test_a_file_of_another_kind_takes_no_place(things: Run) -> None:
    Path("mine.tsv").write_text(THINGS.replace("215", "211").replace(",", "\t"), "utf-8")
    assert things("import", "mine.tsv", "--topic", "rivers", "--update").err == (
        "mine.tsv: the bank names 'rivers.csv', a file of another kind\n"
        "  hint: save your table as .csv, or write its name into the bank's tables\n"
    )


def test_cells_that_nobody_asks_about_may_change_too(things: Run) -> None:
    Path("mine.csv").write_text(THINGS.replace("\n", "\r\n"), "utf-8", newline="")
    said = things("import", "mine.csv", "--topic", "rivers", "--update")
    assert told(said)[:2] == ["  5 alike", "  What changed is nothing that the bank asks about."]


# --------------------------------------------------------------------------- laws

_LETTERS = "abÄß «»'\"#:,[]}-1"
_WORDS = st.text(_LETTERS, min_size=1, max_size=8).map(lambda text: " ".join(text.split()))
_SAID = _WORDS.filter(lambda text: bool(text.strip("# ")))  # '###' is a failed formula
_TERMS = st.lists(st.tuples(_SAID, _SAID), min_size=1, max_size=6, unique_by=lambda pair: pair[0])


@st.composite
def banks(draw: st.DrawFn, words: list[tuple[str, str]]) -> str:
    """Draw the text of a bank of words as its author may have it: in whatever style, with comments,
    with keys of his own, lines ended as on some system, with and without a mark at its start."""
    lines = ["title: Words", "facts:  # all"]
    dash = draw(st.sampled_from(["", "  ", "    "]))
    for number, (term, meaning) in enumerate(words):
        pairs = [
            ("id", f"w{number}"),
            ("term", quote(draw, term)),
            ("meaning", quote(draw, meaning)),
        ]
        if draw(st.booleans()):
            pairs.append(("note", quote(draw, draw(_SAID))))
        if draw(st.booleans()):
            pairs.append(("tags", "[mine, pets]"))
        pairs = draw(st.permutations(pairs))
        for _ in range(draw(st.integers(0, 2))):
            lines.append(draw(st.sampled_from(["", f"{dash}# before {number}"])))
        if draw(st.booleans()):
            lines.append(f"{dash}- {{{', '.join(f'{key}: {value}' for key, value in pairs)}}}")
        else:
            for place, (key, value) in enumerate(pairs):
                start = f"{dash}- " if not place else f"{dash}  "
                lines.append(f"{start}{key}: {value}" + draw(st.sampled_from(["", "  # why"])))
                if place and draw(st.booleans()):
                    lines.append(f"{dash}  # within {number}")
    if draw(st.booleans()):
        lines.append("# the end")
    lines += draw(st.sampled_from([[], ["licence: mine"]]))
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + ends.join(lines) + draw(st.sampled_from(["", ends]))  # fmt: skip


def quote(draw: st.DrawFn, text: str) -> str:
    doubled = text.replace("'", "''")
    return draw(st.sampled_from([json.dumps(text, ensure_ascii=False), f"'{doubled}'"]))


def table_of(words: list[tuple[str, ...]], *heads: str) -> bytes:
    made = io.StringIO()
    csv.writer(made).writerows([heads, *words])
    return made.getvalue().encode()


def updated(text: str, table: bytes) -> Update:
    words = read_word_list(read_records(table, "words.csv"), "words.csv")
    alone = read_bank(write_word_list(words, "words", "Words"), "words.yaml", LANGUAGES)
    bank = read_bank(text.encode(), "words.yaml", LANGUAGES)
    beside = PicturesBeside(Path())
    return update_bank(text, bank, said_by_words(words, alone, "words.csv"), LANGUAGES, beside)


def comments(text: str) -> list[str]:
    lines = text.removeprefix("\ufeff").splitlines()
    return [line for line in lines if line.lstrip().startswith("#")]


def read(text: str) -> list[dict[str, Any]]:
    bank = read_bank(text.encode(), "words.yaml", LANGUAGES)
    return [
        {"id": fact.id, "words": (fact.claim.term, fact.claim.meaning), "note": fact.note, "tags": fact.tags}  # type: ignore[union-attr]
        for fact in bank.facts
    ]  # fmt: skip


@settings(max_examples=150, deadline=None, derandomize=True)
@given(_TERMS, st.data())
def test_a_table_that_says_the_same_leaves_every_byte(
    words: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = data.draw(banks(words))
    rows = data.draw(st.permutations(words))
    update = updated(text, table_of([*rows], "term", "meaning"))
    assert (update.text, update.added, update.changes) == (text, (), ())
    assert update.alike == len(words)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(_TERMS, st.data())
def test_changed_cells_are_what_the_bank_says_and_all_else_stays(
    words: list[tuple[str, str]], data: st.DataObject
) -> None:
    text = data.draw(banks(words))
    rows: list[tuple[str, ...]] = []
    expected = read(text)
    for number, (term, meaning) in enumerate(words):
        if data.draw(st.integers(0, 3)) == 0:
            continue  # the table lacks it
        new = data.draw(st.just((term, meaning)) | st.tuples(_SAID, _SAID))
        rows.append((f"w{number}", *new))
        expected[number]["words"] = new
    rows = data.draw(st.permutations(rows))
    for number in range(data.draw(st.integers(0 if rows else 1, 2))):
        pair = data.draw(st.tuples(_SAID, _SAID))
        rows.append((f"new{number}", *pair))
        expected.append({"id": f"new{number}", "words": pair, "note": "", "tags": ()})
    unique = {row[1:] for row in rows}
    if len(unique) < len(rows):
        return  # a row that stands there twice is left out, and told
    made = updated(text, table_of(rows, "id", "term", "meaning")).text
    assert read(made) == expected
    assert sorted(comments(made)) == sorted(comments(text))
    assert made.count("# why") == text.count("# why")
    assert made.startswith("\ufeff") == text.startswith("\ufeff")
    if "\r\n" in text:
        assert made.count("\n") == made.count("\r\n")
