"""Properties: what something has, asked both ways, and never a wrong answer that is right.

The judge here is its own: it reads the facts as a pupil would, pair by pair, and knows nothing of
what the program thinks that an option means.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from random import Random

import pytest
from jsonschema import Draft202012Validator
from moon import TEMPLATES, language
from small_bank import ALL_NOTE_TYPES, html_of

from quizgen.assemble import assemble_forms
from quizgen.assemble.draw import draw_item
from quizgen.bank.bank import Bank
from quizgen.bank.facts import Fact, Property
from quizgen.cards import make_deck
from quizgen.content import plain
from quizgen.errors import BankError
from quizgen.export.form_json import write_forms
from quizgen.judge.subject import Subject
from quizgen.pool import ItemPool
from quizgen.quiz.item import Choice, Item, Matching, ShortAnswer, TrueFalse
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_bank, read_wordings, read_worksheet
from quizgen.read.forms import read_forms
from quizgen.rules import check_answers

HEAD = """\
topic: countries
title: Countries
summary: What they have.
as_of: 2024-12-31
sensitivity: none
sources:
  s: {publisher: P, title: T, kind: reference, date: 2024, date_basis: printed, text: t.txt}
people:
  ramsay: {name: William Ramsay, spellings: [Sir William Ramsay], offices: [{office: chemist, class: chemist, country: GB}]}
  strutt: {name: John Strutt, offices: [{office: physicist, class: chemist, country: GB}]}
  davy: {name: Humphry Davy, offices: [{office: chemist, class: chemist, country: GB}]}
  curie: {name: Marie Curie, offices: [{office: physicist, class: chemist, country: FR}]}
  seaborg: {name: Glenn Seaborg, offices: [{office: chemist, class: chemist, country: US}]}
properties:
  capital:
    {of: country, asks: "what is the capital of {subject}", says: "{value} is the capital of {subject}", asks_back: "which country has the capital {value}", one_to_one: true}
  continent: {of: country, asks: "on which continent is {subject}", says: "{subject} lies in {value}", asks_back: "which country lies in {value}"}
  neighbours: {of: country, many: true, mutual: true, asks: "which of these border {subject}", says: "{subject} borders {value}", asks_back: "which country borders {value}"}
  currency: {of: country}
  independence: {of: country, is: year}
  discoverer: {of: element, is: person, many: true, asks: "who discovered {subject}", says: "{value} discovered {subject}"}
"""


@cache
def wordings() -> Mapping[str, object]:
    path = TEMPLATES / "en" / "stems" / "property.yaml"
    return read_wordings({"property": (path.name, path.read_text("utf-8"))})


def bank_of(*facts: str, head: str = HEAD) -> Bank:
    """Return a bank of facts, each "subject, property, value" and perhaps more keys behind it."""
    lines = ""
    for number, fact in enumerate(facts):
        subject, which, value, *more = fact.split("; ")
        rest = "".join(f", {each}" for each in more)
        lines += f"  - {{id: f{number}, kind: property, subject: {subject}, property: {which}, value: {value}, source: s, at: place {number}{rest}}}\n"
    return read_bank(f"{head}facts:\n{lines}", "countries.yaml", {"en-GB": language()})


def pool_of(*facts: str, head: str = HEAD) -> ItemPool:
    return ItemPool(Subject(bank_of(*facts, head=head), language(), wordings()))  # type: ignore[arg-type]


CAPITALS = (
    "France; capital; Paris",
    "Spain; capital; Madrid",
    "the Netherlands; capital; Amsterdam; accept: [Mokum]",
    "Italy; capital; Rome",
    "Luxembourg; capital; Luxembourg",
    "Kuwait; capital; Kuwait City",
)


def said(pool: ItemPool, wording: str) -> dict[str, Item]:
    return {
        item.facts[0]: item for item in pool.items if getattr(item.origin, "wording", "") == wording
    }


# ------------------------------------------------------------------ how it is asked


def test_a_capital_is_asked_both_ways_and_said() -> None:
    pool = pool_of(*CAPITALS)
    asked = {item.id: plain(item.prompt) for item in pool.items if item.facts == ("f0",)}
    assert asked == {
        "f0/what-is-its": "What is the capital of France?",
        "f0/which-has-it": "Which country has the capital Paris?",
        "f0/which-pair": "Which of these pairs of country and capital is right?",
        "f0/property-true": "Paris is the capital of France.",
        "f0/property-false": asked["f0/property-false"],
        "f0/write-what-it-is": "What is the capital of France?",
        "f0/write-what-has-it": "Which country has the capital Paris?",
        "f0/fill-in-what-it-is": "",
        "f0/fill-in-what-has-it": "",
    }
    (gap,) = said(pool, "fill-in-what-it-is")["f0"].interaction.parts[:1]  # type: ignore[union-attr]
    assert plain(gap) == "The capital of France is "  # a blank is not the first word
    (gap,) = said(pool, "fill-in-what-has-it")["f2"].interaction.parts[:1]  # type: ignore[union-attr]
    assert plain(gap) == "Amsterdam is the capital of "
    options = said(pool, "which-has-it")["f2"].interaction.options  # type: ignore[union-attr]
    assert plain(options[0].content) == "The Netherlands"


PARTS = {
    "Ada": "Rome",
    "Bea": "Rome; Papal States",
    "Cid": "Papal States",
    "Dan": "Paris, France",
    "Eve": "Paris",
    "Fay": "Oslo",
    "Gus": "Lima",
    "Hal": "Bern / Berne",
    "Ida": "Bern",
    "Joe": "Riga",
}
"""Births as tables have them: none of two is wrong of which one lists what the other names."""


def overlap(one: str, other: str) -> bool:
    return one == other or not {*re.split("; |, | / ", one)}.isdisjoint(
        re.split("; |, | / ", other)
    )


def pool_of_parts() -> ItemPool:
    head = (
        HEAD
        + "  home: {of: saint, one_to_one: true, asks: 'where was {subject} born', says: '{subject} was born in {value}', asks_back: 'who was born in {value}'}\n"
    )
    bank = "".join(
        f"  - {{id: f{number}, subject: {name}, property: home, value: '{home}'}}\n"
        for number, (name, home) in enumerate(PARTS.items())
    )
    read = read_bank(f"{head}facts:\n{bank}", "countries.yaml", {"en-GB": language()})
    return ItemPool(Subject(read, language(), wordings()))  # type: ignore[arg-type]


def test_a_value_that_is_part_of_another_is_nowhere_wrong_beside_it() -> None:
    pool = pool_of_parts()
    asked = set()
    for item in pool.items:
        name = next(iter(item.about))
        wording = getattr(item.origin, "wording", "")
        for text, counts_as_right in _answers(item):
            asked.add(wording)
            if wording == "which-has-it":
                ours, theirs = PARTS[name], PARTS[text]
            elif wording == "which-pair":
                thing, _, theirs = text.partition(": ")
                ours = PARTS[thing]
            else:
                ours, theirs = PARTS[name], text
            if not counts_as_right:
                assert not overlap(ours, theirs), (item.id, text)
        if isinstance(item.interaction, TrueFalse) and not item.interaction.is_true:
            asked.add(wording)
            told = plain(item.prompt).partition(" born in ")[2].rstrip(".")
            assert not overlap(PARTS[name], told), plain(item.prompt)
    assert asked >= {"what-is-its", "which-has-it", "which-pair", "property-false"}


def test_what_is_matched_has_no_part_of_another_response_beside_it() -> None:
    pool = pool_of_parts()
    (item_set,) = (it for it in pool.sets if it.plan.wording.id == "match-with-property")
    section = read_worksheet(SET, "set.yaml").sections[0]
    for seed in range(12):
        item = draw_item(item_set, section, str(seed), set(), pool.subject)
        assert item
        assert isinstance(item.interaction, Matching)
        texts = [plain(response.text) for response in item.interaction.responses]
        homes = [PARTS[plain(premise.text)] for premise in item.interaction.premises]
        assert [sum(overlap(home, text) for text in texts) for home in homes] == [1] * len(homes)


def test_a_card_asks_back_by_no_value_that_is_part_of_anothers() -> None:
    notes = make_deck(pool_of_parts().subject, ALL_NOTE_TYPES).notes
    fields = [html_of(note) for note in notes if note.type_key == "property"]
    asked = {it["Answer 2"] for it in fields if it["Asked 2"]}
    assert asked == {"Bea", "Dan", "Fay", "Gus", "Hal", "Joe"}


def test_a_reason_says_what_a_wrong_answer_is_true_of() -> None:
    pool = pool_of(*CAPITALS)
    reasons = {
        plain(option.feedback)
        for wording in ("what-is-its", "which-has-it", "which-pair")
        for option in said(pool, wording)["f0"].interaction.options  # type: ignore[union-attr]
    }
    assert "Rome is the capital of Italy." in reasons
    assert not any("has the capital" in reason for reason in reasons)  # nobody says so


def test_how_a_clause_goes_on_is_not_told_by_names_that_begin_alike() -> None:
    bank = bank_of("Mexico; capital; Mexico City", "France; capital; Paris")
    told = [Subject(bank, language()).variables(fact) for fact in bank.facts]
    assert [(it["value_says"], it["subject_says"]) for it in told] == [
        ("is the capital of Mexico", ""),
        ("is the capital of France", ""),
    ]


def test_what_everybody_sees_through_is_no_wrong_answer_where_there_are_others() -> None:
    pool = pool_of(*CAPITALS, "Mexico; capital; Mexico City", "Peru; capital; Lima")
    for wording in ("what-is-its", "which-has-it", "which-pair"):
        shown = " ".join(plain(it.content) for it in said(pool, wording)["f0"].interaction.options)  # type: ignore[union-attr]
        assert not re.search("Mexico|Kuwait|Luxembourg", shown), wording


def test_spaces_around_a_name_are_no_part_of_it() -> None:
    (fact,) = bank_of('" France "; capital; " Paris"').facts
    assert isinstance(fact.claim, Property)
    assert (fact.claim.subject, fact.claim.value) == ("France", ("Paris",))


def test_a_wrong_answer_of_the_authors_own_is_used_and_is_wrong() -> None:
    own = "distractors: [{text: Lyon, why_wrong: is a town on the Rhône}, {text: Paris, why_wrong: is no town}]"
    pool = pool_of(f"France; capital; Paris; {own}", *CAPITALS[1:4])
    options = said(pool, "what-is-its")["f0"].interaction.options  # type: ignore[union-attr]
    reasons = {plain(it.content): plain(it.why_wrong) for it in options}
    assert reasons["Lyon"] == "is a town on the Rhône"
    assert len(reasons) == len(options)
    found = [problem.message for problem in check_answers(pool.subject.facts["f0"], pool.subject)]
    assert found == ["fact 'f0' has the wrong answer 'Paris', which is the right one, 'Paris'"]


def test_what_the_bank_leaves_out_the_language_says() -> None:
    pool = pool_of("France; currency; the euro", "Poland; currency; the zloty", "Denmark; currency; the krone", "Hungary; currency; the forint")  # fmt: skip
    assert plain(said(pool, "what-is-its")["f0"].prompt) == "What is the currency of France?"
    assert (
        plain(said(pool, "which-has-it")["f0"].prompt) == "Which country has the currency the euro?"
    )
    assert plain(said(pool, "property-true")["f1"].prompt) == "The currency of Poland is the zloty."


def test_what_tells_its_own_answer_is_asked_in_words_alone_and_not_where_it_is_the_whole() -> None:
    pool = pool_of(*CAPITALS)
    asked = {item.id for item in pool.items if item.facts[0] in ("f4", "f5")}
    assert asked == {"f5/write-what-it-is"}  # Kuwait City, and not Luxembourg
    (pairs,) = (it for it in pool.sets if it.plan.wording.id == "match-with-property")
    assert {member.fact.id for member in pairs.members} == {"f0", "f1", "f2", "f3"}


def test_of_several_values_all_correct_a_wrong_one() -> None:
    pool = pool_of("Poland; neighbours; [Germany, Czechia, Ukraine]", "Chad; neighbours; [Niger, Sudan]", "Peru; neighbours; [Chile, Brazil]")  # fmt: skip
    judged = said(pool, "property-false")["f0"].interaction
    assert isinstance(judged, TrueFalse)
    assert plain(judged.correction) == "Poland borders Germany, Czechia and Ukraine."
    assert plain(judged.right_words) == "Germany, Czechia and Ukraine"
    assert judged.accepted == ("Germany", "Czechia", "Ukraine")  # each alone makes it true
    options = said(pool, "which-are-its")["f0"].interaction.options  # type: ignore[union-attr]
    reasons = {plain(option.why_wrong) for option in options if not option.is_key}
    assert reasons == {"is wrong: Poland borders Germany, Czechia and Ukraine"}
    found = said(pool_of("Poland; neighbours; [Germany, Czechia]", "Chad; neighbours; [Niger, Sudan]", "Peru; neighbours; [Chile, Brazil]"), "which-has-it")["f0"]  # fmt: skip
    wrong = {plain(option.why_wrong) for option in found.interaction.options if not option.is_key}  # type: ignore[union-attr]
    assert "is wrong: Chad borders Niger and Sudan" in wrong


def test_a_wrong_neighbour_is_told_by_its_own_neighbours() -> None:
    pool = pool_of("Italy; neighbours; [France, Austria]", "Spain; neighbours; [France, Portugal]", "Portugal; neighbours; [Spain]", "Peru; neighbours; [Chile, Brazil]")  # fmt: skip
    options = said(pool, "which-are-its")["f0"].interaction.options  # type: ignore[union-attr]
    told = {
        plain(each.content): (plain(each.why_wrong), plain(each.feedback))
        for each in options
        if not each.is_key
    }
    spain = "Spain borders France and Portugal"
    italy = "Italy borders France and Austria"
    expected = {
        "Spain": spain,
        "Portugal": "Portugal borders Spain",
        "Chile": italy,
        "Brazil": italy,
    }
    assert "Spain" in told or "Portugal" in told
    for name, pair in told.items():
        assert pair == (f"is wrong: {expected[name]}", f"{expected[name]}.")


def test_a_clause_that_does_not_end_with_all_its_values_is_never_false() -> None:
    facts = ["argon; discoverer; [ramsay, strutt]", "sodium; discoverer; davy", "radium; discoverer; curie", "americium; discoverer; seaborg"]  # fmt: skip
    assert not said(pool_of(*facts), "property-false")


def test_the_value_of_another_thing_is_right_for_that() -> None:
    pool = pool_of("France; continent; Europe", "Chad; continent; Africa", "Peru; continent; South America", "China; continent; Asia")  # fmt: skip
    options = said(pool, "what-is-its")["f0"].interaction.options  # type: ignore[union-attr]
    reasons = {plain(option.content): plain(option.why_wrong) for option in options}
    assert reasons["Africa"] == "does not fit: Chad lies in Africa"
    told = {plain(option.content): plain(option.feedback) for option in options}
    assert told["Africa"] == "Chad lies in Africa."


def test_people_go_by_their_names_and_all_their_spellings_are_right() -> None:
    pool = pool_of(
        "argon; discoverer; [ramsay, strutt]", "neon; discoverer; ramsay", "sodium; discoverer; davy",
        "radium; discoverer; curie", "americium; discoverer; seaborg",
    )  # fmt: skip
    item = (
        said(pool, "which-are-its")["f1"]
        if "f1" in said(pool, "which-are-its")
        else said(pool, "which-are-its")["f0"]
    )
    options = {plain(option.content) for option in item.interaction.options}  # type: ignore[union-attr]
    assert "William Ramsay" in options
    assert not options & {"ramsay", "Sir William Ramsay"}


def test_years_ascend_and_are_of_other_things() -> None:
    pool = pool_of("Ghana; independence; 1957", "Kenya; independence; 1963", "Togo; independence; 1960", "Mali; independence; 1960", "Zambia; independence; 1964")  # fmt: skip
    item = said(pool, "what-is-its")["f0"]
    assert isinstance(item.interaction, Choice)
    assert item.interaction.has_rank
    assert {plain(option.content) for option in item.interaction.options} == {
        "1957",
        "1960",
        "1963",
        "1964",
    }


def test_other_names_are_accepted_whichever_way_it_is_asked() -> None:
    head = HEAD.replace("properties:", "also_called: {the Netherlands: [Holland]}\nproperties:")
    pool = pool_of(*CAPITALS, head=head)
    forth, back = said(pool, "write-what-it-is")["f2"], said(pool, "write-what-has-it")["f2"]
    assert isinstance(forth.interaction, ShortAnswer)
    assert isinstance(back.interaction, ShortAnswer)
    assert forth.interaction.accepted == ("Mokum",)
    assert back.interaction.accepted == ("Holland",)


def test_what_several_have_is_asked_for_all_of_them() -> None:
    pool = pool_of("France; continent; Europe", "Spain; continent; Europe", "Chad; continent; Africa", "Peru; continent; South America", "China; continent; Asia")  # fmt: skip
    assert said(pool, "which-have-it").keys() == {"f0"}
    item = said(pool, "which-have-it")["f0"]
    assert plain(item.prompt) == "Choose all that are right: which country lies in Europe?"
    assert {plain(it.content) for it in item.interaction.options if it.is_key} == {
        "France",
        "Spain",
    }  # type: ignore[union-attr]
    assert "f0" not in said(pool, "which-has-it")
    assert not said(pool, "write-what-has-it")  # others may, out of the bank


def test_a_value_that_several_share_as_an_exception_is_not_asked_back_without_options() -> None:
    facts = [f"{land}; capital; {town}" for land, town in (
        ("Jamaica", "Kingston"), ("Norfolk Island", "Kingston"), ("France", "Paris"),
        ("Italy", "Rome"), ("Peru", "Lima"), ("Iceland", "Reykjavík"),
    )]  # fmt: skip
    head = HEAD.replace("one_to_one: true", "one_to_one: true, shared: [kingston]", 1)
    written = said(pool_of(*facts, head=head), "write-what-has-it")
    assert sorted(item.split("/")[0] for item in written) == ["f2", "f3", "f4", "f5"]
    chosen = said(pool_of(*facts, head=head), "which-have-it")
    assert [
        {answer for answer, is_right in _answers(item) if is_right} for item in chosen.values()
    ] == [{"Jamaica", "Norfolk Island"}]
    assert "is the capital of 'Jamaica', too" in mistakes(*facts)
    lonely = HEAD.replace("one_to_one: true", "shared: [Kingston]", 1)
    assert (
        "several things share any value of it\n  hint: delete it, or add one_to_one: true"
        in mistakes(*facts, head=lonely)
    )


def test_who_has_an_open_list_has_no_wrong_answers() -> None:
    facts = ["France; neighbours; [Spain, Italy]; open_list: true", "Poland; neighbours; [Germany, Czechia]", "Chad; neighbours; [Niger, Sudan]", "Peru; neighbours; [Chile, Brazil]"]  # fmt: skip
    pool = pool_of(*facts)
    assert "f0" not in said(pool, "which-are-its")
    assert "f0" not in said(pool, "property-false")
    facts[0] = facts[0].partition("; open")[0]
    assert "f0" in said(pool_of(*facts), "which-are-its")


# ------------------------------------------------------------------ nothing wrong is right


COUNTRIES = (
    "France",
    "Spain",
    "Italy",
    "Poland",
    "Chad",
    "Peru",
    "China",
    "the Netherlands",
    "Mali",
)
TOWNS = ("Paris", "Madrid", "Rome", "Warsaw", "Lima", "Beijing", "paris", "Bamako", "Amsterdam")


def random_facts(seed: int) -> tuple[str, ...]:
    """Return facts in which much is shared, written in two ways, superseded or mutual."""
    random = Random(seed)
    facts = []
    for country in random.sample(COUNTRIES, 7):
        facts.append(f"{country}; currency; {random.choice(TOWNS)}{_more(random)}")
        facts.append(
            f"{country}; continent; {random.choice(('Europe', 'Asia', 'the Europe', 'Africa'))}"
        )
        near = random.sample(
            [each for each in COUNTRIES if each != country], random.randrange(1, 4)
        )
        facts.append(f"{country}; neighbours; [{', '.join(near)}]")
    for thing in random.sample(("argon", "neon", "radium", "sodium", "radon"), 4):
        names = random.sample(
            ("ramsay", "strutt", "davy", "curie", "seaborg"), random.randrange(1, 3)
        )
        facts.append(f"{thing}; discoverer; [{', '.join(names)}]")
    return tuple(facts)


def _more(random: Random) -> str:
    return f"; accept: [{random.choice(TOWNS)}]" if random.random() < 0.3 else ""


def bare(text: str) -> str:
    return re.sub(r"^(the|a|an) ", "", text.casefold().strip(" .?"))


def has(bank: Bank, which: str, subject: str, value: str) -> bool:
    """Tell whether a thing has a value by any fact of the bank, as a pupil reads it."""
    return any(
        claim.property == which
        and (
            (bare(claim.subject) == bare(subject) and bare(value) in _names(bank, fact))
            or (
                which == "neighbours"
                and bare(claim.subject) == bare(value)
                and bare(subject) in _names(bank, fact)
            )
        )
        for fact in bank.facts
        if isinstance(claim := fact.claim, Property)
    )


def _names(bank: Bank, fact: Fact) -> set[str]:
    assert isinstance(fact.claim, Property)
    names = {*fact.accept}
    for value in fact.claim.value:
        names.add(bank.people[value].name if value in bank.people else value)
    return set(map(bare, names))


def faults(item: Item, bank: Bank) -> Iterator[str]:
    """Yield each right option that counts as wrong, and each wrong one that counts as right."""
    fact = next(fact for fact in bank.facts if fact.id == item.facts[0])
    assert isinstance(fact.claim, Property)
    which, prompt = fact.claim.property, plain(item.prompt)
    told = [
        value for value in _printed(bank, fact) if re.search(rf"\b{re.escape(value)}\b", prompt)
    ]
    for text, counts_as_right in _answers(item):
        match getattr(item.origin, "wording", ""):
            case "which-has-it" | "which-have-it":
                is_right = any(has(bank, which, text, value) for value in told)
            case "which-pair":
                thing, _, value = text.partition(": ")
                is_right = has(bank, which, thing, value)
            case _:
                is_right = has(bank, which, fact.claim.subject, text)
        if is_right is not counts_as_right:
            yield f"{item.id}: {prompt} {text!r} counts as {counts_as_right}"


def _printed(bank: Bank, fact: Fact) -> list[str]:
    assert isinstance(fact.claim, Property)
    return [bank.people[it].name if it in bank.people else it for it in fact.claim.value]


def _answers(item: Item) -> Iterator[tuple[str, bool]]:
    match item.interaction:
        case Choice(options=options, reserve=reserve):
            yield from ((plain(option.content), option.is_key) for option in (*options, *reserve))
        case TrueFalse(is_true=False) as judged:
            for value in re.split(", | and ", plain(judged.right_words)):
                yield value, True


@pytest.mark.parametrize("seed", range(25))
def test_no_wrong_answer_is_right_and_no_right_one_wrong(seed: int) -> None:
    pool = pool_of(*random_facts(seed))
    bank = pool.subject.bank
    assert len(pool.items) > 40
    assert [fault for item in pool.items for fault in faults(item, bank)] == []
    for item in pool.items:
        if isinstance(item.interaction, TrueFalse):
            fact = next(fact for fact in bank.facts if fact.id == item.facts[0])
            assert isinstance(fact.claim, Property)
            is_said = any(
                _says(bank, fact.claim, value) == plain(item.prompt)
                for value in _all(bank, fact.claim)
            )
            assert is_said is item.interaction.is_true, plain(item.prompt)


def _all(bank: Bank, claim: Property) -> list[str]:
    values = {name for fact in bank.facts for name in _printed(bank, fact)} | {*COUNTRIES, *TOWNS}
    return [value for value in values if has(bank, claim.property, claim.subject, value)]


def _says(bank: Bank, claim: Property, value: str) -> str:
    pattern = (
        bank.properties[claim.property].says or f"the {claim.property} of {{subject}} is {{value}}"
    )
    words = pattern.replace("{subject}", claim.subject).replace("{value}", value)
    return f"{words[0].upper()}{words[1:]}."


@pytest.mark.parametrize("seed", range(8))
def test_a_set_has_one_right_response_each(seed: int) -> None:
    pool = pool_of(*random_facts(seed))
    for item_set in pool.sets:
        for member, other in product(item_set.members, item_set.members):
            if member.response and other.response and member.response.id != other.response.id:
                assert member.response.means != other.response.means


# ------------------------------------------------------------------ what is refused


def mistakes(*facts: str, head: str = HEAD) -> str:
    with pytest.raises(BankError) as refused:
        bank_of(*facts, head=head)
    return str(refused.value)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            ("France; capital; Paris", "France; capital; Lyon"),
            "countries.yaml:24:73: the capital of 'France' is 'Lyon' here and 'Paris' in line 23\n"
            "  hint: keep one of the two; if a country may have several, write many: true under the property; if one was so before, name superseded_by in it",
        ),
        (
            ("France; capital; Paris", "France; capital; Paris"),
            "countries.yaml:24:57: line 23 has the capital of 'France' already\n  hint: delete one of the two",
        ),
        (
            ("France; capital; [Paris, Lyon]",),
            "countries.yaml:23:73: capital has 2 values\n  hint: keep one; if a country may have several, write many: true under the property",
        ),
        (
            ("France; capital; Paris", "Texas; capital; Paris"),
            "countries.yaml:24:72: 'Paris' is the capital of 'France', too, in line 23, and the property is one_to_one\n"
            "  hint: correct one of the two; if both are right, write shared: [Paris] under the property, or delete one_to_one there",
        ),
        (
            ("France; neighbours; [Spain]", "France; neighbours; [Italy]"),
            "countries.yaml:24:57: line 23 has the neighbours of 'France' already\n  hint: write all values in one list: value: [one, another]",
        ),
        (
            ("argon; discoverer; ramsey",),
            "countries.yaml:23:75: value 'ramsey' is unknown\n  hint: did you mean 'ramsay'? known people: ramsay, strutt, davy, curie, seaborg",
        ),
        (
            ("Ghana; independence; 6 March 1957",),
            "countries.yaml:23:77: value '6 March 1957' is not a date\n  hint: write 1957-03-06",
        ),
        (
            ("Ghana; independence; 1957-03-06",),
            "countries.yaml:23:77: value '1957-03-06' is not a year\n  hint: write the year alone, or is: date under the property",
        ),
        (
            ("Ghana; capitl; Accra",),
            "countries.yaml:23:56: property 'capitl' is unknown\n  hint: did you mean 'capital'? known properties: capital, continent, neighbours, currency, independence, discoverer",
        ),
    ],
)  # fmt: skip
def test_facts_that_cannot_both_be_are_refused(facts: tuple[str, ...], said: str) -> None:
    assert mistakes(*facts) == said


def test_only_things_of_one_class_can_be_mutual() -> None:
    twins = "twins: {of: country, is: person, mutual: true}"
    head = HEAD.replace("  currency: {of: country}\n", f"  {twins}\n")
    with pytest.raises(BankError) as refused:
        bank_of(*CAPITALS, head=head)
    assert (
        "what is a person is no 'country', so it cannot be mutual\n  hint: delete the line"
    ) in str(refused.value)


def test_what_was_so_before_stands_in_nobodys_way_and_is_no_wrong_answer() -> None:
    pool = pool_of("Kazakhstan; capital; Almaty; superseded_by: f1", "Kazakhstan; capital; Astana", *CAPITALS[:4])  # fmt: skip
    assert not any(item.facts[0] == "f0" for item in pool.items)
    options = [plain(it.content) for it in said(pool, "what-is-its")["f1"].interaction.options]  # type: ignore[union-attr]
    assert "Almaty" not in options


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('asks: "what is the capital of {subject}"', 'asks: "what is its capital"', "asks needs {subject} once, and no other braces"),
        ('says: "{value} is the capital of {subject}"', 'says: "{value} is a capital"', "says needs {subject} and {value} once, and no other braces"),
        ('asks_back: "which country has the capital {value}"', 'asks_back: "which country has the capital {value}?"', "asks_back ends with '?'"),
        ('asks_back: "which country has the capital {value}"', 'asks_back_all: "which have the capital {value}?"', "asks_back_all ends with '?'"),
        ('asks: "what is the capital of {subject}"', 'asks_alone: "what is its capital"', "asks_alone needs {subject} once, and no other braces"),
        ("{of: country}", "{name: currency}", "key 'of' is missing"),
        ("is: year", "is: number", "is 'number' is unknown"),
    ],
)  # fmt: skip
def test_a_declaration_that_cannot_be_asked_by_is_refused(old: str, new: str, said: str) -> None:
    assert old in HEAD
    assert said in mistakes("France; capital; Paris", head=HEAD.replace(old, new, 1))


# ------------------------------------------------------------------ cards


def test_a_card_asks_back_only_what_one_thing_in_the_world_has() -> None:
    bank = bank_of(*CAPITALS[:3], "France; currency; the euro", "Chad; neighbours; [Niger, Sudan]")
    notes = make_deck(Subject(bank, language()), ALL_NOTE_TYPES).notes
    fields = [html_of(note) for note in notes if note.type_key == "property"]
    assert [(it["Question 1"], it["Answer 1"], it["Question 2"] if it["Asked 2"] else "", it["Answer 2"]) for it in fields] == [
        ("What is the <b>capital</b> of <b>France</b>?", "Paris", "Which country has the <b>capital</b> <b>Paris</b>?", "France"),
        ("What is the <b>capital</b> of <b>Spain</b>?", "Madrid", "Which country has the <b>capital</b> <b>Madrid</b>?", "Spain"),
        ("What is the <b>capital</b> of <b>the Netherlands</b>?", "Amsterdam", "Which country has the <b>capital</b> <b>Amsterdam</b>?", "The Netherlands"),
        ("What is the <b>currency</b> of <b>France</b>?", "The euro", "", "France"),
    ]  # fmt: skip


EUROS = (
    "France; currency; the euro", "Spain; currency; the euro", "Chad; currency; the CFA franc",
    "Poland; currency; the zloty", "Denmark; currency; the krone",
)  # fmt: skip


def test_where_several_have_a_value_they_are_asked_for_in_the_plural() -> None:
    asked = plain(said(pool_of(*EUROS), "which-have-it")["f0"].prompt)
    assert asked == "Choose all that are right: which of these have the currency the euro?"
    head = HEAD.replace(
        "currency: {of: country}",
        'currency: {of: country, asks_back: "which country pays in {value}", asks_back_all: "which countries pay in {value}"}',
    )
    pool = pool_of(*EUROS, head=head)
    assert plain(said(pool, "which-have-it")["f0"].prompt).endswith(
        "which countries pay in the euro?"
    )
    assert plain(said(pool, "which-has-it")["f2"].prompt) == "Which country pays in the CFA franc?"


def test_who_has_nothing_to_choose_from_is_asked_so() -> None:
    head = HEAD.replace(
        "currency: {of: country}",
        'currency: {of: country, asks: "which of these does {subject} pay with", asks_alone: "with what does {subject} pay"}',
    )
    pool = pool_of(*EUROS, head=head)
    assert plain(said(pool, "what-is-its")["f2"].prompt) == "Which of these does Chad pay with?"
    assert plain(said(pool, "write-what-it-is")["f2"].prompt) == "With what does Chad pay?"
    bank = bank_of(*EUROS, head=head)
    notes = make_deck(Subject(bank, language()), ALL_NOTE_TYPES).notes
    assert {html_of(note)["Question 1"] for note in notes} >= {"With what does <b>Chad</b> pay?"}


# ------------------------------------------------------------------ what would be guessed


def test_no_letter_tells_which_value_is_right() -> None:
    symbols = ("meitnerium; symbol; Mt", "magnesium; symbol; Mg", "manganese; symbol; Mn", "molybdenum; symbol; Mo", "zinc; symbol; Zn", "silver; symbol; Ag", "xenon; symbol; Xe")  # fmt: skip
    head = HEAD + "  symbol: {of: element}\n"
    pool = pool_of(*symbols, head=head)
    for wording in ("what-is-its", "which-has-it"):
        options = said(pool, wording)["f0"].interaction.options  # type: ignore[union-attr]
        assert {plain(option.content)[0] for option in options} == {"M"}, wording
    pairs = [plain(it.content) for it in said(pool, "which-pair")["f0"].interaction.options]  # type: ignore[union-attr]
    assert all(thing[0] == value[0] for thing, value in (pair.split(": ") for pair in pairs))


def test_a_sign_is_not_found_by_its_first_letter_alone() -> None:
    """Beside two that begin otherwise, the U of uranium needs no chemistry."""
    symbols = ("uranium U", "hydrogen H", "helium He", "mercury Hg", "iron Fe", "iodine I", "potassium K", "lead Pb", "phosphorus P", "gold Au", "copper Cu", "calcium Ca", "carbon C")  # fmt: skip
    pool = pool_of(
        *("; symbol; ".join(each.split()) for each in symbols),
        head=HEAD + "  symbol: {of: element}\n",
    )
    asked_back, asked = said(pool, "which-has-it"), said(pool, "what-is-its")
    assert "f0" not in asked_back
    assert "f0" not in asked
    assert "f0" not in said(pool, "property-false")
    assert {"f1", "f2", "f5", "f6", "f8"} <= {*asked_back}
    for item in (*asked_back.values(), *asked.values()):
        sign, thing = symbols[int(item.facts[0][1:])].split()[::-1]
        if sign[0] == thing[0].upper():
            wrong = [
                plain(option.content)
                for option in item.interaction.options  # type: ignore[union-attr]
                if not option.is_key
            ]
            assert any(words.startswith(sign[0]) for words in wrong), plain(item.prompt)


def test_a_set_is_of_things_that_are_near_to_one_another() -> None:
    near = [f"here {n}; capital; Town {'abcdefgh'[n]}; tags: [europe]" for n in range(6)]
    far = [f"there {n}; capital; City {'abcdefgh'[n]}; tags: [asia]" for n in range(6)]
    pool = pool_of(*near, *far)
    (item_set,) = (it for it in pool.sets if it.plan.wording.id == "match-with-property")
    section = read_worksheet(SET, "set.yaml").sections[0]
    for seed in range(6):
        item = draw_item(item_set, section, str(seed), set(), pool.subject)
        assert item
        assert isinstance(item.interaction, Matching)
        assert len({plain(it.text).split()[0] for it in item.interaction.premises}) == 1
        assert len({plain(it.text).split()[0] for it in item.interaction.responses}) == 1


def test_a_set_of_symbols_is_not_matched_by_their_letters() -> None:
    symbols = ("meitnerium; symbol; Mt", "magnesium; symbol; Mg", "manganese; symbol; Mn", "molybdenum; symbol; Mo", "mendelevium; symbol; Md", "thorium; symbol; Th", "titanium; symbol; Ti", "thulium; symbol; Tm", "thallium; symbol; Tl", "terbium; symbol; Tb")  # fmt: skip
    pool = pool_of(*symbols, head=HEAD + "  symbol: {of: element}\n")
    (item_set,) = (it for it in pool.sets if it.plan.wording.id == "match-with-property")
    section = read_worksheet(SET, "set.yaml").sections[0]
    for seed in range(6):
        item = draw_item(item_set, section, str(seed), set(), pool.subject)
        assert item
        assert isinstance(item.interaction, Matching)
        assert len({plain(it.text)[0] for it in item.interaction.premises}) == 1, seed


SET = """
label: Set
summary: One set.
sections: [{title: Match, types: [matching], count: 1, members: 4, spare: 1}]
"""


# ------------------------------------------------------------------ forms


FORM = """
label: All
summary: Some of each.
sections:
  - {title: One, types: [multiple-choice], count: 3}
  - {title: Some, types: [multiple-response], count: 1}
  - {title: True, types: [true-false], count: 2}
  - {title: Match, types: [matching], count: 1, members: 4, spare: 1}
  - {title: Write, types: [short-answer, cloze], count: 2}
"""


@pytest.mark.parametrize("seed", range(1, 5))
def test_a_form_of_properties_is_as_the_schema_says_and_reads_back_the_same(seed: int) -> None:
    towns = [f"land {n}; capital; {'ABCDEFGHIJKL'[n]}ville" for n in range(12)]
    parts = [
        f"land {n}; continent; {('Asia', 'Europe', 'Africa', 'Oceania')[n % 4]}" for n in range(12)
    ]
    pool = pool_of(*towns, *parts)
    sheet = Blueprint(worksheet=read_worksheet(FORM, "all.yaml"), forms=2, seed=seed)
    forms = tuple(assemble_forms(pool, sheet))
    document = json.loads(write_forms(forms))
    schema = json.loads((TEMPLATES.parent / "docs" / "form-schema.json").read_text("utf-8"))
    assert [str(it.message) for it in Draft202012Validator(schema).iter_errors(document)] == []
    told = {it["type"] for it in _meanings(document)}
    assert told >= {"value", "owner"}
    assert read_forms(write_forms(forms)) == forms


def _meanings(document: object) -> Iterator[dict[str, str]]:
    if isinstance(document, dict):
        if isinstance(document.get("means"), dict):
            yield document["means"]
        document = [*document.values()]
    for part in document if isinstance(document, list) else ():
        yield from _meanings(part)


def test_a_word_in_quotation_marks_of_a_declared_question_is_nobodys_speech() -> None:
    """A heading is quoted so by whoever asks for what stands below it."""
    head = HEAD.replace(
        "what is the capital of {subject}", "what stands beside {subject} under “Capital”"
    )
    bank = bank_of("France; capital; Paris", "Peru; capital; Lima", head=head)
    subject = Subject(bank, language(), wordings())  # type: ignore[arg-type]
    assert "capital" in subject.quoted
