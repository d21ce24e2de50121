"""What the nouns know of themselves."""

from dataclasses import fields, replace
from typing import get_type_hints

import pytest
from small_bank import BANK, EVENT, POSITION, QUANTITY, STATEMENT, TERM, claiming, small_deck

from quizgen.bank.facts import Fact, people_of, texts_of


@pytest.mark.parametrize(
    ("fact", "camp"),
    [
        (STATEMENT, "united-states"),
        (EVENT, "soviet-union"),
        (claiming(EVENT, actor=""), ""),
        (QUANTITY, ""),
        (claiming(QUANTITY, by="leonov"), "soviet-union"),
        (POSITION, "united-states"),
        (claiming(POSITION, for_="leonov"), "soviet-union"),
        (TERM, ""),
    ],
)
def test_a_fact_is_of_the_camp_of_who_said_did_counted_or_stood_for_it(
    fact: Fact, camp: str
) -> None:
    assert BANK.camp_of(fact) == camp


IDS = {"speaker", "actor", "by", "for_", "issue", "stance"}


@pytest.mark.parametrize("fact", [STATEMENT, EVENT, QUANTITY, POSITION, TERM])
def test_every_text_of_a_claim_is_among_its_words_or_is_an_id(fact: Fact) -> None:
    """So that a key that a kind of fact gets one day is seen by the rules."""
    hints = get_type_hints(type(fact.claim))
    texts = {
        each.name: f"<{each.name}>"
        for each in fields(fact.claim)
        if hints[each.name] in (str, tuple[str, ...])
    }
    filled = {
        name: (text,) if hints[name] == tuple[str, ...] else text for name, text in texts.items()
    }
    claim = claiming(fact, **filled).claim
    assert set(texts_of(claim)) == {text for name, text in texts.items() if name not in IDS}
    named = {text for name, text in texts.items() if name in IDS - {"issue", "stance"}}
    assert set(people_of(claim)) == named
    assert people_of(claiming(fact, **dict.fromkeys(texts, "")).claim) == ()


def test_a_subtopic_called_retired_retires_no_note() -> None:
    (kept,) = small_deck(replace(TERM, tags=("retired",))).notes
    (gone,) = small_deck(replace(TERM, retired="no longer used")).notes
    assert "quizgen::moon::tag::retired" in kept.tags
    assert not kept.is_retired
    assert gone.is_retired
