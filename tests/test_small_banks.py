"""A title and some facts are a bank: what it leaves out has a default, and is not printed."""

import json
import re
from pathlib import Path

import pytest
from case_files import the_language
from command import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen import read_forms
from quizgen.bank.bank import Bank
from quizgen.bank.facts import Event, Position, Quantity, Statement, Term
from quizgen.errors import BankError, QuizgenError
from quizgen.export.bank_yaml import write_bank
from quizgen.ids import ID
from quizgen.read import File, read_bank
from quizgen.read.own_ids import with_own_ids
from quizgen.store.editions import Change, rewrite_bank

THREE = """\
title: Parts of a ship
facts:
  - {term: bow, meaning: the front of a ship}
  - {term: stern, meaning: the back of a ship}
  - {term: port, meaning: the left side of a ship}
"""


def bank_of(text: str) -> Bank:
    return read_bank(text, "banks/ship.yaml", {"en-GB": the_language()})


def test_a_title_and_three_facts_are_a_bank() -> None:
    bank = bank_of(THREE)
    assert (bank.topic, bank.title, bank.sensitivity) == ("ship", "Parts of a ship", "none")
    assert (bank.summary, bank.as_of, bank.sources) == ("", None, {})
    assert [(fact.id, fact.kind, fact.source, fact.at) for fact in bank.facts] == [
        ("bow", "term", "", ""),
        ("stern", "term", "", ""),
        ("port", "term", "", ""),
    ]
    assert not any(fact.has_own_id for fact in bank.facts)


def test_a_title_and_three_facts_make_a_sheet_a_key_and_a_deck(run: Run) -> None:
    Path("banks/ship.yaml").write_text(THREE, "utf-8")
    said = run("build", "--topic", "ship")
    assert said.code == 0
    assert {path.name for path in Path("output/ship").iterdir()} == {
        "worksheet.pdf",
        "answer-key.pdf",
        "ship.apkg",
    }


def test_what_the_first_sheet_lacks_is_said_with_numbers(run: Run) -> None:
    Path("banks/ship.yaml").write_text(THREE, "utf-8")
    said = run("build", "--topic", "ship", "--only", "worksheet")
    assert re.search(r"asks for 4 multiple-choice items, the bank yields [0-3]\b", said.out)


def test_nothing_that_is_unknown_is_printed(run: Run) -> None:
    Path("banks/ship.yaml").write_text(
        THREE
        + """\
  - {what: The Vasa sank, date: 1628-08-10}
  - {what: The Mary Rose sank, date: 1545-07-19}
  - {subject: the Vasa, class: ship, attribute: length, asks: how long was the Vasa, says: "the Vasa was {value} long", value: 69, unit: m}
  - {speaker: nelson, verb: said, quote: England expects that every man will do his duty, gist: everybody was to do his duty, about: duty, wording: verbatim}
  - {speaker: nelson, verb: said, gist: no captain could do very wrong beside an enemy, about: where to place a ship, wording: paraphrase, hedges: [{said: very wrong, word: very}]}
people: {nelson: {name: Horatio Nelson}}
""",
        "utf-8",
    )
    assert run("build", "--topic", "ship", "--only", "json", "--only", "csv").code == 0
    printed = "".join(
        path.read_text("utf-8")
        for path in Path("output/ship").iterdir()
        if path.suffix in (".json", ".csv")
    )
    shown = run("show", "--topic", "ship", "--all").out
    for text in (printed, shown):
        assert not re.search(r"[Aa]ccording to\s*[,:?]|[Aa]s of\s*[,:.·\"]|\(\)|  about| \?", text)
    assert "how long was the Vasa" in shown.replace("How", "how")


def test_a_form_of_a_bank_without_a_date_is_read_back(run: Run) -> None:
    Path("banks/ship.yaml").write_text(THREE, "utf-8")
    assert run("build", "--topic", "ship", "--only", "json").code == 0
    (written,) = Path("output/ship").glob("*.json")
    data = written.read_bytes()
    assert json.loads(data)["forms"][0]["as_of"] == ""
    (form,) = read_forms(data)
    assert form.as_of is None


@pytest.mark.parametrize(
    ("keys", "claim"),
    [
        ("term: bow, meaning: the front", Term),
        ("what: The Vasa sank, date: 1628-08-10", Event),
        (
            "subject: the Vasa, class: ship, attribute: length, asks: how long is it,"
            " says: 'it is {value} long', value: 69, unit: m",
            Quantity,
        ),
        ("speaker: ann, verb: said, gist: it sank, about: it, wording: paraphrase", Statement),
        ("actor: ann, issue: ships, stance: likes, as_of: 2024", Position),
    ],
)
def test_the_keys_of_a_fact_tell_its_kind(keys: str, claim: type) -> None:
    bank = bank_of(
        f"title: Ships\npeople: {{ann: {{name: Ann}}}}\nissues: {{ships: {{text: ships,"
        f" as_of: 2024, stances: {{likes: liked them, hates: hated them}}}}}}\n"
        f"facts: [{{{keys}}}]\n"
    )
    (fact,) = bank.facts
    assert type(fact.claim) is claim


@pytest.mark.parametrize(
    ("keys", "relation"),
    [
        ("term: NATO, meaning: North Atlantic Treaty Organization", "stands-for"),
        (
            "term: UNESCO, meaning: 'UN Educational, Scientific and Cultural Organization'",
            "stands-for",
        ),
        ("term: HTML, meaning: HyperText Markup Language", "stands-for"),
        ("term: radar, meaning: radio detection and ranging", "means"),
        ("term: scuba, meaning: self-contained underwater breathing apparatus", "stands-for"),
        ("term: NATO, meaning: North Atlantic Treaty Organization, relation: means", "means"),
        ("term: NATO, meaning: an alliance of states", "means"),
        ("term: at, meaning: a thing", "means"),
        ("term: BE, meaning: Belgium", "means"),
        ("term: US, meaning: the United States", "stands-for"),
        (
            "term: US, meaning: United States, languages: {term: en, meaning: en-GB}",
            "translates",
        ),
    ],
)
def test_an_abbreviation_is_told_by_its_letters(keys: str, relation: str) -> None:
    (fact,) = bank_of(f"title: T\nfacts:\n  - {{{keys}}}\n").facts
    assert isinstance(fact.claim, Term)
    assert fact.claim.relation == relation


def test_ids_are_made_of_the_words_and_no_two_are_one() -> None:
    bank = bank_of(
        "title: Words\nfacts:\n"
        "  - {term: Bank, meaning: where money is kept}\n"
        "  - {term: Bank, meaning: the side of a river}\n"
        "  - {id: bow, term: Bogen, meaning: bow}\n"
        "  - {term: bow, meaning: the front of a ship}\n"
        "  - {term: bow, meaning: the front of a ship}\n"
        "  - {term: сыр, meaning: cheese}\n"
        "  - {term: Käse, meaning: cheese}\n"
        "  - {term: 日, meaning: 天}\n"
    )
    ids = [fact.id for fact in bank.facts]
    assert ids[:7] == [
        "bank",
        "bank-the-side-of-a-river",
        "bow",
        "bow-the-front-of-a-ship",
        "the-front-of-a-ship",
        "cheese",
        "kase",
    ]
    assert re.fullmatch("term-[0-9a-f]{8}", ids[7])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), min_size=1, max_size=8))
def test_any_words_have_ids_that_are_ids(pairs: list[tuple[str, str]]) -> None:
    facts = [{"term": term, "meaning": meaning} for term, meaning in pairs]
    try:
        bank = bank_of(json.dumps({"title": "Words", "facts": facts}, ensure_ascii=True))
    except BankError:
        return
    ids = [fact.id for fact in bank.facts]
    assert len({*ids}) == len(pairs)
    assert all(ID.fullmatch(each) and len(each) <= 80 for each in ids)


MIXED = """\
# A bank with remarks.\r
title: Ships   # and their parts\r
facts:\r
  - {term: bow, meaning: the front}   # first\r
  -   term: stern\r
      # a remark within\r
      meaning: the back\r
\r
  - id: own\r
    term: port\r
    meaning: the left\r
  - { meaning: the right, term: 'starboard' }\r
"""


def test_ids_are_written_and_not_a_byte_else_changes() -> None:
    file = File("banks/ship.yaml", MIXED)
    assert with_own_ids(file, bank_of(MIXED)) == MIXED.replace(
        "{term: bow", "{id: bow, term: bow"
    ).replace("term: stern", "id: stern\r\n      term: stern").replace(
        "{ meaning: the right", "{ id: starboard, meaning: the right"
    )


def test_written_ids_are_the_ids_that_the_facts_went_by(run: Run) -> None:
    path = Path("banks/ship.yaml")
    path.write_text(THREE, "utf-8")
    before = [fact.id for fact in bank_of(THREE).facts]
    said = run("check", "ship", "--write-ids")
    assert said.code == 0
    assert "banks/ship.yaml: 3 ids written" in said.err + said.out
    after = bank_of(path.read_text("utf-8")).facts
    assert [fact.id for fact in after] == before
    assert all(fact.has_own_id for fact in after)


def test_ids_are_written_into_json_and_below_a_mark_of_utf_8() -> None:
    text = '\ufeff{"title": "Ships", "facts": [{"term": "bow", "meaning": "the front"}]}'
    assert with_own_ids(File("banks/ship.yaml", text), bank_of(text)) == text.replace(
        '{"term"', '{"id": "bow", "term"'
    )


def test_nothing_is_written_into_a_bank_with_a_mistake(run: Run) -> None:
    broken = THREE.replace("{term: bow, ", "{term: bow, colour: red, ")
    Path("banks/ship.yaml").write_text(broken, "utf-8")
    said = run("check", "ship", "--write-ids")
    assert said.code == 1
    assert "unknown key 'colour'" in said.err
    assert Path("banks/ship.yaml").read_text("utf-8") == broken


def test_a_key_that_yaml_merges_gets_no_id_and_the_author_is_told() -> None:
    text = "title: Ships\nfacts:\n  - ? term\n    : bow\n    ? meaning\n    : the front\n"
    with pytest.raises(BankError) as caught:
        with_own_ids(File("banks/ship.yaml", text), bank_of(text))
    assert str(caught.value) == (
        "banks/ship.yaml:1:1: the ids cannot be written into this file\n"
        "  hint: write each fact on lines of its own, with its id first: - id: ..."
    )


def test_an_edit_that_is_saved_meanwhile_is_not_written_over(run: Run) -> None:
    path = Path("banks/ship.yaml")
    path.write_text(THREE, "utf-8")
    with pytest.raises(QuizgenError) as caught:
        rewrite_bank(Change(path, b"title: what was read\n", b"title: new\n"))
    assert str(caught.value) == (
        "banks/ship.yaml: was changed while it was being written; nothing was written\n"
        "  hint: try again"
    )
    assert path.read_text("utf-8") == THREE


def test_a_deck_of_made_ids_warns_and_is_not_published(run: Run) -> None:
    Path("banks/ship.yaml").write_text(THREE, "utf-8")
    made = run("build", "--topic", "ship", "--only", "deck")
    assert made.code == 0
    assert (
        "3 facts have no ids of their own: learners lose what they have learned of a card when its"
        " words change. `quizgen check ship --write-ids` puts the ids into the bank.\n"
    ) in made.out
    published = run("publish", "ship")
    assert published.code == 1
    assert published.err == (
        "banks/ship.yaml:3:5: 3 facts without an id, on which learners' progress hangs\n"
        "  hint: `quizgen check ship --write-ids` puts the ids into the file\n"
    )
    assert not Path("banks/ship.lock").exists()
    run("check", "ship", "--write-ids")
    assert run("publish", "ship").code == 0
    assert "edition: 1" not in Path("banks/ship.yaml").read_text("utf-8")


def test_a_bank_without_a_topic_is_published_again(run: Run) -> None:
    path = Path("banks/ship.yaml")
    path.write_text(THREE, "utf-8")
    run("check", "ship", "--write-ids")
    run("publish", "ship")
    path.write_text(path.read_text("utf-8").replace("the back of", "the rear of"), "utf-8")
    assert run("publish", "ship").code == 0
    assert "edition: 2" in path.read_text("utf-8")


def test_facts_without_a_source_are_counted_once(run: Run) -> None:
    Path("banks/ship.yaml").write_text(THREE, "utf-8")
    said = run("check", "ship")
    assert (said.err + said.out).count("3 facts without a source") == 1


@pytest.mark.parametrize(
    ("text", "free"), [("", True), ("text: book.txt,", False)], ids=["no copy", "a copy"]
)
def test_facts_with_one_at_are_kept_apart_only_where_it_is_a_passage(
    run: Run, text: str, free: bool
) -> None:
    words = ["bow", "stern", "port", "starboard", "keel", "mast", "sail", "rudder"]
    facts = "".join(
        f"  - {{term: {word}, meaning: part {n} of it, source: book, at: unit 3}}\n"
        for n, word in enumerate(words)
    )
    bank = f"title: Ships\nsources: {{book: {{{text} title: A book of ships}}}}\nfacts:\n{facts}"
    Path("banks/ship.yaml").write_text(bank, "utf-8")
    said = run("build", "--topic", "ship", "--worksheet", "small", "--only", "worksheet")
    (questions,) = re.findall(r"(\d+) questions?", said.out + said.err)
    assert (int(questions) > 1) == free


def test_a_small_bank_is_written_as_it_is_read() -> None:
    bank = bank_of(THREE)
    again = bank_of(write_bank(bank))
    assert again == bank or [fact.claim for fact in again.facts] == [
        fact.claim for fact in bank.facts
    ]
