"""What cards ask to be typed, what else they say is right, and where they lead."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from editions import DAY, FIRST, RETIRED, moon, package, published
from learner import Learner
from small_bank import ALL_NOTE_TYPES
from test_questions import bank_of, deck_of
from test_questions import published as seal_of_questions

from quizgen.cards.said import Sayings
from quizgen.cards.typed import KEYS, is_short
from quizgen.deck.deck import Deck
from quizgen.deck.faces import cards_of
from quizgen.export.apkg import write_deck
from quizgen.read import File

TYPED = ("title: The race", "typed: true\ntitle: The race")


def rendered(package_: bytes, folder: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Return what Anki makes of each card: (field Fact, template) -> question and answer."""
    with Learner(folder) as learner:
        learner.imports(package_)
        return {
            (learner.name_of(card), card.template()["name"]): (
                card.render_output().question_text,
                card.render_output().answer_text,
            )
            for card in learner.cards()
        }


# ------------------------------------------------------------------ typed answers


def test_nothing_is_typed_unless_the_bank_says_so(tmp_path: Path) -> None:
    sides = rendered(package(moon()), tmp_path)
    assert sides
    assert not any("[[type:" in side for pair in sides.values() for side in pair)


def test_a_short_answer_is_typed_on_the_front_and_compared_on_the_back(tmp_path: Path) -> None:
    """Anki takes `[[type:…]]` for an input on the front and for the comparison on the back."""
    sides = rendered(package(moon(TYPED)), tmp_path)
    typed = {card for card, (front, _) in sides.items() if "[[type:" in front}
    assert ("gagarin", "When") in typed
    assert ("mass-of-sputnik-1", "How much") in typed
    for card, (front, back) in sides.items():
        assert front.count("[[type:") == back.count("[[type:") == (card in typed)
    untyped = {name for fact, name in sides if (fact, name) not in typed}
    assert {"Choose", "Tell them apart", "Where did they stand"} <= untyped


def test_what_is_typed_is_what_the_card_answers_in_signs_that_keys_have(tmp_path: Path) -> None:
    with Learner(tmp_path) as learner:
        learner.imports(package(moon(TYPED)))
        said = learner.fields("mass-of-sputnik-1")
        assert said["Answer"] == "84\u00a0kg"
        compare = learner.collection._backend.compare_answer
        found = compare(expected=said["Typed"], provided="84 kg", combining=True)
        assert "typeGood" in found
        assert "typeBad" not in found
        assert "typeMissed" not in found


@pytest.mark.parametrize(
    ("answer", "short"),
    [("", False), ("Paris", True), ("1,500.5 km", True), ("the Isle of Man", False)],
)
def test_up_to_three_words_are_typed(answer: str, *, short: bool) -> None:
    assert is_short(answer) == short


def test_marks_of_print_are_those_of_keys() -> None:
    assert "1914–1918, −5\u00a0°C, “O’Neill”".translate(KEYS) == '1914-1918, -5 °C, "O\'Neill"'


def test_a_retired_card_wants_nothing_typed(tmp_path: Path) -> None:
    texts = published(moon(TYPED), FIRST)
    assert isinstance(texts.bank.text, str)
    bank = File(texts.bank.path, texts.bank.text.replace(*RETIRED))
    later = published(replace(texts, bank=bank), FIRST + DAY)
    front, _ = rendered(package(later), tmp_path)["gagarin", "When"]
    assert "It is known to all." in front
    assert "[[type:" not in front


# ------------------------------------------------------------------ what else is right


def test_a_card_says_what_else_is_right(tmp_path: Path) -> None:
    bank = """
title: Countries
also_called: {the Netherlands: [Holland]}
properties:
  capital: {of: country, asks: "what is the capital of {subject}", asks_back: "which country has the capital {value}", one_to_one: true}
facts:
  - {id: dutch, subject: the Netherlands, property: capital, value: The Hague, accept: [Den Haag]}
  - {id: french, subject: France, property: capital, value: Paris}
"""
    sides = rendered(package(moon(bank=bank)), tmp_path)
    assert "Right too: Den Haag" in sides["dutch", "What is it"][1]
    assert "Right too: Holland" in sides["dutch", "What has it"][1]
    assert all("Right too" not in front for front, _ in sides.values())
    assert "Right too" not in sides["french", "What is it"][1]


def test_other_spellings_are_told_to_who_types_alone(tmp_path: Path) -> None:
    told = []
    for number, changes in enumerate(((), (TYPED,))):
        folder = tmp_path / str(number)
        folder.mkdir()
        sides = rendered(package(moon(*changes)), folder)
        told.append("Khrushchov" in sides["khrushchev-catch-up", "Who said it"][1])
    assert told == [False, True]


# ------------------------------------------------------------------ several gaps


GAPS = """
title: Rivers
questions:
  - id: rhine
    ask: "The [Rhine] flows from [Switzerland|the Alps::a country] to the [North Sea]; the [Rhine] is long."
"""


def fronts(deck: Deck) -> list[str]:
    (note,) = deck.notes
    types = {each.key: each for each in ALL_NOTE_TYPES}
    return [card.question for card in cards_of(note, types[note.type_key])]


def test_each_gap_has_a_card_that_shows_the_others(tmp_path: Path) -> None:
    expected = [
        "The […] flows from Switzerland to the North Sea; the […] is long.",
        "The Rhine flows from [a country] to the North Sea; the Rhine is long.",
        "The Rhine flows from Switzerland to the […]; the Rhine is long.",
    ]
    assert fronts(deck_of(GAPS)) == expected
    with Learner(tmp_path) as learner:
        learner.imports(write_deck(deck_of(GAPS)))
        shown = [learner.reads(card)[0] for card in learner.cards()]
        assert learner.collection.get_empty_cards().notes == []
    assert shown == [f"Rivers Fill the gap {front}".replace("[…]", "[...]") for front in expected]


def test_a_hint_and_what_else_is_right_are_for_the_card_of_that_gap(tmp_path: Path) -> None:
    (note,) = deck_of(GAPS).notes
    assert "{{c2::Switzerland::a country}}" in note.html[0]
    assert "{{c2::Right too&#58; the Alps}}" in note.html
    with Learner(tmp_path) as learner:
        learner.imports(write_deck(deck_of(GAPS)))
        backs = [learner.reads(card)[1] for card in learner.cards()]
    assert ["Right too: the Alps" in back for back in backs] == [False, True, False]
    assert not any("Right too" in back for back in (backs[0], backs[2]))


def test_doubled_colons_are_colons_and_no_hint() -> None:
    text = GAPS.replace("[Switzerland|the Alps::a country]", "[std::::cout]")
    (note,) = deck_of(text).notes
    assert "{{c2::std&#58;&#58;cout}}" in note.html[0]


def test_a_gap_that_is_asked_no_more_says_so_to_who_has_its_card(tmp_path: Path) -> None:
    lock = seal_of_questions(GAPS)
    fewer = GAPS.replace("[North Sea]", "North Sea")
    (note,) = deck_of(fewer, lock).notes
    assert (note.cards, note.gone) == ((0, 1), (2,))
    with Learner(tmp_path) as learner:
        learner.imports(write_deck(deck_of(GAPS, lock)))
        later = seal_of_questions(fewer, lock, 1_900_000_000)
        learner.imports(write_deck(deck_of(fewer, later)))
        first, second, third = [learner.reads(card)[0] for card in learner.cards()]
        assert learner.collection.get_empty_cards().notes == []
    assert "no longer asked" not in first + second
    assert "[This gap is no longer asked for.]" in third
    assert "Rhine" not in third


# ------------------------------------------------------------------ links


LINKED = (
    "    title: This New Ocean\n",
    "    title: This New Ocean\n    url: https://example.org/ocean\n    accessed: 2024-01-01\n",
)


def test_a_source_with_an_address_is_a_link_on_the_back_and_never_on_the_front(
    tmp_path: Path,
) -> None:
    sides = rendered(package(moon(LINKED)), tmp_path)
    assert not any("<a " in front for front, _ in sides.values())
    for (fact, name), (_, back) in sides.items():
        shown = re.findall(r'<a href="([^"]*)">(.*?)</a>', back)
        is_from_it = "This New Ocean" in back
        assert [link for link, _ in shown] == ["https://example.org/ocean"] * is_from_it, (
            fact,
            name,
        )
        assert all("This New Ocean" in words for _, words in shown)
    assert sum("<a " in back for _, back in sides.values()) > 10


def test_an_address_cannot_leave_its_attribute(tmp_path: Path) -> None:
    """Whatever stands in a bank is text; an address other than http the reader refuses."""
    old, new = LINKED
    nasty = new.replace("https://example.org/ocean", "'https://a.example/?a=1&b=\"><script>x'")
    sides = rendered(package(moon((old, nasty))), tmp_path)
    backs = " ".join(back for _, back in sides.values())
    assert 'href="https://a.example/?a=1&#38;b=&#34;&#62;&#60;script&#62;x"' in backs
    assert "<script>x" not in backs


def test_a_mended_address_counts_as_no_correction() -> None:
    source = "  s: {title: A page, url: 'https://a.example/1', accessed: 2024-01-01}"
    text = (
        f"title: T\nsources:\n{source}\nquestions:\n- {{id: a, ask: Who?, answer: he, source: s}}\n"
    )
    said = []
    for each in (text, text.replace("/1", "/2")):
        (note,) = deck_of(each).notes
        sayings = Sayings(deck_of(each), bank_of(each))
        said.append((sayings.seal_of(note), sayings.seal_beside(note), note.html))
    assert said[0][:2] == said[1][:2]
    assert said[0][2] != said[1][2]
