"""What the texts of the sources prove of a bank, and every way in which they contradict it."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from quizgen.bank.dates import Date, iso_of
from quizgen.bank.facts import Event, Fact, Position, Quantity, Statement
from quizgen.language.words import Language
from quizgen.prove import Copies, Proof, named_copies, prove
from quizgen.prove.source_text import SourceText
from quizgen.prove.text_dates import printed_dates, relative_dates
from quizgen.prove.text_numbers import numbers_in
from quizgen.read import File, read_bank, read_materials
from quizgen.read.dates import parse_date
from quizgen.store.project import find_copies, find_texts

SOURCES = Path(__file__).parent.parent.parent / "shared" / "sources"

HEADER = """\
topic: case
title: A case
summary: A report of Wednesday 29 May 2024.
as_of: 2024-09-30
sensitivity: none
issues:
  bridge: {text: whether to build it, as_of: 2024-09-30, stances: {wants: wanted it, refuses: refused it}, scope: {length: {asks: how long, says: "{value}"}}}
sources:
  herald: {publisher: The Herald, title: A bridge, author: Eve Stone, kind: report, date: 2024-05-29, date_basis: external, text: herald.txt}
people:
  miller: {name: Ann Miller, spellings: [Anne Miller], offices: [{office: Mayor, class: minister, country: NN}]}
  rossi: {name: Ugo Rossi, offices: [{office: Mayor, class: minister, country: NN}]}
  stone: {name: Eve Stone, offices: [{office: Reporter, class: analyst, country: NN}]}
facts:
"""
FIRST = HEADER.count("\n") + 1
"""The line of the first fact."""
MISSING = {
    "statement": "speaker: miller\n  verb: said\n  gist: it held\n  about: it\n  wording: paraphrase\n  date: 2024-05-29\n  worked_out: no day is given",
    "event": "what: it opened\n  short: opening\n  date: 2024-05-29",
    "quantity": "subject: it\n  class: bridge\n  attribute: length\n  asks: how long is it\n  says: it is {value} long\n  unit: km",
    "position": "actor: miller\n  issue: bridge\n  stance: wants",
    "term": "term: ABC\n  meaning: a bridge\n  relation: means",
}


def fact(keys: str) -> str:
    """Return a fact with some keys, and after them those that its kind needs besides."""
    kind = re.search(r"kind: (\w+)", keys)
    assert kind
    given = set(re.findall(r"^\s*(\w+):", keys, re.MULTILINE))
    given.update(re.findall("# no (\\w+)", keys))
    rest = [line for line in MISSING[kind[1]].split("\n  ") if line.split(":")[0] not in given]
    lines = [*keys.strip().splitlines(), *rest, "source: herald", "id: f"]
    return "\n  ".join(["- " + lines[0].strip(), *(line.strip() for line in lines[1:])]) + "\n"


@cache
def languages() -> dict[str, Language]:
    return {"en-GB": read_materials(find_texts("escalation")).language}


def prove_text(bank_text: str, text: str | bytes) -> Proof:
    file = File("case.yaml", bank_text)
    copies = Copies("texts", {"herald.txt": text if isinstance(text, bytes) else text.encode()})
    bank = read_bank(bank_text, "case.yaml", languages())
    return prove(file, bank, copies)


def prove_fact(keys: str, text: str | bytes) -> Proof:
    return prove_text(HEADER + fact(keys), text)


def told(keys: str, text: str) -> str:
    """Return what is said about a fact, with lines counted from its first."""
    proof = prove_fact(keys, text)
    return "\n".join(
        f"{problem.where.line - FIRST + 1}:{problem.where.column}: {problem.message}"
        + (f" ({problem.hint})" if problem.hint else "")
        for problem in proof.problems
    )


# --------------------------------------------------------------------------- locators


def test_what_stands_in_the_text_is_proved_and_counted() -> None:
    proof = prove_fact(
        """
        kind: statement
        at: was long
        quote: It was a long day
        wording: verbatim
        date: 2024-05-28
        weekday: Tuesday
        worked_out: '"on Tuesday", counted from 29 May 2024'
        """,
        "“It was a long day, and was long,” Ann Miller said on Tuesday.",
    )
    assert proof.problems == proof.unproved == ()
    assert {thing: count for thing, count in proof.proved.items() if count} == {
        "locators": 1,
        "quotations": 1,
        "dates": 1,
        "weekdays": 1,
        "speakers": 1,
    }


def test_a_locator_that_is_not_in_the_text_is_found() -> None:
    keys = "kind: term\nat: the bridge over the broad river"
    assert told(keys, "They saw ABC, the bridge over the wide river, at dawn.") == (
        "2:7: 'at' 'the bridge over the broad river' is not in the text"
        " (did you mean 'the bridge over the wide river'?)"
    )


def test_a_locator_that_occurs_twice_is_found() -> None:
    keys = "kind: term\nat: the bridge"
    assert told(keys, "ABC is the bridge.\n\nNot the bridge.\n\nThe bridges") == (
        "2:7: 'at' 'the bridge' occurs twice in the text (lengthen it until it occurs once)"
    )


def test_a_second_locator_is_held_against_its_own_source() -> None:
    keys = "kind: term\nat: is the\nalso_in: [{source: herald, at: no such words}]"
    assert told(keys, "ABC is the bridge.").startswith("3:34: 'at' 'no such words' is not in")


@pytest.mark.parametrize(
    "printed",
    [
        "Kyiv’s “200-mile” range – and more… of it",
        'Kyiv\'s "200-mile" range - and more... of it',
        "Kyiv‘s „200‑mile‟ range — and\u00a0more… of  it",
        "Kyi\u00advʼs “200‐mile” ra\u200bnge − and\u202fmore… of it\ufeff",
        "Ｋyiv’s “200-mile” range – and more… of it",
    ],
)
def test_quotation_marks_dashes_spaces_and_soft_hyphens_do_not_matter(printed: str) -> None:
    found = SourceText.of(f"So {printed}.")
    assert len(found.find("Kyiv's “200–mile” range — and more… of it")) == 1


def test_a_word_is_not_found_within_another() -> None:
    assert not SourceText.of("nerve and guts").find("nerve and gut")


def test_line_wraps_do_not_matter_and_paragraphs_do() -> None:
    wrapped = SourceText.of("A long-\nrange mis\u00ad\nsile and\na bomb.\n\nNo more.")
    assert len(wrapped.find("long-range missile and a bomb.")) == 1
    assert not wrapped.find("a bomb. No more")
    lines = SourceText.of(f"{'word ' * 40}\nEnd of a paragraph")
    assert not lines.find("word End of a paragraph")


# --------------------------------------------------------------------------- quotations

LONG_DAY = """
kind: statement
at: for all
quote: [It was a long day, but we got there]
wording: verbatim
"""


def test_a_wrong_word_in_a_quotation_is_found() -> None:
    assert told(LONG_DAY, "“It was a long night for all,” Miller said, “but we got there.”") == (
        "3:11: the text does not have the quotation 'It was a long day'"
        " (did you mean 'It was a long night'?)"
    )


HEDGED = (
    "kind: statement\nat: It may rain\ngist: it might rain\nspeaker: miller\nwording: paraphrase"
)


def test_the_words_that_hold_a_hedge_stand_in_the_paragraph() -> None:
    keys = f"{HEDGED}\nhedges: [{{said: It may rain soon, word: may}}]"
    assert told(keys, "It may rain soon, said Ann Miller.\n\nIt rains.") == ""
    assert told(keys, "It may rain later, said Ann Miller.\n\nIt rains.").startswith(
        "6:19: the text does not have the words 'It may rain soon'"
    )
    elsewhere = f"{HEDGED}\nhedges: [{{said: The sun seems hot, word: seems}}]"
    assert told(elsewhere, "It may rain, said Ann Miller.\n\nThe sun seems hot.") == (
        "6:19: the words 'The sun seems hot' are not in the paragraph of 'at'"
        " (take 'at' from where they stand)"
    )


def test_the_words_that_give_a_reason_stand_in_the_text_once() -> None:
    keys = "kind: term\nat: is the\nasks_why: why is it so\nbecause_of: [{cause: it was old, at: so old}]"
    assert told(keys, "ABC is the bridge, being so old.") == ""
    assert told(keys, "ABC is the bridge.").startswith("4:40: 'at' 'so old' is not in the text")


def test_a_paraphrase_in_quotation_marks_is_found() -> None:
    assert told(LONG_DAY, "It was a long day for all, Miller said, “but we got there.”") == (
        "3:11: 'It was a long day' is not within quotation marks in the text"
        " (they are the source's words, not the speaker's: wording: paraphrase, without quote)"
    )


def test_the_author_of_a_text_needs_no_quotation_marks() -> None:
    keys = LONG_DAY.replace("wording", "speaker: stone\nwording")
    assert told(keys, "It was a long day for all, but we got there.") == ""


def test_marks_that_are_printed_the_wrong_way_round_still_close() -> None:
    text = "“It was a long day for all.“ “But,” Miller said, 'we say: but we got there'."
    assert told(LONG_DAY, text) == ""
    text = "“It was a long day for all.“ Miller said they meant but we got there."
    assert "'but we got there' is not within" in told(LONG_DAY, text)


@pytest.mark.parametrize(
    ("quote", "printed"),
    [
        ("He told me ‘no’ and left", "“He told me “no” and left,” Miller said."),
        ("He told me ‘no’ and left", '"He told me "no" and left," Miller said.'),
        ("He told me ‘no’ and left", "“He told me ‘no’ and left,” Miller said."),
        ("He told me ‘not now’ and left", "«He told me “not now” and left», Miller said."),
        ("We will – if we can – build it", "“We will (if we can) build it,” Miller said."),
        ("We’ll say ‘yes’, and don’t ask", "“We’ll say “yes”, and don’t ask,” Miller said."),
    ],
)
def test_marks_within_a_quotation_may_be_printed_otherwise(quote: str, printed: str) -> None:
    assert (
        told(f"kind: statement\nat: Miller said\nquote: ['{quote}']\nwording: verbatim", printed)
        == ""
    )


def test_a_word_left_out_of_a_quotation_with_marks_in_it_is_still_found() -> None:
    keys = (
        "kind: statement\nat: Miller said\nquote: ['He told me ‘yes’ and left']\nwording: verbatim"
    )
    assert "the text does not have the quotation" in told(
        keys, "“He told me “no” and left,” Miller said."
    )


def test_an_old_date_and_its_weekday_are_those_of_its_time() -> None:
    keys = "kind: event\nat: it opened\ndate: 1066-10-14\nweekday: {}"
    assert told(keys.format("Saturday"), "On Saturday, 14 October 1066, it opened.") == ""
    leap = "kind: event\nat: it opened\ndate: 1500-02-29"
    assert told(leap, "On Saturday, 29 February 1500, it opened.") == ""
    assert "was a Saturday" in told(leap, "On Monday, 29 February 1500, it opened.")


def test_a_quotation_from_another_paragraph_is_found() -> None:
    text = "“It was a long day.”\n\nIt was good for all, Miller said: “but we got there.”"
    assert told(LONG_DAY, text) == (
        "3:11: the quotation 'It was a long day' is not in the paragraph of 'at'"
        " (it stands in the one that begins '“It was a long day.”': take 'at' from there)"
    )


def test_an_ellipsis_divides_a_quotation() -> None:
    keys = "kind: statement\nat: said\nquote: It was … a day\nwording: verbatim"
    assert told(keys, "“It was such a day,” Miller said.") == ""
    assert "'a day'" in told(keys, "“It was such a night,” Miller said.")


def test_words_in_quotation_marks_must_be_somebodys() -> None:
    keys = "kind: term\nat: ABC\nmeaning: a “grand” bridge\nnote: They call it “fine”."
    assert told(keys, "ABC, a “great” bridge, is called “fine”.") == (
        "3:12: 'grand' in meaning is in quotation marks, but in no source"
        " (copy the words as the source has them)"
    )


def test_a_source_that_rewords_gives_no_verbatim_quotation() -> None:
    bank = HEADER.replace("text: herald.txt", "text: herald.txt, wording: reworded")
    with pytest.raises(Exception, match=r"case.yaml:18:12: wording is verbatim, but the source's"):
        prove_text(bank + fact(LONG_DAY), "")


# --------------------------------------------------------------------------- people


def test_an_unknown_speaker_is_found() -> None:
    keys = "kind: statement\nat: it held\nspeaker: rossi"
    assert told(keys, "“It” was right: it held, Ann Miller said.") == (
        "3:12: speaker 'Ugo Rossi' is not named in the text"
        " (mend the speaker, or add the text's spelling to the person's spellings)"
    )


def test_an_author_speaks_in_all_of_the_text_on_its_date() -> None:
    keys = "kind: statement\nat: it held\n# no worked_out\nspeaker: stone"
    assert told(keys, "We think that it held.") == ""
    assert told(f"{keys}\ndate: 2024-05", "We think that it held.") == ""
    early = told(f"{keys}\ndate: 2024-05-28\nworked_out: some time ago", "We think that it held.")
    assert early == (
        "5:9: date 2024-05-28 is not the date of the text, in which its author speaks"
        " (the text is of 29 May 2024)"
    )


def test_an_abbreviation_is_known_with_and_without_its_points() -> None:
    keys = "kind: statement\nat: it held\nspeaker: rossi"
    bank = HEADER.replace("name: Ugo Rossi", "name: US officials")
    assert prove_text(bank + fact(keys), "U.S. officials say that it held.").problems == ()


def test_a_speaker_of_another_paragraph_is_found() -> None:
    keys = "kind: statement\nat: it held\nspeaker: rossi\nworked_out: no day is given"
    text = "It held, and it held, Ann Miller said: it held.\n\nUgo Rossi agreed."
    keys = keys.replace("at: it held", "at: Ann Miller said")
    assert told(keys, text) == (
        "3:12: speaker 'Ugo Rossi' is not named in the paragraph of 'at'"
        " (mend the speaker, or say in worked_out, by name, how the text tells who it is)"
    )
    proof = prove_fact(keys.replace("no day is given", "no day; Rossi told her so"), text)
    assert proof.problems == ()
    assert "speaker 'Ugo Rossi' rests on worked_out alone: no day; Rossi told her so" in [
        one.message for one in proof.unproved
    ]


def test_an_actor_of_another_paragraph_is_left_to_a_person() -> None:
    keys = "kind: event\nat: it opened\nactor: miller\ndate: 2023"
    (left,) = prove_fact(keys, "In 2023 it opened.\n\nAnn Miller came.").unproved
    assert left.message == "actor 'Ann Miller' is named in the text, but not beside 'at'"


@pytest.mark.parametrize("name", ["Anne Miller", "Mayor Miller", "Mayor MILLER’s aide", "Ann M."])
def test_a_speaker_is_known_by_surname_and_spellings(name: str) -> None:
    keys = "kind: statement\nat: it held\nspeaker: miller"
    assert told(keys, f"We think that it held, {name} said.\n\nAnn Miller is mayor.") == ""


# --------------------------------------------------------------------------- numbers


def test_a_wrong_number_is_found() -> None:
    keys = "kind: quantity\nat: is long\nvalue: 31"
    assert told(keys, "It is long: 30 km and two miles.") == (
        "3:10: value 31 is not in the paragraph of 'at' (it has 30, two)"
    )


def test_a_number_in_another_unit_is_found() -> None:
    keys = "kind: quantity\nat: is long\nvalue: 30"
    assert told(keys, "It is long: 30 miles.") == (
        "3:10: value 30 has another unit in the paragraph of 'at' than km (it has 's long: 30 miles.')"
    )


def test_a_range_has_both_its_ends() -> None:
    keys = "kind: quantity\nat: is long\nlow: 20\nhigh: 30"
    assert told(keys, "It is long: 20 km to 30 km.") == ""
    assert told(keys, "It is long: 20 km to 40 km.").startswith("4:9: high 30 is not")


@pytest.mark.parametrize(
    ("printed", "unit", "value"),
    [
        ("30km", "km", "30"),
        ("thirty kilometers", "km", "30"),
        ("300-kilometer range", "km", "300"),
        ("1,500 kilometres", "km", "1500"),
        ("1\u00a0500 km", "km", "1500"),
        ("2.5 km", "km", "2.5"),
        ("twelve hundred and five miles", "mile", "1205"),
        ("$60 billion", "billion-usd", "60"),
        ("$60 billion", "usd", "60000000000"),
        ("60 billion US dollars", "billion-usd", "60"),
        ("10-to-1", "to-1", "10"),
        ("seventy-one people", "person", "71"),
    ],
)
def test_numbers_are_read_in_digits_and_words(printed: str, unit: str, value: str) -> None:
    keys = "kind: quantity\nat: It is\nunit: {}\nvalue: {}"
    assert told(keys.format(unit, value), f"It is {printed}.") == ""
    assert "is not in" in told(keys.format(unit, Decimal(value) + 7), f"It is {printed}.")


def test_printed_words_stand_in_the_text_and_say_the_value() -> None:
    keys = "kind: quantity\nat: It is\nunit: to-1\nprinted: ten to one\nvalue: 11"
    assert told(keys, "It is about ten-to-one.") == (
        "4:12: printed 'ten to one' is not in the paragraph of 'at'"
        " (copy the words as the source has them)\n"
        "5:10: printed 'ten to one' does not say 11"
        " (value and printed are two ways to write one number)"
    )


def test_a_number_in_the_words_of_a_fact_is_held_against_the_text() -> None:
    keys = "kind: event\nat: five bombs\nwhat: six bombs fell on one day\ndate: 2024-05-29\nworked_out: today"
    assert told(keys, "Then five bombs fell.").startswith("3:9: 'six' in what is not in")
    keys = "kind: term\nat: ABC\nmeaning: the third-largest city"
    assert told(keys, "ABC is the second-largest city.").startswith("3:12: 'third-largest' in")
    assert told(keys, "ABC is the third-largest city.") == ""


def test_a_number_can_be_explained_and_is_left_to_a_person() -> None:
    keys = "kind: event\nat: it opened\nwhat: three towns met\ndate: 2024\nworked_out: three, A, B and C"
    (number, _) = sorted(prove_fact(keys, "A, B and C met; it opened.").unproved)
    assert number.message == "'three' in what rests on worked_out alone: three, A, B and C"


def test_a_second_source_must_have_the_number_too() -> None:
    bank = HEADER.replace(
        "people:",
        "  post: {publisher: P, title: T, kind: report, date: 2024, date_basis: external, text: post.txt}\npeople:",
    )
    keys = "kind: quantity\nat: is long\nvalue: 30\nalso_in: [{source: post, at: its length}]"
    file = File("case.yaml", bank + fact(keys))
    read = read_bank(file.text, file.path, languages())
    texts = {"herald.txt": b"It is long: 30 km.", "post.txt": b"We know its length: 31 km."}
    (problem,) = prove(file, read, Copies("texts", texts)).problems
    assert problem.message == "value 30 is not in the paragraph of this 'at'"
    assert (problem.where.line - FIRST, problem.where.column, problem.hint) == (4, 32, "it has 31")


# --------------------------------------------------------------------------- dates and weekdays


def test_a_printed_date_proves_what_it_says_and_no_more() -> None:
    keys = "kind: event\nat: it opened\ndate: {}"
    assert told(keys.format("2023-08-18"), "On August 18, 2023 it opened.") == ""
    assert told(keys.format("2023-08"), "On 18 August 2023 it opened.") == ""
    assert told(keys.format("2023-08-18"), "In August 2023 it opened.") == (
        "3:9: date 2023-08-18 is not in the paragraph of 'at' (it has 'August 2023')"
    )
    assert told(keys.format("2023-08-19"), "On 18 August 2023 it opened.").startswith("3:9: date")


def test_a_date_out_of_the_sources_reach_is_found() -> None:
    keys = "kind: event\nat: it opened\ndate: 2024-06-03\nworked_out: '\"on Monday\"'"
    assert told(keys, "It opened or it opened not on Monday").startswith(
        "3:9: date 2024-06-03 is later than the source, which is of 29 May 2024"
        " (check the date, or name a later source)"
    )


def test_a_relative_date_is_counted_again() -> None:
    keys = "kind: event\nat: it opened\ndate: {}\nworked_out: '\"{}\", counted from 29 May 2024'"
    text = "It rained and it opened {}."
    for words, right, wrong in (
        ("yesterday", "2024-05-28", "2024-05-27"),
        ("on Friday", "2024-05-24", "2024-05-23"),
        ("late Tuesday", "2024-05-28", "2024-05-21"),
        ("last month", "2024-04", "2024-05"),
        ("late last month", "2024-04-21/2024-04-30", "2024-04-01/2024-04-10"),
        ("last week", "2024-05", "2024-04"),
        ("earlier this week", "2024-05", "2024-05-28"),
        ("earlier this month", "2024-05", "2024-03"),
        ("two days ago", "2024-05-27", "2024-05-26"),
        ("late April", "2024-04", "2024-05"),
        ("in March", "2024-03", "2023-03"),
        ("in August", "2023-08", "2024-03"),
        ("last year", "2023", "2024-01"),
    ):
        assert told(keys.format(right, words), text.format(words)) == "", words
        assert told(keys.format(wrong, words), text.format(words)).startswith("3:9: "), words


def test_what_a_relative_date_means_is_said() -> None:
    keys = "kind: event\nat: it opened\ndate: {}\nworked_out: '\"earlier this week\"'"
    text = "It rained and it opened earlier this week."
    assert told(keys.format("2024-05-28"), text) == (
        "3:9: date 2024-05-28 says more than 'earlier this week': 27 to 29 May 2024 or 26 to 29 May"
        " 2024 (keep only the precision that holds)"
    )
    assert told(keys.format("2024-04"), text) == (
        "3:9: 'earlier this week' is 27 to 29 May 2024 or 26 to 29 May 2024, and date is April 2024"
        " (counted from 29 May 2024; mend date or worked_out)"
    )


def test_a_date_that_nothing_explains_is_found_and_an_explanation_offered() -> None:
    keys = "kind: event\nat: it opened\ndate: 2024-05-28"
    assert told(keys, "It rained and it opened yesterday.") == (
        "3:9: date 2024-05-28 is not in the paragraph of 'at' (if that is how it was found, add"
        " worked_out: '\"yesterday\", counted from 29 May 2024')"
    )


def test_an_explanation_without_words_to_count_from_is_left_to_a_person() -> None:
    keys = "kind: event\nat: it opened\ndate: 2024-05-28\nworked_out: known from elsewhere"
    proof = prove_fact(keys, "It rained and it opened.")
    assert proof.problems == ()
    (left,) = proof.unproved
    assert str(left) == (
        f"case.yaml:{FIRST + 2}:9: fact 'f': date 2024-05-28 rests on worked_out alone:"
        " known from elsewhere"
    )


def test_an_explanation_quotes_the_text_and_counts_from_its_date() -> None:
    keys = "kind: event\nat: it opened\ndate: 2024-05\nworked_out: '\"last week\", counted from 20 May 2024'"
    assert told(keys, "It rained and it opened last week.") == (
        "4:15: worked_out counts from 20 May 2024, but the source is of 29 May 2024"
        " (count from the source's date)"
    )
    keys = "kind: event\nat: it opened\ndate: 2024-05\nworked_out: '\"this week\" and no more'"
    assert told(keys, "It rained and it opened that week.").startswith(
        "4:15: worked_out quotes 'this week', which the text does not have"
    )


def test_a_date_fits_a_date_of_its_explanation() -> None:
    keys = "kind: event\nat: it opened\ndate: {}\nworked_out: known to be 22 May 2024"
    assert told(keys.format("2024-05-22"), "It rained and it opened.") == ""
    assert told(keys.format("2024-05-21"), "It rained and it opened.") == (
        "3:9: date 2024-05-21 fits no date of worked_out: 22 May 2024 (mend date or worked_out)"
    )
    keys = "kind: event\nat: it opened\ndate: {}\nworked_out: the date of the report"
    assert told(keys.format("2024-05-29"), "It rained and it opened.") == ""
    assert told(keys.format("2024-04"), "It rained and it opened.").startswith("3:9: date 2024-04")
    keys = "kind: event\nat: it opened\ndate: {}\nworked_out: 'see \"yesterday\" above'"
    text = "It was good yesterday.\n\nIt rained and it opened."
    assert told(keys.format("2024-05-28"), text) == ""
    assert told(keys.format("2024-05-27"), text).startswith("3:9: date 2024-05-27 fits no date")


def test_of_two_printed_dates_the_quoted_one_counts() -> None:
    keys = "kind: event\nat: it opened\ndate: {}\nworked_out: '\"In March\"'"
    text = "They met in April. In March it opened."
    assert told(keys.format("2024-03"), text) == ""
    assert told(keys.format("2024-04"), text).startswith("3:9: 'March' is March 2024")


def test_a_weekday_in_brackets_must_fit() -> None:
    keys = "kind: event\nat: it opened\ndate: 2024-05-28\nworked_out: '\"yesterday ({})\"'"
    assert told(keys.format("Tuesday"), "It rained; it opened yesterday (Tuesday).") == ""
    assert told(keys.format("Monday"), "It rained; it opened yesterday (Monday).").startswith(
        "4:15: 'yesterday' is 28 May 2024, which was no Monday (check the source's date)"
    )


def test_a_wrong_weekday_is_found() -> None:
    keys = "kind: event\nat: it opened\ndate: 2024-05-28\nweekday: Tuesday\nworked_out: '\"yesterday\"'"
    assert told(keys, "It rained and it opened yesterday, a Monday.") == (
        "4:12: weekday Tuesday is not in the paragraph of 'at' (it has Monday)"
    )
    wrong = HEADER + fact(keys.replace("Tuesday", "Monday"))
    with pytest.raises(
        Exception,
        match=rf"case.yaml:{FIRST + 3}:12: weekday Monday does not fit 2024-05-28, which was a Tuesday",
    ):
        prove_text(wrong, "")


def test_a_text_whose_weekday_and_date_do_not_fit_gives_no_day() -> None:
    keys = "kind: event\nat: it opened\ndate: 2023-08-30"
    text = "On a Sunday afternoon, 30 August 2023, it opened."
    assert told(keys, text) == (
        "3:9: the text says Sunday, 30 August 2023, but 30 August 2023 was a Wednesday"
        " (keep only the month, and say why in worked_out)"
    )
    assert told(keys.replace("2023-08-30", "2023-08"), text) == ""


def test_a_weekday_beside_a_date_in_an_explanation_or_note_must_fit() -> None:
    keys = "kind: term\nat: ABC\n{}"
    assert told(keys.format("note: It came on Monday 28 May 2024."), "ABC") == (
        "3:9: note says that 28 May 2024 was a Monday; it was a Tuesday"
        " (check the date and the weekday)"
    )
    assert told(keys.format("note: but 28 May 2024 was a Tuesday."), "ABC") == ""


def test_a_position_holds_as_of_its_source_unless_it_says_otherwise() -> None:
    assert told("kind: position\nat: wants it\nas_of: 2024-05-29", "Ann Miller wants it.") == ""
    assert told("kind: position\nat: wants it\nas_of: 2024-05-20", "Ann Miller wants it.") == (
        "3:10: as_of 2024-05-20 is not in the paragraph of 'at'"
        " (say in worked_out how it was found)"
    )


def test_a_number_in_a_limit_stands_in_the_source() -> None:
    limit = "kind: position\nat: wants it\nas_of: 2024-05-29\nscope: {length: up to 300 metres}"
    assert told(limit, "Ann Miller wants it up to 300 metres long.") == ""
    assert "300" in told(limit, "Ann Miller wants it up to 200 metres long.")


def test_a_source_that_is_said_to_print_its_date_does() -> None:
    bank = HEADER.replace("date_basis: external", "date_basis: printed")
    term = fact("kind: term\nat: ABC")
    assert prove_text(bank + term, "May 29, 2024\n\nABC").problems == ()
    (problem,) = prove_text(bank + term, "May 28, 2024\n\nABC").problems
    assert problem.message == "the text does not print its date, 29 May 2024"


WEDNESDAY = parse_date("2024-05-29")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("He may come in May.", ["2024-05-01 2024-05-31"]),
        ("They march in March 2023.", ["2023-03-01 2023-03-31"]),
        ("the spring of 2024", ["2024-03-01 2024-05-31"]),
        ("22 to 30 September 2023", ["2023-09-22 2023-09-30"]),
        ("Sept. 5, 2023; early May", ["2023-09-05 2023-09-05", "2024-05-01 2024-05-10"]),
        ("on 31 June, 30:1, 1,999 and 2024-mile", []),
        ("in 196 BC, c. 3500 B.C.E.", ["-0195-01-01 -0195-12-31", "-3549-01-01 -3449-12-31"]),
        ("10,000 BCE", ["-9999-01-01 -9999-12-31"]),
        ("AD 79 and 476 CE", ["0079-01-01 0079-12-31", "0476-01-01 0476-12-31"]),
        ("the ninth century, 5th-century", ["0801-01-01 0900-12-31", "0401-01-01 0500-12-31"]),
        ("the 5th century BC", ["-0499-01-01 -0400-12-31"]),
        ("in the 1960s and 1200 BC", ["1960-01-01 1969-12-31", "-1199-01-01 -1199-12-31"]),
        ("15 March 44 BC, in March 44 BC", ["-0043-03-15 -0043-03-15", "-0043-03-01 -0043-03-31"]),
        ("March 15, 44 B.C.", ["-0043-03-15 -0043-03-15"]),
        ("2024-02-29 and since 2014", ["2024-02-29 2024-02-29", "2014-01-01 2014-12-31"]),
    ],
)
def test_printed_dates_are_read(text: str, days: list[str]) -> None:
    said = [it.candidates[0] for it in printed_dates(text, WEDNESDAY)]
    assert [" ".join(map(iso_of, between)) for between in said] == days


def test_the_bare_number_of_an_early_year_proves_it() -> None:
    keys = "kind: event\nat: it fell\ndate: 476"
    assert told(keys, "The year 476: it fell.") == ""
    assert "is not in the paragraph of 'at'" in told(keys, "It cost 4,476 or 476%: it fell.")


def test_dates_that_count_from_a_month_are_as_wide_as_the_month() -> None:
    (said,) = relative_dates("yesterday", parse_date("2024-09"))
    assert [iso_of(day) for day in said.candidates[0]] == ["2024-08-31", "2024-09-29"]


def test_a_scale_alone_is_no_number() -> None:
    assert numbers_in("several billion, hundreds of thousands, F-16s, third place")[0].words == "16"


# --------------------------------------------------------------------------- terms


def test_a_term_of_another_paragraph_is_left_to_a_person() -> None:
    keys = "kind: term\nat: over the water\nterm: the bridge"
    assert prove_fact(keys, "The bridge led over the water.").unproved == ()
    (left,) = prove_fact(keys, "It led over the water.\n\nA bridge!").unproved
    assert left.message == "term 'the bridge' is in the text, but not beside 'at'"


def test_an_abbreviation_and_its_meaning_stand_in_the_paragraph() -> None:
    keys = "kind: term\nat: the All Big\nterm: ABC\nmeaning: All Big Cranes\nrelation: stands-for"
    assert told(keys, "the All Big Cranes (ABC)") == ""
    assert told(keys, "the All Big Planes (ABC).").startswith(
        "4:12: meaning 'All Big Cranes' is not in the text"
    )


def test_a_term_may_be_spelt_otherwise_or_be_a_verb_in_the_text() -> None:
    keys = "kind: term\nat: in time\nterm: {}\naccept: [Zurich]"
    assert told(keys.format("Zürich"), "In Zurich, in time") == ""
    assert told(keys.format("prepositioning"), "They prepositioned it in time.") == ""
    assert told(keys.format("Geneva"), "In Zuerich, in time").startswith("3:9: term 'Geneva' is")


# --------------------------------------------------------------------------- texts


def test_a_text_that_is_missing_broken_or_not_named_says_so() -> None:
    file = File("case.yaml", HEADER + fact("kind: term\nat: ABC"))
    bank = read_bank(file.text, file.path, languages())
    assert named_copies(file) == ("herald.txt",)
    column = HEADER.splitlines()[8].index("herald.txt") + 1
    (problem,) = prove(file, bank, Copies("texts", {})).problems
    assert str(problem) == (
        f"case.yaml:9:{column}: there is no 'herald.txt' in texts\n"
        "  hint: put a copy of the source there, or name the right file; 1 fact rests on it"
    )
    (problem,) = prove(file, bank, Copies("texts", {}, {"herald.txt": "Is a directory"})).problems
    assert problem.message == "'herald.txt' in texts cannot be read: Is a directory"
    (problem,) = prove(file, bank, Copies("texts", {"herald.txt": b"A\nB\xff"})).problems
    assert problem.message == "'herald.txt' in texts is not UTF-8: byte 4, in line 2"


def test_a_source_without_a_text_is_warned_of() -> None:
    bank = HEADER.replace("text: herald.txt", "url: https://example.org/, accessed: 2024-05-30")
    (problem,) = prove_text(bank + fact("kind: term\nat: ABC"), "").problems
    assert problem.severity == "W"
    assert problem.message == "the source has no text, so its 1 fact is not proved"


def test_a_folder_is_read_for_the_named_files_alone(tmp_path: Path) -> None:
    (tmp_path / "herald.txt").write_text("ABC", "utf-8")
    (tmp_path / "other.txt").write_text("ABC", "utf-8")
    file = File("case.yaml", HEADER + fact("kind: term\nat: ABC"))
    assert find_copies(file, tmp_path).texts == {"herald.txt": b"ABC"}
    (tmp_path / "herald.txt").unlink()
    assert find_copies(file, tmp_path) == Copies(tmp_path.as_posix(), {})
    (tmp_path / "herald.txt").mkdir()
    assert "herald.txt" in find_copies(file, tmp_path).unreadable


def test_an_excerpt_beside_the_bank_stands_in_for_a_copy_that_the_folder_lacks(
    tmp_path: Path,
) -> None:
    beside = tmp_path / "banks" / "sources"
    texts = tmp_path / "texts"
    beside.mkdir(parents=True)
    texts.mkdir()
    path = (tmp_path / "banks" / "case.yaml").as_posix()
    file = File(path, HEADER + fact("kind: term\nat: ABC"))
    (beside / "herald.txt").write_text("an excerpt: ABC", "utf-8")
    assert find_copies(file, texts).texts == {"herald.txt": b"an excerpt: ABC"}
    (texts / "herald.txt").write_text("the whole text: ABC", "utf-8")
    assert find_copies(file, texts).texts == {"herald.txt": b"the whole text: ABC"}


# --------------------------------------------------------------------------- the real bank

real = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the texts of the sources are not shipped: ../shared/sources"
)


class Real:
    """The shipped bank and the texts of its sources."""

    def __init__(self) -> None:
        self.file = find_texts("escalation").bank
        self.bank = read_materials(find_texts("escalation")).bank
        self.copies = find_copies(self.file, SOURCES)

    def broken(self, change: "dict[str, Fact]") -> set[str]:
        """Return the ids of the changed facts in which a problem is found."""
        facts = tuple(change.get(fact.id, fact) for fact in self.bank.facts)
        proof = prove(self.file, replace(self.bank, facts=facts), self.copies)
        starts = [(fact.where.line, fact.id) for fact in self.bank.facts]
        hit = {
            max(start for start in starts if start[0] <= problem.where.line)[1]
            for problem in proof.problems
            if problem.where.line >= starts[0][0]
        }
        return hit & change.keys()


@pytest.fixture(scope="module")
def escalation() -> Real:
    return Real()


def mangle(words: str) -> str:
    """Return words of which the middle one has another letter."""
    parts = words.split()
    middle = len(parts) // 2
    parts[middle] = parts[middle][:-1] + ("x" if parts[middle][-1] != "x" else "y")
    return " ".join(parts)


def the_one_before(date: Date) -> Date:
    """Return the day, month, season or year before a date."""
    day = iso_of(date.first - 1)
    lengths = {"day": 10, "month": 7, "year": 4}
    if date.precision not in lengths:
        return parse_date(f"{int(day[:4]) - 1}-spring")
    return parse_date(day[: lengths[date.precision]])


@real
def test_every_fact_of_the_real_bank_is_proved(escalation: Real) -> None:
    proof = prove(escalation.file, escalation.bank, escalation.copies)
    assert [str(problem) for problem in proof.problems] == []
    places = (1 + len(it.also_in) + len(it.because_of) for it in escalation.bank.facts)
    assert proof.proved["locators"] == sum(places)


@real
def test_a_wrong_letter_in_any_locator_is_found(escalation: Real) -> None:
    change = {it.id: replace(it, at=mangle(it.at)) for it in escalation.bank.facts}
    assert escalation.broken(change) == change.keys()


@real
def test_a_wrong_letter_in_any_quotation_is_found(escalation: Real) -> None:
    change = {
        it.id: replace(
            it, claim=replace(it.claim, quote=(*it.claim.quote[:-1], mangle(it.claim.quote[-1])))
        )
        for it in escalation.bank.facts
        if isinstance(it.claim, Statement) and it.claim.quote
    }
    assert len(change) > 8
    assert escalation.broken(change) == change.keys()


@real
@pytest.mark.parametrize("plus", [1, 7, 1000])
def test_any_wrong_number_is_found(escalation: Real, plus: int) -> None:
    change = {}
    for it in escalation.bank.facts:
        if isinstance(it.claim, Quantity) and it.claim.value is not None:
            change[it.id] = replace(it, claim=replace(it.claim, value=it.claim.value + plus))
        elif isinstance(it.claim, Quantity) and it.claim.printed:
            change[it.id] = replace(it, claim=replace(it.claim, printed=mangle(it.claim.printed)))
    assert len(change) > 8
    assert escalation.broken(change) == change.keys()


@real
def test_any_speaker_whom_the_text_does_not_name_is_found(escalation: Real) -> None:
    bank = escalation.bank
    stranger = replace(bank.people["macron"], name="Ada Quill", spellings=())
    people = {**bank.people, "stranger": stranger}
    other = Real()
    other.bank = replace(bank, people=people)
    change = {
        it.id: replace(it, claim=replace(it.claim, speaker="stranger"))
        for it in bank.facts
        if isinstance(it.claim, Statement)
    }
    assert len(change) > 20
    assert other.broken(change) == change.keys()


@real
def test_any_date_a_day_or_month_too_early_is_found(escalation: Real) -> None:
    change: dict[str, Fact] = {}
    for it in escalation.bank.facts:
        if isinstance(it.claim, Statement | Event):
            if it.claim.date is None:
                continue  # nothing is said of when
            date = the_one_before(it.claim.date)
            change[it.id] = replace(it, claim=replace(it.claim, date=date), as_of=date)
        elif isinstance(it.claim, Position):
            change[it.id] = replace(it, as_of=the_one_before(it.as_of))
    assert len(change) > 40
    assert escalation.broken(change) == change.keys()


@real
def test_any_date_that_the_text_could_not_know_is_found(escalation: Real) -> None:
    later = parse_date("2025-01-01")
    change: dict[str, Fact] = {}
    for it in escalation.bank.facts:
        if isinstance(it.claim, Statement):
            change[it.id] = replace(it, claim=replace(it.claim, date=later), as_of=later)
        else:
            change[it.id] = replace(it, as_of=later)
    assert escalation.broken(change) == change.keys()


@pytest.mark.parametrize(
    ("printed", "meaning"),
    [
        ("A kingdom arose circa 3200 B.C., and", "3250 BCE to 3150 BCE"),
        ("the Shang (to 1046 B.C.) held it", "1046 BCE"),
        ("the Zhou (1046-221 B.C.) dynasty", "1046 BCE to 221 BCE"),
        ("late in the 6th century B.C., probably", "600 BCE to 501 BCE"),
        ("founded in A.D. 301.", "301"),
        ("by about A.D. 500, Bantu speakers", "450 to 550"),
        ("it was established in 930.", "930"),
        ("the 7th-century pact", "601 to 700"),
        ("the state religion in the 330s.", "330 to 339"),
        ("since the 1930s", "1930 to 1939"),
        ("the Civil War (1861-65), in which", "1861 to 1865"),
        ("war (1914–1918)", "1914 to 1918"),
        ("in 300 cases", ""),
        ("about 500 people", ""),
        ("from 20 to 30 men", ""),
        ("on 4 July 1946 the republic", "4 July 1946"),
    ],
)
def test_dates_of_histories_are_read(printed: str, meaning: str) -> None:
    found = printed_dates(printed, parse_date("2026-01-22"))
    assert ", ".join(said.meaning for said in found) == meaning


@pytest.mark.parametrize(
    ("date", "printed", "is_proved"),
    [
        ("c. 3200 BCE", "circa 3200 B.C.", True),
        ("3200 BCE", "circa 3200 B.C.", False),
        ("6th century BCE", "late in the 6th century B.C.", True),
        ("6th century", "late in the 6th century B.C.", False),
        ("1930", "in the 1930s", False),
        ("1861-1865", "the war (1861-65)", True),
        ("221 BCE", "in 221 and 212", False),
    ],
)
def test_a_date_is_proved_by_words_as_exact_as_it(date: str, printed: str, is_proved: bool) -> None:
    found = printed_dates(printed, parse_date("2026-01-22"))
    assert any(said.proves(parse_date(date)) for said in found) is is_proved
