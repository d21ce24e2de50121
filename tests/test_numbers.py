"""Numbers as people print them: what is read, and what whoever wrote another form is told."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from case_files import Case, problems_of, read_cases
from moon import language, wordings
from test_read import LIGHTHOUSES, bank_of

from quizgen.assemble.draw import draw_item
from quizgen.bank.facts import Quantity
from quizgen.content import plain
from quizgen.errors import BankError, Where
from quizgen.judge.subject import Subject
from quizgen.language.quantities import places_of, say_number
from quizgen.pool import ItemPool
from quizgen.quiz.item import Choice, Item, Numeric, Ordering, TrueFalse
from quizgen.quiz.meaning import SomeDifference, SomeNumber
from quizgen.quiz.worksheet import WorksheetSection
from quizgen.read import read_bank
from quizgen.read.digits import in_digits
from quizgen.read.numbers import number_hint
from quizgen.read.schema import plain_number
from quizgen.rules import check_item

CASES = read_cases("bank_errors.md")
NONE = (
    "where there is no number leave the fact out,"
    " or write the source's words under printed in place of it"
)
DIGITS = "digits, with a point before the fraction: 1500 or 0.5"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("1.9 × 10^27 kg", "write 1900000000000000000000000000, or 1.9 and a unit of your own with × 10^27 in it; what it counts is its unit"),
        ("1e400", "write 1 and a unit of your own with × 10^400 in it"),
        ("12.756,0", "write 12756.0"),
        ("1.234.567", "write 1234567"),
        ("12,34,567", "write 1234567"),
        ("1'234", "write 1234"),
        ("1’234.5", "write 1234.5"),
        ("1_000", "write 1000"),
        ("2,5", "write 2.5: a point before the fraction"),
        ("2,500*", "write 2500, or 2.500 if the comma begins a fraction"),
        ("-2,5", "write -2.5: a point before the fraction"),
        ("–200", "write -200"),
        ("Unknown*", NONE),
        ("n/a", NONE),
        ("?", NONE),
        ("1/4", "write 0.25"),
        ("2 1/2", "write 2.5"),
        ("½", "write 0.5"),
        ("2½", "write 2.5"),
        ("1/3", "write the source's words under printed, and no value"),
        ("50%", "write 50, with unit: percent"),
        ("$5", "write 5, with unit: usd"),
        ("1.5 million", "write 1500000"),
        ("3 million people", "write 3000000; what it counts is its unit"),
        ("12,104 km", "write 12104: what it counts is its unit"),
        ("20 °C", "write 20: what it counts is its unit"),
        ("about 40", "write 40, with qualifier: about"),
        ("~40", "write 40, with qualifier: about"),
        ("c. 40", "write 40, with qualifier: about"),
        ("40+", "write 40, with qualifier: at-least"),
        ("> 40", "write 40, with qualifier: over"),
        ("up to 5", "write 5, with qualifier: up-to"),
        ("10–20", "write low: 10 and high: 20, and no value"),
        ("5 ± 1", "write 5, with qualifier: about"),
        ("<5", "write 5; its qualifier is at-most if the source may mean that too"),
        ("under 1,500", "write 1500; its qualifier is at-most if the source may mean that too"),
        ("+5", "write 5"),
        (".5", "write 0.5"),
        ("5.", "write 5"),
        ("007", "write 7"),
        ("12104*", "write 12104"),
        ("12104[1]", "write 12104"),
        ("٣٤", "write 34"),
        ("0x1F", DIGITS),
        ("12:30", DIGITS),
    ],
)  # fmt: skip
def test_a_number_in_another_form_is_told_what_to_write(text: str, hint: str) -> None:
    quantity = f"- kind: quantity\n  value: '{text.replace(chr(39), 2 * chr(39))}'\n"
    where, told = problems_of(Case("", "fact", quantity, ""), CASES).splitlines()
    assert where.startswith("2:10: value '")
    assert where.endswith("' is not a number")
    assert told == f"  hint: {hint}"
    assert number_hint(text) == hint


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5.97e24", "5.97E+24"),
        ("1.898 x 10^27", "1.898E+27"),
        ("5.68 × 10²⁶", "5.68E+26"),
        ("5.68·10^26", "5.68E+26"),
        ("−1.6 × 10⁻¹⁹", "-1.6E-19"),
        ("6.022E+23", "6.022E+23"),
        ("1e-3", "0.001"),
        ("10^6", "1E+6"),
        ("1,234.5e3", "1.2345E+6"),
        ("12,104", "12104"),
        ("−1,234", "-1234"),
        ("12,104,000", "12104000"),
        ("1,234.50", "1234.50"),
        ("6 792", "6792"),
        ("6\u202f792", "6792"),
        ("12 104 000", "12104000"),
    ],
)
def test_a_number_is_read_as_it_is_printed(text: str, value: str) -> None:
    bank = bank_of(LIGHTHOUSES.replace("low: 1.50, high: 2", f'value: "{text}"'))
    claim = bank.facts[2].claim
    assert isinstance(claim, Quantity)
    assert claim.value is not None
    assert claim.value == Decimal(value)
    assert claim.value.as_tuple().digits == Decimal(value).as_tuple().digits


GERMAN = replace(language(), thousands=".", decimal=",")


@pytest.mark.parametrize(
    ("text", "value"),
    [("12.104.000", "12104000"), ("2,5", "2.5"), ("12.756,0", "12756.0"), ("6 792", "6792"),
     ("0.621", "0.621"), ("1.5", "1.5"), ("1,898 × 10^27", "1.898e27")],
)  # fmt: skip
def test_marks_are_those_of_the_banks_language(text: str, value: str) -> None:
    assert in_digits(text, GERMAN) == value


@pytest.mark.parametrize(
    "text",
    ["12.756,0", "12,34,567", "1,2345", "1'234", "2,5", "0,123", "1e100", "e5", "10", "x 10^3"],
)
def test_what_is_in_no_form_of_the_language_stays_as_it_is(text: str) -> None:
    assert in_digits(text, language()) == text


def test_a_number_that_may_be_two_is_refused_with_both() -> None:
    german = {"en-GB": GERMAN}
    text = LIGHTHOUSES.replace("low: 1.50, high: 2", "value: 12.104")
    with pytest.raises(BankError) as caught:
        read_bank(text, "banks/lighthouses.yaml", german)
    (problem,) = caught.value.problems
    assert problem.message == "value '12.104' is a thousand to some, a fraction to others"
    assert problem.hint == "write 12104, or 12,104"


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        ("5.97e24", "5.97 × 10²⁴"),
        ("5.970e24", "5.970 × 10²⁴"),
        ("-1.6e-19", "−1.6 × 10⁻¹⁹"),
        ("1e23", "1 × 10²³"),
        ("1898000000000000000000000000", "1.898 × 10²⁷"),
        ("1.5e8", "1.5 × 10⁸"),
        ("150000000", "150,000,000"),
        ("3e2", "300"),
        ("-83.60", "−83.60"),
        ("0", "0"),
        ("0.0005", "0.0005"),
    ],
)
def test_a_number_is_printed_with_its_own_grain(number: str, printed: str) -> None:
    assert say_number(Decimal(number), language()).replace("\u00a0", " ") == printed


@pytest.mark.parametrize(
    ("text", "value"),
    [("−200", "-200"), ("−0.5", "-0.5"), ("-200", "-200"), ("0", "0"), ("−0", "-0"), ("21.50", "21.50")],
)  # fmt: skip
def test_a_true_minus_is_a_minus(text: str, value: str) -> None:
    bank = bank_of(LIGHTHOUSES.replace("low: 1.50, high: 2", f"value: {text}"))
    claim = bank.facts[2].claim
    assert isinstance(claim, Quantity)
    assert str(claim.value) == str(Decimal(value))


def test_a_wrong_answer_to_a_quantity_may_have_a_true_minus_too() -> None:
    wrong = "value: 5, distractors: [{text: −7, why_wrong: is the next rock's}]"
    (fact,) = [
        fact
        for fact in bank_of(LIGHTHOUSES.replace("low: 1.50, high: 2", wrong)).facts
        if fact.id == "depth"
    ]
    assert [wrong.text for wrong in fact.distractors] == ["-7"]


def test_only_one_minus_is_a_sign() -> None:
    assert plain_number("−5−3") == "-5−3"


# ----------------------------------------------------------------------------------- the planets

PLANETS = {
    "Mercury": ("3.30e23", "4,879", "0", "167"),
    "Venus": ("4.87e24", "12,104", "0", "464"),
    "Earth": ("5.97 × 10^24", "12,756", "1", "15"),
    "Mars": ("6.42 × 10²³", "6 792", "2", "−65"),
    "Jupiter": ("1.898 x 10^27", "142,984", "95", "−110"),
    "Saturn": ("5.68 × 10²⁶", "120,536", "146", "−140"),
    "Uranus": ("8.68e25", "51,118", "28", "−195"),
    "Neptune": ("1.02e26", "49,528", "16", "−200"),
    "Pluto": ("1.30e22", "2,376", "5", "−225"),
}
"""Mass in kg, diameter in km, moons, mean temperature in °C: NASA's fact sheet."""
ASKED = {
    "mass": ("kg", "{planet} has a mass of {value}"),
    "diameter": ("km", "{planet} has a diameter of {value}"),
    "number of moons": ("", "the number of moons of {planet} is {value}"),
    "mean temperature": ("celsius", "{planet} has a mean temperature of {value}"),
}


def planets() -> ItemPool:
    text = (
        "title: The planets\nunits: {celsius: {one: '{n} °C', many: '{n} °C', name: °C}}\nfacts:\n"
    )
    for place, (attribute, (unit, says)) in enumerate(ASKED.items()):
        for planet, numbers in PLANETS.items():
            sentence = says.replace("{planet}", planet)
            text += f"- {{kind: quantity, id: {planet.lower()}-{attribute.split()[-1]}, "
            text += f"subject: {planet}, class: planet, attribute: {attribute}, "
            text += f"asks: what is the {attribute} of {planet}, says: '{sentence}', "
            text += f'value: "{numbers[place]}"' + (f", unit: {unit}}}\n" if unit else "}\n")
    bank = read_bank(text, "banks/planets.yaml", {"en-GB": language()})
    return ItemPool(Subject(bank, language(), wordings()))


def test_the_numbers_of_the_planets_make_sound_items() -> None:
    pool = planets()
    assert [problem for problem in pool.findings if problem.is_error] == []
    keys = {}
    for item in pool.items:
        if isinstance(item.interaction, Choice) and item.id.endswith("/how-much"):
            (keys[item.facts[0]],) = [
                plain(option.content) for option in item.interaction.options if option.is_key
            ]
    assert {key.replace("\u00a0", " ") for key in keys.values()} >= {
        "5.97 × 10²⁴ kg", "1.898 × 10²⁷ kg", "142,984 km", "−110 °C", "95",
    }  # fmt: skip


def test_the_key_does_not_show_by_its_decimals_or_its_power() -> None:
    looked_at = 0
    for item in planets().items:
        if isinstance(item.interaction, Choice):
            numbers = [
                option.means.value
                for option in item.interaction.options
                if isinstance(option.means, SomeNumber | SomeDifference)
            ]
            written = [plain(option.content) for option in item.interaction.options]
            assert len({"×" in words for words in written}) == 1, written
            assert len({*map(places_of, numbers)}) <= 1, written
            assert all((one < 0) == (other < 0) for one, other in pairwise(numbers)), written
            looked_at += bool(numbers)
    assert looked_at > 40


def ages(*more: str) -> Subject:
    """Return a bank of one age, with more keys, in which no other age could be a wrong answer."""
    keys = ", ".join(["value: 97", "unit: year", *more])
    text = (
        "title: Ages\nfacts:\n  - {id: ann, subject: Ann Miller, class: person, attribute: age,"
        f' asks: how old is Ann Miller, says: "Ann Miller is {{value}} old", {keys}}}\n'
    )
    return Subject(read_bank(text, "ages.yaml", {"en-GB": language()}), language(), wordings())


def wrong_ages(subject: Subject) -> list[Decimal]:
    items = {item.id: item for item in ItemPool(subject).items}
    choice = items["ann/how-much"].interaction
    assert isinstance(choice, Choice)
    assert not [*check_item(items["ann/how-much"], subject)]
    return [
        o.means.value for o in choice.options if isinstance(o.means, SomeNumber) and not o.is_key
    ]


def test_no_made_up_number_is_beyond_what_there_can_be() -> None:
    assert max(wrong_ages(ages())) > 120
    assert max(wrong_ages(ages("most: 120"))) <= 120
    assert min(wrong_ages(ages("least: 60"))) >= 60


@pytest.mark.parametrize(
    ("more", "ends"),
    [
        ((), ("87.3", "106.7")),
        (("most: 100",), ("87.3", "100")),
        (("least: 90", "most: 100"), ("90", "100")),
        (("value: 97", "unit: person"), ("88", "106")),  # there is no part of a person
        (("value: 3", "unit: person"), ("3", "3")),
    ],
)
def test_no_tolerance_goes_beyond_what_there_can_be(
    more: tuple[str, ...], ends: tuple[str, str]
) -> None:
    subject = ages("qualifier: about")
    fact = subject.bank.facts[0]
    assert isinstance(fact.claim, Quantity)
    keys = dict(each.split(": ") for each in more)
    changes = {key: text if key == "unit" else Decimal(text) for key, text in keys.items()}
    claim = replace(fact.claim, **changes)  # type: ignore[arg-type]
    bank = replace(subject.bank, facts=(replace(fact, claim=claim),))
    items = {item.id: item for item in ItemPool(Subject(bank, language(), wordings())).items}
    number = items["ann/write-the-number"].interaction
    assert isinstance(number, Numeric)
    assert (str(number.low), str(number.high)) == ends
    assert bool(number.within) == (ends[0] != ends[1])


def test_bounds_hold_for_all_that_is_measured_alike_and_for_the_number_itself() -> None:
    subject = ages("most: 120")
    (ann,) = subject.bank.facts
    ben = replace(ann, id="ben", claim=replace(ann.claim, subject="Ben", most=None))
    both = Subject(replace(subject.bank, facts=(ann, ben)), language(), wordings())
    assert both.bounds(ben.claim) == (None, Decimal(120))  # type: ignore[arg-type]
    with pytest.raises(BankError, match="value 97 is more than most, 90"):
        ages("most: 90")
    with pytest.raises(BankError, match="value 97 is less than least, 98"):
        ages("least: 98")
    with pytest.raises(
        BankError, match="most 1 is not above least 2\n  hint: write the smaller under least"
    ):
        ages("least: 2", "most: 1")


def test_a_difference_is_no_more_exact_than_both_sizes() -> None:
    keys = {
        item.facts: plain(option.content).replace("\u00a0", " ")
        for item in planets().items
        if isinstance(item.interaction, Choice)
        for option in item.interaction.options
        if option.is_key and isinstance(option.means, SomeDifference)
    }
    assert keys["venus-mass", "mars-mass"] == "4.23 × 10²⁴ kg"
    assert keys["mercury-mass", "pluto-mass"] == "3.17 × 10²³ kg"
    assert keys["jupiter-diameter", "saturn-diameter"] == "22,448 km"


def test_what_is_read_off_is_said_in_the_form_of_the_key() -> None:
    numeric = {
        item.facts[0]: item.interaction
        for item in planets().items
        if isinstance(item.interaction, Numeric) and item.figure
    }
    jupiter = numeric["jupiter-mass"]
    assert "10²⁷" in jupiter.within
    assert "e" not in jupiter.within.lower().replace("between", "")
    diameters = [said.within for fact, said in numeric.items() if fact.endswith("-diameter")]
    assert diameters
    assert all("," in within and "×" not in within for within in diameters)


def test_nothing_is_drawn_that_cannot_be_seen() -> None:
    for item in planets().items:
        if isinstance(item.interaction, Numeric) and item.figure:
            sizes = [bar.high for bar in item.figure.bars]  # type: ignore[union-attr]
            assert max(sizes) <= 100 * min(sizes), item.id


def test_a_bare_number_has_no_unit_anywhere() -> None:
    pool = planets()
    moons = [item for item in pool.items if item.facts[0].endswith("-moons")]
    assert {plain(option.content) for item in moons if isinstance(item.interaction, Choice)
            for option in item.interaction.options if isinstance(option.means, SomeNumber)} >= {"95"}  # fmt: skip
    assert not any(item.figure for item in moons)  # whole things cannot be read off so many
    scales = [it for name, it in pool.subject.scales.items() if name.endswith("-moons")]
    assert scales
    assert {scale.caption for scale in scales} == {"Number of moons, drawn to scale"}
    assert all(scale.unit == "" for scale in scales)


# ------------------------------------------------------------------------------ by their sizes

RIVERS = {
    "the Nile": "6650", "the Amazon": "6400", "the Yangtze": "6300", "the Mississippi": "3766",
    "the Danube": "2850", "the Rhine": "1233", "the Elbe": "1094", "the Seine": "777",
}  # fmt: skip


def rivers(more: str = "") -> ItemPool:
    text = "title: Rivers\nfacts:\n"
    for river, length in RIVERS.items():
        text += (
            f"- {{kind: quantity, id: {river.split()[1].lower()}, subject: {river}, class: river, "
        )
        text += f"attribute: length, asks: how long is {river}, says: '{river} is {{value}} long', "
        text += f"value: {length}, unit: km}}\n"
    bank = read_bank(text + more, "banks/rivers.yaml", {"en-GB": language()})
    return ItemPool(Subject(bank, language(), wordings()))


def order(pool: ItemPool, seed: str) -> Item | None:
    (plan,) = [plan for plan in pool.set_plans if plan.wording.id == "put-in-order-of-size"]
    section = WorksheetSection(
        title="Order", types=("ordering",), count=1, members=4, where=Where("sheet")
    )
    return draw_item(pool.set_of(plan), section, seed, set(), pool.subject)


def test_rivers_are_put_in_order_of_their_length() -> None:
    pool = rivers()
    for seed in "12345678":
        item = order(pool, seed)
        assert item
        assert plain(item.prompt) == (
            "Put these in order of length, from the least to the greatest. Number them from 1 to 4."
        )
        assert isinstance(item.interaction, Ordering)
        events = sorted(item.interaction.events, key=lambda event: event.rank)
        lengths = [int(RIVERS[plain(event.text).replace("The", "the")]) for event in events]
        assert lengths == sorted(lengths)
        assert all(more > 1.05 * less for less, more in pairwise(lengths)), lengths
        assert [event.date_text.replace("\u00a0", " ") for event in events] == [
            f"{length:,} km" for length in lengths
        ]


def test_no_two_of_one_size_stand_in_one_order() -> None:
    twins = "".join(
        f"- {{kind: quantity, id: twin-{number}, subject: river {number}, class: river, unit: km, "
        f"attribute: length, asks: how long is river {number}, says: 'it is {{value}} long', value: 777}}\n"
        for number in range(8)
    )
    pool = rivers(twins)
    for seed in "12345678":
        item = order(pool, seed)
        assert item
        assert isinstance(item.interaction, Ordering)
        sizes = [event.date_text for event in item.interaction.events]
        assert len({*sizes}) == len(sizes)
        assert [problem for problem in check_item(item, pool.subject) if problem.is_error] == []


def test_an_order_of_things_of_one_size_is_an_error() -> None:
    pool = rivers()
    item = order(pool, "1")
    assert item
    assert isinstance(item.interaction, Ordering)
    first, *rest = item.interaction.events
    wrong = Ordering(events=(replace(first, id="amazon"), replace(rest[0], id="nile"), *rest[1:]))
    broken = [each.message for each in check_item(replace(item, interaction=wrong), pool.subject)]
    assert any("are of nearly one size" in message for message in broken), broken


def test_things_are_put_in_order_only_among_their_like() -> None:
    plans = [each for each in planets().set_plans if each.wording.id == "put-in-order-of-size"]
    assert len(plans) == len(ASKED)
    assert len({plan.name for plan in plans}) == len(ASKED)
    assert {len(plan.facts) for plan in plans} == {len(PLANETS)}


def test_of_two_rivers_it_is_said_which_is_longer() -> None:
    items = {item.id: item for item in rivers().items}
    true, false = items["danube/greater-true"], items["danube/greater-false"]
    assert plain(true.prompt) == "The length of the Danube is greater than that of the Rhine."
    assert plain(false.prompt) == "The length of the Rhine is greater than that of the Danube."
    assert isinstance(false.interaction, TrueFalse)
    assert plain(false.interaction.correction) == plain(true.prompt)
    assert plain(true.rationale).replace("\u00a0", " ") == (
        "The Danube is 2,850 km long; the Rhine is 1,233 km long."
    )
    assert "nile/greater-true" not in items  # the Amazon is nearly as long
