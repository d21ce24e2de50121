"""Items: what a bank yields, and the laws that no item breaks."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest
import random_banks
from hypothesis import given, settings
from hypothesis import strategies as st
from moon import (
    bank,
    bank_of,
    item,
    items,
    items_by_id,
    kind_of,
    known,
    language,
    wording_of,
    wordings,
    yield_of,
)
from oracle import ASKED, untrue, untrue_together

from quizgen.bank.facts import Event
from quizgen.content import Run, plain
from quizgen.judge.subject import Subject
from quizgen.judge.texts import folded
from quizgen.language.variables import fact_variables
from quizgen.make.distractors import METHODS, OF_SCOPE
from quizgen.make.distractors.terms import terms
from quizgen.make.sets import ItemSet
from quizgen.make.write import without_length_tell
from quizgen.pool import ItemPool
from quizgen.quiz.item import Choice, Cloze, Item, Numeric, Option, ShortAnswer, TrueFalse
from quizgen.read import Materials, read_materials
from quizgen.read.dates import parse_date
from quizgen.store.project import find_texts


def choices() -> list[tuple[str, Choice]]:
    """Return the items of one fact with one right option, by their ids."""
    return [
        (one.id, one.interaction)
        for one in items().items
        if isinstance(one.interaction, Choice) and one.type == "multiple-choice"
        if len(one.facts) == 1
    ]


def test_every_kind_of_fact_yields_items_of_several_types() -> None:
    types = Counter((kind_of(one), one.type) for one in items().items)
    for kind in ("statement", "event", "quantity", "position", "term"):
        assert types[kind, "multiple-choice"]
        assert types[kind, "short-answer"]
    assert {one.plan.wording.type for one in items().sets} == {"matching", "ordering", "cloze"}


def test_an_items_id_is_its_facts_and_its_wordings() -> None:
    assert len(items_by_id()) == len(items().items)
    for one in items().items:
        if len(one.facts) > 1:
            assert one.id.startswith(f"{wording_of(one)}/")
        elif one.facts:
            assert one.id == f"{one.facts[0]}/{wording_of(one)}"


def test_printed_options_are_distinct_and_exactly_one_is_the_key() -> None:
    for item_id, choice in choices():
        texts = [folded(plain(option.content)) for option in choice.options]
        assert len(set(texts)) == len(texts), item_id
        assert sum(option.is_key for option in choice.options) == 1, item_id


@cache
def shipped() -> Materials:
    return read_materials(find_texts("escalation"))


def test_a_distractor_is_never_also_true() -> None:
    ours = ItemPool(shipped().subject)
    asked: set[str] = set()
    for whole, yielded in ((bank(), items()), (shipped().bank, ours)):
        asked |= {wording_of(one) for one in yielded.items}
        wrong = [words for one in yielded.items for words in untrue(one, whole, language())]
        assert wrong == []
    drawn_for_a_form = {
        "who-said-it",
        "who-said-what",
        "place-on-timeline",
        "terms-and-meanings",
        "who-allows-what",
        "claims-and-replies",
        "letters-and-meanings",
        "words-and-translations",
    }
    of_translations = {"what-does-it-mean", "what-is-the-word", "translation-false"}
    assert {*ASKED} - asked - drawn_for_a_form - of_translations == {  # each has a test of its own
        "what-changed",
        "what-speaks-against",
        "which-is-largest",
        "which-stands-for",
        "whose-limit",
        "why-it-happened",
        "why-this-position",
    }


@pytest.mark.parametrize("seed", [*range(60), 5000])
def test_no_bank_yields_a_distractor_that_is_also_true(seed: int) -> None:
    facts = random_banks.facts_of(seed)
    whole, yielded = bank_of(*facts), yield_of(*facts)
    for one in yielded.items:
        assert untrue(one, whole, language()) == []
    assert untrue_together(yielded.items) == []
    # and no maker leaves it to the rules to find that out
    assert not [problem for problem in yielded.findings if problem.rule in ("KEY-1", "KEY-2")]


PARTIES = tuple(
    f"id: {name.lower()}, kind: term, term: {name}, meaning: a {party} president, relation: was"
    for name, party in (
        ("Madison", "Democratic-Republican"),
        ("Adams", "Democratic-Republican"),
        ("Lincoln", "Republican"),
        ("Coolidge", "Republican"),
        ("Biden", "Democratic"),
        ("Tyler", "Whig"),
    )
)


def options_of(item_id: str, *facts: str, more: str = "") -> dict[str, bool]:
    """Return the options of an item, with whether each is right; none where there is no item."""
    for one in yield_of(*facts, more=more).items:
        if one.id == item_id and isinstance(one.interaction, Choice):
            shown = (*one.interaction.options, *one.interaction.reserve)
            words = (plain(it.content).replace("\u00a0", " ") for it in shown)
            return {said: it.is_key for said, it in zip(words, shown, strict=True)}
    return {}


def test_what_has_the_same_meaning_is_never_a_wrong_answer() -> None:
    shown = options_of("lincoln/which-term", *PARTIES)
    assert shown["Lincoln"]
    assert "Coolidge" not in shown
    assert len(shown) >= 4
    assert "Madison" not in options_of("adams/which-term", *PARTIES)
    assert [*options_of("lincoln/what-is-meant", *PARTIES)].count("A Republican president") == 1


@pytest.mark.parametrize(
    "meaning",
    [
        "a republican President",
        "A Republican-president",
        "the Republican president",
        "a “Republican” president",
        "a Republican\u00a0president",
        "an old Republican president",
    ],
)
def test_a_meaning_in_other_letters_is_the_same_meaning(meaning: str) -> None:
    facts = (
        *PARTIES[:3],
        PARTIES[3].replace("a Republican president", f'"{meaning}"'),
        *PARTIES[4:],
    )
    wrong = [
        words for words, is_key in options_of("lincoln/what-is-meant", *facts).items() if not is_key
    ]
    assert len(wrong) == 3
    assert not any("epublican" in words for words in wrong if "Democratic" not in words)
    if not meaning.startswith("an old"):  # a narrower meaning is another one: he is none of theirs
        assert "Coolidge" not in options_of("lincoln/which-term", *facts)


KINDS_OF_FAMILY = (
    "id: q2, kind: term, term: a family without one parent, meaning: Single family",
    "id: q3, kind: term, term: Pilate, meaning: Governor",
    "id: q4, kind: term, term: Saul, meaning: King",
    "id: q5, kind: term, term: Matthew, meaning: Apostle",
)


def own(*texts: str) -> str:
    listed = ", ".join(f"{{text: '{text}', why_wrong: is wrong}}" for text in texts)
    return f", distractors: [{listed}]"


def test_the_wrong_answers_that_an_author_wrote_are_the_ones_used() -> None:
    first, *others = KINDS_OF_FAMILY
    written = ("A family with many uncles", "No family to speak of", "People who share a house")
    shown = options_of("q2/what-is-meant", first + own(*written), *others)
    assert {*shown} == {"Single family", *written}


def test_two_wrong_answers_of_an_author_get_one_beside_them() -> None:
    first, *others = KINDS_OF_FAMILY
    shown = options_of("q2/what-is-meant", first + own("Large family", "No family"), *others)
    assert {"Single family", "Large family", "No family"} < {*shown}
    assert len(shown) == 4


@pytest.mark.parametrize(
    "right", ["single Family", "The single family.", "Single-family", "“Single family”"]
)
def test_a_wrong_answer_that_is_the_key_in_other_letters_is_not_used(right: str) -> None:
    first, *others = KINDS_OF_FAMILY
    shown = options_of("q2/what-is-meant", first + own("Large family", right, "No family"), *others)
    assert {"Single family", "Large family", "No family"} < {*shown}
    assert right not in shown


def test_wrong_numbers_of_an_author_may_all_be_greater_than_the_key() -> None:
    wrong = own("110", "140", "200")
    shown = options_of("anna/how-much", weight("anna", "84", wrong), weight("boris", "50"))
    assert [*shown] == ["84 kg", "110 kg", "140 kg", "200 kg"]


def weight(name: str, value: str, more: str = "", unit: str = "kg") -> str:
    return (
        f"id: {name}, kind: quantity, subject: {name}, asks: what was the mass of {name}"
        f', says: "{name} had a mass of {{value}}", value: "{value}", unit: {unit}{more}'
    )


CELSIUS = 'units:\n  celsius: {one: "{n} °C", many: "{n} °C", name: "°C"}\n'


@pytest.mark.parametrize(
    ("value", "unit", "others", "wrong"),
    [
        ("99", "percent", (), {"69 %", "51 %", "35 %"}),
        ("80", "percent", (), {"60 %", "40 %", "20 %", "100 %"}),
        ("37.0", "celsius", (), {"26.0 °C", "52.0 °C", "18.5 °C"}),
        ("1.10", "kg", (), {"0.75 kg", "1.55 kg", "0.55 kg"}),
        ("-210.0", "celsius", (), {"−147.0 °C", "−105.0 °C", "−257.3 °C"}),
        ("7", "kg", (), {"5 kg", "10 kg", "14 kg"}),
    ],
)
def test_a_computed_number_can_be_and_is_printed_as_the_key_is(
    value: str, unit: str, others: tuple[str, ...], wrong: set[str]
) -> None:
    facts = (weight("anna", value, unit=unit), *others)
    shown = options_of("anna/how-much", *facts, more=CELSIUS)
    found = {words for words, is_key in shown.items() if not is_key}
    assert wrong <= found, found
    for words in found:
        number = words.split()[0].replace("−", "-")
        assert len(number.partition(".")[2]) == len(value.partition(".")[2])
        assert unit != "percent" or Decimal(number) <= 100
        assert unit != "celsius" or Decimal(number) >= Decimal("-273.15")


def test_a_share_may_exceed_the_whole_where_the_bank_has_one_that_does() -> None:
    facts = (weight("anna", "99", unit="percent"), weight("boris", "130", unit="percent"))
    assert {"130 %", "198 %"} < {*options_of("anna/how-much", *facts)}


def test_what_is_measured_twice_is_compared_with_nothing() -> None:
    def differences(*facts: str) -> list[tuple[str, ...]]:
        items = yield_of(*facts).items
        return [one.facts for one in items if wording_of(one) == "how-much-greater"]

    large, small = weight("anna", "300"), weight("boris", "100")
    again = weight("anna", "200").replace("id: anna", "id: again")
    shouted = again.replace("subject: anna", "subject: ANNA")
    assert differences(large, small) == [("anna", "boris")]
    assert differences(large, small, again) == []
    assert differences(large, small, shouted) == []


def test_no_year_is_made_up_from_a_year() -> None:
    year = weight("anna", "1969", unit="piece").replace("what was the mass", "what was the year")
    count = weight("anna", "1969", unit="piece")
    assert options_of("anna/how-much", count)
    assert not options_of("anna/how-much", year)


def test_two_sayings_in_the_same_words_are_one_right_option() -> None:
    said = "kind: statement, speaker: kennedy, date: 1962-09-12, about"
    facts = (
        f"id: a, {said}: the Moon, gist: we would go to the Moon",
        f"id: b, {said}: the plan, gist: We would go to the Moon",
        f"id: c, {said}: the cost, gist: it would cost much",
        "id: d, kind: statement, speaker: khrushchev, date: 1962-09-12, gist: they had won",
        "id: e, kind: statement, speaker: macmillan, date: 1962-09-12, gist: it was not for all",
    )
    shown = [
        [plain(option.content) for option in one.interaction.options if option.is_key]
        for one in yield_of(*facts).items
        if isinstance(one.interaction, Choice) and one.type == "multiple-response"
    ]
    assert shown
    for keys in shown:
        assert len({key.casefold() for key in keys}) == 2
    assert not [it for it in yield_of(*facts).findings if it.rule == "KEY-1"]


def test_a_sibling_with_other_decimals_does_not_show_which_number_is_the_key() -> None:
    facts = (
        weight("anna", "4.87"),
        weight("boris", "6"),
        weight("clara", "3.5"),
        weight("dora", "7.35"),
    )
    shown = options_of("anna/how-much", *facts)
    assert "7.35 kg" in shown
    assert {"6 kg", "3.5 kg"}.isdisjoint(shown)


SYMBOLS = tuple(
    f"id: {meaning}, kind: term, term: {term}, meaning: {meaning}, relation: stands-for, class: symbol"
    for term, meaning in (
        ("H", "hydrogen"), ("He", "helium"), ("Fe", "iron"), ("Cu", "copper"), ("Na", "sodium"),
        ("K", "potassium"), ("Ag", "silver"), ("Au", "gold"), ("Pb", "lead"), ("Sn", "tin"),
    )
)  # fmt: skip


def test_what_another_sign_stands_for_makes_a_statement_false() -> None:
    truths = Counter(
        one.interaction.is_true
        for one in yield_of(*SYMBOLS).items
        if isinstance(one.interaction, TrueFalse)
    )
    assert truths[True] == 10
    assert truths[False] >= 9
    assert len(options_of("iron/stands-for", *SYMBOLS)) == 4


def test_what_the_letters_give_away_is_no_wrong_answer() -> None:
    terms = (
        ("NATO", "North Atlantic Treaty Organization"), ("EU", "European Union"),
        ("UN", "United Nations"), ("AU", "African Union"), ("OPEC", "Organization of the Petroleum Exporting Countries"),
    )  # fmt: skip
    facts = tuple(
        f"id: {term.lower()}, kind: term, term: {term}, meaning: {meaning}, relation: stands-for"
        for term, meaning in terms
    )
    assert not any(options_of(f"{term.lower()}/stands-for", *facts) for term, _ in terms)


CAPITALS = tuple(
    f"id: {city.lower()}, kind: term, term: {city}, meaning: the capital of {country}"
    for city, country in (
        ("Luxembourg", "Luxembourg"), ("Minsk", "Belarus"), ("Athens", "Greece"), ("Bern", "Switzerland"),
    )
)  # fmt: skip


def test_a_stem_that_says_its_key_alone_is_not_asked() -> None:
    assert options_of("minsk/which-term", *CAPITALS)["Minsk"]
    assert not options_of("luxembourg/which-term", *CAPITALS)
    twice = (
        *CAPITALS,
        "id: mexico, kind: term, term: Mexico City, meaning: the capital of Mexico City",
    )
    assert not options_of("mexico/which-term", *twice)


def test_a_date_in_another_grain_is_no_wrong_date() -> None:
    def done(name: str, what: str, date: str) -> str:
        return f"id: {name}, kind: event, what: {what}, short: {what}, date: {date}"

    others = [done(f"e{n}", f"crew {n} flew", f"1962-0{n}-10") for n in range(1, 6)]
    facts = (
        done("a", "the probe landed", "1962-03-10"),
        done("b", "The probe landed", "1962-04"),
        *others,
    )
    shown = options_of("a/date-of-event", *facts)
    assert shown["10 March 1962"]
    assert "10 April 1962" not in shown
    assert len(shown) >= 4


def test_what_the_bank_answers_too_is_accepted_of_a_written_answer() -> None:
    facts = (
        "id: a, kind: term, term: AU, meaning: African Union, relation: stands-for",
        "id: b, kind: term, term: A.U., meaning: astronomical unit, relation: stands-for",
        "id: c, kind: term, term: AfU, meaning: the African Union, relation: stands-for",
    )
    written = {one.id: one.interaction for one in yield_of(*facts).items}
    spelled, filled = written["a/spell-out"], written["a/name-the-abbreviation"]
    assert isinstance(spelled, ShortAnswer)
    assert spelled.accepted == ("astronomical unit",)
    assert isinstance(filled, Cloze)
    assert filled.accepted == (("AfU",),)


def test_a_position_that_two_facts_put_otherwise_changed_in_both_ways() -> None:
    def stood(name: str, stance: str, year: int) -> str:
        return f"id: {name}, kind: position, actor: us, stance: {stance}, as_of: {year}"

    facts = (stood("a", "wants", 1961), stood("b", "refuses", 1963), stood("c", "hesitates", 1963))
    pool = yield_of(*facts)
    assert untrue_together(pool.items) == []


def test_every_distractor_says_what_it_is_instead() -> None:
    for item_id, choice in choices():
        for option in choice.options:
            assert bool(plain(option.why_wrong)) is not option.is_key, item_id


def test_wrong_numbers_are_true_of_siblings_before_they_are_computed() -> None:
    change = (("asks: what was the mass of Sputnik 2, ", "also_right: [], asks: what was it, "),)
    choice = next(
        one.interaction for one in items(change).items if one.id == "mass-of-sputnik-1/how-much"
    )
    assert isinstance(choice, Choice)
    # 508 kg and 14 kg are more than five times away from 84 kg: too far to tempt anyone (DIS-2)
    assert {plain(option.content) for option in choice.options} & {
        "508\u00a0kg",
        "14\u00a0kg",
    } == set()
    nearer = (('value: "508"', 'value: "208"'), ("at: 508 kg", "at: 208 kg"))
    choice = next(
        one.interaction for one in items(nearer).items if one.id == "mass-of-sputnik-1/how-much"
    )
    assert isinstance(choice, Choice)
    reasons = {plain(option.content): plain(option.why_wrong) for option in choice.options}
    assert reasons["208\u00a0kg"] == "is the mass of Sputnik 2"


def test_wrong_numbers_that_the_author_wrote_stand_before_all_others() -> None:
    written = (
        "[{text: '40', why_wrong: is that of a dog}, {text: '200', why_wrong: is that of a cow}"
    )
    options = numbers_beside("84", f"{written}]")
    assert options["40\u00a0kg"] == "is that of a dog"
    assert options["200\u00a0kg"] == "is that of a cow"
    computed = "is lower than the figure that the text gives"
    assert computed in options.values()  # the third
    options = numbers_beside("84", f"{written}, {{text: '120', why_wrong: is that of a calf}}]")
    assert [*options] == ["40\u00a0kg", "200\u00a0kg", "120\u00a0kg"]


def numbers_beside(value: str, distractors: str) -> dict[str, str]:
    """Return the wrong options of Sputnik 1's mass, with what each is instead."""
    change = (
        (f'value: "{value}", unit: kg', f'value: "{value}", distractors: {distractors}, unit: kg'),
    )
    choice = next(
        it.interaction for it in items(change).items if it.id == "mass-of-sputnik-1/how-much"
    )
    assert isinstance(choice, Choice)
    wrong = (*(it for it in choice.options if not it.is_key), *choice.reserve)
    return {plain(option.content): plain(option.why_wrong) for option in wrong}


def test_a_name_among_the_people_is_known_for_a_persons() -> None:
    way = ("term: orbit", "term: John Kennedy")
    assert not fact_variables(known().facts["orbit"], bank(), language())["is_person"]
    assert fact_variables(known((way,)).facts["orbit"], bank(), language())["is_person"]


def test_a_false_statement_carries_the_whole_true_sentence() -> None:
    one = item("sputnik/event-false")
    assert isinstance(one.interaction, TrueFalse)
    assert plain(one.interaction.correction).replace("\u00a0", " ") == (
        "On 4 October 1957, the Soviet Union put the first satellite into orbit."
    )
    assert plain(one.interaction.right_words).replace("\u00a0", " ") == "4 October 1957"
    assert plain(one.prompt) != plain(one.interaction.correction)


def test_too_few_distractors_make_another_item_type_and_no_padding() -> None:
    ids = {one.id for one in items().items}
    assert "lem/stands-for" not in ids  # no distractors were curated
    assert "lem/spell-out" in ids


def test_what_the_bank_accepts_is_accepted() -> None:
    change = (("relation: stands-for, source: history, at: LEM", "accept: [Lunar Module], relation: stands-for, source: history, at: LEM"),)  # fmt: skip
    one = next(it for it in items(change).items if it.id == "lem/spell-out")
    assert isinstance(one.interaction, ShortAnswer)
    assert one.interaction.accepted == ("Lunar Module",)


def test_a_retired_fact_yields_nothing_and_is_no_distractor() -> None:
    change = (("at: Leonov, tags", "at: Leonov, retired: it was counted otherwise, tags"),)
    yielded = items(change)
    assert not any(one.facts == ("leonov",) for one in yielded.items)
    printed = " ".join(
        plain(option.content)
        for one in yielded.items
        if isinstance(one.interaction, Choice)
        for option in one.interaction.options
    )
    assert "Leonov" not in printed
    assert not any(it.fact.id == "leonov" for one in yielded.sets for it in one.members)


def test_a_method_exists_for_every_name_a_wording_may_use() -> None:
    from quizgen.make.places import AtPlaces
    from quizgen.quiz.wording import METHODS_OF

    of_facts = {kind: methods for kind, methods in METHODS_OF.items() if kind != "place"}
    assert {method for methods in of_facts.values() for method in methods} == {
        *METHODS,
        *OF_SCOPE,
    }
    bank = shipped().subject.bank
    kyiv = replace(bank.places["kyiv"], measured="from")  # a third place to measure from
    places = {**bank.places, "kyiv": kyiv}
    subject = Subject(replace(bank, places=places), shipped().language, shipped().wordings)
    sources = [plan.source for plan in ItemPool(subject).plans]
    on_maps = [source.wording for source in sources if isinstance(source, AtPlaces)]
    used = {wording.distractors for wording in on_maps} - {None}
    assert used == {*METHODS_OF["place"]}  # where things lie is no fact of the bank


def test_an_item_is_written_when_it_is_first_asked_for() -> None:
    fresh = ItemPool(known())
    assert fresh.findings_so_far == ()
    *_, last = fresh.plans
    assert fresh.item(last) == items_by_id()[last.id]
    assert [*fresh._items] == [last.id]
    assert fresh.findings == items().findings
    assert fresh.findings_so_far == fresh.findings


def test_the_same_bank_yields_the_same_items() -> None:
    again = ItemPool(Subject(bank(), language(), wordings()))
    assert (again.items, again.sets, again.findings) == (
        items().items,
        items().sets,
        items().findings,
    )


def test_an_item_that_breaks_a_rule_is_kept_out_and_reported() -> None:
    bad = tuple(
        replace(one, stem="{{ what | sentence }}? “Words nobody said.”")
        if one.id == "date-of-event"
        else one
        for one in wordings()["event"]
    )
    yielded = ItemPool(Subject(bank(), language(), {**wordings(), "event": bad}))
    assert not any(wording_of(one) == "date-of-event" for one in yielded.items)
    found = [problem for problem in yielded.findings if problem.rule == "QUOTE-1"]
    assert {problem.item_id for problem in found} >= {"sputnik/date-of-event"}


def test_siblings_with_the_same_tags_come_first() -> None:
    fact = known().facts["kennedy-we-choose"]
    found = list(known().siblings.of(fact, "statement"))
    shared = [bool({*one.tags} & {*fact.tags}) for one in found]
    assert shared == sorted(shared, reverse=True)
    assert fact not in found


@given(st.permutations(range(len(bank().facts))))
@settings(deadline=None, derandomize=True, max_examples=10)
def test_the_order_of_facts_in_the_file_changes_no_item(order: list[int]) -> None:
    shuffled = replace(bank(), facts=tuple(bank().facts[place] for place in order))
    yielded = {one.id: one for one in ItemPool(replace(known(), bank=shuffled)).items}
    assert yielded == items_by_id()


def test_two_sizes_of_one_source_are_compared_by_their_difference() -> None:
    compared = next(one for one in items().items if wording_of(one) == "how-much-greater")
    assert "mass of Sputnik 2 than that of Sputnik 1" in plain(compared.prompt)
    assert compared.facts == ("mass-of-sputnik-2", "mass-of-sputnik-1")
    assert isinstance(compared.interaction, Choice)
    keys = [plain(it.content) for it in compared.interaction.options if it.is_key]
    assert keys == ["424\N{NO-BREAK SPACE}kg"]


def test_only_plain_values_that_differ_clearly_are_compared() -> None:
    smaller = {larger: fact.id for larger, fact in known().next_smaller.items()}
    assert smaller == {"mass-of-sputnik-2": "mass-of-sputnik-1"}  # Explorer 1 had about 14 kg


def test_an_item_with_several_keys_gives_the_reason_for_each() -> None:
    both = next(one for one in items().items if wording_of(one) == "which-of-these-held-it")
    notes = {known().facts[fact_id].note.rstrip(".") for fact_id in both.facts}
    assert len(both.facts) == 2
    assert all(note in plain(both.rationale) for note in notes)


def test_the_members_of_a_set_are_the_facts_that_fit() -> None:
    sets: dict[str, ItemSet] = {one.plan.wording.id: one for one in items().sets}
    quoted = {it.fact.id for it in sets["who-said-it"].members}
    assert "macmillan-thinks-twice" not in quoted  # a paraphrase is nobody's own words
    assert "kennedy-we-choose" in quoted
    said = {it.fact.id for it in sets["who-said-what"].members}
    assert {"macmillan-thinks-twice", "kennedy-we-choose"} <= said


@pytest.mark.parametrize("fact_id", sorted(known().facts))
def test_every_fact_is_known_to_its_own_lookups(fact_id: str) -> None:
    fact = known().facts[fact_id]
    assert fact in Subject(bank(), language()).by_kind[fact.kind]


def sized(length: int, **more: object) -> Option:
    return Option(id=f"text:{length}", content=(Run("x" * length),), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "others", "chosen"),
    [
        (40, (10, 12, 14, 45), {10, 12, 45}),  # the longest is not left alone
        (5, (10, 12, 14, 4), {10, 12, 4}),  # nor the shortest
        (12, (10, 12, 14, 45), {10, 12, 14}),
        (40, (10, 12, 14), {10, 12, 14}),  # nothing as long is to be had
    ],
)
def test_the_keys_length_tells_nothing_where_it_can_be_helped(
    key: int, others: tuple[int, ...], chosen: set[int]
) -> None:
    wrong = without_length_tell(sized(key, is_key=True), [sized(length) for length in others])
    assert {len(plain(option.content)) for option in wrong} == chosen


def test_the_only_event_of_a_bank_has_wrong_dates_inside_its_time() -> None:
    alone = replace(bank(), facts=(known().facts["sputnik"],))
    yielded = ItemPool(replace(known(), bank=alone))
    assert not [problem for problem in yielded.findings if problem.rule == "DIS-3"]
    asked = next(one for one in yielded.items if wording_of(one) == "date-of-event")
    assert isinstance(asked.interaction, Choice)
    assert len(asked.interaction.options) == 4


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Apollo 11 landed on the Moon", "Apollo 15 landed on the Moon", False),
        ("Brazil won the World Cup", "Italy won the World Cup", False),
        ("the World War I began", "the World War II began", False),
        ("a crew landed on the Moon", "another crew landed on the Moon", True),
        ("Apollo landed on the Moon", "Apollo 15 landed on the Moon", True),
    ],
)
def test_what_names_something_else_is_another_deed(one: str, other: str, is_same: bool) -> None:
    first = known().facts["sputnik"]
    assert isinstance(first.claim, Event)
    later = parse_date("1958-02-07")
    facts = (
        replace(first, claim=replace(first.claim, actor="", what=one, short="one")),
        replace(
            first,
            id="later",
            claim=replace(first.claim, actor="", what=other, short="another", date=later),
        ),
    )
    yielded = ItemPool(replace(known(), bank=replace(bank(), facts=facts)))
    told = [problem.message for problem in yielded.findings if problem.rule == "DIS-3"]
    assert any("the same happened too" in message for message in told) is is_same


@pytest.mark.parametrize("named", ["johnson", "fear"])  # all that he said, or this alone
@pytest.mark.parametrize(("asked", "other"), [("wish", "None"), ("fear", "All")])
def test_what_is_too_near_is_never_set_against_a_fact_either_way_round(
    asked: str, other: str, named: str
) -> None:
    def offered(more: str) -> dict[str, str]:
        facts = (
            statement("wish", "kennedy", "1961-04-12", "all would fly", more),
            statement("fear", "johnson", "1961-04-13", "none would fly"),
            statement("hope", "macmillan", "1961-04-14", "some would fly"),
            statement("plan", "glenn", "1961-04-15", "he would fly"),
        )
        return wrong_of(said_of(f"{asked}/what-was-said", *facts))

    beside = {"Some would fly.", "He would fly."}
    assert {*offered("")} == {*beside, f"{other} would fly."}
    assert {*offered(f", not_beside: [{named}]")} == beside


def test_terms_of_one_class_stand_side_by_side() -> None:
    ways = (("term: cosmonaut,", "term: cosmonaut, class: person,"),)
    answers = terms(known(ways).facts["splashdown"], known(ways))
    assert answers
    words = [str(candidate.slots["term"]) for candidate in answers.wrong]
    assert words
    assert "cosmonaut" not in words
    sets = [one for one in items(ways).sets if one.plan.wording.id == "terms-and-meanings"]
    members = {one.plan.class_: {it.fact.id for it in one.members} for one in sets}
    assert members["person"] == {"cosmonaut"}
    assert "cosmonaut" not in members[""]


def test_what_was_true_for_a_time_is_asked_in_the_past() -> None:
    asked = items_of("orbit/which-term", ("relation: means", "relation: was"))
    assert asked[0] == "Which of these was the path of a body around another?"
    assert all(why.startswith("was a") or why.startswith("was the") for why in asked[1:])
    now = items_of("orbit/which-term")
    assert now[0] == "Which of these terms means the path of a body around another?"


@pytest.mark.parametrize("noun", ["osmosis", "honesty", "scissors", "GDP", "pH", "erosion"])
def test_no_article_is_guessed_for_a_term(noun: str) -> None:
    asked = f"id: asked, kind: term, term: {noun}, meaning: a slow thing"
    others = (f"id: {word}, kind: term, term: {word}, meaning: a {word} thing" for word in "bcdef")
    said = [spoken(plain(one.prompt)) for one in yield_of(asked, *others).items]
    about = [words for words in said if noun in words]
    assert len(about) > 2
    assert not [words for words in about if re.search(rf"\b[Aa]n? {noun}\b", words)]


def test_a_term_is_asked_with_the_article_that_its_author_wrote() -> None:
    asked = "id: atoll, kind: term, term: an atoll, meaning: a ring of coral"
    others = (f"id: {word}, kind: term, term: {word}, meaning: a {word} thing" for word in "bcdef")
    one = said_of("atoll/what-is-meant", asked, *others)
    assert plain(one.prompt) == "What is an atoll?"


def test_who_wrote_is_not_asked_what_was_said() -> None:
    ways = ("speaker: kennedy, verb: said", "speaker: kennedy, verb: wrote")
    asked = items_of("kennedy-we-choose/who-said-these-words", ways)
    assert "Who wrote this in 1962 about his country's plans in space?" in asked[0]
    assert all(why.startswith("spoke ") for why in asked[1:])
    theirs = ("capitalist countries catch up with our country", "others catch up with us")
    asked = items_of("khrushchev-catch-up/who-said-these-words", ways, theirs)
    assert "Who said this" in asked[0]
    assert any(why.startswith("wrote ") for why in asked[1:])


def items_of(item_id: str, *changes: tuple[str, str]) -> list[str]:
    """Return the words of a choice item of a changed bank: its stem, then why options are wrong."""
    one = next(one for one in items(changes).items if one.id == item_id)
    assert isinstance(one.interaction, Choice)
    wrong = [plain(it.why_wrong) for it in one.interaction.options if not it.is_key]
    return [plain(one.prompt).replace("\u00a0", " "), *wrong]


@pytest.mark.parametrize("year", ["0001", "0079", "9999"])
@pytest.mark.parametrize("date", ["01-02", "01", "12-31", "12"])
def test_a_bank_may_be_about_any_year_of_the_calendar(year: str, date: str) -> None:
    end = (("as_of: 1970-12-31", "as_of: 9999-12-31"),) if year == "9999" else ()
    changed = items((*end, ("date: 1957-10-04", f"date: {year}-{date}")))
    assert changed.offer
    assert any("sputnik" in one.facts for one in changed.items)


# --------------------------------------------------------------------------- what is offered
# Banks of a few facts, and what their items may offer, written out by hand.


def said_of(name: str, *facts: str) -> Item:
    """Return an item by the first of its facts and its wording, or by the wording alone."""
    by_name: dict[str, Item] = {}
    for one in yield_of(*facts).items:
        by_name |= {wording_of(one): one, f"{one.facts[0]}/{wording_of(one)}": one}
    return by_name[name]


def ids_of(*facts: str) -> set[str]:
    return {one.id for one in yield_of(*facts).items}


def wrong_of(one: Item) -> dict[str, str]:
    """Return every wrong answer that an item may show, with what it is instead."""
    assert isinstance(one.interaction, Choice)
    wrong = (it for it in (*one.interaction.options, *one.interaction.reserve) if not it.is_key)
    return {spoken(plain(it.content)): spoken(plain(it.why_wrong)) for it in wrong}


def keys_of(one: Item) -> set[str]:
    assert isinstance(one.interaction, Choice)
    return {spoken(plain(option.content)) for option in one.interaction.options if option.is_key}


def spoken(words: str) -> str:
    return words.replace("\u00a0", " ")


def event(name: str, date: str, more: str = "") -> str:
    return (
        f"id: {name}, kind: event, what: {name} flew, short: flight of {name}, date: {date}{more}"
    )


def mass(name: str, value: str, more: str = "") -> str:
    return (
        f"id: {name}, kind: quantity, subject: {name.title()}, asks: what was the mass of"
        f' {name.title()}, says: "{name.title()} had a mass of {{value}}", value: "{value}"{more}'
    )


def statement(name: str, speaker: str, date: str, gist: str, more: str = "") -> str:
    return (
        f"id: {name}, kind: statement, speaker: {speaker}, date: {date}, gist: {gist}"
        f", about: the {name}{more}"
    )


def position(name: str, actor: str, stance: str, more: str = "") -> str:
    return f"id: {name}, kind: position, actor: {actor}, stance: {stance}{more}"


def term(name: str, more: str = "") -> str:
    return f"id: {name}, kind: term, term: {name}, meaning: the sense of {name}ism{more}"


HARSH = ", sensitivity: high"


def test_death_and_suffering_are_no_wrong_answer_to_a_mild_fact() -> None:
    mild = [event(name, f"1961-0{n}-12") for n, name in enumerate(("anna", "boris", "clara"), 1)]
    harsh = event("dora", "1961-06-12", HARSH)
    for name in ("anna", "boris", "clara"):
        for wording in ("date-of-event", "what-happened"):
            told = f"{wrong_of(said_of(f'{name}/{wording}', *mild, harsh))}"
            assert "12 June" not in told
            assert "dora" not in told.lower()
    told = wrong_of(said_of("dora/what-happened", *mild, harsh))
    assert {*told} == {"Anna flew.", "Boris flew.", "Clara flew."}  # the reverse may be


@pytest.mark.parametrize(
    ("value", "more", "low", "high"),
    [
        ("84", "", "84", "84"),
        ("84", ", qualifier: exact", "84", "84"),
        ("80", ", qualifier: about", "72", "88"),
    ],
)
def test_a_number_may_be_off_only_where_its_source_says_about(
    value: str, more: str, low: str, high: str
) -> None:
    one = said_of("anna/write-the-number", mass("anna", value, more))
    assert isinstance(one.interaction, Numeric)
    assert (one.interaction.low, one.interaction.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("more", "asked", "answer", "is_bare_right"),
    [
        ("", "?", "80\u00a0kg", True),
        (", qualifier: about", "? About:", "80\u00a0kg", True),
        (", qualifier: over", "?", "over 80\u00a0kg", False),
        (", qualifier: at-least", "?", "at least 80\u00a0kg", False),
    ],
)
def test_a_number_alone_is_no_right_answer_where_the_source_says_over_or_at_least(
    more: str, asked: str, answer: str, is_bare_right: bool
) -> None:
    one = said_of("anna/give-the-number", mass("anna", "80", more))
    assert isinstance(one.interaction, ShortAnswer)
    assert plain(one.prompt).endswith(f"the mass of Anna{asked}")
    right = {plain(one.interaction.answer).partition(" (")[0], *one.interaction.accepted}
    assert answer in right
    assert ("80\u00a0kg" in right) == is_bare_right


@pytest.mark.parametrize(
    ("more", "also"),
    [
        (", accept: [eighty]", ("eighty",)),
        (", accept: [80 kg, 80 kilograms, eighty, eighty kg]", ("eighty",)),
        (", qualifier: at-least, accept: [at least 80, eighty, at least eighty kg]", ("eighty",)),
        (", accept: [80 kilograms, the weight of a man]", ()),
    ],
)
def test_what_is_right_in_a_gap_for_a_number_fits_between_what_is_printed(
    more: str, also: tuple[str, ...]
) -> None:
    one = said_of("anna/fill-in-the-value", mass("anna", "80", more))
    assert isinstance(one.interaction, Cloze)
    assert one.interaction.accepted == (also,)


def test_computed_numbers_keep_away_from_those_that_the_author_wrote() -> None:
    written = (
        "[{text: '40', why_wrong: is that of a dog}, {text: '60', why_wrong: is that of a pig}]"
    )
    wrong = {*numbers_beside("84", written)} - {"40\u00a0kg", "60\u00a0kg"}
    numbers = [Decimal(words.partition("\u00a0")[0]) for words in wrong]
    assert numbers
    for number in numbers:  # 58.8, which is 0.7 times the key, is too near to 60
        assert all(abs(number - other) >= Decimal("12.6") for other in (40, 60, 84)), number


def test_computed_numbers_that_are_all_greater_are_not_offered() -> None:
    assert "anna/how-much" in ids_of(mass("anna", "84"))
    few = mass("anna", "1")  # of so small a number none of the same grain is less
    assert "anna/how-much" not in ids_of(few)


def test_what_shares_most_tags_is_offered_first() -> None:
    near = [term(name, ", tags: [a, b]") for name in ("anna", "boris", "clara", "dora")]
    half = [term(name, ", tags: [b, c]") for name in ("emil", "fritz", "greta")]
    far = [term(name, ", tags: [d]") for name in ("hanna", "ida", "jan")]
    told = wrong_of(said_of("anna/which-term", *far, *half, *near))
    assert {*told} == {"boris", "clara", "dora"}
    told = wrong_of(said_of("anna/which-term", *far, *half, near[0], near[1]))
    assert "boris" in told
    assert {"Hanna", "Ida", "Jan"}.isdisjoint(told)


def test_no_fact_is_a_wrong_answer_to_many_others() -> None:
    many = [term(f"term-{n}") for n in range(90)]
    offered = Counter(
        words for n in range(90) for words in wrong_of(said_of(f"term-{n}/which-term", *many))
    )
    assert max(offered.values()) <= 12
    assert len(offered) >= 60


def spare(wording: str, *facts: str) -> set[str]:
    """Return the responses from which a matching set takes its spare ones."""
    (one,) = (it for it in yield_of(*facts).sets if it.plan.wording.id == wording)
    return {spoken(plain(response.text)) for response in one.responses}


def test_spare_speakers_may_be_those_whose_words_are_not_quoted() -> None:
    own = ", wording: verbatim, quote: We will fly"
    facts = (
        statement("wish", "kennedy", "1961-04-12", "all would fly", own),
        statement("fear", "macmillan", "1961-04-13", "none would fly"),
    )
    assert spare("who-said-it", *facts) == {"John Kennedy", "Harold Macmillan"}


def test_spare_events_on_a_timeline_are_settled_and_have_a_beginning_and_an_end() -> None:
    facts = (
        event("anna", "1961-04-12"),
        event("boris", "1961-05"),
        event("clara", "1961"),
        event("dora", "1961-06-12", ", status: disputed"),
        event("emil", "before 1960"),
    )
    flights = {"Flight of anna", "Flight of boris", "Flight of clara"}
    assert spare("place-on-timeline", *facts) == flights


UK = position("uk", "uk", "refuses", ", note: The UK had no rockets")
OTHERS = (position("us", "us", "wants"), position("ussr", "ussr", "hesitates"))


def test_who_held_a_position_on_another_day_is_no_second_key() -> None:
    that_year = position("france", "france", "refuses", ", note: France had none either")
    later = position("france", "france", "refuses", ", as_of: 1965, note: France had none either")
    both = said_of("which-of-these-held-it", UK, that_year, *OTHERS)
    assert keys_of(both) == {"The United Kingdom", "France"}
    assert not any("held-it" in name for name in ids_of(UK, later, *OTHERS))
    found = yield_of(UK, later, *OTHERS).findings  # nor was one tried
    assert {problem.rule for problem in found} == {"KEY-3"}  # one wording is accepted


def test_actors_are_of_one_class() -> None:
    person = position("webb", "glenn", "hesitates")
    france = position("france", "france", "wants")
    told = wrong_of(said_of("uk/whose-position", UK, *OTHERS, person, france))
    assert {*told} == {"The United States", "The Soviet Union", "France"}


def test_a_wrong_position_is_said_of_another_actor() -> None:
    once = position("us", "us", "wants", ", until: 1963")
    later = position("us-later", "us", "refuses", ", as_of: 1965")
    told = wrong_of(said_of("us/what-position", once, later, OTHERS[1]))
    assert told == {
        "It had not decided.": "is true of the Soviet Union, as of 1962",
        "It refused to do it.": "is true of the United States, as of 1965",
    }


def test_only_what_certainly_happened_is_set_against_what_happened() -> None:
    sure = [event(name, f"1961-0{n}-12") for n, name in enumerate(("anna", "boris", "clara"), 1)]
    disputed = event("dora", "1961-06-12", ", status: disputed")
    told = wrong_of(said_of("anna/what-happened", *sure, disputed))
    assert {*told} == {"Boris flew.", "Clara flew."}


def test_what_names_the_speaker_is_not_offered_as_said_by_somebody_else() -> None:
    facts = (
        statement("wish", "kennedy", "1961-04-12", "all would fly"),
        statement("fear", "johnson", "1961-04-13", "Kennedy would not fly"),
        statement("hope", "macmillan", "1961-04-14", "some would fly"),
        statement("plan", "glenn", "1961-04-15", "he would fly"),
    )
    told = wrong_of(said_of("wish/what-was-said", *facts))
    assert {*told} == {"Some would fly.", "He would fly."}


@pytest.mark.parametrize(
    ("more", "is_asked"),
    [
        ("", True),
        (", source: speeches", False),
        (", retired: it was a joke", False),
    ],
)
def test_several_are_right_of_what_one_source_has_of_one_day(more: str, is_asked: bool) -> None:
    facts = (
        statement("wish", "kennedy", "1961-04-12", "all would fly"),
        statement("hope", "kennedy", "1961-04-12", "some would fly", more),
        statement("fear", "johnson", "1961-04-13", "none would fly"),
        statement("plan", "glenn", "1961-04-15", "he would fly"),
    )
    assert any("which-of-these-were-said" in name for name in ids_of(*facts)) is is_asked
    if is_asked:
        one = said_of("which-of-these-were-said", *facts)
        assert keys_of(one) == {"All would fly.", "Some would fly."}


def test_what_is_near_to_one_of_several_keys_is_not_offered() -> None:
    facts = (
        statement("hope", "kennedy", "1961-04-12", "some would fly"),
        statement("wish", "kennedy", "1961-04-12", "all would fly", ", not_beside: [plan]"),
        statement("fear", "johnson", "1961-04-13", "none would fly"),
        statement("plan", "glenn", "1961-04-15", "he would fly"),
        statement("dread", "macmillan", "1961-04-15", "flying was hard"),
    )
    told = wrong_of(said_of("which-of-these-were-said", *facts))
    assert {*told} == {"None would fly.", "Flying was hard."}


def test_the_largest_is_asked_for_only_where_it_clearly_is() -> None:
    clear = [mass(name, n) for name, n in (("anna", "100"), ("boris", "80"), ("clara", "50"))]
    one = said_of("which-is-largest", *clear)
    assert keys_of(one) == {"Anna"}
    assert {*wrong_of(one)} == {"Boris", "Clara"}
    assert untrue(one, bank_of(*clear), language()) == []
    near = mass("dora", "95")
    assert not any("which-is-largest" in name for name in ids_of(*clear, near))


def test_dates_are_computed_within_the_banks_time() -> None:
    one = said_of("anna/date-of-event", event("anna", "1970-12-20"))
    assert len(wrong_of(one)) >= 2
    assert all(words.endswith(" 1970") for words in wrong_of(one))  # and the bank ends with it


def test_a_date_that_is_right_too_is_neither_offered_nor_called_false() -> None:
    facts = (
        event("anna", "1961-04-12", ", also_right: [boris], tags: [a]"),
        event("boris", "1961-05-12", ", tags: [a]"),
        event("clara", "1961-06-12"),
        event("dora", "1961-07-12"),
        event("emil", "1961-08-12"),
    )
    dates = {*wrong_of(said_of("anna/date-of-event", *facts))}
    assert dates
    assert "12 May 1961" not in dates
    assert "12 May 1961" not in spoken(plain(said_of("anna/event-false", *facts).prompt))


def test_a_change_is_set_against_its_reverse() -> None:
    facts = (
        position("early", "us", "hesitates", ", as_of: 1961"),
        position("middle", "us", "wants", ", as_of: 1963"),
        position("late", "us", "refuses", ", as_of: 1965"),
    )
    one = said_of("late/what-changed", *facts)
    assert keys_of(one) == {"It first wanted to do it, then refused to do it."}
    reverse = "It first refused to do it, then wanted to do it."
    assert reverse in wrong_of(one)


def test_a_difference_is_set_against_one_of_the_two_sizes() -> None:
    """Beside both it could be worked out without knowing either."""
    one = said_of("how-much-greater", mass("anna", "100"), mass("boris", "45"))
    assert keys_of(one) == {"55 kg"}
    told = wrong_of(one)
    assert told["45 kg"] == "is the mass of Boris itself"
    assert "100 kg" not in told


@pytest.mark.parametrize(("large", "small"), [("100", "45"), ("778", "228"), ("95", "16")])
def test_no_two_sizes_differ_by_more_than_the_larger_one(large: str, small: str) -> None:
    one = said_of("how-much-greater", mass("anna", large), mass("boris", small))
    right, wrong = int(large) - int(small), [int(words.split()[0]) for words in wrong_of(one)]
    assert max(wrong) <= int(large)
    assert min(wrong) < right < max(wrong)


def test_what_is_asked_of_a_fact_once_is_asked_once_of_its_group() -> None:
    twins: Iterable[str] = (UK, position("france", "france", "refuses"), *OTHERS)
    asked = [name for name in ids_of(*twins) if name.startswith("which-of-these-held-it")]
    assert len(asked) == 1


def test_more_wrong_numbers_are_kept_than_are_shown_so_that_the_key_may_rank_anywhere() -> None:
    choice = item("height-of-gemini-11/how-much").interaction
    assert isinstance(choice, Choice)
    assert len(choice.options) == 4
    assert len(choice.reserve) >= 2
    assert not {option.id for option in choice.reserve} & {option.id for option in choice.options}


def test_what_is_true_of_nothing_says_that_it_was_worked_out() -> None:
    choice = said_of("anna/how-much", mass("anna", "84"), mass("boris", "140")).interaction
    assert isinstance(choice, Choice)
    worked_out = {plain(option.content): option.is_computed for option in choice.options}
    assert worked_out["84\u00a0kg"] is False
    assert worked_out["140\u00a0kg"] is False
    assert [*worked_out.values()].count(True) == 2


def test_only_a_number_that_may_be_off_says_within_what() -> None:
    exact, about = (
        said_of("anna/write-the-number", mass("anna", "80", more)).interaction
        for more in ("", ", qualifier: about")
    )
    assert isinstance(exact, Numeric)
    assert isinstance(about, Numeric)
    assert (exact.within, about.within) == ("", "anything from 72 to 88")


def test_days_that_are_nearly_the_same_are_not_offered_together() -> None:
    days = ("1961-04-12", "1961-04-13", "1961-04-14", "1961-05-20", "1961-06-20")
    facts = [event(name, day) for name, day in zip(("a", "b", "c", "d", "e"), days, strict=True)]
    choice = said_of("a/date-of-event", *facts).interaction
    assert isinstance(choice, Choice)
    offered = sorted(option.rank or 0 for option in choice.options)
    assert all(later - earlier >= 3 for earlier, later in pairwise(offered))
    assert len(offered) == 4


def test_a_term_of_the_same_meaning_is_no_wrong_answer() -> None:
    same = "id: dora, kind: term, term: dora, meaning: the sense of annaism"
    told = wrong_of(said_of("anna/which-term", term("anna"), same, term("boris"), term("clara")))
    assert {*told} == {"boris", "clara"}


def test_every_word_for_a_meaning_is_right_however_each_is_asked_for() -> None:
    meaning = "meaning: the molecule that carries genes"
    facts = (
        f"id: name, kind: term, term: DNA, {meaning}",
        f"id: word, kind: term, term: deoxyribonucleic acid, {meaning}",
        f"id: once, kind: term, term: thread, relation: was, {meaning}",
    )
    for asked, right in (("name", {"deoxyribonucleic acid"}), ("word", {"DNA"})):
        for wording in ("name-it", "fill-in-the-term"):
            answer = said_of(f"{asked}/{wording}", *facts).interaction
            assert isinstance(answer, ShortAnswer | Cloze)
            accepted = answer.accepted[0] if isinstance(answer, Cloze) else answer.accepted
            assert {*accepted} == right, wording


def test_what_the_speaker_said_too_is_no_wrong_answer_under_another_name() -> None:
    facts = (
        statement("wish", "kennedy", "1961-04-12", "all would fly"),
        statement("hope", "kennedy", "1961-04-12", "some would fly", ", source: speeches"),
        statement("echo", "johnson", "1961-04-13", "some would fly"),
        statement("plan", "glenn", "1961-04-15", "he would fly"),
        statement("dread", "macmillan", "1961-04-15", "flying was hard"),
    )
    told = wrong_of(said_of("wish/what-was-said", *facts))
    assert {*told} == {"He would fly.", "Flying was hard."}


def test_an_item_is_as_sensitive_and_tagged_as_all_that_it_rests_on() -> None:
    facts = (
        statement("a-wish", "kennedy", "1961-04-12", "all would fly", ", tags: [hopes]"),
        statement(
            "hope", "kennedy", "1961-04-12", "many had died", ", sensitivity: high, tags: [losses]"
        ),
        statement("fear", "johnson", "1961-04-13", "none would fly"),
        statement("plan", "glenn", "1961-04-15", "he would fly"),
    )
    asked = [each for each in yield_of(*facts).items if {"a-wish", "hope"} <= {*each.facts}]
    assert asked
    for each in asked:
        assert each.sensitivity == "high", each.id
        assert {*each.tags} == {"hopes", "losses"}, each.id
