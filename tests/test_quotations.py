"""Quotations of which nothing else is told: who said it is asked, and never what was said."""

from pathlib import Path

import pytest
from command import Run
from judges import pages_of
from moon import language, wordings
from sample_form import form as hand_made
from sample_form import look, section, text
from small_bank import ALL_NOTE_TYPES, html_of

from quizgen.bank.bank import Bank
from quizgen.bank.facts import Statement
from quizgen.cards import make_deck
from quizgen.content import Paragraph, blocks_of, plain
from quizgen.errors import BankError, TemplateError
from quizgen.export.bank_yaml import write_bank
from quizgen.judge.subject import Subject
from quizgen.pool import ItemPool
from quizgen.quiz.item import Choice, Cloze
from quizgen.read import read_bank, read_wordings
from quizgen.typeset import write_sheet

PEOPLE = """\
title: Words of scientists
people:
  darwin: {name: Charles Darwin, offices: [{office: naturalist, class: scientist, country: GB}]}
  curie: {name: Marie Curie, offices: [{office: physicist, class: scientist, country: FR}]}
  bohr: {name: Niels Bohr, offices: [{office: physicist, class: scientist, country: DK}]}
  noether: {name: Emmy Noether, offices: [{office: mathematician, class: scientist, country: DE}]}
facts:
"""
FACTS = """\
  - {speaker: darwin, quote: There is grandeur in this view of life}
  - {speaker: curie, quote: Nothing in life is to be feared}
  - {speaker: bohr, quote: Contraries are complementary}
  - {speaker: noether, quote: My methods are working methods}
"""
DARWIN = "There is grandeur in this view of life"


def bank_of(facts: str = FACTS) -> Bank:
    return read_bank(PEOPLE + facts, "words.yaml", {"en-GB": language()})


def subject() -> Subject:
    return Subject(bank_of(), language(), wordings())


def test_a_speaker_and_a_quotation_are_a_statement() -> None:
    bank = bank_of()
    for fact in bank.facts:
        assert isinstance(fact.claim, Statement)
        assert (fact.claim.verb, fact.claim.wording, fact.claim.gist) == ("said", "verbatim", "")
    assert bank.facts[0].id == "darwin-there-is-grandeur-in-this-view-of-life"
    again = read_bank(write_bank(bank), "words.yaml", {"en-GB": language()})
    assert [fact.claim for fact in again.facts] == [fact.claim for fact in bank.facts]


def test_who_said_it_is_asked_in_every_way_and_nothing_else() -> None:
    asked = {
        item.id.partition("/")[2]: plain(item.prompt)
        for item in ItemPool(subject()).items
        if item.facts == ("darwin-there-is-grandeur-in-this-view-of-life",)
    }
    assert asked == {
        "who-said-these-words": f"“{DARWIN}”. Who said this?",
        "write-who-said-it": f"“{DARWIN}”. Who said this?",
        "name-the-speaker": "",
    }


def test_a_quotation_stands_on_lines_of_its_own_above_the_question() -> None:
    asked = next(item for item in ItemPool(subject()).items if item.id.startswith("darwin-"))
    quoted, question = blocks_of(asked.prompt)
    assert quoted == Paragraph(runs=text(f"“{DARWIN}”."))
    assert question == Paragraph(runs=text("Who said this?"))
    sheet = hand_made(section("Who?", "", 1, asked))
    lines = [
        line.split() for page in pages_of(write_sheet(sheet, look())) for line in page.splitlines()
    ]
    place = lines.index(["1", *f"“{DARWIN}”.".split()])
    assert lines[place + 1] == ["Who", "said", "this?"]


def test_a_stop_that_ends_a_quotation_is_not_doubled() -> None:
    asks_back = "'Contraries are complementary, aren’t they?', wording: translated"
    bank = bank_of(FACTS.replace("Contraries are complementary", asks_back))
    asked = [
        plain(item.prompt)
        for item in ItemPool(Subject(bank, language(), wordings())).items
        if "complementary" in plain(item.prompt)
    ]
    said = "“Contraries are complementary, aren’t they?” (translated). Who said this?"
    assert set(asked) == {said}


WORDINGS = """
- id: in-paragraphs
  type: short-answer
  stem: |
    “{{ quote }}”.

    {% if in_year %}It was said {{ in_year }}.{% endif %}

    Who said
    **this**?
  key: "{{ speaker }}"
- id: one-sentence
  type: cloze
  stem: |
    “{{ quote }}”,

    said {{ blank }}.
  key: "{{ speaker }}"
"""


def test_a_blank_line_parts_paragraphs_of_a_question_and_of_nothing_else() -> None:
    ways = read_wordings({"statement": ("statement.yaml", WORDINGS)})
    one, other = (
        item
        for item in ItemPool(Subject(bank_of(), language(), ways)).items
        if item.id.startswith("darwin-")
    )
    assert [plain(block.runs).strip() for block in blocks_of(one.prompt)] == [  # type: ignore[union-attr]
        f"“{DARWIN}”.",
        "Who said\nthis?",
    ]
    assert isinstance(other.interaction, Cloze)
    assert plain(other.interaction.parts[0]) == f"“{DARWIN}”,\n\nsaid "


def test_a_condition_ends_in_the_paragraph_in_which_it_begins() -> None:
    broken = WORDINGS.replace(".{% endif %}\n\n    Who said", ".\n\n    {% endif %}Who said")
    assert broken != WORDINGS
    ways = read_wordings({"statement": ("statement.yaml", broken)})
    with pytest.raises(TemplateError, match="cannot be read"):
        _ = ItemPool(Subject(bank_of(), language(), ways)).items


def test_a_wrong_speaker_is_told_by_what_he_did_say() -> None:
    for item in ItemPool(subject()).items:
        if isinstance(item.interaction, Choice):
            told = {
                plain(option.content): plain(option.feedback)
                for option in item.interaction.options
                if not option.is_key
            }
            assert told["Niels Bohr, physicist"] == (
                "Niels Bohr, physicist, said: “Contraries are complementary”."
            )
            return


def test_a_card_asks_who_said_it_and_none_what_was_said() -> None:
    deck = make_deck(subject(), ALL_NOTE_TYPES)
    cards = [card for card in deck.cards if "darwin" in card.note.facts[0]]
    assert [card.name for card in cards] == ["Who said it"]
    assert DARWIN in str(html_of(cards[0].note).values())


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("{speaker: bohr, verb: said}", "the statement does not say what was said"),
        ("{speaker: bohr, quote: It is, wording: reworded}", "does not say what was said"),
        ("{speaker: bohr, gist: it was so}", "gist needs about"),
        ("{speaker: bohr, quote: It is, asks: how was it, answer: so}", "asks needs gist"),
        ("{speaker: bohr, quote: It is, nature: opinion}", "nature needs gist"),
        ("{speaker: bohr, about: things}", "the statement does not say what was said"),
    ],
)
def test_an_author_is_told_what_lacks(fact: str, told: str) -> None:
    with pytest.raises(BankError, match=told):
        bank_of(f"  - {fact}\n")


TABLE = """\
kind,id,name,office,class,country,speaker,quote,gist,about
person,darwin,Charles Darwin,naturalist,scientist,GB,,,,
statement,d,,,,,darwin,There is grandeur in this view of life,there is grandeur in this view of life,life
statement,e,,,,,darwin,I think,he was not sure,species
"""


def test_a_gist_that_repeats_its_quotation_is_left_out_and_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "words.csv").write_text(TABLE, "utf-8")
    done = run("import", "words.csv", "--topic", "words")
    assert done.code == 0
    assert (
        "1 gist was left out, since the quotation says the same: it is asked who said it."
        " Told in your own words, what was said can be asked, too."
    ) in done.out + done.err
    written = (tmp_path / "banks" / "words.yaml").read_text("utf-8")
    assert "gist: there is grandeur" not in written
    assert "gist: he was not sure" in written


def test_several_gists_that_repeat_their_quotations_are_told_together(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "words.csv").write_text(
        f"{TABLE}statement,f,,,,,darwin,From so simple a beginning,from so simple a beginning,life\n"
    )
    done = run("import", "words.csv", "--topic", "words")
    assert "2 gists were left out" in done.out + done.err


@pytest.mark.parametrize(
    ("worksheet", "questions"), [("standard", 17), ("test", 16), ("exit-ticket", 5)]
)
def test_quotations_alone_fill_a_worksheet(
    run: Run, tmp_path: Path, worksheet: str, questions: int
) -> None:
    people = "".join(
        f"  p{n}: {{name: Person {chr(65 + n)}, offices: [{{office: poet, class: poet, country: GB}}]}}\n"
        for n in range(8)
    )
    words = ["sea", "sky", "stone", "leaf", "rain", "wind", "snow", "fire", "light"]
    facts = "".join(
        f"  - {{speaker: p{n}, quote: The {word} of day {n} was {words[n]}}}\n"
        for n in range(8)
        for word in words[:3]
    )
    (tmp_path / "banks" / "poets.yaml").write_text(
        f"title: Poets\npeople:\n{people}facts:\n{facts}"
    )
    done = run("build", "--topic", "poets", "--worksheet", worksheet, "--only", "worksheet")
    assert done.code == 0, done.err
    assert f"{questions} questions, {questions} points" in done.out
    assert "shorter" not in done.out
