"""Some of a deck by its tags, and what is to be learned first."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from command import Run
from editions import DAY, FIRST, blueprint, look, moon, published

from quizgen.build import build
from quizgen.errors import FormError
from quizgen.publish import publish
from quizgen.read import File, Texts

GAGARIN, SPUTNIK = "id: gagarin,", "id: mass-of-sputnik-1,"
CORE = ((GAGARIN, f"{GAGARIN} core: true,"), (SPUTNIK, f"{SPUTNIK} core: true,"))


def cards(texts: Texts, *wanted: str) -> list[dict[str, str]]:
    """Return the tags of each card of a deck, each as its sort and its name, and its fact."""
    ((_, export),) = build(texts, blueprint(), look(), ["csv"], cards=wanted).exports
    content = export.files[0].content
    assert isinstance(content, bytes)
    lines = [
        line for line in content.decode("utf-8-sig").splitlines(keepends=True) if line[0] != "#"
    ]
    rows = [*csv.reader(lines)]
    return [
        {"fact": row[1].rpartition("· ")[2]}
        | dict(tag.removeprefix("quizgen::moon::").rpartition("::")[::2] for tag in row[2].split())
        for row in rows
    ]


def facts(texts: Texts, *wanted: str) -> set[str]:
    return {card["fact"] for card in cards(texts, *wanted)}


def test_what_is_core_has_a_tag_and_a_deck_of_its_own() -> None:
    texts = moon(*CORE)
    assert facts(texts, "core") == {"gagarin", "mass-of-sputnik-1"}
    assert facts(texts) > facts(texts, "core")
    with pytest.raises(FormError, match="no card has the tag 'core'"):
        cards(moon(), "core")


def test_of_one_sort_any_tag_is_enough_and_of_each_sort_one_is_needed() -> None:
    every = cards(moon())
    both = cards(moon(), "kind::event", "kind::comparison")
    assert {card["kind"] for card in both} == {"event", "comparison"}
    assert len(both) == sum(card["kind"] in ("event", "comparison") for card in every)
    easy = cards(moon(), "kind::event", "kind::comparison", "level::1")
    assert {card["level"] for card in easy} == {"1"} < {card["level"] for card in both}
    assert len(easy) == sum(card["level"] == "1" for card in both)


def test_the_beginning_of_a_tag_stands_for_all_that_begin_so() -> None:
    of_a_camp = cards(moon(), "camp")
    assert of_a_camp
    assert len(of_a_camp) == sum("camp" in card for card in cards(moon()))


def test_what_is_learned_first_corrects_no_note() -> None:
    one = published(moon(), FIRST)
    assert isinstance(one.bank.text, str)
    text = one.bank.text
    for old, new in CORE:
        text = text.replace(old, new)
    assert publish(replace(one, bank=File(one.bank.path, text)), FIRST + DAY) is None


def test_a_tag_that_no_card_has_is_told_with_those_that_there_are(run: Run) -> None:
    said = run("build", "--topic", "moon", "--only", "deck", "--cards", "kind::evnt")
    assert (said.code, said.out) == (1, "")
    assert "no card has the tag 'kind::evnt'\n  hint: did you mean 'kind::event'?" in said.err
    assert not Path("output").exists()
    assert run("build", "--topic", "moon", "--only", "deck", "--cards", "kind::event").code == 0
