"""Signs that only look like others, copied from web pages: named where they stand, in plain words."""

import re

import pytest
from case_files import Case, problems_of, read_cases

CASES = read_cases("bank_errors.md")
BACKSLASH = "\\"
UNSEEN = "nobody sees it: delete it with the letters around it, and type those again"


def told(kind: str, text: str) -> str:
    """Return what the author of a part of a bank is told, without what the rest of it brings in."""
    said = problems_of(Case("", kind, text, ""), CASES)
    return re.sub(r"^0:.*\n(  hint: .*\n)?", "", said, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title:\u00a0Bridges", "1:7: U+00A0 (no-break space) stands after the colon, where only a space can\n  hint: type 'title: ...'"),
        ("title:\u3000Bridges", "1:7: U+3000 (ideographic space) stands after the colon, where only a space can\n  hint: type 'title: ...'"),
        ("title\u00a0: Bridges", "1:1: key 'title' has U+00A0 (no-break space) in it\n  hint: type 'title: ...'"),
        ("title: \u00a0Bridges", "1:8: the text begins with U+00A0 (no-break space)\n  hint: delete it, and type a space where one goes"),
        ("title: Bridges\u202f", "1:8: the text ends with U+202F (narrow no-break space)\n  hint: delete it, and type a space where one goes"),
        ("title：Bridges", "1:6: ： is U+FF1A (fullwidth colon) to YAML, no colon\n  hint: type 'title: ...'"),
        ("title： Bridges", "1:6: ： is U+FF1A (fullwidth colon) to YAML, no colon\n  hint: type 'title: ...'"),
        ("ti\u200btle: Bridges", f"1:3: the character U+200B (zero width space) cannot stand in a file\n  hint: {UNSEEN}"),
        ("title: Bri\u00addges", f"1:11: the character U+00AD (soft hyphen) cannot stand in a file\n  hint: {UNSEEN}"),
        ("“title”: Bridges", "1:1: key '“title”' has U+201C (left double quotation mark) in it\n  hint: type 'title: ...'"),
        ("title: “Bridges: a story”", "1:8: “ is U+201C (left double quotation mark) to YAML, no quotation mark\n  hint: type \" or ' on both sides of the text"),
        ("title: ‘Bridges: a story’", "1:8: ‘ is U+2018 (left single quotation mark) to YAML, no quotation mark\n  hint: type \" or ' on both sides of the text"),
        ("audience:\n\u00a0\u00a0ages: 10-12", "2:1: U+00A0 (no-break space) indents this line, where only spaces can\n  hint: delete what stands before the first letter, and type spaces"),
        ("audience:\n \u2003ages: 10-12", "2:2: U+2003 (em space) indents this line, where only spaces can\n  hint: delete what stands before the first letter, and type spaces"),
        ("audience:\n\ufeff  ages: 10-12", f"2:1: the character U+FEFF (BOM) cannot stand in a file\n  hint: {UNSEEN}"),
        ("audience:\n\u200b  ages: 10-12", f"2:1: the character U+200B (zero width space) cannot stand in a file\n  hint: {UNSEEN}"),
        ("audience:\n  \tages: 10-12", "2:3: a tab stands where only spaces can\n  hint: indent with spaces"),
        ("loaded_words: [“a, b”, c]", "1:16: the comma after '“a' divides the list\n  hint: “ is U+201C (left double quotation mark) to YAML, no quotation mark: type \" or '"),
        ("title: \"A bridge”", "1:17: ” is U+201D (right double quotation mark) to YAML, no quotation mark\n  hint: close the text with the mark that opens it, \""),
        ("title: 'A bridge’", "1:17: ’ is U+2019 (right single quotation mark) to YAML, no quotation mark\n  hint: close the text with the mark that opens it, '"),
        ("camps: {north: the North，south: the South}", "1:25: ， is U+FF0C (fullwidth comma) to YAML, no comma\n  hint: type a comma and a space: , "),
        ("teacher_note: >\u00a0\n  one", "1:16: U+00A0 (no-break space) stands here, where YAML wants a space\n  hint: delete it, and type a space"),
        ("loaded_words:\n-\ta: b\n\tc: d", "2:2: a tab stands where only spaces can\n  hint: indent with spaces"),
        ("loaded_words:\n-\u00a0abc\n- d", "2:2: U+00A0 (no-break space) stands where a hyphen and a space begin a list's member\n  hint: type '- abc ...'"),
        ("loaded_words:\n  • abc\n  • d", "2:3: loaded_words must be a list, not '• abc • d'\n  hint: U+2022 (bullet) begins no member: start each with a hyphen and a space, '- '"),
        ("sensitivity: “none”", "1:14: sensitivity '“none”' is unknown\n  hint: it has U+201C (left double quotation mark) in it; did you mean 'none'? known values: none, low, high"),
        ("as_of: 2024–09–30", "1:8: as_of '2024–09–30' is not a date\n  hint: it has U+2013 (en dash) in it; write 2024-09-30"),
    ],
)  # fmt: skip
def test_a_sign_that_only_looks_right_is_named_where_it_stands(text: str, said: str) -> None:
    assert told("bank", f"{text}\n") == f"{said}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- id: abc\n  kind:\u00a0term", "2:8: U+00A0 (no-break space) stands after the colon, where only a space can\n  hint: type 'kind: ...'"),
        ("– id: abc\n  kind: term", "1:1: U+2013 (en dash) stands where a hyphen and a space begin a list's member\n  hint: type '- id: ...'"),
        ("• id: abc\n  kind: term", "1:1: U+2022 (bullet) stands where a hyphen and a space begin a list's member\n  hint: type '- id: ...'"),
        ("- id: abc\n\u00a0\u00a0kind: term", "2:1: U+00A0 (no-break space) indents this line, where only spaces can\n  hint: delete what stands before the first letter, and type spaces"),
        ("- {id: abc, kind：term}", "1:13: key 'kind：term' has U+FF1A (fullwidth colon) in it\n  hint: type 'kind: term'"),
        ("- id: “abc”\n  kind: term", "1:7: id '“abc”' is not an id\n  hint: it has U+201C (left double quotation mark) in it; lower-case letters, digits and single hyphens, at most 80: abc"),
        ("- id: \u0430bc\n  kind: term", "1:7: id '\u0430bc' is not an id\n  hint: it has U+0430 (cyrillic small letter a) in it; lower-case letters, digits and single hyphens, at most 80: bc"),
        ("- id: a\u00a0b\n  kind: term", "1:7: id 'a b' is not an id\n  hint: it has U+00A0 (no-break space) in it; lower-case letters, digits and single hyphens, at most 80: a-b"),
        ("- id: abc\n  kind: term\n  source: h\u0435rald", "3:11: source 'h\u0435rald' is unknown\n  hint: it has U+0435 (cyrillic small letter ie) in it; did you mean 'herald'? known sources: herald, digest"),
        ("- id: abc\n  kind: term\n  tags: [a，b]", "3:10: tags 'a，b' is not an id\n  hint: it has U+FF0C (fullwidth comma) in it; lower-case letters, digits and single hyphens, at most 80: a-b"),
    ],
)  # fmt: skip
def test_a_sign_that_only_looks_right_is_named_in_a_fact_too(text: str, said: str) -> None:
    kept = re.sub(r"^\S+ key '\w+' is repeated.*\n.*\n", "", told("fact", f"{text}\n"))
    assert kept == f"{said}\n"


def test_such_signs_are_at_home_in_texts() -> None:
    text = "teacher_note: >-\n  “Ask”\u00a0: first\n  – then tell: 5\u00a0km • done\ntitle: “Bridges”\n"
    assert told("bank", text) == "nothing is wrong\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r'"\theta"', r"\t between double quotation marks is a tab: '\theta'"),
        (r'"5 \times 10"', r"\t between double quotation marks is a tab: '\times'"),
        (r'"an angle \nu"', r"\n between double quotation marks is a line break: '\nu'"),
        (r'"C:\temp\new"', r"\t between double quotation marks is a tab: '\temp'"),
        (r'"\rho"', r"\r between double quotation marks is a line break: '\rho'"),
        (r'"\beta"', r"\b between double quotation marks is a sign that nobody sees: '\beta'"),
        (r'"\frac"', r"\f between double quotation marks is a sign that nobody sees: '\frac'"),
        (r'"\vec x"', r"\v between double quotation marks is a sign that nobody sees: '\vec'"),
        (r'"\alpha"', r"\a between double quotation marks is a sign that nobody sees: '\alpha'"),
        (r'"\epsilon"', r"\e between double quotation marks is a sign that nobody sees: '\epsilon'"),
        (r'"\0"', r"\0 between double quotation marks is a sign that nobody sees"),
        (r'"\Nabla \Pi"', r"\N between double quotation marks is a sign that nobody sees: '\Nabla'"),
        (r'"a\_b"', r"\_ between double quotation marks is a no-break space: '\_b'"),
        (r'"\Lambda"', r"\L between double quotation marks is a sign that nobody sees: '\Lambda'"),
        (r'"\xi"', "a backslash between double quotation marks starts an escape"),
        (r'"C:\Users"', "a backslash between double quotation marks starts an escape"),
    ],
)  # fmt: skip
def test_a_backslash_between_double_quotation_marks_eats_no_letter(text: str, said: str) -> None:
    hint = "write two backslashes, or use single quotation marks"
    if "line break" in said:
        hint += "; for a line break write a space"
    where, told_hint = told("bank", f"title: {text}\n").splitlines()
    assert (where.partition(": ")[2], told_hint) == (said, f"  hint: {hint}")
    if "escape" not in said:
        assert where.startswith(f"1:{len('title: ') + text.index(BACKSLASH) + 1}: ")
    single, doubled = text.replace('"', "'"), text.replace(BACKSLASH, 2 * BACKSLASH)
    assert told("bank", f"title: {single}\nsummary: {doubled}\n") == "nothing is wrong\n"


def test_an_escape_that_is_written_out_stands_for_its_character() -> None:
    text = 'title: "Caf\\u00e9 \\"x\\" 1\\/2"\nsummary: "on two \\\n  lines"\n'
    assert told("bank", text) == "nothing is wrong\n"
