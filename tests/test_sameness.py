"""What says the same, however it is written, and what only looks alike."""

import pytest
from moon import language

from quizgen.judge.sameness import Sameness

SAME = Sameness(language())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The danube Delta", "the Danube delta"),
        ("Danube delta", "the Danube delta"),
        ("an apple", "Apple."),
        ("data base", "database"),
        ("e-mail", "email"),
        ("well-known fact", "well known fact"),
        ("T-34", "T34"),
        ("U.S.", "US"),
        ("St. Petersburg", "St Petersburg"),
        ("Paris, France", "Paris France"),
        ("“Yes”", "yes"),
        ("‘To be or not’", "to be or not"),
        ("O’Brien", "O'Brien"),
        ("O'Brien", "OBrien"),
        ("R&D", "R and D"),
        ("10 km", "10\u00a0km"),
        ("10km", "10 kilometres"),
        ("5 %", "5 percent"),
        ("1,000 men", "1000 men"),
        ("1 000", "1,000"),
        ("ten", "10"),
        ("37.0", "37"),
        ("−5", "-5"),
        ("1914–1918", "1914-1918"),
        ("World War II", "World War 2"),
        ("grey", "gray"),
        ("the Labour Party", "the Labor Party"),
        ("the centre of the theatre", "the center of the theater"),
        ("Louis XIV", "louis 14"),
        ("caf\u00e9", "cafe\u0301"),
        ("\uff2e\uff21\uff34\uff2f", "NATO"),
        ("final", "\ufb01nal"),
        ("soft\u00adly", "softly"),
        ("(the) Hague", "The Hague"),
        ("10²⁴ kg", "10²⁴ KG"),
    ],
)
def test_what_is_written_otherwise_says_the_same(one: str, other: str) -> None:
    assert SAME.bare(one) == SAME.bare(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A+", "A-"),
        ("A", "A-"),
        ("C", "C++"),
        ("f(x)", "f'(x)"),
        ("Ca(OH)2", "CaOH2"),
        ("x-y", "xy"),
        ("2", "20"),
        ("1.5", "15"),
        ("-5", "5"),
        ("5-6", "56"),
        ("5 3", "53"),
        ("12:30", "1230"),
        ("x²", "x2"),
        ("10²⁴", "1024"),
        ("1.2.3", "1.2.30"),
        ("vitamin A", "vitamin"),
        ("Vitamin C", "Vitamin 100"),
        (";", ":"),
        ("schön", "schon"),
        ("planet", "planets"),
        ("practical", "practice"),
        ("€5", "$5"),
    ],
)
def test_what_only_looks_alike_does_not_say_the_same(one: str, other: str) -> None:
    assert SAME.bare(one) != SAME.bare(other)


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("May 2024", "30 May 2024", True),
        ("Russia", "western Russia", True),
        ("the capital of Serbia", "the capital of Serbia and Montenegro", True),
        ("Zürich", "Zurich", True),
        ("Paris.", "Paris, France.", True),
        ("a small boat", "a small boat; a river barge that is drawn by horses", True),
        ("Bern", "Berne / Bern / Berna", True),
        ("12 or 13", "12", True),
        ("Jöns Jacob Berzelius", "Jöns Jakob Berzelius", True),
        ("Catherine Parr", "Katherine Parr", False),
        ("Boris Johnson", "Boris Johnston", True),
        ("North Dakota", "South Dakota", False),
        ("Louis XIV", "Louis XVI", False),
        ("Great Ouse", "Great Ouze", False),
        ("Item 12345", "Item 12346", False),
        ("London, England", "Paris, France", False),
        ("London, England", "York, England", False),
        ("12,104 km", "104 km", False),
        ("Ukraine’s second city", "a region very close to Ukraine’s second city", False),
        ("the United States", "the United Kingdom", False),
        ("Apollo 11", "Apollo 15", False),
    ],
)
def test_an_answer_that_is_another_more_narrowly_is_too_near_to_be_wrong(
    one: str, other: str, is_near: bool
) -> None:
    assert SAME.is_too_near(one, other) is is_near
    assert SAME.is_too_near(other, one) is is_near
