"""Forms: what is chosen, in which order, and what is said when it cannot be done."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
import random_banks
from moon import (
    SHEET,
    bank,
    bank_of,
    blueprint,
    forms,
    item,
    items,
    kind_of,
    language,
    meaning,
    pool_of,
    wording_of,
    wordings,
    yield_of,
)
from oracle import broken, untrue

from quizgen import find_worksheet
from quizgen.assemble import assemble_forms
from quizgen.assemble.draw import draw_item
from quizgen.assemble.rank import with_drawn_options
from quizgen.content import Run, plain
from quizgen.errors import FormError
from quizgen.judge.subject import Subject
from quizgen.pool import ItemPool
from quizgen.quiz.figures import Timeline
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Cloze, Item, Matching, Option, Ordering, TrueFalse, Written
from quizgen.quiz.meaning import id_of
from quizgen.quiz.worksheet import Blueprint
from quizgen.read import read_materials
from quizgen.store.project import find_texts

SEEDS = range(1, 40)


def keys_of(form: Form) -> str:
    choices = [one.interaction for one in form.items if isinstance(one.interaction, Choice)]
    places = [[option.is_key for option in choice.options].index(True) for choice in choices]
    return "".join(chr(65 + place) for place in places)


def assembled(sheet: str, *facts: str, more: str = "", **wishes: object) -> Form:
    """Return the form that a bank of these facts yields, or the small bank without any."""
    return versions(sheet, *facts, more=more, **wishes)[0]


def versions(sheet: str, *facts: str, more: str = "", **wishes: object) -> list[Form]:
    yielded = yield_of(*facts, more=more) if facts else items()
    return made(yielded, blueprint(sheet, **wishes))


def made(yielded: ItemPool, wish: Blueprint) -> list[Form]:
    return [*assemble_forms(yielded, wish)]


def option(words: str, value: str = "", **more: object) -> Option:
    means = meaning(value or f"text:{words}")
    return Option(id=id_of(means), content=(Run(words),), means=means, **more)  # type: ignore[arg-type]


def sheet_of(*sections: str, more: str = "") -> str:
    """Return a worksheet of sections, each as it stands in a file but for its title."""
    lines = "".join(f"  - {{title: Part {n}, {it}}}\n" for n, it in enumerate(sections, 1))
    return f"label: x\nsummary: x\n{more}sections:\n{lines}"


LONG = sheet_of(
    "types: [multiple-choice], count: 10",
    "types: [true-false], count: 4",
    "types: [cloze], count: 3",
)
SETS = sheet_of(
    "types: [matching], wordings: [who-said-it], count: 1, members: 4, spare: 1",
    "types: [matching], wordings: [place-on-timeline], count: 1, members: 4, spare: 1",
    "types: [ordering], count: 1, members: 4",
    "types: [matching], wordings: [terms-and-meanings], count: 1, members: 4, spare: 1",
)
SHRUNK = (
    ("at: Leonov, tags", "at: Leonov, retired: it was counted otherwise, tags"),
    ("at: Gagarin flew, tags", "at: Gagarin flew, sensitivity: high, tags"),
)


@pytest.mark.parametrize("sheet", [SHEET, LONG, SETS], ids=["short", "long", "sets"])
@pytest.mark.parametrize("changes", [(), SHRUNK], ids=["whole", "shrunk"])
def test_no_form_breaks_a_rule(sheet: str, changes: tuple[tuple[str, str], ...]) -> None:
    whole, yielded = bank(changes), items(changes)
    for seed in SEEDS[:12]:
        wish = blueprint(sheet, seed=seed, may_shrink=True)
        (form,) = made(yielded, wish)
        assert len(form.items) >= 2
        assert broken(form, whole, wish) == []
        assert [words for one in form.items for words in untrue(one, whole, language())] == []


@pytest.mark.parametrize("name", ["standard", "test", "timeline", "who-said-it"])
def test_no_form_of_the_shipped_bank_breaks_a_rule(name: str) -> None:
    shipped = read_materials(find_texts("escalation"))
    yielded = ItemPool(shipped.subject)
    for seed in range(1, 5):
        wish = Blueprint(worksheet=find_worksheet(name), seed=seed, forms=2)
        for form in made(yielded, wish):
            assert broken(form, shipped.bank, wish) == []
            for one in form.items:
                assert untrue(one, shipped.bank, shipped.language) == []


@pytest.mark.parametrize("seed", range(20))
def test_no_form_of_any_bank_breaks_a_rule(seed: int) -> None:
    facts = random_banks.facts_of(seed)
    for sheet in (LONG, SETS):
        wish = blueprint(sheet, max_sensitivity="high", may_shrink=True)
        try:
            forms = made(yield_of(*facts), wish)
        except FormError:  # a bank may be too small for any set
            forms = []
        assert forms or sheet is SETS
        for form in forms:
            assert broken(form, bank_of(*facts), wish) == []
            for one in form.items:
                assert untrue(one, bank_of(*facts), language()) == []


def test_versions_hold_the_same_items_in_other_orders() -> None:
    versions = forms(forms=4)
    assert [form.version for form in versions] == ["A", "B", "C", "D"]
    ids = [sorted(one.id for one in form.items) for form in versions]
    assert all(these == ids[0] for these in ids)
    orders = {tuple(one.id for one in form.items) for form in versions}
    assert len(orders) == 4
    assert len({keys_of(form) for form in versions}) > 1


def test_a_single_form_has_no_letter_and_the_27th_is_called_aa() -> None:
    assert [form.version for form in forms()] == [""]
    assert [form.version for form in forms(forms=28)][25:] == ["Z", "AA", "AB"]


def test_the_same_seed_gives_the_same_form_and_another_seed_another() -> None:
    assert forms(seed=7) == forms(seed=7)
    chosen = {tuple(sorted(one.id for one in forms(seed=seed)[0].items)) for seed in SEEDS}
    assert len(chosen) > len(SEEDS) / 2


def test_numbers_run_on_over_the_premises_of_a_matching_item() -> None:
    form = forms()[0]
    expected = 1
    for section in form.sections:
        for numbered in section.items:
            assert numbered.number == expected
            interaction = numbered.item.interaction
            expected += len(interaction.premises) if isinstance(interaction, Matching) else 1
    assert form.questions == expected - 1


def test_points_add_up() -> None:
    form = forms()[0]
    assert [section.points_label for section in form.sections] == [
        "4 points", "2 points", "4 points", "4 points", "2 points",
    ]  # fmt: skip
    assert form.points == 16


def test_each_blank_of_a_sentence_gives_a_point() -> None:
    two = Cloze(parts=((),) * 3, answers=((Run("a"),), (Run("b"),)), accepted=((), ()))
    blanks = [replace(one, interaction=two) for one in items().items if one.type == "cloze"]
    sheet = "label: x\nsummary: x\nsections: [{title: All, types: [cloze], count: 3, points: 2}]"
    wish = blueprint(sheet)
    form = next(assemble_forms(pool_of(*blanks), wish))
    assert (form.points, form.questions) == (3 * 2 * 2, 3)


def test_several_right_options_stand_in_drawn_order() -> None:
    sheet = "label: x\nsummary: x\nsections: [{title: All, types: [multiple-response], count: 1}]"
    orders = set()
    for seed in SEEDS:
        wish = blueprint(sheet, seed=seed)
        (one,) = next(assemble_forms(items(), wish)).items
        assert isinstance(one.interaction, Choice)
        orders.add(tuple(option.is_key for option in one.interaction.options))
    assert len(orders) == 6


@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_and_dates_ascend(seed: int) -> None:
    for one in forms(seed=seed)[0].items:
        if isinstance(one.interaction, Choice):
            order = [option.rank for option in one.interaction.options if option.rank is not None]
            assert order == sorted(order)


@pytest.mark.parametrize("seed", SEEDS)
def test_events_are_never_printed_in_their_right_order_or_its_reverse(seed: int) -> None:
    for one in forms(seed=seed)[0].items:
        if isinstance(one.interaction, Ordering):
            ranks = [event.rank for event in one.interaction.events]
            assert ranks not in (sorted(ranks), sorted(ranks, reverse=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_true_and_false_differ_in_number_by_at_most_one(seed: int) -> None:
    judged = [one.interaction for one in forms(seed=seed)[0].items]
    truths = Counter(it.is_true for it in judged if isinstance(it, TrueFalse))
    assert abs(truths[True] - truths[False]) <= 1


def test_items_scale_the_sections() -> None:
    form = forms(items=5)[0]
    assert len(form.items) == 5


def test_only_facts_with_the_tags_asked_for_are_used() -> None:
    sheet = "label: x\nsummary: x\nsections: [{title: All, types: [true-false], count: 3}]"
    wish = blueprint(sheet, tags=("numbers",))
    form = next(assemble_forms(items(), wish))
    assert {one.tags for one in form.items} == {("numbers",)}


TAGGED_SETS = (
    "types: [ordering], tags: [{tag}], count: 1, members: 4",
    "types: [matching], tags: [{tag}], wordings: [place-on-timeline], count: 1, members: 4, spare: 1",
    "types: [matching], tags: [{tag}], wordings: [terms-and-meanings], count: 1, members: 4, spare: 1",
)


@pytest.mark.parametrize(("place", "tag"), [(0, "firsts"), (1, "firsts"), (2, "terms")])
def test_a_set_has_no_members_but_those_with_a_tag_of_its_section(place: int, tag: str) -> None:
    more = [event(f"odd-{n}", f"195{n}-04-12", ", tags: [others]") for n in range(9)]
    facts = [event(f"even-{n}", f"196{n}-04-12", ", tags: [firsts, plain]") for n in range(4)]
    facts += [
        f"id: t{n}, kind: term, term: t{n}, meaning: a thing called {n}, tags: [{it}]"
        for n, it in enumerate(["terms"] * 4 + ["others"] * 9)
    ]
    for seed in SEEDS[:10]:
        section = TAGGED_SETS[place].format(tag=tag)
        (one,) = assembled(sheet_of(section), *more, *facts, seed=seed).items
        assert len(one.facts) == 4
        assert all(name.startswith(("even-", "t0", "t1", "t2", "t3")) for name in one.facts)


def test_a_set_obeys_every_wish_of_its_section_and_sheet_at_once() -> None:
    facts = [event(f"day-{n}", f"196{n}-04-12", ", tags: [firsts]") for n in range(4)]
    facts += [
        event(f"harsh-{n}", f"195{n}-04-12", ", tags: [firsts], sensitivity: high")
        for n in range(4)
    ]
    facts += [event(f"odd-{n}", f"194{n}-04-12", ", tags: [others]") for n in range(4)]
    section = "types: [ordering], kinds: [event], levels: [2], tags: [firsts], count: 1, members: 4"
    (one,) = assembled(sheet_of(section), *facts).items
    assert {*one.facts} == {f"day-{n}" for n in range(4)}
    for wish in ("levels: [3]", "kinds: [term]", "wordings: [who-said-it]"):
        sheet = sheet_of(f"types: [ordering], {wish}, count: 1, members: 4")
        with pytest.raises(
            FormError, match="the bank yields 0: each needs 4 members, and 0 facts fit"
        ):
            assembled(sheet, *facts)


def test_what_a_tagged_section_lacks_is_told_with_its_tag() -> None:
    sheet = sheet_of("types: [ordering], tags: [firsts], count: 9, members: 4")
    with pytest.raises(FormError) as raised:
        assembled(sheet)
    (problem,) = raised.value.problems
    assert problem.hint == (
        "ask for fewer with --items, or add facts; only facts tagged firsts were looked at"
    )


def test_facts_that_share_their_place_are_told_to_stand_in_each_others_way() -> None:
    facts = [
        f"id: t{n}, kind: term, term: t{n}, meaning: a thing called {n}, at: unit 3"
        for n in range(40)
    ]
    sheet = sheet_of("types: [multiple-choice], count: 4")
    with pytest.raises(FormError) as raised:
        assembled(sheet, *facts)
    assert str(raised.value) == (
        "small.yaml:1:1: section 'Part 1' asks for 4 multiple-choice items, the bank yields 1: "
        "79 more fit, but share a fact or an 'at' with another item or give it away\n"
        "  hint: give each fact an 'at' of its own: its words there, its row or its page"
    )
    some = [
        *facts[:2],
        *(fact.replace("unit 3", f"unit {n}") for n, fact in enumerate(facts[2:4], 7)),
    ]
    form = assembled(sheet, *some, may_shrink=True)
    assert len(form.items) == 3
    assert form.missing[0].message.endswith(
        ", the bank yields 3: 5 more fit, but share a fact or an 'at' with another item or give it"
        " away"
    )


def test_what_cannot_be_met_is_said_exactly() -> None:
    wish = blueprint(SHEET.replace("[ordering], count: 1", "[ordering], count: 6"))
    with pytest.raises(FormError) as raised:
        list(assemble_forms(items(), wish))
    (problem,) = raised.value.problems
    assert str(problem) == (
        "small.yaml:2:1: section 'Put in order' asks for 6 ordering items, the bank yields 1: "
        "each needs 4 members, and 9 facts fit\n"
        "  hint: ask for fewer with --items, or add facts"
    )


@pytest.mark.parametrize(
    ("wording", "fits"),
    [
        ("place-on-timeline", "6 facts fit"),
        (
            "place-on-timeline, terms-and-meanings, who-said-it",
            "16 facts fit, but not so many of them side by side",
        ),
    ],
)
def test_a_set_that_is_too_large_is_said_to_be(wording: str, fits: str) -> None:
    sheet = (
        "label: x\nsummary: x\nsections: [{title: Boxes, types: [matching], "
        f"wordings: [{wording}], count: 1, members: 7, spare: 1}}]"
    )
    with pytest.raises(FormError) as raised:
        list(assemble_forms(items(), blueprint(sheet)))
    (problem,) = raised.value.problems
    assert problem.message.endswith(f": each needs 7 members and 1 spare response, and {fits}")
    assert problem.hint == "ask for fewer members or spare ones, or add facts"


def test_facts_more_sensitive_than_asked_for_stay_out() -> None:
    change = (("tags: [firsts], note", "tags: [firsts], sensitivity: high, note"),)
    sheet = "label: x\nsummary: x\nsections: [{title: All, kinds: [event], types: [true-false], count: 5}]"
    for most, expected in (("low", False), ("high", True)):
        wish = blueprint(sheet, max_sensitivity=most)
        used = {
            fact
            for seed in SEEDS
            for form in assemble_forms(
                items(change), blueprint(sheet, max_sensitivity=most, seed=seed)
            )
            for one in form.items
            for fact in one.facts
        }
        assert ("sputnik" in used) is expected, wish


def test_a_new_fact_changes_few_forms() -> None:
    """Choice is by sorted hash: most items of a form stay when the bank grows by one fact."""
    old = "  - {id: nasa, kind: term"
    new = old.replace("nasa", "eva") + (
        ", term: EVA, meaning: Extravehicular Activity, relation: stands-for, source: history, "
        "at: EVA stands, tags: [terms]}\n" + old
    )
    grown = ((old, new),)
    kept = []
    for seed in SEEDS:
        wish = blueprint(seed=seed)
        before = {one.id for one in next(assemble_forms(items(), wish)).items}
        after = {one.id for one in next(assemble_forms(items(grown), wish)).items}
        kept.append(len(before & after) / len(before))
    assert sum(kept) / len(kept) > 0.8


def test_a_form_lists_the_sources_that_it_uses_in_the_order_of_the_bank() -> None:
    form = forms()[0]
    places = {source: n for n, source in enumerate(bank().sources, 1)}
    assert [entry.number for entry in form.sources] == [places[e.source] for e in form.sources]
    used = {it.source for one in form.items for it in one.citations}
    assert {entry.source for entry in form.sources} == used
    assert "This New Ocean" in "".join(plain(entry.text) for entry in form.sources)


def test_a_right_number_ranks_everywhere_among_the_others_over_many_forms() -> None:
    ranks: Counter[int] = Counter()
    for seed in range(400):
        drawn = with_drawn_options(item("height-of-gemini-11/how-much"), str(seed))
        assert isinstance(drawn.interaction, Choice)
        assert not drawn.interaction.reserve
        options = sorted(drawn.interaction.options, key=lambda option: option.rank or 0)
        assert len(options) == 4
        ranks[[option.is_key for option in options].index(True)] += 1
    assert all(60 <= ranks[rank] <= 140 for rank in range(4)), ranks


def test_a_small_number_has_fewer_others_so_that_it_may_rank_anywhere() -> None:
    item_id, numbers = "height-of-gemini-11/how-much", (1, 2, 3, 4, 6, 8)
    options = [option(str(it), f"number:{it} mile", is_key=it == 3) for it in numbers]
    few = replace(
        item(item_id), interaction=Choice(options=tuple(options[:4]), reserve=tuple(options[4:]))
    )
    ranks: Counter[int] = Counter()
    for seed in range(300):
        drawn = with_drawn_options(few, str(seed)).interaction
        assert isinstance(drawn, Choice)
        shown = sorted(drawn.options, key=lambda option: option.rank or 0)
        assert len(shown) == 3
        ranks[[option.is_key for option in shown].index(True)] += 1
    assert all(60 <= ranks[rank] <= 140 for rank in range(3)), ranks


def test_the_only_item_of_a_rare_wording_stands_on_no_more_sheets_than_others() -> None:
    asked = Counter(
        wording_of(one) for seed in range(60) for one in forms(seed=seed)[0].items if one.facts
    )
    many = sum(1 for one in items().items if wording_of(one) == "how-much")
    assert many >= 3
    assert asked["how-much-greater"] < asked["how-much"]


def test_two_versions_show_the_same_options() -> None:
    for one, other in zip(*(sorted(form.items, key=lambda it: it.id) for form in forms(forms=2)), strict=True):  # fmt: skip
        if isinstance(one.interaction, Choice) and isinstance(other.interaction, Choice):
            assert {*one.interaction.options} == {*other.interaction.options}


# --------------------------------------------------------------------------- what stands together
# Banks of a few facts, and what their forms may hold, written out by hand.


def asked_in(form: Form) -> set[str]:
    return {fact_id for one in form.items for fact_id in one.facts}


def event(name: str, date: str, more: str = "") -> str:
    return (
        f"id: {name}, kind: event, what: {name} flew, short: flight of {name}, date: {date}{more}"
    )


def statement(name: str, speaker: str, date: str, more: str = "") -> str:
    return (
        f"id: {name}, kind: statement, speaker: {speaker}, date: {date}, gist: the {name} was great"
        f", about: the {name}{more}"
    )


def position(name: str, actor: str, stance: str, more: str = "") -> str:
    return f"id: {name}, kind: position, actor: {actor}, stance: {stance}{more}"


def term(name: str, more: str = "") -> str:
    return f"id: {name}, kind: term, term: {name}, meaning: the sense of {name}ism{more}"


def short_for(name: str, more: str = "") -> str:
    meaning = f"meaning: Great {name} of the Air, relation: stands-for"
    return f"id: {name}, kind: term, term: {name.upper()}, {meaning}{more}"


ONE_SHORT_ANSWER = "types: [short-answer], count: {n}"
TWO_OF_A_SORT = "types: [short-answer], kinds: [{kinds}], count: 2"
BESIDE = (
    event("boris", "1961-06-12"),
    event("emil", "1964-06-12"),
    statement("plan", "glenn", "1960-04-12"),
    statement("hope", "macmillan", "1960-05-12"),
    position("bid", "france", "refuses"),
)
APART: dict[str, tuple[str, str]] = {
    "one passage": (
        event("anna", "1961-04-12", ", at: the same words"),
        position("dora", "us", "wants", ", at: the same words"),
    ),
    "what a person said on one day": (
        statement("wish", "kennedy", "1961-04-12"),
        statement("fear", "kennedy", "1961-04-12"),
    ),
    "what a person did and said on one day": (
        statement("wish", "kennedy", "1961-04-12"),
        event("anna", "1961-04-12", ", actor: kennedy"),
    ),
    "what was done and stated for a government on one day": (
        event("anna", "1961-04-12", ", actor: us"),
        position("dora", "kennedy", "wants", ", for: us, as_of: 1961-04-12"),
    ),
    "what is right of both, one naming the other": (
        event("anna", "1961-04-12", ", also_right: [dora]"),
        event("dora", "1963-04-12", ", also_right: [anna]"),
    ),
    "nearly one question": (
        "id: anna, kind: event, what: Anna left the old grey ship, short: leave, date: 1961-04-12",
        "id: dora, kind: event, what: Dora left the old grey ship, short: exit, date: 1961-04-12",
    ),
}


@pytest.mark.parametrize("why", APART)
def test_what_tells_of_one_another_never_stands_in_one_form(why: str) -> None:
    first, second = (fact.partition("id: ")[2].partition(",")[0] for fact in APART[why])
    kinds = {fact.partition("kind: ")[2].partition(",")[0] for fact in APART[why]}
    sheet = sheet_of(TWO_OF_A_SORT.format(kinds=", ".join(sorted(kinds))))
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        asked = asked_in(assembled(sheet, *APART[why], *BESIDE, seed=seed))
        assert not {first, second} <= asked, seed
        seen.update(asked)
    assert seen[first] >= 3
    assert seen[second] >= 3


def test_an_answer_comes_again_only_where_no_other_is_left() -> None:
    facts = (
        statement("wish", "kennedy", "1961-04-12"),
        "id: fear, kind: statement, speaker: kennedy, date: 1961-05-13, gist: money ran short",
        statement("hope", "khrushchev", "1961-06-14"),
    )
    sheet = "types: [cloze], wordings: [name-the-speaker], count: {n}"
    for seed in SEEDS:
        assert "hope" in asked_in(assembled(sheet_of(sheet.format(n=2)), *facts, seed=seed))
    assert len(asked_in(assembled(sheet_of(sheet.format(n=3)), *facts))) == 3


TELLING = "On 12 June 1961 boris flew"


@pytest.mark.parametrize(
    ("more", "section", "wishes"),
    [
        ("", "", {"title": TELLING}),
        (f"title: {TELLING}\n", "", {}),
        (f"subtitle: {TELLING}\n", "", {}),
        ("", f", instruction: {TELLING}", {}),
    ],
    ids=["title", "worksheet's title", "subtitle", "instruction"],
)
def test_what_stands_around_the_items_answers_none(
    more: str, section: str, wishes: dict[str, object]
) -> None:
    facts = (event("anna", "1961-04-12"), event("boris", "1961-06-12"))
    asks = "types: [short-answer], wordings: [give-the-date], count: 1"
    plainly = [assembled(sheet_of(asks), *facts, seed=seed) for seed in SEEDS]
    assert {name for form in plainly for name in asked_in(form)} == {"anna", "boris"}
    for seed in SEEDS:
        form = assembled(sheet_of(asks + section, more=more), *facts, seed=seed, **wishes)
        assert asked_in(form) == {"anna"}
    heading = sheet_of(asks).replace("Part 1", TELLING)
    assert asked_in(assembled(heading, *facts, seed=2)) == {"anna"}


@pytest.mark.parametrize(
    ("wish", "holds"),
    [
        ("kinds: [event, term]", lambda one: kind_of(one) in ("event", "term")),
        ("tags: [numbers, plans]", lambda one: one.tags in (("numbers",), ("plans",))),
        ("levels: [2, 3]", lambda one: one.level in (2, 3)),
        (
            "wordings: [how-much, which-term]",
            lambda one: wording_of(one) in ("how-much", "which-term"),
        ),
    ],
)
def test_a_section_holds_what_it_names_and_nothing_else(
    wish: str, holds: Callable[[Item], bool]
) -> None:
    for seed in SEEDS[:10]:
        form = assembled(sheet_of(f"types: [multiple-choice], count: 3, {wish}"), seed=seed)
        assert len(form.items) == 3
        assert all(holds(one) for one in form.items)


def test_a_worksheet_that_asks_for_more_than_recall_gets_it() -> None:
    sheet = sheet_of("types: [multiple-choice], count: 5", more="above_recall: 100\n")
    for seed in SEEDS:
        assert all(one.level > 1 for one in assembled(sheet, seed=seed).items)


def test_statements_are_not_all_true_where_that_can_be_helped() -> None:
    written = ", distractors: [{text: Great Anna of the Sea, why_wrong: is a ship}]"
    another = (
        "id: boris, kind: term, term: BB, meaning: Bigger Boats, relation: stands-for, "
        "distractors: [{text: Better Birds, why_wrong: is a club}]"
    )
    sheet = sheet_of("types: [true-false], count: 2")
    for seed in SEEDS:
        form = assembled(sheet, short_for("anna", written), another, seed=seed)
        assert sorted(truths_of(form)) == [False, True]


def test_a_set_with_fewer_members_says_how_many_it_has() -> None:
    sheet = sheet_of("types: [ordering], count: 1, members: 7")
    form = assembled(sheet, may_shrink=True)
    (problem,) = form.missing
    assert problem.message.startswith("section 'Part 1' asks for 7 members, the bank yields ")
    (ordering,) = form.items
    assert isinstance(ordering.interaction, Ordering)
    assert problem.message.endswith(f" yields {len(ordering.interaction.events)}")


def truths_of(form: Form) -> list[bool]:
    judged = [one.interaction for one in form.items]
    return [it.is_true for it in judged if isinstance(it, TrueFalse)]


def test_as_many_statements_are_true_as_false() -> None:
    sheet = sheet_of("types: [true-false], count: 8")
    for seed in SEEDS[:15]:
        assert sum(truths_of(assembled(sheet, seed=seed))) == 4


def test_a_section_that_comes_off_short_chooses_first_the_next_time() -> None:
    facts = [event(name, f"196{n}-04-12") for n, name in enumerate(("anna", "boris", "clara"))]
    facts += [short_for(name) for name in ("dora", "emil", "fritz")]
    greedy = sheet_of(ONE_SHORT_ANSWER.format(n=3), "types: [true-false], kinds: [event], count: 3")
    first, second = assembled(greedy, *facts).sections
    assert [kind_of(one.item) for one in second.items] == ["event"] * 3
    assert [kind_of(one.item) for one in first.items] == ["term"] * 3


def worded(number: int, key: str, *others: str) -> Item:
    """Return an item of no fact with these options; the first is right."""
    options = [option(f"{words} {number}", is_key=words is key) for words in (key, *others)]
    stem = (Run(f"Which is the word number {number}?"),)
    return replace(
        item("orbit/which-term"),
        id=f"worded-{number:03}",
        origin=Written(),
        about=(),
        prompt=stem,
        interaction=Choice(options=tuple(options)),
    )


def test_the_longest_option_is_chosen_no_more_often_than_chance_explains() -> None:
    longest = [worded(n, "a very long word", "short", "brief", "small") for n in range(20)]
    even = [worded(n, "tiny word", "a very long word", "x", "small") for n in range(20, 40)]
    sheet = sheet_of("types: [multiple-choice], count: 16")
    for seed in SEEDS[:10]:
        wish = blueprint(sheet, seed=seed)
        (form,) = made(pool_of(*longest, *even), wish)
        told = [one for one in form.items if one.id < "worded-020"]
        assert len(told) <= 0.4 * 16  # of four options one is the longest by chance, and some more


# --------------------------------------------------------------------------- sets


def test_a_set_is_as_sensitive_and_as_late_as_the_most_so_of_its_facts() -> None:
    dates = ("1961-04-12", "1962-04-12", "1963-04-12", "1964-04-12")
    names = ("anna", "boris", "clara", "dora")
    quoted = ", wording: verbatim, quote: It was great"
    speakers = ("kennedy", "khrushchev", "johnson", "glenn")
    for level in ("low", "high"):
        for which in range(4):
            mores = [f", sensitivity: {level}" if n == which else "" for n in range(4)]
            events = map(event, names, dates, mores)
            said = map(statement, ("w", "x", "y", "z"), speakers, dates, mores)
            spare = statement("v", "armstrong", "1965-04-12")
            facts = (*events, *(f"{it}{quoted} {n}" for n, it in enumerate(said)), spare)
            form = assembled(
                sheet_of(
                    "types: [ordering], count: 1, members: 4",
                    "types: [matching], wordings: [who-said-it], count: 1, members: 4, spare: 1",
                ),
                *facts,
                max_sensitivity="high",
            )
            assert [one.sensitivity for one in form.items] == [level, level]
            assert [one.origin.as_of.text for one in form.items] == ["1964-04-12"] * 2


TIMELINE = (
    "types: [matching], wordings: [place-on-timeline], count: 1, members: {members}, spare: 1"
)


@pytest.mark.parametrize(("months", "has_bars"), [(3, True), (0, False)])
def test_a_timeline_says_that_months_are_bars_if_it_has_any(months: int, has_bars: bool) -> None:
    names = ("anna", "boris", "clara", "dora", "emil")
    facts = [event(it, f"196{n}-04{'' if n < months else '-12'}") for n, it in enumerate(names)]
    (one,) = assembled(sheet_of(TIMELINE.format(members=4)), *facts).items
    assert isinstance(one.figure, Timeline)
    assert ("a bar where no day is given" in one.figure.caption) is has_bars


def test_a_heading_over_one_type_names_it_and_no_other() -> None:
    named = {"ordering": "Put in order", "matching": "Match"}
    titles = "titles: {ordering: Put in order, matching: Match}"
    found = set()
    for asked, count in (("put-in-order", 1), ("who-said-it", 1), ("put-in-order, who-said-it", 2)):
        sheet = sheet_of(
            f"types: [ordering, matching], {titles}, wordings: [{asked}], count: {count}, "
            "members: 4, spare: 1"
        )
        for seed in SEEDS[:6]:
            form = assembled(sheet, seed=seed, may_shrink=True)
            (section,) = form.sections
            types = {one.type for one in form.items}
            found.add(frozenset(types))
            assert section.title == (named[types.pop()] if len(types) == 1 else "Part 1")
            assert section.asked_as == "Part 1"
    assert {*map(len, found)} == {1, 2}


def test_the_boxes_of_a_timeline_stand_in_their_order() -> None:
    for seed in SEEDS[:10]:
        (one,) = assembled(sheet_of(TIMELINE.format(members=4)), seed=seed).items
        assert isinstance(one.interaction, Matching)
        days = {fact.id: fact.dated.first for fact in bank().facts}
        boxes = [days[premise.id] for premise in one.interaction.premises]
        assert boxes == sorted(boxes)


def test_harsh_events_are_not_even_spare_on_a_mild_sheet() -> None:
    names = ("anna", "boris", "clara", "dora", "emil")
    mild = [event(name, f"196{n}-04-12") for n, name in enumerate(names)]
    harsh = [event(name, "1966-04-12", ", sensitivity: high") for name in ("fritz", "greta")]
    for seed in SEEDS[:10]:
        sheet = sheet_of(TIMELINE.format(members=4))
        (one,) = assembled(sheet, *mild, *harsh, seed=seed).items
        assert isinstance(one.interaction, Matching)
        assert {plain(it.text) for it in one.interaction.responses} == {
            f"Flight of {name}" for name in names
        }


# --------------------------------------------------------------------------- a bank too small


def test_a_worksheet_shrinks_to_what_the_bank_can_fill_and_says_what_it_lacks() -> None:
    facts = [event(name, f"196{n}-04-12") for n, name in enumerate(("anna", "boris", "clara"))]
    facts += [event("dora", "1964-04-12"), short_for("emil"), short_for("fritz")]
    sheet = sheet_of(
        "types: [short-answer], count: 8",
        "types: [ordering], count: 2, members: 6",
        "types: [matching], wordings: [who-said-it], count: 1",
    )
    form = assembled(sheet, *facts, may_shrink=True)
    assert [section.title for section in form.sections] == ["Part 1", "Part 2"]
    # One for each term, and one for the date of each event, which is put in order as well.
    assert [len(section.items) for section in form.sections] == [6, 1]
    (order,) = form.sections[1].items
    assert {*order.item.facts} == {"anna", "boris", "clara", "dora"}
    assert [problem.message for problem in form.missing] == [
        "section 'Part 1' asks for 8 short-answer items, the bank yields 6: 2 more fit, but share a"
        " fact with another item or give it away",
        "section 'Part 2' asks for 2 ordering items, the bank yields 1: each needs 6 members, and 4"
        " facts fit",
        "section 'Part 3' asks for 1 matching item, the bank yields 0: each needs 5 members and 2"
        " spare responses, and 0 facts fit",
    ]


# --------------------------------------------------------------------------- where the key stands


def ranked(number: int, *numbers: int, key: int, shown: int = 4) -> Item:
    """Return an item of numbers, of which so many are shown."""
    options = [
        option(str(it), f"number:{it} mile", is_key=it == key)
        for it in sorted(numbers, key=lambda it: it != key)
    ]
    choice = Choice(options=tuple(options[:shown]), reserve=tuple(options[shown:]))
    return replace(item("height-of-gemini-11/how-much"), id=f"ranked-{number}", interaction=choice)


def rank_in(one: Item, seed: int) -> tuple[int, int]:
    """Return where the key stands among the options that a form shows, and how many these are."""
    drawn = with_drawn_options(one, str(seed)).interaction
    assert isinstance(drawn, Choice)
    shown = sorted(drawn.options, key=lambda option: option.rank or 0)
    return [option.is_key for option in shown].index(True), len(shown)


def test_a_number_with_few_greater_ones_is_shown_with_as_many_others() -> None:
    ranks = {rank_in(ranked(1, 1, 2, 3, 4, 5, 6, 7, key=6), seed) for seed in range(60)}
    assert ranks == {(2, 4), (3, 4)}  # one greater number is not enough for the first two places


def test_numbers_of_one_sheet_rank_each_by_itself() -> None:
    alike = [ranked(n, 1, 2, 3, 4, 5, 6, 7, key=4) for n in range(40)]
    for seed in range(3):
        assert {rank_in(one, seed)[0] for one in alike} == {0, 1, 2, 3}


def test_the_only_key_of_a_form_stands_in_every_place() -> None:
    sheet = sheet_of("types: [multiple-choice], wordings: [what-happened], count: 1")
    assert {keys_of(assembled(sheet, seed=seed)) for seed in SEEDS} == {"A", "B", "C", "D"}


@pytest.mark.parametrize(
    "wish",
    [
        "types: [multiple-choice], wordings: [which-term, what-happened], count: 2",
        "types: [multiple-response], count: 1",
    ],
)
def test_worded_options_never_stand_in_alphabetical_order(wish: str) -> None:
    for seed in range(1, 80):
        for one in assembled(sheet_of(wish), seed=seed).items:
            assert isinstance(one.interaction, Choice)
            words = [plain(option.content).casefold() for option in one.interaction.options]
            assert words != sorted(words), seed


def test_few_events_are_never_printed_backwards() -> None:
    sheet = sheet_of("types: [ordering], count: 1, members: 4")
    for seed in range(1, 150):
        (one,) = assembled(sheet, seed=seed).items
        assert isinstance(one.interaction, Ordering)
        ranks = [event.rank for event in one.interaction.events]
        assert ranks not in ([1, 2, 3, 4], [4, 3, 2, 1]), seed


def test_items_that_share_a_figure_stand_side_by_side() -> None:
    first, second = (one for one in items().items if one.figure)
    others = [worded(n, "tiny word", "a very long word", "x") for n in range(3)]
    sheet = sheet_of("types: [numeric, multiple-choice], count: 5")
    for seed in SEEDS[:20]:
        wish = blueprint(sheet, seed=seed)
        yielded = pool_of(first, second, *others)
        (form,) = made(yielded, wish)
        (section,) = form.sections
        figures = [numbered.figure for numbered in section.items]
        assert sorted(figures) == [0, 0, 0, 1, 1]
        assert "1, 1" in str(figures), figures


# --------------------------------------------------------------------------- beside the items


PROMPTS = (
    "discussion:\n"
    "  - {id: far, text: Was clara right?, facts: [clara]}\n"
    "  - {id: near, text: Was boris right?, facts: [boris]}\n"
)


def test_prompts_about_what_a_form_asks_come_first() -> None:
    facts = (event("boris", "1961-06-12"), term("clara"))
    for kind, first in (("event", "Was boris right?"), ("term", "Was clara right?")):
        types = "short-answer" if kind == "event" else "multiple-choice"
        more_terms = (term("dora"), term("emil"), term("fritz"))
        sheet = sheet_of(f"types: [{types}], kinds: [{kind}], count: 1")
        for seed in SEEDS:
            form = assembled(sheet, *facts, *more_terms, more=PROMPTS, seed=seed)
            if asked_in(form) in ({"boris"}, {"clara"}):
                assert form.discussion[0] == first
                assert len(form.discussion) == 2


def test_a_prompt_that_is_an_item_is_no_prompt_for_the_class_as_well() -> None:
    sheet = sheet_of("types: [discussion], count: 1")
    form = assembled(
        sheet, event("boris", "1961-06-12"), more=PROMPTS.replace("[clara]", "[boris]")
    )
    (one,) = form.items
    assert len(form.discussion) == 1
    assert plain(one.prompt) not in form.discussion


def test_a_title_of_ones_own_stands_before_the_worksheets_and_the_banks() -> None:
    sheet = sheet_of("types: [short-answer], count: 1", more="title: A test\n")
    assert assembled(sheet, title="Class 10").title == "Class 10"
    assert assembled(sheet).title == "A test"
    assert assembled(sheet_of("types: [short-answer], count: 1")).title == "The race to the Moon"


# --------------------------------------------------------------------------- judged once


def test_a_selection_that_breaks_a_rule_is_refused() -> None:
    sheet = sheet_of("types: [true-false], kinds: [event], count: 2", more="above_recall: 100\n")
    with pytest.raises(FormError) as raised:
        assembled(sheet)
    (problem,) = raised.value.problems
    assert problem.rule == "FORM-4"
    assert problem.message == "0 of 2 items ask for more than recall"


def test_a_set_asks_by_itself_and_is_printed_below_what_its_section_says() -> None:
    told = sheet_of("types: [ordering], count: 1, members: 4, instruction: Number them.")
    for sheet, printed in ((told, ""), (told.replace(", instruction: Number them.", ""), "Put ")):
        ((numbered,),) = (section.items for section in assembled(sheet).sections)
        assert plain(numbered.item.prompt).startswith("Put these events in the order")
        assert plain(numbered.prompt)[:4] == printed


def test_no_mild_sheet_asks_what_rests_on_a_harsh_fact_too() -> None:
    harsh = position("early", "us", "wants", ", as_of: 1961, sensitivity: high")
    mild = position("early", "us", "wants", ", as_of: 1961")
    late = position("late", "us", "refuses", ", as_of: 1963")
    sheet = sheet_of("types: [multiple-choice], wordings: [what-changed], count: 1")
    assert asked_in(assembled(sheet, mild, late, max_sensitivity="low")) == {"early", "late"}
    with pytest.raises(FormError):
        assembled(sheet, harsh, late, max_sensitivity="low")


def test_a_retired_position_is_not_what_a_position_was_before() -> None:
    late = position("late", "us", "refuses", ", as_of: 1963")
    sheet = sheet_of("types: [multiple-choice], wordings: [what-changed], count: 1")
    with pytest.raises(FormError):
        assembled(sheet, position("early", "us", "wants", ", as_of: 1961, retired: misread"), late)


@pytest.mark.parametrize(
    ("old", "new"),
    [(", superseded_by: new", ""), ("", ", also_right: [old]"), (", also_right: [new]", "")],
)
def test_linked_facts_never_stand_in_one_form_whichever_is_chosen_first(old: str, new: str) -> None:
    facts = (
        position("old", "us", "hesitates", old),
        position("new", "us", "wants", f", as_of: 1964{new}"),
        position("bid", "france", "refuses"),
    )
    for seed in SEEDS:
        form = assembled(sheet_of("types: [short-answer], count: 2"), *facts, seed=seed)
        assert not {"old", "new"} <= asked_in(form), seed


# ------------------------------------------------------------------ two right answers


def president(name: str, party: str, more: str = "") -> str:
    return f"id: {name.lower()}, kind: term, term: {name}, meaning: a {party} president{more}"


PRESIDENTS = tuple(
    president(name, party)
    for name, party in (
        ("Obama", "Democratic"), ("Pierce", "Democratic"), ("Johnson", "democratic"), ("Polk", "Democratic"),
        ("Reagan", "Republican"), ("Lincoln", "Republican"), ("Tyler", "Whig"), ("Taylor", "Whig"),
        ("Adams", "Federalist"), ("Clay", "former Federalist"), ("Monroe", "Democratic-Republican"),
    )
)  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_no_two_premises_of_a_matching_set_say_the_same(seed: int) -> None:
    item_set = next(it for it in yield_of(*PRESIDENTS).sets if it.plan.wording.type == "matching")
    section = blueprint("""
label: Match
summary: Sets.
sections: [{title: Match, types: [matching], count: 1, members: 4, spare: 1}]
""").worksheet.sections[0]
    one = draw_item(item_set, section, str(seed), set(), item_set_subject(PRESIDENTS))
    assert one is not None
    assert untrue(one, bank_of(*PRESIDENTS), language()) == []
    assert isinstance(one.interaction, Matching)
    said = [plain(premise.text).casefold() for premise in one.interaction.premises]
    assert len({*said}) == 4
    assert not {"a federalist president", "a former federalist president"} <= {*said}


def item_set_subject(facts: tuple[str, ...]) -> Subject:
    return yield_of(*facts).subject


def test_events_of_one_name_are_not_put_in_order() -> None:
    facts = (
        "id: a, kind: event, what: he came first, short: his inauguration, date: 1961-01-01",
        "id: b, kind: event, what: he came again, short: His Inauguration, date: 1965-01-01",
        event("anna", "1962-04-12"),
        event("boris", "1963-04-12"),
        event("clara", "1964-04-12"),
    )
    order = "{title: Order, types: [ordering], count: 1, members: %d}"
    sheet = f"label: W\nsummary: s\nabove_recall: 0\nsections: [{order}]\n"
    with pytest.raises(FormError):  # nobody could say which of the two is meant
        list(assemble_forms(yield_of(*facts), blueprint(sheet % 4)))
    more = event("dora", "1966-04-12")
    (form,) = assemble_forms(yield_of(*facts, more), blueprint(sheet % 4))
    assert {*form.items[0].facts} == {"anna", "boris", "clara", "dora"}
    once = facts[1].replace("1965-01-01", "1961-01-01")
    (form,) = assemble_forms(yield_of(facts[0], once, *facts[2:]), blueprint(sheet % 4))
    assert len({*form.items[0].facts} & {"a", "b"}) == 1


CAPITALS = (
    "id: luxembourg, kind: term, term: Luxembourg, meaning: the capital of Luxembourg",
    "id: minsk, kind: term, term: Minsk, meaning: the capital of Belarus",
    "id: athens, kind: term, term: Athens, meaning: the capital of Greece",
    "id: bern, kind: term, term: Bern, meaning: the capital of Switzerland",
    "id: paris, kind: term, term: Paris, meaning: the capital of France",
)


@pytest.mark.parametrize("seed", range(10))
def test_what_gives_itself_away_is_asked_only_where_nothing_else_is_left(seed: int) -> None:
    sheet = "label: W\nsummary: s\nabove_recall: 0\nsections: [{title: A, types: [multiple-choice], count: 4}]\n"
    (form,) = assemble_forms(yield_of(*CAPITALS), blueprint(sheet, seed=seed))
    assert {fact for one in form.items for fact in one.facts} == {
        "minsk",
        "athens",
        "bern",
        "paris",
    }


def test_statements_that_are_all_true_are_told() -> None:
    meanings = ("Army Network", "Border Zone", "City Yard", "Desert Xylophone")
    facts = [
        f"id: f{n}, kind: term, term: {''.join(word[0] for word in meaning.split())}"
        f", meaning: {meaning}, relation: stands-for"
        for n, meaning in enumerate(meanings)
    ]
    sheet = "label: W\nsummary: s\nabove_recall: 0\nsections: [{title: T, types: [true-false], count: 4}]\n"
    assert not [one for one in yield_of(*facts).items if one.type == "true-false"]
    of_terms = [one for one in wordings()["term"] if not one.id.endswith("-false")]
    only_true = {**wordings(), "term": tuple(of_terms)}  # as a language may have it
    pool = ItemPool(Subject(bank_of(*facts), language(), only_true))
    (form,) = assemble_forms(pool, blueprint(sheet))
    assert all(
        one.interaction.is_true for one in form.items if isinstance(one.interaction, TrueFalse)
    )
    assert [problem.message for problem in form.one_sided] == ["4 statements are true and 0 false"]


def test_signs_that_stand_for_anything_make_as_many_statements_false_as_true() -> None:
    signs = (
        "Fe iron",
        "Cu copper",
        "Na sodium",
        "K potassium",
        "Ag silver",
        "Au gold",
        "Pb lead",
        "Sn tin",
    )
    facts = [
        f"id: {meaning}, kind: term, term: {sign}, meaning: {meaning}, relation: stands-for"
        for sign, meaning in (pair.split() for pair in signs)
    ]
    sheet = "label: W\nsummary: s\nabove_recall: 0\nsections: [{title: T, types: [true-false], count: 4}]\n"
    for seed in range(5):
        (form,) = assemble_forms(yield_of(*facts), blueprint(sheet, seed=seed))
        truths = [
            one.interaction.is_true for one in form.items if isinstance(one.interaction, TrueFalse)
        ]
        assert truths.count(True) == 2
        assert form.one_sided == ()


def test_cards_to_cut_out_that_ask_the_same_are_one_with_every_answer() -> None:
    facts = (
        "id: a, kind: term, term: bank, meaning: the edge of a river",
        "id: b, kind: term, term: Bank, meaning: where money is kept",
        "id: c, kind: term, term: bank, meaning: The edge of a river",
        "id: d, kind: term, term: rock, meaning: a stone",
    )
    sheet = """
label: W
summary: s
cards: [{title: What?, kinds: [term], front: "{{ term | sentence }}", back: "{{ meaning | sentence }}"}]
"""
    (form,) = assemble_forms(yield_of(*facts), blueprint(sheet))
    assert [(card.number, plain(card.front), plain(card.back)) for card in form.cards] == [
        (1, "Bank", "The edge of a river; Where money is kept"),
        (2, "Rock", "A stone"),
    ]


def test_a_section_without_instruction_says_how_many_letters_fit_nothing() -> None:
    """Else who looks for the last one loses time on it."""
    section = "types: [matching], wordings: [who-said-it], count: 1, members: 4, spare: 1"
    silent = "Match each quotation with its speaker."
    told = f"{silent} Write the letter; one letter is left over."
    for sized, said in ((section, told), (f"instruction: Write the letter., {section}", silent)):
        (form,) = forms(sheet=SHEET.replace(section, sized))
        assert said in [plain(one.item.prompt) for part in form.sections for one in part.items]
    sheet = find_worksheet("standard")
    unsaid = replace(sheet, sections=tuple(replace(it, instruction="") for it in sheet.sections))
    pool = ItemPool(read_materials(find_texts("escalation")).subject)
    (form,) = assemble_forms(pool, Blueprint(worksheet=unsaid))
    asked = [plain(one.item.prompt) for part in form.sections for one in part.items]
    assert (
        "Match each statement with its speaker. Write the letter; two letters are left over."
        in asked
    )


def is_short(item: Item) -> bool:
    choice = item.interaction
    options = choice.options if isinstance(choice, Choice) else ()
    letters = [len(plain(option.content)) for option in options]
    return len(plain(item.prompt)) <= 105 and max(letters, default=0) <= 36


@pytest.mark.parametrize("seed", range(1, 9))
def test_where_room_is_scarce_short_items_come_first_and_long_ones_before_none(seed: int) -> None:
    def asked(count: int, more: str = "") -> list[Item]:
        section = f"types: [multiple-choice], kinds: [statement, event], count: {count}{more}"
        form = assembled(sheet_of(section), seed=seed, may_shrink=True)
        return [*form.items]

    everything = asked(60)
    short = [item for item in everything if is_short(item)]
    assert 2 < len(short) < len(everything)
    assert all(map(is_short, asked(2, ", brief: true")))
    assert len(asked(60, ", brief: true")) == len(everything)
