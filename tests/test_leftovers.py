"""What other programs leave in texts, and texts that do not fit the sentence around them: told."""

from pathlib import Path

import pytest
from case_files import Case, problems_of, read_cases, the_language, whole_text
from command import Run
from test_import import BRIDGES
from test_new import run

from quizgen.check import check_values
from quizgen.judge.leftovers import is_spreadsheet_error, markup_in
from quizgen.read import read_bank

__all__ = ["run"]
CASES = read_cases("bank_errors.md")
DELETE = "it is printed as it stands: delete it; no text has bold, italics or links"
CLAUSE = "it is set into a sentence: write one clause, and the rest in a note"


def told(kind: str, text: str) -> list[str]:
    """Return what is told of a part of a bank that can be read: message, rule and hint."""
    written = whole_text(Case("", kind, text, ""), CASES)
    language = the_language()
    bank = read_bank(written, "case.yaml", {"en-GB": language})
    return [
        f"{problem.severity} {problem.message} [{problem.rule}] {problem.hint}"
        for problem in check_values(bank, language)
    ]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("a <b>low</b> wall", ["<b>", "</b>"]),
        ("a <i class='x'>low</i> wall", ["<i class='x'>", "</i>"]),
        ("one<br/>two", ["<br/>"]),
        ("salt &amp; pepper", ["&amp;"]),
        ("caf&#233; &nbsp;", ["&#233;", "&nbsp;"]),
        ("a **low** wall", ["**low**"]),
        ("a *low* wall", ["*low*"]),
        ("a _low_ wall", ["_low_"]),
        ("a __low__ wall", ["__low__"]),
        ("a ~~low~~ wall", ["~~low~~"]),
        ("the `len` function", ["`len`"]),
        ("see [here](https://example.org)", ["[here](https://example.org)"]),
        ("# A heading", ["#"]),
        ("2 * 3 * 4 = 24", []),
        ("f(x) = a*x*b", []),
        ("snake_case_name", []),
        ("a < b > c, R&D; AT&T", []),
        ("x<y>z", []),
        ("#1 in the charts", []),
        ("[here] (there)", []),
        ("about ~5 ~ 7", []),
    ],
)
def test_marks_of_other_programs_are_found_and_signs_are_not(text: str, marks: list[str]) -> None:
    assert [*markup_in(text)] == marks


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- kind: term\n  meaning: a <b>low</b> wall", f"W fact 'abc' meaning has <b> in it [TEXT-1] {DELETE}"),
        ("- kind: term\n  term: a *low* wall", f"W fact 'abc' term has *low* in it [TEXT-1] {DELETE}"),
        ("- kind: event\n  what: the town **began** to build the bridge", f"W fact 'bridge-begun' what has **began** in it [TEXT-1] {DELETE}"),
        ("- kind: event\n  note: salt &amp; pepper", "W fact 'bridge-begun' note has &amp; in it [TEXT-1] it is printed as it stands: write the sign itself"),
        ("- kind: term\n  accept: [_ABC_]", f"W fact 'abc' accept has _ABC_ in it [TEXT-1] {DELETE}"),
        ("- kind: term\n  distractors: [{text: a <i>mill</i>, why_wrong: is one}]", f"W fact 'abc' text has <i> in it [TEXT-1] {DELETE}"),
        ("- kind: term\n  meaning: a “low wall", "W fact 'abc' meaning has “ and ” that are no pairs [TEXT-1] write “ before the words and ” after them; straight marks are printed straight"),
        ("- kind: statement\n  gist: The town would build the bridge", "W fact 'bridge-said' gist begins with a capital: 'The' [TEXT-1] it is set into a sentence: write the"),
        ("- kind: quantity\n  asks: How long is the bridge", "W fact 'bridge-length' asks begins with a capital: 'How' [TEXT-1] it is set into a sentence: write how"),
        ("- kind: quantity\n  says: 'The bridge is {value} long'", "W fact 'bridge-length' says begins with a capital: 'The' [TEXT-1] it is set into a sentence: write the"),
        ("- kind: quantity\n  subject: The bridge", "W fact 'bridge-length' subject begins with a capital: 'The' [TEXT-1] it is set into a sentence: write the"),
        ("- kind: event\n  what: The town began to build", "W fact 'bridge-begun' what begins with a capital: 'The' [TEXT-1] it is set into a sentence: write the"),
        ("- kind: term\n  relation: means\n  meaning: A low wall", "W fact 'abc' meaning begins with a capital: 'A' [TEXT-1] it is set into a sentence: write a"),
        ("- kind: term\n  relation: means\n  meaning: a wall across a river. It holds back water", f"W fact 'abc' meaning has more than one sentence [TEXT-1] {CLAUSE}"),
        ("- kind: event\n  what: the town began to build. It took long", f"W fact 'bridge-begun' what has more than one sentence [TEXT-1] {CLAUSE}"),
        ("- kind: statement\n  quote: Happiness is a long walk\n  gist: Happiness is a long walk", "W fact 'bridge-said' gist repeats the quotation [TEXT-1] say it in your own words, so that it completes “said that”, or leave it out"),
    ],
)  # fmt: skip
def test_an_author_is_told_what_would_be_printed_as_it_stands(text: str, said: str) -> None:
    assert told("fact", f"{text}\n") == [said]


@pytest.mark.parametrize(
    "text",
    [
        "- kind: term\n  term: <b>\n  allow: {TEXT-1: a bank on HTML}",
        "- kind: term\n  relation: means\n  meaning: Ann Miller's house in St. Ives",
        "- kind: statement\n  gist: Northtown would build the bridge",
        "- kind: statement\n  gist: I would build the bridge",
        "- kind: event\n  what: the ship reached the U.S. Navy's harbour",
        "- kind: term\n  meaning: The Hague Convention",
        "- kind: statement\n  quote: Build it\n  gist: build it",
        "- kind: term\n  meaning: Apple Inc.",
    ],
)
def test_what_fits_is_not_told(text: str) -> None:
    assert told("fact", f"{text}\n") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: A <i>case</i>", f"W title has <i> in it [TEXT-1] {DELETE}"),
        ("teacher_note: Ask **first**.", f"W teacher_note has **first** in it [TEXT-1] {DELETE}"),
        ("discussion: [{id: d, text: What *now*?}]", f"W text has *now* in it [TEXT-1] {DELETE}"),
        ("camps: {north: the <b>North</b>, south: the South}", f"W camps has <b> in it [TEXT-1] {DELETE}"),
    ],
)  # fmt: skip
def test_what_stands_around_the_facts_is_looked_at_too(text: str, said: str) -> None:
    assert told("bank", f"{text}\n") == [said]


@pytest.mark.parametrize(
    ("relation", "meaning", "sign"),
    [
        ("means", "a low wall.", "."),
        ("means", "It is a low wall across a river.", "."),
        ("was", "president of the club?", "?"),
        ("stands-for", "Association of Bridge Companies.", "."),
    ],
)
def test_a_meaning_that_ends_as_a_sentence_is_refused(
    relation: str, meaning: str, sign: str
) -> None:
    text = f"- kind: term\n  relation: {relation}\n  meaning: {meaning}\n"
    assert problems_of(Case("", "fact", text, ""), CASES) == (
        f"3:12: meaning ends with '{sign}'\n  hint: it is set into a sentence: delete the sign\n"
    )


@pytest.mark.parametrize("error", ["#NAME?", "#REF!", "#N/A", "Err:502", "#BEZUG!", "#DIV/0!"])
def test_an_error_of_a_spreadsheet_in_a_bank_is_told_and_can_be_meant(error: str) -> None:
    text = f"- kind: term\n  meaning: '{error}'\n"
    assert problems_of(Case("", "fact", text, ""), CASES) == (
        f"2:12: meaning '{error}' is an error of a spreadsheet\n"
        "  hint: write what it should say; if it is meant, add allow: {TEXT-1: why}\n"
    )
    meant = f"{text}  allow: {{TEXT-1: a bank on spreadsheets}}\n"
    assert problems_of(Case("", "fact", meant, ""), CASES) == "nothing is wrong\n"


def test_hashes_and_capitals_alone_are_no_errors() -> None:
    assert not any(map(is_spreadsheet_error, ["#", "##", "#a!", "#Name?", "#5!", "Err", "A!"]))


@pytest.mark.parametrize(
    ("quote", "hint"),
    [
        ("He told me “no” and left", "write single ones around what is quoted within it: ‘so’"),
        ("“No” is what he said", "write single ones around what is quoted within it: ‘so’"),
        ("He said «no» to me", "write single ones around what is quoted within it: ‘so’"),
        ("“We will build it”", "leave out the marks around the words: they are set in print"),
        ("We will (if we can) build it", "write dashes around the words if they are the speaker's own: – so –; else end one span before them and start another after them"),
        ("We [the town] will build it", "keep the speaker's words only: end one span before it and start another after it"),
        ("We need > 5 bridges", "write in words what it means"),
    ],
)  # fmt: skip
def test_a_quotation_refused_for_a_sign_is_told_which_form_is_accepted(
    quote: str, hint: str
) -> None:
    text = f"- kind: statement\n  quote: '{quote}'\n"
    where, said = problems_of(Case("", "fact", text, ""), CASES).splitlines()
    assert where.startswith("2:10: the quotation has ")
    assert said == f"  hint: {hint}"


@pytest.mark.parametrize(
    "quote",
    [
        "He told me ‘no’ and left",
        "We will – if we can – build it",
        "We will … build it; or not: who knows?",
        "We’ll build it—now, ‘at once’!",
    ],
)
def test_a_quotation_in_an_accepted_form_is_accepted(quote: str) -> None:
    text = f"- kind: statement\n  quote: '{quote.replace(chr(39), 2 * chr(39))}'\n"
    assert problems_of(Case("", "fact", text, ""), CASES) == "nothing is wrong\n"


def test_an_import_tells_what_would_be_printed_as_it_stands(run: Run) -> None:
    table = BRIDGES.replace(
        "Association of Bridge Companies", "Association of <b>Bridge</b> &amp; Co"
    )
    Path("facts.csv").write_text(table, "utf-8")
    said = run("import", "facts.csv", "--topic", "bridges")
    assert said.code == 0
    assert said.err == (
        f"facts.csv:4:1: warning: fact 'abc' meaning has <b> in it [TEXT-1]\n  hint: {DELETE}\n"
    )


def test_a_rule_that_a_fact_may_break_and_that_there_is_not_is_told() -> None:
    (said,) = told("fact", "- kind: term\n  allow: {LEN-7: as printed, TEXT-1: as printed}\n")
    assert said.startswith("W fact 'abc' allows LEN-7, and there is no such rule [] did you mean ")
