"""A list of words becomes a bank by one command, and what was understood of it is said."""

import re
from pathlib import Path

import pytest
from command import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.errors import BankError
from quizgen.export.new_bank_yaml import write_word_list
from quizgen.read.cells import read_records
from quizgen.read.nodes import read_tree
from quizgen.read.word_list import WordList, is_word_list, read_word_list

ANIMALS = "Hund,dog\nKatze,cat\nMaus,mouse\nKuh,cow\nPferd,horse\n"


def read(table: str, term: str = "", meaning: str = "") -> WordList:
    return read_word_list(read_records(table.encode(), "words.csv"), "words.csv", term, meaning)


def pairs(found: WordList) -> list[tuple[str, str]]:
    return [(word.term, word.meaning) for word in found.words]


def mistakes_in(table: str, term: str = "", meaning: str = "") -> str:
    with pytest.raises(BankError) as told:
        read(table, term, meaning)
    return str(told.value)


# --------------------------------------------------------------------------- columns


@pytest.mark.parametrize(
    ("table", "is_one"),
    [
        (ANIMALS, True),
        ("term,meaning\na,b\n", True),
        ("Deutsch;Englisch;Lektion\na;b;1\n", True),
        ("meaning,image,word\na,b,c\n", True),
        ("kind,term,meaning\nterm,a,b\n", False),
        ("question,answer\na,b\n", False),
        ("name,capital,area\na,b,c\n", False),
    ],
)
def test_a_list_of_words_is_known_by_its_columns(table: str, is_one: bool) -> None:
    assert is_word_list(read_records(table.encode(), "words.csv")) is is_one


@pytest.mark.parametrize(
    ("table", "term", "meaning"),
    [
        ("Hund,dog\n", "", ""),
        ("term,meaning\nHund,dog\n", "", ""),
        ("definition,word\ndog,Hund\n", "", ""),
        ("Deutsch,Englisch\nHund,dog\n", "", ""),
        ("picture,German,English\nx,Hund,dog\n", "", ""),
        ("English,German\ndog,Hund\n", "German", ""),
        ("no,Begriff,Erklärung\n1,Hund,dog\n", "Begriff", "Erklärung"),
        ("1,dog,Hund\n", "C", "b"),
        (",,Hund,dog\n", "", ""),
    ],
)
def test_columns_are_found_by_name_by_letter_or_by_order(
    table: str, term: str, meaning: str
) -> None:
    assert pairs(read(table, term, meaning)) == [("Hund", "dog")]


def test_languages_are_told_by_the_heads() -> None:
    found = read("German word,anglais\nHund,dog\n")
    assert (found.term.language, found.meaning.language) == ("de", "en")
    assert "languages: {term: de, meaning: en}" in write_word_list(found, "animals", "Animals")
    assert "languages" not in write_word_list(read(ANIMALS), "animals", "Animals")


def test_what_was_understood_is_said() -> None:
    first, second, third = read("Deutsch,Englisch,Bild\nHund,dog,x.png\n").remarks
    assert (
        first
        == "Read as words: column A 'Deutsch' (de); as what they mean: column B 'Englisch' (en)."
    )
    assert second == "The first of 1: Hund = dog."
    assert third.startswith("column C 'Bild' was not read; further columns may be called accept,")
    assert "name them with --term and --meaning" in read(ANIMALS).remarks[1]


ABBREVIATED = "NATO,North Atlantic Treaty Organization\nkm,kilometre\n"


@pytest.mark.parametrize(
    ("table", "are"),
    [
        (ABBREVIATED, True),
        ("Term,Meaning\n" + ABBREVIATED, True),
        ("Abbreviation,Full form\nkm,kilometre\nDr.,Doctor\n", True),
        ("Symbol,Element\nNa,sodium\nK,potassium\n", True),
        ("Word,Stands for\nNa,sodium\n", True),
        ("Term,Meaning\nkm,kilometre\nDr.,Doctor\n", False),
        (ABBREVIATED + "atoll,a ring of coral\nfjord,a narrow arm of the sea\n", False),
        ("German,English\nAA,anonymous alcoholics\n", False),
    ],
)
def test_abbreviations_are_told_by_the_heads_or_by_their_letters(table: str, are: bool) -> None:
    found = read(table)
    assert {word.is_abbreviation for word in found.words} == {are}
    assert found.remarks[0].startswith("Read as abbreviations: " if are else "Read as words: ")
    assert ("; as what they stand for: " in found.remarks[0]) is are


def test_further_columns_are_kept() -> None:
    (word,) = read(
        "term,meaning,note,lesson,synonyms,id\nHund,dog,He barks.,Unit 1,hound | pooch,d\n"
    ).words
    assert (word.note, word.tags, word.accept, word.id) == (
        "He barks.", ("unit-1",), ("hound", "pooch"), "d",
    )  # fmt: skip


# --------------------------------------------------------------------------- rows


def test_each_of_several_translations_is_right() -> None:
    found = read("German,English\nHund,dog; hound\nKatze,cat / puss\nMaus,and/or\n")
    assert [(word.meaning, word.accept) for word in found.words] == [
        ("dog", ("hound",)), ("cat", ("puss",)), ("and/or", ()),
    ]  # fmt: skip
    assert "2 cells were read as several answers, of which each is right: B2, B3." in found.remarks
    assert pairs(read("bow,the front; the sharp end\n")) == [("bow", "the front; the sharp end")]


def test_rows_that_are_there_twice_are_told() -> None:
    found = read(f"{ANIMALS}Hund,dog\n\nKatze,cat\nHund,hound\n")
    assert next(zip(*pairs(found), strict=True)).count("Hund") == 2
    assert "rows 6, 8 say what stands there already, and were left out." in found.remarks
    assert len({word.id for word in found.words}) == len(found.words)


def test_ids_are_made_of_words_or_of_rows() -> None:
    found = read("Größe 1,size\nсобака,dog\nкот,cat\nHund!,dog\nhund,hound\n")
    assert [word.id for word in found.words] == ["grosse-1", "row-2", "row-3", "hund", "hund-2"]


@pytest.mark.parametrize(
    ("table", "term", "said"),
    [
        ("term,meaning\nHund,\n,cat\n", "", "words.csv:2:2: cell B2: the meaning is empty in 1 row"),
        ("term,meaning\nHund,\n,cat\n", "", "words.csv:3:1: cell A3: the term is empty in 1 row"),
        ("term,meaning\n" + "x,\n" * 126, "", "the meaning is empty in 126 rows: rows 2, 3, 4 and 123 more"),
        ("a,b,c\nd,e,f\n", "", "which column is the term and which the meaning? There are A 'a', B 'b', C 'c'"),
        ("a,b\n", "Q", "there is no column 'Q'\n  hint: the first row has A 'a', B 'b'"),
        ("term,meaning\n", "", "words.csv: the table has no words\n  hint: write a word in each row"),
    ],
)  # fmt: skip
def test_bad_tables_are_told(table: str, term: str, said: str) -> None:
    assert said in mistakes_in(table, term)


# --------------------------------------------------------------------------- the bank

WORDS = st.text("abÄß «»'\"#:,[]}-1", min_size=1, max_size=8).filter(str.strip)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6))
def test_the_bank_holds_the_words_as_they_stood(words: list[tuple[str, str]]) -> None:
    table = "term\tmeaning\n" + "".join(f'"{a}"\t"{b}"\n' for a, b in words if '"' not in a + b)
    if table.count("\n") == 1:
        return
    found = read(table)
    tree, problems = read_tree(write_word_list(found, "words", "Words: a list"), "words.yaml")
    assert problems == []
    facts = [dict(fact) for fact in tree["facts"]]  # type: ignore[index, call-overload]
    assert [(fact["term"], fact["meaning"]) for fact in facts] == pairs(found)
    wanted = {(" ".join(a.split()), " ".join(b.split())) for a, b in words if '"' not in a + b}
    assert {*pairs(found)} == wanted


def test_one_command_makes_a_bank_that_builds(run: Run) -> None:
    Path("animals.csv").write_text(ANIMALS, "utf-8")
    said = run("import", "animals.csv", "--topic", "farm-animals")
    assert said.code == 0
    assert said.out.startswith("banks/farm-animals.yaml: 5 facts\n")
    text = Path("banks/farm-animals.yaml").read_text("utf-8")
    assert "title: Farm animals\n" in text
    assert "  - {id: hund, term: Hund, meaning: dog}\n" in text
    assert run("build", "--topic", "farm-animals").code == 0
    again = run("import", "animals.csv", "--topic", "farm-animals")
    assert (again.code, again.err) == (0, "")
    assert again.out.endswith(
        "\nbanks/farm-animals.yaml says what animals.csv says, in 5 rows; nothing to change\n"
    )
    assert Path("banks/farm-animals.yaml").read_text("utf-8") == text


def test_options_of_word_lists_are_refused_for_tables_of_facts(run: Run) -> None:
    Path("facts.csv").write_text("kind,term,meaning\nterm,a,b\n", "utf-8")
    said = run("import", "facts.csv", "--topic", "facts", "--term", "A")
    message = "--term: for a list of words or things, and the table has a column 'kind'"
    assert (said.code, message in said.err) == (2, True)


# ------------------------------------------------------------------- what the columns are


UNCLEAR = """\
where,what,definition,chapter
page 3,atoll,A ring of coral.,1
page 5,fjord,A narrow arm of the sea.,1
page 9,delta,Flat land at a river’s mouth.,2
"""


def test_columns_that_cannot_be_told_are_asked_for_on_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("list.csv").write_text(UNCLEAR, "utf-8")
    typed = iter(["X", "b"])
    monkeypatch.setattr("quizgen.cli.import_.is_watched", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(typed))
    said = run("import", "list.csv", "--topic", "land", "--meaning", "C")
    assert (said.code, [*typed]) == (0, [])
    assert "  A  where, page 3, page 5\n  B  what, atoll, fjord\n" in said.out
    assert "Error: type one of A, B\n" in said.out + said.err
    bank = Path("banks/land.yaml").read_text("utf-8")
    assert "{id: atoll, term: atoll, meaning: A ring of coral, tags: ['1']}" in bank.replace(
        '"', "'"
    )
    assert "The full stop at the end of 3 meanings was left out.\n" in said.out


def test_without_a_terminal_nobody_is_asked(run: Run) -> None:
    Path("list.csv").write_text(UNCLEAR, "utf-8")
    said = run("import", "list.csv", "--topic", "land", "--meaning", "C")
    assert said.code == 1
    assert "which column is the term? There are A 'where', B 'what'" in said.err


def test_a_second_column_of_a_language_has_further_answers(run: Run) -> None:
    rows = "near,cerca,junto a\nbetween,entre,\nabove,encima,sobre\n"
    Path("words.csv").write_text(f"english,spanish,spanish2\n{rows}", "utf-8")
    said = run("import", "words.csv", "--topic", "words")
    assert (said.code, "Right as well: column C 'spanish2' (es).\n" in said.out) == (0, True)
    bank = Path("banks/words.yaml").read_text("utf-8")
    assert "{id: near, term: near, meaning: cerca, accept: [junto a]}" in bank
    assert "{id: between, term: between, meaning: entre}" in bank


def test_names_of_columns_are_no_pair_of_words_where_they_are_named_by_letter(run: Run) -> None:
    Path("capitals.csv").write_text("country,capital\nPeru,Lima\nIceland,Reykjavík\n", "utf-8")
    said = run("import", "capitals.csv", "--topic", "capitals", "--term", "A", "--meaning", "B")
    assert (said.code, "banks/capitals.yaml: 2 facts" in said.out) == (0, True)


def test_what_is_wrong_in_many_meanings_is_told_once_at_the_first_cell(run: Run) -> None:
    rows = "".join(f"word{n},is it one?\n" for n in range(40))
    Path("words.csv").write_text(f"term,definition\n{rows}", "utf-8")
    said = run("import", "words.csv", "--topic", "words")
    assert said.code == 1
    assert said.err == (
        "words.csv:2:2: cell B2: meaning ends with '?'; 39 more are like this\n"
        "  hint: it is set into a sentence: delete the sign\n"
    )


def test_a_meaning_is_not_accepted_beside_itself(run: Run) -> None:
    """On the back of a card it would stand twice."""
    (word,) = read("word,meaning,synonyms\ngomme,eraser,eraser; rubber\n").words
    assert (word.meaning, word.accept) == ("eraser", ("rubber",))
    Path("banks/words.yaml").write_text(
        "title: Words\nfacts:\n- {term: gomme, meaning: eraser, accept: [rubber, eraser]}\n",
        "utf-8",
    )
    said = run("check", "words")
    assert said.code == 1
    assert (
        "banks/words.yaml:3:51: accept has 'eraser', which is the meaning itself\n"
        "  hint: delete it there\n"
    ) in said.err


def words_of(number: int) -> None:
    pairs = "".join(f"- {{term: mot{n}x, meaning: word{n}y}}\n" for n in range(number))
    head = "title: Mots\nlanguages: {term: fr, meaning: en}\nfacts:\n"
    Path("banks/mots.yaml").write_text(head + pairs, "utf-8")


def test_too_many_items_make_the_longest_sheet_that_there_is(run: Run) -> None:
    words_of(12)
    said = run("build", "--topic", "mots", "--items", "40", "--only", "json")
    assert said.code == 0, said.err
    found = re.search(r"(\d+) items in place of 40: no more can stand beside these", said.out)
    assert found
    longest = int(found[1])
    again = run("build", "--topic", "mots", "--items", str(longest + 1), "--only", "json").out
    assert f"{longest} items in place of {longest + 1}" in again
    assert "in place of" not in run("build", "--topic", "mots", "--items", "5").out


def test_a_worksheet_for_which_a_list_has_nothing_is_told_by_the_list(run: Run) -> None:
    words_of(12)
    said = run("build", "--topic", "mots", "--worksheet", "timeline")
    assert said.code == 1
    first = (
        "banks/mots.yaml:1:1: nothing of this bank fits the worksheet 'timeline': it has 12 terms"
    )
    assert said.err.startswith(f"{first}\n")


def test_what_cannot_be_dropped_is_told(run: Run) -> None:
    words_of(12)
    wishes = ("--drop", "nonsense", "--drop", "mot3x", "--drop", "mot4x/translate")
    said = run("build", "--topic", "mots", *wishes, "--only", "json").out
    assert "No question is called 'nonsense', so that nothing was dropped for it." in said
    assert (
        "'mot3x', so that nothing was dropped for it; it is a fact, and its questions are mot3x/"
        in said
    )
    assert "mot4x" not in said


def test_what_a_word_means_does_not_go_stale(run: Run) -> None:
    Path("banks/mots.yaml").write_text(
        "title: Mots\nlanguages: {term: fr, meaning: en}\nfacts:\n"
        "- {term: hui, meaning: today}\n- {term: hier, meaning: yesterday}\n"
        "- {term: demain, meaning: tomorrow}\n- {term: ici, meaning: here}\n",
        "utf-8",
    )
    assert "goes stale" not in run("check", "mots").out
