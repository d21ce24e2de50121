"""What a newcomer is asked who leaves all of Anki's settings as they are: the order of new cards.

The order is made out here a second time, from the facts of the shipped bank and from a table of
levels written by hand.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from learner import Card, Learner, words_of

from quizgen import Blueprint, Look, find_texts, find_theme, find_worksheet
from quizgen.bank.facts import Fact
from quizgen.build import build
from quizgen.read import read_materials

A_DAY = 20
"""So many new cards a day has Anki's own preset."""
LEVELS = {"statement": 2, "position": 2, "cloze": 2, "comparison": 2}
"""How hard it is to recall a fact of level 1, where it is more than to recall a name."""
BEHIND = {"cloze": 1, "comparison": 2, "choice": 3}
"""In what order the notes of one fact come at one level."""


@cache
def facts() -> Mapping[str, Fact]:
    return {fact.id: fact for fact in read_materials(find_texts("escalation")).bank.facts}


@cache
def package(*, with_choice: bool) -> bytes:
    blueprint = Blueprint(worksheet=find_worksheet(), max_sensitivity="high")
    look = Look(theme=find_theme())
    texts = find_texts("escalation")
    ((_, export),) = build(texts, blueprint, look, ["deck"], with_choice=with_choice).exports
    return export.files[0].content


def kind_of(card: Card) -> str:
    (kind,) = (tag.split("::")[3] for tag in card.note().tags if "::kind::" in tag)
    return kind


def facts_of(card: Card) -> list[str]:
    return [name for name in card.note()["Fact"].split(" · ") if name in facts()]


def is_retired(card: Card) -> bool:
    """Tell whether a card is there only for who has had it: it comes last."""
    return any(tag.endswith("::retired") for tag in card.note().tags)


def level_of(card: Card) -> int:
    hardest = max(facts()[name].level for name in facts_of(card))
    return min(LEVELS.get(kind_of(card), 1) + hardest - 1, 3)


def meant(cards: list[Card]) -> Iterator[tuple[Card, ...]]:
    """Yield the cards of each day as they are to come.

    Easy facts first, then as in the bank; what is asked about a fact beside its own card, behind
    it. Within a day the second cards of notes come last, since Anki keeps the two sides of one
    fact apart.
    """
    places = {name: place for place, name in enumerate(facts())}
    first: dict[str, int] = {}  # how hard is the easiest card of a fact that is no choice
    for card in cards:
        if kind_of(card) not in ("choice", "comparison"):
            for name in facts_of(card):
                first[name] = min(first.get(name, 3), level_of(card))

    def place(card: Card) -> tuple[int, ...]:
        is_choice = kind_of(card) == "choice"
        level = first.get(facts_of(card)[0], level_of(card)) if is_choice else level_of(card)
        last = max(places[name] for name in facts_of(card))
        return level, last, BEHIND.get(kind_of(card), 0), card.ord

    ordered = sorted((card for card in cards if not is_retired(card)), key=place)
    for start in range(0, len(ordered), A_DAY):
        yield tuple(sorted(ordered[start : start + A_DAY], key=lambda card: card.ord))


def named(card: Card) -> str:
    return f"{card.note()['Fact']} / {card.template()['name']}"


@pytest.mark.parametrize("with_choice", [False, True], ids=["plain", "with choice"])
def test_the_first_sixty_cards_of_a_newcomer_come_from_easy_to_hard(
    with_choice: bool, tmp_path: Path
) -> None:
    with Learner(tmp_path) as newcomer:
        newcomer.imports(package(with_choice=with_choice))
        ((deck, _),) = newcomer.decks().items()
        days = list(meant(newcomer.cards()))[:3]
        for day in days:
            asked = newcomer.learns_for_a_day(deck)
            assert [*map(named, asked)] == [*map(named, day)]
        assert sum(map(len, days)) == 3 * A_DAY


def test_a_choice_comes_right_behind_the_card_of_its_fact(tmp_path: Path) -> None:
    with Learner(tmp_path) as newcomer:
        newcomer.imports(package(with_choice=True))
        cards = sorted(newcomer.cards(), key=lambda card: (card.due, card.ord))
        asked = [(kind_of(card), *facts_of(card)) for card in cards]
        recalled = {name for kind, *names in asked if kind != "choice" for name in names}
        for before, card in pairwise(asked):
            if card[0] == "choice" and card[1] in recalled:
                assert card[1] in before[1:], card
        assert sum(kind == "choice" for kind, *_ in asked[:60]) in range(15, 45)


def test_what_is_asked_and_its_answer_stand_first_where_anki_lists_notes(tmp_path: Path) -> None:
    """The field that Anki sorts and names a note by is what the first card of it shows.

    Readers that take the first two fields of a note have question and answer.
    """
    with Learner(tmp_path) as newcomer:
        newcomer.imports(package(with_choice=True))
        first = {card.nid: card for card in reversed(newcomer.cards()) if not is_retired(card)}
        assert {kind_of(card) for card in first.values()} >= {*LEVELS, "event", "term", "choice"}
        for card in first.values():
            front, back = newcomer.reads(card)
            asked, answer, *_ = map(words_of, card.note().fields)
            assert card.note()["Fact"] not in (asked, answer)
            if kind_of(card) == "cloze":
                assert "{{c1::" in asked
                continue
            assert squeezed(asked) in squeezed(front), named(card)
            assert answer
            assert squeezed(answer) in squeezed(f"{front} {back}"), named(card)
            query = "select sfld from notes where id = ?"
            assert words_of(newcomer.collection.db.scalar(query, card.nid)) == asked


def squeezed(words: str) -> str:
    return "".join(words.split())
