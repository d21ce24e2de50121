import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judges import (
    key_only,
    outside,
    overlapping,
    pages_of,
    problems_aloud,
    squeezed,
    strings_in,
)
from reportlab.pdfbase.ttfonts import TTFontFace
from sample_form import (
    amount,
    choice,
    cloze,
    exam,
    form,
    item,
    look,
    of_facts,
    sample,
    section,
    several,
    text,
    theme,
)

from quizgen.bank.facts import Level
from quizgen.content import Run, Text, plain
from quizgen.errors import TypesettingError
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Imported,
    Interaction,
    Item,
    Matching,
    Numeric,
    Ordering,
    Origin,
    Premise,
    Response,
    ShortAnswer,
    TrueFalse,
    Written,
)
from quizgen.typeset import fonts, write_key, write_sheet
from quizgen.typeset.font_file import FontFile
from quizgen.typeset.fonts import load_face
from quizgen.typeset.ink import Block, Glyphs
from quizgen.typeset.lines import InlineBlank, TextStyle, set_line, set_lines
from quizgen.typeset.measures import measures_of, spaced
from quizgen.typeset.pages import Page, fill_pages
from quizgen.typeset.setting import Setting, choose_setting

MM = 72 / 25.4


# --------------------------------------------------------------------------- what a page says


def printed(pdf: bytes) -> str:
    """Return all pages as a reviewer reads them."""
    lines = []
    for number, page in enumerate(pages_of(pdf), start=1):
        lines += [f"---- page {number}", *(line.rstrip() for line in page.splitlines())]
    return "\n".join([*lines, ""])


def test_a_sheet_reads_as_its_golden_page(golden: Callable[[str, str], None]) -> None:
    golden("sheet.txt", printed(write_sheet(sample(), look())))


def test_a_full_key_reads_as_its_golden_page(golden: Callable[[str, str], None]) -> None:
    golden("key-full.txt", printed(write_key(sample(), look(key="full"))))


def test_a_short_key_reads_as_its_golden_page(golden: Callable[[str, str], None]) -> None:
    golden("key-short.txt", printed(write_key(sample(), look(key="short"))))


def test_squares_numbers_blanks_and_opinions_read_as_their_golden_pages(
    golden: Callable[[str, str], None],
) -> None:
    golden("exam.txt", printed(write_sheet(exam(), look(paper="letter"))))
    golden("exam-key.txt", printed(write_key(exam(), look(paper="letter"))))


def test_a_sheet_of_all_item_types_takes_two_pages_and_80_kilobytes() -> None:
    pdf = write_sheet(sample(), look())
    assert len(pages_of(pdf)) == 2
    assert len(pdf) <= 80_000


@pytest.mark.parametrize(("whole", "least"), [(sample(), 40), (exam(), 25)])
def test_the_pupils_file_holds_nothing_of_the_key_not_even_in_its_metadata(
    whole: Form, least: int
) -> None:
    sheet, key = (squeezed(strings_in(write(whole, look()))) for write in (write_sheet, write_key))
    parts = [numbered.item for part in whole.sections for numbered in part.items]
    secrets = {squeezed(words) for part in parts for words in key_only(part)} - {""}
    assert len(secrets) > least
    assert [secret for secret in secrets if secret not in key] == []
    assert [secret for secret in secrets if secret in sheet] == []


def test_text_is_never_markup() -> None:
    words = '<b>bold</b> <img src="file:///etc/passwd"/> &amp; **stars** {{ name }} %s (\\'
    pdf = write_sheet(form(section("Odd", "", 1, item("odd", words, choice("(", ")")))), look())
    assert squeezed(words) in squeezed(pages_of(pdf)[0])


# --------------------------------------------------------------------------- same bytes


def test_the_same_form_gives_the_same_bytes_whatever_was_written_before() -> None:
    other = form(section("Інше", "", 1, item("other", "Зеленський ½ ☐?", choice("Ж", "Ω"))))
    first = write_sheet(sample(), look()), write_key(sample(), look())
    write_sheet(other, look()), write_key(other, look())
    assert (write_sheet(sample(), look()), write_key(sample(), look())) == first


@pytest.mark.parametrize("epoch", ["1234567890", "x", "", "-1", "1e9", "9" * 30, "٣"])
def test_a_fresh_process_elsewhere_gives_the_same_bytes(epoch: str) -> None:
    script = (
        "import hashlib; from sample_form import look, sample;"
        "from quizgen.typeset import write_key, write_sheet;"
        "pdf = write_sheet(sample(), look()) + write_key(sample(), look());"
        "print(hashlib.sha256(pdf).hexdigest())"
    )
    tests = Path(__file__).parent
    elsewhere = {
        "PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent)]),
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": epoch,
    }
    found = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | elsewhere, capture_output=True, check=True
    )
    here = hashlib.sha256(write_sheet(sample(), look()) + write_key(sample(), look()))
    assert found.stdout.decode().strip() == here.hexdigest()


def test_two_forms_have_two_file_identifiers() -> None:
    both = [write_sheet(replace(sample(), version=version), look()) for version in "AB"]
    first, second = (pikepdf.open(BytesIO(pdf)).trailer.ID for pdf in both)
    assert bytes(first[0]) != bytes(second[0])


# --------------------------------------------------------------------------- read aloud


@pytest.mark.parametrize("write", [write_sheet, write_key])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("whole", [sample(), exam()], ids=["sample", "exam"])
def test_two_checkers_find_nothing_to_complain_about(
    write: Callable[..., bytes], paper: str, whole: Form, tmp_path: Path
) -> None:
    assert problems_aloud(write(whole, look(paper=paper)), tmp_path) == []


def spans_in(pdf: bytes, key: str) -> list[str]:
    """Return what the structure's spans have under a key."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return [
            str(one[key])
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Span" and key in one
        ]


def test_words_in_another_language_are_marked_as_such() -> None:
    words = (Run("What does "), Run("Zeitenwende", "italic", "de"), Run(" mean?"))
    asked = replace(item("zeitenwende", "", choice("a", "b")), prompt=words)
    pdf = write_sheet(form(section("Words", "", 1, asked)), look())
    assert spans_in(pdf, "/Lang") == ["de"]
    assert "What does Zeitenwende mean?" in pages_of(pdf)[0]


def test_boxes_and_blanks_are_spoken() -> None:
    pdf = write_sheet(sample(), look())
    spoken = spans_in(pdf, "/ActualText")
    assert spoken.count("box for your answer") == 6 + 5
    assert spoken.count("blank to write on") == 4 + 4 + 3
    assert spoken.count("true") == spoken.count("false") == 4
    spoken = spans_in(write_sheet(exam(), look()), "/ActualText")
    names, sentences, numbers, lines = 4, 4, 4, 1
    assert spoken.count("blank to write on") == names + sentences + numbers + lines


def test_a_reader_shows_the_title_and_knows_the_language() -> None:
    file = pikepdf.open(BytesIO(write_key(sample(), look())))
    assert str(file.docinfo.Title) == "The race to the Moon, 1957–1969 – Answer key"
    assert str(file.Root.Lang) == "en-GB"
    assert file.Root.ViewerPreferences.DisplayDocTitle


# --------------------------------------------------------------------------- fonts


def test_letters_of_three_scripts_and_symbols_print_and_come_back() -> None:
    words = "Зеленський, Łukasz, Ελλάδα, ½ ≤ ≥ ± ² ☐ ✓ → km²"
    pdf = write_sheet(form(section("Letters", "", 1, item("x", words, choice("ї", "ß")))), look())
    assert words in pages_of(pdf)[0]


LETTERS = sorted(
    letter
    for letter in load_face("SourceSans3-Regular", "DejaVuSans").widths
    if unicodedata.category(letter)[0] in "LNPS"
    and unicodedata.normalize("NFKC", letter) == letter
    and letter != "-"
)


@settings(deadline=None, derandomize=True, max_examples=30)
@given(st.text(st.sampled_from([*LETTERS, " "]), max_size=300))
def test_any_text_the_fonts_can_draw_comes_back_out_of_both_writers(words: str) -> None:
    sheet = form(section("Letters", "", 1, item("x", words, choice(words, "b"), words)))
    for pdf in (write_sheet(sheet, look()), write_key(sheet, look())):
        assert squeezed(words) in squeezed("".join(pages_of(pdf)))


def test_every_letter_of_the_text_face_fits_into_one_sheet() -> None:
    words = " ".join("".join(LETTERS[n : n + 9]) for n in range(0, len(LETTERS), 9))
    pdf = write_sheet(form(section("Letters", "", 1, item("x", words, choice("a", "b")))), look())
    assert squeezed(words) in squeezed("".join(pages_of(pdf)))


def test_an_accent_typed_as_two_characters_prints_as_one() -> None:
    assert said_lines("Зеленськии\u0306", 200) == ["Зеленський"]


def test_each_font_is_embedded_and_can_be_extracted() -> None:
    for write in (write_sheet, write_key):
        file = pikepdf.open(BytesIO(write(sample(), look())))
        fonts = [
            one
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"
        ]
        assert sorted(str(font.BaseFont).split("+")[1] for font in fonts) == [
            "SourceSans3-Bold",
            "SourceSans3-Italic",
            "SourceSans3-Regular",
            "SourceSerif4-SemiBold",
        ]
        assert all("/FontFile2" in font.FontDescriptor and "/ToUnicode" in font for font in fonts)


def asking(*stems: str) -> Form:
    items = [item(f"fact-{n}", stem, choice("a", "b")) for n, stem in enumerate(stems, start=1)]
    return form(section("Letters", "", 1, *items))


def test_a_character_that_no_font_has_is_an_error_that_names_fact_and_character() -> None:
    with pytest.raises(TypesettingError) as caught:
        write_sheet(asking("What is 𐍈?", "Fine?", "What is שלום?", "日本 or \u0905?"), look())
    no_font = "no font has this character"
    leftward = "scripts that run from right to left cannot be set yet"
    shaped = "this script cannot be set yet"
    hint = "\n  hint: write it in Latin, Greek or Cyrillic letters, or leave it out"
    assert str(caught.value).split("\nbanks") == [
        f"{place}:12:5: fact '{fact}': cannot print {letter}: {why}{hint}"
        for place, fact, letter, why in (
            ("banks/moon.yaml", "fact-1", "'𐍈' (U+10348 GOTHIC LETTER HWAIR)", no_font),
            ("/moon.yaml", "fact-3", "'ש' (U+05E9 HEBREW LETTER SHIN)", leftward),
            ("/moon.yaml", "fact-3", "'ל' (U+05DC HEBREW LETTER LAMED)", leftward),
            ("/moon.yaml", "fact-3", "'ו' (U+05D5 HEBREW LETTER VAV)", leftward),
            ("/moon.yaml", "fact-3", "'ם' (U+05DD HEBREW LETTER FINAL MEM)", leftward),
            ("/moon.yaml", "fact-4", "'日' (U+65E5 CJK UNIFIED IDEOGRAPH-65E5)", shaped),
            ("/moon.yaml", "fact-4", "'本' (U+672C CJK UNIFIED IDEOGRAPH-672C)", shaped),
            ("/moon.yaml", "fact-4", "'अ' (U+0905 DEVANAGARI LETTER A)", shaped),
        )
    ]


def test_a_rationale_that_cannot_be_printed_stops_the_key_only() -> None:
    odd = form(section("Odd", "", 1, item("odd", "Who?", choice("a", "b"), "\u0627")))
    assert write_sheet(odd, look())
    with pytest.raises(
        TypesettingError, match=r"fact 'odd': cannot print '\u0627' \(U\+0627 ARABIC"
    ):
        write_key(odd, look())


@pytest.mark.parametrize(
    ("interaction", "printed"),
    [
        (several("a", "日", keys=(0, 1)), True),
        (amount("1", "日", "1"), True),
        (amount("1", "km", "1", "2", "日"), False),
        (cloze("日 ____ b", "c"), True),
        (cloze("a ____ b", "日"), False),
        (cloze("a ____ b", "c", accepted=(("日",),)), False),
    ],
)
def test_squares_numbers_and_blanks_that_cannot_be_printed_are_errors_that_name_the_fact(
    interaction: Interaction, printed: bool
) -> None:
    odd = form(section("Odd", "", 1, item("odd", "Which?", interaction)))
    for write in (write_sheet, write_key) if printed else (write_key,):
        if write is write_key and not isinstance(interaction, Choice) and printed:
            continue  # the key repeats neither units nor sentences
        with pytest.raises(TypesettingError, match=r"fact 'odd': cannot print '日' \(U\+65E5 CJK"):
            write(odd, look())


def test_a_title_that_cannot_be_printed_is_an_error_too() -> None:
    with pytest.raises(TypesettingError, match=r"title: cannot print '日' \(U\+65E5 CJK"):
        write_sheet(form(title="日"), look())


def test_a_font_that_is_not_shipped_is_an_error_in_the_theme() -> None:
    odd = look(theme=replace(theme(), font_bold="Comic Sans"))
    with pytest.raises(TypesettingError) as caught:
        write_sheet(sample(), odd)
    assert str(caught.value) == (
        f"{theme().where}: theme 'plain' asks for the font 'Comic Sans', which is not shipped\n"
        "  hint: name a file of quizgen/fonts without its .ttf"
    )


@pytest.mark.parametrize(
    "name", ["../fonts/SourceSans3-Bold", "x" * 300, "", ".", "SourceSans3-Bold\0"]
)
def test_no_font_is_looked_for_outside_those_that_ship(name: str) -> None:
    odd = look(theme=replace(theme(), font_bold=name))
    with pytest.raises(TypesettingError, match="which is not shipped"):
        write_sheet(sample(), odd)


FONTS = sorted(path.stem for path in fonts.FONTS.glob("*.ttf"))
OF_A_FONT = ("charToGlyph", "charWidths", "defaultWidth", "hmetrics", "glyphPos", "bbox", "name")


@pytest.mark.parametrize("name", FONTS)
def test_a_font_is_read_as_reportlab_itself_reads_it(name: str) -> None:
    ours = fonts.load_face(name, name).font.face
    standard = TTFontFace(str(fonts.FONTS / f"{name}.ttf"))
    for told in OF_A_FONT:
        assert getattr(ours, told) == getattr(standard, told), told


def test_a_font_in_a_form_that_is_not_read_at_once_is_left_to_reportlab() -> None:
    odd = bytearray((fonts.FONTS / "SourceSans3-Bold.ttf").read_bytes())
    whole = TTFontFace(BytesIO(bytes(odd)))
    odd[whole.get_table_pos("cmap")[0] + 3] -= 1  # its last table, which is of all of Unicode
    ours, standard = FontFile("odd", bytes(odd)).face, TTFontFace(BytesIO(bytes(odd)))
    assert ours.charToGlyph == standard.charToGlyph
    assert ours.glyphToChar == standard.glyphToChar


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (b"", b"", "it is no TrueType font, or a broken one"),
        (b"\0\1\0\0", b"PK\3\4", "it is no TrueType font, or a broken one"),
        (b"cmap", b"xmap", "it is no TrueType font, or a broken one"),
        (b"hmtx", b"xmtx", "it is no TrueType font, or a broken one"),
        (b"glyf", b"xlyf", "it has no table glyf"),
        (b"loca", b"xoca", "it is no TrueType font, or a broken one"),
    ],
    ids=["empty", "a zip", "no cmap", "no widths", "no outlines", "no places of outlines"],
)
def test_a_file_that_is_no_whole_font_is_an_error_in_the_theme(
    old: bytes, new: bytes, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in fonts.FONTS.glob("*.ttf"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    whole = (fonts.FONTS / "SourceSans3-Bold.ttf").read_bytes()
    (tmp_path / "odd.ttf").write_bytes(whole.replace(old, new, 1) if old else b"")
    monkeypatch.setattr(fonts, "FONTS", tmp_path)
    with pytest.raises(TypesettingError) as caught:
        write_sheet(sample(), look(theme=replace(theme(), font_bold="odd")))
    assert str(caught.value) == (
        f"{theme().where}: the font 'odd' cannot be used: {why}\n"
        "  hint: put the file that ships into quizgen/fonts, or name another font"
    )


@pytest.mark.parametrize(
    "words",
    ["þÿ of old", "ÿþ", "ï»¿ and more", "Größe þÿ", "þ", "“Ω” – (a\\b)", "plain", "Ð þÿ ï»¿ €"],
)
def test_title_and_author_of_a_file_are_what_was_written_whatever_they_begin_with(
    words: str,
) -> None:
    pdf = write_sheet(form(sections=sample().sections, title=words, school=words), look())
    with pikepdf.open(BytesIO(pdf)) as file:
        assert str(file.docinfo["/Title"]) == words
        assert str(file.docinfo["/Author"]) == words
        with file.open_metadata() as metadata:
            assert metadata["dc:title"] == words
        heads = [
            str(entry["/Title"])
            for entry in file.objects
            if isinstance(entry, pikepdf.Dictionary) and "/Dest" in entry and "/Title" in entry
        ]
    assert not heads or words in heads


# --------------------------------------------------------------------------- lines


def said_lines(words: str | Text, width_mm: float) -> list[str]:
    lines = set_lines(words, measures_of(look()).styles.body, width_mm * MM)
    return ["".join(glyphs.text for glyphs in line.glyphs).rstrip() for line in lines]


def test_a_text_breaks_at_spaces_only_and_hyphens_stay() -> None:
    words = "Long-range strikes inside Russia"
    assert said_lines(words, 26) == ["Long-range", "strikes inside", "Russia"]


def greedily(words: str, style: TextStyle, width: float) -> list[str]:
    """Return the lines of a text as they are if each takes as many words as it can."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if set_line(longer, style).width <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


STEMS = (
    "According to Text 3, where did Sweden stand on Ukrainian strikes with Western weapons?",
    "In 2024, the Czech foreign minister said that policy had left Ukraine to fight with one hand.",
    "Storm Shadow is a long-range cruise missile that the United States supplied to Ukraine.",
    "Which of these did somebody say on 28\u00a0May\u00a02024 about responsibilities of all of us?",
    "A b c d e f g h i j k l m n o p q r s t u v w x y z.",
    "Unquestionably incomprehensible characteristics notwithstanding misunderstandings.",
)


@pytest.mark.parametrize("width_mm", [40, 66, 90, 115, 120, 135, 146])
@pytest.mark.parametrize("words", STEMS)
def test_no_short_word_stands_alone_on_a_last_line(words: str, width_mm: float) -> None:
    style = measures_of(look()).styles.body
    width = width_mm * MM

    def wide(line: str) -> float:
        return set_line(line, style).width

    lines, greedy = said_lines(words, width_mm), greedily(words, style, width)
    assert " ".join(lines) == words
    assert lines[:-2] == greedy[:-2]  # no more lines than there must be
    assert len(lines) == len(greedy)
    assert all(wide(line) <= width for line in lines)
    is_short = wide(lines[-1]) < (width / 7 if " " in lines[-1] else width / 3)
    if len(lines) > 1 and is_short:  # the word above does not fit below, or leaves too little there
        *stay, moved = lines[-2].split(" ")
        assert wide(f"{moved} {lines[-1]}") > min(wide(" ".join(stay)), width)
    assert lines == greedy or wide(greedy[-1]) < width / 3


def test_a_word_goes_down_to_one_that_would_stand_alone() -> None:
    words = "Where did Sweden stand on strikes with Western weapons?"
    assert said_lines(words, 88) == ["Where did Sweden stand on strikes with", "Western weapons?"]


def test_no_line_starts_with_three_dots_or_a_dash() -> None:
    assert said_lines("Control of the world …”", 36) == ["Control of the", "world …”"]
    words = "Control of the world – now and for ever"
    assert said_lines(words, 38) == ["Control of the world –", "now and for ever"]


def test_no_line_ends_with_an_opening_quote() -> None:
    assert said_lines("He said: “ Never”", 22) == ["He said:", "“ Never”"]
    assert said_lines("He said: “… never”", 22) == ["He said:", "“… never”"]


def test_a_number_range_and_a_no_break_space_stay_whole() -> None:
    assert said_lines("In the years 1957–1969", 36) == ["In the years", "1957–1969"]
    assert said_lines("It was on 18\u00a0March\u00a01965", 40) == [
        "It was on",
        "18\u00a0March\u00a01965",
    ]


def test_a_word_wider_than_its_column_breaks_after_a_dash_or_anywhere() -> None:
    assert said_lines("a" * 30, 22) == ["a" * 10] * 3
    assert said_lines("surface-to-surface-missile", 22) == ["surface-to-", "surface-", "missile"]


def test_runs_of_other_styles_do_not_open_a_gap() -> None:
    words = (Run("Which "), Run("two", "bold"), Run(", if any?"))
    assert said_lines(words, 100) == ["Which two, if any?"]


def said_around(sentence: str, width_mm: float) -> list[str]:
    """Return the lines of a sentence with blanks of 34 mm for ____."""
    first, *rest = sentence.split("____")
    blank = InlineBlank(34 * MM, None)
    texts = [Run(first), *(run for words in rest for run in (blank, Run(words)))]
    lines = set_lines(texts, measures_of(look()).styles.body, width_mm * MM)
    assert all(line.width <= width_mm * MM for line in lines)
    return ["".join(glyphs.text or "____" for glyphs in line.glyphs).rstrip() for line in lines]


def test_punctuation_clings_to_a_blank_and_never_starts_a_line() -> None:
    words = "Not because they are ____, but because they are ____.”"
    assert said_around(words, 80) == ["Not because they are ____, but", "because they are ____.”"]
    assert said_around(words, 70) == [
        "Not because they are",
        "____, but because they",
        "are ____.”",
    ]
    assert said_around("(“____”) and ____ …", 62) == ["(“____”) and", "____ …"]


def test_blanks_without_words_between_them_stand_side_by_side_or_below_each_other() -> None:
    assert said_around("____ ____", 80) == ["____ ____"]
    assert said_around("____ ____", 60) == ["____", "____"]
    assert said_around("____" + "a" * 30, 40) == ["____aa", "a" * 19, "a" * 9]


# --------------------------------------------------------------------------- pages


def test_blanks_for_numbers_share_their_edges_whatever_their_units() -> None:
    parts = [
        section(unit, "", n, item(unit, "How many?", amount("1", unit, "1")))
        for n, unit in enumerate(("km", "known military sites", "%"), 1)
    ]
    edges = {(rule.x, rule.length) for rule in blanks_in(write_sheet(form(*parts), look()))}
    assert len(edges) == 1


def test_all_blanks_for_numbers_of_a_section_stand_in_one_line_and_apart() -> None:
    units = ("km", "known military sites", "people", "%") * 5
    asked = [item(f"n{n}", "How many?", amount("1", unit, "1")) for n, unit in enumerate(units)]
    asked.insert(7, item("wide", "How many?", amount("1", "of so many " * 20, "1")))
    for count in (3, 21):
        rules = blanks_in(write_sheet(form(section("Numbers", "", 1, *asked[:count])), look()))
        beside = [rule for rule in rules if rule.x > 60 * MM]
        assert len(beside) == min(count, 20)
        assert len({(rule.page, rule.x) for rule in beside}) == len({rule.page for rule in beside})
        assert all(
            one.y - other.y >= 8.6 * MM for one, other in pairwise(rules) if one.page == other.page
        )


def test_in_large_print_a_stem_has_the_width_of_the_page_and_its_blank_stands_below() -> None:
    asked = item(
        "n", "How many of them are there, and how far away are they? " * 2, amount("1", "km", "1")
    )
    sheet = form(section("Numbers", "", 1, asked))
    beside, below = (
        min(
            (line for line in lines if line.y > 40 * MM),  # above the footer
            key=lambda line: line.y,
        ).x
        for large in (False, True)
        for lines in [level_lines(write_sheet(sheet, look(large_print=large)))]
    )
    assert beside > 140 * MM
    assert below < 40 * MM


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("points", [False, True])
def test_there_is_room_to_write_a_correction_beside_any_marks(large: bool, points: bool) -> None:
    sheet = form(section("True or false", "", 1, item("t", "It is so.", TrueFalse(is_true=True))))
    lines = level_lines(write_sheet(sheet, look(large_print=large, points=points)))
    assert max(line.length for line in lines if line.x > 40 * MM) > 85 * MM


def with_origin(origin: Origin, stem: str, level: Level) -> Item:
    asked = item("n", stem, amount("17 km", "km", "17"))
    return replace(asked, origin=origin, level=level)


WORKED_OUT = {
    "a fact that is recalled": (of_facts("n"), "How far was it on 28 May 2024?", 1, False),
    "facts that are compared": (of_facts("n", "m"), "How much farther is it?", 2, True),
    "a written question that is recalled": (Written(), "How far away is the Moon?", 1, False),
    "a written sum": (Written(), "A train covers 34 km in two hours. How far in one?", 1, True),
    "a written question that connects": (Written(), "How far is it there and back?", 2, True),
    "an imported sum": (Imported(file="x.xml", ident=""), "What is 34 km by two?", 1, True),
}


@pytest.mark.parametrize("case", WORKED_OUT)
def test_there_is_room_for_working_only_where_something_is_worked_out(case: str) -> None:
    origin, stem, level, has_room = WORKED_OUT[case]
    sheet = form(section("Numbers", "", 1, with_origin(origin, stem, level)))
    said = "".join(pages_of(write_sheet(sheet, look(points=True))))
    assert ("Working" in said) == has_room


class LineFound(NamedTuple):
    page: int
    x: float
    y: float
    length: float


def level_lines(pdf: bytes) -> list[LineFound]:
    """Return the level lines on the pages as they are drawn; y counts upwards."""
    level = re.compile(r"([\d.]+) ([\d.]+) m ([\d.]+) \2 l S")
    with pikepdf.open(BytesIO(pdf)) as file:
        return [
            LineFound(page, float(x), float(y), float(to_x) - float(x))
            for page, one in enumerate(file.pages)
            for x, y, to_x in level.findall(one.Contents.read_bytes().decode("latin-1"))
        ]


def blanks_in(pdf: bytes) -> list[LineFound]:
    """Return the lines of 24 mm on the pages."""
    return [line for line in level_lines(pdf) if abs(line.length - 24 * MM) < 0.1]


def shape_of(pages: Sequence[Page]) -> list[list[int]]:
    return [[round(placed.y) for placed in page] for page in pages]


def blocks_of(*heights: int, gap: int = 10) -> list[Block]:
    return [Block(height=height, above=gap / 2, below=gap / 2, is_item=True) for height in heights]


def test_gaps_between_blocks_are_multiplied_and_those_on_top_of_a_page_are_not() -> None:
    assert shape_of(fill_pages(blocks_of(22, 22, 22), 0, 91)) == [[5, 37, 69]]
    assert shape_of(fill_pages(blocks_of(22, 22, 22), 0, 90, 0.9)) == [[5, 36, 67]]
    assert shape_of(fill_pages(blocks_of(22, 22, 22), 0, 80)) == [[5, 37], [5]]


def test_a_heading_longer_than_a_page_is_cut_too_and_its_first_item_goes_with_its_end() -> None:
    lines = [
        Glyphs(0, y, load_face("SourceSans3-Regular", "DejaVuSans"), 10, "a", None)
        for y in range(10, 150, 10)
    ]
    heading = Block(height=140, inks=[*lines], keeps_next=True, is_flush=True)
    pages = fill_pages([heading, *blocks_of(20)], 0, 100)
    assert [[placed.block.height for placed in page] for page in pages] == [[92.5], [47.5, 20]]


def test_what_has_no_cuts_of_its_own_is_cut_between_its_lines_and_never_through_one() -> None:
    face = load_face("SourceSans3-Regular", "DejaVuSans")
    block = Block(height=200, inks=[Glyphs(0, y, face, 10, "a", None) for y in range(10, 200, 12)])
    for bottom in range(30, 100, 7):
        pages = fill_pages([block], 0, bottom)
        drawn = [ink for page in pages for placed in page for ink in placed.block.inks]
        assert len(drawn) == len(block.inks)
        for page in pages:
            for placed in page:
                for ink in placed.block.inks:
                    assert placed.y <= placed.y + ink.y - 7.5
                    assert placed.y + ink.y + 2.5 <= bottom


def test_a_heading_never_stands_alone_at_the_end_of_a_page() -> None:
    heading = Block(height=10, keeps_next=True, is_flush=True)
    first, second, third = blocks_of(40, 20, 20)
    assert shape_of(fill_pages([first, heading, second, third], 0, 70)) == [[5], [0, 15, 45]]


def test_a_block_that_may_be_cut_fills_the_page_above_it() -> None:
    title, heading = Block(height=20), Block(height=10, keeps_next=True)
    whole, cuttable = Block(height=80), Block(height=80, cuts=[20, 60])
    assert shape_of(fill_pages([title, heading, whole], 0, 90)) == [[0], [0, 10]]
    assert shape_of(fill_pages([title, heading, cuttable], 0, 90)) == [[0, 20, 30], [0]]
    assert shape_of(fill_pages([*blocks_of(40), cuttable], 0, 90)) == [[5, 50], [0]]
    assert shape_of(fill_pages([*blocks_of(70), cuttable], 0, 90)) == [[5], [0]]


def test_an_item_that_is_too_long_below_its_heading_is_cut() -> None:
    heading = Block(height=10, keeps_next=True, is_flush=True)
    item = Block(height=75, above=10, cuts=[40, 60], is_item=True, is_whole=True)
    pages = fill_pages([*blocks_of(60), heading, item], 0, 90)
    assert shape_of(pages) == [[5], [0, 20], [10]]
    assert [placed.block.height for placed in pages[1]] == [10, 60]


def test_an_item_is_cut_only_where_its_page_would_have_no_item() -> None:
    title = Block(height=50)
    item = Block(height=80, cuts=[20, 35], is_item=True, is_whole=True)
    assert shape_of(fill_pages([title, item], 0, 90)) == [[0, 50], [0]]
    assert [placed.block.height for placed in fill_pages([title, item], 0, 90)[1]] == [45]
    assert shape_of(fill_pages([Block(height=65), item], 0, 90)) == [[0], [0]]
    assert shape_of(fill_pages([title, *blocks_of(10), item], 0, 90)) == [[0, 55], [0]]


def test_an_item_is_not_left_alone_on_the_last_page() -> None:
    assert shape_of(fill_pages(blocks_of(20, 20, 20, 20, 20), 0, 120)) == [[5, 35, 65], [5, 35]]
    # but where the page above would then be more than a third empty
    assert shape_of(fill_pages(blocks_of(20, 20, 20, 20), 0, 100)) == [[5, 35, 65], [5]]


def test_the_first_item_of_a_section_does_not_end_a_page_without_the_others() -> None:
    heading = Block(height=10, keeps_next=True, is_flush=True)
    blocks = [*blocks_of(40, 20), heading, *blocks_of(10, 20, 20)]
    assert shape_of(fill_pages(blocks, 0, 110)) == [[5, 55], [0, 15, 35, 65]]
    alone = [*blocks_of(40, 20), heading, *blocks_of(10), heading, *blocks_of(20, 20)]
    assert shape_of(fill_pages(alone, 0, 110)) == [[5, 55, 80, 95], [0, 15, 45]]


def setting_for(
    heights: Sequence[int], room: int, *, has_words: bool = False, is_alone: bool = True
) -> tuple[float, float, bool]:
    """Return how items are set whose heights close as told, below hard words that take 9."""

    def set_as(setting: Setting) -> list[Block]:
        words = [Block(height=9)] if setting.has_words and has_words else []
        return [*words, *blocks_of(*(round(height * setting.within) for height in heights))]

    chosen, _ = choose_setting(set_as, room, has_words=has_words, is_alone=is_alone)
    return chosen.spacing, chosen.within, chosen.has_words


def test_nothing_closes_where_pages_are_well_filled() -> None:
    assert setting_for((22, 22, 22), 91) == (1.0, 1.0, True)
    assert setting_for((40, 40, 40, 30), 100) == (1.0, 1.0, True)


def test_gaps_close_as_little_as_saves_a_page_and_options_only_if_that_is_not_enough() -> None:
    assert setting_for((22, 22, 22), 90) == (0.95, 1.0, True)
    assert setting_for((22, 22, 22), 89) == (0.9, 1.0, True)
    assert setting_for((22, 22, 22), 84) == (0.9, 0.9, True)
    assert setting_for((22, 22, 22), 60) == (1.0, 1.0, True)


def test_hard_words_are_worth_a_line_but_no_page() -> None:
    assert setting_for((22, 22, 22), 105, has_words=True) == (1.0, 1.0, True)
    assert setting_for((22, 22, 22), 88, has_words=True) == (0.75, 0.9, True)
    assert setting_for((22, 22, 22), 80, has_words=True) == (0.75, 0.9, False)


@given(st.permutations([18, 20, 22, 24, 26, 28, 40]), st.integers(70, 130))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_versions_are_set_alike_in_whatever_order_their_items_are(
    heights: list[int], room: int
) -> None:
    in_order = setting_for(sorted(heights), room, is_alone=False)
    assert setting_for(heights, room, is_alone=False) == in_order


def test_what_stands_closer_keeps_its_type_and_room_to_write() -> None:
    """The key is set smaller, the sheet's writing lines come nearer, none nearer than 8 mm."""
    usual = measures_of(look())
    closer, wider = spaced(usual, 0.9), spaced(usual, 1.1)
    assert closer.styles.key.size == 10 < usual.styles.key.size == wider.styles.key.size
    assert closer.styles.body == usual.styles.body == wider.styles.body
    pitches = [one.theme.line_pitch for one in (closer, usual, wider)]
    assert 8 * MM <= pitches[0] < pitches[1] < pitches[2]
    pitches = [one.theme.option_pitch for one in (closer, usual, wider)]
    assert closer.theme.circle < pitches[0] < pitches[1] < pitches[2]


def test_an_item_longer_than_a_page_is_cut_between_its_lines() -> None:
    long = Block(height=100, cuts=[20, 40, 60, 80, 100], is_item=True)
    pages = fill_pages([long], 0, 50)
    assert [[placed.block.height for placed in page] for page in pages] == [[40], [40], [20]]


def filled(count: int) -> Form:
    """Return the sample with `count` more items before it."""
    more = [item(f"more-{n}", f"Filler {n}?", ShortAnswer(answer=text("x"))) for n in range(count)]
    return replace(sample(), sections=(section("Filler", "", 1, *more), *sample().sections))


@pytest.mark.parametrize("count", range(14))
def test_items_stay_whole_and_headings_keep_their_first_item(count: int) -> None:
    pages = [squeezed(page) for page in pages_of(write_sheet(filled(count), look()))]
    for part in sample().sections:
        head = squeezed(part.title + part.instruction)
        first = squeezed(next(words for words in words_of(part.items[0].item) if words))
        assert any(head in page and first in page for page in pages)
        for numbered in part.items:
            words = [squeezed(words) for words in words_of(numbered.item)]
            assert any(all(word in page for word in words) for page in pages)


def words_of(part: Item) -> list[str]:
    """Return all that a sheet prints of an item."""
    interaction = part.interaction
    words = [plain(part.prompt)]
    if isinstance(interaction, Choice):
        words += [plain(option.content) for option in interaction.options]
    elif isinstance(interaction, Matching):
        words += [plain(premise.text) for premise in interaction.premises]
        words += [plain(response.text) for response in interaction.responses]
    elif isinstance(interaction, Ordering):
        words += [plain(event.text) for event in interaction.events]
    elif isinstance(interaction, Numeric):
        words += [interaction.unit]
    elif isinstance(interaction, Cloze):
        words += [plain(part) for part in interaction.parts]
    return words


def matching(pairs: int, spare: int, response: str) -> Matching:
    return Matching(
        heading=text("Answers"),
        premises=tuple(
            Premise(
                id=f"fact-{n}",
                text=text(f"Premise number {n}"),
                detail=text(f"on\u00a0day\u00a0{n}"),
                response=f"response-{n}",
                source="s1",
            )
            for n in range(pairs)
        ),
        responses=tuple(
            Response(id=f"response-{n}", text=text(response.format(n=n)))
            for n in range(pairs + spare)
        ),
    )


SENTENCES = " ".join(f"Sentence {n} of this text says nothing new." for n in range(300))
HOSTILE = {
    "a word of 300 letters": item("x", "Is it " + "a" * 300 + "?", choice("b" * 300, "c")),
    "a stem longer than a page": item("x", SENTENCES, choice("yes", "no")),
    "an option longer than a page": item("x", "Why?", choice(SENTENCES, "no")),
    "26 options": item("x", "Which?", choice(*(f"option {n}" for n in range(26)))),
    "80 wide options": item(
        "x",
        "Which?",
        choice(*(f"option {n} is as wide as one of its kind can be" for n in range(80))),
    ),
    "40 matching pairs": item("x", "", matching(40, 2, "response {n}")),
    "200 wide matching pairs": item(
        "x", "", matching(200, 2, "a response of so many words that it needs two lines, {n} " * 2)
    ),
    "90 writing lines": item("x", "Why?", ShortAnswer(answer=text("so"), lines=90)),
    "26 squares": item("x", "Which?", several(*(f"option {n}" for n in range(26)), keys=(0, 25))),
    "26 right options": item(
        "x", "Which?", several(*(f"option {n}" for n in range(26)), keys=tuple(range(26)))
    ),
    "a number with a very long unit": item(
        "x", "How many?", amount("6", "landing sites on the near side of the Moon " * 8, "6")
    ),
    "a number with a unit of one long word": item("x", SENTENCES, amount("6", "m" * 300, "6")),
    "a number without a unit": item("x", SENTENCES, amount("6", "", "6")),
    "a cloze with its blank at the end of the line": item(
        "x",
        "",
        cloze("We choose to go to the Moon in this decade and do the ____ " * 9, *"abcdefghi"),
    ),
    "a cloze longer than a page": item("x", "", cloze(f"{SENTENCES} ____. {SENTENCES}", "so")),
    "a cloze of blanks alone": item("x", "Fill in.", cloze("____" * 40, *["a"] * 40)),
    "a cloze glued to a long word": item("x", " ", cloze("a" * 300 + "____" + "b" * 300, "so")),
    "a discussion of 90 lines": item("x", SENTENCES, Discussion(lines=90)),
    "a stem without words": item("x", " ", choice("yes", "no")),
    "a statement longer than a page": item("x", SENTENCES, TrueFalse(is_true=True)),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("write", [write_sheet, write_key])
def test_hostile_content_is_printed_whole_and_nothing_runs_off_the_page(
    name: str, write: Callable[..., bytes], tmp_path: Path
) -> None:
    part = HOSTILE[name]
    pdf = write(form(section("Hostile", "Do " * 200, 1, part)), look())
    footer = re.escape(squeezed("·".join(sample().footer))) + r"Page\d+of\d+|TF"
    again = squeezed(sample().labels.name)  # on top of each page but the first
    bodies = (squeezed(page).removeprefix(again) for page in pages_of(pdf))
    body = "".join(re.sub(footer, "", page) for page in bodies)
    if write is write_sheet:
        assert [words for words in words_of(part) if squeezed(words) not in body] == []
    assert outside(pdf) == []
    assert overlapping(pdf) == []
    assert [found for found in problems_aloud(pdf, tmp_path) if "error" in found] == []


def test_one_item_makes_a_sheet_and_a_section_without_items_is_left_out(tmp_path: Path) -> None:
    short = form(
        section("Nothing", "Do nothing.", 1), section("One", "", 1, item("x", "Who?", choice("A")))
    )
    for write in (write_sheet, write_key):
        pdf = write(short, look())
        assert "Nothing" not in "".join(pages_of(pdf))
        assert problems_aloud(pdf, tmp_path) == []


def test_a_form_without_items_is_a_title_page() -> None:
    for write in (write_sheet, write_key):
        assert len(pages_of(write(form(), look()))) == 1


def test_a_long_title_school_and_footer_stay_on_the_page() -> None:
    words = "The long-range strikes debate and what each government said about it " * 4
    wide = replace(sample(), title=words, subtitle=words, footer=(words, "Form A", words))
    for write in (write_sheet, write_key):
        assert outside(write(wide, look())) == []


def test_letter_paper_is_letter_paper() -> None:
    page = pypdfium2.PdfDocument(write_sheet(sample(), look(paper="letter")))[0]
    assert page.get_size() == (612, 792)
