"""Items of levels 2 and 3: reasons, claims and replies, sorts of statement, hedges, open tasks.

The oracle of the tests reads the keys of shipped items; here small banks show each thing alone.
"""

import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import chain, combinations

import pytest
from judges import pages_of
from moon import bank_of, blueprint, known, language, wording_of, yield_of
from oracle import untrue

from quizgen import find_theme, find_worksheet, read_forms, write_forms
from quizgen.assemble import assemble_forms
from quizgen.content import Run, plain
from quizgen.judge.arguments import Arguments
from quizgen.look import Look
from quizgen.make.candidate import Answers
from quizgen.make.distractors.hedges import hedges
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Discussion, Item, Matching, ShortAnswer, points_of_bands
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_materials
from quizgen.read.links import circles
from quizgen.rules import check_form, check_item
from quizgen.rules.written import right_answers
from quizgen.store.project import find_texts
from quizgen.typeset import write_key, write_sheet

SEEDS = range(1, 41)


def said(name: str, speaker: str, gist: str, more: str = "") -> str:
    return f"id: {name}, kind: statement, speaker: {speaker}, date: 1961-05, gist: {gist}{more}"


def against(*claims: str, point: str = "whether to fly") -> str:
    links = ", ".join(f"{{fact: {claim}, point: {point}}}" for claim in claims)
    return f", counters: [{links}]"


DEBATE = (
    said("go", "kennedy", "people should fly to the Moon soon"),
    said("cost", "macmillan", "such a flight was far too dear", against("go")),
    said("pride", "johnson", "no price was too high for the first flag up there", against("cost")),
    said("risk", "glenn", "a crew might not come back at all", against("go", "pride")),
    said("science", "armstrong", "rocks from there would be worth much", against("cost")),
)
"""Two sides: go, pride and science; cost and risk."""


def items_of(wording: str, *facts: str, more: str = "") -> list[Item]:
    return [one for one in yield_of(*facts, more=more).items if wording_of(one) == wording]


def options_of(one: Item) -> tuple[str, list[str]]:
    """Return the key of a choice item and its wrong options."""
    assert isinstance(one.interaction, Choice)
    right = [plain(it.content) for it in one.interaction.options if it.is_key]
    return right[0], [plain(it.content) for it in one.interaction.options if not it.is_key]


# --------------------------------------------------------------------------- claims and replies


def test_who_answers_a_reply_stands_with_the_first_claim() -> None:
    arguments = Arguments(bank_of(*DEBATE).facts)
    sides = {"go": 0, "pride": 0, "science": 0, "cost": 1, "risk": 1}
    for one, other in combinations(sides, 2):
        assert arguments.are_on_one_side(one, other) is (sides[one] == sides[other])
        assert arguments.may_be_opposed(one, other) is (sides[one] != sides[other])


def test_where_an_argument_runs_in_a_circle_nobody_stands_on_a_side() -> None:
    arguments = Arguments(
        bank_of(*DEBATE[:2], said("both", "glenn", "neither", against("go", "cost"))).facts
    )
    assert arguments.may_be_opposed("go", "both")
    assert not arguments.are_on_one_side("go", "both")


def test_what_is_retired_answers_nobody() -> None:
    quiet = DEBATE[1].replace("counters", "retired: withdrawn, counters")
    arguments = Arguments(bank_of(DEBATE[0], quiet).facts)
    assert arguments.replies_of == {}


def test_only_what_a_fact_counters_is_its_reply_and_nothing_from_that_side_is_a_lure() -> None:
    of_claims = {one.facts[0]: one for one in items_of("what-speaks-against", *DEBATE)}
    key, wrong = options_of(of_claims["go"])
    assert key == "Such a flight was far too dear."
    assert {*wrong} == {
        "No price was too high for the first flag up there.",
        "Rocks from there would be worth much.",
    }
    assert of_claims["go"].facts == ("go", "cost")
    # what the claim itself speaks against might as well be said against it
    assert options_of(of_claims["pride"])[0] == "A crew might not come back at all."
    assert {*options_of(of_claims["pride"])[1]} == {
        "People should fly to the Moon soon.",
        "Rocks from there would be worth much.",
    }
    assert {*of_claims} == {"go", "pride"}  # on the side of cost there is too little to choose
    assert "The two differ on whether to fly." in plain(of_claims["go"].rationale)


def test_a_near_reply_is_no_lure_for_a_claim_of_another_dispute() -> None:
    other = (
        said("dark", "khrushchev", "the far side was dark"),
        said(
            "light",
            "eisenhower",
            "the far side had its days",
            against("dark", point="the far side"),
        ),
    )
    apart = (other[0], f"{other[1]}, not_beside: [pride]")
    for facts, is_there in ((other, True), (apart, False)):
        asked = {one.facts[0]: one for one in items_of("what-speaks-against", *DEBATE, *facts)}
        _, wrong = options_of(asked["dark"])
        found = {"No price was too high for the first flag up there."} & {*wrong}
        assert bool(found) <= is_there
    pool = yield_of(*DEBATE, *apart)
    assert not [it for it in pool.findings if it.rule in ("KEY-2", "JUDGE-1")]


def test_the_rationale_says_who_replied_and_when() -> None:
    (one,) = [it for it in items_of("what-speaks-against", *DEBATE) if it.facts[0] == "pride"]
    told = plain(one.rationale).replace("\u00a0", " ")
    assert told.startswith("John Glenn said in May 1961 that a crew might not come back at all.")


def test_no_sentence_is_claim_and_reply_of_one_set() -> None:
    chains = [
        said(
            f"{name}-{n}",
            speaker,
            f"the {name} was {what}",
            against(f"{name}-{n - 1}") if n else "",
        )
        for name in ("moon", "mars", "sun", "void")
        for n, (speaker, what) in enumerate(
            (("kennedy", "very near"), ("khrushchev", "quite cold"), ("glenn", "all too dark"))
        )
    ]
    sheet = (
        "label: Set\nsummary: One set.\nsections:\n  - {title: Replies, types: [matching], count: 1,"
        " wordings: [claims-and-replies], members: 4, spare: 1}\n"
    )
    shared = 0
    for seed in range(1, 13):
        (form,) = assemble_forms(yield_of(*chains), replace(blueprint(sheet), seed=seed))
        (one,) = form.items
        assert isinstance(one.interaction, Matching)
        claims = {premise.id for premise in one.interaction.premises}
        offered = {it.id.removeprefix("reply:") for it in one.interaction.responses}
        shared += bool(claims & offered)
    assert shared == 0


# --------------------------------------------------------------------------- reasons


def why(name: str, cause: str, more: str = "") -> str:
    return (
        f"id: {name}, kind: event, what: the {name} began, short: start of the {name}"
        f", date: 1961-0{len(name) % 9 + 1}, asks_why: why did the {name} begin"
        f", at: the {name} began, because_of: [{{cause: {cause}, at: since}}]{more}"
    )


REASONS = (
    why("race", "a rocket had flown"),
    why("strike", "wages were low"),
    why("flood", "it had rained for weeks"),
    why("dance", "someone had found a fiddle"),
)


def test_the_reason_is_that_of_the_fact_and_the_others_are_those_of_others() -> None:
    asked = {one.facts[0]: one for one in items_of("why-it-happened", *REASONS)}
    key, wrong = options_of(asked["flood"])
    assert plain(asked["flood"].prompt).endswith("why did the flood begin?")
    assert key == "It had rained for weeks."
    assert {*wrong} == {
        "A rocket had flown.", "Wages were low.", "Someone had found a fiddle."
    }  # fmt: skip
    assert isinstance(asked["flood"].interaction, Choice)
    reasons = {plain(it.why_wrong) for it in asked["flood"].interaction.options if not it.is_key}
    assert "answers another question: why did the race begin?" in reasons


def test_a_second_reason_and_the_reason_of_what_is_right_too_are_no_lures() -> None:
    two = REASONS[0].replace("at: since}", "at: since}, {cause: wages were low, at: too}")
    asked = {one.facts[0]: one for one in items_of("why-it-happened", two, *REASONS[1:])}
    assert "Wages were low." not in options_of(asked["race"])[1]
    linked = f"{REASONS[2]}, also_right: [dance]"
    asked = {
        one.facts[0]: one for one in items_of("why-it-happened", *REASONS[:2], linked, REASONS[3])
    }
    assert "Someone had found a fiddle." not in options_of(asked["flood"])[1]
    assert "It had rained for weeks." not in options_of(asked["dance"])[1]


def test_circles_are_found_whatever_leads_into_them() -> None:
    assert list(circles({"in": ["a"], "a": ["b"], "b": ["a", "out"], "out": []})) == [("a", "b")]
    assert list(circles({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []})) == []
    assert list(circles({"a": ["gone"]})) == []


# --------------------------------------------------------------------------- sorts and hedges


def test_the_sort_of_a_statement_is_what_the_bank_says() -> None:
    sorts = ("report", "opinion", "forecast", "demand")
    facts = [
        said(
            f"{sort}-{number}",
            speaker,
            f"the {sort} of number {number} was made",
            f", nature: {sort}",
        )
        for sort in sorts
        for number, speaker in enumerate(("kennedy", "khrushchev"))
    ]
    asked = items_of("what-sort", *facts)
    told = [f"{sort}-{number}" for sort in sorts[:3] for number in range(2)]
    assert [one.facts[0] for one in asked] == told  # a demand gives itself away by its should
    for one in asked:
        key, wrong = options_of(one)
        named = [re.findall(r"^An? (\w+):", option)[0] for option in (key, *wrong)]
        assert one.facts[0].startswith(named[0])
        assert sorted(named) == sorted(sorts[:3])


HEDGED = said(
    "ice",
    "kennedy",
    "there was perhaps ice at the pole",
    ", hedges: [{said: there could possibly be frozen water down there, word: could}"
    ", {said: there could possibly be frozen water down there, word: possibly}"
    ", {said: we think so, word: think}]",
)


def test_each_hedge_of_the_sentence_is_accepted_and_none_of_another() -> None:
    (one,) = items_of("write-the-word-that-leaves-open", HEDGED)
    assert isinstance(one.interaction, ShortAnswer)
    assert plain(one.interaction.answer) == "could"
    assert one.interaction.accepted == ("possibly",)


def test_what_hedges_elsewhere_in_the_bank_is_no_lure() -> None:
    other = said(
        "sun", "glenn", "it was hot", ", hedges: [{said: frozen if you like, word: frozen}]"
    )
    pool = yield_of(HEDGED, other)
    found = hedges(pool.subject.facts["ice"], pool.subject)
    assert isinstance(found, Answers)
    lures = {str(it.slots["hedge_word"]) for it in found.wrong}
    assert "frozen" not in lures
    assert "water" in lures


# --------------------------------------------------------------------------- questions of their own

OWN = (
    ", asks: how soon did John Kennedy in May 1961 want a flight, answer: within nine years"
    ", accept: [by 1970], distractors: [{text: within a year, why_wrong: is far too soon}"
    ", {text: within a century, why_wrong: is far too late}"
    ", {text: by 1970, why_wrong: is said to be wrong}]"
)


def test_a_question_of_its_own_is_asked_with_the_wrong_answers_written_for_it_alone() -> None:
    others = [said(f"s{n}", who, f"the Moon was {n} days off") for n, who in enumerate(
        ("khrushchev", "glenn", "johnson", "macmillan")
    )]  # fmt: skip
    pool = yield_of(said("soon", "kennedy", "a flight should come soon", OWN), *others)
    asked = {wording_of(one): one for one in pool.items if one.facts[0] == "soon"}
    one = asked["choose-the-answer"]
    prompt = plain(one.prompt).replace("\u00a0", " ")
    assert prompt.startswith("According to ")
    assert prompt.endswith(", how soon did John Kennedy in May 1961 want a flight?")
    key, wrong = options_of(one)
    assert key == "Within nine years"
    assert {*wrong} == {"Within a year", "Within a century"}  # what is accepted is not wrong
    assert "what-was-said" not in asked
    short = asked["say-what-was-said"].interaction
    assert isinstance(short, ShortAnswer)
    assert (plain(short.answer), short.accepted) == ("Within nine years.", ("by 1970",))
    assert plain(asked["say-what-was-said"].prompt) == plain(one.prompt)
    told = [it.message for it in right_answers.check(pool.subject.facts["soon"], pool.subject)]
    assert told == ["has the wrong answer 'by 1970', which is right too by this bank"]


def test_a_question_without_written_answers_has_no_choice() -> None:
    bare = OWN.partition(", distractors")[0]
    asked = {wording_of(one) for one in yield_of(said("soon", "kennedy", "so", bare)).items}
    assert "say-what-was-said" in asked
    assert not asked & {"choose-the-answer", "what-was-said"}


def test_wrong_reasons_that_were_written_for_a_question_are_its_only_ones() -> None:
    facts = [
        said(f"s{n}", "glenn", f"day {n} was cold", f", asks_why: why was day {n} cold"
             f", because_of: [{{cause: the wind blew {n} hours, at: x}}], at: z")
        for n in range(4)
    ]  # fmt: skip
    written = (
        ", asks_why: why was it dark, because_of: [{cause: the sun had set, at: y, distractors:"
        " [{text: the lamp was broken, why_wrong: is not the reason}"
        ", {text: the moon was new, why_wrong: was so all week}]}], at: z"
    )
    asked = {
        one.facts[0]: one for one in items_of("why", said("dark", "glenn", "so", written), *facts)
    }
    key, wrong = options_of(asked["dark"])
    assert key == "The sun had set."
    assert {*wrong} == {"The lamp was broken.", "The moon was new."}
    _, lent = options_of(asked["s0"])
    assert all("The wind blew" in words or "sun had set" in words for words in lent)


# --------------------------------------------------------------------------- open tasks


def task(one: Item) -> Discussion:
    assert isinstance(one.interaction, Discussion)
    return one.interaction


def test_a_claim_and_its_reply_make_a_task_with_marks_by_levels_and_its_passages() -> None:
    (one,) = [it for it in items_of("weigh-the-two", *DEBATE) if it.facts[0] == "go"]
    assert (one.level, one.facts) == (3, ("go", "cost"))
    prompt = plain(one.prompt).replace("\u00a0", " ")
    assert "John Kennedy said in May 1961 that people should fly to the Moon soon." in prompt
    assert "Harold Macmillan said in May 1961 that such a flight was far too dear." in prompt
    assert prompt.endswith("to decide whether to fly?")
    assert [plain(band.name) for band in task(one).bands] == ["weak", "fair", "strong"]
    named = "NASA's history (January\u00a01970)"
    assert [plain(it) for it in task(one).passages] == [
        f"{named}: Lyndon Johnson said that no price was too high for the first flag up there"
        " (the passage on pride)",
        f"{named}: John Glenn said that a crew might not come back at all (the passage on risk)",
    ]  # reasons, and not what the task says itself


def test_two_figures_for_one_thing_are_set_against_each_other() -> None:
    mass = "kind: quantity, subject: the craft, says: 'the craft had {value}', asks: what"
    facts = (f"id: m-1, {mass}, value: 80", f"id: m-2, {mass}, value: 90, also_right: [m-1]")
    assert items_of("source-against-source", *facts) == []
    linked = (facts[0], facts[1] + against("m-1", point="what it weighed"))
    (one,) = items_of("source-against-source", *linked)
    prompt = plain(one.prompt).replace("\u00a0", " ")
    assert "80 kg" in prompt
    assert "90 kg" in prompt
    assert prompt.endswith("and what would settle what it weighed?")


PROMPT = "discussion:\n  - {id: worth, text: Was it worth the price?, facts: [go]"


def test_a_prompt_has_its_own_mark_scheme_or_that_of_the_language() -> None:
    own = f"{PROMPT}, marking: [{{level: low, does: says yes}}, {{level: high, does: weighs both}}]}}\n"
    (one,) = items_of("discussion", *DEBATE, more=own)
    assert [plain(band.does) for band in task(one).bands] == ["says yes", "weighs both"]
    assert [plain(it) for it in task(one).passages] == [
        "NASA's history (January\u00a01970): John Kennedy said that people should fly to the Moon soon"
        " (the passage on go)"
    ]
    assert [it.source for it in one.citations] == ["history"]
    (usual,) = items_of("discussion", *DEBATE, more=f"{PROMPT}}}\n")
    assert [plain(band.does) for band in task(usual).bands] == [
        it.does for it in language().marking
    ]
    assert len(task(usual).bands) == 3


@pytest.mark.parametrize("bands", [1, 2, 3, 4])
@pytest.mark.parametrize("points", range(13))
def test_the_points_of_levels_follow_one_another_up_to_all_of_them(bands: int, points: int) -> None:
    shares = points_of_bands(bands, points)
    earned = [*chain.from_iterable(range(low, high + 1) for low, high in shares)]
    assert earned == sorted(earned)
    assert {*earned} - {0} == {*range(1, points + 1)}
    assert shares[-1][1] == points


# --------------------------------------------------------------------------- rules


def test_a_task_that_asks_for_assent_is_refused() -> None:
    (one, *_) = items_of("weigh-the-two", *DEBATE)
    pool = yield_of(*DEBATE)
    assert "JUDGE-1" not in {it.rule for it in check_item(one, pool.subject)}
    asks = replace(one, prompt=(*one.prompt, Run(" Do you agree with him?")))
    assert [it.rule for it in check_item(asks, pool.subject) if it.is_error] == ["JUDGE-1"]
    bare = replace(one, interaction=replace(task(one), bands=(), passages=()))
    found = [it.message for it in check_item(bare, pool.subject) if it.rule == "JUDGE-1"]
    assert [it.rpartition(": ")[2] for it in found] == [
        "has no mark scheme by levels", "names no passage that it rests on"
    ]  # fmt: skip


def test_a_key_that_no_fact_states_is_refused() -> None:
    (one,) = [it for it in items_of("what-speaks-against", *DEBATE) if it.facts[0] == "go"]
    assert isinstance(one.interaction, Choice)
    key, other, *rest = one.interaction.options
    swapped = (replace(key, is_key=False), replace(other, is_key=True), *rest)
    turned = replace(one, interaction=replace(one.interaction, options=swapped))
    errors = {it.rule for it in check_item(turned, yield_of(*DEBATE).subject) if it.is_error}
    assert {"JUDGE-1", "KEY-2"} <= errors


# --------------------------------------------------------------------------- the shipped bank


@cache
def shipped() -> ItemPool:
    return ItemPool(read_materials(find_texts("escalation")).subject)


@cache
def form_of(worksheet: str, seed: int) -> Form:
    wish = Blueprint(worksheet=find_worksheet(worksheet), seed=seed, may_shrink=True)
    (form,) = assemble_forms(shipped(), wish)
    return form


def test_every_test_has_a_task_of_level_3_that_is_worth_marks() -> None:
    for seed in SEEDS:
        form = form_of("test", seed)
        assert form.missing == ()
        tasks = [
            it
            for part in form.sections
            for it in part.items
            if it.item.level == 3 and isinstance(it.item.interaction, Discussion)
        ]
        assert len(tasks) == 1, seed
        assert tasks[0].points == 6
        assert task(tasks[0].item).bands
        assert task(tasks[0].item).passages
        assert [it for it in check_form(form, shipped().subject) if it.is_error] == []


def test_the_tasks_of_tests_are_many() -> None:
    tasks = Counter(it.id for seed in SEEDS for it in form_of("test", seed).items if it.level == 3)
    assert len(tasks) >= 15
    assert tasks.most_common(1)[0][1] <= len(SEEDS) // 4


def test_an_argument_sheet_matches_each_claim_with_the_one_reply_that_is_linked() -> None:
    bank = shipped().subject.bank
    linked = {(link.fact, fact.id) for fact in bank.facts for link in fact.counters}
    types = Counter[str]()
    for seed in SEEDS:
        form = form_of("argument", seed)
        assert form.missing == (), seed
        for one in form.items:
            types[one.type] += 1
            assert untrue(one, bank, language()) == [] if wording_of(one) in READ else True, one.id
            if isinstance(one.interaction, Matching):
                for premise in one.interaction.premises:
                    pairs = [
                        (premise.id, it.id.removeprefix("reply:")) in linked
                        for it in one.interaction.responses
                    ]
                    assert pairs.count(True) == 1
                    place = [it.id for it in one.interaction.responses].index(premise.response)
                    assert pairs[place]
    assert types["multiple-response"] == len(SEEDS)
    assert types["discussion"] == len(SEEDS)


READ = ("claims-and-replies", "what-speaks-against", "why", "what-sort")


def test_the_key_has_a_tagged_table_of_marks_and_the_sheet_lines_and_none_of_it() -> None:
    form = form_of("test", 1)
    look = Look(theme=find_theme())
    (one,) = [it for it in form.items if it.level == 3]
    key, sheet = write_key(form, look), write_sheet(form, look)
    printed = " ".join(" ".join(pages_of(key)).split())
    number = next(it.number for part in form.sections for it in part.items if it.item is one)
    assert f"Question {number}: marks by levels" in printed
    for band, earned in zip(task(one).bands, ("1–2", "3–4", "5–6"), strict=True):
        row = f"{plain(band.name)} {earned} {plain(band.does)}"
        assert row.replace("\u00a0", " ") in printed.replace("\u00a0", " ")
    assert "Passages to look up:" in printed
    on_sheet = " ".join(" ".join(pages_of(sheet)).split())
    assert all(plain(band.does) not in on_sheet for band in task(one).bands)
    assert all(plain(passage) not in on_sheet for passage in task(one).passages)


def test_a_scheme_comes_back_from_json_and_pupils_get_none_of_it() -> None:
    form = form_of("test", 1)
    text = write_forms([form])
    (again,) = read_forms(text, "forms.json")
    assert [it for it in again.items if it.level == 3] == [it for it in form.items if it.level == 3]
    (found,) = [
        one
        for part in json.loads(text)["forms"][0]["sections"]
        for one in part["items"]
        if one["type"] == "discussion"
    ]
    assert [band["name"] for band in found["bands"]] == ["weak", "fair", "strong"]


def test_a_bank_without_links_or_prompts_still_has_a_test_and_is_told_what_is_missing() -> None:
    sheet = (
        "label: Test\nsummary: Short.\nsections:\n"
        "  - {title: Choice, types: [multiple-choice], count: 2}\n"
        "  - {title: Judgement, types: [discussion], levels: [3], count: 1, points: 6}\n"
    )
    pool = yield_of(*(said(f"s{n}", who, f"thing number {n} was so") for n, who in enumerate(
        ("kennedy", "eisenhower", "khrushchev", "macmillan", "johnson")
    )))  # fmt: skip
    (form,) = assemble_forms(pool, replace(blueprint(sheet), may_shrink=True))
    assert [part.title for part in form.sections] == ["Choice"]
    assert [it.message for it in form.missing] == [
        "section 'Judgement' asks for 1 discussion item, the bank yields 0"
    ]


def test_levels_say_what_an_item_asks_for() -> None:
    levels = {wording.id: wording.level for of in known().wordings.values() for wording in of}
    judging = {name for name, level in levels.items() if level == 3}
    assert judging == {"weigh-the-two", "who-would-object", "source-against-source"}
    comparing = {"why", "what-speaks-against", "claims-and-replies", "what-sort"}
    assert {levels[name] for name in comparing} == {2}
