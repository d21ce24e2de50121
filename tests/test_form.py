"""Forms: what is chosen, in which order, and what is said when it cannot be done."""

from collections import Counter
from dataclasses import replace

import pytest
from moon import SHEET, blueprint, forms, item, items, known, yielding

from quizgen.assemble import assemble_forms
from quizgen.assemble.rank import with_drawn_rank
from quizgen.content import Run, plain
from quizgen.errors import FormError
from quizgen.quiz.form import Form
from quizgen.quiz.item import Choice, Cloze, Matching, Option, Ordering, TrueFalse
from quizgen.rules import check_form
from quizgen.rules.parts import items_of

SEEDS = range(1, 40)


def keys_of(form: Form) -> str:
    choices = [one.interaction for one in items_of(form) if isinstance(one.interaction, Choice)]
    places = [[option.is_key for option in choice.options].index(True) for choice in choices]
    return "".join(chr(65 + place) for place in places)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_form_breaks_a_rule(seed: int) -> None:
    for form in forms(seed=seed):
        assert [problem for problem in check_form(form, known()) if problem.is_error] == []


def test_versions_hold_the_same_items_in_other_orders() -> None:
    versions = forms(forms=4)
    assert [form.version for form in versions] == ["A", "B", "C", "D"]
    ids = [sorted(one.id for one in items_of(form)) for form in versions]
    assert all(these == ids[0] for these in ids)
    orders = {tuple(one.id for one in items_of(form)) for form in versions}
    assert len(orders) == 4
    assert len({keys_of(form) for form in versions}) > 1


def test_a_single_form_has_no_letter_and_the_27th_is_called_aa() -> None:
    assert [form.version for form in forms()] == [""]
    assert [form.version for form in forms(forms=28)][25:] == ["Z", "AA", "AB"]


def test_the_same_seed_gives_the_same_form_and_another_seed_another() -> None:
    assert forms(seed=7) == forms(seed=7)
    chosen = {tuple(sorted(one.id for one in items_of(forms(seed=seed)[0]))) for seed in SEEDS}
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
    form = next(assemble_forms(yielding(*blanks), wish))
    assert (form.points, form.questions) == (3 * 2 * 2, 3)


def test_several_right_options_stand_in_drawn_order() -> None:
    sheet = "label: x\nsummary: x\nsections: [{title: All, types: [multiple-response], count: 1}]"
    orders = set()
    for seed in SEEDS:
        wish = blueprint(sheet, seed=seed)
        (one,) = items_of(next(assemble_forms(items(), wish)))
        assert isinstance(one.interaction, Choice)
        orders.add(tuple(option.is_key for option in one.interaction.options))
    assert len(orders) == 6


@pytest.mark.parametrize("seed", SEEDS)
def test_numbers_and_dates_ascend(seed: int) -> None:
    for one in items_of(forms(seed=seed)[0]):
        if isinstance(one.interaction, Choice):
            order = [option.rank for option in one.interaction.options]
            assert order == sorted(order)


@pytest.mark.parametrize("seed", SEEDS)
def test_events_are_never_printed_in_their_right_order_or_its_reverse(seed: int) -> None:
    for one in items_of(forms(seed=seed)[0]):
        if isinstance(one.interaction, Ordering):
            ranks = [event.rank for event in one.interaction.events]
            assert ranks not in (sorted(ranks), sorted(ranks, reverse=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_true_and_false_differ_in_number_by_at_most_one(seed: int) -> None:
    judged = [one.interaction for one in items_of(forms(seed=seed)[0])]
    truths = Counter(it.is_true for it in judged if isinstance(it, TrueFalse))
    assert abs(truths[True] - truths[False]) <= 1


def test_items_scale_the_sections() -> None:
    form = forms(items=5)[0]
    assert len(items_of(form)) == 5


def test_only_facts_with_the_tags_asked_for_are_used() -> None:
    sheet = "label: x\nsummary: x\nsections: [{title: All, types: [true-false], count: 3}]"
    wish = blueprint(sheet, tags=("numbers",))
    form = next(assemble_forms(items(), wish))
    assert {one.tags for one in items_of(form)} == {("numbers",)}


def test_what_cannot_be_met_is_said_exactly() -> None:
    wish = blueprint(SHEET.replace("[ordering], count: 1", "[ordering], count: 6"))
    with pytest.raises(FormError) as raised:
        list(assemble_forms(items(), wish))
    (problem,) = raised.value.problems
    assert str(problem) == (
        "small.yaml:2:1: section 'Put in order' asks for 6 ordering items, the bank yields 1: "
        "each needs 4 members, and 6 facts fit\n"
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
    assert problem.message.endswith(f": each needs 7 members and 1 spare responses, and {fits}")
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
            for one in items_of(form)
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
        before = {one.id for one in items_of(next(assemble_forms(items(), wish)))}
        after = {one.id for one in items_of(next(assemble_forms(items(grown), wish)))}
        kept.append(len(before & after) / len(before))
    assert sum(kept) / len(kept) > 0.8


def test_a_form_names_its_sources_in_order_of_use() -> None:
    form = forms()[0]
    assert [entry.number for entry in form.sources] == list(range(1, len(form.sources) + 1))
    used = {source for one in items_of(form) for source in one.sources}
    assert {entry.source for entry in form.sources} == used
    assert "This New Ocean" in "".join(plain(entry.text) for entry in form.sources)


def test_a_right_number_ranks_everywhere_among_the_others_over_many_forms() -> None:
    ranks: Counter[int] = Counter()
    for seed in range(400):
        drawn = with_drawn_rank(item("height-of-gemini-11/how-much"), str(seed))
        assert isinstance(drawn.interaction, Choice)
        assert not drawn.interaction.reserve
        options = sorted(drawn.interaction.options, key=lambda option: option.rank)
        assert len(options) == 4
        ranks[[option.is_key for option in options].index(True)] += 1
    assert all(60 <= ranks[rank] <= 140 for rank in range(4)), ranks


def test_a_small_number_has_fewer_others_so_that_it_may_rank_anywhere() -> None:
    item_id, numbers = "height-of-gemini-11/how-much", (1, 2, 3, 4, 6, 8)
    options = [
        Option(text=(Run(str(it)),), value=f"number:{it} mile", sort_key=(it,), is_key=it == 3)
        for it in numbers
    ]
    few = replace(
        item(item_id), interaction=Choice(options=tuple(options[:4]), reserve=tuple(options[4:]))
    )
    ranks: Counter[int] = Counter()
    for seed in range(300):
        drawn = with_drawn_rank(few, str(seed)).interaction
        assert isinstance(drawn, Choice)
        shown = sorted(drawn.options, key=lambda option: option.rank)
        assert len(shown) == 3
        ranks[[option.is_key for option in shown].index(True)] += 1
    assert all(60 <= ranks[rank] <= 140 for rank in range(3)), ranks


def test_the_only_item_of_a_rare_wording_stands_on_no_more_sheets_than_others() -> None:
    asked = Counter(
        one.wording for seed in range(60) for one in items_of(forms(seed=seed)[0]) if one.facts
    )
    many = sum(1 for one in items().items if one.wording == "how-much")
    assert many >= 3
    assert asked["how-much-greater"] < asked["how-much"]


def test_two_versions_show_the_same_options() -> None:
    for one, other in zip(*(sorted(items_of(form), key=lambda it: it.id) for form in forms(forms=2)), strict=True):  # fmt: skip
        if isinstance(one.interaction, Choice) and isinstance(other.interaction, Choice):
            assert {*one.interaction.options} == {*other.interaction.options}
