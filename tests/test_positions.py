"""Positions with a scope: who allowed, asked or refused what, and no two right answers."""

import itertools
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

import pytest
from judges import pages_of, problems_aloud
from moon import blueprint, language, wordings
from oracle import untrue
from small_bank import ALL_NOTE_TYPES
from test_blocks import tags_of

from quizgen import find_theme
from quizgen.assemble import assemble_forms
from quizgen.bank.bank import Bank
from quizgen.bank.facts import Position
from quizgen.cards import make_deck
from quizgen.content import Table, plain
from quizgen.judge.subject import Subject
from quizgen.look import Look
from quizgen.pool import ItemPool
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Item, Matching, TrueFalse
from quizgen.read import Materials, read_materials
from quizgen.read.bank import read_bank
from quizgen.store.project import HERE
from quizgen.typeset import write_sheet

HEAD = (Path(__file__).parent / "cases" / "moon.yaml").read_text("utf-8").partition("facts:")[0]
STANCES = (
    "    stances: {wants: wanted to do it, hesitates: had not decided, refuses: refused to do it}\n"
)


def bank_with(issue: str, *facts: str) -> Bank:
    """Return a bank on one issue, whose keys behind `as_of` are given, and of these positions."""
    assert STANCES in HEAD
    lines = "".join(
        f"  - {{kind: position, issue: men-to-the-moon, source: history, at: passage {n}, {fact}}}\n"
        for n, fact in enumerate(facts)
    )
    text = f"{HEAD.replace(STANCES, issue)}facts:\n{lines}"
    return read_bank(text, "moon.yaml", {"en-GB": language()})


def pool_of(bank: Bank) -> ItemPool:
    return ItemPool(Subject(bank, language(), wordings()))


TRADE = """\
    stances: {lifts: lifted duties, keeps: kept duties, asks: asked for lower duties, backs: backed lower duties}
    apart: [[lifts, keeps], [backs, keeps]]
    scope:
      goods:
        asks: which goods were named
        says: on {value}
        apart: [[steel, cars, wine], [metals, cars, wine]]
        accepted: {steel: [iron and steel]}
        tells_actor: [wine]
      time:
        asks: until when
        says: until {value}
"""
"""An issue that is about no war: metals take in steel, so the two are not apart."""
DUTIES = (
    "id: us-lifts, actor: us, stance: lifts, scope: {goods: steel}, as_of: 1962",
    "id: uk-lifts, actor: uk, stance: lifts, scope: {goods: metals, time: the spring}, as_of: 1962",
    "id: ussr-keeps, actor: ussr, stance: keeps, scope: {goods: cars}, as_of: 1962",
    "id: france-asks, actor: france, stance: asks, scope: {goods: wine}, as_of: 1962",
)


def shown(item: Item) -> dict[str, bool]:
    """Return the options of a choice, with whether each is right."""
    assert isinstance(item.interaction, Choice)
    return {plain(option.content): option.is_key for option in item.interaction.options}


@cache
def duties() -> Mapping[str, Item]:
    return {item.id: item for item in pool_of(bank_with(TRADE, *DUTIES)).items}


# ------------------------------------------------------------------------- stances and their limits


def test_who_is_asked_for_a_limit_is_not_counted_among_those_asked_for_a_stance() -> None:
    """On those cards the stance stands on the front: it does not wear out as an answer."""
    limits = (
        ("us", "steel"),
        ("uk", "metals"),
        ("ussr", "cars"),
        ("france", "wine, time: the spring"),
    )
    limited = [
        f"id: limited-{who}, actor: {who}, stance: lifts, scope: {{goods: {goods}}}, as_of: 1959"
        for who, goods in limits
    ]
    free = [
        f"id: {who}, actor: {who}, stance: lifts, as_of: {year}"
        for who, year in (("ussr", 1961), ("france", 1962))
    ]
    deck = make_deck(Subject(bank_with(TRADE, *limited, *free), language()), ALL_NOTE_TYPES)
    asked = {card.note.name for card in deck.cards if card.name == "Where did they stand"}
    assert asked >= {"ussr", "france", "limited-us", "limited-uk"}


def test_a_limit_is_asked_for_among_those_that_do_not_overlap_with_it() -> None:
    assert shown(duties()["us-lifts/which-limit/goods"]) == {
        "Steel": True,
        "Cars": False,
        "Wine": False,
    }
    assert plain(duties()["us-lifts/which-limit/goods"].prompt) == (
        "According to NASA's history (January\u00a01970), as of 1962, the United States lifted duties."
        " Which goods were named?"
    )


def test_the_other_limits_of_a_position_are_given() -> None:
    asked = duties()["uk-lifts/say-the-limit/goods"]
    assert "lifted duties until the spring. Which goods were named?" in plain(asked.prompt)


def test_a_limit_that_overlaps_is_no_wrong_answer() -> None:
    for item in duties().values():
        if item.id.startswith("uk-lifts/") and isinstance(item.interaction, Choice):
            assert "Steel" not in shown(item)


def test_nobody_asks_whose_limit_it_is_that_gives_its_actor_away() -> None:
    assert not [name for name in duties() if name.startswith("france-asks/whose-limit")]


def test_a_false_statement_about_a_limit_changes_that_limit_alone() -> None:
    asked = duties()["us-lifts/limit-false/goods"]
    assert isinstance(asked.interaction, TrueFalse)
    assert not asked.interaction.is_true
    assert plain(asked.interaction.correction).endswith("the United States lifted duties on steel.")
    assert plain(asked.prompt).endswith(("lifted duties on cars.", "lifted duties on wine."))


def test_other_wordings_of_a_limit_and_of_a_stance_are_accepted() -> None:
    asked = duties()["us-lifts/say-the-limit/goods"]
    assert "iron and steel" in asked.interaction.accepted  # type: ignore[union-attr]


def test_who_asks_is_not_set_against_who_grants() -> None:
    issue = TRADE.partition("    scope:")[0]
    facts = (
        "id: us, actor: us, stance: lifts, as_of: 1962",
        "id: uk, actor: uk, stance: backs, as_of: 1962",
        "id: ussr, actor: ussr, stance: keeps, as_of: 1962",
        "id: france, actor: france, stance: asks, as_of: 1962",
    )
    items = pool_of(
        bank_with(f"{issue.replace('[backs, keeps]', '[backs, keeps], [asks, backs]')}", *facts)
    )
    options = {
        item.id: " ".join(shown(item)) for item in items.items if item.type == "multiple-choice"
    }
    assert {*options} == {
        "uk/what-position",
        "uk/whose-position",
        "ussr/what-position",
        "ussr/whose-position",
    }
    assert "lifted" not in options["uk/what-position"]  # both may be true
    assert "asked" not in options["ussr/what-position"]


def test_a_government_took_the_position_of_who_speaks_for_it() -> None:
    facts = (
        "id: us-lifts, actor: us, stance: lifts, as_of: 1962",
        "id: ussr-keeps, actor: ussr, for: us, stance: keeps, as_of: 1962",
        "id: uk-keeps, actor: uk, stance: keeps, as_of: 1962",
    )
    issue = "    stances: {lifts: lifted duties, keeps: kept duties, asks: asked for some}\n"
    items = {item.id: item for item in pool_of(bank_with(issue, *facts)).items}
    assert "us-lifts/what-position" not in items  # by its spokesman it kept them


def test_an_issue_without_groups_says_that_its_stances_exclude_one_another() -> None:
    facts = (
        "id: us-lifts, actor: us, stance: lifts, as_of: 1962",
        "id: uk-keeps, actor: uk, stance: keeps, as_of: 1962",
        "id: ussr-asks, actor: ussr, stance: asks, as_of: 1962",
    )
    issue = "    stances: {lifts: lifted duties, keeps: kept duties, asks: asked for some}\n"
    items = {item.id: item for item in pool_of(bank_with(issue, *facts)).items}
    assert [*shown(items["us-lifts/what-position"]).values()].count(False) == 2


# ------------------------------------------------------------------------------------- the law

WORLD = range(6)
"""What stances and limits are about; two exclude one another if they share none of it."""


def regions(random: Random, count: int) -> dict[str, frozenset[int]]:
    return {
        f"{word}": frozenset(random.sample(WORLD, random.choice((1, 1, 2, 3))))
        for word in ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")[:count]
    }


def groups_of(random: Random, named: Mapping[str, frozenset[int]]) -> list[list[str]]:
    """Return pairs that exclude one another, as an author finds them: some are forgotten."""
    pairs = itertools.combinations(named, 2)
    apart = [[*pair] for pair in pairs if named[pair[0]].isdisjoint(named[pair[1]])]
    return [pair for pair in apart if random.random() < 0.85]


@pytest.mark.parametrize("seed", range(40))
def test_no_two_options_about_a_position_are_compatible(seed: int) -> None:
    """Hold each item against what its author had in mind: sets of points, which the bank lacks."""
    random = Random(seed)
    stances, goods = regions(random, 5), regions(random, 6)
    issue = (
        f"    stances: {{{', '.join(f'{name}: held {name}' for name in stances)}}}\n"
        f"    apart: {groups_of(random, stances)}\n"
        f"    scope: {{goods: {{asks: which goods, says: 'on {{value}}', apart: @}}}}\n"
    )
    facts, held = [], []
    for n in range(9):
        actor = random.choice(("us", "ussr", "uk", "france"))
        stance = random.choice([*stances])
        limit = random.choice([*goods]) if random.random() < 0.6 else ""
        scope = f", scope: {{goods: {limit}}}" if limit else ""
        facts.append(f"id: held-{n}, actor: {actor}, stance: {stance}{scope}, as_of: 1962")
        held.append((actor, stance, limit))
    used = {limit for *_, limit in held if limit}
    apart = [pair for pair in groups_of(random, goods) if {*pair} <= used]
    bank = bank_with(issue.replace("@", str(apart)), *facts)
    pool = pool_of(bank)
    names = {person.name.casefold(): key for key, person in bank.people.items()}

    def means(item: Item, words: str) -> bool:
        """Tell whether an option may be true of what is asked about, by the author's own sets."""
        actor, stance, limit = held[int(item.facts[0].removeprefix("held-"))]
        wording = item.id.split("/")[1]
        own = [it for it in held if it[0] == actor]
        if wording == "what-position":
            told = stances[words.rpartition(" ")[2].rstrip(".")]
            return any(told & stances[it[1]] for it in own)
        if wording in ("which-limit", "limit-false"):
            return any(it[2] and goods[words.casefold()] & goods[it[2]] for it in own)
        person = names[words.partition(",")[0].casefold()]
        theirs = [it for it in held if it[0] == person]
        return any(
            stances[it[1]] & stances[stance]
            and (wording != "whose-limit" or not it[2] or goods[it[2]] & goods[limit])
            for it in theirs
        )

    for item in pool.items:
        if isinstance(item.interaction, Choice):
            for option in item.interaction.options:
                if item.type == "multiple-choice" and "what-changed" not in item.id:
                    assert option.is_key is means(item, plain(option.content)), (item.id, option)
        assert untrue(item, bank, language()) == []
    assert not [problem for problem in pool.findings if problem.rule == "KEY-2"]


def test_the_law_sees_something() -> None:
    wordings_seen = {item.id.split("/")[1] for item in duties().values()}
    assert {"which-limit", "limit-true", "limit-false", "say-the-limit"} <= wordings_seen


# ------------------------------------------------------------------------------ the shipped bank


@cache
def shipped() -> Materials:
    return read_materials(HERE.find_texts("escalation"))


@cache
def escalation_pool() -> ItemPool:
    return ItemPool(shipped().subject)


@cache
def escalation() -> Mapping[str, Item]:
    return {item.id: item for item in escalation_pool().items}


def test_nobody_is_called_broad_or_limited() -> None:
    issue = shipped().bank.issues["strike-inside-russia"]
    for words in issue.stances.values():
        assert "broad" not in words
        assert "within limits" not in words
        assert "ruled out" not in words
    for item in escalation().values():
        assert "broadly" not in plain(item.prompt)


@pytest.mark.parametrize(
    "fact_id",
    ["united-kingdom-supports", "finland-supports", "sweden-supports", "poland-supports"],
)
def test_nothing_asks_for_breadth_where_the_text_has_none(fact_id: str) -> None:
    claim = next(fact.claim for fact in shipped().bank.facts if fact.id == fact_id)
    assert isinstance(claim, Position)
    assert not claim.scope
    assert not [name for name in escalation() if name.startswith(f"{fact_id}/") and "limit" in name]


def test_the_decision_of_30_may_is_taken_apart() -> None:
    for name in (
        "decision-area/limit-false/area",
        "decision-troops/limit-false/troops",
        "decision-weapons-systems/limit-false/systems",
    ):
        judged = escalation()[name].interaction
        assert isinstance(judged, TrueFalse)
        assert not judged.is_true
    assert {
        "decision-area/limit-true",
        "decision-troops/limit-true",
        "decision-weapons-systems/limit-true",
        "decision-left-out/limit-true",
    } <= {*escalation()}
    # Where the troops stand is right; a false place could be mended by the limit on the area, too.
    false = escalation()["decision-troops/limit-false/troops"].interaction
    assert isinstance(false, TrueFalse)
    assert "inside Russia against troops guarding cities" in plain(
        escalation()["decision-troops/limit-false/troops"].prompt
    )


def test_each_true_statement_about_a_limit_has_a_false_sister() -> None:
    said = {name.split("/")[0] for name in escalation() if "/limit-true" in name}
    assert said
    assert said == {name.split("/")[0] for name in escalation() if "/limit-false" in name}


def test_a_request_is_neither_permission_nor_refusal() -> None:
    issue = shipped().bank.issues["strike-inside-russia"]
    for granted in ("green-light", "could-strike", "not-enabled", "in-ukraine"):
        assert not issue.are_apart("asked", granted)  # so neither is a wrong answer to the other


def test_scholz_agreed_and_left_his_conditions_open() -> None:
    issue = shipped().bank.issues["strike-inside-russia"]
    assert not issue.are_apart("conditions-open", "backed")
    assert "scholz-unclear/what-position" not in escalation()


# ------------------------------------------------------------------------------------- the grid


GRID = """
label: Grid
summary: For the tests.
sections:
  - {title: Grid, types: [matching], wordings: [who-allows-what], count: 1, members: 4, spare: 1}
"""


def grids(seed: int) -> list[Form]:
    """Return versions A and B of a sheet with nothing but a grid."""
    return [*assemble_forms(escalation_pool(), blueprint(GRID, seed=seed, forms=2))]


def test_the_page_of_a_grid_is_a_table_with_a_number_in_each_cell_to_fill(tmp_path: Path) -> None:
    for form in grids(1):
        pdf = write_sheet(form, Look(theme=find_theme()))
        assert problems_aloud(pdf, tmp_path) == []
        heads = len(table_in(form).rows[0])
        cells = " ".join(["TD"] * heads)
        assert re.search(rf"Table\(TR\((?:TH ?){{{heads}}}\)(?: TR\({cells}\)){{4}}\)", bare(pdf))
        words = " ".join(pages_of(pdf))
        assert [n for n in range(1, 5) if not re.search(rf"\b{n}\b", words)] == []


def bare(pdf: bytes) -> str:
    """Return the tags of a table's cells, whatever is in them."""
    tags = tags_of(pdf)
    while (fewer := re.sub(r"(T[DH])\([^()]*\)", r"\1", tags)) != tags:
        tags = fewer
    return tags


def table_in(form: Form) -> Table:
    ((placed,),) = [section.items for section in form.sections]
    assert isinstance(placed.item.interaction, Matching)
    table = placed.item.interaction.grid_in(placed.prompt)
    assert table is not None
    return table


def test_both_versions_of_a_grid_have_its_rows_in_one_order() -> None:
    for one, other in (grids(seed) for seed in range(3)):
        assert table_in(one) == table_in(other)


def test_a_grid_has_an_empty_cell_for_each_premise() -> None:
    for seed in range(12):
        for form in grids(seed):
            ((placed,),) = [section.items for section in form.sections]
            matching = placed.item.interaction
            assert isinstance(matching, Matching)
            table = matching.grid_in(placed.prompt)
            assert isinstance(table, Table)
            head, *rows = table.rows
            assert len(rows) == len(matching.premises) == 4
            by_id = {response.id: plain(response.text) for response in matching.responses}
            for row, premise in zip(rows, matching.premises, strict=True):
                (column,) = [place for place, cell in enumerate(row) if not cell]
                heading = plain(head[column]).casefold()
                assert plain(premise.text).casefold().endswith(heading)
                fact = shipped().subject.facts[premise.id]
                assert isinstance(fact.claim, Position)
                values = [value.casefold() for value in fact.claim.scope.values()]
                assert by_id[premise.response].casefold() in values
            assert untrue(placed.item, shipped().bank, shipped().subject.language) == []
