"""What the nouns know of themselves."""

from dataclasses import replace

import pytest
from small_bank import BANK, EVENT, POSITION, QUANTITY, STATEMENT, TERM, claiming, small_deck

from quizgen.bank.facts import Fact


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


def test_a_subtopic_called_retired_retires_no_note() -> None:
    (kept,) = small_deck(replace(TERM, tags=("retired",))).notes
    (gone,) = small_deck(replace(TERM, retired="no longer used")).notes
    assert "quizgen::moon::tag::retired" in kept.tags
    assert not kept.is_retired
    assert gone.is_retired
