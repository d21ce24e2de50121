"""How sentences begin and end, wherever they are printed: sheets, keys, cards, tables, lists."""

import csv
import re
from pathlib import Path

import pytest
from command import Run
from moon import language

from quizgen.content import plain
from quizgen.errors import Where
from quizgen.language.sentences import AsWritten, article_of, begin, end, fill, join, open_end
from quizgen.language.wording import render

HERE = Where("stems/event.yaml", 7, 9)
HEAD = """\
topic: odd
title: "Odd words"
summary: For the tests.
as_of: 2024-12-31
sensitivity: none
sources:
  s: {publisher: "Science Weekly, Inc.", title: Words, kind: report, date: 2024-05-21, date_basis: external, text: w.txt}
"""
TERMS = """\
facts:
- {id: ph, kind: term, term: pH, meaning: a number that says how acid water is, relation: means, source: s, at: a}
- {id: mrna, kind: term, term: mRNA, meaning: the working copy of a gene, relation: means, source: s, at: b}
- {id: kilo, kind: term, term: kg, meaning: the base unit of mass, relation: means, source: s, at: c}
- {id: length, kind: term, term: len(), meaning: a function that counts members, relation: means, source: s, at: d}
- {id: page, kind: term, term: site, meaning: "https://example.org/start", relation: means, source: s, at: e}
- {id: euler, kind: term, term: e, meaning: ln 1 of nothing, relation: means, source: s, at: f, keep_case: true}
- {id: work, kind: term, term: laufen, meaning: to run, relation: means, source: s, at: g}
"""
EVENTS = """\
people:
  hooks: {name: bell hooks, keep_case: true, offices: [{office: writer, class: writer, country: US}]}
  gogh: {name: van Gogh, offices: [{office: painter, class: writer, country: NL}]}
  king: {name: "Martin Luther King, Jr.", offices: [{office: pastor, class: writer, country: US}]}
facts:
- {id: sold, kind: event, what: iPhone sales passed one million, short: iPhone record, date: 2007-09-10, source: s, at: a}
- {id: ship, kind: event, what: the ship reached the U.S., short: arrival in the U.S., date: 1920-05-05, source: s, at: b}
- {id: shop, kind: event, what: the shop opened at 9 a.m., short: opening at 9 a.m., date: 1921-05-05, place: "Washington, D.C.", status: disputed, source: s, at: c}
- {id: firm, kind: event, what: "the firm sold iron, wood etc.", short: "iron, wood etc.", date: 1922-05-05, source: s, at: d, note: "It was run by Smith & Co. (now of Acme Inc.)"}
- {id: song, kind: event, what: the band released “Who’s Next?”, short: release of “Who’s Next?”, date: 1970-05-08, source: s, at: e}
- {id: sang, kind: statement, speaker: hooks, verb: said, quote: I sang ‘Blue Boat’ in the U.S., gist: she sang “Blue Boat” in the U.S., about: songs, wording: verbatim, date: 2024-05-01, source: s, at: f, accept: [a song of the sea]}
- {id: dream, kind: statement, speaker: king, verb: said, quote: I had a dream…, gist: he had had a dream, about: dreams, wording: verbatim, date: 2024-05-03, source: s, at: g}
- {id: paint, kind: statement, speaker: gogh, verb: wrote, quote: What is painting?, gist: he asked what painting was, about: painting, wording: verbatim, date: 2024-05-04, source: s, at: h}
"""


def ask(run: Run, bank: str, *words: str) -> str:
    """Return what a command says of a bank."""
    Path("banks/odd.yaml").write_text(HEAD + bank, "utf-8")
    said = run(*words)
    assert said.code == 0, said.err
    return said.out


def items_of(run: Run, bank: str) -> list[str]:
    return ask(run, bank, "show", "--topic", "odd", "--all").replace("\u00a0", " ").splitlines()


def cards_of(run: Run, bank: str) -> str:
    ask(run, bank, "build", "--topic", "odd", "--only", "csv", "--with-choice", "--out", "out")
    with Path("out/odd.csv").open(encoding="utf-8", newline="") as file:
        sides = [cell for row in csv.reader(file) for cell in row]
    return re.sub("</?[bi]>", "", "\n".join(sides)).replace("\u00a0", " ")


# ------------------------------------------------------------------------------- first letters


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("the bridge", "The bridge"),
        ("ships—all of them—sank", "Ships—all of them—sank"),
        ("it’s raining", "It’s raining"),
        ("anti-American protests", "Anti-American protests"),
        ("covid-19 spread", "Covid-19 spread"),
        ("state(s) of the union", "State(s) of the union"),
        ("(the) end", "(The) end"),
        ("van Gogh painted", "Van Gogh painted"),
        ("éclairs", "Éclairs"),
        ("etc. and so on", "Etc. and so on"),
        ("\x02the\x02 end", "\x02The\x02 end"),
        ("a vote", "A vote"),
        *[
            (kept, kept)
            for kept in (
                "pH of water",
                "mRNA",
                "iPhone sales",
                "eBay-like shops",
                "macOS",
                "dB",
                "https://example.org/start",
                "len() counts",
                "f(x)",
                "km/h",
                "kg",
                "df",
                "h2o",
                "c++",
                "r&d",
                "a.m.",
                "c. 1200",
                "e. e. cummings wrote",
                "d’Artagnan",
                "al-Qaeda",
                "t-SNE",
                "“bridge of sighs” was its name",
                "3rd fleet",
                "’t Hooft",
                "…and then",
                "",
            )
        ],
    ],
)
def test_a_first_letter_is_raised_where_the_word_stays_the_same(text: str, begun: str) -> None:
    assert begin(text) == begun


@pytest.mark.parametrize(
    ("text", "tag", "begun"),
    [
        ("ﬁnal oﬀer", "en", "Final oﬀer"),  # a ligature is taken apart, and its first letter raised
        ("ßeta", "de", "ßeta"),  # the only capital that Unicode has for it at a start is "Ss"
        ("საქართველო", "ka", "საქართველო"),  # Georgian sentences begin with no capital
        ("µm", "en", "µm"),  # the micro sign's capital is a Greek Mu
        ("ǆep", "hr", "ǅep"),  # a digraph has a letter of its own for the start
        ("ijs", "nl", "IJs"),
        ("ijs", "en", "Ijs"),
        ("istanbul", "tr", "İstanbul"),
        ("ŉ kat", "af", "ŉ kat"),
        ("ɐ", "en", "ɐ"),  # phonetics has no capitals
        ("ώρα", "el", "Ώρα"),
        ("прст", "sr", "Прст"),
        ("krk", "cs", "Krk"),  # Czech has words without a vowel, where English has kg
    ],
)
def test_a_capital_is_one_letter_of_the_same_script(text: str, tag: str, begun: str) -> None:
    assert begin(text, tag) == begun


def test_who_says_so_keeps_the_first_letter() -> None:
    assert begin(AsWritten("bell hooks")) == "bell hooks"
    assert plain(render("{{ x | sentence }}", {"x": AsWritten("bell hooks")}, HERE)) == "bell hooks"
    assert (
        plain(render("{{ (x or y) | sentence | stop }}", {"x": AsWritten("e"), "y": ""}, HERE))
        == "e."
    )


def test_terms_signs_and_names_are_options_as_the_bank_has_them(run: Run) -> None:
    lines = [line.strip() for line in items_of(run, TERMS)]
    options = {line[2:].partition("  (")[0] for line in lines if line[:2] in ("* ", "- ")}
    assert {
        "pH",
        "mRNA",
        "kg",
        "len()",
        "site",
        "e",
        "laufen",
        "https://example.org/start",
    } <= options
    assert "ln 1 of nothing" in options  # so its author says
    assert "The base unit of mass" in options
    assert options.isdisjoint(
        {"PH", "MRNA", "Kg", "Len()", "Https://example.org/start", "E", "Laufen"}
    )


def test_cards_and_a_sheet_to_study_keep_the_letters_too(run: Run) -> None:
    cards = cards_of(run, TERMS)
    for wrong in ("PH", "MRNA", "Kg", "Len()", "Https", "Laufen"):
        assert wrong not in cards
    ask(
        run,
        TERMS,
        "build",
        "--topic",
        "odd",
        "--worksheet",
        "study-sheet",
        "--only",
        "json",
        "--out",
        "out",
    )
    told = next(Path("out").glob("*.json")).read_text("utf-8")
    assert '"kg"' in told or "kg: the base unit of mass." in told
    assert "Kg" not in told


def test_a_name_that_begins_small_does_so_everywhere(run: Run) -> None:
    said = "\n".join([*items_of(run, EVENTS), cards_of(run, EVENTS)])
    assert "bell hooks, writer" in said
    assert "Bell hooks" not in said
    assert "Van Gogh, painter" in said  # of whom nobody says so
    assert "iPhone sales passed one million." in said
    assert "IPhone" not in said


def test_the_key_keep_case_is_true_or_false(run: Run) -> None:
    Path("banks/odd.yaml").write_text(HEAD + TERMS.replace("keep_case: true", "keep_case: maybe"))
    said = run("check", "odd")
    assert said.code == 1
    assert "keep_case 'maybe' is not true or false" in said.err


# ------------------------------------------------------------------------------- last signs


@pytest.mark.parametrize(
    ("text", "ended"),
    [
        ("so it was", "so it was."),
        ("so it was,", "so it was."),
        *[
            (kept, kept)
            for kept in (
                "",
                "the U.S.",
                "at 9 a.m.",
                "iron etc.",
                "wait…",
                "wait...",
                "why?",
                "he wrote “At last!”",
                "‘Nevermore.’",
                "“Quoth he, ‘Nevermore.’”",
                "(Acme Inc. said so.)",
                "It was so. (Acme Inc. said so.)",
                "as follows:",
                "\x02the U.S.\x02",
            )
        ],
        ("in Britain (opened at 9 a.m.)", "in Britain (opened at 9 a.m.)."),
        ("they left (why?)", "they left (why?)."),
        ("the “bridge of sighs”", "the “bridge of sighs”."),
    ],
)
def test_a_sentence_has_one_last_sign(text: str, ended: str) -> None:
    assert end(text) == ended


@pytest.mark.parametrize(
    ("parts", "joined"),
    [
        (["It reached ", "the U.S.", "."], "It reached the U.S."),
        (["In ", "Washington, D.C.", ", it began."], "In Washington, D.C., it began."),
        (["Who reached ", "the U.S.", "?"], "Who reached the U.S.?"),
        (["Who wrote ", "“Why?”", "?"], "Who wrote “Why?”"),
        (["Who sang ", "“Help!”", "?"], "Who sang “Help!”?"),
        (["They sang ", "“Help!”", "."], "They sang “Help!”"),
        (["As for ", "Macron, President of France,", "."], "As for Macron, President of France."),
        (["where did ", "Macron, President,", ", stand"], "where did Macron, President, stand"),
        (["“", "I had a dream…", "”."], "“I had a dream…”"),
        (["“", "We go", "”."], "“We go”."),
        (["\x02on 9 a.m.\x02", ". Then"], "\x02on 9 a.m.\x02 Then"),
        (["It is ", "3", ".5 or so"], "It is 3.5 or so"),
        (["a", "", ".", "", "b"], "a.b"),
        (["the name ", "e.g.", " .NET"], "the name e.g. .NET"),
        (["(", "the U.S.", ")."], "(the U.S.)."),
        (["On ", "May\u00a01,\u00a02024", " it began"], "On May\u00a01,\u00a02024, it began"),
        (["On ", "May\u00a01,\u00a02024", "."], "On May\u00a01,\u00a02024."),
    ],
)
def test_where_words_and_values_meet_stands_one_sign(parts: list[str], joined: str) -> None:
    assert join(parts) == joined
    template = "".join(f"{{{{ v{n} }}}}" if n % 2 else part for n, part in enumerate(parts))
    values = {f"v{n}": part for n, part in enumerate(parts)}
    if "\x02" not in joined:
        assert plain(render(template, values, HERE)) == joined


def test_a_text_of_a_bank_is_not_changed_within() -> None:
    odd = "Wait.. what?. He said,, so;; “a “b” c”"
    assert plain(render("{{ x }}", {"x": odd}, HERE)) == odd
    assert plain(render("So: {{ x }} – end", {"x": odd}, HERE)) == f"So: {odd} – end"


def test_a_sentence_that_goes_on_loses_its_full_stop_and_an_abbreviation_does_not() -> None:
    assert [
        *map(open_end, ("It flew.", "the U.S.", "wood etc.", "Acme Inc.", "why?", "I did so.”"))
    ] == [
        "It flew",
        "the U.S.",
        "wood etc.",
        "Acme Inc.",
        "why?",
        "I did so”",
    ]
    assert fill("{a} is {b}.", a="The E.U.", b="near the U.S.") == "The E.U. is near the U.S."


DOUBLED = ("..", ".;", "?.", "!.", "….", ",.", ",,", ".”.", "?”.")


def test_no_sentence_ends_twice_in_items_cards_keys_or_tables(run: Run) -> None:
    """Whatever the wording ends in: full stop, question mark, quotation mark, bracket, gap."""
    items = "\n".join(items_of(run, EVENTS))
    cards = cards_of(run, EVENTS)
    ask(run, EVENTS, "build", "--topic", "odd", "--only", "quizlet", "--out", "out")
    quizlet = Path("out/odd-quizlet.txt").read_text("utf-8")
    for said in (items, cards, quizlet):
        found = {sign for sign in DOUBLED if sign in said.replace("; accept", ", accept")}
        assert found == set(), [line for line in said.splitlines() if any(s in line for s in found)]
    assert "On 5 May 1920, the ship reached the U.S.\n" in items
    assert "the shop opened at 9 a.m. on 5 May 1921 in Washington, D.C.<br>" in cards  # from a gap
    assert "She sang “Blue Boat” in the U.S.; accept a song of the sea" in items


def test_a_key_says_what_else_is_right_without_a_full_stop_before_it(run: Run) -> None:
    bank = EVENTS.replace(
        "gist: he had had a dream,", "gist: he had had a dream, accept: [a dream],"
    )
    items = "\n".join(items_of(run, bank))
    assert "* He had had a dream; accept a dream" in items


def test_an_american_date_is_closed_by_a_comma_where_the_sentence_goes_on(run: Run) -> None:
    said = "\n".join(
        [*items_of(run, "language: en-US\n" + EVENTS), cards_of(run, "language: en-US\n" + EVENTS)]
    )
    assert re.search(
        r"“I sang ‘Blue Boat’ in the U\.S\.”\s+Who said this in 2024 about songs\?", said
    )
    assert "Who said in 2024 that she sang “Blue Boat” in the U.S.?" in said
    assert "what did bell hooks say on May 1, 2024, about songs?" in said
    assert "the shop opened at 9 a.m. on May 5, 1921, in Washington, D.C.\n" in said
    assert "On May 5, 1920, the ship reached the U.S.\n" in said
    assert "What happened on May 5, 1920?" in said
    assert "According to Science Weekly, Inc. (May 21, 2024), the shop" in said
    british = "\n".join(items_of(run, EVENTS))
    assert re.search(
        r"“I sang ‘Blue Boat’ in the U\.S\.”\s+Who said this in 2024 about songs\?", british
    )
    assert "what did bell hooks say on 1 May 2024 about songs?" in british


# ------------------------------------------------------------------------------- quotations


def test_marks_within_quotation_marks_are_single_ones_and_within_these_double() -> None:
    assert (
        join(["“", "I like “Who’s ‘Next’?” best", "” she said"])
        == "“I like ‘Who’s “Next”?’ best” she said"
    )
    assert join(["“", 'I sang "Blue Boat" twice', "”"]) == "“I sang ‘Blue Boat’ twice”"
    assert join(["“", "I sang ‘Blue Boat’ twice", "”"]) == "“I sang ‘Blue Boat’ twice”"
    assert join(["“A” and ", "“B”"]) == "“A” and “B”"


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "‘{}’"])
def test_a_title_in_quotation_marks_is_nobodys_speech(run: Run, marks: str) -> None:
    song = marks.format("Blue Boat").replace('"', '\\"')
    goose = marks.format("The Grey Goose").replace('"', '\\"')
    others = "".join(
        f'- {{id: e{n}, kind: event, what: "ferry {n} crossed the river", short: "ferry {n}", '
        f"date: 18{n}1-05-02, source: s, at: e{n}}}\n"
        f'- {{id: t{n}, kind: term, term: "boat {n}", meaning: "a boat of sort {n}", '
        f"relation: means, source: s, at: t{n}}}\n"
        for n in range(1, 6)
    )
    bank = (
        "facts:\n"
        f'- {{id: song, kind: event, what: "the band released {song}", short: "release of {song}", '
        "date: 1870-05-08, source: s, at: a}\n"
        f'- {{id: poem, kind: term, term: "{goose}", meaning: "a poem by {song}", '
        f"relation: means, source: s, at: b}}\n{others}"
    )
    Path("banks/odd.yaml").write_text(HEAD + bank, "utf-8")
    said = run("check", "odd")
    assert "QUOTE-1" not in said.out + said.err


def test_words_that_the_bank_does_not_quote_are_still_invented(run: Run) -> None:
    Path("templates/en/stems").mkdir(parents=True)
    Path("templates/en/stems/event.yaml").write_text(
        "- {id: said, type: true-false, stem: 'On {{ date }} it was “{{ short }}”.', rationale: '{{ note }}'}\n"
    )
    Path("banks/odd.yaml").write_text(HEAD + EVENTS, "utf-8")
    said = run("check", "odd")
    assert "item 'sold/said': the bank has no quotation “iPhone record” [QUOTE-1]" in said.err


# ------------------------------------------------------------------------------- articles


@pytest.mark.parametrize(
    ("article", "nouns"),
    [
        (
            "an",
            "hour|honest man|heir|area|orange|MP|NGO|F-16|X-ray|HIV test|EU law|OECD report|8|80 km|"
            "8-year plan|11|18-year-old|11,000|umbrella|unimportant vote|uninvited guest|M1|SUV|MEP|IAEA",
        ),
        (
            "a",
            "house|European|union|unit|university|user|one-way street|Ukrainian|UN resolution|US vote|"
            "UFO|U-boat|NATO summit|NASA probe|1|110|1,800|100|utility|range|hotel|T-shirt|BBC film|“unit”",
        ),
    ],
)
def test_an_article_fits_how_its_noun_is_spoken(article: str, nouns: str) -> None:
    articles = language().articles
    assert [noun for noun in nouns.split("|") if article_of(noun, articles) != article] == []
