"""What no sheet can print is told by check and by build alike, by who holds it, and once."""

import re
import unicodedata
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from command import Run
from sample_form import choice, form, item, look, section

from quizgen import TypesettingError
from quizgen.quiz.form import Form
from quizgen.typeset import write_sheet
from quizgen.typeset.fonts import is_mark, load_face
from quizgen.typeset.unprintable import FACES, SURE, SYMBOLS

HEAD = """\
topic: odd
title: Odd letters
summary: For the tests.
as_of: 2024-12-31
sensitivity: none
sources:
  s: {publisher: The Herald, title: Words, kind: report, date: 2024-05-21, date_basis: external, text: w.txt}
facts:
"""


def terms(*meanings: str) -> str:
    return HEAD + "".join(
        f"- {{id: t{n}, kind: term, term: word {n}, meaning: '{meaning}', relation: means, source: s, at: a{n}}}\n"
        for n, meaning in enumerate(meanings)
    )


def wanting(text: str) -> Form:
    return form(section("Letters", "", 1, item("odd", f"What is {text}?", choice("a", "b"))))


def words_of(pdf: bytes) -> str:
    page = pypdfium2.PdfDocument(BytesIO(pdf))[0]
    return str(page.get_textpage().get_text_range())


# ------------------------------------------------------------------------------------- accents


@pytest.mark.parametrize(
    ("letters", "sign"),
    [
        ("ẹ̀kọ́", "ẹ̀"),  # Yoruba: there is a letter for the dot below, and none for both accents
        ("ɛ̃", "ɛ̃"),
        ("t͡ʃ", "t͡"),
        ("x̄", "x̄"),
        ("P̂", "P̂"),
        ("Kr̥ṣṇa", "r̥"),
        ("ạ̊̄", "ạ̊"),
        ("a⃝", "a⃝"),
        ("и̂", "и̂"),
    ],
)
def test_an_accent_that_no_letter_has_is_refused_and_not_misplaced(letters: str, sign: str) -> None:
    with pytest.raises(TypesettingError) as caught:
        write_sheet(wanting(letters), look())
    first = str(caught.value).splitlines()[0]
    normal = unicodedata.normalize("NFC", sign)
    assert f"fact 'odd': cannot print {normal!r} (U+{ord(normal[0]):04X} " in first
    assert (
        f" and U+{ord(normal[-1]):04X} {unicodedata.name(normal[-1])}): no accent can be placed"
        in first
    )
    assert "hint: write a letter that has the accent in it, or leave it out" in str(caught.value)


def test_an_accent_without_a_letter_is_refused_too() -> None:
    with pytest.raises(TypesettingError, match=r"U\+0300 COMBINING GRAVE ACCENT\): no accent"):
        write_sheet(wanting("so: ̀"), look())


@pytest.mark.parametrize(
    ("letters", "printed"),
    [
        ("Tie\u0302\u0301ng Vie\u0323\u0302t", "Tiếng Việt"),
        ("Kyi\u0308v", "Kyïv"),
        ("s\u0323\u0307", "ṩ"),
        ("E\u0301lan", "Élan"),
        ("co\u00adoperate", "cooperate"),
        ("auf\u200clage", "auflage"),
        ("a\u200db", "ab"),
        ("clef ☎\ufe0e here", "clef ☎ here"),
        ("\u200ea\u034f\u2060b\ufeff", "ab"),
    ],
)
def test_accents_that_a_letter_has_and_signs_that_nobody_sees_are_printed(
    letters: str, printed: str
) -> None:
    assert printed in words_of(write_sheet(wanting(letters), look()))


def test_no_face_sets_an_accent_by_itself() -> None:
    for name in (*FACES, SYMBOLS):
        assert not any(map(is_mark, load_face(name, SYMBOLS).widths))


def test_what_is_sure_to_be_printable_is_in_each_font() -> None:
    symbols = load_face(SYMBOLS, SYMBOLS).widths
    for name in FACES:
        assert {sign for sign in SURE if sign not in load_face(name, SYMBOLS).widths} <= {*symbols}


# ------------------------------------------------------------------------------------- check, build


def test_check_tells_what_build_would_refuse_with_some_seeds_and_by_who_holds_it(run: Run) -> None:
    """With one sign in one fact of many, only some seeds drew it, and another fact was blamed."""
    plain = [f"a thing of sort {n}" for n in range(12)]
    Path("banks/odd.yaml").write_text(terms(*plain, "a needle that shows north 🧭"), "utf-8")
    checked = run("check", "odd")
    message = (
        "banks/odd.yaml:21:3: fact 't12': cannot print '🧭' (U+1F9ED COMPASS): no font has this character\n"
        "  hint: write it in Latin, Greek or Cyrillic letters, or leave it out\n"
    )
    assert message in checked.err
    assert checked.code == 1
    refused = [
        said.err
        for seed in range(1, 9)
        if (said := run("build", "--topic", "odd", "--only", "worksheet", "--seed", str(seed))).code
    ]
    assert refused
    assert {*refused} == {message}


def test_a_script_is_told_once_with_the_first_who_hold_it(run: Run) -> None:
    words = ["كتاب", "قلم", "بيت", "باب", "شمس"]
    Path("banks/odd.yaml").write_text(terms(*words), "utf-8")
    checked = run("check", "odd")
    told = [line for line in checked.err.splitlines() if "cannot print" in line]
    assert len(told) == 1
    assert "fact 't0', fact 't1', fact 't2' and 2 more: cannot print" in told[0]
    assert "scripts that run from right to left cannot be set yet" in told[0]
    built = run("build", "--topic", "odd", "--worksheet", "study-sheet", "--only", "worksheet")
    assert built.code == 1
    assert [line for line in built.err.splitlines() if "cannot print" in line] == told


def test_two_scripts_and_a_sign_are_three_problems(run: Run) -> None:
    Path("banks/odd.yaml").write_text(terms("日本", "東京 אב", "a 🧭", "b 🧭", "plain"), "utf-8")
    told = re.findall(r"^(\S+): (.*): cannot print '(.)'", run("check", "odd").err, re.MULTILINE)
    assert told == [
        ("banks/odd.yaml:9:3", "fact 't0', fact 't1'", "日"),
        ("banks/odd.yaml:10:3", "fact 't1'", "א"),
        ("banks/odd.yaml:11:3", "fact 't2', fact 't3'", "🧭"),
    ]


def test_sources_titles_and_notes_are_looked_through_too_and_retired_facts_are_not(
    run: Run,
) -> None:
    text = terms("plain", "simple", "bare", "naked").replace("title: Words", "title: Words 🧭")
    text = text.replace("title: Odd letters", "title: Odd letters 日")
    text = text.replace("at: a0}", "at: a0, note: 'A note. 🦊'}").replace(
        "meaning: 'naked'", "meaning: 'naked 🐍', retired: It was wrong."
    )
    Path("banks/odd.yaml").write_text(text, "utf-8")
    told = re.findall(r": ([^:]*): cannot print '(.)'", run("check", "odd").err)
    assert told == [("the bank's own keys", "日"), ("source 's'", "🧭"), ("fact 't0'", "🦊")]


def test_a_deck_of_any_script_is_made_all_the_same(run: Run) -> None:
    Path("banks/odd.yaml").write_text(terms("كتاب", "日本", "x̄", "a 🧭"), "utf-8")
    said = run("build", "--topic", "odd", "--only", "deck", "--only", "csv")
    assert said.code == 0, said.err


def test_a_title_that_was_typed_is_told_beside_what_the_bank_holds(run: Run) -> None:
    Path("banks/odd.yaml").write_text(terms("a 🧭", "b", "c", "d"), "utf-8")
    words = ("--worksheet", "study-sheet", "--only", "worksheet", "--title", "月")
    said = run("build", "--topic", "odd", *words)
    assert "odd: title: cannot print '月'" in said.err
    assert "banks/odd.yaml:9:3: fact 't0': cannot print '🧭'" in said.err
