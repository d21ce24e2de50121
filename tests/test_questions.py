"""Questions that a bank's author writes word for word: one of each type, from the bank to sheet, key, JSON and marks.

What is expected stands here by hand; the bank is tests/cases/heart.yaml, which `quizgen new --questions` writes.
"""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import moon
import pikepdf
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from judges import outside, overlapping, pages_of, problems_aloud, squeezed
from learner import Learner
from PIL import Image
from sample_form import look
from small_bank import ALL_NOTE_TYPES, NOTE_TYPES

from quizgen.assemble import select, version
from quizgen.assemble.refuse import refuse_unknown
from quizgen.bank.bank import Bank
from quizgen.bank.questions import ItemType
from quizgen.cards import make_deck
from quizgen.cards.editions import seal_edition
from quizgen.content import pictures_of, plain
from quizgen.deck.deck import Deck
from quizgen.deck.faces import cards_of
from quizgen.deck.lock import Lock
from quizgen.errors import BankError, FormError, TemplateError, Where
from quizgen.export.apkg import write_deck
from quizgen.export.form_json import write_forms
from quizgen.judge.subject import Subject
from quizgen.pool import ItemPool
from quizgen.prove import Copies, prove
from quizgen.quiz.answer import Amount, Answer, Chosen, Filled, Judged, Matched, Ranked, Words
from quizgen.quiz.form import Form
from quizgen.quiz.item import (
    Choice,
    Cloze,
    Discussion,
    Item,
    Matching,
    Numeric,
    Ordering,
    ShortAnswer,
    TrueFalse,
)
from quizgen.quiz.mark import mark
from quizgen.quiz.offer import Offer
from quizgen.quiz.selection import FilledSection
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import File, read_bank, read_worksheet
from quizgen.read.forms import read_forms
from quizgen.read.own_ids import with_own_ids
from quizgen.rules import check_bank, check_deck, check_item
from quizgen.typeset import write_key, write_sheet

ROOT = Path(__file__).parent.parent
HEART = (ROOT / "tests" / "cases" / "heart.yaml").read_text("utf-8")
PAGE = (ROOT / "docs" / "own-questions.md").read_text("utf-8")
SHEETS = ROOT / "templates" / "en" / "worksheets"


def bank_of(text: str, name: str = "heart") -> Bank:
    return read_bank(text, f"{name}.yaml", {"en-GB": moon.language()})


def pool_of(bank: Bank) -> ItemPool:
    return ItemPool(Subject(bank, moon.language(), moon.wordings()))


@cache
def items() -> dict[str, Item]:
    return {item.id: item for item in pool_of(bank_of(HEART)).items}


@cache
def form(worksheet: str = "questions", key: str = "", **wishes: Any) -> Form:
    path = SHEETS / f"{worksheet}.yaml"
    sheet = read_worksheet(path.read_text("utf-8"), str(path))
    blueprint = Blueprint(worksheet=sheet, may_shrink=True, **wishes)
    return version(select(pool_of(bank_of(HEART)), blueprint), key)


# -------------------------------------------------------------------------------------- as written

ASKED = {
    "chambers": "How many chambers has a human heart?",
    "carry-blood-away": "Which of these carry blood away from the heart?",
    "half-to-the-lungs": "The left half of the heart pumps blood to the lungs.",
    "thicker-wall": "The wall of the left ventricle is thicker than that of the right one.",
    "parts-and-work": "What does each part do?",
    "way-of-the-blood": "In which order does blood from the body pass these?",
    "pulse": "A nurse counts 18 beats in 15 seconds. How many is that a minute?",
    "too-little": "What, by this text, is too little to make so much blood?",
    "back-from-the-lungs": "",
    "how-strong": "How strong is the argument of this text?",
}


def test_the_bank_has_a_question_of_each_type_and_asks_it_as_it_is_written() -> None:
    assert {item.type for item in items().values()} == {*get_args(ItemType)}
    assert {name: plain(item.prompt) for name, item in items().items()} == ASKED


def test_a_choice_has_the_answers_that_its_author_wrote_and_no_other() -> None:
    one, several = items()["chambers"], items()["carry-blood-away"]
    assert isinstance(one.interaction, Choice)
    assert [
        (plain(option.content), option.is_key, plain(option.feedback))
        for option in one.interaction.options
    ] == [
        ("Four", True, ""),
        ("Two", False, "A fish has two."),
        ("Three", False, "A frog has three."),
        ("Five", False, ""),
    ]
    assert one.interaction.reserve == ()
    assert plain(one.rationale) == "Two atria take blood in, two ventricles pump it out."
    assert isinstance(several.interaction, Choice)
    assert several.type == "multiple-response"
    assert [(plain(option.content), option.is_key) for option in several.interaction.options] == [
        ("the aorta", True),
        ("the pulmonary artery", True),
        ("the vena cava", False),
        ("the pulmonary vein", False),
    ]


def test_numbers_and_letters_to_choose_from_ascend_and_are_the_authors_own() -> None:
    for answers, shown in (
        ("answer: 1914, wrong: [1939, 1815]", ["1815", "1914", "1939"]),
        ("answer: 100 °C, wrong: [0 °C, 212 °C]", ["0 °C", "100 °C", "212 °C"]),
        ("answer: C, wrong: [D, A, B]", ["A", "B", "C", "D"]),
    ):
        bank = bank_of(f"title: T\nquestions:\n- {{ask: Which of these is it?, {answers}}}\n", "t")
        pool = pool_of(bank)
        assert pool.findings == ()
        path = SHEETS / "questions.yaml"
        sheet = read_worksheet(path.read_text("utf-8"), str(path))
        (item,) = version(select(pool, Blueprint(worksheet=sheet, may_shrink=True)), "B").items
        assert isinstance(item.interaction, Choice)
        assert [plain(option.content) for option in item.interaction.options] == shown


def test_a_false_statement_is_told_apart_from_its_correction() -> None:
    false, true = (items()[name].interaction for name in ("half-to-the-lungs", "thicker-wall"))
    assert isinstance(false, TrueFalse)
    assert (false.is_true, plain(false.right_words)) == (False, "right")
    assert plain(false.correction) == "The right half of the heart pumps blood to the lungs."
    assert true == TrueFalse(is_true=True)


def test_pairs_and_an_order_are_kept() -> None:
    pairs, order = (items()[name].interaction for name in ("parts-and-work", "way-of-the-blood"))
    assert isinstance(pairs, Matching)
    said = {response.id: plain(response.text) for response in pairs.responses}
    assert {plain(each.text): said[each.response] for each in pairs.premises} == {
        "the aorta": "takes blood to the body",
        "the septum": "parts the two halves",
        "a valve": "lets blood through one way only",
        "a coronary artery": "feeds the heart itself",
    }
    assert [*said.values()] == [
        "feeds the heart itself",
        "lets blood through one way only",
        "makes red blood cells",
        "parts the two halves",
        "takes blood to the body",
    ]
    assert isinstance(order, Ordering)
    assert [(event.rank, plain(event.text)) for event in order.events] == [
        (1, "the vena cava"),
        (2, "the right atrium"),
        (3, "the right ventricle"),
        (4, "the lungs"),
    ]


def test_what_the_pupil_writes_is_right_as_its_author_says() -> None:
    pulse, words, gaps, view = (
        items()[name].interaction
        for name in ("pulse", "too-little", "back-from-the-lungs", "how-strong")
    )
    assert isinstance(pulse, Numeric)
    assert plain(pulse.answer) == "72 beats a minute"
    assert (pulse.low, pulse.high, pulse.unit, pulse.within) == (72, 72, "beats a minute", "")
    assert isinstance(words, ShortAnswer)
    assert (plain(words.answer), words.accepted) == ("food and drink", ("food", "drink and food"))
    assert isinstance(gaps, Cloze)
    assert [*map(plain, gaps.parts)] == [
        "Blood comes back from the lungs to the ",
        " by the pulmonary ",
        ".",
    ]
    assert [*map(plain, gaps.answers)] == ["left atrium", "veins"]
    assert gaps.accepted == (("left auricle",), ("vein",))
    assert isinstance(view, Discussion)
    assert [(plain(band.name), plain(band.does)) for band in view.bands] == [
        ("weak", "says again what the text says"),
        ("fair", "says that it rests on reckoning, and what is reckoned"),
        ("strong", "says what is only assumed, and what follows if that is wrong"),
    ]
    assert (view.lines, items()["how-strong"].points) == (6, 6)


@pytest.mark.parametrize(
    ("written", "low", "said"),
    [
        ("1,500", "1500", "1,500"),
        ("−40", "-40", "−40"),
        ("0.50", "0.5", "0.50"),
        ("6e3", "6000", "6,000"),
    ],
)
def test_a_number_is_written_as_people_print_it(written: str, low: str, said: str) -> None:
    bank = bank_of(
        f"title: T\nquestions:\n- {{ask: How many?, answer: '{written}', unit: m}}\n", "t"
    )
    number = pool_of(bank).items[0].interaction
    assert isinstance(number, Numeric)
    assert (number.low, plain(number.answer)) == (Decimal(low), f"{said}\u00a0m")


def test_no_rule_finds_fault_with_the_questions_that_quizgen_new_writes() -> None:
    subject = Subject(bank_of(HEART), moon.language(), moon.wordings())
    assert [problem for item in items().values() for problem in check_item(item, subject)] == []


@pytest.mark.parametrize(
    ("kind", "block"), re.findall(r"^```yaml ([a-z-]+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
)
def test_each_example_of_the_page_is_a_question_of_its_type(kind: str, block: str) -> None:
    whole = block if kind == "passage" else f"questions:\n{block}"
    bank = bank_of(f"{HEART[: HEART.index('# A text')]}\n{whole}")
    (question,) = bank.questions
    assert question.type == (kind if kind != "passage" else "short-answer")
    assert len(pool_of(bank).items) == 1


def test_the_page_has_an_example_of_each_type() -> None:
    assert {*re.findall(r"^```yaml ([a-z-]+)$", PAGE, re.MULTILINE)} == {
        *get_args(ItemType),
        "passage",
    }


# ----------------------------------------------------------------------------------- sheet and key


def test_the_sheet_asks_every_question_and_says_what_to_do() -> None:
    text = squeezed(" ".join(pages_of(write_sheet(form(), look()))))
    for words in (*ASKED.values(), "makes red blood cells", "the pulmonary vein", "beats a minute"):
        assert squeezed(words) in text
    for words in ("72", "food and drink", "left atrium", "A frog has three.", "72 beats"):
        assert squeezed(words) not in text.replace(squeezed("Food and drink"), "")
    assert form().missing == ()
    assert form().questions == 13


def test_the_key_says_what_its_author_says() -> None:
    text = squeezed(" ".join(pages_of(write_key(form(), look(key="full")))))
    for words in (
        "Four Two atria take blood in, two ventricles pump it out.",
        "A frog has three.",
        "false: right",
        "72 beats a minute",
        "also right: food; drink and food",
        "left atrium (also right: left auricle); veins (also right: vein)",
        "lets blood through one way only",
        "5–6 says what is only assumed, and what follows if that is wrong",
    ):
        assert squeezed(words) in text, words


@pytest.mark.parametrize("worksheet", ["questions", "standard", "test", "exit-ticket"])
def test_pages_are_sound_for_eyes_and_ears(worksheet: str, tmp_path: Path) -> None:
    for large in (False, True):
        for write in (write_sheet, write_key):
            pdf = write(form(worksheet), replace(look(), large_print=large))
            assert problems_aloud(pdf, tmp_path) == []
            assert overlapping(pdf) == []
            assert outside(pdf) == []


def test_written_questions_stand_on_every_sheet_that_takes_their_type() -> None:
    standard = {item.id for item in form("standard").items}
    assert standard >= {"chambers", "half-to-the-lungs", "thicker-wall", "too-little"}
    assert standard & {"parts-and-work", "way-of-the-blood"}
    assert {item.type for item in form("test").items} >= {"multiple-choice", "cloze", "discussion"}


def test_a_sheet_that_asks_for_kinds_of_fact_has_none_of_them() -> None:
    with pytest.raises(FormError):
        form("numbers")


def test_beside_facts_both_are_asked() -> None:
    facts = (ROOT / "tests" / "cases" / "moon.yaml").read_text("utf-8")
    own = "".join(
        f"- {{id: own-{n}, ask: {ask}?, answer: yes indeed {n}, wrong: [no {n}, perhaps {n}]}}\n"
        for n, ask in enumerate(
            ["Is cheese round", "Do lamps shine", "Are boots worn", "Is tea hot"]
        )
    )
    pool = pool_of(bank_of(f"{facts}\nquestions:\n{own}", "moon"))
    path = SHEETS / "standard.yaml"
    sheet = read_worksheet(path.read_text("utf-8"), str(path))
    asked: set[str] = set()
    for seed in range(1, 7):
        blueprint = Blueprint(worksheet=sheet, seed=seed, may_shrink=True)
        chosen = version(select(pool, blueprint), "").items
        asked |= {"own" if item.id.startswith("own") else "made" for item in chosen}
    assert asked == {"own", "made"}


def test_no_question_is_asked_twice_in_two_sections_or_beside_itself() -> None:
    twice = """
label: Worksheet
summary: Two parts that take the same.
sections:
  - {title: Here, types: [cloze, true-false]}
  - {title: There, types: [cloze, true-false]}
"""
    sheet = read_worksheet(twice, "twice.yaml")
    pool = pool_of(bank_of(HEART))
    for pinned in ((), ("back-from-the-lungs",)):
        blueprint = Blueprint(worksheet=sheet, may_shrink=True, questions=pinned)
        asked = [item.id for item in version(select(pool, blueprint), "").items]
        assert sorted(asked) == ["back-from-the-lungs", "half-to-the-lungs", "thicker-wall"]


def test_fewer_options_are_shown_where_they_are_asked_for() -> None:
    (chosen,) = (item for item in form(options=3).items if item.id == "chambers")
    assert isinstance(chosen.interaction, Choice)
    assert len(chosen.interaction.options) == 3
    assert sum(option.is_key for option in chosen.interaction.options) == 1


def test_all_are_asked_even_if_the_longest_answer_is_always_right() -> None:
    asks = [
        "rises",
        "sinks",
        "turns",
        "burns",
        "melts",
        "grows",
        "rusts",
        "boils",
        "bends",
        "glows",
    ]
    own = "".join(
        f"- {{id: q-{way}-{n}, ask: Which of these {way} in glass {n}?, wrong: [tin {way}, zinc {n}],"
        f" answer: a very long answer about what {way} in glass {n}}}\n"
        for way in asks
        for n in (1, 2)
    )
    pool = pool_of(bank_of(f"title: Lengths\nquestions:\n{own}", "lengths"))
    path = SHEETS / "questions.yaml"
    sheet = read_worksheet(path.read_text("utf-8"), str(path))
    made = version(select(pool, Blueprint(worksheet=sheet, may_shrink=True)), "")
    assert len(made.items) == 20


def test_a_tag_chooses_among_them() -> None:
    assert {item.id for item in form(tags=("history",)).items} == {"too-little", "how-strong"}


def test_a_tag_that_no_question_has_is_refused() -> None:
    sheet = read_worksheet((SHEETS / "questions.yaml").read_text("utf-8"), "questions.yaml")
    blueprint = Blueprint(worksheet=sheet, tags=("histroy",))
    with pytest.raises(FormError) as caught:
        refuse_unknown(blueprint, (), pool_of(bank_of(HEART)).subject)
    assert "no fact or question has the tag 'histroy'" in str(caught.value)
    assert "did you mean 'history'?" in str(caught.value)


def test_what_is_sensitive_is_left_out_unless_asked_for() -> None:
    text = HEART.replace("- id: pulse\n", "- id: pulse\n  sensitivity: high\n")
    pool = pool_of(
        bank_of(text.replace("topic: heart", "topic: heart\nsensitivity: high\nthemes: [war]"))
    )
    path = SHEETS / "questions.yaml"
    sheet = read_worksheet(path.read_text("utf-8"), str(path))
    for most, is_asked in (("low", False), ("high", True)):
        blueprint = Blueprint(worksheet=sheet, max_sensitivity=most, may_shrink=True)
        chosen = version(select(pool, blueprint), "").items
        assert ("pulse" in {item.id for item in chosen}) == is_asked


# ---------------------------------------------------------------------------------------- passages


def test_a_passage_is_printed_once_above_the_first_question_on_it() -> None:
    text = " ".join(pages_of(write_sheet(form(), look())))
    assert text.count("In 1628 the physician William Harvey") == 1
    first, second = text.index(ASKED["too-little"]), text.index(ASKED["how-strong"])
    assert text.index("In 1628") < first < text.index("On the text “How much blood?”") < second


def test_questions_on_one_passage_stand_together() -> None:
    extra = """- {id: year, passage: harvey, ask: In which year was it reckoned?, answer: in 1628}
- {id: way, passage: harvey, ask: How does blood move?, answer: in a circle}
- {id: other, ask: What pumps blood?, answer: the heart}
- {id: another, ask: What carries blood?, answer: a vessel}
"""
    pool = pool_of(bank_of(HEART + extra))
    path = SHEETS / "questions.yaml"
    sheet = read_worksheet(path.read_text("utf-8"), str(path))
    for key in "ABCDE":
        made = version(select(pool, Blueprint(worksheet=sheet, seed=3, may_shrink=True)), key)
        short = next(part for part in made.sections if part.title == "Short answer")
        places = [place for place, each in enumerate(short.items) if each.item.passage]
        assert len(places) == 3
        assert places == [*range(places[0], places[0] + 3)]


LINES = "\n".join(f"Line {n} of a poem," for n in range(1, 13))


def verse(text: str) -> Form:
    indented = text.replace("\n", "\n      ")
    bank = bank_of(
        "title: A poem\n"
        f"passages:\n  poem:\n    verse: true\n    text: |\n      {indented}\n"
        "questions:\n- {id: a, passage: poem, ask: What is a poem?, answer: lines}\n"
    )
    path = SHEETS / "questions.yaml"
    sheet = read_worksheet(path.read_text("utf-8"), str(path))
    return version(select(pool_of(bank), Blueprint(worksheet=sheet, may_shrink=True)), "")


def test_every_fifth_line_has_its_number_and_stanzas_have_none() -> None:
    pdf = write_sheet(verse(LINES.replace("Line 7 of", "\nLine 7 of")), look())
    (page,) = pages_of(pdf)
    assert re.findall(r"^(\d+)\s*$", page, re.MULTILINE) == ["5", "10"]


def test_a_number_of_a_line_is_not_read_aloud_in_the_midst_of_the_text() -> None:
    """What belongs to an element is read; the numbers are artifacts."""
    with pikepdf.open(BytesIO(write_sheet(verse(LINES), look()))) as pdf:
        owner, numbered = "", []
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            match str(operator):
                case "BMC" | "BDC":
                    owner = str(operands[0])
                case "Tj" if owner == "/Artifact":
                    numbered.append(bytes(operands[0]))
                case _:
                    pass
    assert len(numbered) >= 2  # 5 and 10, before what the footer says


def test_a_long_passage_goes_on_overleaf_and_loses_no_line() -> None:
    many = "\n".join(f"This is line {n} of a long poem," for n in range(1, 121))
    text = " ".join(" ".join(pages_of(write_sheet(verse(many), look()))).split())
    assert [int(n) for n in re.findall(r"This is line (\d+) of", text)] == [*range(1, 121)]


# ---------------------------------------------------------------------------------------- pictures

HEARTS = """
title: Hearts
pictures:
  human: {file: human.png, alt: A heart with four rooms marked A to D., credit: own drawing}
  frog: {file: frog.png, alt: A heart with three rooms.}
  fish: {file: fish.png, alt: A heart with two rooms.}
questions:
- {id: mark, picture: human, ask: Which letter marks the left ventricle?, answer: D, wrong: [A, B, C]}
- {id: whose, ask: Which is the heart of a frog?, answer: {picture: frog}, wrong: [{picture: fish}, {picture: human}]}
- {id: gap, picture: human, ask: "The room marked A is the [right atrium]."}
"""


def png(name: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (30 + len(name), 30), "grey").save(file, "PNG")
    return file.getvalue()


def test_a_picture_stands_with_its_question_and_may_be_an_answer(tmp_path: Path) -> None:
    bank = read_bank(HEARTS, "hearts.yaml", {"en-GB": moon.language()}, png)
    made = {item.id: item for item in pool_of(bank).items}
    assert [*pictures_of([made["mark"].prompt])] == [bank.picture("human")]
    assert [*pictures_of([made["gap"].prompt])] == [bank.picture("human")]
    whose = made["whose"].interaction
    assert isinstance(whose, Choice)
    shown = [(next(pictures_of([option.content])).name, option.is_key) for option in whose.options]
    assert shown == [("frog", True), ("fish", False), ("human", False)]
    sheet = read_worksheet((SHEETS / "questions.yaml").read_text("utf-8"), "questions.yaml")
    chosen = select(pool_of(bank), Blueprint(worksheet=sheet, may_shrink=True))
    made_form = version(chosen, "")
    assert read_forms(write_forms([made_form])) == (made_form,)
    assert problems_aloud(write_sheet(made_form, look()), tmp_path) == []


# ------------------------------------------------------------------------------------------- cards


def deck_of(text: str, lock: Lock | None = None) -> Deck:
    subject = Subject(bank_of(text), moon.language(), moon.wordings())
    return make_deck(subject, ALL_NOTE_TYPES, lock=lock, written=ItemPool(subject).written)


def published(text: str, lock: Lock | None = None, now: int = 1_700_000_000) -> Lock:
    return seal_edition(deck_of(text, lock), bank_of(text), lock, now, Where("heart.lock"))


def asked_by(deck: Deck) -> dict[str, tuple[str, list[str]]]:
    """Return the id of each question -> what its card shows in front, and what is to be recalled."""
    types = {each.key: each for each in deck.note_types}
    return {
        note.facts[0]: (" / ".join(face.words for face in card.front[1:]), [*card.answers])
        for note in deck.notes
        for card in cards_of(note, types[note.type_key])
    }


def test_what_can_be_recalled_is_a_card() -> None:
    found = asked_by(deck_of(HEART))
    front, answers = found.pop("chambers")
    assert answers == ["Four"]
    assert front.startswith("Choose / How many chambers has a human heart? / ")
    assert {*front.split(" / ")[2:]} == {"Two", "Three", "Four", "Five"}
    assert found == {
        "half-to-the-lungs": (
            "True or false? / The left half of the heart pumps blood to the lungs.",
            ["False"],
        ),
        "thicker-wall": (
            "True or false? / The wall of the left ventricle is thicker than that of the right one.",
            ["True"],
        ),
        "pulse": (
            "Question / A nurse counts 18 beats in 15 seconds. How many is that a minute?",
            ["72 beats a minute"],
        ),
        "back-from-the-lungs": (
            "Fill the gap / Blood comes back from the lungs to the left atrium by the pulmonary […].",
            ["veins"],
        ),  # the second of its two cards
    }  # what is matched, ordered, weighed or asked about a text is for paper


def test_a_language_without_such_cards_says_so() -> None:
    subject = Subject(bank_of(HEART), moon.language(), moon.wordings())
    with pytest.raises(TemplateError) as caught:
        make_deck(subject, NOTE_TYPES)
    assert "no note type 'choice' for written questions" in str(caught.value)
    assert "`quizgen new --template deck question` copies one to be changed" in str(caught.value)


def test_two_questions_that_ask_the_same_are_no_cards_and_their_author_is_told() -> None:
    text = "title: T\nquestions:\n- {id: a, ask: What is it?, answer: this}\n- {id: b, ask: What is it?, answer: that}\n"
    bank = bank_of(text, "t")
    subject = Subject(bank, moon.language(), moon.wordings())
    deck = make_deck(subject, ALL_NOTE_TYPES, written=ItemPool(subject).written)
    assert deck.notes == ()
    hint = "say in one of the two what tells them apart, or write in_deck: false"
    assert {found.hint for found in check_deck(deck, subject)} == {hint}
    assert [f"{found.severity} {found.message}" for found in check_deck(deck, subject)] == [
        f"W question '{name}' is no card: another asks the same, and is answered otherwise"
        for name in "ab"
    ]


def test_what_is_not_worth_learning_is_no_card() -> None:
    assert "pulse" not in asked_by(
        deck_of(HEART.replace("- id: pulse", "- in_deck: false\n  id: pulse"))
    )


def test_a_question_keeps_its_identity_whatever_its_words() -> None:
    mended = HEART.replace("How many is that a minute?", "How many beats is that a minute?")
    assert mended != HEART
    lock = published(HEART)
    later = published(mended, lock, 1_800_000_000)
    before = {note.facts: note for note in lock.notes}
    after = {note.facts: note for note in later.notes}
    assert {facts: note.guid for facts, note in before.items()} == {
        facts: note.guid for facts, note in after.items()
    }
    changed = {facts[0] for facts, note in after.items() if note.modified == later.published}
    assert changed == {"pulse"}


def test_a_question_that_is_no_card_any_more_tells_its_learners() -> None:
    lock = published(HEART)
    sets = HEART.replace("  answer: 72\n  unit: beats a minute\n", "  type: discussion\n")
    notes = {note.facts[0]: note for note in deck_of(sets, lock).notes}
    assert "This question is no longer asked." in notes["pulse"].html
    assert notes["pulse"].is_retired
    assert {note.guid for note in lock.notes} <= {note.guid for note in notes.values()}
    deck = deck_of(HEART.replace("- id: pulse", "- retired: It was unclear.\n  id: pulse"), lock)
    retired = next(note for note in deck.notes if note.facts == ("pulse",))
    assert retired.is_retired
    assert "It was unclear." in retired.html


def test_anki_takes_the_deck_and_the_next_edition_corrects_it(tmp_path: Path) -> None:
    lock = published(HEART)
    mended = HEART.replace("  answer: 72\n", "  answer: 73\n")
    with Learner(tmp_path) as learner:
        learner.imports(write_deck(deck_of(HEART, lock)))
        assert len(learner.notes()) == 5
        later = published(mended, lock, 1_800_000_000)
        learner.imports(write_deck(deck_of(mended, later)))
        assert len(learner.notes()) == 5
        assert any("73 beats a minute" in fields for fields, _ in learner.notes().values())


# --------------------------------------------------------------------- what is checked beside that

QUOTED = """
title: Rivers
sources:
  herald: {title: A bridge too far, text: herald.txt, date: 2024-05-20}
passages:
  ferry: {title: The ferry, text: "The ferry ran for ninety years. [...] It never sank.", source: herald}
questions:
- {id: years, passage: ferry, ask: How long did the ferry run?, answer: ninety years, source: herald, at: for ninety years}
"""
HERALD = "The ferry ran for ninety years. Nobody counted its passengers. It never sank, it is said."


def proved(text: str) -> list[str]:
    bank = bank_of(text, "rivers")
    copies = Copies("texts", {"herald.txt": HERALD.encode()})
    return [problem.message for problem in prove(File("rivers.yaml", text), bank, copies).problems]


def test_a_quoted_passage_and_the_place_of_an_answer_stand_in_their_source() -> None:
    assert proved(QUOTED.replace("sank.", "sank,")) == []
    assert proved(QUOTED.replace("sank.", "burned,").replace("at: for", "at: about")) == [
        "'It never burned,' of the passage is not in the text",
        "'at' 'about ninety years' is not in the text",
    ]


def test_a_teacher_is_told_what_concerns_a_written_question() -> None:
    note = "teacher_notes:\n- {text: Mind the left and the right., tags: [flow]}\n- {text: Read it out., kinds: [term]}\n"
    pool = pool_of(bank_of(HEART.replace("passages:\n", f"{note}passages:\n", 1)))
    path = SHEETS / "questions.yaml"
    sheet = read_worksheet(path.read_text("utf-8"), str(path))
    made = version(select(pool, Blueprint(worksheet=sheet, may_shrink=True)), "")
    assert made.teacher_note == "Questions 3, 4, 9, 10, 11: Mind the left and the right."


def problems_of(text: str) -> list[str]:
    bank = bank_of(text)
    subject = Subject(bank, moon.language(), moon.wordings())
    return [problem.message for problem in check_bank(Offer(), subject)]


def test_a_bank_says_of_its_questions_too_what_is_sensitive_and_holds_no_markup() -> None:
    assert problems_of(HEART) == []
    assert problems_of(HEART.replace("- id: pulse", "- sensitivity: high\n  id: pulse")) == [
        "sensitivity: none, but the question 'pulse' is high"
    ]
    assert problems_of(HEART.replace("many is that a minute", "many is **that** a minute")) == [
        "the question 'pulse' has **that** in it"
    ]


NAMELESS = """
title: Hearts
facts:
- {term: Herz, meaning: heart}
questions:
- ask: How many chambers has a human heart?
  answer: four
- {ask: "Where does [blood|it] come back to?"}
- pairs: {a: b, c: d}
"""


def test_a_question_needs_no_id_until_learners_have_it() -> None:
    bank = bank_of(NAMELESS, "hearts")
    first, second, third = (question.id for question in bank.questions)
    assert first == "how-many-chambers-has-a-human-heart"
    assert second == "where-does-blood-it-come-back-to"
    assert re.fullmatch("question-[0-9a-f]{8}", third)
    assert bank.unnamed_in_words == "4 facts and questions"
    written = with_own_ids(File("banks/hearts.yaml", NAMELESS), bank)
    assert written == NAMELESS.replace("{term", "{id: herz, term").replace(
        "- ask: How", f"- id: {first}\n  ask: How"
    ).replace("{ask", f"{{id: {second}, ask").replace("- pairs", f"- id: {third}\n  pairs")
    again = bank_of(written, "hearts")
    assert again.unnamed == ()
    assert [question.id for question in again.questions] == [first, second, third]


# ------------------------------------------------------------------------------- JSON, marks, laws


def test_forms_go_to_json_and_come_back() -> None:
    forms = [form(key=key) for key in ("", "A", "B")]
    assert read_forms(write_forms(forms)) == tuple(forms)


RIGHT: dict[str, Answer] = {
    "pulse": Amount("72"),
    "too-little": Words("Food"),
    "back-from-the-lungs": Filled(("left auricle", "veins")),
    "half-to-the-lungs": Judged(False, "right"),
    "thicker-wall": Judged(True),
}


def test_they_are_marked_by_their_key() -> None:
    for name, answer in RIGHT.items():
        assert mark(items()[name], answer, 1).why == "right", name
    choice, pairs, order = (
        items()[name].interaction for name in ("chambers", "parts-and-work", "way-of-the-blood")
    )
    assert isinstance(choice, Choice)
    assert isinstance(pairs, Matching)
    assert isinstance(order, Ordering)
    for option in choice.options:
        why = mark(items()["chambers"], Chosen((option.id,)), 1).why
        assert why == ("right" if plain(option.content) == "Four" else "wrong")
    matched = Matched({each.id: each.response for each in pairs.premises})
    assert mark(items()["parts-and-work"], matched, 4).why == "right"
    ranked = Ranked({event.id: event.rank for event in order.events})
    assert mark(items()["way-of-the-blood"], ranked, 4).why == "right"


WORDS = st.text(st.sampled_from("abc d1é,.?-’"), min_size=1, max_size=12).filter(
    lambda text: any(letter in "abcd1é" for letter in text)
)
APART = st.lists(WORDS, min_size=4, max_size=6, unique_by=lambda text: moon.known().bare(text))


@settings(deadline=None, derandomize=True, max_examples=30)
@given(ask=WORDS, texts=APART, number=st.decimals(-9999, 9999, places=1), data=st.data())
def test_what_is_written_comes_back_from_json_with_the_key_that_its_author_wrote(
    ask: str, texts: list[str], number: Any, data: Any
) -> None:
    """An oracle of its own: what was put into the file, compared with what the form says."""
    first, second, *rest = texts
    written: list[dict[str, Any]] = [
        {"id": "a", "ask": ask, "answer": first, "wrong": [second, *rest]},
        {"id": "b", "ask": ask, "answer": [first, second], "wrong": [*rest]},
        {"id": "c", "ask": ask, "answer": "false", "correction": first},
        {"id": "d", "pairs": dict(zip(texts[::2], texts[1::2], strict=False))},
        {"id": "e", "order": [*texts]},
        {"id": "f", "type": "numeric", "ask": ask, "answer": str(number)},
        {"id": "g", "type": "short-answer", "ask": ask, "answer": first, "accept": [*rest]},
        {"id": "h", "ask": f"{ask} [{first}|{second}] {ask}"},
        {"id": "i", "type": "discussion", "ask": ask, "points": 5},
    ]
    bank = HEART[: HEART.index("# A text")] + yaml.dump({"questions": written}, allow_unicode=True)
    made = ItemPool(Subject(bank_of(bank), moon.language(), moon.wordings()))
    found = {plan.id: made.item(plan) for plan in made.plans}
    path = SHEETS / "questions.yaml"
    sheet = read_worksheet(path.read_text("utf-8"), str(path))
    chosen = select(made, Blueprint(worksheet=sheet, may_shrink=True))
    told = replace(chosen.common, missing=(), one_sided=())  # for its maker, not for the file
    parts = tuple(
        FilledSection(
            section=section,
            items=tuple(item for item in found.values() if item and item.type in section.types),
        )
        for section in sheet.sections
    )
    selection = replace(chosen, common=told, parts=parts)
    forms = [version(selection, data.draw(st.sampled_from(["", "A", "B", "7b/12"])))]
    again = read_forms(write_forms(forms))
    assert again == tuple(forms)
    assert {item.id for item in again[0].items} == set("abcdefghi")
    clean = {text: " ".join(text.split()) for text in (ask, *texts)}
    for item in again[0].items:
        match item.id, item.interaction:
            case "a" | "b", Choice(options=options):
                keys = {plain(option.content) for option in options if option.is_key}
                assert keys == {clean[first], *([clean[second]] if item.id == "b" else [])}
                assert {plain(option.content) for option in options} == {*map(clean.get, texts)}
            case "c", TrueFalse(is_true=is_true, correction=correction):
                assert (is_true, plain(correction)) == (False, clean[first])
            case "d", Matching(premises=premises, responses=responses):
                said = {response.id: plain(response.text) for response in responses}
                paired = {plain(each.text): said[each.response] for each in premises}
                assert paired == {
                    clean[one]: clean[other]
                    for one, other in zip(texts[::2], texts[1::2], strict=False)
                }
            case "e", Ordering(events=events):
                in_order = sorted(events, key=lambda event: event.rank)
                assert [plain(event.text) for event in in_order] == [*map(clean.get, texts)]
            case "f", Numeric(low=low, high=high):
                assert low == high == number
            case "g", ShortAnswer(answer=answer, accepted=accepted):
                assert (plain(answer), list(accepted)) == (clean[first], [*map(clean.get, rest)])
            case "h", Cloze(answers=answers, accepted=accepted):
                assert [*map(plain, answers)] == [clean[first]]
                assert accepted == ((clean[second],),)
            case "i", Discussion():
                assert item.points == 5
            case other:
                raise AssertionError(other)


def test_a_broken_question_refuses_the_bank() -> None:
    with pytest.raises(BankError, match="the wrong answer 'four' is the right one, 'Four'"):
        bank_of(HEART.replace("- Five", "- four"))
