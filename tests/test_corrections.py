"""A false statement may be mended at its end or at its beginning: both are right, and said so."""

import re
from random import Random

from moon import language, yield_of
from test_properties import CAPITALS, HEAD, pool_of

from quizgen.content import Run, plain
from quizgen.pool import ItemPool
from quizgen.quiz.answer import Judged
from quizgen.quiz.item import TrueFalse
from quizgen.quiz.key_rows import mending
from quizgen.quiz.mark import mark

SHARED = HEAD.replace(", one_to_one: true", "")
OFFICES = (
    "id: austin, kind: term, term: Lloyd Austin, relation: was, meaning: the Secretary of Defense,"
    " distractors: [{text: the Secretary of State, why_wrong: was another office}]",
    "id: blinken, kind: term, term: Antony Blinken, relation: was, meaning: the Secretary of State,"
    " distractors: [{text: the Secretary of Energy, why_wrong: was nobody’s office here}]",
)
RANGES = (
    "id: old, kind: quantity, subject: the old mast, class: mast, attribute: height,"
    " asks: how high is the old mast, says: 'the old mast is {value} high', value: 300, unit: m",
    "id: new, kind: quantity, subject: the new mast, class: mast, attribute: height,"
    " asks: how high is the new mast, says: 'the new mast is {value} high', value: 170, unit: m",
)


def false_of(pool: ItemPool) -> dict[str, tuple[str, TrueFalse]]:
    """Return the statements of each fact with something else in its place."""
    return {
        item.facts[0]: (plain(item.prompt).replace("\u00a0", " "), item.interaction)
        for item in pool.items
        if isinstance(item.interaction, TrueFalse)
        and not item.interaction.is_true
        and item.id.endswith(("quantity-false", "term-false", "property-false"))
    }


def test_a_wrong_office_is_mended_by_who_held_it() -> None:
    stem, judged = false_of(yield_of(*OFFICES))["austin"]
    assert stem == "Lloyd Austin was the Secretary of State."
    assert judged.accepted == ("Antony Blinken",)


def test_what_is_true_of_nothing_is_mended_in_one_way() -> None:
    _, judged = false_of(yield_of(*OFFICES))["blinken"]
    assert judged.accepted == ()


def test_a_name_that_the_author_gives_for_a_wrong_meaning_mends_it() -> None:
    fact = (
        "id: oslo, kind: term, term: Oslo, meaning: the capital of Norway,"
        " distractors: [{text: the capital of Sweden, why_wrong: REASON}]"
    )
    for reason, accepted in (
        ("is Stockholm", ("Stockholm",)),
        ("was the old town of Stockholm", ("the old town of Stockholm",)),
        ("is the opposite", ()),
        ("lies on Lake Mälaren", ()),
        ('"is Stockholm: another capital"', ()),
        ("is what Stockholm is", ()),
    ):
        _, judged = false_of(yield_of(fact.replace("REASON", reason)))["oslo"]
        assert judged.accepted == accepted, reason


def test_a_wrong_number_is_mended_by_what_has_it() -> None:
    stem, judged = false_of(yield_of(*RANGES))["old"]
    assert stem.endswith("the old mast is 170 m high.")
    assert judged.accepted == ("the new mast",)


def test_by_another_source_nothing_is_mended() -> None:
    for _, judged in false_of(yield_of(RANGES[0], RANGES[1] + ", source: speeches")).values():
        assert judged.accepted == ()


def test_a_wrong_capital_is_mended_by_its_country_or_another_name_of_the_right_one() -> None:
    for stem, judged in false_of(pool_of(*CAPITALS)).values():
        capital, _, land = stem.removesuffix(".").partition(" is the capital of ")
        countries = [fact.split("; ")[0] for fact in CAPITALS if fact.split("; ")[2] == capital]
        names = ["Mokum"] if land == "the Netherlands" else []
        assert [*judged.accepted] == [*names, *countries]


def test_every_meaning_of_an_abbreviation_mends_it() -> None:
    facts = (
        "id: a, kind: term, term: AU, meaning: African Union, relation: stands-for, accept: [OAU],"
        " distractors: [{text: Arab Union, why_wrong: is nothing here}]",
        "id: b, kind: term, term: AU, meaning: astronomical unit, relation: stands-for",
        "id: c, kind: term, term: EU, meaning: European Union, relation: stands-for",
        "id: d, kind: term, term: NATO, meaning: North Atlantic Treaty Organization,"
        " relation: stands-for",
    )
    judged = next(
        item.interaction
        for item in yield_of(*facts).items
        if item.id.startswith("a/") and getattr(item.interaction, "is_true", True) is False
    )
    assert isinstance(judged, TrueFalse)
    assert {"OAU", "astronomical unit"} <= {*judged.accepted}


def test_a_family_of_many_is_mended_by_none_of_them() -> None:
    lie = [f"Land {n}; continent; {('Asia', 'Africa', 'Europe')[n % 3]}" for n in range(9)]
    assert {judged.accepted for _, judged in false_of(pool_of(*lie)).values()} == {()}


def test_mended_at_its_beginning_a_statement_is_true() -> None:
    """In random banks, by the facts alone."""
    random, told = Random(5), 0
    for _ in range(40):
        held = {
            (f"Land {n}", random.choice(("Ada", "Bo", "Cy", "Di", "Ek"))) for n in range(6)
        }  # with some capitals that are shared
        facts = [f"{land}; capital; {capital}" for land, capital in sorted(held)]
        for stem, judged in false_of(pool_of(*facts, head=SHARED)).values():
            match = re.fullmatch(r"(\w+) is the capital of (Land \d)\.", stem)
            assert match
            for land in judged.accepted:
                assert (land, match[1]) in held
                told += 1
            also = {land for land, capital in held if capital == match[1]} - {*judged.accepted}
            assert not also or len(also) > 1  # one of several is not all that is right
    assert told > 20


def test_either_mending_earns_the_point() -> None:
    pool = yield_of(*OFFICES)
    item = next(item for item in pool.items if item.id == "austin/term-false")
    for words in ("Antony Blinken", "the Secretary of Defense"):
        assert mark(item, Judged(is_true=False, correction=words), 2).points == 2
    assert mark(item, Judged(is_true=False, correction="John Kirby"), 2).points < 2


def test_the_key_says_of_a_list_that_one_of_it_is_enough() -> None:
    labels = language().labels
    listed = TrueFalse(
        is_true=False,
        right_words=(Run("Niger, Chad and Sudan"),),
        accepted=("Niger", "Chad", "Sudan", "Libya"),
    )
    answer, also = mending(listed, labels)
    assert plain(answer) == "Niger, Chad and Sudan; any one of these is enough"
    assert also == ("Libya",)
    single = TrueFalse(is_true=False, right_words=(Run("Nigeria"),), accepted=("Niger", "Chad"))
    answer, also = mending(single, labels)
    assert (plain(answer), also) == ("Nigeria", ("Niger", "Chad"))
