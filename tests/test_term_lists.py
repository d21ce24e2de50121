"""Lists as Quizlet exports them: a card a line, no quoting, and whatever signs the words hold."""

from pathlib import Path

import pytest
from command import Run
from hypothesis import given
from hypothesis import strategies as st

from quizgen.deck.cells import bare_words, safe_words
from quizgen.read.cells import read_records
from quizgen.read.term_lists import read_terms


def rows(text: str) -> list[list[str]]:
    return [[*row] for row in read_records(text.encode(), "set.txt").rows]


def test_commas_and_quotation_marks_are_words() -> None:
    text = (
        'photosynthesis\tmaking sugar, oxygen, and more, of light\n"To be, or not to be"\tHamlet\n'
        'a "false" friend\tactuellement = now\n'
    )
    assert rows(text) == [
        ["photosynthesis", "making sugar, oxygen, and more, of light"],
        ['"To be, or not to be"', "Hamlet"],
        ['a "false" friend', "actuellement = now"],
    ]


def test_a_definition_goes_on_in_lines_without_a_tab_and_that_is_said() -> None:
    records = read_records(b"atoll\ta ring of coral\n- round a lagoon\n\nfjord\ta bay\n", "s.txt")
    assert [[*row] for row in records.rows] == [
        ["atoll", "a ring of coral - round a lagoon"],
        [],
        [],
        ["fjord", "a bay"],
    ]
    assert records.remark == (
        "Line 2 has no tab, and was read as a part of the definition above it."
    )
    several = read_terms("a\tb\nc\nd\ne\nf\ng\th")
    assert several is not None
    assert several[1] == "4 lines without a tab were read as parts of definitions: 2, 3, 4 ..."


def test_cards_may_stand_in_one_line_between_semicolons() -> None:
    assert rows("Hund\tdog;Katze\tcat;") == [["Hund", "dog"], ["Katze", "cat"]]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ('"Hund"\t"dog"\n"Katze"\t"cat"\n', ["Hund", "dog"]),  # all cells, as LibreOffice may
        ('Hund\t"dog, hound"\nKatze\tcat\n', ["Hund", "dog, hound"]),  # as Excel does
        ('say\t"a ""word"""\nKatze\tcat\n', ["say", 'a "word"']),
        ('Hund\t"dog\nhound"\nKatze\tcat\n', ["Hund", "dog\nhound"]),
        ('Hund\t"dog\thound"\nKatze\tcat\n', ["Hund", "dog\thound"]),
        ('"Hund\tdog\nKatze\tcat\n', ['"Hund', "dog"]),  # no quoting, since it is not closed
        ('"dog"\tHund, Köter\nKatze\tcat\n', ['"dog"', "Hund, Köter"]),
    ],
)
def test_quoting_is_a_spreadsheets_or_none(text: str, first: list[str]) -> None:
    assert rows(text)[0] == first


@pytest.mark.parametrize("text", ["a\tb\tc\nd\te\tf\n", "a\tb\n", "no tab\na\tb\nc\td\n", "a,b\nc,d\n", ""])  # fmt: skip
def test_other_tables_are_no_such_lists(text: str) -> None:
    assert read_terms(text) is None


@pytest.mark.parametrize("sign", ["---", " – ", " - ", " = ", "::", " :: "])
def test_another_sign_may_stand_for_the_tab(sign: str) -> None:
    text = f"erosion{sign}rock, worn away\n\ndelta{sign}land\nfjord{sign}a long, narrow; deep bay\n"
    assert rows(text) == [
        ["erosion", "rock, worn away"],
        [],
        ["delta", "land"],
        ["fjord", "a long, narrow; deep bay"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a - b,c\nd - e,f\ng - h,i\n",  # a table, whose cells are parted by commas
        "a - b\nc - d\n",  # two lines are too few to tell
        "a - b\nc - d - e\nf - g\n",
        "a - b\nc\nd - e\n",
        "well-known\nso-called\nold-time\n",
    ],
)
def test_a_sign_that_may_be_a_part_of_words_parts_nothing(text: str) -> None:
    assert read_terms(text) is None


def test_a_set_with_a_sign_of_its_own_becomes_a_bank(run: Run) -> None:
    lines = ["erosion---rock, worn away", "delta---land", "fjord---an arm of the sea"]
    Path("set.txt").write_text("\n".join(lines), "utf-8")
    said = run("import", "set.txt", "--topic", "land")
    assert (said.code, said.err) == (0, "")
    assert "Read as words: column A; as what they mean: column B." in said.out


CELLS = st.text(
    "abcäЖ \"',;=+-@(){}", min_size=1, max_size=12
).map(str.strip).filter(lambda cell: cell and cell == bare_words(cell) and cell[0] != '"')  # fmt: skip


@given(st.lists(st.tuples(CELLS, CELLS), min_size=2, max_size=5))
def test_any_cards_come_back_as_they_are(cards: list[tuple[str, str]]) -> None:
    text = "".join(f"{term}\t{meaning}\n" for term, meaning in cards)
    assert read_terms(text) == ([[*card] for card in cards], "")
    safe = "".join(f"{safe_words(term)}\t{safe_words(meaning)}\n" for term, meaning in cards)
    assert read_terms(safe) == ([[*card] for card in cards], "")


def test_an_exported_set_becomes_a_bank_and_goes_back(run: Run) -> None:
    words = [
        ("erosion", "the wearing away of rock, soil, and sand"),
        ("delta", "flat land, built by a river"),
        ("fjord", "a narrow arm of the sea"),
        ("isthmus", 'land that joins two "larger" lands'),
        ("=SUM", "a function"),
    ]
    Path("set.txt").write_text("".join(f"{a}\t{b}\n" for a, b in words), "utf-8")
    said = run("import", "set.txt", "--topic", "land")
    assert (said.code, said.err) == (0, "")
    assert "Read as words: column A; as what they mean: column B." in said.out
    assert run("build", "--topic", "land", "--only", "quizlet").code == 0
    assert run("import", "output/land/land-quizlet.txt", "--topic", "again").code == 0


def test_a_set_of_questions_becomes_questions(run: Run) -> None:
    cards = "Who wrote Hamlet?\tShakespeare\nWhen was Hastings, and where?\t1066\n"
    Path("set.txt").write_text(cards, "utf-8")
    said = run("import", "set.txt", "--topic", "mixed")
    assert "banks/mixed.yaml: 2 questions\n" in said.out


def test_of_several_sentences_the_first_is_the_meaning_and_the_rest_a_note(run: Run) -> None:
    cards = (
        "fjord\tA narrow arm of the sea. A glacier has cut it.\n"
        "delta\tFlat land, e.g. Bengal, built by a river.\n"
        "atoll\tA ring of coral around a lagoon.\n"
    )
    Path("set.txt").write_text(cards, "utf-8")
    said = run("import", "set.txt", "--topic", "land")
    assert (
        "A meaning has several sentences: the first is asked for, and a note has the rest (row 1).\n"
        in said.out
    )
    text = Path("banks/land.yaml").read_text("utf-8")
    assert "meaning: A narrow arm of the sea, note: A glacier has cut it.}" in text
    assert run("check", "land").code == 0
