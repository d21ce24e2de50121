"""The author's listing: a fact with its items, every key, and what else is right."""

from moon import items, known, wording_of

from quizgen.export.listing import list_fact


def listed(fact_id: str, wording: str) -> list[str]:
    """Return the lines of one item of a fact."""
    said = list_fact(known().facts[fact_id], items())
    (block,) = [block for block in said.split("\n\n") if block.startswith(f"  [{wording},")]
    return [line.strip() for line in block.splitlines()[1:] if "why:" not in line]


def test_a_number_is_listed_with_the_range_that_is_right() -> None:
    assert listed("mass-of-explorer-1", "write-the-number")[-2:] == [
        "* 14\u00a0kg; accept anything from 12.6 to 15.4",
        "unit: kg",
    ]
    assert listed("mass-of-sputnik-1", "write-the-number")[-2:] == ["* 84\u00a0kg", "unit: kg"]


def test_a_sentence_is_listed_with_its_blank_and_what_belongs_there() -> None:
    assert listed("khrushchev-catch-up", "name-the-speaker") == [
        "In 1961, ____ (name) said that the capitalist countries should try to catch up.",
        "* Nikita Khrushchev; accept Khrushchov",
    ]


def test_every_right_option_is_marked_and_each_of_their_facts_lists_the_item() -> None:
    (several,) = [one for one in items().items if one.type == "multiple-response"]
    first, second = (listed(fact_id, wording_of(several)) for fact_id in several.facts)
    assert first == second
    assert [line[0] for line in first[1:]] == ["*", "*", "-", "-"]
